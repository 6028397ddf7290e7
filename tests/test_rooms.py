"""The direction of imports, and how large things may grow."""

import ast
import resource
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("devices", "agent", "rewards", "benchmarks", "gui_mcp")  # from the bottom up
MAX_LINES = 400


def modules() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def parsed(source: str) -> ast.Module:
    return ast.parse(source)


def statements(node: ast.AST, inside: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Every statement below a node, and whether it stands in a function; no expression holds any."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr):
            yield child, inside
            yield from statements(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


@cache
def imports(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """First-party modules imported at the top level, and those imported inside functions."""
    top: set[str] = set()
    hidden: set[str] = set()
    for node, inside in statements(parsed(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "no relative imports"
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        first_party = {name for name in names if name.split(".")[0] in (*ROOMS, "tests")}
        (hidden if inside else top).update(first_party)
    return frozenset(top), frozenset(hidden)


def faults(module: str, source: str) -> list[str]:
    """Imports that go up, to tests, or hide in a function."""
    room = ROOMS.index(module.split(".")[0])
    top, hidden = imports(source)
    out = [f"{module} hides an import of {name} in a function" for name in sorted(hidden)]
    for name in sorted(top | hidden):
        other = name.split(".")[0]
        if other == "tests" or ROOMS.index(other) > room:
            out.append(f"{module} imports {name}, which is above it")
    return out


def test_no_module_imports_from_a_room_above_it() -> None:
    found = [fault for name, path in modules().items() for fault in faults(name, path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    ["import gui_mcp.server", "from benchmarks import stats", "def f():\n    import devices.action", "import tests.x"],
)
def test_a_planted_wrong_import_is_found(planted: str) -> None:
    assert faults("agent.loop", planted)


def test_a_right_import_is_no_fault() -> None:
    assert faults("agent.loop", "import devices.action\nfrom agent import task\nimport json") == []


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    edges = {
        name: {target for target in imports(path.read_text(encoding="utf-8"))[0] if target in known and target != name}
        for name, path in known.items()
    }
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above[above.index(name) :], name))
        if name not in done:
            for target in sorted(edges[name]):
                visit(target, (*above, name))
            done.add(name)

    for name in known:
        visit(name, ())


def test_no_module_is_longer_than_a_person_reads() -> None:
    long = {n: count for n, p in modules().items() if (count := len(p.read_text("utf-8").splitlines())) > MAX_LINES}
    assert long == {}


def test_no_shell_and_no_eval_anywhere() -> None:
    for name, path in modules().items():
        for node in ast.walk(parsed(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "shell":
                assert not (isinstance(node.value, ast.Constant) and node.value.value), f"{name} uses a shell"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec"), f"{name} evaluates text"


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_help_needs_no_room_and_hardly_any_time() -> None:
    code = (
        "import sys, time; began = time.perf_counter()\n"
        "import gui_mcp.cli\n"
        "rooms = ('devices', 'agent', 'rewards', 'benchmarks', 'mcp', 'playwright', 'numpy', 'pydantic', 'pyarrow')\n"
        "loaded = [m for m in rooms if m in sys.modules]\n"
        "assert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    times: list[float] = []  # of a core: how busy the machine is does not count
    for _ in range(5):
        began = cpu_of_children()
        subprocess.run([sys.executable, "-m", "gui_mcp", "--help"], check=True, cwd=ROOT, capture_output=True)
        times.append(cpu_of_children() - began)
    assert min(times) < 1.0, "start-up has grown out of all proportion; `make bench` shows the figure"
