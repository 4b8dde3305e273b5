"""What figures are of, in words: `exports of garments to the United States`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.query import Query
from bot.reply.tongue import _
from bot.reply.voice import Voice

_PLAIN: Final[dict[Flow, str]] = {
    "exports": _("exports"), "imports": _("imports"), "trade": _("trade"), "balance": _("trade balance"),
}  # fmt: skip
_OF_PARTNER: Final[dict[Flow, str]] = {
    "exports": _("exports to {partner}"),
    "imports": _("imports from {partner}"),
    "trade": _("trade with {partner}"),
    "balance": _("trade balance with {partner}"),
}
_OF_PRODUCT: Final[dict[Flow, str]] = {
    "exports": _("exports of {product}"),
    "imports": _("imports of {product}"),
    "trade": _("trade in {product}"),
    "balance": _("trade balance in {product}"),
}
_OF_BOTH: Final[dict[Flow, str]] = {
    "exports": _("exports of {product} to {partner}"),
    "imports": _("imports of {product} from {partner}"),
    "trade": _("trade in {product} with {partner}"),
    "balance": _("trade balance in {product} with {partner}"),
}


def subject(voice: Voice, flow: Flow, partner: str = WORLD, product: str = TOTAL) -> str:
    """One flow of one partner and product, in the middle of a sentence."""
    return subjects(voice, (flow,), (partner,), (product,))


def subjects(voice: Voice, flows: Sequence[Flow], partners: Sequence[str], products: Sequence[str]) -> str:
    """Flows of partners and products: `exports and imports of garments with China and Vietnam`."""
    partner = "" if tuple(partners) == (WORLD,) else voice.join(map(voice.partner, partners))
    product = "" if tuple(products) == (TOTAL,) else voice.join(map(voice.product, products))
    if len(flows) != 1:
        return _several(voice, voice.join(map(voice.flow, flows)), partner, product)
    table = _OF_BOTH if partner and product else _OF_PARTNER if partner else _OF_PRODUCT if product else _PLAIN
    return voice.say(table[flows[0]], partner=partner, product=product)


def of_query(voice: Voice, query: Query) -> str:
    """What a query asks about, its period left out."""
    return subjects(voice, query.flows, query.partners, query.products)


def _several(voice: Voice, flows: str, partner: str, product: str) -> str:
    if partner and product:
        return voice.say("{flows} of {product} with {partner}", flows=flows, product=product, partner=partner)
    if partner:
        return voice.say("{flows} with {partner}", flows=flows, partner=partner)
    return voice.say("{flows} of {product}", flows=flows, product=product) if product else flows
