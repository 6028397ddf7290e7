"""Grounding: one predicted point or box against one target, batch first."""

from rewards.grounding.actions import gui_r1_action, ui_venus_action
from rewards.grounding.exploration import aer, rc_vote
from rewards.grounding.gaussian import g2_coverage, g2_point, g2_total
from rewards.grounding.overlap import hit, iou, tiered
from rewards.grounding.rivals import gui_g1, se_gui
from rewards.grounding.stepgui import step_gui_action, step_gui_box, step_gui_point, step_gui_slide
from rewards.method import Kind, Method, Source

_G2 = "GUI-G^2: Gaussian Reward Modeling for GUI Grounding"
_STEP = "Step-GUI Technical Report"
_READ = Source.PAPER | Source.CODE
_TAU = "the tolerances tau: required"

METHODS = (
    Method("hit", Kind.GROUNDING, hit, "standard metric of grounding benchmarks", Source.CODE | Source.NOTES),
    Method("iou", Kind.GROUNDING, iou, "standard metric of grounding benchmarks", Source.CODE | Source.NOTES),
    Method("g2_point", Kind.GROUNDING, g2_point, _G2, _READ),
    Method("g2_coverage", Kind.GROUNDING, g2_coverage, _G2, _READ),
    Method("g2_total", Kind.GROUNDING, g2_total, _G2, Source.PAPER),
    Method("step_gui_point", Kind.GROUNDING, step_gui_point, _STEP, Source.PAPER, unknown=_TAU),
    Method("step_gui_box", Kind.GROUNDING, step_gui_box, _STEP, Source.PAPER, unknown=_TAU),
    Method("step_gui_slide", Kind.GROUNDING, step_gui_slide, _STEP, Source.PAPER | Source.OURS),
    Method(
        "step_gui_action",
        Kind.GROUNDING,
        step_gui_action,
        _STEP,
        Source.PAPER | Source.OURS,
        unknown="how the parts are mixed: weights are required",
    ),
    Method("se_gui", Kind.GROUNDING, se_gui, "SE-GUI, arXiv 2505.12370", Source.CODE),
    Method("gui_g1", Kind.GROUNDING, gui_g1, "GUI-G1, arXiv 2505.15810", Source.CODE),
    Method("aer", Kind.GROUNDING, aer, "InfiGUI-G1 (AEPO), arXiv 2508.05731", Source.CODE),
    Method(
        "rc_vote",
        Kind.GROUNDING,
        rc_vote,
        "GUI-RC / GUI-RCPO",
        Source.PAPER,
        unknown="how the source makes boxes of points",
    ),
    Method(
        "tiered",
        Kind.GROUNDING,
        tiered,
        "SSL, arXiv 2601.22491, and UI-Venus, arXiv 2508.10833",
        Source.OURS,
        unknown="the tiers' bounds and values",
    ),
    Method("gui_r1_action", Kind.GROUNDING, gui_r1_action, "GUI-R1, arXiv 2504.10458", Source.NOTES),
    Method(
        "ui_venus_action",
        Kind.GROUNDING,
        ui_venus_action,
        "UI-Venus, arXiv 2508.10833 and 2602.09082",
        Source.PAPER,
        unknown="weights and tiers: required; eta and lambda of the online reward: required",
    ),
)
