"""What one answer can give: questions that make no sense, or ask for too much, end here with a reason."""

from __future__ import annotations

from bot.model.answer import Note
from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.query import Query
from bot.question.others import others_list
from bot.question.slots import Slots
from bot.question.times import Earlier, SameIn
from bot.question.two import two_questions
from bot.words import Lexicon

_LISTED = ("partner", "product", "buyer", "supplier", "month")
_MOST = 12  # partners, products or periods in one question


class Stop(Exception):
    """Ends the building of a query with a reason; never leaves this room."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.reason = Note(code, facts)


def check_slots(slots: Slots, before: Query | None) -> None:
    """Stop where the question names too much, is two questions, or goes on from nothing."""
    counts = {"partners": len(slots.partners), "products": len(slots.products), "periods": len(slots.times)}
    for what, count in counts.items():
        if count > _MOST:
            raise Stop("too_much", what=what, limit=_MOST)
    of_another = any(isinstance(t, SameIn) or (isinstance(t, Earlier) and t.of_another) for _, t in slots.times)
    if of_another and before is None and len(slots.times) < 2:
        raise Stop("nothing_before")
    if slots.pronouns and (before is None or before.partners == (WORLD,)):
        raise Stop("nothing_before")
    if two_questions(slots):
        raise Stop("two_questions")


def check_named(slots: Slots) -> None:
    """Stop where no flow, place, product or time is named."""
    named = (
        slots.flows,
        slots.verbs,
        slots.places,
        slots.products,
        slots.times,
        slots.all_partners,
        slots.all_products,
    )
    if not any(named):
        raise Stop("no_question")


def check_asks(slots: Slots) -> None:
    """Stop where a follow-up asks for nothing that would change the question before it (more, now, both)."""
    asks = (
        slots.flows, slots.verbs, slots.places, slots.products, slots.times, slots.kinds, slots.orders,
        slots.peaks, slots.basis, slots.level, slots.limit, slots.all_partners, slots.all_products, slots.pronouns,
        slots.reporter, slots.follow & {"same", "only"}, slots.has_list(*_LISTED),
    )  # fmt: skip
    if not any(asks):
        raise Stop("no_question")


def check_share(flows: tuple[Flow, ...]) -> None:
    """Stop where the flows have no share."""
    if "balance" in flows:
        raise Stop("no_growth_of_balance")
    if len(flows) > 1:
        raise Stop("too_much", what="flows", limit=1)


def check_query(query: Query, slots: Slots, lexicon: Lexicon) -> None:
    """Stop where the whole query asks for what no answer has, or leaves a number of the question unused."""
    if slots.limit is not None and query.kind not in ("rank", "contribution"):
        raise Stop("unknown_word", word=str(slots.limit), near=())
    if query.kind == "average" and any(p.is_month for p in query.periods):
        raise Stop("unsupported", kinds=("average", "month"))
    if query.kind in ("rank", "contribution", "extreme") and (len(query.flows) > 1 or len(query.periods) > 1):
        raise Stop("too_much", what="flows" if len(query.flows) > 1 else "periods", limit=1)
    if query.kind == "rank" and query.by == "partner":
        _check_rank(query, slots, lexicon)
    elif query.kind not in ("rank", "contribution") and not _is_side_by_side(query):
        _check_lists(slots, lexicon)
    if query.kind == "growth":
        _check_growth(query)
    if query.kind == "contribution":
        _check_contribution(query)


def _check_rank(query: Query, slots: Slots, lexicon: Lexicon) -> None:
    """One list of partners at a time; groups have members in a ranking, but no place."""
    goes_on = not slots.kinds  # and Vietnam?
    inside = ("standing" in slots.kinds or goes_on) and _is_member_of_group(query, lexicon)
    for what, codes in (("products", query.products), ("partners", () if inside else query.partners)):
        if len(codes) > 1:
            raise Stop("too_much", what=what, limit=1)
    country = others_list(slots) if query.partners[0] in lexicon.countries else None
    if country is not None:
        raise Stop("other_total", partner=country)
    if query.flows == ("balance",) and _has_balance_with(slots):
        raise Stop("unsupported", kinds=("rank", "balance"))
    listed = slots.members or slots.has_list("partner", "who", "buyer", "supplier")
    if "standing" in slots.kinds and not listed and not inside and lexicon.is_group(query.partners[0]):
        raise Stop("no_rank_of_group", partner=query.partners[0])


def _is_member_of_group(query: Query, lexicon: Lexicon) -> bool:
    """`where does Thailand rank in ASEAN`: one country, and a group that it can be a member of."""
    groups = [lexicon.groups[p].members for p in query.partners if lexicon.is_group(p)]
    countries = [p for p in query.partners if p in lexicon.countries]
    return len(groups) == len(countries) == 1 and countries[0] in groups[0]


def _has_balance_with(slots: Slots) -> bool:
    """`which country has a surplus with us`: theirs, which is our deficit."""
    flow = slots.flows[0][0] if slots.flows else 0
    theirs = any(at < flow for at, what in slots.lists if what in ("partner", "who"))
    return theirs and any(r.prep == "with" for r in slots.reporter)


def _check_lists(slots: Slots, lexicon: Lexicon) -> None:
    """Stop where countries or products are listed that the answer does not list (average exports per country)."""
    for at, what in slots.lists:
        word = slots.words[at]
        if what in ("month", "when", "what", "where") or word.means("filler") or _beside_name(slots, at):
            continue
        if slots.places and not lexicon.is_group(slots.places[0].code) and what in ("partner", "who"):
            raise Stop("other_total", partner=slots.places[0].code)
        raise Stop("unsupported", kinds=("rank", what))


def _is_side_by_side(query: Query) -> bool:
    """`which market is bigger, Japan or Germany`: the list is of those that are compared."""
    return query.kind == "compare" and max(len(query.partners), len(query.products)) > 1


def _beside_name(slots: Slots, at: int) -> bool:
    """`the US market`, `Japan's market`, `rubber products`: no list, a part of the name."""
    before = [w for w in slots.words[:at] if not w.is_mark and w.piece.norm != "s"]
    beside = (*before[-1:], *slots.words[at + 1 : at + 2])
    return any(w.means("partner") or w.means("product") or w.means("reporter") for w in beside)


def _check_growth(query: Query) -> None:
    period = query.periods[0]
    if query.basis == "mom" and not period.is_month:
        raise Stop("unsupported", kinds=("growth", "month"))
    if query.basis == "yoy" and len(period) > 12:
        raise Stop("unsupported", kinds=("growth", "period"))


def _check_contribution(query: Query) -> None:
    if "balance" in query.flows:
        raise Stop("no_growth_of_balance")
    parts = set(query.products) - {TOTAL} if query.by == "product" else ()
    if len(parts) > 1 and any(len(part) != 2 for part in parts):
        raise Stop("unsupported", kinds=("contribution", "product"))
