"""HS codes in a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.question.words import Word

_CHAPTERS = frozenset(f"{n:02d}" for n in range(1, 98) if n != 77)


def hs_code(digits: str) -> str | None:
    """The HS code that digits stand for, a first zero added (801 is 0801); None where there is no such chapter."""
    code = digits.zfill(len(digits) + len(digits) % 2) if len(digits) < 5 else digits
    return code if len(code) in (2, 4, 6) and code[:2] in _CHAPTERS else None


def digits_of_code(words: Sequence[Word]) -> tuple[str, int]:
    """The digits of the code that the words begin with (`HS 6403.99`, 第64章), and of how many words; 0: none."""
    if words[0].means("time", "ordinal_mark"):
        return _before_the_word(words[1:3])
    return _after_the_word(words) if words[0].means("code") else ("", 0)


def _after_the_word(words: Sequence[Word]) -> tuple[str, int]:
    digits, used = "", 1
    for word in words[1:]:
        if word.number is not None and word.piece.norm.isdigit():
            digits += word.piece.norm
        elif not (
            word.is_mark and (word.piece.norm in ".:" or (word.piece.norm == "-" and not digits))
        ) and not word.means("time", "ordinal_mark"):
            break
        used += 1
    return (digits, used) if digits else ("", 0)


def _before_the_word(words: Sequence[Word]) -> tuple[str, int]:
    if len(words) < 2 or words[0].number is None or not words[1].means("code"):
        return "", 0
    return str(words[0].number), 3
