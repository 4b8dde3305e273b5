"""All countries (or products) that have a value in one period, and those that have a part of it only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import product as pairs_of
from typing import TYPE_CHECKING, Final

import pandas as pd

from bot.analysis.accounts import Pair
from bot.analysis.totals import totals
from bot.analysis.value import Value, total
from bot.model.figure import FLOWS, Flow
from bot.model.period import Period
from bot.model.query import Level

if TYPE_CHECKING:
    from bot.analysis.books import Books

DIGITS: Final[Mapping[Level, int]] = {"chapter": 2, "heading": 4, "subheading": 6}
# The flows of which a figure says that there is some trade to list.
_TOLD_BY: Final[Mapping[Flow, tuple[Flow, ...]]] = {
    "exports": ("exports",),
    "imports": ("imports",),
    "trade": ("trade", "exports", "imports"),
    "balance": ("balance", "exports", "imports"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Values in USD by code, and the codes that have some figure in the period but no value for the whole of it."""

    values: Mapping[str, float]
    left_out: tuple[str, ...] = ()


def partners(books: Books, flow: Flow, product: str, period: Period, group: str | None = None) -> Listed:
    """Single countries, or of a group the members that are in for the whole period."""
    known = books.accounts.partners - {books.reporter}
    if group is None:
        return _listed(books, flow, period, {c: (c, product) for c in sorted(known & books.lexicon.countries)})
    full = known & books.membership.throughout(group, period)
    partly = (known & books.membership.ever(group, period)) - full
    found = _listed(books, flow, period, {c: (c, product) for c in sorted(full)})
    return Listed(found.values, tuple(sorted({*found.left_out, *filter(books.accounts.has_figures, partly)})))


def products(books: Books, flow: Flow, partner: str, period: Period, level: Level) -> Listed:
    """The products of one level that the store has, for one partner or group."""
    return _listed(books, flow, period, {code: (partner, code) for code in _of_level(books, level)})


def _of_level(books: Books, level: Level) -> list[str]:
    if level == "catalogue":
        return list(books.lexicon.catalogue)
    return sorted(c for c in books.store.products() if c.isdigit() and len(c) == DIGITS[level])


def _listed(books: Books, flow: Flow, period: Period, pairs: Mapping[str, Pair]) -> Listed:
    """pairs: for each code of the list the partner and product to look up."""
    leaves = {code: _leaves(books, pair, period) for code, pair in pairs.items()}
    sums = totals(books.store, flow, period, *_sides(leaves.values()))
    found = {code: _summed(books, sums, pair, period) for code, pair in pairs.items()}
    open_codes = [code for code, value in found.items() if value is None]
    rest = _rest(books, flow, period, [leaves[code] for code in open_codes])
    for code in open_codes:
        if leaves[code] & rest.derivable or _changes(books, pairs[code][0], period):
            result = books.value(flow, *pairs[code], period)
            found[code] = result.value if isinstance(result, Value) else None
    values = {code: value for code, value in found.items() if value is not None}
    return Listed(values, tuple(c for c in open_codes if c not in values and leaves[c] & rest.partly))


def _leaves(books: Books, pair: Pair, period: Period) -> Set[Pair]:
    """The partners and products whose figures the value of a pair may come from."""
    partner, product = pair
    members = books.membership.ever(partner, period) if books.lexicon.is_group(partner) else ()
    return set(pairs_of({partner, *members}, {product, *books.lexicon.product_codes(product)}))


def _sides(leaves: Iterable[Set[Pair]]) -> tuple[set[str], set[str]]:
    every = set().union(*leaves)
    return {partner for partner, _ in every}, {product for _, product in every}


def _summed(books: Books, sums: Mapping[Pair, float], pair: Pair, period: Period) -> float | None:
    """The value of a pair from the sums, for a group or a catalogue product from all of its pieces."""
    if pair in sums:
        return sums[pair]
    pieces = _pieces(books, pair, period)
    found = [_summed(books, sums, piece, period) for piece in pieces]
    there = [value for value in found if value is not None]
    return total(there) if pieces and len(there) == len(found) else None


def _pieces(books: Books, pair: Pair, period: Period) -> list[Pair]:
    partner, product = pair
    if _changes(books, partner, period):
        return []  # month by month, which the sums cannot say
    if books.lexicon.is_group(partner):
        members = books.membership.throughout(partner, period)
        return [(member, product) for member in members if books.accounts.has_figures(member)]
    codes = books.lexicon.product_codes(product)
    return [(partner, code) for code in codes] if len(codes) > 1 else []


def _changes(books: Books, partner: str, period: Period) -> bool:
    """Whether it is a group that someone joins or leaves within the period."""
    group = books.lexicon.is_group(partner)
    return group and books.membership.throughout(partner, period) != books.membership.ever(partner, period)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What there is of the pairs without a sum: those that have some figure of the flow in the period, and those
    that the other rules of `resolve` may give a value."""

    partly: Set[Pair]
    derivable: Set[Pair]


def _rest(books: Books, flow: Flow, period: Period, leaves: list[Set[Pair]]) -> _Rest:
    if not leaves:
        return _Rest(set(), set())
    frame = books.store.frame(FLOWS, *_sides(leaves), books.accounts.visible)
    frame = frame[(frame["start"] <= str(period.end)) & (frame["end"] >= str(period.start))]
    of_flow = frame["flow"].isin(_TOLD_BY[flow])
    spans, across = frame["start"] != frame["end"], frame["flow"].isin(["trade", "balance"])
    return _Rest(_pairs(frame[of_flow]), _pairs(frame[spans | across]))


def _pairs(frame: pd.DataFrame) -> Set[Pair]:
    return set(zip(frame["partner"], frame["product"], strict=True))
