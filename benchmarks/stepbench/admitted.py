"""How right is what enters training? The steps that CSRS and the step filter let through, against the true labels."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.stepbench.build import Labelled
from benchmarks.stepbench.truth import ADVANCES, HARMFUL
from rewards.csrs import label
from rewards.step_filter import needed_steps


@dataclass(frozen=True, slots=True)
class Admitted:
    """Counts of steps. `judged` is what a judge who looks at every step would have been asked; the way to these labels
    asks nobody: it takes one verdict an episode, which the task's own verifier gives."""

    episodes: int
    judged: int
    kept: int
    advancing: int  # kept, and true label 1
    neutral: int  # kept, and true label 0: looking, scrolling, reading
    harmful: int  # kept, and true label -1
    missed: int  # true label 1 in a success, and left out

    @property
    def sound(self) -> float:
        """Share of what is kept that does no harm."""
        return 1 - self.harmful / max(1, self.kept)

    @property
    def precision(self) -> float:
        """Share of what is kept that brings success nearer."""
        return self.advancing / max(1, self.kept)

    @property
    def recall(self) -> float:
        """Share of the successes' advancing steps that is kept."""
        return self.advancing / max(1, self.advancing + self.missed)


def admitted(episodes: Iterable[Labelled], *, filtered: bool = True) -> Admitted:
    """Count over labelled episodes; `filtered` False keeps every step of a success, as the paper does."""
    count = judged = kept = advancing = neutral = harmful = missed = 0
    for episode in episodes:
        steps, truth = episode.stored.trajectory.steps, episode.truth.labels
        count, judged = count + 1, judged + len(steps)
        if not label(episode.stored.trajectory):
            continue
        keeps = needed_steps(episode.stored.trajectory) if filtered else [True] * len(steps)
        for keep, true in zip(keeps, truth, strict=True):
            kept += keep
            advancing += keep and true == ADVANCES
            harmful += keep and true == HARMFUL
            neutral += keep and true not in (ADVANCES, HARMFUL)
            missed += not keep and true == ADVANCES
    return Admitted(count, judged, kept, advancing, neutral, harmful, missed)
