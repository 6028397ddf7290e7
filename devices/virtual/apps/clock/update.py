"""What each event does in Clock."""

from devices.virtual.app import Turn
from devices.virtual.apps.clock.state import (
    Alarm,
    ClockState,
    number_of,
    typed_seconds,
)
from devices.virtual.node import Event
from devices.virtual.times import WEEKDAYS, is_24h, time_words

PRESETS = (60, 180, 300, 600, 900)
TABS = (
    ("alarms", "Alarms", "alarm"),
    ("cities", "World clock", "public"),
    ("timers", "Timer", "hourglass_empty"),
    ("stopwatch", "Stopwatch", "timer"),
)


# -- view -----------------------------------------------------------------------------------------------------------


def update(state: ClockState, event: Event, turn: Turn) -> None:
    """What each event does."""
    match event.name:
        case "tab":
            turn.form["tab"] = event["tab"]
        case "switch":
            alarm = state["alarms"][event["id"]]
            alarm["enabled"] = not alarm["enabled"]
        case "add_alarm":
            turn.open("alarm", form={"half": "AM", "days": "", "vibrate": "yes"})
        case "edit_alarm":
            turn.open("alarm", form=_alarm_form(state["alarms"][event["id"]], is_24h(turn.others)), id=event["id"])
        case "half":
            turn.form["half"] = event["half"]
        case "day":
            chosen = set(turn.form["days"].split(",")) ^ {event["day"]}
            turn.form["days"] = ",".join(day for day in WEEKDAYS if day in chosen)
        case "vibrate":
            turn.form["vibrate"] = "no" if turn.form["vibrate"] == "yes" else "yes"
        case "save_alarm":
            _save_alarm(state, turn)
        case "delete_alarm":
            del state["alarms"][turn.args["id"]]
            turn.close()
            turn.toast("Alarm deleted")
        case "add_city" | "add_timer":
            turn.open(event.name)
        case "city":
            if event["city"] not in state["cities"]:
                state["cities"].append(event["city"])
            turn.close()
        case "remove_city":
            state["cities"].remove(event["city"])
            turn.toast(f"{event['city']} removed")
        case "preset":
            turn.form.update(minutes=str(event["seconds"] // 60), seconds="")
        case "save_timer":
            _save_timer(state, turn, event["running"])
        case "run_timer":
            timer = state["timers"][event["id"]]
            timer["running"] = not timer["running"]
        case "delete_timer":
            del state["timers"][event["id"]]
            turn.toast("Timer deleted")
        case "watch":
            state["stopwatch"]["status"] = event["status"]
        case "lap":
            state["stopwatch"]["laps"] += 1
        case "reset":
            state["stopwatch"] = {"status": "stopped", "laps": 0}
        case _:
            raise ValueError(f"clock knows no event {event.name!r}")


def _alarm_form(alarm: Alarm, full_day: bool) -> dict[str, str]:
    hour, minute = int(alarm["time"][:2]), alarm["time"][3:]
    return {
        "hour": f"{hour:02}" if full_day else str((hour - 1) % 12 + 1),
        "minute": minute,
        "half": "AM" if hour < 12 else "PM",
        "label": alarm["label"],
        "days": ",".join(alarm["days"]),
        "vibrate": "yes" if alarm["vibrate"] else "no",
    }


def _save_alarm(state: ClockState, turn: Turn) -> None:
    full_day = is_24h(turn.others)
    low, high = (0, 23) if full_day else (1, 12)
    hour, minute = number_of(turn.draft("hour"), low, high), number_of(turn.draft("minute") or "0", 0, 59)
    if hour is None or minute is None:
        turn.toast(f"Enter an hour from {low} to {high}" if hour is None else "Enter minutes from 0 to 59")
        return
    if not full_day:
        hour = hour % 12 + (12 if turn.form["half"] == "PM" else 0)
    saved: Alarm = {
        "time": f"{hour:02}:{minute:02}",
        "label": turn.draft("label"),
        "days": [day for day in turn.form["days"].split(",") if day],
        "vibrate": turn.form["vibrate"] == "yes",
        "enabled": True,
    }
    state["alarms"][turn.args.get("id") or _new_id(state, "a")] = saved
    turn.close()
    turn.toast(f"Alarm set for {time_words(saved['time'], turn.others)}")


def _save_timer(state: ClockState, turn: Turn, running: bool) -> None:
    seconds = typed_seconds(turn.form)
    if not seconds:
        turn.toast("Enter how long: minutes, and seconds from 0 to 59")
        return
    state["timers"][_new_id(state, "t")] = {"name": turn.draft("name"), "seconds": seconds, "running": running}
    turn.close()


def _new_id(state: ClockState, letter: str) -> str:
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"
