"""Whom `us` means: the United States, the reporter, or the one who asks (INTERFACE section 5, Flow)."""

from __future__ import annotations

from bot.question.here import Here, is_joint, is_reporter
from bot.question.slots import Slots
from bot.question.words import Word


def us_named(here: Here, slots: Slots, reporter: str) -> str | None:
    """The code of what is named: US, or "" for the reporter; None for US$ and for the one who asks."""
    before = here.before
    if here.after is not None and here.after.piece.norm == "$":
        return None
    told = before is not None and before.means("teller")
    if here.word.piece.text.isupper() and not told and not _all_capitals(here):
        return "US"
    if told:
        return None
    if before is not None and before.piece.norm == "the":
        return "US"
    return "" if _is_reporter(here, slots, reporter) else "US"


def _all_capitals(here: Here) -> bool:
    latin = [w.piece.text for w in here.words if w.piece.script == "latin" and len(w.piece.text) > 2]
    return len(latin) > 1 and all(t.isupper() for t in latin)


def _is_reporter(here: Here, slots: Slots, reporter: str) -> bool:
    """Where another country is the one that buys or sells, `us` is the reporter."""
    if here.before is not None and here.before.means("verb"):
        return True
    if here.prep in ("to", "from") and any(here.words[at].means("trader") for at, _ in slots.lists):
        return True
    said = here.words[_start_of_part(here) : here.at]
    named = any(_start_of_part(here) <= place.at < here.at for place in slots.places)  # also a `us` before this one
    others = named or any(_is_other(w, reporter) for w in said)
    acts = any(w.means("verb") or w.means("flow") or w.means("list", "buyer") for w in said)
    if here.prep in ("from", "to", "with") and others and acts:
        return True
    elsewhere = [*here.words[: here.at], *here.words[here.at + 1 :]]
    return here.prep == "between" and any(_is_other(w, reporter) for w in elsewhere)


def _start_of_part(here: Here) -> int:
    """Where the part of the question begins that the word is in: after what compares or joins."""
    parting = (i for i in range(here.at - 1, -1, -1) if _parts(here.words[i]))
    return next(parting, -1) + 1


def _parts(word: Word) -> bool:
    """Whether another part of a question begins after the word."""
    return is_joint(word) or (word.means("kind", "compare") and not word.means("list"))


def _is_other(word: Word, reporter: str) -> bool:
    """Another country, or countries that are asked for."""
    country = word.means("partner") and not is_reporter(word, reporter)
    return country or any(word.means("list", v) for v in ("partner", "who", "buyer", "supplier"))
