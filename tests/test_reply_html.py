"""The HTML is Telegram's, says the same as the text, and fits a message."""

from __future__ import annotations

from dataclasses import replace

from botapi.html import plain as without_tags
from hypothesis import given
from hypothesis import strategies as st
from reply_answers import NAMES, exports_to_us, note, query, row, unknown_place

from bot.model.answer import Answer, Source
from bot.model.period import Month
from bot.reply import reply
from bot.reply.page import Page
from bot.reply.tongue import tongue
from bot.reply.writing import CUT, MOST_CHARACTERS, html, plain

_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60) | st.sampled_from(
    ["<b>", "&amp;", "a < b", '" onclick="', "</blockquote>", "ខែមករា", "贸易"]
)
_LISTS = st.lists(_TEXTS, max_size=5).map(tuple)
_SOURCES = st.lists(st.builds(Source, _TEXTS, _TEXTS.map(lambda t: f"https://x/{t}") | st.just("")), max_size=6).map(
    tuple
)
_PAGES = st.builds(Page, _TEXTS, _TEXTS, _LISTS, _LISTS, _SOURCES, _LISTS, _LISTS)


def test_the_figure_is_bold_the_reading_slanted_and_the_rest_folded_away() -> None:
    assert reply(exports_to_us(), "asked", NAMES, "en").html == (
        "<i>Exports to the United States, January 2025</i>\n"
        "<b>$868.7 million (provisional)</b>\n"
        "+38.6% on a year earlier ($626.83 million)\n"
        "37.7% of all exports, rank 1 of 3 countries with figures\n"
        "The year was not named: taken as January 2025.\n"
        'Source: <a href="https://phnompenhpost.com/business/us?a=1&amp;b=2">Phnom Penh Post, 2025-02</a>\n'
        "Or: imports from the United States January 2025\n"
        "<blockquote expandable>Ranked among 3 countries with figures for January 2025.\n"
        "Provisional figures, which may still be revised.\n"
        "38.6 % = 868.7 / 626.83 - 1 "
        "(exports to the United States, January 2025; USD million: January 2025, January 2024)</blockquote>"
    )


@given(_PAGES)
def test_whatever_is_in_it_telegram_can_parse_it_and_nothing_gets_lost(page: Page) -> None:
    parsed = without_tags(html(tongue("en"), page))
    shown = plain(tongue("en"), page).splitlines()
    assert set(shown) <= set(parsed.splitlines()) or CUT in parsed
    assert set(page.folded) <= set(parsed.splitlines()) | {""}


@given(
    st.lists(st.integers(1, 900).map("x".__mul__), max_size=12),
    st.lists(st.integers(1, 900).map("<".__mul__), max_size=12),
)
def test_a_long_reply_is_cut_at_a_line_and_fits(details: list[str], working: list[str]) -> None:
    page = Page("Reading", "Figure", tuple(details), ("Note",), (Source("Paper"),), (), tuple(working))
    parsed = without_tags(html(tongue("en"), page))
    assert len(parsed) <= MOST_CHARACTERS
    whole = {"Reading", "Figure", "Note", "Source: Paper", CUT, *details, *working}
    assert set(parsed.splitlines()) <= whole


def test_the_asker_s_words_cannot_become_tags() -> None:
    answer = replace(unknown_place(), reason=note("unknown_word", word="<b>&", near=()), suggestions=())
    said = reply(answer, "<b>&", NAMES, "en")
    assert said.html.startswith("<b>“&lt;b&gt;&amp;” is not known.</b>")
    assert said.text.startswith("“<b>&” is not known.")


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    answer = replace(exports_to_us(), sources=(Source("Paper", "javascript:alert(1)"),))
    assert "javascript" not in reply(answer, "asked", NAMES, "en").html


def test_a_series_of_many_countries_still_fits() -> None:
    months = [str(Month.of(2024, 1) + n) for n in range(24)]
    rows = tuple(
        row("value", 1e9 + n, None, m, partner=p) for n, m in enumerate(months) for p in ("US", "CN", "VN", "JP")
    )
    asked = query("series", periods="2024-01/2025-12", partners=("US", "CN", "VN", "JP"))
    assert len(without_tags(reply(Answer("answered", asked, None, rows), "asked", NAMES, "en").html)) <= MOST_CHARACTERS
