"""Judges of what an agent does on a screen."""

import inspect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, NamedTuple, TypeVar

import numpy as np
from scipy.stats import rankdata  # pyright: ignore[reportUnknownVariableType]

from rewards.judges.judgement import Judgement
from rewards.judges.likelihood import yes_token
from rewards.scores import Column, Scores, finite, same_length
from rewards.selection.candidates import best_of_n
from rewards.selection.duels import Winner, duel

Seen = TypeVar("Seen")
Action = TypeVar("Action")
Item = TypeVar("Item")

RECENT = 5  # screenshots UI-Genie's judge sees


@dataclass(frozen=True, slots=True)
class StepContext(Generic[Seen, Action]):
    """What UI-Genie's reward model reads: the goal, older steps in words, the last screenshots, the action to judge."""

    goal: str
    told: tuple[str, ...]
    recent: tuple[tuple[Seen, Action | None], ...]
    action: Action


def step_context(
    goal: str,
    seen: Sequence[Seen],
    actions: Sequence[Action],
    t: int,
    *,
    describe: Callable[[Action], str],
    recent: int = RECENT,
) -> StepContext[Seen, Action]:
    """The context of step t: the last min(t + 1, recent) screenshots up to its own, none from the future."""
    if not 0 <= t < len(actions) or len(seen) < t + 1 or recent < 1:
        raise ValueError(f"step {t} is none of {len(actions)}, or has no screenshot")
    first = max(0, t + 1 - recent)
    shown = tuple((seen[i], actions[i] if i < t else None) for i in range(first, t + 1))
    return StepContext(goal, tuple(describe(action) for action in actions[:first]), shown, actions[t])


def ui_genie_rm(
    goal: str,
    seen: Sequence[Seen],
    actions: Sequence[Action],
    *,
    judge: Callable[[StepContext[Seen, Action]], tuple[float, float] | None],
    describe: Callable[[Action], str] = str,
) -> Scores:
    """Probability that each step is right, in [0, 1]; that of the last is the outcome's, since completing is an action.

    `judge(context)` gives the log-probabilities (or logits) of <|+|> and <|-|>, or None; it sees the 5 latest
    screenshots and older steps as words. Loss in training: -log p(+|good) - log p(-|bad) (`ui_genie_loss`).
    Source: UI-Genie (paper).
    """
    found = [judge(step_context(goal, seen, actions, t, describe=describe)) for t in range(len(actions))]
    plus, minus = ([None if pair is None else pair[side] for pair in found] for side in (0, 1))
    return yes_token(plus, minus)


def ui_genie_loss(good: Column, bad: Column) -> Scores:
    """-log p(+ | good step) - log p(- | bad step), one a pair of probabilities of <|+|> in (0, 1), in nats."""
    right, wrong = Scores.of(good, "good"), Scores.of(bad, "bad")
    same_length(good=right, bad=wrong)
    p, q = np.where(right.known, right.values, 0.5), np.where(wrong.known, wrong.values, 0.5)
    if not (((p > 0) & (p <= 1)).all() and ((q >= 0) & (q < 1)).all()):
        raise ValueError("good must lie above 0 and bad below 1")
    return Scores(-np.log(p) - np.log1p(-q), right.known & wrong.known)


def webarbiter(a: Item, b: Item, *, judge: Callable[[Item, Item], Winner | None]) -> Judgement[Winner]:
    """Which of two candidate actions is better: asked in both orders, where a disagreement is a tie.

    None if an answer is unreadable. `judge(first, second)` reads the goal, the page's accessibility tree, what was done
    and two (action, reason) pairs, induces principles and decides; it is trained with reward 1 or -1. `tournament`
    picks among many, `prm_bench` measures. Source: WebArbiter (second-hand; that disagreement ties is our reading).
    """
    forth, back = judge(a, b), judge(b, a)
    if forth is None or back is None:
        return Judgement(None, None)
    answers: dict[bool, Winner] = {True: forth, False: back}
    winner = duel(0, 1, lambda x, y: answers[x < y])
    return Judgement(winner, {"first": 1.0, "second": 0.0, "tie": 0.5}[winner])


class Views(NamedTuple):
    """Without thoughts: mean |difference|, Spearman's rank correlation, and whether best-of-N agrees."""

    difference: float | None
    correlation: float | None
    same_best: bool | None


def view_ablation(full: Column, stripped: Column) -> Views:
    """What a judge's scores owe to thoughts: those of thought and action against those of the action alone.

    Correlation is None for a constant side. In mathematics leaving thoughts out costs little.
    What Are Step-Level Reward Models Rewarding? (our reading).
    """
    one, other = Scores.of(full, "full"), Scores.of(stripped, "stripped")
    same_length(full=one, stripped=other)
    both = one.known & other.known
    a, b = one.values[both], other.values[both]
    if not len(a):
        return Views(None, None, None)
    varied = len(a) > 1 and (a != a[0]).any() and (b != b[0]).any()
    ranks = [np.asarray(rankdata(values), dtype=np.float64) for values in (a, b)]
    correlation = float(np.corrcoef(ranks[0], ranks[1])[0, 1]) if varied else None
    return Views(float(np.abs(a - b).mean()), correlation, best_of_n(a) == best_of_n(b))


@dataclass(frozen=True, slots=True)
class Debate(Generic[Item]):
    """`verdict`: 1 for the first decision, -1 for the second, None undecided; what each side brought, in order."""

    verdict: int | None
    evidence: tuple[tuple[Literal[0, 1], Item], ...]


def debate(
    decisions: tuple[Any, Any],
    *,
    propose: Callable[[Any, Sequence[tuple[Literal[0, 1], Item]]], Item | None],
    judge: Callable[[tuple[Any, Any], Sequence[tuple[Literal[0, 1], Item]]], int | None],
    turns: int,
) -> Debate[Item]:
    """Two sides submit evidence for their decision in turn, and the judge sees the evidence alone.

    At most `turns` pieces a side. `propose(decision, evidence so far)` gives a piece (a step, a screen), None to end;
    evidence is never submitted twice. `judge(decisions, evidence)` says 1 or -1; `justified` mixes that into a reward.
    Source: Reward Design for Justifiable Sequential Decision-Making (our reading, parts unchecked).
    """
    if turns < 1:
        raise ValueError(f"turns must be at least 1, not {turns}")
    evidence: list[tuple[Literal[0, 1], Item]] = []
    for _ in range(turns):
        for side in (0, 1):
            piece = propose(decisions[side], tuple(evidence))
            if piece is not None and all(piece != known for _, known in evidence):
                evidence.append((side, piece))
    verdict = judge(decisions, tuple(evidence))
    if verdict not in (1, -1, None):
        raise ValueError(f"judge must say 1 or -1, not {verdict!r}")
    return Debate(verdict, tuple(evidence))


def justified(reward: float, verdict: int | None, *, lam: float) -> float | None:
    """(1 - lam) * reward + lam * verdict; lam in [0, 1] has no published value. None without a verdict."""
    share = finite(lam, "lam", 0.0, 1.0)
    return None if verdict is None else (1.0 - share) * finite(reward, "reward") + share * verdict


def tool_judge(
    item: Item,
    *,
    judge: Callable[[Item, Callable[[str, str], str]], float | None],
    tools: "dict[str, Callable[[str], str]]",
) -> Judgement[bool]:
    """A score by a judge that may call tools; the calls are kept with it, and a tool that fails leaves no score.

    `judge(item, call)` scores, and asks `call(tool, input)`. Unknown tools fail like broken ones. Source: Themis, Tool-
    Augmented Reward Modeling (our reading; interface).
    """
    trace: list[str] = []

    def call(name: str, argument: str) -> str:
        trace.append(f"{name}({argument!r})")
        if name not in tools:
            raise ToolFailed(f"no tool called {name!r}")
        try:
            return tools[name](argument)
        except Exception as problem:
            raise ToolFailed(f"{name}: {problem}") from problem

    try:
        score = judge(item, call)
    except ToolFailed as problem:
        return Judgement(None, None, rationale=str(problem), trace=tuple(trace))
    return Judgement(None, None if score is None else finite(score, "score"), trace=tuple(trace))


class ToolFailed(RuntimeError):
    """A tool that a judge called did not answer."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A reward function somebody wrote or generated, after it was tried out. `rejected` says why it may not be used."""

    reward: Callable[[Any, Any], float]
    rejected: str = ""

    def __call__(self, before: Any, after: Any) -> float:
        """The reward of a transition. Raises ValueError for a rejected plug-in."""
        if self.rejected:
            raise ValueError(f"this reward was rejected: {self.rejected}")
        return self.reward(before, after)


def reward_plugin(
    reward: Callable[[Any, Any], float], probes: Sequence[tuple[Any, Any]], *, low: float = -1.0, high: float = 1.0
) -> Plugin:
    """`reward(before, after)` tried out on transitions: two arguments, finite numbers from low to high, the same twice.

    What it must not do besides (files, network) is for who runs it to prevent: run unknown code in a process of its
    own. The reason of a rejection can go back to its author. Auto MC-Reward's critic (our reading; interface).
    """
    try:
        inspect.signature(reward).bind(None, None)
    except TypeError:
        return Plugin(reward, "it must take two arguments, before and after")
    for number, (before, after) in enumerate(probes):
        try:
            first, again = reward(before, after), reward(before, after)
        except Exception as problem:  # noqa: BLE001 - whatever foreign code raises is its rejection
            return Plugin(reward, f"probe {number}: {type(problem).__name__}: {problem}")
        if type(first) not in (int, float, np.float64, np.float32):
            return Plugin(reward, f"probe {number}: it returned {type(first).__name__}, not a number")
        if not math.isfinite(first) or not low <= first <= high:
            return Plugin(reward, f"probe {number}: {first} is not a finite number from {low:g} to {high:g}")
        if first != again:
            return Plugin(reward, f"probe {number}: {first}, then {again}: it is not the same twice")
    return Plugin(reward)
