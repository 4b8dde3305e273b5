"""Tables side by side, each with labels of its own, are read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.upload.headings import Head, Headings
from bot.upload.sheet import Column, Sheet, is_blank
from bot.upload.stacking import bears_value, stacked_heads

Mask = npt.NDArray[np.bool_]


def blocks(sheet: Sheet, header: range, headings: Headings) -> list[Sheet]:
    """The sheet itself, or where its header names the first label again, a sheet for each of the tables beside another.

    Cells keep their rows and columns; a line of a single cell, such as a title, is in all of them.
    """
    heads = stacked_heads(sheet, header, headings)[0]
    starts = _starts(heads)
    if len(starts) < 2:
        return [sheet]
    ranges = [range(start, stop) for start, stop in pairwise([*starts, sheet.width])]
    if not all(any((head := heads[n]) and bears_value(head) for n in some) for some in ranges):
        return [sheet]
    shared = sum((~is_blank(column)).astype(np.int64) for column in sheet.columns) == 1
    return [_only(sheet, some, np.asarray(shared, dtype=np.bool_)) for some in ranges]


def _starts(heads: Sequence[Head | None]) -> list[int]:
    """The columns that begin a table: those named like the first label, which is the first of all."""
    first = next((head for head in heads if head), None)
    if first is None or first.named is None or first.value or first.growth:
        return []
    return [n for n, head in enumerate(heads) if head and head.named == first.named]


def _only(sheet: Sheet, columns: range, shared: Mask) -> Sheet:
    def kept(number: int, column: Column) -> Column:
        if number in columns:
            return column
        left = np.full(len(column), None, dtype=object)
        left[shared] = column[shared]
        return left

    return replace(sheet, columns=tuple(kept(n, column) for n, column in enumerate(sheet.columns)))
