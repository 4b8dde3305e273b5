"""Texts made comparable, and cut into tokens."""

from __future__ import annotations

import pytest

from bot.words.text import clean, key, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "COTE D’IVOIRE"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("２０２４", "2024"),
        ("២០២៤", "2024"),
        ("U.S.A.", "USA"),
        ("ខែ\u200bមុន", "ខែមុន"),  # a zero-width space between Khmer words
        ("អ៊ីតាលី", "អុីតាលី"),  # the shifter that is drawn as the vowel U
        ("កណ្ដាល", "កណ្តាល"),  # the subscripts of DA and TA look alike
        ("អាហ្វ្រិក", "អាហ្រ្វិក"),  # the order of two subscripts
        ("កើន", "ក\u17c1\u17b8ន"),  # a vowel typed in its two halves
    ],
)
def test_what_looks_the_same_has_one_key(one: str, other: str) -> None:
    assert key(one)[0] == key(other)[0]


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("ថៃ", "ដៃ"), ("中国", "韩国")])
def test_what_differs_has_another(one: str, other: str) -> None:
    assert key(one)[0] != key(other)[0]


def test_khmer_is_cut_into_syllables_and_chinese_into_characters() -> None:
    assert [t.text for t in tokens("ទៅអាមេរិក")] == ["ទៅ", "អា", "មេ", "រិ", "ក"]
    assert [t.text for t in tokens("1月出口")] == ["1", "月", "出", "口"]


def test_a_flag_is_its_country_s_code() -> None:
    assert clean("exports to 🇯🇵").split() == ["exports", "to", "JP"]


def test_tokens_know_where_they_stand_and_what_a_space_parts() -> None:
    found = tokens("US 1Q24")
    assert [(t.text, t.start, t.end, t.spaced) for t in found] == [
        ("US", 0, 2, False), ("1", 3, 4, True), ("Q", 4, 5, False), ("24", 5, 7, False),
    ]  # fmt: skip
