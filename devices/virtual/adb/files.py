"""The phone's storage, as far as adb needs one: files in memory, bounded in size."""

import errno
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from devices.virtual.adb.system_files import FILES

WRITABLE = ("/sdcard/", "/data/local/tmp/", "/tmp/")
MAX_FILE = 64 << 20
MAX_TOTAL = 128 << 20
FOLDERS: tuple[str, ...] = (
    "/", "/data", "/data/local", "/data/local/tmp", "/sdcard", "/sdcard/Download", "/sdcard/Pictures", "/storage",
    "/sdcard/DCIM", "/sdcard/Documents", "/sdcard/Music", "/sdcard/Movies", "/sdcard/Android", "/storage/emulated",
    "/system", "/system/bin", "/tmp", "/vendor", "/proc", "/dev", "/mnt", "/etc", "/data/app", "/data/data",
)  # fmt: skip
ALIASES = (
    ("/storage/emulated/0", "/sdcard"),
    ("/mnt/sdcard", "/sdcard"),
    ("/storage/self/primary", "/sdcard"),
    ("/system/etc", "/etc"),
    ("/bin", "/system/bin"),
)


def _above(path: str) -> list[str]:
    parts = path.split("/")[1:-1]
    return ["/" + "/".join(parts[: n + 1]) for n in range(len(parts))]


class NoSpace(OSError):
    """The phone is full."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What `stat` tells. `mode` as in POSIX."""

    name: str
    mode: int
    size: int
    mtime: int


class Files:
    """A tree of folders and files; paths are absolute, `.` and `..` are resolved, nothing of the host is reachable."""

    def __init__(self, clock: Callable[[], int] = lambda: 0) -> None:
        self._clock = clock
        self._files = {path: words.encode() for path, words in FILES.items()}
        self._times: dict[str, int] = {}
        self._folders = {*FOLDERS, *(above for path in FILES for above in _above(path))}
        self._guard = Lock()

    @staticmethod
    def clean(path: str, cwd: str = "/") -> str:
        """The absolute, normal form of a path."""
        full = posixpath.normpath(posixpath.join(cwd, path))
        full = "/" + full.lstrip("/")
        for alias, real in ALIASES:
            if full == alias or full.startswith(alias + "/"):
                return real + full[len(alias) :]
        return full

    def read(self, path: str) -> bytes:
        """A file's bytes. Raises FileNotFoundError or IsADirectoryError."""
        path = self.clean(path)
        if path in self._folders:
            raise IsADirectoryError(errno.EISDIR, "Is a directory")
        try:
            return self._files[path]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory") from None

    def write(self, path: str, data: bytes, append: bool = False, at: int | None = None) -> None:
        """Write a file, making folders on the way. Raises `NoSpace`, PermissionError or IsADirectoryError."""
        path = self.clean(path)
        if path in self._folders:
            raise IsADirectoryError(errno.EISDIR, "Is a directory")
        if path == "/dev/null":
            return
        self._permit(path)
        with self._guard:
            old = self._files.get(path, b"")
            data = old + data if append else data
            used = sum(map(len, self._files.values())) - len(old)
            if len(data) > MAX_FILE or used + len(data) > MAX_TOTAL:
                raise NoSpace(errno.ENOSPC, "No space left on device")
            self._files[path] = data
            self._times[path] = self._clock() if at is None else at
        self.mkdir(posixpath.dirname(path))

    @staticmethod
    def _permit(path: str) -> None:
        if not path.startswith(WRITABLE):
            closed = path.startswith("/data/") or path.startswith("/storage/")
            why = "Permission denied" if closed else "Read-only file system"
            raise PermissionError(errno.EACCES if closed else errno.EROFS, why)

    def mkdir(self, path: str) -> None:
        """Make a folder and those above it. Raises PermissionError."""
        path = self.clean(path)
        if path not in self._folders:
            self._permit(path)
        while path not in self._folders:
            self._folders.add(path)
            path = posixpath.dirname(path)

    def remove(self, path: str, recursive: bool = False) -> bool:
        """Remove a file, or with `recursive` a folder; False where there is nothing."""
        path = self.clean(path)
        if path in self._files:
            self._permit(path)
            del self._files[path]
            return True
        if path not in self._folders or not recursive or path in FOLDERS:
            return False
        self._permit(path)
        for name in [n for n in self._files if n.startswith(path + "/")]:
            del self._files[name]
        self._folders = {n for n in self._folders if n != path and not n.startswith(path + "/")}
        return True

    def stat(self, path: str) -> Entry | None:
        """What is known of a path, None where there is nothing."""
        path = self.clean(path)
        if path in self._folders:
            return Entry(posixpath.basename(path), 0o040771, 4096, self._clock())
        data = self._files.get(path)
        return None if data is None else Entry(posixpath.basename(path), 0o100660, len(data), self._times.get(path, 0))

    def list(self, path: str) -> list[Entry]:
        """What lies in a folder, by name; empty where there is none."""
        path = self.clean(path)
        inside = {n for n in (*self._files, *self._folders) if n != "/" and posixpath.dirname(n) == path}
        return [entry for name in sorted(inside) if (entry := self.stat(name)) is not None]
