"""`sed` and `awk`, as far as command lines use them."""

import re
from dataclasses import dataclass

from devices.virtual.adb.commands.inputs import given, lines, read
from devices.virtual.adb.regex import BadPattern, compiled
from devices.virtual.adb.shell import Call, Command, Result, error, text

ADDRESS = r"(?:\d+|\$|/(?:\\.|[^/\\])*/)"
SED = re.compile(rf"\s*({ADDRESS})?(?:,({ADDRESS}))?\s*(!)?\s*([spdq=]|y)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Edit:
    """One command of a sed script."""

    first: str
    last: str
    turned: bool
    verb: str
    pattern: "re.Pattern[str] | None" = None
    new: str = ""
    flags: str = ""


def sed(call: Call) -> Result:
    """`sed [-n] [-E] [-i] [-e SCRIPT] SCRIPT [FILE…]` with s///, p, d, q, = and addresses."""
    scripts, names, flags = list[str](), list[str](), ""
    args = iter(call.args)
    for arg in args:
        if arg in ("-e", "--expression"):
            scripts.append(next(args, ""))
        elif arg.startswith("-") and len(arg) > 1:
            flags += arg[1:]
        else:
            names.append(arg)
    if not scripts:
        if not names:
            return error("sed: No pattern")
        scripts.append(names.pop(0))
    try:
        edits = _edits("\n".join(scripts), "E" in flags or "r" in flags)
    except (BadPattern, IndexError) as problem:
        return error(f"sed: bad pattern '{scripts[0][:100]}': {problem}")
    if "i" in flags:
        for name in names:
            done = _edited(lines(read(call, name)), edits, "n" in flags)
            call.shell.files.write(call.shell.files.clean(name, call.cwd), text(done).out)
        return Result()
    return text(_edited(lines(given(call, names)), edits, "n" in flags))


def _edits(script: str, extended: bool) -> list[Edit]:
    out: list[Edit] = []
    at = 0
    while at < len(script):
        if script[at] in "; \n\t{}":
            at += 1
            continue
        found = SED.match(script, at)
        if found is None:
            raise BadPattern(f"unknown command at {script[at : at + 20]}")
        first, last, turned, verb = found.groups()
        at = found.end()
        if verb not in "sy":
            out.append(Edit(first or "", last or "", bool(turned), verb))
            continue
        parts, at = _parts(script, at)
        end = at
        while end < len(script) and script[end] in "gpiI0123456789":
            end += 1
        flags, at = script[at:end], end
        pattern = compiled(parts[0], extended, "i" in flags.lower()) if verb == "s" else None
        new = parts[1] if verb == "s" else f"{parts[0]}\0{parts[1]}"
        out.append(Edit(first or "", last or "", bool(turned), verb, pattern, new, flags))
    return out


def _parts(script: str, at: int) -> tuple[list[str], int]:
    sign, at, parts = script[at], at + 1, list[str]()
    for _ in range(2):
        word = ""
        while script[at] != sign:
            if script[at] == "\\" and script[at + 1] == sign:
                at += 1
            elif script[at] == "\\":
                word, at = word + script[at], at + 1
            word, at = word + script[at], at + 1
        parts.append(word)
        at += 1
    return parts, at


def _edited(rows: list[str], edits: list[Edit], silent: bool) -> str:
    out: list[str] = []
    open_spans: set[int] = set()
    for number, original in enumerate(rows, 1):
        row, shown, stop = original, not silent, False
        for index, edit in enumerate(edits):
            if _meant(edit, index, open_spans, row, number, len(rows)) == edit.turned:
                continue
            match edit.verb:
                case "d":
                    shown = False
                    break
                case "p":
                    out.append(row)
                case "q":
                    stop = True
                    break
                case "=":
                    out.append(str(number))
                case "y":
                    old, _, new = edit.new.partition("\0")
                    row = row.translate(str.maketrans(old[: len(new)], new[: len(old)]))
                case _:
                    row, changed = _replaced(edit, row)
                    if changed and "p" in edit.flags:
                        out.append(row)
        if shown:
            out.append(row)
        if stop:
            break
    return "\n".join(out) + ("\n" if out else "")


def _meant(edit: Edit, index: int, spans: set[int], row: str, number: int, count: int) -> bool:
    if not edit.first:
        return True
    if not edit.last:
        return _at(edit.first, row, number, count)
    if index in spans:
        if _at(edit.last, row, number, count) or (edit.last.isdigit() and number >= int(edit.last)):
            spans.discard(index)
        return True
    if _at(edit.first, row, number, count):
        if not (edit.last.isdigit() and int(edit.last) <= number):
            spans.add(index)
        return True
    return False


def _at(address: str, row: str, number: int, count: int) -> bool:
    if address == "$":
        return number == count
    if address.isdigit():
        return number == int(address)
    return compiled(address[1:-1].replace("\\/", "/"), False).search(row) is not None


def _replaced(edit: Edit, row: str) -> tuple[str, bool]:
    def new(match: "re.Match[str]") -> str:
        def piece(sign: "re.Match[str]") -> str:
            code = sign.group()
            if code == "&":
                return match.group()
            if code[1].isdigit():
                return (match.group(int(code[1])) or "") if int(code[1]) <= match.re.groups else ""
            return {"n": "\n", "t": "\t"}.get(code[1], code[1])

        return re.sub(r"\\.|&", piece, edit.new, flags=re.DOTALL)

    assert edit.pattern is not None
    digits = re.sub(r"\D", "", edit.flags)
    if digits and "g" not in edit.flags:
        found = [m for n, m in enumerate(edit.pattern.finditer(row), 1) if n == int(digits)]
        return (row[: found[0].start()] + new(found[0]) + row[found[0].end() :], True) if found else (row, False)
    done, count = edit.pattern.subn(new, row, count=0 if "g" in edit.flags else 1)
    return done, bool(count)


PRINT = re.compile(r"print(?:\s+(.*))?", re.DOTALL)
TERM = re.compile(r'"((?:\\.|[^"\\])*)"|\$(\d+|NF)|(NF|NR|\d+)|([\s,]+)', re.DOTALL)
TEST = re.compile(r"(?:(!)?/((?:\\.|[^/\\])*)/|(NR|NF|\$\d+|\$NF)\s*(==|!=|>=|<=|>|<|~)\s*(\"[^\"]*\"|/[^/]*/|-?\d+))")


def awk(call: Call) -> Result:
    """`awk [-F X] '[TEST] {print …}' [FILE…]`: one rule, as in pipes; other programs are refused."""
    args, by = list(call.args), ""
    while args and args[0].startswith("-") and len(args[0]) > 1:
        flag = args.pop(0)
        value = flag[2:] or (args.pop(0) if args else "")
        by = value if flag[1] == "F" else by
    program = (args.pop(0) if args else "").strip()
    found = re.fullmatch(r"(.*?)\s*(?:\{\s*(.*?)\s*;?\s*\})?", program, re.DOTALL)
    test, action = (found.group(1), found.group(2)) if found else ("", None)
    ends = test == "END"
    body = PRINT.fullmatch(action) if action is not None else PRINT.fullmatch("print")
    checks = [] if ends or not test else [TEST.fullmatch(part.strip()) for part in test.split("&&")]
    if body is None or not program or not all(checks):
        return error(f"awk: this phone's awk has only one rule that prints: {program[:100]}", 2)
    words, rows = (body.group(1) or "$0").strip(), list[str]()
    fields: list[str] = [""]
    try:
        splitter = compiled(by, True) if len(by) > 1 else None
        number = 0
        for number, row in enumerate(lines(given(call, args)), 1):  # noqa: B007 - the last number is NR at the END
            fields = [row, *(splitter.split(row) if splitter else row.split(by if by and by != " " else None))]
            if not ends and all(check is not None and _holds(check, fields, number) for check in checks):
                rows.append(_printed(words, fields, number))
    except BadPattern as problem:
        return error(f"awk: {problem}", 2)
    return text(_printed(words, fields, number) if ends else "\n".join(rows))


def _field(name: str, fields: list[str], number: int) -> str:
    if name in ("NR", "NF"):
        return str(number if name == "NR" else len(fields) - 1)
    at = len(fields) - 1 if name == "$NF" else int(name.lstrip("$"))
    return fields[at] if at < len(fields) else ""


def _holds(check: "re.Match[str]", fields: list[str], number: int) -> bool:
    turned, pattern, name, sign, value = check.groups()
    if pattern is not None:
        return (compiled(pattern, True).search(fields[0]) is not None) != bool(turned)
    left = _field(name, fields, number)
    if sign == "~" or value.startswith("/"):
        return compiled(value.strip('/"'), True).search(left) is not None
    if value.startswith('"'):
        same = left == value[1:-1]
        return same if sign == "==" else not same
    a = float(left) if re.fullmatch(r"\s*-?\d+(\.\d+)?\s*", left) else 0.0
    b = float(value)
    return {"==": a == b, "!=": a != b, ">=": a >= b, "<=": a <= b, ">": a > b, "<": a < b}[sign]


def _printed(words: str, fields: list[str], number: int) -> str:
    out = ""
    for term in TERM.finditer(words):
        literal, field, name, space = term.groups()
        if space is not None:
            out += " " if "," in space else ""
        elif literal is not None:
            out += literal.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')
        else:
            out += (
                _field(f"${field}", fields, number)
                if field
                else _field(name, fields, number)
                if name in ("NR", "NF")
                else name
            )
    return out


COMMANDS: dict[str, Command] = {"sed": sed, "awk": awk}
