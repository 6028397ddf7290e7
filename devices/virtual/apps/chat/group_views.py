"""Groups and people: who is in, what they are called, and making new ones."""

from devices.virtual.app import Look
from devices.virtual.apps.chat.parts import author, drawing, gone, line_item, people_by_name
from devices.virtual.apps.chat.state import (
    ALWAYS,
    MAX_NAME,
    ME,
    Chat,
    ChatState,
    chat_name,
    is_admin,
    is_muted,
    messages_of,
    partner,
    person_name,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    art,
    avatar,
    badge,
    button,
    check,
    chip,
    column,
    confirm,
    dialog,
    divider,
    empty,
    fab,
    field,
    gallery,
    heading,
    icon_button,
    item,
    page,
    row,
    search,
    sheet,
    strip,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def info(state: ChatState, look: Look) -> Node:
    """All about a group or channel."""
    chat_id = look.args["id"]
    if chat_id not in state["chats"]:
        return gone()
    chat = state["chats"][chat_id]
    admin, group = is_admin(chat), chat["kind"] == "group"
    count = tn("{n} member", "{n} members", len(chat["members"]))
    pictures = sum(m["kind"] == "image" and not m["deleted"] for m in chat["messages"].values())
    stars = sum(m["starred"] and not m["deleted"] for m in chat["messages"].values())
    return page(
        t("Group info") if group else t("Channel info"),
        column(
            art("hills" if group else "cover", chat["picture"], chat["name"], "round chat-face"),
            text(chat["name"], "big centre", key="name"),
            text(count if group else t("Channel"), "muted"),
            style="portrait",
        ),
        text(chat["about"] or t("No description"), "pad", key="about", selectable=True),
        button(t("Edit group"), on("edit_group", id=chat_id), "tonal wide", icon="edit") if admin else None,
        divider(),
        _mute_row(chat_id, chat, look),
        line_item("search", t("Search in this chat"), on("search", id=chat_id)),
        line_item("image", t("Pictures"), on("media", id=chat_id), str(pictures)),
        line_item("star", t("Starred messages"), on("starred_in", id=chat_id), str(stars)),
        *(_members(state, chat_id, chat, look, admin) if group else []),
        divider(),
        _ending(chat_id, chat),
        key="info",
    )


def _mute_row(chat_id: str, chat: Chat, look: Look) -> Node:
    muted = is_muted(chat, look.now)
    until = t("Off")
    if muted:
        until = t("Always") if chat["muted"] == ALWAYS else t("Until {when}", when=_until(chat["muted"], look))
    words = t("Unmute notifications") if muted else t("Mute notifications")
    return line_item("notifications_off", words, on("unmute" if muted else "mute", id=chat_id), until, key="mute")


def _until(iso: str, look: Look) -> str:
    return f"{date_words(iso, look.now.date())}, {time_words(iso[11:16], look.others)}"


def _members(state: ChatState, chat_id: str, chat: Chat, look: Look, admin: bool) -> list[Node]:
    rows = [heading(tn("{n} member", "{n} members", len(chat["members"])))]
    if admin:
        rows.append(line_item("person_add", t("Add members"), on("add_members", id=chat_id)))
    for who in sorted(chat["members"], key=lambda i: (i != ME, author(state, i, look).casefold())):
        about = state["me"]["about"] if who == ME else state["people"][who]["about"]
        rows.append(
            item(
                author(state, who, look),
                about,
                None if who == ME else on("member", id=who),
                leading=avatar(person_name(state, who, look.others)),
                trailing=badge(t("Admin")) if chat["members"][who] else None,
                key=f"member-{who}",
            )
        )
    return rows


def _ending(chat_id: str, chat: Chat) -> Node:
    if chat["left"]:
        return line_item("delete", t("Delete chat"), on("ask", what="delete_chat", id=chat_id))
    words = t("Unfollow channel") if chat["kind"] == "channel" else t("Leave group")
    return line_item("logout", words, on("ask", what="leave", id=chat_id))


def member_sheet(state: ChatState, look: Look) -> Node:
    """What can be done with a member."""
    chat, who = state["chats"][look.args["chat"]], look.args["id"]
    name = person_name(state, who, look.others)
    may = is_admin(chat)
    boss = chat["members"].get(who, False)
    return sheet(
        name,
        line_item("chat", t("Message"), on("with_person", id=who)),
        line_item("person", t("View contact"), on("person", id=who)),
        line_item("verified", t("Dismiss as admin") if boss else t("Make admin"), on("admin", id=who)) if may else None,
        line_item("person_remove", t("Remove from group"), on("ask_remove", id=who)) if may else None,
    )


def ask_remove(state: ChatState, look: Look) -> Node:
    """The last yes before a member goes."""
    name = person_name(state, look.args["id"], look.others)
    words = t("Remove {name} from “{group}”?", name=name, group=state["chats"][look.args["chat"]]["name"])
    return confirm(t("Remove from group"), words, t("Remove"), on("removed"))


def edit_group(look: Look) -> Node:
    """A group's name, description and picture."""
    number = int(look.form.get("picture", "1"))
    return page(
        t("Edit group"),
        column(
            art("hills", number, t("Group picture"), "round chat-face"),
            button(t("Change picture"), on("other_picture"), "flat"),
            style="portrait",
        ),
        field("name", t("Group name"), look.form.get("name", ""), error=look.form.get("name-error", "")),
        field("about", t("Description"), look.form.get("about", ""), multiline=True),
        actions=[button(t("Save"), on("group_saved"), "flat")],
    )


def pick(state: ChatState, look: Look) -> Node:
    """People with a tick: for a new group, or to be added to one."""
    chat = state["chats"].get(look.args.get("id", ""))
    inside = set(chat["members"]) if chat else set[str]()
    query = look.draft("who").casefold()
    people = [(i, n) for i, n in people_by_name(state, look) if i not in inside and i not in state["blocked"]]
    chosen = [(i, n) for i, n in people if look.form.get(i)]
    rows: list[Node] = []
    for i, name in people:
        if query in name.casefold():
            line = check(name, bool(look.form.get(i)), on("picked", id=i), state["people"][i]["about"], key=f"pick-{i}")
            line.children = (avatar(name), *line.children[1:], line.children[0])
            rows.append(line)
    chips_ = strip(*[chip(n, True, on("picked", id=i), f"picked-{i}", "close") for i, n in chosen], key="picked")
    search_ = search("who", t("Search people"), look.form.get("who", ""))
    count = tn("{n} chosen", "{n} chosen", len(chosen))
    return page(
        t("Add members") if chat else t("New group"),
        text(count, "small muted pad"),
        *(rows or [empty("search", t("Nobody found"))]),
        top=column(search_, chips_ if chosen else None),
        actions=[button(t("Add") if chat else t("Next"), on("picked_all"), "flat", enabled=bool(chosen))],
        key="pick",
    )


def name_group(state: ChatState, look: Look) -> Node:
    """What the new group is called."""
    names = sorted(person_name(state, i, look.others) for i in look.args["people"])
    length = len(look.draft("name"))
    return page(
        t("New group"),
        field("name", t("Group name"), look.form.get("name", ""), error=look.form.get("name-error", "")),
        text(f"{length}/{MAX_NAME}", "small muted right pad"),
        field("about", t("Description (optional)"), look.form.get("about", ""), multiline=True),
        heading(tn("{n} member", "{n} members", len(names) + 1)),
        item(t("You"), trailing=badge(t("Admin")), leading=avatar(state["me"]["name"])),
        *[item(name, leading=avatar(name), key=f"with-{n}") for n, name in enumerate(names)],
        fab=fab("check", t("Create group"), on("create_group")),
    )


def new_chat(state: ChatState, look: Look) -> Node:
    """Whom to write to."""
    query = look.draft("who").casefold()
    rows = [
        item(name, state["people"][i]["about"], on("with_person", id=i), leading=avatar(name), key=f"write-{i}")
        for i, name in people_by_name(state, look)
        if (query in name.casefold() or query in state["people"][i]["phone"]) and i not in state["blocked"]
    ]
    return page(
        t("New chat"),
        line_item("group_add", t("New group"), on("new_group")),
        divider(),
        *(rows or [empty("search", t("Nobody found"))]),
        top=search("who", t("Search people"), look.form.get("who", "")),
        key="new-chat",
    )


def person(state: ChatState, look: Look) -> Node:
    """All about somebody."""
    who = look.args["id"]
    one = state["people"][who]
    name = person_name(state, who, look.others)
    blocked = who in state["blocked"]
    chat_id = next((i for i, c in state["chats"].items() if c["kind"] == "direct" and partner(c) == who), "")
    shared = [i for i, c in state["chats"].items() if c["kind"] == "group" and who in c["members"] and not c["left"]]
    buttons = row(
        button(t("Message"), on("with_person", id=who), icon="chat"),
        button(t("Call"), on("link", to=f"tel:{one['phone']}"), "tonal", icon="call"),
        style="pad middle",
    )
    return page(
        name,
        column(
            avatar(name),
            text(one["name"] if one["name"] == name else f"{name} (~{one['name']})", "big centre"),
            text(one["phone"], "muted", key="phone", selectable=True),
            text(one["about"], "centre", key="about"),
            style="portrait",
        ),
        buttons,
        divider(),
        _mute_row(chat_id, state["chats"][chat_id], look) if chat_id else None,
        line_item("image", t("Pictures"), on("media", id=chat_id)) if chat_id else None,
        line_item("star", t("Starred messages"), on("starred_in", id=chat_id)) if chat_id else None,
        line_item("share", t("Share contact"), on("share_contact", id=who)),
        heading(t("Groups in common")) if shared else None,
        *[
            item(
                state["chats"][i]["name"],
                tn("{n} member", "{n} members", len(state["chats"][i]["members"])),
                on("open", id=i),
                leading=art("hills", state["chats"][i]["picture"], "", "thumb round"),
                key=f"common-{i}",
            )
            for i in sorted(shared, key=lambda i: state["chats"][i]["name"])
        ],
        divider(),
        line_item("block", t("Unblock") if blocked else t("Block"), on("block", id=who), key="block"),
    )


def media(state: ChatState, look: Look) -> Node:
    """The pictures of a chat, newest first."""
    chat = state["chats"][look.args["id"]]
    found = [(i, m) for i, m in reversed(messages_of(chat)) if m["kind"] == "image" and not m["deleted"]]
    tiles = [
        Node(
            "column",
            children=(drawing(m["ref"], m["text"], "square"), text(author(state, m["by"], look), "small line")),
            tap=on("view_picture", id=i, chat=look.args["id"]),
            key=f"media-{i}",
        )
        for i, m in found
    ]
    none = empty("image", t("No pictures yet"))
    return page(t("Pictures"), gallery(*tiles, columns=3) if tiles else none)


def view_picture(state: ChatState, look: Look) -> Node:
    """One picture, large."""
    chat = state["chats"].get(look.args["chat"])
    message = chat["messages"].get(look.args["id"]) if chat else None
    if message is None:
        return gone()
    return page(
        author(state, message["by"], look),
        drawing(message["ref"], message["text"], "chat-large"),
        text(message["text"], "pad") if message["text"] else None,
        text(_until(message["at"], look), "small muted pad"),
        actions=[
            icon_button("forward", t("Forward"), on("forward_picture")),
            icon_button("share", t("Share"), on("share_picture")),
        ],
    )


def mute(look: Look) -> Node:
    """For how long a chat is silent."""
    choices = ((t("8 hours"), 8), (t("1 week"), 168), (t("Always"), 0))
    return dialog(
        t("Mute notifications"),
        text(t("Others will not see that you muted this chat."), "muted"),
        *[item(words, tap=on("muted", hours=hours), key=f"mute-{hours}") for words, hours in choices],
        actions=[button(t("Cancel"), BACK, "flat")],
    )


def ask(state: ChatState, look: Look) -> Node:
    """The last yes before a chat is cleared, deleted or left."""
    name = chat_name(state, state["chats"][look.args["id"]], look.others)
    match look.args["what"]:
        case "clear":
            words = t("All messages in “{chat}” will be deleted from this phone.", chat=name)
            return confirm(t("Clear chat?"), words, t("Clear"), on("sure"))
        case "leave":
            channel = state["chats"][look.args["id"]]["kind"] == "channel"
            words = t("You will get no more messages from “{chat}”.", chat=name)
            title = t("Unfollow channel?") if channel else t("Leave group?")
            return confirm(title, words, t("Unfollow") if channel else t("Leave"), on("sure"))
        case _:
            words = t("“{chat}” and its messages will be gone for good.", chat=name)
            return confirm(t("Delete chat?"), words, t("Delete"), on("sure"))


def ask_block(state: ChatState, look: Look) -> Node:
    """The last yes before somebody is blocked."""
    name = person_name(state, look.args["id"], look.others)
    words = t("{name} will no longer be able to write to you.", name=name)
    return confirm(t("Block {name}?", name=name), words, t("Block"), on("blocked"))


def toggle_row(title: str, checked: bool, key: str, subtitle: str = "") -> Node:
    """A switch of the settings."""
    return toggle(title, checked, on("option", key=key), subtitle, key)
