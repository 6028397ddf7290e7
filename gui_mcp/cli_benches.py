"""The command line of the benches: `gui-mcp static` and `gui-mcp stepbench`."""

from pathlib import Path
from typing import Annotated

import typer

from gui_mcp.calling import call as _call
from gui_mcp.options import MODEL, POLICY, URL, BaseUrl, CompleterName, JudgeName, Methods, Model, PolicyName, Rollouts

static = typer.Typer(help="Single steps with known right answers: make the set, score a policy on it.",
                     no_args_is_help=True)  # fmt: skip
StaticFile = Annotated[Path, typer.Argument(metavar="FILE", help="a Parquet file of `gui-mcp static build`")]


@static.command("build")
def static_build(
    file: StaticFile,
    split: Annotated[str, typer.Option(help="test, train or all")] = "test",
    only: Annotated[list[str] | None, typer.Option(help="template ids or their beginnings; repeat for more")] = None,
    steps: Annotated[int, typer.Option(min=1, help="how many steps with a right answer; AndroidDaily has 3146")] = 3146,
    phones: Annotated[int, typer.Option("--phones", "-n", min=1, help="phones at once, in one browser")] = 3,
) -> None:
    """Make the static set from oracle and varied runs: task, history, screenshot, elements, every right answer."""
    _call("static", "build", path=file, split=split, only=only or [], steps=steps, phones=phones)


@static.command("score")
def static_score(file: StaticFile, policy: PolicyName = POLICY, model: Model = MODEL, base_url: BaseUrl = URL) -> None:
    """Score a policy step by step, in AndroidDaily's eight types, by the matcher regions-1."""
    _call("static", "score", path=file, policy=policy, model=model, base_url=base_url)


@static.command("androiddaily")
def static_androiddaily(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="AndroidDaily's own list of end-to-end tasks")],
) -> None:
    """Read AndroidDaily's own CSV and count what is in it."""
    _call("static", "androiddaily", path=file)


stepbench = typer.Typer(help="How right are step labels? Trajectories whose every step has a true label.",
                        no_args_is_help=True)  # fmt: skip
BenchFolder = Annotated[Path, typer.Argument(metavar="DIR", help="the bench's folder")]
Workers = Annotated[int, typer.Option(min=1, help="processes, each with its own browser")]


@stepbench.command("build")
def stepbench_build(
    folder: BenchFolder,
    templates: Annotated[int, typer.Option(min=1, max=143, help="templates of each split, five agents each")] = 36,
    only: Annotated[list[str] | None, typer.Option(help="template ids or their beginnings instead")] = None,
    seed: Annotated[int, typer.Option(min=0, help="the world of each template")] = 0,
    pixels: Annotated[bool, typer.Option("--pixels/--no-pixels", help="keep screenshots, too")] = False,
    workers: Workers = 2,
) -> None:
    """Let agents of every quality play daily tasks, and label every step by re-planning from its state."""
    _call("stepbench", "build", path=folder, templates=templates, only=only or [], seed=seed, pixels=pixels,
          workers=workers)  # fmt: skip


@stepbench.command("labels")
def stepbench_labels(folder: BenchFolder) -> None:
    """What would enter training of these episodes, against their true labels, what the known solutions themselves come
    to, and the judge calls that saves."""
    _call("stepbench", "labels", path=folder)


@stepbench.command("run")
def stepbench_run(
    folder: BenchFolder, method: Methods = None, completer: CompleterName = "imitator", rollouts: Rollouts = 8,
    judge: JudgeName = "rules", model: Model = MODEL, base_url: BaseUrl = URL, workers: Workers = 2,
) -> None:  # fmt: skip
    """Fit every method on the train split, measure it on the test split, print the table and draw it."""
    _call("stepbench", "run", path=folder, methods=method or [], completer=completer, rollouts=rollouts, judge=judge,
          model=model, base_url=base_url, workers=workers)  # fmt: skip


@stepbench.command("agentprocess")
def stepbench_agentprocess(
    annotated: Annotated[Path, typer.Argument(metavar="LABELS", help="a file of AgentProcessBench")],
    predictions: Annotated[Path, typer.Argument(metavar="PREDICTIONS", help="a file of predictions for it")],
) -> None:
    """AgentProcessBench's own measures for predicted step labels."""
    _call("stepbench", "agentprocess", annotated=annotated, predictions=predictions)
