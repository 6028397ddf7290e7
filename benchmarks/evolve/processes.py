"""Parts of a stage side by side, each in a process: what is computed rather than waited for wants cores of its own."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context, parent_process
from threading import Event, Thread
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")
WATCH = 0.5  # seconds between two looks at `cancel`


def in_processes(
    work: Callable[[J], R], jobs: Sequence[J], processes: int, cancel: Event | None = None
) -> Iterator[tuple[int, R]]:
    """(number of the job, result) as they finish. What a job raises is raised here. `cancel` ends the processes at
    once: what they had not written down is done again next time."""
    count = min(processes, max(1, len(jobs)))
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_end_with_parent) as pool:
        waiting: dict[Future[R], int] = {pool.submit(work, job): n for n, job in enumerate(jobs)}
        try:
            while waiting:
                done, _ = wait(waiting, WATCH, FIRST_COMPLETED)
                for future in done:
                    yield waiting.pop(future), future.result()
                if cancel is not None and cancel.is_set():
                    raise KeyboardInterrupt
        except BaseException:
            running = list(pool._processes.values())  # pyright: ignore[reportPrivateUsage] - forgotten by shutdown
            pool.shutdown(wait=False, cancel_futures=True)
            for process in running:
                process.terminate()
            raise


def _end_with_parent() -> None:
    """A parent that is killed takes its processes along: they would wait for work for ever."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
