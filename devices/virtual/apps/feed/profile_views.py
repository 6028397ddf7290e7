"""Profiles: one's own and others', who follows whom."""

from devices.virtual.app import Look
from devices.virtual.apps.feed.parts import (
    bottom_bar,
    face,
    follow_button,
    line_item,
    person_row,
    post_card,
    undo_bar,
)
from devices.virtual.apps.feed.state import (
    MAX_BIO,
    MAX_NAME,
    ME,
    FeedState,
    fans_of,
    followed_by,
    handle_of,
    may_see,
    name_of,
    posts_by,
)
from devices.virtual.node import Event, Node, on
from devices.virtual.ui import (
    art,
    badge,
    banner,
    button,
    column,
    confirm,
    divider,
    empty,
    fab,
    field,
    icon,
    icon_button,
    page,
    row,
    search,
    sheet,
    tabs,
    text,
)
from devices.virtual.words import t


def own_profile(state: FeedState, look: Look) -> Node:
    """The owner's profile, in the bar at the bottom."""
    me, which = state["me"], look.form.get("mine", "posts")
    ids = posts_by(state, ME)
    if which == "pictures":
        ids = [i for i in ids if state["posts"][i]["picture"]]
    elif which == "liked":
        ids = sorted((i for i, p in state["posts"].items() if p["liked"]), key=lambda i: state["posts"][i]["at"])[::-1]
    bar = bottom_bar(state, "me")
    return page(
        t("Profile"),
        column(
            face(state, ME, me["name"], big=True),
            text(me["name"], "big centre", key="name"),
            text(handle_of(state, ME), "muted"),
            text(me["bio"], "centre", key="bio"),
            badge(t("Private account")) if state["options"]["private"] else None,
            style="portrait",
        ),
        _numbers(state, ME),
        row(
            button(t("Edit profile"), on("go", to="edit_profile"), "tonal"),
            button(t("Share profile"), on("share_profile", id=ME), "tonal"),
            style="pad middle",
        ),
        tabs(
            (t("Posts"), which == "posts", on("mine", to="posts")),
            (t("Pictures"), which == "pictures", on("mine", to="pictures")),
            (t("Liked"), which == "liked", on("mine", to="liked")),
        ),
        *([post_card(state, i, look) for i in ids] or [empty("feed", t("No posts yet"))]),
        back=False,
        actions=[
            icon_button("schedule", t("Scheduled posts"), on("go", to="scheduled")),
            icon_button("bookmark_border", t("Saved"), on("go", to="saved")),
            icon_button("settings", t("Settings"), on("go", to="settings")),
        ],
        fab=fab("edit", t("New post"), on("compose")),
        bottom=column(undo_bar(state), bar) if state["undo"]["words"] else bar,
        key="me",
    )


def _numbers(state: FeedState, person: str) -> Node:
    fans = len(fans_of(state, person)) + (0 if person == ME else state["people"][person]["fans"])
    return row(
        _number(str(len(posts_by(state, person))), t("Posts"), "posts-count"),
        _number(str(fans), t("Followers"), "followers", on("list", id=person, what="followers")),
        _number(str(len(followed_by(state, person))), t("Following"), "following",
                on("list", id=person, what="following")),
        style="feed-numbers",
    )  # fmt: skip


def _number(count: str, words: str, key: str, tap: Event | None = None) -> Node:
    shown = (text(count, "big strong centre"), text(words, "small muted centre"))
    return Node("column", label=f"{count} {words}", children=shown, tap=tap, key=key, style="grow")


def profile(state: FeedState, look: Look) -> Node:
    """Somebody's profile."""
    person = look.args["id"]
    one = state["people"][person]
    name = name_of(state, person, look.others)
    if person in state["blocked"]:
        return page(
            name,
            empty("block", t("You blocked {name}", name=name)),
            button(t("Unblock"), on("block", id=person), "wide"),
        )
    ids = posts_by(state, person)
    locked = banner(t("This account is private. Follow it to see its posts."), "lock")
    cards = [post_card(state, i, look) for i in ids] or [empty("feed", t("No posts yet"))]
    back = text(t("Follows you"), "small muted") if person in state["followers"] else None
    return page(
        name,
        column(
            face(state, person, name, big=True),
            row(text(name, "big centre"), icon("verified", "#3c6fb0") if one["verified"] else None, style="middle"),
            text(handle_of(state, person), "muted"),
            back,
            text(one["bio"], "centre", key="bio"),
            badge(t("Muted")) if person in state["muted"] else None,
            badge(t("Close friend"), "good") if person in state["close"] else None,
            style="portrait",
        ),
        _numbers(state, person),
        row(
            follow_button(state, person, name, ""),
            button(t("Message"), on("message", id=person), "tonal") if one["phone"] else None,
            style="pad middle",
        ),
        divider(),
        *(cards if may_see(state, person) else [locked]),
        actions=[icon_button("more_vert", t("More options"), on("person_menu", id=person))],
        bottom=undo_bar(state),
        key="profile",
    )


def person_menu(state: FeedState, look: Look) -> Node:
    """What can be done with somebody."""
    person = look.args["id"]
    muted, close = person in state["muted"], person in state["close"]
    friend = state["follows"].get(person) == "yes"
    close_words = t("Remove from close friends") if close else t("Add to close friends")
    return sheet(
        name_of(state, person, look.others),
        line_item("share", t("Share profile"), on("share_profile", id=person)),
        line_item("link", t("Copy link"), on("copy_profile", id=person)),
        line_item("star", close_words, on("close", id=person)) if friend else None,
        line_item("volume_up" if muted else "volume_off", t("Unmute") if muted else t("Mute"), on("mute", id=person)),
        line_item("person_remove", t("Remove follower"), on("drop_follower", id=person))
        if person in state["followers"]
        else None,
        line_item("block", t("Block"), on("block", id=person)),
        line_item("flag", t("Report"), on("report_person", id=person)),
    )


def ask_block(state: FeedState, look: Look) -> Node:
    """The last yes before somebody is blocked."""
    name = name_of(state, look.args["id"], look.others)
    words = t("You will no longer see each other's posts, and {name} will not follow you any more.", name=name)
    return confirm(t("Block {name}?", name=name), words, t("Block"), on("blocked"))


def ask_unfollow(state: FeedState, look: Look) -> Node:
    """The last yes before a private account is left."""
    name = name_of(state, look.args["id"], look.others)
    words = t("You would have to ask again to see the posts of {name}.", name=name)
    return confirm(t("Unfollow {name}?", name=name), words, t("Unfollow"), on("unfollowed"))


def people(state: FeedState, look: Look) -> Node:
    """Who follows somebody, or whom they follow."""
    person, what = look.args["id"], look.args["what"]
    ids = fans_of(state, person) if what == "followers" else followed_by(state, person)
    query = look.draft("who").casefold()
    named = sorted(((name_of(state, i, look.others), i) for i in ids), key=lambda pair: pair[0].casefold())
    rows = [person_row(state, i, look) for name, i in named if query in name.casefold()]
    rest = state["people"][person]["fans"] if what == "followers" and person != ME else 0
    return page(
        t("Followers") if what == "followers" else t("Following"),
        *(rows or [empty("people", t("Nobody here"))]),
        text(t("and {n} others", n=rest), "muted centre pad") if rest and not query else None,
        top=search("who", t("Search people"), look.form.get("who", "")),
        key="people",
    )


def edit_profile(look: Look) -> Node:
    """The owner's name, words and picture."""
    form = look.form
    return page(
        t("Edit profile"),
        column(
            art("portrait", int(form.get("picture", "1")), t("Your picture"), "round feed-big"),
            button(t("Change picture"), on("other_picture"), "flat"),
            style="portrait",
        ),
        field("name", t("Name"), form.get("name", ""), error=form.get("name-error", "")),
        text(f"{len(look.draft('name'))}/{MAX_NAME}", "small muted right pad"),
        field("handle", t("User name"), form.get("handle", ""), error=form.get("handle-error", "")),
        field("bio", t("About you"), form.get("bio", ""), multiline=True, error=form.get("bio-error", "")),
        text(f"{len(look.draft('bio'))}/{MAX_BIO}", "small muted right pad"),
        actions=[button(t("Save"), on("profile_saved"), "flat")],
    )
