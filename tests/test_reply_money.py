"""Amounts and percentages: never more digits than published, never 1,000.0 million, in three languages."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.money import margin, money, percent, plain, points, rounded, signed_money, signed_percent

_AMOUNTS = st.floats(min_value=-1e13, max_value=1e13, allow_nan=False)
_PRECISIONS = st.none() | st.sampled_from([10.0**n for n in range(10)]) | st.floats(min_value=0.01, max_value=1e9)


@pytest.mark.parametrize(
    ("value", "precision", "english", "khmer", "chinese"),
    [
        (868.7e6, 1e5, "$868.7 million", "868.7 លានដុល្លារ", "8.687亿美元"),
        (2.306e9, 1e6, "$2.306 billion", "2.306 ពាន់លានដុល្លារ", "23.06亿美元"),
        (9.92e9, 1e7, "$9.92 billion", "9.92 ពាន់លានដុល្លារ", "99.2亿美元"),
        (23.76e6, 1e4, "$23.76 million", "23.76 លានដុល្លារ", "2376万美元"),
        (-123.1e6, 1e5, "-$123.1 million", "-123.1 លានដុល្លារ", "-1.231亿美元"),
        (695e6, 11e6, "$695 million", "695 លានដុល្លារ", "6.95亿美元"),
        (1.02e12, 1e10, "$1.02 trillion", "1.02 ទ្រីលានដុល្លារ", "1.02万亿美元"),
        (0.0, None, "$0", "0 ដុល្លារ", "0美元"),
    ],
)
def test_amounts_in_three_languages(
    value: float, precision: float | None, english: str, khmer: str, chinese: str
) -> None:
    assert money(value, precision) == english
    assert money(value, precision, language="km") == khmer
    assert money(value, precision, language="zh") == chinese


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (868_703_412.0, "$868.7 million"),
        (999_950_000.0, "$1.000 billion"),
        (999_949_999.0, "$999.9 million"),
        (1_000_000.0, "$1.000 million"),
        (999_999.6, "$1.000 million"),
        (842_310.0, "$842,310"),
        (842_310.4, "$842,310"),
        (0.4, "$0.40"),
        (-0.001, "$0"),
    ],
)
def test_exact_amounts_have_four_digits_from_a_million_on_and_whole_dollars_below(value: float, text: str) -> None:
    assert money(value) == text


def test_a_value_whose_rounding_carries_over_takes_the_next_word() -> None:
    assert money(999_950_000.0, 1e5) == "$1.0000 billion"
    assert money(999_950_000.0, 1e6) == "$1.000 billion"
    assert money(99_999_999.0, 1e6, language="zh") == "1.00亿美元"


def test_a_sum_of_roundings_keeps_the_digits_of_its_finer_part() -> None:
    assert money(2_260e6, 11e6) == "$2.260 billion"
    assert money(609.58e6, 2e4) == "$609.58 million"
    assert money(4_321_549_000.0, 3e5) == "$4.3215 billion"


def test_margins_have_no_idle_zeros() -> None:
    assert [margin(v) for v in (11e6, 1e7, 2e4, 1.1e6, 101e6)] == [
        "$11 million", "$10 million", "$20,000", "$1.1 million", "$101 million",
    ]  # fmt: skip
    assert margin(11e6, language="zh") == "1100万美元"
    assert plain(9.92e9) == "$9.92 billion"


def test_a_change_has_its_sign_and_no_change_none() -> None:
    assert signed_money(241.87e6, 1e4) == "+$241.87 million"
    assert signed_money(-1.5e6, 1e5) == "-$1.5 million"
    assert signed_money(0.0) == "$0"
    assert signed_money(1000.0, 1e6) == "$0"


@pytest.mark.parametrize(
    ("value", "text"),
    [(38.5862, "+38.6%"), (-3.149, "-3.1%"), (0.04, "0.0%"), (-0.04, "0.0%"), (-0.0, "0.0%"), (1234.56, "+1,234.6%")],
)
def test_growth_has_one_decimal_and_a_sign_but_never_that_of_zero(value: float, text: str) -> None:
    assert signed_percent(value) == text


def test_shares_have_no_sign_and_points_have_one() -> None:
    assert percent(37.67) == "37.7%"
    assert percent(-3.1, decimals=0) == "3%"
    assert [points(v) for v in (8.24, -0.01, -1.25)] == ["+8.2", "0.0", "-1.3"]


@given(_AMOUNTS, _PRECISIONS)
def test_no_amount_is_a_thousand_of_a_smaller_word(value: float, precision: float | None) -> None:
    english, chinese = money(value, precision), money(value, precision, language="zh")
    number = float(re.sub(r"[^\d.]", "", english))
    assert number < (1_000_000 if "illion" not in english else 1000) or "trillion" in english
    assert float(re.sub(r"[^\d.]", "", chinese)) < 10_000 or "万亿" in chinese


@given(_AMOUNTS, st.integers(0, 9))
def test_never_a_digit_more_than_was_published(value: float, power: int) -> None:
    number = rounded(value, 10.0**power)
    assert int(number.as_tuple().exponent) >= power


@given(_AMOUNTS, st.floats(min_value=0.01, max_value=1e9))
def test_the_last_digit_of_a_sum_is_no_finer_than_a_tenth_of_its_rounding(value: float, precision: float) -> None:
    step = Decimal(1).scaleb(int(rounded(value, precision).as_tuple().exponent))
    assert step * 20 > Decimal(precision)


@given(_AMOUNTS, _PRECISIONS)
def test_never_more_than_five_digits_from_a_million_on(value: float, precision: float | None) -> None:
    text = money(value, precision)
    if "illion" in text:
        assert len(re.sub(r"[^1-9]*", "", re.sub(r"\D", "", text).strip("0"))) <= 5


@given(st.floats(min_value=0, max_value=1e12), st.floats(min_value=0, max_value=1e12), _PRECISIONS)
def test_a_larger_value_is_never_shown_as_a_smaller_one(one: float, other: float, precision: float | None) -> None:
    low, high = sorted((one, other))
    assert rounded(low, precision) <= rounded(high, precision)


@given(_AMOUNTS, _PRECISIONS)
def test_what_is_shown_is_within_one_step_of_the_value(value: float, precision: float | None) -> None:
    number = rounded(value, precision)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    assert abs(number - Decimal(repr(value))) <= step


@given(_AMOUNTS, _PRECISIONS, st.sampled_from(["en", "km", "zh"]))
def test_there_is_no_negative_nothing_and_no_exponent(value: float, precision: float | None, language: str) -> None:
    text = money(value, precision, language=language)
    assert not re.search(r"E[+-]?\d", text)
    assert not text.startswith("-") or re.search(r"[1-9]", text)
