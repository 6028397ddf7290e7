"""Measures of reward models agree with plain implementations of the papers' formulas."""

import math
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from rewards.metrics.answers import answer_checkers, thought_collapse
from rewards.metrics.distances import pearson_distance, starc, tie_margin
from rewards.metrics.ranking import (
    acc_plus,
    best_of_4,
    contrast_consistency,
    family_accuracy,
    one_vs_many,
    prm_bench,
    rank_at_1,
    ties_accuracy,
)
from rewards.metrics.steps import processbench_f1, ternary_metrics
from tests.methods.plain import metrics as plain
from tests.methods.plain.agree import agree

few = settings(max_examples=20)
large = st.one_of(st.sampled_from([0.0, -1.0, 0.5, 1e6]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
grades = st.one_of(st.sampled_from([0.0, 0.5, 0.5, 1.0]), large)
eighths = st.integers(-8, 8).map(lambda n: n / 8)
flags = st.integers(0, 1)
errors = st.integers(-1, 4)
labels = st.sampled_from([-1, 0, 1])
words = st.lists(st.sampled_from("abcd"), max_size=5)


def columns(*items: Any, least: int = 0, most: int = 8) -> Any:
    """Columns of one length."""
    rows = st.lists(st.tuples(*items), min_size=least, max_size=most)
    return rows.map(lambda given: [[row[k] for row in given] for k in range(len(items))])


def whole(score: Any, *rows: Any) -> list[Any]:
    """The plain result of every instance."""
    return [score(*each) for each in zip(*rows, strict=True)]


@few
@given(st.lists(columns(grades, flags), min_size=1, max_size=5))
def test_rank_at_1_agrees_with_its_plain_form(rows: list) -> None:
    scores, correct = [row[0] for row in rows], [row[1] for row in rows]
    found = rank_at_1(scores, correct)
    assert agree(found.tolist(), [plain.rank_at_1([s], [c]) for s, c in zip(scores, correct, strict=True)])
    known = [x for x in found.tolist() if x is not None]
    assert agree(sum(known) / len(known) if known else None, plain.rank_at_1(scores, correct))


@few
@given(columns(grades, st.lists(grades, min_size=1, max_size=9)))
def test_one_vs_many_agrees_with_its_plain_form(rows: list) -> None:
    found, wanted = one_vs_many(*rows), whole(plain.one_vs_many, *rows)
    assert found.accuracy.tolist() == [a for a, _ in wanted]
    assert agree(found.reciprocal_rank.tolist(), [r for _, r in wanted])


@few
@given(columns(grades, st.lists(grades, min_size=3, max_size=3)))
def test_best_of_4_agrees_with_its_plain_form(rows: list) -> None:
    for ties, name in (("share", "split"), ("lose", "none")):
        wanted = [plain.best_of_4([c, *r], name) for c, r in zip(*rows, strict=True)]
        assert agree(best_of_4(*rows, ties=ties).tolist(), wanted)  # type: ignore[arg-type]


@few
@given(columns(st.lists(eighths, min_size=1, max_size=4), st.lists(eighths, min_size=1, max_size=4)))
def test_the_ties_subset_agrees_with_its_plain_form(rows: list) -> None:
    assert ties_accuracy(*rows).tolist() == [float(clear) for _, clear in whole(plain.ties_item, *rows)]


@few
@given(columns(errors, errors, most=12))
def test_processbench_f1_agrees_with_its_plain_form(rows: list) -> None:
    assert agree(list(processbench_f1(*rows)), list(plain.processbench_f1(*rows)))


@few
@given(st.lists(st.lists(columns(labels, st.one_of(labels, labels, st.none()), most=5), max_size=4), max_size=3))
def test_ternary_metrics_agree_with_their_plain_form(sets: list) -> None:
    true = [[rows[0] for rows in one] for one in sets]
    said = [[rows[1] for rows in one] for one in sets]
    wanted = plain.ternary_metrics([r for one in true for r in one], [r for one in said for r in one])
    assert agree(list(ternary_metrics(said, true)), [wanted[k] for k in ("step_micro_acc", "first_neg1", "step_exact")])


@few
@given(columns(grades, st.lists(grades, min_size=1, max_size=4)))
def test_prm_bench_agrees_with_its_plain_form(rows: list) -> None:
    wanted = plain.prm_bench(*rows)
    assert agree(list(prm_bench(*rows)), [None, None] if wanted is None else wanted)


@few
@given(columns(st.sampled_from("abc"), grades, grades))
def test_acc_plus_agrees_with_its_plain_form(rows: list) -> None:
    ids, better, worse = rows
    wanted = plain.acc_plus(ids, better, worse)
    assert agree(list(acc_plus(better, worse, ids)), [None, None] if wanted is None else wanted)


@few
@given(st.integers(0, 4).flatmap(lambda n: st.lists(st.lists(grades, min_size=n, max_size=n), min_size=n, max_size=n)))
def test_contrast_consistency_agrees_with_its_plain_form(matrix: list) -> None:
    assert agree(list(contrast_consistency(matrix)), list(plain.contrast_consistency(matrix)))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Any, Any, Any, float]:
    """Two rewards, transition probabilities and a discount."""
    s, a = draw(st.integers(1, 4)), draw(st.integers(1, 3))

    def tensor(items: Any) -> Any:
        rows = st.lists(items, min_size=s, max_size=s)
        return draw(st.lists(st.lists(rows, min_size=a, max_size=a), min_size=s, max_size=s))

    scale = draw(st.sampled_from([1.0, 1e5]))
    first, second = ([[[x * scale for x in r] for r in q] for q in tensor(st.integers(-9, 9))] for _ in range(2))
    chance = [[[(x + (k == 0)) for k, x in enumerate(r)] for r in q] for q in tensor(st.integers(0, 5))]
    p = [[[x / sum(r) if sum(r) else 0.0 for x in r] for r in q] for q in chance]
    return first, second, p, draw(st.sampled_from([0.0, 0.5, 0.9, 0.99]))


def clear(reward: Any, p: Any, gamma: float) -> bool:
    """Whether the canonical reward is nothing at all or more than what rounding leaves of a shaping."""
    size = max(abs(x) for q in reward for r in q for x in r)
    return size == 0 or math.hypot(*plain.canonical(reward, p, gamma)) > 1e-3 * size


@few
@given(worlds())
def test_starc_agrees_with_its_plain_form(world: tuple) -> None:
    first, second, p, gamma = world
    assume(clear(first, p, gamma) and clear(second, p, gamma))
    assert agree(starc(first, second, p, gamma=gamma), plain.starc(first, second, p, gamma))


@few
@given(worlds(), st.lists(st.integers(-5, 5), min_size=4, max_size=4), st.floats(0.1, 10))
def test_starc_of_a_shaped_and_scaled_reward_is_nothing_as_in_its_plain_form(
    world: tuple, potential: list, a: float
) -> None:
    first, _, p, gamma = world
    assume(clear(first, p, gamma) and max(abs(x) for q in first for r in q for x in r) > 0)
    shaped = [
        [[a * x + gamma * potential[z] - potential[s] for z, x in enumerate(r)] for r in q] for s, q in enumerate(first)
    ]
    assert agree(starc(first, shaped, p, gamma=gamma), 0.0)
    assert agree(plain.starc(first, shaped, p, gamma), 0.0)


@few
@given(st.one_of(columns(eighths, eighths), columns(large, large)))
def test_pearson_distance_agrees_with_its_plain_form(rows: list) -> None:
    assert agree(pearson_distance(*rows), plain.pearson_distance(*rows))


@few
@given(st.lists(large, min_size=2, max_size=8), st.sampled_from([2.0, 3.0, 0.1]), st.integers(-5, 5))
@example([0.1, 0.2, 0.4], 2.0, 1)
def test_pearson_distance_of_an_affine_series_agrees_with_its_plain_form(x: list, a: float, b: int) -> None:
    y = [a * v + b for v in x]
    assert agree(pearson_distance(x, y), plain.pearson_distance(x, y))
    turned = [-v for v in y]
    assert agree(pearson_distance(x, turned), plain.pearson_distance(x, turned))


@few
@given(words, words)
def test_answer_checkers_agree_with_their_plain_form(said: list, wanted: list) -> None:
    for form, score in (("set", plain.set_scores), ("list", plain.place_hits)):
        assert agree(list(answer_checkers(said, wanted, form=form))[1:], list(score(said, wanted)))  # type: ignore[arg-type]
    assert answer_checkers(said, wanted, form="set").exact is (set(said) == set(wanted))
    assert answer_checkers(said, wanted, form="list").exact is (said == wanted)
    assert list(answer_checkers(said, wanted, form="item")) == [said == wanted, *[float(said == wanted)] * 3]


@few
@given(st.lists(st.tuples(flags, flags), max_size=4), st.lists(st.tuples(flags, flags), max_size=4))
def test_answer_checkers_of_tables_agree_with_their_plain_form(said: list, wanted: list) -> None:
    tables = [[{"x": x, "y": y} for x, y in rows] for rows in (said, wanted)]
    assert agree(list(answer_checkers(*tables, form="rows"))[1:], list(plain.bag_scores(said, wanted)))
    cells = [[c for x, y in rows for c in (("x", x), ("y", y))] for rows in (said, wanted)]
    assert agree(list(answer_checkers(*tables, form="cells"))[1:], list(plain.bag_scores(*cells)))


@few
@given(words, st.integers(1, 6))
def test_thought_collapse_agrees_with_its_plain_form(thoughts: list, window: int) -> None:
    def similar(a: Any, b: Any) -> float:
        return 1.0 / (1 + abs(ord(a) - ord(b)))

    found = thought_collapse(thoughts, similar=similar)
    assert agree(None if found is None else found.distinct, plain.distinct_ratio(thoughts))
    assert agree(None if found is None else found.similarity, plain.mean_similarity(thoughts, similar))
    found = thought_collapse(thoughts, window=window)
    assert agree(None if found is None else found.distinct, plain.distinct_ratio(thoughts[-window:]))


@few
@given(st.lists(grades, max_size=6))
def test_tie_margin_agrees_with_its_plain_form(scores: list) -> None:
    assert agree(tie_margin(scores), plain.tie_margin(scores))


@few
@given(columns(st.sampled_from("abc"), flags))
def test_family_accuracy_agrees_with_its_plain_form(rows: list) -> None:
    families, right = rows
    found, wanted = family_accuracy(right, families), plain.family_accuracy(families, right)
    assert found[0].keys() == wanted[0].keys()
    assert agree([found[0][k] for k in wanted[0]], list(wanted[0].values()))
    assert agree(found[1], wanted[1])
