"""What is done with a place: looked at, called, shared, reviewed, corrected, noted."""

from devices.virtual.app import Turn
from devices.virtual.apps.maps.catalogue import PLACES, phone_of
from devices.virtual.apps.maps.state import MapsState, full_address, iso, name_of, new_id
from devices.virtual.node import Event
from devices.virtual.words import t

EVENTS = frozenset({
    "place", "open_place", "call", "book", "site", "copy", "share", "hours", "review", "stars", "post", "unreview",
    "edit", "send_edit", "note", "noted",
})  # fmt: skip


def update(state: MapsState, event: Event, turn: Turn) -> None:
    """Every event about a place."""
    match event.name:
        case "place" | "open_place":
            if event["id"] not in PLACES:
                turn.toast(t("There is no such place"))
                return
            turn.open("place", id=event["id"])
        case "call":
            turn.follow(f"tel:{phone_of(event['id'])}")
        case "book":
            if not turn.follow(f"guimcp://booking/{PLACES[event['id']].booking}"):
                turn.toast(t("No app on this phone can book that"))
        case "site":
            if turn.online:
                turn.open("site", id=event["id"])
            else:
                turn.toast(t("No connection. Try again later."))
        case "copy":
            turn.copy(event["text"])
            turn.toast(t("Address copied"))
        case "share":
            place = event["id"]
            words = full_address(place) if PLACES[place].address else f"{name_of(place)}, {full_address(place)}"
            turn.share("text", f"{words}\nguimcp://maps/place/{place}")
        case "hours":
            turn.form["hours"] = "" if turn.form.get("hours") else "1"
        case "note":
            turn.overlay("note", form={"text": state["notes"].get(event["id"], "")}, id=event["id"])
            turn.focus("text")
        case "noted":
            _note(state, turn)
        case "edit" | "send_edit":
            _edit(state, event, turn)
        case _:
            _review(state, event, turn)


def _note(state: MapsState, turn: Turn) -> None:
    place, words = turn.args["id"], turn.draft("text")
    if words:
        state["notes"][place] = words
    else:
        state["notes"].pop(place, None)
    turn.close()
    turn.toast(t("Note saved") if words else t("Note deleted"))


def _edit(state: MapsState, event: Event, turn: Turn) -> None:
    if event.name == "edit":
        turn.open("edit", id=event["id"])
        return
    what, words = turn.form.get("what", ""), turn.draft("text")
    if not what:
        turn.toast(t("Choose what is wrong"))
        return
    turn.form["error"] = "" if words or what == "closed" else t("Say how it should be")
    if turn.form["error"]:
        return
    state["edits"][new_id(state, "c")] = {"place": turn.args["id"], "what": what, "text": words, "at": iso(turn.now)}
    turn.close()
    turn.toast(t("Thank you. We will look into it."))


def _review(state: MapsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "review":
            place = event["id"]
            mine = own_review(state, place)
            old = state["reviews"].get(mine)
            turn.open("review", form={"stars": str(old["stars"]), "text": old["text"]} if old else {}, id=place)
        case "stars":
            turn.form.update(stars=str(event["n"]), error="")
        case "unreview":
            state["reviews"].pop(event["id"], None)
            turn.toast(t("Review deleted"))
        case _:
            place, stars = turn.args["id"], int(turn.form.get("stars", "0"))
            if not stars:
                turn.form["error"] = t("Give one to five stars")
                return
            mine = own_review(state, place)
            state["reviews"][mine or new_id(state, "e")] = {
                "place": place, "author": "", "stars": stars, "text": turn.draft("text"), "at": iso(turn.now),
                "mine": True,
            }  # fmt: skip
            turn.close()
            turn.toast(t("Review posted"))


def own_review(state: MapsState, place: str) -> str:
    """The id of the user's review of a place; empty where there is none."""
    return next((i for i, r in sorted(state["reviews"].items()) if r["mine"] and r["place"] == place), "")
