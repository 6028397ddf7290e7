"""Keeping Letterbox in order: labels, filters, newsletters, sending later, and what answers while one is away."""

from datetime import timedelta

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.letters import MAIL, letters, search_for, threads
from benchmarks.daily.themes.mail import ADDRESSES
from benchmarks.facts import Among
from devices.virtual.apps.gallery.state import new_photo
from devices.virtual.apps.mail.letters import FIRMS
from devices.virtual.apps.mail.state import Draft, Rule, minutes
from devices.virtual.apps.mail.thread_update import send_choices

GALLERY = "org.guimcp.gallery"
THEME = Theme("social", "Letterbox")

LATER = (
    ("Key for the cellar", "地下室钥匙", "I will leave it in your letter box.", "我放在您信箱里。"),
    ("Offer for the piano", "钢琴的报价", "I accept, when can you fetch it?", "我同意，您什么时候来搬？"),
    ("Parking space", "停车位", "Mine is free in April if you want it.", "我的车位四月空着，要用的话请说。"),
    ("Lost glove", "丢失的手套", "Was a grey glove found in the hall?", "大厅里有人捡到灰手套吗？"),
    ("Tax papers", "报税材料", "The last two receipts come tomorrow.", "最后两张票据明天给您。"),
    ("Window frame", "窗框", "The frame in the kitchen is loose again.", "厨房的窗框又松了。"),
    ("Spare tickets", "多余的票", "I have two for Saturday, do you want them?", "周六的我多两张，要吗？"),
    ("Choir books", "合唱谱", "Five copies are still with me.", "我这里还有五本。"),
)
AWAY = (
    ("On holiday", "休假中", "I am at the sea without a phone.", "我在海边，没带手机。"),
    ("Back soon", "很快回来", "Urgent things go to Daniel Osei.", "急事请找奚丹宁。"),
    ("Parental leave", "育儿假", "Please write to the office instead.", "请写信给办公室。"),
    ("In the mountains", "在山里", "There is no network up here.", "山上没有信号。"),
    ("Moving house", "搬家中", "I answer as soon as the boxes are unpacked.", "拆完箱子就回复您。"),
    ("Study trip", "考察旅行", "I read my mail in the evening only.", "我只在晚上看邮件。"),
)
ACTS = {
    "archive": ("keep it out of my inbox", "不进收件箱"),
    "star": ("put a star on it", "自动加星标"),
    "bin": ("delete it", "直接删除"),
}
# Whose mail would lie under which label.
SORTED = {
    "Bills": ("grid", "water", "phone", "bank", "home", "shield", "pool"),
    "Receipts": ("tiffin", "hopla", "books", "garage", "stage", "hotel", "parcel", "climb"),
    "Travel": ("rail", "air", "hotel", "hopla", "trail", "town"),
}


def kept(s: Scene) -> list[str]:
    """The threads that lie neither in spam nor in the bin, nor were begun by the owner."""
    return [i for i, thread in threads(s).items() if thread["folder"] in ("inbox", "archive")]


def from_firm(s: Scene, key: str) -> list[str]:
    """Those that a firm of the catalogue began."""
    return [i for i in kept(s) if letters(s, i)[0][1]["address"] == FIRMS[key][1]]


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "mailbox-label-senders", TEST, objective="filter", composition="loop",
    en=('Give the label "{label}" to all mail from {one} and from {two}; labels that are there stay. Leave spam and '
        "bin alone.",
        'In Letterbox, everything {one} and {two} sent me should carry the label "{label}" as well (not what is in the '
        "bin).",
        'Add the label "{label}" to each mail by {one} or {two} outside of bin and spam, and take no label off.'),
    zh=("给{one}和{two}发来的所有邮件加上标签“{label}”，原有标签保留；垃圾邮件和回收站里的不用管。",
        "信箱里凡是{one}和{two}寄来的邮件都要有“{label}”标签（回收站里的除外），别去掉其他标签。",
        "把标签“{label}”加到{one}或{two}的每封邮件上，不算垃圾邮件和回收站里的，已有标签不动。"),
)  # fmt: skip
def label_senders(s: Scene) -> None:
    english = s.any(SORTED)
    firms = [key for key in SORTED[english] if from_firm(s, key)]
    one = s.pick(firms, lambda key: FIRMS[key][0])
    two = s.any(key for key in firms if key != one)
    labels = s.start[MAIL]["labels"]
    label = next(i for i in labels if labels[i]["name"] == s.t("Letterbox", english))
    wanted = {i: key for key in (one, two) for i in from_firm(s, key) if label not in threads(s)[i]["labels"]}
    s.need(2 <= len(wanted) <= 3)
    names = {key: s.t("Letterbox", FIRMS[key][0]) for key in (one, two)}
    s.say(label=labels[label]["name"], one=names[one], two=names[two])
    s.do("Letterbox", Tap("Search"))
    for thread_id, key in wanted.items():
        s.want(MAIL, "threads", thread_id, "labels", value=[*threads(s)[thread_id]["labels"], label])
        s.then("Letterbox", Fill("query", names[key]), Tap(f"thread-{thread_id}"), Tap("More options"), Tap("Labels"),
               Tap(f"label-{label}"), Tap("Apply"), Back())  # fmt: skip


@THEME.task(
    "mailbox-send-later", TEST, composition="composite", clarity="incomplete", risk="send",
    en=('Write a mail to {address}, subject "{subject}", text "{text}", and schedule it to go out later.',
        'Prepare a mail in Letterbox that is sent at a later time. To: {address}. Subject: "{subject}". Text: "{text}"',
        'Use Schedule send for a mail to {address} with the subject "{subject}" and the text "{text}"'),
    zh=("给{address}写封邮件，主题“{subject}”，正文“{text}”，设为定时发送。",
        "在信箱写一封稍后才发出的邮件。收件人：{address}。主题：“{subject}”。正文：“{text}”",
        "用定时发送给{address}发邮件，主题“{subject}”，内容“{text}”"),
)  # fmt: skip
def send_later(s: Scene) -> None:
    address, words, at = s.pick(ADDRESSES), s.pick(LATER), s.any(range(3))
    subject, text = s.text(words[0], words[1]), s.text(words[2], words[3])
    name, moment, _ = send_choices(s.now)[at]
    s.say(address=address, subject=subject, text=text)
    s.unclear(
        s.text("When shall it be sent?", "什么时候发送？"),
        s.text(", ", "，").join((s.t("Letterbox", name), moment[11:])),
    )
    draft: Draft = {"to": [address], "cc": [], "subject": subject, "body": text, "files": [], "reply": "",
                    "at": minutes(s.now), "send_at": moment}  # fmt: skip
    s.add(MAIL, "drafts", entity=draft, letter="d")
    s.do("Letterbox", Tap("Compose"), Fill("to", address), Fill("subject", subject), Fill("body", text),
         Tap("More options"), Tap("Schedule send"), Tap(f"time-{at}"))  # fmt: skip


@THEME.task(
    "mailbox-keep-picture", TEST, apps=("Letterbox", "Gallery"), composition="composite",
    en=('Share the picture "{file}" from {who}\'s mail to my Gallery and mark it there as a favourite.',
        'Share "{file}", which {who} attached to a mail, to Gallery; then make it a favourite.',
        '{who} mailed me the picture "{file}". Share it to Gallery and add it to the favourites there.'),
    zh=("把{who}邮件里的图片“{file}”分享到相册，并在相册里收藏。", "将{who}邮件附带的“{file}”分享到相册，再设为收藏。",
        "{who}用邮件发来图片“{file}”。把它分享到相册并加入收藏。"),
)  # fmt: skip
def keep_picture(s: Scene) -> None:
    held = [(f["name"], i, letter_id, at) for i in kept(s) for letter_id, letter in letters(s, i)
            for at, f in enumerate(letter["files"]) if ":" in f["kind"]]  # fmt: skip
    name, thread_id, letter_id, at = s.any(held)
    letter = s.start[MAIL]["letters"][letter_id]
    s.say(file=name, who=letter["name"])
    gallery = s.start[GALLERY]
    photo = new_photo(letter["files"][at]["kind"], f"IMG_{gallery['next_id']}", s.now)
    s.add(GALLERY, "photos", entity={**photo, "favourite": True}, letter="p")
    s.do("Letterbox", *search_for(s, thread_id), Tap(f"file-{letter_id}-{at}"), Tap("Share"))
    s.then("Gallery", Tap("Gallery"), Tap("heart"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "mailbox-away", TRAIN, composition="composite",
    en=('Turn on the vacation responder of Letterbox until {day}: subject "{subject}", message "{text}"',
        'Have my mail answered automatically, last day {day}, with the subject "{subject}" and the text "{text}"',
        'I am away up to and including {day}. Set an automatic answer in Letterbox: "{subject}" / "{text}"'),
    zh=("打开信箱的外出自动回复，最后一天{day}，主题“{subject}”，内容“{text}”",
        "设置邮件自动回复到{day}为止：主题写“{subject}”，正文写“{text}”",
        "我到{day}（含当天）都不在。在信箱里设自动回复，主题“{subject}”，内容“{text}”"),
)  # fmt: skip
def away(s: Scene) -> None:
    words = s.pick(AWAY)
    subject, text = s.text(words[0], words[1]), s.text(words[2], words[3])
    day = s.now.date() + timedelta(days=s.number(3, 28))
    s.say(day=s.day(day, weekday=True), subject=subject, text=text)
    s.want(MAIL, "vacation", value={"on": True, "subject": subject, "body": text, "until": day.isoformat()})
    s.do("Letterbox", Tap("Open menu"), Tap("Settings"), Tap("vacation"), Tap("on"), Fill("subject", subject),
         Fill("body", text), Tap("until"), Tap(f"until-{day.isoformat()}"), Tap("Save"))  # fmt: skip


@THEME.task(
    "mailbox-filter", TRAIN,
    en=("Make a filter in Letterbox for new mail from {address}: {act}. {existing}",
        "Set up a mail filter for the sender {address}: {act}. {existing}",
        "Whenever a mail from {address} comes, Letterbox should {act}. Create a filter for it. {existing}"),
    zh=("在信箱给{address}发来的新邮件建一个过滤规则：{act}。{existing}",
        "按发件人{address}设置邮件过滤器，动作是{act}。{existing}",
        "以后{address}来的邮件都{act}，建个过滤规则。{existing}"),
)  # fmt: skip
def new_filter(s: Scene) -> None:
    ruled = [rule["sender"] for rule in s.start[MAIL]["rules"].values()]
    firms = [key for key in FIRMS if from_firm(s, key) and not any(one in FIRMS[key][1] for one in ruled)]
    key, act, apply = s.pick(firms), s.any(("archive", "star", "bin")), s.any((True, False))
    address = FIRMS[key][1]
    existing = (s.text("Apply it to the mail that is there already, too.", "对已有的邮件也应用。") if apply
                else s.text("Mail that is there already stays as it is.", "已有的邮件保持不变。"))  # fmt: skip
    s.say(address=address, act=s.text(*ACTS[act]), existing=existing)
    rule: Rule = {"sender": address, "act": act, "label": "", "on": True}
    s.add(MAIL, "rules", entity=rule, letter="r")
    for thread_id in from_firm(s, key) if apply else ():
        thread = s.goal[MAIL]["threads"][thread_id]
        thread.update({"starred": True} if act == "star" else {"folder": act})
    s.do("Letterbox", Tap("Open menu"), Tap("Filters"), Tap("New filter"), Fill("sender", address), Tap(f"act-{act}"),
         Tap("Save and apply to existing mail" if apply else "Save filter"))  # fmt: skip


@THEME.task(
    "mailbox-unsubscribe", TRAIN, composition="loop", risk="delete",
    en=("Unsubscribe from the newsletters of {one} and {two}, and delete the mail I have from them.",
        "I want no more newsletters from {one} and {two}: unsubscribe from both and put their mail into the bin.",
        "Get rid of {one} and {two} in Letterbox: unsubscribe, then delete what they sent."),
    zh=("退订{one}和{two}的邮件订阅，并删除它们已发来的邮件。",
        "不想再收{one}和{two}的推广邮件：两个都退订，现有邮件扔进回收站。",
        "在信箱里清掉{one}和{two}：先退订，再把它们的邮件删除。"),
)  # fmt: skip
def unsubscribe(s: Scene) -> None:
    papers = [key for key in FIRMS if any(threads(s)[i]["newsletter"] for i in from_firm(s, key))]
    one = s.pick(papers)
    two = s.any(key for key in papers if key != one)
    addresses = [FIRMS[key][1] for key in (one, two)]
    owned = {key: from_firm(s, key) for key in (one, two)}
    s.need(all(len(found) == 1 for found in owned.values()))
    s.say(one=s.t("Letterbox", FIRMS[one][0]), two=s.t("Letterbox", FIRMS[two][0]))
    # Both orders are right.
    s.want(MAIL, "unsubscribed", value=Among(addresses, addresses[::-1]))
    s.do("Letterbox", Tap("Search"))
    for thread_id in (owned[one][0], owned[two][0]):
        s.want(MAIL, "threads", thread_id, "newsletter", value=False)
        s.want(MAIL, "threads", thread_id, "folder", value="bin")
        s.then("Letterbox", Fill("query", threads(s)[thread_id]["subject"]), Tap(f"thread-{thread_id}"),
               Tap("More options"), Tap("Unsubscribe"), Tap("Unsubscribe"), Tap("Delete"))  # fmt: skip
