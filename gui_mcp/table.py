"""Results as tables for the terminal."""

from collections.abc import Sequence

from rich.table import Table

from benchmarks.result import Result
from benchmarks.stats import Tally, tally
from benchmarks.stats import by_axis as tallies
from benchmarks.summary import Summary

SHOWN_AXES = ("scenario", "scope", "objective", "composition", "clarity", "difficulty", "risk", "feasible", "language",
              "look", "hardship")  # fmt: skip


def by_axis(results: Sequence[Result]) -> Table:
    """Success by every axis that has more than one value, the whole suite first. Apps are in the report."""
    table = Table(title="strict success", title_justify="left")
    for name in ("axis", "value"):
        table.add_column(name)
    for name in ("passed", "of", "rate", "95 % interval"):
        table.add_column(name, justify="right")
    _row(table, "all", "", tally(results))
    axes = tallies(results)
    for axis in SHOWN_AXES:
        values = axes.get(axis, {})
        for value, count in values.items() if len(values) > 1 else ():
            _row(table, axis, value, count)
    return table


def summary(whole: Summary) -> Table:
    """The run in a few numbers."""
    low, high = whole.strict_interval
    rows = [
        ("strict success", f"{whole.strict:.1%}",
         f"Wilson {whole.strict_wilson[0]:.1%} – {whole.strict_wilson[1]:.1%}; over templates {low:.1%} – {high:.1%}"),
        ("lenient success", f"{whole.lenient:.1%}", "goals met, whatever else happened"),
        ("progress", f"{whole.progress:.1%}", "mean share of goals met"),
        ("false complete", f"{whole.false_complete:.1%}", "claimed to be done with goals unmet"),
        ("overdue", f"{whole.overdue:.1%}", "goals met, but never stopped"),
        ("side effects", f"{whole.side_effects:.1%}", "changed something else"),
        ("errors", str(whole.errors), "episodes that broke; counted as not passed"),
        ("steps over oracle", _number(whole.over_optimal, "×"), "on successes; the oracle's without scrolling"),
        ("seconds", _number(whole.seconds), "per success, failures' time included"),
        ("tokens", _number(whole.tokens), "per success, failures' included"),
    ]  # fmt: skip
    rows += [(f"pass@{k}", f"{v:.1%}", f"one of {k} runs passes") for k, v in whole.pass_at.items() if k > 1]
    rows += [(f"pass^{k}", f"{v:.1%}", f"all of {k} runs pass") for k, v in whole.pass_all.items() if k > 1]
    return plain(("measure", "value", "what it says"), rows)


def plain(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Any small table."""
    table = Table()
    for name in headers:
        table.add_column(name)
    for row in rows:
        table.add_row(*row)
    return table


def _row(table: Table, axis: str, value: str, count: Tally) -> None:
    low, high = count.interval
    interval = f"{low:.0%} – {high:.0%}"
    table.add_row(axis, value, str(count.passed), str(count.total), f"{count.rate:.0%}", interval)


def _number(value: float | None, unit: str = "") -> str:
    return "–" if value is None else f"{value:.2f}{unit}"
