"""Screenshots and other bytes, stored once each under their sha256."""

import hashlib
import os
from pathlib import Path
from threading import get_ident


def blob_name(data: bytes, suffix: str = "") -> str:
    """The name that these bytes are stored under."""
    return hashlib.sha256(data).hexdigest() + suffix


class Blobs:
    """A folder of content-addressed files. A blob is either whole or not there, whatever happens to the process."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes, suffix: str = "") -> str:
        """Store and return the name (sha256 and suffix). Known bytes are not written again."""
        name = blob_name(data, suffix)
        path = self.path(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{name}.{os.getpid()}.{get_ident()}.part")
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        return name

    def get(self, name: str) -> bytes:
        """The bytes. Raises FileNotFoundError."""
        return self.path(name).read_bytes()

    def path(self, name: str) -> Path:
        """Where a blob lies. Raises ValueError for what is no blob's name."""
        digest = name.partition(".")[0]
        if len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest) or "/" in name:
            raise ValueError(f"{name!r} is no blob's name")
        return self.root / name[:2] / name
