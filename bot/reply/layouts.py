"""What is shown of an answer, kind by kind: the figure asked for, and the lines beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bot.model.answer import Answer, Row
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.query import Query
from bot.reply import phrases, spans
from bot.reply.found import Found, key_of, keys_of
from bot.reply.lists import compare, contribution, rank, series
from bot.reply.remarks import coverage_lines
from bot.reply.voice import Voice


class Shown(NamedTuple):
    """The figure in large, and the details below it."""

    figure: str = ""
    details: tuple[str, ...] = ()


def shown(said: Voice, answer: Answer, query: Query) -> Shown:
    """The figure and the details of an answered query."""
    lines = [said.tongue.capital(line) for line in _LAYOUTS[query.kind](said, Found(answer), query) if line]
    if answer.headline is None and query.kind in ("series", "contribution", "coverage"):
        return Shown("", tuple(lines))
    return Shown(lines[0], tuple(lines[1:])) if lines else Shown()


def _value(said: Voice, found: Found, query: Query) -> list[str]:
    named = keys_of(query)
    return _one_value(said, found, named[0]) if len(named) == 1 else _flows(said, found, named)


def _overview(said: Voice, found: Found, query: Query) -> list[str]:
    return _flows(said, found, sorted(keys_of(query), key=lambda k: k.flow != "trade"))


def _one_value(said: Voice, found: Found, key: Key) -> list[str]:
    row = found.row("value", key)
    assert row is not None
    return [
        phrases.amount(said, row, marked=True),
        phrases.against_year_earlier(said, found, key),
        phrases.against_month_before(said, found, key),
        phrases.listed(
            said,
            phrases.share_of_whole(said, found.row("share_pct", key)),
            phrases.place(said, found, found.row("rank", key)),
        ),
        *_year_to_date(said, found, key),
    ]


def _year_to_date(said: Voice, found: Found, key: Key) -> list[str]:
    for other in found.keys("value"):
        period = other.period
        to_date = period.start.month == 1 and period.end == key.period.end and period != key.period
        if to_date and other._replace(period=key.period) == key:
            row = found.row("value", other)
            assert row is not None
            grown = phrases.growth(said, found.row("yoy_pct", other))
            text = phrases.bracketed(said, phrases.amount(said, row), grown)
            return [said.line("{name}: {value}", name=spans.range_text(said.tongue, period), value=text)]
    return []


def _flows(said: Voice, found: Found, named: Sequence[Key]) -> list[str]:
    """A line for each flow that has a value, growth on a year earlier spelt out in the first."""
    keys = [key for key in named if found.row("value", key)]
    return [_flow_line(said, found, key, named, first=key == keys[0]) for key in keys]


def _flow_line(said: Voice, found: Found, key: Key, others: Sequence[Key], first: bool) -> str:
    row = found.row("value", key)
    assert row is not None
    grown = found.row("yoy_pct", key)
    against = phrases.growth(said, grown) if first else said.amount(grown) if grown else ""
    if key.flow == "balance":
        against = phrases.against_year_earlier(said, found, key)
    value = phrases.listed(said, phrases.amount(said, row), against)
    return said.line("{name}: {value}", name=phrases.name_of(said, key, others), value=value)


def _extreme(said: Voice, found: Found, query: Query) -> list[str]:
    """The best month of each subject, with those that tie with it."""
    rows = [r for r in found.all("value") if r.period.is_month and any(r.period in p for p in query.periods)]
    best: dict[tuple[str, ...], float] = {}
    choose = min if query.order == "asc" else max
    for row in rows:
        best[key_of(row)[:3]] = choose(best.get(key_of(row)[:3], row.value), row.value)
    shown = [r for r in rows if r.value == best[key_of(r)[:3]]]
    return [_best_month(said, found, row, len(best) > 1) for row in shown]


def _best_month(said: Voice, found: Found, row: Row, named: bool) -> str:
    name = phrases.listed(said, phrases.subject_of(said, row) if named else "", said.period(row.period))
    grown = phrases.growth(said, found.row("yoy_pct", key_of(row)))
    value = phrases.listed(said, phrases.amount(said, row, marked=True), grown)
    return said.line("{name}: {value}", name=name, value=value)


def _average(said: Voice, found: Found, query: Query) -> list[str]:
    rows = list(found.all("average"))
    return [line for row in rows for line in _one_average(said, found, row, len(rows) > 1)]


def _one_average(said: Voice, found: Found, row: Row, named: bool) -> list[str]:
    total = found.row("value", key_of(row))
    monthly = said.say("{value} a month", value=said.amount(row))
    monthly = phrases.bracketed(said, monthly, phrases.marks(said, row))
    lines = [_under_name(said, row, monthly, named)]
    if total:
        value = phrases.amount(said, total)
        lines.append(
            said.count("{value} in {number} month", "{value} in {number} months", len(row.period), value=value)
        )
    return lines


def _under_name(said: Voice, row: Row, value: str, named: bool) -> str:
    """The value with what it is of, where there are several."""
    if not named:
        return value
    name = phrases.listed(said, phrases.subject_of(said, row), said.period(row.period))
    return said.say("{name}: {value}", name=name, value=value)


def _share(said: Voice, found: Found, query: Query) -> list[str]:
    rows = list(found.all("share_pct"))
    return [line for row in rows for line in _one_share(said, found, query, row, len(rows) > 1)]


def _one_share(said: Voice, found: Found, query: Query, row: Row, named: bool) -> list[str]:
    key = key_of(row)
    part = found.row("value", key)
    above = key._replace(partner=WORLD) if key.partner != WORLD else key._replace(product=TOTAL)
    if query.whole:
        above = key._replace(partner=query.whole[0], product=query.whole[1])
    whole = found.row("value", above)
    lines = [_under_name(said, row, phrases.amount(said, row, marked=True), named)]
    if part and whole:
        lines.append(said.say("{part} of {whole}", part=said.amount(part), whole=said.amount(whole)))
    return lines


def _growth(said: Voice, found: Found, query: Query) -> list[str]:
    """The percentage (of a balance the change), both values, the change."""
    subjects = dict.fromkeys(key_of(r)[:3] for r in found.answer.rows)
    return [line for subject in subjects for line in _one_growth(said, found, subject, len(subjects) > 1)]


def _one_growth(said: Voice, found: Found, subject: tuple[str, ...], named: bool) -> list[str]:
    own = [r for r in found.answer.rows if key_of(r)[:3] == subject]
    changes = [r for r in own if r.measure == "change"]
    heads = [r for r in own if r.unit == "%"] or changes
    values = sorted((r for r in own if r.measure == "value"), key=_end, reverse=True)
    lines = [
        _under_name(said, r, phrases.bracketed(said, phrases.growth(said, r), _published(said, r)), named)
        for r in heads
    ]
    lines += [
        said.say("{name}: {value}", name=said.period(r.period), value=phrases.amount(said, r, marked=True))
        for r in values
    ]
    return lines + [said.say("change: {value}", value=said.amount(r)) for r in changes if r not in heads]


def _published(said: Voice, row: Row) -> str:
    return said.say("as published") if row.published else ""


def _end(row: Row) -> int:
    return row.period.end.index


def _coverage(said: Voice, found: Found, query: Query) -> list[str]:
    return [line for note in found.answer.notes if note.code == "coverage" for line in coverage_lines(said, note.facts)]


def _nothing(said: Voice, found: Found, query: Query) -> list[str]:
    return []


_LAYOUTS: Final[dict[str, Callable[[Voice, Found, Query], list[str]]]] = {
    "value": _value,
    "overview": _overview,
    "compare": compare,
    "rank": rank,
    "series": series,
    "extreme": _extreme,
    "average": _average,
    "share": _share,
    "growth": _growth,
    "contribution": contribution,
    "coverage": _coverage,
    "help": _nothing,
}
