"""Which steps are compared with each other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.turns import pair_labels, step_labels, tag_labels, turn_labels
from rewards.ragged import Ragged
from tests.methods.strategies import rows

keys = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)


def partition(labels: np.ndarray) -> list[list[int]]:
    """Which items share a number."""
    return sorted(np.flatnonzero(labels == key).tolist() for key in np.unique(labels))


def sharing(items: list) -> list[list[int]]:
    return sorted([i for i, x in enumerate(items) if x == key] for key in set(items))


@given(keys)
def test_items_that_agree_in_both_share_a_number_below_four_times_their_count(items: list) -> None:
    one, other = (np.array([pair[side] for pair in items], dtype=np.int64) for side in (0, 1))
    out = pair_labels(one, other)
    assert partition(out) == sharing(items)
    assert not len(out) or 0 <= out.min() <= out.max() < 4 * len(out)


def test_sparse_pairs_are_numbered_closely_and_dense_ones_at_once() -> None:
    far = np.array([0, 10**6, 5, 10**6])
    assert sorted(set(pair_labels(far, far).tolist())) == [0, 1, 2]
    assert pair_labels(np.array([0, 1, 0, 1]), np.array([0, 1, 1, 0])).tolist() == [0, 3, 1, 2]
    assert pair_labels(np.array([3, 0]), np.array([1, 1])).tolist() == [7, 1]  # the last that needs no sorting
    assert pair_labels(np.array([4, 0]), np.array([0, 0])).tolist() == [4, 0]
    assert pair_labels(np.array([8, 0]), np.array([0, 0])).tolist() == [1, 0]  # the first that does


def test_no_steps_have_no_groups() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert turn_labels(none, Ragged.of([])).tolist() == tag_labels(none, Ragged.of([]), []).tolist() == []
    assert turn_labels(np.array([0, 1]), Ragged.of([[], [7.0]])).tolist() == [0]


@given(rows(max_rows=6), st.data())
def test_steps_share_a_number_by_group_by_turn_and_by_tag(steps: list, data: st.DataObject) -> None:
    ragged = Ragged.of(steps)
    label = np.array([data.draw(st.integers(0, 2)) for _ in steps], dtype=np.int64)
    tags = [data.draw(st.sampled_from(["plan", "explore", None])) for row in steps for _ in row]
    where = [(g, t) for g, row in zip(label.tolist(), steps, strict=True) for t in range(len(row))]
    assert step_labels(label, ragged).tolist() == [g for g, _ in where]
    assert partition(turn_labels(label, ragged)) == sharing(where)
    assert partition(tag_labels(label, ragged, tags)) == sharing(
        [(g, x) for (g, _), x in zip(where, tags, strict=True)]
    )
    assert not where or turn_labels(label, ragged).max() < len(where)
