"""The helper that mobile-next's `mobilecli` puts on a phone, as far as the phone can answer for it.

On Android it is a Dalvik program that listens on the abstract socket `mobilecli-server` and speaks JSON-RPC over
HTTP. This phone runs no Dalvik code, so that it answers itself: the list of apps with their labels, which no shell
command of Android's tells. Whatever else is asked is "Method not found", upon which the client asks the shell.
"""

import json
from typing import Any

from devices.virtual.adb.shell import Shell
from devices.virtual.adb.stream import Stream, StreamClosed
from devices.virtual.apps import APPS

SOCKET = "mobilecli-server"
MAIN_CLASS = "com.mobilenext.mobilecli.DeviceServer"
MAX_HEAD, MAX_BODY = 16 * 1024, 256 * 1024
INVALID, UNKNOWN = -32600, -32601  # JSON-RPC 2.0, section 5.1


async def device_server(stream: Stream, shell: Shell) -> None:
    """Answer requests until the client goes, or sends what is no HTTP."""
    while True:
        head = await _head(stream)
        length = _length(head)
        if length is None or length > MAX_BODY:
            await stream.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        body = json.dumps(_answer(shell, await stream.read(length))).encode()
        await stream.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )


async def _head(stream: Stream) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        if len(head) > MAX_HEAD:
            raise StreamClosed
        head += await stream.read(1)
    return head


def _length(head: bytes) -> int | None:
    lines = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
    found = [value.strip() for name, _, value in lines if name.lower() == b"content-length"]
    return int(found[0]) if len(found) == 1 and found[0].isdigit() else None


def _answer(shell: Shell, body: bytes) -> dict[str, Any]:
    try:
        asked: Any = json.loads(body)
        method, number = asked["method"], asked.get("id")
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"jsonrpc": "2.0", "id": None, "error": {"code": INVALID, "message": "Invalid Request"}}
    if method == "device.apps.list":
        with shell.phone.lock:
            apps = [
                {"packageName": app_id, "appName": shell.phone.world.app_name(app_id), "version": "0.1.0",
                 "versionCode": 1}
                for app_id in APPS
            ]  # fmt: skip
        return {"jsonrpc": "2.0", "id": number, "result": apps}
    return {"jsonrpc": "2.0", "id": number, "error": {"code": UNKNOWN, "message": "Method not found"}}
