"""From the product page to a placed order: options, cart, coupons, addresses and checkout."""

import json
from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Turn
from devices.virtual.apps.contacts.state import tidy_number
from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.orders import place
from devices.virtual.apps.market.pricing import bill_of, chosen, coupon_problem, in_cart
from devices.virtual.apps.market.state import (
    MAX_QUANTITY,
    PAYMENTS,
    Address,
    Delivery,
    Line,
    MarketState,
    Payment,
    new_id,
)
from devices.virtual.money import money
from devices.virtual.node import Event
from devices.virtual.words import t

CHECKS = {"name": 2, "street": 4, "town": 2}


def buying_event(state: MarketState, event: Event, turn: Turn) -> bool:
    """Do it if it is about buying; False if it is not."""
    match event.name:
        case "option":
            turn.form[f"option{event['n']}"] = event["name"]
        case "quantity":
            turn.form["quantity"] = str(event["to"])
        case "add" | "buy":
            _from_product(state, event, turn)
        case "tick" | "tick_all" | "tick_seller" | "line" | "aside" | "remove" | "remove_ticked" | "undo":
            _in_cart(state, event, turn)
        case "coupons" | "claim" | "pick_coupon" | "coupon":
            _coupon(state, event, turn)
        case "addresses" | "address_new" | "address_edit" | "address_save" | "address_usual":
            _address(state, event, turn)
        case "address_delete" | "address_deleted" | "pick_address" | "address_picked":
            _address(state, event, turn)
        case "checkout" | "delivery" | "payment" | "order_now" | "placed":
            _checkout(state, event, turn)
        case _:
            return False
    return True


# -- product and cart -----------------------------------------------------------------------------------------------


def line_of_form(form: Mapping[str, str], product: str) -> Line:
    """What the product page has chosen."""
    options = [form[f"option{n}"] for n in range(len(PRODUCTS[product].options))]
    return {"product": product, "options": options, "quantity": int(form["quantity"]), "selected": True,
            "saved": False}  # fmt: skip


def _from_product(state: MarketState, event: Event, turn: Turn) -> None:
    line = line_of_form(turn.form, turn.args["id"])
    if state["offers"][line["product"]]["stock"] < line["quantity"]:
        turn.toast(t("There are not that many left"))
    elif event.name == "buy":
        _open_checkout(state, turn, direct=line)
    else:
        put(state, line)
        turn.toast(t("Added to cart"))


def put(state: MarketState, line: Line) -> None:
    """Put a line into the cart; one like it that is there already only grows."""
    limit = min(MAX_QUANTITY, state["offers"][line["product"]]["stock"])
    for other in in_cart(state).values():
        if other["product"] == line["product"] and other["options"] == line["options"]:
            other["quantity"] = min(limit, other["quantity"] + line["quantity"])
            other["selected"] = True
            return
    state["cart"][new_id(state, "l")] = line


def _in_cart(state: MarketState, event: Event, turn: Turn) -> None:
    cart = state["cart"]
    match event.name:
        case "tick":
            cart[event["id"]]["selected"] = not cart[event["id"]]["selected"]
        case "tick_all":
            _tick(list(in_cart(state).values()))
        case "tick_seller":
            lines = in_cart(state).values()
            _tick([line for line in lines if PRODUCTS[line["product"]].seller == event["id"]])
        case "line":
            cart[event["id"]]["quantity"] = event["to"]
        case "aside":
            line = cart[event["id"]]
            line["saved"], line["selected"] = not line["saved"], line["saved"]
            turn.toast(t("Saved for later") if line["saved"] else t("Moved to cart"))
        case "remove":
            _remove(state, turn, [event["id"]])
        case "remove_ticked":
            _remove(state, turn, list(chosen(state)))
        case _:
            cart.update(json.loads(turn.form.pop("undo", "{}")))


def _tick(lines: list[Line]) -> None:
    every = all(line["selected"] for line in lines)
    for line in lines:
        line["selected"] = not every


def _remove(state: MarketState, turn: Turn, ids: list[str]) -> None:
    if not ids:
        turn.toast(t("Select something first"))
        return
    # The page keeps what was taken out, so that Undo can put it back.
    turn.form["undo"] = json.dumps({i: state["cart"].pop(i) for i in ids})


# -- coupons --------------------------------------------------------------------------------------------------------


def _coupon(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "coupons":
            turn.open("coupons")
        case "claim":
            state["coupons"][event["id"]]["claimed"] = True
            turn.toast(t("Coupon claimed"))
        case "pick_coupon":
            turn.overlay("pick_coupon", **turn.args)
        case _:
            turn.below["coupon"] = event["id"]
            turn.close()


# -- addresses ------------------------------------------------------------------------------------------------------


def _address(state: MarketState, event: Event, turn: Turn) -> None:
    addresses = state["addresses"]
    match event.name:
        case "addresses":
            turn.open("addresses")
        case "address_new":
            if event["close"]:
                turn.close()
            turn.open("address", form={})
        case "address_edit":
            if event["close"]:
                turn.close()
            turn.open("address", form=_filled(addresses[event["id"]]), id=event["id"])
        case "address_save":
            _save_address(state, turn)
        case "address_usual":
            state["address"] = event["id"]
            turn.toast(t("This is now your usual address"))
        case "address_delete":
            if len(addresses) == 1:
                turn.toast(t("You need at least one address"))
                return
            turn.overlay("address_delete", id=event["id"])
        case "address_deleted":
            _delete_address(state, turn, event["id"])
        case "pick_address":
            turn.overlay("pick_address")
        case _:
            turn.below["address"] = event["id"]
            turn.close()


def _filled(address: Address) -> dict[str, str]:
    return {"name": address["name"], "phone": address["phone"], "street": address["street"],
            "postcode": address["postcode"], "town": address["town"]}  # fmt: skip


def _save_address(state: MarketState, turn: Turn) -> None:
    form = turn.form
    for key, least in CHECKS.items():
        form[f"{key}-error"] = "" if len(turn.draft(key)) >= least else t("Please fill this in")
    phone, postcode = tidy_number(turn.draft("phone")), turn.draft("postcode")
    form["phone-error"] = "" if phone else t("Enter a phone number")
    form["postcode-error"] = "" if len(postcode) == 5 and postcode.isdecimal() else t("A postcode has five digits")
    if phone is None or any(words for key, words in form.items() if key.endswith("-error")):
        return
    address: Address = {"name": turn.draft("name"), "phone": phone, "street": turn.draft("street"),
                        "postcode": postcode, "town": turn.draft("town")}  # fmt: skip
    address_id = turn.args.get("id") or new_id(state, "a")
    state["addresses"][address_id] = address
    turn.below["address"] = address_id
    turn.close()
    turn.toast(t("Address saved"))


def _delete_address(state: MarketState, turn: Turn, address_id: str) -> None:
    turn.close(2)
    state["addresses"].pop(address_id, None)
    if state["address"] not in state["addresses"]:
        state["address"] = min(state["addresses"])
    turn.toast(t("Address deleted"))


# -- checkout -------------------------------------------------------------------------------------------------------


def checkout_lines(state: MarketState, args: Mapping[str, Any]) -> dict[str, Line]:
    """What is being bought: one product straight from its page, or what is ticked in the cart."""
    return {"l0": args["direct"]} if args.get("direct") else chosen(state)


def delivery_of(form: Mapping[str, str]) -> Delivery:
    """The delivery that a checkout has chosen."""
    return "express" if form.get("delivery") == "express" else "standard"


def address_of(state: MarketState, form: Mapping[str, str]) -> str:
    """The address that a checkout has chosen, else the usual one."""
    picked = form.get("address", "")
    return picked if picked in state["addresses"] else state["address"]


def _open_checkout(state: MarketState, turn: Turn, direct: Line | None) -> None:
    turn.open("checkout", form={"delivery": "standard", "address": state["address"]}, direct=direct)


def _checkout(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "checkout":
            if _buyable(state, chosen(state), turn):
                _open_checkout(state, turn, direct=None)
        case "delivery":
            turn.form["delivery"] = event["by"]
        case "payment":
            turn.form["payment"] = event["by"]
        case "order_now":
            if _ready(state, turn):
                turn.overlay("confirm", form=dict(turn.form), **turn.args)
        case _:
            if _ready(state, turn):
                _place(state, turn)


def _buyable(state: MarketState, lines: Mapping[str, Line], turn: Turn) -> bool:
    if not lines:
        turn.toast(t("Select something first"))
        return False
    wanted: dict[str, int] = {}
    for line in lines.values():
        wanted[line["product"]] = wanted.get(line["product"], 0) + line["quantity"]
    for product, count in sorted(wanted.items()):
        if count > (left := state["offers"][product]["stock"]):
            turn.toast(t("{name}: only {left} left", name=t(PRODUCTS[product].name), left=left))
            return False
    return True


def _ready(state: MarketState, turn: Turn) -> bool:
    lines, form = checkout_lines(state, turn.args), turn.form
    coupon, payment = form.get("coupon", ""), form.get("payment", "")
    bill = bill_of(state, lines, delivery_of(form), coupon, turn.now)
    if not _buyable(state, lines, turn):
        return False
    if coupon and (problem := coupon_problem(state, coupon, lines, turn.now)):
        turn.toast(problem)
    elif payment not in PAYMENTS:
        turn.toast(t("Choose how to pay"))
    elif payment == "wallet" and bill.total > state["wallet"]:
        turn.toast(t("There is only {amount} in your wallet", amount=money(state["wallet"])))
    else:
        return True
    return False


def _place(state: MarketState, turn: Turn) -> None:
    lines, form = checkout_lines(state, turn.args), turn.form
    coupon, delivery = form.get("coupon", ""), delivery_of(form)
    bill = bill_of(state, lines, delivery, coupon, turn.now)
    payment: Payment = next(way for way in PAYMENTS if way == form["payment"])
    address = state["addresses"][address_of(state, form)]
    order_id = place(state, lines, bill, address, delivery, payment, coupon, turn.draft("note"), turn.now)
    for line_id in lines:
        state["cart"].pop(line_id, None)
    turn.root()
    turn.open("placed", id=order_id)
