"""Countries, products or months in the order of their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product as all_of

from bot.analysis.books import Books
from bot.analysis.findings import Findings, facts
from bot.analysis.gaps import Outcome, concluded
from bot.analysis.lists import DIGITS, Listed
from bot.analysis.monthly import months_ranked
from bot.analysis.one import ranked
from bot.analysis.order import first_of, rank_of
from bot.analysis.value import Missing, Value, total
from bot.model.answer import Answer, Note, Row
from bot.model.figure import TOTAL, WORLD, Flow, Key
from bot.model.period import Period
from bot.model.query import By, Level, Query

_TOO_MUCH = 1.01  # parts that add up to that much of the whole do not belong to it


@dataclass(frozen=True, slots=True)
class _List:
    """What is ranked. Every item differs from the whole in its partner or product only.

    Shares are of all partners within a group too, so that `share_pct` always means the same (INTERFACE section 3).
    """

    by: By
    whole: Key
    listed: Listed

    def key(self, code: str) -> Key:
        return self.whole._replace(partner=code) if self.by == "partner" else self.whole._replace(product=code)


def rank(query: Query, books: Books) -> Answer:
    """Value, share and rank, in order; headline the first one's value.

    Single countries (or the members of a group), products of one level, or months. Where a country or product is
    named, its own place is the headline, and its neighbours are shown. Equal values share a rank and are all shown.
    """
    found = Findings(books)
    if query.by == "month":
        keys = all_of(query.flows, query.partners, query.products, query.periods)
        return concluded(query, found, [months_ranked(found, query, Key(*key)) for key in keys])
    each = _by_product if query.by == "product" else _by_partner
    pairs = all_of(query.flows, query.periods)
    return concluded(query, found, [o for flow, period in pairs for o in each(found, query, flow, period)])


def _by_partner(found: Findings, query: Query, flow: Flow, period: Period) -> list[Outcome]:
    lexicon = found.books.lexicon
    group = next((p for p in query.partners if lexicon.is_group(p)), None)
    asked = [p for p in query.partners if p in lexicon.countries]
    outcomes: list[Outcome] = []
    for product in query.products:
        listed = found.books.countries(flow, product, period, group)
        outcomes += _ranked(found, query, _List("partner", Key(flow, WORLD, product, period), listed), asked)
    return outcomes


def _by_product(found: Findings, query: Query, flow: Flow, period: Period) -> list[Outcome]:
    asked = [code for code in query.products if code != TOTAL]
    level = _level(asked[0]) if asked else query.level
    outcomes: list[Outcome] = []
    for partner in query.partners:
        listed = found.books.goods(flow, partner, period, level)
        outcomes += _ranked(found, query, _List("product", Key(flow, partner, TOTAL, period), listed), asked)
    return outcomes


def _level(code: str) -> Level:
    """The level that a product code is of."""
    return next((level for level, digits in DIGITS.items() if code.isdigit() and len(code) == digits), "catalogue")


def _ranked(found: Findings, query: Query, what: _List, asked: list[str]) -> list[Outcome]:
    if asked:
        return [_place(found, what, code) for code in asked]
    if not what.listed.values:
        return [_nothing(found, what)]
    rows = _items(found, what, first_of(what.listed.values, query.order == "asc", query.limit))
    return [rows[0]]


def _place(found: Findings, what: _List, code: str) -> Outcome:
    """Where one of them stands, and who is next above and below."""
    if code not in what.listed.values:
        result = found.books.value(*what.key(code))
        return result if isinstance(result, Missing) else _nothing(found, what)
    order = first_of(what.listed.values, limit=len(what.listed.values))
    at = order.index(code)
    shown = [code, *order[max(at - 1, 0) : at], *order[at + 1 : at + 2]]
    _items(found, what, shown)
    return _rank_row(what, code, shown)


def _items(found: Findings, what: _List, codes: list[str]) -> list[Row]:
    """The rows of the codes, in order; those with their values are returned."""
    whole = _whole(found, what)
    rows = []
    for value in _values(found.books, what, codes):
        rows.append(found.value(value))
        if whole:
            found.share(value, whole)
        code = value.key.partner if what.by == "partner" else value.key.product
        found.row(_rank_row(what, code, codes))
    if whole:
        found.use(whole)
    found.ties({code: what.listed.values[code] for code in codes})
    ranked(found, what.by, what.whole, what.listed, codes)
    return rows


def _values(books: Books, what: _List, codes: list[str]) -> list[Value]:
    keys = [what.key(code) for code in codes]
    books.accounts.load({key.partner for key in keys}, {key.product for key in keys})
    results = [books.value(*key) for key in keys]
    return [result for result in results if isinstance(result, Value)]


def _rank_row(what: _List, code: str, codes: Sequence[str]) -> Row:
    """The place of one of the codes that are shown."""
    return Row(*what.key(code), "rank", float(rank_of(what.listed.beside(codes), code)))


def _whole(found: Findings, what: _List) -> Value | None:
    """The whole that the shares are of; None, and a note, where it is not published. A balance has no shares."""
    if what.whole.flow == "balance":
        return None
    whole = found.books.value(*what.whole)
    if isinstance(whole, Missing):
        found.note("no_whole", **facts(what.whole))
        return None
    apart = all(code.isdigit() for code in what.listed.values) or what.by == "partner"
    if apart and total(what.listed.values.values()) > whole.value * _TOO_MUCH:
        found.note("whole_differs", period=what.whole.period)
    return whole


def _nothing(found: Findings, what: _List) -> Note:
    """Why there is no list."""
    books, key = found.books, what.whole
    latest = books.latest((key.flow,), (key.partner,), (key.product,), by=what.by)
    code = "not_yet" if key.period.end >= books.today else "nothing_to_rank"
    return Note(code, {**facts(key), "by": what.by, "latest": latest})
