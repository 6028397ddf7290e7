"""Hearth: posts, stories, comments and polls of friends and shops; profiles, collections, search, activity."""

from devices.virtual.app import App
from devices.virtual.apps.feed.seed import seed
from devices.virtual.apps.feed.state import FeedState
from devices.virtual.apps.feed.time_passing import tick
from devices.virtual.apps.feed.update import update
from devices.virtual.apps.feed.views import view

APP = App(
    "org.guimcp.feed", "Hearth", "dynamic_feed", "#b3593b", FeedState, seed, view, update, tick=tick,
    volatile=("next_id", "new", "seen", "incoming", "undo", "searches"),
    links={"guimcp://feed/post/{id}": "post", "guimcp://feed/user/{id}": "person"},
    receives={"text": "received", "image": "received_image"}, leaving={"compose": "back"}, online=True,
)  # fmt: skip
