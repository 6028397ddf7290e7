"""Results as tables for the terminal."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from benchmarks.stats import Tally


def by_axis(tallies: Mapping[str, Mapping[str, Tally]], overall: Tally) -> Table:
    """Success by every axis, the whole suite first."""
    table = Table(title="strict success", title_justify="left")
    for name in ("axis", "value"):
        table.add_column(name)
    for name in ("passed", "of", "rate", "95 % interval"):
        table.add_column(name, justify="right")
    _row(table, "all", "", overall)
    for axis, values in tallies.items():
        for value, tally in values.items():
            _row(table, axis, value, tally)
    return table


def _row(table: Table, axis: str, value: str, tally: Tally) -> None:
    low, high = tally.interval
    interval = f"{low:.0%} – {high:.0%}"
    table.add_row(axis, value, str(tally.passed), str(tally.total), f"{tally.rate:.0%}", interval)


def plain(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Any small table."""
    table = Table()
    for name in headers:
        table.add_column(name)
    for row in rows:
        table.add_row(*row)
    return table
