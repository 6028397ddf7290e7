"""Sheets and dialogs about a video: speed, quality, subtitles, saving, downloading, options, the PIN."""

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import VIDEOS
from devices.virtual.apps.video.parts import go_row
from devices.virtual.apps.video.state import (
    LATER,
    QUALITIES,
    SPEEDS,
    VideoState,
    lists,
    size_of,
    title_of,
)
from devices.virtual.apps.video.watch_views import speed_words
from devices.virtual.node import Event, Node, on
from devices.virtual.ui import BACK, button, check, confirm, dialog, divider, field, icon, item, radio, sheet, text
from devices.virtual.words import t, tn


def player_sheet(state: VideoState, look: Look) -> Node:
    """What can be set about the player."""
    player = state["player"]
    words = t(player["subtitles"]) if player["subtitles"] else t("Off")
    return sheet(
        t("Player settings"),
        go_row("hd", t("Quality"), on("sheet", name="quality"), player["quality"], "set-quality"),
        go_row("speed", t("Playback speed"), on("sheet", name="speed"), speed_words(player["speed"]), "set-speed"),
        go_row("closed_caption", t("Subtitles"), on("sheet", name="subtitles"), words, "set-subtitles"),
    )


def speed_sheet(state: VideoState, look: Look) -> Node:
    """How fast."""
    now = state["player"]["speed"]
    return sheet(
        t("Playback speed"),
        *[
            radio(t("Normal") if speed == 100 else speed_words(speed), speed == now, on("speed", to=speed),
                  key=f"speed-{speed}")
            for speed in SPEEDS
        ],
    )  # fmt: skip


def quality_sheet(state: VideoState, look: Look) -> Node:
    """How sharp."""
    now, saving = state["player"]["quality"], state["options"]["data_saver"]
    return sheet(
        t("Quality"),
        text(t("Data saver is on: videos start in 480p"), "small muted pad") if saving else None,
        *[radio(name, name == now, on("quality", to=name), key=f"quality-{name}") for name in QUALITIES],
    )


def subtitles_sheet(state: VideoState, look: Look) -> Node:
    """Subtitles off, or their language."""
    player = state["player"]
    there = VIDEOS[player["video"]].subtitles if player["video"] else ()
    return sheet(
        t("Subtitles"),
        radio(t("Off"), not player["subtitles"], on("subtitle", to=""), key="subtitle-off"),
        *[
            radio(t(name), player["subtitles"] == name, on("subtitle", to=name), key=f"subtitle-{name.lower()}")
            for name in there
        ],
        None if there else text(t("This video has no subtitles"), "muted pad"),
    )


def save_sheet(state: VideoState, look: Look) -> Node:
    """Which playlists a video is in."""
    video = look.args["id"]
    return sheet(
        t("Save to…"),
        check(t("Watch later"), video in state["playlists"][LATER]["videos"], on("put", id=video, list=LATER),
              key="in-later"),
        *[
            check(playlist["name"], video in playlist["videos"], on("put", id=video, list=i),
                  tn("{n} video", "{n} videos", len(playlist["videos"])), f"in-{i}")
            for i, playlist in lists(state)
        ],
        divider(),
        item(t("New playlist"), "", on("list_new", id=video), leading=icon("add"), key="list-new"),
    )  # fmt: skip


def download_sheet(state: VideoState, look: Look) -> Node:
    """In which quality a video is kept, with what it takes."""
    video = look.args["id"]
    return sheet(
        t("Download quality"),
        text(title_of(video), "muted pad"),
        *[
            item(name, t("{n} MB", n=size_of(video, name)), on("download_as", id=video, quality=name),
                 leading=icon("download"), key=f"download-{name}")
            for name in QUALITIES
        ],
    )  # fmt: skip


def options_sheet(state: VideoState, look: Look) -> Node:
    """What can be done with a video in a list."""
    video = look.args["id"]
    channel = VIDEOS[video].channel
    kept = video in state["downloads"]
    rows: list[tuple[str, str, Event]] = [
        ("watch_later", t("Remove from Watch later") if video in state["playlists"][LATER]["videos"] else
         t("Save to Watch later"), on("later", id=video)),
        ("playlist_add", t("Save to playlist"), on("save", id=video)),
        ("download_done" if kept else "download", t("Remove download") if kept else t("Download"),
         on("download", id=video)),
        ("share", t("Share"), on("share", id=video)),
        ("link", t("Copy link"), on("copy_link", id=video)),
        ("person", t("Go to channel"), on("channel", id=channel)),
        ("thumb_down", t("Not interested"), on("not_this", id=video)),
    ]  # fmt: skip
    return sheet(
        title_of(video),
        *[item(words, "", tap, leading=icon(sign), key=f"option-{tap.name}") for sign, words, tap in rows],
    )


def pin_dialog(state: VideoState, look: Look) -> Node:
    """Asks for the PIN, or for a new one."""
    new = look.args.get("then") == "set"
    return dialog(
        t("Choose a PIN") if new else t("Enter PIN"),
        text(t("Four digits that children do not know"), "muted") if new else None,
        field("pin", t("PIN"), look.form.get("pin", ""), password=True, submit=on("pin"),
              error=look.form.get("pin-error", "")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("OK"), on("pin"), "flat", key="pin-ok")],
    )  # fmt: skip


def sure_dialog(state: VideoState, look: Look) -> Node:
    """Asks before something is gone for good."""
    match look.args["what"]:
        case "history":
            return confirm(t("Clear watch history?"), t("Recommendations start afresh."), t("Clear"),
                           on("history_clear"))  # fmt: skip
        case "downloads":
            return confirm(t("Delete all downloads?"), t("The videos can be downloaded again."), t("Delete"),
                           on("downloads_clear"))  # fmt: skip
        case "download":
            return confirm(t("Delete download?"), title_of(look.args["id"]), t("Delete"),
                           on("download_gone", id=look.args["id"]))  # fmt: skip
        case "playlist":
            name = state["playlists"][look.args["id"]]["name"]
            return confirm(t("Delete playlist?"), t("“{name}” will be gone. The videos stay.", name=name), t("Delete"),
                           on("list_gone", id=look.args["id"]))  # fmt: skip
        case "unsubscribe":
            return confirm(t("Unsubscribe?"), t("New videos of this channel are no longer announced."),
                           t("Unsubscribe"), on("unsubscribe", id=look.args["id"]))  # fmt: skip
        case _:
            return confirm(t("Delete comment?"), t("Answers to it are deleted too."), t("Delete"),
                           on("comment_gone", id=look.args["id"]))  # fmt: skip


def name_dialog(state: VideoState, look: Look) -> Node:
    """The name of a new or an old playlist."""
    old = look.args.get("list", "")
    return dialog(
        t("Rename playlist") if old else t("New playlist"),
        field("name", t("Playlist name"), look.form.get("name", ""), submit=on("list_save"),
              error=look.form.get("name-error", "")),
        actions=[
            button(t("Cancel"), BACK, "flat"),
            button(t("Save") if old else t("Create"), on("list_save"), "flat", key="list-save"),
        ],
    )  # fmt: skip
