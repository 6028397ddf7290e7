"""Rides with Hopla: found, compared, booked and paid for. What comes after is in trips.py."""

from datetime import datetime, time, timedelta

from agent.policies.scripted import Back, Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.facts import Among
from devices.virtual.apps.mail.state import ME as MY_ADDRESS
from devices.virtual.apps.mail.state import new_thread
from devices.virtual.apps.rides.catalogue import DRIVERS, KINDS, PLACES, PROMOS, fare, minutes
from devices.virtual.apps.rides.state import new_trip, paid

HOPLA, MAIL = "org.guimcp.hopla", "org.guimcp.mail"
THEME = Theme("transport", "Hopla")

AWAY = tuple(name for name in PLACES if name not in ("home", "work"))
TIMES = ("07:45", "08:20", "10:10", "11:35", "13:05", "15:50", "17:25", "18:40", "20:15", "21:05")
WORDS = (("I have two big suitcases", "我有两个大行李箱"), ("Please ring at Lenz", "请按伦茨家的门铃"),
         ("I wait at the back door", "我在后门等"), ("Please come into the yard", "请开进院子"),
         ("I travel with a pram", "我带着婴儿车"), ("The bell does not work", "门铃坏了"),
         ("Please call when you are there", "到了请打电话"), ("I wait at the corner", "我在街角等"))  # fmt: skip
# Subject of a mail and what it is about, in both languages, and where that is.
APPOINTMENTS = (
    ("Your check-up", "check-up", "您的体检预约", "体检", "clinic"),
    ("Your cleaning appointment", "teeth cleaning", "您的洁牙预约", "洁牙", "dental"),
    ("Your guided tour", "guided tour", "您的导览预约", "导览", "museum"),
    ("Your seats", "performance", "您的座位", "演出", "theatre"),
    ("Your climbing course", "climbing course", "您的攀岩课程", "攀岩课", "climbing"),
    ("Parent meeting", "parent meeting", "家长会通知", "家长会", "school"),
    ("Open lecture", "open lecture", "公开课通知", "公开课", "uni"),
    ("Stadium tour", "stadium tour", "体育场参观通知", "参观", "stadium"),
)  # fmt: skip


def place(s: Scene, key: str) -> str:
    """A place as Hopla calls it."""
    return s.t("Hopla", PLACES[key].name)


def some_place(s: Scene, *not_these: str) -> str:
    """A place that is neither home nor work."""
    return s.pick([key for key in AWAY if key not in not_these], lambda key: PLACES[key].name)


def cost(s: Scene, kind: str, start: str, end: str, stop: str = "") -> int:
    """What a ride costs in this world."""
    return fare(kind, start, end, s.start[HOPLA]["level"], stop)


def on_day(s: Scene, ahead: int, hhmm: str) -> datetime:
    """A time of day so many days ahead."""
    return datetime.combine(s.now.date() + timedelta(days=ahead), time.fromisoformat(hhmm))


def booked(
    s: Scene, end: str, kind: str, payment: str, at: datetime, start: str = "home", stop: str = "", promo: str = "",
    note: str = "",
) -> None:  # fmt: skip
    """A ride that is to be booked for later, with what is paid for it; who drives is left open."""
    level = s.start[HOPLA]["level"]
    trip = new_trip(start, end, kind, level, payment, at, "scheduled", DRIVERS[0], stop, promo, note)
    names, plates = zip(*DRIVERS, strict=True)
    s.add(HOPLA, "trips", entity={**trip, "driver": Among(*names), "plate": Among(*plates)}, letter="t")
    if promo:
        s.goal[HOPLA]["used_promos"].append(promo)
    if payment == "wallet":
        s.goal[HOPLA]["wallet"] -= paid(trip)


def seek(key: str) -> list[Move]:
    """Type a place into the search that is open, and take it."""
    return [Fill("query", PLACES[key].name), Tap(f"place-{key}")]


def day_key(at: datetime) -> Tap:
    """The chip of a day."""
    return Tap(f"day-{at.date().isoformat()}")


# -- test ------------------------------------------------------------------------------------------------------------


@THEME.task(
    "rides-book-stop", TEST, composition="composite", risk="pay",
    en=('Book a Hopla {kind} from Home to {end} for {day} at {time}, with a stop at {stop}. Pay {pay}, use the '
        'promo code {promo} and leave the driver the note "{note}".',
        'On {day} at {time} I need a Hopla: {kind}, from Home by way of {stop} to {end}. Apply my code {promo}, pay '
        '{pay}, note to the driver: "{note}".',
        'Schedule a ride in Hopla, {day}, {time}: {kind}, pick-up at Home, one stop at {stop}, destination {end}, '
        'paid {pay}, promo code {promo}, and write "{note}" to the driver.'),
    zh=("用跳跳出行预约{day} {time}从家到{end}的“{kind}”车，途经{stop}。用{payment}支付，使用优惠码{promo}，"
        "给司机备注“{note}”。",
        "{day} {time}我要叫一辆跳跳出行：车型“{kind}”，从家出发，途经{stop}，到{end}。用上优惠码{promo}，"
        "{payment}支付，给司机留言“{note}”。",
        "在跳跳出行里约一趟车：{day} {time}，“{kind}”，上车点家，途经点{stop}，目的地{end}，付款方式{payment}，"
        "优惠码{promo}，司机备注写“{note}”。"),
)  # fmt: skip
def book_stop(s: Scene) -> None:
    end = some_place(s)
    stop, kind = some_place(s, end), s.any(KINDS)
    at, payment, promo = on_day(s, s.any(range(1, 7)), s.any(TIMES)), s.any(("card", "cash")), s.any(PROMOS)
    note = s.text(*s.pick(WORDS))
    s.say(end=place(s, end), stop=place(s, stop), kind=s.t("Hopla", KINDS[kind].name), day=s.day(at.date(), True),
          time=f"{at:%H:%M}", payment=s.t("Hopla", payment.capitalize()).lower(), promo=promo, note=note,
          pay={"card": "by card", "cash": "in cash"}[payment])  # fmt: skip
    booked(s, end, kind, payment, at, stop=stop, promo=promo, note=note)
    s.do("Hopla", Tap("Where to?"), *seek(end), Tap("add-stop"), *seek(stop), Tap(f"kind-{kind}"), day_key(at),
         Fill("time", f"{at:%H:%M}"), Tap(payment.capitalize(), "chip"), Fill("promo", promo), Tap("Apply"),
         Fill("Note to driver", note), Tap("book"), Tap("Confirm"))  # fmt: skip


@THEME.task(
    "rides-to-appointment", TEST, apps=("Letterbox", "Hopla"), composition="composite", risk="pay",
    en=('The mail "{subject}" from {sender} says when and where I have to be. Book a Hopla Mini from Home to there, by '
        'card, so that I arrive exactly {early} minutes early: reckon with the minutes Hopla gives for the way.',
        'Schedule a Hopla Mini for the appointment in {sender}\'s mail "{subject}": from Home, paid by card, picked up '
        'so that with the travel time Hopla shows I am there exactly {early} minutes before it begins.',
        'I want to be {early} minutes early for what {sender} wrote to me about ("{subject}" in Letterbox). Book a '
        'Mini from Home in Hopla, by card, for exactly the minute that follows from that and from the travel time '
        'Hopla shows.'),
    zh=("{sender}发来的邮件“{subject}”里写了时间和地点。请用跳跳出行约一辆从家出发的“迷你”车去那里，银行卡支付，"
        "要正好提前{early}分钟到：路上时间按跳跳出行显示的分钟数算。",
        "按{sender}的邮件“{subject}”里的安排约一辆跳跳出行“迷你”车：从家出发，银行卡支付，按应用显示的车程，"
        "正好在开始前{early}分钟到达。",
        "信箱里{sender}的“{subject}”说的事，我想提前{early}分钟到。在跳跳出行约“迷你”车，从家出发，银行卡支付；"
        "上车时间要按这个提前量和应用显示的车程精确到分钟倒推。"),
)  # fmt: skip
def to_appointment(s: Scene) -> None:
    subject, what, subject_zh, what_zh, end = s.pick(APPOINTMENTS)
    early, begins = s.any((10, 15, 20)), on_day(s, s.any((1, 2, 3, 4)), s.any(("11:00", "13:30", "15:15", "18:00")))
    sender, subject = place(s, end), s.text(subject, subject_zh)
    day = s.day(begins.date(), True)
    s.need(all(thread["subject"] != subject for thread in s.start[MAIL]["threads"].values()))
    body = s.text(f"Dear Sam Rowan,\n\nthis confirms your {what} on {day} at {begins:%H:%M}. "
                  f"Please find us at {PLACES[end].name}, {PLACES[end].street}.",
                  f"罗山您好：\n\n您的{what_zh}已确认，时间为{day} {begins:%H:%M}。"
                  f"地址：{s.t('Hopla', PLACES[end].name)}，{s.t('Hopla', PLACES[end].street)}。")  # fmt: skip
    _mailed(s, sender, f"desk@{end}.example", subject, body)
    at = begins - timedelta(minutes=early + minutes("home", end))
    s.say(sender=sender, subject=subject, early=early)
    booked(s, end, "mini", "card", at)
    s.do("Letterbox", Tap(subject))
    s.do("Hopla", Tap("Where to?"), *seek(end), Tap("kind-mini"), day_key(at), Fill("time", f"{at:%H:%M}"),
         Tap("book"), Tap("Confirm"))  # fmt: skip


def _mailed(s: Scene, name: str, address: str, subject: str, body: str) -> None:
    """A mail of this morning, not read yet."""
    state = s.start[MAIL]
    thread, letter = f"t{state['next_id']}", f"m{state['next_id'] + 1}"
    state["next_id"] += 2
    state["threads"][thread] = new_thread(subject)
    at = (s.now - timedelta(minutes=12)).isoformat(timespec="minutes")
    state["letters"][letter] = {"thread": thread, "name": name, "address": address, "to": [MY_ADDRESS], "cc": [],
                                "body": body, "at": at, "files": [], "links": []}  # fmt: skip
    state["unread"].append(thread)


@THEME.task(
    "rides-cheapest-for", TEST, objective="filter",
    en=("There are {people} of us. What does the cheapest Hopla from {start} to {end} cost that takes us all in one "
        "car? Answer with the price.",
        "We are {people} people and want to share one Hopla from {start} to {end}. How much is the cheapest car with "
        "enough seats? Answer with the amount only.",
        "Find the lowest Hopla fare from {start} to {end} in a car that seats {people}. Don't book, just tell me the "
        "amount."),
    zh=("我们一共{people}个人，要同坐一辆车从{start}到{end}，跳跳出行里坐得下的车最便宜多少钱？只回答金额。",
        "{people}个人一起从{start}去{end}，跳跳出行里座位够的车型中最低价是多少？回答金额，不用预订。",
        "在跳跳出行查一下：从{start}到{end}、能坐{people}人的车，最便宜的多少钱？先别叫车，回答金额即可。"),
)  # fmt: skip
def cheapest_for(s: Scene) -> None:
    people, start = s.any((4, 5, 6)), some_place(s)
    end = some_place(s, start)
    s.say(people=people, start=place(s, start), end=place(s, end))
    s.answer("money", min(cost(s, kind, start, end) for kind in KINDS if KINDS[kind].seats >= people))
    s.do("Hopla", Tap("Where to?"), *seek(end), Tap("pickup"), *seek(start))


@THEME.task(
    "rides-wallet-short", TEST, risk="pay", feasible=False,
    en=("Book a Hopla {kind} from Home to {end} for {day} at {time} and pay all of it from what is in my Hopla wallet. "
        "Don't put any money in, and don't pay any other way.",
        "I need a Hopla {kind} on {day} at {time}, Home to {end}. It has to come out of the money I have in the Hopla "
        "wallet now, without topping up.",
        "Use what is in my Hopla wallet: schedule a Hopla {kind} from Home to {end}, {day}, {time}, paid by wallet "
        "only, no top-up."),
    zh=("约一辆跳跳出行“{kind}”车，{day} {time}从家到{end}，全部用跳跳出行钱包里现有的钱付，不要充值，"
        "也不要用别的方式付款。",
        "{day} {time}我要从家去{end}，叫跳跳出行“{kind}”车，只能用钱包里现在的余额支付，不充值。",
        "把跳跳出行钱包里的钱用掉：预约{day} {time}从家到{end}的“{kind}”车，只用钱包支付，不要充值。"),
)  # fmt: skip
def wallet_short(s: Scene) -> None:
    end, kind = some_place(s), s.any(KINDS)
    at = on_day(s, s.any(range(1, 7)), s.any(TIMES))
    # Not even a promo code makes it do.
    s.need(cost(s, kind, "home", end) - max(PROMOS.values()) > s.start[HOPLA]["wallet"])
    s.say(end=place(s, end), kind=s.t("Hopla", KINDS[kind].name), day=s.day(at.date(), True), time=f"{at:%H:%M}")
    s.decline("the wallet holds too little")
    s.do("Hopla", Tap("Where to?"), *seek(end), Tap(f"kind-{kind}"), day_key(at), Fill("time", f"{at:%H:%M}"),
         Tap("Wallet", "chip"), Tap("book"))  # fmt: skip


# -- train -----------------------------------------------------------------------------------------------------------


@THEME.task(
    "rides-nearest", TRAIN, objective="analyse", composition="loop",
    en=("Which of these can a Hopla reach in the fewest minutes from {start}: {one}, {two} or {three}? Answer with the "
        "name of the place.",
        "Compare in Hopla how long the ride from {start} takes to {one}, to {two} and to {three}. Which is the "
        "shortest? Answer with that place's name only.",
        "From {start} I could go to {one}, {two} or {three}. To which one is the ride with Hopla quickest? Give only "
        "the name."),
    zh=("从{start}出发，坐跳跳出行到{one}、{two}、{three}，哪个用时最短？只回答地点名称。",
        "在跳跳出行里比较从{start}到{one}、到{two}、到{three}分别要多少分钟，最快的是哪里？回答地名。",
        "我在{start}，可以去{one}、{two}或{three}。跳跳出行到哪个最快？只说名称。"),
)  # fmt: skip
def nearest(s: Scene) -> None:
    start = some_place(s)
    one = some_place(s, start)
    two = some_place(s, start, one)
    three = some_place(s, start, one, two)
    way = {key: minutes(start, key) for key in (one, two, three)}
    best, next_best = sorted(way, key=lambda key: way[key])[:2]
    s.need(way[best] < way[next_best])
    s.say(start=place(s, start), one=place(s, one), two=place(s, two), three=place(s, three))
    s.answer("text", place(s, best), PLACES[best].name)
    s.do("Hopla", Tap("Where to?"), *seek(one), Tap("pickup"), *seek(start), Tap("destination"), *seek(two),
         Tap("destination"), *seek(three))  # fmt: skip


@THEME.task(
    "rides-wallet-if", TRAIN, composition="conditional", risk="pay",
    en=("Book a Hopla Comfort from Home to {end} for {day} at {time}, paid by wallet. If the wallet doesn't hold "
        "enough for it, top it up by {amount} first; if it does, don't top up.",
        "I want a Comfort with Hopla on {day} at {time}, Home to {end}, out of my wallet. Put {amount} in before, but "
        "only if the balance isn't enough.",
        "Schedule a Hopla Comfort, {day}, {time}, from Home to {end}, payment wallet. Should the balance be too low "
        "for the fare, add {amount} to the wallet beforehand, otherwise leave it as it is."),
    zh=("约一辆跳跳出行“舒适”车，{day} {time}从家到{end}，用钱包支付。如果钱包余额不够，先充值{amount}；"
        "够的话就不要充。",
        "{day} {time}我要坐跳跳出行“舒适”车从家去{end}，从钱包扣款。只有余额不足时才先充{amount}。",
        "预约跳跳出行“舒适”车：{day} {time}，家到{end}，付款方式钱包。要是余额付不起车费，先往钱包里充{amount}，"
        "否则别充。"),
)  # fmt: skip
def wallet_if(s: Scene) -> None:
    end, amount = some_place(s), s.number(10, 40, 5)
    price, short = cost(s, "comfort", "home", end), s.any((True, False))
    off = s.any((40, 130, 210, 350))
    s.need(off < price and 100 * amount > off)
    s.start[HOPLA]["wallet"] = price - off if short else price + off
    at = on_day(s, s.any(range(1, 7)), s.any(TIMES))
    s.say(end=place(s, end), day=s.day(at.date(), True), time=f"{at:%H:%M}", amount=s.money(100 * amount))
    if short:
        s.goal[HOPLA]["wallet"] += 100 * amount
    booked(s, end, "comfort", "wallet", at)
    s.do("Hopla", Tap("Where to?"), *seek(end))
    if short:
        s.then("Hopla", Back(), Tap("Wallet", "tab"), Tap("Top up"), Fill("amount", str(amount)), Tap("Top up"),
               Tap("Ride", "tab"), Tap("Where to?"), *seek(end))  # fmt: skip
    s.then("Hopla", Tap("kind-comfort"), day_key(at), Fill("time", f"{at:%H:%M}"), Tap("Wallet", "chip"), Tap("book"),
           Tap("Confirm"))  # fmt: skip


@THEME.task(
    "rides-stop-costs", TRAIN, objective="analyse",
    en=("How much more does a Hopla {kind} from Home to {end} cost with a stop at {stop} than without? Answer with the "
        "difference as an amount.",
        "I'm thinking of stopping at {stop} on the way from Home to {end}. By how much does that raise the price of a "
        "Hopla {kind}? Answer with the amount.",
        "Check in Hopla what a detour by way of {stop} adds to the fare of a Hopla {kind} from Home to {end}. Only the "
        "amount."),
    zh=("从家到{end}坐跳跳出行“{kind}”车，途经{stop}比直接去贵多少？回答差额。",
        "我想从家去{end}的路上在{stop}停一下，跳跳出行“{kind}”车的价钱会多出多少？回答金额。",
        "查一下跳跳出行“{kind}”从家到{end}，加一个途经点{stop}车费要多付多少，只回答金额。"),
)  # fmt: skip
def stop_costs(s: Scene) -> None:
    end, kind = some_place(s), s.any(KINDS)
    stop = some_place(s, end)
    s.say(end=place(s, end), stop=place(s, stop), kind=s.t("Hopla", KINDS[kind].name))
    s.answer("money", cost(s, kind, "home", end, stop) - cost(s, kind, "home", end))
    s.do("Hopla", Tap("Where to?"), *seek(end), Tap(f"kind-{kind}"), Tap("add-stop"), *seek(stop))


@THEME.task(
    "rides-no-time", TRAIN, composition="composite", clarity="incomplete", risk="pay",
    en=("Book me a Hopla {kind} from Work to {end} for {day}. I pay cash.",
        "I need a Hopla {kind} on {day}, from Work to {end}. Payment in cash.",
        "Schedule a Hopla ride for {day}: {kind}, pick-up at Work, to {end}, cash."),
    zh=("帮我约{day}从公司（“工作”）到{end}的跳跳出行“{kind}”车，现金支付。",
        "{day}我要从“工作”地点坐跳跳出行“{kind}”车去{end}，付现金。",
        "在跳跳出行预约{day}的行程：“{kind}”，上车点“工作”，目的地{end}，现金。"),
)  # fmt: skip
def no_time(s: Scene) -> None:
    end, kind = some_place(s), s.any(KINDS)
    at = on_day(s, s.any(range(1, 7)), s.any(TIMES))
    s.say(end=place(s, end), kind=s.t("Hopla", KINDS[kind].name), day=s.day(at.date(), True))
    booked(s, end, kind, "cash", at, start="work")
    s.unclear(s.text("At what time shall it pick you up?", "几点上车？"),
              s.text(f"At {at:%H:%M}, please.", f"{at:%H:%M}。"))  # fmt: skip
    s.do("Hopla", Tap("Where to?"), *seek(end), Tap("pickup"), *seek("work"), Tap(f"kind-{kind}"), day_key(at),
         Fill("time", f"{at:%H:%M}"), Tap("Cash", "chip"), Tap("book"), Tap("Confirm"))  # fmt: skip
