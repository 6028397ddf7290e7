"""What happens in a conversation: writing, reacting, editing, deleting, voting, sending, forwarding."""

from datetime import timedelta
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.chat.list_update import Handler, off_sheet
from devices.virtual.apps.chat.people import ANSWERS, MAYBES, PLACES, THANKS
from devices.virtual.apps.chat.state import (
    MAX_OPTIONS,
    ME,
    Chat,
    ChatState,
    Kind,
    Message,
    begun,
    may_write,
    minutes,
    new_id,
    new_message,
    settled,
)
from devices.virtual.node import Event, on
from devices.virtual.words import t, tn


def post(
    state: ChatState, chat_id: str, turn: Turn, text: str, kind: Kind = "text", ref: str = ""
) -> tuple[str, Message]:
    """Write into a chat; somebody is going to answer. The message and its id."""
    chat_id = begun(state, chat_id)
    message = new_message(ME, text, minutes(turn.now), kind, ref)
    message_id = new_id(state, "m")
    state["chats"][chat_id]["messages"][message_id] = message
    state["unread"].pop(chat_id, None)
    _expect(state, chat_id, message_id, message, turn)
    return message_id, message


def _expect(state: ChatState, chat_id: str, message_id: str, message: Message, turn: Turn) -> None:
    """Let one of the others answer in a few minutes, unless they are about to write anyway."""
    chat, rng = state["chats"][chat_id], Random(f"{message_id}:{message['text']}")
    soon = minutes(turn.now + timedelta(minutes=6))
    others = sorted(i for i in chat["members"] if i != ME)
    if chat["kind"] == "channel" or not others or message["kind"] == "poll":
        return
    if any(p["chat"] == chat_id and p["at"] <= soon for p in state["pending"].values()):
        return
    words = message["text"].casefold()
    thanks = any(sign in words for sign in ("thank", "谢"))
    pool = THANKS if thanks else MAYBES if words.endswith(("?", "？")) else ANSWERS
    at = minutes(turn.now + timedelta(minutes=rng.randint(1, 5)))
    state["pending"][new_id(state, "w")] = {"chat": chat_id, "by": rng.choice(others), "text": t(rng.choice(pool)),
                                            "at": at}  # fmt: skip


def _writable(state: ChatState, chat_id: str, turn: Turn) -> bool:
    chat = state["chats"].get(settled(state, chat_id))
    if chat is not None and not may_write(state, chat):
        turn.toast(t("You cannot write here"))
        return False
    return True


def _send(state: ChatState, event: Event, turn: Turn) -> None:
    words, editing = turn.draft("text"), turn.form.get("editing", "")
    if not words:
        turn.toast(t("Write a message first"))
        return
    if editing:
        _edited(state, settled(state, event["id"]), editing, words)
    elif _writable(state, event["id"], turn):
        post(state, event["id"], turn, words)[1]["reply"] = turn.form.get("reply", "")
    turn.form.update(text="", reply="", editing="")


def _edited(state: ChatState, chat_id: str, message_id: str, words: str) -> None:
    message = state["chats"][chat_id]["messages"].get(message_id)
    if message is not None and message["text"] != words:
        message["text"], message["edited"] = words, True


def _unquote(state: ChatState, event: Event, turn: Turn) -> None:
    if turn.form.get("editing"):
        turn.form["text"] = ""
    turn.form.update(reply="", editing="")


# -- one message ----------------------------------------------------------------------------------------------------


def _chat(state: ChatState, turn: Turn) -> Chat:
    return state["chats"][turn.args["chat"]]


def _message(state: ChatState, event: Event, turn: Turn) -> None:
    turn.overlay("message", id=event["id"], chat=settled(state, turn.args["id"]))


def _react(state: ChatState, event: Event, turn: Turn) -> None:
    reactions = _chat(state, turn)["messages"][turn.args["id"]]["reactions"]
    if reactions.get(ME) == event["sign"]:
        del reactions[ME]
    else:
        reactions[ME] = event["sign"]
    turn.close()


def _reply(state: ChatState, event: Event, turn: Turn) -> None:
    turn.below.update(reply=event["id"], editing="")
    turn.close()
    turn.focus("text")


def _edit(state: ChatState, event: Event, turn: Turn) -> None:
    turn.below.update(text=_chat(state, turn)["messages"][event["id"]]["text"], editing=event["id"], reply="")
    turn.close()
    turn.focus("text")


def _star(state: ChatState, event: Event, turn: Turn) -> None:
    message = _chat(state, turn)["messages"][event["id"]]
    message["starred"] = not message["starred"]
    turn.close()
    turn.toast(t("Message starred") if message["starred"] else t("Star removed"))


def _copy(state: ChatState, event: Event, turn: Turn) -> None:
    turn.copy(event["text"])
    off_sheet(turn)
    turn.toast(t("Copied"))


def _share(state: ChatState, event: Event, turn: Turn) -> None:
    message = _chat(state, turn)["messages"][event["id"]]
    turn.close()
    turn.share("text", ", ".join(part for part in (message["text"], _address(message)) if part))


def _address(message: Message) -> str:
    return message["ref"] if message["kind"] == "location" else ""


def _end_poll(state: ChatState, event: Event, turn: Turn) -> None:
    state["polls"][event["id"]]["closed"] = True
    turn.close()
    turn.toast(t("Poll ended"))


def _over(state: ChatState, event: Event, turn: Turn) -> None:
    turn.close()
    turn.overlay(event.name, id=event["id"], chat=turn.args["chat"])


def _deleted(state: ChatState, event: Event, turn: Turn) -> None:
    messages, message_id = _chat(state, turn)["messages"], turn.args["id"]
    state["polls"].pop(message_id, None)
    if event["all"]:
        at, by = messages[message_id]["at"], messages[message_id]["by"]
        messages[message_id] = {**new_message(by, "", at), "deleted": True, "seen": messages[message_id]["seen"]}
    else:
        del messages[message_id]
    turn.close()
    turn.toast(t("Deleted for everyone") if event["all"] else t("Deleted for you"))


def _vote(state: ChatState, event: Event, turn: Turn) -> None:
    poll = state["polls"][event["id"]]
    chat = state["chats"][settled(state, turn.args["id"])]
    if chat["left"] or poll["closed"]:
        turn.toast(t("You cannot vote any more"))
        return
    mine, at = poll["votes"].get(ME, []), event["at"]
    chosen = [a for a in mine if a != at] if at in mine else sorted([*mine, at]) if poll["multiple"] else [at]
    poll["votes"][ME] = chosen
    if not chosen:
        del poll["votes"][ME]


def _votes(state: ChatState, event: Event, turn: Turn) -> None:
    turn.open("votes", id=event["id"])


def _place(state: ChatState, event: Event, turn: Turn) -> None:
    message = state["chats"][settled(state, turn.args["id"])]["messages"][event["id"]]
    turn.overlay("place", name=message["text"], address=message["ref"])


def _map(state: ChatState, event: Event, turn: Turn) -> None:
    turn.close()
    if not any(turn.follow(form + event["to"]) for form in ("geo:", "guimcp://maps/search/")):
        turn.toast(t("No app can show maps"))


# -- sending what is not words ----------------------------------------------------------------------------------------


def _attach(state: ChatState, event: Event, turn: Turn) -> None:
    turn.overlay("attach", id=event["id"])


def _attach_what(state: ChatState, event: Event, turn: Turn) -> None:
    turn.close()
    turn.open(event["to"], id=turn.args["id"])


def _picture(state: ChatState, event: Event, turn: Turn) -> None:
    turn.open("caption", id=turn.args["id"], ref=event["ref"], words=event["words"])


def _send_picture(state: ChatState, event: Event, turn: Turn) -> None:
    if _writable(state, turn.args["id"], turn):
        post(state, turn.args["id"], turn, turn.draft("caption"), "image", turn.args["ref"])
    turn.close(2)


def _send_place(state: ChatState, event: Event, turn: Turn) -> None:
    name, address = next(place for place in PLACES if place[0] == event["name"])
    post(state, turn.args["id"], turn, t(name), "location", t(address))
    turn.close()


def _here(state: ChatState, event: Event, turn: Turn) -> None:
    if turn.ask("location", on("here")):
        post(state, turn.args["id"], turn, t("My location"), "location", t("Maple Street 14"))
        turn.close()


def _card(state: ChatState, event: Event, turn: Turn) -> None:
    turn.overlay("card_sure", id=turn.args["id"], person=event["id"])


def _send_card(state: ChatState, event: Event, turn: Turn) -> None:
    post(state, turn.args["id"], turn, "", "contact", event["person"])
    turn.close(2)


def _add_option(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["count"] = str(min(MAX_OPTIONS, int(turn.form.get("count", "2")) + 1))


def _several(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["multiple"] = "" if turn.form.get("multiple") == "1" else "1"


def _send_poll(state: ChatState, event: Event, turn: Turn) -> None:
    keys = [f"option{n}" for n in range(MAX_OPTIONS)]
    options = [turn.draft(key) for key in keys if turn.draft(key)]
    turn.form["question-error"] = "" if turn.draft("question") else t("Ask a question")
    turn.form["option0-error"] = "" if len(options) > 1 else t("Give at least two options")
    twice = len({option.casefold() for option in options}) < len(options)
    turn.form["option1-error"] = t("Two options are the same") if twice else ""
    if any(turn.form[f"{key}-error"] for key in ("question", "option0", "option1")):
        return
    message_id, _ = post(state, turn.args["id"], turn, turn.draft("question"), "poll")
    state["polls"][message_id] = {"question": turn.draft("question"), "options": options, "votes": {},
                                  "multiple": turn.form.get("multiple") == "1", "closed": False}  # fmt: skip
    turn.close()
    turn.toast(t("Poll sent"))


# -- forwarding -------------------------------------------------------------------------------------------------------


def _forward(state: ChatState, event: Event, turn: Turn) -> None:
    message = _chat(state, turn)["messages"][event["id"]]
    turn.close()
    turn.open("forward", text=message["text"], ref=message["ref"], kind=message["kind"], inside=True)


def _forward_picture(state: ChatState, event: Event, turn: Turn) -> None:
    message = _chat(state, turn)["messages"][turn.args["id"]]
    turn.open("forward", text=message["text"], ref=message["ref"], kind="image", inside=True)


def _share_contact(state: ChatState, event: Event, turn: Turn) -> None:
    turn.open("forward", text="", ref=event["id"], kind="contact", inside=False)


def _target(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form[event["id"]] = "" if turn.form.get(event["id"]) else "1"


def _forwarded(state: ChatState, event: Event, turn: Turn) -> None:
    targets = sorted(key for key, value in turn.form.items() if value == "1" and key.startswith(("t", "new:")))
    args = turn.args
    sent = [begun(state, chat_id) for chat_id in targets if _writable(state, chat_id, turn)]
    for chat_id in sent:
        _, message = post(state, chat_id, turn, args["text"], args["kind"], args["ref"])
        message["forwarded"] = args["inside"]
        if turn.draft("comment"):
            post(state, chat_id, turn, turn.draft("comment"))
    turn.close()
    if len(sent) == 1:
        turn.root()
        turn.open("chat", id=sent[0], at="")
    turn.toast(tn("Sent to {n} chat", "Sent to {n} chats", len(sent)))


def _received(state: ChatState, event: Event, turn: Turn) -> None:
    turn.open("forward", text=event["value"], ref="", kind="text", inside=False)


MESSAGES: dict[str, Handler] = {
    "send": _send, "unquote": _unquote, "message": _message, "react": _react, "reply": _reply, "edit": _edit,
    "star": _star, "copy": _copy, "share": _share, "end_poll": _end_poll, "message_info": _over, "ask_delete": _over,
    "deleted": _deleted, "vote": _vote, "votes": _votes, "place": _place, "map": _map, "attach": _attach,
    "attach_what": _attach_what, "picture": _picture, "send_picture": _send_picture, "send_place": _send_place,
    "here": _here, "card": _card, "send_card": _send_card, "add_option": _add_option, "several": _several,
    "send_poll": _send_poll, "forward": _forward, "forward_picture": _forward_picture,
    "share_contact": _share_contact, "target": _target, "forwarded": _forwarded, "received": _received,
}  # fmt: skip
