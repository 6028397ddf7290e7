"""What a run has brought in, counted from what is on the disk."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from agent.store import Store


@dataclass(frozen=True, slots=True)
class Haul:
    """`episodes` that reached their end and `cut` ones that did not; `steps` of the complete ones, `successes` by
    their verdicts. `stored` are the bytes of screens and elements on the disk, `repeats` how often one was known
    already, `saved` the bytes which that saved."""

    episodes: int
    cut: int
    steps: int
    successes: int
    stored: int
    repeats: int
    saved: int


def haul_of(store: Store) -> Haul:
    """Reads every line of a run, but no picture."""
    named: Counter[str] = Counter()
    episodes = cut = steps = successes = 0
    for episode in store.ids():
        events = list(store.events(episode))
        named.update(name for event in events for name in _blobs(event))
        if not events or events[-1]["event"] != "end":
            cut += 1
            continue
        episodes += 1
        steps += len(events) - 2
        successes += bool(events[-1]["verdict"] and events[-1]["verdict"]["success"])
    sizes = {name: store.blobs.path(name).stat().st_size for name in named}
    return Haul(
        episodes, cut, steps, successes, sum(sizes.values()), named.total() - len(named),
        sum(sizes[name] * (count - 1) for name, count in named.items()),
    )  # fmt: skip


def _blobs(event: Mapping[str, Any]) -> Iterator[str]:
    """The blobs that a line names."""
    seen: Mapping[str, Any] | None = event.get("seen") or event.get("last")
    if seen:
        yield from (seen[key] for key in ("png", "elements") if seen[key])
