"""What to ask next: questions near the one that was asked, each of which the figures can answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from bot.analysis.books import Books
from bot.analysis.gaps import published_near
from bot.analysis.order import SHOWN
from bot.analysis.value import Value
from bot.model.answer import Answer
from bot.model.figure import FLOWS, TOTAL, WORLD, Flow, Key
from bot.model.period import Month, Period
from bot.model.query import Query

MOST: Final = 3
_MONTHLY: Final = ("series", "average", "extreme")  # kinds that want a year rather than a month
_OTHERS: Final[dict[Flow, tuple[Flow, ...]]] = {
    "exports": ("imports",),
    "imports": ("exports",),
    "trade": ("exports", "imports"),
    "balance": ("exports", "imports"),
}

Answerable = Callable[[Query, Books], bool]


def suggestions(answer: Answer, books: Books, answerable: Answerable) -> tuple[Query, ...]:
    """Up to three queries, none of them the one that was asked, all of them `answerable`."""
    query = answer.query
    if query is None or not query.periods or query.kind in ("help", "coverage"):
        return ()
    offered = _after(answer, query, books) if answer.status == "answered" else _instead(query, books)
    chosen: list[Query] = []
    for candidate in offered:
        if candidate not in (query, *chosen) and answerable(candidate, books):
            chosen.append(candidate)
            if len(chosen) == MOST:
                break
    return tuple(chosen)


def _one(query: Query) -> Query:
    """The value of the first of everything that is named, in its latest period."""
    latest = max(query.periods, key=lambda period: period.end)
    return Query("value", query.flows[:1], query.partners[:1], query.products[:1], (latest,))


def _after(answer: Answer, query: Query, books: Books) -> Iterator[Query]:
    """After a number: how it developed, who is behind it, the other side."""
    one = _one(query)
    if query.kind == "rank" and answer.headline:
        yield replace(one, partners=(answer.headline.partner,), products=(answer.headline.product,))
    year = Period(one.periods[0].end - 11, one.periods[0].end)
    if query.kind != "series" and _is_full(one, year, books):
        yield replace(one, kind="series", periods=(year,))
    if query.kind != "rank":
        yield replace(one, kind="rank", partners=(WORLD,), by="partner", order="desc", limit=SHOWN)
    yield from _other_flows(one)
    yield replace(one, kind="overview", flows=FLOWS)


def _instead(query: Query, books: Books) -> Iterator[Query]:
    """Where there is no number: what there is of the period, the latest, other flows, all partners, wider products."""
    yield from (replace(query, periods=(part,)) for part in _there(query, books))
    if query.kind in _MONTHLY:
        yield _one(query)
    latest = books.latest(query.flows, query.partners, query.products, by=query.by)
    if latest and len(query.periods) == 1:
        yield from (replace(query, periods=(period,)) for period in _up_to(latest, query))
    one = _one(query)
    near = published_near(books, Key(one.flows[0], one.partners[0], one.products[0], one.periods[0]))
    yield from (replace(one, periods=(period,)) for period in reversed(near))
    yield from _other_flows(one)
    yield from (replace(one, flows=(flow,)) for flow in FLOWS)
    if latest:
        yield replace(one, periods=(Period.of_month(latest),))
    for wider in (*_wider(one), *_narrower(one, books)):
        yield wider
        if latest := books.latest(wider.flows, wider.partners, wider.products):
            yield replace(wider, periods=(Period.of_month(latest),))


def _there(query: Query, books: Books) -> Iterator[Period]:
    """The whole years (else months) of one longer period that begin after the first figure and end before the last."""
    first = books.earliest(query.flows, query.partners, query.products)
    last = books.latest(query.flows, query.partners, query.products)
    if len(query.periods) != 1 or first is None or last is None:
        return
    start, end = max(first, query.periods[0].start), min(last, query.periods[0].end)
    if len(query.periods[0]) > 12:
        start, end = Month.of((start - 1).year + 1, 1), Month.of((end + 1).year - 1, 12)
    if start < end:
        yield Period(start, end)


def _wider(one: Query) -> Iterator[Query]:
    """The same of all partners, of the heading and the chapter of a code, and of all goods."""
    yield replace(one, partners=(WORLD,))
    product = one.products[0]
    if product.isdigit():
        yield from (replace(one, products=(product[:digits],)) for digits in (4, 2) if digits < len(product))
    if product != TOTAL:
        yield replace(one, products=(TOTAL,))


def _narrower(one: Query, books: Books) -> Iterator[Query]:
    """The same of the headings and subheadings of a code."""
    product = one.products[0]
    inside = (code for code in sorted(books.store.products()) if product.isdigit() and code.startswith(product))
    yield from (replace(one, products=(code,)) for code in inside if code != product)


def _up_to(latest: Month, query: Query) -> Iterator[Period]:
    """The latest months in place of those asked for: twelve, the year so far, or one."""
    if query.kind in _MONTHLY:
        yield Period(latest - 11, latest)
    if len(query.periods[0]) > 1:
        yield Period(Month.of(latest.year, 1), latest)
    if query.kind not in _MONTHLY:
        yield Period.of_month(latest)


def _other_flows(one: Query) -> Iterator[Query]:
    yield from (replace(one, flows=(flow,)) for flow in _OTHERS[one.flows[0]])


def _is_full(one: Query, year: Period, books: Books) -> bool:
    """Whether every month of the year has a value."""
    key = Key(one.flows[0], one.partners[0], one.products[0], year)
    months = (books.value(*key._replace(period=Period.of_month(month))) for month in year.months)
    return all(isinstance(value, Value) for value in months)
