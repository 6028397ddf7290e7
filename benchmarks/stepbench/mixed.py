"""Agents of every quality, for trajectories whose steps are not all good: an expert that plans again wherever it is,
the oracle with a fault put in, and experts whose hand slips at random.

They know the phone's state, which an agent under test never does: they make data, they are not measured.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from agent.policies.scripted import Fill, Hold, Move, Open, ScriptedPolicy, Slide, Stroke, Tap, find
from agent.policy import Policy
from agent.trajectory import Act, Ask, Done, GiveUp, Reply, Step
from benchmarks.null_agents import RandomAgent
from benchmarks.stepbench.plan import Known, Planner
from devices.action import Awake, Click
from devices.device import Observation
from devices.virtual.apps import APPS
from devices.virtual.world import World

Fault = Literal["skipped step", "wrong target", "wrong text", "wrong app", "premature done", "repeated step"]
FAULTS: tuple[Fault, ...] = (
    "skipped step", "wrong target", "wrong text", "wrong app", "premature done", "repeated step",
)  # fmt: skip
LookAt = Callable[[], World]


class Expert:
    """Goes the shortest way the planner knows from wherever it is, and gives up where there is none."""

    def __init__(self, planner: Planner, world: LookAt) -> None:
        self._planner, self._world = planner, world
        self._known = Known()
        self._script: ScriptedPolicy | None = None
        self._since = 0

    def replan(self) -> None:
        """Something else has acted: look for a way again before the next step."""
        self._script = None

    def watch(self, past: Sequence[Step]) -> None:
        """See the screen that is there, without acting."""
        if not past:
            self._known, self._script = Known(), None
        asked = any(isinstance(step.reply.decision, Ask) for step in past)
        self._known = self._known.after(self._world(), asked)

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The next action of the way."""
        self.watch(past)
        if self._script is None:
            way = self._planner.way(self._world(), self._known)
            if way is None:
                return Reply(GiveUp("there is no way from here"))
            self._script, self._since = ScriptedPolicy(way.moves(self._planner.script)), len(past)
        return self._script(goal, past[self._since :], seen)


class Slipping:
    """An expert whose next step is a random one with probability `slips`. It never ends by chance."""

    def __init__(self, expert: Expert, slips: float, rng: Random) -> None:
        self._expert, self._slips, self._rng = expert, slips, rng
        self._hand = RandomAgent(rng.randrange(1 << 30))

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The expert's step, or any."""
        if self._rng.random() >= self._slips:
            return self._expert(goal, past, seen)
        self._expert.watch(past)
        self._expert.replan()
        reply = self._hand(goal, past, seen)
        while not isinstance(reply.decision, Act):
            reply = self._hand(goal, past, seen)
        return reply


@dataclass(slots=True)
class Corrupted:
    """The oracle's script with one fault at move `at`; afterwards it goes on blindly, or as an expert would."""

    script: list[Move]
    fault: Fault
    at: int
    expert: Expert
    recovers: bool
    rng: Random
    _policy: ScriptedPolicy | None = None
    _since: int = 0
    _made: bool = False

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The script's step, the fault, or what follows it."""
        if self._policy is None or not past:
            self._policy, self._since, self._made = self._begin(), 0, False
        self.expert.watch(past)
        if self._made and self.recovers:
            return self.expert(goal, past, seen)
        if not self._made and self._policy.at >= self.at:
            self._made = True
            reply = self._slip(seen)
            if reply is not None:
                self._policy, self._since = ScriptedPolicy(self.script[self.at + 1 :]), len(past) + 1
                return reply
        return self._policy(goal, past[self._since :], seen)

    def _begin(self) -> ScriptedPolicy:
        """The script, with the faults that are moves of their own already in it."""
        moves, move = list(self.script), self.script[self.at]
        if self.fault == "skipped step":
            del moves[self.at]
        elif self.fault == "repeated step":
            moves.insert(self.at, move)
        elif self.fault == "wrong text" and isinstance(move, Fill):
            moves[self.at] = replace(move, text=move.text[:-1] + self.rng.choice("abcxyz"))
        return ScriptedPolicy(moves)

    def _slip(self, seen: Observation) -> Reply | None:
        """The faults that are actions; None for those that are in the script already."""
        match self.fault:
            case "premature done":
                return Reply(Done())
            case "wrong app":
                return Reply(Act(Awake(self.rng.choice(sorted(APPS)))))
            case "wrong target":
                move = self.script[self.at]
                right = find(seen, move) if isinstance(move, Tap | Hold | Fill | Slide | Stroke) else None
                others = [e for e in seen.elements if e.clickable and e is not right]
                return Reply(Act(Click(self.rng.choice(others).bounds.centre))) if others else None
            case _:
                return None


def corrupted(planner: Planner, world: LookAt, rng: Random) -> Policy:
    """An oracle with one fault somewhere, of a kind that is possible there; half of them notice it."""
    script = list(planner.script)
    at = rng.randrange(len(script))
    faults: list[Fault] = [fault for fault in FAULTS if _possible(fault, script[at])]
    if at == len(script) - 1:
        faults = ["premature done"] if planner.tells else ["repeated step"]
    return Corrupted(script, rng.choice(faults), at, Expert(planner, world), rng.random() < 0.5, rng)


def _possible(fault: Fault, move: Move) -> bool:
    match fault:
        case "wrong text":
            return isinstance(move, Fill)
        case "wrong target":
            return isinstance(move, Tap | Hold | Fill | Slide | Stroke)
        case "wrong app":
            return isinstance(move, Open)
        case _:
            return True
