"""A plain baseline: reads the elements, goes where the goal's words are, types what the goal quotes, presses Save.

It knows nothing of any task, app or benchmark beyond common words for common apps, and cannot plan, compare or count.
What it scores is what word matching alone is worth.
"""

import re
from collections.abc import Sequence

from agent.policies.wording import Value, Wording, read, stem, tokens
from agent.trajectory import Act, Decision, Done, GiveUp, Reply, Step
from devices.action import Click, InputText, Point, Press, Swipe
from devices.device import Observation
from devices.element import Element, caption

# What people commonly look for in an app of this name.
TOPICS = {
    "settings": "wifi wi-fi bluetooth brightness volume ringtone theme hotspot airplane timeout font network battery "
    "dark disturb location format vibrate",
    "clock": "alarm timer stopwatch wake world",
    "contacts": "contact call birthday dial number favourite phone",
    "messages": "message text sms tell reply thread send",
    "notes": "note list write checklist label pin archive",
    "calendar": "event meeting appointment calendar schedule reminder",
    "tiffin": "food restaurant order dish delivery eat menu cart",
    "hopla": "ride trip taxi driver cab",
}
COMMIT = ("save", "send", "ok", "add", "done", "confirm", "apply", "create", "place order", "book", "call", "message")
DANGER = ("delete", "remove", "cancel", "archive", "block", "mute", "clear")
NEW = tokens("new add create")
MENU = frozenset({"more", "option", "menu"}) | {stem("options")}
AVOID = frozenset({"back", "cancel", "close", "navigate up"})
MAX_SWIPES = 3
MAX_BACKS = 3
NAMED = 1.5  # a score from which a thing is taken to be what the goal names


class LexicalPolicy:
    """One episode's memory: what was touched where, which values were typed."""

    def __init__(self) -> None:
        self._reset("")

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The next action, with a thought that says why."""
        if not past:
            self._reset(goal)
        decision, why = self._decide(seen)
        return Reply(decision, thought=why)

    def _reset(self, goal: str) -> None:
        self._goal: Wording = read(goal)
        self._tried: set[tuple[str, str]] = set()
        self._typed: list[Value] = []
        self._swipes: dict[str, int] = {}
        self._committed = False
        self._pending: Value | None = None
        self._went_home = False
        self._backs = 0
        self._named = False

    def _decide(self, seen: Observation) -> tuple[Decision, str]:
        goal, place = self._goal, _place(seen)
        if self._pending is not None and any(e.focused for e in seen.elements):
            value, self._pending = self._pending, None
            self._typed.append(value)
            return Act(InputText(value.text)), f"the goal quotes “{value.text}”"
        self._pending = None
        if not seen.app:
            return self._start_app(seen, place)
        field = self._field(seen, place)
        if field is not None:
            element, value = field
            self._pending = value
            self._tried.add((place, "field:" + (element.label or element.id)))
            return Act(Click(element.bounds.centre)), f"“{value.text}” belongs into {element.label or 'this field'}"
        switch = self._switch(seen)
        if switch is not None:
            return switch
        if goal.asks:
            found = _read_off(goal, seen)
            if found:
                return Done(found), f"“{found}” stands beside the words of the question"
        commit = self._commit(seen, place)
        if commit is not None:
            return commit
        if self._committed:
            return Done(), "saved; there is nothing more to match"
        best = self._best(seen, place)
        if best is not None:
            index, score = best
            name = caption(seen.elements, index)
            self._tried.add((place, name))
            self._named = self._named or score >= NAMED
            return Act(Click(seen.elements[index].bounds.centre)), f"“{name}” shares words with the goal ({score:.1f})"
        return self._look_further(seen, place)

    def _start_app(self, seen: Observation, place: str) -> tuple[Decision, str]:
        scored = [
            (self._topic(caption(seen.elements, i)), i) for i, e in enumerate(seen.elements) if e.clickable and e.id
        ]
        fresh = [(s, i) for s, i in scored if (place, caption(seen.elements, i)) not in self._tried]
        if not fresh or max(fresh)[0] <= 0:
            return self._stop("no app's name or topic is in the goal")
        score, index = max(fresh, key=lambda pair: (pair[0], -pair[1]))
        name = caption(seen.elements, index)
        self._tried.add((place, name))
        return Act(Click(seen.elements[index].bounds.centre)), f"{name} fits the goal ({score:.1f})"

    def _topic(self, name: str) -> float:
        named = 3.0 if re.search(rf"\b{re.escape(name.casefold())}\b", self._goal.text) else 0.0
        topics = {stem(word) for word in TOPICS.get(name.casefold(), "").split()}
        return named + len(topics & self._goal.words)

    def _field(self, seen: Observation, place: str) -> tuple[Element, Value] | None:
        """The next quoted value and the empty field it fits best."""
        left = [v for v in self._goal.values if v not in self._typed]
        fields = [
            e
            for e in seen.elements
            if e.editable and not e.text and (place, "field:" + (e.label or e.id)) not in self._tried
        ]
        if not left or not fields:
            return None
        pairs = [
            (len(tokens(f.label) & (v.context | self._goal.words)) + 2 * len(tokens(f.label) & v.context), -i, -j, f, v)
            for i, v in enumerate(left)
            for j, f in enumerate(fields)
            if not f.label.casefold().startswith("search")
        ]
        if not pairs:
            return None
        _, _, _, field, value = max(pairs, key=lambda p: p[:3])
        return field, value

    def _switch(self, seen: Observation) -> tuple[Decision, str] | None:
        """Turn the switch that the goal names, or stop where it stands right already."""
        if self._goal.switch is None:
            return None
        for e in seen.elements:
            name = tokens(e.label)
            if e.checkable and e.role == "switch" and name and name <= self._goal.words:
                if e.checked == self._goal.switch:
                    return Done(), f"{e.label} is as wanted"
                return Act(Click(e.bounds.centre)), f"{e.label} has to be turned"
        return None

    def _commit(self, seen: Observation, place: str) -> tuple[Decision, str] | None:
        """Press Save and the like once something was typed, or a button that does what the goal's verb says."""
        for i, e in enumerate(seen.elements):
            name = caption(seen.elements, i).casefold()
            if not (e.clickable and e.enabled and e.role == "button") or (place, name) in self._tried:
                continue
            saves = bool(self._typed) and any(name == c or name.startswith(c + " ") for c in COMMIT)
            verb = any(name.startswith(d) and stem(d) in self._goal.words for d in DANGER)
            if saves or verb:
                self._tried.add((place, name))
                self._committed = self._committed or saves or verb
                return Act(Click(e.bounds.centre)), f"“{name}” finishes what was begun"
        return None

    def _best(self, seen: Observation, place: str) -> tuple[int, float] | None:
        best: tuple[int, float] | None = None
        for i, e in enumerate(seen.elements):
            name = caption(seen.elements, i)
            if not (e.clickable and e.enabled) or e.editable or not name or name.casefold() in AVOID:
                continue
            if (place, name) in self._tried:
                continue
            score = self._score(name)
            if score > 0.3 and (best is None or score > best[1] + 1e-9):
                best = (i, score)
        return best

    def _score(self, name: str) -> float:
        words = tokens(name)
        if not words:
            return 0.0
        shared = words & self._goal.words
        score = len(shared) / (len(words) ** 0.5)
        head = name.split(" · ")[0].casefold()
        if len(head) > 2 and re.search(rf"(?<!\w){re.escape(head)}(?!\w)", self._goal.text):
            score += 1.0 + 0.2 * len(tokens(head))
        destroys = any(stem(word) in self._goal.words for word in DANGER)
        untyped = len(self._typed) < len(self._goal.values)
        if words & NEW and untyped and not destroys:
            score += 0.6
        if words & MENU and destroys:
            score += 1.0
        return score

    def _look_further(self, seen: Observation, place: str) -> tuple[Decision, str]:
        lists = [e for e in seen.elements if e.scrollable]
        swipes = self._swipes.get(place, 0)
        if lists and swipes < MAX_SWIPES:
            self._swipes[place] = swipes + 1
            box = lists[0].bounds
            height = box.y2 - box.y1
            start, end = Point(box.centre.x, box.y1 + height * 7 // 10), Point(box.centre.x, box.y1 + height * 3 // 10)
            return Act(Swipe(start, end)), "nothing here shares words with the goal; further down?"
        if any(e.label == "Back" and e.clickable for e in seen.elements) and self._backs < MAX_BACKS:
            self._backs += 1
            return Act(Press("back")), "a dead end; back"
        if not self._went_home and not self._typed:
            self._went_home = True
            return Act(Press("home")), "a dead end; another app?"
        return self._stop("nothing left to try")

    def _stop(self, why: str) -> tuple[Decision, str]:
        """Claim success only where something was typed, pressed or tapped that the goal names."""
        return (Done() if self._typed or self._committed or self._named else GiveUp(why)), why


def _place(seen: Observation) -> str:
    """A screen's name: its app and its title, or what is written first."""
    title = next((e.text for e in seen.elements if e.id == "page-title"), "")
    first = next((e.text for e in seen.elements if e.text), "")
    return f"{seen.app}/{title or first}/{len([e for e in seen.elements if e.editable])}"


def _read_off(goal: Wording, seen: Observation) -> str | None:
    """The value written beside the words of the question: a number, time or amount in the row that matches best."""
    wanted = goal.words
    best: tuple[float, str] | None = None
    for i, e in enumerate(seen.elements):
        if e.role not in ("item", "row", "button") or not caption(seen.elements, i):
            continue
        texts = [t.text or t.label for t in seen.elements if t.parent == i and (t.text or t.label)]
        if len(texts) < 2:
            continue
        score = len(tokens(texts[0]) & wanted) / max(1, len(tokens(texts[0])))
        if score >= 0.99 and (best is None or score > best[0]):
            number = re.search(r"\d[\d.,:]*(?:\s?[AP]M)?", texts[1])
            best = (score, number.group().rstrip(".,") if number else texts[1])
    return best[1] if best else None
