"""The word lists of `data/words` and the names of CLDR, read into a Lexicon."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale

from bot.model.bundled import bundled
from bot.model.period import Month
from bot.words.lexicon import LANGUAGES, Assumed, Entry, Group, Lexicon, Meaning
from bot.words.spelling import loose_spellings, spellings
from bot.words.text import key

_LOCALES = {"en": ("en",), "km": ("km",), "zh": ("zh", "zh_Hant")}
_ABOUT = ("ambiguous", "assumed", "states", "words")  # tables of partners.toml that are no partner

Alias = tuple[str, Entry]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the bundled word lists. Read once a process."""
    partners, groups, products = _toml("partners"), _toml("groups"), _toml("products")
    entries = _index(_aliases(partners, groups, products))
    slips = _slips()
    entries |= {slip: entries[key(right)[0]] for slip, right in slips.items()}
    countries = frozenset(partners) - set(_ABOUT)
    return Lexicon(
        entries=entries,
        names=_names(partners, groups, products),
        with_article=frozenset(
            c for c, t in {**partners, **groups}.items() if c not in _ABOUT and t.get("the") is True
        ),
        groups={code: _group(table) for code, table in groups.items() if "members" in table},
        catalogue_codes={code: tuple(t["codes"]) for code, t in products.items() if "codes" in t},
        ambiguous_names={key(n)[0]: tuple(codes) for n, codes in partners.get("ambiguous", {}).items()},
        assumed_names={key(n)[0]: Assumed(t["is"], t["other"]) for n, t in partners.get("assumed", {}).items()},
        states=partners.get("states", {}),
        countries=countries,
        hs_codes=frozenset(c for c in products if c.isdigit()),
        slips=slips,
        ordinary=frozenset(partners["words"]["en"]),
        spellings=spellings(entries),
        loose=loose_spellings(entries),
        beginnings=frozenset(key[:end] for key in entries for end in range(1, len(key) + 1)),
    )


def _toml(name: str) -> dict[str, Any]:
    with bundled("words", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _aliases(partners: Mapping[str, Any], groups: Mapping[str, Any], products: Mapping[str, Any]) -> Iterator[Alias]:
    for language in LANGUAGES:
        yield from _question_words(language)
        yield from _months(language)
    yield from _countries(partners)
    for tag, tables in (("partner", groups), ("product", products)):
        for code, table in tables.items():
            for language in LANGUAGES:
                yield from _spelt(Meaning(tag, code), table.get(language, ()), language)
                yield from _spelt(Meaning("inside", code), table.get("inside", {}).get(language, ()), language)


def _slips() -> dict[str, str]:
    return {key(slip)[0]: right for right, slips in _toml("en")["slips"].items() for slip in slips}


def _question_words(language: str) -> Iterator[Alias]:
    for tag, values in _toml(language).items():
        if tag == "slips":
            continue
        for value, words in values.items():
            yield from _spelt(Meaning(tag, value), words, language)


def _months(language: str) -> Iterator[Alias]:
    if language == "zh":  # written as a number before the word for month
        return
    names = Locale.parse(language).months
    for width in ("wide", "abbreviated"):
        for form in ("format", "stand-alone"):
            for number, name in names[form][width].items():
                yield from _spelt(Meaning("month", str(number)), [name], language)


def _countries(partners: Mapping[str, Any]) -> Iterator[Alias]:
    for code, table in partners.items():
        if code in _ABOUT:
            continue
        meaning = Meaning("partner", code)
        yield key(code)[0], Entry(meaning, 1, code=True)
        if "iso3" in table:
            yield key(table["iso3"])[0], Entry(meaning, 1, code=True)
        for language in LANGUAGES:
            yield from _spelt(meaning, [*_cldr(code, language), *table.get(language, ())], language)
    for name, codes in partners.get("ambiguous", {}).items():
        yield from _spelt(Meaning("ambiguous", " ".join(codes)), [name], "")
    for name, table in partners.get("assumed", {}).items():
        yield from _spelt(Meaning("partner", table["is"]), [name], "")


def _cldr(code: str, language: str) -> list[str]:
    names = (Locale.parse(locale).territories.get(code) for locale in _LOCALES[language])
    return [n for n in names if n]


def _spelt(meaning: Meaning, names: Iterable[str], language: str) -> Iterator[Alias]:
    for name in names:
        joined, words = key(name)
        if not joined:  # a mark
            yield name, Entry(meaning, 1, language=language)
            continue
        yield joined, Entry(meaning, words, language=language)
        if joined.startswith("saint") and language == "en":
            yield "st" + joined[5:], Entry(meaning, words, language=language)


def _index(aliases: Iterable[Alias]) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, dict[tuple[Meaning, bool], Entry]] = {}
    for spelling, entry in aliases:
        if spelling:
            known = index.setdefault(spelling, {})
            same = known.get((entry.meaning, entry.code))
            if same is None or same.words < entry.words:
                known[entry.meaning, entry.code] = entry
    return {spelling: tuple(found.values()) for spelling, found in index.items()}


def _names(*tables: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    partners, groups, products = tables
    names: dict[tuple[str, str], str] = {}
    for language in LANGUAGES:
        for code, table in partners.items():
            if code not in _ABOUT:
                name = table.get("short", {}).get(language) or next(iter(_cldr(code, language)), None)
                if name:
                    names[code, language] = name
        for code, table in {**groups, **products}.items():
            if table.get(language):
                names[code, language] = table[language][0]
    return names


def _group(table: Mapping[str, Any]) -> Group:
    def months(name: str) -> dict[str, Month]:
        return {code: Month.parse(text) for code, text in table.get(name, {}).items()}

    return Group(frozenset(table["members"]), months("since"), months("until"))
