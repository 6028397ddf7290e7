"""The screens of Letterbox by name."""

from devices.virtual.app import Look
from devices.virtual.apps.mail import box_views, compose_views, option_views, thread_views
from devices.virtual.apps.mail.state import MailState
from devices.virtual.node import Node

BOTH = {
    "drawer": box_views.drawer,
    "search": box_views.search_page,
    "pick_from": box_views.pick_from,
    "thread": thread_views.thread,
    "thread_menu": thread_views.thread_menu,
    "move": thread_views.move,
    "label": thread_views.label,
    "file": thread_views.file_page,
    "sure": thread_views.sure,
    "scheduled": compose_views.scheduled,
    "settings": option_views.settings,
    "labels": option_views.labels,
    "ask_unlabel": option_views.ask_unlabel,
    "rule": option_views.rule,
}
OF_LOOK = {
    "box_menu": box_views.box_menu,
    "pick_date": box_views.pick_date,
    "sort": box_views.sort,
    "letter_menu": thread_views.letter_menu,
    "times": thread_views.times,
    "pick_time": thread_views.pick_time,
    "attach": compose_views.attach,
    "ask_send": compose_views.ask_send,
    "signature": option_views.signature,
    "vacation": option_views.vacation,
    "until": option_views.until,
    "label_dialog": option_views.label_dialog,
}
OF_STATE = {
    "pick_label": box_views.pick_label,
    "pick_swipe": option_views.pick_swipe,
    "rules": option_views.rules,
    "blocked": option_views.blocked,
}
PLAIN = {
    "bulk_menu": box_views.bulk_menu,
    "compose_menu": compose_views.compose_menu,
    "ask_discard": compose_views.ask_discard,
}


def view(state: MailState, look: Look) -> Node:
    """Every screen by name."""
    name = look.name
    if name in BOTH:
        return BOTH[name](state, look)
    if name in OF_LOOK:
        return OF_LOOK[name](look)
    if name in OF_STATE:
        return OF_STATE[name](state)
    if name in PLAIN:
        return PLAIN[name]()
    if name == "compose":
        return compose_views.with_back(compose_views.compose(state, look))
    return box_views.home(state, look)
