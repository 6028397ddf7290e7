"""What each event of Gallery does."""

from datetime import datetime, timedelta
from urllib.parse import quote

from devices.virtual.app import Turn
from devices.virtual.apps.gallery.state import (
    CROPS,
    FILTERS,
    KEEPS,
    MAX_LIGHT,
    PLAIN,
    Crop,
    Edits,
    Filter,
    GalleryState,
    in_album,
    new_photo,
    shown,
)
from devices.virtual.node import Event, on
from devices.virtual.words import t

COLUMNS = {2: 3, 3: 4, 4: 2}


def update(state: GalleryState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    for part in (_browse, _photo, _bin, _edit, _choose, _albums):
        if part(state, event, turn):
            return
    raise ValueError(f"gallery knows no event {event.name!r}")


def tick(state: GalleryState, since: datetime, turn: Turn) -> None:
    """What has been in the bin for long enough is deleted."""
    last = (turn.now - timedelta(days=state["keep"])).isoformat(timespec="minutes")
    for photo_id in [i for i, p in state["photos"].items() if p["binned"] and p["binned"] < last]:
        _forget(state, photo_id)
    today = f"{turn.now:%m-%d}"
    if turn.now.date() > since.date():
        year = f"{turn.now:%Y}"
        ago = [i for i, p in shown(state) if p["at"][5:10] == today and p["at"][:4] != year]
        if ago:
            turn.notify(t("On this day"), t("{n} items", n=len(ago)), on("linked", id=ago[0]))


def _forget(state: GalleryState, photo_id: str) -> None:
    del state["photos"][photo_id]
    for album in state["albums"].values():
        album["photos"] = [i for i in album["photos"] if i != photo_id]
        album["cover"] = "" if album["cover"] == photo_id else album["cover"]


def _new_id(state: GalleryState, letter: str) -> str:
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def _browse(state: GalleryState, event: Event, turn: Turn) -> bool:
    form = turn.form
    match event.name:
        case "tab":
            form["tab"] = event["tab"]
        case "columns":
            state["columns"] = COLUMNS[state["columns"]]
        case "open":
            turn.open("photo", id=event["id"])
        case "linked" | "linked_album":
            known = state["photos"] if event.name == "linked" else state["albums"]
            if event["id"] in known:
                turn.open("photo" if event.name == "linked" else "album", id=event["id"])
            else:
                turn.toast(t("This page no longer exists"))
        case "album":
            turn.open("album", id=event["id"])
        case "kind":
            turn.open("kind", kind=event["kind"], title=event["title"])
        case "go":
            turn.open(event["screen"])
        case "narrow":
            form[event["key"]] = "" if form.get(event["key"]) == event["value"] else event["value"]
        case "span":
            form["span"] = event["days"]
        case "sort":
            form["sort"] = event["by"]
        case "backup":
            state["backup"] = not state["backup"]
        case "ask_keep":
            turn.overlay("keep")
        case "keep":
            if event["days"] in KEEPS:
                state["keep"] = event["days"]
            turn.close()
        case _:
            return False
    return True


def _photo(state: GalleryState, event: Event, turn: Turn) -> bool:
    match event.name:
        case "favour":
            photo = state["photos"][event["id"]]
            photo["favourite"] = not photo["favourite"]
            turn.toast(t("Added to favourites") if photo["favourite"] else t("Removed from favourites"))
        case "share":
            turn.share("image", state["photos"][event["id"]]["art"])
        case "place":
            if not turn.follow(f"geo:{quote(state['photos'][event['id']]['place'])}"):
                turn.toast(t("No app can show this place"))
        case "turned":
            _leaf(state, event["id"], event["direction"], turn)
        case "menu":
            turn.overlay("menu", id=event["id"])
        case "rename":
            _caption(state, event["id"], turn)
        case "renamed":
            state["photos"][turn.args["id"]]["caption"] = turn.draft("caption")
            turn.close()
            turn.toast(t("Caption saved"))
        case "hide":
            photo = state["photos"][event["id"]]
            photo["hidden"] = not photo["hidden"]
            turn.close()
            turn.toast(t("Photo hidden") if photo["hidden"] else t("Photo is shown again"))
        case "copy":
            turn.close()
            _copy(state, event["id"], turn)
        case "received":
            _received(state, str(event["value"]), turn)
        case _:
            return False
    return True


def _caption(state: GalleryState, photo_id: str, turn: Turn) -> None:
    turn.close()
    turn.overlay("rename", form={"caption": state["photos"][photo_id]["caption"]}, id=photo_id)
    turn.focus("caption")


def _leaf(state: GalleryState, photo_id: str, direction: str, turn: Turn) -> None:
    ids = [i for i, _ in shown(state)]
    if photo_id not in ids or direction not in ("left", "right"):
        return
    at = ids.index(photo_id) + (1 if direction == "left" else -1)
    if 0 <= at < len(ids):
        turn.replace("photo", id=ids[at])


def _copy(state: GalleryState, photo_id: str, turn: Turn) -> str:
    if not turn.space:
        turn.toast(t("There is no space left on this phone"))
        return ""
    photo = state["photos"][photo_id]
    copied = _new_id(state, "p")
    state["photos"][copied] = {**photo, "people": [*photo["people"]], "edits": {**photo["edits"]}, "favourite": False,
                               "name": f"{photo['name']}-{copied}"}  # fmt: skip
    turn.toast(t("Copy saved"))
    return copied


def _received(state: GalleryState, drawn: str, turn: Turn) -> None:
    kind, _, number = drawn.partition(":")
    if not number.isdigit():
        turn.toast(t("This picture cannot be saved"))
    elif not turn.space:
        turn.toast(t("There is no space left on this phone"))
    else:
        photo_id = _new_id(state, "p")
        state["photos"][photo_id] = new_photo(f"{kind}:{number}", f"IMG_{photo_id[1:]}", turn.now)
        turn.open("photo", id=photo_id)
        turn.toast(t("Saved to Gallery"))


def _bin(state: GalleryState, event: Event, turn: Turn) -> bool:
    match event.name:
        case "delete":
            turn.overlay("delete", ids=[event["id"]], count=1)
        case "delete_chosen":
            ids = _chosen(turn)
            turn.overlay("delete", ids=ids, count=len(ids))
        case "binned":
            for photo_id in event["ids"]:
                state["photos"][photo_id]["binned"] = turn.now.isoformat(timespec="minutes")
            single = len(event["ids"]) == 1 and "chosen" not in turn.below
            turn.below.pop("chosen", None)
            turn.close(2 if single else 1)
            turn.toast(t("Moved to the bin"))
        case "restore":
            state["photos"][event["id"]]["binned"] = ""
            turn.toast(t("Photo restored"))
        case "restore_all":
            for photo in state["photos"].values():
                photo["binned"] = ""
            turn.toast(t("Photos restored"))
        case "ask_forget":
            turn.overlay("forget", id=event["id"])
        case "forgotten":
            _forget(state, event["id"])
            turn.close(2)
            turn.toast(t("Deleted for good"))
        case "empty_bin":
            turn.overlay("empty_bin")
        case "bin_emptied":
            for photo_id in [i for i, p in state["photos"].items() if p["binned"]]:
                _forget(state, photo_id)
            turn.close()
            turn.toast(t("The bin is empty"))
        case _:
            return False
    return True


def _edit(state: GalleryState, event: Event, turn: Turn) -> bool:
    form = turn.form
    match event.name:
        case "edit":
            edits = state["photos"][event["id"]]["edits"]
            turn.open("edit", form={key: str(value) for key, value in edits.items()}, id=event["id"])
        case "filter" if event["to"] in FILTERS:
            form["filter"] = event["to"]
        case "crop" if event["to"] in CROPS:
            form["crop"] = event["to"]
        case "light" if abs(event["to"]) <= MAX_LIGHT:
            form["light"] = str(event["to"])
        case "rotate":
            form["turn"] = str((int(form["turn"]) + event["by"]) % 360)
        case "revert":
            form.update({key: str(value) for key, value in PLAIN.items()})
        case "saved":
            _save_edits(state, turn, event["copy"])
        case _:
            return False
    return True


def _save_edits(state: GalleryState, turn: Turn, copy: bool) -> None:
    form, photo_id = turn.form, turn.args["id"]
    if copy:
        photo_id = _copy(state, photo_id, turn)
        if not photo_id:
            return
    filter_: Filter = next(name for name in FILTERS if name == form["filter"])
    crop: Crop = next(name for name in CROPS if name == form["crop"])
    edits: Edits = {"filter": filter_, "turn": int(form["turn"]), "light": int(form["light"]), "crop": crop}
    state["photos"][photo_id]["edits"] = edits
    turn.close()
    if not copy:
        turn.toast(t("Changes saved"))


# -- selecting ------------------------------------------------------------------------------------------------------


def _chosen(turn: Turn) -> list[str]:
    return [i for i in turn.form.get("chosen", "").split(",") if i]


def _choose(state: GalleryState, event: Event, turn: Turn) -> bool:
    form = turn.form
    match event.name:
        case "select":
            if turn.name == "home":
                form["chosen"] = event["id"]
                form["tab"] = "photos"
        case "toggle":
            chosen = _chosen(turn)
            form["chosen"] = ",".join([i for i in chosen if i != event["id"]] if event["id"] in chosen
                                      else [*chosen, event["id"]])  # fmt: skip
        case "unselect":
            form.pop("chosen", None)
        case "favour_chosen":
            for photo_id in _chosen(turn):
                state["photos"][photo_id]["favourite"] = True
            form.pop("chosen", None)
            turn.toast(t("Added to favourites"))
        case _:
            return False
    return True


# -- albums ---------------------------------------------------------------------------------------------------------


def _albums(state: GalleryState, event: Event, turn: Turn) -> bool:
    match event.name:
        case "new_album":
            turn.overlay("album_name")
            turn.focus("name")
        case "rename_album":
            turn.overlay("album_name", form={"name": state["albums"][event["id"]]["name"]}, id=event["id"])
            turn.focus("name")
        case "new_album_with":
            ids = turn.args["ids"]
            turn.close()
            turn.overlay("album_name", ids=ids)
            turn.focus("name")
        case "album_named":
            _name_album(state, turn)
        case "delete_album":
            turn.overlay("delete_album", id=event["id"])
        case "album_deleted":
            del state["albums"][event["id"]]
            turn.close(2)
            turn.toast(t("Album deleted"))
        case "pick":
            turn.open("pick", id=event["id"])
        case "picked":
            state["albums"][turn.args["id"]]["photos"] += _chosen(turn)
            turn.close()
            turn.toast(t("Added to the album"))
        case "removing":
            turn.form["removing"] = "" if turn.form.get("removing") else "1"
        case "leave":
            album = state["albums"][turn.args["id"]]
            album["photos"] = [i for i in album["photos"] if i != event["id"]]
            turn.toast(t("Removed from the album"))
        case "pick_album":
            ids = [event["id"]] if "id" in event.args else _chosen(turn)
            if "id" in event.args:
                turn.close()
            turn.overlay("pick_album", ids=ids)
        case "put_in":
            _put(state, event["album"], turn.args["ids"])
            turn.below.pop("chosen", None)
            turn.close()
            turn.toast(t("Added to the album"))
        case _:
            return False
    return True


def _put(state: GalleryState, album_id: str, ids: list[str]) -> None:
    album = state["albums"][album_id]
    album["photos"] += [i for i in ids if i not in album["photos"]]
    album["cover"] = album["cover"] or next((i for i, _ in in_album(state, album_id)), "")


def _name_album(state: GalleryState, turn: Turn) -> None:
    name, own = turn.draft("name"), turn.args.get("id", "")
    taken = {a["name"].casefold() for i, a in state["albums"].items() if i != own}
    if not name or name.casefold() in taken:
        turn.form["error"] = t("There is an album of this name already") if name else t("Enter a name")
        return
    if own:
        state["albums"][own]["name"] = name
    else:
        own = _new_id(state, "a")
        state["albums"][own] = {"name": name, "photos": [], "cover": ""}
        _put(state, own, turn.args.get("ids", []))
    turn.below.pop("chosen", None)
    turn.close()
    turn.toast(t("Album saved"))
