"""The shortest mix of gradients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calibration.mixing import minnorm_weights
from tests.methods.strategies import close

entries = st.integers(-5, 5).map(float)


@st.composite
def gradients(draw: st.DrawFn, low: int = 1, high: int = 4) -> np.ndarray:
    k, d = draw(st.integers(low, high)), draw(st.integers(1, 4))
    return np.array([[draw(entries) for _ in range(d)] for _ in range(k)])


@pytest.mark.example("minnorm_weights")
def test_two_gradients_that_pull_apart() -> None:
    weights = minnorm_weights([[1, 0], [-0.5, 1]])
    assert weights.tolist() == pytest.approx([0.5385, 0.4615], abs=5e-5)
    assert (weights @ np.array([[1, 0], [-0.5, 1]])).tolist() == pytest.approx([0.308, 0.462], abs=5e-4)


@pytest.mark.invariant("minnorm_weights")
@given(gradients())
def test_weights_lie_on_the_simplex_and_leave_no_objective_behind(g: np.ndarray) -> None:
    w = minnorm_weights(g)
    assert (w >= 0).all()
    assert w.sum() == pytest.approx(1)
    mix = w @ g
    assert (g @ mix >= mix @ mix - 1e-6).all()


@pytest.mark.invariant("minnorm_weights")
@given(gradients(), st.data())
def test_no_other_mix_is_shorter(g: np.ndarray, data: st.DataObject) -> None:
    shortest = np.linalg.norm(minnorm_weights(g) @ g)
    other = np.array([data.draw(st.floats(0.01, 1)) for _ in g])
    assert shortest <= np.linalg.norm(other / other.sum() @ g) + 1e-6


@pytest.mark.invariant("minnorm_weights")
@given(gradients(), st.floats(0.001, 1e6), st.data())
def test_neither_the_scale_nor_the_order_of_gradients_changes_the_length(
    g: np.ndarray, k: float, data: st.DataObject
) -> None:
    length = np.linalg.norm(minnorm_weights(g) @ g)
    assert np.linalg.norm(minnorm_weights(g * k) @ g) == pytest.approx(length, abs=1e-6)
    order = data.draw(st.permutations(range(len(g))))
    assert np.linalg.norm(minnorm_weights(g[order]) @ g[order]) == pytest.approx(length, abs=1e-6)


@pytest.mark.invariant("minnorm_weights")
@given(gradients(2, 2))
def test_two_gradients_as_a_third_that_is_far_away_would_have_them(g: np.ndarray) -> None:
    far = g.sum(axis=0) * 100 + 1000
    mix = minnorm_weights(g) @ g
    if (far @ mix) > mix @ mix + 1 and not (g[0] == g[1]).all():
        assert close(minnorm_weights(np.vstack([g, far])) @ np.vstack([g, far]), mix, 1e-5)


def test_equal_and_opposite_gradients() -> None:
    assert minnorm_weights([[2, 1]] * 3).tolist() == pytest.approx([1 / 3] * 3)
    assert minnorm_weights([[0, 0], [0, 0]]).tolist() == [0.5, 0.5]
    assert minnorm_weights([[1, 0], [-1, 0]]).tolist() == [0.5, 0.5]
    assert minnorm_weights([[1, 0], [3, 0]]).tolist() == [1, 0]
    assert minnorm_weights([[3, 0], [1, 0]]).tolist() == [0, 1]
    assert minnorm_weights([[7, 7]]).tolist() == [1]
    assert minnorm_weights([[1, 0, 0], [0, 1, 0], [0, 0, 2]]).tolist() == pytest.approx([4 / 9, 4 / 9, 1 / 9])


@pytest.mark.parametrize("bad", [[], [1, 2], [[1, float("nan")]], [[1, 1e101]]])
def test_what_is_no_set_of_gradients_is_an_error(bad: list) -> None:
    with pytest.raises(ValueError, match="gradients must be"):
        minnorm_weights(bad)


@pytest.mark.parametrize("seed", range(40))
def test_no_gradient_of_many_pulls_below_the_shortest_mix(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for offset in (0, 0, 1, 3, 0, 1):
        gradients = rng.normal(size=(rng.integers(2, 13), rng.integers(2, 6)))
        gradients += offset * rng.normal(size=gradients.shape[1])
        weights = minnorm_weights(gradients)
        mix = weights @ gradients
        assert weights.sum() == pytest.approx(1)
        assert (weights >= 0).all()
        assert (gradients @ mix >= mix @ mix - 1e-9).all()  # the optimum's condition, Karush-Kuhn-Tucker
