"""What people say who want a change of a kind, in no app's own words: sentences by signature (intents.json).

A file of sentences for what test templates do not ask for; what was touched and typed on the way fills them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from re import compile as pattern
from typing import Any, TypeAlias, cast

from benchmarks.daily.signature import Change
from benchmarks.hindsight.said import SHARED, Said
from benchmarks.hindsight.wording import quoted

Sentences: TypeAlias = Sequence[str] | Mapping[str, Sequence[str]]  # of two ways ("on", "off") where there are two

# What a button says it is about, by placeholder.
WITHIN = {
    "saved": pattern(r"Edit (.+)"), "visit": pattern(r"Delete visit to (.+)"), "taken": pattern(r"Remove (.+)"),
    "aside": pattern(r"Save (.+) for later"), "more": pattern(r"Increase (.+)"), "less": pattern(r"Decrease (.+)"),
    "story": pattern(r"Story of (.+)"),
    "section": pattern(r"Hide section “(.+)”"), "source": pattern(r"Hide source “(.+)”"),
}  # fmt: skip
# First words of what is touched to get on, and is the name of nothing.
VERBS = ("add", "attach", "change", "choose", "deliver", "edit", "get", "leave", "new", "open", "read", "report",
         "save", "see", "share", "show", "suggest", "use", "write")  # fmt: skip
QUOTED = 0.4  # share of sentences that may hold quotation marks
_HOLE = pattern(r"\{([^}]+)\}")


def asked(changed: Iterable[Change], parts: Sequence[Said], rng: Random) -> list[str]:
    """Sentences that ask for what a walk has changed, with all that it typed; none where nobody has written any for it,
    or where the walk does not tell what is to stand in them.

    Placeholders: `name`, the last thing that was touched, `owner`, that before it; `switch`, `choice`, `press` and
    `last`, what was switched, chosen, pressed or said last; `text`, what was typed, or the name of the field it was
    typed into; and those of WITHIN.
    """
    found = sorted(changed, key=lambda change: change.kind)
    apps = {change.kind.partition("/")[0] for change in found}
    if len(apps) != 1 or len({change.kind for change in found}) != len(found):
        return []
    sentences = _intents().get(" ".join(change.kind for change in found), ())
    if isinstance(sentences, Mapping):
        sentences = sentences.get("on" if _more(found[0]) else "off", ())
    slots, typed = _slots(parts), [part.words for part in parts if part.part == "value"]
    said = [words for sentence in sentences if (words := _filled(sentence, slots, rng)) is not None]
    return [words for words in said if all(text in words for text in typed)]


def _more(change: Change) -> bool:
    """Is there more of it, or something where there was nothing?"""
    before, after = (len(cast("list[Any]", v)) if isinstance(v, list) else v for v in (change.before, change.after))
    counted = type(before) is type(after) is int
    return before < after if counted else bool(after)


def _slots(parts: Sequence[Said]) -> dict[str, str]:
    out: dict[str, str] = {}
    typed = [part for part in parts if part.part == "value"]
    if len(typed) == 1:
        out["text"] = typed[0].words
    for part in parts[1:]:
        out["last"] = part.words
        match part.part:
            case "thing" if part.words not in SHARED and part.words.split()[0].casefold() not in VERBS:
                if "name" in out and out["name"] != part.words:
                    out["owner"] = out["name"]
                out["name"] = part.words
            case "switch":
                out["switch"] = part.name
            case "value":
                out[part.name.casefold()] = part.words
            case "choice" | "press":
                out[part.part] = part.words
            case _:
                pass
        if part.part == "press" and part.name:
            out["name"] = part.name
        for slot, words in WITHIN.items():
            if said := words.fullmatch(part.name if part.part == "switch" else part.words):
                out[slot] = said[1]
    return out


def _filled(sentence: str, slots: Mapping[str, str], rng: Random) -> str | None:
    holes = _HOLE.findall(sentence)
    if not all(slots.get(slot) for slot in holes):
        return None
    own = {word.strip(",:.?").casefold() for word in _HOLE.sub("", sentence).split()}
    if any(slots[slot].casefold() in own for slot in holes):  # "notifications from Notifications": a way, no thing
        return None
    marked = rng.random() < QUOTED
    return _HOLE.sub(lambda hole: quoted(slots[hole[1]], rng) if marked else slots[hole[1]], sentence)


@cache
def _intents() -> Mapping[str, Sentences]:
    """By the kinds of change, sorted and joined."""
    whole: dict[str, dict[str, Sentences]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return {
        " ".join(sorted(f"org.guimcp.{app}/{kind}" for kind in kinds.split())): sentences
        for app, by_kinds in whole.items()
        for kinds, sentences in by_kinds.items()
    }
