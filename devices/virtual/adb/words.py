"""The words of a command line: what is literal, what is quoted, what is put in when the line runs."""

from dataclasses import dataclass, field

BLANK = " \t"
SPECIAL = frozenset("?#@*$!-0123456789")


class ShellSyntaxError(ValueError):
    """A line that the phone's shell cannot read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a word. `kind` is text, variable, command or sum; `quoted` keeps it from being split and globbed."""

    kind: str
    text: str
    quoted: bool = False
    operator: str = ""  # of ${NAME operator argument}
    argument: str = ""


@dataclass(slots=True)
class Word:
    """What stands between blanks."""

    parts: list[Part] = field(default_factory=list[Part])

    @property
    def plain(self) -> str | None:
        """The word where it is but unquoted text: what may be a keyword or an assignment."""
        return (
            "".join(p.text for p in self.parts) if all(p.kind == "text" and not p.quoted for p in self.parts) else None
        )


def read_word(line: str, at: int, stop: str) -> tuple[Word, int]:
    """The word that begins at `at`, and where it ends: before a blank or a character of `stop`."""
    word, plain = Word(), ""
    while at < len(line) and line[at] not in BLANK and line[at] not in stop:
        char = line[at]
        if char not in "'\"\\$`":
            plain, at = plain + char, at + 1
            continue
        if plain:
            word.parts.append(Part("text", plain))
            plain = ""
        parts, at = _piece(line, at)
        word.parts += parts
    if plain:
        word.parts.append(Part("text", plain))
    return word, at


def quoted(line: str) -> Word:
    """A text as between double quotes: variables and commands are put in, nothing is split."""
    parts, _ = _double(line.replace('"', '\\"') + '"', 0)
    return Word(parts)


def _piece(line: str, at: int) -> tuple[list[Part], int]:
    char = line[at]
    if char == "'":
        end = line.find("'", at + 1)
        if end < 0:
            raise ShellSyntaxError("no closing quote")
        return [Part("text", line[at + 1 : end], True)], end + 1
    if char == '"':
        return _double(line, at + 1)
    if char == "\\":
        if line[at + 1 : at + 2] == "\n":
            return [], at + 2
        return [Part("text", line[at + 1 : at + 2] or "\\", True)], at + 2
    if char == "`":
        return _backticks(line, at, False)
    if line.startswith("$'", at):
        return _escaped(line, at + 2)
    part, at = _dollar(line, at, False)
    return [part], at


def _double(line: str, at: int) -> tuple[list[Part], int]:
    parts, text = [Part("text", "", True)], ""
    while at < len(line):
        char = line[at]
        if char == '"':
            return [*parts, Part("text", text, True)], at + 1
        if char == "\\" and line[at + 1 : at + 2] in ('"', "\\", "$", "`", "\n"):
            text, at = text + line[at + 1].replace("\n", ""), at + 2
        elif char in "$`":
            parts.append(Part("text", text, True))
            text = ""
            more, at = _backticks(line, at, True) if char == "`" else ([], at)
            if not more:
                part, at = _dollar(line, at, True)
                more = [part]
            parts += more
        else:
            text, at = text + char, at + 1
    raise ShellSyntaxError("no closing quote")


def _escaped(line: str, at: int) -> tuple[list[Part], int]:
    r"""$'…', with \n, \t and the like."""
    text = ""
    while at < len(line) and line[at] != "'":
        if line[at] == "\\" and at + 1 < len(line):
            text += {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "e": "\x1b"}.get(line[at + 1], line[at + 1])
            at += 2
        else:
            text, at = text + line[at], at + 1
    if at >= len(line):
        raise ShellSyntaxError("no closing quote")
    return [Part("text", text, True)], at + 1


def _backticks(line: str, at: int, within: bool) -> tuple[list[Part], int]:
    end = at + 1
    while end < len(line) and line[end] != "`":
        end += 2 if line[end] == "\\" else 1
    if end >= len(line):
        raise ShellSyntaxError("no closing quote")
    return [Part("command", line[at + 1 : end].replace("\\`", "`").replace("\\$", "$"), within)], end + 1


def _dollar(line: str, at: int, within: bool) -> tuple[Part, int]:
    if line.startswith("$((", at):
        end = _closing(line, at + 2)
        if line.startswith("))", end):
            return Part("sum", line[at + 3 : end], within), end + 2
    if line.startswith("$(", at):
        end = _closing(line, at + 1)
        return Part("command", line[at + 2 : end], within), end + 1
    if line.startswith("${", at):
        return _braced(line, at, within)
    if line[at + 1 : at + 2] in SPECIAL and line[at + 1 : at + 2]:
        return Part("variable", line[at + 1], within), at + 2
    end = at + 1
    while end < len(line) and (line[end].isalnum() or line[end] == "_") and line[end].isascii():
        end += 1
    if end == at + 1:
        return Part("text", "$", within), end
    return Part("variable", line[at + 1 : end], within), end


def _braced(line: str, at: int, within: bool) -> tuple[Part, int]:
    end, depth = at + 2, 1
    while end < len(line) and depth:
        depth += (line[end] == "{") - (line[end] == "}")
        end += 1
    if depth:
        raise ShellSyntaxError("no closing brace")
    inner = line[at + 2 : end - 1]
    if inner[:1] == "#" and len(inner) > 1:
        return Part("variable", inner[1:], within, "length"), end
    cut = 1 if inner[:1] in SPECIAL else 0
    while cut < len(inner) and (inner[cut].isalnum() or inner[cut] == "_"):
        cut += 1
    name, rest = inner[:cut], inner[cut:]
    for operator in (":-", ":=", ":+", ":?", "##", "%%", "//", "-", "+", "#", "%", "/", ":"):
        if rest.startswith(operator):
            return Part("variable", name, within, operator, rest[len(operator) :]), end
    if rest or not name:
        raise ShellSyntaxError(f"${{{inner}}}: bad substitution")
    return Part("variable", name, within), end


def _closing(line: str, at: int) -> int:
    """Where the parenthesis that opens at `at` is closed; quotes are skipped."""
    depth = 0
    while at < len(line):
        char = line[at]
        if char == "\\":
            at += 1
        elif char == "'":
            at = line.find("'", at + 1)
            if at < 0:
                break
        elif char == '"':
            _, at = _double(line, at + 1)
            at -= 1
        elif char in "()":
            depth += 1 if char == "(" else -1
            if not depth:
                return at
        at += 1
    raise ShellSyntaxError("no closing parenthesis")
