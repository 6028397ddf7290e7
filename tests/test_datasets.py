"""A dataset of runs opens with `datasets`, holds what its card says, and no secrets."""

import io
import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from typer.testing import CliRunner

from agent.store import Store
from agent.trajectory import Act, Done, Reply, Step, Stop, Trajectory, Verdict
from benchmarks.daily import TEMPLATES
from benchmarks.daily.score import score
from benchmarks.daily.task import Variant
from benchmarks.dataset.build import Made, build
from benchmarks.dataset.card import card
from benchmarks.dataset.tables import TABLES
from benchmarks.harvest import Planned, harvest
from benchmarks.harvest_speed import Lent
from benchmarks.null_agents import instant_done
from benchmarks.stepscores import write_step_scores
from devices.action import Click, InputText, Point
from devices.device import Observation
from devices.element import Box, Element
from devices.virtual.device import VirtualDevice
from gui_mcp.cli import app
from rewards.secrets import Mask
from rewards.shards import GROUP, Shards

# Nothing of this is to be looked for elsewhere, nor is torch needed to look at it.
os.environ |= {"HF_HUB_OFFLINE": "1", "USE_TORCH": "0"}
import datasets

PIN = "video-lock-for-children"  # its task sets a PIN, which is in its goal, too


@dataclass(frozen=True)
class Written:
    """A dataset, the runs that it is of, and what building it counted."""

    folder: Path
    good: Store
    bad: Store
    made: Made

    def load(self, table: str, **options: Any) -> Any:
        cache = str(self.folder.parent / "cache")
        return datasets.load_dataset(str(self.folder), table, split="train", cache_dir=cache, **options)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, device: VirtualDevice) -> Written:
    """Two runs: one that passes (in two languages and looks, once without pictures), one that fails and was cut off."""
    root = tmp_path_factory.mktemp("runs")
    good, bad = Store(root / "good"), Store(root / "bad")
    good.begin({"kind": "daily", "policy": "oracle", "model": ""})
    bad.begin({"kind": "daily", "policy": "instant-done", "model": ""})
    seeing, blind = Lent(device.phone), Lent(device.phone, pixels=False)
    tasks = [Planned(TEMPLATES["notes-pin"]), Planned(TEMPLATES["notes-pin"], 1, Variant("zh", ("dark",)))]
    harvest(tasks, lambda: seeing, lambda task: task.oracle(), good)
    harvest([Planned(TEMPLATES[PIN])], lambda: blind, lambda task: task.oracle(), good)
    harvest([Planned(TEMPLATES["notes-relabel"])], lambda: blind, lambda task: instant_done, bad)
    with bad.write("cut", "Pin it", "notes-pin-s9", {}) as writer:
        writer.step(0, Step(Observation(b"", 1, 1), Reply(Done())))
    with bad.write("empty", "Pin it", "notes-pin-s8", {}) as writer:
        writer.end(Trajectory("notes-pin-s8", "Pin it", (), Stop.ERROR, why="the phone was lost"))
    write_step_scores(good.root, [("notes-pin-s0", "outcome", [1.0, None, 0.5, 1.0, 1.0])])
    folder = root / "data"
    made = build([good.root, bad.root], folder, lambda made: card(made, "data", "0"), shard=400_000)
    return Written(folder, good, bad, made)


def test_every_table_opens_with_datasets_and_has_the_card_s_numbers_of_rows(written: Written) -> None:
    text = (written.folder / "README.md").read_text(encoding="utf-8")
    counts = {table: int(rows) for table, rows in re.findall(r"^\| `(\w+)` \| (\d+) \|", text, re.MULTILINE)}
    loaded = {table: written.load(table) for table in TABLES}
    assert counts == {table: rows.num_rows for table, rows in loaded.items()}
    assert counts == dict(written.made.rows)
    episodes, steps, samples = (loaded[table] for table in TABLES)

    def counted(what: str) -> int:
        return int(re.findall(rf"^\| {re.escape(what)} \| (\d+) \|", text, re.MULTILINE)[0])

    assert counted("episodes") == len(episodes) == 4
    assert counted("steps") == len(steps) == sum(episodes["steps"])
    shown = steps.cast_column("screenshot", datasets.Image(decode=False))["screenshot"]
    assert counted("steps with a screenshot") == sum(shot is not None for shot in shown) == 10
    assert counted("successes") == sum(episodes["success"]) == 3
    assert counted("failures") == 1
    kinds = list(samples["kind"])
    assert {kind: counted(f"samples: {kind}") for kind in set(kinds)} == {k: kinds.count(k) for k in set(kinds)}
    for line in ("| language | en 3, zh 1 |", "| look | dark 1, plain 3 |", "| policy | instant-done 1, oracle 3 |",
                 f"| template | notes-pin 2, notes-relabel 1, {PIN} 1 |", "| 1 | cut off before the end | bad/cut |",
                 "| 1 | without a step | bad/empty |",
                 '"policy": "instant-done"', "license: apache-2.0", "## What it is not"):  # fmt: skip
        assert line in text


def test_pictures_are_the_phone_s_to_the_byte_and_decode(written: Written) -> None:
    steps = written.load("steps")
    shots = {f"good/{e.id}": [s.seen for s in e.trajectory.steps] for e in written.good.episodes()}
    plain = steps.cast_column("screenshot", datasets.Image(decode=False))
    for row in (row for row in plain if row["run"] == "good"):
        shot = row["screenshot"]
        assert (shot["bytes"] if shot else b"") == shots[row["episode"]][row["step"]].png
    assert steps[0]["screenshot"].size == (steps[0]["width"], steps[0]["height"]) == (720, 1600)
    sample = written.load("samples")[0]
    assert isinstance(sample["image"], Image.Image)
    assert sample["image"].size == (720, 1600)


def test_it_streams_in_order_of_runs_episodes_and_steps(written: Written) -> None:
    stream = written.load("steps", streaming=True)
    assert next(iter(stream))["screenshot"].size == (720, 1600)
    rows = [(row["episode"], row["step"]) for row in stream.select_columns(["episode", "step"])]
    assert rows == [
        (f"{store.root.name}/{name}", number)
        for store in (written.good, written.bad)
        for name in store.ids() if store.complete(name)
        for number in range(len(store.read(name).trajectory.steps))
    ]  # fmt: skip


def test_a_step_tells_decision_elements_rewards_verdict_and_where_it_is_from(written: Written) -> None:
    steps = written.load("steps").remove_columns("screenshot")
    rows = [row for row in steps if row["episode"] == "good/notes-pin-s0"]
    stored = written.good.read("notes-pin-s0")
    scored = score(stored)
    assert [row["reward"] for row in rows] == list(scored.rewards)
    assert any(row["reward"] is not None for row in rows)
    assert [json.loads(row["scores"]) for row in rows] == [
        {"outcome": s} for s in (1.0, None, 0.5, 1.0, 1.0)
    ]  # fmt: skip
    first = rows[0]
    assert json.loads(first["decision"]) == {"kind": "act", "action": {"kind": "awake", "app": "Notes"}}
    assert json.loads(rows[-1]["decision"])["kind"] == "done"
    assert len(json.loads(first["elements"])) == len(stored.trajectory.steps[0].seen.elements)
    assert (first["success"], first["stop"]) == (True, "done")
    assert json.loads(first["verdict"])["rows"][0]["field"].endswith("/pinned")
    assert (first["run"], first["policy"], first["template"], first["seed"]) == ("good", "oracle", "notes-pin", 0)
    assert first["suite"] == stored.meta["suite"]
    assert json.loads(rows[0]["variant"]) == {"language": "en", "look": [], "hard": []}


def test_a_failure_teaches_no_action(written: Written) -> None:
    loaded = written.load("samples")
    samples = set(zip(loaded["success"], loaded["kind"], strict=True))
    assert (True, "action_prediction") in samples
    assert (False, "state_summary") in samples
    assert (False, "action_prediction") not in samples


def test_only_plain_types_in_shards_of_bounded_size_that_any_version_reads(written: Written) -> None:
    files = sorted((written.folder / "steps").glob("*.parquet"))
    assert len(files) > 1
    assert [file.name for file in files] == [f"{n:05d}.parquet" for n in range(len(files))]
    assert not list(written.folder.rglob("*.part"))
    for file in files:
        whole = pq.ParquetFile(file)
        features = json.loads(whole.schema_arrow.metadata[b"huggingface"])["info"]["features"]
        assert {feature["_type"] for feature in features.values()} == {"Value", "Image"}
        for number in range(whole.num_row_groups):
            group = whole.metadata.row_group(number)
            assert group.num_rows <= GROUP
            columns = {group.column(i).path_in_schema: group.column(i) for i in range(group.num_columns)}
            assert columns["screenshot.bytes"].compression == "UNCOMPRESSED"
            assert not any("DICTIONARY" in encoding for c in columns.values() for encoding in c.encodings)


def test_a_pin_is_in_no_word_of_any_table_nor_of_the_card(written: Written) -> None:
    episode = written.good.read(f"{PIN}-s0").trajectory
    typed = {
        s.reply.decision.action.text
        for s in episode.steps
        if isinstance(s.reply.decision, Act) and isinstance(s.reply.decision.action, InputText)
    }
    (secret,) = typed
    assert secret in episode.goal, "else this would prove nothing"
    for table in TABLES:
        rows = written.load(table)
        for column in (name for name, feature in rows.features.items() if feature == datasets.Value("string")):
            assert all(secret not in (text or "") for text in rows[column]), f"{table}.{column}"
    goal = next(row["goal"] for row in written.load("episodes") if row["template"] == PIN)
    assert goal == episode.goal.replace(secret, "•" * len(secret))


def password(text: str, **flags: bool) -> Element:
    return Element(Box(0, 0, 9, 9), text=text, editable=True, password=True, **flags)


def typing(*texts: str, shown: str = "") -> Trajectory:
    seen = Observation(b"", 9, 9, (password(shown, focused=True),))
    steps = [Step(seen, Reply(Act(InputText(text)))) for text in texts]
    return Trajectory("t", "goal", (*steps, Step(seen, Reply(Act(Click(Point(1, 1)))))), Stop.DONE)


@given(st.text(st.characters(codec="utf-8"), min_size=4, max_size=12).filter(str.strip), st.text(max_size=9))
def test_a_password_that_was_typed_is_masked_wherever_it_stands(secret: str, before: str) -> None:
    said = Mask.of(typing(secret)).json({"a": [f"{before}{secret}!", 7], "b": {"c": secret}})
    assert "•" * len(secret) in said["b"]["c"]
    assert secret not in said["a"][0] or set(secret) == {"•"}
    assert said["a"][1] == 7


def test_parts_that_were_typed_make_one_secret_and_short_ones_only_stand_alone() -> None:
    mask = Mask.of(typing("48", "21"))
    assert mask.text("The PIN is 4821, not 14810 or 48.") == "The PIN is ••••, not 14810 or ••."
    assert Mask.of(typing("x", shown="•••")).text("•••") == "•••", "bullets are no secret"
    assert Mask.of(typing(shown="hunter2")).text("my hunter2") == "my •••••••"
    assert Mask.of(replace(typing("hunter2"), steps=())).text("hunter2") == "hunter2"


def test_episodes_of_no_template_come_with_what_is_known_of_them(tmp_path: Path) -> None:
    store = Store(tmp_path / "mine")
    store.begin({"policy": "lexical", "device": "virtual"})
    with store.write("e", "Water the plants in the greenhouse", meta={"device": "virtual"}) as writer:
        step = Step(Observation(b"", 9, 9), Reply(Done()))
        writer.step(0, step)
        writer.end(Trajectory("", "Water the plants in the greenhouse", (step,), Stop.DONE, verdict=Verdict(None)))
    made = build([store.root], tmp_path / "data", lambda made: card(made, "data", "0"))
    assert dict(made.rows) == {"episodes": 1, "steps": 1, "samples": 0}
    text = (tmp_path / "data" / "README.md").read_text()
    assert "config_name: samples" not in text, "a table without rows has no files"
    assert "| not judged | 1 |" in text
    assert "1 episode is of no task of the suite" in text
    (row,) = pq.read_table(tmp_path / "data" / "steps").to_pylist()
    assert (row["screenshot"], row["reward"], row["success"], row["seed"]) == (None, None, None, None)


def test_made_up_goals_that_tell_no_kinds_of_change_are_counted_as_held_against_words_alone(tmp_path: Path) -> None:
    store, goal = Store(tmp_path / "found"), "Water the plants in the greenhouse"
    store.begin({"kind": "evolve"})
    step = Step(Observation(b"", 9, 9), Reply(Done()))
    whole = Trajectory("", goal, (step,), Stop.DONE, verdict=Verdict(True))
    for name, more in (("old", {}), ("new", {"signature": ["org.guimcp.notes/notes/*/plants:set"]})):
        with store.write(name, goal, meta={"found": "change", "axes": {"split": "train"}, **more}) as writer:
            writer.step(0, step)
            writer.end(whole)
    made = build([store.root], tmp_path / "data", lambda made: card(made, "data", "0"))
    assert (made.by_words, made.rows["episodes"]) == (1, 2)
    text = (tmp_path / "data" / "README.md").read_text()
    assert "1 episodes are of goals that were made up and do not tell what kinds of change they ask for" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere", "--out", "new"], "nowhere is no run"),
        (["run", "--out", "full"], "full holds something already"),
        (["run", "sub/run", "--out", "new"], "two runs are called run"),
        (["run", "--out", "new"], "nothing to learn from in these runs: no episodes at all"),
        (["run"], "Missing option"),
    ],
)
def test_a_mistake_leaves_nothing_behind_and_says_what_to_do(
    words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Store(Path("run")).begin({"policy": "oracle"})
    Store(Path("sub/run")).begin({"policy": "oracle"})
    Path("full").mkdir()
    Path("full/file").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    done = CliRunner(env={"COLUMNS": "150"}).invoke(app, ["dataset", *words])
    assert done.exit_code == 2
    assert says in " ".join(done.output.split())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_shard_ends_where_it_is_full_and_appears_when_it_is_whole(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    shards = Shards(tmp_path, {"n": "int32", "image": "image"}, shard=100)
    rows = [{"n": n, "image": {"bytes": picture.getvalue(), "path": None}} for n in range(5)]
    size = len(picture.getvalue()) + 16
    for row in rows:
        shards.add([row])
    shards.close()
    per_file = -(-100 // size)
    assert shards.files == -(-5 // per_file)
    assert [row["n"] for row in pq.read_table(tmp_path).to_pylist()] == [0, 1, 2, 3, 4]
