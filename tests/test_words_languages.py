"""The word lists of the three languages: the same tables, no word twice, and each word means one thing."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import pytest

from bot.model.bundled import bundled
from bot.model.figure import TOTAL, WORLD
from bot.words import Lexicon, lexicon
from bot.words.pieces import pieces
from bot.words.text import key

LANGUAGES = ("en", "km", "zh")
NAMES = ("partners", "groups", "products")

# What English has no single word for, or says with a word of another line.
NOT_IN_ENGLISH = {
    "count": {"words"},
    "generic": {"goods"},
    "kind": {"listing"},
    "prep": {"toward", "within"},
    "time": {
        "cumulative", "month_mark", "year_mark", "ordinal_mark", "between_after", "first_half", "second_half",
        "this_year", "last_year", "year_before_last", "next_year",
        "this_month", "last_month", "month_before_last", "next_month",
    },
}  # fmt: skip

# Words with two meanings under one tag, told apart by their place in the question. Nothing else may have two.
TWO_MEANINGS = {
    "time": {
        "until", "till", "up to", "前", "以前", "之前", "截至", "截止", "截止到", "截至到", "直到",
        "មុន", "រហូតដល់", "គិតត្រឹម", "ត្រឹម", "គិតមកត្រឹម", "គិតដល់",
    },
    "filler": {"$"},
    "generic": {"st", "he"},
}  # fmt: skip
# Names that are also words of another kind, told apart by their place in the question.
NAMES_AND_WORDS = {"日"}
# Names of everything, and the reporter's own, which other lines hold too.
OF_EVERYTHING = {WORLD, TOTAL}
REPORTER = "KH"


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon()


def tables(name: str) -> dict[str, dict[str, list[str]]]:
    with bundled("words", f"{name}.toml").open("rb") as file:
        return {tag: lines for tag, lines in tomllib.load(file).items() if tag != "slips"}


def listed(language: str) -> Iterator[tuple[str, str, list[str]]]:
    """(tag, value, words) for every line of a language."""
    for tag, lines in tables(language).items():
        for value, words in lines.items():
            yield tag, value, words


def spelt(word: str) -> str:
    return key(word)[0] or word


def named(name: str) -> Iterator[tuple[str, str]]:
    """(code, name) for every name in partners.toml, groups.toml or products.toml."""
    for code, table in tables(name).items():
        if code not in ("ambiguous", "assumed", "words"):
            yield from ((code, each) for language in LANGUAGES for each in table.get(language, ()))


@pytest.mark.parametrize("language", ["km", "zh"])
def test_a_language_has_only_tables_and_lines_that_the_reader_knows(language: str) -> None:
    known = {(tag, value) for tag, value, _ in listed("en") if tag not in ("month", "number", "ordinal")}
    known |= {(tag, value) for tag, values in NOT_IN_ENGLISH.items() for value in values}
    known |= {("month", str(n)) for n in range(1, 13)} | {("ordinal", str(n)) for n in range(1, 13)}
    known |= {("number", str(n)) for n in [*range(101), 1000]}
    read = [(tag, value) for tag, value, _ in listed(language) if tag != "written_out"]
    assert not [line for line in read if line not in known]


def test_what_is_written_out_is_of_known_words(words: Lexicon) -> None:
    parts = [piece for line in tables("zh")["written_out"] for piece in pieces(line, words)]
    assert not [piece.text for piece in parts if not piece.meanings and piece.number is None]


@pytest.mark.parametrize("language", ["km", "zh"])
def test_a_language_lacks_no_table_that_a_question_needs(language: str) -> None:
    latin = {"letter", "generic", "imperative", "teller", "mark", "ordinal", "month"}
    assert not set(tables("en")) - set(tables(language)) - latin


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_is_empty_and_no_word_is(language: str) -> None:
    assert not [(tag, value) for tag, value, words in listed(language) if not words]
    assert not [
        (tag, value, w) for tag, value, words in listed(language) for w in words if not w.strip() or w != w.strip()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice_in_a_list(language: str) -> None:
    for tag, value, words in listed(language):
        same = Counter(words if language == "en" else map(spelt, words))
        assert not [w for w, times in same.items() if times > 1], (tag, value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found_under_its_line(language: str, words: Lexicon) -> None:
    lost = [
        (tag, value, word)
        for tag, value, some in listed(language) for word in some
        if not any(e.meaning.tag == tag and e.meaning.value == value for e in words.entries.get(spelt(word), ()))
    ]  # fmt: skip
    assert not lost


def test_a_word_that_is_often_misspelt_means_what_the_right_one_means(words: Lexicon) -> None:
    with bundled("words", "en.toml").open("rb") as file:
        slips = tomllib.load(file)["slips"]
    for right, wrong in slips.items():
        assert words.entries[spelt(right)]
        assert {words.entries[spelt(word)] for word in wrong} == {words.entries[spelt(right)]}


@pytest.mark.parametrize("language", ["km", "zh"])
def test_a_word_written_alone_is_not_cut_into_others(language: str, words: Lexicon) -> None:
    """Trailing marks aside; the repetition mark is one."""
    for tag, value, some in listed(language):
        for word in some:
            found = [piece for piece in pieces(word, words) if piece.script != "mark"]
            assert len(found) == 1, (word, [piece.text for piece in found])
            assert found[0].means(tag, value), word


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_partner_or_product_means_it_and_no_other(name: str, words: Lexicon) -> None:
    tag = "product" if name == "products" else "partner"
    for code, each in named(name):
        values = {e.meaning.value for e in words.entries[spelt(each)] if e.meaning.tag == tag and not e.code}
        assert values == {code}, each


def test_a_word_means_one_thing_only_under_a_tag(words: Lexicon) -> None:
    allowed = {tag: set(map(spelt, some)) for tag, some in TWO_MEANINGS.items()}
    several = [
        (tag, spelling, values)
        for spelling, meanings in _meanings(words).items() for tag, values in meanings.items()
        if len(values) > 1 and spelling not in allowed.get(tag, ())
    ]  # fmt: skip
    assert not several


def test_the_list_of_intended_double_meanings_holds_no_word_that_has_one(words: Lexicon) -> None:
    meanings = _meanings(words)
    single = [w for tag, some in TWO_MEANINGS.items() for w in some if len(meanings[spelt(w)][tag]) < 2]
    assert not single


def test_a_name_is_no_other_name_and_no_other_word(words: Lexicon) -> None:
    names = ("partner", "product", "ambiguous")
    for spelling, meanings in _meanings(words).items():
        held = {value for tag in names for value in meanings.get(tag, ())}
        own = {"reporter"} if REPORTER in held else set()
        if held and not held & OF_EVERYTHING and spelling not in NAMES_AND_WORDS:
            assert set(meanings) <= {next(tag for tag in names if tag in meanings)} | own, spelling


def test_what_is_refused_means_nothing_else(words: Lexicon) -> None:
    """A word that asks for what is not in the figures is never taken for something else."""
    others = {
        spelling: set(meanings) - {"refuse", "generic"}
        for spelling, meanings in _meanings(words).items() if "refuse" in meanings
    }  # fmt: skip
    assert not {spelling: tags for spelling, tags in others.items() if tags}


def _meanings(words: Lexicon) -> Mapping[str, Mapping[str, set[str]]]:
    """Spelling -> tag -> values, codes aside."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for spelling, entries in words.entries.items():
        for entry in entries:
            if not entry.code:
                found[spelling][entry.meaning.tag].add(entry.meaning.value)
    return found


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("នាំ\u200bចេញ", "នាំចេញ"),  # a zero-width space between words
        ("ន\u17c6\u17b6ចេញ", "នាំចេញ"),  # the sign before the vowel
        ("ឆ្ន\u17c6\u17b6", "ឆ្នាំ"),
        ("ឆ\u17c6\u17b6្ន", "ឆ្នាំ"),  # the subscript last
        ("ក\u17c1\u17b8ន", "កើន"),  # OE of two vowels
        ("ក\u17b8\u17c1ន", "កើន"),
        ("ប\u17c1\u17b6ះឆ្នោត", "បោះឆ្នោត"),  # OO of two vowels
        ("ខ\u17c1\u17c1", "ខែ"),  # E twice is drawn as AE
        ("សប្ដាហ៍", "សប្តាហ៍"),  # the subscripts of DA and TA
        ("អឺរ\u17c9ុប", "អឺរ៉ុប"),
        ("ស\u17bb\u17b8", "ស\u17ca\u17b8"),  # a shifter under a vowel above is drawn as U
        ("ឲ្យ", "ឱ្យ"),  # the two letters QOO
        ("ឳពុក", "ឪពុក"),  # QAU and QUUV
        ("\u17a3", "\u17a2"),  # deprecated letters
        ("\u17a4ស៊ាន", "អាស៊ាន"),
        ("ស្ត\u17d2រី", "ស\u17d2រ\u17d2តី"),  # RO is the last subscript
        ("១២", "12"),
        ("二〇二五", "二零二五"),
        ("２０２５", "2025"),
    ],
)
def test_what_looks_the_same_is_the_same_word(typed: str, usual: str) -> None:
    assert key(typed) == key(usual)


@pytest.mark.parametrize(("one", "other"), [("កង់", "កាង"), ("តា", "ដា"), ("ចិន", "ចិញ"), ("បី", "បឹ")])
def test_what_looks_different_stays_different(one: str, other: str) -> None:
    assert key(one) != key(other)
