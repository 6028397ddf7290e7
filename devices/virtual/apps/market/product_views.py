"""A product and its seller."""

from devices.virtual.app import Look
from devices.virtual.apps.market.buying import line_of_form
from devices.virtual.apps.market.catalogue import PRODUCTS, SELLERS, Option, Product
from devices.virtual.apps.market.parts import heart, marks, percent_off, tiles, tint_for
from devices.virtual.apps.market.pricing import delivery_day, unit_price
from devices.virtual.apps.market.search_views import matches
from devices.virtual.apps.market.state import MAX_QUANTITY, MarketState, Shop, reviews_of, stars_words
from devices.virtual.apps.market.voice_views import question_card, questions_of, review_card
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    art,
    avatar,
    banner,
    button,
    chip,
    chips,
    column,
    empty,
    heading,
    icon,
    icon_button,
    item,
    page,
    picture,
    row,
    search,
    spacer,
    stepper,
    text,
)
from devices.virtual.words import t, tn

SCENES = {"Books": "cover", "Kitchen": "plate", "Sports": "hills", "Toys": "room"}


def product_page(state: MarketState, look: Look) -> Node:
    """Everything about a product, with the buttons that buy it."""
    product = PRODUCTS[look.args["id"]]
    offer, line = state["offers"][product.id], line_of_form(look.form, product.id)
    price = unit_price(state, product.id, line["options"])
    old = offer["old"] + price - offer["price"]
    count = line["quantity"]
    more = on("quantity", to=count + 1) if count < min(MAX_QUANTITY, offer["stock"]) else None
    return page(
        t(product.name),
        *_pictures(product, look),
        column(
            row(
                text(money(price), "big strong accent", key="price"),
                text(money(old), "strike", key="old-price") if offer["old"] else None,
                text(t("You save {percent}%", percent=percent_off(state, product.id)), "small error")
                if offer["old"] else None,
            ),
            text(t(product.name), "big"),
            marks(state, product.id),
            text(_facts(state, product.id), "small muted", key="facts"),
            style="pad",
        ),
        *[node for n, option in enumerate(product.options) for node in _option(option, n, look)],
        row(
            text(t("Quantity"), "strong"),
            spacer(),
            stepper(t("quantity"), str(count), on("quantity", to=count - 1) if count > 1 else None, more, "quantity"),
            style="pad",
        ),
        *_delivery(state, product, look),
        heading(t("About this product")),
        column(text(t(product.about), selectable=True), style="pad"),
        *[
            row(text(t(label), "muted"), spacer(), text(t(value), "right"), style="pad")
            for label, value in product.details
        ],
        *_voices(state, product.id, look),
        heading(t("More from this category")),
        tiles(state, [i for i in matches(state, {"category": product.category}) if i != product.id][:4]),
        actions=[
            heart(state, product.id),
            icon_button("link", t("Copy link"), on("copy_link", id=product.id)),
            icon_button("share", t("Share"), on("share", id=product.id)),
        ],
        bottom=_buttons(offer["stock"], price * count),
        key="product",
    )  # fmt: skip


def _facts(state: MarketState, product: str) -> str:
    offer = state["offers"][product]
    ratings = tn("{n} rating", "{n} ratings", offer["ratings"])
    sold = tn("{n} sold", "{n} sold", offer["sold"])
    stock = tn("{n} in stock", "{n} in stock", offer["stock"])
    return f"{stars_words(offer['rating'])} · {ratings} · {sold} · {stock}"


def _pictures(product: Product, look: Look) -> list[Node]:
    n = int(look.form.get("picture", "0"))
    thumbs: list[Node] = []
    for at in range(3):
        thumb = row(_picture(product, at, look, "thumb"), tap=on("picture", n=at), key=f"picture-{at}",
                    style="thumbed" if at == n else "")  # fmt: skip
        thumb.label = t("Picture {n}", n=at + 1)
        thumbs.append(thumb)
    return [_picture(product, n, look, "wide"), row(*thumbs, style="pad")]


def _picture(product: Product, n: int, look: Look, style: str) -> Node:
    colours = [look.form.get(f"option{i}", "") for i, option in enumerate(product.options) if option.name == "Colour"]
    tint = tint_for(product, colours[0] if colours else "")
    number = int(product.id[1:])
    if n == 0:
        return picture(product.icon, tint, f"{style} tallpic" if style == "wide" else style)
    kind = SCENES.get(product.category, "room") if n == 1 else "room"
    return art(kind, number + 100 * n, t("Picture {n}", n=n + 1) if style == "wide" else "", style)


def _option(option: Option, n: int, look: Look) -> list[Node]:
    now = look.form.get(f"option{n}", "")
    return [
        heading(f"{t(option.name)}: {t(now)}"),
        chips(
            *[
                chip(t(words) + (f" (+{money(extra)})" if extra else ""), words == now,
                     on("option", n=n, name=words), f"option-{n}-{at}")
                for at, (words, extra) in enumerate(option.choices)
            ]
        ),
    ]  # fmt: skip


def _delivery(state: MarketState, product: Product, look: Look) -> list[Node | None]:
    seller, shop = SELLERS[product.seller], state["shops"][product.seller]
    day = delivery_day(state, [seller.id], "standard", look.now)
    fee = money(shop["fee"]) if shop["fee"] else t("free")
    words = t("Delivery {fee}, free from {amount}", fee=fee, amount=money(shop["free_from"]))
    return [
        None if state["offers"][product.id]["stock"] else banner(t("Sold out at the moment"), "info", "bad"),
        item(t("Arrives {day}", day=date_words(day.isoformat(), look.now.date())),
             words if shop["fee"] else t("Free delivery"), leading=icon("local_shipping"), key="delivery"),
        item(t(seller.name), _shop_words(shop),
             on("seller", id=seller.id), leading=icon(seller.icon, seller.tint), trailing=icon("chevron_right"),
             key="seller"),
        item(t("Returns within 14 days"), t("The money comes back to your wallet or card"),
             leading=icon("assignment_return")),
    ]  # fmt: skip


def _shop_words(shop: Shop) -> str:
    return f"{stars_words(shop['rating'])} · {tn('{n} follower', '{n} followers', shop['followers'])}"


def _voices(state: MarketState, product: str, look: Look) -> list[Node | None]:
    reviews, questions = reviews_of(state, product), questions_of(state, product)
    return [
        heading(t("Reviews")),
        *[review_card(i, review, look) for i, review in reviews[:2]],
        item(tn("Read {n} review", "Read all {n} reviews", len(reviews)), "", on("reviews", id=product),
             leading=icon("forum"), trailing=icon("chevron_right"), key="all-reviews"),
        heading(t("Questions")),
        *[question_card(i, question, look) for i, question in questions[:1]],
        item(tn("{n} question", "{n} questions", len(questions)), t("Ask the seller"), on("questions", id=product),
             leading=icon("help"), trailing=icon("chevron_right"), key="all-questions"),
    ]  # fmt: skip


def _buttons(stock: int, total: int) -> Node:
    if not stock:
        return row(button(t("Sold out"), on("add"), enabled=False, style="wide grow"))
    return row(
        button(t("Add to cart"), on("add"), "tonal grow", key="add-to-cart", icon="add_shopping_cart"),
        button(t("Buy now · {total}", total=money(total)), on("buy"), "grow", key="buy-now"),
        style="pad",
    )


def seller_page(state: MarketState, look: Look) -> Node:
    """A seller with everything they sell."""
    seller = SELLERS[look.args["id"]]
    shop, query = state["shops"][seller.id], look.draft("query")
    found = [i for i in matches(state, {"query": query}) if PRODUCTS[i].seller == seller.id]
    fee = t("Delivery {fee}, free from {amount}", fee=money(shop["fee"]), amount=money(shop["free_from"]))
    follow = (
        button(t("Following"), on("follow", id=seller.id), "tonal small", icon="check")
        if shop["followed"]
        else button(t("Follow"), on("follow", id=seller.id), "small", icon="add")
    )
    return page(
        t(seller.name),
        row(
            avatar(t(seller.name), seller.tint),
            column(
                text(t(seller.name), "strong"),
                text(_shop_words(shop),
                     "small muted", key="followers"),
                style="grow",
            ),
            follow,
            style="pad",
        ),
        column(text(t(seller.about)), style="pad"),
        item(t(seller.town), t("On Basar since {year}", year=seller.since), leading=icon("location_on")),
        item(fee if shop["fee"] else t("Free delivery"),
             tn("Delivers in about {n} day", "Delivers in about {n} days", shop["days"]),
             leading=icon("local_shipping")),
        search("query", t("Search in this shop"), look.form.get("query", "")),
        tiles(state, found) if found else empty("search", t("Nothing in this shop fits")),
        key="seller",
    )  # fmt: skip
