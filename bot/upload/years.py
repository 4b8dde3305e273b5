"""Years with the months of each, beside them or in the rows beneath: 2024, Jan, Feb."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.model.period import Period
from bot.upload.faults import Fault
from bot.upload.headings import combined
from bot.upload.labels import Label
from bot.upload.names import Skip
from bot.upload.periods import Part
from bot.upload.rows import Mask


def dated(year: Label, month: Label) -> Label:
    """A column of years and one of months (or of periods) as one; a fault where they do not go together."""
    width = len(month.meanings) + 1
    codes, different = pd.factorize(year.codes * width + month.codes)
    pairs = (divmod(int(pair), width) for pair in different)
    meanings = [_joined(_meaning(year, outer), _meaning(month, inner)) for outer, inner in pairs]
    return replace(month, codes=codes.astype(np.int64), meanings=tuple(meanings))


def _meaning(label: Label, code: int) -> Any:
    """The meaning of a code; of a blank None, and a fault where it is a year that is lacking."""
    if 0 <= code < len(label.meanings):
        return label.meanings[code]
    return Fault("blank") if label.role == "year" else None


def _joined(year: Any, month: Any) -> Any:
    if isinstance(year, Fault | Skip) or isinstance(month, Fault | Skip) or month is None:
        return Fault("bad_period")
    return month if year is None else combined(year, month) or Fault("year_disagrees")


def are_years(time: Label) -> Mask:
    """The rows that name a whole year."""
    return time.where(lambda m: isinstance(m, Period) and m.is_year)


def has_parts(time: Label) -> bool:
    """Whether there are months without a year."""
    return any(isinstance(m, Part) for m in time.meanings)


def years_over_months(time: Label) -> dict[int, Period]:
    """The rows that name a year, each with it.

    Empty where months come before the first year, or a year after all months: the years may then be the sums of what
    is above them.
    """
    parts, years = np.flatnonzero(_are_parts(time)), np.flatnonzero(are_years(time))
    if not len(parts) or not len(years) or parts[0] < years[0] or parts[-1] < years[-1]:
        return {}
    return {int(place): time.meanings[time.codes[place]] for place in years}


def partial_years(time: Label, year_of: npt.NDArray[Any], there: Mask) -> Mask:
    """The rows of years with a value that have some of their months beneath, but not all of them with a value.

    year_of: for each row the year that it stands under; there: where a value is.
    """
    partial = np.zeros(len(there), dtype=np.bool_)
    parts = _are_parts(time)
    for place in np.flatnonzero(are_years(time) & there):
        beneath = parts & (year_of == year_of[place])
        partial[place] = beneath.any() and len(_months(time, beneath & there)) < 12
    return partial


def _months(time: Label, rows: Mask) -> set[int]:
    spans = [time.meanings[code] for code in time.codes[rows]]
    return {month for span in spans for month in range(span.first, span.last + 1)}


def _are_parts(time: Label) -> Mask:
    return time.where(lambda m: isinstance(m, Part))
