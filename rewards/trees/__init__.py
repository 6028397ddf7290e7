"""Monte-Carlo values, trees and searches."""

from rewards.method import Kind, Method, Source
from rewards.trees.beams import reward_beam, value_beam
from rewards.trees.hierarchy import hnc_merge, hrm_samples
from rewards.trees.omega import omega_select
from rewards.trees.rollouts import binary_search_first_error, continuation_labels, mc_estimate, sorm_labels
from rewards.trees.truncated import truncated_step_sampling
from rewards.trees.values import grounded_backup, role_values, tree_value

_OMEGA = "Improve Mathematical Reasoning in Language Models by Automated Process Supervision"
_HRM = "Towards Hierarchical Multi-Step Reward Models for Enhanced Reasoning in Large Language Models"
_GENIE = "UI-Genie: A Self-Improving Approach for Iteratively Boosting MLLM-based Mobile GUI Agents"

METHODS = (
    Method("mc_estimate", Kind.TREES, mc_estimate, _OMEGA, Source.PAPER),
    Method("binary_search_first_error", Kind.TREES, binary_search_first_error, _OMEGA, Source.PAPER),
    Method("omega_select", Kind.TREES, omega_select, _OMEGA, Source.PAPER),
    Method(
        "tree_value",
        Kind.TREES,
        tree_value,
        "TreePS-RAG: Tree-based Process Supervision for Reinforcement Learning in Agentic RAG",
        Source.NOTES | Source.CODE | Source.RECALL,
    ),
    Method(
        "role_values",
        Kind.TREES,
        role_values,
        "MALT: Improving Reasoning with Multi-Agent LLM Training",
        Source.RECALL,
    ),
    Method(
        "grounded_backup",
        Kind.TREES,
        grounded_backup,
        "GroundedPRM: Tree-Guided and Fidelity-Aware Process Reward Modeling for Step-Level Reasoning",
        Source.CODE | Source.RECALL,
        unknown="the paper's decays and beta: required by grounded_values",
    ),
    Method("hrm_samples", Kind.TREES, hrm_samples, _HRM, Source.CODE),
    Method("hnc_merge", Kind.TREES, hnc_merge, _HRM, Source.CODE),
    Method(
        "value_beam",
        Kind.TREES,
        value_beam,
        "AlphaMath Almost Zero: process Supervision without process",
        Source.RECALL,
    ),
    Method("reward_beam", Kind.TREES, reward_beam, _GENIE, Source.PAPER),
    Method("continuation_labels", Kind.TREES, continuation_labels, _GENIE, Source.PAPER),
    Method(
        "sorm_labels",
        Kind.TREES,
        sorm_labels,
        "GLoRe: When, Where, and How to Improve LLM Reasoning via Global and Local Refinements",
        Source.RECALL,
    ),
    Method(
        "truncated_step_sampling",
        Kind.TREES,
        truncated_step_sampling,
        "Truncated Step-Level Sampling with Process Rewards for Retrieval-Augmented Reasoning",
        Source.CODE,
    ),
)
