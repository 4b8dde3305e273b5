"""Two columns for the same thing: they agree, or the row is refused."""

from __future__ import annotations

import pytest
from upload_cases import lines, read_text


@pytest.mark.parametrize(
    ("header", "row", "second", "text", "first"),
    [("period,flow,partner,partnerISO,value", "2024-01,exports,Viet Nam,THA,5", "partnerISO", "THA", "Viet Nam"),
     ("period,flow,country,country code,value", "2024-01,exports,Viet Nam,TH,5", "country code", "TH", "Viet Nam"),
     ("period,flowCode,flowDesc,partner,value", "2024-01,X,Import,US,5", "flowDesc", "Import", "X"),
     ("period,year,flow,partner,value", "2024-01,2023,exports,US,5", "year", "2023", "2024-01"),
     ("period,refYear,refMonth,flow,value", "202401,2024,2,exports,5", "refMonth", "2", "202401"),
     ("period,quarter,flow,value", "2024-01,2,exports,5", "quarter", "2", "2024-01")],
)  # fmt: skip
def test_two_columns_that_disagree_are_refused_at_their_row(
    header: str, row: str, second: str, text: str, first: str
) -> None:
    (problem,) = read_text(f"{header}\n{row}\n").problems
    assert (problem.code, problem.row, problem.column, problem.text) == ("columns_disagree", 2, second, text)
    assert problem.facts["first"] == first


@pytest.mark.parametrize(
    ("header", "row"),
    [("period,flow,partner,partnerISO,value", "2024-01,exports,United States,USA,5"),
     ("period,flowCode,flowDesc,partner,value", "2024-01,X,Export,US,5"),
     ("period,flowCode,flowDesc,partner,value", "2024-01,X,Domestic sales,US,5"),
     ("period,refYear,refMonth,flow,partner,value", "202401,2024,1,exports,US,5"),
     ("period,quarter,flow,partner,value", "2024-01,1,exports,US,5"),
     ("period,flow,partner,country code,value", "2024-01,exports,US,111,5")],
)  # fmt: skip
def test_two_columns_that_agree_or_that_say_nothing_known_are_fine(header: str, row: str) -> None:
    draft = read_text(f"{header}\n{row}\n")
    assert (draft.problems, lines(draft.figures)) == ((), ["exports US TOTAL 2024-01 5"])


@pytest.mark.parametrize(
    "header",
    [
        "Country,Counterpart",
        "Country Name,Counterpart Country Name",
        "COUNTRY,COUNTERPART_COUNTRY",
        "Country,Destination",
        "Exporter,Importer",
    ],
)
def test_a_country_column_that_holds_the_reporter_alone_is_no_partner_beside_another(header: str) -> None:
    text = f"period,flow,{header},value\n2024-01,exports,Cambodia,US,5\n2024-01,exports,Cambodia,Japan,6\n"
    draft = read_text(text)
    assert lines(draft.figures) == ["exports JP TOTAL 2024-01 6", "exports US TOTAL 2024-01 5"]
    assert not draft.problems


def test_a_row_of_another_reporter_beside_its_counterpart_is_refused() -> None:
    text = "period,flow,Country,Counterpart,value\n2024-01,exports,Thailand,US,5\n2024-01,exports,Cambodia,US,6\n"
    assert "columns_disagree" in {p.code for p in read_text(text).problems}
