"""The phone's languages. English stands in the code; every other language is a catalogue beside it (`zh.json`).

An app's catalogue lies in its own folder and is looked in first, then the system's (devices/virtual/zh.json), which
holds what the kit and the phone itself say. The world sets the language around each call of a view, an update or a
seed, so that `t` needs no argument for it; outside of a world everything is English.
"""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = {"en": "English", "zh": "简体中文"}
SYSTEM: Final = "devices.virtual"


class _Speech:
    __slots__ = ("language", "words")

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self.language, self.words = language, words


_ENGLISH: Final = _Speech("en", {})
_speech: ContextVar[_Speech] = ContextVar("speech", default=_ENGLISH)


def t(words: str, /, **values: object) -> str:
    """`words` in the phone's language, `{names}` in them filled in. What no catalogue holds stays as it is."""
    said = _speech.get().words.get(words, words)
    return said.format(**values) if values else said


def tn(one: str, many: str, n: int, /, **values: object) -> str:
    """The same for a number of things: English has a singular, Chinese does not; catalogues hold `many`."""
    speech = _speech.get()
    said = one if n == 1 and speech.language == "en" else speech.words.get(many, many)
    return said.format(n=n, **values)


def language() -> str:
    """The code of the language that is being spoken: a key of LANGUAGES."""
    return _speech.get().language


@contextmanager
def speaking(code: str, package: str = SYSTEM) -> Generator[None]:
    """Within it, `t` speaks this language with the catalogue of this package. Raises ValueError for a language that
    the phone has not."""
    token = _speech.set(_speech_of(code, package))
    try:
        yield
    finally:
        _speech.reset(token)


@cache
def _speech_of(code: str, package: str) -> _Speech:
    if code not in LANGUAGES:
        raise ValueError(f"the phone speaks {', '.join(LANGUAGES)}, not {code!r}")
    if code == "en":
        return _ENGLISH
    own = catalogue(code, package)
    return _Speech(code, own if package == SYSTEM else {**catalogue(code, SYSTEM), **own})


@cache
def catalogue(code: str, package: str) -> Mapping[str, str]:
    """English words → words of the language, as the package's own file has them; empty where it has none."""
    path = files(package).joinpath(f"{code}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
