"""Tremolo: songs, albums, artists, playlists and podcasts; a player with queue, words, sleep timer and equaliser."""

from devices.virtual.app import App
from devices.virtual.apps.music.seeding import seed
from devices.virtual.apps.music.state import MusicState
from devices.virtual.apps.music.update import tick, update
from devices.virtual.apps.music.views import view

APP = App(
    "org.guimcp.music", "Tremolo", "library_music", "#7b3fa0", MusicState, seed, view, update, tick=tick,
    links={"guimcp://music/song/{id}": "song_link", "guimcp://music/album/{id}": "show",
           "guimcp://music/playlist/{id}": "show"},
    receives={"text": "received"},
    volatile=("next_id", "history", "searches", "songs/*/plays", "songs/*/month", "episodes/*/position", "player/line",
              "player/order", "player/at", "player/position", "player/playing", "player/source"),
)  # fmt: skip
