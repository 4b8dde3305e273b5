"""One number with what belongs to it (`value`), and the four flows side by side (`overview`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product as all_of

from bot.analysis.books import Books
from bot.analysis.findings import Findings, facts
from bot.analysis.gaps import concluded, no_data, tell
from bot.analysis.lists import Listed
from bot.analysis.order import rank_of
from bot.analysis.value import Missing, Result, Value
from bot.model.answer import Answer, Row
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.period import Month, Period
from bot.model.query import By, Query


def value(query: Query, books: Books) -> Answer:
    """Each value that is named with its growth, the year to date, share and rank."""
    found = Findings(books)
    return concluded(query, found, [_in_full(found, result) for result in values_of(query, books)])


def overview(query: Query, books: Books) -> Answer:
    """Exports, imports, trade and balance with their growth; headline trade.

    What is missing is a note where another flow is there.
    """
    found = Findings(books)
    results = values_of(query, books)
    outcomes = [_in_short(found, result) for result in results]
    if not found.rows:
        return no_data(query, books, next(r for r in results if isinstance(r, Missing)))
    tell(found, (outcome for outcome in outcomes if isinstance(outcome, Missing)))
    trade = [o for o, r in zip(outcomes, results, strict=True) if r.key.flow == "trade"]
    return found.answer(query, trade[0] if len(trade) == 1 and isinstance(trade[0], Row) else None)


def values_of(query: Query, books: Books) -> list[Result]:
    """The value of every flow, partner, product and period of the query, in its order."""
    keys = all_of(query.flows, query.partners, query.products, query.periods)
    return [books.value(*key) for key in keys]


def year_on_year(found: Findings, value: Value) -> None:
    """Growth on a year earlier and the value then; of a balance the change in place of growth."""
    base = found.books.value(*value.key._replace(period=value.key.period.year_earlier()))
    found.growth(value, base)
    if isinstance(base, Value):
        found.value(base)
        if value.key.flow == "balance":
            found.change(value, base)
    elif value.key.flow == "balance":
        found.note("no_base", **facts(base.key))


def _in_short(found: Findings, result: Result) -> Row | Missing:
    if isinstance(result, Missing):
        return result
    row = found.value(result)
    year_on_year(found, result)
    return row


def _in_full(found: Findings, value: Result) -> Row | Missing:
    row = _in_short(found, value)
    if isinstance(value, Missing):
        return value
    if value.key.period.is_month:
        _month_before(found, value)
        _year_to_date(found, value)
    if value.key.flow != "balance":
        _shares(found, value)
    if value.key.partner in found.books.lexicon.countries:
        _rank(found, value)
    return row


def _month_before(found: Findings, value: Value) -> None:
    base = found.books.value(*value.key._replace(period=value.key.period.shift(-1)))
    found.growth(value, base, "mom_pct")
    found.if_there(base)


def _year_to_date(found: Findings, value: Value) -> None:
    month = value.key.period.end
    if month.month == 1:
        return
    so_far = found.books.value(*value.key._replace(period=Period(Month.of(month.year, 1), month)))
    if isinstance(so_far, Value):
        _in_short(found, so_far)
    else:
        found.note("ytd_missing", period=so_far.key.period)


def _shares(found: Findings, value: Value) -> None:
    """Of all partners; with all partners, of all goods."""
    key = value.key
    whole = key._replace(partner=WORLD) if key.partner != WORLD else key._replace(product=TOTAL)
    if whole != key:
        share_of(found, value, whole)


def share_of(found: Findings, value: Value, whole: Key) -> Row | None:
    """The share of `whole` and the value of it; None, and a note, where it is not published or less than the part."""
    result = found.books.value(*whole)
    if isinstance(result, Missing):
        found.note("no_whole", **facts(whole))
        return None
    row = found.share(value, result)
    if row:
        found.value(result)
    return row


def _rank(found: Findings, value: Value) -> None:
    key = value.key
    listed = found.books.countries(key.flow, key.product, key.period)
    if key.partner in listed.values:
        found.row(Row(*key, "rank", float(rank_of(listed.beside([key.partner]), key.partner))))
        ranked(found, "partner", key, listed, [key.partner])


def ranked(found: Findings, by: By, key: Key, listed: Listed, codes: Sequence[str]) -> None:
    """Say among how many these codes are ranked, who is left out, and who has a place but no value that is shown."""
    among = listed.beside(codes)
    count = len(among)
    found.note("rank_among", by=by, flow=key.flow, product=key.product, period=key.period, count=count)
    if listed.left_out:
        found.note("left_out", by=by, codes=listed.left_out, period=key.period)
    for code, rough in (
        ("left_out_rough", listed.rough.keys() - among),
        ("rough_in_rank", listed.rough.keys() & among),
    ):
        if rough:
            found.note(code, by=by, codes=tuple(sorted(rough)), period=key.period)
