"""Reelhouse: films, series and clips of channels; player, search, playlists, comments, downloads, parental lock."""

from devices.virtual.app import App
from devices.virtual.apps.video.seeding import seed
from devices.virtual.apps.video.state import VideoState
from devices.virtual.apps.video.update import tick, update
from devices.virtual.apps.video.views import view

APP = App(
    "org.guimcp.video", "Reelhouse", "smart_display", "#b3273e", VideoState, seed, view, update, tick=tick, online=True,
    links={"guimcp://video/watch/{id}": "watch", "guimcp://video/channel/{id}": "channel"},
    receives={"text": "received"},
    volatile=("next_id", "history", "searches", "alerts/*/seen", "clips/*/position", "player/video", "player/playing",
              "player/quality", "player/subtitles", "player/playlist", "player/queue"),
)  # fmt: skip
