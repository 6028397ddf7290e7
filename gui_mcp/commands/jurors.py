"""The judges of steps a command line asks for."""

from collections.abc import Sequence

from agent.policies.endpoint import ChatConfig
from benchmarks.stepbench.judging import Votes
from benchmarks.stepbench.rules import RULES
from rewards.judges.chat import ChatJudge


def judges_of(judge: str, model: str, base_url: str) -> Sequence[Votes]:
    """Who labels steps: the three rules, one of them, or a chat model. Raises ValueError for another name."""
    if judge == "chat":
        return (ChatJudge(ChatConfig(model=model, base_url=base_url, temperature=0.0)).votes,)
    if judge == "rules":
        return tuple(RULES.values())
    if judge in RULES:
        return (RULES[judge],)
    raise ValueError(f"no judge called {judge!r}; there are: rules, {', '.join(RULES)}, chat")
