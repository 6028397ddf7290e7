"""`reverse:`: ports of the phone that lead to the host. They are kept and listed; nothing on this phone calls them."""

import re
from collections.abc import Awaitable, Callable

from devices.virtual.adb.shell import Shell
from devices.virtual.adb.stream import Stream

SPEC = re.compile(r"tcp:\d{1,5}|local(abstract|reserved|filesystem)?:.+|dev:.+|jdwp:\d+|vsock:.+|acceptfd:\d+")
FIRST_FREE = 40001
MAX_KEPT = 256


def reverse(command: str, shell: Shell) -> Callable[[Stream], Awaitable[None]]:
    """What `reverse:COMMAND` opens."""

    async def run(stream: Stream) -> None:
        await stream.write(_answer(command, shell.memory.reverse))

    return run


def _answer(command: str, kept: dict[str, str]) -> bytes:
    verb, _, rest = command.partition(":")
    match verb:
        case "list-forward":
            return _counted("".join(f"host-1 {local} {remote}\n" for local, remote in kept.items()))
        case "killforward-all":
            kept.clear()
            return b"OKAY"
        case "killforward":
            if kept.pop(rest, None) is None:
                return _fail(f"listener '{rest}' not found")
            return b"OKAY"
        case "forward":
            return _kept(rest, kept)
        case _:
            return _fail(f"unknown command: {command[:100]}")


def _kept(rest: str, kept: dict[str, str]) -> bytes:
    fixed = rest.startswith("norebind:")
    local, sign, remote = rest.removeprefix("norebind:").partition(";")
    if not sign or not SPEC.fullmatch(local) or not SPEC.fullmatch(remote):
        return _fail(f"bad forward: {rest[:100]}")
    if fixed and local in kept:
        return _fail(f"cannot rebind existing socket '{local}'")
    if len(kept) >= MAX_KEPT:
        return _fail("cannot bind listener: Too many open files")
    if local == "tcp:0":
        port = next(n for n in range(FIRST_FREE, FIRST_FREE + MAX_KEPT + 1) if f"tcp:{n}" not in kept)
        kept[f"tcp:{port}"] = remote
        return b"OKAY" + _counted(str(port))
    kept[local] = remote
    return b"OKAY"


def _counted(words: str) -> bytes:
    data = words.encode()
    return f"{len(data):04x}".encode() + data


def _fail(words: str) -> bytes:
    return b"FAIL" + _counted(words)
