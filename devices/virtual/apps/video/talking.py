"""Searching, channels, comments, and what the user sets."""

from typing import Any

from devices.virtual.app import Turn
from devices.virtual.apps.video.catalogue import CHANNELS
from devices.virtual.apps.video.state import MAX_COMMENT, MAX_NAME, VideoState, is_locked, iso, new_id
from devices.virtual.apps.video.watching import Handler, load, off_sheet
from devices.virtual.flags import flip
from devices.virtual.node import Event
from devices.virtual.words import t

PAGES = {"search", "history", "liked", "downloads", "channels", "settings", "lock", "mine"}
TABS = {"subscriptions", "library", "you"}
FILTERS = ("length", "date", "category", "subtitles", "sort")


def _go(state: VideoState, event: Event, turn: Turn) -> None:
    turn.root()
    if event["to"] in TABS:
        turn.open(event["to"])


def _open(state: VideoState, event: Event, turn: Turn) -> None:
    if event["name"] not in PAGES:
        raise ValueError(f"Reelhouse has no page {event['name']!r}")
    turn.open(event["name"])
    if event["name"] == "search":
        turn.focus("query")


def _form(state: VideoState, event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "category":
            form["category"] = event["name"]
        case "only":
            form["only"] = event["name"]
        case "tab":
            form["tab"] = event["to"]
        case "sort":
            form["sort"] = event["by"]
        case "set":
            form[event["key"]] = "" if form.get(event["key"]) == event["to"] else event["to"]
        case "filters_clear":
            for key in FILTERS:
                form.pop(key, None)
        case _:
            turn.replace("results", form=dict(form))


def _filter(state: VideoState, event: Event, turn: Turn) -> None:
    # The sheet works on a copy of the page's choices, so that leaving it changes nothing.
    turn.overlay("filter", form=dict(turn.form))


def _search(state: VideoState, event: Event, turn: Turn) -> None:
    query = " ".join((event["value"] if "value" in event.args else turn.draft("query")).split())[:60]
    if not query:
        turn.toast(t("Type what you are looking for"))
        return
    state["searches"] = [query, *(other for other in state["searches"] if other != query)][:8]
    if turn.name != "results":
        turn.open("results", form={"query": query})


def _searches(state: VideoState, event: Event, turn: Turn) -> None:
    gone = event.args.get("value")
    state["searches"] = [words for words in state["searches"] if gone is not None and words != gone]


def _channel(state: VideoState, event: Event, turn: Turn) -> None:
    if event["id"] not in CHANNELS:
        turn.toast(t("This channel is not on Reelhouse any more"))
        return
    off_sheet(turn)
    turn.open("channel", id=event["id"])


def _follow(state: VideoState, event: Event, turn: Turn) -> None:
    following, name = state["following"][event["id"]], t(CHANNELS[event["id"]].name)
    match event.name:
        case "subscribe":
            if not following["subscribed"]:
                following["subscribers"] += 1
            following.update(subscribed=True, bell="some")
            turn.toast(t("Subscribed to {name}", name=name))
        case "bell":
            turn.overlay("bell", id=event["id"])
        case "ring":
            following["bell"] = event["to"]
            turn.close()
            turn.toast(t("Notifications changed"))
        case _:
            following["subscribers"] -= following["subscribed"]
            following.update(subscribed=False, bell="none")
            off_sheet(turn)
            turn.toast(t("Unsubscribed from {name}", name=name))


def _channel_share(state: VideoState, event: Event, turn: Turn) -> None:
    link = f"guimcp://video/channel/{event['id']}"
    if event.name == "channel_share":
        turn.share("text", f"{t(CHANNELS[event['id']].name)}\n{link}")
    else:
        turn.copy(link)
        turn.toast(t("Link copied"))


def _alerts(state: VideoState, event: Event, turn: Turn) -> None:
    match event.name:
        case "alerts":
            turn.open("alerts")
        case "alert_gone":
            state["alerts"].pop(event["id"], None)
        case _:
            state["alerts"].clear()
            turn.toast(t("Notifications cleared"))


def _comment(state: VideoState, event: Event, turn: Turn) -> None:
    match event.name:
        case "comments":
            turn.open("comments", id=event["id"])
        case "comment_sort":
            turn.form["sort"] = event["by"]
        case "comment_mine":
            turn.form["mine"] = "" if turn.form.get("mine") else "1"
        case "comment_like":
            comment = state["comments"][event["id"]]
            comment["liked"] = not comment["liked"]
            comment["likes"] += 1 if comment["liked"] else -1
        case "reply":
            turn.form["to"] = event["id"]
            if event["id"]:
                turn.focus("comment")
        case "comment_post":
            _post(state, turn)
        case _:
            off_sheet(turn)
            state["comments"] = {
                i: comment for i, comment in state["comments"].items() if event["id"] not in (i, comment["parent"])
            }
            turn.toast(t("Comment deleted"))


def _post(state: VideoState, turn: Turn) -> None:
    words, to = turn.draft("comment"), turn.form.get("to", "")
    if not words or len(words) > MAX_COMMENT:
        turn.form["comment-error"] = t("At most {n} characters", n=MAX_COMMENT) if words else t("Write something first")
        return
    state["comments"][new_id(state, "c")] = {
        "video": turn.args["id"], "parent": to if to in state["comments"] else "", "author": "", "text": words,
        "at": iso(turn.now), "likes": 0, "liked": False,
    }  # fmt: skip
    turn.form.update({"comment": "", "to": "", "comment-error": ""})
    if not to:
        turn.form["sort"] = "newest"
    turn.toast(t("Comment posted"))


def _option(state: VideoState, event: Event, turn: Turn) -> None:
    flip(state["options"], event["key"])


def _pick(state: VideoState, event: Event, turn: Turn) -> None:
    turn.overlay(event["name"])


def _picked(state: VideoState, event: Event, turn: Turn) -> None:
    options = state["options"]
    match event["key"]:
        case "quality":
            options["quality"] = event["to"]
        case "language":
            options["language"] = event["to"]
        case _:
            options["pause_after"] = event["to"]
    turn.close()


def _name(state: VideoState, event: Event, turn: Turn) -> None:
    if event.name == "name_edit":
        turn.open("name", form={"name": state["options"]["name"]})
        turn.focus("name")
        return
    name = turn.draft("name")
    if not name or len(name) > MAX_NAME:
        turn.form["name-error"] = t("At most {n} characters", n=MAX_NAME) if name else t("Enter a name")
        return
    state["options"]["name"] = name
    turn.close()
    turn.toast(t("Name saved"))


def _lock(state: VideoState, event: Event, turn: Turn) -> None:
    args: dict[str, Any]
    match event.name:
        case "lock":
            args = {"then": "off" if state["options"]["lock"] else "set"}
        case "level":
            args = {"then": "level", "to": event["to"]}
        case "pin_change":
            args = {"then": "change"}
        case _:
            args = {"then": "watch", "id": event["id"]}
    turn.overlay("pin", None, **args)
    turn.focus("pin")


def _pin(state: VideoState, event: Event, turn: Turn) -> None:
    options, pin, then = state["options"], turn.draft("pin"), turn.args.get("then", "watch")
    if len(pin) != 4 or not (pin.isascii() and pin.isdigit()):
        turn.form["pin-error"] = t("A PIN has four digits")
        return
    if then != "set" and pin != options["pin"]:
        turn.form.update({"pin": "", "pin-error": t("Wrong PIN")})
        return
    below = turn.below
    turn.close()
    match then:
        case "set":
            options.update(lock=True, pin=pin)
            turn.toast(t("Parental lock is on"))
        case "off":
            options.update(lock=False, pin="")
            turn.toast(t("Parental lock is off"))
        case "level":
            options["level"] = turn.args["to"]
        case "change":
            turn.overlay("pin", then="set")
            turn.focus("pin")
        case _:
            below["unlocked"] = "1"
            if is_locked(state, turn.args["id"]):
                load(state, turn, turn.args["id"], queue=[])


TALKING: dict[str, Handler] = {
    "go": _go, "open": _open, "category": _form, "only": _form, "tab": _form, "sort": _form, "set": _form,
    "filters_clear": _form, "apply": _form, "filter": _filter, "search": _search, "search_for": _search,
    "received": _search, "searches_clear": _searches, "search_gone": _searches, "channel": _channel,
    "subscribe": _follow, "unsubscribe": _follow, "bell": _follow, "ring": _follow, "channel_share": _channel_share,
    "channel_copy": _channel_share, "alerts": _alerts, "alert_gone": _alerts, "alerts_clear": _alerts,
    "comments": _comment, "comment_sort": _comment, "comment_mine": _comment, "comment_like": _comment,
    "reply": _comment, "comment_post": _comment, "comment_gone": _comment, "option": _option, "pick": _pick,
    "picked": _picked, "name_edit": _name, "name_save": _name, "lock": _lock, "level": _lock, "pin_change": _lock,
    "pin_ask": _lock, "pin": _pin,
}  # fmt: skip
