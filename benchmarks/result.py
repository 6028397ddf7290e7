"""One line of a result: what came of one episode, in numbers."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

import orjson

from agent.codec import decision_to_json
from agent.store import Stored
from agent.trajectory import Ask, Stop, Trajectory, Verdict

STOP_ROW = "stop"


@dataclass(frozen=True, slots=True)
class Result:
    """`success` is strict: goals met, nothing else changed, stopped by itself in the right way; None where the episode
    or its verifier broke, which counts as not passed.

    `lenient` asks for the goals alone. `progress` is the share of goals met, 0..1. `claimed` says that the agent ended
    it as done. `seconds` are those of looking, thinking and acting; `episode` is a hash of every decision and of the
    state it ended in: two runs with the same hash did the same. `suite` is the hash of what it was run on and
    judged by.
    """

    id: str
    template: str
    seed: int
    success: bool | None
    lenient: bool
    progress: float
    clean: bool
    claimed: bool
    stop: str
    steps: int
    optimal_steps: int
    asked: int
    seconds: float
    tokens: int
    error: str
    episode: str
    axes: Mapping[str, str] = field(default_factory=dict[str, str])
    suite: str = ""

    @property
    def false_complete(self) -> bool:
        """Claimed to be done with goals unmet."""
        return self.claimed and not self.lenient

    @property
    def overdue(self) -> bool:
        """The goals were met, but the agent did not stop."""
        return self.lenient and self.stop in (Stop.STEP_LIMIT.value, Stop.TIME_LIMIT.value)


def result_of(stored: Stored) -> Result:
    """The numbers of a stored episode."""
    episode, meta = stored.trajectory, stored.meta
    verdict = episode.verdict or Verdict(None, error="never judged" if stored.complete else "cut off")
    goals = [row.passed for row in verdict.rows if row.field != STOP_ROW]
    return Result(
        id=stored.id,
        template=str(meta.get("template", stored.id)),
        seed=int(meta.get("seed", 0)),
        success=verdict.success,
        # A task that cannot be done has no goal but the right stop.
        lenient=all(goals) if goals else verdict.success is True,
        progress=verdict.progress or 0.0,
        clean=not verdict.side_effects,
        claimed=episode.stop is Stop.DONE,
        stop=episode.stop.value,
        steps=len(episode.steps),
        optimal_steps=int(meta.get("optimal_steps", 0)),
        asked=sum(isinstance(step.reply.decision, Ask) for step in episode.steps),
        seconds=round(episode.seconds, 4),
        tokens=sum(step.reply.tokens for step in episode.steps),
        error=verdict.error or (verdict.why if verdict.success is None else ""),
        episode=fingerprint(episode),
        axes=dict(meta.get("axes", {})),
        suite=str(meta.get("suite", "")),
    )


def fingerprint(episode: Trajectory) -> str:
    """sha256 over every decision and the state in which it ended."""
    done = [decision_to_json(step.reply.decision) for step in episode.steps]
    data = orjson.dumps([episode.goal, done, dict(episode.evidence)], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(data).hexdigest()


def write_results(path: Path, results: Iterable[Result]) -> None:
    """One JSON object a line."""
    part = path.with_suffix(".part")
    part.write_text("".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in results), encoding="utf-8")
    part.replace(path)


def read_results(path: Path) -> list[Result]:
    """Back from `write_results`. Raises FileNotFoundError or ValueError that says what is wrong."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there: `gui-mcp rescore {path.parent}` writes it")
    try:
        rows = [cast("dict[str, Any]", json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
        return [Result(**row) for row in rows]
    except (json.JSONDecodeError, TypeError) as problem:
        raise ValueError(f"{path} is no list of results: {problem}") from problem
