"""Step scores kept beside a run: RUN/scores.jsonl, a line an episode and method."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Scores = Mapping[str, Sequence[float | None]]  # by method, one number a step


def copy_run(source: Path, target: Path) -> None:
    """A run's folder once more; pictures are linked where the disk allows it. Raises ValueError for a folder that holds
    something, FileNotFoundError for what is no run."""
    if not (source / "run.json").exists():
        raise FileNotFoundError(f"{source} is no run: it has no run.json (`gui-mcp eval` makes runs)")
    if target.exists() and any(target.iterdir()):
        raise ValueError(f"{target} holds something already: say another --out, or remove it")

    def link(one: str, other: str) -> str:
        # Blobs are never written again, whatever happens to a run: both may share them.
        if Path(one).parent.parent.name == "blobs":
            try:
                os.link(one, other)
                return other
            except OSError:
                pass
        return shutil.copy2(one, other)

    shutil.copytree(source, target, copy_function=link, dirs_exist_ok=True)


def write_step_scores(root: Path, rows: Sequence[tuple[str, str, Sequence[float | None]]]) -> None:
    """(episode, method, scores) rows, in the place of what there was."""
    part = root / "scores.part"
    lines = [json.dumps({"id": episode, "method": method, "scores": list(scores)}) for episode, method, scores in rows]
    part.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    part.replace(root / "scores.jsonl")


def read_step_scores(root: Path) -> dict[str, dict[str, list[float | None]]]:
    """Scores by episode and method; empty where none were written."""
    path = root / "scores.jsonl"
    out: dict[str, dict[str, list[float | None]]] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            out.setdefault(row["id"], {})[row["method"]] = row["scores"]
    return out
