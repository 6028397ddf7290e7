"""What happens to groups, to the owner's profile, and to pictures that were shared."""

from devices.virtual.app import Turn
from devices.virtual.apps.chat.list_update import Handler
from devices.virtual.apps.chat.state import MAX_NAME, ME, ChatState, minutes, new_chat, new_id, new_message, person_name
from devices.virtual.node import Event
from devices.virtual.words import t

KINDS = ("hills", "sea", "city", "forest", "desert", "night", "portrait", "plate", "room", "cover", "chart")


def _note(state: ChatState, chat_id: str, words: str, turn: Turn) -> None:
    state["chats"][chat_id]["messages"][new_id(state, "m")] = new_message("", words, minutes(turn.now), "event")


def _new_group(state: ChatState, event: Event, turn: Turn) -> None:
    if turn.name == "home_menu":
        turn.close()
    turn.open("pick")


def _add_members(state: ChatState, event: Event, turn: Turn) -> None:
    turn.open("pick", id=event["id"])


def _picked(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form[event["id"]] = "" if turn.form.get(event["id"]) else "1"


def _picked_all(state: ChatState, event: Event, turn: Turn) -> None:
    people = sorted(key for key, value in turn.form.items() if value == "1" and key in state["people"])
    if "id" not in turn.args:
        turn.open("name_group", people=people)
        return
    for who in people:
        state["chats"][turn.args["id"]]["members"][who] = False
        _note(state, turn.args["id"], t("You added {name}", name=person_name(state, who, turn.others)), turn)
    turn.close()


def _name_problem(turn: Turn) -> str:
    name = turn.draft("name")
    if not name:
        return t("Give the group a name")
    return t("No more than {n} characters", n=MAX_NAME) if len(name) > MAX_NAME else ""


def _create(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["name-error"] = _name_problem(turn)
    if turn.form["name-error"]:
        return
    chat_id = new_id(state, "t")
    chat = new_chat("group", {ME: True, **dict.fromkeys(turn.args["people"], False)}, turn.draft("name"))
    chat.update(about=turn.draft("about"), picture=state["next_id"] % 90)
    state["chats"][chat_id] = chat
    _note(state, chat_id, t("You created the group"), turn)
    turn.root()
    turn.open("chat", id=chat_id, at="")


def _edit_group(state: ChatState, event: Event, turn: Turn) -> None:
    chat = state["chats"][event["id"]]
    form = {"name": chat["name"], "about": chat["about"], "picture": str(chat["picture"])}
    turn.open("edit_group", form, id=event["id"])


def _other_picture(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["picture"] = str(int(turn.form.get("picture", "0")) + 1)


def _group_saved(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["name-error"] = _name_problem(turn)
    if turn.form["name-error"]:
        return
    chat_id = turn.args["id"]
    chat = state["chats"][chat_id]
    if chat["name"] != turn.draft("name"):
        _note(state, chat_id, t("You renamed the group to “{name}”", name=turn.draft("name")), turn)
    if chat["about"] != turn.draft("about"):
        _note(state, chat_id, t("You changed the group's description"), turn)
    chat.update(name=turn.draft("name"), about=turn.draft("about"), picture=int(turn.form["picture"]))
    turn.close()
    turn.toast(t("Group saved"))


def _member(state: ChatState, event: Event, turn: Turn) -> None:
    turn.overlay("member", id=event["id"], chat=turn.args["id"])


def _admin(state: ChatState, event: Event, turn: Turn) -> None:
    members = state["chats"][turn.args["chat"]]["members"]
    members[event["id"]] = not members[event["id"]]
    name = person_name(state, event["id"], turn.others)
    turn.close()
    turn.toast(t("{name} is now an admin", name=name) if members[event["id"]] else t("{name} is no longer an admin",
                                                                                   name=name))  # fmt: skip


def _ask_remove(state: ChatState, event: Event, turn: Turn) -> None:
    turn.close()
    turn.overlay("ask_remove", id=event["id"], chat=turn.args["chat"])


def _removed(state: ChatState, event: Event, turn: Turn) -> None:
    chat_id, who = turn.args["chat"], turn.args["id"]
    del state["chats"][chat_id]["members"][who]
    _note(state, chat_id, t("You removed {name}", name=person_name(state, who, turn.others)), turn)
    turn.close()


def _view_picture(state: ChatState, event: Event, turn: Turn) -> None:
    turn.open("view_picture", id=event["id"], chat=event["chat"])


def _share_picture(state: ChatState, event: Event, turn: Turn) -> None:
    turn.share("image", state["chats"][turn.args["chat"]]["messages"][turn.args["id"]]["ref"])


def _received_image(state: ChatState, event: Event, turn: Turn) -> None:
    kind, _, number = str(event["value"]).partition(":")
    if kind in KINDS and number.isdecimal():
        turn.open("forward", text="", ref=event["value"], kind="image", inside=False)
    else:
        turn.toast(t("This picture cannot be sent"))


def _status(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["about"] = event["words"]


def _profile_saved(state: ChatState, event: Event, turn: Turn) -> None:
    name = turn.draft("name")
    too_long = t("No more than {n} characters", n=MAX_NAME) if len(name) > MAX_NAME else ""
    turn.form["name-error"] = too_long if name else t("Enter your name")
    if turn.form["name-error"]:
        return
    state["me"].update(name=name, about=turn.draft("about"), picture=int(turn.form["picture"]))
    turn.close()
    turn.toast(t("Profile saved"))


GROUPS: dict[str, Handler] = {
    "new_group": _new_group, "add_members": _add_members, "picked": _picked, "picked_all": _picked_all,
    "create_group": _create, "edit_group": _edit_group, "other_picture": _other_picture, "group_saved": _group_saved,
    "member": _member, "admin": _admin, "ask_remove": _ask_remove, "removed": _removed,
    "view_picture": _view_picture, "share_picture": _share_picture, "received_image": _received_image,
    "status": _status, "profile_saved": _profile_saved,
}  # fmt: skip
