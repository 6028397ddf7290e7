"""The model card of a circle's last policy: what it is, what made it, what it comes to, what it cannot do."""

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

from benchmarks.daily.suite import suite_hash
from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.round import Round
from benchmarks.evolve.tasks import demonstrated, held_out, learnable

MADE_WITH = ("torch", "onnxruntime", "numpy")


def model_card(rounds: Sequence[Round], config: EvolveConfig, parameters: int, size: int, made: date) -> str:
    """Markdown. `parameters` of the network, `size` of the weights' file in bytes."""
    last = rounds[-1]
    shown, train, test = len(demonstrated(config)), len(learnable(config)), len(held_out(config))
    can, may = (sum(t.axes.feasible for t in found(config)) for found in (held_out, learnable))
    played, won = sum(r.played for r in rounds), sum(r.won for r in rounds)
    seconds = sum(r.seconds for r in rounds)
    worlds = f"worlds 0 to {config.test_seeds - 1}" if config.test_seeds > 1 else "world 0"
    tools = ", ".join(f"{name} {version(name)}" for name in MADE_WITH)
    return "\n".join([
        "# pocket", "",
        "A pointer network that reads the elements of a screen and carries out tasks on it: it touches what is there "
        "and types words of the goal or of a screen. Trained from nothing, on a virtual phone.", "",
        "| | |", "|---|---|",
        f"| parameters | {parameters:,} |",
        f"| file | {size / 1e6:.1f} MB, ONNX, float32 |",
        f"| made | {made.isoformat()}, {tools}, suite {suite_hash()['suite']} |",
        f"| by | `{config.command}` |",
        f"| seeds | {config.seed} for all that is drawn; tested in {worlds} of each template |",
        f"| training | {seconds / 60:.0f} minutes of updates, all rounds together |",
        f"| demonstrations | {shown} of {train} train templates, {rounds[0].shown} steps; here and below a step "
        "counts once for each wording of its goal |",
        f"| corrections | {last.shown - rounds[0].shown} steps of the same templates in other worlds |",
        f"| played | {played} episodes, of which {won} won |",
        f"| found | {last.found} steps under goals found by wandering or in hindsight |",
        "| licence | apache-2.0; every name, message and account in its data is invented |", "",
        "## What it comes to", "",
        "Strict success, with 95 % intervals over templates. The test templates are seen by no training, neither their "
        "goals nor their kinds of change. The train templates are those that may be learnt from, here in worlds that "
        "were not.", "",
        f"| round | {test} test templates | right, of called done | {train} train templates | right, of called done |",
        "|---|---|---|---|---|",
        *(f"| {r.number} | {r.test} | {r.test.claims} | {r.train} | {r.train.claims} |" for r in rounds), "",
        f"{can} of the test templates and {may} of the train templates can be done; the others are to be declined, and "
        f"a policy that declines whatever it is asked comes to {1 - can / test:.1%} and {1 - may / train:.1%}.", "",
        "## What it cannot do", "",
        "- See: it reads elements. A screen that is only a picture is empty to it.",
        "- Reckon or write: it copies words; it does not count, add, or make a sentence of its own.",
        "- Know the world: words mean to it what a thesaurus of everyday words and its training say.",
        "- Be relied on: look at its success above. Let it do nothing that cannot be undone without being asked.", "",
    ])  # fmt: skip
