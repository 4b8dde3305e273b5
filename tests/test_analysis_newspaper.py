"""One newspaper's figures of February 2025, out of the bundled published figures."""

from __future__ import annotations

import pytest
from analysis_books import MILLION, books_of, bundled_figures, fact, notes, number, rows

from bot.analysis import Books, answer
from bot.model.answer import Answer
from bot.model.figure import FLOWS, Flow
from bot.model.period import Month, Period
from bot.model.query import Query


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    return books_of(tmp_path_factory.mktemp("newspaper"), bundled_figures())


@pytest.fixture(scope="module")
def now(books: Books) -> Books:
    return Books(books.store, books.lexicon, "KH", Month.parse("2026-05"))


def asked(books: Books, flow: Flow, partner: str, period: str) -> Answer:
    return answer(Query("value", (flow,), (partner,), periods=(Period.parse(period),)), books)


@pytest.mark.parametrize(
    ("flow", "partner", "period", "value", "growth"),
    [
        ("exports", "US", "2025-01", 868.70, 38.6),
        ("imports", "US", "2025-01", 23.76, 37.7),
        ("trade", "US", "2025-01", 892.47, 38.6),
        ("exports", "US", "2024-01/2024-12", 9920, 11.4),
        ("imports", "US", "2024-01/2024-12", 264.15, 2.7),
        ("trade", "US", "2024-01/2024-12", 10180, 11.2),
    ],
)
def test_value_and_growth_are_the_newspapers(
    books: Books, flow: Flow, partner: str, period: str, value: float, growth: float
) -> None:
    found = asked(books, flow, partner, period)
    assert found.headline == rows(found, "value")[0]
    assert found.headline.value == pytest.approx(value * MILLION)
    assert round(number(found, "yoy_pct", period=_text(period)), 1) == growth


def _text(period: str) -> str:
    return str(Period.parse(period))


def test_exports_to_the_united_states_in_january(books: Books) -> None:
    found = asked(books, "exports", "US", "2025-01")
    assert number(found, "value", period="2024-01") == pytest.approx(626.83 * MILLION)
    assert round(number(found, "share_pct"), 1) == 37.7
    assert number(found, "value", partner="WLD") == pytest.approx(2306 * MILLION)
    assert number(found, "rank") == 1
    assert found.headline is not None
    assert (found.headline.precision, found.headline.status) == (100_000.0, "provisional")
    assert found.sources[0].name == "Phnom Penh Post, 2025-02"
    assert found.sources[0].url.startswith("https://")


def test_all_exports_in_january(books: Books) -> None:
    found = asked(books, "exports", "WLD", "2025-01")
    assert number(found, "value", period="2025-01") == pytest.approx(2306 * MILLION)
    assert rows(found, "share_pct") == rows(found, "rank") == []


def test_the_balance_has_a_change_and_no_percentage(books: Books) -> None:
    found = asked(books, "balance", "US", "2025-01")
    assert number(found, "value", period="2025-01") == pytest.approx(844.94 * MILLION)
    assert number(found, "value", period="2024-01") == pytest.approx(609.57 * MILLION, abs=0.02 * MILLION)
    assert number(found, "change") == pytest.approx(235.37 * MILLION, abs=0.02 * MILLION)
    assert not [row for row in found.rows if row.unit == "%"]


def test_overview_of_the_united_states(books: Books) -> None:
    found = answer(Query("overview", FLOWS, ("US",), periods=(Period.parse("2025-01"),)), books)
    assert [row.flow for row in rows(found, "value", period="2025-01")] == list(FLOWS)
    assert found.headline == rows(found, "value", flow="trade", period="2025-01")[0]


def test_march_comes_from_running_totals(books: Books) -> None:
    found = asked(books, "exports", "US", "2024-03")
    assert found.headline is not None
    assert found.headline.value == pytest.approx(695 * MILLION)
    assert found.headline.precision == pytest.approx(11 * MILLION)
    assert found.headline.derived
    (step,) = [step for step in found.steps if step.row == found.headline]
    assert [(t.sign, t.value / MILLION) for t in step.terms] == [(1, 1985), (-1, 1290)]
    assert notes(found, "derived")[0].facts["precision"] == pytest.approx(11 * MILLION)


def test_december_comes_from_the_year_less_eleven_months(books: Books) -> None:
    found = asked(books, "exports", "WLD", "2024-12")
    assert found.headline is not None
    assert found.headline.value == pytest.approx(2260 * MILLION)
    assert found.headline.derived


def test_what_is_coarser_than_itself_is_no_data(books: Books) -> None:
    found = asked(books, "exports", "JP", "2024-10")
    assert (found.status, found.rows, found.headline) == ("no_data", (), None)
    assert fact(found, "too_coarse", "value") == pytest.approx(43 * MILLION)
    assert fact(found, "too_coarse", "precision") == pytest.approx(101 * MILLION)
    assert Period.parse("2024-01/2024-10") in fact(found, "too_coarse", "available")


def test_a_year_that_has_not_come_is_not_yet(books: Books) -> None:
    found = asked(books, "exports", "US", "2031-01/2031-12")
    assert (found.status, fact(found, "not_yet", "latest")) == ("no_data", Month.parse("2025-01"))


def test_figures_after_today_are_not_seen(books: Books, now: Books) -> None:
    assert asked(books, "exports", "US", "2026-01").status == "no_data"
    assert books.latest(("exports",), ("US",), ("TOTAL",)) == Month.parse("2025-01")
    assert now.latest(("exports",), ("US",), ("TOTAL",)) == Month.parse("2026-01")
    assert number(asked(now, "exports", "US", "2026-01"), "value", period="2026-01", partner="US") == 1280 * MILLION


def test_garments_are_the_sum_of_knitted_and_woven_where_no_figure_is_published(books: Books) -> None:
    query = Query("value", ("exports",), products=("GARMENTS",), periods=(Period.parse("2024-05"),))
    found = answer(query, books)
    assert number(found, "value", product="GARMENTS", period="2024-05") == pytest.approx(831 * MILLION)
    published = answer(Query("value", ("exports",), products=("GARMENTS",), periods=(Period.parse("2023-12"),)), books)
    assert number(published, "value", product="GARMENTS", period="2023-12") == pytest.approx(762.72 * MILLION)


def test_every_period_of_every_account_has_a_value_or_a_reason(now: Books) -> None:
    """Whatever is asked of the bundled figures: no crash, no derived value coarser than a tenth of itself."""
    periods = [Period.of_month(Month.of(2023, 1) + n) for n in range(38)] + [
        Period.of_year(y) for y in (2022, 2023, 2024, 2025)
    ]
    for partner in ("WLD", "US", "CN", "JP", "EU", "ASEAN", "RCEP", "GB"):
        for flow in FLOWS:
            for period in periods:
                found = asked(now, flow, partner, str(period))
                assert (found.status == "answered") == bool(found.rows) == (found.reason is None)
                assert all((r.precision or 0) <= abs(r.value) / 10 for r in rows(found, "value") if r.derived)
