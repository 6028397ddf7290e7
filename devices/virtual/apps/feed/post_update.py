"""What happens to posts and comments: liking, answering, passing on, saving, hiding, reporting, deleting."""

from devices.virtual.app import Turn
from devices.virtual.apps.feed.list_update import Handler, off_sheet, remember
from devices.virtual.apps.feed.state import (
    ME,
    FeedState,
    collections_of,
    handle_of,
    minutes,
    name_of,
    new_id,
    new_post,
    no_undo,
)
from devices.virtual.node import Event
from devices.virtual.words import t


def _post(state: FeedState, event: Event, turn: Turn) -> None:
    remember(state, turn)
    turn.open("post", id=event["id"])


def _comment(state: FeedState, event: Event, turn: Turn) -> None:
    if turn.name != "post":
        turn.open("post", id=event["id"])
    turn.focus("comment")


def _like(state: FeedState, event: Event, turn: Turn) -> None:
    post = state["posts"][event["id"]]
    post["liked"] = not post["liked"]


def _vote(state: FeedState, event: Event, turn: Turn) -> None:
    state["polls"][event["id"]]["mine"] = event["at"]


def _sheet(state: FeedState, event: Event, turn: Turn) -> None:
    turn.overlay(event.name, id=event["id"])


def _passed(state: FeedState, event: Event, turn: Turn) -> None:
    """Pass a post on without words; done again it is taken back."""
    mine = [i for i, p in state["posts"].items() if p["by"] == ME and p["of"] == event["id"] and not p["text"]]
    for post_id in mine:
        del state["posts"][post_id]
    if not mine:
        post = new_post(ME, "", minutes(turn.now))
        post["of"] = event["id"]
        state["posts"][new_id(state, "n")] = post
    turn.close()
    turn.toast(t("Taken back") if mine else t("Passed on to your followers"))


def _share_out(state: FeedState, event: Event, turn: Turn) -> None:
    post = state["posts"][event["id"]]
    turn.close()
    turn.share("text", f"{post['text']}\n— {name_of(state, post['by'], turn.others)}".strip())


def _share_profile(state: FeedState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    name = name_of(state, event["id"], turn.others)
    turn.share("text", t("{name} ({handle}) is on Hearth", name=name, handle=handle_of(state, event["id"])))


def _copy_link(state: FeedState, event: Event, turn: Turn) -> None:
    kind = "user" if event.name == "copy_profile" else "post"
    turn.copy(f"guimcp://feed/{kind}/{event['id']}")
    turn.close()
    turn.toast(t("Link copied"))


def _copy(state: FeedState, event: Event, turn: Turn) -> None:
    turn.copy(event["text"])
    turn.close()
    turn.toast(t("Copied"))


def _hide(state: FeedState, event: Event, turn: Turn) -> None:
    state["hidden"].append(event["id"])
    turn.close()
    state["undo"] = {**no_undo(), "words": t("Post hidden"), "hidden": event["id"]}


def _report(state: FeedState, event: Event, turn: Turn) -> None:
    turn.close()
    turn.overlay("report", id=event["id"])


def _reason(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["reason"] = event["to"]


def _reported(state: FeedState, event: Event, turn: Turn) -> None:
    what = turn.args["id"]
    state["reported"][what] = turn.form["reason"]
    if what in state["posts"] and what not in state["hidden"]:
        state["hidden"].append(what)
    turn.close()
    turn.toast(t("Thank you. We will have a look."))


def _ask_delete(state: FeedState, event: Event, turn: Turn) -> None:
    turn.close()
    turn.overlay("ask_delete", id=event["id"])


def _deleted(state: FeedState, event: Event, turn: Turn) -> None:
    post_id = turn.args["id"]
    comments = {i: c for i, c in state["comments"].items() if c["post"] == post_id}
    state["undo"] = {**no_undo(), "words": t("Post deleted"), "posts": {post_id: state["posts"].pop(post_id)},
                     "comments": comments}  # fmt: skip
    for comment in comments:
        del state["comments"][comment]
    turn.close()


def _undo(state: FeedState, event: Event, turn: Turn) -> None:
    undo = state["undo"]
    state["posts"].update(undo["posts"])
    state["comments"].update(undo["comments"])
    if undo["hidden"] in state["hidden"]:
        state["hidden"].remove(undo["hidden"])
    state["undo"] = no_undo()
    turn.toast(t("Undone"))


# -- comments ---------------------------------------------------------------------------------------------------------


def _like_comment(state: FeedState, event: Event, turn: Turn) -> None:
    comment = state["comments"][event["id"]]
    comment["liked"] = not comment["liked"]


def _reply(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["reply"] = event["id"]
    turn.focus("comment")


def _no_reply(state: FeedState, event: Event, turn: Turn) -> None:
    turn.form["reply"] = ""


def _send_comment(state: FeedState, event: Event, turn: Turn) -> None:
    words = turn.draft("comment")
    if not words:
        turn.toast(t("Write a comment first"))
        return
    # An answer to an answer stands below the first comment, as the list has two levels.
    above = turn.form.get("reply", "")
    root = state["comments"][above]["reply"] or above if above in state["comments"] else ""
    state["comments"][new_id(state, "k")] = {
        "post": turn.args["id"], "by": ME, "text": words, "at": minutes(turn.now), "reply": root, "likes": 0,
        "liked": False,
    }  # fmt: skip
    turn.form.update(comment="", reply="")


def _delete_comment(state: FeedState, event: Event, turn: Turn) -> None:
    gone = {i: c for i, c in state["comments"].items() if event["id"] in (i, c["reply"])}
    for comment in gone:
        del state["comments"][comment]
    turn.close()
    state["undo"] = {**no_undo(), "words": t("Comment deleted"), "comments": gone}


# -- saving -----------------------------------------------------------------------------------------------------------


def _save(state: FeedState, event: Event, turn: Turn) -> None:
    """Ask which collection; a post that is in none goes into the first at once."""
    off_sheet(turn)
    first = min(state["collections"], key=lambda i: int(i[1:]), default="")
    if first and not collections_of(state, event["id"]):
        state["collections"][first]["posts"].insert(0, event["id"])
        turn.toast(t("Saved to “{name}”", name=state["collections"][first]["name"]))
    turn.overlay("save", id=event["id"])


def _collect(state: FeedState, event: Event, turn: Turn) -> None:
    posts = state["collections"][event["id"]]["posts"]
    if turn.args["id"] in posts:
        posts.remove(turn.args["id"])
    else:
        posts.insert(0, turn.args["id"])


def _new_collection(state: FeedState, event: Event, turn: Turn) -> None:
    turn.overlay("collection_name", id="", post=turn.args.get("id", "") if turn.name == "save" else "")


def _rename(state: FeedState, event: Event, turn: Turn) -> None:
    name = state["collections"][event["id"]]["name"]
    turn.overlay("collection_name", {"name": name}, id=event["id"], post="")


def _collection_saved(state: FeedState, event: Event, turn: Turn) -> None:
    name, collection = turn.draft("name"), turn.args["id"]
    taken = {one["name"].casefold() for i, one in state["collections"].items() if i != collection}
    turn.form["name-error"] = (
        t("Enter a name") if not name else t("There is a collection of this name") if name.casefold() in taken else ""
    )
    if turn.form["name-error"]:
        return
    if collection:
        state["collections"][collection]["name"] = name
    else:
        posts = [turn.args["post"]] if turn.args["post"] else []
        state["collections"][new_id(state, "c")] = {"name": name, "posts": posts}
    turn.close()
    turn.toast(t("Collection saved"))


def _collection(state: FeedState, event: Event, turn: Turn) -> None:
    turn.open("collection", id=event["id"])


def _ask_drop(state: FeedState, event: Event, turn: Turn) -> None:
    turn.overlay("ask_drop", id=event["id"])


def _dropped(state: FeedState, event: Event, turn: Turn) -> None:
    del state["collections"][turn.args["id"]]
    turn.close(2)
    turn.toast(t("Collection deleted"))


POSTS: dict[str, Handler] = {
    "post": _post, "comment": _comment, "like": _like, "vote": _vote, "pass_on": _sheet, "post_menu": _sheet,
    "comment_menu": _sheet, "share": _sheet, "passed": _passed, "share_out": _share_out,
    "share_profile": _share_profile, "copy_link": _copy_link, "copy_profile": _copy_link, "copy": _copy,
    "hide": _hide, "report": _report, "report_person": _report, "reason": _reason, "reported": _reported,
    "ask_delete": _ask_delete, "deleted": _deleted, "undo": _undo, "like_comment": _like_comment, "reply": _reply,
    "no_reply": _no_reply, "send_comment": _send_comment, "delete_comment": _delete_comment, "save": _save,
    "collect": _collect, "new_collection": _new_collection, "rename": _rename,
    "collection_saved": _collection_saved, "collection": _collection, "ask_drop": _ask_drop, "dropped": _dropped,
}  # fmt: skip
