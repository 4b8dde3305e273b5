"""What a question still asks when the words that stand in its way are left out of it, as text to be read again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.question.slots import Named, Slots
from bot.question.words import Word


def without(slots: Slots, text: str, words: Iterable[str]) -> str:
    """The question less these words of it and the prepositions they stand under."""
    spans = sorted({span for word in words for span in _spans(text, word)}, reverse=True)
    cut = len(text)
    for start, end in spans:
        text = f"{text[: _under(slots, start)]} {text[min(end, cut) :]}"
        cut = _under(slots, start)
    return text


def whole_and_part(slots: Slots, text: str, word: str, words: Iterable[str]) -> tuple[str, str]:
    """Of an exclusion its two sides: the question without what is excluded, and the question of just that.

    word: the one that excludes; words: it and all others that are not understood.
    """
    at = next((i for i, each in enumerate(slots.words) if each.text == word), len(slots.words))
    excluded = [each.text for each in _list_after(slots, at)]
    return without(slots, text, (*words, *excluded)), without(slots, text, words)


def named_first(slots: Slots) -> str:
    """The first flow, place, product and time of the question, each under its preposition."""
    marked = _marked(slots, slots.places[:1])
    under = {at - 1 for at in marked if at and slots.words[at - 1].means("prep")}
    return " ".join(slots.words[at].text for at in sorted(marked | under))


def of_each(slots: Slots) -> list[str]:
    """The same of each of the first two places, whatever stands between them (imports of China from Japan)."""
    marked = (sorted(_marked(slots, [place])) for place in slots.places[:2])
    return [" ".join(slots.words[at].text for at in each) for each in marked]


def _marked(slots: Slots, places: Iterable[Named]) -> set[int]:
    """Where the first flow, product and time stand, and these places."""
    found = [*slots.flows[:1], *slots.verbs[:1], *slots.times[:1]]
    return {at for at, _ in found} | {named.at for named in (*places, *slots.products[:1])}


def _spans(text: str, word: str) -> Iterable[tuple[int, int]]:
    """Where the word stands in the text: `ex` is no part of exports; Khmer and Chinese put no spaces."""
    spaced = r"\s*".join(map(re.escape, word.split()))
    return [match.span() for match in re.finditer(rf"(?<!\w){spaced}(?!\w)", text, re.ASCII)]


def _under(slots: Slots, start: int) -> int:
    """Where the prepositions and articles before this place of the text begin."""
    before = [word for word in slots.words if word.piece.end <= start]
    while before and (before[-1].means("prep") or before[-1].means("link")):
        start = before.pop().piece.start
    return start


def _list_after(slots: Slots, at: int) -> list[Word]:
    """The names that follow a word as one list: garments and footwear."""
    names = {named.at for named in (*slots.places, *slots.products)}
    found: list[Word] = []
    for i in range(at + 1, len(slots.words)):
        word = slots.words[i]
        if i in names:
            found.append(word)
        elif not (word.means("join") or word.means("prep") or word.means("link") or word.is_mark):
            break
    return found
