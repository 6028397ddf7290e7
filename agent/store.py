"""Episodes on disk: an append-only `events.jsonl` each, screenshots beside them by sha256.

    RUN/run.json                          what was run
    RUN/blobs/ab/abc….png                 screenshots and element trees
    RUN/episodes/ID/events.jsonl          start, step, step, …, end
    RUN/episodes/ID/events.1.jsonl        an earlier attempt that was cut off
    RUN/writer.lock                       held by the process that writes (lock.py)

A line is written whole, after the blobs it names: whatever kills the process, all steps that were written can be read,
and an episode without `end` is known to have been cut off. What has been written when, depends on who writes:

- `Store.write`: a step is on the disk before the episode goes on. Neither kill -9 nor a power cut costs a finished one.
- `BackgroundWriter` (writer.py): a step is written within moments of its end, in order, while the episode goes on.
  kill -9 costs the steps that still waited (at most `depth` of a run), a power cut those of episodes without `end`:
  an episode is whole on the disk when its `end` returns.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import orjson

from agent.blobs import Blobs
from agent.codec import (
    decision_from_json,
    decision_to_json,
    elements_from_json,
    elements_to_json,
    verdict_from_json,
    verdict_to_json,
)
from agent.lock import RunLock, hold
from agent.trajectory import Reply, Seconds, Step, Stop, Trajectory
from devices.device import Observation

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """An episode read back. `complete` is False where the process died before the end."""

    id: str
    trajectory: Trajectory
    complete: bool
    meta: Mapping[str, Any]


class Store:
    """One run's folder. Without `sync` what is written is on the disk when an episode's `end` returns, no earlier.

    Whoever begins a run keeps other processes from beginning it until the store is closed or gone; reading is free."""

    def __init__(self, root: Path, sync: bool = True) -> None:
        self.root, self.sync = root, sync
        self.blobs = Blobs(root / "blobs", sync)
        self._lock: RunLock | None = None

    def begin(self, manifest: Mapping[str, Any], notes: Mapping[str, Any] | None = None, *, alone: bool = True) -> None:
        """Write run.json once; a later session of the same run must agree on what is run. `notes` of the first are kept
        in it, too; later ones may differ. Not `alone`: several processes may write, whose episodes have names that no
        other gives. Raises StoreBusy while another process writes, ValueError for a folder of another run."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = hold(self.root, alone=alone)
        self._agree(manifest, notes or {})
        self._lock = lock

    def close(self) -> None:
        """Written to no more: other processes may begin it, as soon as no other store of this process has it."""
        self._lock = None

    def _agree(self, manifest: Mapping[str, Any], notes: Mapping[str, Any]) -> None:
        path = self.root / "run.json"
        if path.exists():
            before = json.loads(path.read_text(encoding="utf-8"))
            differs = [k for k in manifest if k in before and before[k] != manifest[k]]
            if differs:
                key = differs[0]
                raise ValueError(
                    f"{self.root} holds another run ({key} {before[key]!r}, not {manifest[key]!r}); use another folder"
                )
            return
        part = path.with_suffix(".part")
        whole = {"format": FORMAT, **manifest, **notes}
        part.write_text(json.dumps(whole, indent=1, ensure_ascii=False), encoding="utf-8")
        part.replace(path)

    @property
    def manifest(self) -> dict[str, Any]:
        """run.json. Raises FileNotFoundError with what to do."""
        path = self.root / "run.json"
        if not path.exists():
            raise FileNotFoundError(f"{self.root} is no run: it has no run.json (`gui-mcp eval` makes runs)")
        return cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))

    def ids(self) -> list[str]:
        """Episodes that were begun, sorted."""
        folder = self.root / "episodes"
        return sorted(p.parent.name for p in folder.glob("*/events.jsonl")) if folder.exists() else []

    def complete(self, episode: str) -> bool:
        """Did it reach its end?"""
        path = self._events(episode)
        if not path.exists():
            return False
        last = None
        for last in _lines(path):  # noqa: B007 - only the last one counts
            pass
        return last is not None and last["event"] == "end"

    def events(self, episode: str) -> Iterator[dict[str, Any]]:
        """An episode's lines as they are, screens by their blobs' names: `read` without the pictures. Raises
        FileNotFoundError or ValueError."""
        return _lines(self._events(episode))

    def write(self, episode: str, goal: str, task: str = "", meta: Mapping[str, Any] | None = None) -> "EpisodeWriter":
        """Begin an episode; one that was cut off before is kept under another name."""
        path = self._events(episode)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            tries = len(list(path.parent.glob("events.*.jsonl")))
            path.rename(path.with_name(f"events.{tries + 1}.jsonl"))
        return EpisodeWriter(path, self.blobs, {"goal": goal, "task": task, "meta": dict(meta or {})}, self.sync)

    def read(self, episode: str) -> Stored:
        """An episode, whole or as far as it got. Raises FileNotFoundError or ValueError (no events)."""
        events = list(_lines(self._events(episode)))
        if not events or events[0]["event"] != "start":
            raise ValueError(f"episode {episode} of {self.root} does not begin with a start event")
        start, steps = events[0], tuple(self._step(e) for e in events if e["event"] == "step")
        end = events[-1] if events[-1]["event"] == "end" else None
        if end is None:
            trajectory = Trajectory(start["task"], start["goal"], steps, Stop.CANCELLED, why="cut off")
            return Stored(episode, trajectory, False, start["meta"])
        trajectory = Trajectory(
            start["task"],
            start["goal"],
            steps,
            Stop(end["stop"]),
            last=self._observation(end["last"]) if end["last"] else None,
            evidence=end["evidence"],
            verdict=verdict_from_json(end["verdict"]) if end["verdict"] else None,
            why=end["why"],
        )
        return Stored(episode, trajectory, True, start["meta"])

    def episodes(self) -> Iterator[Stored]:
        """Every episode, in order of their ids."""
        for episode in self.ids():
            yield self.read(episode)

    def _events(self, episode: str) -> Path:
        if not episode or episode in (".", "..") or "/" in episode or "\\" in episode:
            raise ValueError(f"{episode!r} is no episode's name")
        return self.root / "episodes" / episode / "events.jsonl"

    def _step(self, event: Mapping[str, Any]) -> Step:
        reply: dict[str, Any] = dict(event["reply"])
        return Step(
            self._observation(event["seen"]),
            Reply(decision_from_json(reply.pop("decision")), **reply),
            event["error"],
            Seconds(**event["seconds"]),
            event.get("told"),
        )

    def _observation(self, row: Mapping[str, Any]) -> Observation:
        tree = json.loads(self.blobs.get(row["elements"]))
        return Observation(
            png=self.blobs.get(row["png"]) if row["png"] else b"",
            width=row["width"],
            height=row["height"],
            elements=elements_from_json(tree),
            app=row["app"],
            keyboard_shown=row["keyboard_shown"],
            at=row["at"],
        )


class EpisodeWriter:
    """Appends one episode's events. Use as a context manager."""

    def __init__(self, path: Path, blobs: Blobs, start: Mapping[str, Any], sync: bool = True) -> None:
        self._blobs, self._sync = blobs, sync
        self._file = path.open("xb")
        self._append({"event": "start", "format": FORMAT, **start})

    def step(self, number: int, step: Step) -> None:
        """A finished step; on the disk when this returns, unless the store is without `sync`."""
        reply = step.reply
        self._append(
            {
                "event": "step",
                "number": number,
                "seen": self._observation(step.seen),
                "reply": {
                    "decision": decision_to_json(reply.decision), "said": reply.said, "thought": reply.thought,
                    "tokens": reply.tokens, "seconds": reply.seconds,
                },
                "error": step.error,
                "seconds": {"look": step.seconds.look, "think": step.seconds.think, "act": step.seconds.act},
                "told": step.told,
            }
        )  # fmt: skip

    def end(self, trajectory: Trajectory) -> None:
        """The episode is over; all of it is on the disk when this returns."""
        event = {
            "event": "end",
            "stop": trajectory.stop.value,
            "why": trajectory.why,
            "last": self._observation(trajectory.last) if trajectory.last else None,
            "evidence": dict(trajectory.evidence),
            "verdict": verdict_to_json(trajectory.verdict) if trajectory.verdict else None,
        }
        self._blobs.settle()
        self._append(event, sync=True)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> "EpisodeWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _observation(self, seen: Observation) -> dict[str, Any]:
        return {
            "png": self._blobs.put(seen.png, ".png") if seen.png else "",
            "elements": self._blobs.put(orjson.dumps(elements_to_json(seen.elements)), ".json"),
            "width": seen.width,
            "height": seen.height,
            "app": seen.app,
            "keyboard_shown": seen.keyboard_shown,
            "at": seen.at,
        }

    def _append(self, event: Mapping[str, Any], sync: bool = False) -> None:
        self._file.write(_line(event))
        self._file.flush()
        if sync or self._sync:
            os.fsync(self._file.fileno())


def _line(event: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(event, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)
    except TypeError:
        # Half a surrogate pair in a model's text is kept, too: JSON can say it, UTF-8 cannot.
        return json.dumps(event, separators=(",", ":")).encode() + b"\n"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The events; a last line torn by a crash is left out, a torn line elsewhere is an error."""
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines):
        if not line:
            continue
        try:
            yield json.loads(line)
        except json.JSONDecodeError as problem:
            if number == len(lines) - 1:
                return  # no newline after it: it was being written when the process died
            raise ValueError(f"{path}:{number + 1} is damaged: {problem}") from problem
