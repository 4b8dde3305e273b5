"""The value of a period out of the published figures of one partner and product: which rule holds, and its rounding."""

from __future__ import annotations

import pytest
from analysis_books import MILLION, made, monthly
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.resolve import resolve
from bot.analysis.value import COARSE, Missing, Value
from bot.model.figure import FLOWS, Figure, Flow, Key
from bot.model.period import Month, Period


def account(*figures: Figure) -> dict[Flow, dict[Period, Figure]]:
    return {flow: {f.period: f for f in figures if f.flow == flow} for flow in FLOWS}


def key(period: str, flow: Flow = "exports") -> Key:
    return Key(flow, "US", "TOTAL", Period.parse(period))


def value(period: str, *figures: Figure, flow: Flow = "exports") -> Value:
    found = resolve(account(*figures), key(period, flow))
    assert isinstance(found, Value), found
    return found


def missing(period: str, *figures: Figure, flow: Flow = "exports") -> Missing:
    found = resolve(account(*figures), key(period, flow))
    assert isinstance(found, Missing), found
    return found


def signed(found: Value) -> list[tuple[int, str, str]]:
    return [(t.sign, t.flow, str(t.period)) for t in found.terms]


def test_a_published_month_is_itself() -> None:
    figure = made("2025-01", 868.7, precision=0.1)
    found = value("2025-01", figure)
    assert (found.value, found.precision, found.derived, found.published) == (868.7, 0.1, False, figure)


def test_the_months_win_over_a_total_and_are_not_called_derived() -> None:
    found = value("2024-01/2024-03", *monthly("2024-01", [10, 20, 30]), made("2024-01/2024-03", 99))
    assert (found.value, found.derived, found.published, len(found.terms)) == (60, False, None, 3)


def test_a_total_serves_where_a_month_is_missing() -> None:
    found = value("2024-01/2024-03", *monthly("2024-01", [10, 20]), made("2024-01/2024-03", 61, precision=1))
    assert (found.value, found.precision, found.derived) == (61, 1, False)


def test_sums_of_months_add_up_their_rounding() -> None:
    found = value("2024-01/2024-02", made("2024-01", 10, precision=1), made("2024-02", 20.5, precision=0.1))
    assert (found.value, found.precision) == (30.5, 1.1)


def test_a_sum_of_exact_figures_is_exact_and_free_of_binary_dust() -> None:
    found = value("2024-01/2024-03", *monthly("2024-01", [0.1, 0.2, 0.3]))
    assert (found.value, found.precision) == (0.6, None)


def test_a_published_trade_wins_over_exports_plus_imports() -> None:
    figures = made("2025-01", 868.70), made("2025-01", 23.76, "imports"), made("2025-01", 892.47, "trade")
    assert value("2025-01", *figures, flow="trade").value == 892.47


@pytest.mark.parametrize(
    ("flow", "given", "expected"),
    [
        ("trade", {"exports": 90, "imports": 10}, 100),
        ("balance", {"exports": 90, "imports": 10}, 80),
        ("exports", {"trade": 100, "imports": 10}, 90),
        ("imports", {"trade": 100, "exports": 90}, 10),
        ("exports", {"trade": 100, "balance": 80}, 90),
        ("imports", {"trade": 100, "balance": 80}, 10),
        ("exports", {"imports": 10, "balance": 80}, 90),
        ("imports", {"exports": 90, "balance": 80}, 10),
        ("trade", {"exports": 90, "balance": 80}, 100),
        ("trade", {"imports": 10, "balance": 80}, 100),
        ("balance", {"exports": 90, "trade": 100}, 80),
        ("balance", {"imports": 10, "trade": 100}, 80),
    ],
)
def test_any_two_flows_fix_the_others(flow: Flow, given: dict[Flow, float], expected: float) -> None:
    found = value("2025-01", *(made("2025-01", v, f) for f, v in given.items()), flow=flow)
    assert (found.value, found.derived) == (expected, True)


def test_half_of_trade_and_balance_shows_both_and_is_halved() -> None:
    found = value("2025-01", made("2025-01", 101, "trade", precision=1), made("2025-01", 80, "balance", precision=1))
    assert (found.value, found.halved, found.precision) == (90.5, True, 2)
    assert signed(found) == [(1, "trade", "2025-01"), (1, "balance", "2025-01")]


def test_of_several_ways_across_the_flows_the_one_with_the_least_rounding_is_taken() -> None:
    found = value(
        "2025-01",
        made("2025-01", 100, "trade", precision=5),
        made("2025-01", 10, "imports", precision=0.1),
        made("2025-01", 80.2, "balance", precision=0.1),
    )
    assert (found.value, found.precision) == (90.2, 0.2)


def test_trade_comes_from_exports_and_imports_even_where_a_balance_is_finer() -> None:
    figures = made("2025-01", 90, precision=1), made("2025-01", 10, "imports", precision=5)
    found = value("2025-01", *figures, made("2025-01", 81, "balance", precision=0.1), flow="trade")
    assert (found.value, found.precision) == (100, 6)


def test_flows_of_months_add_up_before_they_are_combined() -> None:
    figures = [*monthly("2024-01", [5, 6]), made("2024-01/2024-02", 3, "imports")]
    assert value("2024-01/2024-02", *figures, flow="trade").value == 14


def test_november_is_worked_out_of_running_totals() -> None:
    found = value("2024-11", made("2024-01/2024-11", 110, precision=1), made("2024-01/2024-10", 80, precision=0.5))
    assert (found.value, found.precision, found.derived) == (30, 1.5, True)
    assert signed(found) == [(1, "exports", "2024-01/2024-11"), (-1, "exports", "2024-01/2024-10")]


def test_a_running_total_may_itself_come_from_other_flows() -> None:
    found = value(
        "2024-03",
        made("2024-01/2024-03", 60, precision=1),
        made("2024-01/2024-02", 100, "trade", precision=0.1),
        made("2024-01/2024-02", 65, "imports", precision=0.1),
    )
    assert (found.value, found.precision) == (25, 1.2)
    assert signed(found) == [
        (1, "exports", "2024-01/2024-03"), (-1, "trade", "2024-01/2024-02"), (1, "imports", "2024-01/2024-02"),
    ]  # fmt: skip


def test_another_flow_may_be_worked_out_of_its_own_running_totals() -> None:
    found = value(
        "2024-03",
        made("2024-01/2024-03", 100, "trade"), made("2024-01/2024-02", 60, "trade"), made("2024-03", 10, "imports"),
    )  # fmt: skip
    assert (found.value, found.derived) == (30, True)


def test_a_derived_value_that_is_mostly_rounding_is_not_given() -> None:
    found = missing("2024-10", made("2024-01/2024-09", 1057, precision=1), made("2024-01/2024-10", 1100, precision=100))
    assert found.why == "too_coarse"
    assert found.coarse is not None
    assert (found.coarse.value, found.coarse.precision) == (43, 101)


def test_a_published_value_is_given_however_coarse() -> None:
    assert value("2025-01", made("2025-01", 100, precision=100)).value == 100


def test_a_tenth_is_just_fine_enough() -> None:
    assert (
        value("2025-01", made("2025-01", 110, "trade", precision=5), made("2025-01", 10, "imports", precision=5)).value
        == 100
    )
    assert missing(
        "2025-01", made("2025-01", 109, "trade", precision=5), made("2025-01", 10, "imports", precision=5)
    ).coarse


def test_a_coarse_way_across_the_flows_gives_way_to_running_totals() -> None:
    found = value(
        "2024-02",
        made("2024-02", 100, "trade", precision=100), made("2024-02", 40, "imports", precision=1),
        made("2024-01/2024-02", 120, precision=1), made("2024-01", 60, precision=1),
    )  # fmt: skip
    assert (found.value, found.precision) == (60, 2)


def test_figures_that_contradict_each_other_give_no_negative_exports() -> None:
    assert missing("2025-01", made("2025-01", 10, "trade"), made("2025-01", 11, "imports")).why == "no_figures"
    assert value("2025-01", made("2025-01", 10, "exports"), made("2025-01", 11, "imports"), flow="balance").value == -1


def test_what_is_absent_is_unknown() -> None:
    assert missing("2024-01/2024-03", *monthly("2024-01", [10, 20])).why == "missing_months"
    assert missing("2025-01").why == "no_figures"
    assert value("2025-01", made("2025-01", 0)).value == 0


def test_one_provisional_figure_makes_the_sum_provisional() -> None:
    figures = made("2024-01", 10), made("2024-02", 20, status="provisional")
    assert value("2024-01/2024-02", *figures).status == "provisional"
    assert value("2024-01", *figures).status == "final"


YEAR = Period.parse("2024-01/2024-06")
amounts = st.lists(st.integers(1 * 10**6, 900 * 10**6), min_size=6, max_size=6)
spans = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda e: Period(YEAR.start + min(e), YEAR.start + max(e)))
published = st.lists(st.tuples(st.sampled_from(FLOWS), spans, st.sampled_from([None, 1e4, 1e5, 1e6, 1e7])), max_size=14)


def truth(exports: list[int], imports: list[int], flow: Flow, period: Period) -> float:
    at = slice(period.start.index - YEAR.start.index, period.end.index - YEAR.start.index + 1)
    ours, theirs = sum(exports[at]), sum(imports[at])
    return {"exports": ours, "imports": theirs, "trade": ours + theirs, "balance": ours - theirs}[flow]


@settings(max_examples=300)
@given(amounts, amounts, published, st.sampled_from(FLOWS), spans)
def test_a_value_is_never_further_from_the_truth_than_its_rounding(
    exports: list[int], imports: list[int], given: list[tuple[Flow, Period, float | None]], flow: Flow, wanted: Period
) -> None:
    """Whatever is published of made-up trade, rounded as the press does: the value is right, or there is none."""
    figures = []
    for of, period, precision in given:
        amount = truth(exports, imports, of, period)
        amount = round(amount / precision) * precision if precision else amount
        figures.append(made(str(period), amount, of, precision=precision))
    found = resolve(account(*figures), Key(flow, "US", "TOTAL", wanted))
    if isinstance(found, Value):
        assert abs(found.value - truth(exports, imports, flow, wanted)) <= (found.precision or 0) / 2 + 0.001
        assert not found.derived or (found.precision or 0) <= abs(found.value) * COARSE
        assert found.value == pytest.approx(sum(t.sign * t.value for t in found.terms) / (2 if found.halved else 1))


@given(amounts, published, spans)
def test_whatever_else_is_published_the_months_are_the_answer(
    exports: list[int], given: list[tuple[Flow, Period, float | None]], wanted: Period
) -> None:
    others = [made(str(period), 1.0, flow) for flow, period, _ in given if flow != "exports" or not period.is_month]
    figures = [*others, *monthly("2024-01", exports)]
    found = resolve(account(*figures), Key("exports", "US", "TOTAL", wanted))
    assert isinstance(found, Value)
    assert found.value == truth(exports, exports, "exports", wanted)
    assert not found.derived


def test_a_long_history_is_quick_enough_to_search() -> None:
    """Twenty years of months and running totals, one month missing in all flows."""
    first = Month.of(2005, 1)
    months = [made(str(first + n), 5 * MILLION) for n in range(240) if n != 200]
    totals = [made(f"{first}/{first + n}", (n + 1) * 5 * MILLION, precision=MILLION / 10) for n in (199, 200)]
    assert value(str(first + 200), *months, *totals).value == 5 * MILLION
