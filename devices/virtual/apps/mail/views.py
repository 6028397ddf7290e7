"""The screens of Letterbox by name."""

from devices.virtual.app import Look
from devices.virtual.apps.mail.box_views import (
    box_menu,
    bulk_menu,
    drawer,
    home,
    pick_date,
    pick_from,
    pick_label,
    search_page,
    sort,
)
from devices.virtual.apps.mail.compose_views import (
    ask_discard,
    ask_send,
    attach,
    compose,
    compose_menu,
    scheduled,
    with_back,
)
from devices.virtual.apps.mail.option_views import (
    ask_unlabel,
    blocked,
    label_dialog,
    labels,
    pick_swipe,
    rule,
    rules,
    settings,
    signature,
    until,
    vacation,
)
from devices.virtual.apps.mail.state import MailState
from devices.virtual.apps.mail.thread_views import (
    file_page,
    label,
    letter_menu,
    move,
    pick_time,
    sure,
    thread,
    thread_menu,
    times,
)
from devices.virtual.node import Node

BOTH = {
    "drawer": drawer,
    "search": search_page,
    "pick_from": pick_from,
    "thread": thread,
    "thread_menu": thread_menu,
    "move": move,
    "label": label,
    "file": file_page,
    "sure": sure,
    "scheduled": scheduled,
    "settings": settings,
    "labels": labels,
    "ask_unlabel": ask_unlabel,
    "rule": rule,
}
OF_LOOK = {
    "box_menu": box_menu,
    "pick_date": pick_date,
    "sort": sort,
    "letter_menu": letter_menu,
    "times": times,
    "pick_time": pick_time,
    "attach": attach,
    "ask_send": ask_send,
    "signature": signature,
    "vacation": vacation,
    "until": until,
    "label_dialog": label_dialog,
}
OF_STATE = {
    "pick_label": pick_label,
    "pick_swipe": pick_swipe,
    "rules": rules,
    "blocked": blocked,
}
PLAIN = {
    "bulk_menu": bulk_menu,
    "compose_menu": compose_menu,
    "ask_discard": ask_discard,
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
        return with_back(compose(state, look))
    return home(state, look)
