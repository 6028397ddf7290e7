"""Looking for things: search, filters, products, reviews, questions, sellers, favourites and history."""

from devices.virtual.app import Turn
from devices.virtual.apps.market.catalogue import PRODUCTS, SELLERS
from devices.virtual.apps.market.state import MarketState, iso, new_id
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event
from devices.virtual.words import t

TABS = ("favourites", "cart", "orders", "me")
KEEP = 30
FILTERS = ("category", "min", "max", "top", "free", "stock", "deal", "sort")


def shopping_event(state: MarketState, event: Event, turn: Turn) -> bool:
    """Do it if it is about looking for things; False if it is not."""
    match event.name:
        case "go":
            turn.root()
            if event["to"] in TABS:
                turn.open(event["to"])
        case "search" | "search_for" | "received" | "category" | "deals" | "clear_searches":
            _search(state, event, turn)
        case "filter" | "sort" | "only" | "in_category" | "clear" | "apply":
            _filter(event, turn)
        case "product":
            open_product(state, turn, event["id"])
        case "heart" | "share" | "copy_link" | "picture" | "follow" | "seller" | "clear_history" | "history":
            _look(state, event, turn)
        case "reviews" | "stars" | "helpful" | "questions" | "ask" | "asked":
            _voices(state, event, turn)
        case _:
            return False
    return True


def open_product(state: MarketState, turn: Turn, product: str) -> None:
    """Show a product with its first options chosen, and remember that it was looked at."""
    if product not in PRODUCTS:
        turn.toast(t("This product is not on Basar any more"))
        return
    state["history"] = [product, *(other for other in state["history"] if other != product)][:KEEP]
    form = {f"option{n}": option.choices[0][0] for n, option in enumerate(PRODUCTS[product].options)}
    turn.open("product", form={**form, "quantity": "1", "picture": "0"}, id=product)


def _search(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "search":
            _find(state, turn, turn.draft("query"))
        case "search_for" | "received":
            _find(state, turn, " ".join(event["value"].split())[:60])
        case "category":
            turn.open("results", form={"category": event["name"]})
        case "deals":
            turn.open("results", form={"deal": "1"})
        case _:
            state["searches"] = []
            turn.toast(t("Recent searches cleared"))


def _find(state: MarketState, turn: Turn, query: str) -> None:
    if not query:
        turn.toast(t("Type what you are looking for"))
        return
    state["searches"] = [query, *(other for other in state["searches"] if other != query)][:8]
    turn.open("results", form={"query": query})


def _filter(event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "filter":
            # The sheet works on a copy of the page's choices, so that leaving it changes nothing.
            turn.overlay("filter", form=dict(form))
        case "sort":
            form["sort"] = event["by"]
        case "only":
            form[event["key"]] = "" if form.get(event["key"]) else "1"
        case "in_category":
            form["category"] = "" if form.get("category") == event["name"] else event["name"]
        case "clear":
            for key in (*FILTERS, "min-error", "max-error"):
                form.pop(key, None)
        case _:
            if _check_prices(turn):
                turn.replace("results", form=dict(form))


def _check_prices(turn: Turn) -> bool:
    form, prices = turn.form, dict[str, int | None]()
    for key in ("min", "max"):
        words = turn.draft(key)
        prices[key] = parse_money(words) if words else None
        form[f"{key}-error"] = t("Enter an amount, such as {example}", example=money(2500)) if (
            words and prices[key] is None
        ) else ""  # fmt: skip
    low, high = prices["min"], prices["max"]
    if low is not None and high is not None and low > high:
        form["max-error"] = t("This is less than the lowest price")
    return not form["min-error"] and not form["max-error"]


def _look(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "heart":
            offer = state["offers"][event["id"]]
            offer["favourite"] = not offer["favourite"]
            turn.toast(t("Added to favourites") if offer["favourite"] else t("Removed from favourites"))
        case "share":
            price = money(state["offers"][event["id"]]["price"])
            name = t(PRODUCTS[event["id"]].name)
            turn.share("text", f"{name}, {price}\nguimcp://market/product/{event['id']}")
        case "copy_link":
            turn.copy(f"guimcp://market/product/{event['id']}")
            turn.toast(t("Link copied"))
        case "picture":
            turn.form["picture"] = str(event["n"])
        case "seller":
            turn.open("seller", id=event["id"])
        case "follow":
            shop = state["shops"][event["id"]]
            shop["followed"] = not shop["followed"]
            shop["followers"] += 1 if shop["followed"] else -1
            name = t(SELLERS[event["id"]].name)
            turn.toast(t("Following {name}", name=name) if shop["followed"] else t("Unfollowed {name}", name=name))
        case "history":
            turn.open("history")
        case _:
            state["history"] = []
            turn.close()
            turn.toast(t("History cleared"))


def _voices(state: MarketState, event: Event, turn: Turn) -> None:
    match event.name:
        case "reviews":
            turn.open("reviews", id=event["id"])
        case "stars":
            turn.form["stars"] = "" if turn.form.get("stars") == event["n"] else event["n"]
        case "helpful":
            review = state["reviews"][event["id"]]
            review["helpful"] = not review["helpful"]
            review["likes"] += 1 if review["helpful"] else -1
        case "questions":
            turn.open("questions", id=event["id"])
        case "ask":
            turn.overlay("ask", id=event["id"])
            turn.focus("question")
        case _:
            words = turn.draft("question")
            if len(words) < 5:
                turn.form["question-error"] = t("Write at least a few words")
                return
            state["questions"][new_id(state, "q")] = {"product": turn.args["id"], "text": words, "answer": "",
                                                      "at": iso(turn.now)}  # fmt: skip
            turn.close()
            turn.toast(t("Question sent to the seller"))
