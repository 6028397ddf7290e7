"""Letterbox as a user finds it."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.mail.state import ME, MailState, box_of, letters_of
from devices.virtual.node import on
from tests.virtual_user import User

MAIL = TypeAdapter(MailState)


def user(seed: int = 0) -> User:
    return User("Letterbox", seed)


def about(u: User, words: str) -> str:
    return next(i for i, thread in sorted(u.state["threads"].items()) if words in thread["subject"])


def shown(u: User) -> list[str]:
    return [n.key.removeprefix("thread-") for n in u.front.walk() if n.key.startswith("thread-")]


def read(u: User, words: str) -> str:
    thread_id = about(u, words)
    u.state["threads"][thread_id]["folder"] = "inbox"
    u.world.send(u.app, on("read", id=thread_id))
    return thread_id


def newest(u: User) -> dict:
    return max(u.state["letters"].items(), key=lambda pair: int(pair[0][1:]))[1]


@pytest.mark.parametrize("seed", range(6))
def test_a_fresh_mailbox_is_full_and_nothing_in_it_is_of_the_future(seed: int) -> None:
    u = user(seed)
    MAIL.validate_python(u.state, strict=True)
    assert len(u.state["threads"]) >= 50
    now = u.world.now.isoformat(timespec="minutes")
    assert all(m["at"] < now for m in u.state["letters"].values())
    assert not any("{" in m["body"] + t["subject"] for m in u.state["letters"].values() for t in
                   u.state["threads"].values())  # fmt: skip
    assert all(letters_of(u.state, i) for i in u.state["threads"])


def test_seeds_differ_in_what_bills_say() -> None:
    bills = set()
    for seed in range(5):
        u = user(seed)
        bills.add(letters_of(u.state, about(u, "electricity"))[0][1]["body"])
    assert len(bills) == 5


def test_the_categories_share_the_inbox_among_them() -> None:
    u = user()
    found = [i for name in ("primary", "updates", "promotions") for i in (u.tap(f"category-{name}"), shown(u))[1]]
    assert sorted(found) == sorted(box_of(u.state, "inbox"))


def test_reading_a_mail_marks_it_read_and_it_can_be_marked_unread() -> None:
    u = user()
    thread_id = next(i for i in u.state["unread"] if u.state["threads"][i]["folder"] == "inbox")
    u.world.send(u.app, on("read", id=thread_id))
    assert thread_id not in u.state["unread"]
    u.tap("Mark as unread")
    assert thread_id in u.state["unread"]


def test_a_swipe_archives_and_can_be_taken_back() -> None:
    u = user()
    thread_id = shown(u)[0]
    u.world.swipe(u.front.find(f"thread-{thread_id}"), "left")
    assert u.state["threads"][thread_id]["folder"] == "archive"
    u.tap("Undo")
    assert u.state["threads"][thread_id]["folder"] == "inbox"
    assert not u.sees("Undo")


def test_many_are_chosen_and_deleted_at_once_and_back_gives_the_choice_up() -> None:
    u = user()
    one, two, three = shown(u)[:3]
    u.hold(f"thread-{one}")
    u.tap(f"thread-{two}")
    assert u.title == "2"
    u.back()
    assert u.title == "Inbox"
    u.hold(f"thread-{one}")
    u.tap(f"thread-{three}", "Delete")
    assert [u.state["threads"][i]["folder"] for i in (one, two, three)] == ["bin", "inbox", "bin"]


def test_search_filters_by_sender_attachment_and_label() -> None:
    u = user()
    u.tap("Search")
    u.fill("query", "bill")
    everything = shown(u)
    u.tap("filter-files")
    assert set(shown(u)) < set(everything)
    u.tap("filter-from", "Brightgrid Energy")
    assert shown(u) == [about(u, "electricity")]
    u.tap("Clear all", "filter-label", "Work")
    work = next(i for i, label in u.state["labels"].items() if label["name"] == "Work")
    assert set(shown(u)) == set(box_of(u.state, work))
    u.tap("Sort", "Oldest first")
    assert shown(u) == box_of(u.state, work)[::-1]


def test_a_reply_goes_to_the_sender_is_signed_and_answered() -> None:
    u = user()
    thread_id = read(u, "Budget numbers")
    u.tap("Reply")
    u.fill("body", "All correct.")
    u.tap("send")
    assert newest(u)["to"] == ["mira.patel@harrowvale.example"]
    assert newest(u)["body"] == "All correct.\n\nSam Rowan"
    assert newest(u)["thread"] == thread_id
    u.world.move_clock(u.world.now + timedelta(hours=1))
    assert any(m["name"] == "Mira Patel" and m["at"] > "2026-03-10T09:30" for _, m in letters_of(u.state, thread_id))


def test_a_reply_to_all_goes_to_all() -> None:
    u = user()
    read(u, "Leaflet text")
    u.tap("Reply all")
    u.fill("body", "Yes.")
    u.tap("send")
    letter = newest(u)
    assert {*letter["to"], *letter["cc"]} == {"anna.okafor@harrowvale.example", "mira.patel@harrowvale.example"}


def test_an_address_is_checked_and_contacts_are_suggested() -> None:
    u = user()
    u.tap("Compose", "send")
    assert u.sees("Add a recipient")
    u.fill("to", "nobody@nowhere")
    u.tap("send")
    assert u.sees("“nobody@nowhere” is not a mail address")
    u.fill("to", "Jonas")
    contact = next(c for c in u.world.apps["org.guimcp.contacts"]["contacts"].values() if c["name"] == "Jonas Weber")
    u.tap("to-option-0")
    u.fill("subject", "Lunch")
    u.tap("send")
    assert newest(u)["to"] == [contact["email"]]


def test_a_sent_mail_can_be_taken_back_and_is_a_letter_in_hand_again() -> None:
    u = user()
    before = dict(u.state["letters"])
    u.world.send(u.app, on("write", address="bills@brightgrid.example"))
    u.fill("subject", "Hello")
    u.fill("body", "Too much!")
    u.tap("send")
    assert len(u.state["letters"]) == len(before) + 1
    u.tap("Undo")
    assert u.state["letters"].keys() == before.keys()
    assert u.front.find("body").text == "Too much!"


def test_leaving_keeps_a_draft_and_discarding_drops_it() -> None:
    u = user()
    before = set(u.state["drafts"])
    u.tap("Compose")
    u.fill("subject", "Half done")
    u.tap("Back")
    (draft_id,) = set(u.state["drafts"]) - before
    assert u.state["drafts"][draft_id]["subject"] == "Half done"
    u.world.send(u.app, on("edit_draft", id=draft_id))
    u.tap("More options", "Discard", "Discard")
    assert set(u.state["drafts"]) == before


def test_a_scheduled_mail_goes_out_in_time_and_not_before() -> None:
    u = user()
    u.state["drafts"].clear()
    u.world.send(u.app, on("write", address="desk@harbourlibrary.example"))
    u.fill("subject", "Renewal")
    u.tap("More options", "Schedule send", "Tomorrow morning")
    (draft,) = u.state["drafts"].values()
    assert draft["send_at"] == "2026-03-11T08:00"
    u.world.move_clock(u.world.now + timedelta(hours=22))
    assert u.state["drafts"]
    u.world.move_clock(u.world.now + timedelta(hours=1))
    assert not u.state["drafts"]
    sent = next(m for m in u.state["letters"].values() if m["to"] == ["desk@harbourlibrary.example"])
    assert sent["at"] == "2026-03-11T08:00"


def test_a_snoozed_thread_is_away_until_its_time() -> None:
    u = user()
    thread_id = read(u, "Budget numbers")
    u.tap("More options", "Snooze", "This evening")
    assert thread_id not in box_of(u.state, "inbox")
    u.world.move_clock(u.world.now + timedelta(hours=9))
    assert thread_id in box_of(u.state, "inbox")
    assert thread_id in u.state["unread"]


def test_a_filter_needs_a_sender_and_a_label_and_works_on_new_mail_too() -> None:
    u = user()
    u.tap("Open menu", "Filters", "New filter", "Save filter")
    assert u.sees("Say from whom")
    assert u.sees("Choose a label")
    label = next(i for i, one in u.state["labels"].items() if one["name"] == "Travel")
    u.fill("sender", "Swiftcrate")
    u.tap(f"rule-label-{label}", "Save and apply to existing mail")
    parcels = [i for i, m in u.state["letters"].items() if m["name"] == "Swiftcrate"]
    kept = [i for i in parcels if u.state["threads"][u.state["letters"][i]["thread"]]["folder"] not in ("bin", "spam")]
    assert all(label in u.state["threads"][u.state["letters"][i]["thread"]]["labels"] for i in kept)
    u.world.move_clock(u.world.now + timedelta(minutes=30))
    fresh = next(m for i, m in u.state["letters"].items() if m["name"] == "Swiftcrate" and i not in parcels)
    assert label in u.state["threads"][fresh["thread"]]["labels"]


def test_a_blocked_sender_lands_in_spam_and_an_unsubscribed_one_nowhere() -> None:
    u = user()
    thread_id = read(u, "Card payment")
    u.tap("More options", "Block Harbour Bank", "Block")
    read(u, "off everything")
    u.tap("More options", "Unsubscribe", "Unsubscribe")
    count = len(u.state["letters"])
    u.world.move_clock(u.world.now + timedelta(hours=4))
    new = [m for i, m in u.state["letters"].items() if m["at"] > "2026-03-10T09:30"]
    assert len(u.state["letters"]) == count + len(new)
    assert {m["name"] for m in new} == {"Swiftcrate", "Harbour Bank"}
    bank = next(m for m in new if m["name"] == "Harbour Bank")
    assert u.state["threads"][bank["thread"]]["folder"] == "spam"
    assert u.state["threads"][thread_id]["folder"] == "inbox"


def test_an_attachment_is_saved_where_there_is_room() -> None:
    u = user()
    thread_id = read(u, "Budget numbers")
    letter_id = letters_of(u.state, thread_id)[0][0]
    u.world.trials["on"] = ["storage"]
    u.tap(f"save-{letter_id}-0")
    assert u.toast == "Not enough space on this phone"
    assert not u.state["saved"]
    u.world.trials["on"] = []
    u.tap(f"save-{letter_id}-0")
    assert u.state["saved"] == [f"{letter_id}:0"]


def test_a_label_is_made_used_and_deleted() -> None:
    u = user()
    u.tap("Open menu", "Create label")
    u.fill("name", "work")
    u.tap("Save")
    assert u.sees("There is a label of this name")
    u.fill("name", "Taxes")
    u.tap("Save")
    label = next(i for i, one in u.state["labels"].items() if one["name"] == "Taxes")
    thread_id = read(u, "payslip")
    u.tap("More options", "Labels", f"label-{label}", "Apply")
    assert label in u.state["threads"][thread_id]["labels"]
    u.world.send(u.app, on("go", to="labels"))
    u.tap(f"delete-{label}", "Delete")
    assert label not in u.state["labels"]
    assert label not in u.state["threads"][thread_id]["labels"]


def test_the_vacation_responder_answers_people() -> None:
    u = user()
    u.world.send(u.app, on("go", to="vacation"))
    u.tap("on")
    u.fill("subject", "")
    u.tap("Save")
    assert u.sees("Enter a subject")
    u.fill("subject", "Away")
    u.tap("Save")
    u.state["incoming"] = {"w1": {"thread": "", "subject": "Hi", "name": "Bo", "address": "bo@x.example", "body": "Hi",
                                  "category": "primary", "at": "2026-03-10T09:40"}}  # fmt: skip
    u.world.move_clock(u.world.now + timedelta(minutes=15))
    assert newest(u)["address"] == ME
    assert newest(u)["to"] == ["bo@x.example"]


def test_mailto_and_shared_words_open_a_letter() -> None:
    u = user()
    assert u.world.follow("mailto:anna@x.example")
    assert u.sees("anna@x.example")
    u.world.send(u.app, on("received", value="Look at this"))
    assert u.front.find("body").text == "Look at this"
