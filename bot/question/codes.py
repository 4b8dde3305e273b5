"""HS codes in a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.question.here import is_joint
from bot.question.slots import Named, Slots
from bot.question.words import Word
from bot.words import Lexicon

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


def join_names_and_codes(slots: Slots, lexicon: Lexicon) -> None:
    """Takes a name with its own code for the code (footwear 6403); one with another's is a loose end."""
    joined: list[Named] = []
    for product in slots.products:
        before = joined[-1] if joined else None
        if before is None or not _is_one_name(slots, before, product):
            joined.append(product)
            continue
        code, name = (product, before) if _is_written_code(slots, product) else (before, product)
        joined[-1] = replace(before, code=code.code)
        if not _belongs(code.code, name.code, lexicon):
            slots.loose.append(f"{slots.words[before.at].text} {slots.words[product.at].text}")
    slots.products = joined


def _is_one_name(slots: Slots, first: Named, second: Named) -> bool:
    """Whether it is a name and a code, and nothing between them joins or compares two."""
    between = slots.words[first.at + 1 : second.at]
    beside = not any(is_joint(word) or word.means("kind", "compare") for word in between)
    return beside and _is_written_code(slots, first) != _is_written_code(slots, second)


def _is_written_code(slots: Slots, product: Named) -> bool:
    word = slots.words[product.at]
    return word.number is not None or word.means("code") or word.means("time", "ordinal_mark")


def _belongs(code: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a code is the name's, one of its codes, or inside or around it."""
    return any(code.startswith(own) or own.startswith(code) for own in lexicon.product_codes(name))
