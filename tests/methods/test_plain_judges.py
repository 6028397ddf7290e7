"""Judge scores, votes and verdict rules agree with plain implementations of the papers' formulas."""

import math
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.judges.agents import debate, justified, step_context, ui_genie_loss, ui_genie_rm, view_ablation, webarbiter
from rewards.judges.first_error import (
    Match,
    Reviewed,
    agreement,
    consistency,
    corrective_prm,
    first_error_verifier,
    spare_align,
)
from rewards.judges.judgement import Judgement
from rewards.judges.likelihood import (
    END,
    MARK,
    ReferencePolicyScore,
    agreed_principles,
    followup_likelihood,
    healthy,
    margin_loss,
    pairwise_debiased,
    principle_entailment,
    spellings,
    yes_token,
)
from rewards.judges.reasoning import (
    branch_rethink,
    critical_trm,
    read_chain,
    rm_r1,
    rubric_route,
    rubric_score,
    think_prm_score,
)
from rewards.judges.ternary import ternary_propagate
from rewards.judges.votes import ensemble_score, step_majority, ternary_verdict, wrong_step_vote
from tests.methods.plain import judges as plain
from tests.methods.plain.agree import agree, rows_of

few = settings(max_examples=20)
large = st.one_of(st.sampled_from([0.0, -1.0, 0.5]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
logs = st.one_of(st.sampled_from([0.0, -0.5, -1e6]), st.floats(-50, 0).map(lambda x: round(x, 5)))
chances = st.one_of(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 6)))
marks = st.sampled_from([0, 1, None])
errors = st.integers(-1, 4)


def ragged(items: Any, least: int = 0, most: int = 6) -> Any:
    """Rows of unequal length."""
    return st.lists(st.lists(items, min_size=least, max_size=most), min_size=1, max_size=4)


def pairs(one: Any, other: Any) -> Any:
    """A list of pairs, in two columns."""
    return st.lists(st.tuples(one, other), max_size=8).map(lambda x: ([a for a, _ in x], [b for _, b in x]))


def table(items: Any, rows: int = 5, columns: int = 5) -> Any:
    """Rows of one length."""
    return st.integers(0, columns).flatmap(
        lambda n: st.lists(st.lists(items, min_size=n, max_size=n), min_size=1, max_size=rows)
    )


@few
@given(st.lists(st.tuples(st.lists(logs, min_size=1, max_size=4), st.lists(logs, min_size=1, max_size=4)), max_size=5))
def test_yes_token_agrees_with_its_plain_form(words: list) -> None:
    yes, no = spellings([y for y, _ in words]), spellings([n for _, n in words])
    assert agree(yes.tolist(), [plain.log_sum(y) for y, _ in words])
    assert agree(yes_token(yes, no).tolist(), [plain.yes_token(y, n) for y, n in words])
    first = [y[:1] for y, _ in words]
    raw = yes_token([y[0] for y in first], [0.0] * len(first), normalised=False)
    assert agree(raw.tolist(), [plain.yes_token(y, [0.0], renormalise=False) for y in first])


@few
@given(pairs(large, large))
def test_yes_token_of_extreme_logits_agrees_with_its_plain_form(columns: tuple) -> None:
    wanted = [plain.yes_token([y], [n]) for y, n in zip(*columns, strict=True)]
    assert agree(yes_token(*columns).tolist(), wanted)


@few
@given(ragged(chances, least=1), chances)
def test_the_alarm_for_equal_rewards_agrees_with_its_plain_form(rows: list, floor: float) -> None:
    stds = [0.0 if max(r) == min(r) else plain.population_std(r) for r in rows]
    assume(all(s == 0 or abs(s - floor) > 1e-9 for s in stds))
    assume(floor > 1e-9)
    assert agree(healthy(rows, floor=floor).tolist(), [float(s >= floor) for s in stds])


@few
@given(ragged(st.tuples(logs, logs)))
def test_principle_entailment_agrees_with_its_plain_form(rows: list) -> None:
    yes, no = ([[pair[k] for pair in row] for row in rows] for k in (0, 1))
    assert agree(principle_entailment(yes, no).tolist(), [plain.principle_entailment(row) for row in rows])


said = st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from(["yes", "no", "partially"])), max_size=4)


@few
@given(st.lists(said, max_size=5), st.integers(1, 3))
def test_agreed_principles_agree_with_their_plain_form(votes: list, least: int) -> None:
    found = agreed_principles(votes, annotators=least)
    assert len(found) == len(set(found))
    assert set(found) == plain.agreed(votes, least)


@few
@given(st.lists(st.tuples(st.lists(large, max_size=4), st.lists(large, max_size=4)), min_size=1, max_size=4))
def test_followup_likelihood_agrees_with_its_plain_form(rows: list) -> None:
    good, bad = [a for a, _ in rows], [b for _, b in rows]
    assert agree(followup_likelihood(good, bad).tolist(), [plain.followup_likelihood(a, b) for a, b in rows])
    lengths = [[[1 + k % 3 for k in range(len(row))] for row in side] for side in (good, bad)]
    found = followup_likelihood(good, bad, lengths=(lengths[0], lengths[1]))
    each = [[[x / (1 + k % 3) for k, x in enumerate(row)] for row in side] for side in (good, bad)]
    assert agree(found.tolist(), [plain.followup_likelihood(a, b) for a, b in zip(*each, strict=True)])


@few
@given(pairs(chances, chances))
def test_pairwise_debiased_agrees_with_its_plain_form(columns: tuple) -> None:
    wanted = [plain.pairwise_debiased(a, b) for a, b in zip(*columns, strict=True)]
    assert agree(pairwise_debiased(*columns).tolist(), wanted)


@few
@given(pairs(large, large), st.text(max_size=5), st.lists(st.text(max_size=5), min_size=2, max_size=2))
def test_reference_policy_score_agrees_with_its_plain_form(columns: tuple, prompt: str, texts: list) -> None:
    wanted = [plain.preference_loss(a, b) for a, b in zip(*columns, strict=True)]
    assert agree(margin_loss(*columns).tolist(), wanted)
    read: list[str] = []
    ReferencePolicyScore(lambda text: read.append(text) or 0.0)(prompt, texts[0], [texts[1]])
    assert MARK == "<|reward|>"
    assert read == [f"{prompt}\n{texts[0]}<|reward|>{prompt}\n{texts[1]}{END}"]


@few
@given(ragged(chances), st.lists(st.integers(0, 1), max_size=6))
def test_think_prm_score_agrees_with_its_plain_form(rows: list, labels: list) -> None:
    assert agree(think_prm_score(rows).tolist(), [plain.sample_mean(row) for row in rows])
    text = " then ".join("\\boxed{correct}" if x else "\\boxed{incorrect}" for x in labels)
    chain = read_chain(text, len(labels))
    assert chain is not None
    assert list(chain.labels) == plain.prefix_to_error(labels)
    assert (-1 if chain.first_error is None else chain.first_error) == plain.first_zero(labels)


@few
@given(st.lists(st.sampled_from(["A", "B", None]), min_size=1, max_size=7), st.booleans())
def test_rm_r1_agrees_with_its_plain_form(votes: list, swap: bool) -> None:
    asked = iter(votes)

    def judge(first: str, second: str) -> str:
        vote = next(asked)
        if vote is None:
            return "cannot tell"
        return f"[[{'A' if (vote == 'A') == (first == 'a') else 'B'}]]"

    assert rm_r1("a", "b", judge=judge, k=len(votes), swap=swap).label == plain.majority_side(votes)


@few
@given(st.lists(st.sampled_from("xyz"), max_size=4), st.sampled_from([True, False, None]))
def test_branch_rethink_scores_one_and_zero_and_nothing_without_dimensions(dims: list, verdict: bool | None) -> None:
    seen: list[Any] = []

    def rethink(item: str, given: Any) -> Judgement[bool]:
        seen.extend(given)
        return Judgement(verdict)

    found = branch_rethink("item", branch=lambda _: dims, rethink=rethink, most=4)
    assert found.score == (None if not dims or verdict is None else float(verdict))
    assert seen == dims


@few
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), max_size=6))
def test_critical_trm_agrees_with_its_plain_form(labels: list) -> None:
    found = critical_trm(
        labels, faithful=lambda steps, t: bool(steps[t][0]), correct=lambda steps, t, _: bool(steps[t][1])
    )
    wanted = plain.faithful_and_correct(labels)
    assert agree([found.share_faithful, found.share_correct], [None, None] if wanted is None else wanted)
    assert found.faithful.tolist() == [f for f, _ in labels]
    assert found.correct.tolist() == [c for _, c in labels]


@few
@given(st.lists(st.tuples(st.floats(0.001, 1e6), st.booleans()), max_size=6), st.booleans())
def test_rubric_route_agrees_with_its_plain_form(items: list, routed: bool) -> None:
    weights, passes = [w for w, _ in items], [p for _, p in items]
    wanted = plain.rubric_score(weights, [float(p) for p in passes])
    assert agree(rubric_score(passes, weights), wanted)
    rubric = [(str(i), w) for i, w in enumerate(weights)]
    found = rubric_route(
        "goal",
        ["known"],
        route=lambda *_: "known" if routed else None,
        rubrics={"known": rubric if routed else []},
        generic=[] if routed else rubric,
        passes=lambda _, item: passes[int(item)],
    )
    assert agree(found.score, wanted)
    assert found.label == ("known" if routed else None)


@few
@given(st.lists(st.tuples(large, large), max_size=9), st.integers(1, 6))
def test_ui_genie_rm_agrees_with_its_plain_form(logits: list, recent: int) -> None:
    n = len(logits)
    found = ui_genie_rm("goal", range(n), range(n), judge=lambda context: logits[context.action])
    assert agree(found.tolist(), [plain.yes_token([a], [b]) for a, b in logits])
    for t in range(n):
        for keep in {recent, 5}:
            context = step_context("goal", range(n), range(n), t, describe=str, recent=keep)
            shown = plain.ui_genie_screens(t, keep)
            assert [screen for screen, _ in context.recent] == shown
            assert list(context.told) == [str(i) for i in range(n) if i < shown[0]]


@few
@given(pairs(chances.filter(lambda p: p > 0), chances.filter(lambda p: p < 1)))
def test_ui_genie_loss_agrees_with_its_plain_form(columns: tuple) -> None:
    wanted = [plain.ui_genie_loss(math.log(p), math.log(1 - q)) for p, q in zip(*columns, strict=True)]
    assert agree(ui_genie_loss(*columns).tolist(), wanted)


@few
@given(st.integers(0, 1), st.integers(0, 1))
def test_webarbiter_agrees_with_its_plain_form(forth: int, back: int) -> None:
    pick = {("a", "b"): forth, ("b", "a"): back}

    def judge(first: str, second: str) -> Any:
        return "first" if "ab"[pick[first, second]] == first else "second"

    names = {0: "first", 1: "second", None: "tie"}
    assert webarbiter("a", "b", judge=judge).label == names[plain.order_swapped_pick(forth, back)]


@few
@given(st.lists(st.sampled_from(["correct", "incorrect", "invalid"]), max_size=8))
def test_ternary_verdict_agrees_with_its_plain_form(labels: list) -> None:
    found = ternary_verdict(labels)
    assert agree(found.mean, plain.ternary_mean(labels))
    assert found.valid == sum(1 for x in labels if x != "invalid")


@few
@given(st.one_of(pairs(chances, chances), pairs(large, large)))
def test_view_ablation_agrees_with_its_plain_form(columns: tuple) -> None:
    found = view_ablation(*columns)
    assert agree(found.difference, plain.view_gap(*columns))
    assert agree(found.correlation, plain.spearman(*columns))
    if columns[0]:
        first, other = (c.index(max(c)) for c in columns)
        assert found.same_best is (first == other)


@few
@given(large, st.sampled_from([1, -1]), chances, st.lists(st.integers(0, 5), max_size=10), st.integers(1, 4))
def test_debate_agrees_with_its_plain_form(reward: float, u: int, lam: float, pieces: list, turns: int) -> None:
    assert agree(justified(reward, u, lam=lam), plain.debate_reward(reward, u, lam))
    left = list(pieces)
    found = debate(("a", "b"), propose=lambda *_: left.pop(0) if left else None, judge=lambda *_: u, turns=turns)
    brought = [(k % 2, x) for k, x in enumerate(pieces[: 2 * turns]) if x not in pieces[:k]]
    assert list(found.evidence) == brought
    assert found.verdict == u


@few
@given(st.lists(st.tuples(st.lists(st.integers(0, 2), max_size=2), st.sampled_from([1, -1])), max_size=6))
def test_spare_align_agrees_with_its_plain_form(rows: list) -> None:
    matches = [Match(tuple(steps), label == 1) for steps, label in rows]
    found = spare_align(range(len(rows)), range(3), align=lambda *_: matches)
    assert found.labels.tolist() == plain.spare_labels([s for s, _ in rows], [x for _, x in rows])


@few
@given(table(marks))
def test_step_majority_agrees_with_its_plain_form(votes: list) -> None:
    for ties, value in (("wrong", 0), ("right", 1), ("abstain", None)):
        found = step_majority(votes, ties=ties)  # type: ignore[arg-type]
        labels = plain.step_majority(votes, value)
        assert found.labels.tolist() == labels
        assert found.first_error == plain.first_zero(labels)
        if None not in labels and labels:
            assert found.verdict == float(all(labels))


@few
@given(st.lists(st.one_of(st.none(), st.lists(st.integers(0, 4), max_size=5)), max_size=5))
def test_wrong_step_vote_agrees_with_its_plain_form(critiques: list) -> None:
    read = [c for c in critiques if c is not None]
    for rule in ("intersection", "majority", "average"):
        found = wrong_step_vote(critiques, 5, rule=rule).tolist()  # type: ignore[arg-type]
        named = plain.wrong_steps(critiques, rule)
        share = [named.get(t, 0.0) if rule == "average" else float(t in named) for t in range(5)]
        assert agree(found, share if read else [None] * 5)


@few
@given(table(large, rows=4), st.lists(st.floats(0.01, 10), min_size=4, max_size=4))
def test_ensemble_score_agrees_with_its_plain_form(models: list, weights: list) -> None:
    w = weights[: len(models)]
    scaled = [plain.standardise(model, 0, 0.0) for model in models]
    assert agree(ensemble_score(models, standardise=False).tolist(), plain.ensemble(models))
    assert agree(ensemble_score(models, standardise=False, accuracy=w).tolist(), plain.ensemble(models, w))
    assert agree(ensemble_score(models).tolist(), plain.ensemble(scaled))
    assert agree(ensemble_score(models, accuracy=w).tolist(), plain.ensemble(scaled, w))


@few
@given(ragged(st.tuples(st.sampled_from([-1, 0, 1]), st.booleans(), st.booleans()), most=8))
def test_ternary_propagate_agrees_with_its_plain_form(rows: list) -> None:
    labels, fixed, linked = ([[step[k] for step in row] for row in rows] for k in range(3))
    flags = [[[float(x) for x in row] for row in side] for side in (fixed, linked)]
    found = ternary_propagate(labels, corrected=flags[0], depends=flags[1])
    wanted = [plain.ternary_propagate(*row) for row in zip(labels, fixed, linked, strict=True)]
    assert agree(rows_of(found), wanted)
    bare = [plain.ternary_propagate(row, [False] * len(row), [True] * len(row)) for row in labels]
    assert agree(rows_of(ternary_propagate(labels)), bare)


@few
@given(pairs(errors, errors), st.floats(0.01, 0.99), st.lists(st.lists(errors, min_size=3, max_size=3), max_size=6))
def test_first_error_verifier_agrees_with_its_plain_form(columns: tuple, lam: float, runs: list) -> None:
    wanted = [plain.verifier_reward(p, q, lam) for p, q in zip(*columns, strict=True)]
    assert agree(first_error_verifier(*columns, lam=lam).tolist(), wanted)
    shares = plain.verifier_accuracy(*columns)
    found = agreement(*columns)
    assert agree(list(found), [None] * 3 if shares is None else [shares[k] for k in ("precise", "approx", "rough")])
    if runs:
        items = [list(column) for column in zip(*runs, strict=True)]
        assert agree(consistency(runs)[1].tolist(), [plain.run_consistency(item) for item in items])


@few
@given(st.lists(st.booleans(), max_size=6))
def test_corrective_prm_agrees_with_its_plain_form(right: list) -> None:
    found = corrective_prm(right, review=lambda steps, t: Reviewed("", steps[t], True, correction=not steps[t]))
    assert found.first_error == plain.first_correction(right)
    assert found.labels.tolist() == [float(x) for x in right]
    assert (found.correction is None) == (found.first_error is None)
