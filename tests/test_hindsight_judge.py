"""What a policy makes of plain goals, counted."""

import pytest

from agent.trajectory import Act, Reply, Step, Stop, Trajectory, Verdict
from benchmarks.hindsight import judge
from benchmarks.hindsight.find import FindConfig, find_tasks
from benchmarks.hindsight.judge import HELD, Tried, kind_of, main, table
from benchmarks.hindsight.reach import SWIPES, within_reach
from devices.action import Point, Swipe
from devices.device import Observation


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
    assert 0 < len(won) <= 3
    assert f"{sum(won)} of {len(won)}" in said


def test_what_takes_much_scrolling_or_does_not_come_out_is_out_of_reach() -> None:
    seen, down = Observation(b"", 720, 1600), Act(Swipe(Point(360, 900), Point(360, 300)))
    for swipes, success, near in ((SWIPES, True, True), (SWIPES + 1, True, False), (0, False, False)):
        steps = tuple(Step(seen, Reply(down)) for _ in range(swipes))
        episode = Trajectory("x", "x", steps, Stop.DONE, seen, verdict=Verdict(success, True, float(success)))
        assert within_reach(episode) == near


@pytest.mark.parametrize("wrong", [["--count", "0"], ["--seed", "-1"]])
def test_nonsense_is_refused_with_what_would_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["judge", *wrong])
    with pytest.raises(SystemExit):
        judge.main()
    assert "must be at least" in capsys.readouterr().err
