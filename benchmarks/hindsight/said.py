"""One touch in words: what a person would call what was touched, and what that touch was about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from re import compile as pattern
from typing import Literal

from devices.element import Element, caption
from devices.virtual.apps import APPS

Part = Literal["app", "thing", "value", "choice", "switch", "press", "way"]
MENUS = ("more options", "options", "menu", "search", "filter and sort", "profile", "settings", "see all", "edit")
CONTROLS = ("switch", "checkbox", "radio")  # what a row may hold that is touched with it
ROWS = ("item", "row", "image", "option", "column")
SHEET = "sheet"  # lists what can be done
ELSEWHERE = ("go to ", "view ")  # begin what only leads on
OF = ("Options for ", "More options for ")  # begin the name of a button that opens such a list
SHARED = {app.name for app in APPS.values()}  # in such a list: where something is sent
NOUNS = {
    "account", "alarm", "album", "alert", "article", "artist", "author", "bill", "biller", "booking", "card",
    "channel", "chat", "cinema", "city", "collection", "comment", "contact", "coupon", "dish", "draft", "episode",
    "event", "file", "film", "folder", "goal", "group", "journey", "label", "letter", "list", "mix", "note",
    "order", "passenger", "payee", "person", "photo", "place", "playlist", "poll", "post", "product", "question",
    "railcard", "restaurant", "return", "review", "rule", "seller", "show", "song", "station", "story", "table",
    "ticket", "timer", "track", "transaction", "trip", "video",
}  # fmt: skip
MOST_TELLING = 40  # characters
OTHERWISE = {"line": "item", "cart": "item", "thread": "message"}

_PREFIX = pattern(r"([a-z]+)-")
_KIND = pattern(r"([A-Z][a-z]+) · ")
_LENGTH = pattern(r"\d+(:\d\d)+")  # of a video: nobody calls it by that
_INITIALS = pattern(r"[^\W\d_]([^\W\d_]|&)?")


@dataclass(frozen=True, slots=True)
class Said:
    """One move in words. `name` is what a value or switch is for, or what a button belongs to or tells of; `noun` is
    the kind of thing that a name is the name of, where it can be told; `counts`, whether the move changed anything.
    Where the screen calls several things so, `which` is what only this one has to it; None where it has nothing."""

    part: Part
    words: str
    name: str = ""
    noun: str = ""
    counts: bool = False
    which: str | None = ""

    @property
    def about(self) -> str:
        """The name of the thing that it is about; "" where it is about none."""
        return self.words if self.part == "thing" else self.name if self.part in ("press", "way") else ""


def touched(elements: Sequence[Element], at: int) -> Said:
    """A touch on `elements[at]`. What a row holds (a switch, a box to tick) is what was meant with the row; a button in
    a row is about what the row is about."""
    said = _touched(elements, at)
    return replace(said, which=_which(elements, at)) if said.about else said


def _touched(elements: Sequence[Element], at: int) -> Said:
    e = elements[at]
    words = heading(elements, at)
    control = e if e.role in CONTROLS else _control(elements, at)
    if control is not None and control.role == "switch":
        return Said("switch", "off" if control.checked else "on", words)
    if control is not None or e.role in ("chip", "month", "weekday"):
        return Said("choice", words)
    if e.role == "item" and words not in SHARED and _offered(elements, at):
        return Said("way" if words.casefold().startswith(ELSEWHERE) else "press", words)
    named = bool(e.text or e.label)
    if e.role in ROWS and not (named and e.role in ("row", "column")):
        return Said("thing", words, noun=noun_of(elements, at))
    row = _row(elements, at)
    whose = next((words.removeprefix(begin) for begin in OF if words.startswith(begin)), "")
    if whose:
        return Said("way", words, whose, noun_of(elements, row) if row is not None else "")
    if e.role == "tab" or words.casefold() in MENUS or words.startswith("More options") or not words:
        return Said("way", words or "it")
    return Said("press", words) if row is None else Said("press", words, heading(elements, row), noun_of(elements, row))


def _which(elements: Sequence[Element], at: int) -> str | None:
    """What tells an element, or the row that it is a button of, from those of the same words."""
    e, mine = elements[at], _whose(elements, at)
    others = [
        _whose(elements, i)
        for i, other in enumerate(elements)
        if other.role == e.role and (other.clickable or other.long_clickable) and not (i == at or _same(e, other))
    ]
    alike = [row for words, name, row in others if (words, name) == mine[:2]]
    if not alike:
        return ""
    theirs = {part for row in alike for part in _parts(elements, row)}
    return next((p for p in _parts(elements, mine[2]) if p not in theirs and p not in mine[:2] and telling(p)), None)


def _same(one: Element, other: Element) -> bool:
    """Are they one thing that is shown twice, in a list and among what was seen last ("video-v50", "recent-v50")?"""
    of, also = one.id.rpartition("-"), other.id.rpartition("-")
    return bool(of[0]) and of[2] == also[2]


def _whose(elements: Sequence[Element], at: int) -> tuple[str, str, int]:
    """What an element is called, what the row is called that it is in, and where that is, or the element itself."""
    row = None if elements[at].role in ROWS else _row(elements, at)
    return heading(elements, at), "" if row is None else heading(elements, row), at if row is None else row


def _parts(elements: Sequence[Element], at: int) -> list[str]:
    return [part for line in caption(elements, at).split("\n") for part in line.split(" · ")]


def telling(words: str) -> bool:
    """Are these words that a person would tell one thing from another by?"""
    return 2 < len(words) <= MOST_TELLING and not _INITIALS.fullmatch(words)


def meant(parts: Sequence[Said]) -> list[Said]:
    """The same, where what was chosen among the options of a thing is about that thing."""
    out: list[Said] = []
    for part in parts:
        before = out[-1] if out else None
        if part.part == "press" and not part.name and before is not None and before.part == "way" and before.name:
            part = replace(part, name=before.name, noun=before.noun, which=before.which)
        out.append(part)
    return out


def heading(elements: Sequence[Element], at: int) -> str:
    """What a person would call an element: its own words, or the first inside it that are a name. A pair of initials in
    a circle is none, nor is how long a video takes, nor what a control inside it does."""
    whole = caption(elements, at)
    if elements[at].text or elements[at].label:
        parts = [whole.split(" · ")[0]]
    else:
        controls = {e.label for e in elements[at + 1 :] if e.role in CONTROLS and not e.text}
        parts = [p for p in whole.split(" · ") if p not in controls] or whole.split(" · ")
    names = (p for p in parts if not _LENGTH.fullmatch(p) and not _INITIALS.fullmatch(p))
    return next(names, parts[0])[:80]


def noun_of(elements: Sequence[Element], at: int) -> str:
    """The kind of thing that a row shows, by its identifier ("alarm-a3") or by its second line ("Song · Elin Frost");
    "" where neither tells."""
    prefix = _PREFIX.match(elements[at].id)
    word = prefix.group(1) if prefix else ""
    if word in NOUNS:
        return word
    for e in elements[at + 1 : at + 6]:
        if e.parent == at and (kind := _KIND.match(e.text)) and kind.group(1).casefold() in NOUNS:
            return kind.group(1).casefold()
    return OTHERWISE.get(word, "")


def _offered(elements: Sequence[Element], at: int) -> bool:
    """Is it a line of a list of what can be done, with nothing but its words in it?"""
    above = elements[at].parent
    return above >= 0 and elements[above].id == SHEET and sum(e.parent == at for e in elements) == 1


def _control(elements: Sequence[Element], at: int) -> Element | None:
    """The one control inside a row that cannot be touched by itself."""
    inside = [e for e in elements[at + 1 :] if e.parent == at and e.role in CONTROLS and not e.clickable]
    return inside[0] if len(inside) == 1 else None


def _row(elements: Sequence[Element], at: int) -> int | None:
    """The nearest item that an element lies in, if it has words of its own beside the element's."""
    above = elements[at].parent
    while above >= 0:
        if elements[above].role in ("item", "card") and heading(elements, above) not in ("", heading(elements, at)):
            return above
        above = elements[above].parent
    return None
