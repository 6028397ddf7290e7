"""Advantages modulated by how sure the policy was."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.entropy import aem, empg, saturation, spae, step_gain, step_potential
from tests.methods.strategies import close, flat, numbers, probabilities, rows

entropies = st.floats(0, 5).map(lambda x: round(x, 6))


@st.composite
def modulated(draw: st.DrawFn) -> tuple[list, list]:
    """Advantages and entropies."""
    values = draw(rows())
    return values, [[draw(entropies) for _ in row] for row in values]


def ones(like: list) -> list:
    return [[1.0] * len(row) for row in like]


@pytest.mark.example("empg")
def test_sure_steps_count_more_and_lead_to_a_bonus() -> None:
    out = empg([[1, 1], [-1]], [[0.2, 0.6], [1.0]]).tolist()
    assert flat(out) == pytest.approx([0.9123, 0.2841, -1.1964], abs=5e-5)
    scaled = np.array([1.5498, 0.9216, -0.559])
    assert close(flat(out), scaled - scaled.mean(), 1e-4)
    factor = empg([[1, 0], [0]], [[0.2, 0.6], [1.0]], zeta=0).values  # factors less a third of the first
    assert factor[0] - factor[1] == pytest.approx(1.5194, abs=5e-5)


@pytest.mark.invariant("empg")
@given(modulated(), st.floats(0, 2), st.floats(0, 2), st.floats(0, 1), st.sampled_from(["next", "own"]))
def test_modulated_advantages_sum_to_zero_over_the_call(
    data: tuple, k: float, k_bonus: float, zeta: float, bonus: str
) -> None:
    kept = copy.deepcopy(data)
    out = empg(*data, k=k, k_bonus=k_bonus, zeta=zeta, bonus=bonus)
    assert close(out.values.sum(), 0, 1e-7)
    assert [len(row) for row in out] == [len(row) for row in data[0]]
    assert data == kept


@pytest.mark.invariant("empg")
@given(modulated())
def test_without_constants_the_centred_advantages_are_left(data: tuple) -> None:
    expected = np.array(flat(data[0]))
    out = empg(*data, k=0, zeta=0).values
    assert close(out, expected - expected.mean() if len(expected) else expected)


@pytest.mark.invariant("empg")
@given(rows(), entropies)
def test_equal_entropies_leave_all_factors_at_1(advantages: list, h: float) -> None:
    same = [[h] * len(row) for row in advantages]
    out, expected = empg(advantages, same, zeta=0).values, np.array(flat(advantages))
    assert close(out, expected - expected.mean() if len(expected) else expected)


@pytest.mark.invariant("empg")
@given(modulated(), st.floats(0, 2), st.floats(0, 2), st.floats(0, 1))
def test_factors_and_bonus_are_exponentials_of_the_scaled_entropy(
    data: tuple, k: float, kb: float, zeta: float
) -> None:
    advantages, entropy = data
    h = np.array(flat(entropy))
    h = (h - h.min()) / (h.max() - h.min() + 1e-8) if len(h) else h
    factor = np.exp(-k * h) / np.exp(-k * h).mean() if len(h) else h
    last = [t == len(row) - 1 for row in advantages for t in range(len(row))]
    for bonus in ("next", "own"):
        extra = [0.0 if end and bonus == "next" else zeta * math.exp(-kb * h[i + (bonus == "next")])
                 for i, end in enumerate(last)]  # fmt: skip
        raw = np.array(flat(advantages)) * factor + extra
        out = empg(advantages, entropy, k=k, k_bonus=kb, zeta=zeta, bonus=bonus).values
        assert close(out, raw - raw.mean() if len(raw) else raw, 1e-7)


def test_empg_has_the_constants_of_what_was_read_and_checks_its_arguments() -> None:
    data = [[1.0, 2.0], [-1.0]], [[0.0, 1e-7], [2e-7]]
    default = empg(*data).tolist()
    assert default == empg(*data, k=1, k_bonus=1, zeta=0.05, eps=1e-8, bonus="next").tolist()
    for other in ({"k": 1.1}, {"k_bonus": 1.1}, {"zeta": 0.06}, {"eps": 0.0}, {"bonus": "own"}):
        assert empg(*data, **other).tolist() != default
    for name in ("k", "k_bonus", "zeta", "eps"):
        with pytest.raises(ValueError, match=f"^{name} must be a finite number from 0"):
            empg(*data, **{name: -0.1})
    with pytest.raises(ValueError, match="bonus must be 'next' or 'own', not 'none'"):
        empg(*data, bonus="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="entropy must lie from 0"):
        empg([[1]], [[-0.1]])
    with pytest.raises(ValueError, match="row 0: advantages has 1 steps, entropy has 2"):
        empg([[1]], [[1, 1]])
    half = 1 / (1 + math.exp(-0.5))
    assert flat(empg([[1, 0]], [[0, 1]], eps=1, zeta=0).tolist()) == pytest.approx([half, -half])
    assert empg([[3]], [[2]]).tolist() == [[0]]
    assert empg([], []).tolist() == []
    assert empg([[1, 1]], [[0.3, 0.3]], eps=0, zeta=0).tolist() == [[0, 0]]


def test_empg_leaves_gaps_out() -> None:
    for at, name in ((0, "advantages"), (1, "entropy")):
        data: list = [[[1.0, 2.0, 0.0]], [[0.0, 1.0, 0.5]]]
        data[at][0][1] = None
        with pytest.raises(ValueError, match=f"1 of 3 {name} are unscored"):
            empg(*data)
        out = empg(*data, missing="skip", eps=0).tolist()[0]
        factor = 1 / ((1 + math.exp(-1)) / 2)
        assert out[1] is None
        assert close([out[0], out[2]], [factor / 2, -factor / 2])  # nothing known follows the first: no bonus
    filled = empg([[1.0, None]], [[1.0, 1.0]], missing=1.0, zeta=0).tolist()
    assert filled == [[0, 0]]
    assert empg([[1.0, 1.0]], [[None, 0.5]], missing=0.5, zeta=0).tolist() == [[0, 0]]


@pytest.mark.example("aem")
def test_responses_of_low_entropy_count_more_in_their_group() -> None:
    out = aem([[1], [1], [1]], [[0.5], [0.9], [0.7]]).tolist()
    assert flat(out) == pytest.approx([1.5194, 0.559, 0.9216], abs=5e-5)


def keys(count: int) -> list[str]:
    return ["ab"[i % 2] for i in range(count)]


@pytest.mark.invariant("aem")
@given(modulated(), st.floats(0, 3))
def test_the_mean_factor_of_a_group_is_1_and_no_sign_changes(data: tuple, lam: float) -> None:
    values, entropy = data
    group, kept = keys(len(values)), copy.deepcopy(data)
    factor = aem(ones(values), entropy, group, lam=lam).tolist()
    for key in "ab":
        mine = [x for row, g in zip(factor, group, strict=True) if g == key for x in row]
        assert not mine or close(np.mean(mine), 1)
        assert all(x > 0 for x in mine)
    assert close(aem(values, entropy, group, lam=lam).values, np.multiply(flat(values), flat(factor)))
    assert data == kept


@pytest.mark.invariant("aem")
@given(st.lists(entropies, min_size=2, max_size=6), st.floats(0, 3))
def test_the_factor_falls_as_entropy_rises(given_h: list, lam: float) -> None:
    given_h = sorted(given_h)
    out = flat(aem([[1.0]] * len(given_h), [[h] for h in given_h], lam=lam).tolist())
    assert out == sorted(out, reverse=True)
    if given_h[-1] - given_h[0] >= 0.1:
        assert close(out[0] / out[-1], math.exp(lam))
    else:
        assert out == [1] * len(out)


@pytest.mark.invariant("aem")
@given(modulated(), modulated())
def test_a_group_does_not_see_the_others(one: tuple, other: tuple) -> None:
    group = ["a"] * len(one[0]) + ["b"] * len(other[0])
    both = aem(one[0] + other[0], one[1] + other[1], group).tolist()
    assert close(flat(both), flat(aem(*one).tolist()) + flat(aem(*other).tolist()))


def test_a_narrow_group_is_left_as_it_is() -> None:
    assert aem([[2.0, 3.0]], [[0.0, 0.0999]]).tolist() == [[2, 3]]
    assert aem([[2.0, 3.0]], [[0.0, 0.1]]).tolist()[0][0] > 2
    assert aem([[2.0, 3.0]], [[0.0, 0.4]], floor=0.5).tolist() == [[2, 3]]
    assert aem([[2.0, 3.0]], [[0.4, 0.45]]).tolist() == [[2, 3]]
    assert aem([[2.0, 3.0]], [[0.4, 0.4]], floor=0).tolist() == [[2, 3]]
    mixed = aem([[1.0, 1.0], [1.0, 1.0]], [[0, 1], [0, 0.05]], "ab").tolist()
    assert mixed[1] == [1, 1]
    assert mixed[0][0] == pytest.approx(2 / (1 + math.exp(-1)))


def test_aem_checks_its_arguments_and_leaves_gaps_out() -> None:
    data = [[1.0, 1.0]], [[0.0, 1.0]]
    assert aem(*data).tolist() == aem(*data, lam=1, floor=0.1).tolist()
    assert aem(*data).tolist() != aem(*data, lam=1.1).tolist()
    for name in ("lam", "floor"):
        with pytest.raises(ValueError, match=f"{name} must be a finite number from 0"):
            aem(*data, **{name: -0.1})
    with pytest.raises(ValueError, match="entropy must lie from 0"):
        aem([[1]], [[-0.1]])
    with pytest.raises(ValueError, match="group has 2 keys for 1 items"):
        aem(*data, "ab")
    with pytest.raises(ValueError, match="row 0: advantages has 1 steps, entropy has 2"):
        aem([[1]], [[1, 1]])
    for at, name in ((0, "advantages"), (1, "entropy")):
        gap: list = [[[1.0, 1.0, 1.0]], [[0.0, 5.0, 1.0]]]
        gap[at][0][1] = None
        with pytest.raises(ValueError, match=f"1 of 3 {name} are unscored"):
            aem(*gap)
        out = aem(*gap, missing="skip").tolist()[0]
        assert out == [pytest.approx(2 / (1 + math.exp(-1))), None, pytest.approx(2 / (1 + math.e))]
    assert aem([[1.0, 1.0]], [[None, 1.0]], missing=0.0).tolist() == aem(*data).tolist()
    assert aem([[None]], [[1.0]], missing="skip").tolist() == [[None]]
    assert aem([], []).tolist() == []


ACC, CONF = [[0.1, 0.3, 0.9, 0.95]], [[0.2, 0.4, 0.9, 0.98]]


@pytest.mark.example("spae")
def test_a_step_is_worth_how_much_it_raises_the_potential() -> None:
    potential = step_potential(ACC, CONF)
    assert potential.tolist()[0] == pytest.approx([-0.12, -0.07, 0.765, 0.8915])
    assert step_gain(potential).tolist()[0] == pytest.approx([-0.4859, -0.4242, 1.2324, -0.3223], abs=5e-5)
    x = np.log(step_gain(potential).values - step_gain(potential).values[0] + 1)
    assert x.tolist() == pytest.approx([0, 0.0599, 1, 0.1515], abs=5e-5)
    out = spae([1, 0], [*ACC, []], [*CONF, []], standardise=False).tolist()
    assert out == [pytest.approx([0.2571, 0.2879, 1.1162, 0.3388], abs=5e-5), []]
    assert saturation([[0.95, 0.95, 0.1]]).tolist()[0] == pytest.approx([1, 0.684, 0.568], abs=5e-4)


@st.composite
def probed(draw: st.DrawFn) -> tuple[list, list, list]:
    """Rewards, accuracies and confidences."""
    accuracy = draw(rows(probabilities))
    return (
        [draw(numbers) for _ in accuracy],
        accuracy,
        [[draw(probabilities) for _ in row] for row in accuracy],
    )


@pytest.mark.invariant("spae")
@given(probed())
def test_the_potential_runs_from_surely_wrong_to_surely_right(data: tuple) -> None:
    _, accuracy, confidence = data
    kept = copy.deepcopy(accuracy)
    out = step_potential(accuracy, confidence)
    assert all(-1 - 1e-12 <= x <= 1 + 1e-12 for x in flat(out.tolist()))
    assert step_potential([[1, 0, 0]], [[1, 1, 0]]).tolist() == [[1, -1, 0]]
    assert close(out.values, [1.5 * a * c + 0.5 * a - c for a, c in zip(flat(accuracy), flat(confidence), strict=True)])
    assert accuracy == kept


@pytest.mark.invariant("spae")
@given(rows(st.floats(-1, 1)), st.floats(0, 1), st.floats(-1, 1))
def test_fading_never_ends_and_never_reverses(potential: list, alpha: float, threshold: float) -> None:
    for row, out in zip(potential, saturation(potential, alpha=alpha, threshold=threshold), strict=True):
        counts = [sum(x > threshold for x in row[:t]) for t in range(len(row))]
        assert close(out, [1 - alpha * (1 - math.exp(-c)) for c in counts])
        assert out == sorted(out, reverse=True)
        assert all(1 - alpha <= f <= 1 for f in out)


@pytest.mark.invariant("spae")
@given(rows(st.floats(-1, 1).map(lambda x: round(x, 4))))
def test_gains_sum_to_zero_and_rank_as_the_rises(potential: list) -> None:
    gain = step_gain(potential).tolist()
    rises = [x - row[t - 1] if t else 0.0 for row in potential for t, x in enumerate(row)]
    assert close(sum(flat(gain)), 0)
    if rises and max(rises) - min(rises) > 1e-9:
        x = [(r - min(rises)) / (max(rises) - min(rises)) for r in rises]
        assert close(flat(gain), np.exp(x) - np.mean(np.exp(x)))
    else:
        assert close(flat(gain), [0.0] * len(rises))


@pytest.mark.invariant("spae")
@given(probed(), st.floats(0, 1), st.floats(0, 2))
def test_the_advantage_is_the_faded_centred_reward_and_the_gain(data: tuple, alpha: float, xi: float) -> None:
    rewards, accuracy, confidence = data
    group = keys(len(rewards))
    potential = step_potential(accuracy, confidence)
    out = spae(rewards, accuracy, confidence, group, alpha=alpha, xi=xi, threshold=0.2, standardise=False).values
    whole = [r - np.mean([x for x, h in zip(rewards, group, strict=True) if h == g])
             for r, g in zip(rewards, group, strict=True)]  # fmt: skip
    spread = flat([[a] * len(row) for a, row in zip(whole, accuracy, strict=True)])
    faded = np.array(spread) * saturation(potential, threshold=0.2, alpha=alpha).values
    assert close(out, faded + xi * step_gain(potential).values, 1e-7)


@pytest.mark.invariant("spae")
@given(probed())
def test_standardised_advantages_have_mean_0_and_variance_1(data: tuple) -> None:
    out = spae(*data, eps=0).values
    plain = spae(*data, standardise=False).values
    if len(out) and plain.std() > 1e-6:
        assert close(out, (plain - plain.mean()) / plain.std(), 1e-6)


def test_spae_has_the_source_s_constants() -> None:
    rewards, accuracy, confidence = [1, 0], [[0.99, 0.5, 0.95], [0.2]], [[0.99, 0.5, 0.9], [0.1]]
    default = spae(rewards, accuracy, confidence).tolist()
    assert default == spae(rewards, accuracy, confidence, threshold=0.9, alpha=0.5, xi=0.5, standardise=True, ddof=0,
                           eps=1e-8).tolist()  # fmt: skip
    for other in ({"threshold": 0.98}, {"alpha": 0.6}, {"xi": 0.6}, {"standardise": False}, {"ddof": 1}, {"eps": 1e-3}):
        assert spae(rewards, accuracy, confidence, **other).tolist() != default
    assert saturation([[0.9, 0.91, 0.5]]).tolist()[0] == pytest.approx([1, 1, 1 - 0.5 * (1 - math.exp(-1))])
    assert saturation([[0.9, 0.5]], threshold=0.89).tolist()[0][1] < 1


def test_spae_checks_its_arguments() -> None:
    with pytest.raises(ValueError, match="accuracy must lie from 0 to 1"):
        spae([1], [[1.5]], [[1]])
    with pytest.raises(ValueError, match="confidence must lie from 0 to 1"):
        spae([1], [[1]], [[1.5]])
    with pytest.raises(ValueError, match="accuracy must lie from 0 to 1"):
        step_potential([[-0.5]], [[1]])
    with pytest.raises(ValueError, match="row 0: accuracy has 1 steps, confidence has 2"):
        spae([1], [[1]], [[1, 1]])
    with pytest.raises(ValueError, match="accuracy has 1, rewards has 2"):
        spae([1, 1], [[1]], [[1]])
    with pytest.raises(ValueError, match="group has 2 keys for 1 items"):
        spae([1], [[1]], [[1]], "ab")
    for alpha in (-0.1, 1.1):
        with pytest.raises(ValueError, match="alpha must be a finite number from 0"):
            spae([1], [[1]], [[1]], alpha=alpha)
    with pytest.raises(ValueError, match="xi must be a finite number"):
        spae([1], [[1]], [[1]], xi=math.inf)
    with pytest.raises(ValueError, match="threshold must be a finite number"):
        spae([1], [[1]], [[1]], threshold=math.nan)


def test_spae_leaves_gaps_out() -> None:
    with pytest.raises(ValueError, match="1 of 2 rewards are unscored"):
        spae([1, None], [[1], [1]], [[1], [1]])
    for at, name in ((0, "accuracy"), (1, "confidence")):
        gap: list = [[[1.0, 0.5, 1.0, 0.0], [0.0]], [[1.0, 0.5, 1.0, 0.0], [0.0]]]
        gap[at][0][1] = None
        with pytest.raises(ValueError, match=f"1 of 5 {name} are unscored"):
            spae([1, 0], *gap)
        out = spae([1, 0], *gap, missing="skip", xi=0, standardise=False).tolist()
        two = 1 - 0.5 * (1 - math.exp(-2))
        assert out == [[0.5, None, None, pytest.approx(0.5 * two)], [-0.5]]
    assert spae([1, 0, None], [[1], [1], [1]], [[1]] * 3, missing="skip", eps=0).tolist() == [[1], [-1], [None]]
    assert spae([1, None], [[1], [1]], [[1], [1]], missing=0, eps=0).tolist() == [[1], [-1]]
    potential = step_potential([[None, 1, 1]], [[1, 1, 0]], missing="skip")
    assert potential.tolist() == [[None, 1, 0.5]]
    assert step_gain(potential).tolist() == [[None, None, 0]]
    assert step_gain([[1.0, None], [0.5, 0.5]]).tolist() == [[0, None], [0, 0]]
    assert step_potential([[None]], [[1]], missing=1).tolist() == [[1]]
    with pytest.raises(ValueError, match="1 of 1 accuracy are unscored"):
        step_potential([[None]], [[1]])
    assert spae([], [], []).tolist() == step_gain([]).tolist() == saturation([]).tolist() == []
