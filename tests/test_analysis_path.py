"""The cheapest way between the ends of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.path import Span, Step, cheapest
from bot.model.period import Month, Period

START = Month.of(2024, 1)
Point = int


def period(first: Point, last: Point) -> Period:
    """From one boundary between months to another: 0 is before January, 1 after it."""
    return Period(START + first, START + (last - 1))


def span(first: Point, last: Point, rounding: float = 1.0, figures: int = 1) -> Span:
    return Span(period(first, last), rounding, figures)


def test_november_is_one_running_total_less_another() -> None:
    assert cheapest([span(0, 11), span(0, 10)], period(10, 11)) == (Step(1, period(0, 11)), Step(-1, period(0, 10)))


def test_a_half_is_the_sum_of_its_quarters() -> None:
    assert cheapest([span(3, 6), span(0, 3)], period(0, 6)) == (Step(1, period(0, 3)), Step(1, period(3, 6)))


def test_no_way_means_no_answer() -> None:
    assert cheapest([span(0, 3), span(4, 12)], period(0, 12)) is None


def test_there_is_no_way_without_figures() -> None:
    assert cheapest([], period(0, 1)) is None


def test_the_least_rounding_wins_over_fewer_steps() -> None:
    fine = [span(0, 1, 0.1), span(1, 2, 0.1), span(2, 3, 0.1)]
    found = cheapest([span(0, 3, 1.0), *fine], period(0, 3))
    assert found == tuple(Step(1, s.period) for s in fine)


def test_of_equal_rounding_the_fewest_figures_win() -> None:
    assert cheapest([span(0, 1, 1), span(1, 2, 1), span(0, 2, 2)], period(0, 2)) == (Step(1, period(0, 2)),)
    assert cheapest([span(0, 2, 2, figures=3), span(0, 1, 1), span(1, 2, 1)], period(0, 2)) == (
        Step(1, period(0, 1)),
        Step(1, period(1, 2)),
    )


def test_of_equal_rounding_and_number_the_shortest_steps_win() -> None:
    found = cheapest([span(0, 12), span(1, 12), span(0, 2), span(1, 2)], period(0, 1))
    assert found == (Step(1, period(0, 2)), Step(-1, period(1, 2)))


points = st.integers(0, 6)
spans = st.lists(
    st.builds(
        lambda ends, rounding, figures: Span(period(min(ends), max(ends)), rounding, figures),
        st.tuples(points, points).filter(lambda ends: ends[0] != ends[1]),
        st.sampled_from([0.0, 0.01, 0.1, 1.0, 10.0]),
        st.sampled_from([1, 1, 2]),
    ),
    max_size=9,
    unique_by=lambda s: s.period,
)
Cost = tuple[float, int, int]


def all_ways(spans: Sequence[Span], here: Point, goal: Point, seen: frozenset[Point]) -> Iterator[list[Span]]:
    """Every way that comes to no point twice."""
    if here == goal:
        yield []
        return
    for each in spans:
        first, last = each.period.start.index - START.index, each.period.end.index + 1 - START.index
        for start, end in ((first, last), (last, first)):
            if start == here and end not in seen:
                yield from ([each, *rest] for rest in all_ways(spans, end, goal, seen | {end}))


def cost(way: Sequence[Span]) -> Cost:
    return round(sum(s.rounding for s in way), 6), sum(s.figures for s in way), sum(len(s.period) for s in way)


@given(spans, points, points)
def test_it_is_the_best_of_all_ways(spans: list[Span], one: Point, other: Point) -> None:
    if one == other:
        return
    first, last = min(one, other), max(one, other)
    found = cheapest(spans, period(first, last))
    costs = [cost(way) for way in all_ways(spans, first, last, frozenset({first}))]
    if found is None:
        assert not costs
        return
    by_period = {s.period: s for s in spans}
    assert cost([by_period[step.period] for step in found]) == min(costs)


@given(spans, points, points)
def test_the_steps_add_up_to_the_period(spans: list[Span], one: Point, other: Point) -> None:
    """Each month of the period counts once, and no other month at all."""
    if one == other:
        return
    wanted = period(min(one, other), max(one, other))
    for step in [cheapest(spans, wanted)]:
        if step is None:
            continue
        months = [sum(s.sign for s in step if m in s.period) for m in period(0, 6).months]
        assert months == [int(m in wanted) for m in period(0, 6).months]


@given(spans, points, points)
def test_the_order_of_the_figures_makes_no_difference(spans: list[Span], one: Point, other: Point) -> None:
    if one == other:
        return
    wanted = period(min(one, other), max(one, other))
    assert cheapest(spans, wanted) == cheapest(spans[::-1], wanted) == cheapest(sorted(spans), wanted)
