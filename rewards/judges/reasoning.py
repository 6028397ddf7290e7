"""Judges that reason before they score."""

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeVar

import numpy as np

from rewards.judges.judgement import Judge, Judgement
from rewards.ragged import Ragged, Rows
from rewards.scores import Missing, Scores, finite, within

Item = TypeVar("Item")
Side = Literal["A", "B"]

BOXED = re.compile(r"\\boxed\{\s*(correct|incorrect)\s*\}", re.IGNORECASE)
CHOICE = re.compile(r"\[\[([AB])\]\]")


class Chain(NamedTuple):
    """Labels 1 or 0 of the steps a verification judged, and the first wrong one."""

    labels: tuple[int, ...]
    first_error: int | None


def think_prm_score(probability: Rows, *, missing: Missing = "raise") -> Scores:
    """Score of every solution, in [0, 1]: the mean over K verifications of P(yes) / (P(yes) + P(no)).

    A row a solution, a number a verification, as `yes_token` gives it. `read_chain` reads one verification's steps.
    Source: Process Reward Models That Think, ThinkPRM (unchecked). A second pass over the first's text is the judge's.
    """
    rows = Ragged.of(probability, "probability")
    within(rows.flat, 0.0, 1.0, "probability")
    return rows.settled(missing, "probability").mean()


def read_chain(text: str, steps: int) -> Chain | None:
    r"""Labels out of a verification's \boxed{correct} and \boxed{incorrect}, which may stop at the first wrong step.

    None where there are more than `steps`, or fewer though all are right: the text cannot be read.
    """
    labels = tuple(int(word.casefold() == "correct") for word in BOXED.findall(text))
    first = labels.index(0) if 0 in labels else None
    if len(labels) > steps or (first is None and len(labels) < steps):
        return None
    return Chain(labels[: first + 1] if first is not None else labels, first)


def rm_r1(
    a: Item,
    b: Item,
    *,
    judge: Callable[[Item, Item], str],
    k: int = 1,
    swap: bool = True,
    on_invalid: float | None = None,
) -> Judgement[Side]:
    """Which of two answers is better by the majority of K reasoned judgements, [[A]] or [[B]] at their end.

    `judge(first, second)` writes rubric or solution and verdict; with `swap` every other one sees them the other way
    round. `score` is the share of A among those that could be read; a tie and none readable abstain (score `on_invalid`
    for the latter). In training a right preference earns 1, a wrong one -1. Source: RM-R1 (unchecked).
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    said: list[str] = []
    votes: list[Side] = []
    for number in range(k):
        turned = swap and number % 2 == 1
        said.append(judge(b, a) if turned else judge(a, b))
        found = CHOICE.findall(said[-1])
        if found:
            first = found[-1] == "A"
            votes.append("A" if first != turned else "B")
    raw = "\n".join(said)
    if not votes:
        return Judgement(None, on_invalid, raw=raw)
    share = votes.count("A") / len(votes)
    return Judgement(None if share == 0.5 else "A" if share > 0.5 else "B", share, rationale=said[-1], raw=raw)


def branch_rethink(
    item: Item,
    *,
    branch: Callable[[Item], Sequence[str]],
    rethink: Callable[[Item, Sequence[str]], Judgement[bool]],
    most: int = 3,
    on_invalid: float | None = None,
) -> Judgement[bool]:
    """A verdict in two turns: which few dimensions are critical, then a second look at those alone.

    `branch(item)` names them, `rethink(item, dimensions)` judges; no dimension, more than `most`, or no label is a
    broken form: no label, score `on_invalid`. Else 1 or 0. Source: Think Twice, BR-RM (our reading; its constants are
    not known to us).
    """
    dimensions = list(branch(item))
    if not dimensions or len(dimensions) > most:
        return Judgement(None, on_invalid, rationale=f"{len(dimensions)} dimensions")
    found = rethink(item, dimensions)
    if found.label is None:
        return Judgement(None, on_invalid, found.rationale, found.raw)
    return Judgement(found.label, float(found.label), found.rationale, found.raw)


class Faithful(NamedTuple):
    """Two labels a step, and their means."""

    faithful: Scores
    correct: Scores
    share_faithful: float | None
    share_correct: float | None


def critical_trm(
    steps: Sequence[Item],
    *,
    faithful: Callable[[Sequence[Item], int], bool | None],
    correct: Callable[[Sequence[Item], int, bool | None], bool | None],
) -> Faithful:
    """For every step first whether its thought agrees with the screen, then, knowing that, whether its action is right.

    The labels are independent: a step may be unfaithful and right. None stays unscored. Source: From Faithfulness to
    Correctness, TRM (our reading).
    """
    first = [faithful(steps, t) for t in range(len(steps))]
    second = [correct(steps, t, first[t]) for t in range(len(steps))]
    columns = [Scores.of([None if x is None else float(x) for x in row]) for row in (first, second)]
    means = [float(c.values.sum() / c.known.sum()) if c.known.any() else None for c in columns]
    return Faithful(columns[0], columns[1], means[0], means[1])


def critique_then_score(
    item: Item, *, critique: Judge[Item], score: Callable[[Item, str], float | None]
) -> Judgement[bool]:
    """A critique first, then a number given the critique, which is kept as rationale.

    A critic that says nothing leaves the score to stand without one: flagged by an empty rationale. Source: the reward
    model of MM-RLHF (second-hand; interface).
    """
    text = critique(item)
    value = score(item, text)
    return Judgement(None, None if value is None else finite(value, "score"), rationale=text, raw=text)


def rubric_score(passes: Sequence[bool | None], weights: Sequence[float]) -> float | None:
    """Weighted share of rubric items that pass, in [0, 1]; items without a judgement are left out, None without any."""
    if len(passes) != len(weights):
        raise ValueError(f"{len(passes)} passes and {len(weights)} weights must be as many")
    if any(not np.isfinite(w) or w <= 0 for w in weights):
        raise ValueError("weights must be positive and finite")
    judged = [(w, p) for w, p in zip(weights, passes, strict=True) if p is not None]
    return sum(w for w, p in judged if p) / sum(w for w, _ in judged) if judged else None


def rubric_route(
    subgoal: Item,
    prototypes: Sequence[str],
    *,
    route: Callable[[Item, Sequence[str]], str | None],
    rubrics: "dict[str, Sequence[tuple[str, float]]]",
    generic: Sequence[tuple[str, float]],
    passes: Callable[[Item, str], bool | None],
) -> Judgement[str]:
    """Score of a subgoal by the rubric of the prototype it is routed to, in [0, 1]; `label` is that prototype.

    `route(subgoal, prototypes)` names one or None: then the generic rubric is used, and the label stays None. A rubric
    is (item, weight) pairs, `passes(subgoal, item)` judges one. Source: SCRIBE (our reading). Raises ValueError for a
    prototype that is none of them or has no rubric.
    """
    chosen = route(subgoal, prototypes)
    if chosen is not None and (chosen not in prototypes or chosen not in rubrics):
        raise ValueError(f"{chosen!r} is no prototype with a rubric")
    items = rubrics[chosen] if chosen is not None else generic
    marks = [passes(subgoal, item) for item, _ in items]
    failed = [item for (item, _), mark in zip(items, marks, strict=True) if mark is False]
    return Judgement(
        chosen, rubric_score(marks, [w for _, w in items]), rationale="failed: " + ", ".join(failed) if failed else ""
    )
