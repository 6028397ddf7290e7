"""Alarms, world clock and timers."""

from random import Random

from agent.policies.scripted import Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import ANY, Apps
from benchmarks.daily.template import Axes, Params, Template
from devices.virtual.apps.clock.state import CITIES
from devices.virtual.times import WEEKDAYS, time_words

CLOCK = "org.guimcp.clock"
LONG_DAYS: dict[str, str] = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


def typed_time(apps: Apps, hhmm: str) -> list[Move]:
    """Filling in the time of a new alarm on a phone with the 12-hour clock."""
    clock, half = time_words(hhmm, apps).split()
    hour, minute = clock.split(":")
    return [Fill("Hour", hour), Fill("Minute", minute), *([Tap("PM")] if half == "PM" else [])]


# -- a new alarm ---------------------------------------------------------------------------------------------------


def _add_params(rng: Random, apps: Apps) -> Params:
    first, second = sorted(rng.sample(range(7), 2))
    time = f"{rng.choice((5, 6, 8, 14, 17, 20))}:{rng.choice((5, 20, 35, 50)):02}"
    return {
        "time": time.zfill(5),
        "words": time_words(time.zfill(5), apps),
        "label": rng.choice(("Call the plumber", "Feed the rabbits", "Yoga", "Bins out")),
        "days": [WEEKDAYS[first], WEEKDAYS[second]],
        "day_words": f"{LONG_DAYS[WEEKDAYS[first]]} and {LONG_DAYS[WEEKDAYS[second]]}",
    }


def _add_change(apps: Apps, p: Params) -> None:
    apps[CLOCK]["alarms"]["new"] = {"time": p["time"], "label": p["label"], "days": list(p["days"]), "vibrate": ANY,
                                    "enabled": True}  # fmt: skip


def _add_oracle(apps: Apps, p: Params) -> list[Move]:
    days = [Tap(day, "chip") for day in p["days"]]
    return [Open("Clock"), Tap("Add alarm"), *typed_time(apps, p["time"]), Fill("Label", p["label"]), *days,
            Tap("Save"), Say()]  # fmt: skip


# -- no alarms on one day ------------------------------------------------------------------------------------------


def _off_params(rng: Random, apps: Apps) -> Params:
    alarms = apps[CLOCK]["alarms"].values()
    day = rng.choice([day for day in WEEKDAYS if sum(day in alarm["days"] for alarm in alarms) > 1])
    return {"day": day, "day_words": LONG_DAYS[day]}


def _ringing(apps: Apps, p: Params) -> list[str]:
    alarms = apps[CLOCK]["alarms"]
    return sorted((i for i in alarms if p["day"] in alarms[i]["days"]), key=lambda i: alarms[i]["time"])


def _off_start(apps: Apps, p: Params) -> None:
    for alarm_id in _ringing(apps, p)[-2:]:
        apps[CLOCK]["alarms"][alarm_id]["enabled"] = True


def _off_change(apps: Apps, p: Params) -> None:
    for alarm_id in _ringing(apps, p):
        apps[CLOCK]["alarms"][alarm_id]["enabled"] = False


def _off_oracle(apps: Apps, p: Params) -> list[Move]:
    alarms = [apps[CLOCK]["alarms"][i] for i in _ringing(apps, p)]
    switches = [Tap(f"Alarm {time_words(a['time'], apps)} {a['label']}", "switch") for a in alarms if a["enabled"]]
    return [Open("Clock"), *switches, Say()]


# -- silence or delete ---------------------------------------------------------------------------------------------


def _silence_params(rng: Random, apps: Apps) -> Params:
    alarm_id = rng.choice(sorted(apps[CLOCK]["alarms"]))
    return {"id": alarm_id, "label": apps[CLOCK]["alarms"][alarm_id]["label"]}


def _silence_start(apps: Apps, p: Params) -> None:
    # Saving an alarm turns it on, which the goal does not ask for.
    apps[CLOCK]["alarms"][p["id"]]["enabled"] = True


def _silence_change(apps: Apps, p: Params) -> None:
    if apps[CLOCK]["alarms"][p["id"]]["vibrate"]:
        apps[CLOCK]["alarms"][p["id"]]["vibrate"] = False
    else:
        del apps[CLOCK]["alarms"][p["id"]]


def _silence_oracle(apps: Apps, p: Params) -> list[Move]:
    vibrates = apps[CLOCK]["alarms"][p["id"]]["vibrate"]
    branch: list[Move] = [Tap("Vibrate"), Tap("Save")] if vibrates else [Tap("Delete alarm")]
    return [Open("Clock"), Tap(p["label"]), *branch, Say()]


# -- the city furthest ahead ---------------------------------------------------------------------------------------


def _ahead_params(rng: Random, apps: Apps) -> Params:
    cities = rng.sample(sorted(CITIES), 12)
    apart = [city for i, city in enumerate(cities) if all(CITIES[city] != CITIES[other] for other in cities[:i])]
    return {"cities": apart[:4]}


def _ahead_start(apps: Apps, p: Params) -> None:
    apps[CLOCK]["cities"] = list(p["cities"])


def _ahead_answer(apps: Apps, p: Params) -> Answer:
    return Answer("text", max(apps[CLOCK]["cities"], key=lambda city: CITIES[city]))


def _ahead_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Clock"), Tap("World clock"), Say(_ahead_answer(apps, p).value)]


# -- a timer -------------------------------------------------------------------------------------------------------


def _timer_params(rng: Random, apps: Apps) -> Params:
    return {
        "name": rng.choice(("Eggs", "Rice", "Face mask", "Parking meter")),
        "minutes": rng.randint(2, 25),
        "seconds": rng.choice((10, 20, 30, 45)),
    }


def _timer_change(apps: Apps, p: Params) -> None:
    seconds = 60 * p["minutes"] + p["seconds"]
    apps[CLOCK]["timers"]["new"] = {
        "name": p["name"],
        "seconds": seconds,
        "left": seconds,
        "running": True,
        "ends": ANY,
    }


def _timer_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Clock"), Tap("Timer"), Tap("Add timer"), Fill("Minutes", str(p["minutes"])),
            Fill("Seconds", str(p["seconds"])), Fill("Name", p["name"]), Tap("Start"), Say()]  # fmt: skip


TEMPLATES = (
    Template(
        id="clock-alarm-add",
        goals=(
            'Set an alarm for {words} every {day_words}, labelled "{label}".',
            'I need an alarm called "{label}" at {words}, repeating on {day_words}.',
            'Every {day_words} at {words} my phone should ring. Label the alarm "{label}".',
        ),
        axes=Axes("system", ("Clock",), composition="composite"),
        params=_add_params,
        change=_add_change,
        oracle=_add_oracle,
    ),
    Template(
        id="clock-alarms-off-day",
        goals=(
            "Turn off every alarm that rings on {day_words}s.",
            "Switch off all alarms that repeat on {day_words}, but do not delete any.",
            "No alarm should ring on a {day_words}: switch off all those that would.",
        ),
        axes=Axes("system", ("Clock",), "filter", "loop"),
        params=_off_params,
        start=_off_start,
        change=_off_change,
        oracle=_off_oracle,
    ),
    Template(
        id="clock-alarm-silence",
        goals=(
            'If my "{label}" alarm vibrates, turn its vibration off. If it does not vibrate, delete the alarm.',
            'Look at the alarm "{label}": take the vibration off if it is on, otherwise delete the whole alarm.',
            'My alarm "{label}" should not vibrate any more. Should its vibration be off already, delete it.',
        ),
        axes=Axes("system", ("Clock",), composition="conditional", risk="delete"),
        params=_silence_params,
        start=_silence_start,
        change=_silence_change,
        oracle=_silence_oracle,
    ),
    Template(
        id="clock-city-ahead",
        goals=(
            "Which of the cities on my world clock is furthest ahead in time? Answer with its name only.",
            "In which city of my world clock is it latest now, date included? Answer with the city's name.",
            "Of the cities in the Clock app, name the one whose clock is the furthest ahead. Just the name.",
        ),
        axes=Axes("system", ("Clock",), "analyse"),
        params=_ahead_params,
        start=_ahead_start,
        answer=_ahead_answer,
        oracle=_ahead_oracle,
    ),
    Template(
        id="clock-timer-start",
        goals=(
            'Start a timer of {minutes} minutes and {seconds} seconds called "{name}".',
            'Set a "{name}" timer to {minutes} min {seconds} s and let it run.',
            'Add a timer named "{name}", {minutes} minutes {seconds} seconds long, and start it.',
        ),
        axes=Axes("system", ("Clock",)),
        params=_timer_params,
        change=_timer_change,
        oracle=_timer_oracle,
    ),
)
