"""The label columns of a table -> what each row is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.model.figure import WORLD
from bot.model.period import Period
from bot.upload.columns import Role
from bot.upload.digits import broken
from bot.upload.faults import Fault
from bot.upload.layout import Table, label_cells
from bot.upload.names import (
    Skip,
    beside_continents,
    is_total,
    read_flow,
    read_part,
    read_partner,
    read_product,
    read_reporter,
    read_status,
    total_of,
)
from bot.upload.notebook import Page
from bot.upload.periods import OpenDate, Part, When, read_period, says_provisional, settle
from bot.upload.rows import Mask, Numbers
from bot.upload.sheet import Broken, Cell, Column, is_blank, shown
from bot.upload.units import read_unit
from bot.words import Lexicon

Read = Callable[[Cell], Any]  # a value, a Skip or a Fault
_MOST_FAULTS: Final = 2_000  # names: no list has so many wrong ones
_PARTNERS: Final = frozenset(("partner", "destination", "origin"))
BREAKDOWNS: Final[tuple[Role, ...]] = ("second_partner", "customs", "supply", "transport")
_MAY_BE_BLANK: Final = frozenset(("status", "unit", "exponent", "currency", "reporter", *BREAKDOWNS))


@dataclass(frozen=True, slots=True)
class Label:
    """One label column, read: for each row the number of its meaning, -1 where blank.

    cells are those of the rows; meanings are values, Skips and Faults.
    """

    role: Role
    column: int
    cells: Column
    codes: npt.NDArray[np.int64]
    meanings: tuple[Any, ...]

    def values(self) -> npt.NDArray[Any]:
        """The value of each row; None where blank, skipped or faulty."""
        known = [None if isinstance(m, Fault | Skip) else m for m in self.meanings]
        return objects([*known, None])[self.codes]

    def at(self, mask: Mask) -> Label:
        """The label in some of the rows."""
        return replace(self, cells=self.cells[mask], codes=self.codes[mask])

    def marked(self) -> Mask:
        """The rows whose cell is marked as provisional: `2024 (p)`."""
        codes, different = pd.factorize(self.cells)
        return np.array([*(says_provisional(shown(cell)) for cell in different), False], dtype=np.bool_)[codes]

    def where(self, test: Callable[[Any], bool]) -> Mask:
        """The rows whose meaning passes a test."""
        return np.array([*map(test, self.meanings), False], dtype=np.bool_)[self.codes]

    def skips(self, why: str) -> Mask:
        """The rows that are skipped for a reason."""
        return self.where(lambda m: isinstance(m, Skip) and m.why == why)


def objects(items: Iterable[Any]) -> npt.NDArray[Any]:
    """The items as an array of objects (numpy would make a table of tuples)."""
    some = list(items)
    array = np.empty(len(some), dtype=object)
    array[:] = some
    return array


def label_of(role: Role, cells: npt.NDArray[Any]) -> Label:
    """What the headings of sections say of each row, as if a column did."""
    codes, different = pd.factorize(cells)
    return Label(role, 0, cells, codes.astype(np.int64), tuple(different))


class Labels:
    """Reads the label columns of one table. whole: the partner that `Total` stands for."""

    def __init__(
        self, table: Table, rows: Numbers, lexicon: Lexicon, reporter: str, whole: str | Fault = WORLD
    ) -> None:
        self._table, self._rows = table, rows

        def partner(cell: Cell) -> str | Skip | Fault:
            return whole if is_total(cell) or total_of(cell) else read_partner(cell, lexicon)

        self._readers: dict[Role, Read] = {
            "flow": lambda c: read_flow(c, lexicon), "product": lambda c: read_product(c, lexicon),
            "partner": partner, "destination": partner, "origin": partner, "period": lambda c: _period(c, lexicon),
            "year": lambda c: _year(c, lexicon), "month": lambda c: _month(c, lexicon),
            "quarter": lambda c: _quarter(c, lexicon), "status": read_status,
            "unit": _unit, "currency": _unit, "exponent": _exponent,
            "reporter": lambda c: read_reporter(c, reporter, lexicon), **dict.fromkeys(BREAKDOWNS, read_part),
        }  # fmt: skip

    def read(self, role: Role) -> Label | None:
        """One label column, None where the table has none of that role."""
        return self.of(role, self._table.labels[role]) if role in self._table.labels else None

    def of(self, role: Role, number: int) -> Label:
        """A column, read as one of that role."""
        cells = label_cells(self._table, number)[self._rows - self._table.body.start]
        codes, different = pd.factorize(cells)
        meanings = self._meanings(role, different)
        if role == "period":
            meanings = settled(meanings)
        if role in _PARTNERS:
            meanings = beside_continents(different, meanings)
        return Label(role, number, cells, codes.astype(np.int64), tuple(meanings))

    def _meanings(self, role: Role, different: Iterable[Cell]) -> list[Any]:
        """What each cell means; after thousands of different faults the rest is taken to be of the same kind."""
        meanings: list[Any] = []
        faults: list[Fault] = []
        for cell in different:
            meanings.append(self._meaning(role, cell) if len(faults) < _MOST_FAULTS else faults[-1])
            if isinstance(meanings[-1], Fault):
                faults.append(meanings[-1])
        return meanings

    def cells(self, role: Role) -> Column:
        """The cells of a label column in the rows with figures."""
        return label_cells(self._table, self._table.labels[role])[self._rows - self._table.body.start]

    def _meaning(self, role: Role, cell: Cell) -> Any:
        return broken(cell) if isinstance(cell, Broken) else self._readers[role](cell)


def blanks(label: Label) -> Mask:
    """The rows where a blank is a fault."""
    if label.role in _MAY_BE_BLANK:
        return np.zeros(len(label.cells), dtype=np.bool_)
    return is_blank(label.cells)


def report(page: Page, label: Label, rows: Numbers, among: Mask) -> Mask:
    """Report the faults of a label column in some of its rows; where they are."""
    kinds: dict[str, tuple[Fault, list[int]]] = {}
    for number, meaning in enumerate(label.meanings):
        if isinstance(meaning, Fault):
            kinds.setdefault(f"{meaning.code} {meaning.facts}", (meaning, []))[1].append(number)
    bad = np.zeros(len(rows), dtype=np.bool_)
    for fault, numbers in kinds.values():
        chosen = np.zeros(len(label.meanings) + 1, dtype=np.bool_)
        chosen[numbers] = True
        mask = chosen[label.codes] & among
        page.where(fault, label.column, mask, rows, label.cells)
        bad |= mask
    return bad


def settled(meanings: Iterable[Any]) -> list[Any]:
    """The meanings of one column with its open dates read as the other dates of the column show."""
    known = list(meanings)
    dates = [m for m in known if isinstance(m, OpenDate)]
    order = settle(dates)
    if isinstance(order, str):
        fault = Fault(order, {"count": len(dates)})
        return [fault if isinstance(m, OpenDate) and _differs(m) else _plain(m) for m in known]
    return [m.settled(order) or Fault("bad_period") if isinstance(m, OpenDate) else m for m in known]


def _differs(day: OpenDate) -> bool:
    return day.day_first != day.month_first


def _plain(meaning: Any) -> Any:
    return meaning.day_first if isinstance(meaning, OpenDate) else meaning


def _period(cell: Cell, lexicon: Lexicon) -> When | Skip | Fault:
    if is_total(cell):
        return Skip("sum")
    return read_period(cell, lexicon) or Fault("bad_period")


def _year(cell: Cell, lexicon: Lexicon) -> Period | Skip | Fault:
    if is_total(cell):
        return Skip("sum")
    found = read_period(cell, lexicon)
    return found if isinstance(found, Period) and found.is_year else Fault("bad_period")


def _month(cell: Cell, lexicon: Lexicon) -> When | Skip | Fault:
    number = shown(cell)
    if number.isdigit() and 1 <= int(number) <= 12 and len(number) < 3:
        return Part(int(number), int(number))
    return _period(cell, lexicon)


def _quarter(cell: Cell, lexicon: Lexicon) -> When | Skip | Fault:
    number = shown(cell)
    return _period(f"Q{number}" if number in ("1", "2", "3", "4") else cell, lexicon)


def _unit(cell: Cell) -> int | Fault:
    exponent = read_unit(shown(cell))
    return Fault("bad_unit") if exponent is None else exponent


def _exponent(cell: Cell) -> int | Fault:
    if shown(cell).lower() in ("0", "3", "6", "9", "units"):
        return int(shown(cell)) if shown(cell).isdigit() else 0
    return _unit(cell)
