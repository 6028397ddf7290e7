"""How a conversation of a fresh phone is written down, and those with one person.

`say(1, "…")` is said by the first of the cast, 0 by the owner. Facts in braces are drawn by the seed.
"""

from dataclasses import dataclass

from devices.virtual.apps.chat.state import Kind


@dataclass(frozen=True)
class Say:
    """One message. `reply` is the number of the line it answers, `later` starts another day."""

    by: int
    text: str
    kind: Kind = "text"
    ref: str = ""
    reply: int = -1
    react: tuple[tuple[int, str], ...] = ()
    star: bool = False
    edited: bool = False
    deleted: bool = False
    later: bool = False
    options: tuple[str, ...] = ()
    votes: tuple[tuple[int, ...], ...] = ()
    multiple: bool = False


say = Say

# By the person's number in contacts.state.PEOPLE.
TALKS: dict[int, tuple[Say, ...]] = {
    0: (
        say(1, "Are you coming to the pottery open day?"),
        say(0, "I'd love to! When is it?"),
        say(1, "On {day} from {time}, at {number} {street}"),
        say(1, "Entry is {small}, a cup to paint included", react=((0, "👍"),)),
        say(0, "Lovely. I'll bring my niece"),
        say(1, "Then wear old clothes, both of you 😄", later=True),
        say(0, "Which tram is it?"),
        say(1, "Tram {tram} to Chapel Row, then two minutes on foot", reply=6),
    ),
    1: (
        say(1, "I'm selling my blue bike, still interested?"),
        say(1, "The blue bike", kind="image", ref="city:33"),
        say(0, "Yes! How much do you want for it?"),
        say(1, "{big}, with the basket and two locks", star=True),
        say(0, "And without the basket?"),
        say(1, "{medium} less. But it's a nice basket!", reply=4),
        say(0, "I'll take it with the basket", later=True),
        say(1, "Come and fetch it on {day} after {time}. {number} {street}, the bell says Okafor"),
    ),
    2: (
        say(0, "Can I borrow your drill this week?"),
        say(1, "Sure, it's in the cellar. The lock's code is {code}", star=True),
        say(0, "Thanks! Which box?"),
        say(1, "The red one, second shelf. Bits are in the tin next to it"),
        say(1, "I need it back by {day} though", later=True),
        say(0, "No problem, you'll have it"),
        say(1, "And bring {count} wall plugs if you go to the shop 🙏"),
    ),
    3: (
        say(1, "Dinner at mine on {day}? I'm trying the lemon risotto"),
        say(0, "Count me in! What shall I bring?"),
        say(1, "Could you get rice, {count} lemons, parmesan and a bunch of basil?", react=((0, "👍"),)),
        say(0, "Is any rice all right?"),
        say(1, "The round one, {grams} grams", reply=3),
        say(1, "Eight of us now, so {time} sharp please", later=True),
        say(0, "I'll be there"),
        say(1, "Risotto, first attempt", kind="image", ref="plate:7"),
    ),
    4: (
        say(1, "The client moved the presentation"),
        say(0, "Oh no. To when?"),
        say(1, "{day}, {time}, room {room}", star=True),
        say(0, "Do we still have {count} slides?"),
        say(1, "They want no more than {slides}. I'd cut the history part", reply=3),
        say(0, "Agreed. I'll send you the new version tonight"),
        say(1, "The budget page needs the new total too: {sum}", later=True),
        say(1, "I wrote nonsense", deleted=True),
        say(0, "Got it"),
    ),
    5: (
        say(1, "The flat is free to view!"),
        say(1, "Living room", kind="image", ref="room:9"),
        say(0, "Looks bright! What's the rent?"),
        say(1, "{rent} a month with heating. Deposit is two rents"),
        say(0, "When can I see it?"),
        say(1, "{day} at {time}. {number} {street}, third floor", reply=4),
        say(1, "Ring at Calder, the caretaker opens", later=True),
        say(0, "And if nobody is there?"),
        say(1, "Key box beside the door, code {code}", star=True),
    ),
    6: (
        say(1, "I got the concert tickets!!", react=((0, "❤️"),)),
        say(0, "Amazing! What do I owe you?"),
        say(1, "{medium} each, row {room}, seats {count} and the one next to it"),
        say(0, "Sending it tonight"),
        say(1, "Doors open at {time} on {day}", later=True),
        say(0, "Shall we eat before?"),
        say(1, "Noodle place opposite, an hour earlier?", edited=True),
        say(0, "Deal"),
    ),
    7: (
        say(1, "Could you feed Biscuit while I'm away?"),
        say(0, "Of course! From when to when?"),
        say(1, "From {day} on, {nights} nights"),
        say(1, "{count} grams of the dry food in the morning, half a tin in the evening", star=True),
        say(0, "Does he go out?"),
        say(1, "Only on the balcony. Vet's number is 555-0145 just in case", reply=4),
        say(1, "Biscuit says hello", kind="image", ref="room:14", later=True),
        say(0, "What a face 😂", react=((1, "😂"),)),
    ),
    8: (
        say(1, "What was the name of your dentist?"),
        say(0, "Birchgate Dental, the number is 555-0141"),
        say(1, "Thank you! Do they take new patients?"),
        say(0, "They did in spring. Ask for Dr. {surname}"),
        say(1, "Got an appointment on {day} at {time} 🙏", later=True),
        say(0, "That was fast!"),
    ),
    9: (
        say(1, "My flight is booked ✈️"),
        say(0, "When do you land?"),
        say(1, "{day}, {time}, flight {flight}", star=True),
        say(0, "I can pick you up"),
        say(1, "Don't bother, bus {tram} leaves from the terminal"),
        say(0, "How many nights do you stay?", later=True),
        say(1, "{nights}! And I bring pastry 😄"),
    ),
    10: (
        say(1, "Train leaves at {time} from platform {room}"),
        say(0, "Which coach are we in?"),
        say(1, "Coach {tram}, seats {count} and the one opposite", reply=1, star=True),
        say(0, "Do we need the bike tickets?"),
        say(1, "Already bought, {small} each"),
        say(1, "Meet at the clock ten minutes before?", later=True),
        say(0, "I'll be at the clock"),
    ),
    11: (
        say(1, "Shall we start the lessons again?"),
        say(0, "Yes please. Same price?"),
        say(1, "{medium} an hour now, sorry!"),
        say(0, "Fair enough. Which day?"),
        say(1, "{day} at {time}, in the Harbour Library, room {room}", reply=3),
        say(1, "Please read chapter {chapter} before", later=True),
        say(0, "Will do, teacher 🙏", react=((1, "😂"),)),
    ),
    12: (
        say(1, "You owe me {sum} for the holiday flat"),
        say(0, "Wasn't it less?"),
        say(1, "Cleaning was {medium} on top, remember?", reply=1),
        say(0, "Right! Where do I send it?"),
        say(1, "With reference LAKE {code}, please by {day}", star=True, later=True),
        say(0, "Will do"),
    ),
    13: (
        say(1, "Moving day is {day}! Are you still in?"),
        say(0, "Sure, what time?"),
        say(1, "{time} at the old flat, {number} {street}"),
        say(1, "New flat: {count} steps and no lift, sorry 😅"),
        say(0, "How many boxes?"),
        say(1, "{boxes} boxes, a sofa and the piano", reply=4, react=((0, "😮"),)),
        say(0, "The piano?!", later=True),
        say(1, "Only joking about the piano. Pizza is on me"),
    ),
}

# What comes in while the phone lies there: (person's number, minutes from now, text).
SOON = (
    (0, 4, "By the way, could you bring the green folder?"),
    (3, 9, "Change of plan: dinner starts at {late}"),
    (6, 15, "They put us in row {room} now, even better!"),
    (9, 35, "Landing at {late} instead, don't wait"),
    (10, 50, "Train is {delay} minutes late"),
    (13, 90, "Can you bring gloves, size {size}?"),
)
