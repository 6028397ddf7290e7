"""Rewards for tags."""

import copy
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.steps.tags import meta_tags
from tests.methods.strategies import binary, flat

any_tag = st.sampled_from(["planning", "explore", "reflection", "monitor", None])


@st.composite
def tagged(draw: st.DrawFn, names: st.SearchStrategy = any_tag) -> tuple:
    """Tags, actions, validity of a batch, and success."""
    lengths = draw(st.lists(st.integers(0, 6), min_size=1, max_size=4))
    tags, actions, valid = (
        [draw(st.lists(item, min_size=n, max_size=n)) for n in lengths]
        for item in (names, st.sampled_from("abc"), binary)
    )
    return tags, actions, valid, draw(st.lists(binary, min_size=len(lengths), max_size=len(lengths)))


@pytest.mark.example("meta_tags")
def test_new_actions_and_other_ways_after_an_error_earn() -> None:
    tags = [["explore", "explore", "reflection"]]
    assert meta_tags(tags, [["a", "a", "b"]], [[1, 0, 1]], [1]).tolist() == [[1.0, 0.0, 1.0]]


@pytest.mark.invariant("meta_tags")
@given(tagged(names=st.just("planning")))
def test_plans_earn_in_successful_trajectories_only(data: tuple) -> None:
    tags, actions, valid, success = data
    out = meta_tags(*data).tolist()
    assert out == [[won * x for x in row] for row, won in zip(valid, success, strict=True)]


@pytest.mark.invariant("meta_tags")
@given(tagged(names=st.just("explore")))
def test_exploring_earns_for_the_first_time_of_a_valid_action(data: tuple) -> None:
    _, actions, valid, _ = data
    for row, ok, out in zip(actions, valid, meta_tags(*data), strict=True):
        assert out == [float(row.index(a) == t) * x for t, (a, x) in enumerate(zip(row, ok, strict=True))]


@pytest.mark.invariant("meta_tags")
@given(tagged(names=st.just("reflection")))
def test_reflection_earns_for_another_action_after_an_invalid_one(data: tuple) -> None:
    _, actions, valid, _ = data
    for row, ok, out in zip(actions, valid, meta_tags(*data), strict=True):
        expected = [t > 0 and ok[t - 1] == 0 and ok[t] == 1 and row[t] != row[t - 1] for t in range(len(row))]
        assert out == [float(x) for x in expected]


@pytest.mark.invariant("meta_tags")
@given(tagged(names=st.sampled_from(["monitor", None])))
def test_monitoring_and_untagged_steps_never_earn(data: tuple) -> None:
    assert set(flat(meta_tags(*data).tolist())) <= {0.0}


@pytest.mark.invariant("meta_tags")
@given(tagged(), st.data())
def test_a_broken_form_costs_a_tenth_whatever_else_holds(data: tuple, draw: st.DataObject) -> None:
    kept = copy.deepcopy(data)
    form = [draw.draw(st.lists(binary, min_size=len(row), max_size=len(row))) for row in data[0]]
    plain = flat(meta_tags(*data).tolist())
    out = flat(meta_tags(*data, well_formed=form).tolist())
    assert out == [x if ok else -0.1 for x, ok in zip(plain, flat(form), strict=True)]
    assert set(out) <= {-0.1, 0.0, 1.0}
    assert data == kept


@pytest.mark.invariant("meta_tags")
@given(tagged(), st.randoms(use_true_random=False))
def test_trajectories_do_not_touch_each_other(data: tuple, random) -> None:
    order = list(range(len(data[0])))
    random.shuffle(order)
    out = meta_tags(*data).tolist()
    assert meta_tags(*([part[i] for i in order] for part in data)).tolist() == [out[i] for i in order]


def test_what_is_unknown_leaves_open_only_what_it_decides() -> None:
    tags = [["planning", "explore", "reflection", "monitor"]]
    actions = [["a", "b", "c", "d"]]
    assert meta_tags(tags, actions, [[1, 0, 1, 1]], [None]).tolist() == [[None, 0.0, 1.0, 0.0]]
    assert meta_tags(tags, actions, [[0, 1, 1, 1]], [None]).tolist() == [[0.0, 1.0, 0.0, 0.0]]
    assert meta_tags(tags, actions, [[1, None, 1, None]], [1]).tolist() == [[1.0, None, None, None]]
    assert meta_tags([["explore", "explore"]], [["a", "b"]], [[None, 1]], [1]).tolist() == [[None, 1.0]]
    assert meta_tags([["monitor", "reflection"]], [["a", "a"]], [[None, 1]], [1]).tolist() == [[None, 0.0]]
    assert meta_tags([["monitor", "reflection"]], [["a", "b"]], [[None, 0]], [1]).tolist() == [[None, 0.0]]
    first = meta_tags([["monitor"], ["reflection"]], [["a"], ["b"]], [[None], [1]], [1, 1])
    assert first.tolist() == [[None], [0.0]]
    form = meta_tags(tags, actions, [[1, 0, 1, None]], [None], well_formed=[[0, None, 1, 0]])
    assert form.tolist() == [[-0.1, None, 1.0, -0.1]]


def test_the_penalty_is_an_option_and_nothing_gives_nothing() -> None:
    given_step = ([["planning"]], [["a"]], [[1]], [1])
    assert meta_tags(*given_step, well_formed=[[0]], format_penalty=-2.0).tolist() == [[-2.0]]
    assert meta_tags([], [], [], []).tolist() == []
    assert meta_tags([[]], [[]], [[]], [1]).tolist() == [[]]
    assert inspect.signature(meta_tags).parameters["format_penalty"].default == -0.1
    with pytest.raises(ValueError, match="format_penalty must be a finite number"):
        meta_tags(*given_step, well_formed=[[0]], format_penalty=float("nan"))


def test_inputs_that_do_not_fit_are_refused() -> None:
    good = {"tags": [["planning"]], "actions": [["a"]], "valid": [[1]], "success": [1]}
    for change, match in (
        ({"tags": [["plan"]]}, "tags must be of .* found \\['plan'\\]"),
        ({"tags": [["planning"] * 2]}, "tags has rows of \\[2\\], valid has \\[1\\]"),
        ({"actions": [["a", "b"]]}, "actions has rows of \\[2\\] keys, the steps are \\[1\\]"),
        ({"valid": [[0.5]]}, "valid must hold 0 and 1 only"),
        ({"success": [0.5]}, "success must hold 0 and 1 only"),
        ({"success": [1, 1]}, "success has 2 numbers for 1"),
        ({"well_formed": [[2]]}, "well_formed must hold 0 and 1 only"),
        ({"well_formed": [[1, 1]]}, "row 0: valid has 1 steps, well_formed has 2"),
    ):
        with pytest.raises(ValueError, match=match):
            meta_tags(**(good | change))  # type: ignore[arg-type]


NAN = float("nan")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("valid", lambda: meta_tags([[None]], [[0]], [[NAN]], [1])),
        ("success", lambda: meta_tags([[None]], [[0]], [[1]], [NAN])),
        ("well_formed", lambda: meta_tags([[None]], [[0]], [[1]], [1], well_formed=[[NAN]])),
    ],
)
def test_what_is_not_a_number_is_named(name: str, call) -> None:
    with pytest.raises(ValueError, match=f"^{name} holds NaN or infinity"):
        call()
