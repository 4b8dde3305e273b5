"""No sentence lacks a translation, and each has the same facts in it."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from reply_answers import NAMES, exports_to_us, missing_month, trade_with_us, unknown_place, which_congo

from bot.reply import help_reply, reply
from bot.reply.tongue import LANGUAGES, LOCALES

KEYWORDS = {"_": None, "_n": (1, 2), "say": None, "line": None, "count": (1, 2)}
TRANSLATED = [language for language in LANGUAGES if language != "en"]
IN_CODE = {message if isinstance(message, str) else message[0]: message for _, _, message, _, _ in extract_from_dir(
    LOCALES.parent, keywords=KEYWORDS)}  # fmt: skip


def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_the_code_is_translated_and_no_other(language: str) -> None:
    there = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue(language) if m.id}
    assert {one for one, message in there.items() if not all(_texts(message.string))} == set()
    assert set(there) == set(IN_CODE)
    assert not [m.id for m in there.values() if m.fuzzy]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_facts_of_its_sentence(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        wanted = facts(message.id if isinstance(message.id, str) else message.id[1])
        for text in _texts(message.string):
            assert facts(text) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_is_left_over_in_a_reply(language: str) -> None:
    """Letters of the alphabet stand only in the names of sources, in commands and in HS."""
    answers = (exports_to_us(), trade_with_us(), missing_month(), unknown_place(), which_congo())
    texts = [reply(answer, "asked", NAMES, language).text for answer in answers] + [help_reply(language).text]
    for text in texts:
        assert not re.sub(r"Phnom Penh Post|Wakanda|Rwanda|Congo|\bHS\b|[^A-Za-z]", "", text), text


def test_numbers_and_months_are_written_as_in_the_language() -> None:
    assert reply(exports_to_us(), "asked", NAMES, "zh").text == (
        "2025年1月对美国出口\n"
        "8.687亿美元（初步数）\n"
        "同比增长38.6%（上年同期6.2683亿美元）\n"
        "占全部出口的37.7%，在有数据的3个国家和地区中居第1位\n"
        "未说明年份，按2025年1月回答。\n"
        "来源：Phnom Penh Post, 2025-02\n"
        "或者：2025年1月自美国进口"
    )
    assert reply(exports_to_us(), "asked", NAMES, "km").text == (
        "ការនាំចេញទៅសហរដ្ឋអាមេរិក ខែមករា ឆ្នាំ2025\n"
        "868.7 លានដុល្លារ (បឋម)\n"
        "កើន 38.6% ធៀបនឹងរយៈពេលដូចគ្នាឆ្នាំមុន (626.83 លានដុល្លារ)\n"
        "37.7% នៃការនាំចេញទាំងអស់, លំដាប់ទី 1 ក្នុងចំណោម 3 ប្រទេសដែលមានទិន្នន័យ\n"
        "មិនបានបញ្ជាក់ឆ្នាំ៖ យកខែមករា ឆ្នាំ2025។\n"
        "ប្រភព៖ Phnom Penh Post, 2025-02\n"
        "ឬ៖ ការនាំចូលពីសហរដ្ឋអាមេរិក ខែមករា ឆ្នាំ2025"
    )


def _texts(string: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [string or ""] if isinstance(string, str) or string is None else list(string)
