"""Which months the figures reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product as all_of

from bot.analysis.lists import of_level
from bot.analysis.value import Value
from bot.analysis.values import CLUES, Values
from bot.model.figure import Flow
from bot.model.period import Month, Period
from bot.model.query import Level

_TRIES = 12
Combination = tuple[Flow, str, str]


def combinations(flows: Iterable[Flow], partners: Iterable[str], products: Iterable[str]) -> list[Combination]:
    """Each flow with each partner and product, in the order given."""
    return list(all_of(flows, partners, products))


def latest(books: Values, wanted: list[Combination], within: Period | None = None) -> Month | None:
    """The last month for which all combinations have a value, or up to which the span from the first one has.

    Where there is none, and several flows are asked for, those that never have one are left out (rice is not imported).
    """
    found = _latest(books, wanted, within)
    flows = {flow for flow, _, _ in wanted}
    if found or len(flows) == 1:
        return found
    lacking = {each[0] for each in wanted if _latest(books, [each], within) is None}
    there = [each for each in wanted if each[0] not in lacking]
    return _latest(books, there, within) if there else None


def _latest(books: Values, wanted: list[Combination], within: Period | None) -> Month | None:
    ends = _latest_first(_candidates(books, wanted), within)
    return next((end for end in ends if any(_all_there(books, wanted, p) for p in _ending(end, within))), None)


def _latest_first(ends: Iterable[Month], within: Period | None) -> list[Month]:
    return sorted((end for end in ends if within is None or end in within), reverse=True)


def _ending(end: Month, within: Period | None) -> list[Period]:
    """What may be asked of that month: itself, and the span that it ends."""
    return [Period.of_month(end), *([Period(within.start, end)] if within else [])]


def earliest(books: Values, wanted: list[Combination]) -> Month | None:
    """The first month for which all combinations have a value."""
    months = sorted(_candidates(books, wanted))
    return next((m for m in months if _all_there(books, wanted, Period.of_month(m))), None)


def _all_there(books: Values, wanted: Iterable[Combination], period: Period) -> bool:
    return all(isinstance(books.value(*combination, period), Value) for combination in wanted)


def _candidates(books: Values, wanted: list[Combination]) -> set[Month]:
    """The months that all combinations may have, or end with."""
    pairs = {(partner, product) for _, partner, product in wanted}
    return set.intersection(*(_months(books, *pair) for pair in pairs))


def _months(books: Values, partner: str, product: str) -> set[Month]:
    """The months that a value of this partner and product may end with: of its own figures, or of all of its pieces."""
    codes = books.lexicon.product_codes(product)
    members = books.membership.members(partner, books.today) if books.lexicon.is_group(partner) else frozenset()
    books.accounts.load({partner, *members}, {product, *codes})
    months = _borders(period for line in books.accounts.of(partner, product).values() for period in line)
    if members:
        months |= _months_of_group(books, partner, product)
    if len(codes) > 1:
        months |= set.intersection(*(_months(books, partner, code) for code in codes))
    return months


def _months_of_group(books: Values, group: str, product: str) -> set[Month]:
    """The months that all members of the time may have. Present members alone say which months come into question."""
    present = books.membership.members(group, books.today)
    of_member = {m: _months(books, m, product) for m in sorted(present) if books.accounts.has_figures(m)}
    every = set().union(*of_member.values())
    return {
        month
        for month in every
        if all(month in of_member[m] for m in books.membership.members(group, month) if m in of_member)
    }


def _borders(periods: Iterable[Period]) -> set[Month]:
    """The months beside the ends of the periods, inside any of them: only such a one can begin or end a value."""
    distinct = set(periods)
    beside = {m for p in distinct for m in (p.start - 1, p.start, p.end, p.end + 1)}
    spans = [p for p in distinct if not p.is_month]
    months = {p.start for p in distinct if p.is_month}
    return {m for m in beside if m in months or any(m in span for span in spans)}


Listing = Callable[[Combination, Level | None, Period], bool]


def latest_listed(
    books: Values, wanted: list[Combination], level: Level | None, within: Period | None, is_listed: Listing
) -> Month | None:
    """The last month (or the end of the last span) for which all combinations have something to list: see `latest`.

    level: of products; None: of countries.
    Looks at the last two years first, and never at more than a year of months in vain.
    """
    for first in (Month.of(books.today.year - 1, 1), Month(0)):
        ends = _latest_first(_borders(_spans(books, wanted, level, Period(first, books.today))), within)
        spans = [span for end in ends[:_TRIES] for span in _ending(end, within)]
        found = next((s.end for s in spans if all(is_listed(each, level, s) for each in wanted)), None)
        if found:
            return found
    return None


def _spans(books: Values, wanted: list[Combination], level: Level | None, within: Period) -> set[Period]:
    """The periods of the figures that a list may be made of."""
    partners = {each for _, partner, _ in wanted for each in _listable(books, partner, level)}
    products = {each for _, _, product in wanted for each in (product, *books.lexicon.product_codes(product))}
    if level:
        products = set(of_level(books, level))
    flows = {each for flow, _, _ in wanted for each in CLUES[flow]}
    frame = books.store.frame(flows, partners, products, within)[["start", "end"]].drop_duplicates()
    ends = zip(frame["start"], frame["end"], strict=True)
    return {Period(Month.parse(start), Month.parse(end)) for start, end in ends}


def _listable(books: Values, partner: str, level: Level | None) -> frozenset[str]:
    """The partners whose figures a list for this partner is made of."""
    if books.lexicon.is_group(partner):
        return books.membership.members(partner, books.today) | {partner}
    every = level is None and partner not in books.lexicon.countries
    return books.accounts.partners & books.lexicon.countries if every else frozenset({partner})
