"""Groups on Parley: polls, who is in them, what goes on there, and keeping them quiet."""

from collections import Counter
from datetime import timedelta

from agent.policies.scripted import Back, Fill, Hold, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.chat import (
    CALENDAR,
    CHAT,
    CONTACTS,
    chats,
    group_called,
    in_sight,
    name_of,
    person,
    post,
    said,
    sending,
)
from benchmarks.daily.themes.chat import write_to as write_to_person
from benchmarks.facts import Among
from devices.virtual.apps.chat.state import ME, Poll, messages_of, minutes, new_chat, new_message
from devices.virtual.apps.contacts.state import LABELS, new_contact

THEME = Theme("social", "Parley")

POLLS = (
    ("Which film on Friday?", "周五看哪部电影？", ("Low Tide", "The Salt Road", "Paper Moons"),
     ("低潮", "盐路", "纸月亮")),
    ("What shall we cook together?", "一起做什么吃？", ("Dumplings", "Curry", "Pizza"), ("饺子", "咖喱", "披萨")),
    ("When do we meet?", "几点见面？", ("At six", "At seven", "At eight"), ("六点", "七点", "八点")),
    ("Where do we go in June?", "六月去哪儿？", ("To the sea", "To the hills", "Nowhere"),
     ("海边", "山里", "哪儿也不去")),
    ("Which present for Nora?", "送诺拉什么礼物？", ("A tent", "A lamp", "A voucher"), ("帐篷", "台灯", "购物卡")),
    ("What colour for the fence?", "篱笆刷什么颜色？", ("Green", "Grey", "Red"), ("绿色", "灰色", "红色")),
    ("Which game on Sunday?", "周日玩什么游戏？", ("Chess", "Cards", "Darts"), ("象棋", "纸牌", "飞镖")),
    ("How do we get there?", "怎么过去？", ("By tram", "By bicycle", "By car"), ("坐电车", "骑车", "开车")),
)  # fmt: skip
REMINDERS = (
    ("You are the last one: please vote", "就差你了，投个票吧"), ("Do not forget our poll", "别忘了群里的投票"),
    ("Your vote is still missing", "还缺你一票"), ("What is your choice? The group is waiting", "你选哪个？大家等着呢"),
    ("Could you vote by tonight?", "今晚前投一下票好吗？"), ("We need your answer in the group", "群里需要你的答复"),
)  # fmt: skip
GROUP_NAMES = (("Save the date", "时间别忘了"), ("Who brings what", "谁带什么"), ("All together", "大家一起"),
               ("See you there", "到时见"), ("The guests", "来宾群"), ("Planning crew", "筹备小组"),
               ("Car pool", "拼车群"), ("Last details", "最后确认"))  # fmt: skip


def some_poll(s: Scene) -> tuple[str, str, Poll]:
    """A group of the list, the message that is its poll, and the poll."""
    polls = s.start[CHAT]["polls"]
    owned = {poll_id: i for i in in_sight(s, "group") for poll_id in chats(s)[i]["messages"] if poll_id in polls}
    poll_id = s.pick(sorted(owned), lambda i: polls[i]["question"])
    return owned[poll_id], poll_id, polls[poll_id]


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "groups-poll", TEST, composition="composite", risk="send",
    en=('Start a poll in the Parley group "{group}": "{question}" with the options "{a}", "{b}" and "{c}", in this '
        "order. {several}",
        'Ask the group "{group}" on Parley by poll: "{question}" Options: "{a}", "{b}", "{c}". {several}',
        'Send a poll to "{group}" on Parley. Question: "{question}" Answers to choose from: "{a}", "{b}", "{c}". '
        "{several}"),
    zh=("在聊聊群“{group}”发起投票：“{question}”，选项依次是“{a}”“{b}”“{c}”。{several}",
        "用投票问一下聊聊的“{group}”群：“{question}”选项：“{a}”、“{b}”、“{c}”。{several}",
        "给聊聊群“{group}”发一个投票。问题：“{question}”可选：“{a}”、“{b}”、“{c}”。{several}"),
)  # fmt: skip
def poll(s: Scene) -> None:
    en, zh, options_en, options_zh = s.pick(POLLS)
    question, options = s.text(en, zh), list(options_zh if s.language == "zh" else options_en)
    chat_id = s.any(in_sight(s, "group"))
    multiple = s.any((True, False))
    several = (s.text("People may choose several.", "可以多选。") if multiple
               else s.text("Everybody may choose only one.", "每人只能选一项。"))  # fmt: skip
    a, b, c = options
    s.say(group=name_of(s, chat_id), question=question, a=a, b=b, c=c, several=several)
    poll_id = post(s, chat_id, {**said(s, question), "kind": "poll"})
    made: Poll = {"question": question, "options": options, "votes": {}, "multiple": multiple, "closed": False}
    s.goal[CHAT]["polls"][poll_id] = made
    s.do("Parley", Tap(f"chat-{chat_id}"), Tap("attach"), Tap("Poll"), Fill("question", question), Fill("option0", a),
         Fill("option1", b), Tap("Add option"), Fill("option2", c), *([Tap("multiple")] if multiple else []),
         Tap("Send poll"))  # fmt: skip


@THEME.task(
    "groups-poll-remind", TEST, objective="filter", composition="composite", risk="send",
    en=('All but one have voted in the poll "{question}" of the Parley group "{group}". Send that one person a '
        'private message on Parley: "{text}"',
        'Find out who is still to vote in "{question}" (group "{group}", Parley) and write to them alone, not into the '
        'group: "{text}"',
        'One member of "{group}" on Parley has not voted in "{question}" yet. Tell them in a private chat: "{text}"'),
    zh=("聊聊群“{group}”的投票“{question}”只差一个人没投。给这个人发私聊：“{text}”",
        "查一下聊聊“{group}”群里谁还没参加投票“{question}”，单独私聊对方（不要发在群里）：“{text}”",
        "聊聊群“{group}”里有一位成员还没投“{question}”。私聊告诉对方：“{text}”"),
)  # fmt: skip
def poll_remind(s: Scene) -> None:
    chat_id, poll_id, asked = some_poll(s)
    text = s.text(*s.pick(REMINDERS))
    members = sorted(chats(s)[chat_id]["members"])
    who = s.any(i for i in members if i != ME and i not in s.start[CHAT]["blocked"])
    choices = range(len(asked["options"]))
    asked["votes"] = {i: asked["votes"].get(i) or [s.rng.choice(choices)] for i in members if i != who}
    s.say(question=asked["question"], group=name_of(s, chat_id), text=text)
    write_to_person(s, who, said(s, text))
    s.do("Parley", Tap(f"chat-{chat_id}"), Tap(f"votes-{poll_id}"), Back(), Tap("chat-info"), Tap(f"member-{who}"),
         Tap("Message"), *sending(text))  # fmt: skip


@THEME.task(
    "groups-mute-shared", TEST, objective="filter", composition="loop",
    en=("Mute every Parley group that {name} and I are both in, for one week each.",
        "{name} and I share some groups on Parley. Silence all of those for a week.",
        "Turn off notifications for 1 week in each group on Parley that has both me and {name} in it."),
    zh=("把我和{name}都在的聊聊群全部设为消息免打扰，时长1周。", "我和{name}在聊聊有几个共同的群，都静音一周。",
        "聊聊里凡是我和{name}都在的群聊，逐个关闭通知1周。"),
)  # fmt: skip
def mute_shared(s: Scene) -> None:
    groups = [i for i, chat in chats(s).items() if chat["kind"] == "group"]
    shared = {f"p{n}": [i for i in groups if f"p{n}" in chats(s)[i]["members"]] for n in range(1, 15)}
    who = s.pick(i for i, common in shared.items() if 2 <= len(common) <= 3)
    s.say(name=person(s, who))
    s.do("Parley", Tap("People"), Fill("who", person(s, who)), Tap(f"person-{who}"))
    for chat_id in shared[who]:
        chats(s)[chat_id]["muted"] = ""
    for chat_id in shared[who]:
        s.want(CHAT, "chats", chat_id, "muted", value=minutes(s.now + timedelta(weeks=1)))
        s.then("Parley", Tap(f"common-{chat_id}"), Tap("More options"), Tap("Mute"), Tap("mute-168"), Back())


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "groups-of-guests", TRAIN, apps=("Calendar", "Parley"), composition="composite", risk="send",
    en=('Create a Parley group called "{name}" with everybody who is invited to "{title}" in my calendar.',
        'Make a group on Parley with all guests of my calendar event "{title}". Name it "{name}".',
        'Put the people invited to "{title}" (see the calendar) together in a new Parley group, "{name}".'),
    zh=("在聊聊建一个叫“{name}”的群，把日历里“{title}”邀请的人都拉进来。",
        "用聊聊拉一个群，成员是我日历日程“{title}”的全部参与者，群名“{name}”。",
        "日历上“{title}”的参与者都拉进一个新的聊聊群，群名叫“{name}”。"),
)  # fmt: skip
def of_guests(s: Scene) -> None:
    events = s.start[CALENDAR]["events"]
    event = events[s.pick([i for i, e in events.items() if len(e["guests"]) > 1], lambda i: events[i]["title"])]
    name = s.text(*s.pick(GROUP_NAMES))
    people = [f"p{guest[1:]}" for guest in event["guests"]]
    s.say(name=name, title=event["title"])
    # The picture is the phone's choice.
    made = {**new_chat("group", {ME: True, **dict.fromkeys(people, False)}, name), "picture": Among(*range(90))}
    chat_id = s.add(CHAT, "chats", entity=made, letter="t")
    created = new_message("", s.t("Parley", "You created the group"), minutes(s.now), "event")
    s.add(CHAT, "chats", chat_id, "messages", entity=created, letter="m")
    s.do("Calendar", Tap("Search events"), Fill("query", event["title"]), Tap(event["title"], "text"))
    s.do("Parley", Tap("More options"), Tap("New group"), *[Tap(f"pick-{i}") for i in people], Tap("Next"),
         Fill("name", name), Tap("Create group"))  # fmt: skip


@THEME.task(
    "groups-save-stranger", TRAIN, apps=("Parley", "Contacts"), composition="composite",
    en=('{name} from my Parley group "{group}" is not in my contacts yet. Save them there as "{name}" with their phone '
        "number and the label {label}.",
        'Add {name}, whom I know from the group "{group}" on Parley, to Contacts: this name, their number, label '
        "{label}.",
        'Look up the number of {name} in the Parley group "{group}" and create a contact "{name}" with it, labelled '
        "{label}."),
    zh=("聊聊群“{group}”里的{name}还不在我的通讯录里。用这个名字和对方的电话新建联系人，标签选“{label}”。",
        "把聊聊“{group}”群的{name}加进通讯录：姓名就用这个，填上电话，标签“{label}”。",
        "到聊聊群“{group}”里查{name}的电话号码，在通讯录里建一个叫“{name}”的联系人，标签设为“{label}”。"),
)  # fmt: skip
def save_stranger(s: Scene) -> None:
    groups = in_sight(s, "group")
    strangers = [(i, who) for i in groups for who in chats(s)[i]["members"] if who in ("p15", "p16", "p17", "p18")]
    group, who = s.any(strangers)
    name, phone, label = person(s, who), s.start[CHAT]["people"][who]["phone"], s.any(LABELS)
    s.say(name=name, group=name_of(s, group), label=s.t("Contacts", label))
    s.add(CONTACTS, "contacts", entity={**new_contact(name, phone), "labels": [label]}, letter="c")
    s.do("Parley", Tap(f"chat-{group}"), Tap("chat-info"), Tap(f"member-{who}"), Tap("View contact"))
    s.do("Contacts", Tap("Add contact"), Fill("name", name), Fill("phone", phone), Tap(f"label-{label}"), Tap("save"))


@THEME.task(
    "groups-vote-same", TRAIN, composition="composite", risk="send",
    en=('In the poll "{question}" of the Parley group "{group}", vote exactly as {name} did.',
        'Look at what {name} chose in "{question}" (Parley, "{group}") and give my vote to the same.',
        'I go with {name}: cast the same vote for me in the Parley poll "{question}" in "{group}".'),
    zh=("聊聊群“{group}”的投票“{question}”，{name}怎么投我就怎么投。",
        "看看{name}在聊聊“{group}”群的投票“{question}”里选了什么，替我投一样的。",
        "我跟{name}：在聊聊群“{group}”的“{question}”里帮我投同样的票。"),
)  # fmt: skip
def vote_same(s: Scene) -> None:
    chat_id, poll_id, asked = some_poll(s)
    s.need(ME not in asked["votes"])
    who = s.any(asked["votes"])
    chosen = asked["votes"][who]
    s.need(sorted(chosen) == chosen)
    s.say(question=asked["question"], group=name_of(s, chat_id), name=person(s, who))
    s.goal[CHAT]["polls"][poll_id]["votes"][ME] = list(chosen)
    s.do("Parley", Fill("query", asked["question"]), Tap(f"hit-{poll_id}"), Tap(f"votes-{poll_id}"), Back(),
         *[Tap(f"option-{poll_id}-{at}") for at in chosen])  # fmt: skip


@THEME.task(
    "groups-talkative", TRAIN, objective="analyse",
    en=('Apart from me, who has written the most messages in the Parley group "{group}"? Answer with the full name.',
        'Count through my group "{group}" on Parley: which of the others wrote most? Reply with the name as shown.',
        'Who of the others talks most in "{group}" on Parley, by number of messages? Answer with the full name only.'),
    zh=("除了我，聊聊群“{group}”里谁发的消息最多？回答全名。",
        "数一数聊聊的“{group}”群：其他人里谁发言最多？按显示的名字回答。",
        "按消息条数算，聊聊群“{group}”里除我以外最能聊的是谁？只回答姓名。"),
)  # fmt: skip
def talkative(s: Scene) -> None:
    group = s.pick(
        ("Maple Street 14", "Sunday Hikers", "Cabin Weekend", "Five-a-side", "Project Lantern", "Book Circle")
    )
    chat_id = group_called(s, group)
    counts = Counter(m["by"] for m in chats(s)[chat_id]["messages"].values() if m["by"] not in ("", ME))
    (who, most), (_, second), *_ = counts.most_common()
    s.need(most > second)
    s.say(group=name_of(s, chat_id))
    s.answer("text", person(s, who))
    s.do("Parley", Tap(f"chat-{chat_id}"))


@THEME.task(
    "groups-unstar", TRAIN, objective="filter", composition="loop",
    en=("On Parley, take the star off every message that was written in a group. Starred messages of chats with one "
        "person stay starred.",
        "Tidy up my starred messages on Parley: those from groups lose their star, those from private chats keep it.",
        "Remove the stars from all group messages on Parley, but leave the stars in one-to-one chats alone."),
    zh=("把聊聊里所有群聊消息的星标去掉，单人聊天里的星标保留。",
        "整理聊聊的星标消息：来自群聊的都取消星标，私聊的不动。",
        "聊聊上凡是群里的星标消息都取消星标，一对一聊天的星标留着。"),
)  # fmt: skip
def unstar(s: Scene) -> None:
    starred: dict[str, list[tuple[str, str]]] = {"group": [], "direct": [], "channel": []}
    for chat_id, chat in chats(s).items():
        for message_id, message in messages_of(chat):
            if message["starred"]:
                starred[chat["kind"]].append((chat_id, message_id))
    s.need(2 <= len(starred["group"]) <= 4 and bool(starred["direct"]) and not starred["channel"])
    s.do("Parley", Tap("Starred messages"))
    for chat_id, message_id in starred["group"]:
        s.want(CHAT, "chats", chat_id, "messages", message_id, "starred", value=False)
        s.then("Parley", Tap(f"hit-{message_id}"), Hold(f"message-{message_id}"), Tap("Remove star"), Back())
