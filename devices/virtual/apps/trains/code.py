"""The square code of a ticket, drawn as one clip path; the rule for `.code` in glass/apps.css cuts it out."""

from random import Random

from devices.virtual.node import Node
from devices.virtual.ui import column

SIDE, CELL = 21, 8  # cells a side, dp a cell
CORNERS = ((0, 0), (SIDE - 7, 0), (0, SIDE - 7))


def square_code(words: str) -> Node:
    """A picture that looks like a scanner's code and is the same for the same words."""
    rng = Random(words)
    noise = [[rng.random() < 0.5 for _ in range(SIDE)] for _ in range(SIDE)]
    cells = [(x, y) for y in range(SIDE) for x in range(SIDE) if _dark(noise, x, y)]
    path = "".join(f"M{x * CELL} {y * CELL}h{CELL}v{CELL}h-{CELL}z" for x, y in cells)
    return column(Node("row", style="code", tint=f'path("{path}")'), style="code-frame")


def _dark(noise: list[list[bool]], x: int, y: int) -> bool:
    for left, top in CORNERS:
        dx, dy = x - left, y - top
        if -1 <= dx <= 7 and -1 <= dy <= 7:
            ring = max(abs(dx - 3), abs(dy - 3))
            return ring in (0, 1, 3)
    return noise[y][x]
