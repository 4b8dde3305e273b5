"""The unit of a table where no column says it: from its header, the lines above, the sheet's name, the caption.

Notes below a table are no place for it, but they may not say another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from bot.upload.faults import Fault
from bot.upload.notebook import Page
from bot.upload.tables import Line, lines_below
from bot.upload.units import find_scale, find_unit, names_measure, names_other_currency, stated_scale, states_foreign

_RATE: Final = re.compile(r"exchange rate|汇率|អត្រា(?:ប្តូរ|ប្ដូរ)ប្រាក់", re.I)  # of dollars, it is no unit of the values


class Said(NamedTuple):
    """A text around the table. row: where it stands; where: what it is (line, sheet, caption)."""

    text: str
    row: int | None
    where: str

    @property
    def exponent(self) -> int | None:
        """The power of ten that it names, with the currency or without."""
        scale = find_scale(self.text) if self.where == "line" else None
        return find_unit(self.text)[0] if scale is None else scale


def unit_of(page: Page, lines: Sequence[Line], caption: str) -> int | None:
    """The power of ten of all values without a unit of their own, said; None where all have one.

    lines: those above this table and above the tables before it.
    """
    if "unit" in page.table.labels:
        return None
    _check_header(page)
    unit = _unit_around(page, lines, caption)
    _check_notes(page, unit)
    return unit


def _unit_around(page: Page, lines: Sequence[Line], caption: str) -> int | None:
    table = page.table
    if all(v.head.exponent is not None or v.head.foreign for v in table.values):
        _remark_bare_scale(page)
        return None
    around = [Said(line.text, line.row, "line") for line in reversed(lines)]
    around += [Said(table.sheet.name, None, "sheet"), Said(caption, None, "caption")]
    return _nearest(page, sorted(around, key=lambda said: bool(_RATE.search(said.text))))


def _nearest(page: Page, around: Sequence[Said]) -> int | None:
    for number, said in enumerate(around):
        if _is_foreign(said.text):
            page.fault(Fault("bad_unit"), said.row, None, said.text)
            return None
        if said.exponent is not None:
            scale = _scale_of_dollars(around[number:])
            page.remark("unit_taken", scale.text, scale.row, exponent=scale.exponent, where=scale.where)
            return scale.exponent
    beside = {v.head.exponent for v in page.table.values if v.head.exponent is not None}
    exponent = beside.pop() if len(beside) == 1 else None
    page.remark("unit_taken", exponent=exponent or 0, where="default" if exponent is None else "header")
    return exponent


def _scale_of_dollars(around: Sequence[Said]) -> Said:
    """The line that scales the first of them, where that names dollars alone: `Millions` above `US dollars`."""
    first, *others = around
    if first.exponent == 0:
        return next((said for said in others if said.where == "line" and find_scale(said.text) is not None), first)
    return first


def _check_header(page: Page) -> None:
    """A header in plain dollars under a line that says millions is refused: one of them is wrong."""
    plain = next((v for v in page.table.values if v.head.exponent == 0), None)
    scale = _scale(page.table.lines)
    if plain is not None and scale is not None:
        facts = {"what": "unit", "first": plain.head.text, "first_from": "header"}
        facts |= {"second": scale.text, "second_from": "line"}
        page.fault(Fault("context_disagrees", facts), page.table.header.stop - 1, plain.number, plain.head.text)


def _check_notes(page: Page, unit: int | None) -> None:
    """A note below the table that says another unit than was taken is refused."""
    if "exponent" in page.table.labels:
        return
    taken = {unit if v.head.exponent is None else v.head.exponent for v in page.table.values}
    for line in lines_below(page.table.sheet, page.table.body):
        scale = stated_scale(line.text)
        if scale is not None and scale not in taken:
            page.fault(Fault("unit_below", {"exponent": scale}), line.row, None, line.text)
        elif None in taken and states_foreign(line.text):
            page.fault(Fault("bad_unit"), line.row, None, line.text)


def _remark_bare_scale(page: Page) -> None:
    """A header that names no currency, `value (million)`, is taken to be of dollars, and that is said."""
    bare = next((v for v in page.table.values if find_scale(v.head.text) is not None), None)
    if bare is not None:
        row = page.table.header.stop - 1
        page.remark("unit_taken", bare.head.text, row, exponent=bare.head.exponent, where="header")


def _scale(lines: Iterable[Line]) -> Said | None:
    said = (Said(line.text, line.row, "line") for line in lines)
    return next((each for each in said if each.exponent), None)


def _is_foreign(text: str) -> bool:
    """Whether a text names another currency, or without dollars a measure that is no money (in thousand tonnes)."""
    exponent, rest = find_unit(text)
    in_dollars = exponent is not None and find_scale(text) is None
    return names_other_currency(rest) or (names_measure(rest) and not in_dollars)
