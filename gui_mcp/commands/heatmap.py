"""`gui-mcp heatmap`."""

from pathlib import Path

from PIL import Image
from rich.console import Console

from benchmarks.plots import PointReward, heatmap, save
from devices.element import Box
from rewards.grounding.gaussian import g2_point
from rewards.grounding.overlap import hit, tiered
from rewards.grounding.rivals import se_gui


def run(picture: Path, box: tuple[float, float, float, float], method: str, out: Path) -> int:
    """Draw it."""
    if not picture.is_file():
        raise FileNotFoundError(f"{picture} is no file")
    with Image.open(picture) as image:
        size = image.size
    # Those of the library that a point, a box and the picture's size suffice for.
    rewards: dict[str, PointReward] = {
        "g2_point": g2_point, "hit": hit, "se_gui": lambda p, b: se_gui(p, b, size), "tiered": tiered,
    }  # fmt: skip
    if method not in rewards:
        raise ValueError(f"{method!r} does not score a point by a box alone; these do: {', '.join(rewards)}")
    save(heatmap(picture.read_bytes(), Box(*(round(v) for v in box)), rewards[method], method), out)
    Console().print(f"{out}", highlight=False, soft_wrap=True)
    return 0
