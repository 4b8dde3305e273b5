"""A query's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.analysis import one
from bot.analysis.books import Books
from bot.model.answer import Answer, Note
from bot.model.query import Kind, Query

_KINDS: Final[Mapping[Kind, Callable[[Query, Books], Answer]]] = {
    "value": one.value,
    "overview": one.overview,
    "help": lambda query, _: Answer("answered", query),
}


def answer(query: Query, books: Books) -> Answer:
    """The numbers for a query: rows, headline, notes, steps and sources; or no_data with the reason.

    Raises nothing for what the figures do not have.
    """
    return computed(query, books)


def computed(query: Query, books: Books) -> Answer:
    """The answer without what could be asked next."""
    if query.kind != "help" and books.store.is_empty():
        return Answer("no_data", query, reason=Note("empty_store"))
    return _KINDS[query.kind](query, books)
