"""Small commands of toybox: basename, seq, expr, timeout, hostname, free …"""

import posixpath
import re
import time

from devices.virtual.adb.arithmetic import calculate
from devices.virtual.adb.commands.inputs import given
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.adb.words import ShellSyntaxError

MAX_ROWS = 100_000


def basename(call: Call) -> Result:
    """`basename PATH [SUFFIX]`."""
    if not call.args:
        return error("basename: Needs 1 argument")
    name = posixpath.basename(call.args[0].rstrip("/")) or "/"
    suffix = call.args[1] if len(call.args) > 1 else ""
    return text(name[: -len(suffix)] if suffix and name.endswith(suffix) and name != suffix else name)


def seq(call: Call) -> Result:
    """`seq [FIRST [STEP]] LAST`."""
    numbers = [int(float(arg)) for arg in call.args if re.fullmatch(r"-?\d+(\.\d+)?", arg)]
    if not 1 <= len(numbers) <= 3:
        return error("seq: Needs 1 argument")
    first = numbers[0] if len(numbers) > 1 else 1
    step = numbers[1] if len(numbers) > 2 else 1
    last = numbers[-1]
    if step == 0:
        return Result()
    rows = range(first, last + (1 if step > 0 else -1), step)
    return text("\n".join(str(number) for number in rows[:MAX_ROWS]))


def expr(call: Call) -> Result:
    """`expr A + B` and the like."""
    try:
        value = calculate(" ".join(call.args).replace(" = ", " == "), lambda name: None)
    except ShellSyntaxError as problem:
        return error(f"expr: {problem}", 2)
    return text(str(value), 0 if value else 1)


def timeout(call: Call) -> Result:
    """`timeout [-s SIGNAL] SECONDS COMMAND…`; a command that ends by itself is not cut short."""
    args = [arg for arg in call.args if not arg.startswith("-")]
    if len(args) < 2:
        return error("timeout: Needs 2 arguments")
    seconds, end = float(args[0].rstrip("s")), time.monotonic()
    session, before = call.session, call.session.gone
    end += seconds
    session.gone = lambda: before() or time.monotonic() > end
    try:
        result = call.run(args[1:])
    finally:
        session.gone = before
    return Result(result.out, result.err, 124) if time.monotonic() > end else result


def command(call: Call) -> Result:
    """`command -v NAME`, or the command itself."""
    if call.args[:1] not in (["-v"], ["-V"]):
        return call.run(call.args) if call.args else Result()
    names = [name for name in call.args[1:] if call.shell.find(name) is not None]
    return text("\n".join(f"/system/bin/{name.rpartition('/')[2]}" for name in names)) if names else Result(code=1)


def kind(call: Call) -> Result:
    """`type NAME…`."""
    rows = [
        f"{name} is a tracked alias for /system/bin/{name}"
        if call.shell.find(name) is not None
        else f"{name} not found"
        for name in call.args
    ]
    return text("\n".join(rows), int(any(row.endswith("not found") for row in rows)))


def toybox(call: Call) -> Result:
    """`toybox [COMMAND…]`: the command, or what there is."""
    if not call.args:
        return text(" ".join(sorted(call.shell.commands)))
    if call.shell.find(call.args[0]) is None:
        return error(f"toybox: Unknown command {call.args[0]}", 127)
    return call.run(call.args)


def dd(call: Call) -> Result:
    """`dd [if=FILE] [of=FILE] [bs=N] [count=N] [skip=N]`."""
    options = {name: value for name, _, value in (arg.partition("=") for arg in call.args)}
    units = {"k": 1024, "K": 1024, "M": 1 << 20}

    def size(word: str) -> int:
        return int(word.rstrip("kKM")) * units.get(word[-1:], 1)

    block = size(options.get("bs", "512"))
    if options.get("if") in ("/dev/zero", "/dev/urandom", "/dev/random"):
        data = bytes(min(block * size(options.get("count", "0")), 64 << 20))
    else:
        data = given(call, [options["if"]] if "if" in options else [])[block * size(options.get("skip", "0")) :]
        data = data[: block * size(options["count"])] if "count" in options else data
    told = f"{len(data) // block}+{int(len(data) % block > 0)} records in\n{len(data) // block}+0 records out\n"
    told += f"{len(data)} bytes copied, 0.001 s\n"
    if "of" not in options:
        return Result(data, told.encode())
    call.shell.files.write(call.shell.files.clean(options["of"], call.cwd), data)
    return Result(err=told.encode())


def ping(call: Call) -> Result:
    """`ping HOST`: the phone has no way out."""
    host = next((arg for arg in reversed(call.args) if not arg.startswith("-")), "")
    return error(f"ping: unknown host {host}", 2)


def ifconfig(call: Call) -> Result:
    """`ifconfig [INTERFACE]`."""
    lo = "lo        Link encap:Local Loopback\n          inet addr:127.0.0.1  Mask:255.0.0.0\n"
    wlan = ("wlan0     Link encap:Ethernet  HWaddr 02:00:00:00:00:10  Driver virtio_net\n"
            "          inet addr:10.0.2.16  Bcast:10.0.2.255  Mask:255.255.255.0\n"
            "          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1\n")  # fmt: skip
    up = call.shell.phone.world.online
    match call.args[:1]:
        case ["lo"]:
            return text(lo)
        case ["wlan0"] if up:
            return text(wlan)
        case [name] if not name.startswith("-"):
            return error(f"ifconfig: {name}: No such device")
        case _:
            return text(lo + (wlan if up else ""))


def _says(words: str, code: int = 0) -> Command:
    return lambda call: text(words, code)


def _denied(words: str, code: int = 1) -> Command:
    return lambda call: error(words, code)


COMMANDS: dict[str, Command] = {
    "basename": basename,
    "dirname": lambda call: text("\n".join(posixpath.dirname(arg.rstrip("/")) or "." for arg in call.args)),
    "seq": seq,
    "expr": expr,
    "timeout": timeout,
    "command": command,
    "type": kind,
    "toybox": toybox,
    "dd": dd,
    "ping": ping,
    "ifconfig": ifconfig,
    "hostname": _says("localhost"),
    "nproc": _says("4"),
    "getenforce": _says("Enforcing"),
    "setenforce": _denied("setenforce: Couldn't set enforcing status to '0': Permission denied"),
    "dmesg": _denied("dmesg: klogctl: Permission denied"),
    "su": _denied("/system/bin/sh: su: inaccessible or not found", 127),
    "stop": _denied("Must be root"),
    "start": _denied("Must be root"),
    "mount": lambda call: text(call.shell.files.read("/proc/mounts").decode().replace(" ", " on ", 1)),
    "netstat": _says(
        "Active Internet connections (w/o servers)\nProto Recv-Q Send-Q Local Address Foreign Address State"
    ),
    "free": _says(
        "\t\ttotal        used        free      shared     buffers\nMem:       4123168768  2889781248  1233387520"
        "           0    41943040\n-/+ buffers/cache:   2847838208  1275330560\nSwap:               0           0"
        "           0"
    ),  # fmt: skip
    "tty": _says("not a tty", 1),
    "clear": _says("\x1b[H\x1b[J"),
    "groups": _says("shell input log adb sdcard_rw sdcard_r ext_data_rw net_bt_admin net_bt inet readproc uhid"),
    "locksettings": _says("Lock credential verified successfully"),
}
