"""Actions told right from wrong by rule, and wrong ones that fool a reward model."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from devices.action import Action, Click, InputText, LongPress
from devices.element import Box, Element
from rewards.curation.selection import Selection
from rewards.scores import Column, Scores, finite, same_length


@dataclass(frozen=True, slots=True)
class WantedAction:
    """What an annotation says of the right action; None where it is silent. `kind` as in `Action.kind`."""

    kind: str | None = None
    box: Box | None = None
    text: str | None = None


def same_words(text: str, wanted: str) -> bool:
    """Are two texts equal but for case, white space and compatible characters (NFKC)?"""
    one, two = (" ".join(unicodedata.normalize("NFKC", given).casefold().split()) for given in (text, wanted))
    return one == two


def verify_action(
    action: Action, wanted: WantedAction, *, same_meaning: Callable[[str, str], bool | None] = same_words
) -> bool | None:
    """Is the action the annotated one? True, False, or None where the annotation cannot tell.

    The type must be equal; a click's or long press's point must lie in the box; a typed text must mean the same, as
    `same_meaning(typed, wanted)` says (a judge, or `same_words`). A missing part is None, unless another part is wrong.
    Other actions go by their type alone. Source: UI-Genie, paper.
    """
    parts: list[bool | None] = [None if wanted.kind is None else action.kind == wanted.kind]
    match action:
        case Click(at=at) | LongPress(at=at):
            parts.append(None if wanted.box is None else wanted.box.holds(at))
        case InputText(text=text) if parts[0] is not False:
            parts.append(None if wanted.text is None else same_meaning(text, wanted.text))
        case _:
            pass
    if False in parts:
        return False
    return None if None in parts else True


def hard_negatives(actions: Sequence[Action], scores: Column, target: Box, *, threshold: float = 0.5) -> Selection:
    """The actions that miss the target and that the current reward model nevertheless scores above `threshold`.

    `actions`: clicks and long presses, others are dropped; `scores` (n,), None drops. `other_targets` makes candidates.
    Source: UI-Genie, paper; the threshold of "positive" and its comparator (>) are our reading.
    """
    given = Scores.of(scores, "scores")
    same_length(actions=actions, scores=given)
    touches = np.array([isinstance(action, Click | LongPress) for action in actions], dtype=np.bool_)
    on = np.array([isinstance(a, Click | LongPress) and target.holds(a.at) for a in actions], dtype=np.bool_)
    rules = {
        "no point": ~touches,
        "target": on,
        "unscored": ~given.known,
        "not positive": given.values <= finite(threshold, "threshold"),
    }
    return Selection.dropping(len(given), rules)


def other_targets(elements: Sequence[Element], target: Box) -> list[Click]:
    """Clicks on the middle of every clickable element, except where that hits the target."""
    return [Click(e.bounds.centre) for e in elements if e.clickable and not target.holds(e.bounds.centre)]
