"""The rows of an answer, looked up by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.model.answer import Answer, Measure, Row
from bot.model.figure import Key


def key_of(row: Row) -> Key:
    """What a row is of."""
    return Key(row.flow, row.partner, row.product, row.period)


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

    def note(self, code: str) -> dict[str, object] | None:
        """The facts of the first note of that code."""
        return next((dict(n.facts) for n in self.answer.notes if n.code == code), None)
