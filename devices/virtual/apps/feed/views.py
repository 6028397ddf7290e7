"""The screens of Hearth by name."""

from devices.virtual.app import Look
from devices.virtual.apps.feed.home_views import home, story
from devices.virtual.apps.feed.option_views import (
    account_list,
    ask_drop,
    choose,
    close,
    collection,
    collection_name,
    saved,
    scheduled,
    settings,
    tag,
    words,
)
from devices.virtual.apps.feed.post_views import (
    ask_delete,
    audience,
    comment_menu,
    compose,
    leaving,
    pass_on,
    pick_time,
    pictures,
    post,
    post_menu,
    report,
    save,
    share,
    times,
    with_back,
)
from devices.virtual.apps.feed.profile_views import ask_block, ask_unfollow, edit_profile, people, person_menu, profile
from devices.virtual.apps.feed.state import FeedState
from devices.virtual.node import Node

BOTH = {
    "story": story,
    "post": post,
    "comment_menu": comment_menu,
    "post_menu": post_menu,
    "pass_on": pass_on,
    "save": save,
    "profile": profile,
    "person_menu": person_menu,
    "ask_block": ask_block,
    "ask_unfollow": ask_unfollow,
    "people": people,
    "tag": tag,
    "saved": saved,
    "collection": collection,
    "ask_drop": ask_drop,
    "scheduled": scheduled,
    "choose": choose,
    "words": words,
    "close": close,
    "muted": account_list,
    "blocked_list": account_list,
}
OF_LOOK = {
    "share": share,
    "pictures": pictures,
    "report": report,
    "audience": audience,
    "times": times,
    "pick_time": pick_time,
    "edit_profile": edit_profile,
    "collection_name": collection_name,
}
PLAIN = {"ask_delete": ask_delete, "leaving": leaving}


def view(state: FeedState, look: Look) -> Node:
    """Every screen by name."""
    if look.name in BOTH:
        return BOTH[look.name](state, look)
    if look.name in OF_LOOK:
        return OF_LOOK[look.name](look)
    if look.name in PLAIN:
        return PLAIN[look.name]()
    match look.name:
        case "compose":
            return with_back(compose(state, look))
        case "settings":
            return settings(state)
        case _:
            return home(state, look)
