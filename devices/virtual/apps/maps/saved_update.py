"""What is done with lists, home and work."""

from devices.virtual.app import Turn
from devices.virtual.apps.maps.state import MapsState, full_address, iso, list_name, lists, name_of, new_id
from devices.virtual.node import Event
from devices.virtual.words import t

EVENTS = frozenset({
    "save", "toggle_list", "new_list", "list", "rename", "list_named", "delete_list", "list_deleted", "remark",
    "remarked", "unsave", "share_list", "no_address",
})  # fmt: skip


def update(state: MapsState, event: Event, turn: Turn) -> None:
    """Every event about lists and addresses."""
    match event.name:
        case "save":
            turn.overlay("save", id=event["id"])
        case "toggle_list":
            _toggle(state, event["list"], turn.args["id"], turn)
        case "unsave":
            _toggle(state, event["list"], event["id"], turn)
        case "list":
            turn.open("list", id=event["id"])
        case "share_list":
            saved = state["lists"][event["id"]]
            lines = [f"{name_of(place)}, {full_address(place)}" for place in sorted(saved["entries"])]
            turn.share("text", "\n".join((list_name(saved), *lines)))
        case "remark":
            remark = state["lists"][event["list"]]["entries"][event["id"]]
            turn.overlay("remark", form={"text": remark}, id=event["id"], list=event["list"])
            turn.focus("text")
        case "remarked":
            entries = state["lists"][turn.args["list"]]["entries"]
            if turn.args["id"] in entries:
                entries[turn.args["id"]] = turn.draft("text")
            turn.close()
            turn.toast(t("Remark saved"))
        case "no_address":
            state["home" if event["which"] == "home" else "work"] = ""
            turn.toast(t("Address removed"))
        case _:
            _lists(state, event, turn)


def _toggle(state: MapsState, list_id: str, place: str, turn: Turn) -> None:
    saved = state["lists"][list_id]
    if place in saved["entries"]:
        del saved["entries"][place]
        turn.toast(t("Removed from {list}", list=list_name(saved)))
    else:
        saved["entries"][place] = ""
        turn.toast(t("Saved in {list}", list=list_name(saved)))


def _lists(state: MapsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "new_list":
            place = {"place": turn.args["id"]} if turn.name == "save" else {}
            turn.overlay("list_name", **place)
            turn.focus("name")
        case "rename":
            turn.overlay("list_name", form={"name": state["lists"][event["id"]]["name"]}, id=event["id"])
            turn.focus("name")
        case "delete_list":
            turn.overlay("delete_list", id=event["id"])
        case "list_deleted":
            name = list_name(state["lists"].pop(event["id"]))
            turn.close(2)
            turn.toast(t("“{name}” deleted", name=name))
        case _:
            _named(state, turn)


def _named(state: MapsState, turn: Turn) -> None:
    name, own = turn.draft("name"), turn.args.get("id", "")
    taken = {list_name(saved).casefold() for i, saved in lists(state) if i != own}
    turn.form["error"] = "" if name else t("Enter a name")
    if name.casefold() in taken:
        turn.form["error"] = t("There is a list of this name already")
    if turn.form["error"]:
        return
    if own:
        state["lists"][own]["name"] = name
    else:
        entries = {turn.args["place"]: ""} if "place" in turn.args else dict[str, str]()
        state["lists"][new_id(state, "l")] = {"name": name, "kind": "own", "entries": entries, "at": iso(turn.now)}
    turn.close()
    turn.toast(t("List renamed") if own else t("List “{name}” created", name=name))
