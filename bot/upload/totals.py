"""What the columns called Total are sums of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.model.figure import TOTAL, WORLD
from bot.model.period import Period
from bot.upload.headings import Head, Kind
from bot.upload.periods import Part


def across(heads: Sequence[Head | None], values: Iterable[int]) -> Counter[Kind]:
    """How many value columns say a period, a flow, a partner, a product."""
    return Counter(kind for n in values for kind in (heads[n] or Head()).kinds)


def with_totals(
    heads: Sequence[Head | None], values: Collection[int]
) -> tuple[list[Head | None], dict[int, tuple[int, ...]]]:
    """The headers with their totals understood, as far as they can be; total column -> the months that it sums."""
    kinds = across(heads, values)
    years = {n: _year_below(head, heads) for n in values if (head := heads[n]) and head.total}
    known = [
        _total(head, kinds, years.get(n), len(values) == 1) if head and n in values else head
        for n, head in enumerate(heads)
    ]
    return known, {n: year.columns for n, year in years.items()}


@dataclass(frozen=True, slots=True)
class _Year:
    """The columns of twelve months and the year that they are; its months where the year is named elsewhere."""

    period: Period | Part | None
    columns: tuple[int, ...] = ()


_NO_YEAR: Final = _Year(None)


def _total(head: Head, across: Counter[Kind], year: _Year | None, alone: bool) -> Head:
    """What a `Total` column is: all partners, all goods, the year of its months; else it stays a sum of something."""
    if not head.total:
        return head
    if not head.kinds and alone:
        return replace(head, value=True, total=False)
    if across["partner"] and head.partner is None:
        return replace(head, partner=WORLD, total=False)
    if across["product"] and head.product is None:
        return replace(head, product=TOTAL, total=False)
    if across["period"] and not isinstance(head.period, Period):
        return replace(head, period=year.period, total=False) if year and year.period else head
    return replace(head, total=False) if head.flow or not across["flow"] else head


def _year_below(total: Head, heads: Sequence[Head | None]) -> _Year:
    """The twelve months that stand in columns of the same flow, partner and product as a total."""
    same = {n: h for n, h in enumerate(heads) if h and not h.total and not h.growth and _same(total, h)}
    months = {n: h.period for n, h in same.items() if _one_month(h.period)}
    years = {p.start.year if isinstance(p, Period) else 0 for p in months.values()}
    numbers = sorted(_month_number(p) for p in months.values())
    if len(years) != 1 or numbers != list(range(1, 13)):
        return _NO_YEAR
    year = years.pop()
    return _Year(Period.of_year(year) if year else Part(1, 12), tuple(months))


def _same(total: Head, head: Head) -> bool:
    return (head.flow, head.partner, head.product) == (total.flow, total.partner, total.product)


def _one_month(period: object) -> bool:
    return (isinstance(period, Period) and period.is_month) or (
        isinstance(period, Part) and period.first == period.last
    )


def _month_number(period: object) -> int:
    return period.start.month if isinstance(period, Period) else period.first if isinstance(period, Part) else 0
