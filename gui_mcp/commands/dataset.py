"""`gui-mcp dataset`."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agent.policies.endpoint import ChatConfig
from benchmarks.dataset.build import Made, build
from benchmarks.dataset.card import card
from benchmarks.dataset.knowledge import FromChat, Knowledge, OfStates, OnScreens
from devices.virtual.device import VirtualDevice
from devices.virtual.spec import make
from gui_mcp import __version__
from gui_mcp.table import plain
from rewards.knowledge.chat import ChatKnowledge
from rewards.knowledge.replies import Replies

NAMED = 5  # refused episodes that are named
KNOWLEDGE = ("screen", "state", "chat")


def run(folders: Sequence[Path], out: Path, knowledge: str, model: str, base_url: str, failed_intents: bool) -> int:
    """0 where there is a dataset, whatever was kept out of it."""
    console = Console()
    columns = [TextColumn("episodes"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    replies = Replies(out.with_name(f".{out.name}.replies.jsonl"))
    with ExitStack() as stack:
        extractor = _knowledge(knowledge, ChatConfig(model=model, base_url=base_url, temperature=0.0), replies, stack)
        bar = stack.enter_context(Progress(*columns, console=console, transient=True, disable=not console.is_terminal))
        row = bar.add_task("")
        made = build(
            folders, out, lambda made: card(made, out.name, __version__), knowledge=extractor,
            failed_intents=failed_intents, told=lambda done, total: bar.update(row, completed=done, total=total),
        )  # fmt: skip
    replies.forget()
    _show(made, out, console)
    if (steps := made.rows["steps"]) and made.pictures < steps:
        console.print(f"{steps - made.pictures} steps have no screenshot: they were harvested with --no-pixels")
    console.print(f"dataset: {out}", highlight=False, soft_wrap=True, markup=False)
    console.print(f'open it: datasets.load_dataset("{out}", "steps", split="train")', highlight=False, soft_wrap=True,
                  markup=False)  # fmt: skip
    return 0


def _knowledge(name: str, chat: ChatConfig, replies: Replies, stack: ExitStack) -> Knowledge:
    """Who makes the samples. Raises ValueError for another name."""
    if name == "screen":
        return OnScreens()
    if name == "state":
        return stack.enter_context(OfStates(lambda size: VirtualDevice(make(0, size).phone(), pixels=False)))
    if name == "chat":
        return FromChat(ChatKnowledge(chat, replies))
    raise ValueError(f"no knowledge called {name!r}; there is: {', '.join(KNOWLEDGE)}")


def _show(made: Made, out: Path, console: Console) -> None:
    rows: list[tuple[str, str, str]] = []
    for table, count in made.rows.items():
        files = sorted((out / table).glob("*.parquet"))
        size = sum(file.stat().st_size for file in files) / 1e6
        rows.append((table, str(count), f"{len(files)} file{'s' * (len(files) != 1)}, {size:.1f} MB"))
    console.print(plain(("table", "rows", ""), rows))
    for source, count in sorted(made.backed.items()):
        console.print(f"samples from {source}: {count}", highlight=False, markup=False)
    for what, count in sorted(made.missed.items()):
        console.print(f"[yellow]left out[/] {count} {what}", highlight=False)
    for reason, count in sorted(made.refused.items()):
        console.print(f"[yellow]kept out[/] {count} {reason}:", highlight=False)
        for what in made.like[reason][:NAMED]:
            console.print(f"  {what}", highlight=False, soft_wrap=True, markup=False)
        if count > NAMED:
            console.print(f"  and {count - NAMED} more")
