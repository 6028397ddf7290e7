"""`ls`, `cat`, `rm`, `mkdir`, `stat`, `md5sum` … on the phone's in-memory files."""

import base64
import fnmatch
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from devices.virtual.adb.files import MAX_TOTAL, Entry
from devices.virtual.adb.shell import Call, Command, Result, error, text

VOLUMES = (("/dev/block/dm-5", "/data"), ("/dev/fuse", "/storage/emulated"))


def _paths(call: Call) -> list[str]:
    return [call.shell.files.clean(arg, call.cwd) for arg in call.args if not arg.startswith("-")]


def ls(call: Call) -> Result:
    """`ls [-l] [-a] [-1] [-d] [-R] [-t] [-S] [-r] [PATH…]`."""
    flags = "".join(arg[1:] for arg in call.args if arg.startswith("-"))
    files, names = call.shell.files, [arg for arg in call.args if not arg.startswith("-")] or ["."]
    blocks: list[str] = []
    plain: list[tuple[str, Entry]] = []
    err = b""
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        entry = files.stat(files.clean(name, call.cwd))
        if entry is None:
            err += f"ls: {name}: No such file or directory\n".encode(errors="replace")
            continue
        if not entry.mode & 0o040000 or "d" in flags:
            plain.append((name, entry))
            continue
        hidden = bool(set("aA") & set(flags))
        inside = [(e.name, e) for e in files.list(files.clean(name, call.cwd)) if e.name[0] != "." or hidden]
        head = f"{name}:\n" if len(names) > 1 or "R" in flags else ""
        head += f"total {sum((e.size + 511) // 512 for _, e in inside)}\n" if "l" in flags else ""
        blocks.append((head + _rows(inside, flags)).rstrip("\n"))
        if "R" in flags:
            waiting = [f"{name.rstrip('/')}/{n}" for n, e in inside if e.mode & 0o040000] + waiting
    if plain:
        blocks.insert(0, _rows(plain, flags))
    return Result(text("\n\n".join(blocks) if len(blocks) > 1 else "".join(blocks)).out, err, 1 if err else 0)


def _rows(entries: list[tuple[str, Entry]], flags: str) -> str:
    if "t" in flags or "S" in flags:
        entries = sorted(entries, key=lambda pair: -(pair[1].mtime if "t" in flags else pair[1].size))
    if "r" in flags:
        entries = entries[::-1]
    if "l" not in flags:
        return "\n".join(name + ("/" if "p" in flags and e.mode & 0o040000 else "") for name, e in entries)
    rows: list[str] = []
    for name, e in entries:
        folder = bool(e.mode & 0o040000)
        at = f"{datetime.fromtimestamp(e.mtime, UTC):%Y-%m-%d %H:%M}"
        rows.append(f"{'drwxrws---' if folder else '-rw-rw----'} {2 if folder else 1} u0_a100 media_rw "
                    f"{_sized(e.size, 'h' in flags):>8} {at} {name}")  # fmt: skip
    return "\n".join(rows)


def _sized(size: int, short: bool) -> str:
    if not short or size < 1024:
        return str(size)
    return f"{size / 1024:.1f}K" if size < 1 << 20 else f"{size / (1 << 20):.1f}M"


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
    files, err = call.shell.files, list[str]()
    for name in (arg for arg in call.args if not arg.startswith("-")):
        path = files.clean(name, call.cwd)
        entry = files.stat(path)
        try:
            if entry is None:
                err += [] if "f" in flags else [f"rm: {name}: No such file or directory"]
            elif entry.mode & 0o040000 and not set("rR") & set(flags):
                err.append(f"rm: {name}: Is a directory")
            elif not files.remove(path, True):
                err.append(f"rm: {name}: Permission denied")
        except OSError as problem:
            err.append(f"rm: {name}: {problem.strerror}")
    return error("\n".join(err)) if err else Result()


def mkdir(call: Call) -> Result:
    """`mkdir [-p] PATH…`."""
    files, err = call.shell.files, list[str]()
    for name in (arg for arg in call.args if not arg.startswith("-")):
        path = files.clean(name, call.cwd)
        above = files.stat(path.rpartition("/")[0] or "/")
        if "-p" not in call.args and (files.stat(path) is not None or above is None):
            err.append(f"mkdir: '{name}': {'No such file or directory' if above is None else 'File exists'}")
            continue
        try:
            files.mkdir(path)
        except OSError as problem:
            err.append(f"mkdir: '{name}': {problem.strerror}")
    return error("\n".join(err)) if err else Result()


def rmdir(call: Call) -> Result:
    """`rmdir PATH…`."""
    for path in _paths(call):
        if call.shell.files.list(path):
            return error(f"rmdir: {path}: Directory not empty")
        if not call.shell.files.remove(path, True):
            return error(f"rmdir: {path}: No such file or directory")
    return Result()


def mv(call: Call) -> Result:
    """`mv [-f] FROM TO`."""
    return _carry(call, "mv")


def cp(call: Call) -> Result:
    """`cp [-f] FROM TO`."""
    return _carry(call, "cp")


def _carry(call: Call, name: str) -> Result:
    """Several files or folders into a folder, or one to a new name."""
    files, paths = call.shell.files, _paths(call)
    if len(paths) < 2:
        return error(f"{name}: Needs 2 arguments")
    *starts, end = paths
    into = files.stat(end)
    folder = into is not None and bool(into.mode & 0o040000)
    if len(starts) > 1 and not folder:
        return error(f"{name}: '{end}' not directory")
    for start in starts:
        entry = files.stat(start)
        if entry is None:
            return error(f"{name}: bad '{start}': No such file or directory")
        target = files.clean(start.rpartition("/")[2], end) if folder else end
        if not entry.mode & 0o040000:
            files.write(target, files.read(start), at=entry.mtime)
        elif name == "cp" and not any(set("rRa") & set(arg) for arg in call.args if arg.startswith("-")):
            return error(f"cp: Skipped dir '{start}'")
        elif (target + "/").startswith(start + "/"):
            return error(f"{name}: '{start}' into itself")
        else:
            for path, child in list(_walk(call, start)):
                there = target + path[len(start) :]
                if child.mode & 0o040000:
                    files.mkdir(there)
                else:
                    files.write(there, files.read(path), at=child.mtime)
        if name == "mv" and start != target:
            files.remove(start, True)
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
        call.shell.files.write(path, b"", append=True)
    return Result()


def stat(call: Call) -> Result:
    """`stat [-c FORMAT] FILE…`: %s %n %F %a %A %Y %y %U %G %h %i; without a format all of it."""
    args, form = list(call.args), ""
    if "-c" in args[:-1]:
        at = args.index("-c")
        form = args[at + 1]
        del args[at : at + 2]
    names = [arg for arg in args if not arg.startswith("-")]
    if not names:
        return error("stat: Needs 1 argument")
    out, err = "", ""
    for name in names:
        entry = call.shell.files.stat(call.shell.files.clean(name, call.cwd))
        if entry is None:
            err += f"stat: '{name}': No such file or directory\n"
            continue
        folder = bool(entry.mode & 0o040000)
        at_ = f"{datetime.fromtimestamp(entry.mtime, UTC):%Y-%m-%d %H:%M:%S}.000000000"
        values = {"s": str(entry.size), "n": name, "F": "directory" if folder else "regular file",
                  "a": f"{entry.mode & 0o7777:o}", "A": "drwxrwx--x" if folder else "-rw-rw----", "Y": str(entry.mtime),
                  "y": at_, "U": "u0_a100", "G": "media_rw", "h": "1", "i": "1", "X": str(entry.mtime),
                  "Z": str(entry.mtime), "N": f"'{name}'", "b": str((entry.size + 511) // 512)}  # fmt: skip
        shown = form or (f"  File: %N\n  Size: %s\t Blocks: %b\t IO Blocks: 512\t%F\nAccess: (0%a/%A)\t"
                         f"Uid: ({10100:5}/ %U)\tGid: ({1023:5}/%G)\nModify: %y")  # fmt: skip
        out += re.sub(r"%([a-zA-Z])", lambda m, v=values: v.get(m.group(1), "?"), shown) + "\n"
    return Result(out.encode(errors="replace"), err.encode(errors="replace"), 1 if err else 0)


def du(call: Call) -> Result:
    """`du [-s] [-h] [PATH…]`: kilobytes of each."""
    flags = "".join(arg[1:] for arg in call.args if arg.startswith("-"))
    rows: list[str] = []
    for path in _paths(call) or [call.cwd]:
        size = sum(e.size for _, e in _walk(call, path) if not e.mode & 0o040000)
        rows.append(f"{_sized(size, True) if 'h' in flags else (size + 1023) // 1024}\t{path}")
    return text("\n".join(rows))


def df(call: Call) -> Result:
    """`df [-h] [PATH…]`."""
    used = sum(e.size for _, e in _walk(call, "/sdcard") if not e.mode & 0o040000) // 1024 + 1024
    free = MAX_TOTAL // 1024
    short = any("h" in arg for arg in call.args if arg.startswith("-"))
    paths = _paths(call)
    rows = ["Filesystem        Size  Used Avail Use% Mounted on" if short
            else "Filesystem        1K-blocks   Used Available Use% Mounted on"]  # fmt: skip
    for device, place in VOLUMES:
        if paths and not any(path.startswith("/sdcard" if place != "/data" else "/data") for path in paths):
            continue
        sizes = [_sized(n * 1024, True) if short else str(n) for n in (free + used, used, free)]
        rows.append(f"{device:17} {sizes[0]:>9} {sizes[1]:>6} {sizes[2]:>9} {100 * used // (free + used):3}% {place}")
    return text("\n".join(rows))


def realpath(call: Call) -> Result:
    """`realpath PATH…`, `readlink -f PATH`."""
    paths = [path.replace("/sdcard", "/storage/emulated/0", 1) for path in _paths(call)]
    return text("\n".join(paths)) if paths else error("realpath: Needs 1 argument")


def mktemp(call: Call) -> Result:
    """`mktemp [-d]`: a new name under /data/local/tmp."""
    files = call.shell.files
    path = next(p for n in range(1 << 20) if files.stat(p := f"/data/local/tmp/tmp.{n:06}") is None)
    if "-d" in call.args:
        files.mkdir(path)
    else:
        files.write(path, b"")
    return text(path)


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
    "rmdir": rmdir,
    "du": du,
    "realpath": realpath,
    "readlink": realpath,
    "mktemp": mktemp,
    "chmod": lambda call: Result(),
    "chown": lambda call: error("chown: Operation not permitted"),
    "ln": lambda call: error("ln: cannot create symbolic link: Operation not permitted"),
    "pwd": lambda call: text(call.cwd),
    "df": df,
}
