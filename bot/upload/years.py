"""Rows of years with the months of each in the rows beneath: 2024, Jan, Feb."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from bot.model.period import Period
from bot.upload.labels import Label
from bot.upload.periods import Part
from bot.upload.rows import Mask


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
