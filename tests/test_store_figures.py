"""Reading figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from store_drafts import figure, frame_of, publish

from bot.model.answer import Source
from bot.model.draft import FIGURE_COLUMNS, KEY_COLUMNS
from bot.model.figure import Figure
from bot.model.period import Period
from bot.store import Store

HELD = [
    figure("CN", "2025-01", 50.0),
    figure("US", "2024-01", 10.0),
    figure("US", "2024-01/2024-11", 110.0),
    replace(figure("US", "2025-01", 868.7e6), precision=1e5, status="provisional", yoy_pct=38.6),
    figure("US", "2025-01", 400.0, product="64"),
    figure("WLD", "2025-01", 2.306e9),
    figure("US", "2025-01", 23.76e6, flow="imports", source="Press"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        publish(store, *HELD)
        yield store


def published(*which: int) -> list[Figure]:
    """These of HELD, as release 1 brought them, in the order of their keys."""
    return sorted((replace(HELD[n], release=1) for n in which), key=lambda f: (f.flow, f.partner, f.product, f.period))


def test_all_figures_come_back_as_they_were_published(store: Store) -> None:
    assert store.figures() == published(*range(7))
    assert (store.count(), store.is_empty()) == (7, False)


@pytest.mark.parametrize(
    ("flows", "partners", "products", "within", "found"),
    [
        (["imports"], None, None, None, [6]),
        (None, ["US"], ["TOTAL"], None, [1, 2, 3, 6]),
        (["exports"], ["CN", "WLD"], None, None, [0, 5]),
        (["exports"], None, ["TOTAL"], "2025-01", [0, 3, 5]),
        (None, None, ["64"], None, [4]),
        (["exports"], ["US"], ["TOTAL"], "2024-01/2024-11", [1, 2]),
        (["exports"], ["US"], ["TOTAL"], "2024-01/2024-10", [1]),
        (["exports"], ["US"], None, "2024-11/2025-12", [3, 4]),
        (None, [], None, None, []),
        (["exports"], ["JP"], None, None, []),
        (None, ["'; drop table figures; --"], None, None, []),
    ],
)
def test_figures_are_chosen_by_flow_partner_product_and_span(
    store: Store,
    flows: list[str] | None,
    partners: list[str] | None,
    products: list[str] | None,
    within: str | None,
    found: list[int],
) -> None:
    span = Period.parse(within) if within else None
    assert store.figures(flows, partners, products, span) == published(*found)
    pd.testing.assert_frame_equal(
        store.frame(flows, partners, products, span).drop(columns="release"), frame_of(published(*found))
    )


def test_thousands_of_codes_may_be_asked_for(store: Store) -> None:
    codes = [f"{n:06d}" for n in range(50_000)]
    assert store.figures(products=[*codes, "64"], partners=[*codes, "US"]) == published(4)


@pytest.mark.parametrize("partners", [["US"], [], None])
def test_a_frame_has_the_same_columns_and_types_whatever_is_in_it(store: Store, partners: list[str] | None) -> None:
    frame = store.frame(partners=partners)
    assert list(frame.columns) == [*FIGURE_COLUMNS, "release"]
    assert frame.dtypes.astype(str).to_dict() == {
        **dict.fromkeys(FIGURE_COLUMNS, "str"),
        "value": "float64", "precision": "float64", "yoy_pct": "float64", "release": "int64",
    }  # fmt: skip


def test_one_figure_is_found_by_its_key(store: Store) -> None:
    assert store.figure(*HELD[2].key) == published(2)[0]
    assert store.figure("exports", "US", "TOTAL", Period.parse("2024-02")) is None


def test_current_values_stand_beside_each_asked_key_on_its_own_index(store: Store) -> None:
    keys = frame_of([figure("JP", "2025-01", 0.0), HELD[3], HELD[6], HELD[3]])[list(KEY_COLUMNS)]
    keys.index = pd.Index([9, 4, 4, 1])
    held = store.current(keys)
    assert list(held.columns) == ["value", "precision", "status", "yoy_pct", "source", "url", "release"]
    assert list(held.index) == [9, 4, 4, 1]
    assert held.iloc[0].isna().all()
    assert held.iloc[1].to_dict() == {
        "value": 868.7e6, "precision": 1e5, "status": "provisional", "yoy_pct": 38.6,
        "source": "Customs", "url": "https://customs.example/1", "release": 1,
    }  # fmt: skip
    assert held.iloc[2]["source"] == "Press"
    assert held.iloc[3]["value"] == 868.7e6


def test_current_values_of_no_keys_and_of_categories(store: Store) -> None:
    keys = frame_of(HELD)[list(KEY_COLUMNS)]
    assert store.current(keys.iloc[:0]).empty
    assert store.current(keys.astype("category"))["value"].tolist() == [f.value for f in HELD]


def test_current_values_do_not_wait_for_a_writer(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "trade.db") as other, other.together():
        publish(other, figure("US", "2025-01", 1.0))
        assert store.current(frame_of(HELD))["value"].tolist() == [f.value for f in HELD]


def test_partners_products_and_months_that_have_figures_are_listed(store: Store) -> None:
    assert store.partners() == ["CN", "US", "WLD"]
    assert store.partners("imports") == ["US"]
    assert store.partners("balance") == []
    assert store.products() == ["64", "TOTAL"]
    counted = [("exports", "2024-01", 1), ("exports", "2025-01", 4), ("imports", "2025-01", 1)]
    assert [(flow, str(month), figures) for flow, month, figures in store.months()] == counted
    assert [source.name for source in store.sources()] == ["Customs", "Press"]
    assert store.sources()[0] == Source("Customs", "https://customs.example/1")


def test_an_empty_store_has_nothing_to_list(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db", create=True) as store:
        assert (store.partners(), store.products(), store.months(), store.sources()) == ([], [], [], [])
        assert store.current(frame_of(HELD))["value"].isna().all()


@pytest.mark.parametrize(
    ("partners", "products"), [(["US"], ["TOTAL"]), (["US"], None), (None, ["TOTAL"]), (["US", "CN"], ["61", "62"])]
)
def test_a_choice_of_partners_or_products_is_looked_up_not_searched_for(
    store: Store, partners: list[str] | None, products: list[str] | None
) -> None:
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    store.frame(["exports"], partners, products, Period.parse("2025-01"))
    store.db.conn.set_trace_callback(None)
    plan = " ".join(str(row[3]) for row in store.db.execute(f"EXPLAIN QUERY PLAN {asked[0]}"))
    assert "SEARCH figures" in plan
    assert ("partner=?" if partners else "product=?") in plan
