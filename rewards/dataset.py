# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyarrow ships no types.
"""Training samples as one Parquet file that `datasets` opens with its images: `load_dataset("parquet", …)`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rewards.samples import Sample
from rewards.shards import image, schema_of

BATCH = 64  # rows held in memory at a time

COLUMNS = {
    "image": "image", "task": "string", "goal": "string", "step": "int32", "kind": "string", "question": "string",
    "answer": "string", "success": "bool", "reward": "float64", "run": "string",
    "source": "string",
}  # fmt: skip
SCHEMA = schema_of(COLUMNS)


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
            writer.write_table(pa.Table.from_pylist([row_of(row) for row in batch], schema=SCHEMA))
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


def row_of(labelled: Labelled) -> dict[str, Any]:
    """Its row by column, as SCHEMA has them."""
    sample = labelled.sample
    return {
        "image": image(labelled.png), "task": labelled.task, "goal": labelled.goal, "step": sample.step,
        "kind": sample.kind.name.lower(), "question": sample.question, "answer": sample.answer,
        "success": labelled.success, "reward": labelled.reward, "run": labelled.run, "source": sample.source,
    }  # fmt: skip
