"""What The Lantern Post remembers. Times are ISO strings to the minute, lengths and positions seconds."""

from datetime import datetime, timedelta
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.apps.news.catalogue import ARTICLES, TEAMS, listen_seconds
from devices.virtual.apps.news.paper import AUTHORS
from devices.virtual.words import t

Size = Literal["small", "normal", "large", "huge"]
SIZES: tuple[Size, ...] = ("small", "normal", "large", "huge")
PACES = (75, 100, 125, 150)
MAX_COMMENT, MAX_NAME, MAX_TAG = 500, 40, 20
MATCH = timedelta(minutes=105)
PICTURE = 3


class Story(TypedDict):
    """What varies of an article; it is out from `at` on. `facts` are the numbers in its words, `listened` how far it
    was heard."""

    at: str
    facts: dict[str, int]
    reads: int
    listened: int


class Saved(TypedDict):
    """An article that was put aside; `folder` is an id or empty."""

    folder: str
    tags: list[str]
    at: str


class Folder(TypedDict):
    """Where saved articles are put."""

    name: str
    made: str


class Visit(TypedDict):
    """That an article was opened."""

    article: str
    at: str


class Comment(TypedDict):
    """`author` is empty where the user wrote it, `parent` empty where it answers no other."""

    article: str
    parent: str
    author: str
    text: str
    at: str
    likes: int
    liked: bool
    reported: bool


class Vote(TypedDict):
    """What others have said in a poll, and the number of the user's answer (-1 for none)."""

    votes: list[int]
    choice: int


class Report(TypedDict):
    """An error the user has reported."""

    article: str
    kind: str
    text: str
    email: str
    at: str


class Download(TypedDict):
    """An article kept for reading without a network; `size` is megabytes."""

    size: int
    at: str


class Hour(TypedDict):
    """The weather of an hour; `rain` is a chance in per cent."""

    hour: int
    sky: str
    temperature: int
    rain: int
    wind: int


class Day(TypedDict):
    """The weather of a day."""

    date: str
    sky: str
    low: int
    high: int
    rain: int


class Forecast(TypedDict):
    """The weather of a place."""

    hours: list[Hour]
    days: list[Day]
    sunrise: str
    sunset: str


class Match(TypedDict):
    """A match; the goals are those at its end, and are not told before it."""

    round: int
    home: str
    away: str
    at: str
    home_goals: int
    away_goals: int


class Player(TypedDict):
    """What is being read aloud; `article` is empty where nothing is."""

    article: str
    playing: bool
    pace: int


class Options(TypedDict):
    """What can be set."""

    size: Size
    images: bool
    edition: str
    place: str
    name: str
    breaking: bool
    quiet: bool
    wifi_only: bool


class NewsState(TypedDict):
    """Everything by id. `alerts` says of which sections breaking news are announced, `letters` the address each
    newsletter goes to, empty where it is not subscribed to."""

    stories: dict[str, Story]
    saved: dict[str, Saved]
    folders: dict[str, Folder]
    history: dict[str, Visit]
    comments: dict[str, Comment]
    polls: dict[str, Vote]
    reports: dict[str, Report]
    downloads: dict[str, Download]
    topics: list[str]
    authors: list[str]
    hidden_sections: list[str]
    hidden_sources: list[str]
    alerts: dict[str, bool]
    letters: dict[str, str]
    forecasts: dict[str, Forecast]
    matches: dict[str, Match]
    searches: list[str]
    player: Player
    options: Options
    next_id: int


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int("".join(char for char in id_ if char.isdigit()) or "0")


def new_id(state: NewsState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def iso(at: datetime) -> str:
    """A time as it is kept."""
    return at.isoformat(timespec="minutes")


def title_of(state: NewsState, article: str) -> str:
    """An article's headline with its numbers."""
    return t(ARTICLES[article].title, **state["stories"][article]["facts"])


def paragraphs(state: NewsState, article: str) -> list[str]:
    """An article's words with their numbers."""
    facts = state["stories"][article]["facts"]
    return [t(words, **facts) for words in ARTICLES[article].paragraphs]


def is_out(state: NewsState, article: str, now: datetime) -> bool:
    """Has the article been published?"""
    return state["stories"][article]["at"] <= iso(now)


def out(state: NewsState, now: datetime, hidden: bool = False) -> list[str]:
    """Articles that are out, the newest first; those of hidden sections and sources only with `hidden`."""
    ids = [
        i
        for i, article in ARTICLES.items()
        if is_out(state, i, now)
        and (
            hidden
            or (article.section not in state["hidden_sections"] and article.source not in state["hidden_sources"])
        )
    ]
    return sorted(ids, key=lambda i: (state["stories"][i]["at"], number(i)), reverse=True)


def was_read(state: NewsState, article: str) -> bool:
    """Is the article in the history?"""
    return any(visit["article"] == article for visit in state["history"].values())


def visits(state: NewsState) -> list[tuple[str, Visit]]:
    """The history, the latest first."""
    return sorted(state["history"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def for_you(state: NewsState, now: datetime) -> list[str]:
    """The newest of the topics and authors that are followed."""
    return [
        i
        for i in out(state, now)
        if ARTICLES[i].author in state["authors"] or any(topic in state["topics"] for topic in ARTICLES[i].topics)
    ]


def related(state: NewsState, article: str, now: datetime) -> list[str]:
    """Articles about the same, those with most in common first."""
    own = ARTICLES[article]

    def common(other: str) -> int:
        known = ARTICLES[other]
        return 3 * len(set(own.topics) & set(known.topics)) + 2 * (own.section == known.section)

    ids = [i for i in out(state, now) if i != article and common(i)]
    return sorted(ids, key=lambda i: -common(i))[:4]


def folders(state: NewsState) -> list[tuple[str, Folder]]:
    """Folders by name."""
    return sorted(state["folders"].items(), key=lambda pair: (pair[1]["name"].casefold(), number(pair[0])))


def tags(state: NewsState) -> list[str]:
    """Every tag that is in use."""
    return sorted({tag for saved in state["saved"].values() for tag in saved["tags"]})


def comments_of(state: NewsState, article: str, parent: str = "", newest: bool = False) -> list[tuple[str, Comment]]:
    """Comments on an article, or answers to one, without those the user has reported."""
    rows = [pair for pair in state["comments"].items()
            if pair[1]["article"] == article and pair[1]["parent"] == parent and not pair[1]["reported"]]  # fmt: skip
    if parent or newest:
        return sorted(rows, key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=newest)
    return sorted(rows, key=lambda pair: (-pair[1]["likes"], number(pair[0])))


def size_of(state: NewsState, article: str) -> int:
    """Megabytes a download takes: the words are nothing, the picture and the recording are not."""
    return 1 + (PICTURE if state["options"]["images"] else 0) + listen_seconds(article) // 15


def matches(state: NewsState) -> list[tuple[str, Match]]:
    """Matches in the order they are played."""
    return sorted(state["matches"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])))


def is_over(match: Match, now: datetime) -> bool:
    """Is the result known?"""
    return datetime.fromisoformat(match["at"]) + MATCH <= now


class Row:
    """A team's line of the table."""

    def __init__(self, team: str) -> None:
        self.team = team
        self.played = self.won = self.drawn = self.lost = self.scored = self.conceded = 0

    @property
    def points(self) -> int:
        """Three for a win, one for a draw."""
        return 3 * self.won + self.drawn

    def add(self, scored: int, conceded: int) -> None:
        """Count a match."""
        self.played += 1
        self.scored += scored
        self.conceded += conceded
        self.won += scored > conceded
        self.drawn += scored == conceded
        self.lost += scored < conceded


def table(state: NewsState, now: datetime) -> list[Row]:
    """The league, the leader first, as the matches played make it."""
    rows = {team: Row(team) for team in TEAMS}
    for match in state["matches"].values():
        if is_over(match, now):
            rows[match["home"]].add(match["home_goals"], match["away_goals"])
            rows[match["away"]].add(match["away_goals"], match["home_goals"])
    return sorted(rows.values(), key=lambda r: (-r.points, -(r.scored - r.conceded), -r.scored, TEAMS.index(r.team)))


def author_name(article: str) -> str:
    """Who wrote an article."""
    return t(AUTHORS[ARTICLES[article].author].name)
