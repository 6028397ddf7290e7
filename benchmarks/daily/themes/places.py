"""What Wayfare keeps: lists, notes, reviews, visits, addresses and maps on the phone. Ways there are in maps.py."""

from datetime import timedelta
from typing import Any

from agent.policies.scripted import Back, Fill, Move, Stroke, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.maps import MAPS, NAMED, SETTINGS, maps, place, seek, some_place
from devices.virtual.apps.maps.catalogue import FEATURES, PLACES
from devices.virtual.apps.maps.parts import MODE_WORDS
from devices.virtual.apps.maps.state import SavedList, iso
from devices.virtual.apps.maps.town import AREAS
from devices.virtual.times import LONG_WEEKDAYS

THEME = Theme("transport", "Wayfare")

REMARKS = (
    ("Ask for the table by the window", "要靠窗的位子"), ("Closed over lunch, says Theo", "天佑说中午不开"),
    ("Take the back entrance", "走后门"), ("Bring coins for the locker", "带硬币存包"),
    ("Lovely in the morning sun", "早上阳光特别好"), ("The lift is on the left", "电梯在左手边"),
    ("Park two streets away", "停在两条街外"), ("Quiet after three o'clock", "三点以后很安静"),
)  # fmt: skip
REVIEWS = (
    ("Clean, friendly, and I never had to wait.", "干净友好，不用等。"),
    ("Good, but the music was far too loud.", "不错，就是音乐太吵了。"),
    ("I come here every week and always like it.", "每周都来，从没失望过。"),
    ("A bit hard to find, worth it in the end.", "有点难找，但很值得。"),
    ("They helped my grandmother up the steps.", "工作人员扶我奶奶上了台阶。"),
    ("Nice place, prices have gone up a little.", "地方很好，价格涨了一点。"),
    ("The new opening hours suit me well.", "新的营业时间很方便。"),
    ("Better than I remembered it.", "比我印象中的还好。"),
)
NEW_LISTS = (
    ("With the children", "带孩子去"), ("For rainy days", "雨天去处"), ("Mum's visit", "妈妈来访"),
    ("Birthday ideas", "生日备选"), ("Show Keiko the town", "带惠子逛逛"), ("Lunch near work", "公司附近午餐"),
    ("Errands on Friday", "周五要办的事"), ("After choir", "合唱团之后"),
)  # fmt: skip
# What fits several places, and which; in both languages.
BRANCHES = (
    ("Larder supermarket", "食橱超市", ("larder1", "larder2", "larder3")),
    ("Kite Fuel petrol station", "风筝加油站", ("fuel1", "fuel2")),
    ("Slate Bank cash machine", "石板银行取款机", ("cash3", "cash4")),
    ("Fernbank cash machine", "蕨银行取款机", ("cash1", "cash2")),
    ("Italian restaurant", "意大利餐厅", ("r5", "r6", "r20")), ("Greek restaurant", "希腊餐厅", ("r2", "r19")),
    ("Chinese restaurant", "中餐馆", ("r7", "r15")), ("tea room", "茶室", ("kettle", "samovar")),
    ("Lantern on Opera Row", "歌剧排的灯笼", ("theatre", "k1")),
)  # fmt: skip
HOMES = ("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8")


def lists(s: Scene) -> dict[str, SavedList]:
    """Wayfare's lists at the start."""
    return maps(s)["lists"]


def list_of(s: Scene, kind: str) -> str:
    """The list of favourites ("favourites"), that of what to see ("want"), or one of the user's ("own")."""
    return s.any(i for i, saved in lists(s).items() if saved["kind"] == kind)


def list_words(s: Scene, list_id: str) -> str:
    """What a list is called."""
    saved = lists(s)[list_id]
    named = {"favourites": s.t("Wayfare", "Favourites"), "want": s.t("Wayfare", "Want to go")}
    return named.get(saved["kind"], saved["name"])


def found(s: Scene, key: str) -> list[Move]:
    """From Wayfare's first screen to a place."""
    return [Tap("Search here"), *seek(s, key)]


def noted(s: Scene, words: str) -> list[Move]:
    """Write a private note on the place that is open; its button is the last of a row that slides."""
    slide = Stroke("actions", "right" if s.start[SETTINGS]["rtl"] else "left")
    return [slide, slide, Tap("Add a note"), Fill("Note", words), Tap("Save")]


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "places-open-sunday", TEST, objective="analyse", composition="loop",
    en=("How many of the places on my Wayfare list {list} are open on Sundays? Answer with the number.",
        "Go through my list {list} in Wayfare and count the places that have opening hours on Sunday. Just the number.",
        "On a Sunday, how many places of my {list} list could I go to, by the opening hours in Wayfare? Answer with a "
        "number."),
    zh=("我的行途地图清单“{list}”里，有几个地方周日营业？回答数字。",
        "把行途地图清单“{list}”里的地点逐个看一遍，数数周日有营业时间的，只回答数字。",
        "按行途地图的营业时间，“{list}”清单里周日能去的有几个？只答数字。"),
)  # fmt: skip
def open_sunday(s: Scene) -> None:
    list_id, standings = list_of(s, "own"), maps(s)["standings"]
    keys = [one for one in NAMED if PLACES[one].category in ("cafe", "restaurant", "market", "pharmacy", "health")]
    entries = dict.fromkeys(s.rng.sample(keys, 4), "")
    lists(s)[list_id]["entries"] = entries
    on_sunday = sum(bool(standings[key]["hours"][6]) for key in entries)
    s.need(0 < on_sunday < len(entries))
    s.say(list=list_words(s, list_id))
    s.answer("number", on_sunday)
    s.do("Wayfare", Tap("Saved", "tab"), Tap(f"list-{list_id}"))
    for n, key in enumerate(sorted(entries)):
        s.then("Wayfare", *([Back()] if n else []), Tap(f"place-{key}"), Tap("opening"))


@THEME.task(
    "places-feature-if", TEST, composition="conditional",
    en=('Look up {place} in Wayfare. If it is marked “{feature}”, save it to my list {list}. If it is not, give it the '
        'private note “{note}” instead.',
        'Does Wayfare say “{feature}” for {place}? If so, add it to {list}; otherwise write the private note “{note}” '
        'on it.',
        'Check in Wayfare whether {place} has “{feature}”: yes means it goes on the list {list}, no means it gets the '
        'private note “{note}”.'),
    zh=("在行途地图里查{place}。如果标有“{feature}”，就存到清单“{list}”；没有的话，给它加私人备注“{note}”。",
        "行途地图上{place}有没有写“{feature}”？有就加入“{list}”，没有就给它写一条私人备注“{note}”。",
        "看看行途地图里{place}是否注明“{feature}”：是则收进“{list}”清单，否则添加私人备注“{note}”。"),
)  # fmt: skip
def feature_if(s: Scene) -> None:
    key, feature, list_id, has = some_place(s), s.any("wcopdnt"), list_of(s, "own"), s.any((True, False))
    note = s.text(
        *s.any((("Phone them first", "先打电话问"), ("Not for us", "不适合我们"), ("Look for another", "另找一家")))
    )
    s.need((feature in PLACES[key].features) == has and key not in lists(s)[list_id]["entries"])
    s.need(key not in maps(s)["notes"])
    s.say(place=place(s, key), feature=s.t("Wayfare", FEATURES[feature][1]), list=list_words(s, list_id), note=note)
    s.do("Wayfare", *found(s, key))
    if has:
        s.goal[MAPS]["lists"][list_id]["entries"][key] = ""
        s.then("Wayfare", Tap("Save to list"), Tap(f"in-{list_id}"))
    else:
        s.goal[MAPS]["notes"][key] = note
        s.then("Wayfare", *noted(s, note))


@THEME.task(
    "places-which-branch", TEST, clarity="ambiguous",
    en=("Save the {what} in Wayfare to my list {list}.", "Put the {what} on the list {list} in Wayfare.",
        "I want the {what} in Wayfare's list {list}."),
    zh=("把行途地图里的{what}存到清单“{list}”。", "在行途地图把{what}加进“{list}”。",
        "行途地图的“{list}”清单里要有{what}，帮我加上。"),
)  # fmt: skip
def which_branch(s: Scene) -> None:
    en, zh, keys = s.pick(BRANCHES, lambda branch: branch[0])
    list_id, meant = list_of(s, s.any(("favourites", "want"))), s.any(keys)
    s.need(not any(key in lists(s)[list_id]["entries"] for key in keys))
    s.say(what=s.text(en, zh), list=list_words(s, list_id))
    s.goal[MAPS]["lists"][list_id]["entries"][meant] = ""
    s.do("Wayfare", Tap("Search here"), Fill("query", s.t("Wayfare", PLACES[meant].kind)))
    name, address = place(s, meant), s.t("Wayfare", PLACES[meant].street)
    s.unclear(s.text("There are several of them. Which one?", "有好几家，您要哪一家？"),
              s.text(f"{name}, {address}.", f"{address}的{name}。"))  # fmt: skip
    s.then("Wayfare", Fill("query", name), Tap(f"place-{meant}"), Tap("Save to list"), Tap(f"in-{list_id}"))


@THEME.task(
    "places-offline-tidy", TEST, objective="filter", composition="loop", risk="delete",
    en=("Tidy up Wayfare's offline maps: delete each one that takes {size} MB or more, and update those of the rest "
        "for which there is an update.",
        "In Wayfare, remove every offline map of {size} MB and above; of the others, update all that are out of date.",
        "Go through the maps that Wayfare keeps on the phone. From {size} MB up: delete. Smaller, and an update is "
        "available: update. The rest stays as it is."),
    zh=("整理行途地图的离线地图：{size} MB及以上的都删掉，剩下的里面有更新的就更新。",
        "在行途地图里删除所有达到或超过{size} MB的离线地图，其余凡是有更新的都更新。",
        "看一遍行途地图下载的地图：{size} MB起的删除；更小且有更新的更新；其他不动。"),
)  # fmt: skip
def offline_tidy(s: Scene) -> None:
    state, size = maps(s), s.any((45, 50, 60))
    keys = s.rng.sample([key for key in AREAS if key != "all"], 4)
    state["downloads"] = {
        key: {"at": iso(s.now - timedelta(days=s.rng.randint(5, 90))), "stale": s.rng.random() < 0.6} for key in keys
    }
    gone = [key for key in keys if AREAS[key].megabytes >= size]
    stale = [key for key in keys if key not in gone and state["downloads"][key]["stale"]]
    s.need(bool(gone and stale) and any(state["downloads"][key]["stale"] for key in gone) and len(gone + stale) > 2)
    s.say(size=size)
    s.do("Wayfare", Tap("You", "tab"), Tap("areas"))
    for key in gone:
        s.drop(MAPS, "downloads", key)
        s.then("Wayfare", Tap(f"delete-{key}"), Tap("Delete"))
    for key in stale:
        s.goal[MAPS]["downloads"][key] = {"at": iso(s.now), "stale": False}
        s.then("Wayfare", Tap(f"update-{key}"))


@THEME.task(
    "places-review-walked", TEST, composition="composite", risk="send",
    en=('Review the latest place in my Wayfare timeline that is marked “{mode}”: {stars} stars and the text “{text}”',
        "My most recent visit marked “{mode}” in Wayfare's timeline deserves a review: give the place {stars} stars "
        "and write “{text}”",
        "Find the last visit marked “{mode}” in Wayfare's timeline and post a review of that place with {stars} stars: "
        "“{text}”"),
    zh=("给我最近一次以“{mode}”方式去的地方（看行途地图的时间轴）写评价：{stars}星，内容“{text}”",
        "行途地图时间轴里我最近一次“{mode}”到访的地点，帮我打{stars}星，并写上“{text}”",
        "在行途地图的时间轴找出我上次“{mode}”去的地方，发布一条{stars}星评价：“{text}”"),
)  # fmt: skip
def review_walked(s: Scene) -> None:
    visits = sorted(maps(s)["visits"].values(), key=lambda visit: visit["at"], reverse=True)
    mode = s.any(MODE_WORDS)
    came = [visit for visit in visits if visit["mode"] == mode]
    s.need(bool(came) and came[0] is not visits[0] and not PLACES[came[0]["place"]].address)
    key, stars, text = came[0]["place"], s.any((3, 4, 5)), s.text(*s.pick(REVIEWS))
    visit_id = next(i for i, visit in maps(s)["visits"].items() if visit is came[0])
    s.say(mode=s.t("Wayfare", MODE_WORDS[mode]), stars=stars, text=text)
    s.add(MAPS, "reviews", letter="e", entity={
        "place": key, "author": "", "stars": stars, "text": text, "at": iso(s.now), "mine": True,
    })  # fmt: skip
    s.do("Wayfare", Tap("Timeline", "tab"), Tap(f"came-{mode}"), Tap(f"visit-{visit_id}"), Tap("Write a review"),
         Tap(f"star-{stars}"), Fill("text", text), Tap("Post"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "places-new-list", TRAIN, composition="composite",
    en=('Make a new list “{list}” in Wayfare with {one} and {two} on it. Remark on {one}: “{remark}”.',
        'In Wayfare, put {one} and {two} together on a new list named “{list}”, and note the remark “{remark}” for '
        '{one} there.',
        'Start the list “{list}” in Wayfare. On it: {one}, with the remark “{remark}”, and {two}, without one.'),
    zh=("在行途地图新建清单“{list}”，放入{one}和{two}，并给清单里的{one}加备注“{remark}”。",
        "用行途地图建一个叫“{list}”的清单，里面是{one}和{two}；其中{one}的清单备注写“{remark}”。",
        "行途地图新清单“{list}”：{one}（备注“{remark}”）和{two}（不写备注）。"),
)  # fmt: skip
def new_list(s: Scene) -> None:
    one = some_place(s)
    two, name, remark = some_place(s, one), s.text(*s.pick(NEW_LISTS)), s.text(*s.pick(REMARKS))
    s.say(list=name, one=place(s, one), two=place(s, two), remark=remark)
    s.add(MAPS, "lists", letter="l", entity={
        "name": name, "kind": "own", "entries": {one: remark, two: ""}, "at": iso(s.now),
    })  # fmt: skip
    s.do("Wayfare", *found(s, one), Tap("Save to list"), Tap("new-list"), Fill("name", name), Tap("named"),
         Tap("Done"), Back(), Fill("query", place(s, two)), Tap(f"place-{two}"), Tap("Save to list"), Tap(name),
         Tap("Done"), Back(), Back(), Tap("Saved", "tab"), Tap(name), Tap(f"write-{one}"), Fill("Remark", remark),
         Tap("Save"))  # fmt: skip


@THEME.task(
    "places-longest-stay", TRAIN, objective="analyse",
    en=("Of the visits marked “{mode}” in my Wayfare timeline, which was the longest? Answer with the name of the "
        "place.",
        "Where did I stay longest on a visit that Wayfare's timeline marks “{mode}”? Only the place's name.",
        "Look at my timeline in Wayfare: among the visits marked “{mode}”, on which did I spend most time? Answer with "
        "the name of the place."),
    zh=("行途地图时间轴里，我以“{mode}”方式到访的地方，哪一次待得最久？回答地点名称。",
        "看行途地图的时间轴，我“{mode}”去的那些地方里，在哪儿停留时间最长？只回答名称。",
        "在行途地图时间轴中查“{mode}”到访的记录，停留最久的是哪里？只说地名。"),
)  # fmt: skip
def longest_stay(s: Scene) -> None:
    visits, mode = list(maps(s)["visits"].values()), s.any(MODE_WORDS)
    came = sorted((v for v in visits if v["mode"] == mode), key=lambda visit: -visit["minutes"])
    s.need(len(came) > 1 and came[0]["minutes"] > came[1]["minutes"])
    s.need(came[0]["minutes"] < max(visit["minutes"] for visit in visits))
    key = s.pick([came[0]["place"]], lambda one: PLACES[one].name)
    s.say(mode=s.t("Wayfare", MODE_WORDS[mode]))
    s.answer("text", place(s, key), PLACES[key].name)
    s.do("Wayfare", Tap("Timeline", "tab"), Tap(f"came-{mode}"))


@THEME.task(
    "places-been-there", TRAIN, objective="filter", composition="loop",
    en=("Some places on my Wayfare list {want} I have been to by now, as my timeline shows. Move each of those from "
        "{want} to {favourites}.",
        "Check the list {want} in Wayfare against my timeline: whatever I have visited comes off the list and goes "
        "onto {favourites}.",
        "Every place of Wayfare's {want} list that turns up among my visits in the timeline belongs on {favourites} "
        "now, no longer on {want}."),
    zh=("行途地图清单“{want}”里有些地方我已经去过了（见时间轴）。把这些地方从“{want}”移到“{favourites}”。",
        "对照行途地图的时间轴看“{want}”清单：凡是到访过的，都从清单里去掉，改存到“{favourites}”。",
        "行途地图“{want}”里只要在时间轴有到访记录的地点，都换到“{favourites}”，不再留在“{want}”。"),
)  # fmt: skip
def been_there(s: Scene) -> None:
    state = maps(s)
    want, favourites = list_of(s, "want"), list_of(s, "favourites")
    visited = sorted({visit["place"] for visit in state["visits"].values()})
    fresh = sorted(set(NAMED) - set(visited) - set(lists(s)[favourites]["entries"]))
    been = s.rng.sample(sorted(set(visited) - set(lists(s)[favourites]["entries"])), 2)
    lists(s)[want]["entries"] = dict.fromkeys(sorted([*been, *s.rng.sample(fresh, 2)]), "")
    s.say(want=list_words(s, want), favourites=list_words(s, favourites))
    s.do("Wayfare", Tap("Timeline", "tab"), Tap("Saved", "tab"), Tap(f"list-{want}"))
    for n, key in enumerate(been):
        s.drop(MAPS, "lists", want, "entries", key)
        s.goal[MAPS]["lists"][favourites]["entries"][key] = ""
        s.then("Wayfare", *([Back()] if n else []), Tap(f"place-{key}"), Tap("Save to list"), Tap(f"in-{want}"),
               Tap(f"in-{favourites}"), Tap("Done"))  # fmt: skip


@THEME.task(
    "places-which-address", TRAIN, clarity="incomplete",
    en=("Change my address in Wayfare to {address}.", "I have a new address: {address}. Put it into Wayfare.",
        "In Wayfare, one of my own addresses is {address} now. Please change it."),
    zh=("把我在行途地图里的地址改成{address}。", "我的新地址是{address}，在行途地图里更新一下。",
        "行途地图里我的常用地址有变，现在是{address}，请改掉。"),
)  # fmt: skip
def which_address(s: Scene) -> None:
    state, key, which = maps(s), s.pick(HOMES), s.any(("home", "work"))
    state["work"] = "work"
    s.say(address=place(s, key))
    s.want(MAPS, which, value=key)
    s.do("Wayfare", Tap("Saved", "tab"))
    s.unclear(s.text("Is that your home address or that of your work?", "这是家庭地址还是公司地址？"),
              s.text(*{"home": ("Home.", "家。"), "work": ("Work.", "公司。")}[which]))  # fmt: skip
    s.then("Wayfare", Tap(f"change-{which}"), *seek(s, key))


@THEME.task(
    "places-hours-if", TRAIN, composition="conditional", risk="send",
    en=('By the sign on its door {place} is closed on {day}s. If Wayfare has opening hours for it on {day}, suggest an '
        'edit: the opening hours are wrong, it should say “{text}”. If Wayfare says so too, write the private note '
        '“{text}” on it.',
        '{place} is closed on {day}s, I saw it at the door. Does Wayfare know? If not, send in that its opening hours '
        'are wrong, with the text “{text}”; if it does, just add “{text}” to the place as a private note.',
        'Check Wayfare\'s hours of {place} for {day}. Shown as open: suggest an edit of the opening hours with '
        '“{text}”. Shown as closed: save “{text}” as a private note there.'),
    zh=("{place}门口写着{day}休息。如果行途地图上{day}有营业时间，就提交纠错：营业时间有误，正确内容写“{text}”；"
        "如果行途地图也显示{day}不营业，就给它加私人备注“{text}”。",
        "我看到{place}的门牌上说{day}不开。行途地图知道吗？不知道就纠错，选营业时间有误，写“{text}”；"
        "已经是不营业的话，只加一条私人备注“{text}”。",
        "查行途地图里{place}{day}的营业时间。显示营业：提交营业时间纠错，内容“{text}”。显示不营业："
        "在该地点写私人备注“{text}”。"),
)  # fmt: skip
def hours_if(s: Scene) -> None:
    state, wrong = maps(s), s.any((True, False))
    shops = [one for one in NAMED if PLACES[one].category in ("restaurant", "museum", "pharmacy", "market", "cafe")]
    key = s.pick(shops, lambda one: PLACES[one].name)
    n = s.any((0, 2, 5, 6))
    s.need(bool(state["standings"][key]["hours"][n]) == wrong and key not in state["notes"])
    day = s.t("Wayfare", LONG_WEEKDAYS[n])
    text = s.text(*s.any(((f"Closed on {day}s", f"{day}休息"), (f"Never open on {day}", f"{day}不营业"))))
    s.say(place=place(s, key), day=day, text=text)
    s.do("Wayfare", *found(s, key), Tap("opening"))
    if wrong:
        edit: dict[str, Any] = {"place": key, "what": "hours", "text": text, "at": iso(s.now)}
        s.add(MAPS, "edits", entity=edit, letter="c")
        s.then("Wayfare", Tap("suggest"), Tap("wrong-hours"), Fill("text", text), Tap("Send"))
    else:
        s.goal[MAPS]["notes"][key] = text
        s.then("Wayfare", *noted(s, text))
