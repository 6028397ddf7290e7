"""How good a reward model, a judge or a set of labels is."""

from rewards.method import Kind, Method, Source
from rewards.metrics.answers import answer_checkers, thought_collapse
from rewards.metrics.distances import pearson_distance, starc, tie_margin
from rewards.metrics.ranking import (
    acc_plus,
    best_of_4,
    contrast_consistency,
    family_accuracy,
    one_vs_many,
    prm_bench,
    rank_at_1,
)
from rewards.metrics.steps import processbench_f1, ternary_metrics

_STARC = "STARC: A General Framework For Quantifying Differences Between Reward Functions"

METHODS = (
    Method(
        "rank_at_1",
        Kind.METRICS,
        rank_at_1,
        "ToolComp: A Multi-Tool Reasoning & Process Supervision Benchmark",
        Source.OURS,
    ),
    Method(
        "one_vs_many",
        Kind.METRICS,
        one_vs_many,
        "Evaluating Robustness of Reward Models for Mathematical Reasoning",
        Source.RECALL,
    ),
    Method("best_of_4", Kind.METRICS, best_of_4, "RewardBench 2: Advancing Reward Model Evaluation", Source.RECALL),
    Method(
        "processbench_f1",
        Kind.METRICS,
        processbench_f1,
        "The Lessons of Developing Process Reward Models in Mathematical Reasoning",
        Source.RECALL,
    ),
    Method(
        "ternary_metrics",
        Kind.METRICS,
        ternary_metrics,
        "AgentProcessBench: Diagnosing Step-Level Process Quality in Tool-Using Agents",
        Source.CODE,
    ),
    Method(
        "prm_bench",
        Kind.METRICS,
        prm_bench,
        "WebArbiter: A Principle-Guided Reasoning Process Reward Model for Web Agents",
        Source.NOTES,
    ),
    Method(
        "acc_plus", Kind.METRICS, acc_plus, "MM-RLHF: The Next Step Forward in Multimodal LLM Alignment", Source.CODE
    ),
    Method(
        "contrast_consistency",
        Kind.METRICS,
        contrast_consistency,
        "The Trickle-down Impact of Reward (In-)consistency on RLHF",
        Source.RECALL,
    ),
    Method("starc", Kind.METRICS, starc, _STARC, Source.RECALL, unknown="whether the norm is halved: it is not"),
    Method("pearson_distance", Kind.METRICS, pearson_distance, _STARC, Source.OURS),
    Method(
        "answer_checkers",
        Kind.METRICS,
        answer_checkers,
        "GISA: A Benchmark for General Information-Seeking Assistant",
        Source.OURS,
        unknown="the exact definitions",
    ),
    Method(
        "thought_collapse",
        Kind.METRICS,
        thought_collapse,
        "GTR: Guided Thought Reinforcement Prevents Thought Collapse in RL-based VLM Agent Training",
        Source.OURS,
    ),
    Method(
        "tie_margin",
        Kind.METRICS,
        tie_margin,
        "The Policy Cliff: A Theoretical Analysis of Reward-Policy Maps in Large Language Models",
        Source.OURS,
        unknown="theory, out of domain; only the diagnostic is kept",
    ),
    Method(
        "family_accuracy",
        Kind.METRICS,
        family_accuracy,
        "VLRMBench: A Comprehensive and Challenging Benchmark for Vision-Language Reward Models",
        Source.OURS,
    ),
)
