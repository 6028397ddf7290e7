"""The phone itself."""

from random import Random

from agent.policies.scripted import Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import Apps
from benchmarks.daily.template import Axes, Params, Template
from devices.virtual.apps.settings.state import NETWORKS, RINGTONES, TIMEOUTS

SETTINGS = "org.guimcp.settings"

# -- one switch ----------------------------------------------------------------------------------------------------

SWITCHES = {
    "dark_theme": ("dark theme", "Display", "Dark theme"),
    "bluetooth": ("Bluetooth", "Connected devices", "Bluetooth"),
    "do_not_disturb": ("Do Not Disturb", "Notifications", "Do Not Disturb"),
    "battery_saver": ("battery saver", "Battery", "Battery saver"),
    "clock_24h": ("24-hour time format", "Date & time", "Use 24-hour format"),
}


def _switch_params(rng: Random, apps: Apps) -> Params:
    key = rng.choice(sorted(SWITCHES))
    name, section, row = SWITCHES[key]
    word = "off" if apps[SETTINGS][key] else "on"
    return {"key": key, "name": name, "section": section, "row": row, "word": word}


def _switch_change(apps: Apps, p: Params) -> None:
    apps[SETTINGS][p["key"]] = not apps[SETTINGS][p["key"]]


def _switch_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Settings"), Tap(p["section"]), Tap(p["row"]), Say()]


# -- one choice ----------------------------------------------------------------------------------------------------


def _timeout_params(rng: Random, apps: Apps) -> Params:
    return {"timeout": rng.choice([t for t in TIMEOUTS if t != apps[SETTINGS]["screen_timeout"]])}


def _timeout_change(apps: Apps, p: Params) -> None:
    apps[SETTINGS]["screen_timeout"] = p["timeout"]


def _timeout_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Settings"), Tap("Display"), Tap("Screen timeout"), Tap(p["timeout"], "text"), Say()]


# -- two things at once --------------------------------------------------------------------------------------------


def _hotspot_params(rng: Random, apps: Apps) -> Params:
    return {"name": rng.choice(("Blue Heron", "Attic 4", "Ferry Office"))}


def _hotspot_start(apps: Apps, p: Params) -> None:
    apps[SETTINGS]["hotspot"] = False


def _hotspot_change(apps: Apps, p: Params) -> None:
    apps[SETTINGS].update(hotspot=True, hotspot_name=p["name"])


def _hotspot_oracle(apps: Apps, p: Params) -> list[Move]:
    return [
        Open("Settings"), Tap("Network & internet"), Tap("Hotspot name"), Fill("Hotspot name", p["name"]), Tap("OK"),
        Tap("Wi-Fi hotspot"), Say(),
    ]  # fmt: skip


# -- if this, then that --------------------------------------------------------------------------------------------


def _network_params(rng: Random, apps: Apps) -> Params:
    ringtones = [r for r in RINGTONES if r != apps[SETTINGS]["ringtone"]]
    networks = [n for n in NETWORKS if n != apps[SETTINGS]["wifi_network"]]
    return {"network": rng.choice(networks), "ringtone": rng.choice(ringtones)}


def _network_change(apps: Apps, p: Params) -> None:
    if apps[SETTINGS]["wifi"]:
        apps[SETTINGS]["wifi_network"] = p["network"]
    else:
        apps[SETTINGS]["ringtone"] = p["ringtone"]


def _network_oracle(apps: Apps, p: Params) -> list[Move]:
    look: list[Move] = [Open("Settings"), Tap("Network & internet"), Tap("Wi-Fi")]
    if apps[SETTINGS]["wifi"]:
        return [*look, Tap(p["network"], "text"), Say()]
    sound: list[Move] = [Open("Settings"), Tap("Back"), Tap("Back"), Tap("Sound & vibration"), Tap("Phone ringtone")]
    return [*look, *sound, Tap(p["ringtone"], "text"), Say()]


# -- read one thing ------------------------------------------------------------------------------------------------


def _volume_params(rng: Random, apps: Apps) -> Params:
    kind = rng.choice(("media", "ring", "alarm"))
    return {"kind": kind, "key": f"{kind}_volume"}


def _volume_answer(apps: Apps, p: Params) -> Answer:
    return Answer("number", str(apps[SETTINGS][p["key"]]))


def _volume_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Settings"), Tap("Sound & vibration"), Say(_volume_answer(apps, p).value)]


TEMPLATES = (
    Template(
        id="settings-switch",
        goals=(
            "Turn {word} {name}.",
            "Switch {name} {word} in Settings.",
            "Please turn {name} {word} on this phone.",
        ),
        axes=Axes("system", ("Settings",)),
        params=_switch_params,
        change=_switch_change,
        oracle=_switch_oracle,
    ),
    Template(
        id="settings-timeout",
        goals=(
            "Set the screen timeout to {timeout}.",
            "The screen should turn off after {timeout}.",
            "Change the screen timeout in the display settings to {timeout}.",
        ),
        axes=Axes("system", ("Settings",)),
        params=_timeout_params,
        change=_timeout_change,
        oracle=_timeout_oracle,
    ),
    Template(
        id="settings-hotspot",
        goals=(
            'Rename the Wi-Fi hotspot to "{name}" and turn it on.',
            'Start the hotspot, but first call it "{name}".',
            'I want to share my connection under the name "{name}": set up the hotspot and switch it on.',
        ),
        axes=Axes("system", ("Settings",), composition="composite"),
        params=_hotspot_params,
        start=_hotspot_start,
        change=_hotspot_change,
        oracle=_hotspot_oracle,
    ),
    Template(
        id="settings-if-wifi",
        goals=(
            "If Wi-Fi is on, connect to {network}. If it is off, set the phone ringtone to {ringtone} instead.",
            "Check Wi-Fi: when it is on join {network}, otherwise only change the phone ringtone to {ringtone}.",
            "Join the network {network} if Wi-Fi is on; if not, make {ringtone} the phone ringtone instead.",
        ),
        axes=Axes("system", ("Settings",), composition="conditional"),
        params=_network_params,
        change=_network_change,
        oracle=_network_oracle,
    ),
    Template(
        id="settings-volume",
        goals=(
            "What is the {kind} volume set to, in per cent? Answer with the number.",
            "How loud is the {kind} volume? Answer with the per cent number only.",
            "Look up the {kind} volume in Settings. Answer with the number.",
        ),
        axes=Axes("system", ("Settings",), "query"),
        params=_volume_params,
        answer=_volume_answer,
        oracle=_volume_oracle,
    ),
)
