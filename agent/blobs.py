"""Screenshots and other bytes, stored once each under their sha256."""

import hashlib
import os
from pathlib import Path
from threading import get_ident


def blob_name(data: bytes, suffix: str = "") -> str:
    """The name that these bytes are stored under."""
    return hashlib.sha256(data).hexdigest() + suffix


class Blobs:
    """A folder of content-addressed files. A blob is either whole or not there, whatever happens to the process.

    With `sync` each is on the disk when `put` returns; without, when `settle` does: a power cut in between may take
    it, or leave it empty, which the next `put` of the same bytes mends. Without `sync` only one thread may use it.
    """

    def __init__(self, root: Path, sync: bool = True) -> None:
        self.root, self._sync = root, sync
        self._loose: list[Path] = []

    def put(self, data: bytes, suffix: str = "") -> str:
        """Store and return the name (sha256 and suffix). Known bytes are not written again."""
        name = blob_name(data, suffix)
        path = self.path(name)
        if not _holds(path, len(data)):
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{name}.{os.getpid()}.{get_ident()}.part")
            with part.open("wb") as file:
                file.write(data)
                if self._sync:
                    file.flush()
                    os.fsync(file.fileno())
            part.replace(path)
            if not self._sync:
                self._loose.append(path)
        return name

    def settle(self, at_most: int | None = None) -> int:
        """Bring what was put onto the disk, `at_most` so many blobs of it; how many are left."""
        for path in self._loose[:at_most]:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        del self._loose[:at_most]
        return len(self._loose)

    def get(self, name: str) -> bytes:
        """The bytes. Raises FileNotFoundError."""
        return self.path(name).read_bytes()

    def path(self, name: str) -> Path:
        """Where a blob lies. Raises ValueError for what is no blob's name."""
        digest = name.partition(".")[0]
        if len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest) or "/" in name:
            raise ValueError(f"{name!r} is no blob's name")
        return self.root / name[:2] / name


def _holds(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False
