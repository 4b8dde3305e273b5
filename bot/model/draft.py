"""An upload that was read and checked, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

KEY_COLUMNS: Final = ("flow", "partner", "product", "start", "end")
FIGURE_COLUMNS: Final = (*KEY_COLUMNS, "value", "precision", "status", "yoy_pct", "source", "url")
CHANGE_COLUMNS: Final = (
    *FIGURE_COLUMNS, "change", "old_value", "old_precision", "old_status", "old_yoy_pct",
)  # fmt: skip


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


def no_figures() -> pd.DataFrame:
    """An empty frame of figures."""
    return pd.DataFrame(columns=list(FIGURE_COLUMNS))


def no_changes() -> pd.DataFrame:
    """An empty frame of changes."""
    return pd.DataFrame(columns=list(CHANGE_COLUMNS))


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What a file would change.

    figures      all that the file says, one row a key: FIGURE_COLUMNS. start and end are text `YYYY-MM`; value and
                 precision in USD; a missing precision or yoy_pct is NaN; a missing source or url is "".
    changes      the new and revised rows of them: CHANGE_COLUMNS. change is `new` or `revised`; the old_ columns are
                 what the store holds, missing where new.
    fingerprint  the store's state it was compared with.
    remarks      what was ignored or taken for granted (a column, a footnote, hidden rows), in the form of problems.
    """

    file: str
    sha256: str
    figures: pd.DataFrame = field(default_factory=no_figures)
    changes: pd.DataFrame = field(default_factory=no_changes)
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    skipped: int = 0
    problems: tuple[Problem, ...] = ()
    more_problems: int = 0
    warnings: tuple[Problem, ...] = ()
    more_warnings: int = 0
    remarks: tuple[Problem, ...] = ()
    fingerprint: str = ""
