"""Work in several processes ends with who asked for it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.evolve.processes import in_processes

ROOT = Path(__file__).parents[1]
PARENT = """
from benchmarks.evolve.processes import in_processes
from tests.test_processes import stay
if __name__ == "__main__":
    list(in_processes(stay, [0, 1], 2))
"""


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise ArithmeticError(f"{number} is refused")


def stay(number: int) -> None:
    """Says that it is there, in the pipe it has from its parent, and waits for ever."""
    print("here", flush=True)
    signal.pause()


def test_every_job_is_done_whichever_is_ready_first() -> None:
    assert sorted(in_processes(double, range(5), 2)) == [(n, 2 * n) for n in range(5)]


def test_what_a_job_raises_is_raised_and_nothing_else() -> None:
    with pytest.raises(ArithmeticError, match=r"\d is refused"):
        list(in_processes(refuse, range(4), 2))


def test_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        assert [parent.stdout.readline(), parent.stdout.readline()] == [b"here\n"] * 2
        parent.kill()
        # The pipe's other end is closed as soon as nobody is left who could write to it.
        assert parent.stdout.read() == b""
