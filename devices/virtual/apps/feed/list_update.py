"""What happens on the first screen of Hearth and to people: tabs, stories, search, activity, following, blocking."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.feed.home_views import story_ids
from devices.virtual.apps.feed.state import MAX_BIO, MAX_NAME, ME, FeedState, minutes, name_of, new_id
from devices.virtual.node import Event
from devices.virtual.words import t

Handler = Callable[[FeedState, Event, Turn], None]
SHEETS = ("post_menu", "comment_menu", "person_menu", "share", "pass_on")


def off_sheet(turn: Turn) -> None:
    """Close the sheet an event came from, if it came from one."""
    if turn.name in SHEETS:
        turn.close()


def _tab(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["tab"] = event["to"]


def _feed(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["feed"] = event["to"]


def _mine(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["mine"] = event["to"]


def _kind(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["kind"] = event["to"]


def _go(state: FeedState, event: Event, turn: Turn) -> None:
    me = state["me"]
    form = {"name": me["name"], "handle": me["handle"], "bio": me["bio"], "picture": str(me["picture"])}
    turn.open(event["to"], form if event["to"] == "edit_profile" else None)


def _story(state: FeedState, event: Event, turn: Turn) -> None:
    ids = story_ids(state)
    _see(state, event["id"])
    turn.open("story", id=event["id"], ids=ids)


def _story_at(state: FeedState, event: Event, turn: Turn) -> None:
    _see(state, event["id"])
    turn.replace("story", id=event["id"], ids=turn.args["ids"])


def _see(state: FeedState, story: str) -> None:
    if story not in state["seen"]:
        state["seen"].append(story)


def _like_story(state: FeedState, event: Event, turn: Turn) -> None:
    story = state["stories"][turn.args["id"]]
    story["liked"] = not story["liked"]


# -- search -----------------------------------------------------------------------------------------------------------


def remember(state: FeedState, turn: Turn) -> None:
    """Keep what was searched for, once something found is opened."""
    words = turn.draft("query")
    if turn.form.get("tab") == "search" and words:
        state["searches"] = [words, *(other for other in state["searches"] if other != words)][:6]


def _again(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["query"] = event["words"]


def _forget(state: FeedState, event: Event, turn: Turn) -> None:
    state["searches"].clear()


def _forget_one(state: FeedState, event: Event, turn: Turn) -> None:
    del state["searches"][event["at"]]


def _tag(state: FeedState, event: Event, turn: Turn) -> None:
    remember(state, turn)
    turn.open("tag", tag=event["tag"])


def _sort(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["sort"] = event["by"]


# -- activity ---------------------------------------------------------------------------------------------------------


def _notices(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["notices"] = event["to"]


def _notice(state: FeedState, event: Event, turn: Turn) -> None:
    notice = state["notices"].get(event["id"])
    _looked(state, event["id"])
    if notice is None:
        turn.toast(t("This is no longer here"))
    elif notice["post"] in state["posts"]:
        turn.open("post", id=notice["post"])
    else:
        turn.open("profile", id=notice["by"])


def _looked(state: FeedState, notice: str) -> None:
    if notice in state["new"]:
        state["new"].remove(notice)


def _all_read(state: FeedState, event: Event, turn: Turn) -> None:
    state["new"].clear()
    turn.toast(t("All marked as read"))


def _answer(state: FeedState, event: Event, turn: Turn) -> None:
    notice = state["notices"][event["id"]]
    _looked(state, event["id"])
    if event.name == "accept":
        notice["kind"] = "follow"
        state["followers"].append(notice["by"])
        turn.toast(t("{name} follows you now", name=name_of(state, notice["by"], turn.others)))
    else:
        del state["notices"][event["id"]]
        turn.toast(t("Request declined"))


# -- people -----------------------------------------------------------------------------------------------------------


def _person(state: FeedState, event: Event, turn: Turn) -> None:
    who = event["id"]
    known = {person["phone"]: i for i, person in state["people"].items() if person["phone"]}
    who = known.get(who, who)
    remember(state, turn)
    off_sheet(turn)
    if who == ME:
        turn.root()
        turn.toast(t("This is you"))
    elif who in state["people"]:
        turn.open("profile", id=who)
    else:
        turn.toast(t("This is no longer here"))


def _follow(state: FeedState, event: Event, turn: Turn) -> None:
    who = event["id"]
    person = state["people"][who]
    how = state["follows"].get(who, "")
    name = name_of(state, who, turn.others)
    if who in state["blocked"]:
        turn.toast(t("Unblock {name} first", name=name))
    elif how == "yes" and person["private"]:
        turn.overlay("ask_unfollow", id=who)
    elif how:
        _leave(state, who)
        turn.toast(t("Request taken back") if how == "asked" else t("You no longer follow {name}", name=name))
    elif person["private"]:
        state["follows"][who] = "asked"
        after = Random(f"{who}:{state['next_id']}").randint(15, 40)
        state["incoming"][new_id(state, "w")] = {"kind": "accepted", "by": who, "post": "", "text": "",
                                                 "at": minutes(turn.now + timedelta(minutes=after))}  # fmt: skip
        turn.toast(t("Request sent"))
    else:
        state["follows"][who] = "yes"
        turn.toast(t("You follow {name}", name=name))


def _leave(state: FeedState, who: str) -> None:
    state["follows"].pop(who, None)
    if who in state["close"]:
        state["close"].remove(who)


def _unfollowed(state: FeedState, event: Event, turn: Turn) -> None:
    who = turn.args["id"]
    _leave(state, who)
    turn.close()
    turn.toast(t("You no longer follow {name}", name=name_of(state, who, turn.others)))


def _list(state: FeedState, event: Event, turn: Turn) -> None:
    turn.open("people", id=event["id"], what=event["what"])


def _message(state: FeedState, event: Event, turn: Turn) -> None:
    if not turn.follow(f"guimcp://chat/with/{state['people'][event['id']]['phone']}"):
        turn.toast(t("There is no app for messages on this phone"))


def _person_menu(state: FeedState, event: Event, turn: Turn) -> None:
    turn.overlay("person_menu", id=event["id"])


def _mute(state: FeedState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    name = name_of(state, event["id"], turn.others)
    if event["id"] in state["muted"]:
        state["muted"].remove(event["id"])
        turn.toast(t("{name} unmuted", name=name))
    else:
        state["muted"].append(event["id"])
        turn.toast(t("{name} muted", name=name))


def _block(state: FeedState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    if event["id"] in state["blocked"]:
        state["blocked"].remove(event["id"])
        turn.toast(t("{name} unblocked", name=name_of(state, event["id"], turn.others)))
    else:
        turn.overlay("ask_block", id=event["id"])


def _blocked(state: FeedState, event: Event, turn: Turn) -> None:
    who = turn.args["id"]
    state["blocked"].append(who)
    _leave(state, who)
    for names in (state["followers"], state["muted"]):
        if who in names:
            names.remove(who)
    turn.close()
    turn.toast(t("{name} blocked", name=name_of(state, who, turn.others)))


def _close(state: FeedState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    name = name_of(state, event["id"], turn.others)
    if event["id"] in state["close"]:
        state["close"].remove(event["id"])
        turn.toast(t("{name} is no longer a close friend", name=name))
    else:
        state["close"].append(event["id"])
        turn.toast(t("{name} is a close friend now", name=name))


def _drop_follower(state: FeedState, event: Event, turn: Turn) -> None:
    state["followers"].remove(event["id"])
    turn.close()
    turn.toast(t("{name} no longer follows you", name=name_of(state, event["id"], turn.others)))


def _other_picture(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["picture"] = str(int(turn.form.get("picture", "0")) + 1)


def _profile_saved(state: FeedState, event: Event, turn: Turn) -> None:
    name, handle, bio = turn.draft("name"), turn.draft("handle").lstrip("@"), turn.draft("bio")
    taken = {person["handle"].casefold() for person in state["people"].values()}
    long = t("No more than {n} characters", n=MAX_NAME)
    turn.form["name-error"] = t("Enter a name") if not name else long if len(name) > MAX_NAME else ""
    turn.form["handle-error"] = (
        t("Enter a user name without spaces")
        if not handle or " " in handle
        else t("This user name is taken")
        if handle.casefold() in taken
        else ""
    )
    turn.form["bio-error"] = t("No more than {n} characters", n=MAX_BIO) if len(bio) > MAX_BIO else ""
    if any(turn.form[f"{key}-error"] for key in ("name", "handle", "bio")):
        return
    state["me"] = {"name": name, "handle": handle, "bio": bio, "picture": int(turn.form["picture"])}
    turn.close()
    turn.toast(t("Profile saved"))


LISTS: dict[str, Handler] = {
    "tab": _tab, "feed": _feed, "mine": _mine, "kind": _kind, "go": _go, "story": _story, "story_at": _story_at,
    "like_story": _like_story, "again": _again, "forget": _forget, "forget_one": _forget_one, "tag": _tag,
    "sort": _sort, "notices": _notices, "notice": _notice, "all_read": _all_read, "accept": _answer,
    "decline": _answer, "person": _person, "follow": _follow, "unfollowed": _unfollowed, "list": _list,
    "message": _message, "person_menu": _person_menu, "mute": _mute, "block": _block, "blocked": _blocked,
    "close": _close, "drop_follower": _drop_follower, "other_picture": _other_picture,
    "profile_saved": _profile_saved,
}  # fmt: skip
