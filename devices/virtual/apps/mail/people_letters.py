"""Mail from people, as a fresh phone has it; and what the owner has written."""

from devices.virtual.apps.mail.letters import Post

# (name, address): people write from work or from the club.
PEOPLE = {
    "daniel": ("Daniel Osei", "daniel.osei@harrowvale.example"),
    "mira": ("Mira Patel", "mira.patel@harrowvale.example"),
    "jonas": ("Jonas Weber", "jonas.weber@harrowvale.example"),
    "anna": ("Anna Okafor", "anna.okafor@harrowvale.example"),
    "lindqvist": ("Anna Lindqvist", "anna.lindqvist@potteryyard.example"),
    "elsa": ("Elsa Brandt", "elsa.brandt@sundayhikers.example"),
    "theo": ("Theo Lambert", "theo.lambert@northlight.example"),
    "chiara": ("Chiara Moreau", "chiara.moreau@cobblelane.example"),
    "ines": ("Ines Duarte", "ines.duarte@brightwater.example"),
    "keiko": ("Keiko Arai", "keiko.arai@pinecrest.example"),
    "hugo": ("Hugo Marten", "hugo.marten@bookcircle.example"),
    "ruth": ("Ruth Calder", "ruth.calder@maplestreet14.example"),
    "bruno": ("Bruno Salvi", "bruno.salvi@lowmoorchoir.example"),
    "greta": ("Greta Holm", "greta.holm@northlight.example"),
    "farid": ("Farid Nasser", "farid.nasser@brightwater.example"),
}

LETTERS = (
    Post("daniel", "Project Lantern: agenda for {day}", (
        "Hi Sam,", "here is the agenda for {day}, {time}, room {room}. Please add your point by tomorrow noon.",
        "1. Leaflet  2. Budget ({price} left)  3. Launch", "Daniel"),
        (2, 3), files=(("Agenda", "document", 42),), label="Work", answers=(
            ("me", "Thanks Daniel. Please add: guest list. We have {count} names so far."),
            ("daniel", "Added. Could you bring {nights} printed copies of the list?"))),
    Post("mira", "Budget numbers", (
        "Hi,", "the new total is {sum}: printing {price}, room {bill}, food {small} a head.",
        "Please check the second sheet before {day}.", "Mira"),
        (0, 2), files=(("Lantern budget", "table", 64), ("Printer's quote", "document", 120)), label="Work"),
    Post("jonas", "Room change", (
        "The workshop moves from room {room} to the Harbour Library, second floor.",
        "It starts at {time} instead, and lunch is at {late}.", "Jonas"), (1, 4), label="Work"),
    Post("anna", "Leaflet text, version {nights}", (
        "Dear both,", "attached is version {nights}. I cut it to {count} words.",
        "Is the date right? It says {date}.", "Anna"),
        (3, 5), files=(("Leaflet text", "document", 51),), label="Work", answers=(
            ("me", "The date is right. I would drop the last sentence."),
            ("anna", "Dropped! Off to the printer on {day}."))),
    Post("lindqvist", "Your cup is fired", (
        "Hello Sam,", "your cup came out beautifully. Fetch it on {day} between {time} and {late}.",
        "Glazing was {small}, you can pay in cash.", "Anna"),
        (1, 6), files=(("The cup", "plate:22", 840),)),
    Post("elsa", "Heron Lake: pictures and costs", (
        "Hello hikers,", "three pictures are attached. The group ticket was {bill}, so {small} each.",
        "Next walk: {date}, {coach} kilometres.", "Elsa"),
        (4, 7), files=(("The lake", "hills:11", 1240), ("The hut", "forest:25", 990), ("All of us", "sea:18", 1420)),
        label="Friends"),
    Post("theo", "Housewarming on {date}", (
        "Hi!", "the boxes are unpacked, so come over on {date} at {late}. Fern Hill {room}, second bell.",
        "Please tell me by {day} whether you come and what you bring.",
        "I have put a link to your calendar below.", "Theo"), (1, 3), links=("guimcp://calendar/new/{iso}",),
        label="Friends"),
    Post("chiara", "The lemon risotto", (
        "As promised:", "{grams} grams of rice, {nights} lemons, a litre of stock, parmesan, basil.",
        "Stir for {minutes} minutes and never leave it alone.", "Chiara"), (5, 10), label="Friends"),
    Post("ines", "Flight details", (
        "I land on {day} at {time} with flight {flight}, terminal {terminal}.",
        "My number over there is 555-0110, in case it is late.", "Ines"),
        (2, 6), links=("tel:555-0110",),
        label="Travel", answers=(("me", "I'll be there. Look for the green umbrella!"),)),
    Post("keiko", "Homework for {day}", (
        "Please read chapter {room} and write {minutes} sentences about your street.",
        "We meet at {time} in the Harbour Library, and from April a lesson costs {small}.", "Keiko"),
        (1, 5), files=(("Worksheet", "document", 73),)),
    Post("hugo", "Book Circle: vote by {day}", (
        "Dear readers,", "the choice is between A House of Weather and Low Tide. Vote by {day}.",
        "We meet at Chapel Row {room}, {late}. {nights} of you have said yes.", "Hugo"), (3, 8), label="Friends"),
    Post("ruth", "Minutes of the house meeting", (
        "Dear neighbours,", "heating: {bill} for each flat, due on {date}. Courtyard party: 11 April.",
        "The stairwell is painted on {day}; please move your bicycles.", "Ruth Calder"),
        (4, 9), files=(("Minutes", "document", 132),), label="Bills"),
    Post("bruno", "Choir: concert dates", (
        "Dear singers,", "the spring concert is on {date} at {late}, Old Mill Theatre. Rehearsals on {day}, {time}.",
        "Tickets for friends are {small}, I still have {count}.", "Bruno"), (2, 8)),
    Post("greta", "Biscuit in April", (
        "Could you look after Biscuit from {date} on, for {nights} nights?",
        "The spare key is with Ruth. I pay in cake.", "Greta"), (0, 2), label="Friends"),
    Post("farid", "Concert tickets", (
        "Got them! Row {room}, seats {seat} and the next one, {bill} each.",
        "Doors open at {late} on {date}. Send me your share by {day}.", "Farid"),
        (3, 7), files=(("Concert tickets", "ticket", 82),), label="Friends"),
)  # fmt: skip

# (to whom, subject, text) of what the owner wrote unasked.
SENT = (
    ("bills@brightgrid.example", "Question about my bill", (
        "Dear all,",
        "the bill for January was {bill}, the one before {small}. Could you check the reading of {reading}?",
        "Sam Rowan")),
    ("climb@granitehall.example", "Lost card", (
        "Hello,", "I lost my card {number} on {day}. Can the {nights} visits be moved to a new one?", "Sam Rowan")),
)  # fmt: skip
DRAFTS = (
    ("theo.lambert@northlight.example", "Housewarming", ("I'll come, and I'll bring a salad for {nights}.",)),
    ("tenants@mossgate.example", "Windows", ("The window in the kitchen still does not close. Could somebody",)),
)
SCHEDULED = ("office@pinecrest.example", "Parents' evening", ("We are coming, {nights} of us.", "Sam Rowan"))

# What people answer to the owner's letters.
ANSWERS = ("Thank you, that helps a lot.", "Got it. I'll come back to you tomorrow.", "Perfect, see you then!",
           "Thanks for writing. Sounds good to me.")  # fmt: skip

# What can be attached, as (name, kind, KB).
FILES = (
    ("Lantern budget", "table", 64), ("Guest list", "table", 38), ("Leaflet text", "document", 51),
    ("Signed contract", "document", 310), ("Insurance policy", "document", 388), ("Train ticket", "ticket", 58),
    ("Meter reading", "room:9", 720), ("Heron Lake", "hills:11", 1240), ("Harbour", "sea:4", 1130),
    ("Receipts of March", "archive", 2210),
)  # fmt: skip
