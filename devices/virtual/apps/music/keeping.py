"""Looking for music, and what the user keeps: likes, playlists, follows, downloads, settings."""

from devices.virtual.app import Turn
from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, GENRES, MIXES, SONGS, mix_songs
from devices.virtual.apps.music.playing import Handler, off_sheet
from devices.virtual.apps.music.spoken import EPISODES, SHOWS
from devices.virtual.apps.music.state import (
    LIKED,
    MAX_ABOUT,
    MAX_NAME,
    PRESETS,
    MusicState,
    iso,
    new_id,
    playlists,
    size_of,
    title_of,
)
from devices.virtual.flags import flip
from devices.virtual.node import Event
from devices.virtual.times import SETTINGS
from devices.virtual.words import t

PAGES = {"now", "queue", "lyrics", "history", "settings", "stats", "podcasts", "downloads", "equaliser"}
SHEETS = {"list_menu", "speed", "sleep", "device", "now_menu", "pick_quality", "library_sort"}


def _go(state: MusicState, event: Event, turn: Turn) -> None:
    turn.root()
    if event["to"] in ("search", "library"):
        turn.open(event["to"])


def _open(state: MusicState, event: Event, turn: Turn) -> None:
    if event["name"] not in PAGES:
        raise ValueError(f"Tremolo has no page {event['name']!r}")
    off_sheet(turn)
    turn.open(event["name"])


def _sheet(state: MusicState, event: Event, turn: Turn) -> None:
    if event["name"] not in SHEETS:
        raise ValueError(f"Tremolo has no sheet {event['name']!r}")
    args = {key: value for key, value in event.args.items() if key not in ("name", "form")}
    turn.overlay(event["name"], dict(turn.form) if event.args.get("form") else None, **args)


def show(state: MusicState, event: Event, turn: Turn) -> None:
    """Open the page of an album, artist, mix, playlist, podcast or the liked songs; a song's is its album's."""
    what = event["id"]
    pages = {"album": ALBUMS, "artist": ARTISTS, "mix": MIXES, "show": SHOWS, "episode": EPISODES,
             "playlist": state["playlists"]}  # fmt: skip
    off_sheet(turn)
    if what == LIKED:
        turn.open("liked")
    elif what in SONGS:
        turn.open("album", id=SONGS[what].album)
    else:
        name = next((name for name, known in pages.items() if what in known), "")
        if name:
            turn.open(name, id=what)
        else:
            turn.toast(t("No longer here"))


def _form(state: MusicState, event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "kind":
            form["kind"] = event["name"]
        case "only":
            form["only"] = event["name"]
        case "sort":
            form["sort"] = event["by"]
        case "sorted":
            turn.below["sort"] = event["by"]
            turn.close()
        case "grid":
            form["grid"] = "" if form.get("grid") else "1"
        case "form_toggle":
            form[event["key"]] = "" if form.get(event["key"]) else "1"
        case _:
            form["more"] = "" if form.get("more") else "1"


def _search(state: MusicState, event: Event, turn: Turn) -> None:
    match event.name:
        case "searched" | "search_for" | "received":
            query = " ".join((event["value"] if "value" in event.args else turn.draft("query")).split())[:60]
            if not query:
                turn.toast(t("Type what you are looking for"))
                return
            state["searches"] = [query, *(other for other in state["searches"] if other != query)][:8]
            if turn.name == "search":
                turn.form["query"] = query
            else:
                turn.open("search", form={"query": query})
        case "search_gone":
            state["searches"] = [words for words in state["searches"] if words != event["value"]]
        case "searches_clear":
            state["searches"] = []
        case _:
            if event["name"] in GENRES:
                turn.open("genre", name=event["name"])


def _like(state: MusicState, event: Event, turn: Turn) -> None:
    track = state["songs"][event["id"]]
    track["liked"] = "" if track["liked"] else iso(turn.now)
    off_sheet(turn)
    turn.toast(t("Added to liked songs") if track["liked"] else t("Removed from liked songs"))


def _follow(state: MusicState, event: Event, turn: Turn) -> None:
    standing, name = state["artists"][event["id"]], t(ARTISTS[event["id"]].name)
    standing["followed"] = "" if standing["followed"] else iso(turn.now)
    turn.toast(t("Following {name}", name=name) if standing["followed"] else t("Unfollowed {name}", name=name))


def _keep(state: MusicState, event: Event, turn: Turn) -> None:
    what = event["id"]
    shelf = state["albums"] if what in ALBUMS else state["mixes"] if what in MIXES else state["shows"]
    if what in shelf:
        del shelf[what]
        turn.toast(t("Removed from your library"))
    else:
        shelf[what] = iso(turn.now)
        turn.toast(t("Added to your library"))


def _menu(state: MusicState, event: Event, turn: Turn) -> None:
    turn.overlay("song_menu", id=event["id"], source=event["source"])


def _add_to(state: MusicState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("add_to", id=event["id"])


def _put(state: MusicState, event: Event, turn: Turn) -> None:
    playlist = state["playlists"][event["list"]]
    if event["id"] in playlist["songs"]:
        playlist["songs"].remove(event["id"])
        turn.toast(t("Removed from “{name}”", name=playlist["name"]))
    else:
        playlist["songs"].append(event["id"])
        turn.toast(t("Added to “{name}”", name=playlist["name"]))


def _list_new(state: MusicState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.open("edit", song=event.args.get("id", ""))
    turn.focus("name")


def _list_edit(state: MusicState, event: Event, turn: Turn) -> None:
    playlist = state["playlists"][event["id"]]
    off_sheet(turn)
    form = {"name": playlist["name"], "about": playlist["about"], "public": "1" if playlist["public"] else ""}
    turn.open("edit", form=form, id=event["id"])


def _list_save(state: MusicState, event: Event, turn: Turn) -> None:
    name, about, old = turn.draft("name"), turn.draft("about"), turn.args.get("id", "")
    taken = {playlist["name"].casefold() for i, playlist in playlists(state) if i != old}
    turn.form["about-error"] = t("At most {n} characters", n=MAX_ABOUT) if len(about) > MAX_ABOUT else ""
    turn.form["name-error"] = (
        t("Enter a name") if not name
        else t("At most {n} characters", n=MAX_NAME) if len(name) > MAX_NAME
        else t("You have a playlist of this name already") if name.casefold() in taken
        else ""
    )  # fmt: skip
    if turn.form["name-error"] or turn.form["about-error"]:
        return
    public = turn.form.get("public") == "1"
    if old in state["playlists"]:
        state["playlists"][old].update(name=name, about=about, public=public)
        turn.close()
        turn.toast(t("Playlist saved"))
        return
    song = turn.args.get("song", "")
    made = new_id(state, "p")
    state["playlists"][made] = {"name": name, "about": about, "songs": [song] if song else [], "made": iso(turn.now),
                                "public": public}  # fmt: skip
    turn.replace("playlist", id=made)
    turn.toast(t("Playlist created"))


def _list(state: MusicState, event: Event, turn: Turn) -> None:
    list_id = event["id"]
    off_sheet(turn)
    match event.name:
        case "add_songs":
            turn.open("add", id=list_id)
        case "list_public":
            playlist = state["playlists"][list_id]
            playlist["public"] = not playlist["public"]
            turn.toast(t("Others can find this playlist") if playlist["public"] else t("Only you see this playlist"))
        case "list_gone":
            del state["playlists"][list_id]
            state["downloads"].pop(list_id, None)
            if state["player"]["source"] == list_id:
                state["player"]["source"] = ""
            turn.close()
            turn.toast(t("Playlist deleted"))
        case _:
            songs = mix_songs(list_id) if list_id in MIXES else list(state["playlists"][list_id]["songs"])
            about = t(MIXES[list_id].about) if list_id in MIXES else state["playlists"][list_id]["about"]
            name = _free_name(state, t("{name}, copy", name=title_of(state, list_id)))
            state["playlists"][new_id(state, "p")] = {"name": name, "about": about, "songs": songs,
                                                      "made": iso(turn.now), "public": False}  # fmt: skip
            turn.toast(t("Saved as “{name}”", name=name))


def _free_name(state: MusicState, name: str) -> str:
    taken = {playlist["name"] for playlist in state["playlists"].values()}
    number = 2
    free = name
    while free in taken:
        free = f"{name} {number}"
        number += 1
    return free


def _order(state: MusicState, event: Event, turn: Turn) -> None:
    if event.name == "undo":
        song, _, at = turn.form.pop("gone", "").partition(":")
        playlist = state["playlists"].get(turn.args.get("id", ""))
        if song and playlist is not None and song not in playlist["songs"]:
            playlist["songs"].insert(int(at), song)
        return
    songs, song = state["playlists"][event["list"]]["songs"], event["id"]
    if song in songs:
        at = songs.index(song)
        if event.name == "move":
            songs.insert(max(0, at + event["by"]), songs.pop(at))
        else:
            songs.remove(song)
            turn.below["gone"] = f"{song}:{at}"
    off_sheet(turn)


def _download(state: MusicState, event: Event, turn: Turn) -> None:
    what = event["id"]
    if what in state["downloads"]:
        turn.overlay("sure", what="download", id=what)
        return
    if state["options"]["wifi_only"] and not turn.others[SETTINGS]["wifi"]:
        turn.toast(t("Downloads wait for Wi-Fi. You can change this in the settings."))
        return
    size = size_of(state, what, turn.now)
    if size > turn.space:
        turn.toast(t("Not enough space on this phone"))
        return
    state["downloads"][what] = {"size": size, "at": iso(turn.now)}
    turn.toast(t("Downloaded, {n} MB", n=size))


def _gone(state: MusicState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    match event.name:
        case "download_gone":
            state["downloads"].pop(event["id"], None)
            turn.toast(t("Download removed"))
        case "downloads_clear":
            state["downloads"].clear()
            turn.toast(t("All downloads removed"))
        case _:
            state["history"].clear()
            turn.toast(t("History cleared"))


def _sure(state: MusicState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("sure", **event.args)


def _episode(state: MusicState, event: Event, turn: Turn) -> None:
    if event["id"] not in EPISODES:
        turn.toast(t("No longer here"))
    elif event.name == "episode":
        turn.open("episode", id=event["id"])
    else:
        cast = state["episodes"][event["id"]]
        cast.update(done=not cast["done"], position=0)


def _option(state: MusicState, event: Event, turn: Turn) -> None:
    flip(state["options"], event["key"])


def _sound(state: MusicState, event: Event, turn: Turn) -> None:
    equaliser, options = state["equaliser"], state["options"]
    match event.name:
        case "quality":
            if event["key"] == "quality":
                options["quality"] = event["to"]
            else:
                options["download_quality"] = event["to"]
            turn.close()
        case "crossfade":
            options["crossfade"] = round(12 * event["value"])
        case "equaliser_on":
            equaliser["on"] = not equaliser["on"]
        case "preset":
            equaliser.update(on=True, preset=event["name"], bands=list(PRESETS[event["name"]]))
        case _:
            equaliser["bands"][event["n"]] = round(12 * event["value"]) - 6
            bands = tuple(equaliser["bands"])
            equaliser.update(on=True, preset=next((name for name, levels in PRESETS.items() if levels == bands), ""))


def _name(state: MusicState, event: Event, turn: Turn) -> None:
    if event.name == "name_edit":
        turn.open("name", form={"name": state["options"]["name"]})
        turn.focus("name")
        return
    name = turn.draft("name")
    if not name or len(name) > MAX_NAME:
        turn.form["name-error"] = t("At most {n} characters", n=MAX_NAME) if name else t("Enter a name")
        return
    state["options"]["name"] = name
    turn.close()
    turn.toast(t("Name saved"))


KEEPING: dict[str, Handler] = {
    "go": _go, "open": _open, "sheet": _sheet, "show": show, "kind": _form, "only": _form, "sort": _form,
    "sorted": _form, "grid": _form, "form_toggle": _form, "more": _form, "searched": _search, "search_for": _search,
    "received": _search, "search_gone": _search, "searches_clear": _search, "genre": _search, "like": _like,
    "follow": _follow, "keep": _keep, "song_menu": _menu, "add_to": _add_to, "put": _put, "list_new": _list_new,
    "list_edit": _list_edit, "list_save": _list_save, "add_songs": _list, "list_public": _list, "list_gone": _list,
    "list_copy": _list, "mix_copy": _list, "undo": _order, "move": _order, "take_out": _order,
    "download": _download, "download_gone": _gone, "downloads_clear": _gone, "history_clear": _gone, "sure": _sure,
    "episode": _episode, "done": _episode, "option": _option, "quality": _sound, "crossfade": _sound,
    "equaliser_on": _sound, "preset": _sound, "band": _sound, "name_edit": _name, "name_save": _name,
}  # fmt: skip
