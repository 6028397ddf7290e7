"""The user's own: history, Watch later, what they liked, playlists and downloads."""

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import VIDEOS
from devices.virtual.apps.video.parts import bottom_bar, go_row, head, length, picture_of, undo_bar, video_row
from devices.virtual.apps.video.state import LATER, VideoState, lists, number, title_of, visits
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    art,
    badge,
    banner,
    button,
    card,
    chip,
    column,
    empty,
    heading,
    icon,
    icon_button,
    item,
    menu,
    page,
    row,
    search,
    spacer,
    strip,
    text,
)
from devices.virtual.words import t, tn


def liked(state: VideoState) -> list[str]:
    """What the user gave a thumbs-up, the newest video first."""
    ids = [i for i in VIDEOS if state["clips"][i]["mark"] == "up"]
    return sorted(ids, key=lambda i: (state["clips"][i]["at"], number(i)), reverse=True)


def library_page(state: VideoState, look: Look) -> Node:
    """Everything that is the user's."""
    later, used = state["playlists"][LATER]["videos"], sum(d["size"] for d in state["downloads"].values())
    recent = list(dict.fromkeys(visit["video"] for _, visit in visits(state)))[:8]
    count = len(state["downloads"])
    return page(
        t("Library"),
        head(t("History"), t("Show all"), on("open", name="history")),
        strip(
            *[
                card(
                    picture_of(i, "going"), column(text(title_of(i), "small")), style="flush going-card",
                    tap=on("watch", id=i, playlist=""), key=f"recent-{i}",
                )
                for i in recent
            ],
            key="recent",
        ) if recent else text(t("Nothing watched yet"), "muted pad"),
        go_row("watch_later", t("Watch later"), on("list", id=LATER), tn("{n} video", "{n} videos", len(later)),
               "later"),
        go_row("thumb_up", t("Liked videos"), on("open", name="liked"),
               tn("{n} video", "{n} videos", len(liked(state))), "liked"),
        go_row("download", t("Downloads"), on("open", name="downloads"),
               tn("{n} video, {size} MB", "{n} videos, {size} MB", count, size=used), "downloads"),
        row(text(t("Playlists"), "strong big"), spacer(),
            button(t("New playlist"), on("list_new"), "flat", key="list-new", icon="add"), style="pad"),
        *[_list_row(state, i) for i, _ in lists(state)],
        None if lists(state) else empty("playlist_play", t("No playlists yet")),
        back=False,
        actions=[icon_button("search", t("Search"), on("open", name="search"), "search")],
        bottom=bottom_bar(state, "library"),
        key="library",
    )  # fmt: skip


def _list_row(state: VideoState, list_id: str) -> Node:
    playlist = state["playlists"][list_id]
    first = playlist["videos"][0] if playlist["videos"] else ""
    return item(
        playlist["name"],
        tn("{n} video", "{n} videos", len(playlist["videos"])),
        on("list", id=list_id),
        leading=art(VIDEOS[first].art, number(first) * 7, style="clip") if first else icon("playlist_play"),
        trailing=icon("public" if playlist["public"] else "lock"),
        key=f"list-{list_id}",
    )


def history_page(state: VideoState, look: Look) -> Node:
    """What was watched, by days, with a search."""
    query = look.draft("query").casefold()
    rows = [pair for pair in visits(state) if query in title_of(pair[1]["video"]).casefold()]
    body: list[Node] = []
    day = ""
    for visit_id, visit in rows:
        if visit["at"][:10] != day:
            day = visit["at"][:10]
            body.append(heading(date_words(visit["at"], look.now.date())))
        title = title_of(visit["video"])
        body.append(
            item(
                title, time_words(visit["at"][11:16], look.others), on("watch", id=visit["video"], playlist=""),
                leading=picture_of(visit["video"], "clip"), key=f"visit-{visit_id}",
                trailing=icon_button("close", t("Remove {title} from history", title=title),
                                     on("visit_gone", id=visit_id), f"visit-gone-{visit_id}"),
            )
        )  # fmt: skip
    paused = state["options"]["history_paused"]
    return page(
        t("History"),
        search("query", t("Search history"), look.form.get("query", "")),
        banner(t("History is paused. What you watch now is not kept."), "pause_circle", "warn") if paused else None,
        *body,
        None if rows else empty("history", t("Nothing here yet")),
        actions=[icon_button("more_vert", t("More options"), on("history_menu"), "history-menu")],
        key="history",
    )


def history_menu(state: VideoState, look: Look) -> Node:
    """What can be done with the history."""
    paused = state["options"]["history_paused"]
    return menu(
        (t("Resume history") if paused else t("Pause history"), on("history_pause")),
        (t("Clear history"), on("sure", what="history")),
    )


def liked_page(state: VideoState, look: Look) -> Node:
    """What the user liked."""
    ids = liked(state)
    return page(
        t("Liked videos"),
        *[video_row(state, i, look) for i in ids],
        None if ids else empty("thumb_up", t("Videos you like are listed here")),
        key="liked",
    )


def downloads_page(state: VideoState, look: Look) -> Node:
    """What is kept on the phone."""
    rows = sorted(state["downloads"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    used = sum(download["size"] for _, download in rows)
    return page(
        t("Downloads"),
        row(
            text(t("{size} MB used", size=used), "muted", key="used"),
            spacer(),
            button(t("Delete all"), on("sure", what="downloads"), "flat", key="delete-all") if rows else None,
            style="pad",
        ),
        *[
            video_row(
                state, i, look,
                sub=f"{download['quality']} · {t('{n} MB', n=download['size'])} · {length(VIDEOS[i].seconds)}",
                trailing=icon_button("delete", t("Delete download of {title}", title=title_of(i)),
                                     on("sure", what="download", id=i), f"delete-{i}"),
            )
            for i, download in rows
        ],
        None if rows else empty("download", t("Downloaded videos can be found here")),
        key="downloads",
    )  # fmt: skip


def playlist_page(state: VideoState, look: Look) -> Node:
    """A playlist: play it, change its order, take videos out."""
    list_id = look.args["id"]
    playlist = state["playlists"].get(list_id)
    if playlist is None:
        return page(t("Playlist"), empty("playlist_play", t("This playlist was deleted")), key="playlist")
    ids = playlist["videos"]
    total = sum(VIDEOS[i].seconds for i in ids)
    gone = look.form.get("gone", "")
    made = date_words(playlist["made"], look.now.date())
    later = list_id == LATER
    return page(
        t("Watch later") if later else playlist["name"],
        art(VIDEOS[ids[0]].art, number(ids[0]) * 7, style="wide") if ids else None,
        column(
            text(t("Watch later") if later else playlist["name"], "big strong"),
            text(f"{tn('{n} video', '{n} videos', len(ids))} · {length(total)}", "muted", key="facts"),
            None if later else text(t("Created {day}", day=made), "small muted"),
            None if later else row(badge(t("Public") if playlist["public"] else t("Private"))),
            style="pad",
        ),
        row(
            button(t("Play all"), on("play_list", id=list_id, shuffle=False), "grow", key="play-all",
                   icon="play_arrow"),
            button(t("Shuffle"), on("play_list", id=list_id, shuffle=True), "tonal grow", key="shuffle",
                   icon="shuffle"),
            style="pad",
        ) if ids else None,
        *[
            video_row(
                state, i, look, list_id,
                trailing=icon_button("more_vert", t("Options for {title}", title=title_of(i)),
                                     on("place", id=i, list=list_id), f"place-{i}"),
            )
            for i in ids
        ],
        None if ids else empty("playlist_add", t("This playlist is empty")),
        actions=[
            None if later else icon_button("edit", t("Rename playlist"), on("list_rename", id=list_id), "rename"),
            None if later else icon_button("more_vert", t("More options"), on("list_menu", id=list_id), "list-menu"),
            chip(t("Remove watched"), False, on("list_tidy", id=list_id), "tidy") if later and ids else None,
        ],
        bottom=undo_bar(t("Removed from playlist")) if gone else None,
        key="playlist",
    )  # fmt: skip


def list_menu(state: VideoState, look: Look) -> Node:
    """What can be done with a playlist."""
    list_id = look.args["id"]
    public = state["playlists"][list_id]["public"]
    return menu(
        (t("Make private") if public else t("Make public"), on("list_public", id=list_id)),
        (t("Share playlist"), on("list_share", id=list_id)),
        (t("Delete playlist"), on("sure", what="playlist", id=list_id)),
    )


def place_menu(state: VideoState, look: Look) -> Node:
    """What can be done with a video in a playlist."""
    video, list_id = look.args["id"], look.args["list"]
    ids = state["playlists"][list_id]["videos"]
    at = ids.index(video) if video in ids else 0
    rows = [
        (t("Move up"), on("move", id=video, list=list_id, by=-1)) if at > 0 else None,
        (t("Move down"), on("move", id=video, list=list_id, by=1)) if at < len(ids) - 1 else None,
        (t("Move to top"), on("move", id=video, list=list_id, by=-at)) if at > 1 else None,
        (t("Remove from playlist"), on("take_out", id=video, list=list_id)),
        (t("Save to playlist"), on("save", id=video)),
    ]
    return menu(*[row_ for row_ in rows if row_ is not None])
