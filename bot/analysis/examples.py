"""Questions that the figures at hand can answer, for those who ask what can be asked."""

from __future__ import annotations

from collections.abc import Iterator

from bot.analysis.answering import answerable
from bot.analysis.books import Books
from bot.model.figure import FLOWS, TOTAL, WORLD
from bot.model.period import Month, Period
from bot.model.query import Kind, Query


def examples(books: Books) -> tuple[Query, ...]:
    """A query of each of some kinds that has an answer; none where there are no figures."""
    found: dict[Kind, Query] = {}
    for query in _candidates(books):
        if query.kind not in found and answerable(query, books):
            found[query.kind] = query
    return tuple(found.values())


def _candidates(books: Books) -> Iterator[Query]:
    latest = books.latest(("exports",), (WORLD,), (TOTAL,), by="partner")
    if latest is None:
        return
    partner = _largest(books, latest)
    month, year = Period.of_month(latest), Period.of_year(latest.year - 1)
    yield Query("value", ("exports",), (partner,), periods=(month,))
    for period in (year, month):
        yield Query("overview", FLOWS, (partner,), periods=(period,))
        yield Query("rank", ("exports",), periods=(period,), by="partner", order="desc", limit=5)
        yield Query("growth", ("imports",), periods=(period,), basis="yoy")
    yield Query("series", ("exports",), periods=(Period(latest - 11, latest),))
    yield Query("coverage")


def _largest(books: Books, month: Month) -> str:
    values = books.countries("exports", TOTAL, Period.of_month(month)).values
    return max(sorted(values), key=lambda code: values[code], default=WORLD)
