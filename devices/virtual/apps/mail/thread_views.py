"""A thread of letters, and what is done with it: moving, labelling, snoozing, looking at what is attached."""

import re

from devices.virtual.app import Look
from devices.virtual.apps.mail.parts import (
    box_name,
    file_icon,
    gone,
    kind_words,
    line_item,
    size_words,
    stamp,
    undo_bar,
    who,
)
from devices.virtual.apps.mail.state import ME, File, Letter, MailState, Thread, labels_by_name, letters_of
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, when_words
from devices.virtual.ui import (
    BACK,
    art,
    avatar,
    badge,
    banner,
    button,
    card,
    check,
    chip,
    column,
    confirm,
    dialog,
    divider,
    empty,
    field,
    icon,
    icon_button,
    item,
    link,
    menu,
    page,
    picture,
    row,
    sheet,
    strip,
    text,
)
from devices.virtual.words import t

LINK = re.compile(r"(?:guimcp://|tel:|mailto:|sms:)[\w@./+-]*[\w/]")


def thread(state: MailState, look: Look) -> Node:
    """All letters of a thread, the last one open."""
    thread_id = look.args["id"]
    if thread_id not in state["threads"]:
        return gone()
    here = state["threads"][thread_id]
    letters = letters_of(state, thread_id)
    last = letters[-1][0]
    away = here["folder"] in ("spam", "bin")
    return page(
        "",
        column(
            row(
                text(here["subject"], "big grow", key="subject", selectable=True),
                icon_button(
                    "star" if here["starred"] else "star_border",
                    t("Remove star") if here["starred"] else t("Star"),
                    on("star", id=thread_id),
                    "star",
                    here["starred"],
                ),
            ),
            _marks(state, here),
            style="pad",
        ),
        _note(here, look),
        *[_letter(state, i, letter, look, i == last) for i, letter in letters],
        actions=[
            icon_button("archive", t("Archive"), on("act", act="archive")) if here["folder"] != "archive" else None,
            icon_button("delete", t("Delete"), on("act", act="bin"))
            if here["folder"] != "bin"
            else icon_button("delete_forever", t("Delete forever"), on("ask_forever")),
            icon_button("mark_email_unread", t("Mark as unread"), on("act", act="unread")),
            icon_button("more_vert", t("More options"), on("thread_menu")),
        ],
        bottom=undo_bar(state) or (None if away else _answer_bar(last, letters)),
        key="thread",
    )


def _marks(state: MailState, here: Thread) -> Node:
    folder = box_name(state, here["folder"])
    labels = [state["labels"][i]["name"] for i in here["labels"] if i in state["labels"]]
    return row(
        badge(folder),
        badge(t("Important"), "warn") if here["important"] else None,
        *[badge(name) for name in labels],
        style="mail-labels",
    )


def _note(here: Thread, look: Look) -> Node | None:
    if here["snoozed"]:
        return banner(t("Snoozed until {when}", when=stamp(here["snoozed"], look)), "snooze")
    if here["folder"] == "spam":
        return banner(t("This mail looks like spam. Do not open its links."), "report", "bad")
    if here["folder"] == "bin":
        return banner(t("This mail is in the bin."), "delete", "warn")
    return None


def _letter(state: MailState, letter_id: str, letter: Letter, look: Look, last: bool) -> Node:
    open_ = look.form.get(f"open-{letter_id}", "1" if last else "") == "1"
    name = t("me") if letter["address"] == ME else letter["name"]
    to = t(", ").join(who(state, address) for address in (*letter["to"], *letter["cc"]))
    head = row(
        avatar(letter["name"]),
        column(
            row(
                text(name, "strong line grow"),
                icon("attach_file", style="tiny") if letter["files"] else None,
                text(when_words(letter["at"], look.now, look.others), "small muted"),
            ),
            text(t("to {names}", names=to) if open_ else letter["body"].replace("\n\n", " "), "small muted line"),
            style="grow",
        ),
        tap=on("fold", id=letter_id, open=not open_),
        key=f"letter-{letter_id}",
    )
    if not open_:
        return card(head)
    links = [*letter["links"], *LINK.findall(letter["body"])]
    details = look.form.get(f"details-{letter_id}") == "1"
    tools = row(
        link(t("Hide details") if details else t("Show details"), on("details", id=letter_id)),
        text("", "grow"),
        icon_button("reply", t("Reply to {name}", name=name), on("reply", id=letter_id), f"reply-{letter_id}"),
        icon_button("more_vert", t("More about this mail"), on("letter_menu", id=letter_id), f"more-{letter_id}"),
    )
    return card(
        head,
        tools,
        _details(letter, look) if details else None,
        text(letter["body"], key=f"body-{letter_id}", selectable=True),
        *[link(_link_words(to), on("link", to=to)) for to in links],
        divider() if letter["files"] else None,
        *[_file(letter_id, at, file, state) for at, file in enumerate(letter["files"])],
    )


def _link_words(to: str) -> str:
    if to.startswith("tel:"):
        return t("Call {number}", number=to.removeprefix("tel:"))
    if to.startswith("mailto:"):
        return t("Write to {address}", address=to.removeprefix("mailto:"))
    return t("Add to calendar") if to.startswith("guimcp://calendar/new/") else t("Open link")


def _details(letter: Letter, look: Look) -> Node:
    lines = [
        t("From: {name} <{address}>", name=letter["name"], address=letter["address"]),
        t("To: {names}", names=t(", ").join(letter["to"])),
        t("Cc: {names}", names=t(", ").join(letter["cc"])) if letter["cc"] else "",
        t("Date: {when}", when=stamp(letter["at"], look)),
    ]
    return column(*[text(line, "small muted", selectable=True) for line in lines if line])


def _file(letter_id: str, at: int, file: File, state: MailState) -> Node:
    saved = f"{letter_id}:{at}" in state["saved"]
    size = f"{kind_words(file)} · {size_words(file['size'])}"
    return item(
        file["name"],
        f"{size} · {t('Saved')}" if saved else size,
        on("file", id=letter_id, at=at),
        leading=icon(file_icon(file)),
        trailing=icon_button(
            "download", t("Save {name}", name=file["name"]), on("save", id=letter_id, at=at), f"save-{letter_id}-{at}"
        ),
        key=f"file-{letter_id}-{at}",
    )


def _answer_bar(last: str, letters: list[tuple[str, Letter]]) -> Node:
    letter = letters[-1][1]
    many = len({*letter["to"], *letter["cc"], letter["address"]} - {ME}) > 1
    return row(
        button(t("Reply"), on("reply", id=last), "tonal", "reply", "reply"),
        button(t("Reply all"), on("reply_all", id=last), "tonal", "reply-all", "reply_all") if many else None,
        button(t("Forward"), on("forward", id=last), "tonal", "forward", "forward"),
        style="answer-bar",
    )


def file_page(state: MailState, look: Look) -> Node:
    """Something attached, opened."""
    letter = state["letters"].get(look.args["id"])
    if letter is None:
        return gone()
    at = int(look.args["at"])
    file = letter["files"][at]
    kind, _, number = file["kind"].partition(":")
    shown = (
        art(kind, int(number), file["name"], "chat-large") if number else picture(file_icon(file), "#4a6572", "wide")
    )
    return page(
        file["name"],
        shown,
        text(f"{kind_words(file)} · {size_words(file['size'])}", "muted pad"),
        text(t("From {name}, {when}", name=letter["name"], when=stamp(letter["at"], look)), "pad"),
        button(t("Save to phone"), on("save", id=look.args["id"], at=at), "wide", icon="download"),
        button(t("Forward as attachment"), on("send_file", id=look.args["id"], at=at), "tonal wide", icon="forward"),
        button(t("Share"), on("share_file", id=look.args["id"], at=at), "tonal wide", icon="share") if number else None,
    )


def thread_menu(state: MailState, look: Look) -> Node:
    """What else can be done with a thread."""
    here = state["threads"][look.args["id"]]
    first = letters_of(state, look.args["id"])[0][1]
    foreign = first["address"] != ME
    blocked = first["address"] in state["blocked"]
    choices = [
        (t("Move to"), on("move")),
        (t("Labels"), on("label")),
        (t("Snooze"), on("snooze")),
        (t("Not important") if here["important"] else t("Mark as important"), on("act", act="important")),
    ]
    if here["newsletter"]:
        choices.append((t("Unsubscribe"), on("ask_unsubscribe")))
    if foreign:
        choices.append((t("Filter mail like this"), on("new_rule", sender=first["address"])))
        words = t("Unblock {name}", name=first["name"]) if blocked else t("Block {name}", name=first["name"])
        choices.append((words, on("block", address=first["address"])))
    choices.append(
        (t("Not spam"), on("act", act="inbox"))
        if here["folder"] == "spam"
        else (t("Report spam"), on("act", act="spam"))
    )
    return menu(*choices)


def letter_menu(look: Look) -> Node:
    """What can be done with one letter."""
    letter_id = look.args["id"]
    return sheet(
        "",
        line_item("reply", t("Reply"), on("reply", id=letter_id)),
        line_item("reply_all", t("Reply all"), on("reply_all", id=letter_id)),
        line_item("forward", t("Forward"), on("forward", id=letter_id)),
        line_item("content_copy", t("Copy text"), on("copy", id=letter_id)),
        line_item("share", t("Share"), on("share", id=letter_id)),
        line_item("person_add", t("Copy address"), on("copy_address", id=letter_id)),
    )


def move(state: MailState, look: Look) -> Node:
    """Where a thread shall lie."""
    folders = ("inbox", "archive", "spam", "bin")
    icons = {"inbox": "inbox", "archive": "archive", "spam": "report", "bin": "delete"}
    return sheet(
        t("Move to"),
        *[line_item(icons[f], box_name(state, f), on("moved", to=f), key=f"move-{f}") for f in folders],
        divider(),
        *[
            line_item("label", label["name"], on("moved", to=i), key=f"move-{i}", tint=label["colour"])
            for i, label in labels_by_name(state)
        ],
    )


def label(state: MailState, look: Look) -> Node:
    """Which labels a thread has."""
    rows = [
        check(one["name"], look.form.get(i) == "1", on("tick", id=i), key=f"label-{i}")
        for i, one in labels_by_name(state)
    ]
    return dialog(
        t("Labels"),
        *(rows or [empty("label", t("No labels yet"))]),
        actions=[
            button(t("New label"), on("new_label"), "flat"),
            button(t("Cancel"), BACK, "flat"),
            button(t("Apply"), on("labelled"), "flat"),
        ],
    )


def times(look: Look) -> Node:
    """When a thread comes back, or when a letter goes out."""
    snooze = look.args["what"] == "snooze"
    rows = [
        item(t(words), stamp(at, look), on("time", at=at), leading=icon(name), key=f"time-{n}")
        for n, (words, at, name) in enumerate(look.args["choices"])
    ]
    return sheet(
        t("Snooze until") if snooze else t("Schedule send"),
        *rows,
        line_item("calendar_month", t("Pick date and time"), on("pick_time"), key="pick-time"),
        line_item("close", t("Remove snooze"), on("time", at="")) if look.args.get("snoozed") else None,
    )


def pick_time(look: Look) -> Node:
    """A day and a time of one's own."""
    days: list[str] = look.args["days"]
    chosen = look.form.get("day", days[0])
    return dialog(
        t("Pick date and time"),
        strip(
            *[chip(date_words(day, look.now.date()), day == chosen, on("day", to=day), f"day-{day}")
              for day in days],
            key="days",
        ),
        field("time", t("Time"), look.form.get("time", ""), submit=on("picked_time"),
              error=look.form.get("time-error", "")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("picked_time"), "flat")],
    )  # fmt: skip


def sure(state: MailState, look: Look) -> Node:
    """The last yes before something that cannot be taken back."""
    match look.args["what"]:
        case "forever":
            words = t("This mail will be gone for good.")
            return confirm(t("Delete forever?"), words, t("Delete forever"), on("sure"))
        case "purge":
            name = box_name(state, look.args["box"])
            words = t("All mail in “{box}” will be gone for good.", box=name)
            return confirm(t("Empty {box}?", box=name), words, t("Empty"), on("sure"))
        case "bin":
            return confirm(t("Delete mail?"), t("It will be moved to the bin."), t("Delete"), on("sure"))
        case "block":
            words = t("New mail from {address} will go to spam.", address=look.args["address"])
            return confirm(t("Block this sender?"), words, t("Block"), on("sure"))
        case _:
            words = t("{name} will send you no more mail.", name=look.args["name"])
            return confirm(t("Unsubscribe?"), words, t("Unsubscribe"), on("sure"))
