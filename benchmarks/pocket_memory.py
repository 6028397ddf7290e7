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
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES:.0f} MB")


if __name__ == "__main__":
    main()
