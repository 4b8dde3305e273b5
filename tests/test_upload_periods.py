"""What cells of files say about the time."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from upload_cases import read_text

from bot.model.period import Month, Period
from bot.upload.periods import OpenDate, Part, read_period, says_cumulative, says_provisional, settle
from bot.upload.sheet import Broken, Cell, Percent
from bot.words import lexicon


def period(cell: Cell) -> str:
    found = read_period(cell, lexicon())
    return str(found) if isinstance(found, Period) else repr(found)


@pytest.mark.parametrize(
    "cell",
    [
        "2025-01", "2025-01-31", "Jan 2025", "January 2025", "202501", "2025M01", "01/2025", "1/2025", "2025/1",
        "2025.01",
        "2025-1", "JAN 2025", "Jan-25", "Jan'25", "Jan. 2025", "2025 Jan", "31 Jan 2025", "Jan 31, 2025", "31-Jan-25",
        "2025-01-31 00:00:00", "2025-01-31T00:00", "20250131", "31.01.2025", "2025m1", "45658", 45658, 202501, 202501.0,
        date(2025, 1, 31), datetime(2025, 1, 31), "2025年1月", "2025年1月份", "មករា 2025", "ខែមករា ឆ្នាំ២០២៥",
        "２０２５-０１",
        "Jan 2025*", "Jan 2025 (p)", "2025-01p", "Jan 2025 ¹", "January, 2025",
    ],
)  # fmt: skip
def test_january_2025_however_it_is_written(cell: Cell) -> None:
    assert period(cell) == "2025-01"


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("2024", "2024-01/2024-12"), (2024, "2024-01/2024-12"), ("2024.0", "None"), (2024.0, "2024-01/2024-12"),
        ("2024年", "2024-01/2024-12"), ("Year 2024", "2024-01/2024-12"), ("2024p", "2024-01/2024-12"),
        ("2024-Q1", "2024-01/2024-03"), ("2024Q1", "2024-01/2024-03"), ("Q1 2024", "2024-01/2024-03"),
        ("1Q24", "2024-01/2024-03"), ("1Q 2024", "2024-01/2024-03"), ("first quarter of 2024", "2024-01/2024-03"),
        ("4th quarter 2024", "2024-10/2024-12"), ("2024年第一季度", "2024-01/2024-03"), ("2024年四季度",
        "2024-10/2024-12"),
        ("2024-H1", "2024-01/2024-06"), ("H2 2024", "2024-07/2024-12"), ("2H24", "2024-07/2024-12"),
        ("first half 2024", "2024-01/2024-06"), ("2024年上半年", "2024-01/2024-06"),
        ("2024-01/2024-11", "2024-01/2024-11"), ("2024-01 - 2024-11", "2024-01/2024-11"),
        ("2024-01 to 2024-11", "2024-01/2024-11"), ("2023-11/2024-02", "2023-11/2024-02"),
        ("Jan-Nov 2024", "2024-01/2024-11"), ("Jan–Nov 2024", "2024-01/2024-11"), ("Jan. - Nov. 2024",
        "2024-01/2024-11"),
        ("January to November 2024", "2024-01/2024-11"), ("2024 Jan-Nov", "2024-01/2024-11"),
        ("Nov 2023-Feb 2024", "2023-11/2024-02"), ("2024年1-11月", "2024-01/2024-11"), ("2024年前九个月",
        "2024-01/2024-09"),
        ("9M 2024", "2024-01/2024-09"), ("9M2024", "2024-01/2024-09"), ("11 months 2024", "2024-01/2024-11"),
        ("first nine months of 2024", "2024-01/2024-09"), ("YTD Nov 2024", "2024-01/2024-11"),
        ("Nov 2024 (cumulative)", "2024-01/2024-11"), ("Cumulative Jan-Nov 2024", "2024-01/2024-11"),
    ],
)  # fmt: skip
def test_spans(cell: Cell, span: str) -> None:
    assert period(cell) == span


@pytest.mark.parametrize(
    "cell",
    [
        "2024-13", "2024-00", "13/2024", "30 Feb 2024", "31/04/2024", "1899", "2150-01", "2022-2024", "2023/24",
        "12", "1", "",
        "next month", "Nov-Jan 2024", "Q5 2024", "2024-Q0", "13M 2024", 2024.5, 12, True, None, Broken(),
        Percent("5"), "2024-01-32",
    ],
)  # fmt: skip
def test_what_cannot_be_is_no_period(cell: Cell) -> None:
    assert read_period(cell, lexicon()) is None


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [("Jan", 1, 1), ("Jan-Nov", 1, 11), ("Q1", 1, 3), ("H2", 7, 12), ("1月", 1, 1), ("មករា", 1, 1)],
)
def test_months_without_a_year_wait_for_one(cell: str, first: int, last: int) -> None:
    assert read_period(cell, lexicon()) == Part(first, last)


def month(year: int, number: int) -> Period:
    return Period.of_month(Month.of(year, number))


def test_a_date_may_leave_open_which_is_the_month() -> None:
    assert read_period("01/02/2024", lexicon()) == OpenDate(month(2024, 2), month(2024, 1))
    assert read_period("31/01/2024", lexicon()) == OpenDate(month(2024, 1), None)
    assert read_period("01/31/2024", lexicon()) == OpenDate(None, month(2024, 1))


def test_the_dates_of_a_column_decide_together() -> None:
    unclear = OpenDate(month(2024, 2), month(2024, 1))
    day_first, month_first = OpenDate(month(2024, 1), None), OpenDate(None, month(2024, 1))
    assert settle([unclear, day_first]) is True
    assert settle([unclear, month_first]) is False
    assert settle([unclear]) == "open_date"
    assert settle([day_first, month_first]) == "mixed_dates"
    assert settle([OpenDate(month(2024, 1), month(2024, 1))]) is True


def test_marks_of_provisional_and_cumulative_figures() -> None:
    assert all(map(says_provisional, ["2024p", "Jan 2025 (p)", "2024 (prel.)", "2024 (provisional)"]))
    assert not any(map(says_provisional, ["2024", "Sep", "Exports", "top"]))
    assert all(map(says_cumulative, ["Cumulative exports", "YTD", "year-to-date", "累计出口", "Exports to date"]))
    assert not any(map(says_cumulative, ["Monthly exports", "Up to date", "Up-to-date exports"]))


def test_a_month_that_lies_in_another_year_than_its_row_is_refused_as_such() -> None:
    draft = read_text("year,month,flow,value\n2024,2025-01,exports,5\n2025,2025-02,exports,6\n2024,soon,exports,5\n")
    found = [(p.code, p.row, p.column, p.text) for p in draft.problems]
    assert found == [("year_disagrees", 2, "month", "2025-01"), ("bad_period", 4, "month", "soon")]


def test_two_years_around_a_table_are_told_as_years() -> None:
    (problem,) = read_text("Exports 2024\nCountry,Jan,Feb\nUS,5,6\n", caption="exports 2025").problems
    assert [problem.facts[name] for name in ("first", "second")] == [Period.of_year(2025), Period.of_year(2024)]
