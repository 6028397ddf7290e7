"""What each event of Hearth does."""

from devices.virtual.app import Turn
from devices.virtual.apps.feed.compose_update import COMPOSING
from devices.virtual.apps.feed.list_update import LISTS, Handler
from devices.virtual.apps.feed.post_update import POSTS
from devices.virtual.apps.feed.state import FeedState, no_undo
from devices.virtual.node import Event

HANDLERS: dict[str, Handler] = {**LISTS, **POSTS, **COMPOSING}


def update(state: FeedState, event: Event, turn: Turn) -> None:
    """Every event by name. What was done last can be taken back until something else is done."""
    handler = HANDLERS.get(event.name)
    if handler is None:
        raise ValueError(f"Hearth knows no event {event.name!r}")
    if event.name != "undo":
        state["undo"] = no_undo()
    handler(state, event, turn)
