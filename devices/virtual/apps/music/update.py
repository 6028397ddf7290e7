"""What each event of Tremolo does, and what time does to it."""

from datetime import datetime, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.music.catalogue import SONGS
from devices.virtual.apps.music.keeping import KEEPING
from devices.virtual.apps.music.playing import PLAYING, Handler, advance, keep_place
from devices.virtual.apps.music.spoken import EPISODES, SHOWS
from devices.virtual.apps.music.state import END, MusicState, current, iso, number, seconds_of
from devices.virtual.node import Event, on
from devices.virtual.words import t

HANDLERS: dict[str, Handler] = {**PLAYING, **KEEPING}


def update(state: MusicState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    handler = HANDLERS.get(event.name)
    if handler is None:
        raise ValueError(f"Tremolo knows no event {event.name!r}")
    handler(state, event, turn)


def tick(state: MusicState, since: datetime, turn: Turn) -> None:
    """What plays goes on until its end or the sleep timer's; new episodes are announced; a new month begins at 0."""
    if turn.now <= since:
        return
    _announce(state, since, turn)
    if turn.now.isoformat()[:7] != since.isoformat()[:7]:
        for track in state["songs"].values():
            track["month"] = 0
    _play_on(state, since, turn.now)


def _announce(state: MusicState, since: datetime, turn: Turn) -> None:
    fresh = [i for i, cast in state["episodes"].items() if iso(since) < cast["at"] <= iso(turn.now)]
    for episode in sorted(fresh, key=lambda i: (state["episodes"][i]["at"], number(i))):
        known = EPISODES[episode]
        if known.show in state["shows"] and state["options"]["announce"]:
            turn.notify(t(SHOWS[known.show].name), t(known.title), on("episode", id=episode))


def _play_on(state: MusicState, since: datetime, now: datetime) -> None:
    player = state["player"]
    sleep = player["sleep"]
    by_clock = bool(sleep) and sleep != END
    until = min(now, max(since, datetime.fromisoformat(sleep))) if by_clock else now
    if player["playing"]:
        _run(state, until - since)
    if by_clock and sleep <= iso(now):
        player.update(playing=False, sleep="")


def _run(state: MusicState, time: timedelta) -> None:
    player, left = state["player"], float(time.total_seconds())
    while player["playing"] and left > 0 and (what := current(state)):
        song = what in SONGS
        pace = 1.0 if song else player["speed"] / 100
        # Crossfade: the next one begins while the last seconds of this one are still heard.
        end = seconds_of(what) - (state["options"]["crossfade"] if song else 0)
        step = max(0.0, end - player["position"])
        if left * pace < step:
            player["position"] += int(left * pace)
            left = 0
        else:
            left -= step / pace
            if player["sleep"] == END:
                player.update(sleep="", playing=False)
            advance(state, ended=True)
    keep_place(state)
