"""Peers that flood, stall, lie and vanish: the daemon works on for the others and keeps nothing of them."""

import asyncio
import gc
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.virtual.adb import connection
from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.adb.packet import CLSE, CNXN, OKAY, OPEN, VERSION, WRTE, Packet
from devices.virtual.phone import VirtualPhone
from tests.adb_peer import PROMPT, Peer

LEAK = 60.0  # seconds after which what is still open is a leak, however busy the machine


@pytest.fixture(scope="module")
def daemon(served: tuple[VirtualPhone, AdbDaemon]) -> AdbDaemon:
    return served[1]


def assert_alive(daemon: AdbDaemon) -> None:
    started = time.monotonic()
    with Peer(daemon).greet() as peer:
        peer.open(b"shell:echo still here; wm size", 7)
        said = peer.receive().payload
    assert said == b"still here\n"
    assert time.monotonic() - started < PROMPT


def count(daemon: AdbDaemon) -> tuple[int, int, int]:
    """Open descriptors, tasks of the daemon's loop, and threads."""
    loop = daemon._loop
    assert loop is not None
    tasks = asyncio.run_coroutine_threadsafe(_tasks(), loop).result(5)
    return len(list(Path("/proc/self/fd").iterdir())), tasks, threading.active_count()


def settled(daemon: AdbDaemon) -> tuple[int, int, int]:
    """The same, once what was closed has ended."""
    last = count(daemon)
    for _ in range(20):
        assert_alive(daemon)
        gc.collect()
        before, last = last, count(daemon)
        if before == last:
            break
    return last


async def _tasks() -> int:
    return len(asyncio.all_tasks())


def resident() -> int:
    """Kilobytes of memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


@pytest.fixture(scope="module")
def at_rest(daemon: AdbDaemon) -> tuple[int, int, int]:
    """What is open before anybody misbehaves."""
    assert_alive(daemon)
    return settled(daemon)


@pytest.fixture(autouse=True)
def _nothing_is_left(daemon: AdbDaemon, at_rest: tuple[int, int, int]) -> Iterator[None]:
    yield
    assert_alive(daemon)
    deadline = time.monotonic() + LEAK
    while True:
        after = count(daemon)
        if all(now <= then for now, then in zip(after, at_rest, strict=True)):
            return
        assert time.monotonic() < deadline, (at_rest, after)
        assert_alive(daemon)


def test_500_that_never_greet_shut_nobody_out(daemon: AdbDaemon) -> None:
    flood = [Peer(daemon) for _ in range(500)]
    assert_alive(daemon)
    assert sum(peer.dropped() for peer in flood[: 500 - connection.MAX_STRANGERS]) == 500 - connection.MAX_STRANGERS
    for peer in flood:
        peer.socket.close()


def test_500_that_greet_and_do_nothing_shut_nobody_out(daemon: AdbDaemon) -> None:
    flood = [Peer(daemon).greet() for _ in range(500)]
    assert_alive(daemon)
    with flood[-1] as peer:
        peer.open(b"shell:echo last")
        assert peer.receive().payload == b"last\n", "the newest are kept"
    for peer in flood:
        peer.socket.close()


def test_1000_connections_leave_nothing_behind(daemon: AdbDaemon) -> None:
    for _ in range(50):
        with Peer(daemon).greet() as peer:
            peer.open(b"shell:echo x")
    settled(daemon)
    before = resident()
    for number in range(1000):
        with Peer(daemon).greet() as peer:
            if number % 4 == 0:
                peer.open(b"shell:echo x")
            elif number % 4 == 1:
                peer.open(b"sync:")
            elif number % 4 == 2:
                peer.reset()
    settled(daemon)
    assert resident() - before < 20_000


def test_streams_that_nobody_reads_hold_up_no_other_and_little_memory(daemon: AdbDaemon) -> None:
    before = resident()
    peers = [Peer(daemon).greet() for _ in range(12)]
    for peer in peers:
        for number in range(100):
            peer.send(Packet(OPEN, number + 1, 0, b"exec:screencap\0"))
    for _ in range(20):
        assert_alive(daemon)
    assert resident() - before < 300_000
    for peer in peers:
        peer.socket.close()


def test_an_unread_stream_does_not_hold_up_its_neighbour(daemon: AdbDaemon) -> None:
    with Peer(daemon).greet() as peer:
        peer.open(b"exec:screencap", 1)
        assert peer.receive().command == WRTE  # and no OKAY for it
        peer.open(b"shell:echo two", 2)
        assert peer.receive().payload == b"two\n"


def test_hundreds_of_sleepers_and_endless_loops_hold_up_nobody(daemon: AdbDaemon) -> None:
    peers = [Peer(daemon).greet() for _ in range(4)]
    lines = (b"sleep 500", b"while true; do :; done", b"logcat", b"yes | cat; cat; top")
    for peer in peers:
        for number in range(20):
            peer.send(Packet(OPEN, number + 1, 0, b"shell:" + lines[number % 4] + b"\0"))
    for _ in range(20):
        assert_alive(daemon)
    for peer in peers:
        peer.socket.close()


@pytest.mark.parametrize(
    "service",
    [
        b"shell:x=aaaaaaaaaa; while true; do x=$x$x; done",
        b"shell:seq 1 100000000 | wc -l",
        b"shell:printf %999999999d 1",
        b"shell:sh -c 'sh -c \"$0\"' 'eval \"$0\"'",
        b"shell:" + b"(" * 5000,
        b"shell:" + b"$(" * 5000,
        b"shell:" + b"if " * 3000,
        b"shell:echo $((" + b"-" * 5000 + b"1))",
        b"shell:echo " + b"${a:-" * 2000 + b"}" * 2000,
        b"shell:seq 1 20000 | xargs -n 1 seq 1",
        b"shell:cat /dev/zero; dd if=/dev/zero bs=1M count=4096 | wc -c",
        b"shell:while true; do echo row >> /sdcard/grows; done",
        b"shell:echo " + b"a" * 40_000 + b" | grep -E '(a|aa)+b|.*.*.*.*.*c'",
    ],
)
def test_a_line_that_wants_too_much_harms_nobody(daemon: AdbDaemon, service: bytes) -> None:
    before = resident()
    with Peer(daemon).greet() as peer:
        peer.send(Packet(OPEN, 1, 0, service + b"\0"))
        for _ in range(10):
            assert_alive(daemon)
    assert resident() - before < 400_000


@pytest.mark.parametrize("size", [(1 << 20) + 1, 1 << 31, (1 << 32) - 1])
def test_a_huge_payload_is_refused_before_it_comes(daemon: AdbDaemon, size: int) -> None:
    with Peer(daemon).greet() as peer:
        header = bytearray(Packet(WRTE, 1, 1, b"").pack())
        header[12:16] = size.to_bytes(4, "little")
        peer.socket.sendall(bytes(header))
        assert peer.dropped()


def test_a_byte_at_a_time_is_a_slow_client_and_no_wrong_one(daemon: AdbDaemon) -> None:
    with Peer(daemon) as peer:
        peer.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        data = Packet(CNXN, VERSION, 4096, b"host::\0").pack() + Packet(OPEN, 1, 0, b"shell:echo slow\0").pack()
        for byte in data:
            peer.socket.sendall(bytes([byte]))
        assert [peer.receive().command for _ in range(2)] == [CNXN, OKAY]
        assert peer.receive().payload == b"slow\n"


def test_resets_in_the_middle_of_transfers_are_survived(daemon: AdbDaemon) -> None:
    for number in range(30):
        peer = Peer(daemon).greet()
        if number % 2:
            theirs = peer.open(b"sync:")
            path = b"/sdcard/half.bin,33206"
            begin = b"SEND" + struct.pack("<I", len(path)) + path + b"DATA" + struct.pack("<I", 65536) + bytes(1000)
            peer.send(Packet(WRTE, 1, theirs, begin))
        else:
            peer.open(b"exec:screencap")
            peer.receive()
        peer.reset()
    with Peer(daemon).greet() as peer:
        peer.open(b"shell:ls /sdcard/half.bin")
        assert b"No such file" in peer.receive().payload, "half a file is none"


def test_a_flood_into_a_stream_that_nobody_reads_is_cut_off(daemon: AdbDaemon) -> None:
    before = resident()
    with Peer(daemon).greet() as peer:
        theirs = peer.open(b"shell:sleep 60")
        threading.Thread(target=lambda: drain(peer), daemon=True).start()
        for _ in range(100):
            peer.send(Packet(WRTE, 1, theirs, bytes(256 * 1024)))
        peer.socket.shutdown(socket.SHUT_RDWR)
    assert resident() - before < 60_000


def drain(peer: Peer) -> None:
    try:
        while peer.socket.recv(1 << 16):
            pass
    except OSError:
        return


def test_nonsense_between_greeted_peers_is_passed_over(daemon: AdbDaemon) -> None:
    with Peer(daemon).greet() as peer:
        theirs = peer.open(b"sync:")
        for packet in (
            Packet(OKAY, 99, 98),
            Packet(CLSE, 99, 98),
            Packet(CLSE, 1, 0),
            Packet(OPEN, 0, 0, b"shell:ls\0"),
            Packet(WRTE, 1, theirs, b"NOPE" + struct.pack("<I", 3) + b"abc"),
            Packet(OPEN, 3, 0, b"shell,v2,raw:cat\0"),
            Packet(CNXN, VERSION, 0, b"host::\0"),
        ):
            peer.send(packet)
        peer.send(Packet(OPEN, 5, 0, b"shell:echo on\0"))
        answers = iter(lambda: peer.receive().payload, b"on\n")
        assert all(b"Traceback" not in answer for answer in answers)
