"""Units of US dollars in any usual spelling, and what is none."""

from __future__ import annotations

import pytest
from upload_cases import lines, read_text

from bot.upload.units import find_unit, names_measure, names_other_currency, read_unit


@pytest.mark.parametrize(
    ("text", "exponent"),
    [
        ("USD", 0), ("US$", 0), ("$", 0), ("US dollars", 0), ("U.S. dollars", 0), ("dollars", 0), ("current US$", 0),
        ("USD '000", 3), ("US$'000", 3), ("$000", 3), ("thousand USD", 3), ("USD thousand", 3),
        ("thousands of US dollars", 3),
        ("1000 USD", 3), ("1,000 US$", 3), ("USD k", 3), ("'000 US$", 3),
        ("US$ mn", 6), ("USD million", 6), ("million USD", 6), ("Millions of US dollars", 6), ("US$ millions", 6),
        ("USD mn.", 6),
        ("mln USD", 6), ("Mio. USD", 6), ("$m", 6), ("in million US dollars", 6), ("Unit: US$ million", 6),
        ("USD (million)", 6),
        ("US dollars, millions", 6), ("usd_million", 6), ("million", 6), ("百万美元", 6), ("លានដុល្លារ", 6),
        ("US$ bn", 9), ("USD billion", 9), ("billion dollars", 9), ("十亿美元", 9), ("亿美元", 8), ("万美元", 4),
    ],
)  # fmt: skip
def test_units_of_us_dollars(text: str, exponent: int) -> None:
    assert read_unit(text) == exponent


@pytest.mark.parametrize(
    "text",
    [
        "KHR",
        "million riel",
        "EUR",
        "€",
        "AUD million",
        "Canadian dollars",
        "tonnes",
        "kg",
        "%",
        "index",
        "pairs",
        "USD per kg",
        "",
    ],
)
def test_any_other_unit_is_none(text: str) -> None:
    assert read_unit(text) is None


@pytest.mark.parametrize(
    ("text", "exponent", "rest"),
    [
        ("value (USD million)", 6, "value"), ("Exports, million USD", 6, "Exports"), ("Value in million US$", 6,
        "Value"),
        ("Table 1. Exports to the US, 2024 (US$ million)", 6, "Table 1. Exports to the US, 2024"),
        ("Exports to US Jan 2024", None, "Exports to US Jan 2024"), ("Exports in millions", 6, "Exports"),
        ("Value (million)", 6, "Value"), ("value_usd", 0, "value"), ("Exports by country", None, "Exports by country"),
    ],
)  # fmt: skip
def test_a_unit_is_found_inside_a_text_and_taken_out(text: str, exponent: int | None, rest: str) -> None:
    assert find_unit(text) == (exponent, rest)


def test_other_currencies_and_measures_are_told() -> None:
    assert names_other_currency("Exports (million riel)")
    assert names_other_currency("Canadian dollars")
    assert not names_other_currency("Exports to Europe (US$)")
    assert names_measure("Unit: tonnes")
    assert not names_measure("Exports (USD)")


@pytest.mark.parametrize(
    "line",
    [
        "Exports in tonnes",
        "Exports (kg)",
        "Exports by volume",
        "in thousands of tonnes",
        "Exports, % change",
        "(Riel billion)",
    ],
)
def test_a_line_above_that_names_no_money_is_refused(line: str) -> None:
    draft = read_text(f"{line}\nperiod,flow,value\n2024-01,exports,5\n")
    assert [problem.code for problem in draft.problems] == ["bad_unit"]


_BELOW = "Exports{above}\nCountry,2022,2023\nUnited States,135.8,112.5\n\n{note}\n"


@pytest.mark.parametrize(
    ("above", "note"),
    [
        ("", "Values in thousand US dollars"), ("", "In USD mn"), ("", "Unit: million"),
        ("", "1/ in millions of US dollars"),
        ("", "Note: All values are expressed in current US$ million."), ("", "Source: Customs. Values in USD '000"),
        ("", "单位：百万美元"), ("", "ឯកតា៖ លានដុល្លារ"), (" (USD million)", "Unit: USD thousand"),
    ],
)  # fmt: skip
def test_a_note_below_the_table_may_not_say_another_unit(above: str, note: str) -> None:
    (problem,) = read_text(_BELOW.format(above=above, note=note)).problems
    assert (problem.code, problem.row, problem.text) == ("unit_below", 5, note)


@pytest.mark.parametrize("note", ["Unit: million riel", "Values in EUR", "Unit: tonnes"])
def test_a_note_below_a_table_without_a_unit_may_not_say_what_is_no_dollars(note: str) -> None:
    (problem,) = read_text(_BELOW.format(above="", note=note)).problems
    assert (problem.code, problem.row, problem.text) == ("bad_unit", 5, note)


@pytest.mark.parametrize(
    ("above", "note"),
    [
        (" (USD million)", "Unit: USD million"), (" (USD million)", "Values in US dollars"), ("", "Unit: USD"),
        ("", "Countries with less than USD 1 million are left out"), ("", "Threshold: US$ 1 000"),
        ("", "Exports rose by 5 million US dollars"), ("", "Exchange rate: 1 USD = 4 100 riel"),
        (" (USD million)", "Quantities in thousand tonnes"), ("", "Source: Customs; data in 2024"),
    ],
)  # fmt: skip
def test_a_note_that_agrees_or_names_an_amount_is_a_note(above: str, note: str) -> None:
    assert read_text(_BELOW.format(above=above, note=note)).problems == ()


def test_an_exchange_rate_is_no_unit() -> None:
    rate = '"Exchange rate: 1 USD = 4,100 riel"'
    draft = read_text(f"Exports (US$ million)\n{rate}\nCountry,Jan 2024\nUS,5\n")
    assert lines(draft.figures) == ["exports US TOTAL 2024-01 5000000 ±1000000"]
    assert [p.code for p in read_text(f"Exports\n{rate}\nCountry,Jan 2024\nUS,5\n").problems] == ["bad_unit"]


@pytest.mark.parametrize(
    "title", ["Exports f.o.b., US$ million", "Exports (f.o.b.), US$ million", "Exports, F.O.B. US$ mn"]
)
def test_fob_with_dots_in_a_title_is_no_billion(title: str) -> None:
    draft = read_text(f'"{title}"\nCountry,Jan 2024\nUS,5\n')
    assert lines(draft.figures) == ["exports US TOTAL 2024-01 5000000 ±1000000"]


@pytest.mark.parametrize(
    "header",
    ['"Exports (f.o.b.), US$ million","Imports (c.i.f.), US$ million"',
     "Exports f.o.b. (US$ million),Imports c.i.f. (US$ million)",
     "Exports FOB (USD million),Imports CIF (USD million)"],
)  # fmt: skip
def test_fob_and_cif_are_read_in_headers_with_dots_and_without(header: str) -> None:
    draft = read_text(f"Month,{header}\nJan 2024,5,6\n")
    assert lines(draft.figures) == [
        "exports WLD TOTAL 2024-01 5000000 ±1000000", "imports WLD TOTAL 2024-01 6000000 ±1000000",
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["value (tonnes)", "value (riel)", "value (KHR billion)", "Exports (kg)"])
def test_a_table_of_another_unit_alone_is_refused_at_that_column(header: str) -> None:
    (problem,) = read_text(f"month,flow,partner,{header}\n2024-01,exports,US,5\n").problems
    assert (problem.code, problem.row, problem.column, problem.text) == ("bad_unit", 1, header, header)


@pytest.mark.parametrize("header", ["value (tonnes)", "value (riel)", "value (KHR billion)"])
def test_a_column_of_another_unit_beside_the_values_is_ignored(header: str) -> None:
    draft = read_text(f"month,flow,partner,{header},value (USD)\n2024-01,exports,US,5,6\n")
    assert (draft.problems, lines(draft.figures)) == ((), ["exports US TOTAL 2024-01 6"])
