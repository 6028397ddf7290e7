"""Credit: an outcome over steps, returns, shaping, process together with outcome."""

from rewards.credit.redistribute import importance_redistribute, spa_redistribute, spa_step_reward
from rewards.method import Kind, Method, Source

_SPA = "SPA-RL: Reinforcing LLM Agents via Stepwise Progress Attribution"

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
)
