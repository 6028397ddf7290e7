"""The cart: lines by seller, what is ticked, and what was put aside."""

from devices.virtual.app import Look
from devices.virtual.apps.market.catalogue import PRODUCTS, SELLERS
from devices.virtual.apps.market.parts import bottom_bar, options_words, picture_of
from devices.virtual.apps.market.pricing import bill_of, by_seller, chosen, in_cart, line_price
from devices.virtual.apps.market.state import MAX_QUANTITY, Line, MarketState, number
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    button,
    card,
    check,
    column,
    empty,
    heading,
    icon_button,
    link,
    page,
    row,
    spacer,
    stepper,
    text,
)
from devices.virtual.words import t, tn


def cart_page(state: MarketState, look: Look) -> Node:
    """Everything in the cart."""
    lines, ticked = in_cart(state), chosen(state)
    aside = {i: line for i, line in sorted(state["cart"].items(), key=lambda p: number(p[0])) if line["saved"]}
    return page(
        t("Cart"),
        _undo(look),
        check(t("Select all"), len(lines) == len(ticked), on("tick_all"), key="select-all") if lines else None,
        *[node for seller, own in by_seller(lines).items() for node in _seller(state, seller, own)],
        None if lines else _empty(),
        heading(t("Saved for later")) if aside else None,
        *[_aside(state, i, line) for i, line in aside.items()],
        back=False,
        actions=[icon_button("delete", t("Remove selected"), on("remove_ticked"))] if lines else [],
        bottom=column(_summary(state, look) if lines else None, bottom_bar(state, "cart")),
        key="cart",
    )


def _undo(look: Look) -> Node | None:
    if not look.form.get("undo"):
        return None
    return row(text(t("Removed from cart"), "grow"), button(t("Undo"), on("undo"), "flat small"), style="banner",
               key="undo-bar")  # fmt: skip


def _empty() -> Node:
    return column(
        empty("shopping_cart", t("Your cart is empty")),
        row(spacer(), button(t("Look around"), on("go", to="home"), "tonal"), spacer()),
    )


def _seller(state: MarketState, seller: str, lines: dict[str, Line]) -> list[Node]:
    shop, worth = state["shops"][seller], sum(line_price(state, line) for line in lines.values() if line["selected"])
    missing = shop["free_from"] - worth
    words = (
        t("Free delivery")
        if missing <= 0 or not shop["fee"]
        else t("{amount} more for free delivery", amount=money(missing))
    )
    return [
        check(t(SELLERS[seller].name), all(line["selected"] for line in lines.values()),
              on("tick_seller", id=seller), words, f"cart-{seller}"),
        *[_line(state, i, line) for i, line in lines.items()],
    ]  # fmt: skip


def _line(state: MarketState, line_id: str, line: Line) -> Node:
    name, count, stock = t(PRODUCTS[line["product"]].name), line["quantity"], state["offers"][line["product"]]["stock"]
    tick = icon_button(
        "check_box" if line["selected"] else "check_box_outline_blank",
        t("Deselect {name}", name=name) if line["selected"] else t("Select {name}", name=name),
        on("tick", id=line_id), f"tick-{line_id}", line["selected"],
    )  # fmt: skip
    more = on("line", id=line_id, to=count + 1) if count < min(stock, MAX_QUANTITY) else None
    return card(
        row(
            tick,
            row(picture_of(line["product"], "thumb", line["options"])),
            column(
                link(name, on("product", id=line["product"]), "strong plainlink"),
                text(options_words(line["options"]), "small muted") if line["options"] else None,
                text(t("Only {left} left", left=stock), "small error") if stock <= 5 else None,
                style="grow",
            ),
            text(money(line_price(state, line)), "strong", key=f"price-{line_id}"),
        ),
        row(
            stepper(name, str(count), on("line", id=line_id, to=count - 1) if count > 1 else None, more,
                    key=f"quantity-{line_id}"),
            spacer(),
            icon_button("bookmark_border", t("Save {name} for later", name=name), on("aside", id=line_id),
                        f"aside-{line_id}"),
            icon_button("delete", t("Remove {name}", name=name), on("remove", id=line_id), f"remove-{line_id}"),
        ),
        key=f"line-{line_id}",
    )  # fmt: skip


def _aside(state: MarketState, line_id: str, line: Line) -> Node:
    name = t(PRODUCTS[line["product"]].name)
    return card(
        row(
            picture_of(line["product"], "thumb", line["options"]),
            column(
                text(name, "strong"),
                text(options_words(line["options"]), "small muted") if line["options"] else None,
                text(money(line_price(state, line)), "muted"),
                style="grow",
            ),
            icon_button("delete", t("Remove {name}", name=name), on("remove", id=line_id), f"remove-{line_id}"),
        ),
        row(spacer(), button(t("Move to cart"), on("aside", id=line_id), "tonal small", key=f"back-{line_id}")),
        key=f"saved-{line_id}",
    )


def _summary(state: MarketState, look: Look) -> Node:
    lines = chosen(state)
    bill = bill_of(state, lines, "standard", "", look.now)
    count = sum(line["quantity"] for line in lines.values())
    fee = t("plus {fee} delivery", fee=money(bill.fee)) if bill.fee else t("Free delivery")
    return row(
        column(
            text(money(bill.subtotal), "big strong", key="cart-total"),
            text(fee if lines else t("Nothing selected"), "small muted"),
        ),
        spacer(),
        button(tn("Check out ({n})", "Check out ({n})", count), on("checkout"), key="checkout"),
        style="pad",
    )
