"""Tickets and passes with Linia: bought, changed, given back. What else Linia does is in journeys.py."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from agent.policies.scripted import Back, Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.facts import Among
from devices.virtual.apps.trains.catalogue import FARES, KINDS, LINES, SEASONS, STATIONS
from devices.virtual.apps.trains.fortune import cancelled, free_seats
from devices.virtual.apps.trains.state import (
    Passenger,
    Ticket,
    TrainsState,
    bill_of,
    code_of,
    fare_price,
    journey,
    refund_of,
    season_price,
)
from devices.virtual.apps.trains.timetable import Connection, connections

LINIA = "org.guimcp.trains"
THEME = Theme("transport", "Linia")

MAIL = "sam.rowan@letterbox.example"
CODES = 80  # a ticket's code depends on how often was searched before


def _direct_pairs() -> list[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for line in LINES.values():
        stops = [stop for stop, _, _ in line.stops]
        if line.kind != "n":
            found |= {(a, b) for a in stops for b in stops if a != b and STATIONS[a].town != STATIONS[b].town}
    return sorted(found)


PAIRS = _direct_pairs()


def linia(s: Scene) -> TrainsState:
    """Linia at the start."""
    return s.start[LINIA]


def station(s: Scene, key: str) -> str:
    """A station as Linia calls it."""
    return s.t("Linia", STATIONS[key].name)


def some_pair(s: Scene, pairs: Sequence[tuple[str, str]] = PAIRS) -> tuple[str, str]:
    """Two stations with direct trains between them."""
    return s.pick(pairs, lambda pair: f"{pair[0]}-{pair[1]}")


def ahead(s: Scene, days: int) -> date:
    """A day so many days from today."""
    return s.now.date() + timedelta(days=days)


def first_after(start: str, end: str, at: datetime, direct: bool = False) -> Connection | None:
    """The first connection that leaves then or later on that day."""
    good = (one for one in connections(start, end, at.date()) if one.depart >= at and not (direct and one.changes))
    return next(good, None)


def seek(key: str) -> list[Move]:
    """Type a station into the search that is open, and take it."""
    return [Fill("query", STATIONS[key].name), Tap(f"station-{key}")]


def from_to(start: str, end: str) -> list[Move]:
    """Both stations of a form."""
    return [Tap("from"), *seek(start), Tap("to"), *seek(end)]


def ticket_for(
    s: Scene, connection: Connection, fare: str, people: Sequence[Passenger], *, payment: str = "card", card: str = "",
    voucher: str = "", seats: Any = None,
) -> None:  # fmt: skip
    """A ticket that is to be bought; `seats` are those of its trains, where any are to be taken."""
    state = linia(s)
    cents = fare_price(state, connection, fare, [p["kind"] for p in people], card)
    taken = len(connection.legs) * len(people) if seats is not None else 0
    sums = bill_of(cents, fare, taken, 0, len(people), False, voucher)
    first = state["next_id"]
    codes = [code_of({**state, "next_id": n}) for n in range(first, first + CODES)]
    s.add(LINIA, "tickets", letter="t", entity={
        "legs": connection.ids, "fare": fare, "passengers": list(people),
        "seats": [[] for _ in connection.legs] if seats is None else seats, "bikes": 0, "insured": False,
        "card": card, "voucher": voucher, "price": sums["total"], "refund": 0, "payment": payment,
        "code": Among(*codes), "email": MAIL, "status": "upcoming", "booked": s.now.isoformat(timespec="minutes"),
    })  # fmt: skip
    if voucher:
        s.goal[LINIA]["used"].append(voucher)


def pay(payment: str = "card", voucher: str = "") -> list[Move]:
    """From the passengers' page to the ticket."""
    code = [Fill("voucher", voucher), Tap("apply-voucher")] if voucher else []
    return [Fill("email", MAIL), Tap("go-on"), *code, Tap(f"pay-{payment}"), Tap("accepted"), Tap("pay"), Tap("buy")]


def upcoming(s: Scene, fares: Sequence[str] = tuple(FARES)) -> tuple[str, Ticket]:
    """A ticket that is not for today, of one of these fares; the only one to where it goes."""
    tickets = {i: ticket for i, ticket in linia(s)["tickets"].items() if ticket["status"] == "upcoming"}
    ends = [journey(ticket).legs[-1].end for ticket in tickets.values()]
    ticket_id = s.any(i for i in tickets if ends.count(journey(tickets[i]).legs[-1].end) == 1)
    ticket = tickets[ticket_id]
    ticket["fare"] = s.any(fares)
    kinds = [p["kind"] for p in ticket["passengers"]]
    ticket["price"] = fare_price(linia(s), journey(ticket), ticket["fare"], kinds)
    return ticket_id, ticket


def saved_trip(s: Scene, pairs: Sequence[tuple[str, str]] = PAIRS) -> tuple[str, str, str, str]:
    """A saved trip between two other stations: its id and name, from, to."""
    trips = linia(s)["trips"]
    s.need(len({trip["name"] for trip in trips.values()}) == len(trips))
    trip_id, (start, end) = s.any(trips), some_pair(s, pairs)
    trips[trip_id].update(start=start, end=end)
    return trip_id, trips[trip_id]["name"], start, end


def me(s: Scene) -> Passenger:
    """The user, as the first of the saved passengers."""
    return linia(s)["people"]["p1"]


# -- test ----------------------------------------------------------------------------------------------------------


@cache  # a timetable of every pair is nothing to make while a module loads
def _seated() -> list[tuple[str, str]]:
    """The pairs where every direct train has seats to choose."""
    return [(a, b) for a, b in PAIRS if all(
        KINDS[LINES[one.legs[0].train.line].kind].seats
        for one in connections(a, b, date(2026, 3, 11)) if not one.changes
    )]  # fmt: skip


@THEME.task(
    "trains-window-seat", TEST, composition="composite", risk="pay",
    en=('Buy me a Linia ticket for my saved trip "{name}" on {day}: the first direct train from {time} on, one adult '
        '(me), Saver, with my railcard, and a window seat in the quiet coach. Send it to {mail} and pay with my card '
        'ending in 4421; no insurance.',
        'On {day} I travel my saved Linia trip "{name}". Take the first direct connection that leaves at {time} or '
        'later, Saver fare, using my railcard, reserve a window seat in the quiet coach, pay by the card ending in '
        '4421, ticket to {mail}, without insurance.',
        'Linia, saved trip "{name}", {day}, first direct train from {time}: book a Saver for me with the railcard I '
        'have, window seat in the quiet coach, no insurance, card ending in 4421, mail {mail}.'),
    zh=("用里程铁路买一张票：我的常用行程“{name}”，{day}，{time}起的第一班直达车，只有我一位成人，特惠票，"
        "使用我的铁路卡，选静音车厢的靠窗座位。车票发到{mail}，用尾号4421的银行卡付，不买保险。",
        "{day}我要走里程铁路的常用行程“{name}”。买{time}及以后第一班直达车的特惠票，用上我的铁路卡，静音车厢靠窗座，"
        "不要保险，付款用尾号4421的卡，邮箱{mail}。",
        "里程铁路常用行程“{name}”，{day}，{time}之后（含）最早的直达车：给我订特惠票，用我现有的铁路卡，"
        "静音车厢靠窗位置，不投保，尾号4421的银行卡支付，发送至{mail}。"),
)  # fmt: skip
def window_seat(s: Scene) -> None:
    trip_id, name, start, end = saved_trip(s, _seated())
    day, hhmm = ahead(s, s.any((1, 2))), s.any(("10:00", "12:30", "14:00", "15:45", "17:30"))
    connection = first_after(start, end, datetime.combine(day, time.fromisoformat(hhmm)), direct=True)
    s.need(connection is not None and len(linia(s)["railcards"]) == 1)
    assert connection is not None
    card_id, card = next(iter(linia(s)["railcards"].items()))
    train = connection.legs[0].train
    free = [seat for seat in free_seats(linia(s)["luck"], train, "2") if seat[-1] in "AD"]
    s.need(bool(free))
    s.say(name=name, day=s.day(day, True), time=hhmm, mail=MAIL)
    ticket_for(s, connection, "saver", [me(s)], card=card["kind"], seats=Among(*([[f"2-{seat}"]] for seat in free)))
    s.do("Linia", Tap(f"day-{day.isoformat()}"), Tap("time"), Fill("typed", hhmm), Tap("Set time"), Tap("card"),
         Tap(f"card-{card_id}"), Tap("direct"), Tap(f"trip-{trip_id}"), Tap("connection-0"), Tap("go-on"),
         Tap("fare-saver"), Tap("seats-0"), Tap("coach-2"), Tap(f"seat-{free[0]}"), Tap("seats-done"),
         *pay())  # fmt: skip


@THEME.task(
    "trains-refund-value", TEST, objective="query",
    en=("How much money would I get back if I cancelled my Linia ticket to {end} on {day}? Don't cancel it, just "
        "answer with the amount.",
        "I may have to give up my train to {end} on {day}. What would Linia refund me? Only the amount, and keep the "
        "ticket.",
        "Tell me the refund for my Linia ticket to {end} on {day} (the amount), without cancelling anything."),
    zh=("如果退掉{day}去{end}的里程铁路车票，能退多少钱？先别退，只回答金额。",
        "{day}去{end}的火车我可能去不了了，里程铁路能退我多少？回答金额，票先留着。",
        "查一下{day}到{end}那张里程铁路车票的应退金额，不要真的退票。"),
)  # fmt: skip
def refund_value(s: Scene) -> None:
    ticket_id, ticket = upcoming(s, ("saver", "flex"))
    if ticket["fare"] == "saver":
        ticket["insured"] = True
        ticket["price"] += 290 * len(ticket["passengers"])
    back = refund_of(ticket, s.now)
    s.need(back > 0)
    connection = journey(ticket)
    s.say(end=station(s, connection.legs[-1].end), day=s.day(connection.depart.date(), True))
    s.answer("money", back)
    s.do("Linia", Tap("Tickets", "tab"), Tap(f"ticket-{ticket_id}"), Tap("Cancel ticket"))


@THEME.task(
    "trains-cancelled-today", TEST, risk="pay", feasible=False,
    en=("Buy me a Flex ticket in Linia (one adult) for {train} today from {start} to {end}, the one at {time}; only "
        "this train will do. Card ending in 4421, mail {mail}.",
        "I need to be on {train} from {start} to {end} at {time} today, no other train. Book it in Linia: Flex, one "
        "adult, card ending in 4421, ticket to {mail}.",
        "Get me a Linia ticket (Flex, one adult) for exactly this train: {train}, today {time}, {start} to {end}. Pay "
        "with the card ending in 4421 and have it sent to {mail}."),
    zh=("在里程铁路给我买今天{time}从{start}到{end}的{train}次车灵活票，成人一位，只要这一班。用尾号4421的卡付款，发到{mail}。",
        "我今天必须坐{time}从{start}开往{end}的{train}，别的车都不行。请在里程铁路订一张成人灵活票，尾号4421的卡支付，"
        "邮箱{mail}。",
        "帮我在里程铁路订这班车的票：{train}，今天{time}，{start}到{end}，成人一位，灵活票，非这班不可。付款用尾号4421的卡，"
        "发送到{mail}。"),
)  # fmt: skip
def cancelled_today(s: Scene) -> None:
    start, end = some_pair(s)
    direct = [one for one in connections(start, end, s.now.date()) if not one.changes and one.depart > s.now]
    s.need(len(direct) > 2)
    at = s.any((0, 1, 2))
    train = direct[at].legs[0].train
    linia(s)["luck"] = next(n for n in range(s.rng.randint(1, 10**6), 2 * 10**6) if cancelled(n, train, s.now.date()))
    s.say(train=train.name, start=station(s, start), end=station(s, end), time=f"{direct[at].depart:%H:%M}", mail=MAIL)
    s.decline("that train is cancelled today")
    s.do("Linia", *from_to(start, end), Tap("direct"), Tap("search"), Tap(f"connection-{at}"), Tap("go-on"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "trains-way-back", TRAIN, composition="composite", risk="pay",
    en=("Book the way back to {start} of my past Linia trip to {end} ({day}) for {name} and me: tomorrow, the first "
        "connection after 6:00, Flex, with the voucher {voucher}. Pay by direct debit, ticket to {mail}; no seats, no "
        "insurance.",
        "{name} and I went to {end} with Linia on {day}. Get us both home: tomorrow's first connection from 6:00 on "
        "back to {start}, Flex fare, voucher {voucher}, direct debit, mail {mail}, neither seats nor insurance.",
        "From the past ticket to {end} of {day}, book the return to {start} for {name} and me in Linia: tomorrow, "
        "earliest train after 6:00, Flex, no seat reservation, no insurance, voucher {voucher}, direct debit, sent to "
        "{mail}."),
    zh=("给我{day}去{end}那趟里程铁路行程预订回{start}的返程，我和{name}两位：明天6点以后的第一班，灵活票，"
        "使用优惠码{voucher}，自动扣款，车票发到{mail}，不选座，不买保险。",
        "{day}我和{name}坐里程铁路去了{end}。现在订我们俩明天回{start}的票：6:00起最早的一班，灵活票，优惠码{voucher}，"
        "自动扣款支付，发到{mail}，不要选座和保险。",
        "在里程铁路里从{day}去{end}的旧车票预订回{start}的返程，乘客是我和{name}：明天6点之后最早的车，灵活票，不选座、"
        "不投保，用优惠码{voucher}，付款方式自动扣款，邮箱{mail}。"),
)  # fmt: skip
def way_back(s: Scene) -> None:
    state = linia(s)
    past = {i: ticket for i, ticket in state["tickets"].items() if ticket["status"] == "past"}
    ticket_id = s.any(past)
    ticket, mate = past[ticket_id], state["people"]["p2"]
    ticket["passengers"] = [me(s), mate]
    legs = journey(ticket).legs
    start, end = legs[0].start, legs[-1].end
    days = [journey(one).depart.date() for one in past.values()]
    s.need(days.count(journey(ticket).depart.date()) == 1 and mate["name"] != me(s)["name"])
    connection = first_after(end, start, datetime.combine(ahead(s, 1), time(6)))
    voucher = s.any(("LINIA5", "SPRING15", "WEEKEND20"))
    s.need(connection is not None and connection.depart.time() != time(6))
    assert connection is not None
    s.say(end=station(s, end), start=station(s, start), day=s.day(journey(ticket).depart.date(), True), voucher=voucher,
          mail=MAIL, name=mate["name"])  # fmt: skip
    ticket_for(s, connection, "flex", [me(s), {**mate, "kind": "adult"}], payment="invoice", voucher=voucher)
    s.do("Linia", Tap("Tickets", "tab"), Tap("kind-past"), Tap(f"ticket-{ticket_id}"), Tap("Book the way back"),
         Tap("connection-0"), Tap("go-on"), Tap("fare-flex"), Tap("choose-1"), Tap("saved-p2"),
         *pay("invoice", voucher))  # fmt: skip


@THEME.task(
    "trains-change-if", TRAIN, composition="conditional", risk="pay",
    en=("Move my Linia ticket to {end} on {day} to the next later connection that day, if that costs {limit} at most "
        "in all. If it costs more, keep it and set a delay alert for it, with the times Linia suggests.",
        "Can I take the connection right after mine to {end} on {day}? If changing the ticket comes to no more than "
        "{limit} with everything, change it. Otherwise leave it and save a delay alert from the ticket as Linia fills "
        "it in.",
        "Change my {day} ticket to {end} in Linia to the following connection of the list, provided it costs {limit} "
        "or less altogether; if not, use the ticket's Delay alert button instead and save what it proposes."),
    zh=("把我{day}去{end}的里程铁路车票改签到当天紧接着的下一班，前提是总共不超过{limit}；超过的话就不改，"
        "改为给这张票设置晚点提醒，时间按里程铁路给的默认值。",
        "{day}去{end}，我想坐我那班后面的下一班。如果改签连手续费带差价不多于{limit}，就改签；否则保留原票，"
        "并从车票里保存一个晚点提醒（用自动填好的内容）。",
        "里程铁路{day}到{end}的车票：若改到列表里的后一班总费用在{limit}以内（含），就改；"
        "不然就用车票上的“晚点提醒”按默认内容保存一个提醒。"),
)  # fmt: skip
def change_if(s: Scene) -> None:
    state = linia(s)
    ticket_id, ticket = upcoming(s, ("saver", "flex"))
    old = journey(ticket)
    start, end, day = old.legs[0].start, old.legs[-1].end, old.depart.date()
    every = connections(start, end, day)
    s.need(not old.changes and old.depart > s.now and old.ids in [one.ids for one in every])
    at = next(n for n, one in enumerate(every) if one.ids == old.ids)
    s.need(at + 1 < len(every) and every[at + 1].depart > old.depart and every[at - 1].depart < old.depart)
    new, kinds = every[at + 1], [p["kind"] for p in ticket["passengers"]]
    more = max(0, fare_price(state, new, ticket["fare"], kinds) - fare_price(state, old, ticket["fare"], kinds))
    price = more + FARES[ticket["fare"]].change
    cheap = s.any((True, False))
    limit = s.any(n for n in (5, 8, 10, 12, 15, 18, 20, 25) if (100 * n >= price) == cheap)
    s.say(end=station(s, end), day=s.day(day, True), limit=s.money(100 * limit))
    s.do("Linia", Tap("Tickets", "tab"), Tap(f"ticket-{ticket_id}"), Tap("Change train"), Tap("connection-1"),
         Tap("go-on"))  # fmt: skip
    if cheap:
        s.goal[LINIA]["tickets"][ticket_id].update(
            legs=new.ids, seats=[[] for _ in new.ids], price=ticket["price"] + price
        )
        s.then("Linia", Tap("changed"))
        return
    early = old.depart - timedelta(minutes=30)
    s.add(LINIA, "alerts", letter="a", entity={
        "start": start, "end": end, "since": f"{early:%H:%M}", "until": f"{old.depart:%H:%M}", "on": True,
    })  # fmt: skip
    s.then("Linia", Tap("Keep old train"), Back(), Back(), Tap("Delay alert"), Tap("Save"))


@THEME.task(
    "trains-season-kind", TRAIN, clarity="incomplete", risk="pay",
    en=("Buy me a season ticket in Linia from {start} to {end}, valid from {day}.",
        "I commute between {start} and {end} now: get me a Linia season ticket for that direction, starting on {day}.",
        "Linia season ticket, {start} to {end}, valid from {day}: please buy it."),
    zh=("在里程铁路给我买一张从{start}到{end}的定期票，{day}起生效。",
        "我以后要从{start}到{end}通勤，帮我在里程铁路买定期票，从{day}开始。",
        "里程铁路定期票：{start}到{end}，生效日期{day}，请购买。"),
)  # fmt: skip
def season_kind(s: Scene) -> None:
    start, end = some_pair(s)
    kind, since = s.any(SEASONS), ahead(s, s.any((1, 2, 3, 4, 5, 6)))
    until = since + timedelta(days=SEASONS[kind][1] - 1)
    s.say(start=station(s, start), end=station(s, end), day=s.day(since, True))
    s.add(LINIA, "seasons", letter="z", entity={
        "start": start, "end": end, "kind": kind, "since": since.isoformat(), "until": until.isoformat(),
        "price": season_price(start, end, kind),
    })  # fmt: skip
    s.do("Linia", Tap("Account", "tab"), Tap("seasons"), Tap("Buy a season ticket"), *from_to(start, end))
    s.unclear(s.text("A weekly or a monthly one?", "要周票还是月票？"),
              s.text(f"A {SEASONS[kind][0].lower()} one.", s.t("Linia", SEASONS[kind][0]) + "。"))  # fmt: skip
    s.then("Linia", Tap(f"season-{kind}"), Tap(f"since-{since.isoformat()}"), Tap("buy-season"))


@THEME.task(
    "trains-flex-if", TRAIN, composition="conditional", risk="pay",
    en=('Book my saved Linia trip "{name}" for {day}: the first direct train from 9:30 on, just me. Take Flex if it '
        'costs at most {limit} more than Saver, otherwise Saver. Card ending in 4421, ticket to {mail}, no seat, no '
        'insurance, no railcard.',
        'I need a ticket in Linia for the saved trip "{name}" on {day}, first direct train at 9:30 or later. Up to '
        '{limit} on top of the Saver price I\'d rather have Flex; if the difference is bigger, buy Saver. One adult, '
        'no railcard, seat or insurance, pay with the card ending in 4421, mail {mail}.',
        'Saved trip "{name}" in Linia, {day}, earliest direct train from 9:30: compare Saver and Flex. Difference '
        '{limit} or less: buy Flex. More: buy Saver. For me alone, without railcard, seat and insurance; card ending '
        'in 4421; send it to {mail}.'),
    zh=("订里程铁路常用行程“{name}”，{day}，9:30起第一班直达车，就我一个人。灵活票如果比特惠票最多贵{limit}就买灵活票，"
        "否则买特惠票。尾号4421的卡支付，发到{mail}，不选座、不买保险、不用铁路卡。",
        "我要买{day}里程铁路常用行程“{name}”的票，9:30或之后的第一班直达车。差价不超过{limit}时要灵活票，"
        "超过就要特惠票。一位成人，不用铁路卡、不选座、不投保，用尾号4421的银行卡，邮箱{mail}。",
        "里程铁路常用行程“{name}”，{day}，9:30以后（含）最早的直达车：比较特惠票和灵活票，"
        "相差{limit}以内（含）买灵活票，再多就买特惠票。只有我，不用铁路卡，不要座位和保险，尾号4421的卡付，"
        "车票发{mail}。"),
)  # fmt: skip
def flex_if(s: Scene) -> None:
    trip_id, name, start, end = saved_trip(s)
    day = ahead(s, s.any((1, 2)))
    connection = first_after(start, end, datetime.combine(day, time(9, 30)), direct=True)
    s.need(connection is not None)
    assert connection is not None
    prices = {fare: fare_price(linia(s), connection, fare, ["adult"]) for fare in ("saver", "flex")}
    gap, fare = prices["flex"] - prices["saver"], s.any(("flex", "saver"))
    limit = s.any(n for n in range(1, 40) if (100 * n >= gap) == (fare == "flex") and abs(100 * n - gap) < 400)
    s.say(name=name, day=s.day(day, True), limit=s.money(100 * limit), mail=MAIL)
    ticket_for(s, connection, fare, [me(s)])
    s.do("Linia", Tap(f"day-{day.isoformat()}"), Tap("direct"), Tap(f"trip-{trip_id}"), Tap("connection-0"),
         Tap("go-on"), Tap(f"fare-{fare}"), *pay())  # fmt: skip
