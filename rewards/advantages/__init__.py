"""Advantages over groups, trees and graphs.

Common to them: `group` names the task of each trajectory, None makes the call one group; `ddof` and `eps` of a z-score
are the source's, 0 stands where the std is <= eps; `single` says what a group of one gets, 0 or its raw value;
`missing` is what a gap does: "raise", "skip" (None in, None out, no say in any mean) or a number in its place.
"""

from rewards.advantages.consistency import copo
from rewards.advantages.dual import dual_granularity, prime_advantage
from rewards.advantages.entropy import aem, empg, spae
from rewards.advantages.flags import flag_penalty
from rewards.advantages.graph import graph_merge
from rewards.advantages.meta import rlvmr_advantage
from rewards.advantages.pacs import pacs
from rewards.advantages.steps import mixed_turn_batch, step_pool_advantage, turn_advantage, two_level
from rewards.advantages.trajectory import group_zscore, rloo
from rewards.advantages.trees import fork_advantage, tree_advantage
from rewards.advantages.values import direct_advantage, hindsight_gae, webrl_advantage
from rewards.method import Kind, Method, Source

METHODS = (
    Method("group_zscore", Kind.ADVANTAGES, group_zscore, "GRPO baseline", Source.CODE),
    Method(
        "rloo",
        Kind.ADVANTAGES,
        rloo,
        "Exploring the Limit of Outcome Reward for Learning Mathematical Reasoning",
        Source.CODE,
    ),
    Method(
        "copo",
        Kind.ADVANTAGES,
        copo,
        "COPO: Consistency-Aware Policy Optimization",
        Source.NOTES | Source.OURS,
        unknown="the reward of a prompt; how rho goes with the group's size",
    ),
    Method(
        "pacs",
        Kind.ADVANTAGES,
        pacs,
        "Implicit Actor Critic Coupling via a Supervised Learning Framework for RLVR",
        Source.CODE,
    ),
    Method(
        "two_level",
        Kind.ADVANTAGES,
        two_level,
        "Online Process Reward Leanring for Agentic Reinforcement Learning",
        Source.NOTES | Source.RECALL,
    ),
    Method(
        "step_pool_advantage",
        Kind.ADVANTAGES,
        step_pool_advantage,
        "WebGen-Agent: Enhancing Interactive Website Generation with Multi-Level Feedback and Step-Level Reinforcement "
        "Learning",
        Source.CODE | Source.OURS,
        unknown="what the form max is the greatest of",
    ),
    Method(
        "turn_advantage",
        Kind.ADVANTAGES,
        turn_advantage,
        "Verifiable Process Rewards for Agentic Reasoning",
        Source.NOTES,
    ),
    Method(
        "mixed_turn_batch",
        Kind.ADVANTAGES,
        mixed_turn_batch,
        "MAPO: Mixed Advantage Policy Optimization for Long-Horizon Multi-Turn Dialogue",
        Source.OURS,
        unknown="the mix weight; the discount",
    ),
    Method(
        "rlvmr_advantage",
        Kind.ADVANTAGES,
        rlvmr_advantage,
        "RLVMR: Reinforcement Learning with Verifiable Meta-Reasoning Rewards for Robust Long-Horizon Agents",
        Source.PAPER | Source.CODE,
    ),
    Method(
        "dual_granularity",
        Kind.ADVANTAGES,
        dual_granularity,
        "ProRAG: Process-Supervised Reinforcement Learning for Retrieval-Augmented Generation",
        Source.CODE,
    ),
    Method(
        "prime_advantage",
        Kind.ADVANTAGES,
        prime_advantage,
        "Process Reinforcement through Implicit Rewards",
        Source.CODE | Source.RECALL | Source.OURS,
        unknown="ddof and eps of the whitening",
    ),
    Method(
        "flag_penalty",
        Kind.ADVANTAGES,
        flag_penalty,
        "Improving Vision-language Models with Perception-centric Process Reward Models",
        Source.CODE,
    ),
    Method(
        "webrl_advantage",
        Kind.ADVANTAGES,
        webrl_advantage,
        "WebRL: Training LLM Web Agents via Self-Evolving Online Curriculum Reinforcement Learning",
        Source.NOTES | Source.CODE,
    ),
    Method(
        "direct_advantage",
        Kind.ADVANTAGES,
        direct_advantage,
        "Improving Multi-Step Reasoning Abilities of Large Language Models with Direct Advantage Policy Optimization",
        Source.RECALL,
    ),
    Method(
        "hindsight_gae",
        Kind.ADVANTAGES,
        hindsight_gae,
        "Self-evolving LLM agents with in-distribution Optimization",
        Source.NOTES,
        unknown="gamma and lambda; the critic's penalties and expectile",
    ),
    Method(
        "fork_advantage",
        Kind.ADVANTAGES,
        fork_advantage,
        "PORTool: Tool-Use LLM Training with Rewarded Tree",
        Source.OURS | Source.NOTES,
        unknown="a step's reward; its weights and decay",
    ),
    Method(
        "tree_advantage",
        Kind.ADVANTAGES,
        tree_advantage,
        "TreePS-RAG: Tree-based Process Supervision for Reinforcement Learning in Agentic RAG",
        Source.OURS | Source.NOTES,
        unknown="the advantage; how similar siblings are pruned",
    ),
    Method(
        "graph_merge",
        Kind.ADVANTAGES,
        graph_merge,
        "SALT: Step-level Advantage Assignment for Long-horizon Agents via Trajectory Graph",
        Source.NOTES,
        unknown="which states are the same",
    ),
    Method(
        "empg",
        Kind.ADVANTAGES,
        empg,
        "Harnessing Uncertainty: Entropy-Modulated Policy Gradients for Long-Horizon LLM Agents",
        Source.NOTES,
        unknown="the paper's own constants",
    ),
    Method(
        "aem",
        Kind.ADVANTAGES,
        aem,
        "AEM: Adaptive Entropy Modulation for Multi-Turn Agentic Reinforcement Learning",
        Source.NOTES,
    ),
    Method(
        "spae",
        Kind.ADVANTAGES,
        spae,
        "Step Potential Advantage Estimation: Harnessing Intermediate Confidence and Correctness for Efficient "
        "Mathematical Reasoning",
        Source.CODE | Source.NOTES | Source.OURS,
        unknown="over which steps the rise is scaled; ddof and eps of the standardising",
    ),
)
