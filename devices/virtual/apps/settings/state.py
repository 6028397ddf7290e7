"""What Settings remembers: everything the phone itself can be told. The system's own screens read it."""

from datetime import datetime
from random import Random

from typing_extensions import TypedDict


class SettingsState(TypedDict):
    """Volumes and brightness are per cent, 0..100. `accent` is a key of ACCENTS, `language` one of LANGUAGES.

    `notifications` and `permissions` ("ask", "allow" or "deny") are by app id; the world fills them in.
    """

    wifi: bool
    wifi_network: str
    bluetooth: bool
    paired: list[str]
    airplane: bool
    mobile_data: bool
    hotspot: bool
    hotspot_name: str
    do_not_disturb: bool
    brightness: int
    adaptive_brightness: bool
    dark_theme: bool
    font_scale: str
    screen_timeout: str
    media_volume: int
    ring_volume: int
    alarm_volume: int
    vibrate: bool
    ringtone: str
    battery_saver: bool
    location: bool
    clock_24h: bool
    language: str
    accent: str
    auto_rotate: bool
    rtl: bool
    device_name: str
    notifications: dict[str, bool]
    permissions: dict[str, dict[str, str]]


NETWORKS = ("Lindenhof", "Cafe Aurora", "Guest-5G", "Moss & Fern")
TIMEOUTS = ("15 seconds", "30 seconds", "1 minute", "5 minutes", "10 minutes")
FONT_SCALES = {"Small": 0.85, "Default": 1.0, "Large": 1.15, "Largest": 1.3}
RINGTONES = ("Aurora", "Pebbles", "Harbour", "Meadow", "Signal")
GADGETS = ("Kestrel Buds", "Desk Speaker", "Car Audio", "Trail Watch")
ACCENTS = {"Blue": "#3f5fa8", "Green": "#2f7d4f", "Violet": "#7450a8", "Rust": "#a8502f", "Teal": "#1f7a80"}


def seed(rng: Random, now: datetime) -> SettingsState:
    """A phone as its owner left it."""
    return {
        "wifi": rng.random() < 0.7,
        "wifi_network": "Lindenhof",
        "bluetooth": rng.random() < 0.5,
        "paired": rng.sample(GADGETS, 2),
        "airplane": False,
        "mobile_data": True,
        "hotspot": False,
        "hotspot_name": f"Pixelfolk {rng.randint(10, 99)}",
        "do_not_disturb": False,
        "brightness": rng.choice((30, 40, 50, 60)),
        "adaptive_brightness": rng.random() < 0.5,
        "dark_theme": False,
        "font_scale": "Default",
        "screen_timeout": rng.choice(TIMEOUTS[1:4]),
        "media_volume": rng.choice((20, 40, 60)),
        "ring_volume": rng.choice((50, 70, 90)),
        "alarm_volume": rng.choice((40, 60, 80)),
        "vibrate": rng.random() < 0.5,
        "ringtone": rng.choice(RINGTONES[:3]),
        "battery_saver": False,
        "location": rng.random() < 0.5,
        "clock_24h": False,
        "language": "en",
        "accent": "Blue",
        "auto_rotate": True,
        "rtl": False,
        "device_name": f"Virtual {rng.choice(('One', 'Nova', 'Finch'))}",
        "notifications": {},
        "permissions": {},
    }
