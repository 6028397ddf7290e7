"""A user's Tremolo as it is found: plays, likes, playlists, follows, podcasts begun and something in the player."""

from datetime import datetime, timedelta
from random import Random

from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, MIXES, SONGS
from devices.virtual.apps.music.spoken import EPISODES, SHOWS, episodes_of
from devices.virtual.apps.music.state import (
    PRESETS,
    QUALITIES,
    Cast,
    MusicState,
    Playlist,
    Standing,
    Track,
    content,
    iso,
    new_id,
    number,
    seconds_of,
    size_of,
)
from devices.virtual.words import t

OWNERS = ("Robin Hale", "Sascha Winter", "Kim Falkner")
LISTS = (
    ("Sunday pancakes", "For the kitchen, not too loud."),
    ("Run to the river", "Five kilometres there and back."),
    ("Songs for Anna", ""),
    ("Night drive", "Only after ten."),
    ("Office, door closed", "Nothing with a chorus."),
    ("Summer at the lake", "All of us, that week in July."),
    ("Learn on guitar", "Three chords at most."),
)
SEARCHES = ("harbour", "Juniper Lane", "rain", "Toast", "quiet", "umbrella", "bread")


def seed(rng: Random, now: datetime) -> MusicState:
    """Sixty-three songs with their plays, four playlists, three podcasts in the library and a song that is paused."""
    state: MusicState = {
        "songs": _songs(rng, now),
        "artists": _artists(rng, now),
        "albums": {i: _since(rng, now) for i in sorted(rng.sample(sorted(ALBUMS, key=number), 5), key=number)},
        "mixes": {i: _since(rng, now) for i in sorted(rng.sample(sorted(MIXES), 2))},
        "shows": {i: _since(rng, now) for i in sorted(rng.sample(sorted(SHOWS), 3))},
        "episodes": {},
        "playlists": {},
        "history": {},
        "downloads": {},
        "searches": [t(words) for words in rng.sample(SEARCHES, 3)],
        "player": {"line": [], "order": [], "at": -1, "position": 0, "playing": False, "shuffle": False,
                   "repeat": "off", "speed": 100, "sleep": "", "device": "phone", "source": ""},
        "equaliser": {"on": False, "preset": "Flat", "bands": list(PRESETS["Flat"])},
        "options": {"name": t(rng.choice(OWNERS)), "quality": rng.choice(QUALITIES[1:3]), "download_quality": "normal",
                    "crossfade": rng.choice((0, 0, 3, 5)), "explicit": rng.random() < 0.7, "wifi_only": True,
                    "normalise": rng.random() < 0.5, "private": False, "announce": True},
        "next_id": 10,
    }  # fmt: skip
    state["episodes"] = _episodes(rng, now, list(state["shows"]))
    _playlists(state, rng, now)
    _history(state, rng, now)
    _downloads(state, rng, now)
    _player(state, rng, now)
    return state


def _since(rng: Random, now: datetime) -> str:
    return iso(now - timedelta(days=rng.randint(3, 300), minutes=rng.randint(0, 1400)))


def _songs(rng: Random, now: datetime) -> dict[str, Track]:
    likes = rng.sample(sorted(SONGS, key=number), rng.randint(11, 16))
    fans = {artist: rng.uniform(0.1, 1.0) ** 2 for artist in ARTISTS}
    songs: dict[str, Track] = {}
    for i in sorted(SONGS, key=number):
        plays = int(rng.expovariate(1 / 20) * (0.2 + 2 * fans[SONGS[i].artist]))
        songs[i] = {"plays": plays, "month": min(plays, int(rng.expovariate(1 / 3))),
                    "liked": _since(rng, now) if i in likes else ""}  # fmt: skip
    return songs


def _artists(rng: Random, now: datetime) -> dict[str, Standing]:
    followed = rng.sample(sorted(ARTISTS, key=number), 5)
    return {
        i: {"listeners": int(10 ** rng.uniform(3.2, 6.3)), "followed": _since(rng, now) if i in followed else ""}
        for i in sorted(ARTISTS, key=number)
    }


def _episodes(rng: Random, now: datetime, subscribed: list[str]) -> dict[str, Cast]:
    episodes: dict[str, Cast] = {}
    soon = (40, 60 * 22, 60 * 70)
    for show in SHOWS:
        first = now - timedelta(days=rng.randint(0, 5), hours=rng.randint(1, 20))
        for back, i in enumerate(episodes_of(show)):
            at = first - timedelta(days=7 * back)
            episodes[i] = {"at": iso(at), "position": 0, "done": False}
    for show, minutes in zip(subscribed, soon, strict=False):
        episodes[episodes_of(show)[0]]["at"] = iso(now + timedelta(minutes=minutes))
        for i in episodes_of(show)[2:]:
            episodes[i]["done"] = rng.random() < 0.6
        begun = episodes_of(show)[1]
        episodes[begun]["position"] = EPISODES[begun].seconds * rng.randint(10, 80) // 100
    return episodes


def _playlists(state: MusicState, rng: Random, now: datetime) -> None:
    for name, about in rng.sample(LISTS, 4):
        songs = rng.sample(sorted(SONGS, key=number), rng.randint(6, 13))
        playlist: Playlist = {"name": t(name), "about": t(about) if about else "", "songs": songs,
                              "made": _since(rng, now), "public": rng.random() < 0.3}  # fmt: skip
        state["playlists"][new_id(state, "p")] = playlist


def _history(state: MusicState, rng: Random, now: datetime) -> None:
    things = [*rng.sample(sorted(ALBUMS, key=number), 4), *rng.sample(sorted(state["playlists"]), 3),
              *rng.sample(sorted(MIXES), 2), rng.choice(sorted(ARTISTS)), *rng.sample(sorted(SONGS), 6)]  # fmt: skip
    rng.shuffle(things)
    minutes = sorted((rng.randint(40, 60 * 24 * 14) for _ in things), reverse=True)
    for what, back in zip(things, minutes, strict=True):
        state["history"][new_id(state, "h")] = {"what": what, "at": iso(now - timedelta(minutes=back))}


def _downloads(state: MusicState, rng: Random, now: datetime) -> None:
    for what in (rng.choice(sorted(state["playlists"])), rng.choice(sorted(state["albums"]))):
        state["downloads"][what] = {"size": size_of(state, what, now), "at": _since(rng, now)}


def _player(state: MusicState, rng: Random, now: datetime) -> None:
    source = rng.choice(sorted(state["playlists"]))
    line = [i for i in content(state, source, now) if state["options"]["explicit"] or not SONGS[i].explicit]
    if not line:
        return
    at = rng.randrange(max(1, len(line) // 2))
    state["player"].update(line=line, order=list(line), at=at, source=source,
                           position=seconds_of(line[at]) * rng.randint(5, 70) // 100)  # fmt: skip
