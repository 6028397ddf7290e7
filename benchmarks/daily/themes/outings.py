"""Appointments and how one gets to them: Wayfare with the calendar, tickets and tables, the clock, other people."""

from datetime import datetime, timedelta

from agent.policies.scripted import Back, Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.commute import CLOCK, alarm_at, event, scheduled
from benchmarks.daily.themes.journeys import CALENDAR, some_contact, texted
from benchmarks.daily.themes.maps import MAPS, SETTINGS, at_time, maps, one_is_quickest, place, seek, ways_now
from benchmarks.daily.themes.rides import AWAY, HOPLA, TIMES, on_day, some_place
from benchmarks.daily.themes.rides import place as ride_place
from benchmarks.daily.themes.trains import ahead
from devices.virtual.apps.booking.catalogue import FILMS
from devices.virtual.apps.booking.chance import showing_of
from devices.virtual.apps.booking.state import BookingState
from devices.virtual.apps.calendar.state import REMINDERS, REPEATS
from devices.virtual.apps.calendar.state import on_day as events_on
from devices.virtual.apps.maps.catalogue import PLACES
from devices.virtual.apps.maps.parts import matches
from devices.virtual.apps.maps.state import iso
from devices.virtual.apps.maps.transit import journeys
from devices.virtual.apps.rides.catalogue import KINDS
from devices.virtual.times import clock_words
from devices.virtual.words import speaking

EVENING = "org.guimcp.booking"
THEME = Theme("transport", "Wayfare", "Calendar")

# Appointments, and where one might be held.
MEETINGS = (
    ("Quartet rehearsal", "四重奏排练"), ("Photo shoot", "拍照"), ("Debate club", "辩论社"), ("Blood donation", "献血"),
    ("Key handover", "交接钥匙"), ("Volunteer meeting", "志愿者会"), ("Tango lesson", "探戈课"),
    ("Walk with Hugo", "和雨果散步"), ("Poetry evening", "诗歌之夜"), ("Bike repair course", "修车课"),
    ("Guided visit", "讲解参观"), ("Chess round", "下棋"),
)  # fmt: skip
SPOTS = tuple(key for key in AWAY if key in PLACES)
# Where there is something that Wayfare does not know.
UNKNOWN = (
    ("Clip & Comb", "剪梳理发店"), ("Velo Hub", "车轮驿站"), ("Tall Oak Vets", "高橡兽医院"),
    ("Lowmoor Garage", "低原汽修"), ("Sunny Steps Nursery", "阳光步幼儿园"), ("Lakeside Physio", "湖畔理疗"),
    ("Quill & Thread Books", "羽线书店"), ("Cobble Lane Bakery", "卵石巷面包房"),
)  # fmt: skip
ALARMS = (
    ("Get going", "该走了"), ("Helmet and lights", "头盔车灯"), ("Breakfast first", "先吃早饭"),
    ("Last call", "最后提醒"), ("Stop reading", "别看书了"), ("Shoes on", "穿鞋出门"),
    ("Out of the door", "出门"), ("Pump the tyres", "打气"),
)  # fmt: skip
RIDE_TITLES = (("Ride", "乘车"), ("Taxi comes", "出租车来接"), ("Hopla", "跳跳"), ("Be ready at the door", "在门口等"),
               ("Picked up", "有车来接"), ("Car outside", "车在门外"), ("On my way", "出发"),
               ("Shared taxi", "拼车"))  # fmt: skip
DAYS_OFF = (("Working from home", "居家办公"), ("Day in bed", "卧床一天"), ("House cleaning", "大扫除"),
            ("Strike", "罢工日"), ("Kids' day off", "孩子放假"), ("Garden day", "花园日"),
            ("No appointments", "不排日程"), ("Spa day", "水疗日"))  # fmt: skip


def evening(s: Scene) -> BookingState:
    """Evening at the start."""
    return s.start[EVENING]


def from_home(s: Scene, key: str) -> list[Move]:
    """From Wayfare's first screen to the way from Home to a place."""
    return [Tap("Directions"), Tap("from"), Tap("pick-home"), Tap("to"), *seek(s, key)]


def spot(s: Scene, *not_these: str) -> str:
    """A place that Hopla's town and Wayfare know."""
    return s.pick([key for key in SPOTS if key not in not_these], lambda key: PLACES[key].name)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "outings-share-arrival", TEST, apps=("Wayfare", "Messages"), composition="composite", risk="send",
    en=("Start driving to {place} in Wayfare, the quickest way from where I am, and share my arrival with {name} by "
        "text message, in Wayfare's own words.",
        "Navigate me by car to {place} with Wayfare (quickest way). Then use its Share arrival to text {name} when I "
        "get there, adding nothing.",
        "I leave for {place} by car now: have Wayfare lead me the quickest way, and let {name} know in Messages when I "
        "arrive, with the text that Wayfare shares."),
    zh=("用行途地图从当前位置开车导航去{place}，走最快的路线，并用它的“分享到达时间”给{name}发短信，文字不改。",
        "让行途地图按最快路线驾车导航到{place}，然后把到达时间用短信分享给{name}，用应用自带的文字。",
        "我现在开车去{place}：行途地图走最快的路开始导航，再把它生成的到达时间原样用短信发给{name}。"),
)  # fmt: skip
def share_arrival(s: Scene) -> None:
    here = maps(s)["here"]
    maps(s)["options"]["mode"] = "drive"
    key = spot(s, here)
    name, number = some_contact(s)
    found = ways_now(s, "drive", here, key)
    s.need(one_is_quickest(found))
    way = found[0]
    with speaking(s.language):
        at = clock_words(s.now + timedelta(minutes=way.minutes), s.start[SETTINGS])
    said = s.t("Wayfare", "I will be at {place} at {time}", place=place(s, key), time=at)
    s.say(place=place(s, key), name=name)
    s.goal[MAPS]["trip"] = {
        "places": [here, key], "mode": "drive", "variant": way.variant, "step": 0, "began": iso(s.now),
        "minutes": way.minutes, "metres": round(1000 * way.km),
    }  # fmt: skip
    texted(s, number, said)
    s.do("Wayfare", Tap("Search here"), *seek(s, key), Tap("directions"), Tap("start-0"), Tap("Share arrival"))
    s.then("Messages", Tap("share-org.guimcp.messages"), Fill("to", number), Tap(name, "text"), Tap("Send"))


@THEME.task(
    "outings-nearer", TEST, objective="analyse", composition="loop",
    en=("On {day} I have two appointments in Calendar. Which of them is quicker to reach by bicycle from Home, "
        "according to Wayfare? Answer with its title.",
        "Compare in Wayfare how long I cycle from Home to each of my two appointments on {day} (places in Calendar). "
        "Give the title of the one that I reach in less time.",
        "Of the two events that Calendar has on {day}, which place takes fewer minutes by bicycle from Home in "
        "Wayfare? Only the event's title."),
    zh=("{day}日历上有两个日程。按行途地图从家骑车过去，哪一个更快到？回答日程标题。",
        "用行途地图比较从家骑行到{day}两个日程地点（见日历）各要多久，回答用时较短的那个日程的标题。",
        "日历{day}的两个日程里，哪个的地点从家骑车（行途地图）用时更少？只回答标题。"),
)  # fmt: skip
def nearer(s: Scene) -> None:
    maps(s)
    day, one = ahead(s, s.any((1, 2, 3, 4))), spot(s)
    two = spot(s, one)
    way = {key: ways_now(s, "cycle", "home", key)[0].minutes for key in (one, two)}
    s.need(abs(way[one] - way[two]) > 1 and not events_on(s.start[CALENDAR]["events"], day))
    titles = {key: s.text(*words) for key, words in zip((one, two), s.rng.sample(MEETINGS, 2), strict=True)}
    for key, start in ((one, "10:00"), (two, "14:30")):
        event(s, titles[key], day, start, place(s, key))
    s.say(day=s.day(day, True))
    s.answer("text", titles[min(way, key=lambda key: way[key])])
    s.do("Calendar", Tap(f"day-{day.isoformat()}"))
    s.do("Wayfare", *from_home(s, one), Tap("mode-cycle"), Tap("to"), *seek(s, two))


@THEME.task(
    "outings-reminder-if", TEST, composition="conditional",
    en=("I walk from Home to “{title}” ({day}, see Calendar). If Wayfare says that the quickest way on foot takes more "
        "than {limit} minutes, set the event's reminder to “{long}”, otherwise to “{short}”.",
        "Set the reminder of “{title}” on {day} by the walk from Home to its place (Wayfare's quickest way): “{short}” "
        "if that is {limit} minutes or less, “{long}” if it is more.",
        "How long do I walk from Home to where “{title}” on {day} takes place? More than {limit} minutes in Wayfare: "
        "change the event's reminder to “{long}”. Up to {limit}: to “{short}”."),
    zh=("我要从家步行去“{title}”（{day}，见日历）。如果行途地图上最快的步行路线超过{limit}分钟，"
        "就把该日程的提醒设为“{long}”，否则设为“{short}”。",
        "按从家走到{day}“{title}”地点的时间（行途地图最快步行路线）设置日程提醒：{limit}分钟以内（含）选“{short}”，"
        "超过选“{long}”。",
        "从家走到{day}“{title}”的地点要多久？行途地图显示超过{limit}分钟：提醒改成“{long}”；不超过：改成“{short}”。"),
)  # fmt: skip
def reminder_if(s: Scene) -> None:
    maps(s)
    day, title, far = ahead(s, s.any(range(1, 7))), s.text(*s.pick(MEETINGS)), s.any((True, False))
    key, limit = spot(s), s.any((20, 25, 30, 40, 50))
    walk = ways_now(s, "walk", "home", key)[0].minutes
    s.need((walk > limit) == far and abs(walk - limit) < 20)
    event_id = event(s, title, day, s.any(("11:00", "13:30", "16:15")), place(s, key))
    short, long = REMINDERS[3], REMINDERS[4]
    s.say(title=title, day=s.day(day, True), limit=limit, short=s.t("Calendar", short), long=s.t("Calendar", long))
    s.want(CALENDAR, "events", event_id, "reminder", value=long if far else short)
    s.do("Calendar", Tap("Schedule", "tab"), Tap(title))
    s.do("Wayfare", *from_home(s, key), Tap("mode-walk"))
    s.do("Calendar", Tap("Edit"), Tap("reminder"), Tap(long if far else short), Tap("save"))


@THEME.task(
    "outings-after-film", TEST, apps=("Evening", "Wayfare"), objective="query", composition="composite",
    en=("I have cinema tickets for “{film}” in Evening. If I leave the cinema as soon as the film ends (beginning plus "
        "length), at what time am I Home at the earliest by public transport? Look in Wayfare, answer with the time.",
        "When do I get Home from “{film}” (my tickets are in Evening) by tram, bus or train, leaving when the film is "
        "over? Reckon its length from the beginning on. Wayfare's earliest arrival, just the time.",
        "“{film}” (my tickets are in Evening) is over when its running time has passed. If I leave the cinema for Home "
        "by public transport at that minute, what is the earliest arrival that Wayfare has? Only the time."),
    zh=("我在良宵订了电影《{film}》的票。散场（开场时间加片长）后立刻离开影院，坐公共交通最早几点到家？"
        "按行途地图回答时间。",
        "看完《{film}》（票在良宵）坐公共交通回家，最早几点能到？散场时间按开场加片长算，用行途地图查，只回答时间。",
        "《{film}》的票在良宵里，散场时间等于开场加片长。那时从影院坐公共交通出发，行途地图里最早几点到家？只答时间。"),
)  # fmt: skip
def after_film(s: Scene) -> None:
    maps(s)
    tickets = {i: ticket for i, ticket in evening(s)["tickets"].items() if ticket["status"] == "upcoming"}
    ticket_id = s.pick(tickets, lambda i: FILMS[tickets[i]["film"]].title)
    ticket = tickets[ticket_id]
    s.need([one["film"] for one in tickets.values()].count(ticket["film"]) == 1)
    showing = showing_of(ticket["showing"])
    ends = showing.at + timedelta(minutes=FILMS[ticket["film"]].minutes)
    found = journeys(showing.cinema, "home", ends)
    s.need(ends.date() == showing.day and bool(found) and found[0].arrive.date() == showing.day)
    s.say(film=s.t("Evening", FILMS[ticket["film"]].title))
    s.answer("time", f"{found[0].arrive:%H:%M}")
    s.do("Evening", Tap("My bookings", "tab"), Tap(f"ticket-{ticket_id}"))
    s.do("Wayfare", Tap("Directions"), Tap("from"), *seek(s, showing.cinema), Tap("to"), Tap("pick-home"),
         Tap("mode-transit"), *at_time("depart", ends))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "outings-shift-alarm", TRAIN, apps=("Calendar", "Wayfare", "Clock"), composition="composite",
    en=("Tomorrow I cycle from Home to “{title}” (see Calendar). Change my alarm “{label}” so that it rings {early} "
        "minutes before I have to set off, going by the quickest way by bicycle in Wayfare.",
        "Move the alarm “{label}” to {early} minutes before I must leave Home for “{title}” tomorrow: its beginning in "
        "Calendar minus the minutes of Wayfare's quickest way by bicycle.",
        "For “{title}” tomorrow I need my alarm “{label}” at another time: beginning (Calendar) minus the quickest "
        "bicycle way from Home (Wayfare) minus {early} minutes."),
    zh=("明天我从家骑车去“{title}”（见日历）。把闹钟“{label}”改到必须出发前{early}分钟响，路上时间按行途地图最快的骑行路线。",
        "把闹钟“{label}”改成明天为“{title}”出门前{early}分钟：出门时间=日历里的开始时间减去行途地图从家出发最快骑行的分钟数。",
        "明天的“{title}”，我的闹钟“{label}”要改时间：日历开始时间减去从家最快骑行时间（行途地图）再减{early}分钟。"),
)  # fmt: skip
def shift_alarm(s: Scene) -> None:
    maps(s)
    alarms, title = s.start[CLOCK]["alarms"], s.text(*s.pick(MEETINGS))
    key, early, label = spot(s), s.any((20, 30, 40, 45)), s.text(*s.pick(ALARMS))
    alarm_id = s.any(alarms)
    alarms[alarm_id].update(label=label, days=[], enabled=True, time="06:05")
    begins = datetime.combine(ahead(s, 1), datetime.min.time()) + timedelta(hours=9, minutes=s.any((0, 15, 30)))
    event(s, title, begins.date(), f"{begins:%H:%M}", place(s, key))
    rings = begins - timedelta(minutes=ways_now(s, "cycle", "home", key)[0].minutes + early)
    s.say(title=title, label=label, early=early)
    s.want(CLOCK, "alarms", alarm_id, "time", value=f"{rings:%H:%M}")
    s.do("Calendar", Tap("Schedule", "tab"), Tap(title))
    s.do("Wayfare", *from_home(s, key), Tap("mode-cycle"))
    s.do("Clock", Tap(f"alarm-{alarm_id}"), *alarm_at(s, f"{rings:%H:%M}"), Tap("save"))


@THEME.task(
    "outings-table-walk", TRAIN, apps=("Evening", "Wayfare"), objective="query", composition="composite",
    en=("I have booked a table in Evening for {day}. How many minutes is the quickest way on foot from Home to that "
        "restaurant in Wayfare? Answer with the number.",
        "How long do I walk from Home to the restaurant where I have a table on {day}? The booking is in Evening, the "
        "quickest way in Wayfare; answer in minutes, only the number.",
        "Find out from Evening where my table on {day} is, and from Wayfare how many minutes I need on foot from Home "
        "(quickest way). Just the number of minutes."),
    zh=("我在良宵订了{day}的餐位。按行途地图从家步行到那家餐厅，最快的路线要几分钟？回答数字。",
        "{day}订位的餐厅（见良宵）离家步行要多久？用行途地图最快的步行路线，只回答分钟数。",
        "在良宵看{day}我订的是哪家餐厅，再用行途地图查从家走过去最快多少分钟，只答数字。"),
)  # fmt: skip
def table_walk(s: Scene) -> None:
    maps(s)
    tables = {i: table for i, table in evening(s)["tables"].items() if table["status"] == "upcoming"}
    table_id = s.pick(tables, lambda i: PLACES[tables[i]["restaurant"]].name)
    days = [table["at"][:10] for table in tables.values()]
    s.need(days.count(tables[table_id]["at"][:10]) == 1)
    key = tables[table_id]["restaurant"]
    minutes = ways_now(s, "walk", "home", key)[0].minutes
    s.need(minutes < 60)
    s.say(day=s.day(datetime.fromisoformat(tables[table_id]["at"]).date(), True))
    s.answer("number", minutes)
    s.do("Evening", Tap("My bookings", "tab"), Tap(f"table-{table_id}"))
    s.do("Wayfare", *from_home(s, key), Tap("mode-walk"))


@THEME.task(
    "outings-not-on-map", TRAIN, objective="query", composition="composite", feasible=False,
    en=("How many minutes does it take by car from Home to the place of “{title}” on {day} (see Calendar), going by "
        "Wayfare? Answer with the number.",
        "Look up in Calendar where “{title}” on {day} is, and in Wayfare how long the drive from Home takes. Just the "
        "minutes.",
        "I want to drive to “{title}” on {day}. The place stands in Calendar: how many minutes from Home does Wayfare "
        "give? Only the number."),
    zh=("按行途地图，从家开车到{day}“{title}”的地点（见日历）要几分钟？回答数字。",
        "在日历里看{day}的“{title}”在哪里，再用行途地图查从家开车要多久，只回答分钟数。",
        "{day}我想开车去“{title}”，地点写在日历里。行途地图显示从家过去多少分钟？只答数字。"),
)  # fmt: skip
def not_on_map(s: Scene) -> None:
    maps(s)
    where, title, day = s.text(*s.pick(UNKNOWN)), s.text(*s.pick(MEETINGS)), ahead(s, s.any(range(1, 7)))
    with speaking(s.language, "devices.virtual.apps.maps"):
        s.need(not any(matches(key, where) for key in PLACES))
    event(s, title, day, s.any(("11:00", "13:30", "16:15")), where)
    s.say(title=title, day=s.day(day, True))
    s.decline("Wayfare knows no such place")
    s.do("Calendar", Tap("Schedule", "tab"), Tap(title))
    s.do("Wayfare", Tap("Directions"), Tap("to"), Fill("query", where))


@THEME.task(
    "outings-ride-to-calendar", TRAIN, apps=("Hopla", "Calendar"), composition="composite", clarity="ambiguous",
    en=("Put my Hopla ride to {end} into the calendar {calendar} as “{title}”, one hour from the pick-up time on. "
        "Nothing else needs to be filled in.",
        "Add an event “{title}” to my {calendar} calendar for the scheduled Hopla to {end}: it begins at the pick-up "
        "and lasts an hour.",
        "In the calendar {calendar} I want “{title}” for the Hopla that takes me to {end}, from the pick-up on for one "
        "hour, the rest as offered."),
    zh=("把我去{end}的跳跳出行行程记到“{calendar}”日历，标题“{title}”，从上车时间起一小时，其他不用填。",
        "为预约的去{end}的跳跳出行在“{calendar}”日历里加日程“{title}”，上车时开始，时长一小时。",
        "“{calendar}”日历里加一个“{title}”，对应我去{end}的那趟跳跳出行，从上车时间开始一小时，其余默认。"),
)  # fmt: skip
def ride_to_calendar(s: Scene) -> None:
    end, title = some_place(s), s.text(*s.pick(RIDE_TITLES))
    calendar, days = s.any(("Work", "Home", "Family")), s.rng.sample(range(1, 7), 2)
    s.need(all(trip["end"] != end for trip in s.start[HOPLA]["trips"].values()))
    rides = [on_day(s, ahead_, s.any(TIMES)) for ahead_ in days]
    for at in rides:
        scheduled(s, end, s.any(KINDS), at)
    at = s.any(rides)
    until = at + timedelta(hours=1)
    s.say(end=ride_place(s, end), calendar=s.t("Calendar", calendar), title=title)
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": at.date().isoformat(), "start": f"{at:%H:%M}", "end": f"{until:%H:%M}",
        "all_day": False, "location": "", "calendar": calendar, "reminder": REMINDERS[2], "repeat": REPEATS[0],
        "guests": [],
    })  # fmt: skip
    s.do("Hopla")
    day = s.day(at.date(), True)
    s.unclear(s.text("There are two rides to there. Which day do you mean?", "有两趟去那里的行程，您指哪一天的？"),
              s.text(f"The one on {day}.", f"{day}的那趟。"))  # fmt: skip
    s.do("Calendar", Tap(f"day-{at.date().isoformat()}"), Tap("New event"), Fill("title", title),
         Fill("start", f"{at:%H:%M}"), Fill("end", f"{until:%H:%M}"), Tap(f"in-{calendar}"), Tap("save"))  # fmt: skip


@THEME.task(
    "outings-day-off", TRAIN, apps=("Calendar", "Hopla"), objective="filter", composition="loop", risk="delete",
    en=("On the day of “{title}” in my calendar I stay at home. Cancel all Hopla rides I have scheduled for that day, "
        "because I changed my plans; keep the others.",
        "See in Calendar when “{title}” is and cancel each Hopla ride of that day (reason: I changed my plans), and no "
        "other one.",
        "I don't go out on the day that Calendar has “{title}”. Every Hopla scheduled for then is to be cancelled, the "
        "reason being that I changed my plans."),
    zh=("日历里“{title}”那天我待在家。把那天预约的跳跳出行全部取消，原因选“计划有变”，其他的保留。",
        "看日历里“{title}”是哪天，取消当天的每一趟跳跳出行（原因：计划有变），别的不要动。",
        "日历上“{title}”那一天我不出门，当天约好的跳跳出行都取消掉，理由是计划有变。"),
)  # fmt: skip
def day_off(s: Scene) -> None:
    title, off, other = s.text(*s.pick(DAYS_OFF)), *s.rng.sample(range(1, 7), 2)
    ends = s.rng.sample(AWAY, 3)
    early, late = s.any(("07:45", "08:20", "10:10")), s.any(("17:25", "18:40", "20:15"))
    gone = [scheduled(s, ends[0], s.any(KINDS), on_day(s, off, early)),
            scheduled(s, ends[1], s.any(KINDS), on_day(s, off, late))]  # fmt: skip
    scheduled(s, ends[2], s.any(KINDS), on_day(s, other, s.any(TIMES)))
    event(s, title, ahead(s, off), "", "")
    s.say(title=title)
    s.do("Calendar", Tap("Schedule", "tab"), Tap(title))
    s.do("Hopla")
    for n, trip_id in enumerate(gone):
        s.want(HOPLA, "trips", trip_id, "status", value="cancelled")
        s.want(HOPLA, "trips", trip_id, "reason", value="I changed my plans")
        s.then("Hopla", *([Back()] if n else []), Tap(f"trip-{trip_id}"), Tap("Cancel ride"), Tap("reason-0"),
               Tap("Cancel ride"))  # fmt: skip
