"""What is done with tickets, and what time does to them."""

from datetime import timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.trains.catalogue import FARES
from devices.virtual.apps.trains.fortune import cancelled, delay, platform_now, reason
from devices.virtual.apps.trains.state import (
    Ticket,
    TrainsState,
    fare_price,
    journey,
    ordered,
    refund_of,
    route_words,
    station_name,
)
from devices.virtual.apps.trains.timetable import Leg, connection_of
from devices.virtual.money import money
from devices.virtual.node import Event, on
from devices.virtual.times import SETTINGS, clock_words, date_words
from devices.virtual.words import t

EVENTS = frozenset({
    "ticket", "share_ticket", "refund", "refunded", "change", "take_instead", "changed", "to_calendar", "rebook",
    "way_back", "forget_ticket", "forgotten",
})  # fmt: skip
AHEAD = timedelta(hours=3)  # so long before departure delays are told


def update(state: TrainsState, event: Event, turn: Turn) -> None:
    """Every event about a ticket."""
    match event.name:
        case "ticket":
            if event["id"] in state["tickets"]:
                turn.open("ticket", id=event["id"])
            else:
                turn.toast(t("There is no such ticket"))
        case "share_ticket":
            turn.share("text", _words(state["tickets"][event["id"]], turn))
        case "to_calendar":
            day = journey(state["tickets"][event["id"]]).depart.date().isoformat()
            if not turn.follow(f"guimcp://calendar/new/{day}"):
                turn.toast(t("There is no calendar on this phone"))
        case "forget_ticket":
            turn.overlay("forget", id=event["id"])
        case "forgotten":
            state["tickets"].pop(event["id"], None)
            turn.close(2)
            turn.toast(t("Ticket deleted"))
        case "refund" | "refunded":
            _refund(state, event, turn)
        case "rebook" | "way_back":
            _again(state, event, turn)
        case _:
            _change(state, event, turn)


def _words(ticket: Ticket, turn: Turn) -> str:
    connection = journey(ticket)
    settings = turn.others[SETTINGS]
    day = date_words(connection.depart.date().isoformat(), turn.now.date())
    times = f"{clock_words(connection.depart, settings)} – {clock_words(connection.arrive, settings)}"
    trains = ", ".join(leg.train.name for leg in connection.legs)
    ends = route_words(connection.legs[0].start, connection.legs[-1].end)
    return f"{ends}\n{day}, {times}\n{trains}\n{t('Booking code {code}', code=ticket['code'])}"


def _refund(state: TrainsState, event: Event, turn: Turn) -> None:
    ticket = state["tickets"][event["id"]]
    if ticket["status"] != "upcoming" or journey(ticket).depart <= turn.now:
        turn.toast(t("This journey has begun already"))
        return
    if event.name == "refund":
        turn.overlay("refund", id=event["id"])
        return
    back = refund_of(ticket, turn.now)
    ticket.update(status="cancelled", refund=back)
    state["credit"] += back
    turn.close()
    turn.toast(t("Ticket cancelled. {price} were added to your credit.", price=money(back)))


def _again(state: TrainsState, event: Event, turn: Turn) -> None:
    ticket = state["tickets"][event["id"]]
    connection = journey(ticket)
    start, end = connection.legs[0].start, connection.legs[-1].end
    if event.name == "way_back":
        start, end = end, start
    day = max(turn.now.date() + timedelta(days=1), connection.depart.date())
    turn.open("results", form={**_people(ticket), "from": start, "to": end, "day": day.isoformat(), "time": "06:00"})


def _people(ticket: Ticket) -> dict[str, str]:
    kinds = [passenger["kind"] for passenger in ticket["passengers"]]
    return {kind: str(kinds.count(kind)) for kind in ("adult", "child", "senior")}


def _change(state: TrainsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "change":
            ticket = state["tickets"][event["id"]]
            connection = journey(ticket)
            if connection.depart <= turn.now:
                turn.toast(t("This journey has begun already"))
                return
            form = {
                **_people(ticket), "from": connection.legs[0].start, "to": connection.legs[-1].end,
                "day": connection.depart.date().isoformat(), "time": f"{connection.depart:%H:%M}",
                "class": "1" if FARES[ticket["fare"]].first else "2",
            }  # fmt: skip
            turn.open("results", form=form, change=event["id"])
        case "take_instead":
            _offer(state, turn)
        case _:
            ticket = state["tickets"][turn.args["id"]]
            ticket["price"] += turn.args["more"] + turn.args["fee"]
            ticket["legs"], ticket["seats"] = list(turn.args["ids"]), [[] for _ in turn.args["ids"]]
            own = turn.args["id"]
            turn.root()
            turn.open("ticket", id=own)
            turn.toast(t("Your ticket is now for {train}", train=journey(ticket).legs[0].train.name))


def _offer(state: TrainsState, turn: Turn) -> None:
    ticket = state["tickets"][turn.args["change"]]
    old, new = journey(ticket), connection_of(turn.args["ids"])
    if old.ids == new.ids:
        turn.toast(t("This is the train you have"))
        return
    if new.depart <= turn.now:
        turn.toast(t("This train has left already"))
        return
    kinds = [passenger["kind"] for passenger in ticket["passengers"]]
    more = max(0, fare_price(state, new, ticket["fare"], kinds, ticket["card"])
               - fare_price(state, old, ticket["fare"], kinds, ticket["card"]))  # fmt: skip
    turn.overlay("change", id=turn.args["change"], ids=new.ids, more=more, fee=FARES[ticket["fare"]].change)


# -- time -----------------------------------------------------------------------------------------------------------


def tick(state: TrainsState, turn: Turn) -> None:
    """Tickets that were used become past; what is late, cancelled or near is told once."""
    for ticket_id, ticket in ordered(state, "upcoming"):
        connection = journey(ticket)
        if connection.arrive <= turn.now:
            ticket["status"] = "past"
            continue
        for leg in connection.legs:
            if turn.now < leg.depart <= turn.now + AHEAD:
                _tell(state, ticket_id, leg, turn)
        if state["reminders"] and turn.now < connection.depart <= turn.now + timedelta(hours=1):
            _remind(state, ticket_id, connection.legs[0], turn)


def _tell(state: TrainsState, ticket_id: str, leg: Leg, turn: Turn) -> None:
    luck, today, train = state["luck"], turn.now.date(), leg.train
    if cancelled(luck, train, today):
        title, words = t("{train} is cancelled", train=train.name), t("You may change your ticket for nothing.")
    elif late := delay(luck, train, today):
        title = t("{train} is {n} minutes late", train=train.name, n=late)
        words = t(reason(luck, train))
    else:
        return
    if once(state, f"{ticket_id}:late:{train.id}"):
        turn.notify(title, words, on("ticket", id=ticket_id))


def _remind(state: TrainsState, ticket_id: str, leg: Leg, turn: Turn) -> None:
    if not once(state, f"{ticket_id}:soon:{leg.train.id}"):
        return
    at = clock_words(leg.depart, turn.others[SETTINGS])
    place = platform_now(state["luck"], leg.train, leg.start, turn.now.date())
    words = t("{time} from {station}, platform {n}", time=at, station=station_name(leg.start), n=place)
    turn.notify(t("{train} leaves soon", train=leg.train.name), words, on("ticket", id=ticket_id))


def once(state: TrainsState, what: str) -> bool:
    """True the first time it is asked about something."""
    if what in state["told"]:
        return False
    state["told"].append(what)
    return True
