"""The user's own page and what can be set."""

from datetime import timedelta

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import LANGUAGES, VIDEOS
from devices.virtual.apps.video.parts import bottom_bar, go_row
from devices.virtual.apps.video.state import AGES, BREAKS, QUALITIES, VideoState, iso
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    avatar,
    button,
    chip,
    chips,
    column,
    field,
    heading,
    page,
    radio,
    row,
    sheet,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def you_page(state: VideoState, look: Look) -> Node:
    """The user: what they watched lately, and the way to the settings."""
    options = state["options"]
    week = iso(look.now - timedelta(days=7))
    seen = [visit["video"] for visit in state["history"].values() if visit["at"] >= week]
    minutes = sum(min(state["clips"][i]["position"], VIDEOS[i].seconds) for i in set(seen)) // 60
    following = sum(one["subscribed"] for one in state["following"].values())
    comments = sum(not comment["author"] for comment in state["comments"].values())
    return page(
        t("You"),
        row(
            avatar(options["name"]),
            column(
                text(options["name"], "big strong"),
                text(tn("Following {n} channel", "Following {n} channels", following), "small muted"),
                style="grow",
            ),
            button(t("Edit"), on("name_edit"), "flat", key="name-edit"),
            style="pad",
        ),
        heading(t("Last 7 days")),
        chips(
            chip(tn("{n} video", "{n} videos", len(seen)), False, on("open", name="history"), "week-videos", "history"),
            chip(tn("{n} minute", "{n} minutes", minutes), False, on("open", name="history"), "week-minutes",
                 "schedule"),
            chip(tn("{n} comment", "{n} comments", comments), False, on("open", name="mine"), "my-comments", "comment"),
        ),
        go_row("notifications", t("Notifications"), on("alerts"), key="alerts"),
        go_row("subscriptions", t("Channels"), on("open", name="channels"), key="channels"),
        go_row("history", t("History"), on("open", name="history"), key="history"),
        go_row("settings", t("Settings"), on("open", name="settings"), key="settings"),
        go_row("family_restroom", t("Parental lock"), on("open", name="lock"),
               t("On") if options["lock"] else t("Off"), "lock"),
        back=False,
        bottom=bottom_bar(state, "you"),
        key="you",
    )  # fmt: skip


def name_page(state: VideoState, look: Look) -> Node:
    """The name others see under comments."""
    return page(
        t("Your name"),
        field("name", t("Name"), look.form.get("name", ""), submit=on("name_save"),
              error=look.form.get("name-error", "")),
        text(t("It stands under your comments."), "small muted pad"),
        bottom=button(t("Save"), on("name_save"), "wide", key="name-save"),
        key="name",
    )  # fmt: skip


def settings_page(state: VideoState, look: Look) -> Node:
    """Playback, data, notifications and breaks."""
    options = state["options"]
    pause = options["pause_after"]
    return page(
        t("Settings"),
        heading(t("Playback")),
        toggle(t("Autoplay"), options["autoplay"], on("option", key="autoplay"),
               t("Play the next video by itself"), "autoplay"),
        go_row("hd", t("Default quality"), on("pick", name="pick_quality"), options["quality"], "default-quality"),
        heading(t("Subtitles")),
        toggle(t("Show subtitles"), options["subtitles"], on("option", key="subtitles"),
               t("Where a video has them"), "subtitles"),
        go_row("language", t("Subtitle language"), on("pick", name="pick_language"), t(options["language"]),
               "subtitle-language"),
        heading(t("Data")),
        toggle(t("Data saver"), options["data_saver"], on("option", key="data_saver"),
               t("Videos start in 480p at most"), "data-saver"),
        toggle(t("Download over Wi-Fi only"), options["wifi_only"], on("option", key="wifi_only"), key="wifi-only"),
        heading(t("Notifications")),
        toggle(t("New videos"), options["announce"], on("option", key="announce"),
               t("Of channels whose bell is on"), "announce"),
        heading(t("Well-being")),
        go_row("self_improvement", t("Remind me to take a break"), on("pick", name="pick_break"), break_words(pause),
               "break"),
        heading(t("Privacy")),
        toggle(t("Pause history"), options["history_paused"], on("option", key="history_paused"),
               t("What you watch is not kept"), "pause-history"),
        go_row("delete", t("Clear history"), on("sure", what="history"), key="clear-history"),
        go_row("family_restroom", t("Parental lock"), on("open", name="lock"),
               t("On") if options["lock"] else t("Off"), "lock"),
        key="settings",
    )  # fmt: skip


def break_words(minutes: int) -> str:
    """After how long a break is proposed."""
    return tn("Every {n} minute", "Every {n} minutes", minutes) if minutes else t("Never")


def lock_page(state: VideoState, look: Look) -> Node:
    """The parental lock: on or off, up to which age, and its PIN."""
    options = state["options"]
    return page(
        t("Parental lock"),
        toggle(t("Parental lock"), options["lock"], on("lock"), t("Asks for a PIN before some videos"), "lock"),
        heading(t("Without the PIN, play videos")) if options["lock"] else None,
        *(
            [
                radio(age_words(age), options["level"] == age, on("level", to=age), key=f"level-{age}")
                for age in AGES
            ]
            if options["lock"]
            else []
        ),
        go_row("lock", t("Change PIN"), on("pin_change"), key="pin-change") if options["lock"] else None,
        key="lock",
    )  # fmt: skip


def age_words(age: int) -> str:
    """Up to which age."""
    return t("Up to age {age}", age=age) if age else t("For everybody")


def pick_quality(state: VideoState, look: Look) -> Node:
    """The quality videos start in."""
    return sheet(
        t("Default quality"),
        *[radio(name, name == state["options"]["quality"], on("picked", key="quality", to=name), key=f"pick-{name}")
          for name in QUALITIES],
    )  # fmt: skip


def pick_language(state: VideoState, look: Look) -> Node:
    """The language of subtitles."""
    return sheet(
        t("Subtitle language"),
        *[radio(t(name), name == state["options"]["language"], on("picked", key="language", to=name),
                key=f"pick-{name.lower()}") for name in LANGUAGES],
    )  # fmt: skip


def pick_break(state: VideoState, look: Look) -> Node:
    """After how long a break is proposed."""
    return sheet(
        t("Remind me to take a break"),
        *[radio(break_words(minutes), minutes == state["options"]["pause_after"],
                on("picked", key="pause_after", to=minutes), key=f"pick-{minutes}") for minutes in BREAKS],
    )  # fmt: skip
