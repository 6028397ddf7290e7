"""What each event of The Lantern Post does, and what time does to it."""

from datetime import datetime
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.news.catalogue import ARTICLES, listen_seconds
from devices.virtual.apps.news.keeping import KEEPING
from devices.virtual.apps.news.reading import READING, Handler
from devices.virtual.apps.news.state import NewsState, iso, number, title_of
from devices.virtual.node import Event, on
from devices.virtual.words import t

HANDLERS: dict[str, Handler] = {**READING, **KEEPING}
NIGHT = (22, 7)


def update(state: NewsState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    handler = HANDLERS.get(event.name)
    if handler is None:
        raise ValueError(f"The Lantern Post knows no event {event.name!r}")
    handler(state, event, turn)


def tick(state: NewsState, since: datetime, turn: Turn) -> None:
    """Articles come out, breaking ones are announced, and what is read aloud goes on."""
    if turn.now <= since:
        return
    fresh = [i for i, story in state["stories"].items() if iso(since) < story["at"] <= iso(turn.now)]
    for article in sorted(fresh, key=lambda i: (state["stories"][i]["at"], number(i))):
        story = state["stories"][article]
        if not story["reads"]:
            story["reads"] = Random(f"{article}:{story['at']}").randint(40, 900)
        if _wanted(state, article):
            title = t("Breaking news: {section}", section=t(ARTICLES[article].section))
            turn.notify(title, title_of(state, article), on("article", id=article))
    _read_on(state, int((turn.now - since).total_seconds()))


def _wanted(state: NewsState, article: str) -> bool:
    options, known = state["options"], ARTICLES[article]
    hour = datetime.fromisoformat(state["stories"][article]["at"]).hour
    silent = options["quiet"] and (hour >= NIGHT[0] or hour < NIGHT[1])
    hidden = known.section in state["hidden_sections"] or known.source in state["hidden_sources"]
    return known.breaking and options["breaking"] and state["alerts"][known.section] and not silent and not hidden


def _read_on(state: NewsState, seconds: int) -> None:
    player = state["player"]
    if not player["playing"] or not player["article"]:
        return
    story, length = state["stories"][player["article"]], listen_seconds(player["article"])
    story["listened"] = min(length, story["listened"] + seconds * player["pace"] // 100)
    if story["listened"] >= length:
        player["playing"] = False
