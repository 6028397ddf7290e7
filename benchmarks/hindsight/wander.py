"""Walks through the phone without a goal, until something has changed."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from random import Random

from agent.policies.scripted import Back, Enter, Fill, Hold, Move, Open, Tap, find
from benchmarks.changes import Apps, as_bytes, is_volatile
from benchmarks.daily.task import VOLATILE
from benchmarks.facts import Facts
from benchmarks.hindsight.moves import named
from benchmarks.hindsight.phrases import phrase_for
from devices.action import Awake, Click, InputText, LongPress, Press
from devices.device import Observation
from devices.element import Element, caption
from devices.errors import ActionFailed
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World
from rewards.step_filter import screen_of

COMMIT = ("save", "send", "ok", "done", "add", "create", "confirm", "apply", "post", "book", "order", "pay", "set",
          "share", "buy", "start", "move", "rename", "delete", "remove", "yes", "submit", "next")  # fmt: skip
WRITTEN = ("add", "new", "create", "edit", "write", "compose", "rename", "reply", "comment", "search")  # lead to fields
AVOIDED = ("back", "cancel", "close", "navigate up", "not now")
LONGEST = 16  # moves of a walk


@dataclass(frozen=True, slots=True)
class Walk:
    """Moves from the start of a world that end right after something changed; `apps` is the state they leave."""

    world: bytes
    moves: tuple[Move, ...]
    apps: Apps


def wander(world: World, app: str, rng: Random, changes: int = 1, *, writing: bool = False) -> Walk | None:
    """Walk through one app until it (or another) has changed `changes` times; None where it never does, or, `writing`,
    where it does before anything was typed."""
    start = world.dumps()
    device = NodeDevice(World.loads(start))
    before = World.loads(start).apps
    moves: list[Move] = [Open(app)]
    device.act(Awake(app))
    last, found = as_bytes(device.world.apps), 0
    visits: dict[tuple[str, str], int] = {}
    filled: set[str] = set()
    been: dict[Hashable, int] = {}  # screens, and after how many moves each was reached
    for _ in range(LONGEST * changes):
        seen = device.observe()
        if not seen.app:  # it has left the app
            return None
        now = screen_of(seen)
        if now in been:  # a way round that left nothing behind
            del moves[been[now] :]
            been = {screen: at for screen, at in been.items() if at <= len(moves)}
        been[now] = len(moves)
        made = _next(seen, rng, visits, filled, writing)
        if made is None:
            return None
        steps, move = made
        try:
            for act in steps:
                device.act(act)
        except ActionFailed:
            continue
        moves.append(move)
        state = as_bytes(device.world.apps)
        if state != last:
            last = state
            if matters(before, device.world.apps):
                if writing and not any(isinstance(move, Fill) for move in moves):
                    return None
                found += 1
                been.clear()
                if found >= changes:
                    return Walk(start, tuple(moves), device.world.apps)
    return None


def matters(before: Apps, after: Apps) -> bool:
    """Has anything changed that would count as a side effect?"""
    for app, state in after.items():
        if as_bytes(state) == as_bytes(before.get(app)):
            continue
        one, two = Facts({app: before.get(app)}), Facts({app: state})
        paths = [p for p in one.unlike(two) if p[-1] != "next_id"]
        if any(not is_volatile(path, VOLATILE.get(app, ())) for path in paths):
            return True
    return False


def _next(
    seen: Observation, rng: Random, visits: dict[tuple[str, str], int], filled: set[str], writing: bool
) -> tuple[list[Click | LongPress | InputText | Press], Move] | None:
    """What to do on this screen, as actions and as a move: fill what is empty, then commit, else look around."""
    empty = [
        (i, e) for i, e in enumerate(seen.elements) if e.editable and e.enabled and not e.text and not e.password
        and _name(seen, i) not in filled
    ]  # fmt: skip
    if empty and rng.random() < (0.95 if writing else 0.75):
        i, e = rng.choice(empty)
        name = e.label or e.id
        if not name:
            return None
        filled.add(_name(seen, i))
        text = phrase_for(f"{e.label} {e.id}", rng)
        return [Click(e.bounds.centre), InputText(text)], Fill(name, text)
    options: list[tuple[float, int, Element]] = []
    for i, e in enumerate(seen.elements):
        if not (e.clickable and e.enabled) or e.editable or e.role == "slider":
            continue
        words = caption(seen.elements, i).casefold()
        times = visits.get((seen.app, e.id or words), 0)
        weight = 0.35**times
        if any(words == a or words.startswith(a) for a in AVOIDED):
            weight *= 0.08
        if filled and any(words == c or words.startswith(c + " ") for c in COMMIT):
            weight *= 12
        elif writing and any(words.startswith(w) for w in WRITTEN):
            weight *= 6
        if e.role in ("switch", "checkbox", "radio", "chip"):
            weight *= 0.7
        options.append((weight, i, e))
    if not options:
        return [Press("back")], Back()
    _, i, e = rng.choices(options, [o[0] for o in options])[0]
    words = caption(seen.elements, i).casefold()
    visits[seen.app, e.id or words] = visits.get((seen.app, e.id or words), 0) + 1
    hold = e.long_clickable and rng.random() < 0.15
    move = named(seen, i, hold)
    if move is None:
        return [Press("back")], Back()
    return [LongPress(e.bounds.centre) if hold else Click(e.bounds.centre)], move


def _name(seen: Observation, i: int) -> str:
    e = seen.elements[i]
    return f"{seen.app}:{e.id or e.label}"


def replay(start: bytes, moves: Sequence[Move]) -> NodeDevice | None:
    """Make the moves from the start, nothing looked for; None where one has no target."""
    device = NodeDevice(World.loads(start))
    try:
        for move in moves:
            if not step(device, move):
                return None
    except ActionFailed:
        return None
    return device


def step(device: NodeDevice, move: Move) -> bool:
    """Make one move; False where its target is not there."""
    match move:
        case Open(app=app):
            device.act(Awake(app))
        case Back():
            device.act(Press("back"))
        case Enter():
            device.act(Press("enter"))
        case Tap() | Hold() | Fill():
            target = find(device.observe(), move)
            if target is None:
                return False
            if isinstance(move, Hold):
                device.act(LongPress(target.bounds.centre))
            else:
                device.act(Click(target.bounds.centre))
            if isinstance(move, Fill):
                device.act(InputText(move.text))
        case _:
            return False
    return True
