"""`gui-mcp export`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from agent.store import Store
from agent.trajectory import Trajectory
from benchmarks.daily.scene import TRAIN
from benchmarks.dataset.admission import refusal
from benchmarks.inspect_log import write_inspect
from benchmarks.stepscores import read_step_scores
from benchmarks.thumbnail import thumbnail
from rewards.csrs import label
from rewards.export.dialect import DIALECTS
from rewards.export.formats import FORMATS, Folder, Table
from rewards.export.turns import Episode
from rewards.step_filter import needed_steps

EVERY = ("inspect", *FORMATS)
NEEDED = "needed"  # the step filter that asks no scores: rewards/step_filter.py


def run(
    folder: Path, to: str, out: Path | None, also: Sequence[Path], dialect: str, step_filter: str, threshold: float
) -> int:
    """0; raises ValueError for an unknown format, and where nothing of the run may be exported."""
    if to not in EVERY:
        raise ValueError(f"nothing is exported to {to!r}; there is: {', '.join(EVERY)}")
    if to == "inspect":
        return _inspect(folder, out)
    form = FORMATS[to]
    if dialect not in DIALECTS or form.dialect not in ("", dialect):
        known = [form.dialect] if form.dialect else [*DIALECTS]
        raise ValueError(f"{to} has no dialect {dialect!r}; there is: {', '.join(known)}")
    return _training([folder, *also], form, out or form.place(folder, to), dialect, step_filter, threshold)


def _inspect(folder: Path, out: Path | None) -> int:
    store = Store(folder)
    manifest = store.manifest
    path = out or folder / f"{folder.resolve().name}.eval"
    if path.suffix != ".eval":
        raise ValueError(f"Inspect opens files that end in .eval, not {path.name}")
    write_inspect(path, list(store.episodes()), manifest, thumbnail)
    console = Console()
    console.print(f"Inspect log: {path}", highlight=False, soft_wrap=True)
    console.print(f"look at it with: inspect view --log-dir {path.parent}", highlight=False, soft_wrap=True)
    return 0


def _training(
    folders: Sequence[Path], form: Table | Folder, out: Path, dialect: str, step_filter: str, threshold: float
) -> int:
    console = Console()
    stores = [Store(folder) for folder in folders]
    scores = [_scored(store, step_filter) for store in stores]
    columns = [TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn()]
    found = [(number, name, _refusal(store, name)) for number, store in enumerate(stores) for name in store.ids()]
    train = [(number, name) for number, name, why in found if not why]
    refused = [f"{count} episodes {why}" for why, count in sorted(Counter(why for *_, why in found if why).items())]
    if not train:
        raise ValueError(
            f"{folders[0]} has nothing to learn from ({', '.join(refused) or 'no episodes'}): test tasks are never "
            "exported; `gui-mcp harvest daily` plays the train split"
        )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        row, passes = bar.add_task("reading", total=len(train)), 0

        def source() -> Iterator[Episode]:
            nonlocal passes
            passes += 1
            bar.reset(row, total=len(train), description=f"reading, pass {passes}")
            for number, name in train:
                episode = stores[number].read(name).trajectory
                yield Episode(name, episode, _scores(episode, step_filter, scores[number].get(name)))
                bar.advance(row)

        written = form.write(out, folders[0].resolve().name, source, DIALECTS[dialect], threshold)
    lines = [f"left out: {count} steps {why}" for why, count in sorted(written.left.items())]
    lines += [f"refused: {line}" for line in refused]
    if not written.rows:
        raise ValueError("nothing to export: " + "; ".join(line.partition(": ")[2] for line in lines))
    lines += [f"wrote {written.rows} rows of {len(train)} episodes: {written.path}", *written.load]
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True, markup=False)
    return 0


def _refusal(store: Store, episode: str) -> str:
    """Why an episode may not be learnt from; empty for one of the train split that is like no test task."""
    start = next(iter(store.events(episode)), None)
    if start is None:
        return "without a beginning"
    meta: dict[str, Any] = start["meta"]
    if no := refusal(start["goal"], meta):
        return no[0]
    return "" if meta.get("axes", {}).get("split") == TRAIN else "of no split"


def _scored(store: Store, method: str) -> Mapping[str, Sequence[float | None]]:
    """The step scores of one method by episode; none where no method is asked for."""
    store.manifest  # noqa: B018 - says that it is no run
    if method in ("", NEEDED):
        return {}
    kept = read_step_scores(store.root)
    found = {episode: by_method[method] for episode, by_method in kept.items() if method in by_method}
    if not found:
        there = ", ".join([NEEDED, *sorted({name for by_method in kept.values() for name in by_method})])
        raise ValueError(
            f"{store.root} has no step scores by {method!r}; there is: {there}; "
            f"`gui-mcp score {store.root} -m METHOD` makes a copy with more"
        )
    return found


def _scores(episode: Trajectory, method: str, found: Sequence[float | None] | None) -> Sequence[float | None] | None:
    """A number a step by the step filter that was asked for; None as a whole where it says nothing."""
    if method == NEEDED:
        return [float(needed) for needed in needed_steps(episode)] if label(episode) else None
    return found if found is not None or not method else [None] * len(episode.steps)
