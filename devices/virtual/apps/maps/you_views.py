"""Where one has been, who may see where one is, maps on the phone, settings."""

from datetime import datetime, timedelta
from itertools import groupby

from devices.virtual.app import Look
from devices.virtual.apps.contacts.state import known, ordered
from devices.virtual.apps.maps.catalogue import PLACES
from devices.virtual.apps.maps.parts import MODE_ICONS, MODE_WORDS, day_of, place_icon
from devices.virtual.apps.maps.routing import MODES
from devices.virtual.apps.maps.state import MapsState, Visit, located, name_of, number
from devices.virtual.apps.maps.town import AREAS
from devices.virtual.node import Node, on
from devices.virtual.times import clock_words, date_words, duration
from devices.virtual.ui import (
    avatar,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    confirm,
    divider,
    empty,
    heading,
    icon,
    icon_button,
    item,
    page,
    progress,
    radio,
    row,
    search,
    sheet,
    spacer,
    text,
    toggle,
)
from devices.virtual.words import t, tn

SETTINGS = "org.guimcp.settings"
SHARE_MINUTES = (15, 60, 240)
ROOM = 1024  # megabytes that Wayfare may fill, for the bar


def shared_until(state: MapsState, look: Look) -> str:
    """ "Elsa Brandt, until 10:30 AM"."""
    contact = known(look.others).get(state["share_with"])
    name = contact["name"] if contact else t("Somebody")
    until = clock_words(datetime.fromisoformat(state["share_until"]), look.others[SETTINGS])
    return t("{name}, until {time}", name=name, time=until)


# -- timeline -------------------------------------------------------------------------------------------------------


def timeline_tab(state: MapsState, look: Look) -> list[Node | None]:
    """Where one was, day by day, newest first."""
    if not state["visits"]:
        off = t("The timeline is switched off in the settings.")
        return [empty("history", t("No visits yet") if state["options"]["timeline"] else off)]
    mode = look.form.get("mode", "")
    visits = sorted(state["visits"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    visits = [(i, v) for i, v in visits if mode in ("", v["mode"])]
    out: list[Node | None] = [
        chips(*[chip(t(MODE_WORDS[m]), m == mode, on("set", key="mode", value="" if m == mode else m), f"came-{m}",
                     MODE_ICONS[m]) for m in MODES]),
        text(tn("{n} visit", "{n} visits", len(visits)), "muted pad", key="visits"),
    ]  # fmt: skip
    for day, group in groupby(visits, key=lambda pair: pair[1]["at"][:10]):
        out.append(heading(date_words(day, look.now.date())))
        out.extend(_visit(i, v, look) for i, v in group)
    clear = row(button(t("Delete all visits"), on("clear", what="visits"), "flat danger"), style="pad")
    return [*out, None if visits else empty("history", t("No visit came this way")), clear]


def _visit(visit_id: str, visit: Visit, look: Look) -> Node:
    came = datetime.fromisoformat(visit["at"])
    left = came + timedelta(minutes=visit["minutes"])
    settings, name = look.others[SETTINGS], name_of(visit["place"])
    words = f"{clock_words(came, settings)} – {clock_words(left, settings)} · {duration(visit['minutes'])}"
    return item(
        name, f"{words}\n{t(MODE_WORDS[visit['mode']])}", on("place", id=visit["place"]), key=f"visit-{visit_id}",
        leading=place_icon(visit["place"]),
        trailing=icon_button("delete", t("Delete visit to {name}", name=name), on("unvisit", id=visit_id),
                             f"unvisit-{visit_id}"),
    )  # fmt: skip


# -- you ------------------------------------------------------------------------------------------------------------


def you_tab(state: MapsState, look: Look) -> list[Node | None]:
    """Sharing, maps on the phone, one's own reviews and corrections, settings."""
    mine = sorted((i for i, r in state["reviews"].items() if r["mine"]), key=number)
    sharing = item(
        t("Sharing your location"), shared_until(state, look), leading=icon("near_me", "#1f6f43"), key="sharing",
        trailing=button(t("Stop"), on("unshare"), "tonal small", key="stop-sharing"),
    ) if state["share_with"] else None  # fmt: skip
    stale = sum(download["stale"] for download in state["downloads"].values())
    updates = tn("{n} update", "{n} updates", stale) if stale else t("Up to date")
    return [
        None if located(look.others) else banner(t("Your location is off or not allowed."), "my_location", "warn"),
        sharing,
        None if sharing else item(t("Share your location"), t("For a while, with one person"), on("share_sheet"),
                                  leading=icon("near_me"), key="share-location"),
        item(t("Offline maps"), f"{tn('{n} area', '{n} areas', len(state['downloads']))} · {updates}", on("areas"),
             leading=icon("download"), trailing=icon("chevron_right"), key="areas"),
        item(t("Settings"), t("Units, traffic, what to avoid"), on("settings"), leading=icon("settings"),
             trailing=icon("chevron_right"), key="settings"),
        divider(),
        heading(t("Your reviews")),
        *[item(name_of(state["reviews"][i]["place"]), "★" * state["reviews"][i]["stars"],
               on("place", id=state["reviews"][i]["place"]), leading=icon("star"), key=f"mine-{i}") for i in mine],
        None if mine else text(t("You have not reviewed a place yet."), "muted pad"),
        heading(t("Your corrections")),
        *[item(name_of(edit["place"]), edit["text"] or t("Sent"), on("place", id=edit["place"]), leading=icon("edit"),
               trailing=badge(t("In review"), "warn"), key=f"edit-{i}")
          for i, edit in sorted(state["edits"].items(), key=lambda pair: number(pair[0]))],
        None if state["edits"] else text(t("None sent yet."), "muted pad"),
    ]  # fmt: skip


def share_sheet(state: MapsState, look: Look) -> Node:
    """Whom to show where one is, and for how long."""
    query, chosen = look.draft("who").casefold(), look.form.get("contact", "")
    people = [(i, c) for i, c in ordered(known(look.others)) if query in c["name"].casefold()]
    minutes = look.form.get("minutes", "60")
    panel = sheet(
        t("Share your location"),
        heading(t("For how long?")),
        chips(*[chip(duration(n), minutes == str(n), on("set", key="minutes", value=str(n)), f"minutes-{n}")
                for n in SHARE_MINUTES]),
        heading(t("With whom?")),
        search("who", t("Search contacts"), look.form.get("who", "")),
        *[item(c["name"], c["phone"], on("set", key="contact", value=i), leading=avatar(c["name"]),
               trailing=icon("check_circle", "#1f6f43") if i == chosen else None, key=f"with-{i}",
               selected=i == chosen) for i, c in people],
        None if people else empty("person", t("Nobody of that name")),
    )  # fmt: skip
    panel.children = (*panel.children, row(spacer(), button(t("Start sharing"), on("share_now")), style="pad"))
    return panel


def areas_page(state: MapsState, look: Look) -> Node:
    """Parts of the map on the phone, and those that can be fetched."""
    here = [i for i in AREAS if i in state["downloads"]]
    used = sum(AREAS[i].megabytes for i in here)
    stale = [i for i in here if state["downloads"][i]["stale"]]
    return page(
        t("Offline maps"),
        card(row(text(t("{n} MB used", n=used), "strong", key="used"), spacer(),
                 text(t("{n} MB free on the phone", n=max(0, int(look.args["space"]))), "small muted")),
             progress(min(1.0, used / ROOM))),
        heading(t("On this phone")),
        *[_area(i, state, look) for i in here],
        None if here else text(t("Nothing downloaded. Without a connection there will be no map."), "muted pad"),
        row(button(t("Update all"), on("update_areas"), "tonal", icon="refresh"), style="pad") if stale else None,
        heading(t("To download")),
        *[
            item(t(area.name), t("{n} MB", n=area.megabytes), leading=icon("map"), key=f"area-{i}",
                 trailing=button(t("Download"), on("download", id=i), "tonal small", key=f"download-{i}"))
            for i, area in AREAS.items() if i not in state["downloads"]
        ],
    )  # fmt: skip


def _area(area_id: str, state: MapsState, look: Look) -> Node:
    download, area = state["downloads"][area_id], AREAS[area_id]
    at = day_of(download["at"])
    return item(
        t(area.name), t("{n} MB, downloaded {day}", n=area.megabytes, day=at), leading=icon("done"),
        key=f"area-{area_id}",
        extra=row(badge(t("Update available"), "warn")) if download["stale"] else None,
        trailing=row(
            icon_button("refresh", t("Update {name}", name=t(area.name)), on("update_area", id=area_id),
                        f"update-{area_id}") if download["stale"] else None,
            icon_button("delete", t("Delete {name}", name=t(area.name)), on("remove_area", id=area_id),
                        f"delete-{area_id}"),
        ),
    )  # fmt: skip


def remove_area(state: MapsState, look: Look) -> Node:
    """Asked before a part of the map goes."""
    area = AREAS[look.args["id"]]
    return confirm(
        t("Delete offline map?"),
        t("“{name}” takes {n} MB. Without a connection you will not see it any more.", name=t(area.name),
          n=area.megabytes),
        t("Delete"), on("area_removed", id=look.args["id"]),
    )  # fmt: skip


def clear_dialog(state: MapsState, look: Look) -> Node:
    """Asked before searches or visits go."""
    if look.args["what"] == "recents":
        return confirm(t("Clear history?"), t("All recent searches will be deleted."), t("Clear"),
                       on("cleared", what="recents"))  # fmt: skip
    return confirm(t("Delete all visits?"), t("Your timeline will be empty."), t("Delete"),
                   on("cleared", what="visits"))  # fmt: skip


def settings_page(state: MapsState, look: Look) -> Node:
    """Units, how routes begin, what they avoid."""
    options = state["options"]
    return page(
        t("Settings"),
        heading(t("Distances")),
        radio(t("Kilometres"), options["units"] == "km", on("units", value="km"), key="units-km"),
        radio(t("Miles"), options["units"] == "miles", on("units", value="miles"), key="units-miles"),
        heading(t("Routes begin with")),
        *[radio(t(MODE_WORDS[m]), options["mode"] == m, on("default_mode", mode=m), key=f"default-{m}") for m in MODES],
        heading(t("When driving")),
        toggle(t("Reckon with traffic"), options["traffic"], on("flip", key="traffic"),
               t("Times are longer in the rush hour"), "traffic"),
        toggle(t("Avoid tolls"), options["avoid_tolls"], on("flip", key="avoid_tolls"), key="avoid-tolls"),
        toggle(t("Avoid motorways"), options["avoid_motorways"], on("flip", key="avoid_motorways"),
               key="avoid-motorways"),
        toggle(t("Avoid ferries"), options["avoid_ferries"], on("flip", key="avoid_ferries"), key="avoid-ferries"),
        toggle(t("Spoken directions"), options["voice"], on("flip", key="voice"), key="voice"),
        heading(t("Privacy")),
        toggle(t("Keep a timeline"), options["timeline"], on("flip", key="timeline"),
               t("Remember the places you go to"), "timeline"),
        item(t("Clear search history"), tn("{n} search", "{n} searches", len(state["recents"])),
             on("clear", what="recents"), leading=icon("delete"), key="clear-recents"),
        item(t("About"),
             tn("{n} place in Lindenhaven", "{n} places in Lindenhaven", len(PLACES)), leading=icon("info")),
        key="settings",
    )  # fmt: skip
