"""Numbers as they are written in files: what each cell says, and what the rest of its column decides."""

from __future__ import annotations

import pytest

from bot.upload.digits import decimals, is_missing, read_numbers, scaled
from bot.upload.sheet import Broken, Cell, Percent


def texts(*cells: Cell) -> list[str | None]:
    return read_numbers(cells).texts


def faults(*cells: Cell) -> dict[int, str]:
    return {place: fault.code for place, fault in read_numbers(cells).faults.items()}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1234.5", "1234.5"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1 234.5", "1234.5"), ("1 234,5",
        "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"), ("1\u2009234.5", "1234.5"), ("1\u202f234,5", "1234.5"), ("1'234.5",
        "1234.5"),
        ("1,234,567", "1234567"), ("1.234.567", "1234567"), ("868,7", "868.7"), (",5", "0.5"), (".5", "0.5"),
        ("(1,234.5)", "-1234.5"), ("-5", "-5"), ("−5", "-5"), ("–5", "-5"), ("5-", "-5"), ("+5", "5"), ("($5.5)",
        "-5.5"),
        ("-$5.5", "-5.5"), ("$ 868.7", "868.7"), ("US$868.7", "868.7"), ("868.7 USD", "868.7"), ("USD 5", "5"),
        ("868.7*", "868.7"), ("868.7 p", "868.7"), ("868.7(p)", "868.7"), ("8.687E+08", "868700000"), ("1e3", "1000"),
        ("៨៦៨.៧", "868.7"), ("８６８．７", "868.7"), ("0.123", "0.123"), ("1234.567", "1234.567"), ("007", "007"),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(written: str, number: str) -> None:
    assert texts(written) == [number]


@pytest.mark.parametrize(
    "written",
    [
        "about ten",
        "1,23,4",
        "1.2.3",
        "12,34.5",
        "1 23",
        "5 million",
        "€5",
        "5€",
        "៛5",
        "KHR 5",
        "--5",
        "5..",
        "1/2",
        "x5",
        "TRUE",
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    assert faults(written) == {0: "bad_number"}


@pytest.mark.parametrize("mark", ["-", "..", "...", "…", "n/a", "N/A", "n.a.", "–", "—", "--", "NA", None])
def test_marks_for_missing_are_no_numbers_and_no_faults(mark: str | None) -> None:
    assert is_missing(mark)
    assert texts(mark) == [None]
    assert faults(mark) == {}


@pytest.mark.parametrize("cell", ["0", "0.0", 0, 0.0])
def test_a_zero_is_a_number(cell: Cell) -> None:
    assert texts(cell)[0] in ("0", "0.0")


def test_a_column_decides_what_1_234_is() -> None:
    assert texts("1.234", "868.7") == ["1.234", "868.7"]
    assert texts("1.234", "868,7") == ["1234", "868.7"]
    assert texts("1,234", "868.7") == ["1234", "868.7"]
    assert texts("1,234", "868,7") == ["1.234", "868.7"]
    assert texts("1.234", "1.234.567") == ["1234", "1234567"]


def test_a_column_that_leaves_1_234_open_is_refused() -> None:
    assert faults("1.234", "868", "2.345") == {0: "open_number", 2: "open_number"}
    assert faults("1,234", "868") == {0: "open_number"}
    assert read_numbers(["1.234", "2.345"]).faults[0].facts == {"count": 2}


def test_points_and_commas_in_one_column_are_refused() -> None:
    assert faults("868.7", "868,7", "12.5") == {1: "mixed_numbers"}


def test_percentages_leave_nothing_open() -> None:
    assert read_numbers(["12.345"], small=True).texts == ["12.345"]


def test_numbers_of_a_spreadsheet_are_what_they_show() -> None:
    assert texts(868.7, 0.1 + 0.2, 5.0, 7, 1e-7, 1e21) == [
        "868.7",
        "0.3",
        "5",
        "7",
        "0.0000001",
        "1000000000000000000000",
    ]
    assert texts(1.234) == ["1.234"]


def test_cells_that_are_something_else_say_what_they_are() -> None:
    assert faults("38.6%", Percent("38.6"), Broken(), Broken("#REF!"), True) == {
        0: "percent_value", 1: "percent_value", 2: "formula_not_computed", 3: "formula_error", 4: "bad_number",
    }  # fmt: skip


def test_what_is_marked_as_provisional_is_told() -> None:
    assert read_numbers(["868.7 p", "868.7", "5 (prel.)"]).marked == [0, 2]


def test_scaling_is_exact() -> None:
    assert scaled("868.7", 6) == 868700000.0
    assert scaled("0.07", 3) == 70.0
    assert scaled("1.1", 9) == 1100000000.0


def test_the_last_digit_written_in_a_column_counts() -> None:
    assert decimals(["868", "868.70", None, "12.5"]) == 2
    assert decimals(["868", None]) == 0
