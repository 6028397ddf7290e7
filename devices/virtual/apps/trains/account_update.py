"""What is done with passengers, railcards, season tickets and alerts."""

from datetime import date, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.trains.catalogue import CARDS, SEASONS
from devices.virtual.apps.trains.fortune import cancelled, delay, dice, reason
from devices.virtual.apps.trains.state import (
    TrainsState,
    by_number,
    journey,
    new_id,
    route_words,
    season_price,
)
from devices.virtual.apps.trains.ticket_update import once
from devices.virtual.apps.trains.timetable import connections
from devices.virtual.node import Event, on
from devices.virtual.times import parse_time
from devices.virtual.words import t

EVENTS = frozenset({
    "screen", "reminders", "passenger", "passenger_saved", "drop_passenger", "buy_card", "card_bought", "drop_card",
    "card_dropped", "new_season", "buy_season", "new_alert", "edit_alert", "save_alert", "drop_alert", "alert_switch",
    "alert_for",
})  # fmt: skip
WATCH = timedelta(hours=1)  # so long before departure alerts tell of delays


def update(state: TrainsState, event: Event, turn: Turn) -> None:
    """Every event of the account."""
    match event.name:
        case "screen":
            turn.open(event["name"])
        case "reminders":
            state["reminders"] = not state["reminders"]
        case "passenger" | "passenger_saved" | "drop_passenger":
            _people(state, event, turn)
        case "buy_card" | "card_bought" | "drop_card" | "card_dropped":
            _cards(state, event, turn)
        case "new_season":
            turn.open("new_season")
        case "buy_season":
            _season(state, turn)
        case _:
            _alerts(state, event, turn)


def _people(state: TrainsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "passenger":
            old = state["people"].get(event["id"])
            turn.overlay("passenger", form={"name": old["name"], "kind": old["kind"]} if old else {}, id=event["id"])
            turn.focus("name")
        case "drop_passenger":
            name = state["people"].pop(event["id"])["name"]
            turn.toast(t("{name} deleted", name=name))
        case _:
            name = turn.draft("name")
            others = {p["name"].casefold() for i, p in state["people"].items() if i != turn.args["id"]}
            turn.form["error"] = "" if name else t("Enter a name")
            if name.casefold() in others:
                turn.form["error"] = t("This passenger is there already")
            if turn.form["error"]:
                return
            own = turn.args["id"] or new_id(state, "p")
            state["people"][own] = {"name": name, "kind": turn.form.get("kind", "adult")}
            turn.close()
            turn.toast(t("Passenger saved"))


def _cards(state: TrainsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "buy_card":
            turn.overlay("buy_card", kind=event["kind"])
        case "drop_card":
            turn.overlay("drop_card", id=event["id"])
        case "card_dropped":
            state["railcards"].pop(event["id"], None)
            turn.close()
            turn.toast(t("Railcard deleted"))
        case _:
            until = turn.now.date() + timedelta(days=CARDS[event["kind"]].days)
            number = 10**7 + dice(state["luck"], "card", state["next_id"]) % (9 * 10**7)
            state["railcards"][new_id(state, "c")] = {"kind": event["kind"], "number": str(number),
                                                      "until": until.isoformat()}  # fmt: skip
            turn.close()
            turn.toast(t("{name} bought", name=t(CARDS[event["kind"]].name)))


def _season(state: TrainsState, turn: Turn) -> None:
    form = turn.form
    start, end, kind = form.get("from", ""), form.get("to", ""), form.get("kind", "month")
    form["error"] = _ends_error(start, end)
    if form["error"]:
        turn.toast(form["error"])
        return
    since = date.fromisoformat(form.get("since") or turn.now.date().isoformat())
    until = since + timedelta(days=SEASONS[kind][1] - 1)
    state["seasons"][new_id(state, "z")] = {
        "start": start, "end": end, "kind": kind, "since": since.isoformat(), "until": until.isoformat(),
        "price": season_price(start, end, kind),
    }  # fmt: skip
    turn.close()
    turn.toast(t("Season ticket bought"))


def _ends_error(start: str, end: str) -> str:
    if not start or not end:
        return t("Choose both stations")
    return t("Choose two different stations") if start == end else ""


# -- alerts ---------------------------------------------------------------------------------------------------------


def _alerts(state: TrainsState, event: Event, turn: Turn) -> None:
    alerts = state["alerts"]
    match event.name:
        case "new_alert":
            turn.open("alert", form={"since": "07:00", "until": "09:00"}, id="")
        case "edit_alert":
            old = alerts[event["id"]]
            form = {"from": old["start"], "to": old["end"], "since": old["since"], "until": old["until"]}
            turn.open("alert", form=form, id=event["id"])
        case "alert_for":
            connection = journey(state["tickets"][event["id"]])
            leg = connection.legs[0]
            early = connection.depart - timedelta(minutes=30)
            since = f"{early:%H:%M}" if early.date() == connection.depart.date() else "00:00"
            form = {"from": leg.start, "to": leg.end, "since": since, "until": f"{connection.depart:%H:%M}"}
            turn.open("alert", form=form, id="")
        case "drop_alert":
            alerts.pop(event["id"], None)
            turn.toast(t("Alert deleted"))
        case "alert_switch":
            alerts[event["id"]]["on"] = not alerts[event["id"]]["on"]
        case _:
            _save_alert(state, turn)


def _save_alert(state: TrainsState, turn: Turn) -> None:
    form = turn.form
    start, end = form.get("from", ""), form.get("to", "")
    since, until = parse_time(form.get("since", "")), parse_time(form.get("until", ""))
    form["error"] = _ends_error(start, end)
    if not form["error"] and not any(not one.changes for one in connections(start, end, turn.now.date())):
        form["error"] = t("There is no direct train between these stations")
    form["since_error"] = "" if since else t("Enter a time, like 14:30")
    form["until_error"] = "" if until else t("Enter a time, like 14:30")
    if since and until and until <= since:
        form["until_error"] = t("This is before the beginning")
    if form["error"] or form["since_error"] or form["until_error"]:
        return
    own = turn.args.get("id") or new_id(state, "a")
    state["alerts"][own] = {"start": start, "end": end, "since": since or "", "until": until or "", "on": True}
    turn.close()
    turn.toast(t("Alert saved"))


def tick(state: TrainsState, turn: Turn) -> None:
    """Late and cancelled trains that an alert watches are told once, in the hour before they leave."""
    today, luck = turn.now.date(), state["luck"]
    for alert_id, alert in by_number(state["alerts"]):
        if not alert["on"]:
            continue
        for one in connections(alert["start"], alert["end"], today):
            train = one.legs[0].train
            at = f"{one.depart:%H:%M}"
            if one.changes or not alert["since"] <= at <= alert["until"]:
                continue
            late, gone = delay(luck, train, today), cancelled(luck, train, today)
            if turn.now <= one.depart <= turn.now + WATCH and (late or gone) and once(state, f"{alert_id}:{train.id}"):
                title = t("{train} is cancelled", train=train.name) if gone else t(
                    "{train} is {n} minutes late", train=train.name, n=late)  # fmt: skip
                words = f"{route_words(alert['start'], alert['end'])}. {t(reason(luck, train))}"
                turn.notify(title, words, on("train", id=train.id))
