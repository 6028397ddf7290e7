"""Text as words, and words as numbers: hashed n-grams, so that no word of any language is unknown."""

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from agent.pocket.thesaurus import concepts
from agent.policies.wording import STOP, stem

CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{CJK}]|\d+|(?:(?![{CJK}])[^\W\d_])+|[^\w\s]|_")
TOGETHER = re.compile(f"[{CJK}]")
QUOTES = '"“”„「」«»'
BUCKETS = 12288  # rows of the embedding that n-grams share; 0 is "nothing"
GRAMS = 10  # numbers kept of a word: itself, what it is like, its n-grams


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands there."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[Word, ...]:
    """Letters, digits and signs apart; Chinese, Japanese and Korean by the character."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in WORD.finditer(text))


def written_together(word: str) -> bool:
    """Is it of a writing that puts no blanks between words?"""
    return TOGETHER.match(word) is not None


@lru_cache(maxsize=16384)
def keys_of(text: str) -> frozenset[str]:
    """The keys of a text's telling words."""
    return frozenset(k for w in words_of(text) if (k := key(w.text)))


@lru_cache(maxsize=16384)
def meanings_of(text: str) -> frozenset[int]:
    """The concepts of a text's words."""
    return frozenset(number for w in words_of(text) for number in concepts(w.text))


@lru_cache(maxsize=65536)
def grams(word: str) -> tuple[int, ...]:
    """GRAMS bucket numbers in 1..BUCKETS-1, 0 where there are fewer: the word, its stem, its
    concepts, its trigrams."""
    low = word.casefold()
    marked = f"<{low}>"
    parts = [f"w:{low}", f"s:{stem(low)}", *(f"c:{number}" for number in concepts(low)[:3])]
    if word[:1].isdigit():
        parts.append(f"n:{len(word)}")
    else:
        parts += [f"3:{marked[i : i + 3]}" for i in range(len(marked) - 2)]
    numbers = [1 + crc32(part.encode()) % (BUCKETS - 1) for part in parts[:GRAMS]]
    return tuple(numbers + [0] * (GRAMS - len(numbers)))


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """What two words must share to be the same word; empty for words that tell nothing (articles, signs)."""
    low = word.casefold()
    if not word[:1].isalnum() or low in STOP:
        return ""
    return low.lstrip("0") or "0" if low.isdigit() else stem(low)


def quoted(text: str) -> list[bool]:
    """For each character: does it stand between quotation marks?"""
    out: list[bool] = []
    inside = False
    for c in text:
        if c in QUOTES:
            inside = c in "“„「«" or (c == '"' and not inside)
            out.append(False)
        else:
            out.append(inside)
    return out
