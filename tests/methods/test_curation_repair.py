"""Failed trajectories taken up again where they first went wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.repair import refine_query, refined_bon, salvage, salvage_weights, truncate_regenerate
from rewards.curation.selection import Origin, unchanged
from tests.methods.strategies import close, probabilities

KEPT, ADDED, CORRECTED, RESUMED = Origin.KEPT, Origin.ADDED, Origin.CORRECTED, Origin.RESUMED
steps = st.lists(st.sampled_from("abc"), max_size=6)


def resume(prefix: tuple) -> list[str]:
    return ["r", str(len(prefix))]


def mend(given_steps: object, scores: list, *, outcome: bool | None = False, ok: bool | None = True, **options: float):
    options = {"threshold": 0.5, "min_prefix": 0.5, **options}
    return salvage(given_steps, scores, outcome, str.upper, resume, lambda _: ok, **options)  # type: ignore[arg-type]


@pytest.mark.example("salvage")
def test_the_third_of_three_steps_is_corrected() -> None:
    out = mend("abc", [0.9, 0.8, 0.2])
    assert out.steps == ("a", "b", "C", "r", "3")
    assert out.label == 1
    assert out.provenance == (KEPT, KEPT, CORRECTED, RESUMED, RESUMED)


@st.composite
def scored(draw: st.DrawFn) -> tuple[list, list]:
    given_steps = draw(steps)
    return given_steps, draw(st.lists(probabilities, min_size=len(given_steps), max_size=len(given_steps)))


@pytest.mark.invariant("salvage")
@given(scored(), probabilities, st.sampled_from([0.0, 0.25, 0.5, 1.0]))
def test_the_first_low_step_is_replaced_if_it_comes_late_enough(data: tuple, threshold: float, late: float) -> None:
    given_steps, scores = data
    before = (list(given_steps), list(scores))
    out = mend(given_steps, scores, threshold=threshold, min_prefix=late)
    low = [i for i, s in enumerate(scores) if s < threshold]
    if low and low[0] >= late * len(scores):
        k = low[0]
        assert list(out.steps) == [*given_steps[:k], given_steps[k].upper(), *resume((0,) * (k + 1))]
        assert out.provenance == (KEPT,) * k + (CORRECTED, RESUMED, RESUMED)
        assert out.label == 1
    else:
        assert out == unchanged(given_steps, 0)
    assert (given_steps, scores) == before


@pytest.mark.invariant("salvage")
@given(scored(), st.sampled_from([True, None]), probabilities)
def test_successes_and_the_unjudged_are_left_alone(data: tuple, outcome: bool | None, threshold: float) -> None:
    given_steps, scores = data
    out = mend(given_steps, scores, outcome=outcome, threshold=threshold, min_prefix=0.0)
    assert out == unchanged(given_steps, None if outcome is None else 1)


@pytest.mark.invariant("salvage")
@given(scored(), st.sampled_from([False, None]), probabilities)
def test_a_correction_that_does_not_succeed_is_not_used(data: tuple, ok: bool | None, threshold: float) -> None:
    given_steps, scores = data
    assert mend(given_steps, scores, ok=ok, threshold=threshold, min_prefix=0.0) == unchanged(given_steps, 0)


@pytest.mark.invariant("salvage")
@given(st.lists(st.tuples(st.sampled_from(list(Origin)), st.floats(0, 5)), max_size=6), st.floats(0, 2))
def test_only_corrected_steps_are_masked_or_clipped(items: list, clip: float) -> None:
    origin, ratio = [i[0] for i in items], [i[1] for i in items]
    assert salvage_weights(origin).tolist() == [float(o is not CORRECTED) for o in origin]
    expected = [min(r, clip) if o is CORRECTED else 1.0 for o, r in items]
    assert close(salvage_weights(origin, ratio, clip=clip).tolist(), expected)


def test_salvage_asks_in_order_and_gives_up_quietly() -> None:
    seen: list[object] = []
    out = salvage(
        "ab",
        [0.9, 0.1],
        False,
        lambda step: seen.append(step) or "X",
        lambda prefix: seen.append(prefix) or ["y"],
        lambda whole: seen.append(whole) or True,
        threshold=0.5,
        min_prefix=0.5,
    )
    assert seen == ["b", ("a", "X"), ("a", "X", "y")]
    assert out.steps == ("a", "X", "y")
    assert salvage("a", [0], False, lambda _: None, resume, lambda _: True, threshold=1, min_prefix=0) == unchanged(
        "a", 0
    )
    assert mend("ab", [0.9, 0.5]) == unchanged("ab", 0)
    assert mend("abc", [0.9, None, 0.2], missing="skip").provenance[2] is CORRECTED  # type: ignore[arg-type]
    assert mend("abc", [0.9, None, 0.2], missing=0, min_prefix=0.3).provenance[1] is CORRECTED
    assert mend("", []) == unchanged("", 0)
    assert salvage_weights([CORRECTED, KEPT], [None, None], clip=1).tolist() == [None, 1.0]
    assert salvage_weights([], [], clip=1).tolist() == salvage_weights([]).tolist() == []
    for call, words in (
        (lambda: mend("ab", [1]), "steps has 2, scores has 1"),
        (lambda: mend("a", [None]), "scores are unscored"),
        (lambda: mend("a", [1], min_prefix=-0.1), "min_prefix must be"),
        (lambda: mend("a", [1], min_prefix=1.1), "min_prefix must be"),
        (lambda: mend("a", [1], threshold=float("nan")), "threshold must be"),
        (lambda: salvage_weights([KEPT], clip=1), "clip bounds a ratio"),
        (lambda: salvage_weights([KEPT], [1, 2], clip=1), "provenance has 1, ratio has 2"),
        (lambda: salvage_weights([KEPT], [-1], clip=1), "ratio must not be negative"),
        (lambda: salvage_weights([KEPT], [1], clip=-1), "clip must be"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("refined_bon")
def test_four_candidates_of_which_three_err_make_seven() -> None:
    out = refined_bon(["ab", "cd", "ef", "gh"], [0, -1, 1, 1], str.upper, resume, len)
    assert len(out.pool) == 7
    assert {item.label for item in out.pool} == {None}
    assert [item.steps for item in out.pool[4:]] == [("A", "r", "1"), ("e", "F", "r", "2"), ("g", "H", "r", "2")]
    assert out.best == 5


@st.composite
def candidates(draw: st.DrawFn) -> tuple[list, list, dict]:
    given_steps = draw(st.lists(steps, max_size=4))
    errors = [draw(st.sampled_from([*range(len(c)), -1, None])) for c in given_steps]
    return given_steps, errors, draw(st.dictionaries(st.integers(0, 8), st.integers(0, 3)))


@pytest.mark.invariant("refined_bon")
@given(candidates())
def test_the_best_of_the_pool_is_no_worse_than_the_best_candidate(data: tuple) -> None:
    given_steps, errors, table = data
    out = refined_bon(given_steps, errors, str.upper, resume, lambda s: table.get(len(s)))
    plain = [table[len(c)] for c in given_steps if len(c) in table]
    scores = [table.get(len(item.steps)) for item in out.pool]
    assert out.scores.tolist() == scores
    known = [s for s in scores if s is not None]
    assert out.best == (scores.index(max(known)) if known else None)
    assert not plain or max(plain) <= scores[out.best]


@pytest.mark.invariant("refined_bon")
@given(candidates())
def test_refined_candidates_share_what_was_right(data: tuple) -> None:
    given_steps, errors, _ = data
    out = refined_bon(given_steps, errors, str.upper, resume, len)
    assert [list(item.steps) for item in out.pool[: len(given_steps)]] == given_steps
    wrong = [(c, e) for c, e in zip(given_steps, errors, strict=True) if e not in (-1, None)]
    assert len(out.pool) == len(given_steps) + len(wrong) <= 2 * len(given_steps)
    for (steps_before, k), item in zip(wrong, out.pool[len(given_steps) :], strict=True):
        assert list(item.steps) == [*steps_before[:k], steps_before[k].upper(), "r", str(k + 1)]
        assert item.provenance == (KEPT,) * k + (CORRECTED, RESUMED, RESUMED)
        assert item.label is None


@pytest.mark.invariant("refined_bon")
@given(st.lists(steps, max_size=4))
def test_without_errors_it_is_plain_best_of_n(given_steps: list) -> None:
    before = [list(c) for c in given_steps]
    out = refined_bon(given_steps, [-1] * len(given_steps), str.upper, resume, len)
    assert [list(item.steps) for item in out.pool] == given_steps
    assert out.best == (int(np.argmax([len(c) for c in given_steps])) if given_steps else None)
    assert given_steps == before


def test_an_uncorrectable_or_unknown_error_adds_nothing() -> None:
    out = refined_bon(["a", "b"], [0, None], lambda _: None, resume, lambda _: None)
    assert [item.steps for item in out.pool] == [("a",), ("b",)]
    assert out.best is None
    assert refined_bon(["a", "b"], [-1, -1], str.upper, resume, lambda s: -3 if s == ("b",) else None).best == 1
    assert refined_bon([], [], str.upper, resume, len).best is None
    for error in (1, -2, 0.5):
        with pytest.raises(ValueError, match="first_error must name a step"):
            refined_bon(["a"], [error], str.upper, resume, len)
    with pytest.raises(ValueError, match="candidates has 1, first_error has 2"):
        refined_bon(["a"], [0, 0], str.upper, resume, len)
    with pytest.raises(ValueError, match="score holds NaN"):
        refined_bon(["a"], [-1], str.upper, resume, lambda _: float("nan"))


def find(bad: str):
    return lambda tried: tried.index(bad) if bad in tried else None


@pytest.mark.example("truncate_regenerate")
def test_a_flag_at_the_third_step_keeps_two() -> None:
    out = truncate_regenerate("abxd", find("x"), resume, limit=1)
    assert out.steps == ("a", "b", "r", "2")
    assert out.provenance == (KEPT, KEPT, RESUMED, RESUMED)
    assert out.label == 1


@pytest.mark.invariant("truncate_regenerate")
@given(st.lists(st.sampled_from("abx"), max_size=6), st.integers(1, 4), st.sampled_from([None, "think"]))
def test_what_comes_before_the_first_flag_is_kept(given_steps: list, limit: int, reflection: str | None) -> None:
    before = list(given_steps)
    out = truncate_regenerate(given_steps, find("x"), resume, limit=limit, reflection=reflection)
    k = given_steps.index("x") if "x" in given_steps else len(given_steps)
    assert list(out.steps[:k]) == given_steps[:k]
    assert out.provenance[:k] == (KEPT,) * k
    if "x" in given_steps:
        added = [] if reflection is None else [reflection]
        assert list(out.steps[k:]) == [*added, "r", str(k + len(added))]
        assert out.provenance[k:] == (ADDED,) * len(added) + (RESUMED, RESUMED)
    else:
        assert out == unchanged(given_steps, 1)
    assert given_steps == before


@pytest.mark.invariant("truncate_regenerate")
@given(st.lists(st.sampled_from("abx"), max_size=6), st.integers(0, 5), st.integers(1, 5))
def test_it_stops_when_nothing_is_flagged_or_at_the_limit(given_steps: list, slips: int, limit: int) -> None:
    asked: list[tuple] = []

    def stubborn(prefix: tuple) -> list[str]:
        asked.append(prefix)
        return ["b", "x"] if len(asked) <= slips else ["b"]

    out = truncate_regenerate(given_steps, find("x"), stubborn, limit=limit)
    rounds = min(slips + 1, limit) if "x" in given_steps else 0
    assert len(asked) == rounds
    assert out.label == int("x" not in out.steps)
    assert all("x" not in prefix for prefix in asked)
    assert "x" not in given_steps or (out.label == 1) == (limit > slips)


@pytest.mark.invariant("truncate_regenerate")
@given(st.lists(st.sampled_from("ab"), max_size=6), st.integers(1, 3))
def test_an_unflagged_trajectory_is_not_touched(given_steps: list, limit: int) -> None:
    def never(prefix: tuple) -> list[str]:
        raise AssertionError(prefix)

    assert truncate_regenerate(given_steps, find("x"), never, limit=limit) == unchanged(given_steps, 1)


def test_flags_lie_in_the_trajectory() -> None:
    for flag in (-1, 2):
        with pytest.raises(ValueError, match=f"flag must name one of 2 steps, not {flag}"):
            truncate_regenerate("ab", lambda _, at=flag: at, resume, limit=1)
    with pytest.raises(ValueError, match="limit must be a whole number from 1"):
        truncate_regenerate("ab", find("x"), resume, limit=0)
    again = truncate_regenerate("axb", find("x"), lambda _: ["b", "x"], limit=2, reflection="hm")
    assert again.steps == ("a", "hm", "b", "hm", "b", "x")
    assert again.provenance == (KEPT, ADDED, RESUMED, ADDED, RESUMED, RESUMED)
    assert again.label == 0


@pytest.mark.example("refine_query")
def test_a_bad_query_at_the_second_step_keeps_the_first() -> None:
    out = refine_query("abc", 1, str.upper, resume)
    assert out.steps == ("a", "B", "r", "2")
    assert out.provenance == (KEPT, CORRECTED, RESUMED, RESUMED)
    assert out.label is None


@pytest.mark.invariant("refine_query")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.data())
def test_the_prefix_is_kept_and_the_suffix_is_new(given_steps: list, draw: st.DataObject) -> None:
    before = list(given_steps)
    bad = draw.draw(st.integers(0, len(given_steps) - 1))
    out = refine_query(given_steps, bad, str.upper, resume)
    assert list(out.steps) == [*given_steps[:bad], given_steps[bad].upper(), "r", str(bad + 1)]
    assert out.provenance == (KEPT,) * bad + (CORRECTED, RESUMED, RESUMED)
    assert given_steps == before


@pytest.mark.invariant("refine_query")
@given(steps)
def test_without_a_bad_query_nothing_changes(given_steps: list) -> None:
    assert refine_query(given_steps, None, str.upper, resume) == unchanged(given_steps, None)


@pytest.mark.invariant("refine_query")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.data())
def test_a_query_that_cannot_be_rewritten_stays(given_steps: list, draw: st.DataObject) -> None:
    asked: list[str] = []
    bad = draw.draw(st.integers(0, len(given_steps) - 1))
    out = refine_query(given_steps, bad, lambda step: asked.append(step), resume)
    assert out == unchanged(given_steps, None)
    assert asked == [given_steps[bad]]


def test_a_bad_query_lies_in_the_trajectory() -> None:
    for bad in (-1, 2):
        with pytest.raises(ValueError, match=f"bad must name one of 2 steps, not {bad}"):
            refine_query("ab", bad, str.upper, resume)
