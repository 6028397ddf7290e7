"""Writing a letter: to whom, about what, with what attached, and when it goes out."""

from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.contacts.state import known, ordered
from devices.virtual.apps.mail.parts import file_icon, line_item, size_words, who
from devices.virtual.apps.mail.people_letters import FILES
from devices.virtual.apps.mail.state import ME, File, MailState, is_address
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    chip,
    chips,
    column,
    confirm,
    dialog,
    divider,
    field,
    heading,
    icon,
    icon_button,
    item,
    menu,
    page,
    row,
    sheet,
    text,
)
from devices.virtual.words import t

GALLERY = "org.guimcp.gallery"


def addresses(form: Mapping[str, str], key: str) -> list[str]:
    """Those put into the field "to" or "cc" already."""
    return [address for address in form.get(f"{key}-list", "").split(",") if address]


def files_in(form: Mapping[str, str]) -> list[File]:
    """What is attached to the letter that is being written."""
    files: list[File] = []
    for line in form.get("files", "").split("\n"):
        if line:
            name, kind, size = line.split("|")
            files.append({"name": name, "kind": kind, "size": int(size)})
    return files


def compose(state: MailState, look: Look) -> Node:
    """A letter being written."""
    form = look.form
    cc = bool(form.get("show-cc")) or bool(addresses(form, "cc"))
    attached = files_in(form)
    return page(
        t("Reply") if look.args.get("reply") else t("Compose"),
        column(text(t("From: {name} <{address}>", name=t("Sam Rowan"), address=ME), "small muted"), style="pad"),
        *_people(state, look, "to", t("To")),
        button(t("Add Cc"), on("show_cc"), "flat") if not cc else None,
        *(_people(state, look, "cc", t("Cc")) if cc else []),
        field("subject", t("Subject"), form.get("subject", "")),
        field("body", t("Write your mail"), form.get("body", ""), multiline=True),
        *[_attached(n, file) for n, file in enumerate(attached)],
        text(state["options"]["signature"], "muted pad") if state["options"]["signature"] else None,
        text(form["quote"], "small muted pad") if form.get("quote") else None,
        back=False,
        actions=[
            icon_button("attach_file", t("Attach"), on("attach")),
            icon_button("more_vert", t("More options"), on("compose_menu")),
            icon_button("send", t("Send"), on("send"), "send"),
        ],
        key="compose",
    )


def with_back(shown: Node) -> Node:
    """A page whose arrow keeps the draft before it leaves."""
    bar = shown.children[0]
    bar.children = (icon_button("arrow_back", t("Back"), on("leave")), *bar.children)
    return shown


def _people(state: MailState, look: Look, key: str, label: str) -> list[Node]:
    chosen = addresses(look.form, key)
    typed = look.draft(key)
    nodes: list[Node] = []
    if chosen:
        book = {c["email"]: c["name"] for c in known(look.others).values()}
        nodes.append(
            chips(*[chip(book.get(a) or who(state, a), True, on("remove_to", key=key, address=a), f"{key}-{a}", "close")
                    for a in chosen])
        )  # fmt: skip
    nodes.append(
        field(
            key, label, look.form.get(key, ""), submit=on("add_typed", key=key), error=look.form.get(f"{key}-error", "")
        )
    )
    if typed:
        taken = {*addresses(look.form, "to"), *addresses(look.form, "cc")}
        nodes += [
            item(name, address, on("add_to", key=key, address=address), leading=avatar(name), key=f"{key}-option-{n}")
            for n, (name, address) in enumerate(suggestions(state, look.others, typed))
            if address not in taken
        ]
        if is_address(typed):
            words = t("Add {address}", address=typed)
            nodes.append(line_item("person_add", words, on("add_typed", key=key), key=f"{key}-typed"))
    return nodes


def suggestions(state: MailState, others: Mapping[str, Any], typed: str) -> list[tuple[str, str]]:
    """(name, address) of people whose name or address has the typed words: those of Contacts, then who has written."""
    words = typed.casefold()
    people = [(c["name"], c["email"]) for _, c in ordered(known(others)) if c["email"]]
    mailed = {m["address"]: m["name"] for m in state["letters"].values() if m["address"] != ME}
    people += [(name, address) for address, name in sorted(mailed.items(), key=lambda pair: pair[1].casefold())]
    return [(name, a) for name, a in dict.fromkeys(people) if words in name.casefold() or words in a.casefold()][:6]


def _attached(number: int, file: File) -> Node:
    return item(
        file["name"],
        size_words(file["size"]),
        leading=icon(file_icon(file)),
        trailing=icon_button(
            "close", t("Remove {name}", name=file["name"]), on("detach", at=number), f"detach-{number}"
        ),
        key=f"attached-{number}",
    )


def attach(look: Look) -> Node:
    """What can be attached: documents, and the photos in Gallery."""
    taken = {file["name"] for file in files_in({"files": look.args["files"]})}
    files: list[File] = [{"name": t(name), "kind": kind, "size": size} for name, kind, size in FILES]
    photos = sorted(look.others.get(GALLERY, {"photos": {}})["photos"].values(), key=lambda p: p["at"], reverse=True)
    for photo in photos:
        if photo["kind"] != "video" and not photo["hidden"] and not photo["binned"]:
            files.append({"name": photo["caption"] or photo["name"], "kind": photo["art"], "size": photo["size"]})
    rows = [
        line_item(
            file_icon(file),
            file["name"],
            on("attached", name=file["name"], kind=file["kind"], size=file["size"]),
            size_words(file["size"]),
            key=f"attach-{n}",
        )
        for n, file in enumerate(files)
        if file["name"] not in taken
    ]
    return sheet(t("Attach"), *rows)


def compose_menu() -> Node:
    """What else can be done with a letter that is being written."""
    return menu(
        (t("Schedule send"), on("schedule")),
        (t("Save draft"), on("save_draft")),
        (t("Discard"), on("ask_discard")),
    )


def ask_discard() -> Node:
    """The last yes before a draft goes."""
    return confirm(t("Discard draft?"), t("What you have written will be gone."), t("Discard"), on("discarded"))


def ask_send(look: Look) -> Node:
    """Sending without a subject, or with every letter confirmed."""
    words = t("Send this mail?") if look.args["subject"] else t("Send without a subject?")
    return dialog(
        words, actions=[button(t("Cancel"), BACK, "flat"), button(t("Send"), on("send_anyway"), "flat", "send-anyway")]
    )


def scheduled(state: MailState, look: Look) -> Node:
    """A letter that is going to be sent."""
    draft = state["drafts"].get(look.args["id"])
    if draft is None:
        return page(t("Scheduled"), text(t("This mail has been sent"), "muted centre pad"))
    return page(
        draft["subject"] or t("(no subject)"),
        row(
            icon("schedule"),
            text(t("Will be sent: {when}", when=look.args["when"]), "grow"),
            style="banner",
        ),
        heading(t("To")),
        *[item(who(state, a), a, leading=avatar(who(state, a)), key=f"to-{n}") for n, a in enumerate(draft["to"])],
        divider(),
        text(draft["body"], "pad", key="body"),
        button(t("Send now"), on("send_now", id=look.args["id"]), "wide"),
        button(t("Change time"), on("schedule"), "tonal wide"),
        button(t("Cancel sending"), on("unschedule", id=look.args["id"]), "tonal wide"),
    )
