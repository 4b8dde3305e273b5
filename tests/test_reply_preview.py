"""What an admin reads of an upload before it is published."""

from __future__ import annotations

import pandas as pd
import pytest

from bot.model.draft import CHANGE_COLUMNS, Draft, Problem
from bot.reply.preview import preview
from bot.words import lexicon

NAMES = lexicon()


def draft(*figures: tuple[str, str, str], remarks: tuple[Problem, ...] = ()) -> Draft:
    """Exports: partner, first month, last month."""
    frame = pd.DataFrame(
        [
            dict.fromkeys(CHANGE_COLUMNS, "")
            | {"flow": "exports", "partner": p, "product": "TOTAL", "start": a, "end": b}
            for p, a, b in figures
        ]
    )
    return Draft("a.csv", "", frame, remarks=remarks)


def months(*texts: str) -> Draft:
    return draft(*(("US", text, text) for text in texts))


@pytest.mark.parametrize(
    ("shown", "of"),
    [
        ("January 2023 and April 2025", ["2023-01", "2025-04"]),
        ("December 2023 to February 2024", ["2024-01", "2023-12", "2024-02"]),
        ("January 2023, March 2023, May to June 2023 and 2 more",
         ["2023-01", "2023-03", "2023-05", "2023-06", "2023-08", "2023-10"]),
    ],
)  # fmt: skip
def test_only_the_months_that_are_there_are_named(shown: str, of: list[str]) -> None:
    assert preview(NAMES, "en", months(*of), None).text.splitlines()[2] == f"Exports, {shown}"


def test_a_year_beside_its_months_leaves_nothing_out() -> None:
    text = preview(NAMES, "en", draft(("US", "2023-01", "2023-12"), ("US", "2024-01", "2024-01")), None).text
    assert "Exports, January 2023 to January 2024" in text


def test_five_partners_are_all_named_of_six_only_some() -> None:
    five = [(code, "2024-01", "2024-01") for code in ("US", "JP", "CN", "VN", "TH")]
    assert (
        "5 partners: the United States, Japan, China, Vietnam, Thailand\n"
        in preview(NAMES, "en", draft(*five), None).text
    )
    six = draft(*five, ("DE", "2024-01", "2024-01"))
    assert "6 partners: the United States, Japan, China, Vietnam, …\n" in preview(NAMES, "en", six, None).text


def test_totals_of_the_world_among_partners_are_said() -> None:
    both = draft(("US", "2024-01", "2024-01"), ("WLD", "2024-01", "2024-01"))
    assert "1 partner: the United States; with totals for the world\n" in preview(NAMES, "en", both, None).text


def test_remarks_that_matter_come_before_the_trivial_ones() -> None:
    column = {"column": "Extra", "numbers": True}
    remarks = (
        Problem("layout", facts={"kind": "wide", "rows": 1, "columns": 1}),
        Problem("column_ignored", column="No.", facts={"column": "No.", "numbers": False}),
        Problem("taken_from", facts={"what": "flow", "value": "exports", "where": "line"}),
        Problem("column_ignored", column="Extra", facts=column),
        Problem("taken_from", facts={"what": "product", "value": "1006", "where": "line"}),
        Problem("hidden_rows", facts={"count": 2}),
    )
    text = preview(NAMES, "en", draft(("US", "2024-01", "2024-01"), remarks=remarks), None).text
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    words = ["Hidden rows", "product", "Extra", "flow", "Read as"]
    assert [word for word, line in zip(words, lines, strict=True) if word in line] == words
