"""Amounts and percentages as people write them, in each language, and never with more digits than were published."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple


class Scale(NamedTuple):
    """A word for a size: `million` is 10 to the power 6."""

    power: int
    pattern: str


SCALES: Final[dict[str, tuple[Scale, ...]]] = {
    "en": (
        Scale(12, "${} trillion"), Scale(9, "${} billion"), Scale(6, "${} million"), Scale(0, "${}"),
    ),
    "km": (
        Scale(12, "{} ទ្រីលានដុល្លារ"), Scale(9, "{} ពាន់លានដុល្លារ"), Scale(6, "{} លានដុល្លារ"),
        Scale(0, "{} ដុល្លារ"),
    ),
    "zh": (Scale(12, "{}万亿美元"), Scale(8, "{}亿美元"), Scale(4, "{}万美元"), Scale(0, "{}美元")),
}  # fmt: skip
EXACT_DIGITS: Final = 4  # significant digits of an amount that is known exactly
MOST_DIGITS: Final = 5
WIDE: Final = 1.0  # percentage points: a percentage that its figures leave open this far is no better than whole


def money(value: float, precision: float | None = None, *, language: str = "en") -> str:
    """The amount in US dollars: `$868.7 million`.

    precision: the rounding of the value in USD, None where exact. At most five digits, none finer than the rounding.
    """
    number = rounded(value, precision, language=language)
    return _written(number, language)


def signed_money(value: float, precision: float | None = None, *, language: str = "en") -> str:
    """The amount with its sign, as a change: `+$241.9 million`."""
    text = money(value, precision, language=language)
    return text if text.startswith("-") or not rounded(value, precision) else f"+{text}"


def margin(precision: float, *, language: str = "en") -> str:
    """A rounding as an amount, without idle zeros: `$11 million`."""
    number = rounded(precision, precision / 100, language=language).normalize()
    return _written(number, language)


def plain(value: float, *, language: str = "en") -> str:
    """An amount whose rounding is not known, in four digits at most and without idle zeros: `$9.92 billion`."""
    return _written(rounded(value, language=language).normalize(), language)


def exact(value: float, *, language: str = "en") -> str:
    """An amount in all its digits: `$118.345679 million`."""
    return _written(Decimal(repr(float(value))).normalize(), language)


def _written(number: Decimal, language: str) -> str:
    scale = scale_of(number, language)
    amount = digits(abs(number), scale.power) if number else "0"
    if language == "zh":  # four digits to a word, never three
        amount = amount.replace(",", "")
    return ("-" if number < 0 else "") + scale.pattern.format(amount)


def scale_of(number: Decimal, language: str) -> Scale:
    """The largest scale that is not larger than the number."""
    scales = SCALES[language]
    return next((s for s in scales if abs(number) >= Decimal(1).scaleb(s.power)), scales[-1])


def digits(number: Decimal, power: int = 0) -> str:
    """The number in units of ten to the power, with all the digits it holds: 868700000 of step 100000 is `868.7`."""
    scaled = number.scaleb(-power)
    decimals = max(0, -int(scaled.as_tuple().exponent))
    return f"{scaled:,.{decimals}f}"


def rounded(value: float, precision: float | None = None, *, language: str = "en") -> Decimal:
    """The value as it is shown; its exponent is the step of its last digit."""
    number = Decimal(repr(float(value)))
    for _ in range(2):  # 999.95 becomes 1000, which may be shown with a digit less
        number = _to_step(Decimal(repr(float(value))), _step(number, precision, language))
    return number


def _to_step(number: Decimal, exponent: int) -> Decimal:
    near = number.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP)
    return near if near else abs(near)


def _step(number: Decimal, precision: float | None, language: str) -> int:
    magnitude = number.adjusted() if number else 0
    smallest_named = SCALES[language][-2].power
    cents = -2 if magnitude < 0 and number else 0
    if precision is None:
        return magnitude - EXACT_DIGITS + 1 if magnitude >= smallest_named else cents
    return max(_published_step(precision), magnitude - MOST_DIGITS + 1, cents)


def _published_step(precision: float) -> int:
    """The power of ten of the last digit; a sum of roundings such as 11 million (10 + 1) keeps the finer one's."""
    width = Decimal(repr(float(precision)))
    power = width.adjusted()
    return power - (1 < width.scaleb(-power) < 2)


def percent(value: float, *, decimals: int = 1) -> str:
    """The size of a percentage or of a share, without its sign: `38.6%`."""
    return f"{_near(abs(value), decimals):,.{decimals}f}%"


def signed_percent(value: float, *, decimals: int = 1) -> str:
    """A growth: `+38.6%`, `-3.1%`, `0.0%`."""
    return sign_of(value, decimals) + percent(value, decimals=decimals)


def points(value: float) -> str:
    """Percentage points with their sign, without a unit: `+8.2`."""
    return sign_of(value, 1) + f"{_near(abs(value), 1):,.1f}"


def sign_of(value: float, decimals: int = 1) -> str:
    """`+`, `-`, or nothing where the value is shown as zero."""
    near = _near(value, decimals)
    return "+" if near > 0 else "-" if near < 0 else ""


def _near(value: float, decimals: int) -> Decimal:
    return _to_step(Decimal(repr(float(value))), -decimals)
