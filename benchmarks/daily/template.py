"""What a daily task is made of. A file in themes/ holds one area of daily life; copy notes.py.

A template is one decorated function that lays out one instance on a `Scene` (scene.py), in this order:

    @THEME.task(
        "notes-delete", TEST, risk="delete",
        en=('Delete the note "{title}".', 'Remove my note called "{title}" for good.', …),
        zh=("删除笔记“{title}”。", …),
    )
    def delete(s: Scene) -> None:
        note_id = s.pick(s.start[NOTES]["notes"], lambda i: s.start[NOTES]["notes"][i]["title"])   # parameters
        title = s.start[NOTES]["notes"][note_id]["title"]
        s.say(title=title)                                                                         # fill the wordings
        s.drop(NOTES, "notes", note_id)                                                            # expected changes
        s.do("Notes", Tap(title), Tap("More options"), Tap("Delete"), Tap("Delete"))               # oracle

- At least three wordings in each language, which say exactly what is wanted and, for a query, in which form to answer.
  An app is named only where a person would.
- `split`: TEST or TRAIN. A template belongs to one; values drawn with `pick` and `number` belong to one, too.
- The axes are columns of the report; `apps`, by their English names, default to the theme's.

`gui-mcp honesty daily --only ID` runs a template's oracle, null agents and near misses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.policies.scripted import Fill, Move
from benchmarks.daily.scene import Scene, Split

Scenario = Literal["transport", "shopping", "social", "content", "local and money", "system"]
Objective = Literal["act", "query", "filter", "analyse"]
Composition = Literal["atomic", "composite", "conditional", "loop"]
Clarity = Literal["clear", "incomplete", "ambiguous"]
Risk = Literal["none", "pay", "send", "delete"]
Lay = Callable[[Scene], None]

LEVELS = ((4, "L1"), (8, "L2"), (14, "L3"))
WORDINGS = 3


@dataclass(frozen=True, slots=True)
class Axes:
    """The columns of the report that a template decides. `apps` are English app names.

    `objective`: act (change something), query (read something off), filter (find what meets conditions), analyse
    (count, compare, add up). `composition`: atomic, composite (several parts), conditional (if …), loop (each of …).
    `clarity`: clear, incomplete (something needed is not said), ambiguous (several things fit): the user can be asked.
    """

    scenario: Scenario
    apps: tuple[str, ...]
    objective: Objective = "act"
    composition: Composition = "atomic"
    clarity: Clarity = "clear"
    risk: Risk = "none"
    feasible: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """A task with its parameters open; see the top of this file."""

    id: str
    split: Split
    axes: Axes
    en: tuple[str, ...]
    zh: tuple[str, ...]
    lay: Lay

    def goals(self, language: str) -> tuple[str, ...]:
        """The wordings in a language."""
        return self.zh if language == "zh" else self.en


class Theme:
    """The templates of one file. `apps` and `scenario` are what its templates have unless they say otherwise."""

    def __init__(self, scenario: Scenario, *apps: str) -> None:
        self.scenario: Scenario = scenario
        self.apps = apps
        self.templates: list[Template] = []

    def task(
        self,
        template_id: str,
        split: Split,
        *,
        en: Sequence[str],
        zh: Sequence[str],
        scenario: Scenario | None = None,
        apps: tuple[str, ...] | None = None,
        objective: Objective = "act",
        composition: Composition = "atomic",
        clarity: Clarity = "clear",
        risk: Risk = "none",
        feasible: bool = True,
    ) -> Callable[[Lay], Lay]:
        """Make the decorated function a template of this theme. Raises ValueError for too few wordings."""
        if min(len(set(en)), len(set(zh))) < WORDINGS:
            raise ValueError(f"{template_id} needs {WORDINGS} different wordings in each language")
        axes = Axes(scenario or self.scenario, apps or self.apps, objective, composition, clarity, risk, feasible)

        def add(lay: Lay) -> Lay:
            self.templates.append(Template(template_id, split, axes, tuple(en), tuple(zh), lay))
            return lay

        return add


def optimal_steps(moves: list[Move]) -> int:
    """Actions a perfect user needs, the final answer included: filling a field is a tap and some typing."""
    return sum(2 if isinstance(move, Fill) else 1 for move in moves)


def difficulty(steps: int) -> str:
    """L1 (up to 4 steps), L2 (8), L3 (14) or L4."""
    return next((level for bound, level in LEVELS if steps <= bound), "L4")
