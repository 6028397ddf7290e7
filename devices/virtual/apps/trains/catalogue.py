"""The country's railway: stations, lines, what tickets and cards there are. Nothing here ever varies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Station:
    """`facilities` are keys of FACILITIES, `locker` cents a day (0: none), `hours` of the ticket office."""

    name: str
    town: str
    platforms: int
    facilities: str
    locker: int
    hours: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Trains both ways. `stops` are (station, minutes, kilometres) from the stop before.

    They leave the first stop from `first` on (minutes of the day), every so many minutes, until `last`; back they
    leave `back` minutes later. `bikes`: places for bicycles.
    """

    kind: str
    number: int
    stops: tuple[tuple[str, int, int], ...]
    first: int
    every: int
    last: int
    back: int
    bikes: int


@dataclass(frozen=True, slots=True)
class Kind:
    """`letters` stand before the train's number; `rate` is a kilometre's price in tenths of a cent."""

    name: str
    letters: str
    rate: int
    icon: str
    tint: str
    seats: bool
    amenities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fare:
    """Prices in per cent of the basic one. `refund` is what comes back before departure in per cent, less `fee`."""

    name: str
    percent: int
    first: bool
    refund: int
    fee: int
    change: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A railcard: so many per cent less, what it costs in cents, for how many days it holds."""

    name: str
    percent: int
    price: int
    days: int
    words: str


FACILITIES = {
    "w": ("accessible", "Step-free access"),
    "t": ("wc", "Toilets"),
    "l": ("luggage", "Luggage lockers"),
    "c": ("local_cafe", "Café"),
    "s": ("shopping_bag", "Shops"),
    "p": ("local_parking", "Car park"),
    "b": ("pedal_bike", "Bicycle parking"),
    "n": ("wifi", "Free internet"),
    "d": ("weekend", "First class lounge"),
    "x": ("local_taxi", "Taxi rank"),
}
STATIONS = {
    "lc": Station("Lindenhaven Central", "Lindenhaven", 14, "wtlcspbndx", 600, "05:30-23:00", "Central Station"),
    "lw": Station("Lindenhaven West", "Lindenhaven", 6, "wtcbx", 0, "06:00-21:00"),
    "na": Station("Northfield Airport", "Northfield", 4, "wtlcsnx", 900, "05:00-23:30", "Northfield Airport"),
    "al": Station("Aldersee", "Aldersee", 4, "wtcpb", 400, "07:00-19:00"),
    "br": Station("Brackmoor", "Brackmoor", 2, "tb", 0, ""),
    "ca": Station("Castrel", "Castrel", 8, "wtlcspbnx", 500, "06:00-22:00"),
    "du": Station("Dunwater", "Dunwater", 2, "wtpb", 0, ""),
    "el": Station("Elmsford", "Elmsford", 6, "wtlcpbx", 400, "06:30-20:00"),
    "fe": Station("Fennick", "Fennick", 2, "tpb", 0, ""),
    "gr": Station("Grauburg", "Grauburg", 10, "wtlcspbndx", 500, "05:30-22:30"),
    "ha": Station("Halvik", "Halvik", 6, "wtlcpnx", 400, "06:30-21:00"),
    "il": Station("Ilmstadt", "Ilmstadt", 8, "wtlcspbx", 500, "06:00-22:00"),
    "ju": Station("Juniper Bay", "Juniper Bay", 3, "wtcpb", 300, "08:00-18:00"),
    "ka": Station("Karlsund", "Karlsund", 12, "wtlcspbndx", 600, "05:00-23:30"),
    "lo": Station("Lowmoor", "Lowmoor", 3, "wtpb", 0, "07:00-13:00"),
    "mi": Station("Millbrook", "Millbrook", 5, "wtcpb", 300, "06:30-19:30"),
    "os": Station("Osterby", "Osterby", 7, "wtlcspnx", 500, "06:00-22:00"),
    "pi": Station("Pinewick", "Pinewick", 2, "tpb", 0, ""),
    "qu": Station("Queensmere", "Queensmere", 9, "wtlcspbndx", 600, "05:30-23:00"),
    "ro": Station("Rookhaven", "Rookhaven", 6, "wtlcpbx", 400, "06:00-21:00"),
}
KINDS = {
    "ex": Kind("Express", "EX", 165, "train", "#9a2f3f", True,
               ("Free internet", "Restaurant car", "Quiet coach", "Family area", "Power sockets")),
    "ic": Kind("Intercity", "IC", 130, "train", "#2f5fa8", True,
               ("Free internet", "Snack trolley", "Quiet coach", "Bicycle places", "Power sockets")),
    "r": Kind("Regional", "R", 95, "directions_subway", "#2f7d4f", False, ("Bicycle places", "Step-free doors")),
    "n": Kind("Night train", "NT", 150, "nights_stay", "#4a3f7a", True,
              ("Sleeping car", "Couchettes", "Breakfast", "Power sockets")),
}  # fmt: skip
LINES = {
    "e1": Line(
        "ex", 100, (("lc", 0, 0), ("mi", 24, 41), ("gr", 31, 62), ("il", 38, 78), ("ka", 46, 101)), 362, 60, 1262, 18, 0
    ),
    "e2": Line(
        "ex",
        300,
        (("ro", 0, 0), ("lc", 52, 96), ("el", 27, 48), ("ca", 33, 65), ("qu", 58, 122)),
        395,
        120,
        1235,
        40,
        0,
    ),
    "i3": Line(
        "ic", 500, (("na", 0, 0), ("lc", 16, 14), ("al", 36, 53), ("ha", 41, 66), ("os", 48, 80)), 345, 60, 1305, 25, 8
    ),
    "i9": Line("ic", 700, (("qu", 0, 0), ("il", 64, 110), ("gr", 42, 78), ("ro", 75, 118)), 408, 120, 1128, 55, 6),
    "r4": Line(
        "r", 4000, (("lw", 0, 0), ("lc", 7, 4), ("lo", 18, 19), ("mi", 21, 24), ("pi", 19, 22)), 307, 30, 1387, 12, 12
    ),
    "r5": Line("r", 5000, (("lc", 0, 0), ("el", 41, 48), ("fe", 22, 25), ("ju", 26, 31)), 330, 60, 1290, 33, 12),
    "r6": Line("r", 6000, (("gr", 0, 0), ("br", 20, 23), ("du", 24, 27), ("ha", 29, 34)), 351, 60, 1251, 22, 10),
    "r7": Line("r", 7000, (("ca", 0, 0), ("il", 47, 56), ("ju", 52, 58)), 375, 120, 1215, 58, 10),
    "r8": Line("r", 8000, (("ka", 0, 0), ("os", 66, 79)), 382, 60, 1282, 15, 8),
    "n1": Line("n", 20, (("lc", 0, 0), ("gr", 66, 103), ("ka", 130, 179), ("os", 112, 79)), 1355, 1440, 1355, 20, 4),
    "n2": Line("n", 40, (("qu", 0, 0), ("ca", 88, 122), ("lc", 96, 113), ("ro", 84, 96)), 1318, 1440, 1318, 35, 4),
}
FARES = {
    "saver": Fare("Saver", 62, False, 0, 0, 1500,
                  ("Only on the train you chose", "No refund", "Changes for €15.00 and the difference")),
    "flex": Fare("Flex", 100, False, 100, 500, 0,
                 ("Any train of the same day", "Refund before departure, less €5.00", "Changes are free")),
    "first": Fare("First", 165, True, 100, 0, 0,
                  ("First class with a seat of your own", "Full refund before departure", "Lounges and a newspaper")),
}  # fmt: skip
CARDS = {
    "c25": Card("Card 25", 25, 5490, 365, "A quarter off every ticket for a year"),
    "c50": Card("Card 50", 50, 22900, 365, "Half price on every ticket for a year"),
    "young": Card("Youth card", 33, 3900, 365, "A third off until you are 26"),
    "trial": Card("Trial card", 25, 1790, 90, "A quarter off for three months"),
}
PEOPLE_KINDS = {"adult": ("Adult", 100), "child": ("Child, 6 to 14", 50), "senior": ("Senior, from 65", 75)}
VOUCHERS = {"LINIA5": ("amount", 500), "SPRING15": ("percent", 15), "WEEKEND20": ("percent", 20)}
EXPIRED_VOUCHERS = frozenset({"WINTER10", "HELLO21"})
SEAT_FEE, BIKE_FEE, INSURANCE = 450, 600, 290  # cents
INSURED_REFUND = 80  # per cent that the insurance pays of a ticket without refund
MAX_PEOPLE = 6
COACHES = {
    "1": ("First class", True),
    "2": ("Quiet coach", False),
    "3": ("Open coach", False),
    "4": ("Family area", False),
    "5": ("Open coach", False),
}
ROWS = 9
COLUMNS = "ABCD"
SEASONS = {"week": ("Weekly", 7, 3.2), "month": ("Monthly", 30, 10.5)}
