"""LLaMA-Factory (0.9): sharegpt JSON lines, pictures beside them, and the entry of dataset_info.json.

    llamafactory-cli train --dataset_dir DIR --dataset NAME --stage sft …        (--stage dpo for pairs)

What its code asks for, and these rows keep: turns of user and assistant strictly alternate (else the row is skipped
with a warning), an even number of them, odd where pairs are ranked; one `<image>` in the text for each picture, which
is why `<image>` in a goal or on a screen is written `< image>` (`rewards.export.markers`); no columns but strings and
lists, so that datasets 2.16 to 4.0, which it pins, reads them. `openai` formatting, which may edit the system text, is
not used.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from rewards.export.markers import IMAGE
from rewards.export.pairs import Pair
from rewards.export.turns import Message, Picture, Turn

Place = Callable[[bytes], str]  # stores a picture and gives the path that rows name
INFO = "dataset_info.json"


def sft_row(turn: Turn, place: Place) -> Mapping[str, Any]:
    """A step as a conversation of user and assistant."""
    messages = [*conversation(turn.prompt, "user"), {"role": "assistant", "content": turn.reply}]
    return {"messages": messages, "images": [place(png) for png in turn.pictures]}


def dpo_row(pair: Pair, place: Place) -> Mapping[str, Any]:
    """A step pair: the prompt ends with the user, both answers stand beside it."""
    return {
        "messages": conversation(pair.turn.prompt, "user"),
        "chosen": {"role": "assistant", "content": pair.turn.reply},
        "rejected": {"role": "assistant", "content": pair.rejected},
        "images": [place(png) for png in pair.turn.pictures],
    }


def conversation(messages: tuple[Message, ...], user: str) -> list[dict[str, str]]:
    """Messages as strings, with `<image>` where a picture stands; `user` is what the user is called.

    Raises ValueError where they do not alternate between user and assistant, from user to user.
    """
    turns = messages[1:] if messages and messages[0].role == "system" else messages
    if [m.role for m in turns] != ["user", "assistant"] * (len(turns) // 2) + ["user"]:
        raise ValueError(f"messages must alternate between user and assistant, not {[m.role for m in messages]}")
    return [
        {
            "role": user if message.role == "user" else message.role,
            "content": "".join(IMAGE if isinstance(part, Picture) else part for part in message.parts),
        }
        for message in messages
    ]


def entry(file: str, *, ranking: bool = False, messages: str = "messages", user: str = "user") -> Mapping[str, Any]:
    """What dataset_info.json says of a file of such rows."""
    columns = {"messages": messages, "images": "images"}
    if ranking:
        columns |= {"chosen": "chosen", "rejected": "rejected"}
    tags = {
        "role_tag": "role", "content_tag": "content", "user_tag": user, "assistant_tag": "assistant",
        "system_tag": "system",
    }  # fmt: skip
    ranked = {"ranking": True} if ranking else {}
    return {"file_name": file, "formatting": "sharegpt", **ranked, "columns": columns, "tags": tags}


def read_info(folder: Path) -> dict[str, Any]:
    """What a folder's dataset_info.json says already, empty where there is none. Raises ValueError for other files."""
    path = folder / INFO
    if not path.exists():
        return {}
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise ValueError(f"{path} cannot be read ({problem}): mend it, or say another --out") from problem
    if not isinstance(found, dict):
        raise ValueError(f"{path} is no list of data sets: mend it, or say another --out")
    return cast("dict[str, Any]", found)


def write_info(folder: Path, entries: Mapping[str, Any]) -> None:
    """Put data sets into the folder's dataset_info.json, beside those that are there."""
    part = folder / (INFO + ".part")
    part.write_text(json.dumps({**read_info(folder), **entries}, indent=2), encoding="utf-8")
    part.replace(folder / INFO)
