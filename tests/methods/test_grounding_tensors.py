"""The same rewards on torch tensors: equal numbers, gradients that point home."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rewards import grounding
from rewards.grounding import tensors
from tests.methods.boxes import GT, boxes
from tests.methods.strategies import close

PAIRS: list[tuple[str, dict[str, Any]]] = [
    ("g2_point", {"alpha": 0.3}),
    ("g2_coverage", {"alpha": 0.3}),
    ("g2_total", {"nu": 0.3, "gamma": 2.0}),
    ("hit", {"inclusive": False}),
    ("iou", {}),
    ("step_gui_point", {"tau": (30, 40)}),
    ("step_gui_box", {"tau": (30, 40, 50, 60), "lam": 0.3, "alpha": 0.6}),
]


@pytest.mark.parametrize(("name", "options"), PAIRS)
@given(st.lists(st.tuples(boxes(), boxes()), min_size=1, max_size=4))
def test_tensors_score_as_arrays_do(name: str, options: dict[str, Any], pairs: list) -> None:
    pred, target = [p for p, _ in pairs], [t for _, t in pairs]
    array = getattr(grounding, name)(pred, target, **options).tolist()
    tensor = getattr(tensors, name)(
        torch.tensor(pred, dtype=torch.float64), torch.tensor(target, dtype=torch.float64), **options
    )
    assert close(tensor.values.tolist(), array)
    assert tensor.known.all()


@pytest.mark.parametrize("reward", [tensors.g2_point, tensors.g2_coverage, tensors.g2_total, tensors.iou])
def test_a_step_along_the_gradient_raises_the_reward(reward: Callable[..., tensors.Rewards]) -> None:
    pred = torch.tensor([[110.0, 195, 190, 230]], dtype=torch.float64, requires_grad=True)
    target = torch.tensor(GT, dtype=torch.float64)
    before = reward(pred, target).values.sum()
    (slope,) = torch.autograd.grad(before, pred)
    assert slope.abs().sum() > 0
    after = reward(pred.detach() + slope / slope.norm(), target).values.sum()
    assert after > before


def test_gradients_are_those_of_finite_differences() -> None:
    pred = torch.tensor([[110.0, 195, 190, 230]], dtype=torch.float64, requires_grad=True)
    target = torch.tensor(GT, dtype=torch.float64)
    assert torch.autograd.gradcheck(lambda p: tensors.g2_total(p, target).values, pred)
    assert torch.autograd.gradcheck(lambda p: tensors.step_gui_box(p, target, tau=(20, 20, 20, 20)).values, pred)


def test_missing_broken_and_thin_predictions_have_no_gradient_and_no_nan() -> None:
    rows = [[math.nan] * 4, [170.0, 205, 110, 235], [140.0, 220, 140, 220], [math.inf, 0, 1, 1], GT[0]]
    pred = torch.tensor(rows, requires_grad=True)
    found = tensors.g2_total(pred, torch.tensor(GT * 5))
    assert found.known.tolist() == [False, True, True, True, True]
    assert found.values.tolist() == pytest.approx([0.0, 0.0, 1.0, 0.0, 2.0])
    found.values.sum().backward()
    assert pred.grad is not None
    assert torch.isfinite(pred.grad).all()
    assert pred.grad[:2].abs().sum() == 0


def test_points_are_scored_by_the_point_forms() -> None:
    target = torch.tensor(GT)
    assert tensors.g2_point(torch.tensor([[160.0, 220.0]]), target).values.item() == pytest.approx(0.8825, abs=5e-5)
    assert tensors.hit(torch.tensor([[180.0, 220.0]]), target).values.item() == 1.0
    assert tensors.step_gui_point(torch.tensor([[150.0, 225]]), target, tau=(20, 20)).values.item() == pytest.approx(
        0.9358, abs=5e-5
    )


def test_tensors_of_other_shapes_and_targets_without_area_are_errors() -> None:
    with pytest.raises(ValueError, match=r"pred must be \(n, 4\) boxes"):
        tensors.iou(torch.zeros(1, 2), torch.tensor(GT))
    with pytest.raises(ValueError, match=r"points or \(n, 4\) boxes, not \(1, 3\)"):
        tensors.hit(torch.zeros(1, 3), torch.tensor(GT))
    with pytest.raises(ValueError, match=r"target must be \(2, 4\) boxes"):
        tensors.hit(torch.zeros(2, 2), torch.tensor(GT))
    for target in ([[0.0, 0, 0, 0]], [[0.0, 0, math.nan, 1]], [[5.0, 5, 1, 9]]):
        with pytest.raises(ValueError, match="not finite or has no area"):
            tensors.hit(torch.zeros(1, 2), torch.tensor(target))
    with pytest.raises(ValueError, match="alpha"):
        tensors.g2_point(torch.zeros(1, 2), torch.tensor(GT), alpha=0)
