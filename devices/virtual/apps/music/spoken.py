"""Podcasts with their episodes, and the words of songs."""

from typing import NamedTuple

from devices.virtual.apps.music.catalogue import SONGS


class Show(NamedTuple):
    """A podcast."""

    id: str
    name: str
    by: str
    about: str
    kind: str
    art: int


class Episode(NamedTuple):
    """An episode; `number` counts from the first."""

    id: str
    show: str
    number: int
    title: str
    about: str
    seconds: int


_SHOWS = (
    Show(
        "w1",
        "Small Mysteries",
        "Hanna Kersey",
        "True stories about things that went missing and where they were.",
        "Stories",
        101,
    ),
    Show("w2", "The Slow Kitchen", "Pavel and Ines", "Two friends cook, talk and forget the timer.", "Food", 102),
    Show("w3", "Why Though", "Dr. Moa Ek", "Questions children ask, answered for everybody.", "Science", 103),
    Show("w4", "Second Half", "Gil Farrow", "What happened after the final whistle.", "Sport", 104),
    Show("w5", "Quiet Money", "Tess Arden", "Saving and spending without shouting.", "Money", 105),
)
SHOWS = {show.id: show for show in _SHOWS}

_EPISODES: tuple[tuple[int, str, str, int], ...] = (
    (1, "The bell without a church", "A bronze bell turns up in a canal.", 34),
    (1, "Forty-one umbrellas", "A lost-property office counts, and counts again.", 29),
    (1, "The letter in the wall", "Builders find a letter addressed to the house itself.", 41),
    (1, "Who painted the bridge?", "It was grey on Friday and yellow on Monday.", 37),
    (1, "The last passenger", "A ferry arrives with one more than it left with.", 45),
    (2, "Onions, properly", "Forty minutes at low heat. That is the episode.", 48),
    (2, "Soup for twelve", "Everybody comes at once, and two are vegetarian.", 52),
    (2, "The bread that waited", "Dough left alone for three days.", 44),
    (2, "What to do with one courgette", "Or with thirty.", 39),
    (3, "Why is the sky dark at night?", "There are enough stars to light it. So why?", 26),
    (3, "Do fish get thirsty?", "Some do. The salt is to blame.", 22),
    (3, "Where does dust come from?", "Not only from you.", 24),
    (3, "Can you hear colours?", "One person in a few hundred can.", 31),
    (3, "Why do we yawn?", "You will before the end.", 27),
    (4, "The goalkeeper who became a baker", "Early mornings were the easy part.", 36),
    (4, "Ninety minutes of nothing", "In praise of the goalless draw.", 33),
    (4, "The referee's diary", "Eleven seasons in a small notebook.", 42),
    (5, "A budget on one page", "Four numbers, and one of them is fun.", 28),
    (5, "The subscription hunt", "What are you paying for, and since when?", 25),
    (5, "Talking about rent", "How to ask, and when not to.", 35),
    (5, "The rainy day box", "How much is enough for bad weather?", 30),
)
EPISODES: dict[str, Episode] = {}
for _show, _title, _about, _minutes in _EPISODES:
    _number = sum(episode.show == f"w{_show}" for episode in EPISODES.values()) + 1
    _id = f"e{len(EPISODES) + 1}"
    EPISODES[_id] = Episode(_id, f"w{_show}", _number, _title, _about, 60 * _minutes + 7 * _number)

VERSES = (
    ("I put the kettle on for two", "and only one of us came home", "the window kept the afternoon",
     "the way a shell will keep the foam"),
    ("The street is wearing silver shoes", "the rain has walked it up and down", "and every lamp has read the news",
     "that you are somewhere else in town"),
    ("We wrote our names in garden dust", "the wind was quick to sign them too", "there is a kind of kindly rust",
     "on every gate that opened to you"),
    ("The last tram hums a note too low", "the driver knows the words by heart", "I learned to love the going slow",
     "I learned the stopping is the art"),
    ("My pockets full of harbour stones", "my coat is heavy with the sea", "I practise talking on the phone",
     "to someone braver than me"),
    ("A radio in someone's yard", "is playing what we used to play", "you said that leaving wasn't hard",
     "you said it in the softest way"),
    ("There's bread and there is borrowed time", "there's butter if we don't ask much",
     "the clock has given up its rhyme", "and folded at the lightest touch"),
    ("Count the windows, count the lights", "count the people you have been", "all the Mondays, all the nights",
     "all the rooms you slept between"),
)  # fmt: skip
CHORUSES = (
    ("So hold the door a little longer", "hold the door, I'm nearly there", "what doesn't stop us makes us stronger",
     "or at least it combs our hair"),
    ("Oh, carry me over the water", "carry me over the town", "I've been somebody's daughter",
     "now let me, let me down"),
    ("Turn it up, turn it up, turn it over", "there's another side to play", "we were four-leaf, we were clover",
     "we were green for half a day"),
    ("Stay, stay, the night is small", "stay, the morning knows your name", "you don't have to say it all",
     "I will hear it all the same"),
    ("And we go round, and round, and round", "and nobody is going to fall", "we lost it and then it was found",
     "behind the coats in the hall"),
)  # fmt: skip


def lyrics(song: str) -> list[str]:
    """The lines of a song, verse, chorus, verse, chorus; empty where nobody sings."""
    if not SONGS[song].words:
        return []
    at = int(song[1:])
    first, second = VERSES[at % len(VERSES)], VERSES[(3 * at + 2) % len(VERSES)]
    if first == second:
        second = VERSES[(at + 1) % len(VERSES)]
    chorus = CHORUSES[at % len(CHORUSES)]
    return [*first, *chorus, *second, *chorus]


def episodes_of(show: str) -> list[str]:
    """Ids of a podcast's episodes, the newest first."""
    ids = [i for i, episode in EPISODES.items() if episode.show == show]
    return sorted(ids, key=lambda i: -EPISODES[i].number)
