"""`ls`, `cat`, `rm`, `mkdir`, `stat`, `md5sum` … on the phone's in-memory files."""

import base64
import fnmatch
import hashlib
from collections.abc import Iterator

from devices.virtual.adb.files import Entry
from devices.virtual.adb.shell import Call, Command, Result, error, text


def _paths(call: Call) -> list[str]:
    return [call.shell.files.clean(arg, call.cwd) for arg in call.args if not arg.startswith("-")]


def ls(call: Call) -> Result:
    """`ls [-l] [-a] [-1] [-d] [PATH…]`."""
    flags = "".join(arg[1:] for arg in call.args if arg.startswith("-"))
    files = call.shell.files
    out: list[str] = []
    err: list[str] = []
    for path in _paths(call) or [call.cwd]:
        entry = files.stat(path)
        if entry is None:
            err.append(f"ls: {path}: No such file or directory")
            continue
        folder = entry.mode & 0o040000 and "d" not in flags
        for e in files.list(path) if folder else [entry]:
            name = e.name if folder else path
            if "l" in flags:
                kind = "drwxrwx--x" if e.mode & 0o040000 else "-rw-rw----"
                name = f"{kind} 1 shell shell {e.size:8} 2026-03-10 09:30 {name}"
            out.append(name)
    result = text("\n".join(out), 1 if err else 0)
    return Result(result.out, "".join(line + "\n" for line in err).encode(), result.code)


def cat(call: Call) -> Result:
    """`cat [FILE…]`, or what is piped in."""
    paths = _paths(call)
    if not paths:
        return Result(out=call.stdin)
    out, err = b"", b""
    for path in paths:
        try:
            out += call.shell.files.read(path)
        except FileNotFoundError:
            err += f"cat: {path}: No such file or directory\n".encode()
        except IsADirectoryError:
            err += f"cat: {path}: Is a directory\n".encode()
    return Result(out, err, 1 if err else 0)


def rm(call: Call) -> Result:
    """`rm [-rf] PATH…`."""
    flags = "".join(arg[1:] for arg in call.args if arg.startswith("-"))
    failed = [p for p in _paths(call) if not call.shell.files.remove(p, "r" in flags) and "f" not in flags]
    if failed:
        return error("\n".join(f"rm: {path}: No such file or directory" for path in failed))
    return Result()


def mkdir(call: Call) -> Result:
    """`mkdir [-p] PATH…`."""
    for path in _paths(call):
        call.shell.files.mkdir(path)
    return Result()


def mv(call: Call) -> Result:
    """`mv [-f] FROM TO`."""
    return _carry(call, "mv")


def cp(call: Call) -> Result:
    """`cp [-f] FROM TO`."""
    return _carry(call, "cp")


def _carry(call: Call, name: str) -> Result:
    files, paths = call.shell.files, _paths(call)
    if len(paths) != 2:
        return error(f"{name}: Needs 2 arguments")
    start, end = paths
    into = files.stat(end)
    if into is not None and into.mode & 0o040000:
        end = files.clean(start.rpartition("/")[2], end)
    try:
        files.write(end, files.read(start))
    except (FileNotFoundError, IsADirectoryError):
        return error(f"{name}: bad '{start}': No such file or directory")
    if name == "mv" and start != end:
        files.remove(start)
    return Result()


def find(call: Call) -> Result:
    """`find [PATH] [-name PATTERN] [-type f|d]`."""
    args = iter(call.args)
    roots: list[str] = []
    pattern, kind = "*", ""
    for arg in args:
        match arg:
            case "-name" | "-iname":
                pattern = next(args, "*")
            case "-type":
                kind = next(args, "")
            case _ if arg.startswith("-"):
                return error(f"find: bad arg '{arg}'")
            case _:
                roots.append(arg)
    out: list[str] = []
    for root in roots or ["."]:
        path = call.shell.files.clean(root, call.cwd)
        if call.shell.files.stat(path) is None:
            return error(f"find: '{root}': No such file or directory")
        out += [p for p, e in _walk(call, path) if fnmatch.fnmatchcase(e.name or "/", pattern)
                and kind in ("", "d" if e.mode & 0o040000 else "f")]  # fmt: skip
    return text("\n".join(out))


def _walk(call: Call, path: str) -> Iterator[tuple[str, Entry]]:
    entry = call.shell.files.stat(path)
    if entry is None:
        return
    yield path, entry
    if entry.mode & 0o040000:
        for child in call.shell.files.list(path):
            yield from _walk(call, path.rstrip("/") + "/" + child.name)


def base64_(call: Call) -> Result:
    """`base64 [-d] [FILE]`."""
    paths = _paths(call)
    try:
        data = call.shell.files.read(paths[0]) if paths else call.stdin
        if "-d" in call.args:
            return Result(out=base64.b64decode(data))
    except (OSError, ValueError) as problem:
        return error(f"base64: {problem}")
    return Result(out=base64.encodebytes(data))


def touch(call: Call) -> Result:
    """`touch FILE…`."""
    for path in _paths(call):
        if call.shell.files.stat(path) is None:
            call.shell.files.write(path, b"")
    return Result()


def stat(call: Call) -> Result:
    """`stat -c FORMAT FILE`: %s, %n, %F; without a format a short answer."""
    form = (
        call.args[call.args.index("-c") + 1] if "-c" in call.args and len(call.args) > 2 else "  File: %n\n  Size: %s"
    )
    names = [p for p in _paths(call) if p != call.shell.files.clean(form, call.cwd)]
    for name in names[:1]:
        entry = call.shell.files.stat(name)
        if entry is None:
            return error(f"stat: '{name}': No such file or directory")
        kind = "directory" if entry.mode & 0o040000 else "regular file"
        return text(form.replace("%n", name).replace("%s", str(entry.size)).replace("%F", kind))
    return error("stat: Needs 1 argument")


def _digest(name: str) -> Command:
    def run(call: Call) -> Result:
        paths = _paths(call)
        if not paths:
            return text(f"{hashlib.new(name, call.stdin).hexdigest()}  -")
        try:
            rows = [f"{hashlib.new(name, call.shell.files.read(p)).hexdigest()}  {p}" for p in paths]
        except OSError as problem:
            return error(f"{name}sum: {problem}: No such file or directory")
        return text("\n".join(rows))

    return run


COMMANDS: dict[str, Command] = {
    "ls": ls,
    "cat": cat,
    "rm": rm,
    "mkdir": mkdir,
    "mv": mv,
    "cp": cp,
    "find": find,
    "base64": base64_,
    "touch": touch,
    "stat": stat,
    "md5sum": _digest("md5"),
    "sha1sum": _digest("sha1"),
    "sha256sum": _digest("sha256"),
    "chmod": lambda call: Result(),
    "pwd": lambda call: text(call.cwd),
    "df": lambda call: text("Filesystem 1K-blocks Used Available Use% Mounted on\n/data 131072 1024 130048 1% /data"),
}
