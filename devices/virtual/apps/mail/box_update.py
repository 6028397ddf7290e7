"""What happens in the boxes of Letterbox: opening, choosing many, archiving, deleting, searching, taking it back."""

from collections.abc import Callable, Sequence

from devices.virtual.app import Turn
from devices.virtual.apps.mail.state import MailState, box_of, copy_of, letters_of, no_undo
from devices.virtual.node import Event
from devices.virtual.words import t, tn

Handler = Callable[[MailState, Event, Turn], None]
FILTERS = ("from", "files", "new", "when", "label")


def act(state: MailState, ids: Sequence[str], what: str, turn: Turn) -> None:
    """Do something with threads; what moves them can be taken back."""
    before = {i: copy_of(state["threads"][i]) for i in ids}
    for thread_id in ids:
        _act(state, thread_id, what)
    words = _act_words(state, what, len(ids), [state["threads"][i]["folder"] for i in ids])
    if what in ("read", "unread", "star", "important"):
        turn.toast(words)
    else:
        state["undo"] = {"words": words, "threads": before, "letter": "", "draft": []}


def _act(state: MailState, thread_id: str, what: str) -> None:
    thread = state["threads"][thread_id]
    match what:
        case "archive" | "inbox" | "spam" | "bin":
            thread.update(folder=what, snoozed="")
        case "read" | "unread":
            if thread_id in state["unread"]:
                state["unread"].remove(thread_id)
            if what == "unread":
                state["unread"].append(thread_id)
        case "star":
            thread["starred"] = True
        case "important":
            thread["important"] = not thread["important"]
        case _:
            if what not in thread["labels"]:
                thread["labels"].append(what)


def _act_words(state: MailState, what: str, n: int, folders: Sequence[str]) -> str:
    match what:
        case "archive":
            return tn("{n} mail archived", "{n} mails archived", n)
        case "bin":
            return tn("{n} mail deleted", "{n} mails deleted", n)
        case "spam":
            return tn("{n} mail reported as spam", "{n} mails reported as spam", n)
        case "inbox":
            return tn("{n} mail moved to the inbox", "{n} mails moved to the inbox", n)
        case "read":
            return t("Marked as read")
        case "unread":
            return t("Marked as unread")
        case "star":
            return t("Starred")
        case "important":
            return t("Changed what is important")
        case _:
            return t("Moved to {name}", name=state["labels"][what]["name"])


def do(state: MailState, ids: list[str], what: str, turn: Turn, leave: int) -> None:
    """`act`, after asking where that was wished for; then leave so many screens."""
    if what == "bin" and all(state["threads"][i]["folder"] == "bin" for i in ids):
        turn.overlay("sure", what="forever", ids=ids, leave=leave)
    elif what == "bin" and state["options"]["confirm_delete"]:
        turn.overlay("sure", what="bin", ids=ids, leave=leave)
    else:
        act(state, ids, what, turn)
        if leave:
            turn.close(leave)


def forget(state: MailState, ids: Sequence[str]) -> None:
    """Delete threads for good."""
    for thread_id in ids:
        for letter_id, _ in letters_of(state, thread_id):
            del state["letters"][letter_id]
        del state["threads"][thread_id]
        if thread_id in state["unread"]:
            state["unread"].remove(thread_id)


def chosen(state: MailState, turn: Turn) -> list[str]:
    """The threads that are chosen on the screen that selects, or below its menu."""
    form = turn.form if turn.name == "select" else turn.below
    return [i for i in state["threads"] if form.get(f"sel-{i}")]


def _drawer(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("drawer", box=turn.form.get("box", "inbox"))


def _box(state: MailState, event: Event, turn: Turn) -> None:
    turn.below["box"] = event["to"]
    turn.close()


def _category(state: MailState, event: Event, turn: Turn) -> None:
    turn.form["category"] = event["name"]


def _read(state: MailState, event: Event, turn: Turn) -> None:
    thread_id = event["id"]
    if thread_id in state["letters"]:
        thread_id = state["letters"][thread_id]["thread"]
    if thread_id not in state["threads"]:
        turn.toast(t("This mail is no longer here"))
        return
    if thread_id in state["unread"]:
        state["unread"].remove(thread_id)
    words = turn.draft("query")
    if turn.name == "search" and words:
        state["searches"] = [words, *(other for other in state["searches"] if other != words)][:5]
    turn.open("thread", id=thread_id)


def _star(state: MailState, event: Event, turn: Turn) -> None:
    thread = state["threads"][event["id"]]
    thread["starred"] = not thread["starred"]
    turn.toast(t("Starred") if thread["starred"] else t("Star removed"))


def _swiped(state: MailState, event: Event, turn: Turn) -> None:
    if event["direction"] in ("left", "right"):
        do(state, [event["id"]], state["options"]["swipe"], turn, 0)


# -- choosing many ----------------------------------------------------------------------------------------------------


def _choose(state: MailState, event: Event, turn: Turn) -> None:
    key = f"sel-{event['id']}"
    if turn.name != "select":
        _select(turn, {key: "1"})
        return
    turn.form[key] = "" if turn.form.get(key) else "1"
    if not chosen(state, turn):
        turn.close()


def _select(turn: Turn, form: dict[str, str], below: bool = False) -> None:
    place = turn.below if below else turn.form
    box, category = place.get("box", "inbox"), place.get("category", "primary")
    if below:
        turn.close()
    turn.open("select", form, box=box, category=category)


def _unchoose(state: MailState, event: Event, turn: Turn) -> None:
    turn.close()


def _choose_all(state: MailState, event: Event, turn: Turn) -> None:
    if turn.name == "bulk_menu":
        turn.below.update({f"sel-{i}": "1" for i in _here(state, turn.args["box"], turn.args["category"])})
        turn.close()
    elif ids := _here(state, turn.args["box"], turn.args["category"]):
        _select(turn, {f"sel-{i}": "1" for i in ids}, below=True)
    else:
        turn.close()
        turn.toast(t("Nothing to select"))


def _here(state: MailState, box: str, category: str) -> list[str]:
    if box in ("drafts", "scheduled"):
        return []
    ids = box_of(state, box)
    if box == "inbox" and state["options"]["categories"]:
        return [i for i in ids if state["threads"][i]["category"] == category]
    return ids


def _box_menu(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("box_menu", box=event["box"], category=turn.form.get("category", "primary"))


def _bulk_menu(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("bulk_menu", box=turn.args["box"], category=turn.args["category"])


def _bulk(state: MailState, event: Event, turn: Turn) -> None:
    ids, menu = chosen(state, turn), turn.name == "bulk_menu"
    if menu:
        turn.close()
    do(state, ids, event["act"], turn, 1)


def _all_read(state: MailState, event: Event, turn: Turn) -> None:
    here = set(box_of(state, turn.args["box"]))
    state["unread"] = [i for i in state["unread"] if i not in here]
    turn.close()
    turn.toast(t("All mail marked as read"))


def _ask_purge(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("sure", what="purge", box=event["box"], ids=box_of(state, event["box"]), leave=0)


# -- searching --------------------------------------------------------------------------------------------------------


def _search(state: MailState, event: Event, turn: Turn) -> None:
    turn.open("search")
    turn.focus("query")


def _pick_from(state: MailState, event: Event, turn: Turn) -> None:
    turn.open("pick_from")


def _from(state: MailState, event: Event, turn: Turn) -> None:
    turn.below["from"] = event["name"]
    turn.close()


def _pick_date(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("pick_date", now=turn.form.get("when", ""))


def _date(state: MailState, event: Event, turn: Turn) -> None:
    turn.below["when"] = event["to"]
    turn.close()


def _pick_label(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("pick_label")


def _of_label(state: MailState, event: Event, turn: Turn) -> None:
    turn.below["label"] = event["id"]
    turn.close()


def _flip(state: MailState, event: Event, turn: Turn) -> None:
    turn.form[event["key"]] = "" if turn.form.get(event["key"]) else "1"


def _sort(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("sort", now=turn.form.get("sort", "newest"))


def _sorted(state: MailState, event: Event, turn: Turn) -> None:
    turn.below["sort"] = event["by"]
    turn.close()


def _clear_filters(state: MailState, event: Event, turn: Turn) -> None:
    turn.form.update(dict.fromkeys((*FILTERS, "query"), ""))


def _again(state: MailState, event: Event, turn: Turn) -> None:
    turn.form["query"] = event["words"]


def _forget(state: MailState, event: Event, turn: Turn) -> None:
    state["searches"].clear()


def restore(state: MailState) -> None:
    """Put threads back to where they were before what was done last."""
    for thread_id, thread in state["undo"]["threads"].items():
        if thread_id in state["threads"]:
            state["threads"][thread_id] = copy_of(thread)
    state["undo"] = no_undo()


BOXES: dict[str, Handler] = {
    "drawer": _drawer, "box": _box, "category": _category, "read": _read, "star": _star, "swiped": _swiped,
    "choose": _choose, "unchoose": _unchoose, "choose_all": _choose_all, "box_menu": _box_menu,
    "bulk_menu": _bulk_menu, "bulk": _bulk, "all_read": _all_read, "ask_purge": _ask_purge, "search": _search,
    "pick_from": _pick_from, "from": _from, "pick_date": _pick_date, "date": _date, "pick_label": _pick_label,
    "of_label": _of_label, "flip": _flip, "sort": _sort, "sorted": _sorted, "clear_filters": _clear_filters,
    "again": _again, "forget": _forget,
}  # fmt: skip
