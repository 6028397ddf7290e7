"""How a circle is run."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

OPTIONS = {
    "rounds": "rounds", "flow": "flow", "step_filter": "step-filter", "shown": "shown",
    "demonstrations": "demonstrations", "corrections": "corrections", "tasks": "tasks", "tries": "tries",
    "branches": "branches", "found": "found", "relabelled": "hindsight", "updates": "updates",
    "test_seeds": "test-seeds", "only": "only", "seed": "seed",
}  # fmt: skip
MOST = 500  # worlds that may be shown; others are to judge in
TESTED = 300  # worlds that may be judged in
Flow = Literal["both", "generation", "refinement"]


@dataclass(frozen=True, slots=True)
class EvolveConfig:
    """Sizes are those of one round. The same config gives the same tasks; what policies make of them depends on
    floating point, too."""

    rounds: int = 6  # policies trained after the first, which knows demonstrations only
    flow: Flow = "both"
    step_filter: bool = True  # idle steps of successes are left out
    shown: float = 0.15  # share of the train templates whose known solution is shown before round 0
    demonstrations: int = 8  # worlds in which each of those is shown
    corrections: int = 0  # tasks of those templates, in other worlds, played with a demonstrator at hand
    tasks: int = 120  # tasks of the train split that are played, drawn by the curriculum
    tries: int = 6  # episodes of a task from its start: a group
    branches: int = 4  # more of them from the best states on the way, where none has won
    temperature: float = 0.7  # of the choices while playing; evaluation takes the likeliest
    found: int = 600  # new goals out of wandering, each also played by the policy and corrected
    relabelled: bool = True  # failed episodes are looked at for a goal which they did reach
    updates: int = 1500  # of the network
    batch: int = 32
    test_seeds: int = 3  # worlds of each test template a policy is judged on
    only: tuple[str, ...] = ()  # beginnings of template ids: a smaller circle, to try things out
    seed: int = 0

    def __post_init__(self) -> None:
        if self.flow not in get_args(Flow):
            raise ValueError(f"no flow called {self.flow!r}; there are: {', '.join(get_args(Flow))}")
        if not 0 < self.shown <= 1:
            raise ValueError(f"shown is a share of the train templates, above 0 and at most 1, not {self.shown}")
        if self.demonstrations > MOST:
            raise ValueError(f"demonstrations must be at most {MOST}, not {self.demonstrations}")
        if self.test_seeds > TESTED:
            raise ValueError(f"test_seeds must be at most {TESTED}, not {self.test_seeds}")
        for name in ("demonstrations", "tasks", "tries", "updates", "batch", "test_seeds"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if min(self.rounds, self.found, self.branches, self.corrections) < 0:
            raise ValueError("rounds, found, branches and corrections must not be negative")

    @property
    def json(self) -> dict[str, Any]:
        """For the manifest of a run."""
        return {**asdict(self), "only": list(self.only)}

    @property
    def command(self) -> str:
        """The command line that runs it: what is not as usual is said."""
        words = ["gui-mcp evolve"]
        for name, option in OPTIONS.items():
            value, usual = getattr(self, name), getattr(USUAL, name)
            if value == usual:
                continue
            if isinstance(value, bool):
                words.append(f"--no-{option}")
            else:
                words += [f"--{option} {said}" for said in (self.only if name == "only" else (value,))]
        return " ".join(words)


USUAL = EvolveConfig()
