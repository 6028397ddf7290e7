"""The boxes of Letterbox: inbox with its categories, folders, labels, selecting many, and searching."""

from datetime import date, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.mail.parts import BOXES, box_name, line_item, thread_line, undo_bar
from devices.virtual.apps.mail.state import (
    ME,
    File,
    MailState,
    box_of,
    count_unread,
    drafts_of,
    labels_by_name,
    letters_of,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    avatar,
    badge,
    button,
    chip,
    column,
    dialog,
    divider,
    empty,
    fab,
    heading,
    icon,
    icon_button,
    item,
    menu,
    page,
    radio,
    row,
    scroll,
    search,
    sheet,
    strip,
    tabs,
    text,
)
from devices.virtual.words import t, tn

CATEGORIES = ("primary", "updates", "promotions")
SORTS = ("newest", "oldest", "sender", "subject")
DATES = ("any", "today", "week", "month", "older")


def home(state: MailState, look: Look) -> Node:
    """A box: the inbox, a folder or a label."""
    box, _ = place_of(look)
    selecting = look.name == "select"
    chosen = [i for i in box_of(state, box) if look.form.get(f"sel-{i}")]
    if box in ("drafts", "scheduled"):
        rows = [_draft_line(state, i, look) for i in drafts_of(state, box == "scheduled")]
    else:
        rows = [thread_line(state, i, look, selecting, i in chosen) for i in shown_ids(state, look)]
    bar = _selection_bar(state, chosen) if selecting else _bar(state, box)
    foot = undo_bar(state)
    purge = box in ("spam", "bin") and rows
    return column(
        bar,
        _categories(state, look) if not selecting and box == "inbox" and state["options"]["categories"] else None,
        scroll(
            row(button(_purge_words(box), on("ask_purge", box=box), "flat"), style="pad") if purge else None,
            *(rows or [empty(_empty_icon(box), _empty_words(box))]),
            key=f"box-{box}-{place_of(look)[1]}",
        ),
        foot,
        None if selecting else fab("edit", t("Compose"), on("compose")),
        style="page mail-page",
    )


def place_of(look: Look) -> tuple[str, str]:
    """The box and the category on the screen; while selecting, those it was begun in."""
    box = look.args.get("box") or look.form.get("box", "inbox")
    return box, look.args.get("category") or look.form.get("category", "primary")


def shown_ids(state: MailState, look: Look) -> list[str]:
    """The threads of the box on the screen: those of a category in the inbox."""
    box, category = place_of(look)
    ids = box_of(state, box)
    if box != "inbox" or not state["options"]["categories"]:
        return ids
    return [i for i in ids if state["threads"][i]["category"] == category]


def _bar(state: MailState, box: str) -> Node:
    fresh = count_unread(state, box_of(state, box)) if box not in ("drafts", "scheduled") else 0
    return row(
        icon_button("menu", t("Open menu"), on("drawer")),
        Node("title", box_name(state, box), key="page-title"),
        badge(str(fresh), "count") if fresh else None,
        text("", "grow"),
        icon_button("search", t("Search"), on("search")),
        icon_button("more_vert", t("More options"), on("box_menu", box=box)),
        style="bar",
    )


def _selection_bar(state: MailState, chosen: list[str]) -> Node:
    fresh = any(i in state["unread"] for i in chosen)
    return row(
        icon_button("close", t("Clear selection"), on("unchoose")),
        Node("title", str(len(chosen)), key="page-title"),
        text("", "grow"),
        icon_button("archive", t("Archive"), on("bulk", act="archive")),
        icon_button("delete", t("Delete"), on("bulk", act="bin")),
        icon_button(
            "mark_email_read" if fresh else "mark_email_unread",
            t("Mark as read") if fresh else t("Mark as unread"),
            on("bulk", act="read" if fresh else "unread"),
        ),
        icon_button("more_vert", t("More options"), on("bulk_menu")),
        style="bar",
    )


def _categories(state: MailState, look: Look) -> Node:
    here = place_of(look)[1]
    names = {"primary": t("Primary"), "updates": t("Updates"), "promotions": t("Promotions")}
    inbox = box_of(state, "inbox")
    fresh = {c: count_unread(state, [i for i in inbox if state["threads"][i]["category"] == c]) for c in CATEGORIES}
    bar = tabs(*[(f"{names[c]} {fresh[c]}" if fresh[c] else names[c], c == here, on("category", name=c))
                 for c in CATEGORIES])  # fmt: skip
    for node, name in zip(bar.children, CATEGORIES, strict=True):
        node.label, node.key = names[name], f"category-{name}"
    return bar


def _purge_words(box: str) -> str:
    return t("Empty spam now") if box == "spam" else t("Empty bin now")


def _empty_icon(box: str) -> str:
    return next((name for key, name in BOXES if key == box), "label")


def _empty_words(box: str) -> str:
    if box == "inbox":
        return t("Nothing new here")
    return t("No drafts") if box == "drafts" else t("Nothing is scheduled") if box == "scheduled" else t("No mail here")


def _draft_line(state: MailState, draft_id: str, look: Look) -> Node:
    draft = state["drafts"][draft_id]
    to = t(", ").join(draft["to"]) or t("No recipient")
    at = draft["send_at"] or draft["at"]
    when = f"{date_words(at, look.now.date())}, {time_words(at[11:16], look.others)}"
    return Node(
        "item",
        children=(
            icon("schedule" if draft["send_at"] else "edit_note"),
            column(
                Node("text", to, style="item-title line"),
                text(draft["subject"] or t("(no subject)"), "line"),
                text(draft["body"].replace("\n\n", " "), "line muted"),
                text(t("Will be sent: {when}", when=when) if draft["send_at"] else when, "small muted"),
                style="grow",
            ),
            icon_button("delete", t("Discard draft"), on("discard", id=draft_id), f"discard-{draft_id}"),
        ),
        tap=on("scheduled" if draft["send_at"] else "edit_draft", id=draft_id),
        key=f"draft-{draft_id}",
    )


def drawer(state: MailState, look: Look) -> Node:
    """All folders and labels, and the way to the settings."""
    here = look.args["box"]
    rows: list[Node] = []
    for box, name in BOXES:
        if box in ("drafts", "scheduled"):
            count = len(drafts_of(state, box == "scheduled"))
        else:
            count = count_unread(state, box_of(state, box)) if box in ("inbox", "spam") else 0
        rows.append(_box_row(box, name, box_name(state, box), count, box == here))
    labels = [_box_row(i, "label", one["name"], 0, i == here, one["colour"]) for i, one in labels_by_name(state)]
    return column(
        row(avatar(t("Sam Rowan")), column(text(t("Sam Rowan"), "strong"), text(ME, "small muted line"), style="grow"),
            style="pad"),
        divider(),
        scroll(
            *rows,
            heading(t("Labels")),
            *labels,
            line_item("add", t("Create label"), on("new_label")),
            divider(),
            line_item("filter_alt", t("Filters"), on("go", to="rules")),
            line_item("settings", t("Settings"), on("go", to="settings")),
            key="drawer",
        ),
        style="mail-drawer",
    )  # fmt: skip


def _box_row(box: str, icon_name: str, name: str, count: int, here: bool, tint: str = "") -> Node:
    return item(
        name,
        tap=on("box", to=box),
        leading=icon(icon_name, tint),
        trailing=text(str(count), "small strong") if count else None,
        key=f"box-{box}",
        selected=here,
    )


def box_menu(look: Look) -> Node:
    """What else a box offers."""
    return menu(
        (t("Select all"), on("choose_all")),
        (t("Mark all as read"), on("all_read")),
        (t("Labels"), on("go", to="labels")),
        (t("Filters"), on("go", to="rules")),
        (t("Settings"), on("go", to="settings")),
    )


def bulk_menu() -> Node:
    """What else can be done with the chosen threads."""
    return menu(
        (t("Select all"), on("choose_all")),
        (t("Move to"), on("bulk_move")),
        (t("Labels"), on("bulk_label")),
        (t("Snooze"), on("bulk_snooze")),
        (t("Star"), on("bulk", act="star")),
        (t("Mark as important"), on("bulk", act="important")),
        (t("Report spam"), on("bulk", act="spam")),
    )


# -- searching --------------------------------------------------------------------------------------------------------


def search_page(state: MailState, look: Look) -> Node:
    """Searching all mail, with filters and an order."""
    query = look.draft("query")
    found = _found(state, look)
    active = query or any(look.form.get(key) for key in ("from", "files", "new", "when", "label"))
    rows = [thread_line(state, i, look) for i in found] if active else _recent(state)
    count = tn("{n} result", "{n} results", len(found))
    return page(
        t("Search"),
        text(count, "small muted pad", key="count") if active else None,
        *(rows or [empty("search", t("No mail found") if active else t("Search by words, sender or date"))]),
        top=column(
            search("query", t("Search in mail"), look.form.get("query", "")),
            _filters(state, look),
        ),
        actions=[
            icon_button("sort", t("Sort"), on("sort")),
            button(t("Clear all"), on("clear_filters"), "flat") if active else text(""),
        ],
        bottom=undo_bar(state),
        key="results",
    )


def _filters(state: MailState, look: Look) -> Node:
    form = look.form
    names = {"any": t("Any date"), "today": t("Today"), "week": t("Last 7 days"), "month": t("Last 30 days"),
             "older": t("Older")}  # fmt: skip
    label = state["labels"].get(form.get("label", ""))
    return strip(
        chip(form.get("from") or t("From"), bool(form.get("from")), on("pick_from"), "filter-from", "person"),
        chip(names[form.get("when") or "any"], bool(form.get("when")), on("pick_date"), "filter-date", "date_range"),
        chip(t("Has attachment"), bool(form.get("files")), on("flip", key="files"), "filter-files", "attach_file"),
        chip(t("Unread"), bool(form.get("new")), on("flip", key="new"), "filter-unread", "mark_email_unread"),
        chip(label["name"] if label else t("Label"), bool(label), on("pick_label"), "filter-label", "label"),
        key="filters",
    )


def _recent(state: MailState) -> list[Node]:
    if not state["searches"]:
        return []
    return [
        row(heading(t("Recent searches")), text("", "grow"), button(t("Clear"), on("forget"), "flat")),
        *[
            item(words, tap=on("again", words=words), leading=icon("history"), key=f"recent-{n}")
            for n, words in enumerate(state["searches"])
        ],
    ]


def _found(state: MailState, look: Look) -> list[str]:
    form, query = look.form, look.draft("query").casefold()
    ids = [i for i in box_of(state, "all") if _fits(state, i, query, look)]
    match form.get("sort", "newest"):
        case "oldest":
            return ids[::-1]
        case "sender":
            return sorted(ids, key=lambda i: letters_of(state, i)[0][1]["name"].casefold())
        case "subject":
            return sorted(ids, key=lambda i: state["threads"][i]["subject"].casefold())
        case _:
            return ids


def _fits(state: MailState, thread_id: str, query: str, look: Look) -> bool:
    thread, form = state["threads"][thread_id], look.form
    letters = [letter for _, letter in letters_of(state, thread_id)]
    words = " ".join(
        (thread["subject"], *(f"{m['name']} {m['address']} {m['body']} {_names(m['files'])}" for m in letters))
    )
    return (
        query in words.casefold()
        and (not form.get("from") or form["from"] in [m["name"] for m in letters])
        and (not form.get("files") or any(m["files"] for m in letters))
        and (not form.get("new") or thread_id in state["unread"])
        and (not form.get("label") or form["label"] in thread["labels"])
        and _in_time(letters[-1]["at"], form.get("when", ""), look.now.date())
    )


def _names(files: list[File]) -> str:
    return " ".join(file["name"] for file in files)


def _in_time(at: str, when: str, today: date) -> bool:
    days = (today - date.fromisoformat(at[:10])) / timedelta(days=1)
    limits = {"today": (0, 0), "week": (0, 7), "month": (0, 30), "older": (30, 99_999)}
    low, high = limits.get(when, (-99_999, 99_999))
    return low <= days <= high


def pick_from(state: MailState, look: Look) -> Node:
    """From whom the mail shall be."""
    query = look.draft("who").casefold()
    names = sorted({m["name"] for m in state["letters"].values()}, key=str.casefold)
    rows = [
        item(name, tap=on("from", name=name), leading=avatar(name), key=f"from-{n}")
        for n, name in enumerate(names)
        if query in name.casefold()
    ]
    return page(
        t("From"),
        item(t("Anyone"), tap=on("from", name=""), leading=icon("people")),
        *rows,
        top=search("who", t("Search senders"), look.form.get("who", "")),
    )


def pick_date(look: Look) -> Node:
    """From when the mail shall be."""
    names = {"any": t("Any date"), "today": t("Today"), "week": t("Last 7 days"), "month": t("Last 30 days"),
             "older": t("Older than 30 days")}  # fmt: skip
    now = look.args["now"] or "any"
    return dialog(
        t("Date"),
        *[radio(names[d], d == now, on("date", to="" if d == "any" else d), key=f"date-{d}") for d in DATES],
        actions=[button(t("Cancel"), BACK, "flat")],
    )


def pick_label(state: MailState) -> Node:
    """Which label the mail shall have."""
    rows = [
        item(label["name"], tap=on("of_label", id=i), leading=icon("label", label["colour"]), key=f"label-{i}")
        for i, label in labels_by_name(state)
    ]
    return sheet(t("Label"), item(t("Any label"), tap=on("of_label", id="")), *rows)


def sort(look: Look) -> Node:
    """In which order results stand."""
    names = {"newest": t("Newest first"), "oldest": t("Oldest first"), "sender": t("Sender"), "subject": t("Subject")}
    return dialog(
        t("Sort by"),
        *[radio(names[s], s == look.args["now"], on("sorted", by=s), key=f"sort-{s}") for s in SORTS],
        actions=[button(t("Cancel"), BACK, "flat")],
    )
