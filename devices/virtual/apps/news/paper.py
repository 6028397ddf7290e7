"""The Lantern Post: its sections, authors, sources and topics, and what an article is."""

from collections.abc import Mapping
from typing import NamedTuple


class Author(NamedTuple):
    """Somebody who writes; `beat` says what about."""

    id: str
    name: str
    beat: str


class Article(NamedTuple):
    """An article. Its words have {numbers} in them, drawn from `facts` within (lowest, highest).

    `breaking` ones are announced as they come out.
    """

    id: str
    section: str
    title: str
    author: str
    source: str
    topics: tuple[str, ...]
    art: str
    paragraphs: tuple[str, ...]
    facts: Mapping[str, tuple[int, int]]
    breaking: bool


SECTIONS = {
    "World": "public", "City": "business", "Business": "trending_up", "Science": "science",
    "Culture": "theater_comedy", "Sport": "sports_soccer", "Weather": "wb_sunny",
}  # fmt: skip
SOURCES = ("The Lantern Post", "Northgate Wire", "Harbour Courier", "Pitchside")
TOPICS = ("Transport", "Housing", "Food", "Energy", "Space", "Health", "Animals", "Books", "Music", "Film", "Football",
          "Cycling", "Money", "Schools", "Climate")  # fmt: skip
EDITIONS = ("Lindenhof", "National", "International")

_AUTHORS = (
    Author("k1", "Edda Marsh", "Writes about streets, trams and town halls."),
    Author("k2", "Tomas Rell", "Reports from places that take two trains to reach."),
    Author("k3", "Priti Vance", "Follows the money, and asks for the receipt."),
    Author("k4", "Owen Castell", "Explains science without raising his voice."),
    Author("k5", "Lucia Bram", "Goes to everything with a stage or a curtain."),
    Author("k6", "Dev Harper", "Has not missed a home match in nine years."),
    Author("k7", "Signe Aldous", "Reads clouds for a living."),
    Author("k8", "Marek Holt", "Covers shops, work and what things cost."),
)
AUTHORS = {author.id: author for author in _AUTHORS}


class Draft(NamedTuple):
    """An article before it has its id."""

    section: str
    title: str
    author: int
    source: int
    topics: tuple[str, ...]
    art: str
    paragraphs: tuple[str, ...]
    facts: Mapping[str, tuple[int, int]]
    breaking: bool = False
