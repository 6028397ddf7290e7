"""The policy a command line asks for, as a maker of fresh ones for each task."""

from collections.abc import Callable, Sequence

from agent.policies.endpoint import ChatConfig
from agent.policies.open import policy_factory
from agent.policy import Policy
from benchmarks.daily.task import DailyTask
from benchmarks.null_agents import NULL_AGENTS
from benchmarks.stepbench.judging import Votes
from benchmarks.stepbench.rules import RULES
from rewards.judges.chat import ChatJudge


def factory(policy: str, model: str, base_url: str) -> Callable[[], Policy]:
    """A policy by name. Raises `ModelUnavailable`."""
    return policy_factory(policy, ChatConfig(model=model, base_url=base_url))


def for_tasks(policy: str, model: str, base_url: str) -> Callable[[DailyTask], Policy]:
    """As `factory`, and the benchmark's own: the oracle and the null agents."""
    if policy == "oracle":
        return lambda task: task.oracle()
    make = NULL_AGENTS[policy] if policy in NULL_AGENTS else factory(policy, model, base_url)
    return lambda task: make()


def judges_of(judge: str, model: str, base_url: str) -> Sequence[Votes]:
    """Who labels steps: the three rules, one of them, or a chat model. Raises ValueError for another name."""
    if judge == "chat":
        return (ChatJudge(ChatConfig(model=model, base_url=base_url, temperature=0.0)).votes,)
    if judge == "rules":
        return tuple(RULES.values())
    if judge in RULES:
        return (RULES[judge],)
    raise ValueError(f"no judge called {judge!r}; there are: rules, {', '.join(RULES)}, chat")
