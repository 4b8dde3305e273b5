"""Notes and reasons in words: each code of `bot.model.notes` has its sentence here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from babel.dates import format_date

from bot.model.answer import Note
from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.period import Month, Period
from bot.reply import money, spans
from bot.reply.subjects import subject
from bot.reply.tongue import _
from bot.reply.voice import Voice

Facts = Mapping[str, Any]
Wording = str | Callable[[Facts], str]
QUOTED: Final = 40  # characters of the asker's own words that are said back


def quoted(text: str) -> str:
    """The asker's words, cut to a length that a line can bear."""
    plain = " ".join(text.split())
    return plain if len(plain) <= QUOTED else plain[: QUOTED - 1].rstrip() + "…"


def _near(known: str, unknown: str) -> Wording:
    return lambda facts: known if facts.get("near") else unknown


def _topic(facts: Facts) -> str:
    return _TOPICS.get(facts.get("topic", ""), _TOPICS["other"])


def _too_much(facts: Facts) -> str:
    if facts.get("limit") == 1 and facts.get("what") in _ONE:
        return _ONE[facts["what"]]
    return _LIMITS.get(facts.get("what", ""), _LIMITS["other"])


def _nothing(facts: Facts) -> str:
    """Where there are no figures at all, or none of what was to be listed."""
    return _NOTHING.get(facts.get("by") or "", _("There are no figures for {subject}."))


_TOPICS: Final = {
    "price": _("“{word}”: there are no prices here, only the value of goods in US dollars."),
    "quantity": _("“{word}”: there are no quantities here, only the value of goods in US dollars."),
    "count": _("“{word}”: nothing is counted here; there is only the value of goods in US dollars."),
    "currency": _("“{word}”: the figures are in US dollars only."),
    "services": _("“{word}”: the figures are of goods, not of services."),
    "economy": _("“{word}”: there is only trade in goods here, nothing else of the economy."),
    "forecast": _("“{word}”: there are no forecasts here, only what was published."),
    "tariff": _("“{word}”: there are no tariffs or rules here, only the value of goods."),
    "excluded": _("“{word}”: leaving something out is not possible here; please ask for the whole and for the part."),
    "cause": _("“{word}”: the figures show how much, not why."),
    "other": _("“{word}”: there is only the value of goods traded here, in US dollars."),
}
_LIMITS: Final = {
    "partners": _("That is too many countries: {limit} at a time can be answered."),
    "products": _("That is too many products: {limit} at a time can be answered."),
    "periods": _("That is too many periods: {limit} at a time can be answered."),
    "other": _("That is too much at a time: {limit} can be answered."),
}

_ONE: Final = {
    "flows": _("That can be answered for one flow at a time: exports, imports, trade or balance."),
    "partners": _("That can be answered for one country at a time."),
    "products": _("That can be answered for one product at a time."),
    "periods": _("That can be answered for one period at a time."),
}
_NOTHING: Final = {
    "partner": _("No country has figures for {subject} over the whole of {period}."),
    "product": _("No product has figures for {subject} over the whole of {period}."),
    "month": _("No month has figures for {subject} in {period}."),
}
_RANKED: Final[dict[str, str]] = {
    "partner": _("Ranked among {count} countries with figures for {period}."),
    "product": _("Ranked among {count} products with figures for {period}."),
    "month": _("Ranked among {count} months with figures."),
}

_RANKED_ALONE: Final[dict[str, str]] = {
    "partner": _("Only one country has figures for {period}."),
    "product": _("Only one product has figures for {period}."),
    "month": _("Only one month has figures."),
}

REASONS: Final[dict[str, Wording]] = {
    "empty": _("There was no question."),
    "too_long": _("That is too long to be read: a question may have {limit} characters."),
    "unknown_word": _near(_("“{word}” is not known. Did you mean {near}?"), _("“{word}” is not known.")),
    "ambiguous_word": _("“{word}” can be {choices}. Which one?"),
    "not_goods_value": _topic,
    "other_countries": _("Trade between {seller} and {buyer} is not in these figures; they hold our own trade only."),
    "other_total": _("Only our own trade is in these figures, not all that {partner} trades."),
    "instruction": _("“{word}” asks for something else than a figure; this bot only answers questions about trade."),
    "no_question": _("What should be shown is not clear from these words."),
    "impossible_period": _("“{text}” is not a period that can be."),
    "days": _("“{word}”: the figures are by calendar month only."),
    "open_period": _("“{word}” leaves the period open: it needs a first and a last month."),
    "contradiction": _("“{first}” and “{second}” cannot both hold."),
    "too_much": _too_much,
    "no_growth_of_balance": _("A balance has a change in dollars, not a percentage or a share."),
    "no_share": _("There is nothing that this could be a share of."),
    "two_questions": _("These are two questions in one; please ask them one after the other."),
    "compare_with_what": _("It is not clear what to compare with."),
    "unsupported": _("That cannot be answered in one go; please ask for one thing at a time."),
    "part_exceeds_whole": _("No share: the published figure for {subject}, {period}, is less than its part."),
    "no_rank_of_group": _("{partner} is a group; only single countries have a rank."),
    "nothing_before": _("There is no question before this one that it could go on from."),
    "no_figures": _("There are no figures for {subject}."),
    "missing_months": lambda facts: (
        _("There are no figures by month for {subject} in {months}.")
        if facts.get("period") in facts.get("available", ())
        else _("There are no figures for {subject} in {months}.")
    ),
    "too_coarse": _("{subject}, {period}, can only be worked out to within {precision}: too rough to be shown."),
    "not_yet": lambda facts: (
        _("There are no figures for {period} yet; the latest month is {latest}.")
        if facts.get("latest")
        else _nothing(facts)
    ),
    "member_missing": lambda facts: (
        _("{group} cannot be added up for {period}: there is no figure for {members} in {months}.")
        if facts.get("months")
        else _("{group} cannot be added up for {period}: there is no figure for {members}.")
    ),
    "parts_missing": _("{subject}, {period}, cannot be added up: there is no figure for {codes}."),
    "no_base": _("There is no figure for {subject}, {period}, to compare with."),
    "zero_base": _("The figure for {subject}, {period}, is not above zero, so there is no percentage."),
    "nothing_to_rank": _nothing,
    "empty_store": _("There are no figures yet."),
}

_ROUNDED: Final[dict[str, str]] = {
    "yoy_pct": _("{subject}, {period}: rounded figures, the growth on a year earlier lies between {low} and {high}."),
    "mom_pct": _("{subject}, {period}: rounded figures, the growth on the month before lies between {low} and {high}."),
    "other": _("{subject}, {period}: rounded figures, the growth lies between {low} and {high}."),
}

NOTES: Final[dict[str, Wording]] = {
    "year_assumed": _("The year was not named: taken as {period}."),
    "no_day": _("“{word}” was taken as {period}: there are no figures by the day."),
    "latest_assumed": _("No period was named: {period} is the latest there is."),
    "flow_assumed": _("Neither exports nor imports were named: this is {flow}."),
    "read_as": _("“{word}” was read as {partner}."),
    "partial": _("{whole} is not complete: this is {period}."),
    "same_months": _("Compared over the same months: {period}."),
    "reporter_view": lambda facts: (
        _("“{word}” was turned round to our own view of the trade.")
        if facts.get("word")
        else _("This is from our own side of the trade.")
    ),
    "derived": lambda facts: (
        _("{subject}, {period}: worked out from other published figures.")
        if facts.get("precision") is None
        else _("{subject}, {period}: worked out from other published figures, give or take {precision}.")
    ),
    "provisional": _("Provisional figures, which may still be revised."),
    "revised": _("The figure for {subject}, {period}, was first published as {old}; it is now {new}."),
    "rounded_growth": lambda facts: _ROUNDED.get(facts.get("measure", ""), _ROUNDED["other"]),
    "published_growth": _("{subject}, {period}: the growth of {yoy_pct} is as published."),
    "growth_disagrees": _("{subject}, {period}: published growth is {published}, the figures give {computed}."),
    "no_base": lambda facts: (
        _("No change: there is no figure for {subject}, {period}, to compare with.")
        if facts.get("flow") == "balance"
        else _("No growth: there is no figure for {subject}, {period}, to compare with.")
    ),
    "zero_base": _("No percentage: the figure for {subject}, {period}, is not above zero."),
    "small_base": _("The growth is from a small figure ({period})."),
    "no_whole": _("No share: there is no published total for {subject}, {period}."),
    "rank_among": lambda facts: (_RANKED_ALONE if facts.get("count") == 1 else _RANKED)[facts.get("by") or "partner"],
    "left_out": _("Left out, without figures for the whole of {period}: {codes}."),
    "left_out_rough": _("Left out, as the value for {period} can only be worked out too roughly: {codes}."),
    "rough_in_rank": _("Ranked, but with values for {period} that are too rough to be shown: {codes}."),
    "members_without_figures": lambda facts: (
        _("{group} without {members}, for which there are no figures ({periods}).")
        if facts.get("periods")
        else _("{group} without {members}, for which there are no figures.")
    ),
    "membership_changed": _("The members of {group} changed in this time: {joined_left}."),
    "published_group": lambda facts: (
        _("The figure for {group} in {periods} is the source's own.")
        if facts.get("periods")
        else _("The figure for {group} is the source's own.")
    ),
    "published_product": _("The figure for {subject} in {periods} is the source's own, not a sum."),
    "missing_in_series": _("Without a figure: {months}."),
    "rough_in_series": _("Too rough to be shown: {months}."),
    "missing_flow": _("No figure for {subject}, {period}."),
    "rough_flow": _("{subject}, {period}, can only be worked out too roughly to be shown."),
    "ytd_missing": _("The year to date, {period}, is not there."),
    "ties": _("Equal at {value}: {codes}."),
    "coverage": "{coverage}",
    "others": _("All others: {contribution_pp} points ({change})"),
    "lengths_differ": _("The periods compared are not of the same length."),
    "whole_differs": _("{period}: the parts add up to more than the published total."),
}
_JOINED, _LEFT = _("{partner} joined in {month}"), _("{partner} left in {month}")

_MONEY: Final = {"value", "old", "new"}
_PERCENT: Final = {"yoy_pct", "published", "computed", "low", "high"}
_PARTNERS: Final = {"partner", "seller", "buyer", "group"}
_CODES: Final = {"members", "codes", "choices"}


def note_text(said: Voice, note: Note, most: int = spans.SHOWN) -> str:
    """One note of an answer as a sentence. most: how many things of a list are named, the rest of them counted."""
    wording = NOTES.get(note.code) or REASONS[note.code]  # why one of several numbers is missing
    return _sentence(said, wording, note.facts, most)


def reason_text(said: Voice, reason: Note, most: int = spans.SHOWN) -> str:
    """Why there is no number, as one sentence."""
    return _sentence(said, REASONS[reason.code], reason.facts, most)


def _sentence(said: Voice, wording: Wording, facts: Facts, most: int) -> str:
    message = wording if isinstance(wording, str) else wording(facts)
    words = {name: fact_text(said, name, value, most) for name, value in facts.items()}
    words.setdefault("subject", _subject(said, facts))
    words.setdefault("joined_left", _changes(said, facts))
    if "spans" in facts:
        words["coverage"] = said.say("; ").join(coverage_lines(said, facts))
    return said.line(message, **words)


def _subject(said: Voice, facts: Facts) -> str:
    if not facts.get("flow"):
        return said.say("these figures")
    return subject(said, facts["flow"], facts.get("partner") or WORLD, facts.get("product") or TOTAL)


def coverage_lines(said: Voice, facts: Facts) -> list[str]:
    """What figures there are: the months of each flow, the published periods asked for, how many, the last release."""
    holes = dict(facts.get("holes", ()))
    lines = [_span(said, span, holes.get(span[0], ())) for span in facts["spans"]]
    lines += [
        said.line(
            "{name}, published: {periods}", name=said.flow(flow), periods=spans.available_text(said.tongue, periods)
        )
        for flow, periods in facts.get("available", ())
        if periods
    ]
    counts = {name: f"{facts[name]:,}" for name in ("figures", "partners", "products")}
    lines.append(said.say("In all: {figures} figures, {partners} countries, {products} products", **counts))
    release = facts.get("release")
    if release is not None:
        day = format_date(release.at, "long", locale=said.tongue.locale)
        lines.append(
            said.say("Last release: {number}, {day} ({file})", number=release.number, day=day, file=release.file)
        )
    return lines


def _span(said: Voice, span: tuple[Flow, Month, Month], holes: Sequence[Month]) -> str:
    flow, first, last = span
    ends = {"name": said.flow(flow), "first": said.month(first), "last": said.month(last)}
    if holes:
        without = spans.months_text(said.tongue, holes)
        return said.line("{name}: {first} to {last}, without {months}", **ends, months=without)
    return said.line("{name}: {first} to {last}", **ends)


def _changes(said: Voice, facts: Facts) -> str:
    lines = [(_JOINED, c, m) for c, m in facts.get("joined", ())] + [(_LEFT, c, m) for c, m in facts.get("left", ())]
    return said.join(said.say(message, partner=said.partner(c), month=said.month(m)) for message, c, m in lines)


def fact_text(said: Voice, name: str, value: Any, most: int = spans.SHOWN) -> str:
    """A fact of a note as it stands in a sentence: a month, a country, an amount, the asker's own words."""
    if isinstance(value, Month):
        return said.month(value)
    if isinstance(value, Period):
        return said.period(value)
    if isinstance(value, str):
        return _named(said, name, value)
    if isinstance(value, (tuple, list, frozenset)):
        return _several(said, name, tuple(value), most)
    if isinstance(value, (int, float)):
        return _number(said, name, value)
    return ""


def _named(said: Voice, name: str, value: str) -> str:
    if name in _PARTNERS:
        return said.partner(value)
    if name == "product":
        return said.product(value)
    if name == "flow":
        return said.flow(value)  # type: ignore[arg-type]
    return quoted(value)


def _several(said: Voice, name: str, values: tuple[Any, ...], most: int) -> str:
    if values and isinstance(values[0], Month):
        return spans.months_text(said.tongue, values, most)
    if values and isinstance(values[0], Period):
        return spans.periods_text(said.tongue, values, most)
    if name not in _CODES:
        return said.tongue.join([str(v) for v in values], "or")
    names = [said.code(value) for value in values]
    return said.tongue.join(names, "or") if name == "choices" else spans.shortened(said.tongue, names, most)


def _number(said: Voice, name: str, value: float) -> str:
    if name == "precision":
        return said.margin(value)
    if name in _MONEY:
        return said.plain(value)
    if name == "change":
        return ("+" if value > 0 else "") + said.plain(value)
    if name in _PERCENT:
        return money.signed_percent(value)
    return money.points(value) if name == "contribution_pp" else f"{value:g}"
