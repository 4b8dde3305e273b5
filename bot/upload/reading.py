"""A file -> its draft: figures, problems, remarks. All problems are told at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from bot.model.draft import Draft
from bot.model.period import Month
from bot.upload.blocks import blocks
from bot.upload.checks import check_cells, figures, without_repeats
from bot.upload.container import Source, kind_of
from bot.upload.context import context_of
from bot.upload.delimited import Progress, read_text
from bot.upload.extract import Extraction, Figures, stacked
from bot.upload.faults import Fault, Refused
from bot.upload.headings import Head, Headings
from bot.upload.layout import lay_out
from bot.upload.notebook import Notebook, Page
from bot.upload.scale import unit_of
from bot.upload.sheet import Sheet, letter
from bot.upload.tables import Found, Line, find_tables, has_numbers, is_number, text_of
from bot.upload.units import names_measure
from bot.upload.workbook import read_workbook
from bot.words import Lexicon


def read(
    content: bytes | Path,
    lexicon: Lexicon,
    *,
    today: date,
    name: str = "",
    reporter: str = "KH",
    caption: str = "",
    progress: Progress | None = None,
) -> Draft:
    """What a file says and what is wrong with it: figures, problems, remarks, skipped; not yet compared with a store.

    content: the bytes, or where they are (then `name` may be left out). caption: what was written with the file.
    progress: told how much of the file is read, 0 to 1. Never raises for what is in the file.
    """
    source = Source(content)
    name = (name or (content.name if isinstance(content, Path) else "")).encode(errors="replace").decode()
    reader = _Reader(lexicon, Month.containing(today), reporter, caption, name)
    try:
        sheets = _sheets(source, progress)
        frame = reader.figures(sheets)
    except Refused as refused:
        return Draft(name, source.sha256(), problems=(refused.problem,))
    book = reader.notebook
    return Draft(
        name, source.sha256(), figures(frame), skipped=book.skipped, remarks=tuple(book.remarks),
        problems=book.faults.first(lexicon), more_problems=book.faults.more, warnings=tuple(book.warnings),
    )  # fmt: skip


def _sheets(source: Source, progress: Progress | None) -> list[Sheet]:
    if kind_of(source) == "text":
        return [read_text(source, progress)]
    return read_workbook(source, progress)


class _Reader:
    def __init__(self, lexicon: Lexicon, today: Month, reporter: str, caption: str, file: str) -> None:
        self._lexicon, self._today, self._reporter = lexicon, today, reporter
        self._caption, self._file = caption, file
        self._headings = Headings(lexicon)
        self._pages: list[Page] = []
        self._lists: list[Page] = []
        self.notebook = Notebook()

    def figures(self, sheets: Sequence[Sheet]) -> pd.DataFrame:
        """The figures of all tables of all sheets, checked. Raises Refused where there is no table or no value."""
        self.notebook.several = len(sheets) > 1
        parts = [part for number, sheet in enumerate(sheets) for part in self._sheet(number, sheet)]
        if not self._pages and not self.notebook.faults.count:
            raise Refused("no_table", text=_first_line(sheets))
        frame = stacked(parts)
        self._tell_of_lists(len(frame) > 0)
        if not len(frame):
            if not self.notebook.faults.count:
                raise Refused("no_values", skipped=self.notebook.skipped)
            return frame
        check_cells(frame, self._pages, self._today)
        self._warn_of_reporter(frame)
        return without_repeats(frame, self._pages, self.notebook)

    def _sheet(self, number: int, sheet: Sheet) -> list[Figures]:
        if not sheet.height:
            return []
        tables = find_tables(sheet, self._headings)
        if not tables:
            self.notebook.remark("sheet_ignored", sheet=sheet.name, text=sheet.name, numbers=has_numbers(sheet))
            return []
        self._remark_hidden(sheet)
        parts = blocks(sheet, tables[0].header, self._headings)
        if len(parts) == 1:
            return self._tables(number, sheet, tables)
        return [f for part in parts for f in self._tables(number, part, find_tables(part, self._headings))]

    def _tables(self, number: int, sheet: Sheet, tables: Sequence[Found]) -> list[Figures]:
        lines: list[Line] = []
        parts: list[Figures] = []
        for found in tables:
            lines += found.lines
            parts += self._table(number, sheet, found, tuple(lines))
        return parts

    def _table(self, number: int, sheet: Sheet, found: Found, lines: tuple[Line, ...]) -> list[Figures]:
        table = lay_out(sheet, found, self._headings, self._lexicon, self._reporter)
        page = Page(self.notebook, table, len(self._pages), number)
        self._pages.append(page)
        if not (table.values or table.skipped or table.unknown or table.contradicting):
            self._no_values(page)
            return []
        context = context_of(self._caption, found.lines, sheet.name, self._file, self._lexicon, self._reporter)
        unit = unit_of(page, lines, self._caption)
        return Extraction(page, context, self._headings, self._lexicon, self._reporter).figures(unit)

    def _no_values(self, page: Page) -> None:
        """A table without values is refused, but for lists of names beside sheets that have figures."""
        columns = [
            page.table.sheet.columns[n][page.table.body.start : page.table.body.stop] for n in page.table.ignored
        ]
        if self.notebook.several and not any(is_number(cell) for column in columns for cell in column):
            self._lists.append(page)
        else:
            self._no_value_column(page)

    def _tell_of_lists(self, figures: bool) -> None:
        for page in self._lists:
            if figures:
                page.remark("sheet_ignored", page.table.sheet.name, numbers=False)
            else:
                self._no_value_column(page)

    def _no_value_column(self, page: Page) -> None:
        row = page.table.header.stop - 1
        measured = [n for n, head in enumerate(page.table.heads) if head and _is_of_another_unit(head)]
        for number in measured:
            page.fault(Fault("bad_unit"), row, number, page.table.name(number))
        if measured:
            return
        found = [page.table.name(number) for number in page.table.labels.values()]
        page.fault(Fault("no_value_column", {"found": found}), row, None, text_of(page.table.sheet.row(row)))

    def _remark_hidden(self, sheet: Sheet) -> None:
        if sheet.hidden:
            self.notebook.remark("hidden_sheet", sheet.name, sheet.name)
        if sheet.hidden_rows:
            self.notebook.remark(
                "hidden_rows", sheet=sheet.name, row=sheet.hidden_rows[0] + 1, count=len(sheet.hidden_rows)
            )
        if sheet.hidden_columns:
            first, count = letter(sheet.hidden_columns[0]), len(sheet.hidden_columns)
            self.notebook.remark("hidden_columns", sheet=sheet.name, count=count, column=first)

    def _warn_of_reporter(self, frame: pd.DataFrame) -> None:
        own = int(np.count_nonzero(frame["partner"] == self._reporter))
        if own:
            self.notebook.warn("partner_is_reporter", partner=self._reporter, count=own)


def _is_of_another_unit(head: Head) -> bool:
    """`value (riel)`, `value (tonnes)`."""
    return head.foreign or (head.other and names_measure(head.text))


def _first_line(sheets: Sequence[Sheet]) -> str:
    rows = (text_of(sheet.row(row)) for sheet in sheets for row in range(min(sheet.height, 20)))
    return next((text[:200] for text in rows if text), "")
