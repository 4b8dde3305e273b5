"""Which months the figures reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product as all_of
from typing import TYPE_CHECKING

from bot.analysis.lists import DIGITS
from bot.analysis.resolve import Account
from bot.analysis.value import Value
from bot.model.figure import FLOWS, Flow
from bot.model.period import Month, Period
from bot.model.query import By

if TYPE_CHECKING:
    from bot.analysis.books import Books

Combination = tuple[Flow, str, str]


def combinations(flows: Iterable[Flow], partners: Iterable[str], products: Iterable[str]) -> list[Combination]:
    """Each flow with each partner and product, in the order given."""
    return list(all_of(flows, partners, products))


def latest(books: Books, wanted: list[Combination], since: Month | None = None) -> Month | None:
    """The last month (or the end of the last span from `since`) for which all combinations have a value."""
    ends = sorted(_candidates(books, wanted), reverse=True)
    spans = (Period(since or end, end) for end in ends if since is None or end >= since)
    return next((span.end for span in spans if _all_there(books, wanted, span)), None)


def latest_listed(books: Books, wanted: list[Combination], by: By, since: Month | None = None) -> Month | None:
    """The last month (or span from `since`) with something to list; the partners named must be in a list by partner."""
    for first in (Month.of(books.today.year - 1, 1), Month(0)):
        ends = sorted(around(_spans(books, wanted, by, Period(first, books.today)), books.today), reverse=True)
        spans = (Period(since or end, end) for end in ends if since is None or end >= since)
        found = next((s.end for s in spans if all(_is_listed(books, *each, by, s) for each in wanted)), None)
        if found:
            return found
    return None


def _spans(books: Books, wanted: list[Combination], by: By, within: Period) -> set[Period]:
    """The periods of the figures that a list may be made of."""
    partners = {each for _, partner, _ in wanted for each in _members(books, partner)}
    products = {each for _, _, product in wanted for each in (product, *books.lexicon.product_codes(product))}
    some_partners, some_products = (None, products) if by == "partner" else (partners, None)
    frame = books.store.frame(FLOWS, some_partners, some_products, within)[["start", "end"]].drop_duplicates()
    ends = zip(frame["start"], frame["end"], strict=True)
    return {Period(Month.parse(start), Month.parse(end)) for start, end in ends}


def _is_listed(books: Books, flow: Flow, partner: str, product: str, by: By, period: Period) -> bool:
    if by == "product":
        return any(books.goods(flow, partner, period, level).values for level in DIGITS)
    group = partner if books.lexicon.is_group(partner) else None
    values = books.countries(flow, product, period, group).values
    return partner in values if partner in books.lexicon.countries else bool(values)


def earliest(books: Books, wanted: list[Combination]) -> Month | None:
    """The first month for which all combinations have a value."""
    months = sorted(_candidates(books, wanted))
    return next((m for m in months if _all_there(books, wanted, Period.of_month(m))), None)


def around(periods: Iterable[Period], today: Month) -> set[Month]:
    """The months beside the ends of the periods, none after today's: only such a one can begin or end a value."""
    beside = {m for p in periods for m in (p.start - 1, p.start, p.end, p.end + 1)}
    return {m for m in beside if m <= today}


def _all_there(books: Books, wanted: Iterable[Combination], period: Period) -> bool:
    return all(isinstance(books.value(*combination, period), Value) for combination in wanted)


def _candidates(books: Books, wanted: list[Combination]) -> set[Month]:
    """The months that may do; those of one partner and product are enough, as all have to be there."""
    pairs = {(partner, product) for _, partner, product in wanted}
    return min((around(_periods(books, *pair), books.today) for pair in pairs), key=len, default=set())


def _periods(books: Books, partner: str, product: str) -> Iterator[Period]:
    for account in _accounts(books, partner, product):
        for line in account.values():
            yield from line


def _accounts(books: Books, partner: str, product: str) -> Iterator[Account]:
    """The accounts that a value of this partner and product may come from.

    Of a group the present members: a month that all its members have, those of them have too that stayed.
    """
    partners = _members(books, partner)
    products = {product, *books.lexicon.product_codes(product)}
    books.accounts.load(partners, products)
    return (books.accounts.of(*pair) for pair in all_of(partners, products))


def _members(books: Books, partner: str) -> set[str]:
    group = books.lexicon.is_group(partner)
    return {partner, *(books.membership.members(partner, books.today) if group else ())}
