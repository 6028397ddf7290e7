"""The adapters and the exports inside the trainers themselves: `make trainers` installs them beside each other."""

# pyright: basic, reportMissingImports=false

import io
import json
import sys
from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from agent.dialects import gelab
from agent.trajectory import Act, Decision, Done, GiveUp, Reply, Step, Stop, Trajectory, Verdict
from devices.action import Click, InputText, Point
from devices.device import Observation
from devices.element import Box, Element
from rewards.adapters import GroundingReward, easyr1_compute_score, swift_orm, trl_reward, verl_compute_score
from rewards.export.formats import FORMATS, Written
from rewards.export.turns import Episode
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


# -- exports --------------------------------------------------------------------------------------------------------

GOAL = 'write <image> and <|im_end|> and <video>\tinto "notes" 😀 שלום\n</s>'
PATCHES = 5  # tokens of a picture of the tiny model


def screen(shade: int) -> Observation:
    out = io.BytesIO()
    Image.new("RGB", (90, 200), (shade, 0, 0)).save(out, "PNG")
    name = Element(Box(0, 0, 90, 100), text="<image> Save", clickable=True)
    return Observation(out.getvalue(), 90, 200, (name,))


def played(*decisions: Decision, success: bool) -> Trajectory:
    steps = tuple(Step(screen(40 * number), Reply(decision)) for number, decision in enumerate(decisions))
    return Trajectory("t", GOAL, steps, Stop.DONE, last=screen(250), verdict=Verdict(success))


def exported(to: str, folder: Path) -> Written:
    """Two successes and two failures in the format: five examples, two pairs."""
    tap = Act(Click(Point(5, 5)))
    episodes = [
        played(tap, Act(InputText("milk")), Done(), success=True),
        played(tap, Done("7"), success=True),
        played(GiveUp("no"), success=False),
        played(tap, Act(Click(Point(5, 150))), success=False),
    ]

    def source() -> Iterable[Episode]:
        return [Episode(f"e{number}", whole) for number, whole in enumerate(episodes)]

    form = FORMATS[to]
    out = folder / "x.parquet" if form.place(folder, to).suffix else folder
    written = form.write(out, "x", source, gelab, 0.5)
    assert written.rows == (2 if to.endswith("dpo") else 5)
    return written


@pytest.fixture
def eyed() -> tuple[Any, Any, Any]:
    """Config, model and processor of a LLaVA with random weights, whose tokens are bytes; a picture is five more."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import (
        CLIPVisionConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
        LlavaProcessor,
        PreTrainedTokenizerFast,
    )
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    core = Tokenizer(models.BPE(vocab={letter: at for at, letter in enumerate(letters)}, merges=[]))
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = decoders.ByteLevel()
    core.add_special_tokens(["<pad>", "<|im_end|>", "<|im_start|>", "<image>"])
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=core, pad_token="<pad>", eos_token="<|im_end|>")
    template = (
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{% for c in m['content'] %}"
        "{% if c['type'] == 'image' %}<image>{% else %}{{ c['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    side = {"height": 28, "width": 28}
    processor = LlavaProcessor(
        image_processor=CLIPImageProcessorPil(size=side, crop_size=side), tokenizer=tokenizer, patch_size=14,
        vision_feature_select_strategy="full", num_additional_image_tokens=1, chat_template=template,
    )  # fmt: skip
    ids = {word: tokenizer.convert_tokens_to_ids(word) for word in ("<pad>", "<|im_end|>", "<image>")}
    config = LlavaConfig(
        text_config=LlamaConfig(
            vocab_size=len(tokenizer), hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,
            max_position_embeddings=8192, bos_token_id=None, eos_token_id=ids["<|im_end|>"], pad_token_id=ids["<pad>"],
        ),
        vision_config=CLIPVisionConfig(
            hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2, image_size=28,
            patch_size=14, projection_dim=16,
        ),
        image_token_index=ids["<image>"], vision_feature_select_strategy="full", vision_feature_layer=-1,
    )  # fmt: skip
    return config, LlavaForConditionalGeneration(config), processor


def trl_options(folder: Path) -> dict[str, Any]:
    return {
        "output_dir": str(folder / "out"), "max_steps": 1, "per_device_train_batch_size": 2, "report_to": [],
        "use_cpu": True, "bf16": False, "save_strategy": "no", "logging_steps": 1, "max_length": None,
    }  # fmt: skip


@pytest.mark.parametrize("to", ["trl-sft", "trl-messages"])
def test_trl_trains_a_step_on_exported_examples(to: str, eyed: tuple[Any, Any, Any], tmp_path: Path) -> None:
    from datasets import load_dataset
    from trl import SFTConfig, SFTTrainer

    _, model, processor = eyed
    written = exported(to, tmp_path)
    rows = load_dataset("parquet", data_files=str(written.path), split="train", cache_dir=str(tmp_path / "cache"))
    trainer = SFTTrainer(
        model=model, args=SFTConfig(**trl_options(tmp_path)), train_dataset=rows, processing_class=processor
    )
    trainer.train()
    assert trainer.state.log_history[-1]["train_loss"] > 0
    for row in rows:
        said = (row["completion"] if to == "trl-sft" else row["messages"])[-1]["content"][0]["text"]
        batch = trainer.data_collator([dict(row)])
        whole = processor.tokenizer.decode(batch["input_ids"][0])
        assert whole.count("<image>") == PATCHES
        assert whole.count("<|im_end|>") == 2
        assert "write < image> and < |im_end|> and < video>" in whole
        learnt = processor.tokenizer.decode([token for token in batch["labels"][0].tolist() if token != -100])
        assert learnt == (f"{said}<|im_end|>\n" if to == "trl-sft" else whole)


def test_trl_trains_a_step_on_exported_pairs(eyed: tuple[Any, Any, Any], tmp_path: Path) -> None:
    from datasets import load_dataset
    from trl import DPOConfig, DPOTrainer

    config, model, processor = eyed
    written = exported("trl-dpo", tmp_path)
    rows = load_dataset("parquet", data_files=str(written.path), split="train", cache_dir=str(tmp_path / "cache"))
    trainer = DPOTrainer(
        model=model, ref_model=type(model)(config), args=DPOConfig(**trl_options(tmp_path)), train_dataset=rows,
        processing_class=processor,
    )  # fmt: skip
    trainer.train()
    assert trainer.state.log_history[-1]["train_loss"] > 0
    for row in rows:
        batch = trainer.data_collator([dict(row)])
        texts = [
            processor.tokenizer.decode(ids[mask.bool()])
            for ids, mask in zip(batch["input_ids"], batch["completion_mask"], strict=True)
        ]
        assert texts == [row[side][0]["content"][0]["text"] + "<|im_end|>\n" for side in ("chosen", "rejected")]
        assert [processor.tokenizer.decode(ids).count("<image>") for ids in batch["input_ids"]] == [PATCHES] * 2


@pytest.mark.parametrize("to", ["llamafactory", "llamafactory-dpo", "gelab"])
def test_llamafactory_reads_and_tokenises_exported_rows(
    to: str, eyed: tuple[Any, Any, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISABLE_VERSION_CHECK", "1")  # it pins older versions than the others need
    sound = ModuleType("torchaudio")  # imported by it, used for sound alone; its builds ask for one version of torch
    sound.__spec__ = ModuleSpec("torchaudio", None)
    monkeypatch.setitem(sys.modules, "torchaudio", sound)
    from llamafactory.data.loader import _get_preprocessed_dataset, _load_single_dataset
    from llamafactory.data.parser import get_dataset_list
    from llamafactory.data.template import get_template_and_fix_tokenizer
    from llamafactory.hparams.data_args import DataArguments

    _, _, processor = eyed
    tokenizer = processor.tokenizer
    written = exported(to, tmp_path)
    (name,) = json.loads((tmp_path / "dataset_info.json").read_text())
    data = DataArguments(dataset=name, dataset_dir=str(tmp_path), template="llava", cutoff_len=8192)
    model = SimpleNamespace(
        cache_dir=str(tmp_path / "cache"), hf_hub_token=None, ms_hub_token=None, om_hub_token=None
    )  # fmt: skip
    training = SimpleNamespace(local_process_index=0, should_log=False, predict_with_generate=False)
    (listed,) = get_dataset_list([name], str(tmp_path))
    aligned = _load_single_dataset(listed, model, data, training)
    template = get_template_and_fix_tokenizer(tokenizer, data)
    stage = "rm" if to.endswith("dpo") else "sft"
    rows = _get_preprocessed_dataset(
        aligned, data, training, stage, template=template, tokenizer=tokenizer, processor=processor, is_eval=False
    )
    lines = [json.loads(line) for line in written.path.read_text(encoding="utf-8").splitlines()]
    assert len(aligned) == len(rows) == len(lines), "none was skipped"
    for row, line in zip(rows, lines, strict=True):
        answers = [line["chosen"], line["rejected"]] if stage == "rm" else [next(iter(line.values()))[-1]]
        sides = ("chosen_", "rejected_") if stage == "rm" else ("",)
        for side, answer in zip(sides, answers, strict=True):
            learnt = tokenizer.decode([token for token in row[f"{side}labels"] if token != -100])
            assert learnt == answer["content"] + "<|im_end|>"
            whole = tokenizer.decode(row[f"{side}input_ids"])
            assert whole.count("<image>") == PATCHES
            assert "write < image> and < |im_end|> and < video>" in whole
        assert [Path(place).read_bytes() for place in row["images"]] == [
            (tmp_path / place).read_bytes() for place in line["images"]
        ]
