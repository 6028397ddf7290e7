"""Restaurants with Evening: tables, menus, vouchers. The cinema is in evening.py."""

from datetime import date, datetime, timedelta

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import increase, some_friend, written, wrote
from benchmarks.daily.themes.contacts import people
from benchmarks.daily.themes.evening import EVENING, evening, to_day
from benchmarks.daily.themes.trains import ahead
from devices.virtual.apps.booking.catalogue import GIFT_AMOUNTS, GIFT_CODES
from devices.virtual.apps.booking.chance import dice, slots
from devices.virtual.apps.booking.state import code_of, free_slots, hours_of, iso, rating_of, room
from devices.virtual.apps.booking.tables import MENUS, RESTAURANTS, Dish, price_of

THEME = Theme("local and money", "Evening")

INVITES = (
    (
        "Shall we eat at {place} on {day}? {time} would suit me, and there will be {n} of us",
        "{day}去{place}吃饭怎么样？我{time}方便，一共{n}个人",
    ),
    ("I am hungry for {place}. {day} at {time}, table for {n}?", "好想吃{place}。{day}{time}，{n}个人的位子？"),
    (
        "Birthday dinner: {place}, {day}, {time}. With you there will be {n} of us",
        "生日饭：{place}，{day}{time}，加上你{n}个人",
    ),
    (
        "My parents are in town: {place} on {day}, {time}, {n} people in all?",
        "我爸妈来了：{day}{time}去{place}，总共{n}人？",
    ),
)  # fmt: skip
ANSWERS = (
    ("Booked, see you there", "订好了，到时见"), ("The table is ours", "位子到手了"),
    ("Done, I look forward to it", "搞定，期待"), ("I have reserved it", "我已经订座了"),
    ("All set for that evening", "那天晚上都安排好了"), ("Table is booked", "桌子订好了"),
    ("We have a table", "我们有位子了"), ("Reserved under my name", "用我的名字订了"),
)  # fmt: skip
WORDS = (
    ("Enjoy an evening off", "好好享受一晚"), ("Thank you for the plants", "谢谢你照顾植物"),
    ("Happy birthday", "生日快乐"), ("You were right about the roof", "屋顶的事你说得对"),
    ("For two, with love", "给你们俩，爱你们"), ("Welcome to the new flat", "乔迁之喜"),
    ("With thanks for the lift", "谢谢你载我"), ("Well done with the exam", "恭喜通过考试"),
)  # fmt: skip
THANKS = (
    ("Thank you, that is so kind", "谢谢，你太好了"), ("What a lovely present", "好棒的礼物"),
    ("Redeemed it at once, thanks", "马上就兑换了，谢谢"), ("Next film is on you then", "那下部电影算你的"),
    ("You shouldn't have", "太破费啦"), ("It works, thanks a lot", "能用，多谢"), ("I owe you one", "欠你个人情"),
    ("That made my day", "今天好开心"),
)  # fmt: skip
GIFTS = (("I have a little voucher for Evening for you: {code}", "送你一张良宵的小礼券：{code}"),
         ("Late present! Put {code} into Evening", "迟到的礼物！在良宵里输入{code}"),
         ("Won this and don't need it, it is for Evening: {code}", "抽中的良宵礼券，我用不上：{code}"))  # fmt: skip
COMING = (("Yes, I can make it to {place}!", "{place}我能来！"), ("Count me in for {place}", "{place}算我一个"))
AWAY = (("Sorry, I can't come to {place} after all", "抱歉，{place}我去不了了"),
        ("{place} won't work for me, I have to work", "{place}我去不成了，要加班"))  # fmt: skip


def restaurant_named(s: Scene, restaurant: str) -> str:
    """A restaurant as the phone calls it."""
    return s.t("Evening", RESTAURANTS[restaurant].name)


def dish_named(s: Scene, dish: Dish) -> str:
    """A dish as the phone calls it."""
    return s.t("Evening", dish.name)


def open_times(s: Scene, restaurant: str, day: date) -> list[str]:
    """The times at which one can come on a day; none where it is closed."""
    return slots(hours_of(s.start, restaurant), day)


def to_restaurant(s: Scene, restaurant: str) -> list[Move]:
    """From the first screen to a restaurant."""
    return [Tap("Restaurants", "tab"), Fill("place", restaurant_named(s, restaurant)), Tap(f"restaurant-{restaurant}")]


def some_restaurant(s: Scene, *fitting: str) -> str:
    """Any restaurant, or one of those that fit."""
    return s.pick(fitting or RESTAURANTS, lambda i: RESTAURANTS[i].name)


def more_people(s: Scene, n: int) -> list[Move]:
    """From two people, with whom a booking begins, to so many."""
    return [increase(s, s.t("Evening", "people"))] * (n - 2)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "dining-as-proposed", TEST, apps=("Parley", "Evening"), composition="composite", risk="send",
    en=("{friend} proposes on Parley where and when we eat. Book that table inside with Evening, under the name and "
        "number it offers and without a special request. Then answer {friend} on Parley “{answer}”.",
        "Do as {friend} writes in our Parley chat: reserve the table in Evening (inside, no request, my usual name and "
        "number), then write back “{answer}”.",
        "Read {friend}'s last Parley message, book the table they ask for in Evening, inside, nothing else filled in, "
        "and reply “{answer}”."),
    zh=("{friend}在“聊聊”里提议去哪吃饭。用良宵照着订座：室内，姓名电话用默认的，不填特殊要求。然后在“聊聊”回复{friend}“{answer}”。",
        "按{friend}在“聊聊”说的在良宵订个室内的位子（不写要求，姓名电话不改），然后回“{answer}”。",
        "看{friend}最新的“聊聊”消息，在良宵把那张桌子订了，要室内，其他都不填，再回复“{answer}”。"),
)  # fmt: skip
def as_proposed(s: Scene) -> None:
    (chat_id, friend), restaurant, days = some_friend(s), some_restaurant(s), s.any((1, 2))
    answer, n, day = s.text(*s.pick(ANSWERS)), s.any(range(3, 7)), ahead(s, days)
    free = [time for time, ok in free_slots(evening(s), s.start, restaurant, day, n, "indoor", s.now) if ok]
    time = s.any([time for time in free if "17:30" <= time <= "20:30"])
    said = s.text(*s.any(INVITES)).format(place=restaurant_named(s, restaurant), day=s.day(day, True), time=time, n=n)
    wrote(s, chat_id, said)
    s.say(friend=friend, answer=answer)
    code = code_of(s.goal[EVENING])
    s.add(EVENING, "tables", letter="b", entity={
        "restaurant": restaurant, "at": f"{day.isoformat()}T{time}", "party": n, "area": "indoor",
        "name": s.t("Evening", "Sam Rowan"), "phone": "555-0100", "request": "", "code": code, "status": "upcoming",
    })  # fmt: skip
    written(s, chat_id, answer)
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Evening", *to_restaurant(s, restaurant), Tap("book"), *more_people(s, n), *to_day(s, days),
         Tap(f"slot-{time}"), Tap("book-table"), Tap("confirm"))  # fmt: skip
    s.do("Parley", Fill("text", answer), Tap("send"))


@THEME.task(
    "dining-open-terrace", TEST, objective="filter",
    en=("Which restaurant in Evening with tables outside and the price level {level} has the best rating among those "
        "that are open on {day}? Answer with its name.",
        "On {day} I want to eat outdoors, price level {level}. Which restaurant in Evening that is open then and has "
        "tables outside is rated highest? Just the name.",
        "Of all {level} restaurants in Evening that have tables outside and open on {day}, name the one with the most "
        "stars, nothing but its name."),
    zh=("良宵里{day}营业、有室外座位、价位为{level}的餐厅，哪家评分最高？回答店名。",
        "{day}我想坐在室外吃饭，价位{level}。良宵上那天营业又有室外座的餐厅里评分最高的是哪家？只回答店名。",
        "在良宵找价位{level}、{day}开门、带室外座位的餐厅，评分最高的叫什么？只答名字。"),
)  # fmt: skip
def open_terrace(s: Scene) -> None:
    level, days = s.any((1, 2, 3, 4)), s.any(range(7))
    day = ahead(s, days)
    terraces = [i for i, one in RESTAURANTS.items() if one.outdoor and one.level == level]
    fits = [i for i in terraces if open_times(s, i, day)]
    marks = {i: rating_of(evening(s), i)[0] for i in RESTAURANTS}
    s.need(len(fits) > 1)
    best = max(fits, key=lambda i: marks[i])
    # Somebody is better, but closed on that day or with no table outside.
    others = [i for i, one in RESTAURANTS.items() if one.level == level and i not in fits]
    s.need([marks[i] for i in fits].count(marks[best]) == 1 and any(marks[i] > marks[best] for i in others))
    symbol = s.money(0)[0] * level
    s.say(level=symbol, day=s.day(day, True))
    s.answer("text", restaurant_named(s, best))
    s.do("Evening", Tap("Restaurants", "tab"), Tap("Filter and sort"), Tap("sort-rating"), Tap(f"level-{level}"),
         Tap(f"day-{day.isoformat()}"), Tap("outside"), Tap("Show restaurants"))  # fmt: skip


@THEME.task(
    "dining-closed-day", TEST, feasible=False,
    en=("Book a table for {n} at {place} on {day} at {time}, inside.",
        "Please reserve {place} for {n} people, {day}, {time}, inside. It has to be that day.",
        "I need a table at {place} on {day}, {time}, for {n} of us, indoors."),
    zh=("订{place}{day}{time}{n}个人的位子，室内。", "帮我在{place}预订{day}{time}，{n}人，室内，必须是那天。",
        "我要{day}{time}{place}的座位，{n}个人，坐里面。"),
)  # fmt: skip
def closed_day(s: Scene) -> None:
    closed = [(i, n) for i in RESTAURANTS for n in range(1, 7) if not open_times(s, i, ahead(s, n))]
    restaurant = some_restaurant(s, *{i for i, _ in closed})
    days = s.any(n for i, n in closed if i == restaurant)
    s.say(place=restaurant_named(s, restaurant), day=s.day(ahead(s, days), True), n=s.any((2, 3, 4)),
          time=s.any(("18:30", "19:00", "20:00")))  # fmt: skip
    s.decline("it is closed on that day")
    s.do("Evening", *to_restaurant(s, restaurant), Tap("opening"))


@THEME.task(
    "dining-voucher-unsaid", TEST, clarity="incomplete", risk="pay",
    en=("Buy a voucher in Evening for {name} with the words “{words}”. You need not send it.",
        "{name} gets an Evening voucher from me. Write “{words}” on it; I hand over the code myself.",
        "Give {name} a voucher for an evening out (Evening app), with “{words}” as the greeting. Only buy it, the code "
        "I send later."),
    zh=("在良宵给{name}买一张礼券，赠言写“{words}”，不用发送。",
        "我要送{name}一张良宵礼券，写上“{words}”，兑换码我自己给。",
        "用良宵给{name}送张礼券，赠言“{words}”。先买好就行，码我之后再发。"),
)  # fmt: skip
def voucher_unsaid(s: Scene) -> None:
    contacts = {i: one for i, one in people(s).items() if one["labels"] and not one["blocked"]}
    contact_id = s.pick(contacts, lambda i: contacts[i]["phone"])
    name, words, cents = contacts[contact_id]["name"], s.text(*s.pick(WORDS)), s.any(GIFT_AMOUNTS)
    s.need([one["name"] for one in people(s).values()].count(name) == 1)
    s.say(name=name, words=words)
    s.unclear(
        s.text("How much shall the voucher be worth?", "礼券买多少钱的？"),
        s.text(f"{s.money(cents)}.", f"{s.money(cents)}的。"),
    )
    goal = s.goal[EVENING]
    code = f"GIFT-{dice(goal['luck'], 'gift', goal['next_id']) % 9000 + 1000}"
    s.add(
        EVENING,
        "gifts",
        letter="g",
        entity={"to": name, "cents": cents, "code": code, "words": words, "at": iso(s.now)},
    )
    s.do("Evening", Tap("You", "tab"), Tap("Give a voucher"), Tap(f"worth-{cents}"), Tap("whom"), Fill("who", name),
         Tap(f"contact-{contact_id}"), Fill("words", words), Tap("buy-gift"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "dining-first-free-time", TRAIN, objective="filter",
    en=("From {since} on, what is the earliest time at which {place} still has a table inside for {n} people on {day}? "
        "Look in Evening, book nothing, and answer with the time.",
        "We are {n} and want to eat inside at {place} on {day}, not before {since}. When is the first free table? Only "
        "look it up in Evening; answer with the time.",
        "Evening: at what time, {since} at the earliest, can {n} of us first get a table inside at {place} on {day}? "
        "Don't book, just tell me the time."),
    zh=("{day}{since}以后（含），{place}最早几点还有{n}人的室内空位？在良宵查，不要订，回答时间。",
        "我们{n}个人{day}想在{place}室内吃饭，不早于{since}。最早几点有位？只在良宵查看，回答时间。",
        "良宵里{place}{day}最早几点（{since}起）能订到{n}个人的室内座位？不用订，回答时间。"),
)  # fmt: skip
def first_free_time(s: Scene) -> None:
    restaurant, n, since = some_restaurant(s), s.any(range(3, 8)), s.any(("17:30", "18:00", "18:30", "19:00"))
    days = s.any((1, 2))
    times = list(free_slots(evening(s), s.start, restaurant, ahead(s, days), n, "indoor", s.now))
    free = [time for time, ok in times if ok and time >= since]
    # There are tables earlier, and there is none at that very time.
    s.need((since, False) in times and bool(free) and any(ok for time, ok in times if time < since))
    s.say(place=restaurant_named(s, restaurant), n=n, since=since, day=s.day(ahead(s, days), True))
    s.answer("time", free[0])
    s.do("Evening", *to_restaurant(s, restaurant), Tap("book"), *more_people(s, n), *to_day(s, days))


@THEME.task(
    "dining-menu-sum", TRAIN, objective="analyse",
    en=("By the menu in Evening, what do two “{main}” and one “{other}” cost together at {place}? Answer with the "
        "amount.",
        "We would order “{main}” twice and “{other}” once at {place}. What is that in all by the prices in Evening? "
        "Just the amount.",
        "Look at the menu of {place} in Evening: twice “{main}” plus once “{other}” makes how much? Only the "
        "sum."),
    zh=("按良宵上的菜单，在{place}点两份“{main}”和一份“{other}”一共多少钱？回答金额。",
        "我们想在{place}点两份“{main}”加一份“{other}”，照良宵的价格总共多少？只回答金额。",
        "看良宵里{place}的菜单：“{main}”两份、“{other}”一份，合计多少钱？只答金额。"),
)  # fmt: skip
def menu_sum(s: Scene) -> None:
    restaurant = some_restaurant(s)
    entry = RESTAURANTS[restaurant]
    main = s.any(dish for dish in MENUS[entry.cuisine] if dish.section == "Mains")
    other = s.any(dish for dish in MENUS[entry.cuisine] if dish.section != "Mains")
    s.say(place=restaurant_named(s, restaurant), main=dish_named(s, main), other=dish_named(s, other))
    s.answer("money", 2 * price_of(main, entry.level) + price_of(other, entry.level))
    s.do("Evening", *to_restaurant(s, restaurant))


@THEME.task(
    "dining-redeem-gift", TRAIN, apps=("Parley", "Evening"), composition="composite", risk="send",
    en=("{friend} sent me a voucher for Evening on Parley. Redeem it, then write {friend} there “{thanks}”.",
        "Put the voucher code from {friend}'s Parley message into Evening so that I get the balance, and thank "
        "{friend} in the chat with “{thanks}”.",
        "Redeem in Evening the code that {friend} wrote me on Parley. Answer there: “{thanks}”."),
    zh=("{friend}在“聊聊”发了我一张良宵礼券。帮我兑换，然后在那里回复“{thanks}”。",
        "把{friend}在“聊聊”里发的礼券码在良宵兑换到余额，再在聊天里回一句“{thanks}”。",
        "用良宵兑换{friend}在“聊聊”发给我的礼券码，然后回复：“{thanks}”。"),
)  # fmt: skip
def redeem_gift(s: Scene) -> None:
    (chat_id, friend), code, thanks = some_friend(s), s.any(GIFT_CODES), s.text(*s.pick(THANKS))
    wrote(s, chat_id, s.text(*s.any(GIFTS)).format(code=code))
    s.say(friend=friend, thanks=thanks)
    s.goal[EVENING]["used"].append(code)
    s.goal[EVENING]["gift"] += GIFT_CODES[code]
    written(s, chat_id, thanks)
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Evening", Tap("You", "tab"), Tap("Redeem a voucher"), Fill("gift_code", code), Tap("redeem"))
    s.do("Parley", Fill("text", thanks), Tap("send"))


@THEME.task(
    "dining-do-they-come", TRAIN, apps=("Parley", "Evening"), composition="conditional", risk="delete",
    en=("I have a table at {place} and {friend} told me on Parley whether they can come. If they come, change the "
        "booking in Evening to {n} people, everything else as it is; if not, cancel the table.",
        "Does {friend} come along to {place}? See Parley. If yes, my table in Evening should be for {n}, with nothing "
        "else changed; if no, call the booking off.",
        "Depending on what {friend} wrote last on Parley: make my {place} booking in Evening a table for {n} if they "
        "are coming (same day, time and place), or cancel it if they aren't."),
    zh=("我在{place}订了位，{friend}在“聊聊”说了来不来。能来就在良宵把预订改成{n}人，其他不变；不来就取消订座。",
        "{friend}去不去{place}？看“聊聊”。去的话把良宵里的订座改为{n}人，别的不动；不去就取消预订。",
        "按{friend}最后一条“聊聊”消息处理我在良宵订的{place}：对方来就把人数改成{n}人（日期时间不变），不来就取消。"),
)  # fmt: skip
def do_they_come(s: Scene) -> None:
    (chat_id, friend), comes, state = some_friend(s), s.any((True, False)), evening(s)
    tables = {i: table for i, table in state["tables"].items() if table["status"] == "upcoming"}
    table_id = s.pick(tables, lambda i: RESTAURANTS[tables[i]["restaurant"]].name)
    table = tables[table_id]
    place, at = table["restaurant"], datetime.fromisoformat(table["at"])
    n = table["party"] + s.any((1, 2))
    s.need(sum(one["restaurant"] == place for one in tables.values()) == 1)
    time = f"{at:%H:%M}"
    s.need(time in open_times(s, place, at.date()) and at - s.now > timedelta(hours=4))
    s.need(room(state, place, at.date(), time, table["area"], table_id) >= n)
    name = restaurant_named(s, place)
    wrote(s, chat_id, s.text(*s.any(COMING if comes else AWAY)).format(place=name))
    s.say(place=name, friend=friend, n=n)
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Evening", Tap("My bookings", "tab"), Tap(f"table-{table_id}"))
    if comes:
        s.want(EVENING, "tables", table_id, "party", value=n)
        more = [increase(s, s.t("Evening", "people"))] * (n - table["party"])
        s.then("Evening", Tap("change"), *more, Tap("book-table"), Tap("confirm"))
    else:
        s.want(EVENING, "tables", table_id, "status", value="cancelled")
        s.then("Evening", Tap("cancel"), Tap("Cancel booking", "button"))
