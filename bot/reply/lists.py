"""The kinds that are lists: compare, rank, series, contribution."""

from __future__ import annotations

from typing import Final

from bot.model.answer import Row
from bot.model.query import Query
from bot.reply import phrases
from bot.reply.found import Found, key_of
from bot.reply.voice import Voice

MOST_MONTHS: Final = 24  # lines of a series; a longer one shows its last year, its highest and its lowest month


def compare(said: Voice, found: Found, query: Query) -> list[str]:
    """The difference where there are two, then a line for each."""
    keys = found.asked(query)
    lines = [_difference(said, found)]
    for row in (r for r in found.all("value") if key_of(r) in keys):
        grown = found.row("yoy_pct", key_of(row))
        value = phrases.listed(said, phrases.amount(said, row), said.amount(grown) if grown else "")
        lines.append(said.line("{name}: {value}", name=phrases.name_of(said, row, keys), value=value))
    return lines


def _difference(said: Voice, found: Found) -> str:
    changed = next(found.all("change"), None)
    if changed is None:
        return ""
    grown = next(found.all("change_pct"), None)
    return said.say(
        "difference: {value}",
        value=phrases.bracketed(said, said.amount(changed), said.amount(grown) if grown else ""),
    )


def rank(said: Voice, found: Found, query: Query) -> list[str]:
    """Numbered lines; where one country or product is asked for, its place and what it rests on."""
    headline = found.answer.headline
    if headline and headline.measure == "rank":
        key = key_of(headline)
        value, share = found.row("value", key), found.row("share_pct", key)
        return [
            said.tongue.capital(phrases.place(said, found, headline)),
            phrases.amount(said, value, marked=True) if value else "",
            phrases.share_of_whole(said, share),
        ]
    rows = list(found.all("value"))
    keys = tuple(map(key_of, rows))
    return [_ranked(said, found, row, phrases.name_of(said, row, keys)) for row in rows]


def _ranked(said: Voice, found: Found, row: Row, name: str) -> str:
    key = key_of(row)
    place, share = found.row("rank", key), found.row("share_pct", key)
    value = phrases.bracketed(said, phrases.amount(said, row), said.amount(share) if share else "")
    number = said.amount(place) if place else "-"
    return said.say("{rank}. {name}: {value}", rank=number, name=name, value=value)


def series(said: Voice, found: Found, query: Query) -> list[str]:
    """A line a month, the first line left for the figure empty; a long series is condensed."""
    rows = [r for r in found.all("value") if r.period.is_month and any(r.period in p for p in query.periods)]
    if len(rows) <= MOST_MONTHS:
        return [_month(said, found, row) for row in rows]
    highest, lowest = max(rows, key=_size), min(rows, key=_size)
    earlier = len(rows) - 12
    return [
        said.line("highest: {line}", line=_month(said, found, highest)),
        said.line("lowest: {line}", line=_month(said, found, lowest)),
        said.count("{number} earlier month, then:", "{number} earlier months, then:", earlier),
        *(_month(said, found, row) for row in rows[-12:]),
    ]


def _size(row: Row) -> float:
    return row.value


def _month(said: Voice, found: Found, row: Row) -> str:
    grown = found.row("yoy_pct", key_of(row))
    value = phrases.listed(said, phrases.amount(said, row), said.amount(grown) if grown else "")
    return said.line("{name}: {value}", name=said.period(row.period, short=True), value=value)


def contribution(said: Voice, found: Found, query: Query) -> list[str]:
    """The total's growth, then each part in percentage points with its change."""
    total = next(found.all("yoy_pct"), None)
    rows = list(found.all("contribution_pp"))
    keys = tuple(map(key_of, rows))
    lines = [phrases.growth(said, total)]
    for row in rows:
        changed = found.row("change", key_of(row))
        value = phrases.bracketed(said, said.amount(row), said.amount(changed) if changed else "")
        lines.append(said.line("{name}: {value}", name=phrases.name_of(said, row, keys), value=value))
    return lines
