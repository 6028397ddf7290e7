"""Wayfare's town: streets, water, parks and public transport on a plane in kilometres, north being up."""

from dataclasses import dataclass

Point = tuple[float, float]
CITY = "Lindenhaven"

STREETS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("Market Street", ((-0.6, -0.1), (0.3, 0.2), (1.4, 0.5))),
    ("Mill Lane", ((0.3, 0.2), (0.8, 0.4), (1.0, 1.0))),
    ("Quay Street", ((-1.6, 0.0), (-2.1, 0.6), (-2.6, 0.9), (-3.2, 1.7))),
    ("Bridge Street", ((0.3, 0.2), (-0.6, 0.3), (-1.6, 0.0))),
    ("Opera Row", ((0.6, -1.0), (1.1, -0.6), (1.6, -0.4))),
    ("Weaver Street", ((1.4, 0.5), (1.9, 0.9), (2.5, 1.4), (3.0, 1.6))),
    ("Tanner's Row", ((0.0, -1.2), (-0.4, -0.3), (-0.6, 0.3))),
    ("Canal Terrace", ((-0.4, -0.6), (-1.4, -0.7), (-2.4, -1.2))),
    ("Foundry Lane", ((3.0, 1.6), (3.4, 2.0), (3.8, 2.7))),
    ("Pinecrest Avenue", ((-0.9, 2.4), (-0.5, 3.6), (-0.2, 4.6))),
    ("Lake Road", ((-1.0, 3.0), (-2.4, 3.9), (-3.2, 4.4), (-4.2, 4.8))),
    ("Shore Road", ((-3.2, 1.7), (-4.0, 1.7), (-4.5, 2.4), (-4.2, 4.8))),
    ("Observatory Hill", ((-3.9, -2.2), (-4.6, -2.9))),
    ("Quarry Way", ((3.0, 0.6), (4.6, 0.5), (5.5, 1.3))),
)
MAIN_ROADS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("Linden Avenue", ((-0.6, 0.3), (-1.0, 1.6), (-0.9, 2.8), (-0.3, 5.6), (1.6, 6.8))),
    ("Fernhill Road", ((0.0, -1.2), (-1.6, -1.4), (-3.0, -1.3), (-3.9, -2.2), (-5.6, -3.6))),
    ("Birch Road", ((0.0, -1.2), (1.2, -1.8), (2.0, -2.7), (2.8, -3.6), (3.4, -5.2))),
    ("Arena Way", ((0.0, -1.2), (1.6, -0.9), (3.2, -0.6), (4.8, -1.0), (7.0, -1.8))),
    ("Northfield Road", ((1.6, 0.6), (1.9, 3.0), (2.4, 6.0), (3.2, 9.0), (4.0, 11.5))),
)
RING: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("Ring Road", ((-5.8, -0.4), (-5.2, -4.2), (0.0, -4.4), (4.6, -3.6), (6.2, 0.2), (5.2, 4.6), (1.8, 6.2),
                   (-2.6, 5.8))),
    ("Airport Motorway", ((5.2, 4.6), (5.0, 8.4), (4.2, 11.4))),
)  # fmt: skip
WATER: tuple[tuple[Point, ...], ...] = (
    ((-9.0, 3.4), (-5.0, 2.6), (-4.8, 1.4), (-3.4, 1.5), (-2.9, 0.7), (-2.4, 0.2), (-3.2, -0.2), (-5.0, 0.2),
     (-9.0, -0.6)),
    ((-2.4, 0.3), (-1.9, -0.3), (-1.0, -1.0), (0.5, -1.7), (2.6, -1.5), (4.4, -2.2), (9.0, -3.0), (9.0, -3.25),
     (4.3, -2.45), (2.5, -1.75), (0.5, -1.95), (-1.1, -1.2), (-2.1, -0.5), (-2.6, 0.1)),
    ((-4.0, 4.0), (-3.2, 4.1), (-2.7, 4.8), (-3.2, 5.4), (-4.3, 5.2)),
)  # fmt: skip
GREENS: tuple[tuple[Point, ...], ...] = (
    ((-1.8, 2.3), (-1.0, 2.2), (-0.4, 2.7), (-0.6, 3.3), (-1.6, 3.4)),
    ((-2.2, -0.7), (-1.5, -0.8), (-1.3, -1.1), (-2.0, -1.2)),
    ((5.0, 0.8), (5.8, 0.7), (6.2, 1.5), (5.6, 2.0), (4.9, 1.6)),
    ((-5.0, 2.3), (-4.6, 2.2), (-4.3, 2.8), (-4.8, 3.2)),
    ((-5.4, -2.6), (-4.4, -2.5), (-4.2, -3.4), (-5.2, -3.8)),
)
QUARTERS: tuple[tuple[str, Point], ...] = (
    ("Old Town", (0.1, -0.55)),
    ("Harbour", (-2.7, 0.35)),
    ("Fernhill", (-3.2, -2.8)),
    ("Birchgate", (1.3, -3.2)),
    ("Arena", (5.8, -1.6)),
    ("Foundry", (2.6, 2.6)),
    ("Linden", (-1.9, 1.6)),
    ("Lakeside", (-2.0, 4.9)),
    ("Northfield", (3.6, 8.2)),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """`zone` 2 costs more."""

    name: str
    x: float
    y: float
    zone: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A tram, bus or train both ways: its stops, minutes between two of them, every how many minutes, from when on."""

    name: str
    icon: str
    tint: str
    stops: tuple[str, ...]
    hop: int
    every: int
    offset: int


STOPS = {
    "central": Stop("Central Station", 0.0, -1.15),
    "hall": Stop("Market Hall", 0.3, 0.15),
    "opera": Stop("Opera Row", 1.1, -0.5),
    "quay": Stop("Quay Street", -2.1, 0.5),
    "shore": Stop("Shore Road", -4.1, 1.8),
    "weaver": Stop("Weaver Street", 1.9, 0.8),
    "foundry": Stop("Foundry", 3.3, 1.9),
    "arena": Stop("Arena", 4.9, -1.1),
    "quarry": Stop("Quarry Way", 4.5, 0.4),
    "birch": Stop("Birchgate", 2.1, -2.9),
    "fern": Stop("Fernhill", -3.6, -2.0),
    "canal": Stop("Canal Terrace", -1.4, -0.8),
    "linden": Stop("Linden Park", -0.9, 2.6),
    "pine": Stop("Pinecrest", -0.4, 3.7),
    "lake": Stop("Lakeside", -3.1, 4.3),
    "north": Stop("Northfield", 2.8, 7.0, 2),
    "airport": Stop("Airport", 4.0, 11.4, 2),
}
LINES = {
    "t1": Line("Tram 1", "tram", "#b3593b", ("shore", "quay", "hall", "weaver", "foundry"), 5, 8, 2),
    "t2": Line("Tram 2", "tram", "#3c6fb0", ("fern", "canal", "central", "opera", "arena"), 4, 10, 4),
    "t3": Line("Tram 3", "tram", "#2f7d6b", ("birch", "central", "hall", "linden", "pine"), 5, 10, 7),
    "b14": Line("Bus 14", "directions_bus", "#7b5ea7", ("lake", "pine", "foundry", "quarry", "arena"), 6, 20, 11),
    "b31": Line("Bus 31", "directions_bus", "#8a6d1f", ("shore", "lake", "linden"), 7, 30, 16),
    "a": Line("Airport line", "train", "#4a6572", ("central", "weaver", "north", "airport"), 7, 15, 5),
}
FARES = {1: 240, 2: 410}  # cents for the furthest zone that is touched


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the map to keep on the phone: a rectangle and the megabytes it takes."""

    name: str
    west: float
    south: float
    east: float
    north: float
    megabytes: int


AREAS = {
    "old": Area("Old Town", -1.7, -1.6, 1.8, 1.5, 48),
    "harbour": Area("Harbour and Lakeside", -5.2, 0.0, -1.7, 5.2, 61),
    "fernhill": Area("Fernhill", -5.8, -4.0, -1.7, 0.0, 37),
    "arena": Area("Arena and Quarry", 2.6, -2.0, 6.2, 2.8, 42),
    "birchgate": Area("Birchgate", 0.6, -5.4, 4.0, -1.6, 29),
    "north": Area("Linden and Northfield", -1.7, 1.5, 5.4, 12.0, 84),
    "all": Area("All of Lindenhaven", -6.0, -5.5, 7.5, 12.0, 236),
}
