"""What came before a step, told anew in a dialect: each past reply carries the memory of all that was done."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from agent.errors import ReplyMalformed
from agent.trajectory import Act, Decision, Step, Trajectory
from devices.action import Wait
from rewards.export.dialect import Dialect, same
from rewards.export.words import quiet, remember, words
from rewards.samples import readable
from rewards.secrets import Mask


@dataclass(frozen=True, slots=True)
class Told:
    """A step as it can be told: `step` without secrets, `decided` as it was; `past` retold in the dialect with the
    running memory; `memory` before it, empty at first; `own` the memory its model wrote, empty if none."""

    number: int
    goal: str
    past: tuple[Step, ...] = field(repr=False)
    step: Step = field(repr=False)
    decided: Decision
    memory: str
    own: str


def tell(episode: Trajectory, mask: Mask, dialect: Dialect) -> Iterator[Told]:
    """The steps in order, each with what came before it."""
    masked = mask.episode(episode)
    past: list[Step] = []
    memory = ""
    for number, (step, was) in enumerate(zip(masked.steps, episode.steps, strict=True)):
        own = _own_memory(step, dialect) if readable(step) else ""
        yield Told(number, masked.goal, tuple(past), step, was.reply.decision, memory, own)
        memory = own or remember(memory, did(step))
        past.append(_retold(step, memory, dialect))


def did(step: Step) -> str:
    """What the memory keeps of a step."""
    if not readable(step):
        return "an unreadable reply"
    return words(step.reply.decision, step.seen) + (" (refused)" if step.error else "")


def thought(step: Step) -> str:
    """What its model reasoned; what a script or a rule notes down is no reasoning to be learnt."""
    return step.reply.thought if step.reply.said else ""


def _own_memory(step: Step, dialect: Dialect) -> str:
    """What the model itself wrote down, if it spoke the dialect and meant this decision."""
    try:
        spoken = step.reply.said and dialect.parse(step.reply.said, step.seen).decision
    except ReplyMalformed:
        return ""
    if not spoken or not same(spoken, step.reply.decision, step.seen):
        return ""
    return quiet(dialect.fields(step.reply.said).get("summary", ""))


def _retold(step: Step, memory: str, dialect: Dialect) -> Step:
    """The step with a reply that carries the memory on; what the dialect has no safe word for is carried by a pause."""
    memory, said = quiet(memory), ""
    with suppress(ValueError):
        said = dialect.render(step.reply.decision, step.seen, memory=memory)
    if dialect.fields(said).get("summary") != memory:  # or what was typed looks like a memory
        said = dialect.render(Act(Wait(0)), step.seen, memory=memory)
    return replace(step, reply=replace(step.reply, said=said))
