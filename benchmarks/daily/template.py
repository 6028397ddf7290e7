"""What a daily task is made of. A theme file (notes.py is the example to copy) holds a few `Template`s.

How to write one, in the order of its fields:

- `goals`: at least three wordings; `{name}` is filled from the parameters. Say exactly what is wanted and, for a query,
  in which form to answer. Name the app only where a person would.
- `params(rng, apps)`: draw the instance from the start state `apps` (app id → state), so that it always fits the world.
- `start(apps, p)` (optional): edit the start state, for example so that there is something to undo. A task whose goal
  already holds at the start is refused.
- `change(apps, p)`: edit a copy of the start state into the state a perfect user would leave. Everything else that
  differs at the end is a side effect. Leave open what the goal leaves open with `ANY`. New entities get the next free
  id; they are matched by content, so the id does not matter.
- `answer(apps, p)` for queries: an `Answer`, read from the start state, never from the screen.
- `oracle(apps, p)`: the moves of agent/policies/scripted.py that solve it through the screen. They may use what a
  person could know or read off the screen, and `apps` to work that out.
- `feasible=False`: the right end is to give up (`Decline`), with nothing changed; leave `change` and `answer` out.

`python -m benchmarks.daily.check ID…` runs a template's oracle, null agents and near misses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from agent.policies.scripted import Fill, Move
from benchmarks.answer import Answer
from benchmarks.changes import Apps

Params = Mapping[str, Any]

Scenario = Literal["transport", "shopping", "social", "content", "local services", "system"]
Objective = Literal["act", "query", "filter", "analyse"]
Composition = Literal["atomic", "composite", "conditional", "loop"]
Clarity = Literal["clear", "incomplete", "ambiguous"]
Risk = Literal["none", "pay", "send", "delete"]

LEVELS = ((4, "L1"), (8, "L2"), (14, "L3"))


@dataclass(frozen=True, slots=True)
class Axes:
    """The columns of the report. `apps` are short app names."""

    scenario: Scenario
    apps: tuple[str, ...]
    objective: Objective = "act"
    composition: Composition = "atomic"
    clarity: Clarity = "clear"
    risk: Risk = "none"


@dataclass(frozen=True, slots=True)
class Template:
    """A task with its parameters open; see the top of this file."""

    id: str
    goals: tuple[str, ...]
    axes: Axes
    params: Callable[[Random, Apps], Params]
    oracle: Callable[[Apps, Params], list[Move]]
    change: Callable[[Apps, Params], None] | None = None
    answer: Callable[[Apps, Params], Answer] | None = None
    start: Callable[[Apps, Params], None] | None = None
    feasible: bool = True


def optimal_steps(moves: list[Move]) -> int:
    """Actions a perfect user needs, the final answer included: filling a field is a tap and some typing."""
    return sum(2 if isinstance(move, Fill) else 1 for move in moves)


def difficulty(steps: int) -> str:
    """L1 (up to 4 steps), L2 (8), L3 (14) or L4."""
    return next((level for bound, level in LEVELS if steps <= bound), "L4")
