"""Notes and lists. Also the example to copy for a new theme; see template.py."""

from agent.policies.scripted import Fill, Tap
from benchmarks.daily.scene import TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from devices.virtual.apps.notes.state import LABELS, Note, new_note

NOTES = "org.guimcp.notes"
THEME = Theme("system", "Notes")

TEXTS = (
    ("Plumber", "Comes on Friday at 8, ring twice", "水管工", "周五8点来，按两下门铃"),
    ("Pancakes", "200 g flour, 3 eggs, a pinch of salt", "煎饼", "面粉200克，鸡蛋3个，盐少许"),
    ("Parking", "Level 3, bay 27, next to the lift", "停车位", "三层27号，电梯旁边"),
    ("Dentist", "Ask about the night guard", "牙医", "问问夜用牙套"),
    ("Spare key", "With the neighbours on the first floor", "备用钥匙", "放在二楼邻居那里"),
    ("Bike lock", "The number is 4471", "自行车锁", "密码是4471"),
    ("Balcony", "Water the herbs every second day", "阳台", "香草隔天浇一次水"),
    ("Film night", "Popcorn, lemonade, the blue blanket", "电影之夜", "爆米花、柠檬水、蓝毯子"),
)
ITEMS = (("Tape", "胶带"), ("Pears", "梨"), ("Candles", "蜡烛"), ("Yeast", "酵母"), ("String", "细绳"),
         ("Honey", "蜂蜜"), ("Matches", "火柴"), ("Radishes", "小萝卜"))  # fmt: skip


def notes(s: Scene) -> dict[str, Note]:
    """The notes that there are at the start."""
    return s.start[NOTES]["notes"]


def some_note(s: Scene, checklist: bool = False) -> tuple[str, Note]:
    """A note of the right kind, with its id."""
    found = [i for i, note in notes(s).items() if bool(note["checklist"]) == checklist]
    note_id = s.any(found) if checklist else s.pick(found, lambda i: notes(s)[i]["title"])
    return note_id, notes(s)[note_id]


def some_text(s: Scene) -> tuple[str, str]:
    """Title and body of a note that is not there yet."""
    title, body, title_zh, body_zh = s.pick(TEXTS)
    return s.text(title, title_zh), s.text(body, body_zh)


# -- test ----------------------------------------------------------------------------------------------------------


@THEME.task(
    "notes-create", TEST,
    en=('Create a note titled "{title}" that says "{body}".',
        'Write down in Notes: title "{title}", text "{body}".',
        'I need a new note. Title: "{title}". Note: "{body}".'),
    zh=("新建一条笔记，标题“{title}”，内容“{body}”。",
        "在笔记里记一下：标题写“{title}”，内容写“{body}”。",
        "帮我写一条新笔记。标题：“{title}”。内容：“{body}”。"),
)  # fmt: skip
def create(s: Scene) -> None:
    title, body = some_text(s)
    s.say(title=title, body=body)
    s.add(NOTES, "notes", entity=new_note(title, body, "", s.now))
    s.do("Notes", Tap("New note"), Fill("Title", title), Fill("Note", body), Tap("Save"))


@THEME.task(
    "notes-delete", TEST, risk="delete",
    en=('Delete the note "{title}".',
        'Remove my note called "{title}" for good.',
        'I no longer need the "{title}" note, delete it from Notes.'),
    zh=("删除笔记“{title}”。", "把叫“{title}”的笔记彻底删掉。", "“{title}”这条笔记不需要了，从笔记里删掉它。"),
)  # fmt: skip
def delete(s: Scene) -> None:
    note_id, note = some_note(s)
    s.say(title=note["title"])
    s.drop(NOTES, "notes", note_id)
    s.do("Notes", Tap(note["title"]), Tap("More options"), Tap("Delete"), Tap("Delete"))


@THEME.task(
    "notes-checklist-add", TEST,
    en=('Add "{item}" to the check list "{title}" in Notes.',
        'Put "{item}" on my "{title}" list.',
        'My note "{title}" needs one more item: "{item}".'),
    zh=("在笔记的清单“{title}”里加上“{item}”。", "往我的“{title}”清单里添一项“{item}”。",
        "“{title}”这条笔记还差一项：“{item}”，加进去。"),
)  # fmt: skip
def checklist_add(s: Scene) -> None:
    note_id, note = some_note(s, checklist=True)
    item = s.text(*s.pick(ITEMS))
    s.say(title=note["title"], item=item)
    s.add(NOTES, "notes", note_id, "checklist", entity={"text": item, "done": False})
    s.do("Notes", Tap(note["title"]), Tap("Add item"), Fill("Item", item), Tap("Add", "button"))


@THEME.task(
    "notes-count-open", TEST, objective="analyse",
    en=('How many items on the list "{title}" in Notes are not ticked off yet? Answer with the number.',
        'Count the open items of my note "{title}". Answer with a number only.',
        'On the check list "{title}", how many things are still to do? Answer with the number.'),
    zh=("笔记里的清单“{title}”还有几项没有勾选？只回答数字。",
        "数一数我的笔记“{title}”里未完成的条目，只回答一个数字。",
        "清单“{title}”上还有多少件事没做？回答数字。"),
)  # fmt: skip
def count_open(s: Scene) -> None:
    _, note = some_note(s, checklist=True)
    s.say(title=note["title"])
    s.answer("number", sum(not line["done"] for line in note["checklist"]))
    s.do("Notes", Tap(note["title"]))


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "notes-archive-label", TRAIN, objective="filter", composition="loop",
    en=("Archive every note labelled {label}.",
        "Move all my {label} notes to the archive.",
        "In Notes, everything with the label {label} should be archived."),
    zh=("把所有标签为“{label}”的笔记归档。", "将我的“{label}”类笔记全部移到归档。",
        "笔记里凡是带“{label}”标签的都归档。"),
)  # fmt: skip
def archive_label(s: Scene) -> None:
    label = s.any(name for name in LABELS if any(note["label"] == name for note in notes(s).values()))
    s.say(label=s.t("Notes", label))
    s.do("Notes", Tap(label, "chip"))
    for note_id, note in notes(s).items():
        if note["label"] == label:
            s.want(NOTES, "notes", note_id, "archived", value=True)
            s.then("Notes", Tap(note["title"]), Tap("More options"), Tap("Archive"))


@THEME.task(
    "notes-pin", TRAIN,
    en=('Pin the note "{title}" to the top of Notes.',
        'Keep "{title}" at the top of my notes: pin it.',
        'In Notes, pin "{title}".'),
    zh=("把笔记“{title}”置顶。", "让“{title}”一直排在笔记最上面：置顶它。", "在笔记里置顶“{title}”。"),
)  # fmt: skip
def pin(s: Scene) -> None:
    note_id, note = some_note(s)
    s.say(title=note["title"])
    s.want(NOTES, "notes", note_id, "pinned", value=True)
    s.do("Notes", Tap(note["title"]), Tap("Pin"))


@THEME.task(
    "notes-relabel", TRAIN,
    en=('Give the note "{title}" the label {label}.',
        'Label my note "{title}" as {label}.',
        'The note "{title}" belongs under {label}: change its label.'),
    zh=("给笔记“{title}”加上标签“{label}”。", "把我的笔记“{title}”的标签设为“{label}”。",
        "笔记“{title}”应该归到“{label}”：改一下标签。"),
)  # fmt: skip
def relabel(s: Scene) -> None:
    note_id, note = some_note(s)
    label = s.any(name for name in LABELS if name != note["label"])
    s.say(title=note["title"], label=s.t("Notes", label))
    s.want(NOTES, "notes", note_id, "label", value=label)
    s.do("Notes", Tap(note["title"]), Tap("More options"), Tap("Label"), Tap(label, "chip"))


@THEME.task(
    "notes-tick-all", TRAIN, composition="loop",
    en=('Tick off everything on the list "{title}" in Notes.',
        'All of "{title}" is done: tick every item that is still open.',
        'Mark each item of my check list "{title}" as done.'),
    zh=("把笔记清单“{title}”里的每一项都勾上。", "“{title}”都办完了：把还没勾的全部勾选。",
        "将我的清单“{title}”的所有条目标记为完成。"),
)  # fmt: skip
def tick_all(s: Scene) -> None:
    note_id, note = some_note(s, checklist=True)
    s.need(any(not line["done"] for line in note["checklist"]))
    s.say(title=note["title"])
    s.do("Notes", Tap(note["title"]))
    for at, line in enumerate(note["checklist"]):
        if not line["done"]:
            s.want(NOTES, "notes", note_id, "checklist", at, "done", value=True)
            s.then("Notes", Tap(f"line-{at}"))
