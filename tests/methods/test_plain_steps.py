"""Step scores agree with plain implementations of the papers' formulas."""

import math
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.steps import differences, fusion, likelihood, novelty, observations, progress, rules, tags, traces
from tests.methods.plain import steps as plain
from tests.methods.plain.agree import agree, rows_of

few = settings(max_examples=20)
chances = st.one_of(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 6)))
large = st.one_of(st.sampled_from([0.0, -1.0, 0.5]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
logs = st.one_of(st.just(0.0), st.floats(-20, 0).map(lambda x: round(x, 4)), st.floats(-1e6, 0))
factors = st.floats(-3, 3).map(lambda x: round(x, 3))
flags = st.sampled_from([0.0, 1.0])
keys = st.sampled_from("abc")


def ragged(items: Any, least: int = 0, most: int = 6) -> Any:
    """Rows of unequal length, some of them without steps."""
    return st.lists(st.lists(items, min_size=least, max_size=most), min_size=1, max_size=4)


series = ragged(chances, 1)


def columns(rows: list[list[tuple]], k: int) -> list[list[Any]]:
    """The k-th entry of every step."""
    return [[step[k] for step in row] for row in rows]


@few
@given(series, st.integers(1, 6))
def test_pav_agrees_with_its_plain_form(rows: list, k: int) -> None:
    assert agree(rows_of(differences.pav(rows, k=k)), [plain.pav(row[0], row[1:], k) for row in rows])
    assert agree(rows_of(differences.best_of_k(rows, k=k)), [[plain.best_of(q, k) for q in row] for row in rows])


@few
@given(ragged(st.tuples(chances, chances)), chances, st.integers(1, 4), factors)
def test_pav_search_score_agrees_with_its_plain_form(rows: list, start: float, k: int, alpha: float) -> None:
    own, prover = columns(rows, 0), columns(rows, 1)
    found = differences.pav_search_score(own, [[start, *row] for row in prover], alpha=alpha, k=k)
    wanted = [plain.pav_search_score(p, start, q, alpha, k) for p, q in zip(own, prover, strict=True)]
    assert agree(rows_of(found), wanted)


@few
@given(series, chances, factors, st.integers(1, 4))
def test_pav_step_reward_agrees_with_its_plain_form(rows: list, outcome: float, alpha: float, k: int) -> None:
    found = differences.pav_step_reward(rows, [outcome] * len(rows), alpha=alpha, k=k)
    assert agree(rows_of(found), [plain.pav_step_reward(row[0], row[1:], outcome, alpha, k) for row in rows])


@few
@given(ragged(chances, 2), chances, factors, chances)
def test_mrt_progress_and_reward_agree_with_their_plain_form(
    rows: list, outcome: float, alpha: float, best: float
) -> None:
    wanted = [plain.mrt_progress(row, outcome, alpha) for row in rows]
    assert agree(rows_of(differences.mrt_progress(rows)), [w[0] for w in wanted])
    found = differences.mrt_reward(rows, [outcome] * len(rows), alpha=alpha)
    assert agree(found.tolist(), [w[1] for w in wanted])
    regret = differences.cumulative_regret([[best] * len(row) for row in rows], rows)
    assert agree(rows_of(regret), [plain.cumulative_regret(row, best) for row in rows])


@few
@given(series, st.sampled_from([0.0, 0.1, 0.25, 0.5]), st.integers(0, 4), chances)
def test_vsrm_agrees_with_its_plain_form(rows: list, epsilon: float, window: int, gamma: float) -> None:
    found = differences.vsrm(rows, epsilon=epsilon, lookahead=window, gamma=gamma)
    assert agree(rows_of(found), [plain.vsrm(row, epsilon, window, gamma) for row in rows])


@few
@given(series, large, factors)
def test_vps_advantage_agrees_with_its_plain_form(rows: list, advantage: float, alpha: float) -> None:
    found = rows_of(differences.vps_advantage(rows, [advantage] * len(rows), alpha=alpha))
    assert agree(found, [plain.vps_delta(row, advantage, alpha) for row in rows])
    assert agree(rows_of(differences.vps_delta(rows)), [plain.vps_delta(row, 0.0, 1.0) for row in rows])


@few
@given(series, st.sampled_from([0.5, 0.8, 1.0]))
def test_relative_progress_agrees_with_its_plain_form(rows: list, epsilon: float) -> None:
    pairs = [pair for row in rows for pair in zip(row, row[1:], strict=False)]
    assume(all(before == 0 or after == before or abs(after / before - epsilon) > 1e-9 for before, after in pairs))
    found = rows_of(differences.relative_progress(rows, epsilon=epsilon))
    assert agree(found, [plain.relative_progress(row, epsilon) for row in rows])


@few
@given(st.lists(st.lists(st.lists(logs, max_size=4), min_size=1, max_size=5), min_size=1, max_size=3))
def test_p2s_agrees_with_its_plain_form(trajectories: list) -> None:
    assert agree(rows_of(likelihood.p2s(trajectories)), [plain.p2s(row) for row in trajectories])


@few
@given(ragged(st.tuples(logs, logs)), factors)
def test_implicit_log_ratio_and_value_agree_with_their_plain_form(rows: list, beta: float) -> None:
    rewards = likelihood.implicit_log_ratio(columns(rows, 0), columns(rows, 1), beta=beta)
    wanted = [plain.implicit_log_ratio([a for a, _ in row], [b for _, b in row], beta) for row in rows]
    assert agree(rows_of(rewards), [w[0] for w in wanted])
    assert agree(rows_of(likelihood.implicit_value(rewards)), [w[1] for w in wanted])


@few
@given(ragged(large, 1), ragged(large, 1), chances)
def test_implicit_losses_agree_with_their_plain_form(rows: list, others: list, label: float) -> None:
    totals = [math.fsum(row) for row in rows]
    found = likelihood.implicit_loss(rows, [label] * len(rows)).tolist()
    assert agree(found, [plain.outcome_loss(q, label) for q in totals])
    rows, others = rows[: len(others)], others[: len(rows)]
    wanted = [plain.softplus(math.fsum(b) - math.fsum(a)) for a, b in zip(rows, others, strict=True)]
    assert agree(likelihood.oprl_loss(rows, others).tolist(), wanted)


vectors = st.tuples(*[st.one_of(st.integers(-5, 5), st.integers(-1_000_000, 1_000_000)).map(float)] * 3).filter(any)


@few
@given(ragged(vectors), vectors, vectors, chances)
def test_goal_baseline_agrees_with_its_plain_form(rows: list, goal: tuple, baseline: tuple, alpha: float) -> None:
    span = math.dist(plain.unit(goal), plain.unit(baseline))
    assume(span < 1e-14 or span > 1e-3)  # between them the line has no certain direction
    found = observations.goal_baseline(rows, [goal] * len(rows), [baseline] * len(rows), alpha=alpha)
    wanted = [[plain.goal_baseline(s, goal, baseline, alpha) for s in row] for row in rows]
    assert agree(rows_of(found), wanted)
    found = observations.goal_progress(rows, [goal] * len(rows), [baseline] * len(rows), alpha=alpha)
    assert agree(rows_of(found), [plain.differences(w) for w in wanted])


frames = st.integers(1, 2).flatmap(
    lambda d: st.lists(st.lists(st.integers(-4, 4).map(float), min_size=d, max_size=d), min_size=4, max_size=7)
)


@few
@given(frames, st.integers(1, 3), st.integers(1, 2), st.booleans(), st.sampled_from([1.0, 1e5]))
def test_perceptual_segments_cost_as_little_as_the_cheapest_of_all_splits(
    rows: list, n: int, least: int, weighted: bool, scale: float
) -> None:
    assume(n * least <= len(rows))
    rows = [[scale * x for x in row] for row in rows]
    cost = "weighted" if weighted else "variance"
    found = observations.perceptual_segments([rows], segments=n, min_size=least, cost=cost)
    wanted = plain.perceptual_segments(rows, n, least, weighted)
    assert agree(found.cost.tolist(), [wanted])
    edges = [0, *found.boundaries[0], len(rows)]
    parts = [rows[a:b] for a, b in zip(edges, edges[1:], strict=False)]
    assert len(parts) == n
    assert min(map(len, parts)) >= least
    assert agree(math.fsum(plain.segment_cost(part, weighted) for part in parts), wanted)


@few
@given(
    st.lists(st.integers(1, 8), min_size=1, max_size=4),
    ragged(st.tuples(st.integers(0, 3), st.one_of(st.just(0.0), large.map(abs))), most=8),
    st.booleans(),
)
def test_budget_progress_and_reward_agree_with_their_plain_form(parts: list, rows: list, ordered: bool) -> None:
    budgets = [p / sum(parts) for p in parts]
    rows = [[(j % len(parts), d) for j, d in row] for row in rows]
    rows = [sorted(row, key=lambda s: s[0]) if ordered else row for row in rows]
    subtask, change = columns(rows, 0), columns(rows, 1)
    wanted = [plain.budget_progress(budgets, c, s) for c, s in zip(change, subtask, strict=True)]
    assert agree(rows_of(progress.budget_progress([budgets] * len(rows), change, subtask)), wanted)
    gains = [plain.differences([0.0, *w]) for w in wanted]
    assert agree(rows_of(progress.budget_reward([budgets] * len(rows), change, subtask)), gains)


@few
@given(ragged(st.tuples(chances, chances)))
def test_progress_estimate_agrees_with_its_plain_form(rows: list) -> None:
    guess, truth = columns(rows, 0), columns(rows, 1)
    wanted = [[plain.progress_estimate(*step) for step in row] for row in rows]
    assert agree(rows_of(progress.estimate_reward(guess, truth)), wanted)
    errors = [math.fsum(1 - w for w in row) / len(row) if row else None for row in wanted]
    assert agree(progress.estimate_error(guess, truth).tolist(), errors)
    assert agree(progress.value_order_correlation(guess).tolist(), [plain.value_order(row) for row in guess])


@few
@given(series, flags, flags, st.tuples(*[factors.map(abs)] * 5), st.integers(1, 9))
def test_quality_gain_agrees_with_its_plain_form(rows: list, tool: float, stop: float, w: tuple, most: int) -> None:
    found = progress.quality_reward(
        rows,
        [tool] * len(rows),
        [stop] * len(rows),
        w_format=w[0],
        w_quality=w[1],
        lambda_gain=w[2],
        lambda_overshoot=w[3],
        lambda_turns=w[4],
        max_turns=most,
    )
    wanted = [plain.quality_gain(q, tool == 1, stop == 1, len(q) - 1, most, w[:2], w[2:]) for q in rows]
    assert agree(found.tolist(), wanted)
    assert agree(progress.overshoot(rows).tolist(), [plain.overshoot(q) for q in rows])


tagged = st.tuples(st.sampled_from(["planning", "explore", "reflection", "monitor", None]), keys, flags)


@few
@given(ragged(tagged, most=8), st.lists(flags, min_size=4, max_size=4))
def test_meta_tags_agree_with_their_plain_form(rows: list, success: list) -> None:
    tag, action, valid = (columns(rows, k) for k in range(3))
    won = success[: len(rows)]
    wanted = [
        plain.meta_tags(t, a, [v == 1 for v in ok], w == 1) for t, a, ok, w in zip(tag, action, valid, won, strict=True)
    ]
    assert agree(rows_of(tags.meta_tags(tag, action, valid, won)), wanted)
    broken = [[0.0 if t is None else 1.0 for t in row] for row in tag]
    wanted = [[-0.1 if t is None else r for t, r in zip(*pair, strict=True)] for pair in zip(tag, wanted, strict=True)]
    assert agree(rows_of(tags.meta_tags(tag, action, valid, won, well_formed=broken)), wanted)


@few
@given(ragged(st.tuples(st.lists(st.integers(0, 5), max_size=4), flags)), st.integers(0, 3))
def test_novel_and_useful_agrees_with_its_plain_form(rows: list, most: int) -> None:
    results, useful = columns(rows, 0), columns(rows, 1)
    wanted = [plain.novel_and_useful(*row, most) for row in zip(results, useful, strict=True)]
    assert agree(rows_of(novelty.novel_and_useful(results, useful, max_seen=most)), wanted)


@few
@given(ragged(st.tuples(large, large, keys), most=9), factors, factors, st.sampled_from([0.0, 1.0, 2.5, 3.0]))
def test_count_decay_agrees_with_its_plain_form(rows: list, c_ext: float, c_llm: float, beta: float) -> None:
    ext, judged, key = (columns(rows, k) for k in range(3))
    wanted = [plain.count_decay(*row, c_ext, c_llm, beta) for row in zip(ext, judged, key, strict=True)]
    assert agree(rows_of(novelty.count_decay(ext, judged, key, c_ext=c_ext, c_llm=c_llm, beta=beta)), wanted)


@few
@given(ragged(st.tuples(large, large, keys), most=9), factors)
def test_count_bonus_agrees_with_its_plain_form(rows: list, weight: float) -> None:
    ext, shaping, key = (columns(rows, k) for k in range(3))
    wanted = [
        [e + s + b for e, s, b in zip(a, f, plain.count_bonus(k, weight), strict=True)]
        for a, f, k in zip(ext, shaping, key, strict=True)
    ]
    assert agree(rows_of(novelty.count_bonus(ext, key, weight=weight, shaping=shaping)), wanted)


moves = st.tuples(st.sampled_from("st"), st.sampled_from("ab"), st.sampled_from("xyz"))


@few
@given(ragged(moves, most=9), st.one_of(st.none(), ragged(moves, most=9)))
def test_hindsight_curiosity_agrees_with_its_plain_form(rows: list, history: list | None) -> None:
    seen = [step for row in (rows if history is None else history) for step in row]
    wanted = [[plain.hindsight_curiosity(*plain.counted(seen, step[:2], step[2])) for step in row] for row in rows]
    assert agree(rows_of(novelty.hindsight_curiosity(rows, history=history)), wanted)


@few
@given(ragged(st.tuples(large, large)))
def test_sign_reward_agrees_with_its_plain_form(rows: list) -> None:
    dense, sparse = columns(rows, 0), columns(rows, 1)
    wanted = [plain.sign_reward(d, s) for d, s in zip(dense, sparse, strict=True)]
    assert agree(rows_of(rules.sign_reward(dense, sparse)), wanted)
    assert agree(rows_of(rules.sign_reward(dense)), [plain.sign_reward(d, [0.0] * len(d)) for d in dense])


@few
@given(ragged(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_vpr_oracle_agrees_with_its_plain_form(rows: list) -> None:
    states, acts = columns(rows, 0), columns(rows, 1)

    def grade(state: int, action: int) -> float:
        return (7 * state + action) % 10 / 9

    wanted = [plain.vpr_oracle(s, a, grade) for s, a in zip(states, acts, strict=True)]
    assert agree(rows_of(rules.vpr_oracle(states, acts, oracle=grade)), wanted)


places = st.tuples(*[st.integers(0, 4)] * 2, *[st.integers(1, 3)] * 2).map(
    lambda b: [float(b[0]), float(b[1]), float(b[0] + b[2]), float(b[1] + b[3])]
)


@few
@given(
    ragged(st.tuples(st.one_of(st.none(), places, places), places)),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([0.0, 0.5]),
    st.sampled_from([1.0, 1e5]),
)
def test_visual_rationale_agrees_with_its_plain_form(rows: list, tau: float, limit: float, scale: float) -> None:
    regions, gold = (
        [[None if b is None else [scale * v for v in b] for b in row] for row in columns(rows, k)] for k in range(2)
    )
    wanted = [plain.visual_rationale(r, g, tau, lambda v: v > limit) for r, g in zip(regions, gold, strict=True)]
    assert agree(rows_of(rules.visual_rationale(regions, gold, threshold=tau, overlap=limit)), wanted)


@few
@given(ragged(st.tuples(chances, chances, flags)))
def test_webgen_step_agrees_with_its_plain_form(rows: list) -> None:
    rows = [[(5 * a, 5 * b, f) for a, b, f in row] for row in rows]
    wanted = [[plain.webgen_step(f == 1, a, b) for a, b, f in row] for row in rows]
    assert agree(rows_of(rules.webgen_step(*(columns(rows, k) for k in range(3)))), wanted)


@few
@given(ragged(chances), large, large, factors)
def test_tool_output_reward_agrees_with_its_plain_form(rows: list, acc: float, fmt: float, lam: float) -> None:
    wanted = [plain.tool_output(acc, fmt, row, lam) for row in rows]
    assert agree(rules.tool_output_reward(rows, [acc] * len(rows), [fmt] * len(rows), weight=lam).tolist(), wanted)


@few
@given(ragged(st.tuples(st.tuples(keys, keys), st.one_of(st.none(), st.tuples(keys, keys)))))
def test_mask_fill_agrees_with_comparing_step_by_step(rows: list) -> None:
    wanted = [[None if guess is None else float(guess == step) for step, guess in row] for row in rows]
    for match in (traces.exact, traces.type_and_value):
        assert agree(rows_of(traces.mask_fill(columns(rows, 0), columns(rows, 1), match=match)), wanted)


@few
@given(st.lists(st.integers(0, 6).flatmap(lambda n: st.permutations(range(n))), min_size=1, max_size=4))
def test_reorder_agrees_with_its_plain_form(orders: list) -> None:
    actual = [list(range(len(order))) for order in orders]
    wanted = [plain.reorder(p, a) for p, a in zip(orders, actual, strict=True)]
    assert agree(traces.reorder(orders, actual).tolist(), wanted)
    wanted = [plain.reorder(*pair, kendall=True) for pair in zip(orders, actual, strict=True)]
    assert agree(traces.reorder(orders, actual, measure="kendall").tolist(), wanted)


@st.composite
def rollouts(draw: st.DrawFn) -> tuple[list[list[float]], list[list[float]], list[str]]:
    """Log-probs of one or two groups of rollouts mixed, a base a group, and the groups' keys."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=2))
    items = st.one_of(st.just(-1.0), st.floats(-20, 0).map(lambda x: round(x, 2)), st.integers(-1_000_000, 0))
    rows: list[tuple[str, list[float]]] = []
    for name, n in zip("ab", sizes, strict=False):
        rows += [(name, row) for row in draw(st.lists(st.lists(items.map(float), min_size=n, max_size=n), min_size=1))]
    rows = draw(st.permutations(rows))
    names = [name for name, _ in rows]
    order = list(dict.fromkeys(names))
    base = [draw(st.lists(logs, min_size=n, max_size=n)) for n in (sizes["ab".index(name)] for name in order)]
    return [row for _, row in rows], base, names


@few
@given(rollouts())
def test_r3_agrees_with_its_plain_form(case: tuple) -> None:
    rows, base, names = case
    wanted: list[float] = [0.0] * len(rows)
    for plain_base, name in zip(base, dict.fromkeys(names), strict=True):
        own = [i for i, n in enumerate(names) if n == name]
        for i, value in zip(own, plain.r3([rows[i] for i in own], plain_base), strict=True):
            wanted[i] = value
    assert agree(likelihood.r3(rows, base, group=names).tolist(), wanted)


@few
@given(st.lists(st.tuples(chances, large.map(abs)), min_size=1, max_size=5), chances)
def test_r3_propagate_agrees_with_its_plain_form(items: list, gamma: float) -> None:
    found = likelihood.r3_propagate(*zip(*items, strict=True), gamma=gamma).tolist()
    assert agree(found, [plain.propagated(p, gamma, d) for p, d in items])


@few
@given(ragged(st.tuples(large, large, chances)))
def test_softmax_fusion_agrees_with_its_plain_form(rows: list) -> None:
    found = fusion.softmax_fusion(*(columns(rows, k) for k in range(3)))
    assert agree(rows_of(found), [[plain.softmax_fusion(step) for step in row] for row in rows])


grades = st.one_of(st.just(0.0), st.integers(-9, 9).map(float), st.integers(-1_000_000, 1_000_000).map(float))


@few
@given(
    st.lists(st.tuples(keys, grades, grades), min_size=1, max_size=9),
    st.tuples(factors, factors),
    st.integers(0, 1),
    st.sampled_from([0.0, 1e-6, 0.1]),
    st.sampled_from(["zero", "raw"]),
)
def test_drm_score_and_advantage_agree_with_their_plain_form(
    items: list, weights: tuple, ddof: int, eps: float, single: Any
) -> None:
    names, one, two = ([item[k] for item in items] for k in range(3))
    wanted, added = [0.0] * len(items), [0.0] * len(items)
    for name in set(names):
        own = [i for i, n in enumerate(names) if n == name]
        parts = [[one[i] for i in own], [two[i] for i in own]]
        for out, w in ((wanted, weights), (added, (1.0, 1.0))):
            for i, value in zip(own, plain.drm_score(parts, w, ddof, eps, single), strict=True):
                out[i] = value
    options = {"group": names, "ddof": ddof, "eps": eps, "single": single}
    assert agree(fusion.drm_score(one, two, weights=weights, **options).tolist(), wanted)
    assert agree(fusion.drm_advantage(one, two, **options).tolist(), added)
