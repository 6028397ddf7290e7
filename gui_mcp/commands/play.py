"""What `eval` and `harvest` have in common: which tasks are asked for, and playing them into a run's folder."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from rich.console import Console

from agent.policy import Policy
from agent.store import Store
from benchmarks.daily.chosen import chosen, holding, parse_where
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.harvest import KeptTask, Limits, Planned, harvest
from benchmarks.null_agents import NULL_AGENTS
from devices.device import Device
from devices.virtual.device import VirtualDevice
from devices.virtual.spec import listed, make
from gui_mcp import __version__
from gui_mcp.commands.minds import factory
from gui_mcp.plan import Asked, Mind
from gui_mcp.progress import RunProgress

T = TypeVar("T", bound=KeptTask)


def tasks_of(asked: Asked) -> list[DailyTask | Planned]:
    """Seed by seed. They are laid out only where `where` asks what they are like. Raises ValueError."""
    templates = chosen(asked.suite, asked.split, asked.only)
    variant = Variant(asked.language, tuple(listed(asked.look)), tuple(listed(asked.hard)))
    make(0, asked.size, variant.language, variant.look, variant.hard)  # says what is wrong before anything runs
    planned = [Planned(template, seed, variant) for seed in seeds_of(asked) for template in templates]
    if not asked.where:
        return [*planned]
    return [*holding([one.task() for one in planned], parse_where(asked.where))]


def seeds_of(asked: Asked) -> range:
    """The worlds' seeds."""
    return range(asked.seed_from, asked.seed_from + asked.seeds)


def policy_for(mind: Mind) -> Callable[[DailyTask], Policy]:
    """As `factory`, and the benchmark's own: the oracle and the null agents. Raises ModelUnavailable."""
    if mind.policy == "oracle":
        return lambda task: task.oracle()
    make = NULL_AGENTS.get(mind.policy) or factory(mind.policy, mind.model, mind.base_url)
    return lambda task: make()


def play(
    tasks: Sequence[DailyTask | Planned],
    mind: Mind,
    limits: Limits,
    folder: Path,
    console: Console,
    *,
    phones: int = 1,
    size: str = "phone",
    pixels: bool = True,
    notes: dict[str, Any] | None = None,
) -> tuple[Store, RunProgress]:
    """Play what the run in this folder has not finished yet, on so many phones at once, and tell how it is going.

    Returns the run and its progress. After Ctrl-C or `kill -9` the same call goes on. Raises ValueError for a folder
    of another run, StoreFailed, ModelUnavailable.
    """
    store, policy = Store(folder), policy_for(mind)
    manifest = {"kind": "daily", **mind.json(), "size": size, "pixels": pixels, "suite": suite_hash()}
    store.begin({**manifest, "version": __version__}, notes)

    def phone() -> VirtualDevice:
        return VirtualDevice(make(0, size).phone(), pixels=pixels)

    with told_how_to_go_on(folder, console):
        return store, keep(tasks, phone, policy, store, limits, console, phones)


def keep(
    tasks: Sequence[T | Planned],
    open_device: Callable[[], Device],
    policy: Callable[[T], Policy],
    store: Store,
    limits: Limits,
    console: Console,
    phones: int,
) -> RunProgress:
    """Play tasks of any suite into a run that has begun, and tell how it is going. Raises StoreFailed."""
    with RunProgress(console, len(tasks), phones) as told:
        harvest(tasks, open_device, policy, store, limits=limits, phones=phones, cancel=Event(), told=told)
    return told


@contextmanager
def told_how_to_go_on(folder: Path, console: Console) -> Generator[None]:
    """Say after Ctrl-C what takes the run up again."""
    try:
        yield
    except KeyboardInterrupt:
        console.print(f"stopped; the same command with --out {folder} goes on where this left off", soft_wrap=True)
        raise
