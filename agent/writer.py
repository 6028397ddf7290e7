"""Episodes written in the background: the loop hands its steps over and goes on.

One thread writes for a whole run, in the order in which things are handed over; while nothing waits it brings blobs
onto the disk, so that the `end` of an episode has little left to wait for. What is promised is told in store.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Event, Thread
from typing import Any

from agent.errors import StoreFailed
from agent.store import EpisodeWriter, Store
from agent.trajectory import Step, Trajectory

DEPTH = 64  # steps of a run that may wait: some 10 MB of screenshots


@dataclass(frozen=True, slots=True)
class _Job:
    """Something to write. `last` is done even where something could not be written before it."""

    do: Callable[[], None]
    last: bool = False
    done: Event = field(default_factory=Event)


class BackgroundWriter:
    """Writes a run's episodes in a thread of its own. Use as a context manager: what waits is written before it ends.

    At most `depth` steps wait; then the loop waits, too. An error of the disk stops all writing and is raised as
    `StoreFailed` by whatever is called next, at the latest by the episode's `end`.
    """

    def __init__(self, store: Store, depth: int = DEPTH) -> None:
        self._store = Store(store.root, sync=False)
        self._jobs: Queue[_Job | None] = Queue(depth)
        self._problem: Exception | None = None
        self._closed = False
        self._thread = Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    def write(self, episode: str, goal: str, task: str = "", meta: Mapping[str, Any] | None = None) -> "QueuedEpisode":
        """Begin an episode, as `Store.write`; may be called from any thread. Raises StoreFailed."""
        self._check()
        try:
            return QueuedEpisode(self, self._store.write(episode, goal, task, meta))
        except OSError as problem:
            self._problem = self._problem or problem
            raise self._failure() from problem

    def put(self, do: Callable[[], None], last: bool = False) -> Callable[[], None]:
        """Have `do` done by the thread; waits where too many things wait already. What it returns waits until that is
        done. Both raise StoreFailed for what went wrong so far."""
        if self._closed or not last:
            self._check()
        job = _Job(do, last)
        self._jobs.put(job)

        def wait() -> None:
            job.done.wait()
            if self._problem is not None:
                raise self._failure() from self._problem

        return wait

    def close(self) -> None:
        """Write what waits and end the thread."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            self._thread.join()

    def __enter__(self) -> "BackgroundWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check(self) -> None:
        if self._closed:
            raise StoreFailed(f"the writer of {self._store.root} is closed already")
        if self._problem is not None:
            raise self._failure() from self._problem

    def _failure(self) -> StoreFailed:
        return StoreFailed(
            f"{self._store.root} could not be written to ({type(self._problem).__name__}: {self._problem}); what was "
            "written stays readable: put that right, and the same command goes on where this left off"
        )

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                if job.last or self._problem is None:  # no line goes after one that is missing
                    job.do()
            except Exception as problem:  # noqa: BLE001 - whatever it is, the loop's threads are to raise it
                self._problem = self._problem or problem
            job.done.set()

    def _next(self) -> _Job | None:
        """The next job; until there is one, blobs are brought onto the disk."""
        while self._problem is None:
            try:
                return self._jobs.get_nowait()
            except Empty:
                try:
                    if not self._store.blobs.settle(at_most=1):
                        break
                except OSError as problem:
                    self._problem = problem
        return self._jobs.get()


class QueuedEpisode:
    """One episode on its way to the disk: `EpisodeWriter`'s methods, for the thread that plays it."""

    def __init__(self, queue: BackgroundWriter, writer: EpisodeWriter) -> None:
        self._queue, self._writer = queue, writer
        self._closed = False

    def step(self, number: int, step: Step) -> None:
        """A finished step, to be written. Raises StoreFailed for what could not be written before."""
        self._queue.put(lambda: self._writer.step(number, step))

    def end(self, trajectory: Trajectory) -> None:
        """The episode is over; all of it is on the disk when this returns. Raises StoreFailed."""
        self.ending(trajectory)()

    def ending(self, trajectory: Trajectory) -> Callable[[], None]:
        """As `end`, for those who have something to do meanwhile: returns at once, and what it returns waits."""
        return self._queue.put(lambda: self._writer.end(trajectory))

    def close(self) -> None:
        """No more of this episode: its file is closed when all is written. Raises StoreFailed."""
        if not self._closed:
            self._closed = True
            self._queue.put(self._writer.close, last=True)

    def __enter__(self) -> "QueuedEpisode":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
