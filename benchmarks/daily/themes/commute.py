"""Getting there with Hopla and Linia, and what else hangs on it: alarms, messages, money, the calendar."""

from datetime import date, datetime, timedelta

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.journeys import (
    CALENDAR,
    CONTACTS,
    HOME,
    board_train,
    has_texted,
    luck_that,
    some_contact,
    texted,
)
from benchmarks.daily.themes.rides import AWAY, HOPLA, TIMES, booked, cost, day_key, on_day, some_place
from benchmarks.daily.themes.rides import place as ride_place
from benchmarks.daily.themes.rides import seek as ride_to
from benchmarks.daily.themes.trains import (
    MAIL,
    ahead,
    first_after,
    from_to,
    linia,
    me,
    pay,
    some_pair,
    station,
    ticket_for,
    upcoming,
)
from devices.virtual.apps.bank.people import request_words
from devices.virtual.apps.bank.state import Request
from devices.virtual.apps.calendar.state import REMINDERS, REPEATS
from devices.virtual.apps.notes.state import new_note
from devices.virtual.apps.rides.catalogue import DRIVERS, KINDS, PLACES, fare
from devices.virtual.apps.rides.state import Trip, current, new_trip, paid
from devices.virtual.apps.trains.catalogue import STATIONS
from devices.virtual.apps.trains.fortune import cancelled, delay
from devices.virtual.apps.trains.state import fare_price, journey
from devices.virtual.apps.trains.timetable import connections
from devices.virtual.words import speaking

BANK, CLOCK, NOTES, SETTINGS = "org.guimcp.bank", "org.guimcp.clock", "org.guimcp.notes", "org.guimcp.settings"
THEME = Theme("transport", "Hopla", "Linia")

LABELS = (("Off to the station", "去车站"), ("Train, get up", "赶火车，起床"), ("Bags and tickets", "行李和车票"),
          ("Leave the house", "出门"), ("Platform in time", "准点到站台"), ("Do not miss it", "别错过"),
          ("Rail alarm", "火车闹钟"), ("Taxi to the train", "打车去火车站"))  # fmt: skip
ERRANDS = (("Wedding of Lena", "莱娜的婚礼"), ("Court hearing", "法院开庭"), ("Marathon start", "马拉松起跑"),
           ("Flea market stall", "跳蚤市场摆摊"), ("Final exam", "期末考试"), ("Boat trip", "乘船游"),
           ("Keynote speech", "主题演讲"), ("Morning concert", "早间音乐会"))  # fmt: skip
CARS = (("Look out for the car X", "留意车牌X的车"), ("I am in the taxi with the plate X", "我坐的出租车车牌是X"),
        ("My Hopla is X, wave when you see it", "我的车是X，看到挥挥手"), ("The number plate is X", "车牌号是X"),
        ("Coming in X, be there soon", "我坐X过来，马上到"), ("Please let X into the yard", "请让X开进院子"),
        ("X picks me up now", "X现在来接我"), ("If I am lost, look for X", "找不到我就找X"))  # fmt: skip
NEXT = (("Trains to choose from", "可选车次"), ("Next trains", "接下来的火车"), ("Departures", "发车时间"),
        ("For the weekend", "周末用"), ("When trains go", "几点有车"), ("Times for Anna", "给安娜的时刻"),
        ("Day out", "一日游"), ("Rail times", "火车时刻"))  # fmt: skip
SPLITS = (("Half of the ride", "车费一半"), ("Taxi, your share", "打车，你的那份"), ("Our Hopla", "我们的跳跳"),
          ("Ride we shared", "一起坐的车"), ("Way home together", "一起回家的车费"), ("Fare, halved", "车费平分"),
          ("Hopla, half each", "跳跳各付一半"), ("Shared car", "同乘"))  # fmt: skip


def event(s: Scene, title: str, day: date, start: str, location: str, minutes: int = 60) -> str:
    """An appointment that is in the calendar from the start (the whole day where `start` is empty); its id."""
    state = s.start[CALENDAR]
    s.need(all(one["title"] != title for one in state["events"].values()))
    end = f"{datetime.strptime(start, '%H:%M') + timedelta(minutes=minutes):%H:%M}" if start else ""
    event_id = f"e{state['next_id']}"
    state["next_id"] += 1
    state["events"][event_id] = {
        "title": title, "date": day.isoformat(), "start": start, "end": end, "all_day": not start,
        "location": location, "calendar": "Home", "reminder": REMINDERS[2], "repeat": REPEATS[0], "guests": [],
    }  # fmt: skip
    return event_id


def scheduled(s: Scene, end: str, kind: str, at: datetime) -> str:
    """A ride from Home that is booked from the start, paid by card; its id."""
    state = s.start[HOPLA]
    trip_id = f"t{state['next_id']}"
    state["next_id"] += 1
    driver = s.rng.choice(DRIVERS)
    state["trips"][trip_id] = new_trip("home", end, kind, state["level"], "card", at, "scheduled", driver)
    return trip_id


def alarm_at(s: Scene, hhmm: str) -> list[Move]:
    """Type a time of the morning into the alarm that is open."""
    full_day = s.start[SETTINGS]["clock_24h"]
    return [Fill("hour", hhmm[:2] if full_day else str(int(hhmm[:2]))), Fill("minute", hhmm[3:])]


def plain(cents: int) -> str:
    """An amount as it is typed."""
    return f"{cents // 100}.{cents % 100:02}"


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "commute-alarm-train", TEST, apps=("Linia", "Clock"), composition="composite",
    en=("Set an alarm {early} minutes before the departure of my train to {end} tomorrow (ticket in Linia). Label "
        "“{label}”, ringing once; leave the rest as offered.",
        "I have a Linia ticket to {end} for tomorrow. Let the clock wake me {early} minutes before that train leaves: "
        "a new alarm without repetition, labelled “{label}”.",
        "New alarm, once, label “{label}”, {early} minutes earlier than the train to {end} that I booked in Linia for "
        "tomorrow departs."),
    zh=("我明天去{end}的火车（票在里程铁路）发车前{early}分钟，设一个闹钟：标签“{label}”，只响一次，其他默认。",
        "我在里程铁路买了明天去{end}的票。在发车前{early}分钟设个不重复的新闹钟，标签写“{label}”。",
        "新建闹钟，单次，标签“{label}”，时间比我里程铁路里明天去{end}的列车发车早{early}分钟。"),
)  # fmt: skip
def alarm_train(s: Scene) -> None:
    tickets = linia(s)["tickets"]
    ticket_id, ticket = upcoming(s)
    start, end = some_pair(s)
    morning = [one for one in connections(start, end, ahead(s, 1)) if 6 <= one.depart.hour < 10]
    s.need(bool(morning) and all(end != journey(one).legs[-1].end for one in tickets.values() if one is not ticket))
    connection = s.any(morning)
    kinds = [passenger["kind"] for passenger in ticket["passengers"]]
    ticket.update(legs=connection.ids, seats=[[] for _ in connection.ids],
                  price=fare_price(linia(s), connection, ticket["fare"], kinds))  # fmt: skip
    early, label = s.number(35, 115, 5), s.text(*s.pick(LABELS))
    at = f"{connection.depart - timedelta(minutes=early):%H:%M}"
    s.need(at < "09:30")
    s.say(end=station(s, end), early=early, label=label)
    s.add(CLOCK, "alarms", letter="a", entity={
        "time": at, "label": label, "days": [], "vibrate": True, "enabled": True,
    })  # fmt: skip
    s.do("Linia", Tap("Tickets", "tab"), Tap(f"ticket-{ticket_id}"))
    s.do("Clock", Tap("Add alarm"), *alarm_at(s, at), Fill("label", label), Tap("save"))


@THEME.task(
    "commute-cheaper-airport", TEST, composition="conditional", risk="pay",
    en=("On {day} I have to get to Northfield Airport. If a Hopla Mini from Home costs at most {gap} more than the "
        "Linia Flex ticket for the first direct train from {station} after {time}, book the Hopla for {time}, by card. "
        "Otherwise buy that ticket: just me, no railcard, no seat, no insurance, card ending in 4421, sent to {mail}.",
        "To Northfield Airport on {day}: compare a Hopla Mini from Home with a Linia Flex ticket, first direct train "
        "from {station} after {time}. Up to {gap} more than the train I take the Hopla (book it for {time}, card). "
        "Above that buy the train ticket for one adult without railcard, seat and insurance, card ending in 4421, mail "
        "{mail}.",
        "Hopla Mini or train to Northfield Airport on {day}? The Hopla (from Home, {time}, card) if its price is no "
        "more than {gap} above that of the Flex ticket in Linia; else the ticket itself, for the first direct train "
        "leaving {station} after {time}: one adult, no railcard, no seat, no insurance, card ending in 4421, to "
        "{mail}. Book the one that it is."),
    zh=("{day}我要去北野机场。如果从家坐跳跳出行“迷你”车，比里程铁路{time}之后{station}第一班直达列车的灵活票"
        "最多贵{gap}，就约{time}的跳跳出行，银行卡支付；否则买那张车票：只有我一人，不用铁路卡、不选座、不投保，"
        "用尾号4421的卡，发到{mail}。",
        "{day}去北野机场：比较从家出发的跳跳出行“迷你”车和里程铁路的灵活票（{station}，{time}以后第一班直达）。"
        "打车贵出的钱不超过{gap}就订{time}的车（银行卡）；超过就买火车票，一位成人，无铁路卡、无座位预订、无保险，"
        "尾号4421的卡支付，邮箱{mail}。",
        "{day}去北野机场，打车还是坐火车？从家坐跳跳出行“迷你”车的价格若比灵活票（{station}{time}后首班直达）高出{gap}以内（含），"
        "就预约{time}的车，银行卡付；否则在里程铁路买这张票：一位成人，不用铁路卡，不选座，不投保，"
        "尾号4421的卡，寄到{mail}。"),
)  # fmt: skip
def cheaper_airport(s: Scene) -> None:
    at, by_car = on_day(s, s.any((1, 2)), s.any(("08:20", "10:10", "11:35", "13:05", "15:50"))), s.any((True, False))
    connection = first_after(HOME, "na", at, direct=True)
    s.need(connection is not None and connection.depart > at)
    assert connection is not None
    more = cost(s, "mini", "home", "airport") - fare_price(linia(s), connection, "flex", ["adult"])
    gap = s.number(8, 30)
    s.need((more <= 100 * gap) == by_car and 50 <= abs(more - 100 * gap) < 600)
    s.say(day=s.day(at.date(), True), time=f"{at:%H:%M}", station=station(s, HOME), gap=s.money(100 * gap), mail=MAIL)
    train = [*from_to(HOME, "na"), Tap(f"day-{at.date().isoformat()}"), Tap("time"), Fill("typed", f"{at:%H:%M}"),
             Tap("Set time"), Tap("direct"), Tap("search"), Tap("connection-0"), Tap("go-on")]  # fmt: skip
    ride = [Tap("Where to?"), *ride_to("airport")]
    if by_car:
        booked(s, "airport", "mini", "card", at)
        s.do("Linia", *train)
        s.do("Hopla", *ride, day_key(at), Fill("time", f"{at:%H:%M}"), Tap("book"), Tap("Confirm"))
    else:
        ticket_for(s, connection, "flex", [me(s)])
        s.do("Hopla", *ride)
        s.do("Linia", *train, Tap("fare-flex"), *pay())


@THEME.task(
    "commute-meeting-moved", TEST, apps=("Messages", "Hopla"), composition="composite", risk="pay",
    en=("{name} has texted me that we meet somewhere else. Let the Hopla that I booked for it go there instead, and "
        "answer “{reply}”.",
        "Read {name}'s last text message: the place has changed. Change the destination of my Hopla accordingly and "
        "text back “{reply}”.",
        "We meet at another place, {name} wrote to me where. Send my scheduled Hopla there and reply “{reply}” by text "
        "message."),
    zh=("{name}发短信说我们换地方见面了。把我为此约的跳跳出行改到新地点，并回复“{reply}”。",
        "看看{name}最新的短信：地点变了。请相应修改我那趟跳跳出行的目的地，再回一条短信“{reply}”。",
        "见面地点换了，{name}在短信里说了新地点。把我预约的跳跳出行改到那里，并回短信“{reply}”。"),
)  # fmt: skip
def meeting_moved(s: Scene) -> None:
    old, kind = some_place(s), s.any(KINDS)
    new = some_place(s, old)
    other = s.any(key for key in AWAY if key not in (old, new))
    first, second = on_day(s, 1, s.any(TIMES[2:])), on_day(s, 2, s.any(TIMES))
    trip_id = scheduled(s, old, kind, first)
    scheduled(s, other, "mini", second)
    name, number = some_contact(s)
    reply = s.text(
        *s.any(
            (("All right, see you there", "好的，到那儿见"), ("No problem, thanks for telling me", "没问题，谢谢告知"))
        )
    )
    words = s.text(f"Not {PLACES[old].name} tomorrow, please: let us meet at {PLACES[new].name}, same time",
                   f"明天别去{ride_place(s, old)}了，改在{ride_place(s, new)}见，时间不变")  # fmt: skip
    thread = has_texted(s, number, words)
    s.say(name=name, reply=reply)
    s.want(HOPLA, "trips", trip_id, "end", value=new)
    price = fare(kind, "home", new, s.start[HOPLA]["level"])
    s.need(price != s.start[HOPLA]["trips"][trip_id]["price"])
    s.want(HOPLA, "trips", trip_id, "price", value=price)
    texted(s, number, reply)
    s.do("Messages", Tap(f"thread-{thread}"))
    s.do("Hopla", Tap(f"trip-{trip_id}"), Tap("Change destination"), *ride_to(new), Tap("Change"))
    s.do("Messages", Fill("text", reply), Tap("Send"))


@THEME.task(
    "commute-too-late", TEST, apps=("Calendar", "Linia"), composition="composite", risk="pay", feasible=False,
    en=("Buy me a Flex ticket in Linia for “{title}” on {day} (see Calendar): from {home}, leaving on that same day, "
        "and I must be at the station there before it begins. Card ending in 4421, ticket to {mail}.",
        "I need a train on {day} from {home} that arrives before “{title}” in my calendar begins; I can't leave the "
        "evening before. Buy the Flex ticket in Linia with the card ending in 4421, sent to {mail}.",
        "Linia, Flex, one adult, card ending in 4421, mail {mail}: on {day} itself from {home} to where “{title}” "
        "takes place, there before it starts. Book whichever train that is."),
    zh=("为{day}的“{title}”（见日历）在里程铁路买一张灵活票：从{home}出发，当天走，必须在开始之前到达当地车站。"
        "尾号4421的卡支付，发到{mail}。",
        "{day}我要从{home}坐火车，在日历里“{title}”开始之前到，前一晚走不了。请在里程铁路买灵活票，尾号4421的卡，"
        "邮箱{mail}。",
        "里程铁路，灵活票，一位成人，尾号4421的卡，邮箱{mail}：{day}当天从{home}去“{title}”所在地，开始前到达，"
        "哪班车都行，请订票。"),
)  # fmt: skip
def too_late(s: Scene) -> None:
    end = s.pick([i for i in STATIONS if i not in ("lc", "lw")])
    title, day = s.text(*s.pick(ERRANDS)), ahead(s, s.any((1, 2)))
    begins = s.any(("06:00", "06:30", "07:00", "07:30"))
    first = min(one.arrive for one in connections(HOME, end, day))
    s.need(f"{first:%H:%M}" > begins and first.date() == day)
    event(s, title, day, begins, station(s, end))
    s.say(title=title, day=s.day(day, True), home=station(s, HOME), mail=MAIL)
    s.decline("the first train of that day arrives after it has begun")
    s.do("Calendar", Tap("Schedule", "tab"), Tap(title))
    s.do("Linia", *from_to(HOME, end), Tap(f"day-{day.isoformat()}"), Tap("time"), Tap("arrive-by"),
         Fill("typed", begins), Tap("Set time"), Tap("search"))  # fmt: skip


@THEME.task(
    "commute-tell-anna", TEST, apps=("Hopla", "Messages"), clarity="ambiguous", risk="send",
    en=("Text Anna “{words}”, with the number plate of the Hopla that is on its way to me in place of X.",
        "Send Anna a text message: “{words}”. X is the number plate of my car that Hopla has sent.",
        "Let Anna know by text message: “{words}” (put the plate of the Hopla coming for me where the X is)."),
    zh=("给安娜发短信“{words}”，其中X换成正赶来接我的跳跳出行的车牌号。",
        "发短信给安娜：“{words}”。X是我叫的那辆跳跳出行的车牌。",
        "用短信告诉安娜“{words}”（把X写成来接我的跳跳出行车牌号）。"),
)  # fmt: skip
def tell_anna(s: Scene) -> None:
    words, trip_id = s.text(*s.pick(CARS)), current(s.start[HOPLA])
    people = s.start[CONTACTS]["contacts"]
    annas = [i for i, one in people.items() if one["name"].startswith("Anna ") or one["name"].endswith("安娜")]
    meant = people[s.any(annas)]
    s.need(len(annas) == 2 and not meant["blocked"])
    said = words.replace("X", s.start[HOPLA]["trips"][trip_id]["plate"])
    s.say(words=words)
    texted(s, meant["phone"], said)
    s.do("Hopla")
    s.unclear(s.text("There are two people called Anna in your contacts. Which one?", "通讯录有两位安娜，发给谁？"),
              s.text(f"{meant['name']}.", f"{meant['name']}。"))  # fmt: skip
    s.do("Messages", Tap("New message"), Fill("to", meant["phone"]), Tap(meant["name"], "text"), Fill("text", said),
         Tap("Send"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "commute-pick-up", TRAIN, apps=("Messages", "Linia", "Hopla"), composition="composite", risk="pay",
    en=("{name} has texted me which train they arrive with today. Book a Hopla XL from Central Station to Home for us, "
        "{after} minutes after that train is due at {home}, by card.",
        "I fetch {name} from the train today (which one: see their text message). Schedule a Hopla XL, Central Station "
        "to Home, card, {after} minutes after its arrival at {home} in Linia.",
        "Look up in Linia when the train from {name}'s text message gets to {home} today, and let a Hopla XL take us "
        "from Central Station to Home {after} minutes later. Payment by card."),
    zh=("{name}发短信说了今天坐哪班车到。请约一辆跳跳出行“商务”车，从中央车站到家，时间为该车到{home}后{after}分钟，"
        "银行卡支付。",
        "我今天去接{name}的火车（车次见对方短信）。按里程铁路的到站时间，在车到{home}后{after}分钟，约跳跳出行“商务”，"
        "中央车站到家，银行卡付款。",
        "在里程铁路查{name}短信里那班车今天几点到{home}，再约一辆跳跳出行“商务”，晚{after}分钟从中央车站送我们回家，"
        "用银行卡付。"),
)  # fmt: skip
def pick_up(s: Scene) -> None:
    train, today, after = board_train(s, arrivals=True), s.now.date(), s.any((10, 15, 20))
    luck_that(s, lambda luck: not cancelled(luck, train, today) and not delay(luck, train, today))
    at = train.at(HOME) + timedelta(minutes=after)
    s.need(at.date() == today)
    name, number = some_contact(s)
    words = s.text(f"I take the {train.name} today, will you fetch me?", f"我今天坐{train.name}，你来接我吗？")
    thread = has_texted(s, number, words)
    s.say(name=name, after=after, home=station(s, HOME))
    booked(s, "home", "xl", "card", at, start="central")
    s.do("Messages", Tap(f"thread-{thread}"))
    s.do("Linia", Tap("Departures", "tab"), Tap("arrivals"), Fill("towards", train.name), Tap(f"train-{train.id}"))
    s.do("Hopla", Tap("Where to?"), *ride_to("home"), Tap("pickup"), *ride_to("central"), Tap("kind-xl"), day_key(at),
         Fill("time", f"{at:%H:%M}"), Tap("book"), Tap("Confirm"))  # fmt: skip


@THEME.task(
    "commute-minutes-left", TRAIN, apps=("Linia", "Calendar"), objective="analyse", composition="composite",
    en=("On {day} I go to {end} by train for “{title}” (see Calendar). How many minutes are there between the arrival "
        "of my Linia train and the beginning? Answer with the number.",
        "How much time does my Linia ticket to {end} on {day} leave me before “{title}” in the calendar begins? In "
        "minutes from arrival to beginning, only the number.",
        "Compare my train to {end} on {day} with the event “{title}” in Calendar: how many minutes before it begins do "
        "I arrive at the station? Just the number."),
    zh=("{day}我坐火车去{end}参加“{title}”（见日历）。从里程铁路的列车到站到活动开始有多少分钟？回答数字。",
        "按我{day}去{end}的里程铁路车票，到站后离日历里的“{title}”开始还有几分钟？只回答数字。",
        "对照{day}去{end}的火车和日历日程“{title}”：我比开始时间早多少分钟到站？只答数字。"),
)  # fmt: skip
def minutes_left(s: Scene) -> None:
    ticket_id, ticket = upcoming(s)
    connection, left, title = journey(ticket), s.number(15, 140, 1), s.text(*s.pick(ERRANDS))
    day, begins = connection.arrive.date(), connection.arrive + timedelta(minutes=left)
    s.need(connection.depart.date() == day and (begins + timedelta(hours=1)).date() == day)
    end = station(s, connection.legs[-1].end)
    event(s, title, day, f"{begins:%H:%M}", end)
    s.say(day=s.day(day, True), end=end, title=title)
    s.answer("number", left)
    s.do("Linia", Tap("Tickets", "tab"), Tap(f"ticket-{ticket_id}"))
    s.do("Calendar", Tap("Schedule", "tab"), Tap(title))


@THEME.task(
    "commute-note-trains", TRAIN, apps=("Linia", "Notes"), composition="loop",
    en=("Write the departure times of the first three direct trains from {start} to {end} on {day} from {time} on into "
        "a new note “{title}”: in one line, 24-hour times with comma and space, such as 07:05, 13:40, 21:15.",
        "New note “{title}” with the times at which the next three direct trains leave {start} for {end} on {day}, "
        "starting at {time}. Form: 07:05, 13:40, 21:15.",
        "Look up in Linia the first three direct connections {start} to {end} on {day} at {time} or later, and save "
        "when they leave as the note “{title}”, its text like 07:05, 13:40, 21:15."),
    zh=("把{day} {time}起从{start}到{end}的前三班直达列车的发车时间写进新笔记“{title}”：一行，24小时制，"
        "用英文逗号加空格隔开，例如07:05, 13:40, 21:15。",
        "新建笔记“{title}”，内容是{day}从{time}开始{start}开往{end}的头三班直达车的发车时间，"
        "格式如07:05, 13:40, 21:15。",
        "在里程铁路查{day} {time}及以后{start}到{end}最早的三班直达车，把发车时间存成笔记“{title}”，"
        "正文形如07:05, 13:40, 21:15。"),
)  # fmt: skip
def note_trains(s: Scene) -> None:
    (start, end), day, title = some_pair(s), ahead(s, s.any((1, 2))), s.text(*s.pick(NEXT))
    hhmm = s.any(("06:15", "08:30", "11:45", "14:10", "16:40"))
    direct = [one for one in connections(start, end, day) if not one.changes and f"{one.depart:%H:%M}" >= hhmm]
    s.need(len(direct) > 3 and direct[2].depart.date() == day)
    body = ", ".join(f"{one.depart:%H:%M}" for one in direct[:3])
    s.say(start=station(s, start), end=station(s, end), day=s.day(day, True), time=hhmm, title=title)
    s.add(NOTES, "notes", entity=new_note(title, body, "", s.now), letter="n")
    s.do("Linia", *from_to(start, end), Tap(f"day-{day.isoformat()}"), Tap("time"), Fill("typed", hhmm),
         Tap("Set time"), Tap("direct"), Tap("search"))  # fmt: skip
    s.do("Notes", Tap("New note"), Fill("Title", title), Fill("Note", body), Tap("Save"))


@THEME.task(
    "commute-split-ride", TRAIN, apps=("Hopla", "Alder Bank", "Messages"), composition="composite", risk="send",
    en=("{name} owes me half of my Hopla ride to {end} on {day}. Create a request for that amount in Alder Bank (for: "
        "“{purpose}”) and send it to {name} by text message as the bank words it.",
        "Ask {name} for half of what the Hopla to {end} on {day} cost: request money in Alder Bank, purpose "
        "“{purpose}”, and share the text it makes with {name} in Messages, unchanged.",
        "Split the Hopla ride to {end} on {day} with {name}: a request for half the total in Alder Bank, purpose "
        "“{purpose}”, shared with {name} as a text message just as it is."),
    zh=("{name}要分摊我{day}去{end}的跳跳出行车费的一半。在赤杨银行按这个金额发起收款，用途“{purpose}”，"
        "并把银行生成的文字原样用短信发给{name}。",
        "向{name}收{day}去{end}那趟跳跳出行费用的一半：在赤杨银行发起收款，用途写“{purpose}”，"
        "生成的文字不改，用短信分享给{name}。",
        "{day}去{end}的跳跳出行和{name}平分：在赤杨银行发起金额为总价一半的收款，用途“{purpose}”，"
        "再原样以短信分享给{name}。"),
)  # fmt: skip
def split_ride(s: Scene) -> None:
    trips: dict[str, Trip] = s.start[HOPLA]["trips"]
    trip_id = s.pick([i for i, trip in trips.items() if trip["status"] == "finished"], lambda i: trips[i]["end"])
    name, number = some_contact(s)
    half, purpose = (paid(trips[trip_id]) + trips[trip_id]["tip"]) // 2, s.text(*s.pick(SPLITS))
    day = datetime.fromisoformat(trips[trip_id]["at"]).date()
    s.say(name=name, end=ride_place(s, trips[trip_id]["end"]), day=s.day(day, True), purpose=purpose)
    request: Request = {"name": name, "amount": half, "purpose": purpose, "at": s.now.isoformat(timespec="minutes"),
                        "settled": False}  # fmt: skip
    s.add(BANK, "requests", entity=request, letter="q")
    with speaking(s.language, "devices.virtual.apps.bank"):
        texted(s, number, request_words(s.start[BANK], request))
    s.do("Hopla", Tap("Trips", "tab"), Tap(f"trip-{trip_id}"))
    s.do("Alder Bank", Tap("quick-request_quote"), Fill("name", name), Fill("amount", plain(half)),
         Fill("purpose", purpose), Tap("Create request"))  # fmt: skip
    s.then("Messages", Tap("share-org.guimcp.messages"), Fill("to", number), Tap(name, "text"), Tap("Send"))
