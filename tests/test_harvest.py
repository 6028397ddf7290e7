"""A harvest goes on after whatever stops it, and is written while it goes on."""

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Semaphore, Thread

import pytest
from rich.console import Console
from typer.testing import CliRunner

from agent.blobs import Blobs, blob_name
from agent.errors import StoreFailed
from agent.store import Store, Stored
from agent.trajectory import Done, Reply, Step, Stop, Trajectory, Verdict
from agent.writer import BackgroundWriter
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.harvest import Planned, Progress, harvest
from benchmarks.harvest_speed import Lent
from benchmarks.haul import haul_of
from devices.device import Observation
from devices.element import Box, Element
from devices.virtual.device import VirtualDevice
from gui_mcp.cli import app
from gui_mcp.commands.play import tasks_of
from gui_mcp.plan import Asked
from gui_mcp.progress import RunProgress

ROOT = Path(__file__).parent.parent


def screen(words: str) -> Observation:
    return Observation(b"\x89PNG " + words.encode(), 10, 10, (Element(Box(0, 0, 9, 9), text=words),))


def step(words: str) -> Step:
    return Step(screen(words), Reply(Done(words), said=words))


def whole(*words: str) -> Trajectory:
    return Trajectory("task", "goal", tuple(map(step, words)), Stop.DONE, verdict=Verdict(True))


# -- the writer ----------------------------------------------------------------------------------------------------


def test_many_episodes_at_once_read_back_each_in_its_order(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = {f"e{n}": [f"{n} {i}" for i in range(25)] for n in range(4)}
    with BackgroundWriter(store, depth=3) as writing:

        def play(name: str) -> None:
            with writing.write(name, "goal", "task", {"n": 1}) as writer:
                for number, words in enumerate(names[name]):
                    writer.step(number, step(words))
                writer.end(whole(*names[name]))

        threads = [Thread(target=play, args=(name,)) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for name, words in names.items():
        stored = store.read(name)
        assert stored.complete
        assert stored.trajectory == whole(*words)
        assert [event["number"] for event in store.events(name) if event["event"] == "step"] == list(range(25))


def test_the_loop_waits_when_too_many_steps_wait(tmp_path: Path) -> None:
    gate, begun, handed, third = Event(), Event(), Semaphore(0), Event()

    def busy() -> None:
        begun.set()
        gate.wait()

    def play() -> None:
        with writing.write("e", "goal") as writer:
            for number in range(3):
                writer.step(number, step(str(number)))
                handed.release()
            third.set()

    with BackgroundWriter(Store(tmp_path), depth=2) as writing:
        writing.put(busy)
        assert begun.wait(10)
        player = Thread(target=play)
        player.start()
        assert handed.acquire(timeout=10)
        assert handed.acquire(timeout=10)
        assert not third.wait(0.05), "two wait, the third has to"
        gate.set()
        assert third.wait(10)
        player.join()
    assert len(Store(tmp_path).read("e").trajectory.steps) == 3


def test_an_end_returns_when_all_of_its_episode_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def spy(file: int) -> None:
        fsync(file)
        synced.append(os.fstat(file).st_ino)

    monkeypatch.setattr(os, "fsync", spy)
    with BackgroundWriter(Store(tmp_path)) as writing:
        writer = writing.write("e", "goal")
        for number in range(5):
            writer.step(number, step(str(number)))
        writer.end(whole("0"))
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert {path.stat().st_ino for path in files} <= set(synced)
        assert len(files) == 11  # a picture and a tree a step, and the events
        writer.close()


def test_what_could_not_be_written_is_told_to_all_and_what_was_stays_readable(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "blobs").mkdir()
    (tmp_path / "blobs" / blob_name(screen("2").png)[:2]).write_text("a file in the place of a folder")
    with BackgroundWriter(store) as writing:
        one, other = writing.write("one", "goal"), writing.write("other", "goal")
        other.step(0, step("other"))
        for number in range(4):
            one.step(number, step(str(number)))
        with pytest.raises(StoreFailed, match="could not be written to .*the same command goes on"):
            one.end(whole("0"))
        with pytest.raises(StoreFailed):
            other.step(1, step("more"))
        with pytest.raises(StoreFailed):
            writing.write("third", "goal")
        one.close()
        other.close()
    with pytest.raises(StoreFailed, match="closed already"):
        writing.write("fourth", "goal")
    assert [s.reply.said for s in store.read("one").trajectory.steps] == ["0", "1"], "no line after one that is missing"
    assert len(store.read("other").trajectory.steps) == 1
    assert not store.complete("one")


def test_a_blob_that_a_power_cut_left_empty_is_written_anew(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path, sync=False)
    name = blobs.put(b"picture", ".png")
    assert blobs.settle(at_most=0) == 1
    assert blobs.settle() == 0
    blobs.path(name).write_bytes(b"")
    assert blobs.put(b"picture", ".png") == name
    assert blobs.get(name) == b"picture"


def test_half_a_surrogate_pair_in_a_model_s_words_costs_no_episode(tmp_path: Path) -> None:
    odd = replace(step("x"), reply=Reply(Done(), said="\ud83d then nothing"))
    with Store(tmp_path).write("e", "goal") as writer:
        writer.step(0, odd)
    assert Store(tmp_path).read("e").trajectory.steps == (odd,)


# -- a harvest -----------------------------------------------------------------------------------------------------

# The command itself; after each step it says how many of the episode's steps can be read from the disk.
VICTIM = """
import sys
from pathlib import Path
from gui_mcp.cli import main
from gui_mcp.progress import RunProgress

tell = RunProgress.__call__

def told(self, now):
    tell(self, now)
    events = Path(sys.argv[-1], "episodes", now.task, "events.jsonl")
    print("written", now.task, events.read_text().count('"event":"step"') if events.exists() else 0, flush=True)

RunProgress.__call__ = told
main()
"""
TASKS = ["notes-pin", "notes-archive-label", "notes-relabel"]
WORDS = ["harvest", "daily", "--policy", "oracle", "-n", "1", *(w for t in TASKS for w in ("--only", t)), "--out"]


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A run that was killed in the middle of its second or third episode, and which one that was."""
    folder = tmp_path_factory.mktemp("runs") / "cut"
    command = [sys.executable, "-c", VICTIM, *WORDS, str(folder)]
    finished, task = "", ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT) as victim:
        assert victim.stdout is not None
        for line in victim.stdout:
            finished = finished or (line if line.startswith("1/3 ") else "")
            if finished and line.startswith("written"):
                _, task, count = line.split()
                if task not in finished and int(count) >= 3:
                    break
        os.killpg(victim.pid, signal.SIGKILL)
    assert finished
    return folder, task


@dataclass(frozen=True)
class Resumed:
    """A run that was cut off and gone on with: its episodes before, and what the command said."""

    store: Store
    before: dict[str, Stored]
    said: str


@pytest.fixture(scope="module")
def resumed(cut: tuple[Path, str]) -> Resumed:
    store = Store(cut[0])
    before = {name: store.read(name) for name in store.ids()}
    again = CliRunner(env={"COLUMNS": "150"}).invoke(app, [*WORDS, str(cut[0])])
    assert again.exit_code == 0, again.output
    return Resumed(store, before, " ".join(again.output.split()))


def test_kill_9_loses_no_written_step_and_the_same_command_goes_on(cut: tuple[Path, str], resumed: Resumed) -> None:
    folder, task = cut
    store, half = resumed.store, resumed.before[task]
    (done,) = [name for name, stored in resumed.before.items() if stored.complete]
    assert not half.complete
    assert len(half.trajectory.steps) >= 3
    assert all(one.seen.png.startswith(b"\x89PNG") and one.seen.elements for one in half.trajectory.steps)

    assert "1 kept from before" in resumed.said
    assert f"{done} passed" not in resumed.said, "what is finished is not played again"
    assert "3/3" in resumed.said
    assert "episodes │ 3 │ 2 of them now" in resumed.said
    assert f"gui-mcp dataset {folder} --out {folder}-data" in resumed.said
    assert [store.complete(f"{name}-s0") for name in TASKS] == [True] * 3
    assert store.read(done).trajectory == resumed.before[done].trajectory
    earlier = folder / "episodes" / task / "events.1.jsonl"
    assert earlier.read_text(encoding="utf-8").count('"event":"step"') >= 3


def test_equal_screens_are_stored_once_and_the_table_says_what_that_saved(resumed: Resumed) -> None:
    haul = haul_of(resumed.store)
    seen = [s.seen for episode in resumed.store.episodes() for s in episode.trajectory.steps]
    seen += [episode.trajectory.last for episode in resumed.store.episodes() if episode.trajectory.last]
    distinct = {blob_name(one.png): len(one.png) for one in seen}
    on_disk = {path.name.partition(".")[0]: path.stat().st_size for path in resumed.store.root.glob("blobs/*/*.png")}
    assert distinct.items() <= on_disk.items(), "screens of the attempt that was cut off may be there, too"
    assert (haul.episodes, haul.successes, haul.cut) == (3, 3, 0)
    assert haul.steps == len(seen) - 3
    assert len(distinct) < len(seen)
    assert haul.repeats >= len(seen) - len(distinct)
    assert haul.saved >= sum(len(one.png) for one in seen) - sum(distinct.values())
    assert haul.stored >= sum(distinct.values())
    assert f"which saved {haul.saved / 1e6:.1f} MB" in resumed.said


def test_what_a_harvest_was_asked_for_is_written_down_once(cut: tuple[Path, str]) -> None:
    manifest = Store(cut[0]).manifest
    assert (manifest["policy"], manifest["pixels"]) == ("oracle", True)
    assert manifest["asked"]["split"] == "train"
    assert manifest["asked"]["only"] == TASKS
    other = CliRunner().invoke(app, ["harvest", "daily", "--policy", "no-op", "--out", str(cut[0])])
    assert other.exit_code == 2
    assert "holds another run (policy 'oracle', not 'no-op')" in " ".join(other.output.split())


def test_ctrl_c_cuts_the_episodes_under_way_and_keeps_the_finished(tmp_path: Path, device: VirtualDevice) -> None:
    store, cancel = Store(tmp_path / "run"), Event()
    tasks = [Planned(TEMPLATES[name]) for name in TASKS]

    def told(now: Progress) -> None:
        if now.episode is not None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        harvest(tasks, lambda: Lent(device.phone, pixels=False), lambda task: task.oracle(), store, cancel=cancel,
                told=told)  # fmt: skip
    assert cancel.is_set()
    assert [store.complete(task.id) for task in tasks] == [True, False, False]


def test_a_planned_task_is_the_task_it_plans() -> None:
    planned = Planned(TEMPLATES["notes-pin"], 3, Variant("zh", ("dark",)))
    task = planned.task()
    assert planned.id == task.id
    assert (task.seed, task.language) == (3, "zh")


def test_tasks_are_laid_out_beforehand_only_where_their_axes_are_asked_for() -> None:
    asked = Asked(split="train", seeds=2, seed_from=5, only=["notes-pin", "notes-relabel"])
    assert [one.id for one in tasks_of(asked)] == [
        "notes-pin-s5", "notes-relabel-s5", "notes-pin-s6", "notes-relabel-s6",
    ]  # fmt: skip
    assert all(isinstance(one, Planned) for one in tasks_of(asked))
    found = tasks_of(replace(asked, seeds=1, where=["language=en"]))
    assert [type(one) for one in found] == [DailyTask, DailyTask]
    with pytest.raises(ValueError, match="no axis called 'colour'"):
        tasks_of(replace(asked, where=["colour=red"]))


# -- how it is getting on ------------------------------------------------------------------------------------------


def told(progress: RunProgress) -> None:
    progress(Progress(1, 4, "1 kept from before", 0, None))
    progress(Progress(1, 4, "notes-pin-s0", 1, None))
    progress(Progress(1, 4, "notes-relabel-s0", 1, None))
    progress(Progress(1, 4, "notes-relabel-s0", 2, None))
    progress(Progress(2, 4, "notes-pin-s0", 1, whole("a")))
    progress(Progress(2, 4, "notes-tick-all-s0", 1, None))
    progress(Progress(3, 4, "notes-relabel-s0", 2, replace(whole("a", "b"), verdict=Verdict(False))))
    progress(Progress(4, 4, "notes-tick-all-s0", 1, replace(whole("a"), verdict=None)))


def test_where_nobody_sees_a_bar_each_episode_is_a_line() -> None:
    out = io.StringIO()
    with RunProgress(Console(file=out, width=60), 4, 2) as progress:
        told(progress)
    lines = out.getvalue().splitlines()
    assert lines[0] == "1 kept from before"
    assert lines[1].startswith("2/4 notes-pin-s0 passed, 1 steps · 1 passed · ")
    assert lines[2].startswith("3/4 notes-relabel-s0 failed, 2 steps · 1 passed · ")
    assert lines[3].startswith("4/4 notes-tick-all-s0 not judged, 1 steps")
    assert len(lines) == 4
    assert (progress.episodes, progress.steps, progress.passed) == (3, 4, 1)


def test_on_a_terminal_every_phone_has_a_line_with_its_task() -> None:
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=True, color_system=None)
    with RunProgress(console, 4, 2) as progress:
        progress(Progress(1, 4, "notes-pin-s0", 1, None))
        progress(Progress(1, 4, "notes-relabel-s0", 3, None))
        progress.refresh()
        shown = out.getvalue()
    assert "phone 1  notes-pin-s0 · step 1" in shown
    assert "phone 2  notes-relabel-s0 · step 3" in shown
    assert "0 passed" in shown


def test_a_manifest_s_notes_may_differ_the_next_time(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.begin({"policy": "oracle"}, {"asked": 1})
    store.begin({"policy": "oracle"}, {"asked": 2})
    assert json.loads((tmp_path / "run.json").read_text())["asked"] == 1
