"""Who is on Parley: everybody in Contacts, and a few whom Contacts does not know."""

# How each of contacts.state.PEOPLE describes themselves, by the name they have there.
ABOUTS = {
    "Anna Lindqvist": "At work until five",
    "Anna Okafor": "Running, reading, repeating",
    "Bruno Salvi": "Available",
    "Chiara Moreau": "Cooking something",
    "Daniel Osei": "Only urgent calls, please",
    "Elsa Brandt": "By the lake",
    "Farid Nasser": "Busy",
    "Greta Holm": "Cat person",
    "Hugo Marten": "Sleeping late",
    "Ines Duarte": "On the move",
    "Jonas Weber": "Available",
    "Keiko Arai": "Hello from the third floor",
    "Mira Patel": "Text, don't call",
    "Theo Lambert": "New job, same me",
}
# (name, number, about) of those met in groups only.
STRANGERS = (
    ("Ruth Calder", "555-0161", "House committee, Maple Street 14"),
    ("Omar Haddad", "555-0162", "Left back"),
    ("Lena Fuchs", "555-0163", "Available"),
    ("Pavel Novak", "555-0164", "At the gym"),
)
TOWN = ("Lowmoor Town News", "555-0169", "What happens in Lowmoor")
REACTIONS = ("👍", "❤️", "😂", "😮", "😢", "🙏")
STATUSES = ("Available", "Busy", "At work", "At the gym", "Sleeping", "In a meeting", "Battery about to run out")

# Pictures to send, as (kind, number, what is on it).
PICTURES = (
    ("hills", 11, "Hills in the morning"), ("sea", 4, "Harbour"), ("plate", 7, "Sunday lunch"),
    ("city", 21, "Old town"), ("forest", 3, "Forest path"), ("room", 9, "Living room"),
    ("night", 5, "Night sky"), ("desert", 2, "Dunes"), ("plate", 15, "Birthday dinner"),
    ("sea", 18, "Lighthouse"), ("room", 14, "Spare room"), ("hills", 30, "Valley"),
    ("chart", 6, "Budget chart"), ("cover", 12, "Concert poster"), ("forest", 25, "Clearing"),
)  # fmt: skip

# Places to send, as (name, address).
PLACES = (
    ("Home", "Maple Street 14"),
    ("Central Station", "Station Square 1"),
    ("Lowmoor Sports Hall", "Field Road 7"),
    ("Cafe Aurora", "Mill Street 22"),
    ("Harbour Library", "Quay Street 5"),
    ("Birch Park", "Orchard Road 60"),
    ("Tall Oak Vets", "Chapel Row 3"),
    ("Riverside Market", "Fern Hill 18"),
)

# What people answer to whatever the owner writes.
ANSWERS = ("Sounds good!", "Got it, thank you", "Perfect 👍", "Okay, noted", "Great, talk later", "Fine by me")
MAYBES = ("Let me check and get back to you", "Yes, I think so", "I believe so, will confirm tonight", "Yes!")
THANKS = ("You're welcome!", "Anytime 😊", "No problem at all")
