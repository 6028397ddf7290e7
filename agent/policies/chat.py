"""Any OpenAI-compatible endpoint as a policy: vLLM, Ollama, llama-server, SGLang, `transformers serve`.

The conversation is the dialect's; this file only sends it. The screenshot goes to `base_url` and nowhere else.
"""

import base64
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

import httpx2

from agent.dialects import gelab
from agent.errors import ModelUnavailable, ReplyMalformed
from agent.trajectory import Reply, Step
from devices.device import Observation


class Dialect(Protocol):
    """What a module of agent/dialects/ offers to whoever talks to the model."""

    def prompt(self, goal: str, past: Sequence[Step], seen: Observation) -> list[dict[str, Any]]: ...
    def parse(self, text: str, seen: Observation) -> Reply: ...


DIALECTS: dict[str, Dialect] = {"gelab": cast("Dialect", gelab)}


@dataclass(frozen=True, slots=True)
class ChatConfig:
    """Where and how to ask. Defaults are GELab-Zero's published ones on a local Ollama."""

    model: str = "gelab-zero-4b-preview"
    base_url: str = "http://localhost:11434/v1"
    dialect: str = "gelab"
    temperature: float = 0.1
    top_p: float = 0.95
    max_tokens: int = 4096
    timeout: float = 300.0  # s for one reply; a 4B model on a CPU takes half a minute a step
    key_env: str = "GUI_MCP_API_KEY"  # name of the variable that holds the key; empty or unset: no key is sent


class ChatPolicy:
    """Asks the model once a step."""

    def __init__(self, config: ChatConfig | None = None) -> None:
        self.config = config or ChatConfig()
        if self.config.dialect not in DIALECTS:
            raise ValueError(f"unknown dialect {self.config.dialect!r}; known: {', '.join(DIALECTS)}")
        self._dialect = DIALECTS[self.config.dialect]

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The model's decision. Raises `ReplyMalformed` (its text inside) or `ModelUnavailable`."""
        said, tokens = self._ask(self._dialect.prompt(goal, past, seen))
        return replace(self._dialect.parse(said, seen), tokens=tokens)

    def _ask(self, messages: list[dict[str, Any]]) -> tuple[str, int]:
        c = self.config
        body = {
            "model": c.model, "messages": [_wire(m) for m in messages], "temperature": c.temperature,
            "top_p": c.top_p, "max_tokens": c.max_tokens,
        }  # fmt: skip
        key = os.environ.get(c.key_env) if c.key_env else None
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        url = c.base_url.rstrip("/") + "/chat/completions"
        try:
            with httpx2.Client(timeout=c.timeout) as client:
                answer = client.post(url, json=body, headers=headers)
                answer.raise_for_status()
                data = cast("dict[str, Any]", answer.json())
        except httpx2.HTTPStatusError as problem:
            code = problem.response.status_code
            raise ModelUnavailable(f"{url} answered {code}: {problem.response.text[:300]}") from problem
        except (httpx2.HTTPError, ValueError) as problem:
            raise ModelUnavailable(f"no model at {url} ({problem}); start one, or set --base-url") from problem
        return _read(data)


def _wire(message: Mapping[str, Any]) -> dict[str, Any]:
    """The dialect's message with its pictures as data URLs."""
    parts: list[dict[str, Any]] = []
    for part in message["content"]:
        if part["type"] == "image":
            url = "data:image/png;base64," + base64.b64encode(part["png"]).decode()
            parts.append({"type": "image_url", "image_url": {"url": url}})
        else:
            parts.append(dict(part))
    return {"role": message["role"], "content": parts}


def _read(data: Mapping[str, Any]) -> tuple[str, int]:
    try:
        message = data["choices"][0]["message"]
        text = message.get("content") or ""
    except (KeyError, IndexError, TypeError) as problem:
        raise ModelUnavailable(f"the model's server answered without a choice: {str(data)[:200]}") from problem
    if not text.strip():
        raise ReplyMalformed("the model answered nothing", "")
    usage = cast("dict[str, Any]", data.get("usage") or {})
    return str(text), int(usage.get("total_tokens") or 0)
