"""The cinema with Evening: seats, tickets, films to see, what one thought of them. Tables are in dining.py."""

from datetime import date, timedelta

from agent.policies.scripted import Back, Fill, Move, Stroke, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import increase
from benchmarks.daily.themes.commute import event
from benchmarks.daily.themes.journeys import CALENDAR
from benchmarks.daily.themes.notes import NOTES
from benchmarks.daily.themes.trains import ahead
from devices.virtual.apps.booking.catalogue import CINEMAS, FILMS, LANGUAGES, PROMOS, SNACKS
from devices.virtual.apps.booking.chance import Showing, film_at, showing_of, showings, taken
from devices.virtual.apps.booking.state import BookingState, Ticket, bill_of, code_of, iso, own_seats, rating_of
from devices.virtual.apps.calendar.state import CALENDARS, REMINDERS, REPEATS, on_day
from devices.virtual.apps.notes.state import new_note

EVENING, SETTINGS = "org.guimcp.booking", "org.guimcp.settings"
THEME = Theme("local and money", "Evening")

CLASHES = (
    ("House meeting", "楼里开会"), ("Phone call with Lena", "和莱娜通电话"), ("Choir rehearsal", "合唱排练"),
    ("Babysitting", "帮忙看孩子"), ("Night shift", "夜班"), ("Late yoga", "晚间瑜伽"),
    ("Video call with Oslo", "奥斯陆视频会"), ("Pick up Grandpa", "接爷爷"), ("Language exchange", "语言交换"),
    ("Board of the club", "社团理事会"),
)  # fmt: skip
DIARIES = (
    ("Films this winter", "今年冬天的电影"), ("What I saw", "看过的片子"), ("Film diary", "观影日记"),
    ("Seen lately", "最近看的"), ("My stars", "我的打分"), ("Cinema notes", "影院随记"),
    ("After the credits", "片尾之后"), ("Watched", "已看"),
)  # fmt: skip
DAYS = (1, 2, 4, 5, 6)  # that `to_day` reaches
NOT_YET = (("still to see", "还没看"), ("fell asleep, watch it again", "睡着了，得重看"), ("postponed", "改天看"))


def evening(s: Scene) -> BookingState:
    """Evening at the start."""
    return s.start[EVENING]


def film_named(s: Scene, film: str) -> str:
    """A film as the phone calls it."""
    return s.t("Evening", FILMS[film].title)


def cinema_named(s: Scene, showing: Showing) -> str:
    """The cinema of a showing as the phone calls it."""
    return s.t("Evening", CINEMAS[showing.cinema].name)


def shown_on(s: Scene, day: date, film: str = "") -> list[Showing]:
    """The showings of a day that a film, a cinema and a time are enough to name."""
    found = list(showings(evening(s)["luck"], s.now.date(), day))
    names = [(showing.cinema, showing.time, playing(s, showing)) for showing in found]
    return [one for one, name in zip(found, names, strict=True) if film in ("", name[2]) and names.count(name) == 1]


def playing(s: Scene, showing: Showing) -> str:
    """The film that is shown."""
    return film_at(evening(s)["luck"], s.now.date(), showing)


def free_seats(s: Scene, showing: Showing) -> list[str]:
    """The seats that can still be had."""
    own = own_seats(evening(s), showing.id)
    return [seat for seat in showing.seats if seat not in own and not taken(evening(s)["luck"], showing, seat)]


def to_day(s: Scene, days: int) -> list[Move]:
    """Choosing a day in a strip of days: today or one of the next two; in a strip of a week, also one of its last
    three."""
    # Two strokes reach the end of a week; where one stroke ends depends on the size of the letters.
    slide = Stroke("days", "right" if s.start[SETTINGS]["rtl"] else "left")
    return [*[slide] * (2 if days > 2 else 0), Tap(f"day-{ahead(s, days).isoformat()}")]


def to_film(s: Scene, film: str) -> list[Move]:
    """From the first screen to a film."""
    return [Fill("film", film_named(s, film)), Tap(f"film-{film}")]


def to_showing(s: Scene, film: str, showing: Showing) -> list[Move]:
    """From the first screen to the seats of a showing."""
    days = (showing.day - s.now.date()).days
    return [*to_film(s, film), Tap("times"), *to_day(s, days), Tap(f"showing-{showing.id}".replace("/", "-"))]


def upcoming(s: Scene) -> dict[str, Ticket]:
    """Tickets for what is still to come and whose film has no other such tickets."""
    found = {i: ticket for i, ticket in evening(s)["tickets"].items() if ticket["status"] == "upcoming"}
    films = [ticket["film"] for ticket in found.values()]
    return {i: ticket for i, ticket in found.items() if films.count(ticket["film"]) == 1}


def given_back(s: Scene, ticket_id: str) -> None:
    """Want tickets cancelled that were paid by card without points."""
    ticket = evening(s)["tickets"][ticket_id]
    s.want(EVENING, "tickets", ticket_id, "status", value="cancelled")
    s.want(EVENING, "points", value=max(0, evening(s)["points"] - ticket["price"] // 100))


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "evening-buy-seats", TEST, composition="conditional", risk="pay",
    en=("Buy seats {one} and {two} for “{film}” at {cinema}, {day}, {time}, with one “{snack}” and the code {promo}. "
        "Pay from my Evening gift balance if it covers the total, otherwise by card. Leave my points alone.",
        "Two cinema tickets in Evening, please: “{film}”, {cinema}, {day} at {time}, seats {one} and {two}, plus one "
        "“{snack}”. Promo code {promo}, no points. Gift balance if it is enough for everything, else my card.",
        "Get me seats {one} and {two} at {cinema} for “{film}” ({day}, {time}). Add one “{snack}”, use the promo code "
        "{promo} but no points. If the gift balance is at least the total pay with it, if not by card."),
    zh=("在良宵买{day}{time}{cinema}《{film}》的{one}和{two}座，加一份“{snack}”，用优惠码{promo}，不用积分。"
        "礼券余额够付总价就用余额，不够就刷银行卡。",
        "帮我订两张电影票：《{film}》，{cinema}，{day}{time}，座位{one}、{two}，另加一份“{snack}”。优惠码{promo}，积分别用。"
        "礼券余额够就用余额付，不够用银行卡。",
        "我要{cinema}{day}{time}的《{film}》，座位{one}和{two}，再要一份“{snack}”，输入优惠码{promo}，不抵积分；"
        "礼券余额不低于总价则用余额支付，否则银行卡支付。"),
)  # fmt: skip
def buy_seats(s: Scene) -> None:
    days, state = s.any(DAYS), evening(s)
    found = shown_on(s, ahead(s, days))
    film = s.pick({playing(s, one) for one in found}, lambda i: FILMS[i].title)
    showing = s.any([one for one in found if playing(s, one) == film])
    free = free_seats(s, showing)
    seats = s.any(
        [[a, b] for a, b in zip(free, free[1:], strict=False) if a[0] == b[0] and int(b[1:]) == int(a[1:]) + 1]
    )
    snack, promo, enough = s.any(SNACKS), s.any(PROMOS), s.any((True, False))
    bill = bill_of(state, showing, seats, {snack: 1}, promo, False)
    # Without the code it would not be enough; or it is enough for the seats alone.
    state["gift"] = bill["total"] + 90 - bill["total"] % 50 if enough else bill["seats"] - bill["off"] + 30
    s.need((state["gift"] >= bill["total"]) == enough)
    s.say(one=seats[0], two=seats[1], film=film_named(s, film), cinema=cinema_named(s, showing), time=showing.time,
          day=s.day(showing.day, True), snack=s.t("Evening", SNACKS[snack].name), promo=promo)  # fmt: skip
    payment, goal = "gift" if enough else "card", s.goal[EVENING]
    code = code_of(goal)
    s.add(EVENING, "tickets", letter="t", entity={
        "film": film, "showing": showing.id, "seats": seats, "snacks": {snack: 1}, "promo": promo, "points": 0,
        "off": bill["off"], "price": bill["total"], "payment": payment, "code": code, "status": "upcoming",
    })  # fmt: skip
    goal["used"].append(promo)
    goal["points"] += bill["total"] // 100
    goal["gift"] -= bill["total"] if enough else 0
    s.do("Evening", *to_showing(s, film, showing), *[Tap(f"seat-{seat}") for seat in seats], Tap("go-on"),
         increase(s, s.t("Evening", SNACKS[snack].name)), Tap("go-on"), Fill("promo", promo), Tap("apply-promo"),
         Tap(f"pay-{payment}"), Tap("pay"), Tap("buy"))  # fmt: skip


@THEME.task(
    "evening-for-a-child", TEST, objective="filter",
    en=("I want to take a {age}-year-old to the cinema. Among the films now showing in Evening that are {language} and "
        "that a {age}-year-old may see, which has the best rating? Answer with its title.",
        "Which film that runs now, spoken {language} and allowed for a {age}-year-old, has the most stars in Evening? "
        "Just the title.",
        "Find the best rated film in Evening that is on now, {language}, and open to children of {age}. Give only its "
        "title."),
    zh=("我想带一个{age}岁的孩子看电影。良宵里正在热映、{language}对白、{age}岁可看的片子中，哪部评分最高？回答片名。",
        "现在上映的影片里，{language}对白而且{age}岁能看的，良宵上评分最高的是哪一部？只回答片名。",
        "在良宵找正在上映、{language}对白、适合{age}岁孩子的评分最高的电影，只要片名。"),
)  # fmt: skip
def for_a_child(s: Scene) -> None:
    age, language = s.any((6, 12)), s.any(LANGUAGES)
    spoken = [i for i, film in FILMS.items() if not film.opens and film.language == language]
    fits = [i for i in spoken if FILMS[i].age <= age]
    marks = {i: rating_of(evening(s), i)[0] for i in spoken}
    s.need(len(fits) > 1 and [marks[i] for i in fits].count(max(marks[i] for i in fits)) == 1)
    best = max(fits, key=lambda i: marks[i])
    s.need(max(spoken, key=lambda i: marks[i]) != best or s.any((True, False)))
    s.say(age=age, language=s.text(language.replace("In", "in"), s.t("Evening", language)))
    s.answer("text", film_named(s, best))
    s.do("Evening", Tap("Filter and sort"), Tap("sort-rating"), Tap(f"speaks-{language}"), Tap(f"age-{age}"),
         Tap("Show films"))  # fmt: skip


@THEME.task(
    "evening-clash", TEST, apps=("Evening", "Calendar"), composition="conditional", risk="delete",
    en=("I have tickets for “{film}” in Evening. If anything in Calendar overlaps with it (from its beginning for as "
        "long as it runs), cancel the tickets. If not, put it into the calendar {calendar}: the film's title, from "
        "beginning to end, the cinema's name as location, the rest as offered.",
        "Check my calendar against “{film}”, for which I have tickets (the time it runs follows from its length in "
        "Evening). With an overlap the tickets are to be cancelled; without, add an event to {calendar} with the title "
        "of the film, its beginning and end, and the name of the cinema as place. Set nothing else.",
        "Can I go to “{film}”? Evening shows when it begins and how long it runs. If my calendar has something in "
        "that time, give the tickets back. If it has nothing then, enter the film in {calendar}: title, beginning, "
        "end, location = name of the cinema, and change nothing else."),
    zh=("我在良宵订了《{film}》的票。如果日历里有事和它冲突（从开场到片长结束），就退票；没有冲突，就记到“{calendar}”日历："
        "标题用片名，按开场和散场时间，地点写影院名称，其他默认。",
        "对照日历看看《{film}》（良宵里有票，散场时间按片长算）：时间有重叠就把票退掉；没有重叠就在“{calendar}”日历新建日程，"
        "标题为片名，开始结束就是开场散场，地点填影院名，别的不设。",
        "我能去看《{film}》吗？开场时间和片长在良宵里。那段时间日历里有安排的话就退票；没有的话在“{calendar}”日历里加上："
        "标题片名，从开场到散场，地点为影院名称，其余不动。"),
)  # fmt: skip
def clash(s: Scene) -> None:
    tickets, calendar, hits = upcoming(s), s.any(CALENDARS), s.any((True, False))
    ticket_id = s.pick(tickets, lambda i: FILMS[tickets[i]["film"]].title)
    film, showing = tickets[ticket_id]["film"], showing_of(tickets[ticket_id]["showing"])
    ends = showing.at + timedelta(minutes=FILMS[film].minutes)
    s.need(ends.date() == showing.day and ends.hour < 22)
    begins = f"{showing.at:%H:%M}"
    # Before the film in the one case, still before its end in the other.
    at = ends - timedelta(minutes=s.any((10, 25))) if hits else showing.at - timedelta(minutes=s.any((75, 90)))
    for _, other in on_day(s.start[CALENDAR]["events"], showing.day):
        s.need(not other["all_day"] and (other["end"] <= begins or other["start"] >= f"{ends:%H:%M}"))
    event(s, s.text(*s.pick(CLASHES)), showing.day, f"{at:%H:%M}", "")
    title, cinema = film_named(s, film), cinema_named(s, showing)
    s.say(film=title, calendar=s.t("Calendar", calendar))
    s.do("Evening", Tap("My bookings", "tab"), Tap(f"ticket-{ticket_id}"))
    s.do("Calendar", Tap(f"day-{showing.day.isoformat()}"))
    if hits:
        given_back(s, ticket_id)
        s.do("Evening", Tap("cancel"), Tap("Cancel tickets", "button"))
        return
    s.add(CALENDAR, "events", letter="e", entity={
        "title": title, "date": showing.day.isoformat(), "start": begins, "end": f"{ends:%H:%M}", "all_day": False,
        "location": cinema, "calendar": calendar, "reminder": REMINDERS[2], "repeat": REPEATS[0], "guests": [],
    })  # fmt: skip
    s.do("Evening", Tap("Add to calendar"))
    s.then("Calendar", Fill("title", title), Fill("start", begins), Fill("end", f"{ends:%H:%M}"),
           Fill("location", cinema), Tap(f"in-{calendar}"), Tap("save"))  # fmt: skip


@THEME.task(
    "evening-stars-from-note", TEST, apps=("Notes", "Evening"), composition="loop", risk="send",
    en=("My note “{title}” says how many stars I give to which films. Post these reviews in Evening, stars alone with "
        "no words; leave out films that the note gives no stars.",
        "Rate films in Evening as my note “{title}” has it: one review for each film with stars, without any text. "
        "Films with no stars in the note get no review.",
        "Post a review in Evening for every film that has stars in the note “{title}”, just the stars, no words. Skip "
        "the others."),
    zh=("笔记“{title}”里写了我给哪些电影打几颗星。照着在良宵发布评价，只打星不写字；笔记里没写星数的电影不评。",
        "按笔记“{title}”在良宵给电影打分：写了星数的每部发一条评价，不写文字；没有星数的不用评。",
        "笔记“{title}”里每部有星数的电影，都在良宵发一条评价，只给星，不写内容，其他的跳过。"),
)  # fmt: skip
def stars_from_note(s: Scene) -> None:
    title, (later, later_zh) = s.text(*s.pick(DIARIES)), s.any(NOT_YET)
    on_now = [i for i, film in FILMS.items() if not film.opens]
    *seen, unseen = s.rng.sample(on_now, s.any((3, 4)))
    marks = {film: s.any(range(1, 6)) for film in seen}
    s.need(len(set(marks.values())) > 1)
    words = {film: s.text(f"{n} star" if n == 1 else f"{n} stars", f"{n}星") for film, n in marks.items()}
    words[unseen] = s.text(later, later_zh)
    films = sorted(words, key=lambda i: FILMS[i].year * 100 + FILMS[i].minutes)
    body = "\n".join(s.text(f"{film_named(s, i)}: {words[i]}", f"《{film_named(s, i)}》：{words[i]}") for i in films)
    state = s.start[NOTES]
    s.need(all(note["title"] != title for note in state["notes"].values()))
    state["notes"][f"n{state['next_id']}"] = new_note(title, body, "", s.now - timedelta(hours=14))
    state["next_id"] += 1
    s.say(title=title)
    s.do("Notes", Tap(title))
    s.do("Evening")
    for n, film in enumerate(i for i in films if i in marks):
        s.add(EVENING, "reviews", letter="e", entity={"about": film, "author": "", "stars": marks[film], "text": "",
                                                      "at": iso(s.now), "mine": True})  # fmt: skip
        s.then("Evening", *([Back()] if n else []), *to_film(s, film), Tap("Write a review"),
               Tap(f"star-{marks[film]}"), Tap("Post"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "evening-cancel-which", TRAIN, clarity="ambiguous", risk="delete",
    en=("Cancel my tickets for “{film}” in Evening.", "I can't go to “{film}”, give my cinema tickets for it back.",
        "Please return the Evening tickets for “{film}”."),
    zh=("把我在良宵订的《{film}》的票退掉。", "《{film}》我去不了了，帮我退票。", "请退掉良宵里《{film}》的电影票。"),
)  # fmt: skip
def cancel_which(s: Scene) -> None:
    tickets, state = upcoming(s), evening(s)
    ticket_id = s.pick(tickets, lambda i: FILMS[tickets[i]["film"]].title)
    film, day = tickets[ticket_id]["film"], showing_of(tickets[ticket_id]["showing"]).day
    days = [ahead(s, n) for n in range(1, 7) if ahead(s, n) != day]
    showing = s.any([one for other in days for one in shown_on(s, other, film) if len(free_seats(s, one)) > 3])
    seats = free_seats(s, showing)[:2]
    price = bill_of(state, showing, seats, {}, "", False)["total"]
    code, other = code_of(state), f"t{state['next_id']}"
    state["next_id"] += 1
    state["tickets"][other] = {
        "film": film, "showing": showing.id, "seats": seats, "snacks": {}, "promo": "", "points": 0, "off": 0,
        "price": price, "payment": "card", "code": code, "status": "upcoming",
    }  # fmt: skip
    meant = s.any((ticket_id, other))
    s.need(state["tickets"][ticket_id]["price"] // 100 != price // 100)
    said = s.day(showing_of(state["tickets"][meant]["showing"]).day, True)
    s.say(film=film_named(s, film))
    s.do("Evening", Tap("My bookings", "tab"))
    s.unclear(s.text("You have tickets for two days. Which ones shall I cancel?", "您订了两天的票，退哪一天的？"),
              s.text(f"Those for {said}.", f"{said}的。"))  # fmt: skip
    given_back(s, meant)
    s.then("Evening", Tap(f"ticket-{meant}"), Tap("cancel"), Tap("Cancel tickets", "button"))


@THEME.task(
    "evening-sold-out", TRAIN, feasible=False, risk="pay",
    en=("Buy one cinema ticket for “{film}” at {cinema} on {day} at {time}, any seat, by card. Only that showing will "
        "do.",
        "Get me a seat in “{film}”, {cinema}, {day}, {time}. Where I sit does not matter; pay by card. No other time "
        "and no other cinema.",
        "I need one ticket for the showing of “{film}” on {day} at {time} at {cinema} and no other one: any row, "
        "payment by card."),
    zh=("买一张{day}{time}{cinema}《{film}》的电影票，座位随意，银行卡付，只要这一场。",
        "帮我订《{film}》，{cinema}，{day}{time}，坐哪都行，刷卡。别的场次和影院都不要。",
        "我要一张{cinema}{day}{time}那场《{film}》的票，哪一排都可以，银行卡支付，不换场。"),
)  # fmt: skip
def sold_out(s: Scene) -> None:
    found = [one for n in (4, 5) for one in shown_on(s, ahead(s, n)) if not free_seats(s, one)]
    showing = s.pick(found, lambda one: FILMS[playing(s, one)].title)
    film = playing(s, showing)
    s.say(film=film_named(s, film), cinema=cinema_named(s, showing), day=s.day(showing.day, True), time=showing.time)
    s.decline("every seat is taken")
    s.do("Evening", *to_showing(s, film, showing))


@THEME.task(
    "evening-tidy-list", TRAIN, objective="filter", composition="loop",
    en=("Take all films that last more than {limit} minutes off my list of films to see in Evening.",
        "My films to see in Evening: remove each one that is longer than {limit} minutes and keep the others.",
        "I have no patience for long films. Those of more than {limit} minutes should go from my Evening list of films "
        "to see."),
    zh=("把良宵“想看的影片”里片长超过{limit}分钟的都移除。",
        "良宵里我想看的电影，长度超过{limit}分钟的都去掉，其他保留。",
        "太长的电影我没耐心：把“想看的影片”清单里超过{limit}分钟的全部删掉。"),
)  # fmt: skip
def tidy_list(s: Scene) -> None:
    limit, films = s.any((100, 105, 110, 115, 120)), s.rng.sample(sorted(FILMS), 6)
    s.need(all(FILMS[i].minutes != limit for i in films))
    kept = [i for i in films if FILMS[i].minutes < limit]
    s.need(2 <= len(kept) <= 4)
    evening(s)["want"] = films
    s.say(limit=limit)
    s.want(EVENING, "want", value=kept)
    s.do("Evening", Tap("You", "tab"), Tap("wanted"), *[Tap(f"unwant-{i}") for i in films if i not in kept])


@THEME.task(
    "evening-spent", TRAIN, objective="analyse", composition="loop",
    en=("How much have I paid in Evening for my cinema bookings, snacks included, upcoming and past ones together, "
        "cancelled ones not counted? Answer with the amount.",
        "Add up what I paid, snacks included, for all my cinema bookings in Evening that were not cancelled, past and "
        "upcoming. Just the sum.",
        "What do my cinema visits in Evening come to, snacks included, those still ahead and those over, without "
        "cancelled tickets? Give the total amount only."),
    zh=("我在良宵的电影订单一共付了多少钱（含小吃）？待使用的和已完成的都算，已取消的不算。回答金额。",
        "把良宵里没有取消的电影订单（过去的和将要看的）实付金额加起来，小吃也算在内，只回答总数。",
        "良宵的电影订单（含小吃），包括还没看的和看过的、不含已取消的，总共花了多少？只答金额。"),
)  # fmt: skip
def spent(s: Scene) -> None:
    tickets = evening(s)["tickets"]
    past = [i for i, ticket in tickets.items() if ticket["status"] == "past"]
    if s.any((True, False)):
        tickets[s.any(past)]["status"] = "cancelled"
    kept = {kind: [i for i, ticket in tickets.items() if ticket["status"] == kind] for kind in ("upcoming", "past")}
    s.answer("money", sum(tickets[i]["price"] for ids in kept.values() for i in ids))
    s.do("Evening", Tap("My bookings", "tab"))
    for kind, ids in kept.items():
        s.then("Evening", Tap(f"kind-{kind}"))
        for ticket_id in ids:
            s.then("Evening", Tap(f"ticket-{ticket_id}"), Back())
