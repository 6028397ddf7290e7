"""Credit: an outcome over steps, returns, shaping, process together with outcome.

Common to them: `step_scores` holds a row a trajectory, `outcome` a number a trajectory (B,), None where it is not
known, which leaves the trajectory unscored; `missing` is what an unscored step does: "raise", "skip" (None in, None
out) or a number in its place. Results are a number a step, or a trajectory where (B,) is said.
"""

from rewards.credit.aspects import aspect_mix, vector_scalarise
from rewards.credit.clip_delta import clip_delta
from rewards.credit.decomposition import ReturnDecomposition
from rewards.credit.exits import exit_decay
from rewards.credit.gates import gated_sum
from rewards.credit.min_form import pure_soft, pure_strict
from rewards.credit.mix import dataprm_mix, reasonflux_mix, renorm, spark_rewards
from rewards.credit.redistribute import importance_redistribute, spa_redistribute, spa_step_reward
from rewards.credit.returns import discounted_return, potential_shaping
from rewards.credit.rubric import positive_only_rubric
from rewards.credit.scale import bounded_penalty, conciseness_scale, effective_action_scale
from rewards.credit.thoughts import thought_merge
from rewards.credit.tokens import token_weights
from rewards.credit.votes import capo_credit
from rewards.credit.weight_search import aux_weight_search
from rewards.method import Kind, Method, Source

_SPA = "SPA-RL: Reinforcing LLM Agents via Stepwise Progress Attribution"
_JOBS = (
    "A Mathematical Framework for Custom Reward Functions in Job Application Evaluation using Reinforcement Learning"
)
_PURE = "Stop Summation: Min-Form Credit Assignment Is All Process Reward Model Needs for Reasoning"

METHODS = (
    Method("spa_redistribute", Kind.CREDIT, spa_redistribute, _SPA, Source.CODE | Source.OURS),
    Method("spa_step_reward", Kind.CREDIT, spa_step_reward, _SPA, Source.CODE | Source.RECALL),
    Method(
        "importance_redistribute",
        Kind.CREDIT,
        importance_redistribute,
        "ReviBranch: Deep Reinforcement Learning for Branch-and-Bound with Revived Trajectories",
        Source.OURS,
        unknown="the formula; how a step's importance is measured",
    ),
    Method(
        "return_decomposition",
        Kind.CREDIT,
        ReturnDecomposition,
        "When Does Trajectory-Level Supervision Permit Efficient Offline Reinforcement Learning?",
        Source.OURS,
        unknown="the objective of OPAC; ridge and pessimism constants",
    ),
    Method(
        "thought_merge",
        Kind.CREDIT,
        thought_merge,
        "Good Learners Think Their Thinking: Generative PRM Makes Large Reasoning Model More Efficient Math Learner",
        Source.OURS,
        unknown="the adaptive credit of a thought",
    ),
    Method(
        "capo_credit",
        Kind.CREDIT,
        capo_credit,
        "CAPO: Towards Enhancing LLM Reasoning through Verifiable Generative Credit Assignment",
        Source.NOTES | Source.RECALL,
    ),
    Method(
        "exit_decay",
        Kind.CREDIT,
        exit_decay,
        "S-GRPO: Early Exit via Reinforcement Learning in Reasoning Models",
        Source.RECALL | Source.NOTES,
        unknown="which exits are counted; whether the serial group is divided by its std",
    ),
    Method(
        "token_weights",
        Kind.CREDIT,
        token_weights,
        "Exploring the Limit of Outcome Reward for Learning Mathematical Reasoning",
        Source.CODE | Source.OURS,
        unknown="what the top half ranks and how it is rounded",
    ),
    Method("discounted_return", Kind.CREDIT, discounted_return, "textbook", Source.OURS),
    Method("pure_soft", Kind.CREDIT, pure_soft, _PURE, Source.CODE),
    Method("pure_strict", Kind.CREDIT, pure_strict, _PURE, Source.CODE),
    Method(
        "clip_delta",
        Kind.CREDIT,
        clip_delta,
        "On Designing Effective RL Reward at Training Time for LLM Reasoning",
        Source.RECALL | Source.NOTES,
        unknown="eta and alpha",
    ),
    Method(
        "potential_shaping",
        Kind.CREDIT,
        potential_shaping,
        "Reward Design for Reinforcement Learning Agents",
        Source.RECALL,
    ),
    Method(
        "renorm",
        Kind.CREDIT,
        renorm,
        "Hybrid Reward Normalization for Process-supervised Non-verifiable Agentic Tasks",
        Source.RECALL | Source.NOTES,
    ),
    Method(
        "gated_sum",
        Kind.CREDIT,
        gated_sum,
        "Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards",
        Source.OURS | Source.NOTES,
        unknown="gate thresholds; the comparator",
    ),
    Method(
        "aspect_mix",
        Kind.CREDIT,
        aspect_mix,
        "Beyond Monolithic Rewards: A Hybrid and Multi-Aspect Reward Optimization for MLLM Alignment",
        Source.OURS,
        unknown="the formula; aspect weights, length limit and its weight",
    ),
    Method(
        "positive_only_rubric",
        Kind.CREDIT,
        positive_only_rubric,
        "LongTraceRL: Learning Long-Context Reasoning from Search Agent Trajectories with Rubric Rewards",
        Source.CODE,
    ),
    Method(
        "dataprm_mix",
        Kind.CREDIT,
        dataprm_mix,
        "Rewarding the Scientific Process: Process-Level Reward Modeling for Agentic Data Analysis",
        Source.PAPER | Source.CODE,
        unknown="beta",
    ),
    Method(
        "reasonflux_mix",
        Kind.CREDIT,
        reasonflux_mix,
        "ReasonFlux-PRM: Trajectory-Aware PRMs for Long Chain-of-Thought Reasoning in LLMs",
        Source.NOTES,
        unknown="beta",
    ),
    Method(
        "spark_rewards",
        Kind.CREDIT,
        spark_rewards,
        "SPARK: Stepwise Process-Aware Rewards for Reference-Free Reinforcement Learning",
        Source.RECALL | Source.OURS,
        unknown="the selective reward",
    ),
    Method(
        "effective_action_scale",
        Kind.CREDIT,
        effective_action_scale,
        "Thinking by Doing: Building Efficient World Model Reasoning in LLMs via Multi-turn Interaction",
        Source.NOTES,
    ),
    Method(
        "conciseness_scale",
        Kind.CREDIT,
        conciseness_scale,
        "Efficient Reasoning via Reward Model",
        Source.PAPER,
        unknown="alpha; the annealing schedule; how accuracy gives the difficulty",
    ),
    Method(
        "bounded_penalty",
        Kind.CREDIT,
        bounded_penalty,
        _JOBS,
        Source.OURS,
        unknown="the formula; the cap",
    ),
    Method(
        "aux_weight_search",
        Kind.CREDIT,
        aux_weight_search,
        "Behavior Alignment via Reward Function Optimization",
        Source.OURS,
        unknown="the bilevel objective; the learnt discount",
    ),
    Method(
        "vector_scalarise",
        Kind.CREDIT,
        vector_scalarise,
        "Simultaneous Multi-objective Alignment Across Verifiable and Non-verifiable Rewards",
        Source.RECALL | Source.OURS,
    ),
)
