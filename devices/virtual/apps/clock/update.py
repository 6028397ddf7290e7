"""What each event does in Clock, and what rings when the time comes."""

from datetime import datetime, time, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.clock.state import (
    Alarm,
    ClockState,
    Timer,
    elapsed_of,
    left_of,
    new_stopwatch,
    new_timer,
    number_of,
    typed_seconds,
)
from devices.virtual.node import Event, on
from devices.virtual.times import WEEKDAYS, is_24h, time_words
from devices.virtual.words import t

CLOCK = "org.guimcp.clock"
RINGS = timedelta(minutes=10)  # for so long an alarm makes itself heard


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
            turn.toast(t("Alarm deleted"))
        case "add_city" | "add_timer":
            turn.open(event.name)
        case "city":
            if event["city"] not in state["cities"]:
                state["cities"].append(event["city"])
            turn.close()
        case "remove_city":
            state["cities"].remove(event["city"])
            turn.toast(t("{city} removed", city=t(event["city"])))
        case "preset":
            turn.form.update(minutes=str(event["seconds"] // 60), seconds="")
        case "save_timer":
            _save_timer(state, turn, event["running"])
        case "run_timer":
            timer = state["timers"][event["id"]]
            _run(timer, not timer["running"], turn.now)
        case "delete_timer":
            del state["timers"][event["id"]]
            turn.toast(t("Timer deleted"))
        case "watch":
            watch = state["stopwatch"]
            watch.update(elapsed=elapsed_of(watch, turn.now), status=event["status"])
            watch["since"] = turn.now.isoformat() if event["status"] == "running" else ""
        case "lap":
            state["stopwatch"]["laps"].append(elapsed_of(state["stopwatch"], turn.now))
        case "reset":
            state["stopwatch"] = new_stopwatch()
        case "stop":
            turn.close()
        case "snooze":
            again = turn.now + timedelta(minutes=10)
            label = state["alarms"][event["alarm"]]["label"] if event["alarm"] in state["alarms"] else ""
            state["alarms"][_new_id(state, "a")] = {
                "time": f"{again:%H:%M}", "label": label, "days": [], "vibrate": True, "enabled": True,
            }  # fmt: skip
            turn.close()
            turn.toast(t("Snoozed for 10 minutes"))
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
        turn.toast(
            t("Enter an hour from {low} to {high}", low=low, high=high)
            if hour is None
            else t("Enter minutes from 0 to 59")
        )
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
    turn.toast(t("Alarm set for {at}", at=time_words(saved["time"], turn.others)))


def _save_timer(state: ClockState, turn: Turn, running: bool) -> None:
    seconds = typed_seconds(turn.form)
    if not seconds:
        turn.toast(t("Enter how long: minutes, and seconds from 0 to 59"))
        return
    timer = new_timer(turn.draft("name"), seconds)
    _run(timer, running, turn.now)
    state["timers"][_new_id(state, "t")] = timer
    turn.close()


def _run(timer: Timer, running: bool, now: datetime) -> None:
    left = left_of(timer, now) or timer["seconds"]
    timer.update(running=running, left=left, ends=(now + timedelta(seconds=left)).isoformat() if running else "")


def tick(state: ClockState, since: datetime, turn: Turn) -> None:
    """Alarms and timers that fell due since then: the last one rings if it is fresh, the others were missed."""
    due = sorted([*_due_alarms(state, since, turn.now), *_due_timers(state, since, turn.now)])
    for at, kind, key in due:
        if (at, kind, key) == due[-1] and turn.now - at <= RINGS:
            args = {kind: key, "at": f"{at:%H:%M}"}
            turn.open("ringing", None, **args)
            turn.launch(CLOCK)
        elif kind == "alarm":
            said = " ".join((time_words(f"{at:%H:%M}", turn.others), state["alarms"][key]["label"])).strip()
            turn.notify(t("Missed alarm"), said, on("tab", tab="alarms"))
        else:
            turn.notify(t("Time is up"), state["timers"][key]["name"], on("tab", tab="timers"))


def _due_alarms(state: ClockState, since: datetime, now: datetime) -> list[tuple[datetime, str, str]]:
    due: list[tuple[datetime, str, str]] = []
    days = [since + timedelta(days=n) for n in range(min((now.date() - since.date()).days, 7) + 1)]
    for key, alarm in state["alarms"].items():
        for day in days if alarm["enabled"] else []:
            at = datetime.combine(day.date(), time.fromisoformat(alarm["time"]))
            if since < at <= now and WEEKDAYS[day.weekday()] in (alarm["days"] or WEEKDAYS):
                due.append((at, "alarm", key))
                if not alarm["days"]:
                    alarm["enabled"] = False
                    break
    return due


def _due_timers(state: ClockState, since: datetime, now: datetime) -> list[tuple[datetime, str, str]]:
    due: list[tuple[datetime, str, str]] = []
    for key, timer in state["timers"].items():
        if timer["running"] and datetime.fromisoformat(timer["ends"]) <= now:
            due.append((datetime.fromisoformat(timer["ends"]), "timer", key))
            timer.update(running=False, left=timer["seconds"], ends="")
    return due


def _new_id(state: ClockState, letter: str) -> str:
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"
