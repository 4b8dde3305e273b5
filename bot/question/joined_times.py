"""Times named apart but meant together: Q1 and Q2 2024; January of 2024 and 2025; 2024 exports in January."""

from __future__ import annotations

from collections.abc import Sequence

from bot.question.times import AllTime, Fixed, Time, ToDate, Yearless
from bot.question.words import Word

Placed = tuple[int, Time]  # at which word


def joined(times: Sequence[Placed], words: Sequence[Word]) -> list[Placed]:
    """The times with what each takes from the others."""
    dated = [(at, time) for at, time in times if not isinstance(time, AllTime)]
    found = _to_date(dated or times, words)  # the best month ever since 2024
    found = _years_given(found, words)
    return _years_shared(found, words)


def _to_date(times: Sequence[Placed], words: Sequence[Word]) -> list[Placed]:
    """`cumulative exports to May 2025`: the year to date up to the time that is named."""
    to_date = [time for _, time in times if time in (ToDate(), ToDate(whole=True))]
    if len(times) != 2 or len(to_date) != 1 or _compared(words, times[0][0], times[1][0]):
        return list(times)
    at, other = next((at, time) for at, time in times if time not in to_date)
    if to_date[0].whole and not _is_month(other):
        return [(at, other)]
    match other:
        case Yearless(first=first, last=last) if first == last:
            return [(at, ToDate(None, last))]
        case Fixed(unit="year", period=period) if period.is_year:
            return [(at, ToDate(period.start.year))]
        case Fixed(unit="month", period=period):
            return [(at, ToDate(period.end.year, period.end.month))]
    return list(times)


def _is_month(time: Time) -> bool:
    return isinstance(time, Fixed | Yearless) and time.unit == "month"


def _is_bare_year(time: Time) -> bool:
    return isinstance(time, Fixed) and time.unit == "year" and time.period.is_year


def _years_given(times: Sequence[Placed], words: Sequence[Word]) -> list[Placed]:
    """A year said apart from its months (2024 exports to US in January), or years that months are asked of."""
    months = [(at, t) for at, t in times if isinstance(t, Yearless)]
    years = [(at, t) for at, t in times if _is_bare_year(t)]
    if not months or not years or len(months) + len(years) != len(times):
        return list(times)
    if len(months) > 1 and len(years) > 1:
        return list(times)
    nearest = min((abs(m - y), m, y) for m, _ in months for y, _ in years)
    if _parted(words, nearest[1], nearest[2]):
        return list(times)
    return [
        (at, Fixed(month.in_year(year.period.start.year), month.unit))
        for at, month in months for _, year in years if isinstance(month, Yearless) and isinstance(year, Fixed)
    ]  # fmt: skip


def _compared(words: Sequence[Word], one: int, other: int) -> bool:
    """`ytd vs last year`"""
    return any(w.means("join") or w.means("kind", "compare") for w in words[one + 1 : other])


def _parted(words: Sequence[Word], one: int, other: int) -> bool:
    """Whether a join or a comparison stands between: then they are two times."""
    between = words[min(one, other) + 1 : max(one, other)]
    return any(w.means("join") or w.means("kind", "compare") or w.means("mark", "comma") for w in between)


def _years_shared(times: Sequence[Placed], words: Sequence[Word]) -> list[Placed]:
    """Times of a list share the year that one of them names."""
    return [(at, _with_year(n, times, words)) for n, (at, _) in enumerate(times)]


def _with_year(n: int, times: Sequence[Placed], words: Sequence[Word]) -> Time:
    at, time = times[n]
    if not isinstance(time, Yearless):
        return time
    for other_at, other in (*times[n + 1 :], *reversed(times[:n])):
        if isinstance(other, Fixed) and other.unit != "year" and _in_one_list(words, at, other_at):
            beside = _beside(time, other, before=at < other_at)
            return time if beside.period == other.period else beside
    return time


def _in_one_list(words: Sequence[Word], at: int, other: int) -> bool:
    between = words[min(at, other) + 1 : max(at, other)]
    tags = ("join", "link", "mark", "kind", "filler")
    return all(w.time is not None or any(w.means(tag) for tag in tags) for w in between)


def _beside(time: Yearless, other: Fixed, before: bool) -> Fixed:
    """The span in the other's year; in the year next to it where that keeps the list in order, and is nearer."""
    period = time.in_year(other.period.start.year)
    apart = period.start.index - other.period.start.index
    if before and apart > 6:
        period = period.shift(-12)
    elif not before and apart < -6:
        period = period.shift(12)
    return Fixed(period, time.unit)
