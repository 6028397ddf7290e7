"""Passwords, taken out of everything that a training text is made of.

What is typed while a password field has the focus is a secret: bullets stand in its place in the goal, in thoughts, in
errors, in what the user said and on the screens' elements, in every episode that is exported with it.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Step, Trajectory
from devices.action import Awake, InputText
from devices.device import Observation
from devices.element import Element

BULLET = "•"
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
    """What was typed into password fields: each piece, and neighbouring pieces joined."""
    pieces = [
        step.reply.decision.action.text
        for step in episode.steps[:MOST]
        if typed_unseen(step)
        and isinstance(step.reply.decision, Act)
        and isinstance(step.reply.decision.action, InputText)
    ]
    ends = range(1, len(pieces) + 1)
    joined = ("".join(pieces[start:end]).strip() for end in ends for start in range(end))
    return frozenset(secret for secret in joined if len(secret) > 1)


def every_secret(episodes: Iterable[Trajectory]) -> frozenset[str]:
    """The passwords of all of them."""
    return frozenset[str]().union(*map(secrets_of, episodes))


class Mask:
    """Puts bullets in the place of secrets, whatever their case."""

    def __init__(self, secrets: Iterable[str]) -> None:
        found = sorted(secrets, key=lambda secret: (-len(secret), secret))
        self._pattern = re.compile("|".join(_form(secret) for secret in found), re.IGNORECASE) if found else None

    def text(self, text: str) -> str:
        """The text without secrets."""
        return self._pattern.sub(lambda hit: BULLET * len(hit.group()), text) if self._pattern else text

    def episode(self, episode: Trajectory) -> Trajectory:
        """The episode without secrets in any of its words; pictures stay as they are."""
        return replace(episode, goal=self.text(episode.goal), steps=tuple(self._step(step) for step in episode.steps))

    def _step(self, step: Step) -> Step:
        reply = replace(
            step.reply,
            decision=self._decision(step),
            said=self.text(step.reply.said),
            thought=self.text(step.reply.thought),
        )
        return replace(
            step,
            seen=self._seen(step.seen),
            reply=reply,
            error=None if step.error is None else self.text(step.error),
            told=None if step.told is None else self.text(step.told),
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
        text = "" if element.password else self.text(element.text)
        label = self.text(element.label)
        same = text == element.text and label == element.label
        return element if same else replace(element, text=text, label=label)


def _form(secret: str) -> str:
    form = re.escape(secret)
    return form if len(secret) >= LONG else rf"(?<![0-9A-Za-z]){form}(?![0-9A-Za-z])"
