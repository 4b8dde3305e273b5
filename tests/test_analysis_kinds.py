"""Comparisons, months, averages, shares, contributions, and what data there is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from analysis_books import books_of, fact, made, monthly, notes, number, rows
from store_drafts import publish

from bot.analysis import answer
from bot.model.answer import Source
from bot.model.figure import FLOWS, TOTAL, WORLD
from bot.model.period import Month, Period
from bot.model.query import Query
from bot.store import Store

P = Period.parse
YEAR = P("2024-01/2024-12")
JANUARY = P("2025-01")
EXPORTS = Query("value", ("exports",), ("US",), periods=(JANUARY,))


# overview and several values at once


def test_an_overview_shows_the_four_flows_each_with_its_growth(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", range(100, 113)), *monthly("2024-01", range(50, 63), "imports")]
    found = answer(replace(EXPORTS, kind="overview", flows=FLOWS), books_of(tmp_path, figures))
    assert [row.value for row in rows(found, "value", period="2025-01")] == [112, 62, 174, 50]
    assert [row.value for row in rows(found, "value", period="2024-01")] == [100, 50, 150, 50]
    assert [row.flow for row in rows(found, "yoy_pct")] == ["exports", "imports", "trade"]
    assert number(found, "change") == 0
    assert found.headline == rows(found, "value", flow="trade", period="2025-01")[0]


def test_an_overview_says_which_flow_is_missing(tmp_path: Path) -> None:
    found = answer(replace(EXPORTS, kind="overview", flows=FLOWS), books_of(tmp_path, [made("2025-01", 5)]))
    assert (found.status, found.headline) == ("answered", None)
    assert {note.facts["flow"] for note in notes(found, "missing_flow")} == {"imports", "trade", "balance"}


def test_several_flows_have_no_headline(tmp_path: Path) -> None:
    figures = [made("2025-01", 5), made("2025-01", 3, "imports")]
    found = answer(replace(EXPORTS, flows=("exports", "imports")), books_of(tmp_path, figures))
    assert found.headline is None
    assert [row.value for row in rows(found, "value")] == [5, 3]


def test_what_is_missing_beside_something_else_is_a_note(tmp_path: Path) -> None:
    found = answer(replace(EXPORTS, flows=("exports", "imports")), books_of(tmp_path, [made("2025-01", 5)]))
    assert (found.status, found.headline) == ("answered", None)
    assert fact(found, "missing_flow", "flow") == "imports"


def test_a_product_of_all_partners_has_its_share_of_all_goods(tmp_path: Path) -> None:
    figures = [made("2025-01", 20, partner=WORLD, product="64"), made("2025-01", 80, partner=WORLD)]
    found = answer(replace(EXPORTS, partners=(WORLD,), products=("64",)), books_of(tmp_path, figures))
    assert number(found, "share_pct") == 25


def test_a_product_to_a_partner_has_its_share_of_that_product(tmp_path: Path) -> None:
    figures = [made("2025-01", 5, product="64"), made("2025-01", 20, partner=WORLD, product="64")]
    found = answer(replace(EXPORTS, products=("64",)), books_of(tmp_path, figures))
    assert number(found, "share_pct") == 25


def test_a_part_that_is_more_than_its_whole_has_no_share(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, [made("2025-01", 21), made("2025-01", 20, partner=WORLD)]))
    assert rows(found, "share_pct") == []
    assert fact(found, "whole_differs", "period") == JANUARY


def test_the_whole_is_never_added_up_from_partners(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, [made("2025-01", 21), made("2025-01", 20, partner="CN")]))
    assert rows(found, "share_pct") == []
    assert fact(found, "no_whole", "product") == TOTAL


# compare


def test_two_partners_differ_by_the_first_minus_the_second(tmp_path: Path) -> None:
    figures = [made("2025-01", 5), made("2025-01", 8, partner="CN"), made("2024-01", 4, partner="CN")]
    found = answer(replace(EXPORTS, kind="compare", partners=("US", "CN")), books_of(tmp_path, figures))
    assert found.headline is not None
    assert (found.headline.measure, found.headline.value, found.headline.partner) == ("change", -3, "US")
    assert [row.value for row in rows(found, "value")] == [5, 8]
    assert number(found, "yoy_pct", partner="CN") == 100


def test_two_periods_differ_by_the_later_minus_the_earlier(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2024-01", [10, 20, 30]))
    for periods in (("2024-01", "2024-03"), ("2024-03", "2024-01")):
        found = answer(replace(EXPORTS, kind="compare", periods=tuple(map(P, periods))), books)
        assert found.headline is not None
        assert (found.headline.value, str(found.headline.period)) == (20, "2024-03")
        assert number(found, "change_pct", period="2024-03") == pytest.approx(200)
        assert [str(row.period) for row in rows(found, "value")] == list(periods)


def test_more_than_two_have_no_headline(tmp_path: Path) -> None:
    figures = [made("2025-01", 5, partner=code) for code in ("US", "CN", "JP")]
    found = answer(replace(EXPORTS, kind="compare", partners=("US", "CN", "JP")), books_of(tmp_path, figures))
    assert (found.headline, len(rows(found, "value")), rows(found, "change")) == (None, 3, [])


def test_each_of_several_partners_is_compared_over_time(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [10, 20]), *monthly("2024-01", [7, 6], partner="CN")]
    query = replace(EXPORTS, kind="compare", partners=("US", "CN"), periods=(P("2024-01"), P("2024-02")))
    found = answer(query, books_of(tmp_path, figures))
    assert found.headline is None
    assert [(row.partner, row.value) for row in rows(found, "change")] == [("US", 10), ("CN", -1)]


def test_of_two_that_are_compared_both_are_needed(tmp_path: Path) -> None:
    books = books_of(tmp_path, [made("2025-01", 5), made("2024-01", 5, partner="CN")])
    found = answer(replace(EXPORTS, kind="compare", partners=("US", "CN")), books)
    assert (found.status, fact(found, "missing_months", "partner")) == ("no_data", "CN")


def test_flows_are_compared_too(tmp_path: Path) -> None:
    figures = [made("2025-01", 5), made("2025-01", 8, "imports")]
    found = answer(replace(EXPORTS, kind="compare", flows=("exports", "imports")), books_of(tmp_path, figures))
    assert found.headline is not None
    assert found.headline.value == -3


def test_periods_of_different_lengths_are_pointed_out(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2024-01", [10, 20, 30]))
    query = replace(EXPORTS, kind="compare", periods=(P("2024-01"), P("2024-02/2024-03")))
    assert fact(answer(query, books), "lengths_differ", "periods") == query.periods


# series, extreme, average


def test_a_series_is_in_order_with_growth_where_it_is_known(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2023-12", range(10, 24)))
    found = answer(replace(EXPORTS, kind="series", periods=(YEAR,)), books)
    assert [row.value for row in rows(found, "value")] == list(range(11, 23))
    assert [str(row.period) for row in rows(found, "yoy_pct")] == ["2024-12"]
    assert (found.headline, found.status, notes(found, "no_base")) == (None, "answered", [])


def test_missing_months_of_a_series_are_left_out_and_named(tmp_path: Path) -> None:
    found = answer(replace(EXPORTS, kind="series", periods=(YEAR,)), books_of(tmp_path, monthly("2024-03", [1, 2])))
    assert [str(row.period) for row in rows(found, "value")] == ["2024-03", "2024-04"]
    assert len(fact(found, "missing_in_series", "months")) == 10


def test_a_series_without_any_month_is_no_data(tmp_path: Path) -> None:
    found = answer(replace(EXPORTS, kind="series", periods=(YEAR,)), books_of(tmp_path, monthly("2023-03", [1, 2])))
    assert (found.status, len(fact(found, "missing_months", "months"))) == ("no_data", 12)
    assert fact(found, "missing_months", "latest") == Month.parse("2023-04")


def test_the_highest_and_the_lowest_month(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2024-01", [3, 9, 1, 4]))
    for order, month, value in (("desc", "2024-02", 9), ("asc", "2024-03", 1)):
        query = Query("extreme", ("exports",), ("US",), periods=(P("2024-01/2024-04"),), order=order)  # type: ignore[arg-type]
        found = answer(query, books)
        assert found.headline is not None
        assert (str(found.headline.period), found.headline.value) == (month, value)


def test_months_that_tie_for_the_highest_are_all_shown(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2024-01", [3, 9, 9]))
    found = answer(Query("extreme", ("exports",), ("US",), periods=(P("2024-01/2024-03"),), order="desc"), books)
    assert [str(row.period) for row in rows(found, "value")] == ["2024-02", "2024-03"]
    assert fact(found, "ties", "codes") == (Month.parse("2024-02"), Month.parse("2024-03"))


def test_an_average_is_the_value_by_its_months(tmp_path: Path) -> None:
    found = answer(
        replace(EXPORTS, kind="average", periods=(YEAR,)), books_of(tmp_path, [made(str(YEAR), 120, precision=6)])
    )
    assert found.headline is not None
    assert (found.headline.measure, found.headline.value, found.headline.precision) == ("average", 10, 0.5)
    assert number(found, "value") == 120
    assert [(step.form, step.count) for step in found.steps] == [("average", 12)]


# share


def test_a_share_is_that_of_the_whole_that_was_named(tmp_path: Path) -> None:
    figures = [made("2025-01", 5, product="64"), made("2025-01", 50)]
    found = answer(replace(EXPORTS, kind="share", products=("64",), whole=("US", TOTAL)), books_of(tmp_path, figures))
    assert found.headline is not None
    assert (found.headline.measure, found.headline.value) == ("share_pct", 10)
    assert [(row.product, row.value) for row in rows(found, "value")] == [("64", 5), (TOTAL, 50)]


def test_a_share_needs_a_published_whole(tmp_path: Path) -> None:
    found = answer(replace(EXPORTS, kind="share", whole=(WORLD, TOTAL)), books_of(tmp_path, [made("2025-01", 5)]))
    assert (found.status, fact(found, "no_figures", "partner")) == ("no_data", WORLD)


def test_there_is_no_share_of_less_than_the_part(tmp_path: Path) -> None:
    figures = [made("2025-01", 5), made("2025-01", 4, partner=WORLD)]
    found = answer(replace(EXPORTS, kind="share", whole=(WORLD, TOTAL)), books_of(tmp_path, figures))
    assert (found.status, fact(found, "part_exceeds_whole", "partner")) == ("no_data", WORLD)


# coverage, help, notes


def test_coverage_gives_the_first_and_last_month_of_each_flow(tmp_path: Path) -> None:
    books = books_of(tmp_path, [*monthly("2024-01", [1] * 13, partner=WORLD), made("2024-05", 1, "imports", WORLD)])
    found = answer(Query("coverage"), books)
    assert (found.status, found.rows, found.headline) == ("answered", (), None)
    spans = {flow: (str(first), str(last)) for flow, first, last in fact(found, "coverage", "spans")}
    assert spans["exports"] == ("2024-01", "2025-01")
    assert spans["imports"] == spans["trade"] == ("2024-05", "2024-05")
    assert fact(found, "coverage", "figures") == 14
    assert fact(found, "coverage", "release").number == 1


def test_coverage_without_a_published_total_tells_the_months_that_any_partner_has(tmp_path: Path) -> None:
    found = answer(
        Query("coverage"), books_of(tmp_path, [*monthly("2024-01", [1, 1]), made("2024-04", 1, partner="CN")])
    )
    assert fact(found, "coverage", "spans") == (("exports", Month.parse("2024-01"), Month.parse("2024-04")),)


def test_coverage_names_every_source_and_what_reaches_back_beyond_the_months(tmp_path: Path) -> None:
    year = made("2023-01/2023-12", 9, partner=WORLD, source="Yearbook")
    found = answer(Query("coverage"), books_of(tmp_path, [year, *monthly("2024-01", [1, 1], partner=WORLD)]))
    assert [source.name for source in found.sources] == ["Customs", "Yearbook"]
    assert dict(fact(found, "coverage", "available"))["exports"] == (P("2023-01/2023-12"),)


def test_coverage_of_a_period_tells_what_is_published_in_it(tmp_path: Path) -> None:
    books = books_of(tmp_path, [made("2024-01/2024-03", 6), made("2024-02", 2), made("2023-12", 1)])
    found = answer(Query("coverage", ("exports",), ("US",), periods=(YEAR,)), books)
    assert fact(found, "coverage", "available") == (("exports", (P("2024-01/2024-03"), P("2024-02"))),)


def test_coverage_of_a_country_without_figures_is_no_data(tmp_path: Path) -> None:
    found = answer(Query("coverage", partners=("JP",)), books_of(tmp_path, [made("2025-01", 1)]))
    assert (found.status, fact(found, "no_figures", "partner")) == ("no_data", "JP")


def test_help_needs_no_figures(tmp_path: Path) -> None:
    assert answer(Query("help"), books_of(tmp_path, [])).status == "answered"


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, []))
    assert found.reason is not None
    assert (found.status, found.reason.code) == ("no_data", "empty_store")


def test_provisional_figures_are_named(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, [made("2025-01", 5, status="provisional"), made("2024-01", 4)]))
    assert fact(found, "provisional", "periods") == (JANUARY,)
    assert [row.status for row in rows(found, "value")] == ["provisional", "final"]


def test_a_value_that_was_another_one_before_says_so(tmp_path: Path) -> None:
    books = books_of(tmp_path, [made("2025-01", 5)])
    assert notes(answer(EXPORTS, books), "revised") == []
    store = books.store
    assert isinstance(store, Store)
    publish(store, made("2025-01", 6))
    found = answer(EXPORTS, type(books)(store, books.lexicon, "KH", books.today))
    assert (fact(found, "revised", "old"), fact(found, "revised", "new")) == (5, 6)
    assert fact(found, "revised", "release") == 2


def test_the_headlines_source_comes_first_and_each_once(tmp_path: Path) -> None:
    figures = [
        made("2024-01", 5, "exports", source="Old"), made("2024-01", 5, "imports", source="Old"),
        made("2025-01", 5, "exports", source="New"), made("2025-01", 5, "imports", source="New"),
        made("2025-01", 10, "trade", source="Press"),
    ]  # fmt: skip
    found = answer(replace(EXPORTS, kind="overview", flows=FLOWS), books_of(tmp_path, figures))
    address = "https://c.example"
    assert found.sources == (Source("Press", address), Source("New", address), Source("Old", address))


def test_every_computed_number_has_its_step(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", range(1000, 1014)), *monthly("2024-01", range(9000, 9014), partner=WORLD)]
    found = answer(replace(EXPORTS, periods=(P("2025-02"),)), books_of(tmp_path, figures))
    published = {("value", str(P(f"{year}-{month}"))) for year in (2024, 2025) for month in ("01", "02")}
    computed = [row for row in found.rows if row.measure != "rank" and (row.measure, str(row.period)) not in published]
    assert {step.row for step in found.steps} == set(computed)


def test_coverage_names_the_months_that_are_missing_within(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [1, 1]), made("2024-04", 1)]
    found = answer(Query("coverage", ("exports",), ("US",)), books_of(tmp_path, figures))
    assert fact(found, "coverage", "holes") == (("exports", (Month.parse("2024-03"),)),)


def test_an_overview_of_a_group_names_the_member_that_is_missing(tmp_path: Path) -> None:
    figures = [made("2025-01", 5, partner="TH"), made("2024-12", 5, partner="VN")]
    figures += [made("2025-01", 4, "imports", code) for code in ("TH", "VN")]
    found = answer(replace(EXPORTS, kind="overview", flows=FLOWS, partners=("ASEAN",)), books_of(tmp_path, figures))
    assert [note.facts["members"] for note in notes(found, "member_missing")][:1] == [("VN",)]
