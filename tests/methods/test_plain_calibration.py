"""Calibration agrees with plain implementations of the papers' formulas."""

import math
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.calibration.confidence import PpoC, ppo_m_loss, said_confidence, trust, trust_weight
from rewards.calibration.isotonic import AutocalR
from rewards.calibration.mixing import minnorm_weights
from rewards.calibration.noise import flip_noise, rpr_calibrate
from rewards.calibration.proper import auroc, brier, ece, preference_ece, rlcr
from rewards.calibration.shaping import FORMS, RunningShaper, length_penalty, par
from rewards.calibration.weights import capped, effective_size, oua, simcal_w
from rewards.calibration.windows import h_error
from tests.methods.plain import calibration as plain
from tests.methods.plain.advantages import zscore
from tests.methods.plain.agree import agree
from tests.methods.strategies import close

few = settings(max_examples=20)
shares = st.one_of(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), st.floats(0, 1).map(lambda x: round(x, 4)))
modest = st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-9, 9).map(lambda x: round(x, 3)))
large = st.integers(-1000, 1000).map(lambda n: 1000.0 * n)  # with gaps that their mean can resolve
numbers = st.one_of(modest, large)
binary = st.sampled_from([0.0, 1.0])
factors = st.floats(0, 3).map(lambda x: round(x, 3))
answers = st.lists(st.tuples(binary, shares), max_size=12)
names = st.sampled_from(["a", "b"])


def columns(items: list[tuple[Any, ...]], count: int) -> list[list[Any]]:
    """A list a place of the tuples."""
    return [[item[k] for item in items] for k in range(count)]


@few
@given(answers, st.integers(1, 15))
def test_proper_scores_agree_with_their_plain_forms(items: list, bins: int) -> None:
    right, said = columns(items, 2)
    assert agree(rlcr(right, said).tolist(), [plain.rlcr(int(c), q) for c, q in items])
    released = [0.5 + 0.5 * c + 0.5 * (1.0 - c + r) for c, r in zip(right, rlcr(right, said).tolist(), strict=True)]
    assert agree(released, [plain.rlcr_released(int(c), q, True) for c, q in items])
    assert agree(brier(right, said), plain.brier(said, right) if items else None)
    assert agree(ece(right, said, bins=bins), plain.ece(said, right, bins) if items else None)


@few
@given(st.lists(st.tuples(binary, numbers), max_size=12))
def test_auroc_agrees_with_its_plain_form(items: list) -> None:
    right, said = columns(items, 2)
    assert agree(auroc(right, said), plain.auroc(said, right))


@few
@given(st.lists(numbers, max_size=10), st.integers(1, 15))
def test_preference_ece_agrees_with_its_plain_form(margins: list, bins: int) -> None:
    assert agree(preference_ece(margins, bins=bins), plain.preference_ece(margins, bins) if margins else None)


def mixed_square(gradients: list[list[float]], weights: list[float]) -> float:
    """Squared length of a mix, in units of the greatest number."""
    size = max(abs(x) for g in gradients for x in g) or 1.0
    mix = [math.fsum(w * x / size for w, x in zip(weights, axis, strict=True)) for axis in zip(*gradients, strict=True)]
    return math.fsum(x * x for x in mix)


def vectors(least: int, most: int) -> Any:
    """Gradients of one dimension."""
    items = st.sampled_from([modest, large, st.integers(-2, 2).map(float)])
    return st.tuples(items, st.integers(1, 4)).flatmap(
        lambda pick: st.lists(st.lists(pick[0], min_size=pick[1], max_size=pick[1]), min_size=least, max_size=most)
    )


@few
@given(vectors(1, 5))
def test_minnorm_weights_agree_with_their_plain_form(gradients: list) -> None:
    found = minnorm_weights(gradients).tolist()
    assert agree(mixed_square(gradients, found), mixed_square(gradients, plain.minnorm_weights(gradients)))
    assert agree(math.fsum(found), 1.0)
    assert min(found) >= 0


@few
@given(vectors(2, 2))
def test_minnorm_weights_of_two_agree_with_the_closed_form(gradients: list) -> None:
    first = plain.minnorm_two(*gradients)
    assert agree(minnorm_weights(gradients).tolist(), [first, 1.0 - first])


def test_minnorm_weights_of_two_that_hardly_differ_agree_with_the_closed_form() -> None:
    for gradients in (
        [[1.0, 0.3], [1.0, 0.300001]],
        [[1.0, 0.0], [1.000000001, 0.0]],
        [[1.0, 0.3], [1.0, 0.300000001]],
    ):
        assert agree(plain.minnorm_two(*gradients), 1.0)
        assert agree(minnorm_weights(gradients).tolist(), [1.0, 0.0])


def test_minnorm_weights_agree_with_their_plain_form_where_gradients_nearly_cancel() -> None:
    gradients = [[-7.0, -8.0], [1.0, 1.0], [-4.0, -5.0], [8.0, 9.0]]
    wanted = plain.minnorm_weights(gradients)
    assert agree(wanted, [273 / 514, 0.0, 0.0, 241 / 514])
    assert agree(minnorm_weights(gradients).tolist(), wanted)


def test_minnorm_weights_agree_with_their_plain_form_beside_a_huge_gradient() -> None:
    gradients = [[1e6, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    assert agree(plain.minnorm_weights(gradients), [0.0, 0.5, 0.5])
    assert agree(minnorm_weights(gradients).tolist(), [0.0, 0.5, 0.5])


@few
@given(
    st.lists(st.lists(st.tuples(st.one_of(modest, large), shares), max_size=6), max_size=4),
    modest,
    factors,
    shares,
    st.sampled_from(["difference", "threshold"]),
)
def test_ppo_c_agrees_with_its_plain_form(batches: list, average: float, w: float, alpha: float, form: Any) -> None:
    shaper = PpoC(average, weight=w, alpha=alpha, form=form)
    for batch in batches:
        rewards, said = columns(batch, 2)
        shaper = shaper.fit(rewards)
        wanted, average = plain.ppo_c(rewards, said, average, alpha, w, form) if batch else ([], average)
        assert agree(shaper.average, average)
        assume(form == "difference" or all(abs(max(-10.0, min(10.0, r)) - average) > 1e-9 for r in rewards))
        assert agree(shaper.transform(rewards, said).tolist(), wanted)
        unsaid = plain.ppo_c(rewards, [0.5] * len(rewards), average, 0.0, w, form)[0] if batch else []
        assert agree(shaper.transform(rewards, [None] * len(rewards)).tolist(), unsaid)


@few
@given(st.integers(-5, 20))
def test_said_confidence_is_a_clamped_tenth(number: int) -> None:
    assert agree(said_confidence(f"so. Confidence: {number}"), max(0, min(10, number)) / 10)


@few
@given(st.lists(st.tuples(*[numbers] * 6), max_size=6))
def test_ppo_m_loss_agrees_with_its_plain_form(pairs: list) -> None:
    high, low, worse_high, worse_low, chosen, rejected = columns(pairs, 6)
    wanted = [plain.ppo_m(*pair[:4]) for pair in pairs]
    assert agree(ppo_m_loss(high, low, worse_high, worse_low).tolist(), wanted)
    found = ppo_m_loss(high, low, worse_high, worse_low, chosen=chosen, rejected=rejected).tolist()
    assert agree(found, [x + plain.softplus(pair[5] - pair[4]) for x, pair in zip(wanted, pairs, strict=True)])


@few
@given(
    st.lists(st.tuples(numbers, st.one_of(binary, shares, st.none())), min_size=1, max_size=30),
    st.lists(numbers, max_size=5),
    st.booleans(),
)
def test_autocal_r_agrees_with_plain_isotonic_regression(items: list, fresh: list, by_prompt: bool) -> None:
    scores, labels = columns(items, 2)
    used = [i for i, y in enumerate(labels) if y is not None]
    assume(len(used) >= 4)
    prompts = [f"task {i % 7}" for i in range(len(items))] if by_prompt else None
    xs, ys = [scores[i] for i in used], [labels[i] for i in used]
    model = AutocalR(mode="monotone")
    fold = [i % min(5, len(used) // 2) for i in range(len(items))]
    if prompts is None and len({fold[i] for i in used}) < 2:
        return
    try:
        model.fit(scores, labels, prompts)
    except ValueError as refusal:
        assert "one fold" in str(refusal)  # noqa: PT017
        return
    if prompts is None:
        assert model.fold.tolist() == fold
    else:
        fold = model.fold.tolist()
        assert all(fold[i] == fold[i % 7] for i in range(len(items)))
    assert agree(model.transform(fresh).tolist(), plain.isotonic(xs, ys, fresh))
    assert agree(model.estimate(fresh), plain.mean(plain.isotonic(xs, ys, fresh)) if fresh else None)
    assert agree(model.estimate(xs), plain.mean(ys))
    wanted: list[float | None] = [None] * len(items)
    for i, value in zip(used, plain.cross_fit(xs, ys, [fold[i] for i in used]), strict=True):
        wanted[i] = value
    assert model.crossfitted is not None
    assert agree(model.crossfitted.tolist(), wanted)
    left = [[i for i in used if fold[i] != k] for k in sorted({fold[i] for i in used})]
    out = [plain.isotonic([scores[i] for i in part], [labels[i] for i in part], fresh) for part in left]
    assert agree(model.held_out(fresh), [plain.mean(values) for values in out] if fresh else [])


positive = st.floats(0.05, 5).map(lambda x: round(x, 3))


@few
@given(
    st.lists(st.tuples(positive, modest, shares), min_size=4, max_size=14),
    st.sampled_from([0.2, 0.5, 0.9]),
    st.sampled_from([0.05, 0.5, 1.0]),
    st.integers(2, 5),
    st.sampled_from([1.0, 1e3, 1e6]),
)
def test_simcal_w_agrees_with_its_plain_form(items: list, floor: float, cap: float, folds: int, unit: float) -> None:
    weights, scores, rewards = columns(items, 3)
    fold = [i % min(folds, len(items) // 2) for i in range(len(items))]
    shapes = [plain.influence(weights, scores, rewards, fold, rising) for rising in (True, False)]
    assume(max(abs(x) for row in shapes for x in row) > 1e-2)  # no influence at all leaves the mix open
    rewards = [unit * r for r in rewards]
    found = simcal_w(weights, scores, rewards, ess_floor=floor, var_cap=cap, folds=folds).tolist()
    wanted = plain.simcal(weights, scores, rewards, floor, cap, folds)
    assert close(found, wanted, 1e-6)  # fits of equal influence are told apart by the ridge, of 1e-8, alone


def test_simcal_w_agrees_with_its_plain_form_in_a_small_unit_of_reward() -> None:
    weights, scores, reward = [4.0, 1.0, 1.0, 1.0, 0.25], [1.0, 0.0, 2.0, 0.0, 0.0], [0.1, 0.0, 0.0, 0.0, 0.0]
    for unit in (1.0, 1e-3, 1e-7):
        rewards = [unit * r for r in reward]
        wanted = plain.simcal(weights, scores, rewards, 0.2, 1.0, 2)
        assert agree(wanted, plain.simcal(weights, scores, reward, 0.2, 1.0, 2))
        assert agree(simcal_w(weights, scores, rewards, folds=2).tolist(), wanted)


@few
@given(st.lists(st.one_of(positive, st.integers(1, 10**6).map(float)), min_size=1, max_size=8), st.floats(0.01, 2))
def test_capped_weights_agree_with_their_plain_form(weights: list, cap: float) -> None:
    ones = [w / plain.mean(weights) for w in weights]
    assert agree(capped(weights, cap).tolist(), plain.blend(ones, cap, 0)[0])
    assert agree(effective_size(weights), plain.ess(weights))


@few
@given(st.lists(numbers, max_size=7), factors, st.integers(0, 9))
def test_oua_agrees_with_its_plain_form(psi: list, se: float, df: int) -> None:
    found, variance = oua(psi, se, df_cluster=df), plain.oua(psi)
    assert agree(list(found), [math.sqrt(se**2 + variance), variance, max(1, min(df, len(psi) - 1))])


@few
@given(
    st.lists(st.tuples(binary, st.integers(0, 64).map(lambda n: n / 64)), min_size=1, max_size=24),  # 1 - p is exact
    st.integers(0, 12),
    st.sampled_from([1e-20, 0.05]),
    st.sampled_from([1, 2]),
    st.booleans(),
    st.booleans(),
)
def test_h_error_agrees_with_its_plain_form(
    items: list, half: int, epsilon: float, classes: int, padded: bool, together: bool
) -> None:
    right, said = columns(items, 2)
    p, y = list(said), list(right)
    if classes == 2:
        p, y = p + [1.0 - q for q in said], y + [1.0 - c for c in right]
    width = 2 * half + 1
    assume(not padded or width <= len(p))  # where a window of even width stands is not said
    found = h_error(
        said,
        right,
        width=width,
        epsilon=epsilon,
        clusters=1 if together else len(p),
        classes=classes,
        padded=padded,
    )
    assert agree(found, plain.h_error(p, [int(c) for c in y], width, epsilon, padded, together))


@few
@given(st.lists(numbers, max_size=6), st.lists(numbers, min_size=1, max_size=4), st.sampled_from([0.5, 1.0, 3.0]))
def test_par_agrees_with_its_plain_form(rewards: list, references: list, k: float) -> None:
    assert agree(par(rewards, references, k=k).tolist(), [plain.par(r, references, k) for r in rewards])
    own = [[x + r / 2 for x in references] for r in rewards]
    if own:
        wanted = [plain.par(r, row, k) for r, row in zip(rewards, own, strict=True)]
        assert agree(par(rewards, own, k=k).tolist(), wanted)


@few
@given(
    st.sampled_from([modest, large]).flatmap(lambda items: st.lists(st.lists(items, min_size=1), min_size=1)),
    st.lists(numbers, max_size=5),
    modest,
    st.sampled_from([0.5, 1.0, 2.0]),
)
def test_running_shapers_agree_with_their_plain_forms(batches: list, rewards: list, limit: float, k: float) -> None:
    seen = [r for batch in batches for r in batch]
    for form in FORMS:
        shaper = RunningShaper(form, limit=limit, k=k)
        for batch in batches:
            shaper = shaper.fit(batch)
        wanted = [plain.running(seen, r, form, limit, k) for r in rewards]
        assert agree(shaper.transform(rewards).tolist(), wanted), form


@few
@given(st.lists(st.integers(0, 10**6), max_size=6), factors, st.integers(0, 500))
def test_length_penalty_agrees_with_its_plain_form(lengths: list, rate: float, valid: int) -> None:
    found = length_penalty(lengths, penalty=rate, valid=valid).tolist()
    assert agree(found, [plain.length_penalty(n, rate, valid) for n in lengths])


@few
@given(st.lists(st.tuples(shares, names), max_size=8), shares, st.integers(0, 99))
def test_flip_noise_turns_whole_groups_by_the_same_draws(items: list, p: float, seed: int) -> None:
    rewards, group = columns(items, 2)
    order = list(dict.fromkeys(group))
    draws = dict(zip(order, np.random.default_rng(seed).random(len(order)).tolist(), strict=True))
    found = flip_noise(rewards, group, p=p, rng=np.random.default_rng(seed)).tolist()
    assert agree(found, [1.0 - r if draws[g] < p else r for r, g in items])


@few
@given(st.lists(st.tuples(numbers, shares), max_size=8), st.sampled_from([None, 0.1, 1.0]), modest)
def test_rpr_calibrate_agrees_with_its_plain_form(items: list, weight: float | None, threshold: float) -> None:
    scores, phrases = columns(items, 2)
    assert agree(rpr_calibrate(scores, phrases).tolist(), [plain.rpr_calibrate(s, r) for s, r in items])
    if weight is not None:
        wanted = [s if s > threshold else s + weight * r for s, r in items]
        assert agree(rpr_calibrate(scores, phrases, threshold=threshold, weight=weight).tolist(), wanted)


@few
@given(
    st.lists(st.tuples(st.one_of(binary, shares), shares, names), max_size=9),
    st.integers(0, 2000),
    factors,
    st.sampled_from([0, 1]),
    st.booleans(),
)
def test_trust_weight_agrees_with_its_plain_form(items: list, step: int, alpha: float, ddof: int, gates: bool) -> None:
    outcome, thinking, group = columns(items, 3)
    gamma, wanted = [0.0] * len(items), [0.0] * len(items)
    shape = plain.trust_gated if gates else plain.trust_rewards
    for name in set(group):
        where = [i for i, g in enumerate(group) if g == name]
        own, thought = [outcome[i] for i in where], [thinking[i] for i in where]
        shaped = shape(own, thought, step, alpha, 500.0)
        assume(all(a == b or abs(a - b) > 1e-6 for a in shaped for b in shaped))
        for i, value in zip(where, zscore(shaped, ddof, 1e-4), strict=True):
            gamma[i], wanted[i] = plain.trust_gamma(own, thought), value
    assert agree(trust(outcome, thinking, group).tolist(), gamma)
    found = trust_weight(outcome, thinking, group, step=step, alpha=alpha, gates=gates, ddof=ddof)
    assert agree(found.tolist(), wanted)
