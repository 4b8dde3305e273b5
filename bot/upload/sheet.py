"""A sheet of a file as columns of cells, whatever it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.upload.faults import Refused


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that its format shows as a percentage, as shown: `38.6`."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}%"


@dataclass(frozen=True, slots=True)
class Year:
    """A date of which its format shows the year alone."""

    number: int

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Broken:
    """A formula without a stored result (error is empty), or one that shows an error."""

    error: str = ""
    formula: str = ""

    def __str__(self) -> str:
        return self.error or f"={self.formula}"


Cell = str | int | float | bool | date | Percent | Year | Broken | None
Column = npt.NDArray[Any]  # of Cells; None where blank
MOST_COLUMNS: Final = 16_384  # as many as a spreadsheet has
MOST_ROWS: Final = 5_000_000
MOST_CELLS: Final = 40_000_000
_WIDE: Final = 200  # columns from which on only ...
_MOST_WIDE_CELLS: Final = 4_000_000  # ... so many cells are taken: such a sheet is no list
_CHUNK: Final = 200_000  # cells
LONGEST: Final = 200  # characters of a cell that are read: no name, period or number has more
_REMEMBERED: Final = 65_536
_ESCAPED: Final = ("'=", "'+", "'-", "'@", "'\t")
_RAISED: Final = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
_PADDING: Final = "\u200b\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that were merged into one; rows and columns counted from 0, the last included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows and columns count from 0."""

    name: str
    columns: tuple[Column, ...]
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        return len(self.columns)

    def row(self, number: int) -> list[Cell]:
        """The cells of one row."""
        return [column[number] for column in self.columns]


class _Texts(dict[str, str | None]):
    """Raw text -> text without padding and export's apostrophe, None where blank; one object for equal texts."""

    def __missing__(self, raw: str) -> str | None:
        text = raw.strip().strip(_PADDING).strip()
        if text.startswith(_ESCAPED):
            text = text[1:]
        if len(self) < _REMEMBERED:
            self[raw] = text or None
        return text or None


def columns_of(rows: Iterable[Sequence[Cell]], progress: Callable[[], None] | None = None) -> tuple[Column, ...]:
    """The rows turned into columns, texts without padding. Raises Refused where there are too many of them."""
    chunks: list[list[Column]] = []
    texts = _Texts()
    width = height = 0
    for some in _chunked(rows):
        width, height = max(width, *map(len, some)), height + len(some)
        _guard(width, height)
        chunks.append([_array(column, texts) for column in zip_longest(*some)] or [_blank(len(some))])
        if progress is not None:
            progress()
    return tuple(_joined(chunks, number) for number in range(width))


def _guard(width: int, height: int) -> None:
    if width > MOST_COLUMNS:
        raise Refused("too_large", what="columns", limit=MOST_COLUMNS)
    if height > MOST_ROWS:
        raise Refused("too_large", what="rows", limit=MOST_ROWS)
    most = MOST_CELLS if width <= _WIDE else _MOST_WIDE_CELLS
    if width * height > most:
        raise Refused("too_large", what="cells", limit=most)


def _chunked(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    """The rows, as many at a time as have a certain number of cells together."""
    some: list[Sequence[Cell]] = []
    cells = 0
    for row in rows:
        some.append(row)
        cells += len(row) + 1
        if cells > _CHUNK:
            yield some
            some, cells = [], 0
    if some:
        yield some


def _array(cells: Sequence[Cell], texts: _Texts) -> Column:
    array = _blank(len(cells))
    array[:] = [texts[c] if isinstance(c, str) else c for c in cells]
    return array


def _joined(chunks: list[list[Column]], number: int) -> Column:
    """The parts of one column, taken out of the chunks so that no column is held twice for long."""
    parts = []
    for chunk in chunks:
        parts.append(chunk[number] if number < len(chunk) else _blank(len(chunk[0])))
        if number and number < len(chunk):
            chunk[number] = _blank(0)
    return np.concatenate(parts)


def _blank(size: int) -> Column:
    return np.full(size, None, dtype=object)


def filled(column: Column, number: int, merges: Iterable[Merge]) -> Column:
    """The column with the value of each merged cell in all its rows."""
    copy: Column | None = None
    for merge in merges:
        if merge.left <= number <= merge.right and merge.bottom > merge.top:
            copy = column.copy() if copy is None else copy
            copy[merge.top : merge.bottom + 1] = copy[merge.top]
    return column if copy is None else copy


def is_blank(column: Column) -> npt.NDArray[np.bool_]:
    """Where the column has no cell."""
    return np.fromiter((cell is None for cell in column), dtype=np.bool_, count=len(column))


def letter(number: int) -> str:
    """The letter of a column: 0 is A, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def shown(cell: Cell) -> str:
    """A cell as a person reads it; of a long one the first characters, with a mark that makes it nothing else."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return plain(cell)
    text = "" if cell is None else str(cell)
    return text if len(text) <= LONGEST else text[:LONGEST] + "… (cut)"


def spelt(cell: Cell) -> str:
    """A cell's text without the raised figures of footnotes, which would else be read as digits."""
    return shown(cell).translate(_RAISED)


def plain(number: float) -> str:
    """A spreadsheet's number with its fifteen significant digits, without an exponent."""
    text = f"{number:.15g}"
    if "e" not in text:
        return text
    digits = np.format_float_positional(float(text), trim="-")
    return str(digits)
