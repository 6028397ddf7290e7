"""Wayfare's map: finding places, ways there by car, on foot and by tram, being led. What is kept is in places.py."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from devices.virtual.apps.maps.catalogue import CATEGORIES, CHIPS, PLACES
from devices.virtual.apps.maps.parts import MODE_WORDS, is_open
from devices.virtual.apps.maps.routing import Way, ways
from devices.virtual.apps.maps.state import MapsState, avoided, away, iso, name_of, rating_of
from devices.virtual.apps.maps.transit import journeys
from devices.virtual.words import speaking

MAPS, SETTINGS, CONTACTS = "org.guimcp.maps", "org.guimcp.settings", "org.guimcp.contacts"
THEME = Theme("transport", "Wayfare")

NAMED = tuple(key for key, entry in PLACES.items() if not entry.address)


def maps(s: Scene) -> MapsState:
    """Wayfare at the start, on a phone that lets it know where it is: asking would change the settings."""
    settings = s.start[SETTINGS]
    settings["location"] = True
    settings["permissions"][MAPS]["location"] = "allow"
    return s.start[MAPS]


def place(s: Scene, key: str) -> str:
    """A place as Wayfare calls it."""
    with speaking(s.language, "devices.virtual.apps.maps"):
        return name_of(key)


def some_place(s: Scene, *not_these: str) -> str:
    """A place with a name, not where the phone is."""
    away_from = (*not_these, maps(s)["here"])
    return s.pick([key for key in NAMED if key not in away_from], lambda key: PLACES[key].name)


def seek(s: Scene, key: str) -> list[Move]:
    """Type a place into the search that is open, and take it."""
    return [Fill("query", place(s, key)), Tap(f"place-{key}")]


def between(s: Scene, start: str, end: str) -> list[Move]:
    """From Wayfare's first screen to the route between two places."""
    return [Tap("Directions"), Tap("to"), *seek(s, end), Tap("from"), *seek(s, start)]


def at_time(kind: str, at: datetime) -> list[Move]:
    """Let the route that is open "depart" or "arrive" then."""
    return [Tap("when"), Tap(f"when-{kind}"), Tap(f"day-{at.date().isoformat()}"), Fill("typed", f"{at:%H:%M}"),
            Tap("Set time")]  # fmt: skip


def ways_now(s: Scene, mode: str, *places: str) -> list[Way]:
    """The ways that Wayfare offers who leaves now."""
    state = s.start[MAPS]
    return ways(mode, places, avoided(state["options"]), s.now, state["jam"])


def one_is_quickest(found: Sequence[Way]) -> bool:
    """Is the first of these ways, which go by minutes, quicker than the next?"""
    return len(found) < 2 or found[0].minutes < found[1].minutes


def of_kind(s: Scene, kind: str, near: int) -> list[str]:
    """The places of a category within so many kilometres, as the crow flies; none of them so far off by a hair."""
    found = {key: away(maps(s), key) for key in NAMED if PLACES[key].category == kind}
    s.need(all(abs(far - near) > 0.06 for far in found.values()))
    return [key for key, far in found.items() if far <= near]


def results(s: Scene, kind: str) -> list[Move]:
    """From Wayfare's first screen to all the places of a category, their filters open."""
    return [Tap("Search here"), Fill("query", s.t("Wayfare", CATEGORIES[kind].name)), Tap("all"),
            Tap("Filter and sort")]  # fmt: skip


def opened(s: Scene, key: str) -> bool:
    """Is the place open now?"""
    return is_open(s.start[MAPS]["standings"][key]["hours"], s.now)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "maps-save-best", TEST, objective="filter", composition="composite",
    en=("Of the places under {kind} in Wayfare that are within {near} km of me, open now and have wheelchair access, "
        "save the best rated one to my list {list}.",
        "Look in Wayfare for {kind}: at most {near} km away, open now, with wheelchair access. Put the one with the "
        "highest rating on my {list} list.",
        "Add the top rated of Wayfare's {kind} to the list {list}, counting only those that are open at the moment, no "
        "more than {near} km from where I am and accessible by wheelchair."),
    zh=("在行途地图的“{kind}”里，找离我{near}公里以内、现在营业、有无障碍通道的地点，把其中评分最高的存到清单“{list}”。",
        "用行途地图查“{kind}”：{near}公里内、营业中、有无障碍通道，把评分最高的那个加到我的“{list}”清单。",
        "把行途地图“{kind}”中评分最高的一个收进“{list}”，只算目前营业、距我不超过{near}公里、轮椅可进的。"),
)  # fmt: skip
def save_best(s: Scene) -> None:
    state, kind, near = maps(s), s.any(CHIPS), s.any((3, 5))
    here = of_kind(s, kind, near)
    fit = {key: rating_of(state, key)[0] for key in here if opened(s, key) and "w" in PLACES[key].features}
    s.need(len(fit) > 1)
    best = max(fit, key=lambda key: fit[key])
    s.need(list(fit.values()).count(fit[best]) == 1 and any(rating_of(state, key)[0] > fit[best] for key in here))
    list_id = s.any(i for i, saved in state["lists"].items() if saved["kind"] == "own" and best not in saved["entries"])
    s.pick([best], lambda key: PLACES[key].name)
    s.say(kind=s.t("Wayfare", CATEGORIES[kind].name), near=near, list=state["lists"][list_id]["name"])
    s.goal[MAPS]["lists"][list_id]["entries"][best] = ""
    s.do("Wayfare", *results(s, kind), Tap("sort-rating"), Tap("only-open"), Tap("only-ramp"), Tap(f"near-{near}"),
         Tap("Show results"), Tap(f"place-{best}"), Tap("Save to list"), Tap(f"in-{list_id}"))  # fmt: skip


@THEME.task(
    "maps-arrive-by", TEST, objective="query",
    en=("I have to be at {end} at {time} on {day}. What is the latest I can leave {start} by public transport, "
        "according to Wayfare? Answer with the time at which I have to set off.",
        "By tram, bus or train from {start} to {end}, arriving on {day} by {time}: when do I have to set off at the "
        "latest? Look in Wayfare, answer with the time only.",
        "Find in Wayfare the last public transport journey from {start} that gets me to {end} by {time} on {day}. At "
        "what time does it begin (the walk to the stop included)? Just the time."),
    zh=("{day} {time}我要到{end}。坐公共交通从{start}走，按行途地图最晚几点动身？回答出发时间。",
        "用行途地图查：{day}要在{time}前坐公共交通从{start}到{end}，最晚什么时候出发（含走到车站的时间）？只回答时间。",
        "{start}到{end}，公共交通，{day} {time}之前到达，行途地图里最晚的一趟行程几点开始？只答时间。"),
)  # fmt: skip
def arrive_by(s: Scene) -> None:
    start = some_place(s)
    end = some_place(s, start)
    day: date = s.now.date() + timedelta(days=s.any(range(1, 6)))
    at = datetime.combine(day, time.fromisoformat(s.any(("10:00", "12:40", "15:15", "17:30", "19:45"))))
    found = journeys(start, end, at, arrive=True)
    s.need(len(found) > 1)
    latest = max(one.depart for one in found)
    # What is shown holds the latest of all.
    for after in range(1, int((at - latest).total_seconds()) // 60):
        later = journeys(start, end, latest + timedelta(minutes=after))
        s.need(all(one.arrive > at or one.depart <= latest for one in later))
    s.say(start=place(s, start), end=place(s, end), day=s.day(day, True), time=f"{at:%H:%M}")
    s.answer("time", f"{latest:%H:%M}")
    s.do("Wayfare", *between(s, start, end), Tap("mode-transit"), *at_time("arrive", at))


@THEME.task(
    "maps-toll-saves", TEST, objective="analyse",
    en=("If I drive from {start} to {end} now: how many minutes does the way through the toll tunnel save in Wayfare "
        "against its quickest way without a toll? Answer with the number.",
        "Compare the ways by car from {start} to {end} in Wayfare, leaving now. By how many minutes is the one with a "
        "toll quicker than the best one without? Only the number.",
        "Is the toll worth it from {start} to {end}? Tell me how many minutes Wayfare's toll way is ahead of its "
        "quickest toll-free way by car at the moment (just the number)."),
    zh=("按行途地图，现在开车从{start}去{end}，走收费隧道比最快的免费路线省几分钟？回答数字。",
        "在行途地图比较{start}到{end}立即出发的驾车路线：收费的那条比不收费中最快的快多少分钟？只回答数字。",
        "从{start}到{end}值得交过路费吗？按行途地图目前的驾车路线，收费路线比最快的免费路线少用几分钟，只答数字。"),
)  # fmt: skip
def toll_saves(s: Scene) -> None:
    maps(s)["options"].update(avoid_tolls=False, avoid_motorways=False, avoid_ferries=False)
    start = some_place(s)
    end = some_place(s, start)
    found = ways_now(s, "drive", start, end)
    free = [way for way in found if not way.toll]
    s.need(bool(found[0].toll and free) and free[0].minutes > found[0].minutes + 1)
    s.say(start=place(s, start), end=place(s, end))
    s.answer("number", free[0].minutes - found[0].minutes)
    s.do("Wayfare", *between(s, start, end))


@THEME.task(
    "maps-nothing-near", TEST, objective="filter", feasible=False,
    en=("Which of the places under {kind} in Wayfare is at most 1 km away from me, open right now and accessible by "
        "wheelchair? Answer with its name.",
        "I need one of Wayfare's {kind} within 1 km that is open at this moment and has wheelchair access. What is it "
        "called?",
        "Tell me the name of a place under {kind} in Wayfare: no further than 1 km, open now, wheelchair access. "
        "Anything else is of no use to me."),
    zh=("行途地图的“{kind}”里，离我1公里以内、现在营业、有无障碍通道的是哪一个？回答名称。",
        "我要找行途地图“{kind}”中1公里内、此刻正在营业、轮椅能进的地方，叫什么名字？",
        "用行途地图查“{kind}”：不超过1公里、营业中、有无障碍通道，告诉我名称，别的都不行。"),
)  # fmt: skip
def nothing_near(s: Scene) -> None:
    kind = s.any(CHIPS)
    here = of_kind(s, kind, 1)
    s.need(bool(here) and not any(opened(s, key) and "w" in PLACES[key].features for key in here))
    s.say(kind=s.t("Wayfare", CATEGORIES[kind].name))
    s.decline("none so near is open now and has wheelchair access")
    s.do("Wayfare", *results(s, kind), Tap("only-open"), Tap("only-ramp"), Tap("near-1"), Tap("Show results"))


@THEME.task(
    "maps-share-instead", TEST, composition="composite", risk="send",
    en=("Wayfare is showing {old} where I am. End that and share my location with {new} instead, for four hours.",
        "Stop sharing my location with {old} in Wayfare and let {new} see it for the next four hours.",
        "In Wayfare, {new} should see where I am for 4 hours now, and {old} no longer."),
    zh=("行途地图正在把我的位置共享给{old}。请停止，改为和{new}共享4小时。",
        "在行途地图里结束与{old}的位置共享，让{new}在接下来的4小时看到我的位置。",
        "行途地图的位置共享换人：不再给{old}看，改给{new}看4个小时。"),
)  # fmt: skip
def share_instead(s: Scene) -> None:
    state, people = maps(s), s.start[CONTACTS]["contacts"]
    known = [i for i, person in people.items() if person["labels"]]
    new = s.pick(known, lambda i: people[i]["phone"])
    old = s.any(i for i in known if i != new)
    state.update(share_with=old, share_until=iso(s.now + timedelta(minutes=40)))
    s.say(old=people[old]["name"], new=people[new]["name"])
    s.want(MAPS, "share_with", value=new)
    s.want(MAPS, "share_until", value=iso(s.now + timedelta(hours=4)))
    s.do("Wayfare", Tap("You", "tab"), Tap("stop-sharing"), Tap("share-location"), Tap("minutes-240"),
         Fill("who", people[new]["name"]), Tap(f"with-{new}"), Tap("Start sharing"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "maps-route-defaults", TRAIN,
    en=("From now on Wayfare's routes should begin with “{mode}”, and it should not speak its directions.",
        "Set Wayfare up so that routes start with “{mode}” and the spoken directions are off.",
        "Change two settings of Wayfare: routes begin with “{mode}”, and no more spoken directions."),
    zh=("以后行途地图的路线默认用“{mode}”，并且不要语音播报。", "把行途地图的默认出行方式设成“{mode}”，关闭语音播报。",
        "改一下行途地图的两个设置：默认出行方式“{mode}”，语音播报关掉。"),
)  # fmt: skip
def route_defaults(s: Scene) -> None:
    mode = s.any(("transit", "walk", "cycle"))
    s.say(mode=s.t("Wayfare", MODE_WORDS[mode]))
    s.want(MAPS, "options", "mode", value=mode)
    s.want(MAPS, "options", "voice", value=False)
    s.do("Wayfare", Tap("You", "tab"), Tap("settings"), Tap(f"default-{mode}"), Tap("voice"))


@THEME.task(
    "maps-mode-gap", TRAIN, objective="analyse",
    en=("How many minutes longer does it take from {start} to {end} by bicycle than by car, if I leave now? Take the "
        "quickest way of each in Wayfare and answer with the number.",
        "Car or bicycle from {start} to {end}? Tell me by how many minutes the quickest way by car beats the quickest "
        "one by bicycle in Wayfare right now. Just the number.",
        "Compare Wayfare's quickest times from {start} to {end}, leaving now: bicycle minus car, in minutes. Answer "
        "with a number."),
    zh=("现在从{start}去{end}，骑车比开车多花几分钟？都按行途地图里最快的路线，回答数字。",
        "{start}到{end}开车还是骑行？看行途地图此刻最快的驾车路线比最快的骑行路线快多少分钟，只回答数字。",
        "在行途地图比较立即从{start}到{end}的最短用时：骑行减去驾车是多少分钟？只答数字。"),
)  # fmt: skip
def mode_gap(s: Scene) -> None:
    maps(s)
    start = some_place(s)
    end = some_place(s, start)
    gap = ways_now(s, "cycle", start, end)[0].minutes - ways_now(s, "drive", start, end)[0].minutes
    s.need(gap > 1)
    s.say(start=place(s, start), end=place(s, end))
    s.answer("number", gap)
    s.do("Wayfare", *between(s, start, end))


@THEME.task(
    "maps-count-near", TRAIN, objective="analyse",
    en=("How many of the places under {kind} in Wayfare are within {near} km of me and have 4 stars or better? Answer "
        "with the number.",
        "Count Wayfare's {kind} that are rated 4 stars or higher and no more than {near} km away. Just the number.",
        "Within {near} km from here, how many places under {kind} does Wayfare list with at least 4 stars? Answer with "
        "a number."),
    zh=("行途地图的“{kind}”里，离我{near}公里以内、4星及以上的有几个？回答数字。",
        "数一数行途地图里{near}公里内评分不低于4星的“{kind}”，只回答数字。",
        "从我这里算起{near}公里范围内，行途地图“{kind}”中4星以上（含）的有多少个？只答数字。"),
)  # fmt: skip
def count_near(s: Scene) -> None:
    state, kind, near = maps(s), s.any(("cafe", "restaurant", "museum", "market", "pharmacy")), s.any((1, 3, 5))
    here = of_kind(s, kind, near)
    good = [key for key in here if rating_of(state, key)[0] >= 40]
    s.need(1 < len(good) < len(here))
    s.say(kind=s.t("Wayfare", CATEGORIES[kind].name), near=near)
    s.answer("number", len(good))
    s.do("Wayfare", *results(s, kind), Tap("only-top"), Tap(f"near-{near}"), Tap("Show results"))


@THEME.task(
    "maps-drive-off", TRAIN, composition="conditional", risk="send",
    en=("Lead me by car from where I am to {end} with a stop at {stop}. If the quickest way costs a toll, turn on "
        "“{avoid}” first; then start the quickest way. On the way, report roadworks.",
        "Start navigation in Wayfare: by car from here to {end}, stopping at {stop}, the quickest way. Should that one "
        "have a toll, switch on “{avoid}” and take the quickest that is left. Once under way, report roadworks.",
        "I'm driving to {end} now by way of {stop}. Have Wayfare lead me the quickest way; turn on “{avoid}” only if "
        "that way has a toll. Then report roadworks."),
    zh=("用行途地图导航：从当前位置开车去{end}，途经{stop}。如果最快的路线要收过路费，先打开“{avoid}”；"
        "然后按最快路线开始导航，途中上报道路施工。",
        "我现在开车去{end}，中途停{stop}。让行途地图按最快路线导航；只有最快的那条收费时才开启“{avoid}”再走最快的。"
        "开始后上报“道路施工”。",
        "行途地图，驾车，从我的位置经{stop}到{end}，走最快的路线；若它收费就先打开“{avoid}”再选最快的。"
        "导航开始后上报道路施工。"),
)  # fmt: skip
def drive_off(s: Scene) -> None:
    state, toll = maps(s), s.any((True, False))
    state["options"].update(avoid_tolls=False, mode="drive")
    end = some_place(s)
    stop = some_place(s, end)
    here = state["here"]
    quick = ways_now(s, "drive", here, stop, end)
    s.need(bool(quick[0].toll) == toll and one_is_quickest(quick))
    s.say(end=place(s, end), stop=place(s, stop), avoid=s.t("Wayfare", "Avoid tolls"))
    keep_off = [Tap("Options"), Tap("avoid-tolls"), Tap("Done")] if toll else []
    if toll:
        s.want(MAPS, "options", "avoid_tolls", value=True)
    left = ways("drive", [here, stop, end], avoided(s.goal[MAPS]["options"]), s.now, state["jam"])
    s.need(one_is_quickest(left))
    way = left[0]
    s.goal[MAPS]["trip"] = {
        "places": [here, stop, end], "mode": "drive", "variant": way.variant, "step": 0, "began": iso(s.now),
        "minutes": way.minutes, "metres": round(1000 * way.km),
    }  # fmt: skip
    s.add(MAPS, "reports", entity={"kind": "works", "at": iso(s.now)}, letter="h")
    s.do("Wayfare", Tap("Search here"), *seek(s, end), Tap("directions"), Tap("Add a stop"), *seek(s, stop), *keep_off,
         Tap("start-0"), Tap("Report a hazard"), Tap("hazard-works"))  # fmt: skip


@THEME.task(
    "maps-last-tram", TRAIN, objective="query", feasible=False,
    en=("I leave {start} tonight at {time}. At what time does public transport get me to {end}, going by Wayfare? "
        "Answer with the time of arrival; only tonight's journeys count.",
        "My plane lands late: at {time} tonight I set off from {start} to {end} by public transport. When do I arrive, "
        "according to Wayfare? Just the time, and not tomorrow's first train.",
        "Look up in Wayfare how to get from {start} to {end} by tram, bus or train tonight, leaving at {time}, and "
        "tell me the time I arrive."),
    zh=("今晚{time}从{start}出发，坐公共交通几点能到{end}？按行途地图回答到达时间，只算今晚的车。",
        "我的航班到得晚，今晚{time}从{start}坐公共交通去{end}，行途地图显示几点到？只答时间，明早的首班车不算。",
        "在行途地图查今晚{time}出发、从{start}到{end}的公共交通，告诉我到达时间。"),
)  # fmt: skip
def last_tram(s: Scene) -> None:
    maps(s)
    start, end = "airport", some_place(s, "airport")
    at = s.now.replace(hour=23, minute=s.any((52, 55, 57)))
    s.need(not journeys(start, end, at) and bool(journeys(start, end, s.now)))
    s.say(start=place(s, start), end=place(s, end), time=f"{at:%H:%M}")
    s.decline("nothing goes there any more at that time")
    s.do("Wayfare", *between(s, start, end), Tap("mode-transit"), *at_time("depart", at))
