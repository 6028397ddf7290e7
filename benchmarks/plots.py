"""Pictures of rewards: over a screenshot, along an episode, against the truth, against their cost.

Each function draws on a matplotlib figure of its own and returns it; `save` writes it. No display is needed.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from PIL import Image

from devices.element import Box
from rewards.scores import Floats, Scores

try:
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle
except ImportError as problem:  # pragma: no cover - tried out without matplotlib by hand
    raise ImportError("pictures of rewards need matplotlib: pip install 'gui-mcp[plots]'") from problem

PointReward: TypeAlias = Callable[[Floats, Floats], Scores]

BINS = 10
GRID = 240  # points of a heat-map along the longer side
FRONT, BEHIND = "#2a9d5c", "#b0b0b0"


def heatmap(png: bytes, box: Box, reward: PointReward, title: str = "") -> Figure:
    """A point reward over a screenshot: what a touch would earn, everywhere, with the target outlined.

    `reward(points (n, 2), targets (n, 4))` is any point form of `rewards.grounding`. ValueError for a box outside
    the picture.
    """
    picture = Image.open(BytesIO(png)).convert("RGB")
    width, height = picture.size
    if not (0 <= box.x1 < box.x2 <= width and 0 <= box.y1 < box.y2 <= height):
        raise ValueError(f"{tuple(box)} is no box of a picture of {width}x{height} pixels")
    step = max(width, height) / GRID
    xs, ys = np.arange(step / 2, width, step), np.arange(step / 2, height, step)
    points = np.stack([axis.ravel() for axis in np.meshgrid(xs, ys)], axis=1)
    values = reward(points, np.tile(np.array(box, dtype=np.float64), (len(points), 1))).values
    figure = Figure(figsize=(4.2, 4.2 * height / width), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(np.asarray(picture), extent=(0, width, height, 0))
    field = values.reshape(len(ys), len(xs))
    shown = axes.imshow(field, extent=(0, width, height, 0), cmap="inferno", alpha=0.55, interpolation="bilinear")
    axes.add_patch(_outline(box))
    axes.set_axis_off()
    axes.set_title(title)
    figure.colorbar(shown, ax=axes, shrink=0.6, label="reward")
    return figure


def strips(rows: Mapping[str, Sequence[float | None]], truth: Sequence[int] | None = None, title: str = "") -> Figure:
    """Step scores of one episode, a row a method, a column a step; the true labels above them where they are known.

    Each row has its own scale, symmetric about 0: green is good, red is bad, white is unscored. Raises ValueError for
    rows of different length.
    """
    shown = {**({"truth": truth} if truth is not None else {}), **rows}
    lengths = {len(row) for row in shown.values()}
    if len(lengths) != 1:
        raise ValueError(f"rows of one episode have one length, not {sorted(lengths)}")
    steps = lengths.pop()
    figure = Figure(figsize=(2.5 + 0.32 * steps, 0.7 + 0.3 * len(shown)), layout="constrained")
    axes = figure.add_subplot()
    field = np.full((len(shown), steps), np.nan)
    for i, row in enumerate(shown.values()):
        known = [abs(value) for value in row if value is not None]
        scale = max(known, default=0.0) or 1.0
        field[i] = [np.nan if value is None else value / scale for value in row]
    axes.imshow(np.ma.masked_invalid(field), cmap="RdYlGn", vmin=-1, vmax=1, aspect="auto")
    axes.set_yticks(range(len(shown)), list(shown))
    axes.set_xticks(range(0, steps, max(1, steps // 12)))
    axes.set_xlabel("step")
    axes.set_title(title)
    return figure


def reliability(curves: Mapping[str, tuple[Sequence[float], Sequence[float]]], bins: int = BINS) -> Figure:
    """Confidence against accuracy in equal-width bins, with the diagonal of perfect calibration; a line a method.

    `curves`: name → (probabilities in [0, 1], correctness 0 or 1). A dot grows with the number of steps in its bin.
    """
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="0.6", linestyle="--", linewidth=1)
    for name, (confidence, correct) in curves.items():
        q, c = np.asarray(confidence, dtype=np.float64), np.asarray(correct, dtype=np.float64)
        if len(q) != len(c):
            raise ValueError(f"{name}: {len(q)} probabilities for {len(c)} outcomes")
        number = np.minimum((q * bins).astype(np.int64), bins - 1)
        count = np.bincount(number, minlength=bins)
        there = count > 0
        mean = np.bincount(number, weights=q, minlength=bins)[there] / count[there]
        right = np.bincount(number, weights=c, minlength=bins)[there] / count[there]
        (line,) = axes.plot(mean, right, linewidth=1, label=name)
        axes.scatter(mean, right, s=10 + 190 * count[there] / max(1, count.max()), color=line.get_color(), alpha=0.6)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="said to be good with probability", ylabel="share that is good")
    axes.legend()
    return figure


def front(points: Mapping[str, tuple[float, float]], cost: str, score: str) -> Figure:
    """Score against cost, a dot a method, and the front of those that nothing cheaper beats.

    `points`: name → (cost >= 0, score). The axis of costs is logarithmic beyond 1.
    """
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.add_subplot()
    best = pareto(points)
    for name, (x, y) in points.items():
        axes.scatter(x, y, color=FRONT if name in best else BEHIND, zorder=2)
    for names, x, y in _labels(points, best):
        lift = 7 if names.split(" +")[0] in best else 0  # clear of the line
        axes.annotate(names, (x, y), xytext=(5, lift), textcoords="offset points", fontsize=7, va="center")
    line = sorted(points[name] for name in best)
    axes.step([x for x, _ in line], [y for _, y in line], where="post", color=FRONT, linewidth=1, zorder=1)
    axes.set_xscale("symlog", linthresh=1.0)
    axes.set(xlabel=cost, ylabel=score)
    axes.margins(x=0.25)
    return figure


def _labels(points: Mapping[str, tuple[float, float]], best: Sequence[str]) -> list[tuple[str, float, float]]:
    """A label where there is room: the front first, then from the best down; others at that height are counted."""
    heights = [y for _, y in points.values()]
    room = (max(heights) - min(heights)) / 32
    taken: list[tuple[str, float, float, int]] = []
    for name in [*best, *sorted(points, key=lambda n: -points[n][1])]:
        x, y = points[name]
        near = [i for i, (_, a, b, _) in enumerate(taken) if a == x and abs(b - y) < room]
        if any(taken[i][0] == name for i in near):
            continue
        if near:
            first, a, b, more = taken[near[0]]
            taken[near[0]] = (first, a, b, more + 1)
        else:
            taken.append((name, x, y, 0))
    return [(f"{name} +{more}" if more else name, x, y) for name, x, y, more in taken]


def pareto(points: Mapping[str, tuple[float, float]]) -> list[str]:
    """Names of the points than which no other is both as cheap and as good, and better in one, by cost."""

    def beaten(name: str) -> bool:
        x, y = points[name]
        return any(a <= x and b >= y and (a < x or b > y) for a, b in points.values())

    return sorted((name for name in points if not beaten(name)), key=lambda name: points[name])


def save(figure: Figure, path: Path) -> None:
    """Write it; the suffix says in which format (png, svg, pdf)."""
    part = path.with_name(f"{path.stem}.part{path.suffix}")
    figure.savefig(part, dpi=140, bbox_inches="tight")
    part.replace(path)


def _outline(box: Box) -> Any:
    return Rectangle((box.x1, box.y1), box.x2 - box.x1, box.y2 - box.y1, fill=False, edgecolor="#4cc9f0", linewidth=2)
