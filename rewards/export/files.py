# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyright: reportArgumentType=false
# pyarrow ships no types.
"""Rows on disk: Parquet with pictures that `datasets` decodes, JSON lines with pictures beside them.

A file appears under its name only when it is whole; rows go through memory in small groups. Without any row nothing is
written.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from agent.blobs import Blobs

GROUP = 32  # rows with their pictures that are held in memory, and that lie in one row group

IMAGES = pa.list_(pa.struct([pa.field("bytes", pa.binary()), pa.field("path", pa.string())]))
# `Sequence` is what datasets 2.16 to 5 all read as a list of pictures; `List` is unknown below 4.
IMAGES_FEATURE = {"_type": "Sequence", "feature": {"_type": "Image"}}


def schema(columns: Mapping[str, tuple[pa.DataType, Any]]) -> pa.Schema:
    """Columns by (Arrow type, feature of `datasets`), with the metadata that `load_dataset` goes by."""
    features = {name: feature for name, (_, feature) in columns.items()}
    return pa.schema(
        [pa.field(name, kind) for name, (kind, _) in columns.items()],
        metadata={b"huggingface": json.dumps({"info": {"features": features}}).encode()},
    )


def write_parquet(path: Path, layout: Any, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write the rows by a pyarrow schema and return how many. Pictures are not compressed again."""
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    compression = {name: "none" if name == "images" else "zstd" for name in layout.names}
    count, waiting = 0, iter(rows)
    try:
        with pq.ParquetWriter(part, layout, compression=compression, use_dictionary=False) as writer:
            while group := list(islice(waiting, GROUP)):
                writer.write_table(pa.Table.from_pylist(group, schema=layout))
                count += len(group)
        if count:
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write the rows as JSON, a line each, and return how many."""
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
                count += 1
        if count:
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


class Pictures:
    """A folder of screenshots beside JSON lines, each once, under its sha256."""

    def __init__(self, root: Path) -> None:
        self._blobs = Blobs(root / "images")

    def __call__(self, png: bytes) -> str:
        """Store it; the path that a row names, relative to `root`, with forward slashes."""
        name = self._blobs.put(png, ".png")
        return f"images/{name[:2]}/{name}"
