"""Corruptions, repairs, pairs and pair losses agree with plain implementations of the papers' formulas."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.action import Click, InputText, LongPress, Point, Wait
from devices.element import Box
from rewards.curation.corruption import Donor, SneakyError, corrupt_trajectory, mutation_labels, sneaky_errors
from rewards.curation.negatives import WantedAction, hard_negatives, verify_action
from rewards.curation.pairs import rule_pairs, smartsearch_pairs, spare_pairs, wdpo_loss, wdpo_pairs
from rewards.curation.preference import agreed_preference, dynamic_beta, scaled_bt
from rewards.curation.reflection import Review, reflect_loop
from rewards.curation.repair import refine_query, refined_bon, salvage, truncate_regenerate
from rewards.curation.spans import segments
from rewards.curation.thoughts import ThoughtStep, correction_loss, thought_correction_pairs, thought_logprob
from tests.methods.plain import curation as plain
from tests.methods.plain.agree import agree, rows_of

few = settings(max_examples=20)
large = st.one_of(st.sampled_from([0.0, -1.0, 0.5, 1e6]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
logs = st.one_of(st.sampled_from([0.0, -0.5, -1e6]), st.floats(-50, 0).map(lambda x: round(x, 5)))
chances = st.one_of(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 3)))
flags = st.integers(0, 1)
keys = st.sampled_from("pqr")
letters = st.lists(st.sampled_from("abcd"), max_size=5)
BOX = Box(10, 20, 30, 40)
points = st.builds(Point, st.integers(5, 35), st.integers(15, 45))


def columns(*items: Any, least: int = 0, most: int = 9) -> Any:
    """Columns of one length."""
    rows = st.lists(st.tuples(*items), min_size=least, max_size=most)
    return rows.map(lambda given: [[row[k] for row in given] for k in range(len(items))])


def duels(group: list, items: list, wins: Any) -> set[tuple[int, int]]:
    """Winner and loser of every decided pair inside a group."""
    out = set()
    for places in plain.by_group(group):
        out |= {(places[i], places[j]) for i, j in plain.all_pairs([items[k] for k in places], wins)}
    return out


@few
@given(st.lists(st.booleans(), max_size=12), st.integers(1, 3), st.integers(0, 4))
def test_segments_agree_with_their_plain_form(starts: list, shortest: int, more: int) -> None:
    steps = list(range(len(starts)))
    longest = shortest + more
    found = segments(steps, lambda _, after: starts[after], min_len=shortest, max_len=longest)
    assert found == plain.segments(len(steps), starts, shortest, longest)
    whole = segments(steps, lambda _, after: starts[after], max_len=max(1, len(steps)))
    assert whole == plain.segments(len(steps), starts)


@few
@given(st.lists(st.tuples(st.one_of(st.none(), letters), letters), max_size=5))
def test_thought_correction_pairs_hold_one_pair_a_corrected_step(steps: list) -> None:
    taken = [ThoughtStep(n, (), tuple(action)) for n, (_, action) in enumerate(steps)]
    found = thought_correction_pairs(taken, lambda seen, _: steps[seen][0])
    fixed = [(n, thought, action) for n, (thought, action) in enumerate(steps) if thought is not None]
    assert [(p.step, list(p.target)) for p in found] == [(n, thought + action) for n, thought, action in fixed]
    assert [p.mask.tolist() for p in found] == [[True] * len(t) + [False] * len(a) for _, t, a in fixed]


@few
@given(columns(st.lists(logs, max_size=5), st.lists(logs, min_size=1, max_size=5), large), st.floats(0, 5))
def test_thought_logprob_agrees_with_its_plain_form(rows: list, lam: float) -> None:
    thought, action, loss = rows
    wanted = [plain.thought_logprob(t, a, lam) for t, a in zip(thought, action, strict=True)]
    assert agree(thought_logprob(thought, action, weight=lam).tolist(), wanted)
    wanted = [x - (sum(t) / len(t) if t else 0.0) for x, t in zip(loss, thought, strict=True)]
    assert agree(correction_loss(loss, thought).tolist(), wanted)


@few
@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=4))
def test_reflect_loop_keeps_the_first_right_answer_of_a_task(right: list) -> None:
    found = reflect_loop(
        range(len(right)),
        lambda task: (task, 0),
        lambda task, answer: Review(right[task][answer[1]]),
        lambda task, answer, _: (task, answer[1] + 1),
        attempts=4,
    )
    wanted = [(task, attempt) for task, row in enumerate(right) for attempt in plain.first_correct(row)]
    assert [s.answer for s in found] == wanted


@few
@given(letters, letters, letters, st.integers(0, 99))
def test_corruptions_are_among_those_of_their_plain_form(steps: list, donor: list, extra: list, seed: int) -> None:
    donors = [Donor("app", "other", tuple(donor)), Donor("app", "task", ("x",)), Donor("elsewhere", "o", ("y",))]
    options: dict[str, Any] = {"done": "d", "app": "app", "task": "task", "donors": donors, "extra": extra}
    for kind, among in (
        ("early_truncation", plain.early_ends(steps, "d")),
        ("cross_task_substitution", plain.swaps(steps, [donor])),
        ("redundant_continuation", plain.overruns(steps, extra)),
    ):
        found = corrupt_trajectory(steps, kind, rng=np.random.default_rng(seed), **options)  # type: ignore[arg-type]
        if found is not None:
            assert found.steps in among
            assert found.label == 0
        elif kind != "cross_task_substitution":
            assert not among


@few
@given(
    points.map(Click) | points.map(LongPress) | st.sampled_from("ab").map(InputText) | st.just(Wait()),
    st.sampled_from(["click", "long_press", "input_text", "wait", None]),
    st.sampled_from([BOX, None]),
    st.sampled_from(["a", "b", None]),
)
def test_verify_action_agrees_with_its_plain_form(action: Any, kind: str | None, box: Box | None, text: Any) -> None:
    touch, typed = isinstance(action, Click | LongPress), isinstance(action, InputText)
    same_type = None if kind is None else action.kind == kind
    inside = None if box is None or not touch else 10 <= action.at.x < 30 and 20 <= action.at.y < 40
    same_text = None if text is None or not typed else action.text == text
    wanted = plain.verified(same_type, inside, same_text, touch, typed)
    assert verify_action(action, WantedAction(kind, box, text)) is wanted


@few
@given(columns(points, chances), chances)
def test_hard_negatives_agree_with_their_plain_form(rows: list, tau: float) -> None:
    at, scores = rows
    on = [10 <= p.x < 30 and 20 <= p.y < 40 for p in at]
    found = hard_negatives([Click(p) for p in at], scores, BOX, threshold=tau)
    assert found.kept.tolist() == plain.hard_negatives(scores, on, tau)


@few
@given(st.integers(1, 5), st.integers(0, 32), st.integers(0, 32), st.integers(1, 32))
def test_sneaky_errors_are_kept_where_success_drops_enough(n: int, before: int, after: int, least: int) -> None:
    steps = tuple(range(n))
    found = sneaky_errors(
        steps,
        lambda step, _: [step + 100],
        lambda given: (before if given == steps else after) / 32,
        min_drop=least / 32,
        rng=np.random.default_rng(n),
        right=[0.0] * (n - 1) + [1.0],
        errors=[SneakyError.WRONG_TARGET],
    )
    if before - after < least:
        assert found is None
    else:
        assert found is not None
        assert found.trajectory.steps == (*steps[:-1], n + 99)
        assert found.drop == (before - after) / 32


@few
@given(st.integers(1, 6), st.data(), st.booleans())
def test_mutation_labels_agree_with_their_plain_form(n: int, data: st.DataObject, passes: bool) -> None:
    at = data.draw(st.lists(st.integers(0, n - 1), max_size=3))
    steps = tuple(range(n))
    found = mutation_labels(steps, lambda step: step + 100, lambda given: given == steps or passes, at=at)
    assert rows_of(found) == [plain.mutation_labels(n, place, passes) for place in at]


@few
@given(st.lists(chances, max_size=6), chances, chances, st.booleans(), st.sampled_from([True, False, None]))
def test_salvage_agrees_with_its_plain_form(
    scores: list, tau: float, rho: float, mended: bool, outcome: bool | None
) -> None:
    steps = list(range(len(scores)))
    found = salvage(
        steps, scores, outcome, lambda s: s + 100, lambda _: [7, 8], lambda _: mended, threshold=tau, min_prefix=rho
    )
    at = plain.salvage_at(scores, tau, rho) if outcome is False and mended else None
    assert list(found.steps) == (steps if at is None else [*steps[:at], at + 100, 7, 8])


@few
@given(columns(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.integers(-1, 3), st.integers(0, 9)))
def test_refined_bon_agrees_with_its_plain_form(rows: list) -> None:
    candidates = rows[0]
    errors = [min(e, len(c) - 1) for c, e in zip(candidates, rows[1], strict=True)]
    found = refined_bon(candidates, errors, lambda s: s + 1, lambda _: [1], lambda steps: float(sum(steps)))
    mended = [None if e < 0 else float(sum(c[:e]) + c[e] + 2) for c, e in zip(candidates, errors, strict=True)]
    wanted = plain.refined_pool([float(sum(c)) for c in candidates], mended)
    if wanted is None:
        assert found.best is None
    else:
        assert found.best is not None
        assert (len(found.pool), found.scores.tolist()[found.best]) == wanted


@few
@given(st.lists(st.integers(0, 3), min_size=1, max_size=5), st.integers(1, 4), st.data())
def test_truncation_and_refinement_keep_the_steps_before_the_fault(steps: list, limit: int, data: Any) -> None:
    def flag(now: Any) -> int | None:
        return next((i for i, s in enumerate(now) if s == 0), None)

    rest = data.draw(st.lists(st.lists(st.integers(0, 3), max_size=3), min_size=limit, max_size=limit))
    left, now = [list(r) for r in rest], list(steps)
    found = truncate_regenerate(steps, flag, lambda _: left.pop(0), limit=limit)
    for more in rest:
        if flag(now) is None:
            break
        now = now[: flag(now)] + more
    assert (list(found.steps), found.label) == (now, int(flag(now) is None))
    bad = data.draw(st.integers(0, len(steps) - 1))
    assert list(refine_query(steps, bad, lambda s: s + 10, lambda _: [9]).steps) == [*steps[:bad], steps[bad] + 10, 9]


@few
@given(columns(flags, st.integers(0, 3), st.integers(0, 3), keys))
def test_smartsearch_pairs_agree_with_their_plain_form(rows: list) -> None:
    right, good, bad, group = rows
    items = list(zip(right, good, bad, strict=True))
    found = smartsearch_pairs(right, good, bad, group=group)
    assert sorted((p.win, p.lose) for p in found) == sorted(
        duels(group, items, lambda a, b: plain.smartsearch_wins(a, b) == 1)
    )
    assert all(p.weight == 1.0 for p in found)


@few
@given(columns(flags, st.lists(flags, max_size=4), keys))
def test_wdpo_pairs_agree_with_their_plain_form(rows: list) -> None:
    right, steps, group = rows
    items = [(r, sum(s) / len(s) if s else None) for r, s in zip(right, steps, strict=True)]
    won = duels(group, items, lambda a, b: (plain.wdpo_pair(a, b) or (1, 0.0))[0] == 0)
    found = {(p.win, p.lose): p.weight for p in wdpo_pairs(right, steps, group=group)}
    assert found.keys() == won
    for (i, j), weight in found.items():
        wanted = plain.wdpo_pair(items[i], items[j])
        assert wanted is not None
        assert agree(weight, wanted[1])


@few
@given(columns(chances, logs, logs, logs, logs), st.sampled_from([0.1, 1.0, 1e3]))
def test_wdpo_loss_agrees_with_its_plain_form(rows: list, beta: float) -> None:
    weight, win, lose, *reference = rows
    wanted = [plain.wdpo_loss(w, a, b, beta) for w, a, b in zip(weight, win, lose, strict=True)]
    assert agree(wdpo_loss(weight, win, lose, beta=beta).tolist(), wanted)
    found = wdpo_loss(weight, win, lose, beta=beta, reference=(reference[0], reference[1]))
    wanted = [plain.wdpo_loss(w, a - c, b - d, beta) for w, a, b, c, d in zip(*rows, strict=True)]
    assert agree(found.tolist(), wanted)


@few
@given(columns(st.lists(st.sampled_from([1, 1, 0, -1]), max_size=3), flags, keys))
def test_spare_pairs_agree_with_their_plain_form(rows: list) -> None:
    steps, right, group = rows
    found = [(p.win, p.lose) for p in spare_pairs(steps, right, group=group)]
    assert sorted(found) == sorted(duels(group, list(zip(right, steps, strict=True)), plain.spare_wins))


@few
@given(columns(st.integers(0, 5), keys), st.integers(0, 99))
def test_rule_pairs_hold_a_right_answer_and_a_rejected_corruption_a_prompt(rows: list, seed: int) -> None:
    answers, group = rows

    def rule(x: int) -> bool:
        return x % 3 == 1

    found = rule_pairs(answers, rule, lambda x: x + x // 4 * 3 + 2, rng=np.random.default_rng(seed), group=group)
    able = [places for places in plain.by_group(group) if any(rule(answers[i]) for i in places)]
    assert len(found) == len(able)
    assert all(rule(p.win) and not rule(p.lose) for p in found)
    assert all(p.win in {answers[i] for i in places} for p, places in zip(found, able, strict=True))


@few
@given(columns(large, large, st.sampled_from([1, 2, 3])))
def test_scaled_bt_agrees_with_its_plain_form(rows: list) -> None:
    for form in ("regular", "margin", "scaled"):
        wanted = [plain.scaled_bt(c - r, m, form) for c, r, m in zip(*rows, strict=True)]
        assert agree(scaled_bt(*rows, form=form).tolist(), wanted)  # type: ignore[arg-type]


@few
@given(st.lists(st.lists(st.integers(-3, 3), max_size=6), min_size=1, max_size=4), st.integers(1, 3))
def test_agreed_preference_agrees_with_its_plain_form(rows: list, size: int) -> None:
    assert agree(agreed_preference(rows).tolist(), [plain.agreed_mean(row) for row in rows])
    found = agreed_preference(rows, annotators=size, max_spread=1.0)
    assert agree(found.tolist(), [plain.agreed_mean(row, size, 1.0) for row in rows])


@few
@given(
    st.lists(st.one_of(large, st.floats(-9, 9).map(lambda x: round(x, 4))), max_size=8),
    st.floats(0, 2).map(lambda x: round(x, 3)),
)
def test_dynamic_beta_agrees_with_its_plain_form(margins: list, w: float) -> None:
    assert agree(dynamic_beta(margins).tolist(), [plain.dynamic_beta(d) for d in margins])
    found = dynamic_beta(margins, beta=0.3, weight=w, rate=0.7)
    assert agree(found.tolist(), [plain.dynamic_beta(d, 0.3, w, 0.7) for d in margins])
    assert agree(dynamic_beta(margins, form="code").tolist(), [plain.released_beta(d) for d in margins])
