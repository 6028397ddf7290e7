"""What happens to a thread: acting on it, moving, labelling, snoozing, its letters and what is attached."""

from datetime import datetime, timedelta
from typing import Any

from devices.virtual.app import Turn
from devices.virtual.apps.mail.box_update import Handler, act, chosen, do, forget
from devices.virtual.apps.mail.state import MailState, copy_of, letters_of, minutes
from devices.virtual.node import Event
from devices.virtual.times import parse_time
from devices.virtual.words import t


def snooze_choices(now: datetime) -> list[list[str]]:
    """(words, time, icon) of what is offered; words as the catalogue has them."""
    evening, tomorrow = now.replace(hour=18, minute=0), now + timedelta(days=1)
    saturday = now + timedelta(days=(5 - now.weekday()) % 7 or 7)
    monday = now + timedelta(days=7 - now.weekday())
    choices = [["Tomorrow morning", minutes(tomorrow.replace(hour=8, minute=0)), "wb_sunny"],
               ["This weekend", minutes(saturday.replace(hour=9, minute=0)), "weekend"],
               ["Next week", minutes(monday.replace(hour=8, minute=0)), "work"]]  # fmt: skip
    return [["This evening", minutes(evening), "nights_stay"], *choices] if now < evening else choices


def send_choices(now: datetime) -> list[list[str]]:
    """The same for letters that go out later."""
    tomorrow, monday = now + timedelta(days=1), now + timedelta(days=7 - now.weekday())
    return [["Tomorrow morning", minutes(tomorrow.replace(hour=8, minute=0)), "wb_sunny"],
            ["Tomorrow afternoon", minutes(tomorrow.replace(hour=13, minute=0)), "light_mode"],
            ["Monday morning", minutes(monday.replace(hour=8, minute=0)), "work"]]  # fmt: skip


def ask_times(turn: Turn, what: str, choices: list[list[str]], **args: Any) -> None:
    """Ask when something shall happen."""
    turn.overlay("times", what=what, choices=choices, **args)


def _subjects(state: MailState, turn: Turn) -> tuple[list[str], str]:
    """Which threads a menu speaks of, and the screen below it: "thread" or "select". Closes the menu."""
    if turn.name in ("bulk_menu", "select"):
        ids = chosen(state, turn)
        place = "select"
    else:
        ids, place = [turn.args["id"]], "thread"
    if turn.name in ("bulk_menu", "thread_menu"):
        turn.close()
    return ids, place


def _act(state: MailState, event: Event, turn: Turn) -> None:
    ids, _ = _subjects(state, turn)
    stays = event["act"] == "important"
    do(state, ids, event["act"], turn, 0 if stays else 1)


def _thread_menu(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("thread_menu", id=turn.args["id"])


def _letter_menu(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("letter_menu", id=event["id"])


def _fold(state: MailState, event: Event, turn: Turn) -> None:
    turn.form[f"open-{event['id']}"] = "1" if event["open"] else "0"


def _details(state: MailState, event: Event, turn: Turn) -> None:
    key = f"details-{event['id']}"
    turn.form[key] = "" if turn.form.get(key) else "1"


def _move(state: MailState, event: Event, turn: Turn) -> None:
    ids, _ = _subjects(state, turn)
    turn.overlay("move", ids=ids)


def _moved(state: MailState, event: Event, turn: Turn) -> None:
    turn.close()
    do(state, turn.args["ids"], event["to"], turn, 1)


def _label(state: MailState, event: Event, turn: Turn) -> None:
    ids, place = _subjects(state, turn)
    common = [i for i in state["labels"] if all(i in state["threads"][x]["labels"] for x in ids)]
    turn.overlay("label", dict.fromkeys(common, "1"), ids=ids, place=place)


def _tick(state: MailState, event: Event, turn: Turn) -> None:
    turn.form[event["id"]] = "" if turn.form.get(event["id"]) == "1" else "1"


def _labelled(state: MailState, event: Event, turn: Turn) -> None:
    ids: list[str] = turn.args["ids"]
    before = {i: copy_of(state["threads"][i]) for i in ids}
    # What was never touched stays as each thread had it.
    touched = [i for i in sorted(state["labels"]) if i in turn.form]
    for thread_id in ids:
        thread = state["threads"][thread_id]
        on = {i for i in touched if turn.form[i] == "1"}
        thread["labels"] = [i for i in thread["labels"] if i not in touched or i in on]
        thread["labels"] += [i for i in touched if i in on and i not in thread["labels"]]
    turn.close(2 if turn.args["place"] == "select" else 1)
    state["undo"] = {"words": t("Labels changed"), "threads": before, "letter": "", "draft": []}


def _snooze(state: MailState, event: Event, turn: Turn) -> None:
    ids, _ = _subjects(state, turn)
    snoozed = any(state["threads"][i]["snoozed"] for i in ids)
    ask_times(turn, "snooze", snooze_choices(turn.now), ids=ids, snoozed=snoozed)


def snoozed(state: MailState, ids: list[str], at: str, turn: Turn) -> None:
    """Put threads off until then; with no time they come back at once."""
    before = {i: copy_of(state["threads"][i]) for i in ids}
    for thread_id in ids:
        state["threads"][thread_id]["snoozed"] = at
        state["threads"][thread_id]["folder"] = "inbox"
    words = t("Snoozed") if at else t("Snooze removed")
    state["undo"] = {"words": words, "threads": before, "letter": "", "draft": []}
    turn.close(2)


def _pick_time(state: MailState, event: Event, turn: Turn) -> None:
    days = [(turn.now + timedelta(days=n)).date().isoformat() for n in range(21)]
    turn.close()
    turn.overlay("pick_time", {"time": "9:00"}, **{**turn.args, "days": days})


def _day(state: MailState, event: Event, turn: Turn) -> None:
    turn.form["day"] = event["to"]


def picked_time(turn: Turn) -> str:
    """The day and time that were typed, or empty where they are none or over; then the field says so."""
    at = parse_time(turn.draft("time"))
    day = turn.form.get("day", turn.args["days"][0])
    if at is None:
        turn.form["time-error"] = t("Enter a time such as 9:30")
        return ""
    if f"{day}T{at}" <= minutes(turn.now):
        turn.form["time-error"] = t("This time is over")
        return ""
    return f"{day}T{at}"


def _forever(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("sure", what="forever", ids=[turn.args["id"]], leave=1)


def _ask_unsubscribe(state: MailState, event: Event, turn: Turn) -> None:
    first = letters_of(state, turn.args["id"])[0][1]
    turn.close()
    turn.overlay("sure", what="unsubscribe", address=first["address"], name=first["name"], id=turn.args["id"])


def _block(state: MailState, event: Event, turn: Turn) -> None:
    if turn.name == "thread_menu":
        turn.close()
    if event["address"] in state["blocked"]:
        state["blocked"].remove(event["address"])
        turn.toast(t("Sender unblocked"))
    else:
        turn.overlay("sure", what="block", address=event["address"])


def _sure(state: MailState, event: Event, turn: Turn) -> None:
    args = turn.args
    match args["what"]:
        case "bin":
            act(state, args["ids"], "bin", turn)
            turn.close(1 + args["leave"])
        case "forever" | "purge":
            forget(state, args["ids"])
            turn.close(1 + args["leave"])
            turn.toast(t("Deleted forever"))
        case "block":
            state["blocked"].append(args["address"])
            turn.close()
            turn.toast(t("Sender blocked"))
        case _:
            state["unsubscribed"].append(args["address"])
            for thread_id, thread in state["threads"].items():
                if letters_of(state, thread_id)[0][1]["address"] == args["address"]:
                    thread["newsletter"] = False
            turn.close()
            turn.toast(t("Unsubscribed from {name}", name=args["name"]))


# -- letters and files ------------------------------------------------------------------------------------------------


def _copy(state: MailState, event: Event, turn: Turn) -> None:
    letter = state["letters"][event["id"]]
    turn.copy(letter["address"] if event.name == "copy_address" else letter["body"])
    turn.close()
    turn.toast(t("Copied"))


def _share(state: MailState, event: Event, turn: Turn) -> None:
    letter = state["letters"][event["id"]]
    turn.close()
    turn.share("text", f"{state['threads'][letter['thread']]['subject']}\n{letter['body']}")


def _link(state: MailState, event: Event, turn: Turn) -> None:
    if not turn.follow(event["to"]):
        turn.toast(t("No app can open this"))


def _file(state: MailState, event: Event, turn: Turn) -> None:
    turn.open("file", id=event["id"], at=event["at"])


def _save(state: MailState, event: Event, turn: Turn) -> None:
    key = f"{event['id']}:{event['at']}"
    if turn.space <= 0:
        turn.toast(t("Not enough space on this phone"))
    elif key in state["saved"]:
        turn.toast(t("Saved already"))
    else:
        state["saved"].append(key)
        turn.toast(t("Saved to this phone"))


def _share_file(state: MailState, event: Event, turn: Turn) -> None:
    turn.share("image", state["letters"][event["id"]]["files"][int(event["at"])]["kind"])


THREADS: dict[str, Handler] = {
    "act": _act, "thread_menu": _thread_menu, "letter_menu": _letter_menu, "fold": _fold, "details": _details,
    "move": _move, "bulk_move": _move, "moved": _moved, "label": _label, "bulk_label": _label, "tick": _tick,
    "labelled": _labelled, "snooze": _snooze, "bulk_snooze": _snooze, "pick_time": _pick_time, "day": _day,
    "ask_forever": _forever, "ask_unsubscribe": _ask_unsubscribe, "block": _block, "sure": _sure, "copy": _copy,
    "copy_address": _copy, "share": _share, "link": _link, "file": _file, "save": _save, "share_file": _share_file,
}  # fmt: skip
