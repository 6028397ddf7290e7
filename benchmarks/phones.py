"""Part of `make bench`: many phones in one browser process, against one, against the raw floor, against waiting.

- steps a second with picture and elements at every step, for 1, 4 and 16 phones driven by as many threads
- the floor: the same input and one capture straight over CDP, on the page of one phone
- BrowserGym-style stepping on the same page: act, wait 0.5 s, full screenshot (`browsergym/core`, env.step)
- touches a second where nobody draws (no browser)
- the start of a second phone, and what one more phone costs in memory
"""

import base64
import os
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from devices.action import Awake, Click, Point
from devices.browser import Browser
from devices.virtual.apps import APPS
from devices.virtual.device import VirtualDevice
from devices.virtual.system.compose import within_reach
from devices.virtual.world import World

COUNTS = (1, 4, 16)
SECONDS = 6.0  # of stepping, a measurement
STARTS = 5
WAIT = 0.5  # BrowserGym's pause after an action


def rows() -> list[Sequence[str]]:
    """The table's rows: what, ours, against, theirs, ratio, target."""
    devices = [_ready()]
    # One phone is measured alone, with no other page open, which is when it is fastest.
    speeds = {1: _steps_a_second(devices)}
    floor = _calls_a_second(floor_of(devices[0], _switch(devices[0])))
    waiting = _calls_a_second(lambda: _patient(devices[0], _switch(devices[0])))
    starts = [_timed(lambda: devices.append(_ready_phone())) for _ in range(STARTS)]
    before = memory()
    while len(devices) < max(COUNTS):
        devices.append(_ready_phone())
    for device in devices[1:]:
        _prepare(device)
    grown = (memory() - before) / (max(COUNTS) - 1 - STARTS)
    speeds |= {count: _steps_a_second(devices[:count]) for count in COUNTS[1:]}
    for device in devices:
        device.close()
    Browser.shutdown()
    one, many = speeds[1], speeds[16]
    return [
        ("1 phone: steps/s", f"{one:.1f}", "CDP floor", f"{floor:.1f}", f"{floor / one:.2f}x the time", "<= 1.15x"),
        ("4 phones, one process: steps/s", f"{speeds[4]:.1f}", "1 phone", f"{one:.1f}", f"{speeds[4] / one:.2f}x", ""),
        ("16 phones, one process: steps/s", f"{many:.1f}", "1 phone", f"{one:.1f}", f"{many / one:.2f}x", ">= 2x"),
        ("1 phone: steps/s", f"{one:.1f}", "BrowserGym-style", f"{waiting:.2f}", f"{one / waiting:.0f}x", ""),
        ("no browser: steps/s by nodes", f"{_node_steps_a_second():.0f}", "", "", "", ">= 2000"),
        ("second phone: cold start", f"{statistics.median(starts) * 1e3:.0f} ms", "", "", "", "<= 300 ms"),
        ("one more phone: memory", f"{grown / 2**20:.0f} MB", "", "", "", "<= 120 MB"),
    ]  # fmt: skip


def _ready() -> VirtualDevice:
    device = VirtualDevice()
    _prepare(device)
    return device


def _ready_phone() -> VirtualDevice:
    """A phone that has shown its first screen."""
    device = VirtualDevice()
    device.observe()
    return device


def _prepare(device: VirtualDevice) -> None:
    device.act(Awake("Settings"))
    device.act(Click(next(e for e in device.observe().elements if e.id == "go-display").bounds.centre))


def _switch(device: VirtualDevice) -> Point:
    return next(e for e in device.observe().elements if e.id == "adaptive_brightness").bounds.centre


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _steps_a_second(devices: list[VirtualDevice]) -> float:
    """Every device steps in its own thread; all begin together."""
    gate, counts = threading.Barrier(len(devices) + 1), [0] * len(devices)
    ends = [0.0]

    def drive(number: int) -> None:
        device = devices[number]
        at = _switch(device)
        gate.wait()
        while time.perf_counter() < ends[0]:
            device.act(Click(at))
            seen = device.observe()
            assert seen.png
            assert seen.elements
            counts[number] += 1

    threads = [threading.Thread(target=drive, args=(n,)) for n in range(len(devices))]
    for thread in threads:
        thread.start()
    ends[0] = time.perf_counter() + SECONDS + 0.5
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


def _calls_a_second(call: Callable[[], object]) -> float:
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        call()
        count += 1
    return count / (time.perf_counter() - began)


def floor_of(device: VirtualDevice, at: Point) -> Callable[[], None]:
    """The same tap and one capture on the same page, nothing else."""
    browser = Browser.shared()
    cdp: Any = device.phone.cdp()

    async def go() -> None:
        for kind in ("mousePressed", "mouseReleased"):
            event = {"type": kind, "x": at.x, "y": at.y, "button": "left", "buttons": 1, "clickCount": 1}
            await cdp.send("Input.dispatchMouseEvent", event)
        shot: Any = await cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        assert base64.b64decode(shot["data"])

    return lambda: browser.run(go())


def _patient(device: VirtualDevice, at: Point) -> None:
    device.act(Click(at))
    time.sleep(WAIT)
    assert device.observe().png


def _node_steps_a_second() -> float:
    """Touches at random through all apps of a world that nobody draws, each followed by the next tree."""
    world, rng = World.new(0), Random(0)
    apps = sorted(APPS)

    def step() -> None:
        nodes = [node for node in within_reach(world.tree()) if node.tap is not None]
        if world.front not in APPS or rng.random() < 0.02:
            world.launch(rng.choice(apps))
        else:
            world.tap(rng.choice(nodes))

    return _calls_a_second(step)


def memory() -> int:
    """Bytes that this program and what it has started hold for themselves (Pss, Linux only; 0 elsewhere)."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    total, todo = 0, [os.getpid()]
    while todo:
        pid = todo.pop()
        todo += children.get(pid, [])
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total
