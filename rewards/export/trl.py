# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyarrow ships no types.
"""TRL (1.16): conversational vision rows for SFTTrainer and DPOTrainer.

    SFTTrainer(model, SFTConfig(max_length=None, …), train_dataset=load_dataset("parquet", data_files=…, split="train"))

What its code asks for, and these rows keep: `content` is always a list of blocks with the keys `type` and `text` and no
other (a block that has an `image` key is not counted as a placeholder); as many `{"type": "image"}` as there are
`images`; none of them outside the prompt; never strings and lists in one column. Training needs `max_length=None`, for
truncation may cut picture tokens.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from rewards.export.files import IMAGES, IMAGES_FEATURE, schema
from rewards.export.pairs import Pair
from rewards.export.turns import Message, Picture, Turn

Block = dict[str, str | None]
Row = Mapping[str, Any]

_MESSAGES = pa.list_(
    pa.struct([
        pa.field("role", pa.string()),
        pa.field("content", pa.list_(pa.struct([pa.field("type", pa.string()), pa.field("text", pa.string())]))),
    ])
)  # fmt: skip
_TEXT = {"_type": "Value", "dtype": "string"}
_MESSAGES_FEATURE = [{"role": _TEXT, "content": [{"type": _TEXT, "text": _TEXT}]}]
_ORIGIN = {"episode": (pa.string(), _TEXT), "step": (pa.int32(), {"_type": "Value", "dtype": "int32"})}


def _layout(*columns: str) -> pa.Schema:
    messages = {name: (_MESSAGES, _MESSAGES_FEATURE) for name in columns}
    return schema({**messages, "images": (IMAGES, IMAGES_FEATURE), **_ORIGIN})


COMPLETION = _layout("prompt", "completion")
MESSAGES = _layout("messages")
PREFERENCE = _layout("prompt", "chosen", "rejected")


def completion_row(turn: Turn) -> Row:
    """Prompt and completion apart: the loss is on the completion alone, whatever the chat template."""
    return {"prompt": _prompt(turn), "completion": [_said(turn.reply)], **_rest(turn)}


def messages_row(turn: Turn) -> Row:
    """One conversation: for `assistant_only_loss`, which needs a template with `{% generation %}`."""
    return {"messages": [*_prompt(turn), _said(turn.reply)], **_rest(turn)}


def preference_row(pair: Pair) -> Row:
    """A step pair for DPO; the pictures are the prompt's."""
    chosen, rejected = [_said(pair.turn.reply)], [_said(pair.rejected)]
    return {"prompt": _prompt(pair.turn), "chosen": chosen, "rejected": rejected, **_rest(pair.turn)}


def _prompt(turn: Turn) -> list[dict[str, Any]]:
    return [{"role": message.role, "content": _blocks(message)} for message in turn.prompt]


def _blocks(message: Message) -> list[Block]:
    return [
        {"type": "image", "text": None} if isinstance(part, Picture) else {"type": "text", "text": part}
        for part in message.parts
    ]


def _said(text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": [{"type": "text", "text": text}]}


def _rest(turn: Turn) -> dict[str, Any]:
    pictures = [{"bytes": png, "path": None} for png in turn.pictures]
    return {"images": pictures, "episode": turn.episode, "step": turn.step}
