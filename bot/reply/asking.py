"""A query in words: as the heading of its answer, and as a question that means exactly this query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.model.figure import FLOWS, TOTAL, WORLD
from bot.model.period import Period
from bot.model.query import Query
from bot.reply import spans
from bot.reply.subjects import of_query, subjects
from bot.reply.tongue import _, _n
from bot.reply.voice import Names, Voice, voice

LABEL: Final = 60  # characters on a button

_HEADINGS: Final[dict[str, str]] = {
    "value": _("{subject}"),
    "overview": _("{subject}"),
    "compare": _("{subject} compared"),
    "series": _("{subject} by month"),
    "average": _("monthly average of {subject}"),
    "yoy": _("growth of {subject} on a year earlier"),
    "mom": _("growth of {subject} on the month before"),
    "cagr": _("average yearly growth of {subject}"),
    "change": _("change of {subject}"),
    "yoy balance": _("change of {subject} on a year earlier"),
    "mom balance": _("change of {subject} on the month before"),
    "cagr balance": _("change of {subject}"),
    "change balance": _("change of {subject}"),
    "contribution partner": _("what drove the change in {subject}, by country"),
    "contribution product": _("what drove the change in {subject}, by product"),
    "contribution month": _("what drove the change in {subject}, by month"),
    "coverage": _("figures on hand: {subject}"),
}
_QUESTIONS: Final[dict[str, str]] = {
    "value": _("{subject} {period}"),
    "compare": _("compare {subject} {period}"),
    "series": _("{subject} by month {period}"),
    "average": _("average {subject} {period}"),
    "yoy": _("growth of {subject} {period}"),
    "mom": _("month on month growth of {subject} {period}"),
    "cagr": _("growth of {subject} from {first} to {last}"),
    "change": _("change of {subject} from {first} to {last}"),
    "contribution partner": _("what drove the growth of {subject} in {period}"),
    "contribution product": _("what drove the growth of {subject} by product in {period}"),
    "contribution month": _("what drove the growth of {subject} by month in {period}"),
    "coverage": _("what data is there for {subject} {period}"),
}
_EXTREMES: Final = {"desc": _("highest month for {subject}"), "asc": _("lowest month for {subject}")}
_RANKS: Final[dict[str, tuple[str, str]]] = {
    "partner desc": _n("top {number} country for {subject}", "top {number} countries for {subject}"),
    "partner asc": _n("smallest {number} country for {subject}", "smallest {number} countries for {subject}"),
    "member desc": _n(
        "top {number} country of {group} for {subject}", "top {number} countries of {group} for {subject}"
    ),
    "member asc": _n(
        "smallest {number} country of {group} for {subject}", "smallest {number} countries of {group} for {subject}"
    ),
    "month desc": _n("top {number} month for {subject}", "top {number} months for {subject}"),
    "month asc": _n("smallest {number} month for {subject}", "smallest {number} months for {subject}"),
    "chapter desc": _n("top {number} product for {subject}", "top {number} products for {subject}"),
    "chapter asc": _n("smallest {number} product for {subject}", "smallest {number} products for {subject}"),
    "heading desc": _n("top {number} HS heading for {subject}", "top {number} HS headings for {subject}"),
    "heading asc": _n("smallest {number} HS heading for {subject}", "smallest {number} HS headings for {subject}"),
    "subheading desc": _n("top {number} HS subheading for {subject}", "top {number} HS subheadings for {subject}"),
    "subheading asc": _n(
        "smallest {number} HS subheading for {subject}", "smallest {number} HS subheadings for {subject}"
    ),
    "catalogue desc": _n(
        "top {number} catalogue product for {subject}", "top {number} catalogue products for {subject}"
    ),
    "catalogue asc": _n(
        "smallest {number} catalogue product for {subject}", "smallest {number} catalogue products for {subject}"
    ),
}


_LOWEST: Final[dict[str, tuple[str, str]]] = {
    "partner": _n("lowest {number} country for {subject}", "lowest {number} countries for {subject}"),
    "member": _n(
        "lowest {number} country of {group} for {subject}", "lowest {number} countries of {group} for {subject}"
    ),
    "month": _n("lowest {number} month for {subject}", "lowest {number} months for {subject}"),
    "chapter": _n("lowest {number} product for {subject}", "lowest {number} products for {subject}"),
}  # of balances: the largest deficits, or the smallest surpluses


def reading(said: Voice, query: Query, short: bool = False) -> str:
    """What was understood, years filled in: `Exports to the United States, January 2025`."""
    matter = _matter(said, query)
    if not query.periods:
        return said.tongue.capital(matter)
    if query.kind == "growth" and len(query.periods) > 1:
        first, last = (said.period(p, short) for p in (query.periods[0], query.periods[-1]))
        return said.line("{matter}, {first} to {last}", matter=matter, first=first, last=last)
    period = said.join(said.period(p, short) for p in query.periods)
    return said.line("{matter}, {period}", matter=matter, period=period)


def ask_again(query: Query, names: Names, language: str) -> str:
    """The question that means exactly this query, years spelt out; it can be sent back as it stands."""
    return question(voice(names, language), query)


def question(said: Voice, query: Query) -> str:
    """See `ask_again`."""
    if query.kind == "help":
        return said.say("help")
    if query.kind == "coverage" and not query.periods:
        return _coverage(said, query)
    if query.kind in ("rank", "extreme", "share") or (query.kind == "contribution" and _part(said, query)):
        return said.say("{matter} {period}", matter=_matter(said, query), period=_asked(said, query.periods))
    text = said.say(
        _QUESTIONS[_form(query)],
        subject=_named(said, query) if query.kind in ("overview", "coverage") else of_query(said, query),
        period=_asked(said, query.periods),
        first=_asked(said, query.periods[:1]),
        last=_asked(said, query.periods[-1:]),
    )
    return text.strip()


def label(said: Voice, query: Query) -> str:
    """A few words for a button."""
    text = reading(said, query, short=True)
    return text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"


def _form(query: Query) -> str:
    if query.kind == "growth":
        return query.basis or "yoy"
    if query.kind == "contribution":
        return f"contribution {query.by}"
    return "value" if query.kind == "overview" else query.kind


def _matter(said: Voice, query: Query) -> str:
    """What is asked, its period left out."""
    if query.kind == "help":
        return said.say("what this bot answers")
    if query.kind == "coverage" and _everything(query):
        return said.say("figures on hand")
    if query.kind == "extreme":
        message = _EXTREMES[query.order or "desc"]
        return said.say(message, subject=of_query(said, query))
    if query.kind == "share":
        return _share(said, query)
    if query.kind == "rank":
        return _rank(said, query)
    if query.kind == "contribution" and (part := _part(said, query)):
        return part
    named = _named if query.kind == "coverage" else of_query
    of_balance = " balance" if query.kind == "growth" and query.flows == ("balance",) else ""
    return said.say(_HEADINGS[_form(query) + of_balance], subject=named(said, query))


def _part(said: Voice, query: Query) -> str:
    """The contribution of one country or product that is named; empty where all are listed."""
    grouped = any(map(said.names.is_group, query.partners)) and not query.whole
    if query.by == "partner" and query.partners != (WORLD,) and not grouped:
        item, rest = said.join(map(said.partner, query.partners)), subjects(said, query.flows, (WORLD,), query.products)
        return said.say("contribution of {partner} to the growth of {subject}", partner=item, subject=rest)
    if query.by == "product" and query.products != (TOTAL,):
        item, rest = said.join(map(said.product, query.products)), subjects(said, query.flows, query.partners, (TOTAL,))
        return said.say("contribution of {product} to the growth of {subject}", product=item, subject=rest)
    return ""


def _share(said: Voice, query: Query) -> str:
    partner, product = query.whole or (WORLD, TOTAL)
    whole = subjects(said, query.flows, (partner,), (product,))
    if (product,) == query.products:
        part = said.join(map(said.partner, query.partners))
    elif (partner,) == query.partners:
        part = said.join(map(said.product, query.products))
    else:
        part = of_query(said, query)
    return said.say("share of {part} in {whole}", part=part, whole=whole)


def _rank(said: Voice, query: Query) -> str:
    """A place in a rank (`rank of Japan in exports`) or the list itself (`top 5 countries for exports`)."""
    partners, products = query.partners, query.products
    if query.by == "partner" and partners != (WORLD,):
        countries = [p for p in partners if not said.names.is_group(p)]
        if not countries:
            rest = subjects(said, query.flows, (WORLD,), products)
            return _listed(said, query, "member", rest, group=said.partner(partners[0]))
        among = tuple(p for p in partners if p not in countries) or (WORLD,)
        rest = subjects(said, query.flows, among, products)
        return said.say("rank of {item} in {subject}", item=said.join(map(said.partner, countries)), subject=rest)
    if query.by == "product" and products != (TOTAL,) and products[0].isdigit():
        rest = subjects(said, query.flows, partners, (TOTAL,))
        return said.say("rank of {item} in {subject}", item=said.join(map(said.product, products)), subject=rest)
    what = query.level if query.by == "product" else query.by or "partner"
    return _listed(said, query, what, of_query(said, query))


def _listed(said: Voice, query: Query, what: str, subject: str, **facts: str) -> str:
    one, many = _RANKS[f"{what} {query.order or 'desc'}"]
    if query.flows == ("balance",) and query.order == "asc":
        one, many = _LOWEST.get(what, (one, many))
    return said.count(one, many, query.limit or 5, subject=subject, **facts)


def _everything(query: Query) -> bool:
    return query.partners == (WORLD,) and query.products == (TOTAL,) and query.flows in ((), FLOWS)


def _coverage(said: Voice, query: Query) -> str:
    if _everything(query):
        return said.say("what data is there")
    return said.say("what data is there for {subject}", subject=_named(said, query))


def _named(said: Voice, query: Query) -> str:
    """Only the names, where all flows are asked for."""
    if query.flows not in ((), FLOWS):
        return of_query(said, query)
    partner = "" if query.partners == (WORLD,) else said.join(map(said.partner, query.partners))
    product = "" if query.products == (TOTAL,) else said.join(map(said.product, query.products))
    if partner and product:
        return said.say("{product} with {partner}", product=product, partner=partner)
    return partner or product


def _asked(said: Voice, periods: Sequence[Period]) -> str:
    return said.join(_spelt_out(said, p) for p in periods)


def _spelt_out(said: Voice, period: Period) -> str:
    """The months with their years; of whole years the years alone."""
    if period.is_month or (period.start.month == 1 and period.end.month == 12):
        return said.period(period)
    return said.say(
        "{first_month} to {last_month}",
        first_month=spans.month_text(said.tongue, period.start),
        last_month=spans.month_text(said.tongue, period.end),
    )
