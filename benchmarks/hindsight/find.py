"""Finding tasks: wander, shorten, put in words; questions and things that are not there, too.

What a test template asks for is never found: neither the same kinds of change (benchmarks/daily/signature.py) nor a
goal that reads like one of its wordings (leaks.py).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from re import compile as pattern

from agent.policies.scripted import Fill, Hold, Move, Open, Tap
from benchmarks.daily.leaks import leak
from benchmarks.daily.signature import Change, Signature, changes, leaks_by_state
from benchmarks.hindsight.intents import asked
from benchmarks.hindsight.narrate import narrate, told
from benchmarks.hindsight.phrases import phrase_for
from benchmarks.hindsight.said import Said
from benchmarks.hindsight.shorten import shorten
from benchmarks.hindsight.task import FoundTask
from benchmarks.hindsight.wander import Walk, replay, wander
from benchmarks.hindsight.wording import both, low, otherwise, spoken
from devices.element import caption
from devices.virtual.apps import APPS
from devices.virtual.spec import make
from devices.virtual.world import SETTINGS, World

MOST_MOVES = 16  # of a task worth keeping
MOST_CHOICES = 3  # of one goal, or its half
MOST_SAID = 9  # things to open, write, choose and press in it
NOWHERE = 0.1  # share of walks that end in tasks about something that is not there
TWOFOLD = 0.3  # and in two things, one after the other
TWICE = 0.1  # share of walks that go on after the first change
WRITING = 0.35  # share of walks that look for something to write in
QUERIES = 0.08  # share of questions
WORDINGS = 4  # ways in which one goal is said
OWN_WORDS = 0.7  # share of those that are said in people's own words, where there are some
ALLOWED = "org.guimcp.settings/permissions/"  # what a dialog asks for, and nobody else
NOTHING = frozenset({"org.guimcp.notes/notes/*/edited:set"})  # saved without a change
# What is asked of a phone most is what it is set to; most apps are asked for now and then.
WANTED = [app.name for app in APPS.values()] + [APPS[SETTINGS].name] * 3

_TOLD = pattern(r"[\d@]")  # in what is worth asking for: "Place" beside a name tells nothing
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
    goal, *others = _ways(lambda: _said(changed, parts, rng))
    return FoundTask(name, goal, "change", short.moves, short.world, short.apps, wordings=tuple(others))


def _worth_asking(parts: list[Said]) -> bool:
    """Would anybody ask for it? Not for a long list of choices, nor by a button that says only how many pressed it."""
    chosen = [part.words for part in parts if part.part in ("choice", "press")]
    return (
        sum(part.part == "choice" for part in parts) <= MOST_CHOICES
        and sum(part.part != "way" for part in parts) <= MOST_SAID
        and not any(_COUNT.fullmatch(words) for words in chosen)
    )


def _said(changed: list[Change], parts: list[Said], rng: Random, *, alone: bool = True) -> str:
    """A goal in words of people's own, where there are some, or in those of the screens."""
    sentences = asked(changed, parts, rng)
    if sentences and rng.random() < OWN_WORDS:
        return spoken(rng.choice(sentences), parts[0].words, rng)
    return narrate(parts, rng, alone=alone)


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
    if len(whole.moves) > MOST_MOVES or leaks_by_state(World.loads(whole.world).apps, whole.apps) is not None:
        return None
    then, also = told(second), list(changes(first.apps, second.apps))
    goal, *others = _ways(lambda: both(_said(changed, parts, rng), _said(also, then, rng, alone=False), rng))
    return FoundTask(name, goal, "change", whole.moves, whole.world, whole.apps, wordings=tuple(others))


def _ways(say: Callable[[], str]) -> list[str]:
    """The same said WORDINGS times, doubles left out."""
    return list(dict.fromkeys(say() for _ in range(WORDINGS)))


def _nowhere(name: str, walk: Walk, parts: list[Said], rng: Random) -> FoundTask | None:
    """The same about something that does not exist: the way ends where it should have been."""
    at = next((i for i, p in enumerate(parts) if p.part == "thing" and len(p.words) > 3), None)
    if at is None or len(parts) != len(walk.moves) or parts[at].words in ("Share",):
        return None
    absent = Said("thing", phrase_for(rng.choice(("name", "thing")), rng))
    changed = [*parts[:at], absent, *parts[at + 1 :]]
    goal, *others = _ways(lambda: narrate(changed, rng))
    return FoundTask(name, goal, "nowhere", walk.moves[:at], walk.world, World.loads(walk.world).apps, declines=True,
                     wordings=tuple(others))  # fmt: skip


def _question(name: str, world: World, app: str, rng: Random) -> FoundTask | None:
    """A walk that changes nothing, and a value beside a name on the screen where it ends."""
    start = world.dumps()
    moves: list[Move] = [Open(app)]
    device = replay(start, moves)
    if device is None:
        return None
    before = World.loads(start).apps
    walk = Walk(start, tuple(moves), before)
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        seen = device.observe()
        ways = [
            Tap(e.id or e.text or e.label, e.role)
            for e in seen.elements
            if e.clickable and e.enabled and e.role in ("item", "tab", "row", "button") and (e.id or e.text or e.label)
        ]
        if not ways:
            return None
        further = (*walk.moves, rng.choice(ways))
        tried = replay(start, further)
        if tried is None:
            return None
        device, walk = tried, Walk(start, further, before)
    short = _straight(walk)
    if short is None:
        return None
    device = replay(start, short.moves)
    if device is None:
        return None
    seen = device.observe()
    pairs = [
        (texts[0], texts[1], caption(seen.elements, i))
        for i, e in enumerate(seen.elements)
        if e.role in ("item", "row")
        and len(texts := [t.text for t in seen.elements if t.parent == i and t.text and t.role == "text"]) >= 2
    ]
    pairs = [p for p in pairs if p[0] != p[1] and len(p[0]) < 40 and len(p[1]) < 40 and p[0][0].isalpha()
             and _TOLD.search(p[1])]  # fmt: skip
    if not pairs:
        return None
    key, value, _ = rng.choice(pairs)
    parts = told(short)
    goal, *others = _ways(lambda: _asked(parts, key, value, rng))
    return FoundTask(name, goal, "query", short.moves, start, before, answer=value, wordings=tuple(others))


def _straight(walk: Walk) -> Walk | None:
    """Only ways that show another screen each, none of which changes anything."""
    from_here = replay(walk.world, walk.moves)
    if from_here is None or any(isinstance(m, Fill | Hold) for m in walk.moves):
        return None
    return walk if from_here.world.apps == World.loads(walk.world).apps else None


def _asked(parts: list[Said], key: str, value: str, rng: Random) -> str:
    app = parts[0].words
    things = [p.words for p in parts[1:] if p.part in ("thing", "way") and p.words not in key]
    about = (
        ""
        if not things
        else rng.choice((f" of “{things[-1]}”", f" ({things[-1]})", f" under {things[-1]}", f" for “{things[-1]}”"))
    )
    name = rng.choice((f"“{key}”", key, otherwise(low(key), rng))) + about
    amount = value[:1].isdigit() or value[:1] in "€$£"
    ask = rng.choice((
        f"What does {app} say for {name}?", f"{app}: what is {name}?", f"Look up {name} in {app}.",
        f"In {app}, what stands beside {name}?", f"Tell me what {app} has for {name}.",
        f"What is {name}, according to {app}?", f"What is {name}? Look in {app}.", f"See {app}: {name}?",
        *((f"How much is {name} on {app}?", f"How much or how many: {name} ({app})?") if amount else ()),
    ))  # fmt: skip
    ends = ("", " Answer with that alone.", " Just the answer.", " Answer as it stands there.", " Only look it up.")
    return ask + rng.choice(ends)
