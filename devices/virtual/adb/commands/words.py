"""`echo`, `printf` and the filters that are piped into: grep, head, tail, wc, sort, cut, tr."""

import re

from devices.virtual.adb.shell import Call, Command, Result, error, text

GREP_FLAGS = frozenset("ivcoEFqnwm")
MAX_PATTERN = 512


def echo(call: Call) -> Result:
    """`echo [-n] [-e] WORDS…`."""
    flags = [arg for arg in call.args[:2] if arg in ("-n", "-e", "-ne")]
    words = " ".join(call.args[len(flags) :])
    return Result(out=(words + ("" if any("n" in flag for flag in flags) else "\n")).encode())


def printf(call: Call) -> Result:
    r"""`printf FORMAT WORDS…` with %s, %d and \n."""
    if not call.args:
        return error("printf: Needs 1 argument")
    out, args = call.args[0].replace("\\n", "\n").replace("\\t", "\t"), iter(call.args[1:])
    return Result(out=re.sub(r"%[sd]", lambda m: next(args, ""), out).encode())


def grep(call: Call) -> Result:
    """`grep [-ivcoEFqw] [-m N] [-e] PATTERN [FILE…]`."""
    flags = ""
    rest: list[str] = []
    limit = 0
    args = iter(call.args)
    for arg in args:
        if arg == "-m":
            limit = int(next(args, "0"))
        elif arg == "-e":
            rest.insert(0, next(args, ""))
        elif arg.startswith("-") and set(arg[1:]) <= GREP_FLAGS and not rest:
            flags += arg[1:]
        else:
            rest.append(arg)
    if not rest or len(rest[0]) > MAX_PATTERN:
        return error("grep: bad pattern", 2)
    try:
        pattern = re.compile(_pattern(rest[0], flags), re.IGNORECASE if "i" in flags else 0)
    except re.error as problem:
        return error(f"grep: bad regex '{rest[0]}': {problem}", 2)
    data = call.stdin
    if len(rest) > 1:
        try:
            data = b"".join(call.shell.files.read(call.shell.files.clean(name, call.cwd)) for name in rest[1:])
        except OSError as problem:
            return error(f"grep: {problem}: No such file or directory", 2)
    lines = [line for line in _lines(data) if (pattern.search(line) is None) == ("v" in flags)]
    lines = lines[:limit] if limit else lines
    if "o" in flags:
        lines = [m.group() for line in lines for m in pattern.finditer(line) if m.group()]
    code = 0 if lines else 1
    if "q" in flags:
        return Result(code=code)
    return text(str(len(lines)) if "c" in flags else "\n".join(lines), code)


def _pattern(word: str, flags: str) -> str:
    if "F" in flags:
        word = re.escape(word)
    elif "E" not in flags:  # basic expressions: the bare signs are plain, the escaped ones special
        word = re.sub(r"\\([|+?(){}])|([|+?(){}])", lambda m: m.group(1) or "\\" + m.group(2), word)
    return rf"\b(?:{word})\b" if "w" in flags else word


def head(call: Call) -> Result:
    """`head [-n N]`."""
    return text("\n".join(_lines(call.stdin)[: _count(call)]))


def tail(call: Call) -> Result:
    """`tail [-n N]`."""
    count = _count(call)
    return text("\n".join(_lines(call.stdin)[-count:] if count else []))


def wc(call: Call) -> Result:
    """`wc [-l|-c|-w]`."""
    counts = {"-l": call.stdin.count(b"\n"), "-c": len(call.stdin), "-w": len(call.stdin.split())}
    chosen = [str(counts[arg]) for arg in call.args if arg in counts]
    return text(" ".join(chosen) if chosen else f"{counts['-l']:7} {counts['-w']:7} {counts['-c']:7}")


def cut(call: Call) -> Result:
    """`cut -d X -f N`."""
    joined = " ".join(call.args)
    by = re.search(r"-d ?(\S| (?= ))", joined)
    at = re.search(r"-f ?(\d+)", joined)
    if at is None:
        return error("cut: no -f")
    sign = by.group(1) if by else "\t"
    rows = [line.split(sign) for line in _lines(call.stdin)]
    number = int(at.group(1)) - 1
    return text("\n".join(row[number] if number < len(row) else "" for row in rows))


def tr(call: Call) -> Result:
    r"""`tr -d SET`, with \r and \n understood."""
    if call.args[:1] != ["-d"] or len(call.args) != 2:
        return error("tr: only -d SET")
    signs = call.args[1].replace("\\r", "\r").replace("\\n", "\n")
    return Result(out=call.stdin.translate(None, signs.encode()))


def _count(call: Call) -> int:
    for i, arg in enumerate(call.args):
        if arg == "-n" and i + 1 < len(call.args) and call.args[i + 1].isdigit():
            return int(call.args[i + 1])
        if arg[:1] == "-" and arg.lstrip("-n").isdigit():
            return int(arg.lstrip("-n"))
    return 10


def _lines(data: bytes) -> list[str]:
    return data.decode(errors="replace").splitlines()


COMMANDS: dict[str, Command] = {
    "echo": echo,
    "printf": printf,
    "grep": grep,
    "egrep": lambda call: grep(call.again(["-E", *call.args])),
    "head": head,
    "tail": tail,
    "wc": wc,
    "sort": lambda call: text("\n".join(sorted(_lines(call.stdin)))),
    "cut": cut,
    "tr": tr,
}
