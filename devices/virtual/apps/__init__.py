"""The apps that come with the phone. A new one is a module and a line here."""

from typing import Any

from devices.virtual.app import App
from devices.virtual.apps import (
    bank,
    booking,
    calendar,
    chat,
    clock,
    contacts,
    feed,
    food,
    gallery,
    mail,
    maps,
    market,
    messages,
    music,
    news,
    notes,
    rides,
    settings,
    trains,
    video,
)

APPS: dict[str, App[Any]] = {
    app.id: app
    for app in (
        settings.APP,
        notes.APP,
        clock.APP,
        contacts.APP,
        messages.APP,
        gallery.APP,
        calendar.APP,
        food.APP,
        rides.APP,
        maps.APP,
        trains.APP,
        booking.APP,
        chat.APP,
        market.APP,
        bank.APP,
        mail.APP,
        feed.APP,
        video.APP,
        music.APP,
        news.APP,
    )
}
