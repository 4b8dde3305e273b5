"""A table's columns: which holds what, and what its header says of the values below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from bot.model.period import Period
from bot.upload.columns import Named, Role
from bot.upload.headings import KINDS, Head, Headings, Kind, stacked
from bot.upload.inference import Block, sample, with_inferred
from bot.upload.sheet import Column, Sheet, filled, letter, shown
from bot.upload.stacking import bears_value, stacked_heads
from bot.upload.tables import Found, Line, is_number
from bot.upload.totals import across, with_totals
from bot.upload.units import find_unit
from bot.words import Lexicon

_PARTNERS: Final = ("partner", "destination", "origin")
_NAMES: Final = frozenset((*_PARTNERS, "product", "flow", "period", "year", "month", "quarter"))
OF_PERIODS: Final[frozenset[Role]] = frozenset(("year", "month", "quarter"))
_SEARCHED: Final = 200  # rows in which a column without any cell counts as empty


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """number: of the column; growth: that of its growth; months: those of the months that it is the sum of."""

    number: int
    head: Head
    growth: int | None = None
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A header that should be a name, but is none that is known: of what kind, and where it stands."""

    kind: Kind
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """What the columns are, each by its number.

    labels         role -> the column that holds it
    skipped        for the rest, or for a sum of something unknown
    ignored        nothing that is known
    unknown        its header should be a name
    contradicting  header lines that contradict each other -> in what
    rivals         a second column for the same thing -> the first
    doubles        a second column for what a label says -> its role
    unheaded       numbers without a header among the values or right of them
    """

    sheet: Sheet
    header: range
    body: range
    lines: tuple[Line, ...]
    labels: Mapping[Role, int]
    values: tuple[ValueColumn, ...]
    heads: tuple[Head | None, ...]
    ignored: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    unknown: Mapping[int, Unknown] = field(default_factory=dict)
    contradicting: Mapping[int, Kind | Literal["unit"]] = field(default_factory=dict)
    rivals: Mapping[int, int] = field(default_factory=dict)
    unheaded: tuple[int, ...] = ()
    doubles: Mapping[int, Role] = field(default_factory=dict)

    def name(self, column: int) -> str:
        """How a person finds a column: its header, or its letter."""
        texts = [shown(self.sheet.columns[column][row]) for row in self.header]
        head = self.heads[column]
        return (head.text if head else "") or " ".join(filter(None, texts)) or letter(column)


def lay_out(sheet: Sheet, found: Found, headings: Headings, lexicon: Lexicon, reporter: str) -> Table:
    """What each column of a table holds."""
    heads, of_two_kinds = stacked_heads(sheet, found.header, headings)
    contradicting: dict[int, Kind | Literal["unit"]] = {**of_two_kinds}
    heads = _with_reporter(sheet, found, _with_corner(sheet, found, heads), lexicon, reporter)
    heads, of_two_units = _with_unit_of_names(heads)
    contradicting |= dict.fromkeys(of_two_units, "unit")
    bearing = [n for n, h in enumerate(heads) if h and bears_value(h) and n not in contradicting]
    heads, months = with_totals(heads, bearing)
    named = _labels(heads)
    rivals = _plain_rivals(heads, bearing) | _twins(sheet, found.body, heads, named)
    unheaded = _unheaded(sheet, found, heads, bearing)
    skipped = tuple(n for n in bearing if _is_skipped(heads[n]))
    values = [n for n in bearing if n not in rivals and n not in skipped]
    block = Block(sheet, found.header, found.body, heads, values)
    labels = with_inferred(block, named, lexicon)
    growth = _growth_columns(heads, values)
    used = {*labels.values(), *values, *skipped, *contradicting, *rivals, *growth.values(), *unheaded}
    unknown = _unknown(block, used, lexicon)
    return Table(
        sheet, found.header, found.body, found.lines, labels,
        tuple(ValueColumn(n, heads[n] or Head(), growth.get(n), months.get(n, ())) for n in values if n not in unknown),
        tuple(heads), _ignored(block, used | set(unknown)), skipped, unknown, contradicting, rivals, unheaded,
        _doubles(heads, labels, rivals),
    )  # fmt: skip


def _with_corner(sheet: Sheet, found: Found, heads: list[Head | None]) -> list[Head | None]:
    """A unit over the names of the rows, in the corner of the table, is that of the columns beside it."""
    number = next((n for n, head in enumerate(heads) if head), 0)
    corner, cells = heads[number], sheet.columns[number][found.body.start : found.body.stop]
    if corner is None or corner.named or corner.exponent is None or any(map(is_number, cells)):
        return heads
    outer = replace(corner, value=False, text="")
    joined = [stacked(outer, head) if head and bears_value(head) else head for head in heads]
    if any(isinstance(head, str) for head in joined):
        return heads
    return [None if n == number else head for n, head in enumerate(joined) if not isinstance(head, str)]


def _with_reporter(
    sheet: Sheet, found: Found, heads: list[Head | None], lexicon: Lexicon, reporter: str
) -> list[Head | None]:
    """`Country` beside `Counterpart Country`: where one of them names the reporter alone, it is no partner."""
    body = slice(found.body.start, found.body.stop)
    partners = {n: h for n, h in enumerate(heads) if h and h.named and h.named.role in _PARTNERS}
    if len(partners) < 2:
        return heads
    codes = {n: {lexicon.partner(shown(c)) for c in dict.fromkeys(sheet.columns[n][body]) if c} for n in partners}
    own = {n for n, some in codes.items() if some - {None} == {reporter}}
    if not any(some - {reporter, None} for some in codes.values()):
        return heads
    return [replace(head, named=Named("reporter", 0)) if head and n in own else head for n, head in enumerate(heads)]


def _with_unit_of_names(heads: list[Head | None]) -> tuple[list[Head | None], list[int]]:
    """`Country (US$ million)`: its unit is that of the values beside it; and the columns that name another."""
    over = next((h for h in heads if h and h.named and h.named.role in _NAMES and h.exponent is not None), None)
    if over is None:
        return heads, []
    values = {n: head for n, head in enumerate(heads) if head and bears_value(head)}
    named = {n: replace(h, exponent=over.exponent) for n, h in values.items() if h.exponent is None and not h.foreign}
    others = [n for n, h in values.items() if h.exponent not in (None, over.exponent)]
    return [named.get(n, head) for n, head in enumerate(heads)], others


def _labels(heads: Sequence[Head | None]) -> dict[Role, int]:
    """For each role the column whose name stands first in the list of names."""
    best: dict[Role, tuple[int, int]] = {}
    for number, head in enumerate(heads):
        if head and head.named and head.named.role not in ("value", "yoy"):
            role, rank = head.named
            best[role] = min(best.get(role, (rank, number)), (rank, number))
    labels = {role: number for role, (_, number) in best.items()}
    if "period" in labels:
        for role in OF_PERIODS:
            labels.pop(role, None)
    if "partner" in labels:
        for role in ("destination", "origin"):
            labels.pop(role, None)
    return labels


def _doubles(heads: Sequence[Head | None], labels: Mapping[Role, int], rivals: Mapping[int, int]) -> dict[int, Role]:
    """Columns that say again what a label says: `partnerISO` beside `partner`, a year beside the period."""
    again: set[Role] = {role for role in labels if role in ("flow", "partner")}
    again |= OF_PERIODS - labels.keys() if "period" in labels else set()
    named = {n: head.named.role for n, head in enumerate(heads) if head and head.named and n not in rivals}
    return {n: role for n, role in named.items() if role in again and labels.get(role) != n}


def _twins(sheet: Sheet, body: range, heads: Sequence[Head | None], labels: Mapping[Role, int]) -> dict[int, int]:
    """Columns of the same name as a label that say something else: two tables side by side, each with labels."""
    twins = {}
    for number, head in enumerate(heads):
        first = labels.get(head.named.role) if head and head.named else None
        if first is not None and first != number and (heads[first] or Head()).named == (head or Head()).named:
            pairs = zip(sheet.columns[first][body.start :], sheet.columns[number][body.start :], strict=True)
            if any(a is not None and b is not None and a != b for a, b in pairs):
                twins[number] = first
    return twins


def _unheaded(sheet: Sheet, found: Found, heads: Sequence[Head | None], bearing: Sequence[int]) -> tuple[int, ...]:
    """Columns with numbers but without a header, right of the first value: a row is shifted, or 868,7 cut in two."""
    lines, body = (slice(rows.start, rows.stop) for rows in (found.header, found.body))
    beside = range(bearing[0] + 1, sheet.width) if bearing else ()
    bare = [n for n in beside if heads[n] is None and all(cell is None for cell in sheet.columns[n][lines])]
    return tuple(n for n in bare if any(map(is_number, sheet.columns[n][body])))


def _is_skipped(head: Head | None) -> bool:
    return head is not None and (head.rest or (head.total and not head.value))


def _plain_rivals(heads: Sequence[Head | None], bearing: Sequence[int]) -> dict[int, int]:
    """Of several columns that are just called value, all but the first name of the list."""
    plain = [n for n in bearing if (head := heads[n]) and head.value and not head.kinds and not _is_skipped(head)]
    if len(plain) < 2:
        return {}
    named = {n: (heads[n] or Head()).named for n in plain}
    first = min(plain, key=lambda n: (name.rank if (name := named[n]) else 99, n))
    return {n: first for n in plain if n != first}


def _growth_columns(heads: Sequence[Head | None], values: Sequence[int]) -> dict[int, int]:
    """Value column -> the column with its growth: of those to its left, the one that it does not contradict."""
    found: dict[int, int] = {}
    last = -1
    for number, head in enumerate(heads):
        if head and head.growth:
            fitting = [n for n in values if n not in found and _fits(head, heads[n] or Head())]
            beside = [n for n in fitting if last < n < number] or fitting
            target = beside[0] if len(beside) == 1 else _later(beside, heads, number - 1)
            if target is not None:
                found[target] = number
            last = number
    return found


def _fits(growth: Head, value: Head) -> bool:
    pairs = [(getattr(growth, kind), getattr(value, kind)) for kind in ("period", "flow", "partner", "product")]
    return all(mine is None or mine == other for mine, other in pairs)


def _later(columns: Sequence[int], heads: Sequence[Head | None], next_to: int) -> int | None:
    """The one column whose year-earlier stands beside it: growth is that of the later. Of several, the nearest."""
    periods = {n: h.period for n in columns if (h := heads[n]) and isinstance(h.period, Period)}
    later = [n for n, period in periods.items() if period.year_earlier() in periods.values()]
    nearest = [n for n in later if n == next_to]
    return later[0] if len(later) == 1 else next(iter(nearest), None)


def _unknown(block: Block, used: set[int], lexicon: Lexicon) -> dict[int, Unknown]:
    """Columns whose header should be a name like those beside it, but is none that is known."""
    found = {}
    for number, row, text, kinds in [*_strange_above(block), *_strange_beside(block, used)]:
        if kind := _meant(text, kinds, lexicon):
            found[number] = Unknown(kind, row, text)
    return found


def _strange_above(block: Block) -> Iterator[tuple[int, int, str, Counter[Kind]]]:
    """Columns with values under a text that is not understood: where it stands, and what it may be."""
    kinds = across(block.heads, block.values)
    for number in block.values:
        head = block.heads[number]
        if head and head.strange:
            left = Counter({kind: kinds[kind] for kind in KINDS if kind not in head.kinds})
            yield number, block.header.start, head.strange, left


def _strange_beside(block: Block, used: set[int]) -> Iterator[tuple[int, int, str, Counter[Kind]]]:
    """Columns with numbers that are none of the others, and what the values beside them are of."""
    kinds = across(block.heads, block.values)
    for number in range(block.sheet.width):
        if number not in used and any(map(is_number, sample(block, number))):
            yield number, block.header.stop - 1, _strange(block, number), kinds


def _strange(block: Block, number: int) -> str:
    """A header without a meaning but for its unit."""
    head = block.heads[number]
    if head and (head.other or replace(head, exponent=None).says):
        return ""
    return find_unit(" ".join(shown(block.sheet.columns[number][row]) for row in block.header))[1].strip()


def _meant(text: str, kinds: Counter[Kind], lexicon: Lexicon) -> Kind | None:
    """Of what kind a header should be: the one that it is nearly a name of, else that of the names beside it."""
    if not text:
        return None
    near = {"partner": lexicon.near_partners, "product": lexicon.near_products, "flow": lexicon.near_flows}
    names: list[Kind] = ["partner", "product"]
    nearly = [kind for kind in kinds if kind in near and near[kind](text)]
    beside = [kind for kind in names if kinds[kind] > 1]
    dated: list[Kind] = ["period"] if kinds["period"] and any(map(str.isdigit, text)) else []
    return next(iter([*nearly, *beside, *dated]), None)


def _ignored(block: Block, used: set[int]) -> tuple[int, ...]:
    rows = slice(block.header.start, block.body.start + _SEARCHED)
    filled_in = (n for n, column in enumerate(block.sheet.columns) if any(cell is not None for cell in column[rows]))
    return tuple(n for n in filled_in if n not in used)


def label_cells(table: Table, number: int) -> Column:
    """The cells of a label column below the header; a merged cell holds for all its rows."""
    column = filled(table.sheet.columns[number], number, table.sheet.merges)
    return column[table.body.start : table.body.stop]
