"""The page of a video with its player."""

from datetime import date

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import SERIES, VIDEOS, chapters
from devices.virtual.apps.video.comment_views import comment_card
from devices.virtual.apps.video.parts import ago, channel_row, head, length, many, play_button, video_row, views_words
from devices.virtual.apps.video.state import (
    LATER,
    VideoState,
    comments_of,
    episodes_with,
    is_locked,
    is_out,
    next_after,
    number,
    recommended,
    title_of,
)
from devices.virtual.node import Node, on
from devices.virtual.times import day_words
from devices.virtual.ui import (
    art,
    badge,
    button,
    chip,
    column,
    empty,
    heading,
    icon,
    icon_button,
    item,
    link,
    page,
    row,
    slider,
    spacer,
    strip,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def watch_page(state: VideoState, look: Look) -> Node:
    """A video: player, what one can do with it, chapters, comments, what comes next."""
    video = look.args["id"]
    if is_locked(state, video) and not look.form.get("unlocked"):
        return page(
            title_of(video),
            empty("lock", t("This video is for people from age {age} on", age=VIDEOS[video].age)),
            button(t("Enter PIN"), on("pin_ask", id=video), "wide"),
            key="watch",
        )
    following = next_after(state, look.now) if state["player"]["video"] == video else ""
    return page(
        t("Now playing"),
        *_panel(state, video, following),
        *_about(state, video, look),
        *_chapters(state, video, look),
        *_series(state, video, look),
        *_comments(state, video, look),
        head(t("Up next")),
        toggle(t("Autoplay"), state["options"]["autoplay"], on("option", key="autoplay"), key="autoplay"),
        *[video_row(state, i, look) for i in _alike(state, video, look, following)],
        actions=[
            icon_button("closed_caption", t("Subtitles"), on("sheet", name="subtitles"), "subtitles",
                        bool(state["player"]["subtitles"])),
            icon_button("settings", t("Player settings"), on("sheet", name="player"), "player-settings"),
        ],
        key="watch",
    )  # fmt: skip


def _panel(state: VideoState, video: str, following: str) -> list[Node]:
    known, player = VIDEOS[video], state["player"]
    at = state["clips"][video]["position"]
    here = player["video"] == video
    words = player["subtitles"] if here else ""
    return [
        column(
            art(known.art, number(video) * 7, t("Picture of {title}", title=title_of(video)), "reel-picture"),
            text(_caption(video, at), "reel-caption") if words else None,
            style="plate",
        ),
        column(
            row(
                text(length(at), "small", key="position"),
                slider(t("Position"), at / known.seconds, on("seek"), "seek"),
                text(length(known.seconds), "small", key="length"),
                style="reel-seek",
            ),
            row(
                icon_button("skip_previous", t("From the beginning"), on("restart"), "restart"),
                icon_button("replay_10", t("Back 10 seconds"), on("skip", by=-10), "back-10"),
                play_button(here and player["playing"]),
                icon_button("forward_10", t("Forward 10 seconds"), on("skip", by=10), "forward-10"),
                icon_button("skip_next", t("Next video"), on("next"), "next"),
                style="middle",
            ),
            row(
                chip(speed_words(player["speed"]), player["speed"] != 100, on("sheet", name="speed"), "speed", "speed"),
                chip(player["quality"], False, on("sheet", name="quality"), "quality", "hd"),
                chip(t(words) if words else t("Subtitles off"), bool(words), on("sheet", name="subtitles"), "language",
                     "closed_caption"),
                style="chips",
            ),
            style="reel-panel",
        ),
        text(t("Next: {title}", title=title_of(following)), "small muted pad", key="next-title")
        if following else text(t("This is the last one"), "small muted pad"),
    ]  # fmt: skip


def _caption(video: str, at: int) -> str:
    title = next(title for start, title in reversed(chapters(video)) if start <= at)
    return f"[{t(title)}]"


def speed_words(percent: int) -> str:
    """A playback speed: "1.25×"."""
    return f"{percent / 100:g}×"


def _about(state: VideoState, video: str, look: Look) -> list[Node | None]:
    known, clip = VIDEOS[video], state["clips"][video]
    saved = sum(video in playlist["videos"] for playlist in state["playlists"].values())
    kept = video in state["downloads"]
    more = bool(look.form.get("more"))
    when = ago(clip["at"], look.now)
    out = is_out(state, video, look.now)
    return [
        column(
            text(title_of(video), "big strong", key="title"),
            text(f"{views_words(clip['views'])} · {when}" if out else when, "small muted", key="facts"),
            style="pad",
        ),
        strip(
            chip(many(clip["likes"]), clip["mark"] == "up", on("mark", id=video, to="up"), "like", "thumb_up"),
            chip(t("Dislike"), clip["mark"] == "down", on("mark", id=video, to="down"), "dislike", "thumb_down"),
            chip(t("Share"), False, on("share", id=video), "share", "share"),
            chip(t("Saved") if saved else t("Save"), saved > 0, on("save", id=video), "save", "playlist_add"),
            chip(t("Downloaded") if kept else t("Download"), kept, on("download", id=video), "download",
                 "download_done" if kept else "download"),
            chip(t("Watch later"), video in state["playlists"][LATER]["videos"], on("later", id=video), "later",
                 "watch_later"),
            key="doing",
        ),
        channel_row(state, known.channel),
        column(
            text(t(known.about), "" if more else "line", key="about", selectable=True),
            _more(state, video) if more else None,
            link(t("Show less") if more else t("Show more"), on("more")),
            style="pad",
        ),
    ]  # fmt: skip


def _more(state: VideoState, video: str) -> Node:
    known, clip = VIDEOS[video], state["clips"][video]
    return column(
        text(t("Published on {day}", day=day_words(date.fromisoformat(clip["at"][:10]), year=True)), "small muted"),
        text(t("Category: {name}", name=t(known.category)), "small muted"),
        text(
            t("Subtitles: {names}", names=t(", ").join(t(name) for name in known.subtitles))
            if known.subtitles else t("No subtitles"),
            "small muted",
        ),
        row(badge(t("From age {age}", age=known.age) if known.age else t("For everybody"))),
    )  # fmt: skip


def _chapters(state: VideoState, video: str, look: Look) -> list[Node]:
    at = state["clips"][video]["position"]
    known = chapters(video)
    now = max(n for n, (start, _) in enumerate(known) if start <= at)
    return [
        heading(t("Chapters")),
        *[
            item(t(title), length(start), on("jump", at=start), leading=icon("play_circle" if n == now else "circle"),
                 key=f"chapter-{n}", selected=n == now)
            for n, (start, title) in enumerate(known)
        ],
    ]  # fmt: skip


def _series(state: VideoState, video: str, look: Look) -> list[Node | None]:
    order = episodes_with(video)
    if not order:
        return []
    name, about = SERIES[VIDEOS[video].series]
    return [
        head(t(name), t("All episodes"), on("series", id=VIDEOS[video].series)),
        text(t(about), "muted pad"),
        strip(
            *[
                chip(
                    t("Episode {n}", n=VIDEOS[i].episode), i == video, on("watch", id=i, playlist=""), f"episode-{i}",
                    "" if is_out(state, i, look.now) else "schedule",
                )
                for i in order
            ],
            key="episodes",
        ),
    ]  # fmt: skip


def _comments(state: VideoState, video: str, look: Look) -> list[Node | None]:
    rows = comments_of(state, video)
    count = sum(comment["video"] == video for comment in state["comments"].values())
    return [
        row(text(tn("{n} comment", "{n} comments", count), "strong big", key="comment-count"), spacer(),
            link(t("Show all"), on("comments", id=video)), style="pad"),
        *[comment_card(state, i, look, short=True) for i, _ in rows[:2]],
        row(button(t("Write a comment"), on("comments", id=video), "tonal", key="write", icon="comment"), style="pad"),
    ]  # fmt: skip


def _alike(state: VideoState, video: str, look: Look, following: str) -> list[str]:
    alike = [*recommended(state, look.now, VIDEOS[video].category), *recommended(state, look.now)]
    order = dict.fromkeys([following, *alike] if following else alike)
    ids = [i for i in order if i != video][:14]
    return sorted(ids, key=lambda i: (i != following, VIDEOS[i].channel != VIDEOS[video].channel))[:8]
