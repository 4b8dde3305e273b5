"""The figures of a draft and of the store in one frame, as numbers: series, months, what the draft touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from bot.model.draft import KEY_COLUMNS
from bot.model.figure import TOTAL, WORLD
from bot.model.period import Month, Period
from bot.store import Store

MONTHS: Final = 1 << 15  # more than there are month numbers
_BATCH: Final = 250_000  # rows of a draft at a time
_PAST: Final = 36  # months before the draft's first that are looked at
_NEEDED: Final = (*KEY_COLUMNS, "value", "precision", "yoy_pct")


def batches(changes: pd.DataFrame, store: Store) -> Iterator[pd.DataFrame]:
    """What would be in the store, some partners at a time.

    Columns flow, partner, product, start and end (months since year 0), value, step (the rounding, 0 where exact),
    yoy_pct, touched (new or revised). Only what can matter to the changes: their products and all goods, all partners,
    from three years before to a year after.
    """
    products = sorted({*changes["product"].unique(), TOTAL})
    within = Period(Month.parse(changes["start"].min()) - _PAST, Month.parse(changes["end"].max()) + 12)
    for partners in _partners(changes, store):
        drafted = changes[changes["partner"].isin(partners)]
        stored = store.frame(partners=partners, products=products, within=within)
        yield _numbered(_together(drafted, stored))


def _partners(changes: pd.DataFrame, store: Store) -> Iterator[list[str]]:
    counts = changes["partner"].value_counts()
    batch: list[str] = []
    rows = 0
    for partner in sorted({*counts.index, *store.partners(), WORLD}):
        batch.append(partner)
        rows += int(counts.get(partner, 0))
        if rows > _BATCH:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _together(drafted: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Both, the draft's row where both have the figure."""
    new = drafted.loc[:, list(_NEEDED)].assign(touched=True)
    old = stored.loc[:, list(_NEEDED)].assign(touched=False)
    return pd.concat([new, old], ignore_index=True).drop_duplicates(list(KEY_COLUMNS), keep="first", ignore_index=True)


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    step = frame.pop("precision").fillna(0.0)
    return frame.assign(start=month_numbers(frame["start"]), end=month_numbers(frame["end"]), step=step)


def month_numbers(texts: pd.Series[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Months since year 0 of texts `YYYY-MM`."""
    codes, different = pd.factorize(texts)
    numbers = np.array([Month.parse(str(text)).index for text in different], dtype=np.int64)
    return numbers[codes] if len(numbers) else np.zeros(0, dtype=np.int64)
