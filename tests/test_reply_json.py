"""The JSON object is the interface's, key by key."""

from __future__ import annotations

import json
from dataclasses import replace

from reply_answers import NAMES, exports_to_us, missing_month, row, unknown_place, which_congo

from bot.model.answer import Answer, Note
from bot.model.period import Period
from bot.model.query import Query
from bot.reply import reply
from bot.reply.answer_json import query_data

KEYS = [
    "id", "question", "status", "reading", "query", "headline", "rows", "unknown", "corrections", "notes", "working",
    "sources", "alternatives", "suggestions", "text",
]  # fmt: skip


def data(answer: Answer, id: str | None = None) -> dict[str, object]:
    said = reply(answer, "exports to US January", NAMES, "en", id)
    assert said.data is not None
    return json.loads(json.dumps(said.data))  # type: ignore[no-any-return]


def test_an_answer_is_the_object_of_the_interface() -> None:
    found = data(exports_to_us(), "q1")
    place = {"flow": "exports", "partner": "US", "product": "TOTAL", "start": "2025-01", "end": "2025-01"}
    rows = found.pop("rows")
    assert isinstance(rows, list)
    assert rows[0] == place | {
        "measure": "value", "value": 868700000.0, "unit": "USD", "precision": 100000.0, "status": "provisional",
    }  # fmt: skip
    assert rows[1] == place | {"measure": "yoy_pct", "value": 38.5862833, "unit": "%"}
    assert rows[5] == place | {"measure": "rank", "value": 1, "unit": None}
    assert found == {
        "id": "q1",
        "question": "exports to US January",
        "status": "answered",
        "reading": "Exports to the United States, January 2025",
        "query": {
            "kind": "value",
            "flows": ["exports"],
            "partners": ["US"],
            "products": ["TOTAL"],
            "periods": [{"start": "2025-01", "end": "2025-01"}],
            "by": None,
            "order": None,
            "limit": None,
        },
        "headline": {"measure": "value", "value": 868700000.0, "unit": "USD"},
        "unknown": [],
        "corrections": {},
        "notes": [
            "The year was not named: taken as January 2025.",
            "Ranked among 3 countries with figures for January 2025.",
            "Provisional figures, which may still be revised.",
        ],
        "working": [
            "38.6 % = 868.7 / 626.83 - 1 "
            "(exports to the United States, January 2025; USD million: January 2025, January 2024)"
        ],
        "sources": ["Phnom Penh Post, 2025-02 (https://phnompenhpost.com/business/us?a=1&b=2)"],
        "alternatives": ["imports from the United States January 2025"],
        "suggestions": ["the United States January 2025"],
        "text": reply(exports_to_us(), "exports to US January", NAMES, "en").text,
    }


def test_the_keys_stand_in_the_order_of_the_interface_and_the_id_only_where_there_is_one() -> None:
    assert list(data(exports_to_us(), "q1")) == KEYS
    assert list(data(exports_to_us())) == KEYS[1:]


def test_without_understanding_there_is_no_reading_no_query_and_no_number() -> None:
    found = data(unknown_place())
    assert (found["status"], found["reading"], found["query"], found["headline"]) == (
        "not_understood",
        None,
        None,
        None,
    )
    assert (found["rows"], found["unknown"]) == ([], ["Wakanda"])


def test_no_data_has_its_query_and_no_rows() -> None:
    found = data(missing_month())
    assert found["reading"] == "Exports to Japan, October 2024"
    assert isinstance(found["query"], dict)
    assert found["rows"] == []


def test_ambiguous_offers_its_choices_as_alternatives() -> None:
    assert data(which_congo())["alternatives"] == [
        "exports to Congo (Kinshasa) January 2025",
        "exports to Congo (Brazzaville) January 2025",
    ]


def test_precision_stands_on_dollars_only_and_status_on_values_only() -> None:
    change = row("change", 1.5, 0.1, status="final")
    rows = data(Answer("answered", Query("value"), None, (change, row("yoy_pct", 1.0, 2.0), row("value", 5.0))))["rows"]
    assert isinstance(rows, list)
    extra = [{"precision", "status"} & set(r) for r in rows]
    assert extra == [{"precision"}, set(), set()]


def test_a_rank_query_keeps_what_is_listed_its_order_and_its_limit() -> None:
    found = query_data(Query("rank", ("exports",), by="partner", order="desc", limit=5))
    assert (found["by"], found["order"], found["limit"]) == ("partner", "desc", 5)


def test_corrections_are_the_typed_word_and_what_it_was_read_as() -> None:
    answer = Answer("answered", Query("help"), corrections=(("Untied", "United"),))
    assert data(answer)["corrections"] == {"Untied": "United"}


def test_the_query_of_a_share_names_its_whole() -> None:
    query = Query("share", ("exports",), ("US",), whole=("WLD", "64"))
    assert query_data(query)["whole"] == {"partner": "WLD", "product": "64"}
    assert "whole" not in query_data(Query("value", ("exports",)))


def test_notes_name_all_members_that_the_text_only_counts() -> None:
    members = ("BN", "ID", "LA", "MM", "MY", "PH", "SG", "TH", "VN")
    note = Note("members_without_figures", {"group": "ASEAN", "members": members})
    found = data(replace(exports_to_us(), notes=(note,)))
    assert "4 more" in str(found["text"])
    assert "more" not in str(found["notes"])


def test_a_reason_whose_list_is_cut_stands_whole_in_the_notes() -> None:
    members = ("BN", "ID", "LA", "MM", "MY", "PH", "SG", "TH", "VN")
    facts = {
        "group": "ASEAN",
        "members": members,
        "flow": "exports",
        "product": "TOTAL",
        "period": Period.of_year(2024),
    }
    found = data(replace(missing_month(), reason=Note("member_missing", facts)))
    assert "4 more" in str(found["text"])
    assert "more" not in str(found["notes"])
