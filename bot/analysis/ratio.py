"""Percentages of two values, and what their rounding leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from bot.analysis.value import Value

STEP = 0.1  # percentage points: growth is published with one decimal
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage, and the lowest and highest that the rounding of its two values allows."""

    percent: float
    low: float
    high: float

    @property
    def precision(self) -> float | None:
        """The width of what is left open; None where both values are exact."""
        return self.high - self.low if self.high > self.low else None

    @property
    def vague(self) -> bool:
        """Whether rounding leaves it less certain than a percentage with one decimal."""
        return self.high - self.low > STEP + _DUST

    def allows(self, percent: float) -> bool:
        """Whether a percentage, itself rounded to one decimal, is compatible with the two values."""
        return self.low - STEP / 2 - _DUST <= percent <= self.high + STEP / 2 + _DUST

    def agrees(self, percent: float) -> bool:
        """Whether it says the same to one decimal, give or take one step."""
        return abs(self.percent - percent) <= STEP + _DUST


def share(part: Value, whole: Value) -> Ratio | None:
    """part / whole in percent; None where the whole is not positive."""
    if whole.value <= 0:
        return None
    low, high = _ends(part)
    least, most = _ends(whole)
    return Ratio(part.value / whole.value * 100, low / most * 100, high / least * 100) if least > 0 else None


def growth(now: Value, base: Value) -> Ratio | None:
    """now / base - 1 in percent; None where the base is not positive."""
    ratio = share(now, base)
    return Ratio(ratio.percent - 100, ratio.low - 100, ratio.high - 100) if ratio else None


def yearly(first: Value, last: Value, years: float) -> Ratio | None:
    """The growth a year that leads from the first to the last value, in percent; None where there is none."""
    ratio = share(last, first)
    if ratio is None or years <= 0:
        return None
    per_year = [(max(r, 0.0) / 100) ** (1 / years) * 100 - 100 for r in (ratio.percent, ratio.low, ratio.high)]
    return Ratio(*per_year)


def _ends(value: Value) -> tuple[float, float]:
    half = (value.precision or 0.0) / 2
    return value.value - half, value.value + half
