"""`content`: the providers that other people's tools read: contacts, call log, short messages, calendar, settings."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from devices.virtual.adb.commands.settings import SPACES, get, keys, put
from devices.virtual.adb.shell import Call, Command, Result, error, text

Row = Mapping[str, Any]
CALL_TYPES = {"incoming": 1, "outgoing": 2, "missed": 3}
USAGE = "usage: adb shell content [subcommand] [options]\nusage: adb shell content query --uri <URI> [--projection <P>]"


def _millis(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp() * 1000)


def _contacts(call: Call) -> Iterator[Row]:
    state = call.shell.phone.world.apps["org.guimcp.contacts"]
    people = sorted(state["contacts"].items(), key=lambda pair: int(pair[0][1:]))
    for number, (_, person) in enumerate(people, 1):
        yield {"_id": number, "display_name": person["name"], "data1": person["phone"], "number": person["phone"],
               "starred": int(person["favourite"])}  # fmt: skip


def _calls(call: Call) -> Iterator[Row]:
    state = call.shell.phone.world.apps["org.guimcp.contacts"]
    for number, line in enumerate(sorted(state["calls"].values(), key=lambda line: line["at"]), 1):
        yield {"_id": number, "number": line["number"], "type": CALL_TYPES[line["kind"]], "date": _millis(line["at"]),
               "duration": 60 * line["minutes"]}  # fmt: skip


def _messages(call: Call) -> Iterator[Row]:
    threads = call.shell.phone.world.apps["org.guimcp.messages"]["threads"]
    rows = [
        (message["at"], int(thread_id[1:]), thread["number"], message)
        for thread_id, thread in threads.items()
        for message in thread["messages"].values()
    ]
    rows.sort(key=lambda row: (row[0], row[1], row[3]["text"]))
    for number, (at, thread, address, message) in enumerate(rows, 1):
        yield {"_id": number, "thread_id": thread, "address": address, "date": _millis(at), "read": 1,
               "type": 2 if message["mine"] else 1, "body": message["text"]}  # fmt: skip


def _events(call: Call) -> Iterator[Row]:
    events = call.shell.phone.world.apps["org.guimcp.calendar"]["events"]
    for event_id, event in sorted(events.items(), key=lambda pair: int(pair[0][1:])):
        yield {"_id": int(event_id[1:]), "title": event["title"], "eventLocation": event["location"],
               "dtstart": _millis(f"{event['date']}T{event['start'] or '00:00'}"),
               "dtend": _millis(f"{event['date']}T{event['end'] or '23:59'}"),
               "allDay": int(event["all_day"])}  # fmt: skip


PROVIDERS: dict[str, Callable[[Call], Iterator[Row]]] = {
    "content://com.android.contacts/data/phones": _contacts,
    "content://com.android.contacts/contacts": _contacts,
    "content://contacts/phones": _contacts,
    "content://call_log/calls": _calls,
    "content://sms": _messages,
    "content://sms/inbox": lambda call: (row for row in _messages(call) if row["type"] == 1),
    "content://sms/sent": lambda call: (row for row in _messages(call) if row["type"] == 2),
    "content://com.android.calendar/events": _events,
}


def content(call: Call) -> Result:
    """`content query|insert|update|delete|call --uri URI …`. Only settings can be written; apps keep their own data."""
    if not call.args:
        return error(USAGE, 1)
    verb, options = call.args[0], _options(call.args[1:])
    uri = (options.get("--uri") or [""])[0].rstrip("/")
    if uri.startswith("content://settings/"):
        return _setting(call, verb, uri.split("/")[3:], options)
    provider = PROVIDERS.get(uri)
    if provider is None:
        authority = uri.removeprefix("content://").partition("/")[0]
        return error(f"Error while accessing provider:{authority}\njava.lang.IllegalStateException: "
                     f"Could not find provider: {authority}", 1)  # fmt: skip
    if verb != "query":
        return error(f"Error while accessing provider:{uri}\njava.lang.SecurityException: Permission Denial", 1)
    wanted = [name for names in options.get("--projection", []) for name in names.split(":")]
    return text(_rows(list(provider(call)), wanted))


def _rows(rows: list[Row], wanted: list[str]) -> str:
    if not rows:
        return "No result found."
    return "\n".join(
        f"Row: {number} " + ", ".join(f"{name}={row.get(name, 'NULL')}" for name in wanted or row)
        for number, row in enumerate(rows)
    )


def _setting(call: Call, verb: str, path: list[str], options: dict[str, list[str]]) -> Result:
    space = path[0] if path else ""
    if space not in SPACES:
        return error(f"Error while accessing provider:settings\njava.lang.IllegalArgumentException: {space}", 1)
    if verb == "query":
        names = path[1:] or keys(call, space)
        rows = [{"_id": n, "name": name, "value": get(call, space, name)} for n, name in enumerate(names, 1)]
        return text(_rows(list(rows), []))
    bound = dict(_bound(word) for word in options.get("--bind", []))
    if verb in ("insert", "update") and {"name", "value"} <= bound.keys():
        return put(call, space, bound["name"], bound["value"])
    return error(USAGE, 1)


def _bound(word: str) -> tuple[str, str]:
    """ "name:s:user_rotation" as name and value; the letter between says the type."""
    name, _, rest = word.partition(":")
    return name, rest.partition(":")[2]


def _options(args: list[str]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for name, value in zip(args, args[1:], strict=False):
        if name.startswith("--"):
            out.setdefault(name, []).append(value)
    return out


COMMANDS: dict[str, Command] = {"content": content}
