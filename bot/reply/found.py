"""The rows of an answer, looked up by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from bot.model.answer import Answer, Measure, Row
from bot.model.figure import Key
from bot.model.query import Query


def key_of(row: Row) -> Key:
    """What a row is of."""
    return Key(row.flow, row.partner, row.product, row.period)


def keys_of(query: Query) -> tuple[Key, ...]:
    """What a query names, be there a figure or not."""
    return tuple(Key(*each) for each in product(query.flows, query.partners, query.products, query.periods))


@dataclass(frozen=True)
class Found:
    """The rows of one answer."""

    answer: Answer

    def row(self, measure: Measure, key: Key) -> Row | None:
        """The row of that measure and key, None where there is none."""
        return next((r for r in self.answer.rows if r.measure == measure and key_of(r) == key), None)

    def first(self, measures: Iterable[Measure], key: Key) -> Row | None:
        """The first of these measures that there is."""
        return next((row for m in measures if (row := self.row(m, key))), None)

    def all(self, measure: Measure) -> Iterator[Row]:
        """The rows of that measure, in their order."""
        return (r for r in self.answer.rows if r.measure == measure)

    def keys(self, measure: Measure) -> tuple[Key, ...]:
        """What the rows of that measure are of, in their order."""
        return tuple(dict.fromkeys(key_of(r) for r in self.all(measure)))

    def asked(self, query: Query) -> tuple[Key, ...]:
        """The keys of the values that the query names itself, in their order."""
        named = frozenset(keys_of(query))
        return tuple(key for key in self.keys("value") if key in named)

    def among(self, key: Key) -> tuple[str, int] | None:
        """What a country or product was ranked among: (partner | product | month, how many)."""
        for note in self.answer.notes:
            facts = note.facts
            if note.code == "rank_among" and (facts.get("flow"), facts.get("period")) == (key.flow, key.period):
                return str(facts.get("by") or "partner"), int(facts["count"])
        return None
