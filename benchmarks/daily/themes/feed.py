"""Hearth: what friends and places post, what one answers, who sees what."""

from datetime import datetime, timedelta

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.fact import Fact, canonical, found
from benchmarks.daily.themes.journeys import CALENDAR
from benchmarks.daily.themes.notes import NOTES
from benchmarks.daily.themes.trains import ahead
from devices.virtual.apps.calendar.state import CALENDARS, REMINDERS, REPEATS
from devices.virtual.apps.feed.seed import person_id
from devices.virtual.apps.feed.state import (
    ME,
    Draft,
    FeedState,
    collections_of,
    minutes,
    name_of,
    new_post,
    no_draft,
    posts_by,
    tagged,
)
from devices.virtual.apps.notes.state import new_note

HEARTH = "org.guimcp.feed"
THEME = Theme("social", "Hearth")

# (who, what, what in Chinese, where, where in Chinese)
DATES = (
    ("town", "Lantern walk", "提灯夜游", "North Gate", "北门"),
    ("market", "Cheese tasting", "奶酪品鉴", "Stall 40", "40号摊"),
    ("cafe", "Latte art class", "拉花课", "Upper floor", "二楼"),
    ("library", "Poetry slam", "诗歌擂台", "Reading room", "阅览室"),
    ("velo", "Night ride", "夜骑", "Old bridge", "老桥"),
    ("climb", "Rope course", "绳索入门课", "South wall", "南墙"),
    ("plants", "Seed swap", "种子交换会", "Glasshouse", "玻璃温室"),
    ("lamp", "Open rehearsal", "公开排练", "Mill stage", "磨坊舞台"),
    ("bread", "Sourdough workshop", "酸面包工作坊", "Back room", "里间"),
    ("film", "Silent film night", "默片之夜", "Screen two", "二号厅"),
)
REPLIES = (
    ("Let's talk about it on Sunday", "周日细聊"), ("You are the best", "你最棒了"),
    ("I will tell you everything", "我全都告诉你"), ("Who would have thought", "谁能想到呢"),
    ("Come and see for yourself", "你来亲眼看看"), ("Only because of you", "多亏了你"),
    ("That made me laugh", "把我逗笑了"), ("Next time with you", "下次带上你"),
)  # fmt: skip
POSTS = (
    ("Free firewood by our gate, help yourselves", "门口有免费柴火，自取"),
    ("Who has seen a grey umbrella?", "有人看到一把灰色的伞吗？"), ("I am giving away my old piano", "旧钢琴免费送"),
    ("Soup for everybody at ours", "来我家喝汤，人人有份"), ("Looking for a fourth for cards", "打牌三缺一"),
    ("Our cellar sale starts now", "地下室甩卖开始了"), ("The plums are ripe, bring baskets", "李子熟了，带篮子来"),
    ("Who runs ten kilometres with me?", "谁跟我跑十公里？"),
)  # fmt: skip
LISTS = (
    ("Inner circle", "小圈子"), ("Only these people", "只给这些人看"),
    ("Who may see the baby pictures", "谁能看宝宝照片"), ("Trusted few", "信得过的人"),
    ("People for private posts", "私密动态给谁看"), ("My four walls", "自己人"), ("Not for everybody", "不是谁都能看"),
    ("Family and such", "家人之类"),
)  # fmt: skip
AUDIENCES = {"followers": "My followers", "close": "Close friends"}


# What places have posted.
FACTS = (
    Fact("market", "Strawberries are here: {small} a kilo, on {day} until {late}.", "small", "money",
         "what a kilo of strawberries costs", "草莓一公斤多少钱"),
    Fact("cafe", "New on the counter: pear and almond cake, {small} a slice. Gone by {late} as a rule.", "late", "time",
         "by when the pear and almond cake is usually gone", "梨子杏仁蛋糕一般几点前卖完"),
    Fact("library", "{count} new books are on the shelf by the door. Reading night on {day} until {late}.", "count",
         "number", "how many new books have come in", "新到了多少本书"),
    Fact("trail", "Ten walks for a free Saturday. The longest is {km} kilometres, the shortest ends at an ice cream "
         "shop.", "km", "number", "how many kilometres the longest of the ten walks has",
         "十条徒步路线里最长的是多少公里"),
    Fact("paper", "This week's sheet: a heron in twelve steps. Workshop on {day} at {late}, {small}.", "small", "money",
         "what the workshop costs", "工作坊收多少钱"),
    Fact("climb", "New routes on the north wall. Under 18 on {day}: {small}.", "small", "money",
         "what people under 18 pay on their day", "未成年人票多少钱"),
    Fact("film", "Low Tide, daily at {time} and {late}. Tuesday is cinema day: {small}.", "late", "time",
         "when the later showing of Low Tide is", "《退潮》晚的那场几点放"),
    Fact("plants", "Lemon trees from {medium}. They like sun, you like lemons.", "medium", "money",
         "what the cheapest lemon tree costs", "最便宜的柠檬树多少钱"),
    Fact("vets", "Vaccination week: cats {medium}, dogs {big}. No appointment on {day}.", "big", "money",
         "what a dog's vaccination costs", "狗打疫苗多少钱"),
    Fact("velo", "Spring service {medium}. Brakes, gears, chain, a new bell for the first {small_count}.", "medium",
         "money", "what the spring service costs", "春季保养多少钱"),
    Fact("choir", "Spring concert on {date} at {late}. We need {small_count} more basses. No, really.", "small_count",
         "number", "how many basses are still wanted", "还缺几个男低音"),
    Fact("bread", "Rye is back. Open from six, sold out by {time}.", "time", "time",
         "by when the rye bread is sold out", "黑麦面包几点前卖完"),
)  # fmt: skip


def hearth(s: Scene) -> FeedState:
    """Hearth at the start."""
    return s.start[HEARTH]


def named(s: Scene, person: str) -> str:
    """Somebody as the phone calls them."""
    return name_of(hearth(s), person, s.start)


def friends(s: Scene) -> list[str]:
    """People, not places, whose name nobody else has."""
    names = [named(s, i) for i in hearth(s)["people"]]
    return [i for i, one in hearth(s)["people"].items() if one["phone"] and names.count(named(s, i)) == 1]


def posted(s: Scene, by: str, text: str, at: datetime) -> str:
    """Let somebody have posted this; the post's id."""
    state = hearth(s)
    post_id, state["next_id"] = f"n{state['next_id']}", state["next_id"] + 1
    state["posts"][post_id] = {**new_post(by, text, minutes(at)), "likes": s.rng.randint(4, 60)}
    return post_id


def to_person(s: Scene, person: str) -> list[Move]:
    """From the first screen to somebody's profile."""
    return [Tap("Search", "tab"), Fill("query", named(s, person)), Tap(f"person-{person}")]


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "feed-date-to-calendar", TEST, apps=("Hearth", "Calendar"), composition="composite",
    en=("{place} has posted on Hearth about “{what}”. Put it into my calendar {calendar} for the day and time at which "
        "it will finally take place: “{what}”, two hours long, with the location that the post names. Leave the rest "
        "as offered.",
        "Look on Hearth when and where “{what}” of {place} is (their latest post on it counts) and add it to "
        "{calendar}: title “{what}”, duration two hours, location as posted, nothing else changed.",
        "I want to go to “{what}”, which {place} announced on Hearth. Make an event “{what}” in the calendar "
        "{calendar}, for two hours from its current time on, with its place as location and no other changes."),
    zh=("{place}在炉边发了“{what}”的消息。按最终确定的时间记到“{calendar}”日历：标题“{what}”，时长两小时，地点照动态里写的，其余默认。",
        "在炉边查{place}的“{what}”是什么时候、在哪（以最新消息为准），加到“{calendar}”日历：标题“{what}”，两个小时，填上地点，别的不改。",
        "我想参加{place}在炉边预告的“{what}”。在“{calendar}”日历里新建日程“{what}”，从现在定下的时间起两小时，地点按动态，其他不动。"),
)  # fmt: skip
def date_to_calendar(s: Scene) -> None:
    place, what, what_zh, where, where_zh = s.pick(DATES)
    title, location, calendar = s.text(what, what_zh), s.text(where, where_zh), s.any(CALENDARS)
    one, two = s.rng.sample(range(4, 20), 2)
    hour, other = s.rng.sample(range(15, 20), 2)
    by, day = person_id(place), ahead(s, two)
    was, now = s.day(ahead(s, one), True), s.day(day, True)
    first = s.text(f"{title} on {was} at {hour}:30, {location}. All welcome.",
                   f"{title}：{was}{hour}:30，{location}，欢迎都来。")  # fmt: skip
    moved = s.text(f"We have to move: {title} is on {now} at {other}:15 instead. Same place.",
                   f"改期通知：{title}改到{now}{other}:15，地点不变。")  # fmt: skip
    posted(s, by, first, s.now - timedelta(hours=51))
    posted(s, by, moved, s.now - timedelta(hours=16))
    s.say(place=named(s, by), what=title, calendar=s.t("Calendar", calendar))
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": day.isoformat(), "start": f"{other}:15", "end": f"{other + 2}:15", "all_day": False,
        "location": location, "calendar": calendar, "reminder": REMINDERS[2], "repeat": REPEATS[0], "guests": [],
    })  # fmt: skip
    s.do("Hearth", *to_person(s, by))
    s.do("Calendar", Tap(f"day-{day.isoformat()}"), Tap("New event"), Fill("title", title),
         Fill("start", f"{other}:15"), Fill("end", f"{other + 2}:15"), Fill("location", location),
         Tap(f"in-{calendar}"), Tap("save"))  # fmt: skip


@THEME.task(
    "feed-answer-comment", TEST, composition="composite", risk="send",
    en=("{name} commented “{comment}” on one of my Hearth posts. Reply to that very comment: “{text}”",
        "Use Reply on {name}'s comment “{comment}” under my post on Hearth, so that the answer stands below it, and "
        "write: “{text}”",
        "On Hearth, find the comment “{comment}” that {name} left on a post of mine and reply to it with “{text}”"),
    zh=("{name}在我的一条炉边动态下评论了“{comment}”。请直接回复这条评论：“{text}”",
        "炉边里{name}给我的动态留了评论“{comment}”，用“回复”回一句“{text}”，要显示在那条评论下面。",
        "在炉边找到{name}在我动态下的评论“{comment}”，回复：“{text}”"),
)  # fmt: skip
def answer_comment(s: Scene) -> None:
    mine, state = posts_by(hearth(s), ME), hearth(s)
    comments = {i: c for i, c in state["comments"].items() if c["post"] in mine and c["by"] != ME}
    comment_id = s.pick(comments, lambda i: state["people"][comments[i]["by"]]["handle"])
    comment = comments[comment_id]
    s.need(sum(c["by"] == comment["by"] and c["post"] == comment["post"] for c in comments.values()) == 1)
    text = s.text(*s.pick(REPLIES))
    s.say(name=named(s, comment["by"]), comment=comment["text"], text=text)
    s.add(HEARTH, "comments", letter="k", entity={
        "post": comment["post"], "by": ME, "text": text, "at": minutes(s.now), "reply": comment["reply"] or comment_id,
        "likes": 0, "liked": False,
    })  # fmt: skip
    s.do("Hearth", Tap("Profile", "tab"), Tap(f"text-{comment['post']}"), Tap(f"reply-{comment_id}"),
         Fill("comment", text), Tap("send"))  # fmt: skip


@THEME.task(
    "feed-private-likes", TEST, objective="query", feasible=False,
    en=("How many likes has {name}'s newest post on Hearth? Answer with the number. Don't follow anybody for that.",
        "Look up on Hearth how many people like the last post of {name}, without following them. Just the number.",
        "Tell me the number of likes of what {name} posted last on Hearth. Whom I follow must not change."),
    zh=("{name}在炉边最新的动态有多少个赞？回答数字，不要为此去关注谁。",
        "在炉边查一下{name}最近一条动态多少人点赞，不要关注对方，只回答数字。",
        "告诉我{name}在炉边最后发的那条动态的点赞数，我的关注名单不能变。"),
)  # fmt: skip
def private_likes(s: Scene) -> None:
    state = hearth(s)
    closed = [i for i in friends(s) if state["people"][i]["private"] and i not in state["follows"]]
    person = s.pick(closed, lambda i: state["people"][i]["handle"])
    newest = posts_by(state, person)[0]
    s.need(not state["posts"][newest]["liked"] and not collections_of(state, newest))
    state["options"]["show_likes"] = True
    s.say(name=named(s, person))
    s.decline("their account is private")
    s.do("Hearth", *to_person(s, person))


@THEME.task(
    "feed-top-of-tag", TEST, objective="filter",
    en=("Who wrote the most liked post with the tag #{tag} on Hearth? Answer with the name as Hearth shows it.",
        "Of all Hearth posts tagged #{tag}, whose has the most likes? Just the name.",
        "Find the post with the most likes under #{tag} on Hearth and give me the name of its author, nothing else."),
    zh=("炉边话题#{tag}下点赞最多的动态是谁发的？回答炉边显示的名字。",
        "炉边所有带#{tag}话题的动态里，谁的那条赞最多？只回答名字。",
        "在炉边找#{tag}话题里最多点赞的动态，告诉我作者名字，别的不用说。"),
)  # fmt: skip
def top_of_tag(s: Scene) -> None:
    state = hearth(s)
    state["options"]["show_likes"] = True
    tags = ("hiking", "food", "books", "lowmoor", "garden", "cats", "travel", "work")
    tag = s.t("Hearth", s.pick(tags))
    ids = tagged(state, tag)
    s.need(len(ids) > 2)
    by_likes = sorted(ids, key=lambda i: -state["posts"][i]["likes"])
    best, second = (state["posts"][i] for i in by_likes[:2])
    s.need(best["likes"] > second["likes"] + 1 and best["by"] != ME and by_likes[0] != ids[0])
    s.say(tag=tag)
    s.answer("text", named(s, best["by"]))
    s.do("Hearth", Tap("Search", "tab"), Fill("query", tag), Tap("kind-tags"), Tap("found-0"), Tap("Most liked first"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "feed-schedule-unsaid", TRAIN, clarity="incomplete", risk="send",
    en=("Schedule a post on Hearth for {day} that only {audience} should see: “{text}”",
        "Write “{text}” on Hearth, for {audience} only, and let it go out on {day} by itself.",
        "On {day} Hearth is to publish this for me, visible to {audience}: “{text}”"),
    zh=("在炉边定时发一条动态，{day}发出：“{text}”，仅“{audience}”可见。",
        "帮我在炉边写“{text}”，只给“{audience}”看，设成{day}自动发布。",
        "让炉边{day}替我发布：“{text}”，可见范围选“{audience}”。"),
)  # fmt: skip
def schedule_unsaid(s: Scene) -> None:
    text, audience, day = s.text(*s.pick(POSTS)), s.any(AUDIENCES), ahead(s, s.any((1, 2)))
    at = f"{s.number(7, 22):02}:{s.any((5, 10, 20, 40, 50)):02}"
    shown = s.t("Hearth", AUDIENCES[audience])
    s.say(text=text, audience=s.text(shown[0].lower() + shown[1:], shown), day=s.day(day, True))
    s.unclear(s.text("At what time shall it go out?", "几点发布？"), s.text(f"At {at}.", f"{at}。"))
    allowed: Draft = {**no_draft(), "text": text, "audience": "close" if audience == "close" else "followers"}
    s.add(HEARTH, "scheduled", entity={**allowed, "send_at": f"{day.isoformat()}T{at}"}, letter="d")
    s.do("Hearth", Tap("New post"), Fill("text", text), Tap("audience"), Tap(f"audience-{audience}"), Tap("Schedule"),
         Tap("Pick date and time"), Tap(f"day-{day.isoformat()}"), Fill("time", at), Tap("Save"))  # fmt: skip


@THEME.task(
    "feed-close-from-note", TRAIN, apps=("Notes", "Hearth"), composition="loop",
    en=("My close friends on Hearth should be exactly the people in my note “{title}”, nobody else.",
        "Set the close friends on Hearth to those that the note “{title}” names: add who is missing, take out who is "
        "not in it.",
        "Make the list of close friends in Hearth the same as my note “{title}”."),
    zh=("把炉边的密友设成笔记“{title}”里的那些人，其他人都不要。",
        "按笔记“{title}”调整炉边的密友：缺的加上，没写的移出。",
        "让炉边的密友名单和我的笔记“{title}”完全一致。"),
)  # fmt: skip
def close_from_note(s: Scene) -> None:
    state, title = hearth(s), s.text(*s.pick(LISTS))
    known = [i for i in friends(s) if state["follows"].get(i) == "yes"]
    s.need(len(known) > 5)
    gone, kept, *new = s.rng.sample(known, s.any((4, 5, 6)))
    state["close"] = s.rng.sample([gone, kept], 2)
    body = "\n".join(sorted(named(s, i) for i in (kept, *new)))
    notes = s.start[NOTES]
    s.need(all(note["title"] != title for note in notes["notes"].values()))
    notes["notes"][f"n{notes['next_id']}"] = new_note(title, body, "", s.now - timedelta(hours=20))
    notes["next_id"] += 1
    s.say(title=title)
    s.want(HEARTH, "close", value=[kept, *new])
    s.do("Notes", Tap(title))
    s.do("Hearth", Tap("Settings"), Tap("close"), *[Tap(f"close-{i}") for i in (gone, *new)])


@THEME.task(
    "feed-follow-back-or-not", TRAIN, composition="conditional",
    en=("If {name} follows me on Hearth, make them a close friend there. If not, unfollow them.",
        "Check on Hearth whether {name} follows me: if so add them to my close friends, otherwise stop following them.",
        "On Hearth, {name} becomes a close friend if they follow me too; if they don't, I no longer want to follow "
        "them."),
    zh=("如果{name}在炉边关注了我，就把对方加入密友；没有关注我，就取消关注。",
        "看看炉边上{name}有没有关注我：有就加为密友，没有就不再关注对方。",
        "炉边里{name}要是也关注我，就设为密友，否则我也取关。"),
)  # fmt: skip
def follow_back_or_not(s: Scene) -> None:
    state, back = hearth(s), s.any((True, False))
    mine = [i for i in friends(s) if state["follows"].get(i) == "yes" and i not in state["close"]]
    fits = [i for i in mine if (i in state["followers"]) == back]
    person = s.pick(fits, lambda i: state["people"][i]["handle"])
    s.say(name=named(s, person))
    s.do("Hearth", *to_person(s, person))
    if back:
        s.want(HEARTH, "close", value=[*state["close"], person])
        s.then("Hearth", Tap("More options"), Tap("Add to close friends"))
    else:
        s.drop(HEARTH, "follows", person)
        s.then("Hearth", Tap(f"follow-{person}"))


@THEME.task(
    "feed-what-they-said", TRAIN, objective="query",
    en=("Look up on Hearth {what}, according to {place}. {form}",
        "There was a post by {place} on Hearth that says {what}. I forgot it; please look. {form}",
        "Find out from a Hearth post of {place} {what}. {form}"),
    zh=("在炉边查一下{place}说的：{what}？{form}", "{place}在炉边发过{what}，我忘了，帮我看看。{form}",
        "从{place}的炉边动态里找出{what}。{form}"),
)  # fmt: skip
def what_they_said(s: Scene) -> None:
    fact = s.pick(FACTS, lambda fact: fact.line)
    state, by = hearth(s), person_id(fact.where)
    hits = found(s, "Hearth", (state["posts"][i]["text"] for i in posts_by(state, by)), fact.line)
    s.need(len(hits) == 1)
    s.say(place=named(s, by), what=fact.asked(s), form=fact.form(s))
    s.answer(fact.kind, canonical(fact.kind, hits[0][fact.field]))
    s.do("Hearth", *to_person(s, by))
