"""What a shard of a stage gives to learning."""

from dataclasses import dataclass, field

from agent.pocket.example import Example


@dataclass(slots=True)
class Gathered:
    """`good` are needed steps of successes, to be learnt by likelihood; `found` the same of goals that were made up;
    `own` steps of groups with both ends, with advantages, for the policy that made them. `results` are (template, won)
    of the tries from the start, `trusted` (mean log-likelihood of its choices, won) of whole episodes. The counts are
    of episodes and of steps of successes."""

    good: list[Example] = field(default_factory=list[Example])
    found: list[Example] = field(default_factory=list[Example])
    own: list[Example] = field(default_factory=list[Example])
    results: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    trusted: list[tuple[float, bool]] = field(default_factory=list[tuple[float, bool]])
    episodes: int = 0
    successes: int = 0
    branched: int = 0
    steps: int = 0
    idle: int = 0

    def add(self, other: "Gathered") -> None:
        """Take in another's."""
        self.good += other.good
        self.found += other.found
        self.own += other.own
        self.results += other.results
        self.trusted += other.trusted
        self.episodes += other.episodes
        self.successes += other.successes
        self.branched += other.branched
        self.steps += other.steps
        self.idle += other.idle
