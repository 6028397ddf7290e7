"""What each event does in Contacts."""

from datetime import date, datetime

from devices.virtual.app import Turn
from devices.virtual.apps.contacts.state import (
    LABELS,
    Contact,
    ContactsState,
    new_contact,
    tidy_number,
    who,
)
from devices.virtual.node import Event
from devices.virtual.words import t

MESSAGES = "org.guimcp.messages"


def update(state: ContactsState, event: Event, turn: Turn) -> None:
    """What each event does."""
    contacts = state["contacts"]
    match event.name:
        case "tab":
            turn.form.update(tab=event["tab"], query="")
        case "only":
            turn.form["only"] = event["kind"]
        case "open":
            turn.open("contact", id=event["id"])
        case "open_call":
            contact_id, _ = who(contacts, event["number"])
            if contact_id:
                turn.open("contact", id=contact_id)
            else:
                turn.open("number", number=event["number"])
        case "star":
            contact = contacts[event["id"]]
            contact["favourite"] = not contact["favourite"]
            turn.toast(t("Added to favourites") if contact["favourite"] else t("Removed from favourites"))
        case "menu" | "clear":
            turn.overlay(event.name, **event.args)
        case "dial":
            turn.open("dial", form={"number": event.args.get("number", "")})
        case "digit":
            typed = turn.form.get("number", "")
            turn.form["number"] = typed + event["digit"] if event["digit"] else typed[:-1]
        case "in_call":
            turn.form[event["key"]] = "" if turn.form.get(event["key"]) else "yes"
        case "share":
            contact = contacts[event["id"]]
            turn.share("text", f"{contact['name']}\n{contact['phone']}")
        case "block":
            contacts[event["id"]]["blocked"] = not contacts[event["id"]]["blocked"]
            turn.close()
            turn.toast(t("Contact blocked") if contacts[event["id"]]["blocked"] else t("Contact unblocked"))
        case "delete":
            turn.close()
            turn.overlay("delete", id=event["id"])
        case "deleted":
            del contacts[event["id"]]
            turn.root()
            turn.toast(t("Contact deleted"))
        case "cleared":
            state["calls"].clear()
            turn.close()
            turn.toast(t("Call log cleared"))
        case "call":
            _place_call(state, event["number"], turn)
        case "dialled":
            number = tidy_number(turn.draft("number"))
            if number is None:
                turn.toast(t("Enter a phone number"))
            else:
                turn.close()
                _place_call(state, number, turn)
        case "message":
            turn.launch(MESSAGES, "thread", number=event["number"])
        case "add":
            turn.open("edit", form={"phone": event.args.get("phone", "")})
        case "edit":
            turn.open("edit", form=_form(contacts[event["id"]]), id=event["id"])
        case "label":
            chosen = set(turn.form.get("labels", "").split(",")) ^ {event["label"]}
            turn.form["labels"] = ",".join(label for label in LABELS if label in chosen)
        case "save":
            _save(state, turn)
        case _:
            raise ValueError(f"contacts knows no event {event.name!r}")


def _place_call(state: ContactsState, number: str, turn: Turn) -> None:
    state["calls"][_new_id(state, "k")] = {
        "number": number,
        "kind": "outgoing",
        "at": turn.now.isoformat(timespec="minutes"),
        "minutes": 0,
    }
    turn.open("call", number=number)


def _form(contact: Contact) -> dict[str, str]:
    born = contact["birthday"]
    return {
        "name": contact["name"],
        "phone": contact["phone"],
        "email": contact["email"],
        "company": contact["company"],
        "birthday": f"{date.fromisoformat(born):%d/%m/%Y}" if born else "",
        "labels": ",".join(contact["labels"]),
        "notes": contact["notes"],
    }


def _birthday(words: str) -> str | None:
    """The date typed, as ISO; empty for nothing, None for something else."""
    if not words:
        return ""
    for pattern in ("%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(words, pattern).date().isoformat()
        except ValueError:
            continue
    return None


def _save(state: ContactsState, turn: Turn) -> None:
    name, email = turn.draft("name"), turn.draft("email")
    phone, born = tidy_number(turn.draft("phone")), _birthday(turn.draft("birthday"))
    errors = {
        "error-name": "" if name else t("Enter a name"),
        "error-phone": "" if phone else t("Enter a phone number"),
        "error-email": ""
        if not email or ("@" in email.strip("@") and " " not in email)
        else t("Enter an email address"),
        "error-birthday": "" if born is not None else t("Enter a date such as 24/06/1990"),
    }
    turn.form.update(errors)
    wrong = [words for words in errors.values() if words]
    if wrong or phone is None or born is None:
        turn.toast(wrong[0])
        return
    contact_id = turn.args.get("id") or _new_id(state, "c")
    state["contacts"][contact_id] = {
        **state["contacts"].get(contact_id, new_contact(name, phone)),
        "name": name,
        "phone": phone,
        "email": email,
        "company": turn.draft("company"),
        "birthday": born,
        "labels": [label for label in turn.form.get("labels", "").split(",") if label],
        "notes": turn.draft("notes"),
    }
    if "id" in turn.args:
        turn.close()
    else:
        turn.replace("contact", id=contact_id)
    turn.toast(t("Contact saved"))


def _new_id(state: ContactsState, letter: str) -> str:
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"
