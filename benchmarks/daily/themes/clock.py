"""Alarms, world clock and timers."""

from datetime import datetime, timedelta

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.messages import CONTACTS, send
from benchmarks.facts import Among
from devices.virtual.apps.calendar.state import CalendarEvent
from devices.virtual.apps.clock.state import CITIES, Alarm, city_time
from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.apps.notes.state import new_note
from devices.virtual.times import LONG_WEEKDAYS, WEEKDAYS, time_words
from devices.virtual.words import speaking

CLOCK, CALENDAR, NOTES = "org.guimcp.clock", "org.guimcp.calendar", "org.guimcp.notes"
THEME = Theme("system", "Clock")

HABITS = (("Feed the rabbits", "喂兔子"), ("Yoga", "做瑜伽"), ("Bins out", "倒垃圾"),
          ("Italian lesson", "上意大利语课"), ("Eye drops", "滴眼药水"), ("Let the dog out", "遛狗"),
          ("Stretch your back", "活动腰背"), ("Call Grandma", "给奶奶打电话"))  # fmt: skip
MORNINGS = (("Get up!", "起来啦！"), ("Up and out", "该出门了"), ("Rise and shine", "太阳晒屁股了"),
            ("Wednesday morning", "周三早晨"), ("Not today, pillow", "别赖床"), ("Off to it", "出发吧"),
            ("Coffee first", "先喝咖啡"), ("No snoozing", "不许再睡"))  # fmt: skip
# What can be early tomorrow, and what comes later; no phone has these by itself.
EARLY = (("Physiotherapy", "理疗"), ("Blood test", "抽血"), ("School meeting", "学校开会"), ("Car to the garage",
         "送车去修"),
         ("Flat handover", "交房"), ("Breakfast with Nora", "和诺拉吃早餐"))  # fmt: skip
ABSENT = (("Oslo", "奥斯陆"), ("Madrid", "马德里"), ("Manila", "马尼拉"), ("Quito", "基多"), ("Warsaw", "华沙"),
          ("Tunis", "突尼斯"), ("Riga", "里加"), ("Dublin", "都柏林"))  # fmt: skip
# (title, title in Chinese, text, text in Chinese, name of the timer, its name in Chinese) of a recipe with three times
RECIPES = (
    ("Focaccia", "佛卡夏", "Knead for {a} minutes, let it rise for {b}, bake for {c}.",
     "揉面{a}分钟，发酵{b}分钟，烤{c}分钟。", ("bake", "烤"), ("Oven", "烤箱"), 2),
    ("Risotto", "烩饭", "Fry the onions for {a} minutes, stir with broth for {b}, let it rest for {c}.",
     "洋葱炒{a}分钟，加高汤搅{b}分钟，静置{c}分钟。", ("rest", "静置"), ("Rest", "静置烩饭"), 2),
    ("Braised beef", "炖牛肉", "Brown it for {a} minutes, braise it for {b}, thicken the sauce for {c}.",
     "煎{a}分钟，炖{b}分钟，收汁{c}分钟。", ("be braised", "炖"), ("Beef", "牛肉"), 1),
    ("Dumplings", "饺子", "Let the dough rest for {a} minutes, steam for {b}, fry for {c}.",
     "面团醒{a}分钟，蒸{b}分钟，煎{c}分钟。", ("be steamed", "蒸"), ("Steamer", "蒸锅"), 1),
    ("Crumble", "酥皮苹果", "Stew the apples for {a} minutes, bake for {b}, leave it to cool for {c}.",
     "苹果煮{a}分钟，烤{b}分钟，放凉{c}分钟。", ("be stewed", "煮"), ("Apples", "苹果"), 0),
    ("Onion soup", "洋葱汤", "Soften the onions for {a} minutes, simmer for {b}, gratinate for {c}.",
     "洋葱炒软{a}分钟，小火煮{b}分钟，焗{c}分钟。", ("simmer", "小火煮"), ("Soup", "汤"), 1),
    ("Flatbread", "薄饼", "Mix for {a} minutes, cover and leave it for {b}, bake for {c}.",
     "和面{a}分钟，盖好放{b}分钟，烙{c}分钟。", ("be mixed", "和面"), ("Dough", "面团"), 0),
    ("Custard", "布丁", "Heat the milk for {a} minutes, cook in the water bath for {b}, chill for {c}.",
     "牛奶加热{a}分钟，水浴{b}分钟，冷藏{c}分钟。", ("cook in the water bath", "水浴"), ("Water bath", "水浴"), 1),
)  # fmt: skip
# What is asked of somebody awake, and of somebody asleep.
CALLS = (
    ("Do you have time for a call now?", "现在方便打电话吗？", "Call me when you are up", "醒了给我打电话"),
    ("Can I ring you in five minutes?", "五分钟后打给你行吗？", "Sleep well, we talk tomorrow", "睡个好觉，明天聊"),
    ("I have news, pick up!", "有好消息，快接电话！", "I have news, write when you wake up", "有好消息，醒了回我"),
    ("Shall we talk about the visa?", "聊聊签证的事？", "Let us talk about the visa in your morning",
     "等你早上再聊签证的事"),
    ("Are you at your desk?", "你在工位上吗？", "No hurry, read this with your coffee", "不急，喝咖啡时再看"),
    ("Is the camera on? I want to see you", "能开视频吗？想看看你", "I try you when it is light there",
     "等你那边天亮再找你"),
)  # fmt: skip


def clock_time(s: Scene, hhmm: str) -> str:
    """A time of day as the phone shows it."""
    with speaking(s.language):
        return time_words(hhmm, s.start)


def later(hhmm: str, minutes: int) -> str:
    """So many minutes later (or, below nought, earlier), as "HH:MM"."""
    return f"{datetime.fromisoformat(f'2000-01-01T{hhmm}') + timedelta(minutes=minutes):%H:%M}"


def long_day(s: Scene, day: str) -> str:
    """ "Monday" or "星期一" for "Mon"."""
    return s.t("Calendar", LONG_WEEKDAYS[WEEKDAYS.index(day)])


def alarms(s: Scene) -> dict[str, Alarm]:
    """The alarms that there are at the start."""
    return s.start[CLOCK]["alarms"]


def set_for(hhmm: str) -> list[Move]:
    """Filling in the time of a new alarm on a phone with the 12-hour clock."""
    hour = int(hhmm[:2])
    half = [Tap("half-PM")] if hour >= 12 else []
    return [Tap("Add alarm"), Fill("hour", str((hour - 1) % 12 + 1)), Fill("minute", hhmm[3:]), *half]


def once(s: Scene, hhmm: str, label: str) -> None:
    """An alarm that does not repeat is to be there; whether it vibrates is left open."""
    s.add(CLOCK, "alarms", letter="a", entity={
        "time": hhmm, "label": label, "days": [], "vibrate": Among(True, False), "enabled": True,
    })  # fmt: skip


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "clock-alarm-add", TEST, composition="composite",
    en=('Set an alarm for {time} every {one} and {two}, labelled "{label}", without vibration.',
        'I need an alarm called "{label}" at {time} that repeats on {one} and {two} and does not vibrate.',
        'Every {one} and {two} at {time} my phone should ring but not vibrate. Label the alarm "{label}".'),
    zh=("设一个每{one}和{two}{time}响的闹钟，标签“{label}”，不要振动。",
        "我要一个叫“{label}”的闹钟，{time}，每{one}、{two}重复，关闭振动。",
        "每逢{one}和{two}的{time}让手机响铃但不振动，闹钟标签写“{label}”。"),
)  # fmt: skip
def alarm_add(s: Scene) -> None:
    time = f"{s.any((6, 8, 14, 17, 20)):02}:{s.number(1, 58):02}"
    days = sorted(s.rng.sample(WEEKDAYS, 2), key=WEEKDAYS.index)
    label = s.text(*s.pick(HABITS))
    s.say(time=clock_time(s, time), label=label, one=long_day(s, days[0]), two=long_day(s, days[1]))
    s.add(CLOCK, "alarms", letter="a", entity={
        "time": time, "label": label, "days": days, "vibrate": False, "enabled": True,
    })  # fmt: skip
    s.do("Clock", *set_for(time), Fill("label", label), *[Tap(f"day-{day}") for day in days], Tap("vibrate"),
         Tap("save"))  # fmt: skip


@THEME.task(
    "clock-off-day", TEST, objective="filter", composition="loop",
    en=("Turn off every alarm that repeats on {day}, but delete none.",
        "Switch off all my alarms whose repetition includes {day}. They should stay in the list.",
        "No repeating alarm should ring on a {day} any more: switch off all those that would, without changing them."),
    zh=("把每个在{day}重复的闹钟都关掉，但不要删除。", "凡是重复日里有{day}的闹钟全部关闭，列表里保留。",
        "以后{day}不想再有重复闹钟响：把会响的都关上，别的设置不要改。"),
)  # fmt: skip
def off_day(s: Scene) -> None:
    day = s.any(d for d in WEEKDAYS if sum(d in alarm["days"] for alarm in alarms(s).values()) >= 2)
    ringing = sorted((i for i, a in alarms(s).items() if day in a["days"]), key=lambda i: alarms(s)[i]["time"])
    # Where one is off already, touching every switch is wrong.
    for alarm_id in s.rng.sample(ringing, 2):
        alarms(s)[alarm_id]["enabled"] = True
    s.say(day=long_day(s, day))
    s.do("Clock")
    for alarm_id in ringing:
        if alarms(s)[alarm_id]["enabled"]:
            s.want(CLOCK, "alarms", alarm_id, "enabled", value=False)
            s.then("Clock", Tap(f"switch-{alarm_id}"))


@THEME.task(
    "clock-before-first", TEST, apps=("Calendar", "Clock"), composition="conditional",
    en=("Set a one-time alarm for tomorrow, {day}: if the first appointment in my calendar starts before {bound}, "
        '{minutes} minutes before it, otherwise at {late}. Label it "{label}". Whole-day events do not count.',
        "Look at my calendar for tomorrow ({day}). Is the earliest event with a time before {bound}? Then set an alarm "
        '{minutes} minutes ahead of it, else one for {late}; not repeating, label "{label}".',
        'Wake me tomorrow, {day}, with an alarm labelled "{label}" that rings once: {minutes} minutes before my first '
        "appointment that has a time if that one begins before {bound}, and at {late} if it does not."),
    zh=("给明天（{day}）设一个只响一次的闹钟，标签“{label}”：日历里第一个有具体时间的日程早于{bound}开始，"
        "就提前{minutes}分钟响，否则{late}响。",
        "看看我明天（{day}）的日历。最早的那个有具体时间的日程在{bound}之前开始吗？是就在它开始前{minutes}分钟设闹钟，不是就设{late}；"
        "不重复，标签写“{label}”。",
        "明天{day}叫我起床，单次闹钟，标签“{label}”：如果第一个有具体时间的日程在{bound}前开始，就比它早{minutes}分钟，"
        "不然就定{late}。全天日程不算。"),
)  # fmt: skip
def before_first(s: Scene) -> None:
    events: dict[str, CalendarEvent] = s.start[CALENDAR]["events"]
    day = s.now.date() + timedelta(days=1)
    s.need(all(event["date"] != day.isoformat() for event in events.values()))
    early, minutes = s.any((True, False)), s.number(35, 95, 5)
    start = f"{s.any((7, 8)) if early else s.any((9, 10)):02}:{s.any((0, 10, 25, 40)):02}"
    s.need(start != "09:00")
    event: CalendarEvent = {**events["e1"], "date": day.isoformat(), "location": "", "guests": []}
    title = s.text(*s.pick(EARLY))
    # A whole day stands above the appointments, and what comes later has the lower number.
    for key, words, first in (("e11", s.t("Calendar", "Haircut"), later(start, 130)), ("e12", title, start)):
        s.need(all(other["title"] != words for other in events.values()))
        events[key] = {**event, "title": words, "start": first, "end": later(first, 40)}
    holder = next(other for other in events.values() if other["all_day"])
    holder["date"] = day.isoformat()
    s.start[CALENDAR]["next_id"] = 13
    time, label = later(start, -minutes) if early else "08:20", s.text(*s.pick(MORNINGS))
    s.say(day=s.day(day, weekday=True), bound=clock_time(s, "09:00"), minutes=minutes, late=clock_time(s, "08:20"),
          label=label)  # fmt: skip
    once(s, time, label)
    s.do("Calendar", Tap(f"day-{day.isoformat()}"))
    s.do("Clock", *set_for(time), Fill("label", label), Tap("save"))


@THEME.task(
    "clock-no-such-city", TEST, feasible=False,
    en=("Add {city} to my world clock.", "I want to see the time in {city} on the world clock of my phone: add it.",
        "Put {city} on the list of cities in Clock."),
    zh=("在世界时钟里添加{city}。", "我想在手机的世界时钟上看到{city}的时间，帮我加上。",
        "把{city}加到时钟的城市列表里。"),
)  # fmt: skip
def no_such_city(s: Scene) -> None:
    city = s.text(*s.pick(ABSENT))
    s.say(city=city)
    s.do("Clock", Tap("World clock"), Tap("Add city"), Fill("query", city))
    s.decline(f"Clock does not know {city}")


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "clock-skip-next", TRAIN, objective="filter", composition="composite",
    en=("Switch off whichever of my alarms would ring next, and answer with its label.",
        "It is Tuesday, 10 March. Look into Clock: which alarm is the next to ring? Turn it off and tell me its label.",
        "Spare me the next ringing: find the alarm that comes first, going by those that are on, and switch it off. "
        "Answer with the alarm's label."),
    zh=("把最先要响的那个闹钟关掉，并回答它的标签。",
        "今天是3月10日星期二。看看时钟：下一个响的是哪个闹钟？把它关上，回答标签即可。",
        "接下来那次闹铃不用响了：在已开启的闹钟里找出最先响的，关掉它，回答闹钟的标签。"),
)  # fmt: skip
def skip_next(s: Scene) -> None:
    def rings(alarm: Alarm) -> datetime:
        days = [s.now + timedelta(days=n) for n in range(8)]
        times = [datetime.fromisoformat(f"{day:%Y-%m-%d}T{alarm['time']}") for day in days
                 if WEEKDAYS[day.weekday()] in (alarm["days"] or WEEKDAYS)]  # fmt: skip
        return min(time for time in times if time > s.now)

    # What would ring first is off, so that the next is not simply the next in the list.
    order = sorted(alarms(s), key=lambda i: rings(alarms(s)[i]))
    for at, alarm_id in enumerate(order):
        alarms(s)[alarm_id]["enabled"] = at > 0
    s.need(rings(alarms(s)[order[1]]) > rings(alarms(s)[order[0]]))
    s.need(rings(alarms(s)[order[2]]) > rings(alarms(s)[order[1]]))
    later_today = [i for i in order if alarms(s)[i]["time"] > f"{s.now:%H:%M}"]
    s.need(order[1] != min(later_today or order, key=lambda i: alarms(s)[i]["time"]))
    s.answer("text", alarms(s)[order[1]]["label"])
    s.want(CLOCK, "alarms", order[1], "enabled", value=False)
    s.do("Clock", Tap(f"switch-{order[1]}"))


@THEME.task(
    "clock-recipe-timer", TRAIN, apps=("Notes", "Clock"), composition="composite",
    en=('How long must it {what} according to my note "{title}"? Start a timer of that length called "{name}".',
        'Start a timer "{name}" for the time that the recipe "{title}" in Notes says it has to {what}.',
        'I am cooking from my note "{title}". Look up how many minutes it should {what} and let a timer with the name '
        '"{name}" run for them.'),
    zh=("按我的笔记“{title}”，{what}要多久？照这个时长启动一个叫“{name}”的计时器。",
        "笔记“{title}”里写了{what}的时间，给它开一个名为“{name}”的计时器并启动。",
        "我正照着笔记“{title}”做菜。查一下{what}要几分钟，开始一个同样长、名称为“{name}”的计时器。"),
)  # fmt: skip
def recipe_timer(s: Scene) -> None:
    title, title_zh, text, text_zh, what, name, at = s.pick(RECIPES, lambda recipe: recipe[0])
    minutes = s.rng.sample(range(4, 58), 3)
    body = s.text(text, text_zh).format(a=minutes[0], b=minutes[1], c=minutes[2])
    state = s.start[NOTES]
    note_id, state["next_id"] = f"n{state['next_id']}", state["next_id"] + 1
    state["notes"][note_id] = new_note(s.text(title, title_zh), body, "", s.now - timedelta(days=2))
    s.say(title=s.text(title, title_zh), what=s.text(*what), name=s.text(*name))
    seconds = 60 * minutes[at]
    s.add(CLOCK, "timers", letter="t", entity={
        "name": s.text(*name), "seconds": seconds, "left": seconds, "running": True,
        "ends": (s.now + timedelta(seconds=seconds)).isoformat(),
    })  # fmt: skip
    s.do("Notes", Tap(s.text(title, title_zh)))
    s.do("Clock", Tap("Timer"), Tap("Add timer"), Fill("minutes", str(minutes[at])), Fill("name", s.text(*name)),
         Tap("start"))  # fmt: skip


@THEME.task(
    "clock-which-alarm", TRAIN, clarity="ambiguous", risk="delete",
    en=('Delete the alarm "{label}".', 'I do not need my "{label}" alarm any more, delete it from Clock.',
        'Remove the alarm with the label "{label}" for good.'),
    zh=("删除“{label}”闹钟。", "“{label}”那个闹钟我不需要了，从时钟里删掉。", "把标签为“{label}”的闹钟彻底删掉。"),
)  # fmt: skip
def which_alarm(s: Scene) -> None:
    alarm_id = s.pick(alarms(s), lambda i: alarms(s)[i]["label"])
    label, time = alarms(s)[alarm_id]["label"], alarms(s)[alarm_id]["time"]
    other = later(time, s.any((-75, -50, 40, 65)))
    s.need(f"{s.now:%H:%M}" not in (time, other) and "02:00" < other < "23:40")
    alarms(s)["a8"] = {**alarms(s)[alarm_id], "time": other}
    s.start[CLOCK]["next_id"] = 9
    chosen = s.any((alarm_id, "a8"))
    said = clock_time(s, alarms(s)[chosen]["time"])
    s.say(label=label)
    s.unclear(s.text(f"There are two alarms “{label}”. Which one?", f"有两个“{label}”闹钟，删哪一个？"),
              s.text(f"The one at {said}.", f"{said}的那个。"))  # fmt: skip
    s.drop(CLOCK, "alarms", chosen)
    s.do("Clock", Tap(f"alarm-{chosen}"), Tap("delete"))


@THEME.task(
    "clock-awake-there", TRAIN, apps=("Clock", "Messages"), composition="conditional", risk="send",
    en=("{name} is in {city} at the moment. If the time there is between 8:00 and 22:00 now, text {name} "
        '"{day}", otherwise "{night}"',
        'See on the world clock what time it is in {city}. Between 8 and 22 o\'clock text {name} "{day}", '
        'at any other hour send "{night}"',
        'Text {name}, who is in {city}: "{day}" if it is between 8:00 and 22:00 over there right now, "{night}" if it '
        "is not."),
    zh=("{name}现在在{city}。当地时间在8点到22点之间就发短信“{day}”，否则发“{night}”。",
        "看看世界时钟上{city}现在几点。8点到22点之间给{name}发短信“{day}”，其他时间发“{night}”。",
        "给在{city}的{name}发短信：那边现在是8:00到22:00就写“{day}”，不是就写“{night}”。"),
)  # fmt: skip
def awake_there(s: Scene) -> None:
    awake = s.any((True, False))
    city = s.pick([c for c in CITIES if abs(CITIES[c]) > 2 and (8 <= city_time(c, s.now).hour < 22) == awake])
    others = [c for c in CITIES if c != city and abs(CITIES[c] - CITIES[city]) > 5]
    s.start[CLOCK]["cities"] = [*s.rng.sample(others, 2), city]
    people = s.start[CONTACTS]["contacts"]
    contact_id = s.pick([i for i in people if int(i[1:]) <= len(PEOPLE)], lambda i: people[i]["phone"])
    words = s.pick(CALLS)
    day, night = s.text(words[0], words[1]), s.text(words[2], words[3])
    s.say(city=s.t("Clock", city), name=people[contact_id]["name"], day=day, night=night)
    text = day if awake else night
    send(s, people[contact_id]["phone"], text)
    s.do("Clock", Tap("World clock"))
    s.do("Messages", Tap("New message"), Tap(f"to-{contact_id}"), Fill("text", text), Tap("send"))
