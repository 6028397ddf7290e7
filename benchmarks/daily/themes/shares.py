"""Money among people, across apps: what something cost, whose share is how much, what is left."""

from datetime import timedelta

from agent.policies.scripted import Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.alder import BANK, bank, payee_called, sending, sent, typed
from benchmarks.daily.themes.basar import PARLEY, basar, bought_once, named, some_friend, the_order, written, wrote
from benchmarks.daily.themes.contacts import people
from benchmarks.daily.themes.letters import MAIL, begin, mine
from benchmarks.daily.themes.tiffin import house_named, visited_twice
from benchmarks.facts import Among
from devices.virtual.apps.bank.catalogue import CATEGORIES
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.state import Request, iso
from devices.virtual.apps.bank.statements import spent
from devices.virtual.apps.chat.state import ME, new_message
from devices.virtual.apps.food.catalogue import RESTAURANTS
from devices.virtual.apps.gallery.state import new_photo
from devices.virtual.apps.notes.state import new_note

NOTES, GALLERY = "org.guimcp.notes", "org.guimcp.gallery"
# What nobody sets a limit for in a household.
UNLIMITED = {"Transfers", "Income"}
THEME = Theme("shopping", "Alder Bank")

BOUGHT = (  # what somebody paid for, and how one calls it in a transfer
    ("The taxi from the station was {sum} in all", "从车站打车一共{sum}", "Taxi from the station", "车站打车"),
    ("The concert tickets came to {sum} together", "两张演唱会票总共{sum}", "Concert", "演唱会"),
    ("I paid {sum} for the wedding present", "结婚礼物我付了{sum}", "Wedding present", "结婚礼物"),
    ("Our breakfast was {sum} altogether", "我们的早餐一共{sum}", "Breakfast", "早餐"),
    ("The rowing boat cost {sum} for the two of us", "租船两个人一共{sum}", "Rowing boat", "租船"),
    ("The escape room was {sum} for both of us", "密室逃脱两个人{sum}", "Escape room", "密室逃脱"),
    ("The shopping for Saturday was {sum} in total", "周六的采购总共{sum}", "Saturday shopping", "周六采购"),
    ("The cabin deposit was {sum}", "小木屋定金是{sum}", "Cabin deposit", "木屋定金"),
)  # fmt: skip
EATEN = (("Our lunch", "我们的午饭"), ("Dinner at mine", "在我家的晚饭"), ("Film night food", "看电影吃的"),
         ("The late snack", "那顿夜宵"), ("Your half of the food", "外卖你的一半"), ("Feast of the week", "本周大餐"),
         ("Rainy day meal", "下雨天那顿"))  # fmt: skip
BUDGETS = (("Household budget", "家庭预算"), ("Limits for March", "三月上限"), ("Spending plan", "花钱计划"),
           ("What we may spend", "可以花多少"), ("Money rules", "用钱规矩"), ("March money", "三月的钱"),
           ("Save for summer", "为夏天省钱"))  # fmt: skip
SUBJECTS = (("Lunch expenses", "午餐报销"), ("Receipt for the files", "存档票据"), ("Team meal", "团队用餐"),
            ("Cost of the food", "餐费"), ("For accounting", "给财务"), ("Delivery on Tiffin", "食盒外卖费用"),
            ("What I paid", "我付的钱"))  # fmt: skip


def amounts(s: Scene, cents: int) -> tuple[str, ...]:
    """How people write an amount."""
    plain = f"{cents // 100}.{cents % 100:02}"
    return s.money(cents), plain, f"{plain} €", f"{plain}元"


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "shares-tell-cost", TEST, composition="composite", risk="send", apps=("Basar", "Parley"),
    en=("Tell {friend} on Parley what I paid for one “{product}” in my Basar order (not today's price). Write just the "
        "amount, such as €12.50.",
        "{friend} wants to know the price per piece at which I bought “{product}” on Basar. Look at the order and send "
        "them on Parley the amount alone, such as €12.50.",
        "Look up in my Basar orders what one “{product}” cost then, and send {friend} that amount on Parley with no "
        "other words, such as €12.50."),
    zh=("在“聊聊”告诉{friend}我那笔巴扎订单里一件“{product}”多少钱（不是现在的价格），只写金额，例如¥12.50。",
        "{friend}想知道我在巴扎买“{product}”时的单价。看看订单，在“聊聊”里只发金额给对方，如¥12.50。",
        "查一下巴扎订单里“{product}”当时一件的价格，用“聊聊”发给{friend}，不写别的字，格式如¥12.50。"),
)  # fmt: skip
def tell_cost(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    order_id, order = the_order(s, "shipped", "delivered", "completed")
    line_id, product = bought_once(s, order)
    offer, row = basar(s)["offers"][product], order["lines"][line_id]
    offer["price"] += s.any((-150, 150, 250, 400))
    s.need(offer["price"] > 300 and offer["price"] != row["price"])
    s.say(friend=friend, product=named(s, product))
    message = {**new_message(ME, "", iso(s.now)), "text": Among(*amounts(s, row["price"]))}
    s.add(PARLEY, "chats", chat_id, "messages", entity=message, letter="m")
    s.do("Basar", Tap("Orders"), Fill("query", named(s, product)), Tap(f"order-{order_id}"))
    s.do("Parley", Tap(f"chat-{chat_id}"), Fill("text", s.money(row["price"])), Tap("send"))


@THEME.task(
    "shares-pay-half", TEST, objective="analyse", composition="composite", risk="pay", apps=("Parley", "Alder Bank"),
    en=("{friend} paid for both of us and wrote me on Parley what it came to. Send {friend} half of it with Alder "
        "Bank, from the Everyday account, purpose “{purpose}”.",
        "I owe {friend} half of the sum in the last Parley message from them. Transfer it (Alder Bank, Everyday "
        "account, purpose “{purpose}”).",
        "Look up in the Parley chat what {friend} laid out and pay half of that back from my Everyday account at Alder "
        "Bank. Purpose: “{purpose}”."),
    zh=("{friend}替我们俩付了钱，在“聊聊”里说了总数。用赤杨银行日常账户给{friend}转一半，用途“{purpose}”。",
        "我欠{friend}最后一条“聊聊”消息里那笔钱的一半。用赤杨银行转过去（日常账户，用途“{purpose}”）。",
        "看看“聊聊”里{friend}垫了多少钱，从赤杨银行日常账户还一半，用途写“{purpose}”。"),
)  # fmt: skip
def pay_half(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    words, cents = s.pick(BOUGHT), s.number(1800, 15000, 10) * 2
    payee = payee_called(s, friend)
    s.need(cents // 2 <= bank(s)["settings"]["daily"])
    purpose = s.text(words[2], words[3])
    wrote(s, chat_id, s.text(words[0], words[1]).format(sum=s.money(cents)))
    s.say(friend=friend, purpose=purpose)
    sent(s, payee, cents // 2, purpose)
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Alder Bank", *sending(payee, cents // 2, purpose))


@THEME.task(
    "shares-ask-half", TEST, objective="analyse", composition="composite", risk="send",
    apps=("Tiffin", "Alder Bank", "Parley"),
    en=("{friend} ate with me: ask for half of the total of my latest Tiffin order from {house}. Create the request in "
        "Alder Bank to “{friend}” for “{purpose}” and send it to {friend} on Parley as it is.",
        "Request from {friend} half of what my most recent Tiffin order from {house} cost, with Alder Bank, for "
        "“{purpose}”. Share the text it makes with {friend} on Parley, nothing added.",
        "Make a request in Alder Bank: name “{friend}”, what for “{purpose}”, amount half of my last order from "
        "{house} on Tiffin. Then let {friend} have it through Parley, unchanged."),
    zh=("{friend}和我一起吃的：收回我在食盒外卖{house}最近一单总额的一半。在赤杨银行向“{friend}”发起收款，事由“{purpose}”，并把生成的文字原样用“聊聊”发给{friend}。",
        "用赤杨银行向{friend}收取我在{house}最近那笔食盒外卖订单金额的一半，收款事由“{purpose}”，然后把生成的内容分享到{friend}的“聊聊”，别加话。",
        "在赤杨银行新建收款：对象“{friend}”，事由“{purpose}”，金额是食盒外卖{house}上一单的一半。再通过“聊聊”原样发给{friend}。"),
)  # fmt: skip
def ask_half(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    order_id, order = visited_twice(s)[0]
    cents, purpose = order["total"] // 2, s.text(*s.pick(EATEN))
    s.pick((order["restaurant"],), lambda i: RESTAURANTS[i].name)
    s.need(order["total"] % 2 == 0)
    s.say(friend=friend, house=house_named(s, order["restaurant"]), purpose=purpose)
    request: Request = {"name": friend, "amount": cents, "purpose": purpose, "at": iso(s.now), "settled": False}
    s.add(BANK, "requests", entity=request, letter="q")
    account = bank(s)["accounts"]["a1"]["number"]
    lines = (
        s.t("Alder Bank", "{name}, please send me {amount}", name=friend, amount=s.money(cents)),
        s.t("Alder Bank", "For: {purpose}", purpose=purpose),
        s.t("Alder Bank", "My account: {number}", number=shown(account)),
        f"guimcp://bank/pay/{account}",
    )
    written(s, chat_id, "\n".join(lines))
    s.do("Tiffin", Tap("Orders"), Tap(f"order-{order_id}"))
    s.do("Alder Bank", Tap("quick-request_quote"), Fill("name", friend), Fill("amount", typed(cents)),
         Fill("purpose", purpose), Tap("Create request"), Tap(f"share-{PARLEY}"))  # fmt: skip
    s.then("Parley", Tap(f"to-{chat_id}"), Tap("send"))


@THEME.task(
    "shares-budget-left", TEST, objective="analyse", composition="composite", apps=("Notes", "Alder Bank"),
    en=("My note “{title}” says what I may spend a month. How much of that is left for {category} in March, going by "
        "the spending in Alder Bank? Answer with the amount.",
        "Take the limit for {category} from the note “{title}” and subtract what Alder Bank shows for it under "
        "spending this month. What remains? Amount only.",
        "How much can I still spend on {category} this month? The monthly limit is in my note “{title}”, the spending "
        "so far in Alder Bank. Answer with the amount."),
    zh=("笔记“{title}”写了每月能花多少。按赤杨银行的支出统计，三月份“{category}”还剩多少额度？回答金额。",
        "用笔记“{title}”里“{category}”的上限减去赤杨银行本月该类支出，还剩多少？只要金额。",
        "这个月“{category}”我还能花多少钱？每月上限在笔记“{title}”里，已花的看赤杨银行支出。回答金额。"),
)  # fmt: skip
def budget_left(s: Scene) -> None:
    title, sums = s.text(*s.pick(BUDGETS)), spent(bank(s)["transactions"].values(), "2026-03")
    category, limit = s.any(sums.keys() - UNLIMITED), s.number(60, 480, 10)
    s.need(sums[category] < limit * 100)
    names = [category, *s.rng.sample([name for name in CATEGORIES if name not in (category, *UNLIMITED)], 3)]
    s.rng.shuffle(names)
    rest = {name: limit if name == category else s.any(range(40, 500, 10)) for name in names}
    body = "\n".join(f"{s.t('Alder Bank', name)}: {s.money(rest[name] * 100)}" for name in names)
    s.start[NOTES]["notes"][f"n{s.start[NOTES]['next_id']}"] = new_note(title, body, "Home", s.now)
    s.start[NOTES]["next_id"] += 1
    s.say(title=title, category=s.t("Alder Bank", category))
    s.answer("money", limit * 100 - sums[category])
    s.do("Notes", Tap(title))
    s.do("Alder Bank", Tap("Spending"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "shares-expense-mail", TRAIN, composition="composite", risk="send", apps=("Tiffin", "Letterbox"),
    en=("Mail {name} what my latest Tiffin order from {house} cost in total. Subject “{subject}”, the text is nothing "
        "but the amount, such as €12.50.",
        "Write {name} an e-mail with the subject “{subject}” and only the total of my most recent order from {house} "
        "on Tiffin as its text, such as €12.50.",
        "{name} needs the total of my last Tiffin order from {house}. Send it by mail: subject “{subject}”, text just "
        "the amount, such as €12.50."),
    zh=("给{name}发邮件，告诉对方我在食盒外卖{house}最近一单的总额。主题“{subject}”，正文只写金额，例如¥12.50。",
        "写封邮件给{name}，主题“{subject}”，正文只有我在{house}最近一笔食盒外卖订单的总额，如¥12.50。",
        "{name}要我在食盒外卖{house}上一单的总价。用邮件发过去：主题“{subject}”，内容只写金额，格式如¥12.50。"),
)  # fmt: skip
def expense_mail(s: Scene) -> None:
    order_id, order = visited_twice(s)[0]
    known = {i: row for i, row in people(s).items() if row["email"]}
    contact = known[s.pick(known, lambda i: known[i]["name"])]
    subject = s.text(*s.pick(SUBJECTS))
    s.pick((order["restaurant"],), lambda i: RESTAURANTS[i].name)
    s.say(name=contact["name"], house=house_named(s, order["restaurant"]), subject=subject)
    letter = mine(s, begin(s, subject), [contact["email"]], "")
    signed = [f"{words}\n\n{s.start[MAIL]['options']['signature']}" for words in amounts(s, order["total"])]
    s.goal[MAIL]["letters"][letter]["body"] = Among(*signed)
    s.do("Tiffin", Tap("Orders"), Tap(f"order-{order_id}"))
    s.do("Letterbox", Tap("Compose"), Fill("to", contact["name"]), Tap("to-option-0"), Fill("subject", subject),
         Fill("body", s.money(order["total"])), Tap("send"))  # fmt: skip


@THEME.task(
    "shares-which-receipt", TRAIN, clarity="ambiguous", risk="send", apps=("Gallery", "Parley"),
    en=("Send {friend} my screenshot of the receipt on Parley, just the picture.",
        "{friend} wants to see the receipt: share the screenshot from my gallery on Parley, without words.",
        "Share the receipt that I have as a screenshot with {friend} on Parley. No caption."),
    zh=("把我的收据截图用“聊聊”发给{friend}，只发图片。",
        "{friend}想看看收据：从相册里把那张截图分享到“聊聊”，不配文字。",
        "我有一张收据的截图，用“聊聊”发给{friend}，不加说明。"),
)  # fmt: skip
def which_receipt(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    photos, receipt = s.start[GALLERY]["photos"], s.t("Gallery", "Receipt")
    for photo in photos.values():
        if photo["caption"] == receipt:
            photo["caption"] = s.t("Gallery", "Map")
    days = s.rng.sample(range(1, 20), 2)
    for n, ago in enumerate(days):
        photos[f"p9{n}"] = new_photo(f"chart:{91 + n}", f"Screenshot_{3100 + n}", s.now - timedelta(days=ago, hours=n),
                                     caption=receipt, kind="screenshot")  # fmt: skip
    nth = s.any((0, 1))
    day = s.day((s.now - timedelta(days=days[nth])).date())
    s.say(friend=friend)
    s.unclear(
        s.text("There are two receipts. Which one?", "有两张收据，发哪一张？"),
        s.text(f"The one of {day}.", f"{day}的那张。"),
    )
    message = new_message(ME, "", iso(s.now), "image", photos[f"p9{nth}"]["art"])
    s.add(PARLEY, "chats", chat_id, "messages", entity=message, letter="m")
    s.do("Gallery", Tap("Search"), Fill("query", receipt), Tap(f"photo-p9{nth}"), Tap("Share"))
    s.then("Parley", Tap("Parley"), Tap(f"to-{chat_id}"), Tap("send"))
