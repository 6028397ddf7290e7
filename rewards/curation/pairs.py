"""Pairs of a better and a worse answer to the same prompt."""

from collections.abc import Callable, Sequence

import numpy as np

from rewards.curation.selection import Group, Pair, Step, verdicts
from rewards.groups import group_labels
from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Column, Floats, Ints, Missing, Scores, positive, same_length, within


def smartsearch_pairs(outcome: Column, good: Column, bad: Column, *, group: Group = None) -> list[Pair[int]]:
    """All pairs of positions in a group, the better first: right, or as right with better queries.

    `outcome` in {0, 1}; `good` and `bad`: how many good and bad queries each rollout made. Right beats wrong; of two
    right ones the one with fewer bad queries wins, of two wrong ones the one with more good ones; ties and None pair
    with nothing. Source: SmartSearch, second-hand.
    """
    result, fine, poor = verdicts(outcome, "outcome"), Scores.of(good, "good"), Scores.of(bad, "bad")
    count = same_length(outcome=result, good=fine, bad=poor)
    for name, column in (("good", fine), ("bad", poor)):
        if (column.values < 0).any() or (column.values != np.rint(column.values)).any():
            raise ValueError(f"{name} must hold counts, whole numbers from 0")
    right = result.values == 1
    merit = np.where(right, -poor.values, fine.values)
    counted = np.where(right, poor.known, fine.known)
    i, j = _duels(group_labels(group, count), result.known)
    wins = (result.values[i] > result.values[j]) | (
        (result.values[i] == result.values[j]) & counted[i] & counted[j] & (merit[i] > merit[j])
    )
    return _pairs(i[wins], j[wins])


def wdpo_pairs(outcome: Column, steps: Rows, *, group: Group = None, missing: Missing = "raise") -> list[Pair[int]]:
    """All weighted pairs of positions in a group: right over wrong with weight 1, else by the share of right steps.

    `outcome` in {0, 1}; `steps` in {0, 1}, 1 where the step is right. Among equal outcomes the larger share wins with
    the difference of the shares as weight; a weight of 0, and None, gives no pair. `wdpo_loss` takes the weights.
    Source: StepORLM, second-hand; it trains its judge only on samples consistent with the solver (`verdict_filter`).
    """
    result, given = verdicts(outcome, "outcome"), Ragged.of(steps, "steps")
    verdicts(given.flat, "steps")
    count = same_length(outcome=result, steps=given.lengths)
    share = given.settled(missing, "steps").mean()
    i, j = _duels(group_labels(group, count), result.known)
    over = result.values[i] - result.values[j]
    counted = share.known[i] & share.known[j] & (over == 0)
    weight = np.where(over > 0, 1.0, np.where(counted, share.values[i] - share.values[j], 0.0))
    wins = weight > 0
    return _pairs(i[wins], j[wins], weight[wins])


def wdpo_loss(
    weight: Column,
    win: Column,
    lose: Column,
    *,
    beta: float,
    reference: tuple[Column, Column] | None = None,
) -> Scores:
    """-weight * log logistic(beta * (log p(win) - log p(lose))), (n,), each log p less the reference's if given.

    `win` and `lose`: log-probabilities <= 0 under the policy; `reference`: the same two under the reference policy.
    `weight` in [0, 1]. Source: StepORLM, second-hand; beta is unknown and required.
    """
    scale = within(Scores.of(weight, "weight"), 0, 1, "weight")
    columns = [Scores.of(win, "win"), Scores.of(lose, "lose")]
    columns += [] if reference is None else [Scores.of(column, "reference") for column in reference]
    same_length(
        weight=scale, win=columns[0], lose=columns[1], **{f"reference {i}": c for i, c in enumerate(columns[2:])}
    )
    for column in columns:
        if (column.values > 0).any():
            raise ValueError("log-probabilities must not be above 0")
    margin = columns[0].values - columns[1].values
    if len(columns) == 4:
        margin = margin - (columns[2].values - columns[3].values)
    known = np.logical_and.reduce([scale.known, *(column.known for column in columns)])
    return Scores(scale.values * np.logaddexp(0.0, -positive(beta, "beta") * margin), known)


def spare_pairs(steps: Rows, outcome: Column, *, group: Group = None, missing: Missing = "raise") -> list[Pair[int]]:
    """All pairs of positions in a group of a faultless right answer over a wrong one of lower mean step label.

    `steps` in {-1, 0, 1}; `outcome` in {0, 1}. The winner's labels are all 1 and its outcome 1, the loser's outcome is
    0 and its mean label strictly lower. None, and an answer without steps, pairs with nothing. Source: SPARE, paper.
    """
    given, result = Ragged.of(steps, "steps"), verdicts(outcome, "outcome")
    if not np.isin(given.values, (-1.0, 0.0, 1.0)).all():
        raise ValueError("steps must hold -1, 0 and 1 only")
    count = same_length(steps=given.lengths, outcome=result)
    given = given.settled(missing, "steps")
    mean, whole = given.mean(), given.count() == given.lengths
    i, j = _duels(group_labels(group, count), result.known & mean.known)
    faultless = (given.min().values == 1) & whole & (result.values == 1)
    wins = faultless[i] & (result.values[j] == 0) & (mean.values[i] > mean.values[j])
    return _pairs(i[wins], j[wins])


def rule_pairs(
    responses: Sequence[Step],
    rule: Callable[[Step], bool | None],
    corrupt: Callable[[Step], Step | None],
    *,
    rng: np.random.Generator,
    group: Group = None,
) -> list[Pair[Step]]:
    """At most one pair a prompt: a response that the rule accepts over its corruption that the rule rejects.

    `rule(response)` says right or wrong, None abstains; `corrupt(response)` may give up with None. The right responses
    of a prompt are tried in random order until a corruption is rejected. The loss is `scaled_bt` with form="regular",
    taken in turn with the policy's step. Source: Cooper, unchecked.
    """
    label = group_labels(group, len(responses))
    right = np.array([rule(response) is True for response in responses], dtype=np.bool_)
    out: list[Pair[Step]] = []
    for prompt in range(int(label.max(initial=-1)) + 1):
        for place in rng.permutation(np.flatnonzero(right & (label == prompt))):
            worse = corrupt(responses[int(place)])
            if worse is not None and rule(worse) is False:
                out.append(Pair(responses[int(place)], worse))
                break
    return out


def _duels(label: Ints, known: Bools) -> tuple[Ints, Ints]:
    """Every ordered pair (i, j) of known items of the same group, by group, then i, then j; i is j included."""
    order = np.argsort(label, kind="stable")
    order = order[known[order]]
    groups = label[order]
    start = np.searchsorted(groups, groups)
    size = np.searchsorted(groups, groups, side="right") - start
    within_group = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
    return np.repeat(order, size), order[np.repeat(start, size) + within_group]


def _pairs(win: Ints, lose: Ints, weight: Floats | None = None) -> list[Pair[int]]:
    weights = np.ones(len(win)) if weight is None else weight
    return [Pair(*each) for each in zip(win.tolist(), lose.tolist(), weights.tolist(), strict=True)]
