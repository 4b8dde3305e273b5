"""Hand-built answers for the tests of the replies, with a handful of names."""

from __future__ import annotations

from typing import Any, Final

from bot.model.answer import Answer, Measure, Note, Row, Source, Step, Term
from bot.model.figure import FLOWS, Flow
from bot.model.period import Month, Period
from bot.model.query import Query

_PARTNERS: Final = {
    "US": ("the United States", "សហរដ្ឋអាមេរិក", "美国"),
    "CN": ("China", "ចិន", "中国"),
    "VN": ("Vietnam", "វៀតណាម", "越南"),
    "JP": ("Japan", "ជប៉ុន", "日本"),
    "CD": ("Congo (Kinshasa)", "កុងហ្គោ (គីនស្ហាសា)", "刚果（金）"),
    "CG": ("Congo (Brazzaville)", "កុងហ្គោ (ប្រាហ្សាវីល)", "刚果（布）"),
    "EU": ("the EU", "សហភាពអឺរ៉ុប", "欧盟"),
    "ASEAN": ("ASEAN", "អាស៊ាន", "东盟"),
}
_PRODUCTS: Final = {
    "TOTAL": ("all goods", "ទំនិញទាំងអស់", "所有商品"),
    "64": ("footwear (HS 64)", "ស្បែកជើង (HS 64)", "鞋类（HS 64）"),
    "61": ("knitted garments (HS 61)", "សម្លៀកបំពាក់ប៉ាក់ (HS 61)", "针织服装（HS 61）"),
    "GARMENTS": ("garments", "សម្លៀកបំពាក់", "服装"),
}
_LANGUAGES: Final = ("en", "km", "zh")
POST: Final = Source("Phnom Penh Post, 2025-02", "https://phnompenhpost.com/business/us?a=1&b=2")


class FewNames:
    """A few names in three languages."""

    def partner_name(self, code: str, language: str = "en") -> str:
        return _PARTNERS[code][_LANGUAGES.index(language)] if code in _PARTNERS else code

    def product_name(self, code: str, language: str = "en") -> str:
        return _PRODUCTS[code][_LANGUAGES.index(language)] if code in _PRODUCTS else code

    def is_group(self, code: str) -> bool:
        return code in ("EU", "ASEAN")


NAMES: Final = FewNames()


def query(kind: Any = "value", flows: tuple[Flow, ...] = ("exports",), periods: str = "2025-01", **more: Any) -> Query:
    """A query about the United States unless told otherwise; several periods with a space between."""
    partners = more.pop("partners", ("US",))
    return Query(kind, flows, partners, periods=tuple(map(Period.parse, periods.split())), **more)


def row(
    measure: Measure, value: float, precision: float | None = None, period: str = "2025-01", flow: Flow = "exports",
    partner: str = "US", product: str = "TOTAL", **more: Any,
) -> Row:  # fmt: skip
    return Row(flow, partner, product, Period.parse(period), measure, value, precision, **more)


def term(value: float, precision: float | None = None, period: str = "2025-01", sign: int = 1, **more: Any) -> Term:
    place = {"flow": "exports", "partner": "US", "product": "TOTAL"} | more
    return Term(sign, **place, period=Period.parse(period), value=value, precision=precision)


def note(code: str, **facts: Any) -> Note:
    return Note(code, facts)


def exports_to_us() -> Answer:
    """Exports to the United States in January 2025, as the newspaper had them."""
    value = row("value", 868.7e6, 1e5, status="provisional")
    growth = row("yoy_pct", 38.5862833, 0.018)
    rows = (
        value,
        growth,
        row("value", 626.83e6, 1e4, "2024-01", status="provisional"),
        row("share_pct", 37.67129, 0.02),
        row("value", 2.306e9, 1e6, partner="WLD", status="provisional"),
        row("rank", 1.0),
    )
    notes = (
        note("year_assumed", period=Period.parse("2025-01")),
        note("rank_among", flow="exports", product="TOTAL", period=Period.parse("2025-01"), count=3),
        note("provisional", periods=(Period.parse("2025-01"),)),
    )
    steps = (Step("growth", growth, (term(868.7e6, 1e5), term(626.83e6, 1e4, "2024-01"))),)
    return Answer(
        "answered", query(), value, rows, None, notes, steps, (POST,),
        alternatives=(query(flows=("imports",)),), suggestions=(query("overview", FLOWS),),
    )  # fmt: skip


def trade_with_us() -> Answer:
    """All four flows, the balance with its change."""
    trade = row("value", 892.47e6, 1e4, flow="trade")
    rows = (
        row("value", 868.7e6, 1e5), row("yoy_pct", 38.586),
        row("value", 23.76e6, 1e4, flow="imports"), row("yoy_pct", 37.739, flow="imports"),
        trade, row("yoy_pct", 38.565, flow="trade"),
        row("value", 844.94e6, 1e4, flow="balance"), row("value", 609.57e6, 1e4, "2024-01", flow="balance"),
        row("change", 235.37e6, 2e4, flow="balance"),
    )  # fmt: skip
    return Answer("answered", query("overview", FLOWS), trade, rows, sources=(POST,))


def missing_month() -> Answer:
    """No figure for a month, with what there is."""
    reason = note(
        "missing_months", flow="exports", partner="JP", product="TOTAL", period=Period.parse("2024-10"),
        months=(Month.of(2024, 10),), available=(Period.parse("2024-01/2024-09"), Period.of_year(2024)),
        latest=Month.of(2025, 1),
    )  # fmt: skip
    offered = query(partners=("JP",), periods="2024-01/2024-09")
    return Answer("no_data", query(partners=("JP",), periods="2024-10"), reason=reason, suggestions=(offered,))


def unknown_place() -> Answer:
    reason = note("unknown_word", word="Wakanda", near=("Rwanda",))
    return Answer("not_understood", reason=reason, unknown=("Wakanda",), suggestions=(query(),))


def which_congo() -> Answer:
    reason = note("ambiguous_word", word="Congo", choices=("CD", "CG"), what="partner")
    choices = (query(partners=("CD",)), query(partners=("CG",)))
    return Answer("ambiguous", reason=reason, alternatives=choices)
