"""Training of pocket: what is learnt from, in batches and without the many relations that are 0, is what the file of
weights computes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from agent.pocket.blur import nameless, scrambled
from agent.pocket.choice import Span
from agent.pocket.example import Example, collate, examples_of
from agent.pocket.learn import LearnConfig, learn, likelihoods, measure
from agent.pocket.net import Net
from agent.pocket.onnx_file import INPUTS, write_onnx
from agent.policies.by_icon import ByIcon
from agent.trajectory import Act, Reply, Step, Stop, Trajectory
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask
from benchmarks.run import run_task
from devices.action import Click
from devices.device import Observation
from devices.element import Box, Element
from devices.virtual.sketch import SketchDevice


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    out = list[Example]()
    device = SketchDevice()
    for name in ("notes-pin", "notes-delete", "settings-timeout"):
        task = DailyTask(TEMPLATES[name])
        played = run_task(task, device, ByIcon(task.oracle()))
        out += examples_of(played, [1.0] * len(played.steps))
    return out


def test_a_batch_is_what_the_file_computes_one_by_one(examples: list[Example], tmp_path: Path) -> None:
    torch.manual_seed(1)
    net = Net().eval()
    write_onnx(net, tmp_path / "policy.onnx", examples[0])
    session = onnxruntime.InferenceSession(str(tmp_path / "policy.onnx"))
    pointing = [e for e in examples if e.choice.span is None]
    assert len({e.size for e in pointing}) > 1, "some are padded"
    batched = likelihoods(net, pointing)
    for example, expected in zip(pointing, batched, strict=True):
        one = collate([example])
        given = {name: getattr(one, name) for name in INPUTS[:-1]}
        given["relations"] = example.all_relations()[None]
        point, plain, *_ = session.run(None, given)
        scores = np.concatenate([point.reshape(-1), plain.reshape(-1)]).astype(np.float64)
        normal = np.log(np.exp(scores[one.permitted[0]]).sum())
        assert expected == pytest.approx(scores[one.chosen[0]] - normal, abs=1e-3)


def test_what_is_shown_becomes_likelier(examples: list[Example]) -> None:
    torch.manual_seed(0)
    net = Net()
    before = measure(net, examples)
    learn(net, examples, LearnConfig(steps=20, batch=8, warmup=4))
    after = measure(net, examples)
    assert after.act < 0.5 * before.act
    assert after.right > before.right


def test_a_choice_with_a_negative_weight_becomes_less_likely(examples: list[Example]) -> None:
    torch.manual_seed(0)
    net = Net()
    before = likelihoods(net, examples).tolist()
    own = [replace(e, weight=-1.0, old=old) for e, old in zip(examples, before, strict=True)]
    learn(net, own, LearnConfig(steps=10, batch=8, warmup=2, pace=0.2))
    assert likelihoods(net, examples).mean() < np.mean(before)


def form(*, named: bool) -> Observation:
    """A page of three fields, one of them filled in, and a button."""
    fields = [("Forename", ""), ("Surname", ""), ("Town", "Osterby")]
    elements = [
        Element(Box(10, 100 + 100 * n, 300, 160 + 100 * n), text, label if named or text else "", "field",
                clickable=True, editable=True)
        for n, (label, text) in enumerate(fields)
    ]  # fmt: skip
    button = Element(Box(10, 500, 90, 560), "Go", role="button", clickable=True)
    return Observation(b"", 720, 1600, (*elements, button), "web")


def touch(seen: Observation, at: int) -> Example:
    step = Step(seen, Reply(Act(Click(seen.elements[at].bounds.centre))))
    [example] = examples_of(Trajectory("e", "type Wanda", (step,), Stop.DONE), [1.0])
    return example


@pytest.mark.parametrize("at", range(4))
def test_an_example_whose_fields_lose_their_names_is_that_of_a_page_without_names(at: int) -> None:
    torch.manual_seed(2)
    net = Net().eval()
    named, without = touch(form(named=True), at), touch(form(named=False), at)
    assert likelihoods(net, [nameless(named)]) == pytest.approx(likelihoods(net, [without]), abs=1e-4)
    assert likelihoods(net, [named]) != pytest.approx(likelihoods(net, [without]), abs=1e-4)
    assert (nameless(named).cuts[:, 1].sum()) == without.cuts[:, 1].sum()


def test_what_is_copied_from_a_field_keeps_it_its_name() -> None:
    example = touch(form(named=True), 0)
    at = int(np.flatnonzero(example.tokens[1] == example.choice.unit)[0])
    copied = replace(example, choice=replace(example.choice, span=Span(at, at)))
    assert nameless(copied) is copied


def test_no_word_is_made_unknown_where_none_is_to_be(examples: list[Example]) -> None:
    rng = np.random.default_rng(0)
    assert all(scrambled(e, 0.0, rng) is e for e in examples)
    blurred = scrambled(examples[0], 1.0, np.random.default_rng(3))
    changed = (blurred.vocabulary != examples[0].vocabulary).any(1)
    assert 0 < changed.mean() < 1
    assert ((blurred.vocabulary > 0) == (examples[0].vocabulary > 0)).all(), "what is no n-gram stays none"
