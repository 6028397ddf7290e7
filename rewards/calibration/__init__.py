"""Proper scores, calibration maps, reward shaping and trust."""

from rewards.calibration.confidence import PpoC, ppo_m_loss, trust_weight
from rewards.calibration.isotonic import AutocalR
from rewards.calibration.mixing import minnorm_weights
from rewards.calibration.noise import flip_noise, rpr_calibrate
from rewards.calibration.proper import auroc, brier, ece, preference_ece, rlcr
from rewards.calibration.shaping import RunningShaper, par
from rewards.calibration.weights import oua, simcal_w
from rewards.calibration.windows import HCalibration
from rewards.method import Kind, Method, Source

_RLCR = "Beyond Binary Rewards: Training LMs to Reason About Their Uncertainty"
_MORE = "On Diversified Preferences of Large Language Model Alignment"
_TAMING = "Taming Overconfidence in LLMs: Reward Calibration in RLHF"
_CJE = "Causal Judge Evaluation: Calibrated Surrogate Metrics for LLM Systems"
_HACKING = "Reward Shaping to Mitigate Reward Hacking in RLHF"
_CLIMB = "The Climb Carves Wisdom Deeper Than the Summit: On the Noisy Rewards in Learning to Reason"

METHODS = (
    Method("rlcr", Kind.CALIBRATION, rlcr, _RLCR, Source.CODE),
    Method("brier", Kind.CALIBRATION, brier, _RLCR, Source.CODE),
    Method("ece", Kind.CALIBRATION, ece, _RLCR, Source.CODE),
    Method("auroc", Kind.CALIBRATION, auroc, _RLCR, Source.CODE),
    Method("preference_ece", Kind.CALIBRATION, preference_ece, _MORE, Source.RECALL, unknown="the number of bins"),
    Method("minnorm_weights", Kind.CALIBRATION, minnorm_weights, _MORE, Source.RECALL),
    Method("ppo_c", Kind.CALIBRATION, PpoC, _TAMING, Source.CODE),
    Method("ppo_m_loss", Kind.CALIBRATION, ppo_m_loss, _TAMING, Source.CODE),
    Method("autocal_r", Kind.CALIBRATION, AutocalR, _CJE, Source.CODE, unknown="the spline of the first stage: ours"),
    Method("simcal_w", Kind.CALIBRATION, simcal_w, _CJE, Source.CODE),
    Method("oua", Kind.CALIBRATION, oua, _CJE, Source.CODE),
    Method(
        "h_calibration",
        Kind.CALIBRATION,
        HCalibration,
        "h-calibration: Rethinking Classifier Recalibration with Probabilistic Error-Bounded Objective",
        Source.CODE | Source.OURS,
        unknown="the fitted map: ours",
    ),
    Method("par", Kind.CALIBRATION, par, _HACKING, Source.CODE),
    Method("running_shapers", Kind.CALIBRATION, RunningShaper, _HACKING, Source.CODE | Source.OURS),
    Method("flip_noise", Kind.CALIBRATION, flip_noise, _CLIMB, Source.CODE),
    Method("rpr_calibrate", Kind.CALIBRATION, rpr_calibrate, _CLIMB, Source.CODE | Source.OURS),
    Method(
        "trust_weight",
        Kind.CALIBRATION,
        trust_weight,
        "SophiaVL-R1: Reinforcing MLLMs Reasoning with Thinking Reward",
        Source.PAPER | Source.CODE,
    ),
)
