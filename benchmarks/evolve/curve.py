"""The curve of a circle, as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.evolve.circle import Round


def draw_curve(rounds: Sequence[Round], path: Path) -> Path | None:
    """Strict success on the test split by round, with its interval, above how many played episodes were won.

    None (and no picture) where matplotlib is not installed: `pip install 'gui-mcp[plots]'`.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return None
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes: Any = figure.add_subplot()
    numbers = [r.number for r in rounds]
    axes.fill_between(numbers, [100 * r.low for r in rounds], [100 * r.high for r in rounds], alpha=0.2, linewidth=0)
    axes.plot(numbers, [100 * r.success for r in rounds], marker="o", label="test split, strict, with 95 % interval")
    later = [r for r in rounds if r.played]
    if later:
        axes.plot([r.number for r in later], [100 * r.won / r.played for r in later], marker="s", linestyle="--",
                  label="train tasks won while playing")  # fmt: skip
    axes.set_xlabel("round")
    axes.set_ylabel("% of episodes")
    axes.set_xticks(numbers)
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=120)
    return path
