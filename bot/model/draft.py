"""An upload that was read and checked, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of a file (it cannot be published) or a warning (it can).

    sheet is None where the file has one sheet only; row counts from 1 as a spreadsheet shows it; column is the header
    or the letter; text is the offending text; code and facts say why and what would be accepted; nearest is the
    nearest known name, if any.
    """

    code: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    text: str = ""
    nearest: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that is in the store with another value, precision, status or growth."""

    old: Figure
    new: Figure


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file would change.

    fingerprint is the store's state it was compared with. remarks are what was ignored or taken for granted
    (a column, a footnote, hidden rows), in the form of problems.
    """

    file: str
    sha256: str
    figures: tuple[Figure, ...] = ()
    new: tuple[Figure, ...] = ()
    revisions: tuple[Revision, ...] = ()
    unchanged: int = 0
    skipped: int = 0
    problems: tuple[Problem, ...] = ()
    more_problems: int = 0
    warnings: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    fingerprint: str = ""
