"""Home, what is new of the channels, and the list of alerts."""

from datetime import datetime, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import CATEGORIES, CHANNELS, VIDEOS
from devices.virtual.apps.video.parts import (
    ago,
    bottom_bar,
    channel_row,
    facts,
    head,
    picture_of,
    seen_bar,
    video_card,
)
from devices.virtual.apps.video.state import (
    VideoState,
    begun,
    finished,
    is_out,
    iso,
    number,
    out,
    recommended,
    title_of,
)
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    avatar,
    badge,
    button,
    card,
    chip,
    column,
    empty,
    icon,
    icon_button,
    item,
    page,
    row,
    search,
    strip,
    text,
)
from devices.virtual.words import t, tn

SHOWN = 24


def home_page(state: VideoState, look: Look) -> Node:
    """What to go on with, and what could please."""
    category = look.form.get("category", "")
    found = recommended(state, look.now, category)[:SHOWN]
    going = begun(state, look.now)[:8]
    return page(
        t("Reelhouse"),
        None if category or not going else head(t("Continue watching"), t("History"), on("open", name="history")),
        None if category or not going else strip(*[_going(state, i) for i in going], key="going"),
        head(t(category) if category else t("Recommended for you")),
        *[video_card(state, i, look) for i in found],
        None if found else empty("movie", t("Nothing here yet")),
        back=False,
        top=strip(
            chip(t("All"), not category, on("category", name=""), "category-all"),
            *[
                chip(t(name), name == category, on("category", name=name), f"category-{name.lower()}", sign)
                for name, sign in CATEGORIES.items()
            ],
            key="categories",
        ),
        actions=[
            icon_button("search", t("Search"), on("open", name="search"), "search"),
            _bell(state, look),
        ],
        bottom=bottom_bar(state, "home"),
        key="home",
    )


def _bell(state: VideoState, look: Look) -> Node:
    unseen = sum(not alert["seen"] for alert in state["alerts"].values())
    words = tn("Notifications, {n} new", "Notifications, {n} new", unseen) if unseen else t("Notifications")
    return icon_button("notifications_active" if unseen else "notifications", words, on("alerts"), "alerts")


def _going(state: VideoState, video: str) -> Node:
    left = (VIDEOS[video].seconds - state["clips"][video]["position"]) // 60
    return card(
        picture_of(video, "going"),
        seen_bar(state, video),
        column(
            text(title_of(video), "small strong"),
            text(tn("{n} min left", "{n} min left", left), "small muted"),
        ),
        tap=on("watch", id=video, playlist=""),
        key=f"going-{video}",
        style="flush going-card",
    )


def subscriptions_page(state: VideoState, look: Look) -> Node:
    """The newest of the channels one follows."""
    mine = [i for i in sorted(CHANNELS, key=number) if state["following"][i]["subscribed"]]
    only = look.form.get("only", "all")
    found = [i for i in out(state, look.now) if VIDEOS[i].channel in mine and _fits(state, i, only, look.now)]
    soon = [i for i in _coming(state, look) if VIDEOS[i].channel in mine]
    names = {"all": t("All"), "week": t("This week"), "new": t("Not watched"), "begun": t("Begun")}
    return page(
        t("Subscriptions"),
        strip(
            *[
                column(
                    avatar(t(CHANNELS[i].name), CHANNELS[i].tint),
                    button(t(CHANNELS[i].name), on("channel", id=i), "flat small", key=f"strip-{i}"),
                    style="reel-face",
                )
                for i in mine
            ],
            key="faces",
        ) if mine else None,
        row(
            *[chip(words, name == only, on("only", name=name), f"only-{name}") for name, words in names.items()],
            style="chips",
        ),
        head(t("Coming soon")) if soon and only == "all" else None,
        *([_soon(state, i, look) for i in soon] if only == "all" else []),
        *[video_card(state, i, look) for i in found],
        None if found else empty("subscriptions", t("Nothing new of your channels") if mine else
                                 t("Subscribe to channels to see their videos here")),
        back=False,
        actions=[button(t("Manage"), on("open", name="channels"), "flat", key="manage")],
        bottom=bottom_bar(state, "subscriptions"),
        key="subscriptions",
    )  # fmt: skip


def _fits(state: VideoState, video: str, only: str, now: datetime) -> bool:
    position = state["clips"][video]["position"]
    match only:
        case "week":
            return state["clips"][video]["at"] >= iso(now - timedelta(days=7))
        case "new":
            return position == 0
        case "begun":
            return position > 0 and not finished(state, video)
        case _:
            return True


def _coming(state: VideoState, look: Look) -> list[str]:
    ids = [i for i in VIDEOS if not is_out(state, i, look.now)]
    return sorted(ids, key=lambda i: (state["clips"][i]["at"], number(i)))


def _soon(state: VideoState, video: str, look: Look) -> Node:
    return item(title_of(video), facts(state, video, look.now), leading=icon("schedule"), key=f"soon-{video}")


def channels_page(state: VideoState, look: Look) -> Node:
    """Every channel, those one follows first; with a search."""
    query = look.draft("query").casefold()
    rows = [i for i in sorted(CHANNELS, key=number) if query in t(CHANNELS[i].name).casefold()]
    mine = [i for i in rows if state["following"][i]["subscribed"]]
    others = [i for i in rows if i not in mine]
    return page(
        t("Channels"),
        search("query", t("Search channels"), look.form.get("query", "")),
        head(tn("Following {n} channel", "Following {n} channels", len(mine))) if mine else None,
        *[channel_row(state, i) for i in mine],
        head(t("You could like")) if others else None,
        *[channel_row(state, i) for i in others],
        None if rows else empty("search", t("No channel of that name")),
        key="channels",
    )


def alerts_page(state: VideoState, look: Look) -> Node:
    """New uploads that were announced."""
    rows = sorted(state["alerts"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    return page(
        t("Notifications"),
        *[
            item(
                t("{channel} has a new video", channel=t(CHANNELS[VIDEOS[alert["video"]].channel].name)),
                f"{title_of(alert['video'])}\n{ago(alert['at'], look.now)}",
                on("watch", id=alert["video"], playlist=""),
                leading=picture_of(alert["video"], "clip"),
                trailing=icon_button(
                    "close", t("Dismiss {title}", title=title_of(alert["video"])), on("alert_gone", id=i), f"gone-{i}"
                ),
                key=f"alert-{i}",
                extra=None if alert["seen"] else badge(t("New"), "good"),
            )
            for i, alert in rows
        ],
        None if rows else empty("notifications", t("No notifications")),
        actions=[button(t("Clear all"), on("alerts_clear"), "flat")] if rows else [],
        key="alerts",
    )
