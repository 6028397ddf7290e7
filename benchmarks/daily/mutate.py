"""Near misses: end states close to the goal that a verifier must refuse, made from the goal itself."""

import copy
from collections.abc import Iterator
from random import Random
from typing import Any, cast

from agent.trajectory import Done, GiveUp, Reply, Step, Stop, Trajectory
from benchmarks.changes import ANY, MISSING, Apps
from benchmarks.daily.task import VOLATILE, DailyTask
from devices.device import Observation
from devices.virtual.apps import APPS

Path = tuple[str | int, ...]
OTHER_APPS = 3  # how many apps that a task has nothing to do with are tampered with


def near_misses(task: DailyTask) -> list[tuple[str, Trajectory]]:
    """(name, finished episode) pairs, each of which must not count as success."""
    goal = filled(task.goal_apps)
    said = task.answer.shown() if task.answer else ""
    cases: list[tuple[str, Apps, str]] = [(name, apps, said) for name, apps in _states(task, goal)]
    cases += [(f"answer {wrong!r}", goal, wrong) for wrong in (task.answer.wrong() if task.answer else ())]
    out = [(name, finished(task, apps, answer)) for name, apps, answer in cases]
    wrong_stop = Stop.STEP_LIMIT if task.template.feasible else Stop.DONE
    return [*out, ("right state, wrong stop", finished(task, goal, said, wrong_stop))]


def finished(task: DailyTask, apps: Apps, answer: str, stop: Stop | None = None) -> Trajectory:
    """An episode that ended in this state with this answer."""
    feasible = task.template.feasible
    decision = Done(answer) if feasible else GiveUp("it cannot be done")
    step = Step(Observation(b"", 1, 1), Reply(decision))
    right = Stop.DONE if feasible else Stop.GAVE_UP
    return Trajectory(task.id, task.goal, (step,), stop or right, evidence={"apps": apps})


def filled(apps: Any) -> Any:
    """A goal with something put where it leaves a value open."""
    if isinstance(apps, dict):
        return {key: filled(value) for key, value in cast("dict[str, Any]", apps).items()}
    if isinstance(apps, list):
        return [filled(value) for value in cast("list[Any]", apps)]
    return "whatever" if apps is ANY else apps


def _states(task: DailyTask, goal: Apps) -> Iterator[tuple[str, Apps]]:
    start = task.start_apps
    if task.template.change is not None:
        yield "nothing done", start
    for path in changed(start, goal):
        name = "/".join(map(str, path))
        if _get(task.goal_apps, path) is ANY or _get(goal, path) in ([], {}):
            continue  # left open, or nothing that could be missing
        undone = _copied(goal, path)
        if _put(undone, path, _get(start, path)):
            yield f"{name} as it was", undone
        value = _get(goal, path)
        if value is not MISSING:
            off = _copied(goal, path)
            if _put(off, path, _other(value)):
                yield f"{name} a little off", off
    names = {name.casefold() for name in task.template.axes.apps}
    own = {app for app in goal if goal[app] != start[app] or APPS[app].name.casefold() in names}
    others = sorted(goal.keys() - own)
    own |= set(Random(task.id).sample(others, min(OTHER_APPS, len(others))))
    for path, name in _entities({app: goal[app] for app in sorted(goal) if app in own}):
        more = _copied(goal, path)
        parent = _get(more, path[:-1])
        entity = copy.deepcopy(_get(goal, path))
        if isinstance(parent, dict):
            parent["one-more"] = entity
        else:
            parent.append(entity)
        yield f"{name} twice", more
        fewer = _copied(goal, path)
        del _get(fewer, path[:-1])[path[-1]]
        yield f"{name} gone", fewer


def _copied(goal: Apps, path: Path) -> Apps:
    """The same apps, of which the one that the path leads into may be changed."""
    app = str(path[0])
    return {**goal, app: copy.deepcopy(goal[app])} if app in goal else {**goal}


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


def _entities(goal: Apps) -> Iterator[tuple[Path, str]]:
    """The first entity of every collection: doubled or lost, it is a side effect."""
    for app, state in goal.items():
        for key, value in cast("dict[str, Any]", state).items():
            if isinstance(value, dict) and value and key not in VOLATILE[app]:
                first = next(iter(cast("dict[str, Any]", value)))
                if isinstance(value[first], dict):
                    yield (app, key, first), f"{app}/{key}/{first}"


def _get(value: Any, path: Path) -> Any:
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return value


def _put(value: Any, path: Path, leaf: Any) -> bool:
    parent = _get(value, path[:-1])
    if parent is MISSING:
        return False
    if leaf is MISSING:
        if isinstance(parent, list):
            if path[-1] != len(cast("list[Any]", parent)) - 1:
                return False
            parent.pop()
        else:
            parent.pop(path[-1], None)
    else:
        parent[path[-1]] = copy.deepcopy(leaf)
    return True


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return value[:-1] if len(value) > 1 else value + "x"
    if isinstance(value, list):
        return [*cast("list[Any]", value), "one more"]
    return "something else"
