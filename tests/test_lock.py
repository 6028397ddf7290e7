"""Two processes never write to one run; whoever dies leaves it free."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.errors import StoreBusy
from agent.store import Store
from agent.trajectory import Done, Reply, Step, Stop, Trajectory
from devices.device import Observation
from gui_mcp.cli import app

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked there")

HOLD = """
import sys
from pathlib import Path
from agent.store import Store
store = Store(Path(sys.argv[1]))
store.begin({"policy": "other"}, alone=sys.argv[2] == "alone")
print("holds it", flush=True)
sys.stdin.readline()
store.close()
print("closed it", flush=True)
sys.stdin.readline()
"""
STEP = Step(Observation(b"", 9, 9), Reply(Done()))


@contextmanager
def another(root: Path, how: str = "alone") -> Generator["subprocess.Popen[str]"]:
    """Another process that has begun this run."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen([sys.executable, "-c", HOLD, str(root), how], env=environment, **pipes) as process:  # type: ignore[call-overload]
        assert heard(process) == "holds it"
        try:
            yield process
        finally:
            process.kill()


def heard(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def said(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def write(store: Store, episode: str) -> None:
    with store.write(episode, "goal") as writer:
        writer.step(0, STEP)
        writer.end(Trajectory("", "goal", (STEP,), Stop.DONE))


def test_a_second_process_is_told_who_writes_and_takes_its_turn_when_that_one_closes(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        with pytest.raises(StoreBusy, match=f"written by process {process.pid}; wait for it or use another folder"):
            Store(tmp_path).begin({"policy": "other"})
        said(process)
        assert heard(process) == "closed it"
        Store(tmp_path).begin({"policy": "other"})


def test_a_process_that_was_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        store = Store(tmp_path)
        store.begin({"policy": "other"})
        write(store, "e")
    assert store.complete("e")


def test_readers_are_not_kept_waiting(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.begin({"policy": "other"})
    write(store, "e")
    store.close()
    with another(tmp_path):
        assert Store(tmp_path).manifest["policy"] == "other"
        assert [stored.id for stored in Store(tmp_path).episodes()] == ["e"]


def test_a_process_begins_its_own_run_as_often_as_it_likes_and_holds_it_until_its_last_store_is_gone(
    tmp_path: Path,
) -> None:
    first, second = Store(tmp_path), Store(tmp_path / "." / "")
    first.begin({"policy": "other"})
    second.begin({"policy": "other"})
    first.close()
    code = "import sys; from pathlib import Path; from agent.store import Store; Store(Path(sys.argv[1])).begin({})"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}

    def tries() -> str:
        words = [sys.executable, "-c", code, str(tmp_path)]
        return subprocess.run(words, env=environment, capture_output=True, text=True, check=False).stderr

    assert f"written by process {os.getpid()}" in tries()
    del second
    assert tries() == ""
    first.begin({"policy": "other"})
    write(first, "e")
    assert first.complete("e")


def test_who_shares_a_folder_keeps_only_those_out_who_do_not(tmp_path: Path) -> None:
    with another(tmp_path, "shared"):
        with pytest.raises(StoreBusy, match="written by another process"):
            Store(tmp_path).begin({"policy": "other"})
        store = Store(tmp_path)
        store.begin({"policy": "other"}, alone=False)
        write(store, "e")


def test_a_folder_of_another_run_is_left_free(tmp_path: Path) -> None:
    Store(tmp_path).begin({"policy": "other"})
    with pytest.raises(ValueError, match="another run"):
        Store(tmp_path).begin({"policy": "mine"})
    with another(tmp_path):
        pass


def test_the_second_command_says_what_to_do_and_leaves_the_run_alone(tmp_path: Path) -> None:
    with another(tmp_path / "run") as process:
        before = {path: path.read_bytes() for path in (tmp_path / "run").iterdir()}
        words = ["harvest", "daily", "--policy", "oracle", "--only", "notes-pin", "--out", str(tmp_path / "run")]
        done = CliRunner(env={"COLUMNS": "200"}).invoke(app, words)
        assert done.exit_code == 2
        assert f"is being written by process {process.pid}" in " ".join(done.output.split())
        assert {path: path.read_bytes() for path in (tmp_path / "run").iterdir()} == before
