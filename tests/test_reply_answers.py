"""Whole replies to hand-built answers, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from reply_answers import (
    NAMES,
    POST,
    exports_to_us,
    missing_month,
    note,
    query,
    row,
    term,
    trade_with_us,
    unknown_place,
    which_congo,
)  # fmt: skip

from bot.model.answer import Answer, Source, Step
from bot.model.figure import FLOWS, Flow, Release
from bot.model.period import Month, Period
from bot.model.query import Query
from bot.reply import help_reply, reply


def text(answer: Answer, language: str = "en") -> str:
    return reply(answer, "asked", NAMES, language).text


def test_a_value_with_growth_share_rank_source_and_what_was_assumed() -> None:
    assert text(exports_to_us()) == (
        "Exports to the United States, January 2025\n"
        "$868.7 million (provisional)\n"
        "+38.6% on a year earlier ($626.83 million)\n"
        "37.7% of all exports, rank 1 of 3 countries with figures\n"
        "The year was not named: taken as January 2025.\n"
        "Source: Phnom Penh Post, 2025-02\n"
        "Or: imports from the United States January 2025"
    )


def test_the_month_before_and_the_year_to_date() -> None:
    value = row("value", 868.7e6, 1e5, "2025-03")
    rows = (
        value, row("mom_pct", -4.21, 0.02, "2025-03"), row("value", 906.9e6, 1e5, "2025-02"),
        row("value", 2.426e9, 1e6, "2025-01/2025-03"), row("yoy_pct", 22.2, None, "2025-01/2025-03"),
        row("value", 1.985e9, 1e6, "2024-01/2024-03"),
    )  # fmt: skip
    answer = Answer("answered", query(periods="2025-03"), value, rows)
    assert text(answer) == (
        "Exports to the United States, March 2025\n"
        "$868.7 million\n"
        "-4.2% on the month before ($906.9 million)\n"
        "January to March 2025: $2.426 billion (+22.2% on a year earlier)"
    )


def test_a_derived_value_says_so_with_its_rounding() -> None:
    value = row("value", 695e6, 11e6, "2024-03", status="provisional", derived=True)
    derived = note("derived", flow="exports", partner="US", product="TOTAL", period=value.period, precision=11e6)
    terms = (term(1985e6, 1e6, "2024-01/2024-03"), term(1290e6, 1e7, "2024-01/2024-02", sign=-1))
    steps = (Step("sum", value, terms),)
    answer = Answer("answered", query(periods="2024-03"), value, (value,), notes=(derived,), steps=steps)
    said = reply(answer, "asked", NAMES, "en")
    assert said.text == (
        "Exports to the United States, March 2024\n"
        "$695 million (worked out, provisional)\n"
        "Worked out from other published figures, give or take $11 million."
    )
    assert said.data is not None
    assert said.data["working"] == [
        "695 = 1,985 - 1,290 (exports to the United States, March 2024; USD million: Q1 2024, January to February 2024)"
    ]


def test_what_was_worked_out_from_exact_figures_has_no_rounding() -> None:
    spans = [Period.parse(f"2024-{month:02}") for month in range(1, 7)]
    for some in (spans[:1], spans[:2], spans):
        values = tuple(row("value", 5e6, None, str(span), derived=True) for span in some)
        derived = (
            note("derived", flow="exports", partner="US", product="TOTAL", period=s, precision=None) for s in some
        )
        answer = Answer("answered", query("series", periods="2024-01/2024-06"), None, values, notes=tuple(derived))
        said = reply(answer, "asked", NAMES, "en")
        assert "worked out from other published figures" in said.text.lower()
        assert "give or take" not in said.text


def test_an_overview_begins_with_the_trade() -> None:
    assert text(trade_with_us()) == (
        "Exports, imports, trade and balance with the United States, January 2025\n"
        "Trade: $892.47 million, +38.6% on a year earlier\n"
        "Exports: $868.7 million, +38.6%\n"
        "Imports: $23.76 million, +37.7%\n"
        "Balance: $844.94 million (surplus), +$235.37 million on a year earlier ($609.57 million)\n"
        "Source: Phnom Penh Post, 2025-02"
    )


def test_where_only_one_flow_has_a_figure_its_line_names_it() -> None:
    value = row("value", 868.7e6, 1e5)
    missing: tuple[Flow, ...] = ("imports", "trade", "balance")
    place = {"partner": "US", "product": "TOTAL", "period": Period.parse("2025-01")}
    notes = tuple(note("missing_flow", flow=flow, **place) for flow in missing)
    answer = Answer("answered", query("overview", FLOWS), None, (value,), None, notes, sources=(POST,))
    assert text(answer).splitlines()[1:3] == [
        "Exports: $868.7 million",
        "No figure for imports from the United States, January 2025.",
    ]


def test_a_deficit_is_negative_and_called_one() -> None:
    value = row("value", -123.1e6, 1e5, flow="balance")
    earlier = row("value", 10e6, 1e5, "2024-01", flow="balance")
    change = row("change", -133.1e6, 2e5, flow="balance")
    answer = Answer("answered", query(flows=("balance",)), value, (value, earlier, change))
    assert text(answer) == (
        "Trade balance with the United States, January 2025\n"
        "-$123.1 million (deficit)\n"
        "-$133.1 million on a year earlier ($10.0 million)"
    )


def test_no_data_names_the_missing_months_and_what_there_is() -> None:
    assert text(missing_month()) == (
        "Exports to Japan, October 2024\n"
        "There are no figures for exports to Japan in October 2024.\n"
        "There are figures for: January to September 2024 and 2024.\n"
        "The latest month there is: January 2025.\n"
        "Try: exports to Japan January 2024 to September 2024"
    )


def test_not_understood_quotes_the_word_and_offers_the_nearest_and_an_example() -> None:
    assert text(unknown_place()) == (
        "“Wakanda” is not known. Did you mean Rwanda?\nTry: exports to the United States January 2025"
    )
    nothing = Answer("not_understood", reason=note("empty"))
    assert text(nothing) == "There was no question.\nTry: exports to the United States January 2025"


def test_a_long_word_is_cut() -> None:
    answer = Answer("not_understood", reason=note("unknown_word", word="x" * 1000, near=()))
    assert text(answer).splitlines()[0] == f"“{'x' * 39}…” is not known."


def test_ambiguous_gives_each_choice_as_a_question() -> None:
    assert text(which_congo()) == (
        "“Congo” can be Congo (Kinshasa) or Congo (Brazzaville). Which one?\n"
        "- exports to Congo (Kinshasa) January 2025\n"
        "- exports to Congo (Brazzaville) January 2025"
    )
    assert [b.sends for b in reply(which_congo(), "asked", NAMES, "en").buttons] == [
        "exports to Congo (Kinshasa) January 2025",
        "exports to Congo (Brazzaville) January 2025",
    ]


def test_a_corrected_spelling_is_said() -> None:
    answer = replace(exports_to_us(), corrections=(("Untied States", "the United States"),))
    assert "“Untied States” was read as “the United States”." in text(answer).splitlines()


def test_two_countries_compared() -> None:
    us, china = row("value", 9.92e9, 1e7, "2024-01/2024-12"), row("value", 1.75e9, 1e7, "2024-01/2024-12", partner="CN")
    change = row("change", 8.17e9, 2e7, "2024-01/2024-12")
    answer = Answer(
        "answered", query("compare", periods="2024-01/2024-12", partners=("US", "CN")), change, (us, china, change)
    )
    assert text(answer) == (
        "Exports to the United States and China compared, 2024\n"
        "The United States less China: +$8.17 billion\n"
        "The United States: $9.92 billion\n"
        "China: $1.75 billion"
    )


def test_two_periods_compared_show_the_change_in_percent() -> None:
    new, old = row("value", 868.7e6, 1e5), row("value", 626.83e6, 1e4, "2024-01")
    change, percent = row("change", 241.87e6, 1.1e5), row("change_pct", 38.59)
    compared = query("compare", periods="2024-01 2025-01")
    assert text(Answer("answered", compared, change, (old, new, change, percent))) == (
        "Exports to the United States compared, January 2024 and January 2025\n"
        "Change: +$241.87 million (+38.6%)\n"
        "January 2024: $626.83 million\n"
        "January 2025: $868.7 million"
    )


def test_a_rank_is_numbered_lines() -> None:
    rows = (
        row("value", 868.7e6, 1e5), row("share_pct", 37.67), row("rank", 1),
        row("value", 300e6, 1e6, partner="VN"), row("share_pct", 13.0, partner="VN"), row("rank", 2, partner="VN"),
        row("value", 300e6, 1e6, partner="CN"), row("share_pct", 13.0, partner="CN"), row("rank", 2, partner="CN"),
    )  # fmt: skip
    asked = query("rank", partners=("WLD",), by="partner", order="desc", limit=3)
    assert text(Answer("answered", asked, rows[0], rows)) == (
        "Top 3 countries for exports, January 2025\n"
        "1. The United States: $868.7 million (37.7% of all exports)\n"
        "2. Vietnam: $300 million (13.0%)\n"
        "2. China: $300 million (13.0%)"
    )


def test_where_a_country_stands() -> None:
    place = row("rank", 2, partner="VN")
    rows = (place, row("value", 300e6, 1e6, partner="VN"), row("share_pct", 13.0, partner="VN"))
    among = note("rank_among", flow="exports", product="TOTAL", period=place.period, count=12)
    asked = query("rank", partners=("VN",), by="partner", order="desc", limit=5)
    assert text(Answer("answered", asked, place, rows, notes=(among,))) == (
        "Rank of Vietnam in exports, January 2025\n"
        "Rank 2 of 12 countries with figures\n"
        "$300 million, 13.0% of all exports"
    )


def test_a_series_is_a_line_a_month() -> None:
    rows = (
        row("value", 753.11e6, 1e4, "2023-12"), row("yoy_pct", 0.3, None, "2023-12", published=True),
        row("value", 626.83e6, 1e4, "2024-01"),
    )  # fmt: skip
    asked = query("series", periods="2023-12/2024-01")
    assert text(Answer("answered", asked, None, rows)) == (
        "Exports to the United States by month, December 2023 to January 2024\n"
        "Dec 2023: $753.11 million, +0.3% on a year earlier\n"
        "Jan 2024: $626.83 million"
    )


def test_a_long_series_is_condensed_to_its_last_year_and_its_ends() -> None:
    months = list(Period(Month.of(2021, 1), Month.of(2024, 12)).months)
    rows = tuple(row("value", 1e8 + 1e6 * (n % 31), 1e6, str(month)) for n, month in enumerate(months))
    lines = text(Answer("answered", query("series", periods="2021-01/2024-12"), None, rows)).splitlines()
    assert lines[:4] == [
        "Exports to the United States by month, 2021 to 2024",
        "Highest: Jul 2023: $130 million",
        "Lowest: Jan 2021: $100 million",
        "36 earlier months, then:",
    ]
    assert len(lines) == 16


def test_the_highest_month_and_its_growth_but_not_the_month_it_grew_from() -> None:
    best = row("value", 1.28e9, 1e7, "2026-01", status="provisional")
    rows = (best, row("yoy_pct", 47.3, 1.2, "2026-01"), row("value", 868.7e6, 1e5))
    asked = query("extreme", periods="2024-01/2026-01", order="desc")
    assert text(Answer("answered", asked, best, rows)) == (
        "Highest month for exports to the United States, January 2024 to January 2026\n"
        "January 2026: $1.28 billion (provisional), about +47% on a year earlier"
    )


def test_what_data_there_is() -> None:
    release = Release(2, datetime(2025, 3, 14, 8, 0, tzinfo=UTC), "1", "march.csv", "", 10, 2, 0, 0)
    facts = {
        "spans": (("exports", Month.of(2022, 1), Month.of(2026, 1)),),
        "available": (("exports", (Period.of_year(2024),)),),
    }
    counts = {"figures": 1485, "partners": 41, "products": 3, "release": release}
    answer = Answer(
        "answered", query("coverage", periods="2024-01/2024-12"), notes=(note("coverage", **facts, **counts),)
    )
    assert text(answer) == (
        "Figures on hand: exports to the United States, 2024\n"
        "Exports: January 2022 to January 2026\n"
        "Exports, published: 2024\n"
        "In all: 1,485 figures, 41 countries, 3 products\n"
        "Last release: 2, March 14, 2025 (march.csv)"
    )


def test_the_contribution_of_one_country_is_to_the_growth_of_all() -> None:
    rows = (row("yoy_pct", 12.34, 0.02, partner="WLD"), row("contribution_pp", 11.5), row("change", 241.87e6, 1.1e5))
    assert text(Answer("answered", query("contribution", by="partner"), None, rows)) == (
        "Contribution of the United States to the growth of exports, January 2025\n"
        "+12.3% on a year earlier\n"
        "The United States: +11.5 points (+$241.87 million)"
    )


def test_the_share_of_a_product_is_of_all_goods_of_that_country() -> None:
    rows = (row("value", 1e8, 1e6, product="64"), row("share_pct", 11.5, product="64"), row("rank", 1, product="64"))
    asked = query("rank", by="product", order="desc", limit=1)
    assert text(Answer("answered", asked, rows[0], rows)).splitlines()[1] == (
        "1. Footwear (HS 64): $100 million (11.5% of all exports to the United States)"
    )


def test_several_assumed_years_are_one_sentence() -> None:
    notes = tuple(note("year_assumed", period=Period.parse(month)) for month in ("2025-01", "2025-02"))
    lines = text(replace(exports_to_us(), notes=notes)).splitlines()
    assert "The year was not named: taken as January 2025 and February 2025." in lines


def test_a_rank_says_among_how_many() -> None:
    rows = (row("value", 868.7e6, 1e5), row("rank", 1))
    among = note("rank_among", by="partner", flow="exports", product="TOTAL", period=rows[0].period, count=12)
    asked = query("rank", partners=("WLD",), by="partner", order="desc", limit=1)
    assert text(Answer("answered", asked, rows[0], rows, notes=(among,))) == (
        "Top 1 country for exports, January 2025\n"
        "1. The United States: $868.7 million\n"
        "Ranked among 12 countries with figures for January 2025."
    )


def test_several_series_are_each_under_their_name() -> None:
    rows = (row("value", 1e8, 1e6), row("value", 2e8, 1e6, partner="CN"))
    asked = query("series", periods="2025-01", partners=("US", "CN"))
    assert text(Answer("answered", asked, None, rows)) == (
        "Exports to the United States and China by month, January 2025\n"
        "Exports to the United States\n"
        "Jan 2025: $100 million\n"
        "Exports to China\n"
        "Jan 2025: $200 million"
    )


def test_an_average_with_the_sum_it_is_of() -> None:
    average = row("average", 826.67e6, 8.3e5, "2024-01/2024-12")
    total = row("value", 9.92e9, 1e7, "2024-01/2024-12")
    asked = query("average", periods="2024-01/2024-12")
    assert text(Answer("answered", asked, average, (average, total))) == (
        "Monthly average of exports to the United States, 2024\n$826.7 million a month\n$9.92 billion in 12 months"
    )


def test_a_share_with_its_part_and_its_whole() -> None:
    share = row("share_pct", 37.67, 0.02)
    rows = (share, row("value", 868.7e6, 1e5), row("value", 2.306e9, 1e6, partner="WLD"))
    asked = query("share", whole=("WLD", "TOTAL"))
    assert text(Answer("answered", asked, share, rows)) == (
        "Share of the United States in exports, January 2025\n37.7%\n$868.7 million of $2.306 billion"
    )


def test_growth_with_both_values_and_the_change() -> None:
    growth = row("yoy_pct", 38.59, 0.02)
    rows = (growth, row("value", 868.7e6, 1e5), row("value", 626.83e6, 1e4, "2024-01"), row("change", 241.87e6, 1.1e5))
    assert text(Answer("answered", query("growth", basis="yoy"), growth, rows)) == (
        "Growth of exports to the United States on a year earlier, January 2025\n"
        "+38.6% on a year earlier\n"
        "January 2025: $868.7 million\n"
        "January 2024: $626.83 million\n"
        "Change: +$241.87 million"
    )


def test_growth_that_rounding_leaves_open_by_a_point_is_about() -> None:
    growth = row("yoy_pct", 4.8, 3.2)
    assert "About +5% on a year earlier" in text(Answer("answered", query("growth", basis="yoy"), growth, (growth,)))


def test_contributions_in_points_with_the_rest() -> None:
    total = row("yoy_pct", 12.34, 0.02, partner="WLD")
    rows = (
        total, row("contribution_pp", 11.5), row("change", 241.87e6, 1.1e5),
        row("contribution_pp", -1.25, partner="CN"), row("change", -26e6, 2e6, partner="CN"),
    )  # fmt: skip
    others = note("others", contribution_pp=2.09, change=43.6e6, told=2)
    asked = query("contribution", partners=("WLD",), by="partner")
    assert text(Answer("answered", asked, None, rows, notes=(others,))) == (
        "What drove the change in exports, by country, January 2025\n"
        "+12.3% on a year earlier\n"
        "The United States: +11.5 points (+$241.87 million)\n"
        "China: -1.3 points (-$26 million)\n"
        "All others: +2.1 points (+$43.6 million)"
    )


def test_many_notes_and_sources_are_counted() -> None:
    notes = tuple(
        note("partial", period=Period.parse(f"2025-{m:02}"), whole=Period.of_year(2025)) for m in range(1, 10)
    )
    sources = tuple(Source(f"Paper {n}") for n in range(7))
    lines = text(replace(exports_to_us(), notes=notes, sources=sources, alternatives=())).splitlines()
    assert lines[-2:] == ["5 more notes.", "Sources: Paper 0; Paper 1; Paper 2; and 4 more"]


def test_help_answers_with_examples_to_tap() -> None:
    said = reply(Answer("answered", Query("help")), "hello", NAMES, "en")
    assert said.text == help_reply("en").text
    assert said.buttons == help_reply("en").buttons
    assert said.data is not None
    assert said.data["headline"] is None


@pytest.mark.parametrize("language", ["en", "km", "zh"])
def test_every_reply_is_made_in_every_language(language: str) -> None:
    for answer in (exports_to_us(), trade_with_us(), missing_month(), unknown_place(), which_congo()):
        assert text(answer, language)


def test_flows_without_a_headline() -> None:
    rows = (
        row("value", 868.7e6, 1e5),
        row("value", 23.76e6, 1e4, flow="imports"),
        row("value", 1e9, 1e6, partner="WLD"),
    )
    answer = Answer("answered", query(flows=("exports", "imports")), None, rows, sources=(POST,))
    assert text(answer) == (
        "Exports and imports with the United States, January 2025\n"
        "Exports: $868.7 million\n"
        "Imports: $23.76 million\n"
        "Source: Phnom Penh Post, 2025-02"
    )


def test_of_several_values_that_were_worked_out_each_has_a_name() -> None:
    values = (row("value", 695e6, 11e6, "2024-03", derived=True), row("value", 631e6, 1e7, "2023-03", derived=True))
    notes = tuple(
        note("derived", flow="exports", partner="US", product="TOTAL", period=v.period, precision=v.precision)
        for v in values
    )
    answer = Answer("answered", query("growth", periods="2024-03"), None, values, notes=notes)
    assert text(answer).splitlines()[-1] == (
        "Worked out from other published figures: March 2024, give or take $11 million; "
        "March 2023, give or take $10 million."
    )


def test_the_share_of_goods_that_are_ranked_is_of_all_goods() -> None:
    place = row("rank", 2, partner="DE", product="64")
    rows = (
        place,
        row("value", 300e6, 1e6, partner="DE", product="64"),
        row("share_pct", 7.6, partner="DE", product="64"),
    )
    asked = query("rank", partners=("DE",), products=("64",), by="product", order="desc", limit=5)
    assert "7.6% of all exports to DE" in text(Answer("answered", asked, place, rows))


def test_a_change_of_balances_is_no_growth_and_the_lowest_are_not_called_small() -> None:
    growth = query("growth", flows=("balance",), basis="yoy")
    assert text(Answer("answered", growth)).startswith(
        "Change of trade balance with the United States on a year earlier"
    )
    rank = query("rank", flows=("balance",), partners=("WLD",), by="partner", order="asc", limit=5)
    assert text(Answer("answered", rank)).startswith("Lowest 5 countries for trade balance")


def test_a_value_less_than_its_unit_is_not_nothing() -> None:
    value = row("value", 400_000, 1e6)
    assert "Under $1 million" in text(Answer("answered", query(), value, (value,)))


def test_small_bases_are_said_once_and_without_a_number() -> None:
    notes = tuple(
        note("small_base", flow="exports", partner="US", product="TOTAL", period=Period.parse(span), value=216_459)
        for span in ("2023-01", "2023-02")
    )
    found = reply(replace(exports_to_us(), notes=notes), "asked", NAMES, "en")
    assert found.data is not None
    assert found.data["notes"] == ["The growth is from a small figure (January 2023 and February 2023)."]


def test_months_in_a_row_are_a_range_and_a_list_that_may_be_cut_says_so() -> None:
    months = tuple(Period.parse(f"2024-0{month}") for month in range(1, 7))
    facts = missing_month().reason
    assert facts is not None
    cut = replace(missing_month(), reason=note(facts.code, **{**facts.facts, "available": months}))
    assert "There are figures, among others, for: January to June 2024." in text(cut)
