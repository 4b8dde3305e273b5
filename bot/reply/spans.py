"""Months and periods in words: `January 2025`, `Q1 2024`, `January to November 2024`, `2022 to 2024`."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model.period import Month, Period
from bot.reply.tongue import Tongue

SHOWN = 6  # periods or months in one sentence; the rest are counted


def month_text(tongue: Tongue, month: Month, short: bool = False) -> str:
    """`January 2025`, short: `Jan 2025`."""
    return tongue.say("{month} {year}", month=tongue.month_name(month.month, short), year=month.year)


def period_text(tongue: Tongue, period: Period, short: bool = False) -> str:
    """The period by its shortest exact name."""
    first, last = period.start, period.end
    if period.is_month:
        return month_text(tongue, first, short)
    if first.month == 1 and last.month == 12:
        if period.is_year:
            return tongue.say("{year}", year=first.year)
        return tongue.say("{first_year} to {last_year}", first_year=first.year, last_year=last.year)
    if len(period) == 3 and first.month % 3 == 1:
        return tongue.say("Q{quarter} {year}", quarter=first.month // 3 + 1, year=first.year)
    return range_text(tongue, period, short)


def range_text(tongue: Tongue, period: Period, short: bool = False) -> str:
    """The period by its first and its last month, also where it is a year or a quarter."""
    first, last = period.start, period.end
    if first.year != last.year:
        return tongue.say(
            "{first_month} to {last_month}",
            first_month=month_text(tongue, first, short),
            last_month=month_text(tongue, last, short),
        )
    return tongue.say(
        "{first} to {last} {year}",
        first=tongue.month_name(first.month, short),
        last=tongue.month_name(last.month, short),
        year=first.year,
    )


def periods_text(tongue: Tongue, periods: Iterable[Period], most: int = SHOWN) -> str:
    """Several periods in one sentence, those beyond `most` counted."""
    return shortened(tongue, [period_text(tongue, p) for p in periods], most)


def available_text(tongue: Tongue, periods: Iterable[Period], most: int = SHOWN) -> str:
    """The periods that there are figures for: as `periods_text`, but months in a row as a range."""
    named = tuple(periods)
    months = runs(p.start for p in named if p.is_month)
    names = {p: _run_text(tongue, p) for p in months} | {p: period_text(tongue, p) for p in named if not p.is_month}
    return shortened(tongue, [names[p] for p in sorted(names)], most)


def months_text(tongue: Tongue, months: Iterable[Month], most: int = SHOWN) -> str:
    """Months in one sentence, those in a row as a range, whole years by their name."""
    return shortened(tongue, [_run_text(tongue, run) for run in runs(months)], most)


def _run_text(tongue: Tongue, run: Period) -> str:
    whole = run.is_month or (run.start.month == 1 and run.end.month == 12)
    return period_text(tongue, run) if whole else range_text(tongue, run)


def runs(months: Iterable[Month]) -> tuple[Period, ...]:
    """The months as unbroken periods: January, February and May are two."""
    found: list[Period] = []
    for month in sorted(set(months)):
        if found and found[-1].end + 1 == month:
            found[-1] = Period(found[-1].start, month)
        else:
            found.append(Period.of_month(month))
    return tuple(found)


def shortened(tongue: Tongue, items: list[str], most: int = SHOWN) -> str:
    """`a, b and c`, or `a, b and 5 more`."""
    if len(items) <= most:
        return tongue.join(items)
    more = len(items) - most + 1
    return tongue.join([*items[: most - 1], tongue.count("{number} more", "{number} more", more)])
