"""What the headers of a wide table say: a name that is not known is refused in its place, never left out."""

from __future__ import annotations

import pytest
from upload_cases import lines, read_text


@pytest.mark.parametrize(
    ("text", "row", "word", "nearest"),
    [("Month,US,Chiina\n2024-01,5,6\n", 1, "Chiina", "China"),
     ("Month,US,Chiina,Total\n2024-01,5,6,20\n", 1, "Chiina", "China"),
     ("Month,US,Japan,Atlantis\n2024-01,5,6,7\n", 1, "Atlantis", None),
     ("Month,64,61,Footwaer,Total\n2024-01,5,6,7,20\n", 1, "Footwaer", "footwear"),
     ("Month,Exports,Improts\n2024-01,5,6\n", 1, "Improts", "imports"),
     ("Month,Exports,Improts (USD million)\n2024-01,5,6\n", 1, "Improts", "imports"),
     ("Trade January 2024\nPartner,Exports,Improts\nUS,5,6\n", 2, "Improts", "imports"),
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
