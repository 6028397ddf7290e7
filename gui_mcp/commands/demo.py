"""`gui-mcp demo`: the main job, end to end, as a user would do it by hand."""

import asyncio
import base64
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any, cast

from mcp import Client, MCPError, StdioServerParameters
from mcp.types import CallToolResult, ImageContent, TextContent
from rich.console import Console
from rich.markup import escape

from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.tasks import FRESH, learnable, tasks_of
from benchmarks.harvest import Limits
from gui_mcp.commands.evaluate import evaluate, show
from gui_mcp.commands.folder import run_folder
from gui_mcp.plan import Mind

GOAL = "Pin the note Standup"


class DemoFailed(RuntimeError):
    """A part of the demo did not do what it is there to show."""


def run(out: Path | None, tasks: int) -> int:
    """0 where every part worked; what pocket scores does not count, only that it was measured."""
    console = Console()
    began = time.monotonic()
    folder = run_folder(out, "demo")
    folder.mkdir(parents=True, exist_ok=True)

    console.rule("[bold]1  An MCP client and our server, over stdio")
    try:
        asyncio.run(_client(folder, console))
    except ExceptionGroup as group:
        raise _first(group) from group

    console.rule("[bold]2  A part of the daily suite with pocket, the model that ships inside")
    console.print("Kinds of tasks that it was taught, in worlds it has not seen; `gui-mcp eval daily` asks for others.")
    chosen = tasks_of(learnable(EvolveConfig()), [FRESH])
    chosen = chosen[:: max(1, len(chosen) // tasks)][:tasks]
    scored = evaluate(chosen, Mind("pocket"), Limits(120.0), folder, console, phones=4)

    console.rule("[bold]3  What came of it")
    show(scored, console)
    console.print(f"\ndone in {time.monotonic() - began:.0f} s. Look at:")
    for words, name in (
        ("the report: every screen, tap, reward and verdict", "report.html"),
        ("training data (Parquet with images)", "train.parquet"),
        ("every episode as it happened", "episodes"),
        ("the phone before and after", "before.png"),
        ("", "after.png"),
    ):
        path = folder / name
        if not path.exists():
            raise DemoFailed(f"{path} was not written")
        console.print(f"  {path}  [dim]{words}[/]", highlight=False, soft_wrap=True)
    return 0


async def _client(folder: Path, console: Console) -> None:
    """Start `gui-mcp serve` as a child and use it."""
    child = StdioServerParameters(command=sys.executable, args=["-m", "gui_mcp", "serve"], env=dict(os.environ))
    async with Client(child) as client:
        tools = (await client.list_tools()).tools
        console.print(f"connected, protocol {client.protocol_version}; {len(tools)} tools:")
        console.print("  " + ", ".join(tool.name for tool in tools), style="dim")

        await _screen(client, folder / "before.png", console)
        console.print("atomic actions: awake Settings, read the elements, click, go back home")
        _text(await client.call_tool("awake", {"app": "Settings"}))
        listed = _text(await client.call_tool("list_elements", {}))
        line = next((line for line in listed.splitlines() if '"Display' in line), "")
        if not line:
            raise DemoFailed(f"no Display row in Settings:\n{listed}")
        x, y = (int(n) for n in line.rsplit('" ', 1)[1].split(" ", 1)[0].split(","))
        did = await client.call_tool("click", {"x": x, "y": y})
        console.print(f"  click({x}, {y}) → {_text(did)}", style="dim", highlight=False)
        await _screen(client, folder / "after.png", console)
        _text(await client.call_tool("hotkey", {"keys": ["home"]}))

        console.print(f"delegated: execute_task(“{GOAL}”)")

        async def told(progress: float, total: float | None, message: str | None) -> None:
            console.print(f"  {escape(message or '')}", style="cyan", highlight=False)

        result = await client.call_tool(
            "execute_task", {"task_description": GOAL, "max_steps": 15}, progress_callback=told
        )
        state: dict[str, Any] = result.structured_content or {}
        console.print(f"  {state.get('status')}: {state.get('summary')}", highlight=False)
        if state.get("status") != "done":
            raise DemoFailed(f"the delegated task ended as {state}")

        wrong = await client.call_tool("awake", {"app": "Setings"})
        console.print(f"a wrong call is answered, not crashed on: {_text(wrong, fine=False)}", style="dim")


def _first(group: ExceptionGroup[Exception]) -> Exception:
    """What really happened: the client wraps whatever ends it in groups."""
    problem = group.exceptions[0]
    if isinstance(problem, ExceptionGroup):
        return _first(cast("ExceptionGroup[Exception]", problem))
    if isinstance(problem, MCPError):
        return DemoFailed(f"the server ended or refused ({problem}); run `gui-mcp serve` by hand to see why")
    return problem


async def _screen(client: Client, path: Path, console: Console) -> None:
    result = await client.call_tool("get_screenshot", {})
    picture = next((part for part in result.content if isinstance(part, ImageContent)), None)
    if picture is None:
        raise DemoFailed(f"no picture: {_text(result)}")
    path.write_bytes(base64.b64decode(picture.data))
    width = min(100, shutil.get_terminal_size().columns)
    console.print(f"screenshot {path.stat().st_size // 1024} KB → {path}"[: width * 2], highlight=False)


def _text(result: CallToolResult, fine: bool = True) -> str:
    words = " ".join(part.text for part in result.content if isinstance(part, TextContent))
    if result.is_error is fine:
        raise DemoFailed(f"unexpected answer of the server: {words}")
    return words
