"""What words of a text a span can begin and end with: those of names, numbers, quotations and clauses."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.pocket.arrays import Bools
from agent.pocket.unit import Sort
from agent.pocket.words import QUOTES, Word, quoted, words_of, written_together
from agent.policies.wording import STOP

SENTENCE = ".!?;"
LEADING, TRAILING = "€$£+@#•★", "%★!?)"
GLUE = "'’_@.-:/"  # joins what stands on both sides of it, without a blank: don't, 9.50, ann@post.example
LINKS = ("of", "and")  # within names
SOURCES = (Sort.GOAL, Sort.SCREEN, Sort.MEMORY)
Whole = NDArray[np.integer]


class Cut(NamedTuple):
    """What a word is to a span. A span lies within one `part` of its text."""

    part: int
    begins: bool
    ends: bool


NEVER = Cut(-1, False, False)


@lru_cache(maxsize=16384)
def cuts(text: str, most: int, asked: bool = False) -> tuple[Cut, ...]:
    """One for each of the first `most` of `words_of(text)`. A sentence of what is `asked` begins with a verb."""
    words, marked = words_of(text)[:most], quoted(text)
    parts, number = list[int](), 0
    for word in words:
        if word.text in QUOTES:
            number += 1
            parts.append(-1)
            continue
        parts.append(number)
        number += word.text in SENTENCE and not marked[word.start] and text[word.end : word.end + 1].strip() == ""
    out: list[Cut] = []
    for i, (word, part) in enumerate(zip(words, parts, strict=True)):
        if part < 0:
            out.append(NEVER)
            continue
        first, last = i == 0 or parts[i - 1] != part, i + 1 == len(words) or parts[i + 1] != part
        if marked[word.start]:
            out.append(Cut(part, first or words[i - 1].text == ":", last or words[i + 1].text == ":"))
            continue
        before = words[i - 1] if not first else None
        after = words[i + 1] if not last else None
        if asked and before is None and after is not None and not _named_on(word, after):
            out.append(Cut(part, False, _ends(word, after, text)))
            continue
        second = i == 1 or (i > 1 and parts[i - 2] != part)
        out.append(Cut(part, _begins(word, before, second, text), _ends(word, after, text)))
    return tuple(out)


def _named_on(word: Word, after: Word) -> bool:
    """Can the first word of a sentence be a name's first?"""
    if after.text[0].isalnum() and after.text not in LINKS:
        return _named(after)
    return after.text not in GLUE or after.text == ":" or not word.text[0].isalpha()


def _begins(word: Word, before: Word | None, second: bool, text: str) -> bool:
    """`second`: `before` is the first of its part, an order's verb as a rule."""
    if not (word.text[0].isalnum() or word.text in LEADING):
        return False
    if before is None or written_together(word.text):
        return True
    if word.text in STOP or not _apart(before, word, text):
        return False
    if word.text[0].isdigit() or before.text[0].isdigit() or not before.text[0].isalnum():
        return True
    if before.text.casefold() in STOP or "@" in text[word.start :].split(maxsplit=1)[0]:
        return True
    return second or (_named(word) and not _named(before))


def _ends(word: Word, after: Word | None, text: str) -> bool:
    if after is None or written_together(word.text):
        return True
    if word.text.isdigit() and text.startswith(".00", word.end):  # an amount is typed as a number, too
        return True
    if not _apart(word, after, text) or word.text in STOP or not (word.text[0].isalnum() or word.text in TRAILING):
        return False
    if word.text[0].isdigit() or not after.text[0].isalnum() or after.text.casefold() in STOP:
        return True
    return _named(word) and not _named(after)


def _apart(one: Word, two: Word, text: str) -> bool:
    """Is there an end between two words, one after the other?"""
    if one.end < two.start:
        return True
    if written_together(one.text) or written_together(two.text):
        return True
    if one.text in GLUE:
        return one.start == 0 or text[one.start - 1].isspace()
    return two.text not in GLUE or text[two.end : two.end + 1].strip() == ""


def _named(word: Word) -> bool:
    return not word.text[0].islower()


def reach(cut: Whole, sorts: Whole, owners: Whole, first: int) -> Bools:
    """(T,): the words a span beginning at `first` can end with. `cut` (T, 3) holds a `Cut` for each word."""
    goal = sorts[owners] == Sort.GOAL
    own = goal if goal[first] else owners == owners[first]
    return own & (cut[:, 0] == cut[first, 0]) & (cut[:, 2] > 0) & (np.arange(len(owners)) >= first)
