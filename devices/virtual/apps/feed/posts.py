"""What was posted on Hearth, as a fresh phone has it. Facts in braces are drawn by the seed."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["like", "comment", "follow", "mention"]


@dataclass(frozen=True)
class Say:
    """A post: `by` is a number in contacts.state.PEOPLE, a key of people.PLACES, or "me".

    `comments` are (who, text); one that begins an answer to the comment before it has "+" before who.
    """

    by: int | str
    text: str
    tags: tuple[str, ...] = ()
    picture: str = ""
    comments: tuple[tuple[int | str, str], ...] = ()
    options: tuple[str, ...] = ()
    of: int = -1


POSTS = (
    Say(
        0,
        "First glaze of the year and only {small_count} bowls cracked. "
        "Open studio on {day} from {time}, cups from {small}.",
        ("pottery",),
        "plate:22",
        ((3, "The blue one is mine!"), ("+0", "Put aside for you 💙"), (8, "Is there parking?")),
    ),
    Say(
        0,
        "Looking for old newspapers to wrap pots in. I can pick them up.",
        ("pottery", "lowmoor"),
        "",
        ((6, "I have a metre of them"),),
    ),
    Say(
        1,
        "{km} kilometres before breakfast, rain included.",
        ("running",),
        "hills:8",
        ((5, "Show-off 😄"), (12, "What was your time?"), ("+1", "{minutes} minutes, and I regret the last hill")),
    ),
    Say(
        1,
        "Selling my blue bike, {big}. Basket and two locks included.",
        ("lowmoor",),
        "city:33",
        ((13, "Still there?"), ("+1", "Still there")),
    ),
    Say(
        2,
        "Repaired a radio from 1971 today. It still only plays opera.",
        ("repair",),
        "room:5",
        ((7, "As it should"), (4, "Can you look at my toaster?")),
    ),
    Say(
        2,
        "Repair evening at the community centre on {day}, {time}. Bring broken lamps, not broken hearts.",
        ("repair", "lowmoor"),
        "cover:7",
        ((11, "I'll bring the lamp with the duck"),),
    ),
    Say(
        3,
        "Lemon risotto, take {small_count}. The trick is to stir for {minutes} minutes and not answer the door.",
        ("food",),
        "plate:7",
        ((0, "Recipe please!"), ("+3", "{grams} grams of rice, two lemons, patience"), (9, "Hungry now")),
    ),
    Say(
        3,
        "What should I cook for eight people?",
        ("food",),
        "",
        ((5, "Lasagne!"),),
        options=("Lasagne", "Dumplings", "Soup and bread", "Whatever is quick"),
    ),
    Say(
        4,
        "Project Lantern opens for registration today. {count} people in the first hour!",
        ("work",),
        "chart:6",
        ((12, "And the budget still holds"), (10, "Congratulations, team")),
    ),
    Say(
        4,
        "Meetings that could have been a mail: {small_count} this week.",
        ("work",),
        "",
        ((1, "Only {small_count}?"),),
    ),
    Say(
        5,
        "Heron Lake this morning. {hill} metres up, nobody there but us.",
        ("hiking",),
        "hills:11",
        ((10, "That light!"), (0, "Which train did you take?"), ("+5", "The one at {time}, platform {room}")),
    ),
    Say(
        5,
        "Packing list for a hut: dry socks, chocolate, dry socks.",
        ("hiking",),
        "forest:25",
        ((9, "You forgot socks"),),
    ),
    Say(
        6,
        "We play at the Old Mill on {date}, doors at {late}. Tickets {small}.",
        ("music", "lowmoor"),
        "cover:12",
        ((8, "Two for me"), ("+6", "Put on the list!"), (13, "Finally!")),
    ),
    Say(
        6,
        "Five-a-side ended {score}. Ask me which side I was on. Or don't.",
        ("football",),
        "",
        ((8, "I was the goalkeeper, so no"),),
    ),
    Say(
        7,
        "Biscuit has found the only sunny spot in the flat, which is my keyboard.",
        ("cats",),
        "room:14",
        ((0, "Biscuit for president"), (3, "What a face"), (11, "Please send more")),
    ),
    Say(
        7,
        "Does anybody know a cat sitter from {date} on, for {small_count} nights?",
        ("cats", "lowmoor"),
        "",
        ((2, "Ask the vets, they have a list"), (5, "I could do the first two nights")),
    ),
    Say(
        8,
        "Page {page} of The Salt Road and I have forgotten who everybody is.",
        ("books",),
        "cover:3",
        ((11, "Keep going, it gets better at {page}"), (7, "Same")),
    ),
    Say(
        8,
        "Book Circle meets on {day} at {late}. Next up: Low Tide. Bring something sweet.",
        ("books",),
        "",
        ((0, "Chocolate or cake?"), ("+8", "Yes")),
    ),
    Say(
        9,
        "Gate {room}, {small_count} hours of delay, one very good pastry.",
        ("travel",),
        "plate:31",
        ((10, "Take a train next time 😇"),),
    ),
    Say(9, "Sunrise from seat {room}A.", ("travel",), "sea:40", ((6, "Jealous"),)),
    Say(
        10,
        "The night train now stops at Lowmoor again: {late}, platform {room}. Tell everybody.",
        ("travel", "lowmoor"),
        "night:8",
        ((5, "Best news of the year"), (9, "Booking right now")),
    ),
    Say(
        10,
        "Tidied my desk. Found {small_count} pens and a train ticket from 2019.",
        ("work",),
        "room:20",
        ((4, "Archaeology"),),
    ),
    Say(
        11,
        "My class folded {count} herons today. The caretaker is not amused.",
        ("paper",),
        "cover:16",
        ((7, "Heroes"), ("paper", "We are amused!")),
    ),
    Say(
        12,
        "My fern has {small_count} new leaves and I am telling everyone.",
        ("garden",),
        "forest:6",
        ((3, "Proud of you both"), ("plants", "Water it on {day}")),
    ),
    Say(
        12,
        "Splitting the bill should be a school subject. {sum} by five is {share}, people.",
        ("numbers",),
        "",
        ((13, "I rounded"), ("+12", "I noticed")),
    ),
    Say(
        13,
        "Moved! {boxes} boxes, {count} steps, no lift. Housewarming on {date}.",
        ("moving",),
        "room:31",
        ((2, "My back remembers"), (0, "What shall we bring?"), ("+13", "Chairs. Really.")),
    ),
    Say(
        13,
        "Looking for a bookshelf, no more than {width} centimetres wide.",
        ("moving", "lowmoor"),
        "",
        ((2, "I can build one"),),
    ),
    Say(
        "town",
        "Chapel Row has no water on {day} from {time} to {late}.",
        ("lowmoor",),
        "city:21",
        ((7, "Thanks for the warning"), (10, "Again?")),
    ),
    Say(
        "town",
        "Which of these should the new bridge be called?",
        ("lowmoor",),
        "sea:9",
        ((8, "Bridge McBridge"), (4, "Heron, obviously")),
        options=("Heron Bridge", "Miller's Bridge", "Bridge of Rain"),
    ),
    Say(
        "market",
        "Strawberries are here: {small} a kilo, on {day} until {late}.",
        ("food", "lowmoor"),
        "plate:18",
        ((3, "Keep two for me!"),),
    ),
    Say(
        "cafe",
        "New on the counter: pear and almond cake, {small} a slice. Gone by {late} as a rule.",
        ("food",),
        "plate:12",
        ((0, "Running"), (6, "Gone by noon, in truth")),
    ),
    Say(
        "library",
        "{count} new books are on the shelf by the door. Reading night on {day} until {late}.",
        ("books", "lowmoor"),
        "room:2",
        ((8, "My favourite night"),),
    ),
    Say(
        "trail",
        "Ten walks for a free Saturday. The longest is {km} kilometres, the shortest ends at an ice cream shop.",
        ("hiking",),
        "forest:3",
        ((5, "We did number four, go early"), (1, "Which one is flat?")),
    ),
    Say(
        "paper",
        "This week's sheet: a heron in twelve steps. Workshop on {day} at {late}, {small}.",
        ("paper",),
        "cover:16",
        ((11, "My class has seen it already"),),
    ),
    Say(
        "climb",
        "New routes on the north wall. Under 18 on {day}: {small}.",
        ("climbing",),
        "hills:30",
        ((2, "My fingers hurt already"),),
    ),
    Say(
        "film",
        "Low Tide, daily at {time} and {late}. Tuesday is cinema day: {small}.",
        ("film", "lowmoor"),
        "cover:21",
        ((8, "The book was longer"),),
    ),
    Say(
        "plants",
        "Lemon trees from {medium}. They like sun, you like lemons.",
        ("garden",),
        "forest:17",
        ((12, "Do not tempt me"), (3, "I need three")),
    ),
    Say(
        "vets",
        "Vaccination week: cats {medium}, dogs {big}. No appointment on {day}.",
        ("cats",),
        "room:27",
        ((7, "Biscuit is hiding"),),
    ),
    Say(
        "velo",
        "Spring service {medium}. Brakes, gears, chain, a new bell for the first {small_count}.",
        ("cycling",),
        "city:14",
        ((1, "Booked"),),
    ),
    Say(
        "choir",
        "Spring concert on {date} at {late}. We need {small_count} more basses. No, really.",
        ("music",),
        "cover:30",
        ((6, "Does an electric one count?"),),
    ),
    Say(
        "lamp",
        "A Winter Garden plays {small_count} more evenings. Seats from {small}.",
        ("theatre", "lowmoor"),
        "night:3",
        ((9, "Loved it"),),
    ),
    Say(
        "bread",
        "Rye is back. Open from six, sold out by {time}.",
        ("food",),
        "plate:25",
        ((10, "I was there at five past"),),
    ),
    Say(5, "This. All of this.", ("hiking",), of=32),
    Say(7, "See you there!", (), of=31),
    Say(
        "me",
        "First long walk of the year: {km} kilometres, two blisters, no regrets.",
        ("hiking",),
        "hills:19",
        ((5, "Next time you come with us"), (1, "Only two?"), ("+me", "Ask me again tomorrow")),
    ),
    Say(
        "me",
        "Does anybody have a tent for {small_count}? I can bring it back by {date}.",
        ("hiking", "lowmoor"),
        "",
        ((13, "I have one for two"), (2, "One for four, a bit torn")),
    ),
    Say(
        "me",
        "Baked bread. It is heavy but it is mine.",
        ("food",),
        "plate:28",
        ((3, "That's how it starts"), ("bread", "Welcome!")),
    ),
    Say(
        "me",
        "Tried the new cake at Cafe Aurora. {small} well spent.",
        ("food", "lowmoor"),
        "plate:12",
        ((0, "Told you"),),
    ),
    Say(
        "me",
        "My balcony: {small_count} tomatoes, one lemon, one very proud person.",
        ("garden",),
        "forest:9",
        ((12, "Pictures in June please"),),
    ),
)

STORIES = (
    (5, "hills:30", "Up early"), (3, "plate:15", "Tasting for {day}"), (7, "room:14", "Guess who sleeps"),
    (9, "sea:18", "Layover"), ("cafe", "plate:12", "Last slice"), (6, "cover:12", "Sound check at {time}"),
    (11, "cover:16", "Heron number {count}"), ("market", "plate:18", "Stall {room}, come and taste"),
)  # fmt: skip

# What comes in while the phone lies there: (kind, who, minutes from now, text).
SOON: tuple[tuple[Kind, int | str, int, str], ...] = (
    ("like", 2, 3, ""), ("comment", 0, 8, "I was just looking for this!"), ("follow", "climb", 20, ""),
    ("like", 9, 26, ""), ("comment", 12, 45, "Tell me more on {day}?"), ("mention", 13, 70, "Ask Sam, Sam knows."),
    ("like", 7, 200, ""), ("follow", "velo", 400, ""),
)  # fmt: skip
