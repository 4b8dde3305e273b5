"""An .xlsx workbook -> its sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

import numpy as np
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from bot.upload.container import Source
from bot.upload.delimited import Progress
from bot.upload.faults import Refused
from bot.upload.sheet import Cell, Column, Merge, Percent, Sheet, Year, columns_of, plain
from bot.upload.unpacking import Facts, facts_of

_UNREADABLE: Final = (
    BadZipFile, ZlibError, ExpatError, ParseError, CalamineError, KeyError, ValueError, EOFError, NotImplementedError,
    OSError, OverflowError, RuntimeError, UnicodeError,
)  # fmt: skip


def read_workbook(source: Source, progress: Progress | None = None) -> list[Sheet]:
    """The worksheets that have cells. Raises Refused for what cannot be read or would not fit into memory."""
    try:
        with source.open() as file, ZipFile(file) as archive:
            facts = facts_of(archive)
        return _sheets(source, facts, progress)
    except _UNREADABLE:
        raise Refused("broken_file", kind="xlsx") from None
    except Exception:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault within calamine arrives
            raise
        raise Refused("broken_file", kind="xlsx") from None


def _sheets(source: Source, facts: dict[str, Facts], progress: Progress | None) -> list[Sheet]:
    with source.open() as file, _opened(source, file) as book:
        hidden = {s.name for s in book.sheets_metadata if s.visible is not SheetVisibleEnum.Visible}
        tell = _teller(sum(f.height for f in facts.values()), progress)
        sheets = [_sheet(book.get_sheet_by_name(name), some, name in hidden, tell) for name, some in facts.items()]
    return [sheet for sheet in sheets if sheet.height]


def _opened(source: Source, file: Any) -> CalamineWorkbook:
    if isinstance(source.content, Path):
        return CalamineWorkbook.from_path(source.content)
    return CalamineWorkbook.from_filelike(file)


def _teller(rows: int, progress: Progress | None) -> Callable[[int], None]:
    read = 0

    def tell(more: int) -> None:
        nonlocal read
        read += more
        if progress is not None:
            progress(min(1.0, read / max(1, rows)))

    return tell


def _sheet(sheet: CalamineSheet, facts: Facts, hidden: bool, tell: Callable[[int], None]) -> Sheet:
    columns = _squared(columns_of(_rows(sheet)), facts)
    for (row, column), decimals in facts.percent.items():
        columns[column][row] = _percent(columns[column][row], decimals)
    for row, column in facts.years:
        columns[column][row] = _year(columns[column][row])
    for (row, column), cell in facts.broken.items():
        columns[column][row] = cell
    tell(facts.height)
    merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    ranges = [range(first, min(last, len(columns) - 1) + 1) for first, last in facts.hidden_columns]
    return Sheet(
        facts.name, columns, hidden, tuple(r for r in facts.hidden_rows if r < facts.height),
        tuple(number for some in ranges for number in some), merges,
    )  # fmt: skip


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """All rows, from the first column of the sheet on: calamine leaves out blank columns there, but no blank rows."""
    _, left = sheet.start or (0, 0)
    before: list[Cell] = [None] * left
    for row in sheet.iter_rows():
        yield before + [_cell(cell) for cell in row]


def _cell(cell: Any) -> Cell:
    if cell == "":
        return None
    return cell if isinstance(cell, str | bool | int | float | date) else str(cell)


def _squared(columns: tuple[Column, ...], facts: Facts) -> tuple[Column, ...]:
    """The columns with room for the cells that calamine takes for blank: formulas without a result, errors."""
    height = max([len(columns[0]) if columns else 0, *(row + 1 for row, _ in facts.broken)])
    width = max([len(columns), *(column + 1 for _, column in facts.broken)])
    if columns and len(columns[0]) == height and len(columns) == width:
        return columns
    squared = tuple(np.full(height, None, dtype=object) for _ in range(width))
    for column, wider in zip(columns, squared, strict=False):
        wider[: len(column)] = column
    return squared


def _percent(cell: Cell, decimals: int) -> Cell:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    shown = (Decimal(plain(float(cell))) * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return Percent(str(shown))


def _year(cell: Cell) -> Cell:
    return Year(cell.year) if isinstance(cell, date) else cell
