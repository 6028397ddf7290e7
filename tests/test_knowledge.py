"""Knowledge read off the phone's states: what it says is so, and nothing else changed."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from agent.policies.lexical import LexicalPolicy
from agent.store import Store, Stored
from agent.trajectory import Act, Done, Reply, Step, Stop, Trajectory, Verdict
from benchmarks.changes import is_volatile
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import VOLATILE
from benchmarks.facts import Facts
from benchmarks.harvest import Planned, harvest
from benchmarks.harvest_speed import Lent
from benchmarks.knowledge.claim import Claim, claim_about
from benchmarks.knowledge.course import Course
from benchmarks.knowledge.effect import effects, value_at
from benchmarks.knowledge.extract import extract
from benchmarks.knowledge.intent import intent_of
from benchmarks.knowledge.look import moved
from benchmarks.knowledge.naming import place, said
from benchmarks.knowledge.reflect import reflection
from benchmarks.knowledge.replay import NotReplayed, replayed
from benchmarks.knowledge.telling import told
from benchmarks.null_agents import RandomAgent
from devices.action import Click, InputText, Point, Wait
from devices.device import Observation
from devices.element import Box, Element
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import NodeDevice
from devices.virtual.schema import diff
from devices.virtual.sketch import SketchDevice
from devices.virtual.world import World
from gui_mcp.cli import app
from rewards.samples import SCREEN, STATE, Kind
from tests.chatserver import Endpoint

PIN = "video-lock-for-children"  # its task sets a PIN, which is in its goal, too
WON = ("notes-pin", "chat-wrong-group", "clock-skip-next", "bank-pause-dear", PIN)
LOST = ("clock-which-alarm", "notes-relabel", "notes-tick-all")


@dataclass(frozen=True)
class Played:
    """Two runs on the phone, and their episodes with their states."""

    good: Store
    bad: Store
    courses: dict[str, Course]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, device: VirtualDevice) -> Played:
    root = tmp_path_factory.mktemp("runs")
    good, bad = Store(root / "good"), Store(root / "bad")
    good.begin({"kind": "daily", "policy": "oracle"})
    bad.begin({"kind": "daily", "policy": "mixed"})
    blind = Lent(device.phone, pixels=False)
    harvest([Planned(TEMPLATES[name]) for name in WON], lambda: blind, lambda task: task.oracle(), good)
    harvest([Planned(TEMPLATES[name]) for name in LOST[:2]], lambda: blind, lambda task: LexicalPolicy(), bad)
    harvest([Planned(TEMPLATES[LOST[2]])], lambda: blind, lambda task: RandomAgent(3), bad)
    courses = {stored.id: replayed(stored, blind) for store in (good, bad) for stored in store.episodes()}
    return Played(good, bad, courses)


def steps_of(played: Played) -> Iterator[tuple[Course, int]]:
    for course in played.courses.values():
        for number in range(len(course.steps)):
            yield course, number


# -- what is asked and answered -------------------------------------------------------------------------------------


def agrees(course: Course, number: int, claim: Claim) -> bool:
    """Is the answer right by the state's JSON and by the screen that was recorded?"""
    world, seen = World.loads(course.states[number]), course.steps[number].seen
    answer = claim.holds(course, number)
    if not claim.of_screen:
        found = reduce(lambda value, part: value[int(part[1:-1]) if part[0] == "[" else part], claim.path, world.apps)
        assert said(claim.value, world.apps, claim.path[0]) in claim.words
        return answer == (json.dumps(found) == json.dumps(claim.value))
    if claim.words.startswith("The keyboard"):
        return answer == (claim.words.endswith("up") == seen.keyboard_shown)
    if claim.words.endswith("is in front"):
        name = claim.words.removesuffix(" is in front")
        return answer == (name == (world.app_name(seen.app) if seen.app else "The home screen"))
    if claim.words.startswith("The field"):
        (field,) = (e for e in seen.elements if e.editable and f"“{e.label}”" in claim.words)
        return answer == claim.words.endswith(f"holds “{field.text}”" if field.text else "is empty")
    over = [*(screen for screen in world.stack if screen["overlay"]), *world.nav["over"]]
    return answer == (bool(over) and claim.words.startswith(f"“{over[-1]['name'].replace('_', ' ')}”"))


def test_a_yes_or_no_agrees_with_the_state_and_with_the_recorded_screen(played: Played) -> None:
    drawn = [
        (claim := claim_about(course, number, Random(f"{number}:{seed}")), claim.holds(course, number),
         agrees(course, number, claim))
        for course, number in steps_of(played)
        for seed in range(12)
    ]  # fmt: skip
    assert [claim.words for claim, _, right in drawn if not right] == []
    yes = sum(answer for _, answer, _ in drawn) / len(drawn)
    assert 0.4 < yes < 0.6
    assert {answer for claim, answer, _ in drawn if not claim.of_screen} == {True, False}


def test_an_effect_that_is_named_is_in_the_difference_of_the_states_and_none_is_missed(played: Played) -> None:
    named = 0
    for course, number in steps_of(played):
        worlds = [World.loads(state).apps for state in course.states[number : number + 2]]
        apps = [app for app in worlds[0] if worlds[0][app] != worlds[1][app]]
        before, after = ({app: world[app] for app in apps} for world in worlds)
        changed = {change.path for change in diff(before, after)}  # another implementation, lists as a whole
        for effect in course.effects[number]:
            named += 1
            path = ".".join(part for part in effect.path if part[0] != "[")
            assert any(path == found or path.startswith(f"{found}.") for found in changed)
            assert effect.before != effect.after
        lasting = [
            path for path in Facts(before).unlike(Facts(after))
            if path[-1] != "next_id" and not is_volatile(path, VOLATILE[path[0]])
        ]  # fmt: skip
        assert all(any(effect.covers(path) for effect in course.effects[number]) for path in lasting)
    assert named > 8


def test_effects_are_told_with_the_values_of_both_states(played: Played) -> None:
    for course, number in steps_of(played):
        before, after = course.worlds[number].apps, course.worlds[number + 1].apps
        lines = " ".join(told(course.effects[number], before, after))
        for effect in course.effects[number]:
            assert World.loads(course.states[number]).app_name(effect.path[0]) in lines
            if effect.path[-1] != "pin" and isinstance(effect.before, bool):
                assert f"was {said(effect.before, before, effect.path[0])}" in lines
                assert f"is now {said(effect.after, after, effect.path[0])}" in lines


def test_progress_at_the_end_is_the_verdict_s(played: Played) -> None:
    for course in played.courses.values():
        last, verdict = course.progress[-1], course.verdict
        rows = [row.passed for row in verdict.rows if row.field not in ("answer", "asked", "stop")]
        assert (len(last.held) == last.parts) == all(rows)
        assert last.effects == len(verdict.side_effects)
        assert bool(last.besides) == bool(last.effects)
        assert course.progress[0].held == {}
        assert course.progress[0].effects == 0
    words = [progress.words() for progress in played.courses["bank-pause-dear-s0"].progress]
    counts = [w.partition(" changes")[0] for w in words]
    assert list(dict.fromkeys(counts)) == ["0 of the 3", "1 of the 3", "2 of the 3", "3 of the 3"]
    assert "standing “Bruno Salvi”: paused is true" in words[-1]


def test_a_step_that_changed_nothing_says_so_and_only_such_a_step(played: Played) -> None:
    idle = 0
    for course, number in steps_of(played):
        step, says = course.steps[number], reflection(course, number)
        if step.error is None and isinstance(step.reply.decision, Act):
            nothing = course.states[number] == course.states[number + 1]
            idle += nothing
            assert (says in ("No: nothing changed.", "Nothing changed while waiting.")) == nothing
    assert idle >= 3


def test_reflection_tells_what_the_goal_asks_for_from_what_it_does_not(played: Played) -> None:
    right = played.courses["notes-pin-s0"]
    assert reflection(right, 3).startswith("Yes: it did what the goal asks for. Notes: notes “Meter readings”: pinned")
    wrong = played.courses["clock-which-alarm-s0"]
    told_of = [reflection(wrong, number) for number in range(len(wrong.steps))]
    assert any(says.startswith("No: it changed what the goal does not ask for. Clock: alarms") for says in told_of)
    assert told_of[-1].startswith("No: the user should have been asked first.")
    refused = replace(right.steps[1], error="off the screen")
    steps = (right.steps[0], refused, *right.steps[2:])
    course = Course(replace(right.episode, steps=steps), right.verdict, right.task, right.states)
    assert reflection(course, 1) == "No: the device refused it. off the screen"


def test_what_was_undone_later_is_said_to(played: Played) -> None:
    course = played.courses["notes-pin-s0"]
    at = next(n for n, found in enumerate(course.effects) if found)
    taps = course.steps[at]
    steps = (*course.steps[: at + 1], taps, course.steps[-1])
    states = (*course.states[: at + 2], course.states[at], course.states[at])
    again = Course(replace(course.episode, steps=steps), course.verdict, course.task, states)
    assert reflection(again, at).endswith("What it changed was undone later.")
    assert reflection(again, at + 1).startswith("No: it undid what the goal asks for")


def test_every_readable_step_gives_the_six_kinds_backed_by_the_state_and_the_action(played: Played) -> None:
    for name, course in played.courses.items():
        samples = extract(course, name)
        password = [s for s in course.steps if any(e.password and e.focused for e in s.seen.elements)]
        for number, step in enumerate(course.steps):
            mine = [s for s in samples if s.step == number]
            typed = step in password and isinstance(step.reply.decision, Act) and isinstance(
                step.reply.decision.action, InputText)  # fmt: skip
            left = {Kind.INTENT_EXECUTION} if typed else set()
            assert [s.kind for s in mine] == [kind for kind in Kind if kind not in left]
            assert {s.source for s in mine if s.kind is not Kind.ACTION_PREDICTION} == {STATE}
            assert mine[-1].source == SCREEN
        assert samples == extract(course, name), "what is drawn hangs on the name alone"


def test_no_sample_holds_a_pin(played: Played) -> None:
    course = played.courses[f"{PIN}-s0"]
    typed = {
        s.reply.decision.action.text for s in course.steps
        if isinstance(s.reply.decision, Act) and isinstance(s.reply.decision.action, InputText)
    }  # fmt: skip
    (secret,) = typed
    assert course.worlds[-1].apps["org.guimcp.video"]["options"]["pin"] == secret, "else this would prove nothing"
    shown = [(s.question, s.answer) for s in extract(course) if s.kind is not Kind.ACTION_PREDICTION]
    assert [text for pair in shown for text in pair if secret in text] == []
    assert any("pin was changed" in text for pair in shown for text in pair)


def test_unreadable_replies_teach_nothing_and_refused_actions_no_action(played: Played) -> None:
    course = played.courses["notes-pin-s0"]
    steps = list(course.steps)
    steps[1] = replace(steps[1], error="unreadable reply: what?")
    steps[2] = replace(steps[2], error="off the screen")
    samples = extract(Course(replace(course.episode, steps=tuple(steps)), course.verdict, course.task, course.states))
    assert [s for s in samples if s.step == 1] == []
    assert [s.kind for s in samples if s.step == 2] == list(Kind)[:5]


# -- effects and names ----------------------------------------------------------------------------------------------

leaves = st.one_of(
    st.booleans(), st.integers(0, 3), st.sampled_from(["", "a", "n1"]), st.lists(st.integers(0, 2), max_size=2)
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from(["title", "x", "n1", "n2"]), inner, max_size=3),
        st.lists(st.dictionaries(st.sampled_from(["text", "done"]), leaves, min_size=1, max_size=2), max_size=3),
    ),
    max_leaves=8,
)
states = st.dictionaries(st.sampled_from(["a", "b"]), values, max_size=2)


@given(states, states)
def test_effects_lie_where_the_states_differ_whatever_they_are(one: dict[str, Any], two: dict[str, Any]) -> None:
    before, after = {"org.guimcp.notes": one}, {"org.guimcp.notes": two}
    unlike = Facts(before).unlike(Facts(after))
    found = effects(before, after, volatile=True)
    assert all(any(effect.covers(path) for effect in found) for path in unlike)
    for effect in found:
        ends = [json.dumps(value_at(state, effect.place), sort_keys=True) for state in (before, after)]
        assert ends[0] != ends[1]


def test_two_things_of_one_name_are_told_apart_and_one_without_a_name_by_what_it_refers_to(played: Played) -> None:
    apps = copy.deepcopy(played.courses["clock-which-alarm-s0"].worlds[0].apps)
    named = [place(("org.guimcp.clock", "alarms", key), apps) for key in apps["org.guimcp.clock"]["alarms"]]
    assert len(set(named)) == len(named)
    assert "alarms “Leave for choir” with time “16:45”" in named
    chats = apps["org.guimcp.chat"]["chats"]
    direct = next(key for key, chat in chats.items() if chat["kind"] == "direct")
    (other,) = (key for key in chats[direct]["members"] if key != "me")
    name = apps["org.guimcp.chat"]["people"][other]["name"]
    assert place(("org.guimcp.chat", "chats", direct, "muted"), apps) == f"chats the one with “{name}”, muted"
    assert place(("org.guimcp.settings", "permissions", "org.guimcp.chat", "location"), apps) == (
        "permissions “Parley”, location"
    )


def test_what_a_screen_becomes_is_told_fact_by_fact() -> None:
    was = {"in front": "Notes", "page": "“edit”", "keyboard": "up", "field “Title”": "“Milk”", "over it": "“menu”"}
    now = {"in front": "Notes", "page": "“note”", "keyboard": "down", "message": "“Saved”", "field “Search”": "empty"}
    assert moved(was, now) == [
        "its page “note” is shown", "the keyboard goes down", "it says “Saved”", "what was open over it is closed",
    ]  # fmt: skip
    assert moved(now, was)[-1] == "“menu” opens over it"
    assert moved(was, was) == []


def test_an_intent_says_which_of_several_things_with_one_name() -> None:
    rows = [Element(Box(0, 40 * n, 90, 40 * n + 30), text="Open", clickable=True) for n in (2, 0, 1)]
    seen = Observation(b"", 90, 200, (*rows, Element(Box(0, 150, 90, 190), text="Save")))
    assert intent_of(Step(seen, Reply(Act(Click(Point(5, 45)))))) == "tap “Open” (2 of 3, from the top)"
    assert intent_of(Step(seen, Reply(Act(Click(Point(5, 160)))))) == "tap “Save”"
    assert intent_of(Step(seen, Reply(Act(Wait(1.5))))) == "wait 1.5 s"
    assert intent_of(Step(seen, Reply(Done("7")))) == "say that it is done, with the answer “7”"


# -- replaying ------------------------------------------------------------------------------------------------------


def test_an_episode_that_does_not_come_out_the_same_again_is_refused(played: Played, blind: VirtualDevice) -> None:
    stored = played.good.read("notes-pin-s0")
    episode = stored.trajectory
    elsewhere = replace(episode, evidence={**episode.evidence, "start": "another"})
    unchanged = replace(episode, evidence={**episode.evidence, "apps": {}})
    seen = replace(episode.steps[2].seen, elements=())
    other = replace(episode, steps=(*episode.steps[:2], replace(episode.steps[2], seen=seen), *episode.steps[3:]))
    typed = (Step(episode.steps[0].seen, Reply(Act(InputText("nobody asked")))), *episode.steps)
    refused = replace(episode, steps=typed)
    wrongs = [(elsewhere, "another world"), (unchanged, "other data"), (other, "other screens"), (refused, "refused")]
    for wrong, why in wrongs:
        with pytest.raises(NotReplayed, match=why):
            replayed(replace(stored, trajectory=wrong), blind)
    with pytest.raises(NotReplayed, match="no more"):
        replayed(replace(stored, meta={**stored.meta, "template": "notes-burn"}), blind)


@pytest.mark.parametrize("stand_in", [NodeDevice, SketchDevice])
def test_what_was_played_in_a_phone_s_place_is_played_again_there(
    stand_in: type[NodeDevice], blind: VirtualDevice, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    harvest([Planned(TEMPLATES["notes-pin"])], stand_in, lambda task: task.oracle(), store)
    course = replayed(store.read("notes-pin-s0"), blind)
    assert course.progress[-1].words() == (
        "The change that the goal asks for is there. Notes: notes “Meter readings”: pinned is true."
    )


def test_a_screen_that_changed_is_a_change_even_where_the_state_says_nothing_of_it(played: Played) -> None:
    course = played.courses["notes-pin-s0"]
    scrolled = Course(replace(course.episode, steps=course.steps[:2]), course.verdict, course.task,
                      [course.states[0]] * 3)  # fmt: skip
    assert reflection(scrolled, 0).startswith("It changed none of the user's data. On the screen appears: ")


def test_waiting_is_not_waited_for_again(played: Played, blind: VirtualDevice) -> None:
    stored = played.good.read("notes-pin-s0")
    episode = stored.trajectory
    pause = Step(episode.steps[1].seen, Reply(Act(Wait(60))))
    course = replayed(replace(stored, trajectory=replace(episode, steps=(episode.steps[0], pause, *episode.steps[1:]))),
                      blind)  # fmt: skip
    assert reflection(course, 1) == "Nothing changed while waiting."


# -- the command ----------------------------------------------------------------------------------------------------


def dataset(*words: str) -> Any:
    return CliRunner(env={"COLUMNS": "150"}).invoke(app, ["dataset", *words])


def test_the_command_writes_samples_of_the_state_with_where_they_are_from(played: Played, tmp_path: Path) -> None:
    out = tmp_path / "data"
    done = dataset(str(played.bad.root), "--out", str(out), "--knowledge", "state")
    assert done.exit_code == 0, done.output
    rows: list[Any] = pq.read_table(out / "samples", columns=["kind", "source", "success"]).to_pylist()
    steps = sum(len(played.courses[f"{name}-s0"].steps) for name in LOST)
    kinds = {kind: sum(row["kind"] == kind for row in rows) for kind in {row["kind"] for row in rows}}
    assert kinds["state_verification"] == kinds["self_reflection"] == steps
    assert {(row["source"], row["success"]) for row in rows} == {("state", False)}
    assert "action_prediction" not in kinds, "a failure teaches no action"
    assert f"samples from state: {len(rows)}" in done.output
    assert f"| samples backed by the phone's state (`state`) | {len(rows)} |" in (out / "README.md").read_text()


def test_an_episode_that_cannot_be_played_again_is_counted_and_gives_no_samples(played: Played, tmp_path: Path) -> None:
    store = Store(tmp_path / "run")
    store.begin({"kind": "daily", "policy": "oracle"})
    for name, start in (("notes-pin-s0", None), ("clock-skip-next-s0", "another")):
        stored = played.good.read(name)
        write(store, stored, {**stored.trajectory.evidence, **({"start": start} if start else {})})
    done = dataset(str(store.root), "--out", str(tmp_path / "data"), "--knowledge", "state", "--no-failed-intents")
    assert "left out 1 episodes which began in another world" in done.output
    text = (tmp_path / "data" / "README.md").read_text()
    assert "- 1 episodes which began in another world than the task does today" in text
    rows: list[Any] = pq.read_table(tmp_path / "data" / "samples", columns=["task", "kind", "source"]).to_pylist()
    assert {row["task"] for row in rows} == {"notes-pin-s0"}
    assert all((row["source"] == "state") == (row["kind"] != "action_prediction") for row in rows)
    assert {row["source"] for row in rows} == {"state", "screen"}, "the action is the episode's"


def write(store: Store, stored: Stored, evidence: dict[str, Any]) -> None:
    episode = replace(stored.trajectory, evidence=evidence)
    with store.write(stored.id, episode.goal, episode.task, stored.meta) as writer:
        for number, step in enumerate(episode.steps):
            writer.step(number, step)
        writer.end(episode)


def test_failed_episodes_give_intents_unless_they_are_not_wanted(played: Played, tmp_path: Path) -> None:
    done = dataset(str(played.bad.root), "--out", str(tmp_path / "data"), "--no-failed-intents")
    assert done.exit_code == 0, done.output
    kinds = {row["kind"] for row in pq.read_table(tmp_path / "data" / "samples", columns=["kind"]).to_pylist()}
    assert kinds == {kind.name.lower() for kind in list(Kind)[:5]}


def test_states_of_another_device_cannot_be_had_and_the_command_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "mine")
    store.begin({"policy": "lexical", "device": "adb:1"})
    step = Step(Observation(b"", 9, 9), Reply(Done()))
    episode = Trajectory("", "Water the plants in the greenhouse", (step,), Stop.DONE, verdict=Verdict(True))
    with store.write("e", episode.goal, meta={"device": "adb:1"}) as writer:
        writer.step(0, step)
        writer.end(episode)
    before = sorted(tmp_path.rglob("*"))
    refused = dataset(str(store.root), "--out", str(tmp_path / "data"), "--knowledge", "state")
    assert refused.exit_code == 2
    assert "mine/e is no task of the daily suite on the virtual phone" in " ".join(refused.output.split())
    unknown = dataset(str(store.root), "--out", str(tmp_path / "data"), "--knowledge", "dreams")
    assert "no knowledge called 'dreams'; there is: screen, state, chat" in unknown.output
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_has_a_model_write_samples_and_says_what_it_could_not_use(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    one, two = (Observation(b"", 9, 9, (Element(Box(0, 0, 9, 9), text=text),)) for text in ("Pin", "Unpin"))
    steps = (Step(one, Reply(Act(Click(Point(5, 5))))), Step(two, Reply(Done())))
    store = Store(tmp_path / "mine")
    store.begin({"policy": "lexical", "device": "adb:1"})
    for name, verdict in (("good", Verdict(True)), ("unjudged", None)):
        with store.write(name, "Water the plants in the greenhouse", meta={"device": "adb:1"}) as writer:
            for number, step in enumerate(steps):
                writer.step(number, step)
            writer.end(Trajectory("", "Water the plants in the greenhouse", steps, Stop.DONE, two, verdict=verdict))
    out = tmp_path / "data"
    words = [str(store.root), "--out", str(out), "--knowledge", "chat", "--model", "thinker"]
    words += ["--base-url", endpoint.url]
    endpoint.answer = lambda: (503, b"loading")
    failed = dataset(*words)
    assert failed.exit_code == 2
    assert "answered 503" in failed.output
    assert not out.exists()
    said_of_all = {
        "progress_tracking": {"answer": "Nothing yet.", "evidence": []},
        "state_summary": {"answer": "A bank.", "evidence": ["Balance"]},  # which is a lie
        "effect_prediction": {"answer": "The button reads Unpin.", "evidence": ["Unpin"]},
        "self_reflection": {"answer": "Yes.", "evidence": ["Unpin"]},
        "state_verification": {"question": "Is “Pin” there?", "text": "Pin", "answer": "Yes"},
        "intent_execution": {"intent": "tap Pin"},
    }
    body = json.dumps({"choices": [{"message": {"content": json.dumps(said_of_all)}}]}).encode()
    endpoint.answer = lambda: (200, body)
    done = dataset(*words)
    assert done.exit_code == 0, done.output
    assert "left out 5 samples that their episodes do not back" in done.output
    rows: list[Any] = pq.read_table(out / "samples", columns=["step", "kind", "source"]).to_pylist()
    written = [(row["step"], row["kind"]) for row in rows if row["source"] == "model:thinker"]
    assert written == [
        (0, "progress_tracking"), (0, "effect_prediction"), (0, "self_reflection"), (0, "state_verification"),
        (0, "intent_execution"), (1, "progress_tracking"), (1, "intent_execution"),
    ]  # fmt: skip
    assert "| samples backed by what `thinker` wrote (`model:thinker`) | 7 |" in (out / "README.md").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "mine"], "the replies are not needed any more"
