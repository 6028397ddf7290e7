"""A channel, its bell, and a series."""

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import CHANNELS, SERIES, VIDEOS, episodes
from devices.virtual.apps.video.parts import facts, many, subscribe_button, video_row, views_words
from devices.virtual.apps.video.state import VideoState, finished, is_out, number, out, title_of
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    art,
    avatar,
    button,
    chip,
    column,
    divider,
    empty,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    sheet,
    tabs,
    text,
)
from devices.virtual.words import t, tn


def channel_page(state: VideoState, look: Look) -> Node:
    """A channel: its videos, its series, and what it says about itself."""
    channel = CHANNELS[look.args["id"]]
    mine = [i for i in out(state, look.now) if VIDEOS[i].channel == channel.id]
    tab = look.form.get("tab", "videos")
    body = {"videos": _videos, "series": _series, "about": _about}[tab](state, channel.id, mine, look)
    count = state["following"][channel.id]["subscribers"]
    return page(
        t(channel.name),
        art("hills" if number(channel.id) % 2 else "city", 300 + number(channel.id), style="banner"),
        row(
            avatar(t(channel.name), channel.tint),
            column(
                text(t(channel.name), "strong big"),
                text(t("{count} subscribers", count=many(count)), "small muted", key="subscribers"),
                text(tn("{n} video", "{n} videos", len(mine)), "small muted"),
                style="grow",
            ),
            subscribe_button(state, channel.id),
            style="pad",
        ),
        tabs(
            (t("Videos"), tab == "videos", on("tab", to="videos")),
            (t("Series"), tab == "series", on("tab", to="series")),
            (t("About"), tab == "about", on("tab", to="about")),
        ),
        *body,
        actions=[icon_button("share", t("Share"), on("channel_share", id=channel.id), "share")],
        key="channel",
    )


def _videos(state: VideoState, channel: str, mine: list[str], look: Look) -> list[Node | None]:
    popular = look.form.get("sort") == "popular"
    shown = sorted(mine, key=lambda i: -state["clips"][i]["views"]) if popular else mine
    return [
        row(
            chip(t("Newest"), not popular, on("sort", by=""), "sort-newest"),
            chip(t("Most watched"), popular, on("sort", by="popular"), "sort-popular"),
            style="chips",
        ),
        *[video_row(state, i, look, channel=False) for i in shown],
        None if shown else empty("movie", t("Nothing published yet")),
    ]


def _series(state: VideoState, channel: str, mine: list[str], look: Look) -> list[Node | None]:
    names = list(dict.fromkeys(VIDEOS[i].series for i in VIDEOS if VIDEOS[i].channel == channel and VIDEOS[i].series))
    return [
        *[
            item(t(SERIES[name][0]), t(SERIES[name][1]), on("series", id=name), leading=icon("video_library"),
                 trailing=icon("chevron_right"), key=f"series-{name}")
            for name in names
        ],
        None if names else empty("video_library", t("This channel has no series")),
    ]  # fmt: skip


def _about(state: VideoState, channel: str, mine: list[str], look: Look) -> list[Node | None]:
    known = CHANNELS[channel]
    views = sum(state["clips"][i]["views"] for i in mine)
    return [
        column(text(t(known.about), selectable=True), style="pad"),
        item(t("On Reelhouse since {year}", year=known.since), leading=icon("event")),
        item(t(known.place), leading=icon("location_on")),
        item(views_words(views), leading=icon("visibility"), key="all-views"),
        item(
            f"guimcp://video/channel/{channel}", "", on("channel_copy", id=channel), leading=icon("link"),
            trailing=icon("content_copy"), key="channel-link",
        ),
    ]  # fmt: skip


def bell_sheet(state: VideoState, look: Look) -> Node:
    """Which uploads of a channel are announced; and unsubscribing."""
    channel = look.args["id"]
    now = state["following"][channel]["bell"]
    return sheet(
        t(CHANNELS[channel].name),
        radio(t("All notifications"), now == "all", on("ring", id=channel, to="all"), t("Every new video"), "ring-all"),
        radio(t("Personalised"), now == "some", on("ring", id=channel, to="some"),
              t("Series you have begun, and what you like"), "ring-some"),
        radio(t("No notifications from it"), now == "none", on("ring", id=channel, to="none"),
              t("New videos only show up in Subscriptions"), "ring-none"),
        divider(),
        item(t("Unsubscribe"), "", on("sure", what="unsubscribe", id=channel), leading=icon("person_remove"),
             key="unsubscribe"),
    )  # fmt: skip


def series_page(state: VideoState, look: Look) -> Node:
    """A series with its episodes in their order."""
    name, about = SERIES[look.args["id"]]
    order = episodes(look.args["id"])
    there = [i for i in order if is_out(state, i, look.now)]
    going = next((i for i in there if not finished(state, i)), there[0] if there else "")
    done = sum(finished(state, i) for i in order)
    return page(
        t(name),
        art(VIDEOS[order[0]].art, number(order[0]) * 7, style="wide"),
        column(
            text(t(name), "big strong"),
            text(t(about)),
            text(t("{done} of {all} episodes watched", done=done, all=len(order)), "small muted", key="progress"),
            style="pad",
        ),
        button(
            t("Watch episode {n}", n=VIDEOS[going].episode), on("watch", id=going, playlist=""), "wide",
            key="go-on", icon="play_arrow",
        ) if going else None,
        *[
            video_row(state, i, look, channel=False)
            if i in there
            else item(title_of(i), facts(state, i, look.now, False), leading=icon("schedule"), key=f"soon-{i}")
            for i in order
        ],
        key="series",
    )  # fmt: skip
