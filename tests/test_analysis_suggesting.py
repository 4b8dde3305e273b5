"""Refusals with what there is instead, and what to ask next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from analysis_books import books_of, bundled_figures, fact, made, monthly

from bot.analysis import Books, answer, answerable
from bot.model.answer import Answer
from bot.model.figure import FLOWS, TOTAL, WORLD
from bot.model.notes import NOTES
from bot.model.period import Month, Period
from bot.model.query import Basis, By, Kind, Query

P = Period.parse
YEAR = P("2024-01/2024-12")
EXPORTS = Query("value", ("exports",), ("US",), periods=(P("2025-01"),))


def reason(found: Answer) -> str:
    assert (found.status, found.rows, found.headline) == ("no_data", (), None)
    assert found.reason is not None
    return found.reason.code


def test_missing_months_are_named_with_what_there_is(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [1, 2, 3]), made("2024-01/2024-06", 30), made("2024-09", 4), made("2023-05", 1)]
    found = answer(replace(EXPORTS, periods=(YEAR,)), books_of(tmp_path, figures))
    assert reason(found) == "missing_months"
    assert [str(m) for m in fact(found, "missing_months", "months")] == [
        "2024-04", "2024-05", "2024-06", "2024-07", "2024-08", "2024-10", "2024-11", "2024-12",
    ]  # fmt: skip
    assert fact(found, "missing_months", "latest") == Month.parse("2024-09")
    available = [str(p) for p in fact(found, "missing_months", "available")]
    assert available == ["2024-01", "2024-01/2024-06", "2024-02", "2024-03", "2024-09"]


def test_months_that_can_be_worked_out_are_not_missing(tmp_path: Path) -> None:
    """Trade has no figure of its own; only the month without imports is missing."""
    figures = [*monthly("2024-01", [1, 2, 3]), *monthly("2024-01", [1, 2], "imports")]
    found = answer(replace(EXPORTS, flows=("trade",), periods=(P("2024-01/2024-03"),)), books_of(tmp_path, figures))
    assert reason(found) == "missing_months"
    assert fact(found, "missing_months", "months") == (Month.parse("2024-03"),)


def test_a_month_that_is_over_but_not_there_is_missing(tmp_path: Path) -> None:
    assert reason(answer(EXPORTS, books_of(tmp_path, [made("2024-12", 1)]))) == "missing_months"


@pytest.mark.parametrize("period", ["2025-02", "2025-03", "2025-01/2025-12", "2031-01/2031-12"])
def test_a_month_that_is_not_over_is_not_yet(tmp_path: Path, period: str) -> None:
    found = answer(replace(EXPORTS, periods=(P(period),)), books_of(tmp_path, [made("2024-12", 1)]))
    assert reason(found) == "not_yet"
    assert fact(found, "not_yet", "latest") == Month.parse("2024-12")


def test_no_figures_at_all_is_its_own_reason(tmp_path: Path) -> None:
    assert reason(answer(EXPORTS, books_of(tmp_path, [made("2025-01", 1, partner="CN")]))) == "no_figures"


def test_what_is_coarser_than_itself_says_how_coarse(tmp_path: Path) -> None:
    figures = [made("2024-01/2024-09", 1057, precision=1), made("2024-01/2024-10", 1100, precision=100)]
    found = answer(replace(EXPORTS, periods=(P("2024-10"),)), books_of(tmp_path, figures))
    assert reason(found) == "too_coarse"
    assert (fact(found, "too_coarse", "value"), fact(found, "too_coarse", "precision")) == (43, 101)


def test_instead_of_a_missing_month_the_latest_is_offered(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, monthly("2024-01", [1, 2, 3])))
    assert found.suggestions[0] == replace(EXPORTS, periods=(P("2024-03"),))


def test_instead_of_a_year_the_latest_months_are_offered(tmp_path: Path) -> None:
    found = answer(replace(EXPORTS, periods=(P("2025-01/2025-12"),)), books_of(tmp_path, monthly("2024-06", [1] * 8)))
    assert found.suggestions[0] == EXPORTS


def test_instead_of_a_flow_without_figures_the_other_is_offered(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, [made("2025-01", 1, "imports")]))
    assert found.suggestions == (replace(EXPORTS, flows=("imports",)),)


def test_after_a_value_come_its_year_the_ranking_and_the_other_flow(tmp_path: Path) -> None:
    figures = [*monthly("2024-02", range(1, 13)), made("2025-01", 5, "imports")]
    found = answer(EXPORTS, books_of(tmp_path, figures))
    assert found.suggestions == (
        replace(EXPORTS, kind="series", periods=(P("2024-02/2025-01"),)),
        replace(EXPORTS, kind="rank", partners=(WORLD,), by="partner", order="desc", limit=5),
        replace(EXPORTS, flows=("imports",)),
    )


def test_a_series_with_gaps_is_not_offered(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, [made("2025-01", 5), made("2024-12", 5)]))
    assert "series" not in {query.kind for query in found.suggestions}


def test_after_a_ranking_comes_the_first_of_it(tmp_path: Path) -> None:
    query = Query("rank", ("exports",), periods=(P("2025-01"),), by="partner", order="desc", limit=5)
    found = answer(query, books_of(tmp_path, [made("2025-01", 5), made("2025-01", 6, partner="CN")]))
    assert found.suggestions[0] == replace(EXPORTS, partners=("CN",))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    return books_of(tmp_path_factory.mktemp("bundled"), bundled_figures())


KINDS: list[tuple[Kind, By | None, Basis | None]] = [
    ("value", None, None), ("compare", None, None), ("series", None, None), ("extreme", None, None),
    ("average", None, None), ("share", None, None), ("growth", None, "yoy"), ("growth", None, "mom"),
    ("rank", "partner", None), ("rank", "product", None), ("rank", "month", None),
    ("contribution", "partner", None), ("contribution", "product", None), ("coverage", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "by", "basis"), KINDS)
def test_whatever_is_asked_the_answer_is_whole(books: Books, kind: Kind, by: By | None, basis: Basis | None) -> None:
    """Rows or a reason, known codes, and suggestions that have an answer and are not the question itself."""
    for flow in FLOWS:
        for partner, product in (("US", TOTAL), (WORLD, TOTAL), (WORLD, "85"), ("EU", TOTAL), ("AT", TOTAL)):
            for period in (P("2025-01"), YEAR, P("2024-03"), P("2031-01")):
                query = Query(kind, (flow,), (partner,), (product,), (period,), by=by, basis=basis)
                _is_whole(books, answer(query, books))


def _is_whole(books: Books, found: Answer) -> None:
    assert found.query is not None
    assert (found.status == "answered") == (found.reason is None)
    assert bool(found.rows) == (found.status == "answered") or found.query.kind == "coverage"
    assert {note.code for note in found.notes} <= NOTES.keys()
    assert found.reason is None or found.reason.code in NOTES
    assert found.headline is None or found.headline in found.rows
    assert len(set(found.rows)) == len(found.rows)
    assert all(step.row in found.rows for step in found.steps)
    assert found.query not in found.suggestions
    assert all(answerable(query, books) and answer(query, books).status == "answered" for query in found.suggestions)
    assert not [row for row in found.rows if row.flow == "balance" and row.unit == "%"]


def test_in_place_of_a_heading_without_figures_its_chapter_is_offered_and_all_goods(tmp_path: Path) -> None:
    figures = [made("2025-01", 5, product="87"), made("2025-01", 9)]
    found = answer(replace(EXPORTS, products=("870323",)), books_of(tmp_path, figures))
    assert reason(found) == "no_figures"
    assert [q.products for q in found.suggestions] == [("87",), (TOTAL,)]


def test_of_a_span_that_begins_before_the_figures_the_years_that_there_are_are_offered(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2023-01", [1] * 30), today="2025-06")
    found = answer(replace(EXPORTS, periods=(P("2022-01/2024-12"),)), books)
    assert found.suggestions[0].periods == (P("2023-01/2024-12"),)
    assert len(fact(found, "missing_months", "available")) == 24


def test_the_months_that_one_member_of_a_group_lacks_are_named(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [1, 2, 3], partner="TH"), *monthly("2024-01", [1, 2], partner="VN")]
    found = answer(replace(EXPORTS, partners=("ASEAN",), periods=(P("2024-01/2024-03"),)), books_of(tmp_path, figures))
    assert fact(found, "member_missing", "members") == ("VN",)
    assert fact(found, "member_missing", "months") == (Month.parse("2024-03"),)


def test_where_a_year_has_no_months_the_year_itself_is_offered(tmp_path: Path) -> None:
    books = books_of(tmp_path, [made("2021-01/2021-12", 9), *monthly("2022-01", [1] * 12)])
    found = answer(replace(EXPORTS, kind="series", periods=(P("2021-01/2021-12"),)), books)
    assert found.suggestions[0] == replace(EXPORTS, periods=(P("2021-01/2021-12"),))


def test_in_place_of_a_flow_without_figures_the_trade_is_offered(tmp_path: Path) -> None:
    found = answer(EXPORTS, books_of(tmp_path, [made("2025-01", 9, "trade")]))
    assert replace(EXPORTS, flows=("trade",)) in found.suggestions


def test_in_place_of_a_chapter_without_figures_its_headings_are_offered(tmp_path: Path) -> None:
    found = answer(replace(EXPORTS, products=("64",)), books_of(tmp_path, [made("2025-01", 5, product="6403")]))
    assert replace(EXPORTS, products=("6403",)) in found.suggestions
