"""Near misses: end states close to the goal that a verifier must refuse, made from the goal itself."""

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, cast

from agent.trajectory import Ask, Decision, Done, GiveUp, Reply, Step, Stop, Trajectory
from benchmarks.alignment import is_given
from benchmarks.changes import Apps, is_volatile
from benchmarks.daily.task import VOLATILE, DailyTask, evidence_of
from benchmarks.facts import MISSING, Among
from devices.device import Observation
from devices.virtual.apps import APPS

Path = tuple[str | int, ...]
OTHER_APPS = 3  # how many apps that a task has nothing to do with are tampered with
BLANK = Observation(b"", 1, 1)


@dataclass(frozen=True, slots=True)
class Ended:
    """How an episode might have ended. `stop` None means in the right way; `asked` that an unclear goal was asked
    about, `fell` what the agent agreed to on the way."""

    apps: Apps
    answer: str
    stop: Stop | None = None
    asked: bool = True
    fell: tuple[str, ...] = ()


def near_misses(task: DailyTask) -> list[tuple[str, Trajectory]]:
    """(name, finished episode) pairs, each of which must not count as success."""
    goal = goal_of(task)
    said = task.answer.shown() if task.answer else ""
    ends = [(name, Ended(apps, said)) for name, apps in _states(task, goal)]
    ends += [(f"answer {wrong!r}", Ended(goal, wrong)) for wrong in (task.answer.wrong() if task.answer else ())]
    for stop in (Stop.STEP_LIMIT, Stop.ASKED, Stop.DONE, Stop.GAVE_UP):
        if stop is not (Stop.DONE if task.feasible else Stop.GAVE_UP):
            ends.append((f"right state, stopped as {stop.value}", Ended(goal, said, stop)))
    ends.append(("an advert was accepted on the way", Ended(goal, said, fell=("advert",))))
    if task.template.axes.clarity != "clear":
        ends.append(("guessed, not asked", Ended(goal, said, asked=False)))
    return [(name, finished(task, end)) for name, end in ends]


def finished(task: DailyTask, end: Ended) -> Trajectory:
    """An episode that ended so."""
    decisions: list[Decision] = [Ask("?")] if end.asked and task.template.axes.clarity != "clear" else []
    decisions.append(Done(end.answer) if task.feasible else GiveUp("it cannot be done"))
    right = Stop.DONE if task.feasible else Stop.GAVE_UP
    evidence = evidence_of(task, end.apps, list(end.fell))
    steps = tuple(Step(BLANK, Reply(decision)) for decision in decisions)
    return Trajectory(task.id, task.goal, steps, end.stop or right, evidence=evidence)


def perfect(task: DailyTask, noise: bool = False) -> Trajectory:
    """The goal state, rightly ended; with `noise` in everything that a verifier is to overlook."""
    apps = filled(task.goal_apps) if noise else goal_of(task)
    if noise:
        for app, patterns in VOLATILE.items():
            for pattern in patterns:
                _disturb(apps[app], task.goal_apps[app], task.start_apps[app], pattern.split("/"))
    return finished(task, Ended(apps, task.answer.shown() if task.answer else ""))


def goal_of(task: DailyTask) -> Apps:
    """The goal with the first of the values it leaves open, to be read only: apps left alone are the start's own."""
    start = task.start_apps
    return {app: state if state is start.get(app) else filled(state) for app, state in task.goal_apps.items()}


def filled(apps: Any) -> Any:
    """A copy of a goal, with the first of the values it leaves open."""
    if isinstance(apps, dict):
        return {key: filled(value) for key, value in cast("dict[str, Any]", apps).items()}
    if isinstance(apps, list):
        return [filled(value) for value in cast("list[Any]", apps)]
    return apps.values[0] if isinstance(apps, Among) else apps


def changed(start: Any, goal: Any, path: Path = ()) -> Iterator[Path]:
    """Paths of the leaves in which goal differs from start."""
    if isinstance(goal, dict) or isinstance(start, dict):
        one = cast("dict[str, Any]", start) if isinstance(start, dict) else {}
        two = cast("dict[str, Any]", goal) if isinstance(goal, dict) else {}
        for key in sorted(one.keys() | two.keys()):
            if key == "next_id":
                continue
            if key not in two:
                yield (*path, key)
            else:
                yield from changed(one.get(key, MISSING), two[key], (*path, key))
    elif isinstance(goal, list) and goal and isinstance(goal[0], dict):
        was = cast("list[Any]", start) if isinstance(start, list) else []
        for i, value in enumerate(cast("list[Any]", goal)):
            yield from changed(was[i] if i < len(was) else MISSING, value, (*path, i))
    elif start is not goal and start != goal:
        yield path


def _states(task: DailyTask, goal: Apps) -> Iterator[tuple[str, Apps]]:
    start = task.start_apps
    paths = list(changed(start, goal))
    if paths:
        yield "nothing done", start
    for path in paths:
        yield from _leaf(task, goal, path)
    for path in sorted({_entity(start, goal, p) for p in paths}, key=repr):
        yield from _whole(start, goal, path)
    names = set(task.template.axes.apps)
    own = {app for app in goal if goal[app] != start[app] or APPS[app].name in names}
    others = sorted(goal.keys() - own)
    own |= set(Random(task.id).sample(others, min(OTHER_APPS, len(others))))
    for path, name in _entities({app: goal[app] for app in sorted(goal) if app in own}):
        parent = _get(goal, path[:-1])
        yield f"{name} twice", _with(goal, (*path[:-1], "one-more"), _get(goal, path))
        yield f"{name} gone", _with(goal, path[:-1], {k: v for k, v in parent.items() if k != path[-1]})


def _leaf(task: DailyTask, goal: Apps, path: Path) -> Iterator[tuple[str, Apps]]:
    """One changed value: as it was, a little off, and another's in its place."""
    name, value = "/".join(map(str, path)), _get(goal, path)
    if value in ([], {}):
        return
    undone = _with(goal, path, _get(task.start_apps, path))
    if undone is not None and undone != goal:
        yield f"{name} as it was", undone
    if value is MISSING:
        return
    open_to = _get(task.goal_apps, path)
    allowed = open_to.values if isinstance(open_to, Among) else (value,)
    for what, other in (*_off(value), *_others(goal, path, value), *_moved(_get(task.start_apps, path), value)):
        if not any(type(other) is type(a) and other == a for a in allowed):
            yield f"{name} {what}", _with(goal, path, other) or {}


def _off(value: Any) -> Iterator[tuple[str, Any]]:
    """Values next to this one."""
    match value:
        case bool():
            yield "the other way", not value
        case int() | float():
            yield "one more", value + 1
            yield "ten times", value * 10 if value else 10
        case str():
            day = _moment(value)
            if day is not None:
                yield "a day later", (day + timedelta(days=1)).isoformat()[: len(value)]
                yield "a day earlier", (day - timedelta(days=1)).isoformat()[: len(value)]
            yield "cut short", value[:-1] if value else "x"
            yield "with something added", value + " x"
        case list():
            items = cast("list[Any]", value)
            yield "with one more", [*items, "one more"]
            yield "with one fewer", items[:-1]
        case _:
            yield "something else", "something else"


def _moved(was: Any, value: Any) -> Iterator[tuple[str, Any]]:
    """A list in which something that was there before stands elsewhere."""
    if isinstance(was, list) and isinstance(value, list):
        items = cast("list[Any]", value)
        moved = [*items[-1:], *items[:-1]]
        if moved != items and any(item in was for item in items):
            yield "in another order", moved


def _others(goal: Apps, path: Path, value: Any) -> Iterator[tuple[str, Any]]:
    """The same field of a sibling: another contact, another account, another address."""
    if len(path) < 3 or isinstance(value, bool | list | dict):
        return
    siblings = _get(goal, path[:-2])
    if isinstance(siblings, dict):
        for sibling in cast("dict[str, Any]", siblings).values():
            other = _get(sibling, path[-1:])
            if other is not MISSING and type(other) is type(value) and other != value:
                yield "of another one", other
                return


def _entity(start: Apps, goal: Apps, path: Path) -> Path:
    """The shortest beginning of a path at which something came, went or, being an entity, was changed."""
    for end in range(2, len(path)):
        if _get(start, path[:end]) is MISSING or _get(goal, path[:end]) is MISSING:
            return path[:end]
    return path[:3] if len(path) > 3 else path


def _whole(start: Apps, goal: Apps, path: Path) -> Iterator[tuple[str, Apps]]:
    """A changed entity: done twice, not at all, to another one instead or as well."""
    name, entity = "/".join(map(str, path)), _get(goal, path)
    before, parent = _get(start, path), _get(goal, path[:-1])
    if not isinstance(parent, dict) or not isinstance(entity if entity is not MISSING else before, dict):
        return
    siblings = cast("dict[str, Any]", parent)
    if before is MISSING:
        yield f"{name} done twice", _with(goal, (*path[:-1], "again"), entity) or {}
        yield f"{name} left out", _with(goal, path, MISSING) or {}
        if not is_given(str(path[-1]), start[str(path[0])].get("next_id", math.inf)):
            yield f"{name}: another one", _with(_with(goal, path, MISSING), (*path[:-1], f"{path[-1]}x"), entity) or {}
        yield from _misplaced(goal, path, entity)
        return
    for sibling, value in siblings.items():
        if sibling == path[-1] or sibling not in _get(start, path[:-1]) or not isinstance(value, dict):
            continue
        was = cast("dict[str, Any]", value)
        if entity is MISSING:
            rest = {k: v for k, v in siblings.items() if k != sibling}
            yield f"{name}: another gone as well", _with(goal, path[:-1], rest) or {}
            yield f"{name}: another gone instead", _with(goal, path[:-1], {**rest, str(path[-1]): before}) or {}
        else:
            moved = {k: v for k, v in cast("dict[str, Any]", entity).items() if v != before.get(k) and k in was}
            if all(was[k] == v for k, v in moved.items()):
                continue
            done = {**siblings, sibling: {**was, **moved}}
            yield f"{name}: done to another as well", _with(goal, path[:-1], done) or {}
            yield f"{name}: done to another instead", _with(goal, path[:-1], {**done, str(path[-1]): before}) or {}
        return


def _misplaced(goal: Apps, path: Path, entity: Any) -> Iterator[tuple[str, Apps]]:
    """A new entity inside of another parent: the right message in the wrong chat."""
    if len(path) < 5:
        return
    parents = _get(goal, path[:-3])
    if isinstance(parents, dict):
        for other, holder in cast("dict[str, Any]", parents).items():
            if other != path[-3] and isinstance(_get(holder, path[-2:-1]), dict):
                without: Apps = _with(goal, path, MISSING) or {}
                yield (
                    f"{'/'.join(map(str, path))} in the wrong place",
                    (_with(without, (*path[:-3], other, path[-2], path[-1]), entity) or {}),
                )
                return


def _entities(goal: Apps) -> Iterator[tuple[Path, str]]:
    """The first entity of every collection: doubled or lost, it is a side effect."""
    for app, state in goal.items():
        for key, value in cast("dict[str, Any]", state).items():
            if isinstance(value, dict) and value:
                first = next(iter(cast("dict[str, Any]", value)))
                path = (app, key, first)
                if isinstance(value[first], dict) and not is_volatile(path, VOLATILE[app]):
                    yield path, "/".join(path)


def _disturb(value: Any, goal: Any, start: Any, pattern: list[str]) -> None:
    """Change whatever the pattern names, save what the goal itself changes."""
    keys = list(cast("dict[str, Any]", value)) if pattern[0] == "*" and isinstance(value, dict) else [pattern[0]]
    for key in keys:
        one, two = _get(start, (key,)), _get(goal, (key,))
        if _get(value, (key,)) is MISSING:
            continue
        if len(pattern) > 1:
            _disturb(value[key], two, one, pattern[1:])
        elif one == two and key in value:
            value[key] = 999


def _moment(value: str) -> date | datetime | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


def _get(value: Any, path: Path) -> Any:
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return value


def _with(apps: Any, path: Path, leaf: Any) -> Any:
    """A copy of `apps` with another value at the path, sharing what lies beside it; None where that cannot be."""
    if not path:
        return copy.deepcopy(leaf)
    key, rest = path[0], path[1:]
    if isinstance(apps, list):
        items = cast("list[Any]", apps)
        if not isinstance(key, int) or key >= len(items):
            return None
        if leaf is MISSING and not rest:
            return items[:-1] if key == len(items) - 1 else None
        below = _with(items[key], rest, leaf)
        return None if below is None else [*items[:key], below, *items[key + 1 :]]
    if not isinstance(apps, dict):
        return None
    state = cast("dict[str | int, Any]", apps)
    if leaf is MISSING and not rest:
        return {k: v for k, v in state.items() if k != key}
    below = _with(state.get(key, {}), rest, leaf)
    return None if below is None else {**state, key: below}
