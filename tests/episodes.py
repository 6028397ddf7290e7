"""What the tests of exports share: small episodes, hostile texts, and runs of them on disk."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from agent.dialects import gelab
from agent.store import Store
from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Step, Stop, Trajectory, Verdict
from devices.action import Action, Awake, Click, Drag, InputText, LongPress, Point, Press, Swipe, Wait
from devices.device import Observation
from devices.element import Box, Element
from rewards.export.pairs import Pair, step_pairs
from rewards.export.turns import Episode, LeftOut, Turn, Why, positives

SIZE = (90, 200)
LISTED = (  # two buttons, two fields
    Element(Box(0, 0, 40, 40), text="Save", role="button", clickable=True),
    Element(Box(50, 0, 90, 40), text="Delete", role="button", clickable=True),
    Element(Box(0, 50, 90, 70), label="Title", role="field", editable=True, focused=True),
)


def png(seed: int) -> bytes:
    """A small screenshot; no two seeds give the same."""
    picture = Image.new("RGB", SIZE, (seed % 256, seed // 256 % 256, 7))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


PNGS = [png(seed) for seed in range(6)]


TAP, OTHER = Click(Point(5, 5)), Click(Point(60, 5))


def screen(number: int = 0, elements: Sequence[Element] = LISTED) -> Observation:
    return Observation(PNGS[number], *SIZE, tuple(elements))


def step(decision: Decision | Action, seen: Observation | None = None, **rest: Any) -> Step:
    said, thought = rest.pop("said", ""), rest.pop("thought", "")
    chosen = decision if isinstance(decision, Act | Done | GiveUp | Ask) else Act(decision)
    return Step(seen or screen(), Reply(chosen, said, thought), **rest)


def episode(*steps: Step, success: bool | None = True, goal: str = "save it", stop: Stop = Stop.DONE) -> Trajectory:
    return Trajectory("t", goal, steps, stop, last=screen(5), verdict=Verdict(success))


def source(*episodes: Trajectory | Episode) -> Callable[[], Iterable[Episode]]:
    whole = [e if isinstance(e, Episode) else Episode(f"e{n}", e) for n, e in enumerate(episodes)]
    return lambda: whole


def turns(*episodes: Trajectory | Episode) -> list[Turn]:
    return [t for t in positives(source(*episodes), gelab) if isinstance(t, Turn)]


def left(*episodes: Trajectory | Episode) -> Counter[Why]:
    return Counter(t.why for t in positives(source(*episodes), gelab) if isinstance(t, LeftOut))


def pairs(*episodes: Trajectory | Episode, threshold: float = 0.5) -> list[Pair]:
    return [p for p in step_pairs(source(*episodes), gelab, threshold) if isinstance(p, Pair)]


def asked(turn: Turn) -> str:
    """What the prompt says, with a marker of its own for the screenshot."""
    return "".join(part if isinstance(part, str) else "▣" for message in turn.prompt for part in message.parts)


def good(*steps: Step) -> Trajectory:
    return episode(*steps, step(Done(), screen(4)))


def bad(*steps: Step) -> Trajectory:
    return episode(*steps, step(GiveUp("lost"), screen(3)), success=False)


def write_run(root: Path, played: Sequence[tuple[str, str, Trajectory]]) -> None:
    store = Store(root)
    store.begin({"kind": "daily"})
    for name, split, whole in played:
        with store.write(name, whole.goal, name, {"axes": {"split": split}}) as writer:
            for number, one in enumerate(whole.steps):
                writer.step(number, one)
            writer.end(whole)


hostile = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from([
            "\t", "\n", "\r\n", "<image>", "<IMAGE>", "<video>", "<audio>", "<|im_end|>", "<|image_pad|>", "[IMG]",
            "<THINK>", "</THINK>", "action:CLICK\tpoint:1,1", "\tsummary:evil", "\\tsummary:evil", "“", '"', "'", "\\",
            "</s>", "{}", "%s", "😀", "שלום", "\u202e", "\x00", "\ud800", "<ima", "ge>", "<", "|", "指令结束",
        ]),
    ),
    max_size=6,
).map("".join)  # fmt: skip
points = st.builds(Point, st.integers(0, 89), st.integers(0, 199))
decisions = st.one_of(
    st.builds(Act, st.builds(Click, points, count=st.sampled_from([1, 1, 1, 2]))),
    st.builds(Act, st.builds(LongPress, points)),
    st.builds(Act, st.builds(Swipe, points, points)),
    st.builds(Act, st.builds(Drag, points, points)),
    st.builds(Act, st.builds(InputText, hostile)),
    st.builds(Act, st.builds(Awake, hostile)),
    st.builds(Act, st.builds(Press, st.sampled_from(["back", "home"]))),
    st.builds(Act, st.builds(Wait, st.sampled_from([0.0, 0.5, 2.0]))),
    st.builds(Done, hostile),
    st.builds(GiveUp, hostile),
    st.builds(Ask, hostile),
)
names = hostile.map(lambda text: Element(Box(0, 0, 90, 100), text=text, clickable=True))
screens = st.builds(lambda n, name: screen(n, (name,)), st.integers(0, 4), names)
replies = st.builds(Reply, decisions, said=hostile, thought=hostile)
errors = st.one_of(st.none(), st.none(), st.none(), hostile)
steps_of = st.builds(Step, screens, replies, error=errors, told=st.one_of(st.none(), hostile))
episodes = st.builds(
    lambda steps, success, goal: episode(*steps, success=success, goal=goal),
    st.lists(steps_of, max_size=4), st.sampled_from([True, True, False, None]), hostile,
)  # fmt: skip
runs = st.lists(episodes, max_size=3)
sayable = st.one_of(
    st.sampled_from([Act(TAP), Act(OTHER), Act(Press("back")), Act(Awake("Notes")), Done(), GiveUp("no")]),
    st.builds(Done, hostile),
)
duels = st.lists(  # several decide at one screen, some well
    st.builds(
        lambda reply, success: episode(Step(screen(), reply), success=success),
        st.builds(Reply, sayable, said=hostile, thought=hostile), st.booleans(),
    ),
    min_size=2, max_size=6,
)  # fmt: skip
