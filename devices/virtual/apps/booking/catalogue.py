"""Evening's films and cinemas: what never varies. Ratings and prices are in the state or follow from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Film:
    """`age` is from how many years on, `opens` in how many days it starts (0: it is on), `language` the spoken one."""

    title: str
    genre: str
    minutes: int
    age: int
    language: str
    year: int
    director: str
    cast: tuple[str, ...]
    words: str
    opens: int = 0


@dataclass(frozen=True, slots=True)
class Hall:
    """`extra` are cents on top of every seat; `kind` is what is special about it, or empty."""

    name: str
    rows: int
    columns: int
    kind: str = ""
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Cinema:
    """A house with its halls."""

    name: str
    area: str
    number: int
    street: str
    words: str
    halls: tuple[Hall, ...]


@dataclass(frozen=True, slots=True)
class Snack:
    """Something to eat or drink, picked up at the counter."""

    name: str
    price: int
    icon: str


GENRES = ("Drama", "Comedy", "Thriller", "Science fiction", "Family", "Romance", "Mystery", "Adventure", "Documentary",
          "Horror")  # fmt: skip
LANGUAGES = ("In English", "In French", "In Swedish", "In Japanese")
AGES = (0, 6, 12, 16)
FILMS = {
    "f1": Film("The Lighthouse Ledger", "Mystery", 118, 12, "In English", 2026, "Maren Holt",
               ("Ida Corvin", "Tobias Lane", "Ruth Amadi"),
               "A retired keeper finds a logbook that records ships before they sink. One entry is dated tomorrow."),
    "f2": Film("Paper Tigers", "Family", 94, 0, "In English", 2026, "Yuki Tanabe", ("Lena Farrow", "Milo Grant"),
               "Two folded tigers leave their shelf to find the girl who made them."),
    "f3": Film("Salt and Cinders", "Drama", 131, 12, "In French", 2025, "Claire Aubry",
               ("Noor Haddad", "Etienne Roche", "Ida Corvin"),
               "Three sisters inherit a salt works and a debt nobody told them about."),
    "f4": Film("Orbit of Small Things", "Science fiction", 142, 12, "In English", 2026, "Samir Vance",
               ("Tobias Lane", "Grace Okoro", "Viktor Dahl"),
               "A repair crew on a forgotten station learns that the earth has stopped answering."),
    "f5": Film("Nine Trams to Midnight", "Thriller", 109, 16, "In English", 2026, "Maren Holt",
               ("Viktor Dahl", "Noor Haddad"),
               "A tram driver has one night to return a bag that was never meant to be found."),
    "f6": Film("The Baker's Apprentice", "Comedy", 101, 6, "In French", 2025, "Paul Lemaire",
               ("Etienne Roche", "Lena Farrow"),
               "He cannot bake. She cannot tell him. The whole street comes for breakfast."),
    "f7": Film("Wolves of Halvik", "Adventure", 126, 12, "In Swedish", 2026, "Astrid Nyberg",
               ("Viktor Dahl", "Saga Lund", "Milo Grant"),
               "Two children cross a frozen bay to bring a wolf back to its pack."),
    "f8": Film("A Quiet Year", "Documentary", 88, 0, "In Swedish", 2025, "Astrid Nyberg", ("Saga Lund",),
               "Twelve months on an island with four people, one shop and a great many birds."),
    "f9": Film("Love in the Waiting Room", "Romance", 107, 6, "In English", 2026, "Paul Lemaire",
               ("Grace Okoro", "Tobias Lane"),
               "They meet at the dentist, twice a year, for eleven years."),
    "f10": Film("The Glassblower's Debt", "Drama", 124, 12, "In Japanese", 2025, "Yuki Tanabe",
                ("Ren Ishida", "Hana Mori"),
                "A master must choose between the workshop and the son who wants to leave it."),
    "f11": Film("Robot, Dear Robot", "Family", 97, 0, "In English", 2026, "Samir Vance", ("Milo Grant", "Ruth Amadi"),
                "The kitchen robot has written a diary, and everybody is in it."),
    "f12": Film("Hollow Tide", "Horror", 99, 16, "In English", 2026, "Claire Aubry", ("Saga Lund", "Ruth Amadi"),
                "When the sea goes out for good, the village walks down to see what was under it."),
    "f13": Film("Last Train from Grauburg", "Thriller", 138, 16, "In French", 2026, "Maren Holt",
                ("Etienne Roche", "Noor Haddad", "Viktor Dahl"),
                "Everybody on board has bought the same seat."),
    "f14": Film("Too Many Spoons", "Comedy", 96, 6, "In English", 2026, "Paul Lemaire", ("Lena Farrow", "Grace Okoro"),
                "A wedding, two caterers, one kitchen and a very small oven."),
    "f15": Film("The Snow Express", "Family", 91, 0, "In Swedish", 2025, "Astrid Nyberg", ("Saga Lund", "Milo Grant"),
                "A little engine has to bring the post over the pass before the first of December."),
    "f16": Film("The Long Goal", "Drama", 114, 6, "In English", 2026, "Samir Vance", ("Ren Ishida", "Tobias Lane"),
                "A village team plays the same match every year. This year somebody keeps count."),
    "f17": Film("Map of the Moon", "Science fiction", 127, 12, "In Japanese", 2026, "Yuki Tanabe",
                ("Hana Mori", "Ren Ishida"), "A map maker is sent to draw the far side and finds a road.", 9),
    "f18": Film("The Violin in Room Six", "Mystery", 111, 12, "In French", 2026, "Claire Aubry",
                ("Ida Corvin", "Etienne Roche"), "Every night it plays. Every morning the room is empty.", 16),
    "f19": Film("Snowfall Sisters", "Romance", 103, 6, "In Swedish", 2026, "Astrid Nyberg",
                ("Saga Lund", "Noor Haddad"),
                "Two sisters run a mountain hotel and fall for the same bad weather.", 23),
    "f20": Film("Ember Road", "Adventure", 121, 16, "In English", 2026, "Samir Vance", ("Viktor Dahl", "Grace Okoro"),
                "A convoy, a desert and a thousand miles of burning fence.", 37),
}  # fmt: skip
CINEMAS = {
    "k1": Cinema("Lantern Picture House", "Old Town", 14, "Opera Row",
                 "Red velvet, a bar and films in their own language",
                 (Hall("Great Hall", 9, 10), Hall("Blue Hall", 7, 8), Hall("Balcony", 5, 8, "Sofas", 250))),
    "k2": Cinema("Harbour Screens", "Harbour", 40, "Quay Street", "Six metres of screen and a view of the water",
                 (Hall("Screen 1", 9, 10, "3D", 200), Hall("Screen 2", 8, 9), Hall("Screen 3", 6, 8))),
    "k3": Cinema("Velvet Palace", "Old Town", 6, "Market Street", "The oldest screen in town, since 1911",
                 (Hall("Palace", 9, 10), Hall("Salon", 5, 6, "Sofas", 250))),
    "k4": Cinema("Starling Multiplex", "Arena", 5, "Arena Way", "The big one, with parking for everybody",
                 (Hall("Hall 1", 9, 10, "Giant screen", 350), Hall("Hall 2", 9, 10, "3D", 200), Hall("Hall 3", 8, 10),
                  Hall("Hall 4", 7, 9))),
    "k5": Cinema("Fernhill Film Club", "Fernhill", 31, "Fernhill Road", "Run by volunteers, cheap and cheerful",
                 (Hall("Club", 6, 8, "", -200),)),
}  # fmt: skip
TIMES = ("11:00", "14:15", "17:00", "19:45", "22:15")
SNACKS = {
    "s1": Snack("Small popcorn", 390, "fastfood"),
    "s2": Snack("Large popcorn", 590, "fastfood"),
    "s3": Snack("Nachos with cheese", 620, "tapas"),
    "s4": Snack("Lemonade", 350, "local_bar"),
    "s5": Snack("Sparkling water", 280, "water_drop"),
    "s6": Snack("Ice cream", 420, "icecream"),
    "s7": Snack("Coffee", 310, "local_cafe"),
    "s8": Snack("Popcorn and two drinks", 1090, "celebration"),
}
ZONES = (("Front rows", 900), ("Middle rows", 1150), ("Back rows", 1390))
PROMOS = {"EVENING10": ("percent", 10), "CINEMA3": ("amount", 300), "TUESDAY20": ("percent", 20)}
EXPIRED_PROMOS = frozenset({"AUTUMN15", "OPENING5"})
GIFT_CODES = {"GIFT-2640": 2000, "GIFT-7715": 3500, "GIFT-9083": 5000}
GIFT_AMOUNTS = (1500, 2500, 5000, 10000)
MAX_SEATS, MAX_SNACKS = 8, 9
BOOKING_FEE = 60  # cents a seat
POINTS_WORTH = 5  # cents a point
CANCEL_HOURS = 2
FILM_PRAISE = (
    "I laughed, then I did not, then I did again.",
    "Twenty minutes too long, but what pictures!",
    "See it on the biggest screen you can find.",
    "The last scene alone is worth the ticket.",
    "Nice for an evening, forgotten by breakfast.",
    "My daughter wants to see it again tomorrow.",
    "The music stays with you for days.",
)
