"""Questions that the figures at hand can answer, for those who ask what can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.analysis.books import Books
from bot.model.answer import Answer
from bot.model.figure import FLOWS, TOTAL, WORLD
from bot.model.period import Month, Period
from bot.model.query import Query

MOST: Final = 6


def examples(books: Books) -> tuple[Query, ...]:
    """Up to six queries of different kinds, each of which has an answer; none where there are no figures."""
    from bot.analysis.answering import computed

    found = [query for query in _candidates(books) if _has_numbers(computed(query, books))]
    return tuple(dict.fromkeys(found))[:MOST]


def _has_numbers(answer: Answer) -> bool:
    return answer.status == "answered"


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
