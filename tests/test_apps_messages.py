"""Messages as a user finds them."""

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.messages.state import MessagesState
from tests.virtual_user import User

MESSAGES = TypeAdapter(MessagesState)


def thread_rows(user: User) -> list[str]:
    return [node.key.removeprefix("thread-") for node in user.front.walk() if node.key.startswith("thread-")]


@pytest.mark.parametrize("seed", range(8))
def test_fresh_messages_fit_their_schema_and_lie_in_the_past(seed: int) -> None:
    user = User("Messages", seed)
    MESSAGES.validate_python(user.state, strict=True)
    assert all(
        m["at"] < user.world.now.isoformat() for t in user.state["threads"].values() for m in t["messages"].values()
    )


@pytest.mark.parametrize("seed", range(8))
def test_every_world_holds_a_parcel_code_and_unread_threads(seed: int) -> None:
    user = User("Messages", seed)
    assert any("Your code is" in m["text"] for t in user.state["threads"].values() for m in t["messages"].values())
    assert len(user.state["unread"]) == 2


def test_opening_a_thread_reads_it() -> None:
    user = User("Messages")
    unread = next(iter(user.state["unread"]))
    user.tap(f"thread-{unread}")
    assert unread not in user.state["unread"]
    assert user.front.find("text") is not None


def test_a_message_is_sent_to_an_old_thread_and_lifts_it_to_the_top() -> None:
    user = User("Messages")
    last = thread_rows(user)[-1]
    user.tap(f"thread-{last}")
    user.fill("text", "On my way")
    user.tap("Send")
    sent = list(user.state["threads"][last]["messages"].values())[-1]
    assert sent == {"text": "On my way", "mine": True, "at": "2026-03-10T09:30", "starred": False}
    MESSAGES.validate_python(user.state, strict=True)
    assert not user.sees("No messages yet")
    user.back()
    user.back()
    pinned = [i for i, t in user.state["threads"].items() if t["pinned"]]
    assert thread_rows(user)[len([i for i in pinned if i != last])] == last or last in pinned


def test_messages_sent_in_the_same_minute_keep_their_order_after_a_restart() -> None:
    user = User("Messages")
    user.tap(f"thread-{thread_rows(user)[0]}")
    for text in "abcdefghijkl":
        user.fill("text", text)
        user.tap("Send")
    user.restart()
    bubbles = [n.label.split(": ")[-1] for n in user.front.walk() if n.key.startswith("message-")]
    assert bubbles[-12:] == list("abcdefghijkl")


def test_an_empty_message_is_not_sent() -> None:
    user = User("Messages")
    user.tap("thread-t1")
    before = len(user.state["threads"]["t1"]["messages"])
    user.fill("text", "   ")
    user.tap("Send")
    assert len(user.state["threads"]["t1"]["messages"]) == before
    assert user.toast == "Write a message first"


def test_a_new_message_to_a_contact_starts_one_thread() -> None:
    user = User("Messages")
    user.tap("New message")
    user.fill("to", "keiko")
    user.tap("Keiko Arai")
    assert user.title == "Keiko Arai"
    assert user.world.type_text("Lunch?")
    user.tap("Send")
    threads = [t for t in user.state["threads"].values() if t["number"] == "555-0112"]
    assert [[m["text"] for m in t["messages"].values()] for t in threads] == [["Lunch?"]]
    MESSAGES.validate_python(user.state, strict=True)


def test_a_new_message_can_go_to_a_number() -> None:
    user = User("Messages")
    user.tap("New message")
    user.fill("to", "5550199")
    user.tap("Send to 555-0199")
    user.fill("text", "Hello")
    user.tap("Send")
    assert any(t["number"] == "555-0199" for t in user.state["threads"].values())


def test_leaving_a_new_thread_unwritten_leaves_no_trace() -> None:
    user = User("Messages")
    user.tap("New message", "Keiko Arai")
    user.back()
    user.back()
    assert user.title == "Messages"
    assert len(user.state["threads"]) == 8


def test_search_finds_words_inside_messages() -> None:
    user = User("Messages")
    user.fill("query", "your code is")
    assert len(thread_rows(user)) == 1
    user.fill("query", "zebra crossing")
    assert user.sees("No messages found")


def test_pinning_puts_a_thread_first_and_muting_marks_it() -> None:
    user = User("Messages")
    last = thread_rows(user)[-1]
    for thread_id in [i for i, t in user.state["threads"].items() if t["pinned"]]:
        user.hold(f"thread-{thread_id}")
        user.tap("Unpin")
    user.tap(f"thread-{last}", "More options", "Pin", "More options", "Mute")
    user.back()
    assert user.state["threads"][last]["muted"] is True
    assert thread_rows(user)[0] == last


def test_deleting_a_thread_asks_first() -> None:
    user = User("Messages")
    user.tap("thread-t4", "More options", "Delete conversation", "Cancel")
    assert "t4" in user.state["threads"]
    user.tap("More options", "Delete conversation", "Delete")
    assert "t4" not in user.state["threads"]
    assert user.title == "Messages"


def test_a_held_message_can_be_starred_and_found_again() -> None:
    user = User("Messages")
    user.tap("thread-t1")
    message_id = next(iter(user.state["threads"]["t1"]["messages"]))
    user.hold(f"message-{message_id}")
    user.tap("Star message")
    assert user.state["threads"]["t1"]["messages"][message_id]["starred"] is True
    user.back()
    user.tap("More options", "Starred messages")
    assert user.front.find(f"starred-{message_id}") is not None


def test_deleting_the_last_message_deletes_the_thread() -> None:
    user = User("Messages")
    thread_id = next(i for i, t in user.state["threads"].items() if len(t["messages"]) == 1)
    user.tap(f"thread-{thread_id}")
    user.hold(f"message-{next(iter(user.state['threads'][thread_id]['messages']))}")
    user.tap("Delete message")
    assert thread_id not in user.state["threads"]
    assert user.title == "Messages"


def test_a_thread_is_called_by_the_contact_s_name_of_today() -> None:
    user = User("Messages")
    user.world.apps["org.guimcp.contacts"]["contacts"]["c12"]["name"] = "Kay"
    user.tap("New message", "Kay")
    assert user.title == "Kay"
