"""What of a walk was needed: moves are left out one by one, and the rest made again from the start."""

from dataclasses import replace

from agent.policies.scripted import Move
from benchmarks.changes import Apps, compare
from benchmarks.daily.task import VOLATILE
from benchmarks.hindsight.wander import Walk, replay
from devices.virtual.world import World

RUNS = (3, 2)  # moves in a row that are left out together, the longest first: a page and the way back


def shorten(walk: Walk) -> Walk | None:
    """The walk without what changes nothing about its end; None where it cannot be made again."""
    start = World.loads(walk.world).apps
    moves = list(walk.moves)
    if not _leads(walk.world, moves, start, walk.apps):
        return None
    for length in (*RUNS, 1):
        at = len(moves) - 1 - length
        while at >= 1:  # the first opens the app
            fewer = moves[:at] + moves[at + length :]
            if _leads(walk.world, fewer, start, walk.apps):
                moves = fewer
            at -= 1
    return replace(walk, moves=tuple(moves))


def _leads(world: bytes, moves: list[Move], start: Apps, wanted: Apps) -> bool:
    device = replay(world, moves)
    if device is None:
        return False
    found = compare(start, wanted, device.world.apps, VOLATILE)
    return bool(found.rows) and all(row.passed for row in found.rows) and not found.side_effects
