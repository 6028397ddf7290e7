"""Albums, artists, mixes, the user's playlists and liked songs."""

from devices.virtual.app import Look
from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, MIXES, SONGS, albums_of, mix_songs, songs_of
from devices.virtual.apps.music.parts import (
    clock,
    cover,
    down_badge,
    gone_page,
    head,
    many,
    play_row,
    shell,
    song_row,
    tile,
    total_words,
    undo_bar,
)
from devices.virtual.apps.music.state import (
    LIKED,
    MusicState,
    liked,
    playlists,
    seconds_of,
    top_songs,
)
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    badge,
    button,
    chip,
    chips,
    column,
    divider,
    empty,
    field,
    icon,
    icon_button,
    item,
    link,
    row,
    search,
    sheet,
    strip,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def _facts(songs: list[str]) -> str:
    total = total_words(sum(seconds_of(i) for i in songs))
    return f"{tn('{n} song', '{n} songs', len(songs))} · {total}"


def _kept(state: MusicState, id_: str, saved: bool, event: Event, words: tuple[str, str]) -> list[Node]:
    """The buttons that keep and download something."""
    down = id_ in state["downloads"]
    return [
        icon_button("check_circle" if saved else "add_circle", words[0] if saved else words[1], event, "keep", saved),
        icon_button("download_done" if down else "download", t("Remove download") if down else t("Download"),
                    on("download", id=id_), "download", down),
    ]  # fmt: skip


def album_page(state: MusicState, look: Look) -> Node:
    """An album with its songs."""
    album = ALBUMS[look.args["id"]]
    songs, artist = songs_of(album.id), ARTISTS[album.artist]
    others = [i for i in albums_of(artist.id) if i != album.id]
    saved = album.id in state["albums"]
    return shell(
        state,
        "",
        t(album.title),
        row(cover(state, album.id, "record", t("Cover of {title}", title=t(album.title))), style="middle"),
        column(
            text(t(album.title), "big strong centre"),
            text(f"{album.year} · {_facts(songs)}", "small muted centre", key="facts"),
            style="pad",
        ),
        item(t(artist.name), t(artist.genre), on("show", id=artist.id), leading=cover(state, artist.id),
             trailing=icon("chevron_right"), key="artist"),
        play_row(state, album.id, *_kept(state, album.id, saved, on("keep", id=album.id),
                                         (t("Remove from library"), t("Add to library")))),
        row(down_badge(state, album.id), style="pad") if album.id in state["downloads"] else None,
        *[
            song_row(state, i, album.id, text(str(SONGS[i].track), "muted tracknum"), clock(SONGS[i].seconds))
            for i in songs
        ],
        head(t("More by {name}", name=t(artist.name))) if others else None,
        strip(*[tile(state, i) for i in others], key="others") if others else None,
        actions=(icon_button("share", t("Share"), on("share", id=album.id), "share"),),
        key="album",
    )  # fmt: skip


def artist_page(state: MusicState, look: Look) -> Node:
    """An artist: songs, albums, who is alike."""
    artist = ARTISTS[look.args["id"]]
    standing, songs = state["artists"][artist.id], top_songs(state, artist.id)
    more = bool(look.form.get("more"))
    followed = bool(standing["followed"])
    return shell(
        state,
        "",
        t(artist.name),
        cover(state, artist.id, "wide"),
        column(
            text(t(artist.name), "big strong"),
            text(t("{count} listeners a month", count=many(standing["listeners"])), "small muted", key="listeners"),
            text(t(artist.about), selectable=True),
            style="pad",
        ),
        play_row(
            state, artist.id,
            button(t("Following") if followed else t("Follow"), on("follow", id=artist.id),
                   "tonal" if followed else "flat", key="follow"),
        ),
        head(t("Popular")),
        *[
            song_row(state, i, artist.id, sub=tn("played {n} time", "played {n} times", state["songs"][i]["plays"]))
            for i in (songs if more else songs[:5])
        ],
        link(t("Show less") if more else t("Show more"), on("more"), "pad") if len(songs) > 5 else None,
        head(t("Albums")),
        strip(*[tile(state, i, sub=str(ALBUMS[i].year)) for i in albums_of(artist.id)], key="albums"),
        head(t("Fans also like")),
        strip(*[tile(state, i) for i in artist.alike], key="alike"),
        actions=(icon_button("share", t("Share"), on("share", id=artist.id), "share"),),
        key="artist",
    )  # fmt: skip


def mix_page(state: MusicState, look: Look) -> Node:
    """A playlist that Tremolo has put together."""
    mix = MIXES[look.args["id"]]
    songs, saved = mix_songs(mix.id), mix.id in state["mixes"]
    return shell(
        state,
        "",
        t(mix.name),
        cover(state, mix.id, "wide"),
        column(
            text(t(mix.name), "big strong"),
            text(t(mix.about)),
            text(f"{t('Tremolo')} · {_facts(songs)}", "small muted", key="facts"),
            style="pad",
        ),
        play_row(state, mix.id, *_kept(state, mix.id, saved, on("keep", id=mix.id),
                                       (t("Remove from library"), t("Add to library")))),
        *[song_row(state, i, mix.id) for i in songs],
        actions=(
            icon_button("content_copy", t("Copy to my playlists"), on("mix_copy", id=mix.id), "copy"),
            icon_button("share", t("Share"), on("share", id=mix.id), "share"),
        ),
        key="mix",
    )  # fmt: skip


def playlist_page(state: MusicState, look: Look) -> Node:
    """One of the user's playlists."""
    list_id = look.args["id"]
    if list_id not in state["playlists"]:
        return gone_page(state, look)
    playlist = state["playlists"][list_id]
    songs, down = playlist["songs"], list_id in state["downloads"]
    return shell(
        state,
        "library",
        playlist["name"],
        row(cover(state, list_id, "record"), style="middle"),
        column(
            text(playlist["name"], "big strong"),
            text(playlist["about"], key="about") if playlist["about"] else None,
            text(f"{state['options']['name']} · {_facts(songs)}", "small muted", key="facts"),
            row(
                badge(t("Public") if playlist["public"] else t("Private")),
                text(t("Created {day}", day=date_words(playlist["made"], look.now.date())), "small muted"),
                down_badge(state, list_id),
                style="wrap",
            ),
            style="pad",
        ),
        play_row(
            state, list_id,
            icon_button("download_done" if down else "download", t("Remove download") if down else t("Download"),
                        on("download", id=list_id), "download", down),
        ) if songs else None,
        *[song_row(state, i, list_id) for i in songs],
        None if songs else empty("queue_music", t("No songs in it yet")),
        row(button(t("Add songs"), on("add_songs", id=list_id), "tonal", key="add-songs", icon="add"), style="pad"),
        foot=undo_bar(t("Removed from playlist")) if look.form.get("gone") else None,
        actions=(
            icon_button("edit", t("Edit playlist"), on("list_edit", id=list_id), "edit"),
            icon_button("more_vert", t("More options"), on("sheet", name="list_menu", id=list_id), "list-menu"),
        ),
        key="playlist",
    )  # fmt: skip


def liked_page(state: MusicState, look: Look) -> Node:
    """Liked songs, with a search and two orders."""
    query, sort = look.draft("query").casefold(), look.form.get("sort", "")
    ids = [i for i in liked(state) if query in f"{t(SONGS[i].title)} {t(ARTISTS[SONGS[i].artist].name)}".casefold()]
    if sort == "name":
        ids.sort(key=lambda i: t(SONGS[i].title).casefold())
    elif sort == "artist":
        ids.sort(key=lambda i: (t(ARTISTS[SONGS[i].artist].name).casefold(), t(SONGS[i].title)))
    sorts = (("", t("Recently added")), ("name", t("Title")), ("artist", t("Artist")))
    return shell(
        state,
        "library",
        t("Liked songs"),
        search("query", t("Search liked songs"), look.form.get("query", "")),
        chips(*[chip(words, sort == key, on("sort", by=key), f"sort-{key or 'new'}") for key, words in sorts]),
        text(_facts(ids), "small muted pad", key="facts"),
        play_row(state, LIKED, *_kept(state, LIKED, True, on("show", id=LIKED), ("", ""))[1:]) if ids else None,
        *[song_row(state, i, LIKED) for i in ids],
        None if ids else empty("favorite_border", t("Songs you like are listed here")),
        key="liked",
    )


def edit_page(state: MusicState, look: Look) -> Node:
    """A playlist's name and description, and who can find it."""
    form, new = look.form, "id" not in look.args
    return shell(
        state,
        "library",
        t("New playlist") if new else t("Edit playlist"),
        field("name", t("Playlist name"), form.get("name", ""), error=form.get("name-error", "")),
        field("about", t("Description"), form.get("about", ""), multiline=True, error=form.get("about-error", "")),
        toggle(t("Public"), form.get("public") == "1", on("form_toggle", key="public"),
               t("Others can find this playlist"), "public"),
        foot=button(t("Create") if new else t("Save"), on("list_save"), "wide", key="list-save"),
        key="edit",
    )  # fmt: skip


def add_page(state: MusicState, look: Look) -> Node:
    """Songs to put into a playlist, by search; without one, what is played most."""
    list_id, query = look.args["id"], look.draft("query").casefold()
    if list_id not in state["playlists"]:
        return gone_page(state, look)
    inside = state["playlists"][list_id]["songs"]
    found = [
        i
        for i in top_songs(state)
        if query in f"{t(SONGS[i].title)} {t(ARTISTS[SONGS[i].artist].name)}".casefold() and (query or i not in inside)
    ][:30]
    return shell(
        state,
        "library",
        t("Add songs"),
        *[
            item(
                t(SONGS[i].title), t(ARTISTS[SONGS[i].artist].name), on("put", id=i, list=list_id),
                leading=cover(state, i), trailing=icon("check_circle" if i in inside else "add_circle"),
                key=f"add-{i}", selected=i in inside,
            )
            for i in found
        ],
        None if found else empty("search", t("No song of that name")),
        top=search("query", t("Search songs"), look.form.get("query", "")),
        key="add",
    )  # fmt: skip


def list_menu(state: MusicState, look: Look) -> Node:
    """What can be done with a playlist."""
    list_id = look.args["id"]
    public = state["playlists"][list_id]["public"]
    rows = (
        ("edit", t("Edit name and description"), on("list_edit", id=list_id)),
        ("lock" if public else "public", t("Make private") if public else t("Make public"),
         on("list_public", id=list_id)),
        ("queue_music", t("Add to queue"), on("queue_all", id=list_id)),
        ("content_copy", t("Make a copy"), on("list_copy", id=list_id)),
        ("share", t("Share"), on("share", id=list_id)),
        ("delete", t("Delete playlist"), on("sure", what="playlist", id=list_id)),
    )  # fmt: skip
    return sheet(
        state["playlists"][list_id]["name"],
        *[item(words, "", tap, leading=icon(sign), key=f"menu-{tap.name}") for sign, words, tap in rows],
    )


def song_menu(state: MusicState, look: Look) -> Node:
    """What can be done with a song; in one's own playlist also its place."""
    song, source = look.args["id"], look.args.get("source", "")
    known, yes = SONGS[song], bool(state["songs"][song]["liked"])
    rows: list[tuple[str, str, Event]] = [
        ("favorite" if yes else "favorite_border", t("Remove from liked songs") if yes else t("Add to liked songs"),
         on("like", id=song)),
        ("playlist_add", t("Add to playlist"), on("add_to", id=song)),
        ("playlist_play", t("Play next"), on("queue_next", id=song)),
        ("queue_music", t("Add to queue"), on("queue_add", id=song)),
        ("person", t("Go to artist"), on("show", id=known.artist)),
        ("album", t("Go to album"), on("show", id=known.album)),
        ("share", t("Share"), on("share", id=song)),
    ]  # fmt: skip
    place: list[Node] = []
    if source in state["playlists"] and song in state["playlists"][source]["songs"]:
        songs = state["playlists"][source]["songs"]
        at = songs.index(song)
        moves = [
            ("arrow_upward", t("Move up"), on("move", id=song, list=source, by=-1)) if at else None,
            ("arrow_downward", t("Move down"), on("move", id=song, list=source, by=1)) if at < len(songs) - 1 else None,
            ("delete", t("Remove from this playlist"), on("take_out", id=song, list=source)),
        ]
        place = [divider(), *[item(w, "", tap, leading=icon(sign), key=f"place-{sign}") for sign, w, tap in
                              (move for move in moves if move is not None)]]  # fmt: skip
    return sheet(
        f"{t(known.title)} · {t(ARTISTS[known.artist].name)}",
        *[item(words, "", tap, leading=icon(sign), key=f"do-{n}") for n, (sign, words, tap) in enumerate(rows)],
        *place,
    )


def add_to_sheet(state: MusicState, look: Look) -> Node:
    """Which playlist a song goes into."""
    song = look.args["id"]
    return sheet(
        t("Add to playlist"),
        item(t("New playlist"), "", on("list_new", id=song), leading=icon("add"), key="list-new"),
        *[
            item(
                playlist["name"], tn("{n} song", "{n} songs", len(playlist["songs"])), on("put", id=song, list=i),
                leading=cover(state, i),
                trailing=icon("check_circle" if song in playlist["songs"] else "add_circle"), key=f"into-{i}",
            )
            for i, playlist in playlists(state)
        ],
    )  # fmt: skip
