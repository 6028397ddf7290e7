"""Episodes on disk: whole or as far as they got, whatever happens to the process."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.blobs import Blobs
from agent.codec import action_from_json, decision_from_json, decision_to_json, elements_from_json, elements_to_json
from agent.store import Store
from agent.trajectory import (
    Act,
    Ask,
    Decision,
    Done,
    GiveUp,
    Reply,
    Row,
    Seconds,
    Step,
    Stop,
    Trajectory,
    Verdict,
)
from devices.action import (
    Awake,
    Click,
    Drag,
    Hotkey,
    InputText,
    LongPress,
    Move,
    Point,
    Press,
    Swipe,
    Wait,
)
from devices.device import Observation
from devices.element import Box, Element

points = st.builds(Point, st.integers(0, 5000), st.integers(0, 5000))
texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
seconds = st.floats(0, 60)
actions = st.one_of(
    st.builds(Click, points, st.sampled_from(["left", "right", "middle"]), st.integers(1, 3)),
    st.builds(LongPress, points, seconds),
    st.builds(Move, points),
    st.builds(Drag, points, points, seconds),
    st.builds(Swipe, points, points, seconds),
    st.builds(InputText, texts),
    st.builds(Hotkey, st.lists(texts, min_size=1, max_size=3).map(tuple)),
    st.builds(Press, st.sampled_from(["back", "home", "enter"])),
    st.builds(Awake, texts),
    st.builds(Wait, seconds),
)
decisions = st.one_of(st.builds(Act, actions), st.builds(Done, texts), st.builds(GiveUp, texts), st.builds(Ask, texts))
ELEMENT = Element(Box(1, 2, 30, 40), text="Grüße 你好", label="x", role="button", id="ok", clickable=True, parent=-1)
SEEN = Observation(b"\x89PNG not really", 100, 200, (ELEMENT,), "app", True, 1.5)


def step(decision: Decision, error: str | None = None) -> Step:
    return Step(SEEN, Reply(decision, "said\tthis\n", "thought", 7, 0.25), error, Seconds(0.1, 0.2, 0.3))


@given(decisions)
def test_every_decision_survives_json(decision: Decision) -> None:
    assert decision_from_json(json.loads(json.dumps(decision_to_json(decision)))) == decision


@pytest.mark.parametrize(
    "data", [{"kind": "fly"}, {"kind": "click"}, {"kind": "press", "key": "nope"}, {"kind": "wait", "seconds": -1}, {}]
)
def test_what_is_no_action_is_refused_by_name(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no action"):
        action_from_json(data)


def test_elements_survive_json() -> None:
    assert elements_from_json(json.loads(json.dumps(elements_to_json((ELEMENT,))))) == (ELEMENT,)


@settings(max_examples=20, deadline=None)
@given(st.lists(decisions, max_size=5))
def test_an_episode_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, said: list[Decision]
) -> None:
    store = Store(tmp_path_factory.mktemp("run"))
    steps = tuple(step(decision, "refused" if i % 2 else None) for i, decision in enumerate(said))
    verdict = Verdict(False, True, 0.5, (Row("a", "1", "2", False),), ("b: 1 → 2",), "why")
    whole = Trajectory("task", "goal", steps, Stop.DONE, SEEN, {"apps": {"x": [1, None]}}, verdict, "end")
    with store.write("e1", "goal", "task", {"seed": 3}) as writer:
        for number, one in enumerate(steps):
            writer.step(number, one)
        assert not store.complete("e1")
        assert store.read("e1").trajectory.steps == steps
        writer.end(whole)
    stored = store.read("e1")
    assert stored.complete
    assert stored.trajectory == whole
    assert stored.meta == {"seed": 3}


@given(st.integers(1, 400))
@settings(max_examples=40, deadline=None)
def test_a_torn_last_line_costs_only_that_line(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    store = Store(tmp_path_factory.mktemp("run"))
    with store.write("e", "goal") as writer:
        for number in range(3):
            writer.step(number, step(Done()))
    path = store.root / "episodes" / "e" / "events.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[:-cut])
    lines = data[:-cut].count(b"\n")
    if lines == 0:
        return
    assert len(store.read("e").trajectory.steps) >= lines - 1
    assert not store.complete("e")


def test_damage_in_the_middle_is_told_and_not_skipped(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.write("e", "goal") as writer:
        writer.step(0, step(Done()))
        writer.step(1, step(Done()))
    path = tmp_path / "episodes" / "e" / "events.jsonl"
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1][:20]
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(ValueError, match="events.jsonl:2 is damaged"):
        store.read("e")


def test_equal_bytes_are_stored_once_and_names_cannot_leave_the_folder(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    assert blobs.put(b"x", ".png") == blobs.put(b"x", ".png")
    assert len(list(tmp_path.rglob("*.png"))) == 1
    for name in ("../run.json", "abc", "/etc/passwd", "a" * 64 + "/../../x"):
        with pytest.raises(ValueError, match="no blob"):
            blobs.get(name)
    with pytest.raises(ValueError, match="no episode"):
        Store(tmp_path).read("../x")


def test_a_folder_of_another_run_is_refused(tmp_path: Path) -> None:
    Store(tmp_path).begin({"policy": "lexical"})
    Store(tmp_path).begin({"policy": "lexical"})
    with pytest.raises(ValueError, match="another run"):
        Store(tmp_path).begin({"policy": "oracle"})
    with pytest.raises(FileNotFoundError, match="no run"):
        _ = Store(tmp_path / "nothing").manifest
