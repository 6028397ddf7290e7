"""Which app opens a link: "tel:5550101", "guimcp://tiffin/restaurant/r3"."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import unquote

from devices.virtual.app import App
from devices.virtual.node import Event


def find_link(apps: Iterable[App[Any]], link: str) -> tuple[str, Event] | None:
    """(app id, event) of the first app one of whose `links` fits the whole link; None where none does."""
    for app in apps:
        for form, event in app.links.items():
            match = _pattern(form).fullmatch(link)
            if match is not None:
                return app.id, Event(event, {name: unquote(value) for name, value in match.groupdict().items()})
    return None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    written = [f"(?P<{part}>[^/?#]+)" if i % 2 else re.escape(part) for i, part in enumerate(parts)]
    return re.compile("".join(written))
