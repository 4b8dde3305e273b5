"""How much something grew: on a year earlier, on the month before, a year on average, between two periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product as all_of

from bot.analysis.books import Books
from bot.analysis.findings import Findings, facts
from bot.analysis.gaps import Outcome, concluded
from bot.analysis.ratio import yearly
from bot.analysis.value import Missing, Result, Value
from bot.model.answer import Answer, Measure, Note, Row
from bot.model.figure import Key
from bot.model.period import Period
from bot.model.query import Query


def growth(query: Query, books: Books) -> Answer:
    """Both values, the change and the percentage for each flow, partner and product; of a balance the change only.

    headline the percentage (of a balance the change); None from a base that is not above zero.
    """
    found = Findings(books)
    pairs = [(books.value(*now), books.value(*base)) for now, base in _pairs(query)]
    answer = concluded(query, found, [_grown(found, query, now, base) for now, base in pairs])
    return replace(answer, headline=None) if _without_percentage(answer.headline) else answer


def _without_percentage(headline: Row | None) -> bool:
    return headline is not None and headline.measure == "change" and headline.flow != "balance"


def _pairs(query: Query) -> Iterator[tuple[Key, Key]]:
    """What is compared with what: the later first."""
    for flow, partner, product in all_of(query.flows, query.partners, query.products):
        for now, base in _periods(query):
            yield Key(flow, partner, product, now), Key(flow, partner, product, base)


def _periods(query: Query) -> list[tuple[Period, Period]]:
    if query.basis in ("cagr", "change"):
        first, last = min(query.periods), max(query.periods)
        return [(last, first)]
    if query.basis == "mom":
        return [(period, period.shift(-len(period))) for period in query.periods]
    return [(period, period.year_earlier()) for period in query.periods]


def _measure(query: Query, now: Value) -> Measure:
    if query.basis == "mom":
        return "mom_pct" if now.key.period.is_month else "change_pct"
    return "change_pct" if query.basis == "change" else "yoy_pct"


def _grown(found: Findings, query: Query, now: Result, base: Result) -> Outcome:
    """The rows of one comparison and its headline, or why there is no growth."""
    if isinstance(now, Missing):
        return now
    if isinstance(base, Missing):
        return _without_base(found, query, now, base)
    percentage = _percentage(found, query, now, base)
    if percentage is None and now.key.flow != "balance":
        found.missing(Note("zero_base", facts(base.key)))
    found.value(now)
    found.value(base)
    change = found.change(now, base)
    return percentage or change


def _without_base(found: Findings, query: Query, now: Value, base: Missing) -> Outcome:
    """The published growth, which needs no earlier figure."""
    if query.basis in ("cagr", "change", "mom") or not found.published_growth(now):
        return Note("no_base", facts(base.key))
    row = found.growth(now, base)
    found.value(now)
    return row or Note("no_base", facts(base.key))


def _percentage(found: Findings, query: Query, now: Value, base: Value) -> Row | None:
    if query.basis != "cagr":
        return found.growth(now, base, _measure(query, now))
    years = (now.key.period.start.index - base.key.period.start.index) / 12
    ratio = yearly(base, now, years)
    if ratio is None or now.key.flow == "balance":
        return None
    return found.percentage(now.key, "cagr_pct", ratio, "cagr", (now.term, base.term), round(years))
