"""Contacts: the address book with favourites, and the calls of the last days."""

from devices.virtual.app import App
from devices.virtual.apps.contacts.state import CONTACTS, ContactsState, seed
from devices.virtual.apps.contacts.update import update
from devices.virtual.apps.contacts.views import view

APP = App(
    CONTACTS, "Contacts", "person", "#2f7d6b", ContactsState, seed, view, update,
    links={"tel:{number}": "dial", "guimcp://contacts/contact/{id}": "open"},
)  # fmt: skip
