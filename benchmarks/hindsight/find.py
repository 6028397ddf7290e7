"""Finding tasks: wander, shorten, put in words; questions and things that are not there, too.

What a test template asks for is never found: neither the same kinds of change (benchmarks/daily/signature.py) nor a
goal that reads like one of its wordings (leaks.py).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from re import compile as pattern

from benchmarks.daily.leaks import leak
from benchmarks.daily.signature import Change, Signature, changes, leaks_by_state
from benchmarks.hindsight.intents import asked
from benchmarks.hindsight.narrate import narrate, specified, told
from benchmarks.hindsight.phrases import phrase_for
from benchmarks.hindsight.question import question
from benchmarks.hindsight.said import Said
from benchmarks.hindsight.shorten import shorten
from benchmarks.hindsight.task import FoundTask
from benchmarks.hindsight.wander import Walk, replay, wander
from benchmarks.hindsight.wording import both, spoken
from devices.virtual.apps import APPS
from devices.virtual.spec import make
from devices.virtual.world import SETTINGS, World

MOST_MOVES = 16  # of a task worth keeping
MOST_TWOFOLD = 12  # of one that asks for two things
MOST_CHOICES = 3  # of one goal, or its half
MOST_SAID = 9  # things to open, write, choose and press in it
NOWHERE = 0.1  # share of walks that end in tasks about something that is not there
TWOFOLD = 0.3  # and in two things, one after the other
TWICE = 0.1  # share of walks that go on after the first change
WRITING = 0.35  # share of walks that look for something to write in
QUERIES = 0.1  # share of questions
WORDINGS = 4  # ways in which one goal is said
OWN_WORDS = 0.7  # share of those that are said in people's own words, where there are some
ALLOWED = "org.guimcp.settings/permissions/"  # what a dialog asks for, and nobody else
NOTHING = frozenset({"org.guimcp.notes/notes/*/edited:set"})  # saved without a change
# What is asked of a phone most is what it is set to; most apps are asked for now and then.
WANTED = [app.name for app in APPS.values()] + [APPS[SETTINGS].name] * 3

_COUNT = pattern(r"\d+|\d+ posts?|[\d.]+[KM]")  # a button that says only how many have pressed it


@dataclass(frozen=True, slots=True)
class FindConfig:
    """How many tasks, of which at most one in `alike` (and two) changes the same kinds of things: what wandering comes
    upon easily is not what people want most."""

    count: int = 1000
    seed: int = 0
    alike: int = 16

    @property
    def most(self) -> int:
        """Tasks kept that change the same."""
        return max(2, self.count // self.alike)


def find_tasks(config: FindConfig) -> Iterator[FoundTask]:
    """Tasks of the train split's worlds, one after another; the same config gives the same tasks."""
    kept: Counter[Signature] = Counter()
    found, draw = 0, 0
    while found < config.count:
        rng = Random(f"found:{config.seed}:{draw}")
        draw += 1
        world = make(2 * rng.randrange(10_000) + 1).world()  # odd seeds are the train split's
        for app in dict.fromkeys(rng.sample(WANTED, 6)):
            task = _one(f"found-{config.seed}-{draw}-{app.replace(' ', '')}", world, app, rng, kept, config.most)
            if task is not None and (task := _unleaked(task)) is not None:
                found += 1
                yield task
            if found == config.count:
                return


def _unleaked(task: FoundTask) -> FoundTask | None:
    """The task in those words that read like no test task; None where no words are left, or where only words can tell
    whether it is one."""
    said = (task.goal, *task.wordings)
    fine = [words for words in said if leak(words) is None]
    if not fine or (task.kind != "change" and len(fine) < len(said)):
        return None
    return replace(task, goal=fine[0], wordings=tuple(fine[1:]))


def _one(
    name: str, world: World, app: str, rng: Random, kept: Counter[Signature], most: int
) -> FoundTask | None:  # fmt: skip
    roll = rng.random()
    if roll < QUERIES:
        return _question(name, world, app, rng)
    short = _changing(world, app, rng)
    if short is None:
        return None
    changed = list(changes(World.loads(short.world).apps, short.apps))
    kinds = frozenset(change.kind for change in changed)
    kept[kinds] += 1
    if kept[kinds] > most or kinds == NOTHING or any(kind.startswith(ALLOWED) for kind in kinds):
        return None
    parts = told(short)
    if not _worth_asking(parts):
        return None
    if roll > 1 - NOWHERE:
        return _nowhere(name, short, parts, rng)
    if roll > 1 - NOWHERE - TWOFOLD:
        return _twofold(name, changed, short, parts, rng)
    return _task(name, "change", _ways(lambda: _said(changed, parts, rng)), short)


def _worth_asking(parts: list[Said]) -> bool:
    """Would anybody ask for it? Not for a long list of choices, nor by a button that says only how many pressed it, nor
    for a button to be pressed that says nothing of what it is for ("Like")."""
    chosen = [part.words for part in parts if part.part in ("choice", "press")]
    return (
        any(p.part in ("thing", "value", "choice", "switch") or p.name or len(p.words.split()) > 1 for p in parts[1:])
        and sum(part.part == "choice" for part in parts) <= MOST_CHOICES
        and sum(part.part != "way" for part in parts) <= MOST_SAID
        and not any(_COUNT.fullmatch(words) for words in chosen)
    )


def _said(changed: list[Change], parts: list[Said], rng: Random, *, alone: bool = True) -> str | None:
    """A goal in words of people's own, where there are some, or in those of the screens; None where it leaves open
    which of several things is meant."""
    sentences = asked(changed, parts, rng)
    own = bool(sentences) and rng.random() < OWN_WORDS
    said = spoken(rng.choice(sentences), parts[0].words, rng) if own else narrate(parts, rng, alone=alone)
    return specified(said, parts)


def _changing(world: World, app: str, rng: Random) -> Walk | None:
    """A short walk that changes what no test template asks to be changed so."""
    walk = wander(world, app, rng, changes=2 if rng.random() < TWICE else 1, writing=rng.random() < WRITING)
    if walk is None or leaks_by_state(World.loads(walk.world).apps, walk.apps) is not None:
        return None
    short = shorten(walk)
    return short if short is not None and len(short.moves) <= MOST_MOVES else None


def _twofold(name: str, changed: list[Change], first: Walk, parts: list[Said], rng: Random) -> FoundTask | None:
    """One thing and then another, in another app."""
    device = replay(first.world, first.moves)
    app = rng.choice([app.name for app in APPS.values() if app.name != parts[0].words])
    second = _changing(device.world, app, rng) if device is not None else None
    if second is None:
        return None
    whole = Walk(first.world, (*first.moves, *second.moves), second.apps)
    if len(whole.moves) > MOST_TWOFOLD or leaks_by_state(World.loads(whole.world).apps, whole.apps) is not None:
        return None
    then, also = told(second), list(changes(first.apps, second.apps))

    def say() -> str | None:
        one, other = _said(changed, parts, rng), _said(also, then, rng, alone=False)
        return both(one, other, rng) if one and other else None

    return _task(name, "change", _ways(say), whole)


def _ways(say: Callable[[], str | None]) -> list[str]:
    """The same said WORDINGS times; doubles are left out, and what cannot be said so."""
    return list(dict.fromkeys(words for _ in range(WORDINGS) if (words := say())))


def _task(
    name: str, kind: str, said: Sequence[str], walk: Walk, *, answer: str = "", declines: bool = False
) -> FoundTask | None:
    """None where there are no words for it."""
    if not said:
        return None
    return FoundTask(name, said[0], kind, walk.moves, walk.world, walk.apps, answer, declines, tuple(said[1:]))


def _nowhere(name: str, walk: Walk, parts: list[Said], rng: Random) -> FoundTask | None:
    """The same about something that does not exist: the way ends where it should have been."""
    at = next((i for i, p in enumerate(parts) if p.part == "thing" and len(p.words) > 3), None)
    if at is None or len(parts) != len(walk.moves) or parts[at].words in ("Share",):
        return None
    absent = Said("thing", phrase_for(rng.choice(("name", "thing")), rng))
    changed = [*parts[:at], absent, *parts[at + 1 :]]
    way = Walk(walk.world, walk.moves[:at], World.loads(walk.world).apps)
    return _task(name, "nowhere", _ways(lambda: narrate(changed, rng)), way, declines=True)


def _question(name: str, world: World, app: str, rng: Random) -> FoundTask | None:
    asked = question(world, app, rng)
    return None if asked is None else _task(name, "query", _ways(asked.say), asked.walk, answer=asked.answer)
