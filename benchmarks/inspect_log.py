"""A run as an Inspect AI log: what `inspect view` opens, next to the logs of other suites.

A template on one kind of phone is a sample, its seeds are epochs. Each step is a user message with the screen and an
assistant message with what was decided. `inspect_ai` is an extra: pip install 'gui-mcp[inspect]'.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from agent.store import Stored
from agent.trajectory import Step, Trajectory
from benchmarks.result import Result, result_of
from benchmarks.summary import Summary, summarise
from rewards.samples import describe

Picture = Callable[[bytes], tuple[bytes, str]]


class InspectMissing(ValueError):
    """The extra is not installed."""


def write_inspect(
    path: Path, episodes: Sequence[Stored], manifest: Mapping[str, Any], picture: Picture | None = None
) -> None:
    """Write the `.eval` file. `picture` makes a screenshot smaller: PNG bytes → (bytes, MIME type).

    Raises InspectMissing, or ValueError where there is no episode.
    """
    try:
        log, model, scorer = (import_module(f"inspect_ai.{name}") for name in ("log", "model", "scorer"))
    except ModuleNotFoundError as problem:
        raise InspectMissing("Inspect AI is not installed: pip install 'gui-mcp[inspect]'") from problem
    results = [result_of(stored) for stored in episodes]
    whole = summarise(results)
    shrink = picture or _as_it_is
    samples = [
        _sample(stored, result, log, model, scorer, shrink) for stored, result in zip(episodes, results, strict=True)
    ]
    now = datetime.now(UTC)
    began = now - timedelta(seconds=sum(result.seconds for result in results))
    suite = manifest.get("suite", {})
    spec = log.EvalSpec(
        created=now.isoformat(timespec="seconds"),
        task=f"gui_mcp/{manifest.get('kind', 'run')}",
        task_version=str(suite.get("suite", "")),
        dataset=log.EvalDataset(
            name=str(manifest.get("kind", "run")),
            samples=len({s.id for s in samples}),
            sample_ids=sorted({s.id for s in samples}),
        ),
        model=str(manifest.get("model") or f"gui-mcp/{manifest.get('policy', 'unknown')}"),
        config=log.EvalConfig(epochs=max(s.epoch for s in samples)),
        packages={"gui-mcp": str(manifest.get("version", ""))},
        metadata={"suite": suite, "size": manifest.get("size", "")},
    )
    done = log.EvalLog(
        status="success",
        eval=spec,
        results=_results(whole, log),
        stats=log.EvalStats(
            started_at=began.isoformat(timespec="seconds"), completed_at=now.isoformat(timespec="seconds")
        ),
        samples=samples,
    )
    part = path.with_name(f"part-{path.name}")
    log.write_eval_log(done, str(part), format="eval")
    part.replace(path)


def _as_it_is(png: bytes) -> tuple[bytes, str]:
    return png, "image/png"


def _results(whole: Summary, log: Any) -> Any:
    def metric(name: str, value: float) -> tuple[str, Any]:
        return name, log.EvalMetric(name=name, value=value)

    strict = dict([
        metric("accuracy", whole.strict), metric("ci_low", whole.strict_interval[0]),
        metric("ci_high", whole.strict_interval[1]), metric("errors", whole.errors),
    ])  # fmt: skip
    others = {"lenient": whole.lenient, "progress": whole.progress, "clean": 1.0 - whole.side_effects}
    scores = [log.EvalScore(name="strict", scorer="strict", metrics=strict)]
    scores += [log.EvalScore(name=name, scorer=name, metrics=dict([metric("mean", v)])) for name, v in others.items()]
    return log.EvalResults(total_samples=whole.episodes, completed_samples=whole.episodes, scores=scores)


def _sample(stored: Stored, result: Result, log: Any, model: Any, scorer: Any, shrink: Picture) -> Any:
    episode, meta = stored.trajectory, stored.meta
    rows = episode.verdict.rows if episode.verdict else ()
    told = [f"{'✓' if row.passed else '✗'} {row.field}: {row.expected} | {row.actual}" for row in rows]
    told += [f"side effect: {effect}" for effect in (episode.verdict.side_effects if episode.verdict else ())]
    if result.error:
        told.append(f"error: {result.error}")
    variant = "".join(stored.id.partition(f"-s{result.seed}")[2:])
    usage = model.ModelUsage(input_tokens=0, output_tokens=result.tokens, total_tokens=result.tokens)
    return log.EvalSample(
        id=result.template + variant,
        epoch=result.seed + 1,
        input=episode.goal,
        target="; ".join(f"{row.field} = {row.expected}" for row in rows),
        messages=_messages(episode, model, shrink),
        output=model.ModelOutput.from_content("gui-mcp", episode.answer or episode.stop.value),
        scores={
            "strict": scorer.Score(
                value="C" if result.success else "I", answer=episode.answer, explanation="\n".join(told) or None
            ),
            "lenient": scorer.Score(value=float(result.lenient)),
            "progress": scorer.Score(value=result.progress),
            "clean": scorer.Score(value=float(result.clean)),
        },
        metadata={**meta.get("axes", {}), "stop": episode.stop.value, "why": episode.why, "steps": result.steps,
                  "optimal_steps": result.optimal_steps, "episode": result.episode},
        model_usage={"gui-mcp": usage},
        total_time=episode.seconds,
    )  # fmt: skip


def _messages(episode: Trajectory, model: Any, shrink: Picture) -> list[Any]:
    out: list[Any] = [model.ChatMessageUser(content=episode.goal)]
    for number, step in enumerate(episode.steps, 1):
        out.append(model.ChatMessageUser(content=_screen(number, step, model, shrink)))
        words = "\n".join(part for part in (step.reply.thought, describe(step.reply.decision, step.seen)) if part)
        out.append(model.ChatMessageAssistant(content=words))
        if step.told is not None:
            out.append(model.ChatMessageUser(content=step.told))
        if step.error is not None:
            out.append(model.ChatMessageUser(content=f"refused: {step.error}"))
    return out


def _screen(number: int, step: Step, model: Any, shrink: Picture) -> list[Any]:
    words = model.ContentText(text=f"screen {number}: {step.seen.app or 'home'}")
    if not step.seen.png:
        return [words]
    data, kind = shrink(step.seen.png)
    return [words, model.ContentImage(image=f"data:{kind};base64,{base64.b64encode(data).decode()}", detail="low")]
