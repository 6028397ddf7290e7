"""AndroidDaily's own list of end-to-end tasks (Step-GUI, arXiv 2512.15431, section 4), as its authors released it.

The CSV holds 235 instructions for closed Chinese apps with the axes of the paper: no screenshots, no start state, no
rubric. So a run of one on a phone can be looked at, but never verified; several tasks spend money or post in public.
The daily suite is this project's answer to what the list lacks.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

COLUMNS = {
    "task_tag": "id", "任务": "goal", "场景": "scenario", "APP名称": "apps", "信息处理类型": "objective",
    "任务复杂度": "composition", "任务模糊度": "ambiguity", "个性化程度": "personalisation", "综合难度": "difficulty",
    "需要预制": "preset", "源": "source", "类别": "kind",
}  # fmt: skip
NEEDED = ("goal", "scenario", "apps")
SEPARATORS = str.maketrans("，、；;/|", ",,,,,,")


@dataclass(frozen=True, slots=True)
class AndroidDailyTask:
    """A row, in the words of the file."""

    id: str
    goal: str
    scenario: str
    apps: tuple[str, ...]
    objective: str = ""
    composition: str = ""
    ambiguity: str = ""
    personalisation: str = ""
    difficulty: str = ""
    preset: str = ""
    source: str = ""
    kind: str = ""


def load(path: Path) -> list[AndroidDailyTask]:
    """The tasks of the file. Raises FileNotFoundError, or ValueError that names the columns that are missing."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there; the CSV comes with the GELab-Zero repository")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="gb18030")  # what spreadsheets make of it on a Chinese computer
    reader = csv.DictReader(text.splitlines(keepends=True))
    there = {COLUMNS[name.strip()] for name in reader.fieldnames or () if name.strip() in COLUMNS}
    missing = [column for column, name in COLUMNS.items() if name in NEEDED and name not in there]
    if missing:
        raise ValueError(f"{path} is not AndroidDaily's list: it has no column {', '.join(missing)}")
    return [_task(number, row) for number, row in enumerate(reader, 1) if any((v or "").strip() for v in row.values())]


def counts(tasks: Iterable[AndroidDailyTask]) -> dict[str, dict[str, int]]:
    """How many tasks have which value, by axis, the most frequent first."""
    out: dict[str, dict[str, int]] = {}
    axes = [f.name for f in fields(AndroidDailyTask) if f.name not in ("id", "goal")]
    for task in tasks:
        for axis in axes:
            for one in task.apps if axis == "apps" else (str(getattr(task, axis)),):
                found = out.setdefault(axis, {})
                found[one] = found.get(one, 0) + 1
    return {axis: dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))) for axis, found in out.items()}


def _task(number: int, row: Mapping[str, str | None]) -> AndroidDailyTask:
    values = {COLUMNS[k.strip()]: (v or "").strip() for k, v in row.items() if k and k.strip() in COLUMNS}
    apps = tuple(part.strip() for part in values.pop("apps").translate(SEPARATORS).split(",") if part.strip())
    return AndroidDailyTask(id=values.pop("id", "") or f"row-{number}", apps=apps, **values)
