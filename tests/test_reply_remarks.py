"""Every code of a note, reason or problem has words, in every language."""

from __future__ import annotations

from typing import Any

import pytest
from reply_answers import NAMES

from bot.model.answer import Note
from bot.model.notes import NOTES_OF_ANALYSIS, NOTES_OF_READING, REASONS_OF_NO_DATA, REASONS_OF_READING
from bot.model.period import Month, Period
from bot.reply.remarks import NOTES, REASONS, note_text, reason_text
from bot.reply.voice import voice

_JANUARY = Period.parse("2025-01")
FACTS: dict[str, Any] = {
    "limit": 500, "word": "Wakanda", "near": ("Rwanda", "Uganda"), "choices": ("CD", "CG"), "topic": "price",
    "seller": "CN", "buyer": "VN", "text": "2025-13", "first": "exports", "second": "balance", "what": "partners",
    "partner": "US", "flow": "exports", "product": "TOTAL", "period": _JANUARY, "months": (Month.of(2024, 10),),
    "available": (Period.of_year(2024),), "latest": Month.of(2025, 1), "value": 43e6, "precision": 101e6,
    "group": "EU", "members": ("VN", "JP"), "by": "partner", "whole": Period.of_year(2025), "periods": (_JANUARY,),
    "old": 8.6e8, "new": 8.687e8, "release": 3, "low": 37.1, "high": 40.2, "yoy_pct": 38.6, "published": 38.6,
    "computed": 39.9, "count": 12, "codes": ("CN", "64"), "joined": (("VN", Month.of(2024, 5)),),
    "left": (("JP", Month.of(2024, 6)),), "contribution_pp": 2.09, "change": 43.6e6, "kinds": ("rank", "growth"),
    "measure": "yoy_pct",
}  # fmt: skip
HOLDINGS: dict[str, Any] = {
    "spans": (("exports", Month.of(2022, 1), Month.of(2026, 1)),), "available": (), "figures": 485, "partners": 41,
    "products": 3, "release": None,
}  # fmt: skip
LANGUAGES = ("en", "km", "zh")


@pytest.mark.parametrize("code", sorted(REASONS_OF_READING | REASONS_OF_NO_DATA))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(code: str, language: str) -> None:
    text = reason_text(voice(NAMES, language), Note(code, FACTS))
    assert text
    assert "{" not in text


@pytest.mark.parametrize("code", sorted(NOTES_OF_READING | NOTES_OF_ANALYSIS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_a_sentence(code: str, language: str) -> None:
    text = note_text(voice(NAMES, language), Note(code, FACTS | (HOLDINGS if code == "coverage" else {})))
    assert text
    assert "{" not in text


def test_there_are_no_words_for_codes_that_are_gone() -> None:
    assert set(REASONS) <= set(REASONS_OF_READING | REASONS_OF_NO_DATA)
    assert set(NOTES) <= set(NOTES_OF_READING | NOTES_OF_ANALYSIS)


@pytest.mark.parametrize(
    ("topic", "start"),
    [
        ("price", "“tonnes”: there are no prices"),
        ("services", "“tonnes”: the figures are of goods"),
        (None, "“tonnes”: "),
    ],
)
def test_what_the_figures_do_not_have_is_said_by_its_topic(topic: str | None, start: str) -> None:
    facts = {"word": "tonnes", "topic": topic}
    assert reason_text(voice(NAMES, "en"), Note("not_goods_value", facts)).startswith(start)


def test_a_reason_without_a_latest_month_or_near_name_leaves_it_out() -> None:
    said = voice(NAMES, "en")
    nothing = {"flow": "exports", "partner": "JP", "product": "TOTAL", "period": _JANUARY, "latest": None}
    assert reason_text(said, Note("not_yet", nothing)) == "There are no figures for exports to Japan."
    assert reason_text(said, Note("not_yet", nothing | {"partner": "WLD", "by": "partner"})) == (
        "No country has figures for exports over the whole of January 2025."
    )
    assert reason_text(said, Note("unknown_word", {"word": "x", "near": ()})) == "“x” is not known."


def test_missing_months_are_said_as_spans_and_products_by_their_names() -> None:
    said = voice(NAMES, "en")
    months = (Month.of(2024, 1), Month.of(2024, 2), Month.of(2024, 5))
    facts = {"flow": "exports", "partner": "WLD", "product": "GARMENTS", "months": months}
    assert reason_text(said, Note("missing_months", facts)) == (
        "There are no figures for exports of garments in January to February 2024 and May 2024."
    )
    assert note_text(said, Note("ties", {"value": 9e6, "codes": ("64", "GARMENTS", "US")})) == (
        "Equal at $9 million: footwear (HS 64), garments and the United States."
    )


def test_members_that_came_and_went_are_named_with_their_months() -> None:
    facts = {"group": "EU", "joined": (), "left": (("JP", Month.of(2020, 2)),)}
    assert note_text(voice(NAMES, "en"), Note("membership_changed", facts)) == (
        "The members of the EU changed in this time: Japan left in February 2020."
    )
