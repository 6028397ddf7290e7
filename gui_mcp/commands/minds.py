"""The policy a command line asks for, as a maker of fresh ones for each task."""

from collections.abc import Callable

from agent.policies.endpoint import ChatConfig
from agent.policies.open import policy_factory
from agent.policy import Policy


def factory(policy: str, model: str, base_url: str) -> Callable[[], Policy]:
    """A policy by name. Raises `ModelUnavailable`."""
    return policy_factory(policy, ChatConfig(model=model, base_url=base_url))
