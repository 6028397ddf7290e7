"""A step to learn from: what was read, what was chosen, how much it counts; and batches of such."""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agent.pocket.arrays import Bools, Floats, Ints
from agent.pocket.choice import COPYING, POINTING, Choice, Kind, allowed
from agent.pocket.find import choice_of
from agent.pocket.reader import Reader
from agent.pocket.reading import Reading
from agent.pocket.relations import RELATIONS
from agent.pocket.sources import Whole, reach
from agent.pocket.unit import PADDED
from agent.trajectory import Decision, Trajectory

STEPS = 255  # relations are kept in bytes: shares of 1/255


@dataclass(frozen=True, slots=True)
class Example:
    """A reading, packed, with the choice made on it. A negative `weight` makes the choice less likely. `old` is the
    log-likelihood of the choice under the policy that made it; nan where it is learnt from as a demonstration.
    `options` (kind, unit) pairs are all that could have been chosen."""

    vocabulary: NDArray[np.int16] = field(repr=False)
    tokens: NDArray[np.int16] = field(repr=False)  # (3, T) words, owners, places
    cuts: NDArray[np.int16] = field(repr=False)  # (T, 3) as in a reading
    columns: NDArray[np.int8] = field(repr=False)  # (3, N) sorts, roles, acts
    features: NDArray[np.float16] = field(repr=False)
    relations: bytes = field(repr=False)  # those that are not 0: see `related`
    options: NDArray[np.int16] = field(repr=False)  # (M, 2)
    choice: Choice
    weight: float = 1.0
    old: float = math.nan

    @property
    def size(self) -> int:
        """Its units."""
        return self.columns.shape[1]

    def related(self) -> tuple[Ints, NDArray[np.uint8]]:
        """The relations that are not 0: where they stand in (RELATIONS, N, N), laid flat, and their 1/STEPS."""
        raw = np.frombuffer(zlib.decompress(self.relations), np.uint8)
        count = len(raw) // 5
        return raw[: 4 * count].view(np.uint32).cumsum(dtype=np.int64), raw[4 * count :]

    def all_relations(self) -> Floats:
        """(RELATIONS, N, N), as in a reading."""
        out = np.zeros((RELATIONS, self.size, self.size), np.float32)
        where, shares = self.related()
        out.reshape(-1)[where] = shares
        return out / np.float32(STEPS)


def pack(reading: Reading, options: Sequence[tuple[int, int]], choice: Choice, weight: float = 1.0) -> Example:
    """An example out of a reading."""
    relations = np.rint(reading.relations * STEPS).astype(np.uint8).reshape(-1)
    where = relations.nonzero()[0]
    return Example(
        reading.vocabulary.astype(np.int16),
        np.stack([reading.words, reading.owners, reading.places]).astype(np.int16),
        reading.cuts.astype(np.int16),
        np.stack([reading.sorts, reading.roles, reading.acts]).astype(np.int8),
        reading.features.astype(np.float16),
        packed(where, relations[where]),
        np.array(options, np.int16),
        choice,
        weight,
    )


def packed(where: Whole, shares: NDArray[np.uint8]) -> bytes:
    """Relations as an example keeps them; see `Example.related`."""
    gaps = np.diff(where, prepend=0).astype(np.uint32)  # small numbers, which zlib packs well
    return zlib.compress(gaps.tobytes() + shares.tobytes(), 1)


def examples_of(
    episode: Trajectory, weights: Sequence[float], corrections: Sequence[Decision | None] = ()
) -> list[Example]:
    """One example for each step with a weight other than 0 whose decision pocket has a choice for. With `corrections`
    these take the place of the decisions; steps without one are left out."""
    reader, out = Reader(), list[Example]()
    right = corrections or [step.reply.decision for step in episode.steps]
    for number, (step, decision, weight) in enumerate(zip(episode.steps, right, weights, strict=True)):
        reading = reader.read(episode.goal, episode.steps[:number], step.seen)
        if weight == 0 or decision is None:
            continue
        choice = choice_of(decision, reading, step.seen)
        options = [(int(kind), unit) for kind, unit in allowed(reading.units, step.seen)]
        if choice is not None and (int(choice.kind), choice.unit) in options:
            out.append(pack(reading, options, choice, weight))
    return out


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples side by side, padded. Names and shapes of the first eight as in `Net.forward`, of the next two as in
    `Net.bias`.

    permitted (B, POINTING * N + PLAIN) and starts (B, T) are masks; chosen (B,) indexes the former, first and last
    (B,) the latter, -1 where nothing is copied; ends (B, T) masks what a span from `first` may end at.
    """

    vocabulary: Ints
    words: Ints
    owners: Ints
    places: Ints
    sorts: Ints
    roles: Ints
    acts: Ints
    features: Floats
    related: Ints
    shares: Floats
    permitted: Bools
    chosen: Ints
    starts: Bools
    first: Ints
    last: Ints
    ends: Bools
    weight: Floats
    old: Floats


def collate(examples: Sequence[Example]) -> Batch:
    """A batch of examples."""
    count, n = len(examples), max(e.size for e in examples)
    t, v = max(e.tokens.shape[1] for e in examples), max(e.vocabulary.shape[0] for e in examples)
    plain = len(Kind) - POINTING
    g, f = examples[0].vocabulary.shape[1], examples[0].features.shape[1]
    vocabulary, tokens = np.zeros((count, v, g), np.int64), np.zeros((3, count, t), np.int64)
    columns = np.zeros((3, count, n), np.int64)
    columns[0] = PADDED
    features = np.zeros((count, n, f), np.float32)
    related, shares = list[Ints](), list[Floats]()
    permitted = np.zeros((count, POINTING * n + plain), np.bool_)
    chosen, first, last = (np.full(count, -1, np.int64) for _ in range(3))
    starts, ends = np.zeros((count, t), np.bool_), np.zeros((count, t), np.bool_)
    for b, e in enumerate(examples):
        size, said = e.size, e.tokens.shape[1]
        vocabulary[b, : e.vocabulary.shape[0]] = e.vocabulary
        tokens[:, b, :said] = e.tokens
        columns[:, b, :size] = e.columns
        features[b, :size] = e.features
        where, share = e.related()
        kind, pair = np.divmod(where, size * size)
        related.append(np.stack([kind, (b * n + pair // size) * n + pair % size]))
        shares.append(np.asarray(share, np.float32) / np.float32(STEPS))
        kinds, units = e.options[:, 0].astype(np.int64), e.options[:, 1].astype(np.int64)
        permitted[b, np.where(units >= 0, kinds * n + units, POINTING * n + kinds - POINTING)] = True
        c = e.choice
        chosen[b] = c.kind * n + c.unit if c.unit >= 0 else POINTING * n + c.kind - POINTING
        starts[b, :said] = e.cuts[:, 1] > 0
        if c.span is not None and c.kind in COPYING:
            first[b], last[b] = c.span
            ends[b, :said] = reach(e.cuts, e.columns[0], e.tokens[1], c.span.first)
    words, owners, places = tokens
    sorts, roles, acts = columns
    weight, old = (np.array(column, np.float32) for column in zip(*((e.weight, e.old) for e in examples), strict=True))
    return Batch(vocabulary, words, owners, places, sorts, roles, acts, features, np.concatenate(related, 1),
                 np.concatenate(shares), permitted, chosen, starts, first, last, ends, weight, old)  # fmt: skip
