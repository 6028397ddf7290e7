"""Parley: chats with one person and with many; replies, reactions, polls, pictures, places, forwarding, groups."""

from devices.virtual.app import App
from devices.virtual.apps.chat.seed import seed
from devices.virtual.apps.chat.state import ChatState
from devices.virtual.apps.chat.update import tick, update
from devices.virtual.apps.chat.views import view

APP = App(
    "org.guimcp.chat", "Parley", "forum", "#2f7d6b", ChatState, seed, view, update, tick=tick,
    volatile=("next_id", "unread", "pending"),
    links={"guimcp://chat/with/{id}": "with", "guimcp://chat/open/{id}": "open"},
    receives={"text": "received", "image": "received_image"}, permissions=("location",),
)  # fmt: skip
