"""Rewards by rule."""

import copy
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.steps.rules import (
    ToolCall,
    constraints,
    faithful_tool_rate,
    optimal_move,
    sign_reward,
    tool_output,
    tool_output_reward,
    visual_rationale,
    vpr_oracle,
    webgen_step,
)
from tests.methods.strategies import binary, close, flat, numbers, probabilities, rows

marks = st.integers(0, 20).map(lambda n: n / 4)
corner = st.integers(0, 4)
box = st.tuples(corner, corner, st.integers(1, 4), st.integers(1, 4)).map(
    lambda b: [float(x) for x in (b[0], b[1], b[0] + b[2], b[1] + b[3])]
)


@pytest.mark.example("sign_reward")
def test_only_the_sign_of_a_dense_reward_counts() -> None:
    assert sign_reward([[0.3, -2, 0]]).tolist() == [[1.0, -1.0, 0.0]]
    assert sign_reward([[0.3, -2, 0]], [[0, 0, 5]]).tolist() == [[1.0, -1.0, 5.0]]


@pytest.mark.invariant("sign_reward")
@given(rows(numbers), st.floats(0.01, 100))
def test_scaling_a_dense_reward_changes_nothing(dense: list, k: float) -> None:
    kept = copy.deepcopy(dense)
    out = sign_reward(dense).tolist()
    assert sign_reward([[k * x for x in row] for row in dense]).tolist() == out
    assert set(flat(out)) <= {-1.0, 0.0, 1.0}
    assert dense == kept


@pytest.mark.invariant("sign_reward")
@given(rows(numbers))
def test_turning_the_sign_turns_the_reward(dense: list) -> None:
    out = sign_reward(dense).tolist()
    assert sign_reward([[-x for x in row] for row in dense]).tolist() == [[-x for x in row] for row in out]
    assert all((x > 0) == (y > 0) for x, y in zip(flat(dense), flat(out), strict=True))


@pytest.mark.invariant("sign_reward")
@given(rows(numbers), st.data())
def test_sparse_rewards_are_added_as_they_are(dense: list, data: st.DataObject) -> None:
    sparse = [data.draw(st.lists(numbers, min_size=len(row), max_size=len(row))) for row in dense]
    out = sign_reward(dense, sparse).tolist()
    plain = sign_reward(dense).tolist()
    assert out == [[a + b for a, b in zip(*pair, strict=True)] for pair in zip(plain, sparse, strict=True)]


def test_unscored_parts_leave_a_step_unscored() -> None:
    assert sign_reward([[None, 1, 1]], [[1, None, 1]]).tolist() == [[None, None, 2.0]]
    assert sign_reward([[], [None]]).tolist() == [[], [None]]
    with pytest.raises(ValueError, match="row 0: dense has 1 steps, sparse has 2"):
        sign_reward([[1]], [[1, 1]])


@pytest.mark.example("vpr_oracle")
def test_a_click_inside_an_enabled_element_keeps_the_constraint() -> None:
    def inside(screen: tuple, at: int) -> bool:
        return screen[0] <= at < screen[1]

    def enabled(screen: tuple, at: int) -> bool:
        return screen[2]

    oracle = constraints(inside, enabled)
    states = [[(0, 10, True), (0, 10, True)], [(0, 10, False)]]
    assert vpr_oracle(states, [[5, 15], [5]], oracle=oracle).tolist() == [[1.0, 0.0], [0.0]]
    best = optimal_move(lambda n: {n % 4} if n % 4 else {1, 2, 3})
    assert vpr_oracle([[5, 5, 4]], [[1, 2, 3]], oracle=best).tolist() == [[1.0, 0.0, 1.0]]


@pytest.mark.invariant("vpr_oracle")
@given(rows(st.tuples(st.integers(0, 2), st.integers(0, 2))))
def test_the_oracle_is_asked_once_a_pair_and_always_answers_alike(pairs: list) -> None:
    asked: list = []

    def oracle(state: int, action: int) -> float:
        asked.append((state, action))
        return len(asked) / 100

    states, actions = ([[pair[i] for pair in row] for row in pairs] for i in (0, 1))
    out = flat(vpr_oracle(states, actions, oracle=oracle).tolist())
    assert asked == list(dict.fromkeys(flat(pairs)))
    assert out == [(asked.index(pair) + 1) / 100 for pair in flat(pairs)]


@pytest.mark.invariant("vpr_oracle")
@given(rows(st.tuples(st.integers(0, 5), st.integers(0, 5))), st.integers(0, 5))
def test_constraints_all_have_to_hold(pairs: list, limit: int) -> None:
    states, actions = ([[pair[i] for pair in row] for row in pairs] for i in (0, 1))
    oracle = constraints(lambda s, a: s <= limit, lambda s, a: a >= limit)
    out = vpr_oracle(states, actions, oracle=oracle).tolist()
    assert out == [[float(s <= limit <= a) for s, a in row] for row in pairs]


@pytest.mark.invariant("vpr_oracle")
@given(rows(probabilities))
def test_grades_and_abstentions_pass_through(grades: list) -> None:
    states = [[("s", i, t) for t in range(len(row))] for i, row in enumerate(grades)]
    out = vpr_oracle(states, states, oracle=lambda s, _: grades[s[1]][s[2]] if s[2] else None).tolist()
    assert out == [[x if t else None for t, x in enumerate(row)] for row in grades]


def test_verdicts_outside_0_and_1_and_unequal_rows_are_refused() -> None:
    for wrong in (-0.1, 1.1):
        with pytest.raises(ValueError, match="oracle must lie from 0 to 1"):
            vpr_oracle([["s"]], [["a"]], oracle=lambda *_, wrong=wrong: wrong)
    for actions in ([["a", "b"]], [["a"], []]):
        with pytest.raises(ValueError, match="rows of the same lengths"):
            vpr_oracle([["s"]], actions, oracle=constraints())


A, B, FAR = [0, 0, 2, 2], [1, 0, 3, 2], [9, 9, 10, 10]


@pytest.mark.example("visual_rationale")
def test_a_right_region_earns_once() -> None:
    assert visual_rationale([[A, A]], [[A, A]], threshold=0.5).tolist() == [[1.0, 0.0]]


@pytest.mark.invariant("visual_rationale")
@given(rows(box, min_steps=1), st.integers(1, 4))
def test_repeating_a_region_never_earns_or_costs(regions: list, n: int) -> None:
    twice = [[*row, *row] for row in regions]
    out = visual_rationale(twice, twice, threshold=n / 4).tolist()
    assert all(row[len(row) // 2 :] == [0.0] * (len(row) // 2) for row in out)
    assert all(row[0] == 1 for row in out)


@pytest.mark.invariant("visual_rationale")
@given(rows(box), box, st.integers(0, 4), st.integers(0, 4))
def test_rewards_follow_the_overlap_of_boxes(regions: list, gold: list, n: int, m: int) -> None:
    def iou(a: list, b: list) -> float:
        cells = [
            {(x, y) for x in range(10) for y in range(10) if r[0] <= x < r[2] and r[1] <= y < r[3]} for r in (a, b)
        ]
        return len(cells[0] & cells[1]) / len(cells[0] | cells[1])

    out = visual_rationale(regions, [[gold] * len(row) for row in regions], threshold=n / 4, overlap=m / 4)
    for row, scored in zip(regions, out, strict=True):
        for t, x in enumerate(scored):
            if any(iou(row[t], earlier) > m / 4 for earlier in row[:t]):
                assert x == 0
            else:
                assert x == (1 if iou(row[t], gold) >= n / 4 else -1)


@pytest.mark.invariant("visual_rationale")
@given(rows(box), box)
def test_with_no_threshold_no_region_is_wrong(regions: list, gold: list) -> None:
    kept = copy.deepcopy(regions)
    out = visual_rationale(regions, [[gold] * len(row) for row in regions], threshold=0.0).tolist()
    assert set(flat(out)) <= {0.0, 1.0}
    assert regions == kept


@pytest.mark.invariant("visual_rationale")
@given(rows(box), st.floats(0.01, 100))
def test_the_unit_of_coordinates_does_not_matter(regions: list, k: float) -> None:
    gold = [[A] * len(row) for row in regions]
    larger = [[[k * x for x in b] for b in row] for row in regions]
    scaled = visual_rationale(larger, [[[k * x for x in A]] * len(row) for row in regions], threshold=0.3)
    assert scaled.tolist() == visual_rationale(regions, gold, threshold=0.3).tolist()


def test_thresholds_are_reached_by_the_match_and_passed_by_the_repeat() -> None:
    third = [[A, B]], [[A, B]]
    assert visual_rationale([[A]], [[B]], threshold=1 / 3).tolist() == [[1.0]]
    assert visual_rationale([[A]], [[B]], threshold=0.34).tolist() == [[-1.0]]
    assert visual_rationale(*third, threshold=0.5).tolist() == [[1.0, 0.0]]
    assert visual_rationale(*third, threshold=0.5, overlap=1 / 3).tolist() == [[1.0, 1.0]]
    assert visual_rationale(*third, threshold=0.5, overlap=0.33).tolist() == [[1.0, 0.0]]
    touching = [[A, [2, 0, 4, 2]]]
    assert visual_rationale(touching, touching, threshold=0.5).tolist() == [[1.0, 1.0]]
    assert visual_rationale([[A], [A]], [[A], [A]], threshold=0.5).tolist() == [[1.0], [1.0]]
    assert inspect.signature(visual_rationale).parameters["threshold"].default is inspect.Parameter.empty


def test_steps_without_a_region_cost_what_is_asked_and_without_gold_are_unscored() -> None:
    regions, gold = [[A, None, A, FAR], []], [[A, A, None, A], []]
    assert visual_rationale(regions, gold, threshold=0.0).tolist() == [[1.0, -1.0, None, 1.0], []]
    assert visual_rationale(regions, gold, threshold=0.5, on_invalid=-3).tolist() == [[1.0, -3.0, None, -1.0], []]
    assert visual_rationale(regions, gold, threshold=0.5, on_invalid=None).tolist() == [[1.0, None, None, -1.0], []]
    assert visual_rationale([[None]], [[None]], threshold=0.5).tolist() == [[None]]
    assert visual_rationale([], [], threshold=0.5).tolist() == []
    # no region is no place: one around the origin does not repeat it
    around = [-1, -1, 1, 1]
    assert visual_rationale([[None, around]], [[around, around]], threshold=0.5).tolist() == [[-1.0, 1.0]]


def test_boxes_that_are_none_are_refused() -> None:
    for wrong in ([2, 0, 2, 2], [0, 2, 2, 2], [3, 0, 2, 2]):
        with pytest.raises(ValueError, match="regions holds a box without area"):
            visual_rationale([[wrong]], [[A]], threshold=0.5)
        with pytest.raises(ValueError, match="gold holds a box without area"):
            visual_rationale([[A]], [[wrong]], threshold=0.5)
    with pytest.raises(ValueError, match="regions must hold vectors of 4 numbers"):
        visual_rationale([[[0, 0]]], [[A]], threshold=0.5)
    with pytest.raises(ValueError, match="gold must hold vectors of 4 numbers"):
        visual_rationale([[A]], [[[0, 0]]], threshold=0.5)
    with pytest.raises(ValueError, match="regions has rows of \\[1\\] boxes, gold has \\[2\\]"):
        visual_rationale([[A]], [[A, A]], threshold=0.5)
    for name in ("threshold", "overlap"):
        for wrong_number in (-0.1, 1.1):
            with pytest.raises(ValueError, match=f"{name} must be a finite number from 0"):
                visual_rationale([[A]], [[A]], **({"threshold": 0.5} | {name: wrong_number}))
    with pytest.raises(ValueError, match="on_invalid must be a finite number"):
        visual_rationale([[A]], [[A]], threshold=0.5, on_invalid=float("nan"))


@pytest.mark.example("webgen_step")
def test_a_step_earns_both_scores_or_minus_1_for_a_bad_form() -> None:
    assert webgen_step([[3, 4, 4]], [[2, 4, 4]], [[1, 1, 0]]).tolist() == [[5.0, 8.0, -1.0]]


@st.composite
def scored(draw: st.DrawFn) -> tuple[list, list, list]:
    """Screenshot scores, GUI scores, and whether the form is right."""
    shot = draw(rows(marks))
    return shot, *([draw(st.lists(s, min_size=len(row), max_size=len(row))) for row in shot] for s in (marks, binary))


@pytest.mark.invariant("webgen_step")
@given(scored())
def test_scores_lie_in_0_to_10_or_are_minus_1(data: tuple) -> None:
    kept = copy.deepcopy(data)
    shot, gui, form = (flat(part) for part in data)
    out = flat(webgen_step(*data).tolist())
    assert out == [a + b if ok else -1.0 for a, b, ok in zip(shot, gui, form, strict=True)]
    assert all(x == -1 or 0 <= x <= 10 for x in out)
    assert data == kept


@pytest.mark.invariant("webgen_step")
@given(scored())
def test_screenshot_and_agent_weigh_alike(data: tuple) -> None:
    assert webgen_step(data[0], data[1]).tolist() == webgen_step(data[1], data[0]).tolist()
    every = [[1] * len(row) for row in data[0]]
    assert webgen_step(data[0], data[1]).tolist() == webgen_step(data[0], data[1], every).tolist()


@pytest.mark.invariant("webgen_step")
@given(scored(), st.floats(0, 1))
def test_a_better_score_never_lowers_the_reward(data: tuple, rise: float) -> None:
    shot, gui, _ = data
    better = [[min(5.0, x + rise) for x in row] for row in shot]
    pairs = zip(flat(webgen_step(shot, gui).tolist()), flat(webgen_step(better, gui).tolist()), strict=True)
    assert all(a <= b for a, b in pairs)


def test_judges_may_abstain_and_the_penalty_is_an_option() -> None:
    shot, gui, form = [[None, 1, 1, None, 1]], [[1, None, 1, None, 1]], [[1, 1, None, 0, 0]]
    assert webgen_step(shot, gui, form).tolist() == [[None, None, None, -1.0, -1.0]]
    assert webgen_step(shot, gui, form, on_invalid=-5).tolist() == [[None, None, None, -5.0, -5.0]]
    assert webgen_step(shot, gui, form, on_invalid=None).tolist() == [[None] * 5]
    assert webgen_step([[None, 1]], [[1, 1]]).tolist() == [[None, 2.0]]
    assert webgen_step([[], []], [[], []]).tolist() == [[], []]
    for args, match in (
        (([[5.1]], [[1]]), "screenshot must lie from 0 to 5"),
        (([[-0.1]], [[1]]), "screenshot must lie from 0 to 5"),
        (([[1]], [[5.1]]), "gui must lie from 0 to 5"),
        (([[1]], [[-0.1]]), "gui must lie from 0 to 5"),
        (([[1]], [[1]], [[0.5]]), "well_formed must hold 0 and 1 only"),
        (([[1]], [[1, 1]]), "row 0: screenshot has 1 steps, gui has 2"),
        (([[1]], [[1]], [[1, 1]]), "row 0: screenshot has 1 steps, well_formed has 2"),
    ):
        with pytest.raises(ValueError, match=match):
            webgen_step(*args)
    with pytest.raises(ValueError, match="on_invalid must be a finite number"):
        webgen_step([[1]], [[1]], on_invalid=float("inf"))


def contains(goal: str, output: str) -> float | None:
    """A judge that looks for the goal in the output."""
    return None if output == "black" else float(goal in output)


@pytest.mark.example("tool_output")
def test_outputs_are_judged_and_their_mean_is_weighed() -> None:
    calls = [[ToolCall("a bike"), ToolCall("a car"), ToolCall("bike again")]]
    judged = tool_output(calls, ["bike"], judge=contains)
    assert judged.tolist() == [[1.0, 0.0, 1.0]]
    assert close(tool_output_reward(judged, [1], [0], weight=0.3).tolist(), [1.2])
    assert close(faithful_tool_rate(judged).tolist(), [2 / 3])


@pytest.mark.invariant("tool_output")
@given(rows(st.sampled_from(["a bike", "a car", "black"])), st.text(max_size=5))
def test_thoughts_change_nothing(outputs: list, thought: str) -> None:
    goals = ["bike"] * len(outputs)
    silent = tool_output([[ToolCall(x) for x in row] for row in outputs], goals, judge=contains).tolist()
    loud = tool_output([[ToolCall(x, thought) for x in row] for row in outputs], goals, judge=contains).tolist()
    assert silent == loud
    assert silent == [[{"a bike": 1.0, "a car": 0.0, "black": None}[x] for x in row] for row in outputs]


@pytest.mark.invariant("tool_output")
@given(st.data(), numbers)
def test_the_reward_is_linear_in_its_parts(data: st.DataObject, weight: float) -> None:
    judged = data.draw(rows(probabilities, min_steps=1))
    right, form = (data.draw(st.lists(binary, min_size=len(judged), max_size=len(judged))) for _ in "rf")
    out = tool_output_reward(judged, right, form, weight=weight).tolist()
    assert close(out, [a + f + weight * sum(j) / len(j) for a, f, j in zip(right, form, judged, strict=True)])


@pytest.mark.invariant("tool_output")
@given(rows(binary))
def test_the_rate_counts_outputs_that_hold_the_evidence(evidence: list) -> None:
    kept = copy.deepcopy(evidence)
    for row, rate in zip(evidence, faithful_tool_rate(evidence).tolist(), strict=True):
        assert rate is None if not row else close(rate, row.count(1.0) / len(row))
    assert evidence == kept


def test_each_trajectory_is_judged_by_its_own_goal() -> None:
    calls = [[ToolCall("a bike")], [ToolCall("a bike")], []]
    assert tool_output(calls, ["bike", "car", "bike"], judge=contains).tolist() == [[1.0], [0.0], []]
    with pytest.raises(ValueError, match="calls has 1 trajectories, goals has 2"):
        tool_output([[]], ["a", "b"], judge=contains)
    for wrong in (-0.1, 1.1):
        with pytest.raises(ValueError, match="judge must lie from 0 to 1"):
            tool_output([[ToolCall("x")]], ["a"], judge=lambda *_, wrong=wrong: wrong)


def test_unjudged_outputs_are_refused_or_left_out() -> None:
    with pytest.raises(ValueError, match="1 of 2 judged are unscored"):
        tool_output_reward([[None, 1]], [1], [1], weight=1)
    assert tool_output_reward([[None, 1], [None], []], [1] * 3, [1] * 3, weight=2, missing="skip").tolist() == [
        4.0,
        None,
        None,
    ]
    assert tool_output_reward([[None, 1]], [1], [0], weight=2, missing=0).tolist() == [2.0]
    assert tool_output_reward([[1], [1]], [None, 1], [1, None], weight=1).tolist() == [None, None]
    with pytest.raises(ValueError, match="1 of 2 evidence are unscored"):
        faithful_tool_rate([[None, 1]])
    assert faithful_tool_rate([[None, 1]], missing="skip").tolist() == [1.0]
    assert faithful_tool_rate([[None, 1]], missing=0).tolist() == [0.5]
    for args, match in (
        (([[2]], [1], [1]), "judged must lie from 0 to 1"),
        (([[1]], [1, 1], [1]), "accuracy has 2 numbers for 1"),
        (([[1]], [1], []), "form has 0 numbers for 1"),
    ):
        with pytest.raises(ValueError, match=match):
            tool_output_reward(*args, weight=1)
    with pytest.raises(ValueError, match="weight must be a finite number"):
        tool_output_reward([[1]], [1], [1], weight=float("nan"))
    with pytest.raises(ValueError, match="evidence must hold 0 and 1 only"):
        faithful_tool_rate([[0.5]])


NAN = float("nan")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("dense", lambda: sign_reward([[NAN]])),
        ("sparse", lambda: sign_reward([[1]], [[NAN]])),
        ("oracle", lambda: vpr_oracle([[0]], [[0]], oracle=lambda *_: NAN)),
        ("regions", lambda: visual_rationale([[[NAN] * 4]], [[A]], threshold=0.5)),
        ("gold", lambda: visual_rationale([[A]], [[[NAN] * 4]], threshold=0.5)),
        ("screenshot", lambda: webgen_step([[NAN]], [[1]])),
        ("gui", lambda: webgen_step([[1]], [[NAN]])),
        ("well_formed", lambda: webgen_step([[1]], [[1]], [[NAN]])),
        ("judge", lambda: tool_output([[ToolCall(0)]], [0], judge=lambda *_: NAN)),
        ("judged", lambda: tool_output_reward([[NAN]], [1], [1], weight=1)),
        ("accuracy", lambda: tool_output_reward([[1]], [NAN], [1], weight=1)),
        ("form", lambda: tool_output_reward([[1]], [1], [NAN], weight=1)),
        ("evidence", lambda: faithful_tool_rate([[NAN]])),
    ],
)
def test_what_is_not_a_number_is_named(name: str, call) -> None:
    with pytest.raises(ValueError, match=f"^{name} holds NaN or infinity"):
        call()
