"""Tree values and searches agree with plain implementations of the papers' formulas."""

import math
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.tree import Tree
from rewards.trees.beams import Candidate, keep_best, puct, reward_beam, value_beam
from rewards.trees.hierarchy import balanced_sample, hnc_merge, hrm_samples
from rewards.trees.omega import omega_quality, omega_select
from rewards.trees.rollouts import (
    Continuation,
    binary_search_first_error,
    continuation_labels,
    first_below,
    mc_estimate,
    sorm_labels,
)
from rewards.trees.truncated import slate_reward, truncated_step_sampling
from rewards.trees.values import decayed, grounded_backup, grounded_values, role_values, tree_value, uct
from tests.methods.plain import trees as plain
from tests.methods.plain.agree import agree, rows_of

few = settings(max_examples=20)
shares = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 4)))
modest = st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-9, 9).map(lambda x: round(x, 3)))
large = st.integers(-1000, 1000).map(lambda n: 1000.0 * n)  # with gaps that their mean can resolve
signs = st.sampled_from([-1, 1])
seeds = st.integers(0, 99)
labels = st.sampled_from([-1, 0, 1])


class Script:
    """Rollouts told in advance: for each prefix, which ones come out right, over and over."""

    def __init__(self, told: dict[Any, list[bool]]) -> None:
        self.told, self.asked = told, dict.fromkeys(told, 0)

    def __call__(self, prefix: Any, rng: np.random.Generator) -> Continuation:
        """The next rollout from a prefix; its length is its number."""
        number = self.asked[prefix]
        self.asked[prefix] += 1
        return Continuation(number, self.told[prefix][number % len(self.told[prefix])])


@few
@given(st.integers(0, 6).flatmap(lambda k: st.lists(st.lists(st.booleans(), min_size=k, max_size=k), max_size=5)))
def test_mc_estimate_agrees_with_its_plain_form(told: list) -> None:
    k = len(told[0]) if told else 3
    script = Script(dict(enumerate(told)))
    found = mc_estimate(range(len(told)), rollout=script, k=k, rng=np.random.default_rng(0))
    wanted = [plain.mc_estimate(row) if k else (None, None) for row in told]
    assert agree(list(zip(found.soft.tolist(), found.hard.tolist(), strict=True)), wanted)
    assert found.rollouts == k * len(told) == sum(script.asked.values())


@few
@given(st.lists(st.integers(0, 3), min_size=2, max_size=20), st.sampled_from([None, 0.0, 0.5, 1.0]))
def test_binary_search_first_error_agrees_with_its_plain_form(wins: list, root: float | None) -> None:
    told = {t: [i < n for i in range(3)] for t, n in enumerate(wins)}
    steps = len(wins) - 1
    found = binary_search_first_error(
        steps, prefix=lambda t: t, rollout=Script(told), rng=np.random.default_rng(0), k=3, root=root
    )
    start = wins[0] / 3 if root is None else root
    first = [(0, start)] if root is None else []
    index, probes = plain.halve(steps, lambda t: wins[t] / 3) if 0 < start < 1 else (None, [])
    assert found.index == index
    assert agree([probe[:2] for probe in found.probes], first + probes)
    assert found.pool == tuple(probe for probe in found.probes if wins[probe.length] > 0)
    assert all(len(probe.wrong) == 3 - wins[probe.length] for probe in found.probes)
    assert found.rollouts == 3 * len(found.probes) <= 3 * (math.ceil(math.log2(steps)) + 1)


@few
@given(st.integers(1, 30), st.data())
def test_binary_search_first_error_agrees_with_a_scan_where_hope_never_returns(steps: int, data: Any) -> None:
    first = data.draw(st.integers(1, steps))
    told = {t: [t < first, False] for t in range(steps + 1)}
    found = binary_search_first_error(
        steps, prefix=lambda t: t, rollout=Script(told), rng=np.random.default_rng(0), k=2
    )
    assert found.index == first


@few
@given(
    st.lists(st.tuples(shares, st.one_of(st.integers(0, 900), st.integers(0, 10**6)), st.integers(0, 50)), max_size=8),
    shares,
    st.floats(0.1, 1),
)
def test_omega_select_agrees_with_its_plain_form(pool: list, c: float, alpha: float) -> None:
    value, length, visits = (tuple(entry[k] for entry in pool) for k in range(3))
    quality = [plain.omega_q(m, n, alpha, 0.9, 500.0) for m, n, _ in pool]
    assert agree(omega_quality(value, length, alpha=alpha).tolist(), quality)
    total = [q + plain.omega_u(visits, i, c) for i, q in enumerate(quality)]
    assume(all(a == b or abs(a - b) > 1e-12 for a in total for b in total))
    found = omega_select(value, length, visits, alpha=alpha, c=c)
    wanted = plain.omega_select([(m, float(n)) for m, n, _ in pool], visits, alpha, 0.9, 500.0, c)
    assert found.index == wanted
    assert found.visits == tuple(n + (i == wanted) for i, n in enumerate(visits))


@st.composite
def forest(draw: st.DrawFn, items: Any, most: int = 14) -> tuple[list[int], list[float | None], dict[int, list[int]]]:
    """Nodes that each hang from an earlier one or none, and numbers on the leaves."""
    count = draw(st.integers(1, most))
    parent = [-1] + [draw(st.integers(-1 if draw(st.integers(0, 5)) == 0 else 0, i - 1)) for i in range(1, count)]
    children: dict[int, list[int]] = {i: [j for j in range(count) if parent[j] == i] for i in range(count)}
    return parent, [None if children[i] else draw(items) for i in range(count)], children


@few
@given(st.one_of(forest(shares), forest(modest), forest(large)))
def test_tree_value_agrees_with_its_plain_form(drawn: Any) -> None:
    parent, outcome, children = drawn
    wanted = [plain.tree_value(children, dict(enumerate(outcome)), i) for i in range(len(parent))]
    assert agree(tree_value(Tree.of(parent, outcome)).tolist(), wanted)


cubes = st.integers(1, 3).flatmap(
    lambda n: st.lists(
        st.lists(st.lists(st.sampled_from([0.0, 1.0]), min_size=n, max_size=n), min_size=n, max_size=n),
        min_size=n,
        max_size=n,
    )
)


@few
@given(cubes, st.sampled_from([0.0, 0.25, 0.5, 0.7]))
def test_role_values_agree_with_their_plain_form(cube: list, threshold: float) -> None:
    n = len(cube)
    parent, outcome, first, second = [-1], [None], [], []
    for g in cube:
        first.append(len(parent))
        parent.append(0)
        for v in g:
            second.append(len(parent))
            parent += [first[-1]] + [len(parent)] * n
            outcome += [None, *v]
        outcome.insert(first[-1], None)
    found = role_values(Tree.of(parent, outcome), threshold=threshold)
    value = found.value.tolist()
    makers, checkers = plain.role_values(cube)
    checked = [x for row in checkers for x in row]
    assert agree([value[i] for i in first], makers)
    assert agree([value[i] for i in second], checked)
    assert [bool(found.good[i]) for i in first + second] == plain.role_labels(makers + checked, threshold)
    good = [i > 0 and x > threshold for i, x in enumerate(value)]
    turns = range(1, len(parent))
    pairs = {(i, j) for i in turns for j in turns if parent[i] == parent[j] and good[i] and not good[j]}
    assert len(found.pairs) == len(pairs)
    assert set(found.pairs) == pairs


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[list[int]], list[int], list[list[float]]]:
    """Verdicts, a final one a row, and weights of the verdicts."""
    rows = draw(st.lists(st.lists(signs, max_size=6), min_size=1, max_size=5))
    finals = draw(st.lists(signs, min_size=len(rows), max_size=len(rows)))
    return rows, finals, [draw(st.lists(modest, min_size=len(row), max_size=len(row))) for row in rows]


@few
@given(judged(), modest)
def test_grounded_values_agree_with_their_plain_forms(drawn: Any, beta: float) -> None:
    rows, finals, weights = drawn
    wanted = [plain.grounded_code(v, f) for v, f in zip(rows, finals, strict=True)]
    assert agree(grounded_backup(rows, finals).tolist(), wanted)
    later = [
        [plain.grounded_paper(v[t + 1 :], d[t + 1 :], f, beta) for t in range(len(v))]
        for v, f, d in zip(rows, finals, weights, strict=True)
    ]
    assert agree(rows_of(grounded_values(rows, finals, weights=weights, beta=beta)), later)


@few
@given(st.one_of(modest, large), st.integers(0, 9), shares, st.lists(st.integers(0, 10**6), max_size=5), shares)
def test_grounded_credit_and_uct_agree_with_their_plain_forms(
    value: float, depth: int, decay: float, seen: list, c: float
) -> None:
    assert agree(decayed(value, depth, decay=decay).tolist(), plain.grounded_credit(depth, value, decay))
    assert agree(
        uct([value] * len(seen), seen, sum(seen), c=c).tolist(), [plain.uct(value, sum(seen), n, c) for n in seen]
    )
    assert agree(
        puct([value] * len(seen), [0.5] * len(seen), seen, c=c).tolist(),
        [value + 0.5 * plain.omega_u(seen, i, c) for i in range(len(seen))],
    )


@few
@given(st.lists(st.lists(st.tuples(st.sampled_from("xyz"), shares), max_size=6), max_size=4))
def test_hrm_samples_agree_with_their_plain_form(rows: list) -> None:
    steps = [[text for text, _ in row] for row in rows]
    scores = [[score for _, score in row] for row in rows]
    found = hrm_samples(steps, scores, joint="+")
    for coarse in (False, True):
        wanted = [w for s, c in zip(steps, scores, strict=True) for w in plain.hrm_samples(s, c, "+")[coarse]]
        assert [(list(w.prefix), w.step, w.score) for w in found if w.coarse is coarse] == wanted


@few
@given(forest(shares, 24), seeds)
def test_hnc_merge_agrees_with_its_plain_form(drawn: Any, seed: int) -> None:
    parent, outcome, _ = drawn
    texts = [f"<{i}>" for i in range(len(parent))]
    found = hnc_merge(Tree.of(parent, outcome), texts, rng=np.random.default_rng(seed), probability=1.0, joint="+")
    above, words, moved = list(parent), list(texts), list(found.moved)
    for node in range(len(above)):
        if above[node] >= 0 and above.count(node) >= 4:
            assert above[moved[0]] == node
            plain.merge_child(above, words, moved.pop(0), "+")
    assert not moved
    assert found.tree.parent.tolist() == above
    assert list(found.texts) == words
    assert found.tree.outcome.tolist() == outcome
    still = hnc_merge(Tree.of(parent, outcome), texts, rng=np.random.default_rng(seed), probability=0.0)
    assert still.tree.parent.tolist() == parent


@few
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0.0, 0.5, 1.0])), max_size=20), st.integers(1, 4), seeds)
def test_balanced_sample_takes_as_many_of_every_score_at_a_height(items: list, most: int, seed: int) -> None:
    heights, scores = [h for h, _ in items], [s for _, s in items]
    found = balanced_sample(heights, scores, most=most, rng=np.random.default_rng(seed))
    assert len(set(found)) == len(found)
    chosen = [items[i] for i in found]
    for h, s in set(items):
        rarest = min(items.count((h, other)) for level, other in items if level == h)
        assert chosen.count((h, s)) == min(most, rarest)


@few
@given(st.lists(st.one_of(modest, large), max_size=9), st.integers(1, 5))
def test_keep_best_agrees_with_its_plain_form(values: list, width: int) -> None:
    assert keep_best(values, width) == plain.top(values, width)


@few
@given(
    st.dictionaries(
        st.integers(0, 7),
        st.lists(st.tuples(st.integers(0, 7), st.one_of(modest, large), st.booleans()), max_size=4),
        min_size=8,
        max_size=8,
    ),
    st.integers(1, 3),
    st.integers(1, 5),
)
def test_value_beam_agrees_with_its_plain_form(table: dict, width: int, depth: int) -> None:
    found = value_beam(
        0,
        expand=lambda state, rng: [Candidate(*entry) for entry in table[state]],
        rng=np.random.default_rng(0),
        beams=width,
        depth=depth,
    )
    kept, made = plain.beam(0, table, width, depth)
    assert [(c.state, c.value) for c in found.kept] == kept
    assert found.tried == made


@few
@given(
    st.lists(st.lists(st.integers(0, 4), max_size=4), min_size=5, max_size=5),
    st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=5, max_size=5),
    st.lists(st.one_of(modest, large), min_size=5, max_size=5),
    st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3)),
)
def test_reward_beam_agrees_with_its_plain_form(offers: list, leads: list, pay: list, sizes: tuple) -> None:
    depth, width, candidates = sizes
    wanted = plain.explore(
        0,
        lambda s: offers[s],
        lambda s, a: None if leads[a] is None else (leads[a] + s) % 5,
        lambda s, a: pay[(a + s) % 5],
        depth,
        width,
        candidates,
    )
    found = reward_beam(
        0,
        propose=lambda s, n, rng: offers[s],
        act=lambda s, a: None if leads[a] is None else (leads[a] + s) % 5,
        reward=lambda s, a, after: pay[(a + s) % 5],
        rng=np.random.default_rng(0),
        depth=depth,
        width=width,
        candidates=candidates,
    )
    assert [(p.state, list(p.actions), p.reward) for p in found.kept] == wanted
    assert all(p.invalid == sum(leads[a] is None for a in p.actions) for p in found.kept)


@st.composite
def continued(draw: st.DrawFn) -> tuple[list[list[int]], list[float | None], dict[int, list[bool]]]:
    """States of trajectories, outcomes, and three rollouts a state."""
    lengths = draw(st.lists(st.integers(0, 5), min_size=1, max_size=4))
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    told = {i: draw(st.lists(st.booleans(), min_size=3, max_size=3)) for i in range(sum(lengths))}
    outcomes = draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=len(lengths), max_size=len(lengths)))
    return [list(range(a, a + n)) for a, n in zip(starts, lengths, strict=True)], outcomes, told


@few
@given(continued(), st.booleans(), st.booleans())
def test_continuation_and_sorm_labels_agree_with_their_plain_forms(drawn: Any, falling: bool, checked: bool) -> None:
    prefixes, outcomes, told = drawn
    options: Any = {"rng": np.random.default_rng(0), "k": 3}
    found = continuation_labels(prefixes, outcomes, rollout=Script(told), **options)
    rows = list(zip(prefixes, outcomes, strict=True))
    wanted = [plain.continuation_labels(won == 1, [sum(told[p]) for p in states]) for states, won in rows]
    assert agree(rows_of(found.labels), wanted)
    found = sorm_labels(
        prefixes,
        outcomes,
        rollout=Script(told),
        consistent=(lambda prefix, rollout: rollout.steps > 0) if checked else None,
        running_minimum=falling,
        **options,
    )
    counted = {p: row[1:] if checked else row for p, row in told.items()}
    wanted = [plain.sorm_labels([plain.mc_estimate(counted[p])[0] for p in s], won == 1, falling) for s, won in rows]
    assert agree(rows_of(found.labels), wanted)


@few
@given(st.lists(shares, max_size=8), shares)
def test_first_below_agrees_with_its_plain_form(scores: list, threshold: float) -> None:
    found = first_below(scores, threshold)
    assert (-1 if found is None else found) == plain.first_below(scores, threshold)


@few
@given(st.lists(st.tuples(labels, labels, st.booleans(), st.integers(0, 6)), max_size=8), shares, st.integers(1, 6))
def test_slate_reward_agrees_with_its_plain_form(steps: list, lam: float, budget: int) -> None:
    thinking, action, answers, turn = ([float(step[k]) for step in steps] for k in range(4))
    wanted = [plain.slate_answer(t, a, n, lam, budget) if ends else plain.slate_search(t, a) for t, a, ends, n in steps]
    assert agree(slate_reward(thinking, action, answers, turn, lam=lam, budget=budget).tolist(), wanted)


@few
@given(
    st.sampled_from([modest, large, labels.map(float)]).flatmap(lambda items: st.lists(st.lists(items, max_size=6))),
    st.sampled_from([0.0, -1.0, 0.1, 0.7, 5.0]),
    seeds,
)
def test_truncated_step_sampling_agrees_with_its_plain_form(rows: list, eta: float, seed: int) -> None:
    found = truncated_step_sampling(rows, rng=np.random.default_rng(seed), eta=eta)
    adv = [plain.slate_advantages(row, 1e-6) for row in rows]
    assert agree(rows_of(found.advantages), adv)
    chances = [plain.slate_probabilities(row, eta) if row else [] for row in adv]
    assert agree(rows_of(found.probabilities), chances)
    again = truncated_step_sampling(rows, rng=np.random.default_rng(seed), eta=eta).chosen.tolist()
    assert found.chosen.tolist() == again
    assert all(row[i] > 0 if row else i == -1 for row, i in zip(chances, again, strict=True))
