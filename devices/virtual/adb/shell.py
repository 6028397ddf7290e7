"""The phone's shell: a small parser and our own commands. It never runs a host command.

Covered: quotes and backslashes, `;` `&` `&&` `||` `|` and new lines, `>` `>>` to the phone's files, `2>&1`,
`2>/dev/null`, `$?`, `cd`. Not covered: variables beyond `$?`, command substitution, globbing, loops; what cannot be
read is a syntax error.
"""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from devices.virtual.adb.files import Files
from devices.virtual.adb.parse import Pipeline, ShellSyntaxError, parse
from devices.virtual.phone import VirtualPhone

NOT_FOUND = 127
MAX_LINE = 256 * 1024
MAX_LOG = 1000  # rows that logcat keeps
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Result:
    """What a command printed and its exit code."""

    out: bytes = b""
    err: bytes = b""
    code: int = 0

    def merged(self) -> bytes:
        """Both streams together, as the old shell protocol has them."""
        return self.out + self.err


@dataclass
class Call:
    """One command being run: its arguments (without its name), what is piped into it, and the phone."""

    args: list[str]
    stdin: bytes
    shell: "Shell"
    cwd: str = "/"


Command = Callable[[Call], Result]


@dataclass
class Memory:
    """What the shell's commands remember of the phone beside its apps."""

    settings: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    ime: str = "com.android.inputmethod.latin/.LatinIME"
    gesture: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    sockets: set[str] = field(default_factory=set[str])
    log: deque[str] = field(default_factory=lambda: deque[str](maxlen=MAX_LOG))


class Shell:
    """Runs command lines on one phone. Safe to call from several threads: the phone locks itself."""

    def __init__(self, phone: VirtualPhone, files: Files, commands: "dict[str, Command] | None" = None) -> None:
        self.phone, self.files = phone, files
        self.memory = Memory()
        self.commands = commands if commands is not None else {}

    def run(self, line: str) -> Result:
        """Run a line. Never raises: what goes wrong is told on stderr and in the exit code."""
        if len(line) > MAX_LINE:
            return Result(err=b"/system/bin/sh: line too long\n", code=1)
        try:
            pipelines = parse(line)
        except ShellSyntaxError as problem:
            return Result(err=f"/system/bin/sh: syntax error: {problem}\n".encode(), code=1)
        out, err, code, cwd = b"", b"", 0, "/"
        for pipeline in pipelines:
            if (pipeline.when == "&&" and code != 0) or (pipeline.when == "||" and code == 0):
                continue
            result, cwd = self._pipeline(pipeline, code, cwd)
            out, err, code = out + result.out, err + result.err, 0 if pipeline.background else result.code
        return Result(out, err, code)

    def _pipeline(self, pipeline: Pipeline, code: int, cwd: str) -> tuple[Result, str]:
        data, errors, result = b"", b"", Result()
        for stage in pipeline.stages:
            words = [word.replace("\0?", str(code)) for word in stage.words]
            while words and ASSIGNMENT.fullmatch(words[0]):
                words.pop(0)  # a variable for this command alone; none of ours reads any
            if words[:1] == ["cd"]:
                target = self.files.clean(words[1] if len(words) > 1 else "/", cwd)
                entry = self.files.stat(target)
                if entry is None:
                    result = Result(err=f"/system/bin/sh: cd: {target}: No such file or directory\n".encode(), code=2)
                else:
                    cwd, result = target, Result()
            else:
                result = self.command(words, data, cwd) if words else Result()
            out, err = result.out, result.err
            if stage.errors == "&1":
                out, err = out + err, b""
            elif stage.errors:
                err = b""
            if stage.target:
                try:
                    self.files.write(self.files.clean(stage.target, cwd), out, stage.append)
                except OSError as problem:
                    err += f"/system/bin/sh: can't create {stage.target}: {problem}\n".encode()
                    result = Result(code=1)
                out = b""
            data, errors = out, errors + err
        return Result(data, errors, result.code), cwd

    def log(self, level: str, tag: str, words: str) -> None:
        """Write a row that `logcat` will show. Never with what is on the screen, or was typed."""
        at = f"{self.phone.world.now:%m-%d %H:%M:%S}.000"
        self.memory.log.append(f"{at}  1000  1000 {level} {tag}: {words}")

    def command(self, words: list[str], stdin: bytes, cwd: str) -> Result:
        """Run one command, its name first."""
        name, args = words[0], words[1:]
        command = self.commands.get(name.rpartition("/")[2] if name.startswith("/system/bin/") else name)
        if command is None:
            return Result(err=f"/system/bin/sh: {name}: inaccessible or not found\n".encode(), code=NOT_FOUND)
        try:
            return command(Call(args, stdin, self, cwd))
        except OSError as problem:
            return Result(err=f"{name}: {problem}\n".encode(), code=1)


def text(out: str, code: int = 0) -> Result:
    """A result of words, a new line at the end."""
    return Result(out=(out + "\n" if out and not out.endswith("\n") else out).encode(), code=code)


def error(err: str, code: int = 1) -> Result:
    """A failure with words on stderr."""
    return Result(err=(err + "\n").encode(), code=code)
