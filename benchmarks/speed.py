"""`make bench`: speed as ratios, each pair measured in turns in one run, so that a busy machine slows both sides.

- a full step on the virtual phone (act, settle, observe with picture and elements) against the raw floor on the same
  page: the same input and one capture, straight over CDP
- putting a snapshot back, until the next look has its elements
- many phones in one browser process (benchmarks/phones.py)
- a harvest against the same steps with nothing kept (benchmarks/harvest_speed.py)
- rewards: grounding against a plain per-sample implementation, credit and advantages by the million steps,
  calibration of a million judged steps (benchmarks/reward_speed.py)
- a decision of pocket against an empty call of onnxruntime, and its memory (benchmarks/pocket_speed.py)
- the start of the command line against that of the interpreter
"""

import subprocess
import sys
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.harvest_speed import rows as harvest_rows
from benchmarks.phones import floor_of
from benchmarks.phones import rows as many_rows
from benchmarks.pocket_speed import rows as pocket_rows
from benchmarks.reward_speed import in_turns
from benchmarks.reward_speed import rows as reward_rows
from devices.action import Awake, Click
from devices.browser import Browser
from devices.virtual.device import VirtualDevice

STEPS, RESTORES, STARTS = 60, 100, 7


def main() -> None:
    """Measure everything and print one table."""
    rows = [*phone_rows(), *many_rows(), *harvest_rows(), *reward_rows(), *pocket_rows(), start_row()]
    table = Table(title="speed, medians")
    for name in ("what", "ours", "against", "theirs", "ratio", "target"):
        table.add_column(name, justify="left" if name in ("what", "against", "target") else "right")
    for row in rows:
        table.add_row(*row)
    Console(width=140).print(table)


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


def start_row() -> Sequence[str]:
    """`gui-mcp --help` against an empty program."""

    def run(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    ours, bare = in_turns(STARTS, run("-m", "gui_mcp", "--help"), run("-c", "pass"))
    return ("gui-mcp --help", f"{ours:.0f} ms", "python -c pass", f"{bare:.0f} ms", f"{ours / bare:.1f}x", "< 300 ms")


if __name__ == "__main__":
    main()
