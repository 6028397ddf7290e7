"""Search results, and the sheet that filters and sorts them."""

from collections.abc import Mapping

from devices.virtual.app import Look
from devices.virtual.apps.market.catalogue import CATEGORIES, PRODUCTS, SELLERS, Product
from devices.virtual.apps.market.parts import tiles
from devices.virtual.apps.market.pricing import free_delivery
from devices.virtual.apps.market.state import MarketState, number
from devices.virtual.money import money, parse_money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    button,
    check,
    chip,
    chips,
    empty,
    field,
    heading,
    icon_button,
    page,
    radio,
    row,
    search,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t, tn

TOP_RATING = 40


def sorts() -> tuple[tuple[str, str], ...]:
    """Orders that results can have."""
    return (("", t("Relevance")), ("cheap", t("Price, lowest first")), ("dear", t("Price, highest first")),
            ("rating", t("Rating")), ("sold", t("Best selling")))  # fmt: skip


def filters() -> tuple[tuple[str, str, str], ...]:
    """Switches of the sheet: (key, words, what they mean)."""
    return (
        ("top", t("Rating 4.0 or more"), t("Only what people like")),
        ("free", t("Free delivery"), t("No delivery fee for one piece")),
        ("stock", t("In stock"), t("Leave out what is sold out")),
        ("deal", t("Reduced"), t("Only what costs less than usual")),
    )


def matches(state: MarketState, form: Mapping[str, str]) -> list[str]:
    """Ids of products that fit a form of filters, in the chosen order."""
    offers = state["offers"]
    low, high = (parse_money(form.get(key, "").strip()) for key in ("min", "max"))
    words = form.get("query", "").casefold().split()
    keep = [
        i
        for i, product in PRODUCTS.items()
        if form.get("category", "") in ("", product.category)
        and all(word in _searched(product) for word in words)
        and (low is None or offers[i]["price"] >= low)
        and (high is None or offers[i]["price"] <= high)
        and (not form.get("top") or offers[i]["rating"] >= TOP_RATING)
        and (not form.get("free") or free_delivery(state, i))
        and (not form.get("stock") or offers[i]["stock"] > 0)
        and (not form.get("deal") or offers[i]["old"] > 0)
    ]
    match form.get("sort", ""):
        case "cheap":
            return sorted(keep, key=lambda i: (offers[i]["price"], number(i)))
        case "dear":
            return sorted(keep, key=lambda i: (-offers[i]["price"], number(i)))
        case "rating":
            return sorted(keep, key=lambda i: (-offers[i]["rating"], number(i)))
        case "sold":
            return sorted(keep, key=lambda i: (-offers[i]["sold"], number(i)))
        case _:
            return sorted(keep, key=lambda i: (not _named(PRODUCTS[i], words), number(i)))


def _searched(product: Product) -> str:
    parts = (product.name, product.category, SELLERS[product.seller].name, product.about)
    return " ".join(t(part) for part in parts).casefold()


def _named(product: Product, words: list[str]) -> bool:
    return all(word in t(product.name).casefold() for word in words)


def results_page(state: MarketState, look: Look) -> Node:
    """What a search found."""
    form = look.form
    found = matches(state, form)
    narrowed = [words for key, words, _ in filters() if form.get(key)]
    for key, words in (("min", t("At least {amount}")), ("max", t("Up to {amount}"))):
        if (cents := parse_money(form.get(key, "").strip())) is not None:
            narrowed.append(words.format(amount=money(cents)))
    order = dict(sorts())[form.get("sort", "")]
    category = form.get("category", "")
    return page(
        t(category) if category else t("Results"),
        chips(
            *[chip(words, key == form.get("sort", ""), on("sort", by=key), f"sort-{key or 'none'}")
              for key, words in sorts()]
        ),
        text(" · ".join((tn("{n} product", "{n} products", len(found)), order, *narrowed)), "small muted pad",
             key="summary"),
        tiles(state, found) if found else empty("search", t("Nothing fits. Try other words or fewer filters.")),
        actions=[icon_button("tune", t("Filter"), on("filter"), selected=bool(narrowed or category))],
        top=search("query", t("Search Basar"), form.get("query", "")),
        key="results",
    )  # fmt: skip


def filter_sheet(state: MarketState, look: Look) -> Node:
    """Filters as a sheet; nothing changes before Apply."""
    form = look.form
    panel = sheet(
        t("Filter"),
        heading(t("Category")),
        chips(
            *[chip(t(name), name == form.get("category"), on("in_category", name=name), f"in-{name.lower()}")
              for name in CATEGORIES]
        ),
        heading(t("Price")),
        row(
            field("min", t("Lowest price"), form.get("min", ""), error=form.get("min-error", "")),
            field("max", t("Highest price"), form.get("max", ""), error=form.get("max-error", "")),
            style="pad halves",
        ),
        heading(t("Show only")),
        *[check(words, bool(form.get(key)), on("only", key=key), sub, f"only-{key}") for key, words, sub in filters()],
        heading(t("Sort by")),
        *[
            radio(words, key == form.get("sort", ""), on("sort", by=key), key=f"by-{key or 'none'}")
            for key, words in sorts()
        ],
        key="filter",
    )  # fmt: skip
    count = len(matches(state, form))
    buttons = row(
        button(t("Clear all"), on("clear"), "flat"),
        spacer(),
        button(tn("Show {n} product", "Show {n} products", count), on("apply"), key="apply"),
        style="pad",
    )
    panel.children = (*panel.children, buttons)
    return panel
