"""Where a step should have touched, as far as the task's known solution tells."""

from agent.policies.scripted import Fill, Hold, Slide, Tap, find
from agent.trajectory import Act, Step, Trajectory
from benchmarks.daily.task import DailyTask
from devices.action import Click, LongPress, Point
from devices.element import Box
from rewards.grounding.gaussian import g2_point


def targets(task: DailyTask, episode: Trajectory) -> list[Box | None]:
    """For each step the box of the oracle's next target, where that is on the screen the step saw; else None.

    Follows the oracle's plan move by move: a touch inside the present target moves on to the next one. A step that
    left the plan for a screen without the target has no known target, which is not the same as a wrong one.
    """
    plan = [move for move in task.moves if isinstance(move, Tap | Hold | Fill | Slide)]
    at = 0
    out: list[Box | None] = []
    for step in episode.steps:
        point = touched(step)
        box = None
        if point is not None and at < len(plan):
            target = find(step.seen, plan[at])
            box = target.bounds if target else None
            if box is not None and box.holds(point):
                at += 1
        out.append(box)
    return out


def gaussian(task: DailyTask, episode: Trajectory) -> list[float | None]:
    """GUI-G2 point reward of each step's touch against its target; None where no target is known."""
    return [
        g2_point([tuple(point)], [box]).one() if (point := touched(step)) is not None and box is not None else None
        for step, box in zip(episode.steps, targets(task, episode), strict=True)
    ]


def touched(step: Step) -> Point | None:
    """The pixel a step clicked or held, None for other steps."""
    match step.reply.decision:
        case Act(action=Click(at=at)) | Act(action=LongPress(at=at)):
            return at
        case _:
            return None
