"""Scores out of the probabilities of a judge's tokens. Log-probabilities are natural, and at most 0 where they are real
ones; logits work alike wherever only differences count."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Missing, Scores, finite, same_length, within

LENGTH, ANSWER = 16384 - 4, 4096  # tokens of POLAR's input, and of the answer in it
MARK, END = "<|reward|>", "[UNUSED_TOKEN_130]"


def yes_token(yes: Column, no: Column, *, normalised: bool = True) -> Scores:
    """Probability of "yes", in [0, 1]: against "no" alone, or as the judge gives it.

    `yes`, `no`: log-probabilities (logits work for the normalised form); `spellings` joins ways to write a word.
    normalised=False is e^yes, the paper's form, and wants probabilities: ValueError above 0. WebRL's outcome judge is
    this with success from .5. Source: RewardDance (unchecked); the normalised form is our reading.
    """
    given, other = Scores.of(yes, "yes"), Scores.of(no, "no")
    same_length(yes=given, no=other)
    if normalised:
        return Scores(expit(given.values - other.values), given.known & other.known)
    if (given.values > 0).any():
        raise ValueError("yes must hold log-probabilities, at most 0")
    return Scores(np.exp(given.values), given.known.copy())


def spellings(logprobs: Rows) -> Scores:
    """Log-probability of a word from those of its spellings, a row a word: log of the sum of e^x."""
    rows = Ragged.of(logprobs, "logprobs")
    top = rows.max()
    part = np.where(rows.known, np.exp(rows.values - rows.spread(top.values)), 0.0)
    total = np.bincount(rows.row, weights=part, minlength=len(rows))
    return Scores(top.values + np.log(np.where(top.known, total, 1.0)), top.known)


def healthy(scores: Rows, *, floor: float) -> Scores:
    """1 where a group's scores differ by a standard deviation of at least `floor`, else 0: an alarm for hacking."""
    rows = Ragged.of(scores, "scores")
    off = rows.values - rows.spread(rows.mean().values)
    variance = rows.like(np.square(off)).mean()
    return Scores((np.sqrt(variance.values) >= finite(floor, "floor", 0.0)).astype(np.float64), variance.known)


def principle_entailment(yes: Rows, no: Rows, *, missing: Missing = "raise") -> Scores:
    """log P(yes) - log P(no) that an answer fulfils a principle, the mean over its principles, one an answer.

    A row of log-probabilities an answer, one a principle. Source: RLBFF (unchecked, low confidence).
    """
    given, other = Ragged.of(yes, "yes"), Ragged.of(no, "no")
    same_rows(yes=given, no=other)
    odds = given.like(given.values - other.values, given.known & other.known)
    return odds.settled(missing, "principles").mean()


def agreed_principles(
    votes: Sequence[Sequence[tuple[Hashable, str]]], *, annotators: int = 3
) -> list[tuple[Hashable, bool]]:
    """Principles that at least `annotators` name with the same answer "yes" or "no"; "partially" counts for nobody.

    `votes`: what each annotator named, (principle, answer); grouped beforehand by meaning. Source: RLBFF (unchecked).
    """
    tally: dict[tuple[Hashable, str], set[int]] = {}
    for number, own in enumerate(votes):
        for principle, answer in own:
            if answer not in ("yes", "no", "partially"):
                raise ValueError(f"an answer must be yes, no or partially, not {answer!r}")
            if answer != "partially":
                tally.setdefault((principle, answer), set()).add(number)
    return [(principle, answer == "yes") for (principle, answer), who in tally.items() if len(who) >= annotators]


def followup_likelihood(positive: Rows, negative: Rows, *, lengths: tuple[Rows, Rows] | None = None) -> Scores:
    """Mean log-probability of positive follow-ups ("done, thanks") minus that of negative ones ("try again").

    A row an answer; unscored where a side has none. `lengths`: tokens of each follow-up, to divide by (whether the
    source does is unclear). Source: Follow-up Likelihood as Reward (unchecked).
    """
    sides: list[Scores] = []
    for number, (given, name) in enumerate(((positive, "positive"), (negative, "negative"))):
        rows = Ragged.of(given, name)
        if lengths is not None:
            tokens = Ragged.of(lengths[number], "lengths").settled("raise", "lengths")
            same_rows(**{name: rows, "lengths": tokens})
            if (tokens.values < 1).any():
                raise ValueError("lengths must be at least 1")
            rows = rows.like(rows.values / tokens.values)
        sides.append(rows.mean())
    same_length(positive=sides[0], negative=sides[1])
    return Scores(sides[0].values - sides[1].values, sides[0].known & sides[1].known)


def pairwise_debiased(first: Column, reversed_first: Column) -> Scores:
    """Probability that an answer beats the anchor, in [0, 1]: the mean of asking in both orders.

    `first`: probability that the first wins with the answer first; `reversed_first`: the same with the anchor first.
    Source: Pairwise-RL (second-hand: the anchor is a reference answer; the mean is our reading).
    """
    forth = within(Scores.of(first, "first"), 0.0, 1.0, "first")
    back = within(Scores.of(reversed_first, "reversed_first"), 0.0, 1.0, "reversed_first")
    same_length(first=forth, reversed_first=back)
    return Scores((forth.values + 1.0 - back.values) / 2.0, forth.known & back.known)


class Texts(NamedTuple):
    """How POLAR's reward model reads a comparison."""

    reference: str
    candidate: str


@dataclass(frozen=True, slots=True)
class ReferencePolicyScore:
    """Scores of candidates against one reference answer of the same prompt, by a POLAR-style reward model.

    `model(text) -> float` reads prompt and reference, a mark, prompt and candidate, an end token. `cut(text, tokens,
    keep)` shortens a text to tokens, keeping its "head" or "tail": answers keep their head (4096), the prompt its tail.
    Scores are not bounded: compare them within a prompt and reference only (`margin_loss` trains so).
    Source: Pre-Trained Policy Discriminators (code).
    """

    model: Callable[[str], float]
    cut: Callable[[str, int, str], str] = lambda text, tokens, keep: text

    def __call__(self, prompt: str, reference: str, candidates: Sequence[str | None]) -> Scores:
        """One score a candidate; None stays unscored."""
        out = [None if c is None else float(self.model(self.text(prompt, reference, c))) for c in candidates]
        return Scores.of(out, "scores")

    def text(self, prompt: str, reference: str, candidate: str) -> str:
        """What the model reads."""
        answers = [self.cut(answer, ANSWER, "head") for answer in (reference, candidate)]
        head = self.cut(prompt, LENGTH // 2 - ANSWER, "tail")
        return f"{head}\n{answers[0]}{MARK}{head}\n{answers[1]}{END}"

    @staticmethod
    def read(text: str) -> Texts:
        """The two halves of a text. Raises ValueError for one that was not made by `text`."""
        first, mark, second = text.partition(MARK)
        if not mark or not second.endswith(END):
            raise ValueError("this text has no mark between two answers, or no end")
        return Texts(first, second[: -len(END)])


def margin_loss(better: Column, worse: Column) -> Scores:
    """-log sigma(better - worse), one a pair, in nats."""
    a, b = Scores.of(better, "better"), Scores.of(worse, "worse")
    same_length(better=a, worse=b)
    loss: Floats = np.logaddexp(0.0, b.values - a.values)
    return Scores(loss, a.known & b.known)
