"""Who is on Hearth: everybody in Contacts, and shops, clubs and papers of the town."""

# (handle, what they say of themselves) by the name in contacts.state.PEOPLE.
FRIENDS = {
    "Anna Lindqvist": ("anna.turns.clay", "Pottery, mostly crooked. Open studio on Saturdays."),
    "Anna Okafor": ("okafor_runs", "Running before breakfast. Selling things I never use."),
    "Bruno Salvi": ("bruno.fixes", "If it has screws I have opened it."),
    "Chiara Moreau": ("chiara.cooks", "Lemons in everything."),
    "Daniel Osei": ("daniel.osei", "Project Lantern. Opinions are mine."),
    "Elsa Brandt": ("elsa.outside", "Lakes, huts, long trains."),
    "Farid Nasser": ("farid.plays", "Bass, football, bad puns."),
    "Greta Holm": ("greta.and.biscuit", "Mostly pictures of a cat called Biscuit."),
    "Hugo Marten": ("hugo_reads", "Reads slowly, sleeps late."),
    "Ines Duarte": ("ines.away", "Usually in an airport."),
    "Jonas Weber": ("jonas.weber", "Trains, tables, tidy desks."),
    "Keiko Arai": ("keiko.paper", "Teacher. Folds paper when nobody looks."),
    "Mira Patel": ("mira.counts", "Numbers by day, plants by night."),
    "Theo Lambert": ("theo.moves", "New job, new flat, same jokes."),
}
# key: (name, handle, bio, followers)
PLACES = {
    "town": ("Lowmoor Life", "lowmoor.life", "What goes on in Lowmoor, every day.", 8420),
    "market": ("Riverside Market", "riverside.market", "Stalls on Wednesday and Saturday.", 3110),
    "cafe": ("Cafe Aurora", "cafe.aurora", "Coffee, cake, corner tables. Mill Street 22.", 2670),
    "library": ("Harbour Library", "harbour.library", "Open until eight. Late fees forgiven on Fridays.", 4105),
    "trail": ("Trailpost Magazine", "trailpost", "Walks for people with sore feet.", 12900),
    "paper": ("Papercraft Weekly", "papercraft", "One sheet, one evening.", 5230),
    "climb": ("Granite Hall", "granite.hall", "Chalk up. Bouldering and ropes.", 1980),
    "film": ("Lumen Cinema", "lumen.cinema", "Two screens, one popcorn machine.", 3560),
    "plants": ("Moss & Fern", "moss.and.fern", "Plants that forgive you.", 6740),
    "vets": ("Tall Oak Vets", "tall.oak.vets", "Good dogs, grumpy cats.", 1420),
    "velo": ("Velo Hub", "velo.hub", "We fix bicycles while you wait.", 2210),
    "choir": ("Lowmoor Choir", "lowmoor.choir", "Tuesdays at seven. Bring water.", 640),
    "lamp": ("Lamplight Players", "lamplight", "Theatre in a former mill.", 1150),
    "bread": ("Cobble Lane Bakery", "cobble.lane", "Sourdough from six in the morning.", 3890),
}
REASONS = ("Spam", "Hateful or insulting", "False information", "A scam or fraud", "I don't want to see this",
           "Something else")  # fmt: skip
PICTURES = (
    ("hills", 11, "Hills in the morning"), ("sea", 4, "Harbour"), ("plate", 7, "Sunday lunch"),
    ("city", 21, "Old town"), ("forest", 3, "Forest path"), ("room", 9, "Living room"),
    ("night", 5, "Night sky"), ("desert", 2, "Dunes"), ("plate", 15, "Birthday dinner"),
    ("sea", 18, "Lighthouse"), ("portrait", 33, "Self-portrait"), ("cover", 12, "Concert poster"),
)  # fmt: skip
TOPICS = ("hiking", "food", "books", "lowmoor", "garden", "music", "cats", "running")
# What people write below the owner's posts.
REMARKS = ("Lovely!", "Where is this?", "I want to come along next time", "So good 😄", "Saving this", "Well done!")
