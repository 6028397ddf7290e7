"""The command line. Only names and options stand here; what a command does is loaded when it is called."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from gui_mcp import cli_benches
from gui_mcp.calling import call as _call
from gui_mcp.options import (
    MODEL,
    POLICY,
    URL,
    BaseUrl,
    CompleterName,
    DeviceName,
    EvalSuite,
    FailedIntents,
    Hard,
    JudgeName,
    KnowledgeName,
    Language,
    Look,
    MaxSteps,
    Methods,
    Model,
    Only,
    Out,
    Phones,
    PolicyName,
    Rollouts,
    RunFolder,
    Seconds,
    SeedFrom,
    Seeds,
    Size,
    Split,
    Suite,
    TaskPolicy,
    TaskSteps,
    Where,
)
from gui_mcp.plan import Asked, Mind, Plan

app = typer.Typer(
    name="gui-mcp",
    help="Screens for agents: an MCP server, a local agent behind it, a virtual phone and a suite.\n\n"
    "Start with [bold]gui-mcp demo[/bold]; [bold]gui-mcp doctor[/bold] tells what is missing.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,  # locals may hold screens and keys
    add_completion=False,
)
app.add_typer(cli_benches.static, name="static")
app.add_typer(cli_benches.stepbench, name="stepbench")


@app.command()
def demo(
    out: Out = None,
    tasks: Annotated[int, typer.Option(min=1, help="how many of the daily train templates to run")] = 30,
) -> None:
    """Everything once: phone, MCP server and client, delegated task, evaluation, harvest, scores, report."""
    _call("demo", out=out, tasks=tasks)


@app.command()
def serve(
    device: DeviceName = "virtual",
    policy: PolicyName = POLICY,
    model: Model = MODEL,
    base_url: BaseUrl = URL,
    max_seconds: Seconds = 600.0,
    keep: Annotated[
        Path | None, typer.Option(help="folder to keep delegated episodes in; nothing is kept without")
    ] = None,
) -> None:
    """Serve MCP over stdio: atomic actions and execute_task, carried out by a local policy."""
    _call("serve", device=device, policy=policy, model=model, base_url=base_url, max_seconds=max_seconds, keep=keep)


@app.command()
def devices() -> None:
    """List what can be driven from here."""
    _call("devices")


@app.command()
def doctor() -> None:
    """Check browser, adb, fonts and packages, and say what to do about what is missing."""
    _call("doctor")


@app.command()
def phone(
    port: Annotated[int, typer.Option(min=0, max=65535, help="TCP port of its ADB daemon; 0 picks a free one")] = 5600,
    seed: Annotated[int, typer.Option(min=0, help="which world the phone wakes up in")] = 0,
    size: Annotated[str, typer.Option(help="phone, short, large, huge, tablet, any, or WIDTHxHEIGHT[@DPI]")] = "phone",
    language: Annotated[str, typer.Option("--lang", help="en, zh or any")] = "en",
    look: Annotated[str, typer.Option(help="any, or some of dark, rtl, small, large, largest, an accent's name")] = "",
    hard: Annotated[
        str, typer.Option(help="some of popup, advert, nag, slow, shift, login, storage, network, orders")
    ] = "",
) -> None:
    """Start a virtual phone that speaks ADB: connect adb, adbutils or any Android tool to it.

    gui-mcp phone --size tablet --lang zh --look dark,largest --hard popup,slow
    """
    _call("phone", port=port, seed=seed, size=size, language=language, look=look, hard=hard)


@app.command()
def run(
    goal: Annotated[str, typer.Argument(help='what to do, in plain words: "Pin the note Standup"')],
    device: DeviceName = "virtual",
    policy: PolicyName = POLICY,
    model: Model = MODEL,
    base_url: BaseUrl = URL,
    max_steps: MaxSteps = 30,
    max_seconds: Seconds = 600.0,
    out: Out = None,
) -> None:
    """Carry out one goal and show each step."""
    _call(
        "run", goal=goal, device=device, policy=policy, model=model, base_url=base_url, max_steps=max_steps,
        max_seconds=max_seconds, out=out,
    )  # fmt: skip


@app.command("eval")
def evaluate(
    suite: EvalSuite = "daily",
    policy: TaskPolicy = POLICY,
    split: Split = "test",
    seeds: Seeds = 1,
    seed_from: SeedFrom = 0,
    phones: Phones = 4,
    only: Only = None,
    where: Where = None,
    size: Size = "phone",
    language: Language = "en",
    look: Look = "",
    hard: Hard = "",
    model: Model = MODEL,
    base_url: BaseUrl = URL,
    max_seconds: Seconds = 600.0,
    max_steps: TaskSteps = None,
    out: Out = None,
) -> None:
    """Run a suite, keep every episode, print success with intervals and write a report.

    gui-mcp eval daily --policy oracle --lang zh --where scenario=transport --phones 8

    gui-mcp eval miniwob --policy lexical --seeds 3 --phones 2
    """
    asked = Asked(suite, split, seeds, seed_from, only or [], where or [], size, language, look, hard)
    plan = Plan(asked, Mind(policy, model, base_url), phones, max_seconds, max_steps, out)
    _call("miniwob" if suite == "miniwob" else "evaluate", plan=plan)


@app.command()
def harvest(
    suite: Suite = "daily",
    policy: TaskPolicy = POLICY,
    split: Split = "train",
    seeds: Seeds = 1,
    seed_from: SeedFrom = 0,
    phones: Phones = 4,
    only: Only = None,
    where: Where = None,
    size: Size = "phone",
    language: Language = "en",
    look: Look = "",
    hard: Hard = "",
    pixels: Annotated[bool, typer.Option("--pixels/--no-pixels", help="take screenshots; faster without")] = True,
    model: Model = MODEL,
    base_url: BaseUrl = URL,
    max_seconds: Seconds = 600.0,
    max_steps: TaskSteps = None,
    out: Out = None,
) -> None:
    """Play the train split and keep every episode with its verdict; the same command with --out goes on after a cut.

    gui-mcp harvest daily --policy oracle --seeds 3 --lang any --look any --out runs/harvest
    """
    asked = Asked(suite, split, seeds, seed_from, only or [], where or [], size, language, look, hard)
    plan = Plan(asked, Mind(policy, model, base_url), phones, max_seconds, max_steps, out)
    _call("harvest", plan=plan, pixels=pixels)


@app.command()
def dataset(
    runs: Annotated[
        list[Path], typer.Argument(metavar="RUN...", help="folders of runs, as printed by harvest or eval")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="the dataset's folder, which must not be there yet")],
    knowledge: KnowledgeName = "screen",
    model: Model = MODEL,
    base_url: BaseUrl = URL,
    failed_intents: FailedIntents = True,
) -> None:
    """Make a dataset of runs: Parquet tables of episodes, steps and samples with screenshots, and a card.

    Nothing that is of a test task, or like one, gets in: gui-mcp dataset runs/harvest --out runs/data
    """
    _call("dataset", folders=runs, out=out, knowledge=knowledge, model=model, base_url=base_url,
          failed_intents=failed_intents)  # fmt: skip


@app.command()
def evolve(
    rounds: Annotated[int, typer.Option(min=0, help="policies trained after the first")] = 6,
    flow: Annotated[str, typer.Option(help="both, generation (play) or refinement (sort what there is)")] = "both",
    step_filter: Annotated[bool, typer.Option("--step-filter/--no-step-filter", help="leave out idle steps")] = True,
    shown: Annotated[float, typer.Option(help="share of the train templates whose known solution is shown")] = 0.15,
    tasks: Annotated[int, typer.Option(min=1, help="train tasks played in a round, drawn by the curriculum")] = 120,
    tries: Annotated[int, typer.Option(min=1, help="episodes of each from its start: a group")] = 6,
    branches: Annotated[int, typer.Option(min=0, help="more from the best states on the way, where none has won")] = 4,
    found: Annotated[int, typer.Option(min=0, help="new goals out of wandering, a round")] = 600,
    relabelled: Annotated[
        bool, typer.Option("--hindsight/--no-hindsight", help="tell failed episodes anew, as what they did reach")
    ] = True,
    demonstrations: Annotated[int, typer.Option(min=1, help="worlds that each shown template is played in")] = 8,
    corrections: Annotated[
        int,
        typer.Option(min=0, help="tasks of those, a round, that pocket plays while each step is put right (DAgger)"),
    ] = 0,
    updates: Annotated[int, typer.Option(min=1, help="of the network, a round")] = 1500,
    test_seeds: Annotated[int, typer.Option(min=1, help="worlds of each test template")] = 3,
    only: Only = None,
    seed: Annotated[int, typer.Option(min=0, help="of everything that is drawn")] = 0,
    phones: Phones = 2,
    out: Out = None,
) -> None:
    """The circle: pocket plays train tasks, is judged, learns, and is tested on templates it never saw; then again.

    gui-mcp evolve --rounds 6 --out runs/evolve    (after a cut, the same command goes on where it was)
    """
    _call(
        "evolve", phones=phones, out=out, only=only or [], rounds=rounds, flow=flow, step_filter=step_filter,
        shown=shown, demonstrations=demonstrations, corrections=corrections, tasks=tasks, tries=tries,
        branches=branches, found=found, relabelled=relabelled, updates=updates, test_seeds=test_seeds, seed=seed,
    )  # fmt: skip


@app.command()
def rescore(run_folder: RunFolder) -> None:
    """Judge a run again from what was kept of it: no phone, no model. Tells which verdicts changed."""
    _call("rescore", folder=run_folder)


@app.command()
def compare(
    run_folder: RunFolder,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="another run of the same tasks")],
) -> None:
    """Is one run better than another? Pairs them by task and says how sure one can be."""
    _call("compare", folder=run_folder, other=other)


@app.command()
def export(
    run_folder: RunFolder,
    to: Annotated[
        str,
        typer.Option(
            help="inspect (a log for `inspect view`), or training data: trl-sft, trl-messages, trl-dpo, llamafactory, "
            "llamafactory-dpo, gelab"
        ),
    ] = "inspect",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="the file, or a folder (llamafactory, gelab); in RUN if not said")
    ] = None,
    also: Annotated[
        list[Path] | None, typer.Option("--with", help="another run to take episodes from, too; repeat for more")
    ] = None,
    dialect: Annotated[str, typer.Option(help="the language of the model that is to be trained: gelab")] = "gelab",
    step_filter: Annotated[
        str, typer.Option("--filter", help="leave out detours (needed), or what a method of `gui-mcp score` puts low")
    ] = "",
    threshold: Annotated[float, typer.Option(help="the lowest score of a good step")] = 0.5,
) -> None:
    """Write a run in another tool's format, or the good steps of its train tasks as training data.

    Pairs (dpo) are of a good and a bad decision at one screen, so they need good and bad episodes of the same tasks:

    gui-mcp export runs/good --with runs/bad --to trl-dpo
    """
    _call("export", folder=run_folder, to=to, out=out, also=also or [], dialect=dialect, step_filter=step_filter,
          threshold=threshold)  # fmt: skip


@app.command()
def honesty(
    suite: Annotated[str, typer.Argument(help="daily")] = "daily",
    only: Annotated[list[str] | None, typer.Option(help="template ids or their beginnings; repeat for more")] = None,
    split: Annotated[str, typer.Option(help="test, train or all")] = "all",
    seeds: Annotated[int, typer.Option(min=1, help="worlds of each template: seeds 0..N-1")] = 3,
    language: Annotated[str, typer.Option("--lang", help="en, zh, or both as en,zh")] = "en,zh",
    looks: Annotated[
        str, typer.Option(help="looks to go through, separated by semicolons: plain;dark,largest;rtl,teal")
    ] = "plain;dark,largest;rtl,teal",
    agents: Annotated[
        bool,
        typer.Option("--agents/--no-agents", help="the null agents, too; like the near misses on the first look alone"),
    ] = True,
    phones: Annotated[int, typer.Option(min=1, help="phones at once")] = 4,
) -> None:
    """Prove that a suite is honest: oracles score 1, null agents and near misses 0. Prints the table; 1 if not so."""
    _call(
        "honesty", suite=suite, only=only or [], split=split, seeds=seeds, languages=language, looks=looks,
        agents=agents, phones=phones,
    )  # fmt: skip


@app.command()
def view(
    run_folder: RunFolder,
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="open the report in a browser")] = True,
) -> None:
    """Write a run's report.html anew and open it."""
    _call("view", folder=run_folder, open_it=open_it)


@app.command()
def methods(
    kind: Annotated[
        str, typer.Option(help="grounding, steps, credit, advantages, trees, calibration, …; all by default")
    ] = "",
    show: Annotated[str, typer.Option(help="a method's name: what it gives, what it takes, where it is from")] = "",
) -> None:
    """List the reward methods: kind, where the formula was read, paper."""
    _call("methods", kind=kind, show=show)


@app.command()
def heatmap(
    picture: Annotated[Path, typer.Argument(metavar="PNG", help="a screenshot")],
    box: Annotated[tuple[float, float, float, float], typer.Option(help="the target: left top right bottom, pixels")],
    method: Annotated[str, typer.Option("--method", "-m", help="a point reward")] = "g2_point",
    out: Annotated[Path, typer.Option("--out", "-o", help="png, svg or pdf")] = Path("heatmap.png"),
) -> None:
    """Draw what a touch would earn, everywhere on a screenshot.

    gui-mcp heatmap screen.png --box 40 880 680 960 -m g2_point
    """
    _call("heatmap", picture=picture, box=box, method=method, out=out)


@app.command()
def score(
    run_folder: RunFolder,
    method: Methods = None,
    completer: CompleterName = "imitator",
    rollouts: Rollouts = 8,
    judge: JudgeName = "rules",
    model: Model = MODEL,
    base_url: BaseUrl = URL,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="folder of the copy; RUN-scored if not said")] = None,
) -> None:
    """Score every step of a daily run by reward methods, in a copy of it whose report draws them.

    gui-mcp score runs/daily-lexical -m outcome -m importance_redistribute -m mc_estimate
    """
    _call("score", folder=run_folder, methods=method or [], completer=completer, rollouts=rollouts, judge=judge,
          model=model, base_url=base_url, out=out)  # fmt: skip


def main() -> None:
    """Entry point."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()


if __name__ == "__main__":
    main()
