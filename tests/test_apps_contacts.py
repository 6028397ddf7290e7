"""Contacts as a user finds them."""

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.contacts.order import letter_of, sort_key
from devices.virtual.apps.contacts.state import ContactsState, tidy_number
from tests.virtual_user import User

CONTACTS = TypeAdapter(ContactsState)


@pytest.mark.parametrize("seed", range(5))
def test_a_fresh_address_book_fits_its_schema(seed: int) -> None:
    state = User("Contacts", seed).state
    assert CONTACTS.validate_python(state, strict=True) == state


def test_two_people_share_a_first_name() -> None:
    user = User("Contacts")
    user.fill("query", "anna")
    assert user.sees("Anna Lindqvist")
    assert user.sees("Anna Okafor")
    assert not user.sees("Bruno Salvi")


def test_a_new_contact_is_kept_with_everything_typed() -> None:
    user = User("Contacts")
    user.tap("Add contact")
    for key, text in {"name": "Nora Fink", "phone": "555 0160", "email": "nora@slate.example", "company": "Kiln",
                      "birthday": "24/06/1990", "notes": "Potter"}.items():  # fmt: skip
        user.fill(key, text)
    user.tap("Club", "Family", "Save")
    assert user.state["contacts"]["c25"] == {
        "name": "Nora Fink", "phone": "555-0160", "email": "nora@slate.example", "company": "Kiln",
        "birthday": "1990-06-24", "labels": ["Family", "Club"], "notes": "Potter", "favourite": False,
        "blocked": False,
    }  # fmt: skip
    CONTACTS.validate_python(user.state, strict=True)
    assert user.title == "Contact"
    user.back()
    assert user.title == "Contacts"


@pytest.mark.parametrize(
    ("key", "text", "error"),
    [
        ("name", "", "Enter a name"),
        ("phone", "call me", "Enter a phone number"),
        ("phone", "", "Enter a phone number"),
        ("email", "nora", "Enter an email address"),
        ("birthday", "31/02/1990", "Enter a date such as 24/06/1990"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(key: str, text: str, error: str) -> None:
    user = User("Contacts")
    user.tap("Add contact")
    user.fill("name", "Nora Fink")
    user.fill("phone", "5550160")
    user.fill(key, text)
    user.tap("Save")
    assert user.title == "New contact"
    assert user.toast == error
    assert user.front.find("name") is not None
    assert "c25" not in user.state["contacts"]
    user.fill(key, {"name": "Nora", "phone": "5550160", "email": "", "birthday": ""}[key])
    user.tap("Save")
    assert "c25" in user.state["contacts"]


def test_editing_changes_one_thing_and_keeps_the_rest() -> None:
    user = User("Contacts")
    before = dict(user.state["contacts"]["c3"])
    user.tap("Bruno Salvi", "Edit")
    user.fill("company", "Kiln")
    user.tap("Save")
    assert user.state["contacts"]["c3"] == {**before, "company": "Kiln"}


def test_deleting_asks_first() -> None:
    user = User("Contacts")
    user.tap("Bruno Salvi", "More options", "Delete")
    user.tap("Cancel")
    assert "c3" in user.state["contacts"]
    user.tap("More options", "Delete", "Delete")
    assert "c3" not in user.state["contacts"]
    assert user.title == "Contacts"


def test_a_star_puts_a_contact_among_the_favourites() -> None:
    user = User("Contacts")
    name = next(c["name"] for c in user.state["contacts"].values() if not c["favourite"])
    user.tap(name, "Add to favourites")
    user.back()
    user.tap("Favourites")
    assert user.sees(name)
    user.tap(name, "Remove from favourites")
    user.back()
    assert not user.sees(name)


def test_a_blocked_contact_says_so_and_can_be_unblocked() -> None:
    user = User("Contacts")
    user.tap("Theo Lambert", "More options", "Block")
    assert user.state["contacts"]["c14"]["blocked"] is True
    assert user.sees("This contact is blocked.")
    user.tap("More options", "Unblock")
    assert user.state["contacts"]["c14"]["blocked"] is False


def test_calling_adds_an_outgoing_call() -> None:
    user = User("Contacts")
    user.tap("Theo Lambert", "Call")
    assert user.sees("Calling…")
    user.tap("End call")
    assert user.title == "Contact"
    call = {"number": "555-0114", "kind": "outgoing", "at": "2026-03-10T09:30", "minutes": 0}
    assert user.state["calls"]["k25"] == call
    CONTACTS.validate_python(user.state, strict=True)


def test_a_number_can_be_dialled_and_a_word_cannot() -> None:
    user = User("Contacts")
    user.tap("Recents", "Dial a number")
    user.fill("number", "hello")
    user.tap("Call")
    assert user.toast == "Enter a phone number"
    user.fill("number", "5550177")
    user.tap("Call")
    assert user.state["calls"]["k25"]["number"] == "555-0177"


def test_recents_can_be_narrowed_to_missed_calls() -> None:
    user = User("Contacts")
    missed = sum(call["kind"] == "missed" for call in user.state["calls"].values())
    user.tap("Recents", "Missed")
    shown = [node for node in user.front.walk() if node.key.startswith("call-k")]
    assert len(shown) == missed == 3


def test_an_unknown_caller_can_be_made_a_contact() -> None:
    user = User("Contacts")
    stranger = next(c["number"] for c in user.state["calls"].values() if c["number"] in ("555-0187", "555-0193"))
    user.tap("Recents", stranger, "Create new contact")
    user.fill("name", "Mystery")
    user.tap("Save")
    assert user.state["contacts"]["c25"]["phone"] == stranger
    user.back()
    user.back()
    assert user.sees("Mystery")


def test_message_opens_the_thread_with_that_contact() -> None:
    user = User("Contacts")
    user.tap("Keiko Arai", "Message")
    assert user.world.front == "org.guimcp.messages"
    assert user.title == "Keiko Arai"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("555 01 60", "555-0160"), ("+49 30 1234567", "+49301234567"), ("12", None), ("5550x60", None), ("", None)],
)
def test_numbers_are_kept_in_one_spelling(typed: str, kept: str | None) -> None:
    assert tidy_number(typed) == kept


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("anna", "A"),
        ("Élodie", "É"),
        ("林安娜", "L"),
        ("欧安娜", "O"),
        ("白爱莎", "B"),
        ("张三", "Z"),
        ("7-Up", "#"),
        ("🙂", "#"),
    ],
)
def test_a_name_stands_under_its_letter_or_the_one_its_sound_begins_with(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_chinese_names_are_ordered_by_sound() -> None:
    names = ["张三", "林安娜", "白爱莎", "Anna", "🙂", "何葛丽", "安东"]
    assert sorted(names, key=sort_key) == ["Anna", "安东", "白爱莎", "何葛丽", "林安娜", "张三", "🙂"]
