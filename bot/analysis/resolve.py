"""The value of a period out of the published figures of one partner and product (INTERFACE section 1, DESIGN).

In this order, and the first that holds:
(a) all months published: their sum; the months win over a total of the same period;
(b) a total published for exactly that period;
(c) the other flows, each as in (a) or (b): what is published in the flow itself wins over what is worked out.
    Trade and balance come from exports and imports where both are there; else of the ways that the flows fix it, the
    one with the least rounding;
(d) sums and differences of running totals, in the flow itself or in the others, whichever has the least rounding;
(e) the sum of its months, each as it is by itself.
A derived value (c, d, e) that its rounding makes useless gives way to the next, and is never given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.analysis.path import Span, cheapest
from bot.analysis.value import Missing, Result, Value, counted, derived, key_of, of_figure, of_months, of_pieces
from bot.model.figure import FLOWS, Figure, Flow, Key
from bot.model.period import Period

Line = Mapping[Period, Figure]  # the figures of one flow by their periods
Account = Mapping[Flow, Line]  # those of one partner and product

# How a flow follows from two others: the signed terms, and whether their sum is to be halved.
_Way = tuple[tuple[tuple[int, Flow], ...], bool]
_WAYS: Final[Mapping[Flow, tuple[_Way, ...]]] = {
    "trade": (
        (((1, "exports"), (1, "imports")), False),
        (((1, "exports"), (1, "exports"), (-1, "balance")), False),
        (((1, "imports"), (1, "imports"), (1, "balance")), False),
    ),
    "balance": (
        (((1, "exports"), (-1, "imports")), False),
        (((1, "exports"), (1, "exports"), (-1, "trade")), False),
        (((1, "trade"), (-1, "imports"), (-1, "imports")), False),
    ),
    "exports": (
        (((1, "trade"), (-1, "imports")), False),
        (((1, "trade"), (1, "balance")), True),
        (((1, "imports"), (1, "balance")), False),
    ),
    "imports": (
        (((1, "trade"), (-1, "exports")), False),
        (((1, "trade"), (-1, "balance")), True),
        (((1, "exports"), (-1, "balance")), False),
    ),
}


def resolve(account: Account, key: Key) -> Result:
    """The value of `key` out of the figures of its partner and product, or why there is none."""
    own = as_published(account, key)
    if own:
        return own
    coarse: Value | None = None
    for candidates in (_across(account, key, as_published), _along(account, key), _by_month(account, key)):
        found = list(candidates)
        fine = [v for v in found if not v.coarse]
        if fine:
            return min(fine, key=_rounding)
        coarse = min([*found, *([coarse] if coarse else [])], key=_rounding, default=None)
    if coarse:
        return Missing(key, "too_coarse", coarse=coarse)
    return Missing(key, "missing_months" if account.get(key.flow) else "no_figures")


def as_published(account: Account, key: Key) -> Value | None:
    """(a) the sum of its months, or (b) the total published for it; None where there is neither."""
    line = account.get(key.flow, {})
    figures = [line.get(Period.of_month(m)) for m in key.period.months]
    months = [f for f in figures if f]
    if len(months) == len(figures):
        return of_figure(months[0]) if len(months) == 1 else of_months(key, months)
    whole = line.get(key.period)
    return of_figure(whole) if whole else None


_Find = Callable[[Account, Key], Value | None]


def _across(account: Account, key: Key, find: _Find) -> Iterator[Value]:
    """(c) the value by way of the other flows. Trade and balance out of exports and imports leave no choice."""
    others = {flow: find(account, key_of(key, flow)) for flow in FLOWS if flow != key.flow}
    for number, (terms, halved) in enumerate(_WAYS[key.flow]):
        signed = [(sign, value) for sign, flow in terms if (value := others[flow])]
        value = derived(key, signed, halved)
        if len(signed) < len(terms) or not _possible(value):
            continue
        yield value
        if number == 0 and key.flow in ("trade", "balance") and not value.coarse:
            return


def _possible(value: Value) -> bool:
    """Whether the published figures do not contradict each other: only a balance can be negative."""
    return value.value >= 0 or value.key.flow == "balance"


def _along(account: Account, key: Key) -> Iterator[Value]:
    """(d) sums and differences of spans, of those of the flow itself first."""
    own = _by_path(_spans(account, key), key)
    if own and _possible(own):
        yield own
    yield from _across(account, key, lambda a, k: as_published(a, k) or _by_path(_published(a, k), k))


def _by_month(account: Account, key: Key) -> Iterator[Value]:
    """(e) months that come about in different ways."""
    if key.period.is_month:
        return
    months = []
    for month in key.period.months:
        value = counted(resolve(account, key._replace(period=Period.of_month(month))))
        if value is None:
            return
        months.append(value)
    yield of_pieces(key, months)


def _by_path(values: Mapping[Period, Value], key: Key) -> Value | None:
    spans = [Span(period, _rounding(value), len(value.terms)) for period, value in values.items()]
    steps = cheapest(spans, key.period)
    return derived(key, [(step.sign, values[step.period]) for step in steps]) if steps else None


def _published(account: Account, key: Key) -> dict[Period, Value]:
    return {period: of_figure(figure) for period, figure in account.get(key.flow, {}).items()}


def _spans(account: Account, key: Key) -> dict[Period, Value]:
    """The published spans of a flow, and those that its other flows fix."""
    spans = _published(account, key)
    for period in {p for line in account.values() for p in line} - spans.keys():
        ways = _across(account, key._replace(period=period), _figure)
        if value := min(ways, key=_rounding, default=None):
            spans[period] = value
    return spans


def _figure(account: Account, key: Key) -> Value | None:
    figure = account.get(key.flow, {}).get(key.period)
    return of_figure(figure) if figure else None


def _rounding(value: Value) -> float:
    return value.precision or 0.0
