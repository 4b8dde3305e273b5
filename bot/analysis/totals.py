"""Many values of one period at a time, for lists: whole columns of the store summed at once.

Holds what (a) the months, (b) the period's own total and, for trade and balance, exports and imports by these give;
whatever needs more thought is left to `Books.value`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import Final

import pandas as pd

from bot.analysis.accounts import Pair
from bot.analysis.needs import Store
from bot.analysis.value import COARSE
from bot.model.figure import Flow
from bot.model.period import Period

_PAIR: Final = ["partner", "product"]
_SIGN: Final[Mapping[Flow, int]] = {"trade": 1, "balance": -1}  # of imports beside exports


@dataclass(frozen=True, slots=True)
class Totals:
    """values: in USD, of the pairs that have one; seen: the pairs with any figure of the flow within the period."""

    values: Mapping[Pair, float]
    seen: Set[Pair]


def totals(store: Store, flow: Flow, period: Period, partners: Collection[str], products: Collection[str]) -> Totals:
    """The values of these partners and products in one period."""
    flows: tuple[Flow, ...] = (flow, "exports", "imports") if flow in _SIGN else (flow,)
    frame = store.frame(flows, partners, products, period)
    found = _published(frame[frame["flow"] == flow], period)
    if flow in _SIGN:
        found = pd.concat([found, _from_both(frame, flow, period)])
        found = found[~found.index.duplicated()]
    pairs = zip(found.index.get_level_values(0), found.index.get_level_values(1), strict=True)
    return Totals(dict(zip(pairs, found["value"].tolist(), strict=True)), pairs_in(frame))


def pairs_in(frame: pd.DataFrame) -> Set[Pair]:
    """The partners and products of the figures of a frame."""
    distinct = frame[_PAIR].drop_duplicates()
    return set(zip(distinct["partner"], distinct["product"], strict=True))


def _published(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """value and precision by partner and product: of all the months, else of the period's own total."""
    months = frame[frame["start"] == frame["end"]].groupby(_PAIR)
    sums = months[["value", "precision"]].sum().round(4)
    summed = sums[months.size() == len(period)]
    exact = (frame["start"] == str(period.start)) & (frame["end"] == str(period.end))
    own = frame[exact].set_index(_PAIR)[["value", "precision"]].fillna({"precision": 0.0})
    both = pd.concat([summed, own])
    return both[~both.index.duplicated()]


def _from_both(frame: pd.DataFrame, flow: Flow, period: Period) -> pd.DataFrame:
    """Exports and imports together, where both are there and their rounding leaves something."""
    exports = _published(frame[frame["flow"] == "exports"], period)
    imports = _published(frame[frame["flow"] == "imports"], period)
    shared = exports.index.intersection(imports.index)
    exports, imports = exports.loc[shared], imports.loc[shared]
    value = (exports["value"] + _SIGN[flow] * imports["value"]).round(4)
    precision = exports["precision"] + imports["precision"]
    return pd.DataFrame({"value": value, "precision": precision})[precision <= value.abs() * COARSE]
