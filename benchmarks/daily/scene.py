"""One instance of a template being laid out: start state, parameters, goal state, answer, and the way to do it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any, Literal, TypeVar, cast
from zlib import crc32

import orjson

from agent.policies.scripted import Decline, Fill, Hold, Move, Open, Question, Say, Slide, Stroke, Tap
from benchmarks.answer import Answer, Kind
from benchmarks.changes import Apps
from benchmarks.facts import MISSING
from devices.virtual.apps import APPS
from devices.virtual.money import currency, money
from devices.virtual.times import day_words, full_date
from devices.virtual.words import speaking, t
from devices.virtual.world import World

Split = Literal["train", "test"]
TRAIN: Split = "train"
TEST: Split = "test"
T = TypeVar("T")
BY_NAME = {app.name: app for app in APPS.values()}


class Redraw(Exception):
    """These parameters make no task in this world: others are drawn."""


def split_of(value: object) -> Split:
    """Whose parameter a value is: every value belongs to one split, whichever template draws it."""
    return TEST if crc32(f"split:{value!r}".encode()) % 2 else TRAIN


class Scene:
    """What a template lays out. `start` may be edited until `goal` is first asked for, which begins as its copy.

    `rng` is all the chance there is; `now` the phone's clock, which stands still; `language` the phone's and the
    goal's.
    """

    def __init__(self, world: World, rng: Random, split: Split) -> None:
        self.start: Apps = world.apps
        self.rng, self.split = rng, split
        self.language: str = world.settings["language"]
        self.now: datetime = world.now
        self.params: dict[str, Any] = {}
        self.drawn: list[Any] = []
        self.answer_wanted: Answer | None = None
        self.declined = ""
        self.answer_of_user: str | None = None
        self.moves: list[Move] = []
        self.apps_used: set[str] = set()
        self._goal: Apps | None = None

    # -- parameters -------------------------------------------------------------------------------------------------

    def pick(self, options: Iterable[T], name: Callable[[T], object] = lambda option: option) -> T:
        """One of the options that belong to this split, by their `name`: titles, places, products, new texts."""
        return self._draw(sorted((o for o in options if split_of(name(o)) == self.split), key=repr), name)

    def any(self, options: Iterable[T]) -> T:
        """One of the options, for both splits alike: sizes, stars, whatever the phone itself offers few of."""
        found = sorted(options, key=repr)
        self.need(bool(found))
        return self.rng.choice(found)

    def number(self, low: int, high: int, step: int = 1) -> int:
        """A number of this split, both ends included: amounts, minutes, counts."""
        return self._draw([n for n in range(low, high + 1, step) if split_of(n) == self.split], lambda n: n)

    def need(self, holds: bool) -> None:
        """Draw anew, in another world, where this does not hold."""
        if not holds:
            raise Redraw

    def _draw(self, found: list[T], name: Callable[[T], object]) -> T:
        self.need(bool(found))
        chosen = self.rng.choice(found)
        self.drawn.append(name(chosen))
        return chosen

    # -- words ------------------------------------------------------------------------------------------------------

    def text(self, en: str, zh: str) -> str:
        """What a person would write in the phone's language."""
        return zh if self.language == "zh" else en

    def t(self, app: str, words: str, **values: object) -> str:
        """An app's own words (`app` is its English name) as the phone shows them."""
        with speaking(self.language, BY_NAME[app].package):
            return t(words, **values)

    def money(self, cents: int) -> str:
        """An amount as the phone shows it: €12.50 or ¥12.50."""
        with speaking(self.language):
            return money(cents)

    def day(self, day: date, weekday: bool = False) -> str:
        """ "10 March" or "Tuesday, 10 March", as the phone shows it."""
        with speaking(self.language):
            return full_date(day) if weekday else day_words(day)

    def say(self, **params: object) -> None:
        """Fill the wordings' placeholders. Values are shown as they are: translate what the phone translates."""
        self.params |= params

    # -- what is wanted ---------------------------------------------------------------------------------------------

    @property
    def goal(self) -> Apps:
        """The state a perfect user leaves, to be edited; what else differs at the end is a side effect."""
        if self._goal is None:
            self._goal = cast("Apps", orjson.loads(orjson.dumps(self.start)))
        return self._goal

    def want(self, app_id: str, *path: str | int, value: Any, was: Any = MISSING) -> None:
        """That field (a path below the app's state) is to become `value`.

        Where it is so already the start is turned round: a switch is put the other way; anything else needs `was`,
        which is what it is put to (never needed where the value is drawn among others).
        """
        parent = _at(self.start, app_id, *path[:-1])
        if parent[path[-1]] == value:
            if isinstance(value, bool):
                was = not value
            self.need(was is not MISSING and was != value)
            parent[path[-1]] = was
            if self._goal is not None:
                _at(self._goal, app_id, *path[:-1])[path[-1]] = was
        _at(self.goal, app_id, *path[:-1])[path[-1]] = value

    def add(self, app_id: str, *path: str | int, entity: Any, letter: str = "") -> str:
        """Something new is to be in that collection; returns its id (`letter` and the app's next number).

        In a list it comes last. What the phone gives it by itself (its id, the moment) need not be right to the
        letter: new things are matched by their content.
        """
        place = _at(self.goal, app_id, *path)
        if isinstance(place, list):
            cast("list[Any]", place).append(entity)
            return str(len(cast("list[Any]", place)) - 1)
        state = self.goal[app_id]
        new_id = f"{letter or 'new'}{state['next_id']}"
        state["next_id"] += 1
        place[new_id] = entity
        return new_id

    def drop(self, app_id: str, *path: str | int) -> None:
        """That is to be gone."""
        del _at(self.goal, app_id, *path[:-1])[path[-1]]

    def answer(self, kind: Kind, value: object, *also: str) -> None:
        """The answer that is to be given: see `Answer` for kinds and forms."""
        with speaking(self.language):
            self.answer_wanted = Answer(kind, str(value), also, currency() if kind == "money" else "")

    def decline(self, why: str) -> None:
        """It cannot be done: the right end is to give up, with nothing changed."""
        self.declined = why

    def unclear(self, question: str, reply: str) -> None:
        """The goal leaves out what is needed: a perfect user asks, and this is what they are told."""
        self.moves.append(Question(question))
        self.answer_of_user = reply

    # -- the known way ----------------------------------------------------------------------------------------------

    def do(self, app: str, *moves: Move) -> None:
        """Open an app (by its English name) and make these moves in it."""
        self.moves.append(Open(self.t(app, app)))
        self.then(app, *moves)

    def then(self, app: str, *moves: Move) -> None:
        """Moves in an app that is in front already, or that came to the front by a link or by sharing.

        English names of what is touched become the app's own words on a phone that speaks another language; ids,
        and words that no catalogue holds, stay as they are.
        """
        self.apps_used.add(app)
        self.moves += [self._spoken(app, move) for move in moves]

    def ending(self) -> Move:
        """How a perfect user ends it."""
        if self.declined:
            return Decline(self.declined)
        return Say(self.answer_wanted.shown() if self.answer_wanted else "")

    def _spoken(self, app: str, move: Move) -> Move:
        match move:
            case Tap() | Hold() | Stroke():
                return replace(move, name=self.t(app, move.name), within=self.t(app, move.within))
            case Fill() | Slide():
                return replace(move, name=self.t(app, move.name))
            case _:
                return move


def _at(apps: Apps, *path: str | int) -> Any:
    value: Any = apps
    for key in path:
        value = value[key]
    return value
