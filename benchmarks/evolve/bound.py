"""How far can what pocket is shown carry? A bound for the circle, which is shown less.

pocket imitates the known solutions of some or all train templates, in several worlds each. Then its choices are held
against known solutions again: of the same templates in a world that it has not seen, and of templates that it was not
shown. `--play` lets it carry out tasks through the glass, too. Nothing here is a policy for anybody to use.

    python -m benchmarks.evolve.bound --shown 143 --updates 2500 --play
    python -m benchmarks.evolve.bound --shown 95 --updates 450
"""

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

import torch
from rich.console import Console

from agent.pocket.example import Example, examples_of
from agent.pocket.learn import LearnConfig, Losses, learn, measure
from agent.pocket.net import Net
from agent.pocket.onnx_file import write_onnx
from agent.pocket.policy import PocketPolicy
from agent.policies.by_icon import ByIcon
from benchmarks.daily.template import Template
from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.stage import played
from benchmarks.evolve.tasks import FRESH, held_out, learnable, tasks_of
from benchmarks.run import run_task
from devices.virtual.sketch import SketchDevice


def solved(templates: Iterable[Template], worlds: Iterable[int]) -> list[Example]:
    """Steps of the known solutions on the sketch, where they come out there."""
    device, out = SketchDevice(), list[Example]()
    for task in tasks_of(templates, worlds):
        episode = run_task(task, device, ByIcon(task.oracle()))
        if episode.verdict is not None and episode.verdict.success:
            out += examples_of(episode, [1.0] * len(episode.steps))
    return out


def main() -> None:
    """Learn, measure, print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--shown", type=int, default=143, help="train templates that are shown, drawn by --seed")
    words.add_argument("--worlds", type=int, default=7, help="worlds that each of them is shown in")
    words.add_argument("--updates", type=int, default=2500)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--play", action="store_true", help="carry out a task of each train and test template, too")
    asked = words.parse_args()
    console, config = Console(), EvolveConfig()
    templates = sorted(learnable(config), key=lambda t: crc32(f"bound:{asked.seed}:{t.id}".encode()))
    shown, others = templates[: asked.shown], templates[asked.shown :]
    examples = solved(shown, range(asked.worlds))
    if not examples:
        words.error("nothing is shown: --shown and --worlds must be at least 1")
    console.print(f"{len(shown)} of {len(templates)} templates shown, {len(examples)} steps", highlight=False)

    def told(update: int, losses: Losses, seconds: float) -> None:
        if update % 250 == 0:
            console.print(f"update {update}: {losses.right:.1%} right, {seconds:.0f} s", highlight=False)

    torch.manual_seed(asked.seed)
    net = Net()
    learn(net, examples, LearnConfig(asked.updates, seed=asked.seed), told)
    for name, found in (("shown, in a new world", shown), ("not shown", others)):
        if steps := solved(found, [asked.worlds]):
            console.print(f"templates {name}: {measure(net, steps).right:.1%} of {len(steps)} choices", highlight=False)
    if asked.play:
        with tempfile.TemporaryDirectory() as folder:
            weights = Path(folder) / "bound.onnx"
            write_onnx(net, weights, examples[0])
            for name, found in (("train", learnable(config)), ("test", held_out(config))):
                console.print(f"{name}: {_success(found, weights, Path(folder) / name)}", highlight=False)


def _success(templates: Sequence[Template], weights: Path, folder: Path) -> str:
    episodes = played(folder, tasks_of(templates, [FRESH]), lambda task: PocketPolicy(weights))
    won = sum(bool(e.trajectory.verdict and e.trajectory.verdict.success) for e in episodes)
    return f"{won} of {len(episodes)} tasks, in a world that is new to it"


if __name__ == "__main__":
    main()
