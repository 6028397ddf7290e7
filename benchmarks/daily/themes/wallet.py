"""Basar's money and the account: what is still to pay, the wallet, sums, addresses, shops that are followed."""

from datetime import date, datetime, timedelta

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import (
    BASAR,
    CANCELLING,
    NOTES,
    basar,
    called_off,
    moved,
    orders_with,
    the_order,
)
from benchmarks.daily.themes.cart import STREETS, postcode
from benchmarks.facts import Among
from devices.virtual.apps.bank.ledger import post
from devices.virtual.apps.market.catalogue import PRODUCTS, SELLERS
from devices.virtual.apps.market.state import Address, iso, number
from devices.virtual.apps.notes.state import new_note

THEME = Theme("shopping", "Basar")
BANK = "org.guimcp.bank"
TITLES = (
    ("Budget: Basar", "预算：巴扎"), ("Money on parcels", "网购花的钱"), ("Shopping so far", "目前购物花销"),
    ("Household: Basar", "家用：巴扎"), ("What shopping cost", "购物花了多少"), ("Sum for the budget", "记账用的总数"),
    ("Basar bill", "巴扎账单"), ("What I ordered", "下单合计"),
)  # fmt: skip
MOVES = (
    ("New flat", "新家"), ("Moving in April", "四月搬家"), ("Address from April", "四月起的地址"),
    ("Our new home", "我们的新房子"), ("Where I live now", "现在住的地方"), ("After the move", "搬家以后"),
    ("Keys on Friday", "周五拿钥匙"), ("Flat with a balcony", "带阳台的房子"),
)  # fmt: skip


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "wallet-sum-note", TEST, objective="analyse", composition="composite", apps=("Basar", "Notes"),
    en=("Add up the totals of my Basar orders since {day} (that day included), cancelled ones left out, and write the "
        "sum into a new note titled “{title}”. The note's text is the amount alone, such as €12.50.",
        "How much have I ordered for on Basar from {day} until today? Do not count what was cancelled. Create the note "
        "“{title}” with nothing but the sum in it, such as €12.50.",
        "I need the sum of all Basar orders placed on {day} or later, cancelled ones not counted. Save it as a new "
        "note: title “{title}”, text just the amount, such as €12.50."),
    zh=("把我在巴扎从{day}起（含当天）的订单总额加起来，取消的不算，写进新笔记，标题“{title}”，内容只写金额，例如¥12.50。",
        "从{day}到今天我在巴扎一共下了多少钱的单？取消的不计。新建笔记“{title}”，内容只有这个总数，如¥12.50。",
        "我要{day}及以后巴扎所有订单的合计（不含已取消的）。存成一条新笔记：标题“{title}”，正文只写金额，比如¥12.50。"),
)  # fmt: skip
def sum_note(s: Scene) -> None:
    first, title = date(2026, 3, s.any(range(1, 8))), s.text(*s.pick(TITLES))
    orders = [basar(s)["orders"][i] for i in orders_with(s)]
    since = [row for row in orders if row["at"] >= first.isoformat()]
    s.need(3 <= len(since) < len(orders))
    off = s.any(row for row in since if row["status"] in ("to pay", "to ship"))
    off["steps"].append({"status": "cancelled", "at": iso(s.now - timedelta(minutes=20))})
    off.update(status="cancelled", due="")
    total = sum(row["total"] for row in since if row["status"] != "cancelled")
    s.say(day=s.day(first), title=title)
    plain = f"{total // 100}.{total % 100:02}"
    note = {**new_note(title, "", "", s.now), "body": Among(s.money(total), plain, f"{plain} €", f"{plain}元")}
    s.add(NOTES, "notes", entity=note, letter="n")
    s.do("Basar", Tap("Orders"))
    s.do("Notes", Tap("New note"), Fill("Title", title), Fill("Note", s.money(total)), Tap("Save"))


@THEME.task(
    "wallet-pay-or-cancel", TEST, composition="conditional", risk="pay",
    en=("One of my Basar orders still waits to be paid. If it comes to {limit} or less, pay it by card; if it is more, "
        "cancel it (any reason).",
        "Look at the unpaid order on Basar: up to {limit} I will have it, so pay it with the card. Above that, call it "
        "off, the reason does not matter.",
        "Settle my open Basar order. Total at most {limit}: pay by card. Total above {limit}: cancel the order, "
        "whatever the reason."),
    zh=("我在巴扎有一笔订单还没付款。总额不超过{limit}就用银行卡付掉，超过就取消（原因随便）。",
        "看看巴扎那笔待付款的订单：{limit}以内就刷卡付款，超出就取消，理由无所谓。",
        "处理一下我巴扎里未付款的订单。总价不高于{limit}：用银行卡支付；高于{limit}：取消订单，原因任选。"),
)  # fmt: skip
def pay_or_cancel(s: Scene) -> None:
    order_id, order = the_order(s, "to pay")
    limit = s.number(20, 400, 10) * 100
    s.need(order["total"] != limit and abs(order["total"] - limit) < max(3000, order["total"] // 3))
    s.say(limit=s.money(limit))
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))
    if order["total"] > limit:
        called_off(s, order_id)
        s.then("Basar", *CANCELLING)
    else:
        goal = s.goal[BASAR]["orders"][order_id]
        goal["steps"].append({"status": "to ship", "at": iso(s.now)})
        goal.update(status="to ship", payment="card", due=iso(s.now + timedelta(hours=20)))
        s.then("Basar", Tap("pay-now"), Tap("with-card"))


@THEME.task(
    "wallet-count-paid-by", TEST, objective="analyse", composition="loop",
    en=("How many of my Basar orders that have already been delivered did I pay {way}? Answer with the number.",
        "Go through the orders on Basar that have arrived, completed ones included. How many of them were paid {way}? "
        "Just the number.",
        "Count those of my delivered Basar orders (completed ones too) for which I chose to pay {way}. Answer with a "
        "number."),
    zh=("我在巴扎已送达的订单里，有几笔是{way}的？回答数字。",
        "逐个看看巴扎已送达的订单（包括已完成的），其中几笔是{way}？只回答数字。",
        "数一数我巴扎已收到的订单（含已完成）中选择{way}的有几笔，回答一个数字。"),
)  # fmt: skip
def count_paid_by(s: Scene) -> None:
    ids = orders_with(s, "delivered", "completed")
    for order_id in ids:
        order = basar(s)["orders"][order_id]
        if order["payment"] != "wallet":
            order["payment"] = s.any(("card", "cash"))
    way = s.any(("card", "cash"))
    s.say(way=s.text(*{"card": ("by card", "刷银行卡付款"), "cash": ("cash on delivery", "货到付款")}[way]))
    s.answer("number", sum(basar(s)["orders"][i]["payment"] == way for i in ids))
    s.do("Basar", Tap("Orders"))
    for order_id in reversed(ids):
        s.then("Basar", Tap(f"order-{order_id}"), Back())


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "wallet-top-up", TRAIN, clarity="incomplete", risk="pay",
    en=("Top up my Basar wallet.", "Put some money into the wallet on Basar.",
        "The wallet in Basar is running low, charge it up from my card."),
    zh=("给我的巴扎钱包充值。", "往巴扎的钱包里充点钱。", "巴扎钱包余额不多了，从银行卡充一些进去。"),
)  # fmt: skip
def top_up(s: Scene) -> None:
    amount = s.number(15, 240, 5)
    s.unclear(
        s.text("By how much?", "充多少？"), s.text(f"By {s.money(amount * 100)}.", f"充{s.money(amount * 100)}。")
    )
    moved(s, amount * 100)
    s.do("Basar", Tap("Me"), Tap("me-account_balance_wallet"), Tap("Top up"), Fill("amount", str(amount)),
         Tap("do-top-up"))  # fmt: skip


@THEME.task(
    "wallet-new-address", TRAIN, composition="composite", apps=("Notes", "Basar"),
    en=("I have moved. My note “{title}” holds the new address and the phone number there: add it to the addresses in "
        "Basar for {owner} and make it the usual one. Keep the old ones.",
        "Take my new address and its phone number from the note “{title}”, enter it as a further address in Basar "
        "(name: {owner}) and make it the usual address.",
        "From now on Basar should deliver to the place described in the note “{title}”. Add it there as a new address "
        "with the phone number from the note, name {owner}, and let it be the usual one."),
    zh=("我搬家了，笔记“{title}”里有新地址和那边的电话。加到巴扎的收货地址里，收货人{owner}，并设为默认，旧地址保留。",
        "从笔记“{title}”里找到我的新地址和电话，在巴扎新增一个收货地址（收货人：{owner}），再设为默认地址。",
        "以后巴扎都送到笔记“{title}”里写的地方。请新增这个收货地址，电话用笔记里的，姓名填{owner}，并设成默认。"),
)  # fmt: skip
def new_address(s: Scene) -> None:
    title, owner = s.text(*s.pick(MOVES)), basar(s)["addresses"]["a1"]["name"]
    street = s.text(*s.pick(STREETS)).format(n=s.any(range(2, 90)))
    address: Address = {"name": owner, "phone": f"555-02{s.any(range(10, 100))}", "street": street,
                        "postcode": postcode(s), "town": s.t("Basar", "Lindenhof")}  # fmt: skip
    words = s.text(
        f"{street}, {address['postcode']} {address['town']}\nThe phone there: {address['phone']}\nRent is due on the "
        "first",
        f"{address['town']}{street}，邮编{address['postcode']}\n那边的电话：{address['phone']}\n每月一号交房租",
    )
    state = s.start[NOTES]
    state["notes"][f"n{state['next_id']}"] = new_note(title, words, "Home", s.now - timedelta(days=1))
    state["next_id"] += 1
    s.say(title=title, owner=owner)
    address_id = s.add(BASAR, "addresses", entity=address, letter="a")
    s.want(BASAR, "address", value=address_id)
    s.do("Notes", Tap(title))
    s.do("Basar", Tap("Me"), Tap("me-location_on"), Tap("New address"),
         *[Fill(key, str(value)) for key, value in address.items()], Tap("Save address"),
         Tap(f"usual-{address_id}"))  # fmt: skip


@THEME.task(
    "wallet-charged-too-much", TRAIN, objective="analyse", apps=("Basar", "Alder Bank"),
    en=("My Everyday account at Alder Bank shows a payment to Basar of {day} that does not fit the Basar order of that "
        "day. By how much was I charged too much? Answer with the difference.",
        "Compare the total of my Basar order of {day} with what Alder Bank took from the Everyday account for Basar "
        "that day. How much more did the bank take? Only the amount.",
        "On {day} I ordered on Basar, and more was debited at Alder Bank (Everyday account) than the order came to. "
        "What is the difference? Answer with the amount."),
    zh=("赤杨银行日常账户里{day}付给巴扎的钱和巴扎当天那笔订单对不上。多扣了我多少？回答差额。",
        "对比巴扎{day}订单的总额和赤杨银行日常账户当天付给巴扎的金额，银行多扣了多少？只回答金额。",
        "{day}我在巴扎下了单，赤杨银行（日常账户）扣的钱比订单总额多。差额是多少？回答金额。"),
)  # fmt: skip
def charged_too_much(s: Scene) -> None:
    order_id, order = the_order(s, "delivered")
    day = order["at"][:10]
    s.need(sum(other["at"][:10] == day for other in basar(s)["orders"].values()) == 1)
    order["payment"] = "card"
    extra = s.number(150, 1900, 10)
    at = datetime.fromisoformat(order["at"]) + timedelta(minutes=1)
    charge = post(s.start[BANK], "a1", -order["total"] - extra, at, s.t("Basar", "Basar"), "Shopping", "card")
    s.say(day=s.day(datetime.fromisoformat(day).date()))
    s.answer("money", extra)
    s.do("Basar", Tap("Orders"), Tap(f"order-{order_id}"))
    s.do("Alder Bank", Tap("account-a1"), Tap(f"transaction-{charge}"))


@THEME.task(
    "wallet-follow-best", TRAIN, objective="filter",
    en=("Of the Basar shops {a}, {b} and {c}, follow the one with the best rating, and only that.",
        "Compare the ratings of the shops {a}, {b} and {c} on Basar and follow the best rated of the three.",
        "Which of {a}, {b} and {c} has the most stars as a shop on Basar? Follow it; leave the other two."),
    zh=("巴扎店铺“{a}”“{b}”和“{c}”中，关注评分最高的那家，只关注那一家。",
        "比较巴扎上“{a}”“{b}”“{c}”三家店的评分，关注分数最高的一家。",
        "“{a}”“{b}”“{c}”这三家巴扎店铺哪家星级最高？关注它，另外两家不用。"),
)  # fmt: skip
def follow_best(s: Scene) -> None:
    shops = basar(s)["shops"]
    three = [s.any(i for i in SELLERS if not shops[i]["followed"]) for _ in range(3)]
    ratings = sorted(shops[i]["rating"] for i in three)
    s.need(len(set(three)) == 3 and ratings[-1] > ratings[-2])
    best = max(three, key=lambda i: shops[i]["rating"])
    names = [s.t("Basar", SELLERS[i].name) for i in three]
    s.say(a=names[0], b=names[1], c=names[2])
    s.want(BASAR, "shops", best, "followed", value=True)
    s.goal[BASAR]["shops"][best]["followers"] += 1
    order = [*(i for i in three if i != best), best]
    for n, shop in enumerate(order):
        product = min((i for i in PRODUCTS if PRODUCTS[i].seller == shop), key=number)
        moves = (Fill("query", s.t("Basar", SELLERS[shop].name)), Tap(f"suggestion-{product}"), Tap("seller"))
        if not n:
            s.do("Basar", *moves)
        else:
            s.then("Basar", Back(), Back(), *moves)
    s.then("Basar", Tap("Follow", "button"))
