"""Tiffin: find a restaurant, fill a cart, order food and follow the order."""

from devices.virtual.app import App
from devices.virtual.apps.food.state import FoodState, seed
from devices.virtual.apps.food.update import tick, update
from devices.virtual.apps.food.views import view

APP = App(
    "org.guimcp.tiffin", "Tiffin", "delivery_dining", "#b3593b", FoodState, seed, view, update, tick=tick, online=True,
    links={"guimcp://tiffin/restaurant/{id}": "linked_restaurant", "guimcp://tiffin/order/{id}": "linked_order"},
)  # fmt: skip
