"""Words that are not known, read as the word they must be a slip of: only a clear nearest match, and said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.words import Lexicon, Meaning
from bot.words.numerals import numbered
from bot.words.pieces import Piece, pieces
from bot.words.spelling import is_english
from bot.words.text import clean, loosely

_NAMES = frozenset({"partner", "product"})
_WORDS = _NAMES | {
    *("flow", "verb", "kind", "order", "peak", "list", "month", "unit", "time", "basis", "ordinal", "number", "filler"),
    *("refuse", "reporter"),
}
_MOST_WORDS = 4  # of a misspelt name
_LONG = 9  # from so many letters on a word may have two slips


@dataclass(frozen=True, slots=True)
class Spelt:
    """A message after correction, its pieces, and what was corrected: (typed, what it was read as)."""

    text: str
    pieces: tuple[Piece, ...]
    corrections: tuple[tuple[str, str], ...]


def spelt(text: str, lexicon: Lexicon) -> Spelt:
    """The pieces of a message, near misses of spelling mended."""
    plain, found = _written_out(clean(text), lexicon)
    corrections: list[tuple[str, str]] = []
    while (slip := _first_slip(found, lexicon)) is not None:
        run, key, meaning = slip
        corrections.append((plain[run[0].start : run[-1].end], _said(meaning, key, lexicon)))
        plain = plain[: run[0].start] + key + plain[run[-1].end :]
        found = pieces(plain, lexicon)
    usual = ((p.text, lexicon.slips[p.norm]) for p in found if p.norm in lexicon.slips)
    return Spelt(plain, numbered(found), (*corrections, *usual))


def _written_out(plain: str, lexicon: Lexicon) -> tuple[str, tuple[Piece, ...]]:
    """A message and its pieces, with what is short for several words (港澳) written as these."""
    found = pieces(plain, lexicon)
    short = [p for p in found if p.means("written_out")]
    for piece in reversed(short):
        plain = plain[: piece.start] + (piece.value("written_out") or "") + plain[piece.end :]
    return plain, pieces(plain, lexicon) if short else found


def _said(meaning: Meaning, key: str, lexicon: Lexicon) -> str:
    language = "en" if key.isascii() else "km"
    return lexicon.names.get((meaning.value, language), key) if meaning.tag in _NAMES else key


def _first_slip(found: Sequence[Piece], lexicon: Lexicon) -> tuple[Sequence[Piece], str, Meaning] | None:
    for i, piece in enumerate(found):
        if _unknown(piece):
            for run in _runs(found, i):
                if piece.script == "khmer":
                    if (loose := _loose_match(run, lexicon)) is not None:
                        return run, *loose
                    continue
                placed = _place_stands_here(found, run)
                if (match := _clear_match(run, lexicon, placed)) is not None:
                    return run, *match
    return None


def _unknown(piece: Piece) -> bool:
    return piece.script in ("latin", "khmer") and not piece.meanings


def _loose_match(run: Sequence[Piece], lexicon: Lexicon) -> tuple[str, Meaning] | None:
    """A Khmer word that was written loosely (អាល្លឺម៉ង), and what it means."""
    spelling = lexicon.loose.get(loosely("".join(p.norm for p in run)))
    return None if spelling is None else (spelling, lexicon.entries[spelling][0].meaning)


def _runs(found: Sequence[Piece], i: int) -> Iterator[Sequence[Piece]]:
    """The word that is not known with its neighbours, longest first (untied sates of amercia)."""
    for length in range(_MOST_WORDS, 0, -1):
        for start in range(max(0, i - length + 1), i + 1):
            run = found[start : start + length]
            ends = len(run) == length and run[-1].end >= found[i].end
            if ends and all(p.script == found[i].script and not _is_letter_of_part(found, p) for p in run):
                yield run


def _is_letter_of_part(found: Sequence[Piece], piece: Piece) -> bool:
    """Q4, H1"""
    at = found.index(piece)
    return piece.means("letter") and at + 1 < len(found) and found[at + 1].number is not None


def _place_stands_here(found: Sequence[Piece], run: Sequence[Piece]) -> bool:
    """After to, from or with, and in a list after another place."""
    at = found.index(run[0])
    before = found[at - 1] if at else None
    if before is not None and before.means("join"):
        return at > 1 and found[at - 2].means("partner")
    return before is not None and any(before.means("prep", prep) for prep in ("to", "from", "with"))


def _clear_match(run: Sequence[Piece], lexicon: Lexicon, placed: bool) -> tuple[str, Meaning] | None:
    """The one meaning that is nearest, and its spelling. placed: a place must stand here."""
    word = "".join(p.norm for p in run)
    slips = allowed_slips("".join(p.norm for p in run if _unknown(p)))
    if not slips or (len(run) > 1 and len(word) < _LONG):
        return None
    near = lexicon.near(word, _WORDS if len(run) == 1 and not placed else _NAMES, slips + 1)
    if not near or near[0][2] > slips or not _begins_alike(word, near[0][1]):
        return None
    meaning, key, distance = near[0]
    if len(run) == 1 and is_english(word) and not (placed and sorted(word) == sorted(key)):
        return None
    nearest = [(m, k) for m, k, d in near if d == distance]
    if any(not _same(m, meaning) for m, _ in nearest):
        left_out = [(m, k) for m, k in nearest if len(k) > len(word)]  # the most common slip
        places = {m for m, _ in nearest if m.tag == "partner"}
        if len({m for m, _ in left_out}) != 1 or len(places) > 1:
            return None
        nearest = left_out
    safe = ((k, m) for m, k in nearest if placed or _safe_anywhere(m, k, word, distance))
    return next(safe, None)


def _safe_anywhere(meaning: Meaning, key: str, word: str, distance: int) -> bool:
    """Where no place must stand, words of the grammar and short names are mended with more care.

    A letter left out (rubbr) is a slip; another letter in a short word (bears) may be another word.
    """
    if meaning.tag not in _NAMES:
        return distance == 1 and len(word) > 4 and _is_slip(word, key)
    left_out = len(key) > len(word)
    return len(word) > (5 if meaning.tag == "product" else 4) - left_out


def _is_slip(word: str, key: str) -> bool:
    """A letter left out, two exchanged, one struck twice; another letter only in a long word (gross is not grows)."""
    if len(key) > len(word):
        return True
    if len(key) == len(word):
        return sorted(word) == sorted(key) or len(word) > 6
    return any(a == b for a, b in pairwise(word))


def _begins_alike(word: str, key: str) -> bool:
    """People seldom miss the first letter; other words do begin with another."""
    return word[0] == key[0] or word[:2] == key[1::-1]


def _same(a: Meaning, b: Meaning) -> bool:
    """Meanings that stand together on one word do not compete; two names do."""
    return a == b or (a.tag not in _NAMES and b.tag not in _NAMES)


def allowed_slips(word: str) -> int:
    """How many letters of a word may be wrong: none in a short one, two in a long one."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < _LONG else 2
