"""Wayfare's places: what never varies. Ratings, prices, hours and reviews are in the state.

Places that a taxi goes to as well lie where Hopla's town has them.
"""

from dataclasses import dataclass

from devices.virtual.apps.rides.catalogue import PLACES as RIDES


@dataclass(frozen=True, slots=True)
class Category:
    """`hours` are those a place of this kind may have; each is (weekdays, Saturday, Sunday), "" being closed."""

    name: str
    icon: str
    tint: str
    hours: tuple[tuple[str, str, str], ...]
    priced: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """`x` and `y` in kilometres from the town hall, north being up. `number` 0: the street has none.

    `features` are keys of FEATURES. `booking` is the path of the place in the booking app, or empty.
    """

    name: str
    category: str
    kind: str
    number: int
    street: str
    x: float
    y: float
    features: str
    booking: str = ""
    address: bool = False


ALWAYS = "00:00-24:00"
SHOP = (("08:00-20:00", "08:00-18:00", ""), ("07:00-22:00", "07:00-22:00", "10:00-16:00"),
        ("09:00-19:00", "10:00-17:00", ""))  # fmt: skip
CATEGORIES = {
    "cafe": Category("Cafés", "local_cafe", "#8a6d1f", (("07:30-18:00", "09:00-18:00", "10:00-17:00"),
                     ("07:00-19:00", "08:00-19:00", "08:00-14:00"), ("10:00-18:00", "10:00-18:00", "")), True),
    "restaurant": Category("Restaurants", "restaurant", "#b3593b", (("12:00-22:00", "12:00-23:30", "12:00-21:00"),
                           ("17:00-23:00", "17:00-24:00", ""), ("08:00-22:00", "09:00-23:00", "09:00-22:00")), True),
    "pharmacy": Category("Pharmacies", "local_pharmacy", "#2f7d6b", SHOP),
    "petrol": Category("Petrol", "local_gas_station", "#4a6572",
                       ((ALWAYS, ALWAYS, ALWAYS), ("06:00-22:00", "07:00-22:00", "08:00-20:00"))),
    "cash": Category("Cash machines", "local_atm", "#3c6fb0",
                     ((ALWAYS, ALWAYS, ALWAYS), ("06:00-23:00", "06:00-23:00", "06:00-23:00"))),
    "park": Category("Parks", "park", "#5c7a2e",
                     ((ALWAYS, ALWAYS, ALWAYS), ("06:00-21:00", "06:00-21:00", "06:00-21:00"))),
    "museum": Category("Museums", "museum", "#9a4d6f",
                       (("10:00-17:00", "10:00-18:00", "10:00-18:00"), ("09:00-18:00", "11:00-18:00", "11:00-16:00"))),
    "market": Category("Supermarkets", "local_grocery_store", "#7b5ea7", SHOP),
    "culture": Category("Going out", "theaters", "#9a4d6f", (("10:00-23:30", "10:00-24:00", "10:00-23:00"),
                        ("13:00-24:00", "11:00-24:00", "11:00-23:00"))),
    "health": Category("Health", "local_hospital", "#b3261e", (("08:00-18:00", "09:00-12:00", ""),
                       ("08:30-17:00", "", ""))),
    "sport": Category("Sport", "fitness_center", "#3c6fb0", (("06:30-22:00", "08:00-20:00", "08:00-20:00"),
                      ("09:00-23:00", "09:00-22:00", "09:00-21:00"))),
    "travel": Category("Stations", "train", "#4a6572", ((ALWAYS, ALWAYS, ALWAYS),)),
    "work": Category("Work and study", "business", "#4a6572", (("08:00-18:00", "", ""),
                     ("07:30-20:00", "09:00-14:00", ""))),
    "address": Category("Addresses", "home", "#4a6572", (("", "", ""),)),
}  # fmt: skip
CHIPS = ("cafe", "restaurant", "pharmacy", "petrol", "cash", "park", "museum", "market")
FEATURES = {
    "w": ("accessible", "Wheelchair access"),
    "c": ("credit_card", "Takes cards"),
    "o": ("wb_sunny", "Tables outside"),
    "p": ("local_parking", "Own car park"),
    "d": ("pets", "Dogs welcome"),
    "n": ("wifi", "Free wireless internet"),
    "t": ("wc", "Toilets"),
}


def _taxi(at: str, name: str, category: str, kind: str, number: int, street: str, features: str) -> Place:
    """A place of Hopla's town, at its spot on the map."""
    return Place(name, category, kind, number, street, RIDES[at].x, RIDES[at].y, features)


def _table(number_: int, name: str, kind: str, number: int, street: str, x: float, y: float, features: str) -> Place:
    return Place(name, "restaurant", kind, number, street, x, y, features, f"restaurant/r{number_}")


def _home(number: int, street: str, x: float, y: float) -> Place:
    return Place("", "address", "Address", number, street, x, y, "", address=True)


PLACES = {
    "aurora": _taxi("aurora", "Cafe Aurora", "cafe", "Coffee house", 7, "Mill Lane", "wcno"),
    "central": _taxi("central", "Central Station", "travel", "Railway station", 1, "Station Square", "wtp"),
    "airport": _taxi("airport", "Northfield Airport", "travel", "Airport", 0, "Terminal 1", "wtpcn"),
    "museum": _taxi("museum", "Harbour Museum", "museum", "Museum of ships", 22, "Quay Street", "wct"),
    "clinic": _taxi("clinic", "Birchgate Clinic", "health", "Hospital", 50, "Birch Road", "wpt"),
    "stadium": _taxi("stadium", "Kestrel Stadium", "sport", "Football ground", 3, "Arena Way", "wpt"),
    "library": _taxi("library", "Harbour Library", "work", "Public library", 9, "Quay Street", "wnt"),
    "oldmarket": _taxi("market", "Old Market Hall", "market", "Food market", 14, "Market Street", "wct"),
    "park": _taxi("park", "Linden Park", "park", "City park", 0, "North gate", "wd"),
    "theatre": _taxi("theatre", "Lantern Theatre", "culture", "Theatre", 5, "Opera Row", "wct"),
    "uni": _taxi("uni", "Fernhill University", "work", "University", 0, "Main building", "wn"),
    "pool": _taxi("pool", "Tidewater Pool", "sport", "Swimming pool", 31, "Shore Road", "wpt"),
    "depot": _taxi("depot", "Copper Mill Works", "work", "Offices and workshops", 2, "Foundry Lane", "p"),
    "school": _taxi("school", "Pinecrest School", "work", "School", 12, "Pinecrest Avenue", "w"),
    "dental": _taxi("dental", "Birchgate Dental", "health", "Dentist", 48, "Birch Road", "wc"),
    "climbing": _taxi("climbing", "Granite Hall", "sport", "Climbing hall", 6, "Quarry Way", "cpt"),
    "lakeside": _taxi("lakeside", "Lakeside Pool", "sport", "Open-air pool", 2, "Lake Road", "wpto"),
    "kettle": Place("Blue Kettle", "cafe", "Tea room", 18, "Bridge Street", -0.6, 0.5, "cn"),
    "crane": Place("Paper Crane Coffee", "cafe", "Coffee house", 40, "Weaver Street", 2.2, 1.2, "wcn"),
    "samovar": Place("The Little Samovar", "cafe", "Tea room", 11, "Opera Row", 1.3, -0.3, "co"),
    "roasters": Place("Harbour Roasters", "cafe", "Coffee roastery", 30, "Quay Street", -2.9, 1.3, "wcod"),
    "thistle": Place("Fig & Thistle", "cafe", "Breakfast café", 6, "Linden Avenue", -1.2, 2.1, "cod"),
    "tramstop": Place("Tram Stop Café", "cafe", "Coffee house", 2, "Arena Way", 4.7, -1.0, "wct"),
    "nutmeg": Place("Nutmeg House", "cafe", "Cake shop", 25, "Fernhill Road", -3.3, -1.6, "wcn"),
    "reading": Place("The Reading Room", "cafe", "Book café", 13, "Quay Street", -2.3, 0.3, "wn"),
    "r1": _table(1, "The Copper Pan", "Brasserie", 8, "Market Street", 0.5, 0.0, "wcn"),
    "r2": _table(2, "Olive Court", "Greek restaurant", 15, "Bridge Street", -0.8, 0.1, "co"),
    "r3": _table(3, "Saffron Ladle", "Indian restaurant", 33, "Weaver Street", 1.7, 1.5, "wc"),
    "r4": _table(4, "Umi Corner", "Japanese restaurant", 4, "Station Square", 0.3, -0.9, "c"),
    "r5": _table(5, "Trattoria Ombra", "Italian restaurant", 19, "Mill Lane", 0.9, 0.8, "wco"),
    "r6": _table(6, "Forno Lucertola", "Italian restaurant", 3, "Tanner's Row", -0.3, -0.4, "cn"),
    "r7": _table(7, "Red Lotus", "Chinese restaurant", 27, "Fernhill Road", -3.5, -1.9, "wcp"),
    "r8": _table(8, "Seven Spices", "Lebanese restaurant", 10, "Tanner's Row", -0.5, -0.2, "c"),
    "r9": _table(9, "Casa Ventana", "Spanish restaurant", 12, "Opera Row", 1.5, -0.7, "wco"),
    "r10": _table(10, "Green Fork", "Vegetarian restaurant", 21, "Linden Avenue", -1.0, 1.7, "wcodn"),
    "r11": _table(11, "Harbour Grill", "Fish restaurant", 36, "Quay Street", -3.1, 1.0, "wcop"),
    "r12": _table(12, "Lemongrass Lane", "Vietnamese restaurant", 5, "Bridge Street", -0.4, 0.7, "c"),
    "r13": _table(13, "Ember & Oak", "Steakhouse", 7, "Foundry Lane", 3.0, 1.7, "wcp"),
    "r14": _table(14, "Petit Quai", "French restaurant", 2, "Quay Street", -1.8, 0.2, "co"),
    "r15": _table(15, "Jade Terrace", "Chinese restaurant", 9, "Arena Way", 4.3, -0.7, "wcp"),
    "r16": _table(16, "Kimchi Corner", "Korean restaurant", 16, "Weaver Street", 1.6, 0.6, "cn"),
    "r17": _table(17, "Casa Agave", "Mexican restaurant", 30, "Birch Road", 1.8, -2.2, "wco"),
    "r18": _table(18, "The Old Ferry Inn", "Pub", 1, "Shore Road", -3.8, 1.9, "codp"),
    "r19": _table(19, "Blue Door Taverna", "Greek restaurant", 44, "Birch Road", 2.1, -2.5, "co"),
    "r20": _table(20, "Terracotta", "Italian restaurant", 17, "Pinecrest Avenue", -0.2, 3.2, "wcop"),
    "r21": _table(21, "Sundial Rooftop", "Fine dining", 20, "Market Street", 0.1, 0.5, "wc"),
    "r22": _table(22, "Bamboo Garden", "Thai restaurant", 5, "Lake Road", -2.8, 3.9, "wcop"),
    "k1": Place("Lantern Picture House", "culture", "Cinema", 14, "Opera Row", 1.2, -0.9, "wct", "cinema/k1"),
    "k2": Place("Harbour Screens", "culture", "Cinema", 40, "Quay Street", -2.7, 1.6, "wcpt", "cinema/k2"),
    "k3": Place("Velvet Palace", "culture", "Cinema", 6, "Market Street", 0.2, -0.2, "ct", "cinema/k3"),
    "k4": Place("Starling Multiplex", "culture", "Cinema", 5, "Arena Way", 4.9, -0.6, "wcpt", "cinema/k4"),
    "k5": Place("Fernhill Film Club", "culture", "Cinema", 31, "Fernhill Road", -3.7, -2.5, "wt", "cinema/k5"),
    "rx1": Place("Linden Pharmacy", "pharmacy", "Pharmacy", 2, "Linden Avenue", -1.1, 1.3, "wc"),
    "rx2": Place("Station Pharmacy", "pharmacy", "Pharmacy", 3, "Station Square", -0.2, -1.0, "wc"),
    "rx3": Place("Birchgate Pharmacy", "pharmacy", "Pharmacy", 52, "Birch Road", 2.4, -2.9, "wcp"),
    "rx4": Place("Anchor Pharmacy", "pharmacy", "Pharmacy", 5, "Quay Street", -2.0, 0.0, "c"),
    "rx5": Place("Weaver Pharmacy", "pharmacy", "Pharmacy", 22, "Weaver Street", 2.0, 0.5, "wc"),
    "fuel1": Place("Kite Fuel Arena", "petrol", "Petrol station", 14, "Arena Way", 5.3, -0.3, "cpt"),
    "fuel2": Place("Kite Fuel Northfield", "petrol", "Petrol station", 3, "Northfield Road", 2.6, 6.4, "cpt"),
    "fuel3": Place("Foundry Petrol", "petrol", "Petrol station", 11, "Foundry Lane", 3.7, 2.4, "c"),
    "fuel4": Place("Greenlane Charging Park", "petrol", "Charging station", 60, "Birch Road", 2.8, -3.5, "cnt"),
    "cash1": Place("Fernbank Station Square", "cash", "Cash machine", 2, "Station Square", 0.1, -1.1, "w"),
    "cash2": Place("Fernbank Market Street", "cash", "Cash machine", 3, "Market Street", 0.6, 0.2, "w"),
    "cash3": Place("Slate Bank Quay Street", "cash", "Cash machine", 12, "Quay Street", -2.2, 0.9, ""),
    "cash4": Place("Slate Bank Arena", "cash", "Cash machine", 4, "Arena Way", 4.9, -1.2, "w"),
    "gardens": Place("Canal Gardens", "park", "Garden by the water", 0, "Canal Terrace", -1.7, -0.9, "wdt"),
    "woods": Place("Quarry Woods", "park", "Woodland walks", 0, "Quarry Way", 5.4, 1.2, "dp"),
    "meadow": Place("Shore Meadow", "park", "Meadow and playground", 0, "Shore Road", -4.6, 2.5, "wdt"),
    "trams": Place("Tram Museum", "museum", "Museum of old trams", 9, "Foundry Lane", 3.2, 2.3, "wct"),
    "glass": Place("Gallery of Glass", "museum", "Art gallery", 24, "Market Street", -0.1, 0.3, "wct"),
    "stars": Place("Fernhill Observatory", "museum", "Observatory", 1, "Observatory Hill", -4.6, -2.9, "pt"),
    "basket": Place("Basket & Co.", "market", "Supermarket", 29, "Bridge Street", -1.0, 0.6, "wc"),
    "larder1": Place("Larder Station", "market", "Supermarket", 6, "Station Square", 0.2, -1.4, "wc"),
    "larder2": Place("Larder Fernhill", "market", "Supermarket", 12, "Fernhill Road", -3.0, -1.3, "wcp"),
    "larder3": Place("Larder Arena", "market", "Supermarket", 20, "Arena Way", 5.2, -0.9, "wcpt"),
    "mill": Place("Mill Lane Greengrocer", "market", "Organic shop", 21, "Mill Lane", 1.0, 0.3, "c"),
    "home": _home(3, "Canal Terrace", RIDES["home"].x, RIDES["home"].y),
    "work": _home(18, "Weaver Street", RIDES["work"].x, RIDES["work"].y),
    "a1": _home(9, "Pulley Yard", 2.6, 0.1),
    "a2": _home(14, "Linden Avenue", -1.3, 1.6),
    "a3": _home(5, "Pinecrest Avenue", -0.4, 3.9),
    "a4": _home(70, "Birch Road", 2.6, -3.3),
    "a5": _home(26, "Lake Road", -3.0, 4.7),
    "a6": _home(4, "Observatory Hill", -4.3, -2.7),
    "a7": _home(11, "Northfield Road", 2.9, 7.3),
    "a8": _home(2, "Mill Lane", 0.6, 0.5),
}

PRAISE = {
    "cafe": ("Best flat white in the quarter.", "A quiet corner to read in, and nobody hurries you.",
             "The carrot cake is worth the walk.", "Friendly, but every table is taken by ten."),
    "restaurant": ("We waited a little, then everything was wonderful.", "The set lunch is a bargain.",
                   "Book ahead at weekends, it fills up.", "Lovely food, rather loud in the evening.",
                   "The staff helped us choose and were right."),
    "park": ("Perfect for a run before work.", "The playground was renewed last year.", "Come for the sunset."),
    "museum": ("Plan two hours, there is more than you think.", "The guide told wonderful stories.",
               "Free on the first Sunday of the month."),
    "": ("Easy to find and well kept.", "Helpful people at the counter.", "Long queue, but it moves quickly.",
         "Does what it should.", "The entrance is round the corner."),
}  # fmt: skip


def kind_of(place_id: str) -> Category:
    """The category of a place."""
    return CATEGORIES[PLACES[place_id].category]


def phone_of(place_id: str) -> str:
    """A place's number; those of the address book have the one written there."""
    known = {"dental": "555-0141"}
    return known.get(place_id, f"555-0{300 + list(PLACES).index(place_id)}")
