"""One message in, one reply out: what is kept of a conversation, the language, and questions that can be sent back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from corpus.judging import fill
from hypothesis import given, settings
from hypothesis import strategies as st
from question_world import FIRST, LAST, ask

from bot.assistant import Assistant
from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.period import Month, Period
from bot.model.query import Query
from bot.reply import ask_again
from bot.store import Store
from bot.words import lexicon

TODAY = date(2025, 6, 20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("assistant") / "trade.db"
    with Store.open(path, create=True) as made:
        fill(made)
        yield made


def asked(assistant: Assistant, text: str, conversation: str | None = None) -> dict[str, object]:
    data = assistant.ask(text, conversation=conversation, today=TODAY).data
    assert data is not None
    return dict(data)


def test_two_people_in_one_chat_do_not_disturb_each_other(store: Store) -> None:
    assistant = Assistant(store, lexicon())
    asked(assistant, "exports to US January", "anna")
    asked(assistant, "imports from China 2024", "bora")
    assert asked(assistant, "and Japan?", "anna")["reading"] == "Exports to Japan, January 2025"
    assert asked(assistant, "and Japan?", "bora")["reading"] == "Imports from Japan, 2024"


def test_a_conversation_goes_on_after_a_restart_where_the_store_remembers_it(store: Store) -> None:
    asked(Assistant(store, lexicon(), memory=store), "exports to US January", "anna")
    again = Assistant(store, lexicon(), memory=store)
    assert asked(again, "and imports?", "anna")["reading"] == "Imports from the United States, January 2025"


def test_what_was_not_understood_is_not_gone_on_from(store: Store) -> None:
    assistant = Assistant(store, lexicon())
    for text in ("exports to US January", "exports to Wakanda", "thanks"):
        asked(assistant, text, "anna")
    assert asked(assistant, "and 2024?", "anna")["reading"] == "Exports to the United States, 2024"


def test_a_question_without_a_conversation_leaves_nothing_behind(store: Store) -> None:
    assistant = Assistant(store, lexicon())
    asked(assistant, "exports to US January")
    assert asked(assistant, "same for 2023")["status"] == "not_understood"


@pytest.mark.parametrize(
    ("first", "then", "reading"),
    [
        ("នាំចេញទៅអាមេរិក ២០២៤", "2023?", "ការនាំចេញទៅសហរដ្ឋអាមេរិក ឆ្នាំ2023"),
        ("នាំចេញទៅអាមេរិក ២០២៤", "JP", "ការនាំចេញទៅជប៉ុន ឆ្នាំ2024"),
        ("2024年对美国出口", "JP", "2024年对日本出口"),
        ("2024年对美国出口", "2023?", "2023年对美国出口"),
        ("exports to US 2024", "2023?", "Exports to the United States, 2023"),
        ("នាំចេញទៅអាមេរិក ២០២៤", "exports to Japan 2023", "Exports to Japan, 2023"),
        ("នាំចេញទៅអាមេរិក ២០២៤", "what about Japan", "Exports to Japan, 2024"),
    ],
)
def test_a_few_latin_words_or_digits_keep_the_language_of_the_conversation(
    store: Store, first: str, then: str, reading: str
) -> None:
    assistant = Assistant(store, lexicon(), default_language="zh")
    asked(assistant, first, "anna")
    assert asked(assistant, then, "anna")["reading"] == reading


def test_the_language_of_a_conversation_lasts_through_its_follow_ups(store: Store) -> None:
    assistant = Assistant(store, lexicon())
    for text in ("នាំចេញ ២០២៤", "top 10", "top 3"):
        data = asked(assistant, text, "anna")
    assert str(data["reading"]).endswith("ឆ្នាំ2024")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("exports to US", "en"),
        ("នាំចេញទៅ US", "km"),
        ("US 1月出口", "zh"),
        ("exports ទៅ US ខែមករា", "km"),
        ("2024", "km"),
    ],
)
def test_the_answer_is_in_the_language_of_the_question(store: Store, text: str, language: str) -> None:
    assert Assistant(store, lexicon(), default_language="km").language_of(text) == language


def test_alternatives_and_suggestions_work_when_sent_back(store: Store) -> None:
    assistant = Assistant(store, lexicon())
    for text in ("exports to Korea 2024", "top 5 markets", "exports to US January", "exports to Guinea 2025", "Japan",
                 "monthly exports to US", "share of garments in exports 2024"):  # fmt: skip
        found = asked(assistant, text)
        offered = [*found["alternatives"], *found["suggestions"]]  # type: ignore[misc]
        for question in offered:
            assert asked(assistant, str(question))["status"] == "answered", f"{text} -> {question}"


@pytest.mark.parametrize(
    ("text", "unknown", "offered"),
    [
        ("exports to US January 2025 in tonnes", ["tonnes"], ["exports to the United States January 2025"]),
        ("exports to US 2024 in riel", ["riel"], ["exports to the United States 2024"]),
        ("exports of blorp to US January 2025", ["blorp"], ["exports to the United States January 2025"]),
        ("exports to Qwertia 2024", ["Qwertia"], ["exports 2024"]),
        ("exports to US feb 30", ["feb 30"], ["exports to the United States May 2025"]),
        ("exports to US 13/2025", ["13/2025"], ["exports to the United States May 2025"]),
        ("exports of tonnnes to US 2024", ["tonnnes"], ["exports to the United States 2024"]),
        ("delete exports to US 2024", ["delete"], ["exports to the United States 2024"]),
        ("exports to US 2024 and imports from China 2023", [], ["exports to the United States 2024"]),
        ("exports excluding footwear 2024", ["excluding"], ["exports 2024", "exports of footwear (HS 64) 2024"]),
        (
            "why did exports to US grow in 2024?",
            ["why"],
            [
                "what drove the growth of exports to the United States by product in 2024",
                "growth of exports to the United States 2024",
                "exports to the United States 2024",
            ],
        ),
        ("除鞋类外的出口2024年", ["除", "外"], ["2024年出口", "2024年鞋类 (HS 64)出口"]),
    ],
)
def test_what_is_offered_keeps_what_was_understood(
    store: Store, text: str, unknown: list[str], offered: list[str]
) -> None:
    found = asked(Assistant(store, lexicon()), text)
    assert (found["status"], found["unknown"], found["suggestions"]) == ("not_understood", unknown, offered)


def test_where_nothing_is_understood_the_standing_example_is_offered(store: Store) -> None:
    assistant = Assistant(store, lexicon())
    assert asked(assistant, "asdf qwer")["suggestions"] == ["exports to the United States May 2025"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("exports except garments", "leaving something out is not possible here"),
        ("how many countries do we export to", "nothing is counted here"),
        ("exports in fiscal year 2024", "by calendar month"),
    ],
)
def test_a_refusal_gives_its_own_reason(store: Store, text: str, reason: str) -> None:
    assert reason in str(asked(Assistant(store, lexicon()), text)["text"])


def test_where_there_are_no_figures_no_month_is_called_the_latest(store: Store) -> None:
    found = asked(Assistant(store, lexicon()), "exports to Moldova")
    assert (found["status"], found["notes"]) == ("no_data", [])


def test_the_figures_on_hand_of_a_country_are_named_by_it(store: Store) -> None:
    text = asked(Assistant(store, lexicon()), "what data is there with Japan")["text"]
    assert str(text).startswith("Figures on hand: Japan\n")


months = st.integers(FIRST.index, LAST.index).map(Month)
periods = st.one_of(
    months.map(Period.of_month),
    st.integers(2016, 2024).map(Period.of_year),
    st.tuples(st.integers(2016, 2024), st.sampled_from([(1, 3), (4, 6), (7, 12), (1, 6), (1, 9)])).map(
        lambda p: Period(Month.of(p[0], p[1][0]), Month.of(p[0], p[1][1]))
    ),
    st.tuples(months, st.integers(1, 11)).map(lambda p: Period(p[0] - p[1], p[0])),
)
one_flow: st.SearchStrategy[tuple[Flow, ...]] = st.sampled_from([("exports",), ("imports",), ("trade",), ("balance",)])
without_balance: st.SearchStrategy[tuple[Flow, ...]] = st.sampled_from([("exports",), ("imports",), ("trade",)])
PLACES = ("US", "CN", "VN", "JP", "DE", "GB", "KR", "TH", "AE", "CI", "HK", "EU", "ASEAN", "TR", "MM", "NL", "IN")
GOODS = ("64", "GARMENTS", "1006", "61", "42", "85", "87", "8712", "6403", "TEXTILES", "GFT")
places = st.sampled_from([*PLACES, *[WORLD] * 8]).map(lambda code: (code,))
goods = st.sampled_from([*GOODS, *[TOTAL] * 12]).map(lambda code: (code,))
spans = periods.map(lambda period: (period,))
longer = periods.filter(lambda period: not period.is_month).map(lambda period: (period,))
queries = st.one_of(
    st.builds(Query, st.just("value"), one_flow, places, goods, spans),
    st.builds(Query, st.just("overview"), st.just(("exports", "imports", "trade", "balance")), places, goods, spans),
    st.builds(Query, st.just("series"), one_flow, places, goods, longer),
    st.builds(Query, st.just("average"), one_flow, places, goods, longer),
    st.builds(Query, st.just("extreme"), one_flow, places, goods, longer, order=st.sampled_from(["desc", "asc"])),
    st.builds(Query, st.just("growth"), without_balance, places, goods, spans, basis=st.just("yoy")),
    st.builds(
        Query, st.just("compare"), one_flow,
        st.lists(st.sampled_from(PLACES), min_size=2, max_size=3, unique=True).map(tuple), goods, spans,
    ),
    st.builds(
        Query, st.just("rank"), one_flow, st.sampled_from([(WORLD,), ("ASEAN",), ("EU",)]), goods, spans,
        st.just("partner"), st.sampled_from(["desc", "asc"]), st.sampled_from([3, 5, 10]),
    ),
    st.builds(
        Query, st.just("rank"), one_flow, places, st.just((TOTAL,)), spans, st.just("product"),
        st.sampled_from(["desc", "asc"]), st.sampled_from([3, 5, 10]),
    ),
    st.builds(Query, st.just("contribution"), without_balance, st.just((WORLD,)), goods, spans, st.just("partner")),
    st.builds(Query, st.just("contribution"), without_balance, places, st.just((TOTAL,)), spans, st.just("product")),
    st.builds(
        Query, st.just("share"), without_balance, st.sampled_from(PLACES).map(lambda code: (code,)), st.just((TOTAL,)),
        spans, whole=st.just((WORLD, TOTAL)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "km", "zh"])
@given(query=queries)
@settings(max_examples=200, deadline=None)
def test_the_question_that_is_offered_for_a_query_means_that_query(language: str, query: Query) -> None:
    text = ask_again(query, lexicon(), language)
    assert ask(text).query == query, text
