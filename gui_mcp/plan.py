"""What a command line asks to be played. Words and defaults are those of `gui-mcp eval --help`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tasks."""

    suite: str = "daily"
    split: str = "test"
    seeds: int = 1
    seed_from: int = 0
    only: Sequence[str] = field(default_factory=tuple[str, ...])
    where: Sequence[str] = field(default_factory=tuple[str, ...])
    size: str = "phone"
    language: str = "en"
    look: str = ""
    hard: str = ""


@dataclass(frozen=True, slots=True)
class Mind:
    """Who plays; `model` and `base_url` are those of `chat`."""

    policy: str
    model: str = ""
    base_url: str = ""

    def json(self) -> dict[str, str]:
        """For run.json."""
        return {"policy": self.policy, "model": self.model if self.policy == "chat" else ""}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which tasks, by whom, on how many phones at once, for how long each, and into which folder."""

    asked: Asked
    mind: Mind
    phones: int
    max_seconds: float
    max_steps: int | None
    out: Path | None
