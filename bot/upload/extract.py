"""A table -> its figures, one a row, with the cell that each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.upload.columns import Role
from bot.upload.context import Context
from bot.upload.digits import Separator, is_missing
from bot.upload.doubles import disagreeing
from bot.upload.faults import Fault
from bot.upload.headings import Headings, Kind
from bot.upload.labels import Labels, objects, report
from bot.upload.layout import ValueColumn
from bot.upload.names import read_flow, read_partner, read_product
from bot.upload.notebook import Page
from bot.upload.notes import bearing, bears, provisional_marks
from bot.upload.periods import OpenDate, settle
from bot.upload.rows import Mask, Rows, rows_of
from bot.upload.sheet import is_blank, shown
from bot.upload.subjects import Subject, Subjects
from bot.upload.tables import Line, is_number
from bot.upload.values import Floats, Values, default_precision, read_columns, read_growth, usd
from bot.words import Lexicon

COLUMNS: Final = (
    "table", "row", "column", "flow", "partner", "product", "start", "end",
    "value", "precision", "status", "yoy_pct", "source", "url",
)  # fmt: skip


Figures = dict[str, npt.NDArray[Any]]  # a column of equal length each
_LOOKED_AT: Final = 200  # rows of a column that is ignored
_UNITS: Final[tuple[Role, ...]] = ("currency", "unit", "exponent")


class Extraction:
    """Reads one table. The rows of its arrays are those of the sheet that hold figures."""

    def __init__(self, page: Page, context: Context, headings: Headings, lexicon: Lexicon, reporter: str) -> None:
        self._page, self._table, self._lexicon = page, page.table, lexicon
        found = rows_of(page.table)
        self._subjects = Subjects(page, found, context, headings, lexicon, reporter)
        self._rows = self._subjects.rows
        self._labels = Labels(page.table, self._rows, lexicon, reporter)
        self._subjects.good &= ~disagreeing(page, self._labels, self._rows, self._subjects.good)
        self._notes = self._explained(found)
        self._remark(found)
        self._report_columns()
        self._units = {role: self._label(role) for role in _UNITS}
        self._stated = self._read_precision()

    def figures(self, unit: int | None) -> list[Figures]:
        """Those of each value column: COLUMNS; start and end are months since year 0, row and column count from 0.

        unit: the power of ten that a line above the table names.
        """
        columns = self._table.values
        growth = self._growth()
        beside = self._shown_beside([*growth.values(), self._stated])
        values = read_columns(self._page, [v.number for v in columns], self._rows, beside=beside)
        self._page.remark(
            "layout", kind="wide" if is_wide(columns) else "long", rows=len(self._rows), columns=len(columns)
        )
        shared = self._shared()
        nothing = np.full(len(self._rows), np.nan)
        parts = [
            self._column(column, read, unit, {**shared, "yoy_pct": _percent(growth.get(column.number), nothing)})
            for column, read in zip(columns, values, strict=True)
        ]
        self._skip_columns()
        return [part for part in parts if part is not None]

    def _growth(self) -> dict[int, Values]:
        """The published growth beside each value column that has any."""
        beside = {v.number: v.growth for v in self._table.values if v.growth is not None}
        read = read_columns(self._page, list(beside.values()), self._rows, "growth")
        return dict(zip(beside, read, strict=True))

    def _shown_beside(self, columns: Iterable[Values | None]) -> Separator | None:
        """The decimal separator that growth and roundings show, if they agree."""
        shown = {column.separator for column in columns if column is not None and column.separator}
        return shown.pop() if len(shown) == 1 else None

    def _column(self, column: ValueColumn, values: Values, unit: int | None, shared: Figures) -> Figures | None:
        exponents = self._exponents(column, unit)
        subject = self._subjects.of(column)
        if exponents is None or subject is None:
            return None
        self._refuse_merged(column, values, subject)
        good = self._subjects.good
        self._page.notebook.skipped += values.missing(good)
        whole = self._whole(column, values) & ~self._subjects.partial_years(values.there)
        keep = values.there & good & whole & (subject.start >= 0)
        rounded = self._precision(exponents)
        precision = np.where(np.isnan(rounded), default_precision(values.texts, exponents), rounded)
        provisional = values.marked | column.head.provisional | self._subjects.provisional | self._marked(column)
        count = int(keep.sum())
        return {
            "table": np.full(count, self._page.number, dtype=np.int16), "row": self._rows[keep].astype(np.int32),
            "column": np.full(count, column.number, dtype=np.int16),
            "flow": subject.flow[keep], "partner": subject.partner[keep], "product": subject.product[keep],
            "start": subject.start[keep], "end": subject.end[keep],
            "value": usd(values.texts, exponents)[keep], "precision": np.where(precision > 0, precision, np.nan)[keep],
            "status": np.where(provisional, "provisional", shared["status"])[keep].astype(object),
            "yoy_pct": shared["yoy_pct"][keep], "source": shared["source"][keep], "url": shared["url"][keep],
        }  # fmt: skip

    def _marked(self, column: ValueColumn) -> Mask:
        """The rows that a note calls provisional by a mark: of the value, of its header, or of what the row is of."""
        marks = frozenset[str]().union(*self._notes.values())
        marked = np.full(len(self._rows), bears(column.head.text, marks), dtype=np.bool_)
        for number in [column.number, *self._table.labels.values()] if marks else ():
            marked |= bearing(self._table.sheet.columns[number][self._rows], marks)
        return marked

    def _refuse_merged(self, column: ValueColumn, values: Values, subject: Subject) -> None:
        """A cell that was merged over the places of several values leaves open whose value it holds."""
        for merge in (m for m in self._table.sheet.merges if m.left == column.number):
            first, last = np.searchsorted(self._rows, [merge.top, merge.bottom + 1]).tolist()
            columns = sum(merge.left <= other.number <= merge.right for other in self._table.values)
            if any(values.texts[first:last]) and (columns > 1 or subject.differs(slice(first, last))):
                text = shown(self._table.sheet.columns[merge.left][merge.top])
                self._page.fault(Fault("merged_value"), merge.top, merge.left, text)

    def _whole(self, column: ValueColumn, values: Values) -> Mask:
        """Where all months of a year's total are there: a sum of some of them is no figure of the year."""
        whole = np.ones(len(self._rows), dtype=np.bool_)
        for number in column.months:
            cells = self._table.sheet.columns[number][self._rows]
            whole &= np.fromiter((not is_missing(c) for c in cells), dtype=np.bool_, count=len(cells))
        partial = int((values.there & ~whole & self._subjects.good).sum())
        if partial:
            self._page.remark("sum_skipped", self._table.name(column.number), count=partial)
            self._page.notebook.skipped += partial
        return whole

    def _shared(self) -> Figures:
        """What holds for all value columns of a row: status, source, address."""
        count = len(self._rows)
        status = self._label("status")
        values = (
            np.full(count, "final", dtype=object) if status is None else np.where(is_blank(status), "final", status)
        )
        return {"status": values, "source": self._texts("source"), "url": self._texts("url")}

    def _label(self, role: Role) -> npt.NDArray[Any] | None:
        label = self._labels.read(role)
        if label is None:
            return None
        self._subjects.good &= ~report(self._page, label, self._rows, self._subjects.good)
        return label.values()

    def _texts(self, role: Role) -> npt.NDArray[Any]:
        if role not in self._table.labels:
            return np.full(len(self._rows), "", dtype=object)
        return objects("" if c is None else c if isinstance(c, str) else shown(c) for c in self._labels.cells(role))

    def _exponents(self, column: ValueColumn, unit: int | None) -> npt.NDArray[np.int8] | None:
        """The unit of each row as a power of ten: its own, else the header's, else the line's, else USD."""
        if column.head.foreign and "unit" not in self._table.labels:
            self._page.fault(Fault("bad_unit"), self._table.header.stop - 1, column.number, column.head.text)
            return None
        usual = column.head.exponent if column.head.exponent is not None else unit or 0
        exponents = np.full(len(self._rows), usual, dtype=np.int8)
        for role in ("unit", "exponent"):
            named = self._units.get(role)
            if named is not None:
                there = np.array([e is not None for e in named], dtype=np.bool_)
                exponents[there] = named[there].astype(np.int8)
        return exponents

    def _precision(self, exponents: npt.NDArray[np.int8]) -> Floats:
        """The rounding that the file states, in USD; NaN where it states none."""
        if self._stated is None:
            return np.full(len(self._rows), np.nan)
        return usd(self._stated.texts, exponents)

    def _read_precision(self) -> Values | None:
        number = self._table.labels.get("precision")
        if number is None:
            return None
        (values,) = read_columns(self._page, [number], self._rows, "precision")
        negative = np.fromiter((t is not None and t.startswith("-") for t in values.texts), np.bool_, len(values.texts))
        cells = self._table.sheet.columns[number][self._rows]
        self._page.where(Fault("bad_precision"), number, negative, self._rows, cells)
        return values

    # Columns that are not read, and rows that are no figures

    def _report_columns(self) -> None:
        table, header = self._table, self._table.header.stop - 1
        for number, unknown in table.unknown.items():
            self._page.fault(self._unknown(unknown.kind, unknown.text), unknown.row, number, unknown.text)
        for number, kind in table.contradicting.items():
            self._page.fault(Fault("header_disagrees", {"what": kind}), header, number, table.name(number))
        for number, first in table.rivals.items():
            self._page.fault(self._rivalry(first, number), header, number, table.name(number))
        for number in table.unheaded:
            self._report_unheaded(number)
        for number in table.ignored:
            self._ignore(number)
        for text in {v.head.strange: None for v in table.values if v.head.strange}:
            self._page.remark("line_ignored", text, table.header.start)
        self._report_open_dates()

    def _report_unheaded(self, number: int) -> None:
        """Numbers without a header: each of a few, the first of a whole column."""
        cells = self._table.sheet.columns[number][self._rows]
        numbers = np.fromiter(map(is_number, cells), np.bool_, len(cells))
        if not numbers.any():
            self._ignore(number)
        whole = 2 * int(numbers.sum()) > len(cells)
        chosen = numbers & (np.cumsum(numbers) == 1) if whole else numbers
        self._page.where(Fault("no_header"), number, chosen, self._rows, cells)

    def _ignore(self, number: int) -> None:
        name, numbers = self._table.name(number), self._may_be_values(number)
        self._page.remark("column_ignored", name, self._table.header.stop - 1, column=name, numbers=numbers)

    def _may_be_values(self, number: int) -> bool:
        """Whether a column holds numbers, and its header does not say of what else."""
        head = self._table.heads[number]
        cells = self._table.sheet.columns[number][self._rows[:_LOOKED_AT]]
        return not (head and head.other) and any(map(is_number, cells))

    def _rivalry(self, first: int, second: int) -> Fault:
        head, name = self._table.heads[second], self._table.name
        role = head.named.role if head and head.named else "value"
        what = "partner" if role in ("destination", "origin") else role
        return Fault("two_columns", {"what": what, "first": name(first), "second": name(second)})

    def _report_open_dates(self) -> None:
        """Dates as headers that leave open which is the month."""
        dates = {v: v.head.period for v in self._table.values if isinstance(v.head.period, OpenDate)}
        why = settle(dates.values())
        for column in dates if isinstance(why, str) else ():
            row = self._table.header.stop - 1
            self._page.fault(Fault(str(why), {"count": len(dates)}), row, column.number, column.head.text)

    def _unknown(self, kind: Kind, text: str) -> Fault:
        if kind == "period":
            return Fault("bad_period")
        found = {"partner": read_partner, "product": read_product, "flow": read_flow}[kind](text, self._lexicon)
        return found if isinstance(found, Fault) else Fault(f"unknown_{kind}")

    def _skip_columns(self) -> None:
        for number in self._table.skipped:
            cells = self._table.sheet.columns[number][self._rows]
            count = sum(not is_missing(cell) for cell in cells)
            head = self._table.heads[number]
            code = "rest_skipped" if head and head.rest else "sum_skipped"
            self._page.remark(code, self._table.name(number), self._table.header.stop - 1, count=count)
            self._page.notebook.skipped += count

    def _explained(self, found: Rows) -> dict[Line, frozenset[str]]:
        """The notes that call figures provisional, and their marks."""
        notes = {line: provisional_marks(line.text) for line in (*self._table.lines, *found.lines)}
        return {line: marks for line, marks in notes.items() if marks}

    def _remark(self, found: Rows) -> None:
        for line in found.lines:
            if line not in self._notes or ";" in line.text:  # which explains more than one mark
                self._page.remark("line_ignored", line.text, line.row)
        if found.repeated:
            self._page.remark("header_repeated", row=found.repeated[0], count=len(found.repeated))


def is_wide(columns: Sequence[ValueColumn]) -> bool:
    """Whether headers say what the values are of."""
    return len(columns) > 1 or any(column.head.kinds for column in columns)


def _percent(growth: Values | None, nothing: Floats) -> Floats:
    return nothing if growth is None else read_growth(growth)


def stacked(parts: Sequence[Figures]) -> pd.DataFrame:
    """The figures below each other."""
    if not parts:
        return pd.DataFrame({name: [] for name in COLUMNS})
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}, copy=False)
