"""`logcat` and `log`: what the shell did on this phone."""

import re
import time

from devices.virtual.adb.shell import Call, Command, Result, error, text

LEVELS = "VDIWEFS"
WITH_VALUE = frozenset({"-b", "-v", "-f", "-r", "-n", "-e", "-m", "-t", "-T", "--regex", "--pid", "--uid", "-D"})
ENDS = frozenset({"-d", "-t", "--dump"})
PAUSE = 0.1  # seconds between two looks at the log


def logcat(call: Call) -> Result:
    """`logcat [-d] [-c] [-t N] [-v FORMAT] [-s] [TAG:LEVEL…]`; without -d or -t it goes on until the client leaves."""
    options, specs, silent = _read(call.args)
    memory = call.shell.memory
    if options.keys() & {"-c", "--clear"}:
        memory.log.clear()
        return Result()
    if options.keys() & {"-g", "--buffer-size"}:
        return text(
            "main: ring buffer is 256 KiB (0 B consumed, 0 B readable), max entry is 5120 B, max payload is 4068 B"
        )
    try:
        pattern = re.compile(re.escape(options.get("-e", options.get("--regex", ""))).replace(r"\.\*", ".*"))
    except re.error:
        return error("logcat: bad regex")

    def wanted(row: str) -> bool:
        return _allowed(row, specs, silent) and pattern.search(row) is not None

    start = memory.logged - len(memory.log)
    rows = [row for row in memory.log if wanted(row)]
    for name in ("-t", "-T"):
        if options.get(name, "").isdigit():
            rows = rows[max(0, len(rows) - int(options[name])) :]
    form = options.get("-v", "threadtime")
    head = "--------- beginning of main\n"
    if options.keys() & ENDS:
        return Result((head + "".join(_shown(row, form) for row in rows)).encode())
    call.emit((head + "".join(_shown(row, form) for row in rows)).encode())
    at = start + len(memory.log)
    while not call.session.gone():
        time.sleep(PAUSE)
        if memory.logged > at:
            fresh = list(memory.log)[-min(memory.logged - at, len(memory.log)) :]
            at = memory.logged
            call.emit("".join(_shown(row, form) for row in fresh if wanted(row)).encode())
    return Result(code=130)


def _read(args: list[str]) -> tuple[dict[str, str], dict[str, str], bool]:
    options: dict[str, str] = {}
    specs: dict[str, str] = {}
    silent = False
    rest = iter(args)
    for arg in rest:
        if arg in WITH_VALUE:
            options[arg] = next(rest, "")
        elif arg == "-s":
            silent = True
        elif arg.startswith("-"):
            name, sign, value = arg.partition("=")
            options[name if sign else arg] = value
        else:
            tag, _, level = arg.partition(":")
            if tag == "*" and level == "S":
                silent = True
            else:
                specs[tag] = level or "V"
    return options, specs, silent


def _allowed(row: str, specs: dict[str, str], silent: bool) -> bool:
    fields = row.split(None, 5)
    if len(fields) < 6:
        return True
    level, tag = fields[4], fields[5].partition(":")[0]
    least = specs.get(tag) or specs.get("*") or ("S" if silent else "V")
    return least in LEVELS and LEVELS.index(level) >= LEVELS.index(least)


def _shown(row: str, form: str) -> str:
    day, clock, process, thread, level, rest = row.split(None, 5)
    tag, _, words = rest.partition(": ")
    match form:
        case "brief":
            return f"{level}/{tag}({process:>5}): {words}\n"
        case "tag":
            return f"{level}/{tag}: {words}\n"
        case "raw":
            return f"{words}\n"
        case "time":
            return f"{day} {clock} {level}/{tag}({process:>5}): {words}\n"
        case "process":
            return f"{level}({process:>5}) {words}  ({tag})\n"
        case "long":
            return f"[ {day} {clock} {process:>5}:{thread:>5} {level}/{tag} ]\n{words}\n\n"
        case _:
            return f"{day} {clock} {process:>5} {thread:>5} {level} {tag}: {words}\n"


def log(call: Call) -> Result:
    """`log [-p PRIORITY] [-t TAG] MESSAGE`."""
    level, tag, args = "I", "log", list(call.args)
    while args and args[0] in ("-p", "-t", "-b") and len(args) > 1:
        name, value = args.pop(0), args.pop(0)
        if name == "-p":
            level = value[:1].upper() if value[:1].upper() in LEVELS else "I"
        elif name == "-t":
            tag = value.split()[0] if value.split() else "log"
    call.shell.log(level, tag, " ".join(args).replace("\n", " "))
    return Result()


COMMANDS: dict[str, Command] = {"logcat": logcat, "log": log}
