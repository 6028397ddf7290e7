"""ADB's packets and the shell's parser: what is sent is read back, and rubbish breaks nothing."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.virtual.adb.files import Files, NoSpace
from devices.virtual.adb.packet import COMMANDS, MAX_PAYLOAD, OPEN, Packet, ProtocolError, read_packet, unpack_header
from devices.virtual.adb.parse import ShellSyntaxError, parse

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


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("echo hi", [["echo", "hi"]]),
        ("echo 'a b' \"c 'd'\" e\\ f", [["echo", "a b", "c 'd'", "e f"]]),
        ("a; b && c || d", [["a"], ["b"], ["c"], ["d"]]),
        ("a | b -c | d", [["a"], ["b", "-c"], ["d"]]),
        ("echo $? \"$?\" '$?'", [["echo", "\0?", "\0?", "$?"]]),
        ("echo $HOME$ x # note", [["echo", "$", "x"]]),
        ("input text it\\'s", [["input", "text", "it's"]]),
        ("", []),
    ],
)
def test_lines_are_taken_apart_as_a_shell_does(line: str, words: list[list[str]]) -> None:
    assert [stage.words for pipeline in parse(line) for stage in pipeline.stages] == words


@pytest.mark.parametrize("line", ["echo 'x", 'echo "x', "| a", "a &&", "a >", "echo $(ls)", "echo `ls`"])
def test_what_the_shell_cannot_read_is_a_syntax_error(line: str) -> None:
    with pytest.raises(ShellSyntaxError):
        parse(line)


@given(st.text(max_size=80))
def test_no_line_breaks_the_parser(line: str) -> None:
    try:
        pipelines = parse(line)
    except ShellSyntaxError:
        return
    assert all(stage.words for pipeline in pipelines for stage in pipeline.stages)


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40))
def test_quoted_text_arrives_as_it_is(text: str) -> None:
    import shlex

    (pipeline,) = parse(f"input text {shlex.quote(text)}")
    assert pipeline.stages[0].words == ["input", "text", text]


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
    assert [e.name for e in files.list("/sdcard")] == ["Download", "Pictures", "a.txt"]
    assert files.remove("/sdcard/a.txt")
    with pytest.raises(FileNotFoundError):
        files.read("/sdcard/a.txt")
