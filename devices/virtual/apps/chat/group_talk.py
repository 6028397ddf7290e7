"""The groups and the channel of a fresh phone, and what was said in them."""

from dataclasses import dataclass

from devices.virtual.apps.chat.talk import Say, say


@dataclass(frozen=True)
class Group:
    """`cast` are numbers in contacts.state.PEOPLE; from 14 on those in people.STRANGERS. The first made the group."""

    name: str
    about: str
    cast: tuple[int, ...]
    lines: tuple[Say, ...]
    admin: bool = False


GROUPS = (
    Group("Maple Street 14", "For everybody in the house. Caretaker: 555-0161", (14, 2, 11, 16, 7), (
        say(1, "The boiler will be serviced on {day}, no hot water from {time} for two hours"),
        say(3, "Thanks for telling us!"),
        say(2, "Did anybody take in a parcel for me?"),
        say(4, "Yes, a big one from Swiftcrate. I'm home until {late}", reply=2),
        say(2, "You are an angel 🙏", react=((4, "❤️"),)),
        say(1, "Courtyard party: which Saturday suits you?", kind="poll", options=("4 April", "11 April", "18 April"),
            votes=((), (1,), (0, 1), (1,), (2,)), multiple=True, later=True),
        say(5, "Can we borrow the long table again?"),
        say(1, "It's in the cellar, code {code}", reply=6, star=True),
        say(3, "I'll make {count} dumplings"),
        say(0, "I can bring lemonade"),
        say(4, "Who left a bike in the stairwell?", later=True),
        say(2, "Mine, sorry! It's gone by {time}"),
        say(1, "The heating bill is in: {sum} for each flat, by {date}", react=((2, "😢"), (3, "😮"))),
        say(0, "Ouch. Same account as last year?"),
        say(1, "Yes, with your flat's number as reference", reply=13),
    )),
    Group("Sunday Hikers", "One walk a month, whatever the weather", (5, 0, 9, 10, 12), (
        say(1, "Next walk: Heron Lake, {km} kilometres, {hill} metres up"),
        say(3, "Finally something with a view 😄"),
        say(1, "Heron Lake", kind="image", ref="hills:11", react=((2, "❤️"), (0, "❤️"))),
        say(4, "Train at {time} from platform {room}, we are there an hour later", star=True),
        say(0, "How much is the ticket?"),
        say(4, "{small} with the group card", reply=4),
        say(2, "I can take three in the car, meet at the sports hall", later=True),
        say(2, "Lowmoor Sports Hall", kind="location", ref="Field Road 7"),
        say(5, "Lunch at the hut or sandwiches?", kind="poll", options=("The hut", "Sandwiches", "I don't mind"),
            votes=((), (0,), (1,), (0,), ())),
        say(1, "The hut wants to know the number of soups by {day}"),
        say(3, "Put me down for {nights}", edited=True),
        say(5, "Bring cash, they take no cards", later=True),
        say(1, "Forecast says dry until {late}"),
        say(0, "See you on Sunday!", react=((1, "👍"), (4, "👍"))),
    )),
    Group("Cabin Weekend", "Birchwood, first weekend of April", (12, 13, 3, 6), (
        say(1, "Cabin is ours! {nights} nights, {rent} in all"),
        say(2, "So how much each?"),
        say(1, "{share} each, five of us", reply=1, star=True),
        say(3, "Shopping list: {count} eggs, flour, oat milk, coffee, apples, pasta for ten"),
        say(4, "Add marshmallows!!", react=((1, "😂"), (2, "👍"))),
        say(0, "I bring the board games"),
        say(2, "Who drives?", later=True),
        say(1, "Me and Theo. Leaving at {time} on Friday from the station", edited=True),
        say(1, "Central Station", kind="location", ref="Station Square 1"),
        say(3, "What do we do on Saturday?", kind="poll",
            options=("Canoe", "Long walk", "Sauna", "Sleep"), votes=((), (0, 2), (1,), (2,), (3, 2)), multiple=True),
        say(4, "Wi-Fi there is called Birchwood, password pinecone{code}", later=True),
        say(2, "Wood is extra: {small} a basket"),
        say(0, "Two baskets then"),
        say(3, "The cabin", kind="image", ref="forest:25"),
        say(1, "Please send me your share by {day} 🙏", react=((3, "👍"),)),
    ), admin=True),
    Group("Five-a-side", "Lowmoor Sports Hall. No slide tackles", (6, 15, 17, 8, 4), (
        say(1, "Pitch {tram} is booked for {day}, {time}"),
        say(2, "I'm in"),
        say(4, "In, but I have to leave by {late}"),
        say(3, "Out, my knee is still bad 😢", react=((1, "😢"), (0, "🙏"))),
        say(1, "Who is in?", kind="poll", options=("In", "Out", "Only if you need me"),
            votes=((), (0,), (0,), (1,), (0,), (2,))),
        say(5, "Which shirts?"),
        say(1, "White. The others play in red", reply=5),
        say(1, "The hall costs {sum} this month, so {small} for everybody", star=True, later=True),
        say(2, "Paid!"),
        say(0, "Paid too"),
        say(4, "Last time's score was {score}, for those who forgot 😄", react=((2, "😂"), (3, "😂"))),
        say(3, "We remember", reply=10),
        say(5, "The lockers need a coin from now on", later=True),
        say(1, "Door code is {code}, don't share it"),
    )),
    Group("Project Lantern", "Launch on 30 April", (4, 12, 1, 10), (
        say(1, "Morning all. Stand-up moves to {time} from {day} on"),
        say(2, "Noted 👍"),
        say(3, "The printer's quote is in: {sum} for {boxes} leaflets", star=True),
        say(1, "Fine. Can they do it by {date}?"),
        say(3, "They need {nights} working days", reply=3),
        say(0, "I'll check the text this afternoon"),
        say(4, "Room {room} is booked for the workshop", later=True),
        say(2, "Which name for the newsletter?", kind="poll", options=("Lantern Post", "The Wick", "Bright Side"),
            votes=((), (0,), (1,), (1,), ())),
        say(1, "Whoever brings cake wins"),
        say(4, "{count} people have registered so far", edited=True),
        say(3, "Numbers for the board", kind="image", ref="chart:6"),
        say(1, "Budget left: {rent}", later=True),
        say(2, "Guest Wi-Fi for the workshop: lantern{code}"),
        say(1, "Please confirm your lunch by {day}: soup or pasta"),
        say(0, "Soup for me"),
    )),
    Group("Book Circle", "Every last Thursday", (11, 7, 0, 8), (
        say(1, "This month: The Salt Road, up to page {page}"),
        say(2, "I'm on page {count}…", react=((3, "😂"),)),
        say(3, "We meet at mine: {number} {street}, {time}"),
        say(0, "What shall I bring?"),
        say(3, "Something sweet, {nights} people said yes", reply=3),
        say(1, "What do we read next?", kind="poll",
            options=("A House of Weather", "The Cartographer's Cat", "Low Tide"),
            votes=((), (0,), (1,), (1,), (2,)), later=True),
        say(4, "The library has {copies} copies of Low Tide"),
        say(2, "The bookshop sells it for {small}"),
        say(0, "Keep one for me please"),
        say(2, "Reserved under your name until {day}", reply=8, star=True),
        say(1, "And the film is on at {late}, anybody?", later=True),
        say(4, "Me!"),
    ), admin=True),
)  # fmt: skip

TOWN_NEWS = Group("Lowmoor Town News", "What happens in Lowmoor. Only the town writes here", (), (
    say(1, "Water is off in Chapel Row on {day} from {time} to {late}."),
    say(1, "The swimming pool is open again. Day ticket: {small}."),
    say(1, "Riverside Market moves to Fern Hill for {nights} weeks.", later=True),
    say(1, "Market", kind="image", ref="city:21"),
    say(1, "Tram {tram} does not stop at Mill Street until {date}."),
    say(1, "Lost in Birch Park: a grey cat with a red collar. Call 555-0145.", react=((0, "😢"),)),
    say(1, "Bulky waste is fetched on {day}. Register by calling 555-0169.", later=True),
    say(1, "The town hall opens at {time} from next week on."),
))  # fmt: skip
