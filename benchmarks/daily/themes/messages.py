"""Text messages: what came in, what is to be answered, and what can go."""

from datetime import timedelta

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.fact import found
from devices.virtual.apps.contacts.state import who
from devices.virtual.apps.messages.state import Message, Thread, messages_of, thread_with
from devices.virtual.apps.notes.state import new_note

MESSAGES, CONTACTS, NOTES = "org.guimcp.messages", "org.guimcp.contacts", "org.guimcp.notes"
THEME = Theme("social", "Messages")

PARCELS = "555-0170"
PARCEL = "Swiftcrate: parcel {parcel} is ready for pick-up at locker {room}. Your code is {code}."
TITLES = (("Parcel", "包裹"), ("Locker", "快递柜"), ("Swiftcrate code", "迅箱取件码"), ("Pick up today", "今天取件"),
          ("For the locker", "开柜用"), ("Code for Theo", "给天佑的取件码"), ("Fetch parcel", "取包裹"),
          ("Do not forget", "别忘了"))  # fmt: skip
# To somebody known and to somebody unknown who had called.
SORRY = (
    ("Sorry I missed you, what is up?", "不好意思没接到，什么事？", "Who is calling, please?", "请问您是哪位？"),
    (
        "I was on the tram, try again now",
        "刚在电车上，现在可以打了",
        "Please text me what it is about",
        "请短信说明来意",
    ),
    ("Call you back after lunch", "午饭后给你回电话", "Is this about the flat?", "请问是房子的事吗？"),
    ("My phone was on silent, sorry", "手机静音了，抱歉", "I do not know this number", "我不认识这个号码"),
    ("Was it important?", "有急事吗？", "You may have the wrong number", "您可能打错了"),
    ("I can talk from four o'clock on", "四点以后方便接电话", "Please leave your name", "请留下姓名"),
)
ADVERTS = (
    ("555-0193", "You have been pre-approved for a loan. Call now!", "您已通过贷款预审，立即来电！"),
    ("555-0187", "Last chance: 70 % off sunglasses, today only", "最后一天：太阳镜低至三折"),
    ("555-0196", "Your horoscope for March is ready", "您的三月运势已生成"),
    ("555-0197", "Win a cruise: reply with your address", "回复地址，赢取邮轮之旅"),
)
# Who offers an appointment by text message.
OFFERS = (
    ("555-0141", "Birchgate Dental", "桦门牙科"), ("555-0142", "Lowmoor Garage", "低原汽修"),
    ("555-0145", "Tall Oak Vets", "高橡兽医院"), ("555-0198", "Clip & Comb", "剪梳理发店"),
    ("555-0199", "Velo Hub", "车轮驿站"), ("555-0200", "Lakeside Physio", "湖畔理疗"),
)  # fmt: skip
NEWS = (
    ("From Monday on I work at the library", "周一起我在图书馆上班"), ("We are moving to Fern Hill in May",
    "我们五月搬去羽山"),
    ("The party is off, I have a cold", "聚会取消了，我感冒了"), ("I will be offline until Thursday",
    "我到周四都不在线"),
    ("My bike was stolen, has anybody seen it?", "我的自行车被偷了，有人看见吗？"),
    ("There is cake at my place today", "今天我家有蛋糕"), ("I passed the exam!", "我考试通过了！"),
    ("The cat is back home", "猫回家了"),
)  # fmt: skip
# Who wrote about what, as one remembers it.
TOPICS = (
    ("555-0101", "wanted to meet for coffee", "约我喝咖啡"), ("555-0102", "asked about a lamp", "问起一盏灯"),
    ("555-0103", "told me that the choir rehearses in another room", "告诉我合唱团排练换了房间"),
    ("555-0104", "invited me to dinner on their birthday", "过生日请我吃饭"),
    ("555-0105", "needs toner for the printer", "说打印机没墨粉了"), ("555-0106", "booked a cabin", "订好了小木屋"),
    ("555-0107", "won a match", "赢了比赛"), ("555-0108", "asked me to feed the cat", "请我喂猫"),
    ("555-0111", "arrives with a big green suitcase", "带着绿色大行李箱过来"),
    ("555-0113", "wants money for tickets", "让我还票钱"), ("555-0114", "got a new job", "找到了新工作"),
)  # fmt: skip


def threads(s: Scene) -> dict[str, Thread]:
    """The conversations that there are at the start."""
    return s.start[MESSAGES]["threads"]


def called(s: Scene, number: str) -> str:
    """The name that Contacts has for a number, else the number."""
    return who(s.start[CONTACTS]["contacts"], number)[1]


def received(s: Scene, number: str, text: str, ago: timedelta) -> str:
    """Have a text message come in before the task begins; its thread's id."""
    state = s.start[MESSAGES]
    thread_id = thread_with(threads(s), number)
    if not thread_id:
        thread_id, state["next_id"] = f"t{state['next_id']}", state["next_id"] + 1
        threads(s)[thread_id] = {"number": number, "messages": {}, "pinned": False, "muted": False}
    message_id, state["next_id"] = f"m{state['next_id']}", state["next_id"] + 1
    message = _message(text, (s.now - ago).isoformat(timespec="minutes"), mine=False)
    threads(s)[thread_id]["messages"][message_id] = message
    state["unread"][thread_id] = 1
    return thread_id


def send(s: Scene, number: str, text: str) -> None:
    """The owner is to send this text message now."""
    thread_id = thread_with(threads(s), number)
    if not thread_id:
        empty: Thread = {"number": number, "messages": {}, "pinned": False, "muted": False}
        thread_id = s.add(MESSAGES, "threads", entity=empty, letter="t")
    message = _message(text, s.now.isoformat(timespec="minutes"), mine=True)
    s.add(MESSAGES, "threads", thread_id, "messages", entity=message, letter="m")


def _message(text: str, at: str, mine: bool) -> Message:
    return {"text": text, "mine": mine, "at": at, "starred": False}


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "messages-parcel-note", TEST, apps=("Messages", "Notes"), composition="composite",
    en=('Swiftcrate texted me a code for my parcel. Make a note "{title}" whose text is that code and nothing else.',
        'Write the pick-up code from the Swiftcrate text message into a new note titled "{title}", just the code.',
        'Note down the parcel code that came by text: title "{title}", text only the digits of the code.'),
    zh=("迅箱快递发短信给了我取件码。新建一条笔记，标题“{title}”，内容只写这个取件码。",
        "把迅箱短信里的取件码记到一条新笔记里，标题“{title}”，正文只要取件码。",
        "帮我记下短信里的包裹取件码：笔记标题“{title}”，内容只写那串数字。"),
)  # fmt: skip
def parcel_note(s: Scene) -> None:
    thread_id = thread_with(threads(s), PARCELS)
    texts = [message["text"] for message in threads(s)[thread_id]["messages"].values()]
    code, title = found(s, "Messages", texts, PARCEL)[0]["code"], s.text(*s.pick(TITLES))
    s.say(title=title)
    s.add(NOTES, "notes", entity=new_note(title, code, "", s.now), letter="n")
    s.do("Messages", Tap(f"thread-{thread_id}"))
    s.do("Notes", Tap("New note"), Fill("title", title), Fill("body", code), Tap("Save"))


@THEME.task(
    "messages-last-missed", TEST, apps=("Contacts", "Messages"), objective="filter", composition="conditional",
    risk="send",
    en=('Whose call did I miss last? If it was one of my contacts, text them "{known}"; if it was an unknown number, '
        'text it "{unknown}".',
        'Find my most recent missed call and send that number a text message: "{known}" if it is a saved contact, '
        '"{unknown}" if not.',
        'Text the last caller I missed. Should it be somebody from my contacts, write "{known}", else "{unknown}".'),
    zh=("我最近一个未接来电是谁打的？是通讯录里的人就发短信“{known}”，陌生号码就发“{unknown}”。",
        "查最近的一个未接来电，给对方发短信：联系人发“{known}”，不认识的号码发“{unknown}”。",
        "给我漏接的最后一个来电者发短信。存过号码的写“{known}”，没存过的写“{unknown}”。"),
)  # fmt: skip
def last_missed(s: Scene) -> None:
    calls = s.start[CONTACTS]["calls"]
    call_id = max((i for i, call in calls.items() if call["kind"] == "missed"), key=lambda i: calls[i]["at"])
    s.need(any(call["at"] > calls[call_id]["at"] for call in calls.values()))
    words = s.pick(SORRY)
    known, unknown = s.text(words[0], words[1]), s.text(words[2], words[3])
    if s.any((True, False)):
        calls[call_id]["number"] = "555-0187"
    number = calls[call_id]["number"]
    s.say(known=known, unknown=unknown)
    text = unknown if called(s, number) == number else known
    send(s, number, text)
    s.do("Contacts", Tap("Recents"), Tap("only-missed"), Tap(f"call-{call_id}"), Tap("message"))
    s.then("Messages", Fill("text", text), Tap("send"))


@THEME.task(
    "messages-clear-strangers", TEST, objective="filter", composition="loop", risk="delete",
    en=("Delete all text message threads with numbers not in my contacts, except the one with the parcel code.",
        "Clean up Messages: every conversation with an unsaved number goes, only the one about my parcel stays.",
        "Remove each thread in Messages that shows a bare number instead of a name, but keep the one from the parcel "
        "locker."),
    zh=("删除短信里所有与未存号码的会话，只保留有包裹取件码的那个。",
        "清理短信：没存过的号码的会话都删掉，快递包裹那条留着。",
        "把短信里只显示号码、没有名字的会话逐个删除，但保留快递柜那条。"),
)  # fmt: skip
def clear_strangers(s: Scene) -> None:
    adverts = s.rng.sample(ADVERTS, s.any((1, 2)))
    for hours, (number, en, zh) in enumerate(adverts, s.any(range(20, 90))):
        received(s, number, s.text(en, zh), timedelta(hours=hours))
    s.do("Messages")
    for thread_id, thread in threads(s).items():
        if called(s, thread["number"]) == thread["number"] != PARCELS:
            s.drop(MESSAGES, "threads", thread_id)
            s.then("Messages", Tap(f"thread-{thread_id}"), Tap("More options"), Tap("Delete conversation"),
                   Tap("Delete"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "messages-appointment", TRAIN, composition="conditional", risk="send",
    en=("{firm} offers me an appointment by text message. If it begins before {bound}, reply {yes}, otherwise {no}. "
        "Nothing but this word.",
        "Look at the appointment in the text from {firm}: just {yes} if it is earlier than {bound}, just {no} if not.",
        "Answer the text message of {firm}. I can only come before {bound}: {yes} if their time fits, {no} if it does "
        "not, without anything else."),
    zh=("{firm}发短信给我约了时间。{bound}之前开始就回复“{yes}”，否则回复“{no}”，只回这一个字。",
        "看一下{firm}短信里的预约时间：早于{bound}只回“{yes}”，不早于就只回“{no}”。",
        "帮我回{firm}的短信。我只有{bound}之前能去：时间合适回“{yes}”，不合适回“{no}”，别的都不要写。"),
)  # fmt: skip
def appointment(s: Scene) -> None:
    number, en, zh = s.pick(OFFERS)
    firm = s.text(en, zh)
    day = s.day(s.now.date() + timedelta(days=s.any(range(2, 12))), weekday=True)
    bound, hour = s.number(11, 16), s.any(range(8, 19))
    s.need(hour != bound)
    time = f"{hour}:{s.any((0, 15, 30, 45)):02}"
    yes, no = s.text("YES", "是"), s.text("NO", "否")
    offer = s.text(f"{firm}: we can see you on {day} at {time}. Reply YES to take it, NO for another time.",
                   f"{firm}：可为您预约{day}{time}。接受请回复“是”，换时间请回复“否”。")  # fmt: skip
    thread_id = received(s, number, offer, timedelta(minutes=s.any(range(5, 90))))
    s.say(firm=firm, bound=f"{bound}:00", yes=yes, no=no)
    answer = yes if hour < bound else no
    send(s, number, answer)
    s.do("Messages", Tap(f"thread-{thread_id}"), Fill("text", answer), Tap("send"))


@THEME.task(
    "messages-tell-favourites", TRAIN, apps=("Contacts", "Messages"), composition="loop", risk="send",
    en=('Text each of my favourite contacts "{text}"',
        'Send a text message to all the people in my favourites, one by one: "{text}"',
        'Everybody among my Contacts favourites should get this as a text message from me: "{text}"'),
    zh=("给通讯录收藏里的每个人发短信：“{text}”", "把“{text}”用短信逐个发给我收藏的联系人。",
        "我收藏的联系人每人发一条短信，内容是“{text}”"),
)  # fmt: skip
def tell_favourites(s: Scene) -> None:
    people = s.start[CONTACTS]["contacts"]
    favourites = sorted((i for i, contact in people.items() if contact["favourite"]), key=lambda i: people[i]["name"])
    if s.any((True, False)):
        people[favourites.pop()]["favourite"] = False
    text = s.text(*s.pick(NEWS))
    s.say(text=text)
    s.do("Contacts", Tap("Favourites"))
    for at, contact_id in enumerate(favourites):
        send(s, people[contact_id]["phone"], text)
        if at:
            s.do("Contacts", Back())
        s.then("Contacts", Tap(f"contact-{contact_id}"), Tap("message"))
        s.then("Messages", Fill("text", text), Tap("send"))


@THEME.task(
    "messages-who-wrote", TRAIN, objective="query",
    en=("From my text messages: who {topic}? Answer with the full name.",
        "Somebody {topic}, it was in a text message. Who? Give me the name as my phone shows it.",
        "Look through Messages: which contact {topic}? Answer with the name only."),
    zh=("短信里{topic}的是谁？回答全名。", "看看短信：{topic}的那个人叫什么？按手机上显示的名字回答。",
        "翻一下短信，{topic}的是哪位联系人？只回答姓名。"),
)  # fmt: skip
def who_wrote(s: Scene) -> None:
    topics = [topic for topic in TOPICS if thread_with(threads(s), topic[0])]
    number, en, zh = s.pick(topics, lambda one: one[0])
    thread_id = thread_with(threads(s), number)
    s.need(len(messages_of(threads(s)[thread_id])) > 1 and called(s, number) != number)
    s.say(topic=s.text(en, zh))
    s.answer("text", called(s, number))
    s.do("Messages", Tap(f"thread-{thread_id}"))
