"""The phone over real sockets: the stock adb client, adbutils, and peers that misbehave."""

import base64
import socket
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from adbutils import AdbClient, adb_path

from devices.errors import DeviceUnavailable
from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.adb.packet import CLSE, CNXN, OKAY, OPEN, Packet
from devices.virtual.phone import VirtualPhone
from devices.virtual.world import World
from tests.adb_peer import Peer

Adb = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def phone(served: tuple[VirtualPhone, AdbDaemon]) -> VirtualPhone:
    served[0].restore(World.new(0).dumps())
    return served[0]


@pytest.fixture
def adb(served: tuple[VirtualPhone, AdbDaemon], phone: VirtualPhone, server_port: int) -> Adb:
    """Run the stock client against the phone."""
    address = served[1].address

    def run(*args: str) -> "subprocess.CompletedProcess[bytes]":
        command = [adb_path(), "-P", str(server_port), "-s", address, *args]
        return subprocess.run(command, capture_output=True, timeout=60, stdin=subprocess.DEVNULL, check=False)

    subprocess.run(
        [adb_path(), "-P", str(server_port), "connect", address], check=True, capture_output=True, timeout=60
    )
    return run


def out(done: "subprocess.CompletedProcess[bytes]") -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip()


def test_adb_lists_the_phone_with_its_model(adb: Adb, server_port: int) -> None:
    listed = subprocess.run([adb_path(), "-P", str(server_port), "devices", "-l"], capture_output=True, check=True)
    assert b"model:Virtual_Phone_1" in listed.stdout


def test_a_tap_over_adb_touches_the_screen(adb: Adb, phone: VirtualPhone) -> None:
    seen = phone.observe(pixels=False)
    icon = next(e for e in seen.elements if e.id == "app-org.guimcp.notes").bounds.centre
    out(adb("shell", "input", "tap", str(icon.x), str(icon.y)))
    assert phone.world.front == "org.guimcp.notes"
    assert "mCurrentFocus=Window{5f2c1d8 u0 org.guimcp.notes/" in out(
        adb("shell", "dumpsys window | grep mCurrentFocus")
    )


def test_a_screenshot_arrives_byte_for_byte(adb: Adb, phone: VirtualPhone) -> None:
    done = adb("exec-out", "screencap", "-p")
    assert done.stdout == phone.observe().png


def test_a_raw_screenshot_has_android_s_header(adb: Adb) -> None:
    data = adb("exec-out", "screencap").stdout
    assert struct.unpack("<4I", data[:16]) == (720, 1600, 1, 0)
    assert len(data) == 16 + 720 * 1600 * 4


def test_uiautomator_dumps_to_the_terminal_and_to_a_file(adb: Adb, tmp_path: Path) -> None:
    out(adb("shell", "am", "start", "-n", "org.guimcp.settings/.MainActivity"))
    shown = out(adb("exec-out", "uiautomator", "dump", "/dev/tty"))
    assert shown.startswith("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">")
    assert 'resource-id="org.guimcp.settings:id/query"' in shown
    assert shown.endswith("UI hierchary dumped to: /dev/tty")
    assert out(adb("shell", "uiautomator", "dump")) == "UI hierchary dumped to: /sdcard/window_dump.xml"
    local = tmp_path / "dump.xml"
    out(adb("pull", "/sdcard/window_dump.xml", str(local)))
    assert local.read_text(encoding="utf-8") + "UI hierchary dumped to: /dev/tty" == shown


def test_apps_are_started_stopped_and_unknown_ones_refused(adb: Adb, phone: VirtualPhone) -> None:
    out(adb("shell", "monkey", "-p", "org.guimcp.notes", "-c", "android.intent.category.LAUNCHER", "1"))
    assert phone.world.front == "org.guimcp.notes"
    out(adb("shell", "am", "force-stop", "org.guimcp.notes"))
    assert phone.world.front == "home"
    wrong = adb("shell", "am", "start", "-n", "com.example/.Main")
    assert wrong.returncode == 1
    assert b"does not exist" in wrong.stderr
    assert phone.world.front == "home"


def test_text_reaches_the_focused_field_and_other_scripts_go_through_adbkeyboard(adb: Adb, phone: VirtualPhone) -> None:
    phone.launch("Notes")
    field = next(e for e in phone.observe(pixels=False).elements if e.editable)
    out(adb("shell", "input", "tap", str(field.bounds.centre.x), str(field.bounds.centre.y)))
    out(adb("shell", "input", "text", "oat%smilk"))
    assert "你" not in (refused := adb("shell", "input text 你好")).stderr.decode()
    assert refused.returncode == 255
    message = base64.b64encode("你好 🙂".encode()).decode()
    out(adb("shell", "ime set com.android.adbkeyboard/.AdbIME"))
    assert "result=0" in out(adb("shell", f"am broadcast -a ADB_INPUT_B64 --es msg {message}"))
    typed = next(e for e in phone.observe(pixels=False).elements if e.editable)
    assert typed.text == "oat milk你好 🙂"
    assert "mInputShown=true" in out(adb("shell", "dumpsys input_method"))
    out(adb("shell", "input keyevent KEYCODE_BACK"))
    assert "mInputShown=false" in out(adb("shell", "dumpsys input_method"))


def test_files_go_there_and_back(adb: Adb, tmp_path: Path) -> None:
    data = bytes(range(256)) * 2000
    (tmp_path / "a.bin").write_bytes(data)
    out(adb("push", str(tmp_path / "a.bin"), "/sdcard/Download/a.bin"))
    out(adb("pull", "/sdcard/Download/a.bin", str(tmp_path / "b.bin")))
    assert (tmp_path / "b.bin").read_bytes() == data
    assert out(adb("shell", "stat -c %s /sdcard/Download/a.bin")) == str(len(data))
    gone = adb("pull", "/sdcard/none", str(tmp_path / "c"))
    assert gone.returncode != 0


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("wm size", "Physical size: 720x1600"),
        ("wm density", "Physical density: 320"),
        ("getprop ro.build.version.sdk", "35"),
        ("echo a; false; echo $?", "a\n1"),
        ("true && echo yes || echo no", "yes"),
        ("false && echo yes || echo no", "no"),
        ("echo 'a\nb' | grep -c a", "1"),
        ("pm path org.guimcp.notes", "package:/data/app/org.guimcp.notes/base.apk"),
        ("settings put system screen_brightness 255; settings get system screen_brightness", "255"),
        ("date +%Y-%m-%d", "2026-03-10"),
        ("whoami", "shell"),
        ("echo x > /sdcard/x; cat /sdcard/x; rm /sdcard/x; ls /sdcard/x 2>/dev/null || echo gone", "x\ngone"),
        ("cmd package resolve-activity --brief org.guimcp.clock | tail -n 1", "org.guimcp.clock/.MainActivity"),
    ],
)
def test_the_shell_answers_as_android_s_does(adb: Adb, line: str, printed: str) -> None:
    assert out(adb("shell", line)).replace("\r", "") == printed


@pytest.mark.parametrize("command", ["nosuch", "python3 -c 1", "/usr/bin/env", "curl http://x", "sudo ls", "bash"])
def test_an_unknown_command_is_127_and_the_host_s_programs_are_unknown(adb: Adb, command: str) -> None:
    done = adb("shell", command)
    assert done.returncode == 127
    assert b"inaccessible or not found" in done.stderr


def test_the_host_s_files_are_not_the_phone_s(adb: Adb) -> None:
    assert adb("shell", "cat /etc/passwd").returncode == 1
    assert adb("shell", "cat ../../../../etc/passwd").returncode == 1


def test_wrong_arguments_get_android_s_usage(adb: Adb) -> None:
    done = adb("shell", "input tap 1")
    assert done.returncode == 255
    assert b"Error: Invalid arguments for command: tap" in done.stderr


def test_adbutils_drives_it(served: tuple[VirtualPhone, AdbDaemon], adb: Adb, server_port: int) -> None:
    device = AdbClient(port=server_port).device(served[1].address)
    assert device.shell("echo hi") == "hi"
    assert device.shell2("false").returncode == 1
    assert tuple(device.window_size()) == (720, 1600)
    device.app_start("org.guimcp.notes")
    assert device.app_current().package == "org.guimcp.notes"
    assert device.screenshot().size == (720, 1600)
    assert "org.guimcp.settings" in device.list_packages()
    assert device.dump_hierarchy().startswith("<?xml")
    device.swipe(360, 1200, 360, 800, 0.2)
    device.keyevent("HOME")
    assert served[0].world.front == "home"


def alive(daemon: AdbDaemon) -> bool:
    with Peer(daemon).greet() as peer:
        peer.send(Packet(OPEN, 7, 0, b"shell:echo still here\0"))
        assert peer.receive().command == OKAY
        return peer.receive().payload == b"still here\n"


@pytest.mark.parametrize(
    "rubbish",
    [
        b"GET / HTTP/1.1\r\n\r\n" + b"x" * 64,
        bytes(24),
        b"\xff" * 4096,
        Packet(OPEN, 1, 0, b"shell:ls\0").pack(),  # before any greeting
        Packet(CNXN, 1, 1, b"host::").pack()[:-1],  # half a greeting
    ],
)
def test_rubbish_ends_its_connection_and_no_other(served: tuple[VirtualPhone, AdbDaemon], rubbish: bytes) -> None:
    daemon = served[1]
    with Peer(daemon) as peer:
        peer.socket.sendall(rubbish)
        peer.socket.shutdown(socket.SHUT_WR)
        while peer.socket.recv(4096):
            pass
    assert alive(daemon)


def test_an_unknown_service_is_refused_at_once(served: tuple[VirtualPhone, AdbDaemon]) -> None:
    with Peer(served[1]).greet() as peer:
        for service in (b"tcp:80\0", b"nosuch:\0", b"localabstract:x\0", b"\xff\xfe\0", b"", b"shell"):
            peer.send(Packet(OPEN, 9, 0, service))
            answer = peer.receive()
            assert (answer.command, answer.arg1) == (CLSE, 9)


def test_peers_that_open_much_and_read_nothing_hurt_nobody(served: tuple[VirtualPhone, AdbDaemon]) -> None:
    daemon = served[1]
    peers = [Peer(daemon).greet() for _ in range(10)]
    for peer in peers:
        for number in range(80):
            peer.send(Packet(OPEN, number + 1, 0, b"exec:screencap\0"))
    assert alive(daemon)
    for peer in peers:
        peer.socket.close()
    assert alive(daemon)


def test_two_phones_on_two_ports_are_two_phones() -> None:
    one, two = VirtualPhone(seed=1), VirtualPhone(seed=2)
    daemons = [AdbDaemon(one), AdbDaemon(two)]
    try:
        for daemon in daemons:
            daemon.start()
        with Peer(daemons[0]).greet() as peer:
            peer.send(Packet(OPEN, 1, 0, b"shell:monkey -p org.guimcp.notes 1\0"))
            assert peer.receive().command == OKAY
            peer.receive()
        assert one.world.front == "org.guimcp.notes"
        assert two.world.front == "home"
        port = int(daemons[0].address.split(":")[1])
        with pytest.raises(DeviceUnavailable, match="choose another port"):
            AdbDaemon(two, port=port).start()
    finally:
        for daemon in daemons:
            daemon.close()
        one.close()
        two.close()
