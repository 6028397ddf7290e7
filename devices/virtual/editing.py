"""Typing: what a key or a text does to a draft, its caret and its selection. Offsets count characters."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A field's text and the ends of its selection, which are one where there is only a caret."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, caret: list[int]) -> "Draft":
        """A draft with its caret kept within the text."""
        start, end = (min(max(0, at), len(text)) for at in sorted(caret))
        return cls(text, start, end)

    @property
    def selected(self) -> str:
        """The selected text."""
        return self.text[self.start : self.end]

    def typed(self, text: str) -> "Draft":
        """With `text` in the place of the selection, the caret after it."""
        at = self.start + len(text)
        return Draft(self.text[: self.start] + text + self.text[self.end :], at, at)

    def key(self, name: str) -> "Draft":
        """After backspace, delete, delete_all, left, right, start, end or select_all; others change nothing."""
        match name:
            case "backspace":
                return self.typed("") if self.selected else self._cut(max(0, self.start - 1), self.start)
            case "delete":
                return self.typed("") if self.selected else self._cut(self.start, min(len(self.text), self.end + 1))
            case "delete_all":
                return Draft("", 0, 0)
            case "left":
                return self._at(self.start if self.selected else max(0, self.start - 1))
            case "right":
                return self._at(self.end if self.selected else min(len(self.text), self.end + 1))
            case "start":
                return self._at(0)
            case "end":
                return self._at(len(self.text))
            case "select_all":
                return Draft(self.text, 0, len(self.text))
            case _:
                return self

    def word(self, at: int) -> "Draft":
        """With the word around an offset selected; the whole text where there is none."""
        for match in re.finditer(r"\w+", self.text):
            if match.start() <= at <= match.end():
                return Draft(self.text, match.start(), match.end())
        return self.key("select_all")

    def _cut(self, start: int, end: int) -> "Draft":
        return Draft(self.text[:start] + self.text[end:], start, start)

    def _at(self, at: int) -> "Draft":
        return Draft(self.text, at, at)


EDITS = frozenset({"backspace", "delete", "delete_all", "left", "right", "start", "end", "select_all"})
