"""What the lines above a table say: whose figures they are and of what; what they say beside is none of it."""

from __future__ import annotations

import pytest
from upload_cases import lines, read_text

_LONG = "period,flow,partner,value\n2024-01,exports,TH,5\n2024-01,exports,VN,6\n2024-01,exports,World,20\n"
_BARE = "month,value\nJan 2024,5\n"
_OTHERS = (
    "Reporter: Viet Nam", "Reporting country: Thailand", "Exports from Thailand", "Exports of the United States",
    "Trade of Japan", "Viet Nam’s exports", "Source: Thai Customs. Trade of Thailand", "Reporter: US",
)  # fmt: skip


@pytest.mark.parametrize("line", _OTHERS)
@pytest.mark.parametrize("table", [_LONG, _BARE])
def test_a_table_of_another_reporter_is_refused(line: str, table: str) -> None:
    (problem,) = read_text(f'"{line}"\n{table}', "exports.csv").problems
    assert (problem.code, problem.row, problem.text) == ("other_reporter", 1, line)


@pytest.mark.parametrize(
    "line",
    ["Viet Nam: exports by country of destination", "Vietnam exports by country, January 2024", "US exports by country",
     "Lao PDR - Merchandise exports by destination"],
)  # fmt: skip
def test_the_exports_of_a_country_by_country_are_its_own(line: str) -> None:
    (problem,) = read_text(f'"{line}"\n{_LONG}').problems
    assert (problem.code, problem.row, problem.text) == ("other_reporter", 1, line)


@pytest.mark.parametrize(
    "line",
    ["2025 : U.S. trade in goods with Cambodia", "Japan: imports from Cambodia", "EU trade with Cambodia",
     "U.S. imports from Cambodia by HS chapter, US$ million", "EU imports of apparel from the Kingdom of Cambodia",
     "China: exports to Cambodia", "US trade deficit with Cambodia", "Japanese imports from Cambodia",
     "List of supplying markets for a product imported by Thailand"],
)  # fmt: skip
@pytest.mark.parametrize("table", [_LONG, "Month,Exports,Imports,Balance\nJan 2024,5,7,-2\n"])
def test_a_table_of_another_s_trade_with_the_reporter_is_refused(line: str, table: str) -> None:
    (problem,) = read_text(f'"{line}"\n{table}').problems
    assert (problem.code, problem.row, problem.text) == ("other_reporter", 1, line)


@pytest.mark.parametrize(
    ("line", "figure"),
    [("Cambodia's exports to Japan", "exports JP"), ("Japan: exports from Cambodia", "exports JP"),
     ("Exports to Japan from Cambodia", "exports JP"), ("Japan: imports to Cambodia", "imports JP"),
     ("Cambodia's imports from Japan", "imports JP"), ("Cambodia - Japan exports", "exports JP")],
)  # fmt: skip
def test_the_reporter_s_own_trade_with_another_is_taken(line: str, figure: str) -> None:
    assert lines(read_text(f'"{line}"\n{_BARE}').figures) == [f"{figure} TOTAL 2024-01 5"]


@pytest.mark.parametrize(
    "line", ["Cambodia - EU trade", "Trade between Cambodia and the EU", "Cambodia's trade with EU"]
)
def test_trade_between_the_reporter_and_another_is_taken(line: str) -> None:
    figures = lines(read_text(f'"{line}"\nMonth,Exports,Imports\nJan 2024,5,7\n').figures)
    assert figures == ["exports EU TOTAL 2024-01 5", "imports EU TOTAL 2024-01 7"]


@pytest.mark.parametrize(
    "line",
    ["Thai exports", "Country: Thailand", "Vietnam exports, January 2024", "EU exports by country",
     "Exports to the United States", "Exports to EU countries"],
)  # fmt: skip
def test_a_country_above_a_table_of_other_partners_is_refused(line: str) -> None:
    (problem,) = read_text(f'"{line}"\n{_LONG}').problems
    assert (problem.code, problem.row, problem.text) == ("context_disagrees", 1, line)


@pytest.mark.parametrize(
    "line",
    ["Cambodia's exports by country", "Reporter: Cambodia", "Kingdom of Cambodia - exports",
     "Exports to ASEAN countries", "Exports to Thailand and Viet Nam", "Exports to all countries, including Japan",
     "Source: Japan Customs", "Note: Hong Kong is apart from China", "Exports by country (source: US Census)",
     "Printed at 10:30 AM"],
)  # fmt: skip
def test_a_line_that_agrees_with_the_partners_or_says_something_beside_is_taken(line: str) -> None:
    draft = read_text(f'"{line}"\n{_LONG}')
    assert (draft.problems, len(draft.figures)) == ((), 3)


@pytest.mark.parametrize("line", ["Exports to US", "Exports to US, January 2024", "EXPORTS TO US"])
def test_us_in_capitals_above_a_table_is_the_united_states(line: str) -> None:
    assert lines(read_text(f'"{line}"\n{_BARE}').figures) == ["exports US TOTAL 2024-01 5"]


@pytest.mark.parametrize(
    "line",
    ["Exports to all countries, including Thailand", "Exports, excluding gold", "Exports to China including Hong Kong"],
)  # fmt: skip
def test_what_a_line_includes_or_excludes_is_not_what_the_table_is_of(line: str) -> None:
    (problem,) = read_text(f'"{line}"\n{_BARE}').problems
    assert (problem.code, problem.text) == ("context_unclear", line)


def test_a_source_is_not_the_partner() -> None:
    assert lines(read_text(f'"Exports. Source: Japan Customs"\n{_BARE}').figures) == ["exports WLD TOTAL 2024-01 5"]


_ROWS = "partner,Jan 2024\nUS,5\nJapan,6\n"


@pytest.mark.parametrize(
    ("name", "table", "what", "codes"),
    [
        ("rice exports 2024.csv", _ROWS, "product", ("1006",)),
        ("exports-garments_footwear.csv", _ROWS, "product", ("64", "GARMENTS")),
        ("exports HS 64.csv", _ROWS, "product", ("64",)),
        ("exports_US_2024.csv", _BARE, "partner", ("US",)),
        ("china customs imports.csv", _BARE, "partner", ("CN",)),
    ],
)
def test_a_product_or_country_that_only_the_file_s_name_says_is_warned_of(
    name: str, table: str, what: str, codes: tuple[str, ...]
) -> None:
    draft = read_text(table, name)
    assert [(w.code, dict(w.facts)) for w in draft.warnings] == [("name_unused", {"what": what, "value": codes})]
    assert set(draft.figures["product"]) == {"TOTAL"}


@pytest.mark.parametrize(
    ("name", "table", "caption"),
    [
        ("exports_US_2024.csv", _ROWS, ""), ("cambodia-garment-exports.csv", "product,Jan 2024\n61,5\nTotal,9\n", ""),
        ("march report exports.csv", _BARE, ""), ("exports all goods.csv", _BARE, ""), ("exports price.csv", _BARE, ""),
        ("exports KH 2024.csv", _BARE, ""), ("exports (US$ million).csv", _BARE, ""),
        ("rice exports.csv", _BARE, "rice"),
        ("rice exports.csv", f"Exports of rice\n{_BARE}", ""), ("EXPORTS IN 2024.csv", _BARE, ""),
    ],
)  # fmt: skip
def test_a_file_s_name_beside_what_the_table_says_is_no_doubt(name: str, table: str, caption: str) -> None:
    draft = read_text(table, name, caption)
    assert (draft.problems, draft.warnings) == ((), ())


_WHOLE = "Country,Jan 2024\nUS,5\nJapan,3\n"


@pytest.mark.parametrize(
    "line",
    ["Cambodia: non-garment exports by country", "Non-oil exports", "Non-food exports to Japan",
     "Exports other than footwear by country",
     "Exports excl. gold", "Non-traditional exports", "Exports other than HS 64", "Garment exports except footwear"],
)  # fmt: skip
def test_goods_that_are_left_out_are_not_what_the_table_is_of(line: str) -> None:
    (problem,) = read_text(f'"{line}"\n{_WHOLE}').problems
    assert (problem.code, problem.text, problem.facts["what"]) == ("context_unclear", line, "product")


@pytest.mark.parametrize(
    "line",
    ["Exports of services by country", "Trade in services: exports by country", "Exports of goods and services",
     "Cambodia: goods and services", "Services", "Service exports", "服务贸易出口", "ការនាំចេញសេវាកម្ម"],
)  # fmt: skip
def test_services_are_refused(line: str) -> None:
    (problem,) = read_text(f'"{line}"\n{_WHOLE}', "exports.csv").problems
    assert (problem.code, problem.row, problem.text) == ("services", 1, line)


@pytest.mark.parametrize(
    "line",
    ["Exports by country, percentage change on previous year", "Exports by country, growth rate", "月均出口平均",
     "Export duties by country", "Exports by country, 1-15 September 2024", "Exports by country, target",
     "Exports up to 20 October 2024", "Export licences by country", "Exports per worker by country",
     "Exports growth by country", "Exports by country, share of total", "Export forecast by country, US$ million",
     "Average monthly exports by country", "Exports, 12-month moving average", "Exports at constant 2010 prices",
     "Difference from previous month, exports by country", "Exports in real terms", "Exports, seasonally adjusted",
     "Projected exports", "Exports, year-on-year", "Exports by country: share", "Exports in volume terms",
      "各国出口增长率", "កំណើននាំចេញតាមប្រទេស"],
)  # fmt: skip
def test_what_is_worked_out_of_values_is_refused(line: str) -> None:
    (problem,) = read_text(f'"{line}"\n{_WHOLE}', "exports.csv").problems
    assert (problem.code, problem.row, problem.text) == ("not_values", 1, line)


@pytest.mark.parametrize(
    "line",
    ["Monthly exports by country", "Exports, not seasonally adjusted", "Exports, value and growth",
     "Exports: up to date",
     "Exports, year-on-year comparison", "Average exchange rate: 4,100", "Source: growth forecast office",
     "Note: growth is on a year earlier", "Note: figures in US$ million unless stated. Growth in %.",
     "Prepared by the forecast unit", "Exports at current prices",
     "Exports of US$ 2.5 billion, year-on-year growth of 12%", "Exports rose to US$ 2 million, up 3% year-on-year"],
)  # fmt: skip
def test_a_line_that_says_something_beside_the_values_is_taken(line: str) -> None:
    draft = read_text(f'"{line}"\n{_WHOLE}', "exports.csv")
    assert (draft.problems, len(draft.figures)) == ((), 2)


@pytest.mark.parametrize("header", ["Growth", "Share (%)", "% change", "Change"])
def test_growth_above_a_table_with_a_column_of_it_is_of_that_column(header: str) -> None:
    draft = read_text(f'"Exports: value, growth rate and share of total"\nCountry,Jan 2024,{header}\nUS,5,3.1\n')
    assert (draft.problems, len(draft.figures)) == ((), 1)


def test_notes_on_growth_below_a_table_change_nothing() -> None:
    draft = read_text(f"Exports\n{_WHOLE}Growth rates are on a year earlier\nForecasts by the statistics office\n")
    assert (draft.problems, len(draft.figures)) == ((), 2)


@pytest.mark.parametrize(
    ("line", "table", "caption"),
    [("Exports to date by country", "Country,Nov 2024\nUS,5\n", ""), ("Exports", "Country,Nov 2024\nUS,5\n", "YTD"),
     ("Cumulative exports by country, November 2024", "Country,Value\nUS,5\n", "")],
)  # fmt: skip
def test_cumulative_figures_of_a_single_month_are_refused(line: str, table: str, caption: str) -> None:
    (problem,) = read_text(f'"{line}"\n{table}', "file.csv", caption).problems
    assert (problem.code, problem.text) == ("cumulative_unclear", caption or line)


@pytest.mark.parametrize(
    ("line", "product"),
    [("Exports (Annual tables are in USD billion)", "TOTAL"), ("Exports: paper no. 5", "TOTAL"),
     ("Exports of goods (services excluded)", "TOTAL"), ("Exports of tables", "9403"), ("Paper exports", "48"),
     ("Exports: footwear", "64"), ("Exports (footwear)", "64")],
)  # fmt: skip
def test_a_word_for_the_document_is_a_product_only_where_goods_are_named(line: str, product: str) -> None:
    draft = read_text(f'"{line}"\n{_WHOLE}')
    assert (draft.problems, set(draft.figures["product"])) == ((), {product})


@pytest.mark.parametrize(
    ("line", "total"),
    [("Exports to ASEAN by country", "ASEAN"), ("Exports to ASEAN countries", "ASEAN"), ("Exports", "WLD"),
     ("Exports to all countries, including Japan", "WLD")],
)  # fmt: skip
@pytest.mark.parametrize("table", ["Country,Jan 2024\nTH,5\nTotal,9\n", "Month,Thailand,Total\nJan 2024,5,9\n"])
def test_a_total_is_of_the_group_that_the_table_is_of(line: str, total: str, table: str) -> None:
    figures = lines(read_text(f'"{line}"\n{table}').figures)
    assert figures == sorted([f"exports {total} TOTAL 2024-01 9", "exports TH TOTAL 2024-01 5"])


@pytest.mark.parametrize("line", ["Exports to Thailand and Viet Nam", "Exports to Mekong countries", "Non-EU exports"])
@pytest.mark.parametrize("table", ["Country,Jan 2024\nTH,5\nTotal,9\n", "Month,Thailand,Total\nJan 2024,5,9\n"])
def test_a_total_of_several_partners_or_of_an_unknown_one_is_refused(line: str, table: str) -> None:
    (problem,) = read_text(f'"{line}"\n{table}').problems
    assert (problem.code, problem.facts) == ("total_unclear", {"where": "line"})


@pytest.mark.parametrize(
    ("line", "status"),
    [("Exports by country (provisional)", "provisional"), ("Exports, January 2024 (preliminary)", "provisional"),
     ("Preliminary exports by country", "provisional"), ("Exports by country", "final"),
     ("Exports, 2023 and 2024 (provisional)", "final"), ("Exports (p = provisional)", "final")],
)  # fmt: skip
def test_a_title_that_calls_the_figures_provisional_makes_them_so_and_that_is_said(line: str, status: str) -> None:
    draft = read_text(f'"{line}"\n{_WHOLE}')
    assert (draft.problems, set(draft.figures["status"])) == ((), {status})
    assert ("status" in {r.facts.get("what") for r in draft.remarks}) == (status == "provisional")


def test_a_column_of_states_wins_over_a_title() -> None:
    draft = read_text("Exports (provisional)\nperiod,value,status\n2024-01,5,final\n")
    assert set(draft.figures["status"]) == {"final"}


@pytest.mark.parametrize(
    ("note", "statuses"),
    [("* preliminary figures", ["final", "provisional"]), ("*: Provisional", ["final", "provisional"]),
     ("* តួលេខបឋម", ["final", "provisional"]), ("*初步数据", ["final", "provisional"]),
     ("Note: * estimates", ["final", "provisional"]),
     ("* Figures for December are provisional", ["final", "provisional"]),
     ("* revised figures", ["final", "final"]), ("** preliminary figures", ["final", "final"]),
     ("* excluding gold; ** preliminary", ["final", "final"]), ("", ["final", "final"])],
)  # fmt: skip
@pytest.mark.parametrize(
    "table", ["Country,Nov 2024,Dec 2024*\nUS,5,6\n", "Month,US\nNov 2024,5\nDec 2024*,6\n",
              "Month,US\nNov 2024,5\nDec 2024,6*\n"],
)  # fmt: skip
def test_a_mark_that_a_note_explains_as_provisional_makes_the_figures_so(
    note: str, statuses: list[str], table: str
) -> None:
    draft = read_text(f"Exports\n{table}\n{note}\n")
    assert (draft.problems, list(draft.figures.sort_values("start")["status"])) == ((), statuses)
    ignored = [r.text for r in draft.remarks if r.code == "line_ignored"]
    assert ignored == [line for line in (note,) if "revised" in line or ";" in line]


def test_a_mark_on_a_name_is_of_its_row() -> None:
    draft = read_text("Exports\nCountry,Nov 2024\nUS,5\nViet Nam 1/,6\n\n1/ Preliminary\n")
    assert dict(zip(draft.figures["partner"], draft.figures["status"], strict=True)) == {
        "US": "final",
        "VN": "provisional",
    }


@pytest.mark.parametrize(
    ("title", "table"),
    [("Exports by country, September 2024", "Month,Country,Value\n2024-08,US,5\n2024-08,Japan,6\n"),
     ("Exports by country 2025", "Country,Jan 2024,Feb 2024\nUS,5,6\n")],
)  # fmt: skip
def test_a_title_of_another_time_than_the_table_is_warned_of(title: str, table: str) -> None:
    draft = read_text(f'"{title}"\n{table}')
    assert (draft.problems, [w.code for w in draft.warnings]) == ((), ["title_of_other_time"])


@pytest.mark.parametrize(
    "title", ["Exports by country, January 2024", "Exports by country 2024", "Released in May 2025"]
)
def test_a_title_of_the_table_s_own_time_is_not(title: str) -> None:
    assert read_text(f'"{title}"\nMonth,Country,Value\n2024-01,US,5\n', "exports.csv").warnings == ()
