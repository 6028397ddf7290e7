"""The circle itself: round after round, each in a folder of its own, resumable at every episode.

    OUT/circle.json               the config, and a line for each round that is done
    OUT/demos                     round 0: the known solutions of a few train templates, through the screen
    OUT/round-N/found             new goals out of wandering, carried out
    OUT/round-N/play              tasks of the train split, played in groups by policy N-1
    OUT/round-N/policy.pt, .onnx  policy N
    OUT/round-N/test              policy N on the test split

Generation (Step-GUI, arXiv 2512.15431, figure 3): policy N-1 plays, its trajectories are calibrated by their verdicts
(CSRS), filtered, and learnt from. Refinement: what there is is sorted by how sure policy N-1 is of it; what is stable
goes to both stages of training, what is near the boundary to the last one only.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event
from typing import Any
from zlib import crc32

import numpy as np
import torch

from agent.pocket.example import Example
from agent.pocket.learn import LearnConfig, Losses, learn, likelihoods
from agent.pocket.net import Net
from agent.pocket.onnx_file import write_onnx
from agent.pocket.policy import PocketPolicy
from agent.policies.by_icon import ByIcon
from agent.policy import Policy
from agent.store import Stored
from benchmarks.daily.task import DailyTask, TaskBroken
from benchmarks.evolve.attempt import Attempt, Recorded
from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.hindsight import hindsight
from benchmarks.evolve.refine import Refined, refine
from benchmarks.evolve.select import Harvested, bounded, select, with_old
from benchmarks.evolve.stage import played
from benchmarks.evolve.tasks import Curriculum, demonstrated, held_out, learnable
from benchmarks.harvest import Progress
from benchmarks.hindsight.find import FindConfig, find_tasks
from benchmarks.hindsight.task import FoundTask
from benchmarks.stats import cluster_bootstrap

NOTHING = Harvested([], [], 0, 0, 0, 0)
LAST_STAGE = 0.35  # share of a round's updates in which what is near the boundary is learnt, too
OWN_STAGE = 0.1  # and of those with the policy's own choices and their advantages
MOST_OWN = 4000  # examples of the policy's own choices in one round
REPEAT = 3  # demonstrations and own successes count so many times: there are few of them beside what is found


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to. `success` is strict, on the test split, over templates and seeds; `low` and `high` its
    95 % interval (templates resampled). The other numbers are of what was learnt in it."""

    number: int
    success: float
    low: float
    high: float
    passed: int
    tested: int
    played: int = 0
    won: int = 0
    found: int = 0
    examples: int = 0
    own: int = 0
    idle: float = 0.0
    accepted: int = 0
    rejected: int = 0
    seconds: float = 0.0  # of training


@dataclass(slots=True)
class Listener:
    """Who is told how it goes; every field may be replaced."""

    stage: Callable[[str, int], None] = lambda name, total: None  # a stage begins, with so many episodes or updates
    episode: Callable[[Progress], None] = lambda progress: None
    update: Callable[[int, Losses, float], None] = lambda update, losses, seconds: None
    round: Callable[[Round], None] = lambda done: None


class Circle:
    """Runs what is left of a circle."""

    def __init__(
        self, out: Path, config: EvolveConfig, *, phones: int = 2, listener: Listener | None = None,
        cancel: Event | None = None,
    ) -> None:  # fmt: skip
        self._out, self._config, self._phones = out, config, phones
        self._tell = listener or Listener()
        self._cancel = cancel or Event()
        self._curriculum = Curriculum()
        self._found: list[Example] = []
        self._good: list[Example] = []
        self._demos: list[Example] = []
        self._rng = np.random.default_rng(config.seed)
        self.rounds: list[Round] = []
        self._open()

    def run(self) -> list[Round]:
        """Play and learn until all rounds are done. Raises KeyboardInterrupt where it was cancelled; the same circle
        goes on where it was left."""
        self._learn_demonstrations()
        for number in range(1, self._config.rounds + 1):
            self._gather(number)
            if number >= len(self.rounds):
                self._advance(number)
        return self.rounds

    # -- rounds -----------------------------------------------------------------------------------------------------

    def _learn_demonstrations(self) -> None:
        c = self._config
        tasks: list[Recorded] = []
        for template in demonstrated(c):
            for seed in range(c.demonstrations):
                try:
                    tasks.append(DailyTask(template, seed))
                except TaskBroken:
                    continue
        episodes = self._play("demos", tasks, _by_oracle, "demonstrations")
        self._demos = select(episodes, filtered=False).good
        if not self.rounds:
            net = self._new_net()
            seconds = self._train(net, self._demos, c.updates, 1.5e-3)
            self._keep(net, 0)
            self._test(0, examples=len(self._demos), seconds=seconds)

    def _gather(self, number: int) -> None:
        """All that rounds up to this one learn from, played where it is not yet."""
        c = self._config
        if c.found and c.flow != "refinement":
            self._tell.stage(f"round {number}: wandering", c.found)
            found: list[Recorded] = [*find_tasks(FindConfig(c.found, seed=c.seed * 1000 + number))]
            episodes = self._play(f"round-{number}/found", found, _by_finder, f"round {number}: new goals")
            self._found += select(episodes, filtered=False).good
        if c.flow == "refinement" and number > 1:
            self._last = NOTHING
            return
        drawn = self._curriculum.draw(learnable(c), c.tasks, number, c.seed)
        tries: list[Recorded] = [Attempt(task, n) for task in drawn for n in range(c.tries)]
        weights = self._folder(number - 1) / "policy.onnx"

        def explorer(task: Recorded) -> Policy:
            draw = np.random.default_rng(crc32(f"{c.seed}:{number}:{task.id}".encode()))
            return PocketPolicy(weights, c.temperature, draw)

        episodes = self._play(f"round-{number}/play", tries, explorer, f"round {number}: playing")
        for stored in episodes:
            verdict = stored.trajectory.verdict
            self._curriculum.tell(str(stored.meta["template"]), bool(verdict and verdict.success))
        self._last = select(episodes, filtered=c.step_filter)
        self._good += self._last.good
        if c.relabelled and c.flow != "refinement":
            self._tell.stage(f"round {number}: hindsight", c.relabelled)
            told = hindsight(self._folder(number) / "hindsight", episodes, c.relabelled, c.seed + number)
            self._found += select(told, filtered=c.step_filter).good

    def _advance(self, number: int) -> None:
        """Train policy `number` from the one before, and judge it."""
        c, net = self._config, self._load(number - 1)
        shown = self._demos * REPEAT + self._good * REPEAT
        if c.flow == "generation":
            sorted_out = Refined(shown, [], [])
        else:
            sorted_out = refine(net, self._demos + self._good)
            sorted_out = Refined(sorted_out.accepted * REPEAT, sorted_out.rejected * REPEAT, sorted_out.hopeless)
        own = bounded(self._last.own, MOST_OWN, self._rng)
        own = with_old(own, likelihoods(net, own).tolist()) if own else []
        last = int(c.updates * LAST_STAGE)
        seconds = self._train(net, sorted_out.accepted + self._found, c.updates - last, 1e-3)
        everything = sorted_out.accepted + sorted_out.rejected + self._found
        seconds += self._train(net, everything, last, 5e-4)
        if own:
            seconds += self._train(net, own + shown, max(1, int(c.updates * OWN_STAGE)), 1e-4)
        self._keep(net, number)
        steps = max(1, self._last.steps)
        self._test(
            number, played=self._last.episodes, won=self._last.successes, found=len(self._found),
            examples=len(self._good), own=len(own), idle=self._last.idle / steps, accepted=len(sorted_out.accepted),
            rejected=len(sorted_out.rejected), seconds=seconds,
        )  # fmt: skip

    def _test(self, number: int, **counts: Any) -> None:
        c = self._config
        tasks: list[Recorded] = [DailyTask(t, seed) for seed in range(c.test_seeds) for t in held_out(c)]
        weights = self._folder(number) / "policy.onnx"
        episodes = self._play(
            f"round-{number}/test", tasks, lambda task: PocketPolicy(weights), f"round {number}: test"
        )
        wins = [bool(e.trajectory.verdict and e.trajectory.verdict.success) for e in episodes]
        low, high = cluster_bootstrap([float(w) for w in wins], [str(e.meta["template"]) for e in episodes])
        done = Round(number, sum(wins) / max(1, len(wins)), low, high, sum(wins), len(wins), **counts)
        self.rounds.append(done)
        self._save()
        self._tell.round(done)

    # -- parts ------------------------------------------------------------------------------------------------------

    def _play(self, name: str, tasks: list[Recorded], policy: Callable[[Recorded], Policy], words: str) -> list[Stored]:
        self._tell.stage(words, len(tasks))
        episodes = played(
            self._out / name, tasks, policy, phones=self._phones, notes={"stage": name}, cancel=self._cancel,
            told=self._tell.episode,
        )  # fmt: skip
        if self._cancel.is_set():
            raise KeyboardInterrupt
        return episodes

    def _train(self, net: Net, examples: list[Example], updates: int, rate: float) -> float:
        c, spent = self._config, 0.0

        def told(update: int, losses: Losses, seconds: float) -> None:
            nonlocal spent
            spent = seconds
            self._tell.update(update, losses, seconds)
            if self._cancel.is_set():
                raise KeyboardInterrupt

        self._tell.stage(f"training on {len(examples)} steps", updates)
        learn(net, examples, LearnConfig(updates, c.batch, rate, warmup=min(100, updates // 4 + 1), seed=c.seed), told)
        return spent

    def _new_net(self) -> Net:
        torch.manual_seed(self._config.seed)
        return Net()

    def _load(self, number: int) -> Net:
        net = self._new_net()
        net.load_state_dict(torch.load(self._folder(number) / "policy.pt", weights_only=True))
        return net

    def _keep(self, net: Net, number: int) -> None:
        folder = self._folder(number)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "policy.part"
        torch.save(net.state_dict(), part)
        part.replace(folder / "policy.pt")
        write_onnx(net, folder / "policy.onnx", self._demos[0])

    def _folder(self, number: int) -> Path:
        return self._out / f"round-{number}"

    def _open(self) -> None:
        path = self._out / "circle.json"
        if not path.exists():
            return
        kept = json.loads(path.read_text(encoding="utf-8"))
        mine = self._config.json
        differs = [k for k in mine if k != "rounds" and kept["config"].get(k) != mine[k]]
        if differs:
            k = differs[0]
            raise ValueError(f"{self._out} holds another circle ({k} {kept['config'].get(k)!r}, not {mine[k]!r}); use "
                             "another folder")  # fmt: skip
        self.rounds = [Round(**row) for row in kept["rounds"]]

    def _save(self) -> None:
        self._out.mkdir(parents=True, exist_ok=True)
        part = self._out / "circle.part"
        whole = {"config": self._config.json, "rounds": [asdict(r) for r in self.rounds]}
        part.write_text(json.dumps(whole, indent=1), encoding="utf-8")
        part.replace(self._out / "circle.json")


def _by_oracle(task: Recorded) -> Policy:
    assert isinstance(task, DailyTask)
    return ByIcon(task.oracle())


def _by_finder(task: Recorded) -> Policy:
    assert isinstance(task, FoundTask)
    return ByIcon(task.oracle())
