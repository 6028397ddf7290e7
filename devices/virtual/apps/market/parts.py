"""Pieces that several screens of Basar share."""

from devices.virtual.apps.market.catalogue import COLOURS, PRODUCTS, Product
from devices.virtual.apps.market.pricing import free_delivery, in_cart
from devices.virtual.apps.market.state import MarketState, Order, stars_words
from devices.virtual.money import money
from devices.virtual.node import Event, Node, on
from devices.virtual.ui import (
    badge,
    card,
    column,
    gallery,
    icon_button,
    item,
    navigation,
    picture,
    row,
    spacer,
    text,
    tint_of,
)
from devices.virtual.words import t, tn

PAY_ICONS = {"wallet": "account_balance_wallet", "card": "credit_card", "cash": "payments", "later": "schedule"}


def bottom_bar(state: MarketState, here: str) -> Node:
    """Home, Favourites, Cart with the number of things in it, Orders and Me."""
    count = sum(line["quantity"] for line in in_cart(state).values())
    places = (
        ("home", t("Home"), "home"), ("favourites", t("Favourites"), "favorite"),
        ("cart", t("Cart"), "shopping_cart"), ("orders", t("Orders"), "receipt_long"), ("me", t("Me"), "person"),
    )  # fmt: skip
    bar = navigation(*[(words, icon, name == here, on("go", to=name)) for name, words, icon in places])
    # The label stays "Cart", so that it can be named whatever is in it.
    cart = bar.children[2]
    cart.label, cart.text = cart.text, f"{cart.text} · {count}" if count else cart.text
    return bar


def tint_for(product: Product, colour: str = "") -> str:
    """The colour a product is shown in: the chosen one, else its first, else always the same for its name."""
    first = next((option.choices[0][0] for option in product.options if option.name == "Colour"), "")
    return COLOURS.get(colour or first) or tint_of(product.name)


def picture_of(product_id: str, style: str = "thumb", options: list[str] | None = None) -> Node:
    """A product's picture, in the chosen colour where there is one."""
    product = PRODUCTS[product_id]
    colour = next((words for words in options or [] if words in COLOURS), "")
    return picture(product.icon, tint_for(product, colour), style)


def price_row(state: MarketState, product: str) -> Node:
    """The price, and what it was before."""
    offer = state["offers"][product]
    return row(
        text(money(offer["price"]), "strong accent", key=f"price-{product}"),
        text(money(offer["old"]), "small strike") if offer["old"] else None,
    )


def percent_off(state: MarketState, product: str) -> int:
    """How many per cent a product is reduced by; 0 where it is not."""
    offer = state["offers"][product]
    return 100 - round(100 * offer["price"] / offer["old"]) if offer["old"] else 0


def sold_words(sold: int) -> str:
    """How often something was sold."""
    return tn("{n} sold", "{n} sold", sold)


def marks(state: MarketState, product: str) -> Node | None:
    """What is special about an offer."""
    offer, off = state["offers"][product], percent_off(state, product)
    labels = [
        badge(t("Sold out"), "bad") if not offer["stock"] else None,
        badge(t("Only {left} left", left=offer["stock"]), "warn") if 0 < offer["stock"] <= 5 else None,
        badge(f"−{off}%", "bad") if off else None,
        badge(t("Free delivery"), "good") if free_delivery(state, product) else None,
    ]
    return row(*labels, style="wrap") if any(labels) else None


def tile(state: MarketState, product_id: str) -> Node:
    """A product as a card in a grid."""
    product, offer = PRODUCTS[product_id], state["offers"][product_id]
    return card(
        picture_of(product_id, "wide"),
        column(
            text(t(product.name)),
            price_row(state, product_id),
            text(f"{stars_words(offer['rating'])} · {sold_words(offer['sold'])}", "small muted"),
            marks(state, product_id),
        ),
        tap=on("product", id=product_id),
        key=f"product-{product_id}",
        style="flush",
    )


def tiles(state: MarketState, products: list[str]) -> Node:
    """Products in two columns."""
    return gallery(*[tile(state, i) for i in products], columns=2)


def options_words(options: list[str]) -> str:
    """Chosen options in one line."""
    return " · ".join(t(words) for words in options)


def heart(state: MarketState, product: str) -> Node:
    """The button that keeps a product among the favourites."""
    favourite = state["offers"][product]["favourite"]
    label = t("Remove from favourites") if favourite else t("Add to favourites")
    name = "favorite" if favourite else "favorite_border"
    return icon_button(name, label, on("heart", id=product), f"heart-{product}", favourite)


def amount(words: str, cents: int, style: str = "", key: str = "") -> Node:
    """A line of a bill."""
    return row(text(words, style), spacer(), text(money(cents), style, key=key))


def pay_words(way: str) -> str:
    """A way of paying."""
    match way:
        case "wallet":
            return t("Wallet")
        case "card":
            return t("Card")
        case "cash":
            return t("Cash on delivery")
        case _:
            return t("Pay later")


def delivery_words(delivery: str) -> str:
    """A way of delivery."""
    return t("Express") if delivery == "express" else t("Standard")


def order_status(order: Order) -> Node:
    """An order's status as a badge."""
    words, style = STATUS_WORDS[order["status"]]
    return badge(t(words), style)


STATUS_WORDS = {
    "to pay": ("To pay", "warn"), "to ship": ("To ship", ""), "shipped": ("Shipped", ""),
    "delivered": ("Delivered", "good"), "completed": ("Completed", "good"), "cancelled": ("Cancelled", "bad"),
}  # fmt: skip


def product_row(product: str, sub: str, tap: Event | None = None, key: str = "", trailing: Node | None = None,
                options: list[str] | None = None) -> Node:  # fmt: skip
    """A product as a line of a list."""
    return item(t(PRODUCTS[product].name), sub, tap, leading=picture_of(product, "thumb", options), key=key,
                trailing=trailing)  # fmt: skip
