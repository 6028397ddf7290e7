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
    typed_seconds,
)
from devices.virtual.node import Node, on
from devices.virtual.times import SETTINGS, WEEKDAYS, clock_words, is_24h, time_words
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

PRESETS = (60, 180, 300, 600, 900)
TABS = (
    ("alarms", "Alarms", "alarm"),
    ("cities", "World clock", "public"),
    ("timers", "Timer", "hourglass_empty"),
    ("stopwatch", "Stopwatch", "timer"),
)


# -- view -----------------------------------------------------------------------------------------------------------


def view(state: ClockState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "alarm":
            return _edit_alarm(look)
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
            body, plus = _cities(state, look), fab("add", "Add city", on("add_city"))
        case "timers":
            body, plus = _timers(state), fab("add", "Add timer", on("add_timer"))
        case "stopwatch":
            body, plus = _stopwatch(state["stopwatch"]), None
        case _:
            body, plus = _alarms(state, look), fab("add", "Add alarm", on("add_alarm"))
    return page(
        next(name for key, name, _ in TABS if key == tab),
        *body,
        back=False,
        fab=plus,
        bottom=navigation(*[(name, icon, key == tab, on("tab", tab=key)) for key, name, icon in TABS]),
        key=f"list-{tab}",
    )


def _alarms(state: ClockState, look: Look) -> list[Node]:
    ordered = sorted(state["alarms"].items(), key=lambda pair: (pair[1]["time"], int(pair[0][1:])))
    return [_alarm(i, alarm, look) for i, alarm in ordered] or [empty("alarm", "No alarms")]


def _alarm(alarm_id: str, alarm: Alarm, look: Look) -> Node:
    at = time_words(alarm["time"], look.others)
    words = " · ".join(part for part in (alarm["label"], days_words(alarm["days"])) if part)
    switch = Node("switch", label=f"Alarm {at} {alarm['label']}".strip(), checked=alarm["enabled"],
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


def _edit_alarm(look: Look) -> Node:
    form = look.form
    chosen = form.get("days", "").split(",")
    return page(
        "Edit alarm" if "id" in look.args else "New alarm",
        row(
            field("hour", "Hour", form.get("hour", "")),
            text(":", "big"),
            field("minute", "Minute", form.get("minute", "")),
            style="pad",
        ),
        None
        if is_24h(look.others)
        else chips(*[chip(half, form["half"] == half, on("half", half=half), f"half-{half}") for half in ("AM", "PM")]),
        field("label", "Label", form.get("label", "")),
        heading("Repeat"),
        chips(*[chip(day, day in chosen, on("day", day=day), f"day-{day}") for day in WEEKDAYS]),
        toggle("Vibrate", form["vibrate"] == "yes", on("vibrate"), key="vibrate", icon_name="vibration"),
        button("Delete alarm", on("delete_alarm"), "wide danger", key="delete") if "id" in look.args else None,
        actions=[button("Save", on("save_alarm"), "flat", key="save")],
    )


def _cities(state: ClockState, look: Look) -> list[Node]:
    here = clock_words(look.now, look.others[SETTINGS])
    rows = [
        item(
            city,
            _ahead(city, look.now),
            trailing=row(
                text(clock_words(city_time(city, look.now), look.others[SETTINGS]), "big", key=f"time-{city}"),
                icon_button("close", f"Remove {city}", on("remove_city", city=city)),
            ),
            key=f"city-{city}",
        )
        for city in state["cities"]
    ]
    head = column(text(here, "huge centre"), text(f"{look.now:%A, %-d %B}", "muted centre"), style="pad")
    return [head, *(rows or [empty("public", "No cities yet")])]


def _ahead(city: str, now: datetime) -> str:
    day = {-1: "Yesterday", 1: "Tomorrow"}.get((city_time(city, now).date() - now.date()).days, "Today")
    hours = CITIES[city]
    if not hours:
        return f"{day}, same time"
    minutes = round(abs(hours) % 1 * 60)
    amount = f"{int(abs(hours))} h" + (f" {minutes} min" if minutes else "")
    return f"{day}, {amount} {'ahead' if hours > 0 else 'behind'}"


def _add_city(state: ClockState, look: Look) -> Node:
    query = look.draft("query").lower()
    found = [city for city in sorted(CITIES) if query in city.lower()]
    rows = [
        item(
            city,
            "Added" if city in state["cities"] else _ahead(city, look.now),
            on("city", city=city),
            trailing=text(clock_words(city_time(city, look.now), look.others[SETTINGS]), "muted"),
            key=f"add-{city}",
        )
        for city in found
    ]
    return page(
        "Add city",
        *rows or [empty("search", "No such city")],
        top=search("query", "Search for a city", look.form.get("query", "")),
    )


def _timers(state: ClockState) -> list[Node]:
    ordered = sorted(state["timers"].items(), key=lambda pair: int(pair[0][1:]))
    return [_timer(i, timer) for i, timer in ordered] or [empty("hourglass_empty", "No timers")]


def _timer(timer_id: str, timer: Timer) -> Node:
    name = timer["name"] or f"{duration_words(timer['seconds'])} timer"
    verb = "Pause" if timer["running"] else "Start"
    return card(
        row(text(name, "strong"), spacer(), text("Running", "small accent") if timer["running"] else None),
        row(
            text(duration_words(timer["seconds"]), "huge"),
            spacer(),
            icon_button("delete", f"Delete {name}", on("delete_timer", id=timer_id)),
            icon_button(
                "pause" if timer["running"] else "play_arrow", f"{verb} {name}", on("run_timer", id=timer_id),
                key=f"run-{timer_id}", selected=True,
            ),
        ),
        key=f"timer-{timer_id}",
    )  # fmt: skip


def _add_timer(look: Look) -> Node:
    return page(
        "New timer",
        row(
            field("minutes", "Minutes", look.form.get("minutes", "")),
            text(":", "big"),
            field("seconds", "Seconds", look.form.get("seconds", "")),
            style="pad",
        ),
        chips(*[chip(f"{s // 60} min", typed_seconds(look.form) == s, on("preset", seconds=s)) for s in PRESETS]),
        field("name", "Name", look.form.get("name", "")),
        button("Start", on("save_timer", running=True), "wide", icon="play_arrow", key="start"),
        actions=[button("Save", on("save_timer", running=False), "flat", key="save")],
    )


def _stopwatch(watch: Stopwatch) -> list[Node]:
    status, laps = watch["status"], watch["laps"]
    keys = {
        "stopped": [button("Start", on("watch", status="running"), icon="play_arrow")],
        "running": [
            button("Lap", on("lap"), "tonal", icon="flag"),
            button("Pause", on("watch", status="paused"), icon="pause"),
        ],
        "paused": [
            button("Reset", on("reset"), "tonal", icon="replay"),
            button("Resume", on("watch", status="running"), icon="play_arrow"),
        ],
    }
    return [
        column(
            text("00:00.00", "huge centre"),
            text({"stopped": "Ready", "running": "Running", "paused": "Paused"}[status], "muted centre"),
            style="pad",
        ),
        row(*keys[status], style="middle pad"),
        *[item(f"Lap {n}", trailing=text("00:00.00", "muted"), key=f"lap-{n}") for n in range(laps, 0, -1)],
    ]


# -- update ---------------------------------------------------------------------------------------------------------
