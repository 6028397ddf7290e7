"""End states that nobody thought of: whatever is changed in the goal state is noticed, volatile things aside."""

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

import orjson
import pytest

from benchmarks.changes import is_volatile
from benchmarks.daily import TEMPLATES
from benchmarks.daily.mutate import Ended, filled, finished
from benchmarks.daily.task import VOLATILE, DailyTask, Variant
from benchmarks.run import judge

NAMES = sorted(TEMPLATES)
Place = tuple[Any, Any, tuple[str, ...]]  # where it is, under which key, the path to it


def places(value: Any, path: tuple[str, ...]) -> Iterator[Place]:
    keys: Any = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key, (*path, str(key))
        yield from places(value[key], (*path, str(key)))


def change(rng: Random, state: Any, place: Place, others: list[Place]) -> None:
    """Do something to what is at a place; it may come to nothing."""
    parent, key, _ = place
    value, other = parent[key], rng.choice(others)
    match rng.randrange(7):
        case 0 if isinstance(value, bool):
            parent[key] = int(value)
        case 0 if isinstance(value, int | float):
            parent[key] = value + rng.choice((1, -1, 100))
        case 0:
            parent[key] = f"{value}{rng.choice('x .')}"
        case 1:
            del parent[key]
        case 2 if isinstance(parent, dict):
            parent[f"{str(key)[:1]}{state.get('next_id', 0) + rng.randrange(9)}"] = copy.deepcopy(value)
        case 2:
            parent.insert(key, copy.deepcopy(value))
        case 3:
            twin = rng.choice(list(parent)) if isinstance(parent, dict) else rng.randrange(len(parent))
            parent[key], parent[twin] = parent[twin], parent[key]
        case 4 if isinstance(value, list):
            rng.shuffle(value)
        case 4:
            parent[key] = type(value)()
        case 5:
            parent[key] = copy.deepcopy(other[0][other[1]])
        case _:
            parent[key] = [value]


def leaves(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], bytes]:
    """Independent of the verifier's own reading: every list and plain value, every table."""
    if isinstance(value, dict):
        out = {path: b"{}"}
        for key, child in value.items():
            out |= leaves(child, (*path, str(key)))
        return out
    return {path: orjson.dumps(value)}


def reordered(one: bytes | None, other: bytes | None) -> bool:
    """The same things in another order; that is for test_changes.py, where it matters and where not."""
    values = [orjson.loads(leaf or b"null") for leaf in (one, other)]
    return all(isinstance(v, list) for v in values) and sorted(map(repr, values[0])) == sorted(map(repr, values[1]))


def overlooked(name: str, times: int) -> list[str]:
    rng = Random(name)
    task = DailyTask(TEMPLATES[name], rng.randrange(3), Variant(rng.choice(("en", "zh"))))
    goal, said = filled(task.goal_apps), task.answer.shown() if task.answer else ""
    assert judge(task, finished(task, Ended(goal, said))).success is True
    touched = [app for app in goal if goal[app] != task.start_apps[app]]
    out: list[str] = []
    for _ in range(times):
        app = rng.choice(touched) if touched and rng.random() < 0.8 else rng.choice(sorted(goal))
        state = copy.deepcopy(goal[app])
        found = list(places(state, (app,)))
        change(rng, state, rng.choice(found), found)
        before, after = leaves(goal[app], (app,)), leaves(state, (app,))
        pairs = {path: (before.get(path), after.get(path)) for path in before.keys() | after.keys()}
        differs = [path for path, (one, other) in pairs.items() if one != other and not reordered(one, other)]
        if all(is_volatile(path, VOLATILE[app]) for path in differs):
            continue
        if judge(task, finished(task, Ended({**goal, app: state}, said))).success:
            out.append(f"{task.id}: {sorted(differs)}")
    return out


@pytest.mark.parametrize("name", NAMES[::12])
def test_no_change_of_the_end_state_is_overlooked(name: str) -> None:
    assert overlooked(name, 25) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_change_of_any_end_state_is_overlooked(name: str) -> None:
    assert overlooked(name, 200) == []
