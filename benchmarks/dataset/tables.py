"""The columns of a dataset, and the rows of one episode. What is nested is JSON in a string: any version reads it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from agent.codec import decision_to_json, elements_to_json, verdict_to_json
from agent.trajectory import Step
from benchmarks.report import Scored
from rewards.csrs import label
from rewards.dataset import COLUMNS as SAMPLES
from rewards.dataset import Labelled, row_of
from rewards.secrets import Mask
from rewards.shards import image

FROM = {
    "run": "string", "policy": "string", "model": "string", "suite": "string", "template": "string", "seed": "int64",
    "variant": "string",
}  # fmt: skip
EPISODES = {
    "episode": "string", "task": "string", "goal": "string", "success": "bool", "clean": "bool", "progress": "float64",
    "verdict": "string", "stop": "string", "why": "string", "answer": "string", "steps": "int32",
    "optimal_steps": "int32", "seconds": "float64", "tokens": "int64", "language": "string", "look": "string",
    "hardship": "string", "axes": "string", **FROM,
}  # fmt: skip
STEPS = {
    "episode": "string", "task": "string", "goal": "string", "step": "int32", "screenshot": "image", "width": "int32",
    "height": "int32", "app": "string", "elements": "string", "decision": "string", "said": "string",
    "thought": "string", "error": "string", "told": "string", "reward": "float64", "scores": "string",
    "success": "bool", "verdict": "string", "stop": "string", **FROM,
}  # fmt: skip
TABLES = {"episodes": EPISODES, "steps": STEPS, "samples": SAMPLES}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an episode is from: the run's name, and its run.json."""

    name: str
    manifest: dict[str, Any]


def rows_of(scored: Scored, source: Source) -> dict[str, list[Row]]:
    """An episode's rows by table, without the secrets that were typed in it."""
    mask = Mask.of(scored.stored.trajectory)
    scored = replace(scored, stored=replace(scored.stored, trajectory=mask.episode(scored.stored.trajectory)))
    return {
        "episodes": [_episode(scored, source)],
        "steps": list(_steps(scored, source)),
        "samples": list(_samples(scored, source, mask)),
    }


def _episode(scored: Scored, source: Source) -> Row:
    episode, result, meta = scored.stored.trajectory, scored.result, scored.stored.meta
    axes = meta.get("axes", {})
    return {
        **_shared(scored, source),
        "clean": episode.verdict.clean if episode.verdict else None,
        "progress": episode.verdict.progress if episode.verdict else None,
        "why": episode.why,
        "answer": episode.answer,
        "steps": len(episode.steps),
        "optimal_steps": meta.get("optimal_steps"),
        "seconds": result.seconds,
        "tokens": result.tokens,
        **{axis: axes.get(axis, "") for axis in ("language", "look", "hardship")},
        "axes": _json(axes),
    }


def _steps(scored: Scored, source: Source) -> Iterator[Row]:
    shared = _shared(scored, source)
    for number, (step, reward) in enumerate(zip(scored.stored.trajectory.steps, scored.rewards, strict=True)):
        yield {
            **shared,
            **_seen(step),
            "step": number,
            "decision": _json(decision_to_json(step.reply.decision)),
            "said": step.reply.said,
            "thought": step.reply.thought,
            "error": step.error,
            "told": step.told,
            "reward": reward,
            "scores": _json({method: row[number] for method, row in scored.scores.items()}),
        }


def _samples(scored: Scored, source: Source, mask: Mask) -> Iterator[Row]:
    episode = scored.stored.trajectory
    success = label(episode)
    for sample in scored.samples if success is not None else ():
        png = episode.steps[sample.step].seen.png
        reward = scored.rewards[sample.step]
        row = row_of(Labelled(sample, png, episode.task, episode.goal, success is True, reward, source.name))
        yield row | {name: mask.text(row[name]) for name in ("question", "answer")}


def _shared(scored: Scored, source: Source) -> Row:
    """What an episode and each of its steps tell."""
    stored, manifest = scored.stored, source.manifest
    episode, meta = stored.trajectory, stored.meta
    verdict = verdict_to_json(episode.verdict) if episode.verdict else None
    return {
        "episode": f"{source.name}/{stored.id}",
        "task": episode.task,
        "goal": episode.goal,
        "success": label(episode),
        "verdict": _json(verdict) if verdict else None,
        "stop": episode.stop.value,
        "run": source.name,
        "policy": str(manifest.get("policy", "")),
        "model": str(manifest.get("model", "")),
        "suite": str(meta.get("suite", "")),
        "template": str(meta.get("template", "")),
        "seed": meta.get("seed"),
        "variant": _json(meta.get("variant", {})),
    }


def _seen(step: Step) -> Row:
    seen = step.seen
    return {
        "screenshot": image(seen.png), "width": seen.width, "height": seen.height, "app": seen.app,
        "elements": _json(elements_to_json(seen.elements)),
    }  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
