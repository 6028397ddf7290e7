"""A user's Reelhouse as it is found: numbers, a history, subscriptions, playlists, comments and two downloads."""

from datetime import datetime, timedelta
from random import Random

from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.apps.video.catalogue import CHANNELS, LANGUAGES, SERIES, VIDEOS, episodes
from devices.virtual.apps.video.state import (
    LATER,
    QUALITIES,
    Bell,
    Clip,
    Comment,
    Following,
    Options,
    Playlist,
    VideoState,
    iso,
    new_id,
    number,
    size_of,
)
from devices.virtual.words import language, t

VIEWERS = (
    "Nell Ashby", "Tomasz Wrona", "Pia Sandell", "Gus Marlowe", "Rhea Kapoor", "Otto Brink", "Lina Ferro",
    "Sam Okoro", "Wanda Pike", "Yuki Tanabe", "Carlo Bassi", "Ida Nyberg",
)  # fmt: skip
COMMENTS = (
    "I have watched this three times now.",
    "The part at {m}:{s} made me laugh out loud.",
    "My grandmother did it exactly like this.",
    "Please make a longer one!",
    "Came for the title, stayed for the voice.",
    "Finally somebody who explains it calmly.",
    "Does anybody know the song at {m}:{s}?",
    "Watched it with my daughter, she wants a second part.",
    "Sound is a little quiet, otherwise perfect.",
    "I tried it yesterday and it really works.",
    "Not my favourite, but still better than most.",
    "Greetings from a rainy kitchen.",
    "How long did it take you to film this?",
    "The light in this one is wonderful.",
    "I disagree with the middle part, but well made.",
    "Saved for the weekend.",
    "Best {n} minutes of my week.",
    "Who else is watching this at night?",
)
ANSWERS = (
    "Same here!",
    "It took us nearly two months.",
    "Thank you, that means a lot to us.",
    "I think it starts a little earlier.",
    "A second part is coming.",
    "You are not alone.",
)
LISTS = ("Sunday evening", "To cook", "For the train", "With the kids", "Learn something", "Quiet")
SEARCHES = ("bread", "slow trains", "Button Bear", "yoga", "lamp", "harbour", "piano", "Mars")
OWNERS = ("Robin Hale", "Sascha Winter", "Kim Falkner")
SOON = (25, 190, 60 * 26, 60 * 50, 60 * 98)


def seed(rng: Random, now: datetime) -> VideoState:
    """Fifty-two videos of twelve channels; five channels are subscribed to, five videos come out in the next days."""
    subscribed = rng.sample(sorted(CHANNELS, key=number), 5)
    state: VideoState = {
        "clips": _clips(rng, now, subscribed),
        "following": _following(rng, subscribed),
        "comments": {},
        "playlists": {},
        "history": {},
        "downloads": {},
        "alerts": {},
        "searches": [t(words) for words in rng.sample(SEARCHES, 4)],
        "player": {"video": "", "playing": False, "speed": 100, "quality": "720p", "subtitles": "", "playlist": "",
                   "queue": [], "watched": 0},
        "options": _options(rng),
        "next_id": 10,
    }  # fmt: skip
    there = [i for i in sorted(VIDEOS, key=number) if state["clips"][i]["at"] <= iso(now)]
    _watched(state, rng, now, there)
    _lists(state, rng, now, there)
    _comments(state, rng, now, there)
    _alerts(state, there)
    return state


def _clips(rng: Random, now: datetime, subscribed: list[str]) -> dict[str, Clip]:
    clips: dict[str, Clip] = {}
    for i in sorted(VIDEOS, key=number):
        at = now - timedelta(days=int(rng.expovariate(1 / 120)) + 1, minutes=rng.randint(0, 1400))
        views = int(10 ** rng.uniform(3.1, 6.4))
        clips[i] = {"at": iso(at), "views": views, "likes": int(views * rng.uniform(0.01, 0.06)), "mark": "",
                    "position": 0}  # fmt: skip
    for series in SERIES:
        ids = episodes(series)
        last = now - timedelta(days=rng.randint(1, 20), hours=rng.randint(0, 8))
        for back, i in enumerate(reversed(ids)):
            clips[i]["at"] = iso(last - timedelta(days=7 * back))
    singles = [i for i, video in VIDEOS.items() if not video.series and video.channel in subscribed]
    for i, minutes in zip(rng.sample(singles, min(len(SOON), len(singles))), SOON, strict=False):
        clips[i].update(at=iso(now + timedelta(minutes=minutes)), views=0, likes=0)
    return clips


def _following(rng: Random, subscribed: list[str]) -> dict[str, Following]:
    bells: tuple[Bell, ...] = ("all", "some", "all", "none", "some")
    return {
        i: {"subscribers": int(10 ** rng.uniform(3.5, 6)), "subscribed": i in subscribed,
            "bell": bells[subscribed.index(i)] if i in subscribed else "none"}
        for i in sorted(CHANNELS, key=number)
    }  # fmt: skip


def _options(rng: Random) -> Options:
    return {
        "name": t(rng.choice(OWNERS)), "autoplay": rng.random() < 0.6, "data_saver": rng.random() < 0.3,
        "quality": rng.choice(QUALITIES[:3]), "subtitles": rng.random() < 0.4,
        "language": LANGUAGES[1] if language() == "zh" else LANGUAGES[0], "wifi_only": True, "lock": False,
        "level": 12, "pin": "", "pause_after": rng.choice((0, 60, 90)), "announce": True, "history_paused": False,
    }  # fmt: skip


def _watched(state: VideoState, rng: Random, now: datetime, there: list[str]) -> None:
    minutes = sorted((rng.randint(30, 60 * 24 * 20) for _ in range(16)), reverse=True)
    for video, back in zip(rng.sample(there, 16), minutes, strict=True):
        at = max(iso(now - timedelta(minutes=back)), state["clips"][video]["at"])
        state["history"][new_id(state, "y")] = {"video": video, "at": at}
        part = rng.choice((100, 100, rng.randint(8, 88), rng.randint(8, 88)))
        state["clips"][video]["position"] = VIDEOS[video].seconds * part // 100
        if rng.random() < 0.45:
            state["clips"][video]["mark"] = "up"
    for video in rng.sample(there, 2):
        quality = rng.choice(QUALITIES[1:])
        state["downloads"][video] = {"quality": quality, "size": size_of(video, quality),
                                     "at": iso(now - timedelta(days=rng.randint(1, 12)))}  # fmt: skip


def _lists(state: VideoState, rng: Random, now: datetime, there: list[str]) -> None:
    state["playlists"][LATER] = _list("", rng.sample(there, rng.randint(3, 6)), now - timedelta(days=300))
    for name in rng.sample(LISTS, 3):
        made = now - timedelta(days=rng.randint(10, 200), hours=rng.randint(0, 9))
        state["playlists"][new_id(state, "p")] = _list(t(name), rng.sample(there, rng.randint(3, 7)), made)


def _list(name: str, videos: list[str], made: datetime) -> Playlist:
    return {"name": name, "videos": videos, "made": iso(made), "public": False}


def _comments(state: VideoState, rng: Random, now: datetime, there: list[str]) -> None:
    authors = (*VIEWERS, *(name for name, _ in PEOPLE[:6]))
    for video in there:
        for author, words in zip(
            rng.sample(authors, rng.randint(2, 5)), rng.sample(COMMENTS, len(COMMENTS)), strict=False
        ):
            at = _after(rng, state["clips"][video]["at"], now)
            parent = _say(state, rng, video, "", t(author), words, at)
            if rng.random() < 0.35:
                answerer = CHANNELS[VIDEOS[video].channel].name if rng.random() < 0.5 else rng.choice(VIEWERS)
                _say(state, rng, video, parent, t(answerer), rng.choice(ANSWERS), _after(rng, at, now))
    for visit in sorted(state["history"], key=number)[:2]:
        video = state["history"][visit]["video"]
        _say(state, rng, video, "", "", rng.choice(COMMENTS[2:6]), _after(rng, state["clips"][video]["at"], now))


def _after(rng: Random, at: str, now: datetime) -> str:
    begin = datetime.fromisoformat(at)
    return iso(begin + (now - begin) * rng.uniform(0.02, 0.95))


def _say(state: VideoState, rng: Random, video: str, parent: str, author: str, words: str, at: str) -> str:
    length = VIDEOS[video].seconds
    text = t(words, m=rng.randint(1, length // 60 - 1), s=f"{rng.randint(0, 59):02}", n=length // 60)
    comment: Comment = {"video": video, "parent": parent, "author": author, "text": text, "at": at,
                        "likes": rng.randint(0, 30 if parent else 900), "liked": False}  # fmt: skip
    made = new_id(state, "c")
    state["comments"][made] = comment
    return made


def _alerts(state: VideoState, there: list[str]) -> None:
    told = [i for i in there if state["following"][VIDEOS[i].channel]["bell"] == "all"]
    for i in sorted(told, key=lambda i: (state["clips"][i]["at"], number(i)))[-5:]:
        state["alerts"][new_id(state, "n")] = {"video": i, "at": state["clips"][i]["at"], "seen": False}
    for alert in sorted(state["alerts"], key=number)[:-2]:
        state["alerts"][alert]["seen"] = True
