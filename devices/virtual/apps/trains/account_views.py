"""What belongs to the traveller: passengers, railcards, season tickets, delay alerts."""

from datetime import date, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.trains.catalogue import CARDS, PEOPLE_KINDS, SEASONS
from devices.virtual.apps.trains.code import square_code
from devices.virtual.apps.trains.parts import kind_words
from devices.virtual.apps.trains.state import (
    Alert,
    Season,
    TrainsState,
    by_number,
    route_words,
    season_price,
    station_name,
)
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, day_words, time_words
from devices.virtual.ui import (
    BACK,
    avatar,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def account_tab(state: TrainsState, look: Look) -> list[Node | None]:
    """Credit and everything that is kept."""
    alerts = sum(alert["on"] for alert in state["alerts"].values())
    valid = [s for s in state["seasons"].values() if s["until"] >= look.now.date().isoformat()]
    return [
        card(text(t("Linia credit"), "muted"), text(money(state["credit"]), "huge", key="credit"),
             text(t("From refunds. Use it when you pay."), "small muted")),
        _entry("passengers", t("Passengers"), tn("{n} saved", "{n} saved", len(state["people"])), "group"),
        _entry("railcards", t("Railcards"), tn("{n} card", "{n} cards", len(state["railcards"])), "badge"),
        _entry("seasons", t("Season tickets"), tn("{n} valid", "{n} valid", len(valid)), "event"),
        _entry("alerts", t("Delay alerts"), tn("{n} switched on", "{n} switched on", alerts), "notifications"),
        toggle(t("Remind me before departure"), state["reminders"], on("reminders"), 
               t("An hour ahead, with the platform"), "reminders", "alarm"),
        item("555-0160", t("Service number"), on("call"), leading=icon("support_agent"), key="service"),
    ]  # fmt: skip


def _entry(screen: str, words: str, sub: str, icon_: str) -> Node:
    return item(words, sub, on("screen", name=screen), leading=icon(icon_), trailing=icon("chevron_right"), key=screen)


# -- passengers -----------------------------------------------------------------------------------------------------


def passengers_page(state: TrainsState, look: Look) -> Node:
    """Saved passengers."""
    rows = [
        item(p["name"], kind_words(p["kind"]), on("passenger", id=i), leading=avatar(p["name"]), key=f"person-{i}",
             trailing=icon_button("delete", t("Delete {name}", name=p["name"]), on("drop_passenger", id=i),
                                  f"drop-{i}"))
        for i, p in by_number(state["people"])
    ]  # fmt: skip
    return page(
        t("Passengers"),
        *rows,
        None if rows else empty("group", t("Nobody saved yet")),
        row(button(t("Add passenger"), on("passenger", id=""), "tonal", icon="add"), style="pad"),
    )


def passenger_dialog(state: TrainsState, look: Look) -> Node:
    """A passenger's name and age."""
    kind = look.form.get("kind", "adult")
    return dialog(
        t("Edit passenger") if look.args["id"] else t("New passenger"),
        field("name", t("First and last name"), look.form.get("name", ""), error=look.form.get("error", "")),
        chips(*[chip(kind_words(k), k == kind, on("set", key="kind", value=k), f"kind-{k}") for k in PEOPLE_KINDS]),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("passenger_saved"), "flat")],
    )


# -- railcards ------------------------------------------------------------------------------------------------------


def railcards_page(state: TrainsState, look: Look) -> Node:
    """One's cards, and those that can be bought."""
    today = look.now.date()
    own = [_own_card(state, i, today) for i, _ in by_number(state["railcards"])]
    return page(
        t("Railcards"),
        *own,
        None if own else empty("badge", t("No railcard yet")),
        heading(t("Buy a railcard")),
        *[card(
            row(text(t(c.name), "strong grow"), text(money(c.price), "strong")),
            text(t(c.words), "small muted"),
            row(button(t("Buy"), on("buy_card", kind=kind), "tonal small", key=f"buy-{kind}")),
        ) for kind, c in CARDS.items()],
    )  # fmt: skip


def _own_card(state: TrainsState, card_id: str, today: date) -> Node:
    own = state["railcards"][card_id]
    good = own["until"] >= today.isoformat()
    return card(
        row(text(t(CARDS[own["kind"]].name), "big strong grow"),
            badge(t("Valid"), "good") if good else badge(t("Expired"), "bad")),
        text(own["number"], selectable=True),
        row(text(t("until {day}", day=day_words(date.fromisoformat(own["until"]), year=True)), "muted grow"),
            icon_button("delete", t("Delete card"), on("drop_card", id=card_id), f"drop-{card_id}")),
        key=f"railcard-{card_id}",
    )  # fmt: skip


def buy_card_dialog(state: TrainsState, look: Look) -> Node:
    """Asked before a railcard is bought."""
    kind = CARDS[look.args["kind"]]
    words = t("{price} from your card ending in 4421. It holds for {n} days from today.", price=money(kind.price),
              n=kind.days)  # fmt: skip
    return confirm(t("Buy {name}?", name=t(kind.name)), words, t("Buy"), on("card_bought", kind=look.args["kind"]))


def drop_card_dialog(state: TrainsState, look: Look) -> Node:
    """Asked before a railcard goes."""
    return confirm(t("Delete railcard?"), t("It will no longer be offered when you book."), t("Delete"),
                   on("card_dropped", id=look.args["id"]))  # fmt: skip


# -- season tickets -------------------------------------------------------------------------------------------------


def seasons_page(state: TrainsState, look: Look) -> Node:
    """Season tickets, the valid ones with their code."""
    today = look.now.date()
    rows = [_season(i, s, today) for i, s in reversed(by_number(state["seasons"]))]
    return page(
        t("Season tickets"),
        *rows,
        None if rows else empty("event", t("No season ticket. It pays from three trips a week on.")),
        bottom=button(t("Buy a season ticket"), on("new_season"), "wide", icon="add"),
    )


def _season(season_id: str, season: Season, today: date) -> Node:
    valid = season["since"] <= today.isoformat() <= season["until"]
    soon = season["since"] > today.isoformat()
    mark = (
        badge(t("Valid"), "good")
        if valid
        else badge(t("Not yet valid"), "warn")
        if soon
        else badge(t("Expired"), "bad")
    )
    days = " – ".join(day_words(date.fromisoformat(season[key])) for key in ("since", "until"))
    return card(
        row(text(route_words(season["start"], season["end"]), "strong grow"), mark),
        text(f"{t(SEASONS[season['kind']][0])} · {days}", "muted"),
        square_code(season_id + season["since"]) if valid else None,
        text(money(season["price"]), "small muted"),
        key=f"season-{season_id}",
    )


def new_season_page(state: TrainsState, look: Look) -> Node:
    """From where to where, for how long, from when on."""
    form, today = look.form, look.now.date()
    start, end, kind = form.get("from", ""), form.get("to", ""), form.get("kind", "month")
    days = [(today + timedelta(days=n)).isoformat() for n in range(8)]
    ready = bool(start and end and start != end)
    price = season_price(start, end, kind) if ready else 0
    return page(
        t("Season ticket"),
        item(station_name(start), t("From"), on("station", role="from"), leading=icon("my_location"), key="from"),
        item(station_name(end), t("To"), on("station", role="to"), leading=icon("place"), key="to"),
        heading(t("How long?")),
        *[radio(t(words), kind == key, on("set", key="kind", value=key),
                money(season_price(start, end, key)) if ready else "", f"season-{key}")
          for key, (words, _, _) in SEASONS.items()],
        heading(t("Valid from")),
        chips(*[chip(date_words(d, today), d == form.get("since", days[0]), on("set", key="since", value=d),
                     f"since-{d}")
                for d in days]),
        text(form["error"], "error small pad") if form.get("error") else None,
        bottom=button(t("Buy · {price}", price=money(price)) if ready else t("Buy"), on("buy_season"), "wide",
                      key="buy-season"),
    )  # fmt: skip


# -- delay alerts ---------------------------------------------------------------------------------------------------


def alerts_page(state: TrainsState, look: Look) -> Node:
    """Alerts with switches."""
    rows = [_alert(i, a, look) for i, a in by_number(state["alerts"])]
    return page(
        t("Delay alerts"),
        banner(t("We tell you when a direct train is late or cancelled."), "notifications"),
        *rows,
        None if rows else empty("notifications_off", t("No alerts yet")),
        row(button(t("New alert"), on("new_alert"), "tonal", icon="add"), style="pad"),
    )


def _alert(alert_id: str, alert: Alert, look: Look) -> Node:
    hours = f"{time_words(alert['since'], look.others)} – {time_words(alert['until'], look.others)}"
    name = route_words(alert["start"], alert["end"])
    return column(
        toggle(name, alert["on"], on("alert_switch", id=alert_id), hours, f"alert-{alert_id}", "notifications"),
        row(
            button(t("Edit alert"), on("edit_alert", id=alert_id), "flat small", key=f"edit-{alert_id}"),
            button(t("Delete alert"), on("drop_alert", id=alert_id), "flat small danger", key=f"drop-{alert_id}"),
            style="pad",
        ),
    )


def alert_page(state: TrainsState, look: Look) -> Node:
    """The form of an alert."""
    form = look.form
    return page(
        t("Edit alert") if look.args.get("id") else t("New alert"),
        item(station_name(form.get("from", "")), t("From"), on("station", role="from"), leading=icon("my_location"),
             key="from"),
        item(station_name(form.get("to", "")), t("To"), on("station", role="to"), leading=icon("place"), key="to"),
        text(form["error"], "error small pad") if form.get("error") else None,
        field("since", t("From what time"), form.get("since", ""), error=form.get("since_error", "")),
        field("until", t("Until what time"), form.get("until", ""), error=form.get("until_error", "")),
        text(t("Trains that leave in this time of the day are watched."), "small muted pad"),
        actions=[button(t("Save"), on("save_alert"), "flat")],
    )  # fmt: skip
