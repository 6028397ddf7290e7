"""Typed answers: exact in what they say, forgiving in how they say it, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.answer import Answer, Kind


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        (Answer("number", "3"), ["3", "3.0", "There are 3 items.", "+3", "一共3个", "3 个"],
         ["", "4", "3 or 4", "three", "13", "3, 3", "3x", "-3", "−3"]),
        (Answer("number", "48213077"), ["48213077", "48,213,077"], ["48213078", "4821307", "482130770"]),
        (Answer("number", "-4"), ["-4", "−4", "It is -4 degrees"], ["4", "0"]),
        (Answer("number", "1500"), ["1,500", "1500"], ["9500", "150", "1.500,0", "15 00"]),
        (Answer("money", "1250"), ["12.50", "€12.50", "12.5 €", "It costs 12.50 EUR", "¥12.50", "12.5元"],
         ["12", "125.0", "12.50 or 13", "¥12.05", "-12.50", "€-12.50", "−€12.50", "12.50%", "12.50k", "12.505"]),
        (Answer("money", "1250", unit="€"), ["12.50", "€12.50", "12.50 euros", "EUR 12.50", "共 12.50"],
         ["$12.50", "12.50元", "¥12.50", "12.50 pounds", "$12.50 €"]),
        (Answer("money", "-300", unit="¥"), ["-3.00", "−¥3.00", "-3元"], ["3.00", "¥3"]),
        (Answer("money", "123456", unit="€"), ["1,234.56", "€1234.56"], ["1.234,56", "234.56", "1,234.5"]),
        (Answer("time", "17:30"), ["17:30", "5:30 PM", "at 5:30 p.m.", "下午5:30", "下午5点半", "17点30分"],
         ["5:30", "17:35", "17:30 and 18:00", "下午5点", "上午5:30"]),
        (Answer("time", "00:15"), ["00:15", "12:15 AM", "凌晨0:15"], ["12:15", "12:15 PM"]),
        (Answer("date", "2026-03-12"),
         ["2026-03-12", "12 March", "March 12, 2026", "12th March", "3月12日", "2026年3月12号"],
         ["13 March", "12", "3月13日", "2025年3月12日"]),
        (Answer("text", "Cafe Aurora"), ["cafe aurora", " “Cafe Aurora”. "], ["Cafe", "Cafe Aurora, Lindenhof", ""]),
        (Answer("text", "北林咖啡", ("北林",)), ["北林咖啡。", "北林"], ["北林咖啡馆", "南林咖啡"]),
    ],
)  # fmt: skip
def test_typed_answers_are_exact_and_forgive_only_form(answer: Answer, right: list[str], wrong: list[str]) -> None:
    assert [said for said in right if not answer.accepts(said)] == []
    assert [said for said in wrong if answer.accepts(said)] == []
    assert [said for said in answer.wrong() if answer.accepts(said)] == []


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_number_is_accepted_if_and_only_if_it_is_the_number(wanted: int, said: int) -> None:
    assert Answer("number", str(wanted)).accepts(f"the answer is {said}") is (wanted == said)
    assert Answer("number", str(wanted)).accepts(f"{wanted:,}")


@pytest.mark.parametrize("kind", ["number", "money"])
def test_an_endless_number_is_a_wrong_answer_and_no_error(kind: Kind) -> None:
    assert not Answer(kind, "300").accepts("3" * 10_000)
    assert not Answer("number", "3" * 30).accepts("3" * 29 + "4"), "compared to the last digit"


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_an_amount_is_accepted_if_and_only_if_it_is_the_amount(wanted: int, said: int) -> None:
    assert Answer("money", str(wanted)).accepts(f"€{said // 100}.{said % 100:02}") is (wanted == said)


@given(st.text(max_size=30), st.sampled_from(["number", "money", "time", "date"]))
def test_whatever_is_said_is_read_without_an_error(said: str, kind: str) -> None:
    value = {"number": "3", "money": "300", "time": "09:30", "date": "2026-03-10"}[kind]
    assert Answer(kind, value).accepts(said) in (True, False)  # type: ignore[arg-type]
