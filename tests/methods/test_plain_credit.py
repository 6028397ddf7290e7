"""Credit agrees with plain implementations of the papers' formulas."""

import math
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.credit.aspects import aspect_mix, vector_scalarise
from rewards.credit.clip_delta import clip_delta, clip_delta_total
from rewards.credit.decomposition import ReturnDecomposition
from rewards.credit.exits import exit_decay
from rewards.credit.gates import gated_sum
from rewards.credit.min_form import pure_advantage, pure_soft, pure_strict
from rewards.credit.mix import dataprm_mix, dataprm_steps, reasonflux_mix, renorm, spark_rewards
from rewards.credit.redistribute import importance_redistribute, spa_redistribute, spa_step_reward
from rewards.credit.returns import discounted_return, potential_shaping
from rewards.credit.rubric import f_beta, positive_only_rubric
from rewards.credit.scale import bounded_penalty, conciseness_scale, effective_action_scale
from rewards.credit.thoughts import thought_merge, thoughts
from rewards.credit.tokens import token_weights
from rewards.credit.votes import capo_credit
from rewards.credit.weight_search import aux_weight_search
from tests.methods.plain import credit as plain
from tests.methods.plain.agree import agree, rows_of

few = settings(max_examples=20)
chances = st.one_of(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 6)))
large = st.one_of(st.sampled_from([0.0, -1.0, 0.5]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
modest = st.one_of(st.sampled_from([0.0, -1.0, 0.5]), st.floats(-9, 9).map(lambda x: round(x, 4)))
signed = st.one_of(st.sampled_from([-1.0, 0.0, 1.0]), st.floats(-1, 1).map(lambda x: round(x, 6)))
flags = st.sampled_from([0.0, 1.0])
factors = st.floats(0, 3).map(lambda x: round(x, 3))


def ragged(items: Any, least: int = 0, most: int = 7) -> Any:
    """Rows of unequal length, some of them without steps."""
    return st.lists(st.lists(items, min_size=least, max_size=most), min_size=1, max_size=4)


@st.composite
def batches(draw: st.DrawFn, items: Any, outcomes: Any, least: int = 0) -> tuple[list[list[Any]], list[Any]]:
    """Rows and an outcome each."""
    rows = draw(ragged(items, least))
    return rows, draw(st.lists(outcomes, min_size=len(rows), max_size=len(rows)))


def each(score: Any, *columns: Any) -> list[Any]:
    """The plain result of every trajectory."""
    return [score(*args) for args in zip(*columns, strict=True)]


@few
@given(st.one_of(batches(large, large), batches(chances, chances), batches(large.map(abs), large)))
def test_spa_redistribute_agrees_with_its_plain_form(batch: tuple) -> None:
    assert agree(rows_of(spa_redistribute(*batch)), each(plain.spa_additive, *batch))
    assert agree(rows_of(spa_redistribute(*batch, mode="proportional")), each(plain.spa_proportional, *batch))


@few
@given(ragged(st.tuples(large, flags)), factors, factors)
def test_spa_step_reward_agrees_with_its_plain_form(rows: list, alpha: float, beta: float) -> None:
    shares, ran = ([[step[k] for step in row] for row in rows] for k in range(2))
    wanted = [plain.spa_step_reward(s, [g == 1 for g in r], alpha, beta) for s, r in zip(shares, ran, strict=True)]
    assert agree(rows_of(spa_step_reward(shares, ran, alpha=alpha, beta=beta)), wanted)


@few
@given(batches(st.one_of(st.just(0.0), large.map(abs)), large))
def test_importance_redistribute_agrees_with_its_plain_form(batch: tuple) -> None:
    assert agree(rows_of(importance_redistribute(*batch)), each(plain.importance_redistribute, *batch))


@st.composite
def featured(draw: st.DrawFn) -> tuple[list[list[list[float]]], list[float]]:
    """Steps of one or two features, at least one, and labels that no AND over steps explains."""
    size = draw(st.integers(1, 2))
    step = st.lists(st.integers(-3, 3).map(float), min_size=size, max_size=size)
    rows = draw(st.lists(st.lists(step, min_size=1, max_size=4), min_size=1, max_size=4))
    return rows, draw(st.lists(modest.filter(lambda y: y not in (0, 1)), min_size=len(rows), max_size=len(rows)))


@few
@given(featured(), st.sampled_from([0.5, 1.0, 10.0]), factors)
def test_return_decomposition_agrees_with_exact_arithmetic(case: tuple, rho: float, kappa: float) -> None:
    fitted = ReturnDecomposition(rho=rho, kappa=kappa).fit(*case)
    weights, rewards = plain.return_decomposition(*case, rho, kappa)
    assert fitted.weights is not None
    assert agree(fitted.weights.tolist(), weights)
    assert agree(rows_of(fitted.transform(case[0])), rewards)


@few
@given(batches(flags, chances), st.integers(0, 5))
def test_thought_merge_agrees_with_its_plain_form(batch: tuple, answer: int) -> None:
    labels, outcomes = batch
    rate = math.fsum(outcomes) / len(outcomes)
    assert agree(thoughts(labels), [plain.thought_runs(row) for row in labels])
    assert agree(rows_of(thought_merge(labels, outcomes)), [plain.thought_merge(row, rate) for row in labels])
    found = thought_merge(labels, outcomes, answer_step=[answer] * len(labels))
    assert agree(rows_of(found), [plain.thought_merge(row, rate, answer) for row in labels])


@few
@given(batches(chances, flags), factors, factors)
def test_capo_credit_agrees_with_its_plain_form(batch: tuple, whole: float, process: float) -> None:
    wanted = [plain.capo_credit(o, w, whole, process) for w, o in zip(*batch, strict=True)]
    assert agree(rows_of(capo_credit(*batch, whole=whole, process=process)), wanted)


@few
@given(ragged(flags, most=40), st.sampled_from(["correct", "index"]))
def test_exit_decay_agrees_with_its_plain_form(rows: list, count: Any) -> None:
    wanted = [plain.exit_decay(row, count) for row in rows]
    assert agree(rows_of(exit_decay(rows, count=count)), wanted)
    middled = [plain.centred(row) if row else [] for row in wanted]
    assert agree(rows_of(exit_decay(rows, count=count, centre=True)), middled)


@few
@given(ragged(st.one_of(modest, large)), st.sampled_from([0.0, 0.3, 0.5, 0.9]))
def test_token_weights_agree_with_their_plain_form(rows: list, theta: float) -> None:
    found = token_weights(rows, theta=theta)
    wanted = [plain.token_weights(row, theta) for row in rows]
    assert agree(rows_of(found.positive), [w[0] for w in wanted])
    assert agree(rows_of(found.negative), [w[1] for w in wanted])


@few
@given(ragged(st.integers(-3, 3).map(float), most=4), st.sampled_from([0.25, 0.5, 1.0]))
def test_top_token_weights_agree_with_their_plain_form(rows: list, ratio: float) -> None:
    for row in rows:  # ranks of means that differ by rounding only are anybody's
        means = sorted(math.fsum(row[: t + 1]) / (t + 1) for t in range(len(row)))
        assume(all(a == b or b - a > 1e-3 for a, b in zip(means, means[1:], strict=False)))
    found = token_weights(rows, mode="top", ratio=ratio).positive
    assert agree(rows_of(found), [plain.top_weights(row, ratio) for row in rows])


@few
@given(ragged(large, most=20), chances)
def test_discounted_return_agrees_with_its_plain_form(rows: list, gamma: float) -> None:
    found = rows_of(discounted_return(rows, gamma=gamma))
    assert agree(found, [plain.discounted_return(row, gamma) for row in rows])


@few
@given(ragged(signed), st.sampled_from([0.001, 0.1, 1.0, 1e6]))
def test_pure_soft_agrees_with_its_plain_form(rows: list, tau: float) -> None:
    assert agree(rows_of(pure_soft(rows, temperature=tau)), [plain.pure_soft(row, tau) for row in rows])
    uniform = [[r / len(row) for r in row] for row in rows]
    assert agree(rows_of(pure_soft(rows, weights="uniform")), uniform)


@few
@given(ragged(signed, most=20))
def test_pure_strict_agrees_with_its_plain_form(rows: list) -> None:
    assert agree(rows_of(pure_strict(rows)), [plain.pure_strict(row) for row in rows])


members = st.tuples(st.lists(large, min_size=1, max_size=5), flags)


@few
@given(
    st.lists(st.tuples(members, members).map(list), min_size=1, max_size=2),
    st.lists(st.tuples(st.lists(large, max_size=5), flags), max_size=3),
    factors,
)
def test_pure_advantage_agrees_with_its_plain_form(groups: list, more: list, coef: float) -> None:
    groups[0] = groups[0] + more
    wanted = [row for g in groups for row in plain.pure_advantage([r for r, _ in g], [o for _, o in g], coef)]
    rows, outcomes = [r for g in groups for r, _ in g], [o for g in groups for _, o in g]
    keys = [k for k, g in enumerate(groups) for _ in g]
    assert agree(rows_of(pure_advantage(rows, outcomes, keys, coef=coef)), wanted)


@few
@given(batches(large, large), st.sampled_from(["clip", "delta", "both"]), modest, factors)
def test_clip_delta_agrees_with_its_plain_form(batch: tuple, mode: Any, eta: float, alpha: float) -> None:
    wanted = [plain.clip_delta(row, mode, eta) for row in batch[0]]
    assert agree(rows_of(clip_delta(batch[0], mode=mode, eta=eta)), wanted)
    totals = [o + alpha * math.fsum(row) for row, o in zip(wanted, batch[1], strict=True)]
    assert agree(clip_delta_total(*batch, alpha=alpha, mode=mode, eta=eta).tolist(), totals)


@few
@given(ragged(large), chances)
def test_potential_shaping_agrees_with_its_plain_form(rows: list, gamma: float) -> None:
    found = rows_of(potential_shaping(rows, gamma=gamma))
    assert agree(found, [plain.potential_shaping(row, gamma) for row in rows])


@few
@given(batches(st.tuples(chances, st.sampled_from([0.0, 1.0, 5.0, 1e6])), chances))
def test_renorm_agrees_with_its_plain_form(batch: tuple) -> None:
    rows, outcomes = batch
    points, most = [[p * m for p, m in row] for row in rows], [[m for _, m in row] for row in rows]
    wanted = each(plain.renorm, points, most, outcomes)
    assert agree(rows_of(renorm(points, outcomes, maximum=most)), wanted)
    shares = [[p for p, _ in row] for row in rows]
    wanted = [plain.renorm(row, [1.0] * len(row), o) for row, o in zip(shares, outcomes, strict=True)]
    assert agree(rows_of(renorm(shares, outcomes)), wanted)


@few
@given(ragged(st.one_of(modest, large), 1), st.lists(st.one_of(modest, st.just(-math.inf)), max_size=4), st.booleans())
def test_gated_sum_agrees_with_its_plain_form(rows: list, gates: list, strict: bool) -> None:
    found = gated_sum(rows, gates=gates, comparator=">" if strict else ">=").tolist()
    wanted = [plain.gated_sum(row, [*gates, *[-math.inf] * len(row)], strict) for row in rows]
    assert agree(found, wanted)


simplexes = st.lists(st.integers(1, 9), min_size=1, max_size=4).map(lambda w: [x / sum(w) for x in w])


@st.composite
def aspects(draw: st.DrawFn) -> tuple[list[float], list[list[tuple]], list[float]]:
    """Weights, for each item as many rule and model rewards with their confidence, and its length."""
    weights = draw(simplexes)
    n = len(weights)
    rows = draw(st.lists(st.lists(st.tuples(large, large, chances), min_size=n, max_size=n), min_size=1, max_size=4))
    lengths = draw(st.lists(st.integers(0, 5000), min_size=len(rows), max_size=len(rows)))
    return weights, rows, [float(v) for v in lengths]


@few
@given(aspects(), st.sampled_from([1.0, 100.0, 2500.0]), factors)
def test_aspect_mix_agrees_with_its_plain_form(case: tuple, limit: float, lam: float) -> None:
    weights, rows, lengths = case
    parts = [[plain.verified_mix(c, r, m) for r, m, c in row] for row in rows]
    rule, model, trust = ([[step[k] for step in row] for row in rows] for k in range(3))
    wanted = [plain.aspect_mix(p, weights, lam, length, limit) for p, length in zip(parts, lengths, strict=True)]
    found = aspect_mix(rule, model, trust, weights=weights, lengths=lengths, limit=limit, length_weight=lam)
    assert agree(found.tolist(), wanted)
    assert agree(aspect_mix(rule, model, trust, weights=weights).tolist(), plain.vector_scalarise(parts, weights))
    assert agree(vector_scalarise(rule, weights=weights).tolist(), plain.vector_scalarise(rule, weights))


@few
@given(st.lists(st.tuples(st.sampled_from("ab"), chances, flags), min_size=1, max_size=9), chances)
def test_positive_only_rubric_agrees_with_its_plain_form(items: list, eta: float) -> None:
    names, rubric, outcome = ([item[k] for item in items] for k in range(3))
    for variant, target in (("positive", 1), ("negative", 0)):
        wanted = [0.0] * len(items)
        for name in set(names):
            own = [i for i, n in enumerate(names) if n == name]
            mixed = plain.positive_only_rubric([outcome[i] for i in own], [rubric[i] for i in own], eta, target)
            for i, value in zip(own, mixed, strict=True):
                wanted[i] = value
        assert agree(positive_only_rubric(rubric, outcome, names, eta=eta, variant=variant).tolist(), wanted)
    wanted = [plain.f_score_mix(o, f, eta) for o, f in zip(outcome, rubric, strict=True)]
    assert agree(positive_only_rubric(rubric, outcome, names, eta=eta, variant="f_beta").tolist(), wanted)


@few
@given(st.lists(st.tuples(chances, chances), min_size=1, max_size=5), st.sampled_from([0.5, 1.0, 2.0]))
def test_f_beta_agrees_with_its_plain_form(items: list, beta: float) -> None:
    found = f_beta([p for p, _ in items], [r for _, r in items], beta=beta).tolist()
    assert agree(found, [plain.f_beta(p, r, beta) for p, r in items])


@few
@given(batches(st.sampled_from([0.0, 0.5, 1.0]), st.tuples(chances, flags)), chances)
def test_dataprm_mix_agrees_with_its_plain_form(batch: tuple, beta: float) -> None:
    rows, pairs = batch
    outcomes, told = [o for o, _ in pairs], [a for _, a in pairs]
    wanted = [plain.dataprm_mix(o, row, beta) for row, o in zip(rows, outcomes, strict=True)]
    assert agree(dataprm_mix(rows, outcomes, beta=beta).tolist(), wanted)
    wanted = [plain.dataprm_mix(o, row, beta, a == 1) for row, (o, a) in zip(rows, pairs, strict=True)]
    assert agree(dataprm_mix(rows, outcomes, beta=beta, answered=told).tolist(), wanted)
    steps = [plain.dataprm_steps(o, row, a == 1) for row, (o, a) in zip(rows, pairs, strict=True)]
    assert agree(rows_of(dataprm_steps(rows, outcomes, answered=told)), steps)


@few
@given(batches(large, st.tuples(large, chances)), factors, chances)
def test_reasonflux_mix_agrees_with_its_plain_form(batch: tuple, alpha: float, beta: float) -> None:
    rows, pairs = batch
    wanted = [plain.reasonflux_mix(row, f, o, alpha, beta) for row, (o, f) in zip(rows, pairs, strict=True)]
    found = reasonflux_mix(rows, [o for o, _ in pairs], [f for _, f in pairs], alpha=alpha, beta=beta)
    assert agree(found.tolist(), wanted)


@few
@given(batches(flags, st.tuples(flags, flags)))
def test_spark_rewards_agree_with_their_plain_form(batch: tuple) -> None:
    rows, pairs = batch
    verdicts, gates = [v for v, _ in pairs], [g for _, g in pairs]
    wanted = [plain.spark_step_average(row, g == 1) for row, g in zip(rows, gates, strict=True)]
    assert agree(spark_rewards(rows, verdicts, form="step_average", well_formed=gates).tolist(), wanted)
    wanted = [v if g == 1 else 0.0 for v, g in pairs]
    assert agree(spark_rewards(rows, verdicts, well_formed=gates).tolist(), wanted)


@few
@given(batches(flags, large))
def test_effective_action_scale_agrees_with_its_plain_form(batch: tuple) -> None:
    wanted = [plain.effective_action_scale(o, [c == 1 for c in row]) for row, o in zip(*batch, strict=True)]
    assert agree(effective_action_scale(*batch).tolist(), wanted)


@few
@given(st.lists(st.tuples(large, st.floats(0.1, 1), chances), min_size=1, max_size=5), factors, factors)
def test_conciseness_scale_agrees_with_its_plain_form(items: list, alpha: float, schedule: float) -> None:
    found = conciseness_scale(*([i[k] for i in items] for k in range(3)), alpha=alpha, annealing=schedule)
    assert agree(found.tolist(), [plain.conciseness_scale(o, alpha, c, schedule, d) for o, c, d in items])


@few
@given(ragged(large), st.sampled_from([0.0, 0.5, 1e6]))
def test_bounded_penalty_agrees_with_its_plain_form(rows: list, cap: float) -> None:
    assert agree(bounded_penalty(rows, cap=cap).tolist(), [plain.bounded_penalty(row, cap) for row in rows])


grades = st.one_of(st.integers(-4, 4), st.integers(-1_000_000, 1_000_000)).map(float)


@few
@given(
    st.lists(st.tuples(grades, grades, flags), min_size=1, max_size=8),
    st.lists(st.sampled_from([-1.0, 0.25, 0.5, 1.0, 2.0]), max_size=4),
    st.booleans(),
)
def test_aux_weight_search_finds_the_best_of_the_plain_scores(items: list, grid: list, by_auc: bool) -> None:
    columns = [[i[k] for i in items] for k in range(3)]
    found = aux_weight_search(*columns, grid=grid, score="auc" if by_auc else "correlation")
    scores = dict(zip([0.0, *grid], plain.aux_weight_search(*columns, [0.0, *grid], by_auc), strict=True))
    known = [s for s in scores.values() if s is not None]
    assert agree(found.without, scores[0.0])
    assert agree(found.score, max(known, default=None))
    assert agree(scores[found.weight], found.score)
