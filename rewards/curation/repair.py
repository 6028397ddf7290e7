"""Failed trajectories taken up again where they first went wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np

from rewards.curation.selection import Origin, Step, Transformed, unchanged, whole
from rewards.scores import Column, Missing, Scores, finite, same_length


def salvage(
    steps: Sequence[Step],
    scores: Column,
    outcome: bool | None,
    correct: Callable[[Step], Step | None],
    resume: Callable[[Sequence[Step]], Sequence[Step]],
    succeeds: Callable[[Sequence[Step]], bool | None],
    *,
    threshold: float,
    min_prefix: float,
    missing: Missing = "raise",
) -> Transformed[Step]:
    """A failed trajectory with its first wrong step corrected, if it then succeeds; else the trajectory as it was.

    The first of the T steps to score below `threshold` is k. Salvaged only where k / T >= `min_prefix`: steps before k
    stay, `correct(step)` (a stronger model; None gives up) replaces it, `resume(steps so far)` gives the rest, and
    `succeeds(steps)` must say True. `outcome` True or None and no step below: unchanged. `salvage_weights` masks or
    clips what the policy did not write. Our reading of SCOPE: formula and both thresholds are unknown.
    """
    given = Scores.of(scores, "scores")
    same_length(steps=steps, scores=given)
    finite(min_prefix, "min_prefix", 0.0, 1.0)
    given = given.settled(missing, "scores")
    low = np.flatnonzero(given.known & (given.values < finite(threshold, "threshold")))
    as_it_was = unchanged(steps, None if outcome is None else int(outcome))
    if outcome is not False or not len(low) or low[0] / len(steps) < min_prefix:
        return as_it_was
    fixed = _repaired(steps, int(low[0]), correct(steps[int(low[0])]), resume, 1)
    return fixed if fixed is not None and succeeds(fixed.steps) else as_it_was


def salvage_weights(provenance: Sequence[Origin], ratio: Column | None = None, *, clip: float | None = None) -> Scores:
    """The weight of each step in a policy loss, (T,): 1, and for a corrected step 0, or min(ratio, clip) with `clip`.

    `ratio`: probability of the step under the policy over that under its author. Source: SCOPE, our reading.
    """
    foreign = np.array([origin is Origin.CORRECTED for origin in provenance], dtype=np.bool_)
    if clip is None:
        return Scores.all_known(~foreign)
    if ratio is None:
        raise ValueError("clip bounds a ratio: it needs one a step")
    ratios = Scores.of(ratio, "ratio")
    same_length(provenance=provenance, ratio=ratios)
    if (ratios.values < 0).any():
        raise ValueError("ratio must not be negative")
    bounded = np.minimum(ratios.values, finite(clip, "clip", 0.0))
    return Scores(np.where(foreign, bounded, 1.0), ratios.known | ~foreign)


@dataclass(frozen=True, slots=True)
class RefinedPool(Generic[Step]):
    """Originals, then refined ones in the same order; a score each; where the best is, None if none is scored."""

    pool: tuple[Transformed[Step], ...]
    scores: Scores
    best: int | None


def refined_bon(
    candidates: Sequence[Sequence[Step]],
    first_error: Column,
    correct: Callable[[Step], Step | None],
    resume: Callable[[Sequence[Step]], Sequence[Step]],
    score: Callable[[Sequence[Step]], float | None],
) -> RefinedPool[Step]:
    """Best of N over the candidates and their refined versions, at most 2N.

    `first_error` (N,): the first wrong step from 0, -1 for none, None for not judged. A candidate with one is tried
    again with that step corrected (`correct`, None gives up) and the rest generated anew (`resume`). The highest
    `score` wins, the earliest on ties; None never does.
    Our reading of GM-PRM: its counts are not known to us.
    """
    errors = Scores.of(first_error, "first_error")
    same_length(candidates=candidates, first_error=errors)
    pool = [unchanged(steps, None) for steps in candidates]
    for steps, at, known in zip(candidates, errors.values.tolist(), errors.known.tolist(), strict=True):
        if not known or at == -1:
            continue
        if at not in range(len(steps)):
            raise ValueError(f"first_error must name a step of its candidate or be -1, not {at:g}")
        refined = _repaired(steps, int(at), correct(steps[int(at)]), resume, None)
        if refined is not None:
            pool.append(refined)
    scores = Scores.of([score(item.steps) for item in pool], "score")
    best = int(np.argmax(np.where(scores.known, scores.values, -np.inf))) if scores.known.any() else None
    return RefinedPool(tuple(pool), scores, best)


def truncate_regenerate(
    steps: Sequence[Step],
    flag: Callable[[Sequence[Step]], int | None],
    resume: Callable[[Sequence[Step]], Sequence[Step]],
    *,
    limit: int,
    reflection: Step | None = None,
) -> Transformed[Step]:
    """The trajectory cut at its first flagged claim and regenerated, again until nothing is flagged or `limit` times.

    `flag(steps)` gives the first flagged step or None; `resume(steps so far)` gives the rest. With `reflection` this
    step is put in before the rest. `label` is 1 where nothing is flagged in the end, else 0.
    Source: Perceval, code; the limit is unknown and required. Raises ValueError for a flag outside the trajectory.
    """
    whole(limit, "limit", 1)
    now, origin = tuple(steps), (Origin.KEPT,) * len(steps)
    at = flag(now)
    for _ in range(limit):
        if at is None:
            break
        if not 0 <= at < len(now):
            raise ValueError(f"flag must name one of {len(now)} steps, not {at}")
        added = () if reflection is None else (reflection,)
        prefix = (*now[:at], *added)
        rest = tuple(resume(prefix))
        now, origin = (*prefix, *rest), origin[:at] + (Origin.ADDED,) * len(added) + (Origin.RESUMED,) * len(rest)
        at = flag(now)
    return Transformed(now, int(at is None), origin)


def refine_query(
    steps: Sequence[Step],
    bad: int | None,
    rewrite: Callable[[Step], Step | None],
    resume: Callable[[Sequence[Step]], Sequence[Step]],
) -> Transformed[Step]:
    """The trajectory with its bad query rewritten and everything after it generated anew; unchanged without one.

    `bad`: the step of the query, None for none. `rewrite(step)` may give up with None. The result is not judged.
    Source: SmartSearch, second-hand.
    """
    as_it_was = unchanged(steps, None)
    if bad is None:
        return as_it_was
    if not 0 <= bad < len(steps):
        raise ValueError(f"bad must name one of {len(steps)} steps, not {bad}")
    return _repaired(steps, bad, rewrite(steps[bad]), resume, None) or as_it_was


def _repaired(
    steps: Sequence[Step],
    at: int,
    fixed: Step | None,
    resume: Callable[[Sequence[Step]], Sequence[Step]],
    label: int | None,
) -> Transformed[Step] | None:
    if fixed is None:
        return None
    start = (*steps[:at], fixed)
    rest = tuple(resume(start))
    origin = (Origin.KEPT,) * at + (Origin.CORRECTED,) + (Origin.RESUMED,) * len(rest)
    return Transformed((*start, *rest), label, origin)
