"""A command line taken apart; see devices/virtual/adb/shell.py for what is covered."""

from dataclasses import dataclass, field
from typing import Literal

When = Literal["", "&&", "||"]
OPERATORS = ("&&", "||", "2>&1", ">>", "2>", ";", "|", ">", "&", "<", "\n")


class ShellSyntaxError(ValueError):
    """A line that the phone's shell cannot read."""


@dataclass(slots=True)
class Stage:
    """One command of a pipeline. `errors` is "&1", a path, or empty; `target` is where the output goes, if not on."""

    words: list[str] = field(default_factory=list[str])
    target: str = ""
    append: bool = False
    errors: str = ""


@dataclass(slots=True)
class Pipeline:
    """Commands joined by `|`, run if `when` holds of the one before; in the background nobody hears how it ended."""

    stages: list[Stage]
    when: When = ""
    background: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    operator: bool


def parse(line: str) -> list[Pipeline]:
    """Pipelines in order. `$?` outside single quotes becomes the two characters NUL and "?" for the runner to fill."""
    pipelines: list[Pipeline] = []
    when: When = ""
    stage = Stage()
    stages: list[Stage] = []
    tokens = _tokens(line)

    def end_pipeline(after: When, background: bool = False) -> None:
        nonlocal when, stage, stages
        if stage.words:
            pipelines.append(Pipeline([*stages, stage], when, background))
        elif stages or stage.target or after:
            raise ShellSyntaxError("a command is missing")
        when, stage, stages = after, Stage(), []

    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if not token.operator:
            stage.words.append(token.text)
            continue
        match token.text:
            case ";" | "\n" | "&":
                end_pipeline("", token.text == "&")
            case "&&":
                end_pipeline("&&")
            case "||":
                end_pipeline("||")
            case "|":
                if not stage.words:
                    raise ShellSyntaxError("'|' unexpected")
                stages.append(stage)
                stage = Stage()
            case "2>&1":
                stage.errors = "&1"
            case ">" | ">>" | "2>" | "<":
                if at >= len(tokens) or tokens[at].operator:
                    raise ShellSyntaxError(f"a file name is missing after '{token.text}'")
                name = tokens[at].text
                at += 1
                if token.text == "2>":
                    stage.errors = name
                elif token.text != "<":
                    stage.target, stage.append = name, token.text == ">>"
            case _:
                raise ShellSyntaxError(f"'{token.text}' unexpected")
    if when and not stage.words:
        raise ShellSyntaxError(f"a command is missing after '{when}'")
    end_pipeline("")
    return pipelines


def _tokens(line: str) -> list[_Token]:
    line = line.replace("\0", "")
    out: list[_Token] = []
    word: str | None = None
    at = 0
    while at < len(line):
        char = line[at]
        if char in " \t":
            if word is not None:
                out.append(_Token(word, False))
                word = None
            at += 1
            continue
        if char == "#" and word is None:
            at = line.find("\n", at) if "\n" in line[at:] else len(line)
            continue
        operator = next((o for o in OPERATORS if line.startswith(o, at)), None)
        if operator and not (operator.startswith("2") and word is not None):
            if word is not None:
                out.append(_Token(word, False))
                word = None
            out.append(_Token(operator, True))
            at += len(operator)
            continue
        part, at = _part(line, at)
        word = (word or "") + part
    if word is not None:
        out.append(_Token(word, False))
    return out


def _part(line: str, at: int) -> tuple[str, int]:
    """One quoted run, escape, variable or plain character, and where it ends."""
    char = line[at]
    if char == "'":
        end = line.find("'", at + 1)
        if end < 0:
            raise ShellSyntaxError("no closing quote")
        return line[at + 1 : end], end + 1
    if char == '"':
        return _double(line, at + 1)
    if char == "\\":
        return line[at + 1 : at + 2], at + 2
    if char == "`" or line.startswith("$(", at):
        raise ShellSyntaxError("command substitution is not supported")
    if char == "$":
        return _variable(line, at)
    return char, at + 1


def _double(line: str, at: int) -> tuple[str, int]:
    out = ""
    while at < len(line):
        char = line[at]
        if char == '"':
            return out, at + 1
        if char == "\\" and line[at + 1 : at + 2] in ('"', "\\", "$", "`", "\n"):
            out, at = out + line[at + 1], at + 2
        elif char == "`" or line.startswith("$(", at):
            raise ShellSyntaxError("command substitution is not supported")
        elif char == "$":
            part, at = _variable(line, at)
            out += part
        else:
            out, at = out + char, at + 1
    raise ShellSyntaxError("no closing quote")


def _variable(line: str, at: int) -> tuple[str, int]:
    """`$?` is marked for the runner; other variables are empty, as unset ones are; a lone `$` is itself."""
    if line.startswith("$?", at):
        return "\0?", at + 2
    if line.startswith("${", at):
        end = line.find("}", at)
        if end < 0:
            raise ShellSyntaxError("no closing brace")
        return "", end + 1
    end = at + 1
    while end < len(line) and (line[end].isalnum() or line[end] == "_"):
        end += 1
    return ("$", at + 1) if end == at + 1 else ("", end)
