"""The pieces of a question as symbols, so that the grammar of times can be written as patterns.

One letter a piece; a pattern that fits replaces its pieces by one item that holds what they mean together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.words.pieces import Piece


@dataclass(frozen=True, slots=True)
class Item:
    """One piece, or several read together. value: a number, a month's number, or what the item means."""

    symbol: str
    pieces: tuple[Piece, ...]
    value: object = None

    @property
    def text(self) -> str:
        return " ".join(p.text for p in self.pieces)

    @property
    def number(self) -> int:
        """The value of an item that is a number. TypeError for any other."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self.text!r} is no number")
        return self.value


Found = dict[str, Item]
Rule = tuple[re.Pattern[str], Callable[[Found], tuple[str, object] | None]]


def rewrite(items: Sequence[Item], rules: Sequence[Rule]) -> list[Item]:
    """Items with every stretch that a rule fits replaced: from the left, the longest fit first.

    A rule's function gets the items under the pattern's group names and gives the symbol and value of the new item, or
    None where the pattern does not hold after all.
    """
    done: list[Item] = []
    rest = list(items)
    while rest:
        symbols = "".join(i.symbol for i in rest)
        fits = sorted((m for pattern, _ in rules if (m := pattern.match(symbols))), key=lambda m: -m.end())
        applied = next((made for match in fits if (made := _applied(match, rest, rules)) is not None), None)
        item, length = applied or (rest[0], 1)
        done.append(item)
        del rest[:length]
    return done


def _applied(match: re.Match[str], rest: Sequence[Item], rules: Sequence[Rule]) -> tuple[Item, int] | None:
    function = next(f for pattern, f in rules if pattern is match.re)
    groups = {name: rest[match.start(name)] for name, found in match.groupdict().items() if found}
    made = function(groups)
    if made is None:
        return None
    covered = tuple(p for item in rest[: match.end()] for p in item.pieces)
    return Item(made[0], covered, made[1]), match.end()
