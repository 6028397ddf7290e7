"""Confidence inside the reward, and trust in a second one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calibration.confidence import PpoC, ppo_m_loss, said_confidence, trust, trust_weight
from rewards.groups import zscore
from rewards.scores import Scores, labels_of
from tests.methods.strategies import binary, close, probabilities

small = st.floats(-9, 9).map(lambda x: round(x, 6))
forms = st.sampled_from(["threshold", "difference"])


@pytest.mark.example("ppo_c")
def test_a_good_and_a_bad_answer_said_with_confidence_of_nine_tenths() -> None:
    assert PpoC(0.5, form="difference").transform([2, -1], [0.9, 0.9]).tolist() == pytest.approx([2.3, -1.3])
    assert PpoC(0.5).transform([2, -1], [0.9, 0.9]).tolist() == pytest.approx([2.4, -1.2])


@pytest.mark.invariant("ppo_c")
@given(small, small, forms)
def test_a_confidence_of_one_half_none_at_all_and_a_weight_of_0_change_nothing(r: float, avg: float, form: str) -> None:
    assert PpoC(avg, form=form).transform([r, r], [0.5, None]).tolist() == [r, r]
    assert PpoC(avg, weight=0.0, form=form).transform([r], [1.0]).tolist() == [r]


@pytest.mark.invariant("ppo_c")
@given(small, small, probabilities, probabilities, forms)
def test_more_confidence_raises_what_is_above_the_average_and_lowers_what_is_below(
    r: float, avg: float, p: float, q: float, form: str
) -> None:
    low, high = sorted((p, q))
    less, more = PpoC(avg, form=form).transform([r, r], [low, high]).values
    assert more >= less - 1e-9 if r >= avg else more <= less + 1e-9


@pytest.mark.invariant("ppo_c")
@given(small, small, probabilities, st.floats(0, 3))
def test_the_two_forms_are_these_two_formulas(r: float, avg: float, q: float, w: float) -> None:
    assert PpoC(avg, w, form="difference").transform([r], [q]).one() == pytest.approx(r + w * (r - avg) * (q - 0.5))
    sign = 1 if r >= avg else -1
    assert PpoC(avg, w).transform([r], [q]).one() == pytest.approx(r + sign * w * abs(r) * (q - 0.5))


@pytest.mark.invariant("ppo_c")
@given(st.lists(small, min_size=1, max_size=6), small, probabilities)
def test_the_average_moves_by_its_share_of_each_batch(rewards: list[float], avg: float, alpha: float) -> None:
    moved = PpoC(avg, alpha=alpha).fit([*rewards, None])
    assert moved.average == pytest.approx(alpha * sum(rewards) / len(rewards) + (1 - alpha) * avg)
    assert PpoC(avg).fit(rewards).average == pytest.approx(0.1 * sum(rewards) / len(rewards) + 0.9 * avg)


def test_rewards_are_clamped_and_the_average_counts_as_above_itself() -> None:
    assert PpoC(0.0, alpha=1.0).fit([50, -30]).average == 0.0
    assert PpoC(0.0, alpha=1.0).fit([50]).average == 10.0
    assert PpoC(0.0).transform([50, None], [0.5, 1.0]).tolist() == [10.0, None]
    assert PpoC(2.0).transform([2.0], [1.0]).tolist() == [2.5]
    assert PpoC(1.0).fit([]) == PpoC(1.0)
    assert PpoC(1.0).fit([None]) == PpoC(1.0)
    assert PpoC(0.0).form == "threshold"
    for name, options in (("weight", {"weight": -1}), ("alpha", {"alpha": 1.5}), ("form", {"form": "x"})):
        with pytest.raises(ValueError, match=f"{name} must be"):
            PpoC(0.0, **options)
    with pytest.raises(ValueError, match="average must be"):
        PpoC(math.inf)
    with pytest.raises(ValueError, match="confidence must lie"):
        PpoC(0.0).transform([1], [2])
    with pytest.raises(ValueError, match="lengths must agree"):
        PpoC(0.0).transform([1], [1, 1])


@pytest.mark.parametrize(
    ("text", "said"),
    [("It is 4.\nConfidence: 8", 0.8), ("confidence: 12", 1.0), ("Confidence: -3", 0.0), ("sure", None),
     ("Confidence: 2 … Confidence: 7.5", 0.75)],
)  # fmt: skip
def test_confidence_is_read_from_the_last_line_that_says_it(text: str, said: float | None) -> None:
    assert said_confidence(text) == said


@pytest.mark.example("ppo_m_loss")
def test_margins_of_1_on_both_sides() -> None:
    assert ppo_m_loss([1], [0], [0], [1]).one() == pytest.approx(0.6265, abs=5e-5)


@pytest.mark.invariant("ppo_m_loss")
@given(small)
def test_equal_rewards_cost_a_coin_s_entropy_a_term(r: float) -> None:
    assert ppo_m_loss([r], [r], [r], [r]).one() == pytest.approx(2 * math.log(2))
    assert ppo_m_loss([r], [r], [r], [r], chosen=[r], rejected=[r]).one() == pytest.approx(3 * math.log(2))


@pytest.mark.invariant("ppo_m_loss")
@given(small, small, small, small, st.floats(0.01, 5))
def test_the_loss_is_positive_and_falls_as_a_margin_grows(a: float, b: float, c: float, d: float, more: float) -> None:
    loss = ppo_m_loss([a], [b], [c], [d]).one() or 0.0
    assert loss > 0
    assert (ppo_m_loss([a + more], [b], [c], [d]).one() or 0.0) < loss
    assert (ppo_m_loss([a], [b], [c], [d + more]).one() or 0.0) < loss
    assert (ppo_m_loss([a], [b + more], [c], [d]).one() or 0.0) > loss


@pytest.mark.invariant("ppo_m_loss")
@given(small, small, small, small, small, small)
def test_the_loss_is_a_sum_of_logistic_losses(a: float, b: float, c: float, d: float, e: float, f: float) -> None:
    logistic = [math.log1p(math.exp(-m)) for m in (a - b, d - c, e - f)]
    assert ppo_m_loss([a], [b], [c], [d]).one() == pytest.approx(sum(logistic[:2]))
    assert ppo_m_loss([a], [b], [c], [d], chosen=[e], rejected=[f]).one() == pytest.approx(sum(logistic))


def test_a_pair_with_a_gap_has_no_loss() -> None:
    assert ppo_m_loss([1, None], [0, 0], [0, 0], [1, 1]).tolist()[1] is None
    assert ppo_m_loss([1], [0], [0], [1], chosen=[None], rejected=[0]).tolist() == [None]
    assert ppo_m_loss([1e5], [-1e5], [-1e5], [1e5]).tolist() == [0.0]
    with pytest.raises(ValueError, match="go together"):
        ppo_m_loss([1], [0], [0], [1], chosen=[1])
    with pytest.raises(ValueError, match="lengths must agree"):
        ppo_m_loss([1], [0, 1], [0], [1])


@pytest.mark.example("trust_weight")
def test_a_group_whose_wrong_answers_think_better_is_trusted_less() -> None:
    assert trust([1, 0], [0.4, 0.8]).tolist() == pytest.approx([0.6703, 0.6703], abs=5e-5)
    # At step 250 the coefficient is .3 * .6703 * e^-.5 = .12197.
    shaped = [1 + 0.121971 * 0.4, 0.121971 * 0.8]
    expected = zscore(Scores.of(shaped), labels_of([0, 0]), ddof=1, eps=1e-4).tolist()
    assert trust_weight([1, 0], [0.4, 0.8], step=250).tolist() == pytest.approx(expected, abs=1e-6)


@st.composite
def groups(draw: st.DrawFn) -> tuple[list, list, list]:
    rows = draw(st.lists(st.tuples(binary, probabilities, st.integers(0, 2)), min_size=1, max_size=10))
    return [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows]


@pytest.mark.invariant("trust_weight")
@given(groups(), st.integers(0, 2000), st.floats(0, 1))
def test_the_advantage_is_the_z_score_of_the_shaped_reward(data: tuple, step: int, alpha: float) -> None:
    won, thinking, group = data
    gamma = []
    for key in group:
        right = [t for w, t, g in zip(won, thinking, group, strict=True) if g == key and w == 1]
        wrong = [t for w, t, g in zip(won, thinking, group, strict=True) if g == key and w == 0]
        gap = sum(right) / len(right) - sum(wrong) / len(wrong) if right and wrong else 0.0
        gamma.append(math.exp(min(0.0, gap)))
    assert close(trust(won, thinking, group).tolist(), gamma)
    shaped = [w + g * alpha * math.exp(-step / 500) * t for w, g, t in zip(won, gamma, thinking, strict=True)]
    out = trust_weight(won, thinking, group, step=step, alpha=alpha).tolist()
    assert close(out, zscore(Scores.of(shaped), labels_of(group), ddof=1, eps=1e-4).tolist(), 1e-6)


@pytest.mark.invariant("trust_weight")
@given(groups())
def test_advantages_of_a_group_sum_to_0_and_without_alpha_the_thinking_is_irrelevant(data: tuple) -> None:
    won, thinking, group = data
    out = trust_weight(won, thinking, group).tolist()
    for key in set(group):
        assert sum(x for x, g in zip(out, group, strict=True) if g == key) == pytest.approx(0, abs=1e-6)
    plain = trust_weight(won, thinking, group, alpha=0.0).tolist()
    assert plain == trust_weight(won, [0.0] * len(won), group).tolist()


@pytest.mark.invariant("trust_weight")
@given(groups(), st.floats(-0.2, 0.2))
def test_trust_depends_on_the_difference_of_means_only(data: tuple, shift: float) -> None:
    won, thinking, group = data
    if all(0 <= t + shift <= 1 for t in thinking):
        assert close(trust(won, thinking, group).tolist(), trust(won, [t + shift for t in thinking], group).tolist())
    assert all(0 < x <= 1 for x in trust(won, thinking, group).tolist())


def test_the_released_gates_and_what_is_out_of_range() -> None:
    # An outcome below .2 has no thinking reward; .2 has.
    low = trust_weight([0.1, 0.2], [0.5, 0.5], gates=True, eps=0.0)
    assert low.tolist() == zscore(Scores.of([0.1, 0.2 + 0.15]), labels_of([0, 0]), ddof=1).tolist()
    # All thinking rewards of a group alike: none counts. .5 as a third one opens the gate again.
    for alike in ([0.9, 0.95], [0.1, 0.05]):
        assert trust_weight([1, 1], alike, gates=True).tolist() == [0.0, 0.0]
        assert trust_weight([1, 1], alike).tolist() != [0.0, 0.0]
        assert (
            trust_weight([1, 1, 1], [*alike, 0.5], gates=True).tolist()
            == trust_weight([1, 1, 1], [*alike, 0.5]).tolist()
        )
    two = trust_weight([1, 1, 1, 1], [0.9, 0.95, 0.5, 0.6], [0, 0, 1, 1], gates=True).tolist()
    assert two[:2] == [0.0, 0.0]
    assert two[2] != 0
    assert trust_weight([1, None], [0.5, 0.5]).tolist() == [0.0, None]
    assert trust([0.5, 0.49], [0.1, 0.3]).tolist() == pytest.approx([math.exp(-0.2)] * 2)
    assert trust([], []).tolist() == []
    assert trust_weight([1, 0], [0.5, 0.5], step=0, decay=1.0).tolist() == trust_weight([1, 0], [0.5, 0.5]).tolist()
    with pytest.raises(ValueError, match="step must not be negative"):
        trust_weight([1], [1], step=-1)
    with pytest.raises(ValueError, match="thinking must lie"):
        trust_weight([1], [1.5])
    for name, options in (("alpha", {"alpha": -1}), ("decay", {"decay": 0})):
        with pytest.raises(ValueError, match=f"{name} must be"):
            trust_weight([1], [1], **options)
    assert trust_weight([1.0], [1.0], single="raw").tolist() == pytest.approx([1.3])
