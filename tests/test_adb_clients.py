"""Other people's ADB clients: adbutils itself, and the lines that the others send, over real sockets."""

import datetime
import os
import pty
import re
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from adbutils import AdbClient, AdbDevice, AdbError, adb_path
from adbutils.errors import AdbInstallError

from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.phone import VirtualPhone
from devices.virtual.world import World

NOTES, CLOCK = "org.guimcp.notes", "org.guimcp.clock"
REFUSED = "INSTALL_FAILED_USER_RESTRICTED: this virtual phone runs its built-in apps only"
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def phone(served: tuple[VirtualPhone, AdbDaemon]) -> VirtualPhone:
    served[0].restore(World.new(0).dumps())
    return served[0]


@pytest.fixture
def adb(served: tuple[VirtualPhone, AdbDaemon], phone: VirtualPhone, server_port: int) -> Run:
    """Run the stock client against the phone."""
    start = [adb_path(), "-P", str(server_port)]
    address = served[1].address
    subprocess.run([*start, "connect", address], check=True, capture_output=True, timeout=30)
    subprocess.run([*start, "-s", address, "wait-for-device"], check=True, capture_output=True, timeout=30)

    def run(*args: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        command = [*start, "-s", address, *args]
        return subprocess.run(command, capture_output=True, timeout=30, input=given, check=False)

    return run


@pytest.fixture
def device(served: tuple[VirtualPhone, AdbDaemon], adb: Run, server_port: int) -> AdbDevice:
    return AdbClient(port=server_port).device(served[1].address)


def out(done: "subprocess.CompletedProcess[bytes]") -> str:
    assert done.returncode == 0, done
    return done.stdout.decode().strip()


def test_adbutils_tells_and_runs_apps(device: AdbDevice, phone: VirtualPhone) -> None:
    assert (device.prop.model, device.get_state()) == ("Virtual Phone 1", "device")
    assert {"shell_v2", "stat_v2", "ls_v2", "abb_exec"} <= set(device.get_features().split(","))
    device.app_start(NOTES)
    assert (device.app_current().package, device.app_current().activity) == (NOTES, f"{NOTES}.MainActivity")
    info = device.app_info(NOTES)
    assert info is not None
    assert (info.version_name, info.version_code) == ("0.1.0", 1)
    assert info.first_install_time == datetime.datetime(2026, 3, 1, 9, 0)
    assert device.app_info("no.such") is None
    device.app_start(CLOCK, ".MainActivity")
    assert phone.world.front == CLOCK
    device.app_stop(CLOCK)
    assert phone.world.front == "home"
    phone.world.apps[NOTES]["notes"].clear()
    device.app_clear(NOTES)
    assert phone.world.apps[NOTES]["notes"]
    third, all_ = device.list_packages(["-3"]), device.list_packages()
    assert NOTES in third
    assert "android" in set(all_) - set(third)


def test_adbutils_reads_the_screen_and_turns_it(device: AdbDevice, phone: VirtualPhone) -> None:
    assert device.screenshot().size == (720, 1600)
    assert device.dump_hierarchy().startswith("<?xml")
    assert (device.rotation(), device.is_screen_on()) == (0, True)
    device.switch_screen(False)
    assert not device.is_screen_on()
    device.switch_screen(True)
    phone.rotate(True)
    assert (device.rotation(), tuple(device.window_size())) == (1, (1600, 720))
    phone.rotate(False)
    device.brightness_value = 100
    assert device.brightness_value == 100
    assert phone.world.settings["brightness"] == 39
    device.switch_airplane(True)
    assert phone.world.settings["airplane"]
    device.switch_airplane(False)
    assert device.wlan_ip() == "10.0.2.16"
    assert device.battery().level == 82


def test_adbutils_moves_files(device: AdbDevice, adb: Run, tmp_path: Path) -> None:
    data = os.urandom(300_000)
    assert device.sync.push(data, "/sdcard/Download/r.bin") == len(data)
    told = device.sync.stat("/sdcard/Download/r.bin")
    assert told.size == len(data)
    assert told.mtime is not None
    assert abs((told.mtime - datetime.datetime.now()).total_seconds()) < 120, "the time that was sent is kept"
    assert "r.bin" in {entry.path for entry in device.sync.list("/sdcard/Download")}
    assert device.sync.pull("/sdcard/Download/r.bin", tmp_path / "r.bin") == len(data)
    assert b"".join(device.sync.iter_content("/sdcard/Download/r.bin")) == data == (tmp_path / "r.bin").read_bytes()
    device.remove("/sdcard/Download/r.bin")
    assert not device.sync.exists("/sdcard/Download/r.bin")
    with pytest.raises(AdbError):
        device.sync.push(b"x", "/system/app/x.apk")
    assert b"couldn't create file: Read-only file system" in adb("push", str(tmp_path / "r.bin"), "/system/").stdout


def test_adbutils_runs_shells_of_both_protocols(device: AdbDevice) -> None:
    two = device.shell2("echo a; echo b >&2; exit 4", v2=True)
    assert (two.returncode, two.stdout, two.stderr) == (4, "a\n", "b\n")
    assert device.shell(["echo", "it's", "a b"]) == "it's a b"
    device.shell("log -t Marker hello")
    with device.shell("logcat", stream=True) as stream:
        seen = b""
        while b"Marker: hello" not in seen:
            seen += stream.conn.recv(4096)
        device.shell("log -t Marker again")
        while b"Marker: again" not in seen:
            seen += stream.conn.recv(4096)


def test_adbutils_gets_a_user_build_s_answers(device: AdbDevice, adb: Run) -> None:
    assert device.root() == "adbd cannot run as root in production builds\n"
    device.reverse("tcp:7001", "tcp:7002")
    assert [(item.remote, item.local) for item in device.reverse_list()] == [("tcp:7001", "tcp:7002")]
    adb("reverse", "--remove-all")
    device.forward("tcp:0", "localabstract:nothing")
    assert device.uninstall("no.such") == "Failure [not installed for 0]"
    with pytest.raises(AdbInstallError, match="USER_RESTRICTED"):
        device.install_remote("/sdcard/x.apk")
    with pytest.raises(AdbError):
        device.create_connection("tcp", 80)


@pytest.mark.parametrize("args", [["install"], ["install", "--no-streaming", "-r", "-g"]])
def test_stock_adb_install_is_refused_at_once(adb: Run, tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "a.apk").write_bytes(os.urandom(200_000))
    done = adb(*args, str(tmp_path / "a.apk"))
    assert done.returncode != 0
    assert REFUSED.encode() in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("args", "printed", "code"),
    [
        (["get-state"], r"device", 0),
        (["root"], r"adbd cannot run as root in production builds", 0),
        (["unroot"], r"adbd not running as root", 0),
        (["remount"], r'Not running as root\. Try "adb root" first\.', 0),
        (["jdwp"], r"", 0),
        (["reverse", "tcp:8081", "tcp:8082"], r"", 0),
        (["reverse", "--list"], r"host-1 tcp:8081 tcp:8082\s*", 0),
        (["reverse", "--no-rebind", "tcp:8081", "tcp:1"], r"adb: error: cannot rebind existing socket 'tcp:8081'", 1),
        (["reverse", "tcp:0", "tcp:1"], r"4\d{4}", 0),
        (["reverse", "--remove", "tcp:8081"], r"", 0),
        (["reverse", "--remove", "tcp:8082"], r"adb: error: listener 'tcp:8082' not found", 1),
        (["reverse", "--remove-all"], r"", 0),
        (["uninstall", NOTES], r"Failure \[DELETE_FAILED_USER_RESTRICTED\]", 1),
        (["bugreport", "/tmp/never.zip"], r".*this virtual phone keeps no bug reports", 255),
        (["shell", "exit 7"], r"", 7),
        (["logcat", "-d", "-s", "Nobody"], r"--------- beginning of main", 0),
        (["shell", "-tt", "echo tty"], r"tty", 0),
    ],
)
def test_stock_adb_gets_a_user_build_s_answers(adb: Run, args: list[str], printed: str, code: int) -> None:
    done = adb(*args)
    said = (done.stdout + done.stderr).decode().strip()
    assert re.fullmatch(printed, said, re.DOTALL), said
    assert bool(done.returncode) == bool(code)
    if code < 255:
        assert done.returncode == code


def test_what_is_piped_in_reaches_the_command(adb: Run) -> None:
    assert out(adb("shell", "cat > /sdcard/in.txt", given=b"over v2\n")) == ""
    adb("exec-in", "cat > /sdcard/raw.txt", given=b"raw\0bytes\n")  # adb does not wait for what it feeds
    deadline = time.monotonic() + 20
    while adb("exec-out", "cat /sdcard/in.txt /sdcard/raw.txt").stdout != b"over v2\nraw\0bytes\n":
        assert time.monotonic() < deadline
    assert adb("shell", given=b"cd /sdcard\ncat in.txt\nexit 3\n").returncode == 3
    assert out(adb("shell", "while read row; do echo got $row; done", given=b"a\nb\n")) == "got a\ngot b"


@pytest.mark.parametrize("how", ["reboot", "tcpip", "usb"])
def test_a_restart_drops_the_connection_and_the_phone_comes_back(adb: Run, phone: VirtualPhone, how: str) -> None:
    phone.launch(NOTES)
    adb("shell", "log -t Before x")
    done = adb(*(["tcpip", "5555"] if how == "tcpip" else [how]))
    assert done.returncode == 0, done
    deadline = time.monotonic() + 20
    while adb("shell", "getprop sys.boot_completed").stdout.strip() != b"1":
        assert time.monotonic() < deadline
    if how == "reboot":
        assert phone.world.front == "home"
        assert phone.world.nav["running"] == []
        assert b"Before" not in adb("logcat", "-d").stdout
    else:
        assert phone.world.front == NOTES


@pytest.fixture
def terminal(served: tuple[VirtualPhone, AdbDaemon], adb: Run, server_port: int) -> Iterator[tuple[int, int]]:
    """`adb shell` on a terminal of its own: its process and the end we type at."""
    pid, end = pty.fork()
    if pid == 0:
        os.execv(adb_path(), ["adb", "-P", str(server_port), "-s", served[1].address, "shell"])
    yield pid, end
    os.close(end)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_an_interactive_shell_echoes_edits_and_is_interrupted(terminal: tuple[int, int]) -> None:
    pid, end = terminal
    seen = b""

    def until(words: bytes) -> None:
        nonlocal seen
        deadline = time.monotonic() + 10
        while words not in seen:
            ready, _, _ = select.select([end], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, (words, seen)
            seen += os.read(end, 4096)
        seen = seen.partition(words)[2]

    until(b"vphone1:/ $ ")
    os.write(end, b"cd /sdcarX\x7fd\r")
    until(b"vphone1:/sdcard $ ")
    os.write(end, b"echo over && pwd\r")
    until(b"over\r\n/sdcard\r\n")
    until(b"$ ")
    os.write(end, b"sleep 100\r")
    until(b"sleep 100\r\n")
    os.write(end, b"\x03")
    until(b"^C\r\nvphone1:/sdcard $ ")
    os.write(end, b"echo $?\r")
    until(b"130\r\n")
    os.write(end, b"exit 5\r")
    until(b"exit 5\r\n")
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 5


LINES: list[tuple[str, str, str]] = [
    # client, what it sends, what its own pattern finds in the answer
    ("ppadb-battery", "dumpsys battery", r"(?m)^  level: 82$"),
    ("ppadb-cpus", "ls /sys/devices/system/cpu", r"cpu0\ncpu1\ncpu2\ncpu3"),
    ("ppadb-cpu", "cat /proc/stat", r"cpu\s+(\d+)\s(\d+)\s(\d+)\s(\d+)\s(\d+)\s(\d+)\s(\d+)\s(\d+)\s(\d+)\s(\d+)\s"),
    ("ppadb-top", "dumpsys activity top | grep ACTIVITY", r"ACTIVITY\s([\w\.]+)/([\w\.]+)\s[\w\d]+\spid=([\d]+)"),
    ("ppadb-version", f"dumpsys package {NOTES} | grep versionName", r"versionName=([\d\.]+)"),
    ("ppadb-uid", f"dumpsys package {NOTES} | grep userId", r"userId=([\d]+)"),
    ("ppadb-density", "wm density | cut -d ' ' -f 3", r"^320$"),
    ("ppadb-features", "pm list features 2>/dev/null", r"feature:android\.hardware\.touchscreen"),
    ("ppadb-pid", "ps -A | grep com.android.systemui", r"^\S+\s+\d+\s"),
    ("ppadb-meminfo", "dumpsys meminfo com.android.systemui", r"\s*TOTAL\s*(\d+)\s*(\d+)\s*(\d+)\s*(\d+)\s*(\d+)"),
    ("android_env-tasks", "am stack list",
     r"(?m)^\ *taskId=(\d+): [^\s]* .*visible=true.*topActivity=ComponentInfo{([^\s]*)}$"),
    ("android_env-visible", "am stack list | grep -E visible=true", r"^.*\{(.*)\}"),
    ("android_env-orientation", "dumpsys input", r"(?m)^\s+SurfaceOrientation:\s+0"),
    ("android_env-start", f"am start -S -W -n {NOTES}/.MainActivity", r"Status: ok\n(.*\n)*TotalTime: \d+\n"),
    ("android_env-dumpsys", "dumpsys --priority NORMAL -t 3 window displays", r"cur=720x1600"),
    ("android_env-reset", "settings reset secure untrusted_defaults; echo $?", r"^0$"),
    ("viewclient-display", "dumpsys display",
     r"DisplayViewport\{.*valid=true, .*orientation=0, .*deviceWidth=720, deviceHeight=1600"),
    ("viewclient-focus", "dumpsys window windows", r"(?m)^  mCurrentFocus=Window\{[0-9a-f]+ u0 .*\}"),
    ("viewclient-rotation", "dumpsys window displays", r"mPredictedRotation=0"),
    ("viewclient-dump", "cp /dev/null /sdcard/w.xml && uiautomator dump --compressed /sdcard/w.xml >/dev/null && "
     "cat /sdcard/w.xml", r"^<\?xml.*</hierarchy>$"),
    ("viewclient-locked", "dumpsys window policy", r"mShowingLockscreen=false"),
    ("viewclient-awake", "dumpsys window policy", r"interactiveState=INTERACTIVE_STATE_AWAKE"),
    ("airtest-screen", "dumpsys window policy", r"mScreenOnFully=true"),
    ("airtest-touch", "getevent -p", r"0035\s+: value 0, min 0, max 719(.*\n)+.*0036\s+: .*max 1599"),
    ("airtest-ip", "ip -f inet addr show wlan0", r"inet (\d+\.){3}\d+"),
    ("airtest-storage", "df /data", r".*\s+(\d+)\s+\d+\s+\d+\s+\S+\s+\/data"),
    ("airtest-cpu", "cat /proc/cpuinfo", r"Hardware\s+:\s+(\w+.*)"),
    ("airtest-no-eth0", "ip -f inet addr show eth0 2>/dev/null || echo none", r"^none$"),
    ("adbkit-pids", "ps -o PID,NAME -A | grep surfaceflinger", r"^\s*\d+ surfaceflinger$"),
    ("uiautomator2-md5", "toybox md5sum /dev/null", r"^d41d8cd98f00b204e9800998ecf8427e"),
    ("mobilerun-ime", "ime list -s", r"com\.android\.adbkeyboard/\.AdbIME"),
    ("appagent-shot", "screencap -p /sdcard/s.png && stat -c %s /sdcard/s.png", r"^\d{4,}$"),
    ("appagent-dump", "uiautomator dump /sdcard/s.xml", r"^UI hierchary dumped to: /sdcard/s\.xml$"),
    ("autoglm-focus", "dumpsys window | grep -E 'mCurrentFocus|mFocusedApp'", r"u0 \S+/\S+"),
    ("autoglm-ime", "settings get secure default_input_method", r"^\S+/\S+$"),
    ("mobile-agent-apps", "pm list packages -f | grep notes | sed 's/.*=//'", rf"^{NOTES}$"),
    ("mobile-agent-size", "set -- $(wm size | awk '{print $3}' | tr x ' '); echo $1 and $2", r"^720 and 1600$"),
    ("scripts-loop", "for f in /sdcard/s.*; do basename $f .png; done | sort | head -n 1", r"^s$"),
    ("scripts-if", 'if [ "$(getprop ro.build.version.sdk)" -ge 30 ]; then echo new; else echo old; fi', r"^new$"),
    ("scripts-count", "pm list packages | wc -l | xargs -I{} echo there are {}", r"^there are \d\d$"),
    ("scripts-pick", "dumpsys battery | awk -F': ' '/level/ {print $2}'", r"^82$"),
    ("scripts-document", "cat <<EOF\nit is $((6 * 7))\nEOF", r"^it is 42$"),
    ("scripts-keys", "input keyevent KEYCODE_CAMERA KEYCODE_BRIGHTNESS_UP 219; echo $?", r"^0$"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "pattern"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_lines_of_other_clients_are_answered_as_they_expect(device: AdbDevice, line: str, pattern: str) -> None:
    answer = device.shell(line)
    assert re.search(pattern, answer, re.DOTALL if pattern.startswith(r"^<\?xml") else 0), answer


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("dumpsys nosuch", "Can't find service: nosuch"),
        ("su -c id", "inaccessible or not found"),
        ("setenforce 0", "Permission denied"),
        ("setprop ro.x y", "Failed to set property 'ro.x' to 'y'."),
        ("echo x > /system/x", "can't create /system/x: Read-only file system"),
        ("screenrecord /sdcard/a.mp4", "screenrecord: inaccessible or not found"),
        ("am instrument -w a.b/.Runner", "Unable to find instrumentation info for: ComponentInfo{a.b/.Runner}"),
        ("am startservice -n a.b/.C", "Error: Not found; no service started."),
        ("kill 101", "Operation not permitted"),
        ("cat /data/app/x", "No such file or directory"),
        ("echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! | grep -E '(a+)+$'", "not supported"),
        ("echo $((1/0))", "divide by zero"),
    ],
)
def test_what_a_user_build_refuses_is_refused(device: AdbDevice, line: str, words: str) -> None:
    assert words in device.shell(line)


def test_logcat_is_followed_through_a_filter(adb: Run, device: AdbDevice) -> None:
    with device.shell("logcat -v tag | grep -i needle", stream=True) as stream:
        device.shell("log -t Hay straw; log -t Hay a NEEDLE; log -t Hay straw")
        assert stream.conn.recv(100) == b"I/Hay: a NEEDLE\n"
