"""The Lantern Post: what is in the paper, what is kept of it, and what comes by itself."""

from datetime import date, datetime, timedelta

from agent.policies.scripted import Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.journeys import CALENDAR, some_contact, texted
from benchmarks.daily.themes.notes import NOTES, some_note
from devices.virtual.apps.calendar.state import CALENDARS, REMINDERS, REPEATS
from devices.virtual.apps.news.catalogue import ARTICLES, LETTERS, PLACES, POLLS, TEAMS
from devices.virtual.apps.news.paper import AUTHORS, SECTIONS
from devices.virtual.apps.news.state import NewsState, is_out, iso, matches, out, table

NEWS = "org.guimcp.news"
PAPER = "The Lantern Post"
THEME = Theme("content", PAPER)

FOLDERS = (("For the reading group", "读书会用"), ("Show the children", "给孩子看"), ("Long reads", "长文"),
           ("Dinner talk", "饭桌话题"), ("Good news only", "只要好消息"), ("Neighbourhood", "街坊的事"),
           ("For the archive", "存档"), ("Sunday morning", "周日早上"))  # fmt: skip
EVENTS = (("Football with Dad", "和爸爸看球"), ("Match", "球赛"), ("Go to the ground", "去球场"), ("Kick-off", "开球"),
          ("Football on the sofa", "在家看球"), ("Cheer for us", "去加油"), ("Game day", "比赛日"),
          ("League match", "联赛"))  # fmt: skip
# What one packs when it rains, and when it stays dry.
PACKED = (("Rain trousers", "雨裤", "Sun hat", "遮阳帽"), ("Umbrella", "雨伞", "Sunglasses", "墨镜"),
          ("Rubber boots", "雨靴", "Sandals", "凉鞋"), ("Board game", "桌游", "Frisbee", "飞盘"),
          ("Museum tickets", "博物馆门票", "Picnic blanket", "野餐垫"), ("Waterproof bag", "防水袋", "Kite", "风筝"),
          ("Dry socks", "备用袜子", "Sun cream", "防晒霜"),
          ("Rain cover", "防雨罩", "Water pistol", "水枪"))  # fmt: skip
ADDRESSES = ("robin@fernmail.org", "post.hale@lindenmail.net", "inbox@nightowl.org", "kim.reads@paperboat.net",
             "hale.family@lakemail.org", "letters@attic4.net", "rh.news@harbourmail.org",
             "sunday@tinroof.net")  # fmt: skip
WET = 40  # per cent


def paper(s: Scene) -> NewsState:
    """The Lantern Post at the start."""
    return s.start[NEWS]


def title(s: Scene, article: str) -> str:
    """A headline as the phone shows it."""
    return s.t(PAPER, ARTICLES[article].title, **paper(s)["stories"][article]["facts"])


def some_article(s: Scene) -> str:
    """An article that is out, not put aside yet, whose headline can stand in quotation marks."""
    there = [i for i in out(paper(s), s.now) if i not in paper(s)["saved"] and "“" not in ARTICLES[i].title]
    return s.pick(there, lambda i: ARTICLES[i].title)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "news-save-new-folder", TEST, composition="composite",
    en=("Save the article “{title}” of The Lantern Post in a new folder called “{folder}”.",
        "In The Lantern Post, make a folder “{folder}” and put the article “{title}” into it.",
        "I want to keep “{title}” from The Lantern Post: save it to a new folder named “{folder}”."),
    zh=("把灯笼报的文章“{title}”收藏到新建的文件夹“{folder}”里。",
        "在灯笼报里建一个文件夹“{folder}”，把文章“{title}”放进去。",
        "我想留着灯笼报的“{title}”这篇：新建文件夹“{folder}”并收藏进去。"),
)  # fmt: skip
def save_new_folder(s: Scene) -> None:
    article, folder = some_article(s), s.text(*s.pick(FOLDERS))
    s.say(title=title(s, article), folder=folder)
    made = s.add(NEWS, "folders", entity={"name": folder, "made": iso(s.now)}, letter="f")
    s.goal[NEWS]["saved"][article] = {"folder": made, "tags": [], "at": iso(s.now)}
    s.do(PAPER, Tap("Search", "tab"), Fill("query", title(s, article)), Tap(f"more-{article}"), Tap("do-file"),
         Tap("folder-new"), Fill("name", folder), Tap("folder-save"))  # fmt: skip


@THEME.task(
    "news-points-gap", TEST, objective="analyse",
    en=("By how many points do {one} and {two} differ in the league table of The Lantern Post? Answer with the number.",
        "Compare {one} with {two} in the football table of The Lantern Post: how many points lie between them? Just "
        "the number.",
        "Look at the league table in The Lantern Post. What is the difference in points between {one} and {two}? Give "
        "a number."),
    zh=("灯笼报的联赛积分榜上，{one}和{two}相差几分？只回答数字。",
        "在灯笼报的积分榜里比较{one}和{two}，差多少积分？回答一个数字。",
        "看看灯笼报的足球积分榜，{one}与{two}的积分差是多少？用数字回答。"),
)  # fmt: skip
def points_gap(s: Scene) -> None:
    one = s.pick(TEAMS)
    two = s.any(team for team in TEAMS if team != one)
    points = {line.team: line.points for line in table(paper(s), s.now)}
    s.need(points[one] != points[two])
    s.say(one=s.t(PAPER, one), two=s.t(PAPER, two))
    s.answer("number", abs(points[one] - points[two]))
    s.do(PAPER, Tap("More", "tab"), Tap("scores"), Tap("Table", "tab"))


@THEME.task(
    "news-pack-for-weather", TEST, apps=(PAPER, "Notes"), composition="conditional",
    en=("Check the weather for {place} on {day} in The Lantern Post. If the chance of rain is above 40 per cent, add "
        "“{wet}” to the list “{list}” in Notes, otherwise add “{dry}”.",
        "I am in {place} on {day}. When The Lantern Post gives more than 40% rain for that day, put “{wet}” on my note "
        "“{list}”; if not, put “{dry}” on it.",
        "My check list “{list}” in Notes needs one more item for {day} in {place}: “{wet}” if The Lantern Post says "
        "more than 40% rain, else “{dry}”."),
    zh=("在灯笼报查{place}{day}的天气。降水概率超过40%，就在笔记的清单“{list}”里加上“{wet}”，否则加上“{dry}”。",
        "{day}我在{place}。灯笼报预报那天降水概率高于40%的话，往笔记清单“{list}”里添“{wet}”，不然添“{dry}”。",
        "给笔记清单“{list}”加一项，看{day}{place}的天气：灯笼报说降水概率超过40%就加“{wet}”，没超过就加“{dry}”。"),
)  # fmt: skip
def pack_for_weather(s: Scene) -> None:
    state, rains = paper(s), s.any((True, False))
    days = {
        (place, day["date"]): day["rain"]
        for place in PLACES if place != state["options"]["place"]
        for day in state["forecasts"][place]["days"][1:]
    }  # fmt: skip
    place, day = s.any(key for key, rain in days.items() if (rain > WET) == rains)
    wet, wet_zh, dry, dry_zh = s.pick(PACKED)
    note_id, note = some_note(s, checklist=True)
    words = s.text(wet, wet_zh), s.text(dry, dry_zh)
    s.say(place=s.t(PAPER, place), day=s.day(date.fromisoformat(day), True), list=note["title"], wet=words[0],
          dry=words[1])  # fmt: skip
    item = words[0] if rains else words[1]
    s.add(NOTES, "notes", note_id, "checklist", entity={"text": item, "done": False})
    s.do(PAPER, Tap("More", "tab"), Tap("weather"), Tap(f"place-{place.lower().replace(' ', '-')}"))
    s.do("Notes", Tap(note["title"]), Tap("Add item"), Fill("Item", item), Tap("Add", "button"))


@THEME.task(
    "news-match-to-calendar", TEST, apps=(PAPER, "Calendar"), composition="composite",
    en=("When does {team} play next? Look in The Lantern Post and put it into my calendar {calendar} as “{title}”, two "
        "hours long from kick-off. Leave everything else as offered.",
        "Add the next league match of {team} (fixtures in The Lantern Post) to the calendar {calendar}: title "
        "“{title}”, from its start for two hours, no other changes.",
        "I don't want to miss the next match of {team}. Its time stands in The Lantern Post; make an event “{title}” "
        "of two hours in {calendar}, with nothing else changed."),
    zh=("{team}下一场比赛是什么时候？查灯笼报，然后记到“{calendar}”日历：标题“{title}”，从开球起两小时，其余默认。",
        "把{team}的下一场联赛（见灯笼报赛程）加到“{calendar}”日历，标题“{title}”，从开始时间起两个小时，别的不改。",
        "我不想错过{team}的下一场比赛。时间看灯笼报，在“{calendar}”日历里建日程“{title}”，时长两小时，其他不动。"),
)  # fmt: skip
def match_to_calendar(s: Scene) -> None:
    team, name, calendar = s.pick(TEAMS), s.text(*s.pick(EVENTS)), s.any(CALENDARS)
    mine = [match for _, match in matches(paper(s)) if team in (match["home"], match["away"])]
    begin = datetime.fromisoformat(next(match["at"] for match in mine if match["at"] > iso(s.now)))
    s.need(begin.month == s.now.month)
    start, end, day = f"{begin:%H:%M}", f"{begin + timedelta(hours=2):%H:%M}", begin.date()
    s.say(team=s.t(PAPER, team), calendar=s.t("Calendar", calendar), title=name)
    s.add(CALENDAR, "events", letter="e", entity={
        "title": name, "date": day.isoformat(), "start": start, "end": end, "all_day": False, "location": "",
        "calendar": calendar, "reminder": REMINDERS[2], "repeat": REPEATS[0], "guests": [],
    })  # fmt: skip
    s.do(PAPER, Tap("More", "tab"), Tap("scores"), Tap("Fixtures", "tab"))
    s.do("Calendar", Tap(f"day-{day.isoformat()}"), Tap("New event"), Fill("title", name), Fill("start", start),
         Fill("end", end), Tap(f"in-{calendar}"), Tap("save"))  # fmt: skip


@THEME.task(
    "news-not-played", TEST, objective="query", feasible=False,
    en=("What was the final score of {home} against {away} in this season's league? Look in The Lantern Post and "
        "answer like 2:1.",
        "{home} and {away}: how did their league match end, according to The Lantern Post? Answer with the score.",
        "Find the result of the league match {home} – {away} in The Lantern Post. Only the score, such as 2:1."),
    zh=("本赛季联赛{home}对{away}的最终比分是多少？在灯笼报里查，按2:1这样的格式回答。",
        "灯笼报上，{home}和{away}那场联赛踢成了几比几？回答比分。",
        "在灯笼报找到联赛{home}对{away}的赛果，只回答比分，例如2:1。"),
)  # fmt: skip
def not_played(s: Scene) -> None:
    ahead = [match for _, match in matches(paper(s)) if match["at"] > iso(s.now)]
    match = s.pick(ahead, lambda match: f"{match['home']} {match['away']}")
    s.say(home=s.t(PAPER, match["home"]), away=s.t(PAPER, match["away"]))
    s.do(PAPER, Tap("More", "tab"), Tap("scores"), Tap("Fixtures", "tab"))
    s.decline("they have not played yet")


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "news-most-read", TRAIN, objective="analyse",
    en=("Which article by {author} in The Lantern Post has been read the most? Answer with its headline.",
        "Of everything that {author} has written for The Lantern Post, what is read most? Just the headline.",
        "Find the most read article of {author} in The Lantern Post and give me its headline."),
    zh=("灯笼报里{author}写的文章，哪一篇阅读量最高？回答标题。",
        "{author}在灯笼报发表的所有文章中，读的人最多的是哪篇？只回答标题。",
        "在灯笼报找出{author}阅读最多的文章，告诉我标题。"),
)  # fmt: skip
def most_read(s: Scene) -> None:
    state = paper(s)
    author = s.pick(AUTHORS, lambda i: AUTHORS[i].name)
    ids = [i for i in out(state, s.now, hidden=True) if ARTICLES[i].author == author]
    s.need(len(ids) > 2)
    reads = sorted((state["stories"][i]["reads"] for i in ids), reverse=True)
    best = max(ids, key=lambda i: state["stories"][i]["reads"])
    s.need(best != ids[0] and reads[0] > reads[1] + 20)
    s.say(author=s.t(PAPER, AUTHORS[author].name))
    s.answer("text", title(s, best))
    s.do(PAPER, Tap("Search", "tab"), Tap("filter"), Tap(f"by-{author}"), Tap("sort-read"), Tap("apply"))


@THEME.task(
    "news-newsletters", TRAIN, composition="loop",
    en=("Subscribe {email} to the newsletters “{one}” and “{two}” of The Lantern Post; I agree to receive them.",
        "Order two newsletters from The Lantern Post, “{one}” and “{two}”, sent to {email}. You may tick that I agree.",
        "I'd like “{one}” and “{two}”, the Lantern Post newsletters, at {email}. Sign me up and agree for me."),
    zh=("用{email}订阅灯笼报的新闻简报“{one}”和“{two}”，我同意接收。",
        "在灯笼报订两份简报：“{one}”和“{two}”，寄到{email}，同意条款可以替我勾上。",
        "我想在{email}收到灯笼报的“{one}”和“{two}”简报，帮我订阅并勾选同意。"),
)  # fmt: skip
def newsletters(s: Scene) -> None:
    email, chosen = s.pick(ADDRESSES), sorted(s.rng.sample(sorted(LETTERS), 2))
    one, two = (s.t(PAPER, LETTERS[i].name) for i in chosen)
    s.say(email=email, one=one, two=two)
    for i in chosen:
        s.want(NEWS, "letters", i, value=email)
    s.do(PAPER, Tap("More", "tab"), Tap("letters"), *[Tap(f"letter-{i}") for i in chosen], Fill("email", email),
         Tap("agree"), Tap("subscribe"))  # fmt: skip


@THEME.task(
    "news-quiet-alerts", TRAIN, composition="composite",
    en=("Set the breaking news of The Lantern Post: nothing at night, nothing from {off}, but do announce {on}. Leave "
        "the other sections.",
        "In The Lantern Post, turn on Quiet at night for breaking news, switch {off} off there and {on} on.",
        "Breaking news from The Lantern Post should be silent at night, leave out {off} and include {on}; the rest "
        "stays as it is."),
    zh=("设置灯笼报的突发新闻：夜间不打扰，不要“{off}”版块的，要“{on}”版块的，其他版块不动。",
        "在灯笼报的突发新闻里打开夜间免打扰，关掉“{off}”，打开“{on}”。",
        "灯笼报的突发新闻提醒：晚上保持安静，去掉“{off}”，加上“{on}”，其余保持原样。"),
)  # fmt: skip
def quiet_alerts(s: Scene) -> None:
    off, on = s.rng.sample(sorted(SECTIONS), 2)
    paper(s)["alerts"].update({off: True, on: False})
    s.say(off=s.t(PAPER, off), on=s.t(PAPER, on))
    s.want(NEWS, "options", "quiet", value=True)
    s.want(NEWS, "alerts", off, value=False)
    s.want(NEWS, "alerts", on, value=True)
    s.do(PAPER, Tap("More", "tab"), Tap("alerts"), Tap("quiet"), Tap(f"alert-{off.lower()}"),
         Tap(f"alert-{on.lower()}"))  # fmt: skip


@THEME.task(
    "news-share-article", TRAIN, apps=(PAPER, "Messages"), composition="composite", risk="send",
    en=("Share the article “{title}” of The Lantern Post with {name} by text message, without adding anything.",
        "Text {name} the Lantern Post article “{title}”: use Share and Messages and leave the words as they are.",
        "{name} should read “{title}” in The Lantern Post. Share it from there in Messages, no words of your own."),
    zh=("把灯笼报的文章“{title}”用短信分享给{name}，不要加别的内容。",
        "将灯笼报“{title}”这篇文章通过分享发短信给{name}，文字保持原样。",
        "想让{name}看看灯笼报的“{title}”。从那里分享，用短信发出去，不要自己写字。"),
)  # fmt: skip
def share_article(s: Scene) -> None:
    article, (name, number) = some_article(s), some_contact(s)
    s.say(title=title(s, article), name=name)
    texted(s, number, f"{title(s, article)}\nguimcp://news/article/{article}")
    s.do(PAPER, Tap("Search", "tab"), Fill("query", title(s, article)), Tap(f"more-{article}"), Tap("do-share"))
    s.then("Messages", Tap("share-org.guimcp.messages"), Fill("to", number), Tap(name, "text"), Tap("Send"))


@THEME.task(
    "news-vote-unsaid", TRAIN, clarity="incomplete",
    en=("Vote for me in the Lantern Post poll “{question}”",
        "There is a poll in The Lantern Post: “{question}” Please cast my vote.",
        "Take part in the poll “{question}” of The Lantern Post for me."),
    zh=("帮我在灯笼报的投票“{question}”里投一票。", "灯笼报有个投票：“{question}”替我投了吧。",
        "替我参加灯笼报的投票“{question}”。"),
)  # fmt: skip
def vote_unsaid(s: Scene) -> None:
    poll = s.any(i for i, one in POLLS.items() if is_out(paper(s), one.article, s.now))
    choice = s.any(range(len(POLLS[poll].answers)))
    words = s.t(PAPER, POLLS[poll].answers[choice])
    s.say(question=s.t(PAPER, POLLS[poll].question))
    s.unclear(s.text("Which answer shall I choose?", "您选哪个答案？"), s.text(f"“{words}”.", f"选“{words}”。"))
    s.want(NEWS, "polls", poll, "choice", value=choice)
    s.want(NEWS, "polls", poll, "votes", choice, value=paper(s)["polls"][poll]["votes"][choice] + 1)
    s.do(PAPER, Tap("More", "tab"), Tap("polls"), Tap(f"answer-{poll}-{choice}"))
