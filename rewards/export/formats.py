"""The formats by name: what each writes, and the line that loads it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from rewards.export import gelab, llamafactory, trl
from rewards.export.dialect import Dialect
from rewards.export.files import Pictures, write_lines, write_parquet
from rewards.export.llamafactory import Place, entry, read_info, write_info
from rewards.export.pairs import step_pairs
from rewards.export.turns import LeftOut, Source, Why, positives

T = TypeVar("T")
Examples = Callable[[Source, Dialect, float], Iterator[Any]]  # examples and `LeftOut`s


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an export; without rows nothing was written. `load`: how a trainer takes it, a line a step."""

    path: Path
    rows: int
    left: Mapping[Why, int]
    load: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One Parquet file."""

    about: str
    examples: Examples
    layout: Any  # a pyarrow schema
    row: Callable[[Any], Mapping[str, Any]]
    trainer: str
    dialect: str = ""  # the only one there is in it; empty: any

    def place(self, folder: Path, to: str) -> Path:
        """Where it goes when nobody says."""
        return folder / f"{to}.parquet"

    def write(self, out: Path, name: str, source: Source, dialect: Dialect, threshold: float) -> Written:
        """Write it to the file `out`. Raises ValueError for another kind of file."""
        if out.suffix != ".parquet" or out.is_dir():
            raise ValueError(f"--out must be a file that ends in .parquet, not {out}")
        left: Counter[Why] = Counter()
        rows = write_parquet(out, self.layout, map(self.row, _kept(self.examples(source, dialect, threshold), left)))
        load = f'load it with: load_dataset("parquet", data_files="{out.as_posix()}", split="train")'
        return Written(out, rows, left, (load, f"train with: {self.trainer}"))


@dataclass(frozen=True, slots=True)
class Folder:
    """JSON lines, the pictures beside them, and their entry in dataset_info.json."""

    about: str
    examples: Examples
    row: Callable[[Any, Place], Mapping[str, Any]]
    entry: Callable[[str], Mapping[str, Any]]
    stage: str
    dialect: str = ""

    def place(self, folder: Path, to: str) -> Path:
        """Where it goes when nobody says."""
        return folder / to.partition("-")[0]

    def write(self, out: Path, name: str, source: Source, dialect: Dialect, threshold: float) -> Written:
        """Write it into the folder `out`, beside what is there. Raises ValueError where that is a file."""
        if out.exists() and not out.is_dir():
            raise ValueError(f"{out} is a file; --out takes a folder here")
        read_info(out)  # says what is wrong with it before anything is written
        title = re.sub(r"\W+", "_", f"{name}_{self.stage}")
        file, left, store = f"{title}.jsonl", Counter[Why](), Pictures(out)
        kept = _kept(self.examples(source, dialect, threshold), left)
        rows = write_lines(out / file, (self.row(example, store) for example in kept))
        if rows:
            write_info(out, {title: self.entry(file)})
        load = f"llamafactory-cli train --stage {self.stage} --dataset {title} --dataset_dir {out.as_posix()}"
        return Written(out / file, rows, left, (f"train with: {load}",))


FORMATS: dict[str, Table | Folder] = {
    "trl-sft": Table(
        "TRL: prompt, completion and images, a row a step",
        positives, trl.COMPLETION, trl.completion_row, "SFTTrainer(…, args=SFTConfig(max_length=None, …))",
    ),
    "trl-messages": Table(
        "TRL: the same as one conversation",
        positives, trl.MESSAGES, trl.messages_row, "SFTTrainer(…, args=SFTConfig(max_length=None, …))",
    ),
    "trl-dpo": Table(
        "TRL: a good and a bad decision at one screen",
        step_pairs, trl.PREFERENCE, trl.preference_row, "DPOTrainer(…, args=DPOConfig(max_length=None, …))",
    ),
    "llamafactory": Folder(
        "LLaMA-Factory: sharegpt lines with pictures", positives, llamafactory.sft_row, entry, "sft",
    ),
    "llamafactory-dpo": Folder(
        "LLaMA-Factory: ranked pairs", step_pairs, llamafactory.dpo_row, partial(entry, ranking=True), "dpo",
    ),
    "gelab": Folder(
        "GELab-Zero: its own conversations", positives, gelab.sft_row,
        partial(entry, messages="conversations", user=gelab.USER), "sft", dialect="gelab",
    ),
}  # fmt: skip


def _kept(examples: Iterable[T | LeftOut], left: Counter[Why]) -> Iterator[T]:
    for example in examples:
        if isinstance(example, LeftOut):
            left[example.why] += 1
        else:
            yield example
