"""A period as a signed sum of known spans: the way between its two ends with the least rounding.

The boundaries between months are points, each span a step from its first boundary to its last: forward it adds,
backward it subtracts. November out of two running totals is a way of two steps.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.model.period import Month, Period


class Span(NamedTuple):
    """A period whose value is known. rounding: its precision in USD; figures: how many it was made from."""

    period: Period
    rounding: float
    figures: int = 1


class Step(NamedTuple):
    """A span that is added (sign 1) or taken away (sign -1)."""

    sign: int
    period: Period


class _Way(NamedTuple):
    """How far one has come. Compared in this order, so that the same spans always give the same answer."""

    rounding: float
    figures: int
    length: int
    trace: tuple[tuple[int, int], ...]
    point: int


_Steps = Mapping[int, list[tuple[int, Span]]]


def cheapest(spans: Iterable[Span], period: Period) -> tuple[Step, ...] | None:
    """The spans (one a period) that add up to the period, added ones first; None where there is no way.

    Of several ways the one whose rounding adds up to the least; then the fewest figures, then the shortest steps, then
    the earliest.
    """
    start, goal = _points(period)
    steps = _steps(spans)
    done: set[int] = set()
    waiting = [_Way(0.0, 0, 0, (), start)]
    while waiting:
        way = heapq.heappop(waiting)
        if way.point == goal:
            return tuple(sorted(map(_step, way.trace), key=lambda step: -step.sign))
        if way.point not in done:
            done.add(way.point)
            for onward in _onward(way, steps):
                if onward.point not in done:
                    heapq.heappush(waiting, onward)
    return None


def _points(period: Period) -> tuple[int, int]:
    return period.start.index, period.end.index + 1


def _steps(spans: Iterable[Span]) -> _Steps:
    steps: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
    for span in spans:
        first, last = _points(span.period)
        steps[first].append((last, span))
        steps[last].append((first, span))
    return steps


def _onward(way: _Way, steps: _Steps) -> Iterator[_Way]:
    for point, span in steps.get(way.point, ()):
        rounding = round(way.rounding + span.rounding, 6)
        trace = (*way.trace, (way.point, point))
        yield _Way(rounding, way.figures + span.figures, way.length + len(span.period), trace, point)


def _step(move: tuple[int, int]) -> Step:
    first, last = min(move), max(move)
    return Step(1 if move[0] == first else -1, Period(Month(first), Month(last - 1)))
