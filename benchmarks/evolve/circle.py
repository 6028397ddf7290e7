"""The circle itself: round after round, each in a folder of its own, resumable at every episode.

    OUT/circle.json               the config, and a line for each round that is done
    OUT/demos-P                   round 0: the known solutions of a few train templates
    OUT/round-N/found-P           new goals out of wandering, carried out
    OUT/round-N/corrected-P       what is shown, played by policy N-1 with a demonstrator at hand
    OUT/round-N/play-P            tasks of the train split, tried in trees by policy N-1, and hindsight of what failed
    OUT/round-N/policy.pt, .onnx  policy N
    OUT/round-N/trust-P           train tasks played by it, to learn how far it is to be trusted
    OUT/round-N/test, train       policy N on the test split, and on train templates in worlds of their own

Stages that compute more than they wait run in several processes, each with a part P of its own. Generation (Step-GUI,
arXiv 2512.15431, figure 3): policy N-1 plays, its trajectories are calibrated by their verdicts
(CSRS), filtered, and learnt from. Refinement: what there is is sorted by how sure policy N-1 is of it; what is stable
goes to both stages of training, what is near the boundary to the last one only.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import torch

from agent.lock import hold
from agent.pocket.example import Example
from agent.pocket.learn import LearnConfig, Losses, learn, likelihoods
from agent.pocket.net import Net
from agent.pocket.onnx_file import write_onnx, write_trust
from agent.pocket.policy import PocketPolicy
from agent.pocket.trust_fit import fitted
from agent.policy import Policy
from agent.store import Stored
from agent.trajectory import Stop
from benchmarks.daily.scene import TEST, TRAIN
from benchmarks.daily.task import DailyTask
from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.gathered import Gathered
from benchmarks.evolve.processes import in_processes
from benchmarks.evolve.refine import Refined, refine
from benchmarks.evolve.round import Judged, Round
from benchmarks.evolve.select import bounded, evened, with_old
from benchmarks.evolve.shard import CorrectShard, FindShard, PlayShard, Shard, ShowShard, TrustShard, parts, run_shard
from benchmarks.evolve.stage import Recorded, played
from benchmarks.evolve.tasks import CHECKED, FRESH, TAUGHT, Curriculum, demonstrated, held_out, learnable, tasks_of
from benchmarks.harvest import Progress
from benchmarks.hindsight.find import FindConfig

PART = 50  # goals that one process finds at a time
PLAYED = 15  # and tasks that it tries
GLASS = 4  # of so many parts of demonstrations and found goals, one goes through the glass, the others the sketch
FIRST_ROUND = 0.4  # share of a round's updates that demonstrations alone are worth
LAST_STAGE = 0.35  # share of a round's updates in which what is near the boundary is learnt, too
OWN_STAGE = 0.1  # and of those with the policy's own choices and their advantages
MOST_OWN = 4000  # examples of the policy's own choices in one round
CHECKS = 2  # worlds of each train template by which trust is measured
LATER = ("rounds", "test_seeds")  # what may be more when a circle is gone on with


@dataclass(slots=True)
class Listener:
    """Who is told how it goes; every field may be replaced."""

    stage: Callable[[str, int], None] = lambda name, total: None  # a stage begins, with so many episodes or updates
    episode: Callable[[Progress], None] = lambda progress: None
    part: Callable[[int, int], None] = lambda done, won: None  # parts of a stage that are done, episodes won in them
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
        self._last = Gathered()
        self._rng = np.random.default_rng(config.seed)
        self.rounds: list[Round] = []
        self._open()

    def run(self) -> list[Round]:
        """Play and learn until all rounds are done. Raises KeyboardInterrupt where it was cancelled; the same circle
        goes on where it was left."""
        if len(self.rounds) <= self._config.rounds:
            self._learn_demonstrations()
            for number in range(1, self._config.rounds + 1):
                self._gather(number)
                if number >= len(self.rounds):
                    self._advance(number)
        wanted = len(held_out(self._config)) * self._config.test_seeds
        for done in [r for r in self.rounds if r.test.tested < wanted]:
            self._told(replace(done, **self._judged(done.number)))
        return self.rounds

    # -- rounds -----------------------------------------------------------------------------------------------------

    def _learn_demonstrations(self) -> None:
        c = self._config
        shards = [
            ShowShard(self._out / f"demos-{at:02}", tasks, at % GLASS == 0)
            for at, tasks in enumerate(_dealt(tasks_of(demonstrated(c), range(c.demonstrations))))
        ]
        self._demos += self._work("demonstrations", shards).good
        if not self.rounds:
            net = self._new_net()
            seconds = self._train(net, self._demos, max(1, int(c.updates * FIRST_ROUND)), 1.0)
            self._keep(net, 0)
            self._measure_trust(0)
            self._test(0, shown=len(self._demos), seconds=seconds)

    def _gather(self, number: int) -> None:
        """All that rounds up to this one learn from, played where it is not yet."""
        c = self._config
        if c.flow == "refinement" and number > 1:
            self._last = Gathered()
            return
        if c.found and c.flow != "refinement":
            seed = (c.seed * 100 + number) * 1000
            shards = [
                FindShard(
                    self._folder(number) / f"found-{at:02}",
                    FindConfig(count, seed + at),
                    at % GLASS == 0,
                    self._folder(number - 1) / "policy.onnx",
                )
                for at, count in enumerate(parts(c.found, PART))
            ]
            self._found += self._work(f"round {number}: new goals", shards).found
        if c.corrections:
            self._correct(number)
        drawn = self._curriculum.draw(learnable(c), c.tasks, number, c.seed)
        shards = [
            PlayShard(self._folder(number) / f"play-{at:02}", tasks, self._folder(number - 1) / "policy.onnx", c.tries,
                      c.branches, c.temperature, c.seed, c.step_filter, c.relabelled and c.flow != "refinement")
            for at, tasks in enumerate(_dealt(drawn))
        ]  # fmt: skip
        self._last = self._work(f"round {number}: playing", shards)
        for template, won in self._last.results:
            self._curriculum.tell(template, won)
        self._good += self._last.good
        self._found += self._last.found

    def _correct(self, number: int) -> None:
        """The policy before plays tasks of what was shown, each step of it told what was right."""
        c = self._config
        shown, first = demonstrated(c), TAUGHT + number * c.corrections
        asked = [task for at in range(c.corrections) for task in tasks_of([shown[at % len(shown)]], [first + at])]
        weights = self._folder(number - 1) / "policy.onnx"
        shards = [
            CorrectShard(self._folder(number) / f"corrected-{at:02}", tasks, weights)
            for at, tasks in enumerate(_dealt(asked))
        ]
        self._demos += self._work(f"round {number}: corrections", shards).good

    def _advance(self, number: int) -> None:
        """Train policy `number` from the one before, and judge it."""
        c, net = self._config, self._load(number - 1)
        mine = Refined(self._good, [], []) if c.flow == "generation" else refine(net, self._good)
        stable, all_good = self._demos + mine.accepted, self._demos + mine.accepted + mine.rejected
        own = bounded(self._last.own, MOST_OWN, self._rng)
        own = with_old(own, likelihoods(net, own).tolist()) if own else []
        last = int(c.updates * LAST_STAGE)
        seconds = self._train(net, evened(stable, self._found), c.updates - last, 0.7)
        seconds += self._train(net, evened(all_good, self._found), last, 0.35)
        if own:
            seconds += self._train(net, own + all_good, max(1, int(c.updates * OWN_STAGE)), 0.05)
        self._keep(net, number)
        self._measure_trust(number)
        steps = max(1, self._last.steps)
        self._test(
            number, played=self._last.episodes, won=self._last.successes, branched=self._last.branched,
            shown=len(self._demos), found=len(self._found), examples=len(self._good), own=len(own),
            idle=self._last.idle / steps, accepted=len(mine.accepted), rejected=len(mine.rejected), seconds=seconds,
        )  # fmt: skip

    def _measure_trust(self, number: int) -> None:
        """Note in policy `number` how likely its choices are where they succeed, and where they fail."""
        weights, worlds = self._folder(number) / "policy.onnx", range(CHECKED, CHECKED + CHECKS)
        shards = [
            TrustShard(self._folder(number) / f"trust-{at:02}", part, weights)
            for at, part in enumerate(_dealt(tasks_of(learnable(self._config), worlds)))
        ]
        told = self._work(f"round {number}: trust", shards).trusted
        trust = fitted([nats for nats, _ in told], [won for _, won in told])
        if trust is not None:
            write_trust(weights, trust)

    def _test(self, number: int, **counts: Any) -> None:
        self._told(Round(number, **self._judged(number), **counts))

    def _judged(self, number: int) -> dict[str, Judged]:
        """What policy `number` comes to on either split."""
        worlds = range(self._config.test_seeds)
        asked = {
            TEST: [
                DailyTask(t, seed) for seed in worlds for t in held_out(self._config)
            ],  # none is left out of the count
            TRAIN: tasks_of(learnable(self._config), [FRESH + seed for seed in worlds]),
        }
        return {split: self._judge(number, split, tasks) for split, tasks in asked.items()}

    def _judge(self, number: int, split: str, tasks: Sequence[Recorded]) -> Judged:
        weights, stage = self._folder(number) / "policy.onnx", f"round-{number}/{split}"
        episodes = self._play(stage, tasks, lambda task: PocketPolicy(weights), f"round {number}: {split} templates")
        wins = [bool(e.trajectory.verdict and e.trajectory.verdict.success) for e in episodes]
        done = [e.trajectory.stop is Stop.DONE for e in episodes]
        return Judged.of(wins, [str(e.meta["template"]) for e in episodes], done)

    def _told(self, done: Round) -> None:
        self.rounds[done.number : done.number + 1] = [done]
        self._save()
        self._tell.round(done)

    # -- parts ------------------------------------------------------------------------------------------------------

    def _play(
        self, name: str, tasks: Sequence[Recorded], policy: Callable[[Recorded], Policy], words: str
    ) -> list[Stored]:
        self._tell.stage(words, len(tasks))
        episodes = played(
            self._out / name, tasks, policy, phones=self._phones, notes={"stage": name}, cancel=self._cancel,
            told=self._tell.episode,
        )  # fmt: skip
        if self._cancel.is_set():
            raise KeyboardInterrupt
        return episodes

    def _work(self, words: str, shards: Sequence[Shard]) -> Gathered:
        self._tell.stage(words, len(shards))
        done, out = dict[int, Gathered](), Gathered()
        for at, part in in_processes(run_shard, shards, self._phones, self._cancel):
            done[at] = part
            self._tell.part(len(done), sum(one.successes for one in done.values()))
        for at in sorted(done):  # the same order, whichever was ready first
            out.add(done[at])
        return out

    def _train(self, net: Net, examples: list[Example], updates: int, pace: float) -> float:
        c, spent = self._config, 0.0

        def told(update: int, losses: Losses, seconds: float) -> None:
            nonlocal spent
            spent = seconds
            self._tell.update(update, losses, seconds)
            if self._cancel.is_set():
                raise KeyboardInterrupt

        self._tell.stage(f"training on {len(examples)} steps", updates)
        plan = LearnConfig(updates, c.batch, pace=pace, warmup=min(100, updates // 4 + 1), seed=c.seed)
        learn(net, examples, plan, told)
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
        self._out.mkdir(parents=True, exist_ok=True)
        self._lock = hold(self._out)
        path = self._out / "circle.json"
        if not path.exists():
            return
        kept = json.loads(path.read_text(encoding="utf-8"))
        mine = self._config.json
        differs = [k for k in mine if k not in LATER and kept["config"].get(k) != mine[k]]
        if differs:
            k = differs[0]
            raise ValueError(f"{self._out} holds another circle ({k} {kept['config'].get(k)!r}, not {mine[k]!r}); use "
                             "another folder")  # fmt: skip
        self.rounds = [Round.load(row) for row in kept["rounds"]]

    def _save(self) -> None:
        part = self._out / "circle.part"
        whole = {"config": self._config.json, "rounds": [r.json for r in self.rounds]}
        part.write_text(json.dumps(whole, indent=1), encoding="utf-8")
        part.replace(self._out / "circle.json")


def _dealt(tasks: Sequence[DailyTask]) -> list[tuple[tuple[str, int], ...]]:
    """Tasks by template and seed, in parts of about the same length."""
    named = [(task.template.id, task.seed) for task in tasks]
    count = math.ceil(len(named) / PLAYED)
    return [tuple(named[at::count]) for at in range(count)]
