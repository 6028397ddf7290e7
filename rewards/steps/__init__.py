"""Step scores and progress measures: one number a step."""

from rewards.method import Kind, Method, Source
from rewards.steps.differences import mrt_progress, pav, relative_progress, vps_delta, vsrm
from rewards.steps.fusion import drm_score, softmax_fusion
from rewards.steps.likelihood import implicit_log_ratio, p2s, r3
from rewards.steps.novelty import count_bonus, count_decay, hindsight_curiosity, novel_and_useful
from rewards.steps.observations import goal_baseline, perceptual_segments
from rewards.steps.progress import budget_progress, progress_estimate, quality_gain
from rewards.steps.rules import sign_reward, tool_output, visual_rationale, vpr_oracle, webgen_step
from rewards.steps.tags import meta_tags
from rewards.steps.traces import mask_fill, reorder

_MASKED = "Masked-and-Reordered Self-Supervision for Reinforcement Learning from Verifiable Rewards"

METHODS = (
    Method(
        "pav",
        Kind.STEPS,
        pav,
        "Rewarding Progress: Scaling Automated Process Verifiers for LLM Reasoning",
        Source.RECALL,
    ),
    Method(
        "mrt_progress",
        Kind.STEPS,
        mrt_progress,
        "Optimizing Test-Time Compute via Meta Reinforcement Fine-Tuning",
        Source.NOTES,
        unknown="alpha",
    ),
    Method(
        "vsrm",
        Kind.STEPS,
        vsrm,
        "Promoting Efficient Reasoning with Verifiable Stepwise Reward",
        Source.RECALL,
        unknown="epsilon; the look-ahead; the number of samples behind an accuracy",
    ),
    Method(
        "vps_delta",
        Kind.STEPS,
        vps_delta,
        "GRPO-VPS: Enhancing Group Relative Policy Optimization with Verifiable Process Supervision for Effective "
        "Reasoning",
        Source.NOTES | Source.OURS,
        unknown="alpha; how gain and trajectory advantage combine",
    ),
    Method(
        "relative_progress",
        Kind.STEPS,
        relative_progress,
        "GenPRM: Scaling Test-Time Compute of Process Reward Models via Generative Reasoning",
        Source.NOTES,
    ),
    Method(
        "p2s",
        Kind.STEPS,
        p2s,
        "P2S: Probabilistic Process Supervision for General-Domain Reasoning Question Answering",
        Source.OURS,
        unknown="the normalisation; the search for the suffix",
    ),
    Method(
        "implicit_log_ratio",
        Kind.STEPS,
        implicit_log_ratio,
        "Free Process Rewards without Process Labels; Process Reinforcement through Implicit Rewards; "
        "Online Process Reward Leanring for Agentic Reinforcement Learning",
        Source.RECALL | Source.NOTES | Source.CODE,
    ),
    Method(
        "goal_baseline",
        Kind.STEPS,
        goal_baseline,
        "Vision-Language Models are Zero-Shot Reward Models for Reinforcement Learning",
        Source.RECALL,
        unknown="alpha, tuned for each task",
    ),
    Method(
        "perceptual_segments",
        Kind.STEPS,
        perceptual_segments,
        "Unsupervised Perceptual Rewards for Imitation Learning",
        Source.RECALL | Source.OURS,
        unknown="the number of segments",
    ),
    Method(
        "budget_progress",
        Kind.STEPS,
        budget_progress,
        "ProcVLM: Learning Procedure-Grounded Progress Rewards for Robotic Manipulation",
        Source.OURS,
        unknown="the reward's form",
    ),
    Method(
        "progress_estimate",
        Kind.STEPS,
        progress_estimate,
        "From Passive Observer to Active Critic: Reinforcement Learning Elicits Process Reasoning for Robotic "
        "Manipulation",
        Source.OURS,
        unknown="the reward's form",
    ),
    Method(
        "quality_gain",
        Kind.STEPS,
        quality_gain,
        "MedSAM-Agent: Empowering Interactive Medical Image Segmentation with Multi-turn Agentic Reinforcement "
        "Learning",
        Source.NOTES,
        unknown="the weights; the outcome's quality",
    ),
    Method(
        "meta_tags",
        Kind.STEPS,
        meta_tags,
        "RLVMR: Reinforcement Learning with Verifiable Meta-Reasoning Rewards for Robust Long-Horizon Agents",
        Source.PAPER | Source.CODE,
    ),
    Method(
        "novel_and_useful",
        Kind.STEPS,
        novel_and_useful,
        "SmartSearch: Process Reward-Guided Query Refinement for Search Agents",
        Source.NOTES,
        unknown="K; the weight in training",
    ),
    Method(
        "count_decay",
        Kind.STEPS,
        count_decay,
        "Online Intrinsic Rewards for Decision Making Agents from Large Language Model Feedback",
        Source.CODE,
    ),
    Method("count_bonus", Kind.STEPS, count_bonus, "Reward Design for Reinforcement Learning Agents", Source.RECALL),
    Method(
        "hindsight_curiosity",
        Kind.STEPS,
        hindsight_curiosity,
        "Curiosity in Hindsight: Intrinsic Exploration in Stochastic Environments",
        Source.OURS,
        unknown="the learned form: this one counts",
    ),
    Method(
        "sign_reward",
        Kind.STEPS,
        sign_reward,
        "Auto MC-Reward: Automated Dense Reward Design with Large Language Models for Minecraft",
        Source.RECALL,
    ),
    Method(
        "vpr_oracle",
        Kind.STEPS,
        vpr_oracle,
        "Verifiable Process Rewards for Agentic Reasoning",
        Source.NOTES,
        unknown="how it combines with the outcome",
    ),
    Method(
        "visual_rationale",
        Kind.STEPS,
        visual_rationale,
        "From Illusion to Intention: Visual Rationale Learning for Vision-Language Reasoning",
        Source.OURS,
        unknown="the formula; the threshold",
    ),
    Method(
        "webgen_step",
        Kind.STEPS,
        webgen_step,
        "WebGen-Agent: Enhancing Interactive Website Generation with Multi-Level Feedback and Step-Level "
        "Reinforcement Learning",
        Source.CODE,
    ),
    Method(
        "tool_output",
        Kind.STEPS,
        tool_output,
        "CodeV: Code with Images for Faithful Visual Reasoning via Tool-Aware Policy Optimization",
        Source.OURS,
        unknown="the formula; the weight",
    ),
    Method("mask_fill", Kind.STEPS, mask_fill, _MASKED, Source.OURS, unknown="the formula"),
    Method("reorder", Kind.STEPS, reorder, _MASKED, Source.OURS, unknown="the formula"),
    Method(
        "r3",
        Kind.STEPS,
        r3,
        "Direct Reasoning Optimization: LLMs Can Reward And Refine Their Own Reasoning for Open-Ended Tasks",
        Source.PAPER | Source.OURS,
        unknown="the shape of the weight; gamma of the propagation",
    ),
    Method(
        "softmax_fusion",
        Kind.STEPS,
        softmax_fusion,
        "ReasonFlux-PRM: Trajectory-Aware PRMs for Long Chain-of-Thought Reasoning in LLMs; "
        "Fin-PRM: A Domain-Specialized Process Reward Model for Financial Reasoning in Large Language Models",
        Source.NOTES | Source.OURS,
        unknown="Fin-PRM's weights",
    ),
    Method(
        "drm_score",
        Kind.STEPS,
        drm_score,
        "From <Answer> to <Think>: Multidimensional Supervision of Reasoning Process for LLM Optimization",
        Source.PAPER | Source.OURS,
        unknown="the weights; how the dimensions are normalised",
    ),
)
