"""The screens of Parley by name."""

from devices.virtual.app import Look
from devices.virtual.apps.chat.chat_views import ask_delete, chat, chat_menu, message_info, message_sheet, votes
from devices.virtual.apps.chat.group_views import (
    ask,
    ask_block,
    ask_remove,
    edit_group,
    info,
    media,
    member_sheet,
    mute,
    name_group,
    new_chat,
    person,
    pick,
    view_picture,
)
from devices.virtual.apps.chat.list_views import archived, chat_sheet, home, home_menu, search_in, starred
from devices.virtual.apps.chat.self_views import blocked, choose, profile, settings
from devices.virtual.apps.chat.send_views import (
    attach,
    caption,
    card_sure,
    cards,
    forward,
    pictures,
    place_sheet,
    places,
    poll_form,
)
from devices.virtual.apps.chat.state import ChatState
from devices.virtual.node import Node

BOTH = {
    "archived": archived,
    "starred": starred,
    "search": search_in,
    "chat_sheet": chat_sheet,
    "chat": chat,
    "chat_menu": chat_menu,
    "message": message_sheet,
    "message_info": message_info,
    "ask_delete": ask_delete,
    "votes": votes,
    "cards": cards,
    "card_sure": card_sure,
    "forward": forward,
    "info": info,
    "member": member_sheet,
    "ask_remove": ask_remove,
    "pick": pick,
    "name_group": name_group,
    "new_chat": new_chat,
    "person": person,
    "media": media,
    "view_picture": view_picture,
    "ask": ask,
    "ask_block": ask_block,
    "choose": choose,
    "profile": profile,
    "blocked": blocked,
}
OF_LOOK = {
    "attach": attach,
    "pictures": pictures,
    "caption": caption,
    "places": places,
    "poll": poll_form,
    "place": place_sheet,
    "edit_group": edit_group,
    "mute": mute,
}


def view(state: ChatState, look: Look) -> Node:
    """Every screen by name."""
    if look.name in BOTH:
        return BOTH[look.name](state, look)
    if look.name in OF_LOOK:
        return OF_LOOK[look.name](look)
    match look.name:
        case "home_menu":
            return home_menu()
        case "settings":
            return settings(state)
        case _:
            return home(state, look)
