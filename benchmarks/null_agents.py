"""Agents that deserve nothing: whatever they score is a fault of the suite."""

from collections.abc import Callable, Sequence
from random import Random

from agent.policy import Policy
from agent.trajectory import Act, Done, GiveUp, Reply, Step
from devices.action import Click, InputText, Point, Press, Swipe, Wait
from devices.device import Observation
from devices.element import caption

SUBMIT = (  # fmt: skip
    "保存",
    "发送",
    "确定",
    "完成",
    "添加",
    "确认",
    "下单",
    "预订",
    "删除",
    "提交",
    "应用",
    "新建",
    "save",
    "send",
    "ok",
    "done",
    "confirm",
    "add",
    "place order",
    "book",
    "delete",
    "submit",
    "apply",
    "new",
)


def no_op(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
    """Looks on until the limit."""
    return Reply(Act(Wait(0)))


def instant_done(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
    """Claims success at once."""
    return Reply(Done())


def always_decline(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
    """Says of everything that it cannot be done."""
    return Reply(GiveUp("this cannot be done"))


def answer_everything(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
    """Opens the app that the goal names first, and answers with all that is on the screen."""
    if not past:
        icons = [i for i, e in enumerate(seen.elements) if e.clickable and caption(seen.elements, i) in goal]
        if icons:
            return Reply(Act(Click(seen.elements[icons[0]].bounds.centre)))
    return Reply(Done(" ".join(e.text or e.label for e in seen.elements if e.text or e.label)))


def blind_submit(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
    """Never reads the goal: opens things from the top and presses whatever looks like a submit button."""
    if len(past) >= 8:
        return Reply(Done())
    buttons = [i for i, e in enumerate(seen.elements) if e.clickable and e.enabled]
    for word in SUBMIT:
        for i in buttons:
            if caption(seen.elements, i).casefold().startswith(word):
                return Reply(Act(Click(seen.elements[i].bounds.centre)))
    if not buttons:
        return Reply(Done())
    return Reply(Act(Click(seen.elements[buttons[len(past) % len(buttons)]].bounds.centre)))


class RandomAgent:
    """Touches, types, swipes and claims success, all by chance."""

    def __init__(self, seed: int = 0) -> None:
        self._rng = Random(seed)

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """Some action."""
        rng = self._rng
        draw = rng.random()
        clickable = [e for e in seen.elements if e.clickable]
        if draw < 0.05 and past:
            return Reply(Done(rng.choice(goal.split() or [""])))
        if draw < 0.15:
            return Reply(Act(Press(rng.choice(("back", "home")))))
        if draw < 0.25:
            x, y = rng.randrange(seen.width), rng.randrange(seen.height)
            return Reply(Act(Swipe(Point(x, y), Point(x, rng.randrange(seen.height)))))
        if draw < 0.35 and any(e.focused for e in seen.elements):
            return Reply(Act(InputText(rng.choice(goal.split() or ["x"]))))
        if clickable and draw < 0.9:
            return Reply(Act(Click(rng.choice(clickable).bounds.centre)))
        return Reply(Act(Click(Point(rng.randrange(seen.width), rng.randrange(seen.height)))))


NULL_AGENTS: dict[str, Callable[[], Policy]] = {
    "no-op": lambda: no_op,
    "instant-done": lambda: instant_done,
    "always-decline": lambda: always_decline,
    "answer-everything": lambda: answer_everything,
    "blind-submit": lambda: blind_submit,
    "random": lambda: RandomAgent(1),
}
