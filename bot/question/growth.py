"""The periods of a growth question, and on what the growth is."""

from __future__ import annotations

from dataclasses import replace

from bot.model.period import Month, Period
from bot.model.query import Query
from bot.question.periods import Months, compared
from bot.question.times import Fixed, Relative, SameIn, Since, Time, Yearless


def growth_periods(query: Query, times: list[Time], months: Months, context: Query | None) -> Query:
    """The query with its periods: one, against a year (or month) earlier, or two, from the first to the second."""
    if any(isinstance(t, SameIn) for t in times) and len(times) == 2:
        return _between(query, *sorted(compared(months, times)))
    named = [t for t in times if not isinstance(t, Relative)]
    if len(named) == 2:
        return _between(query, *sorted(compared(months, named)))
    if len(named) == 1:
        return _of_one(query, named[0], months)
    before = context.periods if context is not None else ()
    if len(before) == 1:
        return replace(query, periods=before)
    latest = months.assumed()
    return replace(query, periods=(latest,))


def _of_one(query: Query, time: Time, months: Months) -> Query:
    if isinstance(time, Fixed) and time.ends and (time.from_to or all(e.is_year for e in time.ends)):
        return _between(query, *time.ends)
    period = months.period(time)
    if isinstance(time, Yearless) and time.from_to:
        return _between(query, Period.of_month(period.start), Period.of_month(period.end))
    if isinstance(time, Since) and isinstance(time.start, Fixed) and time.start.period.is_year:
        last_full = period.end.year if period.end.month == 12 else period.end.year - 1
        if last_full > period.start.year:
            return _between(query, Period.of_year(period.start.year), Period.of_year(last_full))
    if query.basis == "cagr" and len(period) % 12 == 0 and len(period) > 12:
        first = Period(period.start, period.start + 11)
        return _between(query, first, Period(Month(period.end.index - 11), period.end))
    return replace(query, periods=(period,))


def _between(query: Query, earlier: Period, later: Period) -> Query:
    if later == earlier.shift(12):
        return replace(query, periods=(later,), basis="yoy")
    if later == earlier.shift(1) and earlier.is_month:
        return replace(query, periods=(later,), basis="mom")
    years = len(earlier) == len(later) and (later.start.index - earlier.start.index) % 12 == 0
    return replace(query, periods=(earlier, later), basis="cagr" if years else "change")
