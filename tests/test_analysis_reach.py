"""Which months can be answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis_books import books_of, made, monthly
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.value import Value
from bot.model.coverage import Coverage
from bot.model.figure import FLOWS, TOTAL, WORLD, Flow
from bot.model.period import Month, Period

EXPORTS: tuple[Flow, ...] = ("exports",)


def month(text: str | None) -> Month | None:
    return Month.parse(text) if text else None


def latest(books: Coverage, partner: str = "US", product: str = TOTAL, flows: tuple[Flow, ...] = EXPORTS) -> str | None:
    found = books.latest(flows, (partner,), (product,))
    return str(found) if found else None


def test_the_latest_month_is_the_last_with_a_value(tmp_path: Path) -> None:
    books = books_of(tmp_path, [*monthly("2024-01", [1, 2, 3]), made("2024-11", 5, partner="CN")])
    assert latest(books) == "2024-03"
    assert books.earliest(EXPORTS, ("US",), (TOTAL,)) == Month.parse("2024-01")


def test_none_is_after_today(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2024-01", [1] * 24), today="2025-02")
    assert latest(books) == "2025-02"


def test_there_is_none_where_there_is_nothing(tmp_path: Path) -> None:
    books = books_of(tmp_path, [made("2024-01", 1)])
    assert latest(books, "CN") is None
    assert books.earliest(EXPORTS, ("CN",), (TOTAL,)) is None


def test_all_that_is_asked_must_be_there(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [1, 2, 3]), *monthly("2024-01", [1, 2], "imports"), made("2024-01", 5, partner="CN")]
    books = books_of(tmp_path, figures)
    assert latest(books, flows=FLOWS) == "2024-02"
    assert books.latest(EXPORTS, ("US", "CN"), (TOTAL,)) == Month.parse("2024-01")


def test_a_month_out_of_running_totals_counts(tmp_path: Path) -> None:
    books = books_of(tmp_path, [made("2024-01/2024-11", 110), made("2024-01/2024-10", 100), made("2024-10", 9)])
    assert latest(books) == "2024-11"


def test_a_month_that_would_be_mostly_rounding_does_not(tmp_path: Path) -> None:
    rough = made("2024-01/2024-11", 110, precision=10)
    assert latest(books_of(tmp_path, [rough, made("2024-01/2024-10", 100), made("2024-10", 9)])) == "2024-10"


def test_a_month_before_a_longer_total_begins_counts(tmp_path: Path) -> None:
    """January to March less February to March is January, though no figure ends there."""
    assert latest(books_of(tmp_path, [made("2024-01/2024-03", 6), made("2024-02/2024-03", 5)])) == "2024-01"


def test_a_whole_span_may_be_a_running_total(tmp_path: Path) -> None:
    books = books_of(tmp_path, [made("2024-01/2024-10", 100), *monthly("2024-01", [1, 2])])
    for first in ("2024-01", "2024-02"):
        within = Period.parse(f"{first}/2024-12")
        assert books.latest(EXPORTS, ("US",), (TOTAL,), within=within) == Month.parse("2024-10")
    assert books.latest(EXPORTS, ("US",), (TOTAL,), within=Period.parse("2023-02/2023-12")) is None


def test_a_missing_month_does_not_hide_those_after_it(tmp_path: Path) -> None:
    """Nothing for March, but April and May: the year so far ends with May."""
    books = books_of(tmp_path, [*monthly("2024-01", [1, 2]), *monthly("2024-04", [4, 5])], today="2024-07")
    assert books.latest(EXPORTS, ("US",), (TOTAL,), within=Period.parse("2024-01/2024-12")) == Month.parse("2024-05")
    assert books.latest(EXPORTS, ("US",), (TOTAL,), "partner", Period.parse("2024-01/2024-12")) == Month.parse(
        "2024-05"
    )


def test_a_group_reaches_as_far_as_all_its_members(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [1, 2, 3], partner="DE"), *monthly("2024-01", [1, 2], partner="FR")]
    assert latest(books_of(tmp_path, figures), "EU") == "2024-02"


def test_members_that_left_are_needed_for_their_time(tmp_path: Path) -> None:
    stayed = [figure for code in ("DE", "FR") for figure in monthly("2019-12", [1] * 4, partner=code)]
    figures = [*stayed, made("2020-01", 1, partner="GB")]
    books = books_of(tmp_path, figures)
    assert latest(books, "EU") == "2020-03"
    assert books.earliest(EXPORTS, ("EU",), (TOTAL,)) == Month.parse("2020-01")


def test_a_catalogue_product_reaches_as_far_as_all_its_codes(tmp_path: Path) -> None:
    figures = [*monthly("2024-01", [1, 2, 3], product="61"), *monthly("2024-01", [1, 2], product="62")]
    assert latest(books_of(tmp_path, figures), product="GARMENTS") == "2024-02"


@pytest.mark.parametrize(
    ("by", "partner", "expected"),
    [
        ("partner", WORLD, "2024-02"),
        ("partner", "CN", "2024-01"),
        ("product", "US", "2024-03"),
        ("product", "CN", None),
    ],
)
def test_a_list_reaches_as_far_as_there_is_something_to_list(
    tmp_path: Path, by: str, partner: str, expected: str | None
) -> None:
    figures = [
        *monthly("2024-01", [1] * 9, partner=WORLD), *monthly("2024-01", [1, 1]), made("2024-01", 1, partner="CN"),
        *monthly("2024-01", [1, 1, 1], product="61"),
    ]  # fmt: skip
    books = books_of(tmp_path, figures)
    assert books.latest(EXPORTS, (partner,), (TOTAL,), by=by) == month(expected)  # type: ignore[arg-type]


def test_an_old_list_is_found_too(tmp_path: Path) -> None:
    books = books_of(tmp_path, monthly("2015-01", [1, 2]))
    assert books.latest(EXPORTS, (WORLD,), (TOTAL,), by="partner") == Month.parse("2015-02")


def test_later_months_of_the_other_flow_do_not_hide_a_list(tmp_path: Path) -> None:
    figures = [*monthly("2022-01", [1, 1]), *monthly("2022-01", [1] * 36, "imports")]
    books = books_of(tmp_path, figures)
    assert books.latest(EXPORTS, (WORLD,), (TOTAL,), by="partner") == Month.parse("2022-02")


MONTHS = [Month.of(2024, 1) + n for n in range(8)]
spans = st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS)).map(lambda ends: Period(min(ends), max(ends)))
Published = tuple[Flow, Period, float | None]
published = st.lists(st.tuples(st.sampled_from(FLOWS), spans, st.sampled_from([None, 10.0])), max_size=6)


@settings(max_examples=40, deadline=None)
@given(published, st.sampled_from(FLOWS), st.sampled_from([None, Period(MONTHS[0], MONTHS[-1])]))
def test_latest_and_earliest_are_those_of_looking_at_every_month(
    tmp_path_factory: pytest.TempPathFactory,
    given: list[tuple[Flow, Period, float | None]],
    flow: Flow,
    within: Period | None,
) -> None:
    figures = {(f, p): made(str(p), 100.0 * len(p), f, precision=r) for f, p, r in given}
    books = books_of(tmp_path_factory.mktemp("reach"), figures.values(), today="2024-06")
    asked = (flow, "US", TOTAL)
    spans = {m: [Period.of_month(m), *([Period(within.start, m)] if within else [])] for m in MONTHS}
    there = [
        m for m in MONTHS if m <= books.today and any(isinstance(books.value(*asked, span), Value) for span in spans[m])
    ]
    assert books.latest((flow,), ("US",), (TOTAL,), within=within) == (there[-1] if there else None)
    if within is None:
        assert books.earliest((flow,), ("US",), (TOTAL,)) == (there[0] if there else None)


def test_a_flow_without_any_figure_hides_no_month_of_the_others(tmp_path: Path) -> None:
    """Rice is only exported: its latest month is that of the exports, also of all flows, and in a year."""
    books = books_of(tmp_path, monthly("2024-11", [1, 2, 3], product="1006"), today="2025-06")
    assert latest(books, product="1006", flows=FLOWS) == "2025-01"
    year = Period.parse("2025-01/2025-12")
    assert books.latest(("exports", "imports"), ("US",), ("1006",), within=year) == Month.parse("2025-01")
    assert latest(books, product="1006", flows=("imports", "trade")) is None
