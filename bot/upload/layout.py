"""A table's columns: which holds what, and what its header says of the values below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.model.figure import TOTAL, WORLD
from bot.model.period import Period
from bot.upload.columns import Role
from bot.upload.headings import Head, Headings, Kind, stacked
from bot.upload.names import read_flow, read_partner, read_product
from bot.upload.periods import OpenDate, Part, read_period
from bot.upload.sheet import Cell, Column, Sheet, filled, letter, shown
from bot.upload.tables import Found, Line, heads_of, is_number
from bot.words import Lexicon

_PARTNERS: Final[tuple[Role, ...]] = ("partner", "destination", "origin")
_NUMBERING: Final = ("NO", "ID", "SN", "NR")
_SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """number: of the column; growth: that of its growth; months: those of the months that it is the sum of."""

    number: int
    head: Head
    growth: int | None = None
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """labels: role -> the number of its column; skipped: columns for the rest or for a sum of something unknown."""

    sheet: Sheet
    header: range
    body: range
    lines: tuple[Line, ...]
    labels: Mapping[Role, int]
    values: tuple[ValueColumn, ...]
    heads: tuple[Head | None, ...]
    ignored: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    unknown: Mapping[int, Kind] = field(default_factory=dict)
    contradicting: Mapping[int, Kind] = field(default_factory=dict)
    rivals: tuple[int, ...] = ()

    def name(self, column: int) -> str:
        """How a person finds a column: its header, or its letter."""
        texts = [shown(self.sheet.columns[column][row]) for row in self.header]
        head = self.heads[column]
        return (head.text if head else "") or " ".join(filter(None, texts)) or letter(column)


def lay_out(sheet: Sheet, found: Found, headings: Headings, lexicon: Lexicon) -> Table:
    """What each column of a table holds."""
    heads, contradicting = _heads(sheet, found, headings)
    heads = _without_words(heads)
    labels = _labels(heads)
    values = [n for n, h in enumerate(heads) if h and _bears_value(h) and n not in contradicting]
    across = _across(heads, values)
    months = {n: _year_below(head, heads) for n in values if (head := heads[n]) and head.total}
    heads = [
        _total(head, across, months.get(n), len(values) == 1) if head and n in values else head
        for n, head in enumerate(heads)
    ]
    values, rivals = _one_plain_value(heads, values)
    skipped = tuple(n for n in values if _is_skipped(heads[n]))
    values = [n for n in values if n not in skipped]
    table = Table(
        sheet, found.header, found.body, found.lines, labels, (), tuple(heads), skipped=skipped, rivals=rivals,
        contradicting=contradicting,
    )  # fmt: skip
    labels = _with_inferred(table, values, lexicon)
    used = {*labels.values(), *values, *skipped, *contradicting, *rivals}
    growth = _growth_columns(heads, values)
    unknown = _unknown(table, across, used | set(growth.values()))
    rest = set(range(sheet.width)) - used - set(growth.values()) - set(unknown)
    return replace(
        table, labels=labels,
        values=tuple(
            ValueColumn(n, heads[n] or Head(), growth.get(n), months.get(n, _NO_YEAR).columns)
            for n in values
        ),
        ignored=tuple(n for n in sorted(rest) if _has_cells(table, n)), unknown=unknown,
    )  # fmt: skip


def _heads(sheet: Sheet, found: Found, headings: Headings) -> tuple[list[Head | None], dict[int, Kind]]:
    """The header lines of each column as one."""
    lines = [_line(sheet, headings, row, found.header) for row in found.header]
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
        heads.append(head)
    return heads, contradicting


def _line(sheet: Sheet, headings: Headings, row: int, header: range) -> list[Head | None]:
    """One header line; in all but the last, a header holds for the blanks to its right."""
    heads = heads_of(sheet, headings, row)
    if row == header.stop - 1:
        return heads
    merged = {n: m for m in sheet.merges if m.top <= row <= m.bottom for n in range(m.left, m.right + 1)}
    last: int | None = None
    for number in range(sheet.width):
        merge = merged.get(number)
        if merge is not None:
            heads[number] = headings.read(sheet.columns[merge.left][merge.top]) if merge.top == row else heads[number]
            last = None if merge.right > merge.left else number
        elif sheet.columns[number][row] is not None:
            last = number
        elif last is not None and any(sheet.columns[number][r] is not None for r in range(row + 1, header.stop)):
            head = heads[last]
            heads[number] = head if head and (not head.named or head.value) else None
    return heads


def _without_words(heads: Sequence[Head | None]) -> list[Head | None]:
    """A lone code among headers of another kind (`ID`, `NO`) numbers the rows: it is no partner."""
    codes = [n for n, h in enumerate(heads) if h and h.partner is not None and len(h.text) < 3]
    partners = sum(h is not None and h.partner is not None for h in heads)
    others = any(h and _bears_value(h) and h.partner is None for h in heads)
    first = next((n for n, h in enumerate(heads) if h), 0)
    words = {n for n in codes if (partners == 1 and others) or (n == first and (heads[n] or Head()).text in _NUMBERING)}
    return [None if n in words else h for n, h in enumerate(heads)]


def _bears_value(head: Head) -> bool:
    if head.other or head.growth or (head.named and head.named.role != "value"):
        return False
    return bool(head.kinds or head.value or head.total or head.rest)


def _labels(heads: Sequence[Head | None]) -> dict[Role, int]:
    """For each role the column whose name stands first in the list of names."""
    best: dict[Role, tuple[int, int]] = {}
    for number, head in enumerate(heads):
        if head and head.named and head.named.role not in ("value", "yoy"):
            role, rank = head.named
            best[role] = min(best.get(role, (rank, number)), (rank, number))
    labels = {role: number for role, (_, number) in best.items()}
    if "period" in labels:
        for role in ("year", "month", "quarter"):
            labels.pop(role, None)
    if "partner" in labels:
        for role in ("destination", "origin"):
            labels.pop(role, None)
    return labels


def _across(heads: Sequence[Head | None], values: Iterable[int]) -> Counter[Kind]:
    return Counter(kind for n in values for kind in (heads[n] or Head()).kinds)


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


def _is_skipped(head: Head | None) -> bool:
    return head is not None and (head.rest or (head.total and not head.value))


def _one_plain_value(heads: Sequence[Head | None], values: list[int]) -> tuple[list[int], tuple[int, ...]]:
    """Of several columns that are just called value, the first name of the list; those of the same name are rivals."""
    plain = [n for n in values if (head := heads[n]) and head.value and not head.kinds and not _is_skipped(head)]
    named = {n: (heads[n] or Head()).named for n in plain}
    if len(plain) < 2:
        return values, ()
    ranks = {n: name.rank if name else 99 for n, name in named.items()}
    first = min(plain, key=lambda n: (ranks[n], n))
    rivals = tuple(n for n in plain if n != first)
    return [n for n in values if n not in rivals], rivals


def _growth_columns(heads: Sequence[Head | None], values: Sequence[int]) -> dict[int, int]:
    """Value column -> the column with its growth: of those to its left, the one that it does not contradict."""
    found: dict[int, int] = {}
    last = -1
    for number, head in enumerate(heads):
        if head and head.growth:
            fitting = [n for n in values if n not in found and _fits(head, heads[n] or Head())]
            beside = [n for n in fitting if last < n < number] or fitting
            target = beside[0] if len(beside) == 1 else _later(beside, heads)
            if target is not None:
                found[target] = number
            last = number
    return found


def _fits(growth: Head, value: Head) -> bool:
    pairs = [(getattr(growth, kind), getattr(value, kind)) for kind in ("period", "flow", "partner", "product")]
    return all(mine is None or mine == other for mine, other in pairs)


def _later(columns: Sequence[int], heads: Sequence[Head | None]) -> int | None:
    """The one column whose year-earlier stands beside it: growth is that of the later."""
    periods = {n: h.period for n in columns if (h := heads[n]) and isinstance(h.period, Period)}
    later = [n for n, period in periods.items() if period.year_earlier() in periods.values()]
    return later[0] if len(later) == 1 else None


def _with_inferred(table: Table, values: Sequence[int], lexicon: Lexicon) -> dict[Role, int]:
    """The labels, and text columns without a known header whose cells are mostly names or periods."""
    labels = dict(table.labels)
    readers: dict[Role, Callable[[Cell], object]] = {
        "period": lambda c: read_period(c, lexicon), "flow": lambda c: read_flow(c, lexicon),
        "partner": lambda c: read_partner(c, lexicon), "product": lambda c: read_product(c, lexicon),
    }  # fmt: skip
    taken = {
        "period" if role in ("year", "month", "quarter") else "partner" if role in _PARTNERS else role
        for role in labels
    }
    across = _across(table.heads, values)
    first = min(values, default=0)
    for number in range(table.sheet.width):
        head = table.heads[number]
        if number in labels.values() or number in values or (head is not None and (head.named or _bears_value(head))):
            continue
        cells = _sample(table, number)
        headed = any(table.sheet.columns[number][row] is not None for row in table.header)
        if not cells or number > first or (headed and taken & {"partner", "product", "period"}):
            continue
        scores = {
            role: sum(_resolves(read(c)) for c in cells) / len(cells)
            for role, read in readers.items()
            if role not in taken and not (role in across and role != "period")
        }  # fmt: skip
        best = max(scores, key=lambda role: scores[role], default=None)
        if best is not None and scores[best] >= 0.5:
            labels[best] = number
            taken.add(best)
    return labels


def _resolves(found: object) -> bool:
    return isinstance(found, str | Period | OpenDate)


def _sample(table: Table, number: int) -> list[Cell]:
    """Different cells of a column in rows that have values."""
    cells = table.sheet.columns[number][table.body.start : table.body.stop]
    return list(dict.fromkeys(cell for cell in cells[: _SAMPLE * 5] if cell is not None))[:_SAMPLE]


def _unknown(table: Table, across: Counter[Kind], used: set[int]) -> dict[int, Kind]:
    """Columns with numbers whose header should be a name like those beside it, but is none that is known."""
    unknown: dict[int, Kind] = {}
    for number, head in enumerate(table.heads):
        if number in used or (head is not None and head.says) or (head is not None and head.other):
            continue
        text = table.name(number)
        if not any(is_number(c) for c in _sample(table, number)) or text == letter(number):
            continue
        kind = next((k for k in ("partner", "product") if across[k] > 1), None)
        if kind is None and across["period"] and any(c.isdigit() for c in text):
            kind = "period"
        if kind is not None:
            unknown[number] = kind  # type: ignore[assignment]
    return unknown


def _has_cells(table: Table, number: int) -> bool:
    column = table.sheet.columns[number]
    return any(cell is not None for cell in column[table.header.start : table.body.start + _SAMPLE])


def label_cells(table: Table, role: Role) -> Column:
    """The cells of a label column below the header; a merged cell holds for all its rows."""
    number = table.labels[role]
    column = filled(table.sheet.columns[number], number, table.sheet.merges)
    return column[table.body.start : table.body.stop]
