"""What an example is made harder by, anew each time it is learnt from: unknown words, fields without a name."""

from dataclasses import replace

import numpy as np

from agent.pocket.arrays import Bools, Ints
from agent.pocket.example import Example, packed
from agent.pocket.features import EDITABLE, FILLED, UNNAMED
from agent.pocket.relations import WORDED
from agent.pocket.unit import Sort
from agent.pocket.words import BUCKETS


def scrambled(example: Example, most: float, rng: np.random.Generator) -> Example:
    """Some words, up to the share `most`, made unknown: what they share with other words stays, what they mean is
    lost."""
    hit: Bools = np.asarray(rng.binomial(1, rng.uniform(0, most), example.vocabulary.shape[0]), np.bool_)
    if not hit.any():
        return example
    noise: Ints = rng.integers(1, BUCKETS, example.vocabulary.shape)
    blurred = np.where(hit[:, None] & (example.vocabulary > 0), noise, example.vocabulary)
    return replace(example, vocabulary=blurred.astype(np.int16))


def nameless(example: Example) -> Example:
    """As if nothing were written in or on its empty fields, as on many a web page: what it is about is all that tells
    which one is meant. The same example where a word of theirs is to be copied, or where there are none."""
    sorts, shown = example.columns[0], example.features
    fields: Bools = (sorts == Sort.SCREEN) & (shown[:, EDITABLE] > 0) & (shown[:, FILLED] == 0)
    words, owners, places = example.tokens
    theirs = fields[owners]
    span = example.choice.span
    if not theirs.any() or (span is not None and theirs[span.first]):
        return example
    features, cuts = shown.copy(), example.cuts.copy()
    features[fields, UNNAMED] = 1
    cuts[theirs, 1:] = 0  # nothing to copy begins or ends there
    where, shares = example.related()
    kind, pair = np.divmod(where, example.size**2)
    one, other = np.divmod(pair, example.size)
    kept = ~(np.isin(kind, WORDED) & (fields[one] | fields[other]))
    tokens = np.stack([np.where(theirs, 0, words), owners, places])
    return replace(example, tokens=tokens, cuts=cuts, features=features, relations=packed(where[kept], shares[kept]))
