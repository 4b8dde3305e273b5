"""Series, ranks and contributions agree with a few lines of pandas written apart, on made-up trade."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from analysis_books import books_of, fact, made, notes, rows

from bot.analysis import Books, answer
from bot.model.answer import Answer
from bot.model.figure import Figure, Flow
from bot.model.period import Month, Period
from bot.model.query import Query

FIRST = Month.of(2022, 1)
PARTNERS = ["AU", "CA", "CN", "DE", "FR", "GB", "IN", "JP", "KR", "TH", "US", "VN"]
CHAPTERS = [f"{n:02d}" for n in range(40, 52)]


def trade() -> pd.DataFrame:
    """Three years of exports and imports in whole dollars; Canada has gaps, totals are those of all rows."""
    made_up = np.random.default_rng(7)
    months = pd.period_range("2022-01", periods=36, freq="M")
    index = pd.MultiIndex.from_product([["exports", "imports"], PARTNERS, CHAPTERS, months])
    frame = index.to_frame(index=False, name=["flow", "partner", "product", "month"])
    return frame.assign(value=made_up.lognormal(15, 1.5, len(frame)).round())


def with_totals(frame: pd.DataFrame) -> pd.DataFrame:
    goods = frame.groupby(["flow", "partner", "month"], as_index=False)["value"].sum().assign(product="TOTAL")
    world = frame.groupby(["flow", "product", "month"], as_index=False)["value"].sum().assign(partner="WLD")
    whole = frame.groupby(["flow", "month"], as_index=False)["value"].sum().assign(partner="WLD", product="TOTAL")
    every = pd.concat([frame, goods, world, whole], ignore_index=True)
    gaps = (every["partner"] == "CA") & every["month"].isin(pd.PeriodIndex(["2023-05", "2024-06"], freq="M"))
    kept: pd.DataFrame = every[~gaps]
    return kept.reset_index(drop=True)


def figures(frame: pd.DataFrame) -> list[Figure]:
    months = frame["month"].astype("str")
    columns = zip(frame["flow"], frame["partner"], frame["product"], months, frame["value"], strict=True)
    return [made(month, value, flow, partner, product) for flow, partner, product, month, value in columns]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return with_totals(trade())


@pytest.fixture(scope="module")
def books(table: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Books:
    return books_of(tmp_path_factory.mktemp("pandas"), figures(table))


def monthly(table: pd.DataFrame, flow: str, partner: str, product: str = "TOTAL") -> pd.Series:
    one = table[(table["flow"] == flow) & (table["partner"] == partner) & (table["product"] == product)]
    return one.set_index("month")["value"].reindex(pd.period_range("2022-01", periods=36, freq="M"))


def asked(books: Books, query: Query) -> Answer:
    found = answer(query, books)
    assert found.status == "answered", found.reason
    return found


@pytest.mark.parametrize("partner", ["US", "CA", "WLD"])
@pytest.mark.parametrize("product", ["TOTAL", "45"])
def test_series(books: Books, table: pd.DataFrame, partner: str, product: str) -> None:
    values = monthly(table, "exports", partner, product)
    growth = (values.pct_change(12, fill_method=None) * 100).dropna()
    period = Period(FIRST, FIRST + 35)
    found = asked(books, Query("series", ("exports",), (partner,), (product,), (period,)))
    assert {str(r.period): r.value for r in rows(found, "value")} == {str(m): v for m, v in values.dropna().items()}
    assert {str(r.period): r.value for r in rows(found, "yoy_pct")} == pytest.approx(
        {str(m): v for m, v in growth.items()}
    )


@pytest.mark.parametrize("flow", ["exports", "trade", "balance"])
@pytest.mark.parametrize("period", ["2024-06", "2024-01/2024-12", "2023-07/2024-05"])
def test_rank_by_partner(books: Books, table: pd.DataFrame, flow: Flow, period: str) -> None:
    whole = Period.parse(period)
    months = pd.period_range(str(whole.start), str(whole.end), freq="M")
    goods = table[(table["product"] == "TOTAL") & (table["partner"] != "WLD") & table["month"].isin(months)]
    wide = goods.pivot_table(index="partner", columns="flow", values="value", aggfunc=["sum", "count"])
    sums = wide["sum"].eval("trade = exports + imports").eval("balance = exports - imports")
    expected = sums[wide["count"]["exports"] == len(months)][flow].sort_values(ascending=False)
    found = asked(books, Query("rank", (flow,), periods=(whole,), by="partner", order="desc", limit=20))
    listed = [row for row in rows(found, "value") if row.partner != "WLD"]
    assert [row.partner for row in listed] == list(expected.index)
    assert [row.value for row in listed] == list(expected)
    assert [row.value for row in rows(found, "rank")] == list(expected.rank(ascending=False))
    assert [note.facts["codes"] for note in notes(found, "left_out")] == [("CA",)] * ("CA" not in expected.index)
    if flow == "exports":
        total = table[(table["partner"] == "WLD") & (table["product"] == "TOTAL") & table["month"].isin(months)]
        shares = expected / total[total["flow"] == "exports"]["value"].sum() * 100
        assert [row.value for row in rows(found, "share_pct")] == pytest.approx(list(shares))


def test_rank_by_product(books: Books, table: pd.DataFrame) -> None:
    year = table[(table["flow"] == "imports") & (table["partner"] == "DE") & (table["month"].dt.year == 2024)]
    expected = year[year["product"] != "TOTAL"].groupby("product")["value"].sum().nlargest(7)
    found = asked(books, Query("rank", ("imports",), ("DE",), periods=(Period.of_year(2024),), by="product", limit=7))
    listed = [(row.product, row.value) for row in rows(found, "value") if row.product != "TOTAL"]
    assert listed == list(expected.items())


@pytest.mark.parametrize(("by", "code"), [("partner", "partner"), ("product", "product")])
@pytest.mark.parametrize("period", ["2024-03", "2024-01/2024-12"])
def test_contribution(books: Books, table: pd.DataFrame, by: str, code: str, period: str) -> None:
    other, total = ("product", "TOTAL") if by == "partner" else ("partner", "WLD")
    world = table[(table["flow"] == "exports") & (table[other] == total)]
    now, base = (
        world[world["month"].isin(pd.period_range(str(p.start), str(p.end), freq="M"))].groupby(code)["value"]
        for p in (Period.parse(period), Period.parse(period).year_earlier())
    )
    whole = "WLD" if by == "partner" else "TOTAL"
    full = (now.count() == len(Period.parse(period))) & (base.count() == len(Period.parse(period)))
    points = (now.sum() - base.sum())[full] / base.sum()[whole] * 100
    expected = points.drop(whole).dropna().sort_values(key=abs, ascending=False)
    found = asked(books, Query("contribution", ("exports",), periods=(Period.parse(period),), by=by))  # type: ignore[arg-type]
    assert {getattr(row, code): row.value for row in rows(found, "contribution_pp")} == pytest.approx(dict(expected))
    assert [getattr(row, code) for row in rows(found, "contribution_pp")] == list(expected.index)
    rest = fact(found, "others", "contribution_pp")
    assert rest + expected.head(10).sum() == pytest.approx(points[whole])


def test_a_group_is_the_sum_of_its_members(books: Books, table: pd.DataFrame) -> None:
    values = monthly(table, "exports", "DE") + monthly(table, "exports", "FR")
    found = asked(books, Query("series", ("exports",), ("EU",), periods=(Period(FIRST, FIRST + 35),)))
    assert [row.value for row in rows(found, "value")] == list(values)
