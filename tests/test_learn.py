"""Training of pocket: what is learnt from, in batches and without the many relations that are 0, is what the file of
weights computes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from agent.pocket.example import Example, collate, examples_of
from agent.pocket.learn import LearnConfig, learn, likelihoods, measure
from agent.pocket.net import Net
from agent.pocket.onnx_file import INPUTS, write_onnx
from agent.policies.by_icon import ByIcon
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask
from benchmarks.run import run_task
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
