"""Growth: computed, published, neither; what rounding leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_books import MILLION, books_of, fact, head, made, monthly, notes, number, rows
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis import Books, answer
from bot.analysis.ratio import Ratio, growth, share, yearly
from bot.analysis.value import of_figure
from bot.model.answer import Answer
from bot.model.figure import Figure, Flow
from bot.model.period import Period
from bot.model.query import Basis, Query


def asked(books: Books, period: str, flow: Flow = "exports") -> Answer:
    return answer(Query("value", (flow,), ("US",), periods=(Period.parse(period),)), books)


def grown(books: Books, *periods: str, basis: Basis = "yoy", flow: Flow = "exports") -> Answer:
    return answer(Query("growth", (flow,), ("US",), periods=tuple(map(Period.parse, periods)), basis=basis), books)


def pair(now: Figure, base: Figure, folder: Path) -> Answer:
    return asked(books_of(folder, [now, base]), str(now.period))


def test_growth_is_computed_of_exact_figures(tmp_path: Path) -> None:
    found = pair(made("2025-01", 12 * MILLION, yoy_pct=19.5), made("2024-01", 10 * MILLION), tmp_path)
    (row,) = rows(found, "yoy_pct")
    assert row.value == pytest.approx(20)
    assert (row.precision, row.published) == (None, False)


def test_published_growth_serves_where_the_base_is_missing(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, [made("2025-01", 12 * MILLION, yoy_pct=19.5)]), "2025-01")
    (row,) = rows(found, "yoy_pct")
    assert (row.value, row.published) == (19.5, True)
    assert fact(found, "published_growth", "yoy_pct") == 19.5
    assert [step.form for step in found.steps] == ["published_growth"]


def test_published_growth_is_that_of_the_figure_itself_only(tmp_path: Path) -> None:
    """Of a sum of months no growth is published."""
    figures = [made("2024-01", 1e7, yoy_pct=5), made("2024-02", 1e7, yoy_pct=5)]
    found = asked(books_of(tmp_path, figures), "2024-01/2024-02")
    assert rows(found, "yoy_pct") == []
    assert fact(found, "no_base", "period") == Period.parse("2023-01/2023-02")


def test_published_growth_is_shown_where_the_rounded_figures_say_the_same_less_surely(tmp_path: Path) -> None:
    now = made("2024-01/2024-12", 9920 * MILLION, precision=10 * MILLION, yoy_pct=11.4)
    found = pair(now, made("2023-01/2023-12", 8900 * MILLION, precision=100 * MILLION), tmp_path)
    assert (number(found, "yoy_pct"), rows(found, "yoy_pct")[0].published) == (11.4, True)


def test_computed_growth_is_kept_where_the_published_one_says_something_else(tmp_path: Path) -> None:
    now = made("2024-01/2024-12", 9920 * MILLION, precision=10 * MILLION, yoy_pct=11.8)
    found = pair(now, made("2023-01/2023-12", 8900 * MILLION, precision=100 * MILLION), tmp_path)
    assert number(found, "yoy_pct") == pytest.approx(11.4607, abs=0.001)
    assert fact(found, "rounded_growth", "low") < 11.8 < fact(found, "rounded_growth", "high")
    assert fact(found, "rounded_growth", "published") == 11.8
    assert notes(found, "growth_disagrees") == []


def test_growth_that_cannot_be_that_of_the_figures_is_said(tmp_path: Path) -> None:
    found = pair(made("2025-01", 12 * MILLION, yoy_pct=25), made("2024-01", 10 * MILLION), tmp_path)
    assert number(found, "yoy_pct") == pytest.approx(20)
    assert fact(found, "growth_disagrees", "published") == 25


def test_growth_of_coarse_figures_says_what_rounding_leaves_open(tmp_path: Path) -> None:
    now, base = made("2025-01", 12 * MILLION, precision=MILLION), made("2024-01", 10 * MILLION, precision=MILLION)
    found = pair(now, base, tmp_path)
    assert fact(found, "rounded_growth", "low") == pytest.approx((11.5 / 10.5 - 1) * 100)
    assert fact(found, "rounded_growth", "high") == pytest.approx((12.5 / 9.5 - 1) * 100)
    assert rows(found, "yoy_pct")[0].precision == pytest.approx((12.5 / 9.5 - 11.5 / 10.5) * 100)


def test_there_is_no_percentage_from_zero(tmp_path: Path) -> None:
    found = pair(made("2025-01", 5), made("2024-01", 0), tmp_path)
    assert rows(found, "yoy_pct") == []
    assert fact(found, "zero_base", "period") == Period.parse("2024-01")


def test_the_headline_stands_alone_where_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, [made("2025-01", 5)]), "2025-01")
    assert (found.status, [row.measure for row in found.rows]) == ("answered", ["value", "rank"])
    assert [str(note.facts["period"]) for note in notes(found, "no_base")] == ["2024-01", "2024-12"]
    assert len(notes(found, "no_whole")) == 1


def test_growth_from_under_a_million_dollars_is_flagged(tmp_path: Path) -> None:
    found = pair(made("2025-01", 5 * MILLION), made("2024-01", 999_999), tmp_path)
    assert fact(found, "small_base", "value") == 999_999
    assert notes(pair(made("2025-01", 5 * MILLION), made("2024-01", MILLION), tmp_path / "other"), "small_base") == []


def test_a_balance_has_its_change_and_no_percentage_anywhere(tmp_path: Path) -> None:
    figures = [
        *monthly("2024-01", range(100, 114)), *monthly("2024-01", range(50, 64), "imports"),
        *monthly("2024-01", [1000] * 14, partner="WLD"), *monthly("2024-01", [1000] * 14, "imports", partner="WLD"),
    ]  # fmt: skip
    found = asked(books_of(tmp_path, figures), "2025-02", "balance")
    assert [row.measure for row in found.rows if row.unit == "%"] == []
    assert number(found, "change", period="2025-02") == 0
    assert number(found, "value", period="2024-02") == 50


def test_month_on_month_and_the_year_to_date_come_with_a_single_month(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, monthly("2024-01", range(101, 115))), "2025-02")
    assert number(found, "mom_pct") == pytest.approx((114 / 113 - 1) * 100)
    assert number(found, "value", period="2025-01/2025-02") == 113 + 114
    assert number(found, "yoy_pct", period="2025-01/2025-02") == pytest.approx((227 / 203 - 1) * 100)
    assert number(found, "value", period="2024-01/2024-02") == 203


def test_in_january_the_year_to_date_is_the_month_itself_and_not_repeated(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, monthly("2024-01", range(101, 115))), "2025-01")
    assert len(rows(found, "value", period="2025-01")) == len(rows(found, "yoy_pct")) == 1


def test_a_longer_period_has_neither_month_on_month_nor_year_to_date(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, monthly("2024-01", range(101, 115))), "2024-01/2024-03")
    assert {row.measure for row in found.rows} == {"value", "rank"}
    assert notes(found, "ytd_missing") == []


def test_growth_gives_both_values_the_change_and_the_percentage(tmp_path: Path) -> None:
    found = grown(books_of(tmp_path, monthly("2024-01", range(101, 115))), "2025-01")
    assert head(found, "yoy_pct").value == pytest.approx((113 / 101 - 1) * 100)
    assert number(found, "change") == 12
    assert [row.value for row in rows(found, "value")] == [113, 101]


def test_growth_on_the_month_before(tmp_path: Path) -> None:
    found = grown(books_of(tmp_path, monthly("2024-01", range(101, 115))), "2025-01", basis="mom")
    assert head(found, "mom_pct").value == pytest.approx((113 / 112 - 1) * 100)


def test_growth_a_year_on_average(tmp_path: Path) -> None:
    figures = [made("2020-01/2020-12", 100), made("2024-01/2024-12", 146.41)]
    found = grown(books_of(tmp_path, figures), "2020-01/2020-12", "2024-01/2024-12", basis="cagr")
    assert head(found, "cagr_pct").value == pytest.approx(10)
    assert str(head(found, "cagr_pct").period) == "2024-01/2024-12"
    assert [(s.form, s.count) for s in found.steps if s.form == "cagr"] == [("cagr", 4)]


def test_growth_between_two_periods_is_that_of_the_later_one(tmp_path: Path) -> None:
    found = grown(books_of(tmp_path, monthly("2024-01", range(101, 115))), "2024-03", "2024-01", basis="change")
    assert found.headline is not None
    assert (found.headline.measure, str(found.headline.period)) == ("change_pct", "2024-03")
    assert number(found, "change") == 2


def test_growth_without_a_base_is_no_data(tmp_path: Path) -> None:
    found = grown(books_of(tmp_path, [made("2025-01", 5)]), "2025-01")
    assert fact(found, "no_base", "period") == Period.parse("2024-01")
    assert (found.status, found.rows) == ("no_data", ())


def test_growth_from_zero_is_a_change_without_a_percentage(tmp_path: Path) -> None:
    found = grown(books_of(tmp_path, [made("2024-02", 0), made("2025-02", 5)]), "2025-02")
    assert (found.status, found.headline) == ("answered", None)
    assert [(row.measure, row.value) for row in found.rows] == [("value", 5), ("value", 0), ("change", 5)]
    assert fact(found, "zero_base", "period") == Period.parse("2024-02")


def test_growth_without_a_base_is_the_published_one_where_there_is_one(tmp_path: Path) -> None:
    found = grown(books_of(tmp_path, [made("2025-01", 5, yoy_pct=3.1)]), "2025-01")
    assert found.headline is not None
    assert (found.headline.value, found.headline.published) == (3.1, True)


def test_growth_of_a_balance_is_its_change(tmp_path: Path) -> None:
    figures = [made("2025-01", -5, "balance"), made("2024-01", 10, "balance")]
    found = grown(books_of(tmp_path, figures), "2025-01", flow="balance")
    assert found.headline is not None
    assert (found.headline.measure, found.headline.value) == ("change", -15)


amounts = st.integers(1, 10**10)
grains = st.sampled_from([None, 1e4, 1e5, 1e6])


@given(amounts, amounts, grains, grains)
def test_the_true_percentage_is_always_within_what_rounding_leaves_open(
    now: int, base: int, fine: float | None, rough: float | None
) -> None:
    ours = of_figure(made("2025-01", round(now / fine) * fine if fine else now, precision=fine))
    theirs = of_figure(made("2024-01", round(base / rough) * rough if rough else base, precision=rough))
    for ratio, truth in ((growth(ours, theirs), (now / base - 1) * 100), (share(ours, theirs), now / base * 100)):
        if ratio is not None:
            assert ratio.low - 1e-6 * abs(truth) <= truth <= ratio.high + 1e-6 * abs(truth)
            assert ratio.low <= ratio.percent <= ratio.high
            assert (ratio.precision is None) == (fine is None and rough is None)


def test_a_yearly_rate_compounds_to_the_whole() -> None:
    rate = yearly(of_figure(made("2020-01", 100)), of_figure(made("2023-01", 200)), 3)
    assert rate is not None
    assert (1 + rate.percent / 100) ** 3 == pytest.approx(2)


def test_what_is_published_with_one_decimal_is_vague_beyond_it() -> None:
    assert Ratio(10, 9.9, 10.1).vague
    assert not Ratio(10, 9.96, 10.04).vague
