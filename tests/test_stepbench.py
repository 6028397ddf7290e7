"""Step labels with ground truth: plans, labels, agents of every quality, the table."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from agent.store import Store
from agent.trajectory import Act, Ask, Done, GiveUp, Reply, Step
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask
from benchmarks.stepbench.agentprocess import Annotated, load_annotated, load_predictions, write_annotated
from benchmarks.stepbench.build import AGENTS, build, load, state_of, task_of
from benchmarks.stepbench.cost import Cost
from benchmarks.stepbench.live import states_of
from benchmarks.stepbench.measure import Cuts, fit_cuts, macro_f1, measure, rank
from benchmarks.stepbench.plan import Known, Planner
from benchmarks.stepbench.probe import Continuation, completer, probe, rollout
from benchmarks.stepbench.rules import RULES
from benchmarks.stepbench.scorers import SCORERS
from benchmarks.stepbench.signals import read
from benchmarks.stepbench.table import run_bench, scorers_of
from benchmarks.stepbench.truth import labels_of
from devices.action import Awake, Click, Point, Press
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World
from gui_mcp.cli import app
from rewards.methods import BY_ID
from rewards.ragged import Ragged

TAP, BACK, OTHER = Act(Click(Point(1, 1))), Act(Press("back")), Act(Click(Point(2, 2)))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One train and one test task, played by all agents and labelled."""
    root = tmp_path_factory.mktemp("stepbench")
    templates = ["notes-pin", "notes-delete"]
    assert [TEMPLATES[name].split for name in templates] == ["train", "test"]
    assert build(root, templates, workers=2) == 2 * len(AGENTS)
    return root


# -- plans -----------------------------------------------------------------------------------------------------------


def walk(task: DailyTask) -> tuple[NodeDevice, Planner, list[int]]:
    device, planner, distances = NodeDevice(World.loads(task.start_world)), Planner(task, task.moves), list[int]()
    policy, past, known = task.oracle(), list[Step](), Known()
    while True:
        known = known.after(device.world, any(isinstance(s.reply.decision, Ask) for s in past))
        way = planner.way(device.world, known)
        assert way is not None
        distances.append(way.steps)
        seen = device.observe()
        reply = policy(task.goal, past, seen)
        past.append(Step(seen, reply))
        if not isinstance(reply.decision, Act | Ask):
            return device, planner, distances
        if isinstance(reply.decision, Act):
            device.act(reply.decision.action)


@pytest.mark.parametrize("template", ["notes-delete", "bank-pause-dear", "messages-parcel-note"])
def test_along_the_oracle_s_way_success_comes_nearer_to_the_last_step(template: str) -> None:
    _, _, distances = walk(DailyTask(TEMPLATES[template]))
    assert distances[-1] == 1
    assert all(after <= before for before, after in zip(distances, distances[1:], strict=False))


def test_a_wrong_app_costs_nothing_a_page_too_many_one_step_and_lost_data_everything() -> None:
    task = DailyTask(TEMPLATES["notes-delete"])
    planner = Planner(task, task.moves)

    def far(*actions: object) -> int | None:
        device = NodeDevice(World.loads(task.start_world))
        for action in actions:
            device.act(action)  # type: ignore[arg-type]
        way = planner.way(device.world, Known())
        return way.steps if way else None

    start = far()
    assert start is not None
    assert far(Awake("Clock")) == start
    assert far(Awake("Notes")) == start - 1
    device = NodeDevice(World.loads(task.start_world))
    device.world.apps["org.guimcp.notes"]["notes"].clear()
    device.world.touch_state()
    assert planner.way(device.world, Known()) is None


def test_who_has_not_read_the_screen_cannot_answer_by_chance() -> None:
    template = next(t for t in TEMPLATES.values() if t.axes.objective == "query" and t.axes.clarity == "clear")
    task = DailyTask(template)
    way = Planner(task, task.moves).way(World.loads(task.start_world), Known())
    assert way is not None
    assert way.join == 0
    assert way.steps >= task.optimal_steps


# -- labels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("distances", "labels", "why"),
    [
        ([3, 2, 1], [1, 1], "nearer and nearer"),
        ([3, 3, 3], [0, 0], "as far as before"),
        ([3, 4, 3, 2], [0, 0, 1], "a page opened and left: exploring, and no advance"),
        ([3, 5, 5, 4, 3], [-1, -1, 1, 1], "harm lasts until a step comes nearer again"),
        ([3, None, None, 2], [-1, -1, 1], "lost, and found"),
        ([None, None], [-1], "lost from the start"),
        ([3, 4, 5, 4], [0, 0, 0], "straying step by step"),
    ],
)
def test_labels_follow_the_distance(distances: list, labels: list, why: str) -> None:
    decisions = [(TAP, OTHER)[t % 2] for t in range(len(labels))]
    assert labels_of(distances, decisions, [True] * len(labels), success=False) == labels, why


def test_an_ending_is_right_or_wrong_and_the_same_vain_action_twice_is_harmful() -> None:
    assert labels_of([1, 1], [Done()], [False], success=True) == [1]
    assert labels_of([1, 1], [Done()], [False], success=False) == [-1]
    assert labels_of([2, 1, 1], [TAP, GiveUp()], [True, False], success=False) == [1, -1]
    assert labels_of([2, 2, 2, 2], [TAP, TAP, OTHER], [False, False, False], success=False) == [0, -1, 0]
    assert labels_of([2, 2, 2], [TAP, TAP], [True, False], success=False) == [0, 0]
    assert labels_of([2, 1], [Ask("which?")], [False], success=False) == [1]


@given(st.lists(st.one_of(st.none(), st.integers(1, 9)), min_size=2, max_size=9))
def test_a_label_is_one_of_three_and_never_good_where_success_came_no_nearer(distances: list) -> None:
    decisions = [(TAP, BACK, OTHER)[t % 3] for t in range(len(distances) - 1)]
    labels = labels_of(distances, decisions, [True] * len(decisions), success=False)
    for before, after, label in zip(distances, distances[1:], labels, strict=False):
        assert label in (-1, 0, 1)
        assert label != 1 or (after is not None and (before is None or after < before))
        assert after is not None or label == -1


# -- the bench -------------------------------------------------------------------------------------------------------


def test_every_agent_plays_every_task_and_the_oracle_s_steps_are_never_harmful(bench: Path) -> None:
    episodes = list(load(bench))
    assert {(e.agent, e.split) for e in episodes} == {(a, s) for a in AGENTS for s in ("train", "test")}
    for e in episodes:
        assert len(e.states) == len(e.truth.ways) == len(e.truth.labels) + 1 == len(e.stored.trajectory.steps) + 1
        if e.agent == "oracle":
            assert e.success
            assert -1 not in e.truth.labels
    assert any(-1 in e.truth.labels for e in episodes)
    assert {e.success for e in episodes} == {True, False}


def test_a_build_that_is_there_is_not_made_again(bench: Path) -> None:
    before = (bench / "truth.jsonl").read_bytes()
    templates = sorted({task_of(e.stored).template.id for e in load(bench)})
    assert build(bench, templates, workers=1) == 0
    assert (bench / "truth.jsonl").read_bytes() == before
    with pytest.raises(FileNotFoundError, match="gui-mcp stepbench build"):
        list(load(bench / "nowhere"))


def test_states_are_those_that_doing_it_again_leads_to(bench: Path, device: VirtualDevice) -> None:
    store = Store(bench)
    for episode in [e for e in load(bench) if e.agent in ("oracle", "random")][:2]:
        task = task_of(episode.stored)
        again = states_of(task, episode.stored.trajectory.steps, device)
        kept = [state_of(store, task, name) for name in episode.states]
        assert [World.loads(s).apps for s in again] == [w.apps for w in kept]


def test_rollouts_from_near_the_goal_win_and_giving_in_at_once_never(bench: Path) -> None:
    store = Store(bench)
    oracle = next(e for e in load(bench) if e.agent == "oracle")
    near = probe(store, oracle, len(oracle.truth.labels) - 1, 4, "imitator")
    assert sum(c.success for c in near) >= 2
    assert probe(store, oracle, 1, 2, "imitator") == probe(store, oracle, 1, 2, "imitator")
    task = task_of(oracle.stored)
    assert rollout(task, World.loads(task.start_world), lambda g, p, s: Reply(Done())) == Continuation(1, False)
    with pytest.raises(ValueError, match="no completer called 'x'"):
        completer("x", task, None, None)  # type: ignore[arg-type]


def test_every_method_of_the_table_runs_and_is_measured_on_held_out_episodes(bench: Path) -> None:
    table = run_bench(bench, k=2)
    assert {m.method for m in table} == {s.method for s in SCORERS}
    assert [m.f1 for m in table] == sorted((m.f1 for m in table), key=lambda f: -(f or 0))
    held_out = sum(len(e.truth.labels) for e in load(bench) if e.split == "test")
    for m in table:
        assert m.steps == held_out
        assert m.accuracy is not None
        assert 0 <= m.accuracy <= 1
        assert (m.cost.rollouts > 0) == (m.needs == "rollouts")
        assert (m.cost.judged > 0) == (m.needs == "judge")
    assert json.loads((bench / "table.json").read_text())[0]["method"] == table[0].method
    for picture in ("front.png", "reliability.png", "strips.png"):
        assert (bench / picture).stat().st_size > 5000
    again = run_bench(bench, methods=["mc_estimate"], k=2)
    assert again[0].f1 == next(m.f1 for m in table if m.method == "mc_estimate")
    with pytest.raises(ValueError, match="no scorer for nothing; there are: outcome"):
        run_bench(bench, methods=["nothing"])


def test_every_scorer_is_a_method_of_the_library_or_the_baseline() -> None:
    assert {s.method for s in SCORERS} - set(BY_ID) == {"outcome"}
    assert len({s.method for s in SCORERS}) == len(SCORERS)
    assert [s.method for s in scorers_of(["pav", "rloo"])] == ["pav", "rloo"]


def test_signals_and_rules_read_what_the_episode_shows(bench: Path) -> None:
    episodes = [e.stored.trajectory for e in load(bench)]
    signals = read(episodes, [e.task for e in episodes])
    assert signals.lengths == [len(e.steps) for e in episodes]
    for name, rule in RULES.items():
        for episode in episodes:
            votes = rule(episode)
            assert len(votes) == len(episode.steps), name
            assert set(votes) <= {-1.0, 0.0, 1.0, None}, name


# -- measures --------------------------------------------------------------------------------------------------------

labels = st.sampled_from([-1.0, 0.0, 1.0])


@given(st.lists(st.tuples(st.floats(-5, 5).map(lambda x: round(x, 3)), labels), min_size=1, max_size=30))
def test_fitted_cuts_are_the_best_of_their_candidates(pairs: list) -> None:
    scores, truth = Ragged.of([[s for s, _ in pairs]]), Ragged.of([[t for _, t in pairs]])
    cuts = fit_cuts(scores, truth)
    assert cuts.low <= cuts.high
    best = macro_f1(cuts.label(scores), truth) or 0.0
    values = sorted({s for s, _ in pairs})
    if len(values) <= 6:
        for low in [*values, 9.0]:
            for high in [v for v in [*values, 9.0] if v >= low]:
                found = [macro_f1(Cuts(low, high).label(scores), truth) or 0.0]
                # Labels that do not occur are no part of the mean when cuts are fitted with them as zeros.
                present = len({t for _, t in pairs}) / 3
                assert found[0] * present <= best * present + 1e-9


def test_a_perfect_score_is_measured_as_perfect_and_a_constant_one_as_worthless() -> None:
    truth = Ragged.of([[1, 0, -1, 1], [0, -1]])
    perfect = measure("m", "nothing", truth, truth, truth, truth, Cost())
    assert (perfect.accuracy, perfect.f1, perfect.first_error, perfect.rank) == (1, 1, 1, pytest.approx(1))
    assert perfect.calibration == pytest.approx(0)
    flat = truth.like(np.zeros(6))
    useless = measure("m", "nothing", flat, truth, flat, truth, Cost())
    assert useless.rank is None
    assert (useless.f1 or 0) < 0.5
    assert rank(Ragged.of([[1, 2, None]]), Ragged.of([[0, 1, -1]])) == pytest.approx(1)
    missing = measure("m", "nothing", Ragged.of([[None] * 4, [None] * 2]), truth, truth, truth, Cost())
    assert (missing.accuracy, missing.scored, missing.calibration) == (0.0, 0.0, None)


# -- AgentProcessBench -----------------------------------------------------------------------------------------------


def lines(path: Path, *rows: dict) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


CHAT = [{"role": "user", "content": "q"}, {"role": "assistant", "content": ""}, {"role": "tool", "content": "r"},
        {"role": "assistant", "content": "a"}]  # fmt: skip


def test_agentprocessbench_s_files_are_read_by_message_and_matched_by_index(tmp_path: Path) -> None:
    truth = load_annotated(lines(
        tmp_path / "gaia_dev.jsonl",
        {"total_index": 250, "messages": CHAT, "step_labels": {"1": 1, "3": -1}, "final_label": -1},
        {"query_index": 0, "sample_index": 1, "messages": CHAT, "step_labels": {"3": 0, "1": 1}},
    ))  # fmt: skip
    assert truth[0] == Annotated("250", (1, 3), (1, -1), -1, tuple(CHAT))
    assert (truth[1].key, truth[1].labels, truth[1].final) == ("251", (1, 0), None)
    said = load_predictions(lines(
        tmp_path / "gaia_dev__judge.jsonl",
        {"total_index": 250, "step_labels": {"1": 0}, "updated_at": "2026-01-01T00:00:00Z"},
        {"total_index": 250, "step_labels": {"1": 1, "3": -1}, "updated_at": "2026-01-02T00:00:00"},
        {"total_index": 250, "step_labels": {"1": -1}},
        {"total_index": 251, "step_labels": {"1": 1}, "comment": "llm_annotate_failed: timeout"},
    ), truth)  # fmt: skip
    assert said == [[1, -1], [None, None]]
    write_annotated(tmp_path / "out.jsonl", truth)
    assert [e.labels for e in load_annotated(tmp_path / "out.jsonl")] == [(1, -1), (1, 0)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"total_index": 1}, "has no step_labels"),
        ({"total_index": 1, "step_labels": {"1": 2}}, "a label must be -1, 0 or 1, not 2"),
        ({"total_index": 1, "step_labels": {"x": 1}}, "step_labels holds 'x': 1"),
        ({"step_labels": {"1": 1}}, "has neither total_index"),
        (
            {"total_index": 1, "messages": CHAT, "step_labels": {"2": 1}},
            "labels message 2, which is not the assistant's",
        ),
    ],
)
def test_what_is_not_of_that_format_is_an_error_with_its_line(tmp_path: Path, row: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        load_annotated(lines(tmp_path / "x.jsonl", row))
    (tmp_path / "y.jsonl").write_text("{")
    with pytest.raises(ValueError, match=r"y.jsonl:1 is no JSON"):
        load_annotated(tmp_path / "y.jsonl")
    with pytest.raises(FileNotFoundError):
        load_annotated(tmp_path / "none.jsonl")


def test_labels_are_told_beside_what_the_known_solutions_come_to(bench: Path) -> None:
    said = CliRunner().invoke(app, ["stepbench", "labels", str(bench)], env={"COLUMNS": "160"}).output
    [known] = [line for line in said.splitlines() if "known solutions" in line]
    steps, advance, neutral, harmful, *_, recall = [cell.strip() for cell in known.split("│")[2:-1]]
    assert int(steps) == int(advance) + int(neutral) + int(harmful) > 0
    assert (harmful, recall) == ("0", "1.000")
    assert "judge calls: 0" in said
