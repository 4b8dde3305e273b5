"""The codes of a file's problems, warnings and remarks, and the facts of each. `reply` words them; a test holds that none lacks one.

Every one of them may also have sheet, row, column, text and nearest. Facts are model values: Month, Period, codes of
partners and products, flows, plain strings and numbers (values and tolerances in USD).
"""

from __future__ import annotations

from typing import Final

# The file cannot be taken: what it is, what to send instead.
PROBLEMS_OF_FILE: Final[dict[str, str]] = {
    "empty_file": "nothing is in it",
    "not_opened": "there is no such file, or it may not be read (the command line)",
    "not_a_table": "kind: xls | xlsb | ods | pdf | picture | word | slides | html | xml | json | archive | audio_video | database | "
    "program | binary; send .xlsx or .csv instead",
    "password": "a workbook that is protected by a password; send it without",
    "broken_file": "kind: xlsx | text; it cannot be read to its end; save it anew",
    "too_large": "what: columns | rows | cells | cell_text | tables | unpacked; limit: the most that is taken",
    "unsafe_xml": "the workbook declares document types or entities, which no spreadsheet program writes",
    "nul_bytes": "the text holds NUL characters, at row",
    "bad_encoding": "it is neither UTF-8, UTF-16 nor Windows-1252, nor GBK with columns that are known",
    "open_quote": "a quotation mark opens at row and never closes",
    "no_table": "no header was found by which a table could be recognised; sheet None: in no sheet",
    "no_value_column": "the header at row names no column with values; found: the column names that were understood",
    "no_values": "skipped: how many value cells are blank or marked as missing; none has a value",
    "no_flow": "neither the table nor what is around it says exports or imports (the table that begins at row)",
    "no_period": "neither the table nor what is around it says which month (the table that begins at row)",
    "no_year": "months without a year, and no line, sheet or caption names one (column is the header)",
    "two_columns": "what: value | ...; first, second: two columns that could both be it",
    "only_parts": "a part of a figure (a means of transport, a second partner), and no row of the table is of a whole",
    "columns_disagree": "two columns for the same thing that disagree in a row; first: what first_column says",
    "no_header": "a number in a column without a header, right of the first value",
    "context_disagrees": "what: flow | partner | product | period; first, second: codes, flows or Periods; first_from, second_from: "
    "caption | line | sheet | file | table",
    "unit_below": "text: a note below the table, at row, that says another unit than was taken; exponent: its power of ten in USD",
    "context_unclear": "what: partner | product; text: the words of the title, sheet's name or caption that are not understood or "
    "name several; where: caption | line | sheet",
    "services": "text: the words around the table that say that it is of services, which are not taken",
    "not_values": "the text says that the figures are growth, shares, averages, forecasts or in real terms; accepted: values",
    "cumulative_unclear": "a line calls the figures cumulative but the columns are single months; accepted: Jan-Nov 2024",
}

# A cell cannot be taken: sheet, row, column and text are set.
PROBLEMS_OF_CELL: Final[dict[str, str]] = {
    "blank": "what: partner | product | flow | period | year | month: a blank in a column that is there",
    "unknown_partner": "no country, group or code; nearest may be set",
    "unknown_product": "no product name; nearest may be set",
    "unknown_flow": "neither exports, imports, trade nor balance",
    "total_unclear": "a Total of partners where the title names several, or one that is not known; where: caption | line | sheet",
    "ambiguous_partner": "choices: partner codes that the name can mean",
    "bad_product_code": "digits that are no HS code (2, 4 or 6 digits, chapters 01 to 97 without 77)",
    "bad_period": "no month or span of months",
    "year_disagrees": "a month that does not lie in the year of its row",
    "open_date": "01/02/2024 and nothing in the column says which is the month; count: how many such cells",
    "mixed_dates": "dates with the day first and dates with the month first in one column; count: how many such cells",
    "future_period": "today: the current Month; period: the Period of the row",
    "bad_number": "not a number",
    "open_number": "1.234 or 1,234 and nothing in the column says what the separator is; count: how many such cells",
    "mixed_numbers": "numbers with a decimal point and numbers with a decimal comma in one column; count: how many such cells",
    "percent_value": "a percentage in a column of values",
    "merged_value": "a value in a cell that was merged over several months, partners or products",
    "formula_not_computed": "a formula whose result was never stored; open the file in a spreadsheet program and save it",
    "formula_error": "text: the error that the spreadsheet shows (#REF!, #N/A)",
    "negative": "flow: exports | imports | trade, which cannot be negative",
    "bad_unit": "no unit of US dollars that is understood; accepted: USD, thousand USD, USD million, USD billion",
    "bad_precision": "not a positive number",
    "bad_growth": "not a percentage",
    "bad_status": "neither final nor provisional",
    "other_reporter": "reporter: the code of this store's reporter; known: False where the text is no country that is known",
    "wrong_direction": "flow; what: destination | origin: a destination is a partner of exports, an origin one of imports",
    "header_disagrees": "what: flow | partner | product | period; the header lines of one column contradict each other",
    "rows_disagree": "flow, partner, product, period: of which figure; other_row, other_sheet, other_column: where the other one stands; "
    "what: value | precision | status | yoy_pct; value, other: the two (value in USD)",
}

# It can be published over.
WARNINGS: Final[dict[str, str]] = {
    "total_differs": "flow, partner, product, period: a published total; total, sum (USD): it and the sum of its months",
    "growth_differs": "flow, partner, product, period; published, computed (percent)",
    "account_differs": "flow: trade | balance; partner, product, period; published, computed (USD): from exports and imports",
    "parts_exceed": "what: partner | product; flow, partner, product, period: the whole; whole, sum (USD): it and the sum of its parts",
    "outlier": "flow, partner, product, period; value (USD); low, high (USD): the range of its own past, a month; times: how far outside; old (USD): of a revision, what it replaces",
    "month_skipped": "flow; period: the months that are missing between what there was and what the file brings",
    "fewer_partners": "flow; period: the month; count, before: how many partners now and in `month` before it; missing: partner codes",
    "name_unused": "what: partner | product; value: the codes that the file's name says; neither the table nor a line above it says any",
    "title_of_other_time": "first: the period that a title names; period: the first of the table's own, none of which is in it",
    "partner_is_reporter": "partner: figures of the reporter with itself; count: how many",
}

# What was ignored or taken for granted.
REMARKS: Final[dict[str, str]] = {
    "column_ignored": "column: its header or letter; numbers: whether it holds numbers that may be values",
    "line_ignored": "text: a title, note or footnote that was not needed",
    "header_repeated": "count: lines that repeat the header",
    "sheet_ignored": "sheet: a sheet without a table",
    "hidden_sheet": "sheet: hidden, and read",
    "hidden_rows": "count: hidden rows that were read; row is the first",
    "hidden_columns": "count: hidden columns that were read; column is the first",
    "rest_skipped": "text: a row or column for the rest (Others, Not specified); count: value cells",
    "sum_skipped": "text: a sum without a period of its own; count: value cells",
    "part_skipped": "text: what a row breaks a figure down by (a means of transport, a second partner), in column; count: value cells",
    "partial_year": "text: a year in a row above its months, of which not all have a value",
    "missing_skipped": "count: value cells that are blank or marked as missing",
    "repeated_rows": "count: rows that say the same as an earlier one",
    "taken_from": "what: flow | partner | product | period | year; value: what was taken; where: caption | line | sheet | file",
    "unit_taken": "exponent: the power of ten in USD; where: line | sheet | caption | header | default",
    "layout": "sheet; kind: long | wide; rows: data rows; columns: value columns",
}

PROBLEMS: Final[dict[str, str]] = PROBLEMS_OF_FILE | PROBLEMS_OF_CELL
