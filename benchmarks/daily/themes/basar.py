"""What the themes about Basar share: finding things in its world, saying what is meant, and what buying leaves."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import Scene
from devices.virtual.apps.chat.state import ME, ChatState, new_message, partner, person_name
from devices.virtual.apps.market.catalogue import PRODUCTS, Product
from devices.virtual.apps.market.pricing import bill_of, unit_price
from devices.virtual.apps.market.state import Address, Delivery, Line, MarketState, Order, Payment, iso, number

BASAR, PARLEY, NOTES = "org.guimcp.market", "org.guimcp.chat", "org.guimcp.notes"
PAYING = {"wallet": ("from my Basar wallet", "用巴扎钱包支付"), "card": ("by card", "用银行卡支付"),
          "cash": ("cash on delivery", "货到付款")}  # fmt: skip
DELIVERING = {"standard": ("standard", "普通配送"), "express": ("express", "加急配送")}


def basar(s: Scene) -> MarketState:
    """Basar as it is at the start."""
    return s.start[BASAR]


def named(s: Scene, product: str) -> str:
    """A product as the phone calls it."""
    return s.t("Basar", PRODUCTS[product].name)


def some_product(s: Scene, fits: Callable[[Product], object] = lambda product: not product.options) -> str:
    """A product that can be bought, is not in the cart and fits; by default one with nothing to choose."""
    there = {line["product"] for line in basar(s)["cart"].values()}
    offers = basar(s)["offers"]
    return s.pick(
        (i for i, product in PRODUCTS.items() if fits(product) and offers[i]["stock"] > 2 and i not in there),
        lambda i: PRODUCTS[i].name,
    )


def some_options(s: Scene, product: str) -> list[str]:
    """Choices of a product, not all of them those that its page begins with."""
    options = PRODUCTS[product].options
    chosen = [s.any(words for words, _ in option.choices) for option in options]
    s.need(any(words != option.choices[0][0] for option, words in zip(options, chosen, strict=True)))
    return chosen


def options_said(s: Scene, product: str, options: Iterable[str]) -> str:
    """ "colour Green, size L" """
    pairs = [(s.t("Basar", option.name), s.t("Basar", words))
             for option, words in zip(PRODUCTS[product].options, options, strict=True)]  # fmt: skip
    return s.text(", ".join(f"{a.lower()} {b}" for a, b in pairs), "，".join(f"{a}：{b}" for a, b in pairs))


def line(product: str, options: list[str], quantity: int = 1) -> Line:
    """A line of the cart, ready to be checked out."""
    return {"product": product, "options": options, "quantity": quantity, "selected": True, "saved": False}


# -- moves ----------------------------------------------------------------------------------------------------------


def to_product(s: Scene, product: str) -> list[Move]:
    """From the home page to a product."""
    return [Fill("query", named(s, product)), Tap(f"suggestion-{product}")]


def choosing(s: Scene, product: str, options: list[str], quantity: int = 1) -> list[Move]:
    """The taps of a product's page that choose these options and so many."""
    moves: list[Move] = []
    for n, (option, chosen) in enumerate(zip(PRODUCTS[product].options, options, strict=True)):
        at = [words for words, _ in option.choices].index(chosen)
        moves += [Tap(f"option-{n}-{at}")] if at else []
    return moves + [increase(s, s.t("Basar", "quantity"))] * (quantity - 1)


def increase(s: Scene, what: str) -> Tap:
    """One more of it."""
    return Tap(s.t("Basar", "Increase {label}", label=what))


# -- orders ---------------------------------------------------------------------------------------------------------


def orders_with(s: Scene, *statuses: str) -> list[str]:
    """Orders in one of these states (all, where none is named), the oldest first."""
    rows = basar(s)["orders"]
    found = [i for i, order in rows.items() if not statuses or order["status"] in statuses]
    return sorted(found, key=lambda i: (rows[i]["at"], number(i)))


def the_order(s: Scene, *statuses: str) -> tuple[str, Order]:
    """Any order in one of these states."""
    order_id = s.any(orders_with(s, *statuses))
    return order_id, basar(s)["orders"][order_id]


def bought_once(s: Scene, order: Order) -> tuple[str, str]:
    """A line of an order, with its product, that no other line of any order holds and that is nameable so."""
    every = [row["product"] for other in basar(s)["orders"].values() for row in other["lines"].values()]
    line_id = s.pick(
        (i for i, row in order["lines"].items() if every.count(row["product"]) == 1),
        lambda i: PRODUCTS[order["lines"][i]["product"]].name,
    )
    return line_id, order["lines"][line_id]["product"]


def ordered(
    s: Scene, lines: Mapping[str, Line], address: Address, delivery: Delivery, payment: Payment, note: str = ""
) -> None:
    """Want these lines bought: the order, the stock, the wallet, and what was in the cart gone from there."""
    bill, goal = bill_of(basar(s), lines, delivery, "", s.now), s.goal[BASAR]
    steps = [{"status": status, "at": iso(s.now)} for status in ("to pay", "to ship")]
    order_id = s.add(
        BASAR, "orders", letter="o",
        entity={
            "lines": {
                f"b{n}": {"product": row["product"], "options": [*row["options"]], "quantity": row["quantity"],
                          "price": unit_price(basar(s), row["product"], row["options"]), "review": ""}
                for n, row in enumerate(lines.values(), goal["next_id"] + 1)
            },
            "address": {**address}, "delivery": delivery, "payment": payment, "coupon": "", "note": note,
            "subtotal": bill.subtotal, "fee": bill.fee, "discount": 0, "total": bill.total, "status": "to ship",
            "at": iso(s.now), "due": iso(s.now + timedelta(hours=8 if delivery == "express" else 20)),
            "steps": steps, "tracking": "",
        },
    )  # fmt: skip
    goal["next_id"] += len(lines)
    for line_id, row in lines.items():
        goal["offers"][row["product"]]["stock"] -= row["quantity"]
        goal["offers"][row["product"]]["sold"] += row["quantity"]
        goal["cart"].pop(line_id, None)
    if payment == "wallet":
        moved(s, -bill.total, order_id)


def moved(s: Scene, cents: int, order_id: str = "") -> None:
    """Want this paid into the wallet, or out of it."""
    s.goal[BASAR]["wallet"] += cents
    s.add(BASAR, "entries", entity={"amount": cents, "at": iso(s.now), "order": order_id}, letter="e")


def called_off(s: Scene, order_id: str) -> None:
    """Want an order cancelled: goods and money go back."""
    order, offers = s.goal[BASAR]["orders"][order_id], s.goal[BASAR]["offers"]
    for row in order["lines"].values():
        offers[row["product"]]["stock"] += row["quantity"]
        offers[row["product"]]["sold"] -= row["quantity"]
    if order["status"] == "to ship" and order["payment"] == "wallet":
        moved(s, order["total"], order_id)
    order["steps"].append({"status": "cancelled", "at": iso(s.now)})
    order.update(status="cancelled", due="")


CANCELLING: tuple[Move, ...] = (Tap("cancel-order"), Tap("why-0"), Tap("Yes, cancel"))


# -- Parley ---------------------------------------------------------------------------------------------------------


def some_friend(s: Scene) -> tuple[str, str]:
    """(chat id, name) of somebody with whom there is a chat of two on Parley."""
    state: ChatState = s.start[PARLEY]
    names = {
        i: person_name(state, partner(chat), s.start)
        for i, chat in state["chats"].items()
        if chat["kind"] == "direct" and not chat["archived"] and partner(chat) not in state["blocked"]
    }
    chat_id = s.pick(names, lambda i: names[i])
    return chat_id, names[chat_id]


def wrote(s: Scene, chat_id: str, words: str) -> None:
    """Let the other one of a chat have written this a little while ago, as its last message."""
    state: ChatState = s.start[PARLEY]
    chat = state["chats"][chat_id]
    chat["messages"][f"m{state['next_id']}"] = new_message(partner(chat), words, iso(s.now - timedelta(minutes=9)))
    state["next_id"] += 1
    state["unread"][chat_id] = state["unread"].get(chat_id, 0) + 1


def written(s: Scene, chat_id: str, words: str) -> None:
    """Want this sent into a chat."""
    s.add(PARLEY, "chats", chat_id, "messages", entity=new_message(ME, words, iso(s.now)), letter="m")
