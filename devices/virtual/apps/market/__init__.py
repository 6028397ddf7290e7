"""Basar: a market of many sellers; search, cart, coupons, checkout, orders, reviews and returns."""

from devices.virtual.app import App
from devices.virtual.apps.market.seeding import seed
from devices.virtual.apps.market.state import MarketState
from devices.virtual.apps.market.update import tick, update
from devices.virtual.apps.market.views import view

APP = App(
    "org.guimcp.market", "Basar", "storefront", "#c0562b", MarketState, seed, view, update, tick=tick, online=True,
    volatile=("next_id", "history", "searches"),
    links={"guimcp://market/product/{id}": "product", "guimcp://market/order/{id}": "order"},
    receives={"text": "received"},
)  # fmt: skip
