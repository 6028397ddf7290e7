"""What memory a process needs that decides with pocket: `python -m benchmarks.pocket_memory FILE.onnx`.

A program of its own, so that nothing else is counted but the phone whose screens are read.
"""

import resource
import sys
from pathlib import Path

from agent.pocket.policy import PocketPolicy
from devices.action import Awake
from devices.device import Observation
from devices.virtual.apps import APPS
from devices.virtual.sketch import SketchDevice

KILOBYTES = 1024  # in a megabyte


def first_screens() -> list[Observation]:
    """The first screen of every app."""
    device, out = SketchDevice(), list[Observation]()
    for app in APPS.values():
        device.act(Awake(app.name))
        out.append(device.observe())
    return out


def main() -> None:
    """Decide on every screen and print the most memory that was held, MB."""
    policy = PocketPolicy(Path(sys.argv[1]))
    for seen in first_screens():
        policy("Tell me what is new here.", [], seen)
    print(f"{_most() / KILOBYTES:.0f} MB")


def _most() -> int:
    """Kilobytes. `ru_maxrss` would count what the process that started this one held, too."""
    status = Path("/proc/self/status")
    if not status.exists():  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


if __name__ == "__main__":
    main()
