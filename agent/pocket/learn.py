"""Training of pocket's network: choices made more likely, or less, each with its weight.

A demonstration (`Example.old` is nan) is learnt by likelihood. A choice of the policy's own (`old` is its
log-likelihood then, `weight` its advantage) is learnt by the clipped ratio of PPO and GRPO (arXiv 2402.03300, eq. 3;
without the KL term). Matrices are trained by Muon (momentum made orthogonal: Jordan et al. 2024; Liu et al. 2025,
arXiv 2502.16982), tables and vectors by AdamW.
"""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from agent.pocket.arrays import Floats
from agent.pocket.blur import nameless, scrambled
from agent.pocket.example import Batch, Example, collate
from agent.pocket.net import Net

TELL = 50  # updates between two reports
POOL = 16  # batches that are filled with examples of about one size at a time


@dataclass(frozen=True, slots=True)
class LearnConfig:
    """How it is trained."""

    steps: int = 2000  # updates
    batch: int = 32  # examples an update
    rate: float = 5e-3  # highest learning rate of matrices, in AdamW's measure
    table_rate: float = 3e-3  # and of tables and vectors
    pace: float = 1.0  # share of both rates: less for what is trained already
    warmup: int = 100  # updates until it is reached; then a cosine down to a twentieth
    decay: float = 0.02  # weight decay
    scramble: float = 0.3  # up to this share of a step's words become unknown words, the same in goal and screen
    nameless: float = 0.1  # share of examples whose empty fields lose their names
    clip: float = 0.2  # how far a ratio may leave 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Losses:
    """Means over examples: nats of the act and of the span; `right` is the share whose likeliest act was the chosen."""

    act: float
    span: float
    right: float


Told = Callable[[int, Losses, float], None]


def learn(net: Net, examples: Sequence[Example], config: LearnConfig | None = None, told: Told | None = None) -> None:
    """Train in place, on a GPU where there is one; the network is back on the CPU afterwards. `told(update, means
    since the last call, seconds so far)`. Raises ValueError without examples."""
    if not examples:
        raise ValueError("there is nothing to learn from: no example was given")
    c = config or LearnConfig()
    rng = np.random.default_rng(c.seed)
    net.to("cuda" if torch.cuda.is_available() else "cpu").train()
    optimisers = _optimisers(net, c)
    began, rows = time.monotonic(), list[Tensor]()
    for update, chosen in enumerate(_draws(examples, c, rng)):
        for optimiser, rate in optimisers:
            for group in optimiser.param_groups:
                group["lr"] = rate * c.pace * _schedule(update, c)
        batch = collate([_blurred(examples[i], c, rng) for i in chosen])
        act, span, right = _losses(net, batch)
        loss = _objective(act + span, batch, c.clip)
        for optimiser, _ in optimisers:
            optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for optimiser, _ in optimisers:
            optimiser.step()
        rows.append(torch.stack([act.detach().mean(), span.detach().mean(), right.float().mean()]))
        if told is not None and update % TELL == TELL - 1:
            act, span, right = torch.stack(rows).mean(0)
            told(update + 1, Losses(float(act), float(span), float(right)), time.monotonic() - began)
            rows.clear()
    net.cpu().eval()


def _optimisers(net: Net, c: LearnConfig) -> list[tuple[torch.optim.Optimizer, float]]:
    """Each with its highest learning rate."""
    matrices = [w for module in net.modules() if isinstance(module, nn.Linear) for w in (module.weight,)]
    others = [w for w in net.parameters() if all(w is not m for m in matrices)]
    return [
        (torch.optim.Muon(matrices, c.rate, c.decay, adjust_lr_fn="match_rms_adamw"), c.rate),
        (torch.optim.AdamW(others, c.table_rate, betas=(0.9, 0.98), weight_decay=c.decay), c.table_rate),
    ]


def likelihoods(net: Net, examples: Sequence[Example], batch: int = 32) -> Floats:
    """Log-likelihood of each example's choice, (n,) nats; nothing is learnt."""
    return -_measured(net, examples, batch)[:, :2].sum(axis=1)


def measure(net: Net, examples: Sequence[Example], batch: int = 32) -> Losses:
    """Losses on examples; nothing is learnt."""
    return Losses(*_measured(net, examples, batch).mean(axis=0).tolist())


def _measured(net: Net, examples: Sequence[Example], batch: int) -> Floats:
    net.eval()
    out = np.zeros((len(examples), 3), np.float32)
    order = sorted(range(len(examples)), key=lambda i: examples[i].size)
    with torch.inference_mode():
        for at in range(0, len(order), batch):
            part = order[at : at + batch]
            act, span, right = _losses(net, collate([examples[i] for i in part]))
            out[part] = torch.stack([act, span, right.float()], 1).cpu().numpy()
    return out


def _losses(net: Net, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """(act nats, span nats, act right), each (B,)."""
    t = {name: torch.from_numpy(getattr(batch, name)).to(net.place.device) for name in batch.__slots__}
    words, owners, places = t["words"], t["owners"], t["places"]
    known, bias = net.known(t["vocabulary"]), net.bias(t["related"], t["shares"], t["sorts"])
    x = net.read(known, bias, words, owners, places, t["sorts"], t["roles"], t["acts"], t["features"])
    point, plain = net.choose(x)
    scores = torch.cat([point.flatten(1), plain], 1).masked_fill(~t["permitted"], -1e9)
    act = nn.functional.cross_entropy(scores, t["chosen"], reduction="none")
    span = torch.zeros_like(act)
    rows = (t["first"] >= 0).nonzero().squeeze(1)  # few steps copy anything
    if len(rows):
        first, last, end = net.copied(known[rows], x[rows], words[rows], owners[rows], places[rows])
        where = t["first"][rows]
        query = last[torch.arange(len(rows), device=rows.device), where].unsqueeze(-1)
        finish = (end @ query).squeeze(-1).masked_fill(~t["ends"][rows], -1e9)
        begin = first.masked_fill(~t["starts"][rows], -1e9)
        nats = nn.functional.cross_entropy(begin, where, reduction="none")
        nats = nats + nn.functional.cross_entropy(finish, t["last"][rows], reduction="none")
        span = span.index_put((rows,), nats)
    return act, span, scores.argmax(1) == t["chosen"]


def _objective(nats: Tensor, batch: Batch, clip: float) -> Tensor:
    """What is to become small: weighted nats of demonstrations, clipped surrogates of the policy's own choices."""
    weight, old = (torch.from_numpy(column).to(nats.device) for column in (batch.weight, batch.old))
    own = ~old.isnan()
    ratio = (-nats - torch.where(own, old, -nats.detach())).clamp(-5, 5).exp()
    surrogate = torch.minimum(ratio * weight, ratio.clamp(1 - clip, 1 + clip) * weight)
    return torch.where(own, -surrogate, nats * weight).sum() / weight.abs().sum().clamp(min=1e-6)


def _draws(examples: Sequence[Example], c: LearnConfig, rng: np.random.Generator) -> Iterator[list[int]]:
    """Batches of examples of about the same size, so that little is padded."""
    made = 0
    while True:
        order: list[int] = rng.permutation(len(examples)).tolist()
        batches = list[list[int]]()
        for at in range(0, len(order), POOL * c.batch):
            pool = sorted(order[at : at + POOL * c.batch], key=lambda i: examples[i].size)
            batches += [pool[n : n + c.batch] for n in range(0, len(pool), c.batch)]
        for i in rng.permutation(len(batches)):
            if made == c.steps:
                return
            made += 1
            yield batches[int(i)]


def _schedule(update: int, c: LearnConfig) -> float:
    if update < c.warmup:
        return (update + 1) / c.warmup
    done = (update - c.warmup) / max(1, c.steps - c.warmup)
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done))


def _blurred(example: Example, c: LearnConfig, rng: np.random.Generator) -> Example:
    blurred = scrambled(example, c.scramble, rng)
    return nameless(blurred) if rng.random() < c.nameless else blurred
