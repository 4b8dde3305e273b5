"""Label columns without a header that is known: what they hold is told by their cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from bot.model.period import Period
from bot.upload.columns import Role
from bot.upload.headings import Head
from bot.upload.names import read_flow, read_partner, read_product
from bot.upload.periods import OpenDate, Part, read_period
from bot.upload.sheet import Cell, Sheet
from bot.upload.tables import is_number
from bot.words import Lexicon

Read = Callable[[Cell], object]
_SAMPLE: Final = 200
_ENOUGH: Final = 0.5  # of the different cells of a column have to be understood
_GROUP: Final[Mapping[Role, Role]] = {
    "year": "period", "month": "period", "quarter": "period", "destination": "partner", "origin": "partner",
}  # fmt: skip
_SUBJECTS: Final[frozenset[Role]] = frozenset(("period", "flow", "partner", "product"))


class Block(NamedTuple):
    """The part of a sheet that a table takes, and what its headers say. values: the columns with values."""

    sheet: Sheet
    header: range
    body: range
    heads: Sequence[Head | None]
    values: Sequence[int]


def with_inferred(block: Block, known: Mapping[Role, int], lexicon: Lexicon) -> dict[Role, int]:
    """The labels that are known, and those left of the values that their cells tell."""
    labels = dict(known)
    readers = _readers(lexicon)
    for number in _unnamed(block, known):
        cells = sample(block, number)
        taken = {_GROUP.get(role, role) for role in labels}
        if not cells or (_headed(block, number) and taken & {"partner", "product", "period"}):
            continue
        if "period" in labels and _are_years(sample(block, labels["period"]), lexicon) and _are_months(cells, lexicon):
            labels |= {"year": labels.pop("period"), "month": number}
            continue
        role = _best(cells, {role: read for role, read in readers.items() if role not in taken})
        if role is not None:
            labels[role] = number
    if not _SUBJECTS & {_GROUP.get(role, role) for role in labels}:
        labels |= _whatever(block, known)
    return labels


def sample(block: Block, number: int) -> list[Cell]:
    """Different cells of a column."""
    cells = block.sheet.columns[number][block.body.start : block.body.stop]
    return list(dict.fromkeys(cell for cell in cells[: _SAMPLE * 5] if cell is not None))[:_SAMPLE]


def _readers(lexicon: Lexicon) -> dict[Role, Read]:
    return {
        "period": lambda cell: read_period(cell, lexicon), "flow": lambda cell: read_flow(cell, lexicon),
        "partner": lambda cell: read_partner(cell, lexicon), "product": lambda cell: read_product(cell, lexicon),
    }  # fmt: skip


def _unnamed(block: Block, known: Mapping[Role, int]) -> list[int]:
    """The columns left of the values whose header says nothing that is known."""
    first = min(block.values, default=0)
    return [n for n in range(first) if n not in known.values() and (block.heads[n] is None or not _says(block, n))]


def _says(block: Block, number: int) -> bool:
    head = block.heads[number]
    return head is not None and (head.says or head.other)


def _headed(block: Block, number: int) -> bool:
    return any(block.sheet.columns[number][row] is not None for row in block.header)


def _best(cells: Sequence[Cell], readers: Mapping[Role, Read]) -> Role | None:
    """What most of the cells are, if at least half of them are."""
    scores = {role: sum(_understood(read(cell)) for cell in cells) / len(cells) for role, read in readers.items()}
    best = max(scores, key=lambda role: scores[role], default=None)
    return best if best is not None and scores[best] >= _ENOUGH else None


def _understood(found: object) -> bool:
    return isinstance(found, str | Period | OpenDate | Part)


def _are_years(cells: Sequence[Cell], lexicon: Lexicon) -> bool:
    times = [read_period(cell, lexicon) for cell in cells]
    return all(isinstance(time, Period) and time.is_year for time in times)


def _are_months(cells: Sequence[Cell], lexicon: Lexicon) -> bool:
    return sum(isinstance(read_period(cell, lexicon), Part) for cell in cells) >= _ENOUGH * len(cells)


def _whatever(block: Block, known: Mapping[Role, int]) -> dict[Role, int]:
    """Where nothing says what the rows are of, their names are taken for partners: none is passed over unread."""
    for number in _unnamed(block, known):
        cells = sample(block, number)
        if cells and not all(map(is_number, cells)):
            return {"partner": number}
    return {}
