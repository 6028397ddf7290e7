"""Alder Bank: what is due and what was spent, savings goals, cards, other currencies."""

from collections.abc import Mapping
from datetime import timedelta

from agent.policies.scripted import Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.alder import BANK, bank, booked, open_bills, typed
from devices.virtual.apps.bank.catalogue import EURO_RATES, YUAN_RATES
from devices.virtual.apps.bank.state import number
from devices.virtual.apps.bank.statements import spent

THEME = Theme("local and money", "Alder Bank")
CARDS = {"c1": ("debit card", "借记卡"), "c2": ("credit card", "信用卡")}


def some_goal(s: Scene) -> str:
    """A savings goal, by what it is called."""
    goals = bank(s)["goals"]
    return s.any(sorted(goals, key=number))


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "budget-due-by", TEST, objective="analyse",
    en=("What do all the bills in Alder Bank that are not paid yet and due on or before {day} come to, overdue ones "
        "included? Answer with the amount.",
        "Add up my unpaid bills at Alder Bank that are due by {day} (that day and everything overdue counts). Only the "
        "sum.",
        "How much money do I need for the Alder Bank bills still to pay that fall due up to and including {day}? Count "
        "the overdue ones too. Answer with the total."),
    zh=("赤杨银行里还没缴、到期日在{day}或之前的账单（包括已逾期的）一共多少钱？回答金额。",
        "把赤杨银行里截至{day}（含当天，含逾期）到期的未缴账单加起来，只要总数。",
        "{day}及以前到期的赤杨银行待缴账单，总共需要准备多少钱？逾期的也算。回答总额。"),
)  # fmt: skip
def due_by(s: Scene) -> None:
    bills = open_bills(s).values()
    day = s.now.date() + timedelta(days=s.any(range(3, 18)))
    due = [bill["amount"] for bill in bills if bill["due"] <= day.isoformat()]
    s.need(3 <= len(due) <= 6 and len(due) < len(bills))
    s.say(day=s.day(day, weekday=True))
    s.answer("money", sum(due))
    s.do("Alder Bank", Tap("quick-receipt_long"))


@THEME.task(
    "budget-more-than", TEST, objective="analyse", composition="composite",
    en=("By how much did my spending on {category} in {later} differ from that in {earlier}, according to Alder Bank? "
        "Answer with the difference as an amount, without a sign.",
        "Compare what I spent on {category} in {earlier} and in {later} (Alder Bank, spending). What is the "
        "difference? Just the amount.",
        "Look into the spending by category at Alder Bank: how far apart are {earlier} and {later} for {category}? "
        "Answer with an amount."),
    zh=("按赤杨银行的统计，我{later}和{earlier}在“{category}”上的支出相差多少？回答差额，不带正负号。",
        "比较赤杨银行里{earlier}和{later}“{category}”类的支出，差多少钱？只回答金额。",
        "看看赤杨银行的分类支出：“{category}”在{earlier}和{later}之间差了多少？回答一个金额。"),
)  # fmt: skip
def more_than(s: Scene) -> None:
    names = {"2026-01": ("January", "一月"), "2026-02": ("February", "二月"), "2026-03": ("March", "三月")}
    earlier, later = s.any((("2026-01", "2026-02"), ("2026-02", "2026-03"), ("2026-01", "2026-03")))
    rows = list(bank(s)["transactions"].values())
    one, two = spent(rows, earlier), spent(rows, later)
    category = s.any(one.keys() & two.keys())
    s.need(one[category] != two[category])
    s.say(category=s.t("Alder Bank", category), earlier=s.text(*names[earlier]), later=s.text(*names[later]))
    s.answer("money", abs(one[category] - two[category]))
    back = {"2026-01": 2, "2026-02": 1, "2026-03": 0}
    s.do("Alder Bank", Tap("Spending"), *[Tap("Earlier month")] * back[later],
         *[Tap("Earlier month")] * (back[earlier] - back[later]))  # fmt: skip


@THEME.task(
    "budget-goal-if", TEST, composition="conditional",
    en=("If my Everyday account holds more than {limit}, put {much} into the savings goal “{goal}”; if not, put only "
        "{little} into it.",
        "Save something for “{goal}” at Alder Bank: {much} if the Everyday account has over {limit}, otherwise "
        "{little}.",
        "Look at the balance of the Everyday account in Alder Bank. Above {limit}: put {much} into the goal “{goal}”. "
        "Otherwise {little} is enough."),
    zh=("如果日常账户余额超过{limit}，就往储蓄目标“{goal}”存{much}；没有的话只存{little}。",
        "在赤杨银行为“{goal}”攒点钱：日常账户余额多于{limit}就存{much}，否则存{little}。",
        "看一下赤杨银行日常账户的余额。高于{limit}：往目标“{goal}”存入{much}；不然存{little}就行。"),
)  # fmt: skip
def goal_if(s: Scene) -> None:
    state, goal_id = bank(s), some_goal(s)
    goal, balance = state["goals"][goal_id], state["accounts"]["a1"]["balance"]
    limit, much, little = s.number(1200, 4400, 100) * 100, s.number(80, 240, 10) * 100, s.number(10, 45) * 100
    s.need(balance != limit and abs(balance - limit) < 60000)
    cents = much if balance > limit else little
    s.say(limit=s.money(limit), much=s.money(much), little=s.money(little), goal=goal["name"])
    s.want(BANK, "goals", goal_id, "saved", value=goal["saved"] + cents)
    booked(s, -cents, goal["name"], "Savings", "goal", s.t("Alder Bank", "Savings goal"))
    s.do("Alder Bank", Tap("More"), Tap("more-savings"), Tap(f"goal-{goal_id}"), Tap("put-in"),
         Fill("amount", typed(cents)), Tap("move"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "budget-card-abroad", TRAIN, composition="composite",
    en=("I am going abroad. In Alder Bank allow payments abroad with my {card}, set its daily limit to {limit} and "
        "switch contactless payment off for it.",
        "Prepare my Alder Bank {card} for the journey: payments abroad on, contactless off, daily limit {limit}.",
        "Change my {card} in Alder Bank: allow payments abroad, turn contactless off and set the daily limit to "
        "{limit}."),
    zh=("我要出国了。在赤杨银行给我的{card}开通境外支付，每日限额设为{limit}，并关闭闪付。",
        "出行前设置一下赤杨银行的{card}：开境外支付，关闪付，每日限额{limit}。",
        "修改赤杨银行的{card}：允许境外支付，不再支持闪付，每天最多{limit}。"),
)  # fmt: skip
def card_abroad(s: Scene) -> None:
    card, limit = s.any(CARDS), s.number(300, 3000, 50) * 100
    s.need(bank(s)["cards"][card]["limit"] != limit)
    s.say(card=s.text(*CARDS[card]), limit=s.money(limit))
    s.want(BANK, "cards", card, "abroad", value=True)
    s.want(BANK, "cards", card, "contactless", value=False)
    s.want(BANK, "cards", card, "limit", value=limit)
    s.do("Alder Bank", Tap("Cards"), Tap(f"card-{card}"), Tap("abroad"), Tap("contactless"), Tap("Type the limit"),
         Fill("amount", typed(limit)), Tap("Save"))  # fmt: skip


@THEME.task(
    "budget-exchange", TRAIN, objective="query",
    en=("What do {n} {currency} cost in {own}, by the converter of Alder Bank? Answer with the amount in {own}.",
        "A hotel charges {n} {currency}. How much is that in {own} at Alder Bank's rate? Amount only.",
        "Convert {n} {currency} into {own} with Alder Bank. Answer with what comes out."),
    zh=("按赤杨银行的汇率换算，{n}{currency}合多少{own}？回答{own}金额。",
        "酒店标价{n}{currency}，用赤杨银行换算成{own}是多少钱？只要金额。",
        "用赤杨银行的汇率换算功能，把{n}{currency}换算成{own}，回答结果。"),
)  # fmt: skip
def exchange(s: Scene) -> None:
    rates: Mapping[str, int] = bank(s)["rates"]
    names = {i: name for i, (name, _) in (EURO_RATES | YUAN_RATES).items()}
    currency, n = s.any(rates), s.number(300, 9000, 50)
    cents = (n * 100 * 10000 + rates[currency] // 2) // rates[currency]
    plural = {"Pound sterling": "pounds sterling", "Japanese yen": "Japanese yen", "Swedish krona": "Swedish kronor",
              "Polish zloty": "Polish zlotys", "Czech koruna": "Czech korunas", "Chinese yuan": "Chinese yuan",
              "US dollar": "US dollars", "Swiss franc": "Swiss francs"}  # fmt: skip
    name = names[currency]
    s.say(n=n, currency=s.text(plural.get(name, name), s.t("Alder Bank", name)), own=s.text("euros", "人民币"))
    s.answer("money", cents)
    s.do("Alder Bank", Tap("Currency converter"), Tap(f"currency-{currency}"), Tap("swap"), Fill("amount", str(n)))


@THEME.task(
    "budget-goal-short", TRAIN, feasible=False,
    en=("Take {amount} out of my savings goal “{goal}” at Alder Bank. It has to be that sum, and only from this goal.",
        "I need {amount} from the goal “{goal}” in Alder Bank: take exactly that out of it, not less.",
        "Withdraw {amount} from “{goal}” (savings goals, Alder Bank). Another sum or another goal does not help me."),
    zh=("从赤杨银行的储蓄目标“{goal}”里取出{amount}，必须是这个数，也只能从这个目标取。",
        "我要从赤杨银行的“{goal}”目标里用{amount}：正好取出这么多，不能少。",
        "从“{goal}”（赤杨银行储蓄目标）取出{amount}，金额或目标换了都不行。"),
)  # fmt: skip
def goal_short(s: Scene) -> None:
    goal_id, more = some_goal(s), s.number(40, 400, 10)
    goal = bank(s)["goals"][goal_id]
    amount = goal["saved"] // 1000 * 1000 + more * 100
    s.need(goal["saved"] < amount < goal["target"])
    s.say(amount=s.money(amount), goal=goal["name"])
    s.decline("there is less in this goal")
    s.do("Alder Bank", Tap("More"), Tap("more-savings"), Tap(f"goal-{goal_id}"))


@THEME.task(
    "budget-which-card", TRAIN, clarity="ambiguous",
    en=("Freeze my card at Alder Bank.", "I cannot find my Alder Bank card. Freeze it for now, do not order a new one.",
        "Block my bank card in Alder Bank until I have found it again."),
    zh=("把我的赤杨银行卡冻结。", "我的赤杨银行卡找不到了，先冻结，不用申请换卡。",
        "在赤杨银行把我的卡冻结，等找到再说。"),
)  # fmt: skip
def which_card(s: Scene) -> None:
    card = s.any(CARDS)
    s.unclear(s.text("Which one, the debit card or the credit card?", "冻结借记卡还是信用卡？"),
              s.text(f"The {CARDS[card][0]}.", f"{CARDS[card][1]}。"))  # fmt: skip
    s.want(BANK, "cards", card, "frozen", value=True)
    s.do("Alder Bank", Tap("Cards"), Tap(f"card-{card}"), Tap("freeze"))
