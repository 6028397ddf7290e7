"""Chats on Parley: answering, looking things up in what was said, and putting right what went wrong."""

from datetime import timedelta

from agent.policies.scripted import Back, Fill, Hold, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.fact import Fact, canonical, found
from devices.virtual.apps.calendar.state import on_day
from devices.virtual.apps.chat.state import (
    ME,
    Chat,
    Message,
    chat_name,
    direct_with,
    minutes,
    new_chat,
    new_message,
    partner,
    person_name,
)
from devices.virtual.apps.contacts.state import new_contact

CHAT, CONTACTS, CALENDAR, GALLERY = (
    "org.guimcp.chat",
    "org.guimcp.contacts",
    "org.guimcp.calendar",
    "org.guimcp.gallery",
)
THEME = Theme("social", "Parley")

# (group, what somebody said there, an answer)
ANSWERS = (
    (
        "Maple Street 14",
        "Can we borrow the long table again?",
        "Yes, if it is back by Sunday",
        "可以，星期天前还回来就行",
    ),
    ("Maple Street 14", "Who left a bike in the stairwell?", "Not me, mine is in the cellar", "不是我，我的在地下室"),
    ("Maple Street 14", "Did anybody take in a parcel for me?", "I saw one at number 12", "我在12号看到一个"),
    ("Cabin Weekend", "Who drives?", "I can take two people with me", "我的车还能坐两个人"),
    ("Cabin Weekend", "Add marshmallows!!", "Two bags, I promise", "买两袋，说定了"),
    ("Five-a-side", "Which shirts?", "I still have the red ones in my bag", "红色的还在我包里"),
    ("Five-a-side", "The lockers need a coin from now on", "I will bring a few for everybody", "我给大家带几个"),
    ("Five-a-side", "We remember", "Please let us forget it", "求你们忘了吧"),
    ("Project Lantern", "Whoever brings cake wins", "Lemon or chocolate?", "要柠檬的还是巧克力的？"),
    ("Sunday Hikers", "Bring cash, they take no cards", "Then I need to find a cash machine", "那我得先找个取款机"),
    ("Sunday Hikers", "Finally something with a view 😄", "I am bringing the camera", "我把相机带上"),
)


# What people of contacts.state.PEOPLE said.
FACTS = (
    Fact("p1", "Tram {tram} to Chapel Row, then two minutes on foot", "tram", "number",
         "Which tram goes to the pottery open day?", "去陶艺开放日坐几路有轨电车？"),
    Fact("p2", "{big}, with the basket and two locks", "big", "money",
         "How much is the blue bike with the basket?", "那辆蓝色自行车带车筐卖多少钱？"),
    Fact("p3", "Sure, it's in the cellar. The lock's code is {code}", "code", "number",
         "What is the code of the cellar's lock?", "地下室的锁密码是多少？"),
    Fact("p4", "The round one, {grams} grams", "grams", "number",
         "How many grams of rice am I to bring?", "要我带多少克大米？"),
    Fact("p5", "They want no more than {slides}. I'd cut the history part", "slides", "number",
         "How many slides may the presentation have at most?", "演示文稿最多可以有几页？"),
    Fact("p6", "{rent} a month with heating. Deposit is two rents", "rent", "money",
         "What is the flat's rent a month?", "那套公寓每月房租是多少？"),
    Fact("p7", "Doors open at {time} on {day}", "time", "time",
         "At what time do the doors open for the concert?", "演唱会几点开始入场？"),
    Fact("p8", "{count} grams of the dry food in the morning, half a tin in the evening", "count", "number",
         "How many grams of dry food does Biscuit get in the morning?", "饼干早上喂多少克干粮？"),
    Fact("p11", "Already bought, {small} each", "small", "money",
         "What did one bicycle ticket cost?", "一张自行车票多少钱？"),
    Fact("p12", "{medium} an hour now, sorry!", "medium", "money",
         "What does an hour of lessons cost now?", "现在上一小时课多少钱？"),
    Fact("p13", "You owe me {sum} for the holiday flat", "sum", "money",
         "How much do I owe for the holiday flat?", "度假公寓我欠多少钱？"),
    Fact("p14", "{boxes} boxes, a sofa and the piano", "boxes", "number",
         "How many boxes are to be moved?", "搬家一共有多少个箱子？"),
)  # fmt: skip
# What somebody asks for help with, in one hour of a day; the answers for when one can and when one cannot.
INVITES = (
    ("Could you help me carry a wardrobe", "能帮我抬一下衣柜吗", "Sure, I will be there", "没问题，我一定到",
     "Sorry, I am busy then", "不好意思，那会儿我有事"),
    ("Can you look after the twins", "能帮我看一下双胞胎吗", "Happy to, bring their books", "好呀，把他们的书带来",
     "I wish I could, but I have something on", "真想帮你，可惜我有安排"),
    ("Will you come to the flea market with me", "陪我去逛跳蚤市场好吗", "Yes, let us go", "好，一起去",
     "That does not work for me", "那个时间我不行"),
    ("Shall we play table tennis", "一起打乒乓球吗", "I am in", "算我一个", "Not then, sorry", "那会儿不行，抱歉"),
    ("Could you drive me to the garden centre", "能开车送我去园艺店吗", "I will pick you up", "我来接你",
     "I cannot make it, sorry", "抱歉，我去不了"),
    ("Do you have time to try my new board game", "有空来试试我的新桌游吗", "With pleasure", "非常乐意",
     "Another time, I am taken", "改天吧，我约了人"),
)  # fmt: skip
WORDS = (
    ("Your umbrella is still in my car", "你的伞还在我车上"),
    ("I found the recipe, it was in the drawer", "菜谱找到了，在抽屉里"),
    ("The paint is dry now", "油漆已经干了"), ("Do you have my green book?", "我那本绿皮书在你那儿吗？"),
    ("The shop closes at six today", "那家店今天六点关门"), ("The keys are under the pot", "钥匙在花盆底下"),
    ("Thanks for the plum cake yesterday", "谢谢昨天的李子蛋糕"),
    ("Your jacket came back from the cleaner", "你的外套洗好了"),
)  # fmt: skip
QUESTIONS = (
    ("Did you reach the landlord?", "联系上房东了吗？", "Yes, he says it is fine", "联系上了，他说可以"),
    ("Did the sofa fit through the door?", "沙发搬进门了吗？", "Only without its legs", "拆了腿才进去的"),
    ("Have you found your passport?", "护照找到了吗？", "It was in the blue suitcase", "在蓝色行李箱里"),
    ("Is the baby asleep yet?", "宝宝睡了吗？", "At last, after four songs", "总算睡了，唱了四首歌"),
    ("Was the exam hard?", "考试难吗？", "Easier than I feared", "比我担心的容易"),
    ("Has the cat come home?", "猫回来了吗？", "It sits on the fridge", "正坐在冰箱上呢"),
)
ABSENT = (("Nora Fink", "芬诺拉"), ("Samir Haddad", "哈萨米"), ("Lotte Berg", "柏洛特"), ("Owen Pryce", "普欧文"),
          ("Selma Voss", "沃赛玛"), ("Carlo Bassi", "巴卡洛"))  # fmt: skip


def chats(s: Scene) -> dict[str, Chat]:
    """The chats that there are at the start."""
    return s.start[CHAT]["chats"]


def person(s: Scene, person_id: str) -> str:
    """What the phone calls somebody."""
    return person_name(s.start[CHAT], person_id, s.start)


def name_of(s: Scene, chat_id: str) -> str:
    """What the list of chats calls one."""
    return chat_name(s.start[CHAT], chats(s)[chat_id], s.start)


def in_sight(s: Scene, *kinds: str) -> list[str]:
    """The chats of these kinds that are in the list and not put away."""
    return [i for i, chat in chats(s).items() if chat["kind"] in kinds and not chat["archived"]]


def group_called(s: Scene, english: str) -> str:
    """The id of a group that every phone has; it must not be archived."""
    found = [i for i in in_sight(s, "group") if chats(s)[i]["name"] == s.t("Parley", english)]
    s.need(bool(found))
    return found[0]


def friend(s: Scene) -> tuple[str, str]:
    """A direct chat of the list and the person it is with."""
    chat_id = s.pick(in_sight(s, "direct"), lambda i: partner(chats(s)[i]))
    return chat_id, partner(chats(s)[chat_id])


def put(s: Scene, chat_id: str, by: str, text: str, ago: timedelta) -> str:
    """Have something said in a chat before the task begins."""
    state = s.start[CHAT]
    message_id = f"m{state['next_id']}"
    state["next_id"] += 1
    at = minutes(s.now - ago)
    s.need(all(message["at"] < at for message in chats(s)[chat_id]["messages"].values()))
    chats(s)[chat_id]["messages"][message_id] = {**new_message(by, text, at), "seen": by == ME}
    if by != ME:
        state["unread"][chat_id] = state["unread"].get(chat_id, 0) + 1
    return message_id


def post(s: Scene, chat_id: str, message: Message) -> str:
    """One's own message is to be the new one of that chat."""
    return s.add(CHAT, "chats", chat_id, "messages", entity=message, letter="m")


def said(s: Scene, text: str) -> Message:
    """Words that the owner sends now."""
    return new_message(ME, text, minutes(s.now))


def write_to(s: Scene, person_id: str, message: Message) -> None:
    """The same in the chat with somebody, which may have to begin."""
    chat_id = direct_with(s.start[CHAT], person_id)
    if not chat_id:
        chat_id = s.add(CHAT, "chats", entity=new_chat("direct", {ME: False, person_id: False}), letter="t")
    post(s, chat_id, message)


def sending(text: str) -> list[Move]:
    """Writing into the chat on the screen."""
    return [Fill("text", text), Tap("send")]


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "chat-reply", TEST, risk="send",
    en=('In the Parley group "{group}" somebody wrote "{line}". Reply to exactly that message: "{text}"',
        'Find "{line}" in my group "{group}" on Parley and answer that message, quoting it, with "{text}"',
        'Use Reply on the message "{line}" in the Parley group "{group}" and send "{text}"'),
    zh=("聊聊的“{group}”群里有人说“{line}”，请引用这条消息回复：“{text}”",
        "在聊聊的群“{group}”里找到“{line}”这条消息，用回复功能回“{text}”",
        "回复聊聊群“{group}”中的那条“{line}”，要引用原消息，内容是“{text}”"),
)  # fmt: skip
def reply(s: Scene) -> None:
    group, line, *words = s.pick(ANSWERS)
    chat_id, line, text = group_called(s, group), s.t("Parley", line), s.text(words[0], words[1])
    hits = [i for i, m in chats(s)[chat_id]["messages"].items() if m["text"] == line and not m["deleted"]]
    s.need(len(hits) == 1)
    s.say(group=chats(s)[chat_id]["name"], line=line, text=text)
    post(s, chat_id, {**said(s, text), "reply": hits[0]})
    s.do("Parley", Tap(f"chat-{chat_id}"), Hold(f"message-{hits[0]}"), Tap("Reply"), *sending(text))


@THEME.task(
    "chat-fact", TEST, objective="query",
    en=("{question} {name} told me on Parley. {form}",
        "Look it up in my Parley chat with {name}: {question} {form}",
        "{name} and I wrote about it on Parley. {question} {form}"),
    zh=("{name}在聊聊上跟我说过：{question}{form}", "查一下我和{name}在聊聊上的聊天：{question}{form}",
        "我和{name}在聊聊里聊过这件事。{question}{form}"),
)  # fmt: skip
def fact(s: Scene) -> None:
    one = s.pick(FACTS, lambda f: f.line)
    chat_id = direct_with(s.start[CHAT], one.where)
    s.need(chat_id in in_sight(s, "direct"))
    hits = found(s, "Parley", (m["text"] for m in chats(s)[chat_id]["messages"].values()), one.line)
    s.need(len(hits) == 1)
    s.say(name=person(s, one.where), question=one.asked(s), form=one.form(s))
    s.answer(one.kind, canonical(one.kind, hits[0][one.field]))
    s.do("Parley", Tap(f"chat-{chat_id}"))


@THEME.task(
    "chat-free-or-not", TEST, apps=("Parley", "Calendar"), composition="conditional", risk="send",
    en=('{name} asks me on Parley for an hour of my time. If my calendar has nothing in that hour, answer "{yes}", '
        'otherwise answer "{no}".',
        'Read what {name} just asked on Parley and look into my calendar: am I free then? If so write back "{yes}", '
        'if something is planned write "{no}".',
        'Answer the question {name} sent on Parley: "{yes}" if the calendar is empty in that hour, "{no}" if not.'),
    zh=("{name}在聊聊上问我某个时段有没有空。日历里那一小时没有安排就回“{yes}”，有安排就回“{no}”。",
        "看看{name}刚在聊聊上问了什么，再查我的日历：那会儿有空就回“{yes}”，有安排就回“{no}”。",
        "帮我回{name}在聊聊上的问题：日历那个小时空着就回“{yes}”，不空就回“{no}”。"),
)  # fmt: skip
def free_or_not(s: Scene) -> None:
    chat_id, who = friend(s)
    invite = s.pick(INVITES)
    busy = s.any((True, False))
    day = s.now.date() + timedelta(days=s.any(range(2, 15)))
    planned = [event for _, event in on_day(s.start[CALENDAR]["events"], day)]
    s.need(bool(planned) and not any(event["all_day"] for event in planned))
    spans = [(event["start"], event["end"]) for event in planned]
    hours = [(f"{h:02}:00", f"{h + 1:02}:00") for h in range(8, 20)]
    overlap = {span for span in hours if any(a < span[1] and span[0] < b for a, b in spans)}
    # An hour next to something is not offered: nobody could say whether one would get there in time.
    near = {span for span in hours if any(a <= span[1] and span[0] <= b for a, b in spans)}
    start, end = s.any(overlap if busy else set(hours) - near)
    when = s.text(
        f"on {s.day(day, weekday=True)}, from {start} to {end}?", f"{s.day(day, weekday=True)}，{start}到{end}"
    )
    text = s.text(f"{invite[0]} {when}", f"{when}，{invite[1]}？")
    put(s, chat_id, who, text, timedelta(minutes=s.any(range(3, 50))))
    yes, no = s.text(invite[2], invite[3]), s.text(invite[4], invite[5])
    s.say(name=person(s, who), yes=yes, no=no)
    answer = no if busy else yes
    post(s, chat_id, said(s, answer))
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Calendar", *([Tap("Next month")] if day.month != s.now.month else []), Tap(f"day-{day.isoformat()}"))
    s.do("Parley", *sending(answer))


@THEME.task(
    "chat-photo", TEST, apps=("Gallery", "Parley"), objective="filter", composition="composite", risk="send",
    en=("Send the latest photo I took at {place} to {one} and to {two} on Parley, without any words.",
        "Find my newest picture from {place} in the gallery and share it on Parley with {one} and {two}, no caption.",
        "{one} and {two} should each get the most recent photo I took at {place}, on Parley. Just the picture, no "
        "text."),
    zh=("把我在{place}拍的最新一张照片用聊聊分别发给{one}和{two}，不加文字。",
        "在相册里找到{place}最近的那张照片，通过聊聊分享给{one}和{two}，不用配文字。",
        "{one}和{two}都想要我在{place}拍的最近一张照片，用聊聊发给他们，只发图。"),
)  # fmt: skip
def photo(s: Scene) -> None:
    kept = [
        (p["at"], i) for i, p in s.start[GALLERY]["photos"].items() if not p["binned"] and p["kind"] != "screenshot"
    ]
    photos = s.start[GALLERY]["photos"]
    place = s.pick(sorted({photos[i]["place"] for _, i in kept}))
    here = sorted(pair for pair in kept if photos[pair[1]]["place"] == place)
    s.need(len(here) > 1 and here[-1][0] != here[-2][0] and photos[here[-1][1]]["kind"] == "photo")
    newest = here[-1][1]
    one, two = s.rng.sample(in_sight(s, "direct"), 2)
    s.say(place=place, one=name_of(s, one), two=name_of(s, two))
    for chat_id in (one, two):
        post(s, chat_id, {**said(s, ""), "kind": "image", "ref": photos[newest]["art"]})
    s.do("Gallery", Tap("Search"), Fill("query", place), Tap(f"photo-{newest}"), Tap("Share"))
    s.then("Parley", Tap("Parley"), Tap(f"to-{one}"), Tap(f"to-{two}"), Tap("send"))


@THEME.task(
    "chat-which-anna", TEST, clarity="ambiguous", risk="send",
    en=('Send Anna a message on Parley: "{text}"', 'Write "{text}" to Anna on Parley.',
        'On Parley, tell Anna: "{text}"'),
    zh=("在聊聊上给安娜发消息：“{text}”", "用聊聊告诉安娜“{text}”", "聊聊上跟安娜说一声：“{text}”"),
)  # fmt: skip
def which_anna(s: Scene) -> None:
    who = s.any(("p1", "p2"))
    text = s.text(*s.pick(WORDS, lambda w: w[0]))
    s.say(text=text)
    s.unclear(s.text("Which Anna do you mean?", "您说的是哪个安娜？"), person(s, who))
    write_to(s, who, said(s, text))
    s.do("Parley", Tap("New chat"), Fill("who", person(s, who)), Tap(f"write-{who}"), *sending(text))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "chat-wrong-group", TRAIN, composition="composite", risk="send",
    en=('My last message on Parley, "{text}", went to the group "{group}" by mistake. Delete it there for everyone and '
        "send the same words to {name} instead.",
        'Oops: I wrote "{text}" into "{group}" on Parley, but it was for {name}. Take it back for everyone and send it '
        "to the right person.",
        'Remove my message "{text}" for everyone from the Parley group "{group}"; then send that text to {name}.'),
    zh=("我刚才在聊聊上把“{text}”误发到了“{group}”群，请在群里为所有人删除，再把原话发给{name}。",
        "发错了：聊聊群“{group}”里我那句“{text}”本来是给{name}的。在群里给所有人撤掉，再发给对的人。",
        "把我在聊聊群“{group}”发的“{text}”为所有人删除，然后把同样的话发给{name}。"),
)  # fmt: skip
def wrong_group(s: Scene) -> None:
    group = s.any(in_sight(s, "group"))
    chat_id, who = friend(s)
    text = s.text(*s.pick(WORDS, lambda w: w[0]))
    message_id = put(s, group, ME, text, timedelta(minutes=s.any(range(2, 9))))
    s.say(text=text, group=name_of(s, group), name=person(s, who))
    sent = chats(s)[group]["messages"][message_id]
    s.goal[CHAT]["chats"][group]["messages"][message_id] = {**sent, "text": "", "deleted": True}
    post(s, chat_id, said(s, text))
    s.do("Parley", Tap(f"chat-{group}"), Hold(f"message-{message_id}"), Tap("Delete"), Tap("Delete for everyone"),
         Back(), Tap(f"chat-{chat_id}"), *sending(text))  # fmt: skip


@THEME.task(
    "chat-answered-yet", TRAIN, composition="conditional", risk="send",
    en=('Yesterday I asked {name} on Parley: "{question}" If there is an answer, put a star on it; if not, write '
        '"{nudge}"',
        'Has {name} replied to my "{question}" on Parley? Star the reply if so, otherwise send "{nudge}"',
        'Check my Parley chat with {name}: star the answer to "{question}", or send "{nudge}" if none came.'),
    zh=("昨天我在聊聊上问{name}：“{question}”对方回了的话给那条回复加星标，没回就发“{nudge}”",
        "{name}回我聊聊上那句“{question}”了吗？回了就给回复加星标，没有就发一句“{nudge}”",
        "看看我和{name}在聊聊上的聊天：“{question}”有回复就加上星标，没有回复就发“{nudge}”"),
)  # fmt: skip
def answered_yet(s: Scene) -> None:
    chat_id, who = friend(s)
    question = s.pick(QUESTIONS)
    nudge = s.text(*s.any((("Any news?", "有消息了吗？"), ("Just asking again", "再问一下"), ("Hello?", "在吗？"))))
    put(s, chat_id, ME, s.text(question[0], question[1]), timedelta(hours=13))
    s.say(name=person(s, who), question=s.text(question[0], question[1]), nudge=nudge)
    if s.any((True, False)):
        answer = put(s, chat_id, who, s.text(question[2], question[3]), timedelta(minutes=s.any(range(20, 140))))
        s.want(CHAT, "chats", chat_id, "messages", answer, "starred", value=True)
        s.do("Parley", Tap(f"chat-{chat_id}"), Hold(f"message-{answer}"), Tap("Star"))
    else:
        post(s, chat_id, said(s, nudge))
        s.do("Parley", Tap(f"chat-{chat_id}"), *sending(nudge))


@THEME.task(
    "chat-not-on-parley", TRAIN, feasible=False, risk="send",
    en=('Send {name} "{text}" on Parley.', 'Write to {name} on Parley: "{text}"',
        'Tell {name} over Parley, not by text message: "{text}"'),
    zh=("在聊聊上给{name}发“{text}”", "用聊聊写给{name}：“{text}”", "通过聊聊（不要发短信）告诉{name}：“{text}”"),
)  # fmt: skip
def not_on_parley(s: Scene) -> None:
    name, text = s.text(*s.pick(ABSENT)), s.text(*s.pick(WORDS, lambda w: w[0]))
    s.start[CONTACTS]["contacts"]["c90"] = new_contact(name, "555-0210")
    s.say(name=name, text=text)
    s.decline(f"{name} is not on Parley")
    s.do("Parley", Tap("New chat"), Fill("who", name))
