"""What a model said, kept by what it was asked: a long extraction that was cut off asks nothing twice."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from agent.policies.endpoint import ChatConfig


class Replies:
    """Replies in memory, and in a file of JSON lines where one is named. May be used by several threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._path, self._lock = path, Lock()
        self._known: dict[str, str] = {}
        lines = path.read_text(encoding="utf-8").split("\n") if path is not None and path.exists() else [""]
        self._torn = lines[-1] != ""  # it was being written when the process died
        for line in filter(None, lines):
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                continue
            self._known[row["asked"]] = row["said"]

    def of(self, config: ChatConfig, asked: Sequence[Mapping[str, Any]], say: Callable[[], str]) -> str:
        """What was said to this, or what `say` says now."""
        key = _key(config, asked)
        if key not in self._known:
            self._keep(key, say())
        return self._known[key]

    def forget(self) -> None:
        """Remove the file: what it was kept for is done."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _keep(self, key: str, said: str) -> None:
        with self._lock:
            self._known[key] = said
            if self._path is None:
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write("\n" * self._torn + json.dumps({"asked": key, "said": said}) + "\n")
            self._torn = False


def _key(config: ChatConfig, asked: Sequence[Mapping[str, Any]]) -> str:
    digest = hashlib.sha256(f"{config.model}\0{config.temperature}\0".encode())
    for message in asked:
        digest.update(f"\0{message['role']}".encode())
        for part in message["content"]:
            data: str | bytes = part["png"] if part["type"] == "image" else part["text"]
            digest.update(b"\1" + (data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")))
    return digest.hexdigest()
