"""From a word on the command line to a policy."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from agent.errors import ModelUnavailable
from agent.pocket.policy import SHIPPED, PocketPolicy
from agent.policies.chat import ChatPolicy
from agent.policies.endpoint import ChatConfig
from agent.policy import Policy

HELP = (
    "pocket (the small model that ships inside), pocket:FILE.onnx (weights of `gui-mcp evolve`), lexical (word "
    "matching, no model), chat (an OpenAI-compatible endpoint), or package.module:factory"
)
NAMES: dict[str, str] = {"lexical": "agent.policies.lexical:LexicalPolicy"}
POCKET = "pocket"


def policy_factory(name: str, config: ChatConfig | None = None) -> Callable[[], Policy]:
    """A maker of fresh policies, one an episode. Raises `ModelUnavailable` for a name nobody knows."""
    if name == "chat":
        return lambda: ChatPolicy(config)
    path = NAMES.get(name, name)
    module, colon, attribute = path.partition(":")
    if module == POCKET:
        weights = Path(attribute) if colon else SHIPPED
        PocketPolicy(weights)  # says at once where there are none
        return lambda: PocketPolicy(weights)
    if not colon:
        raise ModelUnavailable(f"no policy called {name!r}; say {HELP}")
    try:
        return cast("Callable[[], Policy]", getattr(importlib.import_module(module), attribute))
    except (ImportError, AttributeError) as problem:
        raise ModelUnavailable(f"{path} could not be loaded: {problem}") from problem
