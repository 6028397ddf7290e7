"""Answer, be judged, reflect, answer again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.reflection import Review, Solved, reflect_loop

scripts = st.lists(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=4), max_size=4)


class Script:
    """A policy and a judge that go through a list of verdicts a task, again and again; an answer is its place in it."""

    def __init__(self, verdicts: list[list[bool | None]]) -> None:
        self.verdicts = verdicts
        self.asked = [0] * len(verdicts)
        self.calls: list[tuple] = []

    def sample(self, task: int) -> int:
        return self._next(task, ("sample", task))

    def reflect(self, task: int, answer: int, error: str) -> int:
        return self._next(task, ("reflect", task, answer, error))

    def judge(self, task: int, answer: int) -> Review:
        return Review(self.verdicts[task][answer % len(self.verdicts[task])], f"slip {answer}")

    def run(self, **options: object) -> list[Solved[int]]:
        tasks = range(len(self.verdicts))
        return reflect_loop(tasks, self.sample, self.judge, self.reflect, **options)  # type: ignore[arg-type]

    def _next(self, task: int, call: tuple) -> int:
        self.calls.append(call)
        self.asked[task] += 1
        return self.asked[task] - 1


@pytest.mark.example("reflect_loop")
def test_of_wrong_right_right_the_first_right_answer_is_kept() -> None:
    script = Script([[False, True, True]])
    assert script.run(attempts=3) == [Solved(0, 0, 1, 1)]
    assert script.calls == [("sample", 0), ("reflect", 0, 0, "slip 0")]


@pytest.mark.invariant("reflect_loop")
@given(scripts, st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
def test_what_is_kept_is_right_and_bounded_a_task_and_round(verdicts: list, n: int, rounds: int, most: int) -> None:
    script = Script(verdicts)
    kept = script.run(attempts=n, rounds=rounds, per_task=most)
    assert all(script.judge(s.task, s.answer).correct for s in kept)
    for key in {(s.task, s.round) for s in kept}:
        assert [(s.task, s.round) for s in kept].count(key) <= most
    assert [(s.round, s.task, s.attempt) for s in kept] == sorted((s.round, s.task, s.attempt) for s in kept)
    assert all(asked <= n * rounds for asked in script.asked)


@pytest.mark.invariant("reflect_loop")
@given(scripts, st.integers(1, 4))
def test_a_task_is_kept_iff_one_of_its_attempts_is_right(verdicts: list, n: int) -> None:
    cycled = [[v[i % len(v)] for i in range(n)] for v in verdicts]
    firsts = [(t, v.index(True)) for t, v in enumerate(cycled) if True in v]
    assert [(s.task, s.attempt) for s in Script(verdicts).run(attempts=n)] == firsts


@pytest.mark.invariant("reflect_loop")
@given(scripts, st.integers(1, 4), st.integers(1, 3))
def test_each_round_is_tuned_on_what_it_kept(verdicts: list, n: int, rounds: int) -> None:
    tuned: list[tuple] = []
    kept = Script(verdicts).run(attempts=n, rounds=rounds, tune=tuned.append)
    assert [s for part in tuned for s in part] == kept
    assert [{s.round for s in part} <= {i} for i, part in enumerate(tuned)] == [True] * rounds


def test_only_a_wrong_answer_is_reflected_on() -> None:
    script = Script([[None, True, False, True]])
    assert [s.attempt for s in script.run(attempts=4, per_task=3)] == [1, 3]
    assert [call[0] for call in script.calls] == ["sample", "sample", "sample", "reflect"]
    hopeless = Script([[False]])
    assert hopeless.run(attempts=2) == []
    assert hopeless.asked == [2]
    assert len(Script([[True]]).run(attempts=3, per_task=2)) == 2
    assert Review(True).error == ""


def test_counts_are_at_least_one() -> None:
    for options in ({"attempts": 0}, {"attempts": 1, "rounds": 0}, {"attempts": 1, "per_task": 0}):
        with pytest.raises(ValueError, match=f"{list(options)[-1]} must be a whole number from 1"):
            Script([[True]]).run(**options)
