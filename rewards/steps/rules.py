"""Rewards by rule: signs, oracles, regions, screenshots, outputs of tools."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Missing, Scores, finite, within
from rewards.steps.signals import Keys, VectorRows, column, flags, probabilities, vectors

Oracle: TypeAlias = Callable[[Any, Any], float | None]


def sign_reward(dense: Rows, sparse: "Rows | None" = None) -> Ragged:
    """Sign of every step's dense reward, plus its sparse reward if there is one.

    `dense`: the output of a generated reward function; only its sign counts. Source: Auto MC-Reward, unchecked.
    """
    given = Ragged.of(dense, "dense")
    extra = given.like(np.zeros(len(given.flat))) if sparse is None else Ragged.of(sparse, "sparse")
    same_rows(dense=given, sparse=extra)
    return given.like(np.sign(given.values) + extra.values, given.known & extra.known)


def vpr_oracle(states: Keys, actions: Keys, *, oracle: Oracle) -> Ragged:
    """An oracle's verdict on every (state, action), 0 to 1.

    `oracle(state, action)`: 0 or 1, a grade between, or None; asked once for each distinct pair, so that the same pair
    always earns the same. `optimal_move` and `constraints` make one. Source: VPR, second-hand.
    Raises ValueError for a verdict outside [0, 1].
    """
    if [len(row) for row in states] != [len(row) for row in actions]:
        raise ValueError("states and actions must have rows of the same lengths")
    verdicts: dict[tuple[Hashable, Hashable], float | None] = {}
    out: list[list[float | None]] = []
    for row in zip(states, actions, strict=True):
        pairs = list(zip(*row, strict=True))
        for pair in pairs:
            if pair not in verdicts:
                verdicts[pair] = oracle(*pair)
        out.append([verdicts[pair] for pair in pairs])
    return probabilities(out, "oracle")


def optimal_move(best: Callable[[Any], set[Any]]) -> Oracle:
    """An oracle: 1 where the action is among the best ones of its state, as a search finds them."""
    return lambda state, action: float(action in best(state))


def constraints(*checks: Callable[[Any, Any], bool]) -> Oracle:
    """An oracle: 1 where every check of (state, action) holds, as "the click is inside an enabled element"."""
    return lambda state, action: float(all(check(state, action) for check in checks))


def visual_rationale(
    regions: VectorRows,
    gold: VectorRows,
    *,
    threshold: float,
    overlap: float = 0.0,
    on_invalid: float | None = -1.0,
) -> Ragged:
    """1 for every region that is right and new, 0 for one that repeats an earlier region, -1 for a wrong one.

    `regions`, `gold`: a box (x1, y1, x2, y2) a step, in one coordinate space. Right: IoU with the gold box >=
    `threshold`; repeated, right or not: IoU above `overlap` with an earlier region of the trajectory. A step without a
    region gives `on_invalid`, one without a gold box None. Our reading of ViRL, whose formula is not known to us.
    Raises ValueError for a box without area.
    """
    finite(threshold, "threshold", 0.0, 1.0)
    finite(overlap, "overlap", 0.0, 1.0)
    boxes, drawn, lengths = vectors(regions, "regions", 4)
    wanted, judged, expected = vectors(gold, "gold", 4)
    if lengths.tolist() != expected.tolist():
        raise ValueError(f"regions has rows of {lengths.tolist()} boxes, gold has {expected.tolist()}")
    _proper(boxes[drawn], "regions")
    _proper(wanted[judged], "gold")
    right = _iou(boxes, wanted) >= threshold
    repeated = np.zeros(len(boxes), dtype=np.bool_)
    for start, length in zip((np.cumsum(lengths) - lengths).tolist(), lengths.tolist(), strict=True):
        own = boxes[start : start + length]
        earlier = np.tri(length, k=-1, dtype=np.bool_)
        repeated[start : start + length] = ((_iou(own[:, None], own[None]) > overlap) & earlier).any(axis=1)
    out = np.where(repeated, 0.0, np.where(right, 1.0, -1.0))
    out = np.where(drawn, out, 0.0 if on_invalid is None else finite(on_invalid, "on_invalid"))
    return Ragged.from_lengths(Scores(out, judged & (drawn | (on_invalid is not None))), lengths)


def webgen_step(
    screenshot: Rows, gui: Rows, well_formed: "Rows | None" = None, *, on_invalid: float | None = -1.0
) -> Ragged:
    """Screenshot score plus GUI-agent score of every step, 0 to 10; `on_invalid` where its form is broken.

    `screenshot`, `gui`: 0 to 5 each, None where a judge abstained; `well_formed`: 0 or 1 (None: all are).
    Source: WebGen-Agent, code.
    """
    shot, used = Ragged.of(screenshot, "screenshot"), Ragged.of(gui, "gui")
    form = shot.like(np.ones(len(shot.flat)), np.ones(len(shot.flat))) if well_formed is None else well_formed
    form = flags(form, "well_formed")
    same_rows(screenshot=shot, gui=used, well_formed=form)
    within(shot.flat, 0.0, 5.0, "screenshot")
    within(used.flat, 0.0, 5.0, "gui")
    broken = form.known & (form.values == 0.0)
    penalty = 0.0 if on_invalid is None else finite(on_invalid, "on_invalid")
    scored = (form.values == 1.0) & shot.known & used.known
    return shot.like(np.where(broken, penalty, shot.values + used.values), scored | (broken & (on_invalid is not None)))


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One step: what came out of the tool (in a GUI: the screenshot after the action) and what was thought."""

    output: Any
    thought: str = ""


class OutputJudge(Protocol):
    """Says how much a tool's output serves the goal, 0 to 1, or None."""

    def __call__(self, goal: Any, output: Any) -> float | None: ...


def tool_output(calls: Sequence[Sequence[ToolCall]], goals: Sequence[Any], *, judge: OutputJudge) -> Ragged:
    """A judge's score of every step's output, 0 to 1. The judge never sees the thought.

    `calls`: the steps; `goals`: one a trajectory. Our reading of CodeV (TAPO), whose formula is not known to us.
    Raises ValueError for a score outside [0, 1].
    """
    if len(calls) != len(goals):
        raise ValueError(f"calls has {len(calls)} trajectories, goals has {len(goals)}")
    rows = [[judge(goal, call.output) for call in row] for row, goal in zip(calls, goals, strict=True)]
    return probabilities(rows, "judge")


def tool_output_reward(
    judged: Rows, accuracy: Column, form: Column, *, weight: float, missing: Missing = "raise"
) -> Scores:
    """Reward of every trajectory, (B,): accuracy + form + weight * mean of its judged outputs; None without any.

    `judged`: from `tool_output`; `accuracy`, `form`: (B,). Our reading of CodeV (TAPO); its weight is not known to us.
    """
    mean = probabilities(judged, "judged").settled(missing, "judged").mean()
    right, shaped = column(accuracy, len(mean), "accuracy"), column(form, len(mean), "form")
    total = right.values + shaped.values + finite(weight, "weight") * mean.values
    return Scores(total, mean.known & right.known & shaped.known)


def faithful_tool_rate(evidence: Rows, *, missing: Missing = "raise") -> Scores:
    """Share of each trajectory's outputs that hold the evidence (0 or 1 a call), (B,); None without calls."""
    return flags(evidence, "evidence").settled(missing, "evidence").mean()


def _proper(boxes: Floats, name: str) -> None:
    if (boxes[:, :2] >= boxes[:, 2:]).any():
        raise ValueError(f"{name} holds a box without area: x1 < x2 and y1 < y2 must hold")


def _iou(a: Floats, b: Floats) -> Floats:
    """Intersection over union along the last axis; 0 for the empty boxes that stand for none."""
    sides = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    common = np.maximum(sides, 0.0).prod(axis=-1)
    union = (a[..., 2:] - a[..., :2]).prod(axis=-1) + (b[..., 2:] - b[..., :2]).prod(axis=-1) - common
    return common / np.where(union > 0.0, union, 1.0)
