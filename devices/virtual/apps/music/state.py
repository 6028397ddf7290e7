"""What Tremolo remembers. Lengths and positions are seconds, times are ISO strings to the minute."""

from datetime import datetime
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, MIXES, SONGS, mix_songs, songs_of
from devices.virtual.apps.music.spoken import EPISODES, SHOWS, episodes_of
from devices.virtual.words import t

Repeat = Literal["off", "all", "one"]
MAX_NAME, MAX_ABOUT = 60, 200
LIKED = "liked"
END = "end"
DEVICES = {"phone": "smartphone", "headphones": "headphones", "kitchen": "speaker", "tv": "tv"}
QUALITIES = ("low", "normal", "high", "lossless")
RATES = {"low": 1, "normal": 2, "high": 4, "lossless": 12}  # hundredths of a megabyte a second
SPEEDS = (80, 100, 120, 150, 180, 200)
SLEEPS = (5, 15, 30, 45, 60)
PRESETS: dict[str, tuple[int, ...]] = {
    "Flat": (0, 0, 0, 0, 0), "Bass boost": (6, 4, 0, 0, 0), "Treble boost": (0, 0, 0, 3, 5),
    "Vocals": (-2, 0, 4, 3, 0), "Rock": (4, 2, -1, 2, 4), "Jazz": (3, 1, 1, 2, 3), "Electronic": (5, 3, 0, 2, 4),
    "Small speakers": (4, 3, 1, 2, 2), "Late night": (-2, 0, 2, 1, -1),
}  # fmt: skip
NAMES = {
    **{i: song.title for i, song in SONGS.items()}, **{i: album.title for i, album in ALBUMS.items()},
    **{i: artist.name for i, artist in ARTISTS.items()}, **{i: mix.name for i, mix in MIXES.items()},
    **{i: episode.title for i, episode in EPISODES.items()}, **{i: show.name for i, show in SHOWS.items()},
}  # fmt: skip
BANDS = ("60", "230", "910", "3600", "14000")


class Track(TypedDict):
    """What varies of a song; `month` are plays since the first of the month, `liked` when it was liked or empty."""

    plays: int
    month: int
    liked: str


class Standing(TypedDict):
    """What varies of an artist."""

    listeners: int
    followed: str


class Playlist(TypedDict):
    """One of the user's own; songs are in the order in which they play."""

    name: str
    about: str
    songs: list[str]
    made: str
    public: bool


class Cast(TypedDict):
    """What varies of an episode; it is out from `at` on."""

    at: str
    position: int
    done: bool


class Played(TypedDict):
    """That something was put on; `what` is an id of anything."""

    what: str
    at: str


class Download(TypedDict):
    """An album, playlist or episode kept on the phone; `size` is megabytes."""

    size: int
    at: str


class Player(TypedDict):
    """`line` are ids of songs or episodes, `at` the place of the one that is on (-1 where nothing is). `order` is the
    line before it was shuffled. `sleep` is the time it stops, END for after this one, or empty; `source` is where
    the line came from. `speed` is per cent and for episodes only."""

    line: list[str]
    order: list[str]
    at: int
    position: int
    playing: bool
    shuffle: bool
    repeat: Repeat
    speed: int
    sleep: str
    device: str
    source: str


class Equaliser(TypedDict):
    """`bands` are decibels from low to high; `preset` is a key of PRESETS or empty."""

    on: bool
    preset: str
    bands: list[int]


class Options(TypedDict):
    """What can be set."""

    name: str
    quality: str
    download_quality: str
    crossfade: int
    explicit: bool
    wifi_only: bool
    normalise: bool
    private: bool
    announce: bool


class MusicState(TypedDict):
    """Everything by id; `albums`, `mixes` and `shows` say since when they are in the library."""

    songs: dict[str, Track]
    artists: dict[str, Standing]
    albums: dict[str, str]
    mixes: dict[str, str]
    shows: dict[str, str]
    episodes: dict[str, Cast]
    playlists: dict[str, Playlist]
    history: dict[str, Played]
    downloads: dict[str, Download]
    searches: list[str]
    player: Player
    equaliser: Equaliser
    options: Options
    next_id: int


def number(id_: str) -> int:
    """The number in an id, to sort by; 0 for one without."""
    return int("".join(char for char in id_ if char.isdigit()) or "0")


def new_id(state: MusicState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def iso(at: datetime) -> str:
    """A time as it is kept."""
    return at.isoformat(timespec="minutes")


def current(state: MusicState) -> str:
    """The song or episode that is on; empty where nothing is."""
    player = state["player"]
    return player["line"][player["at"]] if 0 <= player["at"] < len(player["line"]) else ""


def coming(state: MusicState) -> list[str]:
    """What follows in the line."""
    return state["player"]["line"][state["player"]["at"] + 1 :]


def seconds_of(id_: str) -> int:
    """The length of a song or episode."""
    return SONGS[id_].seconds if id_ in SONGS else EPISODES[id_].seconds


def title_of(state: MusicState, id_: str) -> str:
    """The name of anything that can be played or opened."""
    if id_ in state["playlists"]:
        return state["playlists"][id_]["name"]
    if id_ == LIKED:
        return t("Liked songs")
    return t(NAMES[id_]) if id_ in NAMES else t("No longer here")


def by(id_: str) -> str:
    """Who sings a song or speaks in an episode."""
    return t(ARTISTS[SONGS[id_].artist].name) if id_ in SONGS else t(SHOWS[EPISODES[id_].show].name)


def liked(state: MusicState) -> list[str]:
    """Liked songs, the latest first."""
    ids = [i for i, track in state["songs"].items() if track["liked"]]
    return sorted(ids, key=lambda i: (state["songs"][i]["liked"], number(i)), reverse=True)


def top_songs(state: MusicState, artist: str = "", month: bool = False) -> list[str]:
    """Songs by how often they were played, of one artist if named."""
    ids = [i for i, song in SONGS.items() if artist in ("", song.artist)]
    return sorted(ids, key=lambda i: (-state["songs"][i]["month" if month else "plays"], number(i)))


def content(state: MusicState, id_: str, now: datetime) -> list[str]:
    """What plays when an album, artist, playlist, mix, show or the liked songs are put on."""
    if id_ in state["playlists"]:
        return list(state["playlists"][id_]["songs"])
    if id_ == LIKED:
        return liked(state)
    if id_ in ALBUMS:
        return songs_of(id_)
    if id_ in ARTISTS:
        return top_songs(state, id_)
    if id_ in MIXES:
        return mix_songs(id_)
    if id_ in SHOWS:
        return [i for i in episodes_of(id_) if is_out(state, i, now)]
    return [id_] if id_ in SONGS or id_ in EPISODES else []


def is_out(state: MusicState, episode: str, now: datetime) -> bool:
    """Has the episode been published?"""
    return state["episodes"][episode]["at"] <= iso(now)


def allowed(state: MusicState, id_: str) -> bool:
    """May it be played under the explicit content filter?"""
    return id_ not in SONGS or state["options"]["explicit"] or not SONGS[id_].explicit


def recent(state: MusicState) -> list[str]:
    """What was put on lately, each once, the latest first."""
    rows = sorted(state["history"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    there = [played["what"] for _, played in rows if played["what"] == LIKED or known(state, played["what"])]
    return list(dict.fromkeys(there))


def known(state: MusicState, id_: str) -> bool:
    """Is there such a thing?"""
    return id_ in NAMES or id_ in state["playlists"]


def size_of(state: MusicState, id_: str, now: datetime) -> int:
    """Megabytes a download takes in the quality that is set."""
    rate = RATES[state["options"]["download_quality"]]
    return max(1, sum(seconds_of(i) for i in content(state, id_, now)) * rate // 100)


def playlists(state: MusicState) -> list[tuple[str, Playlist]]:
    """The user's playlists, the newest first."""
    return sorted(state["playlists"].items(), key=lambda pair: (pair[1]["made"], number(pair[0])), reverse=True)
