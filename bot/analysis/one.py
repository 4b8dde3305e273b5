"""One number with what belongs to it (`value`), and the four flows side by side (`overview`)."""

from __future__ import annotations

from itertools import product as all_of

from bot.analysis.books import Books
from bot.analysis.findings import Findings, facts, single
from bot.analysis.gaps import no_data
from bot.analysis.value import Missing, Result, Value
from bot.model.answer import Answer, Row
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.period import Month, Period
from bot.model.query import Query


def value(query: Query, books: Books) -> Answer:
    """Each value that is named with its growth, the year to date, share and rank.

    What is missing is a note where another one is there, and makes it no_data where none is.
    """
    found = Findings(books)
    results = values_of(query, books)
    if not any(isinstance(result, Value) for result in results):
        return _none(query, books, results)
    heads = [_in_full(found, r) for r in results]
    return found.answer(query, single(heads))


def overview(query: Query, books: Books) -> Answer:
    """Exports, imports, trade and balance with their growth; headline trade."""
    found = Findings(books)
    results = values_of(query, books)
    if not any(isinstance(result, Value) for result in results):
        return _none(query, books, [r for r in results if r.key.flow == "trade"] or results)
    heads = [_in_short(found, r) for r in results]
    return found.answer(query, single([h for h, r in zip(heads, results, strict=True) if r.key.flow == "trade"]))


def values_of(query: Query, books: Books) -> list[Result]:
    """The value of every flow, partner, product and period of the query, in its order."""
    keys = all_of(query.flows, query.partners, query.products, query.periods)
    return [books.value(*key) for key in keys]


def year_on_year(found: Findings, value: Value) -> None:
    """Growth on a year earlier and the value then; of a balance the change in place of growth."""
    base = found.books.value(*value.key._replace(period=value.key.period.year_earlier()))
    found.growth(value, base)
    if isinstance(base, Value):
        found.value(base)
        if value.key.flow == "balance":
            found.change(value, base)
    elif value.key.flow == "balance":
        found.note("no_base", **facts(base.key))


def _none(query: Query, books: Books, results: list[Result]) -> Answer:
    return no_data(query, books, next(r for r in results if isinstance(r, Missing)))


def _in_short(found: Findings, result: Result) -> Row | None:
    if isinstance(result, Missing):
        found.note("missing_flow", **facts(result.key))
        return None
    row = found.value(result)
    year_on_year(found, result)
    return row


def _in_full(found: Findings, value: Result) -> Row | None:
    row = _in_short(found, value)
    if isinstance(value, Missing):
        return row
    if value.key.period.is_month:
        _month_before(found, value)
        _year_to_date(found, value)
    if value.key.flow != "balance":
        _shares(found, value)
    if value.key.partner in found.books.lexicon.countries:
        _rank(found, value)
    return row


def _month_before(found: Findings, value: Value) -> None:
    base = found.books.value(*value.key._replace(period=value.key.period.shift(-1)))
    found.growth(value, base, "mom_pct")
    found.if_there(base)


def _year_to_date(found: Findings, value: Value) -> None:
    month = value.key.period.end
    if month.month == 1:
        return
    so_far = found.books.value(*value.key._replace(period=Period(Month.of(month.year, 1), month)))
    if isinstance(so_far, Value):
        _in_short(found, so_far)
    else:
        found.note("ytd_missing", period=so_far.key.period)


def _shares(found: Findings, value: Value) -> None:
    """Of all partners; with all partners, of all goods."""
    key = value.key
    whole = key._replace(partner=WORLD) if key.partner != WORLD else key._replace(product=TOTAL)
    if whole != key:
        share_of(found, value, whole)


def share_of(found: Findings, value: Value, whole: Key) -> Row | None:
    """The share of `whole` and the value of it; None, and a note, where it is not published or less than the part."""
    result = found.books.value(*whole)
    if isinstance(result, Missing):
        found.note("no_whole", flow=whole.flow, product=whole.product, period=whole.period)
        return None
    row = found.share(value, result)
    if row:
        found.value(result)
    return row


def _rank(found: Findings, value: Value) -> None:
    key = value.key
    listed = found.books.countries(key.flow, key.product, key.period)
    if key.partner in listed.values:
        found.row(Row(*key, "rank", float(listed.rank(key.partner))))
        found.note("rank_among", flow=key.flow, product=key.product, period=key.period, count=len(listed.values))
