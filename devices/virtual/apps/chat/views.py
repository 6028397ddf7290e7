"""The screens of Parley by name."""

from devices.virtual.app import Look
from devices.virtual.apps.chat import chat_views, group_views, list_views, self_views, send_views
from devices.virtual.apps.chat.state import ChatState
from devices.virtual.node import Node

BOTH = {
    "archived": list_views.archived,
    "starred": list_views.starred,
    "search": list_views.search_in,
    "chat_sheet": list_views.chat_sheet,
    "chat": chat_views.chat,
    "chat_menu": chat_views.chat_menu,
    "message": chat_views.message_sheet,
    "message_info": chat_views.message_info,
    "ask_delete": chat_views.ask_delete,
    "votes": chat_views.votes,
    "cards": send_views.cards,
    "card_sure": send_views.card_sure,
    "forward": send_views.forward,
    "info": group_views.info,
    "member": group_views.member_sheet,
    "ask_remove": group_views.ask_remove,
    "pick": group_views.pick,
    "name_group": group_views.name_group,
    "new_chat": group_views.new_chat,
    "person": group_views.person,
    "media": group_views.media,
    "view_picture": group_views.view_picture,
    "ask": group_views.ask,
    "ask_block": group_views.ask_block,
    "choose": self_views.choose,
    "profile": self_views.profile,
    "blocked": self_views.blocked,
}
OF_LOOK = {
    "attach": send_views.attach,
    "caption": send_views.caption,
    "places": send_views.places,
    "poll": send_views.poll_form,
    "place": send_views.place_sheet,
    "edit_group": group_views.edit_group,
    "mute": group_views.mute,
}


def view(state: ChatState, look: Look) -> Node:
    """Every screen by name."""
    if look.name in BOTH:
        return BOTH[look.name](state, look)
    if look.name in OF_LOOK:
        return OF_LOOK[look.name](look)
    match look.name:
        case "home_menu":
            return list_views.home_menu()
        case "pictures":
            return send_views.pictures()
        case "settings":
            return self_views.settings(state)
        case _:
            return list_views.home(state, look)
