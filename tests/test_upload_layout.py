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
