"""`gui-mcp methods`."""

import inspect

from rich.console import Console
from rich.markup import escape

from rewards.method import Kind, Method
from rewards.methods import BY_ID, METHODS


def run(kind: str, show: str) -> int:
    """One method in full, or the list, of one kind or of all."""
    console = Console()
    if show:
        if show not in BY_ID:
            near = [m for m in BY_ID if show in m] or [f"… {len(BY_ID)} of them: gui-mcp methods"]
            raise ValueError(f"no method called {show!r}; there are: {', '.join(near)}")
        method = BY_ID[show]
        console.print(f"[bold]{method.id}[/] ({method.kind.value}) {method.where}", highlight=False)
        console.print(f"paper: {escape(method.paper)}\nformula: {method.source.words}", highlight=False)
        if method.unknown:
            console.print(f"not known: {escape(method.unknown)}", highlight=False)
        console.print()
        console.print(escape(inspect.getdoc(method.call) or ""), highlight=False, soft_wrap=True)
        return 0
    kinds = [k.value for k in Kind]
    if kind and kind not in kinds:
        raise ValueError(f"no kind called {kind!r}; there are: {', '.join(kinds)}")
    chosen = [m for m in METHODS if kind in ("", m.kind.value)]
    widths = [max(len(row[at]) for row in map(_row, METHODS)) for at in range(3)]
    for row in (("method", "kind", "formula from", "paper"), *map(_row, chosen)):
        words = "  ".join(word.ljust(width) for word, width in zip(row, [*widths, 0], strict=True))
        if console.is_terminal:
            console.print(escape(words), no_wrap=True, overflow="ellipsis", highlight=False)
        else:  # for grep and files: whole lines
            console.print(escape(words), soft_wrap=True, highlight=False)
    console.print(f"{len(chosen)} methods; gui-mcp methods --show NAME tells one in full", highlight=False)
    return 0


def _row(method: Method) -> tuple[str, str, str, str]:
    return method.id, method.kind.value, method.source.words, method.paper
