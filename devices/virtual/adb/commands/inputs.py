"""What the filters read: the files they are given, or what is piped into them."""

from devices.virtual.adb.shell import Call


def read(call: Call, name: str) -> bytes:
    """A file's bytes, `-` for what is piped in. Raises OSError."""
    return call.stdin if name == "-" else call.shell.files.read(call.shell.files.clean(name, call.cwd))


def given(call: Call, names: list[str]) -> bytes:
    """All the files together, or what is piped in. Raises OSError that tells which file is not there."""
    if not names:
        return call.stdin
    parts: list[bytes] = []
    for name in names:
        try:
            parts.append(read(call, name))
        except OSError as problem:
            raise OSError(problem.errno, f"{name}: {problem.strerror}") from None
    return b"".join(parts)


def lines(data: bytes) -> list[str]:
    """The rows of a text."""
    rows = data.decode(errors="replace").split("\n")
    return rows[:-1] if rows[-1] == "" else rows
