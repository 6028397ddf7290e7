"""Any OpenAI-compatible chat endpoint: vLLM, Ollama, llama-server, SGLang, `transformers serve`.

Messages are {"role", "content": [{"type": "text", "text"} or {"type": "image", "png": bytes}]}. They go to `base_url`
and nowhere else.
"""

import base64
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import httpx2

from agent.errors import ModelUnavailable, ReplyMalformed, RequestRefused


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said, the tokens that cost, and, where asked for, the first token's likeliest alternatives with
    their natural log-probabilities."""

    text: str
    tokens: int = 0
    first: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Sends a conversation, returns the answer; keeps nothing."""

    config: ChatConfig

    def ask(
        self, messages: Sequence[Mapping[str, Any]], *, alternatives: int = 0, schema: Mapping[str, Any] | None = None
    ) -> Answer:
        """One answer. `alternatives` > 0 asks for one token and its log-probabilities instead of a text; `schema` asks
        the server to hold the model to JSON of that schema, which not every server can.

        Raises `ModelUnavailable` (`RequestRefused` where the server says no), and `ReplyMalformed` for an empty answer.
        """
        c = self.config
        body: dict[str, Any] = {
            "model": c.model, "messages": [_wire(m) for m in messages], "temperature": c.temperature,
            "top_p": c.top_p, "max_tokens": c.max_tokens,
        }  # fmt: skip
        if alternatives:
            body |= {"max_tokens": 1, "temperature": 0.0, "logprobs": True, "top_logprobs": alternatives}
        if schema is not None:
            shape = {"name": "reply", "schema": dict(schema)}
            body["response_format"] = {"type": "json_schema", "json_schema": shape}
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
            raise RequestRefused(f"{url} answered {code}: {problem.response.text[:300]}", code) from problem
        except (httpx2.HTTPError, ValueError) as problem:
            raise ModelUnavailable(f"no model at {url} ({problem}); start one, or set --base-url") from problem
        return _likely(data, url) if alternatives else _read(data)


def _wire(message: Mapping[str, Any]) -> dict[str, Any]:
    """The message with its pictures as data URLs."""
    parts: list[dict[str, Any]] = []
    for part in message["content"]:
        if part["type"] == "image":
            url = "data:image/png;base64," + base64.b64encode(part["png"]).decode()
            parts.append({"type": "image_url", "image_url": {"url": url}})
        else:
            parts.append(dict(part))
    return {"role": message["role"], "content": parts}


def _read(data: Mapping[str, Any]) -> Answer:
    try:
        message = data["choices"][0]["message"]
        text = message.get("content") or ""
    except (KeyError, IndexError, TypeError) as problem:
        raise ModelUnavailable(f"the model's server answered without a choice: {str(data)[:200]}") from problem
    if not text.strip():
        raise ReplyMalformed("the model answered nothing", "")
    usage = cast("dict[str, Any]", data.get("usage") or {})
    return Answer(str(text), int(usage.get("total_tokens") or 0))


def _likely(data: Mapping[str, Any], url: str) -> Answer:
    try:
        token = data["choices"][0]["logprobs"]["content"][0]
        first = tuple((str(one["token"]), float(one["logprob"])) for one in token["top_logprobs"])
    except (KeyError, IndexError, TypeError, ValueError) as problem:
        raise ModelUnavailable(f"{url} gives no log-probabilities (logprobs, top_logprobs)") from problem
    usage = cast("dict[str, Any]", data.get("usage") or {})
    return Answer(str(token.get("token", "")), int(usage.get("total_tokens") or 0), first)
