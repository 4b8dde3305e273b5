"""What an answer is made of, collected while it is worked out: rows, steps, notes, the figures used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.analysis.books import Books
from bot.analysis.order import Code, ties_of
from bot.analysis.ratio import STEP, Ratio, growth, share
from bot.analysis.value import Missing, Result, Value, distinct, rounding, total
from bot.analysis.wholes import notes_of_wholes
from bot.model.answer import Answer, Form, Measure, Note, Row, Source, Step, Term
from bot.model.figure import Figure, Key
from bot.model.period import Period
from bot.model.query import Query

SMALL = 1_000_000.0  # USD: growth from a smaller base says little
MOST_HISTORIES = 12  # figures that are looked up for earlier values


class Findings:
    """Rows in the order they are found, each number once; notes likewise."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.rows: list[Row] = []
        self.steps: list[Step] = []
        self.notes: list[Note] = []
        self.used: list[Value] = []

    def note(self, code: str, **facts: Any) -> None:
        """Add a note, unless it is there."""
        note = Note(code, facts)
        if note not in self.notes:
            self.notes.append(note)

    def row(self, row: Row, form: Form | None = None, terms: Iterable[Term] = (), count: int | None = None) -> Row:
        """Add a row, unless it is there, with how it came about."""
        if row not in self.rows:
            self.rows.append(row)
            if form:
                self.steps.append(Step(form, row, tuple(terms), count))
        return row

    def value(self, value: Value) -> Row:
        """A value's row, with its sum where it is one."""
        self.use(value)
        form: Form = "half_sum" if value.halved else "sum"
        return self.row(value.row, None if value.published else form, value.terms)

    def use(self, value: Value) -> None:
        """Count a value among those that the answer rests on, with what is to be said of it."""
        self.used.append(value)
        if value.derived and not value.by_definition:
            self.note("derived", **facts(value.key), precision=value.precision)

    def missing(self, missing: Missing | Note) -> None:
        """Say that something is not there, where something else is."""
        if isinstance(missing, Missing):
            self.note("rough_flow" if missing.coarse else "missing_flow", **facts(missing.key))
        elif missing not in self.notes:
            self.notes.append(missing)

    def ties(self, values: Mapping[Code, float]) -> None:
        """Say which of the numbers shown are the same."""
        for value, codes in ties_of(values).items():
            self.note("ties", value=value, codes=codes)

    def if_there(self, result: Result) -> Row | None:
        """A value's row, or None where it is missing."""
        return self.value(result) if isinstance(result, Value) else None

    def change(self, later: Value, earlier: Value) -> Row:
        """first - second, as a row of the first."""
        row = _row(later.key, "change", total((later.value, -earlier.value)))
        row = replace(row, precision=rounding((later.precision, earlier.precision)))
        return self.row(row, "difference", (later.term, earlier.term))

    def growth(self, now: Value, base: Result, measure: Measure = "yoy_pct") -> Row | None:
        """The growth on `base`, computed or as published; None, and a note, where there is none.

        The published growth of a figure comes from unrounded figures. It is shown where the base is missing, and
        where the rounded figures say the same, but less surely. Where they say something else, they are shown.
        """
        if now.key.flow == "balance":
            return None
        said = self.published_growth(now) if measure == "yoy_pct" else None
        if isinstance(base, Missing):
            if said is not None:
                return self._as_published(now, said)
            self.note("no_base", **facts(base.key))
            return None
        ratio = growth(now, base)
        if ratio is None:
            self.note("zero_base", **facts(base.key))
            return None
        if base.value < SMALL:
            self.note("small_base", **facts(base.key), value=base.value)
        if said is not None and ratio.vague and ratio.agrees(said):
            return self._as_published(now, said)
        self._doubts(now, ratio, said, measure)
        return self.percentage(now.key, measure, ratio, "growth", (now.term, base.term))

    @staticmethod
    def published_growth(value: Value) -> float | None:
        """The growth on a year earlier that was published with the figure, in percent."""
        figure = value.published
        return figure.yoy_pct if figure and figure.flow != "balance" else None

    def share(self, part: Value, whole: Value) -> Row | None:
        """part of the whole in percent, as a row of the part; None, and a note, where it cannot be one."""
        ratio = share(part, whole)
        if ratio is None:
            self.note("no_whole", **facts(whole.key))
            return None
        if ratio.low > 100:
            self.note("whole_differs", period=part.key.period)
            return None
        return self.percentage(part.key, "share_pct", ratio, "share", (part.term, whole.term))

    def percentage(
        self, key: Key, measure: Measure, ratio: Ratio, form: Form, terms: tuple[Term, ...], count: int | None = None
    ) -> Row:
        """A percentage's row with what rounding leaves open."""
        return self.row(_row(key, measure, ratio.percent, ratio.precision), form, terms, count)

    def answer(self, query: Query, headline: Row | None) -> Answer:
        """All that was found, as an answer."""
        self.notes += notes_of_wholes(self.used, self.books.lexicon)
        self._membership()
        self._provisional()
        self._revised(headline)
        return Answer(
            "answered",
            query,
            headline,
            tuple(self.rows),
            notes=tuple(self.notes),
            steps=tuple(self.steps),
            sources=self._sources(headline),
        )

    def _as_published(self, now: Value, said: float) -> Row:
        self.note("published_growth", **facts(now.key), yoy_pct=said)
        row = replace(_row(now.key, "yoy_pct", said), published=True)
        return self.row(row, "published_growth", (now.term,))

    def _doubts(self, now: Value, ratio: Ratio, said: float | None, measure: Measure) -> None:
        if said is not None and not ratio.allows(said):
            self.note("growth_disagrees", **facts(now.key), published=said, computed=ratio.percent)
        elif (ratio.high - ratio.low) / 2 > STEP:
            published = {} if said is None else {"published": said}
            self.note("rounded_growth", **facts(now.key), measure=measure, low=ratio.low, high=ratio.high, **published)

    def _membership(self) -> None:
        spans: dict[str, list[Period]] = {}
        for value in self.used:
            if value.group and self.books.lexicon.is_group(value.key.partner):
                spans.setdefault(value.key.partner, []).append(value.key.period)
        for group, periods in spans.items():
            whole = Period(min(p.start for p in periods), max(p.end for p in periods))
            joined, left = self.books.membership.changes(group, whole)
            if joined or left:
                self.note("membership_changed", group=group, joined=joined, left=left)

    def _provisional(self) -> None:
        periods = {v.key.period: None for v in self.used if v.status == "provisional"}
        if periods:
            self.note("provisional", periods=tuple(periods))

    def _revised(self, headline: Row | None) -> None:
        for figure in self._of(headline)[:MOST_HISTORIES]:
            history = [old for old, _ in self.books.store.history(figure.key)]
            if len(history) > 1 and history[-2].value != figure.value:
                old = history[-2].value
                self.note("revised", **facts(figure.key), old=old, new=figure.value, release=figure.release)

    def _of(self, headline: Row | None) -> list[Figure]:
        """The figures of the number asked for."""
        return [f for v in self.used if headline and v.key == key_of(headline) for f in v.figures]

    def _sources(self, headline: Row | None) -> tuple[Source, ...]:
        return sources([*self._of(headline), *(f for v in self.used for f in v.figures)])


def sources(figures: Iterable[Figure]) -> tuple[Source, ...]:
    """Where the figures come from, each source once, in order."""
    return tuple(dict.fromkeys(Source(f.source, f.url) for f in distinct(figures) if f.source or f.url))


def facts(key: Key) -> dict[str, Any]:
    """What a note says of what it is about."""
    return dict(key._asdict())


def key_of(row: Row) -> Key:
    """What a row is of."""
    return Key(row.flow, row.partner, row.product, row.period)


def _row(key: Key, measure: Measure, value: float, precision: float | None = None) -> Row:
    return Row(*key, measure, value, precision)
