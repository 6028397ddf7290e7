"""What happens while a post is written, and what can be set."""

from datetime import datetime, timedelta
from typing import Any

from devices.virtual.app import Turn
from devices.virtual.apps.feed.list_update import Handler, off_sheet
from devices.virtual.apps.feed.state import (
    LIMIT,
    MAX_OPTIONS,
    TAG,
    Audience,
    Draft,
    FeedState,
    minutes,
    new_id,
    no_draft,
)
from devices.virtual.apps.feed.time_passing import publish
from devices.virtual.node import Event
from devices.virtual.times import parse_time
from devices.virtual.words import t

KINDS = ("hills", "sea", "city", "forest", "desert", "night", "portrait", "plate", "room", "cover", "chart")


def _form(draft: Draft) -> dict[str, str]:
    form = {"text": draft["text"], "picture": draft["picture"], "audience": draft["audience"],
            "options": str(len(draft["options"]))}  # fmt: skip
    return form | {f"option{n}": words for n, words in enumerate(draft["options"])}


def _open(turn: Turn, draft: Draft, **args: str) -> None:
    turn.open("compose", _form(draft), **{"id": "", "of": "", "scheduled": "", **args})
    turn.focus("text")


def _compose(state: FeedState, event: Event, turn: Turn) -> None:
    _open(turn, state["draft"])
    if state["draft"]["text"] or state["draft"]["picture"]:
        turn.toast(t("Here is your draft"))


def _compose_tag(state: FeedState, event: Event, turn: Turn) -> None:
    _open(turn, {**no_draft(), "text": f"#{event['tag']} "})


def _quote(state: FeedState, event: Event, turn: Turn) -> None:
    turn.close()
    _open(turn, no_draft(), of=event["id"])


def _edit(state: FeedState, event: Event, turn: Turn) -> None:
    post = state["posts"][event["id"]]
    turn.close()
    draft: Draft = {**no_draft(), "text": post["text"], "picture": post["picture"], "audience": post["audience"]}
    _open(turn, draft, id=event["id"], of=post["of"])


def _edit_scheduled(state: FeedState, event: Event, turn: Turn) -> None:
    _open(turn, state["scheduled"][event["id"]], scheduled=event["id"])


def _drop_scheduled(state: FeedState, event: Event, turn: Turn) -> None:
    del state["scheduled"][event["id"]]
    turn.toast(t("Scheduled post deleted"))


def _received(state: FeedState, event: Event, turn: Turn) -> None:
    _open(turn, {**no_draft(), "text": event["value"]})


def _received_image(state: FeedState, event: Event, turn: Turn) -> None:
    kind, _, number = str(event["value"]).partition(":")
    if kind in KINDS and number.isdecimal():
        _open(turn, {**no_draft(), "picture": event["value"]})
    else:
        turn.toast(t("This picture cannot be posted"))


# -- the fields -------------------------------------------------------------------------------------------------------


def _audience(state: FeedState, event: Event, turn: Turn) -> None:
    turn.overlay("audience", now=turn.form.get("audience", "public"), post="")


def _post_audience(state: FeedState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("audience", now=state["posts"][event["id"]]["audience"], post=event["id"])


def _audience_set(state: FeedState, event: Event, turn: Turn) -> None:
    if turn.args["post"]:
        state["posts"][turn.args["post"]]["audience"] = event["to"]
    else:
        turn.below["audience"] = event["to"]
    turn.close()


def _pictures(state: FeedState, event: Event, turn: Turn) -> None:
    turn.open("pictures")


def _picture(state: FeedState, event: Event, turn: Turn) -> None:
    turn.below["picture"] = event["ref"]
    turn.close()


def _no_picture(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["picture"] = ""


def _add_poll(state: FeedState, event: Event, turn: Turn) -> None:
    if turn.form.get("options", "0") == "0":
        turn.form["options"] = "2"
    turn.focus("option0")


def _add_option(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["options"] = str(min(MAX_OPTIONS, int(turn.form["options"]) + 1))


def _no_poll(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["options"] = "0"


def _add_tag(state: FeedState, event: Event, turn: Turn) -> None:
    words = turn.form.get("text", "")
    if event["tag"] not in TAG.findall(words):
        turn.form["text"] = f"{words.rstrip()} #{event['tag']} ".lstrip()


def _draft(form: dict[str, str]) -> Draft:
    count = int(form.get("options", "0"))
    options = [words for n in range(count) if (words := form.get(f"option{n}", "").strip())]
    audience = form.get("audience", "public")
    allowed: dict[str, Audience] = {"public": "public", "followers": "followers", "close": "close"}
    return {"text": form.get("text", "").strip(), "picture": form.get("picture", ""), "audience": allowed[audience],
            "options": options, "send_at": ""}  # fmt: skip


def _ready(form: dict[str, str], of: str) -> bool:
    """Can this be posted? Errors go into the form."""
    draft = _draft(form)
    over = len(draft["text"]) - LIMIT
    empty = not draft["text"] and not draft["picture"] and not of
    form["text-error"] = (
        t("Write something or add a picture") if empty else t("{n} characters too long", n=over) if over > 0 else ""
    )
    poll = form.get("options", "0") != "0"
    form["option0-error"] = t("Give at least two options") if poll and len(draft["options"]) < 2 else ""
    return not form["text-error"] and not form["option0-error"]


def _send(state: FeedState, event: Event, turn: Turn) -> None:
    if not _ready(turn.form, turn.args["of"]):
        return
    draft = _draft(turn.form)
    if turn.args["id"]:
        _edited(state, turn.args["id"], draft)
        turn.close()
        turn.toast(t("Post changed"))
        return
    publish(state, draft, turn.args["of"], turn.now)
    state["scheduled"].pop(turn.args["scheduled"], None)
    if not turn.args["of"] and not turn.args["scheduled"]:
        state["draft"] = no_draft()
    turn.close()
    turn.toast(t("Posted"))


def _edited(state: FeedState, post_id: str, draft: Draft) -> None:
    post = state["posts"][post_id]
    if (post["text"], post["picture"], post["audience"]) == (draft["text"], draft["picture"], draft["audience"]):
        return
    kept = [tag for tag in post["tags"] if tag not in TAG.findall(post["text"])]
    tags = list(dict.fromkeys([*kept, *TAG.findall(draft["text"])]))
    post.update(text=draft["text"], picture=draft["picture"], audience=draft["audience"], tags=tags, edited=True)


def _leave(state: FeedState, event: Event, turn: Turn) -> None:
    draft = _draft(turn.form)
    fresh = not turn.args["id"] and not turn.args["of"] and not turn.args["scheduled"]
    if fresh and (draft["text"] or draft["picture"]):
        turn.overlay("leaving")
        return
    if fresh:
        state["draft"] = no_draft()
    turn.close()


def _back(state: FeedState, event: Event, turn: Turn) -> None:
    """The phone's Back key asks nothing: what was begun is kept."""
    draft = _draft(turn.form)
    fresh = not turn.args["id"] and not turn.args["of"] and not turn.args["scheduled"]
    if fresh and (draft["text"] or draft["picture"]):
        state["draft"] = draft
        turn.toast(t("Draft kept"))
    turn.close()


def _keep(state: FeedState, event: Event, turn: Turn) -> None:
    state["draft"] = _draft(turn.below)
    turn.close(2)
    turn.toast(t("Draft kept"))


def _discard(state: FeedState, event: Event, turn: Turn) -> None:
    state["draft"] = no_draft()
    turn.close(2)
    turn.toast(t("Draft discarded"))


# -- later ------------------------------------------------------------------------------------------------------------


def _choices(now: datetime) -> list[list[str]]:
    evening, tomorrow = now.replace(hour=18, minute=0), now + timedelta(days=1)
    choices = [["In an hour", minutes(now + timedelta(hours=1))]]
    if now < evening:
        choices.append(["This evening", minutes(evening)])
    return [*choices, ["Tomorrow morning", minutes(tomorrow.replace(hour=9, minute=0))],
            ["Tomorrow evening", minutes(tomorrow.replace(hour=18, minute=0))]]  # fmt: skip


def _schedule(state: FeedState, event: Event, turn: Turn) -> None:
    if _ready(turn.form, turn.args["of"]):
        turn.overlay("times", choices=_choices(turn.now), **turn.args)


def _pick_time(state: FeedState, event: Event, turn: Turn) -> None:
    days = [(turn.now + timedelta(days=n)).date().isoformat() for n in range(14)]
    turn.close()
    turn.overlay("pick_time", {"time": "9:00"}, **{**turn.args, "days": days})


def _day(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["day"] = event["to"]


def _picked_time(state: FeedState, event: Event, turn: Turn) -> None:
    at, day = parse_time(turn.draft("time")), turn.form.get("day", turn.args["days"][0])
    late = at is not None and f"{day}T{at}" <= minutes(turn.now)
    turn.form["time-error"] = t("Enter a time such as 9:30") if at is None else t("This time is over") if late else ""
    if not turn.form["time-error"]:
        _later(state, f"{day}T{at}", turn)


def _time(state: FeedState, event: Event, turn: Turn) -> None:
    _later(state, event["at"], turn)


def _later(state: FeedState, at: str, turn: Turn) -> None:
    draft: Draft = {**_draft(turn.below), "send_at": at}
    state["scheduled"][turn.args["scheduled"] or new_id(state, "d")] = draft
    if not turn.args["scheduled"]:
        state["draft"] = no_draft()
    turn.close(2)
    turn.toast(t("Post scheduled"))


# -- settings ---------------------------------------------------------------------------------------------------------


def _option(state: FeedState, event: Event, turn: Turn) -> None:
    options: dict[str, Any] = {**state["options"]}
    options[event["key"]] = not options[event["key"]]
    state["options"].update(options)  # pyright: ignore[reportArgumentType, reportCallIssue]


def _choose(state: FeedState, event: Event, turn: Turn) -> None:
    turn.overlay("choose", key=event["key"])


def _chosen(state: FeedState, event: Event, turn: Turn) -> None:
    state["options"]["comments" if turn.args["key"] == "comments" else "mentions"] = event["to"]
    turn.close()


def _add_word(state: FeedState, event: Event, turn: Turn) -> None:
    word = turn.draft("word").lstrip("#")
    known = {one.casefold() for one in state["muted_words"]}
    turn.form["word-error"] = (
        t("Enter a word") if not word else t("This word is muted already") if word.casefold() in known else ""
    )
    if not turn.form["word-error"]:
        state["muted_words"].append(word)
        turn.form["word"] = ""
        turn.toast(t("“{word}” muted", word=word))


def _drop_word(state: FeedState, event: Event, turn: Turn) -> None:
    state["muted_words"].remove(event["word"])


def _unhide(state: FeedState, event: Event, turn: Turn) -> None:
    state["hidden"].clear()
    turn.toast(t("Hidden posts are shown again"))


COMPOSING: dict[str, Handler] = {
    "compose": _compose, "compose_tag": _compose_tag, "quote": _quote, "edit": _edit,
    "edit_scheduled": _edit_scheduled, "drop_scheduled": _drop_scheduled, "received": _received,
    "received_image": _received_image, "audience": _audience, "post_audience": _post_audience,
    "audience_set": _audience_set, "pictures": _pictures, "picture": _picture, "no_picture": _no_picture,
    "add_poll": _add_poll, "add_option": _add_option, "no_poll": _no_poll, "add_tag": _add_tag, "send": _send,
    "leave": _leave, "back": _back,
    "keep": _keep, "discard": _discard, "schedule": _schedule, "pick_time": _pick_time, "day": _day,
    "picked_time": _picked_time, "time": _time, "option": _option, "choose": _choose, "chosen": _chosen,
    "add_word": _add_word, "drop_word": _drop_word, "unhide": _unhide,
}  # fmt: skip
