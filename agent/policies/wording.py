"""What a goal says, taken apart without understanding it: quoted values, telling words, on or off, asking or doing."""

import re
from dataclasses import dataclass

STOP = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but by
    can could did do does doing down during each few first for from further had has have having he her here him his how
    i if in into is it its just let like make me more most much must my need needs no not now of on once only onto or
    other our out over own per phone please put same set she should so some such take than that the their them then
    there these they thing things this those through to too under until up use want was way we were what when where
    which while who whom why will with would you your app answer called named titled says say saying number
    """.split()  # noqa: SIM905 - a list of quoted words would be thrice as long
)
QUOTES = re.compile(r"[\"“„]([^\"“”„]+)[\"”“]")
WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?", re.UNICODE)
ASKING = re.compile(r"\b(answer|how many|how much|what|when|which|who|where)\b|\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """A quoted string and the words just before it, which tell which field it is for."""

    text: str
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A goal's surface. `switch` is True for "turn on", False for "turn off", None for neither."""

    words: frozenset[str]
    text: str
    values: tuple[Value, ...]
    asks: bool
    switch: bool | None


def stem(word: str) -> str:
    """A crude stem: case and common endings off."""
    word = word.casefold().replace("’s", "").replace("'s", "")
    for end in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)] + ("y" if end == "ies" else "")
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def tokens(text: str) -> frozenset[str]:
    """Stems of the telling words of a text."""
    return frozenset(stem(w) for w in WORD.findall(text) if w.casefold() not in STOP)


def read(goal: str) -> Wording:
    """Take a goal apart."""
    values: list[Value] = []
    for match in QUOTES.finditer(goal):
        before = WORD.findall(goal[: match.start()])[-4:]
        values.append(Value(match.group(1), frozenset(stem(w) for w in before)))
    low = goal.casefold()
    switch = None
    if re.search(r"\b(turn|switch|put)\b.*\boff\b|\bdisable\b|\bmute\b", low):
        switch = False
    elif re.search(r"\b(turn|switch|put)\b.*\bon\b|\benable\b", low):
        switch = True
    return Wording(tokens(goal), low, tuple(values), bool(ASKING.search(goal)), switch)
