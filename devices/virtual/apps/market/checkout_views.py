"""Checkout: where to, how, with what money, and what it comes to."""

from devices.virtual.app import Look
from devices.virtual.apps.market.buying import address_of, checkout_lines, delivery_of
from devices.virtual.apps.market.catalogue import PRODUCTS, SELLERS
from devices.virtual.apps.market.parts import (
    amount,
    delivery_words,
    options_words,
    pay_words,
    product_row,
)
from devices.virtual.apps.market.pricing import (
    Bill,
    bill_of,
    by_seller,
    coupon_problem,
    coupon_words,
    coupon_worth,
    delivery_day,
    delivery_fee,
    line_price,
)
from devices.virtual.apps.market.state import PAYMENTS, Delivery, MarketState, number
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    button,
    card,
    column,
    dialog,
    empty,
    field,
    heading,
    icon,
    item,
    page,
    radio,
    row,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t, tn

DELIVERIES: tuple[Delivery, ...] = ("standard", "express")


def _bill(state: MarketState, look: Look) -> Bill:
    lines = checkout_lines(state, look.args)
    return bill_of(state, lines, delivery_of(look.form), look.form.get("coupon", ""), look.now)


def checkout_page(state: MarketState, look: Look) -> Node:
    """The last page before an order."""
    lines, bill = checkout_lines(state, look.args), _bill(state, look)
    address = state["addresses"][address_of(state, look.form)]
    note = look.form.get("note", "")
    return page(
        t("Checkout"),
        heading(t("Deliver to")),
        item(f"{address['name']}, {address['phone']}",
             f"{address['street']}, {address['postcode']} {address['town']}", on("pick_address"),
             leading=icon("location_on"), trailing=icon("chevron_right"), key="address"),
        *[
            node
            for seller, own in by_seller(lines).items()
            for node in (
                heading(t(SELLERS[seller].name)),
                *[
                    product_row(line["product"], " · ".join(filter(None, (options_words(line["options"]),
                                f"× {line['quantity']}"))), trailing=text(money(line_price(state, line))),
                                key=f"item-{i}", options=line["options"])
                    for i, line in own.items()
                ],
            )
        ],
        *_delivery(state, look),
        heading(t("Coupon")),
        _coupon_row(state, look),
        heading(t("Pay with")),
        *[
            radio(pay_words(way), look.form.get("payment") == way, on("payment", by=way), _pay_sub(state, way),
                  f"pay-{way}")
            for way in PAYMENTS
        ],
        field("note", t("Note for the seller"), note),
        card(*bill_lines(bill)),
        bottom=row(
            column(text(money(bill.total), "big strong", key="to-pay"), text(t("in all"), "small muted")),
            spacer(),
            button(t("Place order"), on("order_now"), key="place-order"),
            style="pad",
        ),
        key="checkout",
    )  # fmt: skip


def _delivery(state: MarketState, look: Look) -> list[Node]:
    lines = checkout_lines(state, look.args)
    rows: list[Node] = [heading(t("Delivery"))]
    for way in DELIVERIES:
        fee = delivery_fee(state, lines, way)
        day = delivery_day(state, list(by_seller(lines)), way, look.now)
        when = t("Arrives {day}", day=date_words(day.isoformat(), look.now.date()))
        rows.append(
            radio(delivery_words(way), delivery_of(look.form) == way, on("delivery", by=way),
                  f"{when} · {money(fee) if fee else t('free')}", f"delivery-{way}")
        )  # fmt: skip
    return rows


def _coupon_row(state: MarketState, look: Look) -> Node:
    coupon, lines = look.form.get("coupon", ""), checkout_lines(state, look.args)
    usable = [i for i in state["coupons"] if not coupon_problem(state, i, lines, look.now)]
    if coupon:
        title, sub = coupon_words(state, coupon), coupon_problem(state, coupon, lines, look.now) or t("Applied")
    else:
        title, sub = t("Choose a coupon"), tn("{n} can be used", "{n} can be used", len(usable))
    return item(title, sub, on("pick_coupon"), leading=icon("local_offer"), trailing=icon("chevron_right"),
                key="coupon")  # fmt: skip


def _pay_sub(state: MarketState, way: str) -> str:
    match way:
        case "wallet":
            return t("Balance {amount}", amount=money(state["wallet"]))
        case "card":
            return t("Ending in {digits}", digits="4421")
        case "cash":
            return t("At the door")
        case _:
            return t("Within 24 hours, or the order lapses")


def bill_lines(bill: Bill) -> list[Node | None]:
    """A bill from the goods to the total."""
    return [
        amount(t("Goods"), bill.subtotal, key="subtotal"),
        amount(t("Delivery"), bill.fee, key="fee"),
        amount(t("Coupon"), -bill.discount, key="discount") if bill.discount else None,
        amount(t("Total"), bill.total, "strong", key="total"),
    ]


def pick_coupon_sheet(state: MarketState, look: Look) -> Node:
    """Coupons that were claimed, and whether they help here."""
    lines = checkout_lines(state, look.args)
    fee = delivery_fee(state, lines, "standard")
    mine = [i for i in sorted(state["coupons"], key=number) if state["coupons"][i]["claimed"]]
    rows: list[Node] = []
    for i in mine:
        problem = coupon_problem(state, i, lines, look.now)
        saves = t("Saves {amount}", amount=money(coupon_worth(state, i, lines, fee)))
        rows.append(
            item(coupon_words(state, i), problem or saves, None if problem else on("coupon", id=i),
                 leading=icon("local_offer"), key=f"coupon-{i}")
        )  # fmt: skip
    return sheet(
        t("Choose a coupon"),
        *rows,
        None if mine else empty("local_offer", t("You have no coupons yet")),
        item(t("No coupon"), "", on("coupon", id=""), leading=icon("block"), key="no-coupon"),
        key="coupons",
    )


def confirm_dialog(state: MarketState, look: Look) -> Node:
    """The last question before an order."""
    bill, address = _bill(state, look), state["addresses"][address_of(state, look.form)]
    way, delivery = look.form.get("payment", ""), delivery_of(look.form)
    return dialog(
        t("Place this order?"),
        text(t("{total}, {way}", total=money(bill.total), way=pay_words(way)), "strong"),
        text(t("To {name}, {street}", name=address["name"], street=address["street"])),
        text(t("Delivery: {way}", way=delivery_words(delivery)), "muted"),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Confirm order"), on("placed"), "flat")],
    )


def placed_page(state: MarketState, look: Look) -> Node:
    """Shown once an order was placed."""
    order = state["orders"][look.args["id"]]
    later = order["status"] == "to pay"
    sellers = sorted({PRODUCTS[line["product"]].seller for line in order["lines"].values()})
    day = delivery_day(state, sellers, order["delivery"], look.now)
    until = f"{date_words(order['due'], look.now.date())} {time_words(order['due'][11:16], look.others)}"
    return page(
        t("Order placed"),
        column(
            icon("check_circle", style="grand"),
            text(t("Thank you for your order"), "big centre"),
            text(money(order["total"]), "huge centre", key="paid"),
            text(
                t("Pay until {when}", when=until)
                if later
                else t("Arrives {day}", day=date_words(day.isoformat(), look.now.date())),
                "muted centre",
            ),
            style="empty",
        ),
        button(t("View order"), on("order", id=look.args["id"]), "wide", key="view-order"),
        button(t("Continue shopping"), on("go", to="home"), "wide tonal", key="continue"),
        key="placed",
    )
