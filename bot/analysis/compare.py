"""Values side by side, and their differences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.analysis.books import Books
from bot.analysis.findings import Findings
from bot.analysis.gaps import no_data
from bot.analysis.one import values_of
from bot.analysis.value import Missing, Result, Value
from bot.model.answer import Answer, Row
from bot.model.query import Query


def compare(query: Query, books: Books) -> Answer:
    """A value for each, with its growth. Of two the headline is the first minus the second.

    Of two periods it is the later minus the earlier, and the percentage is a row of the later one. Where more than two
    are asked for and some are missing, the others are shown; of two, both are needed.
    """
    found = Findings(books)
    results = values_of(query, books)
    values = [r for r in results if isinstance(r, Value)]
    lacking = [r for r in results if isinstance(r, Missing)]
    if len(values) < 2 and lacking:
        return no_data(query, books, lacking[0])
    for missing in lacking:
        found.missing(missing)
    for value in values:
        found.value(value)
        growth_if_known(found, value)
    return found.answer(query, _differences(found, query, results))


def growth_if_known(found: Findings, value: Value) -> None:
    """The growth on a year earlier, where it is known; nothing is said where not."""
    base = found.books.value(*value.key._replace(period=value.key.period.year_earlier()))
    if isinstance(base, Value) or (value.published and value.published.yoy_pct is not None):
        found.growth(value, base)


def _differences(found: Findings, query: Query, results: Sequence[Result]) -> Row | None:
    """The change of two periods for each flow, partner and product; else of the only two values."""
    if len(query.periods) == 2:
        _lengths(found, query)
        pairs = [list(pair) for _, pair in groupby(results, key=lambda r: r.key[:3])]
        rows = [_over_time(found, *pair) for pair in pairs]
        return rows[0] if len(rows) == 1 else None
    if len(results) == 2:
        first, second = results
        if isinstance(first, Value) and isinstance(second, Value):
            return found.change(first, second)
    return None


def _over_time(found: Findings, one: Result, other: Result) -> Row | None:
    if isinstance(one, Missing) or isinstance(other, Missing):
        return None
    earlier, later = sorted((one, other), key=lambda v: v.key.period)
    row = found.change(later, earlier)
    found.growth(later, earlier, "change_pct")
    return row


def _lengths(found: Findings, query: Query) -> None:
    lengths = [len(period) for period in query.periods]
    if len(set(lengths)) > 1:
        found.note("lengths_differ", periods=query.periods)
