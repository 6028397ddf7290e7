"""All articles by id, the league, newsletters and polls."""

from typing import NamedTuple

from devices.virtual.apps.news.paper import SOURCES, Article
from devices.virtual.apps.news.stories_ideas import IDEAS
from devices.virtual.apps.news.stories_play import PLAY
from devices.virtual.apps.news.stories_town import TOWN

ARTICLES: dict[str, Article] = {
    f"a{n}": Article(f"a{n}", draft.section, draft.title, f"k{draft.author}", SOURCES[draft.source], draft.topics,
                     draft.art, draft.paragraphs, draft.facts, draft.breaking)
    for n, draft in enumerate((*TOWN, *IDEAS, *PLAY), 1)
}  # fmt: skip


class Poll(NamedTuple):
    """A question under an article."""

    id: str
    article: str
    question: str
    answers: tuple[str, ...]


def _about(title: str) -> str:
    return next(i for i, article in ARTICLES.items() if article.title == title)


_POLLS = (
    Poll("p1", _about("Tram line 4 to run through the night from June"), "Should every tram line run at night?",
         ("Yes, all of them", "Only at weekends", "No, it is too loud", "I always walk")),
    Poll("p2", _about("The four-day week: one year on"), "Would you take Fridays off?",
         ("At once", "Only for the same pay", "I like Fridays", "I have no idea")),
    Poll("p3", _about("Bread prices rise for the third time in a year"), "Do you bake your own bread?",
         ("Every week", "Now and then", "Never")),
    Poll("p4", _about("Harbour Rovers win in the last minute"), "Who will win the league?",
         ("Harbour Rovers", "Northgate", "Millbrook", "Somebody else")),
)  # fmt: skip
POLLS = {poll.id: poll for poll in _POLLS}


class Letter(NamedTuple):
    """A newsletter; `when` says when it comes."""

    id: str
    name: str
    about: str
    when: str
    icon: str


_LETTERS = (
    Letter("n1", "Morning Lantern", "Five things to know before the first coffee.", "Every day at 6:30", "light_mode"),
    Letter("n2", "Weekend Table", "What to read, cook and see.", "Fridays at 16:00", "weekend"),
    Letter("n3", "Half Time", "Results, tables and one good story.", "Mondays at 7:00", "sports_soccer"),
    Letter("n4", "Small Change", "Money for people who do not like to talk about it.", "Wednesdays at 12:00",
           "savings"),
    Letter("n5", "Cloud Reader", "The weather of the coming week, explained.", "Sundays at 18:00", "cloud"),
)  # fmt: skip
LETTERS = {letter.id: letter for letter in _LETTERS}
TEAMS = ("Harbour Rovers", "Northgate", "Millbrook", "Oldbridge Athletic", "Fernwick", "Port Ellery", "Lowmoor",
         "Harrowdale")  # fmt: skip
PLACES = ("Lindenhof", "Port Ellery", "Oldbridge", "Skarholm", "Kestrel")
SKIES = {"sunny": "wb_sunny", "cloudy": "cloud", "rain": "water_drop", "wind": "air", "snow": "ac_unit"}
REPORTS = ("A number is wrong", "A name is wrong", "Spelling or grammar", "It is not true", "Something else")


def listen_seconds(article: str) -> int:
    """How long an article is when read aloud."""
    return sum(len(words) for words in ARTICLES[article].paragraphs) // 13


def read_minutes(article: str) -> int:
    """How long it takes to read."""
    return max(1, round(sum(len(words) for words in ARTICLES[article].paragraphs) / 220))
