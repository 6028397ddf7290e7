"""The network as an ONNX file: written with torch, read by onnxruntime on one core, with any number of units."""

import json
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np

from agent.pocket.example import Example, collate
from agent.pocket.net import Net
from agent.pocket.trust import TRUST, Trust

try:
    import torch
except ImportError as problem:  # pragma: no cover - tried out without it by hand
    raise ImportError("writing pocket's weights needs torch: pip install 'gui-mcp[train]'") from problem
try:
    import onnx
except ImportError as problem:  # torch asks for it at the very end, when hours may have been spent
    raise ImportError("writing pocket's weights needs onnx: pip install 'gui-mcp[train]'") from problem

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
    given = [torch.from_numpy(np.asarray(getattr(batch, name))) for name in INPUTS[:-1]]
    relations = torch.from_numpy(like.all_relations()).unsqueeze(0)  # a batch has those that are not 0
    inputs = (*given, relations)
    part = path.with_suffix(".part")
    with warnings.catch_warnings():
        # The older of torch's two writers: it says so, but it takes a second instead of fifty.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net.eval(), inputs, str(part), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=AXES,
            opset_version=17, dynamo=False,
        )  # fmt: skip
    part.replace(path)


def write_trust(path: Path, trust: Trust) -> None:
    """Note in a file of weights how far they are to be trusted."""
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {TRUST: json.dumps(asdict(trust))})
    part = path.with_suffix(".part")
    onnx.save(model, part)
    part.replace(path)
