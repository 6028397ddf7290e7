"""`getprop`, `ime`, `sh`, `service` and small answers about the phone."""

import fnmatch
import re
import time

from devices.virtual.adb.commands.names import ADB_KEYBOARD, LATIN, LOCALES
from devices.virtual.adb.device_server import MAIN_CLASS, SOCKET
from devices.virtual.adb.session import Streams
from devices.virtual.adb.shell import Call, Command, Held, Result, error, text

SERVICES = (
    "SurfaceFlinger", "activity", "alarm", "battery", "clipboard", "display", "input", "input_method", "notification",
    "package", "power", "settings", "statusbar", "wifi", "window",
)  # fmt: skip
IDENTITY = (
    "uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log),1011(adb),1015(sdcard_rw) "
    "context=u:r:shell:s0"
)
IMES = (LATIN, ADB_KEYBOARD)
MAX_SLEEP = 600.0
TICK = 0.1  # seconds between two looks whether anybody still waits
PROPS = {
    "ro.product.model": "Virtual Phone 1", "ro.product.manufacturer": "gui-mcp", "ro.product.brand": "gui-mcp",
    "ro.product.name": "virtual_phone", "ro.product.device": "vphone1", "ro.product.cpu.abi": "x86_64",
    "ro.product.locale": "en-GB", "ro.build.version.release": "15", "ro.build.version.sdk": "35",
    "ro.build.version.codename": "REL", "ro.build.id": "GM1.260310.001", "ro.build.type": "user",
    "ro.build.tags": "release-keys", "ro.build.user": "build", "ro.build.host": "build-host",
    "ro.build.fingerprint": "gui-mcp/virtual_phone/vphone1:15/GM1.260310.001/1:user/release-keys",
    "ro.build.description": "virtual_phone-user 15 GM1.260310.001 1 release-keys", "ro.build.product": "vphone1",
    "ro.build.version.incremental": "1", "ro.build.version.security_patch": "2026-03-01", "ro.board.platform": "vphone",
    "ro.build.version.release_or_codename": "15", "ro.build.date.utc": "1772323200", "ro.product.board": "vphone1",
    "ro.product.cpu.abilist": "x86_64", "ro.product.cpu.abilist64": "x86_64", "ro.product.cpu.abilist32": "",
    "ro.product.first_api_level": "35", "ro.hardware": "vphone", "ro.boot.hardware": "vphone", "ro.secure": "1",
    "ro.boot.serialno": "VPHONE1", "ro.sf.lcd_density": "320", "ro.adb.secure": "1", "ro.bootmode": "normal",
    "ro.boot.qemu": "0", "ro.crypto.state": "encrypted", "ro.zygote": "zygote64", "init.svc.adbd": "running",
    "service.bootanim.exit": "1", "sys.usb.state": "adb", "sys.usb.config": "adb", "persist.sys.usb.config": "adb",
    "gsm.sim.state": "READY", "gsm.operator.alpha": "", "gsm.network.type": "LTE", "wifi.interface": "wlan0",
    "dalvik.vm.heapsize": "512m", "net.hostname": "",
    "ro.build.display.id": "GM1.260310.001", "ro.build.characteristics": "default", "ro.serialno": "VPHONE1",
    "ro.kernel.qemu": "0", "ro.debuggable": "0", "sys.boot_completed": "1", "dev.bootcomplete": "1",
    "init.svc.bootanim": "stopped", "persist.sys.timezone": "Europe/Berlin", "persist.sys.locale": "en-GB",
}  # fmt: skip


def getprop(call: Call) -> Result:
    """`getprop [NAME [DEFAULT]]`."""
    locale = LOCALES[call.shell.phone.world.settings["language"]]
    props = {**PROPS, **call.shell.memory.props, "persist.sys.locale": locale, "ro.product.locale": locale}
    if not call.args:
        return text("\n".join(f"[{name}]: [{value}]" for name, value in sorted(props.items())))
    return Result(out=(props.get(call.args[0], call.args[1] if len(call.args) > 1 else "") + "\n").encode())


def setprop(call: Call) -> Result:
    """`setprop NAME VALUE`: the shell may set what begins with debug., log. or persist.log.; the rest is init's."""
    if len(call.args) != 2:
        return error("setprop: Needs 2 arguments" if len(call.args) < 2 else "setprop: Max 2 arguments")
    name, value = call.args
    if name == "sys.powerctl":
        return reboot(call.again([]))
    if not name.startswith(("debug.", "log.", "persist.log.")):
        return error(f"Failed to set property '{name}' to '{value}'.\nSee dmesg for error reason.")
    call.shell.memory.props[name] = value
    return Result()


def reboot(call: Call) -> Result:
    """`reboot [-p] […]`: apps are closed, the screen is on at home, and the daemon drops its connections."""
    phone, memory = call.shell.phone, call.shell.memory
    with phone.lock:
        for name in list(phone.world.nav["running"]):
            phone.quit(name)
        phone.shade(False)
        if not phone.world.nav["awake"]:
            phone.key("power")
        phone.key("home")
    for kept in (memory.log, memory.sockets, memory.reverse, memory.props, memory.battery, memory.gesture):
        kept.clear()
    call.shell.restart("reboot")
    return Result()


def ime(call: Call) -> Result:
    """`ime list|set|enable|disable|reset`."""
    match call.args:
        case ["list", *flags]:
            if "-s" in flags:
                return text("\n".join(IMES))
            current = call.shell.memory.ime
            rows = (
                f"{name}:\n  mId={name} mSettingsActivityName=null mIsDefault={str(name == current).lower()}"
                for name in IMES
            )
            return text("\n".join(rows))
        case ["set", name] if name in IMES:
            call.shell.memory.ime = name
            return text(f"Input method {name} selected for user #0")
        case ["enable" | "disable" as word, name] if name in IMES:
            return text(f"Input method {name}: now {word}d for user #0")
        case ["reset"]:
            call.shell.memory.ime = LATIN
            return text(f"Reset current and enabled IMEs for user #0\n  Selected: {LATIN}")
        case ["set" | "enable" | "disable", name]:
            return error(f"Unknown input method {name} cannot be selected for user #0", 255)
        case _:
            return error("usage: ime list [-a] [-s] | enable ID | disable ID | set ID | reset", 255)


def date(call: Call) -> Result:
    """The phone's own, frozen clock."""
    now = call.shell.phone.world.now
    form = next((arg[1:] for arg in call.args if arg.startswith("+")), "")
    if not form:
        return text(now.strftime("%a %b %e %H:%M:%S CET %Y"))
    return text(now.strftime(form.replace("%s", str(int(now.timestamp())))))


def sleep(call: Call) -> Result:
    """`sleep SECONDS`, ten minutes at most; it ends with its client."""
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    if not call.args:
        return error("sleep: Needs 1 argument")
    try:
        seconds = sum(float(arg.rstrip("smhd")) * units.get(arg[-1], 1) for arg in call.args)
    except ValueError:
        return error(f"sleep: not float: {call.args[0]}")
    end = time.monotonic() + max(0.0, min(MAX_SLEEP, seconds))
    while (left := end - time.monotonic()) > 0 and not call.session.gone():
        time.sleep(min(left, TICK))
    return Result()


def sh(call: Call) -> Result:
    """`sh -c LINE [NAME ARGUMENTS…]`, `sh FILE`, or a script that is piped in."""
    args = list(call.args)
    while args and args[0].startswith("-") and args[0] != "-c":
        args.pop(0)
    words = ["sh"]
    if args[:1] == ["-c"]:
        if len(args) < 2:
            return error("sh: -c: requires an argument")
        script, words = args[1], args[2:] or words
    elif args:
        script, words = call.shell.files.read(call.shell.files.clean(args[0], call.cwd)).decode(errors="replace"), args
    else:
        script = call.stdin.decode(errors="replace")
    err = Held()
    code = call.session.inner(script, Streams(call.source, call.emit, err.write), words)
    return Result(err=err.taken(), code=code)


def app_process(call: Call) -> Result:
    """`app_process DIR CLASS`: the phone runs no Dalvik code; the one helper it knows it answers for itself."""
    if call.args[-1:] == [MAIN_CLASS]:
        call.shell.memory.sockets.add(SOCKET)
        return Result()
    return error("Error: Unable to load the class: this phone runs no Dalvik code", 1)


def bugreportz(call: Call) -> Result:
    """`bugreportz -v|-p`: there is a version, and no report."""
    if call.args[:1] == ["-v"]:
        return Result(err=b"1.2\n")
    return text("FAIL:this virtual phone keeps no bug reports")


def getevent(call: Call) -> Result:
    """`getevent -p|-i|-S`: the touch screen; without them nothing comes, until the client leaves."""
    width, height, _ = call.shell.phone.made
    name = 'add device 1: /dev/input/event1\n  name:     "virtual_touchscreen"\n'
    if not call.args or not re.search("[piS]", "".join(call.args)):
        call.emit(name.encode())
        while not call.session.gone():
            time.sleep(TICK)
        return Result(code=130)
    axes = {"0030": 255, "0035": width - 1, "0036": height - 1, "0039": 65535, "003a": 255}
    rows = [f"{axis}  : value 0, min 0, max {most}, fuzz 0, flat 0, resolution 0" for axis, most in axes.items()]
    return text(
        name + "  events:\n    KEY (0001): 014a\n    ABS (0003): " + "\n                ".join(rows)
        + "\n  input props:\n    INPUT_PROP_DIRECT"
    )  # fmt: skip


def service(call: Call) -> Result:
    """`service list|check NAME|call NAME CODE`."""
    names = SERVICES
    match call.args:
        case ["list"]:
            rows = "\n".join(f"{n}\t{name}: []" for n, name in enumerate(names))
            return text(f"Found {len(names)} services:\n{rows}")
        case ["check", name]:
            return text(f"Service {name}: {'found' if name in names else 'not found'}")
        case ["call", name, *_] if name in names:
            return text("Result: Parcel(00000000    '....')")
        case ["call", name, *_]:
            return error(f"service: Service {name} does not exist", 10)
        case _:
            return error("Usage: service [-h|-?]\n       service list\n       service check SERVICE", 10)


def which(call: Call) -> Result:
    """`which NAME…`."""
    names = [arg for arg in call.args if not arg.startswith("-")]
    found = [f"/system/bin/{name.rpartition('/')[2]}" for name in names if call.shell.find(name) is not None]
    return text("\n".join(found), 0 if found and len(found) == len(names) else 1)


def env(call: Call) -> Result:
    """`env [NAME=VALUE…] [COMMAND…]`, `printenv [NAME]`."""
    args = list(call.args)
    while args and "=" in args[0]:
        args.pop(0)
    if args and args[0] in call.session.variables:
        return text(call.session.variables[args[0]])
    if args:
        return call.run(args)
    return text("\n".join(f"{name}={value}" for name, value in call.session.variables.items() if name != "IFS"))


INTERFACES = {
    "lo": ("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000",
           "link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00", "inet 127.0.0.1/8 scope host lo"),
    "wlan0": ("2: wlan0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP group default qlen 1000",
              "link/ether 02:00:00:00:00:10 brd ff:ff:ff:ff:ff:ff",
              "inet 10.0.2.16/24 brd 10.0.2.255 scope global wlan0"),
}  # fmt: skip


def ip(call: Call) -> Result:
    """`ip [-f inet|-4|-o] addr|link|route [show [dev NAME]]`: an address of its own where there is a network."""
    args = list(call.args)
    while args and args[0].startswith("-"):
        del args[: 2 if args[0] == "-f" else 1]
    what, online = (args or [""])[0], call.shell.phone.world.online
    if what[:1] == "r" or "route".startswith(what or "?"):
        return text("10.0.2.0/24 dev wlan0 proto kernel scope link src 10.0.2.16" if online else "")
    if not what or not ("addr".startswith(what) or "link".startswith(what) or what == "address"):
        return error("Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }", 255)
    named = [arg for arg in args[1:] if arg not in ("show", "list", "ls", "dev", "up")]
    if named and (named[0] not in INTERFACES or (named[0] == "wlan0" and not online)):
        return error(f'Device "{named[0]}" does not exist.')
    names = named[:1] or [name for name in INTERFACES if online or name == "lo"]
    rows: list[str] = []
    for name in names:
        head, link, inet = INTERFACES[name]
        rows += [head, f"    {link}"] + ([f"    {inet}", "       valid_lft forever preferred_lft forever"]
                                         if what[0] == "a" else [])  # fmt: skip
    return text("\n".join(rows))


def _test(call: Call, args: list[str]) -> Result:
    for joint, both in (("-o", any), ("-a", all)):
        if joint in args[1:-1]:
            at = args.index(joint, 1)
            parts = [_test(call, args[:at]).code == 0, _test(call, args[at + 1 :]).code == 0]
            return Result(code=0 if both(parts) else 1)
    if args[:1] == ["!"]:
        return Result(code=int(_test(call, args[1:]).code == 0))
    files = call.shell.files
    match args:
        case []:
            holds = False
        case ["-e" | "-f" | "-d" | "-r" | "-s" | "-w" | "-x" | "-L" | "-h" as kind, path]:
            entry = files.stat(files.clean(path, call.cwd))
            folder = entry is not None and bool(entry.mode & 0o040000)
            holds = entry is not None and kind not in ("-L", "-h")
            holds = holds and (kind not in ("-f", "-d") or folder == (kind == "-d"))
            holds = holds and (kind != "-s" or entry is None or entry.size > 0)
        case ["-z", word]:
            holds = not word
        case ["-n", word] | [word]:
            holds = bool(word)
        case [one, "=" | "==", two]:
            holds = fnmatch.fnmatchcase(one, two)
        case [one, "!=", two]:
            holds = not fnmatch.fnmatchcase(one, two)
        case [one, "-eq" | "-ne" | "-lt" | "-le" | "-gt" | "-ge" as sign, two]:
            if not all(re.fullmatch(r"\s*-?\d+\s*", word) for word in (one, two)):
                return error(f"/system/bin/sh: [: {one}: unexpected operator/operand", 2)
            a, b = int(one), int(two)
            holds = {"-eq": a == b, "-ne": a != b, "-lt": a < b, "-le": a <= b, "-gt": a > b, "-ge": a >= b}[sign]
        case _:
            return error("/system/bin/sh: [: unexpected operator/operand", 2)
    return Result(code=0 if holds else 1)


def _says(words: str) -> Command:
    return lambda call: text(words)


COMMANDS: dict[str, Command] = {
    "getprop": getprop,
    "setprop": setprop,
    "reboot": reboot,
    "ime": ime,
    "date": date,
    "sleep": sleep,
    "id": lambda call: text("2000" if "-u" in call.args or "-g" in call.args else IDENTITY),
    "whoami": _says("shell"),
    "uname": lambda call: text("Linux localhost 6.1.0 #1 SMP PREEMPT x86_64 Toybox" if call.args else "Linux"),
    "uptime": _says(" 09:30:00 up 1 day,  0 users,  load average: 0.10, 0.10, 0.10"),
    "true": lambda call: Result(),
    "false": lambda call: Result(code=1),
    "sync": lambda call: Result(),
    "sh": sh,
    "which": which,
    "env": env,
    "printenv": env,
    "nohup": lambda call: call.run(call.args) if call.args else Result(code=1),
    "app_process": app_process,
    "app_process64": app_process,
    "bugreport": lambda call: error("Failure: this virtual phone keeps no bug reports", 1),
    "bugreportz": bugreportz,
    "getevent": getevent,
    "sendevent": lambda call: error(f"could not open {(call.args or ['/dev/input/event1'])[0]}, Permission denied", 1),
    "service": service,
    "appops": lambda call: Result(),
    "run-as": lambda call: error(f"run-as: package not debuggable: {' '.join(call.args[:1])}", 1),
    "ip": ip,
    "test": lambda call: _test(call, call.args),
    "[[": lambda call: _test(call, call.args[:-1]) if call.args[-1:] == ["]]"] else error("[[: missing ]]", 2),
    "[": lambda call: _test(call, call.args[:-1]) if call.args[-1:] == ["]"] else error("[: missing ]", 2),
}
