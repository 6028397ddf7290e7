"""What each event of Wayfare does: the map, searches, settings; the rest is in the modules it hands on to."""

from datetime import datetime, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.contacts.state import known
from devices.virtual.apps.maps.catalogue import PLACES
from devices.virtual.apps.maps.drawn import SPANS
from devices.virtual.apps.maps.place_update import EVENTS as PLACE_EVENTS
from devices.virtual.apps.maps.place_update import update as place_event
from devices.virtual.apps.maps.route_update import EVENTS as ROUTE_EVENTS
from devices.virtual.apps.maps.route_update import tick as route_tick
from devices.virtual.apps.maps.route_update import update as route_event
from devices.virtual.apps.maps.saved_update import EVENTS as SAVED_EVENTS
from devices.virtual.apps.maps.saved_update import update as saved_event
from devices.virtual.apps.maps.state import SETTINGS, MapsState, add_recent, iso, located, name_of
from devices.virtual.apps.maps.town import AREAS
from devices.virtual.node import Event, on
from devices.virtual.words import t

EDGE = 7.0  # kilometres that the map can be pushed


def update(state: MapsState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    match event.name:
        case name if name in PLACE_EVENTS:
            place_event(state, event, turn)
        case name if name in SAVED_EVENTS:
            saved_event(state, event, turn)
        case name if name in ROUTE_EVENTS:
            route_event(state, event, turn)
        case "tab":
            turn.form["tab"] = event["tab"]
        case "zoom" | "pan" | "peek" | "category" | "layers" | "layer" | "locate":
            _map(state, event, turn)
        case "search" | "results" | "again" | "found" | "forget" | "received" | "query":
            _search(state, event, turn)
        case "filter" | "sort" | "only" | "set" | "reset" | "apply":
            _narrow(event, turn)
        case "done":
            turn.close()
        case "settings":
            turn.open("settings")
        case "areas":
            turn.open("areas", space=turn.space)
        case "units":
            state["options"]["units"] = event["value"]
        case "default_mode":
            state["options"]["mode"] = event["mode"]
        case "flip":
            _flip(state, event["key"])
        case "download" | "update_area" | "update_areas" | "remove_area" | "area_removed":
            _areas(state, event, turn)
        case "share_sheet" | "share_now" | "unshare":
            _sharing(state, event, turn)
        case "clear" | "cleared" | "unvisit":
            _clear(state, event, turn)
        case _:
            raise ValueError(f"Wayfare knows no event {event.name!r}")


def tick(state: MapsState, since: datetime, turn: Turn) -> None:
    """The clock was moved: sharing ends, one arrives."""
    now = iso(turn.now)
    if state["share_with"] and state["share_until"] <= now:
        state["share_with"] = state["share_until"] = ""
        turn.notify(t("Location sharing ended"), t("Nobody sees your location any more"), on("tab", tab="you"))
    route_tick(state, turn)


# -- the map --------------------------------------------------------------------------------------------------------


def _map(state: MapsState, event: Event, turn: Turn) -> None:
    form = turn.form
    zoom, x, y = int(form.get("zoom", "3")), float(form.get("x", "0")), float(form.get("y", "0.4"))
    match event.name:
        case "zoom":
            form["zoom"] = str(min(len(SPANS) - 1, max(0, zoom + event["by"])))
        case "pan":
            far = SPANS[zoom] * 0.35
            # The finger pulls the paper: to the left shows what lies in the east.
            dx, dy = {"left": (far, 0.0), "right": (-far, 0.0), "up": (0.0, -far), "down": (0.0, far)}[
                event["direction"]
            ]
            form["x"] = f"{min(EDGE, max(-EDGE, x + dx)):.2f}"
            form["y"] = f"{min(EDGE + 5, max(-EDGE, y + dy)):.2f}"
        case "peek":
            form["peek"] = event["id"]
        case "category":
            turn.open("results", category=event["id"])
        case "layers":
            turn.overlay("layers", traffic=bool(form.get("traffic")), transit=bool(form.get("transit")))
        case "layer":
            turn.below[event["key"]] = "" if turn.below.get(event["key"]) else "1"
            turn.close()
        case _:
            _locate(state, turn)


def _locate(state: MapsState, turn: Turn) -> None:
    """Come to where the phone is; on the route's screen it becomes the start."""
    if not turn.ask("location", on("locate")):
        return
    if not turn.others[SETTINGS]["location"]:
        turn.toast(t("Location is off. Turn it on in Settings."))
        return
    if turn.name == "route":
        turn.form["from"] = turn.form.get("from") or "here"
    elif turn.name == "home":
        here = PLACES[state["here"]]
        turn.form.update(x=f"{here.x:.2f}", y=f"{here.y:.2f}", zoom="1")


# -- finding --------------------------------------------------------------------------------------------------------


def _search(state: MapsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "search":
            turn.open("search")
            turn.focus("query")
        case "found":
            add_recent(state, event["place"], "", turn.now)
            turn.open("place", id=event["place"])
        case "forget":
            state["recents"].pop(event["id"], None)
            turn.toast(t("Removed from history"))
        case name:
            query = (
                turn.draft("query") if name == "results" else str(event.args.get("query") or event.args.get("value"))
            )
            query = " ".join(query.split())
            if not query:
                turn.toast(t("Type what you are looking for"))
                return
            add_recent(state, "", query, turn.now)
            turn.open("results", query=query)


def _narrow(event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "filter":
            # The sheet works on a copy, so that leaving it changes nothing.
            turn.overlay("filter", form=dict(form))
        case "sort":
            form["sort"] = event["by"]
        case "only":
            form[event["key"]] = "" if form.get(event["key"]) else "1"
        case "set":
            form[event["key"]] = event["value"]
        case "reset":
            for key in ("sort", "open", "top", "ramp", "price", "near"):
                form.pop(key, None)
        case _:
            below = turn.below
            below.clear()
            below.update(form)
            turn.close()


# -- settings, offline maps, sharing --------------------------------------------------------------------------------


def _flip(state: MapsState, key: str) -> None:
    options = state["options"]
    match key:
        case "traffic":
            options["traffic"] = not options["traffic"]
        case "avoid_tolls":
            options["avoid_tolls"] = not options["avoid_tolls"]
        case "avoid_motorways":
            options["avoid_motorways"] = not options["avoid_motorways"]
        case "avoid_ferries":
            options["avoid_ferries"] = not options["avoid_ferries"]
        case "voice":
            options["voice"] = not options["voice"]
        case _:
            options["timeline"] = not options["timeline"]


def _areas(state: MapsState, event: Event, turn: Turn) -> None:
    downloads = state["downloads"]
    match event.name:
        case "remove_area":
            turn.overlay("remove_area", id=event["id"])
            return
        case "area_removed":
            downloads.pop(event["id"], None)
            turn.close()
            turn.toast(t("Offline map deleted"))
            return
        case "update_areas":
            wanted = [i for i in sorted(downloads) if downloads[i]["stale"]]
        case _:
            wanted = [event["id"]]
    if not turn.online:
        turn.toast(t("No connection. Try again later."))
        return
    if sum(AREAS[i].megabytes for i in wanted) > turn.space:
        turn.toast(t("Not enough space on the phone"))
        return
    for i in wanted:
        downloads[i] = {"at": iso(turn.now), "stale": False}
    turn.toast(t("Downloaded") if event.name == "download" else t("Updated"))


def _sharing(state: MapsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "share_sheet":
            if turn.ask("location", on("share_sheet")):
                turn.overlay("share_sheet", form={"minutes": "60"})
        case "unshare":
            state["share_with"] = state["share_until"] = ""
            turn.toast(t("Location sharing ended"))
        case _:
            contact = turn.form.get("contact", "")
            if not contact:
                turn.toast(t("Choose somebody"))
                return
            if not located(turn.others):
                turn.toast(t("Location is off. Turn it on in Settings."))
                return
            until = turn.now + timedelta(minutes=int(turn.form["minutes"]))
            state["share_with"], state["share_until"] = contact, iso(until)
            turn.close()
            turn.toast(t("{name} can see where you are", name=known(turn.others)[contact]["name"]))


def _clear(state: MapsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "clear":
            turn.overlay("clear", what=event["what"])
        case "unvisit":
            visit = state["visits"].pop(event["id"])
            turn.toast(t("Visit to {name} deleted", name=name_of(visit["place"])))
        case _:
            (state["recents"] if event["what"] == "recents" else state["visits"]).clear()
            turn.close()
            turn.toast(t("History cleared") if event["what"] == "recents" else t("Timeline cleared"))
