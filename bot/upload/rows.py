"""Which rows of a table hold figures, and which are notes, headings of a section, repeated headers or blank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.upload.digits import is_missing
from bot.upload.layout import Table
from bot.upload.sheet import Cell, is_blank, shown
from bot.upload.tables import Line, is_number, text_of

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
_NOTE: Final = re.compile(
    r"(?:foot)?notes?\b|sources?\b|remarks?\b|\*|[†‡§¹²³]|\(?[prea]\)?\s*[=:/]|\(?\d\)?\s?[/)]\s*\D|prepared by\b|"
    r"n/?a\s*[=:]|\.\.\s*[=:]|-\s*[=:]|data (?:are|is)\b|figures (?:are|for)\b|注|资料来源|来源|ប្រភព|កំណត់សម្គាល់|សម្គាល់",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows counted from 0 in the sheet.

    figures    rows with values, or with enough labels to be a row whose value is missing
    headless   of `figures`, those without any value cell: a label alone, which may be a heading or a note
    lines      notes, headings, and whatever else is no figure
    repeated   rows that repeat the header
    """

    figures: Numbers
    headless: frozenset[int]
    lines: tuple[Line, ...]
    repeated: tuple[int, ...]


def rows_of(table: Table) -> Rows:
    """The rows of a table's body by what they hold."""
    body = np.arange(table.body.start, table.body.stop)
    valued, labelled, filled = _counts(table)
    notes = [int(body[i]) for i in np.flatnonzero((filled > 0) & (valued == 0) & ~_enough(table, labelled))]
    suspects = np.flatnonzero((filled > 0) & _textual(table, valued))
    repeated = [int(body[i]) for i in suspects if _repeats(table, int(body[i]))]
    notes += [int(body[i]) for i in suspects if int(body[i]) not in repeated and _is_note(table, int(body[i]))]
    lines = tuple(Line(row, text_of(table.sheet.row(row))) for row in sorted(set(notes)))
    repeated += [row for row in range(table.body.start, table.body.stop)[:1] if _numbers_columns(table, row)]
    keep = filled > 0
    keep[[row - table.body.start for row in (*notes, *repeated)]] = False
    headless = frozenset(int(body[i]) for i in np.flatnonzero(keep & (valued == 0) & (labelled < 2)))
    return Rows(body[keep], headless, lines, tuple(repeated))


def _counts(table: Table) -> tuple[Numbers, Numbers, Numbers]:
    """For each row of the body how many value cells, label cells and cells at all are filled."""
    values = {v.number for v in table.values} | set(table.skipped) | set(table.unknown) | set(table.contradicting)
    labels = set(table.labels.values())
    valued, labelled, filled = (np.zeros(len(table.body), dtype=np.int64) for _ in range(3))
    for number, column in enumerate(table.sheet.columns):
        there = ~is_blank(column[table.body.start : table.body.stop])
        filled += there
        if number in values:
            valued += there
        elif number in labels:
            labelled += there
    return valued, labelled, filled


def _enough(table: Table, labelled: Numbers) -> Mask:
    """Whether a row without a value has labels enough to be a figure's row: two, or all there are."""
    return np.asarray(labelled >= min(2, max(1, len(table.labels))), dtype=np.bool_)


def _textual(table: Table, valued: Numbers) -> Mask:
    """Rows whose value cells are all words: a note, a repeated header, or a value that is no number."""
    words = np.ones(len(table.body), dtype=np.bool_)
    for value in table.values:
        cells = table.sheet.columns[value.number][table.body.start : table.body.stop]
        words &= np.fromiter((_is_word(c) for c in cells), dtype=np.bool_, count=len(cells))
    return words


def _is_word(cell: Cell) -> bool:
    return cell is None or (
        isinstance(cell, str) and not cell[0].isdigit() and not is_number(cell) and not is_missing(cell)
    )


def _repeats(table: Table, row: int) -> bool:
    last = table.sheet.row(table.header.stop - 1)
    return [_folded(c) for c in table.sheet.row(row)] == [_folded(c) for c in last]


def _numbers_columns(table: Table, row: int) -> bool:
    """Whether the row below a header counts the columns: (1), (2), (3)."""
    texts = [shown(cell).strip("()[] ") for cell in table.sheet.row(row) if cell is not None]
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _folded(cell: Cell) -> str:
    return shown(cell).lower()


def _is_note(table: Table, row: int) -> bool:
    first = next((c for c in table.sheet.row(row) if c is not None), None)
    return isinstance(first, str) and bool(_NOTE.match(first))
