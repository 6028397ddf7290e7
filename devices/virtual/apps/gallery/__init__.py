"""Gallery: photos by month, albums, search, editing, a bin; what other apps send as a picture is kept here."""

from devices.virtual.app import App
from devices.virtual.apps.gallery.state import GalleryState, seed
from devices.virtual.apps.gallery.update import tick, update
from devices.virtual.apps.gallery.views import view

APP = App(
    "org.guimcp.gallery", "Gallery", "photo_library", "#7450a8", GalleryState, seed, view, update, tick=tick,
    links={"guimcp://gallery/photo/{id}": "linked", "guimcp://gallery/album/{id}": "linked_album"},
    receives={"image": "received"},
)  # fmt: skip
