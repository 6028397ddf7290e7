"""Step pairs for preference training: a good and a bad decision made at the same screen with the same history.

Good is a step of a successful episode that the step filter keeps. Bad is a step of a failed one that no success made
there, that led to another screen than the good ones, and that is scored below the threshold where its episode is
scored. Prompt and screenshot are the good step's; both replies carry on its memory, so that they differ in the
decision, and in the thought only where both have one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Trajectory
from devices.action import InputText
from devices.device import Observation
from rewards.export.dialect import Dialect
from rewards.export.history import Told, did, tell, thought
from rewards.export.turns import Episode, LeftOut, Source, Turn, Why, below, excluded, fault, prompt, reply
from rewards.export.words import remember, words
from rewards.secrets import Mask, every_secret

Place = tuple[int, int]  # number of the episode, number of the step
Gist = tuple[str, str]  # what kind of decision, and what of it counts


@dataclass(frozen=True, slots=True)
class Pair:
    """One preference: `turn` with the good reply, and the bad one at the same prompt."""

    turn: Turn
    rejected: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision at a state. `came` tells the next screen, empty where the decision was no act."""

    place: Place
    decision: Decision
    thought: str
    came: str


@dataclass(frozen=True, slots=True)
class State:
    """What was decided where goal, history as it is told, and screen were the same."""

    good: dict[Gist, Choice] = field(default_factory=dict[Gist, Choice])
    bad: dict[Gist, Choice] = field(default_factory=dict[Gist, Choice])

    def pairs(self) -> Iterator[tuple[Choice, Choice]]:
        """Each bad decision with the first good one."""
        reached = {choice.came for choice in self.good.values()} - {""}
        for gist, choice in self.bad.items():
            if self.good and gist not in self.good and choice.came not in reached:
                yield next(iter(self.good.values())), choice


def step_pairs(source: Source, dialect: Dialect, threshold: float = 0.5) -> Iterator[Pair | LeftOut]:
    """Every pair, and every step that is in none as left out; in the order of the good steps.

    Passes over the episodes three times and keeps their decisions, never their pictures.
    """
    mask = Mask(every_secret(episode.trajectory for episode in source()))
    states: dict[str, State] = {}
    left: dict[Place, Why] = {}
    for number, episode in enumerate(source()):
        for key, told in _at_states(episode, mask, dialect):
            why = _file(states.setdefault(key, State()), number, told, episode, dialect, threshold)
            if why is not None:
                left[number, told.number] = why
    plan: dict[Place, list[Choice]] = {}
    for state in states.values():
        for good, bad in state.pairs():
            plan.setdefault(good.place, []).append(bad)
    states.clear()
    used = {bad.place for bads in plan.values() for bad in bads}
    for number, episode in enumerate(source()):
        for told in tell(episode.trajectory, mask, dialect):
            place = (number, told.number)
            for bad in plan.get(place, ()):
                yield _pair(episode.name, told, bad, dialect)
            if place not in plan and place not in used:
                yield LeftOut(episode.name, told.number, left.get(place, Why.UNPAIRED))


def gist(decision: Decision, seen: Observation) -> Gist:
    """What of a decision counts: two touches of one thing are the same, whatever pixel they hit."""
    match decision:
        case Done(answer=answer):
            return "done", " ".join(answer.split())
        case GiveUp() | Ask():
            return decision.kind, ""
        case Act(action=InputText(text=text)):
            return "type", text
        case Act():
            return "act", words(decision, seen)


def _at_states(episode: Episode, mask: Mask, dialect: Dialect) -> Iterator[tuple[str, Told]]:
    history = ""
    for told in tell(episode.trajectory, mask, dialect):
        screen = sha256(told.step.seen.png).hexdigest()
        yield _digest(told.goal, history, screen), told
        history = _digest(history, did(told.step), told.step.told or "")


def _file(state: State, number: int, told: Told, episode: Episode, dialect: Dialect, threshold: float) -> Why | None:
    """Put the step's decision where it belongs; why it is neither good nor bad."""
    why = excluded(episode.trajectory)
    if why is Why.UNJUDGED:
        return why
    decision, seen = told.step.reply.decision, told.step.seen
    flaw = fault(told)
    low = below(episode, told.number, threshold)
    if flaw is Why.UNREADABLE or (flaw and why is None):
        return flaw
    if why is None and low:
        return Why.FILTERED
    if why is Why.FAILED and episode.scores is not None and not low:
        return Why.UNPAIRED
    said = reply(told, decision, told.decided, dialect, "", "")
    if isinstance(said, Why):
        return said
    choice = Choice((number, told.number), decision, thought(told.step), _came(episode.trajectory, told.number))
    (state.good if why is None else state.bad).setdefault(gist(decision, seen), choice)
    return None


def _pair(name: str, told: Told, bad: Choice, dialect: Dialect) -> Pair | LeftOut:
    seen, thoughts = told.step.seen, (thought(told.step), bad.thought)
    texts: list[str] = []
    for decision, think in zip((told.step.reply.decision, bad.decision), thoughts, strict=True):
        memory = remember(told.memory, words(decision, seen))
        text = reply(told, decision, decision, dialect, memory, think if all(thoughts) else "")
        if isinstance(text, Why):
            return LeftOut(name, told.number, text)
        texts.append(text)
    if texts[0] == texts[1]:
        return LeftOut(name, told.number, Why.INEXACT)
    return Pair(Turn(name, told.number, prompt(told, dialect), texts[0]), texts[1])


def _came(episode: Trajectory, step: int) -> str:
    if not isinstance(episode.steps[step].reply.decision, Act):
        return ""
    after = episode.steps[step + 1].seen if step + 1 < len(episode.steps) else episode.last
    return sha256(after.png).hexdigest() if after is not None and after.png else ""


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
