"""What a method spends on its scores."""

from dataclasses import dataclass


@dataclass(slots=True)
class Cost:
    """`rollouts` played, device `steps` in them, `judged`: steps shown to a judge; `seconds` of all of it."""

    rollouts: int = 0
    steps: int = 0
    judged: int = 0
    seconds: float = 0.0

    def add(self, other: "Cost") -> None:
        """Spend that, too."""
        self.rollouts += other.rollouts
        self.steps += other.steps
        self.judged += other.judged
        self.seconds += other.seconds
