"""The sync service: `adb push`, `adb pull`, `adb ls`, over the phone's in-memory files."""

import struct

from devices.virtual.adb.files import MAX_FILE, Entry, Files, NoSpace
from devices.virtual.adb.stream import Stream, StreamClosed

CHUNK = 64 * 1024
MAX_PATH = 4096
NOT_FOUND, NO_SPACE, IS_DIR = 2, 28, 21  # errno


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
                for e in files.list(path):
                    name = e.name.encode()
                    await stream.write(struct.pack("<4sIIII", b"DENT", e.mode, e.size, e.mtime, len(name)) + name)
                await stream.write(struct.pack("<4sIIII", b"DONE", 0, 0, 0, 0))
            case b"LIS2":
                for e in files.list(path):
                    name = e.name.encode()
                    await stream.write(b"DNT2" + _stat2(e) + struct.pack("<I", len(name)) + name)
                await stream.write(b"DONE" + _stat2(None, 0) + struct.pack("<I", 0))
            case b"SEND":
                await _receive(stream, files, path.rpartition(",")[0] or path)
            case b"SND2":
                await stream.read(12)  # id, mode and flags; we announce no compression
                await _receive(stream, files, path)
            case b"RECV":
                await _send(stream, files, path)
            case b"RCV2":
                await stream.read(8)
                await _send(stream, files, path)
            case _:
                await _fail(stream, f"unknown request {kind!r}")
                return


def _stat2(entry: Entry | None, error: int = NOT_FOUND) -> bytes:
    if entry is None:
        return struct.pack("<IQQIIIIQqqq", error, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    t = entry.mtime
    return struct.pack("<IQQIIIIQqqq", 0, 1, 1, entry.mode, 1, 2000, 2000, entry.size, t, t, t)


async def _receive(stream: Stream, files: Files, path: str) -> None:
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
            raise NoSpace("No space left on device")
        files.write(path, bytes(data))
    except OSError as problem:
        await _fail(stream, f"{problem}")
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
