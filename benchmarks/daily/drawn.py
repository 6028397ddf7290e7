"""Instances of many templates without their tasks: scenes on worlds that are made once and shared."""

from functools import lru_cache
from random import Random

import orjson

from benchmarks.daily.scene import TRAIN, Redraw, Scene
from benchmarks.daily.task import DRAWS, TaskBroken
from benchmarks.daily.template import Template
from devices.virtual.spec import make
from devices.virtual.world import World


def drawn(template: Template, count: int, language: str = "en") -> list[Scene]:
    """`count` scenes of a template, fewer where few worlds have what it asks for. They are other instances than the
    tasks' (`DailyTask` draws its world by the seed), out of the same pools. Raises TaskBroken where no world has it."""
    out: list[Scene] = []
    for draw in range(DRAWS):
        world = World.loads(_world(2 * draw + (template.split == TRAIN), language))
        scene = Scene(world, Random(f"{template.id}:{draw}:shared"), template.split)
        try:
            template.lay(scene)
        except Redraw:
            continue
        out.append(scene)
        if len(out) == count:
            break
    if not out:
        raise TaskBroken(f"{template.id}: nothing of the {template.split} split fits any of {DRAWS} worlds")
    return out


@lru_cache(maxsize=2 * DRAWS)
def _world(number: int, language: str) -> bytes:
    # Tables keep their order, by which scenes find their way.
    return orjson.dumps(make(number, language=language).world().state)
