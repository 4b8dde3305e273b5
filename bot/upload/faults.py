"""Problems as they are found: all are counted, the first hundred are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.model.draft import Problem
from bot.words import Lexicon

LIMIT: Final = 100


class Refused(Exception):
    """The file as a whole cannot be read: `problem` says why. Handled in `read`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, row=facts.pop("row", None), text=facts.pop("text", ""), facts=facts)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one cell cannot be taken."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    order: tuple[int, int, int]  # sheet, row, column
    problem: Problem


@dataclass(slots=True)
class Faults:
    """The problems of one file."""

    found: list[_Found] = field(default_factory=list)
    count: int = 0

    def add(self, problem: Problem, sheet: int = 0, column: int = -1) -> None:
        """One problem; `sheet` and `column` (counted from 0) say where it comes in the order."""
        self.count += 1
        self.found.append(_Found((sheet, problem.row or 0, column), problem))

    def add_rows(self, problem: Problem, sheet: int, column: int, rows: Sequence[int], texts: Sequence[str]) -> None:
        """The same problem in many rows (counted from 0, in order); texts are those of the first hundred at least."""
        for row, text in zip(rows[:LIMIT], texts, strict=False):
            self.found.append(_Found((sheet, int(row) + 1, column), replace(problem, row=int(row) + 1, text=text)))
        self.count += len(rows)

    def first(self, lexicon: Lexicon) -> tuple[Problem, ...]:
        """The first hundred in the order of the file, with the nearest known names."""
        ordered = sorted(self.found, key=lambda f: f.order)[:LIMIT]
        return tuple(_with_nearest(f.problem, lexicon) for f in ordered)

    @property
    def more(self) -> int:
        """How many there are beyond those."""
        return max(0, self.count - LIMIT)


def _with_nearest(problem: Problem, lexicon: Lexicon) -> Problem:
    near = {
        "unknown_partner": lexicon.near_partners,
        "unknown_product": lexicon.near_products,
        "unknown_flow": lexicon.near_flows,
    }.get(problem.code)
    return replace(problem, nearest=next(iter(near(problem.text, 1)), None)) if near else problem
