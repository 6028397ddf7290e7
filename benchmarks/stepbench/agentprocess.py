"""AgentProcessBench's own files (Fan et al., arXiv 2603.14465): human labels for the steps of tool-using agents.

One JSON object a line: `messages` (OpenAI chat form), `step_labels` {index of an assistant message: -1, 0 or 1},
`final_label`, and `total_index` (or `query_index` with `sample_index`, or `record_id`) to know a trajectory by. Files
of predictions have the same keys and labels; where a trajectory is predicted several times the newest counts.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

FIRST_INDEX = {"hotpotqa": 0, "gaia_dev": 250, "bfcl": 500, "tau2": 750}  # total_index of a file's first trajectory
SAMPLES = 5  # trajectories a query
MOMENTS = ("updated_at", "created_at", "timestamp")
FAILED = "llm_annotate_failed:"  # how the released annotator marks a reply it could not use
LABELS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One trajectory. `steps` are the indices of the labelled messages and `labels` what they got, in order; `final` is
    the label of the whole, None where there is none; `messages` as they are in the file."""

    key: str
    steps: tuple[int, ...]
    labels: tuple[int, ...]
    final: int | None
    messages: tuple[Mapping[str, Any], ...]


def load_annotated(path: Path) -> list[Annotated]:
    """A file of human labels. Raises ValueError that names the line for what is not of this format."""
    out: list[Annotated] = []
    for number, row in _rows(path):
        labels = _labels(row, f"{path}:{number}")
        if not labels:
            raise ValueError(f"{path}:{number} has no step_labels")
        messages = cast("list[Mapping[str, Any]]", row.get("messages") or [])
        for step in labels:
            if messages and not (0 <= step < len(messages) and messages[step].get("role") == "assistant"):
                raise ValueError(f"{path}:{number} labels message {step}, which is not the assistant's")
        final = row.get("final_label")
        steps = tuple(sorted(labels))
        out.append(Annotated(
            _key(row, path, number), steps, tuple(labels[step] for step in steps),
            None if final is None else int(final), tuple(messages),
        ))  # fmt: skip
    keys = [entry.key for entry in out]
    if len(set(keys)) < len(keys):
        raise ValueError(f"{path} holds {next(k for k in keys if keys.count(k) > 1)} twice")
    return out


def load_predictions(path: Path, annotated: list[Annotated]) -> list[list[int | None]]:
    """For each annotated trajectory a prediction a labelled step; None where there is none (a failed one has none)."""
    newest: dict[str, tuple[datetime | None, Mapping[str, Any]]] = {}
    for number, row in _rows(path):
        key, moment = _key(row, path, number), _moment(row)
        before = newest.get(key)
        # A dated line stands before an undated one; else the newer, or the later line.
        if before is None or (moment, before[0]) == (None, None) or (moment and (not before[0] or moment >= before[0])):
            newest[key] = (moment, {**row, "where": f"{path}:{number}"})
    out: list[list[int | None]] = []
    for entry in annotated:
        row: Mapping[str, Any] = newest[entry.key][1] if entry.key in newest else {}
        failed = str(row.get("comment") or "").strip().startswith(FAILED)
        labels = {} if failed or not row else _labels(row, str(row["where"]))
        out.append([labels.get(step) for step in entry.steps])
    return out


def write_annotated(path: Path, entries: list[Annotated]) -> None:
    """The same format, for tools that read it."""
    with path.open("w", encoding="utf-8") as file:
        for entry in entries:
            row: dict[str, Any] = {
                "record_id": entry.key,
                "messages": list(entry.messages),
                "step_labels": {str(step): label for step, label in zip(entry.steps, entry.labels, strict=True)},
            }
            if entry.final is not None:
                row["final_label"] = entry.final
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            raise ValueError(f"{path}:{number} is no JSON: {problem}") from None
        if not isinstance(row, dict):
            raise ValueError(f"{path}:{number} is no JSON object")
        yield number, cast("dict[str, Any]", row)


def _labels(row: Mapping[str, Any], where: str) -> dict[int, int]:
    """Labels by message; a list is read as those of messages 0, 1, …"""
    given: Any = row.get("step_labels") or {}
    pairs = enumerate(cast("list[Any]", given)) if isinstance(given, list) else cast("dict[Any, Any]", given).items()
    out: dict[int, int] = {}
    for step, label in pairs:
        if label is None:
            continue
        try:
            out[int(step)] = int(label)
        except (TypeError, ValueError):
            raise ValueError(f"{where}: step_labels holds {step!r}: {label!r}") from None
        if out[int(step)] not in LABELS:
            raise ValueError(f"{where}: a label must be -1, 0 or 1, not {label!r}")
    return out


def _key(row: Mapping[str, Any], path: Path, number: int) -> str:
    if row.get("total_index") is not None:
        return str(int(row["total_index"]))
    if row.get("query_index") is not None and row.get("sample_index") is not None:
        query, sample = int(row["query_index"]), int(row["sample_index"])
        data = path.stem.partition("__")[0]
        return str(FIRST_INDEX[data] + query * SAMPLES + sample) if data in FIRST_INDEX else f"{query}:{sample}"
    if str(row.get("record_id") or "").strip():
        return str(row["record_id"]).strip()
    raise ValueError(f"{path}:{number} has neither total_index, query_index with sample_index, nor record_id")


def _moment(row: Mapping[str, Any]) -> datetime | None:
    for name in MOMENTS:
        value = row.get(name)
        if isinstance(value, str):
            try:
                return datetime.fromisoformat(value.replace("Z", "+00:00")).replace(tzinfo=None)
            except ValueError:
                continue
        if isinstance(value, int | float):
            seconds = value / 1e9 if value > 1e15 else value / 1e3 if value > 1e12 else value
            return datetime.fromtimestamp(seconds)
    return None
