"""Many values of one period at a time, for lists: whole columns of the store summed at once.

Holds what (a) the months, (b) the period's own total and, for trade and balance, exports and imports by these give;
whatever needs more thought is left to `Books.value`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from bot.analysis.accounts import Pair
from bot.analysis.needs import Store
from bot.analysis.value import COARSE, total
from bot.model.figure import Flow
from bot.model.period import Period

_SIGN: Final[Mapping[Flow, int]] = {"trade": 1, "balance": -1}  # of imports beside exports


@dataclass(frozen=True, slots=True)
class Totals:
    """values: in USD, of the pairs that have one; seen: the pairs with any figure of the flow within the period; rough:
    the pairs of whose exports and imports the rounding leaves too little."""

    values: Mapping[Pair, float]
    seen: Set[Pair]
    rough: Set[Pair] = frozenset()


class Line(NamedTuple):
    """A row of a frame of the store. precision is 0 where the value is exact."""

    flow: Flow
    pair: Pair
    start: str
    end: str
    value: float
    precision: float


class _Sum(NamedTuple):
    value: float
    precision: float


def totals(store: Store, flow: Flow, period: Period, partners: Collection[str], products: Collection[str]) -> Totals:
    """The values of these partners and products in one period."""
    flows: tuple[Flow, ...] = (flow, "exports", "imports") if flow in _SIGN else (flow,)
    lines = list(lines_of(store.frame(flows, partners, products, period)))
    found = _published(lines, flow, period)
    both = _from_both(lines, flow, period) if flow in _SIGN else {}
    rough = {pair for pair, each in both.items() if each.precision > abs(each.value) * COARSE}
    found = {pair: each for pair, each in both.items() if pair not in rough} | found
    return Totals({pair: each.value for pair, each in found.items()}, {line.pair for line in lines}, rough)


def lines_of(frame: pd.DataFrame) -> Iterator[Line]:
    """The rows of a frame, without what a list does not need."""
    pairs = zip(frame["partner"].tolist(), frame["product"].tolist(), strict=True)
    others = [frame[name].tolist() for name in ("start", "end", "value")]
    rows = zip(frame["flow"].tolist(), pairs, *others, frame["precision"].fillna(0.0).tolist(), strict=True)
    return map(Line._make, rows)


def _published(lines: Collection[Line], flow: Flow, period: Period) -> dict[Pair, _Sum]:
    """The sum of all the months, else the period's own total."""
    months: defaultdict[Pair, list[Line]] = defaultdict(list)
    found: dict[Pair, _Sum] = {}
    first, last = str(period.start), str(period.end)
    for line in lines:
        if line.flow == flow and line.start == line.end:
            months[line.pair].append(line)
        if line.flow == flow and line.start == first and line.end == last:
            found[line.pair] = _Sum(line.value, line.precision)
    for pair, some in months.items():
        if len(some) == len(period) > 1:
            found[pair] = _Sum(total(m.value for m in some), total(m.precision for m in some))
    return found


def _from_both(lines: Collection[Line], flow: Flow, period: Period) -> dict[Pair, _Sum]:
    """Exports and imports together, where both are there."""
    exports, imports = (_published(lines, each, period) for each in ("exports", "imports"))
    return {
        pair: _Sum(
            total((exports[pair].value, _SIGN[flow] * imports[pair].value)),
            exports[pair].precision + imports[pair].precision,
        )
        for pair in exports.keys() & imports.keys()
    }
