"""Labels, filters, and what can be set."""

from devices.virtual.app import Look
from devices.virtual.apps.mail.parts import line_item
from devices.virtual.apps.mail.state import COLOURS, MailState, Rule, labels_by_name
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    BACK,
    button,
    column,
    confirm,
    dialog,
    divider,
    empty,
    fab,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def settings(state: MailState, look: Look) -> Node:
    """What can be set."""
    o = state["options"]
    swipe = {"archive": t("Archive"), "bin": t("Delete"), "read": t("Mark as read")}[o["swipe"]]
    vacation = t("On") if state["vacation"]["on"] else t("Off")
    rules = tn("{n} filter", "{n} filters", len(state["rules"]))
    labels = tn("{n} label", "{n} labels", len(state["labels"]))
    blocked = tn("{n} address", "{n} addresses", len(state["blocked"]))
    return page(
        t("Settings"),
        heading(t("Writing")),
        line_item("draw", t("Signature"), on("go", to="signature"), o["signature"] or t("None"), "signature"),
        line_item("beach_access", t("Vacation responder"), on("go", to="vacation"), vacation, "vacation"),
        toggle(t("Reply to all by default"), o["reply_all"], on("option", key="reply_all"), key="reply_all"),
        toggle(t("Confirm before sending"), o["confirm_send"], on("option", key="confirm_send"), key="confirm_send"),
        heading(t("Inbox")),
        toggle(
            t("Inbox categories"),
            o["categories"],
            on("option", key="categories"),
            t("Primary, updates and promotions"),
            "categories",
        ),
        line_item("swap_horiz", t("Swipe action"), on("pick_swipe"), swipe, "swipe"),
        toggle(
            t("Confirm before deleting"), o["confirm_delete"], on("option", key="confirm_delete"), key="confirm_delete"
        ),
        line_item("label", t("Labels"), on("go", to="labels"), labels, "labels"),
        line_item("filter_alt", t("Filters"), on("go", to="rules"), rules, "rules"),
        line_item("block", t("Blocked senders"), on("go", to="blocked"), blocked, "blocked"),
        heading(t("Notifications")),
        toggle(t("New mail"), o["notifications"], on("option", key="notifications"), key="notifications"),
        toggle(t("Promotions too"), o["promotions_notify"], on("option", key="promotions_notify"), key="promotions"),
        key="settings",
    )


def pick_swipe(state: MailState) -> Node:
    """What a swipe does."""
    names = (("archive", t("Archive")), ("bin", t("Delete")), ("read", t("Mark as read")))
    now = state["options"]["swipe"]
    return dialog(
        t("Swipe action"),
        *[radio(words, key == now, on("swipe", to=key), key=f"swipe-{key}") for key, words in names],
        actions=[button(t("Cancel"), BACK, "flat")],
    )


def signature(look: Look) -> Node:
    """What stands below every letter."""
    return page(
        t("Signature"),
        field("signature", t("Signature"), look.form.get("signature", ""), multiline=True),
        text(t("It is added to every new mail and reply."), "muted pad"),
        actions=[button(t("Save"), on("signature_saved"), "flat")],
    )


def vacation(look: Look) -> Node:
    """What is answered while the owner is away."""
    form = look.form
    until = form.get("until", "")
    return page(
        t("Vacation responder"),
        toggle(t("Answer automatically"), form.get("on") == "1", on("vacation_on"), key="on"),
        field("subject", t("Subject"), form.get("subject", ""), error=form.get("subject-error", "")),
        field("body", t("Message"), form.get("body", ""), multiline=True, error=form.get("body-error", "")),
        item(
            t("Last day"),
            date_words(until, look.now.date()) if until else t("No end"),
            on("pick_until"),
            leading=icon("event"),
            key="until",
        ),
        actions=[button(t("Save"), on("vacation_saved"), "flat")],
    )


def until(look: Look) -> Node:
    """The last day of being away."""
    rows = [
        item(date_words(day, look.now.date()), tap=on("until", day=day), key=f"until-{day}")
        for day in look.args["days"]
    ]
    return page(t("Last day"), item(t("No end"), tap=on("until", day="")), divider(), *rows)


def labels(state: MailState, look: Look) -> Node:
    """All labels, to be renamed and deleted."""
    rows = [
        item(
            one["name"],
            tn("{n} mail", "{n} mails", sum(i in thread["labels"] for thread in state["threads"].values())),
            on("edit_label", id=i),
            leading=icon("label", one["colour"]),
            trailing=icon_button(
                "delete", t("Delete {name}", name=one["name"]), on("ask_unlabel", id=i), f"delete-{i}"
            ),
            key=f"label-{i}",
        )
        for i, one in labels_by_name(state)
    ]
    none = empty("label", t("No labels yet"))
    return page(t("Labels"), *(rows or [none]), fab=fab("add", t("Create label"), on("new_label")))


def label_dialog(look: Look) -> Node:
    """A label's name and colour."""
    colour = look.form.get("colour", COLOURS[0])
    dots = [
        Node(
            "icon_button",
            label=t("Colour {n}", n=n + 1),
            icon="check_circle" if one == colour else "circle",
            tint=one,
            style="dot",
            tap=on("colour", to=one),
            key=f"colour-{n}",
            selected=one == colour,
        )
        for n, one in enumerate(COLOURS)
    ]
    return dialog(
        t("Rename label") if look.args.get("id") else t("New label"),
        field(
            "name",
            t("Name"),
            look.form.get("name", ""),
            submit=on("label_saved"),
            error=look.form.get("name-error", ""),
        ),
        row(*dots, style="dots"),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("label_saved"), "flat")],
    )


def ask_unlabel(state: MailState, look: Look) -> Node:
    """The last yes before a label goes."""
    name = state["labels"][look.args["id"]]["name"]
    words = t("“{name}” will be taken off all mail; the mail stays.", name=name)
    return confirm(t("Delete label?"), words, t("Delete"), on("unlabelled"))


def act_words(state: MailState, rule: Rule) -> str:
    """What a filter does, in words."""
    match rule["act"]:
        case "label":
            label = state["labels"].get(rule["label"])
            return t("Label as {name}", name=label["name"] if label else t("None"))
        case "archive":
            return t("Skip the inbox")
        case "star":
            return t("Star it")
        case _:
            return t("Delete it")


def rules(state: MailState) -> Node:
    """All filters."""
    rows = [
        item(
            t("From {name}", name=rule["sender"]),
            act_words(state, rule),
            on("edit_rule", id=i),
            leading=icon("filter_alt"),
            trailing=Node(
                "switch",
                label=t("Filter for {name}", name=rule["sender"]),
                checked=rule["on"],
                tap=on("rule_on", id=i),
                key=f"on-{i}",
            ),
            key=f"rule-{i}",
        )
        for i, rule in sorted(state["rules"].items(), key=lambda pair: (pair[1]["sender"], pair[0]))
    ]
    none = empty("filter_alt", t("No filters yet"))
    hint = text(t("Filters sort new mail as it arrives."), "muted pad")
    return page(t("Filters"), hint, *(rows or [none]), fab=fab("add", t("New filter"), on("new_rule", sender="")))


def rule(state: MailState, look: Look) -> Node:
    """One filter."""
    act, chosen = look.form.get("act", "label"), look.form.get("label", "")
    names = (("label", t("Put a label on it")), ("archive", t("Skip the inbox")), ("star", t("Star it")),
             ("bin", t("Delete it")))  # fmt: skip
    marks = [
        radio(one["name"], i == chosen, on("rule_label", id=i), key=f"rule-label-{i}")
        for i, one in labels_by_name(state)
    ]
    error = look.form.get("label-error", "")
    return page(
        t("Edit filter") if look.args.get("id") else t("New filter"),
        field(
            "sender", t("From (name or address)"), look.form.get("sender", ""), error=look.form.get("sender-error", "")
        ),
        heading(t("Do this")),
        *[radio(words, key == act, on("rule_act", to=key), key=f"act-{key}") for key, words in names],
        heading(t("Label")) if act == "label" else None,
        text(error, "error pad") if error and act == "label" else None,
        *(marks if act == "label" else []),
        button(t("Save filter"), on("rule_saved", apply=False), "wide"),
        button(t("Save and apply to existing mail"), on("rule_saved", apply=True), "tonal wide"),
        button(t("Delete filter"), on("rule_deleted"), "flat danger wide") if look.args.get("id") else None,
        key="rule",
    )


def blocked(state: MailState) -> Node:
    """Whose mail goes to spam."""
    rows = [
        item(
            address,
            leading=icon("block"),
            trailing=button(t("Unblock"), on("block", address=address), "flat", f"unblock-{n}"),
            key=f"blocked-{n}",
        )
        for n, address in enumerate(sorted(state["blocked"]))
    ]
    quiet = [item(a, leading=icon("mail"), key=f"quiet-{n}") for n, a in enumerate(sorted(state["unsubscribed"]))]
    return page(
        t("Blocked senders"),
        *(rows or [text(t("Nobody is blocked"), "muted centre pad")]),
        column(heading(t("Unsubscribed")), *quiet) if quiet else None,
    )
