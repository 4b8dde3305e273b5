"""A world to read questions in: months that are there for everything, up to the one before today's."""

from __future__ import annotations

from datetime import date

from bot.model.answer import Reading
from bot.model.figure import Flow
from bot.model.period import Month, Period
from bot.model.query import By, Query
from bot.question import read
from bot.words import lexicon

TODAY = date(2025, 6, 20)
FIRST, LAST = Month.of(2015, 1), Month.of(2025, 5)


class Everything:
    """Figures of every flow, partner and product for each month from FIRST to LAST."""

    reporter = "KH"
    today = Month.containing(TODAY)

    def latest(
        self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...],
        by: By | None = None, within: Period | None = None,
    ) -> Month | None:  # fmt: skip
        if within is None:
            return LAST
        return min(LAST, within.end) if within.start <= LAST else None

    def earliest(self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...]) -> Month | None:
        return FIRST


def ask(text: str, before: Query | None = None) -> Reading:
    """The reading of a question asked on TODAY."""
    return read(text, lexicon(), Everything(), TODAY, before)


def query(text: str, before: Query | None = None) -> Query:
    """The query of a question that is understood."""
    reading = ask(text, before)
    assert reading.query is not None, f"{text!r}: {reading.reason}"
    return reading.query
