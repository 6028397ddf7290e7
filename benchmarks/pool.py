"""Several phones at once: jobs go to whichever is free."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue
from threading import Event
from typing import TypeVar

from devices.device import Device
from devices.errors import DeviceUnavailable

J = TypeVar("J")
R = TypeVar("R")


def spread(
    jobs: Sequence[J],
    open_device: Callable[[], Device],
    work: Callable[[J, Device], R],
    phones: int = 1,
    cancel: Event | None = None,
) -> Iterator[tuple[J, R]]:
    """(job, result) pairs as they finish, worked on by `phones` devices in as many threads.

    What `work` raises is raised here, after the jobs under way have ended. A device that died in a job is opened
    afresh for the next. `cancel` (and leaving the iterator) lets no further job begin; Ctrl-C sets it.
    """
    if phones < 1:
        raise ValueError(f"{phones} phones cannot do anything: say at least 1")
    stop = Event()
    free: SimpleQueue[Device | None] = SimpleQueue()
    count = min(phones, len(jobs))
    for _ in range(count):
        free.put(None)

    def one(job: J) -> R:
        device = free.get()
        try:
            device = device or open_device()
            return work(job, device)
        finally:
            free.put(_if_alive(device))

    waiting = iter(jobs)
    under_way: dict[Future[R], J] = {}
    ready: list[tuple[J, Future[R]]] = []
    with ThreadPoolExecutor(max(1, count), "phone") as threads:
        try:
            while True:
                while len(under_way) < count and not (stop.is_set() or (cancel is not None and cancel.is_set())):
                    job = next(waiting, None)
                    if job is None:
                        break
                    under_way[threads.submit(one, job)] = job
                # Phones are at work again before results are looked at, which may take a while.
                while ready:
                    job, future = ready.pop(0)
                    yield job, future.result()
                if not under_way:
                    return
                finished = wait(under_way, return_when=FIRST_COMPLETED).done
                ready += [(under_way.pop(future), future) for future in finished]
        except KeyboardInterrupt:
            if cancel is not None:
                cancel.set()
            raise
        finally:
            stop.set()
            wait(under_way)
            while not free.empty():
                device = free.get()
                if device is not None:
                    device.close()


def _if_alive(device: Device | None) -> Device | None:
    if device is None:
        return None
    try:
        device.observe()
    except DeviceUnavailable:
        device.close()
        return None
    return device
