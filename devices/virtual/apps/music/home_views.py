"""Home, search and the library."""

from devices.virtual.app import Look
from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, GENRES, MIXES, SONGS
from devices.virtual.apps.music.parts import cover, head, kind_words, shell, song_row, thing_row, tile
from devices.virtual.apps.music.spoken import EPISODES, SHOWS, episodes_of
from devices.virtual.apps.music.state import (
    LIKED,
    MusicState,
    by,
    is_out,
    number,
    recent,
    title_of,
    top_songs,
)
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    button,
    card,
    chip,
    chips,
    empty,
    field,
    gallery,
    icon,
    icon_button,
    item,
    link,
    row,
    search,
    spacer,
    strip,
    text,
)
from devices.virtual.words import t, tn

KINDS = ("songs", "albums", "artists", "playlists", "podcasts")


def kind_names() -> dict[str, str]:
    """What can be searched for."""
    return {"songs": t("Songs"), "albums": t("Albums"), "artists": t("Artists"), "playlists": t("Playlists"),
            "podcasts": t("Podcasts")}  # fmt: skip


def _greeting(hour: int) -> str:
    if hour < 5 or hour >= 18:
        return t("Good evening")
    return t("Good morning") if hour < 12 else t("Good afternoon")


def home_page(state: MusicState, look: Look) -> Node:
    """What was played lately, mixes, new records, podcasts."""
    lately = [i for i in recent(state) if i not in SONGS and i not in EPISODES]
    fresh = sorted(ALBUMS, key=lambda i: (-ALBUMS[i].year, -number(i)))[:6]
    top = top_songs(state, month=True)[:5]
    return shell(
        state,
        "home",
        _greeting(look.now.hour),
        gallery(*[_quick(state, i) for i in (LIKED, *lately)[:6]], columns=2),
        head(t("Recently played"), t("History"), on("open", name="history")),
        strip(*[tile(state, i, f"recent-{i}") for i in recent(state)[:8]], key="recent"),
        head(t("Made for you")),
        strip(*[tile(state, i, f"mix-{i}", t(mix.about)) for i, mix in MIXES.items()], key="mixes"),
        head(t("New releases")),
        strip(*[tile(state, i, f"new-{i}") for i in fresh], key="new"),
        head(t("On repeat this month"), t("Statistics"), on("open", name="stats")),
        *[song_row(state, i, "top") for i in top],
        head(t("Podcasts"), t("Show all"), on("open", name="podcasts")),
        strip(*[tile(state, i, f"show-{i}") for i in SHOWS], key="shows"),
        back=False,
        actions=(
            icon_button("history", t("History"), on("open", name="history"), "history"),
            icon_button("settings", t("Settings"), on("open", name="settings"), "settings"),
        ),
        key="home",
    )


def _quick(state: MusicState, id_: str) -> Node:
    return card(
        row(cover(state, id_, "tunemini"), text(title_of(state, id_), "small strong grow")),
        tap=on("show", id=id_), key=f"quick-{id_}", style="shortcut",
    )  # fmt: skip


def search_page(state: MusicState, look: Look) -> Node:
    """A field, what was looked for before, and genres to look through."""
    query, kind = look.draft("query"), look.form.get("kind", "")
    return shell(
        state,
        "search",
        t("Search"),
        *(_found(state, look, query, kind) if query else _browse(state)),
        top=field("query", t("Songs, artists, podcasts"), look.form.get("query", ""), submit=on("searched"),
                  icon="search", style="search"),
        back=False,
        key="search",
    )  # fmt: skip


def _browse(state: MusicState) -> list[Node | None]:
    return [
        row(text(t("Recent searches"), "strong"), spacer(), link(t("Clear all"), on("searches_clear")), style="pad")
        if state["searches"] else None,
        *[
            item(
                words, "", on("search_for", value=words), leading=icon("history"), key=f"searched-{n}",
                trailing=icon_button("close", t("Remove “{words}”", words=words), on("search_gone", value=words),
                                     f"searched-gone-{n}"),
            )
            for n, words in enumerate(state["searches"])
        ],
        head(t("Browse")),
        gallery(
            *[
                card(row(icon(sign), text(t(name), "strong")), tap=on("genre", name=name), key=f"genre-{name.lower()}")
                for name, sign in GENRES.items()
            ],
            columns=2,
        ),
    ]  # fmt: skip


def _found(state: MusicState, look: Look, query: str, kind: str) -> list[Node | None]:
    words = query.casefold().split()
    names = kind_names()
    parts = {name: hits(state, name, words, look) for name in KINDS}
    shown = [name for name in KINDS if kind in ("", name) and parts[name]]
    rows: list[Node | None] = [
        chips(
            chip(t("All"), not kind, on("kind", name=""), "kind-all"),
            *[chip(names[name], kind == name, on("kind", name=name), f"kind-{name}") for name in KINDS],
        )
    ]
    for name in shown:
        rows.append(head(names[name]))
        some = parts[name] if kind else parts[name][:5]
        rows += [song_row(state, i) if name == "songs" else _hit(state, i) for i in some]
        if len(some) < len(parts[name]):
            rest = len(parts[name])
            rows.append(row(button(t("Show all {n}", n=rest), on("kind", name=name), "flat", key=f"all-{name}")))
    return rows if shown else [*rows, empty("search", t("Nothing found for “{words}”", words=query))]


def _hit(state: MusicState, id_: str) -> Node:
    return thing_row(state, id_, f"hit-{id_}", icon("chevron_right"))


def hits(state: MusicState, kind: str, words: list[str], look: Look) -> list[str]:
    """Ids of one kind whose names hold all the words, those played most first."""
    match kind:
        case "songs":
            return [i for i in top_songs(state) if _has(f"{t(SONGS[i].title)} {by(i)}", words)]
        case "albums":
            return [i for i, a in ALBUMS.items() if _has(f"{t(a.title)} {t(ARTISTS[a.artist].name)}", words)]
        case "artists":
            return [i for i, a in ARTISTS.items() if _has(f"{t(a.name)} {t(a.genre)}", words)]
        case "playlists":
            own = [i for i in sorted(state["playlists"], key=number) if _has(title_of(state, i), words)]
            return [*own, *(i for i, mix in MIXES.items() if _has(f"{t(mix.name)} {t(mix.about)}", words))]
        case _:
            shows = [i for i, show in SHOWS.items() if _has(f"{t(show.name)} {t(show.by)}", words)]
            episodes = [i for i, e in EPISODES.items() if _has(t(e.title), words) and is_out(state, i, look.now)]
            return [*shows, *episodes]


def _has(where: str, words: list[str]) -> bool:
    return all(word in where.casefold() for word in words)


def genre_page(state: MusicState, look: Look) -> Node:
    """Artists, albums and songs of a genre."""
    name = look.args["name"]
    artists = [i for i, artist in ARTISTS.items() if artist.genre == name]
    albums = [i for i, album in ALBUMS.items() if album.artist in artists]
    songs = [i for i in top_songs(state) if SONGS[i].artist in artists]
    mixes = [i for i, mix in MIXES.items() if name in mix.genres]
    return shell(
        state,
        "search",
        t(name),
        head(t("Artists")),
        strip(*[tile(state, i) for i in artists], key="artists"),
        head(t("Albums")),
        strip(*[tile(state, i) for i in albums], key="albums"),
        head(t("Mixes")) if mixes else None,
        *[thing_row(state, i) for i in mixes],
        head(t("Songs")),
        *[song_row(state, i) for i in songs],
        key="genre",
    )


def in_library(state: MusicState, kind: str) -> list[tuple[str, str]]:
    """(id, since when) of what the user keeps, of one kind if named."""
    parts = {
        "playlists": [(LIKED, "9999"), *((i, p["made"]) for i, p in state["playlists"].items()),
                      *state["mixes"].items()],
        "albums": [*state["albums"].items()],
        "artists": [(i, artist["followed"]) for i, artist in state["artists"].items() if artist["followed"]],
        "podcasts": [*state["shows"].items()],
    }  # fmt: skip
    everything = [pair for name in parts for pair in parts[name]]
    if kind == "downloaded":
        return [pair for pair in everything if pair[0] in state["downloads"]]
    return parts[kind] if kind else everything


def library_page(state: MusicState, look: Look) -> Node:
    """Playlists, albums, artists and podcasts the user keeps."""
    kind, sort, query = look.form.get("kind", ""), look.form.get("sort", "new"), look.draft("query").casefold()
    names = {"playlists": t("Playlists"), "albums": t("Albums"), "artists": t("Artists"), "podcasts": t("Podcasts"),
             "downloaded": t("Downloaded")}  # fmt: skip
    rows = [pair for pair in in_library(state, kind) if query in title_of(state, pair[0]).casefold()]
    if sort == "name":
        rows.sort(key=lambda pair: (title_of(state, pair[0]).casefold(), pair[0]))
    elif sort == "kind":
        rows.sort(key=lambda pair: (kind_words(state, pair[0]), title_of(state, pair[0])))
    else:
        rows.sort(key=lambda pair: (pair[1], pair[0]), reverse=True)
    ids = [i for i, _ in rows]
    sorts = {"new": t("Recently added"), "name": t("Alphabetical"), "kind": t("By creator")}
    grid = look.form.get("grid") == "1"
    return shell(
        state,
        "library",
        t("Your library"),
        chips(
            *[chip(words, name == kind, on("kind", name="" if name == kind else name), f"kind-{name}")
              for name, words in names.items()]
        ),
        search("query", t("Search in your library"), look.form.get("query", "")),
        row(
            button(sorts[sort], on("sheet", name="library_sort", form=True), "flat", key="sort", icon="swap_vert"),
            spacer(),
            icon_button("view_list" if grid else "grid_view", t("Show as list") if grid else t("Show as tiles"),
                        on("grid"), "grid"),
        ),
        gallery(*[tile(state, i) for i in ids], columns=2)
        if grid else None,
        *([] if grid else [_library_row(state, i) for i in ids]),
        None if rows else empty("library_music", t("Nothing here yet")),
        back=False,
        actions=(
            icon_button("download", t("Downloads"), on("open", name="downloads"), "downloads"),
            icon_button("add", t("New playlist"), on("list_new"), "list-new"),
        ),
        key="library",
    )  # fmt: skip


def _library_row(state: MusicState, id_: str) -> Node:
    kept = icon("download_done", "#2f7d6b") if id_ in state["downloads"] else None
    sub = kind_words(state, id_)
    if id_ in SHOWS:
        fresh = sum(not state["episodes"][i]["done"] for i in episodes_of(id_))
        sub = f"{sub} · {tn('{n} episode to hear', '{n} episodes to hear', fresh)}"
    return thing_row(state, id_, trailing=kept, sub=sub)
