"""Every figure in a file: the same bytes each time, safe in a spreadsheet, and read back as it was."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import upload
from bot.model.draft import FIGURE_COLUMNS
from bot.reply import export_csv, export_xlsx
from bot.reply.exporting import number_text
from bot.words import lexicon

_NAN = float("nan")
_ROWS = [
    ("exports", "US", "TOTAL", "2025-01", "2025-01", 868.7e6, 1e5, "provisional", 38.6, "Phnom Penh Post", "https://x"),
    ("exports", "WLD", "TOTAL", "2024-01", "2024-12", 26.19e9, 1e7, "final", _NAN, "=cmd|' /C calc'!A0", "@x"),
    ("balance", "US", "64", "2024-01", "2024-11", -0.1, _NAN, "final", -3.1, "+1, -1 and \"q\"\n", ""),
    ("imports", "CN", "GARMENTS", "2025-01", "2025-01", 842310.25, _NAN, "final", _NAN, "''=quoted", "'"),
]  # fmt: skip


def frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))


def read_back(content: bytes, name: str) -> pd.DataFrame:
    draft = upload.read(content, lexicon(), today=date(2026, 11, 24), name=name)
    assert draft.problems == ()
    return draft.figures


def same(figures: pd.DataFrame) -> pd.DataFrame:
    """In the order of the keys, missing as missing."""
    ordered = figures[list(FIGURE_COLUMNS)].sort_values(list(FIGURE_COLUMNS[:5])).reset_index(drop=True)
    return ordered.astype({"value": float, "precision": float, "yoy_pct": float})


def test_the_csv_is_the_long_layout_in_the_order_of_the_periods() -> None:
    assert export_csv(frame(_ROWS)).decode() == (
        "period,flow,partner,product,value,yoy_pct,precision,status,source,url\n"
        '2024-01/2024-11,balance,US,64,-0.1,-3.1,,final,"\'+1, -1 and ""q""\n",\n'
        "2024,exports,WLD,TOTAL,26190000000,,10000000,final,'=cmd|' /C calc'!A0,'@x\n"
        "2025-01,exports,US,TOTAL,868700000,38.6,100000,provisional,Phnom Penh Post,https://x\n"
        "2025-01,imports,CN,GARMENTS,842310.25,,,final,''=quoted,'\n"
    )


def test_the_workbook_holds_numbers_as_numbers_and_texts_as_texts() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export_xlsx(frame(_ROWS))))["Figures"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (
        "period",
        "flow",
        "partner",
        "product",
        "value",
        "yoy_pct",
        "precision",
        "status",
        "source",
        "url",
    )
    assert rows[2][:8] == ("2024", "exports", "WLD", "TOTAL", 26190000000, None, 10000000, "final")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_no_figures_is_a_header_alone() -> None:
    assert export_csv(frame([])).count(b"\n") == 1


@pytest.mark.parametrize("export", [export_csv, export_xlsx])
def test_the_order_of_the_rows_makes_no_difference_to_the_bytes(export: object) -> None:
    assert callable(export)
    assert export(frame(_ROWS)) == export(frame(_ROWS[::-1]))


@pytest.mark.parametrize("name", ["figures.csv", "figures.xlsx"])
def test_what_is_exported_is_read_back_as_it_was(name: str) -> None:
    rows = [row for row in _ROWS if row[9] != '+1, -1 and "q"\n']
    content = export_csv(frame(rows)) if name.endswith("csv") else export_xlsx(frame(rows))
    pd.testing.assert_frame_equal(same(read_back(content, name)), same(frame(rows)), check_dtype=False)


@pytest.mark.parametrize("name", ["figures.csv", "figures.xlsx"])
@pytest.mark.parametrize("value", [868.123, 1.234, 1234.567, 0.1 + 0.2, 1 / 3, 2e6 / 3, 123456789.01234567, 1e-7])
def test_a_value_that_stands_alone_is_read_back_whatever_its_digits(name: str, value: float) -> None:
    figures = frame([("exports", "US", "TOTAL", "2025-01", "2025-01", value, _NAN, "final", _NAN, "", "")])
    content = export_csv(figures) if name.endswith("csv") else export_xlsx(figures)
    assert read_back(content, name)["value"].tolist() == [value]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_is_read_back_exactly_and_has_no_exponent(number: float) -> None:
    text = number_text(number)
    assert float(text) == number
    assert "e" not in text.lower()
    assert not text.endswith(".0")
