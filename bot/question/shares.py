"""What a share is a share of."""

from __future__ import annotations

from dataclasses import replace

from bot.model.figure import TOTAL, WORLD
from bot.model.query import Query
from bot.question.slots import Named, Slots
from bot.words import Lexicon


def whole_of(query: Query, slots: Slots, lexicon: Lexicon) -> Query | None:
    """The query with its whole; None where there is nothing to be a share of.

    A country is a share of all partners (or of the group that is named beside it) for the same product; a product
    without a country, or one that is the part, is a share of all goods with the same partner.
    """
    if (inside := _inside_group(query, slots, lexicon)) is not None:
        return inside
    if not _side_by_side(slots.places, slots) or not _side_by_side(slots.products, slots):
        return None
    partner, product = query.partners[0], query.products[0]
    if partner == WORLD and product == TOTAL:
        return None
    if partner != WORLD and product != TOTAL and _is_of_everything(slots):
        return replace(query, whole=(WORLD, TOTAL))
    if product != TOTAL and (partner == WORLD or _product_is_part(slots)):
        return replace(query, whole=(partner, TOTAL))
    return replace(query, whole=(WORLD, product))


def _inside_group(query: Query, slots: Slots, lexicon: Lexicon) -> Query | None:
    """`Vietnam's share of ASEAN exports`: the group named beside its member is the whole."""
    groups = [p for p in query.partners if lexicon.is_group(p)]
    singles = [p for p in query.partners if not lexicon.is_group(p)]
    if len(groups) != 1 or not singles:
        return None
    if any(slots.words[i].means("join") for i in range(*_between(slots.places))):
        return None
    if not all(s in lexicon.groups[groups[0]].members for s in singles):
        return None
    return replace(query, partners=tuple(singles), whole=(groups[0], query.products[0]))


def whole_as_before(query: Query, before: Query) -> Query | None:
    """The query with the whole that the share before had: of all partners, of the group, or of all goods."""
    partner, product = before.whole or (WORLD, TOTAL)
    if (product,) != before.products:
        product = TOTAL if product == TOTAL else product
        partner = query.partners[0] if (partner,) == before.partners else partner
    else:
        product = query.products[0]
    part = (query.partners[0], query.products[0])
    return None if part == (partner, product) else replace(query, whole=(partner, product))


def part_in_everything(query: Query, slots: Slots, lexicon: Lexicon) -> Query:
    """The query of a contribution; with its whole where a group is a part (the EU's contribution to export growth)."""
    cue = slots.kinds.get("contribution", len(slots.words))
    groups = [p for p in slots.places if lexicon.is_group(p.code)]
    parts = [p for p in groups if p.prep == "of" or (p.prep is None and p.at < cue)]
    if query.by != "partner" or slots.members or not groups or len(parts) < len(slots.places):
        return query
    return replace(query, whole=(WORLD, query.products[0]))


def _side_by_side(named: list[Named], slots: Slots) -> bool:
    """Whether several are joined in a list; without a join one would be the whole of the other."""
    if len({n.code for n in named}) < 2:
        return True
    between = slots.words[slice(*_between(named))]
    return any(w.means("join") or w.means("mark", "comma") or w.means("kind", "compare") for w in between)


def _between(places: list[Named]) -> tuple[int, int]:
    return places[0].at + 1, places[-1].at


def _named_after_whole(slots: Slots) -> Named | None:
    """对美国出口中服装的占比: what is named after the whole is the part."""
    ends = [at for at, word in enumerate(slots.words) if word.means("prep", "within")]
    named = sorted((*slots.places, *slots.products), key=lambda n: n.at)
    return next((n for n in named if ends and n.at > ends[-1]), None)


def _cue(slots: Slots) -> int:
    """Where the question begins to speak of a share."""
    return min(slots.kinds.get(name, len(slots.words)) for name in ("share", "percent", "part"))


def _is_of_everything(slots: Slots) -> bool:
    """`garment exports to the US as a share of total exports`: all is named, and the whole comes after it by itself."""
    cue = _cue(slots)
    flows = [at for at, _ in slots.flows]
    return all(named.at < cue for named in (*slots.places, *slots.products)) and any(at > cue for at in flows)


def _product_is_part(slots: Slots) -> bool:
    """`share of garments in exports to US`, `garments' share of`: the product is the part, not what it is a part of."""
    if not slots.products:
        return False
    if (after := _named_after_whole(slots)) is not None:
        return after in slots.products
    cue = _cue(slots)
    product = slots.products[0]
    if any(p.code == product.code and p.at > cue > product.at for p in slots.products):
        return False  # garment exports to the US as a share of garment exports
    if product.at < cue:
        return all(p.at > product.at for p in slots.places)
    if slots.places and all(p.prep in ("to", "from") and cue < p.at < product.at for p in slots.places):
        return True  # what share of exports to the US are garments
    first_named = min([product.at, *(p.at for p in slots.places if p.at > cue)])
    end = min((p.at for p in slots.places if p.at > product.at), default=len(slots.words))
    said_in = any(w.means("prep", "in") for w in slots.words[product.at : end])
    return first_named == product.at and said_in
