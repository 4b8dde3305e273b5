"""What a source published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from bot.model.period import Period

Flow = Literal["exports", "imports", "trade", "balance"]
FLOWS: tuple[Flow, ...] = ("exports", "imports", "trade", "balance")
WORLD = "WLD"  # all partners, a published figure of its own
TOTAL = "TOTAL"  # all goods, likewise
Status = Literal["final", "provisional"]


class Key(NamedTuple):
    """What a figure is of. One key, one figure."""

    flow: Flow
    partner: str
    product: str
    period: Period


@dataclass(frozen=True, slots=True)
class Figure:
    """One published value.

    value and precision in USD; precision is the rounding of the published value (868.7 million: 100,000),
    None where exact. yoy_pct is the growth on a year earlier as published, in percent.
    release is the number of the release that brought it, 0 before it is published.
    """

    flow: Flow
    partner: str
    product: str
    period: Period
    value: float
    precision: float | None = None
    status: Status = "final"
    yoy_pct: float | None = None
    source: str = ""
    url: str = ""
    release: int = 0

    @property
    def key(self) -> Key:
        return Key(self.flow, self.partner, self.product, self.period)


@dataclass(frozen=True, slots=True)
class Release:
    """One upload that was published. at is in UTC; by is who (a Telegram user id, or a name of the terminal's user)."""

    number: int
    at: datetime
    by: str
    file: str
    sha256: str
    new: int
    revised: int
    unchanged: int
    skipped: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A release that was taken back: when and by whom."""

    release: Release
    at: datetime
    by: str
