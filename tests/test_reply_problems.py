"""Every problem of an upload says where it is, what is wrong, and what would be accepted, in every language."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest
from reply_answers import NAMES

from bot.model.draft import CHANGE_COLUMNS, Draft, Problem
from bot.model.period import Month, Period
from bot.model.problems import PROBLEMS, REMARKS, WARNINGS
from bot.reply.importing import imported
from bot.reply.preview import preview
from bot.reply.problems import _WORDINGS, problem_place, problem_reason, problem_text
from bot.reply.voice import voice

FACTS: dict[str, Any] = {
    "kind": "pdf", "what": "partner", "limit": 1000, "found": ("period", "flow"), "skipped": 12, "first": "US",
    "second": "CN", "first_from": "caption", "second_from": "sheet", "where": "line", "choices": ("CD", "CG"),
    "count": 3, "today": Month.of(2025, 2), "period": Period.parse("2025-01"), "flow": "exports", "partner": "US",
    "product": "TOTAL", "reporter": "CN", "other_row": 9, "other_sheet": None, "other_column": "value",
    "value": 868.7e6, "other": 900e6, "total": 9.92e9, "sum": 9.9e9, "published": 38.6, "computed": 40.1, "whole": 1e9,
    "low": 1e6, "high": 2e6, "times": 1000.0, "before": 9, "missing": ("VN", "JP"), "exponent": 6, "rows": 10,
    "columns": 2, "old": 3e6, "first_column": "partner",
}  # fmt: skip
SAID = voice(NAMES, "en")


@pytest.mark.parametrize("code", sorted(PROBLEMS | WARNINGS | REMARKS))
@pytest.mark.parametrize("language", ["en", "km", "zh"])
def test_every_code_has_words(code: str, language: str) -> None:
    text = problem_text(voice(NAMES, language), Problem(code, "Exports", 5, "value", "about ten", "Chad", FACTS))
    assert text
    assert "{" not in text


def test_there_are_no_words_for_codes_that_are_gone() -> None:
    assert set(_WORDINGS) == set(PROBLEMS | WARNINGS | REMARKS)


def test_a_cell_s_problem_names_row_column_text_and_what_would_do() -> None:
    problem = Problem("bad_number", row=5, column="value", text="about ten")
    assert problem_text(SAID, problem) == (
        "Row 5, column value: “about ten” is not a number. "
        "A number such as 1,234.5 is needed, or a blank where there is none."
    )


def test_the_sheet_is_named_where_there_are_several() -> None:
    assert problem_place(SAID, Problem("blank", "Exports", 7, "C")) == "sheet Exports, row 7, column C"


def test_the_nearest_name_is_offered() -> None:
    reason = problem_reason(SAID, Problem("unknown_partner", text="Untied States", nearest="United States"))
    assert reason.endswith("The nearest known name is “United States”.")


def test_a_long_text_is_cut() -> None:
    assert len(problem_reason(SAID, Problem("bad_status", text="x" * 10_000))) < 150


def test_two_rows_that_disagree_name_each_other() -> None:
    facts = {
        "what": "value",
        "value": 868.7e6,
        "other": 900e6,
        "other_row": 9,
        "other_sheet": None,
        "other_column": None,
    }
    place = {"flow": "exports", "partner": "US", "product": "TOTAL", "period": Period.parse("2025-01")}
    assert problem_reason(SAID, Problem("rows_disagree", row=12, facts=facts | place)) == (
        "The same figure with another value: $868.7 million here, $900 million in row 9. Only one of them can stay."
    )


def test_growth_that_disagrees_is_told_in_percent() -> None:
    facts = {"what": "yoy_pct", "value": 7.0, "other": -5.5, "other_row": 3, "other_column": "Growth"}
    assert problem_reason(SAID, Problem("rows_disagree", row=5, facts=facts)) == (
        "The same figure with another growth: +7.0% here, -5.5% in row 3, column Growth. Only one of them can stay."
    )


def test_headers_are_named_as_the_file_writes_them() -> None:
    facts = {"what": "value", "first": "2024", "second": "us"}
    assert problem_reason(SAID, Problem("two_columns", facts=facts)) == (
        "Two columns could both be the value: 2024 and us. Please take one of them out."
    )


def test_a_reporter_that_is_not_known_is_not_called_another_country() -> None:
    reason = problem_reason(SAID, Problem("other_reporter", text="Wakanda", facts={"reporter": "CN", "known": False}))
    assert reason == "“Wakanda” is not known as a name or code of China; here are only its figures."


@pytest.mark.parametrize(
    ("language", "states"), [("en", ("provisional", "final")), ("km", ("បឋម", "ចុងក្រោយ")), ("zh", ("初步数", "最终数"))]
)
def test_states_are_told_in_the_language_of_the_reader(language: str, states: tuple[str, str]) -> None:
    facts = {"what": "status", "value": "provisional", "other": "final", "other_row": 9}
    reason = problem_reason(voice(NAMES, language), Problem("rows_disagree", row=12, facts=facts))
    assert all(state in reason for state in states)


def test_two_values_that_hardly_differ_are_told_in_full() -> None:
    facts = {"what": "value", "value": 118345679.0, "other": 118345678.0, "other_row": 9}
    assert problem_reason(SAID, Problem("rows_disagree", row=12, facts=facts)) == (
        "The same figure with another value: $118.345679 million here, $118.345678 million in row 9. "
        "Only one of them can stay."
    )


def test_sizes_are_told_in_megabytes_and_counts_in_full() -> None:
    size, cells = {"what": "unpacked", "limit": 512 << 20}, {"what": "cells", "limit": 12_000_000}
    assert "no more than 512 MB are taken" in problem_reason(SAID, Problem("too_large", facts=size))
    assert "no more than 12,000,000 cells" in problem_reason(SAID, Problem("too_large", facts=cells))


def test_what_disagrees_is_named_whatever_it_is() -> None:
    flows = {"what": "flow", "first": "exports", "second": "imports", "first_from": "caption", "second_from": "file"}
    assert problem_reason(SAID, Problem("context_disagrees", facts=flows)) == (
        "The caption says exports, the file's name says imports. They have to agree."
    )
    months = flows | {"first": Period.parse("2025-01"), "second": Period.parse("2024-01")}
    assert "January 2025, the file's name says January 2024" in problem_reason(
        SAID, Problem("context_disagrees", facts=months)
    )


def test_a_balance_that_disagrees_is_in_dollars_and_a_growth_in_percent() -> None:
    place = {"flow": "balance", "partner": "US", "product": "TOTAL", "period": Period.parse("2025-01")}
    assert problem_reason(
        SAID, Problem("account_differs", facts=place | {"published": 8.5e8, "computed": 8.4494e8})
    ) == (
        "Trade balance with the United States, January 2025: published are $850 million, exports and imports give "
        "$844.9 million."
    )
    assert "+38.6%" in problem_reason(
        SAID, Problem("growth_differs", facts=place | {"published": 38.6, "computed": 40.1})
    )


@pytest.mark.parametrize("kind", ["pdf", "picture", "xls", "archive", "program"])
def test_what_is_no_table_is_told_what_to_send_instead(kind: str) -> None:
    assert ".csv" in problem_reason(SAID, Problem("not_a_table", facts={"kind": kind}))


@pytest.mark.parametrize("code", sorted(REMARKS))
def test_one_of_a_kind_is_not_several(code: str) -> None:
    text = problem_text(SAID, Problem(code, facts=FACTS | {"count": 1, "rows": 1, "columns": 1}))
    assert not re.search(r"\b1 \w+s\b", text)


def test_warnings_that_are_not_named_are_counted() -> None:
    few = Problem("month_skipped", facts={"flow": "exports", "period": Period.parse("2024-12")})
    draft = Draft("a.csv", "", warnings=(few,) * 6, more_warnings=16)
    reply = imported(NAMES, "en", draft, None)
    assert "and 16 more warnings" in reply.text
    assert (reply.data or {})["more_warnings"] == 16
    assert "and 17 more" in preview(NAMES, "en", draft, None).text


def test_a_few_new_figures_are_shown_before_they_are_published() -> None:
    row = dict.fromkeys(CHANGE_COLUMNS, "")
    row |= {"flow": "exports", "partner": "US", "product": "TOTAL", "start": "2025-04", "end": "2025-04"}
    changes = pd.DataFrame([row]).assign(value=868.7e6, precision=1e5, change="new")
    text = preview(NAMES, "en", Draft("a.csv", "", changes, changes, new=1), 1).text
    assert "Exports to the United States, April 2025: $868.7 million" in text


def test_one_of_them_is_counted_in_good_grammar() -> None:
    assert problem_reason(SAID, Problem("hidden_rows", facts={"count": 1})) == "Hidden rows were read: 1."
