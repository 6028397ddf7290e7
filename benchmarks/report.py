"""One self-contained HTML file of a run: success by axis, every episode's screens, actions, rewards and verdict."""

import base64
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import shorten
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from agent.blobs import blob_name
from agent.pocket.unit import own_words
from agent.store import Stored
from agent.trajectory import Act, Step
from benchmarks.result import Result
from benchmarks.stats import by_axis, tally
from benchmarks.summary import summarise
from benchmarks.thumbnail import thumbnail
from devices.action import points_of
from devices.device import Observation
from devices.element import Box
from rewards.samples import Kind, Sample, describe

EMBEDDED = 3000  # steps up to which the report holds its pictures; beyond that it shows those of the run's folder


@dataclass(frozen=True, slots=True)
class Scored:
    """An episode with what the judge added. `targets` and `rewards` have one entry a step, None where unknown; so has
    each method's row of `scores`."""

    stored: Stored
    result: Result
    targets: Sequence[Box | None]
    rewards: Sequence[float | None]
    samples: Sequence[Sample] = ()
    scores: Mapping[str, Sequence[float | None]] = field(default_factory=dict[str, Sequence[float | None]])


def write_report(path: Path, title: str, subtitle: str, episodes: Sequence[Scored], version: str) -> None:
    """Write the file. Text that was on a screen is escaped: it is data."""
    results = [e.result for e in episodes]
    images = _images(episodes)
    html = _template().render(
        title=title,
        subtitle=subtitle,
        cards=_cards(episodes),
        axes={"all": {"whole suite": tally(results)}, **by_axis(results)},
        kinds=_kinds(episodes),
        episodes=[_episode(e, images) for e in episodes],
        version=version,
    )
    part = path.with_suffix(".part")
    part.write_text(html, encoding="utf-8")
    part.replace(path)


def _cards(episodes: Sequence[Scored]) -> list[tuple[str, str]]:
    results = [e.result for e in episodes]
    if not results:
        return []
    found, whole = tally(results), summarise(results)
    low, high = whole.strict_interval if whole.templates < whole.episodes else whole.strict_wilson
    steps = sum(r.steps for r in results)
    rewards = [r for e in episodes for r in e.rewards if r is not None]
    return [
        (f"{found.rate:.0%}", f"strict success, {found.passed} of {found.total}"),
        (f"{low:.0%}–{high:.0%}", f"95 % interval over {whole.templates} templates"),
        (f"{whole.lenient:.0%}", "lenient: goals met, whatever else"),
        (f"{whole.progress:.0%}", "progress: share of goals met"),
        (f"{whole.false_complete:.0%}", "claimed to be done with goals unmet"),
        (f"{whole.side_effects:.0%}", "changed something else"),
        (f"{whole.over_optimal:.2f}×" if whole.over_optimal else "–", "steps over the oracle's, on successes"),
        (str(steps), f"steps, {1000 * sum(r.seconds for r in results) / max(1, steps):.0f} ms each"),
        (f"{sum(rewards) / len(rewards):.2f}" if rewards else "–", f"mean Gaussian reward, {len(rewards)} touches"),
        (str(found.errors), "errors, counted as not passed"),
        (str(sum(len(e.samples) for e in episodes)), "samples selected by CSRS"),
    ]


def _kinds(episodes: Sequence[Scored]) -> list[tuple[str, int, int]]:
    good: Counter[Kind] = Counter()
    bad: Counter[Kind] = Counter()
    for e in episodes:
        verdict = e.stored.trajectory.verdict
        (good if verdict and verdict.success else bad).update(sample.kind for sample in e.samples)
    if not good and not bad:
        return []
    return [(f"{k.value} {k.name.replace('_', ' ').lower()}", good[k], bad[k]) for k in Kind]


def _episode(scored: Scored, images: Mapping[str, str]) -> Mapping[str, Any]:
    stored, episode = scored.stored, scored.stored.trajectory
    verdict = episode.verdict
    success = verdict is not None and verdict.success is True
    badge = "passed" if success else "cut off" if not stored.complete else "error" if verdict is None else "failed"
    if verdict is not None and verdict.error:
        badge = "error"
    return {
        "id": stored.id,
        "success": success,
        "badge": badge,
        "goal": episode.goal,
        "stop": episode.stop.value,
        "why": episode.why if not success else "",
        "answer": episode.answer,
        "axes": ", ".join(f"{k} {v}" for k, v in stored.meta.get("axes", {}).items()),
        "seconds": episode.seconds,
        "steps": [
            _step(s, b, r, images) for s, b, r in zip(episode.steps, scored.targets, scored.rewards, strict=True)
        ],
        "scores": [(method, _cells(row)) for method, row in scored.scores.items()],
        "rows": verdict.rows if verdict else (),
        "side_effects": verdict.side_effects if verdict else (),
        "error": verdict.error if verdict else None,
    }


def _step(step: Step, box: Box | None, reward: float | None, images: Mapping[str, str]) -> Mapping[str, Any]:
    decision = step.reply.decision
    return {
        "width": step.seen.width,
        "height": step.seen.height,
        "image": images.get(_name(step), ""),
        "outlines": () if step.seen.png else _outlines(step.seen),
        "told": step.told,
        "points": points_of(decision.action) if isinstance(decision, Act) else (),
        "box": box,
        "action": describe(decision, step.seen),
        "thought": step.reply.thought,
        "reward": reward,
        "error": step.error,
    }


def _cells(row: Sequence[float | None]) -> list[tuple[str, str, float]]:
    """(value, colour, strength 0..1) a step; each method has its own scale, symmetric about 0."""
    top = max((abs(x) for x in row if x is not None), default=0.0) or 1.0
    return [("–", "line", 0.0) if x is None else (f"{x:.2f}", "good" if x >= 0 else "bad", abs(x) / top) for x in row]


def _images(episodes: Sequence[Scored]) -> dict[str, str]:
    """By the name of its blob, what each screen is shown by: itself, small, or where it lies in the run's folder."""
    steps = [step for e in episodes for step in e.stored.trajectory.steps]
    screens = {_name(step): step.seen.png for step in steps if step.seen.png}  # many are seen more than once
    if len(steps) > EMBEDDED:
        return {name: f"blobs/{name[:2]}/{name}" for name in screens}
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Pillow gives the lock back while it works
        return dict(zip(screens, pool.map(_thumbnail, screens.values()), strict=True))


def _outlines(seen: Observation) -> list[tuple[Box, str, float]]:
    """What is drawn where no picture was taken: the box of each named element, as much of its words as it is wide for,
    and their size in pixels."""
    out: list[tuple[Box, str, float]] = []
    for e in seen.elements:
        if words := own_words(e):
            size = max(8.0, min(26.0, 0.6 * (e.bounds.y2 - e.bounds.y1)))
            room = max(1, int((e.bounds.x2 - e.bounds.x1) / (0.6 * size)))
            out.append((e.bounds, shorten(words, room, placeholder="…"), size))
    return out


def _name(step: Step) -> str:
    return blob_name(step.seen.png, ".png")


def _thumbnail(png: bytes) -> str:
    data, kind = thumbnail(png)
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@cache
def _template() -> Template:
    source = files("benchmarks").joinpath("report.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
