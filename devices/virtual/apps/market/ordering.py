"""After the order: paying later, cancelling, receiving, reviewing, sending back; and the wallet."""

from devices.virtual.app import Turn
from devices.virtual.apps.market.buying import put
from devices.virtual.apps.market.orders import APPROVE_AFTER, cancel, move, pay, receive
from devices.virtual.apps.market.state import (
    MarketState,
    Review,
    iso,
    new_id,
    number,
    refund_of,
    returnable,
)
from devices.virtual.apps.market.voices import REASONS
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event
from devices.virtual.words import t

MOST_TOP_UP = 50000


def ordering_event(state: MarketState, event: Event, turn: Turn) -> bool:
    """Do it if it is about orders or the wallet; False if it is not."""
    match event.name:
        case "tab":
            turn.form["tab"] = event["to"]
        case "orders":
            turn.root()
            turn.open("orders", form={"tab": event["to"]})
        case "order":
            _open_order(state, turn, event["id"])
        case "pay" | "paid" | "cancel" | "why" | "cancelled" | "receive" | "received_all" | "again" | "track":
            _with_order(state, event, turn)
        case "review" | "rate" | "hide_name" | "review_save":
            _review(state, event, turn)
        case "return" | "send_back" | "reason" | "refund" | "return_ask" | "returned" | "returns" | "return_detail":
            _return(state, event, turn)
        case "withdraw" | "withdrawn":
            _return(state, event, turn)
        case "wallet" | "top_up" | "amount" | "topped_up":
            _wallet(state, event, turn)
        case _:
            return False
    return True


def _open_order(state: MarketState, turn: Turn, order_id: str) -> None:
    if order_id in state["orders"]:
        turn.open("order", id=order_id)
    else:
        turn.toast(t("There is no such order"))


def _with_order(state: MarketState, event: Event, turn: Turn) -> None:
    order = state["orders"][event["id"]]
    match event.name:
        case "pay":
            turn.overlay("pay", id=event["id"])
        case "paid":
            _pay(state, event, turn)
        case "cancel":
            turn.overlay("cancel", id=event["id"])
        case "why":
            turn.form["why"] = event["words"]
        case "cancelled":
            if not turn.form.get("why"):
                turn.toast(t("Choose a reason"))
                return
            turn.close()
            if order["status"] not in ("to pay", "to ship"):
                turn.toast(t("It is too late to cancel this order"))
                return
            cancel(state, event["id"], turn.now)
            turn.toast(t("Order cancelled"))
        case "receive":
            turn.overlay("receive", id=event["id"])
        case "received_all":
            turn.close()
            if order["status"] == "delivered":
                receive(order, turn.now)
                turn.toast(t("Thank you. How do you like it?"))
        case "track":
            turn.copy(order["tracking"])
            turn.toast(t("Tracking number copied"))
        case _:
            _again(state, turn, event["id"])


def _pay(state: MarketState, event: Event, turn: Turn) -> None:
    order = state["orders"][event["id"]]
    if order["status"] != "to pay":
        turn.close()
    elif event["by"] == "wallet" and state["wallet"] < order["total"]:
        turn.toast(t("There is only {amount} in your wallet", amount=money(state["wallet"])))
    else:
        turn.close()
        pay(state, event["id"], "wallet" if event["by"] == "wallet" else "card", turn.now)
        turn.toast(t("Paid {amount}", amount=money(order["total"])))


def _again(state: MarketState, turn: Turn, order_id: str) -> None:
    missing = 0
    for _, line in sorted(state["orders"][order_id]["lines"].items(), key=lambda pair: number(pair[0])):
        stock = state["offers"][line["product"]]["stock"]
        missing += stock < line["quantity"]
        if stock:
            put(state, {"product": line["product"], "options": [*line["options"]],
                        "quantity": min(stock, line["quantity"]), "selected": True, "saved": False})  # fmt: skip
    turn.root()
    turn.open("cart")
    turn.toast(t("Not everything is in stock") if missing else t("Added to cart"))


# -- reviews --------------------------------------------------------------------------------------------------------


def _review(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "review":
            line = state["orders"][event["id"]]["lines"][event["line"]]
            old = state["reviews"].get(line["review"])
            form = {"stars": str(old["stars"]), "text": old["text"]} if old else {}
            turn.open("review", form=form, id=event["id"], line=event["line"])
        case "rate":
            turn.form["stars"] = str(event["stars"])
        case "hide_name":
            turn.form["hidden"] = "" if turn.form.get("hidden") else "1"
        case _:
            if not turn.form.get("stars"):
                turn.toast(t("Give it one to five stars"))
                return
            _save_review(state, turn)


def _save_review(state: MarketState, turn: Turn) -> None:
    line = state["orders"][turn.args["id"]]["lines"][turn.args["line"]]
    offer, stars = state["offers"][line["product"]], int(turn.form["stars"])
    old = state["reviews"].get(line["review"])
    weight = offer["rating"] * offer["ratings"] - (old["stars"] * 10 if old else 0)
    offer["ratings"] += 0 if old else 1
    offer["rating"] = round((weight + 10 * stars) / offer["ratings"])
    review: Review = {
        "product": line["product"], "author": t("Anonymous") if turn.form.get("hidden") else "", "stars": stars,
        "text": turn.draft("text"), "at": iso(turn.now), "likes": 0, "helpful": False,
    }  # fmt: skip
    line["review"] = line["review"] or new_id(state, "v")
    state["reviews"][line["review"]] = review
    turn.close()
    turn.toast(t("Thank you for your review"))


# -- returns --------------------------------------------------------------------------------------------------------


def _return(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "returns":
            turn.open("returns")
        case "return_detail":
            if event["id"] in state["returns"]:
                turn.open("return_detail", id=event["id"])
        case "return":
            turn.open("return", form={"refund": "wallet"}, id=event["id"])
        case "send_back":
            key = f"line-{event['line']}"
            turn.form[key] = "" if turn.form.get(key) else "1"
        case "reason" | "refund":
            turn.form[event.name] = event["words"]
        case "return_ask":
            if _return_ready(state, turn):
                turn.overlay("return_ask", form=dict(turn.form), **turn.args)
        case "returned":
            if _return_ready(state, turn):
                _send_back(state, turn)
        case "withdraw":
            turn.overlay("withdraw", id=event["id"])
        case _:
            turn.close()
            back = state["returns"][event["id"]]
            if back["status"] in ("requested", "approved"):
                back["status"], back["due"] = "withdrawn", ""
                turn.toast(t("Return withdrawn"))


def lines_of_form(state: MarketState, turn_args: str, form: dict[str, str]) -> list[str]:
    """Ids of an order's lines that are ticked to be sent back."""
    return [i for i in sorted(state["orders"][turn_args]["lines"], key=number) if form.get(f"line-{i}")]


def _return_ready(state: MarketState, turn: Turn) -> bool:
    order_id = turn.args["id"]
    lines = lines_of_form(state, order_id, turn.form)
    if not lines:
        turn.toast(t("Choose what to send back"))
    elif not set(lines) <= set(returnable(state, order_id, turn.now)):
        turn.toast(t("This can no longer be sent back"))
    elif turn.form.get("reason") not in REASONS:
        turn.toast(t("Choose a reason"))
    else:
        return True
    return False


def _send_back(state: MarketState, turn: Turn) -> None:
    order_id = turn.args["id"]
    lines = lines_of_form(state, order_id, turn.form)
    return_id = new_id(state, "r")
    state["returns"][return_id] = {
        "order": order_id, "lines": lines, "reason": turn.form["reason"],
        "refund": "card" if turn.form["refund"] == "card" else "wallet", "note": turn.draft("note"),
        "amount": refund_of(state, order_id, lines), "at": iso(turn.now), "due": iso(turn.now + APPROVE_AFTER),
        "status": "requested",
    }  # fmt: skip
    turn.close(2)
    turn.open("return_detail", id=return_id)
    turn.toast(t("Return requested"))


# -- wallet ---------------------------------------------------------------------------------------------------------


def _wallet(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "wallet":
            turn.open("wallet")
        case "top_up":
            turn.overlay("top_up")
        case "amount":
            turn.form["amount"] = str(event["cents"] // 100)
        case _:
            cents = parse_money(turn.draft("amount"))
            if not cents or cents > MOST_TOP_UP:
                turn.form["amount-error"] = t("Enter an amount of up to {most}", most=money(MOST_TOP_UP))
                return
            move(state, cents, "", turn.now)
            turn.close()
            turn.toast(t("{amount} added to your wallet", amount=money(cents)))
