"""Workbooks as admins send them, made with openpyxl, and with xlsxwriter where stored results of formulas matter."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import openpyxl  # type: ignore[import-untyped]
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

Rows = list[list[object]]


def _book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    fill(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(book: openpyxl.Workbook, name: str, rows: Rows) -> Worksheet:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    return sheet


def book_of(rows: Rows) -> bytes:
    """A workbook of one sheet."""
    return _book(lambda book: _fill(book, rows))


def side_by_side() -> bytes:
    """A statistics office's table: titles, two header lines with merged cells, both flows, a total row, notes."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Table 5", [
            ["Table 5. External trade by main partner country"],
            ["(in million US dollars)"],
            [],
            ["Country", "Exports", None, None, "Imports", None, None],
            [None, 2023, 2024, "Jan-Nov 2024", 2023, 2024, "Jan-Nov 2024"],
            ["Total", 22644.5, 26191, 24000, 24184.2, 28500, 26000],
            ["United States", 8890.1, 9920, 9100, 257, 264.15, 240],
            ["Viet Nam", 2970, 3610, None, 3620, 4150, "..."],
            ["Other countries", 1, 2, 3, 4, 5, 6],
            [],
            ["Source: General Department of Customs and Excise"],
            ["1/ Data are provisional"],
        ])  # fmt: skip
        sheet.merge_cells("B4:D4")
        sheet.merge_cells("E4:G4")
        sheet.merge_cells("A4:A5")
        sheet.merge_cells("A1:G1")

    return _book(fill)


def real_dates() -> bytes:
    """Dates as dates, numbers stored as text, a table that does not begin in the first cell."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Data", [
            [], [],
            [None, "Month", "Flow", "Partner", "Value (USD million)"],
            [None, datetime(2025, 1, 31), "Exports", "US", "868.7"],
            [None, date(2024, 12, 1), "Imports", "United States", 1234.5],
            [None, date(2024, 11, 1), "Imports", "Japan", "1,234.5"],
        ])  # fmt: skip
        sheet["B5"].number_format = "mmm-yy"

    return _book(fill)


def years_shown() -> bytes:
    """Dates of which only the year is shown are that year: as headers, as labels; as a value they are none."""

    def fill(book: openpyxl.Workbook) -> None:
        ends = [date(2022, 12, 31), date(2023, 12, 31)]
        across = _sheet(book, "Exports", [["Country", *ends], ["United States", 5, 6], ["Japan", 7, 8]])
        down = _sheet(book, "Imports", [["period", "value"], *([end, 9] for end in ends), ["Jan 2024", 4]])
        shown_alike = _sheet(book, "Imports from Japan", [["month", "value"], [date(2024, 1, 31), 3]])
        for cell in (across["B1"], across["C1"]):
            cell.number_format = "yyyy"
        for cell in (down["A2"], down["A3"]):
            cell.number_format = '[$-409]YYYY"";@'
        shown_alike["A2"].number_format = "mmm yyyy"

    return _book(fill)


def year_as_value() -> bytes:
    """A value in a cell that shows it as a year is no number that a person has seen."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Exports", [["month", "value"], ["Jan 2024", 5], ["Feb 2024", date(2022, 12, 31)]])
        sheet["B3"].number_format = "yyyy"

    return _book(fill)


def hidden_parts() -> bytes:
    """Hidden rows, columns and sheets are read, and said; a sheet of notes is no table."""

    def fill(book: openpyxl.Workbook) -> None:
        exports = _sheet(
            book,
            "Exports",
            [["period", "partner", "value", "note"], ["2024-01", "US", 5, "x"], ["2024-01", "JP", 6, "y"]],
        )
        exports.row_dimensions[3].hidden = True
        exports.column_dimensions["B"].hidden = True
        imports = _sheet(book, "Imports", [["period", "partner", "value"], ["2024-01", "US", 7]])
        imports.sheet_state = "hidden"
        _sheet(book, "Read me", [["These are the figures of January."]])
        _sheet(book, "Lists", [["Country", "Product"], ["US", "Footwear"], ["JP", "Rice"]])

    return _book(fill)


def formulas_stored() -> bytes:
    """Formulas count by their stored value."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["period", "flow", "partner", "value (USD million)"])
        sheet.write_row(1, 0, ["2024-01", "exports", "US"])
        sheet.write_formula(1, 3, "=800+68.7", None, 868.7)
    return content.getvalue()


def formulas_not_computed() -> bytes:
    """A formula that was never computed, and one that shows an error, are refused."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Data", [
            ["period", "flow", "partner", "value"],
            ["2024-01", "exports", "US", "=800+68.7"],
            ["2024-02", "exports", "US", "#REF!"],
            ["2024-03", "exports", "US", 5],
        ])  # fmt: skip
        sheet["D3"].data_type = "e"

    return _book(fill)


def percent_growth() -> bytes:
    """A cell formatted as percent is read as shown; a plain number is percent already."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Data", [
            ["period", "flow", "partner", "value", "growth"],
            ["2024-01", "exports", "US", 5, 0.38592],
            ["2024-02", "exports", "US", 6, 12.5],
            ["2024-03", "exports", "US", 7, "-3.1%"],
            ["2024-04", "exports", "US", 0.5, None],
        ])  # fmt: skip
        sheet["E2"].number_format = "0.0%"
        sheet["D5"].number_format = "0%"

    return _book(fill)


def merged_labels() -> bytes:
    """A merged cell holds for all its rows: countries in one column, products beside them."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Exports", [
            ["Country", "Product", "Jan 2024", "Feb 2024"],
            ["US", "Total", 100, 200],
            [None, "61 Apparel, knitted", 50, 60],
            [None, 64, 20, 30],
            ["Japan", "Total", 10, 20],
            [None, "6403", 5, 6],
        ])  # fmt: skip
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("A5:A6")

    return _book(fill)


def blank_beginning() -> bytes:
    """Two blank rows and a blank column before the table, partners merged, and a value that is no number."""

    def fill(book: openpyxl.Workbook) -> None:
        rows: Rows = [
            ["Partner", "Product", "Jan 2024"],
            ["US", 64, 1],
            ["Japan", 64, 2],
            [None, 61, 3],
            [None, 62, "x"],
        ]
        _sheet(book, "Exports", [[], [], *([None, *row] for row in rows)]).merge_cells("B5:B7")

    return _book(fill)


def merged_values() -> bytes:
    """A value merged over two months and one over two countries are refused, one in a row of two lines is not."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Exports", [
            ["Partner", "Jan 2024", "Feb 2024", "Remarks"],
            ["US", 10, None],
            ["Japan", 3, 4],
            ["China", None, 5],
            ["Thailand", 6, 7, "two lines"],
            [],
            ["Viet Nam", 8, 9],
        ])  # fmt: skip
        for cells in ("B2:C2", "B3:B4", "A5:A6", "B5:B6", "C5:C6", "C7:D7"):
            sheet.merge_cells(cells)

    return _book(fill)


def blank_labels() -> bytes:
    """The same without merging: a blank is refused."""
    rows: Rows = [["Country", "Product", "Jan 2024"], ["US", "Total", 100], [None, "61", 50]]
    return _book(lambda book: _fill(book, rows))


def shifted_row() -> bytes:
    """A row one column too far to the right, and a column without a header beside the table."""
    rows: Rows = [
        ["Country", "Jan 2024", "Feb 2024", None, None], ["US", 100, 110, None, 210], ["China", None, 50, 60, 110],
        ["Japan", 20, 30, None, 50],
    ]  # fmt: skip
    return _book(lambda book: _fill(book, rows))


def true_for_a_value() -> bytes:
    """TRUE where the first value should be."""
    return _book(lambda book: _fill(book, [["Country", "Jan 2024"], ["Japan", True], ["China", 50]]))


def _fill(book: openpyxl.Workbook, rows: Rows) -> None:
    _sheet(book, "Exports", rows)


def several_sheets() -> bytes:
    """A sheet a flow, problems with the sheet's name; two sheets that bring the same figure and disagree."""

    def fill(book: openpyxl.Workbook) -> None:
        _sheet(book, "Exports", [["Country", "Jan 2024"], ["US", 5], ["Wakanda", 6]])
        _sheet(book, "Imports", [["Country", "Jan 2024"], ["US", 7]])
        _sheet(book, "All", [["period", "flow", "partner", "value"], ["2024-01", "imports", "US", 8]])

    return _book(fill)


def chapters_and_growth() -> bytes:
    """HS chapters as numbers down, value and growth under each flow."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "2024", [
            ["Trade by HS chapter, January 2024 (USD thousand)"],
            ["HS", "Exports", None, "Imports", None],
            [None, "Value", "y/y", "Value", "y/y"],
            [1, 10.5, 0.5, 20, -0.25],
            [61, 300, 1.5, 30, 0],
            ["Total", 1000, 0.1, 2000, 0.2],
        ])  # fmt: skip
        for row in range(4, 7):
            sheet.cell(row, 3).number_format = sheet.cell(row, 5).number_format = "0%"
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("D2:E2")

    return _book(fill)


def date_headers() -> bytes:
    """Months across as dates, as spreadsheets make them of Jan-24."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Imports (US$ mn)", [
            ["Partner", date(2024, 1, 1), date(2024, 2, 1)],
            ["China", 1050.5, 990],
            ["Thailand", 250, "n/a"],
        ])  # fmt: skip
        sheet["B1"].number_format = sheet["C1"].number_format = "mmm-yy"

    return _book(fill)


def years_over_months() -> bytes:
    """Three header lines: year over month, the flow over both; a column for each year's total."""

    def fill(book: openpyxl.Workbook) -> None:
        months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        sheet = _sheet(book, "Sheet1", [
            ["Cambodia exports of garments by destination, USD million"],
            [None, 2024, *[None] * 12],
            ["Destination", *months, "Total"],
            ["EU", *range(1, 13), 78],
        ])  # fmt: skip
        sheet.merge_cells("B2:N2")

    return _book(fill)


def sheet_a_month() -> bytes:
    """A sheet a month, the year in the title of each."""

    def fill(book: openpyxl.Workbook) -> None:
        for month, value in (("Jan", 5.5), ("Feb", 6), ("May", 7)):
            _sheet(book, month, [["Exports 2024 (USD million)"], ["Country", "Value"], ["US", value]])

    return _book(fill)


def sheet_a_product() -> bytes:
    """A sheet a product, named by its HS code; a title that names its own."""

    def fill(book: openpyxl.Workbook) -> None:
        for name, title, value in (("HS 27", "", 5.5), ("6403", "", 6), ("Sheet3", "HS 870323, HS 2017 edition", 7)):
            rows: Rows = [[f"Exports by destination {title} (USD million)"], ["Country", 2024], ["US", value]]
            _sheet(book, name, rows)

    return _book(fill)


def sheet_of_two_products() -> bytes:
    """The sheet's name names two products."""

    def fill(book: openpyxl.Workbook) -> None:
        _sheet(book, "HS 61 and 62", [["Exports (USD million)"], ["Country", 2024], ["US", 5.5]])

    return _book(fill)


def bulletin() -> bytes:
    """A customs bulletin: numbered rows, years beside months, growth and shares in percent format."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "Table 2.1", [
            ["General Department of Customs and Excise of Cambodia"],
            ["Table 2.1: Export by main destination, 2023 - 2025"],
            ["Unit: Million USD"],
            [],
            ["No.", "Destination", "2023", "2024", "Jan 2024", "Jan 2025", "Change (%)", "Share (%)"],
            [1, "United States", 8890.5, 9920, 626.83, 868.7, 0.38592, 0.377],
            [2, "Viet Nam", 2970, 3610, 250, 300.5, 0.2, 0.13],
            [3, "China", 1480, 1750, 120, "-", None, None],
            ["", "Others", 8134, 9511, 1, 2, 3, 4],
            ["", "Total", 22644.5, 26191, 1700, 2306, 0.35, 1],
            [],
            ["Source: GDCE"],
            ["Note: Data for 2025 are preliminary."],
        ])  # fmt: skip
        for row in range(6, 11):
            sheet.cell(row, 7).number_format = "0.0%"

    return _book(fill)


def month_and_cumulative() -> bytes:
    """Month and Cumulative in merged cells over the periods, the partners' name in one over both header lines."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = _sheet(book, "T3", [
            ["Imports by country of origin"],
            ["USD million"],
            ["Country", "Month", None, None, "Cumulative", None, None],
            [None, "Nov 2023", "Nov 2024", "Growth %", "Jan-Nov 2023", "Jan-Nov 2024", "Growth %"],
            ["China", 645.4, 564.8, -12.5, 6619.7, 6043, -8.7],
        ])  # fmt: skip
        for cells in ("B3:D3", "E3:G3", "A3:A4"):
            sheet.merge_cells(cells)

    return _book(fill)


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "nso_bulletin": bulletin,
    "nso_side_by_side": side_by_side,
    "xlsx_real_dates": real_dates,
    "xlsx_years_shown": years_shown,
    "xlsx_year_as_value": year_as_value,
    "xlsx_hidden_parts": hidden_parts,
    "xlsx_formulas_stored": formulas_stored,
    "xlsx_formulas_not_computed": formulas_not_computed,
    "xlsx_percent_growth": percent_growth,
    "xlsx_merged_labels": merged_labels,
    "xlsx_merged_values": merged_values,
    "xlsx_blank_labels": blank_labels,
    "xlsx_shifted_row": shifted_row,
    "xlsx_true": true_for_a_value,
    "xlsx_sheet_a_month": sheet_a_month,
    "xlsx_sheet_a_product": sheet_a_product,
    "xlsx_sheet_of_two_products": sheet_of_two_products,
    "xlsx_several_sheets": several_sheets,
    "nso_chapters_and_growth": chapters_and_growth,
    "nso_date_headers": date_headers,
    "nso_month_and_cumulative": month_and_cumulative,
    "nso_years_over_months": years_over_months,
}
