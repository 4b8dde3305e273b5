"""A query's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.analysis.books import Books
from bot.analysis.compare import compare
from bot.analysis.contributions import contribution
from bot.analysis.growths import growth
from bot.analysis.holdings import coverage
from bot.analysis.monthly import average, extreme, series
from bot.analysis.one import overview, value, values_of
from bot.analysis.ranks import rank
from bot.analysis.shares import share
from bot.analysis.suggesting import suggestions
from bot.analysis.value import Value
from bot.model.answer import Answer, Note
from bot.model.query import Kind, Query

_KINDS: Final[Mapping[Kind, Callable[[Query, Books], Answer]]] = {
    "value": value,
    "overview": overview,
    "compare": compare,
    "rank": rank,
    "series": series,
    "extreme": extreme,
    "average": average,
    "share": share,
    "growth": growth,
    "contribution": contribution,
    "coverage": coverage,
    "help": lambda query, _: Answer("answered", query),
}


def answer(query: Query, books: Books) -> Answer:
    """The numbers for a query: rows, headline, notes, steps and sources; or no_data with the reason.

    suggestions are queries that have an answer. Raises nothing for what the figures do not have.
    """
    found = _computed(query, books)
    return replace(found, suggestions=suggestions(found, books, answerable))


def answerable(query: Query, books: Books) -> bool:
    """Whether the figures have an answer: what `answer` would say, without working it all out."""
    if query.kind in ("value", "overview"):
        return any(isinstance(result, Value) for result in values_of(query, books))
    return _computed(query, books).status == "answered"


def _computed(query: Query, books: Books) -> Answer:
    """The answer without what to ask next."""
    if query.kind != "help" and books.store.is_empty():
        return Answer("no_data", query, reason=Note("empty_store"))
    return _KINDS[query.kind](query, books)
