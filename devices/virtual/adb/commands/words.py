"""`echo`, `printf` and `grep`."""

import posixpath
import re

from devices.virtual.adb.commands.inputs import lines, read
from devices.virtual.adb.regex import BadPattern, compiled
from devices.virtual.adb.shell import Call, Command, Result, error

GREP_FLAGS = frozenset("ivcoEFqnwxlLhHrRsae")
MAX_PRINTED = 1 << 20


def echo(call: Call) -> Result:
    """`echo [-n] [-e] WORDS…`."""
    args = list(call.args)
    flags = ""
    while args and re.fullmatch(r"-[neE]+", args[0]):
        flags += args.pop(0)
    words = " ".join(args)
    if "e" in flags:
        words, _, rest = _escaped(words).partition("\0stop")
        flags += "n" if rest else ""
    return Result(out=(words + ("" if "n" in flags else "\n")).encode(errors="replace"))


def _escaped(words: str) -> str:
    signs = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "\\": "\\", "0": "\0", "c": "\0stop."}

    def sign(match: "re.Match[str]") -> str:
        code = match.group(1)
        if code[0] == "x":
            return chr(int(code[1:], 16))
        if code[0] == "0" and len(code) > 1:
            return chr(int(code, 8) & 255)
        return signs.get(code, match.group())

    return re.sub(r"\\(x[0-9a-fA-F]{1,2}|0[0-7]{1,3}|.)", sign, words)


def printf(call: Call) -> Result:
    r"""`printf FORMAT WORDS…`: %s %d %x %c %b %%, widths, \n; the format again while words are left."""
    if not call.args:
        return error("printf: Needs 1 argument")
    form, args = _escaped(call.args[0]), list(call.args[1:])
    out = ""

    def value(match: "re.Match[str]") -> str:
        flags, kind = match.group(1)[:6], match.group(2)
        if kind == "%":
            return "%"
        word = args.pop(0) if args else ""
        if kind in "diuxXo":
            number = int(word, 0) if re.fullmatch(r"-?(0x)?[0-9a-fA-F]{1,18}", word) else 0
            return f"%{flags}{'d' if kind in 'diu' else kind}" % number
        if kind in "feg":
            return f"%{flags}{kind}" % float(word or 0)
        return f"%{flags}s" % (word[:1] if kind == "c" else _escaped(word) if kind == "b" else word)

    while True:
        before = len(args)
        out += re.sub(r"%([-+ 0]?\d{0,3}(?:\.\d{1,2})?)([sdiuxXocbfeg%])", value, form)
        if not args or len(args) == before or len(out) > MAX_PRINTED:
            return Result(out=out.encode(errors="replace"))


def grep(call: Call) -> Result:
    """`grep [-ivcoEFqwxnlr] [-m N] [-A N] [-B N] [-C N] [-e PATTERN] [PATTERN] [FILE…]`."""
    flags, patterns, rest = "", list[str](), list[str]()
    numbers = {"m": 0, "A": 0, "B": 0, "C": 0}
    args = iter(call.args)
    for arg in args:
        short = re.fullmatch(r"-([a-zA-Z]*?)([mABC])(\d*)", arg)
        if short and set(short.group(1)) <= GREP_FLAGS:
            flags += short.group(1)
            numbers[short.group(2)] = int(short.group(3) or next(args, "0"))
        elif arg.startswith("-") and arg.endswith("e") and set(arg[1:]) <= GREP_FLAGS:
            flags += arg[1:-1]
            patterns.append(next(args, ""))
        elif arg.startswith("--"):
            flags += {"--ignore-case": "i", "--count": "c", "--only-matching": "o", "--quiet": "q"}.get(arg, "")
        elif len(arg) > 1 and arg.startswith("-") and set(arg[1:]) <= GREP_FLAGS:
            flags += arg[1:]
        else:
            rest.append(arg)
    if not patterns:
        if not rest:
            return error("grep: no REGEX", 2)
        patterns = rest.pop(0).split("\n")
    try:
        tests = [_test(pattern, flags) for pattern in patterns]
    except BadPattern as problem:
        return error(f"grep: bad REGEX '{patterns[0][:100]}': {problem}", 2)
    if numbers["C"]:
        numbers["A"] = numbers["B"] = numbers["C"]
    return _search(call, tests, flags, rest, numbers)


def _test(pattern: str, flags: str) -> "re.Pattern[str]":
    found = compiled(pattern, "E" in flags, "i" in flags, "F" in flags)
    if "x" in flags:
        return re.compile(rf"^(?:{found.pattern})$", found.flags)
    return re.compile(rf"\b(?:{found.pattern})\b", found.flags) if "w" in flags else found


def _search(
    call: Call, tests: "list[re.Pattern[str]]", flags: str, names: list[str], numbers: dict[str, int]
) -> Result:
    out, errors, hits = list[str](), list[str](), 0
    paths = _paths(call, names, flags, errors)
    for name, path in paths:
        try:
            data = call.stdin if path is None else read(call, path)
        except OSError as problem:
            errors.append(f"grep: {name}: {problem.strerror}")
            continue
        front = f"{name}:" if (len(paths) > 1 or "H" in flags) and "h" not in flags else ""
        rows = lines(data)
        found = [n for n, row in enumerate(rows) if any(t.search(row) for t in tests) != ("v" in flags)]
        found = found[: numbers["m"]] if numbers["m"] else found
        hits += len(found)
        if "c" in flags:
            out.append(f"{front}{len(found)}")
        elif "l" in flags:
            out += [name] if found else []
        elif "o" in flags:
            out += [front + m.group() for n in found for t in tests for m in t.finditer(rows[n]) if m.group()]
        else:
            out += _shown(rows, found, front, numbers, "n" in flags)
    code = 2 if errors and not hits else 0 if hits else 1
    printed = "" if "q" in flags or not out else "\n".join(out) + "\n"
    told = "" if "s" in flags else "".join(f"{row}\n" for row in errors)
    return Result(printed.encode(errors="replace"), told.encode(errors="replace"), code)


def _shown(rows: list[str], found: list[int], front: str, numbers: dict[str, int], numbered: bool) -> list[str]:
    hits, last, out = set(found), -1, list[str]()
    for n in found:
        first = max(last + 1, n - numbers["B"])
        if out and first > last + 1 and (numbers["A"] or numbers["B"]):
            out.append("--")
        for at in range(first, min(len(rows), n + numbers["A"] + 1)):
            if at > last:
                sign = ":" if at in hits else "-"
                out.append((front[:-1] + sign if front else "") + (f"{at + 1}{sign}" if numbered else "") + rows[at])
                last = at
    return out


def _paths(call: Call, names: list[str], flags: str, errors: list[str]) -> list[tuple[str, str | None]]:
    recursive = "r" in flags or "R" in flags
    if not names and not recursive:
        return [("(standard input)", None)]
    files, out = call.shell.files, list[tuple[str, str | None]]()
    waiting = list(names or ["."])
    while waiting:
        name = waiting.pop(0)
        if name == "-":
            out.append(("(standard input)", None))
            continue
        entry = files.stat(files.clean(name, call.cwd))
        if entry is not None and entry.mode & 0o040000:
            if recursive:
                inside = files.list(files.clean(name, call.cwd))
                waiting = [posixpath.join(name, child.name) for child in inside] + waiting
            else:
                errors.append(f"grep: {name}: Is a directory")
            continue
        out.append((name, name))
    return out


COMMANDS: dict[str, Command] = {
    "echo": echo,
    "printf": printf,
    "grep": grep,
    "egrep": lambda call: grep(call.again(["-E", *call.args])),
    "fgrep": lambda call: grep(call.again(["-F", *call.args])),
}
