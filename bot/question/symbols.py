"""Which symbol each piece of a question has in the grammar of times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.model.period import Month, Period
from bot.question.items import Item
from bot.question.times import Fixed
from bot.words.pieces import Piece

_TIME = {
    "last": "L", "previous": "N", "past": "P",
    "recent": "R", "this": "T", "next": "X", "ago": "A", "first": "F", "since": "s",
    "onwards": "u", "latest": "l", "ytd": "z", "cumulative": "c",
    "same_month_last_year": "C", "year_earlier": "C", "same_part_last_year": "S",
    "month_earlier": "E", "quarter_earlier": "G", "earlier": "g", "same": "K",
    "all": "a", "end": "e", "until": "t", "before": "w", "between_after": "B", "month_mark": "p", "year_mark": "j",
    "first_half": "1", "second_half": "2", "ordinal_mark": "i",
}  # fmt: skip
_UNIT = {"day": "d", "week": "d", "other": "d", "month": "m", "quarter": "q", "half": "h", "year": "y"}
_MARK = {"dash": "-", "slash": "/", "dot": ".", "comma": ",", "apostrophe": "'"}
_LETTER = {"q": "Q", "h": "H", "m": "k"}
_PREP = {"to": "t", "from": "f", "between": "b", "of": "o", "in": "o", "for": "o"}
_YEARS = range(1950, 2100)


def items(pieces: Sequence[Piece], today: date) -> list[Item]:
    """The pieces as items, each with its symbol; `x` for what has no part in a time."""
    return _named_once([_item(pieces, i, today) for i in range(len(pieces))])


def _named_once(found: list[Item]) -> list[Item]:
    """`this year vs last`: the last one of what this was said of."""
    symbols = "".join(item.symbol for item in found)
    for match in re.finditer(r"T(?P<unit>[ymqh]).*?(?P<last>L)(?=[x?.,]*$)", symbols):
        at, unit = match.start("last"), found[match.start("unit")]
        found.insert(at + 1, replace(unit, pieces=()))
    return found


def _item(pieces: Sequence[Piece], i: int, today: date) -> Item:
    piece = pieces[i]
    if piece.number is not None:
        return Item("x" if i and _takes_number(pieces[i - 1]) else _number_symbol(piece), (piece,), piece.number)
    time = piece.value("time")
    if time is not None and (named := _calendar(time, today)):
        return Item(named[0], (piece,), named[1])
    if piece.means("month") and not _is_modal(pieces, i):
        return Item("M", (piece,), int(piece.value("month") or 0))
    return Item(_symbol(pieces, i), (piece,), _value(piece))


def _takes_number(piece: Piece) -> bool:
    """Whether a number after the piece belongs to it, and so to no time: HS 64, ទាំង៣."""
    return piece.means("count") or (piece.means("code") and not piece.means("unit"))


def _number_symbol(piece: Piece) -> str:
    number = piece.number or 0
    if number in _YEARS:
        return "Y"
    digits = piece.norm.isdigit() and len(piece.norm) == 6
    return "6" if digits and number // 100 in _YEARS and 1 <= number % 100 <= 12 else "n"


def _calendar(time: str, today: date) -> tuple[str, object] | None:
    """The symbol and value of a word that names a month or year counted from today."""
    years = {"next_year": -1, "this_year": 0, "last_year": 1, "year_before_last": 2}
    months = {"next_month": -1, "this_month": 0, "last_month": 1, "month_before_last": 2}
    if time in years:
        return "V", today.year - years[time]
    if time in months:
        month = Month.containing(today) - months[time]
        return "D", Fixed(Period.of_month(month), "month")
    return None


def _is_modal(pieces: Sequence[Piece], i: int) -> bool:
    """`may I`, `may we` at the start: no month."""
    following = pieces[i + 1].norm if i + 1 < len(pieces) else ""
    return pieces[i].norm == "may" and following in ("i", "we", "you")


def _symbol(pieces: Sequence[Piece], i: int) -> str:
    piece = pieces[i]
    if piece.means("prep") and piece.script == "latin" and " " in piece.text:
        return "x"  # come from, made in: of places only
    if piece.means("time", "ago") and (piece.means("time", "first") or piece.means("time", "before")):
        return _ago_or_before(pieces, i)
    if piece.means("unit") and piece.means("partner") and (i == 0 or pieces[i - 1].number is None):
        return "x"  # 对日出口: Japan; 5日: a day
    for tag, table in (("time", _TIME), ("letter", _LETTER), ("unit", _UNIT), ("mark", _MARK), ("prep", _PREP)):
        symbol = next((table[m.value] for m in piece.meanings if m.tag == tag and m.value in table), None)
        if symbol:
            return symbol
    if piece.means("join", "and"):
        return "&"
    if piece.means("ordinal"):
        return "O"
    return "o" if piece.means("link") else "x"


def _ago_or_before(pieces: Sequence[Piece], i: int) -> str:
    """Chinese 前, Khmer មុន: `first` before a number, `ago` after a unit (of a year that is named, `before`)."""
    piece, previous = pieces[i], pieces[i - 1] if i else None
    if piece.means("time", "first") and i + 1 < len(pieces) and _is_number(pieces[i + 1]):
        return "F"
    counted = previous is not None and (previous.means("unit") or previous.means("time", "year_mark"))
    return "A" if counted and (i < 2 or pieces[i - 2].number not in _YEARS) else "w"


def _is_number(piece: Piece) -> bool:
    return piece.number is not None


def _value(piece: Piece) -> object:
    ordinal = piece.value("ordinal")
    if ordinal:
        return int(ordinal)
    return piece.value("time") or piece.norm
