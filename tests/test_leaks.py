"""Nothing of the test split is learnt from: neither its templates, nor its words, nor what it changes."""

import copy
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from agent.store import Store
from benchmarks.daily import TEMPLATES, kept
from benchmarks.daily import signature as kinds
from benchmarks.daily.drawn import drawn
from benchmarks.daily.leaks import LIKENESS, leak, likeness
from benchmarks.daily.signature import laid_out, leaks_by_signature, leaks_by_state, signature, signatures_of
from benchmarks.dataset.admission import CHANGES, OF_TEST, WORDED, refusal
from benchmarks.harvest import Planned, harvest
from benchmarks.harvest_speed import Lent
from devices.virtual.device import VirtualDevice
from gui_mcp.cli import app

NOTES, MARKET = "org.guimcp.notes", "org.guimcp.market"
TESTS = [template for template in TEMPLATES.values() if template.split == "test"]
TRAINS = [template for template in TEMPLATES.values() if template.split == "train"]


def filled(words: str, fill: str) -> str:
    """A wording with something made up in every placeholder."""
    return re.sub(r"\{\w+\}", fill, words)


@pytest.mark.parametrize(("language", "fill"), [("en", "Zorbl"), ("en", "Great Zorbl 7"), ("zh", "甲乙")])
def test_every_test_wording_is_found_whatever_it_is_filled_with_and_no_train_wording_is(
    language: str, fill: str
) -> None:
    missed = [w for t in TESTS for w in t.goals(language) if not leak(filled(w, fill)) and w != "{word}{name}。"]
    assert missed == []
    wrong = {w: leak(filled(w, fill)) for t in TRAINS for w in t.goals(language)}
    assert {w: like for w, like in wrong.items() if like} == {}


def test_goals_as_they_are_drawn_are_found_too() -> None:
    for template in (t for t in TESTS if t.id.startswith("settings")):
        for language in ("en", "zh"):
            (scene,) = drawn(template, 1, language)
            assert all(leak(words.format(**scene.params)) for words in template.goals(language))


@pytest.mark.parametrize(
    ("goal", "like"),
    [
        ("Turn on Bluetooth", "settings-switch"),
        ("打开蓝牙。", "settings-switch"),
        ("delete the note 'Parking'!", "notes-delete"),
        ("Write down in Notes now: title “Milk”, text “two litres”", "notes-create"),
        ("I would like to see the time in Oslo on the world clock of my phone", "clock-no-such-city"),
        ("Could you add Oslo to my world clock", "clock-no-such-city"),
        ("Switch on the light in the kitchen with the lamp app", None),
        ("Call off the dinner with Anna and tell her why", None),
        ("", None),
        ("{}", None),
    ],
)
def test_goals_in_other_words_are_found_as_far_as_they_share_pairs_of_words(goal: str, like: str | None) -> None:
    found = leak(goal)
    assert (found and found.partition(":")[0]) == like
    near = likeness(goal)
    assert near is None or 0 < near[0] <= 1


def test_likeness_counts_shared_pairs_of_words_by_dice() -> None:
    # "on my world clock …" has 5 pairs; "Add {city} to my world clock." has 3, of which 2 are shared.
    near = likeness("See on my world clock today")
    assert near is not None
    assert near[0] == pytest.approx(2 * 2 / (5 + 3))
    assert near[0] < LIKENESS


def test_a_signature_names_kinds_of_change_and_neither_ids_nor_values() -> None:
    assert laid_out(TEMPLATES["notes-pin"]) == {frozenset({f"{NOTES}/notes/*/pinned:set"})}
    assert laid_out(TEMPLATES["notes-delete"]) == {frozenset({f"{NOTES}/notes/*:drop"})}
    assert laid_out(TEMPLATES["notes-create"]) == {frozenset({f"{NOTES}/notes/*:add"})}


def test_signatures_that_are_written_down_are_those_of_this_suite() -> None:
    written = kept.kept_signatures()
    assert set(written) == {t.id for t in TESTS}, "the suite has changed: `make signatures` writes them anew"
    some = [t for t in TESTS if t.axes.apps == ("Settings",)]
    assert some
    assert {t.id: written[t.id] for t in some} == {t.id: laid_out(t) for t in some}


@pytest.mark.slow
def test_all_signatures_that_are_written_down_are_right() -> None:
    assert kept.kept_signatures() == {t.id: laid_out(t) for t in TESTS}


def test_signatures_of_another_suite_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_sources", lambda: "of another suite")
    kept.kept_signatures.cache_clear()
    try:
        assert kept.kept_signatures() == {}
        assert signatures_of(TEMPLATES["notes-pin"]) == laid_out(TEMPLATES["notes-pin"])
    finally:
        kept.kept_signatures.cache_clear()


@pytest.fixture(scope="module")
def start() -> dict[str, Any]:
    """Two apps of a phone, to be copied before they are changed."""
    apps = drawn(TEMPLATES["notes-pin"], 1)[0].start
    return {app: apps[app] for app in (NOTES, MARKET)}


def note_with_lines(apps: Mapping[str, Any]) -> dict[str, Any]:
    return next(note for note in apps[NOTES]["notes"].values() if len(note["checklist"]) > 2)


def test_lists_tell_of_what_came_went_changed_or_moved(start: dict[str, Any]) -> None:
    def after(change: Any) -> frozenset[str]:
        end = copy.deepcopy(start)
        change(note_with_lines(end)["checklist"])
        return signature(start, end)

    lines = f"{NOTES}/notes/*/checklist"
    assert after(lambda c: c.append({"text": "x", "done": False})) == {f"{lines}/*:add"}
    assert after(lambda c: c.insert(0, {"text": "x", "done": False})) == {f"{lines}/*:add"}
    assert after(lambda c: c.pop(1)) == {f"{lines}/*:drop"}
    assert after(lambda c: c[1].update(text="x")) == {f"{lines}/*/text:set"}
    assert after(lambda c: c.reverse()) == {f"{lines}:order"}


def test_counters_and_traces_of_looking_are_no_change(start: dict[str, Any]) -> None:
    end = copy.deepcopy(start)
    end[NOTES]["next_id"] += 5
    end[MARKET]["history"].append("something")
    assert signature(start, end) == frozenset()
    assert leaks_by_state(start, end) is None, "a question changes nothing: words must tell"


@given(which=st.integers(0, 3), number=st.integers(100, 999), title=st.text("abc", min_size=1))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ids_and_values_do_not_count(start: dict[str, Any], which: int, number: int, title: str) -> None:
    one, other = copy.deepcopy(start), copy.deepcopy(start)
    ids = list(one[NOTES]["notes"])
    note = dict(one[NOTES]["notes"][ids[0]])
    one[NOTES]["notes"]["n900"] = note
    other[NOTES]["notes"][f"n{number}x"] = {**note, "title": title}
    one[NOTES]["notes"][ids[0]]["body"] = "now"
    other[NOTES]["notes"][ids[which]]["body"] = f"then {title}"
    assert signature(start, one) == signature(start, other)
    assert signature(start, one) == {f"{NOTES}/notes/*:add", f"{NOTES}/notes/*/body:set"}


def test_what_changes_a_phone_as_a_test_template_does_is_a_leak_however_it_is_worded() -> None:
    (scene,) = drawn(TEMPLATES["contacts-add"], 1)
    assert leak("Somebody new gave me their number") is None
    assert leaks_by_state(scene.start, scene.goal) == "contacts-add"
    (harmless,) = drawn(TEMPLATES["contacts-new-number"], 1)
    assert leaks_by_state(harmless.start, harmless.goal) is None
    assert leaks_by_signature(frozenset({"org.example.app/x:set"})) is None
    assert kinds.BY_ID[NOTES] == "Notes"


TRAIN_META = {"template": "notes-pin", "axes": {"split": "train"}, "seed": 0}
FOUND_META = {"found": "change", "axes": {"split": "train"}}


@pytest.mark.parametrize(
    ("goal", "meta", "why"),
    [
        ("Pin it", {**TRAIN_META, "template": "notes-delete"}, OF_TEST),
        ("Pin it", {**TRAIN_META, "axes": {"split": "test"}}, OF_TEST),
        ("Delete the note “Parking”.", TRAIN_META, WORDED),
        ("Delete the note “Parking”.", FOUND_META, WORDED),
        ("Keep them", {**FOUND_META, "signature": ["org.guimcp.contacts/contacts/*:add"]}, CHANGES),
        ("Keep them", {**FOUND_META, "signature": ["org.guimcp.contacts/contacts/*:drop"]}, None),
        ("Pin it", TRAIN_META, None),
        ("Pin it", {}, None),
    ],
)
def test_an_episode_is_refused_by_its_template_its_words_or_its_changes(
    goal: str, meta: dict[str, Any], why: str | None
) -> None:
    found = refusal(goal, meta)
    assert (found and found[0]) == why


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, device: VirtualDevice) -> Path:
    """A run of one train template and one test template."""
    folder = tmp_path_factory.mktemp("runs") / "smuggled"
    store = Store(folder)
    store.begin({"kind": "daily", "policy": "oracle"})
    tasks = [Planned(TEMPLATES["notes-pin"]), Planned(TEMPLATES["notes-delete"])]
    assert harvest(tasks, lambda: Lent(device.phone, pixels=False), lambda task: task.oracle(), store) == 2
    return folder


def dataset(run: Path, out: Path) -> tuple[int, str]:
    done = CliRunner(env={"COLUMNS": "150"}).invoke(app, ["dataset", str(run), "--out", str(out)])
    return done.exit_code, " ".join(done.output.split())


def words_of(folder: Path) -> bytes:
    import pyarrow.parquet as pq

    return b"".join(repr(pq.read_table(file).to_pylist()).encode() for file in sorted(folder.rglob("*.parquet")))


def test_a_test_episode_that_is_smuggled_into_a_run_is_refused_and_told_of(run: Path, tmp_path: Path) -> None:
    code, said = dataset(run, tmp_path / "data")
    assert code == 0, said
    assert "kept out 1 of a test template: smuggled/notes-delete-s0 (notes-delete)" in said
    assert "| 1 | of a test template | smuggled/notes-delete-s0" in (tmp_path / "data" / "README.md").read_text()
    held = words_of(tmp_path / "data")
    assert b"notes-pin-s0" in held
    assert b"notes-delete" not in held


def test_nor_does_it_get_in_under_the_name_of_a_train_template(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "renamed"
    shutil.copytree(run, folder)
    events = folder / "episodes" / "notes-delete-s0" / "events.jsonl"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace("notes-delete", "notes-relabel").replace('"split":"test"', '"split":"train"'))
    code, said = dataset(folder, tmp_path / "data")
    assert code == 0, said
    assert "kept out 1 worded like a test task: renamed/notes-delete-s0 (notes-delete)" in said
    assert b"notes-relabel" not in words_of(tmp_path / "data")
    card = (tmp_path / "data" / "README.md").read_text(encoding="utf-8")
    assert "Delete the note" not in card, "nor does the card hold test wordings"


def test_a_run_of_test_tasks_alone_gives_no_dataset(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    shutil.copytree(run, folder)
    shutil.rmtree(folder / "episodes" / "notes-pin-s0")
    code, said = dataset(folder, tmp_path / "data")
    assert code == 2
    assert "nothing to learn from in these runs: 1 of a test template; harvest the train split" in said
    assert not (tmp_path / "data").exists()
    assert list(tmp_path.glob(".*")) == []
