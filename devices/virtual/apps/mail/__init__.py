"""Letterbox: mail in threads, with categories, labels, filters, search, drafts, snoozing and sending later."""

from devices.virtual.app import App
from devices.virtual.apps.mail.seed import seed
from devices.virtual.apps.mail.state import MailState
from devices.virtual.apps.mail.update import tick, update
from devices.virtual.apps.mail.views import view

APP = App(
    "org.guimcp.mail", "Letterbox", "mail", "#3c6fb0", MailState, seed, view, update, tick=tick,
    volatile=("next_id", "unread", "incoming", "undo", "searches"),
    links={"mailto:{address}": "write", "guimcp://mail/message/{id}": "read"},
    receives={"text": "received", "image": "received_image"}, leaving={"compose": "leave"},
)  # fmt: skip
