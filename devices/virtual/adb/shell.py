"""The phone's shell: mksh's language (parse.py, session.py) and our own commands. It never runs a host command.

Covered: quotes and backslashes, `;` `&` `&&` `||` `!` `|` and new lines, `if`, `for`, `while`, `until`, `case`, groups
and subshells, variables and `${…}`, `$(…)`, `$((…))`, globs, redirections to the phone's files, here-documents. Not
covered: functions, arrays, arithmetic that assigns; what cannot be read is a syntax error.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from devices.errors import DeviceError
from devices.virtual.adb.builtins import BUILTINS
from devices.virtual.adb.files import Files
from devices.virtual.adb.result import Gone, Held, Input, Result, Sink, error, text
from devices.virtual.adb.session import Session, Streams
from devices.virtual.phone import VirtualPhone

__all__ = ["Call", "Command", "Gone", "Held", "Input", "Memory", "Result", "Shell", "Sink", "error", "text"]

NOT_FOUND = 127
MAX_LOG = 1000  # rows that logcat keeps
BIN = ("/system/bin/", "/bin/", "/vendor/bin/", "/system/xbin/")


@dataclass
class Call:
    """One command being run: its arguments (without its name), what it can read, the phone, and the shell it is in."""

    args: list[str]
    source: Input
    shell: "Shell"
    session: Session
    emit: Sink

    @property
    def stdin(self) -> bytes:
        """What is piped in; waits for its end."""
        return self.source.rest()

    @property
    def cwd(self) -> str:
        """The folder the shell is in."""
        return self.session.cwd

    def again(self, args: list[str]) -> "Call":
        """The same call with other arguments, for a command that runs another."""
        return replace(self, args=args)

    def run(self, words: list[str], source: Input | None = None) -> Result:
        """Run another command, its name first."""
        return self.shell.command(words, source or self.source, self.session, self.emit)


Command = Callable[[Call], Result]


@dataclass
class Memory:
    """What the shell's commands remember of the phone beside its apps."""

    settings: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    props: dict[str, str] = field(default_factory=dict[str, str])
    ime: str = "com.android.inputmethod.latin/.LatinIME"
    imes: set[str] = field(default_factory=set[str])  # enabled beside the phone's own
    gesture: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    sockets: set[str] = field(default_factory=set[str])
    reverse: dict[str, str] = field(default_factory=dict[str, str])
    battery: dict[str, str] = field(default_factory=dict[str, str])  # what `dumpsys battery set` pretends
    raw: tuple[bytes, bytes] | None = None  # the last picture and its pixels
    log: deque[str] = field(default_factory=lambda: deque[str](maxlen=MAX_LOG))
    logged: int = 0  # rows ever written
    restart: str = ""  # why the daemon shall drop its connections: reboot, tcpip …


class Shell:
    """Runs command lines on one phone. Safe to call from several threads: the phone locks itself."""

    def __init__(self, phone: VirtualPhone, files: Files, commands: "dict[str, Command] | None" = None) -> None:
        self.phone, self.files = phone, files
        self.memory = Memory()
        self.commands = commands if commands is not None else {}
        self.changed = threading.Event()  # set when a row is logged
        self.restarted: Callable[[], None] = lambda: None

    def open(
        self, out: Sink, err: Sink, source: Input | None = None, gone: Callable[[], bool] = lambda: False
    ) -> Session:
        """A shell whose output goes there as it is printed; it remembers its folder and its variables."""
        return Session(self, out, err, source or Input(), gone)

    def run(self, line: str) -> Result:
        """Run a line and keep what it prints. Never raises: what goes wrong is told on stderr and in the exit code."""
        out, err = Held(), Held()
        code = self.open(out.write, err.write).run(line)
        return Result(out.taken(), err.taken(), code)

    def restart(self, why: str) -> None:
        """Have the daemon drop its connections, as after `reboot` or `adb tcpip`."""
        self.memory.restart = why
        self.restarted()

    def log(self, level: str, tag: str, words: str) -> None:
        """Write a row that `logcat` will show. Never with what is on the screen, or was typed."""
        at = f"{self.phone.world.now:%m-%d %H:%M:%S}.{self.memory.logged % 1000:03}"
        self.memory.log.append(f"{at}  1201  1201 {level} {tag}: {words}")
        self.memory.logged += 1

    def builtin(self, words: list[str], session: Session, streams: Streams) -> Result | None:
        """Run what the shell does itself; None where that is a command's."""
        found = BUILTINS.get(words[0])
        return found(session, words[1:], streams) if found is not None else None

    def find(self, name: str) -> Command | None:
        """The command of this name or path."""
        folder = next((folder for folder in BIN if name.startswith(folder)), "")
        return self.commands.get(name[len(folder) :])

    def command(self, words: list[str], source: Input, session: Session, emit: Sink) -> Result:
        """Run one command, its name first."""
        if session.gone():
            raise Gone
        name, args = words[0], words[1:]
        command = self.find(name)
        if command is None:
            return error(f"/system/bin/sh: {name}: {self._missing(name, session.cwd)}", NOT_FOUND)
        try:
            return command(Call(args, source, self, session, emit))
        except OSError as problem:
            return error(f"{name}: {problem.strerror or problem}")
        except DeviceError as problem:
            return error(f"{name}: {problem}")
        except (ValueError, LookupError, OverflowError) as problem:
            return error(f"{name}: bad argument: {problem}")

    def _missing(self, name: str, cwd: str) -> str:
        if "/" in name and self.files.stat(self.files.clean(name, cwd)) is not None:
            return "can't execute: Permission denied"
        return "inaccessible or not found"
