"""Months and spans of months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, counted in months since year 0 so that months add and compare as numbers."""

    index: int

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """The month `month` (1 to 12) of `year`. ValueError for another month number."""
        if not 1 <= month <= 12:
            raise ValueError(f"no month {month}")
        return cls(year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written `YYYY-MM`. ValueError for anything else."""
        found = _MONTH.fullmatch(text)
        if not found:
            raise ValueError(f"not a month: {text!r}")
        return cls.of(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, day: date) -> Month:
        """The month that `day` lies in."""
        return cls.of(day.year, day.month)

    @property
    def year(self) -> int:
        return self.index // 12

    @property
    def month(self) -> int:
        """1 is January."""
        return self.index % 12 + 1

    def __add__(self, months: int) -> Month:
        return Month(self.index + months)

    def __sub__(self, months: int) -> Month:
        return Month(self.index - months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months, first and last included."""

    start: Month
    end: Month

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period ends before it starts: {self.start} to {self.end}")

    @classmethod
    def of_month(cls, month: Month) -> Period:
        return cls(month, month)

    @classmethod
    def of_year(cls, year: int) -> Period:
        return cls(Month.of(year, 1), Month.of(year, 12))

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written `YYYY-MM` or `YYYY-MM/YYYY-MM`. ValueError for anything else."""
        first, _, last = text.partition("/")
        return cls(Month.parse(first), Month.parse(last or first))

    def __len__(self) -> int:
        """How many months."""
        return self.end.index - self.start.index + 1

    def __contains__(self, other: Month | Period) -> bool:
        if isinstance(other, Month):
            return self.start <= other <= self.end
        return self.start <= other.start and other.end <= self.end

    @property
    def months(self) -> Iterator[Month]:
        return map(Month, range(self.start.index, self.end.index + 1))

    @property
    def is_month(self) -> bool:
        return self.start == self.end

    @property
    def is_year(self) -> bool:
        return len(self) == 12 and self.start.month == 1

    def shift(self, months: int) -> Period:
        """The same length, `months` later (earlier where negative)."""
        return Period(self.start + months, self.end + months)

    def year_earlier(self) -> Period:
        return self.shift(-12)

    def __str__(self) -> str:
        return str(self.start) if self.is_month else f"{self.start}/{self.end}"
