"""Claims about a phone that are true or false: what its screen is, and what its data are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.changes import Apps
from benchmarks.facts import MISSING, Path, equal
from benchmarks.knowledge.course import Course
from benchmarks.knowledge.effect import Effect, value_at
from benchmarks.knowledge.look import EMPTY, FIELD, FRONT, KEYBOARD, SHEET
from benchmarks.knowledge.naming import app_name, called, place, said, secret, spaced
from devices.virtual.apps import APPS
from rewards.samples import words

DATA = 0.7  # share of claims about data, where there is something to claim


@dataclass(frozen=True, slots=True)
class Claim:
    """`words` says what is claimed. Of the screen it is a fact of a look by its name, of data a path in the apps'
    state; `value` is what is claimed to be there."""

    words: str
    path: Path
    value: object
    of_screen: bool

    def holds(self, course: Course, number: int) -> bool:
        """Is it so before this step?"""
        if self.of_screen:
            return course.looks[number].get(self.path[0], "") == self.value
        return equal(value_at(course.worlds[number].apps, self.path), self.value)


def claim_about(course: Course, number: int, rng: Random) -> Claim:
    """A claim about the phone before a step that its screen can be asked about: as often true as false, where both can
    be claimed."""
    wanted = rng.random() < 0.5
    data = list(_of_data(course, number)) if rng.random() < DATA else []
    for found in (data, list(_of_screen(course, number))):
        fitting = [claim for claim in found if claim.holds(course, number) == wanted]
        if fitting:
            return rng.choice(fitting)
    front = course.looks[number][FRONT]
    return Claim(_screen_words(FRONT, front), (FRONT,), front, True)


def _of_data(course: Course, number: int) -> Iterator[Claim]:
    """Fields of things in the app in front that this episode sets, where the thing is named on the screen, or was just
    touched: with each value that the field has in the episode."""
    world, shown = course.worlds[number], " ".join(words(course.steps[number].seen))
    apps = world.apps
    for at, found in enumerate(course.effects):
        for effect in found:
            if effect.path[0] != world.front or secret(effect.path) or not _is_field(effect, apps):
                continue
            name = called(value_at(apps, effect.path[:-1]))
            if not (name in shown if name else at in (number - 1, number)):
                continue
            for value in _different([effect.before, effect.after, *([not effect.after] if _is_switch(effect) else [])]):
                yield Claim(_claimed(effect.path, value, apps), effect.path, value, False)


def _of_screen(course: Course, number: int) -> Iterator[Claim]:
    """Facts of the screen, and the same with what they are at other times."""
    now, others = course.looks[number], [*course.looks[:number], *course.looks[number + 1 :]]
    for name in now:
        if name in (FRONT, KEYBOARD) or name.startswith(FIELD):
            values = [now[name], *(other[name] for other in others if name in other)]
            if name == FRONT:
                values += [app_name(course.worlds[number].apps, app) for app in APPS]
            for value in dict.fromkeys(values):
                yield Claim(_screen_words(name, value), (name,), value, True)
    sheets = [other[SHEET] for other in (now, *others) if SHEET in other]
    for value in dict.fromkeys(sheets):
        yield Claim(f"{value} is open over the page", (SHEET,), value, True)


def _screen_words(name: str, value: str) -> str:
    if name == FRONT:
        return f"{value[:1].upper()}{value[1:]} is in front"
    if name == KEYBOARD:
        return f"The keyboard is {value}"
    return f"The {name} is empty" if value == EMPTY else f"The {name} holds {value}"


def _claimed(path: Path, value: object, apps: Apps) -> str:
    where = place(path[:-1], apps)
    field = f"{where}: {spaced(path[-1])}" if where else spaced(path[-1])
    return f"{app_name(apps, path[0])}: {field} is {said(value, apps, path[0])}"


def _is_field(effect: Effect, apps: Apps) -> bool:
    set_only = effect.before is not MISSING and effect.after is not MISSING
    return set_only and value_at(apps, effect.path) is not MISSING


def _is_switch(effect: Effect) -> bool:
    return isinstance(effect.after, bool)


def _different(values: Sequence[object]) -> list[object]:
    out: list[object] = []
    for value in values:
        if not any(equal(value, other) for other in out):
            out.append(value)
    return out
