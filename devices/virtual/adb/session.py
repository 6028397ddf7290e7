"""One shell at work: it runs what parse.py has read, and remembers its folder, its variables and the last code."""

import contextlib
import fnmatch
import posixpath
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from devices.virtual.adb.expand import MAX_VALUE, Expander
from devices.virtual.adb.files import Files
from devices.virtual.adb.parse import Command, Pipeline, Redirect, parse
from devices.virtual.adb.result import Gone, Held, Input, Result, Sink
from devices.virtual.adb.words import ShellSyntaxError

SH = "/system/bin/sh"
MAX_LINE = 256 * 1024
MAX_DEPTH = 30  # shells within shells
BUSY, NAP = 2000, 0.002  # after so many commands a script makes way for others
DEFAULTS = {
    "HOME": "/", "PATH": "/product/bin:/apex/com.android.runtime/bin:/system/bin:/vendor/bin", "USER": "shell",
    "SHELL": "/bin/sh", "HOSTNAME": "vphone1", "EXTERNAL_STORAGE": "/sdcard", "ANDROID_DATA": "/data",
    "ANDROID_ROOT": "/system", "ANDROID_STORAGE": "/storage", "TMPDIR": "/data/local/tmp", "LOGNAME": "shell",
    "ANDROID_SERIAL": "", "TERM": "dumb", "IFS": " \t\n",
}  # fmt: skip
SILENT = frozenset({"/dev/null"})


class Host(Protocol):
    """Where a session finds commands and files."""

    files: Files

    def builtin(self, words: list[str], session: "Session", streams: "Streams") -> Result | None: ...

    def command(self, words: list[str], source: Input, session: "Session", emit: Sink) -> Result: ...


class Leave(Exception):
    """`exit`, `break`, `continue`: how many loops, and what for."""

    def __init__(self, kind: str, number: int) -> None:
        self.kind, self.number = kind, number


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command reads and writes."""

    source: Input
    out: Sink
    err: Sink


class Session:
    """A shell. `gone` tells that nobody waits for its answer any more."""

    def __init__(self, host: Host, out: Sink, err: Sink, source: Input, gone: Callable[[], bool]) -> None:
        self._host, self.files, self.gone = host, host.files, gone
        self._streams = Streams(source, out, err)
        self.cwd, self.code, self.left = "/", 0, False
        self.variables = dict(DEFAULTS)
        self.words: list[str] = ["sh"]  # $0, $1 …
        self._steps, self._depth = 0, 0

    def run(self, line: str) -> int:
        """Run a line, whatever is in it; its exit code. `left` says whether it was `exit`."""
        try:
            self.script(line, self._streams)
        except Leave as leave:
            if leave.kind == "exit":
                self.code, self.left = leave.number, True
        except Gone:
            self.code, self.left = 141, True
        except RecursionError:
            self.code = 1
        return self.code

    def inner(self, line: str, streams: Streams, words: list[str] | None = None) -> int:
        """Run a line in a shell of its own within this one; what it sets is forgotten."""
        if self._depth >= MAX_DEPTH:
            streams.err(f"{SH}: nested too deep\n".encode())
            return 1
        kept = self.cwd, dict(self.variables), self.words
        self.words = words or self.words
        self._depth += 1
        try:
            self.script(line, streams)
            return self.code
        except Leave as leave:
            return leave.number if leave.kind == "exit" else 0
        finally:
            self._depth -= 1
            self.cwd, self.variables, self.words = kept

    def script(self, line: str, streams: Streams) -> None:
        """Run a line in this very shell, as `eval` does."""
        try:
            if len(line) > MAX_LINE:
                raise ShellSyntaxError("line too long")
            self._list(parse(line), streams)
        except ShellSyntaxError as problem:
            streams.err(f"{SH}: syntax error: {problem}\n".encode(errors="replace"))
            self.code = 1

    def _list(self, pipelines: list[Pipeline], streams: Streams) -> None:
        for pipeline in pipelines:
            if (pipeline.when == "&&" and self.code) or (pipeline.when == "||" and not self.code):
                continue
            self._pipeline(pipeline, streams)
            if pipeline.background:
                self.code = 0
            elif pipeline.negated:
                self.code = int(not self.code)

    def _pipeline(self, pipeline: Pipeline, streams: Streams) -> None:
        *before, last = pipeline.stages
        self._stages(before, last, streams)

    def _stages(self, before: list[Command], last: Command, streams: Streams) -> None:
        if not before:
            self._command(last, streams)
            return
        kept = self.cwd, dict(self.variables)
        source = streams.source
        first, *middle = before
        if not middle and _follows(first, self):
            self._piped_live(first, last, streams)
        else:
            for stage in before:
                held = Held()
                self._contained(stage, Streams(source, held.write, streams.err))
                source = Input(held.taken())
            self._contained(last, Streams(source, streams.out, streams.err))
        self.cwd, self.variables = kept

    def _contained(self, stage: Command, streams: Streams) -> None:
        """A stage of a pipe is a shell of its own: `exit` ends but it."""
        try:
            self._command(stage, streams)
        except Leave as leave:
            if leave.kind != "exit":
                raise
            self.code = leave.number

    def _piped_live(self, first: Command, last: Command, streams: Streams) -> None:
        """A log that is followed goes through its filter row by row, as nobody could wait for its end."""

        def through(data: bytes) -> None:
            self._contained(last, Streams(Input(data), streams.out, streams.err))

        self._contained(first, Streams(streams.source, through, streams.err))

    def _command(self, command: Command, streams: Streams) -> None:
        self._tick()
        with contextlib.ExitStack() as closing:
            try:
                for redirect in command.redirects:
                    streams = self._redirected(redirect, streams, closing)
            except OSError as problem:
                streams.err(f"{SH}: {problem}\n".encode(errors="replace"))
                self.code = 1
                return
            match command.kind:
                case "simple":
                    self._simple(command, streams)
                case "group":
                    self._list(command.bodies[0], streams)
                case "subshell":
                    kept = self.cwd, dict(self.variables)
                    try:
                        self._list(command.bodies[0], streams)
                    except Leave as leave:
                        self.code = leave.number
                    self.cwd, self.variables = kept
                case "if":
                    self._if(command, streams)
                case "for":
                    for value in [v for word in command.words for v in self._expander(streams).fields(word, self.cwd)]:
                        self.assign(command.name, value)
                        if self._turn(command.bodies[0], streams):
                            break
                case "while" | "until":
                    self._while(command, streams)
                case "case":
                    self._case(command, streams)

    def _if(self, command: Command, streams: Streams) -> None:
        for number, test in enumerate(command.tests):
            self._list(test, streams)
            if not self.code:
                self._list(command.bodies[number], streams)
                return
        self.code = 0
        if len(command.bodies) > len(command.tests):
            self._list(command.bodies[-1], streams)

    def _while(self, command: Command, streams: Streams) -> None:
        code = 0
        while True:
            self._tick()
            self._list(command.tests[0], streams)
            if bool(self.code) == (command.kind == "while") or self._turn(command.bodies[0], streams):
                break
            code = self.code
        self.code = code

    def _turn(self, body: list[Pipeline], streams: Streams) -> bool:
        """One turn of a loop; whether it was the last."""
        try:
            self._list(body, streams)
        except Leave as leave:
            if leave.kind == "exit":
                raise
            if leave.number > 1:
                raise Leave(leave.kind, leave.number - 1) from None
            return leave.kind == "break"
        return False

    def _case(self, command: Command, streams: Streams) -> None:
        expander = self._expander(streams)
        subject = expander.string(command.words[0], self.cwd)
        self.code = 0
        for patterns, body in zip(command.patterns, command.bodies, strict=True):
            if any(fnmatch.fnmatchcase(subject, expander.pattern(word, self.cwd)) for word in patterns):
                self._list(body, streams)
                return

    def _simple(self, command: Command, streams: Streams) -> None:
        expander = self._expander(streams)
        code, self.code = self.code, 0
        asked = any(part.text == "?" for word in command.words for part in word.parts)
        if asked:
            self.code = code
        words = [value for word in command.words for value in expander.fields(word, self.cwd)]
        assigned = [(name, expander.string(word, self.cwd)) for name, word in command.assigned]
        if not words:
            for name, value in assigned:
                self.assign(name, value)
            return
        kept = dict(self.variables)
        for name, value in assigned:
            self.assign(name, value)
        self.code = code
        try:
            self.code = self.put(words, streams)
        finally:
            if assigned:
                self.variables = kept

    def put(self, words: list[str], streams: Streams) -> int:
        """Run one command, its name first, and print what it says; its exit code."""
        result = self._host.builtin(words, self, streams)
        if result is None:
            result = self._host.command(words, streams.source, self, streams.out)
        if result.out:
            streams.out(result.out)
        if result.err:
            streams.err(result.err)
        return result.code

    def _redirected(self, redirect: Redirect, streams: Streams, closing: contextlib.ExitStack) -> Streams:
        target = self._expander(streams).string(redirect.target, self.cwd)
        match redirect.operator:
            case "<":
                if target in SILENT:
                    return Streams(Input(), streams.out, streams.err)
                try:
                    data = self.files.read(self.files.clean(target, self.cwd))
                except FileNotFoundError:
                    raise OSError(f"can't open {target}: No such file or directory") from None
                except IsADirectoryError:
                    raise OSError(f"can't open {target}: Is a directory") from None
                return Streams(Input(data), streams.out, streams.err)
            case "<<" | "<<<":
                text_ = target + ("\n" if redirect.operator == "<<<" else "")
                return Streams(Input(text_.encode(errors="replace")), streams.out, streams.err)
            case ">&" | "<&" if target in ("1", "2", "-"):
                sink = {"1": streams.out, "2": streams.err}.get(target, _drop)
            case _:
                sink = self._file(target, streams, redirect.operator in (">>", "&>>"), closing)
        if redirect.operator.startswith("&>"):
            return Streams(streams.source, sink, sink)
        if redirect.number == 2:
            return Streams(streams.source, streams.out, sink)
        return Streams(streams.source, sink, streams.err) if redirect.number == 1 else streams

    def _file(self, target: str, streams: Streams, append: bool, closing: contextlib.ExitStack) -> Sink:
        known = {"/dev/null": _drop, "/dev/stdout": streams.out, "/dev/tty": streams.out, "/dev/stderr": streams.err}
        if target in known:
            return known[target]
        files, path = self.files, self.files.clean(target, self.cwd)
        held = Held()
        try:
            if files.stat(posixpath.dirname(path)) is None:
                raise OSError(2, "No such file or directory")
            files.write(path, b"", append)
        except OSError as problem:
            reason = "Is a directory" if isinstance(problem, IsADirectoryError) else problem.strerror or problem
            raise OSError(f"can't create {target}: {reason}") from None

        def close() -> None:
            try:
                files.write(path, held.taken(), True)
            except OSError as problem:
                streams.err(f"{SH}: {target}: {problem}\n".encode(errors="replace"))
                self.code = 1

        closing.callback(close)
        return held.write

    def assign(self, name: str, value: str) -> None:
        """Set a variable."""
        self.variables[name] = value[:MAX_VALUE]

    def lookup(self, name: str) -> str | None:
        """A variable's value, None where it was never set."""
        match name:
            case "?":
                return str(self.code)
            case "$":
                return "4242"
            case "#":
                return str(len(self.words) - 1)
            case "*" | "@":
                return " ".join(self.words[1:])
            case "PWD":
                return self.cwd
            case "RANDOM":
                return str((self._steps * 7919 + 12345) % 32768)
            case _ if name.isdigit():
                return self.words[int(name)] if int(name) < len(self.words) else ""
            case _:
                return self.variables.get(name)

    def _expander(self, streams: Streams) -> Expander:
        def substitute(script: str) -> str:
            held = Held()
            self.code = self.inner(script, Streams(streams.source, held.write, streams.err))
            return held.taken().decode(errors="replace").replace("\0", "")

        return Expander(self.files, self.lookup, self.assign, substitute)

    def _tick(self) -> None:
        self._steps += 1
        if self.gone():
            raise Gone
        if self._steps > BUSY:
            time.sleep(NAP)


def _follows(first: Command, session: Session) -> bool:
    words = [word.plain or "" for word in first.words]
    words = words[1:] if words[:1] == ["exec"] else words
    return words[:1] == ["logcat"] and not {"-d", "-t", "-c", "-g", "-S"} & set(words)


def _drop(data: bytes) -> None:
    del data
