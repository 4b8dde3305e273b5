"""Numbers written in words, in three languages, become numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.words.lexicon import Meaning
from bot.words.pieces import Piece

_AND = Meaning("join", "and")


def numbered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with every run of number words as one piece that has its number."""
    return tuple(_numbered(list(pieces)))


def _numbered(pieces: list[Piece]) -> Iterator[Piece]:
    i = 0
    while i < len(pieces):
        end = _end_of_run(pieces, i)
        if end == i:
            yield pieces[i]
            i += 1
            continue
        if _is_two_or_three(pieces[i:end], pieces[end : end + 1]):
            end = i + 1
        yield _one(pieces[i:end])
        i = end


def _end_of_run(pieces: Sequence[Piece], i: int) -> int:
    """Where the run of number words that begins at i ends; `and` stays inside (two thousand and ten)."""
    end = i
    while end < len(pieces):
        if _word_value(pieces[end]) is not None:
            end += 1
        elif (
            end > i and _AND in pieces[end].meanings and end + 1 < len(pieces)
            and (_word_value(pieces[end - 1]) or 0) >= 100 and _word_value(pieces[end + 1]) is not None
        ):  # fmt: skip
            end += 1
        else:
            break
    return end


def _is_two_or_three(run: Sequence[Piece], following: Sequence[Piece]) -> bool:
    """两三个月: two digits side by side are no number, unless a year is written so (二四年)."""
    values = [_word_value(p) or 0 for p in run]
    year = any(p.means("time", "year_mark") for p in following)
    return len(values) == 2 and all(0 < v < 10 for v in values) and not year


def _word_value(piece: Piece) -> int | None:
    value = piece.value("number")
    return int(value) if value is not None and piece.number is None else None


def _one(run: Sequence[Piece]) -> Piece:
    values = [v for v in map(_word_value, run) if v is not None]
    joint = "" if run[0].script in ("khmer", "han") else " "
    first, last = run[0], run[-1]
    meanings = first.meanings if len(run) == 1 else ()
    return replace(
        first, text=joint.join(p.text for p in run), norm="".join(p.norm for p in run), end=last.end,
        meanings=meanings, number=_combined(values),
    )  # fmt: skip


def _combined(values: Sequence[int]) -> int:
    """2 1000 15 -> 2015; 19 99 -> 1999; 2 0 1 6 -> 2016; 10 2 -> 12; 2 10 1 -> 21."""
    if len(values) > 1 and all(v < 10 for v in values):
        return int("".join(map(str, values)))
    if len(values) > 1 and values[0] in range(11, 21) and values[1] in range(10, 100) and 100 not in values:
        return values[0] * 100 + sum(values[1:])
    total = current = 0
    for value in values:
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100 or (value == 10 and 0 < current < 10):
            current = max(current, 1) * value
        else:
            current += value
    return total + current
