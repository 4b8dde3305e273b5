"""Messages cut into the pieces that mean something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words import lexicon
from bot.words.numerals import numbered
from bot.words.pieces import pieces
from bot.words.text import clean, tokens


def cut(text: str) -> list[str]:
    return [p.text for p in pieces(text, lexicon())]


def numbers(text: str) -> list[int | None]:
    return [p.number for p in numbered(pieces(text, lexicon()))]


def test_the_longest_names_win() -> None:
    assert cut("Papua New Guinea and Guinea") == ["Papua New Guinea", "and", "Guinea"]
    assert cut("United States Virgin Islands") == ["United States Virgin Islands"]


def test_words_are_not_torn_out_of_other_words() -> None:
    assert cut("to go") == ["to", "go"]  # not Togo
    assert cut("to P") == ["to", "P"]  # not top


def test_a_name_with_a_space_inside_is_the_name() -> None:
    assert [p.value("partner") for p in pieces("viet nam", lexicon())] == ["VN"]


@pytest.mark.parametrize("text", ["in", "to", "it", "no", "me"])
def test_small_words_are_no_codes(text: str) -> None:
    assert not pieces(text, lexicon())[0].means("partner")


def test_codes_count_in_capitals_but_not_in_a_message_all_in_capitals() -> None:
    assert pieces("IT", lexicon())[0].means("partner", "IT")
    words = pieces("IS IT EXPORTED", lexicon())
    assert not [p.text for p in words if p.means("partner") and not p.means("filler")]


@pytest.mark.parametrize(
    ("text", "number"),
    [("two thousand and fifteen", 2015), ("nineteen ninety nine", 1999), ("twenty four", 24), ("twelve", 12)],
)
def test_numbers_in_words(text: str, number: int) -> None:
    assert numbers(text) == [number]


@given(st.text(max_size=80))
def test_no_character_is_lost(text: str) -> None:
    plain = clean(text)
    assert [p.start for p in pieces(plain, lexicon())][:1] == [t.start for t in tokens(plain)][:1]
    covered = "".join(plain[p.start : p.end] for p in pieces(plain, lexicon()))
    assert covered.replace(" ", "").replace("\n", "") == "".join(covered.split(" ")).replace("\n", "")
    kept = {i for p in pieces(plain, lexicon()) for i in range(p.start, p.end)}
    assert all(i in kept for t in tokens(plain) for i in range(t.start, t.end))
