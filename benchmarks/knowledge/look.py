"""What a phone's state says of its screen: who is in front, on which page, what is over it, what its fields hold."""

from collections import Counter
from collections.abc import Mapping

from benchmarks.knowledge.naming import app_name, referent, spaced
from devices.device import Observation
from devices.virtual.apps import APPS
from devices.virtual.nav import HOME, RECENTS, Screen
from devices.virtual.node import Node
from devices.virtual.system.compose import within_reach
from devices.virtual.world import World

FRONT, PAGE, SHEET, KEYBOARD = "in front", "page", "over it", "keyboard"
FIELD, FOCUS, TOAST = "field", "typed into", "message"
EMPTY = "empty"  # what a field holds that holds nothing
OWN = {HOME: "the home screen", RECENTS: "the recent apps"}


def look_of(world: World, seen: Observation | None = None) -> dict[str, str]:
    """Facts about the screen by their names; a field's is `field “Title”`. What is not there has no fact, nor has a
    field that is scrolled out of what was `seen`, nor one of several with one name. Passwords are bullets."""
    shown = None if seen is None else {element.id for element in seen.elements if element.editable}
    facts = {FRONT: in_front(world)}
    stack = world.stack
    if world.front in APPS:
        facts[PAGE] = _page(next((screen for screen in reversed(stack) if not screen["overlay"]), stack[0]), world)
    sheets = [*(screen for screen in stack if screen["overlay"]), *world.nav["over"]]
    if sheets:
        facts[SHEET] = _page(sheets[-1], world)
    facts[KEYBOARD] = "up" if world.keyboard_shown else "down"
    fields = [node for node in within_reach(world.tree()) if node.role == "field"]
    named = Counter(_name(node) for node in fields)
    for node in fields:
        if named[_name(node)] == 1 and (shown is None or node.key in shown):
            text = "•" * len(node.text) if node.password else node.text
            facts[f"{FIELD} {_name(node)}"] = f"“{text}”" if text else EMPTY
            if node.focused:
                facts[FOCUS] = _name(node)
    if world.nav["toast"]:
        facts[TOAST] = f"“{world.nav['toast']}”"
    return facts


def in_front(world: World) -> str:
    """The app in front, or the system's own screen."""
    return app_name(world.apps, world.front) if world.front in APPS else OWN[world.front]


def summary(look: Mapping[str, str]) -> str:
    """The facts of a screen in a sentence."""
    return f"{'; '.join(f'{name}: {value}' for name, value in look.items())}."


def moved(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What became of the screen, a line a fact of `look_of`; empty where its facts are the same."""
    names = [name for name in dict.fromkeys((*now, *was)) if was.get(name, EMPTY) != now.get(name, EMPTY)]
    return [line for name in names if (line := _becomes(name, now.get(name, "")))]


def _becomes(name: str, value: str) -> str:
    match name:
        case "in front":
            return f"{value} comes to the front"
        case "page":
            return f"its page {value} is shown" if value else ""
        case "over it":
            return f"{value} opens over it" if value else "what was open over it is closed"
        case "keyboard":
            return "the keyboard comes up" if value == "up" else "the keyboard goes down"
        case "typed into":
            return f"the field {value} is typed into" if value else ""
        case "message":
            return f"it says {value}" if value else ""
        case _:
            return f"the {name} is {EMPTY if value == EMPTY else f'filled with {value}'}" if value else ""


def _name(field: Node) -> str:
    return f"“{field.label or spaced(field.key)}”"


def _page(screen: Screen, world: World) -> str:
    ids = [value for value in screen["args"].values() if isinstance(value, str)]
    names = [name for value in ids if world.front in APPS and (name := referent(value, world.apps, world.front))]
    return f"“{spaced(screen['name'])}”" + (f" of “{names[0]}”" if names else "")
