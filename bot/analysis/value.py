"""The value of one flow, partner, product and period, with what it was made from; and why there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.model.answer import Row, Term
from bot.model.figure import Figure, Flow, Key, Status

COARSE = 0.1  # a derived value whose rounding is more than this part of itself is not given
_DIGITS = 4  # of a dollar: far below any published rounding, and takes the dust off binary sums


@dataclass(frozen=True, slots=True)
class Value:
    """A number in USD and what it came from.

    terms: what was added up, as to be shown; figures: all the published figures used.
    halved: the value is half of the sum of the terms. derived: worked out across flows or from spans that are not the
    period's own (a plain sum of months, members or codes of what is published is not).
    group: it is the sum of a group's members, of which those in `without` have no figure in the store.
    """

    key: Key
    value: float
    precision: float | None
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]
    derived: bool = False
    halved: bool = False
    group: bool = False
    without: frozenset[str] = frozenset()

    @property
    def status(self) -> Status:
        return "provisional" if any(f.status == "provisional" for f in self.figures) else "final"

    @property
    def published(self) -> Figure | None:
        """The figure that this value is, where it is one as published."""
        return self.figures[0] if len(self.figures) == 1 and self.figures[0].key == self.key else None

    @property
    def coarse(self) -> bool:
        """A derived value that its rounding makes useless."""
        return self.derived and (self.precision or 0.0) > abs(self.value) * COARSE

    @property
    def by_definition(self) -> bool:
        """Trade and balance out of exact exports and imports of the same period: that is what they are."""
        own = {(flow, self.key.period) for flow in ("exports", "imports")}
        return self.precision is None and {(term.flow, term.period) for term in self.terms} <= own

    @property
    def term(self) -> Term:
        return Term(1, *self.key, self.value, self.precision)

    @property
    def row(self) -> Row:
        marked = self.derived and not self.by_definition
        return Row(*self.key, "value", self.value, self.precision, self.status, marked)


Why = Literal["no_figures", "missing_months", "too_coarse", "member_missing", "parts_missing"]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no value. codes: the members or HS codes that lack it; coarse: the value that was no use."""

    key: Key
    why: Why
    codes: tuple[str, ...] = ()
    coarse: Value | None = None


Result = Value | Missing


def counted(part: Result) -> Value | None:
    """What a part adds to its whole, however rough it is by itself: it is the whole that is shown."""
    return part if isinstance(part, Value) else part.coarse


def total(amounts: Iterable[float]) -> float:
    """The sum, the same whatever the order."""
    return round(math.fsum(amounts), _DIGITS)


def rounding(precisions: Iterable[float | None]) -> float | None:
    """The sum of precisions; None where all are exact."""
    known = [p for p in precisions if p]
    return total(known) if known else None


def of_figure(figure: Figure) -> Value:
    """A published figure as it is."""
    term = Term(1, *figure.key, figure.value, figure.precision)
    return Value(figure.key, figure.value, figure.precision, (term,), (figure,))


def of_months(key: Key, months: Sequence[Figure]) -> Value:
    """The sum of published months."""
    return of_pieces(key, [of_figure(figure) for figure in months])


def derived(key: Key, signed: Sequence[tuple[int, Value]], halved: bool = False) -> Value:
    """The signed sum of other values, or half of it. Its precision is the sum of theirs."""
    amount = total(sign * v.value for sign, v in signed)
    return Value(
        key,
        amount / 2 if halved else amount,
        rounding(v.precision for _, v in signed),
        tuple(t for sign, v in signed for t in shown(sign, v)),
        distinct(f for _, v in signed for f in v.figures),
        derived=True,
        halved=halved,
    )


def of_pieces(key: Key, values: Sequence[Value], group: bool = False, without: frozenset[str] = frozenset()) -> Value:
    """The sum of months, of members of a group, or of HS codes."""
    return Value(
        key,
        total(v.value for v in values),
        rounding(v.precision for v in values),
        tuple(t for v in values for t in shown(1, v)),
        distinct(f for v in values for f in v.figures),
        derived=any(v.derived and not v.by_definition for v in values),
        group=group or any(v.group for v in values),
        without=without.union(*(v.without for v in values)),
    )


def shown(sign: int, value: Value) -> tuple[Term, ...]:
    """A value as terms of a larger sum: a derived one by the figures it came from, any other as one term."""
    if value.derived and not value.halved and not value.group:
        return tuple(
            Term(sign * t.sign, t.flow, t.partner, t.product, t.period, t.value, t.precision) for t in value.terms
        )
    return (Term(sign, *value.key, value.value, value.precision),)


def distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures, each once, in order."""
    return tuple({f.key: f for f in figures}.values())


def key_of(key: Key, flow: Flow) -> Key:
    """The same partner, product and period in another flow."""
    return key._replace(flow=flow)
