"""The calendar as a user finds it."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.calendar.state import CalendarState, on_day, takes_place
from devices.virtual.times import parse_time
from tests.virtual_user import User

CALENDAR = TypeAdapter(CalendarState)


@pytest.mark.parametrize("seed", range(8))
def test_a_fresh_calendar_fits_its_schema_and_has_something_today(seed: int) -> None:
    user = User("Calendar", seed)
    CALENDAR.validate_python(user.state, strict=True)
    assert len(user.state["events"]) == 10
    assert on_day(user.state["events"], user.world.now.date())
    assert all(e["all_day"] or e["start"] < e["end"] for e in user.state["events"].values())


def test_a_new_event_is_kept_with_every_choice() -> None:
    user = User("Calendar")
    user.tap("New event")
    user.fill("title", "Picnic")
    user.tap("Date", "Next month", "18 April 2026")
    user.fill("start", "2 pm")
    user.fill("end", "16:30")
    user.fill("location", "Lakeside")
    user.tap("Family", "Reminder", "1 hour before", "Repeat", "Weekly", "Guests")
    user.fill("query", "b")
    user.tap("guest-c3")
    user.fill("query", "")
    user.tap("guest-c12", "guest-c5", "guest-c5", "Done", "Save")
    assert user.state["events"]["e11"] == {
        "title": "Picnic", "date": "2026-04-18", "start": "14:00", "end": "16:30", "all_day": False,
        "location": "Lakeside", "calendar": "Family", "reminder": "1 hour before", "repeat": "Weekly",
        "guests": ["c12", "c3"],
    }  # fmt: skip
    CALENDAR.validate_python(user.state, strict=True)
    assert user.title == "Calendar"


def test_an_event_without_an_end_lasts_an_hour() -> None:
    user = User("Calendar")
    user.tap("New event")
    user.fill("title", "Walk")
    user.fill("start", "9:15")
    user.tap("Save")
    assert user.state["events"]["e11"]["end"] == "10:15"
    assert user.state["events"]["e11"]["date"] == "2026-03-10"


def test_an_all_day_event_needs_no_times() -> None:
    user = User("Calendar")
    user.tap("16 March 2026" if user.sees("16 March 2026") else "day-2026-03-16", "New event")
    user.fill("title", "Holiday")
    user.tap("All day", "Save")
    saved = user.state["events"]["e11"]
    assert (saved["date"], saved["start"], saved["end"], saved["all_day"]) == ("2026-03-16", "", "", True)


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [("", "9:00", ""), ("Walk", "", ""), ("Walk", "25:00", ""), ("Walk", "9:00", "8:00"), ("Walk", "9:00", "late")],
)
def test_an_event_that_cannot_be_is_refused_and_nothing_is_lost(title: str, start: str, end: str) -> None:
    user = User("Calendar")
    user.tap("New event")
    user.fill("title", title)
    user.fill("start", start)
    user.fill("end", end)
    user.fill("location", "Lakeside")
    user.tap("Save")
    assert user.title == "New event"
    assert user.sees("Lakeside")
    assert user.toast
    assert "e11" not in user.state["events"]


def test_editing_the_place_keeps_everything_else() -> None:
    user = User("Calendar")
    before = dict(user.state["events"]["e1"])
    user.tap(f"event-e1-{before['date']}", "Edit")
    user.fill("location", "Lakeside")
    user.tap("Save")
    assert user.state["events"]["e1"] == {**before, "location": "Lakeside"}
    assert user.title == "Event"
    user.back()
    assert user.title == "Calendar"


def test_a_closed_picker_changes_nothing() -> None:
    user = User("Calendar")
    user.tap("New event")
    user.fill("title", "Walk")
    user.tap("Repeat", "Cancel", "Date")
    user.back()
    assert user.title == "New event"
    assert user.sees("Walk")
    assert user.sees("Does not repeat")


def test_deleting_asks_first() -> None:
    user = User("Calendar")
    user.tap("event-e1-2026-03-10", "Delete", "Cancel")
    assert "e1" in user.state["events"]
    user.tap("Delete", "Delete")
    assert "e1" not in user.state["events"]
    assert user.title == "Calendar"


def test_months_turn_and_today_comes_back() -> None:
    user = User("Calendar")
    user.tap("Previous month", "Previous month", "Previous month")
    assert user.sees("December 2025")
    user.tap("Go to today")
    assert user.sees("March 2026")


def test_a_day_shows_its_events_only() -> None:
    user = User("Calendar")
    title = user.state["events"]["e1"]["title"]
    assert user.sees(title)
    user.tap("day-2026-03-16")
    assert user.sees("Team stand-up")
    assert not user.sees(title)


def test_search_finds_titles_and_guests() -> None:
    user = User("Calendar")
    user.tap("Search events")
    user.fill("query", "stand-up")
    assert user.sees("Team stand-up")
    user.fill("query", "farid")
    assert user.sees("Team stand-up")
    user.fill("query", "no such thing")
    assert user.sees("No events found")


def test_the_schedule_reads_the_same_after_a_restart() -> None:
    user = User("Calendar")
    user.tap("Schedule")
    before = [node.text for node in user.front.walk()]
    user.restart()
    assert [node.text for node in user.front.walk()] == before


@pytest.mark.parametrize(
    ("repeat", "day", "held"),
    [
        ("Does not repeat", "2026-03-17", False),
        ("Daily", "2026-03-11", True),
        ("Weekly", "2026-03-17", True),
        ("Weekly", "2026-03-18", False),
        ("Monthly", "2026-04-10", True),
        ("Yearly", "2027-03-10", True),
        ("Yearly", "2027-04-10", False),
        ("Daily", "2026-03-09", False),
    ],
)
def test_repeating_events_take_place_again_but_not_before(repeat: str, day: str, held: bool) -> None:
    event = {**User("Calendar").state["events"]["e1"], "date": "2026-03-10", "repeat": repeat}
    assert takes_place(event, date.fromisoformat(day)) is held  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9", "09:00"), ("9:30 PM", "21:30"), ("12 am", "00:00"), ("0930", "09:30"), ("13 pm", None), ("9:75", None)],
)
def test_times_are_read_in_many_spellings(typed: str, kept: str | None) -> None:
    assert parse_time(typed) == kept
