"""Trade that is another country's: between two others, or all that another one trades. It is not in the figures."""

from __future__ import annotations

from bot.model.answer import Note
from bot.model.figure import WORLD
from bot.question.slots import Named, Slots, flow_of_verb
from bot.question.view import AGAINST, right_before
from bot.question.words import Word


def others_list(slots: Slots) -> str | None:
    """The country whose partners are asked for, or those of its goods (China's top markets); None where it is ours."""
    country = next((p for p in slots.places if p.code), None)
    listed = slots.lists or slots.orders or "rank" in slots.kinds
    if "standing" in slots.kinds or not listed:
        return None
    ours = any(
        r.at < at <= r.at + 4 for r in slots.reporter for at, w in enumerate(slots.words)
        if w.means("order") or w.means("kind", "rank") or w.means("list")
    )  # fmt: skip
    asked = slots.words[0].piece.norm in ("is", "was", "are", "were")  # is Japan a top market
    return None if country is None or ours or asked else country.code


def others_trade(slots: Slots) -> Note | None:
    """Why the question is not of the reporter's trade, or None."""
    return _between_others(slots) or _all_of_another(slots)


# two other places: one sells, another buys, and neither is the reporter


def _between_others(slots: Slots) -> Note | None:
    if slots.reporter:
        return None
    sides = _between(slots) or _of_all(slots) or _dashed(slots) or _actors(slots)
    if sides is None:
        return None
    return Note("other_countries", {"seller": sides[0], "buyer": sides[1]})


def _between(slots: Slots) -> tuple[str, str] | None:
    """`trade between US and China`."""
    codes = [p.code for p in slots.places if p.prep == "between"]
    return (codes[0], codes[1]) if len(codes) == 2 and "compare" not in slots.kinds else None


def _of_all(slots: Slots) -> tuple[str, str] | None:
    """全球对美国出口, `world exports to US`: what all countries sell to one."""
    for at, word in enumerate(slots.words):
        after = next(iter(slots.words[at + 1 : at + 2]), None)
        buys = after is not None and after.means("flow") and word.means("world")
        acting = buys or (after is not None and after.value("prep") in ("toward", "from"))
        if word.means("partner", WORLD) and acting and slots.flows and slots.places:
            return WORLD, slots.places[0].code
    return None


def _dashed(slots: Slots) -> tuple[str, str] | None:
    """`China-US trade`."""
    for first, second in zip(slots.places, slots.places[1:], strict=False):
        dashed = second.at == first.at + 2 and slots.words[first.at + 1].means("mark", "dash")
        listed = "," in slots.words[first.at].text  # a name with `the` after a comma, the beginning of a list
        beside = second.at == first.at + 1 and not listed
        if dashed or (beside and slots.flows and slots.flows[0][1] in ("trade", "balance")):
            return first.code, second.code
    return None


def _actors(slots: Slots) -> tuple[str, str] | None:
    """One place that acts (right before the flow or verb, or whose exports they are), another that it trades with."""
    acts = [*slots.flows, *((at, flow_of_verb(verb)) for at, verb in slots.verbs)] or slots.moved
    if not acts:
        return None
    at, flow = acts[0]
    across = AGAINST.get(flow, "with")
    ranked = "standing" in slots.kinds  # rank of Japan in exports
    subject = right_before(slots, at) or next((p for p in slots.places if p.prep in ("of", "by") and not ranked), None)
    start = at if subject is None else min(at, subject.at)
    other = next((p for p in slots.places if p.at > start and p.prep in (across, "toward")), None)
    if subject is not None and other is not None and other.code != subject.code:
        compared = "compare" in slots.kinds and across == "with"
        return None if compared or _listed_together(slots, subject, other) else (subject.code, other.code)
    to = next((p.code for p in slots.places if p.prep == "to"), None)
    source = next((p.code for p in slots.places if p.prep == "from"), None)
    return (source, to) if to and source and len(acts) == 1 and source != to else None


def _listed_together(slots: Slots, first: Named, second: Named) -> bool:
    """`US and exports to Japan`: beside each other, not one to the other (和 can be `with`)."""
    return any(w.means("join") and not w.means("prep", "with") for w in slots.words[first.at + 1 : second.at])


# all that another country trades, or its trade beside the reporter's


def _all_of_another(slots: Slots) -> Note | None:
    for theirs in (_share_or_place(slots), _with_the_world(slots), _beside_reporter(slots), _trades(slots)):
        if theirs is not None:
            return Note("other_total", {"partner": theirs})
    return None


def _possessor(slots: Slots) -> Named | None:
    """The partner whose flow it is: Japan's imports."""
    return right_before(slots, slots.flows[0][0]) if slots.flows else None


def _share_or_place(slots: Slots) -> str | None:
    """`our share of US imports`, `where do we rank in Japan's imports`, `our market share in Japan`."""
    cues = [slots.kinds[name] for name in ("share", "percent", "standing") if name in slots.kinds]
    if not cues or not slots.reporter or any(r.prep == "in" for r in slots.reporter):
        return None  # 美国在我们出口市场排第几
    if (owner := _possessor(slots)) is not None:
        return owner.code
    owned = any(_is_said_of(slots, reporter, cue) for reporter in slots.reporter for cue in cues)
    if owned and ("standing" in slots.kinds or not slots.flows or _names_world(slots)):
        return slots.partners[0] if slots.places else WORLD
    return None


def _is_said_of(slots: Slots, reporter: Named, cue: int) -> bool:
    """`our share`, `do we rank`, `the rank of Cambodia`."""
    between = slots.words[min(reporter.at, cue) + 1 : max(reporter.at, cue)]
    after = slots.words[reporter.at + 1 : reporter.at + 2]
    owning = any(w.means("mark", "apostrophe") or w.means("flow") or w.means("product") for w in after)
    return all(map(_is_small, between)) and (reporter.at < cue or (reporter.prep == "of" and not owning))


def _is_small(word: Word) -> bool:
    return word.is_mark or word.means("filler") or word.means("link") or word.means("prep", "of") or word.means("list")


def _names_world(slots: Slots) -> bool:
    return any(word.means("world") for word in slots.words)


def _with_the_world(slots: Slots) -> str | None:
    """`Germany's exports to the world`"""
    owner = _possessor(slots)
    return owner.code if owner is not None and _names_world(slots) else None


def _trades(slots: Slots) -> str | None:
    """`how much does Germany export`, `exports of Germany`, without a word of the reporter."""
    for place in slots.places if slots.flows and not slots.reporter else ():
        goods = slots.flows[0][1] == "imports" and any(p.at == place.at + 1 for p in slots.products)  # of Thai rice
        if place.prep == "of" and len(slots.places) == 1 and _follows_flow(slots, place) and not goods:
            return place.code
        before, after = slots.words[max(0, place.at - 1) : place.at], slots.words[place.at + 1 : place.at + 2]
        acting = any(_is_do(w) for w in before) and any(w.piece.norm in ("export", "import", "trade") for w in after)
        if acting and len(slots.places) == 1:
            return place.code
    return None


def _follows_flow(slots: Slots, place: Named) -> bool:
    """Whether only `of` and articles stand between a flow and the place."""
    before = [w for w in slots.words[: place.at] if not w.means("link") and not w.means("prep", "of")]
    return bool(before) and before[-1].means("flow")


def _is_do(word: Word) -> bool:
    return word.piece.norm.endswith(("do", "does", "did"))


def _beside_reporter(slots: Slots) -> str | None:
    """`Cambodia vs Vietnam exports`, `our exports against Thailand's`, `more than Vietnam does`."""
    if "compare" not in slots.kinds or not slots.places:
        return None
    beside = any(_is_compared(slots, reporter) for reporter in slots.reporter if not _is_traded_with(slots, reporter))
    if beside or _acts_itself(slots) or _flow_of_each(slots):
        return slots.partners[-1] if _flow_of_each(slots) else slots.partners[0]
    return None


def _is_traded_with(slots: Slots, reporter: Named) -> bool:
    """អាមេរិកឬចិនទិញពីយើងច្រើនជាង: from us, of two others that buy."""
    counterpart = reporter.prep in ("from", "to") and slots.words[reporter.at - 2].means("verb")
    return counterpart and len(slots.places) > 1 and all(place.at < reporter.at for place in slots.places)


def _is_compared(slots: Slots, reporter: Named) -> bool:
    """Whether the reporter itself stands beside the word that compares, or beside a join (is Cambodia or Vietnam)."""
    after = slots.words[reporter.at + 1 : reporter.at + 2]
    before = slots.words[max(0, reporter.at - 1) : reporter.at]
    owning = any(w.means("flow") or w.means("mark") or w.means("product") or w.means("order") for w in after)
    joined = any(w.means("kind", "compare") or w.means("join") for w in (*after, *(() if owning else before)))
    return joined or slots.words[reporter.at].piece.norm == "ours"


def _acts_itself(slots: Slots) -> bool:
    """`more to the US than Vietnam does`"""
    following = (slots.words[p.at + 1 : p.at + 2] for p in slots.places if p.prep is None)
    return any(_is_do(w) for words in following for w in words)


def _flow_of_each(slots: Slots) -> bool:
    """`compare our exports to the US with Vietnam's exports to the US`: one flow of the reporter and of another."""
    if len(slots.flows) != 2 or slots.flows[0][1] != slots.flows[1][1]:
        return False
    ours = [any(_owns(slots, reporter, at) for reporter in slots.reporter) for at, _ in slots.flows]
    theirs = [any(_owns(slots, place, at) for place in slots.places) for at, _ in slots.flows]
    return ours in ([True, False], [False, True]) and any(theirs)


def _owns(slots: Slots, owner: Named, flow: int) -> bool:
    """Whether a flow stands right after its owner."""
    return owner.at < flow and all(w.is_mark or w.means("filler") for w in slots.words[owner.at + 1 : flow])
