"""Lists are made in bulk; each of their values is the one that is found when it is asked for alone."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product as all_of

import pytest
from analysis_books import COUNTRIES, books_of, made
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.lists import Listed
from bot.analysis.value import Missing, Value
from bot.model.figure import FLOWS, TOTAL, Figure, Flow
from bot.model.period import Month, Period

JANUARY = Month.of(2020, 1)  # the United Kingdom leaves after it
MONTHS = [JANUARY + n for n in range(-1, 3)]
spans = st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS)).map(lambda ends: Period(min(ends), max(ends)))


@st.composite
def figures(draw: st.DrawFn) -> list[Figure]:
    """Mostly months of exports and imports, and a few figures of whatever kind."""
    flows = st.lists(st.sampled_from(FLOWS[:2]), unique=True)
    months = st.lists(st.sampled_from(MONTHS), min_size=2, unique=True)
    found: dict[object, Figure] = {}
    for partner in ("DE", "FR", "GB", "EU", "US"):
        for product in (TOTAL, "61", "62", "GARMENTS"):
            for flow, month in all_of(draw(flows), draw(months)):
                figure = made(str(month), 10.0 + month.month, flow, partner, product)
                found[figure.key] = figure
    extra = st.tuples(st.sampled_from(FLOWS), spans, st.sampled_from(["DE", "EU"]), st.sampled_from([TOTAL, "61"]))
    for flow, period, partner, product in draw(st.lists(extra, max_size=6)):
        value, precision = draw(st.sampled_from([20.0, 33.0])), draw(st.sampled_from([None, 1.0]))
        figure = made(str(period), value, flow, partner, product, precision=precision)
        found[figure.key] = figure
    return list(found.values())


def agrees(listed: Listed, alone: Mapping[str, Value | Missing]) -> None:
    assert listed.values == {code: v.value for code, v in alone.items() if isinstance(v, Value)}
    assert not set(listed.left_out) & listed.values.keys()


@settings(max_examples=30, deadline=None)
@given(figures(), st.sampled_from(FLOWS), st.sampled_from([TOTAL, "61", "GARMENTS"]), spans)
def test_a_list_of_countries(
    tmp_path_factory: pytest.TempPathFactory, given: list[Figure], flow: Flow, product: str, period: Period
) -> None:
    books = books_of(tmp_path_factory.mktemp("lists"), given)
    alone = {code: books.value(flow, code, product, period) for code in COUNTRIES}
    agrees(books.countries(flow, product, period), alone)
    members = books.membership.throughout("EU", period)
    agrees(books.countries(flow, product, period, "EU"), {code: alone[code] for code in members})


@settings(max_examples=30, deadline=None)
@given(figures(), st.sampled_from(FLOWS), st.sampled_from(["DE", "EU", "US"]), spans)
def test_a_list_of_products(
    tmp_path_factory: pytest.TempPathFactory, given: list[Figure], flow: Flow, partner: str, period: Period
) -> None:
    books = books_of(tmp_path_factory.mktemp("lists"), given)
    for level, codes in (("chapter", ["61", "62"]), ("catalogue", ["GARMENTS"])):
        listed = books.goods(flow, partner, period, level)  # type: ignore[arg-type]
        agrees(listed, {code: books.value(flow, partner, code, period) for code in codes})
