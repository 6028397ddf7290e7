"""True step labels: does a step bring success nearer?

Three values, as AgentProcessBench has them: 1 advances, 0 neutral or exploring, -1 harmful. They come from distances to
success alone (plan.py), those of the states before and after each step, never from what the step looked like:

- nearer than before: 1 (than ever before, as long as no harm was done: opening a page and leaving it is no advance)
- as far as before: 0; but -1 for the same action once more where the first changed nothing
- farther by one step (a page was opened that has to be left again): 0, exploring
- farther by more, or out of reach: -1, and so is every later step until one comes nearer again, which mends it
- an ending: 1 where it is a success, else -1
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.trajectory import Act, Ask, Decision, Step
from benchmarks.stepbench.plan import Known, Planner, Way
from devices.virtual.world import World
from rewards.judges.ternary import ternary_propagate

ADVANCES, NEUTRAL, HARMFUL = 1, 0, -1
ASTRAY = 1  # steps that looking at something may cost


@dataclass(frozen=True, slots=True)
class Truth:
    """`ways`: from the T states before the steps and from the last one, None where success is out of reach.
    `labels`: of the T steps."""

    ways: tuple[Way | None, ...]
    labels: tuple[int, ...]

    @property
    def distances(self) -> list[int | None]:
        """Steps to success from every state."""
        return [way.steps if way else None for way in self.ways]


def ways_of(planner: Planner, states: Sequence[bytes], steps: Sequence[Step]) -> list[Way | None]:
    """The way to success from every state; `states` are those before the steps and the last one, (T + 1,)."""
    if len(states) != len(steps) + 1:
        raise ValueError(f"{len(steps)} steps have {len(steps) + 1} states, not {len(states)}")
    known, out = Known(), list[Way | None]()
    for number, state in enumerate(states):
        world = World.loads(state)
        asked = number > 0 and isinstance(steps[number - 1].reply.decision, Ask)
        known = known.after(world, asked)
        out.append(planner.way(world, known))
    return out


def labels_of(
    distances: Sequence[int | None], decisions: Sequence[Decision], changed: Sequence[bool], success: bool
) -> list[int]:
    """The label of every step. `changed` says which steps changed the phone's state, `success` is the verdict."""
    own, harms = list[int](), list[bool]()
    best = distances[0]
    for t, decision in enumerate(decisions):
        before, after = distances[t], distances[t + 1]
        idle = t > 0 and decision == decisions[t - 1] and not changed[t - 1] and not changed[t]
        harm = False
        if not isinstance(decision, Act | Ask):
            label = ADVANCES if success else HARMFUL
        elif after is None:
            label, harm = HARMFUL, True
        elif best is None or after < best or before is None:
            label, best = ADVANCES, after
        elif after > before + ASTRAY:
            label, harm, best = HARMFUL, True, after
        else:
            label = HARMFUL if idle else NEUTRAL
        own.append(label)
        harms.append(harm)
    mends = [[label == ADVANCES for label in own]]
    propagated = ternary_propagate([own], mends, [_in_harm(own, harms)])
    return [int(label) for label in propagated.values]


def _in_harm(own: Sequence[int], harms: Sequence[bool]) -> list[bool]:
    """Which steps rest on harm done before them and not mended."""
    out, harmed = list[bool](), False
    for label, harm in zip(own, harms, strict=True):
        out.append(harmed)
        harmed = harm or (harmed and label != ADVANCES)
    return out
