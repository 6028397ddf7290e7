"""A walk in words: what somebody would have asked for who wanted just this.

The words are those of the screens it went through: what was opened, typed, chosen and pressed. Ways that go without
saying (tabs, menus) are mostly left out, so that whoever carries it out has to find them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from agent.policies.scripted import Back, Enter, Fill, Hold, Move, Open, Tap, find
from benchmarks.hindsight.wander import COMMIT, Walk, step
from devices.device import Observation
from devices.element import Element, caption
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World

Part = Literal["app", "thing", "value", "choice", "switch", "press", "way"]
MENUS = ("more options", "options", "menu", "search", "filter and sort", "profile", "settings", "see all", "edit")
PLEAS = ("", "", "", "Please: ", "I would like this: ", "Do this for me: ", "Next: ")


@dataclass(frozen=True, slots=True)
class Said:
    """One move in words. `name` is what a value is for."""

    part: Part
    words: str
    name: str = ""


def told(walk: Walk) -> list[Said]:
    """What each move was about, as the screens say it."""
    device = NodeDevice(World.loads(walk.world))
    out: list[Said] = []
    for move in walk.moves:
        seen = device.observe()
        out += _said(move, seen)
        step(device, move)
    return out


def narrate(parts: Sequence[Said], rng: Random) -> str:
    """A goal. Never without the last thing done and everything typed or picked."""
    app = parts[0].words
    last = max((i for i, p in enumerate(parts) if p.part != "way"), default=len(parts) - 1)
    phrases: list[str] = []
    values = any(p.part == "value" for p in parts)
    for i, part in enumerate(parts[1:], 1):
        ends = i == last
        usual = part.part == "press" and any(part.words.casefold().startswith(c) for c in COMMIT)
        if part.part == "way" and rng.random() < 0.85:
            continue
        if part.part == "press" and not ends and rng.random() < 0.5:
            continue
        if ends and usual and values and rng.random() < 0.4:
            continue
        phrases.append(_phrase(part, rng))
    if not phrases:
        phrases.append(_phrase(parts[last], rng))
    body = rng.choice((", ", ", ", "; ", ", then ", " – ")).join(phrases)
    body = body[0].upper() + body[1:]
    frames = (f"{body} ({app})", f"{app}: {body}", f"In {app}: {body}", f"{body} in {app}", f"On {app}, {body}", body)
    goal = rng.choice(PLEAS) + frames[rng.choices(range(6), (2, 3, 3, 3, 1, 7 if len(phrases) > 1 else 2))[0]]
    return goal + rng.choice((".", ".", "", "!"))


def _phrase(part: Said, rng: Random) -> str:
    w, name = part.words, part.name
    quoted = rng.choice((f"“{w}”", f'"{w}"', f"“{w}”", w))
    match part.part:
        case "value":
            low = name[:1].lower() + name[1:]
            return rng.choice((
                f"{low} {quoted}", f"{name}: {w}", f"{low} “{w}”", f"with {quoted} as {low}", f"write “{w}” ({low})",
                f"set {low} to {quoted}", f"put {quoted} into {low}",
            ))  # fmt: skip
        case "thing":
            return rng.choice((f"open {quoted}", f"for {quoted}", quoted, f"take {quoted}", f"with {quoted}"))
        case "choice":
            return rng.choice((f"choose {quoted}", quoted, f"pick {w}", f"{w}", f"set it to {quoted}"))
        case "switch":
            verb = rng.choice((f"turn {name}", f"switch {name}", f"put {name}"))
            return rng.choice((f"{verb} {w}", f"{verb.split()[0]} {w} {name}", f"{w}: {name}"))
        case "press":
            return rng.choice((w[:1].lower() + w[1:], w, f"press {quoted}"))
        case "way" | "app":
            return rng.choice((f"go to {w}", f"under {w}", f"see {w}"))


def _said(move: Move, seen: Observation) -> list[Said]:
    match move:
        case Open(app=app):
            return [Said("app", app)]
        case Fill(name=name, text=text):
            target = find(seen, move)
            return [Said("value", text, (target.label or name) if target else name)]
        case Tap() | Hold():
            target = find(seen, move)
            if target is None:
                return []
            return [touched(target, caption(seen.elements, seen.elements.index(target)))]
        case Back() | Enter():
            return []
        case _:
            return []


def touched(e: Element, words: str) -> Said:
    """A touch on an element that a person would call `words`."""
    heading = words.split(" · ")[0][:80]
    if e.role == "switch":
        return Said("switch", "off" if e.checked else "on", heading)
    if e.role in ("item", "row", "image", "option"):
        return Said("thing", heading)
    if e.role in ("checkbox", "radio", "chip", "month", "weekday"):
        return Said("choice", heading)
    if e.role == "tab" or heading.casefold() in MENUS or not heading:
        return Said("way", heading or "it")
    return Said("press", heading)
