"""Patterns of `grep`, `sed` and `awk`: POSIX expressions as Python's, refused where they could take for ever."""

import re

MAX_PATTERN = 512
CLASSES = {"alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "digit": "0-9", "lower": "a-z", "upper": "A-Z", "space": r"\s",
           "blank": " \t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9a-fA-F", "print": " -~", "graph": "!-~",
           "cntrl": "\x00-\x1f"}  # fmt: skip
REPEATED = re.compile(r"[*+]|\{\d*,\d*\}")
MAX_LOOSE = 4  # repetitions without a bound: with more, a long line would take too long
ATOM = re.compile(r"\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|\\.|.", re.DOTALL)


class BadPattern(ValueError):
    """A pattern that cannot be read, or that a match could take for ever with."""


def compiled(pattern: str, extended: bool, ignore_case: bool = False, fixed: bool = False) -> "re.Pattern[str]":
    """The pattern. Raises `BadPattern`."""
    if len(pattern) > MAX_PATTERN:
        raise BadPattern("too long")
    source = re.escape(pattern) if fixed else translated(pattern, extended)
    if not fixed:
        _check(source)
    try:
        return re.compile(source, re.IGNORECASE if ignore_case else 0)
    except (re.error, OverflowError, RecursionError) as problem:
        raise BadPattern(str(problem)) from None


def translated(pattern: str, extended: bool) -> str:
    """A POSIX expression in Python's words; in a basic one the bare signs are plain, the escaped ones special."""
    out: list[str] = []
    for found in ATOM.finditer(pattern):
        atom = found.group()
        if atom[0] == "[" and len(atom) > 1:
            out.append(_bracket(atom))
        elif atom in (r"\<", r"\>"):
            out.append(r"\b")
        elif len(atom) == 2 and atom[0] == "\\" and atom[1] in "|+?(){}":
            out.append(atom if extended else atom[1])
        elif atom in "|+?(){}" and not extended:
            out.append("\\" + atom)
        elif atom == "*" and (not out or out[-1] in ("(", "|", "^")):
            out.append(r"\*")
        elif len(atom) == 2 and atom[1].isalpha() and atom[1] not in "bBdDsSwWntr":
            out.append(atom[1])
        else:
            out.append(atom)
    return "".join(out)


def _bracket(atom: str) -> str:
    inner = atom[1:-1]
    negated = inner.startswith("^")
    inner = re.sub(r"\[:(\w+):\]", lambda m: "\0" + m.group(1) + "\0", inner[negated:])
    inner = inner.replace("\\", "\\\\").replace("[", r"\[").replace("]", r"\]")
    inner = re.sub("\0(\\w+)\0", lambda m: CLASSES.get(m.group(1), ""), inner)
    return f"[{'^' if negated else ''}{inner}]"


def _check(source: str) -> None:
    """A repetition within a repeated group, or too many of them, can take for ever: such are refused."""
    loose = 0
    within: list[bool] = []  # for each open group: whether something in it is repeated
    closed = False  # whether a group was just closed that has a repetition or a choice in it
    atoms = [found.group() for found in re.finditer(r"\[\^?\]?(?:\\.|[^\]])*\]|\\.|\{\d*,?\d*\}|.", source, re.DOTALL)]
    for atom in atoms:
        if REPEATED.fullmatch(atom):
            if closed:
                raise BadPattern("a repetition within a repetition is not supported")
            loose += 1
            within = [True] * len(within)
            closed = False
        elif atom == "(":
            within.append(False)
            closed = False
        elif atom == ")" and within:
            closed = within.pop()
        else:
            if atom == "|" and within:
                within[-1] = True
            closed = False
    if loose > MAX_LOOSE:
        raise BadPattern("too many repetitions")
