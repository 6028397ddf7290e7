"""Alder Bank: sending money, bills, standing orders, and what others owe."""

from datetime import timedelta

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.alder import (
    BANK,
    bank,
    bill_paid,
    biller,
    booked,
    due_on,
    happened,
    new_number,
    open_bills,
    payee_called,
    person,
    sending,
    sent,
    typed,
)
from benchmarks.daily.themes.basar import some_friend, written
from benchmarks.daily.themes.letters import MAIL
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.state import Every, Request, Standing, iso
from devices.virtual.apps.mail.state import ME, new_thread

PARLEY = "org.guimcp.chat"
THEME = Theme("local and money", "Alder Bank")

PURPOSES = (
    ("Half of the pizza", "披萨平摊"), ("Cinema on Friday", "周五看电影"), ("Present for Keiko", "给惠子的礼物"),
    ("Petrol money", "油钱"), ("Ski pass", "滑雪票"), ("Flowers for Mum", "给妈妈买花"),
    ("Lunch on Sunday", "周日午饭"), ("Museum tickets", "博物馆门票"), ("Boat hire", "租船费"), ("Picnic", "野餐"),
)  # fmt: skip
REGULAR = (
    ("Music lessons", "音乐课"), ("Garage rent", "车库租金"), ("Babysitting", "看孩子的钱"),
    ("Cello hire", "大提琴租金"),
    ("Garden share", "菜园份子钱"), ("Streaming share", "会员平摊"), ("Language course", "语言课"),
    ("Bike storage", "存车费"),
)  # fmt: skip
FIRMS = (
    ("Harrow Roofing", "office@harrowroofing.example", "hall roof", "哈罗屋顶", "屋顶维修"),
    ("Bluebell Cleaning", "hello@bluebell.example", "window cleaning", "蓝铃保洁", "擦窗"),
    ("Oak & Iron Joinery", "post@oakiron.example", "new shelves", "橡铁木工", "新书架"),
    ("Kite Photography", "mail@kitephoto.example", "family pictures", "风筝摄影", "全家福"),
    ("Pebble Plumbing", "team@pebbleplumbing.example", "kitchen tap", "卵石水管", "厨房龙头"),
    ("Marigold Gardens", "info@marigold.example", "hedge", "金盏花园艺", "修剪树篱"),
    ("Silver Key Locks", "shop@silverkey.example", "door lock", "银钥锁业", "门锁"),
    ("Paper Moon Print", "print@papermoon.example", "invitations", "纸月印刷", "请柬印制"),
)  # fmt: skip
NUDGES = (  # where money is missing, and where it came
    ("Has it slipped your mind?", "是不是忘了转我那笔钱？", "Got it, thank you!", "收到啦，谢谢！"),
    ("The bank is still waiting 😉", "银行那边还没到账哦😉", "The money is there, cheers", "钱到了，多谢"),
    ("Could you send it this week?", "这周能转给我吗？", "All settled between us", "咱们两清啦"),
    ("My account feels lonely", "我的账户很寂寞", "It arrived, see you soon", "到账了，回头见"),
    ("Gentle reminder about the money", "小小提醒一下那笔钱", "Thanks for the quick transfer", "转得真快，谢谢"),
    ("Please remember the transfer", "记得转账呀", "Perfect, thanks a lot", "太好了，非常感谢"),
)  # fmt: skip


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "bank-pay-overdue", TEST, objective="filter", composition="loop", risk="pay",
    en=("Pay every overdue bill in Alder Bank now, from the Everyday account. Leave the bills that are not late.",
        "Some of my bills at Alder Bank are overdue. Settle all of those at once from the Everyday account, no others.",
        "In Alder Bank, pay right now (Everyday account) whatever bill is past its due date, and only that."),
    zh=("在赤杨银行把所有已逾期的账单现在缴清，从日常账户扣款。没逾期的不要动。",
        "我在赤杨银行有几笔账单逾期了，用日常账户马上全部缴掉，其他的不缴。",
        "赤杨银行里凡是过了到期日的账单，立即从日常账户缴费，只缴这些。"),
)  # fmt: skip
def pay_overdue(s: Scene) -> None:
    today = s.now.date().isoformat()
    late = [i for i, bill in open_bills(s).items() if bill["due"] < today]
    s.need(len(late) > 1)
    s.do("Alder Bank", Tap("overdue"))
    for n, bill_id in enumerate(late):
        bill_paid(s, bill_id)
        s.then("Alder Bank", *([Back()] if n else []), Tap(f"bill-{bill_id}"), Tap("pay-now"), Tap("confirm-payment"))


@THEME.task(
    "bank-standing-new", TEST, composition="composite", risk="pay",
    en=("Set up a standing order at Alder Bank: {amount} to {name} {every}, for the first time on {day}, purpose "
        "“{purpose}”, from the Everyday account.",
        "{name} is to get {amount} {every} from my Everyday account, beginning on {day}. Purpose: “{purpose}”. Create "
        "the standing order in Alder Bank.",
        "New standing order in Alder Bank, please. Payee {name}, amount {amount}, {every}, first payment {day}, "
        "purpose “{purpose}”, Everyday account."),
    zh=("在赤杨银行新建一笔定期转账：{every}给{name}转{amount}，首次日期{day}，用途“{purpose}”，从日常账户付。",
        "从{day}开始，{every}用日常账户给{name}转{amount}，用途写“{purpose}”。请在赤杨银行设好定期转账。",
        "请在赤杨银行设置定期转账。收款人{name}，金额{amount}，{every}一次，首次{day}，用途“{purpose}”，付款账户为日常账户。"),
)  # fmt: skip
def standing_new(s: Scene) -> None:
    payee, purpose = person(s, taken=False), s.text(*s.pick(REGULAR))
    row, cents, every = bank(s)["payees"][payee], s.number(15, 180, 5) * 100, s.any(("weekly", "monthly", "quarterly"))
    day = s.now.date() + timedelta(days=s.any(range(4, 40)))
    words = {"weekly": ("every week", "每周"), "monthly": ("every month", "每月"),
             "quarterly": ("every three months", "每三个月")}[every]  # fmt: skip
    s.say(amount=s.money(cents), name=row["name"], every=s.text(*words), day=s.day(day, weekday=True), purpose=purpose)
    order: Standing = {"source": "a1", "name": row["name"], "number": row["number"], "amount": cents,
                       "purpose": purpose, "every": every, "day": day.isoformat(), "paused": False}  # fmt: skip
    s.add(BANK, "standing", entity=order, letter="o")
    s.do("Alder Bank", Tap("Payments"), Tap("pay-repeat"), Tap("New standing order"), Tap("payee"),
         Tap(f"pick-{payee}"), Fill("amount", typed(cents)), Fill("purpose", purpose),
         *([] if every == "monthly" else [Tap(every)]), Fill("date", day.isoformat()),
         Tap("Save", "button"))  # fmt: skip


@THEME.task(
    "bank-which-anna", TEST, clarity="ambiguous", risk="pay",
    en=("Send {given} {amount} from my Everyday account, purpose “{purpose}”.",
        "Transfer {amount} to {given} with Alder Bank (Everyday account) for “{purpose}”.",
        "{given} gets {amount} from me. Send it from the Everyday account and write “{purpose}” as the purpose."),
    zh=("从日常账户给{given}转{amount}，用途“{purpose}”。",
        "用赤杨银行的日常账户转{amount}给{given}，用途写“{purpose}”。",
        "我要给{given}{amount}。从日常账户转过去，用途填“{purpose}”。"),
)  # fmt: skip
def which_anna(s: Scene) -> None:
    names = [s.t("Contacts", name) for name in ("Anna Lindqvist", "Anna Okafor")]
    payees = [payee_called(s, name) for name in names]
    nth, purpose, cents = s.any((0, 1)), s.text(*s.pick(PURPOSES)), s.number(8, 140) * 100
    given = s.text("Anna", names[0][-2:])
    s.need(all(given in name for name in names))
    s.say(given=given, amount=s.money(cents), purpose=purpose)
    s.unclear(
        s.text("There are two of that name among your payees. Which one?", "收款人里有两位，转给哪一位？"), names[nth]
    )
    sent(s, payees[nth], cents, purpose)
    s.do("Alder Bank", *sending(payees[nth], cents, purpose))


@THEME.task(
    "bank-invoice-mail", TEST, composition="composite", risk="pay", apps=("Letterbox", "Alder Bank"),
    en=("Pay the invoice that {firm} sent me by mail: transfer the amount now from my Everyday account to the account "
        "number in the mail, recipient “{firm}”, with the invoice number as the purpose. Do not keep them among my "
        "payees.",
        "{firm} has mailed an invoice. Send them what they ask for from the Everyday account straight away; recipient "
        "{firm}, account number from the mail, purpose just the invoice number. No need to save them as a payee.",
        "Settle {firm}'s invoice (see Letterbox) with Alder Bank today, Everyday account. They are a new recipient "
        "called “{firm}”, not to be kept; the purpose is the number of the invoice and nothing else."),
    zh=("支付{firm}发到我邮箱的账单：现在从日常账户把金额转到邮件里的账号，收款人“{firm}”，用途只写账单编号，不要保存为收款人。",
        "{firm}发邮件寄来一张账单。马上用日常账户付给他们：收款人姓名{firm}，账号见邮件，用途填账单编号，不用存成收款人。",
        "用赤杨银行把{firm}的账单（见信箱）今天付掉，日常账户。新收款人“{firm}”，不保存；用途只填账单编号。"),
)  # fmt: skip
def invoice_mail(s: Scene) -> None:
    en, address, what, zh, what_zh = s.pick(FIRMS)
    firm, invoice, cents = s.text(en, zh), f"{s.any('KRT')}-{s.any(range(1000, 9999))}", s.number(4000, 39000, 50)
    number, state = new_number(s), s.start[MAIL]
    body = s.text(
        f"Dear customer,\n\nthank you for your order ({what}). Invoice {invoice} comes to {s.money(cents)}; it was "
        f"{s.money(cents + 2500)} in our first offer.\n\nPlease transfer it to {shown(number)} by the end of March.",
        f"尊敬的客户：\n\n感谢您的委托（{what_zh}）。账单{invoice}金额为{s.money(cents)}，"
        f"最初报价是{s.money(cents + 2500)}。\n\n请于三月底前转账至{shown(number)}。",
    )
    subject = s.text(f"Your invoice for the {what}", f"您的{what_zh}账单")
    state["threads"]["t900"] = new_thread(subject, "inbox")
    state["letters"]["m900"] = {"thread": "t900", "name": firm, "address": address, "to": [ME], "cc": [], "body": body,
                                "at": iso(s.now - timedelta(hours=2)), "files": [], "links": []}  # fmt: skip
    s.need(cents <= bank(s)["settings"]["daily"])
    s.say(firm=firm)
    booked(s, -cents, firm, "Transfers", "transfer", invoice, number)
    s.do("Letterbox", Tap("thread-t900"))
    s.do("Alder Bank", Tap("Payments"), Tap("pay-person_add"), Fill("name", firm), Fill("number", shown(number)),
         Fill("amount", typed(cents)), Fill("purpose", invoice), Tap("continue"), Tap("send"),
         Tap("confirm"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "bank-bill-day-before", TRAIN, composition="composite", risk="pay",
    en=("Have the open bill from {biller} paid by Alder Bank exactly one day before it is due. Do not pay it today.",
        "Schedule {biller}'s unpaid bill in Alder Bank for the day before its due date.",
        "When is the bill of {biller} due? Let Alder Bank pay it on the day before that, planned, not now."),
    zh=("让赤杨银行在{biller}的待缴账单到期的前一天缴费，今天不要缴。",
        "在赤杨银行把{biller}那笔没缴的账单预约到到期日前一天。",
        "{biller}的账单哪天到期？在赤杨银行预约提前一天缴费，不要现在缴。"),
)  # fmt: skip
def bill_day_before(s: Scene) -> None:
    bills = open_bills(s)
    bill_id = s.pick((i for i in bills if due_on(bills[i]) > s.now + timedelta(days=3)), lambda i: bills[i]["biller"])
    bill = bills[bill_id]
    bank(s)["subscribers"][bill["biller"]]["autopay"] = False
    day = (due_on(bill) - timedelta(days=1)).date().isoformat()
    s.say(biller=biller(s, bill))
    s.want(BANK, "bills", bill_id, "status", value="scheduled")
    s.want(BANK, "bills", bill_id, "pay_on", value=day)
    s.do("Alder Bank", Tap("quick-receipt_long"), Tap(f"bill-{bill_id}"), Tap("schedule"), Fill("date", day),
         Tap("do-schedule"))  # fmt: skip


@THEME.task(
    "bank-pause-dear", TRAIN, objective="filter", composition="loop",
    en=("Pause each of my standing orders at Alder Bank that is for {limit} or more. Those already paused stay so.",
        "I must save: in Alder Bank, suspend (do not delete) all standing orders of at least {limit}.",
        "Go through the standing orders in Alder Bank and pause the active ones from {limit} up."),
    zh=("把赤杨银行里金额在{limit}及以上的定期转账都暂停，已经暂停的保持不变。",
        "我得省钱了：在赤杨银行把所有不低于{limit}的定期转账暂停（不要删除）。",
        "检查赤杨银行的定期转账，凡是正在使用、金额达到{limit}的都暂停。"),
)  # fmt: skip
def pause_dear(s: Scene) -> None:
    state, limit = bank(s), s.number(20, 100, 5) * 100
    fresh = [i for i, row in state["payees"].items() if row["company"]]
    for n, payee in enumerate(s.rng.sample(fresh, 2)):
        row, day = state["payees"][payee], s.now.date() + timedelta(days=s.any(range(3, 25)))
        every: Every = ("monthly", "quarterly")[n]
        order: Standing = {"source": "a1", "name": row["name"], "number": row["number"], "purpose": "", "every": every,
                           "amount": s.any(range(1500, 14000, 500)), "day": day.isoformat(),
                           "paused": False}  # fmt: skip
        state["standing"][f"o{state['next_id']}"] = order
        state["next_id"] += 1
    active = [i for i, order in state["standing"].items() if not order["paused"]]
    dear = [i for i in active if state["standing"][i]["amount"] >= limit]
    s.need(1 < len(dear) < len(active))
    s.say(limit=s.money(limit))
    s.do("Alder Bank", Tap("Payments"), Tap("pay-repeat"))
    for order_id in dear:
        s.want(BANK, "standing", order_id, "paused", value=True)
        s.then("Alder Bank", Tap(f"standing-{order_id}"), Tap("pause-order"), Back())


@THEME.task(
    "bank-paid-back", TRAIN, composition="conditional", risk="send", apps=("Alder Bank", "Parley"),
    en=("I asked {friend} for money in Alder Bank last week. If exactly that amount has come in from them since, mark "
        "the request as settled and write {friend} on Parley “{thanks}”; if not, write “{nudge}”",
        "Has {friend} paid what I requested at Alder Bank? Look into the Everyday account. Paid in full since I asked: "
        "set the request to settled and send “{thanks}” on Parley. Anything else: only send “{nudge}” there.",
        "Check {friend}'s open request in Alder Bank against what the Everyday account received since. The full amount "
        "came: mark it as settled and tell {friend} “{thanks}” on Parley. It did not: leave it open and say “{nudge}”"),
    zh=("上周我在赤杨银行向{friend}发起了收款。如果之后正好收到了这笔金额，就把这条收款标记为已收款，并在“聊聊”给{friend}发“{thanks}”；没有的话就发“{nudge}”",
        "{friend}还了我在赤杨银行收款里要的钱吗？看看日常账户。发起之后足额到账：标记为已收款，并在“聊聊”发“{thanks}”；其他情况：只在“聊聊”发“{nudge}”",
        "核对赤杨银行里向{friend}的未结收款和日常账户之后的进账。足额到账就标记为已收款，在“聊聊”跟{friend}说“{thanks}”；没有就别改收款，说“{nudge}”"),
)  # fmt: skip
def paid_back(s: Scene) -> None:
    state, (chat_id, friend) = bank(s), some_friend(s)
    payee = payee_called(s, friend)
    number, cents, words = state["payees"][payee]["number"], s.number(12, 190) * 100, s.pick(NUDGES)
    nudge, thanks = s.text(words[0], words[1]), s.text(words[2], words[3])
    since = iso(s.now - timedelta(days=9))
    s.need(not any(row["at"] > since and row["number"] == number for row in state["transactions"].values()))
    s.need(all(request["name"] != friend for request in state["requests"].values()))
    request: Request = {"name": friend, "amount": cents, "purpose": "", "at": iso(s.now - timedelta(days=6, hours=2)),
                        "settled": False}  # fmt: skip
    state["requests"][f"q{state['next_id']}"] = request
    request_id, state["next_id"] = f"q{state['next_id']}", state["next_id"] + 1
    paid = s.any((True, False))
    came = cents if paid else s.any((cents - 500, cents // 2))
    movement = happened(s, came, friend, "", number, timedelta(days=s.any((1, 2, 3)), hours=1))
    s.say(friend=friend, nudge=nudge, thanks=thanks)
    written(s, chat_id, thanks if paid else nudge)
    s.do("Alder Bank", Tap("Payments"), Tap("pay-request_quote"), Back(), Tap("Home"), Tap("account-a1"),
         Tap(f"transaction-{movement}"))  # fmt: skip
    if paid:
        s.want(BANK, "requests", request_id, "settled", value=True)
        s.then("Alder Bank", Back(), Back(), Tap("Payments"), Tap("pay-request_quote"), Tap(f"settle-{request_id}"))
    s.do("Parley", Tap(f"chat-{chat_id}"), Fill("text", thanks if paid else nudge), Tap("send"))
