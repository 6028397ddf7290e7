"""Rides with Hopla that are under way or over: looked up, changed, reported, rated and shared; and saved places."""

from datetime import datetime, timedelta
from typing import Any

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.rides import AWAY, HOPLA, TIMES, cost, on_day, place, seek, some_place
from devices.virtual.apps.chat.state import ME, new_message
from devices.virtual.apps.notes.state import new_note
from devices.virtual.apps.rides.catalogue import PLACES
from devices.virtual.apps.rides.state import Trip, current, new_trip, newest, paid

NOTES, CHAT, CONTACTS = "org.guimcp.notes", "org.guimcp.chat", "org.guimcp.contacts"
THEME = Theme("transport", "Hopla")

THINGS = (("my blue umbrella", "蓝色雨伞"), ("a grey scarf", "灰色围巾"), ("my reading glasses", "老花镜"),
          ("a black backpack", "黑色双肩包"), ("my bunch of keys", "一串钥匙"), ("one red glove", "一只红手套"),
          ("a paper bag with a book", "装着书的纸袋"), ("my water bottle", "我的水壶"))  # fmt: skip
TITLES = (("Rides in March", "三月用车"), ("Hopla total", "跳跳合计"), ("Travel costs", "交通费"),
          ("Taxi money", "打车钱"), ("For the budget", "预算用"), ("Rides so far", "目前用车"))  # fmt: skip
MOVED = {
    "Gym": ("New gym", "新健身房"),
    "Grandma": ("Grandma's move", "奶奶搬家"),
    "Choir": ("Choir news", "合唱团通知"),
}


def trips(s: Scene) -> dict[str, Trip]:
    """Hopla's rides at the start."""
    return s.start[HOPLA]["trips"]


def past(s: Scene, trip_id: str, end: str, at: datetime, tip: int = 0) -> Trip:
    """Make a past ride one from where it began to another place, at another time; its price follows."""
    old = trips(s)[trip_id]
    driver = (old["driver"], old["plate"])
    new = new_trip(old["start"], end, old["kind"], s.start[HOPLA]["level"], old["payment"], at, "finished", driver)
    trips(s)[trip_id] = {**new, "stars": old["stars"], "tip": tip}
    return trips(s)[trip_id]


# -- test ------------------------------------------------------------------------------------------------------------


@THEME.task(
    "trips-month-to-note", TEST, apps=("Hopla", "Notes"), objective="analyse", composition="loop",
    en=('Add up what my finished Hopla rides of this month (March) cost, tips included, and write the sum into a new '
        'note titled "{title}": only the amount as its text, such as 12.50.',
        'How much have I spent on finished Hopla rides since 1 March, with tips? Save it in Notes under the title '
        '"{title}", the text being just the amount (like 12.50).',
        'Make a note "{title}" that holds nothing but the total of all finished Hopla rides in March, tips included, '
        'written like 12.50.'),
    zh=("把本月（三月）已完成的跳跳出行行程费用加起来，含小费，写进一条新笔记：标题“{title}”，内容只写金额，如12.50。",
        "从3月1日到现在，我在跳跳出行已完成的行程连小费一共花了多少？记到笔记里，标题“{title}”，"
        "正文只写金额（如12.50）。",
        "新建一条笔记“{title}”，内容只有一个数：三月份跳跳出行所有已完成行程的总费用（含小费），写成12.50这样。"),
)  # fmt: skip
def month_to_note(s: Scene) -> None:
    title = s.text(*s.pick(TITLES))
    # A ride of the day before yesterday was cancelled, and one of the dearest was at the end of February.
    ends = s.rng.sample(AWAY, 4)
    past(s, "t1", ends[0], on_day(s, -2, "18:10"))
    trips(s)["t1"].update(status="cancelled", reason="The driver is too far away", stars=0)
    for trip_id, back, end in (("t2", 4, ends[1]), ("t3", 6, ends[2]), ("t4", 8, ends[3])):
        past(s, trip_id, end, on_day(s, -back, s.any(TIMES)), s.any((0, 100, 200)))
    past(s, "t5", "airport", on_day(s, -10, "06:30"))
    total = sum(paid(trips(s)[i]) + trips(s)[i]["tip"] for i in ("t2", "t3", "t4"))
    s.need(any(trips(s)[i]["tip"] for i in ("t2", "t3", "t4")))
    words = f"{total / 100:.2f}"
    s.say(title=title)
    s.add(NOTES, "notes", entity=new_note(title, words, "", s.now))
    s.do("Hopla", Tap("Trips", "tab"))
    for trip_id in ("t2", "t3", "t4"):
        s.then("Hopla", Tap(f"trip-{trip_id}"), Back())
    s.do("Notes", Tap("New note"), Fill("Title", title), Fill("Note", words), Tap("Save"))


@THEME.task(
    "trips-lost-thing", TEST, risk="send",
    en=('I left something in the Hopla that took me to {end} on {day}. Report it to the driver as "{thing}".',
        'Tell Hopla what I lost in my ride to {end} on {day}: "{thing}".',
        'Report a lost item for the Hopla ride to {end} on {day}. What I lost: "{thing}".'),
    zh=("{day}我坐跳跳出行去{end}，把东西落在车上了。请报告遗失物品，内容写“{thing}”。",
        "在跳跳出行里为{day}去{end}的那趟车报失：“{thing}”。",
        "帮我报告遗失物品：{day}去{end}的跳跳出行行程，丢的是“{thing}”。"),
)  # fmt: skip
def lost_thing(s: Scene) -> None:
    end, thing = some_place(s), s.text(*s.pick(THINGS))
    first, second = s.rng.sample((2, 3, 4, 5, 6, 7), 2)
    past(s, "t1", end, on_day(s, -first, s.any(TIMES)))
    past(s, "t2", end, on_day(s, -second, s.any(TIMES)))
    s.need(all(trips(s)[i]["end"] != end for i in ("t3", "t4", "t5", "t6")))
    mine = s.any(("t1", "t2"))
    s.say(end=place(s, end), day=s.day(datetime.fromisoformat(trips(s)[mine]["at"]).date(), True), thing=thing)
    s.want(HOPLA, "trips", mine, "lost", value=thing)
    s.do("Hopla", Tap("Trips", "tab"), Tap(f"trip-{mine}"), Tap("Lost item"), Fill("lost", thing), Tap("Report"))


@THEME.task(
    "trips-which-fare", TEST, objective="query", clarity="ambiguous",
    en=("How much was my Hopla ride to {end}? Answer with the amount.",
        "What did I pay for the Hopla trip to {end}? Just the amount.",
        "Look up the fare of my ride to {end} in Hopla and answer with the amount."),
    zh=("我坐跳跳出行去{end}那次花了多少钱？回答金额。", "查一下我去{end}的那趟跳跳出行付了多少，只回答金额。",
        "跳跳出行里我到{end}的行程车费是多少？回答金额。"),
)  # fmt: skip
def which_fare(s: Scene) -> None:
    end = some_place(s)
    for trip_id, back in zip(("t1", "t2"), s.rng.sample((2, 3, 4, 5, 6, 8, 9), 2), strict=True):
        past(s, trip_id, end, on_day(s, -back, s.any(TIMES)))
    s.need(all(trips(s)[i]["end"] != end for i in ("t3", "t4", "t5", "t6")))
    s.need(paid(trips(s)["t1"]) != paid(trips(s)["t2"]))
    meant = s.any(("t1", "t2"))
    day = s.day(datetime.fromisoformat(trips(s)[meant]["at"]).date(), True)
    s.say(end=place(s, end))
    s.answer("money", paid(trips(s)[meant]))
    s.do("Hopla", Tap("Trips", "tab"))
    s.unclear(s.text("You went there twice. Which of the two rides do you mean?", "您去过两次，指的是哪一次？"),
              s.text(f"The one on {day}.", f"{day}那次。"))  # fmt: skip
    s.then("Hopla", Tap(f"trip-{meant}"))


@THEME.task(
    "trips-redirect-if", TEST, composition="conditional", risk="pay",
    en=("Plans have changed for the Hopla that is on its way to me: let it go to {end} if that costs {limit} at most "
        "in all. If it is more, cancel the ride because I changed my plans.",
        "Change the destination of my current Hopla to {end}, provided that the new fare is not above {limit}. "
        "Otherwise cancel it with the reason that I changed my plans.",
        "See what my Hopla on its way would cost to {end} instead. Up to {limit}: change the destination. More than "
        "that: cancel the ride, reason: I changed my plans."),
    zh=("正在赶来的那辆跳跳出行，计划有变：如果改去{end}总共不超过{limit}，就改目的地；超过就取消行程，"
        "原因选计划有变。",
        "把我当前的跳跳出行行程改到{end}，前提是新车费不高于{limit}；否则取消这趟车，原因是计划有变。",
        "看看正在赶来的跳跳出行改去{end}要多少钱。{limit}以内（含）：更改目的地；超过：取消行程，原因“计划有变”。"),
)  # fmt: skip
def redirect_if(s: Scene) -> None:
    trip_id = current(s.start[HOPLA])
    trip = trips(s)[trip_id]
    end = some_place(s, trip["start"], trip["end"])
    price, cheap = cost(s, trip["kind"], trip["start"], end), s.any((True, False))
    limit = price // 100 + (1 + s.any((0, 1, 2)) if cheap else -1 - s.any((0, 1, 2)))
    s.need(limit > 2)
    s.say(end=place(s, end), limit=s.money(100 * limit))
    s.do("Hopla", Tap(f"trip-{trip_id}"), Tap("Change destination"), *seek(end))
    if cheap:
        s.want(HOPLA, "trips", trip_id, "end", value=end)
        s.goal[HOPLA]["trips"][trip_id]["price"] = price
        s.then("Hopla", Tap("Change"))
    else:
        s.want(HOPLA, "trips", trip_id, "status", value="cancelled")
        s.want(HOPLA, "trips", trip_id, "reason", value="I changed my plans")
        s.then("Hopla", Tap("Cancel"), Back(), Tap("Cancel ride"), Tap("I changed my plans"), Tap("Cancel ride"))


# -- train -----------------------------------------------------------------------------------------------------------


@THEME.task(
    "trips-place-from-note", TRAIN, apps=("Notes", "Hopla"), composition="composite",
    en=('My note "{title}" says where it is from now on. Change my saved place "{name}" in Hopla to it.',
        'In Hopla the saved place "{name}" still points to the old address. The new one stands in my note "{title}": '
        'put it right.',
        'Read the note "{title}" and let my Hopla place "{name}" lead there; keep its name.'),
    zh=("笔记“{title}”里写了新地点。把跳跳出行里的常用地点“{name}”改成那里。",
        "跳跳出行的常用地点“{name}”还是旧地址，新的在我的笔记“{title}”里，帮我改过来。",
        "看一下笔记“{title}”，把跳跳出行的常用地点“{name}”换成里面说的地方，名称不变。"),
)  # fmt: skip
def place_from_note(s: Scene) -> None:
    name = s.start[HOPLA]["saved"]["p9"]["name"]
    english = next(word for word in MOVED if s.t("Hopla", word) == name)
    title, end = s.text(*MOVED[english]), some_place(s, s.start[HOPLA]["saved"]["p9"]["place"])
    state = s.start[NOTES]
    s.need(all(note["title"] != title for note in state["notes"].values()))
    body = s.text(f"No longer where it was: from this week on it is at {PLACES[end].name}, {PLACES[end].street}.",
                  f"不在原来的地方了：本周起在{place(s, end)}，{s.t('Hopla', PLACES[end].street)}。")  # fmt: skip
    state["notes"][f"n{state['next_id']}"] = new_note(title, body, "", s.now - timedelta(hours=14))
    state["next_id"] += 1
    s.say(title=title, name=name)
    s.want(HOPLA, "saved", "p9", "place", value=end)
    s.do("Notes", Tap(title))
    s.do("Hopla", Tap(s.t("Hopla", "Edit {name}", name=name)), Tap("choose"), *seek(end), Tap("Save"))


@THEME.task(
    "trips-rate-unrated", TRAIN, objective="filter", composition="loop", risk="send",
    en=("Some of my finished Hopla rides have no rating yet. Give each of those {stars} stars and no tip.",
        "Rate every finished ride in Hopla that I haven't rated so far: {stars} stars, without a tip.",
        "Go through my past Hopla rides and give {stars} stars (no tip) wherever my rating is missing."),
    zh=("跳跳出行里有几趟已完成的行程还没评价。给它们每个打{stars}星，不给小费。",
        "把跳跳出行中所有还没评分的已完成行程都评为{stars}星，不要小费。",
        "看看我以前的跳跳出行行程，凡是没评分的都给{stars}星，小费不用给。"),
)  # fmt: skip
def rate_unrated(s: Scene) -> None:
    stars = s.any((3, 4, 5))
    finished = [i for i, trip in newest(s.start[HOPLA]) if trip["status"] == "finished"]
    open_ = sorted(s.rng.sample(finished, s.any((2, 3))))
    s.say(stars=stars)
    s.do("Hopla", Tap("Trips", "tab"))
    for trip_id in finished:
        trips(s)[trip_id]["stars"] = 0 if trip_id in open_ else s.any((3, 4, 5))
    for trip_id in finished:
        s.then("Hopla", Tap(f"trip-{trip_id}"))
        if trip_id in open_:
            s.want(HOPLA, "trips", trip_id, "stars", value=stars)
            s.then("Hopla", Tap("Rate driver"), Tap(f"star-{stars}"), Tap("Send"))
        s.then("Hopla", Back())


@THEME.task(
    "trips-receipt-cancelled", TRAIN, feasible=False,
    en=("I need the receipt of my Hopla ride to {end} on {day} for my tax papers: have Hopla mail it to me.",
        "Have Hopla mail me the receipt for the ride to {end} on {day}.",
        "Get the receipt for my Hopla to {end} ({day}) sent to my mail."),
    zh=("报税要用，让跳跳出行把{day}去{end}那趟行程的收据发到我邮箱。",
        "请用跳跳出行的邮件收据功能，把{day}到{end}的行程收据发给我。",
        "把{day}去{end}的跳跳出行收据发到我的邮箱。"),
)  # fmt: skip
def receipt_cancelled(s: Scene) -> None:
    end, trip_id = some_place(s), s.any(("t1", "t2", "t3"))
    past(s, trip_id, end, on_day(s, -s.any((2, 4, 5)), s.any(TIMES)))
    s.need(all(trip["end"] != end for i, trip in trips(s).items() if i != trip_id))
    trips(s)[trip_id].update(status="cancelled", reason="I booked by mistake", stars=0)
    s.say(end=place(s, end), day=s.day(datetime.fromisoformat(trips(s)[trip_id]["at"]).date(), True))
    s.decline("that ride was cancelled, there is no receipt for it")
    s.do("Hopla", Tap("Trips", "tab"), Tap(f"trip-{trip_id}"))


@THEME.task(
    "trips-share-ride", TRAIN, apps=("Hopla", "Parley"), composition="composite", risk="send",
    en=("Share the Hopla ride that is on its way with {name} on Parley, in Hopla's own words.",
        "{name} wants to know when I'm coming: use Share on my current Hopla ride to send it to them in Parley.",
        "From Hopla, share my ride that is coming now to my Parley chat with {name}. Add nothing to it."),
    zh=("把正在赶来的跳跳出行行程用应用自带的分享发给聊聊里的{name}。",
        "{name}想知道我什么时候到：在跳跳出行里分享我当前的行程，通过聊聊发给对方。",
        "从跳跳出行把现在这趟车分享到我和{name}的聊聊聊天里，不要加别的话。"),
)  # fmt: skip
def share_ride(s: Scene) -> None:
    chats, people = s.start[CHAT]["chats"], s.start[CHAT]["people"]
    names: dict[str, str] = {c["phone"]: c["name"] for c in s.start[CONTACTS]["contacts"].values()}
    direct: dict[str, Any] = {
        i: next(m for m in chat["members"] if m != ME)
        for i, chat in chats.items()
        if chat["kind"] == "direct" and not chat["archived"]
    }
    chat_id = s.pick([i for i in direct if people[direct[i]]["phone"] in names],
                     lambda i: people[direct[i]]["phone"])  # fmt: skip
    name, trip_id = names[people[direct[chat_id]]["phone"]], current(s.start[HOPLA])
    trip = trips(s)[trip_id]
    at = s.text("Today, 9:30 AM", "今天，上午9:30")
    words = s.t("Hopla", "My ride from {start} to {end}: {when}, {plate}", start=place(s, trip["start"]),
                end=place(s, trip["end"]), when=at, plate=trip["plate"])  # fmt: skip
    s.say(name=name)
    s.add(CHAT, "chats", chat_id, "messages", letter="m",
          entity=new_message(ME, words, s.now.isoformat(timespec="minutes")))  # fmt: skip
    s.do("Hopla", Tap(f"trip-{trip_id}"), Tap("Share"))
    s.then("Parley", Tap("share-org.guimcp.chat"), Fill("query", name), Tap(f"to-{chat_id}"), Tap("send"))
