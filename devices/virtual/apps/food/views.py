"""Screens for finding something to eat: home, filters, coupons, favourites, a restaurant and a dish."""

from devices.virtual.app import Look
from devices.virtual.apps.food.cart_views import cart_page, house_items, order_dialog, start_over
from devices.virtual.apps.food.catalogue import (
    CUISINES,
    DISHES,
    HOUSE_OF,
    RESTAURANTS,
    SECTIONS,
    Dish,
    Restaurant,
    price_of,
)
from devices.virtual.apps.food.order_views import cancel_dialog, order_page, orders_page
from devices.virtual.apps.food.parts import bottom_bar, facts, heart, stars_words
from devices.virtual.apps.food.state import (
    MAX_QUANTITY,
    Coupon,
    FoodState,
    Standing,
    lines_of,
    number,
    sum_of,
)
from devices.virtual.money import currency, money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    card,
    check,
    chip,
    chips,
    column,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    picture,
    radio,
    row,
    search,
    sheet,
    spacer,
    stepper,
    text,
)
from devices.virtual.words import t

SORTS = (("", "Recommended"), ("rating", "Rating"), ("minutes", "Delivery time"), ("fee", "Delivery fee"),
         ("price", "Price"))  # fmt: skip
FILTERS = (
    ("free", "Free delivery", "No delivery fee"),
    ("open", "Open now", "Leave out closed restaurants"),
    ("top", "Rating 4.5+", "Only what people like best"),
    ("vegetarian", "Vegetarian", "At least half of the menu is vegetarian"),
)
TOP_RATING = 45


def view(state: FoodState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "filter":
            return _filter(look)
        case "coupons":
            return _coupons(state, look)
        case "favourites":
            return _favourites(state)
        case "restaurant":
            return _restaurant(state, look.args["id"])
        case "dish":
            return _dish(look)
        case "new_cart":
            return start_over(state, look)
        case "cart":
            return cart_page(state, look)
        case "new_address":
            return _new_address(look)
        case "addresses":
            return _addresses(state)
        case "confirm":
            return order_dialog(state, look)
        case "orders":
            return orders_page(state, look)
        case "order":
            return order_page(state, look)
        case "cancel":
            return cancel_dialog(state, look.args["id"])
        case _:
            return _home(state, look)


# -- home -----------------------------------------------------------------------------------------------------------


def _home(state: FoodState, look: Look) -> Node:
    query, cuisine = look.draft("query").casefold(), look.form.get("cuisine", "")
    houses = [house for house in _shown(state, look) if query in _find_words(house)]
    ids = {house.id for house in _shown(state, look)}
    dishes = [
        dish
        for dish in sorted(DISHES.values(), key=lambda dish: dish.name)
        if query and query in f"{dish.name} {t(dish.name)}".casefold() and HOUSE_OF[dish.id] in ids
    ]
    address = state["addresses"][state["address"]]
    where = item(
        t("Deliver to {label}", label=address['label']), address["street"], on("addresses"),
        leading=icon("location_on"), trailing=icon("expand_more"), key="address",
    )  # fmt: skip
    narrowed = [t(words) for key, words, _ in FILTERS if look.form.get(key)]
    order = next(words for key, words in SORTS if key == look.form.get("sort", ""))
    return page(
        t("Tiffin"),
        where,
        chips(
            *[chip(t(name), name == cuisine, on("cuisine", name="" if name == cuisine else name)) for name in CUISINES]
        ),
        text(" · ".join((t("Sorted by {order}", order=t(order).lower()), *narrowed)), "small muted pad"),
        *[_card(house, state["restaurants"][house.id]) for house in houses],
        heading(t("Dishes")) if dishes else None,
        *[_hit(dish) for dish in dishes],
        None if houses or dishes else empty("search", t("No restaurant or dish fits")),
        back=False,
        actions=[
            icon_button("local_offer", t("Coupons"), on("coupons")),
            icon_button("tune", t("Filter and sort"), on("filter"), selected=bool(narrowed or look.form.get("sort"))),
        ],
        top=search("query", t("Search restaurants and dishes"), look.form.get("query", "")),
        bottom=bottom_bar(state, "home"),
        key="restaurants",
    )


def _shown(state: FoodState, look: Look) -> list[Restaurant]:
    """What filters leave, in the chosen order."""
    cuisine, sort = look.form.get("cuisine", ""), look.form.get("sort", "")
    standing = state["restaurants"]
    keep = [
        house
        for house in RESTAURANTS.values()
        if cuisine in ("", house.cuisine)
        and (not look.form.get("free") or standing[house.id]["fee"] == 0)
        and (not look.form.get("open") or standing[house.id]["open"])
        and (not look.form.get("top") or standing[house.id]["rating"] >= TOP_RATING)
        and (not look.form.get("vegetarian") or house.vegetarian)
    ]
    match sort:
        case "rating":
            return sorted(keep, key=lambda house: (-standing[house.id]["rating"], house.name))
        case "minutes":
            return sorted(keep, key=lambda house: (standing[house.id]["minutes"], house.name))
        case "fee":
            return sorted(keep, key=lambda house: (standing[house.id]["fee"], house.name))
        case "price":
            return sorted(keep, key=lambda house: (house.average, house.name))
        case _:
            return sorted(keep, key=lambda house: number(house.id))


def _find_words(house: Restaurant) -> str:
    return f"{house.name} {house.cuisine} {t(house.name)} {t(house.cuisine)}".casefold()


def _kind(house: Restaurant, standing: Standing) -> str:
    return f"{t(house.cuisine)} · {house.level * currency()} · {stars_words(standing)}"


def _card(house: Restaurant, standing: Standing) -> Node:
    return card(
        row(
            picture(house.icon, house.tint, "thumb"),
            column(
                text(t(house.name), "strong"),
                text(_kind(house, standing), "muted"),
                text(facts(standing), "small muted"),
                style="grow",
            ),
            column(
                badge(t("Open"), "good") if standing["open"] else badge(t("Closed"), "bad"),
                icon("favorite", "#b3261e", "tiny") if standing["favourite"] else None,
                style="aside",
            ),
        ),
        tap=on("restaurant", id=house.id),
        key=f"restaurant-{house.id}",
    )


def _hit(dish: Dish) -> Node:
    house = RESTAURANTS[HOUSE_OF[dish.id]]
    return item(t(dish.name), f"{t(house.name)} · {money(dish.price)}", on("found", id=dish.id),
                leading=icon("restaurant_menu"), key=f"hit-{dish.id}")  # fmt: skip


def _filter(look: Look) -> Node:
    sort = look.form.get("sort", "")
    panel = sheet(
        t("Filter and sort"),
        heading(t("Sort by")),
        *[radio(t(words), key == sort, on("sort", by=key), key=f"sort-{key or 'none'}") for key, words in SORTS],
        heading(t("Show only")),
        *[
            check(t(words), bool(look.form.get(key)), on("only", key=key), t(sub), key=f"only-{key}")
            for key, words, sub in FILTERS
        ],
    )
    buttons = row(button(t("Clear all"), on("clear"), "flat"), spacer(), button(t("Apply"), on("apply")), style="pad")
    panel.children = (*panel.children, buttons)
    return panel


def _coupons(state: FoodState, look: Look) -> Node:
    today = look.now.date()
    rows = [
        item(
            code, _offer(coupon), leading=icon("local_offer"), key=f"coupon-{code}",
            trailing=badge(t("Expired"), "bad") if coupon["expires"] < today.isoformat()
            else badge(t("Until {today}", today=date_words(coupon['expires'], today)), "good"),
        )
        for code, coupon in sorted(state["coupons"].items())
    ]  # fmt: skip
    return page(t("Coupons"), *rows, text(t("Enter a code in the cart, before you order."), "small muted pad"))


def _offer(coupon: Coupon) -> str:
    match coupon["kind"]:
        case "amount":
            what = t("{amount} off", amount=money(coupon["value"]))
        case "percent":
            what = t("{value}% off", value=coupon["value"])
        case "delivery":
            what = t("Free delivery")
    return t("{what}, from {minimum}", what=what, minimum=money(coupon["minimum"]))


def _addresses(state: FoodState) -> Node:
    return sheet(
        t("Deliver to"),
        *[
            radio(
                place["label"], i == state["address"], on("address", id=i, close=True), place["street"], f"address-{i}"
            )
            for i, place in sorted(state["addresses"].items(), key=lambda pair: number(pair[0]))
        ],
        item(t("Add new address"), "", on("new_address", close=True), leading=icon("add"), key="add-address"),
    )


def _new_address(look: Look) -> Node:
    return dialog(
        t("New address"),
        field("label", t("Label"), look.form.get("label", ""), error=look.form.get("label-error", "")),
        field("street", t("Street and number"), look.form.get("street", ""), error=look.form.get("street-error", "")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save address"), on("address_saved"), "flat")],
    )


# -- favourites -----------------------------------------------------------------------------------------------------


def _favourites(state: FoodState) -> Node:
    houses = [house for house in RESTAURANTS.values() if state["restaurants"][house.id]["favourite"]]
    return page(
        t("Favourites"),
        *[_card(house, state["restaurants"][house.id]) for house in sorted(houses, key=lambda house: house.name)],
        None if houses else empty("favorite_border", t("Tap the heart of a restaurant to find it here")),
        back=False,
        bottom=bottom_bar(state, "favourites"),
        key="favourites",
    )


# -- restaurant and dish --------------------------------------------------------------------------------------------


def _restaurant(state: FoodState, house_id: str) -> Node:
    house, standing, lines = RESTAURANTS[house_id], state["restaurants"][house_id], house_items(state, house_id)
    count = sum(line["quantity"] for _, line in lines_of(lines))
    to_cart = button(
        t("View cart · {count} · {lines}", count=count, lines=money(sum_of(lines))),
        on("cart"),
        "wide",
        key="view-cart",
        icon="shopping_basket",
    )
    return page(
        t(house.name),
        picture(house.icon, house.tint, "wide"),
        column(
            text(_kind(house, standing), "strong"),
            text(facts(standing), "muted"),
            text(t("Minimum order {minimum}", minimum=money(standing["minimum"])), "muted"),
            text(t("A dish is {average} on average", average=money(house.average)), "muted"),
            style="pad",
        ),
        None if standing["open"] else banner(t("Closed right now. You can look, but not order."), "access_time", "bad"),
        *[node for section in SECTIONS for node in _menu_section(house, section)],
        actions=[
            icon_button("share", t("Share"), on("share", id=house_id)),
            heart(house_id, standing["favourite"]),
        ],
        bottom=to_cart if lines else None,
        key="menu",
    )


def _menu_section(house: Restaurant, section: str) -> list[Node]:
    dishes = [dish for dish in house.dishes if dish.section == section]
    return [heading(t(section)), *[_menu_item(dish) for dish in dishes]] if dishes else []


def _menu_item(dish: Dish) -> Node:
    price = t("From {price}", price=money(dish.price)) if dish.sizes else money(dish.price)
    return item(
        t(dish.name), t(dish.text), on("dish", id=dish.id), trailing=text(price, "strong"), key=f"dish-{dish.id}",
        extra=row(badge(t("Vegetarian"), "good")) if dish.vegetarian else None,
    )  # fmt: skip


def _dish(look: Look) -> Node:
    dish = DISHES[look.args["id"]]
    size, quantity = look.form["size"], int(look.form["quantity"])
    extras = [name for i, (name, _) in enumerate(dish.extras) if look.form.get(f"extra{i}")]
    panel = sheet(
        t(dish.name),
        text(t(dish.text), "muted pad"),
        heading(t("Size")) if dish.sizes else None,
        *[
            radio(t(name), name == size, on("size", name=name), money(dish.price + more), key=f"size-{i}")
            for i, (name, more) in enumerate(dish.sizes)
        ],
        heading(t("Extras")) if dish.extras else None,
        *[
            check(t(name), name in extras, on("extra", at=i), f"+ {money(more)}", key=f"extra-{i}")
            for i, (name, more) in enumerate(dish.extras)
        ],
        field("note", t("Note for the kitchen"), look.form.get("note", "")),
        key="dish",
    )
    less = on("quantity", to=quantity - 1) if quantity > 1 else None
    more = on("quantity", to=quantity + 1) if quantity < MAX_QUANTITY else None
    price = price_of(dish, size, extras) * quantity
    footer = row(
        stepper(t("quantity"), str(quantity), less, more, key="quantity"),
        spacer(),
        button(t("Add to cart · {price}", price=money(price)), on("add"), key="add-to-cart"),
        style="pad",
    )
    panel.children = (*panel.children, footer)
    return panel
