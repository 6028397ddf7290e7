"""Part of `make bench`: rewards by the batch.

- GUI-G2's point and coverage of 10,000 pairs, with and without reading the text, against a plain per-sample
  implementation of the same formulas in the same run
- every closed-form credit and advantage method at 1e3, 1e4, 1e5 and 1e6 steps (trajectories of 25 steps, tasks of 8
  rollouts): steps a second at a million, and the slope of log time over log steps, 1 where time grows as the steps do
- a million judged steps calibrated
- the most memory any of the methods takes at a million steps, over its inputs
"""

import math
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from rewards.advantages.dual import dual_granularity, prime_advantage
from rewards.advantages.entropy import aem, empg
from rewards.advantages.flags import flag_penalty
from rewards.advantages.steps import mixed_turn_batch, step_pool_advantage, turn_advantage, two_level
from rewards.advantages.trajectory import group_zscore, rloo
from rewards.advantages.values import direct_advantage, hindsight_gae, webrl_advantage
from rewards.calibration.isotonic import AutocalR
from rewards.credit.clip_delta import clip_delta
from rewards.credit.exits import exit_decay
from rewards.credit.gates import gated_sum
from rewards.credit.min_form import pure_soft, pure_strict
from rewards.credit.mix import dataprm_mix, renorm
from rewards.credit.redistribute import importance_redistribute, spa_redistribute
from rewards.credit.returns import discounted_return, potential_shaping
from rewards.credit.thoughts import thought_merge
from rewards.credit.tokens import token_weights
from rewards.grounding.gaussian import g2_coverage, g2_point
from rewards.grounding.text import parse_place
from rewards.ragged import Ragged
from rewards.scores import Scores

PAIRS, MILLION = 10_000, 1_000_000
SIZES = (1_000, 10_000, 100_000, 1_000_000)
STEPS, ROLLOUTS = 25, 8
BOX = re.compile(r"\[(\d+),\s*(\d+),\s*(\d+),\s*(\d+)\]")

Work = Callable[[Ragged, Scores, list[int]], Any]

METHODS: dict[str, Work] = {
    "spa_redistribute": lambda s, o, g: spa_redistribute(s, o),
    "importance_redistribute": lambda s, o, g: importance_redistribute(s, o),
    "thought_merge": lambda s, o, g: thought_merge(s.like(np.round(s.values)), o, g),
    "exit_decay": lambda s, o, g: exit_decay(s.like(np.round(s.values))),
    "token_weights": lambda s, o, g: token_weights(s),
    "discounted_return": lambda s, o, g: discounted_return(s, gamma=0.95),
    "pure_soft": lambda s, o, g: pure_soft(s),
    "pure_strict": lambda s, o, g: pure_strict(s),
    "clip_delta": lambda s, o, g: clip_delta(s, eta=0.5),
    "potential_shaping": lambda s, o, g: potential_shaping(s, gamma=1.0),
    "renorm": lambda s, o, g: renorm(s, o),
    "gated_sum": lambda s, o, g: gated_sum(s, gates=[0.1], comparator=">"),
    "dataprm_mix": lambda s, o, g: dataprm_mix(s.like(np.round(s.values)), o, beta=0.5),
    "group_zscore": lambda s, o, g: group_zscore(o, g),
    "rloo": lambda s, o, g: rloo(o, g),
    "two_level": lambda s, o, g: two_level(s, o, g),
    "step_pool_advantage": lambda s, o, g: step_pool_advantage(s, g),
    "turn_advantage": lambda s, o, g: turn_advantage(s, g),
    "mixed_turn_batch": lambda s, o, g: mixed_turn_batch(s, g, weight=0.5, gamma=1.0),
    "dual_granularity": lambda s, o, g: dual_granularity(s, o, g),
    "prime_advantage": lambda s, o, g: prime_advantage(s, o, g),
    "webrl_advantage": lambda s, o, g: webrl_advantage(s, None, o),
    "direct_advantage": lambda s, o, g: direct_advantage(s),
    "hindsight_gae": lambda s, o, g: hindsight_gae(s, s, gamma=0.99, lam=0.95),
    "flag_penalty": lambda s, o, g: flag_penalty(s, s.like(np.round(s.values))),
    "empg": lambda s, o, g: empg(s, s),
    "aem": lambda s, o, g: aem(s, s, g),
}


def rows() -> list[Sequence[str]]:
    """The table's rows: what, ours, against, theirs, ratio, target."""
    return [*grounding_rows(), *step_rows(), calibration_row()]


def in_turns(count: int, *works: Callable[[], object]) -> list[float]:
    """Median milliseconds of each, run one after the other `count` times."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(count):
        for work, taken in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            taken.append((time.perf_counter() - began) * 1e3)
    return [statistics.median(taken) for taken in times]


def grounding_rows() -> list[Sequence[str]]:
    """Point and coverage of 10,000 pairs, with and without reading the text."""
    rng = np.random.default_rng(0)
    corners = rng.integers(0, 900, (PAIRS, 2))
    sides = rng.integers(5, 100, (PAIRS, 2))
    target = np.hstack([corners, corners + sides]).astype(np.float64)
    moved = np.maximum(corners + rng.integers(-20, 20, (PAIRS, 2)), 0)
    pred = np.hstack([moved, moved + rng.integers(5, 100, (PAIRS, 2))]).astype(np.float64)
    texts = [f"The button is at [{a:.0f}, {b:.0f}, {c:.0f}, {d:.0f}]." for a, b, c, d in pred.tolist()]
    targets = target.tolist()

    def batch() -> None:
        g2_point(pred, target)
        g2_coverage(pred, target)

    def batch_text() -> None:
        places = [parse_place(text) for text in texts]
        g2_point(places, target)
        g2_coverage(places, target)

    def single() -> None:
        for text, box in zip(texts, targets, strict=True):
            plain_reward(text, box)

    geometry, with_text, theirs = in_turns(5, batch, batch_text, single)
    micro = 1e3 / PAIRS
    return [
        ("GUI-G2 geometry, a sample", f"{geometry * micro:.2f} us", "plain per-sample, with its text",
         f"{theirs * micro:.2f} us", f"{theirs / geometry:.0f}x faster", ">= 100x"),
        ("GUI-G2 with text, a sample", f"{with_text * micro:.2f} us", "plain per-sample, with its text",
         f"{theirs * micro:.2f} us", f"{theirs / with_text:.1f}x faster", ">= 10x"),
    ]  # fmt: skip


def plain_reward(text: str, box: Sequence[float]) -> tuple[float, float]:
    """The same formulas for one sample, the way reward functions of trainers are usually written."""
    found = BOX.search(text)
    if found is None:
        return 0.0, 0.0
    p = np.array([float(n) for n in found.groups()])
    g = np.array(box)
    pc, gc = (p[:2] + p[2:]) / 2, (g[:2] + g[2:]) / 2
    ps, gs = 0.5 * (p[2:] - p[:2]), 0.5 * (g[2:] - g[:2])
    point = math.exp(-0.5 * float(np.sum(((pc - gc) / gs) ** 2)))
    sp, sg = np.diag(ps**2), np.diag(gs**2)
    mean = (sp + sg) / 2
    d = pc - gc
    distance = float(d @ np.linalg.inv(mean) @ d) / 8
    shape = 0.5 * math.log(np.linalg.det(mean) / math.sqrt(np.linalg.det(sp) * np.linalg.det(sg)))
    return point, math.exp(-distance - shape)


def step_rows() -> list[Sequence[str]]:
    """Speed, slope and memory of the closed-form methods."""
    inputs = {size: _batch(size) for size in SIZES}
    speeds: dict[str, float] = {}
    slopes: dict[str, float] = {}
    for name, work in METHODS.items():
        times = [_best(partial(work, *given)) for given in inputs.values()]
        speeds[name] = SIZES[-1] / times[-1]
        slopes[name] = float(np.polyfit(np.log(SIZES[1:]), np.log(times[1:]), 1)[0])
    memory = {name: _peak(partial(work, *inputs[MILLION])) for name, work in METHODS.items()}
    slow, steep, heavy = (pick(d, key=lambda n: d[n]) for pick, d in ((min, speeds), (max, slopes), (max, memory)))
    middle = statistics.median(speeds.values())
    count = len(METHODS)
    return [
        (f"{count} credit and advantage methods: steps/s", f"{middle / 1e6:.1f} M", f"slowest: {slow}",
         f"{speeds[slow] / 1e6:.1f} M", "", ">= 1 M"),
        ("  slope of log time over log steps, 1e4 to 1e6", f"{statistics.median(slopes.values()):.2f}",
         f"steepest: {steep}", f"{slopes[steep]:.2f}", "", "about 1"),
        ("  memory beyond its inputs at a million steps", f"{statistics.median(memory.values()) / 2**20:.0f} MB",
         f"most: {heavy}", f"{memory[heavy] / 2**20:.0f} MB", "", ""),
    ]  # fmt: skip


def calibration_row() -> Sequence[str]:
    """A million judged steps: fitted and applied."""
    rng = np.random.default_rng(0)
    scores = rng.random(MILLION)
    labels = (rng.random(MILLION) < np.square(scores)).astype(np.float64)
    taken = _best(lambda: AutocalR().fit(scores, labels).transform(scores))
    return ("a million judged steps calibrated", f"{taken:.2f} s", "", "", "", "<= 2 s")


def _batch(steps: int) -> tuple[Ragged, Scores, list[int]]:
    rng = np.random.default_rng(steps)
    count = steps // STEPS
    scores = Ragged.from_lengths(Scores.all_known(rng.random(count * STEPS)), np.full(count, STEPS))
    return scores, Scores.all_known(rng.integers(0, 2, count)), [i // ROLLOUTS for i in range(count)]


def _best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of a few runs: what the work takes when nothing is in its way."""
    return min(_timed(work) for _ in range(times))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _peak(work: Callable[[], object]) -> int:
    """Bytes allocated at most while it runs (NumPy tells tracemalloc of its arrays)."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
