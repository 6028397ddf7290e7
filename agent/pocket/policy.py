"""pocket as a policy: one forward pass on one core for each step, nothing leaves the process."""

import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]
from numpy.typing import NDArray

from agent.errors import ModelUnavailable
from agent.pocket.arrays import Floats
from agent.pocket.choice import COPYING, POINTING, Choice, Kind, Span, allowed, decide
from agent.pocket.loading import loading
from agent.pocket.reader import Reader
from agent.pocket.reading import Reading
from agent.pocket.sources import reach
from agent.pocket.trust import LOST, PATIENCE, SURE, TRUST, Trust
from agent.trajectory import Ask, Decision, Done, GiveUp, Reply, Step
from devices.device import Observation

SHIPPED = Path(__file__).parent / "weights" / "pocket.onnx"  # `make weights` made them; card.md beside says what of
UNSURE = "I have come to an end, but I doubt that it is what was asked for. Please look."
ASTRAY = "I have lost my way. What I have changed so far is still there."
Run = Callable[[Mapping[str, NDArray[Any]]], Sequence[NDArray[np.float32]]]


class PocketPolicy:
    """One episode's reader before a shared session. `temperature` 0 takes the likeliest choice; above it, choices are
    drawn by `rng`, which is how it explores. Where it `doubts` itself (`agent/pocket/trust.py`), it gives up instead of
    going astray, or of calling done what it hardly believes."""

    def __init__(
        self, weights: Path = SHIPPED, temperature: float = 0.0, rng: np.random.Generator | None = None, *,
        doubts: bool = True,
    ) -> None:  # fmt: skip
        self._session, trust = _session(weights)
        self._trust = trust if doubts else None
        self._reader = Reader()
        self._nats: list[float] = []  # of each choice of this episode
        self._temperature = temperature
        self._rng = rng or np.random.default_rng(0)

    @property
    def nats(self) -> float:
        """Mean log-likelihood of the choices made in this episode; 0 before the first."""
        return float(np.mean(self._nats)) if self._nats else 0.0

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The next decision, with its probability as the thought."""
        began = time.monotonic()
        reading = self._reader.read(goal, past, seen)
        if not past:
            self._nats.clear()
        if loading(past, seen):
            return Reply(decide(Choice(Kind.WAIT), (), "", seen), thought="it is still loading")
        choice, chance, nats = self._choose(reading, seen)
        self._nats.append(nats)
        text = reading.text_of(choice.span) if choice.span is not None else ""
        decision = decide(choice, reading.units, text, seen)
        about = reading.units[choice.unit].text if choice.unit >= 0 else text
        thought = (
            f"{choice.kind.name.lower()} {about[:60]!r} ({chance:.0%})"
            if about
            else f"{choice.kind.name.lower()} ({chance:.0%})"
        )
        final = self._doubted(decision)
        if final is not decision:
            thought += ", doubted"
        return Reply(final, thought=thought, tokens=len(reading.words), seconds=time.monotonic() - began)

    def _doubted(self, decision: Decision) -> Decision:
        """The decision, or another where it is too likely that all is in vain."""
        if self._trust is None or isinstance(decision, Ask | GiveUp):
            return decision
        chance = self._trust.chance(self.nats)
        if isinstance(decision, Done):
            return decision if chance >= SURE else GiveUp(UNSURE)
        return decision if chance >= LOST or len(self._nats) < PATIENCE else GiveUp(ASTRAY)

    def _choose(self, reading: Reading, seen: Observation) -> tuple[Choice, float, float]:
        """The choice, the chance of its kind and unit, and the log-likelihood of all of it."""
        point, plain, first, last, ends = self._run(reading)
        copies = bool(reading.cuts[:, 1].any())  # is there anything to copy?
        options = [
            (kind, unit) for kind, unit in allowed(reading.units, seen)
            if not reading.futile(kind, unit) and (copies or kind not in COPYING)
        ]  # fmt: skip
        scores = np.array([point[k, u] if u >= 0 else plain[k - POINTING] for k, u in options])
        at, chance = self._draw(scores)
        kind, unit = options[at]
        if kind not in COPYING:
            return Choice(kind, unit), chance, _log(chance)
        begin, first_chance = self._draw(np.where(reading.cuts[:, 1] > 0, first, -np.inf))
        possible = reach(reading.cuts, reading.sorts, reading.owners, begin)
        end, last_chance = self._draw(np.where(possible, ends @ last[begin], -np.inf))
        return Choice(Kind(kind), unit, Span(begin, end)), chance, _log(chance) + _log(first_chance) + _log(last_chance)

    def _draw(self, scores: Floats) -> tuple[int, float]:
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        best = int(scores.argmax())
        if self._temperature <= 0:
            return best, float(odds[best])
        warm = odds ** (1 / self._temperature)
        drawn = int(self._rng.choice(len(odds), p=warm / warm.sum()))
        return drawn, float(odds[drawn])

    def _run(self, r: Reading) -> list[NDArray[np.float32]]:
        inputs = {
            "vocabulary": r.vocabulary, "words": r.words, "owners": r.owners, "places": r.places, "sorts": r.sorts,
            "roles": r.roles, "acts": r.acts, "features": r.features, "relations": r.relations,
        }  # fmt: skip
        outputs = self._session({name: np.ascontiguousarray(value[None]) for name, value in inputs.items()})
        return [np.asarray(out)[0] for out in outputs]


def _log(chance: float) -> float:
    return math.log(max(chance, 1e-9))


@cache
def _session(weights: Path) -> tuple[Run, Trust | None]:
    """One session a file for the whole process, on one core, and how far it is to be trusted."""
    if not weights.exists():
        raise ModelUnavailable(f"no weights of pocket at {weights}; `gui-mcp evolve` makes some")
    ort: Any = onnxruntime  # it ships no types
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = ort.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    noted: str | None = session.get_modelmeta().custom_metadata_map.get(TRUST)
    return lambda inputs: session.run(None, inputs), Trust(**json.loads(noted)) if noted else None
