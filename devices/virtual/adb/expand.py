"""What stands in for variables, commands and patterns in the words of a line."""

import fnmatch
import re
from collections.abc import Callable

from devices.virtual.adb.arithmetic import calculate
from devices.virtual.adb.files import Files
from devices.virtual.adb.words import Part, Word, quoted

MAX_VALUE = 1 << 20  # characters of one variable
GLOB = re.compile(r"[*?\[]")


class Expander:
    """Turns words into strings. `lookup` knows the variables, `substitute` runs a command and gives what it prints."""

    def __init__(
        self,
        files: Files,
        lookup: Callable[[str], str | None],
        assign: Callable[[str, str], None],
        substitute: Callable[[str], str],
    ) -> None:
        self._files, self._lookup, self._assign, self._substitute = files, lookup, assign, substitute

    def fields(self, word: Word, cwd: str) -> list[str]:
        """The words that a word becomes: split at blanks, with file names for patterns."""
        done: list[list[tuple[str, bool]]] = [[]]  # fields of (text, quoted)
        for part in word.parts:
            value = self._value(part, cwd)
            if part.kind == "text" or part.quoted:
                done[-1].append((value, part.quoted))
                continue
            pieces = re.split(r"[ \t\n]+", value)
            done[-1].append((pieces[0], False))
            done += [[(piece, False)] for piece in pieces[1:]]
        return [name for one in done for name in self._named(one, cwd)]

    def string(self, word: Word, cwd: str) -> str:
        """The word as one string, as in an assignment."""
        return self._home(word, "".join(self._value(part, cwd) for part in word.parts))

    def pattern(self, word: Word, cwd: str) -> str:
        """The word as a pattern of `case`: what was quoted stands for itself."""
        return "".join(_plain(v) if part.quoted else v for part in word.parts for v in [self._value(part, cwd)])

    def _named(self, pieces: list[tuple[str, bool]], cwd: str) -> list[str]:
        whole = "".join(value for value, _ in pieces)
        if not whole and not any(held for _, held in pieces):
            return []
        if not pieces[0][1] and (whole == "~" or whole.startswith("~/")):
            return ["/" + whole[2:]]
        if not any(GLOB.search(value) for value, held in pieces if not held):
            return [whole]
        pattern = "".join(_plain(value) if held else value for value, held in pieces)
        return self._glob(pattern, cwd) or [whole]

    def _home(self, word: Word, whole: str) -> str:
        first = word.parts[0] if word.parts else None
        tilde = first is not None and not first.quoted and (whole == "~" or whole.startswith("~/"))
        return "/" + whole[2:] if tilde else whole

    def _glob(self, pattern: str, cwd: str) -> list[str]:
        found = ["/" if pattern.startswith("/") else ""]
        for step in [step for step in pattern.split("/") if step]:
            after: list[str] = []
            for base in found:
                folder = self._files.clean(base or ".", cwd)
                names = [entry.name for entry in self._files.list(folder)]
                match = [n for n in names if fnmatch.fnmatchcase(n, step) and (n[0] != "." or step[0] == ".")]
                if not GLOB.search(step):
                    match = [step] if self._files.stat(self._files.clean(base + step, cwd)) is not None else []
                after += [f"{base}{name}/" for name in match]
            found = after
        return [name.rstrip("/") or "/" for name in found]

    def _value(self, part: Part, cwd: str) -> str:
        match part.kind:
            case "command":
                return self._substitute(part.text).rstrip("\n")
            case "sum":
                return str(calculate(self.string(quoted(part.text), cwd), self._lookup))
            case "variable":
                return self._variable(part, cwd)[:MAX_VALUE]
            case _:
                return part.text

    def _variable(self, part: Part, cwd: str) -> str:
        value, argument = self._lookup(part.text), ""
        if part.argument:
            argument = self.string(quoted(part.argument), cwd)
        match part.operator:
            case "":
                return value or ""
            case "length":
                return str(len(value or ""))
            case ":-" | "-" | ":=" | "=":
                if value or (value == "" and part.operator[0] != ":"):
                    return value
                if "=" in part.operator:
                    self._assign(part.text, argument)
                return argument
            case ":+" | "+":
                return argument if value or (value == "" and part.operator == "+") else ""
            case ":":
                start, _, length = argument.partition(":")
                first = int(start) if start.strip().lstrip("-").isdigit() else 0
                rest = (value or "")[first:]
                return rest[: int(length)] if length.isdigit() else rest
            case "/" | "//":
                old, _, new = argument.partition("/")
                return (value or "").replace(old, new, -1 if part.operator == "//" else 1) if old else value or ""
            case _:
                return _trimmed(value or "", part.operator, argument)


def _trimmed(value: str, operator: str, pattern: str) -> str:
    """`${NAME#…}` and `${NAME%…}`: the shortest match away, the longest where the sign is doubled."""
    from_start = operator[0] == "#"
    cuts = range(len(value) + 1)
    for cut in cuts if (len(operator) == 1) == from_start else reversed(cuts):
        piece = value[:cut] if from_start else value[cut:]
        if fnmatch.fnmatchcase(piece, pattern):
            return value[cut:] if from_start else value[:cut]
    return value


def _plain(value: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", value)
