"""An episode as step-independent turns: each step its own prompt in a dialect, with its screenshot, and its reply.

The reply is rendered anew from the decision, so that what one model did can train another: explanation and memory are
told from what was done; a model's own thought and memory, where it wrote any in the dialect, are kept. Whatever the
dialect does not give back as the same decision, within a pixel of rounding, is left out and counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from agent.errors import ReplyMalformed
from agent.trajectory import Decision, Trajectory
from rewards.csrs import label
from rewards.export.dialect import Dialect, same
from rewards.export.history import Told, tell, thought
from rewards.export.markers import plain
from rewards.export.words import quiet, remember, words
from rewards.samples import readable
from rewards.secrets import Mask, every_secret


class Why(StrEnum):
    """Why a step was left out."""

    UNJUDGED = "of episodes that nobody judged"
    FAILED = "of failed episodes, which teach no action"
    FILTERED = "below the threshold of the step filter"
    REFUSED = "refused by the device"
    UNREADABLE = "with an unreadable reply"
    PASSWORD = "with a password in the reply"
    NO_PICTURE = "without a screenshot"
    NO_WORD = "that the dialect has no word for"
    INEXACT = "that the dialect would give back as another decision"
    UNPAIRED = "without a partner: a good and a bad decision at the same screen and history"


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode to be exported. `scores`: a number a step, None where unscored; None as a whole: no step filter."""

    name: str
    trajectory: Trajectory
    scores: Sequence[float | None] | None = None

    def __post_init__(self) -> None:
        if self.scores is not None and len(self.scores) != len(self.trajectory.steps):
            raise ValueError(f"{self.name}: {len(self.scores)} scores for {len(self.trajectory.steps)} steps")


Source = Callable[[], Iterable[Episode]]  # called once a pass, so that one episode at a time is in memory


@dataclass(frozen=True, slots=True)
class Picture:
    """A screenshot in a prompt, as the device gave it."""

    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """`role` is system, user or assistant; texts stand beside pictures only, never beside texts."""

    role: str
    parts: tuple[str | Picture, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One training example: messages, and what the assistant is to say."""

    episode: str
    step: int
    prompt: tuple[Message, ...]
    reply: str

    @property
    def pictures(self) -> list[bytes]:
        """The screenshots of all messages, in order."""
        return [part.png for message in self.prompt for part in message.parts if isinstance(part, Picture)]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step that is not exported."""

    episode: str
    step: int
    why: Why


def positives(source: Source, dialect: Dialect, threshold: float = 0.5) -> Iterator[Turn | LeftOut]:
    """Every step of every episode, as a turn that may be learnt from or as left out.

    Turns are the steps of successful episodes (CSRS: truncated is failed, unjudged is put aside), less those that the
    device refused and those scored below `threshold`; a step without a score is not below it.
    """
    mask = Mask(every_secret(episode.trajectory for episode in source()))
    for episode in source():
        why = excluded(episode.trajectory)
        for told in tell(episode.trajectory, mask, dialect):
            left = why or fault(told) or (Why.FILTERED if below(episode, told.number, threshold) else None)
            yield LeftOut(episode.name, told.number, left) if left else turn(episode.name, told, dialect)


def excluded(episode: Trajectory) -> Why | None:
    """Why none of its steps is a positive example; None for a success."""
    success = label(episode)
    return Why.UNJUDGED if success is None else None if success else Why.FAILED


def below(episode: Episode, step: int, threshold: float) -> bool:
    """Is the step scored, and below the threshold?"""
    score = None if episode.scores is None else episode.scores[step]
    return score is not None and score < threshold


def turn(name: str, told: Told, dialect: Dialect) -> Turn | LeftOut:
    """The step as a training example, or why it is none."""
    after = told.own or remember(told.memory, words(told.step.reply.decision, told.step.seen))
    said = reply(told, told.step.reply.decision, told.decided, dialect, after, thought(told.step))
    if isinstance(said, Why):
        return LeftOut(name, told.number, said)
    return Turn(name, told.number, prompt(told, dialect), said)


def prompt(told: Told, dialect: Dialect) -> tuple[Message, ...]:
    """The dialect's messages, with neighbouring texts joined as chat templates join them."""
    return tuple(_message(message) for message in dialect.prompt(told.goal, told.past, told.step.seen))


def reply(told: Told, decision: Decision, decided: Decision, dialect: Dialect, memory: str, think: str) -> str | Why:
    """A decision at the told step's screen in the dialect's words; `decided` is it with its secrets."""
    seen = told.step.seen
    if not seen.png:
        return Why.NO_PICTURE
    if decision != decided:
        return Why.PASSWORD
    try:
        text = plain(dialect.render(decision, seen, words(decision, seen), quiet(memory), quiet(think)))
    except ValueError:
        return Why.NO_WORD
    try:
        again = dialect.parse(text, seen).decision
    except ReplyMalformed:
        return Why.INEXACT
    return text if same(again, decision, seen) else Why.INEXACT


def fault(told: Told) -> Why | None:
    """Why the step is no positive example, whatever became of its episode."""
    if not readable(told.step):
        return Why.UNREADABLE
    return Why.REFUSED if told.step.error is not None else None


def _message(message: dict[str, Any]) -> Message:
    content: Any = message["content"]
    blocks: list[dict[str, Any]] = [{"type": "text", "text": content}] if isinstance(content, str) else content
    parts: list[str | Picture] = []
    for part in blocks:
        if part["type"] == "image":
            parts.append(Picture(part["png"]))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += part["text"]
        else:
            parts.append(part["text"])
    return Message(message["role"], tuple(plain(part) if isinstance(part, str) else part for part in parts))
