"""Other people's tools, unmodified, against the phone: the npm package `@mobilenext/mobile-mcp` over ADB.

Run by `make peers`, which installs the package; its native client, and its older one over plain adb, are both tried.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from adbutils import adb_path
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.phone import VirtualPhone
from devices.virtual.world import World

PACKAGE = Path(__file__).parents[1] / ".peers/node_modules/@mobilenext/mobile-mcp/lib/index.js"
Tool = Callable[..., Awaitable[str]]

pytestmark = [
    pytest.mark.peers,
    pytest.mark.skipif(not PACKAGE.is_file(), reason="mobile-mcp is not installed; `make peers` installs and runs it"),
]


@pytest.fixture(autouse=True)
def _no_daemon_of_before() -> Iterator[None]:
    """Its native client keeps a daemon running, which keeps the adb server that it was started with."""
    programs = list(PACKAGE.parents[2].glob("mobilecli-*/mobilecli-*"))

    def stop() -> None:
        for program in programs:
            subprocess.run([program, "daemon", "stop"], capture_output=True, timeout=60, check=False)

    stop()
    yield
    stop()


@pytest.fixture
def address(served: tuple[VirtualPhone, AdbDaemon], server_port: int) -> str:
    """The phone's serial at an adb server of our own."""
    phone, daemon = served
    phone.restore(World.new(0).dumps())
    subprocess.run(
        [adb_path(), "-P", str(server_port), "connect", daemon.address], check=True, capture_output=True, timeout=60
    )
    return daemon.address


def drive(server_port: int, folder: Path, legacy: bool, script: Callable[[Tool], Awaitable[None]]) -> None:
    """Start mobile-mcp as any MCP client would and hand its tools to `script`."""
    (folder / "adb").symlink_to(adb_path())
    env = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "ANDROID_ADB_SERVER_PORT": str(server_port),
        "MOBILEMCP_DISABLE_TELEMETRY": "1",
        "MOBILEMCP_LEGACY_ROBOT": "1" if legacy else "0",
    }
    env.pop("ANDROID_HOME", None)
    server = StdioServerParameters(command=shutil.which("node") or "node", args=[str(PACKAGE)], env=env)

    async def go() -> None:
        async with stdio_client(server) as (reader, writer), ClientSession(reader, writer) as session:
            await session.initialize()

            async def call(name: str, **arguments: Any) -> str:
                answer = await session.call_tool(name, arguments)
                return " ".join(getattr(part, "text", f"<{part.type}>") for part in answer.content)

            await script(call)

    anyio.run(go)


@pytest.mark.parametrize("legacy", [False, True], ids=["native", "legacy"])
def test_mobile_mcp_drives_the_phone(
    served: tuple[VirtualPhone, AdbDaemon], address: str, server_port: int, tmp_path: Path, legacy: bool
) -> None:
    phone = served[0]

    async def script(call: Tool) -> None:
        listed = json.loads(await call("mobile_list_available_devices"))["devices"]
        assert [device["id"] for device in listed if device["platform"] == "android"] == [address]
        apps = await call("mobile_list_apps", device=address)
        assert all(f"({app_id})" in apps for app_id in phone.world.apps), apps
        assert "720x1600" in await call("mobile_get_screen_size", device=address)

        assert "Launched" in await call("mobile_launch_app", device=address, packageName="org.guimcp.notes")
        assert phone.world.front == "org.guimcp.notes"
        x, y = find(await call("mobile_list_elements_on_screen", device=address), 'label="New note"')
        await call("mobile_click_on_screen_at_coordinates", device=address, x=x, y=y)
        x, y = find(await call("mobile_list_elements_on_screen", device=address), "id/title")
        await call("mobile_click_on_screen_at_coordinates", device=address, x=x, y=y)
        await call("mobile_type_keys", device=address, text="Don't forget: 2 & 3", submit=False)
        x, y = find(await call("mobile_list_elements_on_screen", device=address), 'text="Save"')
        await call("mobile_click_on_screen_at_coordinates", device=address, x=x, y=y)
        assert any(n["title"] == "Don't forget: 2 & 3" for n in phone.world.apps["org.guimcp.notes"]["notes"].values())

        before = phone.world.screen["scroll"].get("list", 0.0)
        await call("mobile_swipe_on_screen", device=address, direction="up")
        assert phone.world.screen["scroll"]["list"] > before
        assert "<image>" in await call("mobile_take_screenshot", device=address)
        await call("mobile_press_button", device=address, button="HOME")
        assert phone.world.front == "home"
        await call("mobile_set_orientation", device=address, orientation="landscape")
        assert "landscape" in await call("mobile_get_orientation", device=address)
        assert phone.observe().width == 1600
        await call("mobile_set_orientation", device=address, orientation="portrait")
        await call("mobile_terminate_app", device=address, packageName="org.guimcp.notes")
        assert "org.guimcp.notes" not in phone.world.nav["running"]

    drive(server_port, tmp_path, legacy, script)


def find(listed: str, words: str) -> tuple[int, int]:
    """The middle of the element whose line holds these words."""
    line = next((line for line in listed.splitlines() if words in line), None)
    assert line is not None, listed
    box = re.search(r"at=(-?\d+),(-?\d+) size=(\d+)x(\d+)", line)
    assert box is not None, line
    x, y, width, height = map(int, box.groups())
    return x + width // 2, y + height // 2
