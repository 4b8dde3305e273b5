"""The times that a question names, before they are tied to the months that there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.model.period import Month, Period

Unit = Literal["month", "quarter", "half", "year", "span", "range"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A span of the calendar. unit year, half or quarter: of one that is not over, the months that there are.

    ends: the two spans that a range was named by. from_to: it was said to run from the one to the other.
    doubtful: the words, where they could also name a day (June 25).
    """

    period: Period
    unit: Unit
    ends: tuple[Period, Period] | None = None
    from_to: bool = False
    doubtful: str | None = None


@dataclass(frozen=True, slots=True)
class Yearless:
    """Months first to last of a year that was not named; last before first runs over the turn of the year.

    unit range: named by its two ends; from_to as in Fixed.
    """

    first: int
    last: int
    unit: Unit
    from_to: bool = False

    def in_year(self, year: int) -> Period:
        """The span that ends in `year`."""
        start = Month.of(year - (self.last < self.first), self.first)
        return Period(start, Month.of(year, self.last))

    def from_year(self, year: int) -> Period:
        """The span that starts in `year`."""
        return Period(Month.of(year, self.first), Month.of(year + (self.last < self.first), self.last))


@dataclass(frozen=True, slots=True)
class Since:
    """From the first month of `start` to the latest month."""

    start: Fixed | Yearless


@dataclass(frozen=True, slots=True)
class Rolling:
    """That many months up to the latest month."""

    months: int


@dataclass(frozen=True, slots=True)
class ToDate:
    """January of a year to a month of it: both None is this year to the latest month.

    whole: all the same as the span that is named beside it (累计), unless that is one month.
    """

    year: int | None = None
    month: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same months so many months before another period; alone, the calendar one before today's (previous year)."""

    months: int
    alone: Period | None = None
    of_another: bool = False  # the same quarter last year: of a quarter that was named


@dataclass(frozen=True, slots=True)
class SameIn:
    """The same months as another period, in a year that is named (same period 2023)."""

    year: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest month."""


@dataclass(frozen=True, slots=True)
class AllTime:
    """All months that there are."""


Relative = Earlier | SameIn  # said of another period
Time = Fixed | Yearless | Since | Rolling | ToDate | Relative | Latest | AllTime


@dataclass(frozen=True, slots=True)
class Impossible:
    """A time that figures by month cannot answer: a reason's code and the words."""

    code: Literal["days", "open_period", "impossible_period"]
    text: str
