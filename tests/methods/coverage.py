"""How the methods of rewards/ are tested: for each id its worked examples and Hypothesis invariants, counted from the
decorators of the tests themselves. `python -m tests.methods.coverage` (`make methods`) prints the table."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rewards.methods import METHODS

HERE = Path(__file__).parent
INVARIANTS = 3  # every method has at least so many


@dataclass(frozen=True, slots=True)
class Mark:
    """One marker on one test."""

    kind: str
    method: str
    test: str
    given: bool


def marks() -> Iterator[Mark]:
    """Every `example` and `invariant` marker below this folder."""
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            calls = [d for d in node.decorator_list if isinstance(d, ast.Call)]
            given = any(isinstance(call.func, ast.Name) and call.func.id == "given" for call in calls)
            for call in calls:
                if isinstance(call.func, ast.Attribute) and call.func.attr in ("example", "invariant"):
                    argument = call.args[0]
                    assert isinstance(argument, ast.Constant), f"{path.name}: {node.name} marks no literal id"
                    yield Mark(call.func.attr, str(argument.value), f"{path.name}::{node.name}", given)


def faults() -> list[str]:
    """Methods without example or with too few invariants, markers of unknown ids, invariants that try one case only."""
    found = list(marks())
    examples = Counter(m.method for m in found if m.kind == "example")
    invariants = Counter(m.method for m in found if m.kind == "invariant")
    known = {method.id for method in METHODS}
    out = [f"{m.test} marks {m.method}, which is no method" for m in found if m.method not in known]
    out += [f"{m.test} is no property test" for m in found if m.kind == "invariant" and not m.given]
    for method in METHODS:
        if not examples[method.id]:
            out.append(f"{method.id} has no worked example")
        if invariants[method.id] < INVARIANTS:
            out.append(f"{method.id} has {invariants[method.id]} invariants, not {INVARIANTS}")
    return out


def main() -> None:
    """Print the counts by kind, and what is missing."""
    found = list(marks())
    print(f"{'kind':12} {'methods':>7} {'examples':>8} {'invariants':>10}")
    kinds = list(dict.fromkeys(method.kind for method in METHODS))
    for kind in kinds:
        ids = {method.id for method in METHODS if method.kind is kind}
        rows = [m for m in found if m.method in ids]
        examples, invariants = (sum(m.kind == k for m in rows) for k in ("example", "invariant"))
        print(f"{kind.value:12} {len(ids):7} {examples:8} {invariants:10}")
    examples, invariants = (sum(m.kind == k for m in found) for k in ("example", "invariant"))
    print(f"{'all':12} {len(METHODS):7} {examples:8} {invariants:10}")
    for fault in faults():
        print(fault)


if __name__ == "__main__":
    main()
