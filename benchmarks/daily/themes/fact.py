"""What somebody has said or written on a fresh phone: where it stands, and how one asks for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.answer import Kind
from benchmarks.daily.scene import Scene

FORMS: dict[Kind, tuple[str, str]] = {
    "number": ("Answer with the number.", "只回答数字。"), "money": ("Answer with the amount.", "回答金额。"),
    "time": ("Answer with the time.", "回答时间。"), "date": ("Answer with the date.", "回答日期。"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """`where` it stands (a person, a place, a subject), the line as the app's catalogue has it, the field in that, what
    kind of answer the field is, and how one asks for it."""

    where: str
    line: str
    field: str
    kind: Kind
    en: str
    zh: str

    def asked(self, s: Scene) -> str:
        """The question, in the phone's language."""
        return s.text(self.en, self.zh)

    def form(self, s: Scene) -> str:
        """In which form to answer it. Raises KeyError for a text, whose question says so itself."""
        return s.text(*FORMS[self.kind])


def found(s: Scene, app: str, texts: Iterable[str], line: str) -> list[re.Match[str]]:
    """Where these texts are one of an app's lines; what stands for its {fields} are the match's groups."""
    forms = {"date": r"\d+月\d+日|\d+ [A-Z][a-z]+", **dict.fromkeys(("time", "late", "morning"), r"\d{1,2}:\d{2}")}
    pattern = re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?P<{m[1]}>{forms.get(m[1], '.+')})", re.escape(s.t(app, line)))
    return [match for text in texts if (match := re.fullmatch(pattern, text))]


def canonical(kind: Kind, words: str) -> str:
    """A value that a text holds in the form that an answer has."""
    if kind == "money":
        return str(round(float(re.sub(r"[^\d.]", "", words)) * 100))
    return words.zfill(5) if kind == "time" else words
