"""Which kind of question it is, and what it lists."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.query import Basis, By, Kind, Level, Order
from bot.question.slots import Named, Slots

_ALONE: tuple[Kind, ...] = ("share", "growth", "contribution", "average", "series", "compare")
# Two cues that go together, and what they ask for.
_TOGETHER: dict[frozenset[str], Kind] = {
    frozenset({"average", "series"}): "average",
    frozenset({"compare", "share"}): "share",
    frozenset({"compare", "growth"}): "growth",
    frozenset({"compare", "series"}): "series",
    frozenset({"growth", "series"}): "series",
    frozenset({"rank", "share"}): "rank",
    frozenset({"extreme", "series"}): "extreme",
    frozenset({"rank", "series"}): "extreme",
}
_LISTED_BY: dict[str, By] = {
    "product": "product", "partner": "partner", "who": "partner", "buyer": "partner", "supplier": "partner",
}  # fmt: skip
DEFAULT_LIMIT = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of a question with what it lists. clash: two kinds that cannot be had together."""

    kind: Kind | None
    by: By | None = None
    order: Order | None = None
    limit: int | None = None
    basis: Basis | None = None
    level: Level = "chapter"
    clash: tuple[str, str] | None = None


def asked(slots: Slots) -> Asked:
    """What the cues of a question ask for; kind None where there is no cue, so that the rest decides."""
    cues = _cues(slots)
    if (clash := _clash(slots, cues)) is not None:
        return Asked(None, clash=clash)
    if not cues:
        return Asked(None, limit=slots.limit)
    if "contribution" in cues and not cues & {"average", "series", "compare"}:
        return _spelt_out("contribution", slots)
    if len(cues) == 1:
        return _spelt_out(next(iter(cues)), slots)
    kind = _TOGETHER.get(frozenset(cues))
    if kind is None:
        first, second = sorted(cues)[:2]
        return Asked(None, clash=(first, second))
    return _spelt_out(kind, slots)


def _clash(slots: Slots, cues: set[Kind]) -> tuple[str, str] | None:
    """Two things asked for that one answer cannot give, though each cue alone would pass."""
    if len(slots.orders | slots.peaks) > 1:
        return "largest", "smallest"
    if "growth" in cues and "contribution" not in cues and _listed_by(slots):
        return "growth", "rank"
    if slots.repeated_growth and "compare" in cues:
        return "growth", "compare"
    if slots.has_list("when") and cues & {"growth", "share", "average"}:
        return "growth", "when"
    if _listed_by_two(slots):
        return "partner", "product"
    many = len(slots.partners) > 1 or len(slots.products) > 1 or (len(slots.times) > 1 and not cues)
    if slots.sum and (many or ("rank" in cues and not only_listed(slots))):
        return "sum", "compare"
    return None


def _listed_by_two(slots: Slots) -> bool:
    """`by country and product`"""
    pairs = zip(slots.lists, slots.lists[1:], strict=False)
    return any(
        one != other and slots.words[at - 1].means("join") and at == before + 2 for (before, one), (at, other) in pairs
    )


def _cues(slots: Slots) -> set[Kind]:
    cues: set[Kind] = {k for k in _ALONE if k in slots.kinds}
    if slots.basis:
        cues.add("growth")
    if _is_rank(slots) or (not cues and (_listed_by(slots) or only_listed(slots))):
        cues.add("rank")
    elif slots.peaks or slots.orders or _is_top_month(slots):
        cues.add("extreme")
    if "percent" in slots.kinds and not cues & {"growth", "contribution"}:
        cues.add("share")
    if "series" in cues and _monthly_is_no_series(slots, cues):
        cues.discard("series")
    if "standing" in slots.kinds and "compare" in cues and _said(slots, "compare") == "howdoes":
        cues.discard("compare")  # how does Japan rank
    return cues


def _is_rank(slots: Slots) -> bool:
    """A superlative of countries or products; of months only where several are asked for."""
    if "standing" in slots.kinds:
        return True
    months = slots.has_list("month", "when") and not slots.has_list("partner", "product", "who", "buyer", "supplier")
    superlative = "rank" in slots.kinds or bool(slots.orders)
    if months:
        return (superlative or bool(slots.peaks)) and (slots.limit or 0) > 1
    if slots.peaks and slots.has_list("partner", "product", "who", "buyer", "supplier"):
        return True
    return superlative


def _is_top_month(slots: Slots) -> bool:
    """`top month for exports`: one month, where `top 3 months` are a ranking."""
    return "rank" in slots.kinds and slots.has_list("month", "when")


def _listed_by(slots: Slots) -> bool:
    """`exports by country`: a list without a superlative."""
    return "listing" in slots.kinds or any(
        slots.words[at].piece.norm.startswith(("by", "per")) for at, v in slots.lists if v in ("partner", "product")
    )


def only_listed(slots: Slots) -> bool:
    """`which countries do we export to`: a list, and nothing that says what of it."""
    if slots.kinds or slots.orders or slots.peaks or slots.basis:
        return False
    listed = {value for at, value in slots.lists if not slots.words[at].means("filler")}
    partners = listed & {"partner", "who", "where", "buyer", "supplier"} and not slots.places
    return bool(partners or ("product" in listed and not slots.products))


def _monthly_is_no_series(slots: Slots, cues: set[Kind]) -> bool:
    """`monthly growth`, `monthly average`: of a month, not month by month."""
    return _said(slots, "series") == "monthly" and bool(cues & {"growth"}) and slots.basis == "mom"


def _said(slots: Slots, cue: Kind) -> str:
    """The word that is the cue of a kind."""
    return slots.words[slots.kinds[cue]].piece.norm


def _spelt_out(kind: Kind, slots: Slots) -> Asked:
    if kind == "rank":
        return Asked(
            kind, by=_by(slots), order=_order(slots), limit=slots.limit or _default_limit(slots), level=_level(slots)
        )  # fmt: skip
    if kind == "extreme":
        return Asked(kind, order=_order(slots))
    if kind == "contribution":
        return Asked(kind, by=by_named(slots) or _taken_apart_by(slots), limit=slots.limit, level=_level(slots))
    basis: Basis | None = None
    if kind == "growth":
        basis = "yoy" if slots.basis is None else slots.basis  # type: ignore[assignment]
    return Asked(kind, basis=basis, limit=slots.limit)


def _default_limit(slots: Slots) -> int:
    """One where one is asked for (which country buys the most), else five."""
    return DEFAULT_LIMIT


def _taken_apart_by(slots: Slots) -> By:
    """`contribution of US to export growth` is one partner's; `growth of exports to US` is made of products."""
    cue = slots.kinds["contribution"]
    if slots.members:
        return "partner"
    if any(p.prep in ("to", "from", "with") for p in slots.places):
        return "product"
    if any(p.prep == "of" and cue < p.at <= cue + 3 for p in slots.products):
        return "product"
    return "product" if any(_apart_from_flow(slots, p) for p in slots.products) else "partner"


def _apart_from_flow(slots: Slots, product: Named) -> bool:
    """`footwear's contribution to export growth`: the product is a part, not what is exported (footwear exports)."""
    flow = min((at for at, _ in slots.flows), default=0)
    return product.prep is None and product.at + 1 < flow


def _order(slots: Slots) -> Order:
    ascending = "asc" in slots.orders | slots.peaks
    return "asc" if ascending != slots.deficit else "desc"


def _level(slots: Slots) -> Level:
    return slots.level or "chapter"  # type: ignore[return-value]


def by_named(slots: Slots) -> By | None:
    """What the words list; of both, what they list first (which country buys the most products)."""
    for _, what in slots.lists:
        if what in _LISTED_BY:
            return _LISTED_BY[what]
    if slots.members:
        return "partner"
    return "product" if slots.level else None


def _by(slots: Slots) -> By:
    """What is ranked: what is named; else `biggest exports` are products, `biggest` of a product are partners."""
    if (named := by_named(slots)) is not None:
        return named
    if slots.has_list("month"):
        return "month"
    if "standing" not in slots.kinds and slots.has_list("where"):
        return "partner"
    if "standing" in slots.kinds:
        first = min([*slots.places, *slots.products], key=lambda named: named.at, default=None)
        return "product" if first in slots.products else "partner"
    if slots.products:
        return "partner"
    return "product" if slots.has_list("what") or _superlative_before_flow(slots) else "partner"


def _superlative_before_flow(slots: Slots) -> bool:
    """`top exports`, `our biggest import`: what is exported, not where to."""
    for at, _ in slots.flows:
        words = slots.words[max(0, at - 3) : at]
        if any(w.means("kind", "rank") or w.means("order") for w in words) and not any(w.means("list") for w in words):
            return True
    return False
