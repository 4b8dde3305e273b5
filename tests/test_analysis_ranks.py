"""Rankings of countries, products and months; contributions to a total's growth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from analysis_books import books_of, fact, head, made, monthly, notes, number, rows
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis import answer
from bot.analysis.order import first_of, rank_of, ties_of
from bot.model.answer import Answer
from bot.model.figure import TOTAL, WORLD, Figure
from bot.model.period import Month, Period
from bot.model.query import Level, Query

P = Period.parse
TOP = Query("rank", ("exports",), periods=(P("2025-01"),), by="partner", order="desc", limit=5)
DROVE = Query("contribution", ("exports",), periods=(P("2025-01"),), by="partner")
VALUES = {"US": 90.0, "CN": 70.0, "JP": 70.0, "TH": 50.0, "VN": 40.0, "DE": 40.0, "FR": 1.0}


def january(*more: Figure, **values: float) -> list[Figure]:
    return [made("2025-01", value, partner=code) for code, value in (values or VALUES).items()] + list(more)


def listed(found: Answer) -> list[tuple[str, float, int]]:
    ranks = {row.partner: int(row.value) for row in rows(found, "rank")}
    return [(row.partner, row.value, ranks[row.partner]) for row in rows(found, "value") if row.partner != WORLD]


def test_the_largest_come_first_with_value_share_and_rank(tmp_path: Path) -> None:
    found = answer(replace(TOP, limit=2), books_of(tmp_path, january(made("2025-01", 1000, partner=WORLD))))
    assert listed(found)[:2] == [("US", 90, 1), ("CN", 70, 2)]
    assert [row.value for row in rows(found, "share_pct")][:2] == pytest.approx([9, 7])
    assert head(found) == rows(found, "value")[0]


def test_equal_values_share_a_rank_and_are_shown_past_the_limit(tmp_path: Path) -> None:
    books = books_of(tmp_path, january())
    expected = [("US", 90, 1), ("CN", 70, 2), ("JP", 70, 2), ("TH", 50, 4), ("DE", 40, 5), ("VN", 40, 5)]
    assert listed(answer(TOP, books)) == expected
    assert listed(answer(replace(TOP, limit=2), books)) == expected[:3]
    assert fact(answer(replace(TOP, limit=2), books), "ties", "codes") == ("CN", "JP")


def test_the_smallest_come_first_and_keep_their_rank_from_the_top(tmp_path: Path) -> None:
    found = answer(replace(TOP, order="asc", limit=2), books_of(tmp_path, january()))
    assert listed(found) == [("FR", 1, 7), ("DE", 40, 5), ("VN", 40, 5)]


def test_where_a_country_stands_is_its_rank_with_its_neighbours(tmp_path: Path) -> None:
    found = answer(replace(TOP, partners=("TH",)), books_of(tmp_path, january()))
    assert head(found, "rank").value == 4
    assert [code for code, _, _ in listed(found)] == ["TH", "JP", "DE"]


def test_only_single_countries_are_ranked(tmp_path: Path) -> None:
    more = [made("2025-01", 500, partner=code) for code in (WORLD, "EU", "ASEAN", "KH")]
    found = answer(TOP, books_of(tmp_path, january(*more)))
    assert listed(found)[0] == ("US", 90, 1)
    assert fact(found, "rank_among", "count") == len(VALUES)


def test_who_has_figures_of_other_times_is_named_too(tmp_path: Path) -> None:
    more = [made("2024-10", 5, partner="TH"), made("2022-10", 5, partner="VN")]
    found = answer(TOP, books_of(tmp_path, [made("2025-01", 7), *more]))
    assert fact(found, "left_out", "codes") == ("TH", "VN")


def test_who_lacks_a_part_of_the_period_is_left_out_and_named(tmp_path: Path) -> None:
    some = [*monthly("2024-11", [50, 60], partner="CN"), made("2020-01", 9, partner="JP")]
    figures = [*monthly("2024-11", [5, 6, 7]), *some]
    found = answer(replace(TOP, periods=(P("2024-11/2025-01"),)), books_of(tmp_path, figures))
    assert listed(found) == [("US", 18, 1)]
    assert fact(found, "left_out", "codes") == ("CN", "JP")


def test_who_has_a_total_or_running_totals_is_ranked_with_the_others(tmp_path: Path) -> None:
    figures = [
        *monthly("2024-11", [5, 6]), made("2024-11/2024-12", 12, partner="CN"),
        made("2024-01/2024-12", 100, partner="JP"), made("2024-01/2024-10", 87, partner="JP"),
        made("2024-11/2024-12", 30, "trade", "TH"), made("2024-11/2024-12", 20, "imports", "TH"),
    ]  # fmt: skip
    found = answer(replace(TOP, periods=(P("2024-11/2024-12"),)), books_of(tmp_path, figures))
    assert listed(found) == [("JP", 13, 1), ("CN", 12, 2), ("US", 11, 3), ("TH", 10, 4)]


def test_who_could_only_be_worked_out_too_roughly_is_left_out(tmp_path: Path) -> None:
    trade, imports = made("2025-01", 100, "trade", "CN", precision=50), made("2025-01", 60, "imports", "CN")
    found = answer(TOP, books_of(tmp_path, [made("2025-01", 5), trade, imports]))
    assert listed(found) == [("US", 5, 1)]
    assert fact(found, "left_out_rough", "codes") == ("CN",)


def test_trade_is_ranked_out_of_exports_and_imports_unless_published(tmp_path: Path) -> None:
    figures = [
        made("2025-01", 10), made("2025-01", 5, "imports"),
        made("2025-01", 10, partner="CN"), made("2025-01", 5, "imports", "CN"), made("2025-01", 16, "trade", "CN"),
    ]  # fmt: skip
    found = answer(replace(TOP, flows=("trade",)), books_of(tmp_path, figures))
    assert listed(found) == [("CN", 16, 1), ("US", 15, 2)]


def test_balances_are_ranked_without_shares(tmp_path: Path) -> None:
    balances = {"US": 3, "CN": -9, WORLD: 50}
    figures = [made("2025-01", value, "balance", code) for code, value in balances.items()]
    found = answer(replace(TOP, flows=("balance",)), books_of(tmp_path, figures))
    assert listed(found) == [("US", 3, 1), ("CN", -9, 2)]
    assert rows(found, "share_pct") == []


def test_a_total_that_is_not_published_means_no_shares(tmp_path: Path) -> None:
    found = answer(TOP, books_of(tmp_path, january()))
    assert rows(found, "share_pct") == []
    assert len(notes(found, "no_whole")) == 1


def test_parts_that_add_up_to_more_than_the_whole_are_pointed_out(tmp_path: Path) -> None:
    found = answer(TOP, books_of(tmp_path, january(made("2025-01", 100, partner=WORLD))))
    assert fact(found, "whole_differs", "period") == P("2025-01")


def test_nobody_to_rank_is_no_data(tmp_path: Path) -> None:
    found = answer(replace(TOP, periods=(P("2024-12"),)), books_of(tmp_path, january()))
    assert (found.status, fact(found, "nothing_to_rank", "latest")) == ("no_data", Month.parse("2025-01"))


def test_a_rank_in_the_future_is_not_yet(tmp_path: Path) -> None:
    found = answer(replace(TOP, periods=(P("2025-03"),)), books_of(tmp_path, january()))
    assert (found.status, fact(found, "not_yet", "latest")) == ("no_data", Month.parse("2025-01"))


def test_figures_after_today_are_not_ranked(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2025-01", [1] * 12))
    assert answer(replace(TOP, periods=(P("2025-01/2025-12"),)), books).status == "no_data"
    assert answer(replace(TOP, periods=(P("2025-01/2025-02"),)), books).status == "answered"


def goods() -> list[Figure]:
    codes = {"61": 50, "62": 60, "64": 40, "6403": 39, "640399": 38, "GARMENTS": 111, TOTAL: 200}
    return [made("2025-01", value, product=code) for code, value in codes.items()]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("chapter", ["62", "61", "64"]),
        ("heading", ["6403"]),
        ("subheading", ["640399"]),
        ("catalogue", ["GARMENTS"]),
    ],
)
def test_products_are_ranked_on_one_level(tmp_path: Path, level: Level, expected: list[str]) -> None:
    query = replace(TOP, partners=("US",), by="product", level=level)
    found = answer(query, books_of(tmp_path, goods()))
    assert [row.product for row in rows(found, "rank")] == expected
    assert number(found, "share_pct", product=expected[0]) == pytest.approx(head(found).value / 2)


def test_where_a_product_stands_is_its_rank_on_its_level(tmp_path: Path) -> None:
    query = replace(TOP, partners=("US",), products=("64",), by="product")
    assert head(answer(query, books_of(tmp_path, goods())), "rank").value == 3


def test_products_of_a_group_are_those_of_all_its_members(tmp_path: Path) -> None:
    figures = [
        made("2025-01", 1, partner="DE", product="61"), made("2025-01", 2, partner="FR", product="61"),
        made("2025-01", 9, partner="DE", product="62"),
    ]  # fmt: skip
    found = answer(replace(TOP, partners=("EU",), by="product"), books_of(tmp_path, figures))
    assert [(row.product, row.value) for row in rows(found, "value")] == [("61", 3)]
    assert fact(found, "left_out", "codes") == ("62",)


def test_months_are_ranked_too(tmp_path: Path) -> None:
    query = Query("rank", ("exports",), ("US",), periods=(P("2024-01/2024-04"),), by="month", order="desc", limit=2)
    found = answer(query, books_of(tmp_path, monthly("2024-01", [3, 9, 5, 9])))
    assert [(str(row.period), row.value) for row in rows(found, "rank")] == [("2024-02", 1), ("2024-04", 1)]
    assert head(found).value == 9


def test_contributions_and_the_rest_add_up_to_the_growth(tmp_path: Path) -> None:
    figures = [
        *[made("2024-01", v, partner=c) for c, v in {WORLD: 100, "US": 50, "CN": 30, "JP": 5}.items()],
        *[made("2025-01", v, partner=c) for c, v in {WORLD: 120, "US": 45, "CN": 50, "TH": 7, "JP": 6}.items()],
    ]  # fmt: skip
    found = answer(replace(DROVE, limit=2), books_of(tmp_path, figures))
    assert [(row.partner, row.value) for row in rows(found, "contribution_pp")] == [("CN", 20), ("US", -5)]
    assert (fact(found, "others", "contribution_pp"), fact(found, "others", "change")) == (5, 5)
    assert fact(found, "left_out", "codes") == ("TH",)
    assert found.headline is None
    assert number(found, "yoy_pct") == pytest.approx(20)


def both(before: float, now: float, product: str) -> list[Figure]:
    return [made("2024-01", before, product=product), made("2025-01", now, product=product)]


def test_products_contribute_to_the_growth_of_all_goods_of_a_partner(tmp_path: Path) -> None:
    figures = [*both(10, 15, "61"), *both(50, 60, TOTAL)]
    found = answer(replace(DROVE, partners=("US",), by="product"), books_of(tmp_path, figures))
    assert [(row.product, row.value) for row in rows(found, "contribution_pp")] == [("61", 10)]
    assert fact(found, "others", "contribution_pp") == 10


def test_a_contribution_needs_a_published_total(tmp_path: Path) -> None:
    figures = [made("2024-01", 10), made("2025-01", 15), made("2025-01", 20, partner=WORLD)]
    found = answer(DROVE, books_of(tmp_path, figures))
    assert (found.status, fact(found, "no_base", "period")) == ("no_data", P("2024-01"))


def test_the_contribution_of_one_country_leaves_the_rest_to_the_others(tmp_path: Path) -> None:
    figures = [
        *[made("2024-01", v, partner=c) for c, v in {WORLD: 100, "US": 50, "CN": 30}.items()],
        *[made("2025-01", v, partner=c) for c, v in {WORLD: 120, "US": 45, "CN": 50}.items()],
    ]  # fmt: skip
    found = answer(replace(DROVE, partners=("US",)), books_of(tmp_path, figures))
    assert [(row.partner, row.value) for row in rows(found, "contribution_pp")] == [("US", -5)]
    assert fact(found, "others", "contribution_pp") == 25


tables = st.dictionaries(st.sampled_from("ABCDEFGH"), st.sampled_from([0.0, 1.0, 2.0, 3.0]), min_size=1)


@given(tables, st.booleans(), st.integers(1, 9))
def test_an_order_is_sorted_whole_and_cut_between_values(values: dict[str, float], lowest: bool, limit: int) -> None:
    shown = first_of(values, lowest, limit)
    amounts = [values[code] for code in shown]
    rest = [values[code] for code in values.keys() - set(shown)]
    assert amounts == sorted(amounts, reverse=not lowest)
    assert len(shown) >= min(limit, len(values))
    assert all((r > amounts[-1]) if lowest else (r < amounts[-1]) for r in rest)
    assert len(set(amounts[:limit])) == len(set(amounts))


@given(tables)
def test_a_rank_counts_those_that_are_larger(values: dict[str, float]) -> None:
    by_size = sorted(values.values(), reverse=True)
    assert all(rank_of(values, code) == by_size.index(value) + 1 for code, value in values.items())
    assert sum(map(len, ties_of(values).values())) == sum(by_size.count(v) > 1 for v in by_size)


def test_who_is_too_rough_to_be_shown_has_a_place_where_it_is_certain(tmp_path: Path) -> None:
    """A balance near zero is rough, but stands above the largest deficit all the same."""
    figures = [
        made("2025-01", 500, "exports", "TH", precision=10), made("2025-01", 490, "imports", "TH", precision=10),
        made("2025-01", 100, "exports", "CN", precision=10), made("2025-01", 900, "imports", "CN", precision=10),
    ]  # fmt: skip
    query = replace(TOP, flows=("balance",), order="asc")
    found = answer(query, books_of(tmp_path, figures))
    assert listed(found) == [("CN", -800, 2)]
    assert fact(found, "rough_in_rank", "codes") == ("TH",)
    assert fact(found, "rank_among", "count") == 2
