"""Tiffin: the cart, coupons, delivery times, and orders that were placed before."""

from datetime import timedelta

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.tiffin import (
    PAYING,
    dish_named,
    house_named,
    orders_with,
    paying,
    placed,
    serving,
    some_dish,
    tiffin,
    to_dish,
    visited_twice,
)
from devices.virtual.apps.calendar.state import CalendarEvent
from devices.virtual.apps.food.catalogue import HOUSE_OF, RESTAURANTS
from devices.virtual.apps.food.state import Payment, bill_of, coupon_problem, lines_of, new_line, slots

CALENDAR = "org.guimcp.calendar"
THEME = Theme("shopping", "Tiffin")
MEETINGS = (
    ("Call with the printers", "和印刷厂通话"), ("Budget round", "预算会"), ("Choir practice", "合唱团排练"),
    ("Physio", "理疗"), ("Handover with Lena", "和丽娜交接"), ("Piano lesson", "钢琴课"),
    ("Interview for the blog", "博客采访"), ("Language class", "语言课"), ("Yoga in the park", "公园瑜伽"),
)  # fmt: skip


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "meals-spent-month", TEST, objective="analyse",
    en=("What did all the Tiffin orders of {month} cost me together? Cancelled orders were not paid: leave them out. "
        "Answer with the amount.",
        "Add up what I spent on Tiffin in {month}, without the cancelled orders. Just the sum.",
        "Go through my Tiffin orders from {month} and total them, skipping what was cancelled. "
        "Answer with the amount."),
    zh=("{month}我在食盒外卖的订单一共花了多少钱？已取消的没付款，不算。回答金额。",
        "把我{month}在食盒外卖的花费加起来，不含已取消的订单，只要总数。",
        "看看食盒外卖{month}的订单，除去取消的，合计多少钱？回答金额。"),
)  # fmt: skip
def spent_month(s: Scene) -> None:
    month = s.any(("2026-02", "2026-03"))
    orders = [order for _, order in orders_with(s, "delivered") if order["at"].startswith(month)]
    s.need(len(orders) > 2)
    off = s.any(orders)
    off.update(status="cancelled", stars=0)
    others = [order for _, order in orders_with(s, "preparing", "on the way") if month == "2026-03"]
    s.say(month=s.text(*{"2026-02": ("February", "二月份"), "2026-03": ("March so far", "三月份到目前为止")}[month]))
    s.answer("money", sum(order["total"] for order in [*orders, *others] if order is not off))
    s.do("Tiffin", Tap("Orders"))


@THEME.task(
    "meals-best-coupon", TEST, objective="filter", composition="composite", risk="pay",
    en=("My Tiffin cart is ready. Order it to Home, as soon as possible, with whichever valid coupon saves me most. "
        "Pay {payment}, no tip.",
        "Place the order that is in my Tiffin cart (Home, right away, no tip, {payment}). Compare the coupons first "
        "and use the one that takes off the most.",
        "Check out the Tiffin cart with the best of the coupons, I mean the one that makes this order cheapest. Home "
        "address, earliest delivery, {payment}, nothing for the rider."),
    zh=("食盒外卖购物车已经选好了。用最省钱的那张有效优惠券下单，尽快送到家，{payment}，不打赏。",
        "提交食盒外卖购物车里的订单（送到家，立即配送，不打赏，{payment}）。先比较优惠券，用减得最多的那张。",
        "结算食盒外卖购物车，选能让这单最便宜的优惠券。送到家，尽快送达，{payment}，不给骑手小费。"),
)  # fmt: skip
def best_coupon(s: Scene) -> None:
    state, house = tiffin(s), s.pick(RESTAURANTS, lambda i: RESTAURANTS[i].name)
    serving(s, house)
    state["restaurants"][house]["fee"] = s.any((99, 149, 249, 299, 399))
    dishes = s.rng.sample(RESTAURANTS[house].dishes, s.any((1, 2, 3)))
    lines = [new_line(dish, s.any(dish.sizes)[0] if dish.sizes else "", [], s.any((1, 1, 2, 4))) for dish in dishes]
    state["cart"]["restaurant"] = house
    for line in lines:
        state["cart"]["lines"][f"l{state['next_id']}"] = line
        state["next_id"] += 1
    payment: Payment = s.any(("card", "cash"))
    usable = [code for code in state["coupons"] if not coupon_problem(state, code, s.now)]
    off = {code: bill_of(state, code, 0, s.now).discount for code in usable}
    s.need(len(off) > 1 and len(set(off.values())) == len(off))
    best = max(off, key=lambda code: off[code])
    s.say(payment=s.text(*PAYING[payment]))
    placed(s, lines, payment, code=best, discount=off[best])
    s.do("Tiffin", Tap("Coupons", "button"), Back(), Tap("Cart"), Fill("coupon", best), Tap("apply-coupon"),
         *paying(payment))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "meals-again-without", TRAIN, composition="composite", risk="pay",
    en=("Order the same again as in my latest order from {house} on Tiffin, only without “{dish}”. To Work, at {slot} "
        "today, paid {payment}, no tip.",
        "Repeat my most recent Tiffin order from {house} but leave “{dish}” out. Delivery to Work at {slot}, "
        "{payment}, no tip for the rider.",
        "I would like from {house} what I had the last time, minus “{dish}”: reorder it on Tiffin for {slot} today, "
        "address Work, {payment}, without a tip."),
    zh=("在食盒外卖把我最近一次在{house}点的再来一单，只是不要“{dish}”。今天{slot}送到“工作”地址，{payment}，不打赏。",
        "重复我在{house}的上一笔食盒外卖订单，但去掉“{dish}”。{slot}送到“工作”地址，{payment}，不给骑手小费。",
        "我还想吃上次在{house}点的那些，但不要“{dish}”：在食盒外卖再来一单，今天{slot}送，地址选“工作”，{payment}，不打赏。"),
)  # fmt: skip
def again_without(s: Scene) -> None:
    order_id, order = visited_twice(s)[0]
    house, lines = order["restaurant"], lines_of(order["lines"])
    serving(s, house)
    out, row = s.any(lines)
    slot, payment = s.any(slots(tiffin(s), house, s.now)), s.any(("card", "cash"))
    label = tiffin(s)["addresses"]["a2"]["label"]
    s.need(len(lines) > 1 and s.t("Tiffin", "Work") == label)
    s.say(house=house_named(s, house), dish=dish_named(s, row["dish"]), slot=slot, payment=s.text(*PAYING[payment]))
    placed(s, [{**line} for i, line in lines if i != out], payment, "a2", slot=slot)
    s.do("Tiffin", Tap("Orders"), Tap(f"order-{order_id}"), Tap("reorder"),
         Tap(s.t("Tiffin", "Remove {name}", name=dish_named(s, row["dish"]))),
         *paying(payment, "a2", slot=slot))  # fmt: skip


@THEME.task(
    "meals-too-late", TRAIN, feasible=False, risk="delete",
    en=("Cancel my current Tiffin order from {house}.",
        "I have changed my mind about the food from {house} that I just ordered on Tiffin: call the order off.",
        "The order from {house} on Tiffin must not come. Please cancel it."),
    zh=("取消我在食盒外卖{house}的当前订单。", "刚在食盒外卖点的{house}不想要了，把订单取消。",
        "{house}那单食盒外卖别送来了，请取消。"),
)  # fmt: skip
def too_late(s: Scene) -> None:
    order_id, order = orders_with(s, "preparing", "on the way")[0]
    order["status"] = "on the way"
    s.pick((order["restaurant"],), lambda i: RESTAURANTS[i].name)
    s.say(house=house_named(s, order["restaurant"]))
    s.decline("the rider has it already")
    s.do("Tiffin", Tap("Orders"), Tap(f"order-{order_id}"))


@THEME.task(
    "meals-after-event", TRAIN, composition="composite", risk="pay", apps=("Calendar", "Tiffin"),
    en=("I am hungry after “{event}” today. Look up when it ends and order one “{dish}” from {house} on Tiffin for the "
        "first delivery time after that, to Work, by card, no tip.",
        "When does “{event}” end today according to my calendar? Have Tiffin bring one “{dish}” ({house}) to Work at "
        "the earliest delivery time that lies after it. Card, no tip.",
        "Order one “{dish}” from {house} with Tiffin to Work. It should come as early as possible, but only after "
        "“{event}” is over (see Calendar, today). Pay by card and give no tip."),
    zh=("今天“{event}”结束后我肯定饿了。查一下几点结束，在食盒外卖点一份{house}的“{dish}”，选结束之后最早的配送时间，送到“工作”地址，刷银行卡，不打赏。",
        "日历里今天的“{event}”几点结束？让食盒外卖把一份“{dish}”（{house}）在那之后最早的时段送到“工作”地址，银行卡支付，不给小费。",
        "用食盒外卖点一份{house}的“{dish}”送到“工作”地址，越早越好，但要等“{event}”（日历，今天）结束以后。银行卡付款，不打赏。"),
)  # fmt: skip
def after_event(s: Scene) -> None:
    title = s.text(*s.pick(MEETINGS))
    dish = some_dish(s, lambda dish: not dish.sizes and dish.price > 500)
    house = HOUSE_OF[dish.id]
    end = s.now.replace(hour=s.any((10, 11)), minute=s.any((5, 10, 20, 40, 45, 50)))
    times = slots(tiffin(s), house, s.now)
    after = [slot for slot in times if slot > f"{end:%H:%M}"]
    s.need(0 < len(after) < len(times))
    event: CalendarEvent = {
        "title": title, "date": s.now.date().isoformat(), "start": f"{end - timedelta(minutes=50):%H:%M}",
        "end": f"{end:%H:%M}", "all_day": False, "location": "", "calendar": "Work", "reminder": "None",
        "repeat": "Does not repeat", "guests": [],
    }  # fmt: skip
    s.start[CALENDAR]["events"]["e90"] = event
    s.say(event=title, dish=dish_named(s, dish.id), house=house_named(s, house))
    placed(s, [new_line(dish)], "card", "a2", slot=after[0])
    s.do("Calendar", Tap(f"event-e90-{event['date']}"))
    s.do("Tiffin", *to_dish(s, dish.id), Tap("add-to-cart"), Tap("view-cart"),
         *paying("card", "a2", slot=after[0]))  # fmt: skip
