"""Two columns for the same thing: where they disagree, a row is refused."""

from __future__ import annotations

import numpy as np

from bot.model.period import Period
from bot.upload.faults import LIMIT, Fault
from bot.upload.labels import Label, Labels
from bot.upload.layout import OF_PERIODS
from bot.upload.notebook import Page
from bot.upload.periods import Part
from bot.upload.rows import Mask, Numbers
from bot.upload.sheet import shown


def disagreeing(page: Page, labels: Labels, rows: Numbers, among: Mask) -> Mask:
    """The rows in which a second column says something else than the label that is taken: each is a problem."""
    bad = np.zeros(len(rows), dtype=np.bool_)
    for number, role in page.table.doubles.items():
        first = labels.read("period" if role in OF_PERIODS else role)
        if first is not None:
            second = labels.of(role, number)
            mask = _differ(first, second) & among
            _report(page, first, second, rows, mask)
            bad |= mask
    return bad


def _differ(first: Label, second: Label) -> Mask:
    pairs = first.codes * (len(second.meanings) + 1) + second.codes
    _, places, codes = np.unique(pairs, return_index=True, return_inverse=True)
    one, other = first.values(), second.values()
    return np.array([_contradict(one[n], other[n]) for n in places], dtype=np.bool_)[codes]


def _contradict(first: object, second: object) -> bool:
    if isinstance(first, Period) and isinstance(second, Period | Part):
        return not _holds(second, first)
    return isinstance(first, str) and isinstance(second, str) and first != second


def _holds(outer: Period | Part, period: Period) -> bool:
    """Whether a period lies in a year, or in some months of its own year; a month says nothing of a longer period."""
    whole = outer.of(period.start.year) if isinstance(outer, Part) else outer
    return period in whole or (isinstance(outer, Part) and whole in period)


def _report(page: Page, first: Label, second: Label, rows: Numbers, mask: Mask) -> None:
    places = np.flatnonzero(mask)
    name = page.table.name(first.column)
    for place in places[:LIMIT]:
        said = shown(first.cells[place])
        fault = Fault("columns_disagree", {"first": said, "first_column": name})
        page.fault(fault, int(rows[place]), second.column, shown(second.cells[place]))
    page.notebook.faults.count += max(0, len(places) - LIMIT)
