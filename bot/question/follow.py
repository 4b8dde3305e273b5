"""Follow-ups: what a question leaves out comes from the last one that was understood."""

from __future__ import annotations

from dataclasses import replace

from bot.model.figure import TOTAL
from bot.model.query import Query
from bot.question.kinds import Asked, by_named, only_listed
from bot.question.slots import Slots
from bot.words import Lexicon

_MARKERS = frozenset({"what_about", "same", "instead", "too"})


def starts_afresh(slots: Slots) -> bool:
    """A question that names a flow and a period, or a flow and a partner, and does not say that it goes on."""
    named = bool(slots.flows or slots.verbs) and bool(slots.times or slots.places or slots.all_partners)
    return named and not goes_on(slots)


def goes_on(slots: Slots) -> bool:
    """Whether the words say that it goes on from the one before: and, what about, same for, vs at the start."""
    first = next((w for w in slots.words if not w.is_mark), None)
    if first is None:
        return False
    joins = first.means("join", "and") or first.means("follow") or first.means("kind", "compare")
    if slots.pronouns:
        return True
    return joins or bool(slots.follow & {"same", "instead"}) or bool(slots.follow & _MARKERS and _short(slots))


def _short(slots: Slots) -> bool:
    return len([w for w in slots.words if not w.is_mark]) <= 4


def stands(query: Query, lexicon: Lexicon) -> bool:
    """Whether it asks where one country stands in a ranking."""
    return query.kind == "rank" and query.by == "partner" and any(p in lexicon.countries for p in query.partners)


def in_same_group(named: tuple[str, ...], before: Query, lexicon: Lexicon) -> tuple[str, ...]:
    """The partners of a follow-up that names others; after a place within a group they stand in it too."""
    groups = [p for p in before.partners if lexicon.is_group(p)] if stands(before, lexicon) else []
    return (*named, *(g for g in groups if set(named) <= lexicon.groups[g].members))


def _only_counts(slots: Slots) -> bool:
    """`top 3`: how many and in which order, of what was listed before."""
    named = (slots.flows, slots.verbs, slots.places, slots.products, slots.lists, slots.level, slots.all_partners)
    return not any(named) and "standing" not in slots.kinds


def _picks(before: Query, slots: Slots, lexicon: Lexicon) -> bool:
    """A country (or product) that is named after a ranking of them asks for that one."""
    if before.by == "product":
        return bool(slots.products) and before.products == (TOTAL,)
    return before.by == "partner" and bool(slots.places) and not stands(before, lexicon)


def kind_of_before(asked: Asked, before: Query, slots: Slots, lexicon: Lexicon) -> Asked:
    """The kind of the question before where this one has no cue of its own."""
    if asked.kind == "rank" and before.by is not None and _only_counts(slots):
        return replace(asked, kind=before.kind, by=before.by, level=before.level)
    same_list = only_listed(slots) and before.by is not None
    if (asked.kind is not None and not same_list) or before.kind in ("help", "coverage"):
        return asked
    if before.kind in ("value", "overview", "compare"):
        return asked
    if before.kind == "rank" and _picks(before, slots, lexicon):
        return asked
    return Asked(
        before.kind,
        by=(by_named(slots) or before.by) if before.by else None,
        order=before.order,
        limit=slots.limit or before.limit,
        basis=before.basis,
        level=before.level,
    )
