"""What a button sends back is read as exactly the query it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from bot.model.answer import Reading
from bot.model.figure import FLOWS, TOTAL, WORLD, Flow
from bot.model.period import Month, Period
from bot.model.query import By, Level, Query
from bot.question import read
from bot.reply import ask_again
from bot.reply.asking import label, reading
from bot.reply.tongue import LANGUAGES
from bot.reply.voice import voice
from bot.words import lexicon

TODAY = date(2026, 11, 24)
SPANS = ("2024-01/2024-12", "2024-01/2024-03", "2024-01/2024-11", "2023-11/2024-02", "2022-01/2024-12")
PLACES = (
    (WORLD, TOTAL), ("US", TOTAL), (WORLD, "GARMENTS"), ("US", "64"), ("EU", TOTAL), ("KR", "8712"), ("GB", "GFT"),
    ("CD", "0801"), ("AE", "61"), ("TR", "TEXTILES"),
)  # fmt: skip


class Everything:
    """All months up to October 2026 are there."""

    reporter = "KH"
    today = Month.of(2026, 11)

    def latest(
        self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...],
        by: By | None = None, within: Period | None = None,
    ) -> Month | None:  # fmt: skip
        return min(Month.of(2026, 10), within.end) if within else Month.of(2026, 10)

    def earliest(self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...]) -> Month | None:
        return Month.of(2015, 1)


def understood(text: str) -> Reading:
    return read(text, lexicon(), Everything(), TODAY, None)


def periods(*texts: str) -> tuple[Period, ...]:
    return tuple(map(Period.parse, texts))


def of_one(partner: str, code: str, span: str) -> Iterator[Query]:
    """Questions of a single value, and what stands beside it."""
    base = Query("value", ("exports",), (partner,), (code,), periods(span))
    yield from (replace(base, flows=(flow,)) for flow in FLOWS)
    yield replace(base, flows=("exports", "imports"))
    yield replace(base, kind="overview", flows=FLOWS)
    if len(periods(span)[0]) <= 12:  # over several years it is the growth from one to the other
        yield replace(base, kind="growth", basis="yoy")
    if code != TOTAL:
        yield replace(base, kind="share", whole=(partner, TOTAL))
    if partner != WORLD:
        yield replace(base, kind="share", whole=(WORLD, code))


def of_lists(partner: str, code: str, span: str) -> Iterator[Query]:
    """Rankings and contributions."""
    base = Query("rank", ("imports",), (partner,), (code,), periods(span), by="partner", order="desc", limit=5)
    yield base
    if partner in (WORLD, "EU"):
        yield replace(base, order="asc", limit=3)
        yield replace(base, limit=1)
    if code == TOTAL:
        yield replace(base, by="product")
        yield replace(base, kind="contribution", by="product", order=None, limit=None)
    if partner == WORLD:
        yield replace(base, kind="contribution", order=None, limit=None)


def of_months(partner: str, code: str, span: str) -> Iterator[Query]:
    """Questions that need several months."""
    base = Query("series", ("exports",), (partner,), (code,), periods(span))
    yield base
    yield replace(base, kind="average")
    yield replace(base, kind="extreme", order="desc")
    yield replace(base, kind="extreme", order="asc")
    yield replace(base, kind="rank", by="month", order="desc", limit=3)


def others() -> Iterator[Query]:
    us = Query("compare", ("exports",), ("US",), periods=periods("2024-01/2024-12"))
    yield replace(us, partners=("US", "CN"))
    yield replace(us, partners=("US", "CN", "VN"))
    yield replace(us, partners=(WORLD,), products=("61", "64"))
    yield replace(us, flows=("exports", "imports"))
    yield replace(us, periods=periods("2024-01", "2025-01"))
    yield replace(us, kind="growth", basis="cagr", periods=periods("2020-01/2020-12", "2024-01/2024-12"))
    yield replace(us, kind="growth", basis="change", periods=periods("2024-01", "2024-06"))
    yield replace(us, kind="growth", basis="mom", periods=periods("2025-01"))
    levels: tuple[Level, ...] = ("chapter", "heading", "subheading", "catalogue")
    for level in levels:
        yield replace(us, kind="rank", partners=(WORLD,), by="product", order="desc", limit=5, level=level)
    yield replace(us, kind="contribution", by="partner")
    yield replace(us, kind="contribution", partners=(WORLD,), products=("64",), by="product")
    yield Query("coverage")
    yield Query("coverage", partners=("US",))
    yield Query("help")


def queries() -> list[Query]:
    found = [q for (p, c), s in product(PLACES, (*SPANS, "2025-01")) for q in (*of_one(p, c, s), *of_lists(p, c, s))]
    return [*found, *(q for (p, c), s in product(PLACES, SPANS) for q in of_months(p, c, s)), *others()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_asked_again_means_the_same_query(language: str) -> None:
    wrong = {}
    for asked in queries():
        text = ask_again(asked, lexicon(), language)
        if understood(text).query != asked:
            wrong[text] = asked
    assert not wrong


def test_all_flows_and_none_named_are_the_same_question_of_what_there_is() -> None:
    assert ask_again(Query("coverage", FLOWS), lexicon(), "en") == "what data is there"


def test_the_years_are_spelt_out_and_a_quarter_by_its_months() -> None:
    asked = Query("value", ("exports",), ("US",), periods=periods("2024-01/2024-03"))
    assert ask_again(asked, lexicon(), "en") == "exports to the United States January 2024 to March 2024"


def test_a_label_is_short_and_begins_with_a_capital() -> None:
    said = voice(lexicon(), "en")
    assert label(said, Query("value", ("exports",), ("US",), periods=periods("2025-01"))) == (
        "Exports to the United States, Jan 2025"
    )
    long = Query("value", ("exports",), ("US", "CN", "VN", "JP", "DE"), ("61", "62"), periods("2025-01"))
    assert len(label(said, long)) <= 60


def test_the_reading_of_a_growth_names_what_it_is_on() -> None:
    said = voice(lexicon(), "en")
    years = Query("growth", ("exports",), periods=periods("2020-01/2020-12", "2024-01/2024-12"), basis="cagr")
    assert reading(said, years) == "Average yearly growth of exports, 2020 to 2024"
    month = Query("growth", ("exports",), periods=periods("2025-01"), basis="mom")
    assert reading(said, month) == "Growth of exports on the month before, January 2025"
