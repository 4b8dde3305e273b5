"""The problems, warnings and remarks of an upload in words: where it is, what is wrong, what would be accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bot.model.draft import Problem
from bot.model.figure import FLOWS
from bot.reply import money
from bot.reply.phrases import listed
from bot.reply.remarks import Facts, Wording, fact_text, quoted
from bot.reply.subjects import subject
from bot.reply.tongue import _
from bot.reply.voice import Voice


def problem_text(said: Voice, problem: Problem) -> str:
    """The whole sentence: `row 5, column value: “about ten” is not a number; a number such as 1,234.5 is needed.`"""
    place, reason = problem_place(said, problem), problem_reason(said, problem)
    return said.line("{place}: {reason}", place=place, reason=reason) if place else reason


def problem_place(said: Voice, problem: Problem) -> str:
    """`sheet Exports, row 5, column C`, as far as it is known."""
    parts = []
    if problem.sheet is not None:
        parts.append(said.say("sheet {sheet}", sheet=quoted(problem.sheet)))
    if problem.row is not None:
        parts.append(said.say("row {row}", row=problem.row))
    if problem.column is not None:
        parts.append(said.say("column {column}", column=quoted(problem.column)))
    return listed(said, *parts)


def problem_reason(said: Voice, problem: Problem) -> str:
    """Why, and what would be accepted; with the nearest known name, if there is one."""
    wording = _WORDINGS[problem.code]
    message = wording if isinstance(wording, str) else wording(problem.facts)
    reason = said.line(message, **_words(said, problem))
    if problem.nearest:
        return said.say("{reason} The nearest known name is “{nearest}”.", reason=reason, nearest=problem.nearest)
    return reason


def _words(said: Voice, problem: Problem) -> dict[str, str]:
    facts = problem.facts
    words = {name: _fact(said, problem.code, name, value) for name, value in facts.items()}
    words |= {"text": quoted(problem.text), "column": quoted(problem.column or ""), "row": str(problem.row or "")}
    words["sheet"] = quoted(problem.sheet or "")
    if facts.get("what") == "yoy_pct":
        words |= {name: money.signed_percent(facts[name]) for name in ("value", "other") if name in facts}
    if facts.get("flow"):
        words["subject"] = subject(said, facts["flow"], facts.get("partner") or "WLD", facts.get("product") or "TOTAL")
    if (
        problem.code in ("two_columns", "columns_disagree") or facts.get("what") == "unit"
    ):  # as the file writes them, whatever they may mean
        words |= {name: quoted(facts[name]) for name in ("first", "second") if name in facts}
    if isinstance(facts.get("limit"), int):
        words["megabytes"] = f"{facts['limit'] >> 20:,}"
    if "other_row" in facts:
        words |= {name: said.exact(facts[name]) for name in _nearly_equal(words, facts)}
        other = Problem("", facts.get("other_sheet"), facts["other_row"], facts.get("other_column"))
        words["other_place"] = problem_place(said, other)
    return words


def _fact(said: Voice, code: str, name: str, value: Any) -> str:
    if isinstance(value, str) and value in _TERMS.get(name, {}):
        return said.say(_TERMS[name][value])
    if name in _DOLLARS or name in _EITHER:
        return _either(said, value)
    if name in ("published", "computed"):
        return said.plain(value) if code == "account_differs" else money.signed_percent(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,g}"
    return fact_text(said, name, value)


def _nearly_equal(words: Mapping[str, str], facts: Facts) -> Sequence[str]:
    """The two amounts that would look the same once rounded."""
    names = ("value", "other")
    return names if len({words[name] for name in names}) == 1 and facts["what"] == "value" else ()


def _either(said: Voice, value: Any) -> str:
    """A value whose kind depends on what disagrees: a flow, a country, a product, a period, an amount, a status."""
    if isinstance(value, str):
        return said.flow(value) if value in FLOWS else quoted(said.code(value))
    if isinstance(value, (int, float)):
        return said.plain(value)
    if isinstance(value, (tuple, list)):
        return said.join(_either(said, each) for each in value)
    return fact_text(said, "", value)


def _by(name: str, wordings: Mapping[str, str]) -> Callable[[Facts], str]:
    return lambda facts: wordings.get(str(facts.get(name)), wordings["other"])


_DOLLARS: Final = {"total", "sum", "whole", "low", "high", "old"}
_EITHER: Final = {"first", "second", "value", "other", "missing", "reporter"}
_PLACES: Final = {
    "caption": _("the caption"),
    "line": _("the line above the table"),
    "sheet": _("the sheet's name"),
    "file": _("the file's name"),
    "header": _("the header"),
    "column": _("the unit column"),
    "table": _("the table"),
    "default": _("nothing said otherwise"),
}
_WHATS: Final = {
    "partner": _("partner"),
    "product": _("product"),
    "flow": _("flow"),
    "period": _("period"),
    "year": _("year"),
    "month": _("month"),
    "value": _("value"),
    "unit": _("unit"),
    "precision": _("precision"),
    "status": _("status"),
    "yoy_pct": _("growth"),
    "source": _("source"),
    "url": _("address"),
    "reporter": _("reporter"),
    "columns": _("columns"),
    "rows": _("rows"),
    "cells": _("cells"),
    "cell_text": _("characters in a cell"),
}
_STATES: Final = {"provisional": _("provisional"), "final": _("final")}
_TERMS: Final[dict[str, dict[str, str]]] = {
    "what": _WHATS,
    "value": _STATES,
    "other": _STATES,
    "where": _PLACES,
    "first_from": _PLACES,
    "second_from": _PLACES,
    "kind": {"long": _("one figure a row"), "wide": _("periods, countries or products across")},
}
_FILES: Final = {
    "xls": _("This is an old Excel file (.xls). Please save it as .xlsx or .csv and send that."),
    "xlsb": _("This is a binary Excel file (.xlsb). Please save it as .xlsx or .csv and send that."),
    "ods": _("This is an OpenDocument file. Please save it as .xlsx or .csv and send that."),
    "pdf": _("This is a PDF. Please send the table itself, as .xlsx or .csv."),
    "picture": _("This is a picture. Please send the table itself, as .xlsx or .csv."),
    "word": _("This is a text document. Please send the table itself, as .xlsx or .csv."),
    "slides": _("This is a presentation. Please send the table itself, as .xlsx or .csv."),
    "html": _("This is a web page. Please save its table as .xlsx or .csv and send that."),
    "xml": _("This is an XML file. Please save it as .xlsx or .csv and send that."),
    "json": _("This is a JSON file. Please save it as .xlsx or .csv and send that."),
    "archive": _("This is an archive. Please unpack it and send the .xlsx or .csv in it."),
    "other": _("This is not a table. Please send an .xlsx or .csv file."),
}
_BROKEN: Final = {
    "xlsx": _("The workbook is damaged and cannot be read to its end. Please save it anew and send it again."),
    "other": _("The text is damaged and cannot be read to its end. Please save it anew and send it again."),
}
_BLANKS: Final = {
    "partner": _("The partner is blank. A country is needed, or World for all countries."),
    "product": _("The product is blank. An HS code or a product is needed, or TOTAL for all goods."),
    "flow": _("The flow is blank. It has to be exports or imports (trade or balance where published)."),
    "year": _("The year is blank. A year such as 2025 is needed."),
    "month": _("The month is blank. A month such as 1 or January is needed."),
    "other": _("The period is blank. A month such as 2025-01 is needed, or a span such as 2024-01/2024-11."),
}
_DIRECTIONS: Final = {
    "destination": _("A destination is a partner of exports, and these are {flow}."),
    "other": _("An origin is a partner of imports, and these are {flow}."),
}
_PARTS: Final = {
    "product": _("{subject}, {period}: the products add up to {sum}, more than the published total of {whole}."),
    "other": _("{subject}, {period}: the countries add up to {sum}, more than the published total of {whole}."),
}
_UNUSED: Final = {
    "partner": _(
        "The file's name says {value}, the table does not: its figures are taken as trade with all countries. If that "
        "is wrong, please name the country in the caption or above the table."
    ),
    "other": _(
        "The file's name says {value}, the table does not: its figures are taken as trade in all goods. If that is "
        "wrong, please name the product in the caption or above the table."
    ),
}
_TOO_LARGE: Final = _("The file is too large: no more than {limit} {what} are taken.")
_UNPACKED: Final = _("The file is too large: no more than {megabytes} MB are taken, unpacked.")
_ROWS: Final = {
    "value": _(
        "The same figure with another value: {value} here, {other} in {other_place}. Only one of them can stay."
    ),
    "other": _(
        "The same figure with another {what}: {value} here, {other} in {other_place}. Only one of them can stay."
    ),
}
_REPLACED: Final = _("{subject}, {period}: {value} is far from {old}, which it would replace. Is the unit right?")
_OUTLIER: Final = _(
    "{subject}, {period}: {value} is far outside its own past, {low} to {high} a month. Is the unit right?"
)
_UNITS: Final[dict[int, str]] = {
    0: _("Values are in US dollars ({where})."),
    3: _("Values are in thousands of US dollars ({where})."),
    6: _("Values are in millions of US dollars ({where})."),
    9: _("Values are in billions of US dollars ({where})."),
}

_WORDINGS: Final[dict[str, Wording]] = {
    "empty_file": _("The file is empty."),
    "not_opened": _("The file cannot be opened."),
    "not_a_table": _by("kind", _FILES),
    "password": _("The workbook is protected by a password. Please send it without."),
    "broken_file": _by("kind", _BROKEN),
    "too_large": lambda facts: _UNPACKED if facts.get("what") == "unpacked" else _TOO_LARGE,
    "unsafe_xml": _("The workbook holds definitions that no spreadsheet program writes. Please save it anew."),
    "nul_bytes": _("The text holds NUL characters, so it is no table. Please save it as CSV anew."),
    "bad_encoding": _("The text is in an unknown encoding. Please save it as CSV in UTF-8, or as .xlsx."),
    "open_quote": _("A quotation mark opens here and never closes."),
    "no_table": _("No table was recognised. A header is needed: period, flow, partner, product, value."),
    "no_value_column": lambda facts: (
        _("The header has no column with values; understood were: {found}. A column named value is needed.")
        if facts.get("found")
        else _("The header has no column with values. A column named value is needed.")
    ),
    "no_values": _("There is not a single value in it; cells that are blank or marked as missing: {skipped}."),
    "no_flow": _(
        "Nothing says whether these are exports or imports. A column flow does, or the caption, the line above the "
        "table, the sheet's name or the file's name."
    ),
    "no_period": _(
        "Nothing says which month this is. A column period does, or the caption or the line above the table, such as "
        "January 2025."
    ),
    "no_year": _("These are months without a year. The year can stand in the header, the line above or the caption."),
    "two_columns": _("Two columns could both be the {what}: {first} and {second}. Please take one of them out."),
    "columns_disagree": _(
        "“{text}” is not what “{first}” in the column “{first_column}” is. Columns for the same thing have to agree."
    ),
    "only_parts": _("“{text}” is only a part of a figure. A row of the whole is needed."),
    "no_header": _(
        "“{text}” stands in a column without a header. Please give the column a header, or take the number out."
    ),
    "context_disagrees": _("{first_from} says {first}, {second_from} says {second}. They have to agree."),
    "unit_below": _(
        "“{text}” stands below the table, but its header and the lines above say another unit, or none, which is US "
        "dollars. Please write the unit in the header or above the table."
    ),
    "context_unclear": _("“{text}” in {where} is not understood as one {what}."),
    "services": _("“{text}”: the figures here are of goods only; a table of goods alone is needed."),
    "not_values": _(
        "“{text}”: growth, shares, averages, forecasts, duties and parts of months are not taken; the values of trade "
        "in whole months are needed."
    ),
    "cumulative_unclear": _(
        "A line calls these figures cumulative, but the columns are single months. Columns such as Jan-Nov 2024 are "
        "accepted."
    ),
    "blank": _by("what", _BLANKS),
    "unknown_partner": _("“{text}” is no country or group that is known. A name or a code such as US is needed."),
    "unknown_product": _("“{text}” is no product that is known. An HS code is needed, or a name such as garments."),
    "unknown_flow": _("“{text}” is no flow. It has to be exports or imports (trade or balance where published)."),
    "total_unclear": _(
        "“{text}” can be of all countries or of those in {where}: write World, or the name of the group."
    ),
    "ambiguous_partner": _("“{text}” can be {choices}. The full name or the code is needed."),
    "bad_product_code": _("“{text}” is no HS code. It has 2, 4 or 6 digits and begins with a chapter from 01 to 97."),
    "bad_period": _("“{text}” is no period. A month such as 2025-01 is accepted, or a span such as 2024-01/2024-11."),
    "year_disagrees": _("“{text}” does not lie in the year of its row. They have to agree."),
    "open_date": _("“{text}” leaves open which is the day and which the month. Please write 2024-02-01 or Feb 2024."),
    "mixed_dates": _("The column mixes dates with the day first and with the month first. Please write 2024-02-01."),
    "future_period": _("{period} is not over yet; figures can be up to {today}."),
    "bad_number": _("“{text}” is not a number. A number such as 1,234.5 is needed, or a blank where there is none."),
    "open_number": _("“{text}” can be thousands or a decimal. Please write it without separators of thousands."),
    "mixed_numbers": _("“{text}”: the column mixes decimal points and decimal commas. Please use one of them."),
    "percent_value": _("“{text}” is a percentage; a value in US dollars is needed."),
    "merged_value": _(
        "“{text}” stands in one merged cell for several values. Each needs a cell of its own, blank where there is no "
        "value."
    ),
    "formula_not_computed": _(
        "The formula was never computed. Please open the file in a spreadsheet program, save it, and send it again."
    ),
    "formula_error": _("The formula shows the error {text}. A number is needed."),
    "negative": _("“{text}”: {flow} cannot be negative."),
    "bad_unit": _("“{text}” is no unit that is taken: USD, thousand USD, USD million or USD billion."),
    "bad_precision": _("“{text}” is no precision: a number above zero, in the value's own unit."),
    "bad_growth": _("“{text}” is no growth: a percentage such as 12.3 is needed, or a blank."),
    "bad_status": _("“{text}” is no status: it has to be final or provisional."),
    "other_reporter": lambda facts: (
        _("“{text}”: these are another country's figures; here are only those of {reporter}.")
        if facts.get("known", True)
        else _("“{text}” is not known as a name or code of {reporter}; here are only its figures.")
    ),
    "wrong_direction": _by("what", _DIRECTIONS),
    "header_disagrees": _("The lines of the header disagree about the {what} of this column."),
    "rows_disagree": _by("what", _ROWS),
    "total_differs": _(
        "{subject}, {period}: the published total of {total} differs from the sum of its months, {sum}."
    ),
    "growth_differs": _("{subject}, {period}: published growth is {published}, the values give {computed}."),
    "account_differs": _("{subject}, {period}: published are {published}, exports and imports give {computed}."),
    "parts_exceed": _by("what", _PARTS),
    "outlier": lambda facts: _REPLACED if "old" in facts else _OUTLIER,
    "month_skipped": _("{flow}: {period} is skipped between what there was and what this file brings."),
    "fewer_partners": _("{flow}, {period}: {count} countries, {before} the month before. Missing: {missing}."),
    "name_unused": _by("what", _UNUSED),
    "title_of_other_time": _("The title says {first}, the table {period}: is it the right table, or an old title?"),
    "partner_is_reporter": _("Figures with {partner} itself as the partner: {count}."),
    "column_ignored": _("The column “{column}” was ignored."),
    "line_ignored": _("The line “{text}” was ignored."),
    "header_repeated": _("Lines that repeat the header were left out: {count}."),
    "sheet_ignored": _("The sheet “{sheet}” has no table and was ignored."),
    "hidden_sheet": _("The sheet “{sheet}” is hidden, and was read."),
    "hidden_rows": _("Hidden rows were read: {count}."),
    "hidden_columns": _("Hidden columns were read: {count}."),
    "rest_skipped": _("“{text}” is the rest and was left out (values: {count})."),
    "sum_skipped": _("“{text}” is a sum without a period of its own and was left out (values: {count})."),
    "part_skipped": _("“{text}” is only a part of a figure and was left out (values: {count})."),
    "partial_year": _("“{text}” stands over only some of its months; as it may be their sum alone, it was left out."),
    "missing_skipped": _("Cells without a value were left out: {count}."),
    "repeated_rows": _("Rows that repeat an earlier one: {count}."),
    "taken_from": _("The {what} is {value}, as {where} says."),
    "unit_taken": lambda facts: _UNITS.get(facts.get("exponent", 0), _UNITS[0]),
    "layout": _("Read as a table with {kind}; rows: {rows}, columns of values: {columns}."),
}
