"""The value columns of a table -> decimal texts, units, roundings, growth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.upload.digits import Numbers as Read
from bot.upload.digits import Separator, decimals, read_numbers, scaled
from bot.upload.faults import Fault
from bot.upload.notebook import Page
from bot.upload.rows import Mask, Numbers
from bot.upload.sheet import Cell, Percent

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Values:
    """One column in the rows with figures: decimal texts (None where there is no value), what is marked `p`.

    separator: the decimal separator that it and the columns read with it show.
    """

    texts: list[str | None]
    marked: Mask
    blank: Mask
    separator: Separator | None

    def missing(self, among: Mask) -> int:
        """How many cells say that there is no value."""
        return int((self.blank & among).sum())

    @property
    def there(self) -> Mask:
        return np.fromiter((t is not None for t in self.texts), dtype=np.bool_, count=len(self.texts))


def read_columns(
    page: Page, columns: Sequence[int], rows: Numbers, kind: str = "value", beside: Separator | None = None
) -> list[Values]:
    """Columns of one table: what decides a separator in one of them holds for all, else what is shown beside them."""
    cells = [_cells(page.table.sheet.columns[n][rows], kind) for n in columns]
    pooled = cells[0] if len(cells) == 1 else [c for some in cells for c in some]
    read = read_numbers(pooled, kind == "growth", beside)
    values = []
    for place, number in enumerate(columns):
        start, stop = place * len(rows), (place + 1) * len(rows)
        _report(page, number, rows, cells[place], read, start, kind)
        marked = np.zeros(len(rows), dtype=np.bool_)
        marked[[i - start for i in read.marked if start <= i < stop]] = True
        texts = read.texts if len(columns) == 1 else read.texts[start:stop]
        blank = np.fromiter((text is None for text in texts), dtype=np.bool_, count=len(rows))
        blank[[i - start for i in read.faults if start <= i < stop]] = False
        values.append(Values(texts, marked, blank, read.separator))
    return values


def _cells(cells: npt.NDArray[Any], kind: str) -> list[Cell]:
    """The cells; of growth without their percent signs."""
    return [_without_percent(c) for c in cells] if kind == "growth" else list(cells)


def _without_percent(cell: Cell) -> Cell:
    if isinstance(cell, Percent):
        return float(cell.text)
    return cell.rstrip("% ") if isinstance(cell, str) else cell


def _report(page: Page, number: int, rows: Numbers, cells: Sequence[Cell], read: Read, start: int, kind: str) -> None:
    grouped: dict[str, list[int]] = {}
    for i in sorted(i for i in read.faults if start <= i < start + len(rows)):
        grouped.setdefault(read.faults[i].code, []).append(i)
    for code, places in grouped.items():
        fault = read.faults[places[0]]
        if code in ("bad_number", "percent_value") and kind != "value":
            fault = Fault(f"bad_{kind}")
        here = [i - start for i in places]
        page.cells(fault, number, rows[here], [cells[i] for i in here])


def read_growth(values: Values) -> Floats:
    """Growth in percent, NaN where there is none."""
    return np.array([np.nan if t is None else float(t) for t in values.texts], dtype=np.float64)


def usd(texts: Sequence[str | None], exponents: npt.NDArray[np.int8]) -> Floats:
    """The values in USD, NaN where there is none."""
    pairs = zip(texts, exponents.tolist(), strict=True)
    return np.array([np.nan if t is None else scaled(t, e) for t, e in pairs], dtype=np.float64) + 0.0  # no -0


def default_precision(texts: Sequence[str | None], exponents: npt.NDArray[np.int8]) -> Floats:
    """One step of the last digit written in the column, in USD; NaN (exact) where the unit is USD itself."""
    steps = np.full(len(texts), np.nan)
    for exponent in np.unique(exponents).tolist():
        if exponent:
            same = exponents == exponent
            written = decimals(texts) if same.all() else decimals(t for t, s in zip(texts, same, strict=True) if s)
            steps[same] = scaled("1", exponent - written)
    return steps
