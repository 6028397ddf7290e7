"""What an agent did, in words without pixels: an explanation of one step, a memory of all of them."""

from collections.abc import Callable

from agent.trajectory import Act, Ask, Decision, Done, GiveUp
from devices.action import Action, Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.device import Observation
from rewards.samples import name_at

LONGEST = 80  # characters of a name or a typed text that are told
MEMORY = 1200  # characters of memory; what was done first is forgotten first
_QUIET = str.maketrans({"<": "‹", ">": "›", "\\": "/"})


def quiet(text: str) -> str:
    """Free text that no dialect takes for a tag or a separator of its own: one line, without brackets and backslash."""
    return " ".join(text.translate(_QUIET).split())


def words(decision: Decision, seen: Observation) -> str:
    """A decision in a few words: `tap “Save”`, `swipe up`, `type “milk”`."""
    match decision:
        case Done(answer=answer):
            return f"answer {_quoted(answer)}" if answer else "finish"
        case GiveUp(why=why):
            return f"give up: {_short(why)}" if why else "give up"
        case Ask(question=question):
            return f"ask {_quoted(question)}"
        case Act(action=action):
            return act_words(action, lambda at: _quoted(name_at(seen, at)), _quoted)


def act_words(action: Action, name: Callable[[Point], str], quote: Callable[[str], str]) -> str:
    """An action in a few words; `name` says what is at a point of the screen, `quote` a text that is typed."""
    match action:
        case Click(at=at, button=button, count=count):
            how = "tap" if button == "left" else f"{button}-click"
            return f"{how} {name(at)}" + (f" {count} times" if count > 1 else "")
        case LongPress(at=at):
            return f"hold {name(at)}"
        case Move(to=to):
            return f"point at {name(to)}"
        case Swipe(start=start, end=end):
            return f"swipe {direction(start, end)}"
        case Drag(start=start, end=end):
            return f"drag {name(start)} to {name(end)}"
        case InputText(text=text):
            return f"type {quote(text)}"
        case Hotkey(keys=keys):
            return f"press {'+'.join(keys)}"
        case Press(key=key):
            return f"press {key}"
        case Awake(app=app):
            return f"open {_short(app)}"
        case Wait(seconds=seconds):
            return f"wait {seconds:g} s"


def direction(start: Point, end: Point) -> str:
    """Where a finger goes: up, down, left or right."""
    across, along = end.x - start.x, end.y - start.y
    if abs(across) > abs(along):
        return "right" if across > 0 else "left"
    return "down" if along > 0 else "up"


def remember(memory: str, did: str) -> str:
    """The memory with one thing more; the oldest goes where it grows too long."""
    whole = f"{memory}; {did}" if memory else did
    if len(whole) <= MEMORY:
        return whole
    tail = whole[-MEMORY:]
    return "… " + (tail.partition("; ")[2] or tail)


def _quoted(text: str) -> str:
    return f"“{_short(text)}”"


def _short(text: str) -> str:
    line = quiet(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
