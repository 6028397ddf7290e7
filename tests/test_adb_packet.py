"""ADB's packets and the shell's parser: what is sent is read back, and rubbish breaks nothing."""

import asyncio
import contextlib
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.virtual.adb.builtins import BUILTINS
from devices.virtual.adb.files import Files, NoSpace
from devices.virtual.adb.packet import COMMANDS, MAX_PAYLOAD, OPEN, Packet, ProtocolError, read_packet, unpack_header
from devices.virtual.adb.parse import parse
from devices.virtual.adb.result import Held, Input, Result, Sink, text
from devices.virtual.adb.session import Session, Streams
from devices.virtual.adb.words import ShellSyntaxError

packets = st.builds(
    Packet,
    st.sampled_from(sorted(COMMANDS)),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.binary(max_size=500),
)


def read(data: bytes) -> Packet:
    async def go() -> Packet:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        return await read_packet(reader)

    return asyncio.run(go())


@given(packets)
def test_a_packet_is_read_back_as_it_was_sent(packet: Packet) -> None:
    assert read(packet.pack()) == packet


@given(st.binary(min_size=24, max_size=24))
def test_a_header_of_rubbish_is_refused(data: bytes) -> None:
    try:
        command, *_, length = unpack_header(data)
    except ProtocolError:
        return
    assert command in COMMANDS
    assert length <= MAX_PAYLOAD


def test_a_payload_over_the_limit_is_refused_before_it_is_read() -> None:
    header = bytearray(Packet(OPEN, 1, 0, b"").pack())
    header[12:16] = (MAX_PAYLOAD + 1).to_bytes(4, "little")
    with pytest.raises(ProtocolError, match="over the limit"):
        read(bytes(header))


def test_half_a_packet_is_an_end_and_not_a_hang() -> None:
    with pytest.raises(asyncio.IncompleteReadError):
        read(Packet(OPEN, 1, 0, b"shell:ls\0").pack()[:-3])


def echoed(line: str) -> tuple[int, str]:
    """What a shell without a phone says; `echo` is its only command, one row a word."""
    out = Held()
    session = Session(EchoHost(), out.write, out.write, Input(), lambda: False)
    return session.run(line), out.taken().decode()


class EchoHost:
    files = Files()

    def builtin(self, words: list[str], session: Session, streams: Streams) -> Result | None:
        return BUILTINS[words[0]](session, words[1:], streams) if words[0] in BUILTINS else None

    def command(self, words: list[str], source: Input, session: Session, emit: Sink) -> Result:
        if words[0] == "false":
            return Result(code=1)
        return text("\n".join(words[1:]))


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("echo hi", "hi"),
        ("echo 'a b' \"c 'd'\" e\\ f", "a b\nc 'd'\ne f"),
        ("echo a; echo b && echo c || echo d", "a\nb\nc"),
        ("! false && echo turned", "turned"),
        ("false; echo $? \"$?\" '$?'", "1\n1\n$?"),
        ("echo $NONE$ x # note", "$\nx"),
        ("echo it\\'s", "it's"),
        ("a='x  y'; echo $a \"$a\" ${a}z ${#a} ${b:-none} ${a%y}", "x\ny\nx  y\nx\nyz\n4\nnone\nx"),
        ("echo $(echo in `echo deep`) $((2 * (3 + 4)))", "in\ndeep\n14"),
        ("for i in 1 2 3; do if false; then :; else echo n$i; fi; done", "n1\nn2\nn3"),
        ("i=0; while true; do i=$((i+1)); case $i in 2) break;; esac; done; echo $i", "2"),
        ("(cd /sdcard; echo $PWD); echo $PWD", "/sdcard\n/"),
        ("cat=1 echo x; { echo y; }", "x\ny"),
        ("echo gone > /dev/null; echo here 2>&1", "here"),
        ("echo /s*d", "/sdcard"),
        ("x=1\necho $x", "1"),
        ("eval 'echo e'; exit 3; echo never", "e"),
        ("", ""),
    ],
)  # fmt: skip
def test_lines_are_read_as_android_s_shell_reads_them(line: str, printed: str) -> None:
    assert echoed(line)[1].strip() == printed.strip()


@pytest.mark.parametrize(
    "line", ["echo 'x", 'echo "x', "| a", "a &&", "a >", "echo $(ls", "echo `ls", "if a; then b", "done", "a ;; b", "("]
)
def test_what_the_shell_cannot_read_is_a_syntax_error(line: str) -> None:
    with pytest.raises(ShellSyntaxError):
        parse(line)
    assert "syntax error" in echoed(line)[1]


@given(st.text(max_size=80) | st.text(" ;|&<>(){}$`'\"\\#!=aifdone\n", max_size=60))
def test_no_line_breaks_the_parser(line: str) -> None:
    with contextlib.suppress(ShellSyntaxError):
        assert isinstance(parse(line), list)


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40))
def test_quoted_text_arrives_as_it_is(text: str) -> None:
    (pipeline,) = parse(f"input text {shlex.quote(text)}")
    assert ["".join(part.text for part in word.parts) for word in pipeline.stages[0].words] == ["input", "text", text]


@given(st.text("/.abc", max_size=20))
def test_no_path_leaves_the_phone_s_storage(path: str) -> None:
    clean = Files.clean(path)
    assert clean.startswith("/")
    assert ".." not in clean.split("/")


def test_storage_is_bounded_and_says_when_it_is_full() -> None:
    files = Files()
    with pytest.raises(NoSpace):
        files.write("/sdcard/big", bytes((64 << 20) + 1))
    files.write("/storage/emulated/0/a.txt", b"x")
    assert files.read("/sdcard/a.txt") == b"x"
    assert [e.name for e in files.list("/sdcard")][-2:] == ["Pictures", "a.txt"]
    for closed in ("/system/a", "/a", "/data/app/a"):
        with pytest.raises(PermissionError):
            files.write(closed, b"x")
    assert files.remove("/sdcard/a.txt")
    with pytest.raises(FileNotFoundError):
        files.read("/sdcard/a.txt")
