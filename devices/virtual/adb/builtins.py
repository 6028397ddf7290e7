"""What the shell does itself rather than through a command: `cd`, `export`, `read`, `exit` …"""

from collections.abc import Callable

from devices.virtual.adb.result import Result, error, text
from devices.virtual.adb.session import SH, Leave, Session, Streams

Builtin = Callable[[Session, list[str], Streams], Result]


def _cd(session: Session, args: list[str], streams: Streams) -> Result:
    del streams
    files, target = session.files, args[0] if args else "/"
    path = files.clean(target, session.cwd)
    entry = files.stat(path)
    if entry is None or not entry.mode & 0o040000:
        why = "No such file or directory" if entry is None else "Not a directory"
        return error(f"{SH}: cd: {target}: {why}", 2)
    session.cwd = path
    return Result()


def _export(session: Session, args: list[str], streams: Streams) -> Result:
    del streams
    for name, sign, value in (arg.partition("=") for arg in args if not arg.startswith("-")):
        if sign:
            session.assign(name, value)
    return Result()


def _read(session: Session, args: list[str], streams: Streams) -> Result:
    names = [arg for arg in args if not arg.startswith("-")] or ["REPLY"]
    line = streams.source.line()
    values = line.decode(errors="replace").strip().split(None, len(names) - 1)
    for number, name in enumerate(names):
        session.assign(name, values[number] if number < len(values) else "")
    return Result(code=0 if line else 1)


def _leave(kind: str) -> Builtin:
    def run(session: Session, args: list[str], streams: Streams) -> Result:
        del streams
        given = int(args[0]) if args and args[0].isdigit() else None
        if kind == "exit":
            raise Leave(kind, (session.code if given is None else given) & 255)
        raise Leave(kind, given or 1)

    return run


def _eval(session: Session, args: list[str], streams: Streams) -> Result:
    session.script(" ".join(args), streams)
    return Result(code=session.code)


def _exec(session: Session, args: list[str], streams: Streams) -> Result:
    """The command takes the shell's place."""
    if not args:
        return Result()
    raise Leave("exit", session.put(args, streams))


def _set(session: Session, args: list[str], streams: Streams) -> Result:
    del streams
    if not args:
        return text("\n".join(f"{name}={value!r}" for name, value in sorted(session.variables.items())))
    if args[0] == "--":
        session.words = [session.words[0], *args[1:]]
    return Result()


def _unset(session: Session, args: list[str], streams: Streams) -> Result:
    del streams
    for name in args:
        session.variables.pop(name, None)
    return Result()


def _shift(session: Session, args: list[str], streams: Streams) -> Result:
    del args, streams
    del session.words[1:2]
    return Result()


def _nothing(session: Session, args: list[str], streams: Streams) -> Result:
    del session, args, streams
    return Result()


BUILTINS: dict[str, Builtin] = {
    "cd": _cd, "export": _export, "readonly": _export, "typeset": _export, "local": _export, "read": _read,
    "exit": _leave("exit"), "return": _leave("exit"), "break": _leave("break"), "continue": _leave("continue"),
    "eval": _eval,
    "exec": _exec, "set": _set, "unset": _unset, "shift": _shift, ":": _nothing, "trap": _nothing, "wait": _nothing,
    "umask": _nothing, "ulimit": _nothing, "alias": _nothing,
}  # fmt: skip
