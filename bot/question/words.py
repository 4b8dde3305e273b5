"""A question as a row of words: each a piece with its meanings, or a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.model.period import Period
from bot.question.grammar import times
from bot.question.items import Item
from bot.question.symbols import items
from bot.question.times import Fixed, Impossible, Time
from bot.words.pieces import Piece

_TIMES = frozenset("VDWZ!")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the question. time is set where it is one; piece is the first of its pieces."""

    piece: Piece
    text: str
    time: Time | Impossible | None = None

    def means(self, tag: str, value: str | None = None) -> bool:
        """Whether it can mean the tag (and that value); a time means nothing else."""
        return self.time is None and self.piece.means(tag, value)

    def value(self, tag: str) -> str | None:
        """Its value under the tag."""
        return None if self.time is not None else self.piece.value(tag)

    @property
    def number(self) -> int | None:
        return None if self.time is not None else self.piece.number

    @property
    def is_mark(self) -> bool:
        return self.time is None and self.piece.script == "mark"


def words(pieces: Sequence[Piece], today: date) -> tuple[Word, ...]:
    """The words of a question, with every time in it read."""
    return tuple(_words(times(items(pieces, today), today)))


def _words(found: Sequence[Item]) -> Iterator[Word]:
    for item in found:
        if item.symbol in _TIMES and item.value is not None:
            yield Word(item.pieces[0], item.text, _time(item))
        else:
            yield from (Word(piece, piece.text) for piece in item.pieces)


def _time(item: Item) -> Time | Impossible:
    if isinstance(item.value, int):
        return Fixed(Period.of_year(item.value), "year")
    if isinstance(item.value, Impossible) and item.value.code == "impossible_period":
        return replace(item.value, text=item.text)
    return item.value  # type: ignore[return-value]
