"""Errands that cross apps: what is on a list, in a message or in the calendar decides what is bought or ordered."""

from datetime import date, timedelta

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.alder import bank
from benchmarks.daily.themes.basar import (
    BASAR,
    basar,
    bought_once,
    line,
    named,
    ordered,
    some_friend,
    some_product,
    the_order,
    to_product,
    wrote,
)
from benchmarks.daily.themes.messages import called, send, threads
from benchmarks.daily.themes.tiffin import (
    dish_named,
    house_named,
    into_cart,
    making,
    paying,
    placed,
    serving,
    some_dish,
    tiffin,
    to_dish,
)
from devices.virtual.apps.calendar.state import CalendarEvent, on_day
from devices.virtual.apps.food.catalogue import HOUSE_OF, RESTAURANTS
from devices.virtual.apps.food.state import new_line, slots
from devices.virtual.apps.market.pricing import bill_of
from devices.virtual.apps.notes.state import new_note

NOTES, CALENDAR = "org.guimcp.notes", "org.guimcp.calendar"
THEME = Theme("shopping", "Basar")

LUNCHES = (
    ("Lunch for the team", "团队午餐"), ("Who eats what", "谁吃什么"), ("Food for the workshop", "工作坊订餐"),
    ("Orders for noon", "中午点的菜"), ("Feeding the office", "办公室的饭"), ("Lunch round", "午饭登记"),
    ("Farewell lunch", "欢送午餐"), ("Project lunch", "项目组午饭"),
)  # fmt: skip
IDEAS = (
    ("Ideas for Granny", "送奶奶的点子"), ("For the raffle", "抽奖奖品"), ("Something for Hugo", "给雨果选一样"),
    ("Secret Santa in spring", "春天的神秘礼物"), ("Thank-you present", "答谢礼物"), ("For the flatmates", "给室友的"),
    ("Farewell gift", "告别礼物"), ("Teacher's present", "送老师的礼物"),
)  # fmt: skip
PARCELS = (  # when one is out, and when one is at home
    ("Could you take in a parcel for me?", "能帮我收个快递吗？", "No need to take in my parcel", "不用帮我收快递了"),
    ("A parcel comes, will you be there?", "有个快递，你在家吗？", "I am at home for the parcel", "快递来时我在家"),
    ("Please accept my parcel", "请代收一下我的包裹", "I can accept the parcel myself", "包裹我自己收"),
    ("Can the courier ring at yours?", "能让快递按你家门铃吗？", "The courier can ring at mine", "快递按我家门铃就行"),
    ("Would you watch out for my parcel?", "能帮我留意一下包裹吗？", "I watch out for it myself", "包裹我自己留意"),
    ("Parcel for me, can you sign?", "我的包裹能帮我签收吗？", "I will sign for it myself", "包裹我自己签收"),
)  # fmt: skip
GATHERINGS = (
    ("Garden meeting", "花园聚会"), ("Quiz night", "知识竞赛之夜"), ("Board games", "桌游局"),
    ("Planning round", "筹备会"), ("Film evening", "电影晚会"), ("Reading circle", "读书会"),
    ("Rehearsal", "排练"), ("Poster workshop", "海报工坊"),
)  # fmt: skip


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "errands-team-lunch", TEST, composition="loop", risk="pay", apps=("Notes", "Tiffin"),
    en=("Order at {house} on Tiffin what is not ticked yet on my check list “{title}” in Notes, just as it is written "
        "there. To Work, at {slot} today, by card, no tip. Leave the list as it is.",
        "The note “{title}” lists dishes from {house}; the ticked ones have been ordered already. Order the rest with "
        "Tiffin for {slot} today to Work, card, without a tip, and tick nothing.",
        "Place one Tiffin order at {house} with all the open lines of my list “{title}”: address Work, delivery time "
        "{slot}, card, no tip. The list stays unchanged."),
    zh=("在食盒外卖的{house}按笔记清单“{title}”上还没勾选的内容下单，写什么点什么。今天{slot}送到“工作”地址，银行卡付，不打赏。清单不要改。",
        "笔记“{title}”列了{house}的菜，打勾的已经点过了。剩下的用食盒外卖点，今天{slot}送到“工作”地址，刷卡，不给小费，不用打勾。",
        "把清单“{title}”上未勾选的几项在食盒外卖的{house}下成一单：地址选“工作”，配送时间{slot}，银行卡，不打赏，清单保持原样。"),
)  # fmt: skip
def team_lunch(s: Scene) -> None:
    title, house = s.text(*s.pick(LUNCHES)), s.any(RESTAURANTS)
    serving(s, house)
    lines = [
        new_line(dish, s.any(dish.sizes)[0] if dish.sizes else "", [], s.any((1, 1, 2, 3)))
        for dish in s.rng.sample(RESTAURANTS[house].dishes, 4)
    ]
    note, done = new_note(title, "", "Work", s.now), s.any(range(4))
    for n, row in enumerate(lines):
        size = row["size"] and s.t("Tiffin", row["size"])
        words = f"{row['quantity']} × {dish_named(s, row['dish'])}"
        note["checklist"].append({"text": f"{words} ({size})" if size else words, "done": n == done})
    s.start[NOTES]["notes"][f"n{s.start[NOTES]['next_id']}"] = note
    s.start[NOTES]["next_id"] += 1
    slot = s.any(slots(tiffin(s), house, s.now))
    s.say(house=house_named(s, house), title=title, slot=slot)
    wanted = [row for n, row in enumerate(lines) if n != done]
    placed(s, wanted, "card", "a2", slot=slot)
    s.do("Notes", Tap(title))
    s.do("Tiffin", *to_dish(s, wanted[0]["dish"]), *making(s, wanted[0]))
    for row in wanted[1:]:
        s.then("Tiffin", Tap(f"dish-{row['dish']}"), *making(s, row))
    s.then("Tiffin", Tap("view-cart"), *paying("card", "a2", slot=slot))


@THEME.task(
    "errands-sold-out", TEST, feasible=False, risk="pay", apps=("Parley", "Basar"),
    en=("{friend} told me on Parley what they need from Basar. Order one of it for me: usual address, standard "
        "delivery, card. It must be that product.",
        "Read in my Parley chat with {friend} which Basar product they are after, and buy one of exactly that "
        "(standard delivery to my usual address, by card).",
        "Buy on Basar what {friend} asks for in our Parley chat, one piece, to the usual address, standard delivery, "
        "by card. Nothing similar, please."),
    zh=("{friend}在“聊聊”里说了需要巴扎上的什么东西。帮我下单一件：默认地址，普通配送，刷卡，必须是那件商品。",
        "看看“聊聊”里{friend}想要巴扎的哪件商品，买一件一模一样的（普通配送到我的默认地址，银行卡）。",
        "在巴扎买{friend}在“聊聊”里要的东西，一件，默认地址，普通配送，银行卡支付，不要类似的。"),
)  # fmt: skip
def sold_out(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    product = some_product(s)
    basar(s)["offers"][product]["stock"] = 0
    wrote(s, chat_id, s.text(f"Could you order me “{named(s, product)}” on Basar? I will pay you back",
                             f"能帮我在巴扎买一件“{named(s, product)}”吗？钱我转给你"))  # fmt: skip
    s.say(friend=friend)
    s.decline("it is sold out")
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Basar", *to_product(s, product))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "errands-take-in-parcel", TRAIN, composition="conditional", risk="send", apps=("Basar", "Calendar", "Messages"),
    en=("On which day does Basar expect to deliver “{product}”? If my calendar has anything on that day, text "
        "{neighbour} “{away}”. If the day is empty, text “{there}”",
        "Find out when “{product}” from Basar is to arrive and look at that day in my calendar. Something planned: "
        "send {neighbour} the text message “{away}”. Nothing planned: send “{there}”",
        "Text {neighbour} about my Basar parcel with “{product}”: “{away}” if I have an entry in the calendar on its "
        "expected day, “{there}” if I have none."),
    zh=("巴扎预计哪天送到“{product}”？那天我的日历有任何安排，就给{neighbour}发短信“{away}”；没有安排就发“{there}”",
        "查一下巴扎的“{product}”哪天到，再看日历那一天。有日程：给{neighbour}发短信“{away}”；没日程：发“{there}”",
        "为巴扎“{product}”的包裹给{neighbour}发条短信：预计送达那天日历里有事就发“{away}”，没事就发“{there}”"),
)  # fmt: skip
def take_in_parcel(s: Scene) -> None:
    order_id, order = the_order(s, "shipped")
    _, product = bought_once(s, order)
    names = {i: called(s, thread["number"]) for i, thread in threads(s).items()}
    thread_id = s.pick((i for i in names if names[i] != threads(s)[i]["number"]), lambda i: names[i])
    words, day = s.pick(PARCELS), date.fromisoformat(order["due"][:10])
    away, there = s.text(words[0], words[1]), s.text(words[2], words[3])
    busy, events = s.any((True, False)), s.start[CALENDAR]["events"]
    s.need(day.month == s.now.month)
    if busy:
        events[s.any(sorted(i for i, event in events.items() if event["repeat"] == "Does not repeat"))]["date"] = (
            day.isoformat()
        )
    s.need(bool(on_day(events, day)) == busy)
    s.say(product=named(s, product), neighbour=names[thread_id], away=away, there=there)
    text = away if busy else there
    send(s, threads(s)[thread_id]["number"], text)
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))
    s.do("Calendar", Tap(f"day-{day.isoformat()}"))
    s.do("Messages", Tap(f"thread-{thread_id}"), Fill("text", text), Tap("send"))


@THEME.task(
    "errands-cheapest-of-list", TRAIN, objective="filter", composition="loop", apps=("Notes", "Basar"),
    en=("Of the things on my list “{title}” in Notes, put the one that costs least on Basar and is in stock into the "
        "cart there, one piece, and tick it off on the list.",
        "Compare what is on the check list “{title}” by price on Basar, leaving out what is sold out. The cheapest "
        "goes into the Basar cart once and gets its tick in Notes.",
        "Which line of my note “{title}” is the cheapest on Basar among those that can be bought? Add one of it to the "
        "Basar cart and tick this line."),
    zh=("笔记清单“{title}”里的东西，哪样在巴扎有货且最便宜，就往巴扎购物车放一件，并在清单上打勾。",
        "比较清单“{title}”各项在巴扎的价格，售罄的不算。最便宜的那件加入巴扎购物车（一件），然后在笔记里勾掉。",
        "“{title}”这条笔记里，在巴扎能买到的哪一项最便宜？加一件到巴扎购物车，并把那一项勾选。"),
)  # fmt: skip
def cheapest_of_list(s: Scene) -> None:
    title, offers = s.text(*s.pick(IDEAS)), basar(s)["offers"]
    products = [some_product(s) for _ in range(4)]
    prices = {product: offers[product]["price"] for product in products}
    s.need(len(set(prices.values())) == 4)
    gone, best = sorted(prices, key=lambda product: prices[product])[:2]
    offers[gone]["stock"] = 0
    note, note_id = new_note(title, "", "", s.now), f"n{s.start[NOTES]['next_id']}"
    note["checklist"] = [{"text": named(s, product), "done": False} for product in products]
    s.start[NOTES]["notes"][note_id] = note
    s.start[NOTES]["next_id"] += 1
    s.say(title=title)
    s.add(BASAR, "cart", entity=line(best, []), letter="l")
    s.want(NOTES, "notes", note_id, "checklist", products.index(best), "done", value=True)
    s.do("Notes", Tap(title))
    s.do("Basar", *[move for product in products if product != best for move in (*to_product(s, product), Back())],
         *to_product(s, best), Tap("add-to-cart"))  # fmt: skip
    s.do("Notes", Tap(f"line-{products.index(best)}"))


@THEME.task(
    "errands-keep-enough", TRAIN, composition="conditional", risk="pay", apps=("Alder Bank", "Basar"),
    en=("Buy one “{product}” on Basar (standard delivery, usual address, by card), provided that my Everyday account "
        "at Alder Bank holds at least {limit} more than the total with delivery. Otherwise only add it to my Basar "
        "favourites.",
        "I want to keep {limit} on the Everyday account at Alder Bank. If one “{product}” from Basar, delivery "
        "included, leaves that much, order it: standard, usual address, card. If not, just give it a heart on Basar.",
        "Can I afford one “{product}” from Basar? Yes, if the Everyday account (Alder Bank) minus the order's total, "
        "standard delivery included, is {limit} or more: then order one to the usual address by card. No: favourite "
        "it."),
    zh=("如果赤杨银行日常账户减去含运费的总价后还有至少{limit}，就在巴扎买一件“{product}”（普通配送，默认地址，银行卡）；否则只把它加入巴扎收藏。",
        "我想在赤杨银行日常账户里留下{limit}。巴扎的“{product}”一件连运费付完还能剩这么多就下单：普通配送，默认地址，刷卡；不够就只点个收藏。",
        "我买得起巴扎的“{product}”吗？日常账户（赤杨银行）减掉订单总额（含普通配送费）不少于{limit}就买一件，寄默认地址，用银行卡；不然就收藏它。"),
)  # fmt: skip
def keep_enough(s: Scene) -> None:
    product, limit, enough = some_product(s), s.number(400, 2900, 50) * 100, s.any((True, False))
    s.need(not basar(s)["offers"][product]["favourite"])
    total = bill_of(basar(s), {"l0": line(product, [])}, "standard", "", s.now).total
    account, margin = bank(s)["accounts"]["a1"], s.any(range(60, 900, 70))
    change = limit + total + (margin if enough else -margin) - account["balance"]
    account["balance"] += change
    account["opening"] += change
    s.say(product=named(s, product), limit=s.money(limit))
    s.do("Alder Bank")
    s.do("Basar", *to_product(s, product))
    if enough:
        ordered(s, {"l0": line(product, [])}, basar(s)["addresses"][basar(s)["address"]], "standard", "card")
        s.then("Basar", Tap("buy-now"), Tap("pay-card"), Tap("place-order"), Tap("Confirm order"))
    else:
        s.want(BASAR, "offers", product, "favourite", value=True)
        s.then("Basar", Tap(f"heart-{product}"))


@THEME.task(
    "errands-dish-for-guests", TRAIN, objective="analyse", composition="composite", apps=("Calendar", "Tiffin"),
    en=("Put into my Tiffin cart one “{dish}” from {house} for each guest of “{event}” on {day} (see Calendar), and "
        "one for me.",
        "How many are invited to “{event}” on {day}? Add that many “{dish}” from {house}, plus one for myself, to the "
        "Tiffin cart.",
        "Everybody at “{event}” (Calendar, {day}) gets a “{dish}” from {house}: one per guest and one for me, into the "
        "cart on Tiffin. Do not order yet."),
    zh=("按日历里{day}“{event}”的邀请人数，每人一份{house}的“{dish}”，再加我自己一份，放进食盒外卖购物车。",
        "{day}的“{event}”邀请了几个人？把这么多份{house}的“{dish}”再加我的一份加入食盒外卖购物车。",
        "“{event}”（日历，{day}）每位客人一份{house}的“{dish}”，我也要一份，全部加到食盒外卖购物车，先不下单。"),
)  # fmt: skip
def dish_for_guests(s: Scene) -> None:
    title, day = s.text(*s.pick(GATHERINGS)), s.now.date() + timedelta(days=s.any(range(1, 18)))
    dish = some_dish(s)
    guests = sorted(s.rng.sample([f"c{n}" for n in range(1, 15)], s.any(range(3, 7))))
    event: CalendarEvent = {
        "title": title, "date": day.isoformat(), "start": "18:30", "end": "21:00", "all_day": False, "location": "",
        "calendar": "Home", "reminder": "None", "repeat": "Does not repeat", "guests": guests,
    }  # fmt: skip
    s.start[CALENDAR]["events"]["e90"] = event
    s.say(
        dish=dish_named(s, dish.id), house=house_named(s, HOUSE_OF[dish.id]), event=title, day=s.day(day, weekday=True)
    )
    row = new_line(dish, "", [], len(guests) + 1)
    into_cart(s, row)
    s.do("Calendar", Tap(f"day-{event['date']}"), Tap(f"event-e90-{event['date']}"))
    s.do("Tiffin", *to_dish(s, dish.id), *making(s, row))
