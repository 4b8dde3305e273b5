"""Near misses of spelling, found with rapidfuzz."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from bot.words.text import loosely

if TYPE_CHECKING:
    from spellchecker import WordFrequency

    from bot.words.lexicon import Entry, Lexicon, Meaning

_KHMER = frozenset(map(chr, range(0x1780, 0x17B4)))
_LEAST_SYLLABLES = 3
_MENDED = frozenset({"partner", "ambiguous", "product", "flow", "month"})


def spellings(entries: Mapping[str, tuple[Entry, ...]]) -> dict[str, tuple[str, ...]]:
    """Tag -> the Latin spellings under it that are long enough to be misspelt; not words of Khmer in Latin letters."""
    found: dict[str, list[str]] = {}
    for key, under in entries.items():
        if key.isascii() and key.isalpha() and len(key) > 3:
            for tag in {e.meaning.tag for e in under if not e.code and e.language in ("en", "")}:
                found.setdefault(tag, []).append(key)
    return {tag: tuple(keys) for tag, keys in found.items()}


def loose_spellings(entries: Mapping[str, tuple[Entry, ...]]) -> dict[str, str]:
    """How a Khmer name is written loosely -> its spelling; short ones and those that could be another left out."""
    found: dict[str, dict[frozenset[Meaning], str]] = {}
    for key, under in entries.items():
        if key[0] in _KHMER and under[0].words >= _LEAST_SYLLABLES and any(e.meaning.tag in _MENDED for e in under):
            found.setdefault(loosely(key), {}).setdefault(frozenset(e.meaning for e in under), key)
    return {loose: next(iter(keys.values())) for loose, keys in found.items() if len(keys) == 1}


def nearest(
    entries: Mapping[str, tuple[Entry, ...]], choices: Sequence[str], word: str, tags: Collection[str], slips: int
) -> list[tuple[Meaning, str, int]]:
    """(meaning, spelling, slips between) for the spellings at most `slips` away (OSA distance), nearest first."""
    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=20)
    near = sorted(((key, int(distance)) for key, distance, _ in found), key=lambda f: (f[1], f[0]))
    return [
        (entry.meaning, key, distance)
        for key, distance in near for entry in entries[key] if entry.meaning.tag in tags and not entry.code
    ]  # fmt: skip


def is_english(word: str) -> bool:
    """Whether a word in lower case is spelt right in English: then it is no slip of another."""
    return word in _english()


@cache
def _english() -> WordFrequency:
    """The words of English; read when the first unknown word is met."""
    return SpellChecker().word_frequency


@lru_cache(maxsize=32)
def choices_of(lexicon: Lexicon, tags: frozenset[str]) -> tuple[str, ...]:
    """The spellings under any of the tags."""
    return tuple(dict.fromkeys(chain.from_iterable(lexicon.spellings.get(tag, ()) for tag in sorted(tags))))
