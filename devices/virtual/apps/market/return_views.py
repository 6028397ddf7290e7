"""Sending things back."""

from devices.virtual.app import Look
from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.order_views import RETURN_WORDS
from devices.virtual.apps.market.ordering import lines_of_form
from devices.virtual.apps.market.parts import options_words, picture_of, product_row
from devices.virtual.apps.market.state import MarketState, Return, number, refund_of, returnable
from devices.virtual.apps.market.voices import REASONS
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    badge,
    button,
    card,
    check,
    column,
    confirm,
    empty,
    field,
    heading,
    icon,
    item,
    page,
    progress,
    radio,
    row,
    spacer,
    text,
)
from devices.virtual.words import t, tn

STYLES = {"requested": "warn", "approved": "", "refunded": "good", "withdrawn": "bad"}
PARTS = {"requested": 0.3, "approved": 0.65, "refunded": 1.0}


def return_page(state: MarketState, look: Look) -> Node:
    """What goes back, why, and where the money goes."""
    order_id, form = look.args["id"], look.form
    order = state["orders"][order_id]
    lines = lines_of_form(state, order_id, dict(form))
    return page(
        t("Return items"),
        heading(t("What do you send back?")),
        *[
            check(t(PRODUCTS[order["lines"][i]["product"]].name), bool(form.get(f"line-{i}")),
                  on("send_back", line=i), f"{order['lines'][i]['quantity']} × {money(order['lines'][i]['price'])}",
                  f"back-{i}")
            for i in returnable(state, order_id, look.now)
        ],
        heading(t("Why?")),
        *[
            radio(t(words), words == form.get("reason"), on("reason", words=words), key=f"reason-{n}")
            for n, words in enumerate(REASONS)
        ],
        heading(t("Refund to")),
        radio(t("Wallet"), form.get("refund") != "card", on("refund", words="wallet"), t("At once after approval"),
              "refund-wallet"),
        radio(t("Card"), form.get("refund") == "card", on("refund", words="card"), t("Takes a few days longer"),
              "refund-card"),
        field("note", t("Tell the seller more"), form.get("note", ""), multiline=True),
        bottom=row(
            column(text(money(refund_of(state, order_id, lines)), "big strong", key="refund-amount"),
                   text(t("Refund"), "small muted")),
            spacer(),
            button(t("Request return"), on("return_ask"), key="request-return"),
            style="pad",
        ),
        key="return",
    )  # fmt: skip


def return_ask_dialog(state: MarketState, look: Look) -> Node:
    """The question before something is sent back."""
    lines = lines_of_form(state, look.args["id"], dict(look.form))
    back = money(refund_of(state, look.args["id"], lines))
    words = tn("{n} item goes back for {amount}.", "{n} items go back for {amount}.", len(lines), amount=back)
    return confirm(t("Request this return?"), words, t("Request return"), on("returned"))


def returns_page(state: MarketState, look: Look) -> Node:
    """All returns, the latest first."""
    rows = sorted(state["returns"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    return page(
        t("Returns"),
        *[_card(state, i, back, look) for i, back in rows],
        None if rows else empty("assignment_return", t("You have not sent anything back")),
        key="returns",
    )


def _card(state: MarketState, return_id: str, back: Return, look: Look) -> Node:
    product = state["orders"][back["order"]]["lines"][back["lines"][0]]["product"]
    return card(
        row(picture_of(product), text(t(PRODUCTS[product].name), "strong grow"),
            badge(t(RETURN_WORDS[back["status"]]), STYLES[back["status"]])),
        row(text(date_words(back["at"], look.now.date()), "small muted"), spacer(), text(money(back["amount"]))),
        tap=on("return_detail", id=return_id),
        key=f"return-{return_id}",
    )  # fmt: skip


def return_detail_page(state: MarketState, look: Look) -> Node:
    """One return and how far it has got."""
    back = state["returns"][look.args["id"]]
    order = state["orders"][back["order"]]
    under_way = back["status"] in ("requested", "approved")
    return page(
        t("Return"),
        row(badge(t(RETURN_WORDS[back["status"]]), STYLES[back["status"]]), spacer(),
            text(money(back["amount"]), "big strong", key="return-amount"), style="pad"),
        column(progress(PARTS[back["status"]]), style="pad") if back["status"] in PARTS else None,
        *[
            product_row(order["lines"][i]["product"], options_words(order["lines"][i]["options"]), key=f"back-{i}",
                        trailing=text(f"× {order['lines'][i]['quantity']}"), options=order["lines"][i]["options"])
            for i in back["lines"]
        ],
        item(t("Reason"), t(back["reason"]), leading=icon("info")),
        item(t("Refund to"), t("Card") if back["refund"] == "card" else t("Wallet"), leading=icon("payments")),
        item(t("Requested on"), date_words(back["at"], look.now.date()), leading=icon("event")),
        item(t("Your note"), back["note"], leading=icon("note")) if back["note"] else None,
        item(t("Order {number}", number=number(back["order"])), "", on("order", id=back["order"]),
             leading=icon("receipt_long"), trailing=icon("chevron_right"), key="return-order"),
        button(t("Withdraw return"), on("withdraw", id=look.args["id"]), "wide danger") if under_way else None,
        key="return",
    )  # fmt: skip


def withdraw_dialog(state: MarketState, look: Look) -> Node:
    """The question before a return is called off."""
    return confirm(t("Withdraw this return?"), t("You keep the items and get no money back."), t("Withdraw"),
                   on("withdrawn", id=look.args["id"]))  # fmt: skip
