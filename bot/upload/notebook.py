"""Everything that reading a file brings up beside its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.model.draft import Problem
from bot.upload.faults import LIMIT, Fault, Faults
from bot.upload.layout import Table
from bot.upload.rows import Mask, Numbers
from bot.upload.sheet import Cell, Column, shown

_MOST_REMARKS: Final = 500


@dataclass(slots=True)
class Notebook:
    """Problems, warnings, remarks and what was skipped. `several` sheets make each of them name its own."""

    several: bool = False
    faults: Faults = field(default_factory=Faults)
    warnings: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    skipped: int = 0

    def warn(self, code: str, **facts: Any) -> None:
        """A doubt about the file as a whole, told once."""
        warning = Problem(code, facts=facts)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def remark(self, code: str, text: str = "", sheet: str | None = None, row: int | None = None, **facts: Any) -> None:
        """Something ignored or taken for granted, told once; row counts from 1."""
        remark = Problem(code, sheet if self.several else None, row, facts.get("column"), text, facts=facts)
        if len(self.remarks) < _MOST_REMARKS and remark not in self.remarks:
            self.remarks.append(remark)


@dataclass(frozen=True, slots=True)
class Page:
    """The notebook opened at one table. number: of the table in the file; sheet: of its sheet."""

    notebook: Notebook
    table: Table
    number: int
    sheet: int

    @property
    def sheet_name(self) -> str | None:
        return self.table.sheet.name if self.notebook.several else None

    def fault(self, fault: Fault, row: int | None, column: int | None, text: str = "") -> None:
        """A problem at a row (counted from 0) and column of the sheet, or of the table as a whole."""
        name = None if column is None else self.table.name(column)
        problem = Problem(
            fault.code, self.sheet_name, None if row is None else row + 1, name, text, facts=dict(fault.facts)
        )
        self.notebook.faults.add(problem, self.sheet, -1 if column is None else column)

    def cells(self, fault: Fault, column: int, rows: Numbers, cells: Sequence[Cell] | Column) -> None:
        """The same problem in many cells of a column; rows are those of the sheet."""
        problem = Problem(fault.code, self.sheet_name, column=self.table.name(column), facts=dict(fault.facts))
        self.notebook.faults.add_rows(
            problem, self.sheet, column, rows.tolist(), [shown(cell) for cell in cells[:LIMIT]]
        )

    def where(self, fault: Fault, column: int, mask: Mask, rows: Numbers, cells: Sequence[Cell] | Column) -> None:
        """The same problem where the mask says so."""
        found = mask.nonzero()[0]
        if len(found):
            self.cells(fault, column, rows[found], [cells[i] for i in found[:LIMIT]])

    def remark(self, code: str, text: str = "", row: int | None = None, **facts: Any) -> None:
        """Something ignored or taken for granted in this table; row counts from 0."""
        self.notebook.remark(code, text, self.table.sheet.name, None if row is None else row + 1, **facts)
