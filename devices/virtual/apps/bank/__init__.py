"""Alder Bank: accounts, transfers, bills, cards, savings goals and spending."""

from devices.virtual.app import App
from devices.virtual.apps.bank.due import tick
from devices.virtual.apps.bank.seeding import seed
from devices.virtual.apps.bank.state import BankState
from devices.virtual.apps.bank.update import update
from devices.virtual.apps.bank.views import view

APP = App(
    "org.guimcp.bank", "Alder Bank", "account_balance", "#2c5d63", BankState, seed, view, update, tick=tick,
    online=True, links={"guimcp://bank/account/{id}": "account", "guimcp://bank/pay/{id}": "pay"},
    receives={"text": "received"},
)  # fmt: skip
