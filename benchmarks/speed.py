"""`make bench`: speed as ratios, each pair measured in turns in one run, so that a busy machine slows both sides.

- a full step on the virtual phone (act, settle, observe with picture and elements) against the raw floor on the same
  page: the same input and one capture, straight over CDP
- putting a snapshot back, until the next look has its elements
- many phones in one browser process (benchmarks/phones.py)
- the Gaussian rewards of a batch against a plain per-sample implementation of the same formulas
- the start of the command line against that of the interpreter
"""

import math
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.phones import floor_of
from benchmarks.phones import rows as many_rows
from devices.action import Awake, Click
from devices.browser import Browser
from devices.virtual.device import VirtualDevice
from rewards.grounding.gaussian import g2_coverage, g2_point
from rewards.grounding.text import parse_place

STEPS, RESTORES, PAIRS, STARTS = 60, 100, 10_000, 7
BOX = re.compile(r"\[(\d+),\s*(\d+),\s*(\d+),\s*(\d+)\]")


def main() -> None:
    """Measure everything and print one table."""
    rows = [*phone_rows(), *many_rows(), *reward_rows(), start_row()]
    table = Table(title="speed, medians")
    for name in ("what", "ours", "against", "theirs", "ratio", "target"):
        table.add_column(name, justify="left" if name in ("what", "against", "target") else "right")
    for row in rows:
        table.add_row(*row)
    Console(width=140).print(table)


def in_turns(count: int, *works: Callable[[], object]) -> list[float]:
    """Median milliseconds of each, run one after the other `count` times."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(count):
        for work, taken in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            taken.append((time.perf_counter() - began) * 1e3)
    return [statistics.median(taken) for taken in times]


def phone_rows() -> list[Sequence[str]]:
    """Steps and restores on the virtual phone."""
    device = VirtualDevice()
    device.act(Awake("Settings"))
    display = next(e for e in device.observe().elements if e.id == "go-display").bounds.centre
    device.act(Click(display))
    switch = next(e for e in device.observe().elements if e.id == "adaptive_brightness").bounds.centre
    snapshot = device.snapshot()

    def step() -> None:
        device.act(Click(switch))
        seen = device.observe()
        assert seen.png
        assert seen.elements

    def restore() -> None:
        device.restore(snapshot)
        device.phone.observe(pixels=False)

    def restore_only() -> None:
        device.restore(snapshot)

    floor = floor_of(device, switch)
    ours, raw = in_turns(STEPS, step, floor)
    back, back_only = in_turns(RESTORES, restore, restore_only)
    device.close()
    Browser.shutdown()
    return [
        ("virtual phone: full step", f"{ours:.1f} ms", "CDP input + capture", f"{raw:.1f} ms", f"{ours / raw:.2f}x",
         "<= 1.15x"),
        ("virtual phone: restore and elements", f"{back:.1f} ms", "", "", "", "<= 20 ms"),
        ("virtual phone: restore alone", f"{back_only:.2f} ms", "", "", "", "<= 2 ms"),
    ]  # fmt: skip


def reward_rows() -> list[Sequence[str]]:
    """Point and coverage of 10,000 pairs, with and without reading the text."""
    rng = np.random.default_rng(0)
    corners = rng.integers(0, 900, (PAIRS, 2))
    sides = rng.integers(5, 100, (PAIRS, 2))
    target = np.hstack([corners, corners + sides]).astype(np.float64)
    moved = np.maximum(corners + rng.integers(-20, 20, (PAIRS, 2)), 0)
    pred = np.hstack([moved, moved + rng.integers(5, 100, (PAIRS, 2))]).astype(np.float64)
    texts = [f"The button is at [{a:.0f}, {b:.0f}, {c:.0f}, {d:.0f}]." for a, b, c, d in pred.tolist()]
    targets = target.tolist()

    def batch() -> None:
        g2_point(pred, target)
        g2_coverage(pred, target)

    def batch_text() -> None:
        places = [parse_place(text) for text in texts]
        g2_point(places, target)
        g2_coverage(places, target)

    def single() -> None:
        for text, box in zip(texts, targets, strict=True):
            plain_reward(text, box)

    geometry, with_text, theirs = in_turns(5, batch, batch_text, single)
    micro = 1e3 / PAIRS
    return [
        ("GUI-G2 geometry, a sample", f"{geometry * micro:.2f} us", "plain per-sample, with its text",
         f"{theirs * micro:.2f} us", f"{theirs / geometry:.0f}x faster", ""),
        ("GUI-G2 with text, a sample", f"{with_text * micro:.2f} us", "plain per-sample, with its text",
         f"{theirs * micro:.2f} us", f"{theirs / with_text:.1f}x faster", ""),
    ]  # fmt: skip


def plain_reward(text: str, box: Sequence[float]) -> tuple[float, float]:
    """The same formulas for one sample, the way reward functions of trainers are usually written."""
    found = BOX.search(text)
    if found is None:
        return 0.0, 0.0
    p = np.array([float(n) for n in found.groups()])
    g = np.array(box)
    pc, gc = (p[:2] + p[2:]) / 2, (g[:2] + g[2:]) / 2
    ps, gs = 0.5 * (p[2:] - p[:2]), 0.5 * (g[2:] - g[:2])
    point = math.exp(-0.5 * float(np.sum(((pc - gc) / gs) ** 2)))
    sp, sg = np.diag(ps**2), np.diag(gs**2)
    mean = (sp + sg) / 2
    d = pc - gc
    distance = float(d @ np.linalg.inv(mean) @ d) / 8
    shape = 0.5 * math.log(np.linalg.det(mean) / math.sqrt(np.linalg.det(sp) * np.linalg.det(sg)))
    return point, math.exp(-distance - shape)


def start_row() -> Sequence[str]:
    """`gui-mcp --help` against an empty program."""

    def run(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    ours, bare = in_turns(STARTS, run("-m", "gui_mcp", "--help"), run("-c", "pass"))
    return ("gui-mcp --help", f"{ours:.0f} ms", "python -c pass", f"{bare:.0f} ms", f"{ours / bare:.1f}x", "< 300 ms")


if __name__ == "__main__":
    main()
