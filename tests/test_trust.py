"""How far pocket trusts itself: what it learns of that, and what it does where it doubts."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from agent.pocket.choice import Choice, Kind
from agent.pocket.example import pack
from agent.pocket.net import Net
from agent.pocket.onnx_file import write_onnx, write_trust
from agent.pocket.policy import PocketPolicy
from agent.pocket.reader import Reader
from agent.pocket.trust import LOST, PATIENCE, SURE, Trust
from agent.pocket.trust_fit import FEWEST, fitted
from agent.trajectory import Act, Done, GiveUp, Reply, Step
from devices.action import Press
from devices.device import Observation
from devices.element import Box, Element

SEEN = Observation(b"", 720, 1600, (Element(Box(0, 0, 700, 80), text="Save", role="button", clickable=True),), "org.x")
HOPEFUL, HOPELESS = Trust(9.0, 0.0), Trust(-9.0, 0.0)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a network that has learnt nothing but to finish."""
    torch.manual_seed(0)
    net = Net()
    with torch.no_grad():
        net.plain[-1].bias[Kind.DONE - Kind.TYPE] = 50.0
    path = tmp_path_factory.mktemp("trust") / "policy.onnx"
    reading = Reader().read("Save it", [], SEEN)
    write_onnx(net, path, pack(reading, [(int(Kind.DONE), -1)], Choice(Kind.DONE)))
    return path


@given(st.integers(0, 1000))
def test_the_surer_its_choices_the_likelier_success_where_that_is_what_came_of_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    nats = -rng.exponential(0.4, 300)
    won = rng.random(300) < 1 / (1 + np.exp(-(2 + 8 * nats)))
    trust = fitted(nats.tolist(), won.tolist())
    assert trust is not None
    assert trust.slope > 0
    said = np.array([trust.chance(float(n)) for n in nats])
    assert abs(said.mean() - won.mean()) < 0.02, "it is as hopeful as it may be"


@pytest.mark.parametrize("wins", [0, FEWEST - 1, 100 - FEWEST + 1, 100])
def test_too_few_wins_or_losses_say_nothing(wins: int) -> None:
    assert fitted([-0.1 * n for n in range(100)], [n < wins for n in range(100)]) is None


def test_wins_and_losses_that_do_not_overlap_give_a_finite_curve() -> None:
    trust = fitted([-0.1] * 20 + [-1.0] * 20, [True] * 20 + [False] * 20)
    assert trust is not None
    assert SURE < trust.chance(-0.1) < 1
    assert 0 < trust.chance(-1.0) < LOST


def decided(path: Path, past: int, **how: bool) -> object:
    """The decision after so many steps."""
    policy, steps = PocketPolicy(path, **how), list[Step]()
    for _ in range(past):
        steps.append(Step(SEEN, Reply(policy("Save it", steps, SEEN).decision)))
    return policy("Save it", steps, SEEN).decision


def test_it_says_done_only_where_it_believes_it(weights: Path, tmp_path: Path) -> None:
    assert decided(weights, 0) == Done(), "weights that nothing is known of are trusted"
    noted = tmp_path / "noted.onnx"
    noted.write_bytes(weights.read_bytes())
    write_trust(noted, HOPELESS)
    assert isinstance(decided(noted, 0), GiveUp)
    assert decided(noted, 0, doubts=False) == Done()
    hopeful = tmp_path / "hopeful.onnx"
    hopeful.write_bytes(weights.read_bytes())
    write_trust(hopeful, HOPEFUL)
    assert decided(hopeful, 0) == Done()


def test_it_goes_no_further_once_it_is_lost_but_not_at_once(tmp_path: Path) -> None:
    torch.manual_seed(0)
    net = Net()
    with torch.no_grad():
        net.plain[-1].bias[Kind.HOME - Kind.TYPE] = 50.0
        net.plain[-1].bias[Kind.WAIT - Kind.TYPE] = 40.0  # where going home again is futile
    path = tmp_path / "policy.onnx"
    write_onnx(net, path, pack(Reader().read("Go", [], SEEN), [(int(Kind.DONE), -1)], Choice(Kind.DONE)))
    write_trust(path, HOPELESS)
    policy, steps = PocketPolicy(path), list[Step]()
    for number in range(PATIENCE):
        seen = Observation(b"", 720, 1600, (Element(Box(0, 0, 9, 9), text=f"Page {number}", role="text"),), "org.x")
        reply = policy("Go", steps, seen)
        steps.append(Step(seen, reply))
    assert [isinstance(step.reply.decision, GiveUp) for step in steps] == [False] * (PATIENCE - 1) + [True]
    assert steps[0].reply.decision == Act(Press("home"))
    assert "doubted" in steps[-1].reply.thought
    assert not isinstance(policy("Go", [], SEEN).decision, GiveUp), "the next episode begins anew"
