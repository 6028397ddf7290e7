"""What becomes training data: filters, curricula, corruptions, repairs, pairs."""

from rewards.csrs import csrs_select
from rewards.curation.corruption import corrupt_trajectory, mutation_labels, sneaky_errors
from rewards.curation.curriculum import active_query, critic_band, horizon_curriculum, learnability, turn_cap
from rewards.curation.groups import accuracy_band, disagreement_filter, one_pair_filter, prof_filter, rl_group_gate
from rewards.curation.labels import agreement_filter, chain_filter, consensus_filter, hybrid_label
from rewards.curation.negatives import hard_negatives, verify_action
from rewards.curation.pairs import rule_pairs, smartsearch_pairs, spare_pairs, wdpo_pairs
from rewards.curation.preference import dynamic_beta, scaled_bt
from rewards.curation.puzzle import pc_grpo_weight
from rewards.curation.reflection import reflect_loop
from rewards.curation.repair import refine_query, refined_bon, salvage, truncate_regenerate
from rewards.curation.replay import replay_filter, transition_filter
from rewards.curation.spans import segments
from rewards.curation.thoughts import thought_correction_pairs
from rewards.method import Kind, Method, Source

_COOPER = "Cooper: Co-Optimizing Policy and Reward Models in Reinforcement Learning for Large Language Models"
_SMART = "SmartSearch: Process Reward-Guided Query Refinement for Search Agents"
_UI_GENIE = "UI-Genie: A Self-Improving Approach for Iteratively Boosting MLLM-based Mobile GUI Agents"
_WEBRL = "WebRL: Training LLM Web Agents via Self-Evolving Online Curriculum Reinforcement Learning"

METHODS = (
    Method(
        "csrs_select",
        Kind.CURATION,
        csrs_select,
        "Step-GUI Technical Report",
        Source.PAPER,
        unknown="judge, prompts and thresholds; whether failures teach intent execution",
    ),
    Method(
        "segments",
        Kind.CURATION,
        segments,
        "Rethinking Supervision Granularity: Segment-Level Learning for LLM-Based Theorem Proving",
        Source.OURS,
        unknown="the criterion for a boundary; the greatest length",
    ),
    Method(
        "thought_correction_pairs",
        Kind.CURATION,
        thought_correction_pairs,
        "GTR: Guided Thought Reinforcement Prevents Thought Collapse in RL-based VLM Agent Training",
        Source.NOTES,
        unknown="the weight of thoughts in log p",
    ),
    Method(
        "reflect_loop",
        Kind.CURATION,
        reflect_loop,
        "MathSE: Improving Multimodal Mathematical Reasoning via Self-Evolving Iterative Reflection and Reward-Guided "
        "Fine-Tuning",
        Source.OURS,
        unknown="attempts and rounds",
    ),
    Method(
        "prof_filter",
        Kind.CURATION,
        prof_filter,
        "Beyond Correctness: Harmonizing Process and Outcome Rewards through RL Training",
        Source.CODE | Source.NOTES,
        unknown="the described penalty's size and length",
    ),
    Method(
        "consensus_filter",
        Kind.CURATION,
        consensus_filter,
        "The Lessons of Developing Process Reward Models in Mathematical Reasoning",
        Source.RECALL,
    ),
    Method(
        "hybrid_label",
        Kind.CURATION,
        hybrid_label,
        "Training Vision-Language Process Reward Models for Test-Time Scaling in Multimodal Reasoning: Key Insights "
        "and Lessons Learned",
        Source.OURS,
        unknown="the rule that joins estimate and judge",
    ),
    Method(
        "agreement_filter",
        Kind.CURATION,
        agreement_filter,
        f"Skywork-Reward-V2: Scaling Preference Data Curation via Human-AI Synergy; {_COOPER}",
        Source.RECALL,
        unknown="the confidence that flips a pair",
    ),
    Method(
        "one_pair_filter",
        Kind.CURATION,
        one_pair_filter,
        "Exploring the Limit of Outcome Reward for Learning Mathematical Reasoning",
        Source.CODE,
    ),
    Method(
        "accuracy_band",
        Kind.CURATION,
        accuracy_band,
        "Process Reinforcement through Implicit Rewards",
        Source.RECALL,
    ),
    Method(
        "disagreement_filter",
        Kind.CURATION,
        disagreement_filter,
        "Rewarding the Scientific Process: Process-Level Reward Modeling for Agentic Data Analysis",
        Source.PAPER,
    ),
    Method(
        "replay_filter",
        Kind.CURATION,
        replay_filter,
        _WEBRL,
        Source.NOTES | Source.CODE,
        unknown="which success of a task is kept; the unit of the replay limit",
    ),
    Method("chain_filter", Kind.CURATION, chain_filter, "Process Reward Models That Think", Source.RECALL),
    Method(
        "transition_filter",
        Kind.CURATION,
        transition_filter,
        "Reward-Consistent Dynamics Models are Strongly Generalizable for Offline Reinforcement Learning",
        Source.RECALL,
        unknown="the temperature; the least reward",
    ),
    Method(
        "rl_group_gate",
        Kind.CURATION,
        rl_group_gate,
        "Direct Reasoning Optimization: LLMs Can Reward And Refine Their Own Reasoning for Open-Ended Tasks",
        Source.PAPER,
        unknown="both thresholds",
    ),
    Method(
        "active_query",
        Kind.CURATION,
        active_query,
        "OPV: Outcome-based Process Verifier for Efficient Long Chain-of-Thought Verification",
        Source.PAPER,
        unknown="the threshold; the share of consistent items",
    ),
    Method("critic_band", Kind.CURATION, critic_band, _WEBRL, Source.NOTES),
    Method(
        "learnability",
        Kind.CURATION,
        learnability,
        "Absolute Zero: Reinforced Self-play Reasoning with Zero Data",
        Source.RECALL,
    ),
    Method(
        "pc_grpo_weight",
        Kind.CURATION,
        pc_grpo_weight,
        "Puzzle Curriculum GRPO for Vision-Centric Reasoning",
        Source.PAPER,
    ),
    Method(
        "horizon_curriculum",
        Kind.CURATION,
        horizon_curriculum,
        "h1: Bootstrapping LLMs to Reason over Longer Horizons via Reinforcement Learning",
        Source.OURS,
        unknown="when success has saturated: threshold and patience",
    ),
    Method(
        "turn_cap",
        Kind.CURATION,
        turn_cap,
        "Thinking by Doing: Building Efficient World Model Reasoning in LLMs via Multi-turn Interaction",
        Source.NOTES,
    ),
    Method("corrupt_trajectory", Kind.CURATION, corrupt_trajectory, _UI_GENIE, Source.PAPER),
    Method("verify_action", Kind.CURATION, verify_action, _UI_GENIE, Source.PAPER),
    Method(
        "hard_negatives",
        Kind.CURATION,
        hard_negatives,
        _UI_GENIE,
        Source.PAPER,
        unknown="from which score on an action counts as positive",
    ),
    Method(
        "sneaky_errors",
        Kind.CURATION,
        sneaky_errors,
        "SPC: Evolving Self-Play Critic via Adversarial Games for LLM Reasoning",
        Source.NOTES,
        unknown="the least drop of success",
    ),
    Method(
        "mutation_labels",
        Kind.CURATION,
        mutation_labels,
        "Process-Supervised Reinforcement Learning for Code Generation",
        Source.OURS,
        unknown="the mutation operators",
    ),
    Method(
        "salvage",
        Kind.CURATION,
        salvage,
        "Recycling Failures: Salvaging Exploration in RLVR via Fine-Grained Off-Policy Guidance",
        Source.OURS,
        unknown="the formula; the thresholds of score and prefix; the clip",
    ),
    Method(
        "refined_bon",
        Kind.CURATION,
        refined_bon,
        "GM-PRM: A Generative Multimodal Process Reward Model for Multimodal Mathematical Reasoning",
        Source.OURS,
        unknown="the numbers of samples and corrections",
    ),
    Method(
        "truncate_regenerate",
        Kind.CURATION,
        truncate_regenerate,
        "Improving Vision-language Models with Perception-centric Process Reward Models",
        Source.CODE,
        unknown="the number of rounds",
    ),
    Method("refine_query", Kind.CURATION, refine_query, _SMART, Source.NOTES),
    Method("smartsearch_pairs", Kind.CURATION, smartsearch_pairs, _SMART, Source.NOTES),
    Method(
        "wdpo_pairs",
        Kind.CURATION,
        wdpo_pairs,
        "StepORLM: A Self-Evolving Framework With Generative Process Supervision For Operations Research Language "
        "Models",
        Source.NOTES,
        unknown="beta of the loss",
    ),
    Method(
        "spare_pairs",
        Kind.CURATION,
        spare_pairs,
        "SPARE: Single-Pass Annotation with Reference-Guided Evaluation for Automatic Process Supervision and Reward "
        "Modelling",
        Source.PAPER,
    ),
    Method("rule_pairs", Kind.CURATION, rule_pairs, _COOPER, Source.RECALL),
    Method(
        "scaled_bt",
        Kind.CURATION,
        scaled_bt,
        "HelpSteer2-Preference: Complementing Ratings with Preferences",
        Source.RECALL,
    ),
    Method(
        "dynamic_beta",
        Kind.CURATION,
        dynamic_beta,
        "MM-RLHF: The Next Step Forward in Multimodal LLM Alignment",
        Source.NOTES | Source.RECALL,
    ),
)
