"""What Reelhouse remembers. Lengths and positions are seconds, times are ISO strings to the minute."""

from datetime import datetime
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.apps.video.catalogue import SERIES, VIDEOS, episodes
from devices.virtual.words import t

Bell = Literal["all", "some", "none"]
Mark = Literal["", "up", "down"]
QUALITIES = ("1080p", "720p", "480p", "360p")
RATES = {"1080p": 40, "720p": 21, "480p": 11, "360p": 6}  # hundredths of a megabyte a second
SPEEDS = (50, 75, 100, 125, 150, 175, 200)
AGES = (0, 6, 12, 16)
BREAKS = (0, 15, 30, 60, 90)
MAX_NAME, MAX_COMMENT = 60, 500
LATER = "later"


class Clip(TypedDict):
    """What varies of a video; it is out from `at` on. `mark` is what the user thinks of it."""

    at: str
    views: int
    likes: int
    mark: Mark
    position: int


class Following(TypedDict):
    """What varies of a channel; `bell` says which uploads are announced."""

    subscribers: int
    subscribed: bool
    bell: Bell


class Comment(TypedDict):
    """`author` is empty where the user wrote it, `parent` empty where it answers no other."""

    video: str
    parent: str
    author: str
    text: str
    at: str
    likes: int
    liked: bool


class Playlist(TypedDict):
    """Videos in the order they were put in; `public` lists can be found by others."""

    name: str
    videos: list[str]
    made: str
    public: bool


class Visit(TypedDict):
    """That a video was opened."""

    video: str
    at: str


class Download(TypedDict):
    """A video kept on the phone; `size` is megabytes."""

    quality: str
    size: int
    at: str


class Alert(TypedDict):
    """News of a channel, in the app's own list."""

    video: str
    at: str
    seen: bool


class Player(TypedDict):
    """What is being watched; `video` is empty where nothing is. `speed` is per cent, `subtitles` a language or empty,
    `playlist` where it was started from, `queue` what follows of it, `watched` the seconds since the last break."""

    video: str
    playing: bool
    speed: int
    quality: str
    subtitles: str
    playlist: str
    queue: list[str]
    watched: int


class Options(TypedDict):
    """What can be set. `level` is the age up to which videos open without the PIN while `lock` is on; `pause_after`
    is minutes until a break is proposed, 0 for never."""

    name: str
    autoplay: bool
    data_saver: bool
    quality: str
    subtitles: bool
    language: str
    wifi_only: bool
    lock: bool
    level: int
    pin: str
    pause_after: int
    announce: bool
    history_paused: bool


class VideoState(TypedDict):
    """Everything by id: clips and downloads by video, following by channel. `searches` has the latest first."""

    clips: dict[str, Clip]
    following: dict[str, Following]
    comments: dict[str, Comment]
    playlists: dict[str, Playlist]
    history: dict[str, Visit]
    downloads: dict[str, Download]
    alerts: dict[str, Alert]
    searches: list[str]
    player: Player
    options: Options
    next_id: int


def number(id_: str) -> int:
    """The number in an id, to sort by; 0 for one without."""
    return int("".join(char for char in id_ if char.isdigit()) or "0")


def new_id(state: VideoState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def iso(at: datetime) -> str:
    """A time as it is kept."""
    return at.isoformat(timespec="minutes")


def is_out(state: VideoState, video: str, now: datetime) -> bool:
    """Has the video been published?"""
    return state["clips"][video]["at"] <= iso(now)


def out(state: VideoState, now: datetime) -> list[str]:
    """Ids of what can be watched, the newest first."""
    ids = [i for i in VIDEOS if is_out(state, i, now)]
    return sorted(ids, key=lambda i: (state["clips"][i]["at"], number(i)), reverse=True)


def is_locked(state: VideoState, video: str) -> bool:
    """Does the parental lock ask for the PIN first?"""
    options = state["options"]
    return options["lock"] and VIDEOS[video].age > options["level"]


def finished(state: VideoState, video: str) -> bool:
    """Was it watched to the end, or nearly?"""
    return state["clips"][video]["position"] >= VIDEOS[video].seconds * 95 // 100


def begun(state: VideoState, now: datetime) -> list[str]:
    """What was begun and not finished, the latest first."""
    seen = dict.fromkeys(visit["video"] for _, visit in visits(state))
    others = [i for i in out(state, now) if i not in seen]
    return [i for i in (*seen, *others)
            if state["clips"][i]["position"] and not finished(state, i) and is_out(state, i, now)]  # fmt: skip


def visits(state: VideoState) -> list[tuple[str, Visit]]:
    """The history, the latest first."""
    return sorted(state["history"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def lists(state: VideoState) -> list[tuple[str, Playlist]]:
    """The user's playlists by age; Watch later is not among them."""
    rows = [pair for pair in state["playlists"].items() if pair[0] != LATER]
    return sorted(rows, key=lambda pair: (pair[1]["made"], number(pair[0])))


def comments_of(state: VideoState, video: str, parent: str = "", newest: bool = False) -> list[tuple[str, Comment]]:
    """Comments on a video, or answers to one of them: by likes, or the newest first. Answers come in their order."""
    rows = [pair for pair in state["comments"].items() if pair[1]["video"] == video and pair[1]["parent"] == parent]
    if parent:
        return sorted(rows, key=lambda pair: (pair[1]["at"], number(pair[0])))
    if newest:
        return sorted(rows, key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    return sorted(rows, key=lambda pair: (-pair[1]["likes"], number(pair[0])))


def recommended(state: VideoState, now: datetime, category: str = "") -> list[str]:
    """What the home page shows: first of the kinds and channels the user likes, finished ones last."""
    liked = [VIDEOS[visit["video"]].category for _, visit in visits(state)[:12]]
    liked += [VIDEOS[i].category for i, clip in state["clips"].items() if clip["mark"] == "up"]

    def weight(video: str) -> tuple[bool, int, int]:
        known = VIDEOS[video]
        score = 2 * liked.count(known.category) + 3 * state["following"][known.channel]["subscribed"]
        return finished(state, video), -score, -state["clips"][video]["views"]

    ids = [i for i in out(state, now) if category in ("", VIDEOS[i].category) and state["clips"][i]["mark"] != "down"]
    return sorted(ids, key=weight)


def next_after(state: VideoState, now: datetime) -> str:
    """What follows the video in the player: the next of the queue or series, else something like it; or empty."""
    video = state["player"]["video"]
    order = episodes_with(video)
    later = [*state["player"]["queue"], *(order[order.index(video) + 1 :] if order else ())]
    ready = [i for i in later if is_out(state, i, now) and not is_locked(state, i)]
    if ready or not video:
        return ready[0] if ready else ""
    alike = recommended(state, now, VIDEOS[video].category) + recommended(state, now)
    return next((i for i in alike if i != video and not is_locked(state, i)), "")


def episodes_with(video: str) -> list[str]:
    """The episodes of the series a video belongs to; empty for one of no series."""
    series = VIDEOS[video].series
    return episodes(series) if series else []


def title_of(video: str) -> str:
    """A video's title as lists show it, an episode with its series."""
    known = VIDEOS[video]
    if not known.series or known.series == "button":
        return t(known.title)
    return t("{series}, episode {n}: {title}", series=t(SERIES[known.series][0]), n=known.episode, title=t(known.title))


def size_of(video: str, quality: str) -> int:
    """Megabytes a download takes."""
    return max(1, VIDEOS[video].seconds * RATES[quality] // 100)


def best_quality(state: VideoState) -> str:
    """The quality a video starts in."""
    options = state["options"]
    return "480p" if options["data_saver"] and options["quality"] in ("1080p", "720p") else options["quality"]
