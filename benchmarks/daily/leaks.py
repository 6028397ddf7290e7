"""Does a goal read like a test task? What does must not be learnt from, wherever it comes from.

Every wording of every test template is compared, in two ways:

- as a pattern: its own words in their order, anything in the place of its placeholders. Whatever a template could say
  is found. A wording that is little else than placeholders ("Turn {word} {name}.") takes a few words in each; one that
  is nothing else is filled with what its template draws.
- by n-grams, for what was said a little differently: Dice's coefficient of pairs of neighbouring words (in Chinese:
  of characters), placeholders left out on one side, quoted text and words with digits on the other.

`LIKENESS` was chosen by looking at both sides. The 2288 goals of train templates in eight worlds and two languages come
to 0.571 at most with any test wording (median 0.206); none of them is refused. All 858 test goals of three worlds are
found; with every eighth word dropped, replaced or added, 86 % still are. Paraphrases in other words stay below: for
goals that were made up rather than drawn from templates, signature.py looks at what they change.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from re import compile as pattern
from typing import TypeAlias

from benchmarks.daily import TEMPLATES
from benchmarks.daily.drawn import drawn
from benchmarks.daily.scene import TEST
from benchmarks.daily.template import Template

LIKENESS = 0.6  # Dice's coefficient from which a goal is refused
FEW = 3  # own words below which a pattern's placeholders are short
SHORT = 4  # words in a short placeholder; of Chinese, twice as many characters
SEEDS = 12  # instances that tell what a wording without own words is filled with
HOLE, MARK = "{}", "."  # tokens: a placeholder, the end of a sentence

Tokens: TypeAlias = tuple[str, ...]
Grams: TypeAlias = Counter[tuple[str, str]]

_TOKEN = pattern(r"\{\w*\}|[.?!。？！]|[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_QUOTED = pattern(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class _Wording:
    """A test template's words. `runs` stand before, between and after its placeholders, `room` is how many words may
    stand in those (None: any number), `pairs` how many pairs of neighbours it has."""

    template: str
    words: str
    runs: tuple[Tokens, ...]
    room: int | None
    pairs: int

    def __str__(self) -> str:
        return f"{self.template}: {self.words}"


@dataclass(frozen=True, slots=True)
class _Known:
    """All test wordings: those with words of their own, which of them have a pair of words (and how often), and the
    goals of the others."""

    wordings: tuple[_Wording, ...]
    having: dict[tuple[str, str], list[tuple[int, int]]]
    filled: dict[Tokens, str]


@lru_cache(maxsize=4096)
def leak(goal: str) -> str | None:
    """The test wording that a goal is like, as "template: wording"; None where it is like none."""
    tokens, known = _tokens(goal), _known()
    for wording in known.wordings:
        if _fits(tokens, wording):
            return str(wording)
    near = likeness(goal)
    return near[1] if near and near[0] >= LIKENESS else known.filled.get(tokens)


def likeness(goal: str) -> tuple[float, str] | None:
    """Dice's coefficient (0..1) with the test wording that shares most of its pairs of words with a goal, and that
    wording; None where no pair is shared. Quoted text and words with digits of the goal do not count."""
    bare = _tokens(_QUOTED.sub(HOLE, goal))
    grams = _grams(HOLE if any(c.isdigit() for c in token) else token for token in bare)
    known, shared = _known(), Counter[int]()
    for gram, count in grams.items():
        for wording, there in known.having.get(gram, ()):
            shared[wording] += min(count, there)
    total = grams.total()
    found = ((2 * both / (total + known.wordings[w].pairs), -w) for w, both in shared.items())
    best = max(found, default=None)
    return None if best is None else (best[0], str(known.wordings[-best[1]]))


def _tokens(text: str) -> Tokens:
    """Words, Chinese characters, sentence ends and placeholders, without the mark at the very end."""
    found = _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
    out = [HOLE if t[0] == "{" else MARK if t in ".?!。？！" else t for t in found]
    while out and out[-1] == MARK:
        out.pop()
    return tuple(out)


def _grams(tokens: Iterable[str]) -> Grams:
    return Counter(pair for pair in pairwise(t for t in tokens if t != MARK) if HOLE not in pair)


@cache
def _known() -> _Known:
    wordings: list[_Wording] = []
    having: dict[tuple[str, str], list[tuple[int, int]]] = {}
    filled: dict[Tokens, str] = {}
    for template in TEMPLATES.values():
        for words in (*template.en, *template.zh) if template.split == TEST else ():
            tokens = _tokens(words)
            own = sum(token not in (HOLE, MARK) for token in tokens)
            if not own:
                filled |= _filled(template, words)
                continue
            grams = _grams(tokens)
            for gram, count in grams.items():
                having.setdefault(gram, []).append((len(wordings), count))
            short = SHORT if words.isascii() else 2 * SHORT
            room = None if own >= FEW else tokens.count(HOLE) * short
            wordings.append(_Wording(template.id, words, _runs(tokens), room, grams.total()))
    return _Known(tuple(wordings), having, filled)


def _filled(template: Template, words: str) -> dict[Tokens, str]:
    """A wording that is all placeholders, with every value that was drawn in every place."""
    params = [scene.params for scene in drawn(template, SEEDS, "zh" if words in template.zh else "en")]
    names = [name for name in params[0] if f"{{{name}}}" in words]
    values = product(*(sorted({str(one[name]) for one in params}) for name in names))
    goals = (words.format(**dict(zip(names, chosen, strict=True))) for chosen in values)
    return {_tokens(goal): f"{template.id}: {words}" for goal in goals}


def _runs(tokens: Tokens) -> tuple[Tokens, ...]:
    out: list[list[str]] = [[]]
    for token in tokens:
        if token == HOLE:
            out.append([])
        else:
            out[-1].append(token)
    return tuple(tuple(run) for run in out)


def _fits(tokens: Tokens, wording: _Wording) -> bool:
    """Are these the wording's own words in their order, with anything (or nothing) in the place of each hole?"""
    first, last = wording.runs[0], wording.runs[-1]
    if tokens[: len(first)] != first:
        return False
    if len(wording.runs) == 1:
        return tokens == first
    end = len(tokens) - len(last)
    if end < len(first) or tokens[end:] != last:
        return False
    if wording.room is not None and len(tokens) - sum(map(len, wording.runs)) > wording.room:
        return False
    at = len(first)
    for run in wording.runs[1:-1]:
        found = _find(tokens, run, at, end)
        if found is None:
            return False
        at = found + len(run)
    return True


def _find(tokens: Tokens, run: Sequence[str], at: int, end: int) -> int | None:
    """Where a run first stands between two places."""
    return next((i for i in range(at, end - len(run) + 1) if tokens[i : i + len(run)] == run), None)
