"""Where the tables of a sheet are: their header lines, their rows, and the lines of text around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from bot.upload.digits import is_missing
from bot.upload.faults import Refused
from bot.upload.headings import Head, Headings, Kind
from bot.upload.sheet import Broken, Cell, Column, Percent, Sheet, shown

MOST_TABLES: Final = 500
_SEARCHED: Final = 2_000  # rows without a header before the search is given up
_TIMES: Final = frozenset(("period", "year", "month", "quarter"))
_UNITS: Final = frozenset(("unit", "exponent", "currency"))
_HEADER_LINES: Final = 4
_NUMBER_STARTS: Final = frozenset("0123456789-+(.,$−")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of text that is no part of a table."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A table: its header lines, the rows after them up to the next table, and the lines right above it."""

    header: range
    body: range
    lines: tuple[Line, ...]


def find_tables(sheet: Sheet, headings: Headings) -> list[Found]:
    """The tables of a sheet, from the top. Raises Refused where there are too many of them."""
    found: list[Found] = []
    start = 0
    known: set[tuple[Cell, ...]] = set()
    while (header := _next_header(sheet, headings, start, known)) is not None:
        known |= {tuple(sheet.row(row)) for row in header}
        if len(found) == MOST_TABLES:
            raise Refused("too_large", what="tables", limit=MOST_TABLES)
        if found:
            above = found.pop()
            found.append(replace(above, body=range(above.header.stop, _foot(sheet, header.start, start))))
        found.append(Found(header, range(header.stop, sheet.height), _lines_above(sheet, header.start, start)))
        start = header.stop
    return found


def has_numbers(sheet: Sheet) -> bool:
    """Whether a sheet holds any numbers, which a table without a known header would."""
    return any(is_number(cell) for column in sheet.columns for cell in column[:_SEARCHED])


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number, written as text or not."""
    if isinstance(cell, str):
        return cell[0] in _NUMBER_STARTS and any(c.isdigit() for c in cell) and not any(c.isalpha() for c in cell)
    return isinstance(cell, int | float | Percent | Broken) and not isinstance(cell, bool)


def _stands_for_value(cell: Cell) -> bool:
    """Whether a cell is a number, or a TRUE or FALSE that can only be a mistake for one."""
    return is_number(cell) or isinstance(cell, bool)


def text_of(cells: Sequence[Cell]) -> str:
    """The cells of a row as one line."""
    return " ".join(shown(cell) for cell in cells if cell is not None)


def lines_below(sheet: Sheet, body: range) -> Iterator[Line]:
    """The lines of text after the last number of a table, from the bottom."""
    for row in reversed(body):
        cells = sheet.row(row)
        if any(is_number(cell) for cell in cells):
            return
        if text := text_of(cells):
            yield Line(row, text)


def _next_header(sheet: Sheet, headings: Headings, start: int, known: Collection[tuple[Cell, ...]]) -> range | None:
    rows = range(sheet.height) if start == 0 else _candidates(sheet, start)
    for row in islice(rows, _SEARCHED):
        repeated = tuple(sheet.row(row)) in known and not _lines_above(sheet, row, start)
        if not repeated and (header := _header_at(sheet, headings, row)) is not None:
            return header
    return None


def _candidates(sheet: Sheet, start: int) -> Iterator[int]:
    """The rows below a table that may be another header: those without a number, or with years after a gap."""
    widest = max(range(sheet.width), key=lambda n: _numbers_in(sheet.columns[n][start : start + 50]))
    for row, cell in enumerate(sheet.columns[widest][start:], start):
        if isinstance(cell, str) and cell[0] in _NUMBER_STARTS and not _is_year(cell):
            continue
        cells = [c for c in sheet.row(row) if c is not None]
        numbers = [c for c in cells if is_number(c)]
        after_gap = sum(c is not None for c in sheet.row(row - 1)) < 2
        if len(cells) > 1 and (not numbers or (after_gap and all(_is_year(shown(c)) for c in numbers))):
            yield row


def _numbers_in(cells: Column) -> int:
    return sum(is_number(cell) and not _is_year(shown(cell)) for cell in cells)


def _is_year(cell: str) -> bool:
    return len(cell) in (4, 6, 7) and cell[:2] in ("19", "20")


def _header_at(sheet: Sheet, headings: Headings, row: int) -> range | None:
    heads = heads_of(sheet, headings, row)
    if not _looks_like_header(heads, sheet.row(row)):
        return None
    stop = row + 1
    while stop < sheet.height and stop - row < _HEADER_LINES and _continues(sheet, headings, row, stop):
        stop += 1
    alone = sum(cell is not None for cell in sheet.row(row)) == 1
    if alone and stop > row + 1:
        return None  # a title: what it says holds for all columns below
    if stop == row + 1 and not _is_long(heads) and _is_outdone(sheet, headings, stop):
        return None
    return range(row, stop) if _is_long(heads) or _bears_values(sheet, headings, row, stop) else None


def _is_outdone(sheet: Sheet, headings: Headings, row: int) -> bool:
    """Whether the next filled row is a fuller header: what stands above it is a title then."""
    below = _row_below(sheet, row)
    if below is None or sum(cell is not None for cell in sheet.row(below)) < 2:
        return False
    return _looks_like_header(heads_of(sheet, headings, below), sheet.row(below))


def heads_of(sheet: Sheet, headings: Headings, row: int) -> list[Head | None]:
    """What each cell of a row says as a header; `Month` over the months of columns names no column."""
    heads = headings.read_row(sheet.row(row))
    return [
        Head(cumulative=False, text=head.text)
        if head and _is_over_periods(sheet, headings, head, number, row)
        else head
        for number, head in enumerate(heads)
    ]


def heads_below(sheet: Sheet, headings: Headings, row: int) -> list[Head | None]:
    """What the cells of a further header line say; `Unit` before units of numbers names no column: it says nothing."""
    heads = heads_of(sheet, headings, row)
    label, *units = [n for n, cell in enumerate(sheet.row(row)) if cell is not None] or [0]
    named = (heads[label] or Head()).named
    if named and named.role in _UNITS and all(_is_unit(heads[n]) for n in units):
        below = [sheet.columns[n][row + 1] for n in units if row + 1 < sheet.height]
        above = (headings.read(sheet.columns[label][row - 1]) or Head()).named
        is_fact = above is not None and above.role in ("flow", "reporter")  # Flow: exports, Unit: USD, Table: 5
        if any(_is_value(headings, cell) for cell in below) and not is_fact:
            heads[label] = Head()
    return heads


def _is_unit(head: Head | None) -> bool:
    return head is not None and not head.kinds and (head.exponent is not None or head.foreign or head.other)


def _is_over_periods(sheet: Sheet, headings: Headings, head: Head, column: int, row: int) -> bool:
    """Whether a word for time stands over a period in a row without values, and that over a value beside a name."""
    if head.named is None or head.named.role not in _TIMES or row + 2 >= sheet.height:
        return False
    below, value = sheet.columns[column][row + 1 : row + 3]
    said = headings.read(below)
    if said is None or said.period is None or any(_is_value(headings, cell) for cell in sheet.row(row + 1)):
        return False
    return _is_value(headings, value) and _names_stand_left(sheet, headings, column, row + 1)


def _names_stand_left(sheet: Sheet, headings: Headings, column: int, row: int) -> bool:
    """Whether the row below has a name left of a column, and this one nothing or names of columns."""
    left = [headings.read(cell) or Head() for cell in sheet.row(row)[:column] if cell is not None]
    return all(head.named for head in left) and any(cell is not None for cell in sheet.row(row + 1)[:column])


def _is_value(headings: Headings, cell: Cell) -> bool:
    """Whether a cell is a number that means nothing as a header."""
    return is_number(cell) and headings.read(cell) is None


def _is_long(heads: Sequence[Head | None]) -> bool:
    """Headers that name at least two columns need no numbers below them to be believed."""
    return len({h.named.role for h in heads if h and h.named}) > 1


def _looks_like_header(heads: Sequence[Head | None], cells: Sequence[Cell]) -> bool:
    if any(head is None and _stands_for_value(cell) for head, cell in zip(heads, cells, strict=True)):
        return False
    if _is_long(heads):
        return True
    kinds = _kinds(heads)
    known = [h for h in heads if h]
    named = any(h.named for h in known)
    several = any(count > 1 for count in kinds.values())
    alone = len(known) == 1 and sum(cell is not None for cell in cells) < 3
    spanning = any(h.cumulative is not None for h in known)
    return several or (named and (bool(kinds) or spanning)) or (alone and (bool(kinds) or known[0].value))


def _kinds(heads: Sequence[Head | None]) -> Counter[Kind]:
    return Counter(kind for head in heads if head and not head.named for kind in head.kinds)


def _continues(sheet: Sheet, headings: Headings, first: int, row: int) -> bool:
    """Whether a row goes on with the header that begins at `first`: it says something only where values stand."""
    above, heads, cells = heads_of(sheet, headings, first), heads_below(sheet, headings, row), sheet.row(row)
    edge = next((n for n, head in enumerate(above) if head and not _names_label(head)), None)
    if edge is None or all(head is None for head in heads[edge:]):
        return False
    filled = [n for n, cell in enumerate(cells) if cell is not None]
    return all(_goes_on(above[n], heads[n], n < edge) for n in filled)


def _goes_on(upper: Head | None, head: Head | None, before_values: bool) -> bool:
    if head == Head():
        return before_values
    if upper is not None and _names_label(upper):
        return False
    if before_values:
        return head is not None and head.named is not None
    return head is not None and not _names_label(head)


def _names_label(head: Head) -> bool:
    return head.named is not None and not head.value and not head.growth


def _row_below(sheet: Sheet, row: int) -> int | None:
    return next((n for n in range(row, min(row + 20, sheet.height)) if any(c is not None for c in sheet.row(n))), None)


def _bears_values(sheet: Sheet, headings: Headings, first: int, stop: int) -> bool:
    """Whether there are numbers below the header, or marks for missing ones, within the next few rows."""
    heads = [heads_of(sheet, headings, row) for row in range(first, stop)]
    columns = [n for n in range(sheet.width) if any(line[n] and not (line[n] or Head()).named for line in heads)]
    for row in range(stop, min(stop + 10, sheet.height)):
        cells = [sheet.columns[n][row] for n in columns or range(sheet.width)]
        if any(_stands_for_value(c) or (c is not None and is_missing(c)) for c in cells):
            return True
        if sum(cell is not None for cell in sheet.row(row)) > 1:
            return False
    return False


def _lines_above(sheet: Sheet, header: int, start: int) -> tuple[Line, ...]:
    """The lines of text above a header: all of them for the first table, else those without a number right above it."""
    lines = []
    for row in range(header - 1, start - 1, -1):
        cells = sheet.row(row)
        if start and any(is_number(cell) for cell in cells):
            break
        if text := text_of(cells):
            lines.append(Line(row, text))
        elif start and lines:
            break
    return tuple(reversed(lines))


def _foot(sheet: Sheet, header: int, start: int) -> int:
    """Where the rows of the table above end: before the lines that belong to the next table's header."""
    above = _lines_above(sheet, header, start)
    return above[0].row if above else header
