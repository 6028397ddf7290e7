"""What was typed into password fields, and an episode's words without it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from agent.trajectory import Act, Trajectory
from devices.action import InputText
from devices.device import Observation

SHORT = 4  # characters below which a secret is masked only where it stands by itself
MASKS = "•●*∙"

Mask = Callable[[str], str]


def mask_of(episode: Trajectory) -> Mask:
    """A function that puts bullets in the place of every secret of the episode: what was typed into a focused password
    field (each part and all of a run together), and what such a field shows in clear."""
    found = sorted({secret for secret in _secrets(episode) if secret.strip()}, key=len, reverse=True)
    if not found:
        return lambda text: text
    pattern = re.compile("|".join(_pattern(secret) for secret in found))
    return lambda text: pattern.sub(lambda hit: "•" * len(hit[0]), text)


def masked(value: Any, mask: Mask) -> Any:
    """A JSON value with every string in it masked, keys left alone."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {key: masked(inner, mask) for key, inner in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, Sequence):
        return [masked(inner, mask) for inner in cast("Sequence[Any]", value)]
    return value


def _secrets(episode: Trajectory) -> set[str]:
    out: set[str] = set()
    typed = ""
    for step in episode.steps:
        out |= _shown(step.seen)
        match step.reply.decision:
            case Act(action=InputText(text=text)) if any(e.password and e.focused for e in step.seen.elements):
                typed += text
                out |= {text, text.strip(), typed}
            case _:
                typed = ""
    return out | _shown(episode.last) if episode.last else out


def _shown(seen: Observation) -> set[str]:
    return {e.text for e in seen.elements if e.password and e.text.strip(MASKS)}


def _pattern(secret: str) -> str:
    plain = re.escape(secret)
    return plain if len(secret) >= SHORT else rf"(?<![0-9A-Za-z]){plain}(?![0-9A-Za-z])"
