"""A walk in words: what somebody would have asked for who wanted just this.

The words are those of the screens it went through: what was opened, typed, chosen and pressed. Ways that go without
saying (tabs, menus) are mostly left out, so that whoever carries it out has to find them.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from re import compile as pattern
from re import escape

import orjson

from agent.policies.scripted import Back, Enter, Fill, Hold, Move, Open, Tap, find
from benchmarks.changes import as_bytes
from benchmarks.hindsight.said import Said, meant, touched
from benchmarks.hindsight.wander import COMMIT, Walk, matters, step
from benchmarks.hindsight.wording import (
    ACTS,
    CHOOSE,
    CHOSEN,
    FILL,
    SETTING,
    called,
    deed,
    filled,
    framed,
    low,
    otherwise,
    quoted,
    switched,
    typed,
)
from devices.device import Observation
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World

_ENDS = r"(?!\w)[”\"]?(?:'s \w+)?"  # of a name in a sentence


def told(walk: Walk) -> list[Said]:
    """What each move was about, as the screens say it."""
    device = NodeDevice(World.loads(walk.world))
    out: list[Said] = []
    for move in walk.moves:
        seen, before = device.observe(), as_bytes(device.world.apps)
        step(device, move)
        counts = before != as_bytes(device.world.apps) and matters(orjson.loads(before), device.world.apps)
        out += [replace(said, counts=counts) for said in _said(move, seen)]
    return meant(out)


def narrate(parts: Sequence[Said], rng: Random, *, alone: bool = True) -> str:
    """A goal, or the second half of one. Never without the last thing done and everything typed or picked."""
    parts = _without_echoes(parts)
    last = max((i for i, p in enumerate(parts) if p.part != "way"), default=len(parts) - 1)
    values = any(p.part in ("value", "choice") for p in parts)
    body = ""
    thing: Said | None = None  # waits for what is to be done with it
    for i, part in enumerate(parts[1:], 1):
        if i != last and _goes_without_saying(part, rng):
            continue
        if i == last and _ends(part) and values and body and thing is None and rng.random() < 0.75:
            continue
        if part.part == "thing" and i != last and not part.counts:
            if thing is not None and rng.random() < 0.5:
                body = _joined(body, _order(thing, rng), rng)
            thing = part
            continue
        about = Said("thing", part.name, noun=part.noun) if part.part == "press" and part.name else thing
        if about is not None:
            if thing is not None and about is not thing and rng.random() < 0.25:
                body = _joined(body, _order(thing, rng), rng)
            body, thing = _joined(body, _about(part, about, rng), rng), None
        elif body and part.part in ("value", "choice") and rng.random() < 0.7:
            body += rng.choice((", ", ", ", " ", " and ")) + _detail(part, rng)
        else:
            body = _joined(body, _order(part, rng), rng)
    return framed(body or _order(parts[last], rng), parts[0].words, rng, alone=alone)


def specified(goal: str, parts: Sequence[Said]) -> str | None:
    """The goal, with which one is meant of several things of a name; None where nothing tells, or where it does not
    name the thing that it is about."""
    for which, name in dict.fromkeys((part.which, part.about) for part in parts if part.which != "" and part.about):
        named = pattern(escape(name) + _ENDS).search(goal)
        if named is None or which is None:
            return None
        goal = f"{goal[: named.end()]} ({which}){goal[named.end() :]}"
    return goal


def _without_echoes(parts: Sequence[Said]) -> list[Said]:
    """Without what only confirms the press before: Delete, after Delete alarm."""
    return [
        part
        for before, part in zip((None, *parts), parts, strict=False)
        if not (
            before is not None and before.part == part.part == "press" and not part.name
            and before.words.split()[:1] == part.words.split()[:1]
        )
    ]  # fmt: skip


def _goes_without_saying(part: Said, rng: Random) -> bool:
    """Is a move left out, this time, that only leads to what is asked for?"""
    if part.counts and not _ends(part):
        return False
    if part.part == "way":
        return rng.random() < 0.85
    begins = part.words.casefold().startswith(("add", "new", "create"))  # says what is going to be made
    return part.part == "press" and not part.name and rng.random() < (0.15 if begins else 0.5)


def _ends(part: Said) -> bool:
    """A press that only puts in force what was said before it."""
    return part.part == "press" and not part.name and any(part.words.casefold().startswith(c) for c in COMMIT)


def _joined(body: str, order: str, rng: Random) -> str:
    return body + rng.choice((", ", "; ", ", then ", " and ", ". ")) + order if body else order


def _about(part: Said, thing: Said, rng: Random) -> str:
    """What is to be done with a thing."""
    if part.part == "press":
        return deed(low(otherwise(part.words, rng, 0.1)), thing.words, thing.noun, rng)
    name = called(thing.words, thing.noun, rng)
    if part.part == "choice" and not thing.noun and rng.random() < 0.6:
        return rng.choice(SETTING).format(name=otherwise(low(thing.words), rng), what=quoted(part.words, rng))
    return rng.choice(ACTS).format(act=_order(part, rng), thing=name)


def _order(part: Said, rng: Random) -> str:
    """What is to be done, as a sentence of its own."""
    w, name = part.words, part.name
    match part.part:
        case "value":
            return rng.choice(FILL).format(name=otherwise(low(name), rng), text=typed(w, rng))
        case "thing":
            way = rng.choice(("open {}", "take {}", "choose {}", "go to {}", "select {}"))
            return way.format(called(w, part.noun, rng))
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
            return [touched(seen.elements, seen.elements.index(target))]
        case Back() | Enter():
            return []
        case _:
            return []
