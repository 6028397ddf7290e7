"""From the command line to a command, which is loaded when it is called."""

import importlib
from typing import Any

import typer


def call(command: str, what: str = "run", **options: Any) -> None:
    """Load and run a command; errors that tell what to do are shown without a traceback."""
    module = importlib.import_module(f"gui_mcp.commands.{command}")
    try:
        code = getattr(module, what)(**options)
    except KeyboardInterrupt:
        typer.secho("stopped", err=True)
        raise typer.Exit(130) from None
    except Exception as problem:
        # Our own errors say what to do next; anything else is a fault and keeps its traceback.
        known = type(problem).__module__.split(".")[0] in ("devices", "agent", "rewards", "benchmarks", "gui_mcp")
        missing = isinstance(problem, ImportError) and "pip install" in str(problem)
        if not (known or missing or isinstance(problem, ValueError | FileNotFoundError)):
            raise
        typer.secho(f"error: {problem}", fg=typer.colors.RED, err=True)
        raise typer.Exit(2) from None
    if code:
        raise typer.Exit(code)
