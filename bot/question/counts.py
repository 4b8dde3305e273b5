"""What a number of a question is: an HS code, how many are listed, or nothing that is known."""

from __future__ import annotations

from bot.question.codes import digits_of_code, hs_code
from bot.question.here import Here, is_joint
from bot.question.slots import Named, Slots
from bot.question.words import Word

_CUES = (
    ("kind", "rank"), ("kind", "contribution"), ("order", None), ("peak", None), ("list", None),
)  # fmt: skip


def take_code(here: Here, slots: Slots) -> int:
    """Files `HS 6403.99`, 第64章: how many words it takes, 0 where there is no code."""
    digits, used = digits_of_code(here.words[here.at :])
    if not used:
        return 0
    code = hs_code(digits)
    if code is None:
        slots.unknown.append(f"HS {digits}")
    else:
        slots.products.append(Named(code, here.at, here.prep))
    return used


def take_number(here: Here, slots: Slots) -> None:
    """Files a number that is no part of a time."""
    word = here.word
    code = hs_code(word.piece.norm) if word.piece.norm.isdigit() else None
    if here.after is not None and _is_amount(here.after):
        slots.unknown.append(f"{word.text} {here.after.text}")
    elif code and (len(word.piece.norm) in (4, 6) or _goes_on_with_codes(here, slots)):
        slots.products.append(Named(code, here.at, here.prep))
    elif _counts_a_list(here) and slots.limit is None:
        slots.limit = word.number
    elif code and len(word.piece.norm) == 2 and here.prep == "of":
        slots.products.append(Named(code, here.at, "of"))
    elif word.piece.norm not in ("one", "1") or word.piece.norm.isdigit():
        slots.unknown.append(word.text)


def _is_amount(after: Word) -> bool:
    """`over 2 billion`, `up 20%`: no count of anything."""
    return after.means("scale") or after.means("kind", "percent")


def _goes_on_with_codes(here: Here, slots: Slots) -> bool:
    """`HS 61, 62 and 64`: the word for a code stands once."""
    listed = here.words[slots.products[-1].at : here.at] if slots.products else ()
    coded = bool(listed) and (listed[0].means("code") or listed[0].number is not None)
    return coded and all(is_joint(w) or w.means("code") or w.number is not None for w in listed)


def _counts_a_list(here: Here) -> bool:
    telling = [(at, w) for at, w in enumerate(here.words) if at != here.at and not _is_small(w)]
    near = [w for at, w in telling if at < here.at][-2:] + [w for at, w in telling if at > here.at][:2]
    ends_with_rank = here.before is not None and here.before.means("time", "first")
    return 1 <= (here.word.number or 0) <= 300 and (any(map(_is_cue, near)) or ends_with_rank)


def _is_cue(word: Word) -> bool:
    """Whether it says that something is listed."""
    return any(word.means(tag, value) for tag, value in _CUES) or (word.means("flow") and bool(word.value("list")))


def _is_small(word: Word) -> bool:
    telling = ("kind", "order", "peak", "list", "flow", "partner", "product")
    return (word.is_mark or word.means("filler") or word.means("link")) and not any(word.means(t) for t in telling)
