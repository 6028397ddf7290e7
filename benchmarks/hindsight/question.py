"""A question about a value that stands beside a name on a screen, or about which of several names has the most of it.

What is asked is what the value says of itself: an amount is asked for by "how much", a time by "when".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from re import Pattern
from re import compile as pattern

from agent.policies.scripted import Move, Open, Tap
from benchmarks.hindsight.narrate import told
from benchmarks.hindsight.said import Said, telling
from benchmarks.hindsight.wander import Walk, replay
from devices.device import Observation
from devices.element import Element
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World
from rewards.step_filter import screen_of

COMPARED = 0.3  # share of questions that compare
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ENDS = ("", "", "", " Answer with that alone.", " Just the answer.", " Only look it up.", " Nothing else.")
FRAMES = ("{ask} in {app}?", "{ask} on {app}?", "In {app}, {ask}?", "{app}: {ask}?", "{ask}? Look in {app}.",
          "{ask}, going by {app}?", "I would like to know from {app}: {ask}?", "Look up in {app}: {ask}?",
          "{ask}?")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for a value of this form. The group `value` of `form` is the answer, `unit` what it counts; `most`
    and `least` ask which of several has the most and the least of it, where that can be compared."""

    form: Pattern[str]
    ways: tuple[str, ...]
    most: tuple[str, ...] = ()
    least: tuple[str, ...] = ()


ASKS = (
    Ask(
        pattern(r"(?P<value>\d\.\d) ★"),
        (
            "how many stars does {name} have",
            "what is the rating of {name}",
            "how is {name} rated",
            "the stars of {name}",
        ),
        ("which is rated best", "which of them has the most stars", "which has the best rating"),
        ("which is rated worst", "which of them has the fewest stars"),
    ),
    Ask(
        pattern(r"(?P<value>€[\d,]*\d\.\d\d)"),
        ("how much is {name}", "how much for {name}", "what amount stands at {name}", "how many euros is {name}"),
        ("which is the dearest", "which is the most expensive", "which of them is most"),
        ("which is the cheapest", "which of them is cheaper than the others", "which is least"),
    ),
    Ask(
        pattern(r"(?P<value>€[\d.,]+) delivery"),
        ("how much is delivery from {name}", "what does delivery cost at {name}", "the delivery fee of {name}"),
    ),
    Ask(
        pattern(r"(?:in )?(?P<value>\d+ min)"),
        ("how long does {name} take", "how many minutes is it for {name}", "how long is it with {name}"),
        ("which takes longest", "which of them is slowest"),
        ("which is the quickest", "which takes the least time", "which of them is fastest"),
    ),
    Ask(
        pattern(r"(?P<value>\d+ h \d+ min)"),
        ("how long is {name}", "how long does {name} take", "the length of {name}"),
    ),
    Ask(
        pattern(r"(?P<value>[\d.]+ [KMG]B)"),
        ("how big is {name}", "what size has {name}", "how much space does {name} take"),
    ),
    Ask(
        pattern(r"(?P<value>[\d.,]+[KM]?) (?P<unit>(?!minutes|hours)[a-z]+s)"),
        ("how many {unit} does {name} have", "how many {unit} has {name}", "the number of {unit} of {name}"),
        ("which has the most {unit}", "which of them has more {unit} than the others"),
        ("which has the fewest {unit}", "which of them has fewer {unit} than the others"),
    ),
    Ask(
        pattern(rf"(?P<value>(?:[A-Z][a-z]+, )?\d\d? (?:{MONTHS})(?: \d{{4}})?)"),
        (
            "when is {name}",
            "on what date is {name}",
            "what date stands at {name}",
            "the date of {name}",
            "when was {name}",
        ),
    ),
    Ask(
        pattern(r"(?P<value>\d\d?:\d\d(?: [AP]M)?)"),
        ("when is {name}", "at what time is {name}", "what time stands at {name}", "the time of {name}"),
    ),
    Ask(
        pattern(r"(?P<value>[\w.]+@[\w.]+)"),
        ("what is the e-mail address of {name}", "what is {name}'s mail address", "which address does {name} have"),
    ),
    Ask(pattern(r"(?P<value>@[\w.]+)"), ("what is {name}'s handle", "the handle of {name}")),
    Ask(pattern(r"(?P<value>\+?\d[\d -]{5,}\d)"), ("what is the number of {name}", "which number stands at {name}")),
    Ask(
        pattern(r"(?P<value>[−-]?\d+ ?%)"),
        ("what is {name} set to", "how many per cent is {name}", "what is the {name}"),
    ),
)
WAYS = ("item", "tab", "row", "button")  # that a walk goes


@dataclass(frozen=True, slots=True)
class Question:
    """`say` words it anew each time; the answer stands on the screen that the walk ends on."""

    say: Callable[[], str]
    walk: Walk
    answer: str


@dataclass(frozen=True, slots=True)
class Row:
    """A name on the screen and the value beside it."""

    name: str
    answer: str
    unit: str


def question(world: World, app: str, rng: Random) -> Question | None:
    """A walk that changes nothing, and a question about the screen where it ends; None if there is nothing to ask."""
    walk = _look(world, app, rng)
    if walk is None:
        return None
    device = replay(walk.world, walk.moves)  # it may have gone round on its way, and have changed something there
    if device is None or device.world.apps != walk.apps:
        return None
    seen, parts = device.observe(), told(walk)
    told_of = [(ask, rows) for ask in ASKS if (rows := _rows(seen, ask))]
    if not told_of or any(part.which != "" for part in parts):
        return None
    ask, rows = rng.choice(told_of)
    row = rng.choice(rows)
    several = compared(ask, [r for r in rows if r.unit == row.unit], rng) if rng.random() < COMPARED else None
    if several is not None:
        ways, answer = several
        return Question(lambda: _framed(rng.choice(ways), parts, "", rng), walk, answer)
    return Question(lambda: _framed(_filled(rng.choice(ask.ways), row, rng), parts, row.name, rng), walk, row.answer)


def _look(world: World, app: str, rng: Random) -> Walk | None:
    """A few touches on what leads on, ways round left out."""
    start = world.dumps()
    moves, been = list[Move]([Open(app)]), list[object]()
    device = replay(start, moves)
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        if device is None:
            return None
        been.append(screen_of(device.observe()))
        way = _way(device, rng)
        if way is None:
            return None
        device = replay(start, [*moves, way])
        if device is None:
            return None
        moves.append(way)
        now = screen_of(device.observe())
        if now in been:
            at = been.index(now)
            del moves[at + 1 :], been[at:]
    return Walk(start, tuple(moves), World.loads(start).apps)


def _way(device: NodeDevice, rng: Random) -> Tap | None:
    """Something that may be touched."""
    ways = [
        Tap(name, e.role)
        for e in device.observe().elements
        if e.clickable and e.enabled and e.role in WAYS and (name := e.id or e.text or e.label)
    ]
    return rng.choice(ways) if ways else None


def _rows(seen: Observation, ask: Ask) -> list[Row]:
    """Names that stand once on the screen and have one value of this form beside them: of two it would not be clear
    which is meant."""
    found: list[Row] = []
    names: list[str] = []
    for i, e in enumerate(seen.elements):
        if e.role not in ("item", "row", "card"):
            continue
        texts = _texts(seen.elements, i)
        if not texts:
            continue
        names.append(texts[0])
        pieces = [piece for text in texts[1:] for part in text.split(" · ") for piece in _pieces(part)]
        hits = [hit for piece in pieces if (hit := ask.form.fullmatch(piece))]
        if len(hits) == 1 and telling(texts[0]) and texts[0][0].isalpha():
            found.append(Row(texts[0], hits[0]["value"], hits[0].groupdict().get("unit") or ""))
    return [row for row in found if names.count(row.name) == 1]


def _texts(elements: Sequence[Element], at: int) -> list[str]:
    return [e.text for e in elements if e.parent == at and e.text and e.role == "text"]


def _pieces(part: str) -> list[str]:
    """A part whole, and what its commas part."""
    return list(dict.fromkeys((part, *part.split(", "))))


def compared(ask: Ask, rows: Sequence[Row], rng: Random) -> tuple[list[str], str] | None:
    """Which of two or three has the most or the least; None where that cannot be told."""
    if len(rows) < 2 or not ask.most:
        return None
    some = rng.sample(rows, min(len(rows), rng.choice((2, 2, 3))))
    high = rng.random() < 0.5
    best, next_best = sorted(some, key=lambda row: _size(row.answer), reverse=high)[:2]
    if _size(best.answer) == _size(next_best.answer):
        return None
    *first, last = [row.name for row in some]
    listed = f"{', '.join(first)} or {last}"
    asked = [way.format(unit=best.unit) for way in (ask.most if high else ask.least)]
    return [f"{way}, {listed}" for way in asked] + [f"{listed}, {way}" for way in asked], best.name


def _size(value: str) -> float:
    number = float("".join(c for c in value if c.isdigit() or c == "."))
    return number * (1e6 if value.endswith("M") else 1e3 if value.endswith("K") else 1)


def _filled(way: str, row: Row, rng: Random) -> str:
    return way.format(name=rng.choice((row.name, row.name, f"“{row.name}”")), unit=row.unit)


def _framed(ask: str, parts: Sequence[Said], name: str, rng: Random) -> str:
    """The question with its app, and with the thing that the screen is of."""
    app, ways = parts[0].words, [p.words for p in parts[1:] if p.part in ("thing", "way") and p.words not in name]
    if ways:
        ask += rng.choice((f" ({ways[-1]})", f" under {ways[-1]}", f" at “{ways[-1]}”"))
    said = rng.choice(FRAMES).format(ask=ask, app=app)
    return said[:1].upper() + said[1:] + rng.choice(ENDS)
