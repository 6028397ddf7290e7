"""How often the right answer is ranked first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.metrics.ranking import (
    acc_plus,
    best_of_4,
    contrast_consistency,
    family_accuracy,
    fused_reward,
    one_vs_many,
    prm_bench,
    rank_at_1,
    ties_accuracy,
)
from tests.methods.strategies import binary, close

marks = st.integers(0, 5).map(float)
instances = st.lists(st.lists(st.tuples(marks, binary), min_size=1, max_size=5), min_size=1, max_size=4)
duels = st.lists(st.tuples(marks, st.lists(marks, min_size=1, max_size=5)), min_size=1, max_size=5)


def parts(rows: list) -> tuple[list, list]:
    return [[s for s, _ in row] for row in rows], [[c for _, c in row] for row in rows]


@pytest.mark.example("rank_at_1")
def test_two_at_the_top_share_their_chance() -> None:
    assert rank_at_1([[0.9, 0.9]], [[1, 0]]).tolist() == [0.5]


@pytest.mark.invariant("rank_at_1")
@given(instances)
def test_the_chance_is_the_share_of_right_ones_at_the_top(rows: list) -> None:
    expected = []
    for row in rows:
        top = [c for s, c in row if s == max(s for s, _ in row)]
        expected.append(sum(top) / len(top))
    assert close(rank_at_1(*parts(rows)).tolist(), expected)


@pytest.mark.invariant("rank_at_1")
@given(instances)
def test_the_chance_is_at_most_whether_any_is_right_and_knows_order_only(rows: list) -> None:
    scores, correct = parts(rows)
    out = rank_at_1(scores, correct).tolist()
    assert all((x or 0) <= max(row) for x, row in zip(out, correct, strict=True))
    assert rank_at_1([[3 * s - 7 for s in row] for row in scores], correct).tolist() == out


@pytest.mark.invariant("rank_at_1")
@given(instances)
def test_unscored_candidates_are_none(rows: list) -> None:
    scores, correct = parts(rows)
    more = rank_at_1([[None, *row] for row in scores], [[1, *row] for row in correct])
    assert more.tolist() == rank_at_1(scores, correct).tolist()
    assert rank_at_1([[None], []], [[1], []]).tolist() == [None, None]


@pytest.mark.example("one_vs_many")
def test_a_right_answer_behind_one_wrong_one() -> None:
    found = one_vs_many([0.8], [[0.9, 0.1, 0.5]])
    assert (found.accuracy.tolist(), found.reciprocal_rank.tolist()) == ([0.0], [0.5])


@pytest.mark.invariant("one_vs_many")
@given(duels)
def test_the_rank_counts_everybody_who_is_not_below(rows: list) -> None:
    found = one_vs_many([c for c, _ in rows], [r for _, r in rows])
    ranks = [1 + sum(x >= c for x in r) for c, r in rows]
    assert found.reciprocal_rank.tolist() == [1 / rank for rank in ranks]
    assert found.accuracy.tolist() == [float(rank == 1) for rank in ranks]


@pytest.mark.invariant("one_vs_many")
@given(duels)
def test_accuracy_is_at_most_the_reciprocal_rank_and_that_at_least_one_over_all(rows: list) -> None:
    found = one_vs_many([c for c, _ in rows], [r for _, r in rows])
    for hit, rank, (_, rejected) in zip(found.accuracy.values, found.reciprocal_rank.values, rows, strict=True):
        assert hit <= rank <= 1
        assert rank >= 1 / (len(rejected) + 1)


@pytest.mark.invariant("one_vs_many")
@given(marks, st.integers(1, 5))
def test_ties_count_against_the_right_answer(mark: float, wrong: int) -> None:
    found = one_vs_many([mark, mark, None], [[mark] * wrong, [None], [mark]])
    assert found.accuracy.tolist() == [0.0, None, None]
    assert found.reciprocal_rank.tolist() == [1 / (wrong + 1), None, None]


@pytest.mark.example("best_of_4")
def test_two_level_at_the_top_of_four() -> None:
    assert best_of_4([0.9], [[0.9, 0.1, 0]]).tolist() == [0.5]
    assert best_of_4([0.9], [[0.9, 0.1, 0]], ties="lose").tolist() == [0.0]


@pytest.mark.invariant("best_of_4")
@given(duels)
def test_a_tie_of_n_is_worth_one_nth_or_nothing(rows: list) -> None:
    chosen, rejected = [c for c, _ in rows], [r for _, r in rows]
    share = [0.0 if max(r) > c else 1 / (1 + r.count(c)) for c, r in rows]
    assert best_of_4(chosen, rejected).tolist() == share
    assert best_of_4(chosen, rejected, ties="lose").tolist() == [float(max(r) < c) for c, r in rows]


@pytest.mark.invariant("best_of_4")
@given(st.permutations([0.0, 0.0, 0.5, 1.0]))
def test_the_shares_of_all_four_add_up_to_1(marks_given: list) -> None:
    shares = [best_of_4([m], [marks_given[:i] + marks_given[i + 1 :]]).one() or 0 for i, m in enumerate(marks_given)]
    assert sum(shares) == pytest.approx(1)


@pytest.mark.invariant("best_of_4")
@given(duels)
def test_an_unscored_answer_leaves_the_instance_unscored(rows: list) -> None:
    chosen, rejected = [c for c, _ in rows], [r for _, r in rows]
    assert best_of_4(chosen, [[*r, None] for r in rejected]).tolist() == [None] * len(rows)
    assert best_of_4([None] * len(rows), rejected).tolist() == [None] * len(rows)
    assert best_of_4([1.0], [[]]).tolist() == [None]


def test_in_the_ties_subset_right_ones_must_be_closer_to_each_other_than_to_wrong_ones() -> None:
    right = [[0.9, 0.8], [0.9, 0.8], [0.9, 0.5], [0.9], [0.9, 0.7], []]
    wrong = [[0.5, 0.1], [0.75], [0.2], [0.9], [0.5], [0.1]]
    assert ties_accuracy(right, wrong).tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, None]
    with pytest.raises(ValueError, match="ties must be"):
        best_of_4([1], [[1]], ties="x")  # type: ignore[arg-type]
    for at, name in ((0, "right"), (1, "wrong")):
        with pytest.raises(ValueError, match=f"{name} are unscored"):
            ties_accuracy(*([[None]] if at == i else [[1.0]] for i in range(2)))


@pytest.mark.example("prm_bench")
def test_four_instances_with_4_3_4_and_2_of_4_pairs_won() -> None:
    negatives = [[0, 0, 0, 0], [0, 0, 0, 2], [0, 0, 0, 0], [0, 0, 2, 2]]
    assert prm_bench([1, 1, 1, 1], negatives) == (0.8125, 0.5)


@pytest.mark.invariant("prm_bench")
@given(st.lists(st.tuples(marks, st.lists(marks, min_size=3, max_size=3)), min_size=1, max_size=5))
def test_whole_instances_are_won_at_most_as_often_as_pairs(rows: list) -> None:
    pairs, whole = prm_bench([c for c, _ in rows], [r for _, r in rows])
    won = [[c > x for x in r] for c, r in rows]
    assert pairs == pytest.approx(sum(sum(w) for w in won) / sum(len(w) for w in won))
    assert whole == pytest.approx(sum(all(w) for w in won) / len(won))
    assert (whole or 0) <= (pairs or 0) + 1e-12
    assert (whole == 1) == (pairs == 1)


@pytest.mark.invariant("prm_bench")
@given(duels)
def test_ties_are_not_won_and_gaps_left_out(rows: list) -> None:
    positive, negatives = [c for c, _ in rows], [r for _, r in rows]
    found = prm_bench(positive, negatives)
    assert prm_bench([*positive, None], [*negatives, [0.0]]) == found
    assert prm_bench(positive, [[*r, None] for r in negatives]) == found
    assert prm_bench(positive, [[c] for c in positive]) == (0.0, 0.0)


@pytest.mark.invariant("prm_bench")
@given(duels)
def test_preferences_know_order_only(rows: list) -> None:
    positive, negatives = [c for c, _ in rows], [r for _, r in rows]
    squared = prm_bench([c * c for c in positive], [[x * x for x in r] for r in negatives])
    assert squared == prm_bench(positive, negatives)


@pytest.mark.example("acc_plus")
def test_one_instance_all_right_and_one_by_half() -> None:
    assert acc_plus([2, 2, 2, 0], [1, 1, 1, 1], [1, 1, 2, 2]) == (0.75, 0.5)


@pytest.mark.invariant("acc_plus")
@given(st.lists(st.tuples(marks, marks, st.sampled_from("abc")), min_size=1, max_size=10))
def test_shares_are_counted_over_pairs_and_over_instances(rows: list) -> None:
    first, second, names = ([row[i] for row in rows] for i in range(3))
    pairs, whole = acc_plus(first, second, names)
    assert pairs == pytest.approx(sum(a > b for a, b, _ in rows) / len(rows))
    right = [all(a > b for a, b, n in rows if n == name) for name in set(names)]
    assert whole == pytest.approx(sum(right) / len(right))


@pytest.mark.invariant("acc_plus")
@given(st.lists(st.tuples(marks, marks), min_size=2, max_size=10).filter(lambda rows: len(rows) % 2 == 0))
def test_with_equal_numbers_of_pairs_instances_are_right_no_more_often(rows: list) -> None:
    names = [i // 2 for i in range(len(rows))]
    pairs, whole = acc_plus([a for a, _ in rows], [b for _, b in rows], names)
    assert (whole or 0) <= (pairs or 0)


@pytest.mark.invariant("acc_plus")
@given(st.lists(st.tuples(marks, marks, st.sampled_from("abc")), min_size=1, max_size=6))
def test_a_pair_with_a_gap_is_left_out(rows: list) -> None:
    first, second, names = ([row[i] for row in rows] for i in range(3))
    found = acc_plus(first, second, names)
    assert acc_plus([None, 1, *first], [1, None, *second], ["a", "z", *names]) == found
    assert acc_plus([None], [1], ["a"]) == (None, None)
    assert acc_plus([], [], []) == (None, None)


@pytest.mark.example("contrast_consistency")
def test_two_instructions_that_each_prefer_their_own() -> None:
    assert contrast_consistency([[0.9, 0.4], [0.3, 0.7]]) == (1.0, 1.0)


@st.composite
def square(draw: st.DrawFn) -> list[list[float]]:
    n = draw(st.integers(2, 4))
    return [[draw(marks) for _ in range(n)] for _ in range(n)]


@pytest.mark.invariant("contrast_consistency")
@given(square())
def test_consistency_counts_comparisons_with_the_diagonal(matrix: list) -> None:
    n = len(matrix)
    cells = [(i, j) for i in range(n) for j in range(n) if i != j]
    responses, instructions = contrast_consistency(matrix)
    assert responses == pytest.approx(sum(matrix[i][i] > matrix[i][j] for i, j in cells) / len(cells))
    assert instructions == pytest.approx(sum(matrix[j][j] > matrix[i][j] for i, j in cells) / len(cells))


@pytest.mark.invariant("contrast_consistency")
@given(square())
def test_turning_the_matrix_swaps_the_two(matrix: list) -> None:
    turned = [list(column) for column in zip(*matrix, strict=True)]
    assert contrast_consistency(turned) == tuple(reversed(contrast_consistency(matrix)))


@pytest.mark.invariant("contrast_consistency")
@given(square(), marks)
def test_consistency_knows_order_only_and_ties_count_nothing(matrix: list, level: float) -> None:
    assert contrast_consistency([[x**3 - 5 for x in row] for row in matrix]) == contrast_consistency(matrix)
    assert contrast_consistency([[level] * 3] * 3) == (0.0, 0.0)


def test_a_score_is_fused_with_those_of_items_like_it() -> None:
    assert fused_reward([0.9], [[0.3, 0.6]], [[0.5, 0.5]]).one() == pytest.approx((0.9 + 0.15 + 0.3) / 2)
    assert fused_reward([0.9], [[0.3, None]], [[1, 1]], own_weight=3).one() == pytest.approx((2.7 + 0.3) / 4)
    assert fused_reward([None, 0.5, 0.5], [[1], [], [1]], [[1], [], [0]]).tolist() == [None, 0.5, 0.5]
    assert fused_reward([0.5, 0.5], [[], [None]], [[], [1]], own_weight=0).tolist() == [None, None]
    with pytest.raises(ValueError, match="weights must be at least 0"):
        fused_reward([1], [[1]], [[-1]])
    with pytest.raises(ValueError, match="own_weight must be"):
        fused_reward([1], [[1]], [[1]], own_weight=-1)


@given(marks, st.lists(st.tuples(marks, marks), max_size=4), marks)
def test_a_fused_score_is_among_those_it_was_made_of(own: float, rows: list, share: float) -> None:
    others, weights = [s for s, _ in rows], [w for _, w in rows]
    fused = fused_reward([own], [others], [weights], own_weight=share).one()
    counted = [own] * (share > 0) + [s for s, w in rows if w > 0]
    assert (fused is None) == (not counted)
    if fused is not None:
        assert min(counted) - 1e-9 <= fused <= max(counted) + 1e-9
        assert fused * (share + sum(weights)) == pytest.approx(own * share + sum(s * w for s, w in rows))


@pytest.mark.example("family_accuracy")
def test_two_families_count_alike_whatever_their_size() -> None:
    assert family_accuracy([1, 0, 1, 1], ["a", "a", "b", "b"]) == ({"a": 0.5, "b": 1.0}, 0.75)


@pytest.mark.invariant("family_accuracy")
@given(st.lists(st.tuples(st.one_of(st.none(), binary), st.sampled_from("abc")), min_size=1, max_size=12))
def test_the_macro_mean_is_that_of_the_families_with_answers(rows: list) -> None:
    shares, macro = family_accuracy([c for c, _ in rows], [f for _, f in rows])
    for name in {f for _, f in rows}:
        own = [c for c, f in rows if f == name and c is not None]
        assert shares[name] == (pytest.approx(sum(own) / len(own)) if own else None)
    known = [s for s in shares.values() if s is not None]
    assert macro == (pytest.approx(sum(known) / len(known)) if known else None)


@pytest.mark.invariant("family_accuracy")
@given(st.lists(st.tuples(binary, st.sampled_from("abc")), min_size=1, max_size=12), st.data())
def test_the_order_of_questions_is_irrelevant(rows: list, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    shares, macro = family_accuracy([c for c, _ in rows], [f for _, f in rows])
    other, same = family_accuracy([c for c, _ in shuffled], [f for _, f in shuffled])
    assert other == shares
    assert same == pytest.approx(macro)


@pytest.mark.invariant("family_accuracy")
@given(st.lists(st.tuples(binary, st.sampled_from("abc")), min_size=1, max_size=8))
def test_asking_everything_twice_changes_nothing(rows: list) -> None:
    once = family_accuracy([c for c, _ in rows], [f for _, f in rows])
    assert family_accuracy([c for c, _ in rows * 2], [f for _, f in rows * 2]) == once


def test_nothing_and_what_does_not_fit() -> None:
    assert family_accuracy([], []) == ({}, None)
    assert contrast_consistency([[1]]) == (None, None)
    assert contrast_consistency([]) == (None, None)
    assert prm_bench([], []) == (None, None)
    with pytest.raises(ValueError, match="scores must be square"):
        contrast_consistency([[1, 2]])
    with pytest.raises(ValueError, match="scores are unscored"):
        contrast_consistency([[1, None], [1, 1]])
    with pytest.raises(ValueError, match="correct must hold 0 and 1 only"):
        rank_at_1([[1]], [[0.5]])
    with pytest.raises(ValueError, match="scores has 1 steps, correct has 2"):
        rank_at_1([[1]], [[1, 0]])
    for metric in (one_vs_many, best_of_4, prm_bench):
        with pytest.raises(ValueError, match="lengths must agree"):
            metric([1, 2], [[1]])
    with pytest.raises(ValueError, match="lengths must agree"):
        ties_accuracy([[1]], [[1], [2]])
    with pytest.raises(ValueError, match="lengths must agree"):
        acc_plus([1], [1], ["a", "b"])
    with pytest.raises(ValueError, match="lengths must agree"):
        family_accuracy([1], ["a", "b"])
