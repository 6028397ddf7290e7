"""The screens of Reelhouse by name."""

from collections.abc import Callable

from devices.virtual.app import Look
from devices.virtual.apps.video.channel_views import bell_sheet, channel_page, series_page
from devices.virtual.apps.video.comment_views import comments_page, mine_page
from devices.virtual.apps.video.home_views import alerts_page, channels_page, home_page, subscriptions_page
from devices.virtual.apps.video.library_views import (
    downloads_page,
    history_menu,
    history_page,
    library_page,
    liked_page,
    list_menu,
    place_menu,
    playlist_page,
)
from devices.virtual.apps.video.search_views import filter_sheet, results_page, search_page
from devices.virtual.apps.video.settings_views import (
    lock_page,
    name_page,
    pick_break,
    pick_language,
    pick_quality,
    settings_page,
    you_page,
)
from devices.virtual.apps.video.sheet_views import (
    download_sheet,
    name_dialog,
    options_sheet,
    pin_dialog,
    player_sheet,
    quality_sheet,
    save_sheet,
    speed_sheet,
    subtitles_sheet,
    sure_dialog,
)
from devices.virtual.apps.video.state import VideoState
from devices.virtual.apps.video.watch_views import watch_page
from devices.virtual.node import Node

PAGES: dict[str, Callable[[VideoState, Look], Node]] = {
    "subscriptions": subscriptions_page, "channels": channels_page, "alerts": alerts_page, "search": search_page,
    "results": results_page, "filter": filter_sheet, "watch": watch_page, "player": player_sheet,
    "speed": speed_sheet, "quality": quality_sheet, "subtitles": subtitles_sheet, "save": save_sheet,
    "download": download_sheet, "options": options_sheet, "pin": pin_dialog, "sure": sure_dialog,
    "list_name": name_dialog, "comments": comments_page, "mine": mine_page, "channel": channel_page,
    "bell": bell_sheet, "series": series_page, "library": library_page, "history": history_page,
    "history_menu": history_menu, "liked": liked_page, "downloads": downloads_page, "playlist": playlist_page,
    "list_menu": list_menu, "place": place_menu, "you": you_page, "name": name_page, "settings": settings_page,
    "lock": lock_page, "pick_quality": pick_quality, "pick_language": pick_language, "pick_break": pick_break,
}  # fmt: skip


def view(state: VideoState, look: Look) -> Node:
    """Every screen by name."""
    return PAGES.get(look.name, home_page)(state, look)
