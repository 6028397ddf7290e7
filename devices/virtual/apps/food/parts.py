"""Pieces that several screens of Tiffin share."""

from devices.virtual.apps.food.state import FoodState, Standing
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import duration
from devices.virtual.ui import icon_button, navigation, row, spacer, text
from devices.virtual.words import t

PLACES = (("home", "Restaurants", "home"), ("favourites", "Favourites", "favorite"),
          ("orders", "Orders", "receipt_long"),
          ("cart", "Cart", "shopping_basket"))  # fmt: skip


def bottom_bar(state: FoodState, here: str) -> Node:
    """Restaurants, Favourites, Orders and Cart with the number of things in it."""
    count = sum(line["quantity"] for line in state["cart"]["lines"].values())
    bar = navigation(*[(t(words), icon, name == here, on("go", to=name)) for name, words, icon in PLACES])
    # The label stays "Cart", so that it can be named whatever is in it.
    bar.children[-1].text, bar.children[-1].label = (
        f"{t('Cart')} · {count}" if count else t("Cart"),
        t("Cart"),
    )
    return bar


def stars_words(standing: Standing) -> str:
    """The rating as "4.6 ★"."""
    return f"{standing['rating'] // 10}.{standing['rating'] % 10} ★"


def facts(standing: Standing) -> str:
    """Minutes and fee in one line."""
    fee = t("{fee} delivery", fee=money(standing["fee"])) if standing["fee"] else t("Free delivery")
    return f"{duration(standing['minutes'])} · {fee}"


def heart(house_id: str, favourite: bool) -> Node:
    """The button that keeps a restaurant among the favourites."""
    label = t("Remove from favourites") if favourite else t("Add to favourites")
    name = "favorite" if favourite else "favorite_border"
    return icon_button(name, label, on("heart", id=house_id), "heart", favourite)


def amount(words: str, cents: int, style: str = "", key: str = "") -> Node:
    """A line of a bill."""
    return row(text(words, style), spacer(), text(money(cents), style, key=key))
