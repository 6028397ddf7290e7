"""What of a walk was needed: moves are left out, and those after them made again from the state that was left."""

from collections.abc import Sequence
from dataclasses import replace

from agent.policies.scripted import Move
from benchmarks.changes import Apps, compare
from benchmarks.daily.task import VOLATILE
from benchmarks.hindsight.wander import Walk, replay, step
from devices.errors import ActionFailed
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World

RUNS = (3, 2, 1)  # moves in a row that are left out together, the longest first: a page and the way back


def shorten(walk: Walk) -> Walk | None:
    """The walk without what changes nothing about its end; None where it cannot be made again."""
    start = World.loads(walk.world).apps
    moves = list(walk.moves)
    states = _states(walk.world, moves)
    if states is None or not _leads(states[-1], (), start, walk.apps):
        return None
    for length in RUNS:
        fewer = True
        while fewer:
            fewer = False
            if len(states) != len(moves) + 1:
                states = _states(walk.world, moves) or states
            for at in range(len(moves) - 1 - length, 0, -1):  # the first opens the app, the last is what it came to
                rest = moves[at + length :]
                if rest and _leads(states[at], rest, start, walk.apps):
                    moves[at:] = rest
                    fewer = length == 1  # what was needed for a move that is gone may be spared now
    return replace(walk, moves=tuple(moves))


def _states(world: bytes, moves: Sequence[Move]) -> list[bytes] | None:
    """The phone's before each move and after the last, (n + 1,); None where one has no target."""
    device, out = NodeDevice(World.loads(world)), [world]
    try:
        for move in moves:
            if not step(device, move):
                return None
            out.append(device.world.dumps())
    except ActionFailed:
        return None
    return out


def _leads(world: bytes, moves: Sequence[Move], start: Apps, wanted: Apps) -> bool:
    device = replay(world, moves)
    if device is None:
        return False
    found = compare(start, wanted, device.world.apps, VOLATILE)
    return bool(found.rows) and all(row.passed for row in found.rows) and not found.side_effects
