"""Filters of labels and groups, curricula and weights agree with plain implementations of the papers' formulas."""

from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rewards.csrs import csrs_select
from rewards.curation.corruption import critic_game
from rewards.curation.curriculum import (
    active_query,
    chain_success,
    critic_band,
    horizon_curriculum,
    learnability,
    role_advantage,
    role_reward,
    turn_cap,
)
from rewards.curation.groups import (
    accuracy_band,
    disagreement_filter,
    one_pair_filter,
    pass_rate_repeats,
    prof_consistency,
    prof_filter,
    rl_group_gate,
)
from rewards.curation.labels import (
    agreement_filter,
    chain_filter,
    consensus_filter,
    first_error,
    hybrid_label,
    labels_to_error,
    verdict_filter,
)
from rewards.curation.puzzle import option_diversity, pc_grpo_advantage, pc_grpo_weight
from rewards.curation.replay import mean_probability, replay_filter, transition_filter, transition_probabilities
from rewards.samples import Kind, Sample
from tests.methods.plain import curation as plain
from tests.methods.plain.agree import agree, rows_of

few = settings(max_examples=20)
large = st.one_of(st.sampled_from([0.0, -1.0, 0.5, 1e6]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
chances = st.one_of(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1).map(lambda x: round(x, 3)))
eighths = st.integers(0, 8).map(lambda n: n / 8)  # sums without rounding, so that ties are ties
flags = st.integers(0, 1)
keys = st.sampled_from("pqr")
errors = st.integers(-1, 4)


def columns(*items: Any, least: int = 0, most: int = 10) -> Any:
    """Columns of one length."""
    rows = st.lists(st.tuples(*items), min_size=least, max_size=most)
    return rows.map(lambda given: [[row[k] for row in given] for k in range(len(items))])


def groupwise(group: list, keep: Any) -> list[int]:
    """Positions of the groups that a rule on positions keeps."""
    return sorted(i for places in plain.by_group(group) if keep(places) for i in places)


@few
@given(st.lists(st.sampled_from(list(Kind)), max_size=12), st.sampled_from([True, False, None]), st.booleans())
def test_csrs_select_agrees_with_its_plain_form(kinds: list, success: bool | None, six: bool) -> None:
    samples = [Sample(n, kind, "q", "a") for n, kind in enumerate(kinds)]
    verdict = None if success is None else int(success)
    wanted = [s for s in samples if plain.csrs_keeps(verdict, int(s.kind), six)]
    assert csrs_select(samples, success, failed_intents=six) == wanted


@few
@given(columns(st.lists(eighths, min_size=1, max_size=4), flags, keys), st.integers(0, 6))
def test_prof_filter_agrees_with_its_plain_form(rows: list, remove: int) -> None:
    process, correct, group = rows
    scores = [plain.prof_code_score(p, r) for p, r in zip(process, correct, strict=True)]
    assert agree(prof_consistency(process, correct).tolist(), scores)
    gone: list[int] = []
    for places in plain.by_group(group):
        gone += [places[i] for i in plain.prof_drop([scores[i] for i in places], [correct[i] for i in places], remove)]
    found = prof_filter(process, correct, group=group, remove=remove)
    assert found.dropped.tolist() == sorted(gone)
    loose = prof_filter(process, correct, group=group, remove=remove, mode="correct", rng=np.random.default_rng(0))
    right = [i for i in gone if correct[i]]
    assert [i for i in loose.dropped.tolist() if correct[i]] == sorted(right)
    assert len(loose.dropped) == len(gone)


@few
@given(columns(st.lists(chances, min_size=1, max_size=40), flags, least=1, most=5), chances, st.integers(1, 9))
def test_prof_consistency_agrees_with_its_plain_forms(rows: list, lam: float, long: int) -> None:
    process, correct = rows
    pairs = list(zip(process, correct, strict=True))
    assert agree(prof_consistency(process, correct).tolist(), [plain.prof_code_score(p, r) for p, r in pairs])
    found = prof_consistency(process, correct, form="described", penalty=lam, long=long)
    assert agree(found.tolist(), [plain.prof_paper_score(p, 2.0 * r - 1.0, lam, long) for p, r in pairs])


@few
@given(columns(errors, errors))
def test_consensus_filter_agrees_with_its_plain_form(rows: list) -> None:
    assert consensus_filter(*rows).kept.tolist() == plain.consensus_keep(*rows)


@few
@given(st.lists(st.lists(st.sampled_from([0.0, 0.125, 1.0]), min_size=1, max_size=5), min_size=1, max_size=5))
def test_labels_to_the_first_error_agree_with_their_plain_form(rows: list) -> None:
    at = [plain.mc_first_error(row) for row in rows]
    assert agree(first_error(rows).tolist(), at)
    lengths = [len(row) for row in rows]
    wanted = [plain.labels_up_to(e, n) for e, n in zip(at, lengths, strict=True)]
    assert agree(rows_of(labels_to_error(at, lengths)), wanted)


@few
@given(st.lists(columns(chances, st.sampled_from([-1, 1]), most=6), min_size=1, max_size=4))
def test_hybrid_label_agrees_with_its_plain_form(rows: list) -> None:
    mc, judge = [r[0] for r in rows], [r[1] for r in rows]
    wanted = []
    for estimate, said in rows:
        kept = plain.hybrid_keep(estimate, said)
        wanted.append([float(said[t] > 0) if t in kept else None for t in range(len(said))])
    assert agree(rows_of(hybrid_label(mc, judge).labels), wanted)
    assert agree(
        rows_of(hybrid_label(mc, judge, mode="override").labels), [[float(s > 0) for s in row] for row in judge]
    )


@few
@given(columns(large, large), columns(flags, flags))
def test_agreement_filter_agrees_with_its_plain_form(deltas: list, labels: list) -> None:
    assert agreement_filter(*deltas).kept.tolist() == plain.agreement_keep(*deltas)
    assert verdict_filter(*labels).kept.tolist() == plain.rule_judge_keep(*labels)


@few
@given(columns(flags, keys, most=16), st.integers(0, 99), st.integers(0, 16))
def test_one_pair_filter_agrees_with_its_plain_form(rows: list, seed: int, sixteenths: int) -> None:
    correct, group = rows
    kept = set(one_pair_filter(correct, group=group, rng=np.random.default_rng(seed)).kept.tolist())
    for places in plain.by_group(group):
        mine = sorted(correct[i] for i in places if i in kept)
        rate = sum(correct[i] for i in places) / len(places)
        assert mine == ([0, 1] if plain.oreal_repeat(rate) else [])
    assert pass_rate_repeats([sixteenths / 16]).tolist() == [plain.oreal_repeat(sixteenths / 16)]


@few
@given(columns(flags, keys, st.sampled_from("ab"), most=16))
def test_bands_of_accuracy_and_disagreement_agree_with_their_plain_forms(rows: list) -> None:
    correct, group, answers = rows
    found = accuracy_band(correct, group=group).kept.tolist()
    assert found == groupwise(group, lambda places: plain.accuracy_band([correct[i] for i in places]))
    found = disagreement_filter(answers, group=group).kept.tolist()
    assert found == groupwise(group, lambda places: plain.answers_differ([answers[i] for i in places]))


@few
@given(columns(st.lists(st.one_of(st.sampled_from([0.5, 0.95]), chances), max_size=4), flags, keys, most=6))
def test_replay_filter_agrees_with_its_plain_form(rows: list) -> None:
    probability, success, task = rows
    first = [i for i in range(len(task)) if success[i] and not any(success[j] for j in range(i) if task[j] == task[i])]
    for form in ("paper", "code"):
        wanted, at = [], 0
        for i, row in enumerate(probability):
            for p in row:
                if i in first and plain.replay_keep(p, form):
                    wanted.append(at)
                at += 1
        assert replay_filter(probability, success, task=task, form=form).kept.tolist() == wanted  # type: ignore[arg-type]


@few
@given(st.lists(chances, max_size=12), st.integers(0, 5))
def test_replay_takes_at_most_twice_the_current_steps(row: list, current: int) -> None:
    fit = sum(1 for p in row if plain.replay_keep(p, "paper"))
    found = replay_filter([row], [1], current=current, rng=np.random.default_rng(2))
    assert len(found.kept) == min(fit, 2 * current)


@few
@given(st.lists(st.lists(st.floats(-20, 0), min_size=1, max_size=5), min_size=1, max_size=4))
def test_mean_probability_is_one_over_the_perplexity(rows: list) -> None:
    wanted = [1.0 / float(np.exp(-sum(row) / len(row))) for row in rows]
    assert agree(mean_probability(rows).tolist(), wanted)


@few
@given(columns(flags, st.lists(st.tuples(flags, flags), min_size=1, max_size=4), st.integers(4090, 4100)))
def test_chain_filter_agrees_with_its_plain_form(rows: list) -> None:
    valid, steps, length = rows
    said, gold = ([[pair[k] for pair in row] for row in steps] for k in (0, 1))
    wanted = [i for i in range(len(valid)) if plain.chain_keep(bool(valid[i]), said[i], gold[i], length[i])]
    assert chain_filter(valid, said, gold, length).kept.tolist() == wanted


@few
@given(columns(st.lists(large, min_size=2, max_size=2), keys), st.sampled_from([0.01, 1.0, 1e6]), large)
def test_transition_filter_agrees_with_its_plain_form(rows: list, kappa: float, r_min: float) -> None:
    scores, group = rows
    reward = [(a + b) / 2 for a, b in scores]
    chances_of, best = [0.0] * len(reward), []
    for places in plain.by_group(group):
        mine = [reward[i] for i in places]
        for i, p in zip(places, plain.softmax(mine, kappa), strict=True):
            chances_of[i] = p
        best.append(places[mine.index(max(mine))])
    assert agree(transition_probabilities(reward, temperature=kappa, group=group).tolist(), chances_of)
    assert transition_filter(scores, r_min=None, group=group, mode="argmax").kept.tolist() == sorted(best)
    found = transition_filter(scores, r_min=r_min, group=group, mode="argmax").kept.tolist()
    assert found == sorted(i for i in best if reward[i] >= r_min)


@few
@given(columns(st.one_of(eighths, large), keys), st.floats(0.001, 2), st.floats(-1, 1), st.sampled_from([0, 1]))
def test_rl_group_gate_agrees_with_its_plain_form(rows: list, std_min: float, max_min: float, ddof: int) -> None:
    scores, group = rows
    many = [[scores[i] for i in places] for places in plain.by_group(group)]
    assume(all(len(x) <= ddof or abs(plain.spread(x, ddof) - std_min) > 1e-9 for x in many))
    found = rl_group_gate(scores, std_min=std_min, max_min=max_min, group=group, ddof=ddof)
    wanted = groupwise(group, lambda places: plain.rl_gate([scores[i] for i in places], std_min, max_min, ddof))
    assert found.kept.tolist() == wanted


@few
@given(st.lists(chances, max_size=8), chances)
def test_active_query_asks_below_the_threshold_and_a_share_of_the_rest(values: list, tau: float) -> None:
    for share, wanted in ((0.0, [i for i, v in enumerate(values) if v < tau]), (1.0, list(range(len(values))))):
        found = active_query(values, threshold=tau, share=share, rng=np.random.default_rng(1))
        assert found.kept.tolist() == wanted


@few
@given(st.lists(st.one_of(st.none(), st.sampled_from([0.05, 0.75]), chances), max_size=8))
def test_critic_band_agrees_with_its_plain_form(values: list) -> None:
    assert critic_band(values).kept.tolist() == [i for i, v in enumerate(values) if plain.critic_band(v)]


@few
@given(
    columns(st.lists(eighths, min_size=1, max_size=8), st.sampled_from(["right", "wrong", "ill_formed"]), keys, keys)
)
def test_learnability_agrees_with_its_plain_form(rows: list) -> None:
    rates, form, task, role = rows
    means = [sum(row) / len(row) for row in rates]
    assert agree(learnability(means).tolist(), [plain.learnability(row) for row in rates])
    earned = [plain.role_reward(word.split("_")[0], mean) for word, mean in zip(form, means, strict=True)]
    assert agree(role_reward(means, form).tolist(), earned)
    off = [0.0] * len(means)
    for places in plain.by_group(list(zip(task, role, strict=True))):
        for i in places:
            off[i] = earned[i] - sum(earned[j] for j in places) / len(places)
    assert agree(role_advantage(earned, task, role).tolist(), off)


@few
@given(columns(eighths, st.sampled_from("ABCD"), keys), st.integers(4, 8), st.sampled_from([0.5, 1.0, 2.0]))
def test_pc_grpo_weight_agrees_with_its_plain_form(rows: list, available: int, gamma: float) -> None:
    rewards, options, group = rows
    for form in ("entropy", "permutations", "none"):
        spread, weight, advantage = ([0.0] * len(rewards) for _ in range(3))
        for places in plain.by_group(group):
            mine, chosen = [rewards[i] for i in places], [options[i] for i in places]
            wide = plain.option_entropy(chosen, available) if form == "entropy" else plain.permutation_spread(chosen)
            w = plain.puzzle_weight(mine, 1.0 if form == "none" else wide, gamma=gamma)
            for i, a in zip(places, plain.puzzle_advantages(mine, w), strict=True):
                spread[i], weight[i], advantage[i] = wide, w, a
        given_options: dict[str, Any] = {"group": group, "diversity": form, "available": available}
        found = pc_grpo_weight(rewards, options, gamma=gamma, **given_options)
        assert agree(found.tolist(), weight)
        assert agree(pc_grpo_advantage(rewards, found, group=group).tolist(), advantage)
        if form != "none":
            assert agree(option_diversity(options, **given_options).tolist(), spread)


@few
@given(st.lists(eighths, min_size=1, max_size=8), st.integers(1, 3))
def test_one_option_or_one_answer_weighs_nothing_as_in_the_plain_form(rewards: list, size: int) -> None:
    same = ["A"] * len(rewards)
    wanted = [plain.puzzle_weight(rewards, plain.option_entropy(same, size))] * len(rewards)
    assert agree(pc_grpo_weight(rewards, same, available=size).tolist(), wanted)
    assert agree(wanted, [0.0] * len(rewards))


@few
@given(st.lists(chances, max_size=12), chances, st.integers(1, 3), st.lists(st.lists(chances, max_size=5), min_size=1))
def test_horizon_curriculum_agrees_with_its_plain_form(rates: list, least: float, patience: int, chains: list) -> None:
    found = horizon_curriculum(rates, threshold=least, patience=patience)
    assert found.tolist() == plain.horizons(rates, least, patience)
    wanted = [plain.chance_of_chain(row) if row else None for row in chains]
    assert agree(chain_success(chains).tolist(), wanted)


@few
@given(st.lists(st.lists(st.integers(0, 50), max_size=4), min_size=1, max_size=9), st.integers(1, 4))
def test_turn_cap_agrees_with_its_plain_form(turns: list, period: int) -> None:
    assert turn_cap(turns, period=period).tolist() == plain.turn_caps(turns, 30, period)


@few
@given(st.lists(flags, max_size=6))
def test_critic_game_agrees_with_its_plain_form(found: list) -> None:
    critic, generator = critic_game(found)
    wanted = [plain.critic_game(bool(x)) for x in found]
    assert agree([critic.tolist(), generator.tolist()], [[c for c, _ in wanted], [g for _, g in wanted]])
