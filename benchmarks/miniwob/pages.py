"""Where the pages of MiniWoB++ are: in Farama's package `miniwob`, none of whose code is imported."""

import importlib.util
from functools import cache
from pathlib import Path

PACKAGE = "miniwob"


class MiniwobMissing(ImportError):
    """The package with the pages is not installed; the message says how to."""


@cache
def html_folder() -> Path:
    """The folder with `core`, `common` and `miniwob`. Raises MiniwobMissing."""
    # Its own import would bring selenium, gymnasium and a browser driver along.
    spec = importlib.util.find_spec(PACKAGE)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root) / "html"
        if (folder / "core" / "core.js").is_file():
            return folder
    raise MiniwobMissing("the pages of MiniWoB++ are not installed: pip install 'gui-mcp[miniwob]'")


def page_of(name: str) -> Path:
    """The HTML file of a task. Raises MiniwobMissing, also where the installed version has no such task."""
    path = html_folder() / PACKAGE / f"{name}.html"
    if not path.is_file():
        raise MiniwobMissing(f"the installed MiniWoB++ has no task {name}: pip install -U 'gui-mcp[miniwob]'")
    return path
