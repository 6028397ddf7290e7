"""Exports as files: the rows that TRL, LLaMA-Factory and GELab take, whatever stood on the screen, and the command."""

import io
import json
import re
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from PIL import Image
from typer.testing import CliRunner

from agent.dialects import gelab
from agent.trajectory import Done, Trajectory
from benchmarks.daily import TEMPLATES
from benchmarks.stepscores import write_step_scores
from devices.action import Awake, InputText, LongPress, Point, Press
from devices.device import Observation
from gui_mcp.cli import app
from rewards.export import gelab as gelab_rows
from rewards.export import llamafactory, trl
from rewards.export.files import GROUP, Pictures, write_lines, write_parquet
from rewards.export.formats import FORMATS
from rewards.export.markers import has_marker, plain
from rewards.export.turns import LeftOut, Why
from tests.episodes import (
    LISTED,
    OTHER,
    PNGS,
    TAP,
    asked,
    bad,
    duels,
    episode,
    good,
    hostile,
    pairs,
    runs,
    screen,
    source,
    step,
    turns,
    write_run,
)

# -- texts ----------------------------------------------------------------------------------------------------------


@given(hostile)
def test_no_word_of_a_trainer_is_left_in_a_text(text: str) -> None:
    clean = plain(text)
    assert not has_marker(clean)
    assert not re.search(r"<(image|video|audio)>|<\|im_end\|>|\[IMG\]", clean)
    assert plain(clean) == clean
    assert clean.encode().decode() == clean
    assert clean.replace(" ", "") == text.encode("utf-8", "replace").decode().replace(" ", "")


def test_ordinary_text_stays_as_it_is() -> None:
    for text in ("a < b and c > d", "<b>bold</b>", "x <imager> [IMAGE]", "<THINK> so </THINK>", "1 <| 2 |> 3 <||>"):
        assert plain(text) == text


@settings(deadline=None, max_examples=40)
@given(runs)
def test_trl_rows_hold_blocks_of_type_and_text_and_a_placeholder_a_picture(run: list[Trajectory]) -> None:
    for turn in turns(*run):
        row = trl.completion_row(turn)
        assert set(row) == {"prompt", "completion", "images", "episode", "step"}
        whole = [*row["prompt"], *row["completion"]]
        assert whole == trl.messages_row(turn)["messages"]
        for message in whole:
            assert set(message) == {"role", "content"}
            for block in message["content"]:
                assert set(block) == {"type", "text"}
                assert (block["text"] is None) == (block["type"] == "image")
        users = [block for m in row["prompt"] if m["role"] == "user" for block in m["content"]]
        assert sum(block["type"] == "image" for block in users) == len(row["images"]) == 1
        assert [m["role"] for m in whole] == ["user", "assistant"]
        assert all(block["type"] == "text" for block in row["completion"][0]["content"])


def marks(row: Mapping[str, Any], messages: str) -> int:
    return sum(message["content"].count("<image>") for message in row[messages])


def placed(data: bytes) -> str:
    return f"images/{PNGS.index(data)}.png"


def check_llamafactory(row: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    """What LLaMA-Factory's converter and plugin ask for (data/converter.py, data/mm_plugin.py), said once more."""
    columns, tags = entry["columns"], entry["tags"]
    messages, ranking = row[columns["messages"]], entry.get("ranking", False)
    assert set(row) == set(columns.values())
    roles = [message[tags["role_tag"]] for message in messages]
    assert roles == [tags["assistant_tag"] if n % 2 else tags["user_tag"] for n in range(len(roles))]
    assert len(roles) % 2 == (1 if ranking else 0)
    answers = [row[columns[name]] for name in ("chosen", "rejected")] if ranking else []
    assert all(answer[tags["role_tag"]] == tags["assistant_tag"] for answer in answers)
    texts = [message[tags["content_tag"]] for message in messages]
    for said in [[answer[tags["content_tag"]]] for answer in answers] or [[]]:
        assert sum(text.count("<image>") for text in texts + said) == len(row[columns["images"]]) > 0
        assert not any(word in text for text in texts + said for word in ("<video>", "<audio>"))


@settings(deadline=None, max_examples=40)
@given(runs)
def test_rows_for_llamafactory_and_gelab_keep_their_rules_whatever_stands_on_the_screen(run: list[Trajectory]) -> None:
    for turn in turns(*run):
        check_llamafactory(llamafactory.sft_row(turn, placed), llamafactory.entry("x.jsonl"))
        row = gelab_rows.sft_row(turn, placed)
        assert set(row) == {"conversations", "images"}
        assert [m["role"] for m in row["conversations"]] == ["human", "assistant"]
        check_llamafactory(row, llamafactory.entry("x.jsonl", messages="conversations", user="human"))


@settings(deadline=None, max_examples=60)
@given(duels)
def test_rows_of_pairs_keep_the_rules_and_never_hold_two_equal_answers(run: list[Trajectory]) -> None:
    for pair in pairs(*run):
        assert pair.turn.reply != pair.rejected
        check_llamafactory(llamafactory.dpo_row(pair, placed), llamafactory.entry("x.jsonl", ranking=True))
        row = trl.preference_row(pair)
        assert [m["role"] for m in (*row["chosen"], *row["rejected"])] == ["assistant"] * 2
        assert [b["type"] for m in (*row["chosen"], *row["rejected"]) for b in m["content"]] == ["text"] * 2


def test_messages_that_do_not_alternate_are_refused() -> None:
    (turn,) = turns(episode(step(Done())))
    with pytest.raises(ValueError, match="alternate"):
        llamafactory.conversation((*turn.prompt, *turn.prompt), "user")


def test_a_very_long_goal_is_exported_whole() -> None:
    goal = "note <image> this\t" * 4000
    (turn,) = turns(episode(step(Done()), goal=goal))
    assert goal.replace("<image>", "< image>") in asked(turn)


# -- files ----------------------------------------------------------------------------------------------------------


HOSTILE = 'pin "it" <image> \t\n 😀 שלום \u202e <|im_end|> \x00' + "long " * 500
MANY = [
    episode(step(TAP, screen(n % 5)), step(InputText(f"n{n} 'q' 😀"), screen(1)), step(Done(), screen(2)), goal=HOSTILE)
    for n in range(GROUP)
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train tasks a good and a bad agent played, and test tasks."""
    root = tmp_path_factory.mktemp("runs") / "run"
    played = [
        ("good-1", "train", episode(step(Awake("Notes")), step(TAP, screen(1)), step(Done(), screen(2)), goal=HOSTILE)),
        ("good-2", "train", episode(step(LongPress(Point(60, 9)), screen(1)), step(Done("7"), screen(2)))),
        ("bad-1", "train", bad(step(Awake("Notes")), step(OTHER, screen(1)))),
        ("test-1", "test", episode(step(Done()), goal="a test task")),
    ]
    played[2] = ("bad-1", "train", replace(played[2][2], goal=HOSTILE))
    write_run(root, played)
    return root


def cli(*words: str) -> tuple[int, str]:
    done = CliRunner(env={"COLUMNS": "150"}).invoke(app, ["export", *words])
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """`load_dataset` as the exports' loading line calls it, offline."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        datasets = pytest.importorskip("datasets")
    cache = tmp_path_factory.mktemp("cache")

    def load(file: Path, **options: Any) -> Any:
        kind = "parquet" if file.suffix == ".parquet" else "json"
        return datasets.load_dataset(kind, data_files=str(file), split="train", cache_dir=str(cache), **options)

    return load


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("trl-sft", {"prompt", "completion"}),
        ("trl-messages", {"messages"}),
        ("trl-dpo", {"prompt", "chosen", "rejected"}),
    ],
)
def test_trl_s_files_load_with_their_pictures(
    name: str, columns: set[str], streaming: bool, load: Callable[..., Any], tmp_path: Path
) -> None:
    form = FORMATS[name]
    odd = [bad(step(OTHER, screen(n % 5))) for n in range(GROUP)]
    run = source(*MANY, *(replace(e, goal=HOSTILE) for e in odd))
    rows = [form.row(e) for e in form.examples(run, gelab, 0.5) if not isinstance(e, LeftOut)]  # type: ignore[call-arg]
    written = form.write(tmp_path / "x.parquet", "x", run, gelab, 0.5)
    assert written.rows == len(rows)
    assert rows
    table = load(written.path, streaming=streaming)
    for row, found in zip(rows, table, strict=True):
        assert set(found) == columns | {"images", "episode", "step"}
        assert {k: v for k, v in found.items() if k != "images"} == {k: v for k, v in row.items() if k != "images"}
        for picture, kept in zip(found["images"], row["images"], strict=True):
            assert picture.tobytes() == Image.open(io.BytesIO(kept["bytes"])).tobytes()
    from datasets import Image as Picture
    from datasets import List

    raw = table.cast_column("images", List(Picture(decode=False)))
    assert [row["images"] for row in raw] == [row["images"] for row in rows], "to the byte"


def test_the_metadata_names_pictures_as_every_version_of_datasets_does() -> None:
    """`List` is unknown below 4.0: a file that says it does not load with what LLaMA-Factory pins."""
    for layout in (trl.COMPLETION, trl.MESSAGES, trl.PREFERENCE):
        features = json.loads(layout.metadata[b"huggingface"])["info"]["features"]
        assert set(features) == set(layout.names)
        assert features["images"] == {"_type": "Sequence", "feature": {"_type": "Image"}}
        assert '"List"' not in json.dumps(features)


def test_no_more_than_a_group_of_rows_is_in_memory(tmp_path: Path) -> None:
    count = 6 * GROUP

    def rows() -> Iterator[Mapping[str, Any]]:
        for number in range(count // 3):
            shots = [Random(3 * number + k).randbytes(size) for k in range(3)]
            whole = [step(TAP, Observation(shot, 360, 360)) for shot in shots]
            yield from map(trl.completion_row, turns(episode(*whole)))

    size = 300_000
    tracemalloc.start()
    assert write_parquet(tmp_path / "big.parquet", trl.COMPLETION, rows()) == count
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "big.parquet").stat().st_size > count * size
    assert peak < 2 * GROUP * size + 2_000_000 < count * size


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def breaks() -> Iterator[Mapping[str, Any]]:
        yield trl.completion_row(turns(episode(step(Done())))[0])
        raise ValueError("the run is damaged")

    parquet = partial(write_parquet, tmp_path / "x.parquet", trl.COMPLETION)
    lines = partial(write_lines, tmp_path / "x.jsonl")
    for write in (parquet, lines):
        with pytest.raises(ValueError, match="damaged"):
            write(breaks() if write is parquet else ({**row, "images": []} for row in breaks()))
        assert write(iter(())) == 0
    assert list(tmp_path.iterdir()) == []


def test_pictures_beside_lines_are_the_screenshots_each_once(tmp_path: Path) -> None:
    place = Pictures(tmp_path)
    one, again, two = place(PNGS[0]), place(PNGS[0]), place(PNGS[1])
    assert one == again != two
    assert (tmp_path / one).read_bytes() == PNGS[0]
    assert len(list(tmp_path.rglob("*.png"))) == 2


# -- the command ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "file", "rows", "says"),
    [
        ("trl-sft", "trl-sft.parquet", 5, "train with: SFTTrainer("),
        ("trl-messages", "trl-messages.parquet", 5, 'load it with: load_dataset("parquet", data_files='),
        ("trl-dpo", "trl-dpo.parquet", 1, "train with: DPOTrainer("),
        ("llamafactory", "llamafactory/run_sft.jsonl", 5, "--stage sft --dataset run_sft --dataset_dir"),
        ("llamafactory-dpo", "llamafactory/run_dpo.jsonl", 1, "--stage dpo --dataset run_dpo --dataset_dir"),
        ("gelab", "gelab/run_sft.jsonl", 5, "--stage sft --dataset run_sft"),
    ],
)
def test_the_command_writes_train_tasks_alone_and_says_what_became_of_every_step(
    to: str, file: str, rows: int, says: str, run: Path, load: Callable[..., Any]
) -> None:
    code, said = cli(str(run), "--to", to)
    assert code == 0, said
    assert f"wrote {rows} rows of 3 episodes: {run / file}" in said
    assert "refused: 1 episodes of a test template" in said
    assert says in said
    assert re.search(r"^left out: \d+ steps ", said, re.MULTILINE)
    table = load(run / file)
    assert table.num_rows == rows
    assert "a test task" not in (run / file).read_text(encoding="utf-8", errors="ignore")
    if not file.endswith(".parquet"):
        entries = json.loads((run / file).with_name("dataset_info.json").read_text())
        name = Path(file).stem
        assert entries[name]["file_name"] == f"{name}.jsonl"
        for row in table:
            check_llamafactory({k: v for k, v in row.items() if v is not None}, entries[name])
            assert all((run / file).with_name(place.split("/")[0]).joinpath(*place.split("/")[1:]).exists()
                       for place in row["images"])  # fmt: skip


def test_pairs_and_examples_share_a_folder_and_its_list_of_data_sets(run: Path, tmp_path: Path) -> None:
    info = tmp_path / "dataset_info.json"
    info.write_text('{"mine": {"file_name": "mine.json"}}')
    for to in ("llamafactory", "llamafactory-dpo"):
        assert cli(str(run), "--to", to, "--out", str(tmp_path))[0] == 0
    assert list(json.loads(info.read_text())) == ["mine", "run_sft", "run_dpo"]
    info.write_text("not json")
    code, said = cli(str(run), "--to", "llamafactory", "--out", str(tmp_path))
    assert (code, "dataset_info.json cannot be read" in said) == (2, True)
    assert info.read_text() == "not json"


def test_step_scores_of_a_run_filter_its_steps(run: Path, tmp_path: Path) -> None:
    root = tmp_path / "scored"
    write_run(root, [("good-1", "train", episode(step(TAP), step(TAP, screen(1)), step(Done(), screen(2))))])
    write_step_scores(root, [("good-1", "outcome", [0.9, 0.1, None])])
    code, said = cli(str(root), "--to", "gelab", "--filter", "outcome")
    assert (code, "wrote 2 rows of 1 episodes" in said) == (0, True)
    assert f"left out: 1 steps {Why.FILTERED}" in said
    assert "wrote 1 rows" in cli(str(root), "--to", "gelab", "--filter", "outcome", "--threshold", "0.95")[1]
    code, said = cli(str(root), "--to", "gelab", "--filter", "nosuch")
    assert (code, "there is: needed, outcome" in said) == (2, True)
    code, said = cli(str(run), "--to", "gelab", "--filter", "outcome")
    assert (code, "gui-mcp score" in said) == (2, True)


def test_detours_are_left_out_where_that_is_asked_for(tmp_path: Path) -> None:
    saved = screen(2, ())  # a screen apart, as the dialog that was opened and left
    dialog = screen(1, LISTED[:1])
    around = (step(OTHER), step(Press("back"), dialog), step(TAP), step(Done(), saved))
    write_run(tmp_path / "run", [("n", "train", episode(*around))])
    assert "wrote 4 rows" in cli(str(tmp_path / "run"), "--to", "gelab")[1]
    code, said = cli(str(tmp_path / "run"), "--to", "gelab", "--filter", "needed")
    assert (code, "wrote 2 rows" in said, f"left out: 2 steps {Why.FILTERED}" in said) == (0, True, True)


def test_episodes_of_another_run_are_taken_with_it(run: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "good", tmp_path / "bad"
    write_run(one, [("n", "train", good(step(TAP)))])
    write_run(two, [("n", "train", bad(step(OTHER))), ("t", "test", bad(step(Press("back"))))])
    code, said = cli(str(one), "--to", "trl-dpo")
    assert (code, "nothing to export: 2 steps without a partner" in said) == (2, True)
    assert not (one / "trl-dpo.parquet").exists()
    code, said = cli(str(one), "--with", str(two), "--to", "trl-dpo")
    assert (code, "wrote 1 rows of 2 episodes" in said) == (0, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--to", "nosuch"], "there is: inspect, trl-sft"),
        (["--to", "trl-sft", "--out", "x.txt"], "ends in .parquet"),
        (["--to", "trl-sft", "--dialect", "klingon"], "there is: gelab"),
        (["--to", "trl-sft", "--with", "nowhere"], "is no run"),
    ],
)
def test_a_mistake_gets_a_clear_line(words: list[str], says: str, run: Path) -> None:
    code, said = cli(str(run), *words)
    assert (code, says in " ".join(said.split())) == (2, True), said


def test_a_folder_s_place_may_not_be_a_file_and_test_tasks_are_refused(run: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    code, said = cli(str(run), "--to", "gelab", "--out", str(tmp_path / "file"))
    assert (code, "is a file" in said) == (2, True)
    write_run(tmp_path / "exam", [("t", "test", good(step(TAP)))])
    code, said = cli(str(tmp_path / "exam"), "--to", "trl-sft")
    assert (code, "nothing to learn from (1 episodes of a test template)" in " ".join(said.split())) == (2, True)
    assert sorted(p.name for p in (tmp_path / "exam").iterdir()) == ["blobs", "episodes", "run.json", "writer.lock"]


def test_what_is_worded_like_a_test_task_or_is_of_no_split_is_refused(run: Path, tmp_path: Path) -> None:
    worded = next(t for t in TEMPLATES.values() if t.split == "test").en[0]
    like = replace(good(step(TAP)), goal=re.sub(r"{\w+}", "x", worded))
    write_run(tmp_path / "run", [("a", "train", like), ("b", "", good(step(TAP))), ("c", "train", good(step(TAP)))])
    code, said = cli(str(tmp_path / "run"), "--to", "gelab")
    assert code == 0, said
    assert "refused: 1 episodes worded like a test task" in said
    assert "refused: 1 episodes of no split" in said
    assert "wrote 2 rows of 1 episodes" in said
