"""Follow-ups: what a question leaves out comes from the last one that was understood."""

from __future__ import annotations

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
    return joins or bool(slots.follow & {"same", "instead"}) or bool(slots.follow & _MARKERS and _short(slots))


def _short(slots: Slots) -> bool:
    return len([w for w in slots.words if not w.is_mark]) <= 4


def stands(query: Query, lexicon: Lexicon) -> bool:
    """Whether it asks where one country stands in a ranking."""
    return query.kind == "rank" and query.by == "partner" and query.partners[0] in lexicon.countries


def kind_of_before(asked: Asked, before: Query, slots: Slots, lexicon: Lexicon) -> Asked:
    """The kind of the question before where this one has no cue of its own."""
    same_list = only_listed(slots) and before.by is not None
    if (asked.kind is not None and not same_list) or before.kind in ("help", "coverage"):
        return asked
    if before.kind in ("value", "overview", "compare"):
        return asked
    if before.kind == "rank" and before.by == "partner" and slots.places and not stands(before, lexicon):
        return asked  # a country named after a ranking asks for that country
    return Asked(
        before.kind,
        by=(by_named(slots) or before.by) if before.by else None,
        order=before.order,
        limit=slots.limit or before.limit,
        basis=before.basis,
        level=before.level,
    )
