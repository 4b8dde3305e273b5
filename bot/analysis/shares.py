"""What part of a whole something is."""

from __future__ import annotations

from itertools import product as all_of

from bot.analysis.books import Books
from bot.analysis.findings import Findings, facts
from bot.analysis.gaps import Outcome, concluded
from bot.analysis.value import Missing
from bot.model.answer import Answer, Note
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.query import Query


def share(query: Query, books: Books) -> Answer:
    """The share, the value and the whole's value; headline the share.

    Only of a whole that has a value of its own: nothing is added up to make one. A balance has no share.
    """
    found = Findings(books)
    parts = [Key(*each) for each in all_of(query.flows, query.partners, query.products, query.periods)]
    return concluded(query, found, [_share(found, part, _whole(query, part)) for part in parts])


def _whole(query: Query, part: Key) -> Key:
    if query.whole:
        partner, product = query.whole
        return part._replace(partner=partner, product=product)
    return part._replace(partner=WORLD) if part.partner != WORLD else part._replace(product=TOTAL)


def _share(found: Findings, part: Key, whole: Key) -> Outcome:
    if part == whole or part.flow == "balance":
        return Note("no_share", {"what": "balance" if part.flow == "balance" else "whole"})
    value, of = found.books.value(*part), found.books.value(*whole)
    if isinstance(value, Missing):
        return value
    if isinstance(of, Missing):
        return of
    row = found.share(value, of)
    if row is None:
        return Note("part_exceeds_whole" if of.value > 0 else "zero_base", facts(of.key))
    found.value(value)
    found.value(of)
    return row
