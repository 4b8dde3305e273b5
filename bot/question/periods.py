"""The times of a question tied to the months that there are: Time -> Period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model.answer import Note
from bot.model.coverage import Coverage
from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.period import Month, Period
from bot.model.query import By
from bot.question.times import (
    AllTime,
    Earlier,
    Fixed,
    Latest,
    Relative,
    Rolling,
    SameIn,
    Since,
    Time,
    ToDate,
    Yearless,
)

_PARTIAL_UNITS = ("year", "half", "quarter")


@dataclass
class Months:
    """What is asked of, and so which months there are for it; `notes` says what was assumed."""

    coverage: Coverage
    flows: tuple[Flow, ...]
    partners: tuple[str, ...]
    products: tuple[str, ...]
    by: By | None = None
    notes: list[Note] = field(default_factory=list)

    @property
    def today(self) -> Month:
        return self.coverage.today

    def latest(self, within: Period | None = None) -> Month | None:
        """The last month (of those) for which all that is asked is there; earlier ones may be missing."""
        return self.coverage.latest(self.flows, self.partners, self.products, self.by, within)

    def latest_or_before_today(self) -> Month:
        """The latest month; where there is none, that of all goods and partners, and the one before today's."""
        return self.latest() or self.coverage.latest(self.flows, (WORLD,), (TOTAL,)) or self.today - 1

    def assumed(self) -> Period:
        """The latest month, as none is named, and that it was assumed; of none at all nothing is said."""
        latest = self.period(Latest())
        if self.latest() is not None:
            self.notes.append(Note("latest_assumed", {"period": latest}))
        return latest

    def period(self, time: Time, other: Period | None = None) -> Period:
        """The period that a time means. other: what `a year earlier` is earlier than; by default the latest month."""
        match time:
            case Fixed():
                return self._fixed(time)
            case Yearless():
                return self._yearless(time, other)
            case Since():
                return self._since(time)
            case Rolling():
                last = self.latest_or_before_today()
                return Period(last - time.months + 1, last)
            case ToDate():
                return self._to_date(time)
            case Earlier() | SameIn():
                return self._relative(time, other)
            case Latest():
                return Period.of_month(self.latest_or_before_today())
            case AllTime():
                return self._all()

    def _relative(self, time: Relative, other: Period | None) -> Period:
        if other is None and isinstance(time, Earlier) and time.alone is not None:
            return time.alone
        base = other or Period.of_month(self.latest_or_before_today())
        months = -time.months if isinstance(time, Earlier) else 12 * (time.year - base.end.year)
        return base.shift(months)

    def _fixed(self, time: Fixed) -> Period:
        if time.doubtful:
            self.notes.append(Note("no_day", {"word": time.doubtful, "period": time.period}))
        if time.unit in _PARTIAL_UNITS and self.today in Period(time.period.start, time.period.end):
            return self._so_far(time.period)
        return time.period

    def _so_far(self, whole: Period) -> Period:
        """The months of an unfinished period that there are; all of it where there are none."""
        last = self.latest(whole) or self.coverage.latest(self.flows, (WORLD,), (TOTAL,), within=whole)
        if last is None or last == whole.end:
            return whole
        part = Period(whole.start, last)
        self.notes.append(Note("partial", {"period": part, "whole": whole}))
        return part

    def _yearless(self, time: Yearless, other: Period | None) -> Period:
        if other is not None and (near := self._nearest(time, other)):
            self.notes.append(Note("year_assumed", {"period": near}))
            return self._so_far(near) if self.today in near and time.unit != "month" else near
        if time.unit in ("month", "range"):
            last = self.latest_or_before_today()
            found = time.in_year(last.year)
            found = found if found.end <= last else found.shift(-12)
        else:
            found = self._most_recent_begun(time)
        self.notes.append(Note("year_assumed", {"period": found}))
        return self._so_far(found) if self.today in found and time.unit != "month" else found

    def _nearest(self, time: Yearless, other: Period) -> Period | None:
        """January 2023, and February: the one that lies nearest to the period before, of those that have begun."""
        last = self.latest_or_before_today()
        years = range(other.start.year - 1, other.end.year + 2)
        begun = [p for p in map(time.in_year, years) if p.start <= last]
        return min(begun, key=lambda p: (_distance(p, other), p), default=None)

    def _most_recent_begun(self, time: Yearless) -> Period:
        begun = time.from_year(self.today.year)
        begun = begun if begun.start <= self.today else begun.shift(-12)
        for years in range(10):
            candidate = begun.shift(-12 * years)
            if self.latest(candidate) is not None:
                return candidate
        return begun

    def _since(self, time: Since) -> Period:
        start = time.start.period.start if isinstance(time.start, Fixed) else self._recent_start(time.start)
        until_today = Period(start, max(start, self.today))
        return Period(start, self.latest(until_today) or until_today.end)

    def _recent_start(self, start: Yearless) -> Month:
        last = self.latest_or_before_today()
        month = start.from_year(last.year).start
        month = month if month <= last else month - 12
        self.notes.append(Note("year_assumed", {"period": Period.of_month(month)}))
        return month

    def _to_date(self, time: ToDate) -> Period:
        if time.month is None and time.year in (None, self.today.year):
            return self._so_far(Period.of_year(self.today.year))
        last = self.latest_or_before_today()
        month = time.month or last.month
        year = time.year or (last.year if month <= last.month else last.year - 1)
        return Period(Month.of(year, 1), Month.of(year, month))

    def _all(self) -> Period:
        last = self.latest_or_before_today()
        first = self.coverage.earliest(self.flows, self.partners, self.products)
        first = first or self.coverage.earliest(self.flows, (WORLD,), (TOTAL,))
        return Period(min(first, last) if first else last, last)


def _distance(one: Period, other: Period) -> int:
    """Months between two periods; 0 where one lies in the other."""
    if one in other or other in one:
        return 0
    return min(abs(one.start.index - other.end.index), abs(other.start.index - one.end.index))


def compared(months: Months, times: Sequence[Time], before: Period | None = None) -> list[Period]:
    """The periods of a comparison, like with like: a part of a year against the same months of another."""
    fixed = [t for t in times if not isinstance(t, Relative)]
    known = {id(t): months.period(t) for t in fixed}
    anchor = next(iter(known.values()), before)
    found = [known[id(t)] if id(t) in known else months.period(t, anchor) for t in times]
    shortest, of = min(zip(found, times, strict=True), key=lambda each: len(each[0]))
    return [_like(months, time, period, shortest, of) for time, period in zip(times, found, strict=True)]


def _like(months: Months, time: Time, period: Period, other: Period, of: Time) -> Period:
    """A bare year beside a part of a year is the same part of that year; so is a half beside one that is not over."""
    bare_year = isinstance(time, Fixed) and time.unit == "year" and time.period.is_year and len(other) < 12
    if not (bare_year or _longer_of_a_kind(time, period, other, of)) or other in period:
        return period
    same = other.shift(12 * (period.start.year - other.start.year))
    if len(same) > 1:
        months.notes.append(Note("same_months", {"period": same}))
    return same


def _longer_of_a_kind(time: Time, period: Period, other: Period, of: Time) -> bool:
    """Two first halves (second quarters ...), of which the other is not over."""
    if not isinstance(time, Fixed | Yearless) or not isinstance(of, Fixed | Yearless):
        return False
    alike = time.unit == of.unit and time.unit in ("half", "quarter") and period.start.month == other.start.month
    return alike and len(other) < len(period)
