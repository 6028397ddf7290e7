"""A low-level intent: what one action is to do, named by words instead of pixels."""

from agent.trajectory import Act, Ask, Done, GiveUp, Step
from devices.action import Point
from devices.device import Observation
from devices.element import Box, caption
from rewards.export.words import act_words
from rewards.samples import name_at


def intent_of(step: Step) -> str:
    """What the step wanted, so that somebody who sees its screen can do it. Where several things bear the name that is
    touched, it says which."""
    seen = step.seen
    match step.reply.decision:
        case Done(answer=answer):
            return f"say that it is done, with the answer “{answer}”" if answer else "say that it is done"
        case GiveUp(why=why):
            return f"decline the task: {why}" if why else "decline the task"
        case Ask(question=question):
            return f"ask the user: {question}"
        case Act(action=action):
            return act_words(action, lambda at: _named(seen, at), lambda text: f"“{text}”")


def _named(seen: Observation, at: Point) -> str:
    name = name_at(seen, at)
    same = {e.bounds for i, e in enumerate(seen.elements) if not e.password and caption(seen.elements, i) == name}
    alike = [box for box in same if not any(_inside(other, box) for other in same)]
    alike.sort(key=lambda box: (box.y1, box.x1))
    place = next((number for number, box in enumerate(alike, 1) if box.holds(at)), 0)
    return f"“{name}”" + (f" ({place} of {len(alike)}, from the top)" if place and len(alike) > 1 else "")


def _inside(small: Box, big: Box) -> bool:
    return small != big and big.x1 <= small.x1 and big.y1 <= small.y1 and small.x2 <= big.x2 and small.y2 <= big.y2
