"""GELab-Zero / Step-GUI: its own SFT shape, a line a step, in the words of `agent.dialects.gelab`.

    {"conversations": [{"role": "human", "content": "…<image>…"}, {"role": "assistant", "content": "<THINK>…"}],
     "images": ["images/ab/….png"]}

The code that would write it was never released (its `return_sft` path ends in an error); the shape is what that path
shows. History is the one `summary` that the model rewrites each step. LLaMA-Factory reads these rows with the entry
that is written beside them.
"""

from collections.abc import Mapping
from typing import Any

from rewards.export.llamafactory import Place, conversation
from rewards.export.turns import Turn

USER = "human"


def sft_row(turn: Turn, place: Place) -> Mapping[str, Any]:
    """A step as a conversation of human and assistant."""
    told = [*conversation(turn.prompt, USER), {"role": "assistant", "content": turn.reply}]
    return {"conversations": told, "images": [place(png) for png in turn.pictures]}
