"""Query -> Answer: a period out of published figures, comparisons, shares, ranks. All the numbers, no wording.

books = Books(store, lexicon, reporter="KH", today=Month.of(2025, 2))
answer(query, books)
"""

from bot.analysis.answering import answer, answerable
from bot.analysis.books import Books
from bot.analysis.examples import examples

__all__ = ["Books", "answer", "answerable", "examples"]
