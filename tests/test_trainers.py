"""The adapters inside the trainers themselves: `make trainers` installs TRL, verl and ms-swift beside each other."""

# pyright: basic, reportMissingImports=false

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rewards.adapters import GroundingReward, easyr1_compute_score, swift_orm, trl_reward, verl_compute_score
from rewards.grounding.space import Space

pytestmark = pytest.mark.trainers
TARGET = [100.0, 200.0, 180.0, 240.0]
EXACT, NONE = "[100, 200, 180, 240]", "nothing"
REWARD = GroundingReward("g2_total", Space.PIXELS, Space.PIXELS)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A language model with random weights that says digits, brackets and commas."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    words = ["<pad>", "<end>", "<unk>", "[", "]", ",", *map(str, range(10))]
    core = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
    core.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=core, pad_token="<pad>", eos_token="<end>", unk_token="<unk>", padding_side="left"
    )
    config = Qwen2Config(
        vocab_size=len(words), hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, max_position_embeddings=64, pad_token_id=0, eos_token_id=1, bos_token_id=None,
    )  # fmt: skip
    Qwen2ForCausalLM(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    return tmp_path


def test_trl_trains_a_step_with_it(tiny: Path, tmp_path: Path) -> None:
    from datasets import Dataset
    from trl import GRPOConfig, GRPOTrainer

    called: list[list[float | None]] = []
    reward = trl_reward(GroundingReward("hit", Space.PIXELS, Space.PIXELS, pick="last"))

    def gui_grounding(completions: list[Any], **columns: Any) -> list[float | None]:
        called.append(reward(completions, **columns))
        return called[-1]

    rows = Dataset.from_dict({"prompt": ["[0,1]"] * 4, "solution": [TARGET] * 4})
    options = GRPOConfig(
        output_dir=str(tmp_path / "out"), max_steps=1, per_device_train_batch_size=4, num_generations=2,
        max_completion_length=16, logging_steps=1, report_to=[], use_cpu=True, bf16=False, save_strategy="no",
    )  # fmt: skip
    trainer = GRPOTrainer(model=str(tiny), reward_funcs=[gui_grounding], args=options, train_dataset=rows)
    trainer.train()
    assert called
    assert all(len(batch) == 4 for batch in called)
    assert any("rewards/gui_grounding/mean" in entry for entry in trainer.state.log_history)


def test_verl_scores_a_batch_with_it(tiny: Path) -> None:
    import torch
    from transformers import AutoTokenizer
    from verl import DataProto
    from verl.workers.reward_manager.naive import NaiveRewardManager

    tokenizer = AutoTokenizer.from_pretrained(tiny)
    said = "[100,200,180,240]"
    ids = torch.tensor([tokenizer(said, add_special_tokens=False)["input_ids"]])
    prompt = torch.zeros((1, 2), dtype=torch.long)
    batch = DataProto.from_single_dict(
        {
            "prompts": prompt,
            "responses": ids,
            "attention_mask": torch.ones((1, ids.shape[1] + 2), dtype=torch.long),
            "reward_model": np.array([{"ground_truth": TARGET}], dtype=object),
            "data_source": np.array(["gui"], dtype=object),
        }
    )
    manager = NaiveRewardManager(tokenizer, 0, compute_score=verl_compute_score(REWARD))
    found = manager(batch, return_dict=True)
    assert float(found["reward_tensor"].sum()) == pytest.approx(2.0)
    assert found["reward_extra_info"]["hit"] == [1.0]


def test_ms_swift_finds_it_among_its_rewards() -> None:
    from swift.rewards import ORM, orms

    class Registered(swift_orm(REWARD), ORM):  # type: ignore[misc]
        pass

    orms["gui_grounding"] = Registered
    made = orms["gui_grounding"](args=None)
    assert made([EXACT, NONE], solution=[TARGET, TARGET]) == [pytest.approx(2.0), 0.0]


def test_easyr1_calls_it_as_its_documentation_says() -> None:
    inputs = [{"response": EXACT, "response_length": 4, "ground_truth": TARGET}]
    assert easyr1_compute_score(REWARD)(inputs)[0]["overall"] == pytest.approx(2.0)
