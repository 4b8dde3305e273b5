"""A message as the pieces that have a meaning: words and names of one or more tokens, numbers, marks, and the rest.

Of all ways to cut the message, the one that leaves the least without a meaning, in the fewest pieces. So Khmer and
Chinese, which put no spaces between words, are cut like English; what is left over is a piece without a meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.words.lexicon import Entry, Lexicon, Meaning
from bot.words.text import Script, Token, clean, tokens

_INSIDE_NAMES = frozenset(".,:'’-–‐()/·`´ៗ")
_UNKNOWN_WORD, _UNKNOWN_SYLLABLE, _PIECE = 100.0, 20.0, 1.0
_NAME = 0.9  # where nothing is spaced, names hold together: 2024年|中国, not 年中|国
_NAMES = frozenset({"partner", "product", "reporter"})
_WEAK = 50.0  # a code in lower case
_SPLIT = 10.0  # a word with a space inside (viet nam), rather than two that are not known
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the message. meanings is empty where it is not known; number is its value where it is one.

    weak: a code in lower case, which counts only where a place must stand.
    """

    text: str
    norm: str
    script: Script
    start: int
    end: int
    spaced: bool
    meanings: tuple[Meaning, ...] = ()
    number: int | None = None
    weak: bool = False

    def means(self, tag: str, value: str | None = None) -> bool:
        """Whether the piece can mean the tag (and that value of it)."""
        for meaning in self.meanings:  # noqa: SIM110 -- asked hundreds of times a question; any() takes three times as long
            if meaning.tag == tag and (value is None or meaning.value == value):
                return True
        return False

    def value(self, tag: str) -> str | None:
        """The first value of the tag that the piece can mean."""
        for meaning in self.meanings:
            if meaning.tag == tag:
                return meaning.value
        return None


def pieces(text: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces of a message, in order, nothing left out."""
    found = tokens(clean(text))
    capitals = _in_capitals(found)
    cut = _best_cut(found, lexicon, capitals)
    return tuple(_joined_unknown(list(_pieces(found, cut))))


def _in_capitals(found: Sequence[Token]) -> bool:
    """Whether everything is written in capitals, so that they say nothing."""
    words = [t.text for t in found if t.script == "latin"]
    return len(words) > 1 and any(len(w) > 3 for w in words) and all(w.isupper() for w in words)


@dataclass(frozen=True, slots=True)
class _Cut:
    cost: float
    end: int
    meanings: tuple[Meaning, ...] = ()
    weak: bool = False


def _best_cut(found: Sequence[Token], lexicon: Lexicon, capitals: bool) -> list[_Cut]:
    """For each token, the piece that begins there in the best way to cut the rest."""
    best = [_Cut(0.0, len(found))] * (len(found) + 1)
    for i in range(len(found) - 1, -1, -1):
        options = [_alone(found[i], i, best), *_known(found, i, lexicon, capitals, best)]
        best[i] = min(options, key=lambda o: (o.cost, -o.end))
    return best


def _alone(token: Token, i: int, best: Sequence[_Cut]) -> _Cut:
    if token.script in ("digits", "mark"):
        return _Cut(1.5 * _PIECE + best[i + 1].cost, i + 1)  # a known mark comes before it
    unknown = _UNKNOWN_WORD if token.script == "latin" else _UNKNOWN_SYLLABLE
    return _Cut(unknown + best[i + 1].cost, i + 1)


def _known(found: Sequence[Token], i: int, lexicon: Lexicon, capitals: bool, best: Sequence[_Cut]) -> Iterator[_Cut]:
    for end, joined, words in _joins(found, i, lexicon):
        entries = lexicon.entries.get(joined)
        if not entries:
            continue
        unspaced = found[i].script in ("khmer", "han")
        fitting = [e for e in entries if words <= e.words or unspaced]
        if not fitting and not _torn_apart(found[i:end], joined, lexicon):
            continue
        meanings, weak = _meanings(fitting or entries, found[i:end], capitals)
        if meanings:
            name = unspaced and end > i + 1 and any(m.tag in _NAMES for m in meanings)
            cost = _WEAK if weak else _NAME if name else _PIECE if fitting else _SPLIT
            yield _Cut(cost + best[end].cost, end, meanings, weak)


def _torn_apart(run: Sequence[Token], joined: str, lexicon: Lexicon) -> bool:
    """Whether the run is one long word with spaces in it, of parts that are no words (viet nam)."""
    words = (e for t in run for e in lexicon.entries.get(t.norm, ()) if not e.code)
    return len(joined) >= _LONG_WORD and next(words, None) is None


def _joins(found: Sequence[Token], i: int, lexicon: Lexicon) -> Iterator[tuple[int, str, int]]:
    """(end, letters run together, words) of the runs of tokens that begin at i and can be in the lexicon."""
    first = found[i]
    if first.script == "mark":
        yield i + 1, first.norm, 1
        return
    joined, words = "", 0
    for end in range(i, len(found)):
        token = found[end]
        if token.script == "mark":
            if token.norm not in _INSIDE_NAMES:
                return
            continue
        joined, words = joined + token.norm, words + 1
        if joined not in lexicon.beginnings:
            return
        yield end + 1, joined, words


def _meanings(entries: Sequence[Entry], run: Sequence[Token], capitals: bool) -> tuple[tuple[Meaning, ...], bool]:
    """What a run of tokens means, and whether only as a code in lower case."""
    words = [e for e in entries if not e.code]
    codes = [e for e in entries if e.code]
    written = (run[0].text.isupper() and not (capitals and words)) or "." in run[0].text
    counted = words + (codes if written else [])
    if counted or not codes:
        return tuple(dict.fromkeys(e.meaning for e in counted)), False
    return tuple(e.meaning for e in codes), True


def _pieces(found: Sequence[Token], cut: Sequence[_Cut]) -> Iterator[Piece]:
    i = 0
    while i < len(found):
        run, part = found[i : cut[i].end], cut[i]
        number = int(run[0].norm) if len(run) == 1 and run[0].script == "digits" else None
        text, norm = (run[0].text, run[0].norm) if len(run) == 1 else _together(run)
        yield Piece(
            text, norm, run[0].script, run[0].start, run[-1].end, run[0].spaced, part.meanings, number, part.weak
        )  # fmt: skip
        i = cut[i].end


def _together(run: Sequence[Token]) -> tuple[str, str]:
    """Several tokens as typed, and as compared."""
    typed = "".join((" " if t.spaced and n else "") + t.text for n, t in enumerate(run))
    return typed, "".join(t.norm for t in run if t.script != "mark") or run[0].norm


def _joined_unknown(found: list[Piece]) -> Iterator[Piece]:
    """Neighbouring syllables without a meaning are one word without a meaning."""
    waiting: Piece | None = None
    for piece in found:
        unknown = not piece.meanings and piece.script in ("khmer", "han")
        if waiting and unknown and piece.script == waiting.script and not piece.spaced:
            waiting = replace(waiting, text=waiting.text + piece.text, norm=waiting.norm + piece.norm, end=piece.end)
            continue
        if waiting:
            yield waiting
        waiting = piece if unknown else None
        if not unknown:
            yield piece
    if waiting:
        yield waiting
