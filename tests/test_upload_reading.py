"""Reading as a whole: where problems are said to be, in what order, how many of them; and what is told on the way."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from upload_cases import FOLDER, TODAY, lines, read, read_text
from upload_workbooks import blank_beginning, hidden_parts, several_sheets

from bot import upload
from bot.words import lexicon


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    draft = read_text("period,flow,partner,value\n2024-13,exports,Wakanda,ten\n2024-01,sideways,US,-\n")
    assert [(p.row, p.column, p.code) for p in draft.problems] == [
        (2, "period", "bad_period"), (2, "partner", "unknown_partner"), (2, "value", "bad_number"), (3, "flow",
        "unknown_flow"),
    ]  # fmt: skip


def test_the_first_hundred_problems_are_told_and_how_many_more_there_are() -> None:
    rows = "".join(f"2024-01,exports,Nowhere {n},ten\n" for n in range(250))
    draft = read_text("period,flow,partner,value\n" + rows)
    assert len(draft.problems) == 100
    assert draft.more_problems == 400
    assert [p.row for p in draft.problems] == [row for row in range(2, 52) for _ in range(2)]


def test_rows_count_as_a_spreadsheet_counts_them() -> None:
    rows = '2024-01,exports,US,5,"one\ntwo"\n2024-02,exports,Wakanda,5,\n'
    text = '"A title\nof two lines"\n\nperiod,flow,partner,value,source\n' + rows
    assert [p.row for p in read_text(text).problems] == [5]


def test_blank_rows_at_the_beginning_of_a_sheet_count_and_shift_no_merged_cell() -> None:
    draft = read(blank_beginning(), "a.xlsx")
    assert [(p.row, p.column, p.text) for p in draft.problems] == [(7, "Jan 2024", "x")]
    assert lines(draft.figures) == ["exports JP 61 2024-01 3", "exports JP 64 2024-01 2", "exports US 64 2024-01 1"]


def test_a_column_without_a_header_is_named_by_its_letter() -> None:
    draft = read_text(",Jan 2024\nWakanda,5\nUS,6\nJapan,7\n", caption="exports")
    assert [(p.column, p.text) for p in draft.problems] == [("A", "Wakanda")]


def test_only_several_sheets_have_names_in_problems() -> None:
    assert {p.sheet for p in read(several_sheets(), "a.xlsx").problems} == {"Exports", "All"}
    assert read_text("period,flow,value\n2024-13,exports,5\n").problems[0].sheet is None


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.pdf", "", "../../x"])
def test_what_a_file_is_is_told_by_its_content(name: str) -> None:
    assert not read_text("period,flow,value\n2024-01,exports,5\n", name).problems
    assert not read(hidden_parts(), name).problems


def test_a_file_on_disk_reads_as_its_bytes_do(tmp_path: Path) -> None:
    path = tmp_path / "imports.csv"
    path.write_bytes((FOLDER / "imports_2024-01.csv").read_bytes())
    draft = upload.read(path, lexicon(), today=TODAY)
    assert draft.file == "imports.csv"
    assert draft.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert lines(draft.figures) == ["imports US TOTAL 2024-01 5"]


def test_the_current_month_is_no_future_and_the_next_one_is() -> None:
    def codes(today: date) -> list[str]:
        text = b"period,flow,value\n2025-02,exports,5\n"
        return [p.code for p in upload.read(text, lexicon(), today=today, name="a.csv").problems]

    assert codes(date(2025, 2, 1)) == []
    assert codes(date(2025, 1, 31)) == ["future_period"]


def test_another_reporter_s_store_takes_its_own_figures() -> None:
    text = b"reporter,period,flow,partner,value\nVNM,2024-01,exports,KH,5\n"
    draft = upload.read(text, lexicon(), today=TODAY, name="a.csv", reporter="VN")
    assert lines(draft.figures) == ["exports KH TOTAL 2024-01 5"]


@pytest.mark.parametrize("content", [b"period,flow,value\n" + b"2024-01,exports,5\n" * 50_000, hidden_parts()])
def test_progress_ends_with_all_of_the_file(content: bytes) -> None:
    told: list[float] = []
    upload.read(content, lexicon(), today=TODAY, name="a", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_header_alone_has_no_values() -> None:
    assert [p.code for p in read_text("period,flow,partner,value\n").problems] == ["no_values"]


def test_a_long_line_of_the_first_cell_is_cut_where_it_is_told() -> None:
    draft = read_text("period,flow,value\n2024-01,exports," + "x" * 5000 + "\n")
    assert draft.problems[0].text == "x" * 200 + "… (cut)"


def test_a_column_that_is_ignored_says_whether_it_may_hold_values() -> None:
    draft = read_text("No.,Country,Jan 2024,Share (%),Extra,Note\n1,US,5,10,7,x\n", "exports.csv")
    ignored = {r.text: r.facts["numbers"] for r in draft.remarks if r.code == "column_ignored"}
    assert ignored == {"No.": False, "Share (%)": False, "Extra": True, "Note": False}


def test_a_file_s_name_that_is_no_text_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff.csv")
    path.write_text("period,flow,value\n2024-01,exports,5\n")
    assert upload.read(path, lexicon(), today=TODAY).file == "bad?.csv"


def test_what_is_left_out_is_told_at_its_own_row() -> None:
    text = "period,flow,partner,motCode,value\n2024-01,exports,US,0,5\n2024-01,exports,Others,0,6\n"
    draft = read_text(text + "2024-01,exports,Not specified,0,7\n2024-01,exports,US,1000,2\n")
    told = [(r.code, r.row, r.column, r.text) for r in draft.remarks if r.code.endswith("_skipped")]
    assert told == [
        ("rest_skipped", 3, None, "Others"), ("rest_skipped", 4, None, "Not specified"),
        ("part_skipped", 5, "motCode", "1000"),
    ]  # fmt: skip


def test_growth_that_disagrees_is_named_where_it_stands() -> None:
    table = "Country,Jan 2024,Growth\nJapan,12.3,5%\nJapan,12.3,7%\n"
    (problem,) = read_text(f"Exports (USD million)\n{table}").problems
    assert (problem.code, problem.row, problem.column, problem.text) == ("rows_disagree", 4, "Growth", "7%")
    assert (problem.facts["value"], problem.facts["other"], problem.facts["other_column"]) == (7.0, 5.0, "Growth")
