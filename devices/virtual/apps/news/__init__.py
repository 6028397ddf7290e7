"""The Lantern Post: a newspaper; sections, search, saved articles, weather, scores, polls, comments, newsletters."""

from devices.virtual.app import App
from devices.virtual.apps.news.seeding import seed
from devices.virtual.apps.news.state import NewsState
from devices.virtual.apps.news.update import tick, update
from devices.virtual.apps.news.views import view

APP = App(
    "org.guimcp.news", "The Lantern Post", "newspaper", "#2b4f76", NewsState, seed, view, update, tick=tick,
    online=True, volatile=("next_id", "history", "searches", "stories/*/reads", "stories/*/listened", "player",
                           "options/place"),
    links={"guimcp://news/article/{id}": "article", "guimcp://news/section/{name}": "section"},
    receives={"text": "received"},
)  # fmt: skip
