"""The user's own: playlists, history, downloads."""

from devices.virtual.app import Turn
from devices.virtual.apps.video.state import (
    LATER,
    MAX_NAME,
    VideoState,
    finished,
    iso,
    lists,
    new_id,
    title_of,
)
from devices.virtual.apps.video.watching import Handler, off_sheet
from devices.virtual.node import Event
from devices.virtual.words import t, tn


def _list(state: VideoState, event: Event, turn: Turn) -> None:
    turn.open("playlist", id=event["id"])


def _save(state: VideoState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("save", id=event["id"])


def _put(state: VideoState, event: Event, turn: Turn) -> None:
    ids, video = state["playlists"][event["list"]]["videos"], event["id"]
    if video in ids:
        ids.remove(video)
    elif event["list"] == LATER:
        ids.insert(0, video)
    else:
        ids.append(video)
    name = t("Watch later") if event["list"] == LATER else state["playlists"][event["list"]]["name"]
    turn.toast(t("Added to “{name}”", name=name) if video in ids else t("Removed from “{name}”", name=name))


def _list_new(state: VideoState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("list_name", id=event.args.get("id", ""))
    turn.focus("name")


def _list_rename(state: VideoState, event: Event, turn: Turn) -> None:
    turn.overlay("list_name", form={"name": state["playlists"][event["id"]]["name"]}, list=event["id"])
    turn.focus("name")


def _list_save(state: VideoState, event: Event, turn: Turn) -> None:
    name, old = turn.draft("name"), turn.args.get("list", "")
    names = {playlist["name"].casefold() for i, playlist in lists(state) if i != old}
    if not name:
        turn.form["name-error"] = t("Enter a name")
    elif len(name) > MAX_NAME:
        turn.form["name-error"] = t("At most {n} characters", n=MAX_NAME)
    elif name.casefold() in names:
        turn.form["name-error"] = t("There is a playlist of this name already")
    else:
        turn.close()
        _keep(state, turn, name, old)


def _keep(state: VideoState, turn: Turn, name: str, old: str) -> None:
    if old:
        state["playlists"][old]["name"] = name
        turn.toast(t("Playlist renamed"))
        return
    video = turn.args.get("id", "")
    made = new_id(state, "p")
    state["playlists"][made] = {"name": name, "videos": [video] if video else [], "made": iso(turn.now),
                                "public": False}  # fmt: skip
    turn.toast(t("Added to “{name}”", name=name) if video else t("Playlist created"))


def _list_menu(state: VideoState, event: Event, turn: Turn) -> None:
    turn.overlay("list_menu", id=event["id"])


def _list_public(state: VideoState, event: Event, turn: Turn) -> None:
    playlist = state["playlists"][event["id"]]
    playlist["public"] = not playlist["public"]
    turn.close()
    turn.toast(t("Everybody can find this playlist") if playlist["public"] else t("Only you see this playlist"))


def _list_share(state: VideoState, event: Event, turn: Turn) -> None:
    playlist = state["playlists"][event["id"]]
    turn.close()
    turn.share("text", "\n".join((playlist["name"], *(title_of(i) for i in playlist["videos"]))))


def _list_gone(state: VideoState, event: Event, turn: Turn) -> None:
    del state["playlists"][event["id"]]
    if state["player"]["playlist"] == event["id"]:
        state["player"]["playlist"] = ""
    turn.close(2)
    turn.toast(t("Playlist deleted"))


def _list_tidy(state: VideoState, event: Event, turn: Turn) -> None:
    playlist = state["playlists"][event["id"]]
    left = [i for i in playlist["videos"] if not finished(state, i)]
    count = len(playlist["videos"]) - len(left)
    playlist["videos"] = left
    turn.toast(tn("{n} video removed", "{n} videos removed", count))


def _place(state: VideoState, event: Event, turn: Turn) -> None:
    turn.overlay("place", id=event["id"], list=event["list"])


def _move(state: VideoState, event: Event, turn: Turn) -> None:
    ids = state["playlists"][event["list"]]["videos"]
    turn.close()
    if event["id"] in ids:
        at = ids.index(event["id"])
        ids.insert(max(0, at + event["by"]), ids.pop(at))


def _take_out(state: VideoState, event: Event, turn: Turn) -> None:
    ids = state["playlists"][event["list"]]["videos"]
    if event["id"] in ids:
        turn.below["gone"] = f"{event['id']}:{ids.index(event['id'])}"
        ids.remove(event["id"])
    turn.close()


def _undo(state: VideoState, event: Event, turn: Turn) -> None:
    video, _, at = turn.form.pop("gone", "").partition(":")
    playlist = state["playlists"].get(turn.args.get("id", ""))
    if video and playlist is not None and video not in playlist["videos"]:
        playlist["videos"].insert(int(at), video)


def _history(state: VideoState, event: Event, turn: Turn) -> None:
    match event.name:
        case "history_menu":
            turn.overlay("history_menu")
        case "history_pause":
            options = state["options"]
            options["history_paused"] = not options["history_paused"]
            turn.close()
            turn.toast(t("History paused") if options["history_paused"] else t("History is on again"))
        case "visit_gone":
            state["history"].pop(event["id"], None)
            turn.toast(t("Removed from history"))
        case _:
            state["history"].clear()
            turn.close()
            turn.toast(t("History cleared"))


def _downloads(state: VideoState, event: Event, turn: Turn) -> None:
    if event.name == "download_gone":
        state["downloads"].pop(event["id"], None)
    else:
        state["downloads"].clear()
    turn.close()
    turn.toast(t("Download deleted") if event.name == "download_gone" else t("All downloads deleted"))


def _sure(state: VideoState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("sure", **event.args)


COLLECTING: dict[str, Handler] = {
    "list": _list, "save": _save, "put": _put, "list_new": _list_new, "list_rename": _list_rename,
    "list_save": _list_save, "list_menu": _list_menu, "list_public": _list_public, "list_share": _list_share,
    "list_gone": _list_gone, "list_tidy": _list_tidy, "place": _place, "move": _move, "take_out": _take_out,
    "undo": _undo, "history_menu": _history, "history_pause": _history, "visit_gone": _history,
    "history_clear": _history, "download_gone": _downloads, "downloads_clear": _downloads, "sure": _sure,
}  # fmt: skip
