"""Every figure as a file in the long layout, which `import` reads back as it was."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import pandas as pd

COLUMNS: Final = (
    "period", "flow", "partner", "product", "value", "yoy_pct", "precision", "status", "source", "url",
)  # fmt: skip
NUMBERS: Final = ("value", "yoy_pct", "precision")
WIDTHS: Final = (17, 9, 9, 11, 16, 9, 11, 12, 36, 60)
SHEET_ROWS: Final = 1_000_000  # a sheet holds 1,048,576
_MADE: Final = datetime(2000, 1, 1)  # the same file whenever it is made
_CELL_DIGITS: Final = ".15G"  # as import reads a cell
_OPEN: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")  # in a column by itself it could be thousands
_DANGEROUS: Final = r"[=+\-@\t]"  # as the first character: a spreadsheet would run it


def export_csv(figures: pd.DataFrame) -> bytes:
    """The figures (FIGURE_COLUMNS, values in USD) as UTF-8 CSV, in the order of their periods."""
    table = long_table(figures)
    for name in NUMBERS:
        table[name] = table[name].map(_number_text(), na_action="ignore")
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def export_xlsx(figures: pd.DataFrame) -> bytes:
    """The same as a workbook; more than a million rows go on in a second sheet."""
    import xlsxwriter  # type: ignore[import-untyped]

    table = long_table(figures)
    content = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": _MADE})
        head = workbook.add_format({"bold": True})
        for number, part in enumerate(_parts(table), 1):
            sheet = workbook.add_worksheet(f"Figures {number}" if len(table) > SHEET_ROWS else "Figures")
            write_table(sheet, part, head)
    return content.getvalue()


def long_table(figures: pd.DataFrame) -> pd.DataFrame:
    """The columns of the long layout as they are written, in the order of period and key."""
    ordered = figures.sort_values(["start", "end", "flow", "partner", "product"], kind="stable")
    table = ordered.assign(period=_periods(ordered))[list(COLUMNS)].reset_index(drop=True)
    for name in ("source", "url"):
        table[name] = escaped(table[name].fillna("").astype(str))
    for name in NUMBERS:
        table[name] = table[name].astype(float)
    return table


def escaped(texts: pd.Series[str]) -> pd.Series[str]:
    """An apostrophe before each text that a spreadsheet could take for a formula."""
    return texts.where(~texts.str.match(_DANGEROUS), "'" + texts)


def write_table(sheet: Any, table: pd.DataFrame, head: Any) -> None:
    """A header and rows into an open sheet; missing numbers stay blank."""
    for column, (name, width) in enumerate(zip(table.columns, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, str(name), head)
    sheet.freeze_panes(1, 0)
    for row, cells in enumerate(table.itertuples(index=False, name=None), 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(row, column, cell)
            elif cell == cell:
                _write_number(sheet, row, column, cell)


def _write_number(sheet: Any, row: int, column: int, number: float) -> None:
    """As a number; as text where it has more digits than a cell's number keeps."""
    if float(f"{number:{_CELL_DIGITS}}") == number:
        sheet.write_number(row, column, number)
    else:
        sheet.write_string(row, column, number_text(number))


def _parts(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for first in range(0, max(len(table), 1), SHEET_ROWS):
        yield table.iloc[first : first + SHEET_ROWS]


def _periods(figures: pd.DataFrame) -> pd.Series[str]:
    """`2025-01`, `2024` for a year, `2024-01/2024-11` for any other span."""
    start, end = figures["start"].astype(str), figures["end"].astype(str)
    year = start.str[:4]
    texts = (start + "/" + end).mask(start == end, start)
    return texts.mask((start == year + "-01") & (end == year + "-12"), year)


def _number_text() -> Callable[[float], str]:
    """Whole numbers without `.0`, others with all their digits, never with an exponent."""
    known: dict[float, str] = {}

    def text(number: float) -> str:
        if number not in known:
            known[number] = number_text(number)
        return known[number]

    return text


def number_text(number: float) -> str:
    """The shortest text that is read back as the same number, whatever stands beside it."""
    plain = format(Decimal(repr(float(number))), "f").removesuffix(".0")
    return plain + "0" if _OPEN.fullmatch(plain) else plain
