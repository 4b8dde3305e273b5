"""Months one after the other (`series`), the highest or lowest of them (`extreme`), and a month on average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product as all_of

from bot.analysis.books import Books
from bot.analysis.compare import growth_if_known
from bot.analysis.findings import Findings
from bot.analysis.gaps import concluded, no_data
from bot.analysis.one import values_of
from bot.analysis.order import first_of, rank_of
from bot.analysis.value import Missing, Result, Value
from bot.model.answer import Answer, Row
from bot.model.figure import Key
from bot.model.period import Period
from bot.model.query import Query


def series(query: Query, books: Books) -> Answer:
    """A value for each month, in order, and its growth where it is known. Missing months are left out, and noted."""
    found = Findings(books)
    lacking = [missing for key in _keys(query) if (missing := _series(found, key))]
    if not found.rows:
        return no_data(query, books, lacking[0])
    for missing in lacking:
        found.missing(missing)
    return found.answer(query, None)


def extreme(query: Query, books: Books) -> Answer:
    """The highest (or lowest) month among those that are there; headline its value. Months that tie are all shown."""
    found = Findings(books)
    return concluded(query, found, [_extreme(found, key, query.order == "asc") for key in _keys(query)])


def average(query: Query, books: Books) -> Answer:
    """The value of the period by its number of months, and the value."""
    found = Findings(books)
    return concluded(query, found, [_average(found, result) for result in values_of(query, books)])


def _keys(query: Query) -> list[Key]:
    return [Key(*key) for key in all_of(query.flows, query.partners, query.products, query.periods)]


def _series(found: Findings, key: Key) -> Missing | None:
    values = _months(found, key)
    for value in values:
        found.value(value)
        growth_if_known(found, value)
    return None if values else _nothing(found.books, key)


def _months(found: Findings, key: Key) -> list[Value]:
    """The months' values in order, with a note of those that are missing while others are there."""
    months = [Period.of_month(month) for month in key.period.months]
    results = [found.books.value(*key._replace(period=month)) for month in months]
    values = [r for r in results if isinstance(r, Value)]
    if values:
        _left_out(found, key, [r for r in results if isinstance(r, Missing)])
    return values


def _left_out(found: Findings, key: Key, lacking: Sequence[Missing]) -> None:
    """Say which months are not there, and which could only be worked out too roughly."""
    of = {"flow": key.flow, "partner": key.partner, "product": key.product}
    for code, rough in (("missing_in_series", False), ("rough_in_series", True)):
        months = tuple(m.key.period.start for m in lacking if bool(m.coarse) is rough)
        if months:
            found.note(code, **of, months=months)


def _nothing(books: Books, key: Key) -> Missing:
    """Not a single month is there; the reason is that of the last one, for the whole period."""
    last = books.value(*key._replace(period=Period.of_month(key.period.end)))
    return replace(last, key=key, coarse=None) if isinstance(last, Missing) else Missing(key, "missing_months")


def _extreme(found: Findings, key: Key, lowest: bool) -> Row | Missing:
    return _best(found, key, lowest, limit=1) or _nothing(found.books, key)


def months_ranked(found: Findings, query: Query, key: Key) -> Row | Missing:
    """The months of a period in the order of their values, with value and rank; the first one's value."""
    return _best(found, key, query.order == "asc", query.limit, with_rank=True) or _nothing(found.books, key)


def _best(found: Findings, key: Key, lowest: bool, limit: int | None, with_rank: bool = False) -> Row | None:
    """The first months in the order of their values, with their rank or their growth; None where there is none."""
    months = {value.key.period: value for value in _months(found, key)}
    amounts = {period: value.value for period, value in months.items()}
    chosen = first_of(amounts, lowest, limit) if amounts else []
    heads = []
    for period in chosen:
        heads.append(found.value(months[period]))
        if with_rank:
            found.row(Row(*months[period].key, "rank", float(rank_of(amounts, period))))
        else:
            growth_if_known(found, months[period])
    found.ties({period.start: amounts[period] for period in chosen})
    return heads[0] if heads else None


def _average(found: Findings, value: Result) -> Row | Missing:
    if isinstance(value, Missing):
        return value
    count = len(value.key.period)
    precision = value.precision / count if value.precision else None
    row = Row(*value.key, "average", value.value / count, precision, value.status, value.derived)
    found.row(row, "average", (value.term,), count)
    found.value(value)
    return row
