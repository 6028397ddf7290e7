"""Making the bench: agents of every quality play daily tasks on the virtual phone, and every step gets its true label.

    DIR/run.json, blobs/, episodes/      a run as any other
    DIR/truth.jsonl                      a line an episode: labels, distances, and the phone's state before every step

States are kept as what differs from the task's start (a blob each), from which a phone is restored: without its glass
by `state_of`, on the real thing by `Snapshot(world.dumps())`.
"""

import json
import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any, cast

import orjson

from agent.policies.lexical import LexicalPolicy
from agent.policies.scripted import ScriptedPolicy
from agent.policy import Policy
from agent.store import Store, Stored
from agent.trajectory import Step, Trajectory
from benchmarks.changes import as_bytes
from benchmarks.daily import TEMPLATES
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask
from benchmarks.null_agents import RandomAgent
from benchmarks.run import run_task
from benchmarks.stepbench.mixed import Expert, LookAt, Slipping, corrupted
from benchmarks.stepbench.plan import Planner, Way
from benchmarks.stepbench.truth import Truth, labels_of, ways_of
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World

SLIPS = 0.5  # of a half-random agent's steps, those that are random

Maker = Callable[[Planner, LookAt, Random], Policy]

ORACLE = "oracle"
AGENTS: dict[str, Maker] = {
    ORACLE: lambda planner, world, rng: ScriptedPolicy(planner.script),
    "corrupted": corrupted,
    "half-random": lambda planner, world, rng: Slipping(Expert(planner, world), SLIPS, rng),
    "lexical": lambda planner, world, rng: LexicalPolicy(),
    "random": lambda planner, world, rng: RandomAgent(rng.randrange(1 << 30)),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """An episode with its true labels. `states` are blobs: the state before each step, and the last."""

    stored: Stored
    agent: str
    split: str
    truth: Truth
    states: tuple[str, ...]

    @property
    def success(self) -> bool:
        """Its verdict; one that could not be judged is no success."""
        verdict = self.stored.trajectory.verdict
        return verdict is not None and verdict.success is True


@dataclass(frozen=True, slots=True)
class Job:
    """One task, played by every agent."""

    template: str
    seed: int
    root: str
    pixels: bool


def build(
    root: Path,
    templates: Sequence[str],
    seed: int = 0,
    *,
    pixels: bool = False,
    workers: int = 2,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Play and label what is not there yet; how many episodes were added. A build that was cut off goes on."""
    store = Store(root)
    store.begin({"kind": "stepbench", "policy": "mixed", "suite": suite_hash(), "seed": seed, "pixels": pixels})
    there = {row["id"] for row in _rows(root)}
    jobs = [
        Job(template, seed, str(root), pixels)
        for template in templates
        if not all(episode_id(template, seed, agent) in there for agent in AGENTS)
    ]
    added, done = 0, len(templates) - len(jobs)
    told(done, len(templates))
    # Planning is Python, which threads cannot share: each worker has its own browser.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_play, job) for job in jobs]):
            with (root / "truth.jsonl").open("a", encoding="utf-8") as file:
                for row in future.result():
                    if row["id"] not in there:
                        file.write(json.dumps(row) + "\n")
                        added += 1
            done += 1
            told(done, len(templates))
    return added


def load(root: Path) -> Iterator[Labelled]:
    """Every labelled episode, by id. Raises FileNotFoundError with what to do."""
    if not (root / "truth.jsonl").exists():
        raise FileNotFoundError(f"{root} holds no labelled trajectories: `gui-mcp stepbench build` makes them")
    store = Store(root)
    for row in sorted(_rows(root), key=lambda row: row["id"]):
        truth = Truth(tuple(Way(**way) if way else None for way in row["ways"]), tuple(row["labels"]))
        yield Labelled(store.read(row["id"]), row["agent"], row["split"], truth, tuple(row["states"]))


def task_of(episode: Stored) -> DailyTask:
    """The task an episode was of."""
    return DailyTask.from_meta(TEMPLATES, episode.meta)


def state_of(store: Store, task: DailyTask, name: str) -> World:
    """The phone as it was, from the blob's name."""
    state: dict[str, Any] = orjson.loads(store.blobs.get(name))
    start: dict[str, Any] = orjson.loads(task.start_world)
    state["apps"] = {**start["apps"], **state["apps"]}
    return World(state)


def episode_id(template: str, seed: int, agent: str) -> str:
    """The name of an episode of the bench."""
    return f"{template}-s{seed}-{agent}"


def _play(job: Job) -> list[dict[str, Any]]:
    task = DailyTask(TEMPLATES[job.template], job.seed)
    store, planner = Store(Path(job.root)), Planner(task, task.moves)
    device = VirtualDevice(pixels=job.pixels)
    try:
        return [_episode(store, task, planner, device, agent) for agent in AGENTS]
    finally:
        device.close()


def _episode(store: Store, task: DailyTask, planner: Planner, device: VirtualDevice, agent: str) -> dict[str, Any]:
    rng = Random(f"{task.id}:{agent}")
    policy = AGENTS[agent](planner, lambda: device.phone.world, rng)
    name = episode_id(task.template.id, task.seed, agent)
    states: list[bytes] = [task.start_world]
    with store.write(name, task.goal, task.id, {**task.meta, "agent": agent}) as writer:

        def on_step(number: int, step: Step) -> None:
            writer.step(number, step)
            states.append(device.phone.snapshot())

        episode = run_task(task, device, policy, on_step=on_step)
        writer.end(episode)
    truth = truth_of(planner, episode, states)
    kept = [store.blobs.put(_delta(task, state), ".json") for state in states]
    return {"id": name, "agent": agent, "split": task.template.split, **asdict(truth), "states": kept}


def truth_of(planner: Planner, episode: Trajectory, states: Sequence[bytes]) -> Truth:
    """Distances and labels of a finished episode."""
    ways = ways_of(planner, states, episode.steps)
    distances = [way.steps if way else None for way in ways]
    decisions = [step.reply.decision for step in episode.steps]
    changed = [a != b for a, b in zip(states, states[1:], strict=False)]
    success = episode.verdict is not None and episode.verdict.success is True
    return Truth(tuple(ways), tuple(labels_of(distances, decisions, changed, success)))


def _delta(task: DailyTask, state: bytes) -> bytes:
    world: dict[str, Any] = orjson.loads(state)
    apps = cast("Mapping[str, Any]", world["apps"])
    world["apps"] = {app: at for app, at in apps.items() if as_bytes(at) != as_bytes(task.start_apps.get(app))}
    return orjson.dumps(world, option=orjson.OPT_SORT_KEYS)


def _rows(root: Path) -> list[dict[str, Any]]:
    path = root / "truth.jsonl"
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            if number != len(lines) - 1:  # the last one may have been cut off with the build
                raise ValueError(f"{path}:{number + 1} is damaged") from None
    return rows
