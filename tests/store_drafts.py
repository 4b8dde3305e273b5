"""Figures and drafts for tests that need a store with something in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pandas as pd

from bot.model.draft import FIGURE_COLUMNS, Draft
from bot.model.figure import Figure, Flow
from bot.model.period import Period
from bot.store import Store

NOON = datetime(2025, 2, 16, 12, tzinfo=UTC)


def figure(
    partner: str, month: str, value: float, flow: Flow = "exports", product: str = "TOTAL", source: str = "Customs"
) -> Figure:
    """A final, exact figure; `month` may be a span `2024-01/2024-11`."""
    return Figure(flow, partner, product, Period.parse(month), value, source=source, url="https://customs.example/1")


def frame_of(figures: Iterable[Figure]) -> pd.DataFrame:
    """Figures as a frame of FIGURE_COLUMNS."""
    rows = [
        (f.flow, f.partner, f.product, str(f.period.start), str(f.period.end),
         f.value, f.precision, f.status, f.yoy_pct, f.source, f.url)
        for f in figures
    ]  # fmt: skip
    floats = {"value": "float64", "precision": "float64", "yoy_pct": "float64"}
    return pd.DataFrame(rows, columns=list(FIGURE_COLUMNS)).astype({**dict.fromkeys(FIGURE_COLUMNS, "str"), **floats})


def draft_of(store: Store, figures: Iterable[Figure], file: str = "january.csv") -> Draft:
    """What these figures would change in the store, found by looking at each."""
    given = list(figures)
    held = {f.key: f for f in given if (f_now := store.figure(*f.key)) is not None and _says(f_now) == _says(f)}
    changes = [f for f in given if f.key not in held]
    new = [f for f in changes if store.figure(*f.key) is None]
    return Draft(
        file, "00ff", figures=frame_of(given), changes=frame_of(changes), new=len(new),
        revised=len(changes) - len(new), unchanged=len(held), fingerprint=store.fingerprint(),
    )  # fmt: skip


def publish(store: Store, *figures: Figure, file: str = "january.csv") -> int:
    """Publish these figures; the number of their release."""
    release = store.publish(draft_of(store, figures, file), "officer", NOON)
    assert release is not None
    return release.number


def _says(figure: Figure) -> tuple[float, float | None, str, float | None]:
    return figure.value, figure.precision, figure.status, figure.yoy_pct
