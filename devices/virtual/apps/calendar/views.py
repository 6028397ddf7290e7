"""The calendar's screens."""

from datetime import date, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.calendar.state import (
    CALENDARS,
    REMINDERS,
    REPEATS,
    CalendarEvent,
    CalendarState,
    coming,
    on_day,
)
from devices.virtual.apps.contacts.state import known, ordered
from devices.virtual.node import Event, Node, on
from devices.virtual.times import WEEKDAYS, date_words, day_words, full_date, month_words, time_words, weekday
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    check,
    chip,
    chips,
    column,
    confirm,
    dialog,
    empty,
    fab,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    scroll,
    search,
    spacer,
    tabs,
    text,
    toggle,
)
from devices.virtual.words import language, t, tn

CHOICES = {"reminder": ("Reminder", REMINDERS), "repeat": ("Repeat", REPEATS)}


def view(state: CalendarState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "search":
            return _search(state, look)
        case "event":
            return _event(state, look)
        case "edit":
            return _edit(look)
        case "pick_date":
            return _pick_date(look)
        case "choose":
            key: str = look.args["key"]
            title, values = CHOICES[key]
            return dialog(
                t(title),
                *[radio(t(value), value == look.form[key], on("chosen", value=value)) for value in values],
                actions=[button(t("Cancel"), BACK, "flat")],
            )
        case "guests":
            return _guests(look)
        case "delete":
            event = state["events"][look.args["id"]]
            once = event["repeat"] == REPEATS[0]
            return confirm(
                t("Delete event?"),
                t(
                    "“{title}” will be deleted." if once else "“{title}” will be deleted with all its repetitions.",
                    title=event["title"],
                ),
                t("Delete"),
                on("deleted"),
            )
        case _:
            return _home(state, look)


def _home(state: CalendarState, look: Look) -> Node:
    tab = look.form.get("tab", "month")
    body = _month_tab(state, look) if tab == "month" else _schedule(state, look)
    return page(
        t("Calendar"),
        *body,
        back=False,
        top=tabs(
            (t("Month"), tab == "month", on("tab", tab="month")), (t("Schedule"), tab != "month", on("tab", tab="list"))
        ),
        actions=[
            icon_button("search", t("Search events"), on("search")),
            icon_button("today", t("Go to today"), on("today")),
        ],
        fab=fab("add", t("New event"), on("new")),
        key=f"list-{tab}",
    )


def _month_tab(state: CalendarState, look: Look) -> list[Node]:
    today = look.now.date()
    selected = date.fromisoformat(look.form.get("day", today.isoformat()))
    month = look.form.get("month", f"{selected:%Y-%m}")
    found = [_line(i, event, selected, look) for i, event in on_day(state["events"], selected)]
    return [
        *month_grid(month, selected, today, "day", state),
        heading(date_words(selected.isoformat(), today)),
        *(found or [text(t("Nothing planned"), "muted centre pad")]),
    ]


def month_grid(month: str, selected: date, today: date, event: str, state: CalendarState | None = None) -> list[Node]:
    """A month ("YYYY-MM") with arrows and its days, Monday first; each day sends `event` with its date."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    days = [first + timedelta(days=n) for n in range((following - first).days)]
    before = first - timedelta(days=1)
    head = row(
        icon_button("chevron_left", t("Previous month"), on("month", month=f"{before:%Y-%m}")),
        spacer(),
        text(month_words(first), "strong", key="month-name"),
        spacer(),
        icon_button("chevron_right", t("Next month"), on("month", month=f"{following:%Y-%m}")),
        style="month-head",
    )
    grid = Node(
        "month",
        children=(
            *(Node("weekday", _initial(t(name)), label=t(name)) for name in WEEKDAYS),
            *(spacer() for _ in range(first.weekday())),
            *(_day(day, selected, today, event, state) for day in days),
        ),
    )
    return [head, grid]


def _day(day: date, selected: date, today: date, event: str, state: CalendarState | None) -> Node:
    count = len(on_day(state["events"], day)) if state else 0
    held = f", {tn('{n} event', '{n} events', count)}" if count else ""
    return Node(
        "day",
        str(day.day),
        label=f"{day_words(day, year=True)}{held}",
        style=" ".join(word for word, is_so in (("today", day == today), ("dot", count > 0)) if is_so),
        selected=day == selected,
        tap=on(event, date=day.isoformat()),
        key=f"day-{day.isoformat()}",
    )


def _initial(name: str) -> str:
    return name[-1] if language() == "zh" else name[0]


def _long_date(day: date) -> str:
    return f"{day.year}年{full_date(day)}" if language() == "zh" else f"{full_date(day)} {day.year}"


def _short_date(day: date) -> str:
    written = day_words(day, year=True)
    return f"{written} {weekday(day)}" if language() == "zh" else f"{weekday(day)}, {written}"


def hours_words(event: CalendarEvent, look: Look) -> str:
    """ "9:00 AM – 10:00 AM", or "All day"."""
    if event["all_day"]:
        return t("All day")
    return f"{time_words(event['start'], look.others)} – {time_words(event['end'], look.others)}"


def _line(event_id: str, event: CalendarEvent, day: date, look: Look, dated: bool = False) -> Node:
    when = f"{date_words(day.isoformat(), look.now.date())}, " if dated else ""
    words = when + hours_words(event, look)
    return item(
        event["title"],
        f"{words} · {event['location']}" if event["location"] else words,
        on("open", id=event_id, date=day.isoformat()),
        leading=icon("circle", CALENDARS[event["calendar"]], "tiny"),
        key=f"event-{event_id}-{day.isoformat()}",
    )


def _schedule(state: CalendarState, look: Look) -> list[Node]:
    out: list[Node] = []
    for day, events in coming(state["events"], look.now.date()):
        out.append(heading(date_words(day.isoformat(), look.now.date())))
        out += [_line(i, event, day, look) for i, event in events]
    return out or [empty("event", t("Nothing planned"))]


def _search(state: CalendarState, look: Look) -> Node:
    query, names = look.draft("query").casefold(), known(look.others)
    found = sorted(
        (event["date"], event["start"], int(i[1:]), i)
        for i, event in state["events"].items()
        if query
        in " ".join((event["title"], event["location"], *(names[g]["name"] for g in event["guests"] if g in names)))
        .casefold()
    )  # fmt: skip
    rows = [_line(i, state["events"][i], date.fromisoformat(day), look, dated=True) for day, _, _, i in found]
    return page(
        t("Search events"),
        *(
            (rows or [empty("search", t("No events found"))])
            if query
            else [empty("search", t("Title, place or guest"))]
        ),
        top=search("query", t("Search events"), look.form.get("query", "")),
    )


def _event(state: CalendarState, look: Look) -> Node:
    event = state["events"][look.args["id"]]
    names = known(look.others)
    guests = [names[guest]["name"] for guest in event["guests"] if guest in names]
    facts = (
        ("place", t("Location"), event["location"], "location_on"),
        ("calendar", t("Calendar"), t(event["calendar"]), "calendar_today"),
        ("reminder", t("Reminder"), t(event["reminder"]), "notifications"),
        ("repeat", t("Repeat"), t(event["repeat"]), "repeat"),
    )
    return page(
        t("Event"),
        column(
            text(event["title"], "big strong", "event-title"),
            text(_long_date(date.fromisoformat(look.args["date"])), "muted", "event-date"),
            text(hours_words(event, look), "muted", "event-hours"),
            style="pad",
        ),
        *[item(words, label, leading=icon(picture), key=key) for key, label, words, picture in facts if words],
        heading(t("Guests")) if guests else None,
        *[item(name, leading=avatar(name)) for name in guests],
        actions=[
            icon_button("share", t("Share"), on("share")),
            icon_button("edit", t("Edit"), on("edit")),
            icon_button("delete", t("Delete"), on("delete")),
        ],
    )


def _edit(look: Look) -> Node:
    form, names = look.form, known(look.others)
    whole = form["all_day"] == "yes"
    day = date.fromisoformat(form["date"])
    guests = [names[guest]["name"] for guest in form["guests"].split(",") if guest in names]
    times = row(
        field("start", t("Start"), form.get("start", "")),
        field("end", t("End"), form.get("end", "")),
        style="pad",
    )
    return page(
        t("Edit event") if "id" in look.args else t("New event"),
        field("title", t("Title"), form.get("title", ""), error=form.get("error-title", "")),
        item(t("Date"), _short_date(day), on("pick_date"), leading=icon("calendar_today"), key="date"),
        toggle(t("All day"), whole, on("all_day"), key="all-day", icon_name="schedule"),
        None if whole else times,
        None if whole or not form.get("error-time") else text(form["error-time"], "error small pad"),
        field("location", t("Location"), form.get("location", ""), icon="location_on"),
        heading(t("Calendar")),
        chips(
            *[chip(t(name), form["calendar"] == name, on("calendar", name=name), f"in-{name}") for name in CALENDARS]
        ),
        _choice("Reminder", t(form["reminder"]), on("choose", key="reminder"), "notifications"),
        _choice("Repeat", t(form["repeat"]), on("choose", key="repeat"), "repeat"),
        _choice("Guests", ", ".join(guests) or t("None"), on("guests"), "group"),
        actions=[button(t("Save"), on("save"), "flat", key="save")],
    )


def _choice(title: str, value: str, tap: Event, picture: str) -> Node:
    return item(t(title), value, tap, leading=icon(picture), key=title.lower())


def _pick_date(look: Look) -> Node:
    chosen = date.fromisoformat(look.form["date"])
    month = look.form.get("month", f"{chosen:%Y-%m}")
    return dialog(
        t("Date"),
        *month_grid(month, chosen, look.now.date(), "picked"),
        actions=[button(t("Cancel"), BACK, "flat")],
    )


def _guests(look: Look) -> Node:
    chosen, query = look.form["guests"].split(","), look.draft("query").casefold()
    rows = [
        check(c["name"], i in chosen, on("guest", id=i), c["email"], key=f"guest-{i}")
        for i, c in ordered(known(look.others))
        if query in c["name"].casefold()
    ]
    bar = row(
        icon_button("arrow_back", t("Back"), BACK),
        Node("title", t("Guests"), key="page-title"),
        spacer(),
        button(t("Done"), on("guests_done"), "flat"),
        style="bar",
    )
    found = search("query", t("Search contacts"), look.form.get("query", ""))
    return column(bar, found, scroll(*(rows or [empty("search", t("No contacts found"))]), key="guests"), style="page")
