"""Label columns without a header that is known: what they hold is told by their cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from bot.model.period import Period
from bot.upload.columns import Role
from bot.upload.faults import Fault
from bot.upload.headings import Head
from bot.upload.names import is_total, read_code, read_flow, read_partner, read_product
from bot.upload.periods import OpenDate, Part, read_period
from bot.upload.sheet import Cell, Sheet, shown
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
        if "product" not in taken and _numbers_rows(block, number, known):
            taken.add("product")
        role = _best(cells, {role: read for role, read in readers.items() if role not in taken})
        if role is not None:
            labels[role] = number
    if not _SUBJECTS & {_GROUP.get(role, role) for role in labels}:
        labels |= _whatever(block, known)
    return labels | _codes_beside_names(block, labels, lexicon)


def sample(block: Block, number: int) -> list[Cell]:
    """Different cells of a column."""
    cells = block.sheet.columns[number][block.body.start : block.body.stop]
    return list(dict.fromkeys(cell for cell in cells[: _SAMPLE * 5] if cell is not None))[:_SAMPLE]


def _numbers_rows(block: Block, number: int, known: Mapping[Role, int]) -> bool:
    """Whether a column counts the rows, or holds numbers without a header beside columns that have names."""
    texts = [shown(cell) for cell in sample(block, number)]
    if not all(text.isdecimal() and text == str(int(text)) for text in texts):
        return False
    first = int(texts[0])
    if first < 2 and texts == [str(n) for n in range(first, first + len(texts))]:
        return True
    named = bool(known) or any((head := block.heads[n]) and head.named for n in block.values)
    return named and not _headed(block, number)


def _codes_beside_names(block: Block, labels: Mapping[Role, int], lexicon: Lexicon) -> dict[Role, int]:
    """The column with the HS codes of the products that another column names: the codes are surer, and finer."""
    if "product" not in labels or not _are_names(sample(block, labels["product"])):
        return {}
    names = labels["product"]
    for number in _unnamed(block, labels):
        of_partners = "partner" in labels and _is_function(block, number, labels["partner"])
        if _is_function(block, number, names) and not of_partners and _are_codes_of(block, number, names, lexicon):
            return {"product": number}
    return {}


def _is_function(block: Block, number: int, other: int) -> bool:
    """Whether each different cell of a column stands beside always the same cell of another."""
    pairs = _pairs(block, number, other)
    return len(dict(pairs)) == len(pairs)


def _are_codes_of(block: Block, number: int, names: int, lexicon: Lexicon) -> bool:
    """Whether a column holds HS codes (not the numbers of the rows), and those that the names beside them mean."""
    pairs = _pairs(block, number, names)
    codes = [read_code(code) for code, _ in pairs if not is_total(code)]
    if not any(isinstance(code, str) for code in codes) or any(isinstance(code, Fault | None) for code in codes):
        return False
    if [shown(code) for code, _ in pairs] == [str(n + 1) for n in range(len(pairs))]:
        return False
    votes = [_agree(read_code(code), read_product(name, lexicon)) for code, name in pairs]
    beside = abs(number - names) == 1
    return votes.count(True) >= votes.count(False) and (beside or True in votes)


def _are_names(cells: Sequence[Cell]) -> bool:
    """Whether products are named, without a code."""
    return any(not is_total(cell) for cell in cells) and all(read_code(cell) is None for cell in cells)


def _agree(code: object, named: object) -> bool | None:
    """None where the name is none that is known."""
    if not isinstance(code, str) or not isinstance(named, str) or not named.isdigit():
        return None
    return code.startswith(named) or named.startswith(code)


def _pairs(block: Block, number: int, other: int) -> list[tuple[Cell, Cell]]:
    """The different pairs of cells of two columns, the first of them filled."""
    rows = slice(block.body.start, block.body.start + _SAMPLE * 5)
    pairs = zip(block.sheet.columns[number][rows], block.sheet.columns[other][rows], strict=True)
    return list(dict.fromkeys((a, b) for a, b in pairs if a is not None and b is not None))


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
