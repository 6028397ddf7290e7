"""What a policy makes of plain goals, counted."""

import pytest

from benchmarks.hindsight import judge
from benchmarks.hindsight.find import FindConfig, find_tasks
from benchmarks.hindsight.judge import HELD, Tried, kind_of, main, table


def cells(found: list[Tried]) -> list[tuple[str, ...]]:
    return list(zip(*(list(map(str, column.cells)) for column in table(found).columns), strict=True))


def test_success_is_counted_by_kind_and_claims_apart() -> None:
    found = [Tried("one thing", "a", True, True), Tried("one thing", "b", False, True),
             Tried("something that is not there", "c", True, False)]  # fmt: skip
    rows = {row[0]: row for row in cells(found)}
    assert rows["one thing"][1:3] == ("50%", "1 of 2")
    assert rows["one thing"][4] == "1 of 2"
    assert rows["something that is not there"][4] == "0 of 0"
    assert rows["all"][2] == "2 of 3"


def test_goals_to_judge_by_are_no_goals_to_learn_from() -> None:
    (held,) = find_tasks(FindConfig(1, HELD))
    (learnt,) = find_tasks(FindConfig(1, 0))
    assert held.goal != learnt.goal
    assert kind_of(held) in ("one thing", "two things in two apps", "a question", "something that is not there")


def test_every_goal_is_carried_out_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["judge", "--policy", "lexical", "--count", "3", "--goals"])
    main()
    said = capsys.readouterr().out
    won = [line[0] == "+" for line in said.splitlines() if line.startswith(("+ ", "- "))]
    assert len(won) == 3
    assert f"{sum(won)} of 3" in said


@pytest.mark.parametrize("wrong", [["--count", "0"], ["--seed", "-1"]])
def test_nonsense_is_refused_with_what_would_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["judge", *wrong])
    with pytest.raises(SystemExit):
        judge.main()
    assert "must be at least" in capsys.readouterr().err
