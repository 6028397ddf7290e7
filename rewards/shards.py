# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyarrow ships no types.
"""A table of rows with pictures as Parquet files of bounded size, which `datasets` 2.16 to 5 opens with its images.

Plain types only: `List` and `Json` features, which older versions do not know, are written as JSON in a string.
Pictures are compressed already and mostly different: they are written as they are, without a dictionary.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

GROUP = 64  # rows of a group: what is read, and held in memory, at once
SHARD = 256 << 20  # bytes of pictures and words from which a new file is begun

_IMAGE = pa.struct([pa.field("bytes", pa.binary()), pa.field("path", pa.string())])


def schema_of(columns: Mapping[str, str]) -> pa.Schema:
    """Columns by name, each "image" or a plain type as Arrow calls it ("string", "int32", "float64", "bool"), with
    what makes `datasets` show the pictures."""
    features = {
        name: {"_type": "Image"} if kind == "image" else {"dtype": kind, "_type": "Value"}
        for name, kind in columns.items()
    }
    fields = [pa.field(name, _IMAGE if kind == "image" else pa.type_for_alias(kind)) for name, kind in columns.items()]
    return pa.schema(fields, metadata={b"huggingface": json.dumps({"info": {"features": features}}).encode()})


def image(png: bytes) -> dict[str, bytes | None] | None:
    """A picture as a cell; None where there is none."""
    return {"bytes": png, "path": None} if png else None


class Shards:
    """Writes FOLDER/00000.parquet, 00001.parquet … Each appears under its name when it is whole; `close` ends the last.

    `repeated` tells that pictures come several times in a row, which zstd then finds.
    """

    def __init__(self, folder: Path, columns: Mapping[str, str], *, shard: int = SHARD, repeated: bool = False) -> None:
        self._folder, self._schema, self._limit = folder, schema_of(columns), shard
        pictures = [name for name, kind in columns.items() if kind == "image"]
        plain = [name for name, kind in columns.items() if kind != "image"]
        kinds: dict[str, str] = {f"{name}.bytes": "zstd" if repeated else "none" for name in pictures}
        self._options: dict[str, Any] = {
            "compression": kinds | {f"{name}.path": "none" for name in pictures} | dict.fromkeys(plain, "zstd"),
            "use_dictionary": False,
        }
        self._rows: list[Mapping[str, Any]] = []
        self._writer: pq.ParquetWriter | None = None
        self._bytes = 0
        self.rows = self.files = 0

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Append rows, each with a value for every column."""
        for row in rows:
            self._rows.append(row)
            self._bytes += sum(_size(value) for value in row.values())
            if len(self._rows) == GROUP:
                self._flush()
            if self._bytes >= self._limit:
                self._end()
        self.rows += len(rows)

    def close(self) -> None:
        """Write what is left."""
        self._end()

    def _flush(self) -> None:
        if not self._rows:
            return
        if self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self._part, self._schema, **self._options)
        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def _end(self) -> None:
        self._flush()
        if self._writer is not None:
            self._writer.close()
            self._part.replace(self._folder / f"{self.files:05d}.parquet")
            self._writer = None
            self.files += 1
        self._bytes = 0

    @property
    def _part(self) -> Path:
        return self._folder / f"{self.files:05d}.part"


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_size(inner) for inner in value.values())
    return len(value) if isinstance(value, bytes | str) else 8
