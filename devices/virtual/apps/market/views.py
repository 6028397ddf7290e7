"""The screens of Basar by name, and the home page."""

from devices.virtual.app import Look
from devices.virtual.apps.market.account_views import (
    coupons_page,
    favourites_page,
    history_page,
    me_page,
    top_up_dialog,
    wallet_page,
)
from devices.virtual.apps.market.address_views import (
    address_page,
    addresses_page,
    delete_address_dialog,
    pick_address_sheet,
)
from devices.virtual.apps.market.cart_views import cart_page
from devices.virtual.apps.market.catalogue import CATEGORIES, PRODUCTS, SELLERS
from devices.virtual.apps.market.checkout_views import (
    checkout_page,
    confirm_dialog,
    pick_coupon_sheet,
    placed_page,
)
from devices.virtual.apps.market.order_views import cancel_dialog, order_page, orders_page, pay_dialog, receive_dialog
from devices.virtual.apps.market.parts import bottom_bar, percent_off, picture_of, price_row, product_row, tiles
from devices.virtual.apps.market.product_views import product_page, seller_page
from devices.virtual.apps.market.return_views import (
    return_ask_dialog,
    return_detail_page,
    return_page,
    returns_page,
    withdraw_dialog,
)
from devices.virtual.apps.market.search_views import filter_sheet, matches, results_page
from devices.virtual.apps.market.state import MarketState, number
from devices.virtual.apps.market.voice_views import ask_dialog, questions_page, review_page, reviews_page
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    badge,
    card,
    chip,
    chips,
    column,
    field,
    heading,
    icon,
    icon_button,
    item,
    link,
    page,
    row,
    spacer,
    strip,
    text,
)
from devices.virtual.words import t

PAGES = {
    "results": results_page, "filter": filter_sheet, "product": product_page, "seller": seller_page,
    "reviews": reviews_page, "questions": questions_page, "ask": ask_dialog, "review": review_page,
    "cart": cart_page, "checkout": checkout_page, "pick_coupon": pick_coupon_sheet, "confirm": confirm_dialog,
    "placed": placed_page, "pick_address": pick_address_sheet, "addresses": addresses_page,
    "address": address_page, "address_delete": delete_address_dialog, "orders": orders_page, "order": order_page,
    "pay": pay_dialog, "cancel": cancel_dialog, "receive": receive_dialog, "return": return_page,
    "return_ask": return_ask_dialog, "returns": returns_page, "return_detail": return_detail_page,
    "withdraw": withdraw_dialog, "me": me_page, "wallet": wallet_page, "top_up": top_up_dialog,
    "coupons": coupons_page, "favourites": favourites_page, "history": history_page,
}  # fmt: skip


def view(state: MarketState, look: Look) -> Node:
    """Every screen by name."""
    return PAGES.get(look.name, _home)(state, look)


def _home(state: MarketState, look: Look) -> Node:
    query = look.draft("query")
    return page(
        t("Basar"),
        *(_suggestions(state, query) if query else _front(state)),
        back=False,
        actions=[icon_button("local_offer", t("Coupons"), on("coupons"))],
        top=row(
            field("query", t("Search Basar"), look.form.get("query", ""), submit=on("search"), icon="search",
                  style="search"),
            icon_button("arrow_forward", t("Search"), on("search"), key="search-button") if query else None,
            style="pad",
        ),
        bottom=bottom_bar(state, "home"),
        key="home",
    )  # fmt: skip


def _suggestions(state: MarketState, query: str) -> list[Node]:
    found = matches(state, {"query": query})[:6]
    return [
        item(t("Search for “{words}”", words=query), "", on("search"), leading=icon("search"), key="search-for"),
        *[
            product_row(i, money(state["offers"][i]["price"]), on("product", id=i), key=f"suggestion-{i}")
            for i in found
        ],
    ]  # fmt: skip


def _front(state: MarketState) -> list[Node | None]:
    deals = sorted((i for i in PRODUCTS if state["offers"][i]["old"]), key=lambda i: (-percent_off(state, i), i))
    return [
        _categories(),
        _recent(state),
        row(text(t("Deals of the day"), "strong big"), spacer(), link(t("All deals"), on("deals")), style="pad"),
        strip(*[_deal(state, i) for i in deals], key="deals"),
        heading(t("Sellers")),
        strip(
            *[
                card(
                    row(icon(seller.icon, seller.tint), text(t(seller.name), "strong")),
                    tap=on("seller", id=i),
                    key=f"seller-{i}",
                )
                for i, seller in sorted(SELLERS.items(), key=lambda pair: number(pair[0]))
            ],
            key="sellers",
        ),
        heading(t("Recommended for you")),
        tiles(state, _recommended(state)),
    ]


def _categories() -> Node:
    return strip(
        *[
            chip(t(name), False, on("category", name=name), key=f"category-{name.lower()}", icon=sign)
            for name, (sign, _) in CATEGORIES.items()
        ],
        key="categories",
    )


def _recent(state: MarketState) -> Node | None:
    if not state["searches"]:
        return None
    return column(
        row(text(t("Recent searches"), "small muted"), spacer(), link(t("Clear"), on("clear_searches")), style="pad"),
        chips(
            *[chip(words, False, on("search_for", value=words), icon="history") for words in state["searches"][:4]]
        ),
    )  # fmt: skip


def _deal(state: MarketState, product: str) -> Node:
    return card(
        picture_of(product, "dealpic"),
        column(
            text(t(PRODUCTS[product].name), "small"),
            price_row(state, product),
            badge(f"−{percent_off(state, product)}%", "bad"),
        ),
        tap=on("product", id=product),
        key=f"deal-{product}",
        style="flush deal",
    )


def _recommended(state: MarketState) -> list[str]:
    """What is liked and in stock, first of the kinds that were looked at lately."""
    liked = {PRODUCTS[i].category for i in state["history"][:4]}
    there = [i for i in PRODUCTS if state["offers"][i]["stock"]]
    return sorted(
        there, key=lambda i: (PRODUCTS[i].category not in liked, -state["offers"][i]["rating"], number(i))
    )[:24]  # fmt: skip
