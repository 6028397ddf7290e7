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
from benchmarks.hindsight.wording import (
    ACTS,
    CHOOSE,
    CHOSEN,
    DEEDS,
    FILL,
    filled,
    framed,
    low,
    otherwise,
    quoted,
    switched,
    typed,
)
from devices.device import Observation
from devices.element import Element, caption
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World

Part = Literal["app", "thing", "value", "choice", "switch", "press", "way"]
MENUS = ("more options", "options", "menu", "search", "filter and sort", "profile", "settings", "see all", "edit")


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


def narrate(parts: Sequence[Said], rng: Random, *, alone: bool = True) -> str:
    """A goal, or the second half of one. Never without the last thing done and everything typed or picked."""
    last = max((i for i, p in enumerate(parts) if p.part != "way"), default=len(parts) - 1)
    values = any(p.part == "value" for p in parts)
    body, thing = "", ""  # a thing waits for what is to be done with it
    for i, part in enumerate(parts[1:], 1):
        if part.part == "way" and i != last and rng.random() < 0.85:
            continue
        if part.part == "press" and i != last and rng.random() < 0.5:
            continue
        usual = part.part == "press" and any(part.words.casefold().startswith(c) for c in COMMIT)
        if i == last and usual and values and body and not thing and rng.random() < 0.5:
            continue
        if part.part == "thing" and i != last and not thing:
            thing = part.words
            continue
        if thing:
            acts = DEEDS if part.part == "press" else ACTS
            act = rng.choice(acts).format(act=_order(part, rng), thing=quoted(thing, rng))
            body, thing = _joined(body, act, rng), ""
        elif body and part.part in ("value", "choice") and rng.random() < 0.7:
            body += rng.choice((", ", ", ", " ", " and ")) + _detail(part, rng)
        else:
            body = _joined(body, _order(part, rng), rng)
    return framed(body or _order(parts[last], rng), parts[0].words, rng, alone=alone)


def _joined(body: str, order: str, rng: Random) -> str:
    return body + rng.choice((", ", "; ", ", then ", " and ", ". ")) + order if body else order


def _order(part: Said, rng: Random) -> str:
    """What is to be done, as a sentence of its own."""
    w, name = part.words, part.name
    match part.part:
        case "value":
            return rng.choice(FILL).format(name=otherwise(low(name), rng), text=typed(w, rng))
        case "thing":
            return rng.choice(("open {}", "take {}", "choose {}", "go to {}", "select {}")).format(quoted(w, rng))
        case "choice":
            return rng.choice(CHOOSE).format(what=rng.choice((w, w, quoted(w, rng), otherwise(w, rng))))
        case "switch":
            return switched(name, w, rng)
        case "press":
            return rng.choice((low(w), low(w), otherwise(low(w), rng, 0.3), f"press {quoted(w, rng)}"))
        case "way" | "app":
            return rng.choice(("go to {}", "look under {}", "see {}", "open {}")).format(otherwise(w, rng))


def _detail(part: Said, rng: Random) -> str:
    """What is to be done, as a part of the sentence before."""
    if part.part == "value":
        return filled(part.name, part.words, rng)
    return rng.choice(CHOSEN).format(what=rng.choice((part.words, quoted(part.words, rng))))


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
