# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyarrow ships no types.
"""Training samples as one Parquet file that `datasets` opens with its images: `load_dataset("parquet", …)`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rewards.samples import Sample

BATCH = 64  # rows held in memory at a time

_VALUES = {
    "task": "string", "goal": "string", "step": "int32", "kind": "string", "question": "string", "answer": "string",
    "success": "bool", "reward": "float64", "run": "string",
}  # fmt: skip
_IMAGE = pa.struct([pa.field("bytes", pa.binary()), pa.field("path", pa.string())])
_FEATURES = {"image": {"_type": "Image"}} | {n: {"dtype": t, "_type": "Value"} for n, t in _VALUES.items()}
SCHEMA = pa.schema(
    [pa.field("image", _IMAGE), *[pa.field(name, pa.type_for_alias(kind)) for name, kind in _VALUES.items()]],
    metadata={b"huggingface": json.dumps({"info": {"features": _FEATURES}}).encode()},
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A selected sample with its screenshot and labels. `reward` is the step's, None where it is not scored."""

    sample: Sample
    png: bytes
    task: str
    goal: str
    success: bool
    reward: float | None
    run: str


def write_dataset(path: Path, rows: Iterable[Labelled]) -> int:
    """Write all rows and return how many. The file appears under its name only when it is whole."""
    part = path.with_suffix(".part")
    count = 0
    with pq.ParquetWriter(part, SCHEMA, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_table(_table(batch))
            count += len(batch)
    part.replace(path)
    return count


def _batches(rows: Iterable[Labelled]) -> Iterator[list[Labelled]]:
    batch: list[Labelled] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _table(rows: list[Labelled]) -> pa.Table:
    columns = {
        "image": [{"bytes": row.png, "path": None} for row in rows],
        "task": [row.task for row in rows],
        "goal": [row.goal for row in rows],
        "step": [row.sample.step for row in rows],
        "kind": [row.sample.kind.name.lower() for row in rows],
        "question": [row.sample.question for row in rows],
        "answer": [row.sample.answer for row in rows],
        "success": [row.success for row in rows],
        "reward": [row.reward for row in rows],
        "run": [row.run for row in rows],
    }
    return pa.table(columns, schema=SCHEMA)
