"""Tiffin: finding a restaurant and a dish, and ordering."""

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import some_friend, written, wrote
from benchmarks.daily.themes.tiffin import (
    PAYING,
    TIFFIN,
    dish_named,
    house_named,
    into_cart,
    making,
    paying,
    placed,
    some_dish,
    tiffin,
    to_dish,
)
from devices.virtual.apps.food.catalogue import DISHES, HOUSE_OF, RESTAURANTS
from devices.virtual.apps.food.state import Payment, new_line
from devices.virtual.apps.food.views import TOP_RATING
from devices.virtual.apps.notes.state import new_note

NOTES, CONTACTS, PARLEY = "org.guimcp.notes", "org.guimcp.contacts", "org.guimcp.chat"
THEME = Theme("shopping", "Tiffin")

KINDS = {"free": ("with free delivery", "免配送费"), "top": ("rated 4.5 or better", "评分4.5及以上"),
         "vegetarian": ("that the Vegetarian filter shows", "符合“素食”筛选条件")}  # fmt: skip
MOVED = (
    ("Elsa", "12 Fennel Lane", "小雅", "茴香巷12号"), ("Theo", "41 Tanner's Wharf", "天佑", "制革码头41号"),
    ("Mira", "6 Hazel Steps", "米拉", "榛子台阶6号"), ("Grandpa", "58 Quarry Road", "爷爷", "采石路58号"),
    ("Holiday flat", "3 Ferry Green", "度假公寓", "渡口绿地3号"), ("Studio", "19 Copper Court", "工作室", "铜匠庭19号"),
    ("Aunt Lea", "77 Orchid Way", "丽姨", "兰花道77号"), ("Clinic", "2 Sparrow Hill", "诊所", "麻雀山2号"),
)  # fmt: skip
RIDER = (
    ("Ring at Fuchs", "请按付家的门铃"), ("Take the back stairs", "请走后楼梯"),
    ("The gate sticks, push hard", "大门有点卡，用力推"), ("Leave it at the porter's", "放在门卫处"),
    ("Please call, the bell is broken", "门铃坏了，请打电话"), ("Third floor, no lift", "三楼，没有电梯"),
    ("Mind the dog", "小心有狗"), ("Do not ring, baby asleep", "宝宝在睡觉，别按门铃"),
)  # fmt: skip
SORRY = (("They are closed, what else?", "那家店休息了，换个别的？"), ("No luck, closed today", "不巧，现在没营业"),
         ("Closed, pick another place", "休息中，另选一家吧"), ("Not open right now, sorry", "现在不营业，抱歉"),
         ("The kitchen is closed", "厨房关门了"), ("Closed! Shall I cook?", "没开门！我来做饭？"))  # fmt: skip


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "food-order-dish", TEST, composition="composite", risk="pay",
    en=("Order {n} × “{dish}” from {house} on Tiffin, size {size}, each with “{extra}”, delivered to {address} as soon "
        "as possible. Tip the rider {tip} and pay {payment}.",
        "Get me {n} of “{dish}” ({size}, with {extra}) from {house} on Tiffin, as soon as possible, to {address}. "
        "{tip} tip for the rider, paid {payment}.",
        "Tiffin order, please: {house}, “{dish}”, {size}, extra “{extra}”, quantity {n}. To {address}, right away, "
        "tip {tip}, {payment}."),
    zh=("在食盒外卖点{house}的“{dish}”{n}份，规格{size}，每份加“{extra}”，尽快送到“{address}”地址。打赏骑手{tip}，{payment}。",
        "帮我从食盒外卖的{house}叫{n}份“{dish}”（{size}，加{extra}），越快越好，送到“{address}”，给骑手打赏{tip}，{payment}。",
        "食盒外卖下单：{house}，“{dish}”，{size}，加料“{extra}”，数量{n}。送到“{address}”，立即配送，打赏{tip}，{payment}。"),
)  # fmt: skip
def order_dish(s: Scene) -> None:
    dish = some_dish(s, lambda dish: dish.sizes and dish.extras)
    size, extra = s.any(dish.sizes[1:])[0], s.any(dish.extras)[0]
    address, tip, n = s.any(("a1", "a2")), s.any((100, 200, 300)), s.any((2, 3))
    payment: Payment = s.any(("card", "cash"))
    line = new_line(dish, size, [extra], n)
    s.say(n=n, dish=dish_named(s, dish.id), house=house_named(s, HOUSE_OF[dish.id]), size=s.t("Tiffin", size),
          extra=s.t("Tiffin", extra), address=tiffin(s)["addresses"][address]["label"], tip=s.money(tip),
          payment=s.text(*PAYING[payment]))  # fmt: skip
    placed(s, [line], payment, address, tip)
    s.do("Tiffin", *to_dish(s, dish.id), *making(s, line), Tap("view-cart"), *paying(payment, address, tip))


@THEME.task(
    "food-fastest-open", TEST, objective="filter",
    en=("Which restaurant on Tiffin {kind} that is open now delivers fastest? Answer with its name only.",
        "Of all the restaurants {kind} on Tiffin, which open one has the shortest delivery time? Just the name.",
        "I am hungry. Of the restaurants {kind} on Tiffin that are open right now, which one delivers fastest? Answer "
        "with the restaurant's name."),
    zh=("食盒外卖上{kind}、现在营业的餐厅里，哪家送得最快？只回答店名。",
        "在食盒外卖找{kind}的餐厅，营业中且配送时间最短的是哪家？只要名字。",
        "我饿了。食盒外卖里{kind}、正在营业、送餐最快的是哪家？回答餐厅名称。"),
)  # fmt: skip
def fastest_open(s: Scene) -> None:
    kind, standing = s.any(KINDS), tiffin(s)["restaurants"]
    fitting = {
        "free": [i for i in standing if not standing[i]["fee"]],
        "top": [i for i in standing if standing[i]["rating"] >= TOP_RATING],
        "vegetarian": [i for i in standing if RESTAURANTS[i].vegetarian],
    }
    houses = sorted(fitting[kind], key=lambda i: standing[i]["minutes"])
    s.need(len(houses) > 2)
    standing[houses[0]]["open"] = False
    still = [i for i in houses if standing[i]["open"]]
    s.need(len(still) > 1)
    s.say(kind=s.text(*KINDS[kind]))
    s.answer("text", house_named(s, still[0]))
    s.do("Tiffin", Tap("Filter and sort"), Tap("sort-minutes"), Tap(f"only-{kind}"), Tap("only-open"), Tap("Apply"))


@THEME.task(
    "food-closed", TEST, feasible=False, risk="pay",
    en=("Order a “{dish}” from {house} on Tiffin right now, paid by card. No other restaurant will do.",
        "Have {house} deliver one “{dish}” to Home now (Tiffin, card). If I cannot have theirs I want none.",
        "I want the “{dish}” from {house}, and only from there. Order one on Tiffin for right now, by card."),
    zh=("现在就在食盒外卖点一份{house}的“{dish}”，刷卡支付，不要换别的餐厅。",
        "让{house}现在送一份“{dish}”到家（食盒外卖，银行卡付）。别家的我不要。",
        "我只想吃{house}的“{dish}”。用食盒外卖马上点一份，银行卡支付。"),
)  # fmt: skip
def closed(s: Scene) -> None:
    standing = tiffin(s)["restaurants"]
    dish = s.pick((i for i in DISHES if not standing[HOUSE_OF[i]]["open"]), lambda i: DISHES[i].name)
    house = HOUSE_OF[dish]
    s.say(dish=dish_named(s, dish), house=house_named(s, house))
    s.decline("the restaurant is closed right now")
    s.do("Tiffin", Fill("query", house_named(s, house)), Tap(f"restaurant-{house}"))


@THEME.task(
    "food-to-the-note", TEST, composition="composite", risk="pay", apps=("Notes", "Tiffin"),
    en=("Send one “{dish}” from {house} with Tiffin to the street that is in my note “{title}”; save it in Tiffin as a "
        "new address labelled “{who}”. Note for the rider: “{rider}”. As soon as possible, cash, no tip.",
        "The note “{title}” holds a street and number. Add them to Tiffin under the label “{who}” and have one "
        "“{dish}” from {house} brought there right away. Tell the rider “{rider}”, pay cash, give no tip.",
        "Order one “{dish}” from {house} on Tiffin to the address in the note “{title}” (new Tiffin address, label "
        "“{who}”), with the rider's note “{rider}”. Fastest delivery, cash at the door, without a tip."),
    zh=("用食盒外卖把{house}的一份“{dish}”送到笔记“{title}”里的街道门牌；在食盒外卖里新增这个地址，名称填“{who}”。给骑手备注：“{rider}”。尽快送达，付现金，不打赏。",
        "笔记“{title}”里有街道和门牌号。在食盒外卖新建地址，标签“{who}”，点一份{house}的“{dish}”马上送过去，骑手备注写“{rider}”，现金支付，不给小费。",
        "在食盒外卖点一份{house}的“{dish}”，送到笔记“{title}”写的地址（新增地址，名称“{who}”），给骑手留言“{rider}”，尽快送，现金，不打赏。"),
)  # fmt: skip
def to_the_note(s: Scene) -> None:
    en, street_en, zh, street_zh = s.pick(MOVED)
    who, street, rider = s.text(en, zh), s.text(street_en, street_zh), s.text(*s.pick(RIDER))
    dish = some_dish(s, lambda dish: not dish.sizes and dish.price > 500)
    title = s.text(f"{en}: how to get there", f"{zh}：怎么走")
    body = s.text(f"{street}\nTram 6, then across the bridge", f"{street}\n坐6路电车，过桥就到")
    state = s.start[NOTES]
    state["notes"][f"n{state['next_id']}"] = new_note(title, body, "", s.now)
    state["next_id"] += 1
    s.say(dish=dish_named(s, dish.id), house=house_named(s, HOUSE_OF[dish.id]), title=title, who=who, rider=rider)
    address = s.add(TIFFIN, "addresses", entity={"label": who, "street": street}, letter="a")
    s.want(TIFFIN, "address", value=address)
    placed(s, [new_line(dish)], "cash", street=street, note=rider)
    s.do("Notes", Tap(title))
    s.do("Tiffin", *to_dish(s, dish.id), Tap("add-to-cart"), Tap("view-cart"), Tap("add-address"), Fill("label", who),
         Fill("street", street), Tap("Save address"), Fill("rider", rider), *paying("cash"))  # fmt: skip


@THEME.task(
    "food-their-wish", TEST, composition="conditional", risk="send", apps=("Parley", "Tiffin"),
    en=("{friend} wrote to me on Parley what they would like to eat. Put one into my Tiffin cart exactly as described. "
        "If that restaurant is closed right now, answer {friend} on Parley instead: “{sorry}”",
        "Look up {friend}'s wish in our Parley chat. Restaurant open on Tiffin? Then add the dish to the cart as "
        "described. Closed? Then leave the cart and write back “{sorry}” on Parley.",
        "Add to the Tiffin cart what {friend} asks for in the last Parley message, exactly that and once; should the "
        "place be closed at the moment, send {friend} “{sorry}” on Parley and add nothing."),
    zh=("{friend}在“聊聊”里告诉我想吃什么。照着要求往食盒外卖的购物车里加一份。如果那家店现在休息，就改为在“聊聊”回复{friend}：“{sorry}”",
        "看看“聊聊”里{friend}想点什么。食盒外卖上那家店营业就按要求加入购物车；休息中就别动购物车，在“聊聊”回一句“{sorry}”",
        "把{friend}最后一条“聊聊”消息里要的菜按要求加一份到食盒外卖购物车；要是餐厅眼下没营业，就在“聊聊”给{friend}发“{sorry}”，什么都别加。"),
)  # fmt: skip
def their_wish(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    dish = some_dish(s, lambda dish: dish.sizes and dish.extras)
    size, extra, sorry = s.any(dish.sizes)[0], s.any(dish.extras)[0], s.text(*s.pick(SORRY))
    house, opens = HOUSE_OF[dish.id], s.any((True, False))
    tiffin(s)["restaurants"][house]["open"] = opens
    line = new_line(dish, size, [extra])
    wish = [house_named(s, house), dish_named(s, dish.id), s.t("Tiffin", size), s.t("Tiffin", extra)]
    wrote(s, chat_id, s.text("From {} please: “{}”, size {}, with “{}”. Thank you! 😋".format(*wish),
                             "我想吃{}的“{}”，要{}，加“{}”，谢啦！😋".format(*wish)))  # fmt: skip
    s.say(friend=friend, sorry=sorry)
    s.do("Parley", Tap(f"chat-{chat_id}"))
    if opens:
        into_cart(s, line)
        s.do("Tiffin", *to_dish(s, dish.id), *making(s, line))
    else:
        written(s, chat_id, sorry)
        s.do("Tiffin", Fill("query", house_named(s, house)))
        s.do("Parley", Fill("text", sorry), Tap("send"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "food-hearts-good", TRAIN, objective="filter", composition="loop",
    en=("Add every restaurant on Tiffin that is open now and rated {rating} or better to my favourites. Favourites "
        "that I have already stay.",
        "On Tiffin, give a heart to all places that are open at the moment and have at least {rating} stars; take no "
        "heart away.",
        "I would like all currently open Tiffin restaurants with a rating from {rating} up among my favourites, beside "
        "those that are there."),
    zh=("把食盒外卖上现在营业、评分{rating}及以上的餐厅全部加入收藏，原有的收藏保留。",
        "在食盒外卖给所有正在营业且不低于{rating}分的餐厅点爱心，已有的爱心别取消。",
        "食盒外卖里眼下营业、评分在{rating}以上（含）的店，我都想收藏，之前收藏的不动。"),
)  # fmt: skip
def hearts_good(s: Scene) -> None:
    bound, standing = s.number(39, 47), tiffin(s)["restaurants"]
    by_rating = sorted(standing, key=lambda i: -standing[i]["rating"])
    good = [i for i in by_rating if standing[i]["rating"] >= bound and standing[i]["open"]]
    fresh = [i for i in good if not standing[i]["favourite"]]
    s.need(2 <= len(fresh) <= 4)
    s.say(rating=f"{bound / 10:.1f}")
    s.do("Tiffin", Tap("Filter and sort"), Tap("sort-rating"), Tap("only-open"), Tap("Apply"))
    for house in fresh:
        s.want(TIFFIN, "restaurants", house, "favourite", value=True)
        s.then("Tiffin", Tap(f"restaurant-{house}"), Tap("heart"), Back())


@THEME.task(
    "food-no-nuts", TRAIN, composition="conditional", apps=("Contacts", "Tiffin"),
    en=("{friend} is coming to eat. See what Contacts notes about {friend}: if there is a nut allergy, put one "
        "“{safe}” from {safe_house} into my Tiffin cart; if not, one “{nutty}” from {nutty_house} (the smallest size).",
        "Check my notes on {friend} in Contacts. Allergic to nuts: one “{safe}” ({safe_house}) goes into the Tiffin "
        "cart. Otherwise: one “{nutty}” ({nutty_house}, in the smallest size).",
        "One dish for {friend} into the Tiffin cart, please: “{nutty}” from {nutty_house}, smallest size, unless the "
        "contact's notes speak of a nut allergy; in that case “{safe}” from {safe_house}."),
    zh=("{friend}来吃饭。看看通讯录里对{friend}的备注：对坚果过敏就在食盒外卖购物车里加一份{safe_house}的“{safe}”，没有过敏就加一份{nutty_house}的“{nutty}”（最小规格）。",
        "查一下通讯录中{friend}的备注。坚果过敏：往食盒外卖购物车放一份“{safe}”（{safe_house}）；否则放一份“{nutty}”（{nutty_house}，最小规格）。",
        "给{friend}选一道菜加入食盒外卖购物车：{nutty_house}的“{nutty}”（最小规格）；但如果联系人备注写着坚果过敏，就换成{safe_house}的“{safe}”。"),
)  # fmt: skip
def no_nuts(s: Scene) -> None:
    people = s.start[CONTACTS]["contacts"]
    contact = s.pick((i for i in people if people[i]["email"]), lambda i: people[i]["name"])
    remark = s.any(("Allergic to nuts", "Met at the climbing hall", "Prefers a text to a call"))
    people[contact]["notes"] = s.t("Contacts", remark)
    nutty = some_dish(s, lambda dish: any(nut in dish.text for nut in ("nuts", "cashews")) or dish.name == "Baklava")
    safe = some_dish(s, lambda dish: not dish.sizes and dish.section == "Mains")
    s.need(nutty.id != safe.id)
    s.say(friend=people[contact]["name"], safe=dish_named(s, safe.id), safe_house=house_named(s, HOUSE_OF[safe.id]),
          nutty=dish_named(s, nutty.id), nutty_house=house_named(s, HOUSE_OF[nutty.id]))  # fmt: skip
    chosen = safe if remark == "Allergic to nuts" else nutty
    into_cart(s, new_line(chosen, chosen.sizes[0][0] if chosen.sizes else ""))
    s.do("Contacts", Tap(people[contact]["name"]))
    s.do("Tiffin", *to_dish(s, chosen.id), Tap("add-to-cart"))


@THEME.task(
    "food-count-menu", TRAIN, objective="analyse",
    en=("How many items on the Tiffin menu of {house}, drinks and desserts included, are marked vegetarian and cost "
        "less than {limit} in their smallest size? Answer with the number.",
        "Look at the whole menu of {house} on Tiffin, drinks and desserts too, and count what is marked vegetarian and "
        "has a lowest price under {limit}. A number only.",
        "On Tiffin, count everything at {house}, drinks and desserts included, that is marked vegetarian and starts "
        "below {limit}. Answer with a number."),
    zh=("食盒外卖里{house}的菜单上（含饮料和甜点），标着素食、最小规格低于{limit}的有几样？回答数字。",
        "看完{house}在食盒外卖的整个菜单（饮料、甜点也算），数一数标着素食、最低价不到{limit}的有几样，只回答数字。",
        "在食盒外卖上，{house}有几样标着素食、起价低于{limit}的（含饮料和甜点）？回答一个数字。"),
)  # fmt: skip
def count_menu(s: Scene) -> None:
    house, limit = s.any(RESTAURANTS), s.number(300, 1300, 10)
    count = sum(dish.vegetarian for dish in RESTAURANTS[house].dishes if dish.price < limit)
    s.need(1 <= count < sum(dish.vegetarian for dish in RESTAURANTS[house].dishes))
    s.say(house=house_named(s, house), limit=s.money(limit))
    s.answer("number", count)
    s.do("Tiffin", Fill("query", house_named(s, house)), Tap(f"restaurant-{house}"))


@THEME.task(
    "food-which-payment", TRAIN, clarity="incomplete", risk="pay",
    en=("Order one “{dish}” from {house} on Tiffin to Home, as soon as possible, without a tip.",
        "I would like a “{dish}” from {house}. Order one on Tiffin, straight away, to my home address, no tip.",
        "Get me one “{dish}” ({house}) with Tiffin, delivered to Home right now; nothing for the rider."),
    zh=("在食盒外卖点一份{house}的“{dish}”，尽快送到家，不打赏。",
        "我想吃{house}的“{dish}”。用食盒外卖点一份，马上送到家里，不给小费。",
        "帮我叫一份“{dish}”（{house}），食盒外卖，现在送到家，骑手不用打赏。"),
)  # fmt: skip
def which_payment(s: Scene) -> None:
    dish = some_dish(s, lambda dish: not dish.sizes and dish.price > 500)
    payment: Payment = s.any(("card", "cash", "wallet"))
    how = s.text(*PAYING[payment])
    s.say(dish=dish_named(s, dish.id), house=house_named(s, HOUSE_OF[dish.id]))
    s.unclear(s.text("How shall it be paid?", "怎么付款？"), s.text(f"Pay {how}.", f"{how}。"))
    placed(s, [new_line(dish)], payment)
    s.do("Tiffin", *to_dish(s, dish.id), Tap("add-to-cart"), Tap("view-cart"), *paying(payment))
