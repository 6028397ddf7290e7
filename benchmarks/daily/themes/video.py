"""Watching with Reelhouse: series, channels, playlists, downloads, comments, and what children may see."""

from datetime import date, datetime, timedelta

from agent.policies.scripted import Back, Fill, Move, Tap
from benchmarks.daily.scene import BY_NAME, TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import some_friend, wrote
from benchmarks.daily.themes.calendar import picked
from benchmarks.daily.themes.journeys import CALENDAR, some_contact, texted
from devices.virtual.apps.calendar.state import CALENDARS
from devices.virtual.apps.video.catalogue import CATEGORIES, CHANNELS, LANGUAGES, SERIES, VIDEOS, chapters, episodes
from devices.virtual.apps.video.parts import length
from devices.virtual.apps.video.search_views import matches
from devices.virtual.apps.video.state import LATER, QUALITIES, Comment, VideoState, iso, lists, out, size_of
from devices.virtual.apps.video.state import title_of as full_title
from devices.virtual.words import speaking

REELHOUSE, SETTINGS = "org.guimcp.video", "org.guimcp.settings"
THEME = Theme("content", "Reelhouse")

ANSWERS = (
    ("I looked it up, you are right.", "我查了一下，你说得对。"), ("Try it with headphones!", "戴上耳机试试！"),
    ("That part took them a week to film.", "那段他们拍了一个星期。"), ("My sister says the same.", "我姐姐也这么说。"),
    ("It gets even better near the end.", "快结尾时更好看。"), ("Thanks, I had missed that.", "谢谢，我没注意到。"),
    ("There is a longer cut on their site.", "网站上有加长版。"), ("So did we, last winter.", "去年冬天我们也是。"),
)  # fmt: skip
REMARKS = (
    ("Which camera do they use?", "他们用的什么相机？"), ("I paused it to make tea.", "我暂停去泡了杯茶。"),
    ("The first two minutes are the best.", "开头两分钟最精彩。"), ("Somebody hug the narrator.", "谁去抱抱旁白吧。"),
    ("I want to go there in May.", "五月我想去那儿。"), ("This should be shown in schools.", "学校里应该放这个。"),
)  # fmt: skip
HINTS = (
    ("Found something for you on Reelhouse: “{title}”", "在胶片屋给你找到一个好看的：“{title}”"),
    ("Reelhouse tip of the week: “{title}”", "本周胶片屋推荐：“{title}”"),
    ("Don't miss “{title}” on Reelhouse!", "胶片屋的“{title}”可别错过！"),
    ("Have you seen “{title}” on Reelhouse yet?", "胶片屋上的“{title}”你看了没？"),
    ("I laughed all through “{title}” (Reelhouse)", "看“{title}”一路笑到尾（胶片屋）"),
    ("Reelhouse, “{title}”. Thank me later.", "胶片屋，“{title}”。看完再谢我。"),
)  # fmt: skip
EVENINGS = (("Film evening", "电影之夜"), ("New on the screen", "新片上线"), ("Sofa and popcorn", "沙发加爆米花"),
            ("First showing", "首播日"), ("Watch together", "一起看片"), ("Premiere at home", "在家看首映"),
            ("Release day", "上线日"))  # fmt: skip
PAIRS = (  # two playlists that one would call the same
    ("kitchen", "Kitchen, quick", "Kitchen on Sundays", "厨房", "厨房快手菜", "周末厨房"),
    ("winter", "Winter with the children", "Winter evenings alone", "冬天", "冬天和孩子看", "冬天一个人看"),
    ("holiday", "Holiday by the sea", "Holiday at home", "度假", "海边度假", "在家度假"),
    ("guitar", "Guitar for beginners", "Guitar at its best", "吉他", "吉他入门", "吉他名场面"),
    ("rainy day", "Rainy day, short", "Rainy day, long", "雨天", "雨天短片", "雨天长片"),
    ("office", "Office lunch", "Office, last hour", "办公室", "办公室午休", "办公室最后一小时"),
    ("birthday", "Birthday of Grandma", "Birthday of the twins", "生日", "奶奶的生日", "双胞胎的生日"),
)  # fmt: skip
LENGTHS = {"short": ("under 10 minutes", "10分钟以内"), "middle": ("of 10 to 30 minutes", "10到30分钟"),
           "long": ("over 30 minutes", "30分钟以上")}  # fmt: skip


def reelhouse(s: Scene) -> VideoState:
    """Reelhouse at the start."""
    return s.start[REELHOUSE]


def named(s: Scene, video: str) -> str:
    """A video as the phone's lists call it."""
    with speaking(s.language, BY_NAME["Reelhouse"].package):
        return full_title(video)


def channel_named(s: Scene, channel: str) -> str:
    """A channel as the phone calls it."""
    return s.t("Reelhouse", CHANNELS[channel].name)


def some_video(s: Scene, *but: str) -> str:
    """A video that is out, none of `but`."""
    return s.pick((i for i in out(reelhouse(s), s.now) if i not in but), lambda i: VIDEOS[i].title)


def results(words: str) -> list[Move]:
    """From the home page to what a search finds."""
    return [Tap("search"), Fill("query", words), Tap("search-for")]


def watching(s: Scene, video: str) -> list[Move]:
    """From the home page to a video's own."""
    return [Tap("search"), Fill("query", s.t("Reelhouse", VIDEOS[video].title)), Tap(f"suggestion-{video}")]


def options(s: Scene, video: str) -> Tap:
    """The three dots of a video in a list."""
    return Tap(s.t("Reelhouse", "Options for {title}", title=named(s, video)))


def saving(s: Scene, video: str, playlist: str) -> list[Move]:
    """From the home page to a video being in a playlist."""
    title = s.t("Reelhouse", VIDEOS[video].title)
    return [*results(title), options(s, video), Tap("option-save"), Tap(f"in-{playlist}")]


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "video-rest-of-series", TEST, objective="filter", composition="loop",
    en=("Before my trip, download in {quality} every episode of “{series}” on Reelhouse that I have not watched to the "
        "end.",
        "I want all episodes of “{series}” that Reelhouse does not mark as watched on the phone, in {quality}.",
        "Which episodes of “{series}” have I not finished on Reelhouse? Download exactly those, quality {quality}."),
    zh=("出发前把胶片屋里“{series}”我还没看完的每一集都缓存下来，画质{quality}。",
        "胶片屋：“{series}”里没有标“已看完”的集都存到手机上，画质选{quality}。",
        "看看胶片屋的“{series}”我哪些集没看完，就缓存那几集，画质{quality}。"),
)  # fmt: skip
def rest_of_series(s: Scene) -> None:
    state = reelhouse(s)
    series = s.pick(SERIES, lambda i: SERIES[i][0])
    name, order = s.t("Reelhouse", SERIES[series][0]), episodes(series)
    left = sorted(s.rng.sample(order, s.any((2, 3) if len(order) > 3 else (2,))), key=order.index)
    for video in order:
        begun = VIDEOS[video].seconds * s.any((0, 40)) // 100
        state["clips"][video]["position"] = begun if video in left else VIDEOS[video].seconds
        state["downloads"].pop(video, None)
    quality = s.any(QUALITIES)
    s.start[SETTINGS]["wifi"] = True
    s.say(series=name, quality=quality)
    s.do("Reelhouse", *results(name))
    for video in left:
        s.goal[REELHOUSE]["downloads"][video] = {"quality": quality, "size": size_of(video, quality), "at": iso(s.now)}
        s.then("Reelhouse", options(s, video), Tap("option-download"), Tap(f"download-{quality}"))


@THEME.task(
    "video-answer-comment", TEST, clarity="ambiguous", risk="send",
    en=("Answer {author}'s comment under “{title}” on Reelhouse: “{answer}”",
        "On Reelhouse {author} has commented on “{title}”. Reply to that with “{answer}”",
        "Reply “{answer}” to what {author} wrote under the Reelhouse video “{title}”."),
    zh=("回复{author}在胶片屋“{title}”下的评论：“{answer}”",
        "{author}在胶片屋评论了“{title}”，回复那条评论：“{answer}”",
        "在胶片屋视频“{title}”下，回复{author}的评论：“{answer}”"),
)  # fmt: skip
def answer_comment(s: Scene) -> None:
    state, video = reelhouse(s), some_video(s)
    mine = {i: c for i, c in state["comments"].items() if c["video"] == video}
    old = s.any(i for i, c in mine.items() if not c["parent"] and c["author"])
    author = mine[old]["author"]
    s.need([c["author"] for c in mine.values()].count(author) == 1)
    s.need(max(c["at"] for c in mine.values()) < iso(s.now - timedelta(hours=3)))
    remark, answer = s.text(*s.pick(REMARKS)), s.text(*s.pick(ANSWERS))
    new = f"c{state['next_id']}"
    state["next_id"] += 1
    comment: Comment = {**mine[old], "text": remark, "at": iso(s.now - timedelta(hours=2)), "likes": 3, "liked": False}
    state["comments"][new] = comment
    mine[old]["likes"] += 900  # the older one stands first where the most liked do
    chosen = s.any((old, new))
    said = remark if chosen == new else mine[old]["text"]
    s.say(author=author, title=named(s, video), answer=answer)
    s.unclear(s.text(f"{author} wrote two comments. Which one?", f"{author}有两条评论，回复哪一条？"),
              s.text(f"The one that says “{said}”", f"写着“{said}”的那条。"))  # fmt: skip
    reply: Comment = {**comment, "parent": chosen, "author": "", "text": answer, "at": iso(s.now), "likes": 0}
    s.add(REELHOUSE, "comments", entity=reply, letter="c")
    s.do("Reelhouse", *watching(s, video), Tap("write"), Tap("sort-newest" if chosen == new else "sort-top"),
         Tap("Reply"), Fill("comment", answer), Tap("comment-post"))  # fmt: skip


@THEME.task(
    "video-favourite-of-channel", TEST, objective="analyse",
    en=("Which video of the Reelhouse channel {channel} has been watched most often? Answer with its title.",
        "What is the most watched video of {channel} on Reelhouse called? Answer with the title only.",
        "Find the video of {channel} on Reelhouse with the most views and answer with its title."),
    zh=("胶片屋频道“{channel}”播放最多的视频是哪一个？回答标题。",
        "“{channel}”在胶片屋上观看次数最高的视频叫什么？只回答标题。",
        "找出胶片屋频道“{channel}”观看次数最多的视频，用标题回答。"),
)  # fmt: skip
def favourite_of_channel(s: Scene) -> None:
    channel = s.pick(CHANNELS, lambda i: CHANNELS[i].name)
    clips = reelhouse(s)["clips"]
    first, second, *_ = sorted((i for i in VIDEOS if VIDEOS[i].channel == channel), key=lambda i: -clips[i]["views"])
    newest = next(i for i in out(reelhouse(s), s.now) if VIDEOS[i].channel == channel)
    s.need(clips[first]["views"] > 1.1 * clips[second]["views"] and first != newest)
    s.say(channel=channel_named(s, channel))
    s.answer("text", named(s, first), s.t("Reelhouse", VIDEOS[first].title))
    s.do("Reelhouse", *results(channel_named(s, channel)), Tap(f"channel-{channel}"), Tap("sort-popular"))


@THEME.task(
    "video-release-day", TEST, composition="composite", apps=("Reelhouse", "Calendar"),
    en=("“{title}” is coming to Reelhouse. Find out when and put an all-day event “{event}” on that day into my "
        "{calendar} calendar, with a reminder 1 day before.",
        "When does “{title}” come out on Reelhouse? Enter “{event}” for that day: all day, calendar {calendar}, with a "
        "reminder 1 day before.",
        "Add “{event}” to my {calendar} calendar as an all-day event on the day on which Reelhouse releases “{title}”. "
        "Remind me 1 day before."),
    zh=("胶片屋快要上线“{title}”了。查一下是哪天，在“{calendar}”日历里那天加一个全天日程“{event}”，提前1天提醒。",
        "“{title}”哪天在胶片屋上线？在日历的那一天记上“{event}”：全天，日历选“{calendar}”，提前1天提醒。",
        "在“{calendar}”日历里新建全天日程“{event}”，日期是胶片屋上线“{title}”的那天，提醒设为提前1天。"),
)  # fmt: skip
def release_day(s: Scene) -> None:
    clips = reelhouse(s)["clips"]
    video = s.pick((i for i in VIDEOS if clips[i]["at"][:10] > s.now.date().isoformat()), lambda i: VIDEOS[i].title)
    day, event = date.fromisoformat(clips[video]["at"][:10]), s.text(*s.pick(EVENINGS))
    calendar = s.any(CALENDARS)
    s.say(title=named(s, video), event=event, calendar=s.t("Calendar", calendar))
    s.add(CALENDAR, "events", letter="e", entity={
        "title": event, "date": day.isoformat(), "start": "", "end": "", "all_day": True, "location": "",
        "calendar": calendar, "reminder": "1 day before", "repeat": "Does not repeat", "guests": [],
    })  # fmt: skip
    s.do("Reelhouse", Tap("Subscriptions", "tab"))
    s.do("Calendar", Tap("New event"), Fill("title", event), *picked(day, s.now.date()), Tap("all-day"),
         Tap(f"in-{calendar}"), Tap("reminder"), Tap("1 day before", "text"), Tap("save"))  # fmt: skip


@THEME.task(
    "video-no-such-subtitles", TEST, feasible=False,
    en=("Play “{title}” on Reelhouse with {language} subtitles.",
        "I want to watch the Reelhouse video “{title}” with subtitles in {language}.",
        "Open “{title}” on Reelhouse and switch its subtitles to {language}."),
    zh=("在胶片屋播放“{title}”，打开{language}字幕。", "我想看胶片屋的视频“{title}”，要{language}字幕。",
        "打开胶片屋的“{title}”，把字幕切换成{language}。"),
)  # fmt: skip
def no_such_subtitles(s: Scene) -> None:
    video = some_video(s, *(i for i in VIDEOS if VIDEOS[i].subtitles == LANGUAGES))
    language = s.any(name for name in LANGUAGES if name not in VIDEOS[video].subtitles)
    s.say(title=named(s, video), language=s.t("Reelhouse", language))
    s.do("Reelhouse", *watching(s, video), Tap("subtitles"))
    s.decline(f"this video has no {language} subtitles")


@THEME.task(
    "video-friends-hint", TEST, composition="conditional", apps=("Parley", "Reelhouse"),
    en=("{friend} recommended a Reelhouse video to me on Parley. If it is shorter than {limit} minutes, start it now; "
        "otherwise add it to my playlist “{list}” for later.",
        "{friend} named a Reelhouse video on Parley. Under {limit} minutes: play it. Longer: add it to “{list}”.",
        "{friend}'s last Parley message names a Reelhouse video. If it is under {limit} minutes, play it; else put it "
        "into “{list}”, my playlist."),
    zh=("{friend}在“聊聊”里给我推荐了一个胶片屋视频。不到{limit}分钟就现在播放，否则加入我的播放列表“{list}”以后再看。",
        "看看{friend}在“聊聊”里叫我看胶片屋的什么。短于{limit}分钟：马上放；更长：只放进播放列表“{list}”。",
        "{friend}最后一条“聊聊”消息提到一个胶片屋视频。时长少于{limit}分钟就播放它，不然就保存到我的播放列表“{list}”。"),
)  # fmt: skip
def friends_hint(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    playlist, limit = s.any(i for i, _ in lists(reelhouse(s))), s.number(10, 40, 5)
    video = some_video(s, *reelhouse(s)["playlists"][playlist]["videos"])
    s.need(abs(VIDEOS[video].seconds - 60 * limit) > 60)
    wrote(s, chat_id, s.text(*s.pick(HINTS)).format(title=named(s, video)))
    s.say(friend=friend, limit=limit, list=reelhouse(s)["playlists"][playlist]["name"])
    s.do("Parley", Tap(f"chat-{chat_id}"))
    if VIDEOS[video].seconds < 60 * limit:
        s.want(REELHOUSE, "player", "video", value=video)
        s.want(REELHOUSE, "player", "playing", value=True)
        s.do("Reelhouse", *watching(s, video))
    else:
        s.goal[REELHOUSE]["playlists"][playlist]["videos"].append(video)
        s.do("Reelhouse", *saving(s, video, playlist))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "video-lock-for-children", TRAIN, composition="composite",
    en=("Make Reelhouse safe for my niece: turn on the parental lock with the PIN {pin}, set “{level}” as what plays "
        "without it, and turn off autoplay.",
        "On Reelhouse switch autoplay off and the parental lock on. PIN {pin}; without the PIN, play videos “{level}”.",
        "Set up Reelhouse's parental lock (PIN {pin}, without it: “{level}”) and switch autoplay off."),
    zh=("让胶片屋适合我侄女用：打开家长锁，PIN设为{pin}，无需PIN可播放的范围选“{level}”，再关掉自动播放。",
        "在胶片屋关闭自动播放、开启家长锁。PIN：{pin}。无需PIN即可播放：“{level}”。",
        "设置胶片屋的家长锁（PIN {pin}，无PIN时“{level}”），并且不要自动播放下一个视频。"),
)  # fmt: skip
def lock_for_children(s: Scene) -> None:
    pin, level = str(s.number(1000, 9999)), s.any((0, 6))
    words = s.t("Reelhouse", "Up to age {age}", age=level) if level else s.t("Reelhouse", "For everybody")
    s.say(pin=pin, level=words)
    s.want(REELHOUSE, "options", "autoplay", value=False)
    s.want(REELHOUSE, "options", "lock", value=True)
    s.want(REELHOUSE, "options", "pin", value=pin)
    s.want(REELHOUSE, "options", "level", value=level)
    s.do("Reelhouse", Tap("You", "tab"), Tap("lock"), Tap("lock-switch"), Fill("pin", pin), Tap("pin-ok"),
         Tap(f"level-{level}"), Fill("pin", pin), Tap("pin-ok"), Back(), Tap("settings"), Tap("autoplay"))  # fmt: skip


@THEME.task(
    "video-still-active", TRAIN, composition="conditional",
    en=("Has the Reelhouse channel {channel} published anything within the last 30 days? If so, let me hear of all its "
        "new videos (the bell on “All notifications”); if not, unsubscribe from it.",
        "Check {channel} on Reelhouse: is its newest video more than 30 days old? Then unsubscribe me. Otherwise set "
        "its bell to “All notifications”.",
        "Unsubscribe from {channel} on Reelhouse if nothing has come out there for more than 30 days; otherwise "
        "choose “All notifications” for it."),
    zh=("胶片屋频道“{channel}”最近30天发布过视频吗？有的话把它的小铃铛设为“全部通知”；没有就取消订阅。",
        "看看胶片屋的“{channel}”：最新视频超过30天了吗？是就帮我取消订阅，否则把铃铛设成“全部通知”。",
        "如果胶片屋的“{channel}”已经30多天没出新视频，就取消订阅；要是出过，就改为接收它的“全部通知”。"),
)  # fmt: skip
def still_active(s: Scene) -> None:
    state = reelhouse(s)
    channel = s.pick(CHANNELS, lambda i: CHANNELS[i].name)
    newest = next(i for i in out(state, s.now) if VIDEOS[i].channel == channel)
    days = (s.now - datetime.fromisoformat(state["clips"][newest]["at"])).days
    s.need(days < 25 or days > 40)
    state["following"][channel].update(subscribed=True, bell="some")
    s.say(channel=channel_named(s, channel))
    s.do("Reelhouse", Tap("You", "tab"), Tap("channels"), Tap(f"channel-{channel}"), Tap(f"bell-{channel}"))
    if days < 30:
        s.want(REELHOUSE, "following", channel, "bell", value="all")
        s.then("Reelhouse", Tap("ring-all"))
    else:
        s.goal[REELHOUSE]["following"][channel]["subscribers"] -= 1
        s.want(REELHOUSE, "following", channel, "subscribed", value=False)
        s.want(REELHOUSE, "following", channel, "bell", value="none")
        s.then("Reelhouse", Tap("unsubscribe"), Tap("Unsubscribe", "button"))


@THEME.task(
    "video-later-too-long", TRAIN, objective="filter", composition="loop", risk="delete",
    en=("Take everything longer than {limit} minutes off my Watch later list on Reelhouse.",
        "My Reelhouse list Watch later should only hold videos of at most {limit} minutes: remove the longer ones.",
        "Remove each video that takes more than {limit} minutes from Watch later on Reelhouse."),
    zh=("把胶片屋“稍后再看”里超过{limit}分钟的视频全部移除。",
        "我的胶片屋“稍后再看”只留不超过{limit}分钟的视频，更长的都移掉。",
        "将胶片屋“稍后再看”中时长大于{limit}分钟的每个视频移出列表。"),
)  # fmt: skip
def later_too_long(s: Scene) -> None:
    state, limit = reelhouse(s), s.number(12, 45)
    ids = s.rng.sample(out(state, s.now), 6)
    long = [i for i in ids if VIDEOS[i].seconds > 60 * limit]
    s.need(len(long) in (2, 3) and all(abs(VIDEOS[i].seconds - 60 * limit) > 20 for i in ids))
    state["playlists"][LATER]["videos"] = ids
    s.say(limit=limit)
    s.want(REELHOUSE, "playlists", LATER, "videos", value=[i for i in ids if i not in long])
    s.do("Reelhouse", Tap("Library", "tab"), Tap("later"))
    for video in long:
        s.then("Reelhouse", Tap(f"place-{video}"), Tap("Remove from playlist"))


@THEME.task(
    "video-chapter-begins", TRAIN, objective="query",
    en=("At which point of “{title}” on Reelhouse does the chapter “{chapter}” begin? Answer as minutes:seconds.",
        "Where does the chapter “{chapter}” start in the Reelhouse video “{title}”? Answer in the form 12:34.",
        "Look up when “{chapter}” begins in “{title}” on Reelhouse. Answer with the time as minutes:seconds."),
    zh=("胶片屋视频“{title}”的章节“{chapter}”从哪里开始？按“分:秒”回答。",
        "在胶片屋的“{title}”里，“{chapter}”这一章从几分几秒开始？用12:34这样的格式回答。",
        "查一下胶片屋“{title}”中“{chapter}”的起始时间，以“分:秒”回答。"),
)  # fmt: skip
def chapter_begins(s: Scene) -> None:
    video = some_video(s)
    second, chapter = s.any(chapters(video)[1:])
    s.say(title=named(s, video), chapter=s.t("Reelhouse", chapter))
    s.answer("text", length(second), f"{second // 60:02}:{second % 60:02}", f"00:{second // 60:02}:{second % 60:02}",
             f"{second // 60}分{second % 60}秒", f"{second // 60}分{second % 60:02}秒")  # fmt: skip
    s.do("Reelhouse", *watching(s, video))


@THEME.task(
    "video-which-playlist", TRAIN, clarity="ambiguous",
    en=("Put “{title}” into my {kind} playlist on Reelhouse.", "Save “{title}” to the {kind} playlist on Reelhouse.",
        "On Reelhouse, “{title}” belongs in my playlist for {kind} things: add it."),
    zh=("把“{title}”放进我在胶片屋的{kind}播放列表。", "在胶片屋把“{title}”保存到{kind}那个播放列表。",
        "胶片屋的“{title}”该归到我的{kind}列表：加进去。"),
)  # fmt: skip
def which_playlist(s: Scene) -> None:
    state, video = reelhouse(s), some_video(s)
    kind, one, two, kind_zh, one_zh, two_zh = s.pick(PAIRS)
    names = [s.text(one, one_zh), s.text(two, two_zh)]
    for name in names:
        made = iso(s.now - timedelta(days=s.any(range(3, 90))))
        videos = s.rng.sample([i for i in out(state, s.now) if i != video], 2)
        state["playlists"][f"p{state['next_id']}"] = {"name": name, "videos": videos, "made": made, "public": False}
        state["next_id"] += 1
    playlist = s.any(i for i, one_ in lists(state) if one_["name"] in names)
    name = state["playlists"][playlist]["name"]
    s.say(title=named(s, video), kind=s.text(kind, kind_zh))
    s.unclear(s.text(f"Which one: “{names[0]}” or “{names[1]}”?", f"哪一个：“{names[0]}”还是“{names[1]}”？"),
              s.text(f"“{name}”, please.", f"“{name}”。"))  # fmt: skip
    s.goal[REELHOUSE]["playlists"][playlist]["videos"].append(video)
    s.do("Reelhouse", *saving(s, video, playlist))


@THEME.task(
    "video-text-favourite", TRAIN, objective="filter", composition="composite", risk="send",
    apps=("Reelhouse", "Messages"),
    en=("Among Reelhouse's {category} videos {length}, share the one with the most views with {name} by text message, "
        "adding nothing.",
        "Text {name} a Reelhouse video just as it is shared: the most watched one {length} in the category {category}.",
        "{name} would like a {category} video {length}: share the one watched most on Reelhouse by text, unchanged."),
    zh=("在胶片屋“{category}”分类{length}的视频里，把播放最多的那个原样用短信分享给{name}。",
        "用短信把一个胶片屋视频分享给{name}，内容不改：“{category}”分类中{length}、观看次数最多的那个。",
        "{name}想看{length}的“{category}”视频。在胶片屋找播放最多的一个，用短信原样分享过去。"),
)  # fmt: skip
def text_favourite(s: Scene) -> None:
    state = reelhouse(s)
    category, kind = s.pick(CATEGORIES), s.any(LENGTHS)
    name, number = some_contact(s)
    word = s.t("Reelhouse", category)
    with speaking(s.language, BY_NAME["Reelhouse"].package):
        form = {"query": word, "category": category, "sort": "views"}
        everything, found = matches(state, form, s.now), matches(state, {**form, "length": kind}, s.now)
    s.need(len(found) > 1 and everything[0] != found[0])
    s.need(state["clips"][found[0]]["views"] > 1.1 * state["clips"][found[1]]["views"])
    s.say(category=word, length=s.text(*LENGTHS[kind]), name=name)
    texted(s, number, f"{named(s, found[0])}\nguimcp://video/watch/{found[0]}")
    s.do("Reelhouse", *results(word), Tap("filter"), Tap(f"length-{kind}"), Tap(f"in-{category.lower()}"),
         Tap("by-views"), Tap("apply"), options(s, found[0]), Tap("option-share"))  # fmt: skip
    s.then("Messages", Tap("share-org.guimcp.messages"), Fill("to", number), Tap(name, "text"), Tap("Send"))
