"""Passwords, taken out of everything that others are to read of an episode.

What is typed while a password field has the focus is a secret, and so is what such a field shows in clear: bullets
stand in its place in the goal, in thoughts, in errors, in what the user said, in the verdict and on the screens'
elements. Pictures stay as they are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Row, Step, Trajectory, Verdict
from devices.action import Awake, InputText
from devices.device import Observation
from devices.element import Element

BULLET = "•"
BULLETS = "•●*∙"  # what phones show in the place of a character
MOST = 400  # steps of an episode that are looked through, as many as one may have
LONG = 4  # characters; a shorter secret counts only as a word of its own, for it stands within others by chance


def typed_unseen(step: Step) -> bool:
    """Does the step type into a password field? Where none says that it has the focus, the only field there has."""
    decision = step.reply.decision
    if not (isinstance(decision, Act) and isinstance(decision.action, InputText)):
        return False
    hidden = [e for e in step.seen.elements if e.password]
    shown = any(e.editable and e.focused and not e.password for e in step.seen.elements)
    return any(e.focused for e in hidden) or (bool(hidden) and not shown)


def secrets_of(episode: Trajectory) -> frozenset[str]:
    """What was typed into password fields (each piece, and neighbouring pieces joined), and what they show in clear."""
    pieces = [
        step.reply.decision.action.text
        for step in episode.steps[:MOST]
        if typed_unseen(step)
        and isinstance(step.reply.decision, Act)
        and isinstance(step.reply.decision.action, InputText)
    ]
    ends = range(1, len(pieces) + 1)
    joined = ["".join(pieces[start:end]) for end in ends for start in range(end)]
    found = {*joined, *(text.strip() for text in joined), *_shown(episode)}
    return frozenset(secret for secret in found if len(secret.strip()) > 1)


def every_secret(episodes: Iterable[Trajectory]) -> frozenset[str]:
    """The passwords of all of them."""
    return frozenset[str]().union(*map(secrets_of, episodes))


class Mask:
    """Puts bullets in the place of secrets, whatever their case."""

    def __init__(self, secrets: Iterable[str]) -> None:
        found = sorted(secrets, key=lambda secret: (-len(secret), secret))
        self._pattern = re.compile("|".join(_form(secret) for secret in found), re.IGNORECASE) if found else None

    @classmethod
    def of(cls, episode: Trajectory) -> "Mask":
        """For the secrets of one episode."""
        return cls(secrets_of(episode))

    def text(self, text: str) -> str:
        """The text without secrets."""
        return self._pattern.sub(lambda hit: BULLET * len(hit.group()), text) if self._pattern else text

    def json(self, value: Any) -> Any:
        """A JSON value without secrets in its strings, keys left alone."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.json(inner) for key, inner in cast("Mapping[str, Any]", value).items()}
        if isinstance(value, Sequence):
            return [self.json(inner) for inner in cast("Sequence[Any]", value)]
        return value

    def episode(self, episode: Trajectory) -> Trajectory:
        """The episode without secrets in any of its words."""
        return replace(
            episode,
            goal=self.text(episode.goal),
            steps=tuple(self._step(step) for step in episode.steps),
            last=None if episode.last is None else self._seen(episode.last),
            evidence=self.json(episode.evidence),
            verdict=None if episode.verdict is None else self._verdict(episode.verdict),
            why=self.text(episode.why),
        )

    def _step(self, step: Step) -> Step:
        return replace(
            step,
            seen=self._seen(step.seen),
            reply=self._reply(step),
            error=self._maybe(step.error),
            told=self._maybe(step.told),
        )

    def _reply(self, step: Step) -> Reply:
        reply = step.reply
        return replace(
            reply, decision=self._decision(step), said=self.text(reply.said), thought=self.text(reply.thought)
        )

    def _decision(self, step: Step) -> Decision:
        match step.reply.decision:
            case Act(action=InputText(text=text)):
                return Act(InputText(BULLET * len(text) if typed_unseen(step) else self.text(text)))
            case Act(action=Awake(app=app)):
                return Act(Awake(self.text(app)))
            case Done(answer=answer):
                return Done(self.text(answer))
            case GiveUp(why=why):
                return GiveUp(self.text(why))
            case Ask(question=question):
                return Ask(self.text(question))
            case Act() as act:
                return act

    def _seen(self, seen: Observation) -> Observation:
        elements = tuple(self._element(element) for element in seen.elements)
        return seen if elements == seen.elements else replace(seen, elements=elements)

    def _element(self, element: Element) -> Element:
        text = BULLET * len(element.text) if element.password else self.text(element.text)
        told = text, self.text(element.label), self.text(element.id)
        same = told == (element.text, element.label, element.id)
        return element if same else replace(element, text=told[0], label=told[1], id=told[2])

    def _verdict(self, verdict: Verdict) -> Verdict:
        rows = tuple(
            Row(self.text(r.field), self.text(r.expected), self.text(r.actual), r.passed) for r in verdict.rows
        )
        effects = tuple(map(self.text, verdict.side_effects))
        why, error = self.text(verdict.why), self._maybe(verdict.error)
        return replace(verdict, rows=rows, side_effects=effects, why=why, error=error)

    def _maybe(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)


def _shown(episode: Trajectory) -> Iterator[str]:
    """What password fields show that is neither bullets nor the field's own name."""
    for seen in (*(step.seen for step in episode.steps[:MOST]), *([episode.last] if episode.last else [])):
        yield from (e.text for e in seen.elements if e.password and e.text.strip(BULLETS) and e.text != e.label)


def _form(secret: str) -> str:
    form = re.escape(secret)
    return form if len(secret) >= LONG else rf"(?<![0-9A-Za-z]){form}(?![0-9A-Za-z])"
