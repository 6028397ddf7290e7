"""`ps`, `top`, `pidof`, `pgrep`, `kill`, `pkill`: what runs on the phone."""

import re
import time

from devices.virtual.adb.commands.names import process_id, processes
from devices.virtual.adb.device_server import MAIN_CLASS, SOCKET
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.apps import APPS

TOP = 3.0  # seconds between two pictures of `top`
COLUMNS = {"USER": 13, "PID": 6, "PPID": 5, "VSZ": 9, "RSS": 6, "WCHAN": 17, "ADDR": 4, "S": 1, "NAME": 4, "ARGS": 4,
           "CMD": 4, "CMDLINE": 4, "STIME": 5, "TTY": 3, "TIME": 8, "C": 1, "UID": 6, "TID": 6, "PCPU": 4}  # fmt: skip
TO_THE_RIGHT = frozenset({"PID", "PPID", "VSZ", "RSS", "TID", "UID"})


def ps(call: Call) -> Result:
    """`ps [-A|-e] [-f] [-o COLUMNS] [-p PID]`; without -A what the shell itself runs."""
    args = " ".join(call.args)
    flags = "".join(arg[1:] for arg in call.args if arg.startswith("-"))
    chosen = re.search(r"-o\s*([\w,=%]+)", args)
    wanted = re.search(r"-p\s*(\d+)", args)
    names = ["USER", "PID", "PPID", "VSZ", "RSS", "WCHAN", "ADDR", "S", "NAME"]
    if chosen:
        names = [name.partition("=")[0].upper().lstrip("%") for name in chosen.group(1).split(",")]
        unknown = next((name for name in names if name not in COLUMNS), None)
        if unknown is not None:
            return error(f"ps: bad -o {unknown}")
    elif "f" in flags:
        names = ["USER", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"]
    running = [(name, process_id(name), 1) for name in processes(call.shell.phone)]
    running += [("sh", 4242, process_id("adbd")), ("ps", 4243, 4242)]
    if wanted:
        running = [one for one in running if one[1] == int(wanted.group(1))]
    elif not set(flags) & set("Aea"):
        running = running[-2:]
    rows = [_row(names, {name: name for name in COLUMNS})]
    for name, number, parent in running:
        user = "u0_a100" if "." in name else {"sh": "shell", "ps": "shell", "init": "root"}.get(name, "system")
        rows.append(_row(names, {
            "USER": user, "PID": str(number), "PPID": str(parent), "VSZ": "1000000", "RSS": "90000", "WCHAN": "0",
            "ADDR": "0", "S": "S", "NAME": name, "ARGS": name, "CMD": name, "CMDLINE": name, "STIME": "09:30",
            "TTY": "?", "TIME": "00:00:01", "C": "0", "UID": "10100", "TID": str(number), "PCPU": "0.0",
        }))  # fmt: skip
    return text("\n".join(rows))


def _row(names: list[str], values: dict[str, str]) -> str:
    parts = [values[n].rjust(COLUMNS[n]) if n in TO_THE_RIGHT else values[n].ljust(COLUMNS[n]) for n in names]
    return " ".join(parts).rstrip()


def pidof(call: Call) -> Result:
    """`pidof NAME`."""
    names = [name for name in call.args if name in processes(call.shell.phone)]
    return text(" ".join(str(process_id(name)) for name in names)) if names else Result(code=1)


def pgrep(call: Call) -> Result:
    """`pgrep [-f] [-l] NAME`."""
    names = [arg for arg in call.args if not arg.startswith("-")]
    found = [name for name in processes(call.shell.phone) if names and names[0] in name]
    rows = [f"{process_id(name)}" + (f" {name}" if "-l" in call.args else "") for name in found]
    return text("\n".join(rows)) if rows else Result(code=1)


def kill(call: Call) -> Result:
    """`kill PID…`: apps belong to other users, so that the shell may not."""
    wanted = [arg for arg in call.args if arg.isdigit()]
    known = {str(process_id(name)) for name in processes(call.shell.phone)}
    if "-l" in call.args:
        return text("HUP INT QUIT KILL TERM STOP CONT")
    if not wanted:
        return error("kill: Needs 1 argument")
    return error("\n".join(
        f"kill: {number}: {'Operation not permitted' if number in known else 'No such process'}" for number in wanted
    ))  # fmt: skip


def pkill(call: Call) -> Result:
    """`pkill [-f] NAME`: ends that helper; apps are ended by `am force-stop`."""
    names = [arg.replace("[", "").replace("]", "") for arg in call.args if not arg.startswith("-")]
    if any(name in MAIN_CLASS for name in names) and SOCKET in call.shell.memory.sockets:
        call.shell.memory.sockets.discard(SOCKET)
        return Result()
    return Result(code=1)


def top(call: Call) -> Result:
    """`top [-b] [-n N]`: without -n until the client leaves."""
    count = next((int(b) for a, b in zip(call.args, call.args[1:], strict=False) if a == "-n" and b.isdigit()), 0)
    count = count or next((int(arg[2:]) for arg in call.args if re.fullmatch(r"-n\d+", arg)), 0)
    done = 0
    while not call.session.gone():
        rows = [f"{process_id(name):5} {'u0_a100' if name in APPS else 'system':12} 20   0  10G  90M  60M S  0.0   2.2"
                f"   0:01.00 {name}" for name in processes(call.shell.phone)]  # fmt: skip
        call.emit((
            f"Tasks: {len(rows)} total,   1 running, {len(rows) - 1} sleeping,   0 stopped,   0 zombie\n"
            "  Mem:  4026532K total,  2822052K used,  1204480K free,    40960K buffers\n"
            " Swap:        0K total,        0K used,        0K free,  1228800K cached\n"
            "400%cpu   1%user   0%nice   1%sys 398%idle   0%iow   0%irq   0%sirq   0%host\n"
            "  PID USER         PR  NI VIRT  RES  SHR S[%CPU] %MEM     TIME+ ARGS\n" + "\n".join(rows) + "\n"
        ).encode())  # fmt: skip
        done += 1
        if count and done >= count:
            return Result()
        end = time.monotonic() + TOP
        while time.monotonic() < end and not call.session.gone():
            time.sleep(0.1)
    return Result(code=130)


COMMANDS: dict[str, Command] = {
    "ps": ps,
    "pidof": pidof,
    "pgrep": pgrep,
    "kill": kill,
    "killall": kill,
    "pkill": pkill,
    "top": top,
}
