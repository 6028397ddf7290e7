"""The map itself, drawn with nodes: the rules for `.map` in glass/apps.css read a node's `tint` as its outline
(a clip path), its place (an inset) or its colour."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from devices.virtual.apps.maps.catalogue import kind_of
from devices.virtual.apps.maps.routing import spot
from devices.virtual.apps.maps.state import name_of
from devices.virtual.apps.maps.town import GREENS, LINES, MAIN_ROADS, QUARTERS, RING, STOPS, STREETS, WATER, Point
from devices.virtual.node import Event, Node, on
from devices.virtual.words import t

SPANS = (1.6, 3.0, 5.0, 8.0, 13.0, 20.0)  # kilometres from side to side, by zoom
TALL, FLAT = 1.3, 0.5  # height by width of the two kinds of map
ROOM = 9.0  # per cent of the width that two pins keep from one another
MAX_PINS = 22


@dataclass(frozen=True, slots=True)
class Window:
    """What of the town is seen: `span` kilometres from side to side round a centre."""

    x: float
    y: float
    span: float
    shape: float = TALL

    def at(self, point: Point) -> Point:
        """Where a point lies, in per cent of the width, from the top left corner."""
        scale = 100 / self.span
        return 50 + (point[0] - self.x) * scale, 50 * self.shape - (point[1] - self.y) * scale

    def sees(self, point: Point, margin: float = 5.0) -> bool:
        """Is a point on the map, and not at its very edge?"""
        x, y = self.at(point)
        return margin <= x <= 100 - margin and margin <= y <= 100 * self.shape - margin

    def written(self, x: float, y: float) -> str:
        """A spot as CSS has it."""
        return f"{x:.1f}% {y / self.shape:.1f}%"


def around(points: Sequence[Point], shape: float = FLAT) -> Window:
    """A window that shows all the points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    span = max(max(xs) - min(xs), (max(ys) - min(ys)) / shape, 1.0) * 1.35
    return Window((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, span, shape)


def town_map(
    window: Window,
    pins: Iterable[str] = (),
    chosen: str = "",
    here: Point | None = None,
    route: Sequence[Point] = (),
    ends: Sequence[Point] = (),
    traffic: bool = False,
    transit: bool = False,
    tap: str = "",
    swipe: Event | None = None,
) -> Node:
    """The town with pins of places; `tap` is the event a pin sends with its id."""
    style = "map" if window.shape == TALL else "map flat"
    dots = [] if here is None or not window.sees(here, 1) else [_spot(window, here, Node("row", style="map-here"))]
    parts = (
        *_ground(window, traffic),
        *(_transit(window) if transit else ()),
        *([_ribbon(window, route, 1.8, "map-route")] if len(route) > 1 else ()),
        *_quarters(window),
        *[_spot(window, end, Node("row", style="map-end")) for end in ends if window.sees(end, 0)],
        *dots,
        *_pins(window, pins, chosen, tap),
    )
    return Node("column", children=parts, style=style, key="map", swipe=swipe)


def _ground(window: Window, traffic: bool) -> list[Node]:
    wide = 1.0 + 2.4 / window.span
    out = [_shape(window, area, "map-green") for area in GREENS]
    out += [_shape(window, area, "map-water") for area in WATER]
    out += [_ribbon(window, line, wide * 0.8, "map-street") for _, line in STREETS if window.span < 14]
    out += [_ribbon(window, line, wide * 1.2, "map-road") for _, line in MAIN_ROADS]
    out += [_ribbon(window, line, wide * 1.5, "map-ring") for _, line in RING]
    if traffic:
        for n, (_, line) in enumerate(MAIN_ROADS):
            out.append(_ribbon(window, line[:3], wide * 0.5, "map-slow" if n % 2 else "map-free"))
    return out


def _transit(window: Window) -> list[Node]:
    lines = [_line(window, [(STOPS[i].x, STOPS[i].y) for i in line.stops], line.tint) for line in LINES.values()]
    stops = [(stop.x, stop.y) for stop in STOPS.values()]
    return lines + [_spot(window, at, Node("row", style="map-stop")) for at in stops if window.sees(at, 1)]


def _quarters(window: Window) -> list[Node]:
    return [_spot(window, at, Node("text", t(name), style="map-name")) for name, at in QUARTERS if window.sees(at, 14)]


def _pins(window: Window, pins: Iterable[str], chosen: str, tap: str) -> list[Node]:
    """Pins that have room, the chosen one always."""
    placed: list[Point] = []
    out: list[Node] = []
    for place in [*([chosen] if chosen else []), *(pin for pin in pins if pin != chosen)]:
        at = window.at(spot(place))
        crowded = any(math.dist(at, other) < ROOM for other in placed)
        if crowded or len(out) >= MAX_PINS or not window.sees(spot(place)) or (tap == "peek" and _under(at)):
            continue
        placed.append(at)
        category = kind_of(place)
        pin = Node(
            "icon_button", label=name_of(place), icon=category.icon, tint=category.tint, key=f"pin-{place}",
            style="map-pin chosen" if place == chosen else "map-pin", tap=on(tap, id=place) if tap else None,
        )  # fmt: skip
        out.append(_spot(window, spot(place), pin))
    return out


def _under(at: Point) -> bool:
    """Would a pin lie under the buttons of the big map?"""
    x, y = at
    return (x > 78 and y < 64) or (x > 52 and y > 100 * TALL - 22)


def _spot(window: Window, point: Point, child: Node) -> Node:
    x, y = window.at(point)
    inset = f"{y / window.shape:.1f}% auto auto {x:.1f}%"
    return Node("row", children=(child,), style="map-spot", tint=inset)


def _shape(window: Window, points: Iterable[Point], style: str) -> Node:
    corners = [window.written(*window.at(point)) for point in points]
    return Node("row", style=f"map-shape {style}", tint=f"polygon({', '.join(corners)})")


def _ribbon(window: Window, points: Sequence[Point], wide: float, style: str) -> Node:
    return Node("row", style=f"map-shape {style}", tint=_outline(window, points, wide))


def _line(window: Window, points: Sequence[Point], colour: str) -> Node:
    """A ribbon of any colour, which takes two nodes: one for the outline, one for the colour."""
    inner = Node("row", style="map-fill", tint=colour)
    return Node("row", children=(inner,), style="map-shape", tint=_outline(window, points, 0.9))


def _outline(window: Window, points: Sequence[Point], wide: float) -> str:
    """The outline of a thick line: along its left side and back along its right."""
    at = [window.at(point) for point in points]
    at = [p for n, p in enumerate(at) if n == 0 or math.dist(p, at[n - 1]) > 1e-6]
    left: list[str] = []
    right: list[str] = []
    for n, (x, y) in enumerate(at):
        before, after = at[max(0, n - 1)], at[min(len(at) - 1, n + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        ox, oy = -dy / length * wide / 2, dx / length * wide / 2
        left.append(window.written(x + ox, y + oy))
        right.append(window.written(x - ox, y - oy))
    return f"polygon({', '.join((*left, *reversed(right)))})"
