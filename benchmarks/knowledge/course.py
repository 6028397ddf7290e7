"""An episode together with the states that the phone went through."""

from collections.abc import Sequence

from agent.trajectory import Step, Trajectory, Verdict
from benchmarks.daily.task import DailyTask
from benchmarks.knowledge.effect import Effect, effects
from benchmarks.knowledge.look import look_of, moved
from benchmarks.knowledge.progress import Goal, Progress
from devices.device import Observation
from devices.virtual.world import World
from rewards.samples import listing, words


class Course:
    """What is known of a judged episode of T steps. `states` are the phone's before each step and after the last,
    (T + 1,), and so are `worlds`, `looks` and `progress`; `effects` are those of each step, (T,)."""

    def __init__(self, episode: Trajectory, verdict: Verdict, task: DailyTask, states: Sequence[bytes]) -> None:
        if len(states) != len(episode.steps) + 1:
            raise ValueError(f"{len(episode.steps)} steps have {len(episode.steps) + 1} states, not {len(states)}")
        self.episode, self.verdict, self.task, self.states = episode, verdict, task, states
        self.worlds = [World.loads(state) for state in states]
        screens = [*(step.seen for step in episode.steps), episode.last]
        self.looks = [look_of(world, seen) for world, seen in zip(self.worlds, screens, strict=True)]
        goal = Goal(task)
        self.progress: list[Progress] = [goal.progress(world.apps) for world in self.worlds]
        self.effects: list[list[Effect]] = [
            effects(one.apps, two.apps) for one, two in zip(self.worlds, self.worlds[1:], strict=False)
        ]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The episode's."""
        return self.episode.steps

    def idle(self, number: int) -> bool:
        """Did this step leave the whole phone as it was, to the byte, and the words on its screen?"""
        same = self.states[number] == self.states[number + 1]
        return same and words(self.steps[number].seen) == words(self._after(number))

    def seen(self, number: int) -> list[str]:
        """What became of the screen by this step, a line a fact: of the state, or of the words on the screen where the
        state says nothing of it."""
        if lines := moved(self.looks[number], self.looks[number + 1]):
            return lines
        before, after = self.worlds[number].screen["scroll"], self.worlds[number + 1].screen["scroll"]
        how = ["the view is scrolled"] if before != after else []
        was, now = words(self.steps[number].seen), words(self._after(number))
        came, went = [w for w in now if w not in was], [w for w in was if w not in now]
        texts = [("on the screen appears", came), ("from the screen goes", went)]
        return [*how, *(f"{what}: {listing(found)}" for what, found in texts if found)]

    def _after(self, number: int) -> Observation:
        steps = self.episode.steps
        return steps[number + 1].seen if number + 1 < len(steps) else self.episode.last or steps[number].seen
