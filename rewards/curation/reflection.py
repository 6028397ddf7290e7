"""Answer, be judged, reflect, answer again; learn what came out right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rewards.curation.selection import whole

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Review:
    """An outcome judge's word: right or wrong (None where it abstains) and the type of the error."""

    correct: bool | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Solved(Generic[Answer]):
    """A right answer: to which task, in which round, at which attempt, all from 0."""

    task: int
    round: int
    attempt: int
    answer: Answer


def reflect_loop(
    tasks: Sequence[Task],
    sample: Callable[[Task], Answer],
    judge: Callable[[Task, Answer], Review],
    reflect: Callable[[Task, Answer, str], Answer],
    *,
    attempts: int,
    rounds: int = 1,
    per_task: int = 1,
    tune: Callable[[Sequence[Solved[Answer]]], None] | None = None,
) -> list[Solved[Answer]]:
    """The right answers of all rounds, at most `per_task` a task and round.

    A task is answered up to `attempts` times a round: by `reflect(task, answer, error)` after a wrong answer, else by
    `sample`. After each round `tune` gets what the round kept, in order of task and attempt.
    Our reading of MathSE: it keeps only what its outcome model finds right; its formula and counts are not known to us.
    """
    whole(attempts, "attempts", 1)
    whole(rounds, "rounds", 1)
    whole(per_task, "per_task", 1)
    kept: list[Solved[Answer]] = []
    for number in range(rounds):
        new = [
            Solved(index, number, attempt, answer)
            for index, task in enumerate(tasks)
            for attempt, answer in _right(task, sample, judge, reflect, attempts, per_task)
        ]
        kept += new
        if tune is not None:
            tune(tuple(new))
    return kept


def _right(
    task: Task,
    sample: Callable[[Task], Answer],
    judge: Callable[[Task, Answer], Review],
    reflect: Callable[[Task, Answer, str], Answer],
    attempts: int,
    wanted: int,
) -> list[tuple[int, Answer]]:
    out: list[tuple[int, Answer]] = []
    answer = sample(task)
    for attempt in range(attempts):
        review = judge(task, answer)
        if review.correct:
            out.append((attempt, answer))
        if len(out) == wanted or attempt == attempts - 1:
            break
        answer = reflect(task, answer, review.error) if review.correct is False else sample(task)
    return out
