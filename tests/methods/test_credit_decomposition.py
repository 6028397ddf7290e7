"""Step rewards learnt from labels of whole trajectories."""

import copy
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rewards.credit.decomposition import ReturnDecomposition, and_like
from tests.methods.strategies import close, rows

A, B, C = np.eye(3)
coordinates = st.floats(-5, 5).map(lambda x: round(x, 3))
features = rows(st.tuples(coordinates, coordinates), min_steps=1)


@pytest.mark.example("return_decomposition")
def test_two_kinds_of_step_get_what_they_are_worth() -> None:
    a, b = np.eye(2)
    fitted = ReturnDecomposition(rho=1e-9).fit([[a, a, b], [a, b, b]], [2, 1])
    assert fitted.weights is not None
    assert fitted.weights.tolist() == pytest.approx([1, 0], abs=1e-6)
    assert fitted.transform([[a, b], [b]]).tolist()[0] == pytest.approx([1, 0], abs=1e-6)


@pytest.mark.invariant("return_decomposition")
@settings(deadline=None)
@given(features, coordinates, coordinates)
def test_where_a_sum_explains_the_labels_step_rewards_sum_to_them(phi: list, u: float, v: float) -> None:
    kept = copy.deepcopy(phi)
    labels = [sum(u * x + v * y for x, y in row) for row in phi]
    out = ReturnDecomposition(rho=1e-9).fit(phi, labels).transform(phi)
    assert close(out.sum().values, labels, 1e-4)
    assert out.lengths.tolist() == [len(row) for row in phi]
    assert phi == kept


@pytest.mark.invariant("return_decomposition")
@settings(deadline=None)
@given(features, st.floats(0.1, 3), st.floats(0.01, 10))
def test_pessimism_takes_off_a_multiple_of_the_doubt(phi: list, kappa: float, rho: float) -> None:
    labels = [float(len(row)) for row in phi]
    mean = ReturnDecomposition(rho).fit(phi, labels).transform(phi).values
    low = ReturnDecomposition(rho, kappa).fit(phi, labels).transform(phi).values
    total = np.array([np.sum(row, axis=0) for row in phi])
    inverse = np.linalg.inv(total.T @ total + rho * np.eye(2))
    steps = np.array([x for row in phi for x in row])
    assert (low <= mean + 1e-12).all()
    assert close(mean - low, kappa * np.sqrt(np.maximum(np.sum((steps @ inverse) * steps, axis=1), 0)), 1e-5)


@pytest.mark.invariant("return_decomposition")
@settings(deadline=None)
@given(features, st.randoms())
def test_the_order_of_steps_does_not_matter(phi: list, random) -> None:
    labels = [float(i) for i in range(len(phi))]
    mixed = [random.sample(row, len(row)) for row in phi]
    model = ReturnDecomposition(rho=1.0, kappa=0.5)
    assert close(model.fit(phi, labels).transform(phi).values, model.fit(mixed, labels).transform(phi).values, 1e-6)


@pytest.mark.invariant("return_decomposition")
@settings(deadline=None)
@given(features, st.floats(0.01, 10))
def test_no_other_weights_have_a_smaller_ridge_loss(phi: list, rho: float) -> None:
    labels = np.array([float(i % 3) for i in range(len(phi))])
    total = np.array([np.sum(row, axis=0) for row in phi])

    def loss(w: np.ndarray) -> float:
        return float(np.square(total @ w - labels).sum() + rho * np.square(w).sum())

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        weights = ReturnDecomposition(rho).fit(phi, labels).weights
    assert weights is not None
    for step in (0.01, -0.01):
        assert all(loss(weights) <= loss(weights + step * axis) + 1e-9 for axis in np.eye(2))


def test_features_that_were_never_seen_are_doubted_most() -> None:
    model = ReturnDecomposition(rho=0.1, kappa=1.0).fit([[A, A, B]] * 4, [1, 1, 1, 1])
    a, b, c = model.transform([[A, B, C]]).tolist()[0]
    plain = ReturnDecomposition(rho=0.1).fit([[A, A, B]] * 4, [1, 1, 1, 1]).transform([[A, B, C]]).tolist()[0]
    doubt = [x - y for x, y in zip(plain, (a, b, c), strict=True)]
    assert doubt[2] == pytest.approx(1 / np.sqrt(0.1))
    assert doubt[2] > doubt[1] > doubt[0]
    assert plain[2] == 0


def test_labels_that_want_every_step_right_are_warned_about() -> None:
    ands = [[A, A], [A, B], [B, B], [A, A, A]]
    assert and_like(ands, [1, 0, 0, 1])
    with pytest.warns(UserWarning, match="look like an AND over steps"):
        ReturnDecomposition(rho=1.0).fit(ands, [1, 0, 0, 1])
    assert not and_like(ands, [1, 1, 0, 1])  # b is in a success
    assert not and_like(ands, [1, 0, 0, 0.5])
    assert not and_like(ands, [1, 1, 1, 1])
    assert not and_like(ands, [0, 0, 0, 0])
    assert not and_like([[A], [B], [B]], [1, 0, 0])  # a sum explains these
    assert not and_like([[A, A], [A, B], [A]], [1, 0, 1])  # b in one failure only says nothing
    assert not and_like([[A, A], [A, B], [B, B], [A, C], [A]], [1, 0, 0, 0, 1])  # c likewise
    assert and_like([*ands, [C]], [1, 0, 0, 1, None])
    assert not and_like([*ands, [B]], [1, 0, 0, 1, 1])
    assert not and_like([[], []], [1, 0])
    assert not and_like([], [])
    with pytest.raises(ValueError, match="features has 1, outcome has 2"):
        and_like([[A]], [1, 0])


def test_a_trajectory_without_a_label_teaches_nothing() -> None:
    model = ReturnDecomposition(rho=0.5)
    with pytest.raises(ValueError, match="1 of 2 outcome are unscored"):
        model.fit([[A], [B]], [1, None])
    fitted = model.fit([[A], [B]], [1, None], missing="skip").transform([[A, B]]).tolist()[0]
    assert fitted == pytest.approx([1 / 1.5, 0])
    filled = model.fit([[A], [B]], [1, None], missing=3).transform([[A, B]]).tolist()[0]
    assert filled == pytest.approx([1 / 1.5, 3 / 1.5])


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="rho must be positive"):
        ReturnDecomposition(rho=0)
    with pytest.raises(ValueError, match="kappa must be a finite number from 0"):
        ReturnDecomposition(rho=1, kappa=-1)
    model = ReturnDecomposition(rho=1)
    with pytest.raises(ValueError, match="fit it first"):
        model.transform([[A]])
    with pytest.raises(ValueError, match="features has 1, outcome has 2"):
        model.fit([[A]], [1, 2])
    fitted = model.fit([[A]], [1])
    assert model.weights is None  # a fit is another object
    with pytest.raises(ValueError, match="features have 2 columns, 3 were fitted"):
        fitted.transform([np.eye(2)])
    for odd in ([[1.0, 2.0]], [np.eye(2), np.eye(3)], [np.zeros((1, 2, 2))]):
        with pytest.raises(ValueError, match="one d for all trajectories"):
            model.fit(odd, [1] * len(odd))
    with pytest.raises(ValueError, match="features holds NaN"):
        model.fit([[[np.nan]]], [1])
    with pytest.raises(ValueError, match="rho is too small"):
        ReturnDecomposition(rho=1e-300).fit([[[1e60, 1e60]]], [1])


def test_trajectories_without_steps_are_worth_nothing() -> None:
    fitted = ReturnDecomposition(rho=1.0).fit([[], [A, A], np.zeros((0, 3))], [5, 2, 1])
    assert fitted.transform([[A], [], [B, A]]).tolist() == [pytest.approx([0.8]), [], pytest.approx([0, 0.8])]
    assert fitted.transform([[], []]).tolist() == [[], []]
    assert fitted.transform([]).tolist() == []
    assert ReturnDecomposition(rho=1.0).fit([], []).transform([]).tolist() == []
