"""The user's corner: Me, wallet, coupons, favourites and history."""

from devices.virtual.app import Look
from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.order_views import TABS, in_tab, tab_words
from devices.virtual.apps.market.parts import bottom_bar, heart, picture_of, price_row, tiles
from devices.virtual.apps.market.pricing import coupon_words
from devices.virtual.apps.market.state import Coupon, MarketState, number, stars_words
from devices.virtual.money import money
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    avatar,
    badge,
    button,
    card,
    chip,
    chips,
    column,
    dialog,
    empty,
    field,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    link,
    page,
    row,
    search,
    spacer,
    text,
)
from devices.virtual.words import t, tn

SIGNS = {"to pay": "payments", "to ship": "inventory_2", "shipped": "local_shipping", "delivered": "inbox"}
AMOUNTS = (1000, 2000, 5000, 10000)


def me_page(state: MarketState, look: Look) -> Node:
    """Orders at a glance, and the way to everything of one's own."""
    owner = state["addresses"][state["address"]]["name"]
    claimed = sum(c["claimed"] and not c["used"] and not expired(c, look) for c in state["coupons"].values())
    hearts = sum(offer["favourite"] for offer in state["offers"].values())
    rows: list[tuple[str, str, str, Event]] = [
        ("account_balance_wallet", t("Wallet"), money(state["wallet"]), on("wallet")),
        ("local_offer", t("Coupons"), tn("{n} ready to use", "{n} ready to use", claimed), on("coupons")),
        ("favorite", t("Favourites"), tn("{n} product", "{n} products", hearts), on("go", to="favourites")),
        ("history", t("Recently viewed"), tn("{n} product", "{n} products", len(state["history"])), on("history")),
        ("location_on", t("Addresses"), state["addresses"][state["address"]]["street"], on("addresses")),
        ("assignment_return", t("Returns"), tn("{n} return", "{n} returns", len(state["returns"])), on("returns")),
    ]
    return page(
        t("Me"),
        row(avatar(owner), text(owner, "big"), style="pad"),
        card(
            row(text(t("My orders"), "strong"), spacer(), link(t("All orders"), on("orders", to=""))),
            gallery(*[_shortcut(state, tab) for tab in SIGNS], columns=4),
        ),
        *[
            item(title, sub, tap, leading=icon(sign), trailing=icon("chevron_right"), key=f"me-{sign}")
            for sign, title, sub, tap in rows
        ],
        back=False,
        bottom=bottom_bar(state, "me"),
        key="me",
    )  # fmt: skip


def _shortcut(state: MarketState, tab: str) -> Node:
    assert tab in TABS
    count = sum(in_tab(state, i, tab) for i in state["orders"])
    node = column(
        row(icon(SIGNS[tab]), badge(str(count)) if count else None, style="middle"),
        text(tab_words(tab), "small centre"),
        key=f"to-{tab.replace(' ', '-')}",
    )
    node.tap = on("orders", to=tab)
    return node


def wallet_page(state: MarketState, look: Look) -> Node:
    """The balance and what moved it."""
    entries = sorted(state["entries"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    rows: list[Node] = []
    for i, entry in entries:
        if not entry["order"]:
            title = t("Top-up")
        else:
            words = t("Order {number}") if entry["amount"] < 0 else t("Refund for order {number}")
            title = words.format(number=number(entry["order"]))
        when = f"{date_words(entry['at'], look.now.date())} {time_words(entry['at'][11:16], look.others)}"
        rows.append(
            item(title, when, on("order", id=entry["order"]) if entry["order"] else None, key=f"entry-{i}",
                 leading=icon("arrow_upward" if entry["amount"] < 0 else "arrow_downward"),
                 trailing=text(("+" if entry["amount"] > 0 else "") + money(entry["amount"])))
        )  # fmt: skip
    return page(
        t("Wallet"),
        card(text(t("Balance"), "muted"), text(money(state["wallet"]), "huge", key="balance")),
        button(t("Top up"), on("top_up"), "wide", icon="add"),
        heading(t("Movements")),
        *rows,
        key="wallet",
    )


def top_up_dialog(state: MarketState, look: Look) -> Node:
    """How much is put into the wallet."""
    draft = look.form.get("amount", "")
    return dialog(
        t("Top up"),
        chips(
            *[
                chip(money(cents), draft == str(cents // 100), on("amount", cents=cents), f"amount-{cents}")
                for cents in AMOUNTS
            ]
        ),
        field("amount", t("Amount"), draft, error=look.form.get("amount-error", "")),
        text(t("From your card ending in {digits}", digits="4421"), "small muted"),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Top up"), on("topped_up"), "flat", key="do-top-up")],
    )


def expired(coupon: Coupon, look: Look) -> bool:
    """Is it too late for a coupon?"""
    return coupon["expires"] < f"{look.now:%Y-%m-%d}"


def coupons_page(state: MarketState, look: Look) -> Node:
    """Coupons to claim and those that are one's own."""
    ids = sorted(state["coupons"], key=lambda i: (state["coupons"][i]["expires"], number(i)))
    gone = [i for i in ids if expired(state["coupons"][i], look) or state["coupons"][i]["used"]]
    mine = [i for i in ids if state["coupons"][i]["claimed"] and i not in gone]
    free = [i for i in ids if i not in mine and i not in gone]
    return page(
        t("Coupons"),
        text(t("One coupon an order. Choose it at checkout."), "small muted pad"),
        heading(t("To claim")) if free else None,
        *[_coupon(state, i, look) for i in free],
        heading(t("Yours")) if mine else None,
        *[_coupon(state, i, look) for i in mine],
        heading(t("Used or expired")) if gone else None,
        *[_coupon(state, i, look) for i in gone],
        key="coupons",
    )


def _coupon(state: MarketState, coupon_id: str, look: Look) -> Node:
    coupon = state["coupons"][coupon_id]
    if coupon["used"]:
        end = badge(t("Used"))
    elif expired(coupon, look):
        end = badge(t("Expired"), "bad")
    elif coupon["claimed"]:
        end = badge(t("Claimed"), "good")
    else:
        end = button(t("Claim"), on("claim", id=coupon_id), "small", key=f"claim-{coupon_id}")
    until = t("Valid until {day}", day=date_words(coupon["expires"], look.now.date()))
    return card(
        row(icon("local_offer"), text(coupon_words(state, coupon_id), "strong grow"), end),
        text(t("From {amount}", amount=money(coupon["minimum"])) + " · " + until, "small muted"),
        key=f"coupon-{coupon_id}",
    )


def favourites_page(state: MarketState, look: Look) -> Node:
    """What was given a heart."""
    query = look.draft("query").casefold()
    hearts = [
        i
        for i in sorted(PRODUCTS, key=lambda i: (t(PRODUCTS[i].name).casefold(), i))
        if state["offers"][i]["favourite"] and query in t(PRODUCTS[i].name).casefold()
    ]
    return page(
        t("Favourites"),
        *[_favourite(state, i) for i in hearts],
        None if hearts else empty("favorite_border", t("Tap the heart of a product to find it here")),
        back=False,
        top=search("query", t("Search favourites"), look.form.get("query", "")),
        bottom=bottom_bar(state, "favourites"),
        key="favourites",
    )


def _favourite(state: MarketState, product: str) -> Node:
    offer = state["offers"][product]
    return card(
        row(
            picture_of(product),
            column(
                text(t(PRODUCTS[product].name), "strong"),
                price_row(state, product),
                text(stars_words(offer["rating"]) if offer["stock"] else t("Sold out"), "small muted"),
                style="grow",
            ),
            heart(state, product),
        ),
        tap=on("product", id=product),
        key=f"favourite-{product}",
    )


def history_page(state: MarketState, look: Look) -> Node:
    """What was looked at, the latest first."""
    return page(
        t("Recently viewed"),
        tiles(state, state["history"])
        if state["history"]
        else empty("history", t("You have not looked at anything yet")),
        actions=[icon_button("delete", t("Clear history"), on("clear_history"))] if state["history"] else [],
        key="history",
    )
