"""How long pocket takes to decide, and what memory it needs, on one core: for `make bench`.

The weights are untrained ones of the real network: what they decide differs, how long it takes does not.
"""

import subprocess
import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch

from agent.pocket.choice import Choice, Kind
from agent.pocket.example import pack
from agent.pocket.net import Net
from agent.pocket.onnx_file import write_onnx
from agent.pocket.policy import PocketPolicy
from agent.pocket.reader import Reader
from agent.trajectory import Done, Reply, Step
from benchmarks.pocket_memory import first_screens
from benchmarks.reward_speed import in_turns

GOAL = "On Letterbox, answer Bruno's mail “Choir: concert dates” with “I will be there” and mark it as important."
TURNS = 60
MEMORY = "benchmarks.pocket_memory"


def rows() -> list[Sequence[str]]:
    """Decision time against an empty call of the runtime, and the memory of a process that decides."""
    with TemporaryDirectory() as folder:
        weights, nothing = Path(folder) / "pocket.onnx", Path(folder) / "nothing.onnx"
        _write(weights, nothing)
        screens, policy, empty = cycle(first_screens()), PocketPolicy(weights), _empty_call(nothing)

        def decide() -> None:
            seen = next(screens)
            policy(GOAL, [Step(seen, Reply(Done()))] * 2, seen)

        ours, floor = in_turns(TURNS, decide, empty)
        told = subprocess.run([sys.executable, "-m", MEMORY, str(weights)], capture_output=True, check=True, text=True)
    return [
        ("pocket: a decision, reading included", f"{ours:.1f} ms", "empty onnxruntime call", f"{floor:.3f} ms",
         f"{ours / floor:.0f}x", "<= 25 ms"),
        ("pocket: memory of a process that decides", told.stdout.strip(), "", "", "", "<= 300 MB"),
    ]  # fmt: skip


def _write(weights: Path, nothing: Path) -> None:
    seen = first_screens()[0]
    reading = Reader().read(GOAL, [], seen)
    torch.manual_seed(0)
    write_onnx(Net(), weights, pack(reading, [(int(Kind.DONE), -1)], Choice(Kind.DONE)))
    made: Any = onnx.helper
    value = [made.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1]) for name in ("x", "y")]
    graph = made.make_graph([made.make_node("Identity", ["x"], ["y"])], "nothing", value[:1], value[1:])
    onnx.save(made.make_model(graph, opset_imports=[made.make_opsetid("", 17)], ir_version=8), str(nothing))


def _empty_call(nothing: Path) -> Any:
    ort: Any = onnxruntime
    session = ort.InferenceSession(str(nothing), providers=["CPUExecutionProvider"])
    given = {"x": np.zeros(1, np.float32)}
    return lambda: session.run(None, given)
