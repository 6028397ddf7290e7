"""`gui-mcp evolve`."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from agent.pocket.learn import Losses
from agent.pocket.net import parameters
from benchmarks.evolve.card import model_card
from benchmarks.evolve.circle import Circle, Listener
from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.curve import draw_curve
from benchmarks.evolve.round import Round
from benchmarks.harvest import Progress as Played
from gui_mcp.commands.folder import run_folder
from gui_mcp.table import plain

RESULT = ("round", "test templates", "of", "right / done", "train templates", "of", "right / done")
LEARNT = ("round", "shown", "found", "played", "won", "branches", "idle", "good", "own", "training")


def run(phones: int, out: Path | None, only: Sequence[str], **sizes: Any) -> int:
    """Run the circle, or what is left of it. `sizes` are the other fields of an `EvolveConfig`."""
    console = Console()
    config = EvolveConfig(only=tuple(only), **sizes)
    folder = run_folder(out, f"evolve-{config.flow}")
    cancel = Event()
    columns = [TextColumn("{task.description:44.44}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
    with Progress(*columns, console=console, transient=True) as bar:
        circle = Circle(folder, config, phones=phones, listener=_listener(bar, console), cancel=cancel)
        if circle.rounds:
            console.print(f"{len(circle.rounds)} rounds are done; going on in {folder}", soft_wrap=True)
        try:
            done = circle.run()
        except KeyboardInterrupt:
            cancel.set()
            console.print(f"stopped; the same command with --out {folder} goes on where this left off", soft_wrap=True)
            raise
    console.print("strict success, with 95 % intervals; train templates in worlds that are not learnt from")
    console.print(plain(RESULT, [_result(r) for r in done]))
    console.print("what was learnt from: steps shown, found and good, episodes played and won")
    console.print(plain(LEARNT, [_learnt(r) for r in done]))
    picture = draw_curve(done, folder / "curve.png")
    # Not those that did best: a round picked by its success on the test split would be judged too well.
    weights = folder / f"round-{done[-1].number}" / "policy.onnx"
    card = folder / "card.md"
    card.write_text(model_card(done, config, parameters(), weights.stat().st_size, _day(weights)), encoding="utf-8")
    lines = [("weights of the last round", str(weights)), ("what they are", str(card)),
             ("every number", str(folder / "circle.json"))]  # fmt: skip
    for words, line in [*lines, *([("curve", str(picture))] if picture else [])]:
        console.print(f"{words}: {line}", highlight=False, soft_wrap=True)
    return 0


def _listener(bar: Progress, console: Console) -> Listener:
    row: TaskID = bar.add_task("beginning", total=None)
    name, won = "", 0

    def stage(words: str, total: int) -> None:
        nonlocal name, won
        name, won = words, 0
        bar.reset(row, total=total, description=words)
        if not console.is_terminal:
            console.print(f"{words} ({total})", highlight=False)

    def episode(now: Played) -> None:
        nonlocal won
        if now.episode is not None:
            won += bool(now.episode.verdict and now.episode.verdict.success)
        bar.update(row, completed=now.done, description=f"{name}: {won} won")

    def part(done: int, successes: int) -> None:
        bar.update(row, completed=done, description=f"{name}: {successes} won")

    def update(number: int, losses: Losses, seconds: float) -> None:
        words = f"training: {losses.act + losses.span:.3f} nats, {losses.right:.1%} right"
        bar.update(row, completed=number, description=words)

    def finished(done: Round) -> None:
        console.print(f"round {done.number}: test templates {done.test}, train {done.train}", highlight=False)

    return Listener(stage, episode, part, update, finished)


def _day(weights: Path) -> date:
    return datetime.fromtimestamp(weights.stat().st_mtime, UTC).date()


def _result(r: Round) -> tuple[str, ...]:
    splits = [(str(j), str(j.tested), j.claims) for j in (r.test, r.train)]
    return str(r.number), *splits[0], *splits[1]


def _learnt(r: Round) -> tuple[str, ...]:
    return (
        str(r.number), str(r.shown), str(r.found), str(r.played), str(r.won), str(r.branched), f"{r.idle:.0%}",
        str(r.examples), str(r.own), f"{r.seconds:.0f} s",
    )  # fmt: skip
