"""Why there is no number: the facts of a refusal, with what there is instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.analysis.books import Books
from bot.analysis.findings import Findings, facts
from bot.analysis.value import Missing
from bot.model.answer import Answer, Note, Row
from bot.model.figure import Key
from bot.model.period import Month, Period
from bot.model.query import Query

_OFFERED = 6  # published periods that are named
_MEMBERS = 3  # of which the missing months are looked up


def no_data(query: Query, books: Books, missing: Missing | Note) -> Answer:
    """An answer without a number, with the reason."""
    reason = missing if isinstance(missing, Note) else explain(books, missing)
    return Answer("no_data", query, reason=reason)


Outcome = Row | Missing | Note  # of one thing that was asked for: its number, or why there is none


def concluded(query: Query, found: Findings, outcomes: Sequence[Outcome]) -> Answer:
    """The answer to one or several things: headline where one was asked for, no_data where none is there."""
    heads = [o for o in outcomes if isinstance(o, Row)]
    lacking = [o for o in outcomes if not isinstance(o, Row)]
    if not heads:
        return no_data(query, found.books, lacking[0])
    tell(found, lacking)
    return found.answer(query, heads[0] if len(outcomes) == 1 else None)


def tell(found: Findings, lacking: Iterable[Missing | Note]) -> None:
    """Say what is missing while something else is there; of a group, which member."""
    for missing in lacking:
        if isinstance(missing, Missing) and missing.why == "member_missing":
            found.missing(explain(found.books, missing))
        else:
            found.missing(missing)


def explain(books: Books, missing: Missing) -> Note:
    """The reason, with the months that are missing and what is published nearby."""
    key = missing.key
    latest = books.latest((key.flow,), (key.partner,), (key.product,))
    if missing.why == "no_figures" and latest is None:
        return Note("no_figures", {"flow": key.flow, "partner": key.partner, "product": key.product})
    if key.period.end >= books.today and missing.why != "too_coarse":
        return Note("not_yet", {**facts(key), "latest": latest})
    there: dict[str, Any] = {"available": published_near(books, key), "latest": latest}
    if missing.why == "member_missing":
        months = _missing_of_members(books, key, missing.codes)
        named = {"group": key.partner, "members": missing.codes, "months": months}
        return Note("member_missing", {**facts(key), **named, **there})
    if missing.why == "parts_missing":
        return Note("parts_missing", {**facts(key), "codes": missing.codes, **there})
    if missing.coarse:
        rounding = {"value": missing.coarse.value, "precision": missing.coarse.precision}
        return Note("too_coarse", {**facts(key), **rounding, **there})
    return Note("missing_months", {**facts(key), "months": missing_months(books, key), **there})


def missing_months(books: Books, key: Key) -> tuple[Month, ...]:
    """The months of the period that have no value."""
    months = {m: books.value(*key._replace(period=Period.of_month(m))) for m in key.period.months}
    return tuple(month for month, result in months.items() if isinstance(result, Missing))


def _missing_of_members(books: Books, key: Key, members: Sequence[str]) -> tuple[Month, ...]:
    """The months that these members lack; none where that is the whole period, or not the same for each."""
    lacking = {missing_months(books, key._replace(partner=member)) for member in members[:_MEMBERS]}
    months = lacking.pop()
    return months if not lacking and len(members) <= _MEMBERS and len(months) < len(key.period) else ()


def published_near(books: Books, key: Key) -> tuple[Period, ...]:
    """Published periods of the flow that share a year with the period: all months in it, of the others the nearest."""
    first, last = Month.of(key.period.start.year, 1), Month.of(key.period.end.year, 12)
    line = books.accounts.of(key.partner, key.product)[key.flow]
    inside = {p for p in line if p.is_month and p in key.period}
    overlapping = [p for p in line if p.start <= last and p.end >= first and p not in inside]
    near = sorted(overlapping, key=lambda p: _distance(p, key.period))[: max(_OFFERED - len(inside), 0)]
    return tuple(sorted((*inside, *near)))


def _distance(one: Period, other: Period) -> tuple[int, Period]:
    return abs(one.start.index - other.start.index) + abs(one.end.index - other.end.index), one
