"""Choosing among candidates."""

from rewards.method import Kind, Method, Source
from rewards.selection.candidates import (
    best_of_n,
    confidence_vote,
    gated_bon,
    refine_rerank,
    step_aggregate,
    weighted_vote,
)
from rewards.selection.duels import tournament
from rewards.selection.webgen import backtrack, webgen_select

_WEBGEN = "WebGen-Agent: Enhancing Interactive Website Generation with Multi-Level Feedback and Step-Level RL"

METHODS = (
    Method(
        "best_of_n",
        Kind.SELECTION,
        best_of_n,
        "GradeSQL: Outcome Reward Models for Ranking SQL Queries from Large Language Models",
        Source.OURS,
    ),
    Method(
        "step_aggregate",
        Kind.SELECTION,
        step_aggregate,
        "Rethinking Reward Models for Multi-Domain Test-Time Scaling",
        Source.OURS,
    ),
    Method(
        "weighted_vote",
        Kind.SELECTION,
        weighted_vote,
        "Easy-to-Hard Generalization: Scalable Alignment Beyond Human Supervision",
        Source.RECALL | Source.PAPER,
    ),
    Method(
        "confidence_vote",
        Kind.SELECTION,
        confidence_vote,
        "Beyond Binary Rewards: Training LMs to Reason About Their Uncertainty",
        Source.CODE,
    ),
    Method(
        "tournament",
        Kind.SELECTION,
        tournament,
        "WebArbiter: A Principle-Guided Reasoning Process Reward Model for Web Agents",
        Source.NOTES,
        unknown="bracket and order: ours",
    ),
    Method(
        "refine_rerank",
        Kind.SELECTION,
        refine_rerank,
        "GLoRe: When, Where, and How to Improve LLM Reasoning via Global and Local Refinements",
        Source.RECALL,
    ),
    Method("webgen_select", Kind.SELECTION, webgen_select, _WEBGEN, Source.CODE),
    Method("backtrack", Kind.SELECTION, backtrack, _WEBGEN, Source.CODE),
    Method(
        "gated_bon",
        Kind.SELECTION,
        gated_bon,
        "Can We Generate Images with CoT? Let's Verify and Reinforce Image Generation Step by Step",
        Source.OURS,
        unknown="out of domain; only the pattern of gates is kept",
    ),
)
