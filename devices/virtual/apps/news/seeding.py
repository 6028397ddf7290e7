"""A reader's Lantern Post as it is found: numbers, what was read and saved, follows, polls, weather, the league."""

from datetime import datetime, timedelta
from random import Random

from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.apps.news.catalogue import ARTICLES, LETTERS, PLACES, POLLS, SKIES, TEAMS, listen_seconds
from devices.virtual.apps.news.paper import AUTHORS, SECTIONS, TOPICS
from devices.virtual.apps.news.state import (
    Comment,
    Day,
    Forecast,
    Hour,
    Match,
    NewsState,
    Story,
    Vote,
    is_out,
    iso,
    new_id,
    number,
    size_of,
)
from devices.virtual.words import t

OWNERS = ("Robin Hale", "Sascha Winter", "Kim Falkner")
READERS = ("Nell Ashby", "Tomasz Wrona", "Pia Sandell", "Gus Marlowe", "Rhea Kapoor", "Otto Brink", "Lina Ferro",
           "Wanda Pike", "Carlo Bassi", "Ida Nyberg")  # fmt: skip
COMMENTS = (
    "About time somebody wrote this down.",
    "I was there and it was exactly like that.",
    "Would be nice to know what it costs in the end.",
    "My neighbour has been saying so for years.",
    "Good news for once.",
    "I am not convinced. Ask again in a year.",
    "Thank you for writing without shouting.",
    "This is why I still read a paper.",
    "And who pays for it?",
    "The picture is beautiful.",
    "I had to laugh at the last paragraph.",
    "In my street nobody has noticed anything.",
    "Please stay on this story.",
    "It was better before, but not by much.",
    "Sending this to my mother.",
)
ANSWERS = ("You can read that further up.", "I see it differently.", "Well said!", "Same in our street.",
           "They said so last year too.")  # fmt: skip
FOLDERS = ("To read on the train", "For the kitchen", "Work", "Keep for good")
TAGS = ("later", "recipes", "ideas", "for Anna", "numbers")
SEARCHES = ("tram", "bread", "comet", "cup final", "otters", "bank", "rain")
SOON = (18, 75, 190, 60 * 22, 60 * 47)


def seed(rng: Random, now: datetime) -> NewsState:
    """Thirty-nine articles, five of them to come out in the next two days, one of these breaking."""
    state: NewsState = {
        "stories": _stories(rng, now),
        "saved": {},
        "folders": {},
        "history": {},
        "comments": {},
        "polls": {i: _vote(rng, len(poll.answers)) for i, poll in POLLS.items()},
        "reports": {},
        "downloads": {},
        "topics": sorted(rng.sample(TOPICS, 3)),
        "authors": sorted(rng.sample(sorted(AUTHORS), 2)),
        "hidden_sections": [],
        "hidden_sources": [],
        "alerts": {section: rng.random() < 0.6 for section in SECTIONS},
        "letters": dict.fromkeys(LETTERS, ""),
        "forecasts": {place: _forecast(rng, now) for place in PLACES},
        "matches": _matches(rng, now),
        "searches": [t(words) for words in rng.sample(SEARCHES, 3)],
        "player": {"article": "", "playing": False, "pace": 100},
        "options": {"size": "normal", "images": True, "edition": "Lindenhof", "place": "Lindenhof",
                    "name": t(rng.choice(OWNERS)), "breaking": True, "quiet": False, "wifi_only": True},
        "next_id": 10,
    }  # fmt: skip
    there = [i for i in ARTICLES if is_out(state, i, now)]
    _read(state, rng, now, there)
    _saved(state, rng, now, there)
    _comments(state, rng, now, there)
    return state


def _stories(rng: Random, now: datetime) -> dict[str, Story]:
    breaking = [i for i, article in ARTICLES.items() if article.breaking]
    plain = [i for i in ARTICLES if i not in breaking]
    soon = [rng.choice(breaking), *rng.sample(plain, len(SOON) - 1)]
    stories: dict[str, Story] = {}
    for i, article in ARTICLES.items():
        at = now - timedelta(minutes=int(rng.uniform(0.3, 9) ** 2 * 120) + rng.randint(5, 90))
        if i in soon:
            at = now + timedelta(minutes=SOON[soon.index(i)])
        facts = {name: rng.randint(*span) for name, span in article.facts.items()}
        stories[i] = {"at": iso(at), "facts": facts, "reads": 0 if i in soon else int(10 ** rng.uniform(2.5, 4.7)),
                      "listened": 0}  # fmt: skip
    return stories


def _vote(rng: Random, answers: int) -> Vote:
    return {"votes": [rng.randint(60, 1900) for _ in range(answers)], "choice": -1}


def _read(state: NewsState, rng: Random, now: datetime, there: list[str]) -> None:
    minutes = sorted((rng.randint(20, 60 * 24 * 6) for _ in range(11)), reverse=True)
    for article, back in zip(rng.sample(there, 11), minutes, strict=True):
        at = max(iso(now - timedelta(minutes=back)), state["stories"][article]["at"])
        state["history"][new_id(state, "y")] = {"article": article, "at": at}
    heard = rng.choice(there)
    state["stories"][heard]["listened"] = listen_seconds(heard) * rng.randint(20, 80) // 100


def _saved(state: NewsState, rng: Random, now: datetime, there: list[str]) -> None:
    for name in rng.sample(FOLDERS, 3):
        made = iso(now - timedelta(days=rng.randint(20, 200)))
        state["folders"][new_id(state, "f")] = {"name": t(name), "made": made}
    homes = ["", *sorted(state["folders"], key=number)]
    for article in rng.sample(there, rng.randint(6, 9)):
        state["saved"][article] = {
            "folder": rng.choice(homes), "tags": sorted(t(tag) for tag in rng.sample(TAGS, rng.randint(0, 2))),
            "at": max(iso(now - timedelta(minutes=rng.randint(10, 9000))), state["stories"][article]["at"]),
        }  # fmt: skip
    for article in rng.sample(sorted(state["saved"], key=number), 2):
        state["downloads"][article] = {"size": size_of(state, article), "at": state["saved"][article]["at"]}


def _comments(state: NewsState, rng: Random, now: datetime, there: list[str]) -> None:
    authors = (*READERS, *(name for name, _ in PEOPLE[6:11]))
    for article in there:
        begin = datetime.fromisoformat(state["stories"][article]["at"])
        count = rng.randint(2, 5)
        for author, words in zip(rng.sample(authors, count), rng.sample(COMMENTS, count), strict=True):
            at = begin + (now - begin) * rng.uniform(0.05, 0.8)
            parent = _say(state, rng, article, "", author, words, at)
            if rng.random() < 0.3:
                later = at + (now - at) * rng.uniform(0.1, 0.9)
                _say(state, rng, article, parent, rng.choice(authors), rng.choice(ANSWERS), later)


def _say(state: NewsState, rng: Random, article: str, parent: str, author: str, words: str, at: datetime) -> str:
    comment: Comment = {"article": article, "parent": parent, "author": t(author), "text": t(words), "at": iso(at),
                        "likes": rng.randint(0, 90), "liked": False, "reported": False}  # fmt: skip
    made = new_id(state, "c")
    state["comments"][made] = comment
    return made


def _forecast(rng: Random, now: datetime) -> Forecast:
    base, skies = rng.randint(3, 12), sorted(SKIES)
    hours: list[Hour] = []
    for n in range(24):
        hour = (now.hour + n) % 24
        warm = 5 - abs(hour - 15) // 2
        sky = rng.choice(("sunny", "cloudy", "cloudy", "rain", "wind"))
        hours.append({"hour": hour, "sky": sky, "temperature": base + warm, "wind": rng.randint(4, 38),
                      "rain": rng.randint(40, 95) if sky == "rain" else rng.randint(0, 30)})  # fmt: skip
    days: list[Day] = []
    for n in range(7):
        low = base + rng.randint(-5, 1)
        sky = rng.choice(skies) if low <= 1 else rng.choice(("sunny", "cloudy", "rain", "wind"))
        wet = rng.randint(45, 95) if sky in ("rain", "snow") else rng.randint(0, 35)
        days.append({"date": f"{now + timedelta(days=n):%Y-%m-%d}", "sky": sky, "low": low,
                     "high": low + rng.randint(4, 11), "rain": wet})  # fmt: skip
    return {"hours": hours, "days": days, "sunrise": f"06:{rng.randint(10, 40):02}",
            "sunset": f"18:{rng.randint(5, 35):02}"}  # fmt: skip


def _matches(rng: Random, now: datetime) -> dict[str, Match]:
    """Everybody plays everybody once, a round a week; four rounds and a half lie behind."""
    teams = list(TEAMS)
    rng.shuffle(teams)
    first = (now - timedelta(days=31)).replace(hour=15, minute=0)
    matches: dict[str, Match] = {}
    for turn in range(len(teams) - 1):
        order = [teams[0], *teams[1 + turn :], *teams[1 : 1 + turn]]
        for n in range(len(order) // 2):
            home, away = (order[n], order[-1 - n]) if (n + turn) % 2 else (order[-1 - n], order[n])
            at = first + timedelta(days=7 * turn + n // 2, hours=2 * (n % 2))
            matches[f"m{len(matches) + 1}"] = {
                "round": turn + 1, "home": home, "away": away, "at": iso(at),
                "home_goals": rng.choice((0, 0, 1, 1, 1, 2, 2, 3, 4)), "away_goals": rng.choice((0, 0, 1, 1, 2, 2, 3)),
            }  # fmt: skip
    return matches
