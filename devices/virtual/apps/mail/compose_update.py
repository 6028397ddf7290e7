"""What happens while a letter is written: addressing, attaching, keeping, sending now or later, taking it back."""

from devices.virtual.app import Turn
from devices.virtual.apps.contacts.state import known
from devices.virtual.apps.mail.box_update import Handler, restore
from devices.virtual.apps.mail.compose_views import addresses, files_in
from devices.virtual.apps.mail.parts import stamp_of
from devices.virtual.apps.mail.sending import send, take_back
from devices.virtual.apps.mail.state import (
    ME,
    Draft,
    MailState,
    is_address,
    minutes,
    new_id,
    no_undo,
    reply_subject,
)
from devices.virtual.apps.mail.thread_update import ask_times, picked_time, send_choices, snoozed
from devices.virtual.node import Event
from devices.virtual.words import t


def _form(draft: Draft, quote: str = "") -> dict[str, str]:
    files = "\n".join(f"{file['name']}|{file['kind']}|{file['size']}" for file in draft["files"])
    return {"to-list": ",".join(draft["to"]), "cc-list": ",".join(draft["cc"]), "subject": draft["subject"],
            "body": draft["body"], "files": files, "quote": quote}  # fmt: skip


def _new(turn: Turn, to: list[str] | None = None, subject: str = "", body: str = "", reply: str = "") -> Draft:
    return {"to": to or [], "cc": [], "subject": subject, "body": body, "files": [], "reply": reply,
            "at": minutes(turn.now), "send_at": ""}  # fmt: skip


def _open(turn: Turn, draft: Draft, draft_id: str = "", quote: str = "", focus: str = "") -> None:
    turn.open("compose", _form(draft, quote), draft=draft_id, reply=draft["reply"])
    if focus:
        turn.focus(focus)


def _compose(state: MailState, event: Event, turn: Turn) -> None:
    _open(turn, _new(turn), focus="to")


def _write(state: MailState, event: Event, turn: Turn) -> None:
    _open(turn, _new(turn, [event["address"]]), focus="subject")


def _received(state: MailState, event: Event, turn: Turn) -> None:
    _open(turn, _new(turn, body=event["value"]), focus="to")


def _received_image(state: MailState, event: Event, turn: Turn) -> None:
    kind, _, number = str(event["value"]).partition(":")
    if not kind.isalpha() or not number.isdecimal():
        turn.toast(t("This picture cannot be attached"))
        return
    draft = _new(turn)
    draft["files"] = [{"name": t("Picture"), "kind": event["value"], "size": 900}]
    _open(turn, draft, focus="to")


def _reply(state: MailState, event: Event, turn: Turn) -> None:
    letter = state["letters"][event["id"]]
    if turn.name == "letter_menu":
        turn.close()
    mine = letter["address"] == ME
    draft = _new(turn, [*letter["to"]] if mine else [letter["address"]], reply=event["id"])
    draft["subject"] = reply_subject(state["threads"][letter["thread"]]["subject"])
    if event.name == "reply_all" or state["options"]["reply_all"]:
        others = [a for a in (*letter["to"], *letter["cc"]) if a not in (ME, *draft["to"])]
        draft["cc"] = list(dict.fromkeys(others))
    _open(turn, draft, focus="body")


def _forward(state: MailState, event: Event, turn: Turn) -> None:
    letter = state["letters"][event["id"]]
    if turn.name == "letter_menu":
        turn.close()
    subject = state["threads"][letter["thread"]]["subject"]
    draft = _new(turn, subject=t("Fwd: ") + subject)
    draft["files"] = [*letter["files"]]
    source = t("From: {name} <{address}>", name=letter["name"], address=letter["address"])
    quote = f"{t('Forwarded mail')}\n{source}\n{t('Subject: {subject}', subject=subject)}\n\n{letter['body']}"
    _open(turn, draft, quote=quote, focus="to")


def _send_file(state: MailState, event: Event, turn: Turn) -> None:
    draft = _new(turn)
    draft["files"] = [state["letters"][event["id"]]["files"][event["at"]]]
    _open(turn, draft, focus="to")


def _edit_draft(state: MailState, event: Event, turn: Turn) -> None:
    _open(turn, state["drafts"][event["id"]], event["id"])


# -- addressing and attaching -----------------------------------------------------------------------------------------


def _show_cc(state: MailState, event: Event, turn: Turn) -> None:
    turn.form["show-cc"] = "1"
    turn.focus("cc")


def _add(form: dict[str, str], key: str, address: str) -> None:
    if address not in (*addresses(form, "to"), *addresses(form, "cc")):
        form[f"{key}-list"] = ",".join([*addresses(form, key), address])


def _add_to(state: MailState, event: Event, turn: Turn) -> None:
    _add(turn.form, event["key"], event["address"])
    turn.form.update({event["key"]: "", f"{event['key']}-error": ""})


def _add_typed(state: MailState, event: Event, turn: Turn) -> None:
    _take_typed(turn.form, event["key"], turn)


def _take_typed(form: dict[str, str], key: str, turn: Turn) -> bool:
    """Put what was typed among the addressees; False, with an error, where it is no address and nobody's name."""
    form[f"{key}-error"] = ""
    names = {c["name"].casefold(): c["email"] for c in known(turn.others).values() if c["email"]}
    rest: list[str] = []
    for part in form.get(key, "").replace(";", ",").replace("，", ",").split(","):
        words = part.strip()
        address = words if is_address(words) else names.get(words.casefold(), "")
        if address:
            _add(form, key, address)
        elif words:
            rest.append(words)
    form[key] = ", ".join(rest)
    if rest:
        form[f"{key}-error"] = t("“{words}” is not a mail address", words=rest[0])
    return not rest


def _remove_to(state: MailState, event: Event, turn: Turn) -> None:
    key = event["key"]
    turn.form[f"{key}-list"] = ",".join(a for a in addresses(turn.form, key) if a != event["address"])


def _attach(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("attach", files=turn.form.get("files", ""))


def _attached(state: MailState, event: Event, turn: Turn) -> None:
    line = f"{event['name']}|{event['kind']}|{event['size']}"
    turn.below["files"] = "\n".join(filter(None, (turn.below.get("files", ""), line)))
    turn.close()


def _detach(state: MailState, event: Event, turn: Turn) -> None:
    lines = turn.form["files"].split("\n")
    turn.form["files"] = "\n".join(line for n, line in enumerate(lines) if n != event["at"])


# -- keeping and sending ----------------------------------------------------------------------------------------------


def _draft(form: dict[str, str], reply: str, turn: Turn) -> Draft:
    body = "\n\n".join(part for part in (form.get("body", "").strip(), form.get("quote", "")) if part)
    return {"to": addresses(form, "to"), "cc": addresses(form, "cc"), "subject": form.get("subject", "").strip(),
            "body": body, "files": files_in(form), "reply": reply, "at": minutes(turn.now), "send_at": ""}  # fmt: skip


def _ready(form: dict[str, str], turn: Turn) -> bool:
    good = [_take_typed(form, key, turn) for key in ("to", "cc")]
    if all(good) and not addresses(form, "to"):
        form["to-error"] = t("Add a recipient")
        return False
    return all(good)


def _keep(state: MailState, form: dict[str, str], turn: Turn) -> bool:
    """Keep what was written among the drafts; False where there is nothing to keep."""
    _take_typed(form, "to", turn)
    draft, reply = _draft(form, turn.args["reply"], turn), turn.args["reply"]
    if not (draft["body"] or draft["files"] or (not reply and (draft["to"] or draft["subject"]))):
        return False
    state["drafts"][turn.args["draft"] or new_id(state, "d")] = draft
    return True


def _leave(state: MailState, event: Event, turn: Turn) -> None:
    kept = _keep(state, turn.form, turn)
    turn.close()
    if kept:
        turn.toast(t("Draft saved"))


def _save_draft(state: MailState, event: Event, turn: Turn) -> None:
    kept = _keep(state, turn.below, turn)
    turn.close(2 if kept else 1)
    turn.toast(t("Draft saved") if kept else t("Nothing to save"))


def _menu(state: MailState, event: Event, turn: Turn) -> None:
    turn.overlay("compose_menu", **turn.args)


def _ask_discard(state: MailState, event: Event, turn: Turn) -> None:
    turn.close()
    turn.overlay("ask_discard", **turn.args)


def _discarded(state: MailState, event: Event, turn: Turn) -> None:
    state["drafts"].pop(turn.args["draft"], None)
    turn.close(2)
    turn.toast(t("Draft discarded"))


def _discard(state: MailState, event: Event, turn: Turn) -> None:
    del state["drafts"][event["id"]]
    turn.toast(t("Draft discarded"))


def _send(state: MailState, event: Event, turn: Turn) -> None:
    if not _ready(turn.form, turn):
        return
    if state["options"]["confirm_send"] or not turn.draft("subject"):
        turn.overlay("ask_send", subject=turn.draft("subject"), **turn.args)
    else:
        _go(state, _draft(turn.form, turn.args["reply"], turn), turn.args["draft"], turn)
        turn.close()


def _send_anyway(state: MailState, event: Event, turn: Turn) -> None:
    _go(state, _draft(turn.below, turn.args["reply"], turn), turn.args["draft"], turn)
    turn.close(2)


def _go(state: MailState, draft: Draft, draft_id: str, turn: Turn) -> None:
    state["drafts"].pop(draft_id, None)
    letter_id = send(state, draft, turn.now, turn.others)
    state["undo"] = {"words": t("Mail sent"), "threads": {}, "letter": letter_id, "draft": [draft]}


def _schedule(state: MailState, event: Event, turn: Turn) -> None:
    if turn.name == "scheduled":
        ask_times(turn, "later", send_choices(turn.now), id=turn.args["id"])
        return
    ready = _ready(turn.below, turn)
    turn.close()
    if ready:
        ask_times(turn, "send", send_choices(turn.now), **turn.args)


def _time(state: MailState, event: Event, turn: Turn) -> None:
    _at(state, event["at"], turn)


def _picked_time(state: MailState, event: Event, turn: Turn) -> None:
    at = picked_time(turn)
    if at:
        _at(state, at, turn)


def _at(state: MailState, at: str, turn: Turn) -> None:
    """A time was chosen: for threads to come back, or for a letter to go out."""
    what = turn.args["what"]
    if what == "snooze":
        snoozed(state, turn.args["ids"], at, turn)
        return
    if what == "send":
        draft = _draft(turn.below, turn.args["reply"], turn)
        draft_id = turn.args["draft"] or new_id(state, "d")
    else:
        draft, draft_id = state["drafts"][turn.args["id"]], turn.args["id"]
    state["drafts"][draft_id] = {**draft, "send_at": at}
    turn.close(2)
    turn.toast(t("Will be sent: {when}", when=stamp_of(at, turn.now, turn.others)))


def _scheduled(state: MailState, event: Event, turn: Turn) -> None:
    at = state["drafts"][event["id"]]["send_at"]
    turn.open("scheduled", id=event["id"], when=stamp_of(at, turn.now, turn.others))


def _send_now(state: MailState, event: Event, turn: Turn) -> None:
    draft = state["drafts"].get(event["id"])
    if draft is not None:
        _go(state, {**draft, "send_at": ""}, event["id"], turn)
    turn.close()


def _unschedule(state: MailState, event: Event, turn: Turn) -> None:
    draft = state["drafts"].get(event["id"])
    turn.close()
    if draft is not None:
        draft["send_at"] = ""
        turn.toast(t("Sending cancelled, the mail is among the drafts"))


def _undo(state: MailState, event: Event, turn: Turn) -> None:
    undo = state["undo"]
    if undo["letter"] in state["letters"]:
        state["undo"] = no_undo()
        take_back(state, undo["letter"])
        _open(turn, undo["draft"][0])
        turn.toast(t("Sending undone"))
    else:
        restore(state)
        turn.toast(t("Undone"))


COMPOSING: dict[str, Handler] = {
    "compose": _compose, "write": _write, "received": _received, "received_image": _received_image, "reply": _reply,
    "reply_all": _reply, "forward": _forward, "send_file": _send_file, "edit_draft": _edit_draft, "show_cc": _show_cc,
    "add_to": _add_to, "add_typed": _add_typed, "remove_to": _remove_to, "attach": _attach, "attached": _attached,
    "detach": _detach, "leave": _leave, "save_draft": _save_draft, "compose_menu": _menu,
    "ask_discard": _ask_discard, "discarded": _discarded, "discard": _discard, "send": _send,
    "send_anyway": _send_anyway, "schedule": _schedule, "time": _time, "picked_time": _picked_time,
    "scheduled": _scheduled, "send_now": _send_now, "unschedule": _unschedule, "undo": _undo,
}  # fmt: skip
