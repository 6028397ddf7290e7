"""The screens of Clock."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.clock.state import (
    CITIES,
    Alarm,
    ClockState,
    Stopwatch,
    Timer,
    city_time,
    days_words,
    duration_words,
    elapsed_of,
    left_of,
    stopwatch_words,
    typed_seconds,
)
from devices.virtual.node import Node, on
from devices.virtual.times import (
    SETTINGS,
    WEEKDAYS,
    clock_words,
    date_words,
    duration,
    full_date,
    is_24h,
    time_words,
)
from devices.virtual.ui import (
    button,
    card,
    chip,
    chips,
    column,
    empty,
    fab,
    field,
    heading,
    icon,
    icon_button,
    item,
    navigation,
    page,
    row,
    search,
    spacer,
    text,
    toggle,
)
from devices.virtual.words import t

PRESETS = (60, 180, 300, 600, 900)
TABS = (
    ("alarms", "Alarms", "alarm"),
    ("cities", "World clock", "public"),
    ("timers", "Timer", "hourglass_empty"),
    ("stopwatch", "Stopwatch", "timer"),
)


def view(state: ClockState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "alarm":
            return _edit_alarm(look)
        case "ringing":
            return _ringing(state, look)
        case "add_city":
            return _add_city(state, look)
        case "add_timer":
            return _add_timer(look)
        case _:
            return _home(state, look)


def _home(state: ClockState, look: Look) -> Node:
    tab = look.form.get("tab", "alarms")
    plus: Node | None
    match tab:
        case "cities":
            body, plus = _cities(state, look), fab("add", t("Add city"), on("add_city"))
        case "timers":
            body, plus = _timers(state, look.now), fab("add", t("Add timer"), on("add_timer"))
        case "stopwatch":
            body, plus = _stopwatch(state["stopwatch"], look.now), None
        case _:
            body, plus = _alarms(state, look), fab("add", t("Add alarm"), on("add_alarm"))
    return page(
        t(next(name for key, name, _ in TABS if key == tab)),
        *body,
        back=False,
        fab=plus,
        bottom=navigation(*[(t(name), sign, key == tab, on("tab", tab=key)) for key, name, sign in TABS]),
        key=f"list-{tab}",
    )


def _alarms(state: ClockState, look: Look) -> list[Node]:
    ordered = sorted(state["alarms"].items(), key=lambda pair: (pair[1]["time"], int(pair[0][1:])))
    return [_alarm(i, alarm, look) for i, alarm in ordered] or [empty("alarm", t("No alarms"))]


def _alarm(alarm_id: str, alarm: Alarm, look: Look) -> Node:
    at = time_words(alarm["time"], look.others)
    words = " · ".join(part for part in (alarm["label"], days_words(alarm["days"])) if part)
    spoken = t("Alarm {at} {label}", at=at, label=alarm["label"]).strip()
    switch = Node("switch", label=spoken, checked=alarm["enabled"],
                  tap=on("switch", id=alarm_id), key=f"switch-{alarm_id}")  # fmt: skip
    return card(
        row(
            column(
                text(at, "alarm-time" if alarm["enabled"] else "alarm-time muted"),
                text(words, "muted"),
                style="grow",
            ),
            switch,
        ),
        tap=on("edit_alarm", id=alarm_id),
        key=f"alarm-{alarm_id}",
    )


def _ringing(state: ClockState, look: Look) -> Node:
    if "timer" in look.args:
        timer = state["timers"].get(look.args["timer"])
        name, at = timer["name"] if timer else "", t("Time is up")
    else:
        alarm = state["alarms"].get(look.args["alarm"])
        name, at = alarm["label"] if alarm else "", time_words(look.args["at"], look.others)
    snooze = button(t("Snooze 10 min"), on("snooze", **look.args), "tonal") if "alarm" in look.args else None
    return column(
        icon("alarm_on", style="pulse"),
        text(at, "huge centre"),
        text(name, "big centre") if name else None,
        row(snooze, button(t("Stop"), on("stop")), style="middle pad"),
        style="page ringing",
    )


def _edit_alarm(look: Look) -> Node:
    form = look.form
    chosen = form.get("days", "").split(",")
    return page(
        t("Edit alarm") if "id" in look.args else t("New alarm"),
        row(
            field("hour", t("Hour"), form.get("hour", "")),
            text(":", "big"),
            field("minute", t("Minute"), form.get("minute", "")),
            style="pad",
        ),
        None
        if is_24h(look.others)
        else chips(
            *[chip(t(half), form["half"] == half, on("half", half=half), f"half-{half}") for half in ("AM", "PM")]
        ),
        field("label", t("Label"), form.get("label", "")),
        heading(t("Repeat")),
        chips(*[chip(t(day), day in chosen, on("day", day=day), f"day-{day}") for day in WEEKDAYS]),
        toggle(t("Vibrate"), form["vibrate"] == "yes", on("vibrate"), key="vibrate", icon_name="vibration"),
        button(t("Delete alarm"), on("delete_alarm"), "wide danger", key="delete") if "id" in look.args else None,
        actions=[button(t("Save"), on("save_alarm"), "flat", key="save")],
    )


def _cities(state: ClockState, look: Look) -> list[Node]:
    here = clock_words(look.now, look.others[SETTINGS])
    rows = [
        item(
            t(city),
            _ahead(city, look.now),
            trailing=row(
                text(clock_words(city_time(city, look.now), look.others[SETTINGS]), "big", key=f"time-{city}"),
                icon_button("close", t("Remove {city}", city=t(city)), on("remove_city", city=city)),
            ),
            key=f"city-{city}",
        )
        for city in state["cities"]
    ]
    head = column(text(here, "huge centre"), text(full_date(look.now), "muted centre"), style="pad")
    return [head, *(rows or [empty("public", t("No cities yet"))])]


def _ahead(city: str, now: datetime) -> str:
    day = date_words(city_time(city, now).isoformat(), now.date())
    hours = CITIES[city]
    if not hours:
        return t("{day}, same time", day=day)
    amount = duration(round(abs(hours) * 60))
    return (
        t("{day}, {amount} ahead", day=day, amount=amount)
        if hours > 0
        else t("{day}, {amount} behind", day=day, amount=amount)
    )


def _add_city(state: ClockState, look: Look) -> Node:
    query = look.draft("query").lower()
    found = [city for city in sorted(CITIES) if query in f"{city} {t(city)}".lower()]
    rows = [
        item(
            t(city),
            t("Added") if city in state["cities"] else _ahead(city, look.now),
            on("city", city=city),
            trailing=text(clock_words(city_time(city, look.now), look.others[SETTINGS]), "muted"),
            key=f"add-{city}",
        )
        for city in found
    ]
    return page(
        t("Add city"),
        *rows or [empty("search", t("No such city"))],
        top=search("query", t("Search for a city"), look.form.get("query", "")),
    )


def _timers(state: ClockState, now: datetime) -> list[Node]:
    ordered = sorted(state["timers"].items(), key=lambda pair: int(pair[0][1:]))
    return [_timer(i, timer, now) for i, timer in ordered] or [empty("hourglass_empty", t("No timers"))]


def _timer(timer_id: str, timer: Timer, now: datetime) -> Node:
    name = timer["name"] or t("{length} timer", length=duration_words(timer["seconds"]))
    verb = t("Pause {name}", name=name) if timer["running"] else t("Start {name}", name=name)
    return card(
        row(text(name, "strong"), spacer(), text(t("Running"), "small accent") if timer["running"] else None),
        row(
            text(duration_words(left_of(timer, now)), "huge"),
            spacer(),
            icon_button("delete", t("Delete {name}", name=name), on("delete_timer", id=timer_id)),
            icon_button(
                "pause" if timer["running"] else "play_arrow", verb, on("run_timer", id=timer_id),
                key=f"run-{timer_id}", selected=True,
            ),
        ),
        key=f"timer-{timer_id}",
    )  # fmt: skip


def _add_timer(look: Look) -> Node:
    return page(
        t("New timer"),
        row(
            field("minutes", t("Minutes"), look.form.get("minutes", "")),
            text(":", "big"),
            field("seconds", t("Seconds"), look.form.get("seconds", "")),
            style="pad",
        ),
        chips(
            *[chip(t("{n} min", n=s // 60), typed_seconds(look.form) == s, on("preset", seconds=s)) for s in PRESETS]
        ),
        field("name", t("Name"), look.form.get("name", "")),
        button(t("Start"), on("save_timer", running=True), "wide", icon="play_arrow", key="start"),
        actions=[button(t("Save"), on("save_timer", running=False), "flat", key="save")],
    )


def _stopwatch(watch: Stopwatch, now: datetime) -> list[Node]:
    status, laps = watch["status"], watch["laps"]
    shown = {"stopped": t("Ready"), "running": t("Running"), "paused": t("Paused")}
    keys = {
        "stopped": [button(t("Start"), on("watch", status="running"), icon="play_arrow")],
        "running": [
            button(t("Lap"), on("lap"), "tonal", icon="flag"),
            button(t("Pause"), on("watch", status="paused"), icon="pause"),
        ],
        "paused": [
            button(t("Reset"), on("reset"), "tonal", icon="replay"),
            button(t("Resume"), on("watch", status="running"), icon="play_arrow"),
        ],
    }
    return [
        column(
            text(stopwatch_words(elapsed_of(watch, now)), "huge centre", key="elapsed"),
            text(shown[status], "muted centre"),
            style="pad",
        ),
        row(*keys[status], style="middle pad"),
        *[
            item(t("Lap {n}", n=n), trailing=text(stopwatch_words(laps[n - 1]), "muted"), key=f"lap-{n}")
            for n in range(len(laps), 0, -1)
        ],
    ]
