"""Periods are named as people name them, in each language."""

from __future__ import annotations

import pytest

from bot.model.period import Month, Period
from bot.reply.spans import months_text, period_text, periods_text, range_text, runs
from bot.reply.tongue import tongue


@pytest.mark.parametrize(
    ("period", "english", "khmer", "chinese"),
    [
        ("2025-01", "January 2025", "ខែមករា ឆ្នាំ2025", "2025年1月"),
        ("2024-01/2024-12", "2024", "ឆ្នាំ2024", "2024年"),
        ("2022-01/2024-12", "2022 to 2024", "ឆ្នាំ2022 ដល់ឆ្នាំ2024", "2022年至2024年"),
        ("2024-04/2024-06", "Q2 2024", "ត្រីមាសទី 2 ឆ្នាំ2024", "2024年第2季度"),
        ("2024-01/2024-11", "January to November 2024", "ខែមករា ដល់ខែវិច្ឆិកា ឆ្នាំ2024", "2024年1月至11月"),
        ("2023-11/2024-02", "November 2023 to February 2024", "ខែវិច្ឆិកា ឆ្នាំ2023 ដល់ខែកុម្ភៈ ឆ្នាំ2024",
         "2023年11月至2024年2月"),
    ],
)  # fmt: skip
def test_a_period_in_three_languages(period: str, english: str, khmer: str, chinese: str) -> None:
    named = [period_text(tongue(language), Period.parse(period)) for language in ("en", "km", "zh")]
    assert named == [english, khmer, chinese]


def test_a_range_names_its_months_also_where_it_is_a_quarter() -> None:
    assert range_text(tongue("en"), Period.parse("2024-01/2024-03")) == "January to March 2024"


def test_short_months() -> None:
    assert period_text(tongue("en"), Period.parse("2023-11/2024-02"), short=True) == "Nov 2023 to Feb 2024"


def test_months_in_a_row_are_one_run() -> None:
    months = [Month.of(2024, 5), Month.of(2024, 1), Month.of(2024, 2), Month.of(2024, 1)]
    assert runs(months) == (Period.parse("2024-01/2024-02"), Period.parse("2024-05"))
    assert runs([]) == ()


def test_missing_months_are_ranges_and_whole_years_years() -> None:
    months = [*Period.of_year(2022).months, *Period.parse("2023-10/2023-12").months, Month.of(2024, 5)]
    assert months_text(tongue("en"), months) == "2022, October to December 2023 and May 2024"


def test_many_periods_are_counted() -> None:
    periods = [Period.parse(f"2024-{month:02}") for month in range(1, 11)]
    text = periods_text(tongue("en"), periods)
    assert text.startswith("January 2024, February 2024, ")
    assert text.endswith(" May 2024 and 5 more")
