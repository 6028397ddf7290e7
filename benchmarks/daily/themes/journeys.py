"""Journeys with Linia: looked up, watched, told about and put in order. Buying is in trains.py."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.trains import LINIA, PAIRS, ahead, from_to, linia, seek, some_pair, station, upcoming
from devices.virtual.apps.calendar.state import CALENDARS, REMINDERS, REPEATS
from devices.virtual.apps.messages.state import Message, thread_with
from devices.virtual.apps.trains.catalogue import LINES, STATIONS
from devices.virtual.apps.trains.fortune import cancelled, delay, platform, platform_now
from devices.virtual.apps.trains.state import fare_price, journey, refund_of
from devices.virtual.apps.trains.timetable import Train, board, connections

CALENDAR, CONTACTS, MESSAGES = "org.guimcp.calendar", "org.guimcp.contacts", "org.guimcp.messages"
HOME = "lc"
THEME = Theme("transport", "Linia")

EVENTS = (("Trade fair", "展销会"), ("Aunt Rosa's party", "罗莎姨妈的聚会"), ("Choir contest", "合唱比赛"),
          ("Flat viewing", "看房"), ("Book signing", "签售会"), ("Job interview", "工作面试"),
          ("Chess match", "象棋赛"), ("Pottery course", "陶艺课"))  # fmt: skip


def some_contact(s: Scene) -> tuple[str, str]:
    """Name and number of somebody in Contacts."""
    people = [c for c in s.start[CONTACTS]["contacts"].values() if c["labels"] and not c["blocked"]]
    one = s.pick(people, lambda c: c["phone"])
    return one["name"], one["phone"]


def texted(s: Scene, number: str, words: str) -> None:
    """The user is to send this text message."""
    message: Message = {"text": words, "mine": True, "at": s.now.isoformat(timespec="minutes"), "starred": False}
    thread = thread_with(s.start[MESSAGES]["threads"], number)
    if not thread:
        thread = s.add(MESSAGES, "threads", letter="t",
                       entity={"number": number, "messages": {}, "pinned": False, "muted": False})  # fmt: skip
    s.add(MESSAGES, "threads", thread, "messages", entity=message, letter="m")


def has_texted(s: Scene, number: str, words: str) -> str:
    """Somebody sent this a few minutes ago; returns the thread's id."""
    state = s.start[MESSAGES]
    thread = thread_with(state["threads"], number)
    if not thread:
        thread = f"t{state['next_id']}"
        state["threads"][thread] = {"number": number, "messages": {}, "pinned": False, "muted": False}
        state["next_id"] += 1
    at = (s.now - timedelta(minutes=8)).isoformat(timespec="minutes")
    message: Message = {"text": words, "mine": False, "at": at, "starred": False}
    state["threads"][thread]["messages"][f"m{state['next_id']}"] = message
    state["next_id"] += 1
    state["unread"][thread] = 1
    return thread


def board_train(s: Scene, arrivals: bool = False) -> Train:
    """A train on the board of Lindenhaven Central in the next hours, whose name stands there once."""
    soon = s.now + timedelta(minutes=15)
    shown = [train for _, train in board(HOME, s.now - timedelta(minutes=5), arrivals)]
    names = [train.name for train in shown]
    return s.pick([one for one in shown if one.at(HOME) > soon and names.count(one.name) == 1], lambda one: one.name)


def luck_that(s: Scene, holds: Callable[[int], bool]) -> None:
    """Let chance be so that this holds."""
    first = s.rng.randint(1, 10**6)
    linia(s)["luck"] = next(luck for luck in range(first, first + 10**5) if holds(luck))


# -- test ------------------------------------------------------------------------------------------------------------


@THEME.task(
    "journeys-cheapest-direct", TEST, objective="filter",
    en=("At what time does the cheapest direct train from {start} to {end} leave on {day}? Second class, one adult, no "
        "railcard. Answer with the time.",
        "On {day} I'd like the cheapest train from {start} to {end} without changing (one adult, second class, no "
        "railcard). When does it depart? Just the time.",
        "Find the lowest price among the direct Linia trains from {start} to {end} on {day}, all day, second class, "
        "one adult without railcard, and answer with that train's departure time."),
    zh=("{day}从{start}到{end}最便宜的直达车几点发车？二等座，一位成人，不用铁路卡。回答时间。",
        "{day}我想坐不用换乘、最便宜的火车从{start}去{end}（一位成人、二等座、无铁路卡），几点开？只回答时间。",
        "在里程铁路查{day}全天从{start}到{end}的直达车，二等座、一位成人、不用铁路卡，价格最低的那班几点出发？"
        "回答时间。"),
)  # fmt: skip
def cheapest_direct(s: Scene) -> None:
    (start, end), day = some_pair(s), ahead(s, s.any((1, 2)))
    direct = [one for one in connections(start, end, day) if not one.changes]
    prices = [fare_price(linia(s), one, "saver", ["adult"]) for one in direct]
    s.need(prices.count(min(prices)) == 1)
    best = direct[prices.index(min(prices))]
    s.need(best.depart != direct[0].depart)
    s.say(start=station(s, start), end=station(s, end), day=s.day(day, True))
    s.answer("time", f"{best.depart:%H:%M}")
    s.do("Linia", *from_to(start, end), Tap(f"day-{day.isoformat()}"), Tap("direct"), Tap("search"), Tap("sort-price"))


@THEME.task(
    "journeys-to-calendar", TEST, apps=("Linia", "Calendar"), composition="composite",
    en=('Put my Linia journey to {end} on {day} into the calendar {calendar}: title "{title}", from departure to '
        'arrival, the station I leave from as its place. Leave everything else as it is offered.',
        'Add an event "{title}" to my {calendar} calendar for the train ticket to {end} on {day}; it starts and ends '
        'with the journey, and its location is the departure station. Nothing else needs to be set.',
        'My calendar {calendar} should have the train to {end} of {day}: "{title}", beginning at the departure, ending '
        'at the arrival that Linia says, location: the station where I get on.'),
    zh=("把我{day}去{end}的里程铁路行程加进“{calendar}”日历：标题“{title}”，从发车到到达，地点写出发站，其余保持默认。",
        "为{day}到{end}的车票在“{calendar}”日历里新建日程“{title}”，开始和结束时间就是列车出发和到达时间，"
        "地点为出发车站，别的不用设。",
        "“{calendar}”日历里要有{day}去{end}的火车：标题“{title}”，按里程铁路的出发和到达时间，地点填上车的车站，"
        "其他不改。"),
)  # fmt: skip
def to_calendar(s: Scene) -> None:
    ticket_id, ticket = upcoming(s)
    connection, calendar = journey(ticket), s.any(CALENDARS)
    depart, arrive = connection.depart, connection.arrive
    s.need(depart.date() == arrive.date())
    start, end = station(s, connection.legs[0].start), station(s, connection.legs[-1].end)
    title = s.text(*s.pick((("On the rails", "在路上"), ("Train ride", "坐火车"), ("Linia trip", "铁路之旅"),
                            ("Off I go", "出发"), ("Travel day", "出行日"), ("By train", "乘火车"))))  # fmt: skip
    s.say(end=end, day=s.day(depart.date(), True), calendar=s.t("Calendar", calendar), title=title)
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": depart.date().isoformat(), "start": f"{depart:%H:%M}", "end": f"{arrive:%H:%M}",
        "all_day": False, "location": start, "calendar": calendar, "reminder": REMINDERS[2], "repeat": REPEATS[0],
        "guests": [],
    })  # fmt: skip
    s.do("Linia", Tap("Tickets", "tab"), Tap(f"ticket-{ticket_id}"), Tap("Add to calendar"))
    s.then("Calendar", Fill("title", title), Fill("start", f"{depart:%H:%M}"), Fill("end", f"{arrive:%H:%M}"),
           Fill("location", start), Tap(f"in-{calendar}"), Tap("save"))  # fmt: skip


@THEME.task(
    "journeys-new-alert", TEST, composition="composite",
    en=("Make Linia tell me of delays between {start} and {end}: trains in that direction that leave between {since} "
        "and {until}.",
        "Set up a delay alert in Linia from {start} to {end}, from {since} until {until}.",
        "I take the train from {start} to {end} some time between {since} and {until}: create a Linia delay alert for "
        "exactly those hours."),
    zh=("在里程铁路设置晚点提醒：从{start}到{end}，{since}至{until}之间发车的列车。",
        "新建一个里程铁路晚点提醒，{start}到{end}，开始{since}，结束{until}。",
        "我每天{since}到{until}之间从{start}坐车去{end}，请在里程铁路按这个时段建一个晚点提醒。"),
)  # fmt: skip
def new_alert(s: Scene) -> None:
    start, end = some_pair(s)
    s.need(all((a["start"], a["end"]) != (start, end) for a in linia(s)["alerts"].values()))
    since, until = s.any(
        (("06:15", "08:00"), ("06:45", "08:30"), ("15:30", "18:00"), ("16:10", "17:40"), ("19:00", "22:15"))
    )
    s.say(start=station(s, start), end=station(s, end), since=since, until=until)
    s.add(LINIA, "alerts", entity={"start": start, "end": end, "since": since, "until": until, "on": True}, letter="a")
    s.do("Linia", Tap("Account", "tab"), Tap("alerts"), Tap("New alert"), *from_to(start, end), Fill("since", since),
         Fill("until", until), Tap("Save"))  # fmt: skip


@THEME.task(
    "journeys-tell-late", TEST, apps=("Linia", "Messages"), composition="conditional", risk="send",
    en=('Look in Linia whether {train}, leaving {station} today at {time}, is late. If so, text {name} "{late}" with '
        'the number of minutes in place of N; if it is on time, text "{good}" instead.',
        'Is {train} ({station}, today {time}) on time? Send {name} a text message: "{good}" if it is, otherwise '
        '"{late}", N being its delay in minutes according to Linia.',
        'Check the {time} departure of {train} from {station} in Linia. Message {name}: "{late}" (put the minutes for '
        'N) if it is delayed, "{good}" if not.'),
    zh=("在里程铁路看看今天{time}从{station}出发的{train}有没有晚点。晚点就给{name}发短信“{late}”（N换成分钟数）；"
        "正点就发“{good}”。",
        "{train}（{station}，今天{time}）正点吗？给{name}发条短信：正点写“{good}”，晚点写“{late}”，"
        "N为里程铁路显示的晚点分钟数。",
        "查里程铁路：{station}今天{time}的{train}。如果晚点，发短信告诉{name}“{late}”（N填分钟数），"
        "不晚点则发“{good}”。"),
)  # fmt: skip
def tell_late(s: Scene) -> None:
    train, today, is_late = board_train(s), s.now.date(), s.any((True, False))
    luck_that(s, lambda luck: not cancelled(luck, train, today) and bool(delay(luck, train, today)) == is_late)
    name, number = some_contact(s)
    late = s.text(*s.any((("My train is N minutes late", "我的火车晚点N分钟"), ("N min late, sorry", "抱歉，晚N分钟"))))
    good = s.text(*s.any((("My train is on time", "我的火车正点"), ("On time so far", "目前正点"))))
    words = late.replace("N", str(delay(linia(s)["luck"], train, today)), 1) if is_late else good
    s.say(train=train.name, station=station(s, HOME), time=f"{train.at(HOME):%H:%M}", name=name, late=late, good=good)
    texted(s, number, words)
    s.do("Linia", Tap("Departures", "tab"), Fill("towards", train.name), Tap(f"train-{train.id}"))
    s.do("Messages", Tap("New message"), Fill("to", number), Tap(name, "text"), Fill("text", words), Tap("Send"))


@THEME.task(
    "journeys-add-favourites", TEST, apps=("Contacts", "Linia"), objective="filter", composition="loop",
    en=("Save everybody who is a favourite in Contacts as a passenger in Linia, as adults, except those who are saved "
        "there already.",
        "My favourites in Contacts often travel with me: add each of them to the passengers in Linia (adult) unless "
        "they are on that list.",
        "For every favourite contact that Linia doesn't have yet, add a passenger there with the full name, kind "
        "adult."),
    zh=("把通讯录里所有收藏的联系人都存为里程铁路的常用乘客（成人），已经在里面的除外。",
        "通讯录收藏里的人常和我一起出行：把他们逐个加到里程铁路的乘客里（成人），已有的不用再加。",
        "对每一个收藏的联系人，如果里程铁路乘客列表里还没有，就用全名添加为成人乘客。"),
)  # fmt: skip
def add_favourites(s: Scene) -> None:
    favourites = [c["name"] for c in s.start[CONTACTS]["contacts"].values() if c["favourite"]]
    linia(s)["people"]["p3"]["name"] = s.rng.choice(favourites)
    have = {person["name"] for person in linia(s)["people"].values()}
    missing = [name for name in favourites if name not in have]
    s.need(len(missing) > 1)
    s.do("Contacts", Tap("Favourites", "tab"))
    s.do("Linia", Tap("Account", "tab"), Tap("passengers"))
    for name in missing:
        s.add(LINIA, "people", entity={"name": name, "kind": "adult"}, letter="p")
        s.then("Linia", Tap("Add passenger"), Fill("name", name), Tap("kind-adult"), Tap("Save"))


@THEME.task(
    "journeys-which-ticket", TEST, clarity="ambiguous", risk="delete",
    en=("Cancel my upcoming Linia ticket to {end} and take the refund.", "Give back my Linia train ticket to {end}.",
        "I won't go to {end} after all: cancel the train ticket I have for that in Linia."),
    zh=("把我去{end}的里程铁路车票退掉。",
        "我不去{end}了，请在里程铁路退票。", "退掉里程铁路里我到{end}的那张待出行车票。"),
)  # fmt: skip
def which_ticket(s: Scene) -> None:
    state = linia(s)
    one, two = sorted(i for i, ticket in state["tickets"].items() if ticket["status"] == "upcoming")[:2]
    start, end = some_pair(s)
    for ticket_id in (one, two):
        ticket = state["tickets"][ticket_id]
        day = journey(ticket).depart.date()
        connection = s.any(connections(start, end, day)[:12])
        kinds = [p["kind"] for p in ticket["passengers"]]
        ticket.update(fare="flex", legs=connection.ids, seats=[[] for _ in connection.ids],
                      price=fare_price(state, connection, "flex", kinds))  # fmt: skip
    others = [
        ticket for i, ticket in state["tickets"].items() if i not in (one, two) and ticket["status"] == "upcoming"
    ]
    s.need(all(journey(ticket).legs[-1].end != end for ticket in others))
    meant = s.any((one, two))
    ticket = state["tickets"][meant]
    depart, back = journey(ticket).depart, refund_of(ticket, s.now)
    s.need(depart.date() != journey(state["tickets"][two if meant == one else one]).depart.date() and back > 0)
    s.say(end=station(s, end))
    s.want(LINIA, "tickets", meant, "status", value="cancelled")
    s.want(LINIA, "tickets", meant, "refund", value=back)
    s.goal[LINIA]["credit"] += back
    s.do("Linia", Tap("Tickets", "tab"))
    day = s.day(depart.date(), True)
    s.unclear(s.text("You have two tickets to there. For which day is the one to be cancelled?",
                     "您有两张去那里的车票，"
                     "要退哪一天的？"), s.text(f"The one for {day}.", f"{day}的那张。"))  # fmt: skip
    s.then("Linia", Tap(f"ticket-{meant}"), Tap("Cancel ticket"), Tap("refunded"))


# -- train -----------------------------------------------------------------------------------------------------------


@THEME.task(
    "journeys-latest-for", TRAIN, apps=("Calendar", "Linia"), objective="filter", composition="composite",
    en=('My calendar has "{title}" on {day}. What is the latest train I can take from {home} to be at the station '
        'there at least {early} minutes before it begins? Answer with the departure time.',
        'For "{title}" ({day}, see Calendar for place and time) I leave from {home}. When does the last Linia '
        'connection depart that arrives {early} minutes or more before the beginning? Just the time.',
        'Find the last connection in Linia from {home} to the place of my event "{title}" on {day} that gets in no '
        'later than {early} minutes before it starts. Answer with its departure time.'),
    zh=("我的日历上{day}有“{title}”。从{home}出发，最晚坐几点的火车，才能至少提前{early}分钟到当地车站？回答发车时间。",
        "{day}的“{title}”（地点和时间见日历），我从{home}走。"
        "里程铁路里能在开始前{early}分钟或更早到达的最后一班几点出发？只答时间。",
        "在里程铁路查从{home}到日历日程“{title}”（{day}）所在地的车，要求最迟在开始前{early}分钟到站，"
        "最晚一班的发车时间是几点？"),
)  # fmt: skip
def latest_for(s: Scene) -> None:
    end, title = s.pick([i for i in STATIONS if i not in ("lc", "lw")]), s.text(*s.pick(EVENTS))
    day, early = ahead(s, s.any((1, 2))), s.any((15, 20, 30, 45))
    begins = s.now.replace(hour=s.any((13, 14, 15, 16, 17)), minute=s.any((0, 30))) + (day - s.now.date())
    wanted = begins - timedelta(minutes=early)
    fit = [one for one in connections(HOME, end, day) if one.arrive <= wanted]
    s.need(len(fit) > 1 and fit[-1].depart > fit[-2].depart)
    state = s.start[CALENDAR]
    state["events"][f"e{state['next_id']}"] = {
        "title": title, "date": day.isoformat(), "start": f"{begins:%H:%M}",
        "end": f"{begins + timedelta(hours=2):%H:%M}", "all_day": False, "location": station(s, end),
        "calendar": "Home", "reminder": "1 hour before", "repeat": REPEATS[0], "guests": [],
    }  # fmt: skip
    state["next_id"] += 1
    s.say(title=title, day=s.day(day, True), home=station(s, HOME), early=early)
    s.answer("time", f"{fit[-1].depart:%H:%M}")
    s.do("Calendar", Tap("Schedule", "tab"), Tap(title))
    s.do("Linia", *from_to(HOME, end), Tap(f"day-{day.isoformat()}"), Tap("time"), Tap("arrive-by"),
         Fill("typed", f"{wanted:%H:%M}"), Tap("Set time"), Tap("search"))  # fmt: skip


@THEME.task(
    "journeys-cheapest-lockers", TRAIN, objective="analyse", composition="loop",
    en=("At which of these stations is a luggage locker cheapest: {one}, {two} or {three}? Answer with the station's "
        "name.",
        "I could leave my luggage at {one}, at {two} or at {three}. Compare in Linia what a locker costs a day there "
        "and answer with the station where it costs least.",
        "Which station has the lowest price for luggage lockers, {one}, {two} or {three}? Look in Linia, answer with "
        "the name only."),
    zh=("{one}、{two}、{three}这几个车站，哪里的行李寄存柜最便宜？回答站名。",
        "行李可以寄存在{one}、{two}或{three}。在里程铁路比较一下寄存柜每天的价格，回答最便宜的车站。",
        "{one}、{two}和{three}，哪个站的行李寄存柜价格最低？查里程铁路，只回答站名。"),
)  # fmt: skip
def cheapest_lockers(s: Scene) -> None:
    with_lockers = [i for i, entry in STATIONS.items() if entry.locker]
    one = s.pick(with_lockers)
    two = s.pick([i for i in with_lockers if i != one])
    three = s.pick([i for i in with_lockers if i not in (one, two)])
    prices = {i: STATIONS[i].locker for i in (one, two, three)}
    best = min(prices, key=lambda i: prices[i])
    s.need(list(prices.values()).count(prices[best]) == 1)
    s.say(one=station(s, one), two=station(s, two), three=station(s, three))
    s.answer("text", station(s, best), STATIONS[best].name)
    s.do("Linia", Tap("Departures", "tab"))
    for at in (one, two, three):
        s.then("Linia", Tap("board-station"), *seek(at), Tap("station-info"), Back())


@THEME.task(
    "journeys-meet-at-platform", TRAIN, apps=("Messages", "Linia"), objective="query",
    en=("{name} has texted me which train they come with. At which platform of {home} does it arrive today? Answer "
        "with the number; if the platform was changed, the new one.",
        "I'm meeting {name} off the train at {home}. The train is in their last text message. Which platform does it "
        "come in at today, changes included? Just the number.",
        "Look up in Linia the platform in {home} for the train that {name} wrote me about by text message (the one "
        "valid today, in case it was moved). Answer with the platform number."),
    zh=("{name}发短信告诉我坐哪班车来。这班车今天停靠{home}几站台？回答数字；如果站台有变，回答新的。",
        "我要去{home}接{name}，车次在对方最新的短信里。今天这趟车到几站台（以变更后为准）？只回答数字。",
        "{name}在短信里说了车次，帮我在里程铁路查这趟车今天到{home}的站台号，若有调整按调整后的，只要数字。"),
)  # fmt: skip
def meet_at_platform(s: Scene) -> None:
    train, today = board_train(s, arrivals=True), s.now.date()
    luck_that(s, lambda luck: not cancelled(luck, train, today)
              and platform_now(luck, train, HOME, today) != platform(luck, train, HOME))  # fmt: skip
    name, number = some_contact(s)
    words = s.text(f"I'm on the {train.name} now, see you in {station(s, HOME)}!",
                   f"我坐上{train.name}了，{station(s, HOME)}见！")  # fmt: skip
    thread = has_texted(s, number, words)
    s.say(name=name, home=station(s, HOME))
    s.answer("number", platform_now(linia(s)["luck"], train, HOME, today))
    s.do("Messages", Tap(f"thread-{thread}"))
    s.do("Linia", Tap("Departures", "tab"), Tap("arrivals"), Fill("towards", train.name), Tap(f"train-{train.id}"))


@THEME.task(
    "journeys-clear-past", TRAIN, objective="filter", composition="loop", risk="delete",
    en=("Clean up my Linia tickets: delete all past ones. Leave the upcoming and the cancelled ones alone.",
        "In Linia, remove every ticket for a journey that is over; don't touch cancelled or upcoming tickets.",
        "Delete each of my past train tickets from Linia, but nothing that is upcoming or cancelled."),
    zh=("整理里程铁路的车票：把已出行的全部删除，待出行的和已取消的都别动。",
        "在里程铁路里删掉所有行程已结束的车票，已取消和待出行的不要碰。",
        "把我里程铁路里已出行的车票一张张删掉，其余（待出行、已取消）保留。"),
)  # fmt: skip
def clear_past(s: Scene) -> None:
    gone = [i for i, ticket in linia(s)["tickets"].items() if ticket["status"] == "past"]
    s.need(len(gone) > 1)
    s.do("Linia", Tap("Tickets", "tab"), Tap("kind-past"))
    for ticket_id in gone:
        s.drop(LINIA, "tickets", ticket_id)
        s.then("Linia", Tap(f"ticket-{ticket_id}"), Tap("Delete ticket"), Tap("Delete"))


@cache
def _bikeless() -> list[tuple[str, str]]:
    """The pairs where no direct train takes bicycles."""
    return [(a, b) for a, b in PAIRS if not any(
        LINES[one.legs[0].train.line].bikes for one in connections(a, b, date(2026, 3, 11)) if not one.changes
    )]  # fmt: skip


@THEME.task(
    "journeys-bicycle-direct", TRAIN, risk="pay", feasible=False,
    en=("Buy me a Linia ticket for a direct train from {start} to {end} on {day} on which my bicycle may come along, "
        "with a bicycle ticket. Any time of the day and any fare, but I won't change trains and not go without the "
        "bike.",
        "On {day} I want to go from {start} to {end} with my bicycle, without changing trains. Book any such train in "
        "Linia, bicycle ticket included; nothing else will do.",
        "Book a direct connection {start} to {end} on {day} that takes bicycles, for one adult with a bicycle. The "
        "fare doesn't matter, changing trains or leaving the bike behind is no option."),
    zh=("在里程铁路给我买{day}从{start}到{end}、能带自行车的直达车票，并加自行车票。几点、什么票种都行，但我不换乘，"
        "也不能不带车。",
        "{day}我要带着自行车从{start}去{end}，中途不换车。请在里程铁路订任意一班这样的车，含自行车票，别的不行。",
        "订{day}{start}到{end}可携带自行车的直达列车，一位成人加一辆自行车。票价无所谓，但不接受换乘，"
        "也不接受不带车。"),
)  # fmt: skip
def bicycle_direct(s: Scene) -> None:
    (start, end), day = some_pair(s, _bikeless()), ahead(s, s.any((1, 2)))
    s.say(start=station(s, start), end=station(s, end), day=s.day(day, True))
    s.decline("no direct train there takes bicycles")
    s.do("Linia", *from_to(start, end), Tap(f"day-{day.isoformat()}"), Tap("direct"), Tap("bike"), Tap("search"))
