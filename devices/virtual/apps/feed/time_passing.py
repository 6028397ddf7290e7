"""What happens as time passes: scheduled posts go out, others like, comment and follow."""

from datetime import datetime, timedelta
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.feed.people import REMARKS
from devices.virtual.apps.feed.state import (
    ME,
    Draft,
    FeedState,
    Incoming,
    Notice,
    minutes,
    name_of,
    new_id,
    new_post,
    no_undo,
)
from devices.virtual.node import on
from devices.virtual.words import t


def publish(state: FeedState, draft: Draft, of: str, at: datetime) -> str:
    """Post something; the post's id. Some followers are going to like it."""
    post = new_post(ME, draft["text"], minutes(at), draft["picture"], draft["audience"])
    post["of"] = of
    post_id = new_id(state, "n")
    state["posts"][post_id] = post
    if draft["options"]:
        state["polls"][post_id] = {"options": list(draft["options"]), "votes": [0] * len(draft["options"]), "mine": -1}
    rng = Random(f"{post_id}:{draft['text']}")
    crowd = sorted(state["close"] if draft["audience"] == "close" else state["followers"])
    for who in rng.sample(crowd, min(2, len(crowd))):
        _expect(state, "like", who, post_id, "", at + timedelta(minutes=rng.randint(2, 30)))
    if crowd:
        _expect(state, "comment", rng.choice(crowd), post_id, t(rng.choice(REMARKS)),
                at + timedelta(minutes=rng.randint(8, 55)))  # fmt: skip
    return post_id


def _expect(state: FeedState, kind: str, by: str, post: str, text: str, at: datetime) -> None:
    coming: Incoming = {"kind": "like" if kind == "like" else "comment", "by": by, "post": post, "text": text,
                        "at": minutes(at)}  # fmt: skip
    state["incoming"][new_id(state, "w")] = coming


def tick(state: FeedState, since: datetime, turn: Turn) -> None:
    """What was going to happen by now happens."""
    now = minutes(turn.now)
    state["undo"] = no_undo()
    for draft_id, draft in sorted(state["scheduled"].items(), key=lambda pair: (pair[1]["send_at"], pair[0])):
        if draft["send_at"] <= now:
            del state["scheduled"][draft_id]
            post = publish(state, draft, "", datetime.fromisoformat(draft["send_at"]))
            turn.notify(t("Your post is out"), draft["text"] or t("Picture"), on("post", id=post))
    while due := sorted((w["at"], int(i[1:]), i) for i, w in state["incoming"].items() if w["at"] <= now):
        _happen(state, state["incoming"].pop(due[0][2]), turn)


def _happen(state: FeedState, coming: Incoming, turn: Turn) -> None:
    who, kind = coming["by"], coming["kind"]
    post = state["posts"].get(coming["post"])
    if who in state["blocked"] or (coming["post"] and post is None) or not _allowed(state, coming):
        return
    notice: Notice = {"kind": kind, "by": who, "post": coming["post"], "text": coming["text"], "at": coming["at"]}
    match kind:
        case "like" if post is not None:
            post["likes"] += 1
        case "comment":
            state["comments"][new_id(state, "k")] = {
                "post": coming["post"], "by": who, "text": coming["text"], "at": coming["at"], "reply": "", "likes": 0,
                "liked": False,
            }  # fmt: skip
        case "accepted":
            if state["follows"].get(who) != "asked":
                return
            state["follows"][who] = "yes"
        case "follow":
            if who in state["followers"]:
                return
            if state["options"]["private"]:
                notice["kind"] = "request"
            else:
                state["followers"].append(who)
        case _:
            pass
    notice_id = new_id(state, "o")
    state["notices"][notice_id] = notice
    state["new"].append(notice_id)
    _tell(state, notice_id, notice, turn)


def _allowed(state: FeedState, coming: Incoming) -> bool:
    who = {"comment": state["options"]["comments"], "mention": state["options"]["mentions"]}.get(coming["kind"])
    if who == "nobody":
        return False
    return who != "followers" or state["follows"].get(coming["by"]) == "yes"


def _tell(state: FeedState, notice_id: str, notice: Notice, turn: Turn) -> None:
    name, o = name_of(state, notice["by"], turn.others), state["options"]
    wanted, words = {
        "like": (o["notify_likes"], t("{name} likes your post", name=name)),
        "comment": (o["notify_comments"], t("{name} commented: {words}", name=name, words=notice["text"])),
        "mention": (o["notify_comments"], t("{name} mentioned you: {words}", name=name, words=notice["text"])),
        "follow": (o["notify_follows"], t("{name} follows you", name=name)),
        "request": (o["notify_follows"], t("{name} asks to follow you", name=name)),
        "repost": (o["notify_likes"], t("{name} passed your post on", name=name)),
        "accepted": (o["notify_follows"], t("{name} accepted your request", name=name)),
    }[notice["kind"]]
    if wanted and notice["by"] not in state["muted"]:
        turn.notify(t("Hearth"), words, on("notice", id=notice_id))
