"""The small phrases that stand beside a figure: its marks, growth, share and rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.model.answer import Row
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.query import By
from bot.reply import money
from bot.reply.found import Found, key_of
from bot.reply.subjects import subject
from bot.reply.tongue import _, _n
from bot.reply.voice import Voice

_GROWTH: Final[dict[str, dict[str, str]]] = {
    "yoy_pct": {
        "+": _("+{size} on a year earlier"),
        "-": _("-{size} on a year earlier"),
        "": _("{size} on a year earlier"),
        "about +": _("about +{size} on a year earlier"),
        "about -": _("about -{size} on a year earlier"),
        "about ": _("about {size} on a year earlier"),
    },
    "mom_pct": {
        "+": _("+{size} on the month before"),
        "-": _("-{size} on the month before"),
        "": _("{size} on the month before"),
        "about +": _("about +{size} on the month before"),
        "about -": _("about -{size} on the month before"),
        "about ": _("about {size} on the month before"),
    },
    "cagr_pct": {
        "+": _("+{size} a year on average"),
        "-": _("-{size} a year on average"),
        "": _("{size} a year on average"),
        "about +": _("about +{size} a year on average"),
        "about -": _("about -{size} a year on average"),
        "about ": _("about {size} a year on average"),
    },
}


def bracketed(said: Voice, text: str, inner: str) -> str:
    """`text (inner)`."""
    return said.say("{text} ({inner})", text=text, inner=inner) if inner else text


def listed(said: Voice, *parts: str) -> str:
    """`first, second`, empty parts left out."""
    shown = [part for part in parts if part]
    text = shown[0] if shown else ""
    for part in shown[1:]:
        text = said.say("{first}, {second}", first=text, second=part)
    return text


def apart(said: Voice, *parts: str) -> str:
    """`first; second`."""
    return said.say("; ").join(parts)


def amount(said: Voice, row: Row, marked: bool = False) -> str:
    """A number with its unit; a balance is called a surplus or a deficit.

    marked: with what a reader must know of a single number: that it is provisional, or worked out.
    """
    return bracketed(said, said.amount(row), listed(said, _side(said, row), marks(said, row) if marked else ""))


def marks(said: Voice, row: Row) -> str:
    """`worked out, provisional`, or nothing."""
    return listed(
        said,
        said.say("worked out") if row.derived else "",
        said.say("provisional") if row.status == "provisional" else "",
    )


def _side(said: Voice, row: Row) -> str:
    if row.flow != "balance" or row.measure != "value" or not row.value:
        return ""
    return said.say("surplus") if row.value > 0 else said.say("deficit")


def growth(said: Voice, row: Row | None) -> str:
    """`+38.6% on a year earlier`, as a phrase; empty without a row."""
    if row is None:
        return ""
    if row.measure not in _GROWTH:
        return said.amount(row)
    wide = row.precision is not None and row.precision >= money.WIDE
    decimals = 0 if wide else 1
    message = _GROWTH[row.measure][("about " if wide else "") + money.sign_of(row.value, decimals)]
    return said.say(message, size=money.percent(row.value, decimals=decimals))


def against_year_earlier(said: Voice, found: Found, key: Key) -> str:
    """Growth, or a balance's change, with the value of a year earlier: `+38.6% on a year earlier ($626.83 million)`."""
    earlier = found.row("value", key._replace(period=key.period.year_earlier()))
    value = _beside(said, earlier) if earlier else ""
    grown = found.row("yoy_pct", key)
    changed = found.row("change", key)
    if grown is None and changed is None:
        return said.say("a year earlier: {value}", value=value) if value else ""
    text = growth(said, grown) or said.say("{change} on a year earlier", change=said.amount(changed) if changed else "")
    return said.say("{growth} ({earlier})", growth=text, earlier=value) if value else text


def _beside(said: Voice, row: Row) -> str:
    """A number that stands in brackets."""
    return listed(said, said.amount(row), said.say("worked out") if row.derived else "")


def against_month_before(said: Voice, found: Found, key: Key) -> str:
    """`+4.1% on the month before ($834.5 million)`."""
    grown = found.row("mom_pct", key)
    before = found.row("value", key._replace(period=key.period.shift(-1)))
    if grown is None or before is None:
        return growth(said, grown)
    return said.say("{growth} ({before})", growth=growth(said, grown), before=_beside(said, before))


def share_of_whole(said: Voice, row: Row | None) -> str:
    """`37.7% of all exports`; with all partners it is a share of all goods."""
    if row is None:
        return ""
    return share_of(said, row, WORLD, row.product if row.partner != WORLD else TOTAL)


def share_of(said: Voice, row: Row, partner: str, product: str) -> str:
    """The share of a whole that is named: `12.5% of all exports to the United States`."""
    return said.say(
        "{share} of all {subject}", share=said.amount(row), subject=subject(said, row.flow, partner, product)
    )


_PLACES: Final[dict[str, tuple[str, str]]] = {
    "partner": _n("rank {rank} of {number} country with figures", "rank {rank} of {number} countries with figures"),
    "product": _n("rank {rank} of {number} product with figures", "rank {rank} of {number} products with figures"),
    "month": _n("rank {rank} of {number} month with figures", "rank {rank} of {number} months with figures"),
}


def place(said: Voice, found: Found, row: Row | None) -> str:
    """`rank 1 of 3 countries with figures`."""
    if row is None:
        return ""
    among = found.among(key_of(row))
    if among is None:
        return said.say("rank {rank}", rank=said.amount(row))
    by, count = among
    return said.count(*_PLACES[by], count, rank=said.amount(row))


def subject_of(said: Voice, row: Row) -> str:
    """`Exports to the United States`."""
    return said.tongue.capital(subject(said, row.flow, row.partner, row.product))


def name_of(said: Voice, key: Key, others: Sequence[Key], by: By | None = None) -> str:
    """What tells it from the others, as a line begins; see `told_apart`."""
    return said.tongue.capital(told_apart(said, key, others, by))


def told_apart(said: Voice, key: Key, others: Sequence[Key], by: By | None = None) -> str:
    """What tells it from the others: its partner, product, flow or period, or several of them; `by` is always named."""
    parts = [
        said.flow(key.flow) if len({k.flow for k in others}) > 1 else "",
        said.partner(key.partner) if by == "partner" or len({k.partner for k in others}) > 1 else "",
        said.product(key.product) if by == "product" or len({k.product for k in others}) > 1 else "",
        said.period(key.period) if by == "month" or len({k.period for k in others}) > 1 else "",
    ]
    return listed(said, *parts) or said.period(key.period)
