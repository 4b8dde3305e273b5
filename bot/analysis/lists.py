"""All countries (or products) that have a value in one period, and those that might have been among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import product as pairs_of
from typing import Final

from bot.analysis.accounts import Pair
from bot.analysis.totals import Line, Totals, lines_of, totals
from bot.analysis.value import Missing, Value, total
from bot.analysis.values import Values
from bot.model.figure import FLOWS, Flow
from bot.model.period import Period
from bot.model.query import Level

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
    """Values in USD by code, and the codes that have figures, but no value for the whole period.

    rough: those whose value could only be worked out too roughly to be shown.
    """

    values: Mapping[str, float]
    left_out: tuple[str, ...] = ()
    rough: Mapping[str, Value] = field(default_factory=dict)

    def beside(self, codes: Iterable[str]) -> Mapping[str, float]:
        """The values, and those too rough to be shown that certainly stand above or below every one of these codes."""
        own = [self.values[code] for code in codes]
        sure = {c: v.value for c, v in self.rough.items() if all(abs(v.value - o) > (v.precision or 0) for o in own)}
        return {**self.values, **sure}


def partners(books: Values, flow: Flow, product: str, period: Period, group: str | None = None) -> Listed:
    """Single countries, or of a group the members that are in for the whole period."""
    known = books.accounts.partners - {books.reporter}
    if group is None:
        return _listed(books, flow, period, {c: (c, product) for c in sorted(known & books.lexicon.countries)})
    full = known & books.membership.throughout(group, period)
    partly = (known & books.membership.ever(group, period)) - full
    found = _listed(books, flow, period, {c: (c, product) for c in sorted(full)})
    left_out = tuple(sorted({*found.left_out, *filter(books.accounts.has_figures, partly)}))
    return replace(found, left_out=left_out)


def products(books: Values, flow: Flow, partner: str, period: Period, level: Level) -> Listed:
    """The products of one level that the store has, for one partner or group."""
    codes = of_level(books, level)
    if level == "catalogue":
        return _one_by_one(books, flow, partner, period, codes)
    return _listed(books, flow, period, {code: (partner, code) for code in codes})


def _one_by_one(books: Values, flow: Flow, partner: str, period: Period, codes: list[str]) -> Listed:
    """For a few codes that may each come about in several ways."""
    results = {code: books.value(flow, partner, code, period) for code in codes}
    values = {code: result.value for code, result in results.items() if isinstance(result, Value)}
    missing = {code: result for code, result in results.items() if isinstance(result, Missing)}
    rough = {code: result.coarse for code, result in missing.items() if result.coarse}
    lacking = {code for code, result in missing.items() if result.why != "no_figures"}
    return Listed(values, tuple(sorted(lacking - rough.keys())), rough)


def of_level(books: Values, level: Level) -> list[str]:
    """The codes of a level (or of the catalogue) that may be listed."""
    if level == "catalogue":
        return list(books.lexicon.catalogue)
    return sorted(c for c in books.store.products() if c.isdigit() and len(c) == DIGITS[level])


def _listed(books: Values, flow: Flow, period: Period, pairs: Mapping[str, Pair]) -> Listed:
    """pairs: for each code of the list the partner and product to look up."""
    if period.end > books.today:
        return Listed({})
    leaves = {code: _leaves(books, pair, period) for code, pair in pairs.items()}
    sums = totals(books.store, flow, period, *_sides(set().union(*leaves.values())))
    summed = {code: _summed(books, sums, pair, period) for code, pair in pairs.items()}
    values = {code: found for code, found in summed.items() if isinstance(found, float)}
    lacking = {code: found for code, found in summed.items() if not isinstance(found, float)}
    unsure = {code: {pair, lacking.get(code, pair)} for code, pair in pairs.items() if pair not in sums.values}
    rest = _rest(books, flow, period, set().union(*unsure.values()))
    seen = {code for code in lacking if leaves[code] & (sums.seen | rest.seen)}
    rough: dict[str, Value] = {}
    for code, tried in unsure.items():
        irregular = code in lacking and _may_be_irregular(books, sums, pairs[code], period)
        if irregular or tried & (rest.derivable | sums.rough) or _is_in_part_whole(books, sums, pairs[code]):
            result = books.value(flow, *pairs[code], period)
            if isinstance(result, Value):
                values[code] = result.value
            elif result.coarse:
                rough[code] = result.coarse
    return Listed(values, tuple(sorted(seen - values.keys() - rough.keys())), rough)


def _leaves(books: Values, pair: Pair, period: Period) -> Set[Pair]:
    """The partners and products whose figures the value of a pair may come from."""
    partner, product = pair
    members = books.membership.ever(partner, period) if books.lexicon.is_group(partner) else ()
    return set(pairs_of({partner, *members}, {product, *books.lexicon.product_codes(product)}))


def _sides(pairs: Set[Pair]) -> tuple[set[str], set[str]]:
    return {partner for partner, _ in pairs}, {product for _, product in pairs}


def _summed(books: Values, sums: Totals, pair: Pair, period: Period) -> float | Pair:
    """The value of a pair from the sums, for a group or a catalogue product from all of its pieces.

    Where there is none, the pair that is lacking: a piece, or the pair itself.
    """
    if pair in sums.values:
        return sums.values[pair]
    lacking = pair
    for pieces in _ways(books, pair, period):
        found = [_summed(books, sums, piece, period) for piece in pieces]
        there = [value for value in found if isinstance(value, float)]
        if len(there) == len(found):
            return total(there)
        lacking = next(lack for lack in found if not isinstance(lack, float))
    return lacking


def _ways(books: Values, pair: Pair, period: Period) -> Iterator[list[Pair]]:
    """The pieces that a pair without a value of its own is the sum of: members of a group, else HS codes."""
    partner, product = pair
    if books.lexicon.is_group(partner) and not _changes(books, partner, period):
        members = sorted(books.membership.throughout(partner, period))
        known = [(member, product) for member in members if books.accounts.has_figures(member)]
        if known:
            yield known
    codes = books.lexicon.product_codes(product)
    if len(codes) > 1:
        yield [(partner, code) for code in codes]


def _changes(books: Values, partner: str, period: Period) -> bool:
    """Whether it is a group that someone joins or leaves within the period: then it is summed month by month."""
    group = books.lexicon.is_group(partner)
    return group and books.membership.throughout(partner, period) != books.membership.ever(partner, period)


def _may_be_irregular(books: Values, sums: Totals, pair: Pair, period: Period) -> bool:
    """Whether it is a group that changes, whose lasting members have their values: it is worth summing by month."""
    partner, product = pair
    if not _changes(books, partner, period):
        return False
    members = filter(books.accounts.has_figures, books.membership.throughout(partner, period))
    return all(isinstance(_summed(books, sums, (member, product), period), float) for member in members)


def _is_in_part_whole(books: Values, sums: Totals, pair: Pair) -> bool:
    """Whether some months, or one of the flows, are there for the group or catalogue product as a whole."""
    return pair in sums.seen and books.has_parts(*pair)


@dataclass(frozen=True, slots=True)
class _Rest:
    """Of the pairs without a sum: those that have some figure of the flow, and those that the other rules of `resolve`
    may give a value."""

    seen: Set[Pair]
    derivable: Set[Pair]


def _rest(books: Values, flow: Flow, period: Period, pairs: Set[Pair]) -> _Rest:
    if not pairs:
        return _Rest(frozenset(), frozenset())
    lines = list(lines_of(books.store.frame(FLOWS, *_sides(pairs), books.accounts.visible)))
    seen = {line.pair for line in lines if line.flow in _TOLD_BY[flow]}
    now = _touching(lines, period)
    return _Rest(seen, {n.pair for n in now if n.start != n.end or n.flow in ("trade", "balance")})


def _touching(lines: Iterable[Line], period: Period) -> list[Line]:
    """The figures whose period has a month in common with this one."""
    first, last = str(period.start), str(period.end)
    return [line for line in lines if line.start <= last and line.end >= first]
