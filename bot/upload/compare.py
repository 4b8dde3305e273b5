"""A draft beside the store: what is new, what is revised, what stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from bot.model.draft import CHANGE_COLUMNS, KEY_COLUMNS, Draft
from bot.store import Store
from bot.upload.doubts import doubts
from bot.upload.rows import Mask

_COMPARED = ("value", "precision", "status", "yoy_pct")


def compare(draft: Draft, store: Store) -> Draft:
    """The draft with its changes, counts, warnings and the fingerprint of the store that it was compared with.

    A draft with problems comes back as it is.
    """
    if draft.problems:
        return draft
    fingerprint = store.fingerprint()
    current = store.current(draft.figures.loc[:, list(KEY_COLUMNS)])
    known = current["value"].notna().to_numpy()
    revised = known & _differs(draft.figures, current)
    changes = _changes(draft.figures, current, ~known, revised)
    compared = replace(
        draft, changes=changes, new=int((~known).sum()), revised=int(revised.sum()),
        unchanged=int((known & ~revised).sum()), fingerprint=fingerprint,
    )  # fmt: skip
    warnings, more = doubts(compared, store)
    return replace(compared, warnings=(*draft.warnings, *warnings), more_warnings=more)


def _differs(figures: pd.DataFrame, current: pd.DataFrame) -> Mask:
    """Where the file says something else. Growth that the file leaves out is not taken back."""
    differs = np.zeros(len(figures), dtype=np.bool_)
    for name in ("value", "precision"):
        old, new = current[name].to_numpy(np.float64), figures[name].to_numpy(np.float64)
        differs |= (old != new) & ~(np.isnan(old) & np.isnan(new))
    differs |= (current["status"] != figures["status"]).to_numpy()
    old, new = current["yoy_pct"].to_numpy(np.float64), figures["yoy_pct"].to_numpy(np.float64)
    differs |= (old != new) & ~np.isnan(new)
    return differs


def _changes(figures: pd.DataFrame, current: pd.DataFrame, new: Mask, revised: Mask) -> pd.DataFrame:
    changed = new | revised
    changes = figures[changed].copy()
    changes["change"] = pd.Series(np.where(new, "new", "revised")[changed], dtype="str", index=changes.index)
    for name in _COMPARED:
        changes[f"old_{name}"] = current.loc[changed, name]
    return changes.loc[:, list(CHANGE_COLUMNS)].reset_index(drop=True)
