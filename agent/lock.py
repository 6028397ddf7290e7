"""One process at a time writes to a run. Readers are never kept waiting.

The operating system's advisory lock (flock) on RUN/writer.lock, which goes with the process that holds it, however that
ends: nothing stale is left. The file stays, with the number of the last process in it. On Windows, and on file systems
that know no such locks, nothing is locked: there it is the user's part to start a run once.
"""

import errno
import os
import sys
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary, finalize

from agent.errors import StoreBusy

NAME = "writer.lock"
DIGITS = 20  # more than the number of any process has
UNKNOWN = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)  # a file system without locks


class RunLock:
    """Held as long as somebody in this process refers to it; see `hold`."""

    def __init__(self, file: int) -> None:
        finalize(self, os.close, file)


_held: WeakValueDictionary[tuple[int, Path], RunLock] = WeakValueDictionary()
_guard = Lock()


def hold(root: Path, *, alone: bool = True) -> RunLock:
    """The lock of a run's folder, which must be there. All of one process share it; other processes are kept from
    writing, but for those that are not `alone` either. Raises StoreBusy at once where another one holds it."""
    key = (os.getpid(), root.resolve())
    with _guard:
        lock = _held.get(key)
        if lock is None:
            _held[key] = lock = RunLock(_locked(root, alone))
        return lock


def _locked(root: Path, alone: bool) -> int:
    file = os.open(root / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _flock(file, root, alone)
        _sign(file, str(os.getpid()).encode() if alone else b"")
    except BaseException:
        os.close(file)
        raise
    return file


def _sign(file: int, name: bytes) -> None:
    """Say who holds it, where it does not say so already."""
    if os.read(file, DIGITS) != name:
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, name)


if sys.platform == "win32":

    def _flock(file: int, root: Path, alone: bool) -> None:
        """There is no flock."""

else:
    import fcntl

    def _flock(file: int, root: Path, alone: bool) -> None:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            holder = os.read(file, DIGITS).decode("ascii", "replace")
            who = f"process {holder}" if holder.isdigit() else "another process"
            raise StoreBusy(f"{root} is being written by {who}; wait for it or use another folder") from problem
        except OSError as problem:
            if problem.errno not in UNKNOWN:
                raise
