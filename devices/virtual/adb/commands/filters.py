"""What is piped into: head, tail, wc, sort, uniq, cut, tr, tee, xargs, tac, rev, nl, od."""

import re

from devices.virtual.adb.commands.inputs import given, lines
from devices.virtual.adb.result import Input
from devices.virtual.adb.shell import Call, Command, Result, error, text

MAX_CALLS = 10_000  # commands that one xargs runs


def _split(args: list[str], valued: str) -> tuple[dict[str, str], list[str]]:
    """Options (those of `valued` take a value) and names."""
    options: dict[str, str] = {}
    names: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "-" or not arg.startswith("-"):
            names.append(arg)
        elif arg[1] in valued:
            options[arg[1]] = arg[2:] or next(rest, "")
        elif arg[1:].isdigit():
            options["n"] = arg[1:]
        else:
            options |= dict.fromkeys(arg[1:], "")
    return options, names


def head(call: Call) -> Result:
    """`head [-n N|-c N] [FILE…]`."""
    options, names = _split(call.args, "nc")
    data = given(call, names)
    if "c" in options:
        return Result(data[: int(options["c"])])
    return text("\n".join(lines(data)[: int(options.get("n", "10"))]))


def tail(call: Call) -> Result:
    """`tail [-n [+]N|-c N] [FILE…]`."""
    options, names = _split(call.args, "nc")
    data, count = given(call, names), options.get("c", options.get("n", "10"))
    start = int(count) - 1 if count.startswith("+") else None
    if "c" in options:
        return Result(data[max(0, start) :] if start is not None else data[max(0, len(data) - abs(int(count))) :])
    rows = lines(data)
    return text("\n".join(rows[max(0, start) :] if start is not None else rows[max(0, len(rows) - abs(int(count))) :]))


def wc(call: Call) -> Result:
    """`wc [-l|-c|-w|-m] [FILE…]`."""
    options, names = _split(call.args, "")
    rows: list[str] = []
    for name in names or [""]:
        data = given(call, [name] if name else [])
        counts = {"l": data.count(b"\n"), "w": len(data.split()), "c": len(data),
                  "m": len(data.decode(errors="replace"))}  # fmt: skip
        chosen = [counts[flag] for flag in "lwcm" if flag in options] or [counts[flag] for flag in "lwc"]
        numbers = str(chosen[0]) if len(chosen) == 1 else " ".join(f"{number:7}" for number in chosen).lstrip()
        rows.append(f"{numbers} {name}".rstrip())
    return text("\n".join(rows))


def sort(call: Call) -> Result:
    """`sort [-r] [-n] [-u] [-f] [-t X] [-k N] [FILE…]`."""
    options, names = _split(call.args, "tko")
    rows = lines(given(call, names))
    field = re.match(r"\d+", options.get("k", ""))
    by = options.get("t") or None

    def key(row: str) -> tuple[float, str]:
        fields = row.split(by)
        word = row if field is None else (fields[int(field.group()) - 1 :] or [""])[0]
        number = re.match(r"\s*-?\d+(\.\d+)?", word)
        word = word.casefold() if "f" in options else word
        numeric = "n" in options or options.get("k", "").endswith("n")
        return (float(number.group()) if number else 0.0, "") if numeric else (0.0, word)

    rows.sort(key=key, reverse="r" in options)
    return text("\n".join(dict.fromkeys(rows) if "u" in options else rows))


def uniq(call: Call) -> Result:
    """`uniq [-c] [-d] [-u] [FILE]`."""
    options, names = _split(call.args, "")
    groups: list[list[str]] = []
    for row in lines(given(call, names)):
        if groups and groups[-1][0] == row:
            groups[-1].append(row)
        else:
            groups.append([row])
    if "d" in options or "u" in options:
        groups = [group for group in groups if (len(group) > 1) == ("d" in options)]
    return text("\n".join((f"{len(group):7} " if "c" in options else "") + group[0] for group in groups))


def cut(call: Call) -> Result:
    """`cut -d X -f LIST` or `cut -c LIST`; a list is numbers and ranges."""
    options, names = _split(call.args, "dfcb")
    chosen = options.get("f") or options.get("c") or options.get("b")
    if not chosen:
        return error("cut: no fields given")
    spans: list[tuple[int, int]] = []
    for part in chosen.split(","):
        first, dash, last = part.partition("-")
        spans.append((int(first or 1), int(last or 1 << 30) if dash else int(first)))
    sign = options.get("d", "\t")[:1] or "\t"
    rows: list[str] = []
    for row in lines(given(call, names)):
        pieces = row.split(sign) if "f" in options else list(row)
        if "f" in options and len(pieces) == 1:
            rows += [] if "s" in options else [row]
            continue
        kept = [p for n, p in enumerate(pieces, 1) if any(first <= n <= last for first, last in spans)]
        rows.append((sign if "f" in options else "").join(kept))
    return text("\n".join(rows))


def tr(call: Call) -> Result:
    """`tr [-d|-s] SET [SET]`, with ranges, classes and escapes."""
    flags = "".join(arg[1:] for arg in call.args[:-1] if re.fullmatch(r"-[dsc]+", arg))
    sets = [_signs(arg) for arg in call.args if not re.fullmatch(r"-[dsc]+", arg)]
    if not sets or (len(sets) < 2 and not flags):
        return error("tr: Needs 2 arguments")
    words = call.stdin.decode(errors="surrogateescape")
    first, second = sets[0], sets[1] if len(sets) > 1 else ""
    held = {sign for sign in words if sign not in first} if "c" in flags else set(first)
    if "d" in flags:
        words = "".join(sign for sign in words if sign not in held)
    elif second:
        table = {
            sign: second[min(n, len(second) - 1)] for n, sign in enumerate(sorted(held) if "c" in flags else first)
        }
        words = "".join(table.get(sign, sign) for sign in words)
    if "s" in flags:
        squeezed = set(second) or held
        words = "".join(s for n, s in enumerate(words) if n == 0 or s != words[n - 1] or s not in squeezed)
    return Result(words.encode(errors="surrogateescape"))


def _signs(word: str) -> str:
    for name, signs in {"upper": "A-Z", "lower": "a-z", "digit": "0-9", "space": " \t\n\r", "alpha": "A-Za-z"}.items():
        word = word.replace(f"[:{name}:]", signs)
    for escape, sign in {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\\\": "\\", "\\0": "\0"}.items():
        word = word.replace(escape, sign)
    return re.sub(
        r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m.group(1)), ord(m.group(2)) + 1))), word, flags=re.S
    )


def tee(call: Call) -> Result:
    """`tee [-a] FILE…`."""
    data = call.stdin
    for name in (arg for arg in call.args if not arg.startswith("-")):
        call.shell.files.write(call.shell.files.clean(name, call.cwd), data, "-a" in call.args)
    return Result(data)


def xargs(call: Call) -> Result:
    """`xargs [-n N] [-I X] [-0] [-r] [COMMAND…]`."""
    args, options = list(call.args), dict[str, str]()
    while args and args[0].startswith("-") and len(args[0]) > 1:
        flag = args.pop(0)
        options[flag[1]] = flag[2:] or (args.pop(0) if flag[1] in "nIsLP" and args else "")
    data = call.stdin.decode(errors="replace")
    words = data.split("\0") if "0" in options else data.split("\n") if "I" in options else data.split()
    words = [word for word in words if word]
    command = args or ["echo"]
    if "I" in options:
        runs = [[arg.replace(options["I"], word.strip()) for arg in command] for word in words]
    else:
        size = int(options.get("n") or 0) or max(1, len(words))
        runs = [[*command, *words[at : at + size]] for at in range(0, len(words), size)]
        runs = runs or ([] if "r" in options else [command])
    out, err, code = b"", b"", 0
    for run in runs[:MAX_CALLS]:
        result = call.run(run, Input())
        out, err, code = out + result.out, err + result.err, 123 if result.code else code
    return Result(out, err, code)


def _turned(flip: bool) -> Command:
    def run(call: Call) -> Result:
        rows = lines(given(call, [arg for arg in call.args if not arg.startswith("-")]))
        return text("\n".join(reversed(rows) if flip else [row[::-1] for row in rows]))

    return run


def nl(call: Call) -> Result:
    """`nl`: rows with numbers."""
    rows = lines(given(call, [arg for arg in call.args if not arg.startswith("-")]))
    return text("\n".join(f"{n:6}\t{row}" for n, row in enumerate(rows, 1)))


def xxd(call: Call) -> Result:
    """`xxd [-p] [-l N] [FILE]`."""
    options, names = _split(call.args, "lcgs")
    data = given(call, names)[: int(options.get("l") or 1 << 20)]
    if "p" in options:
        return text("\n".join(data[at : at + 30].hex() for at in range(0, len(data), 30)))
    rows: list[str] = []
    for at in range(0, len(data), 16):
        part = data[at : at + 16]
        pairs = " ".join(part[n : n + 2].hex() for n in range(0, len(part), 2))
        rows.append(f"{at:08x}: {pairs:39}  {''.join(chr(b) if 32 <= b < 127 else '.' for b in part)}")
    return text("\n".join(rows))


COMMANDS: dict[str, Command] = {
    "head": head, "tail": tail, "wc": wc, "sort": sort, "uniq": uniq, "cut": cut, "tr": tr, "tee": tee,
    "xargs": xargs, "tac": _turned(True), "rev": _turned(False), "nl": nl, "xxd": xxd,
}  # fmt: skip
