"""The network behind pocket: a small transformer over units whose attention knows which units share words.

Shapes: B steps, N units, T words of all units one after another, V different words, G n-grams a word, R relations.
A padded word has `words` 0, a padded unit has `sorts` PADDED.
"""

from dataclasses import dataclass

from agent.pocket.choice import POINTING, Kind
from agent.pocket.features import FEATURES
from agent.pocket.reader import ROLES, UNIT_WORDS
from agent.pocket.relations import RELATIONS
from agent.pocket.unit import PADDED, Sort
from agent.pocket.words import BUCKETS

try:
    import torch
    from torch import Tensor, nn
except ImportError as problem:  # pragma: no cover - tried out without torch by hand
    raise ImportError("training pocket needs torch: pip install 'gui-mcp[train]'") from problem

PLAIN = len(Kind) - POINTING


@dataclass(frozen=True, slots=True)
class NetConfig:
    """Sizes of the network."""

    width: int = 96
    heads: int = 4
    layers: int = 3
    inner: int = 288
    word: int = 80  # of a word's embedding
    copy: int = 32  # of the vectors that span ends are compared by


class Block(nn.Module):
    """Attention biased by relations, then a feed-forward layer; both with the norm before."""

    def __init__(self, config: NetConfig) -> None:
        super().__init__()
        self.heads, self.size = config.heads, config.width // config.heads
        self.before, self.between = nn.LayerNorm(config.width), nn.LayerNorm(config.width)
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.up, self.down = nn.Linear(config.width, config.inner), nn.Linear(config.inner, config.width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x (B, N, width), bias (heads, B, N, N) added to the scores of attention."""
        b, n, width = x.shape
        q, k, v = self.qkv(self.before(x)).view(b, n, 3, self.heads, self.size).permute(2, 3, 0, 1, 4)
        scores = (q * self.size**-0.5) @ k.transpose(-1, -2) + bias
        mixed = (scores.softmax(-1) @ v).permute(1, 2, 0, 3).reshape(b, n, width)
        x = x + self.out(mixed)
        return x + self.down(nn.functional.gelu(self.up(self.between(x))))


class Net(nn.Module):
    """Gives, for each step of a batch: scores of pointing (B, POINTING, N), of plain kinds (B, PLAIN), and the vectors
    of a span: start scores (B, T), end queries and end keys (B, T, copy)."""

    def __init__(self, config: NetConfig | None = None) -> None:
        super().__init__()
        c = self.config = config or NetConfig()
        self.grams = nn.Embedding(BUCKETS, c.word, padding_idx=0)
        self.place = nn.Parameter(torch.zeros(UNIT_WORDS, c.word))
        self.word_in = nn.Linear(c.word, c.width)
        self.word_weight = nn.Linear(c.width, 1)
        self.sort = nn.Embedding(PADDED + 1, c.width)
        self.role = nn.Embedding(len(ROLES), c.width)
        self.act = nn.Embedding(len(Kind) + 2, c.width)
        self.features = nn.Sequential(nn.Linear(FEATURES, c.width), nn.GELU(), nn.Linear(c.width, c.width))
        self.place_goal = nn.Parameter(torch.zeros(512, c.width))
        self.blocks = nn.ModuleList([Block(c) for _ in range(c.layers)])
        self.worth = nn.Parameter(torch.zeros(c.layers * c.heads, RELATIONS))
        self.norm = nn.LayerNorm(c.width)
        self.point_query = nn.Linear(c.width, POINTING * c.width)
        self.point_key = nn.Linear(c.width, c.width)
        self.point_own = nn.Linear(c.width, POINTING)
        self.plain = nn.Sequential(nn.Linear(c.width, c.width), nn.GELU(), nn.Linear(c.width, PLAIN))
        self.copy_word = nn.Linear(c.word, c.width)
        self.copy_start = nn.Linear(c.width, c.copy)
        self.copy_end = nn.Linear(c.width, c.copy)
        self.copy_query = nn.Linear(c.width, 2 * c.copy)
        self.copy_from = nn.Linear(c.width, c.copy)
        for table in (self.grams, self.sort, self.role, self.act):
            nn.init.normal_(table.weight, std=0.05)
        with torch.no_grad():
            self.grams.weight[0].zero_()
            self.place.normal_(std=0.02)
            self.place_goal.normal_(std=0.02)
            self.worth.normal_(std=0.5)

    def forward(
        self,
        vocabulary: Tensor,  # (B, V, G)
        words: Tensor,  # (B, T) rows of the vocabulary
        owners: Tensor,  # (B, T) the units that the words belong to
        places: Tensor,  # (B, T) 0 for the first word of its unit
        sorts: Tensor,  # (B, N)
        roles: Tensor,
        acts: Tensor,
        features: Tensor,  # (B, N, FEATURES)
        relations: Tensor,  # (B, R, N, N)
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """See the class."""
        n = sorts.shape[1]
        # What each relation is worth to each head of each layer, for all of them at once.
        bias = (self.worth @ relations.flatten(2)).transpose(0, 1).reshape(-1, sorts.shape[0], n, n)
        known = self.grams(vocabulary).sum(2)
        x = self.read(known, bias + _padding(sorts), words, owners, places, sorts, roles, acts, features)
        return *self.choose(x), *self.copied(known, x, words, owners, places)

    def known(self, vocabulary: Tensor) -> Tensor:
        """The different words (B, V, word): what `forward` adds up, without a copy of every n-gram's row."""
        count, size, grams = vocabulary.shape
        flat = nn.functional.embedding_bag(vocabulary.reshape(-1, grams), self.grams.weight, mode="sum", padding_idx=0)
        return flat.view(count, size, -1)

    def bias(self, related: Tensor, shares: Tensor, sorts: Tensor) -> Tensor:
        """What the scores of attention are biased by (layers * heads, B, N, N), out of relations of which nearly all
        are 0: related (2, K) the relations that are not, and where they stand in (B, N, N); shares (K,)."""
        kind, where = related
        spread = shares.new_zeros(self.worth.shape[1], len(kind))
        spread[kind, torch.arange(len(kind), device=kind.device)] = shares
        n = sorts.shape[1]
        bias = _padding(sorts).expand(len(self.worth), -1, n, -1).flatten(1).contiguous()
        bias = bias.scatter_add(1, where.expand(len(self.worth), -1), self.worth @ spread)
        return bias.view(-1, sorts.shape[0], n, n)

    def read(
        self, known: Tensor, bias: Tensor, words: Tensor, owners: Tensor, places: Tensor, sorts: Tensor, roles: Tensor,
        acts: Tensor, features: Tensor,
    ) -> Tensor:  # fmt: skip
        """The units (B, N, width) after all layers; known (B, V, word), bias (layers * heads, B, N, N)."""
        n = sorts.shape[1]
        inner = nn.functional.gelu(self._spelled(self.word_in, known, words, places))
        units = torch.arange(n, device=owners.device).view(1, n, 1)
        mine = (owners.unsqueeze(1) == units) & (words > 0).unsqueeze(1)  # (B, N, T)
        weight = self.word_weight(inner).clamp(-8, 8).exp()
        pooled = mine.to(inner.dtype) @ torch.cat([inner * weight, weight.to(inner.dtype)], -1)
        x = pooled[..., :-1] / pooled[..., -1:].clamp(min=1e-6)
        x = x + self.sort(sorts) + self.role(roles) + self.act(acts) + self.features(features)
        x = x + self.place_goal[:n] * (sorts == Sort.GOAL).unsqueeze(-1)
        for block, its in zip(self.blocks, bias.chunk(len(self.blocks)), strict=True):
            x = block(x, its)
        return self.norm(x)

    def choose(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of pointing (B, POINTING, N) and of plain kinds (B, PLAIN)."""
        start = x[:, 0]
        query = self.point_query(start).view(start.shape[0], POINTING, -1)
        point = query @ self.point_key(x).transpose(1, 2) * x.shape[-1] ** -0.5 + self.point_own(x).transpose(1, 2)
        return point, self.plain(start)

    def copied(
        self, known: Tensor, x: Tensor, words: Tensor, owners: Tensor, places: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Start scores of spans (B, T), end queries and end keys (B, T, copy)."""
        start = x[:, 0]
        around = x.gather(1, owners.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        token = nn.functional.gelu(around + self._spelled(self.copy_word, known, words, places))
        ends = self.copy_query(start).view(start.shape[0], 2, -1)
        first = (self.copy_start(token) @ ends[:, 0].unsqueeze(-1)).squeeze(-1)
        last = self.copy_from(token) + ends[:, 1].unsqueeze(1)
        return first, last, self.copy_end(token)

    def _spelled(self, layer: nn.Linear, known: Tensor, words: Tensor, places: Tensor) -> Tensor:
        """`layer` of each word with its place (B, T, width); each different word is multiplied but once."""
        seen = layer(known)
        where = self.place @ layer.weight.T
        seen = seen.gather(1, words.unsqueeze(-1).expand(-1, -1, seen.shape[-1]))
        return seen + nn.functional.embedding(places, where)


def _padding(sorts: Tensor) -> Tensor:
    """A bias (1, B, 1, N) that keeps attention from what is padded."""
    return ((sorts == PADDED) * -1e4).unsqueeze(0).unsqueeze(2)


def parameters(config: NetConfig | None = None) -> int:
    """How many numbers a network of these sizes learns."""
    return sum(weight.numel() for weight in Net(config).parameters())
