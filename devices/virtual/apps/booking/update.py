"""What each event of Evening does: moving about, filters, lists; the rest is in the modules it hands on to."""

from datetime import datetime

from devices.virtual.app import Turn
from devices.virtual.apps.booking.catalogue import CINEMAS, FILMS
from devices.virtual.apps.booking.film_update import EVENTS as FILM_EVENTS
from devices.virtual.apps.booking.film_update import tick as film_tick
from devices.virtual.apps.booking.film_update import update as film_event
from devices.virtual.apps.booking.film_views import FILTERS as FILM_FILTERS
from devices.virtual.apps.booking.my_update import EVENTS as MY_EVENTS
from devices.virtual.apps.booking.my_update import tick as my_tick
from devices.virtual.apps.booking.my_update import update as my_event
from devices.virtual.apps.booking.parts import address, film_facts, name_of
from devices.virtual.apps.booking.state import BookingState
from devices.virtual.apps.booking.table_update import EVENTS as TABLE_EVENTS
from devices.virtual.apps.booking.table_update import tick as table_tick
from devices.virtual.apps.booking.table_update import update as table_event
from devices.virtual.apps.booking.table_views import FILTERS as TABLE_FILTERS
from devices.virtual.apps.booking.tables import RESTAURANTS
from devices.virtual.apps.booking.you_update import EVENTS as YOU_EVENTS
from devices.virtual.apps.booking.you_update import update as you_event
from devices.virtual.apps.maps.catalogue import phone_of
from devices.virtual.node import Event
from devices.virtual.words import t


def update(state: BookingState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    match event.name:
        case name if name in FILM_EVENTS:
            film_event(state, event, turn)
        case name if name in TABLE_EVENTS:
            table_event(state, event, turn)
        case name if name in MY_EVENTS:
            my_event(state, event, turn)
        case name if name in YOU_EVENTS:
            you_event(state, event, turn)
        case "tab":
            turn.form["tab"] = event["tab"]
        case "set":
            turn.form[event["key"]] = event["value"]
        case "flag":
            turn.form[event["key"]] = "" if turn.form.get(event["key"]) else "1"
        case "filter" | "filtered" | "unfilter":
            _narrow(event, turn)
        case "film" | "times" | "cinema" | "restaurant" | "cinemas":
            _open(event, turn)
        case "want" | "heart":
            _keep(state, event, turn)
        case "call":
            turn.follow(f"tel:{phone_of(event['id'])}")
        case "service":
            turn.follow("tel:555-0170")
        case "on_map":
            if not turn.follow(f"geo:{name_of(event['id'])}"):
                turn.toast(t("There is no map on this phone"))
        case "share_film":
            film = event["id"]
            turn.share("text", f"{name_of(film)}\n{film_facts(film)}\nguimcp://booking/film/{film}")
        case "share_place":
            place = event["id"]
            turn.share("text", f"{name_of(place)}\n{address(place)}\nguimcp://booking/restaurant/{place}")
        case _:
            raise ValueError(f"Evening knows no event {event.name!r}")


def tick(state: BookingState, since: datetime, turn: Turn) -> None:
    """The clock was moved: what was booked is over, begins soon, or a table has become free."""
    my_tick(state, turn)
    film_tick(state, turn)
    table_tick(state, turn)


def _open(event: Event, turn: Turn) -> None:
    if event.name == "cinemas":
        turn.open("cinemas")
        return
    known = {"cinema": CINEMAS, "restaurant": RESTAURANTS}.get(event.name, FILMS)
    if event["id"] in known:
        turn.open(event.name, id=event["id"])
    else:
        turn.toast(t("There is nothing of that kind"))


def _narrow(event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "filter":
            # The sheet works on a copy, so that leaving it changes nothing.
            turn.overlay("film_filter" if event["tab"] == "cinema" else "table_filter", form=dict(form))
        case "filtered":
            keys = FILM_FILTERS if turn.name == "film_filter" else TABLE_FILTERS
            turn.below.update({key: form.get(key, "") for key in keys})
            turn.close()
        case _:
            for key in (*FILM_FILTERS, *TABLE_FILTERS):
                form.pop(key, None)


def _keep(state: BookingState, event: Event, turn: Turn) -> None:
    kept = state["want"] if event.name == "want" else state["favourites"]
    thing = event["id"]
    if thing in kept:
        kept.remove(thing)
        turn.toast(t("Removed from your list") if event.name == "want" else t("Removed from favourites"))
    else:
        kept.append(thing)
        turn.toast(t("Added to your list") if event.name == "want" else t("Added to favourites"))
