"""The command line. Only names and options stand here; what a command does is loaded when it is called."""

import importlib
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="gui-mcp",
    help="Screens for agents: an MCP server, a local agent behind it, a virtual phone and a suite.\n\n"
    "Start with [bold]gui-mcp demo[/bold]; [bold]gui-mcp doctor[/bold] tells what is missing.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,  # locals may hold screens and keys
    add_completion=False,
)

DeviceName = Annotated[
    str, typer.Option("--device", "-d", help="virtual[:SEED], adb:SERIAL, web:URL or package.module:factory")
]
PolicyName = Annotated[
    str, typer.Option("--policy", "-p", help="lexical (no model), chat (OpenAI-compatible endpoint), or module:factory")
]
Model = Annotated[str, typer.Option(help="chat: the model's name at the endpoint")]
BaseUrl = Annotated[str, typer.Option(help="chat: the endpoint")]
MaxSteps = Annotated[int, typer.Option(min=1, max=400, help="steps an episode may take")]
Seconds = Annotated[float, typer.Option(min=1, help="seconds an episode may take")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="folder of the run; a run that was cut off is resumed")]

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="a run's folder, as printed by eval, run or demo")]
TASK_POLICIES = (
    "as in run; also oracle, no-op, instant-done, always-decline, answer-everything, blind-submit and random"
)

MODEL = "gelab-zero-4b-preview"
URL = "http://localhost:11434/v1"


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
    policy: PolicyName = "lexical",
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
    goal: Annotated[str, typer.Argument(help='what to do, in plain words: "Turn on Bluetooth"')],
    device: DeviceName = "virtual",
    policy: PolicyName = "lexical",
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
    suite: Annotated[str, typer.Argument(help="daily")] = "daily",
    policy: Annotated[str, typer.Option("--policy", "-p", help=TASK_POLICIES)] = "lexical",
    split: Annotated[str, typer.Option(help="test, train or all")] = "test",
    seeds: Annotated[int, typer.Option("--seeds", "-k", min=1, help="worlds of each template: seeds 0..K-1")] = 1,
    phones: Annotated[int, typer.Option("--phones", "-n", min=1, help="phones at once, in one browser")] = 4,
    only: Annotated[list[str] | None, typer.Option(help="template ids or their beginnings; repeat for more")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="AXIS=VALUE, as in scenario=transport or difficulty=L3; repeat for more")
    ] = None,
    size: Annotated[str, typer.Option(help="phone, short, large, huge, tablet, or WIDTHxHEIGHT[@DPI]")] = "phone",
    language: Annotated[str, typer.Option("--lang", help="en, zh or any (drawn by the seed)")] = "en",
    look: Annotated[str, typer.Option(help="any, or some of dark, rtl, small, large, largest, an accent's name")] = "",
    hard: Annotated[str, typer.Option(help="some of popup, advert, nag, slow, shift, login, orders")] = "",
    model: Model = MODEL,
    base_url: BaseUrl = URL,
    max_seconds: Seconds = 600.0,
    max_steps: Annotated[
        int | None, typer.Option(min=1, max=400, help="steps an episode may take; twice the fewest possible and 6 more")
    ] = None,
    out: Out = None,
) -> None:
    """Run a suite, keep every episode, print success with intervals and write a report.

    gui-mcp eval daily --policy oracle --lang zh --where scenario=transport --phones 8
    """
    _call(
        "evaluate", suite=suite, policy=policy, split=split, seeds=seeds, phones=phones, only=only or [],
        where=where or [], size=size, language=language, look=look, hard=hard, model=model, base_url=base_url,
        max_seconds=max_seconds, max_steps=max_steps, out=out,
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
    to: Annotated[str, typer.Option(help="inspect: an Inspect AI .eval log, for `inspect view`")] = "inspect",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="the file; RUN/NAME.eval if not said")] = None,
) -> None:
    """Write a run in another tool's format."""
    _call("export", folder=run_folder, to=to, out=out)


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


static = typer.Typer(help="Single steps with known right answers: make the set, score a policy on it.",
                     no_args_is_help=True)  # fmt: skip
app.add_typer(static, name="static")
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
def static_score(
    file: StaticFile, policy: PolicyName = "lexical", model: Model = MODEL, base_url: BaseUrl = URL
) -> None:
    """Score a policy step by step, in AndroidDaily's eight types, by the matcher regions-1."""
    _call("static", "score", path=file, policy=policy, model=model, base_url=base_url)


@static.command("androiddaily")
def static_androiddaily(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="AndroidDaily's own list of end-to-end tasks")],
) -> None:
    """Read AndroidDaily's own CSV and count what is in it."""
    _call("static", "androiddaily", path=file)


@app.command()
def methods(
    kind: Annotated[
        str, typer.Option(help="grounding, steps, credit, advantages, trees, calibration, …; all by default")
    ] = "",
    show: Annotated[str, typer.Option(help="a method's name: what it gives, what it takes, where it is from")] = "",
) -> None:
    """List the reward methods: kind, where the formula was read, paper."""
    _call("methods", kind=kind, show=show)


Methods = Annotated[list[str] | None, typer.Option("--method", "-m", help="a method's name; repeat for more")]
CompleterName = Annotated[str, typer.Option(help="who plays on in rollouts: imitator or lexical")]
Rollouts = Annotated[int, typer.Option("--rollouts", "-k", min=1, help="rollouts a state")]
JudgeName = Annotated[
    str, typer.Option(help="who labels steps: rules (all three), words, effect, repetition, or chat (a model)")
]


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


stepbench = typer.Typer(help="How right are step labels? Trajectories whose every step has a true label.",
                        no_args_is_help=True)  # fmt: skip
app.add_typer(stepbench, name="stepbench")
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


def _call(command: str, what: str = "run", **options: Any) -> None:
    """Load and run a command; errors that tell what to do are shown without a traceback."""
    module = importlib.import_module(f"gui_mcp.commands.{command}")
    try:
        code = getattr(module, what)(**options)
    except KeyboardInterrupt:
        typer.secho("stopped", err=True)
        raise typer.Exit(130) from None
    except Exception as problem:
        # Our own errors say what to do next; anything else is a fault and keeps its traceback.
        known = type(problem).__module__.split(".")[0] in ("devices", "agent", "rewards", "benchmarks", "gui_mcp")
        if not known and not isinstance(problem, ValueError | FileNotFoundError):
            raise
        typer.secho(f"error: {problem}", fg=typer.colors.RED, err=True)
        raise typer.Exit(2) from None
    if code:
        raise typer.Exit(code)


def main() -> None:
    """Entry point."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()


if __name__ == "__main__":
    main()
