"""How a run is getting on: a bar and a line for each phone, or plain lines where nobody can see a bar move."""

import time
from threading import Lock
from types import TracebackType

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from agent.trajectory import Trajectory
from benchmarks.harvest import Progress as Told


class RunProgress:
    """Give it to `harvest` as `told`. Use as a context manager. Counts episodes, steps and successes of this go."""

    def __init__(self, console: Console, total: int, phones: int) -> None:
        self._console, self._total = console, total
        self._lock = Lock()
        self._began = time.monotonic()
        self.passed = self.steps = self.episodes = 0
        self._whole = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(), console=console,
        )  # fmt: skip
        self._row: TaskID = self._whole.add_task("0 passed", total=total, speed="")
        self._phones = Progress(
            TextColumn("  [dim]phone {task.fields[number]}[/]  {task.description}"), console=console
        )
        self._lines = [self._phones.add_task("", number=n + 1) for n in range(min(phones, total))]
        self._slots: list[str | None] = [None] * len(self._lines)
        self._live = Live(Group(self._whole, self._phones), console=console, refresh_per_second=4, transient=True)

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._began

    @property
    def speed(self) -> float:
        """Steps a second of this go, over all phones."""
        return self.steps / max(1e-9, self.seconds)

    def refresh(self) -> None:
        """Draw it now."""
        self._live.refresh()

    def __call__(self, now: Told) -> None:
        """What `harvest` tells; from any thread."""
        with self._lock:
            if now.episode is not None:
                self._ended(now, now.episode)
            elif now.step == 0:
                self._whole.update(self._row, completed=now.done)
                if not self._console.is_terminal:
                    self._console.print(now.task, highlight=False)
            else:
                self.steps += 1
                self._show(now.task, f"{escape(now.task)} · step {now.step}")
            if now.step or now.episode is not None:
                words = f"{self.passed} passed"
                self._whole.update(self._row, completed=now.done, description=words, speed=f"{self.speed:.1f} steps/s")

    def __enter__(self) -> "RunProgress":
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._console.is_terminal:
            self._live.stop()

    def _ended(self, now: Told, episode: Trajectory) -> None:
        self.episodes += 1
        verdict = episode.verdict
        passed = bool(verdict and verdict.success)
        self.passed += passed
        self._show(now.task, None)
        if not self._console.is_terminal:
            outcome = "passed" if passed else "not judged" if verdict is None or verdict.success is None else "failed"
            self._console.print(
                f"{now.done}/{now.total} {now.task} {outcome}, {now.step} steps · {self.passed} passed · "
                f"{self.speed:.1f} steps/s · {_clock(self._left(now))} left",
                highlight=False, markup=False, soft_wrap=True,
            )  # fmt: skip

    def _left(self, now: Told) -> float:
        return (now.total - now.done) * self.seconds / self.episodes

    def _show(self, task: str, words: str | None) -> None:
        """A phone keeps its line while it is at a task: tasks under way are never more than phones."""
        if task not in self._slots:
            free = next((n for n, held in enumerate(self._slots) if held is None), None)
            if free is None or words is None:
                return
            self._slots[free] = task
        slot = self._slots.index(task)
        self._phones.update(self._lines[slot], description=words or "")
        if words is None:
            self._slots[slot] = None


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
