"""Words that have a meaning, but no place in this question: they are said, never passed over."""

from __future__ import annotations

from collections.abc import Iterator

from bot.question.here import is_joint
from bot.question.slots import Slots
from bot.question.times import Fixed, ToDate
from bot.question.words import Word
from bot.words import Lexicon


def loose_ends(slots: Slots, lexicon: Lexicon) -> list[str]:
    """The words as typed, once all slots are filled."""
    return [
        *_prepositions(slots),
        *_ends(slots),
        *_states(slots, lexicon),
        *_annual(slots),
        *_which_year(slots),
        *_codes(slots, lexicon),
    ]


def _prepositions(slots: Slots) -> Iterator[str]:
    """After to and from comes a name or a time (exports to it); at the end, where just that is asked for."""
    first = min((at for at, _ in [*slots.flows, *slots.verbs]), default=len(slots.words))
    for at, word in enumerate(slots.words):
        placed = at > first or word.piece.script in ("han", "khmer")  # 对美国出口: also before the flow
        sides = ("to", "from", "toward") if word.piece.script == "han" else ("to", "from")
        if placed and any(word.means("prep", prep) for prep in sides) and not word.means("filler"):
            rest = (w for w in slots.words[at + 1 :] if not w.means("link") and not w.is_mark)
            following = next(rest, None)
            asked = slots.lists and (following is None or following.means("prep"))
            asked = asked or bool((slots.lists or slots.places) and following and following.means("order"))
            if not asked and (following is None or not _can_be_named(following)):
                yield f"{word.text} {following.text}" if following else word.text


def _can_be_named(word: Word) -> bool:
    tags = ("partner", "product", "reporter", "list", "ambiguous", "generic", "code", "flow", "join", "pronoun")
    named = word.time is not None or word.piece.number is not None or not word.piece.meanings
    return named or any(word.means(tag) for tag in tags)


def _ends(slots: Slots) -> Iterator[str]:
    """`exports to May 2025`: the end of a span whose start is not said."""
    if len(slots.times) != 1 or "compare" in slots.kinds or isinstance(slots.times[0][1], ToDate):
        return
    at = slots.times[0][0]
    before = slots.words[at - 1] if at else None
    if before is not None and before.means("prep", "to") and before.piece.script == "latin":
        yield f"{before.text} {slots.words[at].text}"


def _states(slots: Slots, lexicon: Lexicon) -> Iterator[str]:
    """`Georgia, USA` is no list of two countries, nor is `Germany (EU)`."""
    for first, second in zip(slots.places, slots.places[1:], strict=False):
        if any(w.means("join") for w in slots.words[second.at + 1 : second.at + 2]):
            continue  # a list that goes on
        between = slots.words[first.at + 1 : second.at]
        beside = all(w.is_mark or w.means("link") or w.means("prep", "in") for w in between)
        inside = (
            "share" not in slots.kinds
            and not any(w.means("join") for w in slots.words[second.at + 1 : second.at + 2])  # Laos, ASEAN and China
            and lexicon.is_group(second.code)
            and first.code in lexicon.groups[second.code].members
        )
        if beside and (inside or lexicon.states.get(first.code) == second.code):
            yield f"{slots.words[first.at].text} {slots.words[second.at].text}"


def _codes(slots: Slots, lexicon: Lexicon) -> Iterator[str]:
    """`to de, fr and it`: at the end of a list of countries a small word that could be one of them, too."""
    named = {place.at for place in slots.places}
    for place in (p for p in slots.places if p.at + 2 not in named):
        joint, word, after = [*slots.words[place.at + 1 : place.at + 4], None, None, None][:3]
        if joint and word and is_joint(joint) and word.means("filler") and word.piece.norm != "us":
            ends = after is None or after.time is not None or after.is_mark or is_joint(after)
            if ends and lexicon.partner(word.text.upper()):
                yield word.text


def _annual(slots: Slots) -> Iterator[str]:
    """`annual exports`: of a year, which has to be named."""
    years = any(isinstance(t, Fixed) and t.unit == "year" and t.period.is_year for _, t in slots.times)
    return (w.text for w in slots.words if w.means("unit", "annual") and not years)


def _which_year(slots: Slots) -> Iterator[str]:
    """ឆ្នាំណា, `which year`: an answer names months; only of years that are named is it a comparison."""
    asked = (w.text for w in slots.words if w.means("list", "when") and w.means("unit", "year"))
    return asked if len(slots.times) < 2 else iter(())
