"""Basar after the purchase: parcels on their way, cancelling, sending back, reviewing, buying again."""

from datetime import date, datetime, timedelta

from agent.policies.scripted import Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import (
    BASAR,
    CANCELLING,
    basar,
    bought_once,
    called_off,
    choosing,
    line,
    named,
    orders_with,
    the_order,
)
from benchmarks.facts import Among
from devices.virtual.apps.calendar.state import CALENDARS, REMINDERS
from devices.virtual.apps.contacts.state import known, who
from devices.virtual.apps.market.pricing import unit_price
from devices.virtual.apps.market.state import Order, iso, number, refund_of, returnable
from devices.virtual.apps.market.voices import REASONS

THEME = Theme("shopping", "Basar")
CALENDAR, MESSAGES = "org.guimcp.calendar", "org.guimcp.messages"
EVENTS = (
    ("Parcel from Basar", "巴扎的包裹"), ("Be at home: delivery", "在家等快递"), ("Basar delivery", "巴扎送货"),
    ("Ask Mr Kern to take the parcel", "请邻居代收包裹"), ("New things arrive", "新东西到货"),
    ("Empty the hall for a parcel", "腾地方放快递"), ("Courier comes", "快递上门"), ("Parcel day", "收包裹的日子"),
)  # fmt: skip


def ordered_on(order: Order) -> date:
    """The day of an order."""
    return datetime.fromisoformat(order["at"]).date()


def only_one_that_day(s: Scene, order: Order) -> None:
    """Redraw where another order was placed on the same day."""
    s.need(sum(ordered_on(other) == ordered_on(order) for other in basar(s)["orders"].values()) == 1)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "orders-arrival-event", TEST, composition="composite", apps=("Basar", "Calendar"),
    en=("On which day does Basar expect to deliver the “{product}” I ordered? Put an all-day event called “{title}” "
        "on that day in Calendar, without guests or repetition.",
        "My “{product}” from Basar is on its way. Look up the expected day and create the all-day event “{title}” in "
        "Calendar for it (no place, no guests, once).",
        "Enter “{title}” in Calendar as an all-day event on the day for which Basar announces my “{product}”. It takes "
        "place once, nobody is invited."),
    zh=("我在巴扎买的“{product}”预计哪天送到？在日历那一天建一个全天日程“{title}”，不重复、不邀请人。",
        "巴扎的“{product}”正在路上。查一下预计送达日期，在日历里给那天加一个全天日程“{title}”（不写地点，不邀请人，只一次）。",
        "把“{title}”作为全天日程记到日历里，日期是巴扎预计送到“{product}”的那天。只发生一次，不邀请任何人。"),
)  # fmt: skip
def arrival_event(s: Scene) -> None:
    order_id, order = the_order(s, "shipped")
    _, product = bought_once(s, order)
    title, day = s.text(*s.pick(EVENTS)), order["due"][:10]
    s.need(day[:7] == f"{s.now:%Y-%m}")
    s.say(product=named(s, product), title=title)
    event: dict[str, object] = {"title": title, "date": day, "start": "", "end": "", "all_day": True, "location": "",
             "calendar": Among(*CALENDARS), "reminder": Among(REMINDERS[2], *REMINDERS), "repeat": "Does not repeat",
             "guests": []}  # fmt: skip
    s.add(CALENDAR, "events", entity=event, letter="e")
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))
    s.do("Calendar", Tap("New event"), Fill("title", title), Tap("all-day"), Tap("date"), Tap(f"day-{day}"),
         Tap("save"))  # fmt: skip


@THEME.task(
    "orders-return", TEST, composition="composite",
    en=("Send back the “{product}” from my Basar order of {day}, only that. Reason: “{reason}”. Have the money "
        "paid {to}. No further words to the seller.",
        "Request a return on Basar for the “{product}” that I ordered on {day}: reason “{reason}”, refund {to}, "
        "nothing added. Keep whatever else was in that order.",
        "The “{product}” of my order from {day} goes back to Basar. Choose “{reason}” as the reason and have the "
        "refund paid {to}; no comment."),
    zh=("把巴扎{day}那笔订单里的“{product}”退掉，只退这一件商品。原因选“{reason}”，钱退到{to}，不用补充说明。",
        "在巴扎为我{day}下单的“{product}”申请退货：原因“{reason}”，退款到{to}，不写别的。订单里其他东西留着。",
        "{day}订单里的“{product}”要退给巴扎。原因选“{reason}”，退款方式选{to}，不填说明。"),
)  # fmt: skip
def send_back(s: Scene) -> None:
    order_id, order = the_order(s, "delivered")
    line_id, product = bought_once(s, order)
    only_one_that_day(s, order)
    reason, refund = s.any(REASONS), s.any(("wallet", "card"))
    to = {"wallet": ("into the wallet", "钱包"), "card": ("back to the card", "银行卡")}[refund]
    s.need(line_id in returnable(basar(s), order_id, s.now))
    s.say(product=named(s, product), day=s.day(ordered_on(order)), reason=s.t("Basar", reason), to=s.text(*to))
    back = {"order": order_id, "lines": [line_id], "reason": reason, "refund": refund, "note": "",
            "amount": refund_of(basar(s), order_id, [line_id]), "at": iso(s.now),
            "due": iso(s.now + timedelta(days=1)), "status": "requested"}  # fmt: skip
    s.add(BASAR, "returns", entity=back, letter="r")
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"), Tap("return"), Tap(f"back-{line_id}"),
         Tap(f"reason-{REASONS.index(reason)}"), *([Tap("refund-card")] if refund == "card" else []),
         Tap("request-return"), Tap("Request return", "button"))  # fmt: skip


@THEME.task(
    "orders-cancel-which", TEST, clarity="ambiguous", risk="delete",
    en=("Cancel my Basar order, the one that can still be cancelled.",
        "I have changed my mind: call off my Basar order that it is not too late to cancel. Any reason will do.",
        "On Basar, cancel the order of mine for which cancelling is still possible."),
    zh=("把我在巴扎那笔还能取消的订单取消掉。", "我改主意了：巴扎上那笔还来得及取消的订单，帮我取消，原因随便选。",
        "在巴扎取消我那笔还可以取消的订单。"),
)  # fmt: skip
def cancel_which(s: Scene) -> None:
    order_id, order = the_order(s, "to pay", "to ship")
    s.need(len(orders_with(s, "to pay", "to ship")) == 2)
    _, product = bought_once(s, order)
    s.unclear(s.text("Two orders can still be cancelled. Which one do you mean?", "有两笔订单还能取消，取消哪一笔？"),
              s.text(f"The one with “{named(s, product)}”.", f"有“{named(s, product)}”的那笔。"))  # fmt: skip
    called_off(s, order_id)
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"), *CANCELLING)


@THEME.task(
    "orders-cancel-shipped", TEST, risk="delete", feasible=False,
    en=("Cancel the Basar order with “{product}” before it comes; it must not be delivered.",
        "I have found “{product}” elsewhere. Call off my Basar order for it, for whatever reason you have to choose.",
        "Please cancel my order of “{product}” on Basar. Sending it back later is not what I want."),
    zh=("趁还没送到，把巴扎上“{product}”的订单取消，别让它送来。",
        "“{product}”我在别处买到了。取消巴扎上的这笔订单，原因随便选。",
        "请取消我在巴扎买“{product}”的订单，我不想等收到再退货。"),
)  # fmt: skip
def cancel_shipped(s: Scene) -> None:
    order_id, order = the_order(s, "shipped")
    _, product = bought_once(s, order)
    s.say(product=named(s, product))
    s.decline("the order has been shipped and can no longer be cancelled")
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))


@THEME.task(
    "orders-text-tracking", TEST, risk="send", apps=("Basar", "Messages"),
    en=("Text {friend} the tracking number of my Basar parcel with “{product}”. Only the number, written as Basar "
        "shows it.",
        "{friend} takes in my parcel. Send them a text message that holds nothing but the tracking number of the "
        "“{product}” from Basar, just as it is shown.",
        "Find the tracking number for “{product}” in my Basar orders and send exactly that to {friend} in Messages."),
    zh=("把我在巴扎买的“{product}”的运单号用短信发给{friend}，只发号码，照巴扎显示的写。",
        "{friend}帮我收快递。给对方发条短信，内容只写巴扎“{product}”的运单号，和显示的一样。",
        "在巴扎订单里找到“{product}”的运单号，原样用短信发给{friend}。"),
)  # fmt: skip
def text_tracking(s: Scene) -> None:
    order_id, order = the_order(s, "shipped", "delivered")
    _, product = bought_once(s, order)
    threads = s.start[MESSAGES]["threads"]
    names = {i: who(known(s.start), thread["number"]) for i, thread in threads.items()}
    thread_id = s.pick((i for i in names if names[i][0]), lambda i: names[i][1])
    s.say(product=named(s, product), friend=names[thread_id][1])
    message = {"text": order["tracking"], "mine": True, "at": iso(s.now), "starred": False}
    s.add(MESSAGES, "threads", thread_id, "messages", entity=message, letter="m")
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))
    s.do("Messages", Tap(f"thread-{thread_id}"), Fill("text", order["tracking"]), Tap("send"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "orders-rate-all", TRAIN, composition="loop", risk="send",
    en=("Rate everything in my Basar order of {day} with {stars} stars each, under my name and without a text.",
        "For each product of the order I placed on Basar on {day}, post a review of {stars} stars. Write nothing and "
        "do not hide my name.",
        "All that came with my Basar order from {day} deserves {stars} stars. Leave those ratings, no words, my name "
        "shown."),
    zh=("把巴扎{day}那笔订单里的每件商品都评{stars}星，实名，不写文字。",
        "给我{day}在巴扎下的订单中每件商品发一条{stars}星评价，不写内容，也不要匿名。",
        "巴扎{day}那单的东西全部值{stars}星：逐一评价，不用文字，不匿名。"),
)  # fmt: skip
def rate_all(s: Scene) -> None:
    order_id, order = the_order(s, "delivered", "completed")
    only_one_that_day(s, order)
    s.need(len(order["lines"]) > 1)
    stars = s.any(range(1, 6))
    s.say(day=s.day(ordered_on(order)), stars=stars)
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))
    for line_id in sorted(order["lines"], key=number):
        product = order["lines"][line_id]["product"]
        review = {"product": product, "author": "", "stars": stars, "text": "", "at": iso(s.now), "likes": 0,
                  "helpful": False}  # fmt: skip
        row, offer = s.goal[BASAR]["orders"][order_id]["lines"][line_id], s.goal[BASAR]["offers"][product]
        row["review"] = s.add(BASAR, "reviews", entity=review, letter="v")
        together = offer["rating"] * offer["ratings"] + 10 * stars
        offer["ratings"] += 1
        offer["rating"] = round(together / offer["ratings"])
        s.then("Basar", Tap(f"review-{line_id}"), Tap(f"star-{stars}"), Tap("Post review"))


@THEME.task(
    "orders-return-late", TRAIN, feasible=False,
    en=("Request a return on Basar for the “{product}” I ordered on {day}: “{reason}”, refund to the wallet.",
        "Send the “{product}” from my Basar order of {day} back, reason “{reason}”, money into the wallet.",
        "I want to give back the “{product}” that I bought on Basar on {day}. Reason: “{reason}”; refund: wallet."),
    zh=("为我{day}在巴扎买的“{product}”申请退货，原因“{reason}”，退款到钱包。",
        "把巴扎{day}订单里的“{product}”退回去，原因选“{reason}”，钱退到钱包。",
        "{day}在巴扎买的“{product}”我想退掉。原因：“{reason}”，退款方式：钱包。"),
)  # fmt: skip
def return_late(s: Scene) -> None:
    sent_back = {back["order"] for back in basar(s)["returns"].values()}
    order_id = s.any(i for i in orders_with(s, "completed") if i not in sent_back)
    order = basar(s)["orders"][order_id]
    s.need(not returnable(basar(s), order_id, s.now))
    _, product = bought_once(s, order)
    only_one_that_day(s, order)
    day, reason = ordered_on(order), s.any(REASONS)
    s.say(product=named(s, product), day=s.day(day), reason=s.t("Basar", reason))
    s.decline("it can be sent back for 14 days only")
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))


@THEME.task(
    "orders-bought-when", TRAIN, objective="query",
    en=("On what date did I order “{product}” on Basar? Answer with the date, such as 3 February.",
        "When was it that I bought “{product}” on Basar, I mean the day of the order, not of the delivery? Give me the "
        "date, such as 3 February.",
        "Find my Basar order with “{product}” and tell me the day on which I placed it, in the form 3 February."),
    zh=("我是哪天在巴扎下单买“{product}”的？回答日期，例如2月3日。",
        "我什么时候在巴扎买的“{product}”？要下单那天，不是送达那天。回答日期，如2月3日。",
        "找到我在巴扎买“{product}”的订单，告诉我下单的日期，格式如2月3日。"),
)  # fmt: skip
def bought_when(s: Scene) -> None:
    order_id, order = the_order(s, "completed", "delivered")
    _, product = bought_once(s, order)
    day = ordered_on(order)
    s.say(product=named(s, product))
    s.answer("date", day.isoformat())
    s.do("Basar", Tap("Orders"), Fill("query", named(s, product)), Tap(f"order-{order_id}"))


@THEME.task(
    "orders-cheaper-now", TRAIN, composition="conditional",
    en=("Does “{product}” cost less on Basar today than I paid for one in my order? If so, put one into the cart in "
        "the same version as then; if it has become dearer, just add it to my favourites.",
        "Compare today's price of “{product}” on Basar with what one cost in my order (same version). Cheaper now: one "
        "of that version into the cart. Dearer now: only a heart for it.",
        "I bought “{product}” on Basar before. Should one cost less now than in that order, add one to the cart, same "
        "version; should it cost more, add it to the favourites and leave the cart."),
    zh=("巴扎的“{product}”现在比我上次下单时便宜吗（按单件、同款算）？便宜了就照上次的款式加一件到购物车；涨价了就只加入收藏。",
        "比较巴扎“{product}”现在的价格和我订单里的单价（同一款）：降了就把那一款加一件进购物车，涨了只点收藏。",
        "我以前在巴扎买过“{product}”。如果现在单件比那笔订单便宜，就同款加一件到购物车；如果更贵，就收藏它，不动购物车。"),
)  # fmt: skip
def cheaper_now(s: Scene) -> None:
    order_id, order = the_order(s, "delivered", "completed")
    line_id, product = bought_once(s, order)
    row, offer = order["lines"][line_id], basar(s)["offers"][product]
    cart = basar(s)["cart"].values()
    s.need(offer["stock"] > 2 and not offer["favourite"] and product not in {other["product"] for other in cart})
    cheaper = s.any((True, False))
    usual, change = offer["price"], s.number(2, 14) * 50
    s.need(usual - change > 400)
    offer.update(price=usual - change if cheaper else usual + change, old=usual if cheaper else 0)
    s.need((unit_price(basar(s), product, row["options"]) < row["price"]) == cheaper)
    s.say(product=named(s, product))
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"), Tap(f"item-{line_id}"),
         *choosing(s, product, row["options"]))  # fmt: skip
    if cheaper:
        s.add(BASAR, "cart", entity=line(product, [*row["options"]]), letter="l")
        s.then("Basar", Tap("add-to-cart"))
    else:
        s.want(BASAR, "offers", product, "favourite", value=True)
        s.then("Basar", Tap(f"heart-{product}"))
