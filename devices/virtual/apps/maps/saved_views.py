"""Lists of places, home and work."""

from devices.virtual.app import Look
from devices.virtual.apps.maps.drawn import around, town_map
from devices.virtual.apps.maps.parts import place_row, short_row
from devices.virtual.apps.maps.routing import spot
from devices.virtual.apps.maps.state import LIST_ICONS, MapsState, SavedList, list_name, lists, name_of
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    button,
    check,
    chip,
    chips,
    confirm,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    row,
    search,
    sheet,
    text,
)
from devices.virtual.words import t, tn

SORTS = (("", "As added"), ("name", "Name"))


def saved_tab(state: MapsState, look: Look) -> list[Node | None]:
    """Home, work and every list."""
    return [
        heading(t("Your addresses")),
        _address(state, "home", t("Home"), "home"),
        _address(state, "work", t("Work"), "work"),
        heading(t("Your lists")),
        *[_list(i, saved) for i, saved in lists(state)],
        row(button(t("New list"), on("new_list"), "tonal", icon="add"), style="pad"),
        heading(t("With a private note")) if state["notes"] else None,
        *[short_row(place, on("place", id=place), f"noted-{place}", "edit_note") for place in sorted(state["notes"])],
    ]


def _address(state: MapsState, which: str, words: str, icon_: str) -> Node:
    place = state["home"] if which == "home" else state["work"]
    if not place:
        return item(words, t("Tap to set"), on("pick", role=which), leading=icon(icon_), key=f"address-{which}")
    return item(
        words, name_of(place), on("place", id=place), leading=icon(icon_), key=f"address-{which}",
        trailing=row(icon_button("edit", t("Change {what}", what=words), on("pick", role=which), f"change-{which}"),
                     icon_button("close", t("Remove {what}", what=words), on("no_address", which=which),
                                 f"remove-{which}")),
    )  # fmt: skip


def _list(list_id: str, saved: SavedList) -> Node:
    many = tn("{n} place", "{n} places", len(saved["entries"]))
    return item(list_name(saved), many, on("list", id=list_id), leading=icon(LIST_ICONS[saved["kind"]]),
                trailing=icon("chevron_right"), key=f"list-{list_id}")  # fmt: skip


def list_page(state: MapsState, look: Look) -> Node:
    """The places of a list with what was remarked about them."""
    list_id = look.args["id"]
    saved = state["lists"].get(list_id)
    if saved is None:
        return page(t("Saved"), empty("bookmark", t("This list is gone")))
    query, order = look.draft("query").casefold(), look.form.get("sort", "")
    kept = [place for place in saved["entries"] if query in name_of(place).casefold()]
    kept.sort(key=lambda place: name_of(place).casefold() if order else place)
    own = saved["kind"] == "own"
    return page(
        list_name(saved),
        town_map(around([spot(place) for place in kept]), kept, tap="place") if kept else None,
        chips(*[chip(t(words), key == order, on("set", key="sort", value=key), f"sort-{key or 'added'}")
                for key, words in SORTS]) if len(kept) > 1 else None,
        *[node for place in kept for node in _entry(state, look, list_id, saved, place)],
        None if kept else empty("bookmark_border", t("No place here yet. Use “Save to list” on a place.")),
        row(button(t("Share list"), on("share_list", id=list_id), "tonal", icon="share"), style="pad")
        if kept else None,
        actions=[
            icon_button("edit", t("Rename list"), on("rename", id=list_id)),
            icon_button("delete", t("Delete list"), on("delete_list", id=list_id)),
        ] if own else (),
        top=search("query", t("Search this list"), look.form.get("query", "")),
        key="list-places",
    )  # fmt: skip


def _entry(state: MapsState, look: Look, list_id: str, saved: SavedList, place: str) -> list[Node]:
    remark = saved["entries"][place]
    drop = icon_button("bookmark", t("Remove {name}", name=name_of(place)), on("unsave", id=place, list=list_id),
                       f"unsave-{place}", selected=True)  # fmt: skip
    return [
        place_row(state, look, place, on("place", id=place), f"place-{place}", drop),
        row(
            text(remark, "small grow", key=f"remark-{place}") if remark else None,
            button(t("Edit remark") if remark else t("Add remark"), on("remark", id=place, list=list_id),
                   "flat small", key=f"write-{place}"),
            style="pad",
        ),
    ]  # fmt: skip


def save_sheet(state: MapsState, look: Look) -> Node:
    """Which lists shall a place be in?"""
    place = look.args["id"]
    return sheet(
        t("Save “{name}”", name=name_of(place)),
        *[
            check(list_name(saved), place in saved["entries"], on("toggle_list", list=i),
                  tn("{n} place", "{n} places", len(saved["entries"])), f"in-{i}")
            for i, saved in lists(state)
        ],
        item(t("New list"), leading=icon("add"), tap=on("new_list"), key="new-list"),
        row(button(t("Done"), on("done")), style="pad"),
    )  # fmt: skip


def name_dialog(state: MapsState, look: Look) -> Node:
    """The name of a list."""
    rename = "id" in look.args
    return dialog(
        t("Rename list") if rename else t("New list"),
        field("name", t("Name of the list"), look.form.get("name", ""), submit=on("list_named"),
              error=look.form.get("error", "")),
        actions=[button(t("Cancel"), BACK, "flat"),
                 button(t("Save") if rename else t("Create"), on("list_named"), "flat", key="named")],
    )  # fmt: skip


def delete_list(state: MapsState, look: Look) -> Node:
    """Asked before a list goes."""
    saved = state["lists"][look.args["id"]]
    words = t("“{name}” and its remarks will be deleted. The places stay on the map.", name=list_name(saved))
    return confirm(t("Delete list?"), words, t("Delete"), on("list_deleted", id=look.args["id"]))


def remark_dialog(state: MapsState, look: Look) -> Node:
    """What somebody wants to remember about a place in a list."""
    return dialog(
        name_of(look.args["id"]),
        field("text", t("Remark"), look.form.get("text", ""), submit=on("remarked")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("remarked"), "flat")],
    )
