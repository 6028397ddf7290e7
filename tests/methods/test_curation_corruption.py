"""Right trajectories made wrong."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.corruption import (
    Donor,
    SneakyError,
    corrupt_trajectory,
    critic_game,
    mutation_labels,
    run_on,
    sneaky_errors,
    substitute,
    truncate_early,
)
from rewards.curation.selection import Origin
from tests.methods.strategies import binary

DONE = "done"
seeds = st.integers(0, 99)
steps = st.lists(st.sampled_from("abc"), max_size=6)
finished = steps.map(lambda s: [*s, DONE]) | steps
donors = st.lists(st.builds(Donor, st.sampled_from("XY"), st.sampled_from("12"), steps.map(tuple)), max_size=4)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.example("corrupt_trajectory")
def test_a_cut_after_two_of_four_steps_leaves_two_and_done() -> None:
    out = truncate_early("abcd", DONE, rng=rng(), cut=2)
    assert out is not None
    assert (out.steps, out.label) == (("a", "b", DONE), 0)
    assert out.provenance == (Origin.KEPT, Origin.KEPT, Origin.ADDED)
    found = {
        corrupt_trajectory("abcd", "early_truncation", rng=rng(s), done=DONE).steps  # type: ignore[union-attr]
        for s in range(40)
    }
    assert found == {("a", DONE), ("a", "b", DONE), ("a", "b", "c", DONE)}


@pytest.mark.invariant("corrupt_trajectory")
@given(finished, seeds)
def test_a_truncation_is_a_strict_prefix_and_done_and_never_the_input(given_steps: list, seed: int) -> None:
    before = list(given_steps)
    out = corrupt_trajectory(given_steps, "early_truncation", rng=rng(seed), done=DONE)
    body = given_steps[:-1] if given_steps and given_steps[-1] == DONE else given_steps
    if out is None:
        assert len(given_steps) < 2 or (len(body) < 2 and body != given_steps)
        return
    *prefix, last = out.steps
    assert last == DONE
    assert 1 <= len(prefix) < len(given_steps)
    assert prefix == given_steps[: len(prefix)]
    assert list(out.steps) != given_steps
    assert out.label == 0
    assert given_steps == before


@pytest.mark.invariant("corrupt_trajectory")
@given(finished, donors, seeds)
def test_a_substitution_puts_in_steps_of_another_task_of_the_same_app(given_steps: list, d: list, seed: int) -> None:
    out = corrupt_trajectory(given_steps, "cross_task_substitution", rng=rng(seed), app="X", task="1", donors=d)
    fit = [donor.steps for donor in d if donor.app == "X" and donor.task != "1"]
    if out is None:
        assert all(step == own for donor in fit for step in donor for own in given_steps)
        return
    put = "".join(s for s, o in zip(out.steps, out.provenance, strict=True) if o is Origin.DONOR)
    assert any(put in "".join(donor) for donor in fit)
    start = out.provenance.index(Origin.DONOR)
    tail = len(out.steps) - start - len(put)
    assert set(out.provenance) <= {Origin.KEPT, Origin.DONOR}
    assert list(out.steps[:start]) == given_steps[:start]
    assert list(out.steps[start + len(put) :]) == given_steps[len(given_steps) - tail :]
    assert out.provenance[start : start + len(put)] == (Origin.DONOR,) * len(put)
    assert start + tail < len(given_steps)
    assert out.steps[start] != given_steps[start]
    assert list(out.steps) != given_steps
    assert out.label == 0


@pytest.mark.invariant("corrupt_trajectory")
@given(finished, steps, seeds)
def test_a_continuation_has_the_original_as_its_prefix(given_steps: list, extra: list, seed: int) -> None:
    out = corrupt_trajectory(given_steps, "redundant_continuation", rng=rng(seed), extra=extra)
    if out is None:
        assert not given_steps or not extra
        return
    count = len(out.steps) - len(given_steps)
    assert 1 <= count <= len(extra)
    assert list(out.steps) == given_steps + extra[:count]
    assert out.provenance == (Origin.KEPT,) * len(given_steps) + (Origin.ADDED,) * count
    assert out.label == 0


def test_what_cannot_be_corrupted_is_skipped_and_draws_reach_everything() -> None:
    for short in ("", "a"):
        assert truncate_early(short, DONE, rng=rng()) is None
    assert truncate_early(["a", DONE], DONE, rng=rng()) is None
    assert truncate_early(["a", "b"], DONE, rng=rng(), cut=1) is not None
    for cut in (0, 2):
        with pytest.raises(ValueError, match=f"cut must lie from 1 to 1, not at {cut}"):
            truncate_early(["a", "b", DONE], DONE, rng=rng(), cut=cut)
    same_app, other_app, own = Donor("X", "2", ("p", "q")), Donor("Y", "2", ("p",)), Donor("X", "1", ("p",))
    assert substitute("ab", [other_app, own], app="X", task="1", rng=rng()) is None
    assert substitute("aa", [Donor("X", "2", ("a", "a"))], app="X", task="1", rng=rng()) is None
    assert substitute("", [same_app], app="X", task="1", rng=rng()) is None
    drawn = {"".join(substitute("ab", [same_app], app="X", task="1", rng=rng(s)).steps) for s in range(200)}  # type: ignore[union-attr]
    assert drawn == {"p", "q", "pq", "pb", "qb", "pqb", "ap", "aq", "apq"}
    assert {len(run_on("ab", "xyz", rng=rng(s)).steps) for s in range(40)} == {3, 4, 5}  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="needs done"):
        corrupt_trajectory("ab", "early_truncation", rng=rng())
    with pytest.raises(ValueError, match="kind must be one of"):
        corrupt_trajectory("ab", "none", rng=rng())  # type: ignore[arg-type]


def rewrite(step: str, error: SneakyError) -> list | None:
    return {"skipped step": [], "premature done": [DONE], "wrong app": None}.get(error.value, [step.upper()])


@pytest.mark.example("sneaky_errors")
def test_a_found_error_pays_the_critic_and_costs_the_generator() -> None:
    critic, generator = critic_game([1, 0, None])
    assert critic.tolist() == [1, -1, None]
    assert generator.tolist() == [-1, 1, None]


@pytest.mark.invariant("sneaky_errors")
@given(st.lists(binary | st.none()))
def test_the_game_is_zero_sum(found: list) -> None:
    critic, generator = critic_game(found)
    assert (critic.values + generator.values == 0).all()
    assert [abs(x) if x is not None else None for x in critic.tolist()] == [None if f is None else 1 for f in found]


@pytest.mark.invariant("sneaky_errors")
@given(steps, seeds, st.integers(0, 4), st.integers(0, 4), st.integers(1, 4))
def test_an_error_counts_where_success_drops_enough(
    given_steps: list, seed: int, before: int, after: int, least: int
) -> None:
    kept = list(given_steps)

    def success(tried: tuple) -> float:
        return (before if list(tried) == given_steps else after) / 4

    out = sneaky_errors(given_steps, rewrite, success, min_drop=least / 4, rng=rng(seed))
    assert given_steps == kept
    if before - after < least:
        assert out is None
    elif out is not None:
        assert out.drop == (before - after) / 4
        assert list(out.trajectory.steps) != given_steps
        assert out.trajectory.label == 0


@pytest.mark.invariant("sneaky_errors")
@given(steps, seeds, st.sampled_from(list(SneakyError)), st.data())
def test_one_right_step_is_rewritten_in_place(
    given_steps: list, seed: int, error: SneakyError, draw: st.DataObject
) -> None:
    right = [draw.draw(st.sampled_from([0, 1, None])) for _ in given_steps]
    asked: list[tuple] = []
    out = sneaky_errors(
        given_steps,
        rewrite,
        lambda tried: asked.append(tried) or float(len(asked) == 1),
        min_drop=1,
        rng=rng(seed),
        right=right,
        errors=[error],
    )
    if 1 not in right or error is SneakyError.WRONG_APP:
        assert out is None
        assert asked == []
        return
    assert out is not None
    head, tail = given_steps[: out.at], given_steps[out.at + 1 :]
    assert right[out.at] == 1
    assert out.error is error
    tail = [] if error is SneakyError.PREMATURE_DONE else tail
    put = rewrite(given_steps[out.at], error)
    assert list(out.trajectory.steps) == head + put + tail
    assert asked == [tuple(given_steps), out.trajectory.steps]
    kept, added = Origin.KEPT, Origin.ADDED
    assert out.trajectory.provenance == (kept,) * len(head) + (added,) * len(put) + (kept,) * len(tail)


def test_what_is_no_error_is_left_out() -> None:
    def fails(tried: tuple) -> float:
        return float(tried == ("a", "b"))

    for change in (lambda *_: None, lambda step, _: [step]):
        assert sneaky_errors("ab", change, fails, min_drop=0.5, rng=rng()) is None
    assert sneaky_errors("ab", rewrite, lambda _: None, min_drop=0.5, rng=rng()) is None
    once = iter([1.0, None])
    assert sneaky_errors("ab", lambda *_: ["x"], lambda _: next(once), min_drop=0.5, rng=rng()) is None
    assert sneaky_errors("", rewrite, fails, min_drop=0.5, rng=rng()) is None
    assert sneaky_errors("ab", rewrite, fails, min_drop=0.5, rng=rng(), errors=[]) is None
    found = [sneaky_errors("ab", lambda *_: ["x"], fails, min_drop=0.5, rng=rng(s)) for s in range(60)]
    assert {f.at for f in found if f} == {0, 1}
    assert {f.error for f in found if f} == set(SneakyError)
    assert [e.value for e in SneakyError] == [
        "wrong target", "wrong text", "skipped step", "premature done", "wrong app",
    ]  # fmt: skip
    for call, words in (
        (lambda: sneaky_errors("ab", rewrite, fails, min_drop=0, rng=rng()), "min_drop must be positive"),
        (lambda: sneaky_errors("ab", lambda *_: ["x"], lambda _: 2, min_drop=1, rng=rng()), "success must be"),
        (lambda: sneaky_errors("ab", lambda *_: ["x"], lambda _: -1, min_drop=1, rng=rng()), "success must be"),
        (lambda: sneaky_errors("ab", rewrite, fails, min_drop=1, rng=rng(), right=[1]), "steps has 2, right has 1"),
        (lambda: sneaky_errors("a", rewrite, fails, min_drop=1, rng=rng(), right=[2]), "right must hold 0 and 1"),
        (lambda: critic_game([0.5]), "found must hold 0 and 1"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("mutation_labels")
def test_a_mutation_of_step_two_of_four_that_fails_labels_three_steps() -> None:
    out = mutation_labels("abcd", str.upper, lambda tried: "C" not in tried, at=[2])
    assert out.tolist() == [[1, 1, -1, None]]


@pytest.mark.invariant("mutation_labels")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.data())
def test_labels_are_those_of_the_replay(given_steps: list, draw: st.DataObject) -> None:
    before = list(given_steps)
    at = draw.draw(st.lists(st.integers(0, len(given_steps) - 1), max_size=4))
    verdict = {"A": True, "B": False, "C": None}
    replayed: list[tuple] = []

    def replay(tried: tuple) -> bool | None:
        replayed.append(tried)
        changed = [s for s in tried if s.isupper()]
        return verdict[changed[0]] if changed else True

    out = mutation_labels(given_steps, str.upper, replay, at=at).tolist()
    assert len(out) == len(at)
    for place, labels in zip(at, out, strict=True):
        expected = {"a": 1, "b": -1, "c": None}[given_steps[place]]
        assert labels == [1] * place + [expected] + [None] * (len(given_steps) - place - 1)
    mutants = [(*given_steps[:i], given_steps[i].upper(), *given_steps[i + 1 :]) for i in at]
    assert replayed == ([tuple(given_steps), *mutants] if at else [])
    assert given_steps == before


@pytest.mark.invariant("mutation_labels")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
def test_a_mutation_that_passes_is_never_negative(given_steps: list) -> None:
    out = mutation_labels(given_steps, str.upper, lambda _: True, at=range(len(given_steps))).tolist()
    assert all(label in (1, None) for row in out for label in row)
    assert [row[i] for i, row in enumerate(out)] == [1] * len(given_steps)


@pytest.mark.invariant("mutation_labels")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.sampled_from([False, None]))
def test_a_trajectory_that_does_not_pass_itself_labels_nothing(given_steps: list, verdict: bool | None) -> None:
    kept = copy.deepcopy(given_steps)
    out = mutation_labels(given_steps, str.upper, lambda _: verdict, at=[0])
    assert out.tolist() == [[None] * len(given_steps)]
    assert given_steps == kept


def test_mutations_must_change_a_step_of_the_trajectory() -> None:
    for place in (-1, 2):
        with pytest.raises(ValueError, match=f"at must name steps from 0 to 1, not {place}"):
            mutation_labels("ab", str.upper, lambda _: True, at=[place])
    with pytest.raises(ValueError, match="mutate left step 1 as it was"):
        mutation_labels("ab", str, lambda _: True, at=[1])
    assert mutation_labels("ab", str.upper, lambda _: True, at=[]).tolist() == []
