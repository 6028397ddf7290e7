"""The blind floor: what a task gives to an agent that reads nothing off the screen."""

import re
from collections.abc import Sequence
from random import Random

from agent.trajectory import Act, Reply, Step
from devices.action import Action, Click, InputText, Point
from devices.device import Observation

NAME = "blind"
QUOTED = re.compile(r'"([^"]+)"')
WORD = re.compile(r"[\w@.+#/:-]*\w")


class BlindAgent:
    """Touches whatever can be touched and types what the goal quotes (any word of it, where it quotes nothing), all by
    chance. It knows where things are, never what they say, and goes on until the page or the limit ends the episode.

    The null agents of the daily suite (`benchmarks.null_agents`) are for phones: they go home and claim to be done,
    which here are wasted steps, and would make the floor lower than chance is.
    """

    def __init__(self, seed: str = "") -> None:
        self._rng = Random(f"blind:{seed}")

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """Some action."""
        typing = any(e.focused and e.editable for e in seen.elements)
        return Reply(Act(self._text(goal) if typing and self._rng.random() < 0.5 else self._touch(seen)))

    def _text(self, goal: str) -> Action:
        return InputText(self._rng.choice(QUOTED.findall(goal) or WORD.findall(goal) or ["x"]))

    def _touch(self, seen: Observation) -> Action:
        rng, draw = self._rng, self._rng.random()
        touchable = [e for e in seen.elements if e.clickable and e.enabled]
        if touchable and draw < 0.8:
            return Click(rng.choice(touchable).bounds.centre)
        if seen.elements and draw < 0.9:
            return Click(rng.choice(seen.elements).bounds.centre)
        return Click(Point(rng.randrange(seen.width), rng.randrange(seen.height)))
