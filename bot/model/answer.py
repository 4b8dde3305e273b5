"""What was understood and what the figures say: facts only, worded in `reply`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.model.figure import Flow
from bot.model.figure import Status as FigureStatus
from bot.model.period import Period
from bot.model.query import Query

Status = Literal["answered", "no_data", "ambiguous", "not_understood"]
Measure = Literal[
    "value", "change", "yoy_pct", "mom_pct", "change_pct", "cagr_pct", "share_pct", "rank", "average",
    "contribution_pp",
]  # fmt: skip
UNITS: dict[str, str | None] = {
    "value": "USD", "change": "USD", "average": "USD", "rank": None, "contribution_pp": "pp",
    "yoy_pct": "%", "mom_pct": "%", "change_pct": "%", "cagr_pct": "%", "share_pct": "%",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """One thing a careful analyst would add, or the reason why there is no number: a code and its facts.

    The codes and the facts of each are listed in `bot/model/notes.py`.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One number of the answer.

    unit follows from the measure (UNITS). precision is the rounding of `value` in the row's own unit: of a published
    value, as published; of a derived one, the sum of those it was made from; of a percentage, the width of the
    interval that the rounding of its figures leaves open; None where exact.
    derived: the value was worked out from other published figures.
    published: a growth that was taken as published, not computed.
    """

    flow: Flow
    partner: str
    product: str
    period: Period
    measure: Measure
    value: float
    precision: float | None = None
    status: FigureStatus | None = None
    derived: bool = False
    published: bool = False

    @property
    def unit(self) -> str | None:
        return UNITS[self.measure]


@dataclass(frozen=True, slots=True)
class Term:
    """One published or computed figure in a sum. sign is +1 or -1."""

    sign: int
    flow: Flow
    partner: str
    product: str
    period: Period
    value: float
    precision: float | None = None


Form = Literal[
    "sum", "difference", "growth", "cagr", "share", "average", "contribution", "published_growth", "half_sum",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """How one number came about, worded as a line such as `38.6 % = 868.70 / 626.83 - 1`.

    form         result =
    sum          the signed sum of the terms
    half_sum     half of the signed sum of the terms (exports = (trade + balance) / 2)
    difference   first term - second term
    growth       first / second - 1
    cagr         (first / second) ^ (1 / years) - 1
    share        first / second
    average      first / count
    contribution (first - second) / third     first, second: the part now and a year earlier; third: the total then
    published_growth   as published by the source of the first term
    """

    form: Form
    row: Row
    terms: tuple[Term, ...]
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: the name (with the date of publication where known) and the address."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the question room made of a message.

    status        answered (there is a query to compute), ambiguous or not_understood
    query         None where not understood
    reason        why there is no query, or what is ambiguous; None where understood
    unknown       words that were not understood, as typed
    corrections   (typed word, what it was read as)
    notes         what was assumed: the year, the flow, South Korea
    alternatives  other likely readings
    suggestions   where not understood or ambiguous: questions that are understood, nearest first
    """

    status: Literal["answered", "ambiguous", "not_understood"]
    query: Query | None = None
    reason: Note | None = None
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    alternatives: tuple[Query, ...] = ()
    suggestions: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent to be worded. rows is empty unless answered; reason is set unless answered."""

    status: Status
    query: Query | None = None
    headline: Row | None = None
    rows: tuple[Row, ...] = ()
    reason: Note | None = None
    notes: tuple[Note, ...] = ()
    steps: tuple[Step, ...] = ()
    sources: tuple[Source, ...] = ()
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[Query, ...] = ()
    suggestions: tuple[Query, ...] = ()
