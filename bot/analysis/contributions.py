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
from bot.model.period import Period
from bot.model.query import By, Query

_TOLD = 10  # parts that a message tells one by one, where no number is asked for; the rows have all of them


@dataclass(frozen=True, slots=True)
class _Total:
    """The total that is taken apart: its value now and a year earlier.

    named: the parts that are asked for; none where all of them are.
    """

    by: By
    named: tuple[str, ...]
    now: Value
    base: Value

    @property
    def change(self) -> float:
        return total((self.now.value, -self.base.value))

    def part(self, code: str) -> tuple[Key, Key]:
        """What a part is, now and a year earlier."""
        return _part(self.now.key, self.by, code), _part(self.base.key, self.by, code)

    def points(self, change: float) -> float:
        """A change in USD as percentage points of the total's growth."""
        return change / self.base.value * 100


def _part(key: Key, by: By, code: str) -> Key:
    return key._replace(partner=code) if by == "partner" else key._replace(product=code)


def contribution(query: Query, books: Books) -> Answer:
    """Each part's contribution, largest absolute first, and a note with the rest: together they are the growth.

    By partner the total is that of all partners (or of a group), by product that of all goods. Parts that lack one of
    the two years are named, and are in the rest.
    """
    found = Findings(books)
    by: By = "product" if query.by == "product" else "partner"
    named = _named(query, by, books)
    reasons = [_taken_apart(found, query, by, named, key) for key in _totals(query, by, named)]
    lacking = [reason for reason in reasons if reason]
    if not found.rows:
        return no_data(query, books, lacking[0])
    for missing in lacking:
        found.missing(missing)
    return found.answer(query, None)


def _named(query: Query, by: By, books: Books) -> tuple[str, ...]:
    """The parts that are asked for: products, single countries, and a group where it is a part of something larger."""
    if by == "product":
        return tuple(code for code in query.products if code != TOTAL)
    return query.partners if query.whole else tuple(p for p in query.partners if p in books.lexicon.countries)


def _totals(query: Query, by: By, named: tuple[str, ...]) -> list[Key]:
    """What is taken apart: for products all goods, for countries all partners, or the group that they are in."""
    partners = tuple(p for p in query.partners if by == "product" or p not in named) or (WORLD,)
    products = (TOTAL,) if by == "product" else query.products
    return [Key(*key) for key in all_of(query.flows, partners, products, query.periods)]


def _taken_apart(found: Findings, query: Query, by: By, named: tuple[str, ...], key: Key) -> Missing | Note | None:
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
    whole = _Total(by, named, now, base)
    changes, lacking = _changes(found.books, whole)
    if not changes:
        return _no_part(found.books, whole)
    found.value(now)
    found.value(base)
    found.change(now, base)
    found.percentage(key, "yoy_pct", ratio, "growth", (now.term, base.term))
    _parts(found, whole, changes, query.limit)
    for period, codes in lacking.items():
        found.note("left_out", by=by, codes=codes, period=period)
    return None


def _no_part(books: Books, whole: _Total) -> Missing | Note:
    """Why none of the parts has a change: of parts that are named, what the first lacks."""
    for code in whole.named:
        for result in (books.value(*key) for key in whole.part(code)):
            if isinstance(result, Missing):
                return result
    return Note("nothing_to_rank", {**facts(whole.now.key), "by": whole.by})


def _earlier(key: Key) -> Key:
    return key._replace(period=key.period.year_earlier())


def _changes(books: Books, whole: _Total) -> tuple[dict[str, float], dict[Period, tuple[str, ...]]]:
    """The change of each part that has both years, and for each year the codes of those that lack it."""
    now, base = _listed(books, whole, whole.now.key), _listed(books, whole, whole.base.key)
    changes = {code: total((value, -base.values[code])) for code, value in now.values.items() if code in base.values}
    every = {*now.values, *base.values, *now.left_out, *base.left_out}
    lacking = {
        key.period: every - listed.values.keys() for key, listed in ((whole.now.key, now), (whole.base.key, base))
    }
    return changes, {period: tuple(sorted(codes)) for period, codes in lacking.items() if codes}


def _listed(books: Books, whole: _Total, key: Key) -> Listed:
    """The values of the parts in the one year or the other."""
    if whole.named:
        results = {code: books.value(*_part(key, whole.by, code)) for code in whole.named}
        values = {code: result.value for code, result in results.items() if isinstance(result, Value)}
        return Listed(values, tuple(code for code in results if code not in values))
    if whole.by == "product":
        return books.goods(key.flow, key.partner, key.period, "chapter")
    group = key.partner if books.lexicon.is_group(key.partner) else None
    return books.countries(key.flow, key.product, key.period, group)


def _parts(found: Findings, whole: _Total, changes: dict[str, float], limit: int | None) -> None:
    """The rows of the parts, largest change either way first, and the rest."""
    chosen = first_of({code: abs(change) for code, change in changes.items()}, limit=limit or len(changes))
    for code in chosen:
        now, base = _values(found.books, whole, code)
        precision = rounding((now.precision, base.precision))
        points = Row(*now.key, "contribution_pp", whole.points(changes[code]), precision and whole.points(precision))
        found.row(points, "contribution", (now.term, base.term, whole.base.term))
        found.use(now)
        found.use(base)
        found.change(now, base)
    told = chosen if limit or whole.named else chosen[:_TOLD]
    rest = total((whole.change, *(-changes[code] for code in told)))
    if rest or len(told) < len(changes):
        found.note("others", contribution_pp=whole.points(rest), change=rest, told=len(told))


def _values(books: Books, whole: _Total, code: str) -> tuple[Value, Value]:
    now, base = (books.value(*key) for key in whole.part(code))
    assert isinstance(now, Value)
    assert isinstance(base, Value)
    return now, base
