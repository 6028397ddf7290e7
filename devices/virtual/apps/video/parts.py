"""Pieces that several screens of Reelhouse share."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import CHANNELS, VIDEOS
from devices.virtual.apps.video.state import VideoState, finished, is_locked, is_out, number, title_of
from devices.virtual.node import Event, Node, on
from devices.virtual.times import day_words
from devices.virtual.ui import (
    art,
    avatar,
    badge,
    button,
    card,
    column,
    icon,
    icon_button,
    item,
    link,
    navigation,
    progress,
    row,
    spacer,
    text,
)
from devices.virtual.words import language, t, tn


def many(n: int) -> str:
    """A count as people write large ones: "1.2K", "3.4M"; "1.2万" in Chinese."""
    steps = ((100_000_000, "亿"), (10_000, "万")) if language() == "zh" else ((1_000_000, "M"), (1_000, "K"))
    for size, sign in steps:
        if n >= size:
            tenths = n * 10 // size
            return f"{tenths // 10}{sign}" if tenths >= 1000 or tenths % 10 == 0 else f"{tenths / 10:.1f}{sign}"
    return str(n)


def views_words(views: int) -> str:
    """How often something was watched."""
    return t("{count} views", count=many(views))


def length(seconds: int) -> str:
    """ "9:42" or "1:02:00"."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def ago(at: str, now: datetime) -> str:
    """How long something is past, or the day it comes out."""
    then = datetime.fromisoformat(at)
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 0:
        return t("Out on {day}", day=day_words(then.date()))
    if minutes < 60:
        return tn("{n} minute ago", "{n} minutes ago", minutes) if minutes else t("Just now")
    if minutes < 1440:
        return tn("{n} hour ago", "{n} hours ago", minutes // 60)
    days = minutes // 1440
    if days < 7:
        return tn("{n} day ago", "{n} days ago", days)
    if days < 30:
        return tn("{n} week ago", "{n} weeks ago", days // 7)
    if days < 365:
        return tn("{n} month ago", "{n} months ago", days // 30)
    return tn("{n} year ago", "{n} years ago", days // 365)


def picture_of(video: str, style: str, label: str = "") -> Node:
    """A video's picture with its length in the corner."""
    known = VIDEOS[video]
    return column(
        art(known.art, number(video) * 7, label, style),
        text(length(known.seconds), "onpicture"),
        style="plate",
    )


def facts(state: VideoState, video: str, now: datetime, channel: bool = True) -> str:
    """Channel, views and age of a video in a line."""
    clip = state["clips"][video]
    parts = [t(CHANNELS[VIDEOS[video].channel].name)] if channel else []
    if is_out(state, video, now):
        parts.append(views_words(clip["views"]))
    return " · ".join([*parts, ago(clip["at"], now)])


def seen_bar(state: VideoState, video: str) -> Node | None:
    """How far a video was watched."""
    part = state["clips"][video]["position"] / VIDEOS[video].seconds
    return progress(min(1.0, part)) if part else None


def _marks(state: VideoState, video: str) -> Node | None:
    known = VIDEOS[video]
    labels = [
        badge(t("Locked"), "bad") if is_locked(state, video) else None,
        badge(t("From age {age}", age=known.age), "warn") if known.age >= 12 else None,
        badge(t("Watched"), "good") if finished(state, video) else None,
        badge(t("Downloaded")) if video in state["downloads"] else None,
    ]
    return row(*labels, style="wrap") if any(labels) else None


def video_card(state: VideoState, video: str, look: Look, playlist: str = "") -> Node:
    """A video as the feed shows it: large picture, title, channel."""
    channel = CHANNELS[VIDEOS[video].channel]
    return card(
        picture_of(video, "wide"),
        seen_bar(state, video),
        row(
            avatar(t(channel.name), channel.tint),
            column(
                text(title_of(video), "strong"),
                text(facts(state, video, look.now), "small muted"),
                _marks(state, video),
                style="grow",
            ),
            icon_button("more_vert", t("Options for {title}", title=title_of(video)), on("options", id=video)),
            style="reel-line",
        ),
        tap=on("watch", id=video, playlist=playlist),
        key=f"video-{video}",
        style="flush",
    )


def video_row(state: VideoState, video: str, look: Look, playlist: str = "", trailing: Node | None = None,
              channel: bool = True, sub: str = "") -> Node:  # fmt: skip
    """A video as a line of a list."""
    return item(
        title_of(video),
        sub or facts(state, video, look.now, channel),
        on("watch", id=video, playlist=playlist),
        leading=picture_of(video, "clip"),
        trailing=trailing
        or icon_button("more_vert", t("Options for {title}", title=title_of(video)), on("options", id=video)),
        key=f"video-{video}",
        extra=column(seen_bar(state, video), _marks(state, video)),
    )


def subscribe_button(state: VideoState, channel: str) -> Node:
    """Subscribe; or the bell's state, which opens the sheet of levels."""
    following = state["following"][channel]
    if not following["subscribed"]:
        return button(t("Subscribe"), on("subscribe", id=channel), "small", key=f"subscribe-{channel}")
    name = {"all": "notifications_active", "some": "notifications", "none": "notifications_off"}[following["bell"]]
    return button(t("Subscribed"), on("bell", id=channel), "tonal small", key=f"bell-{channel}", icon=name)


def channel_row(state: VideoState, channel: str, trailing: Node | None = None) -> Node:
    """A channel as a line of a list."""
    known = CHANNELS[channel]
    return item(
        t(known.name),
        t("{count} subscribers", count=many(state["following"][channel]["subscribers"])),
        on("channel", id=channel),
        leading=avatar(t(known.name), known.tint),
        trailing=trailing or subscribe_button(state, channel),
        key=f"channel-{channel}",
    )


def head(words: str, more: str = "", tap: Event | None = None) -> Node:
    """A heading with a link to everything."""
    return row(text(words, "strong big"), spacer(), link(more, tap) if tap is not None else None, style="pad")


def bottom_bar(state: VideoState, here: str) -> Node:
    """What is being watched, over Home, Subscriptions, Library and You."""
    places = (
        ("home", t("Home"), "home"), ("subscriptions", t("Subscriptions"), "subscriptions"),
        ("library", t("Library"), "video_library"), ("you", t("You"), "person"),
    )  # fmt: skip
    bar = navigation(*[(words, sign, name == here, on("go", to=name)) for name, words, sign in places])
    return column(_mini(state), bar)


def _mini(state: VideoState) -> Node | None:
    player = state["player"]
    if not player["video"]:
        return None
    video = player["video"]
    known, at = VIDEOS[video], state["clips"][video]["position"]
    return column(
        progress(at / known.seconds),
        row(
            art(known.art, number(video) * 7, style="clip"),
            column(
                text(title_of(video), "line strong"),
                text(f"{length(at)} / {length(known.seconds)}", "small muted"),
                style="grow",
            ),
            play_button(player["playing"], "mini-play"),
            icon_button("close", t("Close player"), on("close_player"), "mini-close"),
            tap=on("watch", id=video, playlist=player["playlist"]),
            key="mini",
        ),
        style="mini-player",
    )


def play_button(playing: bool, key: str = "play") -> Node:
    """Play, or pause."""
    return icon_button("pause" if playing else "play_arrow", t("Pause") if playing else t("Play"), on("play"), key)


def undo_bar(words: str) -> Node:
    """Says what was removed, with a way back."""
    return row(text(words, "grow"), button(t("Undo"), on("undo"), "flat", key="undo"), style="snackbar")


def go_row(sign: str, title: str, tap: Event, sub: str = "", key: str = "") -> Node:
    """A line that leads on."""
    return item(title, sub, tap, leading=icon(sign), trailing=icon("chevron_right"), key=key)
