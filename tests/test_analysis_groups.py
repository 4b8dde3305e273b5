"""Groups of countries, and products that are several HS codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_books import books_of, fact, made, monthly, notes, number, rows

from bot.analysis import Books, answer
from bot.model.answer import Answer
from bot.model.figure import Figure, Flow
from bot.model.period import Month, Period
from bot.model.query import Query

GARMENT_CODES = (("61", 10), ("62", 20))


def asked(books: Books, partner: str, period: str, flow: Flow = "exports", product: str = "TOTAL") -> Answer:
    return answer(Query("value", (flow,), (partner,), (product,), (Period.parse(period),)), books)


def europe(*more: Figure) -> list[Figure]:
    """Exports from November 2019 to March 2020; the United Kingdom leaves after January."""
    return [
        *monthly("2019-11", [1, 2, 3, 4, 5], partner="DE"),
        *monthly("2019-11", [10, 20, 30, 40, 50], partner="FR"),
        *monthly("2019-11", [100, 200, 300, 400, 500], partner="GB"),
        *more,
    ]


def test_a_group_is_the_sum_of_its_members_as_of_each_month(tmp_path: Path) -> None:
    books = books_of(tmp_path, europe())
    assert number(asked(books, "EU", "2020-01"), "value", period="2020-01") == 333
    assert number(asked(books, "EU", "2020-02"), "value", period="2020-02") == 44
    assert number(asked(books, "EU", "2019-12/2020-03"), "value") == 222 + 333 + 44 + 55


def test_who_left_within_the_periods_shown_is_noted(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, europe()), "EU", "2020-02")
    assert fact(found, "membership_changed", "left") == (("GB", Month.parse("2020-02")),)
    assert fact(found, "membership_changed", "joined") == ()
    assert number(found, "mom_pct") == pytest.approx((44 / 333 - 1) * 100)


def test_nothing_is_noted_where_nobody_came_or_went(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, europe()), "EU", "2019-12")
    assert notes(found, "membership_changed") == []


def test_a_member_that_leaves_needs_its_own_months_only(tmp_path: Path) -> None:
    """A running total of the whole period is no use for a member that is in for a part of it."""
    figures = [
        *monthly("2020-01", [3, 4], partner="DE"),
        *monthly("2020-01", [30, 40], partner="FR"),
        made("2020-01/2020-02", 700, partner="GB"),
    ]
    books = books_of(tmp_path, figures)
    assert asked(books, "EU", "2020-01/2020-02").status == "no_data"
    assert fact(asked(books, "EU", "2020-01/2020-02"), "member_missing", "members") == ("GB",)


def test_the_running_total_of_a_member_serves_where_it_is_in_throughout(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [3, 4], partner="DE"), made("2024-01/2024-02", 70, partner="FR", precision=1)]
    found = asked(books_of(tmp_path, figures), "EU", "2024-01/2024-02")
    assert found.headline is not None
    assert (found.headline.value, found.headline.precision) == (77, 1)


def test_members_without_any_figure_count_as_nothing_and_are_named(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, monthly("2025-01", [7], partner="DE")), "EU", "2025-01")
    assert number(found, "value", period="2025-01") == 7
    assert fact(found, "members_without_figures", "members") == ("FR",)


def test_a_member_that_has_figures_but_not_for_these_months_makes_it_no_data(tmp_path: Path) -> None:
    figures = [made("2025-01", 7, partner="DE"), made("2023-05", 1, partner="FR", flow="imports")]
    found = asked(books_of(tmp_path, figures), "EU", "2025-01")
    assert (found.status, found.rows) == ("no_data", ())
    assert fact(found, "member_missing", "members") == ("FR",)


def test_figures_of_a_member_after_today_are_no_figures(tmp_path: Path) -> None:
    figures = [made("2025-01", 7, partner="DE"), made("2025-06", 1, partner="FR")]
    found = asked(books_of(tmp_path, figures), "EU", "2025-01")
    assert fact(found, "members_without_figures", "members") == ("FR",)


def test_the_reporter_is_no_partner_of_its_own(tmp_path: Path) -> None:
    figures = [made("2025-01", 1, partner=code) for code in ("KH", "TH", "VN")]
    assert number(asked(books_of(tmp_path, figures), "ASEAN", "2025-01"), "value", period="2025-01") == 2


def test_a_published_figure_for_the_group_wins(tmp_path: Path) -> None:
    figures = [made("2025-01", 1, partner=code) for code in ("TH", "VN")]
    found = asked(books_of(tmp_path, [*figures, made("2025-01", 5, partner="ASEAN")]), "ASEAN", "2025-01")
    assert number(found, "value", period="2025-01") == 5
    assert fact(found, "published_group", "group") == "ASEAN"


def test_a_group_is_worked_out_of_its_own_running_totals(tmp_path: Path) -> None:
    figures = [made("2024-01/2024-09", 90, partner="RCEP"), made("2024-01/2024-08", 70, partner="RCEP")]
    found = asked(books_of(tmp_path, figures), "RCEP", "2024-09")
    assert number(found, "value", period="2024-09") == 20
    assert found.headline is not None
    assert found.headline.derived


def test_a_group_has_a_share_but_no_rank(tmp_path: Path) -> None:
    figures = [made("2025-01", 10, partner=code) for code in ("TH", "VN")] + [made("2025-01", 200, partner="WLD")]
    found = asked(books_of(tmp_path, figures), "ASEAN", "2025-01")
    assert number(found, "share_pct") == 10
    assert rows(found, "rank") == []


def test_a_group_of_which_nobody_has_figures_has_none(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, [made("2025-01", 1, partner="US")]), "EU", "2025-01")
    assert found.reason is not None
    assert found.reason.code == "no_figures"


def test_trade_of_a_group_takes_each_members_trade(tmp_path: Path) -> None:
    figures = [
        made("2025-01", 10, "exports", "TH"), made("2025-01", 5, "imports", "TH"), made("2025-01", 100, "trade", "VN"),
    ]  # fmt: skip
    assert number(asked(books_of(tmp_path, figures), "ASEAN", "2025-01", "trade"), "value", period="2025-01") == 115


def test_the_sum_shows_a_term_for_each_member(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, europe()), "EU", "2020-02/2020-03")
    (step,) = [step for step in found.steps if step.row == found.headline]
    assert [(t.partner, t.value) for t in step.terms] == [("DE", 9), ("FR", 90)]


def test_a_catalogue_product_is_the_sum_of_its_codes(tmp_path: Path) -> None:
    figures = [made("2025-01", 10, product="61"), made("2025-01", 20, product="62")]
    found = asked(books_of(tmp_path, figures), "US", "2025-01", product="GARMENTS")
    assert number(found, "value", period="2025-01") == 30


def test_a_catalogue_product_with_a_code_missing_is_no_data_and_names_it(tmp_path: Path) -> None:
    found = asked(books_of(tmp_path, [made("2025-01", 10, product="61")]), "US", "2025-01", product="GARMENTS")
    assert fact(found, "parts_missing", "codes") == ("62",)
    assert found.rows == ()


def test_a_published_figure_for_the_catalogue_product_wins(tmp_path: Path) -> None:
    figures = [
        made("2025-01", 10, product="61"),
        made("2025-01", 20, product="62"),
        made("2025-01", 31, product="GARMENTS"),
    ]
    found = asked(books_of(tmp_path, figures), "US", "2025-01", product="GARMENTS")
    assert number(found, "value", period="2025-01") == 31


def test_trade_of_what_is_published_as_a_whole_in_one_flow_is_that_and_the_parts_of_the_other(tmp_path: Path) -> None:
    figures = [
        *(made("2025-01", value, flow, "US", code) for flow in ("exports", "imports") for code, value in GARMENT_CODES),
        made("2025-01", 31, product="GARMENTS"),
    ]  # fmt: skip
    books = books_of(tmp_path, figures)
    assert number(asked(books, "US", "2025-01", "trade", "GARMENTS"), "value", period="2025-01") == 31 + 30
    assert number(asked(books, "US", "2025-01", "balance", "GARMENTS"), "value", period="2025-01") == 31 - 30
    listed = books.countries("trade", "GARMENTS", Period.parse("2025-01"))
    assert listed.values == {"US": 61}


def test_an_hs_code_is_never_added_up_from_finer_ones(tmp_path: Path) -> None:
    figures = [made("2025-01", 10, product="6403"), made("2025-01", 20, product="6404")]
    assert asked(books_of(tmp_path, figures), "US", "2025-01", product="64").status == "no_data"


@pytest.mark.parametrize("partner", ["WLD", "US"])
def test_all_partners_and_all_goods_are_never_added_up(tmp_path: Path, partner: str) -> None:
    figures = [made("2025-01", 10, partner="US", product="61"), made("2025-01", 10, partner="CN", product="61")]
    books = books_of(tmp_path, figures)
    assert asked(books, partner, "2025-01").status == "no_data"
    assert asked(books, "WLD", "2025-01", product="61").status == "no_data"


def test_garments_to_a_group_are_those_to_each_member(tmp_path: Path) -> None:
    figures = [
        made("2025-01", 1, partner="DE", product="61"), made("2025-01", 2, partner="DE", product="62"),
        made("2025-01", 10, partner="FR", product="GARMENTS"),
    ]  # fmt: skip
    found = asked(books_of(tmp_path, figures), "EU", "2025-01", product="GARMENTS")
    assert number(found, "value", period="2025-01") == 13


def test_members_of_a_group_are_ranked_among_themselves(tmp_path: Path) -> None:
    query = Query("rank", ("exports",), ("EU",), periods=(Period.parse("2019-12/2020-03"),), by="partner", order="desc")
    found = answer(query, books_of(tmp_path, europe(made("2019-12/2020-03", 1, partner="US"))))
    assert [(row.partner, row.value) for row in rows(found, "value")] == [("FR", 140), ("DE", 14)]
    assert fact(found, "left_out", "codes") == ("GB",)
