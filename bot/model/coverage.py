"""What the reading of a question needs to know of the figures: whose they are, and which months there are."""

from __future__ import annotations

from typing import Protocol

from bot.model.figure import Flow
from bot.model.period import Month, Period
from bot.model.query import By


class Coverage(Protocol):
    """Which months can be answered, none after today's: those whose value is published or can be derived."""

    reporter: str  # the code of the country whose trade it is
    today: Month

    def latest(
        self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...],
        by: By | None = None, within: Period | None = None,
    ) -> Month | None:  # fmt: skip
        """The last month M for which all flows x partners x products can be answered; None where there is none.

        within: the last such M of these months; also one up to which the whole span from their first month can be
        answered (a running total will do). Months before it may be missing.
        by: partner or product: M such that there is something to list.
        """

    def earliest(self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...]) -> Month | None:
        """The first month for which all of them can be answered."""
