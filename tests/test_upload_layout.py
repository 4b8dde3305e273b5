"""What the headers of a wide table say: a name that is not known is refused in its place, never left out."""

from __future__ import annotations

import pytest
from upload_cases import lines, read, read_text
from upload_workbooks import Rows, book_of


@pytest.mark.parametrize(
    ("text", "row", "word", "nearest"),
    [("Month,US,Chiina\n2024-01,5,6\n", 1, "Chiina", "China"),
     ("Month,US,Chiina,Total\n2024-01,5,6,20\n", 1, "Chiina", "China"),
     ("Month,US,Japan,Atlantis\n2024-01,5,6,7\n", 1, "Atlantis", None),
     ("Month,64,61,Footwaer,Total\n2024-01,5,6,7,20\n", 1, "Footwaer", "footwear"),
     ("Month,Exports,Improts\n2024-01,5,6\n", 1, "Improts", "imports"),
     ("Month,Exports,Improts (USD million)\n2024-01,5,6\n", 1, "Improts", "imports"),
     ("Trade January 2024\nPartner,Exports,Improts\nUS,5,6\n", 2, "Improts", "imports"),
     ("Country,Nov 2024,12 months to Nov 2024\nUS,5,6\n", 1, "12 months to Nov 2024", None),
     (",US,,Chiina,\nMonth,Exports,Imports,Exports,Imports\nJan 2024,1,2,3,4\n", 1, "Chiina", "China"),
     (",US,,Japan,,Atlantis,\nMonth,Exports,Imports,Exports,Imports,Exports,Imports\nJan 2024,1,2,3,4,5,6\n", 1,
      "Atlantis", None)],
)  # fmt: skip
def test_a_header_across_that_is_no_known_name_is_refused(text: str, row: int, word: str, nearest: str | None) -> None:
    problems = read_text(text, "exports.csv" if "mports" not in text.split("\n", 1)[0] else "a.csv").problems
    assert {(p.row, p.text, p.nearest) for p in problems} == {(row, word, nearest)}


@pytest.mark.parametrize("header", ["Remarks", "No.", "Weight", "Share (%)"])
def test_a_column_of_something_else_is_ignored(header: str) -> None:
    draft = read_text(f"Month,US,{header}\n2024-01,5,6\n", "exports.csv")
    assert (draft.problems, lines(draft.figures)) == ((), ["exports US TOTAL 2024-01 5"])


def test_us_beside_a_total_is_the_united_states() -> None:
    draft = read_text("Month,US,Total\n2024-01,5,6\n", "exports.csv")
    assert lines(draft.figures) == ["exports US TOTAL 2024-01 5", "exports WLD TOTAL 2024-01 6"]


def test_a_text_above_columns_that_is_not_understood_is_said() -> None:
    draft = read_text("Country,Exports,,First release,\n,2021,2022,2023,2024\nUS,5,6,7,8\n", "exports.csv")
    assert ("line_ignored", "First release") in {(r.code, r.text) for r in draft.remarks}


def test_a_fiscal_year_is_no_year_beside_a_product() -> None:
    (problem,) = read_text('Partner,Jan 2023,"2023/24"\nUS,4,5\n', "exports.csv").problems
    assert "2023/24" in problem.text


def test_a_blank_year_beside_a_month_is_one_problem() -> None:
    draft = read_text("year,month,flow,value\n2024,1,exports,5\n,3,exports,8\n")
    assert [(p.code, p.row) for p in draft.problems] == [("blank", 3)]


def test_a_scale_without_a_currency_is_of_dollars_and_said() -> None:
    draft = read_text("period,flow,value (million)\n2024-01,exports,5\n")
    assert lines(draft.figures) == ["exports WLD TOTAL 2024-01 5000000 ±1000000"]
    assert "unit_taken" in {r.code for r in draft.remarks}


@pytest.mark.parametrize("product", ["61+62", "61 & 62", "64 to 67", "61 and 62"])
def test_two_codes_in_a_cell_are_refused(product: str) -> None:
    (problem,) = read_text(f"period,flow,product,value\n2024-01,exports,{product},5\n").problems
    assert (problem.code, problem.text) == ("bad_product_code", product)


def test_us_cents_are_no_unit() -> None:
    assert [p.code for p in read_text("US cents\nperiod,flow,value\n2024-01,exports,5\n").problems] == ["bad_unit"]


@pytest.mark.parametrize(
    ("header", "rows", "bad"),
    [("period,value", ["2024-01,5", "2024-22,6", "2024-33,7"], [(4, "2024-22"), (5, "2024-33")]),
     ("period,partner,value", ["2024-01,US,5", "00/2024,US,6"], [(4, "00/2024")]),
     ("period,partner,value", ["2024-01,US,", "2024-22,US,6"], [(4, "2024-22")]),
     ("period,value", ["Jan 2024,2023", "13,2024"], [(4, "13")]),
     ("year,month,value", ["2024,1,5", "24,2,6", ",3,7"], [(4, "24"), (5, "")])],
)  # fmt: skip
def test_a_column_called_period_is_one_however_many_of_its_cells_are_bad(
    header: str, rows: list[str], bad: list[tuple[int, str]]
) -> None:
    problems = read_text("\n".join(['"Exports, January 2024"', header, *rows])).problems
    assert [(p.row, p.text, p.column) for p in problems] == [(row, text, header.split(",")[0]) for row, text in bad]


def test_a_month_behind_a_name_with_a_blank_value_is_no_header() -> None:
    (problem,) = read_text('"Exports, January 2024"\nCountry,Month,Value\nUS,Jan 2024,\nFiji,2024-22,5\n').problems
    assert (problem.row, problem.column, problem.text) == (4, "Month", "2024-22")


@pytest.mark.parametrize("numbers", ["1 2", "0 1", "61 62", "7 3"])
@pytest.mark.parametrize(
    ("header", "rows"),
    [(",date,flow,country,value", ["2024-01,exports,US,5", "2024-01,exports,Japan,6"]),
     (",Country,Jan 2024", ["US,5", "Japan,6"])],
)  # fmt: skip
def test_numbers_without_a_header_beside_columns_with_names_are_no_codes(
    header: str, rows: list[str], numbers: str
) -> None:
    counted = [f"{number},{row}" for number, row in zip(numbers.split(), rows, strict=True)]
    draft = read_text("\n".join([header, *counted]), "exports.csv")
    assert lines(draft.figures) == ["exports JP TOTAL 2024-01 6", "exports US TOTAL 2024-01 5"]
    assert ("column_ignored", "A") in {(r.code, r.text) for r in draft.remarks}


def test_numbers_that_count_the_rows_are_no_codes_where_nothing_has_a_name() -> None:
    draft = read_text(",,Jan 2024\n1,US,5\n2,Japan,6\n", "exports.csv")
    assert lines(draft.figures) == ["exports JP TOTAL 2024-01 6", "exports US TOTAL 2024-01 5"]


@pytest.mark.parametrize("text", [",Jan 2024\n61,5\n64,6\n", ",date,value\n0801,2024-01,5\n0714,2024-01,6\n"])
def test_codes_without_a_header_are_codes_where_nothing_else_can_be_meant(text: str) -> None:
    assert len({line.split()[2] for line in lines(read_text(text, "exports.csv").figures)} - {"TOTAL"}) == 2


def test_numbers_without_a_header_between_the_values_are_refused_once() -> None:
    (problem,) = read_text("Country,Jan 2024,,Feb 2024\nUS,5,6,7\nJapan,5,6,7\n", "exports.csv").problems
    assert (problem.code, problem.row, problem.column, problem.text) == ("no_header", 2, "C", "6")


@pytest.mark.parametrize(
    ("rows", "column", "text"),
    [([["Country", "Jan 2024", "Feb 2024"], ["US", None, 5, 6], ["Japan", None, 7, 8]], "D", "6"),
     ([["Country", "Jan 2024"], ["US", 5, 6], ["Japan", 7, 8]], "C", "6")],
)  # fmt: skip
def test_values_of_a_workbook_right_of_the_last_header_are_refused(rows: Rows, column: str, text: str) -> None:
    (problem,) = read(book_of(rows), "exports.xlsx").problems
    assert (problem.code, problem.row, problem.column, problem.text) == ("no_header", 2, column, text)


@pytest.mark.parametrize("label", ["Unit", "(Unit)", "Units:", "Currency", "单位", ""])
def test_a_line_of_units_below_the_header_may_say_so_in_the_column_of_names(label: str) -> None:
    draft = read_text(f"Country,Jan 2024,Feb 2024\n{label},US$ mn,US$ mn\nUS,5,6\nJapan,7,8\n", "exports.csv")
    assert [line.split()[4] for line in lines(draft.figures)] == ["7000000", "8000000", "5000000", "6000000"]
    assert not draft.problems


def test_a_line_of_units_may_stand_over_codes_and_names_and_growth() -> None:
    text = "HS code,Product,2023,2024,Growth\nUnit,,USD thousand,USD thousand,%\n64,Footwear,100,110,10\n"
    assert lines(read_text(text, "exports.csv").figures) == [
        "exports WLD 64 2023-01/2023-12 100000 ±1000", "exports WLD 64 2024-01/2024-12 110000 ±1000 10%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "places"),
    [("Country,Jan 2024,Jan 2052\nUS,5,6\nJapan,7,8\n", [(1, "Jan 2052", "Jan 2052")]),
     ("Country,2024,2052\n,Jan,Jan\nUS,5,6\nJapan,7,8\n", [(2, "2052 Jan", "2052 Jan")]),
     ("Month,2024,2052\nJan,5,6\nFeb,7,8\n", [(1, "2052", "2052")]),
     ('"Exports, 2052"\nCountry,Jan\nUS,5\nJapan,7\n', [(2, "Jan", "Jan")]),
     ("Year,Jan,Feb\n2052,5,6\n", [(2, "Year", "2052")]),
     ('"Trade, January 2052"\nCountry,Exports,Imports\nUS,5,6\nJapan,7,8\n', [(1, None, "Trade, January 2052")]),
     ("Month,Exports\n2052-01,5\n2052-02,6\n", [(2, "Month", "2052-01"), (3, "Month", "2052-02")])],
)  # fmt: skip
def test_a_period_that_is_not_over_is_told_where_it_stands(
    text: str, places: list[tuple[int, str | None, str]]
) -> None:
    problems = read_text(text, "exports.csv" if "Exports" not in text else "a.csv").problems
    assert {p.code for p in problems} == {"future_period"}
    assert [(p.row, p.column, p.text) for p in problems] == places


def test_facts_above_a_table_are_no_header_with_a_line_of_units() -> None:
    text = "Flow;Exports\nUnit;USD million\nTable;5\n\nCountry;Jan 2024\nJapan;5\n"
    assert lines(read_text(text).figures) == ["exports JP TOTAL 2024-01 5000000 ±1000000"]


@pytest.mark.parametrize("header", ["Country (US$ million)", "Partner, USD mn", "Country (in millions of US dollars)"])
def test_a_unit_beside_the_name_of_the_names_is_that_of_the_values(header: str) -> None:
    draft = read_text(f'"{header}",Jan 2024,Feb 2024 (USD million)\nUS,5,6\n', "exports.csv")
    assert lines(draft.figures) == [f"exports US TOTAL 2024-0{n} {n + 4}000000 ±1000000" for n in (1, 2)]


@pytest.mark.parametrize("other", ["USD", "USD thousand"])
def test_a_unit_beside_the_name_of_the_names_that_the_values_contradict_is_refused(other: str) -> None:
    (problem,) = read_text(f"period,flow,country (USD million),value ({other})\n2024-01,exports,US,5\n").problems
    assert (problem.code, problem.row, problem.facts) == ("header_disagrees", 1, {"what": "unit"})


@pytest.mark.parametrize("header", ["Exports (%)", "Exports, per cent", "Exports (pct)"])
def test_percentages_of_a_flow_are_no_values(header: str) -> None:
    draft = read_text(f'January 2024\nCountry,Exports,"{header}"\nUS,5,6\n')
    assert (draft.problems, lines(draft.figures)) == ((), ["exports US TOTAL 2024-01 5"])
    assert header in {r.column for r in draft.remarks if r.code == "column_ignored"}


def test_a_table_of_percentages_alone_is_refused() -> None:
    draft = read_text("January 2024\nCountry,Exports (%),Imports (%)\nUS,5,6\n")
    assert (len(draft.problems), len(draft.figures)) == (1, 0)


def test_a_heading_that_says_something_of_the_rows_below_it_is_not_said_to_be_ignored() -> None:
    table = "Country,Jan 2024\nExports,\nUS,5\nMain ports,\nJapan,6\nImports,\nUS,7\n"
    draft = read_text(f"Trade by partner\n{table}")
    assert [r.text for r in draft.remarks if r.code == "line_ignored"] == ["Main ports"]
    figures = ["exports JP TOTAL 2024-01 6", "exports US TOTAL 2024-01 5", "imports US TOTAL 2024-01 7"]
    assert lines(draft.figures) == figures
    years = read_text("Period,Exports,Imports\n2023,,\nJan,1,2\nFeb,3,4\n2024,,\nJan,5,6\nFeb,7,8\n")
    assert "line_ignored" not in {r.code for r in years.remarks}
