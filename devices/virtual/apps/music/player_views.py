"""What is playing: the large player, the queue, the words, and their sheets."""

from devices.virtual.app import Look
from devices.virtual.apps.music.catalogue import SONGS
from devices.virtual.apps.music.parts import clock, cover, like_button
from devices.virtual.apps.music.spoken import EPISODES, lyrics
from devices.virtual.apps.music.state import (
    DEVICES,
    END,
    SLEEPS,
    SPEEDS,
    MusicState,
    by,
    coming,
    current,
    seconds_of,
    title_of,
)
from devices.virtual.node import Node, on
from devices.virtual.times import time_words
from devices.virtual.ui import (
    badge,
    button,
    chip,
    column,
    confirm,
    divider,
    empty,
    heading,
    icon,
    icon_button,
    item,
    menu,
    page,
    radio,
    row,
    sheet,
    slider,
    spacer,
    text,
)
from devices.virtual.words import t, tn


def now_page(state: MusicState, look: Look) -> Node:
    """The large player."""
    now = current(state)
    if not now:
        return page(t("Now playing"), empty("music_note", t("Nothing is playing")), key="now")
    player, length = state["player"], seconds_of(now)
    song = now in SONGS
    following = coming(state)
    return page(
        t("Now playing"),
        _source(state),
        row(cover(state, now, "sleeve", t("Cover of {title}", title=title_of(state, now))), style="middle"),
        row(
            column(
                text(title_of(state, now), "big strong", key="title"),
                text(by(now), "muted", key="by"),
                row(badge(t("Explicit"))) if song and SONGS[now].explicit else None,
                style="grow",
            ),
            icon_button("playlist_add", t("Add to playlist"), on("add_to", id=now), "add-to") if song else None,
            like_button(state, now, "like") if song else None,
            style="pad",
        ),
        row(
            text(clock(player["position"]), "small", key="position"),
            slider(t("Position"), min(1.0, player["position"] / length), on("seek"), "seek"),
            text(clock(length), "small", key="length"),
            style="reel-seek",
        ),
        _controls(state, song),
        row(
            chip(t("Words"), False, on("open", name="lyrics"), "lyrics", "lyrics") if song else
            chip(f"{player['speed'] / 100:g}×", player["speed"] != 100, on("sheet", name="speed"), "speed", "speed"),
            chip(_sleep_words(state, look) if player["sleep"] else t("Sleep timer"), bool(player["sleep"]),
                 on("sheet", name="sleep"), "sleep", "bedtime"),
            chip(device_words(player["device"]), player["device"] != "phone", on("sheet", name="device"), "device",
                 DEVICES[player["device"]]),
            chip(t("Share"), False, on("share", id=now), "share", "share"),
            style="chips",
        ),
        item(
            t("Next: {title}", title=title_of(state, following[0])) if following else t("Nothing comes after this"),
            tn("{n} in the queue", "{n} in the queue", len(following)), on("open", name="queue"),
            leading=icon("queue_music"), trailing=icon("chevron_right"), key="queue",
        ),
        _go_to(now),
        actions=[icon_button("more_vert", t("More options"), on("sheet", name="now_menu"), "now-menu")],
        key="now",
    )  # fmt: skip


def _source(state: MusicState) -> Node | None:
    source = state["player"]["source"]
    return text(t("From {name}", name=title_of(state, source)), "small muted centre", key="source") if source else None


def _go_to(now: str) -> Node:
    if now in SONGS:
        return item(t("Go to album"), "", on("show", id=SONGS[now].album), leading=icon("album"), key="go-album")
    return item(t("Go to podcast"), "", on("show", id=EPISODES[now].show), leading=icon("mic"), key="go-show")


def _controls(state: MusicState, song: bool) -> Node:
    player = state["player"]
    repeats = {"off": t("Repeat: off"), "all": t("Repeat: all"), "one": t("Repeat: one")}
    play = icon_button(
        "pause_circle" if player["playing"] else "play_circle", t("Pause") if player["playing"] else t("Play"),
        on("toggle"), "play",
    )  # fmt: skip
    play.style = "bigplay"
    return row(
        icon_button("shuffle", t("Shuffle: on") if player["shuffle"] else t("Shuffle: off"), on("shuffle"), "shuffle",
                    player["shuffle"])
        if song else icon_button("replay_10", t("Back 10 seconds"), on("skip", by=-10), "back-10"),
        icon_button("skip_previous", t("Previous"), on("previous"), "previous"),
        play,
        icon_button("skip_next", t("Next"), on("next"), "next"),
        icon_button("repeat_one" if player["repeat"] == "one" else "repeat", repeats[player["repeat"]], on("repeat"),
                    "repeat", player["repeat"] != "off")
        if song else icon_button("forward_10", t("Forward 10 seconds"), on("skip", by=10), "forward-10"),
        style="middle spread",
    )  # fmt: skip


def _sleep_words(state: MusicState, look: Look) -> str:
    sleep = state["player"]["sleep"]
    return t("After this one") if sleep == END else t("Stops at {time}", time=time_words(sleep[11:16], look.others))


def device_words(device: str) -> str:
    """The name of something music comes out of."""
    names = {"phone": t("This phone"), "headphones": t("Headphones"), "kitchen": t("Kitchen speaker"),
             "tv": t("Living-room television")}  # fmt: skip
    return names[device]


def queue_page(state: MusicState, look: Look) -> Node:
    """What is on and what follows; order can be changed."""
    now, following = current(state), coming(state)
    at = state["player"]["at"]
    return page(
        t("Queue"),
        heading(t("Now playing")) if now else None,
        item(title_of(state, now), by(now), leading=cover(state, now), trailing=icon("equalizer"), key="queue-now",
             selected=True) if now else None,
        row(
            text(t("Next in the queue"), "strong"), spacer(),
            button(t("Clear queue"), on("sure", what="queue"), "flat", key="clear"), style="pad",
        ) if following else None,
        *[
            item(
                title_of(state, i), by(i), on("jump", at=n), leading=cover(state, i),
                trailing=icon_button("more_vert", t("Options for {title}", title=title_of(state, i)),
                                     on("place", at=n), f"place-{n - at}"),
                key=f"queue-{n - at}",
            )
            for n, i in enumerate(following, at + 1)
        ],
        None if following else empty("queue_music", t("Nothing comes after this")),
        key="queue",
    )  # fmt: skip


def place_menu(state: MusicState, look: Look) -> Node:
    """What can be done with a place in the queue."""
    at, player = look.args["at"], state["player"]
    rows = [
        (t("Move up"), on("queue_move", at=at, by=-1)) if at > player["at"] + 1 else None,
        (t("Move down"), on("queue_move", at=at, by=1)) if at < len(player["line"]) - 1 else None,
        (t("Play now"), on("jump", at=at)),
        (t("Remove from queue"), on("queue_gone", at=at)),
    ]
    return menu(*[row_ for row_ in rows if row_ is not None])


def lyrics_page(state: MusicState, look: Look) -> Node:
    """The words of what is on, the line being sung in bold."""
    now = current(state)
    lines = lyrics(now) if now in SONGS else []
    if not lines:
        return page(t("Words"), empty("lyrics", t("Nobody sings in this one")), key="lyrics")
    at = min(len(lines) - 1, state["player"]["position"] * len(lines) // seconds_of(now))
    return page(
        t("Words"),
        column(text(title_of(state, now), "strong"), text(by(now), "small muted"), style="pad"),
        *[
            item(t(line), "", on("seek_line", n=n, of=len(lines)), key=f"line-{n}", selected=n == at)
            for n, line in enumerate(lines)
        ],
        actions=[icon_button("content_copy", t("Copy the words"), on("copy_words"), "copy")],
        key="lyrics",
    )


def speed_sheet(state: MusicState, look: Look) -> Node:
    """How fast an episode is spoken."""
    now = state["player"]["speed"]
    return sheet(
        t("Playback speed"),
        *[radio(f"{speed / 100:g}×", speed == now, on("speed", to=speed), key=f"speed-{speed}") for speed in SPEEDS],
    )


def sleep_sheet(state: MusicState, look: Look) -> Node:
    """When it stops."""
    sleep = state["player"]["sleep"]
    return sheet(
        t("Stop playing"),
        *[
            item(tn("In {n} minute", "In {n} minutes", minutes), "", on("sleep", to=minutes), leading=icon("timer"),
                 key=f"sleep-{minutes}")
            for minutes in SLEEPS
        ],
        item(t("After this one"), "", on("sleep", to=-1), leading=icon("music_note"), key="sleep-end"),
        divider() if sleep else None,
        item(t("Turn off timer"), "", on("sleep", to=0), leading=icon("timer_off"), key="sleep-off") if sleep else None,
    )  # fmt: skip


def device_sheet(state: MusicState, look: Look) -> Node:
    """What it comes out of."""
    bluetooth = look.others["org.guimcp.settings"]["bluetooth"]
    rows: list[Node] = []
    for device in DEVICES:
        needs = device == "headphones" and not bluetooth
        rows.append(
            radio(device_words(device), device == state["player"]["device"], on("device", to=device),
                  t("Turn on Bluetooth to use them") if needs else "", f"device-{device}")
        )  # fmt: skip
    return sheet(t("Play on"), *rows)


def now_menu(state: MusicState, look: Look) -> Node:
    """More about what is on."""
    now = current(state)
    rows = (
        ("queue_music", t("Queue"), "queue"),
        ("equalizer", t("Equaliser"), "equaliser"),
        ("settings", t("Settings"), "settings"),
    )
    return sheet(
        title_of(state, now) if now else t("Now playing"),
        *[item(words, "", on("open", name=name), leading=icon(sign), key=f"go-{name}") for sign, words, name in rows],
    )


def sure_dialog(state: MusicState, look: Look) -> Node:
    """Asks before something is gone for good."""
    match look.args["what"]:
        case "playlist":
            words = t("“{name}” will be gone for good.", name=title_of(state, look.args["id"]))
            return confirm(t("Delete playlist?"), words, t("Delete"), on("list_gone", id=look.args["id"]))
        case "queue":
            return confirm(t("Clear queue?"), t("What is playing goes on."), t("Clear"), on("queue_clear"))
        case "history":
            return confirm(t("Clear history?"), t("Your plays are still counted."), t("Clear"), on("history_clear"))
        case "download":
            return confirm(t("Remove download?"), title_of(state, look.args["id"]), t("Remove"),
                           on("download_gone", id=look.args["id"]))  # fmt: skip
        case _:
            return confirm(t("Remove all downloads?"), t("They can be downloaded again."), t("Remove all"),
                           on("downloads_clear"))  # fmt: skip
