"""From recorded episodes to step scores: which signals go into which method.

A method of `rewards/` is a formula; what is fed into it here is named beside it. All scorers see the same things: what
the episodes show, the votes of the judges, and the values of states by rollouts, each at its price. Higher scores are
better steps; their scale is each method's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from agent.trajectory import Act, Ask
from benchmarks.stepbench.batch import Batch
from benchmarks.stepbench.signals import constant
from rewards.advantages.dual import dual_granularity
from rewards.advantages.graph import graph_merge
from rewards.advantages.meta import rlvmr_advantage
from rewards.advantages.steps import mixed_turn_batch, step_pool_advantage, turn_advantage, two_level
from rewards.advantages.trajectory import group_zscore, rloo
from rewards.advantages.values import direct_advantage, hindsight_gae, webrl_advantage
from rewards.credit.clip_delta import clip_delta
from rewards.credit.decomposition import ReturnDecomposition
from rewards.credit.gates import gated
from rewards.credit.min_form import pure_soft, pure_strict
from rewards.credit.mix import dataprm_steps, renorm
from rewards.credit.redistribute import importance_redistribute, spa_redistribute, spa_step_reward
from rewards.credit.returns import discounted_return, potential_shaping
from rewards.credit.thoughts import thought_merge
from rewards.credit.votes import capo_credit
from rewards.judges.ternary import ternary_propagate
from rewards.ragged import Ragged
from rewards.scores import Scores
from rewards.steps.differences import best_of_k, mrt_progress, pav, relative_progress, vps_delta, vsrm
from rewards.steps.fusion import softmax_fusion
from rewards.steps.novelty import count_bonus, count_decay, hindsight_curiosity, novel_and_useful
from rewards.steps.rules import sign_reward
from rewards.steps.tags import Tag, meta_tags

Needs = Literal["nothing", "judge", "rollouts"]


Score = Callable[[Batch, Batch], Ragged]


@dataclass(frozen=True, slots=True)
class Scorer:
    """`score(batch, train)` gives a number a step; `train` are episodes with outcomes that a method may be fitted on.
    `inputs` says what the method is fed with."""

    method: str
    needs: Needs
    inputs: str
    score: Score


def _known(batch: Batch) -> Ragged:
    """Ones, one a step."""
    return batch.signals.executable.like(np.ones(len(batch.signals.executable.flat)))


def _signed(batch: Batch) -> Scores:
    return Scores(batch.outcome.values * 2.0 - 1.0, batch.outcome.known.copy())


def _terminal(batch: Batch) -> Ragged:
    rows = _known(batch)
    signed = _signed(batch)
    return rows.like(np.where(rows.last, rows.spread(signed.values), 0.0), np.repeat(signed.known, rows.lengths))


def _progress(batch: Batch) -> Ragged:
    """1 where the screen became a new one, .1 where it changed, 0 else: a weight for sharing out."""
    s = batch.signals
    return s.changed.like(0.1 * s.changed.values + 0.9 * s.first_seen.values, np.ones(len(s.changed.flat), dtype=bool))


def _edges(batch: Batch) -> tuple[list[list[str]], list[list[str]]]:
    return [[screen or "" for screen in row] for row in batch.signals.screens], batch.signals.actions


def _after_keys(batch: Batch) -> list[list[str]]:
    """The screen after each step."""
    return [row[1:] for row in _edges(batch)[0]]


def _transitions(batch: Batch) -> list[list[tuple[str, str, str]]]:
    states, actions = _edges(batch)
    return [list(zip(s, a, s[1:], strict=False)) for s, a in zip(states, actions, strict=True)]


def _tags(batch: Batch) -> list[list[Tag | None]]:
    """What a step is, by rule: the first plans, one after a refusal reflects, one that shows something new explores."""
    s, out = batch.signals, list[list[Tag | None]]()
    for able, new in zip(s.executable, s.first_seen, strict=True):
        row: list[Tag | None] = []
        for t in range(len(able)):
            row.append(
                "planning" if t == 0 else "reflection" if able[t - 1] == 0 else "explore" if new[t] else "monitor"
            )
        out.append(row)
    return out


def _features(batch: Batch) -> list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    """(T, 7) an episode: votes of the judges, executable, changed, new, an ending, a question, a constant."""
    s, votes = batch.signals, batch.judges.votes()
    endings = [[not isinstance(step.reply.decision, Act | Ask) for step in e.steps] for e in batch.episodes]
    asks = [[isinstance(step.reply.decision, Ask) for step in e.steps] for e in batch.episodes]
    columns = [*(v.values for v in votes), s.executable.values, s.changed.values, s.first_seen.values]
    columns += [np.array([x for row in rows for x in row], dtype=np.float64) for rows in (endings, asks)]
    flat = np.stack([*columns, np.ones(len(columns[0]))], axis=1)
    return np.split(flat, s.executable.starts[1:-1])


def _decomposed(batch: Batch, train: Batch) -> Ragged:
    fitted = ReturnDecomposition(rho=1.0).fit(_features(train), train.outcome, missing="skip")
    return fitted.transform(_features(batch))


def _words(batch: Batch) -> list[list[set[str]]]:
    """What the screen after each step said."""
    out: list[list[set[str]]] = []
    for episode in batch.episodes:
        after = [step.seen for step in episode.steps[1:]] + ([episode.last] if episode.last else [])
        rows = [{e.text for e in seen.elements if e.text} for seen in after]
        out.append(rows + [set[str]()] * (len(episode.steps) - len(rows)))
    return out


def _before(batch: Batch) -> list[list[float]]:
    return [row[:-1] for row in batch.prices()]


def _first_error(batch: Batch) -> Ragged:
    """1 before the first state without hope, -1 from the step that led there on; found by bisection."""
    values = batch.values
    if values is None:
        raise ValueError("this method needs rollouts: state values are not at hand")
    rows: list[list[float]] = []
    for i, length in enumerate(batch.signals.lengths):
        # A failed episode that had a chance: between a state with hope and one without lies the first error.
        low, high = 0, length
        if not length or values.value(i, high) > 0 or values.value(i, low) == 0:
            rows.append([1.0 if length and values.value(i, length) > 0 else -1.0] * length)
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if values.value(i, middle) > 0 else (low, middle)
        rows.append([1.0] * (high - 1) + [-1.0] * (length - high + 1))
    return Ragged.of(rows)


def _continued(batch: Batch) -> Ragged:
    """UI-Genie's labels: success has good steps only; else a step is good if some continuation from it succeeds."""
    rows = [
        [1.0 if won else float(value > 0) for value in series[1:]]
        for series, won in zip(batch.prices(), batch.outcome.values.tolist(), strict=True)
    ]
    return Ragged.of(rows)


def _after(batch: Batch) -> Ragged:
    return Ragged.of([row[1:] for row in batch.prices()])


def _whole(batch: Batch, column: Scores) -> Ragged:
    return constant(batch.signals.executable, column)


def _propagated(batch: Batch) -> Ragged:
    judged = batch.judged()
    return ternary_propagate(
        judged.like(np.sign(judged.values)), batch.judges.votes()[0].like((judged.values > 0) * 1.0)
    )


SCORERS = [
    Scorer("outcome", "nothing", "the verdict on every step (baseline, no method)", lambda b, _: _whole(b, _signed(b))),
    Scorer("discounted_return", "nothing", "verdict as last reward, gamma .9",
           lambda b, _: discounted_return(_terminal(b), gamma=0.9, missing="skip")),
    Scorer("importance_redistribute", "nothing", "verdict ±1 by how new the next screen is",
           lambda b, _: importance_redistribute(_progress(b), _signed(b))),
    Scorer("spa_redistribute", "judge", "mean vote, verdict ±1",
           lambda b, _: _shared(b)),
    Scorer("spa_step_reward", "judge", "the same, and whether the device took the action",
           lambda b, _: spa_step_reward(_shared(b), b.signals.executable, missing="skip")),
    Scorer("return_decomposition", "judge", "votes, changes and kinds of step; fitted on verdicts", _decomposed),
    Scorer("thought_merge", "judge", "sign of the mean vote, verdict, task",
           lambda b, _: thought_merge(_good(b), b.outcome, b.signals.group, missing="skip")),
    Scorer("capo_credit", "judge", "share of judges that call it wrong, verdict",
           lambda b, _: capo_credit(_wrong(b), b.outcome, missing="skip")),
    Scorer("pure_soft", "judge", "mean vote", lambda b, _: pure_soft(b.judged(), missing=0.0)),
    Scorer("pure_strict", "judge", "mean vote", lambda b, _: pure_strict(b.judged(), missing=0.0)),
    Scorer("clip_delta", "judge", "mean vote, eta .7", lambda b, _: clip_delta(b.shares(), eta=0.7)),
    Scorer("renorm", "judge", "mean vote, verdict", lambda b, _: renorm(b.shares(), b.outcome, missing="skip")),
    Scorer("gated_sum", "judge", "mean vote where the verdict's gate is open", lambda b, _: _gated(b)),
    Scorer("dataprm_mix", "judge", "mean vote, verdict",
           lambda b, _: dataprm_steps(b.shares(), b.outcome, missing="skip")),
    Scorer("count_decay", "judge", "mean vote by visits of the screen",
           lambda b, _: count_decay(_zeros(b), b.judged(), _after_keys(b), c_ext=1.0)),
    Scorer("count_bonus", "nothing", "visits of the screen",
           lambda b, _: count_bonus(_zeros(b), _after_keys(b), weight=1.0)),
    Scorer("hindsight_curiosity", "nothing", "screen, action, next screen; counts of the training episodes",
           lambda b, t: hindsight_curiosity(_transitions(b), history=_transitions(t))),
    Scorer("novel_and_useful", "judge", "texts of the next screen, mean vote above 0",
           lambda b, _: novel_and_useful(_words(b), _good(b), max_seen=20)),
    Scorer("sign_reward", "judge", "mean vote", lambda b, _: sign_reward(b.judged())),
    Scorer("softmax_fusion", "judge", "the votes", lambda b, _: softmax_fusion(*b.judges.votes(), missing=0.0)),
    Scorer("meta_tags", "nothing", "tags by rule, actions, verdict",
           lambda b, _: meta_tags(_tags(b), b.signals.actions, b.signals.executable, b.outcome)),
    Scorer("rlvmr_advantage", "nothing", "meta_tags and verdicts of the task's episodes",
           lambda b, _: rlvmr_advantage(meta_tags(_tags(b), b.signals.actions, b.signals.executable, b.outcome),
                                        _tags(b), b.outcome, b.signals.group, missing="skip")),
    Scorer("group_zscore", "nothing", "verdicts of the task's episodes",
           lambda b, _: _whole(b, group_zscore(b.outcome, b.signals.group, missing="skip"))),
    Scorer("rloo", "nothing", "verdicts of the task's episodes",
           lambda b, _: _whole(b, rloo(b.outcome, b.signals.group, missing="skip"))),
    Scorer("graph_merge", "nothing", "verdicts, screens and actions of the task's episodes",
           lambda b, _: graph_merge(b.outcome, *_edges(b), b.signals.group, key_fn=str, missing="skip")),
    Scorer("two_level", "judge", "mean vote, verdict, task",
           lambda b, _: two_level(b.judged(), b.outcome, b.signals.group, missing="skip")),
    Scorer("step_pool_advantage", "judge", "mean vote, task",
           lambda b, _: step_pool_advantage(b.judged(), b.signals.group, missing="skip")),
    Scorer("turn_advantage", "judge", "mean vote, task",
           lambda b, _: turn_advantage(b.judged(), b.signals.group, missing="skip")),
    Scorer("mixed_turn_batch", "judge", "mean vote, task",
           lambda b, _: mixed_turn_batch(b.judged(), b.signals.group, weight=0.5, gamma=1.0, missing="skip")),
    Scorer("dual_granularity", "judge", "mean vote, verdict, task",
           lambda b, _: dual_granularity(b.judged(), b.outcome, b.signals.group, missing="skip")),
    Scorer("ternary_propagate", "judge", "sign of the mean vote; a good step mends", lambda b, _: _propagated(b)),
    Scorer("mc_estimate", "rollouts", "value of the next state", lambda b, _: _after(b)),
    Scorer("pav", "rollouts", "values as best of 4", lambda b, _: pav(best_of_k(b.prices(), k=4))),
    Scorer("mrt_progress", "rollouts", "values", lambda b, _: mrt_progress(b.prices())),
    Scorer("vps_delta", "rollouts", "values", lambda b, _: vps_delta(b.prices())),
    Scorer("direct_advantage", "rollouts", "values", lambda b, _: direct_advantage(b.prices())),
    Scorer("potential_shaping", "rollouts", "values as potential, gamma 1",
           lambda b, _: potential_shaping(b.prices(), gamma=1.0)),
    Scorer("vsrm", "rollouts", "values, epsilon .1, looking 3 ahead",
           lambda b, _: vsrm(b.prices(), epsilon=0.1, lookahead=3)),
    Scorer("relative_progress", "rollouts", "values", lambda b, _: relative_progress(b.prices())),
    Scorer("webrl_advantage", "rollouts", "values, verdict",
           lambda b, _: webrl_advantage(_before(b), None, b.outcome, missing="skip")),
    Scorer("hindsight_gae", "rollouts", "values, verdict as last reward, gamma 1, lambda .5",
           lambda b, _: hindsight_gae(_before(b), _reward(b), gamma=1.0, lam=0.5, missing="skip")),
    Scorer("binary_search_first_error", "rollouts", "values where bisection looks", lambda b, _: _first_error(b)),
    Scorer("continuation_labels", "rollouts", "verdict, some win from the next state", lambda b, _: _continued(b)),
]  # fmt: skip


def _shared(batch: Batch) -> Ragged:
    return spa_redistribute(batch.shares(), _signed(batch))


def _zeros(batch: Batch) -> Ragged:
    return batch.signals.executable.like(np.zeros(len(batch.signals.executable.flat)))


def _good(batch: Batch) -> Ragged:
    judged = batch.judged()
    return judged.like((judged.values > 0).astype(np.float64), np.ones(len(judged.flat), dtype=np.bool_))


def _wrong(batch: Batch) -> Ragged:
    """The share of judges that call a step bad."""
    votes = batch.judges.votes()
    count = np.sum([vote.known for vote in votes], axis=0)
    bad = np.sum([vote.known & (vote.values < 0) for vote in votes], axis=0)
    return votes[0].like(bad / np.maximum(count, 1), count > 0)


def _gated(batch: Batch) -> Ragged:
    shares = batch.shares()
    rows = [[won, *row] for won, row in zip(batch.outcome.values.tolist(), shares.tolist(), strict=True)]
    opened = gated(rows, gates=[0.0], comparator=">")
    return Ragged.of([row[1:] for row in opened])


def _reward(batch: Batch) -> Ragged:
    rows = _known(batch)
    return rows.like(
        np.where(rows.last, rows.spread(batch.outcome.values), 0.0), np.repeat(batch.outcome.known, rows.lengths)
    )
