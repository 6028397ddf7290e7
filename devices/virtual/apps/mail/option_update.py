"""What happens to labels, filters and settings."""

from datetime import timedelta
from typing import Any

from devices.virtual.app import Turn
from devices.virtual.apps.mail.box_update import Handler
from devices.virtual.apps.mail.state import COLOURS, MailState, Rule, letters_of, matches, new_id
from devices.virtual.node import Event
from devices.virtual.words import t, tn

MENUS = ("drawer", "box_menu", "thread_menu")


def apply_rule(state: MailState, rule: Rule, thread_id: str) -> None:
    """Do to a thread what a filter says."""
    thread = state["threads"][thread_id]
    match rule["act"]:
        case "label":
            if rule["label"] in state["labels"] and rule["label"] not in thread["labels"]:
                thread["labels"].append(rule["label"])
        case "archive":
            thread["folder"] = "archive"
        case "star":
            thread["starred"] = True
        case "bin":
            thread["folder"] = "bin"


def _go(state: MailState, event: Event, turn: Turn) -> None:
    if turn.name in MENUS:
        turn.close()
    vacation = state["vacation"]
    forms = {
        "signature": {"signature": state["options"]["signature"]},
        "vacation": {"on": "1" if vacation["on"] else "", "subject": vacation["subject"], "body": vacation["body"],
                     "until": vacation["until"]},
    }  # fmt: skip
    turn.open(event["to"], forms.get(event["to"]))


def _option(state: MailState, event: Event, turn: Turn) -> None:
    options: dict[str, Any] = {**state["options"]}
    options[event["key"]] = not options[event["key"]]
    state["options"].update(options)  # pyright: ignore[reportArgumentType, reportCallIssue]


def _pick_swipe(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("pick_swipe")


def _swipe(state: MailState, event: Event, turn: Turn) -> None:
    state["options"]["swipe"] = event["to"]
    turn.close()


def _signature(state: MailState, event: Event, turn: Turn) -> None:
    state["options"]["signature"] = turn.draft("signature")
    turn.close()
    turn.toast(t("Signature saved"))


def _vacation_on(state: MailState, event: Event, turn: Turn) -> None:
    turn.form["on"] = "" if turn.form.get("on") == "1" else "1"


def _pick_until(state: MailState, event: Event, turn: Turn) -> None:
    turn.open("until", days=[(turn.now + timedelta(days=n)).date().isoformat() for n in range(1, 31)])


def _until(state: MailState, event: Event, turn: Turn) -> None:
    turn.below["until"] = event["day"]
    turn.close()


def _vacation_saved(state: MailState, event: Event, turn: Turn) -> None:
    on = turn.form.get("on") == "1"
    turn.form["subject-error"] = t("Enter a subject") if on and not turn.draft("subject") else ""
    turn.form["body-error"] = t("Enter a message") if on and not turn.draft("body") else ""
    if turn.form["subject-error"] or turn.form["body-error"]:
        return
    state["vacation"] = {"on": on, "subject": turn.draft("subject"), "body": turn.draft("body"),
                         "until": turn.form.get("until", "")}  # fmt: skip
    turn.close()
    turn.toast(t("Vacation responder is on") if on else t("Vacation responder is off"))


# -- labels -----------------------------------------------------------------------------------------------------------


def _new_label(state: MailState, event: Event, turn: Turn) -> None:
    if turn.name == "drawer":
        turn.close()
    turn.overlay("label_dialog", {"colour": COLOURS[len(state["labels"]) % len(COLOURS)]}, id="")


def _edit_label(state: MailState, event: Event, turn: Turn) -> None:
    label = state["labels"][event["id"]]
    turn.overlay("label_dialog", {"name": label["name"], "colour": label["colour"]}, id=event["id"])


def _colour(state: MailState, event: Event, turn: Turn) -> None:
    turn.form["colour"] = event["to"]


def _label_saved(state: MailState, event: Event, turn: Turn) -> None:
    name, label_id = turn.draft("name"), turn.args["id"]
    taken = {label["name"].casefold() for i, label in state["labels"].items() if i != label_id}
    turn.form["name-error"] = (
        t("Enter a name") if not name else t("There is a label of this name") if name.casefold() in taken else ""
    )
    if turn.form["name-error"]:
        return
    state["labels"][label_id or new_id(state, "l")] = {"name": name, "colour": turn.form["colour"]}
    turn.close()
    turn.toast(t("Label saved"))


def _ask_unlabel(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("ask_unlabel", id=event["id"])


def _unlabelled(state: MailState, event: Event, turn: Turn) -> None:
    label_id = turn.args["id"]
    del state["labels"][label_id]
    for thread in state["threads"].values():
        thread["labels"] = [i for i in thread["labels"] if i != label_id]
    state["rules"] = {i: rule for i, rule in state["rules"].items() if rule["label"] != label_id}
    turn.close()
    turn.toast(t("Label deleted"))


# -- filters ----------------------------------------------------------------------------------------------------------


def _new_rule(state: MailState, event: Event, turn: Turn) -> None:
    if turn.name in MENUS:
        turn.close()
    turn.open("rule", {"sender": event["sender"], "act": "label"}, id="")


def _edit_rule(state: MailState, event: Event, turn: Turn) -> None:
    rule = state["rules"][event["id"]]
    turn.open("rule", {"sender": rule["sender"], "act": rule["act"], "label": rule["label"]}, id=event["id"])


def _rule_on(state: MailState, event: Event, turn: Turn) -> None:
    rule = state["rules"][event["id"]]
    rule["on"] = not rule["on"]


def _rule_act(state: MailState, event: Event, turn: Turn) -> None:
    turn.form["act"] = event["to"]


def _rule_label(state: MailState, event: Event, turn: Turn) -> None:
    turn.form.update({"label": event["id"], "label-error": ""})


def _rule_saved(state: MailState, event: Event, turn: Turn) -> None:
    sender, act = turn.draft("sender"), turn.form.get("act", "label")
    label = turn.form.get("label", "") if act == "label" else ""
    turn.form["sender-error"] = "" if sender else t("Say from whom")
    turn.form["label-error"] = t("Choose a label") if act == "label" and label not in state["labels"] else ""
    if turn.form["sender-error"] or turn.form["label-error"]:
        return
    if act not in ("label", "archive", "star", "bin"):
        raise ValueError(f"no filter does {act!r}")
    rule: Rule = {"sender": sender, "act": act, "label": label, "on": True}
    state["rules"][turn.args["id"] or new_id(state, "r")] = rule
    fitting = [i for i in state["threads"] if _fits(state, rule, i)] if event["apply"] else []
    for thread_id in fitting:
        apply_rule(state, rule, thread_id)
    turn.close()
    done = tn("Filter saved, {n} mail changed", "Filter saved, {n} mails changed", len(fitting))
    turn.toast(done if event["apply"] else t("Filter saved"))


def _fits(state: MailState, rule: Rule, thread_id: str) -> bool:
    first = letters_of(state, thread_id)[0][1]
    here = state["threads"][thread_id]["folder"] not in ("spam", "bin")
    return here and matches(rule, first["address"], first["name"])


def _rule_deleted(state: MailState, event: Event, turn: Turn) -> None:
    del state["rules"][turn.args["id"]]
    turn.close()
    turn.toast(t("Filter deleted"))


OPTIONS: dict[str, Handler] = {
    "go": _go, "option": _option, "pick_swipe": _pick_swipe, "swipe": _swipe, "signature_saved": _signature,
    "vacation_on": _vacation_on, "pick_until": _pick_until, "until": _until, "vacation_saved": _vacation_saved,
    "new_label": _new_label, "edit_label": _edit_label, "colour": _colour, "label_saved": _label_saved,
    "ask_unlabel": _ask_unlabel, "unlabelled": _unlabelled, "new_rule": _new_rule, "edit_rule": _edit_rule,
    "rule_on": _rule_on, "rule_act": _rule_act, "rule_label": _rule_label, "rule_saved": _rule_saved,
    "rule_deleted": _rule_deleted,
}  # fmt: skip
