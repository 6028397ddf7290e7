"""The address book: looking people up, adding, changing and calling them."""

from datetime import date, timedelta

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.messages import CONTACTS, received, threads
from devices.virtual.apps.contacts.state import LABELS, Call, Contact, new_contact

THEME = Theme("social", "Contacts")

NEWCOMERS = (("Nora Fink", "芬诺拉"), ("Samir Haddad", "哈萨米"), ("Lotte Berg", "柏洛特"), ("Owen Pryce", "普欧文"),
             ("Selma Voss", "沃赛玛"), ("Carlo Bassi", "巴卡洛"), ("Iris Tanaka", "田中爱丽"), ("Milo Reyes",
             "雷米洛"))  # fmt: skip
SURNAMES = (
    ("Marsh", "马"),
    ("Quinn", "奎"),
    ("Falk", "法"),
    ("Roth", "罗"),
    ("Sato", "佐"),
    ("Vega", "魏"),
    ("Boyle", "鲍"),
)


def people(s: Scene) -> dict[str, Contact]:
    """The contacts that there are at the start."""
    return s.start[CONTACTS]["contacts"]


def born(s: Scene, day: date) -> str:
    """A birthday with its year, as the phone shows it."""
    return s.text(f"{day:%-d %B %Y}", f"{day.year}年{day.month}月{day.day}日")


def given(s: Scene, name: str) -> str:
    """What one calls somebody among friends."""
    return s.text(name.split()[0], name[1:])


def calls_now(s: Scene, number: str) -> None:
    """A call is to be placed."""
    call: Call = {"number": number, "kind": "outgoing", "at": s.now.isoformat(timespec="minutes"), "minutes": 0}
    s.add(CONTACTS, "calls", entity=call, letter="k")


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "contacts-add", TEST, composition="composite",
    en=("Add {name} to my contacts: phone {phone}, born on {day}, label {label}.",
        "Create a contact for {name} with the number {phone}, the birthday {day} and the label {label}.",
        "Save a new contact. Name: {name}. Phone: {phone}. Birthday: {day}. Label: {label}."),
    zh=("把{name}加进通讯录：电话{phone}，生日{day}，标签“{label}”。",
        "给{name}新建联系人，号码{phone}，生日{day}，标签选“{label}”。",
        "新存一个联系人。姓名：{name}。电话：{phone}。生日：{day}。标签：“{label}”。"),
)  # fmt: skip
def add(s: Scene) -> None:
    name, label = s.text(*s.pick(NEWCOMERS)), s.any(LABELS)
    phone = f"555-02{s.number(10, 99)}"
    day = date(s.any(range(1955, 2004)), s.any(range(1, 13)), s.any(range(1, 29)))
    s.say(name=name, phone=phone, day=born(s, day), label=s.t("Contacts", label))
    s.add(CONTACTS, "contacts", letter="c",
          entity={**new_contact(name, phone), "birthday": day.isoformat(), "labels": [label]})  # fmt: skip
    s.do("Contacts", Tap("Add contact"), Fill("name", name), Fill("phone", phone), Fill("birthday", f"{day:%d/%m/%Y}"),
         Tap(f"label-{label}"), Tap("save"))  # fmt: skip


@THEME.task(
    "contacts-oldest-favourite", TEST, objective="analyse",
    en=("Which of my favourite contacts is the oldest? Answer with the full name.",
        "Compare the birthdays of the people in my favourites: who was born first? Answer with the name only.",
        "Who is the eldest among the favourites in Contacts? Give me the full name."),
    zh=("我收藏的联系人里谁年纪最大？回答全名。", "比较一下收藏联系人的生日：谁出生最早？只回答姓名。",
        "通讯录收藏里最年长的是哪一位？回答全名。"),
)  # fmt: skip
def oldest_favourite(s: Scene) -> None:
    favourites = [(contact["birthday"], i) for i, contact in people(s).items() if contact["favourite"]]
    s.need(all(day for day, _ in favourites) and len({day for day, _ in favourites}) == len(favourites) > 2)
    s.answer("text", people(s)[min(favourites)[1]]["name"])
    s.do("Contacts", Tap("Favourites"), Tap(f"contact-{favourites[0][1]}"))
    for _, contact_id in favourites[1:]:
        s.then("Contacts", Back(), Tap(f"contact-{contact_id}"))


@THEME.task(
    "contacts-call-nobody", TEST, feasible=False, risk="send",
    en=("Call {name}.", "Ring up {name} from my contacts.", "Please phone {name} for me, the number is in Contacts."),
    zh=("给{name}打电话。", "拨打我通讯录里{name}的电话。", "帮我打给{name}，号码在通讯录里。"),
)  # fmt: skip
def call_nobody(s: Scene) -> None:
    # First and last names that exist, but not together: the nearest contact is the wrong one.
    names = [contact["name"] for contact in people(s).values() if contact["birthday"]]
    one, two = s.rng.sample(names, 2)
    if s.language == "zh":
        s.need(len(one) == len(two) == 3)
    name = s.text(f"{one.split()[0]} {two.split()[-1]}", two[0] + one[1:])
    s.need(name not in names)
    s.say(name=name)
    s.decline(f"no contact is called {name}")
    s.do("Contacts", Fill("query", name))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "contacts-call-which", TRAIN, clarity="ambiguous", risk="send",
    en=("Give {name} a call.", "Please give {name} a ring.",
        "I want to talk to {name}, dial the number from my contacts."),
    zh=("给{name}打个电话。", "帮我拨{name}的电话。", "我要跟{name}通话，用通讯录里的号码拨过去。"),
)  # fmt: skip
def call_which(s: Scene) -> None:
    names = {i: contact["name"] for i, contact in people(s).items() if contact["birthday"]}
    firsts = [given(s, name) for name in names.values()]
    alone = [
        i for i, name in names.items() if firsts.count(given(s, name)) == 1 and (s.language == "en" or len(name) == 3)
    ]
    contact_id = s.pick(alone, lambda i: names[i])
    first, surname = given(s, names[contact_id]), s.any(SURNAMES)
    other = s.text(f"{first} {surname[0]}", surname[1] + first)
    s.need(other not in names.values())
    people(s)["c90"] = new_contact(other, f"555-02{s.any(range(10, 100))}")
    meant = s.any((contact_id, "c90"))
    s.say(name=first)
    s.unclear(s.text(f"Which {first}?", f"您要打给哪个{first}？"), people(s)[meant]["name"])
    calls_now(s, people(s)[meant]["phone"])
    s.do("Contacts", Fill("query", first), Tap(f"contact-{meant}"), Tap("call"), Tap("end-call"))


@THEME.task(
    "contacts-label-colleagues", TRAIN, objective="filter", composition="loop",
    en=("Everybody in Contacts whose company is {company} should have the label {label}, besides the labels they have.",
        "Label all my contacts from {company} as {label} and keep their other labels.",
        "Go through the contacts who work at {company}: add the label {label} wherever it is missing."),
    zh=("通讯录里公司是“{company}”的人都要有“{label}”标签，原有标签保留。",
        "给“{company}”的联系人都加上“{label}”标签，其他标签不动。",
        "检查在“{company}”工作的联系人：缺“{label}”标签的都补上。"),
)  # fmt: skip
def label_colleagues(s: Scene) -> None:
    companies = {contact["company"] for contact in people(s).values() if contact["company"]}
    company, label = s.pick(sorted(companies)), s.any(("Work", "Club"))
    staff = [i for i, contact in people(s).items() if contact["company"] == company]
    lacking = [i for i in staff if label not in people(s)[i]["labels"]]
    s.need(2 <= len(lacking) <= 3)
    s.say(company=company, label=s.t("Contacts", label))
    s.do("Contacts", Fill("query", company))
    for contact_id in lacking:
        labels = [one for one in LABELS if one in people(s)[contact_id]["labels"] or one == label]
        s.want(CONTACTS, "contacts", contact_id, "labels", value=labels)
        s.then("Contacts", Tap(f"contact-{contact_id}"), Tap("Edit"), Tap(f"label-{label}"), Tap("save"), Back())


@THEME.task(
    "contacts-new-number", TRAIN, apps=("Messages", "Contacts"), composition="composite",
    en=("{name} has texted me from a new number. Put it into {name}'s contact in the place of the old one.",
        "Somebody wrote me a text message about having a new number: it is {name}. Update the contact's phone.",
        "Change the phone number of my contact {name} to the new one they sent their last text message from."),
    zh=("{name}用新号码给我发了短信。把通讯录里{name}的旧号码换成新的。",
        "短信里有人说换号码了，是{name}。更新一下这个联系人的电话。",
        "把联系人{name}的电话改成对方最近发短信用的新号码。"),
)  # fmt: skip
def new_number(s: Scene) -> None:
    own = [i for i, contact in people(s).items() if contact["birthday"]]
    contact_id = s.pick(own, lambda i: people(s)[i]["name"])
    name = people(s)[contact_id]["name"]
    number = f"555-02{s.number(10, 99)}"
    text = s.text(f"Hi, {name} here. This is my new number, the old one no longer works.",
                  f"你好，我是{name}，这是我的新号码，旧的停用了。")  # fmt: skip
    s.need(all(thread["number"] != number for thread in threads(s).values()))
    thread_id = received(s, number, text, timedelta(minutes=s.any(range(4, 100))))
    s.say(name=name)
    s.want(CONTACTS, "contacts", contact_id, "phone", value=number)
    s.do("Messages", Tap(f"thread-{thread_id}"))
    s.do("Contacts", Fill("query", name), Tap(f"contact-{contact_id}"), Tap("Edit"), Fill("phone", number), Tap("save"))
