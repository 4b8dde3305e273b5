"""What is to be said of a whole that has parts: a group of countries, or a catalogue product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.analysis.needs import Lexicon
from bot.analysis.value import Value, distinct
from bot.model.answer import Note
from bot.model.figure import Figure
from bot.model.period import Period


def notes_of_wholes(used: Sequence[Value], lexicon: Lexicon) -> Iterator[Note]:
    """Which figures are the source's own for the whole, and which members are in no sum for lack of figures.

    With the periods that this is true of, unless it is true of all that was used.
    """
    for group in dict.fromkeys(v.key.partner for v in used if lexicon.is_group(v.key.partner)):
        values = [v for v in used if v.key.partner == group]
        yield from _published_group(group, values)
        yield from _without(group, values)
    singles = [v for v in used if not lexicon.is_group(v.key.partner)]
    for partner, product in dict.fromkeys((v.key.partner, v.key.product) for v in singles):
        if len(lexicon.product_codes(product)) > 1:
            yield from _published_product([v for v in singles if v.key[1:3] == (partner, product)])


def _figures(values: Sequence[Value]) -> tuple[Figure, ...]:
    return distinct(f for v in values for f in v.figures)


def _periods(figures: Sequence[Figure]) -> tuple[Period, ...]:
    return tuple(sorted({f.period for f in figures}))


def _published_group(group: str, values: Sequence[Value]) -> Iterator[Note]:
    figures = _figures(values)
    own = [f for f in figures if f.partner == group]
    if own:
        yield Note("published_group", {"group": group, "periods": _periods(own) if len(own) < len(figures) else ()})


def _without(group: str, values: Sequence[Value]) -> Iterator[Note]:
    """The members that count as nothing. A figure of the group's own has them in it."""
    by_members: dict[frozenset[str], dict[Period, None]] = {}
    for value in values:
        by_members.setdefault(value.without, {})[value.key.period] = None
    for members, periods in by_members.items():
        if members:
            of = tuple(periods) if len(by_members) > 1 else ()
            yield Note("members_without_figures", {"group": group, "members": tuple(sorted(members)), "periods": of})


def _published_product(values: Sequence[Value]) -> Iterator[Note]:
    """Where the product's own figures stand beside sums of its codes."""
    figures, product = _figures(values), values[0].key.product
    own = [f for f in figures if f.product == product]
    for flow in dict.fromkeys(f.flow for f in own if len(own) < len(figures)):
        of = {"flow": flow, "partner": values[0].key.partner, "product": product}
        yield Note("published_product", {**of, "periods": _periods([f for f in own if f.flow == flow])})
