"""Grounding rewards agree with plain implementations of the papers' formulas."""

import importlib
import math
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.grounding.actions import (
    gui_r1_action,
    token_f1,
    ui_venus_action,
    ui_venus_grounding,
    ui_venus_online,
)
from rewards.grounding.exploration import aer, rc_vote
from rewards.grounding.gaussian import g2_coverage, g2_point, g2_total
from rewards.grounding.overlap import hit, iou, tiered
from rewards.grounding.rivals import gui_g1, se_gui
from rewards.grounding.stepgui import step_gui_action, step_gui_box, step_gui_point, step_gui_slide
from tests.methods.plain import grounding as plain
from tests.methods.plain.agree import agree

Box = list[float]

few = settings(max_examples=20)
whole = st.one_of(st.integers(-40, 40), st.integers(-1_000_000, 1_000_000)).map(float)
sides = st.one_of(st.integers(1, 40), st.integers(1, 1_000_000)).map(float)
alphas = st.sampled_from([0.1, 0.3, 0.5, 0.7, 1.0])
units = st.floats(0, 1).map(lambda x: round(x, 3))
weights = st.floats(0, 3).map(lambda x: round(x, 3))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    """A box with area."""
    x, y = draw(whole), draw(whole)
    return [x, y, x + draw(sides), y + draw(sides)]


@st.composite
def near(draw: st.DrawFn, gt: Box, flat: bool = True) -> Box:
    """A box about as large and where the other is: edges meet often, sides may be 0, corners may be swapped."""
    w, h = gt[2] - gt[0], gt[3] - gt[1]
    moves = [draw(st.integers(-8, 8)) / 4 for _ in range(4)]
    box = [gt[0] + moves[0] * w, gt[1] + moves[1] * h, gt[2] + moves[2] * w, gt[3] + moves[3] * h]
    if not flat:
        assume(not plain.inverted(box))
    return box


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Box | None], list[Box]]:
    """Predicted boxes, some of them missing, inverted or flat, and their targets."""
    targets = draw(st.lists(boxes(), min_size=1, max_size=4))
    return [draw(st.one_of(st.none(), boxes(), near(t), near(t), st.just(t))) for t in targets], targets


@st.composite
def point_cases(draw: st.DrawFn) -> tuple[list[Box | None], list[Box]]:
    """Predicted points, some of them missing, and their targets."""
    preds, targets = draw(cases())
    return [None if p is None else p[:2] if draw(st.booleans()) else list(plain.centre(p)) for p in preds], targets


either = st.one_of(cases(), point_cases())


def swapped(box: Box) -> bool:
    """Corners in the wrong order; a side of 0 is not."""
    return len(box) == 4 and (box[2] < box[0] or box[3] < box[1])


def each(preds: list[Box | None], targets: list[Box], score: Any, fix: bool = False) -> list[float | None]:
    """The plain score of every pair: None without a prediction, 0 for swapped corners unless they are put right."""
    out: list[float | None] = []
    for p, t in zip(preds, targets, strict=True):
        if p is not None and fix and len(p) == 4:
            p = [min(p[0], p[2]), min(p[1], p[3]), max(p[0], p[2]), max(p[1], p[3])]
        out.append(None if p is None else 0.0 if swapped(p) else score(p, t))
    return out


@few
@given(either, st.booleans(), st.booleans())
def test_hit_agrees_with_its_plain_form(case: tuple, inclusive: bool, fix: bool) -> None:
    wanted = each(*case, lambda p, t: plain.hit(p, [t], inclusive), fix)
    assert agree(hit(*case, inclusive=inclusive, fix_corners=fix).tolist(), wanted)


@few
@given(cases(), st.booleans(), st.one_of(st.none(), st.sampled_from([0.0, 0.3, 0.7])))
def test_iou_agrees_with_its_plain_form(case: tuple, fix: bool, threshold: float | None) -> None:
    if threshold:
        exact = each(*case, plain.iou, fix)
        assume(all(v is None or abs(v - threshold) > 1e-9 for v in exact))
    wanted = each(*case, lambda p, t: plain.iou(p, t, threshold), fix)
    assert agree(iou(*case, threshold=threshold, fix_corners=fix).tolist(), wanted)


@few
@given(either, alphas, st.booleans())
def test_g2_point_agrees_with_its_plain_form(case: tuple, alpha: float, fix: bool) -> None:
    wanted = each(*case, lambda p, t: plain.g2_point(p, t, alpha), fix)
    assert agree(g2_point(*case, alpha=alpha, fix_corners=fix).tolist(), wanted)


@few
@given(cases(), alphas, st.booleans())
def test_g2_coverage_agrees_with_the_bhattacharyya_distance(case: tuple, alpha: float, fix: bool) -> None:
    wanted = each(*case, lambda p, t: plain.g2_coverage(p, t, alpha), fix)
    assert agree(g2_coverage(*case, alpha=alpha, fix_corners=fix).tolist(), wanted)


@few
@given(cases(), alphas, weights, weights, st.booleans())
def test_g2_total_agrees_with_its_plain_form(case: tuple, alpha: float, nu: float, gamma: float, fix: bool) -> None:
    wanted = each(*case, lambda p, t: plain.g2_total(p, t, nu, gamma, alpha), fix)
    assert agree(g2_total(*case, nu=nu, gamma=gamma, alpha=alpha, fix_corners=fix).tolist(), wanted)


@few
@given(either, st.tuples(sides, sides), st.booleans())
def test_step_gui_point_agrees_with_its_plain_form(case: tuple, tau: tuple, fix: bool) -> None:
    wanted = each(*case, lambda p, t: plain.step_gui_point(p, t, tau), fix)
    assert agree(step_gui_point(*case, tau=tau, fix_corners=fix).tolist(), wanted)


@few
@given(cases(), st.tuples(sides, sides, sides, sides), weights, units)
def test_step_gui_box_agrees_with_its_plain_form(case: tuple, tau: tuple, lam: float, alpha: float) -> None:
    wanted = each(*case, lambda p, t: plain.step_gui_box(p, t, tau, lam, alpha))
    assert agree(step_gui_box(*case, tau=tau, lam=lam, alpha=alpha).tolist(), wanted)


@few
@given(cases(), alphas, st.tuples(sides, sides, sides, sides))
def test_rewards_of_tensors_agree_with_their_plain_forms(case: tuple, alpha: float, tau: tuple) -> None:
    torch = pytest.importorskip("torch")
    tensors = importlib.import_module("rewards.grounding.tensors")
    preds, targets = case
    given_rows = [[math.nan] * 4 if p is None else p for p in preds]
    pair = torch.tensor(given_rows, dtype=torch.float64), torch.tensor(targets, dtype=torch.float64)
    for found, score in (
        (tensors.hit(*pair), lambda p, t: plain.hit(p, [t])),
        (tensors.iou(*pair), plain.iou),
        (tensors.g2_point(*pair, alpha=alpha), lambda p, t: plain.g2_point(p, t, alpha)),
        (tensors.g2_coverage(*pair, alpha=alpha), lambda p, t: plain.g2_coverage(p, t, alpha)),
        (tensors.g2_total(*pair, alpha=alpha, nu=0.3), lambda p, t: plain.g2_total(p, t, 0.3, 1.0, alpha)),
        (tensors.step_gui_point(*pair, tau=tau[:2]), lambda p, t: plain.step_gui_point(p, t, tau[:2])),
        (tensors.step_gui_box(*pair, tau=tau), lambda p, t: plain.step_gui_box(p, t, tau)),
    ):
        values = [v if k else None for v, k in zip(found.values.tolist(), found.known.tolist(), strict=True)]
        assert agree(values, each(preds, targets, score))


vectors = st.lists(st.tuples(whole, whole), min_size=1, max_size=4)


@few
@given(vectors, vectors, st.one_of(st.none(), units))
def test_step_gui_slide_agrees_with_its_plain_form(a: list, b: list, on_zero: float | None) -> None:
    a, b = a[: len(b)], b[: len(a)]
    wanted = [plain.step_gui_slide(p, t) for p, t in zip(a, b, strict=True)]
    found = step_gui_slide(a, b, on_zero=on_zero).tolist()
    assert agree(found, [on_zero if w is None else w for w in wanted])


@few
@given(
    st.lists(st.tuples(st.booleans(), units, st.one_of(st.none(), units), st.one_of(st.none(), units)), min_size=1),
    st.tuples(*[weights.map(lambda w: w + 0.1)] * 3),
)
def test_step_gui_action_agrees_with_its_plain_form_where_a_part_was_scored(rows: list, shares: tuple) -> None:
    names = ("place", "value", "judge")
    weight = dict(zip(names, shares, strict=True))
    wanted = [plain.step_gui_action(same, dict(zip(names, parts, strict=True)), weight) for same, *parts in rows]
    parts = {name: [row[k + 1] for row in rows] for k, name in enumerate(names)}
    assert agree(step_gui_action([float(row[0]) for row in rows], parts, weight).tolist(), wanted)


sizes = st.tuples(sides, sides)


@few
@given(either, sizes, st.booleans())
def test_se_gui_agrees_with_its_plain_form(case: tuple, size: tuple, fix: bool) -> None:
    for p, t in zip(*case, strict=True):
        if p is not None:
            (px, py), (gx, gy) = plain.centre(p), plain.centre(t)
            assume(abs(math.hypot((px - gx) / size[0], (py - gy) / size[1]) - 1) > 1e-9)
    wanted = each(*case, lambda p, t: plain.se_gui(p, t, *size), fix)
    assert agree(se_gui(*case, size, fix_corners=fix).tolist(), wanted)


@few
@given(cases(), sizes, st.booleans())
def test_gui_g1_agrees_with_its_plain_form(case: tuple, size: tuple, fix: bool) -> None:
    wanted = each(*case, lambda p, t: plain.gui_g1(p, t, *size), fix)
    assert agree(gui_g1(*case, size, fix_corners=fix).tolist(), wanted)


guesses = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)).map(lambda p: [float(v) for v in p]), max_size=5
)


@few
@given(st.lists(guesses, min_size=1, max_size=4), st.integers(-30, 10), st.integers(1, 60))
def test_aer_agrees_with_its_plain_form(answers: list, corner: int, side: int) -> None:
    target = [float(corner), float(corner), float(corner + side), float(corner + side)]
    found = aer(answers, [target] * len(answers)).tolist()
    assert agree(found, [plain.aer(points, target) for points in answers])


small = st.tuples(*[st.integers(-6, 6)] * 4).map(lambda b: [float(v) for v in b])


@few
@given(st.lists(st.one_of(small, small, boxes()), min_size=1, max_size=5))
def test_rc_vote_agrees_with_its_plain_form(sampled: list[Box]) -> None:
    assert agree(rc_vote(sampled).tolist(), plain.rc_vote(sampled))


@few
@given(either, st.sampled_from([0.25, 0.5, 1.0]), st.booleans())
def test_tiered_agrees_with_its_plain_form(case: tuple, alpha: float, hit_is_top: bool) -> None:
    tiers = [(1.0, 1.0), (2.0, 0.5), (4.0, 0.25)]
    wanted = each(*case, lambda p, t: plain.tiered(p, t, tiers, 0.0, alpha, hit_is_top))
    assert agree(tiered(*case, alpha=alpha, hit_is_top=hit_is_top).tolist(), wanted)


texts = st.lists(st.sampled_from(["up", "Up", "down", "a"]), max_size=5).map(" ".join)


@few
@given(texts, texts)
def test_token_f1_agrees_with_its_plain_form(said: str, wanted: str) -> None:
    assert agree(token_f1(said, wanted), plain.token_f1(said, wanted))


@st.composite
def actions(draw: st.DrawFn, types: tuple[str, ...]) -> tuple[dict, dict, float]:
    """A predicted action, the right one, and whether the format is good."""
    target = draw(boxes())
    if draw(st.booleans()):
        target = target[:2]
    point = draw(st.one_of(st.tuples(whole, whole), st.just(tuple(target[:2]))))
    point = draw(st.sampled_from([list(point), [target[0] + 139.0, target[1]], [target[0], target[1] + 140.0]]))
    kind = draw(st.sampled_from(types))
    gold = {"type": kind, "target": target, "text": draw(texts)}
    said = {"type": draw(st.sampled_from([kind, *types])), "point": point, "text": draw(texts)}
    return said, gold, draw(st.sampled_from([0.0, 1.0]))


def r1(case: tuple[dict, dict, float]) -> float | None:
    said, gold, formatted = case
    return gui_r1_action(
        [said["type"]],
        [gold["type"]],
        places=[said["point"]],
        targets=[gold["target"]],
        texts=[said["text"]],
        wanted_texts=[gold["text"]],
        formatted=[formatted],
    ).one()


@few
@given(actions(("click", "type", "select", "scroll", "wait", "back")))
def test_gui_r1_action_agrees_with_its_plain_form(case: tuple) -> None:
    assert agree(r1(case), plain.gui_r1_action(plain.gui_r1_accuracy(case[0], case[1]), case[2]))


@pytest.mark.parametrize("kind", ["long_press", "grounding", "open", "answer"])
def test_gui_r1_action_asks_nothing_but_the_type_of_types_other_than_its_own_four(kind: str) -> None:
    said = {"type": kind, "point": [0.0, 0.0], "text": "a"}
    gold = {"type": kind, "target": [10.0, 10.0, 20.0, 20.0], "text": "b"}
    assert agree(r1((said, gold, 1.0)), plain.gui_r1_action(plain.gui_r1_accuracy(said, gold), 1.0))


@few
@given(actions(("click", "type", "scroll", "wait")), weights, weights)
def test_ui_venus_action_agrees_with_its_plain_form(case: tuple, w1: float, w2: float) -> None:
    said, gold, formatted = case
    box = (
        gold["target"] if len(gold["target"]) == 4 else [*gold["target"], gold["target"][0] + 9, gold["target"][1] + 9]
    )
    same = said["type"] == gold["type"]
    extra = 0.0
    if same and gold["type"] == "click":
        extra = plain.tiered(said["point"], box, [(1.0, 1.0), (3.0, 0.4)], 0.1)
    elif same and gold["type"] in ("type", "scroll"):
        extra = plain.token_f1(said["text"], gold["text"])
    found = ui_venus_action(
        [said["type"]],
        [gold["type"]],
        places=[said["point"]],
        targets=[box],
        texts=[said["text"]],
        wanted_texts=[gold["text"]],
        formatted=[formatted],
        weights=(w1, w2),
        bounds=(1.0, 3.0),
        values=(1.0, 0.4, 0.1),
    )
    assert agree(found.one(), plain.ui_venus_navigation(formatted, float(same), extra, w1, w2))


@few
@given(point_cases(), st.sampled_from([0.0, 1.0]), weights, weights)
def test_ui_venus_grounding_agrees_with_its_plain_form(case: tuple, formatted: float, w1: float, w2: float) -> None:
    preds, targets = [*case[0], [-1.0, -1.0]], [*case[1], [-1.0, -1.0, -1.0, -1.0]]
    assume(all(p != [-1.0, -1.0] for p in case[0]))
    wanted = each(*case, lambda p, t: plain.ui_venus_grounding(formatted, plain.hit(p, [t]), w1, w2))
    found = ui_venus_grounding(preds, targets, formatted=[formatted] * len(preds), weights=(w1, w2)).tolist()
    assert agree(found, [*wanted, plain.ui_venus_grounding(formatted, 1.0, w1, w2)])


@few
@given(
    st.booleans(), weights, st.floats(0.01, 0.99), st.integers(1, 60), st.integers(0, 100), weights, st.integers(0, 9)
)
def test_ui_venus_online_agrees_with_its_plain_form(
    won: bool, reward: float, eta: float, shortest: int, more: int, lam: float, bad: int
) -> None:
    found = ui_venus_online([float(won)], [shortest + more], [shortest], [bad], reward=reward, eta=eta, lam=lam).one()
    assert agree(found, plain.ui_venus_online(won, reward, eta, shortest + more, shortest, lam, bad))
