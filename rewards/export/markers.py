"""Words of chat templates and processors, made harmless where they stand in a goal or on a screen.

LLaMA-Factory, ms-swift and verl count `<image>` in the text and refuse rows with more of them than pictures; processors
count their own placeholders; `<|im_end|>` in a goal would end the turn. Each gets a space after its bracket: a person
reads the same, no tokenizer does.
"""

import re

IMAGE = "<image>"
_MARKER = re.compile(
    r"[<\[](?=(?:"
    r"(?<=<)/?(?:image|video|audio|img|img_context|start_of_image|end_of_image|image_soft_token"
    r"|start_of_turn|end_of_turn|bos|eos|s)>"
    r"|(?<=<)[|｜][^<>\s]{1,64}[|｜]>"
    r"|(?<=\[)/?(?:IMG|IMG_BREAK|IMG_END|INST)\]"
    r"))",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """The text without a word that a trainer takes for one of its own, and without lone surrogates (no UTF-8)."""
    return _MARKER.sub(lambda found: found.group() + " ", text.encode("utf-8", "replace").decode("utf-8"))


def has_marker(text: str) -> bool:
    """Does a trainer's word stand in it?"""
    return _MARKER.search(text) is not None
