"""Photos: finding, sorting, editing, sharing and clearing them out."""

from collections import Counter
from datetime import timedelta

from agent.policies.scripted import Back, Fill, Move, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from benchmarks.daily.themes.chat import GALLERY, chats, in_sight, name_of, person, post, said
from benchmarks.daily.themes.letters import begin, mine
from benchmarks.facts import Among
from devices.virtual.apps.chat.state import partner
from devices.virtual.apps.gallery.state import CROPS, FILTERS, PLAIN, Crop, Filter, Photo, in_album, shown

THEME = Theme("content", "Gallery")

# (address, subject, subject in Chinese, text, text in Chinese)
MAILS = (
    ("contest@lenspost.example", "For the contest", "参赛作品", "I took this one myself.", "这张是我自己拍的。"),
    ("editor@villagepaper.example", "A picture for page three", "第三版配图", "You may print it.", "你们可以刊登。"),
    ("nora.fink@slate.example", "You asked for it", "你要的照片", "Here is the one I meant.", "就是我说的那张。"),
    ("calendar@printhouse.example", "Picture for April", "四月的图", "Please print it across the whole page.",
     "请整页印刷。"),
    ("milo@fernpost.example", "Do you remember?", "还记得吗？", "What a day that was!", "那天真难忘！"),
    ("frames@oakframe.example", "My order", "我的订单", "Framed in oak, 30 by 40, please.", "请用橡木框，30乘40。"),
    ("lotte@slate.example", "Wallpaper", "壁纸", "This would suit your screen.", "很适合当你的壁纸。"),
    ("archive@maplestreet14.example", "For our house book", "给楼里的相册", "Feel free to keep it.", "欢迎收藏。"),
)  # fmt: skip


def seen(s: Scene) -> dict[str, Photo]:
    """What Gallery shows at the start: neither hidden nor in the bin."""
    return dict(shown(s.start[GALLERY]))


def search_for(words: str) -> list[Move]:
    """Looking for photos by words."""
    return [Tap("Search"), Fill("query", words)]


def captioned(s: Scene, count: int) -> list[str]:
    """The captions that so many pictures have, whether they are shown or not."""
    photos = s.start[GALLERY]["photos"].values()
    found = Counter(photo["caption"] for photo in photos if photo["caption"] and photo["kind"] == "photo")
    other = {photo["caption"] for photo in photos if photo["kind"] != "photo" or photo["binned"] or photo["hidden"]}
    return sorted(caption for caption, times in found.items() if times == count and caption not in other)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "gallery-largest-videos", TEST, objective="filter", composition="loop", risk="delete",
    en=("My phone is getting full. Leaving my favourites out of it, move the {n} largest of my other videos to the bin "
        "of Gallery.",
        "Find the {n} videos that take up the most space, leaving out favourites, and delete them in Gallery.",
        "Clear out Gallery: the {n} biggest videos that are not favourites go to the bin, nothing else."),
    zh=("手机快满了。不算收藏的，把相册里其余视频中最大的{n}个移入回收站。",
        "找出最占空间的{n}个视频（收藏的除外），在相册里删除它们。",
        "清理相册：没有收藏的视频里最大的{n}个移到回收站，其他的别动。"),
)  # fmt: skip
def largest_videos(s: Scene) -> None:
    videos = sorted((i for i, p in seen(s).items() if p["kind"] == "video"), key=lambda i: -seen(s)[i]["size"])
    n = s.any((2, 3))
    s.need(len(videos) > n + 1)
    photos = s.start[GALLERY]["photos"]
    photos[videos[s.any((0, 1))]]["favourite"] = True
    chosen = [i for i in videos if not photos[i]["favourite"]][:n]
    s.need(len(chosen) == n)
    s.say(n=s.text({2: "two", 3: "three"}[n], str(n)))
    s.do("Gallery", Tap("Search"), Tap("only-video"), Tap("by-largest"))
    for photo_id in chosen:
        s.want(GALLERY, "photos", photo_id, "binned", value=s.now.isoformat(timespec="minutes"))
        s.then("Gallery", Tap(f"photo-{photo_id}"), Tap("Delete"), Tap("Move to bin"))


@THEME.task(
    "gallery-mail", TEST, apps=("Gallery", "Letterbox"), composition="composite", risk="send",
    en=('Mail the photo "{caption}" that was taken at {place} to {address}, subject "{subject}", text "{text}"',
        'Send {address} a mail with my picture "{caption}" from {place}. Subject: "{subject}". Text: "{text}"',
        'I took several photos called "{caption}"; share the one from {place} by mail with {address}, under the '
        'subject "{subject}" and with the words "{text}"'),
    zh=("把在{place}拍的照片“{caption}”用邮件发给{address}，主题“{subject}”，正文“{text}”",
        "给{address}发一封邮件，带上我在{place}拍的“{caption}”。主题：“{subject}”。正文：“{text}”",
        "我有好几张照片叫“{caption}”，把{place}那张用邮件分享给{address}，主题写“{subject}”，内容写“{text}”"),
)  # fmt: skip
def by_mail(s: Scene) -> None:
    several = [*captioned(s, 2), *captioned(s, 3)]
    caption = s.pick(several)
    same = {i: p for i, p in seen(s).items() if p["caption"] == caption}
    places = Counter(p["place"] for p in same.values())
    s.need(len(places) > 1 and 1 in places.values())
    photo_id = s.any(i for i, p in same.items() if places[p["place"]] == 1)
    photo = same[photo_id]
    address, subject, subject_zh, text, text_zh = s.pick(MAILS, lambda mail: mail[0])
    subject, text = s.text(subject, subject_zh), s.text(text, text_zh)
    s.say(caption=caption, place=photo["place"], address=address, subject=subject, text=text)
    # Gallery shares a picture without its name; Letterbox attaches it with its name and size.
    enclosed = {"name": Among(s.t("Letterbox", "Picture"), caption), "kind": photo["art"],
                "size": Among(900, photo["size"])}  # fmt: skip
    letter_id = mine(s, begin(s, subject), [address], text)
    s.goal["org.guimcp.mail"]["letters"][letter_id]["files"] = [enclosed]
    s.do("Gallery", *search_for(caption), Tap(f"photo-{photo_id}"), Tap("Share"))
    s.then(
        "Letterbox", Tap("Letterbox"), Fill("to", address), Fill("subject", subject), Fill("body", text), Tap("send")
    )


@THEME.task(
    "gallery-count-place", TEST, objective="analyse",
    en=("How many photos have I taken at {place} in the last three months? Videos do not count. Answer with the "
        "number.",
        "Count the pictures in Gallery from {place} that are no older than three months, without the videos. Answer "
        "with a number only.",
        "Look in Gallery: how many photos (no videos) from the last 3 months were taken at {place}? Just the number."),
    zh=("最近三个月我在{place}拍了多少张照片？视频不算，只回答数字。",
        "数一数相册里在{place}拍的、三个月以内的照片，不含视频，用数字回答。",
        "看看相册：最近3个月有几张照片（不要视频）是在{place}拍的？回答一个数字。"),
)  # fmt: skip
def count_place(s: Scene) -> None:
    since = s.now - timedelta(days=90)
    day_before, day_after = (since + timedelta(days=n) for n in (-1, 1))
    here = Counter(p["place"] for p in seen(s).values() if p["place"])
    place = s.pick([place for place, times in here.items() if times > 3])
    found = [p for p in seen(s).values() if p["place"] == place]
    photos = [p for p in found if p["kind"] == "photo"]
    recent = [p for p in photos if p["at"] >= since.isoformat()]
    s.need(1 < len(recent) < len(photos) < len(found))
    s.need(not any(day_before.isoformat() < p["at"] < day_after.isoformat() for p in found))
    # The words of a place may stand in a caption, too: whoever searches for them finds no more than those.
    s.need(not any(place in p["caption"] for p in seen(s).values()))
    s.say(place=place)
    s.answer("number", len(recent))
    s.do("Gallery", *search_for(place), Tap("only-photo"), Tap("span-90"))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "gallery-of-person", TRAIN, apps=("Gallery", "Parley"), objective="filter", composition="loop", risk="send",
    en=("Send {name} every picture in my Gallery that shows them, on Parley, without any words.",
        "All pictures of {name} that are in Gallery should go to {name} on Parley. Only the pictures, no text.",
        "Look for the pictures with {name} in Gallery and share each of them with {name} on Parley, no caption."),
    zh=("把相册里所有有{name}的照片用聊聊发给对方，不加文字。",
        "相册里凡是拍到{name}的照片，都通过聊聊发给{name}本人，只发图。",
        "在相册里找出{name}的照片，一张张用聊聊分享给{name}，不用配文字。"),
)  # fmt: skip
def of_person(s: Scene) -> None:
    found = Counter(name for p in seen(s).values() for name in p["people"])
    friends = [i for i in in_sight(s, "direct") if found[name_of(s, i)] in (2, 3)]
    chat_id = s.pick(friends, lambda i: partner(chats(s)[i]))
    name = person(s, partner(chats(s)[chat_id]))
    theirs = {i: p for i, p in seen(s).items() if name in p["people"]}
    s.need(all(p["kind"] == "photo" for p in theirs.values()))
    s.say(name=name)
    s.do("Gallery", *search_for(name))
    for at, (photo_id, photo) in enumerate(theirs.items()):
        post(s, chat_id, {**said(s, ""), "kind": "image", "ref": photo["art"]})
        if at:
            s.do("Gallery", Back())
        s.then("Gallery", Tap(f"photo-{photo_id}"), Tap("Share"))
        s.then("Parley", Tap("Parley"), Tap(f"to-{chat_id}"), Tap("send"))


@THEME.task(
    "gallery-edited-copy", TRAIN, composition="composite",
    en=('Make a copy of the photo "{caption}" with the filter {filter}, cropped to {crop} and turned to the right '
        "once. The original must stay as it is.",
        'I want a second version of my picture "{caption}": filter {filter}, crop {crop}, one turn to the right. Leave '
        "the original alone.",
        'Edit "{caption}" in Gallery (filter {filter}, crop {crop}, turned right by 90 degrees) and save that as a '
        "copy, without changing the photo itself."),
    zh=("给照片“{caption}”做一个副本：滤镜“{filter}”，裁剪为“{crop}”，向右旋转一次。原图保持不变。",
        "我想要“{caption}”的另一个版本：用“{filter}”滤镜，裁成“{crop}”，向右转一下，原照片别动。",
        "在相册里编辑“{caption}”（滤镜“{filter}”、裁剪“{crop}”、向右转90度），另存为副本，不要改动原图。"),
)  # fmt: skip
def edited_copy(s: Scene) -> None:
    caption = s.pick(captioned(s, 1))
    photo_id, photo = next((i, p) for i, p in seen(s).items() if p["caption"] == caption)
    s.need(photo["edits"] == PLAIN)
    look: Filter = s.any(name for name in FILTERS if name != "none")
    crop: Crop = s.any(name for name in CROPS if name != "original")
    s.say(caption=caption, filter=s.t("Gallery", FILTERS[look]), crop=s.t("Gallery", CROPS[crop]))
    new_id = f"p{s.start[GALLERY]['next_id']}"
    s.add(GALLERY, "photos", letter="p", entity={
        **photo, "favourite": False, "name": f"{photo['name']}-{new_id}",
        "edits": {"filter": look, "turn": 90, "light": 0, "crop": crop},
    })  # fmt: skip
    s.do("Gallery", *search_for(caption), Tap(f"photo-{photo_id}"), Tap("Edit"), Tap(f"filter-{look}"),
         Tap(f"crop-{list(CROPS).index(crop)}"), Tap("Right", "button"), Tap("Save as copy"))  # fmt: skip


@THEME.task(
    "gallery-which-photo", TRAIN, clarity="ambiguous", composition="composite",
    en=('Add the photo "{caption}" to the album "{album}" and mark it as a favourite.',
        'Put my picture "{caption}" into "{album}" in Gallery and give it a heart.',
        'My photo "{caption}" belongs into the album "{album}" and among my favourites.'),
    zh=("把照片“{caption}”加到相册“{album}”里，并收藏它。", "将“{caption}”那张照片放进“{album}”，再点上收藏。",
        "照片“{caption}”应该放进“{album}”这个相册，同时加入收藏。"),
)  # fmt: skip
def which_photo(s: Scene) -> None:
    caption = s.pick(captioned(s, 2))
    two = [i for i, p in seen(s).items() if p["caption"] == caption]
    photos, state = s.start[GALLERY]["photos"], s.start[GALLERY]
    s.need(photos[two[0]]["place"] != photos[two[1]]["place"])
    album_id = s.any(state["albums"])
    album = state["albums"][album_id]
    s.need(bool(in_album(state, album_id)) and not set(two) & set(album["photos"]))
    photo_id = s.any(two)
    for twin in two:
        photos[twin]["favourite"] = False
    place = photos[photo_id]["place"]
    s.say(caption=caption, album=album["name"])
    s.unclear(s.text(f"There are two photos “{caption}”. Which one?", f"有两张“{caption}”，是哪一张？"),
              s.text(f"The one from {place}.", f"在{place}拍的那张。"))  # fmt: skip
    s.want(GALLERY, "photos", photo_id, "favourite", value=True)
    s.want(GALLERY, "albums", album_id, "photos", value=[*album["photos"], photo_id])
    s.do("Gallery", *search_for(caption), Tap(f"photo-{photo_id}"), Tap("heart"), Tap("More options"),
         Tap("Add to album"), Tap(f"into-{album_id}"))  # fmt: skip
