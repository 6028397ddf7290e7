"""Parley as a user finds it."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.chat.state import ALWAYS, ME, ChatState, messages_of
from devices.virtual.node import on
from devices.virtual.world import World
from tests.virtual_user import User

CHAT = TypeAdapter(ChatState)


def user(seed: int = 0) -> User:
    return User("Parley", seed)


def named(u: User, name: str) -> str:
    return next(i for i, c in u.state["chats"].items() if c["name"] == name)


def last(u: User, chat_id: str) -> dict:
    return messages_of(u.state["chats"][chat_id])[-1][1]


def direct(u: User) -> str:
    """A chat with one person, open on the screen."""
    chat_id = next(i for i, c in sorted(u.state["chats"].items()) if c["kind"] == "direct" and not c["archived"])
    u.world.send(u.app, on("open", id=chat_id))
    return chat_id


@pytest.mark.parametrize("seed", range(6))
def test_a_fresh_phone_is_full_of_talk_that_is_over_by_now(seed: int) -> None:
    u = user(seed)
    CHAT.validate_python(u.state, strict=True)
    chats = u.state["chats"].values()
    assert sum(c["kind"] == "group" for c in chats) == 6
    assert sum(len(c["messages"]) for c in chats) >= 150
    now = u.world.now.isoformat(timespec="minutes")
    assert all(m["at"] < now for c in chats for m in c["messages"].values())
    assert all(m["reply"] in ("", *c["messages"]) for c in chats for m in c["messages"].values())
    assert not any("{" in m["text"] for c in chats for m in c["messages"].values())


def test_seeds_differ_in_what_was_said() -> None:
    texts = [
        {m["text"] for c in user(seed).state["chats"].values() for m in c["messages"].values()} for seed in range(4)
    ]
    assert len({frozenset(text) for text in texts}) == 4


def test_opening_a_chat_reads_it_and_the_filter_shows_the_unread() -> None:
    u = user()
    waiting = [i for i in u.state["unread"] if not u.state["chats"][i]["archived"]]
    u.tap("Unread")
    assert sorted(n.key for n in u.front.walk() if n.role == "item") == sorted(f"chat-{i}" for i in waiting)
    u.tap(f"chat-{waiting[0]}")
    assert waiting[0] not in u.state["unread"]


def test_words_are_found_in_chats_and_lead_to_the_message() -> None:
    u = user()
    u.fill("query", "boiler")
    hit = next(n for n in u.front.walk() if n.key.startswith("hit-"))
    u.tap(hit.key)
    assert u.title == "Maple Street 14"
    assert "found" in u.front.find(hit.key.replace("hit", "message")).style


def test_a_message_is_answered_after_a_while_with_a_notification() -> None:
    u = user()
    chat_id = direct(u)
    u.state["pending"].clear()
    u.state["chats"][chat_id]["muted"] = ""
    u.fill("text", "Thank you!")
    u.tap("send")
    assert last(u, chat_id)["text"] == "Thank you!"
    assert not last(u, chat_id)["seen"]
    u.world.move_clock(u.world.now + timedelta(minutes=6))
    assert last(u, chat_id)["by"] != ME
    assert messages_of(u.state["chats"][chat_id])[-2][1]["seen"]
    assert u.state["unread"][chat_id] == 1
    assert any(n["app"] == u.app for n in u.world.nav["notices"].values())


def test_a_muted_chat_and_a_blocked_person_make_no_noise() -> None:
    u = user()
    chat_id = direct(u)
    partner = next(i for i in u.state["chats"][chat_id]["members"] if i != ME)
    u.state["chats"][chat_id]["muted"] = ALWAYS
    u.state["pending"] = {"w1": {"chat": chat_id, "by": partner, "text": "psst", "at": "2026-03-10T09:31"}}
    u.world.move_clock(u.world.now + timedelta(minutes=2))
    assert last(u, chat_id)["text"] == "psst"
    assert not u.world.nav["notices"]
    u.tap("More options", "Block", "Block")
    assert partner in u.state["blocked"]
    u.state["pending"] = {"w2": {"chat": chat_id, "by": partner, "text": "hey", "at": "2026-03-10T09:33"}}
    u.world.move_clock(u.world.now + timedelta(minutes=5))
    assert last(u, chat_id)["text"] == "psst"
    u.tap("Unblock")
    assert partner not in u.state["blocked"]


def test_a_message_is_replied_to_edited_reacted_to_and_deleted_for_all() -> None:
    u = user()
    chat_id = direct(u)
    first = messages_of(u.state["chats"][chat_id])[0][0]
    u.hold(f"message-{first}")
    u.tap("react-1")
    assert u.state["chats"][chat_id]["messages"][first]["reactions"][ME] == "❤️"
    u.hold(f"message-{first}")
    u.tap("Reply")
    u.world.type_text("On it")
    u.tap("send")
    assert last(u, chat_id)["reply"] == first
    mine = messages_of(u.state["chats"][chat_id])[-1][0]
    u.hold(f"message-{mine}")
    u.tap("Edit")
    u.fill("text", "On it now")
    u.tap("send")
    assert (last(u, chat_id)["text"], last(u, chat_id)["edited"]) == ("On it now", True)
    u.hold(f"message-{mine}")
    u.tap("Delete", "Delete for everyone")
    assert last(u, chat_id)["deleted"]
    assert u.sees("This message was deleted")


def test_only_own_messages_can_be_deleted_for_all_by_who_is_no_admin() -> None:
    u = user()
    group = named(u, "Five-a-side")
    u.world.send(u.app, on("open", id=group))
    theirs = next(i for i, m in messages_of(u.state["chats"][group]) if m["by"] not in ("", ME))
    u.hold(f"message-{theirs}")
    u.tap("Delete")
    assert not u.sees("Delete for everyone")
    u.tap("Delete for me")
    assert theirs not in u.state["chats"][group]["messages"]


def test_a_poll_needs_two_options_and_takes_one_vote_unless_several_are_allowed() -> None:
    u = user()
    group = named(u, "Cabin Weekend")
    u.world.send(u.app, on("open", id=group))
    u.tap("attach", "Poll")
    u.fill("question", "Which soup?")
    u.fill("option0", "Leek")
    u.tap("Send poll")
    assert u.sees("Give at least two options")
    u.fill("option1", "Carrot")
    u.tap("Send poll")
    poll_id = messages_of(u.state["chats"][group])[-1][0]
    poll = u.state["polls"][poll_id]
    u.tap(f"option-{poll_id}-0", f"option-{poll_id}-1")
    assert poll["votes"] == {ME: [1]}
    u.world.move_clock(u.world.now + timedelta(minutes=5))
    assert set(poll["votes"]) == set(u.state["chats"][group]["members"])
    u.hold(f"message-{poll_id}")
    u.tap("End poll")
    assert u.state["polls"][poll_id]["closed"]


def test_a_group_is_made_renamed_and_left() -> None:
    u = user()
    u.tap("New chat", "New group", "Bruno Salvi", "Elsa Brandt", "Next", "Create group")
    assert u.sees("Give the group a name")
    u.fill("name", "Choir")
    u.tap("Create group")
    group = named(u, "Choir")
    assert u.state["chats"][group]["members"] == {ME: True, "p3": False, "p6": False}
    u.tap("chat-info", "Edit group")
    u.fill("name", "Tiny Choir")
    u.tap("Save", "member-p3", "Remove from group", "Remove")
    assert u.state["chats"][group]["name"] == "Tiny Choir"
    assert "p3" not in u.state["chats"][group]["members"]
    u.tap("Leave group", "Leave")
    assert u.state["chats"][group]["left"]
    assert u.state["chats"][group]["members"] == {"p6": True}
    u.back()
    assert u.sees("You are no longer in this group")


def test_who_is_no_admin_cannot_change_a_group() -> None:
    u = user()
    u.world.send(u.app, on("info", id=named(u, "Sunday Hikers")))
    assert not u.sees("Edit group")
    assert not u.sees("Add members")


def test_a_message_is_forwarded_to_several_chats_one_of_them_new() -> None:
    u = user()
    chat_id = direct(u)
    fresh = next(f"p{n}" for n in range(1, 15) if not any(
        f"p{n}" in c["members"] for c in u.state["chats"].values() if c["kind"] == "direct"))  # fmt: skip
    message_id, message = next((i, m) for i, m in messages_of(u.state["chats"][chat_id]) if m["kind"] == "text")
    group = named(u, "Book Circle")
    u.state["chats"][group]["archived"] = False
    u.world.touch_state()
    u.hold(f"message-{message_id}")
    u.tap("Forward", f"to-{group}", f"to-new-{fresh}", "Send to 2")
    assert last(u, group)["text"] == message["text"]
    assert last(u, group)["forwarded"]
    made = next(i for i, c in u.state["chats"].items() if c["kind"] == "direct" and fresh in c["members"])
    assert last(u, made)["text"] == message["text"]


def test_a_link_opens_a_chat_that_begins_with_the_first_message() -> None:
    u = user()
    before = len(u.state["chats"])
    fresh = next(f"p{n}" for n in range(1, 15) if not any(
        f"p{n}" in c["members"] for c in u.state["chats"].values() if c["kind"] == "direct"))  # fmt: skip
    assert u.world.follow(f"guimcp://chat/with/{u.state['people'][fresh]['phone']}")
    assert len(u.state["chats"]) == before
    u.fill("text", "Hello!")
    u.tap("send")
    assert len(u.state["chats"]) == before + 1
    assert u.sees("You: Hello!")


def test_muting_for_a_while_ends_by_itself_and_archiving_hides() -> None:
    u = user()
    group = named(u, "Project Lantern")
    u.state["chats"][group].update(muted="", archived=False)
    u.world.touch_state()
    u.hold(f"chat-{group}")
    u.tap("Mute", "8 hours")
    assert u.state["chats"][group]["muted"] == "2026-03-10T17:30"
    u.world.swipe(u.front.find(f"chat-{group}"), "left")
    assert u.state["chats"][group]["archived"]
    assert u.front.find(f"chat-{group}") is None
    u.tap("Archived")
    assert u.front.find(f"chat-{group}") is not None


def test_shared_words_and_a_shared_picture_go_to_a_chat() -> None:
    u = user()
    group = named(u, "Cabin Weekend")
    u.state["chats"][group]["archived"] = False
    u.world.send(u.app, on("received", value="Flour, eggs"))
    u.tap(f"to-{group}", "Send to 1")
    assert last(u, group)["text"] == "Flour, eggs"
    u.world.send(u.app, on("received_image", value="sea:4"))
    u.tap(f"to-{group}", "Send to 1")
    assert (last(u, group)["kind"], last(u, group)["ref"]) == ("image", "sea:4")


def test_a_chinese_phone_talks_chinese() -> None:
    state = World.new(0, language="zh").apps["org.guimcp.chat"]
    assert any("锅炉" in m["text"] for c in state["chats"].values() for m in c["messages"].values())
