"""A language together with the names of countries and products in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.model.answer import Row
from bot.model.figure import WORLD, Flow
from bot.model.period import Month, Period
from bot.reply import money, spans
from bot.reply.tongue import Tongue, _, tongue

FLOW_NAMES: dict[Flow, str] = {
    "exports": _("exports"), "imports": _("imports"), "trade": _("trade"), "balance": _("balance"),
}  # fmt: skip


class Names(Protocol):
    """What the replies ask of the lexicon."""

    def partner_name(self, code: str, language: str = "en") -> str:
        """`the United States`."""

    def product_name(self, code: str, language: str = "en") -> str:
        """`footwear (HS 64)`."""

    def is_group(self, code: str) -> bool:
        """Whether the code is a group of countries."""


@dataclass(frozen=True)
class Voice:
    """Says things in one language; every wording function takes one."""

    tongue: Tongue
    names: Names

    @property
    def language(self) -> str:
        return self.tongue.language

    def say(self, message: str, /, **facts: Any) -> str:
        """See `Tongue.say`."""
        return self.tongue.say(message, **facts)

    def count(self, one: str, many: str, number: int, /, **facts: Any) -> str:
        """See `Tongue.count`."""
        return self.tongue.count(one, many, number, **facts)

    def line(self, message: str, /, **facts: Any) -> str:
        """A sentence that begins with a capital."""
        return self.tongue.capital(self.say(message, **facts))

    def join(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        return self.tongue.join(items)

    def partner(self, code: str) -> str:
        """The name of a country or a group; `the world` for all partners."""
        if code == WORLD:
            return self.say("the world")
        return self.names.partner_name(code, self.language).replace("\u200b", "")

    def product(self, code: str) -> str:
        """The name of a product."""
        return self.names.product_name(code, self.language)

    def code(self, code: str) -> str:
        """The name of a country, a group or a product, whichever the code is of."""
        named = self.partner(code)
        return self.product(code) if code.isdigit() or named == code else named

    def flow(self, flow: Flow) -> str:
        """`exports`."""
        return self.say(FLOW_NAMES[flow])

    def month(self, month: Month) -> str:
        """`January 2025`."""
        return spans.month_text(self.tongue, month)

    def period(self, period: Period, short: bool = False) -> str:
        """`January to November 2024`."""
        return spans.period_text(self.tongue, period, short)

    def money(self, value: float, precision: float | None = None) -> str:
        """`$868.7 million`; a negative one has a minus; one that is less than its unit is not nothing."""
        if value and precision is not None and not money.rounded(value, precision, language=self.language):
            return self.say("under {number}", number=self.margin(precision))
        return money.money(value, precision, language=self.language)

    def change(self, value: float, precision: float | None = None) -> str:
        """`+$241.9 million`."""
        return money.signed_money(value, precision, language=self.language)

    def plain(self, value: float) -> str:
        """An amount of unknown rounding, without idle zeros: `$9.92 billion`."""
        return money.plain(value, language=self.language)

    def exact(self, value: float) -> str:
        """An amount in all its digits: `$118.345679 million`."""
        return money.exact(value, language=self.language)

    def margin(self, precision: float) -> str:
        """`$11 million`."""
        return money.margin(precision, language=self.language)

    def growth(self, value: float, width: float | None = None) -> str:
        """`+38.6%`; `about +39%` where its figures leave it open by a percentage point or more."""
        if width is not None and width >= money.WIDE:
            return self.say("about {number}", number=money.signed_percent(value, decimals=0))
        return money.signed_percent(value)

    def share(self, value: float, width: float | None = None) -> str:
        """`37.7%`; a small one is never shown as nothing."""
        if 0 < value < 0.05:
            return self.say("under {number}", number="0.1%")
        if width is not None and width >= money.WIDE:
            return self.say("about {number}", number=money.percent(value, decimals=0))
        return money.percent(value)

    def amount(self, row: Row) -> str:
        """A row's number with its unit."""
        if row.measure in ("value", "average"):
            return self.money(row.value, row.precision)
        if row.measure == "change":
            return self.change(row.value, row.precision)
        if row.measure == "contribution_pp":
            return self.say("{number} points", number=money.points(row.value))
        if row.measure == "rank":
            return f"{row.value:.0f}"
        return (self.share if row.measure == "share_pct" else self.growth)(row.value, row.precision)


def voice(names: Names, language: str) -> Voice:
    """The voice of a language: `en`, `km` or `zh`."""
    return Voice(tongue(language), names)
