"""The screens of Hearth by name."""

from devices.virtual.app import Look
from devices.virtual.apps.feed import home_views, option_views, post_views, profile_views
from devices.virtual.apps.feed.state import FeedState
from devices.virtual.node import Node

BOTH = {
    "story": home_views.story,
    "post": post_views.post,
    "comment_menu": post_views.comment_menu,
    "post_menu": post_views.post_menu,
    "pass_on": post_views.pass_on,
    "save": post_views.save,
    "profile": profile_views.profile,
    "person_menu": profile_views.person_menu,
    "ask_block": profile_views.ask_block,
    "ask_unfollow": profile_views.ask_unfollow,
    "people": profile_views.people,
    "tag": option_views.tag,
    "saved": option_views.saved,
    "collection": option_views.collection,
    "ask_drop": option_views.ask_drop,
    "scheduled": option_views.scheduled,
    "choose": option_views.choose,
    "words": option_views.words,
    "close": option_views.close,
    "muted": option_views.account_list,
    "blocked_list": option_views.account_list,
}
OF_LOOK = {
    "share": post_views.share,
    "pictures": post_views.pictures,
    "report": post_views.report,
    "audience": post_views.audience,
    "times": post_views.times,
    "pick_time": post_views.pick_time,
    "edit_profile": profile_views.edit_profile,
    "collection_name": option_views.collection_name,
}
PLAIN = {"ask_delete": post_views.ask_delete, "leaving": post_views.leaving}


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
            return post_views.with_back(post_views.compose(state, look))
        case "settings":
            return option_views.settings(state)
        case _:
            return home_views.home(state, look)
