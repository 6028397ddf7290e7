"""The screens of Wayfare: the map, finding places, and which module shows what."""

from collections.abc import Callable

from devices.virtual.app import Look
from devices.virtual.apps.maps.catalogue import CATEGORIES, CHIPS, PLACES
from devices.virtual.apps.maps.drawn import SPANS, Window, town_map
from devices.virtual.apps.maps.parts import (
    bottom_bar,
    distance,
    is_open,
    matches,
    place_facts,
    place_icon,
    place_row,
    price_words,
    short_row,
    status_words,
)
from devices.virtual.apps.maps.place_views import edit_page, note_dialog, place_page, review_page, site_page
from devices.virtual.apps.maps.route_views import hazards, navigating, route_options, route_page, steps_page, when_sheet
from devices.virtual.apps.maps.saved_views import (
    delete_list,
    list_page,
    name_dialog,
    remark_dialog,
    save_sheet,
    saved_tab,
)
from devices.virtual.apps.maps.state import (
    HERE,
    MapsState,
    away,
    covered,
    located,
    name_of,
    rating_of,
    recent,
)
from devices.virtual.apps.maps.you_views import (
    areas_page,
    clear_dialog,
    remove_area,
    settings_page,
    share_sheet,
    timeline_tab,
    you_tab,
)
from devices.virtual.node import Node, on
from devices.virtual.times import when_words
from devices.virtual.ui import (
    banner,
    button,
    card,
    check,
    chip,
    chips,
    column,
    empty,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    search,
    sheet,
    spacer,
    strip,
    text,
)
from devices.virtual.words import t, tn

SORTS = (("", "Best match"), ("distance", "Distance"), ("rating", "Rating"), ("name", "Name"))
ONLY = (
    ("open", "Open now", "Leave out what is closed"),
    ("top", "4 stars or better", "Only what people like"),
    ("ramp", "Wheelchair access", "Step-free entrance"),
)
NEAR = ("", "1", "3", "5")
SCREENS: dict[str, Callable[[MapsState, Look], Node]] = {
    "place": place_page, "review": review_page, "edit": edit_page, "note": note_dialog, "site": site_page,
    "route": route_page, "route_options": route_options, "when": when_sheet, "steps": steps_page,
    "navigating": navigating, "hazards": hazards, "list": list_page, "list_name": name_dialog,
    "delete_list": delete_list, "remark": remark_dialog, "save": save_sheet, "areas": areas_page,
    "remove_area": remove_area, "share_sheet": share_sheet, "settings": settings_page, "clear": clear_dialog,
}  # fmt: skip
PICKS = {"from": "Choose start", "to": "Choose destination", "stop": "Add a stop", "trip": "Add a stop",
         "home": "Set home address", "work": "Set work address"}  # fmt: skip


def view(state: MapsState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "search" | "pick":
            return _search(state, look)
        case "results":
            return _results(state, look)
        case "filter":
            return _filter(look)
        case "layers":
            return _layers(look)
        case name if name in SCREENS:
            return SCREENS[name](state, look)
        case _:
            return _home(state, look)


def _home(state: MapsState, look: Look) -> Node:
    tab = look.form.get("tab", "explore")
    if tab == "explore":
        return _explore(state, look)
    shown = {"saved": saved_tab, "timeline": timeline_tab}.get(tab, you_tab)(state, look)
    titles = {"saved": t("Saved"), "timeline": t("Timeline")}
    return page(titles.get(tab, t("You")), *shown, back=False, bottom=bottom_bar(tab), key=f"list-{tab}")


def _explore(state: MapsState, look: Look) -> Node:
    form = look.form
    zoom = int(form.get("zoom", "3"))
    window = Window(float(form.get("x", "0")), float(form.get("y", "0.4")), SPANS[zoom])
    peek, category = form.get("peek", ""), form.get("category", "")
    here = PLACES[state["here"]] if located(look.others) else None
    pins = [i for i in PLACES if not PLACES[i].address and category in ("", PLACES[i].category)]
    town = town_map(
        window, sorted(pins, key=lambda i: (-rating_of(state, i)[1], i)), peek, (here.x, here.y) if here else None,
        traffic=bool(form.get("traffic")), transit=bool(form.get("transit")), tap="peek", swipe=on("pan"),
    )  # fmt: skip
    buttons = column(
        icon_button("layers", t("Map layers"), on("layers")),
        icon_button("add", t("Zoom in"), on("zoom", by=-1)),
        icon_button("remove", t("Zoom out"), on("zoom", by=1)),
        icon_button("my_location", t("Your location"), on("locate"), selected=here is not None),
        style="map-buttons",
    )
    trip = state["trip"]
    return column(
        column(button(t("Search here"), on("search"), "wide tonal seek", icon="search"), style="pad-top"),
        strip(
            *[chip(t(CATEGORIES[c].name), c == category, on("category", id=c), f"category-{c}", CATEGORIES[c].icon)
              for c in CHIPS], key="categories",
        ),
        _offline(look),
        item(t("Navigation is running"), name_of(trip["places"][-1]), on("resume"), leading=icon("navigation"),
             trailing=icon("chevron_right"), key="resume") if trip else None,
        column(
            town, buttons, button(t("Directions"), on("directions"), "map-go", icon="directions"), style="map-frame"
        ),
        _peek(state, look, peek) if peek else None,
        bottom_bar("explore"),
        style="page",
    )  # fmt: skip


def _offline(look: Look) -> Node | None:
    if look.online:
        return None
    return banner(t("You are offline. Only downloaded areas can be searched."), "cloud_off", "warn")


def _peek(state: MapsState, look: Look, place: str) -> Node:
    far = distance(away(state, place), state["options"]) if located(look.others) else ""
    hours = status_words(state["standings"][place]["hours"], look.now, look.others)
    return card(
        row(
            place_icon(place),
            column(
                text(name_of(place), "strong"),
                text(place_facts(state, place), "small muted"),
                text(" · ".join(part for part in (hours, far) if part), "small muted"),
                style="grow",
            ),
            icon_button("close", t("Close"), on("peek", id="")),
        ),
        row(
            button(t("Directions to here"), on("route", id=place), "tonal small", icon="directions"),
            button(t("Save to list"), on("save", id=place), "tonal small", icon="bookmark"),
        ),
        tap=on("place", id=place), key=f"peek-{place}",
    )  # fmt: skip


def _layers(look: Look) -> Node:
    chosen = look.args
    return sheet(
        t("Map layers"),
        check(t("Traffic"), chosen["traffic"], on("layer", key="traffic"), t("How the main roads flow"), "traffic"),
        check(t("Public transport"), chosen["transit"], on("layer", key="transit"), t("Trams, buses and stops"),
              "transit"),
    )  # fmt: skip


# -- finding --------------------------------------------------------------------------------------------------------


def _search(state: MapsState, look: Look) -> Node:
    """Looking for a place, to see it or (`pick`) to put it into a route."""
    role, query = look.args.get("role", ""), look.draft("query")
    tap = "picked" if role else "found"
    ends = [
        item(t("Your location"), t("Where the phone is now"), on("picked", place=HERE), leading=icon("my_location"),
             key="pick-here") if role in ("from", "to", "stop") else None,
        *[short_row(state[end], on(tap, place=state[end]), f"pick-{end}", end) for end in ("home", "work")
          if state[end] and role not in ("home", "work")],
    ]  # fmt: skip
    found = sorted((i for i in PLACES if matches(i, query)), key=lambda i: (PLACES[i].address, away(state, i)))
    if not look.online:
        found = [i for i in found if covered(state, i)]
    shown = [short_row(i, on(tap, place=i), f"place-{i}") for i in found[:30]] if query else []
    return page(
        t(PICKS[role]) if role else t("Search"),
        _offline(look),
        *([] if query else [*ends, *_recents(state, look, role)]),
        item(t("See all results for “{query}”", query=query), tap=on("results"), leading=icon("search"), key="all")
        if query and shown and not role else None,
        *shown,
        empty("search", t("Nothing found for “{query}”", query=query)) if query and not shown else None,
        top=search_field(look, role),
        key="found",
    )  # fmt: skip


def search_field(look: Look, role: str) -> Node:
    """The field on top; Enter shows all results."""
    found = search("query", t("Name, kind or street"), look.form.get("query", ""))
    found.submit = None if role else on("results")
    return found


def _recents(state: MapsState, look: Look, role: str) -> list[Node | None]:
    known = [(i, r) for i, r in recent(state) if r["place"] or not role]
    rows: list[Node | None] = []
    for i, r in known:
        drop = icon_button("close", t("Remove {name}", name=name_of(r["place"]) if r["place"] else r["query"]),
                           on("forget", id=i), f"forget-{i}")  # fmt: skip
        if r["place"]:
            rows.append(short_row(r["place"], on("picked" if role else "found", place=r["place"]), f"recent-{i}",
                                  "history", None if role else drop))  # fmt: skip
        else:
            rows.append(item(r["query"], when_words(r["at"], look.now, look.others), on("again", query=r["query"]),
                             leading=icon("search"), trailing=drop, key=f"recent-{i}"))  # fmt: skip
    if not rows:
        return [empty("history", t("Places you look for will be kept here"))]
    clear = None if role else row(button(t("Clear history"), on("clear", what="recents"), "flat"), style="pad")
    return [heading(t("Recent")), *rows, clear]


def _results(state: MapsState, look: Look) -> Node:
    category, query = look.args.get("category", ""), look.args.get("query", "")
    found = results(state, look)
    narrowed = any(look.form.get(key) for key in ("open", "top", "ramp", "price", "near"))
    order = next(words for key, words in SORTS if key == look.form.get("sort", ""))
    spots = [(PLACES[i].x, PLACES[i].y) for i in found[:12]]
    window = Window(sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots), 8.0, 0.5) \
        if spots else None  # fmt: skip
    return page(
        t(CATEGORIES[category].name) if category else query,
        _offline(look),
        town_map(window, found[:12], tap="place") if window else None,
        row(text(tn("{n} place", "{n} places", len(found)), "muted", key="count"), spacer(),
            text(t("Sorted by: {order}", order=t(order)), "small muted"), style="pad"),
        *[place_row(state, look, i, on("place", id=i), f"place-{i}") for i in found],
        None if found else empty("search", t("No place fits. Change the filters or search for something else.")),
        actions=[icon_button("tune", t("Filter and sort"), on("filter"), selected=narrowed)],
        top=strip(
            chip(t("Open now"), bool(look.form.get("open")), on("only", key="open"), key="quick-open"),
            chip(t("4 stars or better"), bool(look.form.get("top")), on("only", key="top"), key="quick-top"),
            chip(t("Wheelchair access"), bool(look.form.get("ramp")), on("only", key="ramp"), key="quick-ramp"),
            key="quick",
        ),
        key="results",
    )  # fmt: skip


def results(state: MapsState, look: Look) -> list[str]:
    """The places that the search and its filters leave, in the chosen order."""
    form, category, query = look.form, look.args.get("category", ""), look.args.get("query", "")
    near, price = float(form.get("near") or 99), int(form.get("price") or 0)
    keep = [
        i
        for i, place in PLACES.items()
        if not place.address
        and (place.category == category if category else matches(i, query))
        and (look.online or covered(state, i))
        and (not form.get("open") or is_open(state["standings"][i]["hours"], look.now))
        and (not form.get("top") or rating_of(state, i)[0] >= 40)
        and (not form.get("ramp") or "w" in place.features)
        and (not price or state["standings"][i]["price"] == price)
        and away(state, i) <= near
    ]
    orders: dict[str, Callable[[str], tuple[float | str, ...]]] = {
        "distance": lambda i: (away(state, i), i),
        "rating": lambda i: (-rating_of(state, i)[0], -rating_of(state, i)[1], i),
        "name": lambda i: (name_of(i).casefold(),),
    }
    # Best: near and well liked.
    return sorted(
        keep, key=orders.get(form.get("sort", ""), lambda i: (away(state, i) - rating_of(state, i)[0] / 10, i))
    )


def _filter(look: Look) -> Node:
    form = look.form
    panel = sheet(
        t("Filter and sort"),
        heading(t("Sort by")),
        *[radio(t(words), key == form.get("sort", ""), on("sort", by=key), key=f"sort-{key or 'best'}")
          for key, words in SORTS],
        heading(t("Show only")),
        *[check(t(words), bool(form.get(key)), on("only", key=key), t(sub), f"only-{key}") for key, words, sub in ONLY],
        heading(t("Price")),
        chips(
            chip(t("Any price"), not form.get("price"), on("set", key="price", value=""), "price-any"),
            *[chip(price_words(n), form.get("price") == str(n),
                   on("set", key="price", value=str(n)), f"price-{n}") for n in range(1, 5)],
        ),
        heading(t("Distance")),
        chips(*[chip(t("Up to {n} km", n=key) if key else t("Any distance"), form.get("near", "") == key,
                     on("set", key="near", value=key), f"near-{key or 'any'}") for key in NEAR]),
    )  # fmt: skip
    buttons = row(
        button(t("Clear all"), on("reset"), "flat"), spacer(), button(t("Show results"), on("apply")), style="pad"
    )
    panel.children = (*panel.children, buttons)
    return panel
