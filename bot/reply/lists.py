"""The kinds that are lists: compare, rank, series, contribution."""

from __future__ import annotations

from typing import Final

from bot.model.answer import Row
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.query import Query
from bot.reply import phrases
from bot.reply.found import Found, key_of, keys_of
from bot.reply.remarks import note_text
from bot.reply.voice import Voice

MOST_MONTHS: Final = 24  # lines of a series; a longer one shows its last year, its highest and its lowest month


def compare(said: Voice, found: Found, query: Query) -> list[str]:
    """The difference where there are two, then a line for each."""
    keys = found.asked(query)
    names = [phrases.name_of(said, key, keys_of(query)) for key in keys]
    return [_difference(said, found, keys), *_with_growth(said, found, list(zip(keys, names, strict=True)))]


def _with_growth(said: Voice, found: Found, named: list[tuple[Key, str]]) -> list[str]:
    """A line for each with its value and growth on a year earlier, which the first of them spells out."""
    lines, spelt_out = [], False
    for key, name in named:
        value, grown = found.row("value", key), found.row("yoy_pct", key)
        text = said.amount(grown) if grown and spelt_out else phrases.growth(said, grown)
        spelt_out = spelt_out or grown is not None
        shown = phrases.listed(said, phrases.amount(said, value) if value else "", text)
        lines.append(said.line("{name}: {value}", name=name, value=shown))
    return lines


def _difference(said: Voice, found: Found, keys: tuple[Key, ...]) -> str:
    """Of two periods how much it changed, of two other things the first less the second."""
    changed = found.answer.headline
    if changed is None or changed.measure != "change" or len(keys) != 2:
        return ""
    if keys[0].period != keys[1].period:
        grown = found.row("change_pct", key_of(changed))
        value = phrases.bracketed(said, said.amount(changed), said.amount(grown) if grown else "")
        return said.say("change: {value}", value=value)
    first, second = (phrases.told_apart(said, key, keys) for key in keys)
    return said.say("{first} less {second}: {value}", first=first, second=second, value=said.amount(changed))


def rank(said: Voice, found: Found, query: Query) -> list[str]:
    """Numbered lines; where one country or product is asked for, its place first, and its neighbours below."""
    keys = found.keys("rank")
    headline = found.answer.headline
    if headline is None or headline.measure != "rank":
        return [_ranked(said, found, query, key, spelt_out=key == keys[0]) for key in keys]
    key = key_of(headline)
    value, place = found.row("value", key), phrases.place(said, found, headline)
    share = found.row("share_pct", key)
    return [
        place,
        phrases.listed(
            said,
            phrases.amount(said, value, marked=True) if value else "",
            _of_list(said, query, share) if share else "",
        ),
        *(_ranked(said, found, query, other) for other in keys if other != key),
    ]


def _ranked(said: Voice, found: Found, query: Query, key: Key, spelt_out: bool = False) -> str:
    """One line of a list; spelt_out says what the share is of."""
    place, value, share = (found.row(measure, key) for measure in ("rank", "value", "share_pct"))
    part = said.amount(share) if share else ""
    if share and spelt_out:
        part = _of_list(said, query, share)
    amount = phrases.bracketed(said, phrases.amount(said, value) if value else "", part)
    number = said.amount(place) if place else ""
    name = phrases.name_of(said, key, found.keys("rank"), query.by)
    return said.say("{rank}. {name}: {value}", rank=number, name=name, value=amount)


def _of_list(said: Voice, query: Query, share: Row) -> str:
    """The share with what it is of: all countries of the list, or all its goods."""
    whole = (share.partner, TOTAL) if query.by == "product" else (WORLD, share.product)
    return phrases.share_of(said, share, *whole)


def series(said: Voice, found: Found, query: Query) -> list[str]:
    """A line a month, the first line left for the figure empty; a long series is condensed."""
    rows = [r for r in found.all("value") if r.period.is_month and any(r.period in p for p in query.periods)]
    subjects = dict.fromkeys(key_of(row)[:3] for row in rows)
    if len({key[:3] for key in keys_of(query)}) > 1:
        return [line for subject in subjects for line in _one_of(said, found, rows, subject)]
    return _months(said, found, rows)


def _one_of(said: Voice, found: Found, rows: list[Row], subject: tuple[str, ...]) -> list[str]:
    """One series of several, under a line that names it."""
    own = [row for row in rows if key_of(row)[:3] == subject]
    return [phrases.subject_of(said, own[0]), *_months(said, found, own)]


def _months(said: Voice, found: Found, rows: list[Row]) -> list[str]:
    named = [(key_of(row), said.period(row.period, short=True)) for row in rows]
    if len(rows) <= MOST_MONTHS:
        return _with_growth(said, found, named)
    highest, lowest = (_month(said, choose(rows, key=_size)) for choose in (max, min))
    return [
        said.line("highest: {line}", line=highest),
        said.line("lowest: {line}", line=lowest),
        said.count("{number} earlier month, then:", "{number} earlier months, then:", len(rows) - 12),
        *_with_growth(said, found, named[-12:]),
    ]


def _size(row: Row) -> float:
    return row.value


def _month(said: Voice, row: Row) -> str:
    return said.line("{name}: {value}", name=said.period(row.period, short=True), value=phrases.amount(said, row))


def contribution(said: Voice, found: Found, query: Query) -> list[str]:
    """The growth of the total, then each part in percentage points with its change; one total after the other."""
    keys = found.keys("contribution_pp")
    totals = [row for row in found.all("yoy_pct") if key_of(row) not in keys]
    others = next((note for note in found.answer.notes if note.code == "others"), None)
    lines: list[str] = []
    for total in totals:
        name = phrases.subject_of(said, total) if len(totals) > 1 else ""
        grown = phrases.growth(said, total)
        lines.append(said.say("{name}: {value}", name=name, value=grown) if name else grown)
        parts = [key for key in keys if (key.flow, key.period) == (total.flow, total.period)]
        lines += [_part(said, found, query, key) for key in parts[: others.facts["told"] if others else None]]
    return [*lines, note_text(said, others)] if others and len(totals) == 1 else lines


def _part(said: Voice, found: Found, query: Query, key: Key) -> str:
    name = phrases.name_of(said, key, found.keys("contribution_pp"), query.by)
    points, changed = found.row("contribution_pp", key), found.row("change", key)
    value = phrases.bracketed(said, said.amount(points) if points else "", said.amount(changed) if changed else "")
    return said.line("{name}: {value}", name=name, value=value)
