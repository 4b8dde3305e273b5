"""What drove a total's growth on a year earlier: the change of each part in percentage points of the total then."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product as all_of

from bot.analysis.books import Books
from bot.analysis.findings import Findings, facts
from bot.analysis.gaps import no_data
from bot.analysis.lists import Listed
from bot.analysis.order import first_of
from bot.analysis.ratio import growth
from bot.analysis.value import Missing, Value, rounding, total
from bot.model.answer import Answer, Note, Row
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.query import By, Query


@dataclass(frozen=True, slots=True)
class _Total:
    """The total that is taken apart: its value now and a year earlier."""

    by: By
    now: Value
    base: Value

    @property
    def change(self) -> float:
        return total((self.now.value, -self.base.value))

    def points(self, change: float) -> float:
        """A change in USD as percentage points of the total's growth."""
        return change / self.base.value * 100


def contribution(query: Query, books: Books) -> Answer:
    """Each part's contribution, largest absolute first, and a note with the rest: together they are the growth.

    By partner the total is that of all partners (or of a group), by product that of all goods. Parts that lack one of
    the two years are named, and are in the rest.
    """
    found = Findings(books)
    by: By = "product" if query.by == "product" else "partner"
    reasons = [_taken_apart(found, query, by, key) for key in _totals(query, by, books)]
    lacking = [reason for reason in reasons if reason]
    if not found.rows:
        return no_data(query, books, lacking[0])
    for missing in lacking:
        found.missing(missing)
    return found.answer(query, None)


def _totals(query: Query, by: By, books: Books) -> list[Key]:
    """What is taken apart. Single countries (or products) that are named are parts of it."""
    groups = tuple(p for p in query.partners if p not in books.lexicon.countries)
    partners = query.partners if by == "product" else groups or (WORLD,)
    products = (TOTAL,) if by == "product" else query.products
    return [Key(*key) for key in all_of(query.flows, partners, products, query.periods)]


def _taken_apart(found: Findings, query: Query, by: By, key: Key) -> Missing | Note | None:
    """The rows of one total, or why there are none."""
    if key.flow == "balance":
        return Note("no_growth_of_balance")
    now, base = found.books.value(*key), found.books.value(*_earlier(key))
    if isinstance(now, Missing):
        return now
    if isinstance(base, Missing):
        return Note("no_base", facts(base.key))
    ratio = growth(now, base)
    if ratio is None:
        return Note("zero_base", facts(base.key))
    whole = _Total(by, now, base)
    changes, left_out = _changes(found.books, whole)
    if not changes:
        return Note("nothing_to_rank", {**facts(key), "by": by})
    found.value(now)
    found.value(base)
    found.change(now, base)
    found.percentage(key, "yoy_pct", ratio, "growth", (now.term, base.term))
    _parts(found, whole, changes, _chosen(query, by, changes))
    if left_out:
        found.note("left_out", by=by, codes=left_out, period=key.period)
    return None


def _earlier(key: Key) -> Key:
    return key._replace(period=key.period.year_earlier())


def _changes(books: Books, whole: _Total) -> tuple[dict[str, float], tuple[str, ...]]:
    """The change of each part that has both years, and the codes of those that lack one."""
    now, base = _listed(books, whole.by, whole.now.key), _listed(books, whole.by, whole.base.key)
    both = now.values.keys() & base.values.keys()
    changes = {code: total((now.values[code], -base.values[code])) for code in both}
    every = {*now.values, *base.values, *now.left_out, *base.left_out}
    return changes, tuple(sorted(every - both))


def _listed(books: Books, by: By, key: Key) -> Listed:
    if by == "product":
        return books.goods(key.flow, key.partner, key.period, "chapter")
    group = key.partner if books.lexicon.is_group(key.partner) else None
    return books.countries(key.flow, key.product, key.period, group)


def _chosen(query: Query, by: By, changes: dict[str, float]) -> list[str]:
    """The parts to show: those that are named, else the largest changes either way."""
    order = first_of({code: abs(change) for code, change in changes.items()}, limit=len(changes))
    named = query.partners if by == "partner" else query.products
    asked = [code for code in order if code in named]
    return asked or first_of({code: abs(changes[code]) for code in order}, limit=query.limit)


def _parts(found: Findings, whole: _Total, changes: dict[str, float], chosen: list[str]) -> None:
    """The rows of the parts that are shown, and the rest."""
    for code in chosen:
        now, base = _values(found.books, whole, code)
        precision = rounding((now.precision, base.precision))
        points = Row(*now.key, "contribution_pp", whole.points(changes[code]), precision and whole.points(precision))
        found.row(points, "contribution", (now.term, base.term, whole.base.term))
        found.use(now)
        found.use(base)
        found.change(now, base)
    rest = total((whole.change, *(-changes[code] for code in chosen)))
    if rest or len(chosen) < len(changes):
        found.note("others", contribution_pp=whole.points(rest), change=rest)


def _values(books: Books, whole: _Total, code: str) -> tuple[Value, Value]:
    keys = (whole.now.key, whole.base.key)
    parts = [k._replace(partner=code) if whole.by == "partner" else k._replace(product=code) for k in keys]
    now, base = (books.value(*part) for part in parts)
    assert isinstance(now, Value)
    assert isinstance(base, Value)
    return now, base
