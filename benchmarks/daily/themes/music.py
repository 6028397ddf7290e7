"""Listening with Tremolo: playlists, what is kept on the phone, artists, sound, and what friends recommend."""

from datetime import timedelta

from agent.policies.scripted import Back, Fill, Move, Tap
from benchmarks.daily.scene import BY_NAME, TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.basar import some_friend, wrote
from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, SONGS, songs_of
from devices.virtual.apps.music.player_views import device_words
from devices.virtual.apps.music.settings_views import artist_counts
from devices.virtual.apps.music.state import PRESETS, SLEEPS, MusicState, Playlist, allowed, iso, size_of
from devices.virtual.apps.notes.state import new_note
from devices.virtual.words import speaking

TREMOLO, NOTES, SETTINGS = "org.guimcp.music", "org.guimcp.notes", "org.guimcp.settings"
THEME = Theme("content", "Tremolo")

OCCASIONS = (("Drive to the coast", "开车去海边"), ("Housewarming", "乔迁聚会"), ("Long train ride", "长途火车"),
             ("Grandpa turns eighty", "爷爷八十大寿"), ("Painting the hall", "刷走廊"), ("Cycling in May", "五月骑行"),
             ("Dinner with Lena", "和莉娜吃饭"), ("First day of spring", "春天第一天"))  # fmt: skip
MISSING = (("Umbrella for Two Hundred", "两百人的伞"), ("The Lighthouse Forgot", "灯塔忘了"),
           ("Monday Has No Door", "星期一没有门"), ("Paper Moon Motel", "纸月亮旅馆"),
           ("Static and Plums", "杂音与李子"), ("Ninety Red Balconies", "九十个红阳台"),
           ("Goodnight, Escalator", "晚安，扶梯"))  # fmt: skip
HINTS = (
    ("You have to hear the album “{title}”!", "专辑“{title}”你一定要听！"),
    ("“{title}” has been on all day here, great album", "“{title}”我这儿放了一整天，好专辑"),
    ("Do you know the album “{title}”? So good", "你听过专辑“{title}”吗？太好听了"),
    ("My record of the month: “{title}”", "我的本月专辑：“{title}”"),
    ("Put on “{title}” when you have an hour, the whole album", "有空把整张专辑“{title}”听一遍吧"),
    ("Best album I found this year: “{title}”", "今年发现的最棒的专辑：“{title}”"),
)  # fmt: skip
RANKS = {2: ("second", "第二"), 3: ("third", "第三"), 4: ("fourth", "第四")}
SEARCH, LIBRARY = Tap("Search", "tab"), Tap("Your library", "tab")


def tremolo(s: Scene) -> MusicState:
    """Tremolo at the start."""
    return s.start[TREMOLO]


def song_named(s: Scene, song: str) -> str:
    """A song as the phone calls it."""
    return s.t("Tremolo", SONGS[song].title)


def album_named(s: Scene, album: str) -> str:
    """An album as the phone calls it."""
    return s.t("Tremolo", ALBUMS[album].title)


def artist_named(s: Scene, artist: str) -> str:
    """An artist as the phone calls it."""
    return s.t("Tremolo", ARTISTS[artist].name)


def some_song(s: Scene, *but: str) -> str:
    """A song that may be played, none of `but`."""
    return s.pick((i for i in SONGS if allowed(tremolo(s), i) and i not in but), lambda i: SONGS[i].title)


def some_album(s: Scene) -> str:
    """An album."""
    return s.pick(ALBUMS, lambda i: ALBUMS[i].title)


def some_list(s: Scene) -> tuple[str, Playlist]:
    """One of the user's playlists, with its id."""
    list_id = s.any(tremolo(s)["playlists"])
    return list_id, tremolo(s)["playlists"][list_id]


def to_album(s: Scene, album: str) -> list[Move]:
    """From the home page to an album's own."""
    return [SEARCH, Fill("query", album_named(s, album)), Tap(f"hit-{album}")]


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "music-playlist-from-note", TEST, composition="loop", apps=("Notes", "Tremolo"),
    en=("My note “{note}” lists three songs. Make a new Tremolo playlist called “{name}” with exactly these songs.",
        "Create the playlist “{name}” on Tremolo and put the songs into it that I wrote down in the note “{note}”.",
        "Turn the songs in my note “{note}” into a Tremolo playlist; name it “{name}”."),
    zh=("我的笔记“{note}”里记了三首歌。在颤音音乐新建歌单“{name}”，放进这三首歌。",
        "在颤音音乐创建歌单“{name}”，把我写在笔记“{note}”里的歌都加进去。",
        "把笔记“{note}”里的歌做成一个颤音音乐歌单，歌单名叫“{name}”。"),
)  # fmt: skip
def playlist_from_note(s: Scene) -> None:
    name = s.text(*s.pick(OCCASIONS))
    note = s.text("Songs to collect", "想收集的歌")
    songs: list[str] = []
    for _ in range(3):
        songs.append(some_song(s, *songs))
    lines = [f"{song_named(s, i)} – {artist_named(s, SONGS[i].artist)}" for i in songs]
    state = s.start[NOTES]
    s.need(all(one["title"] != note for one in state["notes"].values()))
    state["notes"][f"n{state['next_id']}"] = new_note(note, "\n".join(lines), "", s.now - timedelta(hours=20))
    state["next_id"] += 1
    s.say(note=note, name=name)
    entity: Playlist = {"name": name, "about": "", "songs": songs, "made": iso(s.now), "public": False}
    s.add(TREMOLO, "playlists", entity=entity, letter="p")
    s.do("Notes", Tap(note))
    s.do("Tremolo", LIBRARY, Tap("list-new"), Fill("name", name), Tap("list-save"), Tap("add-songs"))
    for song in songs:
        s.then("Tremolo", Fill("query", song_named(s, song)), Tap(f"add-{song}"))


@THEME.task(
    "music-artist-out", TEST, objective="filter", composition="loop", risk="delete",
    en=("Remove every song by {artist} from my Tremolo playlist “{list}” and leave the others in it.",
        "I am tired of {artist}: take all their songs out of the playlist “{list}” on Tremolo.",
        "There should be nothing by {artist} in “{list}”, my playlist on Tremolo, any more. Remove those songs."),
    zh=("把颤音音乐歌单“{list}”里{artist}的歌全部移除，其他歌留着。",
        "我听腻{artist}了：把颤音音乐歌单“{list}”里这位歌手的歌都移出去。",
        "颤音音乐歌单“{list}”里不要再出现{artist}的歌，有的都移出去。"),
)  # fmt: skip
def artist_out(s: Scene) -> None:
    list_id, playlist = some_list(s)
    artist = s.pick(ARTISTS, lambda i: ARTISTS[i].name)
    theirs = [i for i in SONGS if SONGS[i].artist == artist]
    out = s.rng.sample(theirs, 3)
    rest = s.rng.sample([i for i in SONGS if i not in theirs], 5)
    playlist["songs"] = s.rng.sample([*out, *rest], 8)
    s.say(artist=artist_named(s, artist), list=playlist["name"])
    s.want(TREMOLO, "playlists", list_id, "songs", value=[i for i in playlist["songs"] if i not in out])
    s.do("Tremolo", LIBRARY, Tap(f"thing-{list_id}"))
    for song in (i for i in playlist["songs"] if i in out):
        s.then("Tremolo", Tap(f"menu-{song}"), Tap("Remove from this playlist"))


@THEME.task(
    "music-all-time-rank", TEST, objective="analyse",
    en=("According to Tremolo's statistics, who is in {rank} place among the artists I have played most of all time? "
        "Answer with the name.",
        "Which artist takes {rank} place in my Tremolo statistics of all time? Answer with the name only.",
        "Look up my all-time top artists on Tremolo and answer with the name of the one in {rank} place."),
    zh=("按颤音音乐的统计，全部时间里我播放最多的歌手中排{rank}的是谁？回答名字。",
        "在颤音音乐的统计中，全部时间排名{rank}的歌手是哪位？只回答名字。",
        "查看我在颤音音乐全部时间的热门歌手，回答排在{rank}位的名字。"),
)  # fmt: skip
def all_time_rank(s: Scene) -> None:
    state, rank = tremolo(s), s.any(RANKS)
    plays = {i: sum(state["songs"][n]["plays"] for n in SONGS if SONGS[n].artist == i) for i in ARTISTS}
    order = sorted(ARTISTS, key=lambda i: -plays[i])
    artist = order[rank - 1]
    s.need(plays[order[rank - 2]] > plays[artist] > plays[order[rank]])
    s.need(artist_counts(state)[rank - 1][0] != artist)  # this month, which is shown first
    s.say(rank=s.text(*RANKS[rank]))
    s.answer("text", artist_named(s, artist))
    s.do("Tremolo", Tap("settings"), Tap("stats"), Tap("only-all"))


@THEME.task(
    "music-no-such-song", TEST, feasible=False,
    en=("Add “{title}” by {artist} to my liked songs on Tremolo.", "Like the song “{title}” by {artist} on Tremolo.",
        "Find {artist}'s “{title}” on Tremolo and put it among my liked songs."),
    zh=("把{artist}的“{title}”加入颤音音乐里我喜欢的音乐。", "在颤音音乐给{artist}的歌“{title}”点喜欢。",
        "在颤音音乐找到{artist}的“{title}”，收藏到我喜欢的音乐。"),
)  # fmt: skip
def no_such_song(s: Scene) -> None:
    title, artist = s.text(*s.pick(MISSING)), s.pick(ARTISTS, lambda i: ARTISTS[i].name)
    s.say(title=title, artist=artist_named(s, artist))
    s.do("Tremolo", SEARCH, Fill("query", title), Fill("query", artist_named(s, artist)), Tap(f"hit-{artist}"))
    s.decline(f"there is no song “{title}” on Tremolo")


@THEME.task(
    "music-fall-asleep", TEST, composition="composite",
    en=("Play the album “{album}” on Tremolo from its first song, on the device “{device}”, and let it stop in "
        "{minutes} minutes.",
        "Put on “{album}” from the beginning on Tremolo. Play it on “{device}” with the sleep timer at {minutes} "
        "minutes.",
        "On Tremolo start the album “{album}” in its own order, choose “{device}” to play on and have the music stop "
        "after {minutes} minutes."),
    zh=("用颤音音乐从第一首开始播放专辑“{album}”，播放设备选“{device}”，{minutes}分钟后停止。",
        "在颤音音乐从头放“{album}”这张专辑，用“{device}”播放，睡眠定时设为{minutes}分钟。",
        "在颤音音乐按顺序播放专辑“{album}”，输出到“{device}”，并让音乐{minutes}分钟后自动停下。"),
)  # fmt: skip
def fall_asleep(s: Scene) -> None:
    state, album = tremolo(s), some_album(s)
    device, minutes = s.any(("kitchen", "tv")), s.any(SLEEPS)
    songs = songs_of(album)
    s.need(all(allowed(state, i) for i in songs) and len(state["player"]["line"]) > 1)
    with speaking(s.language, BY_NAME["Tremolo"].package):
        s.say(device=device_words(device))
    s.say(album=album_named(s, album), minutes=minutes)
    s.want(TREMOLO, "player", "at", value=0, was=1)
    s.want(TREMOLO, "player", "playing", value=True)
    for field, value in {"line": songs, "source": album, "device": device,
                         "sleep": iso(s.now + timedelta(minutes=minutes))}.items():  # fmt: skip
        s.want(TREMOLO, "player", field, value=value)
    s.do("Tremolo", *to_album(s, album), Tap("play-all"), Tap("mini"), Tap("sleep"), Tap(f"sleep-{minutes}"),
         Tap("device"), Tap(f"device-{device}"))  # fmt: skip


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "music-friends-album", TRAIN, composition="conditional", apps=("Parley", "Tremolo"),
    en=("{friend} recommended an album to me on Parley. If I do not follow its artist on Tremolo yet, follow them; if "
        "I already do, add the album to my library instead.",
        "See which album {friend} told me about on Parley and look it up on Tremolo. Do I follow the artist? Then add "
        "the album to my library. If not, just follow the artist.",
        "The last Parley message from {friend} names an album. On Tremolo, follow the artist if I have not done so; "
        "otherwise only put the album into my library."),
    zh=("{friend}在“聊聊”里给我推荐了一张专辑。我在颤音音乐还没关注那位歌手就关注，已经关注了就改为把专辑加入音乐库。",
        "看看{friend}在“聊聊”里说的是哪张专辑，在颤音音乐找到它。已关注歌手：把专辑加入音乐库；没关注：只关注歌手。",
        "{friend}最后一条“聊聊”消息提到一张专辑。在颤音音乐上，歌手没关注的话就关注，否则只把专辑加进音乐库。"),
)  # fmt: skip
def friends_album(s: Scene) -> None:
    chat_id, friend = some_friend(s)
    state, album = tremolo(s), some_album(s)
    artist, follows = ALBUMS[album].artist, s.any((True, False))
    wrote(s, chat_id, s.text(*s.pick(HINTS)).format(title=album_named(s, album)))
    state["albums"].pop(album, None)
    state["artists"][artist]["followed"] = iso(s.now - timedelta(days=12)) if follows else ""
    s.say(friend=friend)
    s.do("Parley", Tap(f"chat-{chat_id}"))
    s.do("Tremolo", *to_album(s, album), Tap("artist"))
    if follows:
        s.goal[TREMOLO]["albums"][album] = iso(s.now)
        s.then("Tremolo", Back(), Tap("keep"))
    else:
        s.want(TREMOLO, "artists", artist, "followed", value=iso(s.now))
        s.then("Tremolo", Tap("follow"))


@THEME.task(
    "music-which-playlist", TRAIN, clarity="ambiguous",
    en=("Add the song “{title}” by {artist} to my playlist on Tremolo.",
        "On Tremolo, put {artist}'s “{title}” into my playlist.",
        "“{title}” by {artist} should be in my Tremolo playlist, add it."),
    zh=("把{artist}的“{title}”加到我在颤音音乐的歌单里。", "在颤音音乐将{artist}的歌“{title}”放进我的歌单。",
        "{artist}的“{title}”应该在我的颤音音乐歌单里，加进去。"),
)  # fmt: skip
def which_playlist(s: Scene) -> None:
    list_id, playlist = some_list(s)
    lists = tremolo(s)["playlists"].values()
    song = some_song(s, *(i for one in lists for i in one["songs"]))
    s.say(title=song_named(s, song), artist=artist_named(s, SONGS[song].artist))
    name = playlist["name"]
    s.unclear(s.text("You have several playlists. Which one?", "您有好几个歌单，放进哪一个？"),
              s.text(f"“{name}”, please.", f"放进“{name}”。"))  # fmt: skip
    s.goal[TREMOLO]["playlists"][list_id]["songs"].append(song)
    s.do("Tremolo", SEARCH, Fill("query", song_named(s, song)), Tap(f"menu-{song}"), Tap("Add to playlist"),
         Tap(f"into-{list_id}"))  # fmt: skip


@THEME.task(
    "music-listeners", TRAIN, objective="analyse", composition="loop",
    en=("Which of the artists I follow on Tremolo has the {most} listeners a month? Answer with the name.",
        "Compare the artists I follow on Tremolo: who has the {most} monthly listeners? Answer with the name only.",
        "Of all the artists I follow on Tremolo, name the one with the {most} listeners a month."),
    zh=("我在颤音音乐关注的歌手里，谁的每月听众{most}？回答名字。",
        "比较我在颤音音乐关注的各位歌手：哪一位每月听众{most}？只回答名字。",
        "颤音音乐上我关注的歌手中每月听众{most}的是谁？用名字回答。"),
)  # fmt: skip
def listeners(s: Scene) -> None:
    standings, most = tremolo(s)["artists"], s.any((True, False))
    followed = sorted((i for i in standings if standings[i]["followed"]), key=lambda i: standings[i]["listeners"])
    low, *_, high = followed
    s.need(standings[high]["listeners"] > 1.2 * standings[followed[-2]]["listeners"])
    s.need(1.2 * standings[low]["listeners"] < standings[followed[1]]["listeners"])
    s.say(most=s.text("most" if most else "fewest", "最多" if most else "最少"))
    s.answer("text", artist_named(s, high if most else low))
    s.do("Tremolo", LIBRARY, Tap("kind-artists"))
    for artist in followed[:-1]:
        s.then("Tremolo", Tap(f"thing-{artist}"), Back())
    s.then("Tremolo", Tap(f"thing-{high}"))


@THEME.task(
    "music-headphones", TRAIN, composition="composite", apps=("Settings", "Tremolo"),
    en=("I have put my headphones on: turn on Bluetooth, choose them as the device Tremolo plays on and set its "
        "equaliser to {preset}. Do not start the music.",
        "Switch Bluetooth on, choose my headphones as what Tremolo plays on and pick the equaliser preset {preset}.",
        "Set Tremolo up for my headphones, without starting any music: Bluetooth on, output device headphones, "
        "equaliser preset {preset}."),
    zh=("我戴上耳机了：打开蓝牙，把颤音音乐的播放设备选为耳机，均衡器设为“{preset}”，先不用放歌。",
        "打开蓝牙，把颤音音乐的播放设备切换到耳机，均衡器预设选“{preset}”。",
        "为我的耳机设置好颤音音乐：蓝牙打开，输出到耳机，均衡器用“{preset}”预设。"),
)  # fmt: skip
def headphones(s: Scene) -> None:
    state = tremolo(s)
    preset = s.pick(name for name in PRESETS if name != "Flat")
    s.need(bool(state["player"]["line"]))
    s.say(preset=s.t("Tremolo", preset))
    s.want(SETTINGS, "bluetooth", value=True)
    s.want(TREMOLO, "player", "device", value="headphones")
    s.want(TREMOLO, "equaliser", value={"on": True, "preset": preset, "bands": list(PRESETS[preset])})
    s.do("Settings", Tap("Connected devices"), Tap("bluetooth"))
    s.do("Tremolo", Tap("mini"), Tap("device"), Tap("device-headphones"), Tap("now-menu"), Tap("go-equaliser"),
         Tap(f"preset-{preset.lower().replace(' ', '-')}"))  # fmt: skip


@THEME.task(
    "music-large-downloads", TRAIN, objective="filter", composition="loop", risk="delete",
    en=("Free some space: remove every Tremolo download that is larger than {limit} MB.",
        "On Tremolo, delete the downloads of more than {limit} MB and keep the smaller ones.",
        "Take all downloads over {limit} MB off this phone in Tremolo."),
    zh=("腾点空间：把颤音音乐里大于{limit} MB的下载都删掉。", "在颤音音乐删除超过{limit} MB的下载，小的留着。",
        "颤音音乐的下载里，凡是大于{limit} MB的都从手机上移除。"),
)  # fmt: skip
def large_downloads(s: Scene) -> None:
    state, limit = tremolo(s), s.number(13, 30)
    state["downloads"] = {
        i: {"size": size_of(state, i, s.now), "at": iso(s.now - timedelta(days=3 * n + 2))}
        for n, i in enumerate(s.rng.sample(sorted(ALBUMS), 6))
    }
    large = [i for i, one in state["downloads"].items() if one["size"] > limit]
    s.need(len(large) in (2, 3) and all(one["size"] != limit for one in state["downloads"].values()))
    s.say(limit=limit)
    s.do("Tremolo", LIBRARY, Tap("downloads"))
    for album in large:
        s.drop(TREMOLO, "downloads", album)
        s.then("Tremolo", Tap(f"remove-{album}"), Tap("Remove", "button"))
