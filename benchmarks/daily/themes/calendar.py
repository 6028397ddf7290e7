"""Appointments: making, moving, cancelling and adding them up."""

from datetime import date, timedelta

from agent.policies.scripted import Back, Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.clock import CALENDAR, clock_time, later
from benchmarks.daily.themes.messages import CONTACTS, send
from devices.virtual.apps.calendar.state import CALENDARS, REMINDERS, REPEATS, CalendarEvent, on_day
from devices.virtual.apps.contacts.state import Contact

THEME = Theme("system", "Calendar")

COURSES = (
    ("Pottery class", "陶艺课", "Mill Street 4", "磨坊街4号"), ("Board games", "桌游之夜", "Copper Kettle", "铜壶茶馆"),
    ("Badminton", "羽毛球", "North Gym", "北区体育馆"), ("Life drawing", "人体素描", "Attic Studio", "阁楼画室"),
    ("Sign language", "手语课", "Adult College", "成人学院"), ("Cello lesson", "大提琴课", "Music School", "音乐学校"),
    ("Tai chi", "太极拳", "Willow Garden", "柳园"), ("Repair cafe", "修理咖啡馆", "Depot 9", "九号仓库"),
)  # fmt: skip
VISITS = (
    ("Flat viewing", "看房", "Weaver Lane 8", "织工巷8号"), ("Eye test", "验光", "Clearview Optics", "明视眼镜店"),
    ("Tailor", "裁缝", "Needle & Son", "针线父子店"), ("Bank talk", "银行面谈", "Alder branch", "桤木支行"),
    ("Piano tuning", "钢琴调音", "Living room", "客厅"), ("Vaccination", "打疫苗", "Health Centre", "社区卫生中心"),
    ("Passport photo", "拍护照照", "Photo booth", "自助照相亭"), ("Dance show", "舞蹈演出", "Small Stage", "小舞台"),
)  # fmt: skip
EXCUSES = (
    ("I have to cancel, my train is not running", "我得取消，火车停运了"),
    ("We need another date, I am ill", "得改个日子，我病了"),
    ("It is off, the room is flooded", "取消了，房间被水淹了"),
    ("Sorry, I have to drop out, the child has a fever", "抱歉去不了，孩子发烧了"),
    ("Cancelled, more by mail", "取消了，详情邮件说"),
    ("I cannot come, let us find a new time", "我来不了，另约时间吧"),
    ("Called off because of the storm", "因暴风雨取消"),
    ("Not this time, I am stuck at work", "这次不行，我加班走不开"),
)
ABSENT = (("Nora Fink", "芬诺拉"), ("Samir Haddad", "哈萨米"), ("Lotte Berg", "柏洛特"), ("Owen Pryce", "普欧文"),
          ("Selma Voss", "沃赛玛"), ("Carlo Bassi", "巴卡洛"), ("Iris Tanaka", "田中爱丽"), ("Milo Reyes",
          "雷米洛"))  # fmt: skip


def events(s: Scene) -> dict[str, CalendarEvent]:
    """The events that there are at the start."""
    return s.start[CALENDAR]["events"]


def people(s: Scene) -> dict[str, Contact]:
    """The address book at the start, by the ids that guests have."""
    return s.start[CONTACTS]["contacts"]


def picked(day: date, shown: date) -> list[Move]:
    """Choosing a day in the date dialog of the editor, which opens at the month of `shown`."""
    months = 12 * (day.year - shown.year) + day.month - shown.month
    return [Tap("date"), *[Tap("Next month")] * months, Tap(f"day-{day.isoformat()}")]


def opened(s: Scene, event_id: str) -> list[Move]:
    """Finding an event by its title and opening it."""
    event = events(s)[event_id]
    return [Tap("Search events"), Fill("query", event["title"]), Tap(f"event-{event_id}-{event['date']}")]


def minute_of(hhmm: str) -> int:
    """The minute of the day."""
    return 60 * int(hhmm[:2]) + int(hhmm[3:])


def ahead(s: Scene, event: CalendarEvent) -> bool:
    """Is it an event with a time, once, later than today?"""
    return not event["all_day"] and event["repeat"] == REPEATS[0] and event["date"] > s.now.date().isoformat()


def put(s: Scene, event: CalendarEvent) -> str:
    """Have one more event in the calendar before the task begins; its id."""
    state = s.start[CALENDAR]
    event_id, state["next_id"] = f"e{state['next_id']}", state["next_id"] + 1
    events(s)[event_id] = event
    return event_id


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "calendar-course", TEST, composition="composite",
    en=('Put "{title}" into my {calendar} calendar: every week from {day} on, {start} to {end}, at "{place}", reminder '
        "one hour before, with {guest} as guest.",
        'Create a weekly event "{title}", first on {day}, from {start} until {end}; location "{place}", calendar '
        "{calendar}, reminder 1 hour before. Invite {guest}.",
        '"{title}" takes place each week, starting {day}, {start} to {end}, at "{place}". Add it to {calendar} as a '
        "repeating event with a reminder an hour before and invite {guest}."),
    zh=("在“{calendar}”日历里加上“{title}”：从{day}起每周一次，{start}到{end}，地点“{place}”，提前1小时提醒，参与者加{guest}。",
        "新建每周重复的日程“{title}”，首次{day}，{start}开始，{end}结束；地点“{place}”，日历“{calendar}”，提醒提前1小时，邀请{guest}。",
        "“{title}”每周都有，第一次是{day}，{start}到{end}，在“{place}”。记到“{calendar}”日历，设为每周重复、提前1小时提醒，并邀请{guest}。"),
)  # fmt: skip
def course(s: Scene) -> None:
    title, title_zh, place, place_zh = s.pick(COURSES)
    title, place = s.text(title, title_zh), s.text(place, place_zh)
    day = s.now.date() + timedelta(days=s.number(4, 40))
    start = f"{s.any(range(10, 20)):02}:{s.any((0, 20, 40)):02}"
    end, calendar = later(start, s.any((45, 75, 90))), s.any(CALENDARS)
    guest = s.any(i for i in people(s) if people(s)[i]["email"])
    s.say(title=title, place=place, day=s.day(day, weekday=True), start=clock_time(s, start), end=clock_time(s, end),
          calendar=s.t("Calendar", calendar), guest=people(s)[guest]["name"])  # fmt: skip
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": day.isoformat(), "start": start, "end": end, "all_day": False, "location": place,
        "calendar": calendar, "reminder": "1 hour before", "repeat": "Weekly", "guests": [guest],
    })  # fmt: skip
    s.do("Calendar", Tap("New event"), Fill("title", title), *picked(day, s.now.date()), Fill("start", start),
         Fill("end", end), Fill("location", place), Tap(f"in-{calendar}"), Tap("reminder"),
         Tap("1 hour before", "text"), Tap("repeat"), Tap("Weekly", "text"), Tap("guests"), Tap(f"guest-{guest}"),
         Tap("Done"), Tap("save"))  # fmt: skip


@THEME.task(
    "calendar-busy-minutes", TEST, objective="analyse",
    en=("How many minutes of appointments do I have from {first} to {last} in all? Whole-day events do not count. "
        "Answer with the number.",
        "Add up how long all the events with a time from {first} until {last} in my calendar take, in minutes. Answer "
        "with the number only.",
        "I want to know how much of the week from {first} to {last} is taken: total the length of every timed event in "
        "Calendar. Answer with the minutes as a number."),
    zh=("从{first}到{last}，我的日程一共多少分钟？全天日程不算，只回答数字。",
        "把日历里{first}至{last}所有有起止时间的日程时长加起来，用分钟数回答。",
        "我想知道{first}到{last}这一周被占了多少时间：把每个定时日程的长度相加，回答总分钟数。"),
)  # fmt: skip
def busy_minutes(s: Scene) -> None:
    first = s.now.date() + timedelta(days=6 + 7 * s.any((0, 1)))
    week = [first + timedelta(days=n) for n in range(7)]
    found = [event for day in week for _, event in on_day(events(s), day)]
    timed = [event for event in found if not event["all_day"]]
    s.need(len(timed) >= 3 and len(found) > len(timed))
    s.say(first=s.day(first, weekday=True), last=s.day(week[-1], weekday=True))
    s.answer("number", sum(minute_of(event["end"]) - minute_of(event["start"]) for event in timed))
    s.do("Calendar", Tap("Schedule"))


@THEME.task(
    "calendar-call-off", TEST, apps=("Calendar", "Messages"), composition="loop", risk="send",
    en=('I cannot make it to "{title}". Send each of its guests the text message "{text}" and then delete the event '
        "from my calendar.",
        'Call off "{title}": send every guest listed in the calendar the text message "{text}", and remove the event.',
        'Take "{title}" out of my calendar after telling everybody invited to it, one by one, by text message: '
        '"{text}"'),
    zh=("“{title}”我去不了了。给日程里的每位参与者发短信“{text}”，然后把这个日程从日历里删掉。",
        "取消“{title}”：用短信告诉日历上列出的每个参与者“{text}”，并删除该日程。",
        "先给“{title}”邀请的每个人逐个发短信“{text}”，再把它从日历中删除。"),
)  # fmt: skip
def call_off(s: Scene) -> None:
    found = [i for i, event in events(s).items() if len(event["guests"]) > 1 and ahead(s, event)]
    event_id = s.pick(found, lambda i: events(s)[i]["title"])
    text = s.text(*s.pick(EXCUSES))
    s.say(title=events(s)[event_id]["title"], text=text)
    s.do("Calendar", *opened(s, event_id))
    for at, guest in enumerate(events(s)[event_id]["guests"]):
        send(s, people(s)[guest]["phone"], text)
        s.do("Messages", *([Back()] if at else []), Tap("New message"), Tap(f"to-{guest}"), Fill("text", text),
             Tap("send"))  # fmt: skip
    s.drop(CALENDAR, "events", event_id)
    s.do("Calendar", Tap("Delete"), Tap("Delete"))


@THEME.task(
    "calendar-time-unsaid", TEST, clarity="incomplete",
    en=('Enter "{title}" in my {calendar} calendar on {day}, at "{place}", one hour long. Leave the rest alone.',
        'I have "{title}" on {day}. It takes an hour and is at "{place}"; put it into the calendar {calendar} and '
        "leave the rest as it is offered.",
        'Make a one-hour event "{title}" on {day}, location "{place}", in {calendar}. Change nothing else that '
        "is offered."),
    zh=("在“{calendar}”日历的{day}加上“{title}”，地点“{place}”，一个小时，其他保持默认。",
        "我{day}有“{title}”，在“{place}”，要一个小时，记到“{calendar}”日历里，其余保持默认。",
        "新建一个小时的日程“{title}”，{day}，地点“{place}”，归到“{calendar}”，别的不要改。"),
)  # fmt: skip
def time_unsaid(s: Scene) -> None:
    title, title_zh, place, place_zh = s.pick(VISITS)
    title, place = s.text(title, title_zh), s.text(place, place_zh)
    day, calendar = s.now.date() + timedelta(days=s.number(2, 30)), s.any(CALENDARS)
    start = f"{s.any(range(8, 19)):02}:{s.any((5, 15, 35, 50)):02}"
    s.say(title=title, place=place, day=s.day(day, weekday=True), calendar=s.t("Calendar", calendar))
    s.unclear(s.text("At what time does it start?", "几点开始？"), clock_time(s, start))
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": day.isoformat(), "start": start, "end": later(start, 60), "all_day": False,
        "location": place, "calendar": calendar, "reminder": REMINDERS[2], "repeat": REPEATS[0], "guests": [],
    })  # fmt: skip
    s.do("Calendar", Tap("New event"), Fill("title", title), *picked(day, s.now.date()), Fill("start", start),
         Fill("location", place), Tap(f"in-{calendar}"), Tap("save"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "calendar-move-free", TRAIN, composition="conditional",
    en=('Move "{title}" to {one}, at the same time. If it would overlap with another event on that day, move it to '
        "{two} instead, also at the same time.",
        'Can "{title}" take place on {one} at the same hours without clashing with anything in my calendar? Then move '
        "it there, otherwise to {two}, same hours.",
        'Reschedule "{title}" to {one}; only if something else is planned during those hours, to {two}. The time of '
        "day stays."),
    zh=("把“{title}”改到{one}，时间不变。如果那天会和别的日程冲突，就改到{two}，时间同样不变。",
        "“{title}”挪到{one}的同一时段，会和日历里的其他安排撞上吗？不撞就挪过去，撞了就挪到{two}同一时段。",
        "将“{title}”改期到{one}；只有那个时段已有安排时才改到{two}。几点到几点不变。"),
)  # fmt: skip
def move_free(s: Scene) -> None:
    event_id = s.pick([i for i, e in events(s).items() if ahead(s, e)], lambda i: events(s)[i]["title"])
    event, today = events(s)[event_id], s.now.date()
    days = [today + timedelta(days=n) for n in range(2, 22)]
    empty = [day for day in days if not on_day(events(s), day)]
    s.need(len(empty) > 1)
    one, two = s.rng.sample(empty, 2)
    s.need(f"{one}" != event["date"] != f"{two}" and event["start"] > "09:00" and event["end"] < "21:00")
    clash = s.any((True, False))
    visit = s.any(VISITS)
    # On both days there is something; only on the first, and there by chance, it lies in the way.
    start = later(event["start"], s.any((-20, 15))) if clash else later(event["end"], 30)
    for day, begin in ((one, start), (two, later(event["end"], 45))):
        put(s, {**event, "title": s.text(*visit[:2]), "date": day.isoformat(), "start": begin,
                "end": later(begin, 40), "location": "", "guests": []})  # fmt: skip
        visit = s.any(v for v in VISITS if v != visit)
    day = two if clash else one
    s.say(title=event["title"], one=s.day(one, weekday=True), two=s.day(two, weekday=True))
    s.want(CALENDAR, "events", event_id, "date", value=day.isoformat())
    back = date.fromisoformat(event["date"])
    arrows = (day.month - back.month) * [Tap("Next month")] + (back.month - day.month) * [Tap("Previous month")]
    s.do("Calendar", *([Tap("Next month")] if one.month != today.month else []), Tap(f"day-{one.isoformat()}"),
         *opened(s, event_id), Tap("Edit"), Tap("date"), *arrows, Tap(f"day-{day.isoformat()}"),
         Tap("save"))  # fmt: skip


@THEME.task(
    "calendar-birthday", TRAIN, apps=("Contacts", "Calendar"), composition="composite",
    en=('Look up the birthday of {name} in Contacts and put this year\'s into my {calendar} calendar: a whole-day '
        'event "{title}" that repeats every year, reminder 1 day before.',
        'Add {name}\'s birthday to the calendar {calendar}, from this year on: "{title}", all day, yearly, with a '
        "reminder one day ahead. The date stands in my contacts.",
        'My contacts know when {name} was born. Make a yearly whole-day event "{title}" in {calendar}, beginning with '
        "the birthday in 2026, with a reminder 1 day before."),
    zh=("在通讯录里查{name}的生日，把今年的这一天记到“{calendar}”日历：全天日程“{title}”，每年重复，提前1天提醒。",
        "把{name}的生日加进“{calendar}”日历，从今年算起：标题“{title}”，全天，每年，提醒设为提前1天。日期在通讯录里。",
        "通讯录里有{name}的出生日期。在“{calendar}”里建一个每年重复的全天日程“{title}”，从2026年的生日开始，提前1天提醒我。"),
)  # fmt: skip
def birthday(s: Scene) -> None:
    first, last = s.now.date() + timedelta(days=2), s.now.date() + timedelta(days=100)
    this_year = {i: date.fromisoformat(f"2026{c['birthday'][4:]}") for i, c in people(s).items() if c["birthday"]}
    contact = s.pick([i for i, day in this_year.items() if first <= day <= last], lambda i: people(s)[i]["phone"])
    day, name, calendar = this_year[contact], people(s)[contact]["name"], s.any(("Family", "Home"))
    title = s.text(*s.any((("Birthday of {}", "{}生日"), ("{} has a birthday", "{}过生日"), ("Cake for {}",
                           "给{}买蛋糕"), ("Ring {}", "给{}打电话祝贺")))).format(name)  # fmt: skip
    s.say(name=name, title=title, calendar=s.t("Calendar", calendar))
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": day.isoformat(), "start": "", "end": "", "all_day": True, "location": "",
        "calendar": calendar, "reminder": "1 day before", "repeat": "Yearly", "guests": [],
    })  # fmt: skip
    s.do("Contacts", Tap(f"contact-{contact}"))
    s.do("Calendar", Tap("New event"), Fill("title", title), *picked(day, s.now.date()), Tap("all-day"),
         Tap(f"in-{calendar}"), Tap("reminder"), Tap("1 day before", "text"), Tap("repeat"), Tap("Yearly", "text"),
         Tap("save"))  # fmt: skip


@THEME.task(
    "calendar-remind-guest", TRAIN, objective="filter", composition="loop",
    en=('For all coming events (from tomorrow on) to which {name} is invited, set the reminder to "{reminder}". Leave '
        "past events alone.",
        'Every future event with {name} as a guest should have the reminder "{reminder}". Events until today stay as '
        "they are.",
        "I want to be reminded {reminder} each event after today that {name} is invited to. Change them in my "
        "calendar, but none that is over."),
    zh=("把明天起所有邀请了{name}的日程提醒都设为“{reminder}”，过去的日程不要动。",
        "今后凡是参与者里有{name}的日程，提醒一律改成“{reminder}”；今天及以前的不改。",
        "今天之后每个邀请了{name}的日程，我都要“{reminder}”提醒。在日历里逐个修改，已过去的别动。"),
)  # fmt: skip
def remind_guest(s: Scene) -> None:
    coming = [i for i, event in events(s).items() if ahead(s, event)]
    reminder = s.any(r for r in ("30 minutes before", "1 day before", "1 hour before"))
    name_of = {i: people(s)[i]["name"] for i in people(s)}
    guest = s.pick([i for i in people(s) if any(i in events(s)[e]["guests"] for e in coming)], name_of.get)
    chosen = s.rng.sample(coming, min(len(coming), s.any((2, 3))))
    past = [i for i, e in events(s).items() if e["date"] < f"{s.now.date()}" and e["repeat"] == REPEATS[0]]
    s.need(bool(past) and len(chosen) > 1)
    for event_id in (*chosen, past[0]):
        events(s)[event_id]["guests"] = sorted({*events(s)[event_id]["guests"], guest})
    chosen = [i for i in coming if guest in events(s)[i]["guests"]]
    s.need(len(chosen) < 4 and all(guest not in e["guests"] for e in events(s).values() if e["repeat"] != REPEATS[0]))
    s.say(name=name_of[guest], reminder=s.t("Calendar", reminder))
    s.do("Calendar", Tap("Search events"), Fill("query", name_of[guest]))
    for at, event_id in enumerate(sorted(chosen, key=lambda i: events(s)[i]["date"])):
        s.need(events(s)[event_id]["reminder"] != reminder)
        s.want(CALENDAR, "events", event_id, "reminder", value=reminder)
        s.then("Calendar", *([Back()] if at else []), Tap(f"event-{event_id}-{events(s)[event_id]['date']}"),
               Tap("Edit"), Tap("reminder"), Tap(reminder, "text"), Tap("save"))  # fmt: skip


@THEME.task(
    "calendar-no-such-guest", TRAIN, feasible=False, risk="send",
    en=('Invite {name} from my contacts to "{title}".',
        'Add my contact {name} as a guest to the calendar event "{title}".',
        'In Calendar, {name} should be among the guests of "{title}". Take them from my contacts.'),
    zh=("从通讯录邀请{name}参加“{title}”。", "在日历的“{title}”里把联系人{name}加为参与者。",
        "日历日程“{title}”的参与者里要有{name}，从通讯录中选。"),
)  # fmt: skip
def no_such_guest(s: Scene) -> None:
    event_id = s.pick([i for i, e in events(s).items() if ahead(s, e)], lambda i: events(s)[i]["title"])
    name = s.text(*s.pick(ABSENT))
    s.say(name=name, title=events(s)[event_id]["title"])
    s.do("Calendar", *opened(s, event_id), Tap("Edit"), Tap("guests"), Fill("query", name))
    s.decline(f"{name} is not among the contacts")
