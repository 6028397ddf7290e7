"""The screens of The Lantern Post by name."""

from collections.abc import Callable

from devices.virtual.app import Look
from devices.virtual.apps.news.article_views import (
    article_page,
    comments_page,
    options_sheet,
    polls_page,
    report_page,
    text_size_sheet,
)
from devices.virtual.apps.news.home_views import (
    author_page,
    filter_sheet,
    follow_page,
    foryou_page,
    home_page,
    search_page,
    section_page,
    topic_page,
)
from devices.virtual.apps.news.more_views import (
    alerts_page,
    edition_sheet,
    hidden_page,
    letters_page,
    more_page,
    name_page,
    scores_page,
    settings_page,
    weather_page,
)
from devices.virtual.apps.news.saved_views import (
    downloads_page,
    file_sheet,
    folder_dialog,
    folder_menu,
    history_page,
    reports_page,
    saved_page,
    sure_dialog,
)
from devices.virtual.apps.news.state import NewsState
from devices.virtual.node import Node

PAGES: dict[str, Callable[[NewsState, Look], Node]] = {
    "section": section_page, "foryou": foryou_page, "follow": follow_page, "author": author_page, "topic": topic_page,
    "search": search_page, "filter": filter_sheet, "article": article_page, "comments": comments_page,
    "options": options_sheet, "text_size": text_size_sheet, "report": report_page, "polls": polls_page,
    "saved": saved_page, "file": file_sheet, "folder": folder_dialog, "folder_menu": folder_menu,
    "history": history_page, "downloads": downloads_page, "reports": reports_page, "sure": sure_dialog,
    "more": more_page, "weather": weather_page, "scores": scores_page, "letters": letters_page,
    "alerts": alerts_page, "hidden": hidden_page, "settings": settings_page, "edition": edition_sheet,
    "name": name_page,
}  # fmt: skip


def view(state: NewsState, look: Look) -> Node:
    """Every screen by name."""
    return PAGES.get(look.name, home_page)(state, look)
