"""A model behind a chat endpoint as a policy. The conversation is the dialect's; this file only sends it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

from agent.dialects import gelab
from agent.policies.endpoint import ChatConfig, Endpoint
from agent.trajectory import Reply, Step
from devices.device import Observation


class Dialect(Protocol):
    """What a module of agent/dialects/ offers to whoever talks to the model."""

    def prompt(self, goal: str, past: Sequence[Step], seen: Observation) -> list[dict[str, Any]]: ...
    def parse(self, text: str, seen: Observation) -> Reply: ...


DIALECTS: dict[str, Dialect] = {"gelab": cast("Dialect", gelab)}


class ChatPolicy:
    """Asks the model once a step."""

    def __init__(self, config: ChatConfig | None = None) -> None:
        self.config = config or ChatConfig()
        if self.config.dialect not in DIALECTS:
            raise ValueError(f"unknown dialect {self.config.dialect!r}; known: {', '.join(DIALECTS)}")
        self._dialect = DIALECTS[self.config.dialect]
        self._endpoint = Endpoint(self.config)

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The model's decision. Raises `ReplyMalformed` (its text inside) or `ModelUnavailable`."""
        said = self._endpoint.ask(self._dialect.prompt(goal, past, seen))
        return replace(self._dialect.parse(said.text, seen), tokens=said.tokens)
