"""From a recorded episode to steps with every right answer."""

from collections.abc import Sequence

from agent.policies.scripted import Aimed, Move, ScriptedPolicy, find
from agent.trajectory import Act, Ask, Done, GiveUp, Step
from benchmarks.static.matcher import direction
from benchmarks.static.record import Moment, Recording
from benchmarks.static.regions import meaning, same_touches
from benchmarks.static.step import StaticStep, Valid
from devices.action import Awake, Click, Drag, Hotkey, InputText, LongPress, Press, Swipe, Wait
from devices.element import Box
from devices.errors import ActionFailed
from devices.virtual.device import VirtualDevice
from devices.virtual.phone import find_app
from devices.virtual.world import World

AHEAD = 4  # moves further on that are tried in the place of the present one
SPARE = 12  # actions that a changed order may take


def labelled(recording: Recording, device: VirtualDevice) -> list[StaticStep]:
    """Every step of the episode with all that would have been right; `device` is used to try other orders."""
    task, steps = recording.task, recording.episode.steps
    return [
        StaticStep(task.id, number, task.goal, step, tuple(_valid(recording, number, device)), task.axes)
        for number, step in enumerate(steps)
    ]


def _valid(recording: Recording, number: int, device: VirtualDevice) -> list[Valid]:
    step, moment = recording.episode.steps[number], recording.moments[number]
    if moment.astray or step.error is not None:
        return []
    after = World.loads(recording.after[number])
    match step.reply.decision:
        case Done():
            return [Valid("COMPLETE", value="done", answer=recording.task.answer)]
        case GiveUp():
            return [Valid("COMPLETE", value="infeasible")]
        case Ask():
            return [Valid("INFO")]
        case Act(action=InputText(text=text)):
            return [Valid("TYPE", value=text)]
        case Act(action=Wait()):
            return [Valid("WAIT")]
        case Act(action=Awake(app=app)):
            return [Valid("AWAKE", value=find_app(app)), *same_touches(moment.world, moment.touchable, meaning(after))]
        case Act(action=Hotkey(keys=keys)):
            return [Valid("KEY", value="+".join(keys))]
        case Act(action=Press(key=key)):
            return [Valid("KEY", value=key), *same_touches(moment.world, moment.touchable, meaning(after))]
        case Act(action=Swipe() | Drag() as action):
            return _strokes(recording, number, action)
        case Act(action=LongPress(at=at)):
            held = [(e, n) for e, n in moment.touchable if e.long_clickable]
            return same_touches(moment.world, held, meaning(after), "LONG_PRESS") or _held(step, at)
        case Act(action=Click() as click):
            found = same_touches(moment.world, moment.touchable, meaning(after))
            if not any(valid.box is not None and valid.box.holds(click.at) for valid in found):
                return []  # a touch with chance in it, or a slider: what else would have done cannot be told
            return [*found, *_back_key(moment, meaning(after)), *_other_orders(recording, number, device)]
        case Act():
            return []


def _held(step: Step, at: object) -> list[Valid]:
    boxes = [e.bounds for e in step.seen.elements if e.long_clickable and e.bounds.holds(at)]  # type: ignore[arg-type]
    return [Valid("LONG_PRESS", boxes[-1])] if boxes else []


def _back_key(moment: Moment, after: bytes) -> list[Valid]:
    world = World.loads(moment.world)
    world.key("back")
    return [Valid("KEY", value="back")] if meaning(world) == after else []


def _strokes(recording: Recording, number: int, action: Swipe | Drag) -> list[Valid]:
    """A search that has to turn round went the wrong way at first, and is no example; the same holds for none found."""
    move = recording.moments[number].move
    way = direction(action)
    for step, moment in zip(recording.episode.steps[number + 1 :], recording.moments[number + 1 :], strict=True):
        if moment.move != move or moment.astray:
            break
        decision = step.reply.decision
        if isinstance(decision, Act) and isinstance(decision.action, Swipe) and direction(decision.action) != way:
            return []
        if isinstance(decision, GiveUp):
            return []
    seen = recording.episode.steps[number].seen
    boxes = [e.bounds for e in seen.elements if e.scrollable and e.bounds.holds(action.start)]
    return [Valid("SLIDE", boxes[-1] if boxes else Box(0, 0, seen.width, seen.height), value=way)]


def _other_orders(recording: Recording, number: int, device: VirtualDevice) -> list[Valid]:
    """Moves that come later in the script but could be made now: filling the second field before the first."""
    moments, moves = recording.moments, recording.task.moves
    now = moments[number]
    if now.move < 0 or (number and moments[number - 1].move == now.move):
        return []
    out: list[Valid] = []
    seen = recording.episode.steps[number].seen
    for later in range(now.move + 1, min(now.move + 1 + AHEAD, len(moves))):
        move, end = moves[later], _first(moments, later + 1)
        if not isinstance(move, Aimed) or end is None or not _same_screen(now, moments, later):
            break
        target = find(seen, move)
        if target is None or not target.clickable:
            break
        order = [move, *moves[now.move : later]]
        wanted = meaning(World.loads(moments[end].world), focus=False)
        if _played(device, now.world, order) == wanted:
            out.append(Valid("CLICK", target.bounds))
    return out


def _first(moments: Sequence[Moment], move: int) -> int | None:
    return next((i for i, moment in enumerate(moments) if moment.move == move), None)


def _same_screen(now: Moment, moments: Sequence[Moment], move: int) -> bool:
    at = _first(moments, move)
    return at is not None and _place(now.world) == _place(moments[at].world)


def _place(data: bytes) -> tuple[object, ...]:
    world = World.loads(data)
    return world.front, len(world.nav["over"]), tuple((s["name"], str(s["args"])) for s in world.stack)


def _played(device: VirtualDevice, world: bytes, moves: Sequence[Move]) -> bytes | None:
    """What the world means after these moves; None where they cannot be made."""
    device.phone.restore(world)
    policy = ScriptedPolicy(moves)
    past: list[Step] = []
    for _ in range(SPARE):
        seen = device.phone.observe(pixels=False)
        reply = policy("", past, seen)
        if not isinstance(reply.decision, Act):
            return meaning(device.phone.world, focus=False) if isinstance(reply.decision, Done) else None
        try:
            device.act(reply.decision.action)
        except ActionFailed:
            return None
        past.append(Step(seen, reply))
    return None
