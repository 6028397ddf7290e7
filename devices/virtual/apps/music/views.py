"""The screens of Tremolo by name."""

from collections.abc import Callable

from devices.virtual.app import Look
from devices.virtual.apps.music.home_views import genre_page, home_page, library_page, search_page
from devices.virtual.apps.music.list_views import (
    add_page,
    add_to_sheet,
    album_page,
    artist_page,
    edit_page,
    liked_page,
    list_menu,
    mix_page,
    playlist_page,
    song_menu,
)
from devices.virtual.apps.music.player_views import (
    device_sheet,
    lyrics_page,
    now_menu,
    now_page,
    place_menu,
    queue_page,
    sleep_sheet,
    speed_sheet,
    sure_dialog,
)
from devices.virtual.apps.music.podcast_views import episode_page, podcasts_page, show_page
from devices.virtual.apps.music.settings_views import (
    downloads_page,
    equaliser_page,
    history_page,
    library_sort,
    name_page,
    pick_quality,
    settings_page,
    stats_page,
)
from devices.virtual.apps.music.state import MusicState
from devices.virtual.node import Node

PAGES: dict[str, Callable[[MusicState, Look], Node]] = {
    "search": search_page, "genre": genre_page, "library": library_page, "album": album_page, "artist": artist_page,
    "mix": mix_page, "playlist": playlist_page, "liked": liked_page, "edit": edit_page, "add": add_page,
    "list_menu": list_menu, "song_menu": song_menu, "add_to": add_to_sheet, "now": now_page, "queue": queue_page,
    "place": place_menu, "lyrics": lyrics_page, "speed": speed_sheet, "sleep": sleep_sheet, "device": device_sheet,
    "now_menu": now_menu, "sure": sure_dialog, "podcasts": podcasts_page, "show": show_page, "episode": episode_page,
    "settings": settings_page, "name": name_page, "pick_quality": pick_quality, "library_sort": library_sort,
    "equaliser": equaliser_page, "downloads": downloads_page, "history": history_page, "stats": stats_page,
}  # fmt: skip


def view(state: MusicState, look: Look) -> Node:
    """Every screen by name."""
    return PAGES.get(look.name, home_page)(state, look)
