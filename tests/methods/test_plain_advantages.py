"""Advantages agree with plain implementations of the papers' formulas."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.advantages.consistency import answer_entropy, consistency_weight, copo
from rewards.advantages.dual import dual_granularity, prime_advantage, prorag_outcome, prorag_step_reward
from rewards.advantages.entropy import aem, empg, saturation, spae, step_gain, step_potential
from rewards.advantages.flags import flag_penalty, flags_of_spans
from rewards.advantages.graph import graph_merge
from rewards.advantages.meta import rlvmr_advantage
from rewards.advantages.pacs import pacs
from rewards.advantages.steps import mixed_turn_batch, step_pool_advantage, turn_advantage, two_level
from rewards.advantages.trajectory import group_zscore, rloo, to_steps
from rewards.advantages.trees import fork_advantage, tree_advantage
from rewards.advantages.values import (
    direct_advantage,
    hindsight_gae,
    hindsight_weights,
    informative,
    webrl_advantage,
    webrl_released,
)
from rewards.tree import Tree
from tests.methods.plain import advantages as plain
from tests.methods.plain.agree import agree, rows_of
from tests.methods.plain.trees import tree_value

few = settings(max_examples=20)
shares = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 4)))
modest = st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-9, 9).map(lambda x: round(x, 3)))
large = st.integers(-1000, 1000).map(lambda n: 1000.0 * n)  # with gaps that their mean can resolve
factors = st.floats(0, 3).map(lambda x: round(x, 3))
freedom, kinds, floors = st.sampled_from([0, 1]), st.sampled_from(["zero", "raw"]), st.sampled_from([0.0, 1e-8, 1e-4])
names = st.sampled_from(["a", "b", "c"])


@st.composite
def table(draw: st.DrawFn, *items: Any, least: int = 0, pairs: bool = False) -> Any:
    """Outcomes, groups (of two or more with `pairs`) and columns of ragged rows of steps."""
    count = draw(st.integers(1 + pairs, 6))
    picked = [draw(st.sampled_from([modest, large])) if item is None else item for item in items]
    lengths = draw(st.lists(st.integers(least, 5), min_size=count, max_size=count))
    steps = [[draw(st.lists(item, min_size=n, max_size=n)) for n in lengths] for item in picked[1:]]
    outcomes = draw(st.lists(picked[0], min_size=count, max_size=count))
    most = count // 2 if pairs else count
    group = draw(st.lists(names, min_size=most, max_size=most))
    return outcomes, [group[i % most] for i in range(count)], *steps


def by_group(group: Sequence[str], work: Callable[..., Sequence[Any]], *columns: Sequence[Any]) -> list[Any]:
    """What `work` makes of each group alone, put back in its place."""
    out: list[Any] = [None] * len(group)
    for name in set(group):
        where = [i for i, g in enumerate(group) if g == name]
        for i, found in zip(where, work(*([c[i] for i in where] for c in columns)), strict=True):
            out[i] = found
    return out


@few
@given(table(None), freedom, floors, kinds, st.booleans())
def test_group_zscore_agrees_with_its_plain_form(data: Any, ddof: int, eps: float, single: Any, scale: bool) -> None:
    rewards, group = data
    found = group_zscore(rewards, group, ddof=ddof, eps=eps, single=single, scale=scale).tolist()
    assert agree(found, by_group(group, lambda r: plain.zscore(r, ddof, eps, single, scale), rewards))
    assert agree(rows_of(to_steps(found, [2] * len(found))), [[x, x] for x in found])


@few
@given(st.one_of(st.tuples(table(None, pairs=True), st.just("raise")), st.tuples(table(None), kinds)))
def test_rloo_agrees_with_its_plain_form(data: Any) -> None:
    (rewards, group), single = data
    alone = {"zero": lambda r: [0.0], "raw": lambda r: r, "raise": plain.rloo}[single]
    wanted = by_group(group, lambda r: plain.rloo(r) if len(r) > 1 else alone(r), rewards)
    assert agree(rloo(rewards, group, single=single).tolist(), wanted)


@few
@given(table(shares), st.lists(names, min_size=6, max_size=6), factors, st.booleans(), freedom)
def test_copo_agrees_with_its_plain_form(data: Any, answers: list, rho: float, scaled: bool, ddof: int) -> None:
    rewards, group = data
    answers = answers[: len(rewards)]
    order = sorted(set(group))
    parts = [[i for i, g in enumerate(group) if g == name] for name in order]
    means = [plain.mean([rewards[i] for i in part]) for part in parts]
    assume(len(means) == 1 or max(means) == min(means) or max(means) - min(means) > 1e-6)
    rho = None if scaled else rho
    rows = [[rewards[i] for i in part] for part in parts], [[answers[i] for i in part] for part in parts]
    found = copo(rewards, answers, group, rho=rho, ddof=ddof).tolist()
    assert agree([[found[i] for i in part] for part in parts], plain.copo(*rows, 20.0, rho, ddof, 0.0))
    entropy = by_group(group, lambda a: [plain.answer_entropy(a)] * len(a), answers)
    assert agree(answer_entropy(answers, group).tolist(), entropy)
    weights = [plain.logistic(20.0 * (h - 1.5)) for h in entropy]
    assert agree(consistency_weight(entropy).tolist(), weights)


@few
@given(
    table(st.sampled_from([0.0, 1.0]), factors.map(lambda x: -x), large.map(lambda x: -abs(x)), least=1, pairs=True),
    factors,
    st.sampled_from(["rloo", "group", "naive"]),
    st.booleans(),
)
def test_pacs_agrees_with_its_plain_form(data: Any, beta: float, baseline: Any, old: bool) -> None:
    labels, group, new, before = data
    pushed = [
        beta * (math.fsum(n) - math.fsum(b)) if old else beta * plain.mean(n) for n, b in zip(new, before, strict=True)
    ]

    def terms(scores: list[float], right: list[float]) -> list[tuple[float, float, float]]:
        logits, weights, losses, _ = plain.pacs(scores, [int(y) for y in right])
        if baseline != "rloo":
            logits = plain.zscore(scores, 1, 1e-6) if baseline == "group" else scores
            losses = [plain.softplus(-z if y else z) for z, y in zip(logits, right, strict=True)]
        return [(z, w, w * b) for z, w, b in zip(logits, weights, losses, strict=True)]

    if baseline == "group":  # rewards that differ by rounding only have no z-score to compare
        assume(all(a == b or abs(a - b) > 1e-4 for a in pushed for b in pushed))
    found = pacs(new, before if old else None, labels, group, beta=beta, baseline=baseline)
    wanted = by_group(group, terms, pushed, labels)
    columns = zip(found.logit.tolist(), found.weight.tolist(), found.loss.tolist(), strict=True)
    assert agree(list(columns), wanted)
    assert agree(found.mean(), plain.mean([loss for _, _, loss in wanted]))


@few
@given(table(None, None), factors, freedom, floors)
def test_two_level_agrees_with_its_plain_form(data: Any, alpha: float, ddof: int, eps: float) -> None:
    outcomes, group, steps = data
    wanted = by_group(group, lambda r, s: plain.two_level(r, s, alpha, ddof, eps), outcomes, steps)
    assert agree(rows_of(two_level(steps, outcomes, group, alpha=alpha, ddof=ddof, eps=eps)), wanted)


@few
@given(table(None, None), freedom, floors, kinds)
def test_step_pool_advantage_agrees_with_its_plain_form(data: Any, ddof: int, eps: float, single: Any) -> None:
    _, group, steps = data
    rows = by_group(group, lambda s: plain.pool_zscore(s, ddof, eps, single), steps)
    forms = {
        "plain": rows,
        "cumulative": [plain.suffix_sums(row) for row in rows],
        "max": [[max(row)] * len(row) if row else [] for row in rows],
    }
    for form, wanted in forms.items():
        found = step_pool_advantage(steps, group, form=form, ddof=ddof, eps=eps, single=single)  # type: ignore[arg-type]
        assert agree(rows_of(found), wanted)


@few
@given(table(None, None), freedom, floors, kinds)
def test_turn_advantage_agrees_with_its_plain_form(data: Any, ddof: int, eps: float, single: Any) -> None:
    _, group, steps = data
    wanted = by_group(group, lambda s: plain.turn_advantage(s, ddof, eps, single), steps)
    assert agree(rows_of(turn_advantage(steps, group, ddof=ddof, eps=eps, single=single)), wanted)


@few
@given(table(None, None), shares, st.sampled_from([0.0, 0.5, 1.0]), freedom)
def test_mixed_turn_batch_agrees_with_its_plain_form(data: Any, weight: float, gamma: float, ddof: int) -> None:
    _, group, steps = data
    returns = [plain.suffix_sums(row, gamma) for row in steps]
    flat = [x for row in returns for x in row]
    assume(all(a == b or abs(a - b) > 1e-6 * max(1, abs(a)) for a in flat for b in flat))
    turns = by_group(group, lambda s: plain.turn_advantage(s, ddof, 1e-8), returns)
    batch = plain.pool_zscore(returns, ddof, 1e-8)
    wanted = [
        [weight * a + (1 - weight) * b for a, b in zip(x, y, strict=True)] for x, y in zip(turns, batch, strict=True)
    ]
    assert agree(rows_of(mixed_turn_batch(steps, group, weight=weight, gamma=gamma, ddof=ddof)), wanted)
    whole = plain.mixed_turn_batch(steps, weight, gamma, ddof, 1e-8)
    assert agree(rows_of(mixed_turn_batch(steps, weight=weight, gamma=gamma, ddof=ddof)), whole)


@few
@given(table(None, None, names), shares, factors, kinds, st.booleans())
def test_rlvmr_advantage_agrees_with_its_plain_form(
    data: Any, alpha: float, weight: float, single: Any, scale: bool
) -> None:
    outcomes, group, rewards, tags = data
    wanted = by_group(group, lambda r, s, t: plain.rlvmr(r, s, t, alpha, 1, 0.0, single), outcomes, rewards, tags)
    assert agree(rows_of(rlvmr_advantage(rewards, tags, outcomes, group, alpha=alpha, single=single)), wanted)
    found = rlvmr_advantage(rewards, tags, outcomes, group, form="code", step_weight=weight, single=single, scale=scale)
    released = by_group(
        group,
        lambda r, s, t: plain.rlvmr_released(r, s, t, weight, 1, 0.0, single, scale),
        outcomes,
        rewards,
        tags,
    )
    assert agree(rows_of(found), released)


@few
@given(table(None, None, st.integers(0, 4)), factors)
def test_dual_granularity_agrees_with_its_plain_form(data: Any, beta: float) -> None:
    outcomes, group, steps, tokens = data
    wanted = by_group(group, lambda r, s, n: plain.dual_granularity(r, s, n, beta, 1e-4, 1e-8), outcomes, steps, tokens)
    assert agree(rows_of(dual_granularity(steps, outcomes, group, tokens=tokens, beta=beta)), wanted)


@few
@given(table(shares, st.one_of(modest, large), st.booleans()), st.booleans())
def test_prorag_rewards_agree_with_their_plain_forms(data: Any, sound: bool) -> None:
    f1, _, logits, marks = data
    wanted = [[plain.prorag_step(x, m) for x, m in zip(*row, strict=True)] for row in zip(logits, marks, strict=True)]
    assert agree(rows_of(prorag_step_reward(logits, [[float(m) for m in row] for row in marks])), wanted)
    found = prorag_outcome(f1, [float(sound)] * len(f1)).tolist()
    assert agree(found, [plain.prorag_reward(x, sound) for x in f1])


@few
@given(table(None, None, least=1, pairs=True), factors, factors)
def test_prime_advantage_agrees_with_its_plain_form(data: Any, dense_weight: float, outcome_weight: float) -> None:
    outcomes, group, dense = data
    weights = {"dense_weight": dense_weight, "outcome_weight": outcome_weight}
    wanted = by_group(group, lambda d, r: plain.prime_returns(d, r, dense_weight, outcome_weight), dense, outcomes)
    size = max(abs(x) for row in wanted for x in row)
    found = rows_of(prime_advantage(dense, outcomes, group, whiten=False, **weights))
    assert all(agree(a, b) for a, b in zip(_scaled(found, size), _scaled(wanted, size), strict=True))
    flat = [x for row in wanted for x in row]
    assume(max(flat) - min(flat) > 1e-3 * size)
    found = rows_of(prime_advantage(dense, outcomes, group, **weights))
    assert agree(found, plain.pool_zscore(wanted, 0, 1e-8))
    if len(set(group)) == 1:
        assert agree(found, plain.prime_advantage(dense, outcomes, dense_weight, outcome_weight, 0, 1e-8))


def _scaled(rows: list[Any], size: float) -> list[list[float]]:
    return [[x / max(size, 1.0) for x in row] for row in rows]


@few
@given(table(None, st.one_of(modest, large), st.sampled_from([0.0, 1.0])), factors)
def test_flag_penalty_agrees_with_its_plain_form(data: Any, alpha: float) -> None:
    _, _, adv, flags = data
    wanted = [plain.flag_penalty(a, m, alpha) for a, m in zip(adv, flags, strict=True)]
    assert agree(rows_of(flag_penalty(adv, flags, alpha=alpha)), wanted)
    spans = [[(t, t + 1) for t, m in enumerate(row) if m] + [None] for row in flags]
    marked, lost = flags_of_spans([len(row) for row in flags], spans)
    assert agree([rows_of(marked), lost.tolist()], [flags, [1] * len(flags)])


@few
@given(table(shares, shares, st.one_of(modest, large), modest), shares, factors)
def test_webrl_advantage_agrees_with_its_plain_form(data: Any, lam: float, cost: float) -> None:
    outcomes, _, values, rewards, tails = data
    rows = list(zip(rewards, values, outcomes, strict=True))
    assert agree(
        rows_of(webrl_advantage(values, rewards, outcomes, lam=lam)), [plain.webrl(r, v, lam, o) for r, v, o in rows]
    )
    ends = [([0.0] * (len(v) - 1) + [o] if v else [], v, o) for _, v, o in rows]
    assert agree(
        rows_of(webrl_advantage(values, None, outcomes, lam=lam)), [plain.webrl(r, v, lam, o) for r, v, o in ends]
    )
    released = [plain.webrl_released(r, v, m, cost) for r, v, m in zip(rewards, values, tails, strict=True)]
    assert agree(rows_of(webrl_released(values, rewards, tails, cost=cost)), released)


@few
@given(table(shares, shares))
def test_direct_advantage_agrees_with_its_plain_form(data: Any) -> None:
    _, _, values = data
    assert agree(rows_of(direct_advantage(values)), [plain.direct(v) for v in values])
    assert informative(values).tolist() == [len(set(row)) > 1 for row in values]


@few
@given(table(st.booleans(), st.one_of(modest, large), st.one_of(modest, large)), shares, shares)
def test_hindsight_gae_agrees_with_its_plain_form(data: Any, gamma: float, lam: float) -> None:
    won, _, values, rewards = data
    wanted = [plain.gae(r, v, gamma, lam) for r, v in zip(rewards, values, strict=True)]
    found = rows_of(hindsight_gae(values, rewards, gamma=gamma, lam=lam))
    assert agree(_scaled(found, 1e6), _scaled(wanted, 1e6))
    if all(abs(x) < 10 for rows in (values, rewards) for row in rows for x in row):
        assert agree(found, wanted)
    lengths = [len(row) for row in values]
    weights = [plain.critic_weights(n, d) if n else [] for n, d in zip(lengths, won, strict=True)]
    assert agree(rows_of(hindsight_weights([float(d) for d in won], lengths)), weights)


@st.composite
def forest(draw: st.DrawFn, items: Any) -> tuple[list[int], list[float | None], dict[int, list[int]]]:
    """Nodes that each hang from an earlier one or none, and numbers on the leaves."""
    count = draw(st.integers(1, 14))
    parent = [-1] + [draw(st.integers(-1 if draw(st.integers(0, 5)) == 0 else 0, i - 1)) for i in range(1, count)]
    children: dict[int, list[int]] = {i: [j for j in range(count) if parent[j] == i] for i in range(count)}
    return parent, [None if children[i] else draw(items) for i in range(count)], children


def climb(parent: list[int], node: int) -> list[int]:
    """The way from the root down to a node."""
    return [*(climb(parent, parent[node]) if parent[node] >= 0 else []), node]


@few
@given(
    st.sampled_from([modest, large]).flatmap(forest), shares, factors, factors, st.sampled_from([None, 0.5]), st.data()
)
def test_fork_advantage_agrees_with_its_plain_form(
    drawn: Any, gamma: float, one: float, two: float, bonus: float | None, data: Any
) -> None:
    parent, outcome, children = drawn
    ok = [data.draw(st.sampled_from([0.0, 1.0])) for _ in parent]
    wanted = [0.0] * len(parent)
    for root in (i for i, p in enumerate(parent) if p < 0):
        paths = [climb(parent, i) for i, kids in children.items() if not kids and climb(parent, i)[0] == root]
        ends = [outcome[path[-1]] for path in paths]
        worked = {i: flag == 1.0 and bonus is not None for i, flag in enumerate(ok)}
        forks = plain.fork_parts(paths, plain.fork_values(paths, ends, worked, gamma, bonus or 0.0))
        whole = plain.zscore(ends, 0, 1e-8)
        for node in forks:
            through = plain.mean([a for a, path in zip(whole, paths, strict=True) if node in path])
            wanted[node] = one * through + two * forks[node]
    tools: dict[str, Any] = {} if bonus is None else {"tool_ok": ok, "tool_weight": bonus}
    tree = Tree.of(parent, outcome)
    found = fork_advantage(tree, trajectory_weight=one, fork_weight=two, gamma=gamma, **tools).tolist()
    assert agree([x / 1e3 for x in found], [x / 1e3 for x in wanted])


@few
@given(st.one_of(forest(modest), forest(large)), st.booleans())
def test_tree_advantage_agrees_with_its_plain_form(drawn: Any, to_root: bool) -> None:
    parent, outcome, children = drawn
    ends = {i: x for i, x in enumerate(outcome) if x is not None}
    value = [tree_value(children, ends, i) for i in range(len(parent))]
    wanted = [0.0 if p < 0 else value[i] - value[p] for i, p in enumerate(parent)]
    if to_root:
        wanted = [a + value[i] - value[climb(parent, i)[0]] for i, a in enumerate(wanted)]
    assert agree(tree_advantage(Tree.of(parent, outcome), to_root=to_root).tolist(), wanted)


@few
@given(table(None, st.integers(0, 2), st.integers(0, 1)), freedom, kinds)
def test_graph_merge_agrees_with_its_plain_form(data: Any, ddof: int, single: Any) -> None:
    rewards, group, places, actions = data
    states = [[0, *row] for row in places]
    edges = [list(zip(s, a, s[1:], strict=False)) for s, a in zip(states, actions, strict=True)]
    wanted = by_group(group, lambda r, e: plain.graph_merge(plain.zscore(r, ddof, 0.0, single), e), rewards, edges)
    found = graph_merge(rewards, states, actions, group, key_fn=lambda s: s, ddof=ddof, single=single)
    assert agree(rows_of(found), wanted)


@few
@given(table(None, None, factors), factors, factors, factors, st.sampled_from(["next", "own"]))
def test_empg_agrees_with_its_plain_form(data: Any, k: float, k_bonus: float, zeta: float, bonus: Any) -> None:
    _, _, adv, entropy = data
    wanted = plain.empg(adv, entropy, k, k_bonus, zeta, 1e-8, bonus)
    found = rows_of(empg(adv, entropy, k=k, k_bonus=k_bonus, zeta=zeta, bonus=bonus))
    size = max((abs(x) for row in adv for x in row), default=1.0)
    assert agree(_scaled(found, size), _scaled(wanted, size))


@few
@given(table(None, st.one_of(modest, large), factors), factors, st.sampled_from([0.0, 0.1, 1.0]))
def test_aem_agrees_with_its_plain_form(data: Any, lam: float, floor: float) -> None:
    _, group, adv, entropy = data

    def modulated(a_rows: list[list[float]], h_rows: list[list[float]]) -> list[list[float]]:
        weights = iter(plain.aem_weights([h for row in h_rows for h in row], lam, floor))
        return [[a * next(weights) for a in row] for row in a_rows]

    assert agree(rows_of(aem(adv, entropy, group, lam=lam, floor=floor)), by_group(group, modulated, adv, entropy))


@few
@given(table(modest, shares, shares), shares, factors, shares)
def test_spae_agrees_with_its_plain_form(data: Any, alpha: float, xi: float, level: float) -> None:
    outcomes, group, acc, conf = data
    phi = [[plain.step_potential(a, c) for a, c in zip(*row, strict=True)] for row in zip(acc, conf, strict=True)]
    found = step_potential(acc, conf)
    assert agree(rows_of(found), phi)
    assume(all(abs(p - level) > 1e-9 for row in phi for p in row))
    rises = [p - q for row in phi for q, p in zip(row, row[1:], strict=False)]
    assume(not rises or len(set(rises)) == 1 or all(p == q or abs(p - q) > 1e-6 for p in rises for q in rises))
    assert agree(
        rows_of(saturation(phi, threshold=level, alpha=alpha)), [plain.saturation(p, level, alpha) for p in phi]
    )
    gain = plain.potential_gain(phi)
    assert agree(rows_of(step_gain(phi)), gain)
    centred = by_group(group, lambda r: plain.zscore(r, 0, 0.0, "zero", False), outcomes)
    faded = [[a * f for f in plain.saturation(p, level, alpha)] for a, p in zip(centred, phi, strict=True)]
    wanted = [[f + xi * g for f, g in zip(*row, strict=True)] for row in zip(faded, gain, strict=True)]
    options = {"threshold": level, "alpha": alpha, "xi": xi}
    assert agree(rows_of(spae(outcomes, acc, conf, group, standardise=False, **options)), wanted)
    if len(set(group)) == 1:
        assert agree(wanted, plain.spae(outcomes, acc, conf, alpha, xi, level))
    flat = [x for row in wanted for x in row]
    assume(not flat or max(flat) - min(flat) > 1e-3)
    assert agree(rows_of(spae(outcomes, acc, conf, group, **options)), plain.pool_zscore(wanted, 0, 1e-8))
