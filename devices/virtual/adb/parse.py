"""A command line taken apart, as mksh reads it; see devices/virtual/adb/shell.py for what is covered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from devices.virtual.adb.words import BLANK, Part, ShellSyntaxError, Word, quoted, read_word

When = Literal["", "&&", "||"]
OPERATORS = (
    "<<<",
    "&>>",
    "&&",
    "||",
    ";;",
    ">>",
    "<<",
    ">&",
    "<&",
    "&>",
    ">|",
    ";",
    "|",
    ">",
    "&",
    "<",
    "(",
    ")",
    "\n",
)
STOP = ";|&<>()\n"
REDIRECTS = frozenset({"<<<", "<<", "<", ">", ">>", ">|", ">&", "<&", "&>", "&>>"})
KEYWORDS = frozenset({"then", "else", "elif", "fi", "do", "done", "esac", "}"})
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=", re.ASCII)
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a stream goes: `number` is its descriptor, `operator` one of REDIRECTS, `target` a name or a number."""

    number: int
    operator: str
    target: Word


@dataclass(slots=True)
class Command:
    """One command. `kind` says which of the fields tell about it."""

    kind: Literal["simple", "group", "subshell", "if", "for", "while", "until", "case"]
    words: list[Word] = field(default_factory=list[Word])  # simple; the list of `for`; the subject of `case`
    assigned: list[tuple[str, Word]] = field(default_factory=list[tuple[str, Word]])
    redirects: list[Redirect] = field(default_factory=list[Redirect])
    name: str = ""
    tests: list[list[Pipeline]] = field(default_factory=list["list[Pipeline]"])
    bodies: list[list[Pipeline]] = field(default_factory=list["list[Pipeline]"])
    patterns: list[list[Word]] = field(default_factory=list["list[Word]"])


@dataclass(slots=True)
class Pipeline:
    """Commands joined by `|`, run if `when` holds of the one before; in the background nobody hears how it ended."""

    stages: list[Command]
    when: When = ""
    background: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    operator: str  # empty for a word
    word: Word
    number: int = -1  # a descriptor that stands right before a redirection


def parse(line: str) -> list[Pipeline]:
    """What to run, in order. Raises `ShellSyntaxError`."""
    parser = _Parser(_tokens(line))
    found = parser.pipelines(frozenset())
    if parser.at < len(parser.tokens):
        raise ShellSyntaxError(f"{parser.shown()} unexpected")
    return found


def _tokens(line: str) -> list[_Token]:
    line = line.replace("\0", "")
    out: list[_Token] = []
    waiting: list[int] = []  # here-documents whose text has still to come
    at = 0
    while at < len(line):
        if line[at] in BLANK:
            at += 1
            continue
        if line.startswith("\\\n", at):
            at += 2
            continue
        if line[at] == "#":
            at = line.find("\n", at) if "\n" in line[at:] else len(line)
            continue
        number = re.match(r"(\d)(?=[<>])", line[at:])
        start = at + (1 if number else 0)
        operator = next((o for o in OPERATORS if line.startswith(o, start)), None)
        if operator is None:
            word, at = read_word(line, at, STOP)
            out.append(_Token("", word))
            if len(out) > 1 and out[-2].operator == "<<":
                waiting.append(len(out) - 1)
            continue
        out.append(_Token(operator, Word(), int(number.group()) if number else -1))
        at = start + len(operator)
        if operator == "<<" and line[at : at + 1] == "-":
            at += 1
        if operator == "\n":
            for index in waiting:
                end = out[index].word
                text, at = _document(line, at, "".join(p.text for p in end.parts))
                bare = all(not p.quoted for p in end.parts)
                out[index] = _Token("", quoted(text) if bare else Word([Part("text", text, True)]))
            waiting = []
    return out


def _document(line: str, at: int, end: str) -> tuple[str, int]:
    text = ""
    while at < len(line):
        row, _, _ = line[at:].partition("\n")
        at += len(row) + 1
        if row.strip("\t") == end:
            break
        text += row + "\n"
    return text, min(at, len(line))


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def shown(self) -> str:
        token = self.peek()
        if token is None:
            return "unexpected end"
        return repr(token.operator or token.word.plain or "word").replace("\\n", "newline")

    def keyword(self) -> str:
        token = self.peek()
        return (token.word.plain or "") if token is not None and not token.operator else ""

    def take(self, operator: str) -> bool:
        token = self.peek()
        if token is None or token.operator != operator:
            return False
        self.at += 1
        return True

    def need(self, word: str) -> None:
        if self.keyword() != word:
            raise ShellSyntaxError(f"{self.shown()} unexpected (expecting '{word}')")
        self.at += 1

    def skip(self) -> None:
        while self.take("\n") or self.take(";"):
            pass

    def pipelines(self, until: frozenset[str]) -> list[Pipeline]:
        """A list of pipelines, up to a keyword of `until`, `)`, `;;` or the end."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ShellSyntaxError("nested too deep")
        found: list[Pipeline] = []
        when: When = ""
        while True:
            while self.take("\n"):
                pass
            token = self.peek()
            if token is None or token.operator in (")", ";;") or self.keyword() in until:
                if when:
                    raise ShellSyntaxError(f"a command is missing after '{when}'")
                self.depth -= 1
                return found
            pipeline = self.pipeline()
            pipeline.when, when = when, ""
            found.append(pipeline)
            if self.take("&&"):
                when = "&&"
            elif self.take("||"):
                when = "||"
            elif self.take("&"):
                pipeline.background = True
            elif not (self.take(";") or self.take("\n")):
                token = self.peek()
                if token is not None and token.operator not in (")", ";;"):
                    raise ShellSyntaxError(f"{self.shown()} unexpected")

    def pipeline(self) -> Pipeline:
        negated = self.keyword() == "!"
        self.at += negated
        stages = [self.command()]
        while self.take("|"):
            while self.take("\n"):
                pass
            stages.append(self.command())
        return Pipeline(stages, negated=negated)

    def command(self) -> Command:
        token = self.peek()
        if token is None:
            raise ShellSyntaxError("unexpected end")
        if token.operator == "(":
            self.at += 1
            command = Command("subshell", bodies=[self.pipelines(frozenset())])
            if not self.take(")"):
                raise ShellSyntaxError("no closing parenthesis")
        elif token.operator and token.operator not in REDIRECTS:
            raise ShellSyntaxError(f"{self.shown()} unexpected")
        else:
            command = self._compound()
        while self._redirect(command):
            pass
        return command

    def _compound(self) -> Command:
        match self.keyword():
            case "if":
                return self._if()
            case "for":
                return self._for()
            case "while" | "until":
                return self._while()
            case "case":
                return self._case()
            case "{":
                return self._brace()
            case word if word in KEYWORDS:
                raise ShellSyntaxError(f"{self.shown()} unexpected")
            case _:
                return self._simple()

    def _simple(self) -> Command:
        command = Command("simple")
        while (token := self.peek()) is not None:
            if self._redirect(command):
                continue
            if token.operator:
                break
            self.at += 1
            first = token.word.parts[0] if token.word.parts else None
            named = ASSIGNMENT.match(first.text) if first and first.kind == "text" and not first.quoted else None
            if named and not command.words:
                rest = Word([Part("text", first.text[named.end() :]), *token.word.parts[1:]]) if first else Word()
                command.assigned.append((named.group()[:-1], rest))
            else:
                command.words.append(token.word)
        return command

    def _redirect(self, command: Command) -> bool:
        token = self.peek()
        if token is None or token.operator not in REDIRECTS:
            return False
        self.at += 1
        target = self.peek()
        if target is None or target.operator:
            raise ShellSyntaxError(f"a file name is missing after '{token.operator}'")
        self.at += 1
        number = token.number if token.number >= 0 else 0 if token.operator.startswith("<") else 1
        command.redirects.append(Redirect(number, token.operator, target.word))
        return True

    def _brace(self) -> Command:
        self.at += 1
        body = self.pipelines(frozenset({"}"}))
        self.need("}")
        return Command("group", bodies=[body])

    def _if(self) -> Command:
        command = Command("if")
        while True:
            self.at += 1  # if or elif
            command.tests.append(self.pipelines(frozenset({"then"})))
            self.need("then")
            command.bodies.append(self.pipelines(frozenset({"elif", "else", "fi"})))
            if self.keyword() != "elif":
                break
        if self.keyword() == "else":
            self.at += 1
            command.bodies.append(self.pipelines(frozenset({"fi"})))
        self.need("fi")
        return command

    def _for(self) -> Command:
        self.at += 1
        command = Command("for", name=self.keyword())
        self.at += 1
        while self.take("\n"):
            pass
        if self.keyword() == "in":
            self.at += 1
            while (token := self.peek()) is not None and not token.operator:
                command.words.append(token.word)
                self.at += 1
        self.skip()
        command.bodies = [self._do()]
        return command

    def _while(self) -> Command:
        kind: Literal["while", "until"] = "while" if self.keyword() == "while" else "until"
        self.at += 1
        tests = self.pipelines(frozenset({"do"}))
        return Command(kind, tests=[tests], bodies=[self._do()])

    def _do(self) -> list[Pipeline]:
        self.need("do")
        body = self.pipelines(frozenset({"done"}))
        self.need("done")
        return body

    def _case(self) -> Command:
        self.at += 1
        subject = self.peek()
        if subject is None or subject.operator:
            raise ShellSyntaxError(f"{self.shown()} unexpected")
        self.at += 1
        command = Command("case", words=[subject.word])
        self.need("in")
        self.skip()
        while self.keyword() != "esac":
            self.take("(")
            patterns: list[Word] = []
            while (token := self.peek()) is not None and (not token.operator or token.operator == "|"):
                self.at += 1
                if not token.operator:
                    patterns.append(token.word)
            if not self.take(")"):
                raise ShellSyntaxError(f"{self.shown()} unexpected")
            command.patterns.append(patterns)
            command.bodies.append(self.pipelines(frozenset({"esac"})))
            self.take(";;")
            self.skip()
        self.need("esac")
        return command
