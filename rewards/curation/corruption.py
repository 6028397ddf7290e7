"""Right trajectories made wrong, so that it is known where and how."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal

import numpy as np

from rewards.curation.selection import Origin, Step, Transformed, verdicts
from rewards.ragged import Ragged
from rewards.scores import Column, Scores, finite, positive, same_length

Corruption = Literal["early_truncation", "cross_task_substitution", "redundant_continuation"]


@dataclass(frozen=True, slots=True)
class Donor(Generic[Step]):
    """A trajectory whose steps may be put into another of the same app."""

    app: Hashable
    task: Hashable
    steps: tuple[Step, ...]


def corrupt_trajectory(
    steps: Sequence[Step],
    kind: Corruption,
    *,
    rng: np.random.Generator,
    done: Step | None = None,
    app: Hashable = None,
    task: Hashable = None,
    donors: Sequence[Donor[Step]] = (),
    extra: Sequence[Step] = (),
) -> Transformed[Step] | None:
    """A negative out of a right trajectory, or None where it cannot be made; never the trajectory itself.

    "early_truncation" needs `done`, the step that declares success (`truncate_early`); "cross_task_substitution" needs
    `app`, `task` and `donors` (`substitute`); "redundant_continuation" needs `extra` steps (`run_on`).
    Source: UI-Genie, paper.
    """
    match kind:
        case "early_truncation":
            if done is None:
                raise ValueError("early_truncation needs done, the step that declares success")
            return truncate_early(steps, done, rng=rng)
        case "cross_task_substitution":
            return substitute(steps, donors, app=app, task=task, rng=rng)
        case "redundant_continuation":
            return run_on(steps, extra, rng=rng)
        case _:
            raise ValueError(f"kind must be one of the three corruptions, not {kind!r}")


def truncate_early(
    steps: Sequence[Step], done: Step, *, rng: np.random.Generator, cut: int | None = None
) -> Transformed[Step] | None:
    """The first steps and `done`: success declared after `cut` of them, drawn if None; None where no cut is wrong."""
    cuts = len(steps) - 1 - int(len(steps) > 0 and steps[-1] == done)  # a cut right before done changes nothing
    if cuts < 1:
        return None
    if cut is None:
        cut = int(rng.integers(1, cuts + 1))
    elif not 1 <= cut <= cuts:
        raise ValueError(f"cut must lie from 1 to {cuts}, not at {cut}")
    return Transformed((*steps[:cut], done), 0, (Origin.KEPT,) * cut + (Origin.ADDED,))


def substitute(
    steps: Sequence[Step],
    donors: Sequence[Donor[Step]],
    *,
    app: Hashable,
    task: Hashable,
    rng: np.random.Generator,
) -> Transformed[Step] | None:
    """The trajectory with a random stretch replaced by one of another task of the same app, of any length.

    The first replaced step differs. None where no donor of this app and another task has a different step.
    """
    fit = [donor.steps for donor in donors if donor.app == app and donor.task != task]
    for start in map(int, rng.permutation(len(steps))):
        entries = [(d, i) for d, other in enumerate(fit) for i, step in enumerate(other) if step != steps[start]]
        if not entries:
            continue
        donor, first = entries[int(rng.integers(len(entries)))]
        end = int(rng.integers(start + 1, len(steps) + 1))
        put = fit[donor][first : int(rng.integers(first + 1, len(fit[donor]) + 1))]
        origin = (Origin.KEPT,) * start + (Origin.DONOR,) * len(put) + (Origin.KEPT,) * (len(steps) - end)
        return Transformed((*steps[:start], *put, *steps[end:]), 0, origin)
    return None


def run_on(steps: Sequence[Step], extra: Sequence[Step], *, rng: np.random.Generator) -> Transformed[Step] | None:
    """The whole trajectory and then the first few of the `extra` steps, how many is drawn; None without either."""
    if not steps or not extra:
        return None
    count = int(rng.integers(1, len(extra) + 1))
    return Transformed((*steps, *extra[:count]), 0, (Origin.KEPT,) * len(steps) + (Origin.ADDED,) * count)


class SneakyError(StrEnum):
    """Errors that a hand makes on a screen."""

    WRONG_TARGET = "wrong target"
    WRONG_TEXT = "wrong text"
    SKIPPED_STEP = "skipped step"
    PREMATURE_DONE = "premature done"
    WRONG_APP = "wrong app"


@dataclass(frozen=True, slots=True)
class Sneaky(Generic[Step]):
    """A trajectory with one error put in at `at`, and by how much it lowered the chance of success."""

    trajectory: Transformed[Step]
    at: int
    error: SneakyError
    drop: float


def sneaky_errors(
    steps: Sequence[Step],
    rewrite: Callable[[Step, SneakyError], Sequence[Step] | None],
    success: Callable[[Sequence[Step]], float | None],
    *,
    min_drop: float,
    rng: np.random.Generator,
    right: Column | None = None,
    errors: Sequence[SneakyError] = tuple(SneakyError),
) -> Sneaky[Step] | None:
    """The trajectory with one right step made wrong, if that lowers its chance of success by `min_drop` or more.

    Step and error type are drawn, the step among those that `right` marks (all if None). `rewrite(step, error)` gives
    what stands in its place (nothing for a skipped step), None where it cannot; after a premature done nothing follows.
    `success(steps)` in [0, 1] is asked of both, None says unknown. None where nothing valid came out.
    Source: SPC, second-hand; the threshold is unknown and required, GUI error types ours. `critic_game` scores players.
    """
    positive(min_drop, "min_drop")
    marks = Scores.all_known(np.ones(len(steps))) if right is None else verdicts(right, "right")
    same_length(steps=steps, right=marks)
    places = np.flatnonzero(marks.known & (marks.values == 1))
    if not len(places) or not errors:
        return None
    at, error = int(rng.choice(places)), errors[int(rng.integers(len(errors)))]
    put = rewrite(steps[at], error)
    if put is None:
        return None
    rest = () if error is SneakyError.PREMATURE_DONE else tuple(steps[at + 1 :])
    changed = (*steps[:at], *put, *rest)
    if changed == tuple(steps):
        return None
    before, after = _chance(success(tuple(steps))), _chance(success(changed))
    if before is None or after is None or before - after < min_drop:
        return None
    origin = (Origin.KEPT,) * at + (Origin.ADDED,) * len(put) + (Origin.KEPT,) * len(rest)
    return Sneaky(Transformed(changed, 0, origin), at, error, before - after)


def critic_game(found: Column) -> tuple[Scores, Scores]:
    """Rewards of critic and generator, (n,) each: +1 and -1 where the error was found, the reverse where not.

    `found` in {0, 1}, None leaves both unscored. Source: SPC, second-hand.
    """
    caught = verdicts(found, "found")
    critic = 2 * caught.values - 1
    return Scores(critic, caught.known.copy()), Scores(-critic, caught.known.copy())


def mutation_labels(
    steps: Sequence[Step],
    mutate: Callable[[Step], Step],
    replay: Callable[[Sequence[Step]], bool | None],
    *,
    at: Sequence[int],
) -> Ragged:
    """Step labels out of one mutated step a row: -1 where the replay fails, +1 where it passes, +1 for those before.

    `at`: the step each row mutates; what follows is unscored, and so is a mutated step whose `replay` gives None.
    The trajectory must pass unmutated, else nothing is labelled (our reading). Raises ValueError for a step outside
    and for a mutation that changes nothing.
    Our reading of PRLCoder (Process-Supervised RL for Code), whose mutation operators are not known to us.
    """
    for place in at:
        if not 0 <= place < len(steps):
            raise ValueError(f"at must name steps from 0 to {len(steps) - 1}, not {place}")
    if not at or not replay(tuple(steps)):
        return Ragged.of([[None] * len(steps) for _ in at])
    return Ragged.of([_labelled(steps, mutate, replay, place) for place in at])


def _labelled(
    steps: Sequence[Step], mutate: Callable[[Step], Step], replay: Callable[[Sequence[Step]], bool | None], at: int
) -> list[float | None]:
    mutant = mutate(steps[at])
    if mutant == steps[at]:
        raise ValueError(f"mutate left step {at} as it was")
    passed = replay((*steps[:at], mutant, *steps[at + 1 :]))
    label = None if passed is None else 1.0 if passed else -1.0
    return [1.0] * at + [label] + [None] * (len(steps) - at - 1)


def _chance(rate: float | None) -> float | None:
    return None if rate is None else finite(rate, "success", 0.0, 1.0)
