"""GELab-Zero / Step-GUI: one user message with one screenshot, memory as a summary the model rewrites each step.

Wire format as released with GELab-Zero (parser_0920_summary, 2025-12-18): fields `key:value` separated by TABs after a
THINK block; points are integers 0-1000 of the screenshot. `parse` also reads the faults its users report: stray or
misspelt THINK tags (quantised models write <THIN>, <TINK>), `x y` points, missing fields, other field order.
"""

import re
from collections.abc import Sequence
from typing import Any

from agent.errors import ReplyMalformed
from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Step
from devices.action import Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.device import Observation

SPAN = 1000
NO_HISTORY = "暂无历史操作"
RULES = """你是一名手机 GUI 智能体，根据用户指令、历史操作和当前截图，决定下一步操作。
屏幕坐标以左上角为原点，x 轴向右，y 轴向下，取值范围都是 0 到 1000 的整数。

可用的操作（字段之间用制表符分隔）：
action:CLICK\tpoint:x,y    点击
action:TYPE\tvalue:文字\tpoint:x,y    在输入框中输入文字
action:COMPLETE\treturn:给用户的答复    任务完成
action:WAIT\tvalue:秒数    等待
action:AWAKE\tvalue:应用名    打开应用
action:INFO\tvalue:问题    向用户提问
action:ABORT\tvalue:原因    任务无法完成
action:SLIDE\tpoint1:x1,y1\tpoint2:x2,y2    滑动
action:LONGPRESS\tpoint:x,y    长按
action:BACK    返回

注意：记住上一步做过的操作；同一方向连续滑动不超过 5 次；以用户最新的指令为准。"""
OUTPUT = """先在 <THINK> 和 </THINK> 之间思考，然后在一行内输出，字段之间用制表符分隔：
<THINK> 思考过程 </THINK>
explain:简短说明\taction:操作类型\t操作参数\tsummary:更新后的全部历史摘要"""

_THINK = re.compile(r"<\s*/?\s*T+H?I+N?K?\s*>", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:^|[\t\n]|(?<=\s)|\\t)\s*"
    r"(?P<key>explain|action|point1|point2|point|value|return|summary|direction)\s*[:：]",
    re.IGNORECASE,
)
_POINT = re.compile(r"^\D{0,3}(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\D{0,3}$")


def prompt(goal: str, past: Sequence[Step], seen: Observation) -> list[dict[str, Any]]:
    """Messages in OpenAI form. The image part holds the PNG bytes under "png" for the sender to encode."""
    status = (
        f"已知用户指令为：{goal}{_answers(past)}指令结束\n"
        f"已知已经执行过的历史动作如下：{summary(past)}\n当前手机屏幕截图如下："
    )
    return [
        {
            "role": "user",
            "content": [
                {"type": "text", "text": RULES},
                {"type": "text", "text": status},
                {"type": "image", "png": seen.png},
                {"type": "text", "text": OUTPUT},
            ],
        }
    ]


def _answers(past: Sequence[Step]) -> str:
    """Every question the model has put and what the user said: part of the instruction from then on."""
    pairs = [
        f"\n问：{step.reply.decision.question}\n答：{step.told}"
        for step in past
        if step.told is not None and isinstance(step.reply.decision, Ask)
    ]
    return "".join(pairs) + "\n" if pairs else ""


def summary(past: Sequence[Step]) -> str:
    """The model's own memory: the summary of its last readable reply, else that there is none."""
    for step in reversed(past):
        kept = fields(step.reply.said).get("summary", "") if step.reply.said else ""
        if kept:
            failed = f"（上一步失败：{step.error}）" if step is past[-1] and step.error else ""
            return kept + failed
    return NO_HISTORY


def fields(text: str) -> dict[str, str]:
    """Every field of a reply by lower-case key; the thought is under "think". Later duplicates do not count."""
    tags = list(_THINK.finditer(text))
    body = text[tags[-1].end() :] if tags else text
    found = _split(body)
    if "action" not in found and tags:  # the last tag came after the fields
        body, found = text, _split(_THINK.sub("\n", text))
    if "action" in found or tags:
        start = tags[0].end() if tags else 0
        think = _THINK.sub("", text[start : tags[-1].start()] if len(tags) > 1 else text[: text.find(body)])
        found["think"] = think.strip() or found.get("think", "")
    return found


def _split(body: str) -> dict[str, str]:
    marks = list(_FIELD.finditer(body))
    # A tab or line break ends a field; `key:` after a mere space counts only where no tabs are used at all.
    strict = [m for m in marks if m.start() == 0 or body[m.start()] in "\t\n\\" or body[m.start() - 1] in "\t\n"]
    if any(m.group("key").lower() == "action" for m in strict):
        marks = strict
    out: dict[str, str] = {}
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        value = body[mark.end() : after.start() if after else len(body)].strip()
        out.setdefault(mark.group("key").lower(), value)
    return out


def parse(text: str, seen: Observation) -> Reply:
    """Read a reply. Raises `ReplyMalformed` saying what is missing; never guesses a point."""
    found = fields(text)
    if "action" not in found:
        raise ReplyMalformed("no action field", text)
    return Reply(_decision(found, text, seen), said=text, thought=found.get("think", "") or found.get("explain", ""))


def _decision(found: dict[str, str], text: str, seen: Observation) -> Decision:
    kind = re.sub(r"[^A-Z]", "", found["action"].upper())
    value = found.get("value", "")
    match kind:
        case "CLICK":
            return Act(Click(_point(found, "point", text, seen)))
        case "LONGPRESS":
            return Act(LongPress(_point(found, "point", text, seen)))
        case "TYPE":
            if "value" not in found:
                raise ReplyMalformed("TYPE without a value", text)
            return Act(InputText(value))
        case "SLIDE":
            return Act(Swipe(_point(found, "point1", text, seen), _point(found, "point2", text, seen), 0.5))
        case "AWAKE":
            if not value:
                raise ReplyMalformed("AWAKE without an app", text)
            return Act(Awake(value))
        case "WAIT":
            return Act(Wait(_seconds(value, text)))
        case "BACK":
            return Act(Press("back"))
        case "COMPLETE":
            return Done(found.get("return", value))
        case "INFO":
            return Ask(value)
        case "ABORT":
            return GiveUp(value)
        case _:
            raise ReplyMalformed(f"unknown action {found['action'][:40]!r}", text)


def _point(found: dict[str, str], key: str, text: str, seen: Observation) -> Point:
    raw = found.get(key, found.get("point1", "") if key == "point" else "")
    at = _POINT.match(raw.strip())
    if at is None:
        raise ReplyMalformed(f"{found['action'].strip()} without a readable {key} ({raw[:40]!r})", text)
    x, y = float(at.group(1)), float(at.group(2))
    if not (0 <= x <= SPAN and 0 <= y <= SPAN):
        raise ReplyMalformed(f"{key} {x:g},{y:g} is outside 0-{SPAN}", text)
    return Point(min(seen.width - 1, round(x * seen.width / SPAN)), min(seen.height - 1, round(y * seen.height / SPAN)))


def _seconds(value: str, text: str) -> float:
    try:
        return min(60.0, max(0.0, float(value or 1)))
    except ValueError:
        raise ReplyMalformed(f"WAIT {value[:20]!r} is no number of seconds", text) from None


def render(decision: Decision, seen: Observation, explain: str = "", memory: str = "", think: str = "") -> str:
    """A decision in the model's own words, for training on it. Raises ValueError for what it has no word for."""
    line = [f"explain:{_flat(explain)}", *_words(decision, seen), f"summary:{_flat(memory)}"]
    return f"<THINK> {_flat(think)} </THINK>\n" + "\t".join(line)


def _words(decision: Decision, seen: Observation) -> list[str]:
    def at(point: Point) -> str:
        return f"{round(point.x * SPAN / seen.width)},{round(point.y * SPAN / seen.height)}"

    match decision:
        case Done(answer=answer):
            return ["action:COMPLETE", f"return:{_flat(answer)}"]
        case GiveUp(why=why):
            return ["action:ABORT", f"value:{_flat(why)}"]
        case Ask(question=question):
            return ["action:INFO", f"value:{_flat(question)}"]
        case Act(action=action):
            match action:
                case Click(at=point):
                    return ["action:CLICK", f"point:{at(point)}"]
                case LongPress(at=point):
                    return ["action:LONGPRESS", f"point:{at(point)}"]
                case InputText(text=text):
                    return ["action:TYPE", f"value:{_flat(text)}"]
                case Swipe(start=start, end=end) | Drag(start=start, end=end):
                    return ["action:SLIDE", f"point1:{at(start)}", f"point2:{at(end)}"]
                case Awake(app=app):
                    return ["action:AWAKE", f"value:{_flat(app)}"]
                case Wait(seconds=seconds):
                    return ["action:WAIT", f"value:{seconds:g}"]
                case Press(key="back"):
                    return ["action:BACK"]
                case Press() | Hotkey() | Move():
                    raise ValueError(f"the GELab dialect has no word for {action}")


def _flat(text: str) -> str:
    """Fields are separated by tabs and end with the line, so neither may stand inside one."""
    return re.sub(r"[\t\r\n]+", " ", text).strip()
