"""Filters by what two sources say of the same item: a sampled estimate and a judge, two reward models, a rule."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from rewards.curation.selection import Pair, Selection, Step, verdicts, whole
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Scores, finite, same_length, within


class HybridLabels(NamedTuple):
    """`labels`: 1 right, 0 wrong, None dropped. `perception`: of the wrong steps, 1 where the screen was misread."""

    labels: Ragged
    perception: Ragged


def consensus_filter(mc_error: Column, judge_error: Column) -> Selection:
    """The solutions in which sampling and a judge find the same first error.

    Both (n,): the step from 0, -1 for none, None for not judged (dropped). `first_error` reads the former off
    Monte-Carlo estimates (8 completions a step in the source), `labels_to_error` cuts the labels after it.
    Source: The Lessons of Developing PRMs, unchecked.
    """
    sampled, judged = _errors(mc_error, "mc_error"), _errors(judge_error, "judge_error")
    count = same_length(mc_error=sampled, judge_error=judged)
    known = sampled.known & judged.known
    return Selection.dropping(count, {"unscored": ~known, "disagree": sampled.values != judged.values})


def first_error(mc: Rows) -> Scores:
    """The first step that no completion succeeded from (estimate 0), (B,); -1 where there is none.

    `mc` in [0, 1]; a row without steps, or with an unscored step before its first error, is unscored.
    """
    given = Ragged.of(mc, "mc")
    within(given.flat, 0, 1, "mc")
    stop = given.like(given.position, ~given.known | (given.values == 0)).min()
    at = np.where(stop.known, given.starts[:-1] + stop.values.astype(np.int64), 0)
    known = (given.lengths > 0) & (~stop.known | (given.known[at] if len(given.flat) else False))
    return Scores(np.where(stop.known, stop.values, -1.0), known)


def labels_to_error(error: Column, lengths: Sequence[int] | npt.NDArray[np.int64]) -> Ragged:
    """Step labels up to the first error: 1 before it, 0 at it, None after it; all 1 for -1 and all None for None.

    Raises ValueError for an error behind the last step.
    """
    at, steps = _errors(error, "error"), np.array(lengths, dtype=np.int64)
    same_length(error=at, lengths=steps)
    if (at.known & (at.values >= steps)).any():
        raise ValueError("error lies behind the last step of its row")
    rows = Ragged.from_lengths(Scores.all_known(np.zeros(int(steps.sum()))), steps)
    where, there = rows.spread(at.values), np.repeat(at.known, steps)
    return rows.like((where < 0) | (rows.position < where), there & ((where < 0) | (rows.position <= where)))


def hybrid_label(
    mc: Rows, judge: Rows, *, mode: Literal["consensus", "override"] = "consensus", perception: Rows | None = None
) -> HybridLabels:
    """Step labels out of a Monte-Carlo estimate and a judge, with errors of perception told apart.

    `mc` in [0, 1], right where above 0; `judge` 1 right, -1 wrong; `perception` 1 where the judge calls the step a
    misreading, else 0. consensus drops (None) a step on which the two differ or either is silent; override takes the
    judge's word, and the estimate where the judge is silent. Our reading of VL-PRM, whose rule is not known to us; its
    finding: scoring a whole solution once beats selection step by step.
    """
    sampled, judged = Ragged.of(mc, "mc"), Ragged.of(judge, "judge")
    misread = sampled.like(np.zeros(len(sampled.flat)), np.ones(len(sampled.flat)))
    if perception is not None:
        misread = Ragged.of(perception, "perception")
        verdicts(misread.flat, "perception")
    same_rows(mc=sampled, judge=judged, perception=misread)
    within(sampled.flat, 0, 1, "mc")
    if not np.isin(judged.values[judged.known], (-1.0, 1.0)).all():
        raise ValueError("judge must hold 1 (right) and -1 (wrong) only")
    passed, right = sampled.values > 0, judged.values > 0
    if mode == "consensus":
        labels = sampled.like(right, sampled.known & judged.known & (passed == right))
    elif mode == "override":
        labels = sampled.like(np.where(judged.known, right, passed), sampled.known | judged.known)
    else:
        raise ValueError(f"mode must be 'consensus' or 'override', not {mode!r}")
    wrong = labels.known & (labels.values == 0) & misread.known
    return HybridLabels(labels, misread.like(misread.values, wrong))


def agreement_filter(current: Column, gold: Column, *, min_conf: float | None = None) -> Selection:
    """The preference pairs that the current and the gold reward model both confirm; on request, those turned round.

    Both (n,): reward of the chosen less that of the rejected response; confirmed where logistic(margin) > .5. With
    `min_conf` in (.5, 1] a pair that both contradict with at least this confidence is kept and flipped (both of them:
    our reading). The others are to be annotated again, beside similar gold pairs. `flip` swaps, `verdict_filter` is the
    form for single responses. Source: Skywork-Reward-V2, unchecked.
    """
    now, best = Scores.of(current, "current"), Scores.of(gold, "gold")
    count = same_length(current=now, gold=best)
    known, weaker = now.known & best.known, np.maximum(now.values, best.values)
    turned = np.zeros(count, dtype=np.bool_)
    if min_conf is not None:
        if finite(min_conf, "min_conf", 0.5, 1.0) == 0.5:
            raise ValueError("min_conf must be above 0.5: a tie contradicts nothing")
        turned = known & (expit(-weaker) >= min_conf)
    agree = (now.values > 0) & (best.values > 0)
    return Selection.dropping(count, {"unscored": ~known, "annotate again": ~(agree | turned)}, turned)


def flip(pairs: Sequence[Pair[Step]], selection: Selection) -> list[Pair[Step]]:
    """The same pairs with winner and loser swapped where the selection says flipped. ValueError for another number."""
    same_length(pairs=pairs, selection=np.arange(len(selection)))
    turned = set(selection.flipped.tolist())
    return [Pair(p.lose, p.win, p.weight) if i in turned else p for i, p in enumerate(pairs)]


def verdict_filter(rule: Column, judge: Column) -> Selection:
    """The responses on which a rule and a judge give the same verdict, right or wrong; both (n,) in {0, 1}.

    None on either side drops. Source: Cooper, unchecked. StepORLM trains its judge on samples consistent with the
    solver: the same filter.
    """
    checked, judged = verdicts(rule, "rule"), verdicts(judge, "judge")
    count = same_length(rule=checked, judge=judged)
    known = checked.known & judged.known
    return Selection.dropping(count, {"unscored": ~known, "disagree": checked.values != judged.values})


def chain_filter(format_valid: Column, judgements: Rows, gold: Rows, length: Column, *, limit: int = 4096) -> Selection:
    """The verification chains in good format, of at most `limit` tokens, whose judgements all match the gold labels.

    `format_valid` (B,) and `judgements` and `gold`, a number a step, hold 0 and 1; `length` (B,) tokens. A judgement
    that a chain lacks is None and matches nothing; a chain without steps is dropped (our reading).
    Source: ThinkPRM, unchecked.
    """
    formed, tokens = verdicts(format_valid, "format_valid"), Scores.of(length, "length")
    said, wanted = Ragged.of(judgements, "judgements"), Ragged.of(gold, "gold")
    verdicts(said.flat, "judgements")
    verdicts(wanted.flat, "gold")
    steps = same_rows(judgements=said, gold=wanted)
    count = same_length(format_valid=formed, judgements=steps, length=tokens)
    match = said.known & wanted.known & (said.values == wanted.values)
    rules = {
        "format": formed.values == 0,
        "no judgement": steps == 0,
        "mismatch": np.bincount(said.row[~match], minlength=count) > 0,
        "too long": ~tokens.known | (tokens.values > whole(limit, "limit", 0)),
    }
    return Selection.dropping(count, rules)


def _errors(column: Column, name: str) -> Scores:
    errors = Scores.of(column, name)
    if (errors.values != np.rint(errors.values)).any() or (errors.values < -1).any():
        raise ValueError(f"{name} must hold steps from 0, or -1 for none")
    return errors
