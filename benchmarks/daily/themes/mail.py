"""Mail on Letterbox: what it says, what follows from it, and answering it."""

from datetime import date, datetime, timedelta

from agent.policies.scripted import Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.fact import Fact, canonical
from benchmarks.daily.themes.letters import (
    BILLS,
    CODES,
    FACTS,
    MAIL,
    begin,
    letters,
    mine,
    search_for,
    thread_about,
    threads,
    told,
)
from benchmarks.daily.themes.messages import send as send_text
from benchmarks.facts import Among
from devices.virtual.apps.calendar.state import REMINDERS
from devices.virtual.apps.contacts.state import Contact
from devices.virtual.apps.mail.people_letters import FILES, PEOPLE
from devices.virtual.apps.mail.state import ME, Draft, file, minutes
from devices.virtual.apps.mail.thread_update import snooze_choices

BANK, CALENDAR, CONTACTS = "org.guimcp.bank", "org.guimcp.calendar", "org.guimcp.contacts"
THEME = Theme("social", "Letterbox")


ANSWERS = (
    ("Looks good to me, here is my file.", "我看可以，附上我的文件。"), ("Attached is what you asked for.",
    "你们要的东西见附件。"),
    ("I have added the last names.", "我补上了最后几个名字。"), ("This is the version we should use.",
    "就用这一版吧。"),
    ("Please check it before noon.", "请在中午前核对一下。"), ("Sorry for the delay, here it is.",
    "抱歉晚了，发给你们。"),
)  # fmt: skip
# (whether Theo invites or the school does, title, place) of what is put into the calendar
EVENTS = (
    (True, "Theo's new flat", "天佑新家", "Fern Hill", "羽山"), (True, "Party at Theo's", "天佑家聚会", "Fern Hill",
    "羽山"),
    (True, "Bring a plant to Theo", "给天佑带盆花", "Theo's place", "天佑家"),
    (True, "Housewarming party", "乔迁派对", "Theo's place", "天佑家"),
    (False, "Evening at school", "学校之夜", "Pinecrest School", "松岭学校"),
    (False, "Talk with the teachers", "见老师", "Pinecrest", "松岭"),
    (False, "Meet the class teacher", "见班主任", "Pinecrest School", "松岭学校"),
    (False, "School meeting", "学校开会", "Pinecrest", "松岭"),
)  # fmt: skip
ADDRESSES = ("mira.patel@harrowvale.example", "nora.fink@slate.example", "tax@quillbooks.example",
"milo@fernpost.example",
             "owen.pryce@mossmail.example", "flat@maplestreet14.example", "lotte@slate.example",
             "iris@fernpost.example")  # fmt: skip
# (key of people_letters.PEOPLE, the subject of what they wrote, an answer that was never sent)
UNSENT = (
    ("theo", "Housewarming on {date}", "I am coming, and I bring a salad.", "我来，再带一份沙拉。"),
    ("greta", "Biscuit in April", "Of course I look after Biscuit.", "当然，饼干交给我吧。"),
    ("bruno", "Choir: concert dates", "I take two tickets, please.", "请给我留两张票。"),
    ("hugo", "Book Circle: vote by {day}", "My vote goes to Low Tide.", "我投《低潮》。"),
    ("elsa", "Heron Lake: pictures and costs", "Thanks for the pictures, the money is on its way.",
     "谢谢照片，钱马上转给你。"),
    ("chiara", "The lemon risotto", "It worked at the first attempt!", "一次就成功了！"),
    ("jonas", "Room change", "Thanks, I have told the others.", "谢谢，我通知其他人了。"),
    ("farid", "Concert tickets", "You get my share on Friday.", "周五把我那份给你。"),
)  # fmt: skip


def iso_day(s: Scene, words: str) -> str:
    """ "20 March" or "3月20日" as a date of this year."""
    form = "%Y年%m月%d日" if s.language == "zh" else "%d %B %Y"
    return datetime.strptime(s.text(f"{words} {s.now.year}", f"{s.now.year}年{words}"), form).date().isoformat()


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "mail-fact", TEST, objective="query",
    en=("{question} It is in one of my mails. {form}", "Look it up in Letterbox: {question} {form}",
        "I had a mail about this. {question} {form}"),
    zh=("{question}邮件里写着。{form}", "在信箱里查一下：{question}{form}", "有封邮件提到过这事。{question}{form}"),
)  # fmt: skip
def fact(s: Scene) -> None:
    one = s.pick(FACTS, lambda f: f.where)
    thread_id, words = told(s, one)
    # Breakfast is served from seven.
    s.need(one.field != "morning" or words.zfill(5) > "07:30")
    s.say(question=one.asked(s), form=one.form(s))
    s.answer(one.kind, iso_day(s, words) if one.kind == "date" else canonical(one.kind, words))
    s.do("Letterbox", *search_for(s, thread_id))


@THEME.task(
    "mail-reply-all", TEST, composition="composite", risk="send",
    en=('Answer the mail "{subject}" so that everybody on it gets it: "{text}" Attach the file "{file}".',
        'Reply to all on "{subject}" in Letterbox with "{text}" and the attachment "{file}".',
        'In the thread "{subject}", write to everyone "{text}" and add "{file}" as an attachment.'),
    zh=("回复邮件“{subject}”，让所有收件人都收到：“{text}”并附上文件“{file}”。",
        "在信箱里对“{subject}”点全部回复，写“{text}”，附件添加“{file}”。",
        "给“{subject}”这个会话的所有人回信：“{text}”，同时附上“{file}”。"),
)  # fmt: skip
def reply_all(s: Scene) -> None:
    kept = [i for i, thread in threads(s).items() if thread["folder"] not in ("spam", "bin")]
    shared = [i for i in kept if letters(s, i)[-1][1]["cc"] and letters(s, i)[-1][1]["address"] != ME]
    thread_id = s.any(shared)
    last = letters(s, thread_id)[-1][1]
    text = s.text(*s.pick(ANSWERS, lambda a: a[1]))
    at = s.any(range(6))
    name, kind, size = FILES[at]
    enclosed = file(s.t("Letterbox", name), kind, size)
    s.say(subject=threads(s)[thread_id]["subject"], text=text, file=enclosed["name"])
    mine(s, thread_id, [last["address"]], text, [one for one in last["cc"] if one != last["address"]], [enclosed])
    s.do("Letterbox", *search_for(s, thread_id), Tap("reply-all"), Fill("body", text), Tap("Attach"),
         Tap(f"attach-{at}"), Tap("send"))  # fmt: skip


@THEME.task(
    "mail-invitation", TEST, apps=("Letterbox", "Calendar"), composition="composite",
    en=('{who} invites me by mail ("{subject}"). Put it into my calendar as "{title}" on that day, from the time in '
        'the mail for two hours, place "{place}", calendar {calendar}.',
        'Add an event "{title}" for the mail "{subject}" from {who}: date and start as in the mail, two hours long, '
        'location "{place}", in the calendar {calendar}.',
        'From the mail "{subject}" by {who} make a calendar event called "{title}" that lasts 2 hours from the given '
        'start, at "{place}", calendar {calendar}.'),
    zh=("{who}发邮件邀请我（“{subject}”）。在日历里建一个“{title}”：日期和开始时间按邮件，时长两小时，地点“{place}”，日历选“{calendar}”。",
        "根据{who}的邮件“{subject}”在“{calendar}”日历里加日程“{title}”，当天按邮件里的时间开始，共2小时，地点填“{place}”。",
        "把{who}邮件“{subject}”里的安排记入日历：标题“{title}”，从邮件写的时间起两小时，地点“{place}”，归到“{calendar}”。"),
)  # fmt: skip
def invitation(s: Scene) -> None:
    housewarming, *words = s.pick(EVENTS, lambda e: e[2])
    title, place = s.text(words[0], words[1]), s.text(words[2], words[3])
    subject, line = (
        ("Housewarming on {date}",
         "the boxes are unpacked, so come over on {date} at {late}. Fern Hill {room}, second bell.")
        if housewarming
        else ("Parents' evening on {date}", "Parents' evening is on {date} at {late} in room {room}.")
    )  # fmt: skip
    thread_id, start = told(s, Fact(subject, line, "late", "time", "", ""))
    first = letters(s, thread_id)[0][1]
    end = f"{datetime.strptime(start, '%H:%M') + timedelta(hours=2):%H:%M}"
    calendar = s.any(("Home", "Family"))
    s.say(who=first["name"], subject=threads(s)[thread_id]["subject"], title=title, place=place,
          calendar=s.t("Calendar", calendar))  # fmt: skip
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": date.fromisoformat(first["links"][0].rpartition("/")[2]).isoformat(),
        "start": start.zfill(5), "end": end, "all_day": False, "location": place, "calendar": calendar,
        "reminder": Among(*REMINDERS), "repeat": "Does not repeat", "guests": [],
    })  # fmt: skip
    s.do("Letterbox", *search_for(s, thread_id), Tap("Add to calendar"))
    s.then("Calendar", Fill("title", title), Fill("start", start.zfill(5)), Fill("end", end), Fill("location", place),
           Tap(f"in-{calendar}"), Tap("save"))  # fmt: skip


@THEME.task(
    "mail-dear-bill", TEST, composition="conditional", risk="send",
    en=("Check my mail: does {what} cost more than {bound}? Then forward that mail to {address} without adding "
        "anything; otherwise put a star on it.",
        "Find the mail about {what}. Over {bound}: forward it as it is to {address}. Not over: star it.",
        "If {what} comes to more than {bound}, forward the mail to {address} without a word of mine, else star it."),
    zh=("查一下邮件：{what}超过{bound}吗？超过就把那封邮件原样转发给{address}，不加别的话；没超过就加星标。",
        "找到关于{what}的邮件。高于{bound}：原样转发给{address}；不高于：给邮件加星标。",
        "如果{what}多于{bound}，把邮件转发到{address}（不写附言），否则给它加上星标。"),
)  # fmt: skip
def dear_bill(s: Scene) -> None:
    bill = s.pick(BILLS, lambda b: b.line)
    thread_id, words = told(s, bill)
    cents = int(canonical("money", words))
    more = s.any((True, False))
    bound = (cents // 500 + (0 if more else s.any((1, 2, 3)))) * 500
    s.need((cents > bound) is more and bound > 0)
    address = s.pick(ADDRESSES)
    s.say(what=s.text(bill.en, bill.zh), bound=s.money(bound), address=address)
    if not more:
        s.want(MAIL, "threads", thread_id, "starred", value=True)
        s.do("Letterbox", *search_for(s, thread_id), Tap("star"))
        return
    subject, (_, letter) = threads(s)[thread_id]["subject"], letters(s, thread_id)[-1]
    source = s.t("Letterbox", "From: {name} <{address}>", name=letter["name"], address=letter["address"])
    about = s.t("Letterbox", "Subject: {subject}", subject=subject)
    quote = f"{s.t('Letterbox', 'Forwarded mail')}\n{source}\n{about}\n\n{letter['body']}"
    mine(s, begin(s, s.t("Letterbox", "Fwd: ") + subject), [address], quote, files=[*letter["files"]])
    s.do("Letterbox", *search_for(s, thread_id), Tap("forward"), Fill("to", address), Tap("send"))


@THEME.task(
    "mail-forward-gone", TEST, feasible=False, risk="send",
    en=('Forward the mail "{subject}" from {who} to {address}.',
        'Send {address} the mail "{subject}" that I got from {who}.',
        'I want to forward {who}\'s mail "{subject}" to {address}.'),
    zh=("把{who}的邮件“{subject}”转发给{address}。", "把{who}发来的“{subject}”那封邮件转给{address}。",
        "我想把{who}的邮件“{subject}”转发到{address}。"),
)  # fmt: skip
def forward_gone(s: Scene) -> None:
    bill = s.pick((*FACTS, *BILLS), lambda b: b.where)
    thread_id = thread_about(s, bill.where)
    address = s.pick(ADDRESSES)
    s.say(subject=threads(s)[thread_id]["subject"], who=letters(s, thread_id)[0][1]["name"], address=address)
    for letter_id, _ in letters(s, thread_id):
        del s.start[MAIL]["letters"][letter_id]
    moves = search_for(s, thread_id)[:-1]
    del threads(s)[thread_id]
    s.start[MAIL]["unread"] = [i for i in s.start[MAIL]["unread"] if i != thread_id]
    s.decline("there is no such mail")
    s.do("Letterbox", *moves)


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "mail-money-left", TRAIN, apps=("Letterbox", "Alder Bank"), objective="analyse", composition="composite",
    en=("If I pay {what} (see my mail) from the Everyday account, how much is left on it? Answer with the amount.",
        "My mail says how much {what} comes to. Subtract that from the present balance of my Everyday account at Alder "
        "Bank. What remains? Answer with the amount only.",
        "How much money would my Everyday account still hold after I have paid {what}? The amount is in my mail. "
        "Answer with what is left."),
    zh=("邮件里写着{what}是多少。要是从日常账户付掉，账户里还剩多少钱？回答金额。",
        "邮件里写着{what}是多少。用赤杨银行日常账户现在的余额减去它，还剩多少？只回答金额。",
        "付完邮件中提到的{what}以后，我的日常账户还剩多少钱？回答金额。"),
)  # fmt: skip
def money_left(s: Scene) -> None:
    bill = s.pick(BILLS, lambda b: b.line)
    thread_id, words = told(s, bill)
    s.start[BANK]["settings"]["hidden"] = False
    left = s.start[BANK]["accounts"]["a1"]["balance"] - int(canonical("money", words))
    s.need(left > 0)
    s.say(what=s.text(bill.en, bill.zh))
    s.answer("money", left)
    s.do("Letterbox", *search_for(s, thread_id))
    s.do("Alder Bank")


@THEME.task(
    "mail-code-for-friend", TRAIN, apps=("Letterbox", "Messages"), composition="composite",
    risk="send",
    en=("Text {name} {what}, which is in my mail. Nothing but the number or code itself.",
        "{name} needs {what}. Find it in Letterbox and send it as a text message without any other words.",
        "Look up {what} in my mail and send {name} an SMS that consists of exactly that."),
    zh=("给{name}发短信，内容只写邮件里{what}。", "{name}要{what}。在信箱里找到后用短信发过去，不要写别的。",
        "从邮件里查{what}，用短信发给{name}，只发这个。"),
)  # fmt: skip
def code_for_friend(s: Scene) -> None:
    one = s.pick(CODES, lambda c: c.line)
    thread_id, words = told(s, one)
    people: dict[str, Contact] = s.start[CONTACTS]["contacts"]
    contact_id = s.pick([i for i, contact in people.items() if contact["birthday"]])
    name = people[contact_id]["name"]
    s.say(name=name, what=s.text(one.en, one.zh))
    send_text(s, people[contact_id]["phone"], words)
    s.do("Letterbox", *search_for(s, thread_id))
    s.do("Messages", Tap("New message"), Fill("to", name), Tap(f"to-{contact_id}"), Fill("text", words), Tap("send"))


@THEME.task(
    "mail-unsent-draft", TRAIN, composition="conditional", risk="send",
    en=('Did I ever answer {name}? If there is still a draft to {address}, send it as it is. If there is none, star '
        'the mail "{subject}".',
        'Look among my drafts in Letterbox. One to {address} ({name})? Send it unchanged. None? Star "{subject}".',
        'Send the draft to {name} at {address} if I left one there; if not, mark the mail "{subject}" with a star.'),
    zh=("我给{name}回信了吗？如果草稿里还有发给{address}的，原样发出去；没有的话给邮件“{subject}”加星标。",
        "看看信箱的草稿。有写给{address}（{name}）的就直接发送；没有就给“{subject}”加星标。",
        "要是草稿箱里还留着给{name}（{address}）的信，不改直接发；没有就把邮件“{subject}”标上星。"),
)  # fmt: skip
def unsent_draft(s: Scene) -> None:
    key, subject, en, zh = s.pick(UNSENT, lambda u: u[0])
    thread_id = thread_about(s, subject)
    (name, address), subject = PEOPLE[key], threads(s)[thread_id]["subject"]
    state = s.start[MAIL]
    state["drafts"] = {i: draft for i, draft in state["drafts"].items() if address not in draft["to"]}
    s.say(name=s.t("Letterbox", name), address=address, subject=subject)
    if s.any((True, False)):
        written = minutes(s.now - timedelta(days=s.any((1, 2)), hours=s.any(range(6))))
        draft: Draft = {
            "to": [address], "cc": [], "subject": s.t("Letterbox", "Re: ") + subject, "body": s.text(en, zh),
            "files": [],
            "reply": letters(s, thread_id)[-1][0], "at": written, "send_at": "",
        }  # fmt: skip
        state["drafts"]["d90"] = draft
        s.drop(MAIL, "drafts", "d90")
        mine(s, thread_id, [address], draft["body"])
        s.do("Letterbox", Tap("Open menu"), Tap("box-drafts"), Tap("draft-d90"), Tap("send"))
    else:
        s.want(MAIL, "threads", thread_id, "starred", value=True)
        s.do("Letterbox", Tap("Open menu"), Tap("box-drafts"), *search_for(s, thread_id), Tap("star"))


@THEME.task(
    "mail-no-attachment", TRAIN, feasible=False,
    en=('Save the attachment of the mail "{subject}" by {who} to my phone.',
        'Download the file that {who} attached to "{subject}".',
        'Keep what is attached to {who}\'s mail "{subject}" on the phone.'),
    zh=("把{who}的邮件“{subject}”的附件保存到手机。", "下载{who}在“{subject}”里附的文件。",
        "把{who}那封“{subject}”的附件存到手机上。"),
)  # fmt: skip
def no_attachment(s: Scene) -> None:
    _, subject, *_ = s.pick(UNSENT, lambda u: u[0])
    thread_id = thread_about(s, subject)
    first = letters(s, thread_id)[0][1]
    first["files"] = []
    s.say(subject=threads(s)[thread_id]["subject"], who=first["name"])
    s.decline("nothing is attached to this mail")
    s.do("Letterbox", *search_for(s, thread_id))


@THEME.task(
    "mail-snooze", TRAIN, clarity="incomplete",
    en=('Snooze the mail "{subject}".', 'Put "{subject}" out of my inbox for now and bring it back later.',
        'I want to see the mail "{subject}" again later: snooze it.'),
    zh=("把邮件“{subject}”延后处理。", "先把“{subject}”移出收件箱，晚点再提醒我。",
        "“{subject}”这封邮件我想过后再看，帮我延后。"),
)  # fmt: skip
def snooze(s: Scene) -> None:
    kept = [i for i, thread in threads(s).items() if thread["folder"] == "inbox" and not thread["snoozed"]]
    subjects = [threads(s)[i]["subject"] for i in kept]
    thread_id = s.pick(
        [i for i in kept if subjects.count(threads(s)[i]["subject"]) == 1], lambda i: threads(s)[i]["subject"]
    )
    at = s.any(range(4))
    words, moment, _ = snooze_choices(s.now)[at]
    s.say(subject=threads(s)[thread_id]["subject"])
    s.unclear(
        s.text("Until when?", "到什么时候？"),
        s.text(", ", "，").join((s.t("Letterbox", words), s.day(datetime.fromisoformat(moment).date()))),
    )
    s.want(MAIL, "threads", thread_id, "snoozed", value=moment)
    s.do("Letterbox", *search_for(s, thread_id), Tap("More options"), Tap("Snooze"), Tap(f"time-{at}"))
