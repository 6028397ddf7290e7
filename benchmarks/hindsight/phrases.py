"""What a wanderer types: invented words by the kind of field, of the train split only."""

from random import Random

from agent.pocket.words import words_of
from benchmarks.daily.scene import TRAIN, split_of

NAMES = (
    "Ada Whitlock", "Boris Lind", "Carla Nunes", "Dev Anand", "Edith Marsh", "Felix Brandauer", "Gita Rao",
    "Henrik Aas", "Ivy Calder", "Joon Park", "Kamal Haddadi", "Lena Fischer", "Mateo Cruz", "Nadia Petrova",
    "Otis Greene", "Paula Reyes", "Quentin Moss", "Rosa Bianchi", "Sven Holt", "Tara Singh", "Uma Devlin",
    "Viktor Hahn", "Wanda Kowal", "Xenia Roth", "Yusuf Demir", "Zoe Albright",
)  # fmt: skip
THINGS = (
    "Blue raincoat", "Garden hose", "Borrowed ladder", "Choir practice", "Spring cleaning", "Lost umbrella",
    "Bread dough", "Train to the lake", "Winter tyres", "Book club", "Cat food", "Birthday cake", "Old bicycle",
    "Paint the fence", "Window cleaner", "New glasses", "Piano lesson", "Dinner at ours", "Camping stove", "Tax papers",
    "Board games", "Swimming bag", "Jam jars", "House keys", "Picnic blanket", "Concert night", "Oil change",
    "First aid course", "Film evening", "Tomato plants", "Library books", "Grandma's recipe", "Coffee beans",
    "Dance class", "Moving boxes", "Spare batteries", "Museum visit", "Running shoes", "Summer plans", "Night shift",
)  # fmt: skip
SENTENCES = (
    "I will be a little late", "Please bring your own cup", "Thank you for yesterday", "The door code has changed",
    "Can we meet an hour earlier?", "Happy birthday to you", "Do not forget the tickets", "We have run out of milk",
    "See you at the usual place", "Call me when you can", "It was lovely to see you", "Leave it with the neighbour",
    "The parcel has arrived", "Is the offer still open?", "Could you send me the address?", "All is well here",
    "No onions for me", "Ring twice, please", "Let us talk tomorrow", "The heating works again",
    "I found your scarf", "Two more people are coming", "Keep the change", "Bring the children, too",
    "The meeting is cancelled", "My phone was off", "Good luck with the exam", "What time does it start?",
    "We are in the garden", "I have sent you the pictures",
)  # fmt: skip
PLACES = ("Mill Garden", "North Quay", "Old Bakery", "Fern Street 9", "Room 12", "Lakeside Cafe", "Town Hall",
          "Platform 3", "3 Quarry Lane", "Hill House", "Science Library", "Unit 7, Kiln Yard")  # fmt: skip

# Which words in a field's name call for what; the first that fits counts.
NUMERIC = ("amount", "price", "minutes", "quantity", "percent", "target", "limit", "stars", "age")
KINDS = (
    (("street", "town"), "place"),
    (("phone", "mobile", "number"), "phone"),
    (("mail", "recipient", "cc"), "mail"),
    (("pin", "code", "postcode", "digits"), "code"),
    (NUMERIC, "number"),
    (("address", "place", "location", "where"), "place"),
    (("list", "playlist", "album", "tag", "label"), "thing"),
    (("who", "guest", "person", "contact", "author", "first", "last"), "name"),
    (("message", "text", "comment", "body", "caption", "review", "question", "reply", "note", "request", "answer"),
     "sentence"),
)  # fmt: skip


def phrase_for(field: str, rng: Random) -> str:
    """Something that a person could write into a field of this name."""
    said = {w.text.casefold() for w in words_of(field)}
    named = rng.choice(("name", "thing")) if "name" in said else "thing"  # of a person, or of a timer
    kind = next((kind for words, kind in KINDS if not said.isdisjoint(words)), named)
    while split_of(text := _draw(kind, rng)) != TRAIN:
        pass
    return text


def _draw(kind: str, rng: Random) -> str:
    match kind:
        case "phone":
            return f"555-0{rng.randrange(100, 999)}"
        case "mail":
            first, _, last = rng.choice(NAMES).casefold().partition(" ")
            return f"{first}.{last}@{rng.choice(('mossmail', 'slate', 'lindenmail', 'fernpost'))}.example"
        case "code":
            return str(rng.randrange(1000, 9999))
        case "number":
            return str(rng.choice((rng.randrange(2, 60), rng.randrange(5, 90) * 5, rng.randrange(100, 900))))
        case "place":
            return rng.choice(PLACES)
        case "name":
            return rng.choice(NAMES)
        case "sentence":
            return rng.choice(SENTENCES)
        case _:
            return rng.choice(THINGS)
