"""The sync service: `adb push`, `adb pull`, `adb ls`, over the phone's in-memory files."""

import struct

from devices.virtual.adb.files import MAX_FILE, Entry, Files, NoSpace
from devices.virtual.adb.stream import Stream, StreamClosed

CHUNK = 64 * 1024
MAX_PATH = 4096
NOT_FOUND = 2  # errno
COMPRESSED, DRY_RUN = 0x7, 0x80000000  # flags of a version 2 transfer


async def sync(stream: Stream, files: Files) -> None:
    """Answer requests until QUIT."""
    while True:
        kind, size = struct.unpack("<4sI", await stream.read(8))
        if kind == b"QUIT":
            return
        if size > MAX_PATH:
            await _fail(stream, "path too long")
            return
        path = (await stream.read(size)).decode(errors="replace")
        match kind:
            case b"STAT" | b"LSTA":
                entry = files.stat(path)
                row = (entry.mode, entry.size, entry.mtime) if entry else (0, 0, 0)
                await stream.write(struct.pack("<4sIII", b"STAT", *row))
            case b"STA2" | b"LST2":
                await stream.write(kind + _stat2(files.stat(path)))
            case b"LIST":
                rows = [
                    (struct.pack("<4sIII", b"DENT", e.mode, e.size & 0xFFFFFFFF, e.mtime), e) for e in files.list(path)
                ]
                await stream.write(
                    b"".join(_named(row, e) for row, e in rows) + struct.pack("<4sIIII", b"DONE", 0, 0, 0, 0)
                )
            case b"LIS2":
                rows = [(b"DNT2" + _stat2(e), e) for e in files.list(path)]
                await stream.write(b"".join(_named(row, e) for row, e in rows) + b"DONE" + _stat2(None, 0) + bytes(4))
            case b"SEND":
                await _receive(stream, files, path.rpartition(",")[0] or path)
            case b"SND2":
                _, _, flags = struct.unpack("<4sII", await stream.read(12))
                await _receive(stream, files, path, flags)
            case b"RECV":
                await _send(stream, files, path)
            case b"RCV2":
                await stream.read(8)
                await _send(stream, files, path)
            case _:
                await _fail(stream, f"unknown request {kind!r}")
                return


def _named(row: bytes, entry: Entry) -> bytes:
    name = entry.name.encode()
    return row + struct.pack("<I", len(name)) + name


def _stat2(entry: Entry | None, error: int = NOT_FOUND) -> bytes:
    if entry is None:
        return struct.pack("<IQQIIIIQqqq", error, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    t = entry.mtime
    return struct.pack("<IQQIIIIQqqq", 0, 1, 1, entry.mode, 1, 2000, 2000, entry.size, t, t, t)


async def _receive(stream: Stream, files: Files, path: str, flags: int = 0) -> None:
    data = bytearray()
    too_much = False
    while True:
        kind, size = struct.unpack("<4sI", await stream.read(8))
        if kind == b"DONE":
            break
        if kind != b"DATA" or size > CHUNK:
            await _fail(stream, "broken transfer")
            raise StreamClosed
        part = await stream.read(size)
        too_much = too_much or len(data) + size > MAX_FILE
        if not too_much:
            data += part
    try:
        if too_much:
            raise NoSpace(28, "No space left on device")
        if flags & COMPRESSED:
            raise OSError(95, "compression was not announced")
        if not flags & DRY_RUN:
            files.write(path, bytes(data), at=size)
    except OSError as problem:
        why = problem.strerror or f"{problem}"
        await _fail(stream, "couldn't create file: " + why if isinstance(problem, PermissionError) else why)
        return
    await stream.write(struct.pack("<4sI", b"OKAY", 0))


async def _send(stream: Stream, files: Files, path: str) -> None:
    try:
        data = files.read(path)
    except FileNotFoundError:
        await _fail(stream, "No such file or directory")
        return
    except IsADirectoryError:
        await _fail(stream, "Is a directory")
        return
    for start in range(0, len(data), CHUNK):
        part = data[start : start + CHUNK]
        await stream.write(struct.pack("<4sI", b"DATA", len(part)) + part)
    await stream.write(struct.pack("<4sI", b"DONE", 0))


async def _fail(stream: Stream, words: str) -> None:
    data = words.encode()
    await stream.write(struct.pack("<4sI", b"FAIL", len(data)) + data)
