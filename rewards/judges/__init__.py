"""Judges, verifiers, votes and rubrics."""

from rewards.judges.agents import debate, reward_plugin, tool_judge, ui_genie_rm, view_ablation, webarbiter
from rewards.judges.first_error import corrective_prm, first_error_verifier, spare_align
from rewards.judges.likelihood import (
    ReferencePolicyScore,
    followup_likelihood,
    pairwise_debiased,
    principle_entailment,
    yes_token,
)
from rewards.judges.reasoning import (
    branch_rethink,
    critical_trm,
    critique_then_score,
    rm_r1,
    rubric_route,
    think_prm_score,
)
from rewards.judges.ternary import ternary_propagate
from rewards.judges.votes import ensemble_score, step_majority, ternary_verdict, wrong_step_vote
from rewards.method import Kind, Method, Source

_J = Kind.JUDGES

METHODS = (
    Method("yes_token", _J, yes_token, "RewardDance: Reward Scaling in Visual Generation", Source.RECALL | Source.OURS),
    Method(
        "principle_entailment",
        _J,
        principle_entailment,
        "RLBFF: Binary Flexible Feedback to bridge between Human Feedback & Verifiable Rewards",
        Source.RECALL,
    ),
    Method(
        "followup_likelihood",
        _J,
        followup_likelihood,
        "Aligning Language Models Using Follow-up Likelihood as Reward Signal",
        Source.RECALL,
        unknown="whether follow-ups are normalised by length: a parameter",
    ),
    Method(
        "pairwise_debiased",
        _J,
        pairwise_debiased,
        "A Unified Pairwise Framework for RLHF: Bridging Generative Reward Modeling and Policy Optimization",
        Source.NOTES | Source.OURS,
    ),
    Method(
        "reference_policy_score",
        _J,
        ReferencePolicyScore,
        "Pre-Trained Policy Discriminators are General Reward Models",
        Source.CODE,
    ),
    Method("think_prm_score", _J, think_prm_score, "Process Reward Models That Think", Source.RECALL),
    Method("rm_r1", _J, rm_r1, "RM-R1: Reward Modeling as Reasoning", Source.RECALL),
    Method(
        "branch_rethink",
        _J,
        branch_rethink,
        "Think Twice: Branch-and-Rethink Reasoning Reward Model",
        Source.OURS,
        unknown="how many dimensions, and the floor of the reward",
    ),
    Method(
        "critical_trm",
        _J,
        critical_trm,
        "From Faithfulness to Correctness: Generative Reward Models that Think Critically",
        Source.OURS,
    ),
    Method("tool_judge", _J, tool_judge, "Tool-Augmented Reward Modeling", Source.OURS),
    Method(
        "critique_then_score",
        _J,
        critique_then_score,
        "MM-RLHF: The Next Step Forward in Multimodal LLM Alignment",
        Source.NOTES | Source.OURS,
    ),
    Method(
        "rubric_route",
        _J,
        rubric_route,
        "SCRIBE: Structured Mid-Level Supervision for Tool-Using Language Models",
        Source.OURS,
        unknown="the formula",
    ),
    Method(
        "ui_genie_rm",
        _J,
        ui_genie_rm,
        "UI-Genie: A Self-Improving Approach for Iteratively Boosting MLLM-based Mobile GUI Agents",
        Source.PAPER,
    ),
    Method(
        "webarbiter",
        _J,
        webarbiter,
        "WebArbiter: A Principle-Guided Reasoning Process Reward Model for Web Agents",
        Source.NOTES,
    ),
    Method(
        "ternary_verdict",
        _J,
        ternary_verdict,
        "CompassVerifier: A Unified and Robust Verifier for LLMs Evaluation and Outcome Reward",
        Source.OURS,
    ),
    Method(
        "reward_plugin",
        _J,
        reward_plugin,
        "Auto MC-Reward: Automated Dense Reward Design with Large Language Models for Minecraft",
        Source.OURS,
    ),
    Method(
        "view_ablation",
        _J,
        view_ablation,
        "What Are Step-Level Reward Models Rewarding? Counterintuitive Findings from MCTS-Boosted "
        "Mathematical Reasoning",
        Source.OURS,
    ),
    Method(
        "debate",
        _J,
        debate,
        "Reward Design for Justifiable Sequential Decision-Making",
        Source.OURS | Source.RECALL,
        unknown="how the verdict is mixed in: lam is required by justified",
    ),
    Method(
        "spare_align",
        _J,
        spare_align,
        "SPARE: Single-Pass Annotation with Reference-Guided Evaluation for Automatic Process Supervision and "
        "Reward Modelling",
        Source.PAPER,
    ),
    Method(
        "step_majority",
        _J,
        step_majority,
        "SPARK: Stepwise Process-Aware Rewards for Reference-Free Reinforcement Learning",
        Source.NOTES | Source.RECALL,
    ),
    Method(
        "wrong_step_vote",
        _J,
        wrong_step_vote,
        "CAPO: Towards Enhancing LLM Reasoning through Verifiable Generative Credit Assignment",
        Source.NOTES,
    ),
    Method(
        "ensemble_score",
        _J,
        ensemble_score,
        "BaseReward: A Strong Baseline for Multimodal Reward Model",
        Source.OURS,
    ),
    Method(
        "ternary_propagate",
        _J,
        ternary_propagate,
        "AgentProcessBench: Diagnosing Step-Level Process Quality in Tool-Using Agents",
        Source.CODE,
    ),
    Method(
        "first_error_verifier",
        _J,
        first_error_verifier,
        "OPV: Outcome-based Process Verifier for Efficient Long Chain-of-Thought Verification",
        Source.PAPER,
        unknown="lambda: required",
    ),
    Method(
        "corrective_prm",
        _J,
        corrective_prm,
        "GM-PRM: A Generative Multimodal Process Reward Model for Multimodal Mathematical Reasoning",
        Source.OURS,
    ),
)
