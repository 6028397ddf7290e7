"""The clock as a user finds it."""

from datetime import datetime

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.clock.state import CITIES, ClockState, city_time
from devices.virtual.apps.clock.update import update
from devices.virtual.node import on
from tests.virtual_user import User

CLOCK = TypeAdapter(ClockState)


@pytest.mark.parametrize("seed", range(5))
def test_a_fresh_clock_fits_its_schema(seed: int) -> None:
    state = User("Clock", seed).state
    assert CLOCK.validate_python(state, strict=True) == state


def test_seeds_differ() -> None:
    assert User("Clock", 1).state != User("Clock", 2).state == User("Clock", 2).state


def test_a_new_alarm_is_on_and_rings_when_it_was_set_for() -> None:
    user = User("Clock")
    user.tap("Add alarm")
    user.fill("hour", "7")
    user.fill("minute", "5")
    user.tap("PM", "Fri", "Tue", "Vibrate")
    user.fill("label", "Gym")
    user.tap("Save")
    assert user.title == "Alarms"
    assert user.state["alarms"]["a8"] == {
        "time": "19:05", "label": "Gym", "days": ["Tue", "Fri"], "vibrate": False, "enabled": True,
    }  # fmt: skip
    CLOCK.validate_python(user.state, strict=True)
    assert user.sees("7:05 PM")


@pytest.mark.parametrize(("hour", "half", "time"), [("12", "AM", "00:00"), ("12", "PM", "12:00"), ("1", "PM", "13:00")])
def test_noon_and_midnight_are_told_apart(hour: str, half: str, time: str) -> None:
    user = User("Clock")
    user.tap("Add alarm")
    user.fill("hour", hour)
    user.tap(half, "Save")
    assert user.state["alarms"]["a8"]["time"] == time


@pytest.mark.parametrize(("hour", "minute"), [("13", "0"), ("0", "0"), ("", "10"), ("7", "60"), ("seven", "0")])
def test_an_impossible_time_is_refused_and_nothing_is_lost(hour: str, minute: str) -> None:
    user = User("Clock")
    user.tap("Add alarm")
    user.fill("hour", hour)
    user.fill("minute", minute)
    user.fill("label", "Keep me")
    user.tap("Save")
    assert user.title == "New alarm"
    assert user.toast.startswith("Enter ")
    assert user.sees("Keep me")
    assert len(user.state["alarms"]) == 5


def test_an_alarm_can_be_edited_and_the_rest_of_it_stays() -> None:
    user = User("Clock")
    before = dict(user.state["alarms"]["a1"])
    user.tap("alarm-a1")
    user.fill("minute", "59")
    user.tap("Save")
    after = user.state["alarms"]["a1"]
    assert after == {**before, "time": before["time"][:3] + "59", "enabled": True}


def test_the_switch_turns_an_alarm_without_opening_it() -> None:
    user = User("Clock")
    before = user.state["alarms"]["a2"]["enabled"]
    user.tap("switch-a2")
    assert user.state["alarms"]["a2"]["enabled"] is not before
    assert user.title == "Alarms"


def test_deleting_an_alarm_takes_it_alone() -> None:
    user = User("Clock")
    user.tap("alarm-a3", "Delete alarm")
    assert sorted(user.state["alarms"]) == ["a1", "a2", "a4", "a5"]


def test_back_from_an_alarm_keeps_it_as_it_was() -> None:
    user = User("Clock")
    before = dict(user.state["alarms"]["a1"])
    user.tap("alarm-a1", "Mon")
    user.back()
    assert user.title == "Alarms"
    assert user.state["alarms"]["a1"] == before


def test_the_24_hour_clock_is_read_and_written_without_halves() -> None:
    user = User("Clock")
    user.world.apps["org.guimcp.settings"]["clock_24h"] = True
    user.tap("Add alarm")
    assert not user.sees("PM")
    user.fill("hour", "18")
    user.tap("Save")
    assert user.state["alarms"]["a8"]["time"] == "18:00"
    assert user.sees("18:00")


def test_a_city_is_found_added_once_and_removed() -> None:
    user = User("Clock")
    city = next(name for name in sorted(CITIES) if name not in user.state["cities"])
    before = list(user.state["cities"])
    for _ in range(2):
        user.tap("World clock", "Add city")
        user.fill("query", city[:4].lower())
        user.tap(f"add-{city}")
    assert user.state["cities"] == [*before, city]
    user.tap(f"Remove {city}")
    assert user.state["cities"] == before


def test_cities_know_their_time() -> None:
    assert city_time("Tokyo", datetime(2026, 3, 10, 9, 30)) == datetime(2026, 3, 10, 17, 30)
    assert city_time("Delhi", datetime(2026, 3, 10, 9, 30)) == datetime(2026, 3, 10, 14, 0)


def test_a_timer_is_started_from_a_preset_paused_and_deleted() -> None:
    user = User("Clock")
    user.tap("Timer", "Add timer", "10 min")
    user.fill("name", "Eggs")
    user.tap("Start")
    assert user.state["timers"]["t8"] == {
        "name": "Eggs",
        "seconds": 600,
        "left": 600,
        "running": True,
        "ends": "2026-03-10T09:40:00",
    }
    user.tap("Pause Eggs")
    assert user.state["timers"]["t8"]["running"] is False
    CLOCK.validate_python(user.state, strict=True)
    user.tap("Delete Eggs")
    assert "t8" not in user.state["timers"]


@pytest.mark.parametrize(("minutes", "seconds"), [("", ""), ("0", "0"), ("1", "75"), ("x", "")])
def test_a_timer_of_no_length_is_refused(minutes: str, seconds: str) -> None:
    user = User("Clock")
    user.tap("Timer", "Add timer")
    user.fill("minutes", minutes)
    user.fill("seconds", seconds)
    user.tap("Save")
    assert user.title == "New timer"
    assert len(user.state["timers"]) == 2


def test_the_stopwatch_counts_laps_until_it_is_reset() -> None:
    user = User("Clock")
    user.tap("Stopwatch", "Start", "Lap", "Lap", "Pause")
    assert user.state["stopwatch"] == {"status": "paused", "elapsed": 0, "since": "", "laps": [0, 0]}
    user.tap("Reset")
    assert user.state["stopwatch"] == {"status": "stopped", "elapsed": 0, "since": "", "laps": []}


def test_an_unknown_event_is_an_error() -> None:
    user = User("Clock")
    with pytest.raises(ValueError, match="explode"):
        update(user.state, on("explode"), None)  # type: ignore[arg-type]
