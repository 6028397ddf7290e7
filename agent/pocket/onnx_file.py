"""The network as an ONNX file: written with torch, read by onnxruntime on one core, with any number of units."""

import warnings
from pathlib import Path

import numpy as np
import torch

from agent.pocket.example import Example, collate
from agent.pocket.net import Net

INPUTS = ("vocabulary", "words", "owners", "places", "sorts", "roles", "acts", "features", "relations")
OUTPUTS = ("point", "plain", "first", "last", "ends")
AXES = {
    "vocabulary": {0: "steps", 1: "spellings"},
    **{name: {0: "steps", 1: "words"} for name in ("words", "owners", "places")},
    **{name: {0: "steps", 1: "units"} for name in ("sorts", "roles", "acts", "features")},
    "relations": {0: "steps", 2: "units", 3: "units"},
}


def write_onnx(net: Net, path: Path, like: Example) -> None:
    """Write the network; `like` is any example to trace it with. The file appears only when it is whole."""
    batch = collate([like])
    inputs = tuple(torch.from_numpy(np.asarray(getattr(batch, name))) for name in INPUTS)
    part = path.with_suffix(".part")
    with warnings.catch_warnings():
        # The older of torch's two writers: it says so, but it needs no other package, and a second instead of fifty.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net.eval(), inputs, str(part), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=AXES,
            opset_version=17, dynamo=False,
        )  # fmt: skip
    part.replace(path)
