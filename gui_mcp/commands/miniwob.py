"""`gui-mcp eval miniwob`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from agent.policy import Policy
from agent.store import Store
from benchmarks.daily.chosen import holding, parse_where
from benchmarks.harvest import Limits
from benchmarks.miniwob.blind import NAME as BLIND
from benchmarks.miniwob.blind import BlindAgent
from benchmarks.miniwob.catalogue import chosen
from benchmarks.miniwob.page import MiniwobPage
from benchmarks.miniwob.proctor import Proctored
from benchmarks.miniwob.score import lead, score_run
from benchmarks.miniwob.suite import suite_hash
from benchmarks.miniwob.task import MiniwobTask
from benchmarks.null_agents import NULL_AGENTS
from benchmarks.report import Scored
from benchmarks.result import Result, read_results
from benchmarks.stats import Tally, by_axis, tally
from benchmarks.summary import summarise
from gui_mcp import __version__
from gui_mcp.commands.evaluate import show_files, write, write_numbers
from gui_mcp.commands.folder import run_folder
from gui_mcp.commands.minds import factory
from gui_mcp.commands.play import keep, seeds_of, told_how_to_go_on
from gui_mcp.plan import Asked, Mind, Plan
from gui_mcp.table import plain

PHONES_OWN = ("size", "language", "look", "hard")
USUAL = Asked()


def run(plan: Plan) -> int:
    """Run, keep, score, report, and the blind floor beside it. 0 however the policy did."""
    asked, mind = plan.asked, plan.mind
    _refuse(asked)
    tasks = _tasks(asked)
    console, folder = Console(), run_folder(plan.out, f"{asked.suite}-{mind.policy.replace(':', '-')}")
    limits, suite_id = Limits(plan.max_seconds, plan.max_steps), suite_hash()["suite"]
    console.print(f"{len({t.name for t in tasks})} tasks × {asked.seeds} seeds; suite {suite_id}; {folder}",
                  highlight=False, soft_wrap=True)  # fmt: skip
    with told_how_to_go_on(folder, console):
        played = _play(mind, tasks, folder, limits, plan.phones, console)
        if mind.policy != BLIND:
            chance = _play(Mind(BLIND), tasks, folder / BLIND, limits, plan.phones, console)
            write_numbers(folder / BLIND, [s.result for s in chance])
    conclude(folder, mind.policy, played, console)
    show_files(folder, console)
    return 0


def conclude(folder: Path, policy: str, played: Sequence[Scored], console: Console) -> None:
    """Write and show what came of a run, beside the floor that was found with it."""
    known = folder / BLIND / "results.jsonl"
    floor = read_results(known) if known.exists() else []
    write(folder, played, f"blind floor {tally(floor).rate:.1%}" if floor else "")
    show(policy, [s.result for s in played], floor, console)


def _refuse(asked: Asked) -> None:
    if asked.split not in ("test", "all"):
        raise ValueError("miniwob is for evaluation alone: it has no train split, so that nobody is taught its tasks")
    given = [name for name in PHONES_OWN if getattr(asked, name) != getattr(USUAL, name)]
    if given:
        raise ValueError(f"{given[0]} is a matter of the virtual phone; the pages of MiniWoB++ have one size and look")


def _tasks(asked: Asked) -> list[MiniwobTask]:
    tasks = [MiniwobTask(name, seed) for seed in seeds_of(asked) for name in chosen(asked.only)]
    return holding(tasks, parse_where(asked.where)) if asked.where else tasks


def _play(
    mind: Mind, tasks: Sequence[MiniwobTask], folder: Path, limits: Limits, phones: int, console: Console
) -> list[Scored]:
    policy, store = _policies(mind), Store(folder)
    store.begin({"kind": "miniwob", **mind.json(), "suite": suite_hash(), "version": __version__})
    console.print(f"{mind.policy}:", highlight=False)
    keep(tasks, MiniwobPage, policy, store, limits, console, phones)
    return score_run(store)


def _policies(mind: Mind) -> Callable[[MiniwobTask], Policy]:
    if mind.policy == "oracle":
        raise ValueError("miniwob has no oracle: known solutions come with the daily suite alone")
    if mind.policy == BLIND:
        return lambda task: Proctored(BlindAgent(task.id), task)
    make = NULL_AGENTS[mind.policy] if mind.policy in NULL_AGENTS else factory(mind.policy, mind.model, mind.base_url)
    return lambda task: Proctored(make(), task)


def show(policy: str, results: Sequence[Result], floor: Sequence[Result], console: Console) -> None:
    """Success by group, and the run in a few numbers; the blind floor's beside them where there is one."""
    runs = {policy: results, BLIND: floor} if floor else {policy: results}
    groups = {name: by_axis(run)["group"] for name, run in runs.items()}
    rows = [
        (group, str(len({r.template for r in results if r.axes["group"] == group})),
         *(_rate(by.get(group, Tally())) for by in groups.values()))
        for group in groups[policy]
    ]  # fmt: skip
    whole = ("all", str(len({r.template for r in results})), *(_rate(tally(run)) for run in runs.values()))
    console.print(plain(("group", "tasks", *runs), [*rows, whole]))
    console.print(plain(("measure", *runs), _measures(list(runs.values()))))
    if floor:
        gain = lead(results, floor)
        low, high = gain.interval
        console.print(
            f"over the floor: {100 * gain.mean:+.1f} points of success, 95 % over tasks {100 * low:+.1f} – "
            f"{100 * high:+.1f}, {gain.episodes} episodes in both", highlight=False,
        )  # fmt: skip
    for broken in [r for r in results if r.success is None][:5]:
        console.print(f"[red]error[/] {broken.id}: {escape(broken.error)}", highlight=False)


def _measures(runs: Sequence[Sequence[Result]]) -> list[Sequence[str]]:
    found = [summarise(run) for run in runs]
    ks = [k for k in found[0].pass_at if k > 1 and all(k in one.pass_at for one in found)]
    return [
        ("strict success", *(f"{one.strict:.1%}" for one in found)),
        ("95 % over tasks", *("{:.1%} – {:.1%}".format(*one.strict_interval) for one in found)),
        ("… with the full reward", *(f"{sum(r.progress >= 1 for r in run) / len(run):.1%}" for run in runs)),
        ("tasks passed at least once", *(str(len({r.template for r in run if r.success})) for run in runs)),
        ("claimed to be done, was not", *(f"{one.false_complete:.1%}" for one in found)),
        ("errors, counted as not passed", *(str(one.errors) for one in found)),
        ("steps an episode, its end included", *(f"{sum(r.steps for r in run) / len(run):.1f}" for run in runs)),
        *((f"pass@{k}", *(f"{one.pass_at[k]:.1%}" for one in found)) for k in ks),
        *((f"pass^{k}", *(f"{one.pass_all[k]:.1%}" for one in found)) for k in ks),
    ]


def _rate(count: Tally) -> str:
    return f"{count.passed}/{count.total} {count.rate:.0%}"
