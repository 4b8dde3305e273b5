"""A file beside what the store holds: new, revised, unchanged; and what looks wrong there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from upload_cases import lines, read_text

from bot import upload
from bot.model.bundled import bundled
from bot.model.draft import CHANGE_COLUMNS, Draft
from bot.model.figure import Key
from bot.model.period import Month, Period
from bot.store import Store
from bot.upload.compare import compare
from bot.words import lexicon

NOW = datetime(2025, 2, 16, tzinfo=UTC)
LONG = "period,flow,partner,product,value,precision,status,yoy_pct\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        yield store


def send(store: Store, rows: str, header: str = LONG) -> Draft:
    """A file compared with the store and, like `import` does, published whatever the warnings."""
    draft = compare(read_text(header + rows), store)
    assert not draft.problems
    store.publish(draft, by="test", at=NOW)
    return draft


def warned(draft: Draft, code: str) -> list[dict[str, Any]]:
    return [dict(w.facts) for w in draft.warnings if w.code == code]


def test_the_bundled_figures_are_485_without_a_problem(store: Store) -> None:
    draft = upload.read(bundled("figures", "published_figures.csv"), lexicon(), today=date(2026, 3, 1))
    assert (len(draft.figures), draft.problems, draft.skipped) == (485, (), 0)
    assert "exports US TOTAL 2025-01 868700000 ±100000 38.6% provisional" in lines(draft.figures)
    assert draft.figures["source"].str.len().min() > 0
    assert draft.figures["url"].str.startswith("http").all()
    assert compare(draft, store).new == 485


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    rows = "2024-01,exports,US,TOTAL,5,0.1,provisional,3\n2024-02,exports,US,TOTAL,6,,,\n"
    first, again = send(store, rows), send(store, rows)
    assert (first.new, first.revised, first.unchanged) == (2, 0, 0)
    assert (again.new, again.revised, again.unchanged) == (0, 0, 2)
    assert len(again.changes) == 0
    assert len(store.releases()) == 1


@pytest.mark.parametrize("row", [
    "2024-01,exports,US,TOTAL,5.1,0.1,provisional,3", "2024-01,exports,US,TOTAL,5,0.2,provisional,3",
    "2024-01,exports,US,TOTAL,5,,provisional,3", "2024-01,exports,US,TOTAL,5,0.1,final,3",
    "2024-01,exports,US,TOTAL,5,0.1,provisional,4",
])  # fmt: skip
def test_another_value_rounding_status_or_growth_is_a_revision(store: Store, row: str) -> None:
    send(store, "2024-01,exports,US,TOTAL,5,0.1,provisional,3\n")
    draft = send(store, row)
    assert (draft.new, draft.revised, draft.unchanged) == (0, 1, 0)
    change = draft.changes.iloc[0]
    assert list(draft.changes.columns) == list(CHANGE_COLUMNS)
    assert (change["old_value"], change["old_precision"], change["old_status"], change["old_yoy_pct"]) == (
        5,
        0.1,
        "provisional",
        3,
    )


def test_growth_that_is_left_out_is_not_taken_back(store: Store) -> None:
    send(store, "2024-01,exports,US,TOTAL,5,,,3\n")
    assert send(store, "2024-01,exports,US,TOTAL,5,,,\n").unchanged == 1


def test_what_is_missing_deletes_nothing(store: Store) -> None:
    send(store, "2024-01,exports,US,TOTAL,5,,,\n")
    draft = send(store, "2024-01,exports,US,TOTAL,..,,,\n2024-02,exports,US,TOTAL,6,,,\n")
    assert draft.skipped == 1
    assert len(store.history(Key("exports", "US", "TOTAL", Period.parse("2024-01")))) == 1


def test_a_draft_remembers_the_state_that_it_was_compared_with(store: Store) -> None:
    before = store.fingerprint()
    assert compare(read_text(LONG + "2024-01,exports,US,TOTAL,5,,,\n"), store).fingerprint == before


def test_a_draft_with_problems_is_not_compared(store: Store) -> None:
    draft = read_text(LONG + "2024-01,exports,Wakanda,TOTAL,5,,,\n")
    assert compare(draft, store) is draft


# Warnings


def test_a_total_that_its_months_do_not_give(store: Store) -> None:
    months = "".join(f"2023-{m:02d},exports,US,TOTAL,10,,,\n" for m in range(1, 13))
    assert warned(send(store, months + "2023,exports,US,TOTAL,120,,,\n"), "total_differs") == []
    (facts,) = warned(send(store, "2023,exports,US,TOTAL,130,,,\n"), "total_differs")
    assert (facts["total"], facts["sum"], facts["period"]) == (130, 120, Period.of_year(2023))


def test_a_revised_month_that_its_published_total_does_not_allow(store: Store) -> None:
    send(
        store,
        "2024-01,exports,US,TOTAL,10,,,\n2024-02,exports,US,TOTAL,10,,,\n2024-01/2024-02,exports,US,TOTAL,20,,,\n",
    )
    assert warned(send(store, "2024-02,exports,US,TOTAL,15,,,\n"), "total_differs")


def test_rounding_is_no_disagreement(store: Store) -> None:
    months = "2024-01,exports,US,TOTAL,10.4,0.1,,\n2024-02,exports,US,TOTAL,10.4,0.1,,\n"
    assert warned(send(store, months + "2024-01/2024-02,exports,US,TOTAL,21,1,,\n"), "total_differs") == []


def test_growth_that_the_values_do_not_give(store: Store) -> None:
    send(store, "2023-01,exports,US,TOTAL,100,,,\n")
    assert warned(send(store, "2024-01,exports,US,TOTAL,138.6,,,38.6\n"), "growth_differs") == []
    (facts,) = warned(send(store, "2024-01,exports,US,TOTAL,138.6,,,48.6\n"), "growth_differs")
    assert (facts["published"], round(facts["computed"], 6)) == (48.6, 38.6)


def test_growth_within_the_rounding_of_its_values_is_none(store: Store) -> None:
    rows = "2023-01,exports,US,TOTAL,10,1,,\n2024-01,exports,US,TOTAL,12,1,,30\n"
    assert warned(send(store, rows), "growth_differs") == []


def test_a_balance_and_a_trade_that_their_flows_do_not_give(store: Store) -> None:
    send(store, "2024-01,exports,US,TOTAL,10,,,\n2024-01,imports,US,TOTAL,4,,,\n")
    assert warned(send(store, "2024-01,balance,US,TOTAL,6,,,\n2024-01,trade,US,TOTAL,14,,,\n"), "account_differs") == []
    draft = send(store, "2024-01,balance,US,TOTAL,7,,,\n2024-01,trade,US,TOTAL,15,,,\n")
    assert [(f["flow"], f["published"], f["computed"]) for f in warned(draft, "account_differs")] == [
        ("trade", 15, 14),
        ("balance", 7, 6),
    ]


def test_partners_that_add_up_to_more_than_all(store: Store) -> None:
    send(store, "2024-01,exports,WLD,TOTAL,100,,,\n2024-01,exports,US,TOTAL,60,,,\n2024-01,exports,EU,TOTAL,90,,,\n")
    assert warned(send(store, "2024-01,exports,JP,TOTAL,40,,,\n"), "parts_exceed") == []
    (facts,) = warned(send(store, "2024-01,exports,CN,TOTAL,5,,,\n"), "parts_exceed")
    assert (facts["what"], facts["whole"], facts["sum"]) == ("partner", 100, 105)


def test_chapters_that_add_up_to_more_than_all_goods(store: Store) -> None:
    rows = "".join(f"2024-01,exports,US,{p},{v},,,\n" for p, v in (("TOTAL", 100), (61, 60), (62, 60), (6203, 50)))
    (facts,) = warned(send(store, rows), "parts_exceed")
    assert (facts["what"], facts["partner"], facts["sum"]) == ("product", "US", 120)


def test_a_slip_of_the_unit_is_far_outside_its_own_past(store: Store) -> None:
    send(store, "".join(f"2024-{m:02d},exports,US,TOTAL,{600 + m},,,\n" for m in range(1, 12)))
    assert warned(send(store, "2024-12,exports,US,TOTAL,700,,,\n"), "outlier") == []
    (facts,) = warned(send(store, "2025-01,exports,US,TOTAL,700000,,,\n"), "outlier")
    assert (facts["low"], facts["high"], facts["times"]) == (601, 700, 1000)
    assert warned(send(store, "2025-02,exports,US,TOTAL,0.7,,,\n"), "outlier")


def test_a_revision_by_a_thousandfold_is_told(store: Store) -> None:
    send(store, "2024-01,exports,US,TOTAL,600,,,\n")
    (facts,) = warned(send(store, "2024-01,exports,US,TOTAL,600000,,,\n"), "outlier")
    assert (facts["times"], facts["old"]) == (1000, 600)


def test_one_month_is_no_past(store: Store) -> None:
    send(store, "2024-01,exports,US,TOTAL,600,,,\n")
    assert warned(send(store, "2024-02,exports,US,TOTAL,600000,,,\n"), "outlier") == []


def test_a_total_of_many_months_is_compared_a_month(store: Store) -> None:
    send(store, "".join(f"2024-{m:02d},exports,US,TOTAL,{600 + m},,,\n" for m in range(1, 12)))
    assert warned(send(store, "2024,exports,US,TOTAL,7300,,,\n"), "outlier") == []


def test_a_month_that_is_skipped(store: Store) -> None:
    send(store, "2024-10,exports,US,TOTAL,5,,,\n")
    assert warned(send(store, "2024-11,exports,US,TOTAL,5,,,\n"), "month_skipped") == []
    assert warned(send(store, "2025-01,exports,US,TOTAL,5,,,\n"), "month_skipped") == [
        {"flow": "exports", "period": Period.parse("2024-12")}
    ]


@pytest.mark.parametrize(
    ("months", "skipped"),
    [(("2023-11", "2024-11"), 0), (("2023-01", "2023-02", "2024-01", "2024-02"), 0), (("2024-01", "2024-03"), 1),
     (("2022-11", "2024-11"), 1), (("2023-01", "2023-02", "2024-01"), 1)],
)  # fmt: skip
def test_the_same_months_of_each_year_skip_none_where_there_was_nothing(
    store: Store, months: tuple[str, ...], skipped: int
) -> None:
    rows = "".join(f"{month},exports,US,TOTAL,5,,,\n" for month in months)
    assert len(warned(send(store, rows), "month_skipped")) == skipped


def test_a_table_of_two_years_may_leave_months_out_after_what_there_was(store: Store) -> None:
    send(store, "2024-10,exports,US,TOTAL,5,,,\n")
    draft = send(store, "2023-12,exports,US,TOTAL,5,,,\n2024-12,exports,US,TOTAL,5,,,\n")
    assert warned(draft, "month_skipped") == [{"flow": "exports", "period": Period.parse("2024-11")}]


def test_fewer_partners_than_the_month_before(store: Store) -> None:
    send(store, "".join(f"2024-11,exports,{p},TOTAL,5,,,\n" for p in ("US", "JP", "CN", "DE")))
    draft = send(store, "".join(f"2024-12,exports,{p},TOTAL,5,,,\n" for p in ("US", "JP")))
    (facts,) = warned(draft, "fewer_partners")
    assert (facts["count"], facts["before"], facts["missing"], facts["month"]) == (
        2,
        4,
        ("CN", "DE"),
        Month.of(2024, 11),
    )
    assert warned(send(store, "2025-01,exports,US,TOTAL,5,,,\n"), "fewer_partners") == []


def test_the_world_is_none_of_the_partners(store: Store) -> None:
    send(store, "".join(f"2024-11,exports,{p},TOTAL,5,,,\n" for p in ("US", "JP", "CN", "WLD")))
    (facts,) = warned(send(store, "".join(f"2024-12,exports,{p},TOTAL,5,,,\n" for p in ("US", "JP"))), "fewer_partners")
    assert (facts["count"], facts["before"], facts["missing"]) == (2, 3, ("CN",))


def test_figures_of_the_reporter_with_itself(store: Store) -> None:
    assert warned(send(store, "2024-01,exports,KH,TOTAL,5,,,\n"), "partner_is_reporter") == [
        {"partner": "KH", "count": 1}
    ]


def test_growth_is_compared_when_its_year_earlier_comes_later(store: Store) -> None:
    send(store, "2024-01,exports,US,TOTAL,1200,,,20\n")
    (facts,) = warned(send(store, "2023-01,exports,US,TOTAL,800,,,\n"), "growth_differs")
    assert (facts["period"], facts["published"], facts["computed"]) == (Period.parse("2024-01"), 20, 50)
    assert warned(send(store, "2023-02,exports,US,TOTAL,800,,,\n"), "growth_differs") == []


def test_only_the_first_of_very_many_warnings_are_kept(store: Store) -> None:
    send(store, "".join(f"2023-01,exports,US,{c:02d},1,,,\n" for c in range(1, 61)))
    draft = send(store, "".join(f"2024-01,exports,US,{c:02d},2,,,5\n" for c in range(1, 61)))
    assert len(warned(draft, "growth_differs")) == 20
    assert draft.more_warnings == 40


def test_batches_of_a_large_file_warn_as_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        "".join(f"2024-01,exports,{p},TOTAL,40,,,\n" for p in ("US", "JP", "CN")) + "2024-01,exports,WLD,TOTAL,100,,,\n"
    )
    monkeypatch.setattr("bot.upload.series._BATCH", 1)
    (facts,) = warned(send(store, rows), "parts_exceed")
    assert facts["sum"] == 120


@pytest.mark.filterwarnings("error")
def test_a_table_without_single_months_is_checked_without_a_complaint_of_numpy(store: Store) -> None:
    draft = compare(read_text("Country,2023,2024\nUS,100,110\nJapan,90,99\n", "exports.csv"), store)
    assert draft.warnings == ()
