"""The header lines of a table as one header a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.model.period import Period
from bot.upload.digits import is_missing
from bot.upload.headings import Head, Headings, Kind, stacked
from bot.upload.names import beside_continents
from bot.upload.periods import OpenDate, When, from_january, settle
from bot.upload.sheet import Cell, Sheet
from bot.upload.tables import heads_below, heads_of

_NUMBERING: Final = ("NO", "ID", "SN", "NR")
_CERTAIN: Final = ("US", "EU", "UK")  # codes that head nothing else


def stacked_heads(sheet: Sheet, header: range, headings: Headings) -> tuple[list[Head | None], dict[int, Kind]]:
    """The header of each column, and the columns whose lines contradict each other: in what."""
    lines = [_line(sheet, headings, row, header) for row in header]
    heads: list[Head | None] = []
    contradicting: dict[int, Kind] = {}
    for number in range(sheet.width):
        head: Head | None = None
        for line in lines:
            inner = line[number]
            joined = inner if head is None or inner is None else stacked(head, inner)
            if isinstance(joined, str):
                contradicting[number] = joined
                joined = inner
            head = joined or head
        if head and head.cumulative and head.period:
            head = replace(head, period=_running(head.period))
            contradicting |= {} if head.period else {number: "period"}
        heads.append(head)
    return _settled(_with_continents(_without_words(heads))), contradicting


def _running(period: When) -> When | None:
    """The months of a running total; None under a whole year, of which the last month is not known."""
    return None if isinstance(period, Period) and period.is_year else from_january(period)


def _with_continents(heads: list[Head | None]) -> list[Head | None]:
    named = beside_continents([h.text if h else None for h in heads], [h.partner if h else None for h in heads])
    return [replace(h, partner=p) if h and p != h.partner else h for h, p in zip(heads, named, strict=True)]


def _line(sheet: Sheet, headings: Headings, row: int, header: range) -> list[Head | None]:
    """One header line; in all but the last, a header holds for the blanks to its right."""
    heads = (heads_of if row == header.start else heads_below)(sheet, headings, row)
    if row == header.stop - 1:
        return heads
    heads = [head or _strange(cell) for head, cell in zip(heads, sheet.row(row), strict=True)]
    merged = {n: m for m in sheet.merges if m.top <= row <= m.bottom for n in range(m.left, m.right + 1)}
    last: int | None = None
    for number in range(sheet.width):
        merge = merged.get(number)
        if merge is not None:
            heads[number] = heads[merge.left] if merge.top == row else heads[number]
            last = None if merge.right > merge.left else number
        elif sheet.columns[number][row] is not None:
            last = number
        elif last is not None and any(sheet.columns[number][r] is not None for r in range(row + 1, header.stop)):
            head = heads[last]
            heads[number] = head if head and (not head.named or head.value) else None
    return heads


def _strange(cell: Cell) -> Head | None:
    return Head(strange=cell) if isinstance(cell, str) and not is_missing(cell) else None


def _settled(heads: Sequence[Head | None]) -> list[Head | None]:
    """The headers with their dates read as all of them together show; left open where they do not."""
    order = settle(h.period for h in heads if h and isinstance(h.period, OpenDate))
    if isinstance(order, str):
        return list(heads)
    return [replace(h, period=h.period.settled(order)) if h and isinstance(h.period, OpenDate) else h for h in heads]


def _without_words(heads: Sequence[Head | None]) -> list[Head | None]:
    """A lone code among headers of another kind (`ID`, `NO`) numbers the rows: it is no partner."""
    codes = [
        n for n, h in enumerate(heads) if h and h.partner is not None and len(_bare(h)) < 3 and _bare(h) not in _CERTAIN
    ]
    partners = sum(h is not None and h.partner is not None for h in heads)
    others = any(h and bears_value(h) and h.partner is None for h in heads)
    first = next((n for n, h in enumerate(heads) if h), 0)
    words = {n for n in codes if (partners == 1 and others) or (n == first and _bare(heads[n]) in _NUMBERING)}
    return [None if n in words else h for n, h in enumerate(heads)]


def _bare(head: Head | None) -> str:
    return head.text.strip(" .#:") if head else ""


def bears_value(head: Head) -> bool:
    """Whether the cells below are values of trade, be it the rest or a sum."""
    if head.other or head.growth or (head.named and head.named.role != "value"):
        return False
    return bool(head.kinds or head.value or head.total or head.rest)
