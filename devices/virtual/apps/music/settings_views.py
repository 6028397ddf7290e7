"""Settings, equaliser, downloads, history and statistics."""

from devices.virtual.app import Look
from devices.virtual.apps.music.catalogue import ARTISTS, SONGS
from devices.virtual.apps.music.parts import cover, go_row, head, kind_words, shell, song_row, thing_row, total_words
from devices.virtual.apps.music.state import (
    BANDS,
    PRESETS,
    QUALITIES,
    MusicState,
    known,
    number,
    title_of,
    top_songs,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    button,
    chip,
    chips,
    column,
    empty,
    field,
    heading,
    icon_button,
    item,
    page,
    progress,
    radio,
    row,
    sheet,
    slider,
    spacer,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def quality_words(name: str) -> str:
    """How good it sounds."""
    names = {"low": t("Low"), "normal": t("Normal"), "high": t("High"), "lossless": t("Lossless")}
    return names[name]


def settings_page(state: MusicState, look: Look) -> Node:
    """Sound, downloads, what is played, privacy."""
    options = state["options"]
    fade = options["crossfade"]
    return page(
        t("Settings"),
        item(options["name"], t("Listening on Tremolo"), on("name_edit"),
             trailing=button(t("Edit"), on("name_edit"), "flat", key="name-edit"), key="name"),
        heading(t("Sound")),
        go_row("hd", t("Streaming quality"), on("sheet", name="pick_quality", key="quality"),
               quality_words(options["quality"]), "quality"),
        go_row("equalizer", t("Equaliser"), on("open", name="equaliser"),
               (t(state["equaliser"]["preset"]) if state["equaliser"]["preset"] else t("Custom"))
               if state["equaliser"]["on"] else t("Off"), "equaliser"),
        column(
            row(text(t("Crossfade")), spacer(),
                text(tn("{n} second", "{n} seconds", fade) if fade else t("Off"), "muted", key="crossfade-words")),
            slider(t("Crossfade"), fade / 12, on("crossfade"), "crossfade"),
            style="pad",
        ),
        toggle(t("Same loudness for all songs"), options["normalise"], on("option", key="normalise"), key="normalise"),
        heading(t("Playing")),
        toggle(t("Allow explicit content"), options["explicit"], on("option", key="explicit"),
               t("Songs marked “Explicit” can be played"), "explicit"),
        toggle(t("Private session"), options["private"], on("option", key="private"),
               t("What you play is neither kept nor counted"), "private"),
        heading(t("Downloads")),
        toggle(t("Download over Wi-Fi only"), options["wifi_only"], on("option", key="wifi_only"), key="wifi-only"),
        go_row("download", t("Download quality"), on("sheet", name="pick_quality", key="download_quality"),
               quality_words(options["download_quality"]), "download-quality"),
        go_row("storage", t("Downloads"), on("open", name="downloads"),
               t("{size} MB used", size=sum(d["size"] for d in state["downloads"].values())), "downloads"),
        heading(t("Notifications")),
        toggle(t("New episodes"), options["announce"], on("option", key="announce"),
               t("Of podcasts you subscribe to"), "announce"),
        heading(t("Privacy")),
        go_row("history", t("History"), on("open", name="history"), key="history"),
        go_row("bar_chart", t("Statistics"), on("open", name="stats"), key="stats"),
        key="settings",
    )  # fmt: skip


def name_page(state: MusicState, look: Look) -> Node:
    """The name playlists are shared under."""
    return page(
        t("Your name"),
        field("name", t("Name"), look.form.get("name", ""), submit=on("name_save"),
              error=look.form.get("name-error", "")),
        text(t("Your public playlists carry it."), "small muted pad"),
        bottom=button(t("Save"), on("name_save"), "wide", key="name-save"),
        key="name",
    )  # fmt: skip


def pick_quality(state: MusicState, look: Look) -> Node:
    """How good it shall sound."""
    key = look.args["key"]
    now = state["options"]["quality"] if key == "quality" else state["options"]["download_quality"]
    subs = {"low": t("Saves data"), "normal": t("For on the way"), "high": t("For good headphones"),
            "lossless": t("Takes a lot of data")}  # fmt: skip
    return sheet(
        t("Streaming quality") if key == "quality" else t("Download quality"),
        *[radio(quality_words(name), name == now, on("quality", key=key, to=name), subs[name], f"pick-{name}")
          for name in QUALITIES],
    )  # fmt: skip


def library_sort(state: MusicState, look: Look) -> Node:
    """The order of the library."""
    now = look.form.get("sort", "new")
    sorts = (("new", t("Recently added")), ("name", t("Alphabetical")), ("kind", t("By creator")))
    return sheet(
        t("Sort by"), *[radio(words, key == now, on("sorted", by=key), key=f"by-{key}") for key, words in sorts]
    )


def equaliser_page(state: MusicState, look: Look) -> Node:
    """Presets, and a slider for each band."""
    equaliser = state["equaliser"]
    return page(
        t("Equaliser"),
        toggle(t("Equaliser"), equaliser["on"], on("equaliser_on"), key="equaliser-on"),
        heading(t("Presets")),
        chips(
            *[
                chip(t(name), name == equaliser["preset"], on("preset", name=name),
                     f"preset-{name.lower().replace(' ', '-')}")
                for name in PRESETS
            ]
        ),
        heading(t("Bands")),
        *[
            column(
                row(text(t("{n} hertz", n=band), "small"), spacer(),
                    text(t("{n} decibels", n=f"{level:+}" if level else "0"), "small muted", key=f"level-{n}")),
                slider(t("{n} hertz", n=band), (level + 6) / 12, on("band", n=n), f"band-{n}"),
                style="pad",
            )
            for n, (band, level) in enumerate(zip(BANDS, equaliser["bands"], strict=True))
        ],
        row(button(t("Reset"), on("preset", name="Flat"), "tonal", key="reset"), style="pad"),
        text(t("Custom"), "small muted pad", key="custom") if not equaliser["preset"] else None,
        key="equaliser",
    )  # fmt: skip


def downloads_page(state: MusicState, look: Look) -> Node:
    """What is on the phone."""
    there = [pair for pair in state["downloads"].items() if known(state, pair[0]) or pair[0] == "liked"]
    rows = sorted(there, key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    used = sum(download["size"] for _, download in rows)
    return shell(
        state,
        "library",
        t("Downloads"),
        row(
            text(t("{size} MB used", size=used), "muted", key="used"), spacer(),
            button(t("Remove all"), on("sure", what="downloads"), "flat", key="remove-all") if rows else None,
            style="pad",
        ),
        *[
            thing_row(
                state, i, f"down-{i}",
                icon_button("delete", t("Remove download of {title}", title=title_of(state, i)),
                            on("sure", what="download", id=i), f"remove-{i}"),
                sub=f"{kind_words(state, i)} · {t('{n} MB', n=download['size'])}",
            )
            for i, download in rows
        ],
        None if rows else empty("download", t("What you download can be heard without a network")),
        key="downloads",
    )  # fmt: skip


def history_page(state: MusicState, look: Look) -> Node:
    """What was put on, by days."""
    rows = sorted(state["history"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    body: list[Node] = []
    day = ""
    for played_id, played in rows:
        what = played["what"]
        if not known(state, what) and what != "liked":
            continue
        if played["at"][:10] != day:
            day = played["at"][:10]
            body.append(heading(date_words(played["at"], look.now.date())))
        when = time_words(played["at"][11:16], look.others)
        sub = f"{when} · {kind_words(state, what)}"
        tap = on("play", id=what, source="") if what in SONGS else on("show", id=what)
        body.append(item(title_of(state, what), sub, tap, leading=cover(state, what), key=f"played-{played_id}"))
    return shell(
        state,
        "",
        t("History"),
        *body,
        None if body else empty("history", t("Nothing played yet")),
        actions=(button(t("Clear"), on("sure", what="history"), "flat", key="clear") if body else None,),
        key="history",
    )


def artist_counts(state: MusicState) -> list[tuple[str, int]]:
    """Artists with their plays this month, those played most first."""
    counts = {i: sum(state["songs"][s]["month"] for s, song in SONGS.items() if song.artist == i) for i in ARTISTS}
    return sorted(counts.items(), key=lambda pair: (-pair[1], number(pair[0])))


def stats_page(state: MusicState, look: Look) -> Node:
    """What was heard most this month."""
    tracks = state["songs"]
    everything = look.form.get("only") == "all"
    key = "plays" if everything else "month"
    total = sum(track[key] for track in tracks.values())
    seconds = sum(tracks[i][key] * SONGS[i].seconds for i in SONGS)
    artists = artist_counts(state)
    if everything:
        plays = {i: sum(tracks[s]["plays"] for s, song in SONGS.items() if song.artist == i) for i in ARTISTS}
        artists = sorted(plays.items(), key=lambda pair: (-pair[1], number(pair[0])))
    genres: dict[str, int] = {}
    for artist, count in artists:
        genres[ARTISTS[artist].genre] = genres.get(ARTISTS[artist].genre, 0) + count
    best = max(1, artists[0][1])
    return shell(
        state,
        "",
        t("Statistics"),
        chips(
            chip(t("This month"), not everything, on("only", name=""), "only-month"),
            chip(t("All time"), everything, on("only", name="all"), "only-all"),
        ),
        column(
            text(tn("{n} play", "{n} plays", total), "big strong", key="plays"),
            text(total_words(seconds), "muted", key="minutes"),
            style="pad",
        ),
        head(t("Top artists")),
        *[
            item(f"{place}. {t(ARTISTS[i].name)}", tn("{n} play", "{n} plays", count), on("show", id=i),
                 leading=cover(state, i), extra=progress(count / best), key=f"top-{i}")
            for place, (i, count) in enumerate(artists[:5], 1)
        ],
        head(t("Top songs")),
        *[
            song_row(state, i, "", text(str(place), "muted tracknum"),
                     f"{t(ARTISTS[SONGS[i].artist].name)} · {tn('{n} play', '{n} plays', tracks[i][key])}")
            for place, i in enumerate(top_songs(state, month=not everything)[:10], 1)
        ],
        head(t("Genres")),
        *[
            column(
                row(text(t(name)), spacer(), text(f"{100 * count // max(1, total)}%", "muted")),
                progress(count / max(1, total)), style="pad",
            )
            for name, count in sorted(genres.items(), key=lambda pair: (-pair[1], pair[0]))[:6]
        ],
        key="stats",
    )  # fmt: skip
