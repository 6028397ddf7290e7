"""Pieces that several screens of Tremolo share: covers, rows, the mini player and the bar under it."""

from devices.virtual.app import Look
from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, MIXES, SONGS
from devices.virtual.apps.music.spoken import EPISODES, SHOWS
from devices.virtual.apps.music.state import (
    LIKED,
    MusicState,
    allowed,
    by,
    current,
    number,
    seconds_of,
    title_of,
)
from devices.virtual.node import Event, Node, on
from devices.virtual.ui import (
    art,
    badge,
    button,
    card,
    column,
    icon,
    icon_button,
    item,
    link,
    navigation,
    page,
    picture,
    progress,
    row,
    spacer,
    text,
)
from devices.virtual.words import language, t, tn


def clock(seconds: int) -> str:
    """ "3:05" or "1:02:05"."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def total_words(seconds: int) -> str:
    """How long several songs are together."""
    minutes = seconds // 60
    if minutes < 60:
        return tn("{n} minute", "{n} minutes", minutes)
    return t("{h} h {m} min", h=minutes // 60, m=minutes % 60)


def many(n: int) -> str:
    """A count as people write large ones: "1.2K", "3.4M"; "1.2万" in Chinese."""
    steps = ((10_000, "万"),) if language() == "zh" else ((1_000_000, "M"), (1_000, "K"))
    for size, sign in steps:
        if n >= size:
            return f"{n * 10 // size / 10:g}{sign}"
    return str(n)


def cover(state: MusicState, id_: str, style: str = "thumb", label: str = "") -> Node:
    """The picture of anything that can be played."""
    if id_ in SONGS:
        return art("cover", ALBUMS[SONGS[id_].album].art, label, style)
    if id_ in ALBUMS:
        return art("cover", ALBUMS[id_].art, label, style)
    if id_ in MIXES:
        return art("hills" if MIXES[id_].art % 2 else "sea", MIXES[id_].art, label, style)
    if id_ in EPISODES:
        return art("cover", SHOWS[EPISODES[id_].show].art, label, style)
    if id_ in SHOWS:
        return art("cover", SHOWS[id_].art, label, style)
    if id_ in ARTISTS:
        return art("portrait", 40 + number(id_), label, f"{style} face")
    if id_ == LIKED:
        return picture("favorite", "#7b5ea7", style)
    songs = state["playlists"][id_]["songs"] if id_ in state["playlists"] else []
    return cover(state, songs[0], style, label) if songs else picture("queue_music", "#4a6572", style)


def kind_words(state: MusicState, id_: str) -> str:
    """What something is, and whose: "Album · Mara Voss"."""
    if id_ in SONGS:
        return t("Song · {name}", name=by(id_))
    if id_ in ALBUMS:
        return t("Album · {name}", name=t(ARTISTS[ALBUMS[id_].artist].name))
    if id_ in ARTISTS:
        return t("Artist · {genre}", genre=t(ARTISTS[id_].genre))
    if id_ in MIXES:
        return t("Mix · {name}", name=t("Tremolo"))
    if id_ in SHOWS:
        return t("Podcast · {name}", name=t(SHOWS[id_].by))
    if id_ in EPISODES:
        return t("Episode · {name}", name=by(id_))
    if id_ == LIKED:
        count = sum(bool(track["liked"]) for track in state["songs"].values())
    else:
        count = len(state["playlists"][id_]["songs"]) if id_ in state["playlists"] else 0
    return t("Playlist · {count}", count=tn("{n} song", "{n} songs", count))


def shell(state: MusicState, here: str, title: str, *body: Node | None, back: bool = True,
          actions: tuple[Node | None, ...] = (), top: Node | None = None, foot: Node | None = None,
          key: str = "list") -> Node:  # fmt: skip
    """A page with the mini player and the navigation bar under it."""
    places = (("home", t("Home"), "home"), ("search", t("Search"), "search"),
              ("library", t("Your library"), "library_music"))  # fmt: skip
    bar = navigation(*[(words, sign, name == here, on("go", to=name)) for name, words, sign in places])
    under = column(foot, _mini(state), bar)
    return page(title, *body, back=back, actions=actions, top=top, bottom=under, key=key)


def _mini(state: MusicState) -> Node | None:
    now, player = current(state), state["player"]
    if not now:
        return None
    return column(
        row(
            cover(state, now, "tunemini"),
            column(text(title_of(state, now), "line strong"), text(by(now), "line small muted"), style="grow"),
            like_button(state, now, "mini-like") if now in SONGS else None,
            icon_button("pause" if player["playing"] else "play_arrow", t("Pause") if player["playing"] else t("Play"),
                        on("toggle"), "mini-play"),
            icon_button("skip_next", t("Next"), on("next"), "mini-next"),
            tap=on("open", name="now"),
            key="mini",
        ),
        progress(min(1.0, player["position"] / seconds_of(now))),
        style="mini-player",
    )  # fmt: skip


def like_button(state: MusicState, song: str, key: str = "") -> Node:
    """The heart."""
    yes = bool(state["songs"][song]["liked"])
    return icon_button("favorite" if yes else "favorite_border", t("Unlike") if yes else t("Like"),
                       on("like", id=song), key or f"like-{song}", yes)  # fmt: skip


def song_row(state: MusicState, song: str, source: str = "", lead: Node | None = None, sub: str = "") -> Node:
    """A song as a line of a list; touching it plays it within `source`."""
    known, playing = SONGS[song], current(state) == song
    words = [t("Explicit")] if known.explicit else []
    row_ = item(
        t(known.title),
        " · ".join([*words, sub or by(song)]),
        on("play", id=song, source=source),
        leading=lead or cover(state, song),
        trailing=row(
            icon("equalizer", "#2f7d6b") if playing else None,
            icon("favorite") if state["songs"][song]["liked"] else None,
            icon_button("more_vert", t("Options for {title}", title=t(known.title)),
                        on("song_menu", id=song, source=source), f"menu-{song}"),
            style="trail",
        ),
        key=f"song-{song}",
        selected=playing,
    )  # fmt: skip
    row_.style = "" if allowed(state, song) else "barred"
    return row_


def thing_row(state: MusicState, id_: str, key: str = "", trailing: Node | None = None, sub: str = "") -> Node:
    """An album, artist, playlist, mix or podcast as a line of a list."""
    name = key or f"thing-{id_}"
    return item(title_of(state, id_), sub or kind_words(state, id_), on("show", id=id_), leading=cover(state, id_),
                trailing=trailing, key=name)  # fmt: skip


def tile(state: MusicState, id_: str, key: str = "", sub: str = "") -> Node:
    """Something to open, as a picture with its name."""
    return card(
        cover(state, id_, "square"),
        column(text(title_of(state, id_), "small strong"), text(sub or kind_words(state, id_), "small muted")),
        tap=on("show", id=id_),
        key=key or f"tile-{id_}",
        style="flush tune",
    )


def head(words: str, more: str = "", tap: Event | None = None) -> Node:
    """A heading, with a link to everything."""
    return row(text(words, "strong big"), spacer(), link(more, tap) if tap is not None else None, style="pad")


def play_row(state: MusicState, id_: str, *others: Node | None) -> Node:
    """Play and Shuffle for a whole list, with other buttons before them."""
    player = state["player"]
    on_now = player["source"] == id_ and bool(current(state))
    return row(
        *others,
        spacer(),
        icon_button("shuffle", t("Shuffle"), on("play_all", id=id_, shuffle=True), "shuffle-all"),
        button(t("Pause"), on("toggle"), key="play-all", icon="pause")
        if on_now and player["playing"]
        else button(t("Play"), on("play_all", id=id_, shuffle=False), key="play-all", icon="play_arrow"),
        style="pad",
    )


def go_row(sign: str, title: str, tap: Event, sub: str = "", key: str = "") -> Node:
    """A line that leads on."""
    return item(title, sub, tap, leading=icon(sign), trailing=icon("chevron_right"), key=key)


def undo_bar(words: str) -> Node:
    """Says what was removed, with a way back."""
    return row(text(words, "grow"), button(t("Undo"), on("undo"), "flat", key="undo"), style="snackbar")


def gone_page(state: MusicState, look: Look) -> Node:
    """What is shown of something that was deleted."""
    return shell(state, "", t("No longer here"), text(t("This was deleted."), "muted pad"))


def down_badge(state: MusicState, id_: str) -> Node | None:
    """Says that something is on the phone."""
    return badge(t("Downloaded"), "good") if id_ in state["downloads"] else None
