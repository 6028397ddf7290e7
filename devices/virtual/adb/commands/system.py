"""`getprop`, `ime`, `logcat`, processes and small answers about the phone."""

import time

from devices.virtual.adb.commands.names import ADB_KEYBOARD, LATIN, LOCALES, process_id, processes
from devices.virtual.adb.device_server import MAIN_CLASS, SOCKET
from devices.virtual.adb.shell import Call, Command, Result, error, text

IMES = (LATIN, ADB_KEYBOARD)
MAX_SLEEP = 30.0
PROPS = {
    "ro.product.model": "Virtual Phone 1", "ro.product.manufacturer": "gui-mcp", "ro.product.brand": "gui-mcp",
    "ro.product.name": "virtual_phone", "ro.product.device": "vphone1", "ro.product.cpu.abi": "x86_64",
    "ro.product.locale": "en-GB", "ro.build.version.release": "15", "ro.build.version.sdk": "35",
    "ro.build.version.codename": "REL", "ro.build.id": "GM1.260310.001", "ro.build.type": "user",
    "ro.build.display.id": "GM1.260310.001", "ro.build.characteristics": "default", "ro.serialno": "VPHONE1",
    "ro.kernel.qemu": "0", "ro.debuggable": "0", "sys.boot_completed": "1", "dev.bootcomplete": "1",
    "init.svc.bootanim": "stopped", "persist.sys.timezone": "Europe/Berlin", "persist.sys.locale": "en-GB",
}  # fmt: skip


def getprop(call: Call) -> Result:
    """`getprop [NAME [DEFAULT]]`."""
    locale = LOCALES[call.shell.phone.world.settings["language"]]
    props = {**PROPS, "persist.sys.locale": locale, "ro.product.locale": locale}
    if not call.args:
        return text("\n".join(f"[{name}]: [{value}]" for name, value in sorted(props.items())))
    return Result(out=(props.get(call.args[0], call.args[1] if len(call.args) > 1 else "") + "\n").encode())


def ime(call: Call) -> Result:
    """`ime list|set|enable|disable|reset`."""
    match call.args:
        case ["list", *flags]:
            if "-s" in flags:
                return text("\n".join(IMES))
            return text("\n".join(f"{name}:\n  mId={name} mIsDefault=false" for name in IMES))
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
    """`sleep SECONDS`, 30 at most."""
    try:
        time.sleep(max(0.0, min(MAX_SLEEP, float(call.args[0]))))
    except (IndexError, ValueError):
        return error("sleep: Needs 1 argument", 1)
    return Result()


def logcat(call: Call) -> Result:
    """`logcat [-d] [-c] [-t N] [-s TAG…]`: what the shell did on this phone; it does not wait for more."""
    log = call.shell.memory.log
    if "-c" in call.args:
        log.clear()
        return Result()
    chosen = call.args[call.args.index("-s") + 1 :] if "-s" in call.args else []
    tags = {arg.partition(":")[0] for arg in chosen}
    rows = [row for row in log if not tags or any(f" {tag}:" in row for tag in tags)]
    if "-t" in call.args:
        count = call.args[call.args.index("-t") + 1 : call.args.index("-t") + 2]
        rows = rows[-int(count[0]) :] if count and count[0].isdigit() else rows
    return text("\n".join(["--------- beginning of main", *rows]))


def ps(call: Call) -> Result:
    """`ps [-A|-e|-f]`: the system's processes and the apps that run."""
    rows = ["USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME"]
    for name in processes(call.shell.phone):
        user = "u0_a100" if "." in name else "root" if name == "init" else "system"
        rows.append(f"{user:13} {process_id(name):5} {1:5} 1000000  90000 0                   0 S {name}")
    return text("\n".join(rows))


def pidof(call: Call) -> Result:
    """`pidof NAME`."""
    names = [name for name in call.args if name in processes(call.shell.phone)]
    return text(" ".join(str(process_id(name)) for name in names)) if names else Result(code=1)


def app_process(call: Call) -> Result:
    """`app_process DIR CLASS`: the phone runs no Dalvik code; the one helper it knows it answers for itself."""
    if call.args[-1:] == [MAIN_CLASS]:
        call.shell.memory.sockets.add(SOCKET)
        return Result()
    return error("Error: Unable to load the class: this phone runs no Dalvik code", 1)


def pkill(call: Call) -> Result:
    """`pkill [-f] NAME`: ends that helper; apps are ended by `am force-stop`."""
    names = [arg.replace("[", "").replace("]", "") for arg in call.args if not arg.startswith("-")]
    if any(name in MAIN_CLASS for name in names) and SOCKET in call.shell.memory.sockets:
        call.shell.memory.sockets.discard(SOCKET)
        return Result()
    return Result(code=1)


def which(call: Call) -> Result:
    """`which NAME…`."""
    found = [f"/system/bin/{name}" for name in call.args if name in call.shell.commands]
    return text("\n".join(found), 0 if found and len(found) == len(call.args) else 1)


def ip(call: Call) -> Result:
    """`ip addr|route`: an address of its own where there is a network."""
    if not call.shell.phone.world.online:
        return text("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n    inet 127.0.0.1/8 scope host lo")
    if call.args[:1] == ["route"]:
        return text("10.0.2.0/24 dev wlan0 proto kernel scope link src 10.0.2.16")
    return text(
        "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536\n    inet 127.0.0.1/8 scope host lo\n"
        "2: wlan0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500\n    inet 10.0.2.16/24 brd 10.0.2.255 scope global wlan0"
    )


def _test(call: Call, args: list[str]) -> Result:
    files = call.shell.files
    match args:
        case ["-e" | "-f" | "-d" | "-r" as kind, path]:
            entry = files.stat(files.clean(path, call.cwd))
            folder = entry is not None and bool(entry.mode & 0o040000)
            holds = entry is not None and (kind not in "-f-d" or folder == (kind == "-d"))
        case ["-z", word]:
            holds = not word
        case ["-n", word] | [word]:
            holds = bool(word)
        case [one, "=" | "==", two]:
            holds = one == two
        case [one, "!=", two]:
            holds = one != two
        case _:
            return error("test: syntax error", 2)
    return Result(code=0 if holds else 1)


def _says(words: str) -> Command:
    return lambda call: text(words)


COMMANDS: dict[str, Command] = {
    "getprop": getprop,
    "setprop": lambda call: Result(),
    "ime": ime,
    "date": date,
    "sleep": sleep,
    "id": _says("uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input) context=u:r:shell:s0"),
    "whoami": _says("shell"),
    "uname": lambda call: text("Linux localhost 6.1.0 #1 SMP PREEMPT x86_64 Toybox" if call.args else "Linux"),
    "logcat": logcat,
    "uptime": _says(" 09:30:00 up 1 day,  0 users,  load average: 0.10, 0.10, 0.10"),
    "true": lambda call: Result(),
    "false": lambda call: Result(code=1),
    "sync": lambda call: Result(),
    "sh": lambda call: call.shell.run(call.args[1]) if call.args[:1] == ["-c"] and len(call.args) > 1 else Result(),
    "pidof": pidof,
    "ps": ps,
    "which": which,
    "env": _says("PATH=/system/bin\nANDROID_DATA=/data\nANDROID_ROOT=/system\nHOME=/"),
    "nohup": lambda call: call.run(call.args) if call.args else Result(code=1),
    "app_process": app_process,
    "pkill": pkill,
    "appops": lambda call: Result(),
    "run-as": lambda call: error(f"run-as: package not debuggable: {' '.join(call.args[:1])}", 1),
    "ip": ip,
    "test": lambda call: _test(call, call.args),
    "[": lambda call: _test(call, call.args[:-1]) if call.args[-1:] == ["]"] else error("[: missing ]", 2),
}
