# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyarrow ships no types.
"""The static set on disk: one Parquet file that `datasets` opens with its images, a row a step.

Steps of an episode follow one another, those without a right answer of their own included (`type` is empty), so that
whoever reads a step has all that came before it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from agent.codec import decision_from_json, decision_to_json, elements_from_json, elements_to_json
from agent.trajectory import Reply, Step
from benchmarks.static.step import StaticStep, valid_from_json, valid_to_json
from devices.device import Observation

_VALUES = {
    "episode": "string", "step": "int32", "goal": "string", "type": "string", "valid": "string", "decision": "string",
    "told": "string", "app": "string", "width": "int32", "height": "int32", "elements": "string", "axes": "string",
}  # fmt: skip
_IMAGE = pa.struct([pa.field("bytes", pa.binary()), pa.field("path", pa.string())])
_FEATURES = {"image": {"_type": "Image"}} | {n: {"dtype": t, "_type": "Value"} for n, t in _VALUES.items()}
_FIELDS = [pa.field("image", _IMAGE), *[pa.field(name, pa.type_for_alias(kind)) for name, kind in _VALUES.items()]]


class StaticWriter:
    """Appends episodes. The file appears under its name only when it is closed without an error."""

    def __init__(self, path: Path, about: dict[str, Any]) -> None:
        self._path, self._part = path, path.with_suffix(".part")
        path.parent.mkdir(parents=True, exist_ok=True)
        features = json.dumps({"info": {"features": _FEATURES}}).encode()
        self._schema = pa.schema(_FIELDS, metadata={b"huggingface": features, b"about": json.dumps(about).encode()})
        self._file = pq.ParquetWriter(self._part, self._schema, compression="zstd")

    def add(self, steps: Iterable[StaticStep]) -> None:
        """The steps of one episode, in order."""
        rows = [_row(step) for step in steps]
        if rows:
            self._file.write_table(pa.Table.from_pylist(rows, schema=self._schema))

    def __enter__(self) -> "StaticWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink()


def about(path: Path) -> dict[str, Any]:
    """What a file says of itself. Raises FileNotFoundError or ValueError for what is no static set."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there: `gui-mcp static build {path}` makes one")
    try:
        metadata = pq.read_schema(path).metadata or {}
    except pa.ArrowInvalid as problem:
        raise ValueError(f"{path} is no Parquet file: {problem}") from problem
    if b"about" not in metadata:
        raise ValueError(f"{path} is no static set of the daily suite")
    return json.loads(metadata[b"about"])


def read_static(path: Path) -> Iterator[list[StaticStep]]:
    """The episodes, each as its steps in order. Raises as `about`."""
    about(path)
    episode: list[StaticStep] = []
    for batch in pq.ParquetFile(path).iter_batches(64):
        for row in batch.to_pylist():
            step = _step(row)
            if episode and episode[0].episode != step.episode:
                yield episode
                episode = []
            episode.append(step)
    if episode:
        yield episode


def _row(step: StaticStep) -> dict[str, Any]:
    seen = step.step.seen
    return {
        "image": {"bytes": seen.png, "path": None}, "episode": step.episode, "step": step.number, "goal": step.goal,
        "type": step.type or "", "valid": _json(valid_to_json(step.valid)),
        "decision": _json(decision_to_json(step.step.reply.decision)), "told": step.step.told or "", "app": seen.app,
        "width": seen.width, "height": seen.height, "elements": _json(elements_to_json(seen.elements)),
        "axes": _json(dict(step.axes)),
    }  # fmt: skip


def _step(row: dict[str, Any]) -> StaticStep:
    seen = Observation(
        png=row["image"]["bytes"], width=row["width"], height=row["height"], app=row["app"],
        elements=elements_from_json(json.loads(row["elements"])),
    )  # fmt: skip
    step = Step(seen, Reply(decision_from_json(json.loads(row["decision"]))))
    step = replace(step, told=row["told"] or None)
    valid = valid_from_json(json.loads(row["valid"]))
    return StaticStep(row["episode"], row["step"], row["goal"], step, valid, json.loads(row["axes"]))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
