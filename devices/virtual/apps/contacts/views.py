"""The screens of Contacts."""

from datetime import date

from devices.virtual.app import Look
from devices.virtual.apps.contacts.order import letter_of
from devices.virtual.apps.contacts.state import (
    LABELS,
    Call,
    ContactsState,
    ordered,
    who,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, day_words, duration, time_words, when_words
from devices.virtual.ui import (
    BACK,
    avatar,
    badge,
    banner,
    button,
    chip,
    chips,
    column,
    confirm,
    divider,
    empty,
    fab,
    field,
    heading,
    icon,
    icon_button,
    item,
    menu,
    navigation,
    page,
    row,
    scroll,
    search,
    text,
)
from devices.virtual.words import t

MESSAGES = "org.guimcp.messages"
TABS = (("contacts", "Contacts", "person"), ("favourites", "Favourites", "star"), ("recents", "Recents", "history"))
IN_CALL = (("mute", "Mute", "mic_off"), ("speaker", "Speaker", "volume_up"), ("hold", "Hold", "pause"))
KEYPAD = (("1", ""), ("2", "ABC"), ("3", "DEF"), ("4", "GHI"), ("5", "JKL"), ("6", "MNO"), ("7", "PQRS"), ("8", "TUV"),
          ("9", "WXYZ"), ("*", ""), ("0", "+"), ("#", ""))  # fmt: skip
SUGGESTIONS = 3
ICONS = {"incoming": "call", "outgoing": "arrow_forward", "missed": "call"}


def view(state: ContactsState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "contact":
            return _contact(state, look)
        case "number":
            return _number(state, look)
        case "edit":
            return _edit(look)
        case "menu":
            blocked = state["contacts"][look.args["id"]]["blocked"]
            return menu(
                (t("Unblock") if blocked else t("Block"), on("block", id=look.args["id"])),
                (t("Delete"), on("delete", id=look.args["id"])),
            )
        case "delete":
            name = state["contacts"][look.args["id"]]["name"]
            return confirm(t("Delete contact?"), t("{name} will be removed from your phone.", name=name), t("Delete"),
                           on("deleted", id=look.args["id"]))  # fmt: skip
        case "clear":
            return confirm(
                t("Clear call log?"), t("Every call will be removed from the list."), t("Clear"), on("cleared")
            )
        case "dial":
            return _dialler(state, look)
        case "call":
            return _calling(state, look)
        case _:
            return _home(state, look)


def _home(state: ContactsState, look: Look) -> Node:
    tab = look.form.get("tab", "contacts")
    recents = tab == "recents"
    body = _recents(state, look) if recents else _people(state, look, tab == "favourites")
    return page(
        t(next(name for key, name, _ in TABS if key == tab)),
        *body,
        back=False,
        top=search("query", t("Search contacts"), look.form.get("query", "")) if tab == "contacts" else None,
        actions=[icon_button("delete", t("Clear call log"), on("clear"))] if recents and state["calls"] else [],
        fab=fab("dialpad", t("Dial a number"), on("dial"))
        if recents
        else fab("person_add", t("Add contact"), on("add")),
        bottom=navigation(*[(t(name), picture, key == tab, on("tab", tab=key)) for key, name, picture in TABS]),
        key=f"list-{tab}",
    )


def _people(state: ContactsState, look: Look, favourites: bool) -> list[Node]:
    query = "" if favourites else look.draft("query").casefold()
    shown = [
        (i, c)
        for i, c in ordered(state["contacts"])
        if (c["favourite"] or not favourites)
        and query in " ".join((c["name"], c["phone"], c["phone"].replace("-", ""), c["email"], c["company"])).casefold()
    ]
    if not shown:
        return [empty("star_border", t("No favourites yet")) if favourites else empty("search", t("No contacts found"))]
    out: list[Node] = []
    letter = ""
    for i, c in shown:
        if not favourites and not query and letter_of(c["name"]) != letter:
            letter = letter_of(c["name"])
            out.append(heading(letter))
        trailing = (
            icon_button("call", t("Call {name}", name=c["name"]), on("call", number=c["phone"])) if favourites else None
        )
        blocked = icon("block") if c["blocked"] else None
        out.append(item(c["name"], c["phone"] if favourites else "", on("open", id=i), leading=avatar(c["name"]),
                        trailing=trailing or blocked, key=f"contact-{i}"))  # fmt: skip
    return out


def _recents(state: ContactsState, look: Look) -> list[Node]:
    only = look.form.get("only", "")
    calls = sorted(state["calls"].items(), key=lambda pair: (pair[1]["at"], int(pair[0][1:])), reverse=True)
    rows = [_call(state, i, call, look) for i, call in calls if only in ("", call["kind"])]
    kinds = (("", "All"), ("missed", "Missed"), ("incoming", "Incoming"), ("outgoing", "Outgoing"))
    return [
        chips(*[chip(t(name), kind == only, on("only", kind=kind), f"only-{kind or 'all'}") for kind, name in kinds]),
        *(rows or [empty("history", t("No calls"))]),
    ]


def _call(state: ContactsState, call_id: str, call: Call, look: Look) -> Node:
    _, name = who(state["contacts"], call["number"])
    spoke = f" · {duration(call['minutes'])}" if call["minutes"] else ""
    when = f"{date_words(call['at'], look.now.date())}, {time_words(call['at'][11:16], look.others)}"
    return item(
        name,
        f"{t(call['kind'].capitalize())} · {when}{spoke}",
        on("open_call", number=call["number"]),
        leading=icon(ICONS[call["kind"]], "#b3261e" if call["kind"] == "missed" else "#2f7d6b"),
        trailing=icon_button("call", t("Call {name}", name=name), on("call", number=call["number"])),
        key=f"call-{call_id}",
    )


def _reach(number: str) -> Node:
    return row(
        button(t("Call"), on("call", number=number), "tonal", "call", "call"),
        button(t("Message"), on("message", number=number), "tonal", "message", "chat"),
        style="middle pad",
    )


def _contact(state: ContactsState, look: Look) -> Node:
    contact_id: str = look.args["id"]
    contact = state["contacts"][contact_id]
    born = date.fromisoformat(contact["birthday"]) if contact["birthday"] else None
    facts = (
        ("phone", "Phone", contact["phone"], "phone"),
        ("email", "Email", contact["email"], "email"),
        ("company", "Company", contact["company"], "work"),
        ("birthday", "Birthday", day_words(born, year=True) if born else "", "cake"),
        ("notes", "Notes", contact["notes"], "note"),
    )
    star = t("Remove from favourites") if contact["favourite"] else t("Add to favourites")
    return page(
        t("Contact"),
        column(avatar(contact["name"]), text(contact["name"], "big centre", "name"), style="portrait"),
        _reach(contact["phone"]),
        banner(t("This contact is blocked."), "block", "bad") if contact["blocked"] else None,
        *[item(words, t(label), leading=icon(picture), key=key) for key, label, words, picture in facts if words],
        row(*[badge(t(label)) for label in contact["labels"]], style="pad") if contact["labels"] else None,
        actions=[
            icon_button("star" if contact["favourite"] else "star_border", star, on("star", id=contact_id),
                        selected=contact["favourite"]),
            icon_button("edit", t("Edit"), on("edit", id=contact_id)),
            icon_button("share", t("Share"), on("share", id=contact_id)),
            icon_button("more_vert", t("More options"), on("menu", id=contact_id)),
        ],
    )  # fmt: skip


def _dialler(state: ContactsState, look: Look) -> Node:
    typed = look.draft("number")
    digits = "".join(char for char in typed if char.isdigit())
    known = [
        (i, c)
        for i, c in ordered(state["contacts"])
        if typed and (digits and digits in c["phone"].replace("-", "") or typed.casefold() in c["name"].casefold())
    ]
    keys = [
        Node("dialkey", label=digit, tap=on("digit", digit=digit), key=f"digit-{digit}",
             children=(text(digit, "big centre"), text(letters, "small muted centre")))
        for digit, letters in KEYPAD
    ]  # fmt: skip
    return column(
        row(
            icon_button("arrow_back", t("Back"), BACK), Node("title", t("Dial a number"), key="page-title"), style="bar"
        ),
        scroll(
            *[
                item(c["name"], c["phone"], on("call", number=c["phone"]), leading=avatar(c["name"]), key=f"dial-{i}")
                for i, c in known[:SUGGESTIONS]
            ],
            key="dial-list",
        ),
        row(
            field("number", t("Number"), look.form.get("number", ""), submit=on("dialled")),
            icon_button("backspace", t("Delete digit"), on("digit", digit="")),
        ),
        Node("grid", children=tuple(keys), style="dialpad"),
        row(button(t("Call"), on("dialled"), key="dial-call", icon="call"), style="middle pad"),
        style="page",
    )  # fmt: skip


def _number(state: ContactsState, look: Look) -> Node:
    number: str = look.args["number"]
    calls = [call for call in state["calls"].values() if call["number"] == number]
    last = max((call["at"] for call in calls), default="")
    return page(
        t("Number"),
        column(avatar("?"), text(number, "big centre", "name"), style="portrait"),
        _reach(number),
        divider(),
        item(t("Last call"), when_words(last, look.now, look.others), leading=icon("history")) if last else None,
        item(t("Create new contact"), "", on("add", phone=number), leading=icon("person_add")),
    )


def _calling(state: ContactsState, look: Look) -> Node:
    _, name = who(state["contacts"], look.args["number"])
    return column(
        column(
            avatar(name if name != look.args["number"] else "?"),
            text(name, "big centre", "name"),
            text(t("Calling…"), "muted centre"),
            style="portrait grow",
        ),
        row(
            *[
                chip(t(words), look.form.get(key) == "yes", on("in_call", key=key), f"call-{key}", picture)
                for key, words, picture in IN_CALL
            ],
            style="chips middle",
        ),
        row(button(t("End call"), BACK, "danger", "end-call", "call_end"), style="middle pad"),
        style="page",
    )


def _edit(look: Look) -> Node:
    form = look.form
    chosen = form.get("labels", "").split(",")

    def entry(key: str, label: str, picture: str = "", multiline: bool = False) -> Node:
        return field(key, t(label), form.get(key, ""), multiline, icon=picture, error=form.get(f"error-{key}", ""))

    return page(
        t("Edit contact") if "id" in look.args else t("New contact"),
        entry("name", "Name", "person"),
        entry("phone", "Phone", "phone"),
        entry("email", "Email", "email"),
        entry("company", "Company", "work"),
        entry("birthday", "Birthday (DD/MM/YYYY)", "cake"),
        heading(t("Labels")),
        chips(*[chip(t(label), label in chosen, on("label", label=label), f"label-{label}") for label in LABELS]),
        entry("notes", "Notes", multiline=True),
        actions=[button(t("Save"), on("save"), "flat", key="save")],
    )
