"""The curve of a circle, as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.evolve.round import Judged, Round


def draw_curve(rounds: Sequence[Round], path: Path) -> Path | None:
    """Strict success by round on test templates and on train templates, with intervals; and, dashed, what was carried
    out and called done, since to decline what cannot be done is success, too.

    None (and no picture) where matplotlib is not installed: `pip install 'gui-mcp[plots]'`.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return None
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes: Any = figure.add_subplot()
    numbers = [r.number for r in rounds]
    _line(axes, numbers, [r.test for r in rounds], "o", "test templates")
    _line(axes, numbers, [r.train for r in rounds], "s", "train templates, in other worlds")
    axes.set_xlabel("round")
    axes.set_ylabel("strict success, %, with 95 % interval")
    axes.set_xticks(numbers)
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    figure.legend(loc="outside lower center", ncols=2)
    figure.savefig(path, dpi=120)
    return path


def _line(axes: Any, numbers: Sequence[int], found: Sequence[Judged], marker: str, words: str) -> None:
    axes.fill_between(numbers, [100 * j.low for j in found], [100 * j.high for j in found], alpha=0.2, linewidth=0)
    (line,) = axes.plot(numbers, [100 * j.success for j in found], marker=marker, label=words)
    carried = [100 * j.right / max(1, j.tested) for j in found]
    axes.plot(numbers, carried, "--", color=line.get_color(), label="… carried out, and called done")
