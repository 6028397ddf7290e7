"""What changed between two worlds: goals, side effects, and things that came under another id."""

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.changes import compare
from benchmarks.facts import Among

VOLATILE = {"app": ("next_id", "history", "letters/*/read")}
START: dict[str, Any] = {"app": {"notes": {"n1": {"title": "a", "tags": ["x"]}}, "on": False, "next_id": 2, "refs": [],
                                 "history": ["old"], "letters": {"l1": {"read": False, "text": "hello"}}}}  # fmt: skip


def edited(**changes: Any) -> dict[str, Any]:
    out = copy.deepcopy(START)
    out["app"].update(changes)
    return out


def judged(goal: dict[str, Any], final: dict[str, Any]) -> tuple[bool, bool]:
    found = compare(START, goal, final, VOLATILE)
    return all(row.passed for row in found.rows), not found.side_effects


def test_a_new_entity_is_matched_by_content_and_a_second_one_is_a_side_effect() -> None:
    goal = edited(notes={**START["app"]["notes"], "new2": {"title": "b", "tags": []}}, refs=["new2"], next_id=3)
    final = edited(notes={**START["app"]["notes"], "n9": {"title": "b", "tags": []}}, refs=["n9"], next_id=10)
    assert judged(goal, final) == (True, True), "the id it got does not matter, here or where it is named"
    twice = copy.deepcopy(final)
    twice["app"]["notes"]["n10"] = {"title": "b", "tags": []}
    assert judged(goal, twice) == (True, False)
    other = copy.deepcopy(final)
    other["app"]["refs"] = ["n1"]
    assert judged(goal, other) == (False, True)


def test_the_better_of_two_new_entities_is_the_one_that_was_wanted() -> None:
    goal = edited(notes={**START["app"]["notes"], "new2": {"title": "b", "tags": ["y"]}})
    final = edited(
        notes={**START["app"]["notes"], "n2": {"title": "b", "tags": []}, "n3": {"title": "b", "tags": ["y"]}}
    )
    assert judged(goal, final) == (True, False)


def test_what_has_a_name_of_its_own_is_never_taken_for_another() -> None:
    goal = edited(saved={"s1": {"folder": "later"}, "lighthouse": {"folder": "later"}})
    assert judged(goal, edited(saved={"s1": {"folder": "later"}, "lighthouse": {"folder": "later"}})) == (True, True)
    assert judged(goal, edited(saved={"s1": {"folder": "later"}, "harbour": {"folder": "later"}})) == (False, False)
    # Below the next number of the start it is no id that the phone has given since.
    assert judged(goal, edited(saved={"s0": {"folder": "later"}, "lighthouse": {"folder": "later"}})) == (False, False)


def test_traces_of_looking_are_no_side_effects_unless_the_goal_is_about_them() -> None:
    looked = edited(history=["old", "new"], letters={"l1": {"read": True, "text": "hello"}}, next_id=7)
    assert judged(edited(on=True), {**looked, "app": {**looked["app"], "on": True}}) == (True, True)
    assert judged(edited(history=[]), edited(history=["old", "new"]))[0] is False
    assert judged(edited(history=[]), edited(history=[])) == (True, True)
    assert judged(edited(on=True), edited(on=True, letters={"l1": {"read": True, "text": "bye"}})) == (True, False)


def test_a_value_left_open_is_open_within_what_was_named() -> None:
    goal = edited(on=Among("red", "green"))
    assert judged(goal, edited(on="green")) == (True, True)
    assert judged(goal, edited(on="blue")) == (False, True)
    assert judged(goal, START) == (False, True)


def test_true_is_not_one_and_an_app_that_is_gone_is_missed() -> None:
    assert judged(edited(on=True), edited(on=1)) == (False, True)
    assert judged(START, edited(on=0)) == (True, False)
    assert judged(START, {}) == (True, False)


def test_two_things_may_be_added_in_either_order_but_what_was_there_keeps_its_own() -> None:
    goal = edited(refs=["a", "b"], history=["old"])
    assert judged(goal, edited(refs=["b", "a"])) == (True, True)
    assert judged(goal, edited(refs=["b", "a", "a"])) == (False, True)
    start = {"app": {"queue": ["x", "y", "z"]}}

    def moved(wanted: list[str], found: list[str]) -> bool:
        result = compare(start, {"app": {"queue": wanted}}, {"app": {"queue": found}}, {})
        return all(row.passed for row in result.rows)

    assert moved(["z", "x", "y"], ["z", "x", "y"])
    assert not moved(["z", "x", "y"], ["x", "z", "y"]), "to move things about is to put them in an order"
    assert not moved(["x", "y", "z", "n"], ["y", "x", "z", "n"])
    assert moved(["y", "z"], ["y", "z"])
    assert moved(["x", "y", "z", "m", "n"], ["x", "y", "z", "n", "m"])
    assert not moved(["x", "y", "z", "n"], ["x", "n", "y", "z"]), "to play next is not to add at the end"
    lines = [{"text": "one", "done": False}]
    two, three = {"text": "two", "done": False}, {"text": "three", "done": True}
    checklist = {"app": {"list": lines}}
    wanted = {"app": {"list": [*lines, two, three]}}
    found = compare(checklist, wanted, {"app": {"list": [*lines, three, two]}}, {})
    assert all(row.passed for row in found.rows)
    assert found.side_effects == ()
    assert compare(checklist, wanted, {"app": {"list": [*lines, three, two, two]}}, {}).side_effects


def test_something_empty_that_came_or_went_is_seen() -> None:
    assert judged(START, edited(notes={**START["app"]["notes"], "n2": {}})) == (True, False)
    assert judged(START, {"app": {k: v for k, v in START["app"].items() if k != "refs"}}) == (True, False)
    assert judged(START, edited(refs={})) == (True, False), "a list is no table"
    assert judged(edited(refs=["a"]), edited(refs=["a"])) == (True, True)
    goal = edited(notes={**START["app"]["notes"], "n2": {"title": "b", "tags": []}})
    assert judged(goal, edited(notes={**START["app"]["notes"], "n5": {"title": "b", "tags": []}})) == (True, True)
    for other in ({"title": "b"}, {"title": "b", "tags": {}}):
        assert judged(goal, edited(notes={**START["app"]["notes"], "n5": other})) == (False, True)


def test_to_empty_something_is_told_by_what_goes() -> None:
    goal = edited(notes={})
    found = compare(START, goal, edited(notes={}), VOLATILE)
    assert [row.field for row in found.rows] == ["app/notes/n1/tags", "app/notes/n1/title"]
    assert judged(goal, edited(notes={})) == (True, True)
    assert judged(goal, START) == (False, True)
    assert judged(goal, {"app": {k: v for k, v in START["app"].items() if k != "notes"}}) == (True, False)


leaves = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "b", "n1", ""])
keys = st.sampled_from(["k", "n1", "n2"])
states = st.recursive(leaves, lambda kids: st.lists(kids, max_size=3) | st.dictionaries(keys, kids, max_size=3))
apps = st.dictionaries(st.sampled_from("xyz"), states)
worlds = st.dictionaries(st.sampled_from(["app", "other"]), apps, max_size=2)


@given(worlds, worlds)
def test_reaching_the_goal_passes_and_only_differences_are_told(start: Any, goal: Any) -> None:
    there = compare(start, goal, copy.deepcopy(goal), {})
    assert all(row.passed for row in there.rows)
    assert there.side_effects == ()
    still = compare(start, goal, copy.deepcopy(start), {})
    assert not any(row.passed for row in still.rows), "what is as it was at the start has not become the goal"
    assert still.side_effects == ()


def unordered(value: Any) -> str:
    """A state without the order of its lists: what two states must share to be the same where no id is new."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{k}={unordered(v)}" for k, v in value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted(map(unordered, value))) + "]"
    return repr(value)


@given(worlds, worlds, worlds)
def test_whatever_passes_is_the_goal(start: Any, goal: Any, final: Any) -> None:
    found = compare(start, goal, final, {})
    if all(row.passed for row in found.rows) and not found.side_effects:
        assert unordered(final) == unordered(goal)


@given(worlds, worlds, st.data())
def test_one_thing_changed_in_the_goal_state_is_never_overlooked(start: Any, goal: Any, data: st.DataObject) -> None:
    final = copy.deepcopy(goal)
    places = [(final, key) for key in final]
    for parent, key in places:
        if isinstance(parent[key], dict | list):
            places += [
                (parent[key], k) for k in (parent[key] if isinstance(parent[key], dict) else range(len(parent[key])))
            ]
    if not places:
        return
    parent, key = data.draw(st.sampled_from(places))
    match data.draw(st.sampled_from(["replaced", "gone", "added"])):
        case "replaced":
            parent[key] = data.draw(states)
        case "gone":
            del parent[key]
        case _:
            parent[key] = {"old": parent[key], "more": data.draw(states)}
    found = compare(start, goal, final, {})
    passed = all(row.passed for row in found.rows) and not found.side_effects
    assert not passed or unordered(final) == unordered(goal)


@given(st.lists(st.dictionaries(st.sampled_from(["text", "done"]), leaves), max_size=4), st.permutations(range(2, 6)))
def test_new_things_may_get_any_of_the_ids_that_are_free(things: list[Any], numbers: list[int]) -> None:
    def made(ids: list[int]) -> dict[str, Any]:
        new = {f"n{number}": dict(thing) for number, thing in zip(ids, things, strict=False)}
        order = [f"n{number}" for number in ids[: len(things)]]
        return edited(notes={**START["app"]["notes"], **new}, refs=order, next_id=6)

    found = compare(START, made([2, 3, 4, 5]), made(numbers), VOLATILE)
    assert found.side_effects == ()
    assert all(row.passed for row in found.rows)
