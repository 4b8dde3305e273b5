"""The pieces of a question as symbols, so that the grammar of times can be written as patterns.

One letter a piece; a pattern that fits replaces its pieces by one item that holds what they mean together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.words.pieces import Piece


@dataclass(frozen=True, slots=True)
class Item:
    """One piece, or several read together. value: a number, a month's number, or what the item means."""

    symbol: str
    pieces: tuple[Piece, ...]
    value: object = None

    @property
    def text(self) -> str:
        """As it was typed: 13/2025, feb 30."""
        gaps = [" " * (piece.start > before.end) for before, piece in pairwise(self.pieces)]
        return "".join(gap + piece.text for gap, piece in zip(("", *gaps), self.pieces, strict=True))

    @property
    def number(self) -> int:
        """The value of an item that is a number. TypeError for any other."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self.text!r} is no number")
        return self.value


Found = dict[str, Item]
Rule = tuple[re.Pattern[str], Callable[[Found], tuple[str, object] | None]]


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules that are applied together. `anywhere` fits where any of them can: most questions need few stages."""

    rules: tuple[Rule, ...]
    anywhere: re.Pattern[str]

    @classmethod
    def of(cls, table: dict[str, Callable[[Found], tuple[str, object] | None]]) -> Stage:
        """The stage of these patterns and what to make of each."""
        nameless = "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in table)
        return cls(tuple((re.compile(pattern), make) for pattern, make in table.items()), re.compile(nameless))


def rewrite(items: list[Item], stage: Stage) -> list[Item]:
    """Items with every stretch that a rule fits replaced: from the left, the longest fit first.

    A rule's function gets the items under the pattern's group names and gives the symbol and value of the new item, or
    None where the pattern does not hold after all.
    """
    done: list[Item] = []
    symbols = "".join([i.symbol for i in items])
    while (start := stage.anywhere.search(symbols)) is not None:
        at = start.start()
        item, length = _first_fit(items[at:], symbols[at:], stage.rules) or (items[at], 1)
        done += [*items[:at], item]
        items, symbols = items[at + length :], symbols[at + length :]
    return done + items


def _first_fit(items: Sequence[Item], symbols: str, rules: Sequence[Rule]) -> tuple[Item, int] | None:
    """What the longest rule that fits at the start makes, and of how many items."""
    fits = [(match, make) for pattern, make in rules if (match := pattern.match(symbols))]
    for match, make in sorted(fits, key=lambda fit: -fit[0].end()):
        groups = {name: items[match.start(name)] for name, found in match.groupdict().items() if found}
        if (made := make(groups)) is not None:
            covered = tuple(p for item in items[: match.end()] for p in item.pieces)
            return Item(made[0], covered, made[1]), match.end()
    return None
