"""What data there is (`coverage`)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.analysis.books import Books
from bot.analysis.findings import sources
from bot.analysis.gaps import missing_months, no_data
from bot.analysis.value import Missing, Value
from bot.model.answer import Answer, Note
from bot.model.figure import FLOWS, TOTAL, WORLD, Flow, Key
from bot.model.period import Month, Period
from bot.model.query import Query

Reach = tuple[Flow, Month, Month]
Published = tuple[Flow, tuple[Period, ...]]


def coverage(query: Query, books: Books) -> Answer:
    """The first and last month of each flow for the partner and product named, and how much there is in the store.

    Where a period is asked for also which published ones lie in it, else those that reach back beyond the months.
    sources: those of the latest month, and after them all others.
    """
    partner, product = query.partners[0], query.products[0]
    flows = query.flows or FLOWS
    spans = tuple(span for flow in flows if (span := _span(books, flow, partner, product)))
    published = tuple((flow, _published(books, query, flow, partner, product)) for flow in flows)
    if not spans and (partner, product) == (WORLD, TOTAL):
        spans = _months_of_any(books, flows)
    if not spans and not any(periods for _, periods in published):
        return no_data(
            query, books, Missing(Key(flows[0], partner, product, Period.of_month(books.today)), "no_figures")
        )
    note = Note("coverage", {
        "partner": partner, "product": product, "spans": spans,
        "available": published if query.periods else _earlier(published, spans),
        "holes": tuple((span[0], _holes(books, span, partner, product)) for span in spans),
        **_size(books),
    })  # fmt: skip
    latest = [books.value(flow, partner, product, Period.of_month(last)) for flow, _, last in spans]
    used = [figure for value in latest if isinstance(value, Value) for figure in value.figures]
    others = [s for s in books.store.sources() if s.name] if (partner, product) == (WORLD, TOTAL) else ()
    return Answer("answered", query, notes=(note,), sources=tuple(dict.fromkeys((*sources(used), *others))))


def _span(books: Books, flow: Flow, partner: str, product: str) -> Reach | None:
    asked = ((flow,), (partner,), (product,))
    first, last = books.earliest(*asked), books.latest(*asked)
    return (flow, first, last) if first and last else None


def _holes(books: Books, span: Reach, partner: str, product: str) -> tuple[Month, ...]:
    """The months of a span that have no value."""
    flow, first, last = span
    months = missing_months(books, Key(flow, partner, product, Period(first, last)))
    return months if len(months) < len(Period(first, last)) else ()


def _months_of_any(books: Books, flows: tuple[Flow, ...]) -> tuple[Reach, ...]:
    """Where no total is published: the months that any partner and product has."""
    months: dict[Flow, list[Month]] = {}
    for flow, month, _ in books.store.months():
        if month <= books.today:
            months.setdefault(flow, []).append(month)
    return tuple((flow, min(months[flow]), max(months[flow])) for flow in flows if flow in months)


def _published(books: Books, query: Query, flow: Flow, partner: str, product: str) -> tuple[Period, ...]:
    """The published periods that lie in those asked for, or all."""
    line = books.accounts.of(partner, product)[flow]
    return tuple(sorted(p for p in line if not query.periods or any(p in asked for asked in query.periods)))


def _earlier(published: Iterable[Published], spans: Iterable[Reach]) -> tuple[Published, ...]:
    """The published periods that begin before the first month."""
    first = {flow: month for flow, month, _ in spans}
    return tuple(
        (flow, tuple(p for p in periods if flow in first and p.start < first[flow])) for flow, periods in published
    )


def _size(books: Books) -> dict[str, object]:
    releases = books.store.releases()
    return {
        "figures": books.store.count(),
        "partners": len(books.accounts.partners & books.lexicon.countries),
        "products": len(set(books.store.products()) - {TOTAL}),
        "release": releases[-1] if releases else None,
    }
