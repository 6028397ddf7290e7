"""Counting: intervals that hold, estimates without bias, and no episode lost."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.result import Result
from benchmarks.stats import Tally, by_axis, cluster_bootstrap, mcnemar, pass_all, pass_at, rate_interval, tally, wilson
from benchmarks.summary import compare, summarise


def result(task: str = "a", seed: int = 0, success: bool | None = True, **values: object) -> Result:
    fields = {
        "id": f"{task}-s{seed}", "template": task, "seed": seed, "success": success, "lenient": bool(success),
        "progress": 1.0 if success else 0.5, "clean": True, "claimed": True, "stop": "done", "steps": 6,
        "optimal_steps": 4, "asked": 0, "seconds": 2.0, "tokens": 100, "error": "", "episode": f"{task}{seed}",
        "axes": {"scenario": "social", "apps": "Notes, Parley"},
    }  # fmt: skip
    return Result(**{**fields, **values})  # type: ignore[arg-type]


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_wilson_interval_holds_the_rate_and_narrows(passed: int, more: int) -> None:
    total = passed + more
    low, high = wilson(passed, total)
    assert 0 <= low <= high <= 1
    if total:
        assert low - 1e-12 <= passed / total <= high + 1e-12
        low4, high4 = wilson(4 * passed, 4 * total)
        assert high4 - low4 <= high - low + 1e-12


def test_the_wilson_interval_agrees_with_the_normal_form_at_one_half() -> None:
    low, high = wilson(58, 116)
    assert (round(low, 3), round(high, 3)) == (0.41, 0.59)
    with pytest.raises(ValueError, match="no rate"):
        wilson(3, 2)


@given(st.integers(1, 7), st.data())
def test_pass_at_k_and_pass_all_k_are_what_drawing_k_runs_gives(total: int, data: st.DataObject) -> None:
    passed = data.draw(st.integers(0, total))
    k = data.draw(st.integers(1, total))
    runs = [True] * passed + [False] * (total - passed)
    drawn = list(itertools.combinations(runs, k))
    assert pass_at(k, passed, total) == pytest.approx(sum(map(any, drawn)) / len(drawn))
    assert pass_all(k, passed, total) == pytest.approx(sum(map(all, drawn)) / len(drawn))


def test_more_runs_than_there_are_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="pass@3"):
        pass_at(3, 1, 2)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=12))
def test_the_bootstrap_interval_holds_the_mean_and_repeats_itself(values: list[float]) -> None:
    clusters = list(range(len(values)))
    low, high = cluster_bootstrap(values, clusters)
    mean = sum(values) / len(values)
    assert low - 1e-9 <= mean <= high + 1e-9
    assert cluster_bootstrap(values, clusters) == (low, high)


def test_ten_runs_of_one_template_are_no_ten_templates() -> None:
    values = [1.0] * 10 + [0.0] * 10
    together = cluster_bootstrap(values, [0] * 10 + [1] * 10)
    apart = cluster_bootstrap(values, list(range(20)))
    assert together[1] - together[0] > 2 * (apart[1] - apart[0])
    assert cluster_bootstrap([], []) == (0.0, 1.0)
    with pytest.raises(ValueError, match="clusters"):
        cluster_bootstrap([1.0], [])


def test_a_rate_without_a_single_win_is_not_said_to_be_zero_for_sure() -> None:
    clusters = [n // 3 for n in range(30)]
    assert rate_interval([False] * 30, clusters) == wilson(0, 10), "ten templates, however often each was run"
    assert rate_interval([True] * 30, clusters) == wilson(10, 10)
    mixed = [n < 3 for n in range(30)]
    assert rate_interval(mixed, clusters) == cluster_bootstrap([float(won) for won in mixed], clusters)
    assert rate_interval([], []) == (0.0, 1.0)


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_the_exact_sign_test(one: int, other: int) -> None:
    n = one + other
    outcomes = [math.comb(n, i) / 2**n for i in range(n + 1)]
    extreme = sum(p for i, p in enumerate(outcomes) if abs(i - n / 2) >= abs(one - n / 2) - 1e-9)
    assert mcnemar(one, other) == pytest.approx(min(1.0, extreme))


def test_an_error_is_in_the_denominator_and_never_a_pass() -> None:
    results = [result("a"), result("b", success=False), result("c", success=None, lenient=False, progress=0.0)]
    assert tally(results) == Tally(1, 3, 1)
    whole = summarise(results)
    assert (whole.strict, whole.errors, whole.episodes) == (pytest.approx(1 / 3), 1, 3)


def test_a_task_counts_for_each_of_its_apps() -> None:
    axes = by_axis([result("a"), result("b", success=False, axes={"scenario": "content", "apps": "Notes"})])
    assert axes["apps"] == {"Notes": Tally(1, 2), "Parley": Tally(1, 1)}
    assert axes["scenario"] == {"content": Tally(0, 1), "social": Tally(1, 1)}


def test_the_summary_says_what_was_claimed_wasted_and_broken() -> None:
    whole = summarise([
        result("a", 0), result("a", 1, success=False, lenient=False), result("b", 0, steps=4),
        result("b", 1, success=False, lenient=True, claimed=False, stop="step_limit", clean=False),
    ])  # fmt: skip
    assert (whole.strict, whole.lenient, whole.progress) == (0.5, 0.75, 0.75)
    assert (whole.false_complete, whole.overdue, whole.side_effects) == (0.25, 0.25, 0.25)
    assert whole.pass_at == {1: 0.5, 2: 1.0}
    assert whole.pass_all == {1: 0.5, 2: 0.0}
    assert whole.over_optimal == pytest.approx((6 / 4 + 4 / 4) / 2)
    assert (whole.seconds, whole.tokens) == (4.0, 200.0)
    nothing = summarise([result(success=False)])
    assert (nothing.over_optimal, nothing.seconds) == (None, None)
    with pytest.raises(ValueError, match="no episode"):
        summarise([])


def test_two_runs_are_compared_task_by_task() -> None:
    one = [result(f"t{i}") for i in range(8)] + [result("x")]
    other = [result(f"t{i}", success=i < 2, episode="else") for i in range(8)]
    found = compare(one, other)
    assert (found.tasks, found.both, found.one_only, found.other_only, found.unpaired) == (8, 2, 6, 0, 1)
    assert found.p == pytest.approx(2 / 64)
    assert found.same == 0
    with pytest.raises(ValueError, match="no task in common"):
        compare(one, [result("y")])
