"""What a dataset's samples are read off: recorded screens, the phone's states, or what a chat model makes of both."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from agent.store import Stored
from benchmarks.knowledge.extract import extract as of_states
from benchmarks.knowledge.replay import NotReplayed, can_be_replayed, replayed
from devices.virtual.device import VirtualDevice
from rewards.knowledge.chat import ChatKnowledge
from rewards.samples import Sample, extract

Missed = Counter[str]  # what gave no samples, and why


class Knowledge(Protocol):
    """Makes the samples of one judged episode after the other, before the verdict decides which of them are kept."""

    def objection(self, meta: Mapping[str, Any]) -> str:
        """Why episodes with this meta are nothing for it; empty for the others. Asked before anything is written."""
        ...

    def __call__(self, stored: Stored, manifest: Mapping[str, Any]) -> tuple[list[Sample], Missed]:
        """Samples by step and kind, and what gave none. `manifest` is the run's."""
        ...


class OnScreens:
    """By rules on the recorded screens (rewards/samples.py), whatever the device was."""

    def objection(self, meta: Mapping[str, Any]) -> str:
        """None."""
        return ""

    def __call__(self, stored: Stored, manifest: Mapping[str, Any]) -> tuple[list[Sample], Missed]:
        """Samples of every readable step."""
        return extract(stored.trajectory), Counter()


class FromChat:
    """From a chat model's words, held to the episode (rewards/knowledge), whatever the device was."""

    def __init__(self, chat: ChatKnowledge) -> None:
        self._chat = chat

    def objection(self, meta: Mapping[str, Any]) -> str:
        """None."""
        return ""

    def __call__(self, stored: Stored, manifest: Mapping[str, Any]) -> tuple[list[Sample], Missed]:
        """Samples of every readable step. Raises ModelUnavailable."""
        return self._chat(stored.trajectory)


class OfStates:
    """From the virtual phone's states, had again by replaying (benchmarks/knowledge). `phone(size)` opens a phone of
    the size that a run's manifest names; each is opened once. Use as a context manager."""

    def __init__(self, phone: Callable[[str], VirtualDevice]) -> None:
        self._open = phone
        self._phones: dict[str, VirtualDevice] = {}

    def objection(self, meta: Mapping[str, Any]) -> str:
        """Where the states cannot be had again."""
        if can_be_replayed(meta):
            return ""
        return ("is no task of the daily suite on the virtual phone, so that its states cannot be had again: use "
                "--knowledge screen or chat")  # fmt: skip

    def __call__(self, stored: Stored, manifest: Mapping[str, Any]) -> tuple[list[Sample], Missed]:
        """Samples of every readable step; none of an episode that does not come out the same again."""
        size = str(manifest.get("size", "phone"))
        if size not in self._phones:
            self._phones[size] = self._open(size)
        try:
            return of_states(replayed(stored, self._phones[size]), stored.id), Counter()
        except NotReplayed as why:
            return [], Counter([f"episodes {why}"])

    def close(self) -> None:
        """Let go of the phones."""
        for phone in self._phones.values():
            phone.close()
        self._phones.clear()

    def __enter__(self) -> "OfStates":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
