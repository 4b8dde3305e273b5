"""What is shown of an answer, kind by kind: the figure asked for, and the lines beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from bot.model.answer import Answer, Row
from bot.model.figure import Key
from bot.model.query import Query
from bot.reply import phrases
from bot.reply.found import Found, key_of
from bot.reply.lists import compare, contribution, rank, series
from bot.reply.voice import Voice


class Shown(NamedTuple):
    """The figure in large, and the details below it."""

    figure: str = ""
    details: tuple[str, ...] = ()


def shown(said: Voice, answer: Answer, query: Query) -> Shown:
    """The figure and the details of an answered query."""
    lines = [said.tongue.capital(line) for line in _LAYOUTS[query.kind](said, Found(answer), query) if line]
    if answer.headline is None and query.kind in ("series", "contribution"):
        return Shown("", tuple(lines))
    return Shown(lines[0], tuple(lines[1:])) if lines else Shown()


def _value(said: Voice, found: Found, query: Query) -> list[str]:
    keys = list(found.asked(query))
    if len(keys) == 1:
        return _one_value(said, found, keys[0])
    return _flows(said, found, keys)


def _overview(said: Voice, found: Found, query: Query) -> list[str]:
    return _flows(said, found, sorted(found.asked(query), key=lambda k: k.flow != "trade"))


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
            return [said.line("{name}: {value}", name=said.period(period), value=text)]
    return []


def _flows(said: Voice, found: Found, keys: list[Key]) -> list[str]:
    """A line for each flow, growth on a year earlier spelt out in the first."""
    return [_flow_line(said, found, key, tuple(keys), first=key == keys[0]) for key in keys]


def _flow_line(said: Voice, found: Found, key: Key, others: tuple[Key, ...], first: bool) -> str:
    row = found.row("value", key)
    assert row is not None
    grown = found.row("yoy_pct", key)
    against = phrases.growth(said, grown) if first else said.amount(grown) if grown else ""
    if key.flow == "balance":
        against = phrases.against_year_earlier(said, found, key)
    value = phrases.listed(said, phrases.amount(said, row), against)
    return said.line("{name}: {value}", name=phrases.name_of(said, row, others), value=value)


def _extreme(said: Voice, found: Found, query: Query) -> list[str]:
    rows = list(found.all("value"))
    keys = tuple(map(key_of, rows))
    return [
        said.line("{name}: {value}", name=phrases.name_of(said, r, keys), value=phrases.amount(said, r, marked=True))
        for r in rows
    ]


def _average(said: Voice, found: Found, query: Query) -> list[str]:
    lines: list[str] = []
    for row in found.all("average"):
        total = found.row("value", key_of(row))
        lines.append(
            phrases.bracketed(said, said.say("{value} a month", value=said.amount(row)), phrases.marks(said, row))
        )
        if total:
            months = len(row.period)
            lines.append(
                said.count(
                    "{value} in {number} month", "{value} in {number} months", months, value=phrases.amount(said, total)
                )
            )
    return lines


def _share(said: Voice, found: Found, query: Query) -> list[str]:
    lines: list[str] = []
    for row in found.all("share_pct"):
        lines.append(phrases.bracketed(said, said.amount(row), phrases.marks(said, row)))
        part = found.row("value", key_of(row))
        whole = query.whole and found.row("value", key_of(row)._replace(partner=query.whole[0], product=query.whole[1]))
        if part and whole:
            lines.append(said.say("{part} of {whole}", part=said.amount(part), whole=said.amount(whole)))
    return lines


def _growth(said: Voice, found: Found, query: Query) -> list[str]:
    headline = found.answer.headline or next((r for r in found.answer.rows if r.unit == "%"), None)
    values = list(found.all("value"))
    lines = [phrases.growth(said, headline)] if headline else []
    first, last = (min(values, key=_end), max(values, key=_end)) if values else (None, None)
    if first and last and first is not last:
        lines += [
            said.line("{name}: {value}", name=said.period(r.period), value=phrases.amount(said, r, marked=True))
            for r in (last, first)
        ]
    lines += [said.say("change: {value}", value=said.amount(r)) for r in found.all("change") if r is not headline]
    return lines


def _end(row: Row) -> int:
    return row.period.end.index


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
    "coverage": _nothing,
    "help": _nothing,
}
