"""Messages: threads, bubbles, writing to a contact or a number; pin, mute, star and delete."""

from devices.virtual.app import App
from devices.virtual.apps.messages.state import MessagesState, seed
from devices.virtual.apps.messages.update import update
from devices.virtual.apps.messages.views import view

APP = App("org.guimcp.messages", "Messages", "message", "#3c6fb0", MessagesState, seed, view, update,
          volatile=("next_id", "unread"), links={"sms:{number}": "open"}, receives={"text": "received"})  # fmt: skip
